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
_OBJECTS = re.compile(
    r"\b(?:not|no|object\w*|refus\w+|disagree\w*|except|exclud\w*|withh\w+|decline\w*)\b|n['’]t\b", re.IGNORECASE
)
_WRITTEN_IN = re.compile(r"\w\s*[:–-]\s*\w")
"""'Other: Grandad Joe': somebody named whom the form had not printed."""
_LONGEST_MARK = len("not applicable")
_CONFIRMED = 0.6
"""How sure a mark is below a head that asks for none in words: a person confirms it."""


def take_marked(draft: Draft, columns: list[Column], rows: Rows) -> bool:
    """
    True for agencies below 'may receive this', each with a mark or none beside it, which were taken.

    Only what is plainly marked counts: a mark that says nothing ('NA', '?'), words in another column, a name that
    somebody wrote in, marks in two columns or below 'if you object' are put before a person.
    """
    if columns[0].asks not in _WHOM or any(
        c.asks in _WHOM and not _turned(i, rows) for i, c in enumerate(columns) if i
    ):
        return False
    marks = [i for i, c in enumerate(columns) if i and _are_marks(c, [row[i] for row in rows])]
    if not marks:
        return False
    draft.decided += 1
    if len(marks) > 1 or columns[marks[0]].asks == "no" or _OBJECTS.search(columns[marks[0]].text) is not None:
        draft.undecided += [_said(row) for row in rows if _said(row)]
        return True
    _put(draft, columns, marks[0], [row for row in rows if _said(row)])
    return True


def _turned(index: int, rows: Rows) -> bool:
    """True for marks below 'Tick if you do not agree', and not for names of those who must not be told."""
    said = [row[index] for row in rows if not row[index].blank]
    return bool(said) and all(_means(answer) is not None for answer in said)


def _said(row: tuple[Answer, ...]) -> str:
    return " | ".join(answer.text for answer in row if answer.text)


def _are_marks(column: Column, answers: list[Answer]) -> bool:
    """True for a column of marks, or one that is empty and asks for them; not for names and other words."""
    if column.asks not in ("", "signed", "yes", "no", "not_share_with"):
        return False
    asked = _ASKS_FOR_MARKS.search(column.text) is not None
    said = [a for a in answers if not a.blank or a.has_boxes]
    read = [a for a in said if a.blank or _means(a) is not None]
    short = all(a.has_boxes or len(a.text.strip()) <= _LONGEST_MARK for a in said)
    return (bool(said) or asked) and short and (asked or bool(read))


def _means(mark: Answer) -> bool | None:
    """What stands beside an agency: True for a mark or initials, False for 'No', None for anything else."""
    said = decision(mark)
    return True if said is None and (ticked(mark) or is_initials(mark.text)) else said


def _put(draft: Draft, columns: list[Column], index: int, rows: Rows) -> None:
    """The agencies with a mark are those that the head asks for; of whatever is not plain a person is asked."""
    whom, marks = columns[0], columns[index]
    key = f"consent.{whom.asks}"
    plain = [row for row in rows if _is_plain(row, index, refusing=whom.asks == "not_share_with")]
    draft.undecided += [_said(row) for row in rows if not any(row is one for one in plain)]
    chosen = [row[0] for row in plain if not row[index].blank and _means(row[index])]
    draft.headings.setdefault(key, whom.text)
    asked = _ASKS_FOR_MARKS.search(marks.text) is not None
    score = whom.means.score if asked and whom.means is not None else _CONFIRMED
    lines = [[Piece(name.text.replace("\n", " "))] for name in chosen]
    place = chosen[0].place if chosen else rows[0][0].place if rows else ""
    draft.put(draft.scoped_store(), key, Found(Answer(lines, place), whom.text, score, by_line=True))


def _is_plain(row: tuple[Answer, ...], index: int, *, refusing: bool) -> bool:
    """True for a printed agency with a mark or none, and not a word more in its row."""
    if not row[0].text or any(a.text for i, a in enumerate(row) if i not in (0, index)):
        return False
    mark = row[index]
    if mark.blank:
        return not (refusing and _WRITTEN_IN.search(row[0].text) is not None)
    return _means(mark) is True
