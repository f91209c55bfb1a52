"""Which row of the exported workbook is this one? By its hidden id, or else by what it says."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Sequence

from storage.workbook.columns import Column, Sheet
from storage.workbook.outcome import RefusedCell
from storage.workbook.returned import ALTERED, ReturnedRow, ReturnedSheet
from storage.workbook.snapshot import SheetSnapshot
from storage.workbook.text import fold
from storage.workbook.values import Formula, Raw, canonical, shown


class Refuser:
    """Writes refusals of one sheet down, each by cell and with what stands there."""

    def __init__(self, sheet: Sheet, returned: ReturnedSheet, refusals: list[RefusedCell]) -> None:
        self._sheet, self._returned, self._refusals = sheet, returned, refusals

    def cell(self, row: ReturnedRow, field: str, reason: str) -> None:
        """Refuse one cell of *row*."""
        raw = row.cells.get(field)
        self._refusals.append(
            RefusedCell(
                sheet=self._sheet.name,
                cell=self._returned.cell(field, row),
                heading=self._sheet.column(field).heading,
                found=raw.text if isinstance(raw, Formula) else shown(as_it_stands(raw)),
                reason=reason,
            )
        )

    def row(self, row: ReturnedRow, reason: str) -> None:
        """Refuse *row* as a whole."""
        self.cell(row, self._sheet.columns[0].field, reason)


class RowMatcher:
    """Tells the rows of one returned sheet apart: ours, added ones, and those that nobody can tell."""

    def __init__(
        self,
        sheet: Sheet,
        returned: ReturnedSheet,
        held: SheetSnapshot,
        columns: Sequence[Column],
        refuse: Refuser,
    ) -> None:
        self.sheet, self.returned, self.held, self.columns, self.refuse = sheet, returned, held, columns, refuse
        self.by_key = self._rows_by_key()
        self.times = Counter(row.mark for row in returned.rows)
        self.copies = self._copies()

    def _rows_by_key(self) -> dict[str, str]:
        if not self.sheet.key:
            return {}
        position = self.held.fields.index(self.sheet.key)
        times = Counter(fold(row[position]) for row in self.held.rows.values())
        keys = ((fold(row[position]), row_id) for row_id, row in self.held.rows.items())
        return {key: row_id for key, row_id in keys if times[key] == 1}

    def known_id(self, row: ReturnedRow) -> str | None:
        """The row's id; "" for a row that somebody added; None for one that is refused or says nothing new."""
        if row.mark == ALTERED:
            self.refuse.row(row, "The hidden id of this row has been altered, so the row was not taken.")
            return None
        if not row.mark:
            return self._without_id(row)
        if row.mark not in self.held.rows:
            self.refuse.row(row, "This row comes from another workbook. Change it in the newest one.")
            return None
        if row.mark in self.copies:
            return self._of_copies(row, self.copies[row.mark])
        owner = self._owner(row.mark)
        if owner and (said := canonical(row.cells.get("reference"))) and fold(said) != fold(owner):
            self.refuse.row(row, f"This row belongs to {owner}. Was one column sorted without the others?")
            return None
        return row.mark

    def _owner(self, row_id: str) -> str:
        if "reference" not in self.held.fields or self.sheet.column("reference").editable:
            return ""
        return self.held.row(row_id)["reference"]

    def _without_id(self, row: ReturnedRow) -> str | None:
        if self.sheet.key:
            key = canonical(row.cells.get(self.sheet.key))
            known = self.by_key.get(fold(key))
            if known is None:
                what = f"“{shown(key)}”" if key else "a row without a hidden id"
                self.refuse.row(row, f"We do not know {what} on this sheet. Change the rows that we sent.")
            return known
        if self.returned.marked or not self.held.rows:
            return ""
        if self._stands_in(row, self.held):
            return None
        self.refuse.row(row, "The hidden column with the rows' ids is gone, so we cannot tell which row this is.")
        return None

    def _copies(self) -> dict[str, frozenset[int]]:
        """Ids that more than one row carries: which of the rows are copies, by row number."""
        rows: dict[str, list[ReturnedRow]] = defaultdict(list)
        for row in self.returned.rows:
            if row.mark and row.mark != ALTERED and row.mark in self.held.rows:
                rows[row.mark].append(row)
        return {mark: self._changed_of(mark, same) for mark, same in rows.items() if len(same) > 1}

    def _changed_of(self, mark: str, rows: Sequence[ReturnedRow]) -> frozenset[int]:
        before = self.held.row(mark)
        return frozenset(
            row.number
            for row in rows
            if any(as_it_stands(row.cells.get(c.field)) != before[c.field] for c in self.columns)
        )

    def _of_copies(self, row: ReturnedRow, changed: frozenset[int]) -> str | None:
        if row.number not in changed:
            return None
        if self.sheet.adds and self.times[row.mark] == len(changed) + 1:
            return ""
        reason = "This row was copied with its hidden id, so we cannot tell the copies apart. Change one row only."
        self.refuse.row(row, reason)
        return None

    def _stands_in(self, row: ReturnedRow, held: SheetSnapshot) -> bool:
        said = [(held.fields.index(c.field), as_it_stands(row.cells.get(c.field))) for c in self.columns]
        return any(all(one[place] == text for place, text in said) for one in held.rows.values())


def as_it_stands(raw: Raw) -> str:
    """Return a raw cell as canonical text before its column's kind is asked: enough to see that nothing changed."""
    if isinstance(raw, dt.datetime) and raw.time() == dt.time(0):
        return raw.date().isoformat()
    return canonical(raw)
