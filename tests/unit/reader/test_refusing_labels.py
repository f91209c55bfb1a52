"""A label that says whom not to tell is never read as one that says whom to tell, however like it is."""

from __future__ import annotations

import re

import pytest

from intake.reader.labels import recognise
from intake.reader.vocabulary import ATTRIBUTES, QUESTIONS

pytestmark = pytest.mark.requirement("E4")
_ALLOWS = re.compile(r"\b(?:may|can|could|should|will|would|do|does|are|is|be|am|agree|happy|want)\b")
_SHORT = ("may", "can", "could", "should", "would", "do", "are")
_TO_TELL = tuple(p for table in (ATTRIBUTES, QUESTIONS) for p in table.get("share_with", ()))


def refusals(phrase: str) -> list[str]:
    """*phrase* with 'not', 'never', 'can't' where it allows."""
    found = [
        f"{phrase[: m.end()]} {no}{phrase[m.end() :]}" for m in _ALLOWS.finditer(phrase) for no in ("not", "never")
    ]
    short = {"can": "can’t"}
    said = [word for word in _SHORT if re.search(rf"\b{word}\b", phrase) is not None]
    return found + [re.sub(rf"\b{w}\b", short.get(w, f"{w}n't"), phrase, count=1) for w in said]


@pytest.mark.parametrize("phrase", _TO_TELL)
def test_a_refusal_is_no_permission(phrase: str) -> None:
    """Each phrase of the vocabulary that asks whom to tell, turned round."""
    for refusal in refusals(phrase):
        means = recognise(refusal)
        assert means is None or means.asks != "share_with", refusal


@pytest.mark.parametrize("label", ["We can’t tell", "People who can't be told", "Information can't be shared with"])
def test_what_is_like_a_permission_and_says_no(label: str) -> None:
    """It asks whom not to tell, and is not sure."""
    means = recognise(label)
    assert means is not None
    assert means.asks == "not_share_with"
    assert means.score < 0.8
