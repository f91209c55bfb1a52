"""
Forms turned about: a layout that says the same is read the same.

A made form is read twice, as it is and with its document changed in a way that
says nothing else: in frames, with numbers before its rows, its records on their
side or in a table each, its answers in bold, with empty rows and columns between.
"""

from __future__ import annotations

import copy
import random
from collections.abc import Callable, Iterator

import pytest

from intake.reader.document import BOLD, Block, Cell, Document, Paragraph, Piece, Table
from intake.reader.reading import open_document
from intake.reader.understand import understand
from rules.form import FormReading, leaves
from tests.unit.reader.made_forms import make_form
from tests.unit.reader.made_layouts import PEOPLE
from tests.unit.reader.test_read_form import FRAME
from tests.unit.reader.word_xml import document

_FEWEST, _PAIR = 3, 2
_HEADS = {head for asked in PEOPLE.values() for heads in asked.values() for head in heads}
Change = Callable[[Document], None]


def tables(blocks: list[Block]) -> Iterator[Table]:
    """Every table, those in cells included."""
    for block in blocks:
        if isinstance(block, Table):
            yield block
            for cell in (cell for row in block.rows for cell in row):
                yield from tables(cell.blocks)


def is_bold(cell: Cell) -> bool:
    """True for a cell all in bold, or in the shade of labels."""
    words = [piece for line in cell.paragraphs() for piece in line.pieces if piece.text.strip()]
    return cell.shaded or (bool(words) and all(piece.look & BOLD for piece in words))


def lists_records(table: Table) -> bool:
    """True for a table with a head over each of three columns or more."""
    width = len(table.rows[0])
    whole = all(len(row) == width and all(c.span == 1 and not c.continues for c in row) for row in table.rows)
    heads = whole and all(is_bold(c) and c.blocks for c in table.rows[0])
    return heads and width >= _FEWEST and len(table.rows) >= _FEWEST


def framed(form: Document) -> None:
    """All of it in a table of one cell, as pages of a browser are, and each table in another."""
    inside: list[Block] = [
        Table([[Cell(0, 1, [block])]])
        if isinstance(block, Table) and not block.text_box and not block.tabbed
        else block
        for block in form.blocks
    ]
    form.blocks[:] = [Table([[Cell(0, 1, inside)]])]


def numbered(form: Document) -> None:
    """A column 'No.' with '1', '2' and '3' before every table of records."""
    for table in filter(lists_records, list(tables(form.blocks))):
        for index, row in enumerate(table.rows):
            for cell in row:
                cell.column += 1
            number = Piece(str(index)) if index else Piece("No.", look=BOLD)
            row.insert(0, Cell(0, 1, [Paragraph([number])], shaded=row[0].shaded))


def spaced(form: Document) -> None:
    """An empty paragraph before and behind everything."""
    form.blocks[:] = [one for block in form.blocks for one in (Paragraph([]), block, Paragraph([]))]


def answers_beside(table: Table) -> bool:
    """True for a table of labels with an answer beside each."""
    pairs = len(table.rows) > 1 and all(len(row) == _PAIR and not row[0].continues for row in table.rows)
    return pairs and all(is_bold(row[0]) and row[0].blocks and not is_bold(row[1]) for row in table.rows)


def on_its_side(form: Document) -> None:
    """Every table of records with its heads down the side, and a column for each record."""
    for table in filter(asks_of_records, list(tables(form.blocks))):
        turned = [list(cells) for cells in zip(*table.rows, strict=True)]
        for number, row in enumerate(turned):
            for index, cell in enumerate(row):
                cell.column, cell.row = index, number
        table.rows[:] = turned


def one_by_one(form: Document) -> None:
    """Every table of records as a small table for each record, with empty lines between them."""
    made: list[Block] = []
    for block in form.blocks:
        if not isinstance(block, Table) or not asks_of_records(block):
            made.append(block)
            continue
        heads, *records = block.rows
        for record in records:
            rows = zip(heads, record, strict=True)
            card = [[Cell(0, 1, h.blocks, shaded=h.shaded), Cell(1, 1, c.blocks)] for h, c in rows]
            made += [Table(card), Paragraph([])]
    form.blocks[:] = made


def apart(form: Document) -> None:
    """An empty column between labels and answers, and an empty row below each row of records."""
    for table in list(tables(form.blocks)):
        if answers_beside(table):
            for row in table.rows:
                row[1].column += 1
                row.insert(1, Cell(row[1].column - 1, 1, []))
        elif lists_records(table):
            table.rows[:] = [r for row in table.rows for r in (row, [Cell(c.column, c.span, []) for c in row])]


def over_the_page(form: Document) -> None:
    """The heads of records printed again behind the first of them."""
    for table in filter(lists_records, list(tables(form.blocks))):
        table.rows.insert(2, copy.deepcopy(table.rows[0]))


def typed_in_bold(form: Document) -> None:
    """Every answer beside a label in bold, as its label is."""
    for table in filter(answers_beside, list(tables(form.blocks))):
        for piece in [p for row in table.rows for line in row[1].paragraphs() for p in line.pieces]:
            piece.look |= BOLD


def starred(form: Document) -> None:
    """A star behind each label: it must be answered."""
    for table in filter(answers_beside, list(tables(form.blocks))):
        for row in table.rows:
            pieces = row[0].paragraphs()[-1].pieces
            pieces.append(Piece(" *", look=pieces[-1].look))


def asks_of_records(table: Table) -> bool:
    """True for records of people, of services or of actions."""
    heads = {cell.paragraphs()[0].text for cell in table.rows[0] if cell.paragraphs()}
    return lists_records(table) and heads <= _HEADS


CHANGES: tuple[Change, ...] = (
    framed,
    numbered,
    spaced,
    on_its_side,
    one_by_one,
    apart,
    over_the_page,
    typed_in_bold,
    starred,
)


def told(readings: tuple[FormReading, ...]) -> list[dict[str, object]]:
    """What was read of each child."""
    return [dict(leaves(reading.form)) if reading.form is not None else {} for reading in readings]


@pytest.mark.requirement("B1")
@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
@pytest.mark.parametrize("seed", range(12))
def test_a_form_turned_about_says_the_same(seed: int, change: Change) -> None:
    """Nothing is lost, and nothing comes in."""
    data, _ = make_form(random.Random(seed))
    turned = open_document(data)
    change(turned)
    assert told(understand(turned, "form.docx")) == told(understand(open_document(data), "form.docx"))


def side_titled(title: str, *rows: tuple[str, ...]) -> Table:
    """A table of records with a title merged down its side."""
    made: list[list[Cell]] = []
    for n, texts in enumerate(rows):
        side = Cell(0, 1, [] if n else [Paragraph([Piece(title, look=BOLD)])], continues=n > 0, shaded=True, row=n)
        look = 0 if n else BOLD
        told = [
            Cell(i, 1, [Paragraph([Piece(text, look=look)])], shaded=n == 0, row=n) for i, text in enumerate(texts, 1)
        ]
        made.append([side, *told])
    return Table(made)


@pytest.mark.requirement("B1")
def test_titles_at_the_side_of_framed_tables() -> None:
    """A title merged down the side of a table in a frame is one still, and heads the records beside it."""
    one = open_document(document(*FRAME))
    heads, parent = ("Name", "Relationship", "Telephone"), ("Marcia Fairweather", "Mother", "07700 900645")
    one.blocks.append(side_titled("PARENTS / CARERS", heads, parent))
    one.blocks.append(
        side_titled("SERVICES INVOLVED", ("Service", "Name", "Telephone"), ("CAMHS", "Jo Fenn", "01632 960111"))
    )
    framed(one)
    (read,) = told(understand(one, "form.docx"))
    assert read["parents_carers[0].name"] == "Marcia Fairweather"
    assert read["services[0].service"] == "CAMHS"
    assert read["services[0].telephone"] == "01632 960111"
