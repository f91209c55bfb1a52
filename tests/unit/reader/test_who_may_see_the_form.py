"""Tables and lists of who may be told and who must not, the route that a form asks for, and who signs it."""

from __future__ import annotations

import pytest

from tests.unit.reader.test_columns_and_wholes import heads, plain, table
from tests.unit.reader.test_read_form import read, value
from tests.unit.reader.word_xml import answer, bold, cell, check_control, heading, paragraph, run


@pytest.mark.requirement("E4")
def test_one_question_over_a_table_of_services() -> None:
    """'Who may see this? (Yes = may be told, No = must not be told)' across the table, Yes and No in each row."""

    def decision(*, yes: bool) -> str:
        boxes = (check_control(ticked=yes), run(" Yes  "), check_control(ticked=not yes), run(" No"))
        return cell(paragraph(*boxes))

    asked = "Who may see this assessment? (Yes = may be told, No = must not be told)"
    reading = read(
        heading("Consent"),
        table(
            (cell(paragraph(bold(asked)), shaded=True, span=2),),
            (answer("Weir School"), decision(yes=True)),
            (answer("Police"), decision(yes=False)),
            (answer("Housing"), decision(yes=False)),
        ),
    )
    assert reading.form is not None
    assert reading.form.consent.share_with == ("Weir School",)
    assert reading.form.consent.not_share_with == ("Police", "Housing")


@pytest.mark.requirement("E4")
def test_questions_below_a_question_across_the_table_are_no_services() -> None:
    """'Has the family had a copy of the leaflet? (Yes/No)' over 'Interpreter needed | No'."""
    asked = "Has the family received a copy of the leaflet? (Yes/No)"
    reading = read(
        table(
            (cell(paragraph(bold(asked)), shaded=True, span=2),),
            plain("Interpreter needed", "No"),
            plain("Disability", "No"),
        )
    )
    assert reading.form is not None
    assert reading.form.consent.not_share_with == ()


@pytest.mark.requirement("E4")
def test_a_service_not_decided_is_in_neither_list_and_asked_about() -> None:
    """'May be told | Must not be told | Not decided': the last is no refusal and no consent."""
    reading = read(
        heading("Consent"),
        paragraph(run("I agree to this being shared.  Yes ☒ No ☐")),
        table(
            heads("Service", "May be told", "Must not be told", "Not decided"),
            plain("School nurse", "X", "", ""),
            plain("CAMHS", "", "", "X"),
            plain("Police", "", "X", ""),
        ),
    )
    assert reading.form is not None
    assert reading.form.consent.share_with == ("School nurse",)
    assert reading.form.consent.not_share_with == ("Police",)
    assert any("CAMHS" in problem.message for problem in reading.problems)


@pytest.mark.requirement("E4")
@pytest.mark.parametrize(
    ("tell", "do_not"),
    [
        ("You can tell", "You must not tell"),
        ("People and services that may be told", "People and services that must not be told"),
        ("You may share it with:", "Do not share it with / keep out of it:"),
    ],
)
def test_lists_of_who_may_be_told(tell: str, do_not: str) -> None:
    """In the words that councils choose for them."""
    reading = read(heading("Consent"), table(heads(tell, do_not), plain("Weir School", "Police; Uncle Ted")))
    assert reading.form is not None
    assert reading.form.consent.share_with == ("Weir School",)
    assert reading.form.consent.not_share_with == ("Police", "Uncle Ted")


@pytest.mark.requirement("E4")
def test_a_list_of_those_refused_does_not_go_on_with_the_list_above_it() -> None:
    """'Not to be shared with: Uncle Ted' in the row below those who may be told, beside an empty cell."""

    def listed(title: str, *names: str) -> str:
        return cell(paragraph(bold(f"{title}: ")), *(paragraph(run(name)) for name in names))

    agreed = paragraph(run("I agree to this being shared with the services below.  Yes ☒ No ☐"))
    reading = read(
        heading("Consent"),
        table(
            (answer("2"), cell(agreed)),
            (answer(""), listed("Services", "Weir School", "School nurse")),
            (answer(""), listed("Not to be shared with", "Uncle Ted")),
        ),
    )
    assert reading.form is not None
    assert reading.form.consent.share_with == ("Weir School", "School nurse")
    assert reading.form.consent.not_share_with == ("Uncle Ted",)


@pytest.mark.requirement("E4")
def test_a_question_alone_in_the_head_of_a_table_of_services() -> None:
    """'(blank) | May it have a copy? (Y/N)' over names with Y and N."""
    reading = read(
        heading("Consent"),
        table(
            (cell(), *heads("May it have a copy? (Y/N)")),
            plain("Weir School", "Y"),
            plain("Police", "N"),
            plain("Housing", "Y"),
        ),
    )
    assert reading.form is not None
    assert reading.form.consent.share_with == ("Weir School", "Housing")
    assert reading.form.consent.not_share_with == ("Police",)


AGREED = paragraph(run("I agree to this being shared with the services below.  Yes ☒ No ☐"))


@pytest.mark.requirement("E4")
@pytest.mark.parametrize("refused", ["Police", ""])
def test_those_who_may_be_told_beside_those_who_must_not_are_no_doubt(refused: str) -> None:
    """In the order of the text they stand behind the question of whom not to tell."""
    lists = table(heads("You can tell", "You must not tell"), plain("Weir School; School nurse", refused))
    signed = paragraph(bold("Signed (parent / carer) "), run("Helen Ash"))
    reading = read(heading("Consent"), AGREED, lists, signed)
    assert reading.form is not None
    assert reading.form.consent.share_with == ("Weir School", "School nurse")
    assert not [p for p in reading.problems if (p.field or "").startswith("consent.not_share")]


@pytest.mark.requirement("E4")
def test_who_may_be_told_and_is_named_again_among_those_who_must_not_is_asked_about() -> None:
    """Only below the head of their neighbours' column are those who may be told no doubt."""
    lists = table(heads("You can tell", "You must not tell"), plain("Weir School; School nurse", "Police"))
    again = (paragraph(bold("Do not tell:")), paragraph(run("Housing")), paragraph(run("School nurse")))
    reading = read(heading("Consent"), AGREED, lists, *again)
    assert any((problem.field or "").startswith("consent") for problem in reading.problems)


@pytest.mark.requirement("E4")
def test_names_below_a_question_of_whom_not_to_tell_are_asked_about() -> None:
    """Lists below each other, the second without a title of its own, may be more of those refused."""
    reading = read(
        heading("Consent"),
        AGREED,
        paragraph(bold("Do not share with: "), run("Police")),
        paragraph(run("Housing association")),
    )
    assert reading.form is not None
    refused = reading.form.consent.not_share_with
    assert "Housing association" in refused or any("Housing" in problem.message for problem in reading.problems)


def test_the_route_ticked_behind_a_hint() -> None:
    """'What next? (tick one)' before boxes."""
    boxes = (
        *(check_control(ticked=True), run(" Team Around the Child meeting in school   ")),
        *(check_control(ticked=False), run(" Present to MAAG   ")),
    )
    reading = read(heading("Consent"), paragraph(bold("What next? "), run("(tick one)   "), *boxes))
    assert value(reading, "referral.route") == "local_meeting"


@pytest.mark.requirement("E4")
def test_signatures_by_who_signs() -> None:
    """'Parent or carer signs', 'Young person signs', 'Worker signs', each with its date on the line."""
    reading = read(
        heading("Agreement"),
        paragraph(bold("35. Parent or carer signs: "), run("Cressida Vane"), bold("   on "), run("3.11.25")),
        paragraph(bold("36. Young person signs: "), run("Robin Marsh"), bold("   on "), run("3.11.25")),
        paragraph(bold("37. Worker signs: "), run("Ben Alder"), bold("   on "), run("4.11.25")),
    )
    assert reading.form is not None
    assert reading.form.consent.signed_by == "Cressida Vane"
    assert reading.form.consent.signed_by_child == "Robin Marsh"
