"""Friday after the meeting: decision sheets to the referrer and to each allocated service (B3, B12, P6)."""

from __future__ import annotations

import re

from dispatch.compose import decision_sheet, service_decision
from dispatch.fulfil.items import action_line, form_copy_of
from dispatch.fulfil.room import Post, Room, child_name_of, initials_of
from dispatch.views import AllocatedPart, Contact, DecisionView, FormCopyView, MeetingFacts, ServiceDecisionView
from rules.audience import fold_address, may_see
from rules.referral import Allocation, Decision, Reader, ReaderKind, Representative
from storage.agendas import items_of
from storage.decisions import get_decision
from storage.outbox import was_queued
from storage.panels import get_meeting
from storage.referrals import Referral, get_referral

_TEMPORARY = re.compile(r"\s*\(?\btemporary\b\)?\s*", re.IGNORECASE)


def fulfil_decision(room: Room) -> str:
    """
    Put the sheets of one decision into the outbox: the whole to the referrer, its part to each allocated service.

    Nothing blank goes out: only a recorded decision comes here. One that was
    replaced before it went is dropped by who recorded the next.
    """
    referral = get_referral(room.unit, room.owed.subject)
    decision = get_decision(room.unit, referral.reference, int(room.owed.detail["number"]))
    facts = room.facts(get_meeting(room.unit, decision.meeting))
    _post_to_referrer(room, referral, decision, facts)
    parts = [part for part in decision.allocations if not part.withdrawn]
    for part in parts:
        _post_to_service(room, referral, decision, part, facts)
    for code in _taken_back(room, referral, decision):
        post_taken_back(room, referral, code, facts)
    return f"{len(parts)} services"


def _post_to_referrer(room: Room, referral: Referral, decision: Decision, facts: MeetingFacts) -> None:
    lead, temporary = lead_professional(decision.lead_professional)
    view = DecisionView(
        reference=referral.reference,
        initials=initials_of(referral),
        meeting=facts,
        word=decision.word,
        child_name=child_name_of(referral),
        allocations=tuple(_part(room, part) for part in decision.allocations if not part.withdrawn),
        actions=tuple(action_line(action) for action in decision.actions),
        lead_professional=lead,
        temporary_lead=temporary,
        review_date=decision.review_date,
        notes=decision.notes,
        amended=decision.amended,
    )
    composed = decision_sheet(view, room.paper, room.late)
    for address in sorted(referral.people.addresses):
        room.post(
            Post(
                composed=composed,
                reader=room.reader(ReaderKind.REFERRER, address),
                references=(referral.reference,),
                meeting_id=decision.meeting,
                answers=referral.people.thread if fold_address(referral.people.sender) == address else "",
                about="/referrer",
            )
        )


def _post_to_service(room: Room, referral: Referral, decision: Decision, part: Allocation, facts: MeetingFacts) -> None:
    people = [person for person in room.representatives if person.service == part.service and person.email]
    if not people:
        room.tell_administrator(
            "service_without_address", references=(referral.reference,), detail={"service": part.service}
        )
    for person in people:
        reader = as_service(room, person)
        if not may_see(referral.case(room.panel.profile.consent_scope), reader, room.cases([referral])):
            room.tell_administrator("allocated_but_closed", references=(referral.reference,))
            continue
        lead, _temporary = lead_professional(decision.lead_professional)
        view = ServiceDecisionView(
            reference=referral.reference,
            initials=initials_of(referral),
            meeting=facts,
            part=_part(room, part),
            contact=contact_of(referral),
            child_name=child_name_of(referral),
            actions=tuple(action_line(action) for action in decision.actions if _is_for(room, action.who, part)),
            lead_professional=lead,
            review_date=decision.review_date,
            amended=decision.amended,
            form=_form_if_new(room, referral, decision, person),
        )
        room.post(
            Post(
                composed=service_decision(view, room.paper, room.late),
                reader=reader,
                references=(referral.reference,),
                meeting_id=decision.meeting,
                about=f"/{part.service}",
            )
        )


def post_taken_back(room: Room, referral: Referral, code: str, facts: MeetingFacts | None = None) -> None:
    """Tell a service that had been given a part that it has it no more: the reference, and no more of the child."""
    for person in room.representatives:
        if person.service != code or not person.email:
            continue
        view = ServiceDecisionView(
            reference=referral.reference,
            initials=initials_of(referral),
            meeting=facts,
            part=AllocatedPart(service=room.service_name(code)),
            contact=Contact(name=room.panel.title, email=room.panel.mailbox),
            withdrawn=True,
        )
        room.post(
            Post(
                composed=service_decision(view, room.paper, room.late),
                reader=as_service(room, person),
                references=(referral.reference,),
                meeting_id=facts.id if facts else None,
                about=f"/{code}/taken-back",
                stop=True,
            )
        )


def lead_professional(written: str) -> tuple[str, bool]:
    """Return the lead professional's name, and whether it is meant until another is agreed (P6)."""
    name = _TEMPORARY.sub(" ", written).strip(" ,;-")
    return name, name != written.strip()


def _taken_back(room: Room, referral: Referral, decision: Decision) -> tuple[str, ...]:
    """Services told of a part that this decision takes back, or that the decision it amends gave and it does not."""
    before = {part.service for part in decision.allocations if part.withdrawn}
    if decision.amended:
        earlier = get_decision(room.unit, referral.reference, decision.number - 1)
        before |= {part.service for part in earlier.allocations if not part.withdrawn}
    gone = before - referral.allocated
    return tuple(sorted(code for code in gone if _was_told(room, referral, code)))


def _was_told(room: Room, referral: Referral, code: str) -> bool:
    return any(
        was_queued(room.unit, person.email, "service-decision", referral.reference)
        for person in room.representatives
        if person.service == code and person.email
    )


def _form_if_new(room: Room, referral: Referral, decision: Decision, person: Representative) -> FormCopyView | None:
    """The clean copy, for a service's person who did not get it with the agenda (a deputy, a late addition)."""
    if any(was_queued(room.unit, person.email, kind, referral.reference) for kind in ("agenda", "addendum")):
        return None
    if not any(item.referral.reference == referral.reference for item in items_of(room.unit, decision.meeting)):
        return None
    return form_copy_of(room, referral, exclusions=False)


def as_service(room: Room, person: Representative) -> Reader:
    """Return a representative as a reader of what their service was given."""
    return room.reader(ReaderKind.ALLOCATED_SERVICE, person.email)


def _part(room: Room, part: Allocation) -> AllocatedPart:
    return AllocatedPart(
        service=room.service_name(part.service),
        role=part.role,
        named_worker=part.named_worker,
        lead_agency=part.lead_agency,
    )


def _is_for(room: Room, who: str, part: Allocation) -> bool:
    """Whether an action is a service's: it names the service or its worker; what names nobody is everybody's."""
    said = who.casefold().strip()
    if not said:
        return True
    names = [room.service_name(part.service), part.service, part.named_worker]
    return any(name and name.casefold() in said for name in names)


def contact_of(referral: Referral) -> Contact:
    """The referrer, as the form and the mail name them; the address is the one that wrote to us (ruling 11)."""
    assessor = referral.form.assessor
    return Contact(
        name=assessor.name or referral.people.sender_name,
        role=assessor.role or "",
        organisation=assessor.organisation or "",
        telephone=assessor.telephone or "",
        email=referral.people.sender,
    )
