"""What prints of single councils ask in ways of their own: whole labels, numbered rows, small print in rows."""

from __future__ import annotations

import pytest

from intake.reader import read_form
from rules.form import FormReading, leaves
from tests.unit.reader.test_read_form import certainty, read, value
from tests.unit.reader.word_xml import answer, cell, document, heading, label, paragraph, row, run, table

NUMBERED = (
    heading("Early Help Assessment", 1),
    heading("Children's details"),
    table(
        row(*map(label, ("Child", "Name", "Date of birth", "Gender (M/F)", "School"))),
        row(*map(answer, ("1", "Ivy Marlow", "2/3/2011", "F", "Weir High"))),
        row(*map(answer, ("2", "Tom Marlow", "4/5/2015", "M", "Weir Infants"))),
        row(*map(answer, ("3", "", "", "", ""))),
    ),
    table(
        row(label("Date assessment started"), answer("1/3/2026")),
        row(label("Reason for assessment"), answer("Both children are tired at school.")),
        row(label("Parent or carer's comments"), answer("We would like help.")),
    ),
)


def family(*blocks: str) -> tuple[FormReading, ...]:
    """The readings of a form about Ivy and Tom, numbered 1 and 2, that goes on with *blocks*."""
    return read_form(document(*NUMBERED, *blocks), "form.docx")


def told(readings: tuple[FormReading, ...], path: str) -> list[object]:
    """What each reading has for one leaf."""
    return [leaves(r.form).get(path) if r.form is not None else None for r in readings]


# --- labels that a cell is as a whole --------------------------------------------------------------------------------


@pytest.mark.requirement("B1")
def test_rows_that_are_numbered() -> None:
    """A column that counts the children is nobody's name, though 'Child' stands over it."""
    readings = family()
    assert told(readings, "child.given_names") == ["Ivy", "Tom"]
    assert told(readings, "child.school") == ["Weir High", "Weir Infants"]


@pytest.mark.requirement("B1")
def test_a_numbered_child_and_what_is_asked() -> None:
    """'Child 2: development' beside a story asks of the second child, and names nobody."""
    readings = family(
        heading("The assessment"),
        table(
            row(label("Child 1: development and wellbeing"), answer("Ivy draws well and sleeps badly since the move.")),
            row(
                label("Child 2: development and wellbeing"),
                answer("Tom speaks in short sentences and runs everywhere."),
            ),
            row(
                label("Parenting: care, warmth, boundaries"), answer("Mum plays with both of them after tea every day.")
            ),
        ),
    )
    assert told(readings, "elements.child_development.text") == [
        "Ivy draws well and sleeps badly since the move.",
        "Tom speaks in short sentences and runs everywhere.",
    ]
    assert told(readings, "elements.parents_carers.text") == ["Mum plays with both of them after tea every day."] * 2


@pytest.mark.requirement("B1")
def test_a_story_beside_a_numbered_child() -> None:
    """A story beside 'Child 2' is not the name of one more child."""
    readings = family(
        table(row(label("Child 2"), answer("He has been in two schools this year and would like to stay in one.")))
    )
    assert told(readings, "child.given_names") == ["Ivy", "Tom"]


@pytest.mark.requirement("B1")
@pytest.mark.parametrize("printed", [label, answer])
def test_an_area_and_what_belongs_to_it(printed: object) -> None:
    """'Parenting: care, warmth' beside an answer is one label, whether it stands out or not."""
    assert callable(printed)
    reading = read(
        heading("Strengths and needs"),
        table(
            row(label("Area"), label("What we have seen"), label("Score")),
            row(
                printed("Parents and carers: care, warmth, boundaries"),
                answer("Dad reads to her every single night."),
                answer("6"),
            ),
            row(
                printed("Family and environment: history, home, money"),
                answer("The flat has two rooms and no garden."),
                answer("4"),
            ),
        ),
    )
    assert value(reading, "elements.parents_carers.text") == "Dad reads to her every single night."
    assert value(reading, "elements.family_environment.text") == "The flat has two rooms and no garden."


@pytest.mark.requirement("B1")
def test_areas_that_nobody_filled_in() -> None:
    """What belongs to an area is no answer in a form without answers beside it."""
    reading = read(
        heading("The assessment"),
        table(
            row(label("Parenting: care, warmth, boundaries"), answer("")),
            row(label("Family and environment: history, home, money"), answer("")),
        ),
    )
    assert value(reading, "elements.parents_carers.text") is None
    assert value(reading, "elements.family_environment.text") is None


@pytest.mark.requirement("B1")
def test_an_answer_behind_the_name_of_an_area() -> None:
    """What somebody wrote behind an area's colon stays the answer where nothing else stands in the row."""
    reading = read(heading("The assessment"), table(row(answer("Parenting: mum copes well"), answer(""))))
    assert value(reading, "elements.parents_carers.text") == "mum copes well"
    assert certainty(reading, "elements.parents_carers.text") > 0


# --- columns, prompts and lists ---------------------------------------------------------------------------------------


@pytest.mark.requirement("B1")
def test_a_column_of_addresses_with_numbers() -> None:
    """'Address and telephone' over a table: a number at the end of an address is a number, one without has none."""
    heads = ("Name", "Date of birth", "Gender", "Address and telephone")
    one, two = (
        ("Ivy Marlow", "2/3/2011", "F", "Flat 2, 5 Mill Row, Weston LU2 9ZQ\n07700 900123"),
        ("Tom Marlow", "4/5/2015", "M", "9 Low Row\nWeston LU2 9ZZ"),
    )
    children = table(row(*map(label, heads)), row(*map(answer, one)), row(*map(answer, two)))
    readings = read_form(document(*NUMBERED[:2], children, *NUMBERED[3:]), "form.docx")
    assert told(readings, "child.address") == ["Flat 2, 5 Mill Row, Weston", "9 Low Row, Weston"]
    assert told(readings, "child.postcode") == ["LU2 9ZQ", "LU2 9ZZ"]
    assert told(readings, "child.telephone") == ["07700 900123", None]


@pytest.mark.requirement("B1")
def test_where_services_are_and_their_numbers() -> None:
    """A column of addresses between the names and the numbers of services does not hide the numbers."""
    reading = read(
        heading("Professionals involved"),
        table(
            row(*map(label, ("Agency", "Name", "Address/email address", "Telephone Number"))),
            row(*map(answer, ("GP", "Dr Lowe", "Mill Surgery", "01632 960111"))),
        ),
    )
    assert value(reading, "services[0].name") == "Dr Lowe"
    assert value(reading, "services[0].telephone") == "01632 960111"


@pytest.mark.requirement("B1")
@pytest.mark.parametrize("asked", ["What does the family think?", "What do the parents think?"])
def test_what_a_family_thinks(asked: str) -> None:
    """A question for the views of one side waits for that side's words, though it also opens the views."""
    reading = read(table(row(label(asked)), row(answer("Ann: we would like him back in school."))))
    assert "back in school" in str(value(reading, "parent_comment"))


@pytest.mark.requirement("E4")
@pytest.mark.parametrize("asked", ["with the exception of (please list)", "With the following exceptions:"])
def test_who_is_excepted_in_a_row_of_its_own(asked: str) -> None:
    """Below an agreement to share, the row of exceptions tells whom not to share with."""
    reading = read(
        heading("Consent"),
        table(
            row(answer("I agree to information about my family being shared between agencies"), answer("☒ Yes ☐ No")),
            row(answer(asked), answer("Housing; Jobcentre")),
        ),
    )
    assert value(reading, "consent.not_share_with[0]") == "Housing"
    assert value(reading, "consent.not_share_with[1]") == "Jobcentre"
    assert value(reading, "consent.share_with[0]") is None


@pytest.mark.requirement("B1")
def test_what_to_do_about_several_children() -> None:
    """'Where there is more than one child, please ...' behind a label is small print, and no child's name."""
    asked = "Child’s name and address: Where there is more than one child please give details of all children"
    readings = read_form(
        document(
            NUMBERED[0],
            table(row(answer(asked))),
            table(
                row(*map(label, ("Family name", "Forename", "DOB", "Gender"))),
                row(*map(answer, ("Marlow", "Ivy", "2/3/2011", "F"))),
            ),
            *NUMBERED[3:],
        ),
        "form.docx",
    )
    assert told(readings, "child.given_names") == ["Ivy"]
    assert told(readings, "child.family_name") == ["Marlow"]


# --- small print, names and numbers -----------------------------------------------------------------------------------


@pytest.mark.requirement("B1")
@pytest.mark.parametrize("hint", ["For example: what is hard for you?", "Things that have gone wrong before"])
def test_small_print_below_the_heads_of_columns(hint: str) -> None:
    """A row in italics between the heads of columns and what was written below them is small print."""
    small = (cell(paragraph(run(text, "<w:i/>"))) for text in (hint, "Who or what helps"))
    reading = read(
        heading("Assessment"),
        table(
            row(label("What are you worried about?"), label("What is working well?")),
            row(*small),
            row(answer("He sleeps badly."), answer("He likes his teacher.")),
        ),
    )
    assert value(reading, "conclusions.needs") == "He sleeps badly."
    assert value(reading, "conclusions.strengths") == "He likes his teacher."


@pytest.mark.requirement("B1")
def test_nobody_else_in_the_family() -> None:
    """'None' beside a question for people names nobody."""
    reading = read(table(row(label("Other family members not living in the home"), answer("None"))))
    assert value(reading, "household[0].name") is None


@pytest.mark.requirement("B1")
def test_a_lead_with_a_number_in_one_box() -> None:
    """A number behind the lead professional's name is the number; 'not known yet' is no name."""
    reading = read(table(row(label("Lead professional"), answer("Ann Kerr, 01632 960123"))))
    assert value(reading, "lead_professional.name") == "Ann Kerr"
    assert value(reading, "lead_professional.telephone") == "01632 960123"
    nobody = read(table(row(label("Lead professional"), answer("Not known yet"))))
    assert value(nobody, "lead_professional.name") is None


@pytest.mark.requirement("E4")
def test_who_is_not_to_be_told_behind_a_plain_question() -> None:
    """'Please name' at the end of a question is the form's; the names stand beside it, and who agreed below."""
    asked = "Is there any agency or person with whom the family does not want this to be shared? Please name"
    reading = read(
        heading("Consent"),
        table(
            row(answer("Has the parent agreed to this being shared with agencies?"), answer("☒ Yes ☐ No")),
            row(answer(asked), answer("Grandparents")),
            row(answer("Name of parent/carer giving consent"), answer("Ann Marsh")),
            row(answer("Signature"), answer("signed on paper")),
        ),
    )
    assert value(reading, "consent.not_share_with[0]") == "Grandparents"
    assert value(reading, "consent.signed_by") == "Ann Marsh"
