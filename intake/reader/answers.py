"""
What the walk finds before it is typed: answers with their place, under the labels that ask for them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from intake.reader.choices import Choice, read_choice
from intake.reader.document import BOXES, EMPTY, FIELD, ITALIC, TEXT, TICKED, UNTICKED, WRAP, Piece
from intake.reader.labels import Label
from intake.reader.typed import fold

_OF_FIELDS = frozenset({FIELD, EMPTY})


@dataclass(slots=True)
class Answer:
    """
    What stands beside a label: lines of pieces, and where. Lines may be added; what stands in one stays.

    *until* is the place of the last line, if that is another row of the table.
    """

    lines: list[list[Piece]]
    place: str
    slot: bool = False
    until: str = ""
    _known: tuple[list[list[Piece]], int, str] | None = field(default=None, init=False, repr=False, compare=False)
    _offers: tuple[list[list[Piece]], int, Choice | None] | None = field(
        default=None, init=False, repr=False, compare=False
    )

    def goes_on(self, lines: Sequence[list[Piece]], place: str) -> None:
        """More of it was found at *place*, in the row below."""
        self.lines.extend(lines)
        self.until = place

    def leave_out_hint(self) -> None:
        """Leave out a question in italics before words that are not written so: it explains, and nobody answered so."""
        if len(self.lines) < 2:
            return
        above = _explains_in_italics(self.lines[0]) and all(map(_in_fields, self.lines[1:]))
        if above or (_asks_in_italics(self.lines[0]) and any(map(_says_plainly, self.lines[1:]))):
            self.lines = self.lines[1:]

    def ends_at(self, place: str) -> bool:
        """True if its last line stands at *place*."""
        return (self.until or self.place) == place

    @property
    def text(self) -> str:
        """The words, a line each; boxes are left out."""
        lines = self.lines
        # Asked many times of the same answer, which only ever gets further lines.
        known = self._known
        if known is None or known[0] is not lines or known[1] != len(lines):
            known = self._known = lines, len(lines), _words(lines)
        return known[2]

    @property
    def wraps(self) -> list[tuple[str, str]]:
        """The words before and behind each place at which a line of a PDF may have been full, or begun anew."""
        shown = "".join([p.text for line in self.lines for p in [*line, Piece("\n")] if p.kind not in BOXES])
        runs = [run.split() for run in shown.split(WRAP)]
        return [(a[-1], b[0]) for a, b in pairwise(runs) if a and b]

    @property
    def blank(self) -> bool:
        """True if nobody answered: no words in it and no ticked box."""
        for line in self.lines:
            for piece in line:
                if piece.kind == TICKED or (piece.kind != UNTICKED and piece.text and not piece.text.isspace()):
                    return False
        return True

    @property
    def in_field(self) -> bool:
        """True if it stands in form fields alone."""
        for line in self.lines:
            for piece in line:
                if piece.kind not in _OF_FIELDS and piece.text and not piece.text.isspace():
                    return False
        return True

    @property
    def has_boxes(self) -> bool:
        """True if there are boxes in it, ticked or not."""
        for line in self.lines:
            for piece in line:
                if piece.kind in BOXES:
                    return True
        return False

    @property
    def day(self) -> str | None:
        """The ISO date of a date control in it."""
        for line in self.lines:
            for piece in line:
                if piece.value:
                    return piece.value
        return None

    def choice(self) -> Choice | None:
        """The choice that it offers, all its lines taken together."""
        lines = self.lines
        known = self._offers
        if known is None or known[0] is not lines or known[1] != len(lines):
            known = self._offers = lines, len(lines), _choice(lines)
        return known[2]


def _asks_in_italics(line: list[Piece]) -> bool:
    words = [p for p in line if p.text.strip()]
    return bool(words) and words[-1].text.rstrip().endswith("?") and all(p.look & ITALIC for p in words)


_PRINTED = re.compile(
    r"\s*(?:who|what|where|how|describe|include|for example|e\.g)\b(?!.*\b(?:i|me|my|we|our|us|im|ive)\b)[^.!]*$",
    re.IGNORECASE,
)


def _explains_in_italics(line: list[Piece]) -> bool:
    """True for 'Who lives with the child, and who does not', printed in italics and spoken by nobody."""
    words = [p for p in line if p.text.strip()]
    printed = bool(words) and all(p.kind == TEXT and p.look & ITALIC for p in words)
    return printed and _PRINTED.match("".join([p.text for p in line])) is not None


def _in_fields(line: list[Piece]) -> bool:
    """True for a line of which every word was typed into a form field."""
    return all(p.kind == FIELD for p in line if p.text.strip())


def _says_plainly(line: list[Piece]) -> bool:
    return any(p.text.strip() and not p.look & ITALIC for p in line)


def _choice(lines: list[list[Piece]]) -> Choice | None:
    pieces: list[Piece] = []
    for line in lines:
        if pieces and line:
            pieces.append(Piece("\n"))
        pieces.extend(line)
    return read_choice(pieces)


def _words(lines: list[list[Piece]]) -> str:
    if len(lines) == 1 and len(lines[0]) == 1:
        only = lines[0][0]
        return "" if only.kind in BOXES else fold(only.text)
    return fold("\n".join(["".join([p.text for p in line if p.kind not in BOXES]) for line in lines]))


@dataclass(slots=True)
class Found:
    """
    An answer under its label, and how well the label was understood.

    Attributes:
        by_line: Each line is one item of a list, commas and all: a cell of a table of its own.

    """

    answer: Answer
    label: str
    score: float = 1.0
    by_line: bool = False


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table of records: where it lies, its heading and what that asks for."""

    start: int
    end: int
    text: str
    means: Label | None

    @property
    def asks(self) -> str:
        """What the column's heading asks for, "" if it is not known."""
        return self.means.asks if self.means is not None else ""


Row = dict[str, Found]
Rows = Sequence[tuple[Answer, ...]]


@dataclass(frozen=True, slots=True)
class Unplaced:
    """A label that nobody knew with what stands beside it, and of whom and of what the form spoke there."""

    label: str
    answer: Answer
    section: str
    subject: str
    domain: str
    store: Row
    person: Row | None


def row_of(columns: list[Column], record: tuple[Answer, ...], names: dict[int, str]) -> Row:
    """Return the answers of one record under the names that its columns have; a name counts once."""
    row: Row = {}
    for index, answer in enumerate(record):
        name = names.get(index, "")
        if name and name not in row:
            means = columns[index].means
            row[name] = Found(answer, columns[index].text, means.score if means is not None else 0.85)
    return row
