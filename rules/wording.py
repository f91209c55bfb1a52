"""
How dates, times, ages and children are worded for people (people.md: "Rules for everything").

Dates are never figures alone, times have am or pm, and outside the documents
themselves a child is initials at most (process, section 2.1).
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def long_date(day: dt.date) -> str:
    """'Thursday 10 December 2026', whatever the machine's language."""
    return f"{_WEEKDAYS[day.weekday()]} {short_date(day)}"


def short_date(day: dt.date) -> str:
    """'10 December 2026'."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def clock_time(time: dt.time | dt.datetime) -> str:
    """'9:30am', '2pm', 'midday': the wall time as given; convert an instant to local time first."""
    if time.minute == 0 and time.hour in (0, 12):
        return "midday" if time.hour else "midnight"
    minutes = f":{time.minute:02}" if time.minute else ""
    return f"{time.hour % 12 or 12}{minutes}{'am' if time.hour < 12 else 'pm'}"  # noqa: PLR2004 - noon


def local(instant: dt.datetime, tz: dt.tzinfo) -> dt.datetime:
    """The council's wall time of *instant*, which must know its own zone (`ValueError`)."""
    if instant.tzinfo is None:
        raise ValueError("an instant needs its time zone")
    return instant.astimezone(tz)


def when(instant: dt.datetime, tz: dt.tzinfo) -> str:
    """'Thursday 10 December 2026 at 9:30am', in the council's wall time."""
    wall = local(instant, tz)
    return f"{long_date(wall)} at {clock_time(wall)}"


def initials(given_names: str | None, family_name: str | None) -> str:
    """
    'K.A.' for Kian Thomas Asante; 'unborn baby' where there is no name yet; 'a child' where the form has none.

    For mail and tables outside the documents: the first letter of the first
    given name and of the family name, and never a letter of a mother's name.
    """
    if is_unborn_name(given_names) or is_unborn_name(family_name):
        return "unborn baby"
    letters = [_first_letter(name) for name in (given_names, family_name)]
    return "".join(f"{letter}." for letter in letters if letter) or "a child"


def without_names(text: str, *names: str | None) -> str:
    """
    *text* with every word of *names* put as its initial: 'A. was seen at home', for what stands in a mail's body.

    Capitals count, so that a family called Young does not take the young people
    out of a sentence.
    """
    words = {word for name in names for word in re.findall(r"[^\W\d_][\w'\u2019-]+", name or "") if word[0].isupper()}
    if not words:
        return text
    pattern = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
    return re.sub(rf"\b(?:{pattern})\b", lambda found: f"{found.group()[0]}.", text)


def is_unborn_name(name: str | None) -> bool:
    """Whether the name stands for a baby not born yet: 'Unborn baby of Jade Silcox', 'Unborn', 'Baby (due 3 June)'."""
    words = "".join(c if c.isalnum() else " " for c in (name or "").casefold()).split()
    if not words:
        return False
    return (
        words[0] == "unborn" or words[0] == "bump" or (words[0] == "baby" and {"of", "due"} & set(words[1:]) != set())
    )


def age_at(born: dt.date, day: dt.date) -> int | None:
    """Completed years at *day*; None before the birth. Who was born on 29 February is a year older on 1 March."""
    if day < born:
        return None
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def age_words(born: dt.date | None, day: dt.date) -> str:
    """'7', or '5 months' and '3 weeks' for the youngest; 'unborn' before the birth, '' when it is not known."""
    if born is None:
        return ""
    years = age_at(born, day)
    if years is None:
        return "unborn"
    months = (day.year - born.year) * 12 + day.month - born.month - (day.day < born.day)
    if years:
        return str(years)
    return _count(months, "month") if months else _count((day - born).days // 7, "week")


def and_list(things: Sequence[str]) -> str:
    """'CAMHS, Police and Family Support'."""
    if len(things) < 2:  # noqa: PLR2004 - one thing needs no 'and'
        return "".join(things)
    return f"{', '.join(things[:-1])} and {things[-1]}"


def _count(number: int, unit: str) -> str:
    return f"{number} {unit}" if number == 1 else f"{number} {unit}s"


def _first_letter(name: str | None) -> str:
    return next((c.upper()[0] for c in name or "" if c.isalpha()), "")
