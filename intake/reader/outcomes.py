"""
Outcomes asked for again before, or behind, each action of a plan: each is that of its own actions, none of the whole.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from intake.reader.answers import Answer, Found
from intake.reader.labels import clean

if TYPE_CHECKING:
    from intake.reader.draft_state import DraftState

_WHOLE = "desired_outcomes"
_COUNTED = re.compile(r"\b(?:\d+|[a-h]|one|two|three|four|five|six)\b")


def note_outcome(draft: DraftState, label: str, answer: Answer, score: float) -> None:
    """Remember an outcome of a plan, and behind which action it was asked for."""
    behind = draft.actions[-1] if draft.actions else None
    draft.outcomes.append((behind, Found(Answer(list(answer.lines), answer.place, answer.slot), label, score)))


def outcomes_to_actions(draft: DraftState) -> None:
    """Give each action the outcome that was asked for with it, if the plan asks for one again and again."""
    asked = {_COUNTED.sub("", clean(found.label)).strip() for _, found in draft.outcomes}
    ends = [_index(draft, row) for row, _ in draft.outcomes]
    if len(ends) < 2 or len(asked) > 1 or sorted(set(ends)) != ends or ends[-1] == 0:
        return
    told = [found for _, found in draft.outcomes]
    if ends[0] == 0:
        starts, stops = ends, [*ends[1:], len(draft.actions)]
    elif ends == list(range(1, len(ends) + 1)):
        starts, stops = [0, *ends[:-1]], ends
    else:
        return
    for found, start, stop in zip(told, starts, stops, strict=True):
        for action in draft.actions[start:stop]:
            action.setdefault("desired_outcome", found)
    draft.one.pop(_WHOLE, None)
    draft.conflicts.discard(_WHOLE)
    labels = {found.label for found in told}
    draft.other[:] = [(label, answer) for label, answer in draft.other if label not in labels]


def _index(draft: DraftState, row: object) -> int:
    """How many actions there are up to *row*."""
    return next((i for i, action in enumerate(draft.actions, 1) if action is row), 0)
