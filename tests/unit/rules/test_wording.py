"""How dates, times, ages and children are worded (people.md: rules for everything)."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from rules.wording import (
    age_at,
    age_words,
    and_list,
    clock_time,
    initials,
    is_unborn_name,
    local,
    long_date,
    short_date,
    when,
)

LONDON = ZoneInfo("Europe/London")


@pytest.mark.requirement("X12")
def test_dates_and_times_are_words() -> None:
    """'Thursday 10 December 2026', '9:30am': never figures alone."""
    assert long_date(dt.date(2026, 12, 10)) == "Thursday 10 December 2026"
    assert short_date(dt.date(2026, 2, 1)) == "1 February 2026"
    assert when(dt.datetime(2026, 6, 11, 8, 30, tzinfo=dt.UTC), LONDON) == "Thursday 11 June 2026 at 9:30am"


@pytest.mark.parametrize(
    ("hour", "minute", "words"),
    [
        *((0, 0, "midnight"), (0, 5, "12:05am"), (9, 0, "9am"), (9, 30, "9:30am"), (11, 59, "11:59am")),
        *((12, 0, "midday"), (12, 30, "12:30pm"), (13, 0, "1pm"), (16, 0, "4pm"), (23, 5, "11:05pm")),
    ],
)
def test_clock_times(hour: int, minute: int, words: str) -> None:
    """Twelve hours with am or pm; noon and midnight by name, since '12pm' is misread."""
    assert clock_time(dt.time(hour, minute)) == words


def test_a_naive_instant_is_refused() -> None:
    """Without a zone nobody knows which wall time is meant."""
    with pytest.raises(ValueError, match="time zone"):
        local(dt.datetime(2026, 6, 11, 8, 30), LONDON)  # noqa: DTZ001 - the point of the test


@pytest.mark.requirement("B3")
@pytest.mark.parametrize(
    ("given", "family", "short"),
    [
        ("Kian Thomas", "Asante", "K.A."),
        ("élodie", "o’Neill-Smith", "É.O."),
        ("  (Kian)", "Asante", "K.A."),
        ("Kian", None, "K."),
        (None, "Asante", "A."),
        (None, None, "a child"),
        ("", " ", "a child"),
        ("Unborn baby of Jade Silcox", None, "unborn baby"),
        ("unborn", "Silcox", "unborn baby"),
        ("Baby (due 3rd June)", "Silcox", "unborn baby"),
        ("Unborn baby", "Silcox", "unborn baby"),
    ],
)
def test_a_child_is_initials_at_most(given: str | None, family: str | None, short: str) -> None:
    """Initials of given and family name; an unborn baby has none, and lends none of its mother's."""
    assert initials(given, family) == short


def test_a_child_called_baby_is_not_unborn() -> None:
    """Only 'unborn', or 'baby of' and 'baby due', speak of a child not born yet."""
    assert not is_unborn_name("Baby Smith")
    assert not is_unborn_name("Robyn")
    assert not is_unborn_name(None)


def test_ages_at_a_day() -> None:
    """Completed years; the 29th of February has its birthday on 1 March; nothing before the birth."""
    born = dt.date(2016, 2, 29)
    assert age_at(born, dt.date(2026, 2, 28)) == 9
    assert age_at(born, dt.date(2026, 3, 1)) == 10
    assert age_at(born, dt.date(2016, 2, 28)) is None


@pytest.mark.parametrize(
    ("born", "words"),
    [
        *(("2019-11-23", "7"), ("2025-11-24", "11 months"), ("2026-10-23", "1 month"), ("2026-11-02", "3 weeks")),
        *(("2026-11-20", "0 weeks"), ("2027-01-01", "unborn"), (None, "")),
    ],
)
def test_ages_in_words(born: str | None, words: str) -> None:
    """Years for children, months and weeks for the youngest, nothing where it is not known."""
    assert age_words(dt.date.fromisoformat(born) if born else None, dt.date(2026, 11, 23)) == words


def test_lists_read_like_a_sentence() -> None:
    """Commas and an 'and'."""
    assert and_list([]) == ""
    assert and_list(["CAMHS"]) == "CAMHS"
    assert and_list(["CAMHS", "Police", "Housing"]) == "CAMHS, Police and Housing"
