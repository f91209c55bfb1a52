"""
What a message is, and so what is to be done with it: the table of section 6 of the process, from the top down.

Pure: the message and what others found in it come in, one kind goes out. Who
may do what is not decided here: a decision workbook is one whoever sent it,
and whether its sender is proven is asked when it is acted on.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from intake.message import answers
from intake.message.answers import Answer, Topic
from intake.message.automatic import AutomaticNature, DeliveryReport, OwnMail
from intake.message.kind import Kind
from intake.message.mail import Attachment, Mail
from intake.message.plain_text import own_words
from intake.message.structure import Note
from rules.references import find_references


class Finding(StrEnum):
    """What the form reader found in one attachment."""

    FORM = "form"
    UNREADABLE = "unreadable"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class SentMail:
    """A message of ours that is answered: its `X-Panelpost-Kind`, what it was about, whom it went to."""

    kind: str
    references: tuple[str, ...] = ()
    recipient: str = ""
    meeting: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """
    What is known beside the message itself.

    `findings`: by place in `mail.attachments`, what the form reader found;
    what is missing counts as OTHER. `what_workbook` says of a spreadsheet
    whether it is 'decision', 'panel', 'foreign' or 'not a workbook'. `find_sent` finds
    a message of ours by its Message-ID. `knows_reference`: whether a reference
    exists in this panel.
    """

    findings: Mapping[int, Finding] = field(default_factory=dict)
    nature: AutomaticNature | None = None
    what_workbook: Callable[[bytes], str] = lambda _: "foreign"
    find_sent: Callable[[str], SentMail | None] = lambda _: None
    knows_reference: Callable[[str], bool] = lambda _: False


# ------------------------------------------------------------------------------------------------------- the outcomes


@dataclass(frozen=True, slots=True, kw_only=True)
class Referral:
    """
    Forms for children not known by any reference: each is a referral, together perhaps a family (S7).

    `follows`: references that the subject of a re-referral names (P9).
    """

    forms: tuple[Attachment, ...]
    supporting: tuple[Attachment, ...] = ()
    unreadable: tuple[Attachment, ...] = ()
    follows: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class NewVersion:
    """A form again for a referral that exists; which child each form is about is told by reading it."""

    reference: str
    forms: tuple[Attachment, ...]
    supporting: tuple[Attachment, ...] = ()
    unreadable: tuple[Attachment, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class WithoutForm:
    """A referral in other words: a letter, a request in the text (S2)."""

    documents: tuple[Attachment, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Unreadable:
    """Files that may be forms and cannot be read, or a message that is sealed as a whole."""

    attachments: tuple[Attachment, ...] = ()
    notes: tuple[Note, ...] = ()
    reference: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionWorkbook:
    """The chair's decisions come back (B10)."""

    workbooks: tuple[Attachment, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PanelWorkbook:
    """The administrator's corrections come back (X5)."""

    workbooks: tuple[Attachment, ...]


@dataclass(frozen=True, slots=True)
class WorkbookRequest:
    """A mail with the subject `workbook`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """Something asked for unasked: register check (B4), re-hearing (B11), re-referral (P9), withdrawal (X8)."""

    topic: Topic
    references: tuple[str, ...] = ()
    words: str = field(default="", repr=False)
    attachments: tuple[Attachment, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """
    An answer to what we asked.

    `references`: those the subject names, else those the question was about.
    `meeting_day`: the day that the subject names. `sent`: the question, where
    it can be told. `words`: the sender's own, without what they quote.
    """

    answer: Answer
    references: tuple[str, ...] = ()
    meeting_day: dt.date | None = None
    sent: SentMail | None = None
    words: str = field(default="", repr=False)
    attachments: tuple[Attachment, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounce:
    """A message of ours did not reach somebody."""

    report: DeliveryReport
    sent: SentMail


@dataclass(frozen=True, slots=True, kw_only=True)
class Automatic:
    """Automatic or list mail, or a delivery report that changes nothing: recorded, never answered."""

    nature: AutomaticNature
    sent: SentMail | None = None


@dataclass(frozen=True, slots=True)
class OwnMailBack:
    """A message of ours that came back: recorded, never answered, whatever it carries."""


@dataclass(frozen=True, slots=True)
class Unknown:
    """Anything else: a person reads it."""


Classified = (
    Referral
    | NewVersion
    | WithoutForm
    | Unreadable
    | DecisionWorkbook
    | PanelWorkbook
    | WorkbookRequest
    | Request
    | Reply
    | Bounce
    | Automatic
    | OwnMailBack
    | Unknown
)


# ------------------------------------------------------------------------------------------------------------ the table


def classify(mail: Mail, facts: Facts) -> Classified:
    """Return what *mail* is: the first line of the table that fits."""
    case = _Case(mail, facts)
    for line in _TABLE:
        found = line(case)
        if found is not None:
            return found
    return Unknown()


class _Case:
    """One message while the table is gone through: what several lines ask is found once."""

    def __init__(self, mail: Mail, facts: Facts) -> None:
        self.mail, self.facts = mail, facts
        found = [(attachment, facts.findings.get(at, Finding.OTHER)) for at, attachment in enumerate(mail.attachments)]
        self.forms = tuple(attachment for attachment, finding in found if finding is Finding.FORM)
        self.unreadable = tuple(attachment for attachment, finding in found if finding is Finding.UNREADABLE)
        self.others = tuple(attachment for attachment, finding in found if finding is Finding.OTHER)
        self.sent = next((sent for sent in map(facts.find_sent, mail.answers_to) if sent is not None), None)
        self.says = answers.subject_says(mail.subject)
        self.words = own_words(mail.text)
        named = find_references(mail.subject)
        self.named = tuple(reference for reference in named if facts.knows_reference(reference))
        asked_about = self.sent.references if self.sent else ()
        self.references = self.named or asked_about

    @property
    def one_reference(self) -> str:
        """The one referral it is about; empty where it names none or several."""
        return self.references[0] if len(self.references) == 1 else ""

    @property
    def documents(self) -> tuple[Attachment, ...]:
        """Attachments that somebody wrote: no logos, calendars or cards."""
        return tuple(attachment for attachment in self.others if attachment.kind in _DOCUMENTS)


_DOCUMENTS = frozenset({Kind.DOCX, Kind.DOC, Kind.PDF, Kind.RTF, Kind.ODT, Kind.WORD_XML, Kind.WEB_ARCHIVE, Kind.MAIL})
_SPREADSHEETS = frozenset({Kind.XLSX, Kind.XLS, Kind.ODS})
_SEALED = frozenset({Note.ENCRYPTED, Note.OVERSIZED, Note.PARTIAL})
_REFERS = re.compile(
    r"\b(?:refer(?:s|red|ring|ral|rals)?|early help|request(?:ing)? (?:support|help))\b", re.IGNORECASE
)
_INVITATION_ANSWERS = {"ACCEPTED": Answer.ATTENDING, "DECLINED": Answer.NOT_ATTENDING, "TENTATIVE": Answer.FREE_TEXT}


def _own_mail(case: _Case) -> Classified | None:
    return OwnMailBack() if isinstance(case.facts.nature, OwnMail) else None


def _bounce(case: _Case) -> Classified | None:
    """A report encloses what we sent, forms and all: none of it is a referral."""
    report = case.facts.nature
    if not isinstance(report, DeliveryReport):
        return None
    known = ((one, case.facts.find_sent(one)) for one in report.mentioned)
    about, sent = next(((one, sent) for one, sent in known if sent is not None), ("", None))
    report = replace(report, original_message_id=about or report.original_message_id)
    if sent is not None and report.has_failed:
        return Bounce(report=report, sent=sent)
    return Automatic(nature=report, sent=sent) if sent is not None or not case.forms else None


def _our_workbook(case: _Case) -> Classified | None:
    books = [(book, case.facts.what_workbook(book.data)) for book in case.others if book.kind in _SPREADSHEETS]
    decisions = tuple(book for book, kind in books if kind == "decision")
    corrections = tuple(book for book, kind in books if kind == "panel")
    if decisions:
        return DecisionWorkbook(workbooks=decisions)
    return PanelWorkbook(workbooks=corrections) if corrections else None


def _asked_for_document(case: _Case) -> Classified | None:
    """A review form or feedback sheet comes back: it may look like a form and is an answer."""
    if case.sent is None or not (case.forms or case.documents or case.words):
        return None
    match case.sent.kind:
        case "review-request":
            return _reply(case, Answer.REVIEW)
        case "feedback-request":
            return _reply(case, Answer.FEEDBACK)
        case _:
            return None


def _new_version(case: _Case) -> Classified | None:
    about_one = case.named or (case.sent is not None and case.sent.kind not in _ABOUT_MANY)
    if not case.forms or not case.one_reference or not about_one or case.says is Topic.RE_REFERRAL:
        return None
    return NewVersion(
        reference=case.one_reference, forms=case.forms, supporting=case.others, unreadable=case.unreadable
    )


def _referral(case: _Case) -> Classified | None:
    if not case.forms:
        return None
    follows = case.named if case.says is Topic.RE_REFERRAL else ()
    return Referral(forms=case.forms, supporting=case.others, unreadable=case.unreadable, follows=follows)


def _unreadable(case: _Case) -> Classified | None:
    sealed = tuple(note for note in case.mail.notes if note in _SEALED)
    if not case.unreadable and not sealed:
        return None
    return Unreadable(attachments=case.unreadable, notes=sealed, reference=case.one_reference)


def _automatic(case: _Case) -> Classified | None:
    nature = case.facts.nature
    if nature is None or case.documents:  # what carries a document is looked at by a person, or is a letter
        return None
    return Automatic(nature=nature, sent=case.sent)


def _workbook_request(case: _Case) -> Classified | None:
    return WorkbookRequest() if answers.asks_for_workbook(case.mail.subject) and not case.mail.attachments else None


def _request(case: _Case) -> Classified | None:
    """What is asked goes before the form that came with it; a re-referral's form is what is asked."""
    if not isinstance(case.says, Topic) or case.facts.nature is not None:
        return None
    if case.says is Topic.RE_REFERRAL and case.forms:
        return None
    return Request(topic=case.says, references=case.references, words=case.words, attachments=case.mail.attachments)


def _invitation_answer(case: _Case) -> Classified | None:
    answer = case.mail.calendar_answer
    return _reply(case, _INVITATION_ANSWERS[answer.status]) if answer else None


def _answer_by_subject(case: _Case) -> Classified | None:
    return _reply(case, case.says) if isinstance(case.says, Answer) else None


def _answer_in_own_words(case: _Case) -> Classified | None:
    if case.sent is not None:
        return _reply(case, _understood(case, case.sent.kind))
    return _reply(case, Answer.FREE_TEXT) if case.named else None


def _without_form(case: _Case) -> Classified | None:
    if case.facts.nature is not None:
        return None
    if case.documents or _REFERS.search(case.mail.subject) or _REFERS.search(case.words):
        return WithoutForm(documents=case.documents)
    return None


_TABLE: tuple[Callable[[_Case], Classified | None], ...] = (
    _own_mail,
    _bounce,
    _our_workbook,
    _request,
    _asked_for_document,
    _new_version,
    _referral,
    _unreadable,
    _automatic,
    _workbook_request,
    _invitation_answer,
    _answer_by_subject,
    _answer_in_own_words,
    _without_form,
)


# -------------------------------------------------------------------------------------------------------------- replies

_TO_THE_PANEL = frozenset({"agenda", "chair-pack", "guest-pack", "addendum", "time-slot"})
_ABOUT_MANY = frozenset(
    {"agenda", "chair-pack", "addendum", "workbook", "workbook-result", "decision-result", "digest"}
)
_ABOUT_THE_FORM = frozenset({"acknowledgement", "more-information", "not-accepted"})


def _reply(case: _Case, answer: Answer) -> Reply:
    return Reply(
        answer=answer,
        references=case.references,
        meeting_day=answers.meeting_day(case.mail.subject),
        sent=case.sent,
        words=case.words,
        attachments=case.mail.attachments,
    )


def _understood(case: _Case, kind: str) -> Answer:
    """Return what somebody's own words answer to the question *kind*; what is not plain is free text."""
    if kind in _TO_THE_PANEL:
        found = answers.coming(case.words) or (Answer.INFORMATION if case.named else None)
    elif kind == "service-decision":
        found = answers.starting(case.words)
    elif kind == "decision-sheet":
        found = Answer.FAMILY_ANSWER if answers.family_answers(case.words) else None
    else:
        found = Answer.MORE_INFORMATION if kind in _ABOUT_THE_FORM else None
    if found is Answer.NOT_ATTENDING and kind not in {"time-slot", "guest-pack"}:
        return Answer.APOLOGIES
    return found or Answer.FREE_TEXT
