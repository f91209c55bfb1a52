"""Blocks as Word: real heading styles, header rows that repeat and are marked, no empty paragraphs."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, assert_never

from docx.document import Document as WordDocument
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Length, Pt
from docx.table import Table as WordTable
from docx.table import _Cell, _Row
from docx.text.paragraph import Paragraph as WordParagraph

from dispatch.documents.letterhead import TEXT_WIDTH
from dispatch.wording.blocks import (
    Block,
    Facts,
    Heading,
    Listing,
    PageBreak,
    Paragraph,
    Quote,
    Rule,
    Span,
    Table,
    Words,
    plain,
    words,
)

_LABEL_SHARE = 30
_ON_ONE_PAGE = 1600
_LINE = "808080"
_SHADE = "E8EEF4"


def write_blocks(document: WordDocument, blocks: Iterable[Block]) -> None:
    """Add *blocks* at the end of *document*; what follows a page break begins its page, with no empty paragraph."""
    new_page = False
    for block in blocks:
        if isinstance(block, PageBreak):
            new_page = True
            continue
        before = len(document.paragraphs)
        _write_block(document, block)
        if new_page and len(document.paragraphs) > before:
            document.paragraphs[before].paragraph_format.page_break_before = True
            new_page = False


def _write_block(document: WordDocument, block: Heading | Paragraph | Listing | Table | Facts | Quote | Rule) -> None:
    match block:
        case Heading(level, said):
            _write(document.add_paragraph(style=f"Heading {level}"), said)
        case Paragraph(said, inset):
            _write(_paragraph(document, "Inset Text" if inset else "Normal"), said)
        case Listing():
            _listing(document, block)
        case Quote(said):
            _write(_paragraph(document, "Inset Text"), said)
        case Facts(rows):
            _facts(document, rows)
        case Table():
            _table(document, block)
        case Rule():
            pass
        case _:
            assert_never(block)


def _paragraph(document: WordDocument, style: str) -> WordParagraph:
    """A paragraph, with air before it where a table stands above."""
    above = document.element.body[-2] if len(document.element.body) > 1 else None
    paragraph = document.add_paragraph(style=style)
    if above is not None and above.tag == qn("w:tbl"):
        paragraph.paragraph_format.space_before = Pt(10)
    return paragraph


def _listing(document: WordDocument, listing: Listing) -> None:
    number = _new_numbering(document) if listing.numbered else 0
    for item in listing.items:
        paragraph = document.add_paragraph(style="List Number" if listing.numbered else "List Bullet")
        if number:
            _use_numbering(paragraph, number)
        _write(paragraph, item)


def _new_numbering(document: WordDocument) -> int:
    """A list of its own that begins at 1: Word would else go on counting from the last."""
    style = document.styles["List Number"].element
    base = style.find(f"./{qn('w:pPr')}/{qn('w:numPr')}/{qn('w:numId')}")
    if base is None:
        return 0
    numbering = document.part.numbering_part.element
    abstract = numbering.num_having_numId(int(base.get(qn("w:val")))).abstractNumId.val
    fresh = numbering.add_num(abstract)
    fresh.add_lvlOverride(ilvl=0).add_startOverride(1)
    return int(fresh.numId)


def _use_numbering(paragraph: WordParagraph, number: int) -> None:
    properties: Any = paragraph._p.get_or_add_pPr()  # noqa: SLF001 - python-docx has no numbering
    shape = properties.get_or_add_numPr()
    shape.get_or_add_ilvl().val = 0
    shape.get_or_add_numId().val = number


def _facts(document: WordDocument, rows: tuple[tuple[Words, Words], ...]) -> None:
    table = new_table(document, len(rows), (_LABEL_SHARE, 100 - _LABEL_SHARE))
    for row, (label, said) in zip(table.rows, rows, strict=True):
        shade(row.cells[0])
        fill_cell(row.cells[0], label, bold=True)
        fill_cell(row.cells[1], said)
    if sum(len(plain(said)) for _, said in rows) < _ON_ONE_PAGE:
        _keep_together(table)


def _keep_together(table: WordTable) -> None:
    for row in list(table.rows)[:-1]:
        for cell in row.cells:
            for paragraph in cell.paragraphs:
                paragraph.paragraph_format.keep_with_next = True


def _table(document: WordDocument, table: Table) -> None:
    if table.caption:
        _write(document.add_paragraph(style="Caption"), words(table.caption))
    widths = table.widths if len(table.widths) == len(table.head) else (1,) * len(table.head)
    grid = new_table(document, 1 + len(table.rows), widths)
    head = grid.rows[0]
    for cell, said in zip(head.cells, table.head, strict=True):
        shade(cell)
        fill_cell(cell, said, bold=True)
    mark_header(head)
    for row, line in zip(list(grid.rows)[1:], table.rows, strict=True):
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))  # noqa: SLF001 - short rows stay on one page
        for cell, said in zip(row.cells, line, strict=True):
            fill_cell(cell, said)


def mark_header(row: _Row) -> None:
    """Mark *row* as the table's heading, which Word repeats on every page and screen readers read out."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))  # noqa: SLF001 - python-docx has no header rows


def new_table(document: WordDocument, rows: int, shares: tuple[int, ...]) -> WordTable:
    """Add an empty table with lines, its columns sharing the page's width as *shares* say."""
    table: WordTable = document.add_table(rows, len(shares))
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.LEFT, False
    _lines(table)
    for column, share in zip(table.columns, shares, strict=True):
        column.width = Length(int(TEXT_WIDTH * share / sum(shares)))
        for cell in column.cells:
            cell.width = column.width
    return table


def _lines(table: WordTable) -> None:
    borders = OxmlElement("w:tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        line = OxmlElement(f"w:{side}")
        for name, value in (("val", "single"), ("sz", "4"), ("space", "0"), ("color", _LINE)):
            line.set(qn(f"w:{name}"), value)
        borders.append(line)
    shape = table._tbl.tblPr  # noqa: SLF001 - python-docx has no borders
    shape.append(borders)
    look = shape.find(qn("w:tblLook"))
    if look is not None:
        shape.remove(look)
        shape.append(look)


def shade(cell: _Cell) -> None:
    """Shade a cell that holds a heading."""
    shade = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", _SHADE)):
        shade.set(qn(f"w:{name}"), value)
    cell._tc.get_or_add_tcPr().append(shade)  # noqa: SLF001 - python-docx has no shading


def fill_cell(cell: _Cell, said: Words, *, bold: bool = False) -> None:
    """Fill *cell*: each line a paragraph of its own, so that a long text may break over pages."""
    lines = _by_line(said) or [()]
    paragraph = cell.paragraphs[0]
    for index, line in enumerate(lines):
        paragraph = paragraph if index == 0 else cell.add_paragraph()
        paragraph.style = "Table Text"
        _write(paragraph, line, bold=bold)


def _by_line(said: Words) -> list[Words]:
    lines: list[list[Span]] = [[]]
    for span in said:
        first, *others = span.text.split("\n")
        lines[-1].append(Span(first, span.bold, span.href))
        lines += [[Span(text, span.bold, span.href)] for text in others]
    return [tuple(span for span in line if span.text) for line in lines if any(span.text for span in line)]


def _write(paragraph: WordParagraph, said: Words, *, bold: bool = False) -> None:
    for span in said:
        if span.href:
            _link(paragraph, span.text, span.href)
        else:
            run = paragraph.add_run(span.text)
            run.bold = True if span.bold or bold else None


def _link(paragraph: WordParagraph, text: str, href: str) -> None:
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), paragraph.part.relate_to(href, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    run = paragraph.add_run(text)
    run.font.underline = True
    paragraph._p.remove(run._r)  # noqa: SLF001 - python-docx writes no links
    link.append(run._r)  # noqa: SLF001
    paragraph._p.append(link)  # noqa: SLF001
