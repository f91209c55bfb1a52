"""
One sheet, written as it was declared.

Above the headings stand a title and the banner; beneath them the rows, and room
for new ones. openpyxl writes the frame of the sheet (headings, widths, lists,
notes, print set-up); the rows, of which there may be ten thousand with seventy
cells each, are written by `dispatch.workbook.stream` into that frame. No cell is
merged and nothing is protected: rows must sort (ruling 14).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.comments import Comment
from openpyxl.comments.comment_sheet import CommentRecord
from openpyxl.styles import Alignment, Font
from openpyxl.utils import column_index_from_string, get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from dispatch.workbook.lists import NamedLists
from dispatch.workbook.looks import (
    FONT,
    GRID,
    INK,
    Look,
    band_cell,
    banner_cell,
    data_cell,
    heading_cell,
    number_format,
    plain_cell,
    title_cell,
)
from dispatch.workbook.stream import cell_xml, row_xml
from dispatch.workbook.validation import Validations
from storage.workbook.columns import Column, Sheet
from storage.workbook.marker import ROW_ID_HEADING, mark_row
from storage.workbook.text import looks_like_a_formula
from storage.workbook.values import Lists, Raw
from storage.workbook.views import RowView

_NOTE_BY = "Panelpost"
_ROOM_FOR_NEW_ROWS = 100
_LONGEST_ROW = 6
_LINE = 15.0
_A3, _A4 = 8, 9
_WIDEST_ON_A4 = 190
"""In characters: a wider sheet, fitted to A4, could not be read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """
    What a workbook has in common over its sheets.

    Attributes:
        scope: What a row's check is bound to, before the sheet's name.
        key: The key of the checks.
        marking: The protective marking, for the printed footer.
        rows: Sheet name to its rows as written, for `stream.save`.
    """

    panel_title: str
    scope: Sequence[str]
    key: bytes
    lists: Lists
    named: NamedLists
    marking: str = ""
    rows: dict[str, list[bytes]] = field(default_factory=dict)


def write_sheet(book: Workbook, sheet: Sheet, rows: Iterable[RowView], *, banner: Sequence[str], frame: Frame) -> None:
    """
    Add *sheet* to *book*, and its *rows* in their order to *frame*.

    The first line of *banner* is the title, the second says what needs doing
    first; further ones explain.
    """
    writer = _SheetWriter(book.create_sheet(sheet.name), sheet, frame)
    writer.set_up(len(banner))
    writer.write_head(banner)
    frame.rows[sheet.name] = [writer.row_of(row) for row in rows]
    writer.finish()


class _SheetWriter:
    def __init__(self, page: Worksheet, sheet: Sheet, frame: Frame) -> None:
        self.page, self.sheet, self.frame = page, sheet, frame
        self.banded = any(column.group for column in sheet.columns)
        self.row = 0
        self.first_row = 0
        self.validations = Validations(sheet, frame.lists, frame.named)
        self.scope = (*frame.scope, sheet.name)
        self.columns = [(get_column_letter(n), column) for n, column in enumerate(sheet.columns, start=1)]
        self.id_letter = get_column_letter(len(sheet.columns) + 1)
        self.printed = sheet.columns[: sheet.printed or None]
        self._styles: dict[tuple[object, ...], int] = {}

    # ------------------------------------------------------------------------------------------------- set-up and head

    def set_up(self, banner_lines: int) -> None:
        """Set everything that stands before the rows: views, widths, print."""
        page = self.page
        heading_row = banner_lines + self.banded + 1
        self.first_row = heading_row + 1
        page.freeze_panes = f"{get_column_letter(self.sheet.frozen + 1)}{self.first_row}"
        for letter, column in self.columns:
            self._set_width(letter, column)
        page.column_dimensions[self.id_letter].width = 4
        page.column_dimensions[self.id_letter].hidden = True
        page.sheet_view.showGridLines = False
        page.sheet_format.defaultRowHeight, page.sheet_format.customHeight = _LINE + 3, True
        wide = sum(column.width for column in self.printed) > _WIDEST_ON_A4
        _set_print(page, heading_row, self.frame.marking, _A3 if wide else _A4)

    def _set_width(self, letter: str, column: Column) -> None:
        width = self.page.column_dimensions[letter]
        width.width = column.width
        # Cells that nobody has written are formatted like ours: text typed there stays text.
        width.number_format = number_format(column.kind)
        width.alignment = Alignment(wrap_text=True, vertical="top", horizontal="left")
        width.font = Font(name=FONT, size=11, color=INK)
        width.border = GRID

    def write_head(self, banner: Sequence[str]) -> None:
        """Write title, banner, bands and headings."""
        self._append(self._line(title_cell(self.page, banner[0])), height=26)
        for number, line in enumerate(banner[1:]):
            self._append(self._line(banner_cell(self.page, line, strong=number == 0)), height=18)
        if self.banded:
            self._append(self._bands(), height=18)
        headings = [self._heading(column) for column in self.sheet.columns]
        self._append([*headings, heading_cell(self.page, ROW_ID_HEADING, editable=False)], height=32)

    def _line(self, first: Cell) -> list[Cell]:
        """A line above the headings: plain cells to its right, over which its text may run."""
        return [first, *(plain_cell(self.page) for _ in self.sheet.columns)]

    def _bands(self) -> list[Cell]:
        before = ["", *(column.group for column in self.sheet.columns)]
        cells = [
            band_cell(self.page, column.group if column.group != last else "")
            for column, last in zip(self.sheet.columns, before, strict=False)
        ]
        return [*cells, plain_cell(self.page)]

    def _heading(self, column: Column) -> Cell:
        cell = heading_cell(self.page, column.heading, editable=column.editable)
        if column.help:
            cell.comment = _note(column.help)
        return cell

    def _append(self, cells: Sequence[Cell], height: float) -> None:
        self.row += 1
        self.page.row_dimensions[self.row].height = height
        self.page.append(list(cells))

    # ------------------------------------------------------------------------------------------------------------ rows

    def row_of(self, row: RowView) -> bytes:
        """Return one row as XML, and remember which lists and notes its cells have."""
        self.row += 1
        self.validations.note_row(self.row, row)
        cells = [self._cell(letter, column, row) for letter, column in self.columns]
        if row.id:
            mark = mark_row(row.id, scope=self.scope, key=self.frame.key)
            cells.append(cell_xml(f"{self.id_letter}{self.row}", 0, mark))
        return row_xml(self.row, self._height(row), cells)

    def _cell(self, letter: str, column: Column, row: RowView) -> str:
        value = row.values.get(column.field)
        doubt = row.doubts.get(column.field)
        note = doubt.note() if doubt else row.notes.get(column.field)
        if note:
            self._add_note(column_index_from_string(letter), note)
        nothing = value is None or value == ""
        if nothing and column.editable and not (doubt or row.opens or row.shaded):
            return ""
        quoted = isinstance(value, str) and looks_like_a_formula(value)
        return cell_xml(f"{letter}{self.row}", self._style(column, row, doubt is not None, quoted), value)

    def _style(self, column: Column, row: RowView, doubtful: bool, quoted: bool) -> int:  # noqa: FBT001 - called for each cell
        key = (column.field, doubtful, row.opens, row.shaded, row.blank, quoted)
        if key not in self._styles:
            look = Look(
                kind=column.kind,
                editable=column.editable,
                doubtful=doubtful,
                opens=row.opens,
                shaded=row.shaded,
                faint=row.blank,
                strong=column.field == "reference" and not row.blank,
                quoted=quoted,
            )
            self._styles[key] = data_cell(self.page, look).style_id
        return self._styles[key]

    def _add_note(self, position: int, text: str) -> None:
        cell = WriteOnlyCell(self.page)
        cell.row, cell.column, cell.comment = self.row, position, _note(text)
        # The cell itself is not openpyxl's to write, so neither is its note: it goes where openpyxl gathers notes.
        self.page._comments.append(CommentRecord.from_cell(cell))  # type: ignore[attr-defined]  # noqa: SLF001

    def _height(self, row: RowView) -> float:
        # A height that is set does not grow when somebody types, so a row of one line is left to the program.
        lines = max(_lines(row.values.get(column.field), column.width) for column in self.printed)
        return _LINE * min(lines, _LONGEST_ROW) + 3 if lines > 1 else 0

    # ------------------------------------------------------------------------------------------------------------ tail

    def finish(self) -> None:
        """Add filter, drop-downs and the printed part, which stand behind the rows."""
        last_row = max(self.row, self.first_row)
        self.page.auto_filter.ref = f"A{self.first_row - 1}:{self.id_letter}{last_row}"
        room = _ROOM_FOR_NEW_ROWS if self.sheet.adds else 0
        for validation in self.validations.finished(self.first_row, self.row, room):
            self.page.data_validations.append(validation)
        printed = get_column_letter(len(self.printed))
        self.page.print_area = f"A1:{printed}{last_row}"


def _note(text: str) -> Comment:
    lines = sum(_lines(line, 46) for line in text.split("\n"))
    return Comment(text, _NOTE_BY, height=24 + 18 * lines, width=340)


def _lines(value: Raw, width: int) -> int:
    if not isinstance(value, str) or (len(value) < width and "\n" not in value):
        return 1
    return sum(1 + len(line) // max(width - 1, 1) for line in value.split("\n"))


def _set_print(page: Any, heading_row: int, marking: str, paper: int) -> None:
    page.page_setup.orientation = "landscape"
    page.page_setup.paperSize = paper
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    page.sheet_properties.pageSetUpPr.fitToPage = True
    page.page_margins.left = page.page_margins.right = 0.4
    page.page_margins.top, page.page_margins.bottom, page.page_margins.footer = 0.5, 0.7, 0.35
    page.print_title_rows = f"{heading_row}:{heading_row}"
    footer = page.HeaderFooter.oddFooter
    footer.left.text, footer.right.text = marking or "&A", "Page &P of &N"
    footer.center.text = "&A" if marking else ""
