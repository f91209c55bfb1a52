"""The hidden sheet with what the drop-downs offer, one named range to a list."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from itertools import count, zip_longest

from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.utils import get_column_letter
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.worksheet import Worksheet

from storage.workbook.marker import LISTS_SHEET
from storage.workbook.text import escape

Entry = str | dt.date


class NamedLists:
    """
    The lists that the sheets of one workbook refer to.

    `name` is asked while sheets are written; `write` puts the hidden sheet and
    the names into the workbook afterwards, each list once.
    """

    def __init__(self) -> None:
        self._names: dict[tuple[Entry, ...], str] = {}

    def name(self, wanted: str, entries: Sequence[Entry]) -> str:
        """Return the name of the range that holds *entries*; *wanted* if no other list has taken it."""
        key = tuple(entries) or ("",)
        if key not in self._names:
            taken = set(self._names.values())
            self._names[key] = next(name for name in _numbered(wanted) if name not in taken)
        return self._names[key]

    def write(self, book: Workbook) -> None:
        """Add the hidden sheet and the names to *book*."""
        sheet = book.create_sheet(LISTS_SHEET)
        sheet.sheet_state = "veryHidden"
        sheet.append(list(self._names.values()))
        for row in zip_longest(*self._names):
            sheet.append([_list_cell(sheet, entry) for entry in row])
        for position, (entries, name) in enumerate(self._names.items(), start=1):
            letter = get_column_letter(position)
            where = f"'{LISTS_SHEET}'!${letter}$2:${letter}${len(entries) + 1}"
            book.defined_names[name] = DefinedName(name, attr_text=where)


def _numbered(name: str) -> Iterator[str]:
    yield name
    yield from (f"{name}_{number}" for number in count(2))


def _list_cell(sheet: Worksheet, entry: Entry | None) -> Cell | None:
    if entry is None:
        return None
    cell = WriteOnlyCell(sheet)
    cell.value = escape(entry) if isinstance(entry, str) else entry
    if isinstance(entry, str):
        cell.data_type = "s"
    else:
        cell.number_format = "d mmmm yyyy"
    return cell
