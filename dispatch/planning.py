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

from rules.calendar import instant, is_working_day, planned_meetings, working_day_after
from rules.settings import PanelSettings, Settings
from storage import ledger
from storage.crashpoints import crashpoint
from storage.database import Unit
from storage.meetings import follow_change, owe_meeting, times_of
from storage.panels import MeetingChange, MeetingTimes, meetings_of, plan_meetings, start_panel

MORNING = dt.time(8)
"""When the administrators' workbook comes, where there is something to do in it (process, section 5)."""
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
        follow_change(unit, panel, change)
    for meeting in meetings_of(unit, panel.code, since=started - BEHIND):
        owe_meeting(unit, panel, meeting, started)
    _owe_mornings(unit, panel, started, tz)
    return changes


def _owe_mornings(unit: Unit, panel: PanelSettings, started: dt.datetime, tz: dt.tzinfo) -> None:
    """Owe the administrators their workbook of today, and of the next working day, so that the service wakes for it."""
    today = unit.now.astimezone(tz).date()
    for day in (today, working_day_after(today)):
        due_at = instant(day, MORNING, tz)
        if is_working_day(day) and due_at >= started:
            key = f"workbook-morning/{panel.code}/{day.isoformat()}"
            ledger.owe(unit, key, panel=panel.code, kind="workbook-morning", subject=day.isoformat(), due_at=due_at)


def _times(panel: PanelSettings, started: dt.datetime, now: dt.datetime, tz: dt.tzinfo) -> Iterator[MeetingTimes]:
    first_day, last_day = (started - BEHIND).astimezone(tz).date(), (now + AHEAD).astimezone(tz).date()
    for planned in planned_meetings(panel.meeting, panel.cancelled, panel.moved, panel.extra, first_day, last_day, tz):
        yield times_of(planned, panel, tz)
