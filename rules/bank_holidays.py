"""
Bank holidays in England.

The list is kept in the repository, not fetched: the service must know what is
due when the outside world cannot be reached, and a wrong answer from elsewhere
must not move an agenda. To refresh it, each spring, compare with the table
"England and Wales" that the government publishes at gov.uk/bank-holidays and
add the next year, proclaimed days (a coronation, a moved early May holiday)
included. `run_service.py check` says when the list ends.

Years outside the list follow the standing rules (Banking and Financial Dealings
Act 1971 and yearly proclamations), so that a list that nobody refreshed is
wrong at most by a specially proclaimed day.
"""

from __future__ import annotations

import datetime as dt
from functools import lru_cache

_LISTED: dict[int, tuple[tuple[int, int], ...]] = {
    # year: (month, day): New Year, Good Friday, Easter Monday, early May, spring, summer, Christmas, Boxing Day
    2024: ((1, 1), (3, 29), (4, 1), (5, 6), (5, 27), (8, 26), (12, 25), (12, 26)),
    2025: ((1, 1), (4, 18), (4, 21), (5, 5), (5, 26), (8, 25), (12, 25), (12, 26)),
    2026: ((1, 1), (4, 3), (4, 6), (5, 4), (5, 25), (8, 31), (12, 25), (12, 28)),
    2027: ((1, 1), (3, 26), (3, 29), (5, 3), (5, 31), (8, 30), (12, 27), (12, 28)),
    2028: ((1, 3), (4, 14), (4, 17), (5, 1), (5, 29), (8, 28), (12, 25), (12, 26)),
}


def holidays_known_until() -> dt.date:
    """The last day that the list covers; after it the standing rules are followed."""
    return dt.date(max(_LISTED), 12, 31)


def is_bank_holiday(day: dt.date) -> bool:
    """Whether *day* is a bank holiday in England."""
    return dt.date(day.year, day.month, day.day) in bank_holidays(day.year)


@lru_cache(maxsize=64)
def bank_holidays(year: int) -> frozenset[dt.date]:
    """England's bank holidays of *year*: as listed, else by the standing rules."""
    if year in _LISTED:
        return frozenset(dt.date(year, month, day) for month, day in _LISTED[year])
    return by_standing_rules(year)


def by_standing_rules(year: int) -> frozenset[dt.date]:
    """
    The eight days that every year has unless something else is proclaimed.

    New Year, Christmas and Boxing Day that fall on a weekend are moved to the
    next weekdays that are free.
    """
    easter = _easter_sunday(year)
    moving = {
        easter - dt.timedelta(days=2),
        easter + dt.timedelta(days=1),
        _monday_from(dt.date(year, 5, 1)),
        _monday_from(dt.date(year, 5, 25)),
        _monday_from(dt.date(year, 8, 25)),
    }
    fixed: set[dt.date] = set()
    for month, day in ((1, 1), (12, 25), (12, 26)):
        fixed.add(_next_free(dt.date(year, month, day), fixed))
    return frozenset(moving | fixed)


def _next_free(day: dt.date, taken: set[dt.date]) -> dt.date:
    while day.weekday() >= 5 or day in taken:  # noqa: PLR2004 - Saturday
        day += dt.timedelta(days=1)
    return day


def _monday_from(day: dt.date) -> dt.date:
    """The first Monday on or after *day*: from the 25th of a month with 31 days it is the last one."""
    return day + dt.timedelta(days=-day.weekday() % 7)


def _easter_sunday(year: int) -> dt.date:
    """The anonymous Gregorian method (Meeus, Astronomical Algorithms, chapter 8)."""
    golden = year % 19
    century, rest = divmod(year, 100)
    leap_centuries, odd_centuries = divmod(century, 4)
    correction = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - leap_centuries - correction + 15) % 30
    leap_years, odd_years = divmod(rest, 4)
    weekday = (32 + 2 * odd_centuries + 2 * leap_years - epact - odd_years) % 7
    late = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * late + 114, 31)
    return dt.date(year, month, day + 1)
