"""
Records on their side or in a table each, and what only keeps cells apart: what is set upright, and what stays.
"""

from __future__ import annotations

import pytest

from intake.reader.bold_answers import with_plain_answers
from intake.reader.document import BOLD, EMPTY, TICKED, Block, Cell, Paragraph, Piece, Table
from intake.reader.gaps import without_gaps
from intake.reader.reading import open_document
from intake.reader.understand import understand
from intake.reader.upright import upright
from tests.unit.reader.test_read_form import FRAME
from tests.unit.reader.word_xml import document

PARENTS = (
    ("Name", "Dana Holt", "Lee Marsh"),
    ("Relationship", "Mother", "Father"),
    ("Telephone", "07700 900321", "07700 900322"),
)


def made(*rows: tuple[str | Piece, ...], heads: int = 1, labels: bool = True) -> Table:
    """A table in whose first *heads* rows, or first column with *labels*, everything is in bold."""
    return Table(
        [
            [
                Cell(i, 1, [Paragraph([_piece(one, bold=n < heads or (labels and i == 0))])] if one else [], row=n)
                for i, one in enumerate(row)
            ]
            for n, row in enumerate(rows)
        ]
    )


def _piece(one: str | Piece, *, bold: bool) -> Piece:
    return one if isinstance(one, Piece) else Piece(one, look=BOLD if bold else 0)


def said(table: Block) -> list[list[str]]:
    """The words of each cell."""
    assert isinstance(table, Table)
    return [["".join(line.text for line in cell.paragraphs()) for cell in row] for row in table.rows]


def read(*blocks: Block) -> dict[str, tuple[str | None, str]]:
    """What is read of a form that ends in *blocks*: the value of each field and where it stood."""
    form = open_document(document(*FRAME))
    form.blocks += blocks
    (reading,) = understand(form, "form.docx")
    return {one.field: (one.written, one.place) for one in reading.evidence}


@pytest.mark.requirement("B1")
def test_a_table_on_its_side() -> None:
    """Each column is a record, and its place is the column that a person finds in Word."""
    title = Paragraph([Piece("Parents and carers", look=BOLD)], level=2)
    told = read(title, made(*PARENTS, heads=0))
    assert told["parents_carers[0].name"][0] == "Dana Holt"
    assert told["parents_carers[1].telephone"][0] == "07700 900322"
    assert told["parents_carers[1].name"][1].endswith("column 3")


@pytest.mark.requirement("B1")
def test_a_table_for_each_record() -> None:
    """Two small tables that ask the same are two records, each in its own table still."""
    cards = [made(*((label, row[n]) for label, *row in PARENTS), heads=0) for n in (0, 1)]
    told = read(Paragraph([Piece("Parents and carers", look=BOLD)], level=2), cards[0], Paragraph([]), cards[1])
    first, second = told["parents_carers[0].name"], told["parents_carers[1].name"]
    assert (first[0], second[0]) == ("Dana Holt", "Lee Marsh")
    assert first[1].rpartition("table ")[2] != second[1].rpartition("table ")[2]


@pytest.mark.requirement("B1")
@pytest.mark.parametrize(
    "rows",
    [
        (("Name", "Role", "Telephone"), ("Jo Fenn", "Teacher", "01632 960111"), ("Al Reed", "GP", "01632 960112")),
        (("Services", "Yes", "No"), ("School", "X", ""), ("Police", "", "X")),
        (("Name", "Jo Fenn", ""), ("Role", "Teacher", ""), ("Telephone", "01632 960111", "")),
        (("Strengths", "Kind", "Quick"), ("Needs", "Sleep", "Friends"), ("Goals", "Calm", "Rest")),
        (("Signed", "D Holt", "J Fenn"), ("Name", "Dana Holt", "Jo Fenn"), ("Date", "1/2/26", "2/2/26")),
    ],
    ids=("heads-above", "ticks", "one-record", "areas", "signatures"),
)
def test_what_does_not_stand_on_its_side(rows: tuple[tuple[str, ...], ...]) -> None:
    """Heads above, ticks, one record, areas of the assessment and signatures are left as they are."""
    table = made(*rows)
    before = said(table)
    (left,) = upright([table])
    assert said(left) == before


@pytest.mark.requirement("B1")
def test_tables_with_words_between_them_are_not_one() -> None:
    """The assessor's and the lead professional's details ask the same, each below its own heading."""
    one, two = (made(("Name", name), ("Role", "SENCO"), ("Telephone", "01632 960111")) for name in ("Jo", "Al"))
    heading = Paragraph([Piece("Lead professional", look=BOLD)])
    assert upright([one, heading, two]) == [one, heading, two]


@pytest.mark.requirement("B1")
def test_an_empty_column_between_labels_and_answers() -> None:
    """What keeps a label apart from its answer is left out, also where nobody filled an answer in."""
    table = made(("Address", "", "1 Mill Lane"), ("Postcode", "", Piece("", EMPTY)), ("Email", "", "a@b.example"))
    without_gaps(table)
    assert [len(row) for row in table.rows] == [2, 2, 2]


@pytest.mark.requirement("E4")
@pytest.mark.parametrize(
    "rows",
    [
        (("School", "", Piece("", TICKED)), ("Police", "", Piece("", TICKED))),
        (("School", "", "X"), ("Police", "", "X")),
        (("", "May be told", "Must not be told"), ("School", "", "X"), ("Police", "", "X")),
        (("Name", "", "School", ""), ("Telephone", "", "Year", "")),
    ],
    ids=("boxes", "crosses", "heads", "labels-again"),
)
def test_an_empty_column_that_says_something(rows: tuple[tuple[str | Piece, ...], ...]) -> None:
    """A column without a mark beside one with marks says no or yes: it stays, and so does an empty answer."""
    table = made(*rows)
    width = len(rows[0])
    without_gaps(table)
    assert {len(row) for row in table.rows} == {width}


@pytest.mark.requirement("B1")
def test_labels_above_empty_answers_stay() -> None:
    """A row of empty answers below each row of labels is no gap: without it labels would answer labels."""
    table = made(
        ("Name", "Born", "School"), ("", "", ""), ("Mother", "Father", "GP"), ("", "", ""), ("Religion", "Tel", "Year")
    )
    for cell in [cell for row in table.rows for cell in row]:
        cell.shaded = bool(cell.blocks)
    without_gaps(table)
    assert len(table.rows) == len(("labels", "answers", "labels", "answers", "labels"))


@pytest.mark.requirement("E4")
def test_a_name_in_bold_beside_whom_not_to_tell() -> None:
    """Words in bold beside a question of whom not to tell answer it, and are not lost as a heading."""
    title = Paragraph([Piece("Consent", look=BOLD)], level=2)
    agreed = made(("I agree to information being shared", "Yes"), heads=0)
    asked = made(("List any service or person you do not agree to", Piece("Police", look=BOLD)), heads=0)
    told = read(title, agreed, Paragraph([]), asked)
    assert told["consent.not_share_with[0]"][0] == "Police"


@pytest.mark.requirement("B1")
def test_bold_words_beside_plain_ones_stay_bold() -> None:
    """Where some answers are plain, bold ones may be labels or choices."""
    table = made(("Name", Piece("Dana", look=BOLD)), ("Telephone", "07700 900321"))
    with_plain_answers(table)
    assert table.rows[0][1].paragraphs()[0].pieces[0].look == BOLD
