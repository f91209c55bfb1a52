"""Whose an answer is where only its words tell: 'About you', 'Family address', 'Language at home – parents'."""

from __future__ import annotations

import pytest

from intake.reader import read_form
from rules.form import SURE, FormReading
from tests.unit.reader.test_read_form import FRAME, certainty, read, value
from tests.unit.reader.word_xml import (
    answer,
    cell,
    check_control,
    document,
    heading,
    label,
    paragraph,
    row,
    run,
    table,
    text_field,
)

_PROMPT = "<w:i/>"


def asked(*pairs: tuple[str, str]) -> str:
    """A table of questions, each with its answer beside it."""
    return table(*(row(label(what), answer(told)) for what, told in pairs))


def columns(heads: tuple[str, ...], *rows: tuple[str, ...]) -> str:
    """A table with a row of heads."""
    return table(row(*map(label, heads)), *(row(*map(answer, told)) for told in rows))


def begins_with(*blocks: str) -> FormReading:
    """Read a form that begins with *blocks*, before the child is told."""
    return read_form(document(heading("Early Help Assessment", 1), *blocks, *FRAME[1:]), "form.docx")[0]


@pytest.mark.requirement("E4")
def test_about_you_is_the_writer_where_a_post_is_asked_for() -> None:
    """'Job title' below 'About you' is asked of whoever fills the form in, and so was the name before it."""
    told = [
        ("Your name", "Jo Fenn"),
        ("Telephone", "01632 960118"),
        ("Job title", "Nurse"),
        ("Email", "jo@fenn.example"),
    ]
    reading = begins_with(heading("About you"), asked(*told))
    assert value(reading, "assessor.name") == "Jo Fenn"
    assert value(reading, "assessor.telephone") == "01632 960118"
    assert value(reading, "assessor.email") == "jo@fenn.example"
    assert value(reading, "child.given_names") == "Robin Lee"
    assert value(reading, "child.telephone") is None


@pytest.mark.requirement("E4")
def test_about_you_is_the_young_person_where_no_post_is_asked_for() -> None:
    """'Date of birth' below 'About you' is a young person's own."""
    told = [("Your name", "Sky Kerr"), ("Your date of birth", "3/4/2010"), ("Telephone", "01632 960118")]
    blocks = (heading("About you"), asked(*told))
    reading = read_form(document(heading("Early Help Assessment", 1), *blocks, *FRAME[3:]), "form.docx")[0]
    assert value(reading, "child.given_names") == "Sky"
    assert value(reading, "child.telephone") == "01632 960118"


@pytest.mark.requirement("E4")
def test_what_the_family_share_below_a_title_nobody_knows() -> None:
    """'Family address' and the postcode behind it are the child's, whatever stands over them."""
    told = [
        ("Family address", "9 Low Road\nBankside"),
        ("Postcode", "LU2 9ZR"),
        ("Phone for the family", "01632 960119"),
    ]
    named = asked(("Given name(s)", "Robin"), ("Family name", "Marsh"), ("Date of birth", "3/4/2015"))
    blocks = (heading("The child"), named, heading("Hearth and kin"), asked(*told))
    reading = read_form(document(heading("Early Help Assessment", 1), *blocks, *FRAME[3:]), "form.docx")[0]
    assert value(reading, "child.address") == "9 Low Road, Bankside"
    assert value(reading, "child.postcode") == "LU2 9ZR"
    assert value(reading, "child.telephone") == "01632 960119"


@pytest.mark.requirement("E4")
def test_an_address_that_is_nobodys_is_the_childs() -> None:
    """'Address' below a title nobody knows, where the child has none: a person confirms it."""
    named = asked(("Given name(s)", "Robin"), ("Family name", "Marsh"), ("Date of birth", "3/4/2015"))
    told = asked(("Address", "9 Low Road\nBankside"), ("Postcode", "LU2 9ZR"))
    blocks = (heading("The child"), named, heading("Hearth and kin"), told)
    reading = read_form(document(heading("Early Help Assessment", 1), *blocks, *FRAME[3:]), "form.docx")[0]
    assert value(reading, "child.address") == "9 Low Road, Bankside"
    assert value(reading, "child.postcode") == "LU2 9ZR"
    assert certainty(reading, "child.address") < SURE


@pytest.mark.requirement("E4")
def test_whose_language_stands_behind_a_dash() -> None:
    """'Language at home – parents' asks the parents' language: the word behind the dash is no answer."""
    asks = [("Language(s) at home – child", "English"), ("Language(s) at home – parents", "Twi")]
    cells = [cell(paragraph(run(said, "<w:b/>")), paragraph(run(told))) for said, told in asks]
    reading = read(heading("More about the child"), table(row(*cells)))
    assert value(reading, "child.first_language") == "English"
    assert value(reading, "child.parents_first_language") == "Twi"


@pytest.mark.requirement("E4")
def test_services_behind_the_lead_professional() -> None:
    """Several workers with their agencies, below a lead professional who has been named, are services."""
    reading = read(
        heading("Assessor"),
        asked(("Name", "Jo Fenn"), ("Job title", "Nurse")),
        heading("Lead professional"),
        asked(("Name", "Ann Pike"), ("Telephone", "01632 960120")),
        columns(
            ("Agency (working with the family)", "Name of worker", "Tel.", "How often seen"),
            ("GP", "Dr Obi", "01632 960121", "monthly"),
            ("Portage", "Lee Tam", "01632 960122", "weekly"),
        ),
    )
    assert value(reading, "lead_professional.name") == "Ann Pike"
    assert [value(reading, f"services[{i}].name") for i in (0, 1, 2)] == ["Dr Obi", "Lee Tam", None]
    assert value(reading, "services[1].service") == "Portage"


@pytest.mark.requirement("E4")
def test_which_service_among_the_services_is_the_service() -> None:
    """'Who | Which service | Phone' over who helps already."""
    heads = ("Who", "Which service", "Phone")
    reading = read(heading("Who is already helping"), columns(heads, ("Lee Tam", "Portage", "01632 960122")))
    assert value(reading, "services[0].name") == "Lee Tam"
    assert value(reading, "services[0].service") == "Portage"


@pytest.mark.requirement("E4")
def test_who_they_are_beside_which_service_is_a_name() -> None:
    """'Who they are | Which service | Agency / base' among the services."""
    heads = ("Who they are", "Which service", "Agency / base", "Contact number")
    told = ("Lee Tam", "Portage", "Quay Centre", "01632 960122")
    reading = read(heading("Services already involved"), columns(heads, told))
    assert value(reading, "services[0].name") == "Lee Tam"
    assert value(reading, "services[0].service") == "Portage"
    assert value(reading, "services[0].organisation") == "Quay Centre"


@pytest.mark.requirement("E4")
def test_boxes_before_their_words_two_in_a_row() -> None:
    """'[X] | Family support | [ ] | Parent group': the box stands before its words, from the first cell on."""
    offered = [("Family support", True, "Parent group", False), ("Youth club", False, "Short breaks", True)]
    rows = [
        row(
            cell(paragraph(check_control(ticked=one))),
            answer(first),
            cell(paragraph(check_control(ticked=other))),
            answer(second),
        )
        for first, one, second, other in offered
    ]
    reading = read(heading("Support requested"), table(*rows))
    assert [value(reading, f"referral.services_requested[{i}]") for i in (0, 1, 2)] == [
        "Family support",
        "Short breaks",
        None,
    ]


@pytest.mark.requirement("E4")
@pytest.mark.parametrize(("ticked", "lives"), [(False, "4 Hill End, Bankside"), (True, "1 Weir Row, Bankside")])
def test_an_address_beside_a_box_for_the_childs(*, ticked: bool, lives: str) -> None:
    """'[ ] Same as child  4 Hill End': what was written, and the child's where the box was ticked."""
    written = "" if ticked else "4 Hill End, Bankside"
    where = cell(paragraph(check_control(ticked=ticked), run(" Same as child  "), text_field(written)))
    reading = read(
        heading("Parents and carers"),
        table(
            row(label("Name"), label("Relationship"), label("Address"), label("PR")),
            row(answer("Bo Marsh"), answer("Father"), where, answer("Yes")),
        ),
    )
    named = next(i for i in range(3) if value(reading, f"parents_carers[{i}].name") == "Bo Marsh")
    assert value(reading, f"parents_carers[{named}].address") == lives


@pytest.mark.requirement("E4")
def test_italics_below_a_heading_explain_the_label_in_the_table() -> None:
    """A line in italics between 'What is going on?' and 'Reason for request' gives way to what was written."""
    reading = read(
        heading("What is going on?"),
        paragraph(run("1.1 In the words of those who came to you.", _PROMPT)),
        table(row(cell(paragraph(run("Reason for request", "<w:b/>")), paragraph(run("Robin has stopped sleeping."))))),
    )
    assert value(reading, "assessment.reason") == "Robin has stopped sleeping."
    assert certainty(reading, "assessment.reason") < SURE


@pytest.mark.requirement("E4")
def test_sexes_beside_another_choice() -> None:
    """'Is the child: [ ] male [X] female [ ] prefer to self-describe'."""
    offered = [("male", False), ("female", True), ("prefer to self-describe", False)]
    boxes = paragraph(*(check_control(ticked=on) + run(f" {said}   ") for said, on in offered))
    assert value(read(heading("Is the child:", 3), boxes), "child.sex") == "female"


@pytest.mark.requirement("E4")
@pytest.mark.parametrize("number", ["bleep 77 via switchboard", "ext. 42"])
def test_a_short_number_behind_a_switchboard(number: str) -> None:
    """Two figures are a number to ring where they are a bleep or an extension."""
    heads = ("Service", "Name", "Telephone")
    reading = read(heading("Services already involved"), columns(heads, ("Asthma clinic", "Lee Tam", number)))
    assert number in [value(reading, f"services[{i}].telephone") for i in range(3)]


@pytest.mark.requirement("E4")
@pytest.mark.parametrize(
    ("said", "path", "told"),
    [
        ("Language parents prefer", "child.parents_first_language", "Twi"),
        ("And which language do the parents speak most?", "child.parents_first_language", "Twi"),
        ("Heritage (how the family describe it)", "child.ethnicity", "White British"),
        ("Name at birth", "child.also_known_as", "Robin Hay"),
        ("Are there any special requirements we should know about?", "child.special_requirements", "A ramp, please."),
        ("Anything to plan for (diet, access, equipment)", "child.special_requirements", "A ramp, please."),
    ],
)
def test_questions_about_the_child_in_other_words(said: str, path: str, told: str) -> None:
    """Each asks what other forms ask in fewer words."""
    assert value(read(heading("More about the child"), asked((said, told))), path) == told
