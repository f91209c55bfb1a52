"""What each workbook held when it went out, sealed: the base of the three-way comparison (X5)."""

from __future__ import annotations

from storage.database import Unit
from storage.tables import ExportRow
from storage.workbook.snapshot import Snapshot, snapshot_from_json, snapshot_to_json


def keep_export(unit: Unit, snapshot: Snapshot) -> None:
    """Keep what a panel workbook holds, under its export's id."""
    row = ExportRow(id=snapshot.export, panel=snapshot.panel, kind="panel", at=unit.now)
    unit.seal(row, "sealed_snapshot", snapshot_to_json(snapshot))
    unit.session.add(row)
    unit.session.flush()


def find_export(unit: Unit, export: str, panel: str) -> Snapshot | None:
    """Return what the workbook with this id held; None if the panel never sent one."""
    row = unit.session.get(ExportRow, export)
    if row is None or row.panel != panel or row.kind != "panel":
        return None
    return snapshot_from_json(unit.opened(row, "sealed_snapshot"))
