"""Lists of names side by side, heads that name two things, questions with 'Y / N' behind them, titles of forms."""

from __future__ import annotations

import datetime as dt

import pytest

from intake.reader import read_form
from rules.form import SURE, FormReading
from tests.unit.reader.test_consent_doubts import asks_a_person
from tests.unit.reader.test_read_form import FRAME, certainty, read, value
from tests.unit.reader.test_redesigned_forms import columns
from tests.unit.reader.word_xml import answer, bold, cell, document, heading, label, paragraph, row, run, table


def listed(reading: FormReading, path: str) -> list[object]:
    """Everybody in the list at *path*."""
    return [said for number in range(5) if (said := value(reading, f"{path}[{number}]")) is not None]


AGREED = table(row(label("I agree to this form being shared with other services (Y / N)"), answer("Y")))


@pytest.mark.requirement("E4")
@pytest.mark.parametrize("head", ["Agencies that get this", "Services on the list", "People for it"])
def test_names_below_whom_not_to_tell_are_no_ticks(head: str) -> None:
    """The column beside them has names of its own: it is the other list, which a person confirms."""
    lists = columns((head, "Do not share with"), ("School nurse", "Landlord"), ("Hatch Academy", "Police"))
    reading = read(heading("Consent"), AGREED, lists)
    assert listed(reading, "consent.not_share_with") == ["Landlord", "Police"]
    assert listed(reading, "consent.share_with") == ["School nurse", "Hatch Academy"]
    assert certainty(reading, "consent.share_with[0]") < SURE


@pytest.mark.requirement("E4")
def test_an_unknown_list_beside_whom_to_tell_may_be_whom_not() -> None:
    """Nobody in it is told without a question."""
    lists = columns(("Share with", "Agencies to steer clear of"), ("School nurse", "Landlord"))
    reading = read(heading("Consent"), AGREED, lists)
    assert "Landlord" not in listed(reading, "consent.share_with")
    assert asks_a_person(reading)


@pytest.mark.requirement("E4")
@pytest.mark.parametrize("head", ["Reason", "Agencies already involved"])
def test_what_else_stands_beside_whom_not_to_tell_permits_nothing(head: str) -> None:
    """A reason is no list."""
    lists = columns((head, "Do not share with"), ("Mum asked for that", "Landlord"))
    reading = read(heading("Consent"), AGREED, lists)
    assert not listed(reading, "consent.share_with")


@pytest.mark.requirement("E4")
def test_ticks_below_whom_not_to_tell_are_still_ticks() -> None:
    """The services stand down the side."""
    ticks = columns(("Service", "Do not share with"), ("School nurse", ""), ("Landlord", "✓"))
    assert listed(read(heading("Consent"), AGREED, ticks), "consent.not_share_with") == ["Landlord"]


@pytest.mark.requirement("B1")
@pytest.mark.parametrize("behind", ["Y / N", "Yes/No", "(Y/N)"])
def test_yes_or_no_behind_a_question_in_other_words(behind: str) -> None:
    """It tells how to answer, and is no answer: the table goes on below it."""
    reading = read(
        heading("Parents and carers"),
        table(
            row(label(""), label("Carer 1"), label("Carer 2")),
            row(label("Name"), answer("Ada Marsh"), answer("Tom Fox")),
            row(label("Relationship"), answer("Mother"), answer("Father")),
            row(label(f"Holds PR for these children? {behind}"), answer("Y"), answer("")),
            row(label("Telephone"), answer("01632 960111"), answer("01632 960222")),
        ),
    )
    assert value(reading, "parents_carers[0].name") == "Ada Marsh"
    assert value(reading, "parents_carers[0].parental_responsibility") is True
    assert value(reading, "parents_carers[1].telephone") == "01632 960222"


@pytest.mark.requirement("B1")
def test_a_letter_behind_the_number_of_a_question() -> None:
    """The sixth part of a question is as much a number as the first."""
    reading = read(
        heading("Parents and carers"),
        table(row(label("12a. Name"), answer("Ada Marsh")), row(label("12f. Telephone"), answer("01632 960111"))),
    )
    assert value(reading, "parents_carers[0].telephone") == "01632 960111"


@pytest.mark.requirement("B1")
def test_done_by_over_names_is_by_whom() -> None:
    """Another column has the days."""
    rows = (("Sleep diary", "A Marsh", "01/07/2026"), ("Breakfast club", "School", "08/07/2026"))
    reading = read(heading("Plan"), columns(("Action", "Done by", "Date due"), *rows))
    assert value(reading, "actions[0].who") == "A Marsh"
    assert value(reading, "actions[1].by_when") == "2026-07-08"


@pytest.mark.requirement("B1")
def test_team_or_address_of_a_service_is_whom_somebody_works_for() -> None:
    """A row with nothing but that is a service too."""
    rows = (("GP", "Dr Fox", "Hatch Surgery", "01632 960111"), ("Paediatrics", "", "Hatch General", ""))
    reading = read(heading("Services involved"), columns(("Agency", "Worker", "Team / address", "Tel"), *rows))
    assert value(reading, "services[0].organisation") == "Hatch Surgery"
    assert value(reading, "services[1].service") == "Paediatrics"


@pytest.mark.requirement("B1")
@pytest.mark.parametrize(
    "title", ["Early Help Pathway: Family Request", "Early Help Support Request", "Early Help wanted: plan"]
)
def test_a_form_called_a_request_asks_for_nothing_by_its_title(title: str) -> None:
    """The name of the council below it is no service."""
    named = table(row(label("First name"), answer("Ada")), row(label("Surname"), answer("Marsh")))
    blocks = (paragraph(bold(title)), paragraph(run("Hatch Borough Council")), named, *FRAME[2:])
    reading = read_form(document(*blocks, heading("Support requested"), paragraph(run("Parenting course"))), "f.docx")[
        0
    ]
    assert listed(reading, "referral.services_requested") == ["Parenting course"]


@pytest.mark.requirement("B1")
def test_a_question_that_divides_the_row_elsewhere_ends_the_columns_above() -> None:
    """It is no second answer to the question over its first column."""
    heads = row(label("What is working well?", 3), label("What are you worried about?", 3))
    said = row(answer("Ada comes every day.", 3), answer("Not sleeping.", 3))
    goes_on = row(cell(paragraph(bold("What does the family hope will change?"))), answer("More sleep.", 5))
    reading = read(heading("What is happening?"), table(heads, said, goes_on))
    assert value(reading, "conclusions.strengths") == "Ada comes every day."
    assert value(reading, "desired_outcomes") == "More sleep."


@pytest.mark.requirement("E4")
def test_statements_side_by_side_with_a_list_of_whom_not_to_tell() -> None:
    """Each over its own answer."""
    heads = ("May we keep this form on record?", "May we share it with other services?", "Anyone who must not be told")
    reading = read(heading("Consent"), columns(heads, ("Yes", "No", "Landlord")))
    assert value(reading, "consent.store") is True
    assert value(reading, "consent.share") is False
    assert listed(reading, "consent.not_share_with") == ["Landlord"]


@pytest.mark.requirement("B1")
def test_one_of_several_words_that_is_bold_is_no_label() -> None:
    """'Panel / One service / **Family meeting**' below its question."""
    chosen = run("Team around the family meeting", "<w:b/><w:highlight w:val='yellow'/>")
    said = paragraph(run("Early Help Panel / One service / "), chosen)
    reading = read(heading("What next?"), table(row(cell(paragraph(bold("Is this EHA for:")), said))))
    assert value(reading, "referral.route") == "local_meeting"
    assert value(reading, "review_date") == dt.date(2026, 6, 12)
