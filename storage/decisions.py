"""
Decisions, allocations and actions: what a panel decided, and who was given which part (B10).

A decision sent in again replaces what it said before (ruling 14): the newest
row of a referral and meeting counts, the older ones stay for the record.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlmodel import col, select

from rules.decisions_rows import DecisionRow
from rules.referral import AgreedAction, Allocation, Decision, DecisionWord
from storage.audit import record_change
from storage.database import Unit
from storage.decision_rows import row_from_json, row_to_json
from storage.tables import ActionRow, AllocationRow, ReferralRow
from storage.tables import DecisionRow as DecidedRow


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenAction:
    """An action agreed earlier and not yet done, with the reference it belongs to (S1)."""

    id: str
    reference: str
    action: AgreedAction


def record_decision(unit: Unit, decision: Decision, rows: Sequence[DecisionRow] = ()) -> Decision:
    """
    Write a decision down as the newest of its referral, with its allocations and actions; return it, numbered.

    *rows* are the workbook's rows that it was made of: a later workbook's rows
    are put together with them (ruling 14).
    """
    referral = unit.session.exec(select(ReferralRow).where(ReferralRow.reference == decision.reference)).one()
    earlier = unit.session.exec(select(DecidedRow).where(DecidedRow.referral_id == referral.id)).all()
    for old in earlier:
        if old.meeting_id == decision.meeting and not old.superseded:
            old.superseded = True
            unit.session.add(old)
    row = DecidedRow(
        id=unit.new_id(),
        referral_id=referral.id,
        meeting_id=decision.meeting,
        number=len(earlier) + 1,
        word=decision.word,
        recorded_at=unit.now,
        review_date=decision.review_date,
        amended=decision.amended,
    )
    unit.seal(
        row,
        "sealed_words",
        {
            "notes": decision.notes,
            "lead_professional": decision.lead_professional,
            "rows": [row_to_json(one) for one in rows],
        },
    )
    unit.session.add(row)
    unit.session.flush()
    _end_allocations(unit, referral.id, decision)
    for part in decision.allocations:
        _add_allocation(unit, row, part)
    _drop_actions(unit, referral.id, decision.meeting)
    for action in decision.actions:
        _add_action(unit, row, action)
    record_change(
        unit, "decision recorded", ("referral", referral.id), panel=referral.panel, field="decision", new=decision.word
    )
    unit.session.flush()
    return decision_of(unit, row, decision.reference)


def newest_decision(unit: Unit, reference: str, meeting_id: int | None = None) -> Decision | None:
    """Return the decision that counts for a referral (at one meeting, or at all), or None."""
    query = (
        select(DecidedRow)
        .join(ReferralRow, col(ReferralRow.id) == DecidedRow.referral_id)
        .where(ReferralRow.reference == reference, col(DecidedRow.superseded).is_(False))
        .order_by(col(DecidedRow.number).desc())
    )
    if meeting_id is not None:
        query = query.where(DecidedRow.meeting_id == meeting_id)
    row = unit.session.exec(query).first()
    return None if row is None else decision_of(unit, row, reference)


def rows_recorded(unit: Unit, reference: str, meeting_id: int) -> tuple[DecisionRow, ...]:
    """
    Return the workbook's rows that the item's decision at a meeting was made of, so far.

    A row written beneath the last one came without an id: it is given one, so
    that a workbook that shows it and is sent again replaces it.
    """
    row = unit.session.exec(
        select(DecidedRow)
        .join(ReferralRow, col(ReferralRow.id) == DecidedRow.referral_id)
        .where(
            ReferralRow.reference == reference,
            DecidedRow.meeting_id == meeting_id,
            col(DecidedRow.superseded).is_(False),
        )
    ).first()
    if row is None:
        return ()
    rows = [row_from_json(one) for one in unit.opened(row, "sealed_words")["rows"]]
    return tuple(replace(one, id=one.id or f"{reference}/kept{n}") for n, one in enumerate(rows, start=1))


def add_direct_allocation(unit: Unit, referral_id: str, service: str) -> None:
    """Give a service its part without a meeting: the administrator screened so (S2, P3)."""
    row = AllocationRow(id=unit.new_id(), referral_id=referral_id, decision_id=None, service=service)
    unit.seal(row, "sealed_part", {"role": "", "named_worker": ""})
    unit.session.add(row)
    unit.session.flush()


def end_direct_allocations(unit: Unit, referral_id: str) -> tuple[str, ...]:
    """End what was given without a meeting; return the services' codes."""
    rows = unit.session.exec(
        select(AllocationRow).where(
            AllocationRow.referral_id == referral_id,
            col(AllocationRow.decision_id).is_(None),
            col(AllocationRow.ended).is_(False),
        )
    ).all()
    for row in rows:
        row.ended = True
        unit.session.add(row)
    unit.session.flush()
    return tuple(row.service for row in rows)


def get_decision(unit: Unit, reference: str, number: int) -> Decision:
    """Return one decision of a referral by its number; an unknown one raises."""
    row = unit.session.exec(
        select(DecidedRow)
        .join(ReferralRow, col(ReferralRow.id) == DecidedRow.referral_id)
        .where(ReferralRow.reference == reference, DecidedRow.number == number)
    ).one()
    return decision_of(unit, row, reference)


def decision_of(unit: Unit, row: DecidedRow, reference: str) -> Decision:
    """Return the value of a decision's row, with its allocations and actions."""
    words = unit.opened(row, "sealed_words")
    parts = unit.session.exec(
        select(AllocationRow).where(AllocationRow.decision_id == row.id).order_by(col(AllocationRow.service))
    )
    actions = unit.session.exec(select(ActionRow).where(ActionRow.decision_id == row.id).order_by(col(ActionRow.id)))
    return Decision(
        reference=reference,
        meeting=row.meeting_id,
        number=row.number,
        word=DecisionWord(row.word),
        allocations=tuple(_allocation(unit, part) for part in parts),
        actions=tuple(_action(unit, action) for action in actions),
        lead_professional=words["lead_professional"],
        review_date=row.review_date,
        notes=words["notes"],
        amended=row.amended,
    )


def open_actions(unit: Unit, panel: str, before: dt.datetime) -> tuple[OpenAction, ...]:
    """Return the actions of a panel still open from decisions recorded before *before* (S1)."""
    rows = unit.session.exec(
        select(ActionRow, DecidedRow, ReferralRow)
        .join(DecidedRow, col(DecidedRow.id) == ActionRow.decision_id)
        .join(ReferralRow, col(ReferralRow.id) == ActionRow.referral_id)
        .where(ReferralRow.panel == panel, ActionRow.state == "open", col(DecidedRow.recorded_at) < before)
        .order_by(col(ReferralRow.reference), col(ActionRow.id))
    ).all()
    return tuple(
        OpenAction(id=action.id, reference=referral.reference, action=_action(unit, action))
        for action, _decision, referral in rows
    )


def _end_allocations(unit: Unit, referral_id: str, decision: Decision) -> None:
    """End what the same meeting allocated before, and what this decision takes back; other meetings' parts stay."""
    taken_back = {part.service for part in decision.allocations if part.withdrawn}
    rows = unit.session.exec(
        select(AllocationRow, DecidedRow)
        .join(DecidedRow, col(DecidedRow.id) == AllocationRow.decision_id)
        .where(AllocationRow.referral_id == referral_id, col(AllocationRow.ended).is_(False))
    ).all()
    for row, decided in rows:
        if decided.meeting_id == decision.meeting or row.service in taken_back:
            row.ended = True
            unit.session.add(row)


def _drop_actions(unit: Unit, referral_id: str, meeting_id: int) -> None:
    rows = unit.session.exec(
        select(ActionRow)
        .join(DecidedRow, col(DecidedRow.id) == ActionRow.decision_id)
        .where(ActionRow.referral_id == referral_id, DecidedRow.meeting_id == meeting_id, ActionRow.state == "open")
    )
    for row in rows.all():
        row.state = "replaced"
        unit.session.add(row)


def _add_allocation(unit: Unit, decision: DecidedRow, part: Allocation) -> None:
    row = AllocationRow(
        id=unit.new_id(),
        referral_id=decision.referral_id,
        decision_id=decision.id,
        service=part.service,
        lead_agency=part.lead_agency,
        withdrawn=part.withdrawn,
    )
    unit.seal(row, "sealed_part", {"role": part.role, "named_worker": part.named_worker})
    unit.session.add(row)


def _add_action(unit: Unit, decision: DecidedRow, action: AgreedAction) -> None:
    row = ActionRow(id=unit.new_id(), referral_id=decision.referral_id, decision_id=decision.id, by_when=action.by_when)
    unit.seal(
        row,
        "sealed_action",
        {"what": action.what, "who": action.who, "by_when_written": action.by_when_written},
    )
    unit.session.add(row)


def _allocation(unit: Unit, row: AllocationRow) -> Allocation:
    part: Mapping[str, Any] = unit.opened(row, "sealed_part")
    return Allocation(
        service=row.service,
        role=part["role"],
        named_worker=part["named_worker"],
        lead_agency=row.lead_agency,
        withdrawn=row.withdrawn,
    )


def _action(unit: Unit, row: ActionRow) -> AgreedAction:
    words: Mapping[str, Any] = unit.opened(row, "sealed_action")
    return AgreedAction(
        what=words["what"], who=words["who"], by_when=row.by_when, by_when_written=words["by_when_written"]
    )
