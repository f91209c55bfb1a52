"""
The kinds of value that stand in the files: lines of text, addresses, weekdays, times, places.

Each is a type that pydantic checks; what does not fit raises `WrongValueError`
with what was found. The sentence that says what would be right stands in
`config.sentences`, by key.
"""

from __future__ import annotations

import datetime as dt
import ipaddress
import re
import unicodedata
from functools import partial
from typing import Annotated, Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AfterValidator, BeforeValidator, Field

from config.mistakes import WrongValueError
from rules.settings import DueRule

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

_LOCAL_PART = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*")
_LABEL = re.compile(r"[a-z0-9]([a-z0-9-]*[a-z0-9])?")
_CLOCK = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)")
_LONGEST_LINE = 200
_LONGEST_LOCAL_PART = 64
_LONGEST_ADDRESS = 254
_LONGEST_LABEL = 63


def one_line(text: str, *, may_be_empty: bool = False) -> str:
    """Return *text* without outer spaces: one printable line of reasonable length."""
    line = text.strip()
    if not line and not may_be_empty:
        raise WrongValueError("empty")
    if any(unicodedata.category(character) in {"Cc", "Cf", "Zl", "Zp"} for character in line):
        raise WrongValueError("text with a line break or a character that cannot be seen")
    if len(line) > _LONGEST_LINE:
        raise WrongValueError(f"text of {len(line)} characters")
    return line


def listed_name(text: str) -> str:
    """Return *text* as a name that can stand in a list separated by semicolons, as the workbook writes them."""
    line = one_line(text)
    if ";" in line:
        raise WrongValueError("a name with a semicolon")
    return line


def panel_code(text: str) -> str:
    """Return *text* as a panel's code: it begins references (`N26-0042`), so it has no figures."""
    if not re.fullmatch(r"[A-Z]{1,8}", text):
        raise WrongValueError(f'"{one_line(text, may_be_empty=True)[:20]}"')
    if text in {"SMTP", "REGISTER"}:
        raise WrongValueError(f'"{text}"', f"choose another code: PANELPOST_{text}_PASSWORD is already taken")
    return text


def fault_in_address(address: str) -> str:
    """Say what is wrong with *address* as one plain addr-spec (RFC 5322), without repeating it; '' if nothing is."""
    if "<" in address or ">" in address:
        return "a name and angle brackets"
    if any(mark in address for mark in ",;"):
        return "more than one address"
    if any(character.isspace() for character in address):
        return "an address with a space in it"
    local, at, domain = address.rpartition("@")
    if not at:
        return "no @"
    if not _LOCAL_PART.fullmatch(local) or len(local) > _LONGEST_LOCAL_PART or len(address) > _LONGEST_ADDRESS:
        return "a part before the @ that no mail server takes"
    return "" if is_domain(domain) else "a part after the @ that is no domain"


def is_domain(domain: str) -> bool:
    """Whether *domain* is a full domain name, international ones included, or `localhost`."""
    try:
        labels = domain.encode("idna").decode("ascii").lower().split(".")
    except UnicodeError:
        return False
    whole = len(labels) > 1 or labels == ["localhost"]
    return whole and all(_LABEL.fullmatch(label) and len(label) <= _LONGEST_LABEL for label in labels)


def plain_address(text: str, *, may_be_empty: bool = False) -> str:
    """Return *text* as one plain email address."""
    address = text.strip()
    if not address and may_be_empty:
        return ""
    fault = "empty" if not address else fault_in_address(address)
    if fault:
        raise WrongValueError(fault)
    return address


def partner(text: str) -> str:
    """Return *text* as an address, or as a whole domain written `@school.example`."""
    address = text.strip()
    if address.startswith("@") and is_domain(address[1:]):
        return address
    return plain_address(address)


def weekday_number(value: Any) -> int:
    """Return Monday as 0 to Sunday as 6."""
    for number, name in enumerate(WEEKDAYS):
        if isinstance(value, str) and value.strip().casefold() == name.casefold():
            return number
    raise WrongValueError(shown(value))


def clock_time(value: Any) -> dt.time:
    """Return `"09:30"`, or TOML's own 09:30:00, as a time of day in the panel's time zone."""
    if isinstance(value, dt.time) and value.second == 0 and value.microsecond == 0:
        return value
    written = _CLOCK.fullmatch(value.strip()) if isinstance(value, str) else None
    if written is None:
        raise WrongValueError(shown(value))
    return dt.time(int(written[1]), int(written[2]))


def due_rule(value: Any) -> DueRule:
    """Return `"Monday 09:00"` as a rule."""
    words = value.split() if isinstance(value, str) else []
    try:
        weekday, time = words
        return DueRule(weekday=weekday_number(weekday), time=clock_time(time))
    except ValueError:  # too few words, too many, or one that is wrong: WrongValueError is a ValueError too
        raise WrongValueError(shown(value)) from None


def calendar_day(value: Any) -> dt.date:
    """Return a TOML date: a date and time, or a date in quotation marks, is a slip worth naming."""
    if isinstance(value, dt.datetime) or not isinstance(value, dt.date):
        raise WrongValueError(shown(value))
    return value


def day_as_key(value: Any) -> dt.date:
    """Return the date that a key such as `"2026-12-24"` names."""
    try:
        return dt.date.fromisoformat(value)
    except (TypeError, ValueError):
        raise WrongValueError(shown(value)) from None


def moment(value: Any) -> dt.datetime:
    """Return a TOML date and time, a date, or ISO 8601 text; without an offset it is naive: the panel's local time."""
    if isinstance(value, dt.datetime):
        return value
    if isinstance(value, dt.date):
        return dt.datetime.combine(value, dt.time())
    try:
        return dt.datetime.fromisoformat(value)
    except (TypeError, ValueError):
        raise WrongValueError(shown(value)) from None


def zone_name(text: str) -> str:
    """Return *text* as the name of a time zone that this machine knows."""
    try:
        ZoneInfo(text)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise WrongValueError(shown(text)) from None
    return text


def database_address(text: str) -> str:
    """Return *text* as the address of an SQLite file or of a PostgreSQL database; a password in it is for loopback."""
    if text.startswith("sqlite:///") and text.removeprefix("sqlite:///") not in {"", ":memory:"}:
        return text
    if not text.startswith("postgresql+psycopg://"):
        raise WrongValueError(f'"{one_line(text.partition(":")[0], may_be_empty=True)[:40]}:…"')
    if password_of(text) and not is_loopback(host_of(text)):
        raise WrongValueError(
            "a password stands in the address",
            "take it out and add ?passfile=/path/to/pgpass to the address (PostgreSQL's own password file), "
            "or set PGPASSWORD in the environment",
        )
    return text


def password_of(address: str) -> str:
    """The password in a database's address, or ''."""
    try:
        return urlsplit(address).password or ""
    except ValueError:
        return ""


def host_of(address: str) -> str:
    """The host in a database's address; without one PostgreSQL is reached through a socket of this machine."""
    try:
        return urlsplit(address).hostname or "localhost"
    except ValueError:
        return ""


def is_loopback(host: str) -> bool:
    """Whether *host*, as written, is this machine: names are not looked up, for the answer could change."""
    if host.casefold().rstrip(".") == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def is_host_name(host: str) -> bool:
    """Whether *host* can be the name or number of a server: no scheme, no path."""
    return bool(host) and "/" not in host and not any(character.isspace() for character in host)


def host_name(text: str) -> str:
    """Return *text* as the name or number of a server."""
    host = text.strip()
    if not is_host_name(host):
        raise WrongValueError(shown(text))
    return host


def is_profile_name(text: str) -> bool:
    """Whether *text* can be a profile's name, which is a file's name: no folders, no dots."""
    return re.fullmatch(r"[a-z0-9][a-z0-9_-]*", text) is not None


def profile_file_name(text: str) -> str:
    """Return *text* as a profile's name."""
    if not is_profile_name(text):
        raise WrongValueError(shown(text))
    return text


def shown(value: Any) -> str:
    """Return *value* as it would be written in the file, shortened; lists and tables are named, not repeated."""
    match value:
        case bool():
            return str(value).lower()
        case str():
            line = "".join(character if character.isprintable() else "·" for character in value)
            return f'"{line[:60]}…"' if len(line) > 60 else f'"{line}"'  # noqa: PLR2004 -- a line's worth
        case list():
            return "a list"
        case dict():
            return "a table"
        case dt.date() | dt.time():
            return value.isoformat()
        case _:
            return str(value)


Line = Annotated[str, AfterValidator(one_line)]
OptionalLine = Annotated[str, AfterValidator(partial(one_line, may_be_empty=True))]
ListedName = Annotated[str, AfterValidator(listed_name)]
PanelCode = Annotated[str, AfterValidator(panel_code)]
Address = Annotated[str, AfterValidator(plain_address)]
OptionalAddress = Annotated[str, AfterValidator(partial(plain_address, may_be_empty=True))]
Partner = Annotated[str, AfterValidator(partner)]
Weekday = Annotated[int, BeforeValidator(weekday_number)]
ClockTime = Annotated[dt.time, BeforeValidator(clock_time)]
Due = Annotated[DueRule, BeforeValidator(due_rule)]
Day = Annotated[dt.date, BeforeValidator(calendar_day)]
DayAsKey = Annotated[dt.date, BeforeValidator(day_as_key)]
Moment = Annotated[dt.datetime, BeforeValidator(moment)]
ZoneName = Annotated[str, AfterValidator(zone_name)]
DatabaseAddress = Annotated[str, AfterValidator(database_address)]
HostName = Annotated[str, AfterValidator(host_name)]
ProfileName = Annotated[str, AfterValidator(profile_file_name)]
Port = Annotated[int, Field(ge=1, le=65535)]
