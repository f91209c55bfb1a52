"""What runs on and what comes again: addresses, dots, whose words they are, headings of letters, heads and feet."""

from __future__ import annotations

import pytest

from intake.reader import read_form
from rules.form import SURE, FormReading
from tests.unit.reader.pdf_bytes import Sheet, pdf
from tests.unit.reader.test_read_form import FRAME, certainty, read, value
from tests.unit.reader.word_xml import (
    NAMES,
    answer,
    bold,
    cell,
    document,
    heading,
    label,
    lines,
    package,
    paragraph,
    row,
    run,
    table,
)

TAB, BREAK = "<w:r><w:tab/></w:r>", "<w:r><w:br/></w:r>"
SMALL = '<w:sz w:val="14"/>'
PARENTS = heading("Parents and carers")


def two_children(*blocks: str) -> tuple[FormReading, ...]:
    """What a form about Callum and Caitlin says of each."""
    named = (
        block
        for number, name in enumerate(("Callum", "Caitlin"), 1)
        for block in (heading(f"Child {number}"), table(row(label("First name"), answer(name))))
    )
    return read_form(document(heading("Family CAF", 1), *named, *FRAME[3:], *blocks), "form.docx")


# --- addresses ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("said", ["Main address", "As family home", "Same as Robin", "as Robin.", "with the family"])
def test_an_address_that_is_the_childs(said: str) -> None:
    """In the words of the form or by the child's name: the child's address with its postcode."""
    reading = read(
        PARENTS,
        table(row(*map(label, ("Name", "Relationship", "Address"))), row(*map(answer, ("Ann Marsh", "Mother", said)))),
    )
    assert value(reading, "parents_carers[0].address") == "1 Weir Row, Bankside"
    assert value(reading, "parents_carers[0].postcode") == "LU2 9ZQ"


def test_an_address_that_is_somebody_elses_is_asked_about() -> None:
    """'Same as Ann' is no address, and Ann is not the child."""
    reading = read(
        PARENTS,
        table(
            row(*map(label, ("Name", "Relationship", "Address"))),
            row(*map(answer, ("Joy Marsh", "Grandmother", "Same as Ann"))),
        ),
    )
    assert value(reading, "parents_carers[0].postcode") is None
    assert certainty(reading, "parents_carers[0].address") < SURE


def test_an_address_that_goes_on_in_the_rows_below() -> None:
    """Each further line stands below the first, beside an empty cell; other questions may stand behind it."""
    reading = read(
        PARENTS,
        table(
            row(label("Name"), answer("Ann Marsh"), label("Relationship"), answer("Mother")),
            row(label("Address"), answer("7 Weir Row"), label("Telephone"), answer("07700 900111")),
            row(cell(), answer("Bankside"), cell(), cell()),
            row(cell(), answer("LU2 9ZQ"), label("Date of birth"), answer("8/2/1990")),
        ),
    )
    assert value(reading, "parents_carers[0].address") == "7 Weir Row, Bankside"
    assert value(reading, "parents_carers[0].postcode") == "LU2 9ZQ"
    assert str(value(reading, "parents_carers[0].date_of_birth")) == "1990-02-08"


def test_words_that_go_on_in_the_rows_below() -> None:
    """Three rows of one answer, of which only the first has the label."""
    rows = (row(cell(), answer("Ann needs rest.")), row(cell(), answer("Both need a bed.")))
    reading = read(heading("Summary"), table(row(label("Conclusions"), answer("Robin needs sleep.")), *rows))
    assert value(reading, "conclusions.summary") == "Robin needs sleep.\nAnn needs rest.\nBoth need a bed."


def test_an_address_that_goes_on_behind_a_break_and_a_tab() -> None:
    """The tab sets the second line below the first, and begins no further column."""
    broken = f"<w:p>{bold('Address:')}{TAB}{run('7 Weir Row')}{BREAK}{TAB}{run('Bankside LU2 9ZQ')}</w:p>"
    reading = read(
        PARENTS,
        paragraph(bold("Name:"), TAB, run("Ann Marsh")),
        broken,
        paragraph(bold("Telephone:"), TAB, run("07700 900111")),
    )
    assert value(reading, "parents_carers[0].address") == "7 Weir Row, Bankside"
    assert value(reading, "parents_carers[0].postcode") == "LU2 9ZQ"
    assert value(reading, "parents_carers[0].telephone") == "07700 900111"


# --- dots --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("dots", ["…", "..."])
def test_dots_behind_a_label_are_nothing_written_yet(dots: str) -> None:
    """Somebody wrote on the line below them."""
    reading = read(paragraph(bold("Conclusions: "), run(dots)), *lines("Robin needs a bedtime."))
    assert value(reading, "conclusions.summary") == "Robin needs a bedtime."


# --- whose words they are ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("title", ["In your own words", "In our own words"])
def test_persons_as_headings_below_in_your_own_words(title: str) -> None:
    """'Young person' heads what the young person says, and no questions about one."""
    reading = read(
        heading(title),
        heading("Young person", 3),
        *lines("I like the breakfast club."),
        heading("Parents", 3),
        *lines("We need a night off."),
    )
    assert value(reading, "child_comment") == "I like the breakfast club."
    assert "We need a night off." in str(value(reading, "parent_comment"))


def test_a_child_by_number_beside_what_it_says() -> None:
    """'Child 1 says' begins no further child, and what the other says is not in its form."""
    readings = two_children(
        heading("Views"),
        table(
            row(label("Child 1 says"), answer("I want dad.")),
            row(label("Child 2 says"), answer("I drew us.")),
        ),
    )
    assert [value(r, "child_comment") for r in readings] == ["I want dad.", "I drew us."]


def test_a_child_by_name_beside_what_it_says() -> None:
    """In plain print below a heading that asks for the views."""
    said = (("Callum", "I want dad."), ("Caitlin", "I drew us."))
    readings = two_children(heading("Views of the family"), table(*(row(*map(answer, pair)) for pair in said)))
    assert [value(r, "child_comment") for r in readings] == ["I want dad.", "I drew us."]


def test_a_mothers_nhs_number_is_nobodys() -> None:
    """Neither the unborn baby's nor that of a child."""
    reading = read_form(
        document(
            heading("Early Help Assessment", 1),
            heading("Details of the unborn baby"),
            table(
                row(label("Family name"), answer("Marsh"), label("Expected date of delivery"), answer("3/4/2027")),
                row(label("Mother's NHS number"), answer("999 621 4435"), label("Postcode"), answer("LU2 9ZQ")),
            ),
            *FRAME[3:],
        ),
        "form.docx",
    )[0]
    assert value(reading, "child.nhs_number") is None
    assert value(reading, "child.postcode") == "LU2 9ZQ"


# --- letters -----------------------------------------------------------------------------------------------------


def test_what_stands_under_the_headings_of_a_letter() -> None:
    """Services, hopes and views are where a form has them, and agreement is what was said of it."""
    under = (
        ("Services requested", "A family support worker."),
        ("Desired outcomes", "Robin is in school on time."),
        ("Parent’s views", "I would like some help with bedtimes."),
        ("Child’s views", "I want to come to breakfast club."),
        ("Consent", "Mrs Marsh has read this letter and agrees to it being shared with the panel."),
    )
    reading = read_form(
        document(
            *lines("Hollin Top Primary School", "Mill Lane, Bankside, LU2 9ZA", "12 May 2026", "Dear Panel"),
            paragraph(bold("Re: Robin Marsh, born 3 April 2015, 1 Weir Row, Bankside LU2 9ZQ")),
            *lines("Robin is often late for school, and sleeps in class."),
            *(block for title, text in under for block in (paragraph(bold(title)), *lines(text))),
            *lines("Yours faithfully", "Penny Vale", "Head of Year 6"),
        ),
        "letter.docx",
    )[0]
    assert value(reading, "referral.services_requested[0]") == "A family support worker"
    assert value(reading, "desired_outcomes") == "Robin is in school on time."
    assert value(reading, "parent_comment") == "I would like some help with bedtimes."
    assert value(reading, "child_comment") == "I want to come to breakfast club."
    assert value(reading, "consent.share") is True


# --- heads and feet of pages -------------------------------------------------------------------------------------


@pytest.mark.parametrize("looks", [(SMALL, SMALL), (f"<w:b/>{SMALL}", SMALL)])
def test_a_small_page_header_with_a_reference(looks: tuple[str, str]) -> None:
    """An answer as small as its label is no small print."""
    parts = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    head = paragraph(run("Unique ref. no.: ", looks[0]), run("EH/4471", looks[1]))
    end = '<w:sectPr><w:headerReference w:type="default" r:id="h1"/></w:sectPr>'
    data = package(
        {
            "word/document.xml": f"<w:document {NAMES}><w:body>{''.join(FRAME)}{end}</w:body></w:document>",
            "word/header1.xml": f"<w:hdr {NAMES}>{head}</w:hdr>",
            "word/_rels/document.xml.rels": (
                '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
                f'<Relationship Id="h1" Type="{parts}/header" Target="header1.xml"/></Relationships>'
            ),
        }
    )
    reading = read_form(data, "form.docx")[0]
    assert value(reading, "child.unique_reference") == "EH/4471"
    assert certainty(reading, "child.unique_reference") >= SURE


PAGES = (
    (("Given name(s)", ("Robin Lee",)), ("Family name", ("Marsh",)), ("Date of birth", ("3/4/2015",))),
    (
        ("Date of assessment", ("12 May 2026",)),
        ("Reason for assessment", ("Robin is often late for school.",)),
        ("Review date", ("12/06/2026",)),
        ("I agree to this information being stored", ("Yes",)),
        ("I agree to this information being shared", ("Yes",)),
    ),
)


def printed(shared_with: tuple[str, ...], *behind: str, foot: str = "") -> FormReading:
    """Read a form of two pages in a PDF, with a table on each, lines behind the second, and a foot on both."""
    sheets = []
    for number, asked in enumerate((PAGES[0], (*PAGES[1], ("Services to share with", shared_with)))):
        title = "Early Help Assessment" if number == 0 else "About this assessment"
        sheet, ys = Sheet().text(50, 60, title, "bold", 14), [90.0]
        for question, said in asked:
            sheet.text(55, ys[-1] + 14, question, "bold").lines(285, ys[-1] + 14, list(said))
            ys.append(ys[-1] + 10 + 12 * len(said))
        sheet.grid([50, 280, 540], ys)
        if number == 1:
            sheet.lines(50, ys[-1] + 20, list(behind))
        sheets.append(sheet.text(50, 820, foot.format(number + 1)))
    return read_form(pdf(*sheets), "form.pdf")[0]


@pytest.mark.requirement("E4")
def test_a_list_that_wraps_in_a_pdf() -> None:
    """A line that ends without a sign goes on in the next, and a person is asked whether that is so."""
    reading = printed(("School, GP, Children and", "family centre, Housing"))
    found = [value(reading, f"consent.share_with[{number}]") for number in range(5)]
    assert found == ["School", "GP", "Children and family centre", "Housing", None]
    assert certainty(reading, "consent.share_with[2]") < SURE


@pytest.mark.requirement("E4")
def test_a_list_with_a_line_for_each_in_a_pdf() -> None:
    """Without signs each line is a service."""
    reading = printed(("School", "GP"))
    assert [value(reading, f"consent.share_with[{number}]") for number in range(3)] == ["School", "GP", None]
    assert certainty(reading, "consent.share_with[0]") >= SURE


@pytest.mark.requirement("E4")
def test_two_lines_that_may_be_one_service_or_two_in_a_pdf() -> None:
    """A full line, and a short one below it that begins with a capital: nobody can tell, so a person is asked."""
    reading = printed(("Larkham borough council homelessness and housing office", "Police"))
    assert value(reading, "consent.share_with[0]") == "Larkham borough council homelessness and housing office Police"
    assert certainty(reading, "consent.share_with[0]") < SURE


def test_a_running_foot_that_ends_in_the_number_of_the_page() -> None:
    """It differs from page to page, and is no answer on any."""
    reading = printed(("School",), "What are your conclusions?", "Robin needs a bedtime.", foot="Larkham Help v2 / {}")
    assert value(reading, "conclusions.summary") == "Robin needs a bedtime."
    assert reading.form is not None
    assert not any("Larkham" in remark.text for remark in reading.form.other)
