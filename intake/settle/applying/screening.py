"""The administrator's decision on first reading, with its consequence and its mail (process, 2.4; ruling 15)."""

from __future__ import annotations

from collections.abc import Sequence

from intake.settle.applying.restating import put_before_a_meeting, restate, settle_what_waited
from intake.settle.applying.work import Work
from intake.settle.straight import send_straight
from rules.audience import barred_services
from rules.lifecycle import Refusal, apply_screening, may_become
from rules.reasons import sentence, what_to_do
from rules.referral import Screening, Status
from storage.decisions import end_direct_allocations, newest_decision
from storage.referrals import Referral, change_notes, change_referral, with_families
from storage.workbook.outcome import Change
from storage.workbook.referrals_sheet import CASE_CLOSED, CASE_ON_HOLD
from storage.workbook.values import find_service

_STRAIGHT = frozenset({Status.SINGLE_AGENCY, Status.DIRECT_ALLOCATION})


def screen(work: Work, changes: Sequence[Change]) -> None:
    """Take the screening decisions of the sheet Referrals, row by row."""
    for reference in dict.fromkeys(change.subject_id for change in changes if change.field.startswith("screening")):
        row = {change.field: change for change in changes if change.subject_id == reference}
        _screen_row(work, reference, row)


def settle_cases(work: Work, changes: Sequence[Change]) -> None:
    """Put cases on hold, close them, open them again."""
    reasons = {change.subject_id: change for change in changes if change.field == "case_reason"}
    for reference, change in reasons.items():
        change_notes(work.office.unit, reference, "reason given", case_reason=change.new)
        work.take(change)
    for change in (one for one in changes if one.field == "case"):
        _settle_case(work, change)


def close_case(work: Work, referral: Referral, why: str) -> bool:
    """Close a case; False where it cannot be closed from where it stands."""
    if not may_become(referral.status, Status.CLOSED):
        return False
    unit = work.office.unit
    change_notes(unit, referral.reference, "case closed", on_hold="")
    now = change_referral(unit, referral.reference, f"case closed: {why}", status=Status.CLOSED, ended_at=unit.now)
    settle_what_waited(work, now)
    return True


def _screen_row(work: Work, reference: str, row: dict[str, Change]) -> None:
    referral = work.referral(reference)
    if "screening_reason" in row:
        why = row["screening_reason"].new
        referral = change_notes(work.office.unit, reference, "reason given", screening_reason=why)
    decides = [row[name] for name in ("screening", "screening_service") if name in row]
    word = row["screening"].new if "screening" in row else referral.screening
    code = _service_code(work, referral, row)
    if not decides:
        refused = ""
    elif not word:
        refused = _take_back(work, referral)
    else:
        refused = _apply(work, referral, Screening(word), code)
    for change in decides:
        if refused:
            work.refuse(change, refused)
        else:
            work.take(change)
    if "screening_reason" in row:
        work.take(row["screening_reason"])


def _service_code(work: Work, referral: Referral, row: dict[str, Change]) -> str:
    if "screening_service" not in row:
        return referral.screening_service
    found = find_service(row["screening_service"].new, work.office.services)
    return found.code if found else ""


def _take_back(work: Work, referral: Referral) -> str:
    """An emptied cell: the referral stands where it would without a person's decision."""
    if referral.status in (Status.DECIDED, Status.CLOSED, Status.WITHDRAWN):
        return "The panel has decided it already."
    _end_straight(work, referral)
    changes = {"screening": "", "screening_service": "", "status": Status.HELD, "ended_at": None}
    change_referral(work.office.unit, referral.reference, "screening taken back", **changes)
    restate(work, referral.reference)
    return ""


def _apply(work: Work, referral: Referral, word: Screening, code: str) -> str:
    """Apply one decision; return why it is not taken, or nothing."""
    unit, scope = work.office.unit, work.office.panel.profile.consent_scope
    family = [one.case(scope) for one in with_families(unit, [referral])]
    barred = barred_services(referral.case(scope), work.office.services, family)
    reached = apply_screening(
        referral.status, word, code or None, holds=referral.holds, barred=barred, consent=referral.consent
    )
    if isinstance(reached, Refusal):
        return f"{sentence(reached.reason)} {what_to_do(reached.reason)}".strip()
    if word in (Screening.DIRECT_ALLOCATION, Screening.SINGLE_AGENCY) and not code:
        return "Choose a Screening service."
    _end_straight(work, referral)
    changes: dict[str, object] = {"screening": str(word), "screening_service": code, "status": reached}
    if reached in _STRAIGHT or reached is Status.READY:
        changes["holds"] = ()
    changes["ended_at"] = unit.now if reached is Status.NOT_ACCEPTED else None
    now = change_referral(unit, referral.reference, f"screened: {word}", **changes)
    settle_what_waited(work, now)
    _follow(work, now, code)
    return ""


def _follow(work: Work, now: Referral, code: str) -> None:
    """What each decision brings: a meeting, a service's part, a letter. Safeguarding sends nothing by itself."""
    reference = now.reference
    if now.status is Status.READY:
        put_before_a_meeting(work, now)
    elif now.status in _STRAIGHT:
        send_straight(work.office, now, code)
    elif now.status is Status.MORE_INFORMATION:
        work.owe(f"more-information/{reference}", "more-information", reference)
    elif now.status is Status.NOT_ACCEPTED:
        work.owe(f"not-accepted/{reference}", "not-accepted", reference)


def _end_straight(work: Work, referral: Referral) -> None:
    for code in end_direct_allocations(work.office.unit, referral.id):
        detail = {"service": code, "taken_back": True}
        work.owe(f"direct-allocation/{referral.reference}", "direct-allocation", referral.reference, detail)


def _settle_case(work: Work, change: Change) -> None:
    referral = work.referral(change.subject_id)
    if change.new == CASE_CLOSED:
        done = close_case(work, referral, "in the workbook")
    elif change.new == CASE_ON_HOLD:
        done = _put_on_hold(work, referral)
    else:
        done = _open_again(work, referral)
    if done:
        work.take(change)
    else:
        work.refuse(change, f"A case that is “{referral.status}” cannot become {change.new}.")


def _put_on_hold(work: Work, referral: Referral) -> bool:
    if referral.status is not Status.HELD and not may_become(referral.status, Status.HELD):
        return False
    if referral.status in (Status.CLOSED, Status.WITHDRAWN, Status.NOT_ACCEPTED):
        return False
    change_notes(work.office.unit, referral.reference, "put on hold", on_hold=str(referral.status))
    change_referral(work.office.unit, referral.reference, "put on hold", status=Status.HELD)
    return True


def _open_again(work: Work, referral: Referral) -> bool:
    unit, reference = work.office.unit, referral.reference
    if referral.status is Status.WITHDRAWN:
        return False
    decided = newest_decision(unit, reference) is not None
    before = referral.notes.on_hold or (str(Status.DECIDED) if decided else str(Status.HELD))
    change_notes(unit, reference, "opened again", on_hold="")
    change_referral(unit, reference, "opened again", status=Status(before), ended_at=None, screening="")
    restate(work, reference)
    return True
