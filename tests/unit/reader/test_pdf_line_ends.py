"""Where a line ends in a narrow cell of a PDF: it was full, or whoever wrote it began a new one."""

from __future__ import annotations

import pytest

from intake.reader.address_lines import lines_told
from intake.reader.document import WRAP
from rules.form import SURE, FormReading
from tests.unit.reader.pdf_bytes import Sheet
from tests.unit.reader.test_pdf_columns import reading
from tests.unit.reader.test_pdf_pages import FILLER, read, tables
from tests.unit.reader.test_read_form import certainty, value


def narrow(*lines: str, wide: float = 100) -> str:
    """What the lines of a cell are read as, the cell *wide* and its words six points off its rules."""
    sheet = Sheet().text(50, 50, FILLER).grid([50, 150, 150 + wide], [100, 160]).text(56, 112, "Address", "bold")
    return tables(read(sheet.lines(156, 112, list(lines))))[0][0][1]


def form(address: tuple[str, ...] = ("1 Weir Row",), refused: tuple[str, ...] = (), wide: float = 105) -> FormReading:
    """A form with an address, and whom not to tell, in cells *wide*."""
    sheet = Sheet().text(50, 40, "Early Help Assessment", "bold", 15).text(50, 70, "Child or young person", "bold", 13)
    sheet.grid([50, 150, 150 + wide], [80, 96, 112, 128, 172])
    asked = [("Forename", "Robin"), ("Surname", "Marsh"), ("Date of birth", "3/4/2015"), ("Address", "")]
    for number, (label, said) in enumerate(asked):
        sheet.text(56, 92 + 16 * number, label, "bold").text(156, 92 + 16 * number, said)
    sheet.lines(156, 140, list(address)).text(50, 200, "Consent", "bold", 13)
    sheet.text(50, 220, "I agree to the information on this form being shared with the services below. Yes")
    sheet.grid([50, 150, 150 + wide], [230, 290]).text(56, 242, "Do not share with", "bold")
    return reading(sheet.lines(156, 242, list(refused)))


@pytest.mark.requirement("E5")
def test_a_word_that_had_room_begins_a_new_line() -> None:
    """Words keep as far from the rule on the right as on the left: what would have fitted there was not wrapped."""
    assert narrow("8 Hill Rise", "Dale") == "8 Hill Rise\nDale"
    assert narrow("Family centre", "Police", wide=105) == "Family centre\nPolice"


@pytest.mark.requirement("E5")
def test_a_word_that_had_no_room_may_go_on() -> None:
    """The line was full: it is kept whole, with a space that says so; in small letters it goes on for certain."""
    assert narrow("8 Hill Rise, Upper", "Haddenbrook") == f"8 Hill Rise, Upper{WRAP}Haddenbrook"
    assert narrow("a long word, perhaps", "haddenbrook") == "a long word, perhaps haddenbrook"


@pytest.mark.parametrize(
    ("text", "wrap", "told"),
    [
        (
            "Flat 3, 27 Weir Street Haddenbrook",
            ("Street", "Haddenbrook"),
            ("Flat 3, 27 Weir Street\nHaddenbrook", True),
        ),
        ("Weir Road Clinic, Dale", ("Road", "Clinic"), ("Weir Road Clinic, Dale", False)),
        ("8 Mill Hollow Haddenbrook", ("Hollow", "Haddenbrook"), ("8 Mill Hollow\nHaddenbrook", False)),
        ("The Old Station Cottage", ("Old", "Station"), ("The Old Station Cottage", False)),
        ("12 Weir Street, Dale", ("Weir", "Street,"), ("12 Weir Street, Dale", False)),
    ],
)
@pytest.mark.requirement("E5")
def test_a_street_tells_where_a_line_of_an_address_ends(text: str, wrap: tuple[str, str], told: object) -> None:
    """Behind its last word a line begins, unless a building is named after it; elsewhere a person is asked."""
    assert lines_told(text, [wrap]) == told


@pytest.mark.requirement("E5")
def test_an_address_whose_lines_cannot_be_told_is_asked_about() -> None:
    """The likelier reading is kept, and is not sure; with a street it is."""
    doubtful = form(("8 Little Hollow", "Haddenbrook"), wide=86)
    assert value(doubtful, "child.address") == "8 Little Hollow, Haddenbrook"
    assert certainty(doubtful, "child.address") < SURE
    told = form(("8 Weirside Road", "Haddenbrook"), wide=86)
    assert value(told, "child.address") == "8 Weirside Road, Haddenbrook"
    assert certainty(told, "child.address") >= SURE


@pytest.mark.requirement("E5")
def test_services_in_lines_that_may_have_been_full_are_not_sure() -> None:
    """'Dale Family Hub / Haddenbrook Academy' may be one service or two: nobody relies on the list."""
    found = form(refused=("Dale Family Hub", "Haddenbrook Academy"))
    assert value(found, "consent.not_share_with[0]") is not None
    assert certainty(found, "consent.not_share_with[0]") < SURE
