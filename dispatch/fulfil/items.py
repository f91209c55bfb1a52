"""One reader's agenda items, made from the cases that the door let through."""

from __future__ import annotations

from collections.abc import Sequence

from dispatch.compose.packs import form_copy
from dispatch.composed import WORD, Attached
from dispatch.fulfil.room import Room, age_of, initials_of
from dispatch.views import ActionLine, AgendaItem, Coming, FormCopyView, OpenAction
from rules.audience import visible
from rules.form import Form, leaves
from rules.referral import AgreedAction, Reader
from rules.wording import without_names
from storage.agendas import AgendaItem as FixedItem
from storage.decisions import OpenAction as StoredAction
from storage.decisions import newest_decision, open_actions
from storage.received import files_of
from storage.referrals import Referral, get_referral, latest_reading

_LINE = 140


def visible_items(room: Room, fixed: Sequence[FixedItem], reader: Reader) -> tuple[FixedItem, ...]:
    """Return the fixed items that *reader* may see, in the agenda's order (E4): the only way to them."""
    cases = room.cases([item.referral for item in fixed])
    allowed = {case.reference for case in visible(cases, reader)}
    return tuple(item for item in fixed if item.referral.reference in allowed)


def agenda_items(
    room: Room, seen: Sequence[FixedItem], *, whole: bool, first: int = 1, chair: bool = False
) -> tuple[AgendaItem, ...]:
    """
    Return a reader's items: with their agenda numbers and slots where the reader sees the whole agenda.

    A reader from whom an item is kept sees the others numbered without gaps and
    without times, so that nothing shows where it was (ruling 9).
    """
    return tuple(
        _agenda_item(room, item, number=number, slots=whole, chair=chair)
        for number, item in numbered(seen, whole=whole, first=first)
    )


def numbered(seen: Sequence[FixedItem], *, whole: bool, first: int = 1) -> tuple[tuple[int, FixedItem], ...]:
    """Return each item with the number that this reader knows it by."""
    return tuple((item.position if whole else number, item) for number, item in enumerate(seen, start=first))


def form_copy_of(room: Room, referral: Referral, *, exclusions: bool) -> FormCopyView:
    """Return what the clean Word copy of a referral's form is made from: the corrected data."""
    reading = latest_reading(room.unit, referral.id)
    read = leaves(reading.form) if reading.form else {}
    now = leaves(referral.form)
    return FormCopyView(
        reference=referral.reference,
        form=referral.form,
        headings=reading.headings,
        corrected=frozenset(path for path in set(read) | set(now) if read.get(path) != now.get(path)),
        version=referral.version,
        received=referral.received_at.astimezone(room.zone).date(),
        show_exclusions=exclusions,
    )


def actions_open_to(room: Room, reader: Reader) -> tuple[OpenAction, ...]:
    """Return the actions still open from earlier meetings, of the cases that *reader* may see (S1)."""
    stored = open_actions(room.unit, room.panel.code, room.unit.now)
    referrals = [get_referral(room.unit, reference) for reference in dict.fromkeys(a.reference for a in stored)]
    allowed = {case.reference for case in visible(room.cases(referrals), reader)}
    by_reference = {referral.reference: referral for referral in referrals}
    return tuple(
        _open_action(room, action, by_reference[action.reference]) for action in stored if action.reference in allowed
    )


def action_line(action: AgreedAction) -> ActionLine:
    """Return an agreed action for a sheet."""
    return ActionLine(what=action.what, who=action.who, by_when=action.by_when, by_when_written=action.by_when_written)


def summary_of(form: Form) -> tuple[str, str, str, str, str]:
    """Return a form's reason, strengths, needs, desired outcomes and risks, for the summary of an item."""
    strengths = _joined(form.conclusions.strengths, *(part.strengths for part in form.elements.values()))
    needs = _joined(form.conclusions.needs, *(part.needs for part in form.elements.values()))
    outcomes = _joined(form.desired_outcomes, *(action.desired_outcome for action in form.actions))
    harm = form.conclusions.significant_harm
    return (
        form.assessment.reason or "",
        strengths,
        needs or (form.conclusions.summary or ""),
        outcomes,
        "" if harm is None else f"Risk of significant harm: {harm}",
    )


def _agenda_item(room: Room, item: FixedItem, *, number: int, slots: bool, chair: bool) -> AgendaItem:
    referral, form = item.referral, item.referral.form
    reason, strengths, needs, outcomes, risks = summary_of(form)
    return AgendaItem(
        number=number,
        reference=referral.reference,
        initials=initials_of(referral),
        age=age_of(referral, room.today),
        slot=item.slot_at if slots else None,
        referrer=", ".join(part for part in (form.assessor.role, form.assessor.organisation) if part),
        why=_one_line(_nameless(reason or needs, form)),
        asked=", ".join(form.referral.services_requested) or _one_line(_nameless(outcomes, form)),
        coming=_coming(room, referral),
        reason=reason,
        strengths=strengths,
        needs=needs,
        desired_outcomes=outcomes,
        risks=risks,
        originals=(_clean_copy(room, referral, exclusions=chair), *_originals(room, referral)),
    )


def _clean_copy(room: Room, referral: Referral, *, exclusions: bool) -> Attached:
    key = (referral.reference, exclusions)
    if key not in room.copies:
        room.copies[key] = form_copy(form_copy_of(room, referral, exclusions=exclusions), room.paper)
    return room.copies[key]


def _coming(room: Room, referral: Referral) -> Coming:
    if referral.notes.coming == "review":
        return Coming.REVIEW
    return Coming.RE_PRESENTED if newest_decision(room.unit, referral.reference) else Coming.NEW


def _originals(room: Room, referral: Referral) -> tuple[Attached, ...]:
    if not room.panel.profile.originals:
        return ()
    return tuple(
        Attached(f"{referral.reference} original.docx", kind, data) for kind, data in original_files(room, referral)
    )


def original_files(room: Room, referral: Referral) -> tuple[tuple[str, bytes], ...]:
    """Return the referrer's own files that carry nothing active, checked when they were taken in (2.5)."""
    return tuple(
        (WORD, room.unit.opened_bytes(row, "sealed_data"))
        for row in files_of(room.unit, referral_id=referral.id, role="form")
        if row.inactive
    )


def _open_action(room: Room, stored: StoredAction, referral: Referral) -> OpenAction:
    action = stored.action
    return OpenAction(
        reference=stored.reference,
        initials=initials_of(referral),
        what=action.what,
        who=action.who,
        by_when=action.by_when,
        by_when_written=action.by_when_written,
        overdue=action.by_when is not None and action.by_when < room.today,
    )


def _nameless(text: str, form: Form) -> str:
    """A line for the body of a mail, where nobody of the family is more than initials."""
    child = form.child
    people = [parent.name for parent in form.parents_carers] + [member.name for member in form.household]
    return without_names(text, child.given_names, child.family_name, child.also_known_as, *people)


def _joined(*parts: str | None) -> str:
    return "\n".join(dict.fromkeys(part.strip() for part in parts if part and part.strip()))


def _one_line(text: str) -> str:
    line = " ".join(text.split())
    if len(line) <= _LINE:
        return line
    return line[:_LINE].rsplit(" ", 1)[0].rstrip(",;:.") + " …"
