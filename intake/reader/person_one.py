"""
Tables of the family in which the child is one of the rows: 'Person 1', 'Relationship to Person 1', 'self'.

Only where no child has been named before, and one row alone is the child.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from intake.reader.answers import Column, Row
from intake.reader.labels import Label, clean, recognise

_ONE = re.compile(r"\b(?:family member|person|member)\s*(?:no\.?\s*)?(?:1|one)\b", re.IGNORECASE)
_SAYS_CHILD = re.compile(r"\b(?:the|subject|index|this|focus) (?:child|young person|baby)\b|^(?:child|subject)$")
_ITSELF = frozenset(
    {
        *("self", "subject", "subject child", "the child", "this child", "child subject", "index child", "the subject"),
        *("the young person", "this young person", "subject of assessment", "child being assessed", "him herself"),
        *("himself", "herself", "themselves", "focus child"),
    }
)
_OF_A_PARENT = frozenset({"husband", "wife", "son", "daughter", "spouse", "fiance", "my son", "my daughter"})
_NOTHING = frozenset({"n a", "na", "none", "not applicable", ""})


def counts_the_child(text: str) -> bool:
    """True for 'Relationship to Person 1', 'More about Person 1': the form counts the family, the child first."""
    return _ONE.search(text) is not None


def about_the_child(text: str) -> Label | None:
    """What 'Has PR for Person 1?' asks, if Person 1 is the child."""
    return recognise(_ONE.sub("the child", text))


def with_the_child(columns: list[Column]) -> list[Column]:
    """Columns in whose heads 'Person 1' is the child."""
    return [replace(c, means=about_the_child(c.text) or c.means) if counts_the_child(c.text) else c for c in columns]


def subject_among(made: Sequence[Row], firsts: Sequence[str], *, counted: bool) -> Row | None:
    """The one row of a family's table that is the child itself; *firsts* are the rows' first cells, None if unclear."""
    told = [row for row, first in zip(made, firsts, strict=True) if _is_itself(row, first)]
    if not told and counted and made and _relation(made[0]) in _NOTHING:
        told = [made[0]]
    others = [row for row in made if not any(row is one for one in told)]
    if any(_relation(row) in _OF_A_PARENT for row in others):
        return None  # 'self' is the mother, who tells of her husband and her daughter
    return told[0] if len(told) == 1 and (others or counted) else None


def _is_itself(row: Row, first: str) -> bool:
    return _relation(row) in _ITSELF or _SAYS_CHILD.search(clean(first)) is not None


def _relation(row: Row) -> str:
    return clean(row["relationship"].answer.text) if "relationship" in row else ""
