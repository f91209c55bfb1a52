"""
The calendar adds what becomes due: each meeting's agenda, reminders, and what follows a change.

Planning again changes nothing, so it runs at every start and every day. Nothing
due before the panel's first start is made up (ruling 3). A row's key names the
meeting by its number, so that moved and extra meetings are right (ruling 2).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from zoneinfo import ZoneInfo

from rules.calendar import agenda_due, planned_meetings, reminder_due, sheets_due
from rules.referral import Meeting, MeetingState
from rules.settings import PanelSettings, Settings
from storage import ledger
from storage.crashpoints import crashpoint
from storage.database import Unit
from storage.panels import (
    MeetingChange,
    MeetingTimes,
    mark_agenda_gone,
    meetings_of,
    plan_meetings,
    sequence_of,
    start_panel,
)
from storage.placing import place_anew

AHEAD = dt.timedelta(weeks=10)
BEHIND = dt.timedelta(weeks=2)


def plan(unit: Unit, settings: Settings) -> tuple[str, ...]:
    """Bring meetings and ledger in line with the calendar; return a line for each panel where something changed."""
    lines = []
    for panel in settings.panels:
        changes = plan_panel(unit, panel, ZoneInfo(settings.time_zone))
        if changes:
            lines.append(f"{panel.title}: {len(changes)} meetings planned or changed")
    crashpoint("calendar.planned")
    return tuple(lines)


def plan_panel(unit: Unit, panel: PanelSettings, tz: dt.tzinfo) -> tuple[MeetingChange, ...]:
    """Plan one panel's meetings from its first start to some weeks ahead, and owe what each of them brings."""
    started = start_panel(unit, panel)
    changes = plan_meetings(unit, panel.code, tuple(_times(panel, started, unit.now, tz)))
    for change in changes:
        if change.what == "new":
            continue
        _follow_change(unit, panel, change)
    for meeting in meetings_of(unit, panel.code, since=started - BEHIND):
        _owe_meeting(unit, panel, meeting, started)
    return changes


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


def _times(panel: PanelSettings, started: dt.datetime, now: dt.datetime, tz: dt.tzinfo) -> Iterator[MeetingTimes]:
    first_day, last_day = (started - BEHIND).astimezone(tz).date(), (now + AHEAD).astimezone(tz).date()
    for planned in planned_meetings(panel.meeting, panel.cancelled, panel.moved, panel.extra, first_day, last_day, tz):
        sheets = sheets_due(planned.starts_at, panel.profile.decision_sheets, tz)
        yield MeetingTimes(
            planned_for=planned.planned_for,
            starts_at=planned.starts_at,
            agenda_due=agenda_due(planned.starts_at, panel.profile.agenda, tz),
            sheets_due=sheets,
            reminder_due=reminder_due(planned.starts_at, sheets, panel.profile.reminder_time, tz),
            cancelled=planned.cancelled,
        )


def _owe_meeting(unit: Unit, panel: PanelSettings, meeting: Meeting, started: dt.datetime) -> None:
    if meeting.agenda_due < started:
        if meeting.agenda_gone is None:
            mark_agenda_gone(unit, meeting.id)
        return
    if meeting.state is MeetingState.CANCELLED:
        return
    detail = {"meeting": meeting.id}
    after, sheets = reminder_keys(meeting)
    rows = [
        (agenda_key(meeting), "agenda", meeting.agenda_due),
        (after, "reminder-undecided", meeting.reminder_due),
        (sheets, "reminder-undecided", meeting.sheets_due),
    ]
    if panel.profile.screening == "required":
        rows.append((screening_key(meeting), "reminder-screening", meeting.agenda_due - dt.timedelta(days=3)))
    for key, kind, due_at in rows:
        ledger.owe(
            unit, key, panel=panel.code, kind=kind, subject=f"meeting-{meeting.id}", due_at=due_at, detail=detail
        )


def _follow_change(unit: Unit, panel: PanelSettings, change: MeetingChange) -> None:
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
            detail={"meeting": meeting.id, "what": change.what, "sequence": sequence},
        )
