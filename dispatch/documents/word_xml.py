"""
WordprocessingML for what our documents hold: paragraphs, runs, links, tables.

Written as text and parsed once for each document: building the same with
python-docx, an element at a time, takes ten times as long, and a pack holds a
copy of every form.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Length
from markupsafe import escape

from dispatch.documents.letterhead import TEXT_WIDTH
from dispatch.wording.blocks import Span, Words

_LINE = "808080"
_SHADE = "E8EEF4"
_TWIPS = Length(TEXT_WIDTH).twips


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: finished paragraphs, shaded where it holds a heading."""

    inner: str
    shaded: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One row; a *head* row is repeated on every page and read out as heading; *height* in twentieths of a point."""

    cells: tuple[Cell, ...]
    head: bool = False
    whole: bool = False
    height: int = 0


class WordText:
    """The text of one document's body, style names and links resolved against its letterhead."""

    def __init__(self, document: WordDocument) -> None:
        self._document = document
        self._styles = _style_ids(document)
        self._parts: list[str] = []
        self._above_table = False

    def add(self, xml: str, *, table: bool = False) -> None:
        """Put *xml* at the end."""
        self._parts.append(xml)
        self._above_table = table

    def paragraph(
        self,
        style: str,
        inner: str,
        *,
        keep_next: bool = False,
        new_page: bool = False,
        numbering: int = 0,
        air: bool = False,
    ) -> str:
        """A paragraph in the style of that name; *air* sets it off from the table above."""
        shape = f'<w:pStyle w:val="{self._styles.get(style.lower(), "")}"/>' if style.lower() in self._styles else ""
        shape += "<w:keepNext/>" if keep_next else ""
        shape += "<w:pageBreakBefore/>" if new_page else ""
        shape += f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{numbering}"/></w:numPr>' if numbering else ""
        shape += '<w:spacing w:before="200"/>' if air and self._above_table else ""
        return f"<w:p><w:pPr>{shape}</w:pPr>{inner}</w:p>"

    def runs(self, said: Words, *, bold: bool = False) -> str:
        """The runs that *said* is made of; a newline is a line break."""
        return "".join(self._span(span, bold=bold) for span in said)

    def _span(self, span: Span, *, bold: bool) -> str:
        if not span.href:
            return run(span.text, bold=span.bold or bold)
        target = self._document.part.relate_to(span.href, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        return f'<w:hyperlink r:id="{target}">{run(span.text, bold=span.bold or bold, underline=True)}</w:hyperlink>'

    def cell(self, said: Words, *, bold: bool = False, shaded: bool = False, keep_next: bool = False) -> Cell:
        """A cell that says *said*, each line a paragraph of its own, so that a long text may break over pages."""
        lines = by_line(said) or [()]
        inner = "".join(self.paragraph("Table Text", self.runs(line, bold=bold), keep_next=keep_next) for line in lines)
        return Cell(inner, shaded)

    def finish(self) -> None:
        """Put everything into the document, before the section's own properties."""
        body = self._document.element.body
        section = body.find(qn("w:sectPr"))
        for element in list(parse_xml(f"<w:body {nsdecls('w', 'r')}>{''.join(self._parts)}</w:body>")):
            section.addprevious(element)


def run(text: str, *, bold: bool = False, underline: bool = False) -> str:
    """One run; line breaks are kept."""
    look = ("<w:b/>" if bold else "") + ('<w:u w:val="single"/>' if underline else "")
    said = "<w:br/>".join(f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in text.split("\n"))
    return f"<w:r>{f'<w:rPr>{look}</w:rPr>' if look else ''}{said}</w:r>"


def table(shares: Sequence[int], rows: Iterable[Row]) -> str:
    """A table as wide as the text, its columns sharing it as *shares* say."""
    widths = [_TWIPS * share // sum(shares) for share in shares]
    lines = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="{_LINE}"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblBorders>{lines}</w:tblBorders>'
        '<w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="100" w:type="dxa"/><w:right w:w="100" w:type="dxa"/>'
        '</w:tblCellMar><w:tblLook w:val="00A0" w:firstRow="1" w:lastRow="0" w:firstColumn="1" w:lastColumn="0" '
        f'w:noHBand="0" w:noVBand="1"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>'
        f"{''.join(_row(row, widths) for row in rows)}</w:tbl>"
    )


def _row(row: Row, widths: Sequence[int]) -> str:
    shape = "<w:cantSplit/>" if row.whole or row.head else ""
    shape += f'<w:trHeight w:val="{row.height}" w:hRule="atLeast"/>' if row.height else ""
    shape += "<w:tblHeader/>" if row.head else ""
    cells = "".join(_cell(cell, width) for cell, width in zip(row.cells, widths, strict=True))
    return f"<w:tr>{f'<w:trPr>{shape}</w:trPr>' if shape else ''}{cells}</w:tr>"


def _cell(cell: Cell, width: int) -> str:
    shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{_SHADE}"/>' if cell.shaded else ""
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{shade}</w:tcPr>{cell.inner}</w:tc>'


def by_line(said: Words) -> list[Words]:
    """*said* cut at its line breaks, without the empty lines."""
    lines: list[list[Span]] = [[]]
    for span in said:
        first, *others = span.text.split("\n")
        lines[-1].append(Span(first, span.bold, span.href))
        lines += [[Span(text, span.bold, span.href)] for text in others]
    return [tuple(span for span in line if span.text) for line in lines if any(span.text for span in line)]


def _style_ids(document: WordDocument) -> dict[str, str]:
    """Names stay the same in every language of Word; ids do not."""
    return {
        style.find(qn("w:name")).get(qn("w:val")).lower(): style.get(qn("w:styleId"))
        for style in document.styles.element.findall(qn("w:style"))
    }
