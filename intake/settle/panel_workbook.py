"""The administrators' workbook: asked for by mail, or mailed back corrected (process, section 5)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from intake.message import Attachment
from intake.settle.applying import Work, apply_comparison
from intake.settle.applying.already import stands_already
from intake.settle.applying.work import TakenCell
from intake.settle.desk import Desk, End, Folder, Office
from intake.workbook import WorkbookKind, WorkbookRefused, as_xlsx, read_panel_workbook, what_workbook
from storage import received
from storage.audit import last_changed_by
from storage.exports import find_export
from storage.panel_view import panel_view
from storage.referrals import find_referral
from storage.workbook.compare import compare
from storage.workbook.corrections import leaf_of, reference_of
from storage.workbook.outcome import Conflict, RefusedCell

TOKENS = "workbook"
"""The purpose of the key that proves workbooks to be ours."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ConflictingCell:
    """A cell that somebody else changed meanwhile, and who that was, where it is known."""

    conflict: Conflict
    changed_by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkbookResult:
    """What became of one returned workbook. `why`: nothing was taken from it, for this reason."""

    why: str = ""
    taken: tuple[TakenCell, ...] = ()
    refused: tuple[RefusedCell, ...] = ()
    conflicts: tuple[ConflictingCell, ...] = ()
    notes: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """Return it as JSON values, as `workbook import --json` prints it and the answer is made of."""
        return {
            "why": self.why,
            "taken": [asdict(one) for one in self.taken],
            "refused": [asdict(one) for one in self.refused],
            "conflicts": [_conflict_as_json(one) for one in self.conflicts],
            "notes": list(self.notes),
        }


def receive_request(desk: Desk) -> End:
    """Owe a proven administrator a fresh workbook; anybody else's wish goes to the administrator."""
    if not desk.is_administrator(desk.proven):
        desk.put_before_administrator("workbook_sender_unproven")
        return End("workbook asked for, not by an administrator", Folder.ATTENTION)
    desk.owe(f"workbook/{desk.received.id}", "workbook", desk.received.id)
    return End("workbook asked for", Folder.PROCESSED)


def receive_panel_workbook(desk: Desk, workbooks: Sequence[Attachment]) -> End:
    """
    Apply corrected workbooks, if their sender is proven to be an administrator (X5, X6), and owe the answer.

    From anybody else, or unproven, they change nothing and go to the administrator.
    """
    if not desk.is_administrator(desk.proven):
        reason = "panel_workbook_from_stranger" if desk.proven else "workbook_sender_unproven"
        desk.put_before_administrator(reason)
        return End("corrected workbook, not from an administrator", Folder.ATTENTION)
    office = Office(unit=desk.unit.acting(desk.proven, "workbook"), panel=desk.panel, zone=desk.zone)
    results = [take_workbook(office, book.data) for book in workbooks]
    received.keep_result(desk.unit, desk.received.id, [result.as_json() for result in results])
    desk.owe(f"workbook-result/{desk.received.id}", "workbook-result", desk.received.id)
    return End("corrected workbook", Folder.PROCESSED)


def take_workbook(office: Office, data: bytes) -> WorkbookResult:
    """
    Apply what a person changed in the workbook in *data*, each change once, by whoever acts in the office's unit.

    The caller has made sure that this is an administrator. *data* may be anything.
    """
    if what_workbook(data) is WorkbookKind.CONVERTIBLE:
        converted = as_xlsx(data)
        if isinstance(converted, WorkbookRefused):
            return WorkbookResult(why=converted.reason)
        data = converted
    read = read_panel_workbook(data, office.unit.vault.token_key(TOKENS))
    if isinstance(read, WorkbookRefused):
        return WorkbookResult(why=read.reason)
    if read.panel != office.panel.code:
        return WorkbookResult(why="This workbook belongs to another panel. Nothing was taken from it.")
    exported = find_export(office.unit, read.export, read.panel)
    if exported is None:
        return WorkbookResult(why="We have no record of sending this workbook. Use the one attached, or ask for one.")
    comparison = compare(exported, read.sheets, panel_view(office.unit, office.panel, office.zone, read.export))
    conflicts = [one for one in comparison.conflicts if not stands_already(office, one)]
    work: Work = apply_comparison(office, comparison)
    return WorkbookResult(
        taken=tuple(work.taken),
        refused=(*comparison.refusals, *work.refused),
        conflicts=tuple(ConflictingCell(conflict=one, changed_by=_who_changed(office, one)) for one in conflicts),
        notes=read.notes,
    )


def _who_changed(office: Office, conflict: Conflict) -> str:
    referral = find_referral(office.unit, reference_of(conflict.subject_id))
    if referral is None:
        return last_changed_by(office.unit, conflict.subject_id, conflict.field)
    field = _AUDITED_AS.get(conflict.field) or leaf_of(conflict.subject_id, conflict.field)
    return last_changed_by(office.unit, referral.id, field)


def _conflict_as_json(one: ConflictingCell) -> dict[str, Any]:
    conflict = one.conflict
    return {
        "sheet": conflict.sheet,
        "cell": conflict.cell,
        "heading": conflict.heading,
        "reference": reference_of(conflict.subject_id) if conflict.subject_kind in _OF_A_CHILD else "",
        "exported": conflict.exported,
        "on_record": "(this row is gone)" if conflict.gone else conflict.current,
        "returned": conflict.returned,
        "changed_by": one.changed_by,
    }


_AUDITED_AS = {
    "exclusions": "exclusion",
    "exclusion_reason": "lifted_why",
    "meeting": "meeting_id",
    "referrer": "sender_name",
    "referrer_email": "sender",
    "family": "family_id",
    "case": "status",
    "due": "review_due",
    "outcome": "review_outcome",
}
"""Where the audit trail calls a field of the workbook otherwise."""
_OF_A_CHILD = frozenset({"referral", "person", "need", "agenda item", "review"})
