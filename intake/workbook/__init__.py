"""Reads the workbooks that come back: bytes in, values out, by the declaration in `storage.workbook`."""

from __future__ import annotations

from intake.workbook.convert import as_xlsx
from intake.workbook.decisions import DecisionWorkbookRead, WorkbookRefused, read_decision_workbook
from intake.workbook.kinds import what_workbook, whose_workbook
from intake.workbook.panel import PanelWorkbookRead, read_panel_workbook
from storage.workbook.marker import WorkbookKind

__all__ = [
    "DecisionWorkbookRead",
    "PanelWorkbookRead",
    "WorkbookKind",
    "WorkbookRefused",
    "as_xlsx",
    "read_decision_workbook",
    "read_panel_workbook",
    "what_workbook",
    "whose_workbook",
]
