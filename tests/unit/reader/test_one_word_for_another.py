"""Tables in rows, children by ordinal, who signs in other words, and words that only look like orders."""

from __future__ import annotations

import pytest

from intake.reader import read_form
from intake.reader.labels import recognise
from intake.reader.same_person import is_same_person
from rules.form import SURE
from tests.unit.reader.test_read_form import FRAME, certainty, read, value
from tests.unit.reader.test_side_titles_and_columns import asked, two_children
from tests.unit.reader.word_xml import answer, bold, cell, document, heading, label, paragraph, row, run, table

AGREED = (
    heading("Consent"),
    paragraph(run("I agree to this form being stored. Yes")),
    paragraph(run("I agree to this form being shared with the services below. Yes")),
)
ASSESSOR = (heading("Assessor"), table(row(*asked("Name", "Ivy Larkspur"), *asked("Job title", "Nursery nurse"))))


def heads(*texts: str) -> str:
    """A row of column headings."""
    return row(*map(label, texts))


def says(*texts: str) -> str:
    """A row of answers."""
    return row(*map(answer, texts))


# --- whom not to tell --------------------------------------------------------------------------------------------


@pytest.mark.requirement("E4")
@pytest.mark.parametrize("name", ["Mark Tindall", "Mark Steele-Orr"])
def test_somebody_called_mark_is_no_instruction_to_mark(name: str) -> None:
    """'Not to be shared with: Mark Tindall': what stands behind the label is a name."""
    reading = read(*AGREED, table(row(cell(paragraph(bold("Not to be shared with:"), run(f" {name}")), span=2))))
    assert value(reading, "consent.not_share_with[0]") == name


@pytest.mark.requirement("E4")
def test_an_answer_that_says_itself_whom_not_to_tell() -> None:
    """The label is in words that nobody knows; what was answered is not."""
    reading = read(*AGREED, table(row(*asked("Conditions made by mum", "Not to be shared with: Gran, the landlord"))))
    assert value(reading, "consent.not_share_with[0]") == "Gran"
    assert value(reading, "consent.not_share_with[1]") == "the landlord"


@pytest.mark.requirement("E4")
def test_a_label_that_asks_the_same_again_behind_its_colon() -> None:
    """'Exceptions: do not share with' is one label, and its answer stands in the next cell."""
    reading = read(*AGREED, table(row(*asked("Exceptions: do not share with", "Uncle Rory; the CMS"))))
    assert value(reading, "consent.not_share_with[0]") == "Uncle Rory"
    assert value(reading, "consent.not_share_with[1]") == "the CMS"


@pytest.mark.requirement("E4")
@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("Services the family is content to have informed", "share_with"),
        ("Agencies mum would like to have involved", "share_with"),
        ("Services the family is not content to have informed", "not_share_with"),
        ("Agencies the family would not like to have involved", "not_share_with"),
    ],
)
def test_agencies_that_a_family_is_happy_to_have_involved(text: str, asks: str) -> None:
    """Whom to tell, asked as whom the family is happy to have; with a 'not' it asks whom not to tell."""
    means = recognise(text)
    assert means is not None
    assert means.asks == asks


def test_yes_or_no_in_a_label_refuses_nobody() -> None:
    """'(write Yes or No)' tells how to answer; only words that refuse turn the question round."""
    means = recognise("Who can we share this with? (Yes or No)")
    assert means is None or means.asks != "not_share_with"


@pytest.mark.requirement("E4")
def test_a_parent_called_brook_is_no_head_of_decisions() -> None:
    """'Sharon Brook | Y' over further parents with 'N' for parental responsibility has nothing to do with sharing."""
    reading = read(
        heading("Parents and carers"),
        table(
            heads("Name", "Link to the child", "PR (Y/N)", "Telephone"),
            says("Sharon Brook", "Mother", "Y", "07700 900001"),
            says("Ted Loam", "Stepfather", "N", ""),
            says("Ann Loam", "Gran", "N", ""),
        ),
        *AGREED,
        table(row(*asked("Share with", "School"))),
        table(row(*asked("Signed (parent)", "Sharon Brook"), *asked("Date", "3/4/2026"))),
    )
    assert not [problem for problem in reading.problems if (problem.field or "").startswith("consent")]


# --- who signs ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("who", ["Signature of worker", "Setting manager", "Officer’s signature", "Signed (nursery)"])
def test_whoever_assessed_is_known_by_name_among_the_signatures(who: str) -> None:
    """What the form calls the person who signs may be new; the name is that of whoever assessed."""
    reading = read(
        *ASSESSOR,
        *AGREED,
        table(
            row(*asked("Parent", "Una Marsh"), *asked("Date", "3/4/2026")),
            row(*asked(who, "I. Larkspur"), *asked("Date", "5/4/2026")),
        ),
    )
    assert str(value(reading, "consent.signed_on")) == "2026-04-03"
    assert str(value(reading, "consent.assessor_signed_on")) == "2026-04-05"


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Ivy Larkspur", "I. Larkspur", True),
        ("Mrs Ivy Larkspur", "Ivy Larkspur", True),
        ("Ivy Larkspur", "Ida Larkspur", False),
        ("Ivy Larkspur", "Larkspur", False),
        ("Ivy Larkspur", "Ivy Dale", False),
    ],
)
def test_two_spellings_of_one_name(one: str, other: str, same: bool) -> None:  # noqa: FBT001 - what is expected
    """An initial stands for a first name; another first name, or none, is somebody else's."""
    assert is_same_person(one, other) is same


def test_for_whom_a_form_is_stored_is_no_signature() -> None:
    """'Me' in a list of those for whom the form is stored does not make a child of whoever signs below."""
    whom = paragraph(run("I understand that the information will be stored and used to provide services to:"))
    reading = read(
        heading("Consent"),
        whom,
        table(
            says("Me", ""), says("This child for whom I am a parent", "X"), says("This child for whom I am a carer", "")
        ),
        table(row(*asked("Signed", "U Marsh"), *asked("Name", "Una Marsh"), *asked("Date", "3/4/2026"))),
    )
    assert value(reading, "consent.signed_by") == "Una Marsh"
    assert value(reading, "consent.signed_by_child") is None


@pytest.mark.requirement("E4")
def test_sentences_about_my_child_are_no_list_of_whom() -> None:
    """Sentences that speak of a child with a box each are agreed to one by one."""
    reading = read(
        heading("Consent"),
        table(
            says("I agree that what is written about my child may be stored", "X"),
            says("I agree that what is written about my child may be shared", ""),
        ),
        table(row(*asked("Signed (parent)", "Una Marsh"), *asked("Date", "3/4/2026"))),
    )
    assert value(reading, "consent.store") is True
    assert value(reading, "consent.share") is not True


# --- plans, services, areas --------------------------------------------------------------------------------------


def test_a_plan_with_a_table_of_steps_in_every_row() -> None:
    """Each step is an action, for the outcome beside the table in which it stands."""

    def steps(*rows: tuple[str, ...]) -> str:
        inner = table(heads("Task", "Who", "By when"), *(says(*cells) for cells in rows))
        return cell(inner, paragraph(run("")))

    reading = read(
        heading("Action plan"),
        table(
            heads("No.", "Outcome the parents want", "Steps"),
            row(
                answer("1"), answer("Robin sleeps"), steps(("Sleep clinic", "Ivy", "1/6/2026"), ("Chart", "Mum", "now"))
            ),
            row(answer("2"), answer("Robin reads"), steps(("Book club", "School", "1/7/2026"))),
        ),
    )
    assert value(reading, "actions[0].action") == "Sleep clinic"
    assert value(reading, "actions[1].action") == "Chart"
    assert value(reading, "actions[1].desired_outcome") == "Robin sleeps"
    assert value(reading, "actions[2].desired_outcome") == "Robin reads"
    assert value(reading, "actions[2].who") == "School"


def test_by_beside_a_date_is_by_whom() -> None:
    """'Action | By | Date': the day has a column of its own."""
    reading = read(
        heading("Plan"), table(heads("Goal", "Action", "By", "Date"), says("Calm", "Club", "Ivy", "1/6/2026"))
    )
    assert value(reading, "actions[0].who") == "Ivy"
    assert str(value(reading, "actions[0].by_when")) == "2026-06-01"


def test_first_child_and_second_child_over_columns() -> None:
    """'First child' is the first whom the form named; what stands below is nobody else's."""
    one, other = two_children(
        heading("How each child is doing"),
        table(
            heads("Area", "First child", "Second child"),
            row(label("General health"), answer("Well."), answer("Asthma.")),
            row(label("Behaviour"), answer("Bites."), answer("Placid.")),
        ),
    )
    assert value(one, "elements.general_health.text") == "Well."
    assert value(other, "elements.general_health.text") == "Asthma."
    assert value(other, "elements.behavioural_development.text") == "Placid."
    assert certainty(other, "elements.behavioural_development.text") >= SURE


def test_what_needs_attention_beside_what_goes_well() -> None:
    """A column beside the strengths that speaks of worries, in whatever words, has the needs."""
    reading = read(
        heading("Assessment"),
        table(
            heads("Area", "Strengths", "Calls for attention"),
            row(label("General health"), answer("Fit."), answer("Sleep.")),
            row(label("Basic care"), answer("Fed."), answer("Stairs.")),
        ),
    )
    assert value(reading, "elements.general_health.needs") == "Sleep."


def test_a_column_of_prompts_beside_the_comments_is_no_answer() -> None:
    """'Think about' in italics behind each element says nothing of this child, nor where nothing was written."""
    prompt = "<w:i/>"
    reading = read(
        heading("Assessment of strengths and needs"),
        table(
            heads("Element", "Comments", "Bear in mind"),
            row(label("General health"), answer(""), cell(paragraph(run("Teeth, food", prompt)))),
            row(label("Aspirations"), answer("A vet."), cell(paragraph(run("Hopes", prompt)))),
        ),
    )
    assert value(reading, "elements.general_health.text") is None
    assert value(reading, "elements.aspirations.text") == "A vet."


def test_what_somebody_does_beside_where_they_are_based() -> None:
    """'Service or job' is what they do where another column has the organisation."""
    reading = read(
        heading("Services involved"),
        table(
            heads("Name", "Service or job", "Where based", "Phone"), says("Tess", "Physio", "Ward 4", "01632 960309")
        ),
    )
    assert value(reading, "services[0].service") == "Physio"
    assert value(reading, "services[0].organisation") == "Ward 4"


def test_a_service_between_dashes_with_its_number() -> None:
    """'GP – Dr Noor – 01632 ...' on a line: no dash goes with the name."""
    reading = read(
        heading("Services involved"), paragraph(run("GP – Dr Noor – 01632 960932")), paragraph(run("Physio – Tess"))
    )
    assert value(reading, "services[0].name") == "Dr Noor"


def test_a_table_of_the_lead_professional_is_no_service() -> None:
    """'Name | Role | Agency' below 'Lead professional' is about that person."""
    reading = read(
        heading("Lead professional"),
        table(heads("Name", "Role", "Agency"), says("Saul Reed", "Youth worker", "The Den")),
    )
    assert value(reading, "lead_professional.name") == "Saul Reed"
    assert value(reading, "services[0].name") is None


# --- persons and places ------------------------------------------------------------------------------------------


def test_where_to_meet_is_nobodys_organisation() -> None:
    """'Where' beside the day of the next meeting is where that is held."""
    reading = read(*ASSESSOR, table(row(*asked("Next review", "5/11/2026"), *asked("Where", "Library"))))
    assert value(reading, "assessor.organisation") is None
    assert value(reading, "assessor.address") is None


def test_an_organisation_over_its_address() -> None:
    """The first of the lines is the organisation, the others are its address."""
    reading = read(
        heading("Assessor"),
        table(
            row(*asked("Name", "Ivy Larkspur")),
            row(*asked("Organisation and its address", "Weir Nursery\nPond Lane, Bankside LU2 9ZQ")),
        ),
    )
    assert value(reading, "assessor.organisation") == "Weir Nursery"
    assert value(reading, "assessor.address") == "Pond Lane, Bankside"


def test_an_organisation_and_its_address_on_one_line_are_asked_about() -> None:
    """Nobody can tell where the name ends: a person looks."""
    reading = read(
        heading("Assessor"),
        table(
            row(*asked("Name", "Ivy Larkspur")),
            row(*asked("Organisation and its address", "Weir Nursery, Pond Lane, Bankside")),
        ),
    )
    assert certainty(reading, "assessor.address") < SURE


def test_an_unborn_baby_known_only_by_what_it_is_to_be_called() -> None:
    """'Baby to be known as': there is no other name."""
    (reading,) = read_form(
        document(
            heading("Common Assessment (CAF)", 1),
            heading("Baby"),
            table(row(*asked("Baby to be known as", "Unborn baby of Una Marsh"), *asked("EDD", "26/08/2026"))),
            heading("Expectant mother"),
            table(row(*asked("Name", "Una Marsh"), *asked("Date of birth", "30/01/2001"))),
            *FRAME[3:],
        ),
        "form.docx",
    )
    assert value(reading, "child.given_names") == "Unborn baby of Una Marsh"
    assert value(reading, "child.also_known_as") is None
    assert value(reading, "parents_carers[0].name") == "Una Marsh"


def test_parents_told_by_their_relationship_first() -> None:
    """'Relationship' asked again begins the next parent, as a name does."""
    reading = read(
        heading("Parents"),
        table(row(*asked("Relationship to child", "Mother")), row(*asked("Name", "Una Marsh"))),
        table(row(*asked("Relationship to child", "Stepfather")), row(*asked("Name", "Ted Loam"))),
    )
    assert value(reading, "parents_carers[1].name") == "Ted Loam"
    assert value(reading, "parents_carers[1].relationship") == "Stepfather"


def test_a_plain_title_numbered_by_letter_and_figure() -> None:
    """'B2  Brothers, sisters and others': the table below it is no longer of the parents."""
    reading = read(
        paragraph(run("B1  Parents and carers")),
        table(heads("Name", "Relationship", "PR"), says("Una Marsh", "Mother", "Yes")),
        paragraph(run("B2  Brothers, sisters and other people who are close to the child")),
        table(heads("Relationship", "Name", "DoB"), says("gran", "Jean Marsh", "")),
    )
    assert value(reading, "household[0].name") == "Jean Marsh"
    assert value(reading, "parents_carers[1].name") is None


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("Assessing nurse", "assessor"),
        ("Review written by", "assessor"),
        ("Lead professional once the plan is agreed", ""),
        ("Lead professional chosen by the family", ""),
        ("Mother to be", "mother"),
    ],
)
def test_who_is_asked_for_in_other_words(text: str, about: str) -> None:
    """What somebody did, and when they will be chosen, changes nothing about whom it asks for."""
    means = recognise(text)
    assert means is not None
    assert (means.about, means.section) in ((about, means.section), ("", "lead"))
