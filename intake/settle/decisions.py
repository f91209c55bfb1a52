"""The chair's decision workbook has come back: what is good is recorded, what is not is answered by cell (B10)."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence

from intake.message import Attachment
from intake.settle.desk import Desk, End, Folder, Office
from intake.workbook import WorkbookRefused, read_decision_workbook
from rules.audience import barred_services, fold_address, reader_for, visible
from rules.decisions import CheckedDecisions, DecisionRow, ItemBefore, Sitting, check_decision_rows, rows_together
from rules.lifecycle import after_decision, may_become
from rules.reasons import sentence
from rules.referral import Case, Decision, DecisionWord, Meeting, Reader, ReaderKind, Status
from rules.wording import short_date
from storage import ledger, received
from storage.agendas import AgendaItem, items_of
from storage.decisions import newest_decision, record_decision, rows_recorded
from storage.panels import get_meeting
from storage.placing import next_open_meeting
from storage.referrals import Referral, change_notes, change_referral, get_referral, referrals_of, with_families
from storage.tables import MeetingRow

TOKENS = "workbook"
"""The purpose of the key that proves workbooks to be ours."""


def receive_decisions(desk: Desk, workbooks: Sequence[Attachment]) -> End:
    """
    Record what a decision workbook says, if its sender is proven to be the chair or an administrator (X6, ruling 14).

    From anybody else, or unproven, it changes nothing and goes to the administrator.
    """
    if not _may_decide(desk):
        reason = "workbook_from_stranger" if desk.proven else "workbook_sender_unproven"
        desk.put_before_administrator(reason)
        return End("decision workbook, not from whom it must be", Folder.ATTENTION)
    results = [_receive_one(desk, book.data) for book in workbooks]
    received.keep_result(desk.unit, desk.received.id, _merged(results))
    desk.owe(f"decision-result/{desk.received.id}", "decision-result", desk.received.id)
    return End("decision workbook", Folder.PROCESSED)


def apply_rows(
    desk: Office,
    meeting: Meeting,
    rows: Sequence[DecisionRow],
    items: Sequence[AgendaItem],
    doubtful: frozenset[str] = frozenset(),
) -> CheckedDecisions:
    """Check rows against the items that their author may decide, record what is good, and owe its sheets."""
    sitting = _sitting(desk, meeting, items)
    together = _with_recorded(desk, meeting, rows, sitting.items)
    checked = check_decision_rows(together, desk.services, sitting, desk.today, doubtful)
    taken = []
    for decision in checked.taken:
        made_of = [row for row in together if row.reference == decision.reference]
        if _record(desk, meeting, decision, made_of):
            taken.append(decision)
    return dataclasses.replace(checked, taken=tuple(taken))


def _receive_one(desk: Desk, data: bytes) -> dict[str, object]:
    read = read_decision_workbook(data, desk.unit.vault.token_key(TOKENS))
    if isinstance(read, WorkbookRefused):
        return {"why": read.reason}
    row = desk.unit.session.get(MeetingRow, read.meeting)
    if read.panel != desk.panel.code or row is None or row.panel != desk.panel.code:
        return {"why": "This workbook belongs to another panel. Nothing was taken from it."}
    meeting = get_meeting(desk.unit, read.meeting)
    checked = apply_rows(desk, meeting, read.rows, _items_for_sender(desk, meeting), read.doubtful)
    return {
        "meeting": meeting.id,
        "taken": [[d.reference, in_words(desk, d)] for d in checked.taken],
        "refused": [
            *([c.sheet, c.cell, c.heading, c.found, c.reason, ""] for c in read.refusals),
            *([c.sheet, c.cell, c.heading, c.found, sentence(c.why), c.what_would_be_right] for c in checked.refused),
        ],
        "warnings": [
            *([c.sheet, c.cell, c.heading, c.found, c.reason, ""] for c in read.warnings),
            *([c.sheet, c.cell, c.heading, c.found, sentence(c.why), c.what_would_be_right] for c in checked.warnings),
        ],
        "undecided": list(checked.undecided),
        "notes": list(read.notes),
    }


def _merged(results: Sequence[Mapping[str, object]]) -> dict[str, object]:
    """Several workbooks in one mail are answered together; the first meeting named is the one that is answered for."""
    whole: dict[str, object] = {"taken": [], "refused": [], "warnings": [], "undecided": [], "notes": [], "whys": []}
    for result in results:
        for name in ("taken", "refused", "warnings", "undecided", "notes"):
            listed, more = whole[name], result.get(name, [])
            assert isinstance(listed, list)  # noqa: S101 - made above
            assert isinstance(more, list)  # noqa: S101 - made by _receive_one
            listed.extend(more)
        if "why" in result:
            whys = whole["whys"]
            assert isinstance(whys, list)  # noqa: S101 - made above
            whys.append(result["why"])
        whole.setdefault("meeting", result.get("meeting"))
    return whole


def _sitting(desk: Office, meeting: Meeting, fixed: Sequence[AgendaItem]) -> Sitting:
    scope = desk.panel.profile.consent_scope
    referrals = [item.referral for item in fixed]
    cases = tuple(referral.case(scope) for referral in with_families(desk.unit, referrals))
    by_reference = {case.reference: case for case in cases}
    services = desk.services
    items = {}
    for item in fixed:
        case = by_reference[item.referral.reference]
        items[case.reference] = _before(desk, meeting, case, barred_services(case, services, cases))
    return Sitting(meeting=meeting.id, day=meeting.starts_at.astimezone(desk.zone).date(), items=items)


def _may_decide(desk: Desk) -> bool:
    """Whether the proven sender is an administrator, the chair, or an acting chair, be it of one item alone."""
    if desk.is_chair(desk.proven) or desk.is_administrator(desk.proven):
        return True
    return any(_is_named_for(desk, referral) for referral in referrals_of(desk.unit, panel=desk.panel.code))


def _items_for_sender(desk: Desk, meeting: Meeting) -> tuple[AgendaItem, ...]:
    """
    The items that this sender may decide (8).

    A chair whose service is excluded does not decide that item; the acting
    chair does, whose own services count, not the chair's. Somebody named for
    single items decides those.
    """
    fixed = items_of(desk.unit, meeting.id)
    if desk.is_administrator(desk.proven):
        return fixed
    scope = desk.panel.profile.consent_scope
    cases = [one.case(scope) for one in with_families(desk.unit, [item.referral for item in fixed])]
    seen = {case.reference for case in visible(_as_live(cases), _chairing(desk))}
    whole = desk.is_chair(desk.proven)
    return tuple(
        item for item in fixed if item.referral.reference in seen and (whole or _is_named_for(desk, item.referral))
    )


def _chairing(desk: Desk) -> Reader:
    """The sender as the chair, to whom the chair's own service belongs, or as an acting chair, to whom it does not."""
    if fold_address(desk.proven) == fold_address(desk.panel.chair):
        return reader_for(ReaderKind.CHAIR, desk.proven, desk.representatives, desk.panel.chair_service)
    return reader_for(ReaderKind.ACTING_CHAIR, desk.proven, desk.representatives)


def _is_named_for(desk: Desk, referral: Referral) -> bool:
    named = fold_address(referral.notes.acting_chair)
    return bool(named) and named == fold_address(desk.proven)


def _as_live(cases: Sequence[Case]) -> list[Case]:
    """A case that its decision closed may still be amended by who decided it."""
    return [
        dataclasses.replace(case, status=Status.DECIDED) if case.status is Status.CLOSED else case for case in cases
    ]


def _before(desk: Office, meeting: Meeting, case: Case, barred: frozenset[str]) -> ItemBefore:
    decided = newest_decision(desk.unit, case.reference, meeting.id)
    if decided is None:
        return ItemBefore(barred=barred, allocated=case.allocated)
    withdrawn = frozenset(part.service for part in decided.allocations if part.withdrawn)
    return ItemBefore(barred=barred, allocated=case.allocated, withdrawn=withdrawn, decisions=decided.number)


def _with_recorded(
    desk: Office, meeting: Meeting, rows: Sequence[DecisionRow], items: Mapping[str, ItemBefore]
) -> tuple[DecisionRow, ...]:
    """The rows sent now, each item's put together with what was recorded of it before (ruling 14)."""
    sent = {row.reference for row in rows}
    before = [row for ref in items if ref in sent for row in rows_recorded(desk.unit, ref, meeting.id)]
    return rows_together(before, rows)


def _record(desk: Office, meeting: Meeting, decision: Decision, rows: Sequence[DecisionRow]) -> bool:
    """Record one decision unless it says what is recorded already; move the referral on; owe its sheets."""
    earlier = newest_decision(desk.unit, decision.reference, meeting.id)
    if earlier is not None and _same(earlier, decision):
        return False
    amended = earlier is not None and _sheet_went(desk, earlier)
    if earlier is not None and not amended:
        ledger.drop(desk.unit, sheet_key(earlier), "replaced before it went")
    recorded = record_decision(desk.unit, dataclasses.replace(decision, amended=amended), rows)
    _move_on(desk, recorded)
    ledger.owe(
        desk.unit,
        sheet_key(recorded),
        panel=desk.panel.code,
        kind="decision",
        subject=recorded.reference,
        due_at=max(desk.unit.now, meeting.sheets_due),
        detail={"meeting": meeting.id, "number": recorded.number},
    )
    return True


def sheet_key(decision: Decision) -> str:
    """Return the ledger's key of a decision's sheets: 'decision/N26-0042/1'."""
    return f"decision/{decision.reference}/{decision.number}"


def _sheet_went(desk: Office, decision: Decision) -> bool:
    return ledger.state_of(desk.unit, sheet_key(decision)) == "done"


def _same(one: Decision, other: Decision) -> bool:
    return _bare(one) == _bare(other)


def _bare(decision: Decision) -> Decision:
    """A decision without its number, its parts in an order of their own: to tell whether two say the same."""
    return dataclasses.replace(
        decision,
        number=0,
        amended=False,
        allocations=tuple(sorted(decision.allocations, key=lambda part: part.service)),
        actions=tuple(sorted(decision.actions, key=lambda action: (action.what, action.who))),
    )


def _move_on(desk: Office, decision: Decision) -> None:
    referral = get_referral(desk.unit, decision.reference)
    reached = after_decision(referral.status, decision.word)
    changes: dict[str, object] = {}
    if may_become(referral.status, reached):
        changes["status"] = reached
    if decision.word is DecisionWord.RE_PRESENT:
        following = next_open_meeting(desk.unit, desk.panel.code)
        changes["meeting_id"] = following.id if following else None
    if reached is Status.CLOSED:
        changes["ended_at"] = desk.unit.now
    if referral.notes.coming:
        change_notes(desk.unit, decision.reference, "decided", coming="")
    change_referral(desk.unit, decision.reference, f"decided: {decision.word}", **changes)


def in_words(desk: Office, decision: Decision) -> str:
    """Return what was decided, for the list of what was taken."""
    names = {service.code: service.name for service in desk.services}
    parts = [
        f"{names.get(part.service, part.service)} {'taken back' if part.withdrawn else 'allocated'}"
        for part in decision.allocations
    ]
    if decision.word is not DecisionWord.ALLOCATE:
        parts.insert(0, str(decision.word))
    if decision.actions:
        parts.append(f"{len(decision.actions)} {'action' if len(decision.actions) == 1 else 'actions'}")
    if decision.review_date:
        parts.append(f"review on {short_date(decision.review_date)}")
    return "; ".join(parts) + "."
