"""Tables and lines as councils, schools and surgeries set them up themselves."""

from __future__ import annotations

import pytest

from tests.unit.reader.test_columns_and_wholes import heads, plain
from tests.unit.reader.test_columns_and_wholes import table as rows_of
from tests.unit.reader.test_read_form import certainty, read, value
from tests.unit.reader.word_xml import answer, bold, cell, heading, label, paragraph, row, run, table

ITALIC = "<w:i/>"
SHARED = paragraph(run("I agree to this being shared with other services.  Yes ☒ No ☐"))


def listed(text: str) -> str:
    """A plain item of a list."""
    return f'<w:p><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>{run(text)}</w:p>'


# --- whom to tell ----------------------------------------------------------------------------------------------------


@pytest.mark.requirement("E4")
def test_services_with_a_yes_or_a_no_below_the_sentence_that_shares() -> None:
    """No head says what the second column is: the sentence above it does."""
    reading = read(
        heading("Consent"),
        SHARED,
        rows_of(plain("School", "yes"), plain("Home-Start", "yes"), plain("Police", "no"), plain("Housing", "no")),
    )
    assert reading.form is not None
    assert reading.form.consent.share_with == ("School", "Home-Start")
    assert reading.form.consent.not_share_with == ("Police", "Housing")


@pytest.mark.requirement("E4")
def test_a_plain_no_beside_a_name_that_was_read_as_nothing_is_asked_about() -> None:
    """'Police | no' alone among the consent may be somebody whom the family does not want told."""
    reading = read(heading("Consent"), SHARED, table(row(label("Police"), answer("no"))))
    assert any("Police" in p.message and (p.field or "").startswith("consent.") for p in reading.problems)


@pytest.mark.requirement("E4")
def test_plain_yes_and_no_columns_below_the_sentence_that_shares() -> None:
    """'Agency | Yes | No | Not discussed', where the sentence above asks whether it may be shared."""
    reading = read(
        heading("Consent"),
        SHARED,
        rows_of(
            heads("Agency", "Yes", "No", "Not discussed"),
            plain("Police", "", "X", ""),
            plain("CAMHS", "X", "", ""),
            plain("Housing", "", "", "X"),
        ),
    )
    assert reading.form is not None
    assert reading.form.consent.share_with == ("CAMHS",)
    assert reading.form.consent.not_share_with == ("Police",)


@pytest.mark.requirement("E4")
def test_consent_in_the_cell_beside_its_title() -> None:
    """Several sentences, and whom not to tell, in one cell beside 'Consent'."""
    said = (
        "I agree to this form being stored.  Yes ☒ No ☐",
        "I agree to it being shared with the services named in it.  Yes ☒ No ☐",
        "Please do not share with: Ann Other",
    )
    reading = read(table(row(label("CONSENT"), cell(*(paragraph(run(text)) for text in said)))))
    assert reading.form is not None
    assert reading.form.consent.store is True
    assert reading.form.consent.share is True
    assert reading.form.consent.not_share_with == ("Ann Other",)


@pytest.mark.requirement("B1")
def test_rows_and_lines_in_which_people_sign() -> None:
    """'Name Ada Kerr' and 'Date 4/5/26' in cells of their own, which say themselves what stands in them."""
    reading = read(
        heading("Consent"),
        SHARED,
        table(
            row(label("Young person"), answer("Signed"), answer("Name Robin Marsh"), answer("Date 4/5/26")),
            row(label("Parent / carer"), answer("Signed on paper"), answer("Name Ada Marsh"), answer("Date 5/5/26")),
        ),
    )
    assert value(reading, "consent.signed_by_child") == "Robin Marsh"
    assert value(reading, "consent.signed_by") == "Ada Marsh"
    assert str(value(reading, "consent.signed_on")) == "2026-05-05"


@pytest.mark.requirement("B1")
def test_signatures_one_below_the_other_in_one_box() -> None:
    """'Parent: Ada Marsh  Date: ...' over the worker's, beside 'Signed'."""
    lines = (paragraph(run("Parent: Ada Marsh    Date: 5/5/26")), paragraph(run("Worker: Jo Byrne    Date: 6/5/26")))
    reading = read(heading("Consent"), SHARED, table(row(label("SIGNED"), cell(*lines))))
    assert value(reading, "consent.signed_by") == "Ada Marsh"
    assert str(value(reading, "consent.assessor_signed_on")) == "2026-05-06"


# --- people ----------------------------------------------------------------------------------------------------------


@pytest.mark.requirement("B1")
@pytest.mark.parametrize(
    ("first", "second"),
    [("Mother's name", "Father's name"), ("Full name of parent 1", "Full name of parent 2"), ("Name", "Name")],
)
def test_two_parents_side_by_side_without_a_heading_over_either(first: str, second: str) -> None:
    """The second 'Tel' is asked of the second parent, whoever was named last."""
    reading = read(
        heading("Parents / carers"),
        table(
            row(label(first), answer("Ada Marsh"), label(second), answer("Ben Marsh")),
            row(label("Tel"), answer("07700 900111"), label("Tel"), answer("07700 900222")),
            row(label("PR?"), answer("Yes"), label("PR?"), answer("No")),
        ),
    )
    assert reading.form is not None
    told = [(p.name, p.telephone, p.parental_responsibility) for p in reading.form.parents_carers]
    assert told == [("Ada Marsh", "07700 900111", True), ("Ben Marsh", "07700 900222", False)]


@pytest.mark.requirement("B1")
def test_name_and_relationship_asked_together_down_the_side() -> None:
    """'Full name and relationship to child' beside a parent in each column."""
    reading = read(
        heading("Parents / carers"),
        rows_of(
            heads("", "Parent/carer 1", "Parent/carer 2"),
            plain("Full name and relationship to child", "Ada Marsh, mother", "Ben Marsh (father)"),
            plain("Contact number(s)", "07700 900111", "07700 900222"),
        ),
    )
    assert reading.form is not None
    told = [(p.name, p.relationship) for p in reading.form.parents_carers]
    assert told == [("Ada Marsh", "mother"), ("Ben Marsh", "father")]


@pytest.mark.requirement("B1")
def test_a_parents_own_religion_is_not_the_childs() -> None:
    """What a form keeps of the child alone may be asked of a parent too."""
    asked = (row(label("Name"), answer("Ada Marsh")), row(label("Parent's religion"), answer("Hindu")))
    reading = read(heading("Parents / carers"), table(*asked))
    assert value(reading, "child.religion") is None


@pytest.mark.requirement("B1")
def test_about_your_child_is_about_the_child() -> None:
    """'Your' in it makes nobody who fills the form in."""
    reading = read(heading("About your child"), table(row(label("Telephone"), answer("01632 960115"))))
    assert value(reading, "child.telephone") == "01632 960115"
    assert value(reading, "assessor.telephone") is None


@pytest.mark.requirement("B1")
def test_whoever_refers_down_the_side_below_the_services() -> None:
    """'Referrer' beside 'Name: ...' is no service."""
    beside = cell(paragraph(bold("Name: "), run("Jo Byrne   "), bold("Role: "), run("Family worker")))
    reading = read(
        heading("Services involved"),
        rows_of(heads("Service", "Name"), plain("GP", "Dr Strand")),
        table(row(label("REFERRER"), beside)),
    )
    assert reading.form is not None
    assert [s.service for s in reading.form.services] == ["GP"]
    assert value(reading, "assessor.name") == "Jo Byrne"


@pytest.mark.requirement("B1")
def test_several_workers_below_whoever_assessed_are_services() -> None:
    """There is only one who assessed: a table of several, below a heading in nobody's words, is none of it."""
    reading = read(
        table(row(label("Your name"), answer("Jo Byrne"), label("Job title"), answer("SENCo"))),
        heading("Section 5 The crew"),
        rows_of(
            heads("Agency", "Name", "Phone"),
            plain("GP", "Dr Strand", "01632 960140"),
            plain("Portage", "Lee Holt", "01632 960141"),
        ),
    )
    assert reading.form is not None
    assert [(s.service, s.name) for s in reading.form.services] == [("GP", "Dr Strand"), ("Portage", "Lee Holt")]


@pytest.mark.requirement("B1")
def test_a_number_alone_below_two_questions() -> None:
    """'Tel no and address if not same' over a number: nobody gave an address."""
    reading = read(
        heading("Parents / carers"),
        rows_of(
            heads("Name", "Relationship", "Tel no and address if not same"),
            plain("Ada Marsh", "Mum", "07700 900111"),
            plain("Ben Marsh", "Dad", ""),
        ),
    )
    assert value(reading, "parents_carers[0].telephone") == "07700 900111"
    assert value(reading, "parents_carers[0].address") is None


@pytest.mark.requirement("B1")
def test_a_work_address_behind_the_lead_professional() -> None:
    """A form has no place for the address of a lead: it is that of whoever filled the form in."""
    reading = read(
        table(
            row(label("Your name"), answer("Jo Byrne"), label("Lead practitioner"), answer("Lee Holt")),
            row(label("Work address"), answer("The Hub, Mill Lane, Bankside")),
        )
    )
    assert value(reading, "assessor.address") == "The Hub, Mill Lane, Bankside"


# --- choices and lists -----------------------------------------------------------------------------------------------


@pytest.mark.requirement("B1")
def test_a_boy_or_a_girl_below_an_unfinished_question() -> None:
    """'Is your child:' over 'a boy   a girl', one of them underlined."""
    reading = read(
        paragraph(bold("Is your child:")), paragraph(run("a boy", '<w:u w:val="single"/>'), run("      a girl"))
    )
    assert value(reading, "child.sex") == "male"


@pytest.mark.requirement("B1")
def test_lines_to_tick_on_behind_words_to_choose() -> None:
    """'Male X  Female __': no label stands before the line."""
    reading = read(table(row(label("Gender"), answer("Male  X    Female  __    Unknown  __"))))
    assert value(reading, "child.sex") == "male"


@pytest.mark.requirement("B1")
def test_a_yes_typed_beside_the_services_asked_for() -> None:
    """Three services a row, each with a cell of its own behind it; what has no yes was not asked for."""
    reading = read(
        table(
            row(cell(paragraph(bold("Support you are asking for - type yes beside it")), shaded=True, span=4)),
            row(answer("Family support"), answer(""), answer("Home-Start"), answer("yes")),
            row(answer("Young carers"), answer("Yes"), answer("Debt advice"), answer("")),
        )
    )
    assert reading.form is not None
    assert reading.form.referral.services_requested == ("Home-Start", "Young carers")


@pytest.mark.requirement("B1")
def test_an_item_with_a_colon_is_no_label() -> None:
    """'Money: one wage' in a list of needs."""
    reading = read(
        paragraph(bold("Needs and worries")), listed("Running off"), listed("Money: one wage, and sending some home")
    )
    assert value(reading, "conclusions.needs") == "Running off\nMoney: one wage, and sending some home"


# --- small print -----------------------------------------------------------------------------------------------------


@pytest.mark.requirement("B1")
def test_italics_behind_bold_questions_that_are_answered_below() -> None:
    """What stands below several of them shows that the italics explain; an unanswered one stays unanswered."""
    reading = read(
        paragraph(bold("What is going well?  "), run("Think of home and school", ITALIC)),
        paragraph(run("Robin reads every night.")),
        paragraph(bold("What are the worries?  "), run("In a few words", ITALIC)),
        paragraph(run("Robin is often late.")),
        paragraph(bold("What does the child say?  "), run("If too young, what do you see", ITALIC)),
        heading("Consent"),
    )
    assert value(reading, "conclusions.strengths") == "Robin reads every night."
    assert value(reading, "conclusions.needs") == "Robin is often late."
    assert value(reading, "child_comment") is None


@pytest.mark.requirement("B1")
def test_a_question_in_italics_before_the_answer_in_its_cell() -> None:
    """It explains the label, and nobody answered so."""
    told = cell(paragraph(run("Who is in and out of the house?", ITALIC)), paragraph(run("Robin lives with Mum.")))
    reading = read(table(row(label("Home and family situation"), told)))
    assert value(reading, "home_situation") == "Robin lives with Mum."


@pytest.mark.requirement("B1")
@pytest.mark.parametrize(
    ("printed", "hint"), [("Lead professional", "(where applicable) "), ("Name of lead professional", "(if known) ")]
)
def test_a_hint_in_brackets_before_the_answer(printed: str, hint: str) -> None:
    """'(where applicable) Jo Byrne': the brackets are small print."""
    reading = read(table(row(cell(paragraph(bold(printed), run(f" {hint}Jo Byrne"))))))
    assert value(reading, "lead_professional.name") == "Jo Byrne"


@pytest.mark.requirement("B1")
def test_a_label_whose_end_is_not_bold() -> None:
    """'AKA' in bold with '/previous names' right behind it."""
    reading = read(table(row(cell(paragraph(bold("AKA"), run("/previous names"), bold(" "), run("Bobby Marsh"))))))
    assert value(reading, "child.also_known_as") == "Bobby Marsh"


@pytest.mark.requirement("B1")
def test_due_below_the_date_of_birth() -> None:
    """'Due 14/06/2026' answers the question; 'Due' is no label there."""
    reading = read(
        heading("The baby"), paragraph(bold("Date of birth, or due date:")), paragraph(run("Due 14/09/2026 (12 weeks)"))
    )
    assert (
        str(value(reading, "child.expected_delivery_date")) == "2026-09-14"
        or certainty(reading, "child.date_of_birth") < 0.8
    )
