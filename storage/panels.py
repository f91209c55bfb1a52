"""
Panels, their services, representatives and meetings.

The configuration fills them at the first start; from then on the store is right
and the workbook changes it (ruling 13).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from sqlmodel import col, select

from rules.referral import Meeting, MeetingState, Representative, Service
from rules.settings import PanelSettings
from storage.audit import record_change
from storage.database import Unit
from storage.tables import MeetingRow, PanelRow, RepresentativeRow, ServiceRow


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingTimes:
    """When one sitting is planned for, starts, and what follows from it; all instants aware."""

    planned_for: dt.date
    starts_at: dt.datetime
    agenda_due: dt.datetime
    sheets_due: dt.datetime
    reminder_due: dt.datetime
    cancelled: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingChange:
    """
    What became of one planned sitting when the calendar was looked at again: 'new', 'moved' or 'cancelled'.

    `was`: when it was to be held before, where that has changed.
    """

    what: str
    meeting: Meeting
    was: dt.datetime | None = None


def start_panel(unit: Unit, panel: PanelSettings) -> dt.datetime:
    """Return when the panel was first started, filling its services and representatives then (rulings 3, 13)."""
    row = unit.session.get(PanelRow, panel.code)
    if row is not None:
        return row.first_start
    row = PanelRow(code=panel.code, first_start=unit.now, contacts_loaded=True)
    unit.session.add(row)
    for position, service in enumerate(panel.services):
        add_service(unit, panel.code, Service(code=service.code, name=service.name, aliases=service.aliases), position)
        for person in service.representatives:
            add_representative(
                unit,
                panel.code,
                Representative(
                    service=service.code,
                    name=person.name,
                    email=person.email,
                    deputy=person.deputy,
                    deputy_email=person.deputy_email,
                ),
                position,
            )
    unit.session.flush()
    return row.first_start


def first_start(unit: Unit, panel: str) -> dt.datetime | None:
    """Return when the panel was first started; None before."""
    row = unit.session.get(PanelRow, panel)
    return None if row is None else row.first_start


def add_service(unit: Unit, panel: str, service: Service, position: int = 0) -> None:
    """Add a service to a panel."""
    row = ServiceRow(
        id=unit.new_id(),
        panel=panel,
        code=service.code,
        name=service.name,
        aliases=list(service.aliases),
        position=position,
    )
    unit.session.add(row)
    unit.session.flush()
    record_change(unit, "service added", ("service", row.id), panel=panel, new=service.code)


def add_representative(unit: Unit, panel: str, person: Representative, position: int = 0) -> str:
    """Add a representative to a service's row of the contact list; return the record's id."""
    row = RepresentativeRow(id=unit.new_id(), panel=panel, service=person.service, position=position)
    contact = {
        "name": person.name,
        "email": person.email,
        "deputy": person.deputy,
        "deputy_email": person.deputy_email,
    }
    unit.seal(row, "sealed_contact", contact)
    unit.session.add(row)
    unit.session.flush()
    record_change(unit, "representative added", ("representative", row.id), panel=panel, new=contact)
    return row.id


def services_of(unit: Unit, panel: str) -> tuple[Service, ...]:
    """Return the panel's services, in the order of its contact list."""
    rows = unit.session.exec(
        select(ServiceRow)
        .where(ServiceRow.panel == panel, col(ServiceRow.active))
        .order_by(col(ServiceRow.position), col(ServiceRow.code))
    )
    return tuple(Service(code=row.code, name=row.name, aliases=tuple(row.aliases)) for row in rows)


def representatives_of(unit: Unit, panel: str) -> tuple[Representative, ...]:
    """Return the panel's representatives, in the order of its contact list."""
    rows = unit.session.exec(
        select(RepresentativeRow)
        .where(RepresentativeRow.panel == panel, col(RepresentativeRow.active))
        .order_by(col(RepresentativeRow.position), col(RepresentativeRow.id))
    )
    return tuple(Representative(service=row.service, **unit.opened(row, "sealed_contact")) for row in rows)


def plan_meetings(unit: Unit, panel: str, times: Sequence[MeetingTimes]) -> tuple[MeetingChange, ...]:
    """
    Bring the panel's meetings in line with what the calendar says; return what changed.

    A meeting that a person set (in the workbook) is left as it is, and so is one
    that has started. One that the calendar no longer has is cancelled.
    """
    changes: list[tuple[str, MeetingRow, dt.datetime | None]] = []
    for planned in times:
        row = _planned_row(unit, panel, planned.planned_for)
        if row is None:
            row = MeetingRow(panel=panel, planned_for=planned.planned_for)
            _set_times(row, planned)
            changes.append(("new", row, None))
        elif not row.set_by_person and row.starts_at > unit.now and _differs(row, planned):
            what, was = "cancelled" if planned.cancelled else "moved", row.starts_at
            _set_times(row, planned)
            row.sequence += 1
            changes.append((what, row, was))
        unit.session.add(row)
    changes += [("cancelled", row, None) for row in _left_out(unit, panel, times)]
    unit.session.flush()
    return tuple(MeetingChange(what=what, meeting=meeting_of(row), was=was) for what, row, was in changes)


def _left_out(unit: Unit, panel: str, times: Sequence[MeetingTimes]) -> list[MeetingRow]:
    """Cancel the meetings to come that the calendar planned before and does not have any more (another weekday)."""
    kept = {planned.planned_for for planned in times}
    rows = unit.session.exec(
        select(MeetingRow).where(
            MeetingRow.panel == panel,
            MeetingRow.state == MeetingState.PLANNED,
            col(MeetingRow.set_by_person).is_(False),
            col(MeetingRow.starts_at) > unit.now,
        )
    ).all()
    gone = [row for row in rows if kept and row.planned_for not in kept]
    for row in gone:
        row.state = MeetingState.CANCELLED
        row.sequence += 1
        unit.session.add(row)
    return gone


def meetings_of(unit: Unit, panel: str, *, since: dt.datetime | None = None) -> tuple[Meeting, ...]:
    """Return the panel's meetings in order of time, from *since* on."""
    query = select(MeetingRow).where(MeetingRow.panel == panel).order_by(col(MeetingRow.starts_at))
    if since is not None:
        query = query.where(col(MeetingRow.starts_at) >= since)
    return tuple(meeting_of(row) for row in unit.session.exec(query))


def get_meeting(unit: Unit, meeting_id: int) -> Meeting:
    """Return the meeting with this number; an unknown one raises."""
    return meeting_of(unit.session.get_one(MeetingRow, meeting_id))


def mark_agenda_gone(unit: Unit, meeting_id: int) -> None:
    """Write down that a meeting's agenda has gone: later referrals go to the next (ruling 1)."""
    row = unit.session.get_one(MeetingRow, meeting_id)
    row.agenda_gone = row.agenda_gone or unit.now
    unit.session.add(row)


def sequence_of(unit: Unit, meeting_id: int) -> int:
    """Return how often the meeting was changed, for its calendar invitation (RFC 5545, SEQUENCE)."""
    return unit.session.get_one(MeetingRow, meeting_id).sequence


def meeting_of(row: MeetingRow) -> Meeting:
    """Return the value of a meeting's row."""
    if row.id is None:
        raise ValueError("the meeting has not been stored")
    return Meeting(
        id=row.id,
        panel=row.panel,
        planned_for=row.planned_for,
        starts_at=row.starts_at,
        agenda_due=row.agenda_due,
        sheets_due=row.sheets_due,
        reminder_due=row.reminder_due,
        state=MeetingState(row.state),
        agenda_gone=row.agenda_gone,
    )


def _planned_row(unit: Unit, panel: str, planned_for: dt.date) -> MeetingRow | None:
    return unit.session.exec(
        select(MeetingRow).where(MeetingRow.panel == panel, MeetingRow.planned_for == planned_for)
    ).first()


def _differs(row: MeetingRow, planned: MeetingTimes) -> bool:
    state = MeetingState.CANCELLED if planned.cancelled else MeetingState.PLANNED
    return row.starts_at != planned.starts_at or row.state != state


def _set_times(row: MeetingRow, planned: MeetingTimes) -> None:
    row.starts_at, row.agenda_due = planned.starts_at, planned.agenda_due
    row.sheets_due, row.reminder_due = planned.sheets_due, planned.reminder_due
    row.state = MeetingState.CANCELLED if planned.cancelled else MeetingState.PLANNED
