"""A referral that goes straight to one service, without a meeting (S2, P3, E10)."""

from __future__ import annotations

from dispatch.compose import not_accepted, service_decision
from dispatch.fulfil.items import form_copy_of
from dispatch.fulfil.referrers import post_to_referrer
from dispatch.fulfil.room import Post, Room, child_name_of, initials_of
from dispatch.fulfil.sheets import as_service, contact_of, post_taken_back
from dispatch.views import AllocatedPart, NotAcceptedView, ServiceDecisionView
from rules.audience import may_see
from rules.referral import Representative
from storage.referrals import Referral, get_referral


def fulfil_direct_allocation(room: Room) -> str:
    """Tell the service its part, with the clean copy of the form, and the referrer who will get in touch."""
    referral, code = get_referral(room.unit, room.owed.subject), str(room.owed.detail["service"])
    if room.owed.detail.get("taken_back"):
        post_taken_back(room, referral, code)
        return "taken back"
    if code not in referral.allocated:
        return "not so any more"
    people = [person for person in room.representatives if person.service == code and person.email]
    if not people:
        room.tell_administrator("service_without_address", references=(referral.reference,), detail={"service": code})
    for person in people:
        _post_to_service(room, referral, person)
    view = NotAcceptedView(
        reference=referral.reference,
        initials=initials_of(referral),
        reason=referral.notes.screening_reason,
        service=room.service_name(code),
    )
    post_to_referrer(room, referral, not_accepted(view, room.paper, room.late))
    return code


def _post_to_service(room: Room, referral: Referral, person: Representative) -> None:
    reader = as_service(room, person)
    if not may_see(referral.case(room.panel.profile.consent_scope), reader, room.cases([referral])):
        room.tell_administrator("allocated_but_closed", references=(referral.reference,))
        return
    view = ServiceDecisionView(
        reference=referral.reference,
        initials=initials_of(referral),
        meeting=None,
        part=AllocatedPart(service=room.service_name(person.service), role=referral.notes.screening_reason),
        contact=contact_of(referral),
        child_name=child_name_of(referral),
        form=form_copy_of(room, referral, exclusions=False),
    )
    room.post(
        Post(
            composed=service_decision(view, room.paper, room.late),
            reader=reader,
            references=(referral.reference,),
            about=f"/{person.service}",
        )
    )
