"""What readers may read of a decision: the referrer the whole, each service its part."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from dispatch.views.facts import ActionLine, AllocatedPart, Contact, MeetingFacts
from dispatch.views.meetings import FormCopyView
from rules.referral import DecisionWord


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
