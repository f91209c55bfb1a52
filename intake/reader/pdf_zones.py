"""
The order in which a PDF page is read: newspaper columns one after the other, else row by row.

Columns of a newspaper and columns of a table both leave a gutter free. In a
table, lines stand beside lines and one side looks like labels; in a newspaper
each side has its own lines, labels and answers.
"""

from __future__ import annotations

from collections.abc import Sequence

from intake.reader.document import BOLD, TEXT
from intake.reader.labels import clean
from intake.reader.pdf_free import free_areas
from intake.reader.pdf_tables import Area
from intake.reader.pdf_text import LOOKS, Line, Word, lines_of
from intake.reader.vocabulary import CHOICE_WORDS

Item = Word | Area

_LEAST_HEIGHT = 90.0
_LEAST_LINES = 6
_DEEPEST = 5
_FEWEST_LABELS = 2


def in_order(words: list[Word], areas: list[Area], right: float, depth: int = 0) -> list[Area]:
    """Return the blocks of a page, or of a part of it up to the margin *right*, in the order in which they are read."""
    cut = _newspaper([*words, *areas]) if depth < _DEEPEST else None
    if cut is None:
        return _woven(words, areas, right)
    x, top, bottom = cut
    made: list[Area] = []
    for part in range(4):
        some = [w for w in words if _part(w, x, top, bottom) == part]
        tables = [a for a in areas if _part(a, x, top, bottom) == part]
        if some or tables:
            made += in_order(some, tables, x if part == 1 else right, depth + 1)
    return made


def _part(item: Item, x: float, top: float, bottom: float) -> int:
    """Which of four parts of the page an item lies in: above the columns, left, right, below."""
    if _middle(item) < top:
        return 0
    if _middle(item) > bottom:
        return 3
    return 1 if (item.x0 + item.x1) / 2 < x else 2


def _middle(item: Item) -> float:
    return (item.top + item.bottom) / 2


def _woven(words: list[Word], areas: list[Area], right: float) -> list[Area]:
    """Tables from top to bottom, and between them what stands between them; tables side by side from left to right."""
    made: list[Area] = []
    position = -1e9
    for area in sorted(areas, key=lambda a: (round(a.top / 6), a.x0)):
        between = [w for w in words if position <= w.middle < area.top]
        made += free_areas(between, right)
        made.append(area)
        position = max(position, area.top)
    rest = [w for w in words if w.middle >= position]
    return made + free_areas(rest, right)


# --- newspaper columns --------------------------------------------------------------------------------------------


def _newspaper(items: Sequence[Item]) -> tuple[float, float, float] | None:
    """Where the page is cut in two columns: the gutter, and from where to where it runs; None if it is not."""
    if len(items) < 2 * _LEAST_LINES:
        return None
    left, right = min(i.x0 for i in items), max(i.x1 for i in items)
    best: tuple[float, float, float, float] | None = None
    for x in _candidates(items, left, right):
        for top, bottom in _runs(items, x):
            if (
                bottom - top >= _LEAST_HEIGHT
                and (best is None or bottom - top > best[0])
                and _parts(items, x, top, bottom)
            ):
                best = (bottom - top, x, top, bottom)
    return None if best is None else best[1:]


def _candidates(items: Sequence[Item], left: float, right: float) -> list[float]:
    """Places for a gutter: just left of where a table or several things begin, in the middle half of the page."""
    counts: dict[int, int] = {}
    for item in items:
        if left + 0.2 * (right - left) < item.x0 < left + 0.8 * (right - left):
            place = int(item.x0)
            counts[place] = counts.get(place, 0) + (3 if isinstance(item, Area) else 1)
    often = sorted(counts, key=lambda x: (-counts[x], x))[:12]
    return [x - 4.0 for x in often if counts[x] >= 3]


def _runs(items: Sequence[Item], x: float) -> list[tuple[float, float]]:
    """The stretches of the page on which nothing crosses the gutter at *x*."""
    crossing = sorted((i.top, i.bottom) for i in items if i.x0 < x + 3 and i.x1 > x - 3)
    flowing = [
        (line.top, line.bottom) for line in lines_of([i for i in items if isinstance(i, Word)]) if _flows(line, x)
    ]
    edges = sorted([*crossing, *flowing])
    low, high = min(i.top for i in items), max(i.bottom for i in items)
    made, position = [], low - 1
    for top, bottom in edges:
        if top - position > _LEAST_HEIGHT:
            made.append((position, top))
        position = max(position, bottom)
    return [*made, (position, high + 1)]


def _flows(line: Line, x: float) -> bool:
    """True if text runs on across *x*, a space between words lying there by chance."""
    for before, after in zip(line.words, line.words[1:], strict=False):
        if before.x1 <= x + 3 and after.x0 >= x - 3:
            return after.x0 - before.x1 < 0.7 * before.size
    return False


def _parts(items: Sequence[Item], x: float, top: float, bottom: float) -> bool:
    """True if what lies on both sides of *x* is two columns of a newspaper, not of a table."""
    own = [i for i in items if top <= _middle(i) <= bottom]
    left = lines_of([i for i in own if isinstance(i, Word) and i.x1 < x + 3])
    right = lines_of([i for i in own if isinstance(i, Word) and i.x0 > x - 3])
    tables = [i for i in own if isinstance(i, Area)]
    if tables and any(a.x1 < x for a in tables) and any(a.x0 > x for a in tables):
        return True
    if min(len(left), len(right)) < _LEAST_LINES:
        return False
    if _are_fields(right) and not _are_fields(left):
        return False
    pairs = [(a, b) for a in left for b in right if _beside(a, b)]
    if len(pairs) < 0.6 * min(len(left), len(right)) and sum(map(_stands_out, right)) > 0.3 * len(right):
        return True
    if len(pairs) < 0.5 * min(len(left), len(right)):
        return _is_full(left, x) or len(pairs) < 0.34 * min(len(left), len(right))
    labels = _look_of_labels([line for pair in pairs for line in pair])
    forth = sum(_stands_out(a, labels) and not _stands_out(b, labels) for a, b in pairs)
    back = sum(_stands_out(b, labels) and not _stands_out(a, labels) for a, b in pairs)
    return min(forth, back) >= max(2, 0.12 * len(pairs))


def _are_fields(lines: list[Line]) -> bool:
    """True if most lines begin with a form field or a box to tick."""
    return sum(line.words[0].kind != TEXT for line in lines) * 2 > len(lines)


def _beside(one: Line, other: Line) -> bool:
    """True for lines at one height; a form field is higher than the words beside it."""
    if any(w.kind != TEXT for w in (*one.words, *other.words)):
        return min(one.bottom, other.bottom) - max(one.top, other.top) > 4
    return abs(one.base - other.base) < 1.3


def _is_full(lines: list[Line], x: float) -> bool:
    return sum(line.x1 > x - 60 for line in lines) * 4 > len(lines)


def _stands_out(line: Line, look: int = LOOKS) -> bool:
    """True for a line that begins as a label does, in one of *look*; a bold 'Yes' is what somebody chose."""
    first = line.words[0]
    return first.kind == TEXT and bool(first.look & look) and clean(first.text) not in CHOICE_WORDS


def _look_of_labels(lines: list[Line]) -> int:
    """Bold where labels are: then italics are a signature or small print, and no label."""
    return BOLD if sum(_stands_out(line, BOLD) for line in lines) >= _FEWEST_LABELS else LOOKS
