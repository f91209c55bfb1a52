"""
A workbook taken in at the server's keyboard, as if an administrator had mailed it back.

Whoever can read the configuration and the key may do so: there is no sender to
prove. What is taken, what is refused and what is in conflict is the same.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from intake.settle.applying.work import TakenCell
from intake.settle.decisions import apply_rows, in_words
from intake.settle.desk import Office
from intake.settle.panel_workbook import TOKENS, WorkbookResult, take_workbook
from intake.workbook import (
    DecisionWorkbookRead,
    WorkbookKind,
    WorkbookRefused,
    as_xlsx,
    read_decision_workbook,
    read_panel_workbook,
    what_workbook,
)
from rules.decisions import CheckedDecisions
from rules.reasons import sentence
from rules.settings import Settings
from storage.agendas import items_of
from storage.database import Unit
from storage.panels import get_meeting
from storage.tables import MeetingRow
from storage.workbook.outcome import RefusedCell


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """What became of a workbook: the panel whose it is (empty if that cannot be told), and the result by cell."""

    panel: str
    result: WorkbookResult

    def as_json(self) -> dict[str, Any]:
        """Return it as `workbook import --json` prints it."""
        return {"panel": self.panel, **self.result.as_json()}


def import_workbook(unit: Unit, settings: Settings, data: bytes) -> Imported:
    """Apply what a person changed in the panel's or the decision workbook in *data*; the unit's actor did it."""
    if what_workbook(data) is WorkbookKind.CONVERTIBLE:
        converted = as_xlsx(data)
        if isinstance(converted, WorkbookRefused):
            return _refused(converted.reason)
        data = converted
    key = unit.vault.token_key(TOKENS)
    if what_workbook(data) is WorkbookKind.DECISION:
        decided = read_decision_workbook(data, key)
        return _refused(decided.reason) if isinstance(decided, WorkbookRefused) else _decide(unit, settings, decided)
    read = read_panel_workbook(data, key)
    if isinstance(read, WorkbookRefused):
        return _refused(read.reason)
    office = _office(unit, settings, read.panel)
    if office is None:
        return _unknown(read.panel)
    return Imported(panel=read.panel, result=take_workbook(office, data))


def _decide(unit: Unit, settings: Settings, read: DecisionWorkbookRead) -> Imported:
    office = _office(unit, settings, read.panel)
    row = unit.session.get(MeetingRow, read.meeting)
    if office is None or row is None or row.panel != read.panel:
        return _unknown(read.panel)
    meeting = get_meeting(unit, read.meeting)
    checked = apply_rows(office, meeting, read.rows, items_of(unit, meeting.id), read.doubtful)
    return Imported(panel=read.panel, result=_result(office, read, checked))


def _result(office: Office, read: DecisionWorkbookRead, checked: CheckedDecisions) -> WorkbookResult:
    return WorkbookResult(
        taken=tuple(
            TakenCell(sheet="Decisions", cell="", reference=one.reference, what=in_words(office, one))
            for one in checked.taken
        ),
        refused=(
            *read.refusals,
            *(
                RefusedCell(
                    sheet=one.sheet,
                    cell=one.cell,
                    heading=one.heading,
                    found=one.found,
                    reason=" ".join(part for part in (sentence(one.why), one.what_would_be_right) if part),
                )
                for one in checked.refused
            ),
        ),
        notes=read.notes,
    )


def _office(unit: Unit, settings: Settings, code: str) -> Office | None:
    for panel in settings.panels:
        if panel.code == code:
            return Office(unit=unit, panel=panel, zone=ZoneInfo(settings.time_zone))
    return None


def _refused(why: str) -> Imported:
    return Imported(panel="", result=WorkbookResult(why=why))


def _unknown(code: str) -> Imported:
    why = "This workbook belongs to a panel or a meeting that is not here. Nothing was taken from it."
    return Imported(panel=code, result=WorkbookResult(why=why))
