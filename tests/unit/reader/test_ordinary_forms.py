"""What forms ask that are neither unusual nor like one another: services, consent, children, marks in cells."""

from __future__ import annotations

import pytest

from intake.reader import read_form
from rules.form import SURE, FormReading
from tests.unit.reader.test_columns_and_wholes import heads, plain
from tests.unit.reader.test_columns_and_wholes import table as rows_of
from tests.unit.reader.test_more_layouts import ITALIC, SHARED
from tests.unit.reader.test_read_form import read, value
from tests.unit.reader.word_xml import answer, bold, cell, document, heading, label, paragraph, row, run, table


@pytest.mark.requirement("B1")
def test_a_mark_belongs_to_the_word_in_its_own_cell() -> None:
    """'Yes  X' beside 'No': the cross stands nearer to 'No' only when the cells are run together."""
    reading = read(
        heading("Parents / carers"),
        table(
            row(label("Name"), answer("Ada Marsh")),
            row(label("Parental responsibility?"), answer("Yes  X"), answer("No")),
        ),
    )
    assert value(reading, "parents_carers[0].parental_responsibility") is True


@pytest.mark.requirement("B1")
@pytest.mark.parametrize(
    ("printed", "told"),
    [
        (("Who (agency)", "Named contact", "Base"), ("GP", "Dr Strand", "Mill Lane Surgery")),
        (("Service", "Who they are", "Where based"), ("GP", "Dr Strand", "Mill Lane Surgery")),
    ],
)
def test_services_under_heads_of_other_words(printed: tuple[str, ...], told: tuple[str, ...]) -> None:
    """Which column is the service, and which who works there, whatever stands over them."""
    reading = read(heading("Services involved"), rows_of(heads(*printed), plain(*told)))
    assert reading.form is not None
    assert [(s.service, s.name, s.organisation) for s in reading.form.services] == [told]


@pytest.mark.requirement("E4")
def test_agencies_listed_below_the_sentence_and_the_agency_of_whoever_signs() -> None:
    """'Agencies' right below it are those agreed to; 'Agency' among the signatures is the worker's."""
    reading = read(
        heading("Consent"),
        table(
            row(label("The assessment may be shared with the agencies listed below"), answer("Yes")),
            row(label("Agencies (one per line)"), cell(paragraph(run("Weir School")), paragraph(run("Sunbeam")))),
            row(label("Signature of parent"), answer("Ada Marsh"), label("Date"), answer("5/5/26")),
            row(label("Signature of assessor"), answer("Jo Byrne"), label("Agency"), answer("Health visiting")),
        ),
    )
    assert reading.form is not None
    assert reading.form.consent.share_with == ("Weir School", "Sunbeam")


@pytest.mark.requirement("B1")
def test_a_grandmother_under_parent_or_carer() -> None:
    """Whoever stands below 'Parent or carer' is one, also in a table of 'who is in the family'."""
    reading = read(
        heading("Section Two: Who is in the family"),
        rows_of(
            heads("Parent or carer", "Relationship to child", "PR"),
            plain("Ada Marsh", "Mother", "Yes"),
            plain("Ivy Marsh", "Grandmother", "No"),
        ),
    )
    assert reading.form is not None
    assert [p.name for p in reading.form.parents_carers] == ["Ada Marsh", "Ivy Marsh"]


@pytest.mark.requirement("B1")
def test_a_number_in_bold_before_a_sentence_of_consent() -> None:
    """'6.2' in bold is no label: the sentence behind it is what Yes answers."""
    reading = read(
        heading("Consent"),
        paragraph(bold("6.1  "), run("I agree that this form may be kept:  ☒ Yes   ☐ No")),
        paragraph(bold("6.2  "), run("I agree that it may be shared with services that can help:  ☒ Yes   ☐ No")),
    )
    assert reading.form is not None
    assert (reading.form.consent.store, reading.form.consent.share) == (True, True)


@pytest.mark.requirement("B1")
def test_the_date_on_which_consent_was_given() -> None:
    """'Name of parent giving agreement' and 'Date of agreement' are a signature and its date."""
    reading = read(
        heading("Consent"),
        SHARED,
        table(
            row(label("Name of parent giving agreement"), answer("Ada Marsh")),
            row(label("Date of agreement"), answer("5/5/26")),
        ),
    )
    assert value(reading, "consent.signed_by") == "Ada Marsh"
    assert str(value(reading, "consent.signed_on")) == "2026-05-05"


@pytest.mark.requirement("B1")
def test_a_question_in_italics_behind_a_bold_one_explains_it() -> None:
    """'What prompted this? In summary, what are the needs?': one question, whose answer stands below."""
    asked = paragraph(bold("What prompted this assessment?"), run(" In summary, what are the main needs? ", ITALIC))
    reading = read(table(row(cell(asked, paragraph(run("Robin stopped coming to school in June."))))))
    assert value(reading, "conclusions.needs") is None


@pytest.mark.requirement("B6")
def test_elements_of_children_who_cannot_be_told_apart_are_not_sure() -> None:
    """Two blocks of elements below headings that name neither child: whose each is must be asked."""
    block = rows_of(plain("General health", "Well."), plain("Behaviour", "Quiet."))
    other = rows_of(plain("General health", "Asthma."), plain("Self-care skills and independence", "Needs help."))
    readings = read_form(
        document(
            heading("Early Help Assessment", 1),
            heading("Details of the children"),
            rows_of(
                heads("Name", "Date of birth", "School"),
                plain("Ivy Marlow", "2/3/2011", "Weir High"),
                plain("Tom Marlow", "4/5/2015", "Weir Infants"),
            ),
            rows_of(plain("Date of assessment", "1/3/2026"), plain("Reason for assessment", "Both are tired.")),
            heading("Strengths and needs"),
            block,
            other,
        ),
        "form.docx",
    )
    for reading in readings:
        sure = [e.field for e in reading.evidence if e.field.startswith("elements.") and e.certainty >= SURE]
        assert sure == []


# --- what no head tells is confirmed ---------------------------------------------------------------------------------


def consents(reading: FormReading) -> list[str]:
    """What is asked about consent, and what was read of it without being sure."""
    unsure = [e.field for e in reading.evidence if e.field.startswith("consent.") and e.certainty < SURE]
    return [*unsure, *(f for p in reading.problems if (f := p.field or "").startswith("consent."))]


@pytest.mark.requirement("E4")
@pytest.mark.parametrize("between", ["Do not share with", "Exclude", "Already known to"])
def test_yes_and_no_below_another_question_are_confirmed(between: str) -> None:
    """Only the nearest words tell what 'Yes' means: whoever stands there is asked about, and never told unasked."""
    for table_of in (
        rows_of(plain("Police", "yes"), plain("School", "no")),
        rows_of(heads("Service", "Yes", "No"), plain("Police", "X", ""), plain("School", "", "X")),
    ):
        reading = read(heading("Consent"), SHARED, paragraph(bold(between)), table_of)
        assert reading.form is not None
        assert "Police" not in reading.form.consent.share_with or consents(reading)


@pytest.mark.requirement("E4")
def test_rows_behind_one_without_a_decision_are_asked_about() -> None:
    """A name too long for a service ends the list: what stands below it is not lost."""
    long = "The specialist community paediatric nursing and allied health team of the county"
    reading = read(
        heading("Consent"),
        SHARED,
        rows_of(
            heads("Service", "Yes", "No"),
            plain("School", "X", ""),
            plain("GP", "X", ""),
            plain(long, "", ""),
            plain("Housing", "", "X"),
        ),
    )
    assert any("Housing" in p.message for p in reading.problems)


@pytest.mark.requirement("E4")
def test_an_answer_in_italics_about_sharing_is_no_small_print() -> None:
    """'Who must not be told?' with 'the police' in italics behind it, twice in the form over plain lines."""
    reading = read(
        heading("Consent"),
        paragraph(bold("Do you agree to it being shared? "), run("No", ITALIC)),
        paragraph(run("Thank you for telling us.")),
        paragraph(bold("Who must not be told? "), run("the police", ITALIC)),
        paragraph(run("Thank you for filling in this form.")),
    )
    assert reading.form is not None
    assert reading.form.consent.share is not True or consents(reading)
    assert any("police" in name for name in reading.form.consent.not_share_with) or consents(reading)


@pytest.mark.requirement("E4")
def test_a_no_of_somebody_who_is_neither_parent_nor_child_is_asked_about() -> None:
    """A grandmother's 'N' beside the child's 'Y'."""
    reading = read(
        heading("Consent"),
        rows_of(
            heads("", "Name", "Share? Y/N", "Signature", "Date"),
            plain("Grandmother", "Ivy Marsh", "N", "I Marsh", "5/5/26"),
            plain("Young person", "Robin Marsh", "Y", "R Marsh", "5/5/26"),
        ),
    )
    assert consents(reading)


@pytest.mark.requirement("E4")
@pytest.mark.parametrize("said", ["Withheld", "None given", "Mum only; dad does not agree"])
def test_a_name_that_is_a_refusal_is_asked_about(said: str) -> None:
    """Beside 'Print name of parent agreeing' stands who agreed, or that nobody did."""
    reading = read(heading("Consent"), SHARED, rows_of(plain("Print name of parent agreeing", said)))
    assert consents(reading)
