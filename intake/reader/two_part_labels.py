"""
Labels with a colon in them: a question asked twice, an element and its column.
"""

from __future__ import annotations

from intake.reader.labels import Label, recognise, recognise_exactly

_LONGEST_AGAIN = 40


def asked_twice(text: str) -> Label | None:
    """The meaning of 'This child's development: how is it going?': the words behind the colon ask the same again."""
    head, colon, tail = text.partition(":")
    again = bool(colon) and tail.strip().endswith("?") and tail.strip()[:1].islower() and len(tail) < _LONGEST_AGAIN
    means = recognise(head.strip()) if again else None
    return means if means is not None and means.is_field else None


def is_column(text: str) -> bool:
    """True for 'Development: strengths': an element, and which column of it."""
    head, _, tail = text.partition(":")
    kind, about = recognise_exactly(tail.strip()), recognise_exactly(head.strip())
    return kind is not None and kind.asks in ("strengths", "needs") and about is not None and bool(about.element)
