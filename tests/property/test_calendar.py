"""The panel's calendar over generated patterns: whatever the dates, due times keep their order and wall time."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from rules.bank_holidays import bank_holidays, by_standing_rules, is_bank_holiday
from rules.calendar import (
    agenda_due,
    first_open_meeting,
    instant,
    is_working_day,
    planned_meetings,
    quarter_days,
    quarter_of,
    reminder_due,
    sheets_due,
    working_day_after,
    working_day_before,
)
from rules.referral import Meeting, MeetingState
from rules.settings import DueRule, MeetingPattern

LONDON = ZoneInfo("Europe/London")
MONDAY_NINE = DueRule(weekday=0, time=dt.time(9))
FRIDAY_NINE = DueRule(weekday=4, time=dt.time(9))

days = st.dates(dt.date(2024, 1, 1), dt.date(2035, 12, 31))
office_times = st.times(dt.time(7), dt.time(21)).map(lambda time: time.replace(second=0, microsecond=0))
rules = st.builds(DueRule, weekday=st.integers(0, 6), time=office_times)
patterns = st.builds(
    MeetingPattern, weekday=st.integers(0, 6), time=office_times, every_weeks=st.integers(1, 4), first=days
)
starts = st.builds(lambda day, time: instant(day, time, LONDON), days, office_times)


@given(day=days)
def test_a_working_day_is_no_weekend_and_no_holiday(day: dt.date) -> None:
    """The working days before and after a day are working days, on the right side, with none skipped."""
    before, after = working_day_before(day), working_day_after(day)
    assert before < day < after
    for working in (before, after):
        assert working.weekday() < 5
        assert not is_bank_holiday(working)
    between = [before + dt.timedelta(days=n) for n in range(1, (after - before).days)]
    assert not any(is_working_day(other) for other in between if other != day)


@given(year=st.integers(1995, 2100))
def test_every_year_has_eight_bank_holidays_on_weekdays(year: int) -> None:
    """By the standing rules a year has eight different bank holidays, none on a weekend."""
    holidays = by_standing_rules(year)
    assert len(holidays) == 8
    assert all(day.weekday() < 5 for day in holidays)
    assert len(bank_holidays(year)) >= 8


@pytest.mark.requirement("B3", "P5", "S3")
@given(starts_at=starts, rule=rules)
@example(starts_at=instant(dt.date(2026, 3, 30), dt.time(9, 30), LONDON), rule=MONDAY_NINE)
@example(starts_at=instant(dt.date(2026, 10, 26), dt.time(9, 30), LONDON), rule=MONDAY_NINE)
def test_the_agenda_goes_before_the_meetings_day_at_the_profiles_wall_time(
    starts_at: dt.datetime, rule: DueRule
) -> None:
    """The agenda goes on an earlier day, at most a week before unless holidays push it, by the local clock."""
    due = agenda_due(starts_at, rule, LONDON).astimezone(LONDON)
    meeting_day = starts_at.astimezone(LONDON).date()
    assert due.date() < meeting_day
    assert due.time() == rule.time
    assert not is_bank_holiday(due.date())
    if due.weekday() == rule.weekday:
        assert (meeting_day - due.date()).days <= 7
    else:
        assert any(is_bank_holiday(due.date() + dt.timedelta(days=n)) for n in range(1, 5))


@pytest.mark.requirement("B3", "P6")
@given(starts_at=starts, rule=rules)
@example(starts_at=instant(dt.date(2026, 12, 24), dt.time(9, 30), LONDON), rule=FRIDAY_NINE)
def test_the_decision_sheets_go_after_the_meetings_day_at_the_profiles_wall_time(
    starts_at: dt.datetime, rule: DueRule
) -> None:
    """The sheets go on a later day, at most a week after unless holidays push them, by the local clock."""
    due = sheets_due(starts_at, rule, LONDON).astimezone(LONDON)
    meeting_day = starts_at.astimezone(LONDON).date()
    assert due.date() > meeting_day
    assert due.time() == rule.time
    assert not is_bank_holiday(due.date())
    if due.weekday() == rule.weekday:
        assert (due.date() - meeting_day).days <= 7
    else:
        assert any(is_bank_holiday(due.date() - dt.timedelta(days=n)) for n in range(1, 5))


@pytest.mark.requirement("B10")
@given(starts_at=starts, rule=rules, time=office_times)
def test_the_reminder_lies_between_the_meeting_and_the_sheets(
    starts_at: dt.datetime, rule: DueRule, time: dt.time
) -> None:
    """People are reminded after the meeting has begun, and never later than the sheets are due."""
    sheets = sheets_due(starts_at, rule, LONDON)
    assert starts_at < reminder_due(starts_at, sheets, time, LONDON) <= sheets


@pytest.mark.requirement("B2", "E1", "P2", "H1", "S1")
@given(
    pattern=patterns,
    start=days,
    length=st.integers(0, 120),
    cancelled=st.lists(days, max_size=3),
    extra=st.lists(days, max_size=3),
)
def test_meetings_follow_the_pattern_with_its_exceptions(
    pattern: MeetingPattern, start: dt.date, length: int, cancelled: list[dt.date], extra: list[dt.date]
) -> None:
    """Every meeting is by the pattern or extra, at the panel's wall time, once a day, cancelled only if it says so."""
    last = start + dt.timedelta(days=length)
    planned = planned_meetings(pattern, cancelled, (), extra, start, last, LONDON)
    dates = [meeting.planned_for for meeting in planned]
    assert dates == sorted(set(dates))
    for meeting in planned:
        by_pattern = meeting.planned_for >= pattern.first and meeting.planned_for.weekday() == pattern.weekday
        assert by_pattern or meeting.planned_for in extra
        assert start <= meeting.planned_for <= last
        assert meeting.starts_at.astimezone(LONDON).time() == pattern.time
        assert meeting.cancelled is (meeting.planned_for in cancelled)
    assert {day for day in extra if start <= day <= last} <= set(dates)


@pytest.mark.requirement("B2")
@given(pattern=patterns, start=days, middle=st.integers(0, 60), rest=st.integers(1, 60))
def test_planning_in_two_steps_finds_the_same_meetings(
    pattern: MeetingPattern, start: dt.date, middle: int, rest: int
) -> None:
    """However often the calendar is planned, each day's meetings are the same."""
    half = start + dt.timedelta(days=middle)
    end = half + dt.timedelta(days=rest)
    first = planned_meetings(pattern, (), (), (), start, half, LONDON)
    second = planned_meetings(pattern, (), (), (), half + dt.timedelta(days=1), end, LONDON)
    assert first + second == planned_meetings(pattern, (), (), (), start, end, LONDON)


@pytest.mark.requirement("B3")
@given(
    meetings=st.lists(
        st.builds(
            Meeting,
            id=st.integers(1, 99),
            panel=st.just("N"),
            planned_for=days,
            starts_at=starts,
            agenda_due=starts,
            sheets_due=starts,
            reminder_due=starts,
            state=st.sampled_from(MeetingState),
            agenda_gone=st.none() | starts,
        ),
        max_size=8,
    ),
    now=starts,
)
def test_a_referral_goes_to_the_first_meeting_still_open(meetings: list[Meeting], now: dt.datetime) -> None:
    """The meeting found is open, and no open one begins earlier; none is found only where none is open."""
    open_ones = [
        m for m in meetings if m.agenda_gone is None and m.starts_at > now and m.state is not MeetingState.CANCELLED
    ]
    found = first_open_meeting(meetings, now)
    if found is None:
        assert not open_ones
    else:
        assert found in open_ones
        assert found.starts_at == min(m.starts_at for m in open_ones)


@pytest.mark.requirement("B14")
@given(day=days)
def test_a_day_lies_within_its_quarter(day: dt.date) -> None:
    """The quarter named for a day begins on or before it, ends on or after it, and is three months long."""
    first, last = quarter_days(quarter_of(day))
    assert first <= day <= last
    assert 89 <= (last - first).days <= 91
