"""Putting a referral before another meeting, and what is wished for its item (P4, E7; rulings 1 and 8)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from intake.settle.applying.work import Work
from rules.calendar import instant
from rules.referral import Meeting, MeetingState, Status
from storage.agendas import is_on_agenda, set_guests, set_slot
from storage.panels import meetings_of
from storage.placing import next_open_meeting
from storage.referrals import Referral, change_notes, change_referral
from storage.workbook.outcome import Change

_MAY_BE_PLACED = frozenset(
    {Status.READY, Status.HELD, Status.SCREENING, Status.MORE_INFORMATION, Status.SAFEGUARDING, Status.DECIDED}
)


def place(work: Work, changes: Sequence[Change]) -> None:
    """Put referrals before the meetings that the sheets Referrals and Agenda name."""
    for change in (one for one in changes if one.field == "meeting" and one.sheet in ("Referrals", "Agenda")):
        refused = place_one(work, work.referral(change.subject_id), change.new)
        if refused:
            work.refuse(change, refused)
        else:
            work.take(change)


def place_one(work: Work, referral: Referral, day: str) -> str:
    """Put a referral before the meeting of *day*, or, where that is empty, before the next; why it cannot be, or ""."""
    unit = work.office.unit
    if referral.status not in _MAY_BE_PLACED:
        return f"A case that is “{referral.status}” goes before no meeting. Screen it first."
    meeting = meeting_on(work, day) if day else next_open_meeting(unit, work.office.panel.code)
    if meeting is None or meeting.starts_at <= unit.now:
        return "That meeting is over, or there is none on this day. Choose another from the list."
    if referral.status is Status.DECIDED and day == "":
        return "Choose the meeting that it goes before again."
    status = Status.READY if referral.status is Status.DECIDED else referral.status
    now = change_referral(
        unit,
        referral.reference,
        "put before another meeting",
        meeting_id=meeting.id,
        placed_by_person=bool(day),
        status=status,
    )
    change_notes(unit, referral.reference, "put before another meeting", order=None, slot="")
    if now.status is Status.READY and meeting.agenda_gone is not None:
        work.add_to_agenda(now, meeting)
    return ""


def meeting_on(work: Work, day: str) -> Meeting | None:
    """Return the panel's meeting that is held on *day* (canonical text), or None."""
    wanted = dt.date.fromisoformat(day)
    for meeting in meetings_of(work.office.unit, work.office.panel.code):
        if meeting.state is MeetingState.PLANNED and meeting.starts_at.astimezone(work.office.zone).date() == wanted:
            return meeting
    return None


def name_chairs(work: Work, changes: Sequence[Change]) -> set[str]:
    """Note who takes the chair for single items; return their references: that may release them (ruling 8)."""
    return _wish(work, changes, frozenset({"acting_chair"}))


def wish(work: Work, changes: Sequence[Change]) -> None:
    """Note the order, times and guests that are wished for items of the agenda."""
    _wish(work, changes, frozenset({"order", "slot", "guests"}))


def _wish(work: Work, changes: Sequence[Change], fields: frozenset[str]) -> set[str]:
    touched = set()
    for change in (one for one in changes if one.sheet == "Agenda" and one.field in fields):
        referral = work.referral(change.subject_id)
        if change.field == "order" and str(referral.notes.order) == change.new:
            continue  # shown as the place that it comes to among the others
        refused = _WISHES[change.field](work, referral, change.new)
        if refused:
            work.refuse(change, refused)
            continue
        work.take(change)
        touched.add(referral.reference)
    return touched


def _order(work: Work, referral: Referral, said: str) -> str:
    if _went(work, referral):
        return "The agenda has gone, so its order stays as it is."
    change_notes(work.office.unit, referral.reference, "agenda", order=int(said))
    return ""


def _slot(work: Work, referral: Referral, said: str) -> str:
    meeting = work.meeting_of(referral)
    change_notes(work.office.unit, referral.reference, "agenda", slot=said)
    if meeting is not None and _went(work, referral):
        day = meeting.starts_at.astimezone(work.office.zone).date()
        slot = instant(day, dt.time.fromisoformat(said), work.office.zone) if said else None
        set_slot(work.office.unit, meeting.id, referral.id, slot)
        if slot is not None and work.office.panel.profile.time_slots:
            key = f"time-slot/{referral.reference}/meeting-{meeting.id}"
            work.owe(key, "time-slot", referral.reference, {"meeting": meeting.id})
    return ""


def _guests(work: Work, referral: Referral, said: str) -> str:
    """Guests get the papers of this child alone: with the agenda, or at once where that has gone (E7)."""
    guests = tuple(part.strip() for part in said.split(";") if part.strip())
    change_notes(work.office.unit, referral.reference, "agenda", guests=guests)
    meeting = work.meeting_of(referral)
    if meeting is None or not _went(work, referral):
        return ""
    set_guests(work.office.unit, meeting.id, referral.id, guests)
    if {one.casefold() for one in guests} - referral.guests:
        detail = {"meeting": meeting.id, "reference": referral.reference, "before": len(referral.guests)}
        work.owe(f"guests/{referral.reference}", "guests", referral.reference, detail)
    return ""


def _acting_chair(work: Work, referral: Referral, said: str) -> str:
    change_notes(work.office.unit, referral.reference, "agenda", acting_chair=said)
    return ""


def _went(work: Work, referral: Referral) -> bool:
    return referral.meeting_id is not None and is_on_agenda(work.office.unit, referral.meeting_id, referral.id)


_WISHES = {"order": _order, "slot": _slot, "guests": _guests, "acting_chair": _acting_chair}
