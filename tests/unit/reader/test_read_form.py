"""What the reader makes of forms: layouts, builds, choices, and the files that are no forms."""

from __future__ import annotations

import datetime as dt
import random

import pytest

from intake.reader import read_form
from rules.form import SURE, FormReading, leaves
from tests.unit.reader.made_forms import make_form
from tests.unit.reader.word_xml import (
    answer,
    bold,
    cell,
    check_control,
    check_field,
    control,
    document,
    heading,
    label,
    package,
    paragraph,
    row,
    run,
    table,
    text_field,
)


def read(*blocks: str) -> FormReading:
    """Read a form that begins with what every form has, and goes on with *blocks*."""
    return read_form(document(*FRAME, *blocks), "form.docx")[0]


FRAME = (
    heading("Early Help Assessment", 1),
    heading("Details of the child or young person"),
    table(
        row(label("Given name(s)"), answer("Robin Lee"), label("Family name"), answer("Marsh")),
        row(label("Date of birth"), answer("3/4/2015"), label("Postcode"), answer("LU2 9ZQ")),
        row(label("Home address"), answer("1 Weir Row\nBankside"), label("School"), answer("Bankside Primary")),
        row(label("Faith"), answer(""), label("Year group"), answer("Year 6")),
    ),
    heading("About this assessment"),
    table(
        row(label("Date of assessment"), answer("12 May 2026")),
        row(label("Reason for assessment"), answer("Robin is often late for school.")),
        row(label("Review date"), answer("12/06/2026")),
        row(label("Parent or carer's comments"), answer("We would like help.")),
    ),
)


def value(reading: FormReading, path: str) -> object:
    """What was read at *path*."""
    assert reading.form is not None
    return leaves(reading.form).get(path)


def certainty(reading: FormReading, path: str) -> float:
    """How sure the reader was of what stands at *path*."""
    return next(row.certainty for row in reading.evidence if row.field == path)


@pytest.mark.parametrize("seed", range(40))
def test_made_forms_are_read_back(seed: int) -> None:
    """A form of any layout, wording and build says what was written into it, and nothing else."""
    data, wanted = make_form(random.Random(seed))
    readings = read_form(data, "form.docx")
    assert len(readings) == 1
    assert readings[0].form is not None
    found = {
        path: said.isoformat() if isinstance(said, dt.date) else said
        for path, said in leaves(readings[0].form).items()
        if not path.startswith("other")
    }
    assert found == wanted


def test_every_value_has_its_place_and_what_stood_there() -> None:
    """Each leaf has a row of evidence: where a person finds it in Word, and the words before they were typed."""
    reading = read()
    assert reading.form is not None
    told = {row.field: row for row in reading.evidence}
    assert set(told) == {path for path in leaves(reading.form) if not path.startswith("other")}
    assert told["child.date_of_birth"].written == "3/4/2015"
    assert told["child.date_of_birth"].place == "Details of the child or young person, table 1, row 2"


def test_what_was_left_empty_is_named_by_the_forms_own_heading() -> None:
    """An empty box gives no value, and keeps its heading for the acknowledgement."""
    reading = read()
    assert value(reading, "child.religion") is None
    assert reading.headings["child.religion"] == "Faith"


@pytest.mark.parametrize(
    "said",
    ["", "N/A", "n/k", "-", "?", "tbc", "Not known", "to be agreed", "__________", "Click or tap here to enter text."],
)
def test_masks_and_not_known_are_no_answers(said: str) -> None:
    """What says nothing is nothing."""
    reading = read(
        heading("Parents and carers"),
        table(row(label("Name"), answer(said), label("Telephone"), answer("07700 900111"))),
    )
    assert value(reading, "parents_carers[0].name") is None


@pytest.mark.parametrize("said", ["None", "No concerns", "refused to comment"])
def test_words_that_answer_are_kept_as_written(said: str) -> None:
    """'None' is an answer."""
    reading = read(heading("Strengths and needs"), table(row(label("General health"), answer(said))))
    assert value(reading, "elements.general_health.text") == said


YES_NO = {
    "struck out": run("Yes / ") + run("No", "<w:strike/>"),
    "struck out, said with a value": run("Yes / ") + run("No", '<w:strike w:val="1"/>'),
    "bold": bold("Yes") + run(" / No"),
    "underlined": run("Yes", '<w:u w:val="single"/>') + run("/No"),
    "highlighted": run("Yes", '<w:highlight w:val="yellow"/>') + run(" / No"),
    "boxed": run("Yes", '<w:bdr w:val="single"/>') + run(" / No"),
    "the other deleted": run("Yes"),
    "a tracked deletion": run("Yes") + '<w:del w:id="1" w:author="x"><w:r><w:delText> / No</w:delText></w:r></w:del>',
    "boxes behind": run("Yes ☒  No ☐"),
    "boxes before": run("☑ Yes  ☐ No"),
    "typed boxes": run("Yes [x]  No [ ]"),
    "legacy fields": run("Yes ") + check_field(ticked=True) + run(" No ") + check_field(ticked=False),
    "content controls": check_control(ticked=True) + run(" Yes ") + check_control(ticked=False) + run(" No"),
    "symbols": run("Yes ")
    + '<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>'
    + run(" No ")
    + '<w:r><w:sym w:font="Wingdings" w:char="F06F"/></w:r>',
    "a symbol font": run("Yes ")
    + run("\uf0fe", '<w:rFonts w:ascii="Wingdings"/>')
    + run(" No ")
    + run("\uf0a8", '<w:rFonts w:ascii="Wingdings"/>'),
    "a typed X": run("Yes X   No"),
}


@pytest.mark.parametrize("way", YES_NO)
def test_a_choice_is_read_however_it_was_made(way: str) -> None:
    """Ticks, letters, strike-through, looks and deletions all choose."""
    reading = read(table(row(label("Is an interpreter required?"), cell(paragraph(YES_NO[way])))))
    assert value(reading, "child.interpreter_required") is True
    assert certainty(reading, "child.interpreter_required") >= SURE


@pytest.mark.parametrize("pair", [run("Yes / No"), run("Yes ☐  No ☐"), bold("Yes / No"), run("Yes ☒  No ☒")])
def test_a_pair_of_which_none_or_both_are_chosen_is_no_answer(pair: str) -> None:
    """Nothing is guessed from a choice that was not made."""
    reading = read(table(row(label("Is an interpreter required?"), cell(paragraph(pair)))))
    assert value(reading, "child.interpreter_required") is None


@pytest.mark.requirement("B1", "E5")
@pytest.mark.parametrize(
    ("text", "boxes", "wanted"),
    [
        ("I agree to this information being shared with other services.", "Yes ☒  No ☐", True),
        ("I agree to this information being shared with other services.", "Yes ☐  No ☒", False),
        ("I do not agree to this information being shared.", "Yes ☒  No ☐", False),
        ("I do not agree to this information being shared.", "Yes ☐  No ☒", None),
        ("I agree to this information being shared with other services.", "Yes ☐  No ☐", None),
        ("I agree to this information being shared with other services.", "Yes ☒  No ☒", None),
    ],
)
def test_consent_to_share_is_right_or_not_there(text: str, boxes: str, wanted: object) -> None:
    """A refusal is a refusal, a double negative and a double tick are nothing."""
    reading = read(heading("Consent"), paragraph(run(f"{text}   {boxes}")))
    assert value(reading, "consent.share") is wanted


def test_statements_that_contradict_each_other_are_not_sure() -> None:
    """Yes to sharing in one sentence and no in another: a refusal that a person must confirm."""
    reading = read(
        heading("Consent"),
        paragraph(run("I agree to this information being shared.   Yes ☒  No ☐")),
        paragraph(run("☒ I do not agree to this information being shared with other agencies.")),
    )
    assert value(reading, "consent.share") is False
    assert certainty(reading, "consent.share") < SURE


@pytest.mark.requirement("E4")
def test_services_ticked_to_be_left_out_are_exclusions() -> None:
    """Of two opposite columns each tick counts in its own."""
    reading = read(
        heading("Consent"),
        table(
            row(label("Service"), label("May see this form"), label("Must NOT be involved")),
            row(answer("School nursing"), answer("X"), answer("")),
            row(answer("Police"), answer(""), answer("X")),
            row(answer("Housing"), answer(""), answer("")),
        ),
    )
    assert reading.form is not None
    assert reading.form.consent.share_with == ("School nursing",)
    assert reading.form.consent.not_share_with == ("Police",)


@pytest.mark.parametrize("note", ["signed on paper copy", "consent gained verbally", "signature held on file"])
def test_a_note_about_a_signature_is_no_name(note: str) -> None:
    """'Signed on paper copy' tells of a signature and names nobody; the problem list says so."""
    reading = read(
        heading("Consent"), table(row(label("Signed (parent/carer)"), answer(note), label("Date"), answer("1/6/26")))
    )
    assert value(reading, "consent.signed_by") is None
    assert any(problem.field == "consent.signed_by" for problem in reading.problems)


def test_tracked_changes_are_read_as_accepted_and_pointed_out() -> None:
    """Insertions count, deletions do not, and the sender is told that changes were pending."""
    changed = (
        '<w:ins w:id="1" w:author="x">' + run("late and tired") + '</w:ins><w:del w:id="2" w:author="x">'
        "<w:r><w:delText>never there</w:delText></w:r></w:del>"
    )
    reading = read(
        heading("Strengths and needs"), table(row(label("General health"), cell(paragraph(run("Often "), changed))))
    )
    assert value(reading, "elements.general_health.text") == "Often late and tired"
    assert "tracked_changes" in {problem.code for problem in reading.problems}


def test_hidden_text_is_no_answer() -> None:
    """What nobody sees on the form is not read, and is pointed out."""
    reading = read(
        heading("Strengths and needs"),
        table(row(label("General health"), cell(paragraph(run("Well"), run(" secret", "<w:vanish/>"))))),
    )
    assert value(reading, "elements.general_health.text") == "Well"
    assert "hidden_text" in {problem.code for problem in reading.problems}


def test_a_text_box_below_a_heading_is_its_answer_once() -> None:
    """Word writes a box twice, for new and old readers; it counts once."""
    inner = paragraph(run("Swims every morning."))
    box = (
        "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx><w:txbxContent>"
        f"{inner}</w:txbxContent></wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox><w:txbxContent>{inner}"
        "</w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    reading = read(heading("What is working well?"), paragraph(box))
    assert value(reading, "conclusions.strengths") == "Swims every morning."


def test_cells_and_rows_in_content_controls_stay_in_their_places() -> None:
    """A control round a cell or a row does not move its neighbours."""
    wrapped = f"<w:sdt><w:sdtPr><w:text/></w:sdtPr><w:sdtContent>{answer('Kurdish')}</w:sdtContent></w:sdt>"
    line = f"<w:sdt><w:sdtPr/><w:sdtContent>{row(label('First language'), wrapped, label('Religion'), answer('Quaker'))}</w:sdtContent></w:sdt>"  # noqa: E501 - a sample stands on one line
    reading = read(table(line))
    assert value(reading, "child.first_language") == "Kurdish"
    assert value(reading, "child.religion") == "Quaker"


def test_the_name_under_parents_is_not_the_childs() -> None:
    """Whose name a name is, the section says."""
    reading = read(
        heading("Parents and carers"),
        table(row(label("Name"), answer("Kit Marsh"), label("Telephone"), answer("07700 900222"))),
    )
    assert value(reading, "parents_carers[0].name") == "Kit Marsh"
    assert value(reading, "child.given_names") == "Robin Lee"
    assert value(reading, "child.telephone") is None


def test_a_name_under_an_unknown_heading_is_not_sure() -> None:
    """Below a heading that the vocabulary does not have, a name may be anybody's."""
    reading = read(
        heading("Parents and carers"),
        table(row(label("Name"), answer("Kit Marsh"))),
        heading("Zebra crossing"),
        table(row(label("Name"), answer("Somebody Else"), label("Job title"), answer("Crossing warden"))),
    )
    assert reading.form is not None
    sure = {row.field for row in reading.evidence if row.certainty >= SURE}
    told = {path: said for path, said in leaves(reading.form).items() if said == "Somebody Else"}
    assert not sure & set(told)


def test_several_children_give_several_readings() -> None:
    """One reading a child, in the form's order, each with its own answers and the shared ones."""
    data = document(
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
        heading("Child 2: Ben"),
        table(row(label("General health"), answer("Asthma.")), row(label("Child's comments"), answer("I like art."))),
        heading("Consent"),
        paragraph(run("We agree to this being shared.  Yes ☒ No ☐")),
    )
    readings = read_form(data, "family.docx")
    assert [value(r, "child.given_names") for r in readings] == ["Ada", "Ben"]
    assert [r.child_index for r in readings] == [0, 1]
    assert [value(r, "elements.general_health.text") for r in readings] == [None, "Asthma."]
    assert [value(r, "assessment.reason") for r in readings] == ["Money worries.", "Money worries."]


def test_an_address_as_above_is_the_childs() -> None:
    """'As above' stands for the child's address, with its postcode."""
    reading = read(
        heading("Parents and carers"),
        table(row(label("Name"), answer("Kit Marsh"), label("Address"), answer("As above"))),
    )
    assert value(reading, "parents_carers[0].address") == "1 Weir Row, Bankside"
    assert value(reading, "parents_carers[0].postcode") == "LU2 9ZQ"


def test_legacy_fields_and_controls_part_label_and_answer_in_one_cell() -> None:
    """A form field is an answer, however short the label before it."""
    reading = read(
        table(
            row(
                cell(paragraph(bold("NHS number"), run("  "), text_field("999 104 4175"))),
                cell(paragraph(bold("Religion"), run("  "), control("Sikh"))),
            )
        )
    )
    assert value(reading, "child.nhs_number") == "9991044175"
    assert value(reading, "child.religion") == "Sikh"


def test_an_unborn_child_has_an_expected_date() -> None:
    """'Unborn baby of ...' stays whole, and the date is when it is due."""
    data = document(
        heading("CAF form", 1),
        heading("Identifying details"),
        table(
            row(
                label("Name"), answer("Unborn baby of Jo Marsh"), label("Date of birth or EDD"), answer("3rd Sept 2026")
            ),
            row(label("Address"), answer("1 Weir Row, Bankside")),
        ),
        table(
            row(label("Date assessment started"), answer("1/6/26")),
            row(label("What has led to this assessment?"), answer("First baby.")),
            row(label("Agreed review date"), answer("1/8/26")),
            row(label("Parent's comments"), answer("Glad of help.")),
        ),
    )
    reading = read_form(data, "caf.docx")[0]
    assert value(reading, "child.given_names") == "Unborn baby of Jo Marsh"
    assert value(reading, "child.sex") == "unborn"
    assert str(value(reading, "child.expected_delivery_date")) == "2026-09-03"
    assert value(reading, "child.date_of_birth") is None


def test_the_national_forms_paragraph_on_harm_says_nothing_about_this_child() -> None:
    """Boilerplate on every blank form is no answer; a question is."""
    boilerplate = "If at any time during the course of this assessment you feel that a child is at risk of significant harm, follow your procedures."  # noqa: E501 - a sample stands on one line
    assert (
        value(
            read(heading("Exceptional circumstances: significant harm"), paragraph(run(boilerplate))),
            "conclusions.significant_harm",
        )
        is None
    )
    asked = table(row(label("Is the child at risk of significant harm?"), cell(paragraph(run("Yes ☒  No ☐")))))
    assert value(read(asked), "conclusions.significant_harm") == "Yes"


def test_a_macro_enabled_document_is_read_without_running_anything() -> None:
    """The content type of the main part does not matter."""
    data = document(*FRAME)
    assert read_form(data.replace(b"document.main+xml", b"template.main+xml"), "form.dotx")[0].readable


def test_strict_documents_are_read() -> None:
    """Strict Office Open XML has other names for the same things."""
    body = "".join(FRAME)
    raw = (
        '<w:document xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main"><w:body>'
        + body
        + "</w:body></w:document>"
    )
    reading = read_form(package({"word/document.xml": raw}), "strict.docx")[0]
    assert value(reading, "child.family_name") == "Marsh"


def test_a_blank_form_is_blank() -> None:
    """All the questions and no answers: its own kind, not readable."""
    data, _ = make_form(random.Random(3))
    filled = read_form(data, "x.docx")[0]
    assert filled.readable
    blank = document(
        heading("Early Help Assessment", 1),
        heading("Details of the child or young person"),
        table(*(row(label(text), answer("")) for text in ("Given name(s)", "Family name", "Date of birth", "Address"))),
        heading("Parents and carers"),
        table(row(label("Name"), answer(""), label("Relationship"), answer(""))),
        table(*(row(label(text), answer("")) for text in ("Reason for assessment", "Review date", "Child's comments"))),
    )
    reading = read_form(blank, "blank.docx")[0]
    assert (reading.kind, reading.readable, reading.problems[0].code) == ("eha", False, "blank")


def test_a_checklist_is_not_a_form() -> None:
    """A pre-assessment checklist is named for what it is."""
    data = document(
        heading("Pre-assessment checklist", 1),
        table(row(label("Name"), answer("Robin Marsh"), label("Date of birth"), answer("3/4/2015"))),
        paragraph(
            run("Does the child appear to be: Healthy? Yes. Safe from harm? Yes. Learning and developing well? No.")
        ),
    )
    reading = read_form(data, "x.docx")[0]
    assert (reading.kind, reading.readable, reading.problems[0].code) == ("unknown", False, "checklist")


@pytest.mark.parametrize(
    "blocks",
    [
        [paragraph(run("Minutes of the meeting of 3 March. Present: A. Hill, B. Dale. Actions: ring the landlord."))],
        [
            heading("Application for employment", 1),
            table(
                row(label("First name"), answer("Jo"), label("Surname"), answer("Dale")),
                row(label("Address"), answer("1 High Street"), label("Postcode"), answer("LU1 9ZZ")),
                row(label("Telephone"), answer("07700 900123"), label("Email"), answer("jo@mail.example")),
                row(label("Job title"), answer("Clerk"), label("Employer"), answer("Dale & Co")),
            ),
        ],
        [heading("Invoice", 1), table(row(label("Date"), answer("1/2/26"), label("Name"), answer("Dale & Co")))],
        [
            paragraph(
                run("Dear Sir, I write about my bins, which nobody has collected since May. Yours faithfully, J. Dale")
            )
        ],
    ],
)
def test_other_documents_are_not_forms(blocks: list[str]) -> None:
    """Minutes, an application, an invoice and a complaint do not become referrals."""
    reading = read_form(document(*blocks), "other.docx")[0]
    assert (reading.kind, reading.readable, reading.problems[0].code) == ("unknown", False, "not_a_form")


def test_a_letter_that_refers_a_child_gives_a_stub() -> None:
    """Names, date of birth, number, writer and reason; the letter's date is no assessment."""
    data = document(
        paragraph(bold("Mill Lane Surgery")),
        paragraph(run("4 Mill Lane, Bankside LU2 9ZX   Tel: 01632 960123")),
        paragraph(run("3 March 2026")),
        paragraph(run("Dear Colleague")),
        paragraph(bold("Re: Robin Lee MARSH, born 3 April 2015, NHS number: 999 104 4175")),
        paragraph(run("I would be grateful for your help: I am referring Robin for family support.")),
        paragraph(run("His mother agrees to this letter being shared with your panel.")),
        paragraph(run("Yours sincerely")),
        paragraph(bold("Dr Ann Weir")),
        paragraph(run("GP Partner")),
    )
    reading = read_form(data, "letter.docx")[0]
    assert (reading.kind, reading.readable) == ("letter", True)
    assert value(reading, "child.family_name") == "MARSH"
    assert str(value(reading, "child.date_of_birth")) == "2015-04-03"
    assert value(reading, "assessor.name") == "Dr Ann Weir"
    assert value(reading, "consent.share") is True
    assert value(reading, "assessment.date") is None
