"""
Small print within an answer, which nobody wrote.

What only begins like an instruction, 'Please tell Nan', and looks like any
answer is kept and not sure: whoever looks at it sees which it is.
"""

from __future__ import annotations

from intake.reader.answers import Answer
from intake.reader.document import COLOURED, ITALIC, SMALL
from intake.reader.prompts import is_printed, is_prompt


def is_left_out(line: str, answer: Answer) -> bool:
    """True for a line of *answer* that is small print: by its words, and for an instruction by its look or brackets."""
    if not is_prompt(line) or answer.in_field:
        return False
    small = any(piece.look & (ITALIC | SMALL | COLOURED) for pieces in answer.lines for piece in pieces)
    return small or is_printed(line) or line.strip().startswith("(")
