"""Mail to whoever referred a child: received, more needed, not for the panel, when it is discussed."""

from __future__ import annotations

import datetime as dt

from dispatch.compose.letter import Letter, write
from dispatch.composed import INVITATION, Attached, Composed
from dispatch.documents.calendar import invitation_ics
from dispatch.views import (
    AcknowledgementView,
    Acknowledging,
    Late,
    MeetingFacts,
    MoreInformationView,
    NeededBecause,
    NotAcceptedView,
    TimeSlotView,
)
from dispatch.wording import dates
from dispatch.wording.stationery import Stationery


def acknowledgement(view: AcknowledgementView, paper: Stationery, late: Late | None = None) -> Composed:
    """Return what the referrer is told at once: reference, meeting, what is missing by heading, what is next (B3)."""
    values = {
        "reference": view.children[0].reference,
        "references": dates.count_in_words(len(view.children), "referral"),
    }
    letter = Letter(
        kind="acknowledgement",
        template="acknowledgement",
        subject=_acknowledging(view),
        subject_values=values,
        view=view,
        late=late,
    )
    return write(letter, paper)


def _acknowledging(view: AcknowledgementView) -> str:
    first = view.children[0]
    if len(view.children) > 1:
        return "acknowledgement-several"
    if first.state is Acknowledging.UNREADABLE:
        return "acknowledgement-unread"
    return "acknowledgement-version" if first.version > 1 else "acknowledgement"


def more_information(view: MoreInformationView, paper: Stationery, late: Late | None = None) -> Composed:
    """Return what the referrer must give first: consent, the form itself, or what the administrator asks (P3)."""
    letter = Letter(
        kind="more-information",
        template="more-information",
        subject="no-form" if view.because is NeededBecause.NO_FORM else "more-information",
        subject_values={"reference": view.reference},
        view=view,
        late=late,
        attachments=(view.blank_form,) if view.blank_form else (),
    )
    return write(letter, paper)


def not_accepted(view: NotAcceptedView, paper: Stationery, late: Late | None = None) -> Composed:
    """Return why a referral does not go to the panel, and to which single service it goes, if to one (E10, P3)."""
    letter = Letter(
        kind="not-accepted",
        template="not-accepted",
        subject="single-agency" if view.service else "not-accepted",
        subject_values={"reference": view.reference},
        view=view,
        late=late,
    )
    return write(letter, paper)


def time_slot(view: TimeSlotView, paper: Stationery, *, stamp: dt.datetime, late: Late | None = None) -> Composed:
    """Return when the referrer's child is discussed, with an invitation to that time alone (P4, B13)."""
    slot = MeetingFacts(
        id=view.meeting.id,
        starts_at=view.starts_at,
        ends_at=view.ends_at,
        place=view.meeting.place,
        sequence=view.meeting.sequence,
    )
    data = invitation_ics(
        slot, paper.panel, attendee=view.attendee, stamp=stamp, about=view.reference, key=view.reference
    )
    letter = Letter(
        kind="time-slot",
        template="time-slot",
        subject="time-slot",
        subject_values={"reference": view.reference},
        view=view,
        late=late,
        attachments=(Attached(f"{view.reference} time.ics", INVITATION, data),),
    )
    return write(letter, paper)
