"""Boxes below, beside and behind what they answer: whom to tell and whom not, what is asked, what is the office's."""

from __future__ import annotations

import pytest

from intake.reader import read_form
from rules.form import SURE, FormReading
from tests.unit.reader.test_read_form import certainty, read, value
from tests.unit.reader.word_xml import answer, bold, cell, document, heading, label, paragraph, row, run, table

ITALIC = "<w:i/>"
AGREED = (
    heading("Permission"),
    table(
        row(cell(paragraph(run("I agree to you keeping this on record"))), answer("Y")),
        row(cell(paragraph(run("I agree to you sharing it"))), answer("Y")),
    ),
)
SERVICES = "☐ Schools  ☐ Health  ☒ Police  ☐ Fire service  ☒ Landlord or housing association  ☐ Youth service"


def refused(reading: FormReading) -> set[object]:
    """Whom the family does not want told, as far as that is sure."""
    return {
        row.written
        for row in reading.evidence
        if row.field.startswith("consent.not_share_with") and row.certainty >= SURE
    }


def held(reading: FormReading) -> bool:
    """True if a person is asked before anything is shared."""
    asked = any((p.field or "").startswith("consent") for p in reading.problems)
    return asked or any(r.field.startswith("consent") and r.certainty < SURE for r in reading.evidence)


# --- whom not to tell --------------------------------------------------------------------------------------------


@pytest.mark.requirement("E4")
@pytest.mark.parametrize(
    "asked",
    [
        "Opt-out. Please tick any service that must NOT be told:",
        "Opting out: cross any service that may not see it",
        "Exclusions. Tick those who should not be told.",
        "Tick any that you do NOT want us to share with:",
        "Please mark those you don’t want us to contact:",
        "Circle any agency we must not involve:",
        "Services. Tick each one that you do not want us to tell:",
    ],
)
@pytest.mark.parametrize("in_cell", [True, False])
def test_services_ticked_behind_a_question_of_several_sentences(asked: str, in_cell: bool) -> None:  # noqa: FBT001 - a parameter of the test
    """However the form asks, what was ticked is refused, and never passed over."""
    line = paragraph(run(f"{asked}  {SERVICES}"))
    reading = read(*AGREED, table(row(cell(line))) if in_cell else line)
    assert value(reading, "consent.share") is True
    named = {str(value(reading, f"consent.not_share_with[{i}]")) for i in range(2)}
    assert named == {"Police", "Landlord or housing association"} or held(reading)
    assert value(reading, "consent.share_with[0]") is None


@pytest.mark.requirement("E4")
@pytest.mark.parametrize(
    "asked",
    ["Cross out of our circle:", "Our reservations:", "The family has reservations about:", "Strike from list:"],
)
def test_boxes_behind_a_question_that_nobody_knows_are_asked_about(asked: str) -> None:
    """Something was ticked among the consent, and what it means is not known."""
    reading = read(*AGREED, paragraph(run(f"{asked}  {SERVICES}")))
    assert held(reading)


def test_whom_to_tell_in_plain_words_beside_the_names() -> None:
    """Labels in plain print that the vocabulary does not have word for word."""
    reading = read(
        *AGREED,
        table(
            row(answer("If you have agreed, please list who"), answer("Dev Sandhu\nFamily Nurse")),
            row(answer("Anyone you do not want us to share with"), answer("My mum, Jordan’s mum")),
        ),
    )
    assert value(reading, "consent.share_with[1]") == "Family Nurse"
    assert value(reading, "consent.not_share_with[1]") == "Jordan’s mum"


def test_the_last_box_of_a_list_and_who_was_written_behind_it() -> None:
    """'Other (who?): ...' is the form's, what stands behind it the family's."""
    reading = read(*AGREED, paragraph(run("Tick any we must not tell:  ☐ GP  ☒ Police  ☒ Other (who?): Uncle Ray")))
    assert value(reading, "consent.not_share_with[1]") == "Uncle Ray"


@pytest.mark.requirement("E4")
@pytest.mark.parametrize(
    "asked",
    [
        "Services we must keep this from:",
        "The family has asked us not to inform:",
        "Which of these should be left out?",
        "Do you wish to exclude any of these?",
        "We object to sharing with:",
        "No information to go to:",
        "Family do not consent to information being passed to the following:",
        "Consent does not extend to:",
        "Is there any agency which you would not want to be approached?",
        "Anyone to be kept out of this?",
        "Exceptions – tick those that apply:",
        "Is there anybody you would rather we did not tell? Tick below.",
        "Tick the box if you object to that service being told:",
    ],
)
def test_other_words_for_whom_not_to_tell(asked: str) -> None:
    """In bold over a row of boxes, and in one line with them."""
    for blocks in ((paragraph(bold(asked)), paragraph(run(SERVICES))), (paragraph(run(f"{asked}  {SERVICES}")),)):
        reading = read(*AGREED, *blocks)
        assert [value(reading, f"consent.not_share_with[{i}]") for i in range(3)] == [
            "Police",
            "Landlord or housing association",
            None,
        ]


@pytest.mark.requirement("E4")
def test_boxes_below_a_heading_that_nobody_knows_are_asked_about() -> None:
    """The heading does not say whom they let in or keep out."""
    reading = read(*AGREED, paragraph(bold("Our reservations")), paragraph(run(SERVICES)))
    assert held(reading)


@pytest.mark.parametrize("asked", ["Please do not tell:", "Who may we talk to?"])
def test_words_underlined_in_a_printed_row(asked: str) -> None:
    """Those that somebody underlined are meant, and a person is asked whether that is so."""
    printed = (("School", ""), ("GP", ""), ("Police", '<w:u w:val="single"/>'), ("Housing", '<w:u w:val="single"/>'))
    words = [r for text, look in printed for r in (run(text, look), run("     "))]
    reading = read(*AGREED, paragraph(run(f"{asked}  "), *words))
    path = "consent.not_share_with" if "not" in asked else "consent.share_with"
    assert [value(reading, f"{path}[{i}]") for i in range(3)] == ["Police", "Housing", None]
    assert certainty(reading, f"{path}[0]") < SURE


# --- whom to tell -----------------------------------------------------------------------------------------------


def test_a_list_with_wide_gaps_between_its_items() -> None:
    """No sign stands between them, and they are not one service."""
    reading = read(*AGREED, paragraph(bold("Share with:"), run("  School     GP     Youth service")))
    assert value(reading, "consent.share_with[2]") == "Youth service"


@pytest.mark.parametrize("tabbed", [True, False])
def test_boxes_over_several_rows(tabbed: bool) -> None:  # noqa: FBT001 - a parameter of the test
    """The list goes on in the next row."""
    rows = (("☒ School", "☒ GP", "☐ Police"), ("☐ Jobcentre", "☐ Probation", "☒ Citizens Advice"))
    if tabbed:
        boxes = "".join(f"<w:p>{'<w:r><w:tab/></w:r>'.join(run(text) for text in line)}</w:p>" for line in rows)
    else:
        boxes = table(*(row(*map(answer, line)) for line in rows))
    reading = read(*AGREED, paragraph(run("Tick each agency you are happy for us to share with:")), boxes)
    assert [value(reading, f"consent.share_with[{i}]") for i in range(4)] == ["School", "GP", "Citizens Advice", None]


def test_boxes_in_cells_below_a_sentence_that_announces_them() -> None:
    """Another matter stands between the sentence and its boxes."""
    reading = read(
        heading("Consent"),
        *(
            paragraph(run(text))
            for text in (
                "☒ I agree to this assessment being stored on the early help record.",
                "☒ I agree to this assessment being shared with the agencies ticked below.",
                "☐ I agree to it being used for training, with names removed.",
            )
        ),
        table(row(*map(answer, ("☒ GP", "☒ Hospital", "☐ Police"))), row(*map(answer, ("☐ Housing", "☒ Aid", "")))),
    )
    assert [value(reading, f"consent.share_with[{i}]") for i in range(4)] == ["GP", "Hospital", "Aid", None]


@pytest.mark.parametrize("offered", ["(agreed / refused)", "(given / not given)", "– agreed or declined"])
@pytest.mark.parametrize(("said", "meant"), [(0, True), (1, False)])
def test_the_words_to_choose_from_do_not_turn_a_sentence_round(offered: str, said: int, meant: bool) -> None:  # noqa: FBT001 - a parameter of the test
    """'Consent to share (agreed / refused)' asks for consent and refuses nothing."""
    words = offered.strip("()– ").replace(" or ", " / ").split(" / ")
    reading = read(
        heading("Consent"),
        table(
            row(answer(f"Consent for the information to be stored by Early Help {offered}"), answer(words[said])),
            row(answer(f"Consent for the information to be shared with others {offered}"), answer(words[said])),
        ),
    )
    assert value(reading, "consent.store") is meant
    assert value(reading, "consent.share") is meant


# --- what a form asks, and what is the office's ------------------------------------------------------------------


def test_what_may_be_answered_stands_in_bold_behind_the_question() -> None:
    """'Disabled? Y / N' as a heading over Y: an answer is below it, not in it."""
    reading = read(
        table(
            row(
                label("Interpreter required? Y / N"), label("Child disabled? Yes / No / Don’t know"), label("Religion")
            ),
            row(answer("N"), answer("Yes"), answer("None")),
        )
    )
    assert value(reading, "child.interpreter_required") is False
    assert value(reading, "child.disability") is True


@pytest.mark.parametrize("title", ["OFFICE USE", "For office use only", "Panel use", "For MAT administrator:"])
def test_what_the_office_wrote_is_none_of_the_familys(title: str) -> None:
    """Beside the title of the form, or in a row of its own."""
    box = cell(
        paragraph(bold(title)), *(paragraph(run(t)) for t in ("Rec’d: 06/06/16", "Worker: L. Nash", "Outcome: MT/7"))
    )
    reading = read(
        table(row(cell(paragraph(bold("Derwent Council"))), box)),
        heading("The assessment"),
        table(row(label("Completed by"), label("Job title")), row(answer("Dominic Fell"), answer("Adviser"))),
    )
    assert value(reading, "assessor.name") == "Dominic Fell"
    assert value(reading, "desired_outcomes") is None


def test_next_steps_beside_who_takes_them_are_actions() -> None:
    """Alone the words would ask where the form goes."""
    heads = ("Next steps", "Who", "By when", "How will we know it has worked?")
    reading = read(
        heading("Plan"),
        table(row(*map(label, heads)), row(*map(answer, ("Weekly weight", "GP", "Wed 10/12/2025", "BMI steady")))),
    )
    assert value(reading, "actions[0].action") == "Weekly weight"
    assert str(value(reading, "actions[0].by_when")) == "2025-12-10"
    assert value(reading, "referral.route") is None


def test_themes_with_a_number_and_a_letter() -> None:
    """'1a  Child's health' over what goes well and what does not, once for each theme."""
    heads = row(label("What is going well?"), label("What are we worried about?"), label("Score 1–5"))
    themes = (("1a  Child’s health", "Eats well", "No dentist"), ("2b  Warmth", "Loving", "Cries at night"))
    reading = read(
        heading("Assessment by theme"),
        *(
            block
            for title, good, bad in themes
            for block in (paragraph(bold(title)), table(heads, row(answer(good), answer(bad), answer("3"))))
        ),
    )
    assert value(reading, "elements.general_health.needs") == "No dentist"
    assert value(reading, "elements.emotional_warmth.strengths") == "Loving"


@pytest.mark.parametrize(
    ("title", "element"),
    [
        ("How I move and grow", "physical_development"),
        ("How I talk and understand people", "speech_language_communication"),
        ("How I am getting on with my learning", "progress_achievement"),
        ("How I am looked after and kept safe", "basic_care"),
        ("What has happened in our family", "family_history"),
        ("Physical and general health", "general_health"),
        ("Emotional health", "emotional_social_development"),
        ("Learning: taking part", "participation_in_learning"),
    ],
)
def test_elements_as_a_child_or_a_council_calls_them(title: str, element: str) -> None:
    """Each has its own box."""
    reading = read(
        heading("Our story"), table(row(label("My friends")), row(answer("Al")), row(label(title)), row(answer("Well")))
    )
    assert value(reading, f"elements.{element}.text") == "Well"


# --- the family ---------------------------------------------------------------------------------------------------


def test_people_one_on_a_line_as_the_small_print_says() -> None:
    """'name / relationship / date of birth / school' below the heading; what is not known is left out."""
    reading = read(
        heading("Siblings and others living with the child"),
        paragraph(run("one person on each line: name / relationship / date of birth / school", ITALIC)),
        paragraph(run("Sorin Varga / brother / 05/03/2009 / Oak High")),
        paragraph(run("Florica Varga / grandmother / n/k / -")),
    )
    assert value(reading, "household[0].school") == "Oak High"
    assert value(reading, "household[1].relationship") == "grandmother"
    assert value(reading, "household[1].date_of_birth") is None


def twins(*blocks: str) -> tuple[FormReading, ...]:
    """A form about two children, with a column for each."""
    return read_form(
        document(
            heading("Early Help Family Assessment", 1),
            heading("Section 1: Children"),
            table(
                row(label(""), label("Child 1"), label("Child 2")),
                row(label("Forename"), answer("Maisie"), answer("Mabel")),
                row(label("Surname"), answer("Kerr"), answer("Kerr")),
                row(label("DOB"), answer("24.12.2019"), answer("24.12.2019")),
            ),
            *blocks,
            heading("Agencies involved"),
            table(row(label("Service"), label("Name")), row(answer("GP"), answer("Dr Whaley"))),
            heading("Action plan"),
            table(row(label("Action"), label("By whom")), row(answer("Ring housing"), answer("Health visitor"))),
        ),
        "form.docx",
    )


def test_where_a_family_lives_is_where_its_children_live() -> None:
    """Asked below 'Family', before anybody else has been named."""
    readings = twins(
        heading("Section 2: Family"),
        table(
            row(label("Home address"), answer("61 Chantry Road\nLarkham"), label("Post code"), answer("wn99 9gz")),
            row(label("Language spoken"), answer("English"), label("Interpreter?"), answer("N")),
        ),
        heading("Section 3: Other people in the home"),
        table(row(label("Name"), label("Relationship")), row(answer("Conor Kerr"), answer("brother"))),
    )
    assert [value(r, "child.postcode") for r in readings] == ["WN99 9GZ", "WN99 9GZ"]
    assert [value(r, "child.first_language") for r in readings] == ["English", "English"]
    assert [value(r, "household[0].name") for r in readings] == ["Conor Kerr", "Conor Kerr"]


def test_one_question_of_each_child_above_questions_of_the_family() -> None:
    """The row below the children's is merged over both columns."""
    readings = twins(
        heading("Section 2: Views"),
        table(
            row(label(""), label("Child 1"), label("Child 2")),
            row(label("Child’s comment"), answer("Daddy sleep here"), answer("Laughed")),
            row(label("Parent’s comment"), answer("I need a night.", span=2)),
        ),
    )
    assert [value(r, "child_comment") for r in readings] == ["Daddy sleep here", "Laughed"]
    assert [value(r, "parent_comment") for r in readings] == ["I need a night.", "I need a night."]


def test_a_school_that_writes_of_its_pupil_is_the_childs() -> None:
    """A letter that names no other school."""
    said = (
        "Weald Academy, Ridge Road, Thornley, CV98 9LP",
        "Dear Panel",
        "Pupil: Jude Bancroft",
        "Date of birth: 22 August 2009",
        "We refer Jude for early help. He has not been in school since 22 January, and his mother asks for support.",
        "Yours sincerely",
        "Imran Castell",
        "Head of Year 10",
        "Weald Academy",
    )
    reading = read_form(document(*(paragraph(run(line)) for line in said)), "letter.docx")[0]
    assert value(reading, "child.school") == "Weald Academy"
    assert certainty(reading, "child.school") >= SURE
