"""What stands behind a label and is no answer: what to do then, a gloss, a box that an instruction shows."""

from __future__ import annotations

from intake.reader.document import ITALIC, TEXT, TICKED, Paragraph, Piece
from intake.reader.shown_boxes import without_shown_boxes
from tests.unit.reader.test_read_form import read, value
from tests.unit.reader.test_side_titles_and_columns import asked
from tests.unit.reader.word_xml import bold, heading, paragraph, row, run, table


def test_what_to_do_if_so_is_no_answer() -> None:
    """'Is there a risk of significant harm? If yes ring the desk': the answer stands in the next cell."""
    reading = read(
        heading("Conclusions"),
        table(row(*asked("Is the child at risk of significant harm? If yes ring the duty desk now", "No"))),
    )
    assert value(reading, "conclusions.significant_harm") == "No"


def test_a_gloss_behind_a_label_is_no_answer() -> None:
    """'To sum up: your view as a worker' is all label."""
    reading = read(heading("Conclusions"), table(row(*asked("To sum up: your view as the CAF worker", "A warm home."))))
    assert value(reading, "conclusions.summary") == "A warm home."


def test_what_dad_says_within_an_element_stays_there() -> None:
    """'Dad – on nights' below 'Housing, employment and finance' names no further parent."""
    reading = read(
        heading("Assessment of strengths and needs"),
        paragraph(bold("Housing, employment and finance")),
        paragraph(run("Dad – on nights at the dairy.")),
        paragraph(bold("Wider family")),
        paragraph(run("Gran helps.")),
    )
    assert value(reading, "elements.housing_employment_finance.text") == "Dad – on nights at the dairy."
    assert value(reading, "parents_carers[0].name") is None


def test_a_box_that_an_instruction_shows_is_no_tick() -> None:
    """'Tick [X] boxes where they apply' shows a box; the words are small print then."""
    shown = Paragraph(
        [Piece("Tick ", TEXT, ITALIC), Piece("☒", TICKED, ITALIC), Piece(" boxes that apply", TEXT, ITALIC)]
    )
    assert without_shown_boxes(shown).text == "Tick ☒ boxes that apply"
    real = Paragraph([Piece("Male "), Piece("", TICKED), Piece(" Female")])
    assert without_shown_boxes(real) is real
