"""
Agencies down the side below 'may receive this', with a mark or initials beside each to whom that applies.

Printed for every family, an agency without a mark was not chosen.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from intake.reader.answers import Answer, Column, Found, Rows
from intake.reader.decisions import decision
from intake.reader.document import Piece
from intake.reader.yes_no import is_initials, ticked

if TYPE_CHECKING:
    from intake.reader.draft import Draft

_WHOM = frozenset({"share_with", "not_share_with"})
_ASKS_FOR_MARKS = re.compile(r"\b(?:initial\w*|tick\w*|cross|mark\w*|sign\w*|agree\w*|yes|consent\w*)\b", re.IGNORECASE)
_CONFIRMED = 0.6
"""How sure a mark is below a head that asks for none in words: a person confirms it."""


def take_marked(draft: Draft, columns: list[Column], rows: Rows) -> bool:
    """True for agencies below 'may receive this', each with a mark or none beside it, which were taken."""
    if columns[0].asks not in _WHOM or any(c.asks in _WHOM for c in columns[1:]):
        return False
    named = [row for row in rows if row[0].text]
    index = next((i for i, c in enumerate(columns) if i and _are_marks(c, [row[i] for row in named])), None)
    if index is None:
        return False
    _put(draft, columns[0], columns[index], [(row[0], row[index]) for row in named])
    return True


def _are_marks(column: Column, answers: list[Answer]) -> bool:
    """True for a column with marks and nothing else, or one that is empty and asks for marks."""
    if column.asks not in ("", "signed", "yes"):
        return False
    asked = _ASKS_FOR_MARKS.search(column.text) is not None
    said = [a for a in answers if not a.blank or a.has_boxes]
    return (bool(said) or asked) and all(a.blank or _means(a) is not None for a in said)


def _means(mark: Answer) -> bool | None:
    """What stands beside an agency: True for a mark or initials, False for 'No', None for anything else."""
    said = decision(mark)
    return True if said is None and (ticked(mark) or is_initials(mark.text)) else said


def _put(draft: Draft, whom: Column, marks: Column, rows: list[tuple[Answer, Answer]]) -> None:
    """The agencies with a mark are those that the head asks for; of one with a 'No' a person is asked."""
    key = f"consent.{whom.asks}"
    chosen = [name for name, mark in rows if not mark.blank and _means(mark)]
    draft.undecided += [name.text for name, mark in rows if not mark.blank and _means(mark) is False]
    draft.headings.setdefault(key, whom.text)
    asked = _ASKS_FOR_MARKS.search(marks.text) is not None
    score = whom.means.score if asked and whom.means is not None else _CONFIRMED
    lines = [[Piece(name.text.replace("\n", " "))] for name in chosen]
    place = chosen[0].place if chosen else rows[0][0].place
    draft.put(draft.one, key, Found(Answer(lines, place), whom.text, score, by_line=True))
