"""Workbooks through LibreOffice Calc, as somebody without Excel saves them."""

from __future__ import annotations

import subprocess
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest

from dispatch.workbook import write_decision_workbook, write_panel_workbook
from intake.workbook import as_xlsx, what_workbook
from storage.workbook.marker import WorkbookKind
from storage.workbook.outcome import Comparison
from tests.unit.workbook.editing import append, compared, edited, put, read_decisions
from tests.unit.workbook.samples import KEY, decision_view, view

pytestmark = [pytest.mark.needs_libreoffice, pytest.mark.requirement("X5")]

EXPORTED = view(6)
FILTERS = {"xlsx": "xlsx:Calc MS Excel 2007 XML", "ods": "ods:calc8", "xls": "xls:MS Excel 97", "pdf": "pdf"}
PATIENCE = 120


def saved_by_calc(data: bytes, suffix: str, folder: Path) -> bytes:
    """The workbook in *data* as LibreOffice Calc saves it."""
    (folder / "in.xlsx").write_bytes(data)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", FILTERS[suffix], "--outdir", "out", "in.xlsx"]
    subprocess.run(command, cwd=folder, check=True, capture_output=True, timeout=PATIENCE)
    return (folder / "out" / f"in.{suffix}").read_bytes()


def changed_panel() -> bytes:
    """A panel workbook in which somebody has changed a few cells."""

    def change(book: openpyxl.Workbook) -> None:
        put(book, "Referrals", 1, "Date of birth", "1/2/2013")
        put(book, "Referrals", 2, "Family name", "=not a formula")
        book["Referrals"].cell(7, 11).data_type = "s"
        put(book, "Agenda", 2, "Time slot", "10:20")
        append(book, "People", Reference="N26-0002", Who_they_are="Household", Name="Baby Czerny")

    return edited(write_panel_workbook(EXPORTED, KEY), change)


@pytest.mark.parametrize("suffix", ["xlsx", "ods", "xls"])
def test_a_workbook_that_calc_has_saved_has_not_changed(suffix: str, tmp_path: Path) -> None:
    """Saved in whatever format, an untouched workbook asks for nothing, and a changed one for the same changes."""
    untouched = saved_by_calc(write_panel_workbook(EXPORTED, KEY), suffix, tmp_path)
    changed = saved_by_calc(changed_panel(), suffix, tmp_path)
    if suffix != "xlsx":
        assert what_workbook(untouched) is WorkbookKind.CONVERTIBLE
        untouched, changed = _converted(untouched), _converted(changed)
    assert what_workbook(untouched) is WorkbookKind.PANEL
    assert compared(untouched, EXPORTED) == Comparison()
    there, back = compared(changed_panel(), EXPORTED), compared(changed, EXPORTED)
    assert back == there
    assert {change.new for change in back.changes} == {"2013-02-01", "=not a formula", "10:20"}
    assert len(back.added) == 1


def _converted(data: bytes) -> bytes:
    converted = as_xlsx(data)
    assert isinstance(converted, bytes), converted
    return converted


@pytest.mark.requirement("B10")
def test_a_decision_workbook_that_calc_has_saved_says_the_same(tmp_path: Path) -> None:
    """Rows, ids, dates and words come back as openpyxl wrote them, also when Calc saves them twice."""

    def fill(book: openpyxl.Workbook) -> None:
        put(book, "Decisions", 6, "Decision", "Allocate")
        put(book, "Decisions", 6, "Service", "CAMHS")
        put(book, "Decisions", 6, "By when", "18/12/2026")
        append(book, "Decisions", Reference="N26-0003", Action="-ring the school")

    filled = edited(write_decision_workbook(decision_view(), KEY), fill)
    once = saved_by_calc(filled, "xlsx", tmp_path)
    assert read_decisions(once) == read_decisions(filled)
    assert read_decisions(saved_by_calc(once, "xlsx", tmp_path)) == read_decisions(filled)


@pytest.mark.requirement("X12")
def test_calc_keeps_what_helps_people(tmp_path: Path) -> None:
    """Drop-downs, notes, filter and hidden sheets are kept by Calc (without a window it forgets frozen panes)."""
    book = openpyxl.load_workbook(BytesIO(saved_by_calc(write_panel_workbook(EXPORTED, KEY), "xlsx", tmp_path)))
    sheet = book["Referrals"]
    assert sheet.auto_filter.ref is not None
    assert any(validation.type == "list" for validation in sheet.data_validations.dataValidation)
    assert "I4/03/2014" in sheet["L6"].comment.text
    assert book["_panelpost"].sheet_state != "visible"
    assert book["_lists"].sheet_state != "visible"


@pytest.mark.requirement("X12")
def test_calc_prints_each_sheet_one_page_wide(tmp_path: Path) -> None:
    """A panel of six prints one page for each visible sheet."""
    printed = saved_by_calc(write_panel_workbook(EXPORTED, KEY), "pdf", tmp_path)
    assert printed.count(b"/Type/Page/") + printed.count(b"/Type /Page/") + printed.count(b"/Type/Page\n") == 10
