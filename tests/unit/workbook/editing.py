"""What a person (or somebody's script) does to a workbook: open it, find cells by heading, change them, save it."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping, Sequence
from io import BytesIO
from typing import Any

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from intake.workbook import DecisionWorkbookRead, PanelWorkbookRead, read_decision_workbook, read_panel_workbook
from storage.workbook.compare import compare
from storage.workbook.outcome import Comparison
from storage.workbook.panel_sheets import panel_sheet
from storage.workbook.returned import ReturnedRow, ReturnedSheet
from storage.workbook.snapshot import PanelWorkbookView, snapshot_of
from storage.workbook.values import Raw
from tests.unit.workbook.samples import KEY

Edit = Callable[[openpyxl.Workbook], object]


def edited(data: bytes, edit: Edit) -> bytes:
    """Return the workbook in *data* as openpyxl saves it after *edit*."""
    book = openpyxl.load_workbook(BytesIO(data))
    edit(book)
    saved = BytesIO()
    book.save(saved)
    return saved.getvalue()


def heading_row(sheet: Worksheet, first: str = "Reference") -> int:
    """The number of the row that has the headings."""
    return next(n for n, row in enumerate(sheet.iter_rows(values_only=True), start=1) if first in row)


def columns(sheet: Worksheet, first: str = "Reference") -> dict[str, int]:
    """Headings and their positions."""
    row = heading_row(sheet, first)
    return {str(cell.value): cell.column for cell in sheet[row] if cell.value}


def cell(sheet: Worksheet, row: int, heading: str, first: str = "Reference") -> Any:
    """The cell under *heading*, *row* rows beneath the headings (from 1)."""
    return sheet.cell(heading_row(sheet, first) + row, columns(sheet, first)[heading])


def first_heading(name: str) -> str:
    """A heading that tells the heading row of a sheet."""
    return {"Meetings": "Planned for", "Contacts": "Service", "Undelivered": "Number"}.get(name, "Reference")


def put(book: openpyxl.Workbook, sheet: str, row: int, heading: str, value: object) -> None:
    """Write *value* under *heading*."""
    cell(book[sheet], row, heading, first_heading(sheet)).value = value


def append(book: openpyxl.Workbook, sheet: str, **values: str | int) -> int:
    """Write a row beneath the last one; keywords are headings with underscores for blanks. Return its number."""
    page = book[sheet]
    number = page.max_row + 1
    where = columns(page, first_heading(sheet))
    for heading, value in values.items():
        page.cell(number, where[heading.replace("_", " ")]).value = value
    return number


def read_decisions(data: bytes) -> DecisionWorkbookRead:
    """What a decision workbook says; it must be ours."""
    read = read_decision_workbook(data, KEY)
    assert isinstance(read, DecisionWorkbookRead), read
    return read


def compared(data: bytes, exported: PanelWorkbookView, current: PanelWorkbookView | None = None) -> Comparison:
    """What a panel workbook asks for, compared with what was exported and what is on record."""
    read = read_panel_workbook(data, KEY)
    assert isinstance(read, PanelWorkbookRead), read
    return compare(snapshot_of(exported), read.sheets, current or exported)


def sheets_of(data: bytes) -> tuple[ReturnedSheet, ...]:
    """The sheets of a panel workbook as they are read; it must be ours."""
    read = read_panel_workbook(data, KEY)
    assert isinstance(read, PanelWorkbookRead), read
    return read.sheets


def with_value(sheets: Sequence[ReturnedSheet], name: str, row: int, heading: str, value: Raw) -> list[ReturnedSheet]:
    """The sheets after *value* was written under *heading*, without going through a file."""
    field = next(c.field for c in panel_sheet(name).columns if c.heading == heading)

    def changed(sheet: ReturnedSheet) -> ReturnedSheet:
        old = sheet.rows[row - 1]
        cells = {key: raw for key, raw in {**old.cells, field: value}.items() if raw is not None}
        rows = (*sheet.rows[: row - 1], dataclasses.replace(old, cells=cells), *sheet.rows[row:])
        return dataclasses.replace(sheet, rows=rows)

    return [changed(sheet) if sheet.name == name else sheet for sheet in sheets]


def with_row_beneath(sheets: Sequence[ReturnedSheet], name: str, values: Mapping[str, Raw]) -> list[ReturnedSheet]:
    """The sheets after a row (by heading) was written beneath the last one, without going through a file."""
    fields = {column.heading: column.field for column in panel_sheet(name).columns}

    def longer(sheet: ReturnedSheet) -> ReturnedSheet:
        cells = {fields[heading]: value for heading, value in values.items()}
        row = ReturnedRow(number=sheet.rows[-1].number + 1, mark="", cells=cells)
        return dataclasses.replace(sheet, rows=(*sheet.rows, row))

    return [longer(sheet) if sheet.name == name else sheet for sheet in sheets]
