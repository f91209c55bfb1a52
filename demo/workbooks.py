"""What people do with the workbooks that they get: open them in Excel, type into the rows of each child, save them."""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from io import BytesIO
from pathlib import Path

from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

Rows = Mapping[str, Sequence[Mapping[str, object]]]
"""By the child's initials: a row for each service or action, heading to value."""

_DECISIONS = Path(__file__).with_name("decisions.toml")
_SHEET = "Decisions"
_REFERRALS = "Referrals"
_HEADING = "Reference"


def decisions(name: str) -> Rows:
    """Return what the chair of a panel (`N`) decides, or what comes `late`."""
    found: Mapping[str, Rows] = tomllib.loads(_DECISIONS.read_text("utf-8"))
    return found[name]


def fill_in(workbook: bytes, rows: Rows) -> bytes:
    """Return *workbook* with *rows* typed into the rows that stand ready for each child."""
    book = load_workbook(BytesIO(workbook))
    sheet = book[_SHEET]
    columns = _columns(sheet)
    ready = {child: _rows_of(sheet, columns, child) for child in rows}
    for child, wanted in rows.items():
        for row, values in zip(ready[child], wanted, strict=False):
            for heading, value in values.items():
                sheet.cell(row, columns[heading]).value = _typed(value)  # type: ignore[assignment]
    saved = BytesIO()
    book.save(saved)
    return saved.getvalue()


def correct(workbook: bytes, corrections: Mapping[str, Mapping[str, object]]) -> bytes:
    """Return a panel *workbook* with *corrections*, by reference and heading, typed over what stood there."""
    book = load_workbook(BytesIO(workbook))
    sheet = book[_REFERRALS]
    columns = _columns(sheet)
    for row in range(1, sheet.max_row + 1):
        for heading, value in corrections.get(str(sheet.cell(row, columns[_HEADING]).value), {}).items():
            sheet.cell(row, columns[heading]).value = _typed(value)  # type: ignore[assignment]
    saved = BytesIO()
    book.save(saved)
    return saved.getvalue()


def accept_all(workbook: bytes) -> bytes:
    """Return a panel *workbook* in which every child that waits for screening is accepted for the panel."""
    book = load_workbook(BytesIO(workbook))
    sheet = book[_REFERRALS]
    columns = _columns(sheet)
    for row in range(1, sheet.max_row + 1):
        if sheet.cell(row, columns["Status"]).value == "Screening":
            sheet.cell(row, columns["Screening"]).value = "Panel"
    saved = BytesIO()
    book.save(saved)
    return saved.getvalue()


def _typed(value: object) -> object:
    """Excel has no days without a time."""
    return dt.datetime.combine(value, dt.time()) if isinstance(value, dt.date) else value


def _columns(sheet: Worksheet) -> dict[str, int]:
    for row in sheet.iter_rows():
        found = {str(cell.value): cell.column for cell in row if cell.value is not None}
        if _HEADING in found:
            return found
    raise ValueError("the workbook has no row of headings")


def _rows_of(sheet: Worksheet, columns: Mapping[str, int], child: str) -> Iterator[int]:
    return (row for row in range(1, sheet.max_row + 1) if sheet.cell(row, columns["Child"]).value == child)
