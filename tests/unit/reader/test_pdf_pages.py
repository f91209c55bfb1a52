"""What a person sees on a PDF page is what the neutral document says: tables, columns, lines, looks."""

from __future__ import annotations

import pytest

from intake.reader.document import BOLD, BOXED, MARKED, STRIKE, TICKED, UNDERLINE, UNTICKED, Document, Paragraph, Table
from intake.reader.package import Unreadable
from intake.reader.pdf import read_pdf
from tests.unit.reader.pdf_bytes import Sheet, pdf

FILLER = "This page says enough to be more than a picture."


def read(*sheets: Sheet) -> Document:
    """The neutral document that *sheets* are read as."""
    return read_pdf(pdf(*sheets), ())


def texts(table: Table) -> list[list[str]]:
    """A table's cells as text, paragraphs parted by a line."""
    return [["\n".join(p.text for p in cell.paragraphs()) for cell in row] for row in table.rows]


def tables(document: Document) -> list[list[list[str]]]:
    """All tables of a document as text."""
    return [texts(b) for b in document.blocks if isinstance(b, Table)]


def paragraphs(document: Document) -> list[str]:
    """All paragraphs outside of tables."""
    return [b.text for b in document.blocks if isinstance(b, Paragraph)]


def looks(document: Document) -> dict[str, int]:
    """The look of each stretch of text outside of tables."""
    return {
        piece.text.strip(): piece.look
        for block in document.blocks
        if isinstance(block, Paragraph)
        for piece in block.pieces
    }


def labels(font: str = "plain") -> Sheet:
    """Labels at the left and their answers at the right, with no rule and no colon."""
    sheet = Sheet().text(50, 60, "Assessment", "bold", 14)
    rows = [("Given names", "Jo"), ("Family name", "Hill"), ("Date of birth", "01/02/2014"), ("School", "Ash Primary")]
    for number, (label, answer) in enumerate(rows):
        sheet.text(50, 100 + 18 * number, label, font).text(200, 100 + 18 * number, answer)
    return sheet


def test_labels_and_answers_in_columns_are_a_table() -> None:
    """No rule and no colon is needed: words that begin at one place on several lines are a column."""
    document = read(labels())
    assert tables(document)[0] == [
        ["Given names", "Jo"],
        ["Family name", "Hill"],
        ["Date of birth", "01/02/2014"],
        ["School", "Ash Primary"],
    ]
    assert paragraphs(document) == ["Assessment"]


def test_labels_that_no_answer_looks_like_are_bold() -> None:
    """Italic labels beside plain answers are labels, which the rest of the reader knows by their being bold."""
    table = next(b for b in read(labels("italic")).blocks if isinstance(b, Table))
    assert all(p.look == BOLD for row in table.rows for p in row[0].paragraphs()[0].pieces)
    assert not any(p.look for row in table.rows for p in row[1].paragraphs()[0].pieces)


def test_what_was_typed_in_another_font_shows_which_words_are_labels() -> None:
    """Days, postcodes and numbers in one font make the other font that of the labels."""
    sheet = Sheet()
    rows = ["Born:01/02/2014", "Post code:AB1 2CD", "Phone:07700900123", "Name:Jo Hill", "School:Ash", "Year:Four"]
    for number, row in enumerate(rows):
        label, answer = row.split(":")
        sheet.text(50, 100 + 30 * number, label).text(50, 112 + 30 * number, answer, "typed")
    found = looks(read(sheet))
    assert found["Post code"] == BOLD
    assert found["AB1 2CD"] == 0


def test_labels_set_to_the_right_are_one_column() -> None:
    """They end at one place instead of beginning there."""
    sheet = Sheet()
    for number, (x, label) in enumerate([(130, "Name"), (98, "Date of birth"), (125, "School"), (136, "Year")]):
        sheet.text(x, 100 + 16 * number, label, "bold").text(180, 100 + 16 * number, f"answer {number}, in words")
    assert tables(read(sheet))[0] == [
        [label, f"answer {n}, in words"] for n, label in enumerate(["Name", "Date of birth", "School", "Year"])
    ]


def test_a_wrapped_answer_stays_in_its_row() -> None:
    """Lines that are closer together than rows belong to one row."""
    sheet = Sheet().text(50, 100, "Reason").text(50, 150, "Present").text(50, 174, "Role")
    first = "Jo has been late on most days since Easter and is often far too hungry to"
    sheet.lines(200, 100, [first, "listen to what the teacher says."]).text(200, 150, "Jo and Kim").text(
        200, 174, "Aunt"
    )
    assert tables(read(sheet))[0][0] == ["Reason", f"{first} listen to what the teacher says."]


def test_a_ruled_table_is_rebuilt_from_its_rules() -> None:
    """Each word stands in the cell that it is printed in; a merged cell goes on in the rows below."""
    sheet = Sheet().grid([50, 150, 350], [100, 130]).rule(150, 130, 150, 160).rule(50, 130, 50, 160)
    sheet.rule(350, 130, 350, 160).rule(150, 160, 350, 160).rule(50, 160, 150, 160).rule(150, 115, 350, 115)
    sheet.text(55, 112, "Child").text(155, 111, "Jo Hill").text(155, 126, "born 2014").text(55, 150, FILLER[:14])
    sheet.text(155, 150, "more words here")
    table = next(b for b in read(sheet).blocks if isinstance(b, Table))
    assert texts(table) == [["Child", "Jo Hill"], ["", "born 2014"], [FILLER[:14], "more words here"]]
    assert [c.continues for c in table.rows[1]] == [True, False]


def test_level_rules_alone_part_the_rows_of_a_table() -> None:
    """Columns then show by where words begin."""
    sheet = Sheet()
    for number, (label, answer) in enumerate([("Name", "Jo Hill"), ("School", "Ash Primary"), ("Year", "Year 4")]):
        sheet.rule(50, 100 + 20 * number, 500, 100 + 20 * number)
        sheet.text(52, 114 + 20 * number, label).text(200, 114 + 20 * number, answer)
    sheet.rule(50, 160, 500, 160).text(50, 300, FILLER)
    assert tables(read(sheet))[0] == [["Name", "Jo Hill"], ["School", "Ash Primary"], ["Year", "Year 4"]]


def test_newspaper_columns_are_read_one_after_the_other() -> None:
    """The left column to its end, then the right, though lines stand beside lines."""
    sheet = Sheet()
    for column, x in enumerate((50, 320)):
        for number in range(8):
            y = 100 + 34 * number + 5 * column
            sheet.text(x, y, f"Question {column} {number}", "bold")
            sheet.text(x, y + 13, f"an answer of some length, for number {number}")
    found = [t for t in paragraphs(read(sheet)) if t.startswith("Question")]
    assert found == [f"Question {column} {number}" for column in (0, 1) for number in range(8)]


def test_lines_of_a_paragraph_are_joined_and_items_kept_apart() -> None:
    """A full line goes on in the next; a bullet begins an item; a word hyphenated at the margin keeps its hyphen."""
    full = "Jo has been late on most days since Easter, and her mother, who works at night, is well-"
    sheet = Sheet().lines(50, 100, [full, "meaning but tired."]).lines(50, 160, ["• likes school", "• reads well"])
    document = read(sheet)
    assert paragraphs(document) == [f"{full}meaning but tired.", "likes school", "reads well"]
    assert [b.listed for b in document.blocks if isinstance(b, Paragraph)] == [False, True, True]


def test_running_heads_and_page_numbers_stand_apart() -> None:
    """What comes again at the edge of every page is no part of what the form says."""
    sheets = [
        Sheet().text(50, 40, "Ash Council").text(50, 820, f"Page {n} of 2").text(50, 200, f"{FILLER} {n}")
        for n in (1, 2)
    ]
    document = read(*sheets)
    assert paragraphs(document) == [f"{FILLER} 1", f"{FILLER} 2"]
    assert [b.text for b in document.headers if isinstance(b, Paragraph)] == ["Ash Council"]


def test_a_row_broken_over_the_page_is_one_row() -> None:
    """The table goes on, a head that is printed again is left out, and a cell's sentence is whole."""
    first = Sheet().grid([50, 200, 540], [740, 760, 800]).text(55, 754, "Action", "bold").text(205, 754, "Who", "bold")
    first.text(55, 775, "Walk to school").text(205, 775, "Kim Hill, the class teacher and the")
    second = (
        Sheet().grid([50, 200, 540], [60, 80, 100, 120]).text(55, 74, "Action", "bold").text(205, 74, "Who", "bold")
    )
    second.text(205, 94, "head of year").text(55, 114, "Breakfast club").text(205, 114, "Jo")
    assert tables(read(first, second)) == [
        [
            ["Action", "Who"],
            ["Walk to school", "Kim Hill, the class teacher and the head of year"],
            ["Breakfast club", "Jo"],
        ]
    ]


def test_marks_that_people_make_on_words_are_their_looks() -> None:
    """A line through a word strikes it out, one below underlines it; a colour behind marks it, a frame boxes it."""
    sheet = Sheet().text(50, 50, FILLER)
    for number, word in enumerate(["struck", "under", "marked", "boxed"]):
        width = {"struck": 28.3, "under": 26.1, "marked": 33.9, "boxed": 27.8}[word]
        y = 100 + 40 * number
        if word == "marked":
            sheet.box(50, y - 8, 50 + width, y + 2, "1 1 0")
        sheet.text(50, y, word)
        if word == "struck":
            sheet.rule(50, y - 3, 50 + width, y - 3)
        if word == "under":
            sheet.rule(50, y + 1.5, 50 + width, y + 1.5)
        if word == "boxed":
            sheet.box(48, y - 10, 52 + width, y + 4)
    found = looks(read(sheet))
    assert [found[w] for w in ("struck", "under", "marked", "boxed")] == [STRIKE, UNDERLINE, MARKED, BOXED]


def test_drawn_squares_are_boxes_to_tick() -> None:
    """One with a cross in it is ticked, an empty one is not."""
    sheet = Sheet().text(50, 50, FILLER).text(50, 100, "Interpreter needed?")
    sheet.box(200, 92, 209, 101).rule(201, 93, 208, 100).rule(201, 100, 208, 93).text(213, 100, "Yes")
    sheet.box(250, 92, 259, 101).text(263, 100, "No")
    pieces = [
        p for b in read(sheet).blocks if isinstance(b, Table) for c in b.rows[0] for p in c.paragraphs()[0].pieces
    ]
    assert [p.kind for p in pieces if p.kind in (TICKED, UNTICKED)] == [TICKED, UNTICKED]
    assert "".join(p.text for p in pieces).split() == ["Interpreter", "needed?", "Yes", "No"]


def test_a_picture_is_a_scan() -> None:
    """Nothing is printed on it that could be read."""
    with pytest.raises(Unreadable) as caught:
        read(Sheet().box(50, 50, 500, 700, "0.9 0.9 0.9"))
    assert caught.value.code == "scan"


def test_a_password_that_nobody_agreed_upon_is_told() -> None:
    """The file is not called broken."""
    lock = "<4142434445464748494a4b4c4d4e4f505152535455565758595a303132333435>"
    encrypt = f"/Encrypt << /Filter /Standard /V 1 /R 2 /O {lock} /U {lock} /P -4 >> /ID [<00> <00>]"
    with pytest.raises(Unreadable) as caught:
        read_pdf(pdf(Sheet().text(50, 50, FILLER), trailer=encrypt), ("summer",))
    assert caught.value.code == "encrypted"


def test_more_pages_than_any_form_has_are_too_many() -> None:
    """Time and memory stay bounded."""
    with pytest.raises(Unreadable) as caught:
        read(*[Sheet().text(50, 50, FILLER) for _ in range(81)])
    assert caught.value.code == "too_large"
