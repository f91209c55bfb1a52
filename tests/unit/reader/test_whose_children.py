"""Who the children are that a form is about, and what belongs to each of them alone."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from intake.reader import read_form
from intake.reader.about_the_form import speaks_of_form
from intake.reader.answers import Answer, Found
from intake.reader.document import Piece
from intake.reader.marked_people import is_marked_child, says_about
from intake.reader.own_parts import child_page
from rules.form import FormReading, leaves
from tests.unit.reader.word_xml import answer, bold, document, heading, label, paragraph, row, run, table

TITLE = heading("Early Help Assessment", 1)
REST = (
    heading("Who is completing this assessment?"),
    table(row(label("Your name"), answer("Una Pike"), label("Job title"), answer("Family worker"))),
    table(row(label("Date assessment started"), answer("1/3/2026"), label("Agency"), answer("Hill Hub"))),
    heading("Why now?"),
    table(row(label("Reason for assessment")), row(answer("Money worries."))),
    heading("Consent"),
    table(
        row(label("I agree to this being stored"), answer("Yes")),
        row(label("I agree to this being shared"), answer("Yes")),
    ),
)
HOME = table(row(label("Family’s home address"), answer("4 Elm Road, Hilltown"), label("Postcode"), answer("HX99 1AA")))
FAMILY = ("Last name", "First name(s)", "Relationship to children", "Date of birth", "School", "Holds PR?")


def people(*rows: tuple[str, ...]) -> str:
    """A table whose first row heads the others."""
    return table(row(*(label(text) for text in rows[0])), *(row(*(answer(t) for t in said)) for said in rows[1:]))


def family(head: str, *marks: str) -> str:
    """A mother, a father, two children and a grandmother, with a column that marks some of them."""
    rows = (
        ("Kerr", "Ann", "Mother", "1/2/1990", "", "Yes"),
        ("Moss", "Ted", "Step-father", "3/4/1988", "", "No"),
        ("Kerr", "Ada", "", "1/2/2013", "Hill Academy", ""),
        ("Kerr", "Ben", "", "4/5/2018", "Hill Primary", ""),
        ("Kerr", "Joan", "Grandmother", "", "", ""),
    )
    return people((*FAMILY, head), *((*said, mark) for said, mark in zip(rows, marks, strict=True)))


def read(*blocks: str) -> tuple[FormReading, ...]:
    """Read a form of these blocks."""
    return read_form(document(TITLE, *blocks), "form.docx")


def told(readings: tuple[FormReading, ...], path: str) -> list[Any]:
    """What each reading has for one leaf."""
    return [leaves(r.form).get(path) if r.form is not None else None for r in readings]


def names(reading: FormReading, where: str) -> list[str]:
    """The names of the parents, or of the household."""
    found = leaves(reading.form) if reading.form is not None else {}
    return [str(v) for k, v in found.items() if k.startswith(where) and k.endswith(".name")]


# --- instructions ------------------------------------------------------------------------------------------------


@pytest.mark.requirement("B1")
@pytest.mark.parametrize(
    "text",
    [
        "Complete a box for each child who is part of this assessment.",
        "Use one row for each other child for whom you want help.",
        "Fill in this section for the first child. Then copy and paste it for the others.",
        "If there is more than one child, fill in this page for one of them and use another for each of the others.",
        "Please begin with the eldest and list everybody in the family, wherever they live.",
        "Add more rows below if you need them.",
    ],
)
def test_an_instruction_speaks_of_boxes_rows_and_pages(text: str) -> None:
    """What is to be done, and to which part of the form."""
    assert speaks_of_form(text)


@pytest.mark.requirement("B1")
@pytest.mark.parametrize(
    "text",
    [
        "Complete DLA form",
        "Complete the housing form with mum",
        "Start a reward chart for each child",
        "The family will complete a form together.",
        "Add Sam to the waiting list",
        "Use the sensory box at lunch",
    ],
)
def test_what_people_write_is_no_instruction(text: str) -> None:
    """An action has its verb, and speaks of other things."""
    assert not speaks_of_form(text)


@pytest.mark.requirement("B1")
def test_an_instruction_below_a_heading_that_asks_for_a_name_is_no_name() -> None:
    """'Who is this assessment about?' over how to fill in the boxes: the children stand in the boxes."""
    box = ("Full name", "Date of birth", "Boy / girl")
    readings = read(
        heading("Who is this assessment about?"),
        paragraph(run("Complete a box for every child who is part of this assessment.")),
        paragraph(bold("Child 1")),
        people(box, ("Ada Kerr", "1/2/2013", "Girl")),
        paragraph(bold("Child 2")),
        people(box, ("Ben Kerr", "4/5/2018", "Boy")),
        HOME,
        *REST,
    )
    assert told(readings, "child.given_names") == ["Ada", "Ben"]
    assert told(readings, "child.sex") == ["female", "male"]


@pytest.mark.requirement("B1")
def test_bold_words_in_an_instruction_are_no_labels() -> None:
    """'Fill in the **Family** pages once' tells how to fill in the form."""
    readings = read(
        paragraph(
            run("Fill in the "), bold("Family"), run(" pages once. Then fill in a "), bold("Child"),
            run(" section for every child: copy and paste it if you need more."),
        ),
        table(row(label("First name"), answer("Ada"), label("Surname"), answer("Kerr"))),
        *REST,
    )  # fmt: skip
    assert told(readings, "child.given_names") == ["Ada"]
    assert told(readings, "home_situation") == [None]


@pytest.mark.requirement("B1")
def test_what_a_plan_says_is_never_left_out() -> None:
    """Among what is to be done, even words that sound like an instruction are kept."""
    said = "Complete a form for each child with the housing office."
    readings = read(
        table(row(label("First name"), answer("Ada"), label("Surname"), answer("Kerr"))),
        *REST[:-2],
        heading("What needs to happen?"),
        paragraph(run(said)),
        *REST[-2:],
    )
    form = readings[0].form
    assert form is not None
    assert said in str(form)


# --- a table of the family that marks the children ---------------------------------------------------------------


@pytest.mark.requirement("B1")
@pytest.mark.parametrize(
    ("head", "mark", "none"),
    [
        ("Focus of assess-ment", "✓", ""),
        ("Subject of this referral?", "X", ""),
        ("Include in plan", "Yes", "No"),
        ("Being assessed? Y/N", "Y", "N"),
        ("Included in this request", "x", ""),
        ("Is this form about them?", "Y", ""),
    ],
)
def test_the_marked_rows_of_a_family_are_the_children(head: str, mark: str, none: str) -> None:
    """The others are parents by what the row tells, and the household."""
    readings = read(heading("The family"), HOME, family(head, none, none, mark, mark, none), *REST)
    assert told(readings, "child.given_names") == ["Ada", "Ben"]
    assert told(readings, "child.postcode") == ["HX99 1AA", "HX99 1AA"]
    for reading in readings:
        assert names(reading, "parents") == ["Ann Kerr", "Ted Moss"]
        assert names(reading, "household") == ["Joan Kerr"]


@pytest.mark.requirement("B1")
def test_a_mother_whom_the_plan_includes_is_no_child() -> None:
    """A mark beside a parent says only that the plan is about the parent too."""
    readings = read(heading("The family"), HOME, family("Include in plan", "X", "", "X", "", "X"), *REST)
    assert told(readings, "child.given_names") == ["Ada"]
    assert names(readings[0], "parents") == ["Ann Kerr", "Ted Moss"]
    assert names(readings[0], "household") == ["Ben Kerr", "Joan Kerr"]


@pytest.mark.requirement("B1")
def test_marked_rows_besides_a_child_named_before_are_further_children() -> None:
    """The child of the main part stands in the table too, and is no second child."""
    readings = read(
        table(row(label("Child’s first name"), answer("Ada Rose"), label("Child’s surname"), answer("Kerr"))),
        heading("The family"),
        family("Part of this assessment?", "", "", "X", "X", ""),
        *REST,
    )
    assert told(readings, "child.given_names") == ["Ada Rose", "Ben"]
    assert told(readings, "child.date_of_birth")[0] is not None


@pytest.mark.requirement("B1")
@pytest.mark.parametrize(
    "head",
    [
        "Lives at home?", "Parental responsibility", "Present at the assessment", "Consent given?",
        "Previously assessed?", "Aware of this referral?", "Child protection plan",
    ],
)  # fmt: skip
def test_other_columns_of_marks_tell_nothing_of_whom_the_form_is_about(head: str) -> None:
    """Who lives there, agrees or was there."""
    assert not says_about(head)


# --- further children --------------------------------------------------------------------------------------------

FURTHER = ("Last name", "First name(s)", "DOB", "M / F", "School", "Year", "Address (if different from first child)")
FIRST = table(
    row(label("First name"), answer("Ada"), label("Surname"), answer("Kerr")),
    row(label("Date of birth"), answer("1/2/2013"), label("Gender"), answer("Female")),
    row(label("Home address"), answer("4 Elm Road, Hilltown"), label("Postcode"), answer("HX99 1AA")),
)


@pytest.mark.requirement("B1")
@pytest.mark.parametrize(
    "title",
    ["Further children", "J. Additional children", "Other children included in this request", "Any further children"],
)  # fmt: skip
def test_each_row_below_further_children_is_one_more_child(title: str) -> None:
    """What a row leaves empty below 'if different from first child' is the first child's."""
    readings = read(
        heading("Child or young person"),
        FIRST,
        *REST,
        heading(title),
        people(
            FURTHER,
            ("Kerr", "Ben", "4/5/2018", "M", "Hill Primary", "3", ""),
            ("Kerr", "Cal", "6/7/2011", "M", "Hill Academy", "9", "7 Oak Lane, Hilltown, HX98 2BB"),
            ("", "", "", "", "", "", ""),
        ),
    )
    assert told(readings, "child.given_names") == ["Ada", "Ben", "Cal"]
    assert told(readings, "child.postcode") == ["HX99 1AA", "HX99 1AA", "HX98 2BB"]
    assert told(readings, "child.year_group") == [None, "3", "9"]


@pytest.mark.requirement("B1")
@pytest.mark.parametrize(
    "title", ["Other children in the family (not being assessed)", "Other children not part of this"]
)
def test_siblings_who_are_not_assessed_are_of_the_household(title: str) -> None:
    """Nor is a table that asks how they are related."""
    readings = read(
        heading("Child or young person"),
        FIRST,
        heading(title),
        people(
            ("Name", "Relationship", "Date of birth", "School"), ("Ben Kerr", "Brother", "4/5/2018", "Hill Primary")
        ),
        *REST,
    )
    assert told(readings, "child.given_names") == ["Ada"]
    assert names(readings[0], "household") == ["Ben Kerr"]


@pytest.mark.requirement("B1")
def test_views_of_a_child_who_is_named_only_further_down_are_that_childs() -> None:
    """A table of views stands before the page with the further children."""
    readings = read(
        heading("Child or young person"),
        FIRST,
        *REST[:-2],
        heading("What the family think"),
        people(("Child or young person", "Their views"), ("Ada", "I like maths."), ("Ben", "I want a dog.")),
        *REST[-2:],
        heading("Further children"),
        people(FURTHER, ("Kerr", "Ben", "4/5/2018", "M", "Hill Primary", "3", "")),
    )
    assert told(readings, "child_comment") == ["I like maths.", "I want a dog."]


# --- a child's own part ------------------------------------------------------------------------------------------


@pytest.mark.requirement("B1")
@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("CHILD SECTION: Cal Brook", "Cal Brook"),
        ("Child’s page - Amina", "Amina"),
        ("Details of child: Bo Ash", "Bo Ash"),
        ("Page for young person – Dee Orme (twin)", "Dee Orme"),
        ("Child: Bo Ash", ""),
        ("Details of child: name and date of birth", ""),
        ("Child’s page", ""),
    ],
)
def test_a_heading_names_the_child_of_a_part(text: str, name: str) -> None:
    """A word for the part, and a name behind it."""
    assert child_page(text) == name


def part(heads: str, given: str, father: str, action: str) -> tuple[str, ...]:
    """A child's part with parents and a plan of its own."""
    return (
        heading(heads.format(given), 1),
        table(row(label("Forename(s)"), answer(given), label("Surname"), answer("Kerr"))),
        paragraph(bold("Parents and carers")),
        people(
            ("Name", "Relationship", "Parental responsibility"), ("Ann Kerr", "Mother", "Y"), (father, "Father", "Y")
        ),
        paragraph(bold("Plan for this child")),
        people(("Desired outcome", "Action", "Who?", "By when?"), ("Better", action, "Una Pike", "1/4/2026"))
        if action
        else people(("Desired outcome", "Action", "Who?", "By when?"), ("", "", "", "")),
    )


@pytest.mark.requirement("B1")
@pytest.mark.parametrize("heads", ["CHILD SECTION: {} Kerr", "Child’s page - {}"])
@pytest.mark.parametrize("second", ["Reading club", ""])
def test_parents_and_plan_in_a_childs_part_are_that_childs_alone(heads: str, second: str) -> None:
    """What stands outside of the parts is everybody's; a plan that only one child has is not the other's."""
    readings = read(
        HOME,
        heading("Services involved"),
        people(("Agency", "Name", "Telephone"), ("GP", "Dr Ash", "01632 960001")),
        *part(heads, "Ada", "Tom Reed", "Swimming lessons"),
        *part(heads, "Ben", "Lee Moss", second),
        heading("Back to the whole family", 1),
        *REST,
    )
    assert told(readings, "child.given_names") == ["Ada", "Ben"]
    assert [names(reading, "parents") for reading in readings] == [["Ann Kerr", "Tom Reed"], ["Ann Kerr", "Lee Moss"]]
    assert told(readings, "actions[0].action") == ["Swimming lessons", second or None]
    assert told(readings, "actions[1].action") == [None, None]
    assert told(readings, "services[0].name") == ["Dr Ash", "Dr Ash"]


@pytest.mark.requirement("B1")
def test_people_below_the_last_childs_block_are_everybodys() -> None:
    """No heading of the block asks for them: they stand there because they come next."""
    block = ("First name", "Surname", "Date of birth")
    readings = read(
        paragraph(bold("Child 1")),
        people(block, ("Ada", "Kerr", "1/2/2013")),
        paragraph(bold("Child 2")),
        people(block, ("Ben", "Kerr", "4/5/2018")),
        people(("Name", "Relationship", "Date of birth"), ("Flo Nowak", "Cousin", "7/7/2008")),
        *REST,
    )
    assert [names(reading, "household") for reading in readings] == [["Flo Nowak"], ["Flo Nowak"]]


def own(given: str, review: str, share: str) -> tuple[str, ...]:
    """A child's part with a review, a comment of the parent and a consent of its own."""
    return (
        heading(f"Details of child: {given} Kerr", 1),
        table(row(label("Forename(s)"), answer(given), label("Surname"), answer("Kerr" if given else ""))),
        table(
            row(label("Review date"), answer(review)),
            row(label("Parent’s comment"), answer(f"Proud of {given}." if given else "Proud of both.")),
        ),
        paragraph(bold("Consent")),
        table(
            row(label("I agree to this being stored"), answer("Yes")),
            row(label("I agree to this being shared"), answer(share)),
            row(label("Please do not share with"), answer(f"Dad of {given}")),
        ),
    )


@pytest.mark.requirement("B1")
def test_reviews_comments_and_consent_in_a_childs_part_are_that_childs() -> None:
    """What the form asks in every child's part was not asked of the others."""
    readings = read(HOME, *REST[:-2], *own("Ada", "1/5/2026", "Yes"), *own("Ben", "2/6/2026", "No"))
    assert [str(day) for day in told(readings, "review_date")] == ["2026-05-01", "2026-06-02"]
    assert told(readings, "parent_comment") == ["Proud of Ada.", "Proud of Ben."]
    assert told(readings, "consent.share") == [True, False]
    assert told(readings, "consent.not_share_with[0]") == ["Dad of Ada", "Dad of Ben"]


@pytest.mark.requirement("B1")
def test_what_one_childs_part_asks_alone_is_everybodys() -> None:
    """A review date that stands behind the last child's details, with no heading between, is that of the plan."""
    readings = read(
        HOME,
        heading("Child 1"),
        table(row(label("Forename(s)"), answer("Ada"), label("Surname"), answer("Kerr"))),
        heading("Child 2"),
        table(row(label("Forename(s)"), answer("Ben"), label("Surname"), answer("Kerr"))),
        table(row(label("Review date"), answer("1/5/2026"))),
        *REST,
    )
    assert [str(day) for day in told(readings, "review_date")] == ["2026-05-01", "2026-05-01"]


@pytest.mark.requirement("B1")
@pytest.mark.parametrize(
    "head",
    ["Not subject of this assessment", "Does not want to be included in plan", "Subject of a court order"],
)
def test_a_column_about_something_else_marks_no_child(head: str) -> None:
    """A tick there tells who is left out, or who has an order."""
    assert not says_about(head)


@pytest.mark.requirement("B1")
@pytest.mark.parametrize("relation", ["Nanna", "Mum's boyfriend", "Social worker", "MGM", "Landlord", "Fiancé"])
def test_a_marked_grown_up_is_no_child(relation: str) -> None:
    """Whoever is ticked: the relationship says that it is none."""
    marked = {
        "relationship": Found(Answer([[Piece(relation)]], ""), "Relationship"),
        "subject_yn": Found(Answer([[Piece("X")]], ""), "Focus of assessment"),
    }
    assert not is_marked_child(marked)


@pytest.mark.requirement("B1")
@pytest.mark.parametrize("surnames", [("Holt", "Holt", "Marsh"), ("", "", "")], ids=("surnames", "no-names"))
def test_children_whose_name_row_is_not_understood_stay_apart(surnames: tuple[str, ...]) -> None:
    """Brothers share a surname, or nothing was understood of their names: what is one's is never another's."""
    asked = (
        ("", "Child 1", "Child 2", "Child 3"),
        ("Moniker chosen", "Ada", "Ben", "Cy"),
        ("Family name", *surnames),
        ("Date of birth", "17/08/2012", "02/04/2015", "29/11/2021"),
        ("Year", "9", "6", ""),
    )
    rows = [row(*map(label, asked[0])), *(row(label(what), *map(answer, said)) for what, *said in asked[1:])]
    readings = read(table(*rows), *REST)
    assert told(readings, "child.date_of_birth") == [dt.date(2012, 8, 17), dt.date(2015, 4, 2), dt.date(2021, 11, 29)]
    assert told(readings, "child.year_group") == ["9", "6", None]


@pytest.mark.requirement("B1")
def test_a_surname_told_twice_is_one_child() -> None:
    """The same surname and birthday, written in another way, is the child named before."""
    asked = (("", "Child 1", "Child 2"), ("Family name", "Holt", "Holt"), ("Date of birth", "17/08/2012", "17.8.2012"))
    rows = [row(label(what), *map(label if not what else answer, said)) for what, *said in asked]
    readings = read(table(*rows), *REST)
    assert len(readings) == 1
