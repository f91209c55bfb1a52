"""
Rows of form fields on a PDF page, with their labels on the left or above.

A label on the left comes first; a label above counts where nothing stands on
the left. Fields below fields, under one row of labels, are a table of records.
"""

from __future__ import annotations

import itertools

from intake.reader.document import BOLD, TEXT, Block, Cell, Paragraph, Piece, Table
from intake.reader.pdf_lines import paragraphs_of
from intake.reader.pdf_segments import Row, Segment
from intake.reader.pdf_tables import Area
from intake.reader.pdf_text import Line, Word, lines_of, pieces_of

_ABOVE = 17.0
"""A label above a field ends at most this far above it."""


def field_table(rows: list[Row], number: int) -> tuple[int, list[Area] | None]:
    """Return the blocks for the rows of form fields that begin at *number*, and the row after them; None if none do."""
    row = rows[number]
    if any(part.is_field for part in row.parts):
        return number + 1, [_labelled(row, [])]
    if any(part.ticks for part in row.parts):
        return number, None
    if number + 1 >= len(rows):
        return number, None
    lines = _label_lines(rows, number)
    first = number + lines
    if lines == 0 or first >= len(rows) or not _under(rows[first], rows[first - 1]):
        return number, None
    heads = _heads(rows[number:first], rows[first])
    if heads is None:
        return number, None
    end = first + 1
    while end < len(rows) and _goes_on(rows[first], rows[end - 1], rows[end]):
        end += 1
    if end > first + 1:
        return end, [_records(heads, rows[number:first], rows[first:end])]
    return end, [_labelled(rows[first], heads, rows[number].line.top)]


def _label_lines(rows: list[Row], number: int) -> int:
    """How many lines of labels, one or two, stand above a row of fields."""
    for count in (1, 2):
        if number + count >= len(rows) or any(_is_answer(p) for p in rows[number + count - 1].parts):
            return 0
        if any(_is_answer(p) for p in rows[number + count].parts):
            return count if count == 1 or _one_label(rows[number], rows[number + 1]) else 0
    return 0


def _one_label(upper: Row, lower: Row) -> bool:
    """True if two lines of words are one row of labels: alike, and no further apart than lines are."""
    close = lower.base - upper.base < 1.5 * lower.line.size
    lined = all(any(abs(p.x0 - q.x0) < 3 for q in upper.parts) for p in lower.parts)
    return close and lined and upper.line.look == lower.line.look


def _under(fields: Row, labels: Row) -> bool:
    """True if *fields* begin with a field that has no label on its left, close below *labels*."""
    tops = [p.words[0].top for p in fields.parts if _is_answer(p)]
    return bool(tops) and -4 <= min(tops) - labels.base <= _ABOVE and _unlabelled(fields) != []


def _unlabelled(row: Row) -> list[Segment]:
    """The fields of a row with no words on their left, up to the field before."""
    found = []
    for before, part in zip([None, *row.parts], row.parts, strict=False):
        if _is_answer(part) and (before is None or before.is_field or (before.ticks and not _ends_in_label(before))):
            found.append(part)
    return found


def _is_answer(part: Segment) -> bool:
    """True for a form field, and for boxes to tick with no question before them on the line."""
    return part.is_field or (part.words[0].is_tick and len(part.words) > 1)


def _ends_in_label(part: Segment) -> bool:
    return part.text.rstrip().endswith((":", "?"))


def _heads(labels: list[Row], fields: Row) -> list[tuple[Segment, list[Word]]] | None:
    """Each unlabelled field with the words above it; None if any has none, or words are left over."""
    words = [w for row in labels for p in row.parts for w in p.words]
    segments = [p for row in labels for p in row.parts]
    bare = _unlabelled(fields)
    found: list[tuple[Segment, list[Word]]] = []
    for field in bare:
        above = [s for s in segments if s.x0 < field.x1 and s.x1 > field.x0 - 4 and s.x0 > field.x0 - 30]
        nearest = min((abs(s.x0 - field.x0) for s in above), default=None)
        if nearest is None or (field.ticks and nearest > 12):
            return None
        own = [w for s in above if abs(s.x0 - field.x0) < nearest + 12 for w in s.words]
        found.append((field, own))
    used = {id(w) for _, own in found for w in own}
    others = [p for p in fields.parts if p not in bare and not p.is_field]
    left = [w for w in words if id(w) not in used and not any(p.x0 - 8 <= w.x0 <= p.x1 + 60 for p in others)]
    boxes_only = not any(field.is_field for field in bare)
    return None if (left and len(bare) < 2) or (boxes_only and len(bare) < 2) else found


def _goes_on(first: Row, before: Row, row: Row) -> bool:
    """True if *row* has fields only, in the columns of the row before."""
    if not all(p.is_field for p in row.parts) or len(row.parts) < 2 or len(first.parts) != len(row.parts):
        return False
    aligned = all(abs(a.x0 - b.x0) < 4 for a, b in zip(first.parts, row.parts, strict=True))
    return aligned and row.line.top - before.line.bottom < 30


def _records(heads: list[tuple[Segment, list[Word]]], labels: list[Row], rows: list[Row]) -> Area:
    """A table of records: one row of labels, and below it rows of fields."""
    made = Table([[Cell(i, 1, [Paragraph(_bold(_line(own)))], row=0) for i, (_, own) in enumerate(heads)]])
    for number, row in enumerate(rows, 1):
        made.rows.append([Cell(i, 1, [Paragraph(pieces_of(p.words))], row=number) for i, p in enumerate(row.parts)])
    edge = max(r.line.x1 for r in rows)
    return Area(
        rows[0].x0,
        labels[0].line.top,
        edge,
        rows[-1].line.bottom,
        made,
        [[(p.x0, p.x1) for p in rows[0].parts] for _ in made.rows],
    )


def _line(words: list[Word]) -> list[Word]:
    return [w for line in lines_of(words) for w in line.words]


def _bold(words: list[Word]) -> list[Piece]:
    pieces = pieces_of(words)
    for piece in pieces:
        piece.look |= BOLD if piece.kind == TEXT else 0
    return pieces


def _labelled(row: Row, heads: list[tuple[Segment, list[Word]]], top: float | None = None) -> Area:
    """A row of cells, each a label and its field; boxes to tick stay with their words."""
    above = {id(field): own for field, own in heads}
    cells: list[list[Word]] = []
    open_label = False
    for part in row.parts:
        own = above.get(id(part))
        if own is not None:
            cells.append([*_line(own), *part.words])
            open_label = False
        elif part.is_field and cells and open_label:
            cells[-1] += part.words
            open_label = False
        elif open_label and part.ticks and not any(w.is_tick for w in cells[-1]):
            cells[-1] += part.words
        else:
            cells.append(list(part.words))
            open_label = not part.is_field
    table = Table([[Cell(i, 1, _blocks(words), row=0) for i, words in enumerate(cells)]], tabbed=True)
    return Area(row.x0, row.line.top if top is None else top, row.line.x1, row.line.bottom, table)


def _blocks(words: list[Word]) -> list[Block]:
    """A label with its field as one paragraph, or the lines of words alone."""
    if any(w.is_field for w in words):
        pieces = pieces_of(words)
        for before, piece in itertools.pairwise(pieces):
            if before.kind == TEXT and piece.kind != TEXT and not before.text.endswith(" "):
                before.text += " "
        return [Paragraph(pieces)]
    return list(paragraphs_of([Line(words)], max(w.x1 for w in words)))
