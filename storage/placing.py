"""Which meeting a referral is expected at: the first whose agenda has not gone (ruling 1)."""

from __future__ import annotations

from rules.calendar import first_open_meeting
from rules.referral import Meeting, Status
from storage.database import Unit
from storage.panels import meetings_of
from storage.referrals import change_referral, referrals_of


def next_open_meeting(unit: Unit, panel: str) -> Meeting | None:
    """Return the panel's first meeting whose agenda has not gone and that has not started, or None."""
    return first_open_meeting(meetings_of(unit, panel, since=unit.now), unit.now)


def place_anew(unit: Unit, panel: str, meeting_id: int, why: str) -> tuple[str, ...]:
    """
    Put what waited for a meeting before the next one, as when it was cancelled; return the references.

    Decided items stay where they were decided.
    """
    waiting = [r for r in referrals_of(unit, meeting_id=meeting_id) if r.status is not Status.DECIDED]
    following = next_open_meeting(unit, panel)
    for referral in waiting:
        change_referral(unit, referral.reference, why, meeting_id=following.id if following else None)
    return tuple(referral.reference for referral in waiting)
