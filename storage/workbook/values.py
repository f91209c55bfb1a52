"""
What one cell says: from whatever a spreadsheet program left in it to canonical text.

A cell's canonical text is what is compared, stored in a snapshot and put in the
audit trail: dates are YYYY-MM-DD, times HH:MM, truth values Yes or No, choices
in the list's own spelling, everything else tidy text. An empty cell is "".
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from rules.exclusions import Matched, match_service
from rules.referral import Service
from rules.wording import long_date
from storage.workbook.columns import Column, Kind
from storage.workbook.text import fold, tidy


@dataclass(frozen=True, slots=True)
class Formula:
    """A cell that holds a formula: refused, whatever it comes to."""

    text: str


@dataclass(frozen=True, slots=True)
class Broken:
    """A cell that holds an error value (`#REF!`) or a number that cannot be a date."""

    text: str


Raw = str | int | float | bool | dt.datetime | dt.date | dt.time | dt.timedelta | Formula | Broken | None


@dataclass(frozen=True, slots=True)
class Unreadable:
    """Why a cell is refused, in words for the person who filled it in."""

    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Lists:
    """What the drop-downs offer and the checks allow: the panel's services and meetings, and what else a list names."""

    services: tuple[Service, ...] = ()
    meetings: tuple[dt.date, ...] = ()
    references: tuple[str, ...] = ()
    more: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def canonical(value: Raw) -> str:
    """Return a value of our own as canonical text; what it says is not judged."""
    if value is None or isinstance(value, Formula | Broken):
        return ""
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, dt.datetime):
        return value.isoformat(" ", "minutes")
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, dt.time):
        return f"{value:%H:%M}"
    if isinstance(value, dt.timedelta):
        return canonical(_clock(value.total_seconds()))
    return _number(value) if isinstance(value, int | float) else tidy(value)


def read_cell(column: Column, raw: Raw, lists: Lists) -> str | Unreadable:
    """Return what a returned cell says, as canonical text, or why it cannot be taken."""
    if isinstance(raw, Formula):
        return Unreadable("This cell holds a formula. Type the value itself.")
    if isinstance(raw, Broken):
        return Unreadable(f"This cell holds an error ({raw.text}). Type the value itself.")
    if raw is None or (isinstance(raw, str) and not tidy(raw)):
        return ""
    if column.kind is Kind.CHOICE:
        return _choice(column, raw, lists)
    by_lists = _BY_LISTS.get(column.kind)
    return by_lists(raw, lists) if by_lists else _ALONE[column.kind](raw)


def shown(text: str, longest: int = 120) -> str:
    """Return canonical text as it is quoted to people: dates in words, long text cut."""
    if _ISO.fullmatch(text):
        return long_date(dt.date.fromisoformat(text))
    return text if len(text) <= longest else f"{text[: longest - 1]}…"


_ISO = re.compile(r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])")

# ------------------------------------------------------------------------------------------------------ dates, times

_HOW_TO_WRITE_DATES = "Write it like 10 December 2026 or 10/12/2026."
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_IN_FIGURES = re.compile(r"(\d{1,2})\s*[/.\-]\s*(\d{1,2})\s*[/.\-]\s*(\d{4}|\d{2})")
_IN_WORDS = re.compile(
    r"(?:[a-z]+,?\s+)?(\d{1,2})(?:st|nd|rd|th)?(?:\s+of)?[\s\-]+([a-z]{3,9})\.?,?[\s\-]+(\d{4}|\d{2})"
)
_YEAR_FIRST = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[t ]00:00(?::00(?:\.0+)?)?)?")
_EARLIEST, _LATEST = dt.date(1900, 1, 1), dt.date(2199, 12, 31)
_FIRST_SERIAL, _LAST_SERIAL = 7_000, 109_575
"""Excel's numbers for dates in 1919 and 2199: a smaller one is a year or a count that was typed, not a date."""


def parse_date(raw: Raw) -> dt.date | None:
    """Return the day that *raw* says (day before month, as here), or None: dates, their numbers, or text."""
    found: dt.date | None = None
    if isinstance(raw, dt.datetime):
        found = raw.date()
    elif isinstance(raw, dt.date):
        found = raw
    elif isinstance(raw, bool):
        return None
    elif isinstance(raw, int | float):
        found = _from_serial(raw)
    elif isinstance(raw, str):
        found = _from_text(fold(raw))
    return found if found and _EARLIEST <= found <= _LATEST else None


def _from_serial(number: float) -> dt.date | None:
    if not _FIRST_SERIAL <= number <= _LAST_SERIAL:
        return None
    return dt.date(1899, 12, 30) + dt.timedelta(days=int(number))


def _from_text(text: str) -> dt.date | None:
    if found := _YEAR_FIRST.fullmatch(text):
        return _day(int(found[1]), int(found[2]), int(found[3]))
    if found := _IN_FIGURES.fullmatch(text):
        return _day(_year(found[3]), int(found[2]), int(found[1]))
    if (found := _IN_WORDS.fullmatch(text)) and found[2][:3] in _MONTHS:
        return _day(_year(found[3]), _MONTHS.index(found[2][:3]) + 1, int(found[1]))
    return None


def _day(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def _year(figures: str) -> int:
    year = int(figures)
    return year if len(figures) == 4 else year + (2000 if year < 50 else 1900)  # noqa: PLR2004 - two-digit years turn at 50


def _date(raw: Raw) -> str | Unreadable:
    day = parse_date(raw)
    if day is None:
        return Unreadable(f"“{shown(canonical(raw))}” is not a date. {_HOW_TO_WRITE_DATES}")
    return day.isoformat()


def _date_or_words(raw: Raw) -> str | Unreadable:
    day = parse_date(raw)
    if day is not None:
        return day.isoformat()
    if isinstance(raw, str) and not re.fullmatch(r"[\d\s/.\-]+", tidy(raw)):
        return tidy(raw)
    return _date(raw)


def _clock(seconds: float) -> dt.time:
    minutes = int(seconds // 60) % (24 * 60)
    return dt.time(minutes // 60, minutes % 60)


_CLOCK = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?(?::\d{2})?\s*(am|pm)?")


def _time(raw: Raw) -> str | Unreadable:
    if isinstance(raw, dt.datetime):
        raw = raw.time()
    if isinstance(raw, float) and 0 <= raw < 1:
        raw = _clock(round(raw * 24 * 60) * 60)
    if isinstance(raw, dt.timedelta) and dt.timedelta(0) <= raw < dt.timedelta(days=1):
        raw = _clock(raw.total_seconds())
    if isinstance(raw, dt.time):
        return f"{raw:%H:%M}"
    found = _CLOCK.fullmatch(fold(canonical(raw)))
    hour = (
        (int(found[1]) % 12 + (12 if found[3] == "pm" else 0)) if found and found[3] else int(found[1]) if found else 24
    )
    minute = int(found[2] or 0) if found else 0
    if hour > 23 or minute > 59:  # noqa: PLR2004 - hours and minutes
        return Unreadable(f"“{canonical(raw)}” is not a time of day. Write it like 9:30 or 14:15.")
    return f"{hour:02}:{minute:02}"


# ---------------------------------------------------------------------------------------------------- words and lists

_TRUTH = {
    "yes": "Yes",
    "y": "Yes",
    "true": "Yes",
    "1": "Yes",
    "x": "Yes",
    "no": "No",
    "n": "No",
    "false": "No",
    "0": "No",
}


def _yes_no(raw: Raw) -> str | Unreadable:
    said = _TRUTH.get(fold(canonical(raw)))
    return said or Unreadable(f"“{shown(canonical(raw))}” is neither Yes nor No.")


def _choice(column: Column, raw: Raw, lists: Lists) -> str | Unreadable:
    choices = column.choices or lists.more.get(column.field, ())
    said = fold(canonical(raw)).rstrip(".")
    for word in choices:
        if fold(word) == said:
            return word
    return Unreadable(f"“{shown(canonical(raw))}” is not one of the choices: {', '.join(choices)}.")


def find_service(written: str, services: tuple[Service, ...]) -> Service | None:
    """Return the one service that *written* names (ruling 7); None if there is none, or more than one."""
    match match_service(written, services):
        case Matched(code):
            return next(service for service in services if service.code == code)
        case _:
            return None


def _service(raw: Raw, lists: Lists) -> str | Unreadable:
    written = canonical(raw)
    found = find_service(written, lists.services)
    if found is None and lists.services:
        return Unreadable(f"“{shown(written)}” is not a service of this panel. Choose one from the list.")
    return found.name if found else written


def _services(raw: Raw, lists: Lists) -> str | Unreadable:
    parts = [part.strip() for part in re.split(r"[;\n]", canonical(raw)) if part.strip()]
    named = [find_service(part, lists.services) for part in parts]
    return "; ".join(found.name if found else part for found, part in zip(named, parts, strict=True))


def _meeting(raw: Raw, lists: Lists) -> str | Unreadable:
    day = parse_date(raw)
    if day is None:
        return _date(raw)
    if lists.meetings and day not in lists.meetings:
        return Unreadable(f"There is no meeting on {shown(day.isoformat())}. Choose one from the list.")
    return day.isoformat()


# -------------------------------------------------------------------------------------------------------- plain values


def _number(number: float) -> str:
    return str(int(number)) if float(number).is_integer() else str(number)


def _text(raw: Raw) -> str | Unreadable:
    if isinstance(raw, dt.datetime) and raw.time() == dt.time(0):
        return canonical(raw.date())
    return canonical(raw)


def _whole_number(raw: Raw) -> str | Unreadable:
    text = canonical(raw)
    return str(int(text)) if re.fullmatch(r"\d{1,6}", text) else Unreadable(f"“{shown(text)}” is not a whole number.")


_ADDRESS = re.compile(r"[^\s@<>(),;:\"\[\]\\]+@[A-Za-z0-9](?:[A-Za-z0-9\-.]*[A-Za-z0-9])?\.[A-Za-z0-9\-]{2,}")


def _email(raw: Raw) -> str | Unreadable:
    text = canonical(raw).removeprefix("mailto:")
    if not _ADDRESS.fullmatch(text) or not text.isascii():
        return Unreadable(f"“{shown(text)}” is not an email address. Write one, like name@organisation.example.")
    return text


def _emails(raw: Raw) -> str | Unreadable:
    found = [_email(part) for part in re.split(r"[;,\s]+", canonical(raw)) if part]
    for address in found:
        if isinstance(address, Unreadable):
            return address
    return "; ".join(str(address) for address in found)


_POSTCODE = re.compile(r"([A-Z]{1,2}\d[A-Z\d]?)(\d[A-Z]{2})")


def _postcode(raw: Raw) -> str | Unreadable:
    squeezed = re.sub(r"\s+", "", canonical(raw)).upper()
    if not (found := _POSTCODE.fullmatch(squeezed)):
        return Unreadable(f"“{shown(canonical(raw))}” is not a postcode. Write it like MK42 9AP.")
    return f"{found[1]} {found[2]}"


_UK_NUMBER_WITHOUT_ITS_ZERO = range(10**9, 10**10)


def _telephone(raw: Raw) -> str | Unreadable:
    # A spreadsheet that takes a telephone number for a number drops its first nought.
    if isinstance(raw, int | float) and int(raw) in _UK_NUMBER_WITHOUT_ITS_ZERO:
        return f"0{int(raw)}"
    return canonical(raw)


_ALONE: dict[Kind, Callable[[Raw], str | Unreadable]] = {
    Kind.TEXT: _text,
    Kind.PARAGRAPHS: _text,
    Kind.DATE: _date,
    Kind.DATE_OR_WORDS: _date_or_words,
    Kind.TIME: _time,
    Kind.NUMBER: _whole_number,
    Kind.YES_NO: _yes_no,
    Kind.EMAIL: _email,
    Kind.EMAILS: _emails,
    Kind.POSTCODE: _postcode,
    Kind.TELEPHONE: _telephone,
}
_BY_LISTS: dict[Kind, Callable[[Raw, Lists], str | Unreadable]] = {
    Kind.SERVICE: _service,
    Kind.SERVICES: _services,
    Kind.MEETING: _meeting,
}
