"""
What each meeting brings: its times, what it owes, and what follows when it is cancelled or moved.

The calendar and administrators both change meetings; the consequences are the
same and live here. A ledger key names the meeting by its number, so that moved
and extra meetings are right (ruling 2).
"""

from __future__ import annotations

import datetime as dt

from sqlmodel import select

from rules.calendar import PlannedMeeting, agenda_due, instant, reminder_due, sheets_due
from rules.referral import Meeting, MeetingState
from rules.settings import PanelSettings
from storage import ledger
from storage.audit import record_change
from storage.database import Unit
from storage.panels import MeetingChange, MeetingTimes, mark_agenda_gone, meeting_of, sequence_of
from storage.placing import place_anew
from storage.tables import MeetingRow


def times_of(planned: PlannedMeeting, panel: PanelSettings, tz: dt.tzinfo) -> MeetingTimes:
    """Return when the mail of one sitting is due, by the panel's profile."""
    sheets = sheets_due(planned.starts_at, panel.profile.decision_sheets, tz)
    return MeetingTimes(
        planned_for=planned.planned_for,
        starts_at=planned.starts_at,
        agenda_due=agenda_due(planned.starts_at, panel.profile.agenda, tz),
        sheets_due=sheets,
        reminder_due=reminder_due(planned.starts_at, sheets, panel.profile.reminder_time, tz),
        cancelled=planned.cancelled,
    )


def agenda_key(meeting: Meeting) -> str:
    """Return the ledger's key of a meeting's agenda: 'agenda/N/meeting-17'."""
    return f"agenda/{meeting.panel}/meeting-{meeting.id}"


def reminder_keys(meeting: Meeting) -> tuple[str, str]:
    """Return the keys of both reminders of undecided items: after the meeting, and with the sheets."""
    base = f"reminder-undecided/{meeting.panel}/meeting-{meeting.id}"
    return f"{base}/after", f"{base}/sheets"


def screening_key(meeting: Meeting) -> str:
    """Return the key of the reminder that referrals wait for screening before a cut-off."""
    return f"reminder-screening/{meeting.panel}/meeting-{meeting.id}"


def owe_meeting(unit: Unit, panel: PanelSettings, meeting: Meeting, started: dt.datetime) -> None:
    """Owe what a meeting brings; nothing due before the panel's first start is made up (ruling 3)."""
    if meeting.agenda_due < started:
        if meeting.agenda_gone is None:
            mark_agenda_gone(unit, meeting.id)
        return
    if meeting.state is MeetingState.CANCELLED:
        return
    after, sheets = reminder_keys(meeting)
    rows = [
        (agenda_key(meeting), "agenda", meeting.agenda_due),
        (after, "reminder-undecided", meeting.reminder_due),
        (sheets, "reminder-undecided", meeting.sheets_due),
    ]
    if panel.profile.screening == "required":
        rows.append((screening_key(meeting), "reminder-screening", meeting.agenda_due - dt.timedelta(days=3)))
    subject, detail = f"meeting-{meeting.id}", {"meeting": meeting.id}
    for key, kind, due_at in rows:
        ledger.owe(unit, key, panel=panel.code, kind=kind, subject=subject, due_at=due_at, detail=detail)


def follow_change(unit: Unit, panel: PanelSettings, change: MeetingChange) -> None:
    """Move or drop what a changed meeting owes; tell its people, if its agenda has gone (ruling 2)."""
    meeting = change.meeting
    after, sheets = reminder_keys(meeting)
    due = {
        agenda_key(meeting): meeting.agenda_due,
        screening_key(meeting): meeting.agenda_due - dt.timedelta(days=3),
        after: meeting.reminder_due,
        sheets: meeting.sheets_due,
    }
    for key, due_at in due.items():
        if change.what == "cancelled":
            ledger.drop(unit, key, "the meeting was cancelled")
        else:
            ledger.take_back_drop(unit, key)
            ledger.move(unit, key, due_at)
    if change.what == "cancelled":
        place_anew(unit, panel.code, meeting.id, "meeting cancelled")
    if meeting.agenda_gone is not None:
        sequence = sequence_of(unit, meeting.id)
        ledger.owe(
            unit,
            f"meeting-change/{panel.code}/meeting-{meeting.id}/{sequence}",
            panel=panel.code,
            kind="meeting-change",
            subject=f"meeting-{meeting.id}",
            due_at=unit.now,
            detail={
                "meeting": meeting.id,
                "what": change.what,
                "sequence": sequence,
                "was": (change.was or meeting.starts_at).isoformat(),
            },
        )


def change_meeting(
    unit: Unit,
    panel: PanelSettings,
    meeting_id: int,
    start: tuple[dt.date, dt.time],
    tz: dt.tzinfo,
    *,
    cancelled: bool,
) -> Meeting:
    """Set a meeting as a person wants it: the calendar leaves it alone from now on; what follows is seen to."""
    row = unit.session.get_one(MeetingRow, meeting_id)
    was_cancelled = row.state == MeetingState.CANCELLED
    planned = PlannedMeeting(planned_for=row.planned_for, starts_at=instant(*start, tz), cancelled=cancelled)
    old = (row.starts_at, row.state)
    _set_times(row, times_of(planned, panel, tz))
    row.set_by_person = True
    if (row.starts_at, row.state) == old:
        unit.session.add(row)
        return meeting_of(row)
    row.sequence += 1
    unit.session.add(row)
    unit.session.flush()
    what = "cancelled" if cancelled else "moved"
    new = f"{row.starts_at.isoformat()} {row.state}"
    subject = ("meeting", str(meeting_id))
    record_change(
        unit, f"meeting {what}", subject, panel=panel.code, field="held", old=f"{old[0].isoformat()} {old[1]}", new=new
    )
    meeting = meeting_of(row)
    if not (cancelled and was_cancelled):
        follow_change(unit, panel, MeetingChange(what=what, meeting=meeting, was=old[0]))
    return meeting


def add_meeting(
    unit: Unit, panel: PanelSettings, start: tuple[dt.date, dt.time], tz: dt.tzinfo, started: dt.datetime
) -> Meeting | None:
    """Add an extra meeting, and owe what it brings; None where one is planned for that day already."""
    day = start[0]
    if unit.session.exec(
        select(MeetingRow).where(MeetingRow.panel == panel.code, MeetingRow.planned_for == day)
    ).first():
        return None
    row = MeetingRow(panel=panel.code, planned_for=day, set_by_person=True)
    _set_times(row, times_of(PlannedMeeting(planned_for=day, starts_at=instant(*start, tz)), panel, tz))
    unit.session.add(row)
    unit.session.flush()
    record_change(
        unit, "meeting added", ("meeting", str(row.id)), panel=panel.code, field="held", new=row.starts_at.isoformat()
    )
    meeting = meeting_of(row)
    owe_meeting(unit, panel, meeting, started)
    return meeting


def set_why(unit: Unit, meeting_id: int, why: str) -> None:
    """Keep why a meeting was cancelled or moved, in the administrator's words: members are sent them."""
    row = unit.session.get_one(MeetingRow, meeting_id)
    record_change(
        unit,
        "reason given",
        ("meeting", str(meeting_id)),
        panel=row.panel,
        field="why",
        old=why_of(unit, meeting_id),
        new=why,
    )
    unit.seal(row, "sealed_why", why)
    unit.session.add(row)


def why_of(unit: Unit, meeting_id: int) -> str:
    """Return why a meeting was cancelled or moved; "" where nobody said."""
    row = unit.session.get_one(MeetingRow, meeting_id)
    return "" if row.sealed_why is None else str(unit.opened(row, "sealed_why"))


def _set_times(row: MeetingRow, times: MeetingTimes) -> None:
    row.starts_at, row.agenda_due = times.starts_at, times.agenda_due
    row.sheets_due, row.reminder_due = times.sheets_due, times.reminder_due
    row.state = MeetingState.CANCELLED if times.cancelled else MeetingState.PLANNED
