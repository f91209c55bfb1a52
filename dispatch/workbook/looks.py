"""How cells look: fonts, fills, borders, formats. Colours keep AA contrast and differ in grey when printed."""

from __future__ import annotations

from dataclasses import dataclass

from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.worksheet.worksheet import Worksheet

from storage.workbook.columns import Kind

FONT = "Calibri"
INK, QUIET, WHITE = "FF1F2933", "FF52606D", "FFFFFFFF"
NAVY, STONE, AMBER, SHADE, PALE = "FF1D3D5C", "FF5F6B76", "FFFFE699", "FFF3F6F9", "FFE4E9EE"

_THIN = Side(style="thin", color="FFD3D9DF")
GRID = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_STRONG = Side(style="medium", color=NAVY)
_WARNING = Side(style="medium", color="FF9C5700")

_NUMBER_FORMATS = {
    Kind.DATE: "d mmmm yyyy",
    Kind.MEETING: "d mmmm yyyy",
    Kind.DATE_OR_WORDS: "d mmmm yyyy",
    Kind.TIME: "h:mm",
    Kind.NUMBER: "0",
}


def number_format(kind: Kind) -> str:
    """Return the number format of *kind*; text is marked as text, so that a program leaves it alone."""
    return _NUMBER_FORMATS.get(kind, "@")


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """Everything that decides how a data cell looks."""

    kind: Kind
    editable: bool = True
    doubtful: bool = False
    opens: bool = False
    shaded: bool = False
    faint: bool = False
    strong: bool = False
    quoted: bool = False


def data_cell(sheet: Worksheet, look: Look) -> Cell:
    """Return an empty cell styled as *look* says, to be copied from."""
    cell = WriteOnlyCell(sheet)
    quiet = look.faint or not look.editable
    cell.font = Font(name=FONT, size=11, bold=look.strong, color=QUIET if quiet and not look.strong else INK)
    cell.alignment = Alignment(wrap_text=True, vertical="top", horizontal="left")
    cell.number_format = number_format(look.kind)
    cell.border = _border(look)
    fill = AMBER if look.doubtful else PALE if not look.editable else SHADE if look.shaded else ""
    if fill:
        cell.fill = PatternFill("solid", fgColor=fill)
    if look.quoted:
        cell.quotePrefix = True
    return cell


def _border(look: Look) -> Border:
    if look.doubtful:
        return Border(left=_WARNING, right=_WARNING, top=_WARNING, bottom=_WARNING)
    return Border(left=_THIN, right=_THIN, top=_STRONG if look.opens else _THIN, bottom=_THIN)


def heading_cell(sheet: Worksheet, text: str, *, editable: bool) -> Cell:
    """Return the heading of a column: dark where the column may be changed, grey where it only informs."""
    cell = WriteOnlyCell(sheet, text)
    cell.font = Font(name=FONT, size=11, bold=True, color=WHITE)
    cell.fill = PatternFill("solid", fgColor=NAVY if editable else STONE)
    cell.alignment = Alignment(wrap_text=True, vertical="center", horizontal="left")
    cell.border = Border(left=_THIN, right=_THIN, bottom=_STRONG)
    return cell


def plain_cell(sheet: Worksheet) -> Cell:
    """Return an empty cell of the banner: white, so that the sheet's grid begins beneath."""
    cell = WriteOnlyCell(sheet)
    cell.fill = PatternFill("solid", fgColor=WHITE)
    return cell


def band_cell(sheet: Worksheet, text: str) -> Cell:
    """Return the label over a group of columns."""
    cell = plain_cell(sheet)
    cell.value = text or None
    cell.font = Font(name=FONT, size=11, bold=True, color=NAVY)
    cell.alignment = Alignment(vertical="bottom", horizontal="left")
    return cell


def title_cell(sheet: Worksheet, text: str) -> Cell:
    """Return the title of a sheet."""
    cell = plain_cell(sheet)
    cell.value = text
    cell.data_type = "s"
    cell.font = Font(name=FONT, size=16, bold=True, color=NAVY)
    cell.alignment = Alignment(vertical="center", horizontal="left")
    return cell


def banner_cell(sheet: Worksheet, text: str, *, strong: bool = False) -> Cell:
    """Return a line of the banner."""
    cell = plain_cell(sheet)
    cell.value = text
    cell.data_type = "s"
    cell.font = Font(name=FONT, size=12 if strong else 11, bold=strong, color=INK)
    cell.alignment = Alignment(vertical="center", horizontal="left")
    return cell
