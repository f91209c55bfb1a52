"""Columns of a PDF without rules: where they begin, which lines are one row, and what is no newspaper."""

from __future__ import annotations

import pytest

from intake.reader import read_form
from rules.form import SURE, FormReading
from tests.unit.reader.pdf_bytes import Sheet, pdf
from tests.unit.reader.test_pdf_pages import paragraphs, read, tables
from tests.unit.reader.test_read_form import certainty, value


def child() -> Sheet:
    """A sheet that begins with a child."""
    sheet = Sheet().text(50, 50, "Common Assessment Framework", "bold", 15)
    sheet.text(50, 80, "Child or young person", "bold", 13)
    rows = [("Forename", "Robin"), ("Surname", "Marsh"), ("Date of birth", "03/04/2015"), ("Postcode", "LU2 9ZQ")]
    for number, (asked, said) in enumerate(rows):
        sheet.text(50, 100 + 14 * number, asked, "bold").text(200, 100 + 14 * number, said)
    return sheet


def reading(sheet: Sheet) -> FormReading:
    """What a form of one sheet says."""
    return read_form(pdf(sheet), "form.pdf")[0]


@pytest.mark.requirement("E5")
def test_a_mail_address_begins_a_row_of_its_own() -> None:
    """It is small at its beginning as the rest of a sentence is, and goes on with nothing."""
    sheet = Sheet()
    rows = [("Office address", "Dale House, Weir Road"), ("E-mail", "kim@dale.example"), ("Manager", "Mr Jo Hill")]
    for number, (asked, said) in enumerate(rows):
        sheet.text(50, 100 + 13 * number, asked, "bold").text(200, 100 + 13 * number, said)
    assert tables(read(sheet))[0] == [list(row) for row in rows]


@pytest.mark.requirement("E5")
def test_words_that_begin_near_a_column_are_not_in_it() -> None:
    """'Name  Ann Marsh' in one cell stays whole, though a column begins just left of 'Ann' elsewhere."""
    sheet = Sheet()
    for number, (asked, said) in enumerate([("Religion", "None"), ("Year", "7"), ("Sex", "Male"), ("Faith", "None")]):
        y = 100 + 14 * number
        sheet.text(50, y, f"Left {number}", "bold").text(150, y, "x").text(332.6, y, asked, "bold").text(430, y, said)
    for number, (asked, said, at) in enumerate([("Name", "Ann Marsh", 334), ("Phone", "07700 900111", 336)]):
        y = 200 + 14 * number
        sheet.text(50, y, asked, "bold").text(84, y, "said").text(300, y, asked, "bold").text(at, y, said)
    assert [[len(row) for row in table] for table in tables(read(sheet))][-1] == [2, 2]


@pytest.mark.requirement("E5")
def test_signatures_in_italics_do_not_make_a_newspaper_of_the_consent() -> None:
    """Statements with their answers, and below them names beside signatures, are read row by row."""
    sheet = child().text(50, 190, "Consent", "bold", 13)
    said = ["Ash Primary, Youth Club", "Tom Marsh, landlord"]
    asked = ["I agree that this form may be stored", "I agree that it may be shared", "With", "But not with"]
    for number, words in enumerate(asked):
        y = 210 + 14 * number
        sheet.text(50, y, words, "bold")
        if number < 2:
            sheet.text(300, y, "Yes", "bold").rule(300, y + 1.5, 317, y + 1.5).text(320, y, "/ No")
        else:
            sheet.text(300, y, said[number - 2])
    sheet.text(160, 290, "Name", "bold").text(320, 290, "Signature", "bold").text(450, 290, "Date", "bold")
    for number, (who, name) in enumerate(
        [("Parent", "Ann Marsh"), ("Young person", "Robin"), ("Assessor", "Kim Hill")]
    ):
        y = 304 + 14 * number
        sheet.text(50, y, who).text(160, y, name).text(320, y, name, "italic").text(450, y, "18/11/2025")
    found = reading(sheet)
    assert value(found, "consent.share") is True
    assert value(found, "consent.not_share_with[0]") == "Tom Marsh"
    assert value(found, "consent.not_share_with[1]") == "landlord"
    assert value(found, "consent.signed_on") is not None


@pytest.mark.requirement("E5")
def test_two_parents_side_by_side_below_their_heads() -> None:
    """'Parent 1' and 'Parent 2' over cells with a label and an answer in each: one person after the other."""
    sheet = child().text(50, 190, "Parents or carers", "bold", 13)
    sheet.text(50, 210, "Parent or carer 1", "bold").text(300, 210, "Parent or carer 2", "bold")
    rows = [("Name", 82, ("Ann Marsh", "Tom Kerr")), ("Relationship", 116, ("Mother", "Father"))]
    rows += [("Phone", 84, ("07700 900111", "07700 900112"))]
    for number, (asked, at, said) in enumerate(rows):
        y = 223 + 13 * number
        for x, words in zip((50, 300), said, strict=True):
            sheet.text(x, y, asked, "bold").text(x + at - 50 + 1, y, words)
    found = reading(sheet)
    assert value(found, "parents_carers[0].name") == "Ann Marsh"
    assert value(found, "parents_carers[0].telephone") == "07700 900111"
    assert value(found, "parents_carers[1].relationship") == "Father"
    assert certainty(found, "parents_carers[1].name") >= SURE


def boxes(sheet: Sheet, y: float, *options: tuple[float, str, bool]) -> Sheet:
    """Print options on one line, each a drawn box, crossed or not, with its words behind it."""
    for x, words, crossed in options:
        sheet.box(x, y - 8, x + 9, y + 1).text(x + 13, y, words)
        if crossed:
            sheet.rule(x + 1, y - 7, x + 8, y).rule(x + 1, y, x + 8, y - 7)
    return sheet


def lines(sheet: Sheet) -> list[str]:
    """The lines of a sheet outside of tables, spaces folded."""
    return [" ".join(text.split()) for text in paragraphs(read(sheet))]


@pytest.mark.requirement("E5")
def test_a_list_of_boxes_in_columns_is_one_list() -> None:
    """However wide the gaps between its columns are, each line is a line of options."""
    sheet = child().text(50, 180, "Which services would help?", "bold")
    boxes(sheet, 196, (50, "Home-Start", True), (240, "Speech therapy", False), (400, "Play group", True))
    boxes(sheet, 210, (50, "Debt advice", False), (240, "Young carers", True), (400, "CAMHS", False))
    assert lines(sheet)[-2:] == ["Home-Start Speech therapy Play group", "Debt advice Young carers CAMHS"]
    sheet.text(50, 240, "Consent", "bold", 13).text(50, 260, "I agree to this form being shared with services. Yes")
    found = reading(sheet)
    asked = [value(found, f"referral.services_requested[{i}]") for i in range(4)]
    assert asked == ["Home-Start", "Play group", "Young carers", None]


@pytest.mark.parametrize(
    ("heads", "left", "right"),
    [
        (("Gender", "Placed"), ("Male", "Female"), ("At home", "In care")),
        (("Disabled or not, and is an interpreter needed?",), ("Yes", "No"), ("Yes", "No")),
    ],
)
@pytest.mark.requirement("E5")
def test_boxes_of_two_questions_are_two_lists(
    heads: tuple[str, ...], left: tuple[str, ...], right: tuple[str, ...]
) -> None:
    """Each below its own head, or with the same words again, they stand apart."""
    sheet = child()
    for x, head in zip((50, 300), heads, strict=False):
        sheet.text(x, 180, head, "bold")
    for number in (0, 1):
        boxes(sheet, 196 + 14 * number, (50, left[number], number == 0), (300, right[number], number == 1))
    if left == right:
        assert not any(text.count("Yes") == 2 for text in lines(sheet))
    assert not any(left[0] in text and right[0] in text and left != right for text in lines(sheet))
