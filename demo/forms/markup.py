"""WordprocessingML as text: paragraphs, runs, tables, and the three ways in which Word forms take an answer."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from io import BytesIO

from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Cm, Pt
from markupsafe import escape

GRID = 12
"""Columns of every table's grid; a cell spans some of them."""

_WIDTH = 10206  # twentieths of a point: A4 between margins of 1.5 cm
_W14 = 'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'


@dataclass(frozen=True, slots=True)
class Cell:
    """A table cell: its paragraphs, how many columns of the grid it spans, whether it is shaded."""

    content: str
    span: int
    shaded: bool = False


def run(text: str, *, bold: bool = False, struck: bool = False, small: bool = False, superscript: bool = False) -> str:
    """Return a run; nothing for no text."""
    if not text:
        return ""
    looks = (
        ("<w:b/>" if bold else "")
        + ("<w:strike/>" if struck else "")
        + ('<w:i/><w:sz w:val="15"/>' if small else "")
        + ('<w:vertAlign w:val="superscript"/>' if superscript else "")
    )
    return f'<w:r><w:rPr>{looks}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def line_break() -> str:
    """Return a new line in the same paragraph."""
    return "<w:r><w:br/></w:r>"


def tab() -> str:
    """Return a tab stop's jump."""
    return "<w:r><w:tab/></w:r>"


def paragraph(*runs: str, style: str = "") -> str:
    """Return a paragraph of *runs*, in the style with the id *style*."""
    named = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{named}{''.join(runs)}</w:p>"


def table(rows: Iterable[Sequence[Cell]]) -> str:
    """Return a table with thin borders, and the empty paragraph that keeps it from growing into the next."""
    column = _WIDTH // GRID
    borders = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="7F7F7F"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    grid = f'<w:gridCol w:w="{column}"/>' * GRID
    body = "".join(f"<w:tr>{''.join(_cell(cell, column) for cell in row)}</w:tr>" for row in rows)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{column * GRID}" w:type="dxa"/><w:tblBorders>{borders}</w:tblBorders>'
        f'<w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{body}</w:tbl>'
        '<w:p><w:pPr><w:spacing w:after="0" w:line="120" w:lineRule="exact"/></w:pPr></w:p>'
    )


def _cell(cell: Cell, column: int) -> str:
    shade = '<w:shd w:val="clear" w:color="auto" w:fill="E3E9E2"/>' if cell.shaded else ""
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{cell.span * column}" w:type="dxa"/><w:gridSpan w:val="{cell.span}"/>{shade}'
        f"</w:tcPr>{cell.content}</w:tc>"
    )


# ------------------------------------------------------------------------------------------------- places to answer


def text_field(answer: str, name: str) -> str:
    """Return a legacy text field (FORMTEXT) with *answer* in it; an empty one shows five wide blanks, as Word does."""
    lines = (answer or "\u2002" * 5).split("\n")
    shown = line_break().join(run(line) for line in lines)
    return (
        f'<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:name w:val="{name}"/><w:enabled/><w:calcOnExit w:val="0"/>'
        "<w:textInput/></w:ffData></w:fldChar></w:r>"
        '<w:r><w:instrText xml:space="preserve"> FORMTEXT </w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{shown}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def check_field(name: str, *, checked: bool) -> str:
    """Return a legacy tick box (FORMCHECKBOX)."""
    state = "<w:checked/>" if checked else ""
    return (
        f'<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:name w:val="{name}"/><w:enabled/><w:calcOnExit w:val="0"/>'
        f'<w:checkBox><w:sizeAuto/><w:default w:val="0"/>{state}</w:checkBox></w:ffData></w:fldChar></w:r>'
        '<w:r><w:instrText xml:space="preserve"> FORMCHECKBOX </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


class ControlNumbers:
    """Gives each content control of one document its number."""

    def __init__(self) -> None:
        self._numbers = itertools.count(7001)

    def text(self, answer: str, title: str) -> str:
        """Return a content control with *answer* in it, or Word's own words where nobody has written."""
        placeholder = "" if answer else "<w:showingPlcHdr/>"
        shown = line_break().join(run(line) for line in (answer or "Click or tap here to enter text.").split("\n"))
        return (
            f'<w:sdt><w:sdtPr><w:alias w:val="{escape(title[:60])}"/><w:id w:val="{next(self._numbers)}"/>{placeholder}'
            f'<w:text w:multiLine="1"/></w:sdtPr><w:sdtContent>{shown}</w:sdtContent></w:sdt>'
        )

    def box(self, title: str, *, checked: bool) -> str:
        """Return a check box as Word has had it since 2010."""
        glyph = "\u2612" if checked else "\u2610"
        return (
            f'<w:sdt><w:sdtPr><w:alias w:val="{escape(title[:60])}"/><w:id w:val="{next(self._numbers)}"/>'
            f'<w14:checkbox {_W14}><w14:checked w14:val="{int(checked)}"/>'
            '<w14:checkedState w14:val="2612" w14:font="MS Gothic"/>'
            '<w14:uncheckedState w14:val="2610" w14:font="MS Gothic"/></w14:checkbox></w:sdtPr><w:sdtContent>'
            f'<w:r><w:rPr><w:rFonts w:ascii="MS Gothic" w:hAnsi="MS Gothic" w:eastAsia="MS Gothic"/></w:rPr>'
            f"<w:t>{glyph}</w:t></w:r></w:sdtContent></w:sdt>"
        )


# ------------------------------------------------------------------------------------------------------ the document


def document(body: Iterable[str], *, header: str, footer: str) -> bytes:
    """Return a Word file with *body* between a header and a footer line."""
    word = Document()
    section = word.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Cm(1.5)
    section.header.paragraphs[0].text, section.footer.paragraphs[0].text = header, footer
    normal = word.styles["Normal"]
    normal.font.name, normal.font.size = "Arial", Pt(10)
    normal.paragraph_format.space_after = Pt(2)
    whole = parse_xml(f"<w:body {nsdecls('w')}>{''.join(body)}</w:body>")
    for element in list(whole):
        word.element.body.insert_element_before(element, "w:sectPr")
    saved = BytesIO()
    word.save(saved)
    return saved.getvalue()
