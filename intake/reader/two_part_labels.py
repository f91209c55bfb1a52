"""
Labels of two parts: a question asked twice, on either side of a colon or in two sentences; an element and its column.
"""

from __future__ import annotations

import re
from functools import lru_cache

from intake.reader.labels import Label, recognise, recognise_exactly

_GLOSS = re.compile(
    r"(?:your|our|my|the \w+) (?:own )?(?:views?|words|opinion|thoughts|comments?|conclusions?)\b[^.?]{0,30}",
    re.IGNORECASE,
)
_SHARING = frozenset({"share_with", "not_share_with"})
_LONGEST_AGAIN, _LONGEST_THEME = 40, 4
_DASH = re.compile(r"\s[–—-]\s")
_TWO = re.compile(r"\s*(\S[^?]{3,90}\?)\s+(\S.{3,90})\s*", re.DOTALL)


def asked_twice(text: str, *, bold: bool = False) -> Label | None:
    """
    The meaning of a label whose words behind the colon ask the same again.

    'This child's development: how is it going?', 'Exceptions: do not share with', and in bold
    'To sum up: your view as a worker', which in plain print may be somebody's answer.
    """
    head, colon, tail = text.partition(":")
    said = tail.strip()
    if not colon or not said[:1].islower() or len(tail) >= _LONGEST_AGAIN:
        return None
    means = recognise(head.strip())
    if means is None or not means.is_field:
        return None
    if said.endswith("?") or (bold and _GLOSS.fullmatch(said) is not None):
        return means
    again = recognise_exactly(said) if means.asks in _SHARING else None
    return means if again is not None and again.asks == means.asks else None


@lru_cache(maxsize=1024)
def asked_in_two(text: str) -> Label | None:
    """
    Return what a line asks that asks the same in two questions; None for any other.

    'Who lives where? Tell us about home': the second half is no answer to the first.
    """
    found = _TWO.fullmatch(text) if "?" in text else None
    if found is None:
        return None
    first, second = recognise(found[1]), recognise(found[2])
    if first is None or second is None or not first.asks:
        return None
    return first if (first.asks, first.about) == (second.asks, second.about) else None


@lru_cache(maxsize=1024)
def element_of_theme(text: str) -> Label | None:
    """The element that a line names behind its theme, 'Parents: basic care and safety'; None for any other line."""
    theme, colon, tail = text.partition(":")
    if not colon or not 0 < len(theme.split()) <= _LONGEST_THEME or not tail.strip():
        return None
    over = recognise_exactly(theme.strip())
    means = recognise(tail.strip())
    if over is None or means is None or not means.element or means.asks:
        return None
    return means if over.element or over.section or over.asks == "home" else None


def is_column(text: str, mark: str = ":") -> bool:
    """True for 'Development: strengths': an element, and which column of it."""
    head, _, tail = text.partition(mark)
    kind, about = recognise_exactly(tail.strip()), recognise_exactly(head.strip())
    return kind is not None and kind.asks in ("strengths", "needs") and about is not None and bool(about.element)


@lru_cache(maxsize=1024)
def is_column_behind_dash(text: str) -> bool:
    """True for 'General health – needs': as a whole a label, though an element stands before its dash."""
    mark = _DASH.search(text)
    return mark is not None and is_column(text, mark.group(0))
