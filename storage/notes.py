"""
What administrators say of a referral in the panel workbook: reasons, what they checked, wishes for the agenda.

They are sealed together on the referral: reasons are personal words, and so are
guests' addresses. Messages read them here when they are composed, so that the
ledger holds ids alone.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Notes:
    """
    The administrators' own words and wishes about one referral.

    Attributes:
        screening_reason: What the referrer is told with the screening decision.
        lifted_why: Why a service was taken off the exclusions last.
        case_reason: Why the case was put on hold or closed.
        on_hold: In which state the case was when a person put it on hold; "" if nobody did.
        checked: Rows whose doubtful cells a person has looked at, each with the form's version that was looked at.
        order: The wished place on the agenda; None leaves it to the order of the references.
        slot: The wished time, `HH:MM` by the council's clock; "" leaves it to the agenda.
        guests: Addresses invited for this item alone.
        acting_chair: Who takes the chair for this item (ruling 8).
        coming: Why it comes before the panel again (`review`); "" for a referral's own turn.
        review_due: When it is reviewed, where that differs from what the panel decided.
        lead_professional: Who coordinates, as confirmed or changed since the decision.
        lead_professional_email: An address that an administrator confirmed.
        review_outcome: What came of the review.
    """

    screening_reason: str = ""
    lifted_why: str = ""
    case_reason: str = ""
    on_hold: str = ""
    checked: Mapping[str, int] = field(default_factory=dict)
    order: int | None = None
    slot: str = ""
    guests: tuple[str, ...] = ()
    acting_chair: str = ""
    coming: str = ""
    review_due: dt.date | None = None
    lead_professional: str = ""
    lead_professional_email: str = ""
    review_outcome: str = ""


def notes_to_json(notes: Notes) -> dict[str, Any]:
    """Return what is not empty as JSON values."""
    told = {one.name: getattr(notes, one.name) for one in fields(notes)}
    told["guests"] = list(notes.guests)
    told["checked"] = dict(notes.checked)
    told["review_due"] = notes.review_due.isoformat() if notes.review_due else None
    return {name: value for name, value in told.items() if value not in (None, "", [], {})}


def notes_from_json(data: Mapping[str, Any]) -> Notes:
    """Return the notes that `notes_to_json` wrote."""
    told = dict(data)
    if "guests" in told:
        told["guests"] = tuple(told["guests"])
    if "review_due" in told:
        told["review_due"] = dt.date.fromisoformat(told["review_due"])
    return Notes(**told)
