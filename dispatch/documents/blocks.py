"""Blocks as Word: real heading styles, header rows that repeat and are marked, no empty paragraphs."""

from __future__ import annotations

from collections.abc import Iterable
from typing import assert_never

from docx.document import Document as WordDocument
from docx.oxml.ns import qn

from dispatch.documents.word_xml import Row, WordText, table
from dispatch.wording.blocks import (
    Block,
    Facts,
    Heading,
    Listing,
    PageBreak,
    Paragraph,
    Quote,
    Rule,
    Table,
    plain,
    words,
)

_LABEL_SHARE = 30
_ON_ONE_PAGE = 1600


def write_blocks(document: WordDocument, blocks: Iterable[Block]) -> None:
    """Add *blocks* to *document*; what follows a page break begins its page, with no empty paragraph."""
    text = WordText(document)
    new_page = False
    for block in blocks:
        if isinstance(block, PageBreak):
            new_page = True
            continue
        write_block(document, text, block, new_page=new_page)
        new_page = False
    text.finish()


def write_block(
    document: WordDocument,
    text: WordText,
    block: Heading | Paragraph | Listing | Table | Facts | Quote | Rule,
    *,
    new_page: bool = False,
) -> None:
    """Add one block to *text*."""
    match block:
        case Heading(level, said):
            text.add(text.paragraph(f"Heading {level}", text.runs(said), keep_next=True, new_page=new_page))
        case Paragraph(said, inset):
            style = "Inset Text" if inset else "Normal"
            text.add(text.paragraph(style, text.runs(said), new_page=new_page, air=True))
        case Quote(said):
            text.add(text.paragraph("Inset Text", text.runs(said), new_page=new_page, air=True))
        case Listing():
            _listing(document, text, block)
        case Facts():
            _facts(text, block)
        case Table():
            _table(text, block)
        case Rule():
            pass
        case _:
            assert_never(block)


def _listing(document: WordDocument, text: WordText, listing: Listing) -> None:
    style = "List Number" if listing.numbered else "List Bullet"
    numbering = _new_numbering(document) if listing.numbered else 0
    for item in listing.items:
        text.add(text.paragraph(style, text.runs(item), numbering=numbering))


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


def _facts(text: WordText, facts: Facts) -> None:
    short = sum(len(plain(said)) for _, said in facts.rows) < _ON_ONE_PAGE
    last = len(facts.rows) - 1
    rows = (
        Row(
            (
                text.cell(label, bold=True, shaded=True, keep_next=short and index < last),
                text.cell(said, keep_next=short and index < last),
            )
        )
        for index, (label, said) in enumerate(facts.rows)
    )
    text.add(table((_LABEL_SHARE, 100 - _LABEL_SHARE), rows), table=True)


def _table(text: WordText, shown: Table) -> None:
    if shown.caption:
        text.add(text.paragraph("Caption", text.runs(words(shown.caption)), keep_next=True))
    widths = shown.widths if len(shown.widths) == len(shown.head) else (1,) * len(shown.head)
    head = Row(tuple(text.cell(said, bold=True, shaded=True, keep_next=True) for said in shown.head), head=True)
    body = (Row(tuple(text.cell(said) for said in line), whole=True) for line in shown.rows)
    text.add(table(widths, (head, *body)), table=True)
