"""When the referrer's child is discussed: told when the agenda goes, and when an administrator changes it (P4)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from dispatch.compose import time_slot
from dispatch.fulfil.room import Post, Room, initials_of
from dispatch.views import TimeSlotView
from rules.referral import Meeting, ReaderKind, Status
from storage import ledger
from storage.agendas import AgendaItem, items_of
from storage.panels import get_meeting


def owe_slots(room: Room, meeting: Meeting, items: Sequence[AgendaItem]) -> None:
    """Owe every referrer their child's time, where the profile gives referrers a time (P4, B13)."""
    if not room.panel.profile.time_slots:
        return
    for item in items:
        reference = item.referral.reference
        ledger.owe(
            room.unit,
            f"time-slot/{reference}/meeting-{meeting.id}",
            panel=room.panel.code,
            kind="time-slot",
            subject=reference,
            due_at=room.unit.now,
            detail={"meeting": meeting.id},
        )


def fulfil_time_slot(room: Room) -> str:
    """Tell the referrer when their child is discussed, with an invitation to that time alone."""
    meeting = get_meeting(room.unit, room.owed.detail["meeting"])
    item = next((one for one in items_of(room.unit, meeting.id) if one.referral.reference == room.owed.subject), None)
    if item is None or item.slot_at is None or item.referral.status is not Status.READY:
        return "no time to tell"
    if meeting.starts_at <= room.unit.now:
        return "the meeting has begun"
    referral = item.referral
    view = TimeSlotView(
        attendee=referral.people.sender,
        reference=referral.reference,
        initials=initials_of(referral),
        meeting=room.facts(meeting),
        starts_at=item.slot_at,
        ends_at=item.slot_at + dt.timedelta(minutes=room.panel.profile.slot_minutes),
    )
    room.post(
        Post(
            composed=time_slot(view, room.paper, stamp=room.unit.now, late=room.late),
            reader=room.reader(ReaderKind.REFERRER, referral.people.sender),
            references=(referral.reference,),
            meeting_id=meeting.id,
            answers=referral.people.thread,
        )
    )
    return "told"
