"""
Answers in bold, beside or below labels in bold: their look is made plain where the table shows what is asked.

Some people type in bold, and some templates set every cell in bold. What a table shades, and where its cells stand,
tell the labels then.
"""

from __future__ import annotations

import re

from intake.reader.cell_looks import is_bold, words_of
from intake.reader.document import BOLD, Cell, Paragraph, Table
from intake.reader.labels import LONGEST, recognise

_TELLS = re.compile(r"\b(?:shar|told|tell|agree|consent|permi|involve|inform)", re.IGNORECASE)
_SERVICE = frozenset({"service", "organisation", "organisation_type"})
_PAIRS, _ANSWERS = (2, 4), ("", "yes", "no")
_FEWEST_ROWS, _FEWEST_COLUMNS, _FEW = 2, 3, 4


def with_plain_answers(table: Table) -> None:
    """Take the bold off the answers of *table*, if it has labels beside them or heads above them that stand out too."""
    rows = table.rows
    if len(rows) < _FEWEST_ROWS:
        return
    pairs = [row for row in rows if len(row) in _PAIRS]
    answers = [cell for row in pairs for cell in row[1::2]]
    if len(pairs) >= _FEWEST_ROWS and _all_are_bold(answers):
        labels = [cell for row in pairs for cell in row[::2] if _has_words(cell)]
        if _stand_out(labels, answers) and not _mark_services(labels):
            _make_plain(answers)
            return
    heads = next((n for n, row in enumerate(rows) if len(row) >= _FEWEST_COLUMNS), None)
    if heads is None:
        return
    below = [cell for row in rows[heads + 1 :] if len(row) == len(rows[heads]) for cell in row]
    if _all_are_bold(below) and _stand_out([cell for cell in rows[heads] if _has_words(cell)], below):
        _make_plain(below)


def _stand_out(labels: list[Cell], answers: list[Cell]) -> bool:
    """True for labels in a shade that no answer has, or of which most ask something, and hardly an answer does."""
    if not labels or not all(cell.shaded or is_bold(cell) for cell in labels):
        return False
    if all(cell.shaded for cell in labels) and not any(cell.shaded for cell in answers):
        return True
    return _asking(labels) * 2 >= len(labels) and _asking(answers) * _FEW < len(answers)


def _mark_services(labels: list[Cell]) -> bool:
    """True for 'Agency' over 'Share': what a mark, or none, beside the second means is said by that label alone."""
    texts = [words_of(cell) for cell in labels]
    services = any((means := recognise(text)) is not None and means.asks in _SERVICE for text in texts)
    return services and any(_TELLS.search(text) is not None for text in texts)


def _asking(cells: list[Cell]) -> int:
    """How many of *cells* are questions."""
    texts = map(words_of, cells)
    short = [text for text in texts if text and len(text) <= LONGEST]
    return sum(bool((means := recognise(text)) and (means.asks not in _ANSWERS or means.element)) for text in short)


def _all_are_bold(cells: list[Cell]) -> bool:
    """True if all of *cells* that have words, and one at least, are in bold from the first letter to the last."""
    said = False
    for cell in cells:
        if cell.blocks and _has_words(cell):
            if not is_bold(cell):
                return False
            said = True
    return said


def _has_words(cell: Cell) -> bool:
    return any(not isinstance(b, Paragraph) or any(p.text.strip() for p in b.pieces) for b in cell.blocks)


def _make_plain(cells: list[Cell]) -> None:
    for cell in cells:
        for block in cell.blocks:
            if isinstance(block, Paragraph):
                for piece in block.pieces:
                    piece.look &= ~BOLD
