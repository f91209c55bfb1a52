"""The child among its family, people side by side, children by their initials, and what stands beside them."""

from __future__ import annotations

import pytest

from intake.reader import read_form
from intake.reader.lives_where import tells_who_lives
from rules.form import SURE
from tests.unit.reader.test_several_children import CHILDREN
from tests.unit.reader.test_whose_children import FIRST, HOME, REST, family, names, people, read, told
from tests.unit.reader.word_xml import answer, bold, cell, document, heading, label, paragraph, row, run, table

# --- the child as one of the family ------------------------------------------------------------------------------


@pytest.mark.requirement("B1")
@pytest.mark.parametrize(
    ("relationship", "first", "said"),
    [
        ("Relationship to Person 1", "1 (the child)", "n/a"),
        ("Relationship to Person 1", "1", ""),
        ("Relationship to child", "1", "Self"),
        ("Relationship to child", "1", "Subject child"),
    ],
)
def test_person_1_is_the_child(relationship: str, first: str, said: str) -> None:
    """The rest of the table are parents by their responsibility, and the household."""
    readings = read(
        heading("The family"),
        people(
            ("Person", "Full name", relationship, "Date of birth", "Has PR for Person 1?", "School / nursery"),
            (first, "Ada Kerr", said, "1/2/2013", "", "Hill Academy"),
            ("2", "Ann Kerr", "Mother", "1/2/1990", "Y", ""),
            ("3", "Ben Kerr", "Half-brother", "4/5/2018", "", "Hill Primary"),
            ("4", "", "", "", "", ""),
        ),
        heading("More about Person 1"),
        table(row(label("Address"), answer("4 Elm Road"), label("Ethnicity"), answer("White British"))),
        *REST,
    )
    assert told(readings, "child.given_names") == ["Ada"]
    assert told(readings, "child.ethnicity") == ["White British"]
    assert names(readings[0], "parents") == ["Ann Kerr"]
    assert names(readings[0], "household") == ["Ben Kerr"]


@pytest.mark.requirement("B1")
@pytest.mark.parametrize(
    "text",
    ["Living at this address (do not repeat the carers)", "Not living at this address but important to the child",
     "Family living elsewhere", "Others who live in the home"],
)  # fmt: skip
def test_who_lives_where_is_told_of_the_rest_of_the_family(text: str) -> None:
    """Below a table of carers it heads the household."""
    assert tells_who_lives(text)
    readings = read(
        FIRST,
        heading("Carers"),
        people(("Name", "Relationship", "PR"), ("Joan Kerr", "Grandmother", "Yes")),
        paragraph(bold(text)),
        people(("Name", "Relationship to child", "DOB", "School"), ("Kim Kerr", "Aunt", "1985", "")),
        *REST,
    )
    assert names(readings[0], "parents") == ["Joan Kerr"]
    assert names(readings[0], "household") == ["Kim Kerr"]


@pytest.mark.requirement("B1")
@pytest.mark.parametrize(
    "text", ["Parents living at this address", "Adults who live in the home", "Where the child lives"]
)
def test_parents_who_live_somewhere_are_parents(text: str) -> None:
    """A heading that speaks of them is theirs."""
    assert not tells_who_lives(text)


# --- side by side ------------------------------------------------------------------------------------------------


def beside(question: str, said: str) -> str:
    """A cell with a question in bold and its answer behind it."""
    return cell(paragraph(bold(f"{question}  "), run(said)))


@pytest.mark.requirement("B1")
def test_two_of_the_family_side_by_side_are_read_one_after_the_other() -> None:
    """'Family member 1 | Family member 2' over cells with a label and an answer each."""
    readings = read(
        FIRST,
        heading("Family members"),
        table(
            row(label("Family member 1"), label("Family member 2")),
            row(beside("Name", "Isa Kerr"), beside("Name", "Baby Kerr")),
            row(beside("How related", "Sister"), beside("How related", "Unborn brother")),
            row(label("Family member 3"), label("Family member 4")),
            row(beside("Name", "Cal Kerr"), beside("Name", "")),
            row(beside("How related", "Half-brother"), beside("How related", "")),
        ),
        *REST,
    )
    assert names(readings[0], "household") == ["Isa Kerr", "Baby Kerr", "Cal Kerr"]
    assert told(readings, "household[1].relationship") == ["Unborn brother"]


@pytest.mark.requirement("B1")
@pytest.mark.parametrize("initials", [("A.K.", "B.K."), ("AK", "BK")])
def test_columns_under_initials_are_those_childrens(initials: tuple[str, str]) -> None:
    """Elements, services asked for and comments of children who are called by their initials."""
    readings = read_form(
        document(
            *CHILDREN,
            table(
                row(label("Area"), *(label(i) for i in initials)),
                row(label("General health"), answer("Well."), answer("Asthma.")),
                row(label("Behaviour"), answer(""), answer("Bites.")),
            ),
            table(
                row(cell(paragraph(bold("Support requested")), shaded=True, span=3)),
                row(label("Service"), *(label(i) for i in initials)),
                row(answer("Youth club"), answer("X"), answer("")),
                row(answer("Play group"), answer(""), answer("X")),
                row(answer("Family group"), answer("X"), answer("X")),
            ),
        ),
        "form.docx",
    )
    assert told(readings, "elements.general_health.text") == ["Well.", "Asthma."]
    assert told(readings, "elements.behavioural_development.text") == [None, "Bites."]
    assert told(readings, "referral.services_requested[0]") == ["Youth club", "Play group"]
    assert told(readings, "referral.services_requested[1]") == ["Family group", "Family group"]


@pytest.mark.requirement("B1")
def test_a_comment_asked_by_initials_is_that_childs() -> None:
    """'Comments: B.K.' beside what Ben says."""
    readings = read_form(
        document(
            *CHILDREN,
            table(
                row(label("Comments: A.K."), answer("I like maths.")),
                row(label("Comments: B.K."), answer("I want a dog.")),
            ),
        ),
        "form.docx",
    )
    assert told(readings, "child_comment") == ["I like maths.", "I want a dog."]


@pytest.mark.requirement("B1")
def test_rows_that_name_the_child_before_a_dash_are_of_that_child() -> None:
    """'Ada – health and development' in one table with the parents and the home."""
    readings = read_form(
        document(
            *CHILDREN,
            people(
                ("", "What is going well?", "What are the worries?"),
                ("Ada – health and development", "Sleeps.", "Teeth."),
                ("Ben – health and development", "Eats.", "Talking."),
                ("Parents and carers", "Warm.", "Tired."),
            ),
        ),
        "form.docx",
    )
    assert told(readings, "elements.child_development.strengths") == ["Sleeps.", "Eats."]
    assert told(readings, "elements.parents_carers.needs") == ["Tired.", "Tired."]


# --- consent beside -----------------------------------------------------------------------------------------------


@pytest.mark.requirement("B1")
def test_a_column_for_the_reason_of_a_no_hides_no_refusal() -> None:
    """'Agency | Yes | No | Reason, if no': the words beside the cross are its reason."""
    readings = read(
        FIRST,
        *REST[:-2],
        heading("Consent"),
        table(
            row(label("Do you consent to us sharing it with the agencies marked Yes below?"), answer("Yes")),
        ),
        table(
            row(label("Agency"), label("Yes"), label("No"), label("Reason, if no")),
            row(answer("School"), answer("X"), answer(""), answer("")),
            row(answer("Housing"), answer(""), answer("X"), answer("Worried about the flat")),
            row(answer("Police"), answer(""), answer("X"), answer("")),
            row(answer("Youth club"), answer("X"), answer(""), answer("Only about attendance")),
        ),
    )
    assert told(readings, "consent.not_share_with[0]") == ["Housing"]
    assert told(readings, "consent.not_share_with[1]") == ["Police"]
    doubtful = [p.field or "" for p in readings[0].problems]
    assert any(field.startswith("consent.") for field in doubtful)


@pytest.mark.requirement("B1")
def test_services_ticked_below_the_sentence_that_shares_with_those_ticked() -> None:
    """'Please tick' names nothing itself; the sentence before says what the ticks mean."""
    box = "".join(paragraph(run(f"{mark} {name}")) for mark, name in (("☒", "GP"), ("☐", "Police"), ("☒", "School")))
    readings = read(
        FIRST,
        *REST[:-2],
        heading("Consent"),
        table(
            row(label("I agree to my information being shared with those ticked"), answer("Yes")),
            row(label("Please tick"), cell(box)),
        ),
    )
    assert told(readings, "consent.share_with[0]") == ["GP"]
    assert told(readings, "consent.share_with[1]") == ["School"]
    assert told(readings, "consent.share_with[2]") == [None]
    assert all(e.certainty >= SURE for e in readings[0].evidence if e.field == "consent.share")


@pytest.mark.requirement("B1")
def test_the_number_of_a_footnote_is_no_name() -> None:
    """'AKA1 / previous names', the figure raised: the name stands in the cell beside it."""
    readings = read(
        FIRST,
        table(
            row(cell(paragraph(bold("AKA"), run("1"), bold("/previous names")), shaded=True), answer("Dee Moss")),
        ),
        *REST,
    )
    assert told(readings, "child.also_known_as") == ["Dee Moss"]


@pytest.mark.requirement("B1")
def test_a_question_explained_by_others_waits_for_the_lines_below() -> None:
    """'Tell us about the home. Who lives there?' in bold and plain: the plain question is no answer."""
    readings = read(
        FIRST,
        *REST[:2],
        paragraph(bold("Why are you asking for support now?"), run(" What has happened, and who has seen it?")),
        paragraph(run("Ada has been late every day since May.")),
        *REST[-2:],
    )
    assert told(readings, "assessment.reason") == ["Ada has been late every day since May."]


@pytest.mark.requirement("B1")
def test_a_part_that_is_headed_by_what_was_agreed_is_no_action() -> None:
    """'Section 6 – What we have agreed' over the goals and the plan: the goals are those of the whole."""
    readings = read(
        FIRST,
        *REST[:-2],
        heading("Section 6 – What we have agreed"),
        table(row(label("Goals – how will we know that things are better?"), answer("School every day."))),
        people(("Outcome wanted", "What will be done", "Person responsible", "By (date)"),
               ("Less stress", "Group work", "Una Pike", "1/4/2026")),
        *REST[-2:],
    )  # fmt: skip
    assert told(readings, "desired_outcomes") == ["School every day."]
    assert told(readings, "actions[0].action") == ["Group work"]


@pytest.mark.requirement("B1")
def test_a_domain_over_the_names_of_its_elements_heads_a_row_for_each() -> None:
    """'Family and environment | Comments' over 'Wider family' and 'Housing, work and money'."""
    readings = read(
        FIRST,
        *REST[:-2],
        people(
            ("Family and environment", "Comments"), ("Wider family", "Gran helps."), ("Housing and money", "Arrears."),
        ),
        *REST[-2:],
    )  # fmt: skip
    assert told(readings, "elements.wider_family.text") == ["Gran helps."]
    assert told(readings, "elements.housing_employment_finance.text") == ["Arrears."]


@pytest.mark.requirement("B1")
def test_a_table_in_small_print_has_its_rows() -> None:
    """Rows in small letters, like their heads, explain nothing: they are the records."""
    small = '<w:sz w:val="14"/>'
    cells = [
        [cell(paragraph(run(text, small))) for text in said]
        for said in (("Ann Kerr", "Mother", "1/2/1990", "Y"), ("Joan Kerr", "Grandmother", "", "N"))
    ]
    readings = read(
        FIRST,
        heading("Parents and carers"),
        table(
            row(*(label(t) for t in ("Name", "Relationship", "Date of birth", "PR"))), *(row(*said) for said in cells)
        ),
        *REST,
    )
    assert names(readings[0], "parents") == ["Ann Kerr", "Joan Kerr"]


@pytest.mark.requirement("B1")
def test_the_postcode_behind_the_familys_address_is_the_familys() -> None:
    """Also below 'Family members', where the next postcode would be a member's."""
    readings = read(heading("Family members"), HOME, family("Referred?", "", "", "X", "", ""), *REST)
    assert told(readings, "child.postcode") == ["HX99 1AA"]


@pytest.mark.requirement("B1")
def test_parents_named_before_stand_once() -> None:
    """Ann has a table of her own, and a row in that of the family, which adds when she was born."""
    readings = read(
        FIRST,
        heading("Parents"),
        people(("Name", "Relationship", "PR"), ("Ann Kerr", "Mother", "Y"), ("Tom Reed", "Father", "Y")),
        heading("Everyone in the family"),
        people(
            ("Name", "Relationship to child", "DOB", "Include in this assessment?"),
            ("Ann Kerr", "Mother", "1/2/1990", ""),
            ("Ada Kerr", "", "1/2/2013", "Y"),
            ("Ben Kerr", "Brother", "1/2/2016", "Y"),
            ("Cal Kerr", "Brother", "1/2/2019", "n/a"),
        ),
        *REST,
    )
    assert told(readings, "child.given_names") == ["Ada", "Ben"]
    assert names(readings[1], "parents") == ["Ann Kerr", "Tom Reed"]
    assert told(readings, "parents_carers[0].date_of_birth")[0] is not None
    assert names(readings[1], "household") == ["Cal Kerr"]
    assert not [p for p in readings[0].problems if (p.field or "").startswith("consent.")]


@pytest.mark.requirement("B1")
def test_parts_whose_headings_are_all_of_one_level() -> None:
    """Bold paragraphs alone: what stands in every child's part does not end it."""
    readings = read(
        HOME,
        *(
            block
            for given, father, action in (("Ada", "Tom Reed", "Swim"), ("Ben", "Lee Moss", "Read"))
            for block in (
                paragraph(bold(f"CHILD SECTION: {given} Kerr")),
                table(row(label("Forename(s)"), answer(given), label("Surname"), answer("Kerr"))),
                paragraph(bold("Parents and carers")),
                people(("Name", "Relationship"), ("Ann Kerr", "Mother"), (father, "Father")),
                paragraph(bold("Plan")),
                people(("Action", "Who?", "By when?"), (action, "Una Pike", "1/4/2026")),
            )
        ),
        paragraph(bold("Consent")),
        REST[-1],
    )
    assert [names(reading, "parents") for reading in readings] == [["Ann Kerr", "Tom Reed"], ["Ann Kerr", "Lee Moss"]]
    assert told(readings, "actions[0].action") == ["Swim", "Read"]
    assert told(readings, "consent.share") == [True, True]
