"""A workbook as it came back: raw cells by field, not judged yet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from storage.workbook.values import Raw

ALTERED = "\x00altered"
"""In place of a row's id whose check does not agree with it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnedRow:
    """
    A row that is not empty.

    `mark` is what stands in its hidden column; in a panel workbook that has
    been read, the row's id, or `ALTERED`. `cells` has the cells that are
    not empty: a field of the sheet that is missing here was left empty.
    """

    number: int
    mark: str
    cells: Mapping[str, Raw]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnedSheet:
    """
    A sheet whose headings were found.

    `columns`: field to column letter, for the columns that are there at all.
    `marked`: whether the hidden column of row ids is there.
    """

    name: str
    columns: Mapping[str, str]
    marked: bool
    rows: tuple[ReturnedRow, ...]

    def cell(self, field: str, row: ReturnedRow) -> str:
        """Return the cell's name as the person sees it (`D7`); the row alone where the column is missing."""
        letter = self.columns.get(field)
        return f"{letter}{row.number}" if letter else f"row {row.number}"
