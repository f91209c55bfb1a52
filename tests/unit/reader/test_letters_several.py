"""Letters about several children: a reading for each, and nobody else's child, parent or street among them."""

from __future__ import annotations

import pytest

from intake.reader import read_form
from rules.form import FormReading
from tests.unit.reader.test_letters import rows, said, text, title
from tests.unit.reader.word_xml import document

HEAD = [
    title("Ashcombe Primary School"),
    *text("Mill Lane, Ashcombe, AH3 9QD", "Tel 01632 960211", "", "5 May 2026", ""),
    *text("Early Help Panel", "Ashcombe Council", "Civic Way", "Ashcombe", "AH1 9AA", "", "Dear Sir or Madam", ""),
]
CLOSE = text("", "Yours faithfully", "", "Ruth Okafor", "SENCo")
OF_ALL = text(
    "They have both been late every day since Easter. We would be grateful for a family support worker.",
    "Their mother has read this letter and agrees to it being shared with the panel.",
)
OF_ONE = text(
    "He has been late every day since Easter. We would be grateful for a family support worker.",
    "His mother has read this letter and agrees to it being shared with the panel.",
)
HOME = "12 High Street, Ashcombe, AH2 9BD"


def readings(details: list[str], body: list[str]) -> tuple[FormReading, ...]:
    """Read a letter with these details and this text."""
    return read_form(document(*HEAD, *details, *body, *CLOSE), "letter.docx")


def of_child(reading: FormReading, *, sure: bool = True) -> dict[str, object]:
    """What is said of the child, the home left out."""
    told = said(reading, sure=sure)
    home = ("child.address", "child.postcode")
    return {
        path.removeprefix("child."): v for path, v in told.items() if path.startswith("child.") and path not in home
    }


def named(given: str, family: str = "Pattinson", **more: str) -> dict[str, object]:
    """What is said of a child."""
    return {"given_names": given, "family_name": family, **more}


LEO = named("Leo", date_of_birth="2018-10-18")
SAM = named("Sam", date_of_birth="2015-02-02")
SEVERAL: dict[str, tuple[list[str], list[dict[str, object]]]] = {
    "one line": (
        [title(f"Re: Leo Pattinson, born 18 October 2018, and Sam Pattinson, born 2 February 2015, both of {HOME}")],
        [LEO, SAM],
    ),
    "one line, the home behind the last": (
        [title(f"Re: Leo Pattinson (dob 18/10/2018) and Sam Pattinson (dob 02/02/2015), {HOME}")],
        [LEO, SAM],
    ),
    "one family name": (
        [title("Re: Kai (03/03/2013), Leo (18/10/2018) and Sam Pattinson (02/02/2015)"), *text(HOME)],
        [named("Kai", date_of_birth="2013-03-03"), LEO, SAM],
    ),
    "a line for each": (
        text("Re: Leo Pattinson, dob 18/10/2018, NHS 999 001 2342", "Sam Pattinson, dob 02/02/2015", HOME),
        [{**LEO, "nhs_number": "9990012342"}, SAM],
    ),
    "bullets": (
        text("• Leo Pattinson – 18/10/2018 – Year 2", "• Sam Pattinson – 02/02/2015 – Year 6", HOME),
        [{**LEO, "year_group": "Year 2"}, {**SAM, "year_group": "Year 6"}],
    ),
    "a block for each": (
        [
            *text("Name: Leo Pattinson", "Date of birth: 18/10/2018", "School: Ashcombe Infants", ""),
            *text("Name: Sam Pattinson", "Date of birth: 02/02/2015", "School: Ashcombe Academy", ""),
            *text(f"Address: {HOME}"),
        ],
        [{**LEO, "school": "Ashcombe Infants"}, {**SAM, "school": "Ashcombe Academy"}],
    ),
    "a block for each, the name alone on its line": (
        [
            *text("Leo Pattinson", "Born 18 October 2018", "Ashcombe Infant School, Year 2", ""),
            *text("Sam Pattinson", "Born 2 February 2015", "Ashcombe Junior School, Year 6", ""),
            *text(f"Both live at {HOME}"),
        ],
        [
            {**LEO, "school": "Ashcombe Infant School", "year_group": "Year 2"},
            {**SAM, "school": "Ashcombe Junior School", "year_group": "Year 6"},
        ],
    ),
    "as above": (
        text("Child 1: Leo Pattinson", "DOB: 18/10/2018", f"Address: {HOME}", "Child 2: Sam Pattinson")
        + text("DOB: 02/02/2015", "Address: as above"),
        [LEO, SAM],
    ),
    "rows of a table": (
        [
            rows(
                ["First name", "Surname", "Date of birth", "Year"],
                ["Leo", "Pattinson", "18/10/2018", "2"],
                ["Sam", "Pattinson", "02/02/2015", "6"],
            ),
            *text(HOME),
        ],
        [{**LEO, "year_group": "2"}, {**SAM, "year_group": "6"}],
    ),
    "columns of a table": (
        [
            rows(
                ["", "Leo Pattinson", "Sam Pattinson"],
                ["Date of birth", "18/10/2018", "02/02/2015"],
                ["Address", HOME, "As Leo"],
            )
        ],
        [LEO, SAM],
    ),
    "side by side": (
        [
            rows(["Name", "Leo Pattinson", "Name", "Sam Pattinson"], ["DOB", "18/10/2018", "DOB", "02/02/2015"]),
            *text(HOME),
        ],
        [LEO, SAM],
    ),
    "birthdays in the order of the names": (
        text("Re: Leo and Sam Pattinson", "DOB: 18/10/2018 and 02/02/2015", HOME),
        [LEO, SAM],
    ),
    "birthdays before the names": (
        text("Re: Leo and Sam Pattinson", "DOB: 02/02/2015 (Sam), 18/10/2018 (Leo)", HOME),
        [LEO, SAM],
    ),
    "birthdays behind the names": (
        text("Re: Leo and Sam Pattinson", "DOB: Sam 02/02/2015, Leo 18/10/2018", HOME),
        [LEO, SAM],
    ),
    "the family's children by their years": (
        [title("Re: The Pattinson children: Leo (Reception) and Sam (Year 4)"), *text(HOME)],
        [named("Leo", year_group="Reception"), named("Sam", year_group="Year 4")],
    ),
    "families called as streets are": (
        text(f"Re: Leo Hill, born 18 October 2018, and Sam Park, born 2 February 2015, both of {HOME}"),
        [named("Leo", "Hill", date_of_birth="2018-10-18"), named("Sam", "Park", date_of_birth="2015-02-02")],
    ),
    "a first name that is a word": (
        text(
            "Re: Will Pattinson (born 18/10/2018), May Pattinson (born 03/03/2013) and Sam Pattinson, "
            f"dob 02/02/2015, {HOME}"
        ),
        [
            named("Will", date_of_birth="2018-10-18"),
            named("May", date_of_birth="2013-03-03"),
            SAM,
        ],
    ),
    "the family name first": (
        text("DE SOUZA, Leo   DOB: 18/10/2018", "DE SOUZA, Sam   DOB: 02/02/2015", HOME),
        [named("Leo", "DE SOUZA", date_of_birth="2018-10-18"), named("Sam", "DE SOUZA", date_of_birth="2015-02-02")],
    ),
    "schools called as nurseries are": (
        text(
            "Re: Leo Pattinson, dob 18-10-2018, Little Acorns Nursery",
            "Sam Pattinson, dob 02-02-2015, Dale Academy",
            HOME,
        ),
        [{**LEO, "school": "Little Acorns Nursery"}, {**SAM, "school": "Dale Academy"}],
    ),
    "family names apart": (
        text(f"Re: Siblings: Leo Pattinson (18/10/18) & Ava Brown (02.02.15), {HOME}"),
        [LEO, named("Ava", "Brown", date_of_birth="2015-02-02")],
    ),
    "an unborn baby and its brother": (
        text(
            f"Re: Unborn baby of Keeley Pattinson, EDD 3 June 2026, and Leo Pattinson, dob 18/10/2018, both of {HOME}"
        ),
        [
            {"given_names": "Unborn baby of Keeley Pattinson", "sex": "unborn", "expected_delivery_date": "2026-06-03"},
            LEO,
        ],
    ),
}


@pytest.mark.parametrize("shape", SEVERAL)
def test_a_letter_about_several_children_has_a_reading_for_each(shape: str) -> None:
    """Each has what is its own; home, writer, reason and agreement are the same in all."""
    details, children = SEVERAL[shape]
    read = readings(details, OF_ALL)
    assert [of_child(reading) for reading in read] == children
    assert [of_child(reading, sure=False) for reading in read] == [{}] * len(children)
    assert [reading.child_index for reading in read] == list(range(len(children)))
    for reading in read:
        assert reading.form is not None
        assert (reading.form.child.address, reading.form.child.postcode) == ("12 High Street, Ashcombe", "AH2 9BD")
        assert reading.form.assessor.name == "Ruth Okafor"
        assert reading.form.consent.share is True
        assert (reading.form.assessment.reason or "").startswith("They have both been late")


def test_children_whom_only_the_text_names() -> None:
    """The sentence that says what the letter is about names them; a first name without a family name is asked."""
    read = readings(
        [],
        text(
            "I am writing about Leo Pattinson (born 18 October 2018) and his brother Sam (born 2 February 2015), who "
            f"live at {HOME} with their mother, Stacey Pattinson (07700 900247)."
        )
        + OF_ALL,
    )
    assert [of_child(reading) for reading in read] == [LEO, {"given_names": "Sam", "date_of_birth": "2015-02-02"}]
    assert of_child(read[1], sure=False) == {"family_name": "Pattinson"}
    for reading in read:
        assert reading.form is not None
        assert [(p.name, p.telephone) for p in reading.form.parents_carers] == [("Stacey Pattinson", "07700 900247")]


def test_what_cannot_be_told_apart_is_asked() -> None:
    """One birthday for two, one school under both names, a home that only one block has: below certainty."""
    read = readings(text("Re: Leo and Sam Pattinson", "DOB: 18/10/2018", "School: Ashcombe Infants", HOME), OF_ALL)
    for reading in read:
        assert of_child(reading, sure=False) == {"date_of_birth": "2018-10-18", "school": "Ashcombe Infants"}
    read = readings(
        text(f"Re: Leo Green, dob 18/10/2018, {HOME}", "Mother: Jo Green", "Ava Brown, dob 02/02/2015"), OF_ALL
    )
    assert "child.address" in said(read[0], sure=True)
    assert {"child.address", "parents_carers[0].name"} <= set(said(read[1], sure=False))


def test_a_sentence_with_two_birthdays_is_shared_out() -> None:
    """Where the subject has the names alone, the sentence that has the birthdays gives each child its own."""
    read = readings(
        text("Subject: Early help - Leo and Sam Pattinson"),
        text("Please can I refer Leo Pattinson (Y2, dob 18/10/2018) and his brother Sam (Y6, dob 02/02/2015) for help.")
        + text(f"They both live at {HOME} with mum Jane Barton.")
        + OF_ALL,
    )
    assert [of_child(reading) for reading in read] == [{**LEO, "year_group": "Y2"}, {**SAM, "year_group": "Y6"}]


def test_only_the_children_whom_the_letter_is_about() -> None:
    """A brother in prison and a cousin, with their birthdays, are nobody whom the letter refers."""
    read = readings(
        text(f"Re: The Pattinson family, {HOME}"),
        text("I would like to refer the Pattinson children: Leo (18/10/2018) and Sam (2 February 2015).")
        + text("There is an older brother, Max (born 01/02/2008), who is in prison.")
        + text("Leo has a cousin, Ben Carter, born 3 May 2012, at Dale Academy.")
        + OF_ALL,
    )
    assert [of_child(reading) for reading in read] == [LEO, SAM]


def test_a_first_name_of_two_words() -> None:
    """'Rose Ann and Zara Hall' cannot be told from a family called Ann, so it is asked."""
    read = readings(text("Re: Rose Ann and Zara Hall", "DOB: 18/10/2018 and 02/02/2015", HOME), OF_ALL)
    assert not {"given_names", "family_name"} & set(of_child(read[0]))
    assert of_child(read[1])["family_name"] == "Hall"


def test_a_parent_on_a_line_without_a_label() -> None:
    """'Jane Barton (mother) 07700 ...' is a parent with a number, and no number of the child's."""
    (reading,) = readings(text(RE, "Jane Barton (mother) 07700 900111"), OF_ONE)
    assert of_child(reading) == LEO
    assert reading.form is not None
    (parent,) = reading.form.parents_carers
    assert (parent.name, parent.relationship, parent.telephone) == ("Jane Barton", "mother", "07700 900111")


def test_twins_have_one_birthday() -> None:
    """Behind two names a birthday is surely both's only where the letter says that they are twins."""
    sentence = (
        "I am writing about {}Ivy and Oscar Pell, born on 27 July 2022, who live at 5 Reed Lane, Cotmere CB9 9DW."
    )
    twins = readings([], text(sentence.format("twins ")) + OF_ALL)
    assert [of_child(reading).get("date_of_birth") for reading in twins] == ["2022-07-27"] * 2
    others = readings([], text(sentence.format("")) + OF_ALL)
    assert [of_child(reading).get("date_of_birth") for reading in others] == [None, None]


@pytest.mark.requirement("B1")
def test_consent_that_names_one_child_is_not_surely_the_others() -> None:
    """'... agrees to Leo's details being shared' says nothing of Sam."""
    read = readings(
        text(f"Re: Leo Green, dob 18/10/2018, and Sam Brown, dob 02/02/2015, both of {HOME}"),
        text("Both boys are late. We would be grateful for a family support worker. Leo’s father is Paul Green.")
        + text("Their mother, Stacey Brown, agrees to Leo’s details being shared with the panel."),
    )
    assert said(read[0], sure=True)["consent.share"] is True
    assert said(read[1], sure=False)["consent.share"] is True
    assert read[1].form is not None
    assert [p.name for p in read[1].form.parents_carers] == ["Stacey Brown"]


RE = f"Re: Leo Pattinson, dob 18/10/2018, {HOME}"
ONE: dict[str, tuple[list[str], list[str]]] = {
    "a sister in a sentence": (
        text(RE),
        text("Leo lives with his mother and his sister Mia, born 2 February 2015, and brother Sam (Year 4)."),
    ),
    "a brother's birthday": (
        text(RE),
        text("He has an older brother, Max Pattinson (born 01/02/2015), and a baby sister."),
    ),
    "a line of siblings": (text(RE, "Siblings: Mia Pattinson (02/02/2015), Sam Pattinson (03/03/2012)"), []),
    "a table of the other children": (
        [
            *text(RE, "Other children in the household:"),
            rows(["Name", "DOB", "School"], ["Mia Pattinson", "02/02/2015", ""], ["Sam Pattinson", "03/03/2012", ""]),
        ],
        [],
    ),
    "a mother with a birthday": (text(RE, "and his mother Stacey Pattinson, dob 03/03/1990"), []),
    "a mother named first": (
        text(f"Re: Stacey Pattinson, dob 03/03/1990, and Leo Pattinson, dob 18/10/2018, {HOME}"),
        [],
    ),
    "a diagnosis with a date": (text(RE, "Heart Murmur, 12/01/2020"), []),
    "whom the child saw": (text("Clinician: Anna Brown, 3 May 2026", RE, "Seen with Tom Reid, 3 May 2026"), []),
    "a teacher": (text(RE, "Class teacher: Miss Sam Carter, Year 3"), []),
    "a cousin": (text(RE), text("Leo has a cousin, Ben Carter, born 3 May 2012, at Dale Academy.")),
    "a baby who is due": (text(RE), text("His mother is expecting a baby, due 3 August 2026.")),
    "a village": (text(RE, "Long Marston, Ashcombe"), []),
    "the name again": (text("Re: Leo Pattinson", "Name: Leonard James Pattinson", "DOB: 18/10/2018", HOME), []),
}


@pytest.mark.parametrize("what", ONE)
def test_nobody_else_in_a_letter_is_a_second_child(what: str) -> None:
    """Sisters, mothers, clinicians and illnesses with dates are no children whom the letter refers."""
    details, body = ONE[what]
    (reading,) = readings(details, body + OF_ONE)
    assert of_child(reading) == LEO


def test_a_mother_named_in_the_place_of_her_unborn_baby() -> None:
    """The birthday, the number and the telephone are hers; the child is the baby that is due."""
    (reading,) = readings(
        text("Re: Keeley Tranter, DOB 4 March 2006, NHS No 999 001 2342, and her unborn baby, EDD 3 June 2026")
        + text("9 Pier Road, Bayview, BV3 9HH. Tel 07700 900654"),
        text("Keeley booked late and has missed two scans. I would like to refer her baby for early help."),
    )
    assert of_child(reading) == {
        "given_names": "unborn baby",
        "sex": "unborn",
        "expected_delivery_date": "2026-06-03",
    }
    assert reading.form is not None
    assert [(p.name, p.telephone) for p in reading.form.parents_carers] == [("Keeley Tranter", "07700 900654")]


def test_tables_of_the_family_and_of_services() -> None:
    """Parents, household and services in tables are read as on a form."""
    (reading,) = readings(
        [
            *text(RE),
            rows(["Parent", "Relationship", "Telephone"], ["Stacey Pattinson", "Mother", "07700 900247"]),
            rows(
                ["Others in the household", "Relationship", "Date of birth"], ["Mia Pattinson", "Sister", "02/02/2015"]
            ),
            rows(["Service", "Name", "Organisation"], ["GP", "Dr Wragg", "Mill Surgery"]),
        ],
        OF_ONE,
    )
    assert of_child(reading) == LEO
    assert reading.form is not None
    (parent,), (member,), (service,) = reading.form.parents_carers, reading.form.household, reading.form.services
    assert (parent.name, parent.relationship, parent.telephone) == ("Stacey Pattinson", "Mother", "07700 900247")
    assert (member.name, member.relationship) == ("Mia Pattinson", "Sister")
    assert (service.service, service.name, service.organisation) == ("GP", "Dr Wragg", "Mill Surgery")


def test_what_is_added_to_a_number_a_carer_and_a_post() -> None:
    """A remark on when to ring, a relationship beside 'Carer' and 'Head of School' are read whole."""
    read = read_form(
        document(
            *HEAD,
            *text(RE),
            rows(["Carer", "Mr Alan Monk", "Relationship", "Grandfather"]),
            *text("Carer’s telephone: 07700 900247 (please do not leave a message)"),
            *OF_ONE,
            *text("Yours sincerely", "Claire Ollerenshaw", "Head of School"),
        ),
        "letter.docx",
    )
    form = read[0].form
    assert form is not None
    (carer,) = form.parents_carers
    assert (carer.name, carer.relationship) == ("Mr Alan Monk", "Grandfather")
    assert carer.telephone == "07700 900247 (please do not leave a message)"
    assert form.assessor.role == "Head of School"
