"""What is kept while a workbook is applied: what was taken and refused, and who must be told at the end."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from intake.settle.desk import Office
from rules.referral import Meeting, Status
from storage.agendas import is_on_agenda
from storage.audit import last_number
from storage.contacts import contact_changes
from storage.panels import get_meeting
from storage.referrals import Referral, get_referral
from storage.workbook.corrections import reference_of
from storage.workbook.outcome import Added, Change, RefusedCell, Struck
from storage.workbook.values import shown

_TOLD = frozenset({Status.READY, Status.HELD})
_QUOTED = 80


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenCell:
    """One change that was made, in words; `reference` where it concerns a referral."""

    sheet: str
    cell: str
    reference: str
    what: str


@dataclass(slots=True)
class Work:
    """One workbook being applied, within one transaction."""

    office: Office
    taken: list[TakenCell] = field(default_factory=list)
    refused: list[RefusedCell] = field(default_factory=list)
    addenda: dict[int, list[str]] = field(default_factory=dict)
    moved: set[int] = field(default_factory=set)
    _before: dict[str, Referral] = field(default_factory=dict)
    _started: int = 0

    def __post_init__(self) -> None:
        """Remember where the audit trail stands."""
        self._started = last_number(self.office.unit)

    def referral(self, reference: str) -> Referral:
        """Return a referral as it stands now, and remember how it stood when it was first asked for."""
        found = get_referral(self.office.unit, reference)
        self._before.setdefault(reference, found)
        return found

    def take(self, change: Change, what: str = "") -> None:
        """Note that a change was made."""
        told = what or f"{change.heading}: {quoted(change.old)} is now {quoted(change.new)}"
        reference = reference_of(change.subject_id) if change.sheet in _WITH_REFERENCE else ""
        self.taken.append(TakenCell(sheet=change.sheet, cell=change.cell, reference=reference, what=told))

    def take_row(self, row: Added | Struck, reference: str, what: str) -> None:
        """Note that a row was added or struck."""
        cell = row.cell if isinstance(row, Struck) else f"row {row.row}"
        self.taken.append(TakenCell(sheet=row.sheet, cell=cell, reference=reference, what=what))

    def refuse(self, change: Change, reason: str) -> None:
        """Note that a change was not made, and why."""
        self.refused.append(
            RefusedCell(
                sheet=change.sheet,
                cell=change.cell,
                heading=change.heading,
                found=shown(change.new),
                reason=reason,
            )
        )

    def refuse_row(self, row: Added | Struck, reason: str) -> None:
        """Note that a row was not added or not struck, and why."""
        cell = row.cell if isinstance(row, Struck) else f"row {row.row}"
        self.refused.append(RefusedCell(sheet=row.sheet, cell=cell, heading="", found="", reason=reason))

    def owe(self, what: str, kind: str, subject: str, detail: dict[str, Any] | None = None) -> None:
        """Owe something that follows from this workbook: *what* begins its key, a fresh number ends it."""
        self.office.owe(f"{what}/{self.office.unit.new_id()[:12]}", kind, subject, detail)

    def add_to_agenda(self, referral: Referral, meeting: Meeting) -> None:
        """Have a referral sent out as an addendum to an agenda that has gone, unless it stands on it."""
        if not is_on_agenda(self.office.unit, meeting.id, referral.id):
            self.addenda.setdefault(meeting.id, []).append(referral.reference)

    def finish(self) -> None:
        """Owe what the whole of the workbook asks for: addenda, the new contact list, acknowledgements."""
        code = self.office.panel.code
        for meeting_id, references in self.addenda.items():
            detail = {"meeting": meeting_id, "references": sorted(set(references))}
            self.owe(f"addendum/{code}/meeting-{meeting_id}", "addendum", f"meeting-{meeting_id}", detail)
        if changed := contact_changes(self.office.unit, code, self._started):
            self.owe(f"contacts/{code}", "contacts", code, {"after": self._started, "until": changed[-1].number})
        for reference, before in sorted(self._before.items()):
            self._acknowledge(before, get_referral(self.office.unit, reference))

    def _acknowledge(self, before: Referral, now: Referral) -> None:
        """Tell the referrer anew where something has changed for them."""
        if now.status not in _TOLD or now.notes.on_hold:
            return
        moved = now.status is Status.READY and (before.meeting_id != now.meeting_id or now.meeting_id in self.moved)
        if moved or before.status is not now.status or before.people.sender != now.people.sender:
            self.owe(f"acknowledgement/{now.reference}", "acknowledgement", now.reference, _about(now))

    def meeting_of(self, referral: Referral) -> Meeting | None:
        """Return the meeting that a referral is put before, or None."""
        return get_meeting(self.office.unit, referral.meeting_id) if referral.meeting_id else None


_WITH_REFERENCE = frozenset({"Referrals", "People", "Needs and actions", "Agenda", "Reviews"})


def quoted(text: str) -> str:
    """Return a value as it is quoted in the list of what was taken."""
    return f"“{shown(text, _QUOTED)}”" if text else "empty"


def _about(referral: Referral) -> dict[str, Any]:
    return {"references": [referral.reference]}
