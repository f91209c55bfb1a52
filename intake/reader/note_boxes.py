"""
Boxes of guidance: a table of one column, headed 'Guidance' or 'Notes', that ends what it says where it ends itself.

What comes behind such a box belongs to the title before it. A heading 'Guidance' outside a table has no such end.
"""

from __future__ import annotations

import re

from intake.reader.labels import clean, recognise_exactly
from intake.reader.views import View

_FOR_OFFICE = re.compile(r"\b(?:office|official|administrat\w+) use\b|\badministrator\b")
_LIMITS = re.compile(
    r"\b(?:not|never|no|nobody|keep|kept|left|leave|except|apart|only|unless|without|refus\w*|object\w*)\b|n['’]t\b",
    re.IGNORECASE,
)
_WHOM = frozenset({"share_with", "not_share_with"})
_TITLE_AND_NOTE = 2


def is_note_box(rows: list[list[View]], *, among_consent: bool = False) -> bool:
    """
    True for a table of one column with notes for whoever fills the form in, and nothing that anybody answers in.

    Among the consent, notes with a 'not' or an 'only' in them may be the family's: they are no box of guidance.
    """
    if not rows or any(len(row) != 1 or row[0].nested or row[0].marks for row in rows):
        return False
    lines = note_lines(rows)
    if len(lines) < _TITLE_AND_NOTE or not _is_title(lines[0]):
        return False
    if among_consent and any(_LIMITS.search(line) is not None for line in lines):
        return False
    parts = [part for row in rows for part in row[0].parts]
    return not any(part.slot or (part.means is not None and part.means.asks in _WHOM) for part in parts)


def note_lines(rows: list[list[View]]) -> list[str]:
    """The lines that stand in a table of one column."""
    return [text for row in rows for block in row[0].cell.paragraphs() if (text := block.text.strip())]


def _is_title(line: str) -> bool:
    """True for 'Guidance' and 'Notes for use'; what an office fills in may go on below its box."""
    means = recognise_exactly(line)
    return means is not None and means.section == "ignore" and _FOR_OFFICE.search(clean(line)) is None
