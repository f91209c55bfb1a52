"""Forms with boxes of guidance, exports of case systems, and cards whose labels are as plain as their answers."""

from __future__ import annotations

import pytest

from tests.unit.reader.test_read_form import read, value
from tests.unit.reader.word_xml import answer, bold, cell, heading, label, paragraph, row, run, table

_ITALIC = "<w:i/>"


def notes(*told: str, title: str = "Guidance") -> str:
    """A shaded box of guidance."""
    return table(row(cell(paragraph(bold(title)), *(paragraph(run(t, _ITALIC)) for t in told), shaded=True)))


def asked(*pairs: tuple[str, str]) -> str:
    """A table of questions, each with its answer beside it."""
    return table(*(row(label(what), answer(told)) for what, told in pairs))


@pytest.mark.requirement("E4")
def test_what_stands_behind_a_box_of_guidance_belongs_to_the_title_before_it() -> None:
    """A box headed 'Guidance' ends where it ends."""
    reading = read(
        heading("Parents and carers"),
        notes("Include parents who live elsewhere."),
        table(
            row(*map(label, ("Name", "Relationship", "Tel."))),
            row(*map(answer, ("Ida Noon", "Mother", "01632 960101"))),
        ),
        heading("Consent to share"),
        notes("Explain the privacy notice first.", title="Notes for completion"),
        asked(("You may share it with", "School nurse"), ("Please keep it from", "Uncle Reg")),
    )
    assert value(reading, "parents_carers[0].name") == "Ida Noon"
    assert value(reading, "consent.share_with[0]") == "School nurse"
    assert value(reading, "consent.not_share_with[0]") == "Uncle Reg"


@pytest.mark.requirement("E4")
def test_a_numbered_part_for_the_practitioner_is_no_signature() -> None:
    """'Section G: Practitioner' behind the consent is a part of the form, where 'Date signed' is theirs."""
    reading = read(
        heading("Section F: Permission to share", 1),
        asked(("You may share it with", "School nurse")),
        heading("Section G: Practitioner", 1),
        asked(("Completed by", "Bo Fell"), ("Role", "Nurse"), ("Date signed by practitioner", "3/5/2026")),
    )
    assert value(reading, "assessor.name") == "Bo Fell"
    assert str(value(reading, "consent.assessor_signed_on")) == "2026-05-03"


def plain(*pairs: tuple[str, str]) -> str:
    """A table of questions and answers, each as plain as the other, as case systems export them."""
    return table(*(row(answer(what), answer(told)) for what, told in pairs))


EXPORT = (
    ("General health – strengths", "Runs every day"),
    ("General health – needs", "Sleeps badly"),
    ("Conclusions of the assessment", "Home is safe."),
)


@pytest.mark.requirement("E4")
@pytest.mark.parametrize("heads", [(), (("Question", "Answer"),)])
def test_an_answer_that_resembles_a_label_heads_no_columns(heads: tuple[tuple[str, str], ...]) -> None:
    """Below questions with their answers, 'Student services (Mr Ode)' is one more answer, and what follows is kept."""
    plan = (("Action", "Write to the college"), ("Person responsible", "Student services (Mr Ode)"))
    more = (("Timescale", "ASAP"), ("Parent's comments", "I am glad."))
    reading = read(heading("Strengths and needs"), plain(*heads, *EXPORT), heading("Plan"), plain(*heads, *plan, *more))
    assert value(reading, "elements.general_health.strengths") == "Runs every day"
    assert value(reading, "elements.general_health.needs") == "Sleeps badly"
    assert value(reading, "actions[0].action") == "Write to the college"
    assert value(reading, "actions[0].who") == "Student services (Mr Ode)"
    assert value(reading, "actions[0].by_when") == "ASAP"
    assert value(reading, "services[0].service") is None


@pytest.mark.requirement("E4")
def test_in_a_table_of_questions_and_answers_no_answer_is_a_question() -> None:
    """Below 'Question | Answer' the second column has answers, whatever they resemble."""
    reading = read(plain(("Field", "Value"), ("Likes to be called", "School: none"), ("Religion", "Family")))
    assert value(reading, "child.religion") == "Family"


@pytest.mark.requirement("E4")
def test_counted_items_of_a_plan_need_no_title_over_them() -> None:
    """'Plan item [2]' behind the assessment begins an action, and 'Address postcode' is none of its address."""
    reading = read(
        heading("Strengths and needs"),
        plain(*EXPORT),
        heading("Plan item [1]"),
        plain(("Desired outcome", "Sleeps well"), ("Action", "See the GP"), ("Timescale", "May")),
        heading("Plan item [2]"),
        plain(("Desired outcome", "Eats well"), ("Action", "Cook together"), ("Timescale", "June")),
        heading("Practitioner"),
        plain(("Name", "Bo Fell"), ("Address", "1 Quay\nBankside"), ("Address postcode", "LU2 9ZR")),
    )
    assert value(reading, "actions[1].action") == "Cook together"
    assert value(reading, "actions[1].desired_outcome") == "Eats well"
    assert value(reading, "assessor.postcode") == "LU2 9ZR"


def card(*told: str) -> str:
    """A shaded cell with lines that all look alike."""
    return cell(*(paragraph(run(line)) for line in told), shaded=True)


@pytest.mark.requirement("E4")
@pytest.mark.parametrize("stands", ["beside", "below"])
def test_cards_that_all_ask_the_same_are_labels_and_answers(stands: str) -> None:
    """What stands on every card and asks for something is a label, though it looks as what is written below it."""
    cards = (
        card("NAME", "Ida Noon", "WHO THEY ARE TO THE CHILD", "Mother", "TELEPHONE", "01632 960101"),
        card("NAME", "Abe Noon", "WHO THEY ARE TO THE CHILD", "Father", "TELEPHONE", "01632 960102"),
        card("NAME", "", "WHO THEY ARE TO THE CHILD", "", "TELEPHONE", ""),
    )
    rows = (row(one) for one in cards) if stands == "below" else (row(*cards),)
    reading = read(heading("Parents and carers"), table(*rows))
    assert value(reading, "parents_carers[0].name") == "Ida Noon"
    assert value(reading, "parents_carers[1].name") == "Abe Noon"
    assert value(reading, "parents_carers[1].relationship") == "Father"
    assert value(reading, "parents_carers[1].telephone") == "01632 960102"
    assert value(reading, "parents_carers[2].name") is None


@pytest.mark.requirement("E4")
def test_what_is_to_be_done_is_no_detail_of_those_who_help() -> None:
    """'Steps we agreed' behind the services opens the plan."""
    reading = read(
        heading("Who helps already?"),
        table(row(*map(label, ("Service", "Name", "Telephone"))), row(*map(answer, ("GP", "Dr Obi", "01632 960118")))),
        heading("Steps we agreed"),
        asked(("Step 1 – what will happen", "Meet at the gate"), ("Who", "Mr Pike"), ("By", "14/06/2026")),
    )
    assert value(reading, "actions[0].action") == "Meet at the gate"
    assert value(reading, "actions[0].who") == "Mr Pike"
    assert value(reading, "services[0].name") == "Dr Obi"


@pytest.mark.requirement("E4")
def test_of_whom_a_question_asks_is_no_answer_to_it() -> None:
    """'Access needs – for the child or a parent' over its answer in one cell."""
    asks = "Access, communication or other requirements – for the child or a parent"
    reading = read(table(row(cell(paragraph(run(asks)), paragraph(run("Large print, please."))))))
    assert value(reading, "child.special_requirements") == "Large print, please."
