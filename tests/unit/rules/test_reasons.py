"""Every code has its sentence for people."""

from __future__ import annotations

from enum import StrEnum

import pytest

from rules.audience import DoorReason
from rules.consent import ConsentReason
from rules.decision_cells import DecisionProblem
from rules.lifecycle import RefusalReason
from rules.limits import NoAnswerReason
from rules.reasons import ALL, HOLDS, for_referrer, sentence, what_to_do
from rules.referral import Hold
from rules.retry import GaveUpReason

CODES = (Hold, DoorReason, ConsentReason, RefusalReason, DecisionProblem, NoAnswerReason, GaveUpReason)


@pytest.mark.parametrize("code", [code for codes in CODES for code in codes])
def test_every_code_has_a_sentence(code: StrEnum) -> None:
    """Whatever a rule answers, people read a sentence that ends as one."""
    assert code in ALL
    assert sentence(code).endswith((".", "?"))
    assert str(code) not in sentence(code)
    assert for_referrer(code)


def test_no_two_kinds_of_code_share_one() -> None:
    """A code means one thing wherever it is stored."""
    values = [str(code) for codes in CODES for code in codes]
    assert len(values) == len(set(values))


@pytest.mark.parametrize("hold", Hold)
def test_every_hold_says_what_would_settle_it(hold: Hold) -> None:
    """The administrator reads what to do, the referrer reads words of their own."""
    assert what_to_do(hold).endswith(".")
    assert HOLDS[hold].to_referrer.endswith(".")


def test_a_code_without_words_still_reaches_a_person() -> None:
    """A forgotten sentence does not stop the message that somebody must look."""
    assert sentence("something_new") == "This needs a person to look at it."
    assert what_to_do("something_new") == ""
