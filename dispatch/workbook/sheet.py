"""
One sheet, written as it was declared.

Above the headings stand a title and the banner; beneath them the rows, and room
for new ones. Rows are written as a stream, so that ten thousand cost little
memory. No cell is merged and nothing is protected: rows must sort (ruling 14).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from dispatch.workbook.lists import NamedLists
from dispatch.workbook.looks import (
    FONT,
    INK,
    Look,
    band_cell,
    banner_cell,
    data_cell,
    heading_cell,
    look_of,
    number_format,
    title_cell,
)
from dispatch.workbook.validation import Validations
from storage.workbook.columns import Column, Sheet
from storage.workbook.marker import ROW_ID_HEADING, mark_row
from storage.workbook.text import escape, fit, looks_like_a_formula
from storage.workbook.values import Broken, Formula, Lists, Raw
from storage.workbook.views import RowView

_NOTE_BY = "Panelpost"
_ROOM_FOR_NEW_ROWS = 100
_LONGEST_ROW = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """
    What a workbook has in common over its sheets.

    Attributes:
        scope: What a row's check is bound to, before the sheet's name.
        key: The key of the checks.
        marking: The protective marking, for the printed footer.
    """

    panel_title: str
    scope: Sequence[str]
    key: bytes
    lists: Lists
    named: NamedLists
    marking: str = ""


def write_sheet(book: Workbook, sheet: Sheet, rows: Iterable[RowView], *, banner: Sequence[str], frame: Frame) -> None:
    """
    Add *sheet* to *book* with *rows* in their order.

    The first line of *banner* is the title, the second says what needs doing
    first; further ones explain.
    """
    writer = _SheetWriter(book.create_sheet(sheet.name), sheet, frame)
    writer.set_up(len(banner))
    writer.write_head(banner)
    for row in rows:
        writer.write_row(row)
    writer.finish()


class _SheetWriter:
    def __init__(self, page: Worksheet, sheet: Sheet, frame: Frame) -> None:
        self.page, self.sheet, self.frame = page, sheet, frame
        self.banded = any(column.group for column in sheet.columns)
        self.row = 0
        self.first_row = 0
        self.validations = Validations(sheet, frame.lists, frame.named)
        self.scope = (*frame.scope, sheet.name)
        self._looks: dict[Look, Cell] = {}

    # ------------------------------------------------------------------------------------------------------- set-up

    def set_up(self, banner_lines: int) -> None:
        """Set everything that a stream must know before its first row: views, widths, print."""
        page, sheet = self.page, self.sheet
        heading_row = banner_lines + self.banded + 1
        self.first_row = heading_row + 1
        page.freeze_panes = f"{get_column_letter(sheet.frozen + 1)}{self.first_row}"
        page.sheet_view.zoomScale = 100
        page.sheet_view.showGridLines = False
        for position, column in enumerate(sheet.columns, start=1):
            self._set_width(position, column)
        hidden = page.column_dimensions[get_column_letter(len(sheet.columns) + 1)]
        hidden.width, hidden.hidden = 4, True
        _set_print(page, heading_row, self.frame.marking)

    def _set_width(self, position: int, column: Column) -> None:
        width = self.page.column_dimensions[get_column_letter(position)]
        width.width = column.width
        # Rows that somebody adds beneath are formatted like ours: text stays text there too.
        width.number_format = number_format(column.kind)
        width.alignment = Alignment(wrap_text=True, vertical="top", horizontal="left")
        width.font = Font(name=FONT, size=11, color=INK)

    # --------------------------------------------------------------------------------------------------------- rows

    def write_head(self, banner: Sequence[str]) -> None:
        """Write title, banner, bands and headings."""
        self._append([title_cell(self.page, banner[0])], height=26)
        for number, line in enumerate(banner[1:]):
            self._append([banner_cell(self.page, line, strong=number == 0)], height=18)
        if self.banded:
            self._append(self._bands(), height=18)
        headings = [self._heading(column) for column in self.sheet.columns]
        self._append([*headings, heading_cell(self.page, ROW_ID_HEADING, editable=False)], height=32)

    def _bands(self) -> list[Cell | None]:
        before = ["", *(column.group for column in self.sheet.columns)]
        return [
            band_cell(self.page, column.group) if column.group != last else None
            for column, last in zip(self.sheet.columns, before, strict=False)
        ]

    def _heading(self, column: Column) -> Cell:
        cell = heading_cell(self.page, column.heading, editable=column.editable)
        if column.help:
            cell.comment = _note(column.help)
        return cell

    def write_row(self, row: RowView) -> None:
        """Write one row and remember which lists its cells offer."""
        self._append(self._cells(row), height=self._height(row))
        self.validations.note_row(self.row, row)

    def _append(self, cells: Iterable[Cell | None], height: float | None = None) -> None:
        self.row += 1
        if height:
            self.page.row_dimensions[self.row].height = height
        self.page.append(list(cells))

    def _cells(self, row: RowView) -> Iterator[Cell | None]:
        for column in self.sheet.columns:
            yield self._cell(column, row)
        yield self._id_cell(row) if row.id else None

    def _cell(self, column: Column, row: RowView) -> Cell:
        value = row.values.get(column.field)
        doubt = row.doubts.get(column.field)
        look = replace(
            look_of(column),
            doubtful=doubt is not None,
            opens=row.opens,
            shaded=row.shaded,
            faint=row.blank,
            strong=column.field == "reference" and not row.blank,
            quoted=isinstance(value, str) and looks_like_a_formula(value),
        )
        cell = self._filled(look, value)
        note = doubt.note() if doubt else row.notes.get(column.field, "")
        if note:
            cell.comment = _note(note)
        return cell

    def _filled(self, look: Look, value: Raw) -> Cell:
        cell = WriteOnlyCell(self.page)
        cell._style = self._pattern(look)._style  # type: ignore[attr-defined]  # noqa: SLF001 - copying styles is slow
        if isinstance(value, bool):
            value = "Yes" if value else "No"
        if isinstance(value, str):
            cell.value = escape(fit(value))
            # openpyxl takes text that begins with "=" for a formula, and "#N/A" for an error: here it is text.
            cell.data_type = "s"
        elif value is not None and not isinstance(value, Formula | Broken):
            cell.value = value
        return cell

    def _pattern(self, look: Look) -> Cell:
        if look not in self._looks:
            self._looks[look] = data_cell(self.page, look)
        return self._looks[look]

    def _id_cell(self, row: RowView) -> Cell:
        return WriteOnlyCell(self.page, mark_row(row.id, scope=self.scope, key=self.frame.key))

    def _height(self, row: RowView) -> float | None:
        # A height that is set does not grow when somebody types, so an empty row is left to the program that opens it.
        lines = max((_lines(row.values.get(c.field), c.width) for c in self.sheet.columns), default=1)
        return 15.0 * min(lines, _LONGEST_ROW) + 2 if lines > 1 else None

    # --------------------------------------------------------------------------------------------------------- tail

    def finish(self) -> None:
        """Add filter, drop-downs and the printed part, which stand behind the rows."""
        last = get_column_letter(len(self.sheet.columns) + 1)
        heading_row = self.first_row - 1
        self.page.auto_filter.ref = f"A{heading_row}:{last}{max(self.row, self.first_row)}"
        room = _ROOM_FOR_NEW_ROWS if self.sheet.adds else 0
        for validation in self.validations.finished(self.first_row, self.row, room):
            self.page.data_validations.append(validation)
        printed = get_column_letter(self.sheet.printed or len(self.sheet.columns))
        self.page.print_area = f"A1:{printed}{max(self.row, self.first_row)}"


def _note(text: str) -> Comment:
    lines = sum(_lines(line, 46) for line in text.split("\n"))
    return Comment(text, _NOTE_BY, height=24 + 18 * lines, width=340)


def _lines(value: Raw, width: int) -> int:
    if not isinstance(value, str):
        return 1
    return sum(1 + len(line) // max(width - 1, 1) for line in value.split("\n")) if value else 1


def _set_print(page: Any, heading_row: int, marking: str) -> None:
    page.page_setup.orientation = "landscape"
    page.page_setup.paperSize = 9  # A4
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    page.sheet_properties.pageSetUpPr.fitToPage = True
    page.page_margins.left = page.page_margins.right = 0.4
    page.page_margins.top, page.page_margins.bottom = 0.5, 0.6
    page.print_title_rows = f"{heading_row}:{heading_row}"
    footer = page.HeaderFooter.oddFooter
    for part, text in (
        (footer.left, marking or "&A"),
        (footer.center, "&A" if marking else ""),
        (footer.right, "Page &P of &N"),
    ):
        part.text = text
