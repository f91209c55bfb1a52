"""Two parents side by side in one table, each half about one of them, and whom not to tell by where it may not go."""

from __future__ import annotations

import pytest

from tests.unit.reader.test_people_and_consent_in_columns import AGREED, listed
from tests.unit.reader.test_read_form import read, value
from tests.unit.reader.word_xml import answer, heading, label, row, table


@pytest.mark.requirement("B1")
def test_parents_numbered_beside_their_names() -> None:
    """'Parent/carer 1 | Ada | Parent/carer 2 | Bob' over what is asked of each: nothing of one is the other's."""
    asked = (("Relationship to child", "Mother", "Father"), ("Telephone", "", "01632 960777"))
    reading = read(
        heading("Parents and carers"),
        table(
            row(label("Parent/carer 1"), answer("Ada Kerr"), label("Parent/carer 2"), answer("Bob Kerr")),
            *[row(label(ask), answer(one), label(ask), answer(other)) for ask, one, other in asked],
        ),
    )
    assert value(reading, "parents_carers[0].name") == "Ada Kerr"
    assert value(reading, "parents_carers[0].relationship") == "Mother"
    assert value(reading, "parents_carers[1].name") == "Bob Kerr"
    assert value(reading, "parents_carers[1].relationship") == "Father"
    assert value(reading, "parents_carers[1].telephone") == "01632 960777"


@pytest.mark.requirement("E4")
def test_where_the_form_must_not_go() -> None:
    """'Anybody it must not go to' asks whom the family excludes."""
    reading = read(*AGREED, table(row(label("Anybody it must not go to"), answer("Carl Finch"))))
    assert listed(reading, "not_share_with") == ["Carl Finch"]
