"""A fresh panel workbook, and the snapshot that it will be compared with when it comes back (X5)."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from dispatch.workbook.panel import write_panel_workbook
from rules.settings import PanelSettings
from storage.database import Unit
from storage.exports import keep_export
from storage.panel_view import panel_view
from storage.workbook.snapshot import snapshot_of

TOKENS = "workbook"
"""The purpose of the key that proves workbooks to be ours; the reader's is the same."""


def fresh_workbook(unit: Unit, panel: PanelSettings, zone: ZoneInfo) -> bytes:
    """Return the panel's workbook as its records stand now; what it holds is kept, so that it can come back."""
    view = panel_view(unit, panel, zone, export=unit.new_id())
    keep_export(unit, snapshot_of(view))
    return write_panel_workbook(view, unit.vault.token_key(TOKENS))
