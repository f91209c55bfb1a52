"""Which meeting a referral is expected at: the first whose agenda has not gone (ruling 1)."""

from __future__ import annotations

from rules.calendar import first_open_meeting
from rules.referral import Meeting, MeetingState, Status
from storage.agendas import is_on_agenda
from storage.database import Unit
from storage.panels import get_meeting, meetings_of
from storage.referrals import Referral, change_referral, referrals_of


def next_open_meeting(unit: Unit, panel: str) -> Meeting | None:
    """Return the panel's first meeting whose agenda has not gone and that has not started, or None."""
    return first_open_meeting(meetings_of(unit, panel, since=unit.now), unit.now)


def meeting_expected(unit: Unit, referral: Referral) -> int | None:
    """
    Return the number of the meeting that a referral settled now goes to (ruling 1).

    It keeps its own while that meeting can still have it, or has it on its
    agenda; else it is the next one's: one that was held while an agenda went
    must not wait for a meeting that is over.
    """
    if referral.meeting_id is not None and _may_still_have(unit, referral, get_meeting(unit, referral.meeting_id)):
        return referral.meeting_id
    following = next_open_meeting(unit, referral.panel)
    return following.id if following else None


def _may_still_have(unit: Unit, referral: Referral, meeting: Meeting) -> bool:
    if meeting.state is not MeetingState.PLANNED:
        return False
    if is_on_agenda(unit, meeting.id, referral.id):
        return meeting.starts_at > unit.now or referral.status is Status.READY
    return meeting.agenda_gone is None and meeting.starts_at > unit.now


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
