"""
What stands side by side in the rows of a table: a name beside a table of its own, headings over small documents.
"""

from __future__ import annotations

from collections.abc import Sequence

from intake.reader.labels import clean, recognise
from intake.reader.typed import letters_left
from intake.reader.views import View, starts_bold

_LONGEST_NAME = 80
_FEWEST = 2
_SERVICES = frozenset({"service", "school", "organisation", "worker", "role"})
"""What also names a service: 'School', 'Social worker'."""
_YES_NO = frozenset({"y n", "yes no", "y or n", "yes or no"})
_MOST_LETTERS = max(map(len, _YES_NO))


def names_what_follows(view: View, row: Sequence[View]) -> bool:
    """True for a short cell beside a table in the next cell, without an answer of its own: it names the table."""
    if len(row) != _FEWEST or row[0] is not view or not row[1].nested or view.marks:
        return False
    return len(view.text) < _LONGEST_NAME and not any(part.label and not part.blank for part in view.parts)


def over_documents(heads: Sequence[View], below: Sequence[View]) -> bool:
    """True for headings of sections or domains side by side, each over a cell of labels with their answers."""
    if len(heads) < _FEWEST or len(heads) != len(below) or not all(map(_heads, heads)):
        return False
    if [v.cell.column for v in heads] != [v.cell.column for v in below]:
        return False
    filled = [v for v in below if not v.blank]
    return all(_is_document(v) for v in filled) and any(_labels(v) >= _FEWEST for v in filled)


def _heads(view: View) -> bool:
    means = view.means
    if means is None or means.asks or not (means.section or means.element):
        return False
    return view.is_label and (view.cell.shaded or starts_bold(view.cell))


def _is_document(view: View) -> bool:
    """True for a cell that begins with a label over its answer."""
    first = view.parts[0] if view.parts and not view.nested else None
    return first is not None and first.means is not None and first.means.is_field and not first.blank


def _labels(view: View) -> int:
    return sum(part.label != "" and part.means is not None for part in view.parts)


def _offers_yes_no(text: str) -> bool:
    if len(text) > _LONGEST_NAME and letters_left(text) > _MOST_LETTERS:
        return False  # an answer, mostly, which is long to clean
    return clean(text) in _YES_NO


def asked_of_each(heads: list[str]) -> list[str]:
    """'Share with' beside 'Y / N' as the two headings that others print: 'Service', 'Share with (Y / N)'."""
    if len(heads) != _FEWEST or not _offers_yes_no(heads[1]):
        return heads
    means = recognise(heads[0])
    asks = means is not None and means.asks in ("share_with", "not_share_with")
    return ["Service", f"{heads[0]} ({heads[1]})"] if asks else heads


def asks_itself(view: View) -> bool:
    """True for 'Interpreter needed' below a question across the table: a question of its own, and no service."""
    means = recognise(view.text)
    return means is not None and bool(means.asks) and means.asks not in _SERVICES
