"""
Tables that only hold a page together, and columns that only number its rows: both are left out before a form is walked.

Pages that were made in a browser stand in tables of one cell, which say nothing of what is asked. A first column with
"1", "2" and "3" in it, below nothing or "No.", names nobody and asks nothing.
"""

from __future__ import annotations

import re
from itertools import pairwise

from intake.reader.bold_answers import with_plain_answers
from intake.reader.document import Block, Cell, Paragraph, Table
from intake.reader.gaps import without_gaps
from intake.reader.labels import clean

_NUMBER = re.compile(r"\(?(?:q(?:uestion)? ?)?(\d{1,2}(?:\.\d{1,2})*)[.):]?", re.IGNORECASE)
_HEADS = frozenset({"", "no", "nr", "num", "number", "ref", "item", "q", "question", "question no", "question number"})
_FEWEST_COLUMNS, _FEWEST_NUMBERS, _FEWEST_HEADS = 3, 2, 2


def without_frames(blocks: list[Block]) -> list[Block]:
    """The blocks, each table of one cell that holds tables as what stands in it, and no row with a number before it."""
    made: list[Block] = []
    for block in blocks:
        if not isinstance(block, Table) or block.text_box:
            made.append(block)
            continue
        for cell in (cell for row in block.rows for cell in row if len(cell.blocks) > 1 or _is_table(cell)):
            cell.blocks = without_frames(cell.blocks)
        if (
            len(block.rows) == 1
            and len(block.rows[0]) == 1
            and any(isinstance(b, Table) for b in block.rows[0][0].blocks)
        ):
            made += block.rows[0][0].blocks
        else:
            _leave_out_numbers(block)
            without_gaps(block)
            with_plain_answers(block)
            made.append(block)
    return made


def _is_table(cell: Cell) -> bool:
    return bool(cell.blocks) and isinstance(cell.blocks[0], Table)


def _leave_out_numbers(table: Table) -> None:
    """Leave out the first column of *table* if growing numbers are all that stands in it, below 'No.' or nothing."""
    rows = [row for row in table.rows if len(row) > 1 and row[0].column == 0 and row[0].span == 1]
    if len(rows) < _FEWEST_NUMBERS or max(len(row) for row in rows) < _FEWEST_COLUMNS or not _may_number(rows[-1][0]):
        return
    if sum(bool(cell.blocks) for cell in rows[0][1:]) < _FEWEST_HEADS or not _only_numbers([row[0] for row in rows]):
        return  # numbers before questions show that they are questions
    numbered = {id(row) for row in rows}
    for row in table.rows:
        if id(row) in numbered:
            del row[0]
        elif row and row[0].column == 0:
            row[0].span = max(1, row[0].span - 1)
        for cell in row:
            cell.column = max(0, cell.column - 1)


def _only_numbers(cells: list[Cell]) -> bool:
    """True for 'No.', or nothing, over numbers that grow."""
    texts = [text for cell in cells if (text := _text_of(cell)) is not None]
    if len(texts) < len(cells) or clean(texts[0]) not in _HEADS:
        return False
    numbers = [_NUMBER.fullmatch(text) for text in texts[1:] if text]
    steps = [tuple(map(int, found[1].split("."))) for found in numbers if found is not None]
    return len(steps) >= max(_FEWEST_NUMBERS, len(numbers)) and all(a < b for a, b in pairwise(steps))


def _may_number(cell: Cell) -> bool:
    """False for nearly every first cell: neither empty nor beginning with a figure."""
    text = _text_of(cell)
    return text is not None and (not text or any(c.isdigit() for c in text[:4]))


def _text_of(cell: Cell) -> str | None:
    """The words of a cell with at most one line; None for any other."""
    if not cell.blocks:
        return ""
    if len(cell.blocks) > 1 or not isinstance(cell.blocks[0], Paragraph):
        return None
    return cell.blocks[0].text.strip()
