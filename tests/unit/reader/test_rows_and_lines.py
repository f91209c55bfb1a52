"""Answers told by where they stand: below a plain question, in rows without headings, beside one another on a line."""

from __future__ import annotations

import pytest

from intake.reader import read_form
from intake.reader.signatures import read_beside
from intake.reader.typed import split_name
from rules.form import FormReading
from tests.unit.reader.test_read_form import value
from tests.unit.reader.word_xml import (
    answer,
    bold,
    document,
    heading,
    label,
    paragraph,
    row,
    run,
    table,
    text_field,
)

FRAME = (
    heading("Early Help Assessment", 1),
    heading("Details of the child or young person"),
    table(
        row(label("Given name(s)"), answer("Robin Lee"), label("Family name"), answer("Marsh")),
        row(label("Date of birth"), answer("3/4/2015"), label("Postcode"), answer("LU2 9ZQ")),
    ),
    heading("About this assessment"),
    table(
        row(label("Reason for assessment"), answer("Robin is often late for school.")),
        row(label("Review date"), answer("12/06/2026")),
    ),
)


def read(*blocks: str) -> FormReading:
    """Read a form that begins with what every form has, and goes on with *blocks*."""
    return read_form(document(*FRAME, *blocks), "form.docx")[0]


@pytest.mark.requirement("B1")
def test_a_plain_question_stands_over_its_answer() -> None:
    """Questions that are not bold, each alone in its row: the row below is the answer, the next is not."""
    reading = read(
        table(
            row(answer("What are we worried about?")),
            row(answer("Robin does not sleep.")),
            row(answer("What is going well?")),
            row(answer("")),
            row(answer("What the parents say")),
            row(answer("Mum: I never stopped them going.\nDad: I only want what was agreed.")),
            row(answer("Something that no form has asked before")),
        ),
    )
    assert value(reading, "conclusions.needs") == "Robin does not sleep."
    assert value(reading, "conclusions.strengths") is None
    said = "Mum: I never stopped them going.\nDad: I only want what was agreed."
    assert value(reading, "parent_comment") == said
    assert value(reading, "parents_carers[0].name") is None


@pytest.mark.requirement("B1")
def test_services_in_columns_without_headings() -> None:
    """A column of telephone numbers and the section tell what the columns are; a service without a worker is none."""
    reading = read(
        heading("People already helping"),
        table(
            row(answer("Midwife"), answer("Dot Harding"), answer("07700 900179")),
            row(answer("School"), answer("Mrs Roe"), answer("01632 960351")),
            row(answer("Social worker"), answer(""), answer("")),
        ),
    )
    assert [value(reading, f"services[{i}].service") for i in range(3)] == ["Midwife", "School", None]
    assert value(reading, "services[1].name") == "Mrs Roe"
    assert value(reading, "services[0].telephone") == "07700 900179"


@pytest.mark.requirement("B1")
def test_services_with_their_labels_in_every_cell_are_not_columns() -> None:
    """'Service: Midwife' in a cell is a label with its answer."""
    reading = read(
        heading("Who else is involved?"),
        table(
            row(answer("Service: Midwife"), answer("Name: Dot Harding"), answer("Telephone: 07700 900179")),
            row(answer("Service: Youth work"), answer("Name: Mr Roe"), answer("Telephone: 01632 960351")),
        ),
    )
    assert value(reading, "services[0].service") == "Midwife"
    assert value(reading, "services[1].name") == "Mr Roe"


@pytest.mark.requirement("B1")
def test_the_line_that_tells_how_to_list_services_is_none() -> None:
    """'One on each line: service - name - telephone' is small print."""
    reading = read(
        heading("Services"),
        paragraph(run("One service a line: service – name – telephone")),
        table(row(answer("Midwife – Dot Harding – 07700 900179\nHome tutor – Mr Roe – 01632 960341"))),
    )
    assert [value(reading, f"services[{i}].service") for i in range(3)] == ["Midwife", "Home tutor", None]


@pytest.mark.requirement("B1")
def test_services_asked_for_in_a_grid_of_boxes() -> None:
    """Boxes over several rows below 'Services requested: tick'."""
    reading = read(
        table(
            row(label("Services requested: tick", span=3)),
            row(answer("☒ Housing"), answer("☐ Health visiting"), answer("☐ Debt advice")),
            row(answer("☐ Mentoring"), answer("☒ Food bank"), answer("☐ Play")),
        ),
    )
    assert [value(reading, f"referral.services_requested[{i}]") for i in range(3)] == ["Housing", "Food bank", None]


@pytest.mark.requirement("B1")
@pytest.mark.parametrize(
    ("runs", "wanted"),
    [
        ((bold("Resource panel"), run(" / single agency / network meeting")), "panel"),
        ((run("Resource panel / "), bold("single agency"), run(" / network meeting")), "single_agency"),
        ((run("Resource panel / single agency / network meeting"),), None),
    ],
)
def test_of_routes_side_by_side_the_one_that_stands_out(runs: tuple[str, ...], wanted: str | None) -> None:
    """A list of routes of which none was chosen is no answer."""
    assert value(read(paragraph(run("This assessment is for: "), *runs)), "referral.route") == wanted


@pytest.mark.requirement("B1")
def test_a_label_behind_boxes_has_the_field_behind_it() -> None:
    """'Interpreter? Yes [X] No [ ]  Language: ____' on one line."""
    reading = read(
        paragraph(run("Is an interpreter needed? Yes ☒   No ☐     Language: "), text_field("Tigrinya")),
    )
    assert value(reading, "child.interpreter_required") is True
    assert value(reading, "child.first_language") == "Tigrinya"


@pytest.mark.requirement("B1", "E5")
def test_two_who_sign_on_one_line() -> None:
    """Without a colon the second is known because the first is: a name and a date beside a role."""
    reading = read(
        heading("Consent"),
        paragraph(run("I agree to this information being shared.   Yes ☒  No ☐")),
        paragraph(run("Signed Nia Marsh      Date 4 May 2026      Assessor Gwen Tasker      Date 5 May 2026")),
    )
    assert value(reading, "consent.signed_by") == "Nia Marsh"
    assert str(value(reading, "consent.signed_on")) == "2026-05-04"
    assert str(value(reading, "consent.assessor_signed_on")) == "2026-05-05"
    assert read_beside("Assessor of the year") is None


@pytest.mark.requirement("B1")
def test_columns_about_whoever_assessed() -> None:
    """'Completed by' between two questions heads a column as they do."""
    reading = read(
        table(
            row(label("Assessment date"), label("Completed by"), label("Role"), label("Phone")),
            row(answer("4 May 2026"), answer("Gwen Tasker"), answer("Family worker"), answer("01632 960733")),
        ),
    )
    assert value(reading, "assessor.name") == "Gwen Tasker"
    assert value(reading, "assessor.role") == "Family worker"


@pytest.mark.requirement("B1")
def test_a_second_home_is_no_second_line() -> None:
    """'Address 2 (if I have two homes)' is another address, and stays out of the first."""
    homes = table(
        row(label("Address 1"), answer("26 Kiln Hill, Weston")),
        row(label("Address 2 (if I have two homes)"), answer("Flat C, 7 Yard Row, Weston")),
    )
    (reading,) = read_form(document(*FRAME[:3], homes, *FRAME[3:]), "form.docx")
    assert value(reading, "child.address") == "26 Kiln Hill, Weston"


@pytest.mark.requirement("B1")
def test_a_household_of_which_all_are_asked_for_parental_responsibility() -> None:
    """Whoever has an answer there, or is called a parent, is one; the others are the household."""
    reading = read(
        heading("All other people in the family"),
        table(
            row(
                label("Name"), label("Relationship to the child"), label("DOB"), label("Parental responsibility (Y/N)")
            ),
            row(answer("Nia Marsh"), answer("Mother"), answer("1/2/1988"), answer("Y")),
            row(answer("Cal Doyle"), answer("Step-father"), answer(""), answer("N")),
            row(answer("Bran Doyle"), answer("Cal’s son"), answer("2/3/2012"), answer("")),
        ),
    )
    assert [value(reading, f"parents_carers[{i}].name") for i in range(3)] == ["Nia Marsh", "Cal Doyle", None]
    assert value(reading, "household[0].name") == "Bran Doyle"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Unborn Marsh", ("Unborn", "Marsh")),
        ("Unborn baby of Nia Marsh", ("Unborn baby of Nia Marsh", None)),
        ("Unborn twin", ("Unborn twin", None)),
    ],
)
def test_a_child_that_is_not_born_may_have_a_family_name(text: str, wanted: tuple[str, str | None]) -> None:
    """The family name stands alone behind 'Unborn'."""
    assert split_name(text).value == wanted
