"""Whom a form calls you, whose part a card is, and what a list below a sentence of consent holds."""

from __future__ import annotations

import pytest

from intake.reader import read_form
from rules.form import FormReading
from tests.unit.reader.test_read_form import read, value
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

HINT = '<w:i/><w:color w:val="666666"/><w:sz w:val="16"/>'


def asked(*pairs: tuple[str, str]) -> str:
    """A row of questions in small print, each over its answer in the same cell."""
    return table(row(*(cell(paragraph(run(q, HINT)), paragraph(run(a))) for q, a in pairs)))


def card(title: str, *pairs: tuple[str, str]) -> str:
    """A cell with a table of its own under a shaded title."""
    rows = (row(cell(paragraph(run(q, '<w:sz w:val="16"/>'))), answer(a)) for q, a in pairs)
    return cell(table(row(cell(paragraph(bold(title)), shaded=True, span=2)), *rows), "<w:p/>")


def alone(*blocks: str) -> FormReading:
    """Read a form that has nothing but *blocks*."""
    return read_form(document(heading("Early Help Assessment", 1), *blocks), "form.docx")[0]


def test_a_form_that_speaks_of_your_child_addresses_a_parent() -> None:
    """'About you' and 'Your full name' ask for the parent then, and never for the child."""
    reading = alone(
        heading("About your child"),
        asked(("What is your child called?", "Ada Byrne"), ("What do you call them at home?", "Addie")),
        asked(("When was your child born?", "3 May 2017"), ("Where does your child live?", "4 Mill Lane, HT9 9ZA")),
        heading("About you"),
        asked(("Your full name", "Joan Byrne"), ("Your relationship to the child", "Mother")),
        asked(("Do you have legal responsibility for the child?", "Yes"), ("Best number for you", "07700 900112")),
        heading("The worker who helped you with this form"),
        asked(("Name", "Penny Vale"), ("Job", "Nurse"), ("Where they work", "Hatch Clinic")),
        heading("How things are"),
        asked(("How is your child doing at school and with friends?", "Fine at school.")),
        asked(("How are you getting on as a parent?", "Tired.")),
        asked(("What is life like where you live? Think about housing, money and neighbours.", "Damp flat.")),
        asked(("In your child’s words", "I like cats"), ("In your words", "Thank you")),
    )
    assert value(reading, "child.given_names") == "Ada"
    assert value(reading, "child.also_known_as") == "Addie"
    assert value(reading, "parents_carers[0].name") == "Joan Byrne"
    assert value(reading, "parents_carers[0].relationship") == "Mother"
    assert value(reading, "assessor.name") == "Penny Vale"
    assert value(reading, "elements.child_development.text") == "Fine at school."
    assert value(reading, "elements.parents_carers.text") == "Tired."
    assert value(reading, "elements.family_environment.text") == "Damp flat."
    assert value(reading, "child_comment") == "I like cats"
    assert value(reading, "parent_comment") == "Thank you"


def test_cards_of_services_and_signatures() -> None:
    """The title of a card is the service, or tells who signs."""
    reading = read(
        paragraph(bold("Help already in place")),
        table(
            row(
                card("Family doctor", ("Name", "Dr Hill"), ("Where", "Hatch Surgery")),
                card("Family support worker", ("Name", "Sue Ray"), ("Where", "Hatch Hub")),
            )
        ),
        table(
            row(
                card("Signed: parent", ("Name", "Joan Byrne"), ("Date", "4/3/2026")),
                card("Signed: practitioner", ("Name", "Penny Vale"), ("Date", "5/3/2026")),
            )
        ),
    )
    assert value(reading, "services[1].service") == "Family support worker"
    assert value(reading, "services[1].organisation") == "Hatch Hub"
    assert value(reading, "consent.signed_by") == "Joan Byrne"
    assert str(value(reading, "consent.assessor_signed_on")) == "2026-03-05"


def test_dotted_lines_somebody_wrote_on() -> None:
    """A name between two long lines of dots is the answer; short lines of dots are no part of one."""
    reading = read(
        heading("Parents / carers"),
        *lines(
            "Name ........ Joan Byrne ........ Relationship ....Mother....",
            "Parental responsibility: Yes",
            "Telephone: ..07700 900112..",
        ),
    )
    assert value(reading, "parents_carers[0].name") == "Joan Byrne"
    assert value(reading, "parents_carers[0].parental_responsibility") is True
    assert value(reading, "parents_carers[0].telephone") == "07700 900112"


def test_areas_called_by_whom_they_are_about() -> None:
    """'Child', 'Parent / carer' and 'Home' down the side of what goes well and what does not."""
    areas = (("Child", "Reads", "Sleep"), ("Parent / carer", "Loving", "Tired"), ("Home", "Clean", "Damp"))
    reading = read(
        heading("Assessment"),
        table(
            row(label("Area"), label("Working well"), label("Worries")),
            *(row(*(answer(text) for text in area)) for area in areas),
        ),
    )
    assert value(reading, "elements.child_development.strengths") == "Reads"
    assert value(reading, "elements.parents_carers.needs") == "Tired"
    assert value(reading, "elements.family_environment.needs") == "Damp"


@pytest.mark.parametrize(
    "said",
    [
        "I agree to my information being shared with all agencies except: Yes",
        "I agree to my information being shared with other services apart from those listed below: Yes",
        "I agree to this being shared with all agencies, excluding the following: Yes",
    ],
)
def test_a_list_of_exceptions(said: str) -> None:
    """What stands below 'all except' is never agreed to."""
    reading = read(heading("Consent"), *lines(said, "Police", "Housing"))
    assert value(reading, "consent.share_with[0]") is None
    assert value(reading, "consent.not_share_with[0]") == "Police"


def test_the_chosen_of_several_boxes_tells_what_is_listed() -> None:
    """The list below them is that of the box with the tick."""
    boxes = (
        (False, " I agree to my information being shared with all agencies"),
        (True, " I agree to my information being shared with all agencies except those listed below"),
        (False, " I do not agree to my information being shared"),
    )
    reading = read(
        heading("Consent"),
        *(paragraph(check_control(ticked=ticked), run(text)) for ticked, text in boxes),
        *lines("Police, Housing"),
    )
    assert value(reading, "consent.share_with[0]") is None
    assert value(reading, "consent.not_share_with[0]") == "Police"


def test_services_initialled_one_by_one() -> None:
    """'Housing | JB' below a sentence on sharing is a service with initials, and no element."""
    reading = read(
        heading("Consent"),
        *lines("I agree to this form being shared with these services (initial each one): Yes"),
        table(*(row(answer(name), answer(by)) for name, by in (("School", "JB"), ("Police", ""), ("Housing", "JB")))),
    )
    assert value(reading, "consent.share_with[0]") == "School"
    assert value(reading, "consent.share_with[1]") == "Housing"
    assert value(reading, "consent.share_with[2]") is None


# --- italics below a question ------------------------------------------------------------------------------------


def hinted(title: str, hint: str, *below: str) -> tuple[str, ...]:
    """A bold question, italics below it, and what somebody wrote."""
    return (paragraph(bold(title)), paragraph(run(hint, "<w:i/>")), *lines(*below))


def test_italics_between_a_question_and_its_answer_explain_the_question() -> None:
    """Where nothing follows them, what others have below them tells that they are no answer."""
    reading = read(
        *hinted("General health", "Illnesses, medicines and hospital", "Asthma."),
        *hinted("Behaviour", "At home and at school"),
        *hinted("Identity", "Sense of self", "Proud of her brother."),
    )
    assert value(reading, "elements.general_health.text") == "Asthma."
    assert value(reading, "elements.behavioural_development.text") is None
    assert value(reading, "elements.identity.text") == "Proud of her brother."


def test_italics_in_the_cell_of_a_question() -> None:
    """They stand between the question and its answer; what is quoted is said."""
    reading = read(
        table(
            row(
                cell(
                    paragraph(bold("What are your conclusions?")),
                    paragraph(run("Be brief. Say what you saw.", "<w:i/>")),
                    *lines("Ada does not sleep."),
                )
            ),
            row(cell(paragraph(bold("Child’s view")), paragraph(run("“I like cats.”", "<w:i/>")), *lines("(at home)"))),
        )
    )
    assert value(reading, "conclusions.summary") == "Ada does not sleep."
    assert "cats" in str(value(reading, "child_comment"))


def test_italics_below_a_domain_with_strengths_and_needs() -> None:
    """They explain the domain."""
    reading = read(
        heading("Parenting capacity"),
        paragraph(run("Basic care, safety, warmth", "<w:i/>")),
        paragraph(bold("Strengths: "), run("Kind")),
        paragraph(bold("Needs: "), run("Tired")),
    )
    assert value(reading, "elements.parents_carers.strengths") == "Kind"
    assert value(reading, "elements.parents_carers.text") is None


def test_the_word_written_again_in_the_same_letters() -> None:
    """'Yes / No   No': nothing stands between the last two words."""
    reading = read(table(row(label("Is the child at risk of significant harm?"), answer("Yes / No   No"))))
    assert value(reading, "conclusions.significant_harm") == "No"
