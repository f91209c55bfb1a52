"""
One person named twice: 'Ruth Halloran' and 'R. Halloran'.
"""

from __future__ import annotations

import re

_WORD = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")
_TITLES = frozenset({"mr", "mrs", "miss", "ms", "mx", "dr", "sr", "prof", "rev"})
_FEWEST, _MOST = 2, 5


def is_same_person(one: str, other: str) -> bool:
    """True for two spellings of one name: the last words are the same, and the first, or its first letter, too."""
    mine, theirs = _names(one), _names(other)
    if not _FEWEST <= len(mine) <= _MOST or not _FEWEST <= len(theirs) <= _MOST or mine[-1] != theirs[-1]:
        return False
    first, second = mine[0], theirs[0]
    return first == second or (first[0] == second[0] and 1 in (len(first), len(second)))


def _names(text: str) -> list[str]:
    return [word for word in _WORD.findall(text.casefold()) if word not in _TITLES]
