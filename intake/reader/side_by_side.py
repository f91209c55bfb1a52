"""
What stands side by side in the rows of a table: a name beside a table of its own, headings over small documents.
"""

from __future__ import annotations

from collections.abc import Sequence

from intake.reader.labels import clean, recognise
from intake.reader.views import View, starts_bold

_LONGEST_NAME = 80
_FEWEST = 2
_YES_NO = frozenset({"y n", "yes no", "y or n", "yes or no"})


def names_what_follows(view: View, row: Sequence[View]) -> bool:
    """True for a short cell beside a table in the next cell, without an answer of its own: it names the table."""
    if len(row) != _FEWEST or row[0] is not view or not row[1].nested or view.marks:
        return False
    return len(view.text) < _LONGEST_NAME and not any(part.label and not part.blank for part in view.parts)


def over_documents(heads: Sequence[View], below: Sequence[View]) -> bool:
    """True for headings of sections or domains side by side, each over a cell of labels with their answers."""
    if len(heads) < _FEWEST or [v.cell.column for v in heads] != [v.cell.column for v in below]:
        return False
    if not all(_heads(v) for v in heads):
        return False
    filled = [v for v in below if not v.blank]
    return all(_is_document(v) for v in filled) and any(_labels(v) >= _FEWEST for v in filled)


def _heads(view: View) -> bool:
    if not view.is_label or not (starts_bold(view.cell) or view.cell.shaded):
        return False
    means = view.means
    return means is not None and not means.asks and bool(means.section or means.element)


def _is_document(view: View) -> bool:
    """True for a cell that begins with a label over its answer."""
    first = view.parts[0] if view.parts and not view.nested else None
    return first is not None and first.means is not None and first.means.is_field and not first.blank


def _labels(view: View) -> int:
    return sum(part.label != "" and part.means is not None for part in view.parts)


def asked_of_each(heads: list[str]) -> list[str]:
    """'Share with' beside 'Y / N' as the two headings that others print: 'Service', 'Share with (Y / N)'."""
    if len(heads) != _FEWEST or clean(heads[1]) not in _YES_NO:
        return heads
    means = recognise(heads[0])
    asks = means is not None and means.asks in ("share_with", "not_share_with")
    return ["Service", f"{heads[0]} ({heads[1]})"] if asks else heads
