"""Consent by marks, and in each child's own part: only what is plainly marked counts, and for that child alone."""

from __future__ import annotations

import pytest

from intake.reader import read_form
from rules.form import SURE, FormReading
from tests.unit.reader.test_consent_doubts import AGREED, agreed_and, asks_a_person, excluded
from tests.unit.reader.test_read_form import certainty, read, value
from tests.unit.reader.word_xml import answer, document, heading, label, paragraph, row, run, table

pytestmark = pytest.mark.requirement("E4")
CHILDREN = (("Ada", "3/4/2015"), ("Ben", "5/6/2017"))
MAY, MUST_NOT = "May be shared with", "Must not be shared with"
FORM = (
    heading("Family Common Assessment"),
    heading("About this assessment"),
    table(row(label("Why is this assessment needed?"), answer("Sleep."))),
)


def columns(heads: tuple[str, ...], *rows: tuple[str, ...]) -> str:
    """A table with a row of heads."""
    return table(row(*map(label, heads)), *(row(*map(answer, told)) for told in rows))


def of_child(name: str, born: str) -> str:
    """What a child's own part asks first."""
    asked = (("Forename", name), ("Surname", "Ash"), ("Date of birth", born), ("School", "Bank Primary"))
    return table(*(row(label(what), answer(told)) for what, told in asked))


def two_children(first: str, second: str) -> tuple[FormReading, ...]:
    """Read a form with a part for each of two children, each with its own consent and one more block."""
    parts = [(heading(f"CHILD SECTION: {name} Ash"), of_child(name, born)) for name, born in CHILDREN]
    consents = [(heading("Consent", 3), *AGREED, block) for block in (first, second)]
    blocks = [block for part, consent in zip(parts, consents, strict=True) for block in (*part, *consent)]
    return read_form(document(*FORM, *blocks), "form.docx")


def permitted(reading: FormReading) -> set[str]:
    """The services that are told without a question."""
    assert reading.form is not None
    if asks_a_person(reading):
        return set()
    names = reading.form.consent.share_with
    return {n for i, n in enumerate(names) if certainty(reading, f"consent.share_with[{i}]") >= SURE}


@pytest.mark.parametrize("head", ["Cross if you object", "Tick if you do not agree", "Tick those you refuse"])
def test_a_mark_below_an_objection_permits_nobody(head: str) -> None:
    """Below 'may be shared with' it stands for the opposite: a person looks."""
    assert permitted(agreed_and(columns((MAY, head), ("School", "X"), ("Police", "")))) == set()


@pytest.mark.parametrize("mark", ["NA", "TBC", "?", "REF"])
def test_a_mark_that_says_nothing_permits_nobody(mark: str) -> None:
    """Neither its own row nor those without a mark."""
    heads = (MAY, "Initials")
    reading = agreed_and(columns(heads, ("School", "SA"), ("Police", mark), ("CAMHS", "")))
    assert asks_a_person(reading)
    assert reading.form is not None
    assert reading.form.consent.share_with == ("School",)


def test_words_beside_a_mark_are_looked_at() -> None:
    """'Police | X | only about truancy' limits what is agreed."""
    heads = (MAY, "Tick", "Comments")
    assert asks_a_person(agreed_and(columns(heads, ("School", "X", ""), ("Police", "X", "only about truancy"))))


@pytest.mark.parametrize("told", [("", "Grandad Joe"), ("Other: Grandad Joe", "")])
def test_a_name_written_into_a_list_of_exclusions_is_asked_about(told: tuple[str, str]) -> None:
    """In the column of ticks, or beside 'Other' without one."""
    assert asks_a_person(agreed_and(columns((MUST_NOT, "Tick"), ("School", "X"), told)))


@pytest.mark.parametrize(
    ("heads", "first", "second"),
    [
        ((MAY, "Tick"), (("School", "X"), ("Police", "")), (("School", ""), ("Police", "X"))),
        (("Service", "May we share? Y/N"), (("School", "Y"), ("Police", "N")), (("School", "N"), ("Police", "Y"))),
        (("Agency", "Share", "Do not share"), (("School", "X", ""), ("Police", "", "X")), (("School", "", "X"),
                                                                                      ("Police", "X", ""))),
    ],
)  # fmt: skip
def test_each_child_has_its_own_list(
    heads: tuple[str, ...], first: tuple[tuple[str, ...], ...], second: tuple[tuple[str, ...], ...]
) -> None:
    """What is agreed to in one child's part permits nothing about the other."""
    ada, ben = two_children(columns(heads, *first), columns(heads, *second))
    assert permitted(ada) <= {"School"}
    assert permitted(ben) <= {"Police"}


def test_a_signature_in_one_childs_part_is_not_sure_for_the_other() -> None:
    """Ben's part was not signed: a person asks."""
    signed = [table(row(label("Signature of parent"), answer(n), label("Date"), answer(d))) for n, d in SIGNED]
    ada, ben = two_children(*signed)
    assert value(ada, "consent.signed_by") == "Sue Ash"
    assert value(ben, "consent.signed_by") is None or certainty(ben, "consent.signed_by") < SURE


SIGNED = (("Sue Ash", "1/5/2026"), ("", ""))
HELPERS = ("Service", "Worker", "Pass on?")


@pytest.mark.parametrize(
    ("heads", "told"),
    [
        (HELPERS, ("Police", "PC Lee", "Refused by mum")),
        (HELPERS, ("Police", "PC Lee", "Family says no")),
        (HELPERS, ("Police", "PC Lee", "☐ Yes ☒ No")),
        (("Service", "Worker", "Attending meetings?"), ("Police", "PC Lee", "No, mum refuses")),
        ((*HELPERS, "Relationship with family"), ("Police", "PC Lee", "N", "none")),
    ],
)
def test_a_refusal_in_words_or_boxes_is_heard(heads: tuple[str, ...], told: tuple[str, ...]) -> None:
    """Whatever else the table tells, and whatever its column is about."""
    agreed = ("School", "Ann Day", "Y", "knows her")[: len(heads)]
    assert asks_a_person(read(heading("Services involved"), columns(heads, agreed, told), heading("Consent"), *AGREED))


@pytest.mark.parametrize(
    "said",
    [
        "Use a separate sheet for each child because dad must not see Ada's",
        "Use this form only if dad does not find out",
        "Include everyone but dad",
    ],
)
def test_a_plea_that_looks_like_an_instruction_is_asked_about(said: str) -> None:
    """It is left out as small print, and still speaks against the agreement."""
    assert asks_a_person(agreed_and(paragraph(run(said))))


@pytest.mark.parametrize(
    "asked",
    ["Name anyone to be left out", "People at this address we keep quiet about it with", "Phone first before you tell"],
)
def test_a_question_about_others_is_no_detail_of_who_signs(asked: str) -> None:
    """It names an address, a telephone or a name, and asks whom not to tell."""
    reading = agreed_and(table(row(label(asked), answer("Grandad Joe"))))
    assert "Grandad Joe" in excluded(reading) or asks_a_person(reading)


@pytest.mark.parametrize("remark", ["Not registered since the move", "Not known", "No fixed day"])
def test_a_remark_in_the_column_of_names_refuses_nobody(remark: str) -> None:
    """Nobody answers there whether a service may be told."""
    services = columns(("Service", "Name"), ("School", "Ann Day"), ("GP", remark))
    assert not asks_a_person(read(heading("Services involved"), services, heading("Consent"), *AGREED))


def test_a_refusal_that_speaks_of_a_worker_is_heard() -> None:
    """'No, the key worker upset her' is no head of a column."""
    services = columns(HELPERS, ("School", "Ann Day", "Y"), ("Police", "PC Lee", "No, the key worker upset her"))
    assert asks_a_person(read(heading("Services involved"), services, heading("Consent"), *AGREED))


def test_services_marked_by_each_parent_are_asked_about() -> None:
    """'May be shared with | Mum | Dad': whom both agree to, nobody has told."""
    assert asks_a_person(agreed_and(columns((MAY, "Mum", "Dad"), ("School", "X", ""), ("Police", "", "X"))))


def test_why_somebody_is_left_out_is_no_reason_for_the_assessment() -> None:
    """Among the consent it is read by a person."""
    reading = agreed_and(table(row(label("Reasons for leaving somebody out"), answer("Grandad Joe hit her"))))
    assert asks_a_person(reading)


def test_a_parent_behind_the_last_childs_part_is_not_sure_for_the_others() -> None:
    """Below a heading of a lower level than the part's own: it may be that child's father, and his address."""
    father = (heading("Father", 3), table(row(label("Name"), answer("Tom Fox")), row(label("Address"), answer(ROW))))
    parts = [(heading(f"CHILD SECTION: {name} Ash"), of_child(name, born)) for name, born in CHILDREN]
    ada, ben = read_form(document(*FORM, *parts[0], *parts[1], *father), "form.docx")
    assert value(ben, "parents_carers[0].address") == ROW
    assert certainty(ben, "parents_carers[0].address") >= SURE
    assert value(ada, "parents_carers[0].address") is None or certainty(ada, "parents_carers[0].address") < SURE


ROW = "9 Secret Row"
