"""Tables and lists in an order, or under heads, that nobody wrote down: plans, services, strengths, consent."""

from __future__ import annotations

import pytest

from rules.form import SURE
from tests.unit.reader.test_people_and_consent_in_columns import AGREED, listed
from tests.unit.reader.test_plans import head, said
from tests.unit.reader.test_questions_and_boxes import held
from tests.unit.reader.test_read_form import certainty, read, value
from tests.unit.reader.test_side_titles_and_columns import asked, beside
from tests.unit.reader.word_xml import answer, bold, heading, label, lines, paragraph, run, table

# --- columns left over -------------------------------------------------------------------------------------------


def test_names_below_a_strange_head_of_a_plan_are_who_does_it() -> None:
    """What is left over goes to what is left to ask, if names stand there; a person confirms it."""
    reading = read(
        heading("Action plan"),
        table(
            head("By when", "Bod in the frame", "Action", "Desired outcome"),
            said("03/06/2026", "Ann Lee", "Find a place at the breakfast club", "Robin is on time"),
            said("in June", "Hillside School", "Ask the nurse for visits", "Robin sleeps"),
        ),
    )
    assert value(reading, "actions[0].who") == "Ann Lee"
    assert value(reading, "actions[1].who") == "Hillside School"
    assert certainty(reading, "actions[0].who") < SURE <= certainty(reading, "actions[0].action")


@pytest.mark.parametrize("strange", ["Why it matters", "Area of the star", "Cost"])
def test_remarks_beside_a_plan_are_no_field_of_it(strange: str) -> None:
    """A reason, an area or a price is kept as a remark, whatever is left to ask."""
    reading = read(
        heading("Action plan"),
        table(
            head(strange, "Action", "Who", "By when", "Desired outcome"),
            said("It keeps them all well", "Find a club", "Ann Lee", "03/06/2026", "Robin is on time"),
            said("It is good for sleep", "Ask the nurse", "Jo Day", "in June", "Robin sleeps"),
        ),
    )
    assert value(reading, "actions[0].action") == "Find a club"
    assert value(reading, "actions[0].measure") is None


def test_what_is_wanted_and_how_it_shows_are_not_told_apart() -> None:
    """Where neither an outcome nor a measure is asked for in known words, a column may be either: it is neither."""
    reading = read(
        heading("Action plan"),
        table(
            head("Action", "Who", "By when", "The dream ticket"),
            said("Find a club", "Ann Lee", "03/06/2026", "Robin is on time"),
            said("Ask the nurse", "Jo Day", "in June", "Robin sleeps well"),
        ),
    )
    assert value(reading, "actions[0].who") == "Ann Lee"
    assert value(reading, "actions[0].desired_outcome") is None
    assert value(reading, "actions[0].measure") is None


def test_the_rows_of_a_plan_may_be_counted_under_a_head_that_asks_for_steps() -> None:
    """'Step' over 1, 2 and 3 beside 'What': the steps are told in the second column."""
    reading = read(
        heading("Plan"),
        table(
            head("Step", "What", "Who", "By when"),
            said("1", "Find a club", "Ann Lee", "03/06/2026"),
            said("2", "Ask the nurse", "Jo Day", "in June"),
            said("3", "", "", ""),
        ),
    )
    assert value(reading, "actions[0].action") == "Find a club"
    assert value(reading, "actions[1].action") == "Ask the nurse"
    assert value(reading, "actions[2].action") is None


def test_persons_below_a_strange_head_of_the_services_work_there() -> None:
    """Names of persons beside services, numbers and places can be nothing but the workers."""
    reading = read(
        heading("Services working with the child"),
        table(
            head("Service", "Telephone", "Any particulars", "Address"),
            said("GP", "01632 960111", "Dr M Marsh", "Hillside Surgery, HG49 9ZE"),
            said("School nurse", "01632 960112", "Jo Day", "High Street, HG49 9ZF"),
        ),
    )
    assert value(reading, "services[0].service") == "GP"
    assert value(reading, "services[0].name") == "Dr M Marsh"
    assert value(reading, "services[1].name") == "Jo Day"
    assert certainty(reading, "services[0].name") < SURE


# --- titles beside the rows of a whole form ----------------------------------------------------------------------


def test_a_whole_form_with_its_titles_down_the_side() -> None:
    """One of many titles may be a question as well, and the heads of strengths and needs are printed once."""
    blank = answer("")
    reading = read(
        table(
            *beside(
                "The child",
                (*asked("First name", "Robin"), *asked("Last name", "Marsh")),
                (*asked("Ethnicity", "White British"), *asked("Religion", "None")),
            ),
            *beside(
                "Services involved now",
                tuple(map(label, ("Agency", "Name of worker", "Service", "Tel."))),
                tuple(map(answer, ("Hillside Surgery", "Dr Lee", "GP", "01632 960111"))),
                (blank, blank, blank, blank),
            ),
            *beside(
                "Child's development",
                (label("Element"), label("Strengths"), label("Needs", span=2)),
                (label("General health"), answer("Fit."), answer("Tired.", span=2)),
                (label("Identity"), answer("Proud."), answer("", span=2)),
            ),
            *beside(
                "Parents and carers",
                (label("Basic care"), answer("Kind."), answer("Cold house.", span=2)),
                (label("Emotional warmth"), answer("Close."), answer("", span=2)),
            ),
            *beside(
                "Services requested from the panel",
                tuple(map(answer, ("Play therapy", "X", "Mentoring", ""))),
                tuple(map(answer, ("Debt advice", "", "Parenting group", "X"))),
            ),
            *beside(
                "Next step",
                (label("Area panel"), answer("X"), label("Single agency"), blank),
            ),
            *beside(
                "Consent",
                (label("I agree to this form being stored", span=2), answer("☒ Yes ☐ No", span=2)),
                (label("I agree to this form being shared", span=2), answer("☒ Yes ☐ No", span=2)),
                (label("Copies may go to", span=2), answer("Hillside School", span=2)),
                (label("Copies may NOT go to", span=2), answer("Housing", span=2)),
            ),
        ),
    )
    assert value(reading, "services[0].service") == "GP"
    assert value(reading, "elements.general_health.needs") == "Tired."
    assert value(reading, "elements.basic_care.strengths") == "Kind."
    assert value(reading, "elements.basic_care.needs") == "Cold house."
    assert value(reading, "referral.route") == "panel"
    assert listed(reading, "share_with") == ["Hillside School"]
    assert listed(reading, "not_share_with") == ["Housing"]


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
