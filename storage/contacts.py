"""Changes of the contact list: who represents whom, and what services there are (B9; ruling 13)."""

from __future__ import annotations

from typing import Any

from sqlmodel import col, select

from storage.audit import AuditLine, line_of, record_change
from storage.database import Unit
from storage.tables import AuditRow, RepresentativeRow, ServiceRow


def find_service_row(unit: Unit, panel: str, code: str) -> ServiceRow | None:
    """Return a service's row, also one that was struck; None if there never was one."""
    return unit.session.exec(select(ServiceRow).where(ServiceRow.panel == panel, ServiceRow.code == code)).first()


def change_service(unit: Unit, panel: str, code: str, **changes: Any) -> None:
    """Set a service's name or aliases, or take it up again, with an audit line for each that changed."""
    row = find_service_row(unit, panel, code)
    if row is None:
        raise KeyError(code)
    for field, new in changes.items():
        old = getattr(row, field)
        if old != new:
            setattr(row, field, new)
            record_change(unit, "service changed", ("service", row.id), panel=panel, field=field, old=old, new=new)
    unit.session.add(row)
    unit.session.flush()


def strike_service(unit: Unit, panel: str, code: str) -> None:
    """Strike a service and everybody who represents it; what it was given before stays on record."""
    change_service(unit, panel, code, active=False)
    people = select(RepresentativeRow).where(
        RepresentativeRow.panel == panel, RepresentativeRow.service == code, col(RepresentativeRow.active)
    )
    for row in unit.session.exec(people).all():
        strike_representative(unit, row.id)


def change_representative(unit: Unit, row_id: str, **changes: str) -> None:
    """Set a representative's name, address or deputy, with an audit line for each that changed."""
    row = unit.session.get_one(RepresentativeRow, row_id)
    contact = unit.opened(row, "sealed_contact")
    for field, new in changes.items():
        old = contact[field]
        if old != new:
            subject = ("representative", row.id)
            record_change(unit, "representative changed", subject, panel=row.panel, field=field, old=old, new=new)
    unit.seal(row, "sealed_contact", {**contact, **changes})
    unit.session.add(row)
    unit.session.flush()


def strike_representative(unit: Unit, row_id: str) -> None:
    """Take somebody off the contact list."""
    row = unit.session.get_one(RepresentativeRow, row_id)
    row.active = False
    unit.session.add(row)
    name = unit.opened(row, "sealed_contact")["name"]
    record_change(unit, "representative struck", ("representative", row.id), panel=row.panel, old=name)


def contact_changes(unit: Unit, panel: str, after: int) -> tuple[AuditLine, ...]:
    """Return what has changed in the contact list since the audit line with number *after*."""
    rows = unit.session.exec(
        select(AuditRow)
        .where(AuditRow.panel == panel, AuditRow.number > after)
        .where(col(AuditRow.subject_kind).in_(("service", "representative")))
        .order_by(col(AuditRow.number))
    )
    return tuple(line_of(unit, row) for row in rows)


def service_of_line(unit: Unit, line: AuditLine) -> str:
    """Return the name of the service that a change of the contact list was about."""
    if line.subject_kind == "service":
        return unit.session.get_one(ServiceRow, line.subject_id).name
    person = unit.session.get_one(RepresentativeRow, line.subject_id)
    service = find_service_row(unit, person.panel, person.service)
    return service.name if service else person.service
