"""
Tables with a row, or a column, for each child whom the form has named before: 'Child | Going well | May we share?'.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from intake.reader.answers import Answer, Column
from intake.reader.counted_children import counted_child
from intake.reader.initials import child_initialled
from intake.reader.labels import Label, recognise_area
from intake.reader.whose import child_in_heading

if TYPE_CHECKING:
    from intake.reader.draft import Draft

_FEWEST = 2
_OWN_WORDS = re.compile(r"\b(?:words?|says?|said|tells?|told|views?|wish(?:es)?|feelings?|thinks?)\b", re.IGNORECASE)


def children_in(draft: Draft, names: Sequence[str]) -> list[int]:
    """The children that *names* are, each once; empty if one of them is somebody else."""
    if len(draft.children) < _FEWEST:
        return []
    found = [_child(draft, name) for name in names]
    named = [index for index in found if index is not None]
    return named if len(set(named)) == len(names) >= _FEWEST else []


def headed_child(draft: Draft, text: str) -> int | None:
    """The child whom a column's heading names, by name, as 'Child 2' or 'Second child'; None if none of several."""
    if len(draft.children) < _FEWEST or not text:
        return None
    counted = counted_child(text)
    if counted is not None:
        return counted if counted < len(draft.children) else None
    return _child(draft, text)


def take_by_column(draft: Draft, columns: list[Column], rows: Sequence[tuple[Answer, ...]]) -> bool:
    """True for a table with a column for each of several children: 'Element | Child 1 | Child 2'; it was taken."""
    named = [headed_child(draft, column.text) for column in columns[1:]]
    children = [child for child in named if child is not None]
    if len(children) < _FEWEST or len(set(children)) < len(named):
        return False
    for child, index in zip(children, range(1, len(columns)), strict=True):
        draft.speak_of(child)
        for row in rows:
            label = row[0].text.partition("\n")[0].strip()
            if label:
                draft.pair(label, recognise_area(label), row[index])
        draft.shut()
    draft.speak_of_all()
    return True


def _child(draft: Draft, name: str) -> int | None:
    called = draft.child_called(name)
    if called is None:
        called = child_in_heading(name, draft.child_names())
    return called if called is not None else child_initialled(draft.children, name)


def _said_by_child(draft: Draft, column: Column) -> Label | None:
    """What a column asks of the child in its row: among the views, 'Comment' is what that child says."""
    means = column.means
    if means is None or means.asks != "comment" or means.about:
        return means
    if draft.section != "views" and _OWN_WORDS.search(column.text) is None:
        return means
    return replace(means, about="child")


def take_by_child(draft: Draft, columns: list[Column], rows: Sequence[tuple[Answer, ...]]) -> bool:
    """True for a table with a row for each of several children; what stands in a row was given to that child."""
    if any(column.asks in ("relationship", "pr") for column in columns):
        return False
    children = children_in(draft, [row[0].text for row in rows])
    for child, row in zip(children, rows, strict=False):
        draft.speak_of(child)
        for column, answer in zip(columns[1:], row[1:], strict=True):
            if column.text:
                draft.pair(column.text, _said_by_child(draft, column), answer)
        draft.shut()
    if children:
        draft.speak_of_all()
    return bool(children)
