"""Decisions and reviews as the workbook's sheets say them (B10, P8, H5)."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Sequence

from intake.settle.applying.placing import meeting_on, place_one
from intake.settle.applying.screening import close_case
from intake.settle.applying.work import TakenCell, Work
from intake.settle.decisions import apply_rows, in_words
from rules.decisions_rows import DecisionRow
from rules.reasons import sentence
from rules.referral import Meeting
from storage.agendas import items_of, last_agenda_of
from storage.panel_view.decided import BETWEEN
from storage.panels import get_meeting
from storage.referrals import change_notes, change_people, find_referral
from storage.workbook.outcome import Change, DecidedRow, RefusedCell


def decide(work: Work, decided: Sequence[DecidedRow]) -> None:
    """Record what the rows of the sheet Decisions say, meeting by meeting, by the rules of the decision workbook."""
    by_meeting: dict[int, list[DecisionRow]] = {}
    for one in decided:
        meeting = _meeting(work, one)
        if meeting is None:
            _refuse(work, one.row, "This child has stood on no agenda yet. Choose the Meeting at which it was decided.")
        else:
            by_meeting.setdefault(meeting.id, []).append(_with_own_id(one.row))
    for meeting_id, rows in by_meeting.items():
        for row in rows:
            if find_referral(work.office.unit, row.reference):
                work.referral(row.reference)
        _decide_at(work, get_meeting(work.office.unit, meeting_id), rows)


def review(work: Work, changes: Sequence[Change]) -> None:
    """Set when a child is reviewed and by whom, put a review on an agenda, close a case."""
    for change in (one for one in changes if one.sheet == "Reviews"):
        refused = _REVIEW[change.field](work, change)
        if refused:
            work.refuse(change, refused)
        else:
            work.take(change)


def _meeting(work: Work, decided: DecidedRow) -> Meeting | None:
    if decided.row.id:
        number = decided.row.id.partition(BETWEEN)[0]
        return get_meeting(work.office.unit, int(number))
    if decided.meeting:
        return meeting_on(work, decided.meeting)
    referral = find_referral(work.office.unit, decided.row.reference.strip().upper())
    last = last_agenda_of(work.office.unit, referral.id) if referral else None
    return get_meeting(work.office.unit, last) if last is not None else None


def _with_own_id(row: DecisionRow) -> DecisionRow:
    return dataclasses.replace(row, id=row.id.partition(BETWEEN)[2], reference=row.reference.strip().upper())


def _decide_at(work: Work, meeting: Meeting, rows: Sequence[DecisionRow]) -> None:
    checked = apply_rows(work.office, meeting, rows, items_of(work.office.unit, meeting.id))
    for decision in checked.taken:
        row = next(one for one in rows if one.reference == decision.reference)
        what = in_words(work.office, decision)
        work.taken.append(TakenCell(sheet=row.sheet, cell=f"row {row.row}", reference=decision.reference, what=what))
    for cell in checked.refused:
        reason = f"{sentence(cell.why)} {cell.what_would_be_right}".strip()
        work.refused.append(
            RefusedCell(sheet=cell.sheet, cell=cell.cell, heading=cell.heading, found=cell.found, reason=reason)
        )


def _refuse(work: Work, row: DecisionRow, reason: str) -> None:
    cell = row.cells.get("reference", f"row {row.row}")
    work.refused.append(
        RefusedCell(sheet=row.sheet, cell=cell, heading="Reference", found=row.reference, reason=reason)
    )


def _due(work: Work, change: Change) -> str:
    change_notes(work.office.unit, change.subject_id, "review", review_due=dt.date.fromisoformat(change.new))
    return ""


def _lead(work: Work, change: Change) -> str:
    change_notes(work.office.unit, change.subject_id, "review", lead_professional=change.new)
    return ""


def _lead_email(work: Work, change: Change) -> str:
    """An address that an administrator writes here is one that they confirm (ruling 11)."""
    referral = work.referral(change.subject_id)
    old = referral.notes.lead_professional_email.casefold()
    kept = [one for one in referral.people.confirmed if one.casefold() not in (old, change.new.casefold())]
    confirmed = (*kept, change.new) if change.new else tuple(kept)
    change_people(work.office.unit, change.subject_id, dataclasses.replace(referral.people, confirmed=tuple(confirmed)))
    change_notes(work.office.unit, change.subject_id, "review", lead_professional_email=change.new)
    return ""


def _outcome(work: Work, change: Change) -> str:
    change_notes(work.office.unit, change.subject_id, "review", review_outcome=change.new)
    return ""


def _on_agenda(work: Work, change: Change) -> str:
    if not change.new:
        return "It stands on that agenda. Choose another meeting, or close the case."
    refused = place_one(work, work.referral(change.subject_id), change.new)
    if not refused:
        change_notes(work.office.unit, change.subject_id, "review", coming="review")
    return refused


def _close(work: Work, change: Change) -> str:
    if not change.new:
        return "To open the case again, set Case to Open on the sheet Referrals."
    if close_case(work, work.referral(change.subject_id), "after its review"):
        return ""
    return "The case cannot be closed from where it stands."


_REVIEW = {
    "due": _due,
    "lead_professional": _lead,
    "lead_professional_email": _lead_email,
    "outcome": _outcome,
    "meeting": _on_agenda,
    "close": _close,
}
