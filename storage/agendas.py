"""
Agendas: which referral is which item of which meeting, and since when that is fixed.

Until the agenda goes, the items are the meeting's referrals in the order of
their references; when it goes they are written down, so that an item's number
means the same thing in the pack, in the decision workbook and on the sheet.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from sqlmodel import col, func, select

from rules.referral import Status
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
    """Return the referrals that are ready to be put before a meeting, in the order of their references."""
    return tuple(r for r in referrals_of(unit, meeting_id=meeting_id) if r.status is Status.READY)


def fix_items(
    unit: Unit, meeting_id: int, referrals: Sequence[Referral], starts_at: dt.datetime, slot: dt.timedelta
) -> tuple[AgendaItem, ...]:
    """Write down the items of an agenda that goes now, after any fixed before; return the new ones."""
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
            slot_at=starts_at + slot * (position - 1),
            addendum=last is not None,
        )
        unit.session.add(row)
        record_change(
            unit, "put on the agenda", ("referral", referral.id), panel=referral.panel, field="item", new=position
        )
    unit.session.flush()
    return tuple(item for item in items_of(unit, meeting_id) if item.position >= first)


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


def last_agenda_of(unit: Unit, referral_id: str) -> int | None:
    """Return the meeting on whose agenda the referral stood last, or None."""
    return unit.session.exec(
        select(AgendaItemRow.meeting_id)
        .where(AgendaItemRow.referral_id == referral_id)
        .order_by(col(AgendaItemRow.meeting_id).desc())
    ).first()
