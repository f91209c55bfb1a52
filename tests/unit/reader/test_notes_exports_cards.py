"""Forms with boxes of guidance, exports of case systems, and cards whose labels are as plain as their answers."""

from __future__ import annotations

import pytest

from tests.unit.reader.test_read_form import read, value
from tests.unit.reader.word_xml import answer, bold, cell, heading, label, paragraph, row, run, table

_ITALIC = "<w:i/>"


def notes(*told: str, title: str = "Guidance") -> str:
    """A shaded box of guidance."""
    return table(row(cell(paragraph(bold(title)), *(paragraph(run(t, _ITALIC)) for t in told), shaded=True)))


def asked(*pairs: tuple[str, str]) -> str:
    """A table of questions, each with its answer beside it."""
    return table(*(row(label(what), answer(told)) for what, told in pairs))


@pytest.mark.requirement("E4")
def test_what_stands_behind_a_box_of_guidance_belongs_to_the_title_before_it() -> None:
    """A box headed 'Guidance' ends where it ends."""
    reading = read(
        heading("Parents and carers"),
        notes("Include parents who live elsewhere."),
        table(
            row(*map(label, ("Name", "Relationship", "Tel."))),
            row(*map(answer, ("Ida Noon", "Mother", "01632 960101"))),
        ),
        heading("Consent to share"),
        notes("Explain the privacy notice first.", title="Notes for completion"),
        asked(("You may share it with", "School nurse"), ("Please keep it from", "Uncle Reg")),
    )
    assert value(reading, "parents_carers[0].name") == "Ida Noon"
    assert value(reading, "consent.share_with[0]") == "School nurse"
    assert value(reading, "consent.not_share_with[0]") == "Uncle Reg"


@pytest.mark.requirement("E4")
def test_a_numbered_part_for_the_practitioner_is_no_signature() -> None:
    """'Section G: Practitioner' behind the consent is a part of the form, where 'Date signed' is theirs."""
    reading = read(
        heading("Section F: Permission to share", 1),
        asked(("You may share it with", "School nurse")),
        heading("Section G: Practitioner", 1),
        asked(("Completed by", "Bo Fell"), ("Role", "Nurse"), ("Date signed by practitioner", "3/5/2026")),
    )
    assert value(reading, "assessor.name") == "Bo Fell"
    assert str(value(reading, "consent.assessor_signed_on")) == "2026-05-03"
