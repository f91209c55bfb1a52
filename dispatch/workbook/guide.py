"""The sheet `How to use`, and the hidden ones: marker and lists."""

from __future__ import annotations

import re
from collections.abc import Sequence

from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.packaging.custom import StringProperty
from openpyxl.styles import Alignment, Font
from openpyxl.worksheet.worksheet import Worksheet

from dispatch.workbook.looks import FONT, INK, title_cell
from storage.workbook.marker import GUIDE_SHEET, MARKER_PROPERTY, MARKER_SHEET, Marker, pieces, write_marker
from storage.workbook.text import escape

_HEADINGS_WIDTH, _TEXTS_WIDTH = 26, 94


def guide(text: str) -> tuple[tuple[str, str], ...]:
    """Return headings and paragraphs: each begins a line with `Heading: `, and goes on where lines are set in."""
    paragraphs = re.split(r"\n(?=\S)", text.strip())
    pairs = (paragraph.split(": ", 1) for paragraph in paragraphs)
    return tuple((heading, " ".join(rest.split())) for heading, rest in pairs)


def write_guide(book: Workbook, title: str, paragraphs: Sequence[tuple[str, str]]) -> None:
    """Add the sheet `How to use`: a heading and a paragraph to each row."""
    page = book.create_sheet(GUIDE_SHEET)
    page.sheet_view.showGridLines = False
    page.column_dimensions["A"].width, page.column_dimensions["B"].width = _HEADINGS_WIDTH + 4, _TEXTS_WIDTH + 6
    page.page_setup.orientation, page.page_setup.paperSize, page.page_setup.fitToHeight = "landscape", 9, 1
    page.sheet_properties.pageSetUpPr.fitToPage = True
    page.row_dimensions[1].height = 32
    page.append([title_cell(page, title)])
    for number, (heading, text) in enumerate(paragraphs, start=2):
        lines = max(1 + len(heading) // _HEADINGS_WIDTH, 1 + len(text) // _TEXTS_WIDTH)
        page.row_dimensions[number].height = 15 * lines + 6
        page.append([_guide_cell(page, heading, bold=True), _guide_cell(page, text)])


def _guide_cell(page: Worksheet, text: str, *, bold: bool = False) -> Cell:
    cell = WriteOnlyCell(page, escape(text))
    cell.data_type = "s"
    cell.font = Font(name=FONT, size=11, bold=bold, color=INK)
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    return cell


def write_marker_sheet(book: Workbook, marker: Marker, key: bytes) -> None:
    """Add the hidden marker: on a sheet of its own and, once more, among the document's properties."""
    text = write_marker(marker, key)
    page = book.create_sheet(MARKER_SHEET)
    page.sheet_state = "veryHidden"
    page.append(["This sheet tells Panelpost which workbook this is. Leave it as it is."])
    for piece in pieces(text):
        page.append([piece])
    book.custom_doc_props.append(  # type: ignore[attr-defined]  # the stubs lack it
        StringProperty(name=MARKER_PROPERTY, value=text)
    )
