"""How far an agreement to share goes, and labels that only their row tells."""

from __future__ import annotations

import pytest

from intake.reader.share_scope import TRUST, scope_of
from rules.form import SURE
from tests.unit.reader.test_consent_doubts import asks_a_person
from tests.unit.reader.test_read_form import certainty, read, value
from tests.unit.reader.word_xml import answer, bold, heading, paragraph, row, run, table


@pytest.mark.requirement("E4")
@pytest.mark.parametrize(
    ("said", "agrees"),
    [
        ("all the services in the directory", True),
        ("only those agencies written below", True),
        ("nobody", False),
        ("with no one outside this school", False),
        ("all services except housing", None),
        ("Housing", None),
    ],
)
def test_how_far_a_line_agrees(said: str, *, agrees: bool | None) -> None:
    """A line that names a service, or takes one back, says nothing of how far it goes."""
    assert scope_of(said) is agrees
    assert TRUST < SURE


@pytest.mark.requirement("E4")
def test_a_scope_that_is_ticked_is_no_service_and_is_confirmed() -> None:
    """'[ ] all [X] only those below [ ] nobody': a person looks before anybody is told."""
    reading = read(
        heading("Consent"),
        paragraph(bold("It may be shared with:")),
        paragraph(run("☐ all the services in the directory  ☒ only those agencies written below  ☐ nobody")),
    )
    assert reading.form is not None
    assert reading.form.consent.share_with == ()
    assert asks_a_person(reading)


@pytest.mark.requirement("B1")
def test_labels_printed_plain_are_told_by_the_rows_that_they_make() -> None:
    """Every other cell is a question word for word, in two rows; elsewhere on the form labels are bold."""
    asked = (("Name", "Sue Fox", "Job title", "Health visitor"), ("Agency", "Weir Trust", "Telephone", "01632 960111"))
    reading = read(heading("Assessor"), table(*(row(*map(answer, cells)) for cells in asked)))
    assert value(reading, "assessor.name") == "Sue Fox"
    assert value(reading, "assessor.role") == "Health visitor"
    assert certainty(reading, "assessor.telephone") > 0
