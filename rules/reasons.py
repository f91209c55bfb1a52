"""
The sentence for every code: why something waits, is refused, is closed or needs a person.

Rules speak in codes, so that they can be stored, counted and tested; people
read the sentences here, and nowhere else. A sentence is said to the
administrator or chair unless `for_referrer` is asked. It never names a child.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from rules.audience import DoorReason
from rules.consent import ConsentReason
from rules.decision_cells import DecisionProblem
from rules.lifecycle import RefusalReason
from rules.limits import NoAnswerReason
from rules.referral import Hold, Screening
from rules.retry import GaveUpReason


@dataclass(frozen=True, slots=True)
class Words:
    """What a code means: *says* what is so, *to_do* what would settle it, *to_referrer* the same for the referrer."""

    says: str
    to_do: str = ""
    to_referrer: str = ""


_UNKNOWN = Words("This needs a person to look at it.")

HOLDS: Mapping[str, Words] = {
    Hold.CONSENT_UNCLEAR: Words(
        "It is not clear whether the family agrees to sharing.",
        "Ask the referrer, then correct “Consent to share” in the workbook.",
        "We could not tell from the form whether the family agrees to its being shared. Please tell us.",
    ),
    Hold.CONSENT_UNSIGNED: Words(
        "The consent to share is not signed.",
        "When you have the signed form, put the name of the person who signed into the workbook.",
        "The consent to share is not signed. Please send the form again with the signature, or tell us who signed it.",
    ),
    Hold.EXCLUSION_UNMATCHED: Words(
        "The family names somebody not to be involved, and that matches no service of the panel, or more than one.",
        "Write the service's own name under “Not to be shared with”, or empty the cell if none is meant.",
        "The form names somebody who should not be involved. We are checking which service that is.",
    ),
    Hold.EXCLUSION_UNSURE: Words(
        "We are not sure that we read correctly whom the family does not want involved.",
        "Compare “Not to be shared with” in the workbook with the form.",
        "We are checking whom the family does not want involved.",
    ),
    Hold.INCOMPLETE: Words(
        "The form lacks something that the panel needs.",
        "The referrer has been asked. When it comes, or if you know it, put it into the workbook.",
        "The form lacks something that the panel needs. Please send what is listed here.",
    ),
    Hold.UNSURE: Words(
        "We are not sure that we read the child's name or date of birth correctly.",
        "Compare the marked cells in the workbook with the form.",
        "We are checking some of the details on the form.",
    ),
    Hold.UNREADABLE: Words(
        "The form could not be read.",
        "Open it, and enter it by hand in the row that is kept for it in the workbook.",
        "We could not read the form by machine. A person will look at it; if you can, send it again as a Word file.",
    ),
    Hold.SIGNIFICANT_HARM: Words(
        "The form reports a risk of significant harm. Nothing has been sent to anybody else.",
        "You and the chair decide now what happens: choose under “Screening”.",
        "We have your form and will contact you. If a child is in danger now, follow your safeguarding procedure.",
    ),
    Hold.CHAIR_EXCLUDED: Words(
        "The family does not want the chair's own service involved, and no other person is named to chair the item.",
        "Name an acting chair for it.",
        "We are arranging who leads the panel's discussion.",
    ),
    Hold.NO_MEETING: Words(
        "The calendar has no meeting that it could still go to.",
        "Add a meeting in the workbook.",
        "The date of the next meeting is not fixed yet. We will tell you.",
    ),
}

DOOR: Mapping[str, Words] = {
    DoorReason.OPEN: Words("May be sent."),
    DoorReason.SERVICE_EXCLUDED: Words("The family does not want this service involved."),
    DoorReason.EXCLUSION_UNSETTLED: Words(
        "The family names somebody not to be involved, and it is not settled which service that is."
    ),
    DoorReason.CONSENT_NOT_GIVEN: Words("There is no consent to share."),
    DoorReason.ON_HOLD: Words("The referral waits for a decision by a person."),
    DoorReason.NOT_BEFORE_THE_PANEL: Words("The referral is not before the panel."),
    DoorReason.CASE_ENDED: Words("The case has ended."),
    DoorReason.SERVICE_NOT_LISTED: Words("The consent covers only the services that the form lists, not this one."),
    DoorReason.NOT_A_MEMBER: Words("The address represents no service of the panel."),
    DoorReason.NOT_INVITED: Words("The address is not invited for this item."),
    DoorReason.NOT_ALLOCATED: Words("The service has no part in this case."),
    DoorReason.ADDRESS_NOT_CONFIRMED: Words(
        "The address did not send the referral, and nobody has confirmed it.",
        "Confirm the address in the workbook if it is right.",
    ),
}

CONSENT: Mapping[str, Words] = {
    ConsentReason.UNREADABLE: Words("The form could not be read."),
    ConsentReason.SHARE_REFUSED: Words(
        "The family does not agree to sharing.",
        to_referrer="The form says that the family does not agree to its being shared, so it cannot go to the panel.",
    ),
    ConsentReason.SHARE_NOT_ANSWERED: Words(
        "The form does not say whether the family agrees to sharing.",
        to_referrer="Please tell us whether the family agrees to sharing.",
    ),
    ConsentReason.SHARE_UNSURE: Words(
        "We are not sure which answer is ticked for sharing.",
        to_referrer="We could not tell which answer is ticked. Please tell us whether the family agrees to sharing.",
    ),
    ConsentReason.STORE_REFUSED: Words(
        "The family agrees to sharing, but not to storing.",
        to_referrer="The form agrees to sharing but not to storing the information. Please ask the family about both.",
    ),
    ConsentReason.SECTION_UNSURE: Words("We are not sure that we read the whole consent section correctly."),
    ConsentReason.SECTION_HAS_PROBLEM: Words("Something in the consent section does not fit."),
    ConsentReason.CONTRADICTION: Words(
        "The consent section contradicts itself: the same service is to be told and not to be told, or “No” stands "
        "beside a list of services.",
        to_referrer="The consent section contradicts itself. Please tell us what the family agreed to.",
    ),
    ConsentReason.SIGNATURE_UNSURE: Words(
        "We are not sure who signed, or when.",
        to_referrer="We could not tell who signed the consent, or when. Please tell us.",
    ),
    ConsentReason.NOT_SIGNED: Words(
        "Nobody has signed the consent.", to_referrer="The consent is not signed by a parent or carer."
    ),
    ConsentReason.SIGNED_BY_CHILD_UNDER_16: Words(
        "Only the child has signed, who was under 16.",
        to_referrer="Only the child has signed. A parent or carer needs to sign as well.",
    ),
    ConsentReason.SIGNED_BY_CHILD_AGE_UNKNOWN: Words(
        "Only the child or young person has signed, and we do not know their age.",
        to_referrer="Only the child or young person has signed, and their date of birth is missing.",
    ),
    ConsentReason.EXCLUSION_UNSURE: Words("We are not sure whom the family does not want involved."),
}

SCREENING: Mapping[str, Words] = {
    RefusalReason.NEEDS_SERVICE: Words(
        f"{Screening.DIRECT_ALLOCATION} and {Screening.SINGLE_AGENCY} need to know which service.",
        "Choose one under “Screening service”.",
    ),
    RefusalReason.STILL_HELD: Words(
        "It is on hold, and what holds it must be settled first.", "Correct what is marked in its row."
    ),
    RefusalReason.CONSENT_NOT_GIVEN: Words(
        "There is no consent to share.", f"Get consent first, or choose {Screening.SAFEGUARDING}."
    ),
    RefusalReason.SERVICE_EXCLUDED: Words(
        "The family does not want this service involved.", "Choose another under “Screening service”."
    ),
    RefusalReason.NOT_FROM_HERE: Words(
        "The case has ended, or the panel has decided it already.", "A new form starts a new referral."
    ),
}

DECISIONS: Mapping[str, Words] = {
    DecisionProblem.REFERENCE_MISSING: Words("The row has no reference, so we cannot tell which child it is about."),
    DecisionProblem.REFERENCE_UNKNOWN: Words("This reference is not on the agenda of this meeting."),
    DecisionProblem.WORD_MISSING: Words("There is a service, but no decision."),
    DecisionProblem.WORD_CONTRADICTS: Words("Another row of the same item says something else."),
    DecisionProblem.SERVICE_MISSING: Words("This decision needs a service."),
    DecisionProblem.SERVICE_UNKNOWN: Words("There is no service of this name on the panel."),
    DecisionProblem.SERVICE_AMBIGUOUS: Words("This could be more than one service."),
    DecisionProblem.SERVICE_EXCLUDED: Words("The family has not agreed to this service being involved."),
    DecisionProblem.SERVICE_NOT_ALLOCATED: Words("This service has no allocation that could be withdrawn."),
    DecisionProblem.SERVICE_CONTRADICTS: Words("The service does not fit the decision."),
    DecisionProblem.REASON_MISSING: Words("This decision needs a reason under Notes."),
    DecisionProblem.ACTION_MISSING: Words("There is a person or a date, but no action."),
    DecisionProblem.LEAD_AGENCY_TWICE: Words("The item has a lead agency already."),
    DecisionProblem.REVIEW_DATE_PAST: Words("The review date lies in the past, or before the meeting."),
    DecisionProblem.ITEM_WAITS: Words("This row is not taken yet, because the item has no decision that can be taken."),
    DecisionProblem.BY_WHEN_MISSING: Words("The action is taken, but has no date."),
    DecisionProblem.BY_WHEN_PAST: Words("The action is taken, but its date lies before the meeting."),
    DecisionProblem.WHO_MISSING: Words("The action is taken, but names nobody."),
    DecisionProblem.SAID_TWICE: Words("The first row of the item says something else."),
}

ANSWERS: Mapping[str, Words] = {
    NoAnswerReason.NO_SENDER: Words("There is no address to answer."),
    NoAnswerReason.OUR_OWN_ADDRESS: Words("It came from one of our own mailboxes."),
    NoAnswerReason.ALREADY_ANSWERED: Words("It has been answered already."),
    NoAnswerReason.TOO_MANY_TO_SENDER: Words("This sender has had too many automatic answers within an hour."),
    NoAnswerReason.TOO_MANY_AT_ALL: Words("Too many automatic answers went out within an hour."),
    GaveUpReason.TOO_LONG: Words(
        "It could not be handed to the mail server for two days.", "Look at the mail server, then send it again."
    ),
}

ATTENTION: Mapping[str, Words] = {
    "screening": Words("A new referral waits for screening.", "Choose under “Screening” in the workbook."),
    "single_service_form": Words("A form asks for one service alone.", "Check that it has gone to the right service."),
    "old_form": Words("The form was more than a year old when it came.", "Ask the referrer whether it is still right."),
    "too_old_child": Words(
        "The child was older, at the form's date, than the panel's age limit.",
        "Decide whether the panel can take it; another service may be the right one.",
    ),
    "new_version": Words("A new version of a form has come.", "Look at what has changed."),
    "same_child_again": Words(
        "The same child seems to have a referral already.", "If it is the same, say so; if not, leave both."
    ),
    "unreadable_form": HOLDS[Hold.UNREADABLE],
    "version_from_another": Words(
        "A form for this referral came from an address that is not on it, so it was not taken as a new version.",
        "If the address is right, confirm it in the workbook and try the message again.",
    ),
    "without_form": Words(
        "A referral came without a form: a letter, or a request in the text.",
        "Read it, and enter it in the workbook or answer it.",
    ),
    "request_to_read": Words(
        "Somebody asks for something in words: to withdraw consent, a re-hearing, or whether a child has a form.",
        "Read it and answer it. If consent is withdrawn, stop the referral in the workbook at once.",
    ),
    "information_to_pass_on": Words(
        "A member of the panel wrote about a meeting that has an item which the chair may not see.",
        "Read it, and pass on to the chair what does not concern that item.",
    ),
    "referrer_unknown": Words(
        "A form came in a mail that does not say clearly who sent it. Nobody has been answered.",
        "Find out who sent it, and write their address under “Referrer email” in the workbook.",
    ),
    "answer_to_read": Words(
        "An answer came that we could not file: it was not understood, or not from somebody who was asked.",
        "Read it, and file or answer it yourself.",
    ),
    "not_understood": Words(
        "A mail came that we do not understand.", "Read it: turn it into a referral, answer it, or ignore it."
    ),
    "sealed_message": Words(
        "A mail came that cannot be opened: it is encrypted, too large, or only a piece of a message.",
        "Ask the sender to send it again as an ordinary mail with a Word file.",
    ),
    "older_mail": Words(
        "A mail lay in the mailbox that is older than the start of the service. Nobody has been answered.",
        "Look at it, and try it again if it is still to be dealt with.",
    ),
    "quarantined": Words(
        "A mail could not be dealt with after three tries. It is kept, unharmed, and nothing else waits for it.",
        "Read it in the mailbox and deal with it by hand; tell whoever looks after the service.",
    ),
    "workbook_sender_unproven": Words(
        "A workbook was sent or asked for, and it is not proven that an administrator or chair did that. "
        "Nothing was changed and nothing was sent.",
        "If it was you, send it again from the address that the panel knows.",
    ),
    "workbook_from_stranger": Words(
        "A decision workbook came from an address that is neither the chair's nor an administrator's. "
        "Nothing was changed.",
        "If its decisions are right, send it again yourself.",
    ),
    "panel_workbook_from_stranger": Words(
        "A corrected workbook came from an address that is no administrator's. Nothing was changed.",
        "If its corrections are right, send it again yourself.",
    ),
    "workbook_not_taken": Words(
        "A corrected workbook came that could not be taken.", "Ask for a fresh one and make the corrections there."
    ),
    "agenda_missed": Words(
        "A meeting began before its agenda could go out. Its items go to the next meeting.",
        "Tell the panel's members, and look at why the service did not run.",
    ),
    "guest_not_covered": Words(
        "A guest is invited for an item that may not be shown to them, so nothing was sent.",
        "Look at the consent and the exclusions of that item, or take the guest off it.",
    ),
    "service_without_address": Words(
        "A service was given work, and nobody of it has an address in the contact list.",
        "Add a representative's address under “Contacts”, then send the decision sheet.",
    ),
    "allocated_but_closed": Words(
        "A service was given work, and the family's consent does not cover it any more. Its sheet was not sent.",
        "Look at the consent and the exclusions of that referral.",
    ),
    "undelivered": Words(
        "A message of ours did not arrive.", "Check the address, and send it again or tell the person another way."
    ),
    "stopped_at_the_door": Words(
        "A message was ready, and its reader may not see it any more. It was not sent.",
        "Look at the consent and the exclusions of that referral.",
    ),
    "due_thing_stuck": Words(
        "Something that was due could not be made ready after three tries. Everything else goes on.",
        "Tell whoever looks after the service; `attention list` has its key.",
    ),
    "mailbox_silent": Words(
        "The panel's mailbox could not be looked into for a quarter of an hour. What is mailed to it waits unread.",
        "Tell whoever looks after the service; `status` says what is wrong.",
    ),
    "address_unusable": Words(
        "An address is written in a way that no mail can be sent to, so a message was not sent.",
        "Correct the address in the workbook, under “Contacts” or “Referrer email”, and tell the person another way.",
    ),
    "file_too_large": Words("A file is too large to be sent by mail.", "Send it in another safe way."),
}
"""What is put before the administrator for other reasons than a hold."""

ALL: Mapping[str, Words] = {**HOLDS, **DOOR, **CONSENT, **SCREENING, **DECISIONS, **ANSWERS, **ATTENTION}


def sentence(code: str) -> str:
    """What *code* means, for the administrator or chair; a code without words says that a person must look."""
    return ALL.get(code, _UNKNOWN).says


def what_to_do(code: str) -> str:
    """What would settle it; '' where nothing is to be done, or it is said elsewhere."""
    return ALL.get(code, _UNKNOWN).to_do


def for_referrer(code: str) -> str:
    """What the referrer is told about *code*; the plain meaning where there are no words of their own."""
    words = ALL.get(code, _UNKNOWN)
    return words.to_referrer or words.says
