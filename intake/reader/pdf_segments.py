"""
Lines of a PDF in segments: runs of words that a wide gap, or a column beginning, parts from the next.
"""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from intake.reader.document import TEXT
from intake.reader.pdf_lines import is_marker
from intake.reader.pdf_text import Line, Run, Word, is_double, is_leader, usual_gap
from intake.reader.vocabulary import CHOICE_WORDS

_TYPED_BOX = re.compile(r"[\[(][xX✓✔√*_. ]?[\])]?$|[xX]?[\])]$")
_WIDE = 0.95
"""A gap this wide, in sizes of the letters, is no space between words."""
_SAME_PLACE = 1.0
_FEWEST_LINES = 3
_FEWEST_OF_LIST = 2


@dataclass(slots=True)
class Segment(Run):
    """A run of words on one line."""

    @property
    def is_field(self) -> bool:
        """True if it is a form field."""
        return self.words[0].is_field

    @property
    def ticks(self) -> bool:
        """True if a box to tick is among its words."""
        return any(w.is_tick for w in self.words)


@dataclass(slots=True)
class Row:
    """A line of the page in its segments."""

    line: Line
    parts: list[Segment]

    @property
    def x0(self) -> float:
        """Where it begins."""
        return self.parts[0].x0

    @property
    def base(self) -> float:
        """The lower edge of its words."""
        return self.line.base


def segmented(lines: list[Line]) -> list[Row]:
    """Return *lines* in segments; a column that several lines share parts a line where the gap alone would not."""
    lines = [Line(_without_leaders(line.words)) for line in lines]
    rows = [Row(line, _split(line.words, ())) for line in lines]
    starts = column_starts(rows)
    if starts:
        rows = [Row(row.line, _split(row.line.words, starts)) for row in rows]
    return _lists_whole(rows)


def _lists_whole(rows: list[Row]) -> list[Row]:
    """Rows of boxes to tick in columns, one below the other under one question, each as a line of options."""
    number = 0
    while number < len(rows):
        end = number
        while end < len(rows) and _is_of_list(rows[end], rows[number]):
            end += 1
        heads = len(rows[number - 1].parts) if number else 1
        if end - number >= _FEWEST_OF_LIST and heads == 1:
            rows[number:end] = [Row(r.line, [Segment(list(r.line.words))]) for r in rows[number:end]]
        number = max(end, number + 1)
    return rows


def _is_of_list(row: Row, first: Row) -> bool:
    """True for a row of several boxes, each with its words behind it, in the columns of the boxes of *first*."""
    boxes = [w.x0 for w in row.line.words if w.is_tick]
    columns = [w.x0 for w in first.line.words if w.is_tick]
    if len(boxes) < _FEWEST_OF_LIST or not all(part.words[0].is_tick for part in row.parts):
        return False
    aligned = all(any(abs(x - column) < _SAME_PLACE for column in columns) for x in boxes)
    options = _options(row.line.words)
    return aligned and len(set(options)) == len(options)


def _options(words: list[Word]) -> list[str]:
    """The words behind each box of a line: twice 'Yes' answers two questions."""
    said: list[str] = []
    for word in words:
        if word.is_tick:
            said.append("")
        elif said:
            said[-1] += word.text.casefold()
    return said


def _without_leaders(words: list[Word]) -> list[Word]:
    """Words without the dots behind an answer, "Name  Jo Hill ......", which only fill the line."""
    if not any(is_leader(w) for w in words):
        return words
    made: list[Word] = []
    run: list[Word] = []
    for word in words:
        if not is_leader(word):
            run.append(word)
            continue
        made += run if _is_answered(run) else [*run, word]
        run = []
    return [*made, *run] or words


def _is_answered(run: list[Word]) -> bool:
    """True if a label and its answer stand before dots: a colon or a wider gap between them."""
    usual = usual_gap(run)
    run = run[1:] if run and is_marker(run[0]) else run
    for before, word in itertools.pairwise(run):
        if before.text.endswith((":", "?")) or is_double(word.x0 - before.x1, word, usual):
            return True
    return False


def column_starts(rows: list[Row]) -> tuple[float, ...]:
    """Where the second and further segments of at least three lines begin."""
    begins = sorted(part.x0 for row in rows for part in row.parts[1:])
    return tuple(x for x in sorted(set(begins)) if _beginning_at(begins, x) >= _FEWEST_LINES)


def _beginning_at(begins: list[float], x: float) -> int:
    """How many of *begins*, which are in order, lie at *x*."""
    return bisect_right(begins, x + _SAME_PLACE) - bisect_left(begins, x - _SAME_PLACE)


def _split(words: list[Word], starts: tuple[float, ...]) -> list[Segment]:
    made: list[list[Word]] = []
    usual = usual_gap(words)
    for word in words:
        beside = made and not word.is_field and not made[-1][-1].is_field
        if beside and not _parts(made[-1], word, usual, starts):
            made[-1].append(word)
        else:
            made.append([word])
    return [Segment(run) for run in _options_together(made)]


def _parts(run: list[Word], word: Word, usual: float, starts: tuple[float, ...]) -> bool:
    gap = word.x0 - run[-1].x1
    if gap < -20:
        return False  # the next line of a label beside a tall field
    size = min(16.0, max(6.0, word.size))
    if gap > _WIDE * size:
        return not (len(run) == 1 and is_marker(run[0]) and gap < 4 * size)
    at_column = any(abs(word.x0 - x) <= _SAME_PLACE for x in starts)
    return at_column and gap > max(0.42 * size, 1.35 * min(usual, 0.36 * size))


def _options_together(runs: list[list[Word]]) -> list[list[Word]]:
    """Options with their boxes stay together, however wide the gaps between them: ☐ Yes     ☐ No."""
    made: list[list[Word]] = []
    for run in runs:
        if made and _belong_together(made[-1], run):
            made[-1] += run
        else:
            made.append(run)
    return made


def _belong_together(before: list[Word], run: list[Word]) -> bool:
    if len(before) == 1 and before[0].is_tick and not _ticks(run) and not run[0].is_field:
        return True  # a box, and its word a little way off
    if _are_choices(before[-1], run[0]):
        return run[0].x0 - before[-1].x1 < 6 * run[0].size
    if not _ticks(before):
        return False
    if len(run) == 1 and run[0].is_tick and not before[-1].is_tick:
        return True
    return _ticks(run) and _is_option(run) and not _begins_anew(before, run)


def _are_choices(before: Word, word: Word) -> bool:
    """True for words to choose from that stand side by side: gaps between them are as wide as between columns."""
    texts = (before.text.strip(" /,|()"), word.text.strip(" /,|()"))
    if before.kind != TEXT or word.kind != TEXT:
        return False
    return all(not t or t.casefold() in CHOICE_WORDS for t in texts) and any(texts)


def _ticks(run: list[Word]) -> bool:
    return any(is_box(w) for w in run)


def is_box(word: Word) -> bool:
    """True for a box to tick, drawn or typed: ☐, [x], ( )."""
    return word.is_tick or (word.kind == TEXT and _TYPED_BOX.match(word.text) is not None)


def _is_option(run: list[Word]) -> bool:
    """True for a box with its word, or a word with its box behind it: no question of its own."""
    before = run[: next(i for i, w in enumerate(run) if is_box(w))]
    return len(before) <= 2 and not any(w.text.endswith(("?", ":")) for w in before)


def _begins_anew(left: list[Word], right: list[Word]) -> bool:
    """True if the second run offers what the first did, so that it answers another question, or stands far away."""
    words = {w.text.casefold() for w in left if w.kind == TEXT and not is_box(w)}
    again = any(w.text.casefold() in words for w in right if w.kind == TEXT and not is_box(w) and len(w.text) > 1)
    return again or right[0].x0 - left[-1].x1 > 12 * right[0].size
