"""
The audit trail: an append-only row for every change of a record (X5, X9).

A row is written in the transaction that makes the change. Who did it, the old
value and the new one are sealed together; what remains readable says only which
field of which record changed, when and by what.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func
from sqlmodel import col, select

from storage.database import Unit
from storage.tables import AuditRow


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditLine:
    """One change, opened for somebody entitled to read it."""

    number: int
    at: dt.datetime
    actor: str
    source: str
    action: str
    subject_kind: str
    subject_id: str
    field: str
    old: Any
    new: Any


def record_change(
    unit: Unit,
    action: str,
    subject: tuple[str, str],
    *,
    panel: str = "",
    field: str = "",
    old: Any = None,
    new: Any = None,
) -> None:
    """Write down that the unit's actor did *action* to *subject* (kind, id): *field* went from *old* to *new*."""
    last = last_number(unit)
    row = AuditRow(
        id=unit.new_id(),
        number=last + 1,
        at=unit.now,
        panel=panel,
        source=unit.source,
        action=action,
        subject_kind=subject[0],
        subject_id=subject[1],
        field=field,
    )
    unit.seal(row, "sealed_change", {"actor": unit.actor, "old": old, "new": new})
    unit.session.add(row)
    unit.session.flush()


def last_number(unit: Unit) -> int:
    """Return the number of the newest line of the trail; 0 if there is none."""
    return unit.session.exec(select(func.max(AuditRow.number))).one() or 0


def history(unit: Unit, subject_id: str) -> tuple[AuditLine, ...]:
    """Return every change of one record, oldest first."""
    rows = unit.session.exec(select(AuditRow).where(AuditRow.subject_id == subject_id).order_by(col(AuditRow.number)))
    return tuple(line_of(unit, row) for row in rows)


def last_changed_by(unit: Unit, subject_id: str, field: str) -> str:
    """Return who changed a field of a record last; "" where nobody did."""
    row = unit.session.exec(
        select(AuditRow)
        .where(AuditRow.subject_id == subject_id, AuditRow.field == field)
        .order_by(col(AuditRow.number).desc())
    ).first()
    return "" if row is None else line_of(unit, row).actor


def line_of(unit: Unit, row: AuditRow) -> AuditLine:
    """Return a change, opened."""
    change = unit.opened(row, "sealed_change")
    return AuditLine(
        number=row.number,
        at=row.at,
        actor=change["actor"],
        source=row.source,
        action=row.action,
        subject_kind=row.subject_kind,
        subject_id=row.subject_id,
        field=row.field,
        old=change["old"],
        new=change["new"],
    )
