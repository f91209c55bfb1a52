"""What an administrator decided about mail in the workbook: an answer in their words, a message to another address."""

from __future__ import annotations

import email
import email.policy

from dispatch.compose import answer
from dispatch.envelope import message_id_for
from dispatch.fulfil.room import Post, Room
from dispatch.views import AnswerView
from rules.referral import ReaderKind
from storage import outbox
from storage.attention import get_attention
from storage.received import sender_of
from storage.tables import OutgoingRow


def fulfil_answer(room: Room) -> str:
    """Send the administrator's words to who wrote to us."""
    entry = get_attention(room.unit, room.owed.detail["attention"])
    sender = sender_of(room.unit, entry.received_id or "")
    view = AnswerView(words=str(entry.detail["answer"]))
    room.post(
        Post(
            composed=answer(view, room.paper, room.late),
            reader=room.reader(ReaderKind.REFERRER, sender.address),
            answers=sender.message_id,
        )
    )
    return "answered"


def fulfil_send_anew(room: Room) -> str:
    """Send a message of ours that did not arrive to the address that an administrator gave instead."""
    entry = get_attention(room.unit, room.owed.detail["attention"])
    before = room.unit.session.get_one(OutgoingRow, room.owed.detail["outgoing"])
    address = str(entry.detail["new_address"])
    message_id = message_id_for(room.owed.key, address, room.panel.mailbox.partition("@")[2])
    outbox.queue(
        room.unit,
        outbox.NewMessage(
            message_id=message_id,
            panel=before.panel,
            kind=before.kind,
            owed_key=room.owed.key,
            recipient=address,
            raw=readdressed(outbox.raw_of(room.unit, before), address, message_id),
            references=tuple(before.references),
            reader=before.reader,
            meeting_id=before.meeting_id,
        ),
    )
    return "sent to another address"


def readdressed(raw: bytes, address: str, message_id: str) -> bytes:
    """Return a message of ours with another recipient and Message-ID, and nothing else different."""
    message = email.message_from_bytes(raw, policy=email.policy.SMTP)
    message.replace_header("To", address)
    message.replace_header("Message-ID", message_id)
    return message.as_bytes()
