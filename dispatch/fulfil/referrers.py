"""What a referrer is owed: the acknowledgement, what is needed first, why it does not go on (B1, B3, P3)."""

from __future__ import annotations

from dispatch.compose import acknowledgement, more_information, not_accepted
from dispatch.composed import WORD, Attached, Composed
from dispatch.documents.blank_form import blank_form_docx
from dispatch.fulfil.room import Post, Room, initials_of
from dispatch.views import (
    AcknowledgedChild,
    AcknowledgementView,
    Acknowledging,
    MeetingFacts,
    Missing,
    MoreInformationView,
    NeededBecause,
    NotAcceptedView,
)
from rules import eligibility
from rules.form import FormReading
from rules.referral import Hold, ReaderKind, Status
from storage.panels import get_meeting
from storage.placing import next_open_meeting
from storage.received import sender_of
from storage.referrals import Referral, get_referral, latest_reading

_ASKED_WORDS = {
    "consent.share": "Whether the parent or carer, or the young person, agrees to their information being shared. "
    "Please tick Yes or No.",
    "consent.signed_by": "The name of the parent or carer, or young person, who signed the consent, and the date.",
}


def fulfil_acknowledgement(room: Room) -> None:
    """Put one acknowledgement for all children of a message into the outbox."""
    references = tuple(room.owed.detail["references"])
    referrals = [get_referral(room.unit, reference) for reference in references]
    people = referrals[0].people
    address, thread = people.sender, people.thread
    if "received" in room.owed.detail:
        sender = sender_of(room.unit, room.owed.detail["received"])
        address, thread = sender.address, sender.message_id
    view = AcknowledgementView(
        children=tuple(_acknowledged(room, referral) for referral in referrals),
        same_family=len(referrals) > 1 and len({r.family_id for r in referrals}) == 1,
    )
    room.post(
        Post(
            composed=acknowledgement(view, room.paper, room.late),
            reader=room.reader(ReaderKind.REFERRER, address),
            references=references,
            answers=thread,
        )
    )


def fulfil_more_information(room: Room) -> None:
    """Tell the referrer what is needed before the referral can go on, each by the form's own heading."""
    referral = get_referral(room.unit, room.owed.subject)
    refused = room.owed.detail.get("because") == "consent refused"
    meeting = next_open_meeting(room.unit, room.panel.code)
    view = MoreInformationView(
        because=NeededBecause.CONSENT_REFUSED if refused else NeededBecause.ASKED,
        reference=referral.reference,
        initials=initials_of(referral),
        missing=() if refused else missing_of(referral, latest_reading(room.unit, referral.id)),
        asked="" if refused else referral.notes.screening_reason,
        next_meeting=room.facts(meeting) if meeting else None,
        answer_by=meeting.agenda_due if meeting else None,
    )
    post_to_referrer(room, referral, more_information(view, room.paper, room.late))


def fulfil_not_accepted(room: Room) -> None:
    """Tell the referrer that the referral does not go to this panel, and where it goes instead."""
    referral = get_referral(room.unit, room.owed.subject)
    service = referral.screening_service
    view = NotAcceptedView(
        reference=referral.reference,
        initials=initials_of(referral),
        reason=referral.notes.screening_reason,
        service=room.service_name(service) if service else "",
    )
    post_to_referrer(room, referral, not_accepted(view, room.paper, room.late))


def fulfil_blank_form(room: Room) -> None:
    """Answer a mail that brought no form with the blank one, to fill in with Word."""
    sender = sender_of(room.unit, room.owed.detail["received"])
    name = f"{room.panel.profile.words.form} form.docx"
    view = MoreInformationView(
        because=NeededBecause.NO_FORM,
        blank_form=Attached(name, WORD, blank_form_docx(room.panel.profile)),
    )
    room.post(
        Post(
            composed=more_information(view, room.paper, room.late),
            reader=room.reader(ReaderKind.REFERRER, sender.address),
            answers=sender.message_id,
        )
    )


def missing_of(referral: Referral, reading: FormReading) -> tuple[Missing, ...]:
    """
    Return what the form leaves empty or unclear, by its own headings: first what holds the referral (ruling 20).

    What an administrator has corrected since is not missing any more.
    """
    form, headings = referral.form, reading.headings
    needed = eligibility.missing_for_panel(form, headings=headings)
    wished = eligibility.also_missing(form, headings=headings)
    unsure = () if form != reading.form else eligibility.unsure_identity(reading)
    named = {gap.path for gap in (*needed, *wished)}
    return (
        *(Missing(heading=gap.heading, message=_asked(referral, gap.path)) for gap in needed),
        *(
            Missing(heading=gap.heading, message="We could not read this with certainty. Please check it.")
            for gap in unsure
            if gap.path not in named
        ),
        *_unclear_consent(referral),
        *(Missing(heading=gap.heading, message="Nothing is written here.", holds=False) for gap in wished),
    )


def _asked(referral: Referral, path: str) -> str:
    """What the referrer is asked to write under a heading that holds the referral."""
    if path == "consent.share" and referral.form.consent.share is False:
        return "The form says No. Without consent we share it with nobody. We are writing to you about this separately."
    return _ASKED_WORDS.get(path, "Nothing is written here.")


def _unclear_consent(referral: Referral) -> tuple[Missing, ...]:
    """What is unclear about consent or exclusions; which services are meant is asked by the administrator."""
    unclear = {Hold.CONSENT_UNCLEAR, Hold.EXCLUSION_UNMATCHED, Hold.EXCLUSION_UNSURE} & set(referral.holds)
    if not unclear or referral.form.consent.share is None:
        return ()
    message = "We are checking what the family has agreed to. The panel's administrator may write to you about it."
    return (Missing(heading="Consent", message=message),)


def _acknowledged(room: Room, referral: Referral) -> AcknowledgedChild:
    reading = latest_reading(room.unit, referral.id)
    meeting = get_meeting(room.unit, referral.meeting_id) if referral.meeting_id else None
    return AcknowledgedChild(
        reference=referral.reference,
        initials=initials_of(referral),
        state=_state_of(referral),
        meeting=_expected_at(room, referral),
        missing=_unread(reading) if Hold.UNREADABLE in referral.holds else missing_of(referral, reading),
        version=referral.version,
        sheets_due=meeting.sheets_due if meeting else None,
    )


def _expected_at(room: Room, referral: Referral) -> MeetingFacts | None:
    if referral.meeting_id is None or referral.status is Status.CONSENT_REFUSED:
        return None
    return room.facts(get_meeting(room.unit, referral.meeting_id))


def _unread(reading: FormReading) -> tuple[Missing, ...]:
    return tuple(Missing(message=problem.message) for problem in reading.problems)


def _state_of(referral: Referral) -> Acknowledging:
    holds = set(referral.holds)
    if Hold.UNREADABLE in holds:
        return Acknowledging.UNREADABLE
    if Hold.SIGNIFICANT_HARM in holds:
        return Acknowledging.SAFEGUARDING
    if holds & {Hold.CONSENT_UNCLEAR, Hold.EXCLUSION_UNMATCHED, Hold.EXCLUSION_UNSURE} and Hold.INCOMPLETE not in holds:
        return Acknowledging.CONSENT_UNCLEAR
    if referral.status in (Status.READY, Status.DECIDED):
        return Acknowledging.ACCEPTED
    return Acknowledging.SCREENING if referral.status is Status.SCREENING else Acknowledging.HELD


def post_to_referrer(room: Room, referral: Referral, composed: Composed) -> None:
    """Send a letter about a referral to who sent it."""
    room.post(
        Post(
            composed=composed,
            reader=room.reader(ReaderKind.REFERRER, referral.people.sender),
            references=(referral.reference,),
            answers=referral.people.thread,
        )
    )
