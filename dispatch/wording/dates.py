"""Dates, times, counts and lists as people read them: 'Thursday 10 December 2026', '9:30am', '2 children'."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_NOON = 12
_IN_WORDS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


def day(when: dt.date, zone: ZoneInfo = LONDON) -> str:
    """'Thursday 10 December 2026', in *zone* where *when* is an instant; whatever the machine's locale."""
    local = when.astimezone(zone) if isinstance(when, dt.datetime) else when
    return f"{_DAYS[local.weekday()]} {date(local)}"


def date(when: dt.date, zone: ZoneInfo = LONDON) -> str:
    """'10 December 2026'."""
    local = when.astimezone(zone) if isinstance(when, dt.datetime) else when
    return f"{local.day} {_MONTHS[local.month - 1]} {local.year}"


def short_day(when: dt.date, zone: ZoneInfo = LONDON) -> str:
    """'Thursday 10 December': for a day that is near."""
    return day(when, zone).rsplit(" ", 1)[0]


def time(when: dt.datetime, zone: ZoneInfo = LONDON) -> str:
    """'9:30am', '2pm', 'midday'."""
    local = when.astimezone(zone)
    if (local.hour, local.minute) == (_NOON, 0):
        return "midday"
    minutes = f":{local.minute:02}" if local.minute else ""
    return f"{local.hour % _NOON or _NOON}{minutes}{'am' if local.hour < _NOON else 'pm'}"


def count(number: int, one: str, several: str = "") -> str:
    """'1 child', '12 children'; *several* is `one` with an s unless given."""
    return f"{number} {one if number == 1 else several or one + 's'}"


def count_in_words(number: int, one: str, several: str = "") -> str:
    """'one child', 'two children', '12 children'."""
    said = _IN_WORDS[number] if number < len(_IN_WORDS) else str(number)
    return f"{said} {one if number == 1 else several or one + 's'}"


def listed(parts: Sequence[str], word: str = "and") -> str:
    """'A', 'A and B', 'A, B and C'."""
    said = [part for part in parts if part]
    return f" {word} ".join(filter(None, (", ".join(said[:-1]), said[-1]))) if said else ""
