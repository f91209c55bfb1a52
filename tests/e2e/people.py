"""What the people of a panel do with what they get, as they would: the chair fills in the workbook that came."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet


def heading_row(sheet: Worksheet) -> dict[str, int]:
    """Heading to column, of the row that has `Reference` in it; the row's number is under ''."""
    for row in sheet.iter_rows(min_row=1, max_row=30):
        found = {str(cell.value): int(cell.column or 0) for cell in row if cell.value is not None}
        if "Reference" in found:
            return {**found, "": int(row[0].row or 0)}
    raise AssertionError("no heading row")


def references_in(workbook: bytes) -> list[str]:
    """The references of a decision workbook, each once, in order."""
    sheet = openpyxl.load_workbook(io.BytesIO(workbook))["Decisions"]
    columns = heading_row(sheet)
    found = [sheet.cell(row, columns["Reference"]).value for row in range(columns[""] + 1, sheet.max_row + 1)]
    return list(dict.fromkeys(str(reference) for reference in found if reference))


def fill_in(workbook: bytes, rows: Mapping[str, Sequence[Mapping[str, object]]]) -> bytes:
    """
    The decision workbook with *rows* (reference to the rows of its item, heading to value) typed into its block.
    """
    book = openpyxl.load_workbook(io.BytesIO(workbook))
    sheet = book["Decisions"]
    columns = heading_row(sheet)
    block: dict[str, list[int]] = {}
    for row in range(columns[""] + 1, sheet.max_row + 1):
        reference = sheet.cell(row, columns["Reference"]).value
        if reference:
            block.setdefault(str(reference), []).append(row)
    for reference, wanted in rows.items():
        for row, values in zip(block[reference], wanted, strict=False):
            for heading, value in values.items():
                sheet.cell(row, columns[heading]).value = value  # type: ignore[assignment]
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
