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

from rules.calendar import planned_meetings
from rules.settings import PanelSettings, Settings
from storage.crashpoints import crashpoint
from storage.database import Unit
from storage.meetings import follow_change, owe_meeting, times_of
from storage.panels import MeetingChange, MeetingTimes, meetings_of, plan_meetings, start_panel

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
    return changes


def _times(panel: PanelSettings, started: dt.datetime, now: dt.datetime, tz: dt.tzinfo) -> Iterator[MeetingTimes]:
    first_day, last_day = (started - BEHIND).astimezone(tz).date(), (now + AHEAD).astimezone(tz).date()
    for planned in planned_meetings(panel.meeting, panel.cancelled, panel.moved, panel.extra, first_day, last_day, tz):
        yield times_of(planned, panel, tz)
