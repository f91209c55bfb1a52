"""Every code has its sentence for people."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path

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


CHECKOUT = Path(__file__).parents[3]
ASKS_A_PERSON = {"put_before_administrator": 0, "tell_administrator": 0, "ask_for_attention": 2, "_tell": 2}
"""Calls that put something before a person, and where in them the code stands."""


def codes_in_calls() -> Iterator[str]:
    """Every code that the other packages write out in such a call."""
    for package in ("intake", "dispatch", "storage"):
        for path in sorted((CHECKOUT / package).rglob("*.py")):
            for node in ast.walk(ast.parse(path.read_text())):
                if isinstance(node, ast.Call):
                    name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
                    place = ASKS_A_PERSON.get(name, len(node.args))
                    if place < len(node.args) and isinstance(code := node.args[place], ast.Constant):
                        yield str(code.value)


def test_whatever_is_put_before_the_administrator_has_its_sentence() -> None:
    """Nobody reads only that something needs a look, where the service knows what it is."""
    used = set(codes_in_calls())
    assert used
    assert sorted(used - set(ALL)) == []
