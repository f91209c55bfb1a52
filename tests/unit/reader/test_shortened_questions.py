"""A question of whom not to tell that is shortened by the one before it is heard, or a person is asked (ruling 7)."""

from __future__ import annotations

import pytest

from intake.reader.answers import Answer
from intake.reader.document import Piece
from intake.reader.shortened import asks_whom_not
from intake.reader.unheard import may_exclude
from rules.form import FormReading
from tests.unit.reader.test_columns_and_wholes import table
from tests.unit.reader.test_read_form import read
from tests.unit.reader.word_xml import answer, bold, heading, paragraph, run

pytestmark = pytest.mark.requirement("E4")
_AGREED = paragraph(run("I agree to this form being shared.  Yes ☒ No ☐"))
_WHOM = paragraph(bold("Who can see it? "), run("Weir School, School nurse"))


def excluded(*blocks: str) -> tuple[str, ...]:
    """Whom a form excludes that says *blocks* of consent."""
    form = read(heading("Consent"), _AGREED, *blocks).form
    assert form is not None
    return form.consent.not_share_with


def is_asked(reading: FormReading) -> bool:
    """True if a person is asked about whom not to tell."""
    return any((p.field or "").startswith("consent.not_share_with") for p in reading.problems)


@pytest.mark.parametrize("question", ["Who can’t?", "And who shouldn’t?", "Who isn’t allowed?", "Which may not?"])
def test_beside_its_answer(question: str) -> None:
    """'Who can see it? ...', and on the next line 'Who can't? Dad'."""
    assert excluded(_WHOM, paragraph(bold(f"{question} "), run("Police, Aunt Ivy"))) == ("Police", "Aunt Ivy")


def test_over_its_answer() -> None:
    """'Who can't?' on a line of its own."""
    assert excluded(_WHOM, paragraph(bold("Who can’t?")), paragraph(run("Police"))) == ("Police",)


def test_in_a_table() -> None:
    """'Who can't?' in a cell, the answer in the one beside it."""
    rows = table((answer("Who can see it?"), answer("School nurse")), (answer("Who can’t?"), answer("Police")))
    assert excluded(rows) == ("Police",)


def test_what_is_not_understood_is_asked_about() -> None:
    """A question behind that of whom to tell, in words that nobody knows, may name whom not to."""
    for question in ("Whose noses stay out of it?", "Not on any account:"):
        reading = read(heading("Consent"), _AGREED, _WHOM, paragraph(bold(f"{question} "), run("Police, Aunt Ivy")))
        assert is_asked(reading), question


@pytest.mark.parametrize("label", ["Who can see it?", "And who may?", "If not, why not?", "Why can’t they?"])
def test_other_questions_are_not_shortened_ones(label: str) -> None:
    """Without a no, or with a reason asked for, it asks something else."""
    assert not asks_whom_not(label)


@pytest.mark.parametrize(
    ("label", "said", "may"),
    [
        ("Not to be copied in", "Police", True),
        ("Not to be copied in", "None", False),
        ("Not to be copied in", "12/03/2024", False),
        ("If not, please say why not", "He is only two", False),
        ("Anything else?", "Ask for Ivy at the desk", True),
        ("Comments", "Leave dad out of this", True),
        ("Notes", "Yes, but not the police", True),
        ("Leaflet given", "Yes", False),
        ("Initials", "A. M.", False),
        ("Name in capitals", "ADA MARSH", False),
        ("Declaration", "Discussed with [name]", False),
    ],
)
def test_words_that_may_exclude_somebody(label: str, said: str, *, may: bool) -> None:
    """Whatever is written beside what nobody understood, but for who signs and for a plain yes."""
    assert may_exclude(label, Answer([[Piece(said)]], "")) is may
