"""The agenda and paperwork that go out before a meeting, each made for its reader (B3, P5, S3, E4, E7)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from dispatch.compose.letter import Letter, write
from dispatch.composed import INVITATION, WORD, Attached, Composed
from dispatch.documents.agenda import agenda_docx, chair_agenda_docx
from dispatch.documents.calendar import invitation_ics
from dispatch.documents.form_copy import form_copy_docx
from dispatch.views import AgendaItem, AgendaView, ChairPackView, FormCopyView, Late, MeetingFacts
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


def _pack(
    kind: str, view: AgendaView | ChairPackView, paper: Stationery, attached: tuple[Attached, ...], late: Late | None
) -> Composed:
    return write(
        Letter(
            kind=kind,
            template=kind,
            subject=kind,
            subject_values={"day": dates.day(view.meeting.starts_at)},
            view=view,
            late=late,
            attachments=attached,
        ),
        paper,
    )


def _on(meeting: MeetingFacts) -> str:
    return meeting.starts_at.astimezone(dates.LONDON).date().isoformat()
