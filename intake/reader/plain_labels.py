"""
Labels printed plain in a document that prints the others bold, told by the rows that they make.

"Name | Sue Fox | Job title | Health visitor" over "Agency | ... | Telephone |
...": every other cell is a question word for word, and what stands behind each
is none. One such row may be an answer; two of them are a form.
"""

from __future__ import annotations

from intake.reader.labels import recognise_exactly
from intake.reader.views import View, starts_bold

_FEWEST_CELLS, _FEWEST_ROWS = 4, 2


def plain_labels(rows: list[list[View]]) -> set[int]:
    """The identities of the cells that are labels by their place in *rows*, though they do not look like it."""
    wide = [row for row in rows if len(row) >= _FEWEST_CELLS and not len(row) % 2]
    if len(wide) < _FEWEST_ROWS:
        return set()
    found = [[id(view) for view in row[::2]] for row in wide if _asks_and_answers(row)]
    return {view for row in found for view in row} if len(found) >= _FEWEST_ROWS else set()


def _asks_and_answers(row: list[View]) -> bool:
    """True for questions in every other cell, in plain words, and none behind them."""
    if any(view.marks or view.nested for view in row):
        return False
    return all(map(_is_question, row[::2])) and not any(map(_is_question, row[1::2]))


def _is_question(view: View) -> bool:
    """True for a cell with a label of the vocabulary, word for word, and nothing else."""
    if view.blank or not view.is_label or view.cell.shaded or starts_bold(view.cell):
        return False
    means = recognise_exactly(view.text)
    return means is not None and means.is_field
