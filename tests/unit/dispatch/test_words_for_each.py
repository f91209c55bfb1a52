"""What each reader is told, in the words of the process."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest

from dispatch import compose
from dispatch.compose import Stationery
from dispatch.views import (
    AcknowledgementView,
    Acknowledging,
    AgendaView,
    ChairItem,
    ChairPackView,
    ConsentWithdrawnView,
    FeedbackLine,
    FeedbackRequestView,
    Filed,
    ForwardedView,
    GuestPackView,
    Leaver,
    MoreInformationView,
    NeededBecause,
    NotAcceptedView,
    Refused,
    RegisterAnswerView,
    ReminderView,
    Reminding,
    ReviewRequestView,
    Taken,
    TimeSlotView,
    WaitingItem,
    WorkbookResultView,
)
from dispatch.wording.links import AnswerLinks
from rules.referral import DecisionWord
from tests.unit.dispatch.samples import (
    ACTIONS,
    CONTACT,
    MEETING,
    MISSING,
    PAPER,
    SHEETS,
    STAMP,
    START,
    WORKBOOK,
    a_child,
    a_decision,
    a_panel,
    a_part,
    an_item,
)


def _said(text: str) -> str:
    return " ".join(text.replace("! ", "").split())


@pytest.mark.requirement("B3")
def test_an_accepted_referral_is_told_its_meeting_first() -> None:
    """The first two lines have the reference and the meeting; then what is missing, by the form's own heading."""
    child = a_child(meeting=MEETING, missing=MISSING[1:2], sheets_due=SHEETS)
    mail = compose.acknowledgement(AcknowledgementView(children=(child,)), PAPER)
    said = _said(mail.text)
    assert mail.subject == "We have your referral N26-0042"
    assert said.startswith("We have your referral for A.B. (N26-0042)")
    assert "It is on the agenda for Thursday 10 December 2026." in said
    assert "Religion: Nothing is written here. This does not hold up the referral." in said
    assert "On Friday 11 December 2026 we send you the decision sheet" in said


@pytest.mark.requirement("B3")
def test_a_held_referral_says_what_holds_it() -> None:
    """What holds the referral stands apart from what does not, each with its heading and a way to send it."""
    view = AcknowledgementView(children=(a_child(Acknowledging.HELD, meeting=MEETING, missing=MISSING),))
    said = _said(compose.acknowledgement(view, PAPER).text)
    assert "It cannot go to the panel until we have what is listed below." in said
    needed, other = said.split("Also missing or unclear")
    assert "Date of birth or EDD: Nothing is written here." in needed
    assert "Religion" in other
    assert 'with the subject "More information: N26-0042"' in needed


def test_safeguarding_is_acknowledged_in_neutral_words() -> None:
    """Nothing in the answer tells whoever reads over a shoulder that harm was reported."""
    told = _said(
        compose.acknowledgement(AcknowledgementView(children=(a_child(Acknowledging.SAFEGUARDING),)), PAPER).text
    )
    other = _said(
        compose.acknowledgement(AcknowledgementView(children=(a_child(Acknowledging.SCREENING),)), PAPER).text
    )
    danger = "If you think that a child is in danger, do not wait for us: call 999"
    assert danger in told
    assert danger in other
    assert not any(word in told.lower() for word in ("harm", "safeguard", "risk", "abuse"))


def test_several_children_of_one_message_are_told_apart() -> None:
    """One mail for one message: each child has its reference, its state and what it needs."""
    children = (
        a_child(meeting=MEETING),
        a_child(Acknowledging.HELD, reference="N26-0043", initials="C.D.", missing=MISSING),
    )
    mail = compose.acknowledgement(AcknowledgementView(children=children, same_family=True), PAPER)
    said = _said(mail.text)
    assert mail.subject == "We have your two referrals"
    assert "linked them as one family" in said
    assert "What we need from you for C.D. (N26-0043)" in said


@pytest.mark.requirement("B1")
def test_refused_consent_says_what_would_be_needed() -> None:
    """Without consent nothing is shared; the referrer learns what the form would have to say."""
    view = MoreInformationView(because=NeededBecause.CONSENT_REFUSED, reference="N26-0042", initials="A.B.")
    said = _said(compose.more_information(view, PAPER).text)
    assert "Without their consent we share it with nobody" in said
    assert "ticked Yes" in said


@pytest.mark.requirement("E10")
def test_a_single_agency_referral_names_the_service() -> None:
    """A referral for one service goes straight to it, and the referrer is told which."""
    view = NotAcceptedView(reference="N26-0042", initials="A.B.", reason="", service="Speech Therapy")
    mail = compose.not_accepted(view, PAPER)
    assert mail.subject == "N26-0042 goes straight to one service"
    assert "Speech Therapy will get in touch with you." in _said(mail.text)


@pytest.mark.requirement("B3", "P5", "S3")
def test_the_agenda_has_a_table_and_the_paperwork() -> None:
    """The first lines say how many and what to do; the table has every column; the forms and the entry go along."""
    view = AgendaView(meeting=MEETING, attendee="p@p.example", items=(an_item(),), open_actions=ACTIONS)
    mail = compose.agenda(view, PAPER, stamp=STAMP)
    said = _said(mail.text)
    assert mail.subject == "MAAG North agenda: Thursday 10 December 2026"
    assert "is attached: 1 child. Please check your records for each before the meeting." in said
    for part in (
        "Item: 1",
        "Time: 9:30am",
        "Child: A.B., N26-0042",
        "Age: 8 years",
        "Referrer: Health",
        "Why:",
        "asked:",
    ):
        assert part in said
    assert [attached.filename for attached in mail.attachments] == [
        "MAAG North agenda 2026-12-10.docx",
        "MAAG North meeting 2026-12-10.ics",
        "N26-0042 form.docx",
        "N26-0042 original.docx",
    ]


@pytest.mark.requirement("S1")
def test_open_actions_come_back() -> None:
    """Actions of earlier meetings that are not done stand on the agenda, with who, by when, and whether it is past."""
    view = AgendaView(meeting=MEETING, attendee="p@p.example", items=(), open_actions=ACTIONS)
    said = _said(compose.agenda(view, PAPER, stamp=STAMP).text)
    assert "Ask the school Who: Education By when: Overdue" in said
    assert "By when: 30 November 2026" in said
    assert "By when: next TAC" in said


def test_an_excluded_reader_sees_no_times() -> None:
    """Ruling 9: without slots there is no column of times, and numbers have no gap."""
    items = (an_item(1, slot=None), an_item(2, "N26-0044", slot=None))
    mail = compose.agenda(AgendaView(meeting=MEETING, attendee="p@p.example", items=items), PAPER, stamp=STAMP)
    assert "Time:" not in mail.text
    assert "is attached: 2 children" in _said(mail.text)


@pytest.mark.requirement("B8")
def test_a_representative_can_answer_with_one_click() -> None:
    """Apologies and information are links that open a reply filled in, or one's own words."""
    view = AgendaView(meeting=MEETING, attendee="p@p.example", items=(an_item(),))
    mail = compose.agenda(view, PAPER, stamp=STAMP)
    assert "mailto:maagnorth@beds.example?subject=Apologies%3A%20MAAG%20North%2C%20Thursday%2010" in mail.html
    assert "mailto:maagnorth@beds.example?subject=Information%3A%20N26-0042&amp;body=" in mail.html
    assert "just reply in your own words: a person will read it" in _said(mail.text)


@pytest.mark.requirement("E4", "B10")
def test_the_chair_is_told_who_must_leave() -> None:
    """The chair's pack says who leaves for which item and why, and carries the decision workbook."""
    entry = ChairItem(item=an_item(), leavers=(Leaver(service="Police", representatives=("Dan Oakes", "Lee Marsh")),))
    view = ChairPackView(meeting=MEETING, attendee="c@p.example", items=(entry,), workbook=WORKBOOK)
    mail = compose.chair_pack(view, PAPER, stamp=STAMP)
    said = _said(mail.text)
    assert "Somebody must leave the room for 1 item." in said
    assert "Who leaves: Police: Dan Oakes and Lee Marsh Why: The family does not want this service involved." in said
    assert WORKBOOK in mail.attachments


@pytest.mark.requirement("E7")
def test_a_guest_comes_for_one_item() -> None:
    """A guest learns the time of their item, and is asked to come for that alone."""
    view = GuestPackView(meeting=MEETING, attendee="g@p.example", items=(an_item(),))
    said = _said(compose.guest_pack(view, PAPER, stamp=STAMP).text)
    assert "You are invited for one child, at 9:30am" in said
    assert "please come only for this item" in said


@pytest.mark.requirement("P4", "B13")
def test_a_referrer_gets_a_slot_and_may_stay_away() -> None:
    """The slot has both ends, both answers, and an invitation of its own."""
    view = TimeSlotView(
        attendee="kim@a.example",
        reference="N26-0042",
        initials="A.B.",
        meeting=MEETING,
        starts_at=START,
        ends_at=SHEETS,
    )
    mail = compose.time_slot(view, PAPER, stamp=STAMP)
    assert "You can come, but need not." in _said(mail.text)
    assert {"Attending: N26-0042", "Not attending: N26-0042"} <= set(_quoted(mail.text))
    assert mail.attachments[0].content_type == "text/calendar; method=REQUEST"


def _quoted(text: str) -> list[str]:
    return " ".join(text.split()).split('"')


@pytest.mark.requirement("E2", "E8", "P6", "P7")
def test_the_referrer_is_told_what_to_do_now() -> None:
    """Who helps comes first; then: tell family and lead professional, arrange the TAC, give the family's answer."""
    mail = compose.decision_sheet(a_decision(), PAPER)
    said = _said(mail.text)
    assert mail.subject == "Decision on N26-0042"
    assert "CAMHS and Family Support will help A.B. What you need to do now is below." in said
    for duty in (
        "Share the decision with the family",
        "Tell Kim Lowther, the lead professional for now",
        "Arrange the Team Around the Child meeting (TAC meeting)",
        "Tell us which services the family accepts",
        "The plan is a suggestion: the family decides which help it takes.",
    ):
        assert duty in said


@pytest.mark.requirement("P7", "E8")
def test_the_profile_says_who_arranges_the_team_meeting() -> None:
    """Another profile's words stand in the sheet: the lead professional arranges it."""
    panel = a_panel(arranges_team_meeting="The lead professional")
    said = _said(compose.decision_sheet(a_decision(), Stationery(panel=panel)).text)
    assert "The lead professional arranges the Team Around the Child meeting" in said


@pytest.mark.requirement("B10")
@pytest.mark.parametrize(
    ("word", "says"),
    [
        (DecisionWord.RE_PRESENT, "needs more information before it can decide"),
        (DecisionWord.SINGLE_AGENCY, "needs one service"),
        (DecisionWord.NO_FURTHER_ACTION, "will take no further action"),
        (DecisionWord.WITHDRAW, "has taken back its earlier allocation"),
        (DecisionWord.CLOSE, "has closed the case"),
    ],
)
def test_each_decision_has_its_words(word: DecisionWord, says: str) -> None:
    """Every decision that the workbook takes is told in a plain sentence."""
    assert says in _said(compose.decision_sheet(a_decision(word, allocations=()), PAPER).text)


@pytest.mark.requirement("B11", "B20")
def test_disagreement_has_a_way() -> None:
    """The sheet says where to go with a disagreement about the decision, and about a service."""
    said = _said(compose.decision_sheet(a_decision(), PAPER).text)
    assert "talk to the chair, Ruth Ashby" in said
    assert "to that service or to the lead professional, then to the CAF/MAAG manager" in said


def test_an_amended_decision_replaces_the_first() -> None:
    """It is marked as amended in the subject, says what is different, and that it replaces the sheet before."""
    mail = compose.decision_sheet(a_decision(amended=True, changes=("CAMHS takes part too",)), PAPER)
    assert mail.subject == "Amended decision on N26-0042"
    assert "CAMHS takes part too. This replaces the decision that we sent before." in _said(mail.text)


@pytest.mark.requirement("B12")
def test_a_service_owes_a_start_date() -> None:
    """The allocated service gets its part, the referrer's contact, and a link to give its start date."""
    mail = compose.service_decision(a_part(), PAPER)
    said = _said(mail.text)
    assert mail.subject == "Allocated to you: N26-0042"
    assert "Six sessions, Jo Tamworth. Please tell the person below when you can start, by Thursday 24 December" in said
    assert "Telephone: 01632 960111" in said
    assert "subject=Start%20date%3A%20N26-0042" in mail.html


def test_a_service_does_not_learn_the_others_parts() -> None:
    """A service's mail has nothing of what another service was given."""
    mail = compose.service_decision(a_part(actions=()), PAPER)
    assert "CAMHS" not in mail.text
    assert "Noor Vale" not in mail.text


@pytest.mark.requirement("B10")
def test_what_was_taken_and_what_was_not() -> None:
    """'12 decisions taken. 2 need you', then each cell: what stands there, why not, what would be right."""
    refused = tuple(
        Refused(
            sheet="Decisions", cell=cell, reference="N26-0043", stands="Polcie", why="no such service", right="Police"
        )
        for cell in ("E7", "E9")
    )
    taken = tuple(Taken(reference=f"N26-{n:04}", what="allocated") for n in range(12))
    mail = compose.workbook_result(
        WorkbookResultView(decisions=True, taken=taken, refused=refused, workbook=WORKBOOK), PAPER
    )
    said = _said(mail.text)
    assert said.startswith("12 decisions taken. 2 need you.")
    assert "Cell: Decisions E7 Reference: N26-0043 What stands there: Polcie Why not: No such service." in said
    assert mail.kind == "decision-result"
    assert mail.attachments == (WORKBOOK,)


@pytest.mark.requirement("B10")
def test_undecided_items_are_reminded_of() -> None:
    """The chair is told which items have no decision, by when, and that nothing goes out blank."""
    items = (WaitingItem(reference="N26-0042", initials="A.B."),)
    view = ReminderView(about=Reminding.UNDECIDED, meeting=MEETING, items=items, due=SHEETS, workbook=WORKBOOK)
    said = _said(compose.reminder(view, PAPER).text)
    assert said.startswith("1 child without a decision")
    assert "email it back by 9am on Friday 11 December 2026" in said


@pytest.mark.requirement("B8")
def test_a_representatives_information_reaches_the_chair() -> None:
    """The chair reads it as it was written, on which item, and from whom."""
    filed = Filed(name="Sue Hart", service="Education", text="Attendance is low.\nTwo meetings.", received_at=START)
    view = ForwardedView(reference="N26-0042", initials="A.B.", meeting=MEETING, filed=filed, item_number=3)
    mail = compose.forwarded(view, PAPER)
    assert "> Attendance is low.\n> Two meetings." in mail.text
    assert "Sue Hart (Education) has sent information about A.B. (N26-0042), item 3" in _said(mail.text)


@pytest.mark.requirement("E11", "E12")
def test_a_council_may_say_its_own_about_questions_and_formats() -> None:
    """The profile's own sentences stand in the footer."""
    panel = a_panel(questions_to="ask the champion of your agency", other_formats="call 01632 960000 for easy read")
    said = _said(compose.decision_sheet(a_decision(), Stationery(panel=panel)).text)
    assert "Ask the champion of your agency." in said
    assert "Call 01632 960000 for easy read." in said


@pytest.mark.requirement("P8", "B17")
def test_a_review_is_asked_of_the_lead_professional() -> None:
    """The first line says by when; a form goes along; the short answers are a click each."""
    view = ReviewRequestView(reference="N26-0042", initials="A.B.", due=dt.date(2027, 3, 4))
    mail = compose.review_request(view, PAPER)
    assert _said(mail.text).startswith("The review of N26-0042 is due by Thursday 4 March 2027")
    assert [attached.filename for attached in mail.attachments] == ["N26-0042 review form.docx"]
    assert "The plan is complete: please close the case" in _said(mail.text)


@pytest.mark.requirement("B16")
def test_feedback_lists_a_quarters_allocations() -> None:
    """One mail and one sheet list every allocation of the service, and nobody else's."""
    lines = (FeedbackLine(reference="N26-0042", initials="A.B."), FeedbackLine(reference="N26-0043", initials="C.D."))
    view = FeedbackRequestView(service="Health", quarter="October to December 2026", lines=lines)
    mail = compose.feedback_request(view, PAPER)
    assert _said(mail.text).startswith(
        "Two allocations from October to December 2026: please tell us whether each started"
    )
    assert mail.attachments[0].filename == "MAAG North feedback October to December 2026.docx"


@pytest.mark.requirement("B4")
def test_the_register_says_whether_and_whom_and_no_more() -> None:
    """Where there is a form: whom to contact. Where there is none: by when one begun now is to be complete."""
    known = _said(compose.register_answer(RegisterAnswerView(known=True, contact=CONTACT), PAPER).text)
    none = _said(compose.register_answer(RegisterAnswerView(known=False, complete_by=dt.date(2027, 1, 7)), PAPER).text)
    assert "Please talk to the person below before you begin another." in known
    assert "Kim Lowther" in known
    assert "please send it to us by Thursday 7 January 2027" in none
    assert "N26" not in known + none


@pytest.mark.requirement("X8")
def test_a_service_is_told_to_stop_and_delete() -> None:
    """When consent is taken back, who has the papers is told to stop, to delete, and what goes before consent."""
    view = ConsentWithdrawnView(reference="N26-0042", initials="A.B.", withdrawn_on=dt.date(2026, 12, 1))
    said = _said(compose.consent_withdrawn(view, PAPER).text)
    assert "Please stop what you plan for N26-0042, and delete what we have sent you about it." in said
    assert "at risk of significant harm" in said


def test_every_answer_link_has_a_subject_of_its_own() -> None:
    """A reply is known by its subject, so no two answers share one, and none holds more than a reference or a day."""
    links = AnswerLinks("maagnorth@beds.example", "MAAG North")
    by_reference = (
        links.information, links.attending, links.not_attending, links.start_date, links.cannot_start,
        links.family_answer, links.re_hearing, links.more_information, links.withdrawal,
    )  # fmt: skip
    made = [link("N26-0042") for link in by_reference]
    made += [links.apologies(MEETING), links.guest_attending(MEETING), links.wrong_reader()]
    subjects = {link.split("subject=")[1].split("&")[0] for link in made}
    assert len(subjects) == len(made)
    assert all(link.startswith("mailto:maagnorth@beds.example?subject=") for link in made)


def test_views_are_values() -> None:
    """A view cannot be changed after it was filtered."""
    with pytest.raises(dataclasses.FrozenInstanceError):
        a_decision().notes = "changed"  # type: ignore[misc]  # that is what is tried
