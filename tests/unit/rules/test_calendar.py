"""The panel's calendar, by examples an administrator could check against a wall calendar."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from rules.bank_holidays import bank_holidays, by_standing_rules, holidays_known_until, is_bank_holiday
from rules.calendar import (
    agenda_due,
    first_open_meeting,
    instant,
    is_late,
    planned_meetings,
    quarter_days,
    reminder_due,
    sheets_due,
    working_day_after,
    working_day_before,
)
from rules.referral import Meeting, MeetingState
from rules.settings import DueRule, MeetingPattern

LONDON = ZoneInfo("Europe/London")
AGENDA = DueRule(weekday=0, time=dt.time(9))
SHEETS = DueRule(weekday=4, time=dt.time(9))
FOUR = dt.time(16)
FORTNIGHTLY = MeetingPattern(weekday=3, time=dt.time(9, 30), every_weeks=2, first=dt.date(2026, 1, 8))


def at(text: str) -> dt.datetime:
    """The instant of a London wall time: '2026-12-10 09:30'."""
    wall = dt.datetime.fromisoformat(text)
    return instant(wall.date(), wall.time(), LONDON)


def wall(value: dt.datetime) -> str:
    """The London wall time of an instant, with its weekday: 'Mon 2026-12-07 09:00'."""
    return value.astimezone(LONDON).strftime("%a %Y-%m-%d %H:%M")


def a_meeting(number: int, starts: str, *, cancelled: bool = False, gone: str | None = None) -> Meeting:
    """A meeting of panel N."""
    starts_at = at(starts)
    return Meeting(
        id=number,
        panel="N",
        planned_for=starts_at.date(),
        starts_at=starts_at,
        agenda_due=agenda_due(starts_at, AGENDA, LONDON),
        sheets_due=sheets_due(starts_at, SHEETS, LONDON),
        reminder_due=starts_at,
        state=MeetingState.CANCELLED if cancelled else MeetingState.PLANNED,
        agenda_gone=at(gone) if gone else None,
    )


@pytest.mark.requirement("B3")
@pytest.mark.parametrize(
    ("starts", "agenda"),
    [
        ("2026-12-10 09:30", "Mon 2026-12-07 09:00"),
        ("2026-12-07 09:30", "Mon 2026-11-30 09:00"),  # strictly before the meeting's own Monday
        ("2026-12-11 14:00", "Mon 2026-12-07 09:00"),
        ("2026-04-09 09:30", "Thu 2026-04-02 09:00"),  # Easter Monday and Good Friday
        ("2026-05-07 09:30", "Fri 2026-05-01 09:00"),  # early May bank holiday
        ("2026-12-31 09:30", "Thu 2026-12-24 09:00"),  # Boxing Day's substitute, Christmas Day
        ("2026-04-02 09:30", "Mon 2026-03-30 09:00"),  # the Monday after the clocks go forward
        ("2026-10-29 09:30", "Mon 2026-10-26 09:00"),  # the Monday after the clocks go back
    ],
)
def test_the_agenda_goes_on_the_monday_before(starts: str, agenda: str) -> None:
    """Monday 09:00 strictly before the meeting's day; on a bank holiday the working day before (ruling 1)."""
    assert wall(agenda_due(at(starts), AGENDA, LONDON)) == agenda


@pytest.mark.requirement("B3")
@pytest.mark.parametrize(
    ("starts", "sheets"),
    [
        ("2026-12-10 09:30", "Fri 2026-12-11 09:00"),
        ("2026-12-11 09:30", "Fri 2026-12-18 09:00"),  # strictly after the meeting's own Friday
        ("2026-12-07 09:30", "Fri 2026-12-11 09:00"),
        ("2026-04-02 09:30", "Tue 2026-04-07 09:00"),  # Good Friday and Easter Monday
        ("2026-12-24 09:30", "Tue 2026-12-29 09:00"),  # Christmas Day and Boxing Day's substitute
        ("2026-10-22 09:30", "Fri 2026-10-23 09:00"),
    ],
)
def test_the_decision_sheets_go_on_the_friday_after(starts: str, sheets: str) -> None:
    """Friday 09:00 strictly after the meeting's day; on a bank holiday the working day after (ruling 1)."""
    assert wall(sheets_due(at(starts), SHEETS, LONDON)) == sheets


def test_the_same_wall_time_is_another_instant_in_summer() -> None:
    """09:00 in London is 08:00 UTC in summer and 09:00 UTC in winter."""
    assert agenda_due(at("2026-03-26 09:30"), AGENDA, LONDON) == dt.datetime(2026, 3, 23, 9, tzinfo=dt.UTC)
    assert agenda_due(at("2026-04-02 09:30"), AGENDA, LONDON) == dt.datetime(2026, 3, 30, 8, tzinfo=dt.UTC)


def test_a_late_evening_meeting_belongs_to_its_local_day() -> None:
    """A start after midnight UTC's date line is still the council's own day."""
    starts = at("2026-06-09 00:15")  # Tuesday in London, Monday in UTC
    assert starts.date() == dt.date(2026, 6, 8)
    assert wall(agenda_due(starts, AGENDA, LONDON)) == "Mon 2026-06-08 09:00"


@pytest.mark.requirement("B10")
@pytest.mark.parametrize(
    ("starts", "reminder"),
    [
        ("2026-12-10 09:30", "Thu 2026-12-10 16:00"),  # sheets first on Friday 09:00: the meeting's own day
        ("2026-12-09 09:30", "Thu 2026-12-10 16:00"),  # Wednesday: the day after
        ("2026-12-10 16:30", "Thu 2026-12-10 18:30"),  # at 16:00 it has not begun: two hours after the start
        ("2026-12-11 09:30", "Sat 2026-12-12 16:00"),  # a Friday's sheets go a week later
    ],
)
def test_undecided_items_are_reminded_of(starts: str, reminder: str) -> None:
    """The day after at 16:00, or on the meeting's own day where the sheets are due first (ruling 1)."""
    starts_at = at(starts)
    assert wall(reminder_due(starts_at, sheets_due(starts_at, SHEETS, LONDON), FOUR, LONDON)) == reminder


def test_a_reminder_never_comes_after_the_sheets() -> None:
    """A meeting late on the eve of early sheets is reminded of with the sheets at the latest."""
    starts_at, sheets = at("2026-12-10 23:00"), at("2026-12-11 00:30")
    assert reminder_due(starts_at, sheets, FOUR, LONDON) == sheets


@pytest.mark.requirement("B2")
def test_a_fortnightly_panel_with_exceptions() -> None:
    """Cancelled stays in the list as cancelled, moved keeps its planned date, extra is added, wall time is kept."""
    planned = planned_meetings(
        FORTNIGHTLY,
        cancelled=[dt.date(2026, 3, 19)],
        moved=[(dt.date(2026, 4, 2), dt.date(2026, 4, 1))],
        extra=[dt.date(2026, 3, 12)],
        first_day=dt.date(2026, 3, 1),
        last_day=dt.date(2026, 4, 20),
        tz=LONDON,
    )
    assert [(str(m.planned_for), wall(m.starts_at), m.cancelled) for m in planned] == [
        ("2026-03-05", "Thu 2026-03-05 09:30", False),
        ("2026-03-12", "Thu 2026-03-12 09:30", False),
        ("2026-03-19", "Thu 2026-03-19 09:30", True),
        ("2026-04-02", "Wed 2026-04-01 09:30", False),
        ("2026-04-16", "Thu 2026-04-16 09:30", False),
    ]
    assert planned[0].starts_at.hour == 9
    assert planned[-1].starts_at.hour == 8


def test_a_meeting_moved_into_the_period_is_planned() -> None:
    """A sitting whose planned date lies outside the period counts where its new date lies inside."""
    planned = planned_meetings(
        FORTNIGHTLY,
        (),
        [(dt.date(2026, 12, 24), dt.date(2026, 12, 22))],
        (),
        dt.date(2026, 12, 14),
        dt.date(2026, 12, 23),
        LONDON,
    )
    assert [m.planned_for for m in planned] == [dt.date(2026, 12, 24)]


def test_a_moved_meeting_can_be_cancelled_by_its_new_date() -> None:
    """People cancel the date that stands in their diaries."""
    moved = [(dt.date(2026, 1, 22), dt.date(2026, 1, 23))]
    planned = planned_meetings(
        FORTNIGHTLY, [dt.date(2026, 1, 23)], moved, (), dt.date(2026, 1, 20), dt.date(2026, 1, 30), LONDON
    )
    assert [(m.planned_for, m.cancelled) for m in planned] == [(dt.date(2026, 1, 22), True)]


def test_nothing_is_planned_before_the_first_sitting() -> None:
    """The anchor is the first meeting, not only a way to count weeks."""
    assert not planned_meetings(FORTNIGHTLY, (), (), (), dt.date(2025, 1, 1), dt.date(2026, 1, 7), LONDON)


@pytest.mark.requirement("B3")
def test_the_cut_off_is_the_moment_the_agenda_goes() -> None:
    """A meeting whose agenda was due but has not gone yet still takes referrals; cancelled and begun ones do not."""
    first, second = a_meeting(1, "2026-12-10 09:30"), a_meeting(2, "2026-12-17 09:30")
    assert first_open_meeting([second, first], at("2026-12-07 10:00")) == first
    gone = a_meeting(1, "2026-12-10 09:30", gone="2026-12-07 09:00")
    assert first_open_meeting([gone, second], at("2026-12-07 10:00")) == second
    off = a_meeting(1, "2026-12-10 09:30", cancelled=True)
    assert first_open_meeting([off, second], at("2026-12-01 10:00")) == second
    assert first_open_meeting([first], at("2026-12-10 09:30")) is None


@pytest.mark.requirement("X3")
def test_late_means_more_than_an_hour() -> None:
    """Sixty minutes after it was due nothing is said yet; a minute more, and it says that it is late."""
    due = at("2026-12-07 09:00")
    assert not is_late(due, due + dt.timedelta(hours=1))
    assert is_late(due, due + dt.timedelta(minutes=61))
    assert not is_late(due, due - dt.timedelta(days=1))


def test_the_list_of_bank_holidays_agrees_with_the_standing_rules() -> None:
    """No year of the list has a slip of the pen: nothing special has been proclaimed for them."""
    for year in range(2024, holidays_known_until().year + 1):
        assert bank_holidays(year) == by_standing_rules(year)


@pytest.mark.parametrize(
    "day",
    ["2022-01-03", "2021-12-27", "2021-12-28", "2026-12-28", "2028-01-03", "2033-12-26", "2033-12-27", "2030-04-22"],
)
def test_known_bank_holidays(day: str) -> None:
    """Substitute days and Easters as the government's table has them, also outside our list."""
    assert is_bank_holiday(dt.date.fromisoformat(day))


def test_saturday_boxing_day_itself_is_an_ordinary_saturday() -> None:
    """The holiday moves to Monday; Saturday is no working day anyway."""
    assert not is_bank_holiday(dt.date(2026, 12, 26))
    assert working_day_after(dt.date(2026, 12, 24)) == dt.date(2026, 12, 29)
    assert working_day_before(dt.date(2026, 4, 7)) == dt.date(2026, 4, 2)


@pytest.mark.parametrize("text", ["2026", "2026Q5", "Q4", "26Q4", "2026-4", ""])
def test_what_is_no_quarter_is_refused(text: str) -> None:
    """Only a year and a quarter from 1 to 4 name a quarter."""
    with pytest.raises(ValueError, match="is no quarter"):
        quarter_days(text)


def test_an_instant_without_a_zone_is_refused() -> None:
    """A naive start would be taken for the machine's own zone."""
    with pytest.raises(ValueError, match="time zone"):
        agenda_due(dt.datetime(2026, 12, 10, 9, 30), AGENDA, LONDON)  # noqa: DTZ001 - the point of the test
