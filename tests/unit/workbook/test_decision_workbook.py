"""The decision workbook, from the chair's pack and back."""

from __future__ import annotations

import datetime as dt
import re
import zipfile
from io import BytesIO

import openpyxl
import pytest

from dispatch.workbook import write_decision_workbook, write_panel_workbook
from intake.workbook import WorkbookRefused, read_decision_workbook, what_workbook
from rules.referral import DecisionWord
from storage.workbook.decisions import DecisionWorkbookView
from storage.workbook.marker import MARKER_SHEET, ROW_ID_HEADING, WorkbookKind
from tests.unit.workbook.editing import append, cell, columns, edited, heading_row, put, read_decisions
from tests.unit.workbook.samples import KEY, decision_view, view

HEADINGS = (
    *("Reference", "Item", "Child", "Decision", "Service", "Role", "Named worker", "Lead agency", "Lead professional"),
    *("Action", "Who", "By when", "Review date", "Notes"),
)
SECOND_ITEM, THIRD_ITEM = 6, 10
"""Rows beneath the headings: the first item has one recorded row and four blank ones."""


@pytest.fixture(scope="module")
def workbook() -> bytes:
    """The decision workbook of the sample meeting."""
    return write_decision_workbook(decision_view(), KEY)


@pytest.mark.requirement("B10")
def test_it_has_the_headings_that_scripts_rely_on(workbook: bytes) -> None:
    """One sheet `Decisions`, headings in the interfaces' order, and three rows of prefilled cells for each item."""
    book = openpyxl.load_workbook(BytesIO(workbook))
    sheet = book["Decisions"]
    assert tuple(columns(sheet))[:-1] == HEADINGS
    assert cell(sheet, SECOND_ITEM, "Reference").value == "N26-0002"
    assert cell(sheet, SECOND_ITEM, "Item").value == 2
    assert cell(sheet, SECOND_ITEM, "Child").value == "M.C."
    assert [s.title for s in book.worksheets if s.sheet_state == "visible"] == ["Decisions", "How to use"]


@pytest.mark.requirement("X12")
def test_it_is_made_for_a_person(workbook: bytes) -> None:
    """Frozen headings, a filter, drop-downs, landscape, one page wide, headings repeated, no merged cell, no lock."""
    sheet = openpyxl.load_workbook(BytesIO(workbook))["Decisions"]
    row = heading_row(sheet)
    assert sheet.freeze_panes == f"D{row + 1}"
    assert sheet.auto_filter.ref is not None
    assert sheet.page_setup.orientation == "landscape"
    assert sheet.sheet_properties.pageSetUpPr is not None
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.page_setup.fitToHeight == 0
    assert sheet.print_title_rows == f"${row}:${row}"
    assert not sheet.merged_cells.ranges
    assert not sheet.protection.sheet
    assert sheet.column_dimensions["O"].hidden
    assert {str(dv.formula1) for dv in sheet.data_validations.dataValidation if dv.type == "list"} >= {
        *("=decision", "=services", "=services_2", "=yes_no"),
    }


@pytest.mark.requirement("E4")
def test_a_service_that_is_not_wanted_is_not_offered(workbook: bytes) -> None:
    """The list in the rows of that item leaves it out, and the cell's prompt says why."""
    book = openpyxl.load_workbook(BytesIO(workbook))
    sheet = book["Decisions"]
    where = cell(sheet, SECOND_ITEM, "Service").coordinate
    (offered,) = [dv for dv in sheet.data_validations.dataValidation if where in dv.sqref]
    names = book.defined_names[offered.formula1.removeprefix("=")]
    title, cells = next(iter(names.destinations))
    assert [row[0].value for row in book[title][cells]] == [
        *("CAMHS", "Family Support", "Health Visiting", "Youth Offending Team"),
    ]
    assert "Police" in offered.prompt


@pytest.mark.requirement("B10")
def test_what_is_recorded_comes_back_as_it_was(workbook: bytes) -> None:
    """A recorded row keeps its id and its words, text that looks like a formula included; empty rows say nothing."""
    read = read_decisions(workbook)
    assert (read.panel, read.meeting, read.refusals, read.warnings) == ("N", 17, (), ())
    (row,) = read.rows
    assert (row.id, row.reference, row.decision) == ("N26-0001/1", "N26-0001", DecisionWord.ALLOCATE)
    assert (row.action, row.who, row.notes) == ("=HYPERLINK(A1)", "@school", "-and more\n+44 7700 900123")
    assert (row.by_when, row.by_when_written, row.review_date) == (None, "next TAC", dt.date(2027, 3, 4))
    assert (row.lead_agency, row.cells["service"]) == (True, "E5")


def test_no_text_becomes_a_formula(workbook: bytes) -> None:
    """No sheet has a formula element, and text that looks like one is marked as quoted."""
    with zipfile.ZipFile(BytesIO(workbook)) as archive:
        sheets = [archive.read(name) for name in archive.namelist() if name.startswith("xl/worksheets/sheet")]
        styles = archive.read("xl/styles.xml")
    assert not any(re.search(rb"<f[ >/]", sheet) for sheet in sheets)
    assert b'quotePrefix="1"' in styles


@pytest.mark.requirement("B10")
def test_a_script_fills_it_in_by_headings(workbook: bytes) -> None:
    """Cells found by heading, rows appended beneath, Item and Child left empty: all are read."""

    def fill(book: openpyxl.Workbook) -> None:
        put(book, "Decisions", SECOND_ITEM, "Decision", " allocate")
        put(book, "Decisions", SECOND_ITEM, "Service", "camhs ")
        put(book, "Decisions", SECOND_ITEM, "Lead agency", value=True)
        put(book, "Decisions", SECOND_ITEM, "Review date", 46450)
        put(book, "Decisions", THIRD_ITEM, "Item", None)
        put(book, "Decisions", THIRD_ITEM, "Child", None)
        put(book, "Decisions", THIRD_ITEM, "Decision", "Close")
        append(book, "Decisions", Reference="n26-0003", Action="Ring the school", Who="Chair", By_when="18/12/2026")

    read = read_decisions(edited(workbook, fill))
    assert read.refusals == ()
    recorded, allocated, closed, action = read.rows
    assert (allocated.service, allocated.lead_agency, allocated.review_date) == ("camhs", True, dt.date(2027, 3, 4))
    assert (closed.reference, closed.decision) == ("N26-0003", DecisionWord.CLOSE)
    assert (action.id, action.reference, action.decision) == ("", "N26-0003", None)
    assert (action.action, action.by_when) == ("Ring the school", dt.date(2026, 12, 18))
    assert recorded.id == "N26-0001/1"


def test_columns_in_another_order_with_more_among_them_are_read(workbook: bytes) -> None:
    """Columns are found by heading: moved, inserted and missing ones do no harm."""

    def move(book: openpyxl.Workbook) -> None:
        sheet = book["Decisions"]
        put(book, "Decisions", SECOND_ITEM, "Decision", "Close")
        sheet.insert_cols(1)
        sheet.cell(heading_row(sheet), 1).value = "My own notes"
        sheet.delete_cols(columns(sheet)["Role"])
        sheet.insert_rows(heading_row(sheet) + 3)
        sheet.title = "Sheet1"

    read = read_decisions(edited(workbook, move))
    assert [row.decision for row in read.rows] == [DecisionWord.ALLOCATE, DecisionWord.CLOSE]
    assert read.rows[0].role == ""
    assert read.rows[1].cells["decision"] == "E11"


@pytest.mark.requirement("X5")
def test_bad_cells_are_refused_by_cell_and_the_rest_is_taken(workbook: bytes) -> None:
    """A formula, an impossible date and an unknown word are named; the rows that can stand without them are taken."""

    def slip(book: openpyxl.Workbook) -> None:
        put(book, "Decisions", SECOND_ITEM, "Decision", "Allocate")
        put(book, "Decisions", SECOND_ITEM, "Service", "CAMHS")
        put(book, "Decisions", SECOND_ITEM, "Review date", "31/02/2027")
        put(book, "Decisions", SECOND_ITEM, "Named worker", "=A1")
        put(book, "Decisions", SECOND_ITEM + 1, "Decision", "Alocate")
        put(book, "Decisions", SECOND_ITEM + 1, "Service", "CAMHS")

    read = read_decisions(edited(workbook, slip))
    taken = read.rows[1]
    assert (taken.service, taken.review_date) == ("CAMHS", None)
    assert taken.refused == {"review_date", "named_worker"}
    assert [(r.cell, r.heading, r.found) for r in read.refusals] == [
        ("G10", "Named worker", "=A1"),
        ("M10", "Review date", "31/02/2027"),
        ("D11", "Decision", "Alocate"),
    ]
    assert len(read.rows) == 2


@pytest.mark.requirement("X6")
def test_rows_that_have_been_mixed_up_are_refused(workbook: bytes) -> None:
    """Another child's id, an altered id, another item's number, an unknown reference: nobody's decision moves."""

    def mix(book: openpyxl.Workbook) -> None:
        for row in range(1, THIRD_ITEM + 2):
            put(book, "Decisions", row, "Decision", "Close")
        put(book, "Decisions", 2, "Reference", "N26-0003")
        put(book, "Decisions", 2, "Item", None)
        put(book, "Decisions", 3, "Item", 3)
        put(book, "Decisions", 4, "Reference", "N26-0099")
        mark = cell(book["Decisions"], 5, ROW_ID_HEADING)
        mark.value = mark.value.replace("N26-0001", "N26-0002")

    read = read_decisions(edited(workbook, mix))
    assert [refusal.cell for refusal in read.refusals] == ["A6", "B7", "A8", "A9"]
    assert {row.row for row in read.rows} == {5, *range(10, 16)}


def test_copied_rows_are_each_known_by_what_they_say(workbook: bytes) -> None:
    """A row copied with its hidden id is taken as a row of its own."""

    def copy(book: openpyxl.Workbook) -> None:
        sheet = book["Decisions"]
        for heading in columns(sheet):
            cell(sheet, 2, heading).value = cell(sheet, 1, heading).value
        cell(sheet, 2, "Service").value = "CAMHS"

    read = read_decisions(edited(workbook, copy))
    assert [(row.id, row.service) for row in read.rows] == [("", "Family Support"), ("", "CAMHS")]


def test_a_child_whose_initials_were_changed_is_pointed_out(workbook: bytes) -> None:
    """The row is taken for its reference, and somebody is asked to look."""
    read = read_decisions(edited(workbook, lambda book: put(book, "Decisions", 1, "Child", "X.Y.")))
    assert [warning.cell for warning in read.warnings] == ["C5"]
    assert len(read.rows) == 1


@pytest.mark.requirement("X6")
def test_a_workbook_with_altered_or_missing_marks_is_refused_whole(workbook: bytes) -> None:
    """Another key, an altered marker, no marker at all, or the panel's workbook: nothing is taken."""

    def forge(book: openpyxl.Workbook) -> None:
        book[MARKER_SHEET]["A2"].value = str(book[MARKER_SHEET]["A2"].value).replace("17", "18")

    def strip(book: openpyxl.Workbook) -> None:
        del book[MARKER_SHEET]
        del book.custom_doc_props["panelpost"]  # type: ignore[attr-defined]

    assert isinstance(read_decision_workbook(workbook, b"another key"), WorkbookRefused)
    assert isinstance(read_decision_workbook(edited(workbook, forge), KEY), WorkbookRefused)
    assert isinstance(read_decision_workbook(edited(workbook, strip), KEY), WorkbookRefused)
    assert isinstance(read_decision_workbook(write_panel_workbook(view(), KEY), KEY), WorkbookRefused)
    assert what_workbook(edited(workbook, strip)) is WorkbookKind.FOREIGN


def test_the_marks_survive_a_program_that_drops_hidden_sheets(workbook: bytes) -> None:
    """The marker stands among the document's properties once more."""

    def drop(book: openpyxl.Workbook) -> None:
        del book[MARKER_SHEET]

    assert len(read_decisions(edited(workbook, drop)).rows) == 1


def test_the_same_meeting_without_children_is_still_a_workbook() -> None:
    """An agenda without items gives a workbook that says nothing."""
    empty = DecisionWorkbookView(
        panel="N", panel_title="MAAG North", meeting=3, meeting_on=dt.date(2026, 12, 10), items=(), services=()
    )
    read = read_decisions(write_decision_workbook(empty, KEY))
    assert (read.rows, read.refusals) == ((), ())
