"""
Labels with a colon in them: a question asked twice, an element and its column.
"""

from __future__ import annotations

import re

from intake.reader.labels import Label, recognise, recognise_exactly

_GLOSS = re.compile(
    r"(?:your|our|my|the \w+) (?:own )?(?:views?|words|opinion|thoughts|comments?|conclusions?)\b[^.?]{0,30}",
    re.IGNORECASE,
)
_LONGEST_AGAIN = 40


def asked_twice(text: str) -> Label | None:
    """
    The meaning of a label whose words behind the colon ask the same again.

    'This child's development: how is it going?', 'Exceptions: do not share with'.
    """
    head, colon, tail = text.partition(":")
    said = tail.strip()
    if not colon or not said[:1].islower() or len(tail) >= _LONGEST_AGAIN:
        return None
    means = recognise(head.strip())
    if means is None or not means.is_field:
        return None
    if _GLOSS.fullmatch(said) is not None and recognise_exactly(head.strip()) is not None:
        return means  # 'To sum up: your view as a worker'
    again = recognise_exactly(said) if not said.endswith("?") else means
    return means if again is not None and again.asks == means.asks and (again.asks or again is means) else None


def is_column(text: str) -> bool:
    """True for 'Development: strengths': an element, and which column of it."""
    head, _, tail = text.partition(":")
    kind, about = recognise_exactly(tail.strip()), recognise_exactly(head.strip())
    return kind is not None and kind.asks in ("strengths", "needs") and about is not None and bool(about.element)
