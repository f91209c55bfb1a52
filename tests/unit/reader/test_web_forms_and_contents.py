"""Web forms sent back as a list of questions, lists of contents, and titles down the side of signatures."""

from __future__ import annotations

import pytest

from intake.reader.labels import recognise
from tests.unit.reader.test_read_form import read, value
from tests.unit.reader.word_xml import answer, bold, heading, label, lines, paragraph, row, run, table

_COLOURED = '<w:color w:val="777777"/>'


def told(question: str, said: str) -> str:
    """A bold question, and the answer in a paragraph below it."""
    return paragraph(bold(question)) + paragraph(run(said))


@pytest.mark.requirement("E4")
def test_you_who_ask_for_help_fill_the_form_in() -> None:
    """'You, the person asking for help for a family' is no list of what is asked for."""
    reading = read(
        heading("Page 1 of 6 - You, the person asking for help with or for a family"),
        told("Your first name and last name", "Bo Fell"),
        told("Your job title", "Health visitor"),
        told("Your telephone number", "01632 960105"),
    )
    assert value(reading, "assessor.name") == "Bo Fell"
    assert value(reading, "assessor.telephone") == "01632 960105"
    assert value(reading, "child.telephone") is None


@pytest.mark.requirement("E4")
def test_an_example_in_grey_behind_a_question_is_no_answer() -> None:
    """'For example 27 3 2019' in another colour below the words of the question, which is answered below that."""
    reading = read(
        paragraph(bold("NHS number"), run("\n"), run("For example 999 123 4567", _COLOURED)),
        *lines("999 718 8209"),
        paragraph(bold("Ethnicity")),
    )
    assert value(reading, "child.nhs_number") == "9997188209"


@pytest.mark.requirement("E4")
def test_a_line_with_a_colon_over_a_table_is_its_title() -> None:
    """'Actions you added:' over a table is no more of the answer above it."""
    reading = read(
        told("Who will be the lead practitioner?", "Bo Fell"),
        *lines("Actions you added:"),
        table(row(*map(label, ("What will be done", "Who", "When by"))), row(*map(answer, ("Call", "Jo", "May")))),
    )
    assert value(reading, "lead_professional.name") == "Bo Fell"
    assert value(reading, "actions[0].action") == "Call"


@pytest.mark.requirement("E4")
@pytest.mark.parametrize(("said", "shares"), [("Yes", True), ("No", False)])
def test_an_agreement_that_names_services_is_answered_below_it(said: str, *, shares: bool) -> None:
    """'The parent agrees that this can be shared with other services' over a Yes or a No."""
    reading = read(
        heading("Consent"),
        told("The parent or carer agrees that this information can be stored by the council", "Yes"),
        told("The parent or carer agrees that this information can be shared with other services", said),
        told("Is there any agency you would not like us to speak to?", "Housing Benefit office"),
        told("I have checked this form with the parent or carer. Date signed by practitioner", "11/02/2026"),
    )
    assert value(reading, "consent.share") is shares
    assert value(reading, "consent.store") is True
    assert value(reading, "consent.not_share_with[0]") == "Housing Benefit office"
    assert str(value(reading, "consent.assessor_signed_on")) == "2026-02-11"


@pytest.mark.requirement("E4")
@pytest.mark.parametrize(
    ("asked", "about"),
    [
        ("What language does the child mainly hear or use?", "first_language"),
        ("Do any family members have particular requirements we should plan for?", "requirements"),
        ("What has the child said, or shown us, about how they feel?", "comment"),
    ],
)
def test_whole_questions_are_known_by_their_words(asked: str, about: str) -> None:
    """Questions of web forms, in nobody's words before."""
    means = recognise(asked)
    assert means is not None
    assert means.asks == about


@pytest.mark.requirement("E4")
def test_a_list_of_contents_has_no_answers() -> None:
    """Titles with the numbers of pages behind a tab are left out."""
    titles = ("Part 1 Family", "Part 2 Why now", "Part 3 What happens next")
    reading = read(
        *(paragraph(run(title), "<w:r><w:tab/></w:r>", run(str(page))) for page, title in enumerate(titles, 1)),
        *(heading(title, 1) for title in titles),
    )
    assert value(reading, "home_situation") is None
    assert value(reading, "assessment.reason") == "Robin is often late for school."


@pytest.mark.requirement("E4")
@pytest.mark.parametrize("title", ["SIGN", "13 Signed"])
def test_a_title_down_the_side_of_signatures_is_a_title(title: str) -> None:
    """'SIGN' beside all rows of a table of signatures signs nothing, and with its number leaves no consent."""

    def beside(*cells: str, first: bool = False) -> str:
        merged = '<w:vMerge w:val="restart"/>' if first else "<w:vMerge/>"
        words = paragraph(bold(title)) if first else "<w:p/>"
        fill = '<w:shd w:val="clear" w:fill="D9E2F3"/>'
        return row(f"<w:tc><w:tcPr>{merged}{fill}</w:tcPr>{words}</w:tc>", *cells)

    signed = table(
        beside(label(""), label("Name in capitals"), label("Signature"), label("Date"), first=True),
        beside(label("Parent or carer"), answer("IDA NOON"), answer("I Noon"), answer("11.11.2025")),
        beside(label("Assessor"), answer("BO FELL"), answer("B Fell"), answer("12.11.2025")),
    )
    reading = read(heading("Consent"), told("I agree to it being passed between the agencies below", "Yes"), signed)
    assert str(value(reading, "consent.signed_on")) == "2025-11-11"
    assert str(value(reading, "consent.assessor_signed_on")) == "2025-11-12"


def beside_rows(title: str, *rows: tuple[str, ...]) -> str:
    """A table with *title* (blocks) in a shaded cell beside all of its rows, the first of which are heads."""
    made = []
    for number, cells in enumerate(rows):
        merged = "<w:vMerge/>" if number else '<w:vMerge w:val="restart"/>'
        fill = '<w:shd w:val="clear" w:fill="D9E2F3"/>'
        first = f"<w:tc><w:tcPr>{merged}{fill}</w:tcPr>{'<w:p/>' if number else title}</w:tc>"
        made.append(row(first, *map(answer if number else label, cells)))
    return table(*made)


@pytest.mark.requirement("E4")
def test_a_title_beside_rows_may_take_two_lines_with_small_print_below() -> None:
    """'Parents and' over 'carers', and what PR means in grey below it."""
    title = paragraph(bold("Parents and")) + paragraph(bold("carers"))
    title += paragraph(run("PR means parental responsibility.", _COLOURED))
    people = (("Name", "Relationship", "PR?"), ("Ida Noon", "Mother", "Yes"), ("Abe Noon", "Father", "No"))
    reading = read(beside_rows(title, *people))
    assert value(reading, "parents_carers[1].name") == "Abe Noon"
    assert value(reading, "parents_carers[1].parental_responsibility") is False


@pytest.mark.requirement("E4")
def test_relationships_behind_the_childs_details_are_the_family() -> None:
    """'2. Relationships' over the parents is no element of the assessment, nor is what it says of itself."""
    reading = read(
        heading("1. About the child", 1),
        told("1.1  Gender recorded at birth", "Male"),
        heading("2. Relationships", 1),
        *lines("This section repeats for each relationship held on the record."),
        heading("Parents and carers"),
        told("2.1.1  Name", "Ida Noon"),
        told("2.1.2  Relationship to subject", "Mother"),
    )
    assert value(reading, "child.sex") == "male"
    assert value(reading, "parents_carers[0].name") == "Ida Noon"
    assert value(reading, "parents_carers[0].relationship") == "Mother"
    assert value(reading, "elements.family_social_relationships.text") is None


@pytest.mark.requirement("E4")
@pytest.mark.parametrize(("said", "shares"), [("Yes", True), ("No", False)])
def test_a_question_numbered_within_its_part_is_answered_by_yes_or_no(said: str, *, shares: bool) -> None:
    """'9.2 Does the family agree to information being shared?' asks for no list of services."""
    reading = read(
        heading("9. Consent", 1),
        told("9.2  Does the family agree to information being shared with other agencies?", said),
    )
    assert value(reading, "consent.share") is shares
