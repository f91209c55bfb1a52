"""Small print within answers is left out; what somebody wrote that begins like an instruction is not."""

from __future__ import annotations

import pytest

from rules.form import SURE
from tests.unit.reader.test_more_layouts import ITALIC
from tests.unit.reader.test_read_form import certainty, read, value
from tests.unit.reader.word_xml import answer, cell, heading, label, paragraph, row, run, table

HEADS = row(label("Action"), label("Who"), label("By when"))


@pytest.mark.requirement("B1")
@pytest.mark.parametrize(
    "said",
    [
        "Put everyone in the family on the housing list",
        "Please tell the school",
        "Complete this form again when mum is ready",
    ],
)
def test_an_answer_that_begins_like_an_instruction_is_kept_and_asked_about(said: str) -> None:
    """Nothing that somebody wrote is lost."""
    reading = read(heading("Action plan"), table(HEADS, row(*map(answer, (said, "Mum", "1/7/2026")))))
    assert value(reading, "actions[0].action") == said
    assert certainty(reading, "actions[0].action") < SURE


@pytest.mark.requirement("B2")
def test_an_instruction_in_italics_is_no_answer() -> None:
    """Beside the same words of an answer it is small print."""
    printed = cell(paragraph(run("Please list all actions", ITALIC)), paragraph(run("Start a reward chart")))
    reading = read(heading("Action plan"), table(HEADS, row(printed, answer("Mum"), answer("1/7/2026"))))
    assert value(reading, "actions[0].action") == "Start a reward chart"


@pytest.mark.requirement("B2")
def test_an_instruction_in_brackets_is_no_name() -> None:
    """'(please continue on a separate sheet)' in the box for a name."""
    reading = read(heading("Assessor"), table(row(label("Name"), answer("(please continue on a separate sheet)"))))
    assert value(reading, "assessor.name") is None
