"""Workbooks, whatever people do to them: nothing is changed that nobody changed, and no bytes do harm (X5)."""

from __future__ import annotations

import dataclasses
import datetime as dt
import random
import re
import zipfile
from collections.abc import Callable
from io import BytesIO

import openpyxl
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from openpyxl.utils.exceptions import IllegalCharacterError

from dispatch.workbook import write_decision_workbook, write_panel_workbook
from intake.workbook import WorkbookRefused, read_decision_workbook, read_panel_workbook, what_workbook
from storage.workbook.columns import Kind
from storage.workbook.compare import compare
from storage.workbook.decisions import RecordedRow
from storage.workbook.outcome import Change, Comparison
from storage.workbook.panel_sheets import PANEL_SHEETS, panel_sheet
from storage.workbook.snapshot import PanelWorkbookView, snapshot_of
from storage.workbook.text import tidy
from storage.workbook.values import Raw, canonical
from tests.unit.workbook.editing import (
    compared,
    edited,
    heading_row,
    put,
    read_decisions,
    sheets_of,
    with_value,
)
from tests.unit.workbook.samples import KEY, MEETINGS, SERVICES, decision_view, view

EXPORTED = view(8)
WRITTEN = write_panel_workbook(EXPORTED, KEY)
RETURNED = sheets_of(WRITTEN)
DECISIONS = write_decision_workbook(decision_view(), KEY)

A_FEW = max(5, settings().max_examples // 10)
"""Examples of what goes through a whole file."""

SINGLE = {
    "Referrals": ("child.given_names", "child.family_name", "child.date_of_birth", "child.school", "meeting"),
    "People": ("name", "checked"),
    "Needs and actions": ("checked",),
    "Agenda": ("slot", "order"),
    "Reviews": ("due", "outcome"),
    "Contacts": ("name", "email"),
    "Meetings": ("why",),
}
"""Fields that can be changed by themselves, without another cell to go with them."""

NEW_VALUES: dict[Kind, Callable[[random.Random], tuple[Raw, str]]] = {
    Kind.TEXT: lambda r: (text := f"changed {r.randrange(10**6)}", text),
    Kind.PARAGRAPHS: lambda r: (f"= two\r\nlines {(n := r.randrange(10**6))} ", f"= two\nlines {n}"),
    Kind.DATE: lambda r: (day := dt.date(2014, 1, 1) + dt.timedelta(days=r.randrange(900)), day.isoformat()),
    Kind.MEETING: lambda r: (day := r.choice(MEETINGS), day.isoformat()),
    Kind.TIME: lambda r: (clock := dt.time(r.randrange(8, 18), r.randrange(60)), f"{clock:%H:%M}"),
    Kind.NUMBER: lambda r: (number := r.randrange(1, 99), str(number)),
    Kind.EMAIL: lambda r: (address := f"p{r.randrange(10**6)}@x.example", address),
    Kind.YES_NO: lambda _: ("yes", "Yes"),
}


@pytest.mark.requirement("X5")
@settings(max_examples=A_FEW)
@given(seed=st.integers(0, 2**32))
def test_a_hundred_random_edits_are_the_changes_and_no_others(seed: int) -> None:
    """Random cells in random rows are changed, some of them by somebody else too: the model says what should come."""
    chance = random.Random(seed)
    held = snapshot_of(EXPORTED)
    sheets, current = list(RETURNED), EXPORTED
    expected: dict[tuple[str, str, str], tuple[str, str]] = {}
    conflicts: set[tuple[str, str, str]] = set()
    for _ in range(100):
        name = chance.choice(sorted(SINGLE))
        field = chance.choice(SINGLE[name])
        rows = EXPORTED.rows[name]
        place = chance.randrange(len(rows))
        column, row_id = panel_sheet(name).column(field), rows[place].id
        key, before = (name, row_id, field), held.sheets[name].row(row_id)[field]
        raw, new = NEW_VALUES[column.kind](chance)
        sheets = with_value(sheets, name, place + 1, column.heading, raw)
        expected[key] = (before, new)
        conflicts.discard(key)
        if chance.random() < 0.2 and field not in panel_sheet(name).identity:
            current = _changed_by_somebody_else(current, name, row_id, field, f"else {chance.random()}")
        now = snapshot_of(current).sheets[name].row(row_id)[field]
        if now not in (before, new):
            conflicts.add(key)
    comparison = compare(held, sheets, current)
    wanted = {key: change for key, change in expected.items() if change[0] != change[1]}
    assert {(c.sheet, c.subject_id, c.field) for c in comparison.conflicts} == conflicts & set(wanted)
    assert {_key(c): (c.old, c.new) for c in comparison.changes} == {
        key: change for key, change in wanted.items() if key not in conflicts
    }
    assert (comparison.refusals, comparison.added, comparison.struck) == ((), (), ())
    assert compare(held, sheets, _applied(current, comparison)).changes == ()


def _key(change: Change) -> tuple[str, str, str]:
    return (change.sheet, change.subject_id, change.field)


def _changed_by_somebody_else(
    before: PanelWorkbookView, name: str, row_id: str, field: str, value: Raw
) -> PanelWorkbookView:
    rows = tuple(
        dataclasses.replace(row, values={**row.values, field: value}) if row.id == row_id else row
        for row in before.rows[name]
    )
    return dataclasses.replace(before, rows={**before.rows, name: rows})


def _applied(current: PanelWorkbookView, comparison: Comparison) -> PanelWorkbookView:
    for change in comparison.changes:
        current = _changed_by_somebody_else(current, change.sheet, change.subject_id, change.field, change.new)
    return current


@pytest.mark.requirement("X5")
@settings(max_examples=A_FEW)
@given(seed=st.integers(0, 2**32))
def test_rows_in_any_order_with_any_left_out_change_nothing(seed: int) -> None:
    """Sorting, deleting and inserting rows through a file never makes a change."""

    def shuffle(book: openpyxl.Workbook) -> None:
        for sheet in PANEL_SHEETS:
            page = book[sheet.name]
            first = next(
                n for n, row in enumerate(page.iter_rows(values_only=True), 1) if sheet.columns[0].heading in row
            )
            rows = [[cell.value for cell in row] for row in page.iter_rows(min_row=first + 1)]
            page.delete_rows(first + 1, len(rows))
            kept = chance.sample(rows, k=chance.randrange(len(rows) + 1))
            for number, row in enumerate(kept, start=first + 1 + chance.randrange(3)):
                for position, value in enumerate(row, start=1):
                    page.cell(number, position).value = value

    chance = random.Random(seed)
    assert compared(edited(WRITTEN, shuffle), EXPORTED) == Comparison()


CELL_TEXT = st.text(st.characters(codec="utf-8"), max_size=60)
AWKWARD = st.sampled_from(
    ["=1+1", "+44", "-", "@x", "\tx", "\rx\r\n", "＝1", "_x000D_", "#N/A", "TRUE", "007", "1e5", "' "]
)


@given(text=CELL_TEXT | AWKWARD | st.builds("{}{}".format, AWKWARD, CELL_TEXT))
@example("_x005F_x000D_")
@example("\r")
def test_any_text_comes_back_as_it_was_and_never_as_a_formula(text: str) -> None:
    """Through the file and through openpyxl's own saving, text is the same text."""
    recorded = RecordedRow(id="N26-0001/1", decision="Close", notes=text, role="r")
    item = dataclasses.replace(decision_view().items[0], recorded=(recorded,))
    written = write_decision_workbook(dataclasses.replace(decision_view(), items=(item,)), KEY)
    with zipfile.ZipFile(BytesIO(written)) as archive:
        assert not re.search(rb"<f[ />]", archive.read("xl/worksheets/sheet1.xml"))
    for data in (written, edited(written, lambda _: None)):
        (row,) = read_decisions(data).rows
        assert row.notes == tidy(text)


@given(data=st.binary(max_size=200) | st.builds(lambda tail: DECISIONS[:30] + tail, st.binary(max_size=200)))
def test_any_bytes_are_refused_and_not_raised(data: bytes) -> None:
    """Whatever is attached, the readers answer with a value."""
    what_workbook(data)
    assert isinstance(read_decision_workbook(data, KEY), WorkbookRefused)
    assert isinstance(read_panel_workbook(data, KEY), WorkbookRefused)


@given(place=st.integers(0, len(DECISIONS) - 1), byte=st.integers(0, 255), length=st.integers(1, 40))
def test_a_damaged_workbook_is_read_or_refused_and_not_raised(place: int, byte: int, length: int) -> None:
    """Bytes changed on the way never crash the reader, and never make another decision."""
    damaged = DECISIONS[:place] + bytes([byte]) * length + DECISIONS[place + length :]
    what_workbook(damaged)
    read = read_decision_workbook(damaged, KEY)
    if not isinstance(read, WorkbookRefused):
        assert {row.reference for row in read.rows} <= {"N26-0001", "N26-0002", "N26-0003"}


@settings(max_examples=3 * A_FEW)
@given(
    value=st.none()
    | st.booleans()
    | st.integers(-(10**12), 10**12)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.dates(dt.date(1901, 1, 1))
    | st.datetimes(dt.datetime(1901, 1, 1))  # noqa: DTZ001 - spreadsheets know no time zones
    | st.times()
    | CELL_TEXT,
    heading=st.sampled_from(
        [column.heading for column in panel_sheet("Decisions").columns if column.field != "meeting"]
    ),
)
def test_any_value_in_any_cell_is_taken_or_refused(value: object, heading: str) -> None:
    """A cell of whatever type gives a row or a refusal that names it."""
    try:
        data = edited(DECISIONS, lambda book: put(book, "Decisions", 2, heading, value))
    except (ValueError, OverflowError, IllegalCharacterError):  # openpyxl itself will not write it
        return
    read = read_decisions(data)
    row = heading_row(openpyxl.load_workbook(BytesIO(DECISIONS))["Decisions"]) + 2
    assert {refusal.cell[1:] for refusal in (*read.refusals, *read.warnings)} <= {str(row)}
    assert len(read.rows) <= 2


def test_the_samples_have_services_and_rows_to_be_changed() -> None:
    """The model above would prove nothing on empty sheets."""
    assert len(SERVICES) > 1
    assert all(EXPORTED.rows[name] for name in SINGLE)
    assert all(canonical(row.values.get("reference")) for row in EXPORTED.rows["Referrals"])
