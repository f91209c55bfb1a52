"""
For whom the form is stored, asked in a table below the sentence: 'Me | ', 'A child for whom I am a parent | X'.

'Me' heads nothing there, and whoever signs below is not the child for it.
"""

from __future__ import annotations

import re

from intake.reader.answers import Answer
from intake.reader.choices import is_mark
from intake.reader.document import TICKED, UNTICKED, Piece
from intake.reader.labels import clean
from intake.reader.statements import read_statement
from intake.reader.transposed import Transposed
from intake.reader.views import View, mark_of

_FEWEST = 2
_WHOM = re.compile(
    r"(?:me|myself|(?:this|the|an?|my|our) (?:(?:unborn|baby|infant|or) )*(?:child(?:ren)?|young person|infant|baby)"
    r"(?: (?:or )?(?:child|young person))*(?: (?:for whom|of whom|whose|who) .{3,60})?)"
)


class ForWhom(Transposed):
    """A walk as it looks for the rows below '... to provide services to:'."""

    def for_whom(self, rows: list[list[View]], number: int) -> int:
        """Read the rows that say for whom a sentence of consent holds; return the number of the row after them."""
        if self.draft.section != "consent" or not _says_whom(rows[number]):
            return number
        end = number + 1
        while end < len(rows) and _says_whom(rows[end]):
            end += 1
        if end - number < _FEWEST:
            return number
        said = [
            piece
            for row in rows[number:end]
            for piece in (Piece("", TICKED if _is_ticked(row[1:]) else UNTICKED), Piece(f" {row[0].text} "))
        ]
        if any(piece.kind == TICKED for piece in said):
            self.draft.loose(Answer([said], self.place(number), slot=True))
        return end


def _says_whom(row: list[View]) -> bool:
    """True for 'me', or a child of somebody's, beside nothing but the room for a tick."""
    if len(row) < _FEWEST or row[0].marks or _WHOM.fullmatch(clean(row[0].text)) is None:
        return False
    if read_statement(row[0].text) is not None:
        return False
    return all(v.blank or is_mark(v.text) or (v.marks and not v.text) for v in row[1:])


def _is_ticked(cells: list[View]) -> bool:
    return any(not v.blank and mark_of(v).kind == TICKED for v in cells)
