"""
The ledger of what is owed (X3): each due thing once, however often the service restarts.

Intake and the calendar add rows; dispatch fulfils them. The key is unique for
ever, so adding a row again changes nothing. Fulfilling one - composing its
messages into the outbox and marking it done - is a single transaction; the try
is counted in one before it, so that a row that kills the process is set aside
after `MOST_TRIES` instead of killing it for ever.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlmodel import col, or_, select

from storage.database import Unit
from storage.tables import OwedRow

MOST_TRIES = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Owed:
    """One row of the ledger, as dispatch sees it."""

    key: str
    panel: str
    kind: str
    subject: str
    due_at: dt.datetime
    detail: Mapping[str, Any] = field(default_factory=dict)


def owe(
    unit: Unit,
    key: str,
    *,
    panel: str,
    kind: str,
    subject: str,
    due_at: dt.datetime,
    detail: Mapping[str, Any] | None = None,
) -> bool:
    """Add what is owed, unless its key was ever used; tell whether it was added."""
    if unit.session.get(OwedRow, key) is not None:
        return False
    row = OwedRow(
        key=key, panel=panel, kind=kind, subject=subject, due_at=due_at, detail=dict(detail or {}), made_at=unit.now
    )
    unit.session.add(row)
    unit.session.flush()
    return True


def is_known(unit: Unit, key: str) -> bool:
    """Whether something with this key was ever owed."""
    return unit.session.get(OwedRow, key) is not None


def get_row(unit: Unit, key: str) -> OwedRow:
    """Return a row of the ledger as it stands; an unknown key raises."""
    return unit.session.get_one(OwedRow, key)


def state_of(unit: Unit, key: str) -> str:
    """Return where a row stands (owed, done, dropped, stuck); empty if nothing was ever owed under this key."""
    row = unit.session.get(OwedRow, key)
    return "" if row is None else row.state


def due(unit: Unit, limit: int = 200) -> tuple[str, ...]:
    """Return the keys of what is due at the unit's time, the longest due first."""
    rows = unit.session.exec(
        select(OwedRow.key)
        .where(OwedRow.state == "owed", col(OwedRow.due_at) <= unit.now)
        .where(or_(col(OwedRow.not_before).is_(None), col(OwedRow.not_before) <= unit.now))
        .order_by(col(OwedRow.due_at), col(OwedRow.key))
        .limit(limit)
    )
    return tuple(rows)


def next_due(unit: Unit) -> dt.datetime | None:
    """Return when the next thing falls due, or None."""
    return unit.session.exec(
        select(OwedRow.due_at).where(OwedRow.state == "owed").order_by(col(OwedRow.due_at)).limit(1)
    ).first()


def count_try(unit: Unit, key: str) -> bool:
    """Count one more try of a due row, before the work; False when it had its tries and is set aside now."""
    row = _locked(unit, key)
    if row is None:
        return False
    row.tries += 1
    if row.tries > MOST_TRIES:
        row.state, row.why = "stuck", "it failed too often"
    unit.session.add(row)
    return row.state == "owed"


def claim(unit: Unit, key: str) -> Owed | None:
    """Return the row, locked for this transaction, if it is still owed; None when another did it or does it now."""
    row = _locked(unit, key)
    return None if row is None else _owed(row)


def mark_done(unit: Unit, key: str, why: str = "") -> None:
    """Mark a claimed row as done, in the transaction that composed what it owed."""
    _end(unit, key, "done", why)


def drop(unit: Unit, key: str, why: str) -> None:
    """Say that something is owed no more, and why; what was done stays done."""
    row = _locked(unit, key)
    if row is not None:
        _end(unit, key, "dropped", why)


def take_back_drop(unit: Unit, key: str) -> None:
    """Have something that was dropped owed again: a cancelled meeting is held after all."""
    row = unit.session.get(OwedRow, key)
    if row is not None and row.state == "dropped":
        row.state, row.why, row.done_at, row.tries = "owed", "", None, 0
        unit.session.add(row)
        unit.session.flush()


def postpone(unit: Unit, key: str, until: dt.datetime, why: str) -> None:
    """Leave a row owed, but not before *until*."""
    row = unit.session.get_one(OwedRow, key)
    row.not_before, row.why, row.tries = until, why, 0
    unit.session.add(row)


def take_up_again(unit: Unit, key: str) -> None:
    """Have a row that was set aside tried once more (`attention retry`)."""
    row = unit.session.get_one(OwedRow, key)
    if row.state == "stuck":
        row.state, row.why, row.tries, row.not_before = "owed", "", 0, None
        unit.session.add(row)


def move(unit: Unit, key: str, due_at: dt.datetime) -> None:
    """Give something still owed another due time (a meeting was moved)."""
    row = _locked(unit, key)
    if row is not None:
        row.due_at = due_at
        unit.session.add(row)


def open_rows(unit: Unit, *, panel: str | None = None, states: Sequence[str] = ("owed",)) -> tuple[OwedRow, ...]:
    """Return the rows in *states*, soonest first."""
    query = select(OwedRow).where(col(OwedRow.state).in_(states)).order_by(col(OwedRow.due_at), col(OwedRow.key))
    if panel is not None:
        query = query.where(OwedRow.panel == panel)
    return tuple(unit.session.exec(query))


def _locked(unit: Unit, key: str) -> OwedRow | None:
    return unit.session.exec(
        select(OwedRow).where(OwedRow.key == key, OwedRow.state == "owed").with_for_update(skip_locked=True)
    ).first()


def _end(unit: Unit, key: str, state: str, why: str) -> None:
    row = unit.session.get_one(OwedRow, key)
    row.state, row.why, row.done_at = state, why, unit.now
    unit.session.add(row)


def _owed(row: OwedRow) -> Owed:
    return Owed(
        key=row.key, panel=row.panel, kind=row.kind, subject=row.subject, due_at=row.due_at, detail=dict(row.detail)
    )
