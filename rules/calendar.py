"""
When a panel meets and when its mail is due (process, section 3; rulings 1 and 2; requirements B2, B3, E1).

Days and wall times are the council's own (Europe/London), right across daylight
saving; instants are aware and in UTC. Nothing here reads a clock: what has
fallen due at a given time is asked with that time.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rules.bank_holidays import holidays_known_until, is_bank_holiday
from rules.referral import Meeting, MeetingState
from rules.settings import DueRule, MeetingPattern

__all__ = [
    "PlannedMeeting",
    "agenda_due",
    "first_open_meeting",
    "holidays_known_until",
    "instant",
    "is_bank_holiday",
    "is_late",
    "is_working_day",
    "planned_meetings",
    "quarter_days",
    "quarter_of",
    "reminder_due",
    "sheets_due",
    "working_day_after",
    "working_day_before",
]

LATE_AFTER = dt.timedelta(hours=1)
"""What goes out later than this says that it is late."""

_DAY = dt.timedelta(days=1)
_SATURDAY = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedMeeting:
    """A sitting by the calendar: *planned_for* is its date by the pattern, also when it is moved."""

    planned_for: dt.date
    starts_at: dt.datetime
    cancelled: bool = False


def planned_meetings(
    pattern: MeetingPattern,
    cancelled: Sequence[dt.date],
    moved: Sequence[tuple[dt.date, dt.date]],
    extra: Sequence[dt.date],
    first_day: dt.date,
    last_day: dt.date,
    tz: dt.tzinfo,
) -> tuple[PlannedMeeting, ...]:
    """
    Every sitting planned for, or moved into, the days from *first_day* to *last_day*, in the order of their dates.

    An extra meeting on a day that has one already is that one. A cancelled day
    may be given by the date of the pattern or by the date it was moved to.
    """
    new_days = dict(moved)
    extras = {day for day in extra if day <= last_day}
    planned = set(_by_pattern(pattern, last_day)) | extras
    planned |= {old for old in new_days if old > last_day and (_is_by_pattern(pattern, old) or old in extra)}
    meetings = []
    for day in sorted(planned):
        actual = new_days.get(day, day)
        if first_day <= day <= last_day or first_day <= actual <= last_day:
            is_off = day in cancelled or actual in cancelled
            meetings.append(
                PlannedMeeting(planned_for=day, starts_at=instant(actual, pattern.time, tz), cancelled=is_off)
            )
    return tuple(meetings)


def agenda_due(starts_at: dt.datetime, rule: DueRule, tz: dt.tzinfo) -> dt.datetime:
    """
    When the agenda goes: *rule* strictly before the meeting's local day (B3, ruling 1).

    On a bank holiday it goes the working day before.
    """
    meeting_day = _local_day(starts_at, tz)
    day = meeting_day - _DAY * ((meeting_day.weekday() - rule.weekday - 1) % 7 + 1)
    if is_bank_holiday(day):
        day = working_day_before(day)
    return instant(day, rule.time, tz)


def sheets_due(starts_at: dt.datetime, rule: DueRule, tz: dt.tzinfo) -> dt.datetime:
    """
    When the decision sheets go: *rule* strictly after the meeting's local day (B3, ruling 1).

    On a bank holiday they go the working day after.
    """
    meeting_day = _local_day(starts_at, tz)
    day = meeting_day + _DAY * ((rule.weekday - meeting_day.weekday() - 1) % 7 + 1)
    if is_bank_holiday(day):
        day = working_day_after(day)
    return instant(day, rule.time, tz)


def reminder_due(starts_at: dt.datetime, sheets_due: dt.datetime, time: dt.time, tz: dt.tzinfo) -> dt.datetime:
    """
    When the chair and administrator are reminded of items without a decision (ruling 1).

    The day after the meeting at *time*. Where the sheets are due first: on the
    meeting's own day at *time*, if that is after the start and before the
    sheets; else two hours after the start, and never after the sheets.
    """
    meeting_day = _local_day(starts_at, tz)
    day_after = instant(meeting_day + _DAY, time, tz)
    if day_after < sheets_due:
        return day_after
    same_day = instant(meeting_day, time, tz)
    if starts_at < same_day < sheets_due:
        return same_day
    return min(starts_at + dt.timedelta(hours=2), sheets_due)


def first_open_meeting(meetings: Sequence[Meeting], now: dt.datetime) -> Meeting | None:
    """
    The meeting at which a referral settled at *now* is expected (ruling 1).

    The first that is not cancelled, has not started, and whose agenda has not
    gone: the cut-off is the moment the agenda goes, not the moment it was due.
    """
    still_open = (
        meeting
        for meeting in meetings
        if meeting.state is MeetingState.PLANNED and meeting.agenda_gone is None and meeting.starts_at > now
    )
    return min(still_open, key=lambda meeting: (meeting.starts_at, meeting.id), default=None)


def is_late(due: dt.datetime, now: dt.datetime) -> bool:
    """Whether something due at *due* and done at *now* must say that it is late (X3): by more than an hour."""
    return now - due > LATE_AFTER


def is_working_day(day: dt.date) -> bool:
    """Whether *day* is a Monday to Friday and no bank holiday in England."""
    return day.weekday() < _SATURDAY and not is_bank_holiday(day)


def working_day_before(day: dt.date) -> dt.date:
    """The last working day before *day*, never *day* itself."""
    day -= _DAY
    while not is_working_day(day):
        day -= _DAY
    return day


def working_day_after(day: dt.date) -> dt.date:
    """The first working day after *day*, never *day* itself."""
    day += _DAY
    while not is_working_day(day):
        day += _DAY
    return day


def instant(day: dt.date, time: dt.time, tz: dt.tzinfo) -> dt.datetime:
    """
    The instant, in UTC, at which clocks in *tz* show *time* on *day*.

    A wall time that comes twice, in October, is the first of the two; one that
    never comes, in March, is an hour later by the clock.
    """
    return dt.datetime.combine(day, time.replace(tzinfo=None), tzinfo=tz).astimezone(dt.UTC)


def quarter_of(day: dt.date) -> str:
    """'2026Q4': the calendar quarter of *day*, as commands and statistics name it."""
    return f"{day.year}Q{(day.month - 1) // 3 + 1}"


def quarter_days(quarter: str) -> tuple[dt.date, dt.date]:
    """First and last day of *quarter* ('2026Q4'); `ValueError` if it is not one."""
    year, _, number = quarter.strip().upper().partition("Q")
    if not (year.isdecimal() and len(year) == 4 and number in {"1", "2", "3", "4"}):  # noqa: PLR2004 - of a year
        raise ValueError(f"{quarter!r} is no quarter; write it like 2026Q4")
    first = dt.date(int(year), 3 * int(number) - 2, 1)
    following = dt.date(first.year + (first.month == 10), (first.month + 2) % 12 + 1, 1)  # noqa: PLR2004 - October
    return first, following - _DAY


def _by_pattern(pattern: MeetingPattern, last_day: dt.date) -> Iterator[dt.date]:
    day = _first_sitting(pattern)
    while day <= last_day:
        yield day
        day += dt.timedelta(weeks=pattern.every_weeks)


def _is_by_pattern(pattern: MeetingPattern, day: dt.date) -> bool:
    since = day - _first_sitting(pattern)
    return since >= dt.timedelta(0) and since % dt.timedelta(weeks=pattern.every_weeks) == dt.timedelta(0)


def _first_sitting(pattern: MeetingPattern) -> dt.date:
    return pattern.first + _DAY * ((pattern.weekday - pattern.first.weekday()) % 7)


def _local_day(starts_at: dt.datetime, tz: dt.tzinfo) -> dt.date:
    if starts_at.tzinfo is None:
        raise ValueError("a meeting's start needs its time zone")
    return starts_at.astimezone(tz).date()
