"""Automatic mail is told from a person's, and reports are matched with what we sent."""

from __future__ import annotations

import pytest

from intake.message import read_mail
from intake.message.automatic import (
    AutomaticReply,
    DeliveryReport,
    ListMail,
    Outcome,
    OwnMail,
    automatic_nature,
    may_be_answered,
)
from tests.unit.intake.mails import PANEL, a_delivery_report, a_mail, a_mail_of, a_part

TOKEN = "beds.example"
OURS = f"<agenda.N.17@{TOKEN}>"
OWN = (PANEL,)


def nature(raw: bytes) -> object:
    """What kind of automatic mail the bytes are."""
    return automatic_nature(read_mail(raw), OWN, TOKEN)


def report(raw: bytes) -> DeliveryReport:
    """The delivery report that the bytes are."""
    found = nature(raw)
    assert isinstance(found, DeliveryReport)
    return found


@pytest.mark.parametrize(
    "headers",
    [
        {"Auto_Submitted": "auto-replied"},
        {"Auto_Submitted": "Auto-Generated; owner=x"},
        {"Auto_Submitted": "auto-notified (by a machine)"},
        {"X_Autoreply": "yes"},
        {"Subject": "Automatic reply: Agenda"},
        {"Subject": "Out of Office: Agenda"},
    ],
)
def test_automatic_replies_are_known_and_never_answered(headers: dict[str, str]) -> None:
    """By RFC 3834's header, by older ones, and by the subjects of programs that set none."""
    raw = a_mail(above=(), without=(), **headers)
    assert nature(raw) == AutomaticReply()
    assert not may_be_answered(read_mail(raw), OWN)


@pytest.mark.parametrize(
    "headers",
    [
        {"Precedence": "bulk"},
        {"Precedence": "List"},
        {"List_Id": "<x.example>"},
        {"List_Unsubscribe": "<mailto:x@y.example>"},
    ],
)
def test_list_mail_is_known_and_never_answered(headers: dict[str, str]) -> None:
    """An answer to a list reaches everybody on it."""
    raw = a_mail(above=(), without=(), **headers)
    assert nature(raw) == ListMail()
    assert not may_be_answered(read_mail(raw), OWN)


def test_a_persons_mail_may_be_answered() -> None:
    """`Auto-Submitted: no` says that a person wrote it."""
    for raw in (
        a_mail(),
        a_mail(Auto_Submitted="no"),
        a_mail(Precedence="first-class"),
        a_mail(Return_Path="<jo@x.example>"),
    ):
        assert nature(raw) is None
        assert may_be_answered(read_mail(raw), OWN)


@pytest.mark.parametrize(
    "raw",
    [
        a_mail(Return_Path="<>"),
        a_mail(From="MAILER-DAEMON@mx.beds.example"),
        a_mail(From="postmaster@mx.beds.example"),
        a_mail(From="no-reply@school.example"),
        a_mail(From="DoNotReply@school.example"),
        a_mail(From="owner-heads@school.example"),
        a_mail(From=PANEL.upper()),
        a_mail(From="chair@beds.example <x@evil.example>"),
        a_mail(above=[("Received", "from a by b")] * 51),
    ],
    ids=range(9),
)
def test_who_must_not_be_answered(raw: bytes) -> None:
    """Nobody, machines, ourselves, senders in doubt, and mail that goes round in circles."""
    assert not may_be_answered(read_mail(raw), OWN)


def test_our_own_mail_is_known_by_address_and_mark() -> None:
    """An administrator who writes from the panel's mailbox is a person; a stranger with our mark is a stranger."""
    assert nature(a_mail(From=PANEL, X_Panelpost_Kind="agenda")) == OwnMail()
    assert nature(a_mail(From=PANEL, Message_ID=OURS)) is None
    assert nature(a_mail(X_Panelpost_Kind="agenda", Message_ID=OURS)) is None


FAILED = "Final-Recipient: rfc822; police@partners.example\r\nAction: failed\r\nStatus: 5.1.1\r\n"


@pytest.mark.requirement("B3")
def test_a_delivery_report_is_read() -> None:
    """Recipient, status and what the server said; and which message of ours it is about."""
    fields = FAILED + "Diagnostic-Code: smtp; 550 5.1.1 no such user\r\n here\r\n"
    found = report(a_delivery_report(fields, original=a_mail(Message_ID=OURS)))
    (recipient,) = found.recipients
    assert (recipient.address, recipient.outcome, recipient.status) == (
        "police@partners.example",
        Outcome.FAILED,
        "5.1.1",
    )
    assert recipient.diagnostic == "smtp; 550 5.1.1 no such user here"
    assert found.original_message_id == OURS
    assert found.has_failed


def test_each_recipient_has_its_own_outcome() -> None:
    """One failed, one delayed: the report says so of each."""
    addresses = "Original-Recipient: rfc822;camhs@partners.example\r\nFinal-Recipient: x400; camhs\r\n"
    delayed = f"{addresses}Action: Delayed\r\nStatus: 4.4.1\r\n"
    found = report(a_delivery_report(f"{FAILED}\r\n{delayed}", original=a_mail(Message_ID=OURS)))
    assert [(one.address, one.outcome) for one in found.recipients] == [
        ("police@partners.example", Outcome.FAILED),
        ("camhs@partners.example", Outcome.DELAYED),
    ]


@pytest.mark.parametrize("action", ["delayed", "delivered", "relayed", "expanded"])
def test_what_is_not_failed_has_not_failed(action: str) -> None:
    """A delay, above all, is no failure."""
    assert not report(a_delivery_report(FAILED.replace("failed", action))).has_failed


def test_the_original_is_found_in_a_returned_header() -> None:
    """Many systems return the header alone."""
    returned = a_part(f"Subject: x\r\nMessage-ID: {OURS}\r\n", "text/rfc822-headers", encoding="")
    raw = a_mail_of(a_part("failed"), a_part(FAILED, "message/delivery-status", encoding=""), returned)
    assert report(raw).original_message_id == OURS


def test_a_report_about_somebody_elses_message_has_no_original() -> None:
    """A forged sender brings us reports about mail that we never sent."""
    assert report(a_delivery_report(FAILED, original=a_mail(Message_ID="<x@evil.example>"))).original_message_id == ""


QMAIL = f"""Hi. This is the qmail-send program at mx.partners.example.
I'm afraid I wasn't able to deliver your message to the following addresses.

<police@partners.example>:
Sorry, no mailbox here by that name. (#5.1.1)

--- Below this line is a copy of the message.

Return-Path: <{PANEL}>
Message-ID: {OURS}
To: somebody@else.example
"""


def test_a_bounce_in_words_alone_is_read() -> None:
    """The qmail system sends no report, but the original stands below its words."""
    found = report(a_mail(QMAIL, From="MAILER-DAEMON@mx.partners.example", Subject="failure notice"))
    assert [(one.address, one.outcome, one.status) for one in found.recipients] == [
        ("police@partners.example", Outcome.FAILED, "5.1.1")
    ]
    assert found.original_message_id == OURS


def test_an_address_in_angle_brackets_is_no_id() -> None:
    """The panel's own address ends like our ids, and so may another's: the outbox knows which is one."""
    words = f"Return-Path: <{PANEL}>\nCc: <chair@beds.example>\n{OURS}\n"
    found = report(a_mail(words, From="MAILER-DAEMON@mx.partners.example", Subject="failure notice"))
    assert found.mentioned == ("<chair@beds.example>", OURS)


def test_an_exchange_bounce_is_read() -> None:
    """Exchange writes HTML from an address of its own and answers our Message-ID."""
    found = report(
        a_mail(
            "<p>Delivery has failed to these recipients or groups:</p><p>police@partners.example</p>",
            Content_Type="text/html",
            From="Microsoft Outlook <MicrosoftExchange329e71ec88ae4615bbc36ab6ce41109e@partners.example>",
            Subject="Undeliverable: Agenda",
            In_Reply_To=OURS,
        )
    )
    assert (found.recipients[0].address, found.original_message_id) == ("police@partners.example", OURS)
    assert found.has_failed


def test_exim_names_the_recipients_in_a_header() -> None:
    """X-Failed-Recipients says who."""
    found = report(
        a_mail(f"x\nMessage-Id: {OURS}\n", X_Failed_Recipients="a@b.example, c@d.example", From="jo@x.example")
    )
    assert [one.address for one in found.recipients] == ["a@b.example", "c@d.example"]


def test_a_warning_of_delay_in_words_is_no_failure() -> None:
    """The server goes on trying."""
    words = "Could not send message for past 4 hours. You do not need to resend your message."
    found = report(
        a_mail(words, From="MAILER-DAEMON@x.example", Subject="Warning: could not send message for past 4 hours")
    )
    assert not found.has_failed


def test_a_person_who_writes_of_failure_sends_no_report() -> None:
    """The words alone make no bounce: it must come from a mail system."""
    assert nature(a_mail("My mail to you was returned to sender!", Subject="Undeliverable?")) is None


def test_a_read_receipt_is_automatic() -> None:
    """A disposition notification (RFC 8098) is recorded and never answered."""
    raw = a_mail_of(
        a_part("was read"), a_part("Disposition: x; displayed", "message/disposition-notification", encoding="")
    )
    assert nature(raw) == AutomaticReply()


@pytest.mark.parametrize(
    "fields", ["", "\r\n\r\n\r\n", "Action: failed", "Final-Recipient: x\r\nAction: exploded", "\x00" * 50]
)
def test_a_broken_report_has_no_recipients(fields: str) -> None:
    """What cannot be read is not guessed."""
    assert report(a_delivery_report(fields)).recipients == ()
