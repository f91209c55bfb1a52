"""Monday before the meeting: the agenda and paperwork, each pack made for its reader (B3, E4, P5, S3)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from dispatch.compose import agenda, chair_pack, guest_pack
from dispatch.composed import EXCEL, Attached, Composed
from dispatch.fulfil.items import actions_open_to, agenda_items, numbered, visible_items
from dispatch.fulfil.recorded import recorded_rows
from dispatch.fulfil.referrers import missing_of
from dispatch.fulfil.room import Post, Room, initials_of
from dispatch.fulfil.slots import owe_slots
from dispatch.views import (
    AddendumView,
    AgendaView,
    Apology,
    ChairItem,
    ChairPackView,
    Filed,
    GuestPackView,
    Leaver,
)
from dispatch.workbook import write_decision_workbook
from rules.audience import barred_services, chair_for, fold_address, who_must_leave
from rules.referral import Meeting, MeetingState, Reader, ReaderKind
from storage.agendas import AgendaItem, fix_items, items_of, ready_for
from storage.attention import answers_for
from storage.outbox import recipient_of
from storage.panels import get_meeting, mark_agenda_gone
from storage.placing import place_anew
from storage.referrals import Referral, latest_reading
from storage.tables import OutgoingRow
from storage.workbook.decisions import DecisionItem, DecisionWorkbookView


def fulfil_agenda(room: Room) -> str:
    """
    Fix the agenda and put every reader's pack into the outbox; return what became of it, for the printed line.

    When the meeting has begun before its agenda could go, nothing is sent: its
    children go before the next one, and the administrator is told.
    """
    meeting = get_meeting(room.unit, room.owed.detail["meeting"])
    if meeting.state is MeetingState.CANCELLED:
        return "the meeting is cancelled"
    if meeting.starts_at <= room.unit.now:
        return _passed_over(room, meeting)
    fixed = _fix(room, meeting)
    mark_agenda_gone(room.unit, meeting.id)
    for reader in panel_readers(room):
        room.post(_representative_pack(room, meeting, fixed, reader))
    for reader, mine in chairs(room, fixed):
        room.post(_chair_pack(room, meeting, fixed, mine, reader))
    for guest in sorted({address for item in fixed for address in item.referral.guests}):
        post_guest_pack(room, meeting, fixed, guest)
    owe_slots(room, meeting, fixed)
    return f"{len(fixed)} items"


def fulfil_agenda_again(room: Room) -> str:
    """
    Make one reader's pack anew, because the one made before may not be seen by that reader any more.

    The new one holds what the door lets through now.
    """
    meeting = get_meeting(room.unit, room.owed.detail["meeting"])
    before = room.unit.session.get_one(OutgoingRow, room.owed.detail["instead_of"])
    address, kind = recipient_of(room.unit, before), ReaderKind(before.reader["kind"])
    fixed = items_of(room.unit, meeting.id)
    if kind is ReaderKind.REPRESENTATIVE:
        room.post(_representative_pack(room, meeting, fixed, room.reader(kind, address)))
    elif kind is ReaderKind.GUEST:
        post_guest_pack(room, meeting, fixed, address)
    else:
        for reader, mine in chairs(room, fixed):
            if reader.kind is kind:
                room.post(_chair_pack(room, meeting, fixed, mine, reader))
    return "made anew"


def panel_readers(room: Room) -> tuple[Reader, ...]:
    """Return every representative as a reader, once for each address; a chair gets the chair's pack instead."""
    readers: dict[str, Reader] = {}
    for person in room.representatives:
        folded = fold_address(person.email)
        if folded and fold_address(room.panel.chair) != folded and folded not in readers:
            readers[folded] = room.reader(ReaderKind.REPRESENTATIVE, person.email)
    return tuple(readers.values())


def chairs(room: Room, fixed: Sequence[AgendaItem]) -> tuple[tuple[Reader, tuple[AgendaItem, ...]], ...]:
    """
    Return who chairs which items: the chair, and the acting chair where the chair's own service is excluded (8).

    An item that neither may have is put before the administrator.
    """
    shared = _shared_out(room, fixed)
    for item in shared.pop(None, ()):
        room.tell_administrator("chair_excluded", references=(item.referral.reference,))
    return tuple((who, visible_items(room, items, who)) for who, items in shared.items() if who is not None)


def numbers_for(room: Room, meeting: Meeting, reader: Reader) -> Mapping[str, int]:
    """Return by reference the number that a reader's own pack gave each item: it stays, whatever is decided (9)."""
    fixed = items_of(room.unit, meeting.id)
    mine = fixed if reader.kind is ReaderKind.ADMINISTRATOR else _shared_out(room, fixed).get(reader, ())
    whole = len(mine) == len(fixed)
    return {item.referral.reference: number for number, item in numbered(mine, whole=whole)}


def _shared_out(room: Room, fixed: Sequence[AgendaItem]) -> dict[Reader | None, list[AgendaItem]]:
    """Who takes the chair for which items; under None those that nobody may."""
    chair = room.reader(ReaderKind.CHAIR, room.panel.chair)
    cases = {case.reference: case for case in room.cases([item.referral for item in fixed])}
    family = tuple(cases.values())
    taken: dict[Reader | None, list[AgendaItem]] = {chair: []}
    for item in fixed:
        who = chair_for(cases[item.referral.reference], chair, acting_chair(room, item.referral), family)
        taken.setdefault(who, []).append(item)
    return taken


def acting_chair(room: Room, referral: Referral) -> Reader | None:
    """Return who takes the chair where the chair's service is excluded: named for the item, or the panel's (8)."""
    address = referral.notes.acting_chair or room.panel.acting_chair
    return room.reader(ReaderKind.ACTING_CHAIR, address) if address else None


def decision_workbook(
    room: Room, meeting: Meeting, items: Sequence[AgendaItem], reader: Reader, *, edition: str = ""
) -> Attached:
    """Return the decision workbook for *items*, numbered as in *reader*'s pack, with what is decided filled in."""
    numbers = numbers_for(room, meeting, reader)
    cases = room.cases([item.referral for item in items])
    by_reference = {case.reference: case for case in cases}
    services = room.services
    view = DecisionWorkbookView(
        panel=room.panel.code,
        panel_title=room.panel.title,
        meeting=meeting.id,
        meeting_on=meeting.starts_at.astimezone(room.zone).date(),
        items=tuple(
            DecisionItem(
                reference=item.referral.reference,
                item=numbers.get(item.referral.reference, item.position),
                child=initials_of(item.referral),
                excluded=barred_services(by_reference[item.referral.reference], services, cases),
                recorded=recorded_rows(room.unit, item.referral.reference, meeting.id),
            )
            for item in items
        ),
        services=services,
        reply_to=room.panel.mailbox,
        marking=room.panel.profile.protective_marking,
        edition=edition,
    )
    day = meeting.starts_at.astimezone(room.zone).date().isoformat()
    data = write_decision_workbook(view, room.unit.vault.token_key("workbook"))
    return Attached(f"{room.panel.title} decisions {day}.xlsx", EXCEL, data)


def _fix(room: Room, meeting: Meeting) -> tuple[AgendaItem, ...]:
    slot = dt.timedelta(minutes=room.panel.profile.slot_minutes)
    fix_items(room.unit, meeting, ready_for(room.unit, meeting.id), slot, room.zone)
    return items_of(room.unit, meeting.id)


def _passed_over(room: Room, meeting: Meeting) -> str:
    mark_agenda_gone(room.unit, meeting.id)
    moved = place_anew(room.unit, room.panel.code, meeting.id, "the meeting had begun before its agenda could go")
    if moved:
        room.tell_administrator("agenda_missed", references=moved, detail={"references": list(moved)})
    return "the meeting had begun: its items go to the next"


def _representative_pack(room: Room, meeting: Meeting, fixed: Sequence[AgendaItem], reader: Reader) -> Post:
    seen = visible_items(room, fixed, reader)
    view = AgendaView(
        meeting=room.facts(meeting),
        attendee=reader.address,
        items=agenda_items(room, seen, whole=len(seen) == len(fixed)),
        open_actions=actions_open_to(room, reader),
    )
    composed = agenda(view, room.paper, stamp=room.unit.now, late=room.late)
    return _pack(composed, reader, meeting, [item.referral for item in seen], view)


def _chair_pack(
    room: Room, meeting: Meeting, fixed: Sequence[AgendaItem], mine: Sequence[AgendaItem], reader: Reader
) -> Post:
    acting = reader.kind is ReaderKind.ACTING_CHAIR
    view = ChairPackView(
        meeting=room.facts(meeting),
        attendee=reader.address,
        items=chair_items(room, meeting, mine, whole=len(mine) == len(fixed)),
        open_actions=actions_open_to(room, reader),
        apologies=apologies_for(room, meeting),
        workbook=decision_workbook(room, meeting, mine, reader),
        acting=acting,
    )
    composed = chair_pack(view, room.paper, stamp=room.unit.now, late=room.late)
    return _pack(composed, reader, meeting, [item.referral for item in mine], view)


def _pack(
    composed: Composed,
    reader: Reader,
    meeting: Meeting,
    referrals: Sequence[Referral],
    view: AgendaView | ChairPackView | GuestPackView | AddendumView,
) -> Post:
    """Return a pack's post; the actions it lists are of cases the door is asked about again too."""
    older = [action.reference for action in getattr(view, "open_actions", ())]
    return Post(
        composed=composed,
        reader=reader,
        references=tuple(dict.fromkeys([*(r.reference for r in referrals), *older])),
        meeting_id=meeting.id,
    )


def chair_items(room: Room, meeting: Meeting, mine: Sequence[AgendaItem], *, whole: bool) -> tuple[ChairItem, ...]:
    """Return the items with what the chair alone is told: who must leave, what is missing, what was filed."""
    cases = room.cases([item.referral for item in mine])
    by_reference = {case.reference: case for case in cases}
    shown = agenda_items(room, mine, whole=whole, chair=True)
    filed = answers_for(room.unit, meeting.id)
    return tuple(
        ChairItem(
            item=item,
            leavers=tuple(
                Leaver(
                    service=leaver.name,
                    representatives=leaver.representatives,
                    why="The family does not want this service involved.",
                )
                for leaver in who_must_leave(by_reference[item.reference], room.services, room.representatives, cases)
            ),
            missing=_headings_missing(room, fixed.referral),
            information=tuple(
                Filed(name=a.name, service=", ".join(map(room.service_name, a.services)), text=a.text, received_at=a.at)
                for a in filed
                if a.reference == item.reference and a.kind == "information"
            ),
            guests=tuple(sorted(fixed.referral.guests)),
        )
        for item, fixed in zip(shown, mine, strict=True)
    )


def apologies_for(room: Room, meeting: Meeting) -> tuple[Apology, ...]:
    """Return who sent apologies for a meeting so far, with the deputy of the contact list."""
    deputies = {person.name: person.deputy for person in room.representatives}
    return tuple(
        Apology(
            name=answer.name,
            service=", ".join(map(room.service_name, answer.services)),
            deputy=deputies.get(answer.name, ""),
        )
        for answer in answers_for(room.unit, meeting.id)
        if answer.kind == "apologies"
    )


def _headings_missing(room: Room, referral: Referral) -> tuple[str, ...]:
    gaps = missing_of(referral, latest_reading(room.unit, referral.id))
    return tuple(dict.fromkeys(gap.heading for gap in gaps if gap.heading))


def post_guest_pack(room: Room, meeting: Meeting, fixed: Sequence[AgendaItem], guest: str) -> None:
    """Send a guest the items that they are invited for, as far as the door lets them through (E7)."""
    reader = room.reader(ReaderKind.GUEST, guest)
    seen = visible_items(room, fixed, reader)
    if not seen:
        invited = tuple(item.referral.reference for item in fixed if guest in item.referral.guests)
        room.tell_administrator("guest_not_covered", references=invited)
        return
    view = GuestPackView(meeting=room.facts(meeting), attendee=guest, items=agenda_items(room, seen, whole=False))
    composed = guest_pack(view, room.paper, stamp=room.unit.now, late=room.late)
    room.post(_pack(composed, reader, meeting, [item.referral for item in seen], view))
