"""Drop-downs: which list each cell offers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from dispatch.workbook.lists import Entry, NamedLists
from storage.workbook.columns import YES_NO, Column, Kind, Sheet
from storage.workbook.values import Lists
from storage.workbook.views import RowView

_NOT_OFFERED = "Not offered in this row, because the family does not want it involved: "
_LONGEST_PROMPT = 255
_MOST_RANGES = 200
"""In one validation: programs differ in how many they bear."""


class Validations:
    """Remembers row by row which list the cells of a sheet offer, and makes as few validations of it as will do."""

    def __init__(self, sheet: Sheet, lists: Lists, named: NamedLists) -> None:
        self.sheet, self.lists, self.named = sheet, lists, named
        self._service_rows: dict[frozenset[str], list[int]] = defaultdict(list)
        self._service_columns = [column for column in sheet.columns if column.kind is Kind.SERVICE]

    def note_row(self, number: int, row: RowView) -> None:
        """Remember that row *number* offers every service but those that it leaves out."""
        if self._service_columns and row.unoffered:
            self._service_rows[row.unoffered].append(number)

    def finished(self, first: int, last: int, room: int) -> Iterator[DataValidation]:
        """Yield the validations for rows *first* to *last*, and for *room* rows beneath."""
        end = max(last, first) + room
        for position, column in enumerate(self.sheet.columns, start=1):
            letter = get_column_letter(position)
            if not column.editable:
                continue
            if column.kind is Kind.SERVICE:
                yield from self._services(letter, column, first, end)
            elif entries := self._entries(column):
                yield _list(self.named.name(_name_of(column), entries), column, [f"{letter}{first}:{letter}{end}"])
            elif column.kind is Kind.DATE:
                yield _date(column, f"{letter}{first}:{letter}{end}")

    def _entries(self, column: Column) -> Sequence[Entry]:
        if column.kind is Kind.YES_NO:
            return YES_NO
        if column.kind is Kind.MEETING:
            return self.lists.meetings
        if column.kind is Kind.CHOICE:
            return column.choices or self.lists.more.get(column.field, ())
        return ()

    def _services(self, letter: str, column: Column, first: int, end: int) -> Iterator[DataValidation]:
        apart = {number for rows in self._service_rows.values() for number in rows}
        everywhere = [number for number in range(first, end + 1) if number not in apart]
        for left_out, rows in [(frozenset[str](), everywhere), *self._service_rows.items()]:
            offered = [service.name for service in self.lists.services if service.code not in left_out]
            names = [service.name for service in self.lists.services if service.code in left_out]
            ranges = _ranges(letter, rows)
            for start in range(0, len(ranges), _MOST_RANGES):
                some = ranges[start : start + _MOST_RANGES]
                validation = _list(self.named.name("services", offered), column, some)
                if names:
                    validation.promptTitle = "Services"
                    validation.prompt = f"{_NOT_OFFERED}{', '.join(names)}."[:_LONGEST_PROMPT]
                    validation.showInputMessage = True
                yield validation


def _name_of(column: Column) -> str:
    if column.kind is Kind.YES_NO:
        return "yes_no"
    return "meetings" if column.kind is Kind.MEETING else column.field.replace(".", "_")


def _list(name: str, column: Column, ranges: Sequence[str]) -> DataValidation:
    # "warning" lets a person go on: rows that were sorted may stand under another row's list, and the reader checks.
    validation = DataValidation(type="list", formula1=f"={name}", allow_blank=True, errorStyle="warning")
    validation.showErrorMessage = True
    validation.errorTitle, validation.error = column.heading[:32], "This is not in the list. Choose from the list."
    for cells in ranges:
        validation.add(cells)
    return validation


def _date(column: Column, cells: str) -> DataValidation:
    validation = DataValidation(type="date", operator="between", formula1="1", formula2="109575", allow_blank=True)
    validation.errorStyle, validation.showErrorMessage = "warning", True
    validation.errorTitle, validation.error = column.heading[:32], "This is not a date. Write it like 10/12/2026."
    validation.add(cells)
    return validation


def _ranges(letter: str, rows: Sequence[int]) -> list[str]:
    found: list[str] = []
    start = previous = None
    for number in [*rows, None]:
        if start is not None and (number is None or number != (previous or 0) + 1):
            found.append(f"{letter}{start}:{letter}{previous}")
            start = None
        if start is None:
            start = number
        previous = number
    return found
