"""Questions over columns of Yes and No, heads of two rows, one question over a table, and what is asked of a whole."""

from __future__ import annotations

import pytest

from intake.reader import read_form
from rules.form import SURE, FormReading
from tests.unit.reader.test_read_form import FRAME, certainty, read, value
from tests.unit.reader.word_xml import answer, bold, cell, document, heading, label, paragraph, row, run
from tests.unit.reader.word_xml import table as _table

MEETING = FRAME[-1]
UNDERLINED = '<w:u w:val="single"/>'


def table(*rows: tuple[str, ...]) -> str:
    """A table of rows of cells."""
    return _table(*(row(*cells) for cells in rows))


def heads(*texts: str) -> tuple[str, ...]:
    """Shaded cells with bold words."""
    return tuple(label(text) for text in texts)


def plain(*texts: str) -> tuple[str, ...]:
    """Cells with plain words, or none."""
    return tuple(answer(text) for text in texts)


def children(*rows: tuple[str, ...]) -> tuple[FormReading, ...]:
    """The readings of a form for Gwen and Morgan, which goes on with *rows* of blocks."""
    listed = table(
        heads("First name", "Surname", "Known as", "Date of birth", "School"),
        plain("Gwen", "Pask", "", "11/06/2012", "Weir High"),
        plain("Morgan", "Ellery", "Mo", "3/12/2017", "Weir Infants"),
    )
    agreed = (heading("Consent"), paragraph(run("We agree to this being shared.  Yes ☒ No ☐")))
    title, named = heading("Family Early Help Assessment", 1), heading("The children")
    blocks = (title, named, listed, MEETING, *(b for r in rows for b in r), *agreed)
    return read_form(document(*blocks), "form.docx")


# --- columns of yes and no ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("mark", ["X", "√", "✓"])
def test_a_mark_below_no_is_a_no(mark: str) -> None:
    """'Is the child disabled? | | X | ...': the column says which it is; the last one has words."""
    reading = read(
        table(
            (answer(""), *heads("Yes", "No", "Comments")),
            plain("Is an interpreter needed?", "", mark, ""),
            plain("Is the child disabled?", "", mark, ""),
            plain("Any access or communication needs?", mark, "", "Sits at the front."),
        )
    )
    assert value(reading, "child.interpreter_required") is False
    assert value(reading, "child.disability") is False
    assert value(reading, "child.special_requirements") == "Sits at the front."


def test_a_mark_below_both_decides_nothing() -> None:
    """Yes and No ticked: a person is asked."""
    reading = read(
        table(
            (answer("For the child:"), *heads("Yes", "No")),
            plain("Is an interpreter needed?", "X", "X"),
            plain("Is the child disabled?", "X", ""),
        )
    )
    assert value(reading, "child.interpreter_required") is None
    assert value(reading, "child.disability") is True


@pytest.mark.requirement("E4")
@pytest.mark.parametrize("comments", [True, False])
@pytest.mark.parametrize("agreed", [True, False])
def test_a_matter_of_consent_among_other_questions(*, agreed: bool, comments: bool) -> None:
    """It is answered by the same columns as the questions above it."""
    more = ("",) if comments else ()
    reading = read(
        table(
            (answer(""), *heads("Yes", "No", *(["Comments"] if comments else []))),
            plain("Is the child disabled?", "", "X", *more),
            plain(
                "I agree to this information being shared with other services",
                *(("X", "") if agreed else ("", "X")),
                *more,
            ),
            plain("Is an interpreter needed?", "X", "", *more),
        )
    )
    assert value(reading, "consent.share") is agreed
    assert value(reading, "child.disability") is False
    assert value(reading, "child.interpreter_required") is True


def test_a_mark_before_both_words_is_of_the_first() -> None:
    """'X Yes     No' in one cell."""
    reading = read(table((label("Interpreter required?"), answer("X Yes     No"))))
    assert value(reading, "child.interpreter_required") is True


def test_a_numbered_question_with_its_choice_is_no_heading() -> None:
    """'15. Is the child disabled?  Yes / No' on one line, the choice underlined."""
    asked = paragraph(bold("15. Is the child disabled?  "), run("Yes / "), run("No", UNDERLINED))
    reading = read(paragraph(bold("14. NHS number: ")), asked)
    assert value(reading, "child.disability") is False


# --- heads -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("above", [(), ((label("Date"), answer("1/5/2026"), answer("late")),)])
def test_heads_in_two_rows(above: tuple[tuple[str, ...], ...]) -> None:
    """'Element | Evidence' over 'Strengths | Needs', the first cell going on downwards."""

    def first(merge: str, text: str) -> str:
        shade = '<w:shd w:val="clear" w:fill="D9E2F3"/>'
        return f"<w:tc><w:tcPr>{merge}{shade}</w:tcPr>{paragraph(bold(text))}</w:tc>"

    evidence = cell(paragraph(bold("Evidence")), shaded=True, span=2)
    reading = read(
        table(
            *above,
            (first('<w:vMerge w:val="restart"/>', "Element"), evidence),
            (first("<w:vMerge/>", ""), *heads("Strengths", "Needs")),
            plain("General health", "Sleeps well.", "Faints."),
            plain("Aspirations", "Wants to cook.", ""),
        )
    )
    assert value(reading, "elements.general_health.strengths") == "Sleeps well."
    assert value(reading, "elements.general_health.needs") == "Faints."


def test_what_needs_to_change_beside_what_goes_well_are_the_needs() -> None:
    """Elsewhere the words ask for what the family wants to reach."""
    reading = read(
        table(
            heads("Area", "What is going well?", "What needs to change?"),
            plain("General health", "Sleeps well.", "Faints."),
            plain("Aspirations", "Wants to cook.", "Has no kitchen."),
        )
    )
    assert value(reading, "elements.general_health.needs") == "Faints."
    assert certainty(reading, "elements.general_health.needs") >= SURE


def test_one_answer_for_all_the_children_does_not_end_their_table() -> None:
    """An address over both columns, and schools below it."""
    both = answer("1 Weir Row, Bankside, LU2 9ZQ", span=2)
    readings = read_form(
        document(
            heading("Early Help Assessment", 1),
            MEETING,
            table(
                (answer(""), *heads("Child 1", "Child 2")),
                (label("First name"), *plain("Zain", "Maryam")),
                (label("Last name"), *plain("Rafi", "Rafi")),
                (label("Date of birth"), *plain("1/3/2013", "24/7/2016")),
                (label("Home address"), both),
                (label("School"), *plain("Weir High", "Weir Juniors")),
                (label("Year group"), *plain("Year 7", "Year 3")),
            ),
        ),
        "form.docx",
    )
    assert [value(r, "child.school") for r in readings] == ["Weir High", "Weir Juniors"]
    assert [value(r, "child.address") for r in readings] == ["1 Weir Row, Bankside"] * 2


# --- the whole, and its parts ------------------------------------------------------------------------------------


def test_strengths_of_the_whole_behind_elements_that_have_one_text_each() -> None:
    """They are not the last element's."""
    reading = read(
        heading("Assessment"),
        *(paragraph(bold("General health")), paragraph(run("Sleeps well."))),
        *(paragraph(bold("Aspirations")), paragraph(run("Wants to cook."))),
        table(heads("What is working well?", "What are we worried about?"), plain("A kind nan.", "No kitchen.")),
    )
    assert value(reading, "conclusions.strengths") == "A kind nan."
    assert value(reading, "elements.aspirations.strengths") is None


def test_how_we_will_know_asked_once_is_of_the_whole_plan() -> None:
    """Below a plan of several actions it is not the last one's measure."""
    reading = read(
        heading("Action plan"),
        table(
            heads("Action", "Who", "By when"),
            plain("Breakfast club", "School", "01/06/2026"),
            plain("Bedtime chart", "Mum", "08/06/2026"),
        ),
        table((label("How will we know that it has helped?"), answer("On time, four days in five."))),
    )
    assert value(reading, "desired_outcomes") == "On time, four days in five."
    assert value(reading, "actions[1].measure") is None


def test_the_name_that_a_council_gives_its_form_is_not_part_of_a_heading() -> None:
    """'Person completing this Early Help Assessment' heads whoever assessed, as 'Person completing this form' does."""
    reading = read(
        table(
            (cell(paragraph(bold("Person completing this Early Help Assessment")), shaded=True, span=4),),
            (label("Name"), answer("Penny Vale"), label("Role"), answer("Nurse")),
        )
    )
    assert value(reading, "assessor.name") == "Penny Vale"


def test_a_part_headed_by_a_childs_name_is_that_childs() -> None:
    """'Name of child: Mo Ellery', by the name that the child is called by."""
    part = table((label("General health"), answer("Well.")), (label("Aspirations"), answer("Goalkeeper.")))
    readings = children(
        (
            heading("Assessment"),
            heading("Name of child: Gwen Pask", 3),
            table((label("General health"), answer("Ill."))),
        ),
        (heading("Name of child: Mo Ellery", 3), part),
    )
    assert [value(r, "elements.general_health.text") for r in readings] == ["Ill.", "Well."]
    assert [value(r, "elements.aspirations.text") for r in readings] == [None, "Goalkeeper."]


def test_a_child_listed_at_home_by_number_is_not_the_others_household() -> None:
    """'Gwen Pask | Child 1' among those who live together."""
    home = table(
        heads("Name", "Relationship", "Date of birth"),
        plain("Gwen Pask", "Child 1", "11/06/2012"),
        plain("Ivy Pask", "Aunt", "01/02/1980"),
    )
    readings = children((heading("Who else lives in the home?"), home))
    assert [value(r, "household[0].name") for r in readings] == ["Ivy Pask", "Ivy Pask"]


def test_a_name_with_a_post_is_no_further_child() -> None:
    """Below a heading that nobody knows, whoever filled in the form makes no referral of its own."""
    readings = children(
        (paragraph(bold("Box 3: the yellow box")),),
        (
            table(
                (label("Name"), answer("Olu Ade")),
                (label("Post"), answer("Teacher")),
                (label("Tel"), answer("01632 960179")),
            ),
        ),
    )
    assert [value(r, "child.given_names") for r in readings] == ["Gwen", "Morgan"]


def test_a_child_below_a_heading_that_nobody_knows() -> None:
    """A surname and a birthday behind whoever assessed, on a form that has named no child, are the child's."""
    reading = read_form(
        document(
            heading("Early Help Assessment", 1),
            heading("Who completed this form?"),
            table((label("Name"), answer("Ben Alder")), (label("Job title"), answer("Youth worker"))),
            paragraph(bold("Box 2: the green box")),
            table(
                (label("Surname"), answer("Osei"), label("Forename"), answer("Manny")),
                (label("DOB"), answer("27/10/2008"), label("School"), answer("Weir College")),
            ),
            MEETING,
        ),
        "form.docx",
    )[0]
    assert value(reading, "child.family_name") == "Osei"
    assert value(reading, "child.given_names") == "Manny"
    assert value(reading, "assessor.name") == "Ben Alder"


def test_a_second_number_that_is_none_adds_nothing() -> None:
    """'Home telephone: n/a', 'Mobile: 07700 900367', in either order."""
    home, mobile = (label("Home telephone"), answer("N/A")), (label("Mobile"), answer("07700 900367"))
    for asked in ((home, mobile), (mobile, home)):
        reading = read(heading("Details of the child or young person"), table(*asked))
        assert value(reading, "child.telephone") == "07700 900367"


def test_a_score_below_what_was_written_is_kept_apart_from_it() -> None:
    """'Score (1 = no issues, 5 = urgent) | 2' below strengths and needs."""
    reading = read(
        heading("Family and environment"),
        table(
            heads("Strengths", "Needs"),
            plain("Good friends.", "The lease ends."),
            plain("Score (1 = no issues, 5 = urgent)", "4"),
        ),
    )
    assert value(reading, "elements.family_environment.strengths") == "Good friends."
    assert value(reading, "elements.family_environment.needs") == "The lease ends."
    assert reading.form is not None
    assert "4" in [remark.text for remark in reading.form.other]


def test_a_question_with_small_print_over_a_table_of_one_cell() -> None:
    """'Family and living arrangements  Who lives where? Contact?' over its answer."""
    title = paragraph(
        bold("Family and living arrangements"), run("  Who lives where? Contact?", '<w:i/><w:sz w:val="16"/>')
    )
    reading = read(title, table((answer("Robin lives with his dad."),)))
    assert value(reading, "home_situation") == "Robin lives with his dad."
