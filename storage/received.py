"""
Messages taken in: every one that a mailbox had, byte for byte, accounted for once (X2).

*Taken in* (saved and committed before anything else), *settled* (understood and
acted on, in one transaction), *filed* (moved to its folder on the server). A
message that cannot be settled after `MOST_TRIES` is quarantined: kept, shown to
the administrator, and never in the way of the next.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from typing import Any

from sqlmodel import col, select

from storage.database import Unit
from storage.tables import FileRow, ReceivedRow

MOST_TRIES = 3

# RFC 5321, section 4.4 and RFC 8601, section 4: servers write these above the message that they deliver.
_TRACE = re.compile(
    rb"(?:(?:Return-Path|Delivered-To|X-Original-To|Envelope-To|Delivery-date|Received|Received-SPF|Authentication-Results"
    rb"):[^\n]*\n(?:[ \t][^\n]*\n)*)+",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """A message that was taken in: its row, where it stands, and where it belongs on the server."""

    id: str
    state: str
    folder: str
    outcome: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrived:
    """A message at its place in a mailbox; `cut_from`: it has so many bytes that *raw* is its header alone."""

    mailbox: str
    uidvalidity: int
    uid: int
    raw: bytes
    cut_from: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptFile:
    """A file to be kept: its name is for people and never a path; `inactive` as in `FileRow`."""

    name: str
    data: bytes
    role: str
    position: int = 0
    inactive: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Correspondent:
    """Who a message is from, and what an answer to it names: its Message-ID and subject."""

    address: str
    name: str = ""
    message_id: str = ""
    subject: str = ""


def find_taken(unit: Unit, mailbox: str, uidvalidity: int, uid: int) -> Taken | None:
    """Return what is known of the message at this place of the mailbox."""
    row = unit.session.exec(
        select(ReceivedRow).where(
            ReceivedRow.mailbox == mailbox, ReceivedRow.uidvalidity == uidvalidity, ReceivedRow.uid == uid
        )
    ).first()
    return None if row is None else _taken(row)


def take_in(unit: Unit, arrived: Arrived, *, panel: str) -> Taken:
    """
    Save a message; what is true afterwards survives any crash once committed.

    What was seen before in this mailbox (UIDVALIDITY changed, somebody moved it
    back: ruling 17; a server delivered it twice: RFC 1047) is noted as the same
    message: filed again where the first belongs, and not acted on.
    """
    known = find_taken(unit, arrived.mailbox, arrived.uidvalidity, arrived.uid)
    if known is not None:
        return known
    digest = hashlib.sha256(_as_sent(arrived.raw)).hexdigest()
    twin = _first_with(unit, arrived.mailbox, digest)
    row = ReceivedRow(
        id=unit.new_id(),
        mailbox=arrived.mailbox,
        uidvalidity=arrived.uidvalidity,
        uid=arrived.uid,
        sha256=digest,
        size=len(arrived.raw),
        cut_from=arrived.cut_from,
        panel=panel,
        taken_at=unit.now,
        same_as=twin.id if twin else None,
    )
    unit.seal_bytes(row, "sealed_raw", b"" if twin else arrived.raw)
    unit.session.add(row)
    unit.session.flush()
    return _taken(row)


def twin_of(unit: Unit, row: ReceivedRow) -> ReceivedRow | None:
    """Return the message that this one is the same as, once that is settled; None for a message of its own."""
    return unit.session.get_one(ReceivedRow, row.same_as) if row.same_as else None


def waiting(unit: Unit, mailbox: str) -> tuple[str, ...]:
    """Return the ids of the messages of a mailbox still to be settled, oldest first."""
    rows = unit.session.exec(
        select(ReceivedRow.id)
        .where(ReceivedRow.mailbox == mailbox, ReceivedRow.state == "taken")
        .order_by(col(ReceivedRow.taken_at), col(ReceivedRow.uidvalidity), col(ReceivedRow.uid))
    )
    return tuple(rows)


def count_try(unit: Unit, received_id: str) -> bool:
    """Count one more try, before the work; False when the message had its tries and is to be quarantined."""
    row = unit.session.get_one(ReceivedRow, received_id)
    row.tries += 1
    unit.session.add(row)
    return row.tries <= MOST_TRIES


def claim(unit: Unit, received_id: str) -> ReceivedRow | None:
    """Return the row, locked for this transaction, if it is still to be settled."""
    return unit.session.exec(
        select(ReceivedRow)
        .where(ReceivedRow.id == received_id, ReceivedRow.state == "taken")
        .with_for_update(skip_locked=True)
    ).first()


def settle(unit: Unit, row: ReceivedRow, *, outcome: str, folder: str, state: str = "settled") -> None:
    """Write down the one end that a message came to, and the folder where it belongs."""
    row.state, row.outcome, row.folder, row.settled_at = state, outcome, folder, unit.now
    unit.session.add(row)
    unit.session.flush()


def mark_filed(unit: Unit, received_id: str) -> None:
    """Write down that the message lies in its folder on the server."""
    row = unit.session.get_one(ReceivedRow, received_id)
    if row.state == "settled":
        row.state = "filed"
    unit.session.add(row)


def take_up_again(unit: Unit, received_id: str) -> None:
    """Have a message settled once more (`attention retry`): the way to do it again."""
    row = unit.session.get_one(ReceivedRow, received_id)
    row.state, row.tries, row.outcome = "taken", 0, ""
    unit.session.add(row)


def note_sender(unit: Unit, row: ReceivedRow, sender: Correspondent) -> None:
    """Keep, sealed, who a message is from, so that an answer finds its way."""
    unit.seal(row, "sealed_sender", [sender.address, sender.name, sender.message_id, sender.subject])
    unit.session.add(row)


def sender_of(unit: Unit, received_id: str) -> Correspondent:
    """Return who a message is from; empty parts where that is not known."""
    row = unit.session.get_one(ReceivedRow, received_id)
    if row.sealed_sender is None:
        return Correspondent(address="")
    address, name, message_id, subject = unit.opened(row, "sealed_sender")
    return Correspondent(address=address, name=name, message_id=message_id, subject=subject)


def keep_result(unit: Unit, received_id: str, result: Any) -> None:
    """Keep, sealed, what the answer to a workbook will say of it."""
    row = unit.session.get_one(ReceivedRow, received_id)
    unit.seal(row, "sealed_result", result)
    unit.session.add(row)


def result_of(unit: Unit, received_id: str) -> Any:
    """Return what `keep_result` kept."""
    return unit.opened(unit.session.get_one(ReceivedRow, received_id), "sealed_result")


def raw_of(unit: Unit, row: ReceivedRow) -> bytes:
    """Return the message, byte for byte as it came."""
    if row.same_as:
        return raw_of(unit, unit.session.get_one(ReceivedRow, row.same_as))
    return unit.opened_bytes(row, "sealed_raw")


def keep_file(unit: Unit, received_id: str, file: KeptFile) -> FileRow:
    """Keep one file that came with a message, byte for byte, under an id of ours; return its row."""
    row = FileRow(
        id=unit.new_id(),
        received_id=received_id,
        role=file.role,
        size=len(file.data),
        sha256=hashlib.sha256(file.data).hexdigest(),
        position=file.position,
        inactive=file.inactive,
    )
    unit.seal(row, "sealed_name", file.name)
    unit.seal_bytes(row, "sealed_data", file.data)
    unit.session.add(row)
    unit.session.flush()
    return row


def files_of(unit: Unit, *, referral_id: str, role: str | None = None) -> tuple[FileRow, ...]:
    """Return the files kept for a referral, in the order they came."""
    query = select(FileRow).where(FileRow.referral_id == referral_id).order_by(col(FileRow.position))
    if role is not None:
        query = query.where(FileRow.role == role)
    return tuple(unit.session.exec(query))


def _as_sent(raw: bytes) -> bytes:
    """The message without what servers put before it on its way: that differs when it is delivered twice."""
    return raw[found.end() :] if (found := _TRACE.match(raw)) else raw


def _first_with(unit: Unit, mailbox: str, digest: str) -> ReceivedRow | None:
    return unit.session.exec(
        select(ReceivedRow)
        .where(ReceivedRow.mailbox == mailbox, ReceivedRow.sha256 == digest, col(ReceivedRow.same_as).is_(None))
        .order_by(col(ReceivedRow.taken_at))
    ).first()


def _taken(row: ReceivedRow) -> Taken:
    return Taken(id=row.id, state=row.state, folder=row.folder, outcome=row.outcome)
