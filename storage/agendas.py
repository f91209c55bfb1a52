"""
Agendas: which referral is which item of which meeting, and since when that is fixed.

Until the agenda goes, the items are the meeting's referrals in the order of
their references, or as an administrator wishes; when it goes they are written down, so that an item's number
means the same thing in the pack, in the decision workbook and on the sheet.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from sqlmodel import col, func, select

from rules.calendar import instant
from rules.referral import Meeting, Status
from storage.audit import record_change
from storage.database import Unit
from storage.referrals import Referral, referral_of, referrals_of
from storage.tables import AgendaItemRow, ReferralRow


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaItem:
    """One referral at its place on the agenda; `position` counts from 1 over the whole agenda."""

    position: int
    referral: Referral
    slot_at: dt.datetime | None
    addendum: bool


def ready_for(unit: Unit, meeting_id: int) -> tuple[Referral, ...]:
    """Return the referrals that are ready to be put before a meeting: as wished, else in the order of references."""
    ready = [r for r in referrals_of(unit, meeting_id=meeting_id) if r.status is Status.READY]
    return in_wished_order(ready)


def in_wished_order(referrals: Sequence[Referral]) -> tuple[Referral, ...]:
    """Return *referrals* (in the order of their references) with each that has a wished place at that place."""
    places = {
        referral.reference: (referral.notes.order or natural, not referral.notes.order, natural)
        for natural, referral in enumerate(referrals, start=1)
    }
    return tuple(sorted(referrals, key=lambda referral: places[referral.reference]))


def fix_items(
    unit: Unit, meeting: Meeting, referrals: Sequence[Referral], slot: dt.timedelta, tz: dt.tzinfo
) -> tuple[AgendaItem, ...]:
    """
    Write down the items of an agenda that goes now, after any fixed before; return the new ones.

    An item that an administrator gave a time or guests keeps them.
    """
    meeting_id = meeting.id
    last = unit.session.exec(
        select(func.max(AgendaItemRow.position)).where(AgendaItemRow.meeting_id == meeting_id)
    ).one()
    first = (last or 0) + 1
    known = {item.referral.reference for item in items_of(unit, meeting_id)}
    fresh = [referral for referral in referrals if referral.reference not in known]
    for position, referral in enumerate(fresh, start=first):
        row = AgendaItemRow(
            id=unit.new_id(),
            meeting_id=meeting_id,
            referral_id=referral.id,
            position=position,
            slot_at=wished_slot(referral, meeting, tz) or meeting.starts_at + slot * (position - 1),
            addendum=last is not None,
        )
        if referral.notes.guests:
            unit.seal(row, "sealed_guests", list(referral.notes.guests))
        unit.session.add(row)
        record_change(
            unit, "put on the agenda", ("referral", referral.id), panel=referral.panel, field="item", new=position
        )
    unit.session.flush()
    return tuple(item for item in items_of(unit, meeting_id) if item.position >= first)


def wished_slot(referral: Referral, meeting: Meeting, tz: dt.tzinfo) -> dt.datetime | None:
    """Return when an administrator wishes the referral to be discussed; None where nobody said."""
    if not referral.notes.slot:
        return None
    day = meeting.starts_at.astimezone(tz).date()
    return instant(day, dt.time.fromisoformat(referral.notes.slot), tz)


def set_slot(unit: Unit, meeting_id: int, referral_id: str, slot_at: dt.datetime | None) -> None:
    """Give an item of an agenda that has gone another time; nothing where it is no item of it."""
    row = _item_row(unit, meeting_id, referral_id)
    if row is not None:
        row.slot_at = slot_at
        unit.session.add(row)


def set_guests(unit: Unit, meeting_id: int, referral_id: str, guests: Sequence[str]) -> None:
    """Set the guests of an item of an agenda that has gone; nothing where it is no item of it."""
    row = _item_row(unit, meeting_id, referral_id)
    if row is not None:
        unit.seal(row, "sealed_guests", list(guests))
        unit.session.add(row)


def is_on_agenda(unit: Unit, meeting_id: int, referral_id: str) -> bool:
    """Whether the referral is an item of this meeting's agenda, as it went."""
    return _item_row(unit, meeting_id, referral_id) is not None


def items_of(unit: Unit, meeting_id: int) -> tuple[AgendaItem, ...]:
    """Return the fixed items of a meeting, in their order."""
    rows = unit.session.exec(
        select(AgendaItemRow, ReferralRow)
        .join(ReferralRow, col(ReferralRow.id) == AgendaItemRow.referral_id)
        .where(AgendaItemRow.meeting_id == meeting_id)
        .order_by(col(AgendaItemRow.position))
    ).all()
    return tuple(
        AgendaItem(
            position=item.position, referral=referral_of(unit, row), slot_at=item.slot_at, addendum=item.addendum
        )
        for item, row in rows
    )


def _item_row(unit: Unit, meeting_id: int, referral_id: str) -> AgendaItemRow | None:
    return unit.session.exec(
        select(AgendaItemRow).where(AgendaItemRow.meeting_id == meeting_id, AgendaItemRow.referral_id == referral_id)
    ).first()


def last_agenda_of(unit: Unit, referral_id: str) -> int | None:
    """Return the meeting on whose agenda the referral stood last, or None."""
    return unit.session.exec(
        select(AgendaItemRow.meeting_id)
        .where(AgendaItemRow.referral_id == referral_id)
        .order_by(col(AgendaItemRow.meeting_id).desc())
    ).first()
