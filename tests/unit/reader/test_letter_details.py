"""What letters say of numbers, teams and schools: heads with doctors' names, two telephones, pupils in a table."""

from __future__ import annotations

import pytest

from intake.reader import read_form
from rules.form import FormReading
from tests.unit.reader.test_letters import read, rows, said, text, title
from tests.unit.reader.test_letters import with_sentence as saying
from tests.unit.reader.word_xml import document, paragraph, run

ASKS = "We would be grateful if the panel could offer a family support worker, as nights have become very hard."
CLOSE = text("", "Yours sincerely", "", "Kim Hill", "Health Visitor")
CHILD = ["Re: Jo Marsh, DOB 3/4/2015, 1 Weir Row, Bankside LU2 9ZQ"]


def letter(head: list[str], details: list[str]) -> dict[str, object]:
    """What a letter with this head and these details says for certain."""
    return said(read([*head, *text("", "Dear Panel"), *details, *text(ASKS), *CLOSE]), sure=True)


@pytest.mark.requirement("E5")
def test_the_doctors_of_a_practice_are_no_lines_of_its_address() -> None:
    """They stand in the letterhead between the street and the postcode."""
    head = [
        title("Weirside Surgery"),
        *text("Dr A Bell", "Station Yard", "Dr K Lock   Dr S Oram", "Bankside", "LU2 9ZP"),
    ]
    told = letter([*head, *text("Tel: 01632 960411")], text(*CHILD))
    assert told["assessor.organisation"] == "Weirside Surgery"
    assert told["assessor.address"] == "Station Yard, Bankside"


@pytest.mark.parametrize(
    "numbers",
    ["01632 960412 (home), 07700 900123 (Mum)", "01632 960412 / 07700 900123", "01632 960412 or 07700 900123"],
)
@pytest.mark.requirement("E5")
def test_two_numbers_side_by_side_are_both_kept(numbers: str) -> None:
    """With their remarks, of the child as of the writer."""
    head = [title("Weirside Surgery"), *text("Station Yard, Bankside LU2 9ZP", f"Tel: {numbers}")]
    told = letter(head, text(*CHILD, f"Telephone: {numbers}"))
    assert told["child.telephone"] == numbers
    assert told["assessor.telephone"] == numbers


@pytest.mark.requirement("E5")
def test_a_fax_behind_a_telephone_is_none() -> None:
    """The word for it stands between the two."""
    head = [title("Weirside Surgery"), *text("Station Yard, Bankside LU2 9ZP", "Tel 01632 960412, Fax 01632 960413")]
    assert letter(head, text(*CHILD))["assessor.telephone"] == "01632 960412"


@pytest.mark.parametrize("team", ["Bankside 0-19 School Nursing Team", "Bankside Under 5s Team"])
@pytest.mark.requirement("E5")
def test_the_ages_in_the_name_of_a_team(team: str) -> None:
    """A figure that is an age makes no address of a name."""
    told = letter(text(team, "Weir Clinic, Weir Road, Bankside LU2 9ZP", "Tel: 01632 960411"), text(*CHILD))
    assert told["assessor.organisation"] == team
    assert told["assessor.address"] == "Weir Clinic, Weir Road, Bankside"


@pytest.mark.requirement("E5")
def test_answers_behind_a_tab_without_a_colon() -> None:
    """'Ethnicity', a tab and 'White British' is a label with its answer."""
    details = [
        paragraph(run(f"{asked}\t{answer}")) for asked, answer in (("Ethnicity", "White Irish"), ("Faith", "None"))
    ]
    told = letter(text("Weir Clinic, Weir Road, Bankside LU2 9ZP", "Tel: 01632 960411"), [*text(*CHILD), *details])
    assert told["child.ethnicity"] == "White Irish"


def of_pupils(column: str, subject: str) -> tuple[FormReading, ...]:
    """A school's letter about two children in a table whose first column is *column*."""
    head = [title("Weirside Primary School"), *text("Weir Road, Bankside, LU2 9ZP", "01632 960411", "", "Dear Panel")]
    pupils = rows([column, "Date of birth", "Year"], ["Jo Marsh", "3/4/2015", "Y5"], ["Wren Marsh", "5/6/2018", "Y2"])
    agreed = text("Mrs Marsh has signed our consent form and is happy for this letter to be passed on to the panel.")
    blocks = [*head, *text(subject), pupils, *text("", "Address: 1 Weir Row, Bankside, LU2 9ZQ", ASKS), *agreed, *CLOSE]
    return read_form(document(*blocks), "letter.docx")


@pytest.mark.requirement("E5")
def test_the_school_that_writes_of_its_pupils_is_that_of_each() -> None:
    """'Pupil' over their names, or 'Re: our pupils', says so; a letter about two children does not."""
    for column, subject in (("Pupil", "Re: early help"), ("Name", "Re: our pupils")):
        assert [said(r, sure=True)["child.school"] for r in of_pupils(column, subject)] == [
            "Weirside Primary School"
        ] * 2
    assert all("child.school" not in said(r, sure=True) for r in of_pupils("Name", "Re: two children"))


@pytest.mark.parametrize(
    ("sentence", "share"),
    [
        ("Mrs Marsh has signed our school consent form and is happy for this letter to be passed on to you.", True),
        ("Mrs Marsh has signed our consent form but is not happy for this letter to be shared with you.", False),
        ("We have a consent form and are happy to share this letter with Mrs Marsh.", None),
    ],
)
@pytest.mark.requirement("B1", "E5")
def test_a_consent_form_is_whoevers_it_is_and_agreement_is_the_familys(sentence: str, share: object) -> None:
    """What the mother is happy with is read, though the form that she signed is the school's."""
    reading = saying(sentence)
    assert reading.form is not None
    assert reading.form.consent.share is share
