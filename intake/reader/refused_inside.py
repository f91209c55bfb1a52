"""
An answer that says itself whom not to tell: 'Limits on sharing | Not to be shared with: the landlord'.

The label beside it may be in words that nobody knows; the answer is not.
"""

from __future__ import annotations

from intake.reader.answers import Answer
from intake.reader.labels import Label, recognise_exactly
from intake.reader.pieces import cut

_LONGEST = 60


def refused_inside(answer: Answer) -> tuple[str, Label, Answer] | None:
    """The question of whom not to tell that *answer* begins with, and what stands behind it; None for any other."""
    head, colon, rest = answer.text.partition(":")
    if not colon or not rest.strip() or len(head) > _LONGEST or "\n" in head:
        return None
    means = recognise_exactly(head.strip())
    if means is None or means.asks != "not_share_with":
        return None
    line = next((line for line in answer.lines if any(p.text.strip() for p in line)), [])
    end = "".join(p.text for p in line).find(":") + 1
    behind = cut(line, end, sum(len(p.text) or 1 for p in line))
    return (
        head.strip(),
        means,
        Answer([behind, *answer.lines[answer.lines.index(line) + 1 :]], answer.place, answer.slot),
    )
