"""
What is remembered while one file is read, and forgotten with it.

What somebody wrote is asked about in many places: is it a sentence of consent,
which facts of a letter stand in it? Answers must never be kept from form to
form, so that what was worked out of them is dropped when the reading ends.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import TypeVar

_MOST = 1024
_T = TypeVar("_T")
_FORGET: list[Callable[[], None]] = []


def within_reading(function: Callable[[str], _T]) -> Callable[[str], _T]:
    """Return *function*, which is pure, so that it works out each text once in a reading."""
    known = lru_cache(maxsize=_MOST)(function)
    _FORGET.append(known.cache_clear)
    return known


def forget() -> None:
    """Nothing is remembered any more of what was read; called when a reading ends, however it ends."""
    for clear in _FORGET:
        clear()
