"""Titles down the side of a table, columns that ask two things, columns for each child, and the themes of a star."""

from __future__ import annotations

import pytest

from intake.reader import read_form
from rules.form import SURE, FormReading
from tests.unit.reader.test_read_form import FRAME, certainty, read, value
from tests.unit.reader.word_xml import answer, bold, cell, document, heading, label, paragraph, row, run, table


def asked(question: str, said: str) -> tuple[str, str]:
    """A label cell and the cell of its answer."""
    return label(question), answer(said)


def beside(title: str, *rows: tuple[str, ...]) -> tuple[str, ...]:
    """Rows with a title, a paragraph for each of its lines, in one cell down their side."""
    first = '<w:tc><w:tcPr><w:vMerge w:val="restart"/><w:shd w:val="clear" w:fill="D9E2F3"/></w:tcPr>{}</w:tc>'
    more = "<w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc>"
    made = [row(first.format("".join(paragraph(bold(line)) for line in title.split("\n"))), *rows[0])]
    return (*made, *(row(more, *cells) for cells in rows[1:]))


def question_over_answer(question: str, said: str, span: int = 1) -> str:
    """A cell with a question in bold over its answer."""
    return cell(paragraph(bold(question)), paragraph(run(said)), span=span)


def two_children(*blocks: str) -> tuple[FormReading, ...]:
    """What a form about Callum and Caitlin says of each."""
    named = (
        block
        for number, name in enumerate(("Callum", "Caitlin"), 1)
        for block in (
            heading(f"Child {number}"),
            table(row(*asked("First name", name), *asked("Surname", "Stannard"))),
        )
    )
    return read_form(document(heading("Family CAF", 1), *named, *blocks, *FRAME[3:]), "form.docx")


# --- titles down the side ----------------------------------------------------------------------------------------


def test_where_things_are_asked_down_the_side_of_a_table() -> None:
    """'AT HOME' and 'AT SCHOOL' are no questions, though the first of them asks for the home elsewhere."""
    reading = read(
        heading("Assessment"),
        table(
            *beside(
                "AT HOME",
                (*asked("General health", "Fit."), *asked("Basic care", "Kind.")),
                (*asked("Behaviour", "Shouts."), *asked("Identity", "Proud.")),
            ),
            *beside(
                "AT SCHOOL",
                (*asked("Participation in learning", "Reads."), *asked("Friends", "Two.")),
                (*asked("Progress and achievement", "Slow."), *asked("Aspirations", "Vet.")),
            ),
        ),
    )
    assert value(reading, "elements.general_health.text") == "Fit."
    assert value(reading, "elements.identity.text") == "Proud."
    assert value(reading, "elements.participation_in_learning.text") == "Reads."
    assert value(reading, "elements.aspirations.text") == "Vet."
    assert value(reading, "home_situation") is None


def test_a_title_that_is_a_question_elsewhere_among_titles_down_the_side() -> None:
    """'AT SCHOOL' asks for no school between 'AT HOME' and 'ANYBODY ELSE', and each has its own people."""
    services = tuple(map(label, ("Service", "Name", "Telephone")))
    reading = read(
        heading("Who is who"),
        table(
            *beside(
                "AT HOME",
                tuple(map(label, ("Name", "Relationship", "Date of birth"))),
                tuple(map(answer, ("Ann Marsh", "Mother", "8/2/1990"))),
                tuple(map(answer, ("Wren Marsh", "Sister", "1/2/2018"))),
            ),
            *beside("AT SCHOOL", services, tuple(map(answer, ("School nurse", "Jo Day", "01632 960411")))),
            *beside("ANYBODY ELSE", services, tuple(map(answer, ("Health visitor", "Di Lock", "01632 960413")))),
        ),
    )
    assert value(reading, "household[0].name") == "Wren Marsh"
    assert value(reading, "household[1].name") is None
    assert value(reading, "services[0].name") == "Jo Day"
    assert value(reading, "services[1].service") == "Health visitor"
    assert value(reading, "services[1].telephone") == "01632 960413"


@pytest.mark.parametrize("number", ["4", "4.", "B", "Part 4"])
def test_the_number_of_a_part_on_a_line_of_its_own_above_its_title(number: str) -> None:
    """'4' over 'Who is helping' down the side of the services is one title, and heads its own table."""
    reading = read(
        heading("The plan"),
        table(
            *beside(
                f"{number}\nWho is helping",
                tuple(map(label, ("Service", "Worker", "Telephone"))),
                tuple(map(answer, ("School nurse", "Jo Day", "01632 960411"))),
            )
        ),
    )
    assert value(reading, "services[0].service") == "School nurse"
    assert value(reading, "services[0].telephone") == "01632 960411"


def test_small_print_behind_the_name_of_an_area() -> None:
    """'Parenting *warmth, rules*' in one line names the area that strengths and needs are told of beside it."""
    area = cell(paragraph(bold("Parenting "), run("warmth, rules, keeping safe", "<w:b/><w:i/>")), shaded=True)
    reading = read(
        heading("Strengths and needs"),
        table(
            row(label("Area"), label("What is going well?"), label("What are the worries?")),
            row(area, answer("Plays with him."), answer("Shouts at him.")),
        ),
    )
    assert value(reading, "elements.parents_carers.strengths") == "Plays with him."
    assert value(reading, "elements.parents_carers.needs") == "Shouts at him."


# --- columns and controls ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("head", "people"),
    [
        ("Name and relationship", ("Ann Marsh\nMother", "Tom Marsh\nFather")),
        ("Name / relationship", ("Ann Marsh (Mother)", "Tom Marsh (Father)")),
        ("Name and their relationship", ("Ann Marsh, Mother", "Tom Marsh, Father")),
    ],
)
def test_a_column_that_asks_two_things(head: str, people: tuple[str, str]) -> None:
    """A name with 'Mother' on the next line, in brackets or behind a comma, the same way in every row."""
    reading = read(
        heading("Parents and carers"),
        table(
            row(label(head), label("Telephone")),
            row(answer(people[0]), answer("07700 900111")),
            row(answer(people[1]), answer("07700 900112")),
        ),
    )
    assert value(reading, "parents_carers[0].name") == "Ann Marsh"
    assert value(reading, "parents_carers[0].relationship") == "Mother"
    assert value(reading, "parents_carers[1].name") == "Tom Marsh"
    assert value(reading, "parents_carers[1].relationship") == "Father"
    assert value(reading, "parents_carers[1].telephone") == "07700 900112"


def test_a_row_of_answered_questions_ends_a_plan() -> None:
    """Two cells below four columns, each a question over its answer, are no further action."""
    reading = read(
        heading("Action plan"),
        table(
            row(*map(label, ("Action", "Who", "By when", "Outcome"))),
            row(*map(answer, ("See the GP", "Ann Marsh", "14/01/2026", "Robin is well"))),
            row(
                question_over_answer("Desired outcomes", "In school every day", 2),
                question_over_answer("Lead professional", "Penny Vale", 2),
            ),
        ),
    )
    assert value(reading, "actions[0].action") == "See the GP"
    assert value(reading, "actions[0].desired_outcome") == "Robin is well"
    assert value(reading, "actions[1].action") is None
    assert value(reading, "actions[1].who") is None
    assert value(reading, "lead_professional.name") == "Penny Vale"
    assert value(reading, "desired_outcomes") == "In school every day"


def test_paragraphs_within_a_control_in_a_line() -> None:
    """Some programs put paragraphs into the control of a line; each is a line of the answer."""
    control = (
        '<w:sdt><w:sdtPr><w:text w:multiLine="1"/></w:sdtPr><w:sdtContent>'
        f"{paragraph(run('Robin has asthma.'))}{paragraph(run('Robin wears glasses.'))}</w:sdtContent></w:sdt>"
    )
    reading = read(table(row(label("Special requirements"), cell(f"<w:p>{control}</w:p>"))))
    assert value(reading, "child.special_requirements") == "Robin has asthma.\nRobin wears glasses."


# --- columns for each child --------------------------------------------------------------------------------------


@pytest.mark.parametrize("heads", [("Callum", "Caitlin"), ("Child 1", "Child 2")])
def test_children_over_columns_of_their_own(heads: tuple[str, str]) -> None:
    """What goes well and what worries, beside each area once for each child; what comes below is everybody's."""
    readings = two_children(
        heading("Assessment"),
        table(
            row(label(""), *(label(head, span=2) for head in heads)),
            row(label(""), *(label(head) for head in ("What is going well?", "Worries") * 2)),
            row(label("General health"), *map(answer, ("Fit", "Glue ear", "Runs", "Eczema"))),
            row(label("Behaviour"), *map(answer, ("Kind", "Swears", "Helps", "Cries"))),
        ),
        table(row(*asked("What are your conclusions?", "Both need rest."))),
    )
    strengths, needs = "elements.general_health.strengths", "elements.behavioural_development.needs"
    assert [value(r, strengths) for r in readings] == ["Fit", "Runs"]
    assert [value(r, "elements.general_health.needs") for r in readings] == ["Glue ear", "Eczema"]
    assert [value(r, needs) for r in readings] == ["Swears", "Cries"]
    assert [value(r, "conclusions.summary") for r in readings] == ["Both need rest.", "Both need rest."]


# --- the themes of a star ----------------------------------------------------------------------------------------

THEMES = (
    ("Physical health", "Robin sleeps badly.", "general_health"),
    ("Feelings and behaviour", "Robin shouts.", "emotional_social_development"),
    ("Friends", "Two good friends.", "family_social_relationships"),
)


def test_themes_of_a_star() -> None:
    """A wide title beside its score heads 'Where are things now?', which asks of that theme."""
    reading = read(
        heading("Assessment"),
        *(
            table(
                row(label(title, span=3), label("Score: 4")),
                row(question_over_answer("Where are things now?", said, 4)),
            )
            for title, said, _ in THEMES
        ),
    )
    for _, said, element in THEMES:
        assert value(reading, f"elements.{element}.text") == said
        assert certainty(reading, f"elements.{element}.text") >= SURE


@pytest.mark.parametrize("asks", ["Current situation", "What we have noticed", "How are things now?", "Observations"])
def test_the_situation_below_the_heading_of_a_theme(asks: str) -> None:
    """Asked in other words, it is of the theme that the heading names."""
    reading = read(
        heading("Assessment"),
        *(
            block
            for title, said, _ in THEMES
            for block in (heading(title, 3), paragraph(bold(asks)), paragraph(run(said)))
        ),
    )
    assert value(reading, "elements.general_health.text") == "Robin sleeps badly."
    assert value(reading, "elements.family_social_relationships.text") == "Two good friends."
