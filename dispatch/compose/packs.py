"""The agenda and paperwork that go out before a meeting, each made for its reader (B3, P5, S3, E4, E7)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace

from dispatch.compose.letter import Letter, write
from dispatch.composed import CANCELLATION, INVITATION, WORD, Attached, Composed
from dispatch.documents.agenda import agenda_docx, chair_agenda_docx
from dispatch.documents.calendar import cancellation_ics, invitation_ics
from dispatch.documents.form_copy import form_copy_docx
from dispatch.views import (
    AddendumView,
    AgendaItem,
    AgendaView,
    ChairPackView,
    FormCopyView,
    GuestPackView,
    Late,
    MeetingChange,
    MeetingChangeView,
    MeetingFacts,
)
from dispatch.wording import dates
from dispatch.wording.stationery import Stationery


def agenda(view: AgendaView, paper: Stationery, *, stamp: dt.datetime, late: Late | None = None) -> Composed:
    """Return a representative's pack: agenda, a clean copy of each form, calendar entry; *stamp* dates the entry."""
    name = f"{paper.panel.title} agenda {_on(view.meeting)}.docx"
    attached = (
        Attached(name, WORD, agenda_docx(view, paper)),
        invitation(view.meeting, paper, view.attendee, stamp),
        *papers(view.items, paper),
    )
    return _pack("agenda", view, paper, attached, late)


def chair_pack(view: ChairPackView, paper: Stationery, *, stamp: dt.datetime, late: Late | None = None) -> Composed:
    """Return the chair's pack: everything, who must leave for which item, and the decision workbook (B10, E4)."""
    name = f"{paper.panel.title} chair agenda {_on(view.meeting)}.docx"
    attached = (
        Attached(name, WORD, chair_agenda_docx(view, paper)),
        *((view.workbook,) if view.workbook else ()),
        invitation(view.meeting, paper, view.attendee, stamp),
        *papers((entry.item for entry in view.items), paper),
    )
    return _pack("chair-pack", view, paper, attached, late)


def invitation(meeting: MeetingFacts, paper: Stationery, attendee: str, stamp: dt.datetime) -> Attached:
    """The calendar entry of *meeting* for *attendee*."""
    data = invitation_ics(meeting, paper.panel, attendee=attendee, stamp=stamp)
    return Attached(f"{paper.panel.title} meeting {_on(meeting)}.ics", INVITATION, data)


def papers(items: Iterable[AgendaItem], paper: Stationery) -> tuple[Attached, ...]:
    """For each item the clean copy of its form, and the originals where the profile lets them go along."""
    found: list[Attached] = []
    for item in items:
        if item.form:
            found.append(form_copy(item.form, paper))
        found += item.originals
    return tuple(found)


def form_copy(view: FormCopyView, paper: Stationery) -> Attached:
    """The clean copy of one form, under a name that holds its reference alone."""
    return Attached(f"{view.reference} form.docx", WORD, form_copy_docx(view, paper))


def guest_pack(view: GuestPackView, paper: Stationery, *, stamp: dt.datetime, late: Late | None = None) -> Composed:
    """Return what a guest is sent: the items they are invited for, and no trace of any other (E7)."""
    when = _slot_of(view.items, view.meeting)
    attached = (*papers(view.items, paper), invitation(when, paper, view.attendee, stamp))
    return _pack("guest-pack", view, paper, attached, late)


def addendum(view: AddendumView, paper: Stationery, late: Late | None = None) -> Composed:
    """Return what was added after the agenda went: the new items and their forms, for the chair with its workbook."""
    items = tuple(entry.item for entry in view.chair_items) or view.items
    attached = (*((view.workbook,) if view.workbook else ()), *papers(items, paper))
    return _pack("addendum", view, paper, attached, late)


def meeting_change(
    view: MeetingChangeView, paper: Stationery, *, stamp: dt.datetime, late: Late | None = None
) -> Composed:
    """
    Return the news that a meeting is cancelled or moved, with entries that change the reader's calendar (ruling 2).

    It goes to members as an addendum to their agenda, to referrers as a change of their time slot.
    """
    cancelled = view.change is MeetingChange.CANCELLED
    new_meeting = view.meeting if cancelled else _moved(view)
    letter = Letter(
        kind="time-slot" if view.references else "addendum",
        template="meeting-change",
        subject="meeting-cancelled" if cancelled else "meeting-moved",
        subject_values={"day": dates.day(view.meeting.starts_at)},
        view=view,
        late=late,
        attachments=tuple(
            _changed_entry(view, new_meeting, paper, reference, stamp) for reference in view.references or ("",)
        ),
        more={"new_meeting": new_meeting},
    )
    return write(letter, paper)


def _moved(view: MeetingChangeView) -> MeetingFacts:
    if view.now_at is None:
        raise ValueError("a moved meeting needs its new time")
    length = view.meeting.ends_at - view.meeting.starts_at if view.meeting.ends_at else None
    return replace(view.meeting, starts_at=view.now_at, ends_at=view.now_at + length if length else None)


def _changed_entry(
    view: MeetingChangeView, meeting: MeetingFacts, paper: Stationery, reference: str, stamp: dt.datetime
) -> Attached:
    name = f"{reference or f'{paper.panel.title} meeting'} {_on(meeting)}.ics"
    if view.change is MeetingChange.CANCELLED:
        data = cancellation_ics(meeting, paper.panel, attendee=view.attendee, stamp=stamp, key=reference)
        return Attached(name, CANCELLATION, data)
    data = invitation_ics(meeting, paper.panel, attendee=view.attendee, stamp=stamp, about=reference, key=reference)
    return Attached(name, INVITATION, data)


def _slot_of(items: tuple[AgendaItem, ...], meeting: MeetingFacts) -> MeetingFacts:
    """A guest's entry begins with the guest's own item, where a time is set."""
    first = min((item.slot for item in items if item.slot), default=None)
    return replace(meeting, starts_at=first) if first else meeting


def _pack(
    kind: str,
    view: AgendaView | ChairPackView | GuestPackView | AddendumView,
    paper: Stationery,
    attached: tuple[Attached, ...],
    late: Late | None,
) -> Composed:
    letter = Letter(
        kind=kind,
        template=kind,
        subject=kind,
        subject_values={"day": dates.day(view.meeting.starts_at)},
        view=view,
        late=late,
        attachments=attached,
    )
    return write(letter, paper)


def _on(meeting: MeetingFacts) -> str:
    return meeting.starts_at.astimezone(dates.LONDON).date().isoformat()
