"""Ways in which councils lay the same questions out, each on a form of its own, and what must be read there."""

from __future__ import annotations

import pytest

from intake.reader import read_form
from rules.form import SURE, FormReading
from tests.unit.reader.test_read_form import FRAME, certainty, read, value
from tests.unit.reader.word_xml import answer, bold, cell, document, heading, label, lines, paragraph, row, run, table

UNDERLINED = '<w:b/><w:u w:val="single"/>'


def merged_down(*rows: tuple[str, ...]) -> str:
    """A table whose first column is one cell, merged down beside all rows."""
    first = '<w:tc><w:tcPr><w:vMerge w:val="restart"/><w:shd w:val="clear" w:fill="D9E2F3"/></w:tcPr>{}</w:tc>'
    more = "<w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc>"
    made = [row(first.format(paragraph(bold(rows[0][0]))), *rows[0][1:])]
    return table(*made, *(row(more, *cells) for cells in rows[1:]))


def versions(reading: FormReading) -> bool:
    """True if the reader says that an older version was left out."""
    return any(problem.code == "two_versions" for problem in reading.problems)


# --- questions that ask several things ---------------------------------------------------------------------------


def test_a_question_asks_four_things_at_once() -> None:
    """What stands one behind the other is parted as the question is."""
    reading = read(
        paragraph(bold("Who is filling in this form? Give your name, job, organisation and telephone.")),
        *lines("Penny Vale; nursery manager; Dormouse Nursery; 01632 960472"),
    )
    assert value(reading, "assessor.name") == "Penny Vale"
    assert value(reading, "assessor.role") == "nursery manager"
    assert value(reading, "assessor.organisation") == "Dormouse Nursery"
    assert value(reading, "assessor.telephone") == "01632 960472"


def test_actions_written_one_on_a_line() -> None:
    """'What – who – by when', one line for each action."""
    reading = read(
        paragraph(bold("What are you going to do? One line for each action: what – who – by when.")),
        *lines("Key person at busy times – Penny Vale – 25/05/2026", "Parenting course – Hannah – in the summer"),
    )
    assert value(reading, "actions[0].who") == "Penny Vale"
    assert str(value(reading, "actions[1].by_when")) == "in the summer"


def test_lines_that_do_not_fit_the_question_stay_as_they_are() -> None:
    """Nothing is parted where the answers do not fit what is asked."""
    reading = read(
        paragraph(bold("Who is filling in this form? Give your name, job, organisation and telephone.")),
        *lines("Penny Vale has known the family since the autumn; see her letter"),
    )
    assert value(reading, "assessor.telephone") is None


# --- people and services -----------------------------------------------------------------------------------------


def test_two_parents_side_by_side() -> None:
    """Each question twice in a row, once for each parent."""
    asked = (
        ("Name", "Ann Marsh", "Tom Marsh"),
        ("Relationship", "Mother", "Father"),
        ("Telephone", "07700 900704", ""),
    )
    reading = read(
        heading("Parents / carers"), table(*(row(label(q), answer(a), label(q), answer(b)) for q, a, b in asked))
    )
    assert value(reading, "parents_carers[0].telephone") == "07700 900704"
    assert value(reading, "parents_carers[1].name") == "Tom Marsh"
    assert value(reading, "parents_carers[1].relationship") == "Father"


def test_adults_named_down_the_side() -> None:
    """A title that stands beside the rows of a table heads them."""
    reading = read(
        merged_down(
            ("Adults", label("Name"), label("Relationship"), label("PR?")),
            (answer("Ann Marsh"), answer("Mother"), answer("Y")),
        )
    )
    assert value(reading, "parents_carers[0].name") == "Ann Marsh"
    assert value(reading, "parents_carers[0].parental_responsibility") is True


def test_family_below_a_heading_nobody_foresaw() -> None:
    """Relationship and parental responsibility tell that a table lists parents, whatever heads its first column."""
    heads = ("Everyone with a caring role", "Relationship to child", "Born", "PR (Y/N)")
    reading = read(table(row(*map(label, heads)), row(*map(answer, ("Ann Marsh", "Mother", "8 Feb 1991", "Y")))))
    assert value(reading, "parents_carers[0].name") == "Ann Marsh"


def test_people_one_on_a_line() -> None:
    """A person with a relationship in brackets and a number behind."""
    reading = read(heading("People with parental responsibility"), *lines("Ann Marsh (mother), 07700 900432"))
    assert value(reading, "parents_carers[0].telephone") == "07700 900432"
    assert value(reading, "parents_carers[0].relationship") == "mother"


def test_the_child_itself_is_no_member_of_its_household() -> None:
    """In a list of the whole family the child is 'subject'."""
    heads = ("Name", "Relationship", "Date of birth", "School")
    rows = (("Robin Lee Marsh", "Subject", "3/4/2015", "Bankside Primary"), ("Wren Marsh", "Sister", "1/2/2018", ""))
    reading = read(heading("Others in the home"), table(row(*map(label, heads)), *(row(*map(answer, r)) for r in rows)))
    assert value(reading, "household[0].name") == "Wren Marsh"
    assert value(reading, "household[1].name") is None


def test_a_service_heads_its_own_rows() -> None:
    """'GP', and below it name and number."""
    reading = read(
        heading("Services working with this child"),
        paragraph(bold("GP")),
        table(row(label("Name"), answer("Dr Bankole")), row(label("Contact tel. no."), answer("01632 960219"))),
        paragraph(bold("Other service: "), run("Educational psychologist")),
        table(row(label("Name"), answer("Liz Purkiss"))),
    )
    assert value(reading, "services[0].service") == "GP"
    assert value(reading, "services[0].telephone") == "01632 960219"
    assert value(reading, "services[1].service") == "Educational psychologist"
    assert value(reading, "services[1].name") == "Liz Purkiss"


def test_a_name_below_a_heading_nobody_foresaw_is_nobody_of_the_family() -> None:
    """A numbered part that is not understood ends the section of the family; a worker in it is asked about."""
    reading = read(
        heading("Part 2  Parents and carers"),
        table(row(label("Name"), answer("Ann Marsh")), row(label("Relationship"), answer("Mother"))),
        heading("Part 3  The scribe"),
        table(row(label("Name"), answer("Penny Vale")), row(label("Job"), answer("Nursery nurse"))),
    )
    assert value(reading, "parents_carers[1].name") is None
    assert value(reading, "assessor.name") == "Penny Vale"
    assert certainty(reading, "assessor.name") < SURE


# --- the assessment ----------------------------------------------------------------------------------------------


def test_titles_of_elements_between_their_strengths_and_needs() -> None:
    """The name of an element on a row of its own belongs to the answers below it."""
    reading = read(
        heading("Assessment summary: strengths and needs"),
        table(
            row(label("Strengths"), label("Needs")),
            row(cell(paragraph(bold("General health")), span=2)),
            row(answer("Well."), answer("A dentist.")),
            row(cell(paragraph(bold("Behavioural development")), span=2)),
            row(answer("Kind."), answer("Shouts.")),
        ),
    )
    assert value(reading, "elements.general_health.needs") == "A dentist."
    assert value(reading, "elements.behavioural_development.strengths") == "Kind."


def test_a_question_below_the_name_of_a_theme() -> None:
    """An unknown question below an element is about that element, and a person is asked."""
    reading = read(
        heading("Part 2 Assessment"),
        table(
            row(cell(paragraph(bold("Theme A: Physical development")), shaded=True)),
            row(cell(paragraph(bold("What is happening, and what is the effect?")))),
            row(answer("Robin sleeps four hours a night.")),
        ),
    )
    assert value(reading, "elements.physical_development.text") == "Robin sleeps four hours a night."
    assert certainty(reading, "elements.physical_development.text") < SURE


def test_a_score_is_no_answer() -> None:
    """'4 - very worried' says how bad it is, not what is."""
    reading = read(
        heading("Assessment"),
        table(row(label("General health"), answer("4 - very worried")), row(answer(""), answer(""))),
    )
    assert value(reading, "elements.general_health.text") is None or (
        certainty(reading, "elements.general_health.text") < SURE
    )


def test_yes_and_no_over_a_whole_table() -> None:
    """A cross below 'No' is a no, whatever the question."""
    reading = read(
        table(
            row(label(""), label("Yes"), label("No"), label("Not known")),
            row(label("Is the child disabled?"), answer(""), answer("X"), answer("")),
            row(
                label("Is there reason to think that the child is suffering significant harm?"),
                *map(answer, ("", "X", "")),
            ),
        )
    )
    assert value(reading, "child.disability") is False
    assert value(reading, "conclusions.significant_harm") == "No"


# --- consent -----------------------------------------------------------------------------------------------------

AGREED = (
    paragraph(run("I agree to the information on this form being stored.  Yes")),
    paragraph(run("I agree to the information on this form being shared.  Yes")),
)


@pytest.mark.requirement("E4")
@pytest.mark.parametrize(
    "asked",
    [
        "Agencies or people who may not",
        "Services that may not",
        "Who must not see it?",
        "Please do not pass it to",
        "Please don’t show it to",
        "Must not be told",
    ],
)
def test_whom_the_family_refuses_in_other_words(asked: str) -> None:
    """However a form asks whom not to tell, the answer is an exclusion."""
    reading = read(heading("Consent"), *AGREED, table(row(label(asked), answer("Extended family"))))
    assert value(reading, "consent.not_share_with[0]") == "Extended family"


@pytest.mark.requirement("E4")
def test_an_exclusion_behind_please_list_is_not_small_print() -> None:
    """'Please list:' with an answer behind it is no instruction."""
    asked = "Are there any agencies that you do not want us to share information with? Please list: "
    reading = read(heading("Consent"), *AGREED, paragraph(bold(asked), run("Jobcentre, Orwell Homes")))
    assert value(reading, "consent.not_share_with[0]") == "Jobcentre"
    assert value(reading, "consent.not_share_with[1]") == "Orwell Homes"


@pytest.mark.requirement("E4")
def test_a_plea_in_a_sentence_is_an_exclusion_to_ask_about() -> None:
    """'Please do not talk to ...' names whom the family refuses; it is put before a person."""
    reading = read(heading("Consent"), *AGREED, *lines("Please do not talk to Dad’s regiment."))
    assert value(reading, "consent.not_share_with[0]") == "Dad’s regiment"
    assert certainty(reading, "consent.not_share_with[0]") < SURE


@pytest.mark.requirement("E4")
def test_each_service_with_its_own_yes_or_no() -> None:
    """A table that asks of each service whether it may see the form, in whatever section it stands."""
    rows = (("Health", "Y"), ("Education psychology", ""), ("Police", "N"), ("Housing", "N"))
    reading = read(
        heading("Multi-agency allocation group"),
        table(
            row(label("Service"), label("May this service see the CAF? (Y/N)")), *(row(*map(answer, r)) for r in rows)
        ),
        heading("Consent"),
        *AGREED,
    )
    assert value(reading, "consent.share_with[0]") == "Health"
    assert value(reading, "consent.share_with[1]") is None
    assert value(reading, "consent.not_share_with[0]") == "Police"
    assert value(reading, "consent.not_share_with[1]") == "Housing"


@pytest.mark.requirement("E4")
def test_only_ticked_services_are_shared_with() -> None:
    """Each service with its box in the cell behind it: an empty box shares nothing."""
    reading = read(
        heading("Consent"),
        paragraph(run("I understand that this information will be stored.   Yes [X]  No [ ]")),
        paragraph(run("I agree to its being shared with the agencies ticked.   Yes [X]  No [ ]")),
        table(
            row(*map(answer, ("School", "[X]", "Housing", "[ ]"))),
            row(*map(answer, ("Police", "[X]", "Youth justice", "[ ]"))),
        ),
    )
    assert value(reading, "consent.share_with[0]") == "School"
    assert value(reading, "consent.share_with[1]") == "Police"
    assert value(reading, "consent.share_with[2]") is None


@pytest.mark.requirement("E4")
def test_a_chosen_yes_as_bold_as_its_question() -> None:
    """The underlined word is the choice, though the question is bold as well."""
    asked = "I agree to this information being shared: "
    reading = read(
        heading("Consent"),
        paragraph(bold("I agree to this information being stored: "), run("Yes", UNDERLINED), run(" / No")),
        paragraph(bold(asked), run("Yes", UNDERLINED), run(" / No")),
    )
    assert value(reading, "consent.share") is True
    assert value(reading, "consent.store") is True


@pytest.mark.requirement("E4")
def test_two_boxes_of_agreeing_and_refusing() -> None:
    """'I agree ... / I do not agree to this': one ticked box decides."""
    reading = read(
        heading("Consent"),
        paragraph(run("[X] I understand that this is stored.   [ ] I do not agree to this.")),
        paragraph(run("[ ] I agree to it being shared with those named below.   [X] I do not agree to this.")),
    )
    assert value(reading, "consent.store") is True
    assert value(reading, "consent.share") is False


def test_signatures_whose_rows_ask_the_same() -> None:
    """A row of empty signature boxes is no row of headings for the row below it."""
    reading = read(
        heading("Consent"),
        *AGREED,
        table(
            row(*map(answer, ("Signed (child/young person):", "Print name:", "Date:"))),
            row(*map(answer, ("Signed (practitioner): C Feary", "Print name: Carol Feary", "Date: 03/10/2026"))),
        ),
    )
    assert value(reading, "consent.signed_by_child") is None
    assert value(reading, "consent.signed_by") is None


# --- versions, builds, choices -----------------------------------------------------------------------------------


def version(number: int, day: str, said: str, *, refused: str = "") -> tuple[str, ...]:
    """One version of a short form."""
    return (
        heading(f"Early Help Assessment, version {number}", 1),
        *FRAME[1:4],
        table(row(label("Date of assessment"), answer(day)), row(label("Reason for assessment"), answer(said))),
        heading("Strengths and needs"),
        table(row(label("General health"), answer(said))),
        heading("Plan"),
        table(row(*map(label, ("Action", "Who", "By when"))), row(*map(answer, (f"Plan {number}", "Ann", "today")))),
        heading("Consent"),
        *AGREED,
        *((table(row(label("Agencies we do not want involved"), answer(refused))),) if refused else ()),
    )


@pytest.mark.parametrize("newer_first", [True, False])
def test_the_newer_of_two_versions_in_one_file(newer_first: bool) -> None:  # noqa: FBT001 - a parameter of the test
    """Number and date tell which version is current; the other is left out, and that is said."""
    old, new = version(1, "10/09/2025", "Toilet routine."), version(2, "15/03/2026", "New school.")
    blocks = (*new, *old) if newer_first else (*old, *new)
    reading = read_form(document(*blocks), "form.docx")[0]
    assert versions(reading)
    assert value(reading, "assessment.reason") == "New school."
    assert value(reading, "actions[1].action") is None


@pytest.mark.requirement("E4")
def test_what_only_the_older_version_refused_is_asked_about() -> None:
    """An exclusion of the version left out is not forgotten."""
    old = version(1, "10/09/2025", "Toilet routine.", refused="Police")
    reading = read_form(document(*old, *version(2, "15/03/2026", "New school.")), "form.docx")[0]
    told = [p for p in reading.problems if p.field == "consent.not_share_with"]
    assert any("Police" in problem.message for problem in told)


def test_a_run_that_declares_a_prefix_is_read() -> None:
    """A declaration on a run that has properties is needed by what stands inside the run."""
    odd = (
        '<w:r xmlns:x="urn:example:x"><w:rPr><w:b/></w:rPr><w:t>Robin has epilepsy.</w:t><x:note x:of="nothing"/></w:r>'
    )
    reading = read(table(row(label("Special requirements"), cell(f"<w:p>{odd}</w:p>"))))
    assert reading.readable
    assert value(reading, "child.special_requirements") == "Robin has epilepsy."


@pytest.mark.parametrize(
    ("typed", "meant"), [("Y  x     N  o", True), ("Y  o     N  x", False), ("Y  o     N  o", None)]
)
def test_letters_typed_for_boxes(typed: str, meant: bool | None) -> None:  # noqa: FBT001 - a parameter of the test
    """An o is an empty box beside an x, and two of them choose nothing."""
    reading = read(table(row(label("Interpreter required?"), answer(typed))))
    assert value(reading, "child.interpreter_required") is meant


@pytest.mark.parametrize(
    ("path", "asked", "said"),
    [
        ("parents_carers[0].address", "Address", "Yes"),
        ("assessor.name", "Name of assessor", "Organisation:"),
        ("child.school", "School", "Weir Junior Mother: Mrs Helen Alderson"),
    ],
)
def test_what_cannot_be_an_answer_is_not_sure(path: str, asked: str, said: str) -> None:
    """An address that is a yes, a name that is a question, a school with the next question in it."""
    reading = read(
        heading("Parents and carers"),
        table(row(label("Name"), answer("Ann Marsh")), row(label("Relationship"), answer("Mother"))),
        table(row(label(asked), answer(said))),
    )
    assert value(reading, path) is None or certainty(reading, path) < SURE or value(reading, path) == "Bankside Primary"


def test_who_beside_a_name_is_the_service() -> None:
    """'Who | Name | Agency | Phone' over 'GP | Dr Mottram | ...': who it is stands beside what they are called."""
    reading = read(
        heading("Other people working with the family"),
        table(
            row(*map(label, ("Who", "Name", "Agency", "Phone"))),
            row(*map(answer, ("GP", "Dr Mottram", "Quay Practice", "01632 960962"))),
            row(*map(answer, ("Housing support", "Tom Adeyemi", "Beacon House", "01632 960963"))),
        ),
    )
    assert value(reading, "services[0].service") == "GP"
    assert value(reading, "services[0].name") == "Dr Mottram"
    assert value(reading, "services[1].organisation") == "Beacon House"
