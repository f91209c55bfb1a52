"""Word documents and calendar entries: structure, accessibility, and equal bytes."""

from __future__ import annotations

import datetime as dt
import io
import itertools
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from icalendar import Calendar
from lxml import etree

from dispatch.compose import Stationery
from dispatch.documents import (
    agenda_docx,
    blank_form_docx,
    cancellation_ics,
    chair_agenda_docx,
    decision_docx,
    form_copy_docx,
    invitation_ics,
    service_decision_docx,
)
from dispatch.documents.letterhead import default_letterhead
from dispatch.views import AgendaView, ChairItem, ChairPackView, Leaver, MeetingFacts
from dispatch.wording.templates import OWN
from rules.form import Form
from tests.unit.dispatch.samples import ACTIONS, MEETING, STAMP, a_copy, a_decision, a_panel, a_part, an_item

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
PAPER = Stationery(panel=a_panel(marking="OFFICIAL-SENSITIVE"))
AGENDA = AgendaView(meeting=MEETING, attendee="p@p.example", items=(an_item(), an_item(2)), open_actions=ACTIONS)
CHAIR = ChairPackView(
    meeting=MEETING, attendee="c@p.example", items=(ChairItem(item=an_item(), leavers=(Leaver(service="Police"),)),)
)
WRITERS: dict[str, Callable[[], bytes]] = {
    "agenda": lambda: agenda_docx(AGENDA, PAPER),
    "chair agenda": lambda: chair_agenda_docx(CHAIR, PAPER),
    "form copy": lambda: form_copy_docx(a_copy(), PAPER),
    "decision": lambda: decision_docx(a_decision(), PAPER),
    "service decision": lambda: service_decision_docx(a_part(), PAPER),
    "blank form": lambda: blank_form_docx(PAPER.panel.profile),
}
each_document = pytest.mark.parametrize("name", WRITERS)


def _part(data: bytes, name: str) -> Any:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return etree.fromstring(package.read(name))


def _body(data: bytes) -> Any:
    return _part(data, "word/document.xml").find(f"{W}body")


def text_of(data: bytes) -> str:
    """All that the body says, a paragraph a line."""
    return "\n".join("".join(t.text or "" for t in p.iter(f"{W}t")) for p in _body(data).iter(f"{W}p"))


@each_document
@pytest.mark.requirement("X3")
def test_the_same_view_gives_the_same_bytes(name: str) -> None:
    """No clock, no chance: written twice, a document is equal to the last byte, and says nothing of when."""
    first = WRITERS[name]()
    assert first == WRITERS[name]()
    with zipfile.ZipFile(io.BytesIO(first)) as package:
        assert {member.date_time for member in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}


@each_document
@pytest.mark.requirement("X12")
def test_documents_can_be_read_aloud(name: str) -> None:
    """One heading 1 first (the family's page has its own), levels in order, header rows marked, no empty paragraph."""
    data = WRITERS[name]()
    document = Document(io.BytesIO(data))
    levels = [int(p.style.name[-1]) for p in document.paragraphs if p.style and p.style.name.startswith("Heading")]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))
    assert all(paragraph.text.strip() for paragraph in document.paragraphs)
    for table in document.tables:
        assert table._tbl.tblPr is not None  # noqa: SLF001 - python-docx does not show it
        if len(table.columns) > 2:
            assert table._tbl.tr_lst[0].trPr is not None  # noqa: SLF001
            assert table._tbl.tr_lst[0].trPr.find(f"{W}tblHeader") is not None  # noqa: SLF001
    kinds = [child.tag for child in _body(data)]
    assert (f"{W}tbl", f"{W}tbl") not in itertools.pairwise(kinds)
    assert kinds[-2] in (f"{W}p", f"{W}tbl")


@each_document
@pytest.mark.requirement("X12")
def test_documents_are_a4_in_british_english_with_numbered_pages(name: str) -> None:
    """A4, 11 pt or larger, en-GB, a title, page X of Y and the marking in the footer, no library's name."""
    data = WRITERS[name]()
    size = _body(data).find(f"{W}sectPr/{W}pgSz")
    assert (size.get(f"{W}w"), size.get(f"{W}h")) == ("11906", "16838")
    sizes = [
        int(s.get(f"{W}val"))
        for part in ("word/document.xml", "word/styles.xml")
        for s in _part(data, part).iter(f"{W}sz")
    ]
    assert min(sizes) >= 22
    assert {lang.get(f"{W}val") for lang in _part(data, "word/styles.xml").iter(f"{W}lang")} == {"en-GB"}
    properties = Document(io.BytesIO(data)).core_properties
    assert properties.title
    assert properties.author in {"MAAG North", "Multi-Agency Allocation Group"}
    assert "python" not in (properties.comments + properties.author).lower()
    footer = etree.tostring(_part(data, "word/footer1.xml")).decode()
    assert "OFFICIAL-SENSITIVE" in footer
    assert " PAGE " in footer
    assert " NUMPAGES " in footer
    assert "{" not in re.sub(r"\{http[^}]*\}", "", text_of(data))


@each_document
def test_documents_carry_nothing_active(name: str) -> None:
    """No macro, no embedded object, no link but to a mailbox, no external template."""
    with zipfile.ZipFile(io.BytesIO(WRITERS[name]())) as package:
        names = package.namelist()
        outside = [t for n in names if n.endswith(".rels") for t in _outside(package.read(n))]
    assert not any("vba" in n or "embed" in n or "media" in n for n in names)
    assert all(target.startswith("mailto:") for target in outside)


def _outside(rels: bytes) -> list[str]:
    return [r.get("Target") or "" for r in etree.fromstring(rels) if r.get("TargetMode") == "External"]


@pytest.mark.requirement("X13")
def test_the_letterhead_in_the_folder_is_the_one_that_is_made() -> None:
    """`templates/documents/letterhead.docx` can be made anew, and nobody changed it by hand."""
    made, kept = default_letterhead(), (OWN / "documents" / "letterhead.docx").read_bytes()
    with zipfile.ZipFile(io.BytesIO(made)) as a, zipfile.ZipFile(io.BytesIO(kept)) as b:
        assert {n: a.read(n) for n in a.namelist()} == {n: b.read(n) for n in b.namelist()}


@pytest.mark.requirement("X13")
def test_a_councils_letterhead_is_used(tmp_path: Path) -> None:
    """Its own header stands, with the values put where it wants them, also where Word cut a name into runs."""
    document = Document(io.BytesIO(default_letterhead()))
    header = document.sections[0].header.paragraphs[0]
    for run in list(header.runs):
        run.text = ""
    for piece in ("Our council: {pa", "nel} about {refe", "rence}"):
        header.add_run(piece)
    (tmp_path / "documents").mkdir()
    document.save(str(tmp_path / "documents" / "letterhead.docx"))
    data = decision_docx(a_decision(), Stationery(panel=a_panel(), local=tmp_path))
    assert Document(io.BytesIO(data)).sections[0].header.paragraphs[0].text == "Our council: MAAG North about N26-0042"


@pytest.mark.requirement("E2", "E12")
def test_the_last_page_is_for_the_family() -> None:
    """It begins a page, speaks to the family, says that it decides, and names nothing of the office."""
    data = decision_docx(a_decision(), PAPER)
    page = text_of(data).partition("\nFor the family\n")[2]
    assert "You decide which help you want." in page
    assert "large print, easy read, Braille" in page
    assert "N26-0042" not in page
    assert "The panel noted" not in page
    (heading,) = [p for p in Document(io.BytesIO(data)).paragraphs if p.text == "For the family"]
    assert heading.paragraph_format.page_break_before


@pytest.mark.requirement("P6", "P8", "S4")
def test_the_decision_is_whole() -> None:
    """Services, parts, workers, lead agency, lead professional for now, actions, review date, what was noted."""
    said = text_of(decision_docx(a_decision(), PAPER))
    for part in (
        "Albertina Brackenridge", "CAMHS and Family Support will help.", "Noor Vale", "Lead agency",
        "Kim Lowther (for now, until another is agreed)", "Ask the school", "8 January 2027", "next TAC",
        "Thursday 4 March 2027", "The panel thanks the school.",
    ):  # fmt: skip
        assert part in said


@pytest.mark.requirement("E4")
def test_only_the_chair_reads_who_leaves() -> None:
    """Who leaves the room stands in the chair's agenda alone."""
    assert "Police leaves the room." in text_of(chair_agenda_docx(CHAIR, PAPER))
    assert "leaves the room" not in text_of(agenda_docx(AGENDA, PAPER))


@pytest.mark.requirement("P5", "S3")
def test_the_agenda_has_a_summary_for_each_child() -> None:
    """Reason, strengths, needs, desired outcomes and risks stand under each child's own heading."""
    said = text_of(agenda_docx(AGENDA, PAPER))
    assert said.index("1. A.B., N26-0042") < said.index("2. A.B., N26-0042")
    for part in ("Reason", "Close family.", "Help with sleep.", "Goes to school.", "None known."):
        assert part in said


@pytest.mark.requirement("E3")
def test_a_form_copy_has_every_answer_and_marks_corrections() -> None:
    """Each answer stands under its heading, ticks as words, dates in words; what was corrected says so."""
    corrected = frozenset({"child.postcode", "household[0].name"})
    said = text_of(form_copy_docx(a_copy(corrected=corrected, version=2), PAPER))
    for part in (
        "Albertina", "4 March 2018", "Postcode (corrected)", "Sam Brackenridge (corrected)", "Health visitor", "Well.",
        "Strengths: Warm.", "Needs: Routine.", "Sleep clinic", "15 January 2027", "I want to sleep.",
        "Immigration status", "I agree to the sharing of information", "Version",
    ):  # fmt: skip
        assert part in said
    unanswered = said.partition("\nNot answered\n")[2]
    assert re.search(r"Identifying details: .*Religion", unanswered)
    assert "Person undertaking assessment: Address; Postcode; Contact tel. no." in unanswered
    assert not re.search(r"Identifying details: .*Postcode", unanswered)


def test_a_form_copy_of_an_empty_form_is_short() -> None:
    """A form that says nothing gives a copy that says so, in one list."""
    said = text_of(form_copy_docx(a_copy(form=Form()), PAPER))
    assert "No element of the assessment was answered." in said
    assert said.count("\n") <= 20


def test_a_form_copy_uses_the_forms_own_question() -> None:
    """For free text the heading is the one that the referrer answered."""
    said = text_of(form_copy_docx(a_copy(headings={"conclusions.summary": "What are we worried about?"}), PAPER))
    assert "What are we worried about?" in said


@pytest.mark.requirement("X12")
def test_the_blank_form_names_every_place() -> None:
    """Each control has a title and an id of its own, and cannot be deleted by mistake."""
    controls = [sdt.find(f"{W}sdtPr") for sdt in _body(blank_form_docx(PAPER.panel.profile)).iter(f"{W}sdt")]
    ids = [control.find(f"{W}id").get(f"{W}val") for control in controls]
    tags = [control.find(f"{W}tag").get(f"{W}val") for control in controls]
    assert len(controls) > 100
    assert len(set(ids)) == len(ids)
    assert len(set(tags)) == len(tags)
    assert all(control.find(f"{W}alias").get(f"{W}val") for control in controls)
    assert all(control.find(f"{W}lock").get(f"{W}val") == "sdtLocked" for control in controls)


def _event(data: bytes) -> Any:
    (event,) = Calendar.from_ical(data).walk("VEVENT")
    return event


def test_an_invitation_can_be_moved_and_taken_back() -> None:
    """One meeting keeps one UID; a raised sequence moves it, a cancellation takes it out; in London time."""
    moved = MeetingFacts(id=17, starts_at=dt.datetime(2026, 7, 2, 8, 30, tzinfo=dt.UTC), sequence=1)
    first = invitation_ics(MEETING, PAPER.panel, attendee="p@p.example", stamp=STAMP)
    second = invitation_ics(moved, PAPER.panel, attendee="p@p.example", stamp=STAMP)
    gone = cancellation_ics(moved, PAPER.panel, attendee="p@p.example", stamp=STAMP)
    assert b"METHOD:REQUEST\r\n" in first
    assert b"METHOD:CANCEL\r\n" in gone
    assert b"DTSTART;TZID=Europe/London:20261210T093000\r\n" in first
    assert b"DTSTART;TZID=Europe/London:20260702T093000\r\n" in second
    assert b"BEGIN:VTIMEZONE\r\nTZID:Europe/London\r\n" in first
    assert {str(_event(data)["UID"]) for data in (first, second, gone)} == {"meeting-17-N@beds.example"}
    assert [_event(data)["SEQUENCE"] for data in (first, second, gone)] == [0, 1, 1]
    assert _event(gone)["STATUS"] == "CANCELLED"
    assert all(len(line) <= 75 for line in first.split(b"\r\n"))


def test_a_calendar_names_no_child() -> None:
    """A time slot's entry holds the reference, which makes it another entry than the meeting's, and nothing else."""
    slot = invitation_ics(MEETING, PAPER.panel, attendee="k@a.example", stamp=STAMP, about="N26-0042", key="N26-0042")
    event = _event(slot)
    assert str(event["UID"]) == "meeting-17-N26-0042-N@beds.example"
    assert str(event["SUMMARY"]) == "MAAG North, N26-0042"
    assert "A.B." not in slot.decode()
