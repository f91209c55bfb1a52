"""Forms about several children: whose answer it is, and what is asked once for all."""

from __future__ import annotations

from typing import Any

import pytest

from intake.reader import read_form
from intake.reader.whose import (
    SOMEBODY_ELSE,
    asked_of_all,
    child_in_heading,
    is_about_the_family,
    question_and_option,
    said_by,
)
from rules.form import SURE, FormReading, leaves
from tests.unit.reader.word_xml import answer, bold, document, heading, label, paragraph, row, run, table

CHILDREN = (
    heading("Family Common Assessment (FCAF)", 1),
    heading("Children in this assessment"),
    table(
        row(label("Forename"), label("Surname"), label("DOB"), label("School")),
        row(answer("Ada"), answer("Kerr"), answer("1/2/2013"), answer("Hill Academy")),
        row(answer("Ben"), answer("Kerr"), answer("4/5/2018"), answer("Hill Primary")),
    ),
    table(
        row(label("Date assessment started"), answer("1/3/2026")),
        row(label("Reason for assessment"), answer("Money worries.")),
    ),
)


def read(*blocks: str) -> tuple[FormReading, ...]:
    """Read a form about Ada and Ben that goes on with *blocks*."""
    return read_form(document(*CHILDREN, *blocks), "family.docx")


def told(readings: tuple[FormReading, ...], path: str) -> list[Any]:
    """What each reading has for one leaf."""
    return [leaves(r.form).get(path) if r.form is not None else None for r in readings]


@pytest.mark.requirement("B1")
def test_a_column_under_a_childs_name_is_that_childs() -> None:
    """Names of children over columns: each has its own column, and what follows the table is nobody's alone."""
    readings = read(
        table(
            row(label("For each child"), label("Ada"), label("Ben")),
            row(label("General health"), answer("Well."), answer("Asthma.")),
            row(label("What nobody thought of asking"), answer("One"), answer("Two")),
            row(label("Comment by the child"), answer("I like maths."), answer("")),
        ),
        table(row(label("Family strengths"), label("Family needs")), row(answer("They laugh."), answer("Sleep."))),
    )
    assert told(readings, "elements.general_health.text") == ["Well.", "Asthma."]
    assert told(readings, "child_comment") == ["I like maths.", None]
    assert told(readings, "conclusions.strengths") == ["They laugh.", "They laugh."]


@pytest.mark.requirement("B1")
@pytest.mark.parametrize("title", ["My page: {}", "{}", "About {}", "{}’s page", "{} Kerr"])
def test_a_heading_with_a_childs_name_begins_that_childs_part(title: str) -> None:
    """Whatever small words stand round the name, the table below belongs to that child."""
    readings = read(
        *(
            block
            for name, text in (("Ada", "Well."), ("Ben", "Asthma."))
            for block in (heading(title.format(name)), table(row(label("General health"), answer(text))))
        )
    )
    assert told(readings, "elements.general_health.text") == ["Well.", "Asthma."]


@pytest.mark.requirement("B1")
def test_a_table_headed_by_a_childs_name_is_that_childs_to_its_end() -> None:
    """'Ada | Strengths | Needs': also the comment at the foot of the table, and nothing after it."""
    blocks = [
        table(
            row(label(name), label("Strengths"), label("Needs")),
            row(label("Health"), answer(f"{name} is fit."), answer("")),
            row(label("Child’s comment"), answer(f"{name} was here.", span=2)),
        )
        for name in ("Ada", "Ben")
    ]
    readings = read(*blocks, table(row(label("Outcomes the family wants"), answer("Peace."))))
    assert told(readings, "elements.general_health.strengths") == ["Ada is fit.", "Ben is fit."]
    assert told(readings, "child_comment") == ["Ada was here.", "Ben was here."]
    assert told(readings, "desired_outcomes") == ["Peace.", "Peace."]


@pytest.mark.requirement("B1")
def test_a_name_beside_what_is_said_tells_who_says_it() -> None:
    """Under a heading that asks what people say, a name alone is a label."""
    readings = read(
        heading("What we say"),
        table(
            row(label("Ada"), answer("A house with no shouting.")),
            row(label("Ben"), answer("")),
            row(label("Parents"), answer("Mo: We are trying our best.\nJo: So am I.")),
        ),
    )
    assert told(readings, "child_comment") == ["A house with no shouting.", None]
    assert told(readings, "parent_comment") == ["Mo: We are trying our best.\nJo: So am I."] * 2


@pytest.mark.requirement("B1")
def test_labels_that_begin_with_a_name_and_end_in_a_column() -> None:
    """'Ada: development – needs' is that child's; the next heading is nobody's alone."""
    readings = read(
        table(
            row(label("Ada: development – strengths"), answer("Cooks.")),
            row(label("Ada: development – needs"), answer("Sleep.")),
        ),
        table(row(label("Ben: development – needs"), answer("Friends."))),
        heading("The adults and the home"),
        table(
            row(label(""), label("Strengths"), label("Needs")),
            row(label("Parents and carers"), answer("Frank."), answer("Tired.")),
        ),
    )
    assert told(readings, "elements.child_development.strengths") == ["Cooks.", None]
    assert told(readings, "elements.child_development.needs") == ["Sleep.", "Friends."]
    assert told(readings, "elements.parents_carers.needs") == ["Tired.", "Tired."]


@pytest.mark.requirement("B1")
def test_parts_that_are_numbered_anew_for_each_child() -> None:
    """'Child 1', '1. About this child', '2. Needs': the parts belong to the block, up to one that is about others."""
    blocks = [
        block
        for number, (name, text) in enumerate((("Ada", "Well."), ("Ben", "")), 1)
        for block in (
            table(row(label(f"Child {number} of 2"))),
            table(
                row(label("1. Details", span=4)),
                row(label("First names"), answer(name), label("Surname"), answer("Kerr")),
                row(label("Date of birth"), answer(f"{number}/2/2015"), label("School"), answer("Hill Primary")),
                row(label("2. Needs of this child", span=4)),
                row(label("General health"), answer(text, span=3)),
                row(label("3. In the child’s own words"), answer("I am Ada." if text else "", span=3)),
            ),
        )
    ]
    family = table(
        row(label("4. Parents and carers", span=2)),
        row(label("Name"), answer("Mo Kerr")),
        row(label("Relationship"), answer("Mother")),
    )
    readings = read_form(document(heading("Early Help Assessment", 1), *blocks, family), "family.docx")
    assert told(readings, "child.given_names") == ["Ada", "Ben"]
    assert told(readings, "elements.general_health.text") == ["Well.", None]
    assert told(readings, "child_comment") == ["I am Ada.", None]
    assert told(readings, "parents_carers[0].name") == ["Mo Kerr", "Mo Kerr"]


@pytest.mark.requirement("B1")
@pytest.mark.parametrize("said", ["Y", "No", "yes"])
def test_whether_somebody_lives_at_the_address_is_no_address(said: str) -> None:
    """'Lives at the family address? Y' says whether, and not where."""
    readings = read(
        heading("Parents and carers"),
        table(
            row(label("Name"), label("Relationship"), label("Living at the family address (Y/N)")),
            row(answer("Mo Kerr"), answer("Mother"), answer(said)),
        ),
    )
    assert told(readings, "parents_carers[0].name") == ["Mo Kerr", "Mo Kerr"]
    assert told(readings, "parents_carers[0].address") == [None, None]


@pytest.mark.requirement("B1")
def test_an_option_with_a_row_of_its_own_is_ticked_in_each_childs_column() -> None:
    """Boy and Girl down the side, a cross in the column of each child."""
    data = document(
        heading("Early Help Assessment", 1),
        table(
            row(label(""), label("Child 1"), label("Child 2")),
            row(label("First name"), answer("Ada"), answer("Ben")),
            row(label("Family name"), answer("Kerr"), answer("Kerr")),
            row(label("Date of birth"), answer("1/2/2013"), answer("4/5/2018")),
            row(label("Male"), answer(""), answer("X")),
            row(label("Female"), answer("X"), answer("")),
            row(label("Disability: Yes"), answer(""), answer("X")),
            row(label("Disability: No"), answer("X"), answer("")),
        ),
        paragraph(bold("Address of both children:"), run(" 4 Hill Row, Weston   "), bold("Postcode:"), run(" LU2 9ZQ")),
        table(
            row(label("Date of assessment"), answer("1/3/2026")), row(label("Reason for assessment"), answer("Debts."))
        ),
    )
    readings = read_form(data, "family.docx")
    assert told(readings, "child.sex") == ["female", "male"]
    assert told(readings, "child.disability") == [False, True]
    assert told(readings, "child.address") == ["4 Hill Row, Weston"] * 2
    assert told(readings, "child.postcode") == ["LU2 9ZQ"] * 2


@pytest.mark.requirement("B1")
def test_what_goes_well_for_each_child_completes_the_domains() -> None:
    """Where the adults and the home are asked as domains, what is asked of each child alone is the third."""
    pages = [
        block
        for name in ("Ada", "Ben")
        for block in (
            heading(name),
            table(
                row(label("What is going well for this child?"), answer(f"{name} sings.")),
                row(label("What does this child need?"), answer(f"{name} needs sleep.")),
            ),
        )
    ]
    domains = table(
        row(label("Theme"), label("Strengths"), label("Needs")),
        row(answer("Parents and carers"), answer("Frank."), answer("Tired.")),
        row(answer("Family and environment"), answer("Warm."), answer("Small.")),
    )
    assert told(read(*pages), "conclusions.needs") == ["Ada needs sleep.", "Ben needs sleep."]
    readings = read(*pages, heading("The family"), domains)
    assert told(readings, "elements.child_development.needs") == ["Ada needs sleep.", "Ben needs sleep."]
    assert told(readings, "conclusions.needs") == [None, None]


@pytest.mark.requirement("B1", "E5")
def test_what_somebody_says_is_nobodys_name() -> None:
    """'Mum: I never stopped them going.' gives no parent of that name."""
    readings = read(
        heading("More"),
        table(row(answer("Mum: I never stopped them going.\nDad: I just want what the judge said."))),
    )
    named = [e.field for r in readings for e in r.evidence if e.field.endswith(".name") and e.certainty >= SURE]
    assert not named


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("My page: Ada", 0),
        ("Ben’s views", 1),
        ("Child 1 – Ada", 0),
        ("Ada and Ben", None),
        ("Adaptations", None),
        ("School for Ben", None),
    ],
)
def test_a_heading_is_about_one_child_or_none(text: str, wanted: int | None) -> None:
    """A heading is a child's if it says the name and little else."""
    assert child_in_heading(text, ["Ada", "Ben"]) == wanted


@pytest.mark.parametrize("text", ["The family", "5. The whole family", "For the family", "All the children"])
def test_headings_that_are_about_the_family(text: str) -> None:
    """What comes next is nobody's alone."""
    assert is_about_the_family(text)


@pytest.mark.parametrize("text", ["Family name", "Family history", "Parents", "The family doctor"])
def test_headings_that_only_speak_of_it(text: str) -> None:
    """The word alone does not end a child's part."""
    assert not is_about_the_family(text)


def test_questions_asked_of_all() -> None:
    """'Both', 'all' and 'the twins' are taken off, and tell that the answer is everybody's."""
    asked = asked_of_all("Address of both children")
    assert asked is not None
    assert asked.asks == "address"
    assert asked_of_all("Address") is None


def test_options_that_have_a_row() -> None:
    """A question and one of its options, or neither."""
    assert question_and_option("Female") == ("Sex", "Female")
    assert question_and_option("Disability: Yes") == ("Disability", "Yes")
    assert question_and_option("School") is None


def test_lines_that_say_who_speaks() -> None:
    """A child's name before a line makes it that child's, another name nobody's, 'Both' everybody's."""
    text = "We asked them in May.\nAda: I like maths.\nEvery day.\nBen says: I like art.\nConnor: Hello.\nBoth: Peace."
    assert said_by(text, ["Ada Jane", "Ben"]) == [
        (None, "We asked them in May."),
        (0, "I like maths."),
        (0, "Every day."),
        (1, "I like art."),
        (SOMEBODY_ELSE, "Connor: Hello."),
        (None, "Both: Peace."),
    ]
    assert said_by("Mo: We try.\nJo: So do I.", ["Ada", "Ben"]) == [(None, "Mo: We try."), (None, "Jo: So do I.")]
    assert said_by("Лев: да", ["Ada", ""]) == [(None, "Лев: да")]


@pytest.mark.requirement("B1")
@pytest.mark.parametrize(("asked", "sure"), [("The child’s own words", False), ("The children’s own words", True)])
def test_one_comment_below_a_form_for_several(asked: str, sure: bool) -> None:  # noqa: FBT001 - a row of the table
    """Asked of one child, without a name: it is kept for each, and a person is asked whose it is."""
    readings = read(table(row(label(asked), answer("I want a garden."))))
    assert told(readings, "child_comment") == ["I want a garden."] * 2
    certain = [e.certainty >= SURE for r in readings for e in r.evidence if e.field == "child_comment"]
    assert certain == [sure, sure]


@pytest.mark.requirement("B1", "E4", "E5")
def test_consent_in_one_childs_part_is_not_anothers() -> None:
    """Yes for Ada and no for Ben stay apart, and so do the services named in each part."""
    shared = "I agree to this information being shared with other services."
    parts = [
        block
        for name, said, service in (("Ada", "Yes ☒  No ☐", "Police"), ("Ben", "Yes ☐  No ☒", "Housing"))
        for block in (
            heading(name),
            table(row(label("General health"), answer("Well."))),
            paragraph(run(f"{shared}   {said}")),
            table(row(label("Services that we do not want involved"), answer(service))),
        )
    ]
    readings = read(*parts)
    assert told(readings, "consent.share") == [True, False]
    assert told(readings, "consent.not_share_with[0]") == ["Police", "Housing"]
    assert told(readings, "consent.not_share_with[1]") == [None, None]


@pytest.mark.requirement("B1", "E5")
def test_consent_in_the_first_childs_part_alone_is_not_the_seconds() -> None:
    """Where only one child's part has it, the other child has none."""
    readings = read(
        heading("Ada"),
        table(row(label("General health"), answer("Well."))),
        paragraph(run("I agree to this information being shared with other services.   Yes ☒  No ☐")),
        heading("Ben"),
        table(row(label("General health"), answer("Asthma."))),
    )
    assert told(readings, "consent.share") == [True, None]


@pytest.mark.requirement("B1", "E5")
@pytest.mark.parametrize("headed", [True, False])
def test_consent_behind_the_last_childs_part(headed: bool) -> None:  # noqa: FBT001 - a row of the table
    """Under a heading of its own it is everybody's; without one a person is asked whose it is."""
    readings = read(
        heading("Ada"),
        table(row(label("General health"), answer("Well."))),
        heading("Ben"),
        table(row(label("General health"), answer("Asthma."))),
        *([heading("Consent")] if headed else []),
        paragraph(run("I agree to this information being shared with other services.   Yes ☒  No ☐")),
    )
    assert told(readings, "consent.share") == [True, True]
    certain = [e.certainty >= SURE for r in readings for e in r.evidence if e.field == "consent.share"]
    assert certain == [headed, headed]


FAMILY = (
    table(row(label("Date of assessment"), answer("1/3/2026")), row(label("Reason for assessment"), answer("Debts."))),
    heading("Parents and carers"),
    table(
        row(label("Name"), label("Relationship"), label("Parental responsibility")),
        row(answer("Mo Kerr"), answer("Mother"), answer("Yes")),
    ),
    heading("Consent"),
)


@pytest.mark.requirement("B1")
def test_names_over_columns_that_begin_the_form() -> None:
    """Names without a label, over dates of birth, are the children's."""
    columns = table(
        row(label(""), label("Ada Kerr"), label("Ben Kerr")),
        row(label("Date of birth"), answer("1/2/2013"), answer("4/5/2018")),
        row(label("School"), answer("Hill Academy"), answer("Hill Primary")),
    )
    data = document(heading("Family Early Help Assessment", 1), columns, *FAMILY)
    readings = read_form(data, "family.docx")
    assert told(readings, "child.given_names") == ["Ada", "Ben"]
    assert told(readings, "child.school") == ["Hill Academy", "Hill Primary"]


@pytest.mark.requirement("B1", "E5")
def test_a_row_for_each_child_is_that_childs() -> None:
    """Strengths, worries and consent in a row for each child whom the form has named before."""
    readings = read(
        table(
            row(label("Child"), label("What is going well"), label("Child’s voice")),
            row(answer("Ada"), answer("Sings."), answer("I am Ada.")),
            row(answer("Ben"), answer("Runs."), answer("I am Ben.")),
        ),
        heading("Consent"),
        table(
            row(label("Child"), label("Agree to share?"), label("Signed")),
            row(answer("Ada"), answer("Yes"), answer("Mo Kerr")),
            row(answer("Ben"), answer("No"), answer("Mo Kerr")),
        ),
    )
    assert told(readings, "conclusions.strengths") == ["Sings.", "Runs."]
    assert told(readings, "child_comment") == ["I am Ada.", "I am Ben."]
    assert told(readings, "consent.share") == [True, False]
    assert told(readings, "consent.share_with[0]") == [None, None]


@pytest.mark.requirement("B1")
def test_a_line_for_each_child_below_one_question() -> None:
    """'Ada: well. Ben: asthma.' under one element is parted; words without a name stay with all."""
    readings = read(
        table(
            row(label("General health"), answer("Ada: Well.\nBen: Asthma.")),
            row(label("Behaviour"), answer("Ada: Kind.")),
            row(label("Identity"), answer("Proud of one another.\nAda: Loves Urdu.")),
        ),
    )
    assert told(readings, "elements.general_health.text") == ["Well.", "Asthma."]
    assert told(readings, "elements.behavioural_development.text") == ["Kind.", None]
    assert told(readings, "elements.identity.text") == ["Proud of one another.\nAda: Loves Urdu."] * 2


@pytest.mark.requirement("B1")
@pytest.mark.parametrize(("said", "wanted", "sure"), [("No", False, True), ("Yes", True, False)])
def test_whether_any_child_is_disabled(said: str, wanted: bool, sure: bool) -> None:  # noqa: FBT001 - a row of the table
    """A No holds for every child; a Yes does not say which, and a person is asked."""
    readings = read(table(row(label("Does any child have a disability?"), answer(said))))
    assert told(readings, "child.disability") == [wanted, wanted]
    certain = [e.certainty >= SURE for r in readings for e in r.evidence if e.field == "child.disability"]
    assert certain == [sure, sure]


@pytest.mark.requirement("B1")
def test_a_name_in_the_heading_of_a_part() -> None:
    """'Child 1: Ada Kerr' names the child where no box does."""
    parts = [
        block
        for number, name, born in ((1, "Ada Kerr", "1/2/2013"), (2, "Ben Kerr (aged 7)", "4/5/2018"))
        for block in (
            heading(f"Child {number}: {name}"),
            table(row(label("Date of birth"), answer(born), label("School"), answer("Hill Primary"))),
        )
    ]
    readings = read_form(document(heading("Family Early Help Assessment", 1), *parts, *FAMILY), "family.docx")
    assert told(readings, "child.given_names") == ["Ada", "Ben"]
    assert [str(d) for d in told(readings, "child.date_of_birth")] == ["2013-02-01", "2018-05-04"]


@pytest.mark.requirement("B1")
def test_a_name_counts_for_more_than_a_number() -> None:
    """Parts that are numbered otherwise than the list of children belong to the children whom they name."""
    readings = read(
        heading("Child 1: Ben"),
        table(row(label("General health"), answer("Asthma."))),
        heading("Child 2: Ada"),
        table(row(label("General health"), answer("Well."))),
    )
    assert told(readings, "elements.general_health.text") == ["Well.", "Asthma."]


@pytest.mark.requirement("B1")
def test_labels_with_a_childs_name() -> None:
    """'Ada's address' is asked of Ada alone."""
    readings = read(
        table(
            row(label("Ada’s address"), answer("1 Low Row, Weston LU2 9ZQ")),
            row(label("Ben’s address"), answer("2 High Row, Weston LU2 9ZZ")),
        ),
    )
    assert told(readings, "child.address") == ["1 Low Row, Weston", "2 High Row, Weston"]


def test_what_each_child_says_is_that_childs_alone() -> None:
    """Two headings with a name in each: neither child's words stand in the other's form."""
    said = (
        *(heading("7   What Ada says"), table(row(answer("I do not mind helping Nana but I want to be asked.")))),
        *(heading("8   What Ben says"), table(row(answer("Can I have the magnifier that looks like a pen?")))),
    )
    ada, ben = read_form(document(*CHILDREN, *said), "form.docx")
    assert ada.form is not None
    assert ben.form is not None
    assert ada.form.child_comment == "I do not mind helping Nana but I want to be asked."
    assert ben.form.child_comment == "Can I have the magnifier that looks like a pen?"
