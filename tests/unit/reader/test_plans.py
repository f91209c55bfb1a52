"""Plans of action: which column has the actions, and where the rows end."""

from __future__ import annotations

import pytest

from tests.unit.reader.test_read_form import read, value
from tests.unit.reader.word_xml import answer, bold, cell, heading, paragraph, row, table


def head(*texts: str) -> str:
    """A row of column headings."""
    return row(*(cell(paragraph(bold(text)), shaded=True) for text in texts))


def said(*texts: str, span: int = 1) -> str:
    """A row of what somebody wrote; the last cell may take several columns."""
    return row(*(answer(text) for text in texts[:-1]), answer(texts[-1], span=span))


@pytest.mark.parametrize("asks", ["What help?", "Service", "How it is to come about"])
def test_the_column_that_was_not_understood_has_the_actions(asks: str) -> None:
    """Beside outcomes, names and days it can have nothing else; the outcomes are no actions then."""
    reading = read(
        heading("Action plan"),
        table(
            head("Desired outcome", asks, "Who", "By when"),
            said("Robin is on time", "Breakfast club", "Ann Lee", "03/06/2026"),
            said("Robin sleeps", "Visits by the nurse", "Jo Day", "in June"),
        ),
    )
    assert value(reading, "actions[0].action") == "Breakfast club"
    assert value(reading, "actions[1].desired_outcome") == "Robin sleeps"
    assert value(reading, "services[0].service") is None


def test_a_question_of_the_form_ends_the_rows() -> None:
    """Two cells under five columns, the first of them a question, are no further action."""
    reading = read(
        heading("Action plan"),
        table(
            head("Action", "Who", "By when", "Outcome"),
            said("Breakfast club", "Ann Lee", "03/06/2026", "On time"),
            said("When shall we all look at this plan again?", "12 July 2026", span=3),
        ),
    )
    assert value(reading, "actions[0].action") == "Breakfast club"
    assert value(reading, "actions[1].action") is None
