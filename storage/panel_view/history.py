"""The hidden sheet History: who changed what, newest first (X5)."""

from __future__ import annotations

from typing import Any

from sqlmodel import col, select

from storage.audit import AuditLine, line_of
from storage.panel_view.shelf import Shelf
from storage.tables import AuditRow
from storage.workbook.panel_sheets import PANEL_SHEETS
from storage.workbook.snapshot import HistoryLine

MOST = 3_000
"""So many changes are shown; every one is kept."""

_HEADINGS = {column.field: column.heading for sheet in PANEL_SHEETS for column in sheet.columns}


def history_lines(shelf: Shelf) -> tuple[HistoryLine, ...]:
    """Return the newest changes of the panel's records."""
    references = {referral.id: referral.reference for referral in shelf.referrals}
    rows = shelf.unit.session.exec(
        select(AuditRow).where(AuditRow.panel == shelf.panel.code).order_by(col(AuditRow.number).desc()).limit(MOST)
    )
    return tuple(_line(shelf, line_of(shelf.unit, row), references) for row in rows)


def _line(shelf: Shelf, line: AuditLine, references: dict[str, str]) -> HistoryLine:
    heading = _HEADINGS.get(line.field, line.field.replace("_", " "))
    return HistoryLine(
        at=line.at.astimezone(shelf.zone).replace(tzinfo=None),
        who=line.actor,
        reference=references.get(line.subject_id, ""),
        what=f"{heading}: {line.action}" if heading else line.action,
        before=_words(line.old),
        after=_words(line.new),
        through=line.source,
    )


def _words(value: Any) -> str:
    if isinstance(value, dict):
        return "; ".join(f"{name} {_words(one)}" for name, one in value.items() if one)
    if isinstance(value, list):
        return "; ".join(_words(one) for one in value)
    return (
        ""
        if value is None
        else {True: "Yes", False: "No"}.get(value, str(value))
        if isinstance(value, bool)
        else str(value)
    )
