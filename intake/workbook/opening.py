"""Opens a workbook that is safe to open, and gives its sheets as raw cells by field."""

from __future__ import annotations

import warnings
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any
from xml.etree.ElementTree import ParseError

import openpyxl
from lxml.etree import LxmlError
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException

from intake.workbook.cells import Formats, rows_of, strings_of
from intake.workbook.package import Limits, NotReadable, Package, safe_package
from storage.workbook.columns import Sheet
from storage.workbook.marker import MARKER_PROPERTY, MARKER_SHEET, ROW_ID_HEADING
from storage.workbook.returned import ReturnedRow, ReturnedSheet
from storage.workbook.text import fold, unescape
from storage.workbook.values import Raw

_ROWS_BEFORE_HEADINGS = 60
_OURS = Limits()

# What openpyxl lets through when a part is not what it should be; the sender can mend all of them in one way.
_BROKEN_PART = (
    InvalidFileException,
    LxmlError,
    ParseError,
    ValueError,
    KeyError,
    IndexError,
    TypeError,
    AttributeError,
    OverflowError,
    OSError,
    RecursionError,
)
_DAMAGED = NotReadable("The workbook is damaged. Open it in Excel or LibreOffice, save it as .xlsx, and send it again.")


@contextmanager
def _quietly() -> Iterator[None]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl warns of styles and dates, with cell contents, on standard error
        yield


class OpenWorkbook:
    """A workbook of unknown content, opened for reading alone; `notes` says what in it was left aside."""

    def __init__(self, frame: Any, package: Package) -> None:
        self.notes = package.notes
        self._package = package
        self._properties = {prop.name: prop.value for prop in frame.custom_doc_props.props}
        # openpyxl keeps these to itself, and they are what its own reader goes by.
        self._parts = {page.title: page._worksheet_path for page in frame.worksheets}  # noqa: SLF001
        self._formats = Formats(frozenset(frame._date_formats), frozenset(frame._timedelta_formats), frame.epoch)  # noqa: SLF001
        self._strings: list[str] | None = None

    @property
    def sheet_names(self) -> tuple[str, ...]:
        """The sheets in their order."""
        return tuple(self._parts)

    def marker(self) -> str:
        """Return the hidden marker's text, wherever it survived; "" if it is nowhere, or if two places disagree."""
        try:
            on_sheet, among_properties = self._on_its_sheet(), self._among_properties()
        except _BROKEN_PART:
            return ""
        told = {text for text in (on_sheet, among_properties) if text}
        return told.pop() if len(told) == 1 else ""

    def claim(self) -> str:
        """Return a marker's text from wherever it is cheapest to have: enough to route a file by."""
        try:
            return self._among_properties() or self._on_its_sheet()
        except _BROKEN_PART:
            return ""

    def _among_properties(self) -> str:
        return unescape(str(self._properties.get(MARKER_PROPERTY) or ""))

    def _on_its_sheet(self) -> str:
        if MARKER_SHEET not in self._parts:
            return ""
        rows = [cells.get(0) for _, cells in self._rows(MARKER_SHEET)]
        return "".join(piece for piece in rows[1:] if isinstance(piece, str))

    def _rows(self, name: str) -> Iterator[tuple[int, dict[int, Raw]]]:
        if self._strings is None:
            self._strings = strings_of(self._package.strings)
        return rows_of(self._package.sheets.get(self._parts[name], b"<none/>"), self._strings, self._formats)

    def sheet(self, declared: Sheet) -> ReturnedSheet | NotReadable | None:
        """Return the rows under the headings of *declared*: from its own sheet, else from any that has them."""
        return self._first(sorted(self.sheet_names, key=lambda name: fold(name) != fold(declared.name)), declared)

    def own_sheet(self, declared: Sheet) -> ReturnedSheet | NotReadable | None:
        """Return the rows under the headings of *declared* from the sheet of that name alone."""
        return self._first([name for name in self.sheet_names if fold(name) == fold(declared.name)], declared)

    def _first(self, names: Sequence[str], declared: Sheet) -> ReturnedSheet | NotReadable | None:
        try:
            read = (_read(self._rows(name), declared) for name in names if name != MARKER_SHEET)
            return next((sheet for sheet in read if sheet), None)
        except _BROKEN_PART:
            return _DAMAGED


def open_workbook(data: bytes, limits: Limits = _OURS) -> OpenWorkbook | NotReadable:
    """Return the workbook in *data*, or why it cannot be opened; *data* may be anything."""
    package = safe_package(data, limits)
    if isinstance(package, NotReadable):
        return package
    try:
        with _quietly():
            frame = openpyxl.load_workbook(package.frame, read_only=True, keep_links=False)
            return OpenWorkbook(frame, package)
    except _BROKEN_PART:
        return _DAMAGED


def _read(rows: Iterator[tuple[int, dict[int, Raw]]], declared: Sheet) -> ReturnedSheet | None:
    for number, cells in rows:
        headings = _headings(cells, declared)
        if headings is not None:
            return _sheet(declared.name, headings, rows)
        if number >= _ROWS_BEFORE_HEADINGS:
            break
    return None


def _headings(cells: Mapping[int, Raw], declared: Sheet) -> dict[int, str] | None:
    """The fields by position, if this is the heading row: it names the key (`Reference`) and at least one more."""
    known = {fold(name): c.field for c in declared.columns for name in (c.heading, *c.names)}
    known[fold(ROW_ID_HEADING)] = ""
    found: dict[int, str] = {}
    for position, value in cells.items():
        field = known.get(fold(value)) if isinstance(value, str) else None
        if field is not None and field not in found.values():
            found[position] = field
    needed = "reference" if any(c.field == "reference" for c in declared.columns) else declared.columns[0].field
    return found if needed in found.values() and len(found) > 1 else None


def _sheet(name: str, headings: Mapping[int, str], rows: Iterator[tuple[int, dict[int, Raw]]]) -> ReturnedSheet:
    found = []
    for number, cells in rows:
        by_field = {field: cells[position] for position, field in headings.items() if position in cells}
        mark = by_field.pop("", "")
        if by_field:
            found.append(ReturnedRow(number=number, mark=mark if isinstance(mark, str) else "?", cells=by_field))
    columns = {field: get_column_letter(position + 1) for position, field in headings.items() if field}
    return ReturnedSheet(name=name, columns=columns, marked="" in headings.values(), rows=tuple(found))
