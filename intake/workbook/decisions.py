"""
Reads a decision workbook that was mailed back (process 2.7; ruling 14).

What is good is taken and what is not is refused by cell. The cells are typed
and no more; whether a service may be allocated is for `rules.decisions`.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from intake.workbook.opening import open_workbook
from intake.workbook.package import NotReadable
from rules.decisions_rows import DecisionRow
from storage.workbook.decisions import DECISIONS, PREFILLED, decision_row
from storage.workbook.marker import (
    MarkedItem,
    Marker,
    NotOurs,
    WorkbookKind,
    decision_scope,
    read_marker,
    read_row_mark,
)
from storage.workbook.outcome import RefusedCell
from storage.workbook.returned import ReturnedRow, ReturnedSheet
from storage.workbook.text import fold
from storage.workbook.values import Formula, Lists, Raw, Unreadable, canonical, read_cell, shown

_CARRIES_THE_ROW = ("decision", "service")
"""Without these a row means something else than its author meant: a refused one refuses the row."""


@dataclass(frozen=True, slots=True)
class WorkbookRefused:
    """Nothing was taken from the workbook, for *reason*: a sentence or two for the person who sent it."""

    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionWorkbookRead:
    """
    What a decision workbook says.

    `rows` are the filled-in ones, typed. `refusals` were not taken; `warnings`
    were taken, and somebody should look at them. `notes` are about the file.
    `doubtful` are references of items of which a whole row was refused.
    """

    panel: str
    meeting: int
    rows: tuple[DecisionRow, ...] = ()
    refusals: tuple[RefusedCell, ...] = ()
    warnings: tuple[RefusedCell, ...] = ()
    notes: tuple[str, ...] = ()
    doubtful: frozenset[str] = frozenset()


def read_decision_workbook(data: bytes, key: bytes) -> DecisionWorkbookRead | WorkbookRefused:
    """Return what the decision workbook in *data* says, or why nothing in it is believed; *data* may be anything."""
    book = open_workbook(data)
    if isinstance(book, NotReadable):
        return WorkbookRefused(book.reason)
    marker = read_marker(book.marker(), key)
    if isinstance(marker, NotOurs):
        return WorkbookRefused(f"This is not the decision workbook that we sent. {marker.reason}")
    if marker.kind is not WorkbookKind.DECISION or marker.meeting is None:
        return WorkbookRefused("This is another workbook of ours, not a decision workbook.")
    sheet = book.sheet(DECISIONS)
    if isinstance(sheet, NotReadable):
        return WorkbookRefused(sheet.reason)
    if sheet is None or "decision" not in sheet.columns:
        return WorkbookRefused("It has no sheet with the headings Reference and Decision.")
    return _Reading(marker, sheet, key).result(marker.meeting, book.notes)


class _Reading:
    def __init__(self, marker: Marker, sheet: ReturnedSheet, key: bytes) -> None:
        self.sheet, self.key = sheet, key
        self.scope = (*decision_scope(marker.panel, marker.meeting), DECISIONS.name)
        self.panel = marker.panel
        self.items = {fold(item.reference): item for item in marker.items}
        filled = (row for row in sheet.rows if set(row.cells) - PREFILLED)
        self.rows = [row for row in filled if fold(canonical(row.cells.get("decision"))) != "decision"]
        self.copies = Counter(row.mark for row in self.rows)
        self.refusals: list[RefusedCell] = []
        self.warnings: list[RefusedCell] = []
        self.doubtful: set[str] = set()

    def result(self, meeting: int, notes: tuple[str, ...]) -> DecisionWorkbookRead:
        rows = [read for row in self.rows if (read := self._row(row))]
        return DecisionWorkbookRead(
            panel=self.panel,
            meeting=meeting,
            rows=tuple(rows),
            refusals=tuple(self.refusals),
            warnings=tuple(self.warnings),
            notes=notes,
            doubtful=frozenset(self.doubtful),
        )

    def _row(self, row: ReturnedRow) -> DecisionRow | None:
        row_id = self._id(row)
        item = self._item(row, row_id) if row_id is not None else None
        if row_id is None or item is None:
            return None
        said, refused = self._cells(row)
        if refused & set(_CARRIES_THE_ROW):
            self.doubtful.add(item.reference)
            return None
        # A copied row brings its id along: none of the copies is the original, each is known by what it says.
        own_id = row_id if self.copies[row.mark] == 1 else ""
        return decision_row(item.reference, own_id, row, said, frozenset(refused), self.sheet)

    def _id(self, row: ReturnedRow) -> str | None:
        if not row.mark:
            return ""
        row_id = read_row_mark(row.mark, scope=self.scope, key=self.key)
        if row_id is None:
            self._refuse(row, "reference", "The hidden id of this row has been altered, so the row was not taken.")
        return row_id

    def _item(self, row: ReturnedRow, row_id: str) -> MarkedItem | None:
        owner = row_id.rpartition("/")[0]
        reference = canonical(row.cells.get("reference")) or owner
        item = self.items.get(fold(reference))
        if not reference:
            self._refuse(row, "reference", "The row has no Reference, so we cannot tell which child it is about.")
        elif item is None:
            self._refuse(row, "reference", f"“{shown(reference)}” is not on the agenda of this meeting.")
        elif owner and owner != item.reference:
            reason = f"This row belongs to {owner}. Use an empty row of {item.reference}, or one beneath the last."
            self._refuse(row, "reference", reason)
        elif self._other_item(row, item):
            reason = f"{item.reference} is item {item.item}. Was one column sorted without the others?"
            self._refuse(row, "item", reason)
        else:
            self._look_at_child(row, item)
            return item
        return None

    def _other_item(self, row: ReturnedRow, item: MarkedItem) -> bool:
        said = canonical(row.cells.get("item"))
        return bool(said) and said != str(item.item)

    def _look_at_child(self, row: ReturnedRow, item: MarkedItem) -> None:
        said = canonical(row.cells.get("child"))
        if said and _letters(said) != _letters(item.child):
            reason = f"{item.reference} is {item.child}. The row was taken for {item.reference}: please check it."
            self.warnings.append(self._about(row, "child", reason))

    def _cells(self, row: ReturnedRow) -> tuple[dict[str, str], set[str]]:
        said: dict[str, str] = {}
        refused: set[str] = set()
        for column in DECISIONS.columns:
            if column.field in PREFILLED:
                continue
            value = read_cell(column, row.cells.get(column.field), Lists())
            if isinstance(value, Unreadable):
                refused.add(column.field)
                rest = " The row was not taken." if column.field in _CARRIES_THE_ROW else ""
                self._refuse(row, column.field, value.reason + rest)
            else:
                said[column.field] = value
        return said, refused

    def _refuse(self, row: ReturnedRow, field: str, reason: str) -> None:
        self.refusals.append(self._about(row, field, reason))

    def _about(self, row: ReturnedRow, field: str, reason: str) -> RefusedCell:
        raw: Raw = row.cells.get(field)
        return RefusedCell(
            sheet=self.sheet.name,
            cell=self.sheet.cell(field, row),
            heading=DECISIONS.column(field).heading,
            found=raw.text if isinstance(raw, Formula) else shown(canonical(raw)),
            reason=reason,
        )


def _letters(text: str) -> str:
    return "".join(letter for letter in fold(text) if letter.isalnum())
