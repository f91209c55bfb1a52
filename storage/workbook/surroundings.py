"""What is on record around a row: known references, families, services, meetings."""

from __future__ import annotations

from storage.workbook.checks import RowContext
from storage.workbook.columns import Sheet
from storage.workbook.panel_sheets import CONTACTS, MEETINGS, PANEL_DECISIONS
from storage.workbook.referrals_sheet import REFERRALS
from storage.workbook.snapshot import PanelWorkbookView, SheetSnapshot, Snapshot
from storage.workbook.text import fold


class Surroundings:
    """What rows are judged by, gathered once from what is on record."""

    def __init__(self, current: PanelWorkbookView, now: Snapshot) -> None:
        self.lists = current.lists
        self.unoffered = {
            str(row.values.get("reference")): row.unoffered
            for sheet in (PANEL_DECISIONS, REFERRALS)
            for row in current.rows.get(sheet.name, ())
        }
        self.references = frozenset(fold(reference) for reference in current.lists.references)
        self.families = frozenset(fold(word) for word in _column(now.sheets[REFERRALS.name], "family") if word)
        self.codes = frozenset(_column(now.sheets[CONTACTS.name], "code"))
        self.days = _days(now.sheets[MEETINGS.name])

    def of(self, sheet: Sheet, reference: str, *, is_new: bool = False) -> RowContext:
        """Return the context of one row."""
        return RowContext(
            lists=self.lists,
            unoffered=self.unoffered.get(reference, frozenset()),
            references=self.references,
            families=self.families,
            meeting_days=self.days if sheet is MEETINGS else frozenset(),
            codes=self.codes,
            is_new=is_new,
        )


def _column(sheet: SheetSnapshot, name: str) -> list[str]:
    place = sheet.fields.index(name)
    return [row[place] for row in sheet.rows.values()]


def _days(meetings: SheetSnapshot) -> frozenset[str]:
    days, states = _column(meetings, "held_on"), _column(meetings, "state")
    return frozenset(day for day, state in zip(days, states, strict=True) if state != "Cancelled")
