"""Many referrals at once: what stands beside each is asked for once for all, since asking for each takes too long."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from sqlmodel import col, select

from rules.form import FormReading
from rules.referral import Exclusion
from storage.database import Unit
from storage.readings import reading_from_json
from storage.referrals import Referral, assembled, notes_of
from storage.tables import AgendaItemRow, AllocationRow, ExclusionRow, FormVersionRow, ReferralRow

_AT_ONCE = 200


def open_many(unit: Unit, panel: str, rows: Sequence[ReferralRow]) -> tuple[Referral, ...]:
    """Return the values of a panel's rows, opened."""
    exclusions, allocated, guests = _exclusions(unit, panel), _allocated(unit, panel), _guests(unit, panel)
    found = []
    for row in rows:
        notes = notes_of(unit, row)
        item = guests.get((row.id, row.meeting_id))
        invited = notes.guests if item is None else item
        told = frozenset(guest.strip().casefold() for guest in invited)
        excluded = tuple(exclusions.get(row.id, ()))
        found.append(assembled(unit, row, excluded, frozenset(allocated.get(row.id, ())), told, notes))
    return tuple(found)


def with_readings(unit: Unit, referrals: Sequence[Referral]) -> Iterator[tuple[Referral, FormReading]]:
    """Yield each referral with the newest reading of its form; only a few are held open at a time."""
    for start in range(0, len(referrals), _AT_ONCE):
        some = referrals[start : start + _AT_ONCE]
        newest: dict[str, FormVersionRow] = {}
        rows = unit.session.exec(
            select(FormVersionRow)
            .where(col(FormVersionRow.referral_id).in_([one.id for one in some]))
            .order_by(col(FormVersionRow.number))
        )
        for row in rows:
            newest[row.referral_id] = row
        for referral in some:
            row = newest[referral.id]
            yield referral, reading_from_json(unit.opened(row, "sealed_reading"))
            unit.session.expunge(row)


def _exclusions(unit: Unit, panel: str) -> dict[str, list[Exclusion]]:
    rows = unit.session.exec(
        select(ExclusionRow)
        .join(ReferralRow, col(ReferralRow.id) == ExclusionRow.referral_id)
        .where(ReferralRow.panel == panel)
        .order_by(col(ExclusionRow.set_at), col(ExclusionRow.id))
    )
    found: dict[str, list[Exclusion]] = defaultdict(list)
    for row in rows:
        written = unit.opened(row, "sealed_words")["written"]
        lifted = row.lifted_at is not None
        found[row.referral_id].append(Exclusion(written=written, service=row.service, lifted=lifted))
    return found


def _allocated(unit: Unit, panel: str) -> dict[str, set[str]]:
    rows = unit.session.exec(
        select(AllocationRow.referral_id, AllocationRow.service)
        .join(ReferralRow, col(ReferralRow.id) == AllocationRow.referral_id)
        .where(ReferralRow.panel == panel)
        .where(col(AllocationRow.withdrawn).is_(False), col(AllocationRow.ended).is_(False))
    )
    found: dict[str, set[str]] = defaultdict(set)
    for referral_id, service in rows:
        found[referral_id].add(service)
    return found


def _guests(unit: Unit, panel: str) -> dict[tuple[str, int | None], tuple[str, ...]]:
    """Guests by referral and meeting, of every agenda that has gone."""
    rows = unit.session.exec(
        select(AgendaItemRow)
        .join(ReferralRow, col(ReferralRow.id) == AgendaItemRow.referral_id)
        .where(ReferralRow.panel == panel)
    )
    return {
        (row.referral_id, row.meeting_id): tuple(unit.opened(row, "sealed_guests")) if row.sealed_guests else ()
        for row in rows
    }
