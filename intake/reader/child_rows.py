"""
A row that begins a child's block: the number of the child, and beside it the first of what is asked.
"""

from __future__ import annotations

from intake.reader.draft_state import NUMBERED_CHILD
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
