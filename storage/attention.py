"""What a person has to settle, and what people answered: kept until somebody says that it is done."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlmodel import col, select

from storage.audit import record_change
from storage.database import Unit
from storage.ledger import owe
from storage.numbers import next_number
from storage.tables import AnswerRow, AttentionRow, ReferralRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Attention:
    """One thing that needs a person. `detail` may name people and is for the administrator alone."""

    id: str
    number: int
    panel: str
    reason: str
    at: dt.datetime
    state: str
    reference: str
    received_id: str | None
    outgoing_id: str | None
    detail: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What somebody answered about a meeting or an item, in their own words."""

    kind: str
    sender: str
    name: str
    services: tuple[str, ...]
    reference: str
    text: str
    at: dt.datetime


def ask_for_attention(
    unit: Unit,
    panel: str,
    reason: str,
    *,
    reference: str = "",
    received_id: str | None = None,
    outgoing_id: str | None = None,
    detail: Mapping[str, Any] | None = None,
) -> str:
    """Put something before the administrator; return its id."""
    row = AttentionRow(
        id=unit.new_id(),
        number=next_number(unit, "attention", 0),
        panel=panel,
        reason=reason,
        at=unit.now,
        reference=reference,
        received_id=received_id,
        outgoing_id=outgoing_id,
    )
    unit.seal(row, "sealed_detail", dict(detail or {}))
    unit.session.add(row)
    unit.session.flush()
    return row.id


def tell_administrator(
    unit: Unit,
    panel: str,
    reason: str,
    *,
    reference: str = "",
    outgoing_id: str | None = None,
    detail: Mapping[str, Any] | None = None,
) -> str:
    """Put something before the administrator, and owe them a mail about it; return its id."""
    attention_id = ask_for_attention(unit, panel, reason, reference=reference, outgoing_id=outgoing_id, detail=detail)
    owe_attention(unit, panel, attention_id)
    return attention_id


def owe_attention(unit: Unit, panel: str, attention_id: str, *, chair: bool = False) -> None:
    """Owe the administrators a mail about one thing; where a child is at risk the chair has it too (*chair*)."""
    owe(
        unit,
        f"attention/{attention_id}",
        panel=panel,
        kind="attention",
        subject=attention_id,
        due_at=unit.now,
        detail={"attention": attention_id, "chair": chair},
    )


def attentions(unit: Unit, *, panel: str | None = None, states: Sequence[str] = ("open",)) -> tuple[Attention, ...]:
    """Return what needs a person, oldest first."""
    query = select(AttentionRow).where(col(AttentionRow.state).in_(states)).order_by(col(AttentionRow.at))
    if panel is not None:
        query = query.where(AttentionRow.panel == panel)
    return tuple(_attention(unit, row) for row in unit.session.exec(query))


def get_attention(unit: Unit, attention_id: str) -> Attention:
    """Return one thing by its id or by its number, as people type it; `KeyError` if there is none."""
    query = select(AttentionRow).where(AttentionRow.id == attention_id)
    if attention_id.isdecimal():
        query = select(AttentionRow).where(AttentionRow.number == int(attention_id))
    row = unit.session.exec(query).first()
    if row is None:
        raise KeyError(attention_id)
    return _attention(unit, row)


def settle_attention(unit: Unit, attention_id: str, why: str) -> None:
    """Say that a thing needs nobody any more, and why."""
    row = unit.session.get_one(AttentionRow, attention_id)
    record_change(
        unit, "attention settled", ("attention", row.id), panel=row.panel, field="state", old=row.state, new=why
    )
    row.state, row.settled_at = "settled", unit.now
    unit.session.add(row)


def add_detail(unit: Unit, attention_id: str, **detail: str) -> None:
    """Keep more about a thing, sealed: an answer's words, another address."""
    row = unit.session.get_one(AttentionRow, attention_id)
    unit.seal(row, "sealed_detail", {**unit.opened(row, "sealed_detail"), **detail})
    unit.session.add(row)


def settle_attentions_about(unit: Unit, reference: str, why: str) -> None:
    """Say that nothing about a referral needs attention any more."""
    for row in unit.session.exec(
        select(AttentionRow).where(AttentionRow.reference == reference, AttentionRow.state == "open")
    ).all():
        settle_attention(unit, row.id, why)


def file_answer(
    unit: Unit,
    panel: str,
    answer: Answer,
    *,
    received_id: str,
    meeting_id: int | None = None,
    referral_id: str | None = None,
) -> str:
    """File what somebody answered on its meeting or item (B8); return the record's id."""
    row = AnswerRow(
        id=unit.new_id(),
        panel=panel,
        received_id=received_id,
        kind=answer.kind,
        meeting_id=meeting_id,
        referral_id=referral_id,
        services=list(answer.services),
        at=unit.now,
    )
    unit.seal(row, "sealed_words", {"sender": answer.sender, "name": answer.name, "text": answer.text})
    unit.session.add(row)
    unit.session.flush()
    return row.id


def answers_for(unit: Unit, meeting_id: int) -> tuple[Answer, ...]:
    """Return what was answered about a meeting and its items, oldest first."""
    rows = unit.session.exec(select(AnswerRow).where(AnswerRow.meeting_id == meeting_id).order_by(col(AnswerRow.at)))
    return tuple(answer_of(unit, row) for row in rows.all())


def get_answer(unit: Unit, answer_id: str) -> Answer:
    """Return one filed answer."""
    return answer_of(unit, unit.session.get_one(AnswerRow, answer_id))


def answer_of(unit: Unit, row: AnswerRow) -> Answer:
    """Return the value of an answer's row, opened."""
    words = unit.opened(row, "sealed_words")
    reference = ""
    if row.referral_id:
        reference = unit.session.get_one(ReferralRow, row.referral_id).reference
    return Answer(
        kind=row.kind,
        sender=words["sender"],
        name=words["name"],
        services=tuple(row.services),
        reference=reference,
        text=words["text"],
        at=row.at,
    )


def _attention(unit: Unit, row: AttentionRow) -> Attention:
    return Attention(
        id=row.id,
        number=row.number,
        panel=row.panel,
        reason=row.reason,
        at=row.at,
        state=row.state,
        reference=row.reference,
        received_id=row.received_id,
        outgoing_id=row.outgoing_id,
        detail=unit.opened(row, "sealed_detail"),
    )
