"""The panel workbook, out and back: only what the person changed is taken (requirement X5)."""

from __future__ import annotations

import dataclasses
import datetime as dt
from io import BytesIO

import openpyxl
import pytest

from dispatch.workbook import write_panel_workbook
from intake.workbook import PanelWorkbookRead, WorkbookRefused, read_panel_workbook, what_workbook
from rules.referral import DecisionWord
from storage.workbook.compare import compare
from storage.workbook.marker import MARKER_SHEET, ROW_ID_HEADING, WorkbookKind
from storage.workbook.outcome import Comparison
from storage.workbook.returned import ReturnedSheet
from storage.workbook.rows import ReferralEntry
from storage.workbook.snapshot import PanelWorkbookView, snapshot_from_json, snapshot_of, snapshot_to_json
from storage.workbook.values import Raw
from storage.workbook.views import RowView
from tests.unit.workbook.editing import (
    Edit,
    append,
    cell,
    columns,
    compared,
    edited,
    heading_row,
    put,
    sheets_of,
    with_row_beneath,
    with_value,
)
from tests.unit.workbook.samples import KEY, MEETINGS, entry, view

pytestmark = pytest.mark.requirement("X5")

EXPORTED = view(6)


@pytest.fixture(scope="module")
def workbook() -> bytes:
    """The workbook of a panel with six referrals."""
    return write_panel_workbook(EXPORTED, KEY)


@pytest.fixture(scope="module")
def returned(workbook: bytes) -> tuple[ReturnedSheet, ...]:
    """Its sheets as they are read."""
    return sheets_of(workbook)


def with_row(before: PanelWorkbookView, sheet: str, row_id: str, **values: Raw) -> PanelWorkbookView:
    """The view after somebody else changed fields of a row; dots in fields are written as two underscores."""

    def changed(row: RowView) -> RowView:
        new = {name.replace("__", "."): value for name, value in values.items()}
        return dataclasses.replace(row, values={**row.values, **new}) if row.id == row_id else row

    rows = {**before.rows, sheet: tuple(changed(row) for row in before.rows[sheet])}
    return dataclasses.replace(before, rows=rows)


def without_row(before: PanelWorkbookView, sheet: str, row_id: str) -> PanelWorkbookView:
    """The view after a row has gone."""
    rows = {**before.rows, sheet: tuple(row for row in before.rows[sheet] if row.id != row_id)}
    return dataclasses.replace(before, rows=rows)


def said(comparison: Comparison) -> list[tuple[str, str, str]]:
    """Changes as (subject, field, new)."""
    return [(change.subject_id, change.field, change.new) for change in comparison.changes]


def reasons(comparison: Comparison) -> dict[str, str]:
    """Refusals by sheet and cell."""
    return {f"{refusal.sheet}!{refusal.cell}": refusal.reason for refusal in comparison.refusals}


def compare_edit(workbook: bytes, edit: Edit, current: PanelWorkbookView | None = None) -> Comparison:
    """What the workbook asks for after *edit*."""
    return compared(edited(workbook, edit), EXPORTED, current)


# ------------------------------------------------------------------------------------------ what is taken


def test_an_untouched_workbook_asks_for_nothing(workbook: bytes) -> None:
    """As we wrote it, and as openpyxl saves it, nothing has changed."""
    assert compared(workbook, EXPORTED) == Comparison()
    assert compared(edited(workbook, lambda _: None), EXPORTED) == Comparison()


def test_only_the_changed_cell_is_a_change(workbook: bytes) -> None:
    """One corrected cell is one change, with the cell as the person sees it and both values."""
    comparison = compare_edit(workbook, lambda book: put(book, "Referrals", 2, "Family name", " Czerny-Vale "))
    (change,) = comparison.changes
    assert (change.sheet, change.cell, change.heading) == ("Referrals", "K7", "Family name")
    assert (change.subject_kind, change.subject_id, change.field) == ("referral", "N26-0002", "child.family_name")
    assert (change.old, change.new) == ("Czerny", "Czerny-Vale")
    assert comparison == Comparison(changes=comparison.changes)


def test_every_kind_of_cell_is_taken_in_every_way_of_writing_it(workbook: bytes) -> None:
    """Dates as text, words in other capitals, services by alias, times, addresses, an emptied cell."""

    def correct(book: openpyxl.Workbook) -> None:
        put(book, "Referrals", 1, "Date of birth", "1/2/13")
        put(book, "Referrals", 1, "Screening", "single agency")
        put(book, "Referrals", 1, "Screening service", "yot")
        put(book, "Referrals", 1, "Checked", "y")
        put(book, "Referrals", 1, "Contact tel. no.", 7700900456)
        put(book, "Referrals", 3, "Current family and home situation", None)
        put(book, "Referrals", 3, "Not to be shared with", "camhs; Bedfordshire Police")
        put(book, "Agenda", 2, "Time slot", "10:20")
        put(book, "Agenda", 2, "Guests", "gran@home.example")
        put(book, "Undelivered", 1, "What to do", "ignore")
        put(book, "Undelivered", 1, "Reason", "Answered by telephone")

    assert set(said(compare_edit(workbook, correct))) == {
        ("N26-0001", "child.date_of_birth", "2013-02-01"),
        ("N26-0001", "screening", "Single agency"),
        ("N26-0001", "screening_service", "Youth Offending Team"),
        ("N26-0001", "checked", "Yes"),
        ("N26-0001", "child.telephone", "07700900456"),
        ("N26-0003", "home_situation", ""),
        ("N26-0003", "exclusions", "CAMHS; Police"),
        ("1/N26-0002", "slot", "10:20"),
        ("1/N26-0002", "guests", "gran@home.example"),
        ("attention-7", "action", "Ignore"),
        ("attention-7", "why", "Answered by telephone"),
    }


def test_sorted_filtered_and_inserted_rows_change_nothing(workbook: bytes) -> None:
    """Rows in another order, with blank rows and columns among them, are the same rows."""

    def shuffle(book: openpyxl.Workbook) -> None:
        sheet = book["Referrals"]
        first = heading_row(sheet) + 1
        rows = [[one.value for one in row] for row in sheet.iter_rows(min_row=first, max_row=first + 5)]
        for number, row in enumerate(reversed(rows)):
            for position, value in enumerate(row, start=1):
                sheet.cell(first + number, position).value = value
        sheet.insert_rows(first + 2)
        sheet.insert_cols(4)
        sheet.row_dimensions[first].hidden = True
        put(book, "Referrals", 1, "School", "Another school")

    assert said(compare_edit(workbook, shuffle)) == [("N26-0006", "child.school", "Another school")]


def test_what_is_missing_asks_for_nothing(workbook: bytes) -> None:
    """Deleted rows, columns and sheets leave what is on record as it is."""

    def delete(book: openpyxl.Workbook) -> None:
        book["Referrals"].delete_rows(heading_row(book["Referrals"]) + 1, 2)
        book["Referrals"].delete_cols(columns(book["Referrals"])["Address"])
        del book["People"]
        for one in book["Contacts"][heading_row(book["Contacts"], "Service") + 1]:
            one.value = None

    read = read_panel_workbook(edited(workbook, delete), KEY)
    assert isinstance(read, PanelWorkbookRead)
    assert "People" in read.notes[0]
    assert compare_edit(workbook, delete) == Comparison()


def test_rows_are_known_by_reference_where_the_hidden_column_is_gone(workbook: bytes) -> None:
    """A sheet with one row for each reference can do without its ids; others refuse what they cannot tell."""

    def drop_ids(book: openpyxl.Workbook) -> None:
        for name in ("Referrals", "People"):
            book[name].delete_cols(columns(book[name])[ROW_ID_HEADING])
        put(book, "Referrals", 2, "School", "Another school")
        put(book, "People", 1, "Name", "Somebody else")

    comparison = compare_edit(workbook, drop_ids)
    assert said(comparison) == [("N26-0002", "child.school", "Another school")]
    assert list(reasons(comparison)) == ["People!A5"]


def test_people_are_added_and_struck(workbook: bytes) -> None:
    """A row beneath the last adds somebody, Remove strikes somebody, and both only once."""

    def change(book: openpyxl.Workbook) -> None:
        append(book, "People", Reference="N26-0002", Who_they_are="household", Name="Baby Czerny", School="None yet")
        put(book, "People", 2, "Remove", "yes")

    comparison = compare_edit(workbook, change)
    (added,) = comparison.added
    (struck,) = comparison.struck
    assert added.values == {
        "reference": "N26-0002",
        "list": "Household",
        "name": "Baby Czerny",
        "school": "None yet",
    }
    assert (struck.subject_kind, struck.subject_id) == ("person", "N26-0001/household/0")
    assert comparison.taken == 2


def test_decisions_come_as_whole_rows(workbook: bytes) -> None:
    """A changed row and a new one are handed to the rule that judges decisions, with their meeting."""

    def decide(book: openpyxl.Workbook) -> None:
        put(book, "Decisions", 1, "Named worker", "Jo Tamworth")
        append(book, "Decisions", Reference="N26-0002", Action="Ring the school", Who="Chair")

    comparison = compare_edit(workbook, decide)
    amended, new = comparison.decisions
    assert (amended.meeting, amended.row.id, amended.row.decision) == (
        "2026-12-10",
        "N26-0001/1",
        DecisionWord.ALLOCATE,
    )
    assert (amended.row.service, amended.row.named_worker) == ("Family Support", "Jo Tamworth")
    assert (new.meeting, new.row.id, new.row.reference, new.row.action) == ("", "", "N26-0002", "Ring the school")


def test_contacts_change_service_and_representative_apart(workbook: bytes) -> None:
    """A service's name belongs to its code, an address to its representative; a new code adds both."""

    def change(book: openpyxl.Workbook) -> None:
        put(book, "Contacts", 1, "Service", "CAMHS North")
        put(book, "Contacts", 1, "Email", "new@partners.example")
        append(book, "Contacts", Service="Housing", Code="housing", Representative="A. Key", Email="h@partners.example")
        append(book, "Contacts", Code="yot", Representative="B. Key", Email="y2@partners.example")
        put(book, "Contacts", 4, "Remove", "Service")

    comparison = compare_edit(workbook, change)
    assert [(c.subject_kind, c.subject_id, c.new) for c in comparison.changes] == [
        ("service", "camhs", "CAMHS North"),
        ("representative", "r1", "new@partners.example"),
    ]
    assert [added.values["code"] for added in comparison.added] == ["housing", "yot"]
    assert [(struck.subject_kind, struck.subject_id) for struck in comparison.struck] == [("service", "health")]


# ------------------------------------------------------------------------------------------ somebody else, and twice


def test_what_somebody_else_changed_meanwhile_is_a_conflict(workbook: bytes) -> None:
    """Both values are reported, and nothing is overwritten; the row's other cells are taken."""

    def correct(book: openpyxl.Workbook) -> None:
        put(book, "Referrals", 1, "Family name", "Broadhurst-Lee")
        put(book, "Referrals", 1, "School", "Another school")

    current = with_row(EXPORTED, "Referrals", "N26-0001", child__family_name="Broadhirst")
    comparison = compare_edit(workbook, correct, current)
    (conflict,) = comparison.conflicts
    assert (conflict.exported, conflict.current, conflict.returned) == ("Broadhurst", "Broadhirst", "Broadhurst-Lee")
    assert said(comparison) == [("N26-0001", "child.school", "Another school")]


def test_an_unchanged_cell_never_undoes_what_somebody_else_changed(workbook: bytes) -> None:
    """A workbook that was exported before somebody else's change leaves that change alone."""
    current = with_row(EXPORTED, "Referrals", "N26-0001", child__family_name="Broadhirst", meeting=MEETINGS[1])
    assert compared(workbook, EXPORTED, current) == Comparison()


def test_the_same_change_by_two_people_is_no_conflict(workbook: bytes) -> None:
    """What stands on record already is neither changed nor reported."""
    current = with_row(EXPORTED, "Referrals", "N26-0001", child__family_name="Lee")
    assert compare_edit(workbook, lambda book: put(book, "Referrals", 1, "Family name", "Lee"), current) == Comparison()


def test_a_row_that_has_gone_meanwhile_is_a_conflict(workbook: bytes) -> None:
    """A change to a record that is no more is reported, and striking it again is nothing."""
    current = without_row(EXPORTED, "Contacts", "r2")
    change = compare_edit(workbook, lambda book: put(book, "Contacts", 2, "Email", "x@partners.example"), current)
    assert [(conflict.cell, conflict.gone) for conflict in change.conflicts] == [("D6", True)]
    assert compare_edit(workbook, lambda b: put(b, "Contacts", 2, "Remove", "Representative"), current) == Comparison()


def test_a_person_moved_up_in_the_list_is_still_that_person(workbook: bytes) -> None:
    """Somebody struck above shifts places: the change follows the person, and never lands on another."""
    first, second = EXPORTED.rows["People"][0], EXPORTED.rows["People"][1]
    moved = dataclasses.replace(second, id=first.id, values={**second.values, "list": first.values["list"]})
    gone = dataclasses.replace(EXPORTED, rows={**EXPORTED.rows, "People": (moved, *EXPORTED.rows["People"][2:])})
    comparison = compare_edit(workbook, lambda book: put(book, "People", 1, "Contact tel. no.", "01632 960999"), gone)
    assert (said(comparison), [conflict.gone for conflict in comparison.conflicts]) == ([], [True])


def test_added_rows_are_not_added_again(workbook: bytes) -> None:
    """A workbook sent twice finds its own row on record."""
    new = edited(workbook, lambda b: append(b, "People", Reference="N26-0002", Who_they_are="Household", Name="Baby"))
    values = {"reference": "N26-0002", "child": "M.C.", "list": "Household", "name": "Baby", "checked": None}
    row = RowView(id="N26-0002/household/1", values=values)
    after = dataclasses.replace(EXPORTED, rows={**EXPORTED.rows, "People": (*EXPORTED.rows["People"], row)})
    assert len(compared(new, EXPORTED).added) == 1
    assert compared(new, EXPORTED, after) == Comparison()


def test_an_older_export_is_compared_with_its_own_snapshot(workbook: bytes) -> None:
    """The snapshot is stored as JSON, and a column that it did not have yet is left alone."""
    stored = snapshot_to_json(snapshot_of(EXPORTED))
    assert snapshot_from_json(stored) == snapshot_of(EXPORTED)
    sheet = stored["sheets"]["Referrals"]
    place = sheet["fields"].index("family")
    del sheet["fields"][place]
    for row in sheet["rows"].values():
        del row[place]
    read = read_panel_workbook(edited(workbook, lambda b: put(b, "Referrals", 1, "School", "S")), KEY)
    assert isinstance(read, PanelWorkbookRead)
    assert said(compare(snapshot_from_json(stored), read.sheets, EXPORTED)) == [("N26-0001", "child.school", "S")]


# ------------------------------------------------------------------------------------------ what is refused


def test_bad_cells_are_refused_by_sheet_and_cell_and_the_good_ones_taken(workbook: bytes) -> None:
    """Unknown service, impossible date, unknown choice, formula, changed id: each is named, none costs the rest."""

    def slip(book: openpyxl.Workbook) -> None:
        put(book, "Referrals", 1, "Screening", "Pannel")
        put(book, "Referrals", 1, "Screening service", "Aunt Vi")
        put(book, "Referrals", 1, "Date of birth", "31/02/2015")
        put(book, "Referrals", 1, "Given names", "=CONCAT(A1)")
        put(book, "Referrals", 1, "Status", "decided")
        put(book, "Referrals", 1, "Received", dt.date(2020, 1, 1))
        put(book, "Referrals", 1, "School", "Taken school")
        put(book, "Referrals", 2, "Reference", "N26-0003")
        put(book, "Referrals", 3, "Postcode", "Eastmere")

    comparison = compare_edit(workbook, slip)
    assert said(comparison) == [("N26-0001", "child.school", "Taken school")]
    assert set(reasons(comparison)) == {
        *("Referrals!F6", "Referrals!G6", "Referrals!L6", "Referrals!J6", "Referrals!A7", "Referrals!N8"),
    }
    assert {refusal.found for refusal in comparison.refusals} >= {"Pannel", "Aunt Vi", "31/02/2015", "=CONCAT(A1)"}


@pytest.mark.requirement("E4")
def test_a_service_that_is_not_wanted_is_refused(workbook: bytes) -> None:
    """Screening to it and allocating it are refused; taking it off the list needs a reason."""

    def allocate(book: openpyxl.Workbook) -> None:
        put(book, "Referrals", 2, "Screening", "Direct allocation")
        put(book, "Referrals", 2, "Screening service", "Police")
        append(book, "Decisions", Reference="N26-0002", Decision="Allocate", Service="police")
        put(book, "Decisions", 2, "Service", "Police")

    comparison = compare_edit(workbook, allocate)
    assert (comparison.changes, comparison.added, comparison.decisions) == ((), (), ())
    assert len([reason for reason in reasons(comparison).values() if "does not want Police" in reason]) == 5
    lifted = compare_edit(workbook, lambda book: put(book, "Referrals", 2, "Not to be shared with", None))
    assert "Reason for lifting" in reasons(lifted)["Referrals!S7"]

    def with_reason(book: openpyxl.Workbook) -> None:
        put(book, "Referrals", 2, "Not to be shared with", None)
        put(book, "Referrals", 2, "Reason for lifting", "Mum agreed by telephone")

    assert {field for _, field, _ in said(compare_edit(workbook, with_reason))} == {"exclusions", "exclusion_reason"}


@pytest.mark.parametrize(
    ("sheet", "heading", "value", "names"),
    [
        ("Referrals", "Screening", "More information", "Screening reason"),
        ("Referrals", "Screening", "Single agency", "Screening service"),
        ("Referrals", "Case", "Closed", "Reason for hold or closing"),
        ("Referrals", "Family", "Smiths", "Smiths"),
        ("Referrals", "Not to be shared with", "Aunt Vi", "Aunt Vi"),
        ("Referrals", "Meeting", "11/12/2026", "There is no meeting"),
        ("Meetings", "Held on", "22/12/2026", "already"),
        ("Meetings", "Time", None, "Cancelled"),
        ("Agenda", "Item", 0, "number"),
        ("Agenda", "Guests", "Gran", "email address"),
        ("Reviews", "Close case", "Yes", "What came of it"),
        ("Contacts", "Email", "nobody", "email address"),
        ("Contacts", "Deputy", "D. Stand-in", "address"),
        ("Undelivered", "What to do", "Ignore", "Reason"),
        ("Undelivered", "What to do", "File under reference", "Reference"),
        ("People", "Who they are", "Household", "Remove"),
        ("People", "School", "Eastmere", "no place"),
        ("Needs and actions", "Action", "Swim", "no place"),
    ],
)
def test_what_is_missing_or_out_of_place_is_refused_with_the_reason(
    returned: tuple[ReturnedSheet, ...], sheet: str, heading: str, value: Raw, names: str
) -> None:
    """A change that needs another cell, or has no place, says what is needed."""
    comparison = compare(snapshot_of(EXPORTED), with_value(returned, sheet, 1, heading, value), EXPORTED)
    assert comparison.taken == 0
    assert any(names in reason for reason in reasons(comparison).values())


@pytest.mark.parametrize(
    ("sheet", "values"),
    [
        ("People", {"Reference": "N26-0999", "Who they are": "Household", "Name": "X"}),
        ("People", {"Name": "X"}),
        ("People", {"Reference": "N26-0001", "Name": "X"}),
        ("Meetings", {"Held on": "1/2/2027"}),
        ("Contacts", {"Code": "new", "Representative": "X", "Email": "x@y.example"}),
        ("Contacts", {"Service": "X", "Code": "two words", "Email": "x@y.example"}),
        ("Needs and actions", {"Reference": "N26-0001", "What it is": "Strengths and needs", "Heading": "Luck"}),
        ("Decisions", {"Reference": "N26-0999", "Decision": "Close"}),
        ("Agenda", {"Reference": "N26-0999", "Item": 3}),
        ("Referrals", {"Reference": "N26-0999", "Family name": "X"}),
    ],
)
def test_a_new_row_that_cannot_be_one_is_refused(
    returned: tuple[ReturnedSheet, ...], sheet: str, values: dict[str, Raw]
) -> None:
    """Unknown references, missing words and unknown elements add nothing, and say why."""
    comparison = compare(snapshot_of(EXPORTED), with_row_beneath(returned, sheet, values), EXPORTED)
    assert comparison.taken == 0
    assert comparison.refusals


def test_a_column_sorted_without_its_rows_is_noticed(workbook: bytes) -> None:
    """Names that only changed places are refused: they would be given to other children."""

    def sort_one_column(book: openpyxl.Workbook) -> None:
        cells = [cell(book["Referrals"], row, "Given names") for row in range(1, 7)]
        for one, value in zip(cells, sorted((c.value for c in cells), reverse=True), strict=True):
            one.value = value

    comparison = compare_edit(workbook, sort_one_column)
    assert comparison.changes == ()
    assert all("sorted" in reason for reason in reasons(comparison).values())


def test_rows_with_altered_or_copied_ids_are_refused(workbook: bytes) -> None:
    """An id whose check fails, and two changed rows with one id, change nothing."""

    def alter(book: openpyxl.Workbook) -> None:
        sheet = book["Referrals"]
        cell(sheet, 1, ROW_ID_HEADING).value = cell(sheet, 1, ROW_ID_HEADING).value.replace("0001", "0002")
        put(book, "Referrals", 1, "School", "Altered")
        for row in (3, 4):
            cell(sheet, row, ROW_ID_HEADING).value = cell(sheet, 3, ROW_ID_HEADING).value
            put(book, "Referrals", row, "Reference", "N26-0003")
            put(book, "Referrals", row, "School", f"Copy {row}")

    comparison = compare_edit(workbook, alter)
    assert comparison.changes == ()
    assert set(reasons(comparison)) == {"Referrals!A6", "Referrals!A8", "Referrals!A9"}


def test_a_copied_row_may_be_a_new_one_where_rows_may_be_added(workbook: bytes) -> None:
    """The copy that was changed is new, the untouched one stays what it was."""

    def copy(book: openpyxl.Workbook) -> None:
        sheet = book["People"]
        for heading in columns(sheet):
            sheet.cell(sheet.max_row + (heading == "Reference"), columns(sheet)[heading]).value = cell(
                sheet, 2, heading
            ).value
        sheet.cell(sheet.max_row, columns(sheet)["Name"]).value = "Twin"

    comparison = compare_edit(workbook, copy)
    assert [added.values["name"] for added in comparison.added] == ["Twin"]
    assert (comparison.changes, comparison.refusals) == ((), ())


def test_two_names_for_one_service_are_refused() -> None:
    """Rows of one service that disagree give it no new name."""
    rows = EXPORTED.rows["Contacts"]
    twice = (*rows, dataclasses.replace(rows[0], id="r9"))
    exported = dataclasses.replace(EXPORTED, rows={**EXPORTED.rows, "Contacts": twice})

    def rename(book: openpyxl.Workbook) -> None:
        put(book, "Contacts", 1, "Service", "CAMHS East")
        put(book, "Contacts", 6, "Service", "CAMHS West")

    comparison = compared(edited(write_panel_workbook(exported, KEY), rename), exported)
    assert (comparison.taken, len(comparison.refusals)) == (0, 2)


def test_text_too_long_for_a_cell_is_neither_changed_nor_changeable() -> None:
    """A cut text is compared as it was written, and cannot be corrected in its cell."""
    one = entry(1)
    form = dataclasses.replace(one.form, home_situation="long\n" * 10_000)
    entries: tuple[ReferralEntry, ...] = (dataclasses.replace(one, form=form),)
    exported = view(1, entries=entries)
    written = write_panel_workbook(exported, KEY)
    assert compared(written, exported) == Comparison()
    heading = "Current family and home situation"
    comparison = compared(edited(written, lambda book: put(book, "Referrals", 1, heading, "short")), exported)
    assert (comparison.changes, len(comparison.refusals)) == ((), 1)


# ------------------------------------------------------------------------------------------ the whole workbook


@pytest.mark.requirement("X6")
def test_a_workbook_of_another_service_or_with_altered_marks_is_refused_whole(workbook: bytes) -> None:
    """Nothing in it is believed, and the reason is a sentence."""

    def forge(book: openpyxl.Workbook) -> None:
        book[MARKER_SHEET]["A2"].value = str(book[MARKER_SHEET]["A2"].value).replace("export-1", "export-2")

    for data in (edited(workbook, forge), b"PK\x03\x04 broken", b""):
        assert isinstance(read_panel_workbook(data, KEY), WorkbookRefused)
    assert isinstance(read_panel_workbook(workbook, b"another key"), WorkbookRefused)
    assert what_workbook(workbook) is WorkbookKind.PANEL


@pytest.mark.requirement("X12")
def test_it_is_made_for_administrators(workbook: bytes) -> None:
    """Every sheet has banner, frozen headings, filter and print set-up; doubtful cells stand out, with a note."""
    book = openpyxl.load_workbook(BytesIO(workbook))
    assert [s.title for s in book.worksheets if s.sheet_state == "visible"] == [
        *("Referrals", "People", "Needs and actions", "Meetings", "Agenda", "Decisions"),
        *("Reviews", "Contacts", "Undelivered", "How to use"),
    ]
    assert book["History"].sheet_state == "hidden"
    sheet = book["Referrals"]
    assert str(sheet["A2"].value).startswith("First: 1 referral to check")
    for page in book.worksheets[:9]:
        assert page.freeze_panes
        assert page.auto_filter.ref
        assert not page.merged_cells.ranges
        assert not page.protection.sheet
        assert page.page_setup.orientation == "landscape"
    doubtful = cell(sheet, 1, "Date of birth")
    assert "I4/03/2014" in doubtful.comment.text
    assert "Identifying details, table 1, row 4" in doubtful.comment.text
    assert doubtful.fill.fgColor.rgb != cell(sheet, 2, "Date of birth").fill.fgColor.rgb
    assert doubtful.is_date
