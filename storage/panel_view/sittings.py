"""The sheets Meetings and Agenda."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from rules.referral import Hold, Meeting, MeetingState, Status
from rules.wording import long_date
from storage.agendas import AgendaItem, in_wished_order, items_of, wished_slot
from storage.attention import answers_for
from storage.meetings import why_of
from storage.panel_view.shelf import Shelf, initials_of
from storage.referrals import Referral
from storage.workbook.values import Raw
from storage.workbook.views import RowView

_LINE = 200


def meeting_rows(shelf: Shelf) -> Iterator[RowView]:
    """Yield a row for each meeting in view."""
    for meeting in shelf.meetings:
        local = meeting.starts_at.astimezone(shelf.zone)
        children = sum(1 for one in shelf.referrals if one.meeting_id == meeting.id)
        values: dict[str, Raw] = {
            "planned_for": meeting.planned_for,
            "held_on": local.date(),
            "time": local.time(),
            "state": "Cancelled" if meeting.state is MeetingState.CANCELLED else "Planned",
            "why": why_of(shelf.unit, meeting.id),
            "agenda_goes": _when(shelf, meeting.agenda_due),
            "sheets_go": _when(shelf, meeting.sheets_due),
            "children": children,
        }
        yield RowView(id=str(meeting.id), values=values)


def agenda_rows(shelf: Shelf) -> Iterator[RowView]:
    """Yield a row for each child that is, or will be, on the agenda of a meeting not yet over."""
    for number, meeting in enumerate(_upcoming(shelf)):
        fixed = items_of(shelf.unit, meeting.id)
        rows = [_fixed_row(shelf, meeting, item) for item in fixed if item.referral.meeting_id == meeting.id]
        known = {item.referral.reference for item in fixed}
        waiting = [one for one in shelf.referrals if one.meeting_id == meeting.id and _waits(one)]
        fresh = in_wished_order([one for one in waiting if one.reference not in known])
        rows += [_row(shelf, meeting, one, len(fixed) + n) for n, one in enumerate(fresh, start=1)]
        for place, row in enumerate(rows):
            yield RowView(id=row.id, values=row.values, opens=place == 0, shaded=number % 2 == 1)


def _upcoming(shelf: Shelf) -> list[Meeting]:
    return [
        meeting
        for meeting in shelf.meetings
        if meeting.state is MeetingState.PLANNED and shelf.day_of(meeting) >= shelf.today
    ]


def _waits(referral: Referral) -> bool:
    """Whether it goes on the agenda, or would if somebody were named to take the chair for it."""
    return referral.status is Status.READY or Hold.CHAIR_EXCLUDED in referral.holds


def _fixed_row(shelf: Shelf, meeting: Meeting, item: AgendaItem) -> RowView:
    row = _row(shelf, meeting, item.referral, item.position)
    slot = item.slot_at.astimezone(shelf.zone).time() if item.slot_at else None
    return RowView(id=row.id, values={**row.values, "slot": slot})


def _row(shelf: Shelf, meeting: Meeting, referral: Referral, number: int) -> RowView:
    slot = wished_slot(referral, meeting, shelf.zone)
    answers = [one for one in answers_for(shelf.unit, meeting.id) if one.reference == referral.reference]
    told = [f"{one.name or one.sender}: {' '.join(one.text.split())[:_LINE]}" for one in answers]
    attending = next((one.kind for one in reversed(answers) if one.kind in {"attending", "not attending"}), "")
    return RowView(
        id=referral.reference,
        values={
            "meeting": shelf.day_of(meeting),
            "order": number,
            "reference": referral.reference,
            "child": initials_of(referral),
            "slot": slot.astimezone(shelf.zone).time() if slot else None,
            "guests": "; ".join(sorted(referral.guests)),
            "acting_chair": referral.notes.acting_chair,
            "attending": {"attending": "Yes", "not attending": "No"}.get(attending, ""),
            "information": "\n".join(told),
        },
    )


def _when(shelf: Shelf, when: dt.datetime) -> str:
    local = when.astimezone(shelf.zone)
    return f"{long_date(local.date())} at {local:%H:%M}"
