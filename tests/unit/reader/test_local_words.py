"""What single councils call things: requests for services, posts with agencies, titles that ask, other adults."""

from __future__ import annotations

import pytest

from intake.reader import read_form
from intake.reader.asked_to_tick import asks_for_services
from tests.unit.reader.test_read_form import FRAME, read, value
from tests.unit.reader.word_xml import answer, document, heading, label, paragraph, row, run, table

ITALIC = "<w:i/>"


@pytest.mark.requirement("B1")
def test_services_that_somebody_would_like() -> None:
    """Boxes below 'Please tick the services that you would like ...' are what is asked for."""
    reading = read(
        paragraph(run("Please tick the services that you would like the panel to consider.", ITALIC)),
        table(
            row(answer("☐ CAMHS"), answer("☒ Parent Support Service")),
            row(answer("☒ Speech and Language Therapy"), answer("☐ Youth Service")),
        ),
    )
    assert value(reading, "referral.services_requested[0]") == "Parent Support Service"
    assert value(reading, "referral.services_requested[1]") == "Speech and Language Therapy"


@pytest.mark.requirement("E4")
@pytest.mark.parametrize(
    "said",
    [
        "Please tick the services you would like us to share this with.",
        "Please tick any services you would not like to be involved.",
        "Tick the services that you want to be told.",
        "Please tick the services already involved that you need.",
    ],
)
def test_whom_to_tell_is_no_request(said: str) -> None:
    """Small print on whom to tell or not to tell is never taken for a request."""
    assert asks_for_services(said) is None


@pytest.mark.requirement("B1")
@pytest.mark.parametrize("said", ["School Nurse, Hill Primary School", "Hill Primary School – School Nurse"])
def test_a_post_and_an_agency_in_one_box(said: str) -> None:
    """'Service/Role' asks for both; which is which is told by the words for agencies."""
    reading = read(
        heading("Lead professional"),
        table(row(label("Name"), answer("Ann Kerr"), label("Service/Role"), answer(said))),
    )
    assert value(reading, "lead_professional.role") == "School Nurse"
    assert value(reading, "lead_professional.organisation") == "Hill Primary School"


@pytest.mark.requirement("B1")
def test_a_title_over_the_question_itself() -> None:
    """A title that asks the same as the question below it does not take the question for its answer."""
    reading = read_form(
        document(
            *FRAME[:3],
            table(row(label("Review date"), answer("12/06/2026")), row(label("Parent's comments"), answer("Help us."))),
            table(
                row(label("A brief summary of the concerns")),
                row(label("What prompted this assessment? In summary, what are the main concerns for this child?")),
                row(answer("Robin has been late every day since May.")),
            ),
        ),
        "form.docx",
    )[0]
    assert value(reading, "assessment.reason") == "Robin has been late every day since May."


@pytest.mark.requirement("B1")
def test_strengths_and_needs_under_shaded_titles() -> None:
    """'Me: my health and my learning' between rows of strengths and needs is a title, and no answer."""
    reading = read(
        table(
            row(label(""), label("What’s going well? (strengths)"), label("What could be better? (needs)")),
            row(label("Me: my health, my development and my learning", 3)),
            row(label("General health"), answer("Fit and well."), answer("Sees no dentist.")),
            row(label("My parents and carers", 3)),
            row(label("Basic care"), answer("Warm house."), answer("")),
        ),
    )
    assert value(reading, "elements.general_health.strengths") == "Fit and well."
    assert value(reading, "elements.general_health.needs") == "Sees no dentist."
    assert value(reading, "elements.basic_care.strengths") == "Warm house."


@pytest.mark.requirement("B1")
def test_other_adults_in_the_household() -> None:
    """A heading for other adults of the household leaves the parents, though it stands right behind them."""
    heads = ("Full name", "DOB", "Relationship to child")
    reading = read(
        heading("2a. Parent/carer details"),
        table(row(*map(label, heads)), row(*map(answer, ("Ann Marsh", "1/2/1990", "Mother")))),
        heading("2b. Other adults in the household"),
        table(row(*map(label, heads)), row(*map(answer, ("Joan Marsh", "3/4/1960", "Grandmother")))),
    )
    assert value(reading, "household[0].name") == "Joan Marsh"
    assert value(reading, "parents_carers[1].name") is None


@pytest.mark.requirement("B1")
def test_where_to_send_the_form() -> None:
    """'Email the completed form to ...' is no address of the child's."""
    reading = read(paragraph(run("Email the completed form to contact@council.example. In an emergency ring 999.")))
    assert value(reading, "child.email") is None


@pytest.mark.requirement("B1")
def test_the_child_below_an_unknown_title() -> None:
    """A surname and a date of birth below an unknown numbered title, behind the assessor's details, are the child's."""
    reading = read_form(
        document(
            heading("Common Assessment Framework (CAF)", 1),
            table(
                row(label("1. CAF Creator Details", 4)),
                row(label("Name"), answer("Ann Kerr"), label("Role"), answer("Inclusion Manager")),
            ),
            table(
                row(label("2. Facts and figures", 4)),
                row(label("Surname"), answer("Marsh"), label("First name"), answer("Robin")),
                row(label("DOB"), answer("3/4/2015"), label("Postcode"), answer("LU2 9ZQ")),
                row(label("Primary address"), answer("1 Weir Row"), label("Contact number"), answer("01632 960123")),
            ),
            *FRAME[3:],
        ),
        "form.docx",
    )[0]
    assert value(reading, "child.given_names") == "Robin"
    assert value(reading, "child.family_name") == "Marsh"
    assert value(reading, "child.address") == "1 Weir Row"


@pytest.mark.requirement("B1")
def test_an_early_help_caf_is_a_caf() -> None:
    """'Early Help CAF' and 'Early Help Common Assessment Framework' name a CAF."""
    for title in ("Early Help CAF", "Early Help Common Assessment Framework"):
        assert read_form(document(heading(title, 1), *FRAME[1:]), "form.docx")[0].kind == "caf"
