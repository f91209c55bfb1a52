"""Tables and lists of consent, and signatures, in an order that nobody wrote down: what is unclear is asked about."""

from __future__ import annotations

import pytest

from rules.form import SURE
from tests.unit.reader.test_people_and_consent_in_columns import AGREED, listed
from tests.unit.reader.test_plans import head, said
from tests.unit.reader.test_questions_and_boxes import held
from tests.unit.reader.test_read_form import certainty, read, value
from tests.unit.reader.word_xml import answer, bold, cell, heading, label, lines, paragraph, row, run, table

# --- consent -----------------------------------------------------------------------------------------------------


@pytest.mark.requirement("E4")
@pytest.mark.parametrize(("marks", "sure"), [("Parent's initials", True), ("(see overleaf)", False)])
def test_initials_beside_those_who_may_receive_the_form(marks: str, *, sure: bool) -> None:
    """Printed for every family: without initials an agency was not agreed to."""
    reading = read(
        *AGREED,
        table(
            head("Agency that may receive this form", marks),
            said("Hillside School", "AM"),
            said("Police", ""),
            said("Health visiting", "AM"),
        ),
    )
    assert listed(reading, "share_with") == ["Hillside School", "Health visiting"]
    assert (certainty(reading, "consent.share_with[0]") >= SURE) is sure


@pytest.mark.requirement("E4")
def test_a_no_beside_one_who_may_receive_the_form_is_asked_about() -> None:
    """Among initials a 'No' is no mark: that agency is not agreed to, and a person looks."""
    reading = read(
        *AGREED,
        table(
            head("Agency that may receive this form", "Initials"),
            said("Hillside School", "AM"),
            said("Police", "No"),
        ),
    )
    assert listed(reading, "share_with") == ["Hillside School"]
    assert held(reading)


@pytest.mark.requirement("E4")
def test_a_head_that_prints_what_may_be_answered_refuses_nothing() -> None:
    """'Share / Do not share / Not relevant' over one of these for each service."""
    reading = read(
        *AGREED,
        table(
            head("Agency", "Share / Do not share / Not relevant"),
            said("School or college", "Share"),
            said("Health", "Do not share"),
            said("Police", "Share"),
            said("Housing", "Not relevant"),
        ),
    )
    assert listed(reading, "share_with") == ["School or college", "Police"]
    assert listed(reading, "not_share_with") == ["Health"]
    assert certainty(reading, "consent.not_share_with[0]") >= SURE
    assert not held(reading)


@pytest.mark.requirement("E4")
def test_a_ticked_refusal_of_those_below_refuses_nobody_else() -> None:
    """'I do not want it shown to the following' limits the agreement above it, and what is signed below ends it."""
    reading = read(
        heading("Consent"),
        *lines(
            "☒ I agree to its being kept by Children's Services.",
            "☒ I agree to its being shown to the people and agencies listed here:",
            "Hillside School",
            "CAMHS",
            "☒ I do not want it shown to the following:",
            "Kim Marsh",
            "The chess club",
            "☐ I do not agree to its being shown to anybody.",
            "Send one copy to the office",
        ),
    )
    assert value(reading, "consent.share") is True
    assert listed(reading, "share_with") == ["Hillside School", "CAMHS"]
    assert listed(reading, "not_share_with") == ["Kim Marsh", "The chess club"]


@pytest.mark.requirement("E4")
def test_a_ticked_refusal_of_those_below_with_nobody_below_is_asked_about() -> None:
    """Somebody is refused, and it is not said who."""
    reading = read(
        heading("Consent"),
        *lines(
            "☒ I agree to its being shown to the people and agencies listed here:",
            "Hillside School",
            "☒ I do not want it shown to the following:",
        ),
    )
    assert held(reading)


@pytest.mark.requirement("E4")
def test_a_service_that_is_not_shown_above_is_refused_by_nobody() -> None:
    """'Any other service not shown above' goes on asking for services."""
    reading = read(
        *AGREED,
        paragraph(bold("Any other service not shown above: "), run("Epilepsy family day")),
    )
    assert listed(reading, "not_share_with") == []


@pytest.mark.requirement("E4")
@pytest.mark.parametrize(
    "asked_of_whom", ["Please do not share it with or contact", "Copies may NOT go to", "Do not send it to or tell"]
)
def test_more_ways_to_ask_whom_not_to_tell(asked_of_whom: str) -> None:
    """A plea that breaks off before whom it is about, and what may not go to somebody."""
    reading = read(*AGREED, table(row(label(asked_of_whom), answer("Ann's stepfather"))))
    assert listed(reading, "not_share_with") == ["Ann's stepfather"]


@pytest.mark.requirement("E4")
def test_names_of_services_below_whom_not_to_tell_are_no_questions() -> None:
    """'Housing' names an element elsewhere; below 'who must not see it?' it is somebody."""
    reading = read(
        *AGREED,
        paragraph(bold("Is there anyone who must not see it?")),
        *lines("Children's social care", "Housing", "Robin's form tutor"),
    )
    assert listed(reading, "not_share_with") == ["Children's social care", "Housing", "Robin's form tutor"]
    assert value(reading, "elements.housing_employment_finance.text") is None


@pytest.mark.requirement("E4")
def test_whom_an_agreement_covers_is_confirmed() -> None:
    """'Which agencies does that cover?' is understood by the sentence before it: never surely."""
    reading = read(
        *AGREED,
        table(row(label("Which agencies does that cover?"), answer("School nurse; CAMHS"))),
    )
    assert listed(reading, "share_with") == ["School nurse", "CAMHS"]
    assert certainty(reading, "consent.share_with[0]") < SURE


@pytest.mark.requirement("E4")
def test_the_way_to_the_panel_is_no_agreement() -> None:
    """'Is this to go to the panel? Yes' chooses a route, and agrees to nothing."""
    reading = read(
        heading("Request"),
        table(row(label("Is this assessment to go to the Early Help Panel?"), answer("☒ Yes ☐ No"))),
    )
    assert value(reading, "referral.route") == "panel"
    assert value(reading, "consent.share") is None


# --- signatures --------------------------------------------------------------------------------------------------


def test_signatures_side_by_side_with_the_questions_down_the_side() -> None:
    """'(blank) | Parent | Child | Worker' over 'Name', 'Signature' and 'Date'."""
    reading = read(
        *AGREED,
        table(
            head("", "Parent or carer", "Child or young person", "Worker"),
            row(label("Name"), *map(answer, ("Ann Marsh", "", "Jo Day"))),
            row(label("Signature"), *map(answer, ("A Marsh", "", "J. Day"))),
            row(label("Date"), *map(answer, ("14/10/25", "", "16/10/25"))),
        ),
    )
    assert value(reading, "consent.signed_by") == "Ann Marsh"
    assert str(value(reading, "consent.signed_on")) == "2025-10-14"
    assert str(value(reading, "consent.assessor_signed_on")) == "2025-10-16"
    assert value(reading, "consent.signed_by_child") is None


def test_signatures_side_by_side_over_their_days() -> None:
    """Each cell asks for itself, and the day stands in the cell below."""
    signed = ("Parent or carer (sign)", "Ann Marsh"), ("Practitioner (sign)", "Jo Day")
    days = "25/9/25", "26/9/25"
    reading = read(
        *AGREED,
        table(
            row(*(cell(paragraph(bold(who)), paragraph(run(name))) for who, name in signed)),
            row(*(cell(paragraph(bold("Date")), paragraph(run(day))) for day in days)),
        ),
    )
    assert value(reading, "consent.signed_by") == "Ann Marsh"
    assert str(value(reading, "consent.signed_on")) == "2025-09-25"
    assert str(value(reading, "consent.assessor_signed_on")) == "2025-09-26"


def test_names_below_a_strange_head_among_the_signatures() -> None:
    """Names of persons beside a day, in rows that begin with who signs, are theirs; a person confirms it."""
    reading = read(
        *AGREED,
        table(
            head("", "In capitals, and in ink", "Date"),
            said("Parent or carer", "ANN MARSH", "10/3/25"),
            said("Assessor", "JO DAY", "11/3/25"),
        ),
    )
    assert str(value(reading, "consent.signed_by")).casefold() == "ann marsh"
    assert certainty(reading, "consent.signed_by") < SURE
    assert str(value(reading, "consent.assessor_signed_on")) == "2025-03-11"
