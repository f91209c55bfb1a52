"""Blocks for each child, families named first, shaded bars with numbers, and questions asked twice."""

from __future__ import annotations

from typing import Any

import pytest

from intake.reader import read_form
from intake.reader.labels import recognise, recognise_exactly
from intake.reader.routes import routes_in_row
from intake.reader.two_part_labels import asked_in_two
from intake.reader.typed import find_postcode
from rules.form import SURE, FormReading, leaves
from tests.unit.reader.test_read_form import FRAME, certainty, read, value
from tests.unit.reader.test_several_children import CHILDREN
from tests.unit.reader.word_xml import (
    answer,
    bold,
    cell,
    check_field,
    document,
    heading,
    label,
    paragraph,
    row,
    run,
    table,
    text_field,
)

BOXED = '<w:bdr w:val="single" w:sz="4"/>'


def told(readings: tuple[FormReading, ...], path: str) -> list[Any]:
    """What each reading has for one leaf."""
    return [leaves(r.form).get(path) if r.form is not None else None for r in readings]


def bar(number: str, title: str) -> str:
    """A shaded bar across the page: the number of a part, and its title."""
    return table(row(cell(paragraph(bold(number)), shaded=True), cell(paragraph(bold(title)), shaded=True)))


def beside(question: str, said: str) -> str:
    """A cell with a question in bold and its answer behind it."""
    return cell(paragraph(bold(f"{question} "), text_field(said)))


def child_block(number: int, given: str, born: str) -> str:
    """A table about one child, whose first row has a question beside the child's number."""
    return table(
        row(cell(paragraph(bold(f"Child {number}")), shaded=True), beside("Present", "Yes" if given else "")),
        row(beside("First name", given), beside("Surname", "Orme" if given else "")),
        row(beside("Date of birth", born), beside("Year", "")),
    )


# --- children ----------------------------------------------------------------------------------------------------


@pytest.mark.requirement("B1")
def test_a_child_whose_number_has_a_question_beside_it_begins_a_block() -> None:
    """'Child 2 | Present Yes' begins the block of the second child, and 'Yes' is nobody who was present."""
    readings = read_form(
        document(
            heading("Family CAF", 1),
            child_block(1, "Isla", "1/2/2012"),
            child_block(2, "Tam", "3/4/2016"),
            *FRAME[3:],
        ),
        "form.docx",
    )
    assert told(readings, "child.given_names") == ["Isla", "Tam"]
    assert told(readings, "assessment.people_present") == [None, None]


@pytest.mark.requirement("B1")
def test_children_in_a_table_below_your_family_are_the_subjects() -> None:
    """'Your family' begins with a table that asks of each child what is asked of no other member of the household."""
    heads = ("Child's full name", "Date of birth", "Gender", "Ethnicity", "School", "Year")
    readings = read_form(
        document(
            heading("Early Help Assessment", 1),
            heading("A: Your family"),
            table(
                row(*map(label, heads)),
                row(*map(answer, ("Isla Orme", "1/2/2012", "Girl", "White British", "Fell School", "Y9"))),
                row(*map(answer, ("Tam Orme", "3/4/2016", "Boy", "White British", "Beck School", "Y5"))),
            ),
            table(
                row(label("Family address"), answer("1 Weir Row, LU2 9ZQ"), label("Email"), answer("o@post.example"))
            ),
            *FRAME[3:],
        ),
        "form.docx",
    )
    assert told(readings, "child.given_names") == ["Isla", "Tam"]
    assert told(readings, "child.address") == ["1 Weir Row", "1 Weir Row"]
    assert told(readings, "child.email") == ["o@post.example", "o@post.example"]
    assert told(readings, "household[0].name") == [None, None]


def test_a_line_behind_the_block_of_a_child_left_empty_asks_of_all() -> None:
    """The third block was left empty: the interpreter asked for behind it is needed by the two before."""
    blocks = (child_block(1, "Isla", "1/2/2012"), child_block(2, "Tam", "3/4/2016"), child_block(3, "", ""))
    line = paragraph(bold("Is an interpreter required? "), run("Yes / "), run("No", '<w:b/><w:u w:val="single"/>'))
    readings = read_form(document(heading("Family CAF", 1), *blocks, line, *FRAME[3:]), "form.docx")
    assert told(readings, "child.interpreter_required") == [False, False]


def test_a_comment_beside_a_childs_name_among_the_views() -> None:
    """'Child | Comment' among the views: what each child says."""
    readings = read_form(
        document(
            *CHILDREN,
            heading("What the family say"),
            table(
                row(label("Child"), label("Comment")),
                row(answer("Ada"), answer("I like maths.")),
                row(answer("Ben"), answer("")),
            ),
        ),
        "family.docx",
    )
    assert told(readings, "child_comment") == ["I like maths.", None]


def test_two_children_named_on_one_line_share_it() -> None:
    """'Ada: ... Ben: ...' on one line has been told apart by nobody."""
    said = "Ada: tired in the morning. Ben: not eating."
    readings = read_form(
        document(
            *CHILDREN,
            heading("Strengths and needs"),
            table(
                row(label(""), label("Strengths"), label("Needs")),
                row(label("Children"), answer("Bright."), answer(said)),
                row(label("Parents and carers"), answer("Kind."), answer("Rest.")),
            ),
        ),
        "family.docx",
    )
    assert told(readings, "elements.child_development.needs") == [said, said]


# --- parts -------------------------------------------------------------------------------------------------------


def test_a_number_and_a_title_in_a_shaded_bar_head_what_comes_next() -> None:
    """The answer stands in a paragraph below the bar, and the plan below the next one."""
    reading = read(
        bar("5", "Why this request, and why now?"),
        paragraph(run("Robin has stopped coming to school and nobody knows why.")),
        bar("8", "What happens first"),
        table(
            row(label("Action agreed today"), label("Who"), label("By when")),
            row(answer("Ring the school"), answer("Jo"), answer("1/6/2026")),
        ),
    )
    assert value(reading, "assessment.reason") is not None
    assert value(reading, "actions[0].action") == "Ring the school"
    assert value(reading, "actions[0].who") == "Jo"


def test_a_request_for_early_help_is_the_title_of_the_form() -> None:
    """What stands below the title is no service asked for."""
    data = document(
        paragraph(bold("Request for Early Help")),
        paragraph(run("The request is completed with the family by whoever knows them best.", "<w:i/>")),
        *FRAME[1:],
    )
    assert value(read_form(data, "form.docx")[0], "referral.services_requested[0]") is None


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("Who lives where? Tell us about home", "home"),
        ("Who lives where? Ann and Bob", None),
        ("Name? Date of birth", None),
    ],
)
def test_a_question_asked_twice(text: str, asks: str | None) -> None:
    """The second half asks the same, and answers nothing."""
    means = asked_in_two(text)
    assert (means.asks if means is not None else None) == asks


# --- words -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "asks", "about"),
    [
        ("What difference will it make? (measure)", "measure", ""),
        ("Assessment started by", "", "assessor"),
        ("Name of notifier", "", "assessor"),
        ("Written with me by", "", "assessor"),
        ("Lead professional for the TAF", "", "lead"),
        ("Reason for referral. What has happened, and when?", "reason", ""),
        ("Which outcomes do you and the family want to see?", "outcome", ""),
        ("Steps agreed with the family", "action", ""),
        ("Who has the family agreed we can speak to?", "share_with", ""),
        ("People who are not to be told", "not_share_with", ""),
    ],
)
def test_what_a_label_asks(text: str, asks: str, about: str) -> None:
    """Labels in words that are put together by rules."""
    means = recognise(text)
    assert means is not None
    assert (means.asks, means.about) == (asks, about)


def test_the_brackets_say_which_question_of_a_plan_it_is() -> None:
    """Also where only the words of the vocabulary count."""
    means = recognise_exactly("What difference will it make? (measure)")
    assert means is not None
    assert means.asks == "measure"


@pytest.mark.parametrize(
    ("text", "found", "rest"),
    [("1 Weir Row, PE99 9KT", "PE99 9KT", "1 Weir Row"), ("s98 9lk", "S98 9LK", ""), ("Block B, 2nd floor", None, "")],
)
def test_a_postcode_with_letters_that_none_has(text: str, found: str | None, rest: str) -> None:
    """It has the shape of one, and is asked about."""
    read_as = find_postcode(text)
    assert (read_as.value if read_as is not None else None) == found
    if read_as is not None:
        assert read_as.rest == rest
        assert read_as.trust < SURE


# --- answers -----------------------------------------------------------------------------------------------------


@pytest.mark.requirement("E4")
def test_ticks_below_we_agree_and_we_do_not_agree() -> None:
    """Each agency goes to the list in whose column it was ticked."""
    reading = read(
        heading("Permission"),
        paragraph(run("We agree that it is shared as set out below   "), run("Yes", BOXED), run("   No")),
        table(
            row(label("Who?"), label("We agree"), label("We do not agree")),
            row(answer("Hill School"), answer("X"), answer("")),
            row(answer("Dr Ames"), answer("X"), answer("")),
            row(answer("The landlord"), answer(""), answer("X")),
        ),
    )
    assert value(reading, "consent.share_with[0]") == "Hill School"
    assert value(reading, "consent.not_share_with[0]") == "The landlord"


@pytest.mark.requirement("E4")
def test_a_statement_with_its_own_boxes_answers_none_before_it() -> None:
    """Small print on consent waits for an answer, and the next statement is not it."""
    reading = read(
        heading("Consent of the family"),
        paragraph(run("Consent is needed from an adult. It can be withdrawn at any time by ringing the team.")),
        paragraph(
            run("I consent to this form being kept by the council. Yes "),
            check_field(ticked=True),
            run("  No "),
            check_field(ticked=False),
        ),
    )
    assert value(reading, "consent.store") is True


def test_routes_with_room_between_them() -> None:
    """'Next step' offers routes, of which one has a border: no action of a plan."""
    reading = read(
        heading("Family plan"),
        paragraph(
            bold("Next step: "), run("Multi-agency panel", BOXED), run("     Direct allocation     Information only")
        ),
    )
    assert value(reading, "referral.route") == "panel"
    assert value(reading, "actions[0].action") is None
    assert routes_in_row([]) is None


def test_boxes_below_what_are_you_asking_for_are_services() -> None:
    """Where none of them is a route."""
    reading = read(
        heading("6. What are you asking for?"),
        table(
            row(
                cell(paragraph(check_field(ticked=True), run(" Youth club"))),
                cell(paragraph(check_field(ticked=False), run(" Debt advice"))),
            ),
            row(
                cell(paragraph(check_field(ticked=True), run(" Parenting class"))),
                cell(paragraph(check_field(ticked=False), run(" Play scheme"))),
            ),
        ),
    )
    assert value(reading, "referral.services_requested[0]") == "Youth club"
    assert value(reading, "referral.services_requested[1]") == "Parenting class"


def test_the_day_an_action_was_agreed_is_not_when_it_is_due() -> None:
    """'Date' beside 'By when'."""
    reading = read(
        heading("Early Help plan"),
        table(
            row(*map(label, ("Date", "Outcome wanted", "Action", "Responsible", "By when"))),
            row(*map(answer, ("3/11", "Sleep", "Buy a lamp", "Ann", "14/11/2026"))),
        ),
    )
    assert str(value(reading, "actions[0].by_when")) == "2026-11-14"


def test_agency_professional_and_base() -> None:
    """The agency is the service, the professional its worker, and the base where that worker is."""
    reading = read(
        heading("Agencies"),
        table(
            row(*map(label, ("Agency", "Professional", "Phone", "Base"))),
            row(*map(answer, ("Health visiting", "Jo Hale", "01632 960100", "Mill Clinic"))),
            row(*map(answer, ("GP", "Dr Ames", "", "Mill Surgery"))),
        ),
    )
    assert value(reading, "services[0].service") == "Health visiting"
    assert value(reading, "services[0].name") == "Jo Hale"
    assert value(reading, "services[0].organisation") == "Mill Clinic"


def test_needs_behind_the_strengths_of_the_whole() -> None:
    """'Overall, what are the strengths?' leaves the last element, and 'And the needs?' is of the whole too."""
    reading = read(
        heading("Assessment"),
        heading("Behavioural development", 3),
        paragraph(run("Calm.")),
        heading("Housing, employment and financial considerations", 3),
        paragraph(bold("Overall, what are the strengths?")),
        paragraph(run("Two kind adults.")),
        paragraph(bold("And the needs?")),
        paragraph(run("A rule about the phone.")),
    )
    assert value(reading, "conclusions.needs") == "A rule about the phone."
    assert value(reading, "elements.housing_employment_finance.needs") is None


def test_a_yes_is_no_comment_and_a_score_no_text() -> None:
    """'Have you told the family ...? [X] Yes' is closed, and '7' beside an element is a score."""
    reading = read(
        table(
            row(
                label("Have you told the family that you are asking?"),
                cell(paragraph(check_field(ticked=True), run("Yes "), check_field(ticked=False), run("No"))),
            ),
        ),
        heading("Family star"),
        table(row(label("Emotional warmth"), answer("7")), row(label("Basic care"), answer("8"))),
    )
    assert value(reading, "parent_comment") == "We would like help."
    assert value(reading, "elements.basic_care.text") is None


def test_a_key_of_four_letters_in_small_print() -> None:
    """The key decodes the children's ethnicities, and what is asked below it is asked of them."""
    key = "Ethnicity codes: WBRI White British; APKN Pakistani; MWAS White and Asian; BCRB Black Caribbean"
    readings = read_form(
        document(
            heading("Family CAF", 1),
            heading("Children in this assessment"),
            table(
                row(*map(label, ("Forename", "Surname", "DOB", "Ethnicity code"))),
                row(*map(answer, ("Isla", "Orme", "1/2/2012", "WBRI"))),
                row(*map(answer, ("Tam", "Orme", "3/4/2016", "APKN"))),
            ),
            paragraph(run(key, "<w:i/>")),
            table(row(label("Post code"), answer("LU2 9ZQ"))),
            *FRAME[3:],
        ),
        "form.docx",
    )
    assert told(readings, "child.ethnicity") == ["White British", "Pakistani"]
    assert told(readings, "child.postcode") == ["LU2 9ZQ", "LU2 9ZQ"]


def test_a_number_below_address_and_contact_number() -> None:
    """A number and no word is the number; a service alone in its row may be printed there."""
    reading = read(
        heading("Parents and carers"),
        table(
            row(*map(label, ("Full name", "Relationship", "Address and contact number"))),
            row(*map(answer, ("Ann Marsh", "Mother", "07700 900123"))),
        ),
        heading("Services"),
        table(
            row(*map(label, ("Service", "Name", "Telephone"))),
            row(*(cell(paragraph(text_field(said))) for said in ("GP", "Dr Ames", "01632 960100"))),
            row(*(cell(paragraph(text_field(said))) for said in ("Nursery", "", ""))),
        ),
    )
    assert value(reading, "parents_carers[0].telephone") == "07700 900123"
    assert value(reading, "parents_carers[0].address") is None
    if value(reading, "services[1].service") is not None:
        assert certainty(reading, "services[1].service") < SURE


def test_the_service_of_the_lead_professional() -> None:
    """'Service' behind the lead's name, below whoever assessed."""
    reading = read(
        heading("Details of the person completing this assessment"),
        table(row(label("Name"), answer("Jo Hale"), label("Service"), answer("Mill Clinic"))),
        table(row(cell(paragraph(bold("Who is the lead professional?")), shaded=True))),
        table(row(label("Name"), answer("Sam Reed"), label("Service"), answer("Hill School"))),
    )
    assert value(reading, "assessor.organisation") == "Mill Clinic"
    assert value(reading, "lead_professional.organisation") == "Hill School"
