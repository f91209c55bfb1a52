"""What a referrer may read."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from dispatch.composed import Attached
from dispatch.views.facts import MeetingFacts


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
