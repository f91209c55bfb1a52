"""What looks like a prompt, a heading, a number or a permission, and is the family's word, a limit or nobody's."""

from __future__ import annotations

import pytest

from tests.unit.reader.test_consent_doubts import asks_a_person
from tests.unit.reader.test_forms_drawn_anew import asked, columns
from tests.unit.reader.test_read_form import read, value
from tests.unit.reader.word_xml import answer, bold, cell, control, heading, label, lines, paragraph, row, run, table

_AGREED = paragraph(run("I agree to this form being shared with other services. Yes"))
_ITALIC = "<w:i/>"


@pytest.mark.requirement("E4")
def test_small_letters_in_italics_are_an_answer() -> None:
    """Somebody wrote it: 'my ex husband and his mother' behind the question in bold."""
    question = paragraph(bold("Who should not be told? "), run("my ex husband and his mother", _ITALIC))
    reading = read(heading("Consent"), _AGREED, question)
    assert str(value(reading, "consent.not_share_with[0]")).startswith("my ex husband")


@pytest.mark.requirement("E4")
@pytest.mark.parametrize(
    "said", ["Who should not be told? Police and Housing", "Do you agree to share? Only with school"]
)
def test_an_answer_behind_its_question_is_no_label(said: str) -> None:
    """Whatever stands in the next cell, it names nobody whom the family permits."""
    reading = read(heading("Consent"), _AGREED, table(row(label(said), answer("Mary Bloggs"))))
    assert asks_a_person(reading)
    assert value(reading, "consent.not_share_with[0]") != "Mary Bloggs"


@pytest.mark.requirement("E4")
def test_the_agency_of_whoever_leads_is_told_nothing_by_it() -> None:
    """A row about consent below the two workers ends what is asked of them."""
    reading = read(
        heading("Workers' details"),
        table(
            row(label("Assessor"), answer("Ann Lee"), label("Lead professional"), answer("Bo Ash")),
            row(label("Role"), answer("Teacher"), label("Role"), answer("Nurse")),
            row(label("Telephone"), answer("01632 960111"), label("Telephone"), answer("01632 960222")),
            row(label("Consent to share?"), answer("Yes"), label("Signed by parent"), answer("Mary Marsh")),
            row(label("Agency"), answer("School"), label("Agency"), answer("Police")),
        ),
    )
    assert value(reading, "consent.share_with[0]") is None or asks_a_person(reading)


@pytest.mark.requirement("E4")
@pytest.mark.parametrize(
    "said",
    [
        "People we would rather not have involved in this assessment",
        "Others who are barred from taking part in this assessment",
        "Choose where this form must not go",
        "Tell us where this form should not be sent",
        "Does the family feel that anyone should be left out?",
        "Which professionals does the young person feel unsafe with?",
    ],
)
def test_whom_to_leave_out_is_heard_or_asked_about(said: str) -> None:
    """No question of who took part, where it goes or how somebody feels."""
    reading = read(heading("Consent"), _AGREED, asked((said, "My ex partner Dave, Housing")))
    assert asks_a_person(reading) or value(reading, "consent.not_share_with[0]") is not None


@pytest.mark.requirement("E4")
@pytest.mark.parametrize(
    "said",
    [
        "Tell us about anyone you would rather kept away from this",
        "Explain who should stay in the dark",
        "Please include any service you want nothing to do with",
    ],
)
def test_a_question_about_others_explains_no_other(said: str) -> None:
    """Below 'What the parents say' it is a question of its own, which a person reads."""
    reading = read(
        heading("Consent"), _AGREED, heading("What the parents say"), paragraph(bold(said)), *lines("My aunt Joan")
    )
    assert asks_a_person(reading)


@pytest.mark.requirement("E4")
@pytest.mark.parametrize(
    "heads", [("Share", "Do not share"), ("Happy to share", "Unhappy to share"), ("Consent given", "Consent refused")]
)
def test_numbers_before_services_turn_nothing_round(heads: tuple[str, str]) -> None:
    """'1 | Police | | X' below two heads with nothing over the numbers and the services."""
    ticked = (("1", "Police", "", "X"), ("2", "School", "X", ""), ("3", "Housing", "", "X"))
    reading = read(heading("Consent"), _AGREED, columns(("", "", *heads), *ticked))
    assert value(reading, "consent.share_with[0]") == "School"
    assert value(reading, "consent.share_with[1]") is None
    assert value(reading, "consent.not_share_with[0]") == "Police"
    assert value(reading, "consent.not_share_with[1]") == "Housing"


@pytest.mark.requirement("E4")
@pytest.mark.parametrize("title", ["Support plan", "Where Amy lives", "Help for you"])
@pytest.mark.parametrize("said", ["With these people", "You may tell these people", "Partner agencies agreed to"])
def test_outside_of_the_consent_nobody_is_permitted(title: str, said: str) -> None:
    """'With these people' may be who lives there, and 'agencies agreed to' a plan."""
    reading = read(heading(title), asked((said, "Nan and Tom")))
    assert value(reading, "consent.share_with[0]") is None


@pytest.mark.requirement("E4")
def test_what_is_understood_is_not_agreed_to() -> None:
    """'I understand that:' over 'information sharing is voluntary' with a Yes."""
    reading = read(
        heading("Consent"),
        columns(("I understand that:", "Yes", "No"), ("information sharing is voluntary and I can say no", "X", "")),
    )
    assert value(reading, "consent.share") is not True


@pytest.mark.requirement("E4")
def test_a_childs_own_words_over_a_field_stay() -> None:
    """Italics that somebody speaks are no small print."""
    told = cell(paragraph(run("I am scared of my uncle", _ITALIC)), paragraph(control("Amy, 01/02/2026")))
    reading = read(heading("Views"), table(row(label("Child's comments"), told)))
    assert "scared" in str(value(reading, "child_comment"))


@pytest.mark.requirement("E4")
@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("Lead professional (name, agency)", ("Hill School", "not to see this form")),
        ("Lead professional (name, telephone)", ("Tom Roy", "Not to be told")),
    ],
)
def test_brackets_are_believed_where_the_answers_fit(said: str, told: tuple[str, str]) -> None:
    """A name is a person's, a telephone a number: what is neither is kept as it was written."""
    reading = read(heading("Who helps"), table(row(label(said), *map(answer, told))))
    assert value(reading, "lead_professional.organisation") != "not to see this form"
    assert value(reading, "lead_professional.telephone") is None


@pytest.mark.requirement("E4")
def test_a_family_with_roles_is_no_list_of_services() -> None:
    """'Who | Role | Telephone' below 'Who lives at home'."""
    reading = read(
        heading("Who lives at home"), columns(("Who", "Role", "Telephone"), ("Mary Marsh", "Mother", "01632 960118"))
    )
    assert value(reading, "services[0].name") is None


@pytest.mark.requirement("E4")
def test_the_parent_signs_below_the_worker() -> None:
    """A relationship tells who each is, in whatever order."""
    signed = (("Jane Fox", "Practitioner", "02/02/2026"), ("Mary Marsh", "Mother", "01/02/2026"))
    reading = read(heading("Consent"), _AGREED, columns(("Name", "Relationship", "Date"), *signed))
    assert value(reading, "consent.signed_by") in ("Mary Marsh", None)
    assert value(reading, "consent.signed_by") != "Jane Fox"


@pytest.mark.requirement("E4")
def test_whoever_does_an_action_leads_nothing() -> None:
    """'Lead worker' among the questions about each action."""
    reading = read(
        heading("Action plan"),
        asked(("Action", "Visit twice"), ("Lead worker", "Sue Smith"), ("By when", "1/6/2026")),
        asked(("Action", "Ring school"), ("Lead worker", "Pat Jones"), ("By when", "2/6/2026")),
    )
    assert value(reading, "lead_professional.name") is None
    assert value(reading, "actions[0].who") == "Sue Smith"


@pytest.mark.requirement("E4")
def test_the_word_that_the_only_mark_stands_beside() -> None:
    """'Boy ✓     Girl' is a boy."""
    reading = read(heading("The child"), table(row(label("Boy / girl"), answer("Boy ✓     Girl"))))
    assert value(reading, "child.sex") == "male"


@pytest.mark.requirement("B1")
def test_rows_without_cells_break_nothing() -> None:
    """A table whose second row lost its cells is read for the rest."""
    reading = read(table(row(label("Our views"), label("Child"), answer("I like art.")), row()))
    assert reading.readable


@pytest.mark.requirement("E4")
def test_frames_of_one_cell_say_nothing() -> None:
    """A page made in a browser stands in tables of one cell, and its tables in those."""
    services = columns(("Service", "Name", "Telephone"), ("CAMHS", "Jo Fenn", "01632 960111"))
    reading = read(table(row(cell(paragraph(bold("Services working with the family")), services, paragraph()))))
    assert value(reading, "services[0].service") == "CAMHS"
    assert value(reading, "services[0].telephone") == "01632 960111"


@pytest.mark.requirement("E4")
def test_a_column_of_numbers_says_nothing() -> None:
    """'No. | Area | Strengths | Needs' and '1 | GP | Dr Obi'."""
    reading = read(
        columns(
            ("No.", "Area", "Strengths", "Needs"),
            ("1", "General health", "Sees the dentist.", "Asthma."),
            ("2", "Behaviour", "Kind.", "Walks out."),
        ),
        heading("Services working with the family"),
        columns(("Ref", "Service", "Name"), ("1", "GP", "Dr Obi"), ("2", "CAMHS", "Jo Fenn")),
    )
    assert value(reading, "elements.general_health.strengths") == "Sees the dentist."
    assert value(reading, "elements.behavioural_development.needs") == "Walks out."
    assert value(reading, "services[1].service") == "CAMHS"
