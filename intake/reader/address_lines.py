"""
The lines of an address in a narrow cell of a PDF, where a full line and one that somebody ended look alike.

"8 Mill Fold / Luddenbrook" are two lines of an address, "12 Old / Station Yard"
is one. A street's last word tells; where none does, a person is asked.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

_STREET = re.compile(
    r"\b(?:street|st|road|rd|lane|ln|avenue|ave|drive|close|rise|crescent|gardens|terrace|walk|grove|place|way|wharf|fold|"
    r"court|row|square|mews|hill|green|parade|quay|view|yard|croft|vale|gate|buildings)\.?$",
    re.IGNORECASE,
)
_OF_STREET = re.compile(
    r"(?:north|south|east|west|upper|lower|flats?|estate|house|clinic|cent(?:re|er)|surgery|practice|hospital|school|"
    r"primary|infants?|junior|academy|nursery|college|church|medical|health|community|family|children|library|station|"
    r"office|hub|industrial|business|trading|retail|park|caravan|farm)\b",
    re.IGNORECASE,
)
"""Words that go on with a street's name, as in 'Moor Road Clinic', rather than begin a line."""
_NUMBERED = re.compile(r"(?:^|[,\n]\s*)\d+\w?(?:\s+[A-Z][\w'’.-]*){2,}$")
"""A number and two words or more: '8 Mill Fold' is whole as it stands."""


def lines_told(text: str, wraps: Sequence[tuple[str, str]]) -> tuple[str, bool]:
    """Return *text* with a new line at each of *wraps* (a word, the one below it) that is one; False if in doubt."""
    sure = True
    for last, first in wraps:
        before, joint, behind = text.partition(f"{last} {first}")
        if not joint:
            continue
        before += last
        anew, told = _begins(before, first)
        sure = sure and told
        text = f"{before}{chr(10) if anew else ' '}{first}{behind}"
    return text, sure


def _begins(before: str, first: str) -> tuple[bool, bool]:
    """Whether a line of an address begins with *first* behind the words *before* it, and whether that is certain."""
    own = before.rpartition("\n")[2].rpartition(",")[2].strip()
    if _STREET.search(first) is not None and " " not in own:
        return False, False  # '12 Old / Yard'
    if _STREET.search(own) is not None and " " in own:
        follows = _OF_STREET.match(first) is not None
        return not follows, not follows
    return _NUMBERED.search(before) is not None, False
