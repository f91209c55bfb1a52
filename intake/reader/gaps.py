"""
What only keeps the cells of a table apart, or is printed again on a new page: left out before a form is walked.

An empty column between the labels and their answers, an empty row below every other, and heads of columns that stand
once more among the records below them, ask nothing and answer nothing.
"""

from __future__ import annotations

import re

from intake.reader.cell_looks import is_bold, is_empty, words_of
from intake.reader.document import EMPTY, TEXT, Cell, Paragraph, Table
from intake.reader.labels import clean, recognise
from intake.reader.likeness import whom_within_consent

_FEWEST_CELLS, _FEWEST_HEADS = 3, 3
_WORDS = re.compile(r"\w{2}|\d")


def without_gaps(table: Table) -> None:
    """Leave out of *table* its empty columns between labels and answers, and its heads where they are repeated."""
    rows = table.rows
    if len(rows) > _FEWEST_HEADS and len(rows[0]) >= _FEWEST_HEADS:
        _leave_out_blank_rows(table)
        _leave_out_repeated_heads(table)
    for column in _columns_of_gaps(rows):
        places = [(row, n) for row in rows for n, cell in enumerate(row) if cell.column == column]
        if _is_gap([(row[n - 1], row[n], row[n + 1]) for row, n in places if 0 < n < len(row) - 1], len(places)):
            for row, n in places:
                del row[n]


def _columns_of_gaps(rows: list[list[Cell]]) -> list[int]:
    """The columns in which nothing stands in the first row that has them; none in most tables."""
    seen: dict[int, bool] = {}
    for row in rows:
        if len(row) >= _FEWEST_CELLS:
            for cell in row[1:-1]:
                if seen.get(cell.column, True):
                    seen[cell.column] = not cell.continues and is_empty(cell)
    return [column for column, empty in seen.items() if empty]


def _is_gap(places: list[tuple[Cell, Cell, Cell]], cells: int) -> bool:
    """True for empty cells, no head among them, between labels that ask and words that answer."""
    if not places or len(places) < cells:
        return False
    before, behind = [p[0] for p in places], [p[2] for p in places]
    if _look_like_labels(behind) or sum(_asks(cell) and not _may_answer(cell) for cell in behind) * 2 >= len(behind):
        return not _look_like_labels(before) and not all(map(is_empty, before))
    if any(map(is_bold, behind)) and not all(cell.shaded or is_bold(cell) for cell in before):
        return False
    filled = sum(not _is_blank(cell) for cell in behind)
    said = sum(_is_said(cell) for cell in behind)
    asked = sum(map(_asks, before)) * 2 >= len(before)
    if asked and said * 2 > filled:
        return True
    return len(places) > 1 and said == filled > 0 and _look_like_labels(before)


def _is_blank(cell: Cell) -> bool:
    """True for nothing, and for a field that nobody filled in."""
    pieces = [p for b in cell.blocks if isinstance(b, Paragraph) for p in b.pieces]
    return is_empty(cell) or (
        bool(pieces) and all(p.kind == EMPTY or (p.kind == TEXT and not p.text.strip()) for p in pieces)
    )


def _is_said(cell: Cell) -> bool:
    """True for words, and False for a mark below a head that stands on another page."""
    lines = [b for b in cell.blocks if isinstance(b, Paragraph)]
    return len(lines) == len(cell.blocks) and any(_WORDS.search(line.text) is not None for line in lines)


def _asks(cell: Cell) -> bool:
    text = words_of(cell) if len(cell.blocks) == 1 else ""
    means = (recognise(text) or whom_within_consent(text)) if text else None
    return means is not None and bool(means.asks or means.element)


def _may_answer(cell: Cell) -> bool:
    """True for 'Housing' and 'School', which name somebody as well as they ask."""
    means = recognise(words_of(cell))
    return means is None or bool(means.element) or means.asks in ("service", "school", "organisation")


def _look_like_labels(cells: list[Cell]) -> bool:
    """True if nearly every cell with words in it is shaded or in bold."""
    said = [cell for cell in cells if not is_empty(cell)]
    return bool(said) and all(cell.shaded or is_bold(cell) for cell in said)


def _leave_out_blank_rows(table: Table) -> None:
    """Leave out the blank rows of a table in which one stands below every other row, none of them for an answer."""
    between, rows = table.rows[1::2], table.rows[::2]
    if not all(is_empty(cell) and not cell.continues for row in between for cell in row):
        return
    if len(rows) < _FEWEST_HEADS or any(all(map(is_empty, row)) for row in rows):
        return
    said = [[cell for cell in row[1:] if not is_empty(cell)] for row in rows[1:]]
    answered = [any(not cell.shaded and not is_bold(cell) for cell in cells) for cells in said]
    if sum(answered) * 2 > len(answered) and not any(c and not a for c, a in zip(said, answered, strict=True)):
        table.rows[:] = rows


def _leave_out_repeated_heads(table: Table) -> None:
    heads = [clean(words_of(cell)) for cell in table.rows[0]]
    if not all(heads) or len(set(heads)) < len(heads) or any(len(row) != len(heads) for row in table.rows):
        return
    kept = [
        row
        for row in table.rows[1:]
        if clean(words_of(row[0])) != heads[0] or [clean(words_of(c)) for c in row] != heads
    ]
    if len(kept) < len(table.rows) - 1:
        table.rows[1:] = kept
