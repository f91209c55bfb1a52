"""
What must agree between the keys of `service.toml`.

Each check reads the document as far as it can be read and yields what does not
agree; none of them depends on another.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from typing import Any, assert_never

from config.kinds import WEEKDAYS, is_host_name, is_loopback, weekday_number
from config.mistakes import Mistake, WrongValueError
from config.raw import Table, table_in, tables_in, text_in, texts_in
from config.translation import Location, Places
from rules.exclusions import Ambiguous, Match, Matched, NobodyExcluded, Unmatched, match_service
from rules.referral import Service


def disagreements(document: Table) -> Iterator[Mistake]:
    """Yield everything in *document* that does not agree with something else in it."""
    places = Places(document)
    yield from _unprotected_connections(document, places)
    yield from _repeated_codes(document, "panel", (), places)
    yield from _register_reads_a_panel(document, places)
    for number, panel in tables_in(document, "panel"):
        at: Location = ("panel", number)
        yield from _meeting_off_its_day(panel, at, places)
        yield from _days_said_twice(panel, at, places)
        yield from _repeated_codes(panel, "service", at, places)
        yield from _names_for_several_services(panel, at, places)
        yield from _unknown_chair_service(panel, at, places)


def _unprotected_connections(document: Table, places: Places) -> Iterator[Mistake]:
    """A password in the clear never leaves this machine."""
    common = table_in(document, "imap")
    yield from _unprotected(common, ("imap",), places)
    yield from _unprotected(table_in(document, "smtp"), ("smtp",), places)
    others: list[tuple[Location, Table]] = [(("register",), table_in(document, "register"))]
    others += [(("panel", number), panel) for number, panel in tables_in(document, "panel")]
    for at, section in others:
        own = table_in(section, "imap")
        if own.keys() & {"host", "security"}:
            yield from _unprotected({**common, **own}, (*at, "imap"), places)


def _unprotected(server: Table, at: Location, places: Places) -> Iterator[Mistake]:
    host = text_in(server, "host", "127.0.0.1")
    if not is_host_name(host):
        return
    if text_in(server, "security", "none") == "none" and not is_loopback(host):
        right = 'write security = "tls" or "starttls": "none" is for a server on this machine (127.0.0.1)'
        yield Mistake(places.where((*at, "security")), f'"none" for the server {host[:60]}', right)


def _repeated_codes(table: Table, key: str, at: Location, places: Places) -> Iterator[Mistake]:
    entries = [(number, text_in(entry, "code")) for number, entry in tables_in(table, key)]
    seen: set[str] = set()
    for number, code in entries:
        if code and code.casefold() in seen:
            where = places.where((*at, key, number, "code"))
            yield Mistake(where, f'a second {key} with the code "{code[:20]}"', "give each a code of its own")
        seen.add(code.casefold())


def _register_reads_a_panel(document: Table, places: Places) -> Iterator[Mistake]:
    register = text_in(table_in(document, "register"), "mailbox").casefold()
    panels = {text_in(panel, "mailbox").casefold() for _, panel in tables_in(document, "panel")}
    if register and register in panels:
        right = "give the register a mailbox of its own: what comes to a panel's is a referral"
        yield Mistake(places.where(("register", "mailbox")), "a panel's mailbox", right)


def _meeting_off_its_day(panel: Table, at: Location, places: Places) -> Iterator[Mistake]:
    meeting = table_in(panel, "meeting")
    first = _day(meeting.get("first"))
    try:
        weekday = weekday_number(meeting.get("weekday"))
    except WrongValueError:
        return
    if first and first.weekday() != weekday:
        found = f"{first.isoformat()}, which is a {WEEKDAYS[first.weekday()]}"
        right = f"write the date of a {WEEKDAYS[weekday]}, or change the weekday"
        yield Mistake(places.where((*at, "meeting", "first")), found, right)


def _days_said_twice(panel: Table, at: Location, places: Places) -> Iterator[Mistake]:
    cancelled = panel.get("cancelled")
    days = {day for value in cancelled if (day := _day(value))} if isinstance(cancelled, list) else set()
    for old, value in table_in(panel, "moved").items():
        where = places.where((*at, "moved", old))
        if old in {day.isoformat() for day in days}:
            yield Mistake(where, "moved, and cancelled too", "take it out of one of the two")
        if (new := _day(value)) and new.isoformat() == old:
            yield Mistake(where, "moved to the same day", "write the new date, or take it out")


def _names_for_several_services(panel: Table, at: Location, places: Places) -> Iterator[Mistake]:
    """A name that fits two services would hold every referral that excludes it (ruling 7)."""
    entries = list(tables_in(panel, "service"))
    counts = Counter(text_in(entry, "code").casefold() for _, entry in entries)
    services = [_service(entry) for _, entry in entries if counts[text_in(entry, "code").casefold()] == 1]
    for number, entry in entries:
        if _service(entry) in services:
            yield from _misunderstood(entry, services, (*at, "service", number), places)


def _misunderstood(entry: Table, services: list[Service], at: Location, places: Places) -> Iterator[Mistake]:
    """The names of one service that do not mean it alone; each other service that they fit is told once."""
    told: set[tuple[str, ...]] = set()
    for key, name in _named(entry):
        meant = match_service(name, services)
        if isinstance(meant, Ambiguous):
            if meant.codes in told:
                continue
            told.add(meant.codes)
        yield from _misunderstood_name(meant, text_in(entry, "code"), places.where((*at, *key)))


def _service(entry: Table) -> Service:
    aliases = tuple(texts_in(entry, "aliases"))
    return Service(code=text_in(entry, "code"), name=text_in(entry, "name"), aliases=aliases)


def _named(entry: Table) -> Iterator[tuple[Location, str]]:
    names: list[tuple[Location, str]] = [(("code",), text_in(entry, "code")), (("name",), text_in(entry, "name"))]
    names += [(("aliases", number), name) for number, name in enumerate(texts_in(entry, "aliases"))]
    yield from ((key, name) for key, name in names if name)


def _misunderstood_name(meant: Match, code: str, where: str) -> Iterator[Mistake]:
    match meant:
        case Matched(_):
            return
        case Ambiguous(codes):
            others = " and ".join(f'"{other[:20]}"' for other in codes if other != code)
            right = "change one of the two: a family that excludes it must be understood"
            yield Mistake(where, f"a name that fits the service {others} too", right)
        case NobodyExcluded():
            right = "choose another: on a form it says that nobody is excluded"
            yield Mistake(where, "a name that means nobody", right)
        case Unmatched():
            yield Mistake(where, "a name without letters or figures", "write the name of a service")
        case other:
            assert_never(other)


def _unknown_chair_service(panel: Table, at: Location, places: Places) -> Iterator[Mistake]:
    code = text_in(panel, "chair_service")
    known = [text_in(entry, "code") for _, entry in tables_in(panel, "service")]
    if code and code not in known:
        listed = ", ".join(known) or "none is listed"
        right = f"write the code of one of the panel's services ({listed[:200]})"
        yield Mistake(places.where((*at, "chair_service")), f'no service has the code "{code[:20]}"', right)


def _day(value: Any) -> dt.date | None:
    return value if isinstance(value, dt.date) and not isinstance(value, dt.datetime) else None
