"""What people answer: apologies, information about an item, and what a person must read (B8; process, 2.6)."""

from __future__ import annotations

from intake.message.answers import Answer as Said
from intake.message.classify import Reply
from intake.settle.desk import Desk, End, Folder
from intake.settle.referrals import keep_supporting
from rules.audience import fold_address, may_see, reader_for
from rules.references import find_references
from rules.referral import Meeting, ReaderKind, Representative
from storage.attention import Answer, file_answer
from storage.panels import get_meeting, meetings_of
from storage.referrals import Referral, find_referral, with_families

_AGENDAS = frozenset({"agenda", "addendum"})
_FILED = {
    Said.APOLOGIES: "apologies",
    Said.INFORMATION: "information",
    Said.ATTENDING: "attending",
    Said.NOT_ATTENDING: "not attending",
}


def receive_reply(desk: Desk, reply: Reply) -> End:
    """
    File an answer on its meeting or item, and owe the chair word of it; or put it before the administrator.

    It counts only from an address that was asked: a representative's or deputy's
    (process, section 6). What is not understood, or comes from another address,
    is for a person to read.
    """
    person = _member(desk)
    meeting = _meeting_meant(desk, reply)
    kind = _kind(reply)
    if person is None or meeting is None or kind is None or not _was_asked(desk, reply):
        desk.put_before_administrator("answer_to_read", reference=_first(reply))
        return End("answer, to be read", Folder.ATTENTION)
    referral = _item_meant(desk, reply) if kind == "information" else None
    keep_supporting(desk, reply.attachments)
    answer_id = file_answer(
        desk.unit,
        desk.panel.code,
        Answer(
            kind=kind,
            sender=desk.sender,
            name=person.name if fold_address(person.email) == fold_address(desk.sender) else person.deputy,
            services=(person.service,),
            reference=referral.reference if referral else "",
            text=reply.words or desk.mail.text,
            at=desk.unit.now,
        ),
        received_id=desk.received.id,
        meeting_id=meeting.id,
        referral_id=referral.id if referral else None,
    )
    desk.owe(f"forwarded/{answer_id}", "forwarded", answer_id, {"answer": answer_id, "meeting": meeting.id})
    return End(kind, Folder.PROCESSED)


def _kind(reply: Reply) -> str | None:
    """Own words sent in answer to an agenda are information for the meeting (B8); elsewhere a person reads them."""
    if reply.answer is Said.FREE_TEXT and reply.sent is not None and reply.sent.kind in _AGENDAS:
        return "information"
    return _FILED.get(reply.answer)


def _member(desk: Desk) -> Representative | None:
    sender = fold_address(desk.sender)
    for person in desk.representatives:
        if sender and sender in {fold_address(person.email), fold_address(person.deputy_email)}:
            return person
    return None


def _was_asked(desk: Desk, reply: Reply) -> bool:
    """Whether the message it answers went to this address; a `mailto:` link names the meeting instead."""
    return reply.sent is None or fold_address(reply.sent.recipient) == fold_address(desk.sender)


def _meeting_meant(desk: Desk, reply: Reply) -> Meeting | None:
    """The meeting of the question, or the one whose day the subject names, or that of the item named."""
    if reply.sent is not None and reply.sent.meeting is not None:
        return get_meeting(desk.unit, reply.sent.meeting)
    for meeting in meetings_of(desk.unit, desk.panel.code):
        if reply.meeting_day and meeting.starts_at.astimezone(desk.zone).date() == reply.meeting_day:
            return meeting
    referral = find_referral(desk.unit, _first(reply)) if _first(reply) else None
    return get_meeting(desk.unit, referral.meeting_id) if referral and referral.meeting_id else None


def _item_meant(desk: Desk, reply: Reply) -> Referral | None:
    """The one item that the answer names, if this person may see it; else the words are filed on the meeting."""
    reader = reader_for(ReaderKind.REPRESENTATIVE, desk.sender, desk.representatives)
    scope = desk.panel.profile.consent_scope
    references = find_references(reply.words) or reply.references
    named = [find_referral(desk.unit, reference) for reference in references]
    for referral in named if len(named) == 1 else ():
        if referral is None or referral.panel != desk.panel.code:
            continue
        family = [one.case(scope) for one in with_families(desk.unit, [referral])]
        if may_see(referral.case(scope), reader, family):
            return referral
    return None


def _first(reply: Reply) -> str:
    return reply.references[0] if len(reply.references) == 1 else ""
