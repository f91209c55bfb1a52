"""
What the document is tidied of before it is read (stars, gaps, bold, boxes of guidance) takes no exclusion with it.

Each form agrees to sharing and names somebody who must not be told: read, or put before a person, and never permitted.
"""

from __future__ import annotations

import pytest

from intake.reader import read_form
from rules.form import SURE, leaves
from tests.unit.reader.test_read_form import FRAME
from tests.unit.reader.word_xml import answer, bold, cell, document, heading, label, paragraph, row, run, table

pytestmark = pytest.mark.requirement("E4")
AGREED = (
    heading("Consent"),
    table(
        row(label("I agree to this form being stored"), answer("Yes")),
        row(label("I agree to this form being shared"), answer("Yes")),
    ),
)


def in_bold(text: str) -> str:
    """A cell with words in bold."""
    return cell(paragraph(bold(text)))


def rows(*texts: tuple[str, ...]) -> str:
    """A table whose first row is heads."""
    return table(row(*map(label, texts[0])), *(row(*map(answer, told)) for told in texts[1:]))


FORMS = {
    "a star for a tick": [rows(("Agency", "Must not be told"), ("School", ""), ("Police", "*"))],
    "a star with a footnote": [
        table(row(label("Share with"), answer("School"))),
        table(row(label("Others"), answer("Police *"))),
        paragraph(run("* not to be told")),
    ],
    "which ones, behind a question in other words": [
        table(
            row(label("Do you object to any agency being told?"), answer("Yes")),
            row(label("Which services?"), answer("Police")),
        )
    ],
    "which ones, behind a date": [
        table(
            row(label("Is there anyone who should not see this?"), answer("Yes")),
            row(label("Date"), answer("12/05/2026")),
            row(label("Which services?"), answer("Police")),
        )
    ],
    "lists of names beside notes": [
        rows(("Agencies you may speak to", "Who must it not go to?", "Notes"), ("School", "Police", ""))
    ],
    "lists of names beside a signature": [
        rows(("Agencies you may speak to", "Who must it not go to?", "Signed"), ("School", "Police", "D Holt"))
    ],
    "an empty column before a name": [
        table(row(label("Excluded services and people"), cell(), answer("Police"))),
    ],
    "heads over names in bold": [
        table(
            row(label("Share with"), label("Services the family are against")),
            row(in_bold("School"), in_bold("Police")),
        )
    ],
    "cards in bold": [
        table(row(label("Agency"), in_bold("School")), row(label("Do not share"), answer(""))),
        paragraph(),
        table(row(label("Agency"), in_bold("Police")), row(label("Do not share"), in_bold("✓"))),
    ],
    "a name in bold behind an unknown question": [
        table(row(label("Is there anyone mum would not like us to speak to?"), in_bold("Police")))
    ],
    "written into a box of guidance": [
        table(row(cell(paragraph(bold("Guidance")), paragraph(run("The family asked that Police are left out.")))))
    ],
}


@pytest.mark.parametrize("blocks", FORMS.values(), ids=FORMS.keys())
def test_no_exclusion_is_tidied_away(blocks: list[str]) -> None:
    """The police are among those not told, or a person is asked; and nowhere surely among those told."""
    (reading,) = read_form(document(*FRAME, *AGREED, *blocks), "form.docx")
    assert reading.form is not None
    told = leaves(reading.form)
    sure = {one.field for one in reading.evidence if one.certainty >= SURE}
    refused = any(k.startswith("consent.not_share_with") and "Police" in str(v) for k, v in told.items())
    asked = any((p.field or "").startswith("consent") for p in reading.problems) or "consent.share" not in sure
    assert refused or asked
    allowed = [k for k, v in told.items() if k.startswith("consent.share_with") and "Police" in str(v)]
    assert not sure & set(allowed) or asked


def test_a_star_that_must_be_answered_is_left_out() -> None:
    """'Name *' and '* must be completed' say nothing of whom to tell."""
    stars = table(row(label("Services you agree to share with *"), answer("School")))
    (reading,) = read_form(document(*FRAME, *AGREED, stars, paragraph(run("* must be completed"))), "form.docx")
    assert reading.form is not None
    assert reading.form.consent.share_with == ("School",)
