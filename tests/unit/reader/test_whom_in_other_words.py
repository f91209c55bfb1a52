"""Whom to tell and whom not, asked in words of councils' own; sentences below a head that begins them."""

from __future__ import annotations

import pytest

from tests.unit.reader.test_consent_doubts import asks_a_person
from tests.unit.reader.test_read_form import read, value
from tests.unit.reader.word_xml import answer, bold, heading, label, paragraph, row, run, table

_AGREED = "I agree to this form being shared with other services. Yes"
_TELL = (
    "You may tell these people or agencies",
    "With these agencies",
    "Services I am willing for it to go to",
    "Partner agencies agreed to",
    "These services may have it",
    "List the services you agree to",
)
_NOT = (
    "But not these",
    "Services I am NOT willing for it to go to",
    "Anyone the family has asked us to keep out",
    "These may not",
    "List any service or person you do not agree to",
)


def beside(said: str, names: str) -> tuple[str, ...]:
    """A question of whom in a table, with the names beside it."""
    return heading("Consent"), paragraph(run(_AGREED)), table(row(label(said), answer(names)))


@pytest.mark.requirement("E4")
@pytest.mark.parametrize("said", _TELL)
def test_whom_to_tell(said: str) -> None:
    """Each names whom the family agreed to."""
    reading = read(*beside(said, "School nurse\nPortage"))
    assert value(reading, "consent.share_with[0]") == "School nurse"
    assert value(reading, "consent.share_with[1]") == "Portage"
    assert value(reading, "consent.not_share_with[0]") is None


@pytest.mark.requirement("E4")
@pytest.mark.parametrize("said", _NOT)
def test_whom_not_to_tell(said: str) -> None:
    """Each names whom the family said no to."""
    reading = read(*beside(said, "Housing\nDad's employer"))
    assert value(reading, "consent.not_share_with[0]") == "Housing"
    assert value(reading, "consent.not_share_with[1]") == "Dad's employer"
    assert value(reading, "consent.share_with[0]") is None


@pytest.mark.requirement("E4")
@pytest.mark.parametrize("said", _TELL)
@pytest.mark.parametrize("told", ["none", "nobody", "not agreed", "only after we have spoken to Mum"])
def test_what_names_nobody_permits_nothing_by_itself(said: str, told: str) -> None:
    """A question of whom to tell that is answered by a limit or by nobody goes to a person."""
    reading = read(*beside(said, told))
    assert asks_a_person(reading) or value(reading, "consent.share_with[0]") is None


@pytest.mark.requirement("E4")
def test_whom_and_whom_not_side_by_side() -> None:
    """'With these agencies | But not these' over the names of both."""
    reading = read(
        heading("Consent"),
        paragraph(run(_AGREED)),
        table(
            row(label("With these agencies"), label("But not these")),
            row(answer("Autism Outreach\nQuay Practice"), answer("Harsey Housing")),
        ),
    )
    assert value(reading, "consent.share_with[1]") == "Quay Practice"
    assert value(reading, "consent.not_share_with[0]") == "Harsey Housing"


@pytest.mark.requirement("E4")
@pytest.mark.parametrize(("head", "shared"), [("I agree that:", True), ("I do not agree that:", False)])
def test_a_head_begins_the_sentences_below_it(head: str, *, shared: bool) -> None:
    """'I agree that: | Yes | No' over 'my family's information is shared ...'; a 'not' in it turns them round."""
    reading = read(
        heading("Agreement to sharing"),
        table(
            row(label(head), label("Yes"), label("No")),
            row(answer("my family's information is recorded and kept by the Council"), answer("X"), answer("")),
            row(answer("my family's information is shared so that we get the right help"), answer("X"), answer("")),
        ),
    )
    assert value(reading, "consent.share") is shared


@pytest.mark.requirement("E4")
def test_who_signs_is_told_by_a_column() -> None:
    """'I am the' over 'Parent', 'Young person' and 'Worker'."""
    signed = (
        ("S. Solan", "Sunita Solan", "Parent"),
        ("Priya", "Priya Solan", "Young person"),
        ("C M", "Carol Mall", "Worker"),
    )
    reading = read(
        heading("Consent"),
        paragraph(run(_AGREED)),
        table(
            row(*map(label, ("Signed", "Name in full", "I am the", "Date"))),
            *(row(*map(answer, told), answer(f"2{n}/01/26")) for n, told in enumerate(signed, 3)),
        ),
    )
    assert value(reading, "consent.signed_by") == "Sunita Solan"
    assert value(reading, "consent.signed_by_child") == "Priya Solan"
    assert str(value(reading, "consent.assessor_signed_on")) == "2026-01-25"


@pytest.mark.requirement("E4")
def test_whoever_filled_it_in_signs_beside_the_parent() -> None:
    """'Parent / carer | Date | Person completing form | Date' before whoever that is was named."""
    reading = read(
        heading("Consent"),
        paragraph(run(_AGREED)),
        table(
            row(*map(label, ("Parent / carer", "Date", "Person completing form", "Date"))),
            row(*map(answer, ("Hodan Abdi", "13/05/2026", "Lynne Castle", "14/05/2026"))),
        ),
        paragraph(bold("Person completing form")),
        table(row(label("Name"), answer("Lynne Castle")), row(label("Job title"), answer("Family Officer"))),
    )
    assert value(reading, "consent.signed_by") == "Hodan Abdi"
    assert str(value(reading, "consent.assessor_signed_on")) == "2026-05-14"
    assert value(reading, "assessor.name") == "Lynne Castle"


@pytest.mark.requirement("E4")
def test_the_day_on_which_whoever_assessed_signed() -> None:
    """'Date signed' among what is asked of the worker is not the day of the assessment."""
    reading = read(
        heading("Completed by"),
        table(
            row(label("Full name"), answer("Edward Hobb"), label("Post"), answer("SENCo")),
            row(label("Date CAF started"), answer("8/2/2026"), label("Date signed"), answer("10/02/2026")),
        ),
    )
    assert str(value(reading, "consent.assessor_signed_on")) == "2026-02-10"
