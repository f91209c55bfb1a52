"""Forms that councils drew anew: heads, titles and labels in their own words, and what stands around them."""

from __future__ import annotations

import pytest

from intake.reader import read_form
from rules.form import SURE, FormReading
from tests.unit.reader.test_read_form import certainty, read, value
from tests.unit.reader.word_xml import (
    answer,
    bold,
    cell,
    check_control,
    document,
    heading,
    label,
    lines,
    paragraph,
    row,
    run,
    table,
    text_field,
)

_GREY = '<w:color w:val="777777"/>'
_ITALIC = "<w:i/>"


def columns(heads: tuple[str, ...], *rows: tuple[str, ...]) -> str:
    """A table with a row of heads."""
    return table(row(*map(label, heads)), *(row(*map(answer, told)) for told in rows))


def asked(*pairs: tuple[str, str]) -> str:
    """A table of questions, each with its answer beside it."""
    return table(*(row(label(what), answer(told)) for what, told in pairs))


def form(*blocks: str) -> tuple[FormReading, ...]:
    """Read a form that begins with *blocks* and goes on with what every form has."""
    rest = (
        heading("Parents and carers"),
        columns(("Name", "Relationship", "Parental responsibility"), ("Ann Kerr", "Mother", "Yes")),
        heading("Services already involved"),
        columns(("Service", "Name", "Telephone"), ("GP", "Dr Obi", "01632 960118")),
        heading("General health"),
        *lines("Sees the dentist."),
        heading("Plan"),
        columns(("Action", "Who", "By when"), ("Visit twice", "Jo Fenn", "14/06/26")),
    )
    return read_form(document(heading("Early Help Assessment", 1), *blocks, *rest), "form.docx")


@pytest.mark.requirement("E4")
def test_a_head_that_only_resembles_a_section_is_a_column_of_the_plan() -> None:
    """'How we are going to do it' is no title between questions: what stands below it is what is done."""
    heads = ("What we hope for", "How we are going to do it", "Responsible", "Completion date")
    reading = read(
        heading("Plan"), columns(heads, ("A calm start to the day", "Meet at the gate", "Mrs Pike", "1/6/2026"))
    )
    assert value(reading, "actions[0].desired_outcome") == "A calm start to the day"
    assert value(reading, "actions[0].action") == "Meet at the gate"
    assert value(reading, "actions[0].who") == "Mrs Pike"
    assert certainty(reading, "actions[0].action") < SURE


@pytest.mark.requirement("E4")
def test_words_before_what_is_done_are_what_is_hoped_for() -> None:
    """'We want to see...' in front of the actions, in nobody's words: a person confirms it."""
    heads = ("We want to see…", "So we will…", "Whose job", "Done by")
    reading = read(
        heading("Plan"), columns(heads, ("She sleeps through the night", "Visit twice", "Jo Fenn", "14/06/26"))
    )
    assert value(reading, "actions[0].desired_outcome") == "She sleeps through the night"
    assert certainty(reading, "actions[0].desired_outcome") < SURE


@pytest.mark.requirement("E4")
def test_who_somebody_is_stands_behind_the_relationship() -> None:
    """'Name of sibling or relative' asks for the name of one of the family, and parts the rows."""
    reading = read(
        heading("Brothers, sisters and other relatives"),
        columns(
            ("Relationship to child", "Name of sibling or relative", "DOB", "School"),
            ("Brother", "Rufus Lacey", "01.09.2012", "Limpet Nursery"),
            ("Half-sister", "Imogen Hobb", "19 March 2003", "Harsey Academy"),
        ),
    )
    assert value(reading, "household[0].name") == "Rufus Lacey"
    assert value(reading, "household[1].name") == "Imogen Hobb"
    assert value(reading, "household[1].school") == "Harsey Academy"


@pytest.mark.requirement("E4")
def test_the_people_of_a_table_need_not_stand_in_front() -> None:
    """'Date of birth | Other family members | Relation': the second column is who they are."""
    reading = read(
        heading("Rest of the family"),
        columns(
            ("Date of birth", "Other family members", "Relation", "School"),
            ("15/09/2016", "Mia Abbott", "Half sister", "Beck Primary"),
        ),
    )
    assert value(reading, "household[0].name") == "Mia Abbott"
    assert value(reading, "household[0].relationship") == "Half sister"


@pytest.mark.requirement("E4")
def test_who_helps_may_be_told_behind_the_telephone() -> None:
    """'Telephone | Who | Organisation | Their role' below a title in nobody's words lists who helps."""
    reading = read(
        heading("Team so far"),
        columns(
            ("Telephone", "Who", "Organisation", "Their role"),
            ("01632 960470", "Dr Shaw", "Abbey Practice", "GP"),
            ("01632 960466", "Deb Priest", "Moor Maternity", "Midwife"),
        ),
    )
    assert value(reading, "services[0].name") == "Dr Shaw"
    assert value(reading, "services[1].telephone") == "01632 960466"


@pytest.mark.requirement("E4")
def test_a_row_that_asks_something_else_is_no_grid_of_ethnicities() -> None:
    """'UPN | not known' over 'First language | English': none of them is an ethnicity that was not ticked."""
    reading = read(
        heading("The child"),
        table(
            row(label("UPN"), answer("not known"), label("Faith"), answer("N/A")),
            row(label("Ethnic background"), answer("White British"), label("GP"), answer("Dr Obi")),
            row(
                label("Language used by child"), answer("English"), label("Language used by parents"), answer("English")
            ),
        ),
    )
    assert value(reading, "child.ethnicity") == "White British"
    assert value(reading, "child.first_language") == "English"


@pytest.mark.requirement("B1")
@pytest.mark.parametrize(
    "said", ["Lead professional we have agreed on", "Lead practitioner who was chosen", "Lead worker for now"]
)
def test_who_was_agreed_on_leads(said: str) -> None:
    """What is said of the lead professional does not change who that is, and the telephone behind it is theirs."""
    reading = read(asked((said, "Gill Poole"), ("Their telephone", "01632 960118")))
    assert value(reading, "lead_professional.name") == "Gill Poole"
    assert value(reading, "lead_professional.telephone") == "01632 960118"


@pytest.mark.requirement("E4")
def test_a_lead_worker_behind_the_actions_does_none_of_them() -> None:
    """Every action has somebody already."""
    reading = read(
        heading("Plan"),
        columns(("Action", "Who", "By when"), ("Family meeting", "Lynne Castle", "05/06/2026")),
        asked(("Date plan will be reviewed", "8/7/26"), ("Lead worker", "Pat Moss")),
    )
    assert value(reading, "lead_professional.name") == "Pat Moss"
    assert value(reading, "actions[1].who") is None


@pytest.mark.requirement("B1")
def test_a_section_about_the_professional_is_about_whoever_fills_it_in() -> None:
    """'Section one: Professional' before anybody was named lists no service."""
    data = document(
        heading("Common Assessment Framework", 1),
        table(
            row(cell(paragraph(bold("SECTION ONE – Professional")), shaded=True, span=2)),
            row(label("Your name"), answer("Pip Moor")),
            row(label("Contact phone"), answer("01632 960310")),
            row(cell(paragraph(bold("SECTION TWO – Child")), shaded=True, span=2)),
            row(label("First name"), answer("Harvey")),
            row(label("Family name"), answer("Sugden")),
            row(label("Family phone"), answer("07700 900540")),
            row(label("D.O.B."), answer("30/04/2019")),
        ),
        heading("Reason for assessment"),
        *lines("Harvey was asked to leave his last nursery."),
    )
    reading = read_form(data, "form.docx")[0]
    assert value(reading, "assessor.name") == "Pip Moor"
    assert value(reading, "assessor.telephone") == "01632 960310"
    assert value(reading, "child.telephone") == "07700 900540"


@pytest.mark.requirement("B1")
def test_brackets_say_who_you_are() -> None:
    """'About you (the person completing the assessment)' asks of no child."""
    reading = read(
        heading("About you (the person completing the assessment)"),
        asked(("Your name", "Sandra Tolley"), ("Email", "s.tolley@quay.example")),
    )
    assert value(reading, "assessor.name") == "Sandra Tolley"
    assert value(reading, "child.email") is None


@pytest.mark.requirement("E4")
def test_a_label_in_grey_over_its_answer_in_one_paragraph() -> None:
    """A line break parts them, and nothing else."""
    told = [("Parent or carer", "Megan Tull"), ("Relationship", "mother"), ("Phone", "07700 900731")]
    cells = [cell(paragraph(run(what, _GREY), "<w:r><w:br/></w:r>", run(said))) for what, said in told]
    reading = read(heading("Your family"), table(row(*cells)))
    assert value(reading, "parents_carers[0].name") == "Megan Tull"
    assert value(reading, "parents_carers[0].telephone") == "07700 900731"


@pytest.mark.requirement("E4")
def test_what_the_family_asks_for_is_no_way_to_go() -> None:
    """'What are you asking for?' over the services that the family would like, which a person confirms."""
    reading = read(
        heading("What are you asking for?"),
        *lines("Young carers", "Short breaks"),
        paragraph(bold("Where should this form go next? "), run("Single agency / "), run("Panel", "<w:u/>")),
    )
    assert value(reading, "referral.services_requested[0]") == "Young carers"
    assert value(reading, "referral.services_requested[1]") == "Short breaks"


@pytest.mark.requirement("E4")
def test_bold_marks_the_way_among_others_in_a_row() -> None:
    """'Single agency   **Panel**   Meeting only'."""
    ways = cell(paragraph(run("Single agency support   "), bold("Locality panel"), run("   TAC meeting only")))
    reading = read(table(row(label("This CAF is for"), ways)))
    assert value(reading, "referral.route") == "panel"


@pytest.mark.requirement("E4")
def test_each_question_said_again_before_its_answer() -> None:
    """'School and year' beside 'School: ...' over 'Year: 8': the words for what is asked are no part of the answer."""
    reading = form(
        heading("Young person"),
        asked(
            ("Name", "Amina Hussain"),
            ("Born", "27 Sep 2012"),
            ("School and year", "School: St Hugh's High School\nYear: 8"),
            ("Languages", "Young person: English, Urdu\nParents: Urdu"),
        ),
        heading("Why have you completed this form?"),
        *lines("Amina has missed six Mondays."),
    )[0]
    assert value(reading, "child.school") == "St Hugh's High School"
    assert value(reading, "child.year_group") == "8"
    assert value(reading, "child.first_language") == "English, Urdu"
    assert value(reading, "child.parents_first_language") == "Urdu"


@pytest.mark.requirement("E4")
def test_the_parts_of_a_name_on_lines_of_their_own() -> None:
    """'Child's name' beside 'First name: ...' over 'Family name: ...'."""
    reading = form(
        asked(("Child's name", "First name: Alesha Marie\nFamily name: Nwosu"), ("Date of birth", "8/12/2014")),
        heading("Reason for assessment"),
        *lines("Alesha is tired and hungry in class."),
    )[0]
    assert value(reading, "child.given_names") == "Alesha Marie"
    assert value(reading, "child.family_name") == "Nwosu"


@pytest.mark.requirement("E4")
def test_a_cell_for_each_thing_asked_in_brackets() -> None:
    """'Lead professional (name, agency, phone)'."""
    cells = [
        label("Lead professional (name, agency, phone)"),
        *map(answer, ("Lorraine Hep", "Wharf Primary", "01632 960180")),
    ]
    reading = read(table(row(*cells)))
    assert value(reading, "lead_professional.name") == "Lorraine Hep"
    assert value(reading, "lead_professional.organisation") == "Wharf Primary"
    assert value(reading, "lead_professional.telephone") == "01632 960180"


@pytest.mark.requirement("E4")
def test_who_signs_in_brackets_is_no_list_of_questions() -> None:
    """'Signed (parent / carer)' over the parent's signature, name and date."""
    reading = read(
        heading("Consent"),
        *lines("I agree to this information being shared with other services. Yes"),
        columns(("Signed (parent / carer)", "Print name", "Date"), ("M Pollitt", "Maureen Pollitt", "31/5/26")),
    )
    assert value(reading, "consent.signed_by") == "Maureen Pollitt"
    assert value(reading, "consent.signed_on") is not None


@pytest.mark.requirement("E4")
def test_a_reference_in_bold_from_end_to_end() -> None:
    """'**Case ref: EH-24-118**' in a box of its own is no title."""
    reading = read(table(row(cell(paragraph(bold("Case ref: EH-24-11873"))))))
    assert value(reading, "child.unique_reference") == "EH-24-11873"


@pytest.mark.requirement("E4")
def test_two_questions_in_one_shaded_label() -> None:
    """'Who lives where? Home conditions' beside the answer to both."""
    reading = read(asked(("Who lives where? Home conditions", "First floor bedsit, shared kitchen.")))
    assert value(reading, "home_situation") == "First floor bedsit, shared kitchen."


@pytest.mark.requirement("E4")
def test_a_question_below_a_question_explains_it() -> None:
    """What stands below 'Tell us what has been happening, with dates' answers the question above."""
    reading = form(
        asked(("Child's first name", "Oskar"), ("Child's family name", "Nowak"), ("Date of birth", "31/10/2021")),
        heading("Why are you asking for help now?"),
        table(
            row(label("Tell us what has been happening, with dates. What have you tried?")),
            row(answer("His two year review was missed twice.")),
        ),
    )[0]
    assert value(reading, "assessment.reason") == "His two year review was missed twice."


@pytest.mark.requirement("E4")
def test_italics_over_a_form_field_explain_it() -> None:
    """Only what was typed into the field was answered."""
    told = cell(
        paragraph(run("Who lives with the child, and who does not", _ITALIC)), paragraph(text_field("Tyler and Poppy."))
    )
    reading = read(heading("Current family and home situation"), table(row(told)))
    assert value(reading, "home_situation") == "Tyler and Poppy."


@pytest.mark.requirement("E4")
def test_options_in_the_place_of_a_label_ask_for_the_sex() -> None:
    """'Date of birth | Boy / girl / unborn' over the answers to both."""
    reading = form(
        heading("The child you are asking us to help"),
        columns(("First name", "Last name"), ("Oskar", "Nowak")),
        columns(("Date of birth (if unborn, date due)", "Boy / girl / unborn"), ("31/10/2021", "Boy")),
        heading("Reason for assessment"),
        *lines("Oskar has about ten words."),
    )[0]
    assert value(reading, "child.sex") == "male"
    assert value(reading, "child.date_of_birth") is not None


@pytest.mark.requirement("B1")
def test_children_beside_a_title() -> None:
    """'1. Children being assessed | Child 1 | Child 2' over what is asked of each."""
    told = (
        ("Surname", "Brannan", "Brannan"),
        ("Forenames", "Mason Lee", "Lacey"),
        ("Date of birth or EDD", "08/11/13", "21/06/17"),
        ("School / early years", "Wharf Juniors", "Wharf Infants"),
    )
    readings = form(
        table(
            row(label("1. Children being assessed"), label("Child 1"), label("Child 2")),
            *(row(label(what), answer(one), answer(other)) for what, one, other in told),
        ),
        heading("Reason for assessment"),
        *lines("Their behaviour has changed since dad left."),
    )
    assert [value(r, "child.given_names") for r in readings] == ["Mason Lee", "Lacey"]
    assert [value(r, "child.school") for r in readings] == ["Wharf Juniors", "Wharf Infants"]


@pytest.mark.requirement("B1")
def test_an_interpreter_for_the_family_is_one_for_every_child() -> None:
    """Asked below who lives there, after both children."""
    readings = form(
        columns(
            ("Children", "Child 1", "Child 2"),
            ("First name", "Ola", "Jan"),
            ("Surname", "Kowal", "Kowal"),
            ("Date of birth", "1/2/2015", "3/4/2019"),
        ),
        heading("Others living at the same address"),
        columns(("Name", "Relationship", "DOB"), ("Ewa Kowal", "Aunt", "17/5/2001")),
        table(row(label("Will the family need an interpreter?"), answer("Yes"))),
        heading("Reason for assessment"),
        *lines("Ola looks after Jan."),
    )
    assert [value(r, "child.interpreter_required") for r in readings] == [True, True]


@pytest.mark.requirement("E4")
def test_two_workers_in_halves() -> None:
    """'Completed by | ... | Lead practitioner | ...' over what is asked of both: nothing of one is the other's."""
    reading = read(
        heading("Workers' details"),
        table(
            row(label("Completed by"), answer("Claire Obu"), label("Lead practitioner"), answer("Pete Ash")),
            row(label("Post held"), answer("SENDCo"), label("Post held"), answer("Family Practitioner")),
            row(label("Agency"), answer("Beck Lane Primary"), label("Agency"), answer("Dale Family Hub")),
            row(label("Work address"), answer("Beck Lane DL7 9YF"), label("Tel."), answer("01632 960390")),
            row(label("Tel."), answer("01632 960377"), label("Email"), answer("pete.ash@dale.example")),
        ),
    )
    assert value(reading, "assessor.name") == "Claire Obu"
    assert value(reading, "assessor.telephone") == "01632 960377"
    assert value(reading, "lead_professional.role") == "Family Practitioner"
    assert value(reading, "lead_professional.telephone") == "01632 960390"


@pytest.mark.requirement("E4")
def test_a_mark_on_a_scale_is_nobodys_name() -> None:
    """'Worker: 5' leaves room for who assessed."""
    reading = read(asked(("Worker", "5")), heading("Workers' details"), asked(("Completed by", "Claire Obu")))
    assert value(reading, "assessor.name") != "5"


@pytest.mark.requirement("E4")
def test_numbers_before_the_areas_of_an_assessment() -> None:
    """'1.1 | Health | ... | ...' below '(blank) | (blank) | What is good | What we need to work on', in groups."""
    title = row(cell(paragraph(bold("2  The child: learning")), shaded=True, span=4))
    reading = read(
        table(
            row(label(""), label(""), label("What is good"), label("What we need to work on")),
            row(label("1.1"), label("Health"), answer("Sees the dentist."), answer("Inhaler left at home.")),
            row(label("1.2"), label("Behaviour"), answer(""), answer("Walks out of class.")),
            title,
            row(label("2.1"), label("Progress"), answer("On target in maths."), answer("Behind in science.")),
            row(
                label("2.2"),
                label("Overall conclusion"),
                answer("A strong family."),
                answer("Needs one adult at school."),
            ),
        )
    )
    assert value(reading, "elements.general_health.strengths") == "Sees the dentist."
    assert value(reading, "elements.behavioural_development.needs") == "Walks out of class."
    assert value(reading, "elements.progress_achievement.needs") == "Behind in science."
    assert value(reading, "conclusions.strengths") == "A strong family."
    assert value(reading, "conclusions.needs") == "Needs one adult at school."


@pytest.mark.requirement("E4")
def test_an_o_for_a_nought_is_mended_where_the_rest_needs_no_mending() -> None:
    """'HX95 OAD' could be read with an S for the 5 as well; nobody writes two wrong."""
    reading = form(
        asked(
            ("Child's first name", "Zoe"),
            ("Child's family name", "Kerr"),
            ("Date of birth", "3/4/2015"),
            ("Postcode", "HX95 OAD"),
        ),
        heading("Reason for assessment"),
        *lines("Zoe is often late."),
    )[0]
    assert value(reading, "child.postcode") == "HX95 0AD"
    assert certainty(reading, "child.postcode") < SURE


@pytest.mark.requirement("E4")
@pytest.mark.parametrize(
    ("what", "path"),
    [
        ("What has happened to lead to this request?", "assessment.reason"),
        ("Family members and others involved in the assessment", "assessment.people_present"),
        ("Who lives at home, and who is important but lives elsewhere?", "home_situation"),
        ("What are we all working towards?", "desired_outcomes"),
    ],
)
def test_questions_in_other_words(what: str, path: str) -> None:
    """Known by the words that must and must not stand in them."""
    told = "Ann, Bob and the school nurse, as every week."
    readings = form(
        asked(("Child's first name", "Zoe"), ("Child's family name", "Kerr"), ("Date of birth", "3/4/2015")),
        heading("About this assessment"),
        asked((what, told)),
    )
    assert value(readings[0], path) == told


@pytest.mark.requirement("E4")
def test_boxes_of_content_controls_behind_a_plain_question() -> None:
    """The parents' feelings are their comment, though a name and a colon stand in front."""
    reading = read(
        paragraph(bold("How do the parents or carers feel about this assessment?")),
        *lines("Agata says: I was ashamed to ask, now I am relieved."),
        paragraph(
            run("Interpreter needed? "),
            check_control(ticked=True),
            run(" Yes "),
            check_control(ticked=False),
            run(" No"),
        ),
    )
    assert str(value(reading, "parent_comment")).endswith("Agata says: I was ashamed to ask, now I am relieved.")
    assert value(reading, "child.interpreter_required") is True


@pytest.mark.requirement("E4")
def test_the_strengths_of_everything_below_the_areas() -> None:
    """'Overall strengths' wider than its column, before one answer over the rest of the row."""

    def wide(text: str, span: int) -> str:
        return cell(paragraph(run(text)), span=span)

    reading = read(
        table(
            row(label("Theme", span=2), label("Strengths", span=5), label("Needs", span=5)),
            row(label("Health", span=2), wide("Sees the dentist.", 5), wide("Asthma.", 5)),
            row(label("Behaviour", span=2), wide("Kind to all.", 5), wide("", 5)),
            row(label("Overall strengths", span=3), wide("The children are safe.", 9)),
            row(label("Overall needs", span=3), wide("A break for mum.", 9)),
        )
    )
    assert value(reading, "elements.general_health.needs") == "Asthma."
    assert value(reading, "conclusions.strengths") == "The children are safe."
    assert value(reading, "conclusions.needs") == "A break for mum."


@pytest.mark.requirement("E4")
@pytest.mark.parametrize("name", ["Sofia Elena", "Sofia Elena Marin"])
def test_the_name_beside_the_surname(name: str) -> None:
    """'Name of child' beside 'Surname of child' are the given names, with or without the surname behind them."""
    reading = form(
        asked(("Name of child", name), ("Surname of child", "Marin"), ("Date of birth", "8/1/2021")),
        heading("Reason for assessment"),
        *lines("Sofia is often late."),
    )[0]
    assert value(reading, "child.given_names") == "Sofia Elena"
    assert value(reading, "child.family_name") == "Marin"


@pytest.mark.requirement("E4")
def test_each_parent_speaks_in_one_cell() -> None:
    """'In the parents' words' over 'Dad: ...' and 'Mum: ...' in the same cell: both are the comment."""
    said = [paragraph(run(text)) for text in ("Dad: we both try.", "Mum: I want him happy.")]
    words = cell(paragraph(run("In the parents' words", _GREY)), *said)
    child = cell(paragraph(run("In the child's words", _GREY)), paragraph(run("I like football.")))
    reading = form(
        asked(("Child's first name", "Zoe"), ("Child's family name", "Kerr"), ("Date of birth", "3/4/2015")),
        heading("Views"),
        table(row(child, words)),
    )[0]
    assert value(reading, "parent_comment") == "Dad: we both try.\nMum: I want him happy."
    assert value(reading, "child_comment") == "I like football."
