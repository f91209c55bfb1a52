"""Meetings cancelled, moved, held after all, and extra ones (B2; rulings 2 and 13)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from intake.settle.applying.work import Work
from rules.referral import Meeting, MeetingState, Status
from storage.meetings import add_meeting, change_meeting, set_why
from storage.panels import first_start, get_meeting
from storage.referrals import referrals_of
from storage.workbook.outcome import Added, Change
from storage.workbook.values import shown


def change_meetings(work: Work, changes: Sequence[Change], added: Sequence[Added]) -> set[str]:
    """Change meetings as the sheet says; return the references of those who waited for one."""
    mine = [change for change in changes if change.sheet == "Meetings"]
    for meeting_id in dict.fromkeys(change.subject_id for change in mine):
        row = {change.field: change for change in mine if change.subject_id == meeting_id}
        _change_one(work, get_meeting(work.office.unit, int(meeting_id)), row)
    new = [row for row in added if row.sheet == "Meetings"]
    for extra in new:
        _add(work, extra)
    return _waiting(work) if mine or new else set()


def _change_one(work: Work, meeting: Meeting, row: dict[str, Change]) -> None:
    if "why" in row:
        set_why(work.office.unit, meeting.id, row["why"].new)
        work.take(row["why"])
    _hold(work, meeting, row)


def _hold(work: Work, meeting: Meeting, row: dict[str, Change]) -> None:
    """Cancel or move a meeting, or hold it after all; before its agenda has gone, the referrers are told."""
    decides = [row[name] for name in ("held_on", "time", "state") if name in row]
    if not decides:
        return
    start = _start(work, meeting, row)
    cancelled = row["state"].new == "Cancelled" if "state" in row else meeting.state is MeetingState.CANCELLED
    if refused := _refused(work, meeting, start, cancelled=cancelled):
        for change in decides:
            work.refuse(change, refused)
        return
    waiting = referrals_of(work.office.unit, meeting_id=meeting.id) if meeting.agenda_gone is None else ()
    for referral in waiting:
        work.referral(referral.reference)
    now = change_meeting(work.office.unit, work.office.panel, meeting.id, start, work.office.zone, cancelled=cancelled)
    if now.starts_at != meeting.starts_at and meeting.agenda_gone is None:
        work.moved.add(meeting.id)
    for change in decides:
        work.take(change)


def _start(work: Work, meeting: Meeting, row: dict[str, Change]) -> tuple[dt.date, dt.time]:
    local = meeting.starts_at.astimezone(work.office.zone)
    day = dt.date.fromisoformat(row["held_on"].new) if "held_on" in row else local.date()
    time = dt.time.fromisoformat(row["time"].new) if "time" in row else local.time()
    return day, time


def _refused(work: Work, meeting: Meeting, start: tuple[dt.date, dt.time], *, cancelled: bool) -> str:
    now = work.office.unit.now
    if meeting.starts_at <= now:
        return "This meeting is over, so it stays as it was."
    if not cancelled and dt.datetime.combine(*start, tzinfo=work.office.zone) <= now:
        return f"{shown(start[0].isoformat())} is over. Choose a later day."
    if meeting.state is MeetingState.CANCELLED and not cancelled and meeting.agenda_gone is not None:
        return "Its members have been told that it is cancelled. Add an extra meeting on another day."
    return ""


def _add(work: Work, row: Added) -> None:
    start = dt.date.fromisoformat(row.values["held_on"]), dt.time.fromisoformat(row.values["time"])
    if dt.datetime.combine(*start, tzinfo=work.office.zone) <= work.office.unit.now:
        work.refuse_row(row, f"{shown(row.values['held_on'])} is over. Choose a later day.")
        return
    started = first_start(work.office.unit, work.office.panel.code) or work.office.unit.now
    meeting = add_meeting(work.office.unit, work.office.panel, start, work.office.zone, started)
    if meeting is None:
        work.refuse_row(row, "There is a meeting planned for this day already: change its row.")
        return
    if row.values.get("why"):
        set_why(work.office.unit, meeting.id, row.values["why"])
    work.take_row(row, "", f"extra meeting on {shown(row.values['held_on'])}")


def _waiting(work: Work) -> set[str]:
    """Referrals that may find a meeting now: those without one, and those whose meeting was changed."""
    return {
        referral.reference
        for referral in referrals_of(work.office.unit, panel=work.office.panel.code)
        if referral.meeting_id is None and referral.status in (Status.HELD, Status.READY, Status.SCREENING)
    }
