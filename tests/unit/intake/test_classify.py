"""What each message is: the table of section 6 of the process."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from intake.message import Mail, Note, read_mail
from intake.message.answers import Answer, Topic
from intake.message.automatic import automatic_nature
from intake.message.classify import (
    Automatic,
    Bounce,
    Classified,
    DecisionWorkbook,
    Facts,
    Finding,
    NewVersion,
    OwnMailBack,
    PanelWorkbook,
    Referral,
    Reply,
    Request,
    SentMail,
    Unknown,
    Unreadable,
    WithoutForm,
    WorkbookRequest,
    classify,
)
from tests.unit.intake.mails import PANEL, WORD, a_delivery_report, a_mail, a_mail_of, a_package, a_part

TOKEN = "panelpost.beds.example"
ASKED = f"<asked@{TOKEN}>"
FORM = a_part(a_package("word/document.xml"), WORD, name="form.docx")
BOOK = a_part(a_package("xl/workbook.xml"), "application/octet-stream", name="book.xlsx")


def facts(mail: Mail, *findings: Finding, sent: SentMail | None = None, book: str = "foreign", **more: Any) -> Facts:
    """What is known of a message: references N26-… exist, ASKED is a message of ours if *sent* is given."""
    return Facts(
        findings=dict(enumerate(findings)),
        nature=automatic_nature(mail, (PANEL,), TOKEN),
        what_workbook=lambda _: book,
        find_sent=lambda message_id: sent if message_id == ASKED else None,
        knows_reference=lambda reference: reference.startswith("N26-"),
        **more,
    )


def kind_of(raw: bytes, *findings: Finding, sent: SentMail | None = None, book: str = "foreign") -> Classified:
    """What the bytes are."""
    mail = read_mail(raw)
    return classify(mail, facts(mail, *findings, sent=sent, book=book))


@pytest.mark.requirement("B1", "S7")
def test_forms_are_referrals_and_the_rest_supports_them() -> None:
    """Several forms are several referrals; a letter beside them is kept with them."""
    raw = a_mail_of(a_part("please"), FORM, FORM, a_part(b"%PDF-1.4", name="letter.pdf"))
    found = kind_of(raw, Finding.FORM, Finding.FORM, Finding.OTHER)
    assert isinstance(found, Referral)
    assert (len(found.forms), [attachment.name for attachment in found.supporting]) == (2, ["letter.pdf"])


@pytest.mark.parametrize(
    "headers",
    [{"Auto_Submitted": "auto-generated"}, {"Precedence": "bulk"}, {"List_Id": "<x.example>"}],
)
def test_a_form_by_automatic_mail_is_a_referral(headers: dict[str, str]) -> None:
    """Scanners and lists carry real forms: only the answer is withheld."""
    assert isinstance(kind_of(a_mail_of(FORM, subtype="mixed", above=(), **headers), Finding.FORM), Referral)


def test_a_form_with_a_known_reference_is_a_new_version() -> None:
    """By the subject, or as a reply to what was about that one referral."""
    assert kind_of(a_mail_of(FORM, Subject="RE: We have your referral N26-0042"), Finding.FORM) == NewVersion(
        reference="N26-0042", forms=read_mail(a_mail_of(FORM)).attachments
    )
    sent = SentMail(kind="more-information", references=("N26-0042",))
    assert isinstance(kind_of(a_mail_of(FORM, In_Reply_To=ASKED), Finding.FORM, sent=sent), NewVersion)


def test_a_form_with_an_unknown_reference_is_a_referral() -> None:
    """A reference that does not exist here says nothing."""
    assert isinstance(kind_of(a_mail_of(FORM, Subject="X99-0001"), Finding.FORM), Referral)


def test_a_form_in_answer_to_an_agenda_is_a_new_referral() -> None:
    """The agenda was about many: the form is about none of them for certain."""
    sent = SentMail(kind="agenda", references=("N26-0042",))
    assert isinstance(kind_of(a_mail_of(FORM, In_Reply_To=ASKED), Finding.FORM, sent=sent), Referral)


@pytest.mark.requirement("P9")
def test_a_re_referral_is_a_referral_that_follows_another() -> None:
    """The old reference is named, and it is no new version of it."""
    found = kind_of(a_mail_of(FORM, Subject="Re-referral: N26-0042"), Finding.FORM)
    assert isinstance(found, Referral)
    assert found.follows == ("N26-0042",)


def test_files_that_cannot_be_read_are_put_before_a_person() -> None:
    """Nothing is thrown away; and a readable form beside them is a referral."""
    scan = a_part(b"\xff\xd8\xff", "image/jpeg", name="scan.jpg")
    found = kind_of(a_mail_of(a_part("please"), scan), Finding.UNREADABLE)
    assert isinstance(found, Unreadable)
    both = kind_of(a_mail_of(FORM, scan), Finding.FORM, Finding.UNREADABLE)
    assert isinstance(both, Referral)
    assert len(both.unreadable) == 1


def test_a_sealed_message_is_unreadable() -> None:
    """An encrypted message must not look like an empty one."""
    found = kind_of(a_mail("x", Content_Type="application/pkcs7-mime; smime-type=enveloped-data"))
    assert found == Unreadable(notes=(Note.ENCRYPTED,))


@pytest.mark.requirement("B10", "X5")
def test_our_workbooks_are_known_by_what_is_in_them() -> None:
    """Not by name or subject."""
    assert isinstance(kind_of(a_mail_of(BOOK), book="decision"), DecisionWorkbook)
    assert isinstance(kind_of(a_mail_of(BOOK), book="panel"), PanelWorkbook)
    assert isinstance(kind_of(a_mail_of(BOOK, Subject="workbook"), book="foreign"), Unknown)


def test_the_workbook_may_be_asked_for() -> None:
    """A mail with the subject `workbook`, and nothing with it."""
    assert kind_of(a_mail("", Subject="Workbook")) == WorkbookRequest()


@pytest.mark.parametrize(
    ("subject", "topic"),
    [
        ("Register check", Topic.REGISTER_CHECK),
        ("Re-hearing: N26-0042", Topic.RE_HEARING),
        ("Withdraw consent: N26-0042", Topic.WITHDRAWAL),
        ("Re-referral: N26-0042", Topic.RE_REFERRAL),
    ],
)
@pytest.mark.requirement("B4", "B11", "X8")
def test_what_is_asked_unasked_is_known_by_a_word(subject: str, topic: Topic) -> None:
    """Register check, re-hearing, withdrawal, re-referral."""
    found = kind_of(a_mail("because", Subject=subject))
    assert isinstance(found, Request)
    assert (found.topic, found.words) == (topic, "because")


def test_a_withdrawal_with_a_form_is_a_withdrawal() -> None:
    """What is asked goes before the form that came with it."""
    found = kind_of(a_mail_of(FORM, Subject="Withdraw consent: N26-0042"), Finding.FORM)
    assert isinstance(found, Request)
    assert len(found.attachments) == 1


@pytest.mark.requirement("B8")
def test_apologies_by_the_link_name_the_meeting() -> None:
    """The link opens a new mail, with no thread: the subject has all that is needed."""
    found = kind_of(a_mail("I cannot come", Subject="Apologies: MAAG North, Thursday 10 December 2026"))
    assert isinstance(found, Reply)
    assert (found.answer, found.meeting_day, found.sent) == (Answer.APOLOGIES, dt.date(2026, 12, 10), None)


ANSWERS = [
    ("agenda", "Sorry, I can't make it.", Answer.APOLOGIES),
    ("agenda", "I will attend", Answer.ATTENDING),
    ("agenda", "Which room?", Answer.FREE_TEXT),
    ("guest-pack", "I cannot attend", Answer.NOT_ATTENDING),
    ("time-slot", "I cannot attend", Answer.NOT_ATTENDING),
    ("time-slot", "Yes, I can come", Answer.ATTENDING),
    ("service-decision", "We will start on 4 January", Answer.START_DATE),
    ("service-decision", "There is a waiting list", Answer.CANNOT_START),
    ("service-decision", "Thank you", Answer.FREE_TEXT),
    ("decision-sheet", "The family accepts all of it", Answer.FAMILY_ANSWER),
    ("more-information", "Her school is Mill Lane Primary", Answer.MORE_INFORMATION),
    ("acknowledgement", "I forgot to say that they moved", Answer.MORE_INFORMATION),
    ("review-request", "All is well", Answer.REVIEW),
    ("feedback-request", "All started", Answer.FEEDBACK),
    ("contacts", "I have left", Answer.FREE_TEXT),
]


@pytest.mark.parametrize(("kind", "words", "answer"), ANSWERS)
@pytest.mark.requirement("B8", "P4", "B12", "E2", "B16")
def test_replies_are_understood_by_what_they_answer(kind: str, words: str, answer: Answer) -> None:
    """The question says how the words are to be taken; what it was about is handed on."""
    sent = SentMail(kind=kind, references=("N26-0042",), recipient="police@partners.example")
    quoted = f"{words}\r\n\r\nOn Monday, Panel <{PANEL}> wrote:\r\n> I will attend / I cannot attend\r\n"
    found = kind_of(a_mail(quoted, In_Reply_To=ASKED, Subject="Re: Agenda"), sent=sent)
    assert isinstance(found, Reply)
    assert (found.answer, found.references, found.words, found.sent) == (answer, ("N26-0042",), words, sent)


def test_information_on_an_item_names_it() -> None:
    """A representative's reply to the agenda with the reference in the subject (B8)."""
    sent = SentMail(kind="agenda", references=("N26-0041", "N26-0042"))
    found = kind_of(a_mail("Known to us since May", In_Reply_To=ASKED, Subject="Re: N26-0042"), sent=sent)
    assert isinstance(found, Reply)
    assert (found.answer, found.references) == (Answer.INFORMATION, ("N26-0042",))


def test_a_review_form_that_comes_back_is_an_answer() -> None:
    """It may look like a form, and is no new version."""
    sent = SentMail(kind="review-request", references=("N26-0042",))
    found = kind_of(a_mail_of(FORM, In_Reply_To=ASKED), Finding.FORM, sent=sent)
    assert isinstance(found, Reply)
    assert (found.answer, len(found.attachments)) == (Answer.REVIEW, 1)


def test_a_button_on_the_invitation_is_an_answer() -> None:
    """Declining in Outlook says no more than that."""
    calendar = "BEGIN:VCALENDAR\nMETHOD:REPLY\nUID:m17\nATTENDEE;PARTSTAT=DECLINED:mailto:x@y.example\nEND:VCALENDAR\n"
    found = kind_of(a_mail_of(a_part(calendar, "text/calendar; method=REPLY"), Subject="Declined: MAAG North"))
    assert isinstance(found, Reply)
    assert found.answer is Answer.NOT_ATTENDING


FAILED = "Final-Recipient: rfc822; police@partners.example\r\nAction: failed\r\nStatus: 5.1.1\r\n"


def test_a_bounce_is_about_a_message_of_ours() -> None:
    """The pack comes back with it, and none of its forms is a referral."""
    sent = SentMail(kind="agenda", recipient="police@partners.example")
    raw = a_delivery_report(FAILED, original=a_mail_of(FORM, Message_ID=ASKED))
    found = kind_of(raw, Finding.FORM, sent=sent)
    assert isinstance(found, Bounce)
    assert found.sent == sent
    delayed = kind_of(
        a_delivery_report(FAILED.replace("failed", "delayed"), original=a_mail(Message_ID=ASKED)), sent=sent
    )
    assert isinstance(delayed, Automatic)


def test_a_bounce_in_words_is_matched_with_what_was_sent() -> None:
    """Of all that may be an id of ours in it, the one that we sent counts."""
    words = f"<chair@{TOKEN}>\n\nMessage-ID: <other@{TOKEN}>\n{ASKED}\n"
    found = kind_of(
        a_mail(words, From="mailer-daemon@x.example", Subject="failure notice"), sent=SentMail(kind="agenda")
    )
    assert isinstance(found, Bounce)
    assert found.report.original_message_id == ASKED


def test_a_report_about_no_message_of_ours_is_recorded() -> None:
    """Somebody forged our address; nothing follows."""
    assert isinstance(kind_of(a_delivery_report(FAILED, original=a_mail())), Automatic)


def test_our_own_mail_is_never_a_referral() -> None:
    """A pack that comes back to us carries forms."""
    assert kind_of(a_mail_of(FORM, From=PANEL, X_Panelpost_Kind="agenda"), Finding.FORM) == OwnMailBack()


def test_an_automatic_reply_answers_nothing() -> None:
    """Out of office is not an apology."""
    raw = a_mail("I cannot attend to mail", In_Reply_To=ASKED, Auto_Submitted="auto-replied")
    assert isinstance(kind_of(raw, sent=SentMail(kind="agenda")), Automatic)


@pytest.mark.requirement("S2")
def test_a_letter_or_a_request_in_words_is_a_referral_without_a_form() -> None:
    """GP letters and direct requests."""
    letter = a_mail_of(a_part("see attached"), a_part(b"%PDF-1.4", "application/pdf", name="letter.pdf"))
    assert isinstance(kind_of(letter, Finding.OTHER), WithoutForm)
    assert isinstance(kind_of(a_mail("I would like to refer a child to the panel.")), WithoutForm)


def test_anything_else_goes_to_a_person() -> None:
    """No guess is made."""
    assert kind_of(a_mail("When is the next meeting?", Subject="Question")) == Unknown()
    assert kind_of(b"") == Unknown()
