"""
What a question of yes or no got for an answer: by word, box, strike-through or whatever else chose one.
"""

from __future__ import annotations

from intake.reader.answers import Answer
from intake.reader.labels import clean
from intake.reader.typed import find_yes_no


def read_yes_no(answer: Answer) -> tuple[bool | None, float]:
    """Return what a question of yes or no got for an answer, and how sure that is; (None, 1.0) where it got none."""
    choice = answer.choice()
    if choice is not None and len(choice.options) > 1:
        chosen = {clean(c) for c in choice.chosen}
        if not chosen:
            rest = find_yes_no(choice.after) if choice.after else None
            return (rest.value, 0.7) if rest is not None else (None, choice.trust)
        said = {True if c in ("yes", "y") else False if c in ("no", "n") else None for c in chosen}
        if len(said) != 1:
            return None, 0.5
        return said.pop(), choice.trust
    if choice is not None and answer.has_boxes:
        if not choice.chosen:
            return None, 1.0
        read = find_yes_no(choice.chosen[0]) if choice.chosen[0] else None
        return (read.value, choice.trust) if read is not None else (True, 0.75)
    read = find_yes_no(answer.text)
    return (read.value, read.trust) if read is not None else (None, 1.0)
