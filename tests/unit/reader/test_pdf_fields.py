"""Form fields of a PDF, and places to write in that are only drawn, stand as answers with their labels."""

from __future__ import annotations

import pytest

from intake.reader import read_form
from intake.reader.document import EMPTY, FIELD, TICKED, UNTICKED, Document, Paragraph, Piece, Table
from intake.reader.pdf import read_pdf
from tests.unit.reader.pdf_bytes import Sheet, pdf

FILLER = "This page says enough to be more than a picture."


def rows(sheet: Sheet) -> list[list[list[Piece]]]:
    """The cells of all table rows as pieces."""
    document: Document = read_pdf(pdf(sheet.text(50, 40, FILLER)), ())
    return [
        [[p for b in cell.paragraphs() for p in b.pieces] for cell in row]
        for block in document.blocks
        if isinstance(block, Table)
        for row in block.rows
    ]


def said(pieces: list[Piece]) -> tuple[str, list[str]]:
    """What is printed in a cell, and what stands in its fields."""
    printed = "".join(p.text for p in pieces if p.kind not in (FIELD, EMPTY)).strip()
    return printed, [p.text for p in pieces if p.kind in (FIELD, EMPTY)]


def test_a_label_on_the_left_belongs_to_its_field() -> None:
    """Two labels with two fields on one line are two cells, and a field that nobody filled in is empty."""
    sheet = Sheet().text(50, 100, "First name").typed(110, 90, 250, 106, "Jo").text(300, 100, "Surname")
    assert [said(c) for c in rows(sheet.typed(360, 90, 500, 106, ""))[0]] == [("First name", ["Jo"]), ("Surname", [""])]


def test_a_label_above_belongs_to_the_field_below_it() -> None:
    """It counts where no words stand on the left."""
    sheet = Sheet().text(50, 100, "First name").text(300, 100, "Surname")
    sheet.typed(50, 104, 250, 120, "Jo").typed(300, 104, 500, 120, "Hill")
    assert [said(c) for c in rows(sheet)[0]] == [("First name", ["Jo"]), ("Surname", ["Hill"])]


def test_the_lines_of_a_label_beside_a_tall_field_are_one_label() -> None:
    """A field of several lines has its label at its left, from its top downwards."""
    sheet = Sheet().lines(50, 100, ["What has led to", "this assessment?"]).typed(200, 90, 540, 150, "Late every day.")
    assert said(rows(sheet)[0][0]) == ("What has led to this assessment?", ["Late every day."])


def test_rows_of_fields_under_one_row_of_labels_are_records() -> None:
    """The labels head the columns."""
    sheet = Sheet().text(50, 100, "Action").text(300, 100, "Who")
    for number, (action, who) in enumerate([("Breakfast club", "Kim"), ("Walk to school", "Jo"), ("", "")]):
        top = 106 + 20 * number
        sheet.typed(50, top, 290, top + 16, action).typed(300, top, 500, top + 16, who)
    found = rows(sheet)
    assert [said(c)[0] for c in found[0]] == ["Action", "Who"]
    assert [[said(c)[1] for c in row] for row in found[1:]] == [
        [["Breakfast club"], ["Kim"]],
        [["Walk to school"], ["Jo"]],
        [[""], [""]],
    ]


def test_boxes_to_tick_stay_with_their_words() -> None:
    """Their state is a piece among the words of the question."""
    sheet = Sheet().text(50, 100, "Disability?").tick(200, 91, on=True).text(214, 100, "Yes")
    pieces = [p for cell in rows(sheet.tick(250, 91, on=False).text(264, 100, "No"))[0] for p in cell]
    assert [p.kind for p in pieces if p.kind in (TICKED, UNTICKED)] == [TICKED, UNTICKED]


def test_boxes_under_their_questions_answer_them() -> None:
    """Two questions above two pairs of boxes are two cells."""
    sheet = Sheet().text(50, 100, "Stored?").text(300, 100, "Shared?")
    for x, yes in ((50, True), (300, False)):
        sheet.tick(x, 106, on=yes).text(x + 14, 115, "Yes").tick(x + 50, 106, on=not yes).text(x + 64, 115, "No")
    first, second = rows(sheet)[0]
    assert said(first)[0].split() == ["Stored?", "Yes", "No"]
    assert [p.kind for p in second if p.kind in (TICKED, UNTICKED)] == [UNTICKED, TICKED]


def test_a_list_shows_its_own_words() -> None:
    """What a list keeps is a code; the form shows what the code stands for."""
    sheet = Sheet().text(50, 100, "Relationship")
    sheet.typed(120, 90, 300, 106, "2", "/FT /Ch /Opt [[(1) (Mother)] [(2) (Father)]]")
    assert said(rows(sheet)[0][0]) == ("Relationship", ["Father"])


def test_a_hidden_field_is_not_read() -> None:
    """Nobody sees it on the form."""
    assert not rows(Sheet().text(50, 100, "Name").typed(120, 90, 300, 106, "secret", "/FT /Tx /F 2"))


def test_a_field_in_a_ruled_cell_is_that_cells_answer() -> None:
    """The label stands in the cell on its left."""
    sheet = Sheet().grid([50, 150, 400], [90, 120]).text(55, 108, "Name").typed(155, 95, 395, 115, "Jo Hill")
    assert [said(c) for c in rows(sheet)[0]] == [("Name", []), ("", ["Jo Hill"])]


@pytest.mark.parametrize("filled", [True, False])
def test_a_line_to_write_on_is_a_field(filled: bool) -> None:  # noqa: FBT001 - one case with, one without
    """What stands on it is its answer."""
    sheet = Sheet().text(50, 100, "Name:").rule(85, 102, 300, 102)
    if filled:
        sheet.text(90, 100, "Jo Hill")
    assert said(rows(sheet)[0][0]) == ("Name:", ["Jo Hill" if filled else ""])


def test_a_frame_beside_a_label_is_a_field() -> None:
    """A form that was filled in and printed to a PDF has frames where its fields were."""
    sheet = Sheet().text(50, 100, "School").box(150, 88, 400, 106).text(154, 100, "Ash Primary")
    assert said(rows(sheet)[0][0]) == ("School", ["Ash Primary"])


def test_a_comb_is_one_field() -> None:
    """One letter stands in each of its boxes."""
    sheet = Sheet().text(50, 100, "NHS number")
    for number, digit in enumerate("9994412071"):
        sheet.box(150 + 14 * number, 88, 164 + 14 * number, 104).text(154 + 14 * number, 100, digit)
    assert said(rows(sheet)[0][0]) == ("NHS number", ["9994412071"])


def test_a_filled_form_is_read_to_the_end() -> None:
    """Fields with labels on the left and above, in an early help assessment."""
    sheet = Sheet().text(50, 60, "Early Help Assessment", "bold", 16).text(50, 90, "The child", "bold", 12)
    answers = [("First name", "Jo"), ("Surname", "Hill"), ("Date of birth", "01/02/2014"), ("School", "Ash Primary")]
    for number, (label, value) in enumerate(answers):
        y = 120 + 24 * number
        sheet.text(50, y, label).typed(150, y - 11, 400, y + 5, value)
    sheet.text(50, 230, "The assessment", "bold", 12).text(50, 255, "What has led to this assessment?")
    sheet.typed(50, 259, 540, 320, "Jo is late every day.").text(50, 345, "Date of assessment")
    sheet.typed(150, 334, 300, 350, "03/04/2024").text(50, 370, "Completed by").typed(150, 359, 300, 375, "Kim Ash")
    form = read_form(pdf(sheet), "form.pdf")[0].form
    assert form is not None
    assert (form.child.given_names, form.child.family_name, form.child.school) == ("Jo", "Hill", "Ash Primary")
    assert form.assessment.reason == "Jo is late every day."
    assert form.assessor.name == "Kim Ash"


def test_words_outside_of_tables_stay_paragraphs() -> None:
    """A page without columns has no tables."""
    document = read_pdf(pdf(Sheet().text(50, 100, FILLER).text(50, 140, "A second paragraph of words.")), ())
    assert all(isinstance(b, Paragraph) for b in document.blocks)
