"""What was asked before the first of several children, boxes that are routes, 'your' signature, and other words."""

from __future__ import annotations

import datetime as dt

import pytest

from intake.reader import read_form
from intake.reader.labels import recognise
from tests.unit.reader.test_lists_side_by_side import AGREED, listed
from tests.unit.reader.test_read_form import FRAME, read, value
from tests.unit.reader.test_side_titles_and_columns import asked
from tests.unit.reader.word_xml import answer, bold, check_control, document, heading, label, paragraph, row, run, table


@pytest.mark.requirement("B1")
def test_what_was_asked_before_the_first_of_several_children_is_the_familys() -> None:
    """A surname of the family names no child, and its number is that of each."""
    first = table(row(label("Family surname"), answer("Marsh")), row(label("Reference"), answer("F-0419")))
    blocks = [heading("Early Help Assessment", 1), first]
    for number, name in enumerate(("Ada", "Ben"), 1):
        told = (("Forename", name), ("Surname", "Marsh"), ("Date of birth", f"{number}/4/2015"))
        blocks += [heading(f"Child {number}"), table(*(row(label(what), answer(said)) for what, said in told))]
    readings = read_form(document(*blocks, *FRAME[3:]), "form.docx")
    assert [value(r, "child.given_names") for r in readings] == ["Ada", "Ben"]
    assert [value(r, "child.unique_reference") for r in readings] == ["F-0419", "F-0419"]


@pytest.mark.requirement("B1")
@pytest.mark.parametrize(("marked", "route"), [(0, "panel"), (1, "single_agency"), (2, "local_meeting")])
def test_boxes_on_a_line_each_that_are_all_routes(marked: int, route: str) -> None:
    """Below a heading in any words."""
    words = ("Discuss at the Early Help Panel", "Pass to one service only", "Arrange a local family meeting")
    lines = [paragraph(check_control(ticked=i == marked), run(f" {said}")) for i, said in enumerate(words)]
    reading = read(heading("How would you like us to handle this?"), *lines)
    assert value(reading, "referral.route") == route


@pytest.mark.requirement("B1")
def test_a_meeting_and_other_boxes_are_no_route() -> None:
    """Only where every box is a route."""
    lines = [
        paragraph(check_control(ticked=i == 0), run(f" {said}"))
        for i, said in enumerate(("Family meeting", "Home visit"))
    ]
    assert value(read(heading("Who was seen, and where?"), *lines), "referral.route") is None


@pytest.mark.requirement("B1")
def test_the_date_of_your_signature_behind_that_of_a_parent() -> None:
    """'You' is whoever the form asked for 'your name'."""
    reading = read(
        heading("Person making this request"),
        table(row(label("Your name"), answer("Tom Fox")), row(label("Your job"), answer("Nurse"))),
        heading("Consent"),
        AGREED,
        table(
            row(label("Parent’s name"), answer("Ada Marsh"), label("Signature"), answer("A Marsh")),
            row(*asked("Date of parent’s signature", "14/01/2026"), *asked("Date of your signature", "15/01/2026")),
        ),
    )
    assert value(reading, "consent.signed_on") == dt.date(2026, 1, 14)
    assert value(reading, "consent.assessor_signed_on") == dt.date(2026, 1, 15)


@pytest.mark.requirement("E4")
@pytest.mark.parametrize(
    ("said", "path"),
    [
        ("People or services I have said no to", "consent.not_share_with"),
        ("Agencies the family said no to", "consent.not_share_with"),
        ("Agencies it may not go to", "consent.not_share_with"),
        ("Services we have said yes to", "consent.share_with"),
        ("Agencies it may go to", "consent.share_with"),
        ("Agencies parents wish to include", "consent.share_with"),
        ("Services Mum would like us to inform", "consent.share_with"),
    ],
)
def test_whom_the_family_said_yes_or_no_to(said: str, path: str) -> None:
    """In the part about consent."""
    reading = read(heading("Consent"), AGREED, table(row(label(said), answer("Hatch Academy"))))
    assert listed(reading, path) == ["Hatch Academy"]
    other = "consent.share_with" if "not" in path else "consent.not_share_with"
    assert not listed(reading, other)


@pytest.mark.requirement("E4")
@pytest.mark.parametrize(("said", "kept"), [("Yes", True), ("No", False)])
def test_keeping_a_copy_is_keeping_it(said: str, *, kept: bool) -> None:
    """And no copy that was handed out."""
    question = "May we keep a copy of the assessment on our records?"
    assert value(read(heading("Consent"), table(row(label(question), answer(said)))), "consent.store") is kept


@pytest.mark.requirement("E4")
def test_a_copy_that_was_given_is_no_agreement() -> None:
    """The family has one."""
    question = "I have been given a copy of the privacy notice and may keep it"
    assert value(read(heading("Consent"), table(row(label(question), answer("Yes")))), "consent.store") is None


@pytest.mark.requirement("B1")
@pytest.mark.parametrize(
    ("said", "asks", "about"),
    [
        ("Date this record was started", "date_started", ""),
        ("This request is to be considered by", "route", ""),
        ("Does anybody need any adjustments for meetings?", "requirements", ""),
        ("Does either parent have particular needs we should plan for?", "requirements", ""),
        ("Is anybody worried that a child is being significantly harmed?", "harm", ""),
        ("Language the parents use most", "first_language", "parent"),
        ("Who will be the Lead Worker?", "worker", "lead"),
        ("TAF lead’s agency", "organisation", "lead"),
        ("fCAF lead professional", "", "lead"),
        ("fCAF author", "", "assessor"),
        ("What Mum tells us", "comment", "parent"),
        ("What the child tells us", "comment", "child"),
    ],
)
def test_questions_in_other_words(said: str, asks: str, about: str) -> None:
    """What they ask, and of whom."""
    means = recognise(said)
    assert means is not None
    assert (means.asks, means.about) == (asks, about)


@pytest.mark.requirement("B1")
def test_what_a_child_tells_us_by_name() -> None:
    """The form has told before whose name it is."""
    reading = read(table(row(*asked("What Robin tells us", "I like the boats."))))
    assert value(reading, "child_comment") == "I like the boats."


@pytest.mark.requirement("B1")
@pytest.mark.parametrize("title", ["EH1: Family Assessment", "Whole Family Assessment and Plan"])
def test_an_early_help_form_that_does_not_say_so(title: str) -> None:
    """It has the elements of a common assessment all the same."""
    areas = (
        "General health",
        "Behaviour",
        "Identity",
        "Self care skills",
        "Housing",
        "Learning",
        "Speech and language",
    )
    blocks = (paragraph(bold(title)), *FRAME[1:], heading("What is life like?"))
    told = table(*(row(label(area), answer(f"All is well with {area}.")) for area in areas))
    assert read_form(document(*blocks, told, heading("Consent"), AGREED), "form.docx")[0].kind == "eha"
