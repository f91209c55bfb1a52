"""
Labels and answers told apart by their print: what days, postcodes and numbers are written in is what answers are in.

A form that was filled in by typing over it has labels in one font, size or
colour and answers in another, though none of them is bold. The labels are made
bold here, which is how the rest of the reader knows labels.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterator

from intake.reader.document import BOLD, COLOURED, ITALIC, SMALL, TEXT
from intake.reader.pdf_text import Line, Word, lines_of

Style = tuple[object, ...]

_VALUE = re.compile(
    r"\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}|[\w.+-]+@[\w-]+\.[\w.-]+|0\d{4,10}|[A-Z]{1,2}\d{1,2}[A-Z]?|\d[A-Z]{2}|(?:19|20)\d\d"
)
_FEWEST_VALUES = 3
_FEWEST_LABELS = 5


def mark_labels(pages: list[list[Word]]) -> None:
    """Make the words of labels bold where answers are in a print of their own."""
    answers = _answer_style(pages)
    if answers is None:
        return
    before = Counter(style for page in pages for style in _styles_before(page, answers))
    common = before.most_common(1)
    if not common or common[0][1] < _FEWEST_LABELS:
        return
    labels = common[0][0]
    if labels[1:2] and int(str(labels[1])) & BOLD:
        return
    for word in itertools.chain.from_iterable(pages):
        if word.kind == TEXT and word.style == labels:
            word.look = (word.look | BOLD) & ~(ITALIC | SMALL | COLOURED)


def _answer_style(pages: list[list[Word]]) -> Style | None:
    """The print that most days, postcodes and numbers are in; None if they are in several."""
    values = Counter(
        w.style for page in pages for w in page if w.kind == TEXT and _VALUE.fullmatch(w.text.strip(",;()")) is not None
    )
    if not values:
        return None
    style, count = values.most_common(1)[0]
    if count < _FEWEST_VALUES or count < 0.7 * values.total() or int(str(style[1])) & BOLD:
        return None
    return style


def _styles_before(words: list[Word], answers: Style) -> Iterator[Style]:
    """The print of every run of words that has an answer on its right, or right below it."""
    lines = lines_of([w for w in words if w.kind == TEXT])
    for line, below in itertools.zip_longest(lines, lines[1:]):
        for one, other in itertools.pairwise(line.words):
            if other.style == answers != one.style:
                yield one.style
        first = line.words[0]
        if below is not None and first.style != answers == below.words[0].style and _close(line, below):
            yield first.style


def _close(line: Line, below: Line) -> bool:
    return below.top - line.bottom < 0.9 * below.size and abs(line.x0 - below.x0) < 8
