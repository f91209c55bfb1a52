"""What comes after the agenda has gone: children put on it by an administrator, and guests invited late (E7)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from dispatch.compose import addendum
from dispatch.fulfil.agendas import chair_items, chairs, decision_workbook, panel_readers, post_guest_pack
from dispatch.fulfil.items import agenda_items, visible_items
from dispatch.fulfil.room import Post, Room
from dispatch.fulfil.slots import owe_slots
from dispatch.views import AddendumView
from rules.audience import fold_address
from rules.referral import Meeting, Reader, Status
from storage.agendas import AgendaItem, fix_items, items_of
from storage.outbox import was_queued
from storage.panels import get_meeting
from storage.placing import next_open_meeting
from storage.referrals import change_referral, get_referral


def fulfil_addendum(room: Room) -> str:
    """Put children on an agenda that has gone; send each member what is new, as far as the door lets them see it."""
    meeting = get_meeting(room.unit, room.owed.detail["meeting"])
    named = [get_referral(room.unit, reference) for reference in room.owed.detail["references"]]
    wanted = [one for one in named if one.status is Status.READY and one.meeting_id == meeting.id]
    if meeting.starts_at <= room.unit.now:
        return _too_late(room, [one.reference for one in wanted])
    fix_items(room.unit, meeting, wanted, dt.timedelta(minutes=room.panel.profile.slot_minutes), room.zone)
    fixed = items_of(room.unit, meeting.id)
    references = {one.reference for one in wanted}
    fresh = [item for item in fixed if item.referral.reference in references]
    for reader in panel_readers(room):
        _post(room, meeting, fixed, fresh, reader)
    for reader, mine in chairs(room, fixed):
        _post_to_chair(room, meeting, fixed, mine, reader, references)
    for guest in sorted({address for item in fresh for address in item.referral.guests}):
        post_guest_pack(room, meeting, fresh, guest)
    owe_slots(room, meeting, fresh)
    return f"{len(fresh)} added"


def fulfil_guests(room: Room) -> str:
    """Send guests who were invited after the agenda went the papers of their one child."""
    meeting = get_meeting(room.unit, room.owed.detail["meeting"])
    items = [item for item in items_of(room.unit, meeting.id) if item.referral.reference == room.owed.subject]
    invited = [
        guest
        for item in items
        for guest in sorted(item.referral.guests)
        if not was_queued(room.unit, guest, "guest-pack", room.owed.subject)
    ]
    for guest in invited:
        post_guest_pack(room, meeting, items, guest)
    return f"{len(invited)} invited"


def _too_late(room: Room, references: Sequence[str]) -> str:
    following = next_open_meeting(room.unit, room.panel.code)
    for reference in references:
        change_referral(room.unit, reference, "the meeting had begun", meeting_id=following.id if following else None)
    if references:
        room.tell_administrator("agenda_missed", references=references, detail={"references": list(references)})
    return "the meeting had begun: its items go to the next"


def _post(
    room: Room, meeting: Meeting, fixed: Sequence[AgendaItem], fresh: Sequence[AgendaItem], reader: Reader
) -> None:
    seen = visible_items(room, fixed, reader)
    mine = [item for item in seen if item in fresh]
    if not mine:
        return
    whole = len(seen) == len(fixed)
    items = agenda_items(room, mine, whole=whole, first=len(seen) - len(mine) + 1)
    view = AddendumView(meeting=room.facts(meeting), items=items)
    _put(room, view, reader, meeting, mine)


def _post_to_chair(
    room: Room,
    meeting: Meeting,
    fixed: Sequence[AgendaItem],
    mine: Sequence[AgendaItem],
    reader: Reader,
    references: set[str],
) -> None:
    fresh = [item for item in mine if item.referral.reference in references]
    if not fresh or not fold_address(reader.address):
        return
    told = chair_items(room, meeting, mine, whole=len(mine) == len(fixed))
    view = AddendumView(
        meeting=room.facts(meeting),
        items=(),
        chair_items=tuple(entry for entry in told if entry.item.reference in references),
        workbook=decision_workbook(room, meeting, mine, reader),
    )
    _put(room, view, reader, meeting, fresh)


def _put(room: Room, view: AddendumView, reader: Reader, meeting: Meeting, items: Sequence[AgendaItem]) -> None:
    room.post(
        Post(
            composed=addendum(view, room.paper, room.late),
            reader=reader,
            references=tuple(item.referral.reference for item in items),
            meeting_id=meeting.id,
            about=f"/{reader.kind}",
        )
    )
