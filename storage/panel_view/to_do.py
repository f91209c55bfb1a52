"""What there is to do in the workbook, counted: for its banner and for the mail that brings it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from storage.workbook.panel_sheets import NEEDS, PEOPLE, UNDELIVERED
from storage.workbook.referrals_sheet import REFERRALS
from storage.workbook.views import RowView


@dataclass(frozen=True, slots=True, kw_only=True)
class ToDo:
    """How much waits for an administrator, by kind."""

    to_check: int
    to_screen: int
    not_understood: int
    undelivered: int

    @property
    def anything(self) -> bool:
        """Whether there is something to do."""
        return bool(self.to_check or self.to_screen or self.not_understood or self.undelivered)

    def in_words(self) -> str:
        """Return '3 referrals to check, 2 to screen'; empty where nothing waits."""
        parts = (
            (self.to_check, "referral to check", "referrals to check"),
            (self.to_screen, "to screen", "to screen"),
            (self.not_understood, "message to read", "messages to read"),
            (self.undelivered, "message not delivered", "messages not delivered"),
        )
        return ", ".join(f"{count} {one if count == 1 else many}" for count, one, many in parts if count)


def to_do(rows: Mapping[str, Sequence[RowView]]) -> ToDo:
    """Count what waits in the rows of a workbook."""
    referrals = rows.get(REFERRALS.name, ())
    waiting = {str(row.values.get("reference")) for row in referrals if row.values.get("to_do")}
    doubtful = {
        str(row.values.get("reference"))
        for name in (PEOPLE.name, NEEDS.name)
        for row in rows.get(name, ())
        if row.doubts
    }
    screening = {str(row.values.get("reference")) for row in referrals if row.values.get("status") == "Screening"}
    mail = [str(row.values.get("kind")) for row in rows.get(UNDELIVERED.name, ())]
    return ToDo(
        to_check=len((waiting | doubtful) - screening),
        to_screen=len(screening),
        not_understood=mail.count("To be read"),
        undelivered=mail.count("Not delivered"),
    )
