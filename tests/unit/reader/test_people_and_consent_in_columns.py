"""People and their consent in tables: who stands in which column, what was initialled, ticked, listed or refused."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from intake.reader import read_form
from rules.form import SURE, FormReading
from tests.unit.reader.test_questions_and_boxes import held
from tests.unit.reader.test_read_form import FRAME, certainty, read, value
from tests.unit.reader.word_xml import (
    answer,
    bold,
    cell,
    control,
    document,
    heading,
    label,
    lines,
    paragraph,
    row,
    run,
    table,
)

ITALIC = "<w:i/>"
STORED, SHARED = (
    "I agree to this information being stored.",
    "I agree to this information being shared with other agencies.",
)


AGREED = (
    heading("Consent"),
    *lines("I agree to this information being stored: Yes", "I agree to this information being shared: Yes"),
)


def said(*texts: str) -> str:
    """A row of plain cells."""
    return row(*map(answer, texts))


def listed(reading: FormReading, path: str) -> list[object]:
    """The services in the list at *path*."""
    assert reading.form is not None
    found = [value(reading, f"consent.{path}[{number}]") for number in range(6)]
    return [service for service in found if service is not None]


def answered(question: str, words: str) -> str:
    """A cell with a bold question and its answer behind it."""
    return cell(paragraph(bold(f"{question}: "), run(words)))


# --- people ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("head", ["Assessment is about (tick)", "Is the assessment about them? (tick)"])
def test_a_table_of_the_family_marks_whom_the_form_is_about(head: str) -> None:
    """Those ticked are the children, each with a form; a son who is not is of the household."""
    readings = read_form(
        document(
            heading("Early Help Assessment", 1),
            heading("Family members"),
            table(
                row(*map(label, ("Name", "Date of birth", "Relationship", head))),
                said("Ada Kerr", "3/4/2015", "daughter", "✓"),
                said("Ben Kerr", "1/2/2018", "son", "✓"),
                said("Jo Kerr", "8/2/1990", "mother", ""),
                said("Cal Kerr", "8/2/2009", "son", ""),
            ),
            *FRAME[3:],
        ),
        "form.docx",
    )
    assert [value(r, "child.given_names") for r in readings] == ["Ada", "Ben"]
    for reading in readings:
        assert value(reading, "parents_carers[0].name") == "Jo Kerr"
        assert value(reading, "household[0].name") == "Cal Kerr"
        assert value(reading, "household[1].name") is None


def test_people_across_the_top_with_yes_and_no_for_each() -> None:
    """Two cells below one person are one answer."""
    reading = read(
        heading("Parents and carers"),
        table(
            row(label(""), label("Mother", span=2), label("Father", span=2)),
            row(label("Name"), answer("Ann Marsh", span=2), answer("Tom Marsh", span=2)),
            row(label("Parental responsibility?"), *map(answer, ("Yes ☒", "No ☐", "Yes ☐", "No ☒"))),
            row(label("Telephone"), answer("07700 900111", span=2), answer("07700 900112", span=2)),
        ),
    )
    assert value(reading, "parents_carers[0].name") == "Ann Marsh"
    assert value(reading, "parents_carers[0].parental_responsibility") is True
    assert value(reading, "parents_carers[1].parental_responsibility") is False
    assert value(reading, "parents_carers[1].telephone") == "07700 900112"


def test_two_people_in_two_columns_with_their_own_labels() -> None:
    """Cells side by side that begin with the same question are two people's."""
    both = (
        ("Name", "Ann Marsh", "Tom Marsh"),
        ("Relationship", "Mother", "Father"),
        ("Telephone", "07700 900111", "07700 900112"),
        ("Date of birth", "8/2/1990", "3/5/1988"),
    )
    reading = read(heading("Parents and carers"), table(*(row(answered(q, a), answered(q, b)) for q, a, b in both)))
    assert value(reading, "parents_carers[0].relationship") == "Mother"
    assert value(reading, "parents_carers[0].telephone") == "07700 900111"
    assert value(reading, "parents_carers[1].name") == "Tom Marsh"
    assert value(reading, "parents_carers[1].relationship") == "Father"
    assert str(value(reading, "parents_carers[1].date_of_birth")) == "1988-05-03"


# --- initials ----------------------------------------------------------------------------------------------------

INITIALLED = {
    "beside": table(said(STORED, "AM"), said(SHARED, "AM")),
    "before": table(said("AM", STORED), said("AM", SHARED)),
    "in brackets": "".join(lines(f"[ A.M. ] {STORED}", f"(AM) {SHARED}")),
}


@pytest.mark.requirement("E4")
@pytest.mark.parametrize("where", INITIALLED)
def test_initials_are_a_yes_on_a_form_that_says_so(where: str) -> None:
    """Beside a statement, in the cell before it, or in brackets before it."""
    reading = read(
        heading("Consent"), *lines("Please put your initials at each statement if you agree."), INITIALLED[where]
    )
    assert value(reading, "consent.store") is True
    assert value(reading, "consent.share") is True


@pytest.mark.requirement("E4")
@pytest.mark.parametrize("where", INITIALLED)
@pytest.mark.parametrize("told", ["Please read this page.", "Put your initials at each statement if you do not agree."])
def test_initials_are_no_yes_where_the_form_does_not_say_so(where: str, told: str) -> None:
    """They may be anybody's, or be a no."""
    reading = read(heading("Consent"), *lines(told), INITIALLED[where])
    assert value(reading, "consent.share") is None or certainty(reading, "consent.share") < SURE


# --- tables of decisions -----------------------------------------------------------------------------------------


@pytest.mark.requirement("E4")
@pytest.mark.parametrize(
    ("heads", "look"),
    [(("Share this form with", "Y / N"), label), (("May see a copy", "Y/N"), answer)],
)
def test_share_with_over_a_column_of_y_and_n(heads: tuple[str, str], look: Callable[[str], str]) -> None:
    """The first head asks of each service below it, also in plain print."""
    rows = (said("School", "Y"), said("Housing", "N"), said("GP", "Y"))
    reading = read(*AGREED, heading("Agencies"), table(row(*map(look, heads)), *rows))
    assert listed(reading, "share_with") == ["School", "GP"]
    assert listed(reading, "not_share_with") == ["Housing"]


@pytest.mark.requirement("E4")
def test_you_may_share_with_over_yes_and_no() -> None:
    """'You may share with | Yes | No', a tick for each service."""
    reading = read(
        *AGREED,
        table(
            row(*map(label, ("You may share with", "Yes", "No"))),
            said("School", "✓", ""),
            said("Housing", "", "✓"),
            said("GP", "✓", ""),
        ),
    )
    assert listed(reading, "share_with") == ["School", "GP"]
    assert listed(reading, "not_share_with") == ["Housing"]


@pytest.mark.requirement("E4")
@pytest.mark.parametrize(("agrees", "refuses", "shares"), [("✓", "", True), ("", "✓", False), ("", "", None)])
def test_matters_of_consent_below_i_agree_and_i_do_not_agree(agrees: str, refuses: str, shares: bool | None) -> None:  # noqa: FBT001 - a case
    """Each matter down the side is agreed to or refused by the column in which it was ticked."""
    reading = read(
        heading("Consent"),
        table(
            row(*map(label, ("", "I agree", "I do not agree"))),
            said("to this information being stored", "✓", ""),
            said("to this information being shared with other agencies", agrees, refuses),
        ),
    )
    assert value(reading, "consent.store") is True
    assert value(reading, "consent.share") is shares
    assert listed(reading, "share_with") == []


@pytest.mark.requirement("E4")
@pytest.mark.parametrize(("boxes", "meant"), [("☒ Yes  ☐ No", True), ("☐ Yes  ☒ No", False)])
def test_a_statement_of_consent_in_small_print(boxes: str, meant: bool) -> None:  # noqa: FBT001 - a case
    """In italics with 'Please tick' in it, and still what the boxes below it answer."""
    statement = "Please tick: I agree to this assessment being stored and shared with the agencies named."
    reading = read(heading("Consent"), table(row(cell(paragraph(run(statement, ITALIC)), paragraph(run(boxes))))))
    assert value(reading, "consent.store") is meant
    assert value(reading, "consent.share") is meant


# --- lists that go on --------------------------------------------------------------------------------------------


@pytest.mark.requirement("E4")
@pytest.mark.parametrize(
    ("asked", "path"),
    [("Services to share with", "share_with"), ("Services that must not be told", "not_share_with")],
)
def test_a_list_that_goes_on_in_the_rows_below(asked: str, path: str) -> None:
    """However the rows are set, nobody who was named is lost."""
    named = ("School", "Nursery nurse", "Housing", "Police")
    fields = [cell(f"<w:p>{control(service)}</w:p>", span=2) for service in named[1:]]
    down = '<w:tc><w:tcPr><w:vMerge w:val="{}"/></w:tcPr>{}</w:tc>'
    first = row(label(asked), answer(named[0]))
    tables = (
        table(row(label(asked), cell(f"<w:p>{control(named[0])}</w:p>")), *map(row, fields)),
        table(first, *(row(cell(), answer(service)) for service in named[1:])),
        table(
            row(down.format("restart", paragraph(bold(asked))), answer(named[0])),
            *(row(down.format("continue", "<w:p/>"), answer(service)) for service in named[1:]),
        ),
    )
    for made in tables:
        assert listed(read(*AGREED, made), path) == list(named)


@pytest.mark.requirement("E4")
@pytest.mark.parametrize("below", ["Nursery nurse", "Housing"])
def test_plain_words_below_somebody_who_must_not_be_told(below: str) -> None:
    """They fill their row and may name one more, so that a person is asked."""
    asked = row(label("Services that must not be told"), answer("School"))
    reading = read(*AGREED, table(asked, row(answer(below, span=2))))
    assert listed(reading, "not_share_with") == ["School", below]
    assert certainty(reading, "consent.not_share_with[1]") < SURE
    assert held(reading)


@pytest.mark.requirement("E4")
@pytest.mark.parametrize("said_above", ["None", "Nobody"])
def test_plain_words_below_nobody_are_no_service(said_above: str) -> None:
    """Where nobody is refused the row below refuses nobody."""
    asked = row(label("Services that must not be told"), answer(said_above))
    reading = read(*AGREED, table(asked, row(answer("Thank you", span=2))))
    assert listed(reading, "not_share_with") == []


@pytest.mark.requirement("E4")
@pytest.mark.parametrize("below", [label("Conclusions"), label("Housing"), answer("I agree to this being shared.")])
def test_what_stands_below_a_list_and_is_no_service(below: str) -> None:
    """The next question is not one more service, nor is a sentence of consent."""
    reading = read(
        *AGREED,
        table(
            row(label("Services that must not be told"), answer("School")),
            row(cell(), below),
        ),
    )
    assert listed(reading, "not_share_with") == ["School"]


@pytest.mark.requirement("E4")
@pytest.mark.parametrize(
    ("asked", "path"),
    [("Share with", "share_with"), ("Please do not tell", "not_share_with")],
)
def test_a_line_that_somebody_wrote_below_the_boxes_of_a_list(asked: str, path: str) -> None:
    """Those ticked and those written are one list."""
    boxes = cell(*lines("☒ School  ☐ Police  ☒ GP", "Speech therapy; the landlord"))
    reading = read(*AGREED, table(row(label(asked), boxes)))
    assert listed(reading, path) == ["School", "GP", "Speech therapy", "the landlord"]


# --- words that look like others ---------------------------------------------------------------------------------


@pytest.mark.requirement("E4")
@pytest.mark.parametrize(
    ("boxes", "meant"), [("☒ Given   ☐ Not given", True), ("☐ Given   ☒ Not given", False), ("Not given", False)]
)
def test_not_given_is_a_word_to_choose(boxes: str, meant: bool) -> None:  # noqa: FBT001 - a case
    """It decides the consent, and names nobody who must not be told."""
    reading = read(
        heading("Consent"),
        table(row(label("Consent to store"), answer("Given")), row(label("Consent to share"), answer(boxes))),
    )
    assert value(reading, "consent.share") is meant
    assert listed(reading, "not_share_with") == []
    assert not held(reading)


@pytest.mark.requirement("E4")
def test_not_given_among_the_answers_does_not_hold_the_form() -> None:
    """Beside a date of birth it says that the date was not given, and not whom the form is kept from."""
    reading = read(
        *AGREED,
        heading("Parents and carers"),
        table(row(label("Name"), answer("Ann Marsh"), label("Date of birth"), answer("Not given"))),
    )
    assert value(reading, "consent.share") is True
    assert value(reading, "parents_carers[0].date_of_birth") is None
    assert not held(reading)


@pytest.mark.requirement("E4")
def test_young_carers_are_a_service() -> None:
    """And no question among the services that would put the list before a person."""
    reading = read(*AGREED, table(row(label("Share with"), answer("School, Young carers, Housing"))))
    assert listed(reading, "share_with") == ["School", "Young carers", "Housing"]
    assert not held(reading)


@pytest.mark.requirement("E4")
def test_who_agrees_is_nobody_to_share_with() -> None:
    """'Me' beside it is no service."""
    reading = read(
        heading("Consent"),
        table(row(label("Who agrees to this information being shared?"), cell(*lines("Me  X", "My child ____")))),
    )
    assert listed(reading, "share_with") == []


@pytest.mark.parametrize(
    ("question", "rows", "path", "meant"),
    [
        ("Sex", ("Boy ____", "Girl X"), "child.sex", "female"),
        ("Sex", ("Boy x", "Girl ____"), "child.sex", "male"),
        ("Is the child disabled?", ("Yes ✓", "No ____"), "child.disability", True),
        ("Is the child disabled?", ("Yes ____", "No ____"), "child.disability", None),
    ],
)
def test_blanks_and_crosses_at_the_ends_of_lines(
    question: str, rows: tuple[str, str], path: str, meant: object
) -> None:
    """'Me ____' over 'My child X' are boxes, of which the second is ticked."""
    assert value(read(table(row(label(question), cell(*lines(*rows))))), path) == meant


@pytest.mark.requirement("E4")
@pytest.mark.parametrize(("asked", "path"), [("Share with", "share_with"), ("Please do not tell", "not_share_with")])
def test_blanks_and_crosses_at_the_ends_of_a_list(asked: str, path: str) -> None:
    """Only what has its cross was chosen."""
    reading = read(*AGREED, table(row(label(asked), cell(*lines("School ____", "GP  X", "Housing ____", "Police  x")))))
    assert listed(reading, path) == ["GP", "Police"]


@pytest.mark.requirement("E4")
def test_a_line_beside_an_empty_cell_may_be_what_another_label_asked_for() -> None:
    """'Police' below those who may be told, its own label lost: in the list, and a person looks."""
    agreed = table(row(label("May be shared with"), answer("School; GP")), row(cell(), answer("Police")))
    reading = read(*AGREED, agreed)
    assert certainty(reading, "consent.share_with[2]") < SURE


@pytest.mark.requirement("E4")
def test_the_child_who_signs_below_is_nobody_refused() -> None:
    """'Child or young person' over a signature, behind a question of whom not to involve that nobody answered."""
    asked = "Are there any services that you do not want to be involved? Please list"
    signed = table(row(label("Signed:"), answer("Robin Marsh"), label("Date:"), answer("12/05/2026")))
    reading = read(
        *AGREED, paragraph(bold(asked)), paragraph(run("")), paragraph(bold("Child or young person")), signed
    )
    assert not held(reading)
