"""What the chair and the administrators are owed: reminders, answers to workbooks, and what needs a person."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Sequence

from dispatch.compose import attention, forwarded, reminder, workbook_result
from dispatch.composed import Attached
from dispatch.fulfil.agendas import acting_chair, chairs, decision_workbook, numbers_for
from dispatch.fulfil.items import visible_items
from dispatch.fulfil.room import Post, Room, initials_of
from dispatch.views import (
    AttentionView,
    Filed,
    ForwardedView,
    Refused,
    ReminderView,
    Reminding,
    Taken,
    WaitingItem,
    WorkbookResultView,
)
from rules.audience import chair_for, fold_address, may_see
from rules.exclusions import fold
from rules.reasons import sentence, what_to_do
from rules.references import find_references
from rules.referral import Meeting, MeetingState, Reader, ReaderKind, Status
from storage.agendas import AgendaItem, items_of
from storage.attention import Answer, Attention, get_answer, get_attention
from storage.decisions import newest_decision
from storage.panels import get_meeting
from storage.received import raw_of, result_of, sender_of
from storage.referrals import Referral, find_referral, received_with, referrals_of
from storage.tables import ReceivedRow

_ELSEWHERE = frozenset(Status) - {Status.READY, Status.DECIDED, Status.HELD, Status.SCREENING}
"""No decision of the panel is waited for in these."""
_URGENT = frozenset({"significant_harm"})
_LARGEST_ORIGINAL = 5 * 1024 * 1024


def fulfil_attention(room: Room) -> str:
    """Write to the administrators (for a child at risk, to the chair as well) about one thing that needs a person."""
    entry = get_attention(room.unit, room.owed.detail["attention"])
    if entry.state != "open":
        return "settled meanwhile"
    view = _attention_view(room, entry)
    readers = administrators(room)
    if room.owed.detail.get("chair"):
        readers = (*readers, *_chair_for_attention(room, entry))
    for reader in readers:
        room.post(
            Post(
                composed=attention(_for_reader(room, view, entry, reader), room.paper, room.late),
                reader=reader,
                references=(entry.reference,) if entry.reference else (),
                about=f"/{reader.kind}",
            )
        )
    return entry.reason


def fulfil_undecided(room: Room) -> str:
    """Remind chair and administrators of items without a decision (B10); with none, nothing goes."""
    meeting = get_meeting(room.unit, room.owed.detail["meeting"])
    fixed = items_of(room.unit, meeting.id)
    undecided = [item for item in fixed if not _is_decided(room, item, meeting)]
    if meeting.state is MeetingState.CANCELLED or not undecided:
        return "nothing undecided"
    for reader, mine in (*chairs(room, undecided), *((one, tuple(undecided)) for one in administrators(room))):
        seen = visible_items(room, mine, reader)
        if seen:
            _post_undecided(room, meeting, seen, reader)
    return f"{len(undecided)} undecided"


def fulfil_unscreened(room: Room) -> str:
    """Remind the administrators, before the cut-off, of referrals that wait for screening (ruling 6)."""
    meeting = get_meeting(room.unit, room.owed.detail["meeting"])
    waiting = [
        referral
        for referral in referrals_of(room.unit, meeting_id=meeting.id)
        if referral.status in (Status.SCREENING, Status.HELD)
    ]
    if not waiting:
        return "nothing waits for screening"
    view = ReminderView(
        about=Reminding.SCREENING,
        meeting=room.facts(meeting),
        items=tuple(
            WaitingItem(
                reference=referral.reference,
                initials=initials_of(referral),
                since=referral.settled_at.astimezone(room.zone).date(),
                why="; ".join(sentence(hold) for hold in referral.holds),
            )
            for referral in waiting
        ),
        due=meeting.agenda_due,
    )
    for reader in administrators(room):
        room.post(
            Post(
                composed=reminder(view, room.paper, room.late),
                reader=reader,
                references=tuple(referral.reference for referral in waiting),
                meeting_id=meeting.id,
            )
        )
    return f"{len(waiting)} wait"


def fulfil_decision_result(room: Room) -> str:
    """Answer who sent a decision workbook: what was taken and what was not, cell by cell, and the workbook again."""
    received_id = room.owed.detail["received"]
    result, sender = result_of(room.unit, received_id), sender_of(room.unit, received_id)
    is_office = fold_address(sender.address) in {fold_address(one) for one in room.panel.administrators}
    reader = room.reader(ReaderKind.ADMINISTRATOR if is_office else _chair_kind(room, sender.address), sender.address)
    meeting = get_meeting(room.unit, result["meeting"]) if result.get("meeting") else None
    items = _items_to_answer_for(room, meeting, reader) if meeting else ()
    view = WorkbookResultView(
        decisions=True,
        taken=tuple(Taken(reference=reference, what=what) for reference, what in result["taken"]),
        refused=(
            *(Refused(sheet="", cell="", reference="", stands="", why=why) for why in result["whys"]),
            *_cells(result["refused"]),
        ),
        warnings=_cells(result["warnings"]),
        still_undecided=tuple(result["undecided"]),
        sheets_due=meeting.sheets_due if meeting and meeting.sheets_due > room.unit.now else None,
        workbook=decision_workbook(room, meeting, items, reader, edition=f"{received_id[:6]}-") if meeting else None,
    )
    room.post(
        Post(
            composed=workbook_result(view, room.paper, room.late),
            reader=reader,
            references=tuple(item.referral.reference for item in items),
            meeting_id=meeting.id if meeting else None,
            answers=sender.message_id,
        )
    )
    return f"{len(view.taken)} taken, {len(view.refused)} not"


def fulfil_forwarded(room: Room) -> str:
    """Send the chair what a representative wrote about the meeting or an item (B8)."""
    answer = get_answer(room.unit, room.owed.detail["answer"])
    meeting = get_meeting(room.unit, room.owed.detail["meeting"])
    referral = find_referral(room.unit, answer.reference) if answer.reference else None
    item = next((i for i in items_of(room.unit, meeting.id) if i.referral.reference == answer.reference), None)
    reader = room.reader(ReaderKind.CHAIR, room.panel.chair)
    if item is not None:
        reader = chairs(room, [item])[-1][0]
    seen = visible_items(room, items_of(room.unit, meeting.id), reader)
    if _may_speak_of_another(room, answer, seen, meeting):
        room.tell_administrator("information_to_pass_on", references=(answer.reference,) if answer.reference else ())
        return f"{answer.kind}, for the administrator to pass on"
    view = ForwardedView(
        reference=answer.reference,
        initials=initials_of(referral) if referral else "",
        meeting=room.facts(meeting),
        filed=Filed(
            name=answer.name,
            service=", ".join(map(room.service_name, answer.services)),
            text=answer.text,
            received_at=answer.at,
        ),
        item_number=numbers_for(room, meeting, reader).get(answer.reference),
        apologies=answer.kind in ("apologies", "not attending"),
        deputy=_deputy_of(room, answer.name),
    )
    room.post(
        Post(
            composed=forwarded(view, room.paper, room.late),
            reader=reader,
            references=(answer.reference,) if answer.reference else (),
            meeting_id=meeting.id,
        )
    )
    return answer.kind


def _may_speak_of_another(room: Room, answer: Answer, seen: Sequence[AgendaItem], meeting: Meeting) -> bool:
    """
    Whether words about a meeting may tell a chair of a child that the chair has no item of (ruling 8).

    Nobody can tell for sure what free words speak of: where the chair is shut
    out from an item, only what is filed on another item, or an apology, goes
    on, and that only if it names no child of the items kept back.
    """
    shown = {item.referral.reference for item in seen}
    kept_back = [item.referral for item in items_of(room.unit, meeting.id) if item.referral.reference not in shown]
    if not kept_back:
        return False
    filed = bool(answer.reference) or answer.kind in ("apologies", "not attending")
    return not filed or any(_is_named_in(answer.text, referral) for referral in kept_back)


def _is_named_in(text: str, referral: Referral) -> bool:
    child = referral.form.child
    names = {
        word
        for part in (child.given_names, child.family_name, child.also_known_as)
        for word in fold(part or "").split()
    }
    return referral.reference in find_references(text) or bool(names & set(fold(text).split()))


def _deputy_of(room: Room, name: str) -> str:
    return next((person.deputy for person in room.representatives if person.name == name), "")


def administrators(room: Room) -> tuple[Reader, ...]:
    """Return the panel's administrators as readers."""
    return tuple(room.reader(ReaderKind.ADMINISTRATOR, address) for address in room.panel.administrators)


def _attention_view(room: Room, entry: Attention) -> AttentionView:
    received = room.unit.session.get(ReceivedRow, entry.received_id) if entry.received_id else None
    return AttentionView(
        number=entry.number,
        happened=sentence(entry.reason),
        needs=tuple(step for step in (what_to_do(entry.reason), *_holds_to_do(entry)) if step),
        reference=entry.reference,
        by=_by(room, entry),
        sender=str(entry.detail.get("sender", "")),
        received_at=received.taken_at if received else None,
        about=_about(entry),
        urgent=entry.reason in _URGENT,
        attachments=_original(room, received, entry),
    )


def _holds_to_do(entry: Attention) -> tuple[str, ...]:
    holds: Sequence[str] = entry.detail.get("holds", ())
    return tuple(f"{sentence(hold)} {what_to_do(hold)}".strip() for hold in holds if hold != entry.reason)


def _about(entry: Attention) -> str:
    """What else the administrator is told in words: what has changed, what the server said."""
    told = [*entry.detail.get("problems", ()), *entry.detail.get("changed", ()), *entry.detail.get("diagnostics", ())]
    if entry.detail.get("recipient"):
        told.insert(0, f"It was for {entry.detail['recipient']}.")
    return "; ".join(str(one) for one in told)


def _by(room: Room, entry: Attention) -> dt.datetime | None:
    referral = find_referral(room.unit, entry.reference) if entry.reference else None
    if referral is None or referral.meeting_id is None or referral.status not in (Status.HELD, Status.SCREENING):
        return None
    due = get_meeting(room.unit, referral.meeting_id).agenda_due
    return due if due > room.unit.now else None


def _original(room: Room, received: ReceivedRow | None, entry: Attention) -> tuple[Attached, ...]:
    """The message itself, for the administrator to open; for the chair of a child at risk it says more than a note."""
    if received is None or received.size > _LARGEST_ORIGINAL or entry.reason == "quarantined":
        return ()
    return (Attached(f"message {entry.number}.eml", "message/rfc822", raw_of(room.unit, received)),)


def _for_reader(room: Room, view: AttentionView, entry: Attention, reader: Reader) -> AttentionView:
    """The same without the message itself, where that brought a child whom this reader may not see (E4)."""
    brought = received_with(room.unit, entry.received_id) if entry.received_id else ()
    cases = room.cases(brought)
    scope = room.panel.profile.consent_scope
    if all(may_see(referral.case(scope), reader, cases) for referral in brought):
        return view
    return dataclasses.replace(view, attachments=())


def _chair_for_attention(room: Room, entry: Attention) -> tuple[Reader, ...]:
    """The chair of the item, if there is one who may have it (ruling 8)."""
    referral = find_referral(room.unit, entry.reference)
    if referral is None:
        return ()
    cases = room.cases([referral])
    acting = acting_chair(room, referral)
    case = referral.case(room.panel.profile.consent_scope)
    who = chair_for(case, room.reader(ReaderKind.CHAIR, room.panel.chair), acting, cases)
    return (who,) if who is not None and may_see(case, who, cases) else ()


def _is_decided(room: Room, item: AgendaItem, meeting: Meeting) -> bool:
    elsewhere = item.referral.status in _ELSEWHERE or item.referral.meeting_id != meeting.id
    return elsewhere or newest_decision(room.unit, item.referral.reference, meeting.id) is not None


def _post_undecided(room: Room, meeting: Meeting, items: Sequence[AgendaItem], reader: Reader) -> None:
    view = ReminderView(
        about=Reminding.UNDECIDED,
        meeting=room.facts(meeting),
        items=tuple(
            WaitingItem(reference=item.referral.reference, initials=initials_of(item.referral)) for item in items
        ),
        due=meeting.sheets_due,
        workbook=decision_workbook(room, meeting, items, reader),
    )
    room.post(
        Post(
            composed=reminder(view, room.paper, room.late),
            reader=reader,
            references=tuple(item.referral.reference for item in items),
            meeting_id=meeting.id,
            about=f"/{reader.kind}",
        )
    )


def _cells(listed: Sequence[Sequence[str]]) -> tuple[Refused, ...]:
    return tuple(
        Refused(sheet=sheet, cell=cell, reference="", heading=heading, stands=found, why=why, right=right)
        for sheet, cell, heading, found, why, right in listed
    )


def _chair_kind(room: Room, address: str) -> ReaderKind:
    """Who else sent a decision workbook that was taken stands in for the chair, without the chair's own service."""
    is_chair = fold_address(address) == fold_address(room.panel.chair)
    return ReaderKind.CHAIR if is_chair else ReaderKind.ACTING_CHAIR


def _items_to_answer_for(room: Room, meeting: Meeting, reader: Reader) -> tuple[AgendaItem, ...]:
    """The items of a meeting that its sender may decide: an acting chair of single items gets no more than those."""
    seen = visible_items(room, items_of(room.unit, meeting.id), reader)
    own = fold_address(reader.address)
    if reader.kind is not ReaderKind.ACTING_CHAIR or own == fold_address(room.panel.acting_chair):
        return seen
    return tuple(item for item in seen if fold_address(item.referral.notes.acting_chair) == own)
