"""
Services asked for in a column for each child: 'Service | Alex | Sam', ticked below the children's names.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from intake.reader.answers import Answer, Column, Found, Rows
from intake.reader.by_child import headed_child
from intake.reader.choices import is_mark
from intake.reader.document import Piece
from intake.reader.yes_no import read_yes_no, ticked

if TYPE_CHECKING:
    from intake.reader.draft import Draft

_REQUESTED = "referral.services_requested"
_FEWEST = 2


def take_requests(draft: Draft, columns: list[Column], rows: Rows, label: str) -> bool:
    """True for services with a mark below each child for whom they are asked, below *label*; they were taken."""
    named = [headed_child(draft, column.text) for column in columns[1:]]
    children = [child for child in named if child is not None]
    if len(children) < _FEWEST or len(set(children)) < len(named):
        return False
    if not all(_is_mark(answer) for row in rows for answer in row[1:]):
        return False
    for index, child in enumerate(children, 1):
        asked = [row[0] for row in rows if row[0].text and ticked(row[index])]
        if asked:
            lines = [[Piece(answer.text.replace("\n", " "))] for answer in asked]
            found = Found(Answer(lines, asked[0].place), label, 0.95, by_line=True)
            draft.put(draft.scoped.setdefault(child, {}), _REQUESTED, found)
    return True


def _is_mark(answer: Answer) -> bool:
    said = answer.text.strip().lower()
    return answer.has_boxes or not said or is_mark(said) or read_yes_no(answer)[0] is not None
