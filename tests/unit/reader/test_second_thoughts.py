"""Labels in nobody's words: a guess fills what would stay empty, is never sure, and never touches consent."""

from __future__ import annotations

import pytest

from intake.reader.labels import recognise
from intake.reader.nearest import SCORE, guess
from rules.form import SURE
from tests.unit.reader.test_read_form import certainty, read, value
from tests.unit.reader.test_side_titles_and_columns import asked
from tests.unit.reader.word_xml import answer, heading, label, row, table

STORY = "Robin has not been in school since the move and sleeps very badly."


@pytest.mark.requirement("B2")
@pytest.mark.parametrize(
    ("text", "asks", "element"),
    [
        ("Strengths noticed and resilience", "strengths", ""),
        ("Things this family is good at", "strengths", ""),
        ("What we hope the plan will bring as outcomes", "outcome", ""),
        ("The way in which your child is growing – What goes well", "strengths", "child_development"),
    ],
)
def test_what_a_label_in_nobodys_words_most_likely_asks_for(text: str, asks: str, element: str) -> None:
    """The vocabulary has nothing like it, and its nearest phrases agree."""
    assert recognise(text) is None
    means = guess(text)
    assert means is not None
    assert (means.asks, means.element, means.score) == (asks, element, SCORE)


@pytest.mark.requirement("B2")
@pytest.mark.parametrize("text", ["Colour of the front door", "Ornaments", "", "12 / 4"])
def test_a_label_that_is_like_nothing_is_not_guessed(text: str) -> None:
    """Where the nearest phrases are far, or do not agree, nothing is said."""
    assert guess(text) is None


@pytest.mark.requirement("B2")
def test_a_guess_fills_what_would_stay_empty_and_is_not_sure() -> None:
    """A person confirms it: the workbook asks."""
    reading = read(heading("Summing up"), table(row(*asked("Things this family is good at", STORY))))
    assert value(reading, "conclusions.strengths") == STORY
    assert certainty(reading, "conclusions.strengths") < SURE
    assert any(problem.field == "conclusions.strengths" for problem in reading.problems)
    assert reading.form is not None
    assert not reading.form.other


@pytest.mark.requirement("B2")
def test_a_guess_takes_nothing_from_what_was_understood() -> None:
    """What the form asks in known words stays, and the guessed answer stays under its own heading."""
    reading = read(
        heading("Conclusions"),
        table(row(*asked("Strengths", "Robin draws very well.")), row(*asked("Things this family is good at", STORY))),
    )
    assert value(reading, "conclusions.strengths") == "Robin draws very well."
    assert reading.form is not None
    assert [(o.heading, o.text) for o in reading.form.other] == [("Things this family is good at", STORY)]


@pytest.mark.requirement("B2")
def test_whoever_leads_is_guessed_from_a_name_alone() -> None:
    """A story behind the same label is nobody's name."""
    asks = "Whom the team chose to be lead professional"
    named = read(heading("Meeting"), table(row(*asked(asks, "Jo Byrne"))))
    assert value(named, "lead_professional.name") == "Jo Byrne"
    assert certainty(named, "lead_professional.name") < SURE
    assert value(read(heading("Meeting"), table(row(*asked(asks, STORY)))), "lead_professional.name") is None


@pytest.mark.requirement("E4")
def test_whom_to_tell_is_never_guessed() -> None:
    """However near a label is to a question about sharing, only what is understood there counts."""
    reading = read(
        heading("Consent"),
        table(
            row(label("I agree to this form being shared"), answer("Yes")),
            row(*asked("Bodies the family let into the picture, sharing things", "Weir School, GP")),
        ),
    )
    assert reading.form is not None
    assert reading.form.consent.share_with == ()
    assert reading.form.consent.not_share_with == ()
