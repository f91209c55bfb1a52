"""Forms in everyday words, and tables that ask of several people or services at once: what must be read there."""

from __future__ import annotations

from intake.reader import read_form
from rules.form import SURE, FormReading
from tests.unit.reader.test_read_form import FRAME, certainty, read, value
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
)

GAP = '<w:i/><w:u w:val="single"/>'
TWO_CHILDREN = (
    heading("Family CAF", 1),
    heading("Child 1"),
    table(row(label("First name"), answer("Callum"), label("Surname"), answer("Stannard"))),
    heading("Child 2"),
    table(row(label("First name"), answer("Caitlin"), label("Surname"), answer("Stannard"))),
)


def asked(question: str, *said: str) -> tuple[str, ...]:
    """A question in bold with its answer in the paragraphs below it."""
    return paragraph(bold(question)), *lines(*said)


def shaded(text: str) -> str:
    """A shaded cell with a bold label."""
    return cell(paragraph(bold(text)), shaded=True)


def readings_of(*blocks: str) -> tuple[FormReading, ...]:
    """What a form about two children says of each."""
    return read_form(document(*TWO_CHILDREN, *blocks), "form.docx")


# --- everyday words ----------------------------------------------------------------------------------------------


def test_questions_in_everyday_words() -> None:
    """A person knows what these ask for; so does the reader, with no phrase for each of them."""
    reading = read(
        *asked("Tell us a bit about your family and where you all live", "Robin lives with both mums."),
        *asked("Who has helped you to fill this in?", "Name: Claire Tuffin", "Job: Family Liaison Officer"),
        *asked("What would you like to be different by the summer?", "In school every day"),
        *asked("When shall we all meet again to see how it is going?", "Thursday 12 December 2026"),
    )
    assert value(reading, "home_situation") == "Robin lives with both mums."
    assert value(reading, "assessor.name") == "Claire Tuffin"
    assert value(reading, "assessor.role") == "Family Liaison Officer"
    assert value(reading, "desired_outcomes") == "In school every day"
    assert not value(reading, "services[0].service")


def test_a_question_for_good_and_bad_at_once_heads_the_table_below_it() -> None:
    """It asks for neither alone, and the instruction below it is no answer."""
    reading = read(
        paragraph(bold("What is going well and what is difficult?")),
        paragraph(
            run("Think about health, feelings and friends; care and rules at home; housing and money.", "<w:i/>")
        ),
        table(
            row(label(""), label("What is going well"), label("What is difficult")),
            row(label("The family and neighbourhood"), answer("Settled home"), answer("Bus once a day")),
        ),
    )
    assert value(reading, "elements.family_environment.strengths") == "Settled home"
    assert value(reading, "elements.family_environment.needs") == "Bus once a day"
    assert value(reading, "conclusions.strengths") is None


def test_sentences_with_gaps_that_somebody_filled_in() -> None:
    """The words before each gap ask for what stands in it; the 'but' between them is nobody's answer."""
    reading = read_form(
        document(
            heading("My CAF", 1),
            heading("All about me"),
            paragraph(
                run("My full name is "),
                run("Kwame Ellis Boateng", GAP),
                run(" but I like to be called "),
                run("K", GAP),
                run("."),
            ),
            paragraph(run("I was born on "), run("19 June 1997", GAP), run(" and my postcode is "), run("____", GAP)),
            paragraph(run("You can ring me on "), run("07700 900842", GAP), run(".")),
            heading("Who helped me fill this in"),
            paragraph(
                run("Debs Marlow", GAP), run(" helped me. Their job is "), run("Young Carers Worker", GAP), run(".")
            ),
            *FRAME[3:],
        ),
        "form.docx",
    )[0]
    assert value(reading, "child.given_names") == "Kwame Ellis"
    assert value(reading, "child.also_known_as") == "K"
    assert str(value(reading, "child.date_of_birth")) == "1997-06-19"
    assert value(reading, "child.postcode") is None
    assert value(reading, "child.telephone") == "07700 900842"
    assert value(reading, "assessor.name") == "Debs Marlow"
    assert value(reading, "assessor.role") == "Young Carers Worker"


def test_underlined_words_in_a_story_are_no_gaps() -> None:
    """Emphasis within an answer asks for nothing."""
    reading = read(
        *asked("What are your conclusions?"), paragraph(run("She really is "), run("very", GAP), run(" tired."))
    )
    assert value(reading, "conclusions.summary") == "She really is very tired."


# --- tables ------------------------------------------------------------------------------------------------------


def test_a_column_for_each_child() -> None:
    """What stands below 'Child 2' is the second child's alone; the family's address is everybody's."""
    first, second = readings_of(
        heading("Family address and contact"),
        table(row(label("Address"), answer("5 Ropemakers Yard"), label("Postcode"), answer("HS3 4DN"))),
        heading("Summary of strengths and needs"),
        table(
            row(shaded("Element"), shaded("Child 1"), shaded("Child 2")),
            row(label("General health"), answer("Glue ear"), answer("Eczema")),
            row(label("Behavioural development"), answer("Swears"), answer("No concerns")),
        ),
        table(row(label("Child 1's comment"), answer("I want dad"), label("Child 2's comment"), answer("I drew us"))),
    )
    assert value(first, "elements.general_health.text") == "Glue ear"
    assert value(second, "elements.general_health.text") == "Eczema"
    assert value(second, "child_comment") == "I drew us"
    assert value(first, "child.address") == value(second, "child.address") == "5 Ropemakers Yard"


def test_ticks_beside_what_is_written_of_an_element() -> None:
    """'S' and 'N' say no more than the words in the last column."""
    reading = read(
        heading("Assessment"),
        table(
            row(*(cell(paragraph(bold(head))) for head in ("Element", "S", "N", "Evidence"))),
            row(answer("General health"), answer("✓"), answer(""), answer("Immunised.")),
            row(answer("Behavioural development"), answer(""), answer("✓"), answer("Bites when upset.")),
            row(answer("Self-care skills"), answer("✓"), answer("✓"), answer("Dry by day.")),
        ),
    )
    assert value(reading, "elements.general_health.text") == "Immunised."
    assert value(reading, "elements.behavioural_development.text") == "Bites when upset."
    assert value(reading, "elements.general_health.strengths") is None


def test_services_ticked_to_share_beside_their_workers() -> None:
    """One table tells who helps, with whom to share, and with whom not."""
    heads = ("Agency", "Involved now", "Name of worker", "Telephone", "May receive a copy", "Must NOT receive it")
    reading = read(
        paragraph(bold("Agencies: who is involved, and who may have a copy")),
        table(
            row(*(shaded(head) for head in heads)),
            row(*(answer(t) for t in ("GP", "✓", "Dr Salt", "01632 960230", "✓", ""))),
            row(*(answer(t) for t in ("Housing", "✓", "Mr Dredge", "01632 960231", "", "✓"))),
            row(*(answer(t) for t in ("Police", "", "", "", "", "✓"))),
        ),
    )
    assert value(reading, "services[1].name") == "Mr Dredge"
    assert value(reading, "services[2].service") is None
    assert value(reading, "consent.share_with[0]") == "GP"
    assert value(reading, "consent.not_share_with[0]") == "Housing"
    assert value(reading, "consent.not_share_with[1]") == "Police"


def test_headings_side_by_side_over_small_documents() -> None:
    """Each column is read by itself, and what comes below the table is of the whole again."""
    reading = read(
        table(
            row(shaded("Development of the child"), shaded("Parents and carers")),
            row(
                cell(*lines_under(("General health", "Well."), ("Progress", "Reading age 7.2"))),
                cell(*lines_under(("Basic care", "Good routines."), ("Guidance", "Clear rules."))),
            ),
        ),
        table(row(shaded("Strengths"), shaded("Additional needs")), row(answer("Close family"), answer("Literacy"))),
    )
    assert value(reading, "elements.progress_achievement.text") == "Reading age 7.2"
    assert value(reading, "elements.guidance_boundaries.text") == "Clear rules."
    assert value(reading, "conclusions.strengths") == "Close family"
    assert value(reading, "elements.parents_carers.strengths") is None


def lines_under(*pairs: tuple[str, str]) -> tuple[str, ...]:
    """Bold labels, each over its answer."""
    return tuple(p for name, said in pairs for p in (paragraph(bold(name)), paragraph(run(said))))


def test_a_shaded_row_ends_the_records_above_it() -> None:
    """A question whose label is shaded, as labels are, is no further action."""
    reading = read(
        heading("Action plan"),
        table(
            row(*(shaded(head) for head in ("Action", "By when", "Who", "Outcome"))),
            row(*(answer(text) for text in ("See GP", "14/01/2026", "Mum", "Robin is well"))),
            row(shaded("Meeting room"), answer("Hall 2"), shaded("Where"), answer("foyer lounge")),
        ),
    )
    assert value(reading, "actions[0].action") == "See GP"
    assert value(reading, "actions[1].action") is None


# --- small things ------------------------------------------------------------------------------------------------


def test_no_with_an_empty_cell_behind_it_was_written() -> None:
    """No form offers 'No' alone; a lone 'Yes' may be the name of an empty box, and is asked about."""
    reading = read(
        table(
            row(label("Is the child disabled?"), answer("No"), answer("")),
            row(label("Interpreter needed?"), answer("Yes"), answer("")),
        )
    )
    assert value(reading, "child.disability") is False
    assert certainty(reading, "child.disability") >= SURE
    assert (
        value(reading, "child.interpreter_required") is None or certainty(reading, "child.interpreter_required") < SURE
    )


def test_the_writers_own_worries_belong_to_the_element() -> None:
    """A plain 'Worries:' within what somebody wrote is no question of the form."""
    reading = read(
        heading("Strengths and needs"),
        table(
            row(cell(paragraph(bold("Basic care")), *lines("Has a basket.", "Worries:", "no cot"))),
            row(cell(paragraph(bold("Wider family")), *lines("Gran may help."))),
        ),
    )
    assert value(reading, "elements.basic_care.text") == "Has a basket.\nWorries:\nno cot"
    assert value(reading, "conclusions.needs") is None


def test_services_ticked_in_one_line_below_the_agreement() -> None:
    """Those that are ticked may know; the others were not named."""
    ticks = [("Schools", True), ("Police", False), ("Housing", True)]
    boxes = (part for name, on in ticks for part in (check_control(ticked=on), run(f" {name}    ")))
    reading = read(
        heading("Consent"),
        table(row(answer("I agree to the information being shared with:"), answer("Yes ☒  No ☐"))),
        paragraph(*boxes),
    )
    assert value(reading, "consent.share_with[0]") == "Schools"
    assert value(reading, "consent.share_with[1]") == "Housing"
    assert value(reading, "consent.share_with[2]") is None


def test_an_agreement_with_the_services_in_its_cell() -> None:
    """The list below the sentence, and the boxes beside both."""
    listed = cell(*lines("I agree to sharing between the services listed below:", "School nurse", "Children's centre"))
    reading = read(heading("Consent"), table(row(listed, answer("Yes ☒"), answer("No ☐"))))
    assert value(reading, "consent.share") is True
    assert value(reading, "consent.share_with[1]") == "Children's centre"


def test_a_box_left_empty_before_a_refusal() -> None:
    """Beside boxes that were ticked, an empty cell is a box too: nothing was refused."""
    reading = read(
        heading("Consent"),
        table(
            row(answer("✓"), answer("I agree to this information being stored.")),
            row(answer("✓"), answer("I agree to this information being shared with the services listed.")),
            row(answer(""), answer("I do not agree to this information being shared.")),
            row(answer(""), cell(paragraph(bold("Services:")), *lines("Nursery", "Speech therapy"))),
        ),
    )
    assert value(reading, "consent.share") is True
    assert value(reading, "consent.share_with[1]") == "Speech therapy"
    assert value(reading, "consent.not_share_with[0]") is None


def test_a_key_of_codes_that_no_label_announces() -> None:
    """'W1 White British   M1 White and Black Caribbean' on the back page decodes what stands on the first."""
    reading = read_form(
        document(
            *FRAME[:3],
            table(row(label("Ethnic code (see back page)"), answer("M1"))),
            *FRAME[3:],
            paragraph(bold("Back page")),
            *lines("W1 White British   W2 White Irish   M1 White and Black Caribbean   A1 Indian   A2 Pakistani"),
        ),
        "form.docx",
    )[0]
    assert value(reading, "child.ethnicity") == "White and Black Caribbean"


# --- forms whose labels are as plain as their answers --------------------------------------------------------------


def plain_row(*texts: str) -> str:
    """A row of cells in one and the same print."""
    return row(*(answer(text) for text in texts))


def test_a_plain_line_before_a_table_heads_it() -> None:
    """Nothing but its words and its place tell that these are no parents."""
    reading = read_form(
        document(
            *lines("Common Assessment Form", "Details of the child"),
            table(
                plain_row("First name", "Robin"), plain_row("Surname", "Marsh"), plain_row("Date of birth", "3/4/15")
            ),
            *lines("Section 2: Parents and carers"),
            table(plain_row("Name", "Ann Marsh"), plain_row("Relationship", "Mother")),
            *lines("Section 3: Brothers, sisters and other people living in the home"),
            table(
                plain_row("Full name", "Relationship to child", "School"),
                plain_row("Ruth Marsh", "grandma", ""),
                plain_row("Sam Marsh", "brother", "Hollin Top Primary"),
            ),
            *lines("What has led to this assessment?", "Robin is often late.", "Consent"),
            *lines("I agree to this information being shared: Yes"),
        ),
        "form.docx",
    )[0]
    assert value(reading, "household[0].name") == "Ruth Marsh"
    assert value(reading, "parents_carers[1].name") is None
    assert value(reading, "assessment.reason") == "Robin is often late."


def test_numbered_questions_in_plain_print() -> None:
    """The second question's answer does not swallow the third question."""
    reading = read_form(
        document(
            *lines("Common Assessment Form", "1. First name", "Robin", "2. Surname", "Marsh"),
            *lines("3. Date of birth", "3/4/2015", "4. Home address", "1 Weir Row", "5. School", "Bankside Primary"),
            *lines("6. Reason for assessment", "Robin is often late.", "7. Review date", "12/06/2026"),
            *lines("8. What are your conclusions?", "Help is needed.", "9. Desired outcomes", "In school on time"),
            *lines("10. I agree to this information being stored", "Yes", "11. Siblings", "None"),
        ),
        "form.docx",
    )[0]
    assert value(reading, "child.address") == "1 Weir Row"
    assert value(reading, "child.school") == "Bankside Primary"
    assert value(reading, "assessment.reason") == "Robin is often late."


def test_elements_on_lines_of_their_own_in_one_cell() -> None:
    """Three names of elements in one cell, each over what was written of it, are labels without being bold."""
    said = ("General health", "Well.", "Behaviour", "No issues.", "Wider family", "Large and supportive.")
    reading = read_form(
        document(
            *lines("Common Assessment Form"),
            table(
                plain_row("First name", "Robin"), plain_row("Surname", "Marsh"), plain_row("Date of birth", "3/4/15")
            ),
            *lines("Assessment"),
            table(row(cell(*lines(*said)))),
            table(plain_row("Review date", "12/06/2026"), plain_row("Reason for assessment", "Often late.")),
        ),
        "form.docx",
    )[0]
    assert value(reading, "elements.general_health.text") == "Well."
    assert value(reading, "elements.wider_family.text") == "Large and supportive."


def test_a_form_typed_in_bold_throughout() -> None:
    """Where answers are as bold as labels, bold tells nothing."""
    asked_and_said = (
        ("First name", "Robin"),
        ("Surname", "Marsh"),
        ("Date of birth", "03/04/2015"),
        ("Postcode", "LU2 9ZQ"),
        ("Telephone", "07700 900219"),
        ("Home address", "1 Weir Row"),
        ("School", "Bankside Primary"),
        ("Reason for assessment", "Often late."),
        ("Review date", "12/06/2026"),
        ("What are your conclusions?", "Help is needed."),
        ("Siblings", "None"),
        ("Consent to share information", "Yes"),
    )
    made = table(*(row(label(question), cell(paragraph(bold(said)))) for question, said in asked_and_said))
    reading = read_form(document(heading("Common Assessment Form", 1), made), "form.docx")[0]
    assert value(reading, "child.school") == "Bankside Primary"
    assert value(reading, "child.telephone") == "07700 900219"
    assert value(reading, "assessment.reason") == "Often late."
