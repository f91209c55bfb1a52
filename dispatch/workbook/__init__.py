"""Writes the workbooks: bytes from views, by the declaration in `storage.workbook`."""

from __future__ import annotations

from dispatch.workbook.decisions import write_decision_workbook
from dispatch.workbook.panel import write_panel_workbook

__all__ = ["write_decision_workbook", "write_panel_workbook"]
