"""Mail that brings no form and answers no question: sent a blank form, or put before the administrator (S2)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from intake.message import Attachment
from intake.message.classify import Request
from intake.settle.desk import Desk, End, Folder
from intake.settle.referrals import keep_supporting
from storage.outbox import sent_to_since

MOST_AN_HOUR = 5
"""So many mails without a form one sender is answered automatically; what comes after goes to a person."""


def receive_without_form(desk: Desk, documents: Sequence[Attachment]) -> End:
    """Send the blank form back, or put the mail before the administrator for screening: the profile decides."""
    keep_supporting(desk, documents)
    if desk.panel.profile.without_form == "blank_form" and _answer_with_blank_form(desk):
        return End("mail without a form", Folder.PROCESSED)
    desk.put_before_administrator("without_form")
    return End("mail without a form, for screening", Folder.ATTENTION)


def receive_request(desk: Desk, request: Request) -> End:
    """Put before the administrator what somebody asks for in words: a re-hearing, a withdrawal, a register check."""
    keep_supporting(desk, request.attachments)
    reference = request.references[0] if len(request.references) == 1 else ""
    desk.put_before_administrator("request_to_read", reference=reference, detail={"topic": str(request.topic)})
    return End(f"{request.topic}, to be read", Folder.ATTENTION)


def receive_unknown(desk: Desk) -> End:
    """Put a message that nobody could sort before the administrator, who can turn it into a referral or answer it."""
    desk.put_before_administrator("not_understood")
    return End("not understood", Folder.ATTENTION)


def receive_nothing_to_read(desk: Desk, why: str) -> End:
    """Put a message sealed as a whole (encrypted, too large) before the administrator, and tell its sender."""
    desk.put_before_administrator("sealed_message", detail={"why": why})
    _answer_with_blank_form(desk)
    return End("message that cannot be opened", Folder.ATTENTION)


def _answer_with_blank_form(desk: Desk) -> bool:
    """Owe the sender the blank form, unless automatic answers to them have become too many (RFC 3834, ruling 12)."""
    hour_ago = desk.unit.now - dt.timedelta(hours=1)
    if not desk.may_answer or sent_to_since(desk.unit, desk.sender, "more-information", hour_ago) >= MOST_AN_HOUR:
        return False
    return desk.owe(f"blank-form/{desk.received.id}", "blank-form", desk.received.id)
