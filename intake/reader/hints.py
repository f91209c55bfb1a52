"""
Small print behind the labels of a table, which no look alone tells from an answer.

"What are we worried about? / Past harm, future worry" in a shaded cell over the
answers: italics are small print there, since the answers stand elsewhere.
"""

from __future__ import annotations

from intake.reader.document import BOLD, BOXED, COLOURED, ITALIC, MARKED, SMALL, STRIKE, TEXT, UNDERLINE, Cell, Piece
from intake.reader.labels import Label, recognise, recognise_exactly
from intake.reader.part import Part
from intake.reader.views import View, only_italic

_NAMES = frozenset({"signed", "print_name", "name", "date"})
_HINT = SMALL | ITALIC | COLOURED
_CHOSEN = STRIKE | UNDERLINE | MARKED | BOXED
_FEWEST_HEADS = 2


def without_hints(rows: list[list[View]]) -> None:
    """Take the italics out of the labels of a table whose answers stand in cells of their own."""
    if not any(v.parts[0].styled and v.parts[0].lines for row in rows for v in row if v.parts):
        return
    apart = any(v.cell.shaded for row in rows for v in row) and any(
        not v.cell.shaded and not v.blank for row in rows for v in row
    )
    for number, row in enumerate(rows):
        heads = _heads_answers(row, rows[number + 1] if number + 1 < len(rows) else [])
        for view in row:
            if (apart and view.cell.shaded) or heads:
                _leave_out(view)


def join_heads(rows: list[list[View]]) -> None:
    """Make one row of heads of two: 'Element | Evidence' over 'Strengths | Needs', the first going on downwards."""
    for number in range(len(rows) - 1):
        row, below = rows[number], rows[number + 1]
        if len(row) != _FEWEST_HEADS or len(below) <= len(row) or not below[0].cell.continues or not below[0].blank:
            continue
        if all(v.is_label for v in (*row, *below[1:])) and row[0].cell.span == below[0].cell.span:
            # The row of the two that is left over stays, empty, so that every other row keeps its number.
            rows[number] = [View(Cell(0, 1, []), "", [], blank=True)]
            rows[number + 1] = [row[0], *below[1:]]


def _heads_answers(row: list[View], below: list[View]) -> bool:
    """True for several labels with italics behind each, over a row of as many cells that are none."""
    if len(row) < _FEWEST_HEADS or len(row) != len(below):
        return False
    live = [v for v in row if not v.blank]
    if len(live) < _FEWEST_HEADS or not all(map(_is_hinted, live)):
        return False
    return any(not v.blank for v in below) and not any(v.parts and v.parts[0].label for v in below)


def _is_hinted(view: View) -> bool:
    """True for a cell with one label that stands out, and nothing but italics behind it."""
    if len(view.parts) != 1 or view.marks or view.nested:
        return False
    part = view.parts[0]
    if not part.label or not part.styled or part.slot or part.blank:
        return False
    if part.means is not None and (part.means.asks in _NAMES or part.means.section.startswith("sign_")):
        return False
    return all(only_italic(line) for line in part.lines)


def _leave_out(view: View) -> None:
    if _is_hinted(view):
        view.parts = [Part(view.parts[0].label, view.parts[0].means, [], styled=True)]


def title_in_note(lines: list[list[Piece]]) -> tuple[str, Label] | None:
    """The section that small print begins with: 'Details of the assessor. You must be trained to complete this.'."""
    if not lines or not all(only_italic(line) for line in lines):
        return None
    first, stop, rest = "".join(p.text for p in lines[0]).strip().partition(". ")
    means = recognise_exactly(first) if stop and rest else None
    return (first, means) if means is not None and means.section and not means.is_field else None


def label_before_hint(pieces: list[Piece]) -> Part | None:
    """The label of a line that is bold words with small print in brackets behind them, and no more; else None."""
    words = [p for p in pieces if p.text.strip()]
    if len(words) < _FEWEST_HEADS or any(p.kind != TEXT for p in words) or not words[0].look & BOLD:
        return None
    first = next((i for i, p in enumerate(words) if not p.look & BOLD), len(words))
    hint = words[first:]
    text = "".join(p.text for p in hint).strip()
    if not text.startswith("(") or not text.endswith(")") or text.count("(") != 1:
        return None
    if any(p.look & (BOLD | _CHOSEN) or not p.look & _HINT for p in hint):
        return None
    label = "".join(p.text for p in words[:first]).strip()
    return Part(label.strip(" :"), recognise(label) or recognise(f"{label} {text}"), [], styled=True)
