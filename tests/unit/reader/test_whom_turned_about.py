"""Whom to tell and whom not, as questions turned about: 'Who must it not go to?', 'Which ones?' behind a sentence."""

from __future__ import annotations

import pytest

from tests.unit.reader.test_consent_doubts import asks_a_person, excluded
from tests.unit.reader.test_read_form import read, value
from tests.unit.reader.word_xml import answer, cell, check_control, heading, label, paragraph, row, run, table

_AGREED = "I agree to this form being shared with other services. Yes"


def beside(said: str, names: str) -> tuple[str, ...]:
    """A question of whom in a table, with the names beside it."""
    return heading("Consent"), paragraph(run(_AGREED)), table(row(label(said), answer(names)))


@pytest.mark.requirement("E4")
@pytest.mark.parametrize(
    "said",
    [
        "Who must it not go to?",
        "To whom should this form not be sent?",
        "Who can we not tell?",
        "Which services may it never be shown to?",
        "Agencies / people excluded by the family",
        "Anyone left out by mum",
        "Is there anyone the parent does not agree to?",
        "Are there any services that the family do not want involved?",
        "Is there anyone you would rather we left out?",
        "Services you say no to",
        "Who have you said no to?",
        "Family says no to",
        "Anyone you object to",
        "Agencies not authorised",
        "People this must be kept from",
        "Excluded agencies / persons",
        "Sharing refused with",
        "No contact to be made with",
    ],
)
def test_whom_not_to_tell(said: str) -> None:
    """Each names whom the family said no to, and permits nobody."""
    reading = read(*beside(said, "Housing\nAunt Jean"))
    assert excluded(reading) == ["Housing", "Aunt Jean"]
    assert value(reading, "consent.share_with[0]") is None


@pytest.mark.requirement("E4")
@pytest.mark.parametrize("said", ["Who can it be passed to?", "Which services may this form go to?"])
def test_whom_to_tell(said: str) -> None:
    """Each names whom the family agreed to."""
    reading = read(*beside(said, "School nurse\nPortage"))
    assert value(reading, "consent.share_with[1]") == "Portage"
    assert excluded(reading) == []


@pytest.mark.requirement("E4")
@pytest.mark.parametrize(
    "said",
    [
        "Is there anyone who does not like school?",
        "Is there anyone who does not agree with this assessment?",
        "Are there any services you are not happy with?",
    ],
)
def test_what_only_sounds_like_it_names_nobody(said: str) -> None:
    """What somebody thinks of school or of the form is about nobody who must not be told."""
    assert excluded(read(*beside(said, "Robin's brother"))) == []


@pytest.mark.requirement("E4")
def test_where_a_form_is_sent_is_no_permission() -> None:
    """'Who should this form be sent to?' asks for the way to go, whatever part it stands in."""
    reading = read(*beside("Who should this form be sent to?", "Early Help Hub"))
    assert value(reading, "consent.share_with[0]") is None or asks_a_person(reading)


@pytest.mark.requirement("E4")
def test_which_ones_behind_a_sentence_of_sharing() -> None:
    """'Which ones?' below a yes to sharing names whom; a person confirms it."""
    reading = read(*beside("Which ones?", "Portage\nQuay Practice"))
    assert value(reading, "consent.share_with[0]") == "Portage"
    assert asks_a_person(reading)


@pytest.mark.requirement("E4")
def test_which_ones_behind_a_question_of_whom_not() -> None:
    """'Which ones?' below 'Is there anyone who should not see this?' never permits those it names."""
    rows = [("Is there anyone who should not see this?", "Yes"), ("Which ones?", "Housing")]
    reading = read(
        heading("Consent"),
        paragraph(run(_AGREED)),
        table(*(row(label(said), answer(told)) for said, told in rows)),
    )
    assert value(reading, "consent.share_with[0]") is None
    assert "Housing" in excluded(reading) or asks_a_person(reading)


@pytest.mark.requirement("E4")
def test_a_yes_to_those_named_in_another_question() -> None:
    """'[X] Yes, with those in question 39' is a yes of which a person sees the limit."""
    offered = [("Yes, with those in question 39", True), ("No", False)]
    boxes = cell(paragraph(*(check_control(ticked=on) + run(f" {said}   ") for said, on in offered)))
    reading = read(
        heading("Consent"), table(row(label("Is the family content for the assessment to be shared?"), boxes))
    )
    assert value(reading, "consent.share") is True
    assert asks_a_person(reading)
