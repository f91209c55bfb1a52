"""Forms that a council drew anew: boxes before sentences, halves for two parents, days under 'Target', plain titles."""

from __future__ import annotations

import pytest

from rules.form import SURE
from tests.unit.reader.test_consent_doubts import asks_a_person
from tests.unit.reader.test_read_form import certainty, read, value
from tests.unit.reader.word_xml import answer, heading, label, row, table


def columns(heads: tuple[str, ...], *rows: tuple[str, ...]) -> str:
    """A table with a row of heads."""
    return table(row(*map(label, heads)), *(row(*map(answer, told)) for told in rows))


@pytest.mark.requirement("E4")
@pytest.mark.parametrize(("said", "shared"), [("I agree", True), ("I do not agree", False)])
def test_a_typed_cross_ticks_the_sentence_behind_it(said: str, *, shared: bool) -> None:
    """A cross before 'I do not agree' is a no."""
    reading = read(
        heading("Consent"),
        table(
            row(answer("X"), answer("I agree to this form being stored.")),
            row(answer("X"), answer(f"{said} to this form being shared with other services.")),
        ),
    )
    assert value(reading, "consent.store") is True
    assert value(reading, "consent.share") is shared


@pytest.mark.requirement("E4")
def test_a_sentence_without_its_cross_is_not_agreed_to() -> None:
    """The box before it is empty."""
    sentences = ("I agree to this form being stored.", "I agree to this form being shared with other services.")
    rows = [row(answer(mark), answer(said)) for mark, said in zip(("X", ""), sentences, strict=True)]
    assert value(read(heading("Consent"), table(*rows)), "consent.share") is not True


@pytest.mark.requirement("E4")
@pytest.mark.parametrize("said", ["Yes, some of them", "Yes, but only those listed below"])
def test_a_yes_to_some_is_confirmed_by_a_person(said: str) -> None:
    """Whom it is limited to stands elsewhere."""
    asked = "Do you agree to this form being shared with other services?"
    assert asks_a_person(read(heading("Consent"), table(row(label(asked), answer(said)))))


@pytest.mark.requirement("B1")
def test_halves_of_a_table_below_the_name_of_each_parent() -> None:
    """'Mother | | Father |' over questions asked of both: nothing of one is the other's."""
    asked = (("Name", "Ada Marsh", "Tom Fox"), ("Telephone", "01632 960111", "01632 960222"))
    reading = read(
        heading("Parents and carers"),
        table(
            row(label("Mother"), answer(""), label("Father"), answer("")),
            *(row(label(what), answer(hers), label(what), answer(his)) for what, hers, his in asked),
        ),
    )
    for index, told in enumerate((("Ada Marsh", "01632 960111"), ("Tom Fox", "01632 960222"))):
        assert value(reading, f"parents_carers[{index}].name") == told[0]
        assert value(reading, f"parents_carers[{index}].telephone") == told[1]


@pytest.mark.requirement("B1")
def test_target_over_days_beside_an_outcome_is_by_when() -> None:
    """Told by what stands in the column, and so not sure."""
    heads = ("Outcome", "Action", "Who", "Target")
    plan = (("Sleeps well", "Reward chart", "Mum", "1/7/2026"), ("In school", "Breakfast club", "School", "8/7/2026"))
    reading = read(heading("Action plan"), columns(heads, *plan))
    assert value(reading, "actions[1].by_when") == "2026-07-08"
    assert certainty(reading, "actions[1].by_when") < SURE
    assert value(reading, "actions[1].desired_outcome") == "In school"


@pytest.mark.requirement("B1")
def test_the_professional_is_a_person_and_the_role_what_they_do() -> None:
    """'Professional | Role | Employer' over those who help."""
    helpers = columns(("Professional", "Role", "Employer"), ("Ann Day", "School nurse", "Weir Trust"))
    reading = read(heading("Services involved"), helpers)
    assert value(reading, "services[0].name") == "Ann Day"
    assert value(reading, "services[0].service") == "School nurse"
