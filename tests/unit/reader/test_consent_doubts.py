"""What speaks against an agreement to share, wherever and however the family wrote it (process, section 2.3)."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from rules.form import SURE, FormReading
from tests.unit.reader.test_read_form import certainty, read, value
from tests.unit.reader.word_xml import (
    answer,
    check_control,
    check_field,
    heading,
    label,
    lines,
    paragraph,
    row,
    run,
    table,
)

pytestmark = pytest.mark.requirement("E4")

AGREED = (
    paragraph(run("I agree to the information on this form being stored.  Yes ☒ No ☐")),
    paragraph(run("I agree to the information on this form being shared.  Yes ☒ No ☐")),
)


def agreed_and(*blocks: str) -> FormReading:
    """Read a form whose family ticked both agreements, with *blocks* below them."""
    return read(heading("Consent"), *AGREED, *blocks)


def asks_a_person(reading: FormReading) -> bool:
    """True if nobody is told before a person has looked: sharing is refused, not sure, or named among the problems."""
    if value(reading, "consent.share") is not True or certainty(reading, "consent.share") < SURE:
        return True
    return any((problem.field or "").startswith("consent") for problem in reading.problems)


def excluded(reading: FormReading) -> list[str]:
    """Whom the family said no to, as it was read."""
    assert reading.form is not None
    return list(reading.form.consent.not_share_with)


@pytest.mark.parametrize(
    "said",
    [
        "Please keep the police out of it.",
        "Mum does not want the police to be told.",
        "All services apart from the police",
        "Consent withdrawn 20/05/2026",
        "Mum rang on 20/05/2026 to withdraw her consent to sharing.",
        "Father has refused consent.",
        "I do not agree to this information being shared.",
        "Police - no",
        "Police  No",
        "Police - N.",
        "Police:\u00a0N",
        "Police—n",
        "POLİCE - DECLİNED",
        "Yes to all, bar: police",
        "Yes: School. No: Police",
        "☒ I withdraw my consent",
    ],
)
def test_words_against_it_below_the_agreement(said: str) -> None:
    """Words against it that stand below the agreement."""
    assert asks_a_person(agreed_and(*lines(said)))


@pytest.mark.parametrize("mark", ["'", "’"])
def test_words_against_it_at_the_end_of_a_long_comment(mark: str) -> None:
    """Words against it are heeded in a comment of any length, whichever apostrophe the keyboard made."""
    said = "Things at home are better than they were. " * 8 + f"We don{mark}t want this to be shared."
    assert asks_a_person(agreed_and(table(row(label("Parent's comments"), answer(said)))))


@pytest.mark.parametrize("said", ["Yes, but not the police", "Yes, except the police", "Yes to all bar the police"])
def test_a_yes_with_an_exception(said: str) -> None:
    """A yes that makes an exception."""
    assert asks_a_person(agreed_and(table(row(label("Who may we share this with?"), answer(said)))))


@pytest.mark.parametrize(
    "said", ["Yes - withdrawn 14/05/2026", "Yes, now withdrawn", "Yes (mum later changed her mind)", "Yes?"]
)
def test_a_yes_that_goes_on(said: str) -> None:
    """A yes with more behind it."""
    asked = label("I agree to the information on this form being shared")
    reading = read(heading("Consent"), table(row(asked, answer(said))))
    assert asks_a_person(reading)


@pytest.mark.parametrize(
    "question",
    [
        "I am not happy for this information to be shared",
        "I object to this information being shared",
        "I no longer agree to this information being shared",
        "I agree that this must not be shared",
        "Nothing on this form may be shared",
        "Neither parent agrees to this being shared",
        "Do you object to this information being shared?",
        "I wish to opt out of my information being shared",
        "Consent to share not obtained",
        "Are you sharing this information without consent?",
        "I agree to information being shared only if my child is at risk",
    ],
)
def test_yes_to_a_question_that_is_turned_round_is_no_agreement(question: str) -> None:
    """Yes to a question that is turned round."""
    reading = read(heading("Consent"), table(row(label(question), answer("Yes ☒ No ☐"))))
    assert value(reading, "consent.share") is not True or certainty(reading, "consent.share") < SURE


def test_the_exclusions_that_a_sentence_names_do_not_turn_it_round() -> None:
    """'must not be involved' is said of services, not of the agreement."""
    asked = "I agree to this information being shared, apart from the services that I have said must not be involved."
    reading = read(heading("Consent"), table(row(label(asked), answer("Yes ☒ No ☐"))))
    assert value(reading, "consent.share") is True
    assert certainty(reading, "consent.share") >= SURE


@pytest.mark.parametrize(
    "asked",
    [
        "Tick here if you do not want your information shared",
        "Please tick this box if you do NOT wish your information to be shared",
    ],
)
def test_a_box_to_opt_out(asked: str) -> None:
    """A ticked box to opt out; left empty it says nothing."""
    assert asks_a_person(agreed_and(*lines(asked, "☒")))
    assert not asks_a_person(agreed_and(*lines(asked, "☐")))


@pytest.mark.parametrize("box", [check_field, check_control])
def test_a_box_to_opt_out_in_a_field_or_control(box: Callable[..., str]) -> None:
    """Boxes that Word ticks say the same as typed ones."""
    asked = lines("Tick here if you do not want your information shared")
    assert asks_a_person(agreed_and(*asked, paragraph(box(ticked=True))))
    assert not asks_a_person(agreed_and(*asked, paragraph(box(ticked=False))))


@pytest.mark.parametrize(
    "heads",
    [
        ("Share", "Do not share"),
        ("Agree", "Disagree"),
        ("Consent given", "Consent withheld"),
        ("OK to share", "Not OK to share"),
        ("Include", "Exclude"),
    ],
)
def test_a_column_for_each_answer(heads: tuple[str, str]) -> None:
    """A tick says what its own column says, whatever the other services have."""
    made = table(
        row(*map(label, ("Service", *heads))),
        *(row(*map(answer, r)) for r in (("School", "X", ""), ("Police", "", "X"), ("Housing", "X", ""))),
    )
    reading = agreed_and(made)
    assert excluded(reading) == ["Police"]
    assert value(reading, "consent.share_with[0]") == "School"
    assert value(reading, "consent.share_with[1]") == "Housing"


def test_a_service_with_a_comma_in_its_name_stays_one() -> None:
    """The family agreed to one team, not to all of social care."""
    team = "Social care, disabled children’s team"
    marks = ((team, "X", ""), ("Police", "", "X"), ("Housing", "", ""))
    reading = agreed_and(
        table(row(*map(label, ("Agency", "Share", "Do not share"))), *(row(*map(answer, r)) for r in marks))
    )
    assert reading.form is not None
    assert reading.form.consent.share_with == (team,)


@pytest.mark.parametrize("left", ["", "Yes/No"])
def test_a_service_without_an_answer_is_asked_about(left: str) -> None:
    """Whether the family wants it is not known: nobody guesses."""
    rows = (("School", "Yes"), ("Police", "No"), ("Housing", left))
    reading = agreed_and(table(row(*map(label, ("Agency", "Happy to share?"))), *(row(*map(answer, r)) for r in rows)))
    assert excluded(reading) == ["Police"]
    assert asks_a_person(reading)


def test_no_written_below_share_is_a_no() -> None:
    """'No' in the column of those that may see it."""
    marks = (("School", "Yes", ""), ("Police", "No", ""), ("Housing", "", "X"))
    reading = agreed_and(
        table(row(*map(label, ("Agency", "Share", "Do not share"))), *(row(*map(answer, r)) for r in marks))
    )
    assert excluded(reading) == ["Police", "Housing"]


def test_no_opinion_is_neither() -> None:
    """A service without an opinion is in neither list."""
    heads = ("Agency", "Share", "Do not share", "No opinion")
    marks = (("School", "X", "", ""), ("Police", "", "X", ""), ("Housing", "", "", "X"))
    reading = agreed_and(table(row(*map(label, heads)), *(row(*map(answer, r)) for r in marks)))
    assert excluded(reading) == ["Police"]
    assert value(reading, "consent.share_with") == ["School"] or value(reading, "consent.share_with[0]") == "School"
    assert reading.form is not None
    assert "Housing" not in reading.form.consent.share_with
    assert not asks_a_person(reading)


@pytest.mark.parametrize("head", ["Not decided", "Undecided", "Don’t know", "To be agreed"])
def test_not_decided_is_asked_about(head: str) -> None:
    """Unlike no opinion it says that somebody has to ask."""
    marks = (("School", "X", "", ""), ("Police", "", "X", ""), ("Housing", "", "", "X"))
    reading = agreed_and(
        table(row(*map(label, ("Agency", "Share", "Do not share", head))), *(row(*map(answer, r)) for r in marks))
    )
    assert excluded(reading) == ["Police"]
    assert asks_a_person(reading)


def test_what_was_decided_not_to_be_shared_is_refused() -> None:
    """'Decided to share | Decided not to share' are no more open than 'Share | Do not share'."""
    heads = ("Service", "Decided to share", "Decided not to share")
    marks = (("School", "X", ""), ("Police", "", "X"), ("Housing", "X", ""))
    reading = agreed_and(table(row(*map(label, heads)), *(row(*map(answer, r)) for r in marks)))
    assert excluded(reading) == ["Police"]


@pytest.mark.parametrize("heads", [("Do not share", "Share"), ("Share", "Do not share")])
def test_columns_of_ticks_are_no_doubt_in_either_order(heads: tuple[str, str]) -> None:
    """Behind 'Do not share' stand, in the order of the text, 'Share' and the first service."""
    marks = {"Share": ("X", ""), "Do not share": ("", "X")}
    chosen = {"Housing": "Share", "Police": "Do not share", "School": "Share"}
    rows = [
        row(answer(name), *map(answer, marks[way] if heads[0] == "Share" else marks[way][::-1]))
        for name, way in chosen.items()
    ]
    reading = agreed_and(table(row(*map(label, ("Agency", *heads))), *rows))
    assert excluded(reading) == ["Police"]
    assert not asks_a_person(reading)


@pytest.mark.parametrize(
    "printed",
    [
        "We will not share your information without your consent unless a child is at risk.",
        "You can withdraw your consent at any time.",
        "The law may require us to share information that you did not agree to share.",
    ],
)
def test_what_every_form_prints_holds_nothing(printed: str) -> None:
    """What forms print about the law limits nothing."""
    assert not asks_a_person(agreed_and(*lines(printed)))


def test_a_worker_with_a_letter_for_a_no_signs() -> None:
    """'N Akhtar' beside 'Worker's signature' refuses nothing."""
    reading = agreed_and(table(row(label("Worker's signature"), answer("N Akhtar"))))
    assert not asks_a_person(reading)


def test_who_helps_at_present_is_no_decision_of_the_family() -> None:
    """'Still involved? No' tells of the past; the same table with 'May see this form?' is about sharing."""

    def helpers(asked: str) -> FormReading:
        heads = row(label("Agency"), label("Contact person"), label("Telephone"), label(asked))
        rows = [row(*map(answer, (name, "", "", said))) for name, said in (("School", "Yes"), ("Housing", "No"))]
        return read(heading("Services involved"), table(heads, *rows), heading("Consent"), *AGREED)

    assert not asks_a_person(helpers("Still involved?"))
    assert excluded(helpers("May be told?")) == ["Housing"]


@pytest.mark.parametrize("behind", ["Parent / carer Ada Marsh", "8.5", "Worker: print name"])
def test_a_list_of_exclusions_ends_where_people_sign(behind: str) -> None:
    """A number and whoever signs name nobody who must not be told; any other name is asked about."""
    asks = table(row(label("Who must not be told?"), answer("Uncle Rory")))
    signs = table(row(label("Signature of parent"), answer("Ada Marsh")))
    ends = agreed_and(asks, paragraph(run(behind)), signs)
    assert excluded(ends) == ["Uncle Rory"]
    assert not asks_a_person(ends)
    assert asks_a_person(agreed_and(asks, paragraph(run("Auntie Bee")), signs))


HEADS = (
    *("May be told?", "Pass on?", "Circulate to", "Does the family want them told?", "Approved", "Distribution Y/N"),
    *("Release info?", "Permission", "Copy?", "Access allowed?", "Do you mind us telling them?", "To receive it (Y/N)"),
)


def asked_of_services(head: str, *, last: bool) -> str:
    """A table of services with a yes and a no below *head*."""
    said = (("School", "Mrs Lane", "Yes"), ("Housing", "Mr Poe", "No"))
    rows = [(name, who, mark) if last else (mark, name, who) for name, who, mark in said]
    heads = ("Agency", "Worker", head) if last else (head, "Agency", "Worker")
    return table(row(*map(label, heads)), *(row(*map(answer, told)) for told in rows))


@pytest.mark.parametrize("head", HEADS)
@pytest.mark.parametrize("last", [True, False])
@pytest.mark.parametrize("section", ["Services involved", "Who should we work with?"])
def test_a_no_in_the_row_of_a_service_is_heard_or_asked_about(head: str, section: str, *, last: bool) -> None:
    """Whatever words a form has for it, and wherever the table stands."""
    reading = read(heading(section), asked_of_services(head, last=last), heading("Consent"), *AGREED)
    assert "Housing" in excluded(reading) or asks_a_person(reading)


@pytest.mark.parametrize("head", ["Still involved?", "Referral made?", "Attended?", "Consulted?", "Needed?"])
def test_a_no_to_something_else_is_no_refusal(head: str) -> None:
    """Who takes part now, and who is asked for."""
    table_of_services = asked_of_services(head, last=True)
    assert not asks_a_person(read(heading("Services involved"), table_of_services, heading("Consent"), *AGREED))


def test_a_column_among_the_services_that_asks_for_consent_is_read_and_confirmed() -> None:
    """The services stay services, and a person confirms what the column says."""
    reading = read(
        heading("Services involved"),
        asked_of_services("Can we share information with them?", last=True),
        heading("Consent"),
        *AGREED,
    )
    assert excluded(reading) == ["Housing"]
    assert asks_a_person(reading)
    assert reading.form is not None
    assert [(s.service, s.name) for s in reading.form.services] == [("School", "Mrs Lane"), ("Housing", "Mr Poe")]


LIMITS = (
    *("Only the school nurse is to know", "School only", "Not the police please", "Leave dad out of this"),
    *("Housing must stay out of it", "Yes - but only the school", "Unsure about CAMHS", "GP y / police n"),
    *("Ask me first before you share with the school", "Dad isn't to hear about this", "Yes, if dad does not get it"),
)


@pytest.mark.parametrize("said", LIMITS)
@pytest.mark.parametrize("beside", ["Comments", "Any other remarks on consent", "Notes", ""])
def test_whatever_is_written_among_the_consent_is_read_by_a_person(beside: str, said: str) -> None:
    """Beside a question that nobody understood, or alone in a line: it may take back some of the agreement."""
    block = table(row(label(beside), answer(said))) if beside else paragraph(run(said))
    assert asks_a_person(agreed_and(block))
