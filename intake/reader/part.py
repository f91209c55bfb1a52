"""
A label with its answer.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from intake.reader.document import (
    TICKED,
    Piece,
)
from intake.reader.labels import Label
from intake.reader.typed import fold


@dataclass(slots=True)
class Part:
    """
    A label with its answer.

    Attributes:
        label: As printed; "" where there is none.
        means: What it asks for; None for a label that the vocabulary does not have.
        lines: The answer, a list of pieces for each line.
        slot: True if there is a place to answer (a form field, a box, dots), even an empty one.
        styled: True if the label stands out (bold) or ends in a colon.
    """

    label: str
    means: Label | None
    lines: list[list[Piece]] = field(default_factory=list)
    slot: bool = False
    styled: bool = False

    @property
    def text(self) -> str:
        """The answer's text, a line each."""
        return fold("\n".join(["".join([p.text for p in line]) for line in self.lines]))

    @property
    def blank(self) -> bool:
        """True if nothing was answered: no words and no ticked box."""
        for line in self.lines:
            for piece in line:
                if piece.kind == TICKED or (piece.text and not piece.text.isspace()):
                    return False
        return True
