"""The sheets Decisions and Reviews."""

from __future__ import annotations

from collections.abc import Iterator

from sqlmodel import col, select

from rules.decisions_rows import DecisionRow
from rules.referral import Decision, Meeting, Status
from storage.agendas import items_of
from storage.decisions import newest_decision, rows_recorded
from storage.panel_view.shelf import Shelf, initials_of
from storage.referrals import Referral
from storage.tables import DecisionRow as DecidedRow
from storage.workbook.values import Raw
from storage.workbook.views import RowView

_REVIEWED = frozenset({Status.DECIDED, Status.READY, Status.HELD, Status.CLOSED})
BETWEEN = "|"
"""Stands in a row's id between the meeting's number and the decision workbook's own id."""


def decision_rows(shelf: Shelf) -> Iterator[RowView]:
    """Yield what is decided, row by row, and an empty row for each child whose meeting has begun undecided."""
    decided = _decided(shelf)
    meetings = {meeting.id: meeting for meeting in shelf.meetings}
    positions = _positions(shelf)
    for number, referral in enumerate(shelf.referrals):
        undecided = [m for m, ref in positions if ref == referral.reference and (referral.id, m) not in decided]
        of_referral = [m for one, m in decided if one == referral.id] + undecided
        for meeting_id in sorted(set(of_referral)):
            head = _head(shelf, referral, meetings.get(meeting_id), positions.get((meeting_id, referral.reference)))
            rows = rows_recorded(shelf.unit, referral.reference, meeting_id)
            told = [(row.id, _values(row)) for row in rows] or [(f"{referral.reference}/panel1", {})]
            for place, (row_id, values) in enumerate(told):
                yield RowView(
                    id=f"{meeting_id}{BETWEEN}{row_id}",
                    values={**head, **values},
                    unoffered=shelf.barred(referral),
                    opens=place == 0,
                    shaded=number % 2 == 1,
                )


def review_rows(shelf: Shelf) -> Iterator[RowView]:
    """Yield a row for each case that the panel has decided once; one that was closed goes on saying so for a while."""
    decided = {referral_id for referral_id, _ in _decided(shelf)}
    for referral in shelf.referrals:
        is_in = referral.id in decided and referral.status in _REVIEWED
        decision = newest_decision(shelf.unit, referral.reference) if is_in else None
        if decision is not None:
            yield RowView(id=referral.reference, values=_review(shelf, referral, decision))


def _decided(shelf: Shelf) -> set[tuple[str, int]]:
    rows = shelf.unit.session.exec(
        select(DecidedRow.referral_id, DecidedRow.meeting_id).where(col(DecidedRow.superseded).is_(False))
    )
    known = {referral.id for referral in shelf.referrals}
    return {(referral_id, meeting_id) for referral_id, meeting_id in rows if referral_id in known}


def _positions(shelf: Shelf) -> dict[tuple[int, str], int]:
    """Places on agendas that have gone, of meetings that have begun."""
    begun = (meeting for meeting in shelf.meetings if meeting.starts_at <= shelf.unit.now and meeting.agenda_gone)
    return {
        (meeting.id, item.referral.reference): item.position
        for meeting in begun
        for item in items_of(shelf.unit, meeting.id)
        if item.referral.meeting_id == meeting.id or item.referral.status is Status.DECIDED
    }


def _head(shelf: Shelf, referral: Referral, meeting: Meeting | None, position: int | None) -> dict[str, Raw]:
    return {
        "reference": referral.reference,
        "item": position,
        "child": initials_of(referral),
        "meeting": shelf.day_of(meeting) if meeting else None,
    }


def _values(row: DecisionRow) -> dict[str, Raw]:
    return {
        "decision": str(row.decision) if row.decision else "",
        "service": row.service,
        "role": row.role,
        "named_worker": row.named_worker,
        "lead_agency": row.lead_agency,
        "lead_professional": row.lead_professional,
        "action": row.action,
        "who": row.who,
        "by_when": row.by_when or row.by_when_written or None,
        "review_date": row.review_date,
        "notes": row.notes,
    }


def _review(shelf: Shelf, referral: Referral, decision: Decision) -> dict[str, Raw]:
    notes = referral.notes
    due = notes.review_due or decision.review_date
    closed = referral.status is Status.CLOSED
    state = "No date yet" if due is None else ("Due" if due <= shelf.today else "Not yet due")
    return {
        "reference": referral.reference,
        "child": initials_of(referral),
        "due": due,
        "lead_professional": notes.lead_professional or decision.lead_professional,
        "lead_professional_email": notes.lead_professional_email,
        "state": "Closed" if closed else state,
        "meeting": shelf.meeting_day(referral.meeting_id) if notes.coming == "review" else None,
        "outcome": notes.review_outcome,
        "close": "Yes" if closed else "",
    }
