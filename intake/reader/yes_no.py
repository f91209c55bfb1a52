"""
What a question of yes or no got for an answer: by word, box, strike-through or whatever else chose one.
"""

from __future__ import annotations

import re

from intake.reader.answers import Answer
from intake.reader.choices import is_mark
from intake.reader.document import TICKED
from intake.reader.labels import clean
from intake.reader.typed import find_yes_no

_BOXES_AS_LETTERS = re.compile(r"(?:yes|y)\W*\s+(?P<yes>[ox*✓✗√.-])\s+(?:no|n)\W*\s+(?P<no>[ox*✓✗√.-])", re.IGNORECASE)
"""'Y  x   N  o': somebody typed a letter for a box with a cross, and one for an empty box."""
_EMPTY = frozenset("o.-")
_INITIALS = re.compile(r"(?:[A-Z]\.? ?){2,4}")
_LONGEST_INITIALS = len("A. B. C. D. ")
_NO_INITIALS = frozenset(
    {"no", "na", "nk", "tbc", "tba", "yes", "ok", "dk", "xx", "ref", "dna", "wh", "dec", "nya", "nd", "not", "nc", "ns"}
)


def is_initials(text: str) -> bool:
    """True for initials, with which some tick a box."""
    text = text.strip()
    if len(text) > _LONGEST_INITIALS:
        return False
    return _INITIALS.fullmatch(text) is not None and clean(text).replace(" ", "") not in _NO_INITIALS


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
    typed = _BOXES_AS_LETTERS.fullmatch(answer.text.strip())
    if typed is not None:
        return _of_letters(typed["yes"].lower(), typed["no"].lower())
    read = find_yes_no(answer.text)
    return (read.value, read.trust) if read is not None else (None, 1.0)


def _of_letters(yes: str, no: str) -> tuple[bool | None, float]:
    if (yes in _EMPTY) == (no in _EMPTY):
        return None, 1.0 if yes in _EMPTY else 0.5
    return no in _EMPTY, 0.9


def ticked(answer: Answer) -> bool:
    """True if a cell that only can be ticked was."""
    if any(p.kind == TICKED for line in answer.lines for p in line):
        return True
    text = answer.text.strip().lower()
    return is_mark(text) or text in ("yes", "y")
