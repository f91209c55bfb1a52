"""
Where a referral stands after a correction: judged anew by the rules that judged it when it came.

What an administrator has corrected, or looked at and found right, is sure.
"""

from __future__ import annotations

import dataclasses

from intake.settle.applying.work import Work
from intake.settle.judging import Judged, judge
from intake.settle.straight import send_straight
from rules.form import Evidence, Form, FormReading, Problem, leaves
from rules.lifecycle import LIFTED_BY_SCREENING
from rules.referral import ConsentState, Hold, MeetingState, Screening, Status
from storage.agendas import is_on_agenda
from storage.attention import attentions, settle_attention
from storage.panel_view.referrals import is_checked
from storage.panel_view.undelivered import IN_THE_REFERRAL
from storage.placing import next_open_meeting
from storage.referrals import Referral, add_exclusion, change_referral, latest_reading

_JUDGED = frozenset({Status.HELD, Status.SCREENING, Status.READY, Status.CONSENT_REFUSED})
_WAITS = frozenset({Status.MORE_INFORMATION, Status.SAFEGUARDING})
_WORKBOOK = "the workbook"


def restate(work: Work, reference: str) -> Referral:
    """Judge a referral anew and put it where that leaves it; return it as it stands then."""
    office, referral = work.office, work.referral(reference)
    judged = judge(
        office,
        reading_now(work, referral),
        referral.family_id,
        referral.exclusions,
        family_lifted=referral.family_exclusions_lifted,
        acting_chair=referral.notes.acting_chair,
    )
    for exclusion in judged.exclusions[len(referral.exclusions) :]:
        add_exclusion(office.unit, referral.id, exclusion)
    changes: dict[str, object] = {
        "consent": judged.consent.state,
        "consent_reasons": judged.consent.reasons,
        "listed": sorted(judged.listed),
    }
    if referral.status in _JUDGED:
        status, holds = _where_it_stands(referral, judged)
        changes |= {"status": status, "holds": holds}
    elif referral.status in _WAITS:
        changes["holds"] = judged.settled.holds
    now = change_referral(office.unit, reference, "settled in the workbook", **changes)
    if now.status is Status.READY:
        now = put_before_a_meeting(work, now)
    settle_what_waited(work, now)
    if now.status is Status.SINGLE_AGENCY and judged.straight_to and judged.straight_to not in now.allocated:
        send_straight(office, now, judged.straight_to)
    if now.status is Status.CONSENT_REFUSED and referral.status is not Status.CONSENT_REFUSED:
        detail = {"because": "consent refused"}
        work.owe(f"more-information/{reference}", "more-information", reference, detail)
    return now


def put_before_a_meeting(work: Work, referral: Referral) -> Referral:
    """
    Put a referral that is ready before the next open meeting, unless it is before one that it can still go to.

    One that a person put before a meeting whose agenda has gone goes out as an addendum.
    """
    unit, meeting = work.office.unit, work.meeting_of(referral)
    if meeting is not None and meeting.state is MeetingState.PLANNED and meeting.starts_at > unit.now:
        if meeting.agenda_gone is None or is_on_agenda(unit, meeting.id, referral.id):
            return referral
        if referral.placed_by_person:
            work.add_to_agenda(referral, meeting)
            return referral
    following = next_open_meeting(unit, work.office.panel.code)
    return change_referral(
        unit,
        referral.reference,
        "put before the next meeting",
        meeting_id=following.id if following else None,
        placed_by_person=False,
    )


def settle_what_waited(work: Work, referral: Referral) -> None:
    """Settle what was put before the administrator about holds that are no more."""
    if referral.status in (Status.HELD, Status.SCREENING):
        return
    unit = work.office.unit
    for entry in attentions(unit, panel=referral.panel):
        if entry.reference == referral.reference and entry.reason in IN_THE_REFERRAL:
            settle_attention(unit, entry.id, "settled in the workbook")


def reading_now(work: Work, referral: Referral) -> FormReading:
    """Return the reading as if it had found the form as corrected, sure of all that a person has looked at."""
    reading = latest_reading(work.office.unit, referral.id)
    before, now = leaves(reading.form or Form()), leaves(referral.form)
    sure = {path for path, value in now.items() if before.get(path) != value or _looked_at(referral, path)}
    settled = sure | (set(before) - set(now))
    return dataclasses.replace(
        reading,
        form=referral.form,
        readable=reading.readable or bool(sure),
        evidence=(
            *(proof for proof in reading.evidence if proof.field not in settled),
            *(Evidence(field=path, certainty=1.0, place=_WORKBOOK) for path in sorted(sure)),
        ),
        problems=tuple(one for one in reading.problems if not _is_settled(one, referral, settled)),
    )


def _looked_at(referral: Referral, path: str) -> bool:
    return is_checked(referral.notes, path, referral.version)


def _is_settled(problem: Problem, referral: Referral, settled: set[str]) -> bool:
    if problem.field is None:
        return False
    if problem.field == "consent":
        return "consent.share" in settled or _looked_at(referral, "consent.share")
    return problem.field in settled or _looked_at(referral, problem.field)


def _where_it_stands(referral: Referral, judged: Judged) -> tuple[Status, tuple[Hold, ...]]:
    status, holds = judged.settled.status, judged.settled.holds
    if referral.notes.on_hold:
        return Status.HELD, holds
    # Screened for the panel, or ready before: what screening settles does not come up again.
    goes_on = referral.screening == Screening.PANEL or referral.status is Status.READY
    if goes_on and judged.consent.state is ConsentState.GIVEN:
        if referral.screening == Screening.PANEL and set(holds) <= LIFTED_BY_SCREENING:
            return Status.READY, ()
        if status in (Status.SCREENING, Status.SINGLE_AGENCY):
            return Status.READY, ()
    return status, holds
