"""What a form asks again and again: services side by side, outcomes before each action, consent of each person."""

from __future__ import annotations

import pytest

from intake.reader import read_form
from rules.form import SURE
from tests.unit.reader.test_columns_and_wholes import heads, plain, table
from tests.unit.reader.test_read_form import certainty, read, value
from tests.unit.reader.test_several_children import CHILDREN, told
from tests.unit.reader.word_xml import answer, bold, cell, document, heading, label, paragraph, run

pytestmark = pytest.mark.requirement("B1")


def lines(*texts: tuple[str, str]) -> tuple[str, ...]:
    """A line for each bold label with its answer."""
    return tuple(paragraph(bold(f"{asked} "), run(said)) for asked, said in texts)


def test_services_side_by_side_in_one_row() -> None:
    """'Service | Name | Phone | Service | Name | Phone': two services in each row, read one after the other."""
    head = ("Service", "Name", "Phone")
    reading = read(
        heading("Services involved"),
        table(
            heads(*head, *head),
            (label("GP"), *plain("Dr Ash", "01632 960111"), label("Midwife"), *plain("Dot", "01632 960112")),
            (label("Dentist"), *plain("", ""), label("Housing"), *plain("Weir Homes", "")),
        ),
    )
    assert reading.form is not None
    named = [(s.service, s.name, s.telephone) for s in reading.form.services if s.name]
    assert named == [
        ("GP", "Dr Ash", "01632 960111"),
        ("Midwife", "Dot", "01632 960112"),
        ("Housing", "Weir Homes", None),
    ]


def test_signatures_side_by_side_are_left() -> None:
    """'Signed | Date | Signed | Date' are two persons, and no table that was folded."""
    reading = read(
        heading("Consent"),
        paragraph(run("I agree to this form being shared.  Yes ☒ No ☐")),
        table((label("Signed (parent)"), answer("Jo Marsh"), label("Date"), answer("1/2/2026"))),
    )
    assert value(reading, "consent.signed_by") == "Jo Marsh"


@pytest.mark.parametrize("asked", ["Desired outcome:", "Outcome {}:", "Step {}: desired outcome"])
def test_an_outcome_before_each_action(asked: str) -> None:
    """Asked again before the next action, an outcome is that of its own action and none of the whole."""
    actions = [
        ((asked.format(1), "Ivy sleeps"), ("Action:", "New bed"), ("Who:", "Jo")),
        ((asked.format(2), "Ivy eats"), ("Action:", "Cook together"), ("Who:", "Sam")),
    ]
    reading = read(heading("Action plan"), *(line for pairs in actions for line in lines(*pairs)))
    assert reading.form is not None
    assert [(a.action, a.desired_outcome) for a in reading.form.actions] == [
        ("New bed", "Ivy sleeps"),
        ("Cook together", "Ivy eats"),
    ]
    assert reading.form.desired_outcomes is None


def test_actions_side_by_side() -> None:
    """'(blank) | Action one | Action two' over the questions of a plan."""
    reading = read(
        heading("Action plan"),
        table(
            (answer(""), *heads("Action one", "Action two")),
            (label("Hoped-for outcome"), *plain("Ivy sleeps", "Ivy eats")),
            (label("What will be done"), *plain("New bed", "Cook together")),
            (label("Who by"), *plain("Jo", "Sam")),
        ),
    )
    assert reading.form is not None
    assert [(a.action, a.who) for a in reading.form.actions] == [("New bed", "Jo"), ("Cook together", "Sam")]


def test_elements_of_the_adults_behind_the_last_child() -> None:
    """Asked once, behind the parts of both children, what is said of the parents is said of the family."""

    def part(number: int, name: str, said: str) -> str:
        rows = ((label("General health"), answer(said)), (label("Behavioural development"), answer("")))
        return table((cell(paragraph(bold(f"Child {number}: {name}")), shaded=True, span=2),), *rows)

    adults = table(
        (label("Basic care, ensuring safety and protection"), answer("Warm meals.")),
        (label("Guidance, boundaries and stimulation"), answer("Few rules.")),
    )
    readings = read_form(
        document(*CHILDREN, heading("Assessment"), part(1, "Ada", "Well."), part(2, "Ben", "Asthma."), adults), "f.docx"
    )
    assert told(readings, "elements.general_health.text") == ["Well.", "Asthma."]
    assert told(readings, "elements.basic_care.text") == ["Warm meals.", "Warm meals."]


@pytest.mark.parametrize(("said", "share"), [("Y", True), ("N", False)])
def test_consent_beside_each_signature(said: str, share: bool) -> None:  # noqa: FBT001 - the value of a leaf
    """'| Name | Keep? Y/N | Share? Y/N | Signature | Date' in a row for each person."""
    reading = read(
        heading("Consent"),
        table(
            (answer(""), *heads("Name", "(1) Keep? Y/N", "(2) Share? Y/N", "Signature", "Date")),
            (label("Parent / carer"), *plain("Jo Marsh", "Y", said, "JM", "1/2/2026")),
            (label("Assessor"), *plain("Sam Ash", "", "", "SA", "2/2/2026")),
        ),
    )
    assert value(reading, "consent.store") is True
    assert value(reading, "consent.share") is share
    assert value(reading, "consent.signed_by") == "Jo Marsh"


def test_two_persons_who_disagree_are_asked_about() -> None:
    """A parent's yes beside a child's no is nobody's to settle here."""
    reading = read(
        heading("Consent"),
        table(
            (answer(""), *heads("Name", "Keep? Y/N", "Share? Y/N", "Signature", "Date")),
            (label("Parent / carer"), *plain("Jo Marsh", "Y", "Y", "JM", "1/2/2026")),
            (label("Young person"), *plain("Robin Marsh", "Y", "N", "RM", "1/2/2026")),
        ),
    )
    assert value(reading, "consent.share") is None or certainty(reading, "consent.share") < SURE


def test_a_service_ticked_with_its_details_behind() -> None:
    """'[X] CAMHS   Name: Jo   Telephone: 01632 960115', and what was not ticked is no service."""
    reading = read(
        heading("Services involved"),
        paragraph(run("☒ CAMHS     Name: Jo Ash     Telephone: 01632 960115")),
        paragraph(run("☐ Police     Name:      Telephone: ")),
        paragraph(run("☒ Young carers     Name:      Telephone: 01632 960116")),
    )
    assert reading.form is not None
    named = [(s.service, s.name, s.telephone) for s in reading.form.services]
    assert named == [("CAMHS", "Jo Ash", "01632 960115"), ("Young carers", None, "01632 960116")]


def test_how_to_answer_in_the_cell_of_the_question_is_no_answer() -> None:
    """'Is there anyone ...? Please name them.' beside the names."""
    reading = read(
        heading("Consent"),
        paragraph(run("I agree to this form being shared.  Yes ☒ No ☐")),
        table(plain("Are there any agencies you do not want to be involved? Please name them.", "Police\nWeir School")),
    )
    assert reading.form is not None
    assert reading.form.consent.not_share_with == ("Police", "Weir School")


def test_services_behind_the_colon_of_the_sentence_ticked() -> None:
    """'[X] I agree to it being shared with these partners only: ...'."""
    reading = read(
        heading("Consent"),
        paragraph(run("☐ I agree to it being shared with all partners.")),
        paragraph(run("☒ I agree to it being shared with these partners only: Weir School; CAMHS")),
    )
    assert reading.form is not None
    assert reading.form.consent.share_with == ("Weir School", "CAMHS")


def test_another_person_at_home_is_no_parent() -> None:
    """'Other person at home 1: name' behind the questions about a parent: the date of birth is theirs."""
    pairs = (
        ("Parent/carer 1: name", "Jo Marsh"),
        ("Relationship", "Mother"),
        ("DOB", ""),
        ("Other person at home 1: name", "Kit Marsh"),
        ("Relationship", "Brother"),
        ("DOB", "3/4/2012"),
    )
    reading = read(heading("Parents, carers and others at home"), table(*((label(a), answer(b)) for a, b in pairs)))
    assert reading.form is not None
    assert [p.date_of_birth for p in reading.form.parents_carers] == [None]
    assert [p.name for p in reading.form.household] == ["Kit Marsh"]


def test_strengths_and_needs_below_the_name_of_an_element() -> None:
    """They are asked of that element, in one text."""
    reading = read(
        heading("Assessment"),
        table(
            (cell(paragraph(bold("3a  General health")), span=2),),
            (cell(paragraph(bold("Strengths and needs")), shaded=True, span=2),),
            (cell(paragraph(run("Well, but often tired.")), span=2),),
        ),
    )
    assert value(reading, "elements.general_health.text") == "Well, but often tired."


def test_with_beside_the_day_is_who_was_present() -> None:
    """'Date | With' where the form is filled in: no list of whom to share with."""
    reading = read(table((label("With"), answer("Jo and Robin"))))
    assert reading.form is not None
    assert reading.form.consent.share_with == ()
    assert value(reading, "assessment.people_present") == "Jo and Robin"


def test_a_number_before_the_question() -> None:
    """'1.6 | Telephone number for the family | ...': the number is no label, and the question no answer."""
    reading = read(table((label("1.6"), *plain("Telephone number for the family", "07700 900123 (mum)"))))
    assert value(reading, "child.telephone") == "07700 900123 (mum)"
