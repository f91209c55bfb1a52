"""Cards side by side, small print in labels, and ways to choose, to tick and to sign that people find themselves."""

from __future__ import annotations

import pytest

from rules.form import SURE, FormReading
from tests.unit.reader.test_read_form import certainty, read, value
from tests.unit.reader.word_xml import (
    answer,
    bold,
    cell,
    check_control,
    heading,
    label,
    lines,
    paragraph,
    row,
    run,
    table,
)

ITALIC, SMALL = "<w:i/>", '<w:sz w:val="14"/>'
STRUCK = "<w:strike/>"


def card(title: str, *below: str) -> str:
    """A shaded cell with a bold title and lines below it."""
    return cell(paragraph(bold(title)), *lines(*below), shaded=True)


def sure(reading: FormReading, path: str) -> bool:
    """True if the value at *path* was read, and is taken as read."""
    return value(reading, path) is not None and certainty(reading, path) >= SURE


# --- small print -------------------------------------------------------------------------------------------------


def test_italics_in_the_heads_of_columns_are_no_answers() -> None:
    """The answers stand in the row below."""

    def head(text: str, hint: str) -> str:
        return cell(paragraph(bold(text)), paragraph(run(hint, ITALIC)), shaded=True)

    reading = read(
        heading("Assessment"),
        table(
            row(
                head("What are we worried about?", "Past harm, complicating factors"),
                head("What is working well?", "Strengths that the family has"),
            ),
            row(answer("Robin is out late."), answer("Nan helps.")),
        ),
    )
    assert value(reading, "conclusions.needs") == "Robin is out late."
    assert value(reading, "conclusions.strengths") == "Nan helps."


def test_italics_behind_the_title_of_a_domain_are_no_answer() -> None:
    """'Parenting capacity  basic care, safety, warmth' over strengths and needs."""
    title = cell(
        paragraph(bold("Parenting capacity"), run("  basic care, safety, warmth", ITALIC)), shaded=True, span=2
    )
    reading = read(
        heading("Assessment by domain"),
        table(row(title), row(label("Strengths"), label("Needs")), row(answer("Kind."), answer("Tired."))),
    )
    assert value(reading, "elements.parents_carers.strengths") == "Kind."
    assert value(reading, "elements.parents_carers.text") is None


def test_a_question_mark_in_small_print_parts_no_label() -> None:
    """The whole of '(... what does the family think?)' explains the label before it."""
    asked = cell(
        paragraph(bold("What are your conclusions?"), run(" (be brief: what does the family think?)", SMALL)),
        shaded=True,
    )
    reading = read(heading("Conclusions"), table(row(asked, answer("Robin needs a bedtime."))))
    assert value(reading, "conclusions.summary") == "Robin needs a bedtime."
    assert value(reading, "parent_comment") == "We would like help."


def test_small_print_that_begins_with_a_title() -> None:
    """'Details of the person completing this form. You must be trained ...' heads what is asked below it."""
    note = run("Details of the person completing this form. You must be trained to complete this part.", ITALIC)
    reading = read(
        table(row(cell(paragraph(note), shaded=True))),
        table(row(label("Name"), answer("Penny Vale"), label("Role"), answer("Nurse"))),
    )
    assert value(reading, "assessor.name") == "Penny Vale"


# --- cards -------------------------------------------------------------------------------------------------------


def test_cards_side_by_side() -> None:
    """Each cell is a small form under its title; a line for boys and girls belongs to no label above it."""
    boxes = paragraph(
        check_control(ticked=False), run(" Boy  "), check_control(ticked=True), run(" Girl  "),
        check_control(ticked=False), run(" Not yet born"),
    )  # fmt: skip
    me = cell(paragraph(bold("ABOUT ME")), *lines("NHS number: 999 621 4435", "Religion: Muslim"), boxes, shaded=True)
    reading = read(
        table(row(me, cell(), card("WHERE I LIVE", "Phone: 07700 900167", "Email: robin@post.example"))),
        table(
            row(
                card("WHO IS FILLING THIS IN", "Name: Penny Vale", "Job: Nursery manager", "Phone: 01632 960255"),
                cell(),
                card("LEAD PROFESSIONAL", "Name: Dawn Sill", "Job: Early help worker", "Phone: 01632 960266"),
            )
        ),
    )
    assert value(reading, "child.sex") == "female"
    assert value(reading, "child.religion") == "Muslim"
    assert value(reading, "assessor.name") == "Penny Vale"
    assert value(reading, "lead_professional.name") == "Dawn Sill"
    assert value(reading, "lead_professional.telephone") == "01632 960266"


def test_a_card_of_consent() -> None:
    """The sentences stand below the title, and whoever signs is no third parent."""
    yes = (check_control(ticked=True), run(" Yes  "), check_control(ticked=False), run(" No"))
    reading = read(
        table(
            row(
                cell(
                    paragraph(bold("OUR CONSENT")),
                    paragraph(run("We agree to the council keeping this assessment.  "), *yes),
                    paragraph(run("We agree to the council sharing this assessment.  "), *yes),
                    *lines("Parent or carer’s name: Ann Marsh     Date: 12.01.2026"),
                    shaded=True,
                )
            )
        ),
    )
    assert value(reading, "consent.store") is True
    assert value(reading, "consent.share") is True
    assert value(reading, "consent.signed_by") == "Ann Marsh"
    assert value(reading, "parents_carers[0].name") is None


def test_a_comment_below_the_title_of_whose_view_it_is() -> None:
    """'What do you think?' asks whom the title names."""
    reading = read(
        heading("Child’s view"), table(row(label("What do you think of this CAF?"), answer("It is all true.")))
    )
    assert value(reading, "child_comment") == "It is all true."


def test_services_as_cards_and_across_the_top() -> None:
    """The name of a service heads what is asked about it."""
    reading = read(
        heading("Who already helps?"),
        table(
            row(label(""), label("GP"), label("School nurse")),
            row(label("Name"), answer("Dr Lowe"), answer("Fiona Birt")),
            row(label("Practice / organisation"), answer("Mill Surgery"), answer("Health Centre")),
        ),
    )
    assert value(reading, "services[1].service") == "School nurse"
    assert value(reading, "services[1].name") == "Fiona Birt"


# --- to choose, to tick, to sign ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("said", "means", "certain"),
    [("Yes / No     NO", False, True), ("Yes / No  YES", True, True), ("Yes  (No)", False, False)],
)
def test_a_word_written_again_or_put_in_brackets(said: str, means: bool, certain: bool) -> None:  # noqa: FBT001 - a case
    """Behind the printed words somebody writes the one that counts; brackets are a question."""
    reading = read(heading("The child"), table(row(label("Disabled?"), answer(said))))
    assert value(reading, "child.disability") is means
    assert sure(reading, "child.disability") is certain


def test_two_words_in_brackets_say_nothing() -> None:
    """'(Yes) (No)' is how it was printed."""
    reading = read(heading("The child"), table(row(label("Disabled?"), answer("(Yes)  (No)"))))
    assert value(reading, "child.disability") is None


def test_initials_below_yes_and_no() -> None:
    """The rows below the sentences are none of them."""
    reading = read(
        heading("Consent"),
        table(
            row(cell(paragraph(run("Please initial one box", ITALIC))), label("Yes"), label("No")),
            row(answer("I consent to this form being stored"), answer("IB"), answer("")),
            row(answer("I consent to this form being shared with other agencies"), answer(""), answer("IB")),
            row(answer("Agencies that you do not want involved"), answer("Police", span=2)),
        ),
    )
    assert value(reading, "consent.store") is True
    assert value(reading, "consent.share") is False
    assert value(reading, "consent.not_share_with[0]") == "Police"


def test_initials_of_those_responsible_and_who_they_are_down_the_side() -> None:
    """'Mother' beside her name is her relationship; her initials below 'initial if yes' are a yes."""
    reading = read(
        heading("Parents"),
        table(
            row(label(""), label("Name"), label("PR? (initial if yes)"), label("D.O.B.")),
            row(label("Mother"), answer("Isla Marsh"), answer("IM"), answer("12/6/1986")),
            row(label("Other carer"), answer(""), answer(""), answer("")),
        ),
    )
    assert value(reading, "parents_carers[0].relationship") == "Mother"
    assert value(reading, "parents_carers[0].parental_responsibility") is True
    assert value(reading, "parents_carers[1].name") is None


def test_an_empty_box_is_no_answer() -> None:
    """Words beside an empty cell, in which another row has its tick."""
    reading = read(
        heading("What next? (tick one)"),
        table(
            row(answer("Multi-agency panel", span=4), answer("")),
            row(answer("One agency", span=4), answer("")),
            row(answer("Team around the family – our own meeting", span=4), answer("✓")),
        ),
    )
    assert value(reading, "referral.route") == "local_meeting"


@pytest.mark.parametrize("wide", [1, 4])
def test_services_with_a_cell_to_tick_behind_each(wide: int) -> None:
    """Only what has its tick is shared with, or asked for."""

    def listed() -> str:
        marks = (("School", ""), ("Bereavement support", "✓"), ("Youth work", ""))
        return table(*(row(answer(name, span=wide), answer(mark)) for name, mark in marks))

    agreed = paragraph(run("I agree to this being shared with the services ticked below: Yes"))
    reading = read(heading("Consent"), agreed, listed(), heading("Services requested"), listed())
    assert value(reading, "consent.share_with[0]") == "Bereavement support"
    assert value(reading, "consent.share_with[1]") is None
    assert value(reading, "referral.services_requested[0]") == "Bereavement support"
    assert value(reading, "referral.services_requested[1]") is None


def test_services_to_tick_of_which_none_was() -> None:
    """Nothing is shared with what has no tick."""
    agreed = paragraph(run("I agree to this being shared with the services ticked below: Yes"))
    listed = table(*(row(answer(name, span=4), answer("")) for name in ("School", "Housing", "Police")))
    assert value(read(heading("Consent"), agreed, listed), "consent.share_with[0]") is None


@pytest.mark.parametrize(
    ("runs", "shared"),
    [
        ((run("I "), run("do not", STRUCK), run(" agree to the information being shared.")), True),
        ((run("I agree / "), run("do not agree", STRUCK), run(" to the information being shared.")), True),
        ((run("I "), run("agree", STRUCK), run(" / do not agree to the information being shared.")), False),
        ((run("I do not agree / agree to the information being shared."),), None),
    ],
)
def test_the_alternative_struck_out_of_a_sentence(runs: tuple[str, ...], shared: bool | None) -> None:  # noqa: FBT001 - a case
    """What is left is what the family says; with nothing struck out it says nothing."""
    assert value(read(heading("Consent"), paragraph(*runs)), "consent.share") is shared


def test_storing_alone() -> None:
    """One of three sentences with a cross on its line."""
    reading = read(
        heading("Consent"),
        *lines(
            "___ I agree to this assessment being stored and shared.",
            "_X_ I agree to this assessment being stored only. It must not be shared.",
            "___ I do not agree to this assessment being stored or shared.",
        ),
    )
    assert value(reading, "consent.share") is False
    assert value(reading, "consent.store") in (True, None)


def test_storing_alone_speaks_against_sharing() -> None:
    """Said beside an agreement to share it is a contradiction."""
    reading = read(
        heading("Consent"),
        *lines("I agree to this being shared: Yes", "I agree to this being stored only, it must not be shared: Yes"),
    )
    assert not sure(reading, "consent.share")


def test_who_signs_stands_before_the_name() -> None:
    """'Signed | Name | Date', with whose name it is in the cell of the name."""
    reading = read(
        heading("Consent"),
        table(
            row(label("Signed"), label("Name"), label("Date")),
            row(answer("on paper"), answer("Parent or carer: Ann Marsh"), answer("14/04/2025")),
            row(answer("on paper"), answer("Assessor: Sandra Pym"), answer("15/04/2025")),
        ),
    )
    assert value(reading, "consent.signed_by") == "Ann Marsh"
    assert str(value(reading, "consent.assessor_signed_on")) == "2025-04-15"


def test_a_date_without_a_colon_beside_a_signature() -> None:
    """'Parent / carer | Ann Marsh | Date 10/03/2026'."""
    reading = read(
        heading("Consent"), table(row(label("Parent / carer"), answer("Ann Marsh"), answer("Date 10/03/2026")))
    )
    assert value(reading, "consent.signed_by") == "Ann Marsh"
    assert str(value(reading, "consent.signed_on")) == "2026-03-10"


def test_dotted_lines_with_who_and_which_number() -> None:
    """'Mum' on the line of the relationship is no label; 'home' before an empty line is no number."""
    reading = read(
        heading("Parents and carers"),
        *lines(
            "Name  __Ann Marsh_____    Relationship  __Mum____",
            "Address (if different)  __2 Sluice Road, Saltby__ LN88 9TT__",
            "Telephone:  home ________   mobile  __07700 900233____",
        ),
    )
    assert value(reading, "parents_carers[0].relationship") == "Mum"
    assert value(reading, "parents_carers[0].postcode") == "LN88 9TT"
    assert value(reading, "parents_carers[0].telephone") == "07700 900233"


@pytest.mark.parametrize(
    ("asked", "path"),
    [
        ("Anything we need to do to help you or your child take part (signing, access)?", "child.special_requirements"),
        ("Details of disability or special needs", "child.special_requirements"),
        ("How is your child developing? Think about health, feelings and friends.", "elements.child_development.text"),
        ("Tell us about home: who lives with your child, who does not?", "home_situation"),
        ("What do you make of it all? (conclusions)", "conclusions.summary"),
        ("Please do not show this form to", "consent.not_share_with[0]"),
        ("Please tell us in your own words who may see it", "consent.share_with[0]"),
        ("Lead professional, if one has been chosen", "lead_professional.name"),
    ],
)
def test_questions_in_other_words(asked: str, path: str) -> None:
    """Asked as a person asks, and read as what it asks for."""
    reading = read(table(row(label(asked), answer("Nan Marsh"))))
    assert value(reading, path) == "Nan Marsh"
