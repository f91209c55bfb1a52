"""
Tables that ask of each service whether it may see the form, of which the walk has read fewer than there are.
"""

from __future__ import annotations

import re

from intake.reader.decisions import FEWEST_MARKED, decides_by_row, is_mark
from intake.reader.document import Document
from intake.reader.draft import Draft
from intake.reader.labels import LONGEST, recognise
from intake.reader.marked_people import says_about

_OF_PEOPLE = re.compile(r"\b(?:d\.?o\.?b|birth|born)\b", re.IGNORECASE)

_PRESENT = re.compile(
    r"(?:still |currently |now |already |actively )?involved(?: now| at present| y/?n)?\W*(?:y\W?/\W?n\W*)?"
    r"|invited(?: to (?:the )?(?:ta[cf]|meeting|review))?\W*|attend(?:s|ed|ing)\W*",
    re.IGNORECASE,
)
_REACHED = re.compile(r"\b(?:tel\w*|phone|contact|e-?mail|number|worker|name)\b", re.IGNORECASE)
_OF_SHARING = re.compile(
    r"\b(?:shar\w*|consent\w*|agree\w*|see|tell|told|happy|cop(?:y|ies)|may|can|must|should|not)\b", re.IGNORECASE
)


def unread_table(document: Document, draft: Draft) -> str | None:
    """The head of a table that seems to ask of each service whether it may see the form, if one was not read."""
    found = [head for rows in document.said.tables if (head := _decides(rows)) is not None]
    return found[-1] if len(found) > draft.decided else None


def _decides(rows: list[list[str]]) -> str | None:
    """The heads of a table, by what its cells show, that seems to ask of each service whether it may see the form."""
    if not _has_marks(rows):
        return None
    for index, row in enumerate(rows[:-1]):
        heads = _without_subjects(row)
        decides = decides_by_row(heads, rows[index + 1 :]) and not _lists_helpers(heads)
        if decides or _marks_whom(row, rows[index + 1 :]):
            return " | ".join(text for text in row if text)
    return None


def _marks_whom(heads: list[str], rows: list[list[str]]) -> bool:
    """True for 'May be shared with | Mum | Dad' over services with marks: whoever they are marked by."""
    if len(heads) < FEWEST_MARKED or not 0 < len(heads[0]) <= LONGEST:
        return False
    means = recognise(heads[0])
    if means is None or means.asks not in ("share_with", "not_share_with"):
        return False
    return sum(bool(row[0]) and any(map(is_mark, row[1:])) for row in rows if row) >= FEWEST_MARKED


def _lists_helpers(heads: list[str]) -> bool:
    """True for 'Agency | Contact | Telephone | Still involved?': who helps at present, and not who may be told."""
    asked = [head for head in heads[1:] if _PRESENT.fullmatch(head.strip()) is None]
    return len(asked) < len(heads) - 1 and any(map(_REACHED.search, asked)) and not any(map(_OF_SHARING.search, heads))


def _without_subjects(heads: list[str]) -> list[str]:
    """Heads without 'Include in this assessment?' beside dates of birth: it marks the children, and no service."""
    if not any(_OF_PEOPLE.search(head) for head in heads):
        return heads
    return ["" if index and says_about(head) else head for index, head in enumerate(heads)]


def _has_marks(rows: list[list[str]]) -> bool:
    """False for a table that asks of no services, as too few of its rows have a mark in a cell behind the first."""
    if len(rows) <= FEWEST_MARKED:
        return False
    return sum([any(map(is_mark, row[1:])) for row in rows]) >= FEWEST_MARKED
