"""
Signatures side by side: whoever signs at the head of each column, and below it the name, the signature and the day.

Either the questions stand down the side, or each cell has its own: 'Parent
(sign)' with a name in it, over 'Date' with the day.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from intake.reader.answers import Answer, Found
from intake.reader.labels import Label, recognise
from intake.reader.views import View

if TYPE_CHECKING:
    from intake.reader.draft import Draft

_KEYS = {"name": "name", "print_name": "name", "signed": "signed", "date": "on"}
_FEWEST = 2
_SURE = 0.95
Place = Callable[[int], str]


def signatures_across(draft: Draft, rows: list[list[View]], number: int, place: Place) -> int:
    """Take the signatures side by side that begin at row *number*; the number of the row after them, or *number*."""
    if draft.section != "consent" or len(rows) < number + 2:
        return number
    return _below_heads(draft, rows, number, place) or _over_days(draft, rows, number, place) or number


def _below_heads(draft: Draft, rows: list[list[View]], number: int, place: Place) -> int:
    """'(blank) | Parent | Child | Worker' over 'Name', 'Signature' and 'Date'; 0 if it is no such table."""
    heads = rows[number]
    signers = [_signer(draft, v.means or recognise(v.text)) for v in heads[1:]]
    if not heads[0].blank or len(signers) < _FEWEST or not all(signers) or len(set(signers)) < len(signers):
        return 0
    end = number + 1
    while end < len(rows) and len(rows[end]) == len(heads) and _key(rows[end][0]):
        end += 1
    keys = [_key(row[0]) for row in rows[number + 1 : end]]
    if len(keys) < _FEWEST or "on" not in keys or len(set(keys)) < len(keys):
        return 0
    draft.shut()
    draft.listing = ""
    for index, key in enumerate(keys, number + 1):
        for who, head, view in zip(signers, heads[1:], rows[index][1:], strict=True):
            _put(draft, f"sign.{who}.{key}", head.text, _answer(view, place(index)))
    return end


def _over_days(draft: Draft, rows: list[list[View]], number: int, place: Place) -> int:
    """'Parent (sign): Ann Lee | Worker (sign): Jo Day' over a row of 'Date: ...'; 0 if it is no such table."""
    above, below = rows[number], rows[number + 1]
    if len(above) < _FEWEST or len(above) != len(below) or any(len(v.parts) != 1 for v in (*above, *below)):
        return 0
    signs = [v.means for v in above]
    signers = [_signer(draft, means) for means in signs]
    if not all(signers) or len(set(signers)) < len(signers) or not any(m and m.asks == "signed" for m in signs):
        return 0
    if any(_key(v) != "on" for v in below):
        return 0
    draft.shut()
    draft.listing = ""
    for who, signed, day in zip(signers, above, below, strict=True):
        for key, view, index in (("signed", signed, number), ("on", day, number + 1)):
            part = view.parts[0]
            _put(draft, f"sign.{who}.{key}", part.label, Answer(part.lines, place(index), slot=True))
    return number + 2


def _signer(draft: Draft, means: Label | None) -> str:
    return "assessor" if means is not None and means.asks == "worker" else draft.signer_of(means)


def _key(view: View) -> str:
    """What of a signature a question asks for; '' if it asks for something else."""
    means = view.means or recognise(view.text)
    return _KEYS.get(means.asks, "") if means is not None and not view.blank else ""


def _answer(view: View, place: str) -> Answer:
    return Answer([b.pieces for b in view.cell.paragraphs() if b.pieces], place, slot=True)


def _put(draft: Draft, key: str, label: str, answer: Answer) -> None:
    draft.put(draft.one, key, Found(answer, label, _SURE))
