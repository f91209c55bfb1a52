"""
The outbox: a message is stored, complete, before it is sent (X2).

Its Message-ID and its bytes are fixed when the row is made. A sender claims a
row, lets go of the database, talks to the server, and records the answer. The
phase is written before the data goes out: a row found in phase `data` without an
answer is in doubt - it may have arrived - and goes again with the same bytes
and the same Message-ID (ADR 0004).

    queued ─▶ sending ─▶ sent
       ▲         ├────▶ deferred ─▶ queued again later
       └─────────┤
                 ├────▶ refused          (to the administrator)
                 └────▶ stopped          (the reader may not see it any more)
    sent ─▶ undelivered                  (a bounce came back)
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlmodel import and_, col, func, or_, select

from storage.database import Unit
from storage.tables import OutgoingRow
from storage.turns import nobody_has

LEASE = dt.timedelta(minutes=15)
"""Longer than the ten minutes that RFC 5321 (4.5.3.2.6) has a client wait after the final dot."""

_OPEN = ("queued", "deferred", "sending")


@dataclass(frozen=True, slots=True, kw_only=True)
class NewMessage:
    """
    A complete message about to be put into the outbox.

    `references` and `reader` say what the door is asked again when it is sent.
    """

    message_id: str
    panel: str
    kind: str
    owed_key: str
    recipient: str
    raw: bytes
    references: tuple[str, ...] = ()
    reader: Mapping[str, Any] = field(default_factory=dict)
    meeting_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Outgoing:
    """One message, ready to go to one reader."""

    id: str
    message_id: str
    panel: str
    kind: str
    owed_key: str
    recipient: str
    raw: bytes
    references: tuple[str, ...]
    reader: Mapping[str, Any] = field(default_factory=dict)
    tries: int = 0
    first_tried: dt.datetime | None = None
    in_doubt: bool = False


def queue(unit: Unit, new: NewMessage) -> bool:
    """Put a complete message into the outbox, unless its Message-ID is there already; tell whether it was put."""
    if find_by_message_id(unit, new.message_id) is not None:
        return False
    row = OutgoingRow(
        id=unit.new_id(),
        message_id=new.message_id,
        panel=new.panel,
        kind=new.kind,
        owed_key=new.owed_key,
        references=list(new.references),
        reader=dict(new.reader),
        meeting_id=new.meeting_id,
        queued_at=unit.now,
        size=len(new.raw),
        blind_recipient=unit.vault.blind("address", new.recipient),
    )
    unit.seal(row, "sealed_recipient", new.recipient)
    unit.seal_bytes(row, "sealed_raw", new.raw)
    unit.session.add(row)
    unit.session.flush()
    return True


def claim_next(unit: Unit, real_now: dt.datetime, *, skip: Sequence[str] = ()) -> Outgoing | None:
    """
    Claim the next message that can be sent, for `LEASE` of real time; None when there is none.

    A row whose lease ran out was being sent by a process that died: it is taken
    up again, and is in doubt if its data had gone out.
    """
    ready = or_(col(OutgoingRow.not_before).is_(None), col(OutgoingRow.not_before) <= real_now)
    abandoned = and_(col(OutgoingRow.state) == "sending", col(OutgoingRow.lease_until) <= real_now)
    row = unit.session.exec(
        select(OutgoingRow)
        .where(or_(and_(col(OutgoingRow.state).in_(("queued", "deferred")), ready), abandoned))
        .where(col(OutgoingRow.id).not_in(list(skip)))
        .order_by(col(OutgoingRow.queued_at), col(OutgoingRow.owed_key), col(OutgoingRow.id))
        .limit(1)
        .with_for_update(skip_locked=True)
    ).first()
    if row is None:
        return None
    in_doubt = row.phase == "data"
    row.state, row.lease_until, row.tries = "sending", real_now + LEASE, row.tries + 1
    row.doubts += int(in_doubt)
    row.first_tried = row.first_tried or real_now
    row.phase = ""
    unit.session.add(row)
    return _outgoing(unit, row, in_doubt=in_doubt)


def release_abandoned(unit: Unit) -> int:
    """
    Give back every row left in `sending`; return how many.

    Only for the start of a service that is the database's only one (SQLite):
    nobody else can be sending then, so there is no lease to wait for.
    """
    rows = unit.session.exec(select(OutgoingRow).where(OutgoingRow.state == "sending")).all()
    for row in rows:
        row.state, row.lease_until = "queued", None
        unit.session.add(row)
    return len(rows)


def turn_for(outgoing_id: str) -> str:
    """Return the name of the turn that whoever sends a message holds meanwhile (`storage.turns`)."""
    return f"outgoing {outgoing_id}"


def release_dead(unit: Unit) -> int:
    """
    Give back every row that a machine was sending when it died; return how many. For PostgreSQL.

    A machine holds a row's turn while it sends; a turn that nobody has belonged
    to one that is gone, and there is no lease to wait for.
    """
    if unit.session.get_bind().dialect.name != "postgresql":
        return 0
    released = 0
    for row in unit.session.exec(select(OutgoingRow).where(OutgoingRow.state == "sending")).all():
        if not nobody_has(unit.session, turn_for(row.id)):
            continue
        unit.session.refresh(row, with_for_update=True)  # its sender may have recorded the answer since
        if row.state == "sending":
            row.state, row.lease_until = "queued", None
            unit.session.add(row)
            released += 1
    return released


def give_back(unit: Unit, outgoing_id: str, *, in_doubt: bool = False) -> None:
    """Give a claimed row back untried: there was no server to try it with, which says nothing about the message."""
    row = unit.session.get_one(OutgoingRow, outgoing_id)
    row.state, row.lease_until, row.tries, row.phase = "queued", None, row.tries - 1, "data" if in_doubt else ""
    if row.tries == 0:
        row.first_tried = None
    unit.session.add(row)


def data_went_out(unit: Unit, outgoing_id: str) -> bool:
    """Whether the data of a claimed row may have gone out without an answer."""
    return unit.session.get_one(OutgoingRow, outgoing_id).phase == "data"


def note_data_phase(unit: Unit, outgoing_id: str) -> None:
    """Write down that the data is about to go out: from here on, silence means doubt."""
    row = unit.session.get_one(OutgoingRow, outgoing_id)
    row.phase = "data"
    unit.session.add(row)


def record_sent(unit: Unit, outgoing_id: str, code: int) -> None:
    """Record that the server took the message."""
    row = unit.session.get_one(OutgoingRow, outgoing_id)
    row.state, row.phase, row.sent_at, row.reply_code, row.lease_until = "sent", "done", unit.now, code, None
    unit.session.add(row)


def record_deferred(
    unit: Unit, outgoing_id: str, not_before: dt.datetime, code: int, *, in_doubt: bool = False
) -> None:
    """Record that the message goes again, no earlier than *not_before* (real time)."""
    row = unit.session.get_one(OutgoingRow, outgoing_id)
    row.state, row.not_before, row.reply_code, row.lease_until = "deferred", not_before, code, None
    row.phase = "data" if in_doubt else ""
    unit.session.add(row)


def record_end(unit: Unit, outgoing_id: str, state: str, code: int = 0) -> None:
    """Record that the message will not go: `refused` by the server, or `stopped` by the door."""
    row = unit.session.get_one(OutgoingRow, outgoing_id)
    row.state, row.phase, row.reply_code, row.lease_until = state, "done", code, None
    unit.session.add(row)


def mark_undelivered(unit: Unit, outgoing_id: str) -> None:
    """Record that a bounce came back for a message that we sent."""
    row = unit.session.get_one(OutgoingRow, outgoing_id)
    row.state = "undelivered"
    unit.session.add(row)


def take_up_again(unit: Unit, outgoing_id: str) -> None:
    """Have a message that ended unsent, or bounced, go once more (`attention retry`): the same bytes, asked anew."""
    row = unit.session.get_one(OutgoingRow, outgoing_id)
    row.state, row.phase, row.tries, row.reply_code = "queued", "", 0, 0
    row.first_tried = row.not_before = row.lease_until = None
    unit.session.add(row)


def counts(unit: Unit) -> dict[str, int]:
    """Return how many messages are in each state."""
    rows = unit.session.exec(select(OutgoingRow.state, func.count()).group_by(OutgoingRow.state)).all()
    return {state: int(count) for state, count in rows}


def find_by_message_id(unit: Unit, message_id: str) -> OutgoingRow | None:
    """Return the row of the message with this Message-ID, if we made one."""
    return unit.session.exec(select(OutgoingRow).where(OutgoingRow.message_id == message_id)).first()


def recipient_of(unit: Unit, row: OutgoingRow) -> str:
    """Return the address a row goes to."""
    return str(unit.opened(row, "sealed_recipient"))


def raw_of(unit: Unit, row: OutgoingRow) -> bytes:
    """Return the message of a row, byte for byte."""
    return unit.opened_bytes(row, "sealed_raw")


def waiting(unit: Unit) -> int:
    """Return how many messages still have to go."""
    return int(
        unit.session.exec(select(func.count()).select_from(OutgoingRow).where(col(OutgoingRow.state).in_(_OPEN))).one()
    )


def was_queued(unit: Unit, recipient: str, kind: str, reference: str) -> bool:
    """Whether a message of *kind* that speaks of *reference* was made for this address and not stopped."""
    blind = unit.vault.blind("address", recipient)
    rows = unit.session.exec(
        select(OutgoingRow).where(
            OutgoingRow.blind_recipient == blind, OutgoingRow.kind == kind, OutgoingRow.state != "stopped"
        )
    )
    return any(reference in row.references for row in rows)


def sent_to_since(unit: Unit, recipient: str, kind: str, since: dt.datetime) -> int:
    """Return how many messages of one kind were made for an address since a time (RFC 3834 limits)."""
    blind = unit.vault.blind("address", recipient)
    return int(
        unit.session.exec(
            select(func.count())
            .select_from(OutgoingRow)
            .where(OutgoingRow.blind_recipient == blind, OutgoingRow.kind == kind, col(OutgoingRow.queued_at) >= since)
        ).one()
    )


def _outgoing(unit: Unit, row: OutgoingRow, *, in_doubt: bool) -> Outgoing:
    return Outgoing(
        id=row.id,
        message_id=row.message_id,
        panel=row.panel,
        kind=row.kind,
        owed_key=row.owed_key,
        recipient=recipient_of(unit, row),
        raw=raw_of(unit, row),
        references=tuple(row.references),
        reader=dict(row.reader),
        tries=row.tries,
        first_tried=row.first_tried,
        in_doubt=in_doubt,
    )
