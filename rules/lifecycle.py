"""
What becomes of a referral: after reading, after screening, after the panel's decision (process, sections 2 to 4).

`settle_referral` and `apply_screening` decide and change nothing. In doubt a
referral is held and a person asked (ruling 7); which states may follow which is
the table `TRANSITIONS`.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import assert_never

from rules.consent import ConsentJudgement, ConsentReason
from rules.eligibility import Missing
from rules.referral import ConsentState, DecisionWord, Exclusion, Hold, Screening, Status


class Tell(StrEnum):
    """Who hears of it at once."""

    REFERRER = "referrer"
    ADMINISTRATOR = "administrator"
    CHAIR = "chair"
    SERVICE = "service"


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """
    What is known of a referral when it is settled.

    Attributes:
        judgement: What the consent section amounts to.
        exclusions: Of this child and of its family (ruling 7).
        missing: What `missing_for_panel` found; the consent section's part is told by the judgement.
        unsure: What `unsure_identity` found.
        screening: `automatic` or `required`, as the profile says (ruling 6).
        significant_harm: What `reports_significant_harm` found.
        chair_excluded: The chair's own service is excluded and no acting chair is named (ruling 8).
        no_meeting: The calendar has no meeting whose agenda is still open.
        straight_to: Code of the one service that the form asks for, where the profile sends it there (E10).
    """

    judgement: ConsentJudgement
    exclusions: tuple[Exclusion, ...] = ()
    missing: tuple[Missing, ...] = ()
    unsure: tuple[Missing, ...] = ()
    screening: str = "automatic"
    significant_harm: bool = False
    chair_excluded: bool = False
    no_meeting: bool = False
    straight_to: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """Where the referral stands, why it waits if it does, and who is told at once."""

    status: Status
    holds: tuple[Hold, ...] = ()
    tell: frozenset[Tell] = frozenset()


class RefusalReason(StrEnum):
    """Why a screening decision is not taken; each has its sentence in `rules.reasons`."""

    NEEDS_SERVICE = "screening_needs_service"
    STILL_HELD = "screening_still_held"
    CONSENT_NOT_GIVEN = "screening_consent_not_given"
    SERVICE_EXCLUDED = "screening_service_excluded"
    NOT_FROM_HERE = "screening_not_from_here"


@dataclass(frozen=True, slots=True)
class Refusal:
    """The screening decision is not taken, for *reason*."""

    reason: RefusalReason


TRANSITIONS: Mapping[Status, frozenset[Status]] = {
    Status.HELD: frozenset(Status) - {Status.HELD, Status.DECIDED},
    Status.SCREENING: frozenset(Status) - {Status.SCREENING, Status.DECIDED},
    Status.READY: frozenset(Status) - {Status.READY},
    Status.DECIDED: frozenset(
        {Status.HELD, Status.READY, Status.MORE_INFORMATION, Status.SAFEGUARDING, Status.WITHDRAWN, Status.CLOSED}
    ),
    Status.MORE_INFORMATION: frozenset(Status) - {Status.MORE_INFORMATION, Status.DECIDED},
    Status.SAFEGUARDING: frozenset(Status) - {Status.SAFEGUARDING, Status.DECIDED},
    Status.SINGLE_AGENCY: frozenset(Status) - {Status.SINGLE_AGENCY, Status.DECIDED, Status.SCREENING},
    Status.DIRECT_ALLOCATION: frozenset(Status) - {Status.DIRECT_ALLOCATION, Status.DECIDED, Status.SCREENING},
    Status.NOT_ACCEPTED: frozenset(Status) - {Status.NOT_ACCEPTED, Status.DECIDED},
    # After a refusal only a new version with consent, or a child at risk, opens the case again.
    Status.CONSENT_REFUSED: frozenset({Status.HELD, Status.SCREENING, Status.READY, Status.SAFEGUARDING}),
    # The fact of a withdrawal is kept (X8): consent given anew is a re-referral; safeguarding goes before consent.
    Status.WITHDRAWN: frozenset({Status.SAFEGUARDING}),
    # An amended decision or a re-hearing opens a closed case again (B11).
    Status.CLOSED: frozenset({Status.READY, Status.DECIDED, Status.WITHDRAWN}),
}
"""Which states may follow which; staying as it is is always allowed."""

_SCREENED: Mapping[Screening, Status] = {
    Screening.PANEL: Status.READY,
    Screening.DIRECT_ALLOCATION: Status.DIRECT_ALLOCATION,
    Screening.SINGLE_AGENCY: Status.SINGLE_AGENCY,
    Screening.MORE_INFORMATION: Status.MORE_INFORMATION,
    Screening.NOT_FOR_THIS_PANEL: Status.NOT_ACCEPTED,
    Screening.SAFEGUARDING: Status.SAFEGUARDING,
}
_NEEDS_SERVICE = frozenset({Screening.DIRECT_ALLOCATION, Screening.SINGLE_AGENCY})
_GOES_ON = frozenset({Screening.PANEL, Screening.DIRECT_ALLOCATION, Screening.SINGLE_AGENCY})

LIFTED_BY_SCREENING = frozenset({Hold.SIGNIFICANT_HARM, Hold.INCOMPLETE, Hold.UNSURE, Hold.UNREADABLE, Hold.NO_MEETING})
"""Holds that the administrator's own decision settles; consent, exclusions and the chair need their answer first."""


def settle_referral(findings: Findings) -> Settled:
    """
    Where a referral stands once it has been read, or read again after a correction (process, 2.1 to 2.4).

    Significant harm goes before everything: administrator and chair are told
    and decide, and nothing goes to anybody else by itself. A sure refusal of
    consent ends it. Whatever is in doubt holds it. Else it waits for
    screening where the profile requires that (ruling 6), or is ready.
    """
    holds = _holds(findings)
    if findings.significant_harm:
        told = frozenset({Tell.ADMINISTRATOR, Tell.CHAIR})
        return Settled(status=Status.HELD, holds=(Hold.SIGNIFICANT_HARM, *holds), tell=told)
    if findings.judgement.state is ConsentState.WITHDRAWN:
        return Settled(status=Status.WITHDRAWN, tell=frozenset({Tell.REFERRER, Tell.ADMINISTRATOR}))
    if findings.judgement.state is ConsentState.REFUSED:
        return Settled(status=Status.CONSENT_REFUSED, tell=frozenset({Tell.REFERRER}))
    if holds:
        return Settled(status=Status.HELD, holds=holds, tell=frozenset({Tell.REFERRER, Tell.ADMINISTRATOR}))
    return _goes_on(findings)


def apply_screening(
    status: Status,
    screening: Screening,
    service: str | None,
    *,
    holds: Collection[Hold] = (),
    barred: frozenset[str] = frozenset(),
    consent: ConsentState = ConsentState.GIVEN,
) -> Status | Refusal:
    """
    The state after an administrator's screening decision, or why it is not taken (P3, S2; ruling 15).

    Args:
        status: Where the referral stands.
        screening: What the administrator chose.
        service: Code under `Screening service`; direct allocation and single agency need it.
        holds: Why the referral waits, if it does.
        barred: Codes of the services that may not have it (`audience.barred_services`).
        consent: What consent amounts to: without it nothing goes on.
    """
    reached = _SCREENED[screening]
    if reached is not status and reached not in TRANSITIONS[status]:
        return Refusal(RefusalReason.NOT_FROM_HERE)
    if screening in _NEEDS_SERVICE and not service:
        return Refusal(RefusalReason.NEEDS_SERVICE)
    if screening in _GOES_ON:
        refused = _why_it_cannot_go_on(status, holds, consent)
        if refused is not None:
            return Refusal(refused)
    if screening in _NEEDS_SERVICE and service in barred:
        return Refusal(RefusalReason.SERVICE_EXCLUDED)
    return reached


def after_decision(status: Status, word: DecisionWord) -> Status:
    """
    The state after the panel's decision (B10, ruling 14).

    A withdrawn allocation changes nothing for the referral as a whole; a
    re-presented one goes on the next agenda.
    """
    match word:
        case DecisionWord.ALLOCATE | DecisionWord.SINGLE_AGENCY:
            return Status.DECIDED
        case DecisionWord.RE_PRESENT:
            return Status.READY
        case DecisionWord.NO_FURTHER_ACTION | DecisionWord.CLOSE:
            return Status.CLOSED
        case DecisionWord.WITHDRAW:
            return status
        case _:  # pragma: no cover - the type checker finds a forgotten word
            assert_never(word)


def may_become(old: Status, new: Status) -> bool:
    """Whether a referral may go from *old* to *new* (`TRANSITIONS`)."""
    return old is new or new in TRANSITIONS[old]


def _goes_on(findings: Findings) -> Settled:
    if findings.screening != "automatic":
        return Settled(status=Status.SCREENING, tell=frozenset({Tell.REFERRER, Tell.ADMINISTRATOR}))
    if findings.straight_to is not None:
        return Settled(status=Status.SINGLE_AGENCY, tell=frozenset({Tell.REFERRER, Tell.SERVICE}))
    return Settled(status=Status.READY, tell=frozenset({Tell.REFERRER}))


def _holds(findings: Findings) -> tuple[Hold, ...]:
    """Everything that must be settled first, in the order in which an administrator would take it."""
    judgement = findings.judgement
    active = [exclusion for exclusion in findings.exclusions if not exclusion.lifted]
    checks = (
        (ConsentReason.UNREADABLE in judgement.reasons, Hold.UNREADABLE),
        (_consent_is_unclear(judgement), Hold.CONSENT_UNCLEAR),
        (judgement.state is ConsentState.UNSIGNED, Hold.CONSENT_UNSIGNED),
        (any(exclusion.service is None for exclusion in active), Hold.EXCLUSION_UNMATCHED),
        (bool(judgement.unsure_exclusions), Hold.EXCLUSION_UNSURE),
        (_is_incomplete(findings), Hold.INCOMPLETE),
        (bool(findings.unsure), Hold.UNSURE),
        (findings.chair_excluded, Hold.CHAIR_EXCLUDED),
        (findings.no_meeting and findings.straight_to is None, Hold.NO_MEETING),
        (
            findings.straight_to in {exclusion.service for exclusion in active if exclusion.service},
            Hold.CONSENT_UNCLEAR,
        ),
    )
    return tuple(dict.fromkeys(hold for true, hold in checks if true))


def _consent_is_unclear(judgement: ConsentJudgement) -> bool:
    """Doubt about the exclusions alone has its own hold, and an unreadable form says nothing about consent."""
    told_otherwise = {ConsentReason.EXCLUSION_UNSURE, ConsentReason.UNREADABLE}
    return judgement.state is ConsentState.UNCLEAR and not (
        judgement.reasons and set(judgement.reasons) <= told_otherwise
    )


def _is_incomplete(findings: Findings) -> bool:
    unreadable = ConsentReason.UNREADABLE in findings.judgement.reasons
    return not unreadable and any(not missing.path.startswith("consent.") for missing in findings.missing)


def _why_it_cannot_go_on(status: Status, holds: Collection[Hold], consent: ConsentState) -> RefusalReason | None:
    if not set(holds) <= LIFTED_BY_SCREENING or (status is Status.HELD and not holds):
        return RefusalReason.STILL_HELD
    return None if consent is ConsentState.GIVEN else RefusalReason.CONSENT_NOT_GIVEN
