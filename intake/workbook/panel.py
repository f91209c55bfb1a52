"""Reads a panel workbook that was mailed back: which one it is, and its rows as raw cells (X5)."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass

from intake.workbook.decisions import WorkbookRefused
from intake.workbook.opening import open_workbook
from intake.workbook.package import NotReadable
from storage.workbook.marker import NotOurs, WorkbookKind, read_marker, read_row_mark
from storage.workbook.panel_sheets import PANEL_SHEETS
from storage.workbook.returned import ALTERED, ReturnedRow, ReturnedSheet


@dataclass(frozen=True, slots=True, kw_only=True)
class PanelWorkbookRead:
    """
    A workbook that is proven to be ours, not judged yet: `storage.workbook.compare` does that.

    `export` is the id under which the snapshot of what it held is kept.
    `notes` are about the file, for the person who sent it.
    """

    panel: str
    export: str
    sheets: tuple[ReturnedSheet, ...]
    notes: tuple[str, ...] = ()


def read_panel_workbook(data: bytes, key: bytes) -> PanelWorkbookRead | WorkbookRefused:
    """Return the rows of the panel workbook in *data*, or why nothing in it is believed; *data* may be anything."""
    book = open_workbook(data)
    if isinstance(book, NotReadable):
        return WorkbookRefused(book.reason)
    marker = read_marker(book.marker(), key)
    if isinstance(marker, NotOurs):
        return WorkbookRefused(f"This is not a panel workbook that we sent. {marker.reason}")
    if marker.kind is not WorkbookKind.PANEL:
        return WorkbookRefused("This is another workbook of ours, not a panel workbook.")
    sheets: list[ReturnedSheet] = []
    missing: list[str] = []
    for declared in PANEL_SHEETS:
        sheet = book.own_sheet(declared)
        if isinstance(sheet, NotReadable):
            return WorkbookRefused(sheet.reason)
        if sheet is None:
            missing.append(declared.name)
        else:
            sheets.append(_with_ids(sheet, marker.panel, key))
    return PanelWorkbookRead(
        panel=marker.panel, export=marker.export, sheets=tuple(sheets), notes=(*book.notes, *_about(missing))
    )


def _with_ids(sheet: ReturnedSheet, panel: str, key: bytes) -> ReturnedSheet:
    scope = (panel, sheet.name)
    return dataclasses.replace(sheet, rows=tuple(_with_id(row, scope, key) for row in sheet.rows))


def _with_id(row: ReturnedRow, scope: tuple[str, str], key: bytes) -> ReturnedRow:
    if not row.mark:
        return row
    row_id = read_row_mark(row.mark, scope=scope, key=key)
    return ReturnedRow(number=row.number, mark=ALTERED if row_id is None else row_id, cells=row.cells)


def _about(missing: list[str]) -> tuple[str, ...]:
    if not missing:
        return ()
    return (f"These sheets were not found, and what is on record for them stays as it is: {', '.join(missing)}.",)
