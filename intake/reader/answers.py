"""
What the walk finds before it is typed: answers with their place, under the labels that ask for them.
"""

from __future__ import annotations

from dataclasses import dataclass

from intake.reader.choices import Choice, read_choice
from intake.reader.document import EMPTY, FIELD, TICKED, UNTICKED, Piece
from intake.reader.labels import Label
from intake.reader.typed import fold

BOXES = (TICKED, UNTICKED)


@dataclass(slots=True)
class Answer:
    """What stands beside a label: lines of pieces, and where."""

    lines: list[list[Piece]]
    place: str
    slot: bool = False

    @property
    def text(self) -> str:
        """The words, a line each; boxes are left out."""
        return fold("\n".join(["".join([p.text for p in line if p.kind not in BOXES]) for line in self.lines]))

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
        return all(p.kind in (FIELD, EMPTY) for line in self.lines for p in line if p.text.strip())

    @property
    def has_boxes(self) -> bool:
        """True if there are boxes in it, ticked or not."""
        return any(p.kind in BOXES for line in self.lines for p in line)

    @property
    def day(self) -> str | None:
        """The ISO date of a date control in it."""
        return next((p.value for line in self.lines for p in line if p.value), None)

    def choice(self) -> Choice | None:
        """The choice that it offers, all its lines taken together."""
        pieces: list[Piece] = []
        for line in self.lines:
            if pieces and line:
                pieces.append(Piece("\n"))
            pieces.extend(line)
        return read_choice(pieces)


@dataclass(slots=True)
class Found:
    """An answer under its label, and how well the label was understood."""

    answer: Answer
    label: str
    score: float = 1.0


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
