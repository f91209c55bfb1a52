"""
Rows of blocks: the number of a child and beside it the first of what is asked, the same question of two people.
"""

from __future__ import annotations

from collections.abc import Sequence

from intake.reader.counted_children import NUMBERED_CHILD
from intake.reader.labels import clean
from intake.reader.views import View


def heads_child(row: list[View]) -> bool:
    """True for 'Child 2' beside cells that hold a question each with their own answer: 'Present  [ ] Yes  [X] No'."""
    first, beside = row[0], [v for v in row[1:] if not v.blank]
    if NUMBERED_CHILD.fullmatch(first.text.strip(" :")) is None or not beside:
        return False
    return all(_holds_both(view) for view in beside)


def _holds_both(view: View) -> bool:
    """True for a label in a cell with its answer, or with the box for it."""
    return bool(view.parts) and all(part.label and (not part.blank or part.slot) for part in view.parts)


def ask_alike(row: Sequence[View]) -> bool:
    """True for cells that ask the same, each with its answer or room for it: 'Name Ann Kerr | Name Bo Ash'."""
    asked = {clean(view.parts[0].label) for view in row if view.parts and not view.blank}
    return len(asked) == 1 and "" not in asked and all(v.parts and v.parts[0].label for v in row)


def answers_itself(view: View) -> bool:
    """True for a cell with a label and its answer."""
    return any(part.label and not part.blank for part in view.parts)
