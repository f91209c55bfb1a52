"""Where a form asks whom not to involve in words that nobody knows, a person is asked (ruling 7)."""

from __future__ import annotations

import pytest

from intake.reader.document import Document, Paragraph, Piece
from intake.reader.draft import Draft
from intake.reader.guard import unheard_exclusion
from rules.form import ConsentStatement, Form

AGREED = Form(consent=ConsentStatement(share=True, signed_by="Jo Testworth"))


def asked(line: str, form: Form = AGREED) -> bool:
    """Whether a form that says *line* somewhere, and of which nothing was understood there, is put before a person."""
    return bool(unheard_exclusion(Document([Paragraph([Piece(line)])]), Draft(), form))


@pytest.mark.requirement("E4")
@pytest.mark.parametrize(
    "line",
    [
        "Which agencies may not have a copy of our story?",
        "Teams who should not be contacted by us at all",
        "Must not see it",
        "Services the household would like excluded",
    ],
)
def test_a_question_that_nobody_knows_is_asked_about(line: str) -> None:
    """Its answer may name a service that must get nothing."""
    assert asked(line)


@pytest.mark.requirement("E4")
@pytest.mark.parametrize(
    "line",
    [
        "We will not share your information with other agencies without your consent",
        "I do not agree to the sharing of information with other agencies",
        "He does not see his father, who moved away.",
        "Do not share with:",
    ],
)
def test_promises_statements_and_known_questions_are_not(line: str) -> None:
    """What a form promises, what a family ticks, and what the walk knows need nobody."""
    assert not asked(line)


@pytest.mark.requirement("E4")
def test_what_was_read_needs_no_guard() -> None:
    """Where services were read, or sharing is refused anyway, nothing more is asked."""
    line = "Which agencies may not have a copy of our story?"
    assert not asked(line, Form(consent=ConsentStatement(share=True, not_share_with=("Police",))))
    assert not asked(line, Form(consent=ConsentStatement(share=False)))
