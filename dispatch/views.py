"""
What each reader may read: the values that composers and Word writers are given.

Whoever builds a view takes its children from `rules.audience` and from nowhere
else: a view is already filtered, and a composer shows all that it is given.
Times are aware; composers write them in the panel's own time zone.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from enum import StrEnum

from dispatch.composed import Attached
from rules.form import Form
from rules.referral import DecisionWord


@dataclass(frozen=True, slots=True, kw_only=True)
class Late:
    """This message goes out later than it was owed at *due*; *why* is a sentence for its reader, or empty."""

    due: dt.datetime
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingFacts:
    """When and where a panel sits; `sequence` counts the invitations sent for it, from 0 (RFC 5545)."""

    id: int
    starts_at: dt.datetime
    ends_at: dt.datetime | None = None
    place: str = ""
    sequence: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """How to reach one person at work."""

    name: str
    role: str = ""
    organisation: str = ""
    telephone: str = ""
    email: str = ""


# ------------------------------------------------------------------------------------------------ to the referrer


@dataclass(frozen=True, slots=True, kw_only=True)
class Missing:
    """
    Something to give or make clear.

    Attributes:
        heading: The form's own heading for it; empty where there is none.
        message: What stands there and what would be right.
        holds: True while the referral waits for it (ruling 20).
    """

    message: str
    heading: str = ""
    holds: bool = True


class Acknowledging(StrEnum):
    """How a referral stands when it is acknowledged."""

    ACCEPTED = "accepted"
    HELD = "held"
    SCREENING = "screening"
    UNREADABLE = "unreadable"
    CONSENT_UNCLEAR = "consent unclear"
    SAFEGUARDING = "safeguarding"


@dataclass(frozen=True, slots=True, kw_only=True)
class AcknowledgedChild:
    """One child of the message that is acknowledged; `meeting` is the one at which it is, or would be, discussed."""

    reference: str
    initials: str
    state: Acknowledging
    meeting: MeetingFacts | None = None
    missing: tuple[Missing, ...] = ()
    version: int = 1
    sheets_due: dt.datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AcknowledgementView:
    """What a referrer is told at once: one or several children of one message."""

    children: tuple[AcknowledgedChild, ...]
    same_family: bool = False


class NeededBecause(StrEnum):
    """Why more is asked of the referrer."""

    CONSENT_REFUSED = "consent refused"
    NO_FORM = "no form"
    ASKED = "asked"


@dataclass(frozen=True, slots=True, kw_only=True)
class MoreInformationView:
    """What the referrer must give before the referral goes on; `asked` is the administrator's own wording."""

    because: NeededBecause
    reference: str = ""
    initials: str = ""
    missing: tuple[Missing, ...] = ()
    asked: str = ""
    blank_form: Attached | None = None
    next_meeting: MeetingFacts | None = None
    answer_by: dt.datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NotAcceptedView:
    """A referral that does not go to the panel; `service`: the single service that it goes to instead (E10)."""

    reference: str
    initials: str
    reason: str
    service: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeSlotView:
    """When the panel discusses the referrer's child (P4, B13); `attendee` is the address invited in the `.ics`."""

    attendee: str
    reference: str
    initials: str
    meeting: MeetingFacts
    starts_at: dt.datetime
    ends_at: dt.datetime


# --------------------------------------------------------------------------------------------- before the meeting


@dataclass(frozen=True, slots=True, kw_only=True)
class FormCopyView:
    """
    A clean Word copy of a form, made from data.

    Attributes:
        headings: The form's own heading for a leaf's path, shown for free text.
        corrected: Paths of leaves that the administrator put right.
        show_exclusions: True for administrators and the chair alone (E4).
    """

    reference: str
    form: Form
    headings: dict[str, str] = field(default_factory=dict)
    corrected: frozenset[str] = frozenset()
    version: int = 1
    received: dt.date | None = None
    show_exclusions: bool = False


class Coming(StrEnum):
    """Why an item is on this agenda."""

    NEW = "New referral"
    RE_PRESENTED = "Brought back with more information"
    REVIEW = "Review"
    RE_HEARING = "Re-hearing"
    WAITING_LIST = "Back from a waiting list"


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaItem:
    """One child on one reader's agenda: *number* and *slot* are this reader's; an excluded one has no slots (9)."""

    number: int
    reference: str
    initials: str
    age: str = ""
    slot: dt.datetime | None = None
    referrer: str = ""
    why: str = ""
    asked: str = ""
    coming: Coming = Coming.NEW
    reason: str = ""
    strengths: str = ""
    needs: str = ""
    desired_outcomes: str = ""
    risks: str = ""
    form: FormCopyView | None = None
    originals: tuple[Attached, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenAction:
    """An action from an earlier meeting that is not done (S1); `by_when_written` where no date was given."""

    reference: str
    initials: str
    what: str
    who: str = ""
    by_when: dt.date | None = None
    by_when_written: str = ""
    overdue: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaView:
    """One representative's agenda and paperwork; `attendee` is the address invited in the `.ics`."""

    meeting: MeetingFacts
    attendee: str
    items: tuple[AgendaItem, ...]
    open_actions: tuple[OpenAction, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaver:
    """Who must leave the room for an item, and why ('The family does not want … involved.')."""

    service: str
    representatives: tuple[str, ...] = ()
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Filed:
    """Information that a representative sent about an item (B8)."""

    name: str
    service: str
    text: str
    received_at: dt.datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Apology:
    """A representative who cannot come; `deputy` comes instead."""

    name: str
    service: str
    deputy: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChairItem:
    """An agenda item with what the chair alone is told."""

    item: AgendaItem
    leavers: tuple[Leaver, ...] = ()
    missing: tuple[str, ...] = ()
    information: tuple[Filed, ...] = ()
    guests: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ChairPackView:
    """
    The chair's pack: everything, and who must leave for which item.

    `handed_over`: how many items an acting chair takes instead, because the
    chair's own service is excluded (ruling 8). `acting`: this is that chair's pack.
    """

    meeting: MeetingFacts
    attendee: str
    items: tuple[ChairItem, ...]
    open_actions: tuple[OpenAction, ...] = ()
    apologies: tuple[Apology, ...] = ()
    workbook: Attached | None = None
    handed_over: int = 0
    acting: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class GuestPackView:
    """The items that one guest is invited for (E7)."""

    meeting: MeetingFacts
    attendee: str
    items: tuple[AgendaItem, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AddendumView:
    """Items added after the agenda went; numbers go on from the agenda that this reader has."""

    meeting: MeetingFacts
    items: tuple[AgendaItem, ...]
    chair_items: tuple[ChairItem, ...] = ()
    workbook: Attached | None = None


class MeetingChange(StrEnum):
    """What became of a meeting whose agenda has gone (ruling 2)."""

    CANCELLED = "cancelled"
    MOVED = "moved"


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingChangeView:
    """
    A meeting cancelled or moved, told to members and invited referrers.

    `meeting` carries its old time, and its raised `sequence`; `now_at` the new
    one. `references` are the referrer's own; empty for members.
    """

    change: MeetingChange
    meeting: MeetingFacts
    attendee: str
    now_at: dt.datetime | None = None
    next_meeting: MeetingFacts | None = None
    references: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ForwardedView:
    """
    What a representative wrote, passed to the chair (B8): about an item, or about the meeting (no reference).

    `apologies`: they cannot come; `deputy` is who the contact list says comes instead.
    """

    reference: str
    initials: str
    meeting: MeetingFacts | None
    filed: Filed
    apologies: bool = False
    deputy: str = ""
    item_number: int | None = None
    attachments: tuple[Attached, ...] = ()


# ---------------------------------------------------------------------------------------------- after the meeting


@dataclass(frozen=True, slots=True, kw_only=True)
class AllocatedPart:
    """What one service takes on."""

    service: str
    role: str = ""
    named_worker: str = ""
    lead_agency: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionLine:
    """An agreed action with who and by when (H11, S4)."""

    what: str
    who: str = ""
    by_when: dt.date | None = None
    by_when_written: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionView:
    """
    The whole decision on one child, for the referrer.

    Attributes:
        child_name: Shown in the document alone, never in the mail.
        temporary_lead: The lead professional is meant until another is agreed (P6).
        changes: For an amended decision, what is different, a sentence each.
        starts_with: 'You' or who else arranges the first team meeting; empty takes the profile's.
    """

    reference: str
    initials: str
    meeting: MeetingFacts
    word: DecisionWord
    child_name: str = ""
    allocations: tuple[AllocatedPart, ...] = ()
    actions: tuple[ActionLine, ...] = ()
    lead_professional: str = ""
    temporary_lead: bool = False
    review_date: dt.date | None = None
    notes: str = ""
    amended: bool = False
    changes: tuple[str, ...] = ()
    starts_with: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceDecisionView:
    """
    One allocated service's part, and whom to tell when it can start (B12).

    `contact`: the referrer, or who the sheet names instead. `withdrawn`: the
    part was taken back. `form`: the clean copy, where the service has not had it.
    """

    reference: str
    initials: str
    meeting: MeetingFacts | None
    part: AllocatedPart
    contact: Contact
    child_name: str = ""
    actions: tuple[ActionLine, ...] = ()
    lead_professional: str = ""
    review_date: dt.date | None = None
    start_by: dt.date | None = None
    amended: bool = False
    withdrawn: bool = False
    changes: tuple[str, ...] = ()
    form: FormCopyView | None = None


# ----------------------------------------------------------------------------------- to the chair and administrator


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


# -------------------------------------------------------------------------------------------- until a case is closed


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewRequestView:
    """What the lead professional is asked at a review (P8, B17); `reminders`: how often they were asked before."""

    reference: str
    initials: str
    due: dt.date
    services: tuple[AllocatedPart, ...] = ()
    actions: tuple[ActionLine, ...] = ()
    last_review: dt.date | None = None
    reminders: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedbackLine:
    """One allocation of the quarter."""

    reference: str
    initials: str
    role: str = ""
    named_worker: str = ""
    decided_on: dt.date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedbackRequestView:
    """One service's allocations of a quarter (B16); `quarter` in words: 'October to December 2026'."""

    service: str
    quarter: str
    lines: tuple[FeedbackLine, ...]
    answer_by: dt.date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterAnswerView:
    """Whether a child has a form, and whom to contact: no more (B4); `complete_by` ends the month that began."""

    known: bool
    contact: Contact | None = None
    asked_at: dt.datetime | None = None
    complete_by: dt.date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentWithdrawnView:
    """What a service is told when a family takes its consent back (X8); `has_data`: it was sent the child's papers."""

    reference: str
    initials: str
    withdrawn_on: dt.date
    has_data: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class StatisticsView:
    """The quarter's figures: what has changed, a sentence each, and the workbook (B14, S6)."""

    quarter: str
    workbook: Attached
    changes: tuple[str, ...] = ()
