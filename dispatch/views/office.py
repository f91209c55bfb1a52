"""What those who run the panel may read: reminders, results, workbooks, what needs a person."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from dispatch.composed import Attached
from dispatch.views.facts import MeetingFacts


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingItem:
    """A referral that waits for a person: for a decision, or for screening."""

    reference: str
    initials: str
    since: dt.date | None = None
    why: str = ""


class Reminding(StrEnum):
    """What a reminder is about."""

    UNDECIDED = "undecided"
    SCREENING = "screening"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReminderView:
    """Items without a decision, or referrals not screened; `due`: when sheets or agenda go."""

    about: Reminding
    meeting: MeetingFacts
    items: tuple[WaitingItem, ...]
    due: dt.datetime
    workbook: Attached | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """One thing that a workbook said and that was taken, in words ('N26-0042: Family Support allocated.')."""

    reference: str
    what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """One cell that was not taken: what stands there, why not, what would be right."""

    sheet: str
    cell: str
    reference: str
    stands: str
    why: str
    right: str = ""
    heading: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """A cell that someone else changed meanwhile: both values, and who has the other one (X5)."""

    sheet: str
    cell: str
    reference: str
    heading: str
    yours: str
    theirs: str
    changed_by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkbookResultView:
    """
    What a workbook that was mailed back came to, cell by cell.

    `decisions`: it was the decision workbook. `warnings` were taken all the
    same. `still_undecided`: references without a decision.
    """

    decisions: bool
    taken: tuple[Taken, ...] = ()
    refused: tuple[Refused, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    warnings: tuple[Refused, ...] = ()
    still_undecided: tuple[str, ...] = ()
    sheets_due: dt.datetime | None = None
    workbook: Attached | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkbookView:
    """The panel workbook on its way to an administrator, with what there is to do in it."""

    workbook: Attached
    to_check: int = 0
    to_screen: int = 0
    not_understood: int = 0
    undelivered: int = 0
    asked_for: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class AttentionView:
    """
    Something that the service could not settle.

    Attributes:
        number: The attention entry's id, for `attention show`.
        happened: What happened, in a sentence.
        needs: What a person has to do, a sentence each.
        by: Until when, if it presses.
        sender: Whom the message came from, as far as known.
        urgent: It is about a child's safety, or stops the service.
    """

    number: int
    happened: str
    needs: tuple[str, ...]
    reference: str = ""
    by: dt.datetime | None = None
    sender: str = ""
    received_at: dt.datetime | None = None
    about: str = ""
    urgent: bool = False
    attachments: tuple[Attached, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DigestView:
    """A day in short for the administrator: sentences without personal data."""

    day: dt.date
    waiting: tuple[str, ...] = ()
    failed: tuple[str, ...] = ()
    done: tuple[str, ...] = ()
    coming: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerView:
    """An administrator's own words, to somebody who wrote to the panel."""

    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactRow:
    """One service's representative and deputy."""

    service: str
    representative: str
    email: str
    deputy: str = ""
    deputy_email: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactsView:
    """The members' contact list, and what is new in it (B9)."""

    rows: tuple[ContactRow, ...]
    changes: tuple[str, ...] = ()
