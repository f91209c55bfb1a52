"""What becomes of mail that did not arrive, or that nobody could sort (process, section 6)."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from intake.message import read_mail
from intake.settle.applying.work import Work
from intake.settle.judging import judge
from rules.audience import fold_address
from rules.form import Form, FormReading
from rules.referral import ReaderKind
from storage import received
from storage.attention import Answer, Attention, add_detail, file_answer, get_attention, settle_attention
from storage.errors import NothingToRetry
from storage.placing import next_open_meeting
from storage.referrals import NewReferral, People, add_referral, change_people, find_referral, next_reference
from storage.retrying import retry
from storage.tables import OutgoingRow, ReceivedRow
from storage.workbook.outcome import Change
from storage.workbook.panel_sheets import ANSWER_IT, FILE_IT, IGNORE, NEW_ADDRESS, NEW_REFERRAL, SEND_AGAIN

Row = dict[str, Change]


def settle_mail(work: Work, changes: Sequence[Change]) -> None:
    """Do what the sheet Undelivered says of each message, and settle it."""
    mine = [change for change in changes if change.sheet == "Undelivered"]
    for row_id in dict.fromkeys(change.subject_id for change in mine):
        row = {change.field: change for change in mine if change.subject_id == row_id}
        if "action" not in row:
            for change in row.values():
                work.refuse(change, "Choose under What to do what becomes of this message.")
            continue
        entry = get_attention(work.office.unit, row_id)
        refused = "" if entry.state != "open" else _DO[row["action"].new](work, entry, row)
        for change in row.values():
            if refused:
                work.refuse(change, refused)
            else:
                work.take(change)


def _said(row: Row, field: str) -> str:
    return row[field].new if field in row else ""


def _send_again(work: Work, entry: Attention, row: Row) -> str:  # noqa: ARG001 - one of `_DO`
    outgoing = _outgoing_id(entry)
    if outgoing is None:
        return "There is nothing that could be sent again. Choose something else."
    again = Attention(
        **{name: getattr(entry, name) for name in Attention.__slots__ if name != "outgoing_id"}, outgoing_id=outgoing
    )
    try:
        retry(work.office.unit, again)
    except NothingToRetry:
        return "There is nothing that could be sent again. Choose something else."
    return ""


def _new_address(work: Work, entry: Attention, row: Row) -> str:
    """Send the same message to an address that the administrator confirms; a member's belongs on Contacts."""
    unit, outgoing = work.office.unit, _outgoing_id(entry)
    message = unit.session.get(OutgoingRow, outgoing) if outgoing else None
    if message is None:
        return "There is nothing that could be sent again. Choose something else."
    address, kind = _said(row, "new_address"), ReaderKind(message.reader["kind"])
    if kind is ReaderKind.REFERRER:
        for reference in message.references:
            referral = work.referral(reference)
            old = str(entry.detail.get("recipient", ""))
            change_people(unit, reference, _with_address(referral.people, old, address))
    elif not _is_known(work, address):
        return "A member's address is changed on the sheet Contacts; then choose Send to new address again."
    add_detail(unit, entry.id, new_address=address)
    work.office.owe(f"send-anew/{entry.id}", "send-anew", entry.id, {"attention": entry.id, "outgoing": message.id})
    settle_attention(unit, entry.id, "sent to another address")
    return ""


def _file(work: Work, entry: Attention, row: Row) -> str:
    """File what somebody wrote on a referral, as information for its meeting (B8)."""
    unit = work.office.unit
    reference = _said(row, "reference") or entry.reference
    referral = find_referral(unit, reference.strip().upper())
    if referral is None or entry.received_id is None:
        return "Only a message that came in can be filed, under a reference of this panel."
    sender = received.sender_of(unit, entry.received_id)
    message = unit.session.get_one(ReceivedRow, entry.received_id)
    text = read_mail(received.raw_of(unit, message)).text
    file_answer(
        unit,
        work.office.panel.code,
        Answer(
            kind="information",
            sender=sender.address,
            name=sender.name,
            services=(),
            reference=referral.reference,
            text=text,
            at=unit.now,
        ),
        received_id=entry.received_id,
        meeting_id=referral.meeting_id,
        referral_id=referral.id,
    )
    settle_attention(unit, entry.id, f"filed under {referral.reference}")
    return ""


def _new_referral(work: Work, entry: Attention, row: Row) -> str:  # noqa: ARG001 - one of `_DO`
    """Make a row for a referral that came without a form: it is held until somebody has entered what it says."""
    unit, panel = work.office.unit, work.office.panel.code
    message = unit.session.get(ReceivedRow, entry.received_id) if entry.received_id else None
    if message is None:
        return "Only a message that came in can become a referral."
    sender = received.sender_of(unit, message.id)
    reading = FormReading(file="", kind="letter", readable=True, form=Form())
    judged = judge(work.office, reading, None)
    meeting = next_open_meeting(unit, panel)
    referral = add_referral(
        unit,
        NewReferral(
            panel=panel,
            received_id=message.id,
            received_at=message.taken_at,
            status=judged.settled.status,
            consent=judged.consent.state,
            consent_reasons=judged.consent.reasons,
            holds=judged.settled.holds,
            people=People(sender=sender.address, sender_name=sender.name, thread=sender.message_id),
            reading=reading,
            family_id=unit.new_id(),
            meeting_id=meeting.id if meeting else None,
        ),
        next_reference(unit, panel, work.office.today.year),
    )
    detail = {"references": [referral.reference], "received": message.id}
    work.owe(f"acknowledgement/{referral.reference}", "acknowledgement", referral.reference, detail)
    settle_attention(unit, entry.id, f"taken as {referral.reference}")
    return ""


def _answer(work: Work, entry: Attention, row: Row) -> str:
    """Send the sender the administrator's own words."""
    sender = received.sender_of(work.office.unit, entry.received_id) if entry.received_id else None
    if sender is None or not sender.address:
        return "There is no address that could be answered."
    add_detail(work.office.unit, entry.id, answer=_said(row, "answer"))
    work.office.owe(f"answer/{entry.id}", "answer", entry.id, {"attention": entry.id})
    settle_attention(work.office.unit, entry.id, "answered")
    return ""


def _ignore(work: Work, entry: Attention, row: Row) -> str:
    settle_attention(work.office.unit, entry.id, _said(row, "why"))
    return ""


def _outgoing_id(entry: Attention) -> str | None:
    told = entry.outgoing_id or entry.detail.get("outgoing")
    return str(told) if told else None


def _with_address(people: People, old: str, new: str) -> People:
    if fold_address(people.sender) == fold_address(old):
        return People(sender=new, sender_name=people.sender_name, confirmed=people.confirmed, thread=people.thread)
    kept = tuple(one for one in people.confirmed if fold_address(one) != fold_address(old))
    return People(sender=people.sender, sender_name=people.sender_name, confirmed=(*kept, new), thread=people.thread)


def _is_known(work: Work, address: str) -> bool:
    panel = work.office.panel
    known = [panel.chair, panel.acting_chair, *panel.administrators]
    known += [one for person in work.office.representatives for one in (person.email, person.deputy_email)]
    return fold_address(address) in {fold_address(one) for one in known if one}


_DO: dict[str, Callable[[Work, Attention, Row], str]] = {
    SEND_AGAIN: _send_again,
    NEW_ADDRESS: _new_address,
    FILE_IT: _file,
    NEW_REFERRAL: _new_referral,
    ANSWER_IT: _answer,
    IGNORE: _ignore,
}
