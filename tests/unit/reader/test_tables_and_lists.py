"""Tables and lists in an order, or under heads, that nobody wrote down: plans, services, strengths."""

from __future__ import annotations

import pytest

from rules.form import SURE
from tests.unit.reader.test_people_and_consent_in_columns import AGREED, listed
from tests.unit.reader.test_plans import head, said
from tests.unit.reader.test_read_form import certainty, read, value
from tests.unit.reader.test_side_titles_and_columns import asked, beside
from tests.unit.reader.word_xml import answer, bold, cell, heading, label, lines, paragraph, row, run, table

# --- columns left over -------------------------------------------------------------------------------------------


def test_names_below_a_strange_head_of_a_plan_are_who_does_it() -> None:
    """What is left over goes to what is left to ask, if names stand there; a person confirms it."""
    reading = read(
        heading("Action plan"),
        table(
            head("By when", "Bod in the frame", "Action", "Desired outcome"),
            said("03/06/2026", "Ann Lee", "Find a place at the breakfast club", "Robin is on time"),
            said("in June", "Hillside School", "Ask the nurse for visits", "Robin sleeps"),
        ),
    )
    assert value(reading, "actions[0].who") == "Ann Lee"
    assert value(reading, "actions[1].who") == "Hillside School"
    assert certainty(reading, "actions[0].who") < SURE <= certainty(reading, "actions[0].action")


@pytest.mark.parametrize("strange", ["Why it matters", "Area of the star", "Cost"])
def test_remarks_beside_a_plan_are_no_field_of_it(strange: str) -> None:
    """A reason, an area or a price is kept as a remark, whatever is left to ask."""
    reading = read(
        heading("Action plan"),
        table(
            head(strange, "Action", "Who", "By when", "Desired outcome"),
            said("It keeps them all well", "Find a club", "Ann Lee", "03/06/2026", "Robin is on time"),
            said("It is good for sleep", "Ask the nurse", "Jo Day", "in June", "Robin sleeps"),
        ),
    )
    assert value(reading, "actions[0].action") == "Find a club"
    assert value(reading, "actions[0].measure") is None


def test_what_is_wanted_and_how_it_shows_are_not_told_apart() -> None:
    """Where neither an outcome nor a measure is asked for in known words, a column may be either: it is neither."""
    reading = read(
        heading("Action plan"),
        table(
            head("Action", "Who", "By when", "The dream ticket"),
            said("Find a club", "Ann Lee", "03/06/2026", "Robin is on time"),
            said("Ask the nurse", "Jo Day", "in June", "Robin sleeps well"),
        ),
    )
    assert value(reading, "actions[0].who") == "Ann Lee"
    assert value(reading, "actions[0].desired_outcome") is None
    assert value(reading, "actions[0].measure") is None


def test_the_rows_of_a_plan_may_be_counted_under_a_head_that_asks_for_steps() -> None:
    """'Step' over 1, 2 and 3 beside 'What': the steps are told in the second column."""
    reading = read(
        heading("Plan"),
        table(
            head("Step", "What", "Who", "By when"),
            said("1", "Find a club", "Ann Lee", "03/06/2026"),
            said("2", "Ask the nurse", "Jo Day", "in June"),
            said("3", "", "", ""),
        ),
    )
    assert value(reading, "actions[0].action") == "Find a club"
    assert value(reading, "actions[1].action") == "Ask the nurse"
    assert value(reading, "actions[2].action") is None


def test_persons_below_a_strange_head_of_the_services_work_there() -> None:
    """Names of persons beside services, numbers and places can be nothing but the workers."""
    reading = read(
        heading("Services working with the child"),
        table(
            head("Service", "Telephone", "Any particulars", "Address"),
            said("GP", "01632 960111", "Dr M Marsh", "Hillside Surgery, HG49 9ZE"),
            said("School nurse", "01632 960112", "Jo Day", "High Street, HG49 9ZF"),
        ),
    )
    assert value(reading, "services[0].service") == "GP"
    assert value(reading, "services[0].name") == "Dr M Marsh"
    assert value(reading, "services[1].name") == "Jo Day"
    assert certainty(reading, "services[0].name") < SURE


# --- titles beside the rows of a whole form ----------------------------------------------------------------------


def test_a_whole_form_with_its_titles_down_the_side() -> None:
    """One of many titles may be a question as well, and the heads of strengths and needs are printed once."""
    blank = answer("")
    reading = read(
        table(
            *beside(
                "The child",
                (*asked("First name", "Robin"), *asked("Last name", "Marsh")),
                (*asked("Ethnicity", "White British"), *asked("Religion", "None")),
            ),
            *beside(
                "Services involved now",
                tuple(map(label, ("Agency", "Name of worker", "Service", "Tel."))),
                tuple(map(answer, ("Hillside Surgery", "Dr Lee", "GP", "01632 960111"))),
                (blank, blank, blank, blank),
            ),
            *beside(
                "Child's development",
                (label("Element"), label("Strengths"), label("Needs", span=2)),
                (label("General health"), answer("Fit."), answer("Tired.", span=2)),
                (label("Identity"), answer("Proud."), answer("", span=2)),
            ),
            *beside(
                "Parents and carers",
                (label("Basic care"), answer("Kind."), answer("Cold house.", span=2)),
                (label("Emotional warmth"), answer("Close."), answer("", span=2)),
            ),
            *beside(
                "Services requested from the panel",
                tuple(map(answer, ("Play therapy", "X", "Mentoring", ""))),
                tuple(map(answer, ("Debt advice", "", "Parenting group", "X"))),
            ),
            *beside(
                "Next step",
                (label("Area panel"), answer("X"), label("Single agency"), blank),
            ),
            *beside(
                "Consent",
                (label("I agree to this form being stored", span=2), answer("☒ Yes ☐ No", span=2)),
                (label("I agree to this form being shared", span=2), answer("☒ Yes ☐ No", span=2)),
                (label("Copies may go to", span=2), answer("Hillside School", span=2)),
                (label("Copies may NOT go to", span=2), answer("Housing", span=2)),
            ),
        ),
    )
    assert value(reading, "services[0].service") == "GP"
    assert value(reading, "elements.general_health.needs") == "Tired."
    assert value(reading, "elements.basic_care.strengths") == "Kind."
    assert value(reading, "elements.basic_care.needs") == "Cold house."
    assert value(reading, "referral.route") == "panel"
    assert listed(reading, "share_with") == ["Hillside School"]
    assert listed(reading, "not_share_with") == ["Housing"]


# --- blocks ------------------------------------------------------------------------------------------------------


def test_a_block_for_each_action_with_its_own_outcome_and_measure() -> None:
    """'Action 2' alone in its row begins another action: what is asked below it is asked of it."""

    def block(number: int, *texts: str) -> str:
        asks = "What do we want to achieve?", "What will be done?", "Who is going to do it?", "How will we know?"
        return table(
            row(label(f"ACTION {number}"), answer("")),
            *(row(answer(question), answer(text)) for question, text in zip(asks, texts, strict=True)),
        )

    reading = read(
        heading("What we have agreed to do"),
        paragraph(run("Fill in one box for each action. Copy and paste for more.", "<w:i/>")),
        block(1, "Robin speaks in class", "Small steps programme", "Jo Day", "He whispers"),
        block(2, "We know if he hears", "Book the clinic", "Ann Lee", "The letter has come"),
    )
    assert value(reading, "actions[0].desired_outcome") == "Robin speaks in class"
    assert value(reading, "actions[0].measure") == "He whispers"
    assert value(reading, "actions[1].action") == "Book the clinic"
    assert value(reading, "actions[1].measure") == "The letter has come"
    assert value(reading, "actions[2].action") is None
    assert value(reading, "desired_outcomes") is None


def test_whoever_leads_before_the_plan_does_not_act_in_it() -> None:
    """'Lead worker' over the outcomes of a plan is the lead professional; each outcome is that of its own actions."""
    reading = read(
        heading("Our plan"),
        table(row(label("Lead worker"), answer("Jo Day"), label("Organisation"), answer("Hillside School"))),
        table(
            row(label("Outcome 1"), answer("Robin is on time", span=3)),
            head("What", "Who", "By when", "Measure"),
            said("Find a club", "Ann Lee", "03/06/2026", "On time"),
            row(label("Outcome 2"), answer("Robin sleeps", span=3)),
            head("What", "Who", "By when", "Measure"),
            said("Ask the nurse", "Jo Day", "in June", "Eight hours"),
        ),
    )
    assert value(reading, "lead_professional.name") == "Jo Day"
    assert value(reading, "actions[0].desired_outcome") == "Robin is on time"
    assert value(reading, "actions[1].desired_outcome") == "Robin sleeps"


def test_services_that_are_only_counted_at_the_head_of_their_columns() -> None:
    """'Professional 1' over 'Service' is no service."""
    reading = read(
        heading("Professionals who know the family"),
        table(
            head("", "Professional 1", "Professional 2"),
            row(label("Service"), answer("GP"), answer("School nursing")),
            row(label("Name"), answer("Dr Lee"), answer("Jo Day")),
            row(label("Telephone"), answer("01632 960111"), answer("01632 960112")),
        ),
    )
    assert value(reading, "services[0].service") == "GP"
    assert value(reading, "services[1].name") == "Jo Day"


def test_the_column_beside_the_strengths_of_each_element_has_its_needs() -> None:
    """In a table by element one column of two is known: the other is its counterpart, and not sure."""
    reading = read(
        heading("Assessment"),
        table(
            head("", "Going well", "Help needed"),
            row(label("General health"), answer("Fit and well."), answer("Glasses are broken.")),
            row(label("Basic care"), answer("Kind to him."), answer("The house is cold.")),
        ),
    )
    assert value(reading, "elements.general_health.strengths") == "Fit and well."
    assert value(reading, "elements.basic_care.needs") == "The house is cold."
    assert certainty(reading, "elements.basic_care.needs") < SURE


def test_who_leads_is_asked_for_before_a_list_of_what_is_asked_of_them() -> None:
    """'Who has agreed to be lead professional? (name, job, agency, phone)' is about the lead professional."""
    reading = read(
        heading("Conclusions"),
        table(
            row(
                label("33. Who has agreed to be lead professional? (name, job, agency, phone)"),
                answer("Jo Day, Family Worker, Hillside School, 01632 960111"),
            )
        ),
    )
    assert value(reading, "lead_professional.name") == "Jo Day"
    assert value(reading, "lead_professional.telephone") == "01632 960111"
    assert value(reading, "services[0].name") is None


# --- areas and themes --------------------------------------------------------------------------------------------


def test_small_print_below_a_title_down_the_side() -> None:
    """'Parents and carers' over 'basic care, warmth' in italics is the title of the rows beside it all the same."""

    def area(title: str, hint: str, strengths: str, needs: str) -> tuple[str, ...]:
        rows = beside(title, (*asked("Strengths", strengths),), (*asked("Needs", needs),))
        small = paragraph(run(hint, "<w:i/>"))
        return (rows[0].replace("</w:p></w:tc>", f"</w:p>{small}</w:tc>", 1), *rows[1:])

    reading = read(
        heading("Assessment"),
        table(
            *area("Child's development", "health, learning", "Fit.", "Tired."),
            *area("Parents and carers", "basic care, warmth", "Kind.", "Worn out."),
            *area("Family and environment", "housing, money", "Near Nan.", "In debt."),
        ),
    )
    assert value(reading, "elements.child_development.needs") == "Tired."
    assert value(reading, "elements.family_environment.strengths") == "Near Nan."
    assert value(reading, "conclusions.needs") is None


def test_an_element_behind_its_theme() -> None:
    """'Parents: guidance, boundaries and stimulation' in bold is one label, and no label with an answer."""
    themes = {
        "Health: speech, language and communication development": "Says eight words.",
        "Parents: guidance, boundaries and stimulation": "No bedtime.",
        "Family: housing, employment and finance": "Homeless.",
    }
    reading = read(
        heading("Assessment"),
        table(*(row(cell(paragraph(bold(theme)), paragraph(run(text)))) for theme, text in themes.items())),
    )
    assert value(reading, "elements.speech_language_communication.text") == "Says eight words."
    assert value(reading, "elements.guidance_boundaries.text") == "No bedtime."
    assert value(reading, "elements.housing_employment_finance.text") == "Homeless."
    assert value(reading, "elements.general_health.text") is None


def test_an_area_with_its_strengths_and_needs_in_one_answer_and_its_own_plan() -> None:
    """Behind the plan of one area the next one begins, and 'Parents and carers' is an area there."""

    def area(title: str, told: str, action: str) -> tuple[str, ...]:
        return (
            table(row(cell(paragraph(bold(title)), paragraph(bold("Strengths and needs")), paragraph(run(told))))),
            table(head("Outcome", "Action", "Who", "By when"), said("It is better", action, "Jo Day", "03/06/2026")),
        )

    reading = read(
        heading("Parents and carers"),
        table(row(label("Name"), answer("Ann Marsh"), label("Relationship"), answer("Mother"))),
        heading("Part 4 – The assessment and plan"),
        *area("4.1  Child development", "Robin is fit.", "Find a club"),
        *area("4.2  Parents and carers", "Mum is kind.", "Ask the nurse"),
        *area("4.3  Family and environment", "They live near Nan.", "Ring the council"),
    )
    assert value(reading, "elements.child_development.text") == "Robin is fit."
    assert value(reading, "elements.parents_carers.text") == "Mum is kind."
    assert value(reading, "elements.family_environment.text") == "They live near Nan."
    assert value(reading, "actions[2].action") == "Ring the council"


def test_marks_behind_services_below_how_to_mark_them() -> None:
    """'Please mark the support requested. Mark with X.' asks for what is marked below it."""
    reading = read(
        paragraph(
            run("Please mark the support requested. "), run("Mark with X. More than one may be chosen.", "<w:i/>")
        ),
        table(
            said("Family support worker", "X", "Parenting programme", ""),
            said("Young carers", "", "School attendance support", "X"),
        ),
    )
    assert value(reading, "referral.services_requested[0]") == "Family support worker"
    assert value(reading, "referral.services_requested[1]") == "School attendance support"
    assert value(reading, "referral.services_requested[2]") is None


# --- small forms in one cell -------------------------------------------------------------------------------------


def in_blue(text: str) -> str:
    """A line in a colour, as some forms print what they ask."""
    return paragraph(run(text, '<w:color w:val="1F4E79"/><w:sz w:val="16"/>'))


def test_titles_of_one_look_over_answers_of_another_in_one_cell() -> None:
    """A second line that looks as the first one does asks the next question, and is no more of the answer."""
    reading = read(
        heading("In your own words"),
        table(
            row(
                cell(
                    in_blue("Child or young person"),
                    paragraph(run("I am fed up.")),
                    in_blue("Parent or carer"),
                    paragraph(run("I came for help with the rent.")),
                )
            )
        ),
    )
    assert value(reading, "child_comment") == "I am fed up."
    assert "I came for help with the rent." in str(value(reading, "parent_comment"))


def test_routes_with_a_yes_and_a_no_each() -> None:
    """The one whose Yes stands out was chosen; the question behind them is no route, though it names the panel."""

    def offered(text: str, *, chosen: bool) -> str:
        yes, no = (bold("Yes"), run("  No")) if chosen else (run("Yes  "), bold("No"))
        return paragraph(run(f"{text}   "), yes, no)

    reading = read(
        heading("What happens next?"),
        table(
            row(
                cell(
                    offered("Go to the Early Help Panel", chosen=False),
                    offered("Go to one service only", chosen=False),
                    offered("Stay with the team around the family", chosen=True),
                    paragraph(run("Services requested from the Panel")),
                )
            )
        ),
    )
    assert value(reading, "referral.route") == "local_meeting"


def test_another_service_behind_those_to_tick() -> None:
    """'Any other service not shown above' asks for one more, and is not sure."""
    reading = read(
        heading("Support requested"),
        table(
            row(answer("☒ Short breaks"), answer("☐ Counselling")), row(answer("☐ Mentoring"), answer("☒ Youth work"))
        ),
        paragraph(bold("Any other service not shown above: "), run("Epilepsy family day")),
    )
    assert value(reading, "referral.services_requested[2]") == "Epilepsy family day"
    assert listed(reading, "not_share_with") == []


@pytest.mark.parametrize(
    "asks",
    [
        "Anything that will help us communicate with the family",
        "What do we need to do so that the child and family can take part?",
    ],
)
def test_what_is_needed_to_take_part_is_a_requirement(asks: str) -> None:
    """Whoever needs something to take part has a requirement, and no need in the sense of the assessment."""
    reading = read(heading("The child"), table(row(label(asks), answer("Dad would like to be rung."))))
    assert value(reading, "child.special_requirements") == "Dad would like to be rung."
    assert value(reading, "conclusions.needs") is None


# --- what is none ------------------------------------------------------------------------------------------------


def test_boxes_for_routes_below_next_step() -> None:
    """'Next step' over a box for each route asks where the form goes, and is no action."""
    reading = read(
        heading("Action plan"),
        table(head("Action", "Who", "By when"), said("Find a club", "Ann Lee", "03/06/2026")),
        heading("Next step"),
        *lines("☐ Single agency response", "☐ Team around the child", "☒ Refer to the Allocation Panel"),
    )
    assert value(reading, "referral.route") == "panel"
    assert value(reading, "actions[1].action") is None


def test_a_heading_that_asks_for_actions_leaves_none_behind() -> None:
    """'What we think and what we will do' over an outcome of the whole begins no action with that outcome."""
    reading = read(
        heading("PART D   What we think and what we will do"),
        table(
            row(label("Conclusions"), answer("Robin is tired.")),
            row(label("What would you like to be different in three months' time?"), answer("Robin sleeps.")),
        ),
        table(head("Outcome", "Action", "Who", "By when"), said("Calm nights", "Ask the nurse", "Jo Day", "in June")),
    )
    assert value(reading, "desired_outcomes") == "Robin sleeps."
    assert value(reading, "actions[0].desired_outcome") == "Calm nights"
    assert value(reading, "actions[1].action") is None


def test_nobody_signs_for_a_child_that_is_too_young() -> None:
    """'n/a - aged 3' is no name."""
    reading = read(
        *AGREED,
        table(
            head("", "Name", "Signature", "Date"),
            said("Parent / carer", "Ann Marsh", "A Marsh", "17.3.25"),
            said("Young person", "n/a - aged 3", "", ""),
        ),
    )
    assert value(reading, "consent.signed_by") == "Ann Marsh"
    assert value(reading, "consent.signed_by_child") is None


def test_two_words_of_a_printed_prompt_may_be_a_service() -> None:
    """'Positive Activities' in a list of services is one of them."""
    reading = read(
        heading("Referral"),
        table(row(label("Which services do you wish to request?"), cell(*lines("Mediation", "Positive Activities")))),
    )
    assert value(reading, "referral.services_requested[1]") == "Positive Activities"
