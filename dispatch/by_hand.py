"""
One scheduled job by hand: done now, or written to a folder to look at.

By hand a thing goes through the same ledger, door and outbox as on its day, so
it is not done again when the day comes. Looking at it leaves nothing behind.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from zoneinfo import ZoneInfo

from sqlmodel import select

from dispatch.due import FULFIL, compose_only, plan
from rules.settings import Settings
from storage import ledger, outbox
from storage.database import Database, Unit
from storage.panels import get_meeting
from storage.tables import OutgoingRow, OwedRow

JOBS = tuple(FULFIL)
"""What can be done by hand: the kinds of things on the ledger."""


class NothingDue(Exception):
    """Nothing of this kind is on the panel's ledger for that day: the text says what is."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Which job of which panel; *on*: the day it is due, or of its meeting: it is done as on the day it is due."""

    job: str
    panel: str
    on: dt.date | None = None


def do_by_hand(database: Database, settings: Settings, asked: Asked, now: dt.datetime) -> tuple[str, ...]:
    """
    Compose what is asked for into the outbox, and mark it done; return a line for each.

    Raises:
        NothingDue: there is nothing to do.
    """
    with database.unit(now, source="calendar") as unit:
        plan(unit, settings)
    lines = []
    with database.unit(now, source="command") as unit:
        for row in _chosen(unit, settings, asked):
            unit.now = min(now, row.due_at) if asked.on else now  # as on that day, but never in the days to come
            what = _compose(unit, settings, row.key)
            lines.append(f"{row.key}: composed{f' ({what})' if what else ''}")
    return tuple(lines)


def write_by_hand(
    database: Database, settings: Settings, asked: Asked, now: dt.datetime, folder: Path
) -> tuple[Path, ...]:
    """Write the messages that are asked for into *folder*, as they would go; the store stays as it was."""
    with database.unit(now, source="command") as unit:
        plan(unit, settings)
        written = _write(unit, settings, asked, folder)
        unit.session.rollback()
    return written


def _write(unit: Unit, settings: Settings, asked: Asked, folder: Path) -> tuple[Path, ...]:
    before, now = set(unit.session.exec(select(OutgoingRow.id))), unit.now
    for row in _chosen(unit, settings, asked):
        unit.now = row.due_at if asked.on else max(now, row.due_at)  # as it reads on its day
        _compose(unit, settings, row.key)
    fresh = [row for row in unit.session.exec(select(OutgoingRow)) if row.id not in before]
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for number, message in enumerate(fresh, start=1):
        path = folder / f"{number:02}-{message.kind}.eml"
        path.write_bytes(outbox.raw_of(unit, message))
        path.chmod(0o600)
        written.append(path)
    return tuple(written)


def _compose(unit: Unit, settings: Settings, key: str) -> str:
    owed = ledger.claim(unit, key)
    return compose_only(unit, settings, owed) if owed is not None else "somebody else does it now"


def _chosen(unit: Unit, settings: Settings, asked: Asked) -> tuple[OwedRow, ...]:
    """Return the rows asked for: of that day; without a day, what is due, or else what is due next."""
    rows = [row for row in ledger.open_rows(unit, panel=asked.panel) if row.kind == asked.job]
    if asked.on is not None:
        chosen = [row for row in rows if asked.on in _days_of(unit, settings, row)]
    else:
        due = [row for row in rows if row.due_at <= unit.now]
        chosen = due or [row for row in rows if row.due_at == rows[0].due_at]
    if not chosen:
        raise NothingDue(_what_there_is(asked, rows, ZoneInfo(settings.time_zone)))
    return tuple(chosen)


def _days_of(unit: Unit, settings: Settings, row: OwedRow) -> set[dt.date]:
    zone = ZoneInfo(settings.time_zone)
    days = {row.due_at.astimezone(zone).date()}
    if isinstance(meeting := row.detail.get("meeting"), int):
        days.add(get_meeting(unit, meeting).starts_at.astimezone(zone).date())
    return days


def _what_there_is(asked: Asked, rows: Sequence[OwedRow], zone: dt.tzinfo) -> str:
    on = f" on {asked.on.isoformat()}" if asked.on else ""
    days = ", ".join(sorted({row.due_at.astimezone(zone).date().isoformat() for row in rows})[:6])
    return (
        f"no {asked.job} is owed by panel {asked.panel}{on}; {f'there is one due on {days}' if days else 'see status'}"
    )
