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
        "Please leave out",
        "Limits on sharing",
        "Please dont tell",
        "Please don´t tell",
        "Services we must keep this from:",
        "Which agencies may not have a copy of our story: " + "  ".join(f"☐ Service number {i}" for i in range(9)),
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
    ],
)
def test_promises_and_statements_are_not(line: str) -> None:
    """What a form promises and what a family ticks need nobody."""
    assert not asked(line)


@pytest.mark.requirement("E4")
@pytest.mark.parametrize(
    "line", ["Do not share with:", "Services I do not agree to", "It may not be shared with: Police"]
)
def test_a_known_question_is_asked_about_only_if_the_walk_passed_it_by(line: str) -> None:
    """Heard, it stands there without an answer; not heard, its answer may have gone elsewhere."""
    document, heard = Document([Paragraph([Piece(line)])]), Draft()
    heard.seen.add("not_share_with")
    assert unheard_exclusion(document, Draft(), AGREED)
    assert not unheard_exclusion(document, heard, AGREED)


@pytest.mark.requirement("E4")
def test_what_was_read_needs_no_guard() -> None:
    """Where services were read, or sharing is refused anyway, nothing more is asked."""
    line = "Which agencies may not have a copy of our story?"
    assert not asked(line, Form(consent=ConsentStatement(share=True, not_share_with=("Police",))))
    assert not asked(line, Form(consent=ConsentStatement(share=False)))
