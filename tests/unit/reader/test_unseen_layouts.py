"""Layouts and wordings that other councils print: each test is one general way to go wrong, on a form of its own."""

from __future__ import annotations

import pytest

from intake.reader import read_form
from rules.form import SURE, Form, FormReading
from tests.unit.reader.test_read_form import FRAME, read, value
from tests.unit.reader.word_xml import answer, bold, cell, document, heading, label, paragraph, row, run, table

AGREED = (
    paragraph(run("I agree to the information on this form being stored.  Yes")),
    paragraph(run("I agree to the information on this form being shared with the services below.  Yes")),
)


def form_of(reading: FormReading) -> Form:
    """The form in a reading, which must be readable."""
    assert reading.form is not None
    return reading.form


def sure_services(reading: FormReading) -> set[str]:
    """The services to share with of which the reader is sure."""
    listed = form_of(reading).consent.share_with
    certain = {e.field: e.certainty for e in reading.evidence}
    return {name for i, name in enumerate(listed) if certain[f"consent.share_with[{i}]"] >= SURE}


@pytest.mark.parametrize(
    "refusal", ["Services I do not agree to", "Agencies not to be contacted", "Must not share with"]
)
def test_refused_services_in_a_line_of_their_own_are_never_shared_with(refusal: str) -> None:
    """A label in a list of services ends the list, so what is refused below it is not agreed to."""
    reading = read(
        heading("Consent"),
        *AGREED,
        paragraph(run("Services I agree to: School, GP")),
        paragraph(run(f"{refusal}: Police, Housing")),
    )
    consent = form_of(reading).consent
    assert consent.share_with == ("School", "GP")
    assert consent.not_share_with == ("Police", "Housing")


def test_a_refusal_in_words_nobody_foresaw_is_not_sure() -> None:
    """A line that may be a refusal makes itself and what follows unsure."""
    reading = read(heading("Consent"), *AGREED, paragraph(run("School")), paragraph(run("all but Police, Housing")))
    assert sure_services(reading) <= {"School"}


def test_two_columns_of_services_agreed_to_and_not() -> None:
    """Two columns with lists below them are two lists."""
    reading = read(
        heading("Consent"),
        table(
            row(label("Agencies we agree to"), label("Agencies we do NOT agree to")),
            row(answer("School\nGP"), answer("Police")),
        ),
    )
    consent = form_of(reading).consent
    assert consent.share_with == ("School", "GP")
    assert consent.not_share_with == ("Police",)


def test_a_yes_below_a_question_of_sharing_is_no_service() -> None:
    """'Yes' under a question about sharing answers it and is not the name of a service."""
    reading = read(
        heading("Consent"),
        table(row(label("Has the parent agreed to this being shared with other agencies?"), answer("Yes"))),
    )
    assert form_of(reading).consent.share_with == ()


def test_refused_to_sign_is_no_name() -> None:
    """What tells that nobody signed is not the name of who signed."""
    reading = read(heading("Consent"), table(row(label("Signature of parent"), answer("refused to sign"))))
    assert form_of(reading).consent.signed_by is None


def test_a_goal_is_not_an_action() -> None:
    """With a column for the goal and one for the action, each keeps its own."""
    heads = ("Goal", "What action will be taken?", "Who by?", "When by?")
    cells = ("Sleeps well", "Ask the GP", "Ann Marsh", "01/07/2026")
    reading = read(heading("Action plan"), table(row(*map(label, heads)), row(*map(answer, cells))))
    action = form_of(reading).actions[0]
    assert (action.desired_outcome, action.action) == ("Sleeps well", "Ask the GP")


def test_a_numbered_plan_is_a_plan() -> None:
    """A column of numbers before the plan is none of its answers."""
    heads = ("No.", "Desired outcome", "Action", "Who", "When")
    cells = ("1", "Sleeps well", "Ask the GP", "Ann Marsh", "today")
    reading = read(heading("Action plan"), table(row(*map(label, heads)), row(*map(answer, cells))))
    action = form_of(reading).actions[0]
    assert (action.action, action.who) == ("Ask the GP", "Ann Marsh")


def test_elements_grouped_by_a_first_column() -> None:
    """Where the first column only groups, the element is in the second."""
    reading = read(
        heading("Assessment summary: strengths and needs"),
        table(
            row(label(""), label("Element"), label("Strengths"), label("Needs")),
            row(label("Child development"), answer("General health"), answer("Well."), answer("A dentist.")),
        ),
    )
    elements = form_of(reading).elements
    assert elements["general_health"].strengths == "Well."
    assert "child_development" not in elements


def test_a_story_that_begins_with_a_labels_word_is_the_answer() -> None:
    """'School: Robin was excluded ...' below the reason is the reason, not a school."""
    story = "School: Robin was sent home four times this term and does not want to go back."
    blocks = (
        *FRAME[:3],
        heading("Why now"),
        table(row(label("Reason for assessment")), row(answer(story))),
        *FRAME[4:],
    )
    form = form_of(read_form(document(*blocks), "form.docx")[0])
    assert form.assessment.reason == story
    assert form.child.school == "Bankside Primary"


def test_small_print_in_brackets_before_the_colon_is_no_answer() -> None:
    """What stands in brackets between a label and its colon explains the label."""
    text = "What are your conclusions? (strengths, resources, risk of harm to self or others):"
    reading = read(table(row(cell(paragraph(bold(text), run(" A calm home matters most."))))))
    assert form_of(reading).conclusions.summary == "A calm home matters most."


def test_guidance_is_no_form() -> None:
    """A document that calls itself guidance is no form, whatever it asks."""
    reading = read_form(document(heading("Guidance notes for completing the form", 1), *FRAME[1:]), "guide.docx")[0]
    assert not reading.readable


FAMILY = (
    heading("Early Help Assessment", 1),
    table(
        row(*map(label, ("Surname", "Forename", "Date of birth", "Ethnicity code", "School"))),
        row(*map(answer, ("Marsh", "Robin", "3/4/2015", "01", "Bankside Primary"))),
        row(*map(answer, ("Marsh", "Wren", "5/6/2017", "02", "Bankside Primary"))),
    ),
    *FRAME[3:],
    heading("Part 2 – Complete for each child"),
    *(
        table(
            row(label("Name of child"), answer(name)),
            row(label("Emotional and social development"), answer(said)),
            row(label("Child or young person’s comment"), answer(f"I am {name}.")),
        )
        for name, said in (("Robin Marsh", "Shy."), ("Wren Marsh", "Loud."))
    ),
    heading("Codes"),
    paragraph(run("Ethnicity: 01 White British; 02 White Irish; 03 Indian")),
)


def test_a_part_for_each_child_belongs_to_that_child_alone() -> None:
    """The child named at the head of a table is the one that the table is about."""
    forms = [form_of(r) for r in read_form(document(*FAMILY), "form.docx")]
    assert [f.elements["emotional_social_development"].text for f in forms] == ["Shy.", "Loud."]
    assert [f.child_comment for f in forms] == ["I am Robin Marsh.", "I am Wren Marsh."]


def test_a_code_is_decoded_with_the_forms_own_key() -> None:
    """The key at the back decodes each child's code, and is nobody's answer."""
    forms = [form_of(r) for r in read_form(document(*FAMILY), "form.docx")]
    assert [f.child.ethnicity for f in forms] == ["White British", "White Irish"]


def test_languages_by_who_speaks_them() -> None:
    """'Speaks at home' asks for the child's language, 'Parents speak' for theirs."""
    reading = read(
        table(row(label("Speaks at home"), answer("Polish and English"), label("Parents speak"), answer("Polish")))
    )
    assert value(reading, "child.first_language") == "Polish and English"
    assert value(reading, "child.parents_first_language") == "Polish"


@pytest.mark.requirement("B1", "E5")
def test_consent_to_what_somebody_named_may_do() -> None:
    """'Dale may share what is written here' beside Yes and No is a sentence of consent, whoever may."""
    reading = read(
        heading("Consent"),
        *(
            table(row(answer(f"{who} may {what}"), answer("[X] Yes  [ ] No")))
            for who, what in (
                ("Dale", "store what is written here."),
                ("The council", "share this form with the team."),
            )
        ),
    )
    assert value(reading, "consent.store") is True
    assert value(reading, "consent.share") is True
    refused = read(heading("Consent"), table(row(answer("Dale may share this form."), answer("[ ] Yes  [X] No"))))
    assert value(refused, "consent.share") is False


def test_what_the_family_would_like_to_see() -> None:
    """It is the outcome that the family wants, asked in so many words."""
    reading = read(
        heading("The plan"), table(row(label("What would the family like to see happen?"), answer("Sleep.")))
    )
    assert value(reading, "desired_outcomes") == "Sleep."
