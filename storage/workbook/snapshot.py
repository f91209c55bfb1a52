"""
What a panel workbook is made from, and what each of its cells held when it went out.

The snapshot is kept under the export's id, which the workbook carries hidden;
what comes back is compared with it and not with an empty slate (X5).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from storage.workbook.columns import Sheet
from storage.workbook.panel_sheets import PANEL_SHEETS
from storage.workbook.text import fit
from storage.workbook.values import Lists, Raw, canonical
from storage.workbook.views import RowView


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryLine:
    """One line of the sheet `History`: who changed what, when; `at` is the council's wall time."""

    at: dt.datetime
    who: str
    reference: str
    what: str
    before: str
    after: str
    through: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PanelWorkbookView:
    """
    Everything that the panel workbook shows.

    Attributes:
        export: The id under which the snapshot is kept.
        first: What needs doing first, for the banner: "3 referrals to check, 2 to screen".
        rows: Sheet name to its rows, in order; an absent sheet is written empty.
        lists: What drop-downs offer and checks allow.
        made_on: The council's day.
    """

    panel: str
    panel_title: str
    export: str
    made_on: dt.date
    lists: Lists
    rows: Mapping[str, tuple[RowView, ...]] = field(default_factory=dict)
    first: str = ""
    history: tuple[HistoryLine, ...] = ()
    reply_to: str = ""
    marking: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetSnapshot:
    """What one sheet held: row id to canonical texts, in the order of *fields*."""

    fields: tuple[str, ...]
    rows: Mapping[str, tuple[str, ...]]

    def row(self, row_id: str) -> dict[str, str]:
        """Return a row by field; `KeyError` if the sheet had no such row."""
        return dict(zip(self.fields, self.rows[row_id], strict=True))


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """What every cell of an exported workbook held."""

    panel: str
    export: str
    sheets: Mapping[str, SheetSnapshot]


def snapshot_of(view: PanelWorkbookView) -> Snapshot:
    """Return what the workbook written from *view* holds."""
    sheets = {sheet.name: _sheet(sheet, view.rows.get(sheet.name, ())) for sheet in PANEL_SHEETS}
    return Snapshot(panel=view.panel, export=view.export, sheets=sheets)


def snapshot_to_json(snapshot: Snapshot) -> dict[str, Any]:
    """Return *snapshot* as plain JSON values, to be stored sealed."""
    sheets = {
        name: {"fields": list(sheet.fields), "rows": {row_id: list(row) for row_id, row in sheet.rows.items()}}
        for name, sheet in snapshot.sheets.items()
    }
    return {"panel": snapshot.panel, "export": snapshot.export, "sheets": sheets}


def snapshot_from_json(data: Mapping[str, Any]) -> Snapshot:
    """Return the snapshot that `snapshot_to_json` wrote, also where its sheets had other columns than today's."""
    sheets = {
        name: SheetSnapshot(
            fields=tuple(sheet["fields"]), rows={row_id: tuple(row) for row_id, row in sheet["rows"].items()}
        )
        for name, sheet in data["sheets"].items()
    }
    return Snapshot(panel=data["panel"], export=data["export"], sheets=sheets)


def _sheet(sheet: Sheet, rows: tuple[RowView, ...]) -> SheetSnapshot:
    fields = tuple(column.field for column in sheet.columns if column.watched)
    held = {row.id: tuple(_held(row.values.get(field)) for field in fields) for row in rows if row.id}
    return SheetSnapshot(fields=fields, rows=held)


def _held(value: Raw) -> str:
    return canonical(fit(value) if isinstance(value, str) else value)
