"""
Words, lines and pieces of a PDF page.

A form field, a drawn box to tick and a line to write on stand among the words
as words of another kind, so that geometry is asked once for all of them.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass

from intake.reader.document import (
    BOLD,
    COLOURED,
    EMPTY,
    FIELD,
    ITALIC,
    SMALL,
    TEXT,
    TICKED,
    UNTICKED,
    Piece,
)

LEADER = re.compile(r"([.]{4,}|[_]{3,}|[…]{2,})")
_SAME_TOP = 4
LOOKS = BOLD | ITALIC | SMALL | COLOURED


@dataclass(slots=True, eq=False)
class Word:
    """
    A word, a form field or a box to tick where it stands.

    `size` is that of its letters, `ground` is the shaded area behind it, and
    `style` is all that tells its print from other print.
    """

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    look: int = 0
    kind: str = TEXT
    size: float = 10.0
    ground: tuple[float, float, float, float] | None = None
    style: tuple[object, ...] = ()

    @property
    def middle(self) -> float:
        """Half-way between its upper and its lower edge."""
        return (self.top + self.bottom) / 2

    @property
    def is_field(self) -> bool:
        """True for a form field, filled in or not."""
        return self.kind in (FIELD, EMPTY)

    @property
    def is_tick(self) -> bool:
        """True for a box to tick."""
        return self.kind in (TICKED, UNTICKED)

    @property
    def is_tall(self) -> bool:
        """True for a form field of several lines."""
        return self.is_field and self.bottom - self.top > 21


@dataclass(slots=True)
class Run:
    """Words side by side, from left to right."""

    words: list[Word]

    @property
    def x0(self) -> float:
        """Where it begins."""
        return self.words[0].x0

    @property
    def x1(self) -> float:
        """Where it ends."""
        return max(w.x1 for w in self.words)

    @property
    def text(self) -> str:
        """Its words with a space between them."""
        return " ".join(w.text for w in self.words)

    @property
    def look(self) -> int:
        """What all its words have in common: bold, italic, small, coloured."""
        common = LOOKS
        for word in self.words:
            if word.kind == TEXT:
                common &= word.look
        return common


@dataclass(slots=True)
class Line(Run):
    """Words at one height, from left to right."""

    @property
    def top(self) -> float:
        """Its upper edge."""
        return min(w.top for w in self.words)

    @property
    def bottom(self) -> float:
        """Its lower edge."""
        return max(w.bottom for w in self.words)

    @property
    def base(self) -> float:
        """The lower edge of its words, fields of several lines left out."""
        return max((w.bottom for w in self.words if not w.is_tall), default=self.bottom)

    @property
    def size(self) -> float:
        """The size of its letters."""
        return max((w.size for w in self.words if w.kind == TEXT), default=10.0)


def _is_typewriter(word: Word) -> bool:
    return bool(word.style) and any(part in str(word.style[0]) for part in ("courier", "mono", "consol", "typewriter"))


def lines_of(words: list[Word]) -> list[Line]:
    """Return *words* in lines: by height first, then from left to right; a tall field stands on its label's line."""
    rows: list[list[Word]] = []
    for word in sorted((w for w in words if not w.is_tall), key=lambda w: (w.middle, w.x0)):
        if rows and abs(word.middle - rows[-1][0].middle) <= 0.5 * max(4.0, min(word.bottom - word.top, 14.0)):
            rows[-1].append(word)
        else:
            rows.append([word])
    lines = [Line(sorted(row, key=lambda w: w.x0)) for row in rows]
    for field in sorted((w for w in words if w.is_tall), key=lambda w: (w.top, w.x0)):
        _place_tall(field, lines)
    return sorted(lines, key=lambda line: line.words[0].middle if not line.words[0].is_tall else line.top + 8)


def _place_tall(field: Word, lines: list[Line]) -> None:
    """Put a field of several lines behind the lines of its label on its left, or on a line of its own."""
    label: list[Word] = []
    home: Line | None = None
    beside = [line for line in lines if field.top - 3 <= line.words[0].middle <= field.bottom + 3]
    edge = max((w.x1 for line in beside for w in line.words if w.is_field and w.x1 <= field.x0 + 2), default=-1e9)
    for line in beside:
        own = _last_run([w for w in line.words if w.x1 <= field.x0 + 2 and w.x0 >= edge - 1])
        if not own or field.x0 - own[-1].x1 > 160 or (home is not None and abs(own[0].x0 - label[0].x0) > 20):
            continue
        home = home or line
        label += own
        if line is not home:
            line.words = [w for w in line.words if w not in own]
    if home is None:
        row = next((i for i in lines if abs(i.top - field.top) < _SAME_TOP and all(w.is_tall for w in i.words)), None)
        if row is None:
            lines.append(Line([field]))
        else:
            row.words = sorted([*row.words, field], key=lambda w: w.x0)
        return
    home.words = sorted([w for w in home.words if w not in label], key=lambda w: w.x0)
    after = next((i for i, w in enumerate(home.words) if w.x0 >= field.x0), len(home.words))
    home.words[after:after] = [*label, field]
    lines[:] = [line for line in lines if line.words]


def _last_run(words: list[Word]) -> list[Word]:
    """The last of *words* that no wide gap parts."""
    start = 0
    for index in range(1, len(words)):
        if words[index].x0 - words[index - 1].x1 > 2 * words[index].size or words[index - 1].is_tick:
            start = index
    return words[start:]


def pieces_of(words: list[Word]) -> list[Piece]:
    """Return words on a line as pieces, a space or, where the gap is wide, three between them."""
    made: list[Piece] = []
    last: Word | None = None
    usual = usual_gap(words)
    for word in words:
        gap = "" if last is None else _gap(last, word, usual)
        if word.kind != TEXT:
            if gap and made:
                made.append(Piece(gap))
            made.append(Piece(word.text, word.kind))
        elif made and made[-1].kind == TEXT:
            made[-1].text += gap
            if made[-1].look == word.look:
                made[-1].text += word.text
            else:
                made.append(Piece(word.text, TEXT, word.look))
        else:
            made.append(Piece(gap + word.text, TEXT, word.look))
        last = word
    return made


def usual_gap(words: list[Word]) -> float:
    """Return how wide most spaces between *words* are."""
    gaps = sorted(b.x0 - a.x1 for a, b in itertools.pairwise(words) if b.x0 > a.x1)
    return gaps[len(gaps) // 2] if gaps else 0.0


def is_leader(word: Word) -> bool:
    """True for dots or a line of underscores."""
    return word.kind == TEXT and LEADER.fullmatch(word.text) is not None


def _gap(last: Word, word: Word, usual: float) -> str:
    apart = word.x0 - last.x1
    one = last.look != word.look or is_leader(last) or is_leader(word)  # one word in two looks, an answer on dots
    if -0.12 * word.size < apart < 0.1 * word.size and last.kind == word.kind == TEXT and one:
        return ""
    if apart > 1.4 * min(16.0, word.bottom - word.top):
        return "   "
    return "  " if is_double(apart, word, usual) else " "


def is_double(apart: float, word: Word, usual: float) -> bool:
    """True for a gap before *word* that is wider than one space."""
    space = 0.62 if _is_typewriter(word) else 0.28
    return apart > max(0.45 * word.size, 1.7 * min(usual, space * word.size), 1.3 * space * word.size)
