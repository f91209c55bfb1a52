"""A meeting cancelled or moved after its agenda went: members and its referrers are told (ruling 2)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from dispatch.compose import meeting_change
from dispatch.fulfil.agendas import panel_readers
from dispatch.fulfil.room import Post, Room
from dispatch.views import MeetingChange, MeetingChangeView
from rules.referral import Reader, ReaderKind
from storage.agendas import AgendaItem, items_of
from storage.meetings import why_of
from storage.outbox import was_queued
from storage.panels import get_meeting
from storage.placing import next_open_meeting


def fulfil_meeting_change(room: Room) -> str:
    """Tell everybody who had the agenda that the meeting is cancelled or has another time."""
    meeting = get_meeting(room.unit, room.owed.detail["meeting"])
    what = MeetingChange(room.owed.detail["what"])
    was = room.owed.detail.get("was") or meeting.starts_at.isoformat()
    before = replace(room.facts(meeting), starts_at=dt.datetime.fromisoformat(was))
    following = next_open_meeting(room.unit, room.panel.code)
    readers: list[tuple[Reader, tuple[str, ...]]] = [(reader, ()) for reader in panel_readers(room)]
    items = items_of(room.unit, meeting.id)
    readers += [(reader, ()) for reader in _invited(room, items)]
    for item in items:
        sender = room.reader(ReaderKind.REFERRER, item.referral.people.sender)
        readers.append((sender, (item.referral.reference,)))
    for number, (reader, references) in enumerate(readers):
        view = MeetingChangeView(
            change=what,
            meeting=before,
            attendee=reader.address,
            now_at=meeting.starts_at if what is MeetingChange.MOVED else None,
            next_meeting=room.facts(following) if following else None,
            references=references,
            why=why_of(room.unit, meeting.id),
        )
        composed = meeting_change(view, room.paper, stamp=room.unit.now, late=room.late)
        room.post(
            Post(
                composed=composed,
                reader=reader,
                references=references,
                meeting_id=meeting.id,
                about=f"/{number}",
            )
        )
    return str(what)


def _invited(room: Room, items: Sequence[AgendaItem]) -> tuple[Reader, ...]:
    """The chair, an acting chair who had a pack, and the guests: who had an invitation beside the representatives."""
    panel, references = room.panel, [item.referral.reference for item in items]
    chairs = [room.reader(ReaderKind.CHAIR, panel.chair)]
    if any(was_queued(room.unit, panel.acting_chair, "chair-pack", one) for one in references if panel.acting_chair):
        chairs.append(room.reader(ReaderKind.ACTING_CHAIR, panel.acting_chair))
    guests = sorted({guest for item in items for guest in item.referral.guests})
    return (*chairs, *(room.reader(ReaderKind.GUEST, guest) for guest in guests))
