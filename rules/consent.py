"""
What a form's consent section amounts to (requirements B1, E5, H9; process, section 2.3).

Consent decides whether a child's form goes to a panel at all, so doubt never
ends in 'given': a tick, signature or name that the reader is not sure of is put
before the administrator.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from rules.exclusions import fold
from rules.form import SURE, ConsentStatement, Form, FormReading, leaves
from rules.referral import ConsentState
from rules.wording import age_at


class ConsentReason(StrEnum):
    """Why consent is judged as it is; each has its sentence in `rules.reasons`."""

    UNREADABLE = "consent_unreadable"
    SHARE_REFUSED = "share_refused"
    SHARE_NOT_ANSWERED = "share_not_answered"
    SHARE_UNSURE = "share_unsure"
    STORE_REFUSED = "store_refused"
    SECTION_UNSURE = "consent_section_unsure"
    SECTION_HAS_PROBLEM = "consent_section_problem"
    CONTRADICTION = "consent_contradiction"
    SIGNATURE_UNSURE = "signature_unsure"
    NOT_SIGNED = "not_signed"
    SIGNED_BY_CHILD_UNDER_16 = "signed_by_child_under_16"
    SIGNED_BY_CHILD_AGE_UNKNOWN = "signed_by_child_age_unknown"
    EXCLUSION_UNSURE = "exclusion_words_unsure"


@dataclass(frozen=True, slots=True)
class ConsentJudgement:
    """
    What the consent section amounts to, and why.

    Attributes:
        state: Given, refused, unclear or unsigned.
        reasons: Codes of `ConsentReason`; empty when consent is given.
        unsure_exclusions: Words under 'not to be shared with' that the reader is not sure of, as written.
    """

    state: ConsentState
    reasons: tuple[str, ...] = ()
    unsure_exclusions: tuple[str, ...] = ()


ADULT_FOR_CONSENT = 16
"""From this age a young person's own signature is enough (presumed capacity: Family Law Reform Act 1969, section 8)."""

_SIGNATURE_LEAVES = ("consent.signed_by", "consent.signed_by_child", "consent.signed_on")


def judge_consent(reading: FormReading) -> ConsentJudgement:
    """
    Judge the consent section of *reading* (B1, E5, ruling 7).

    Refused only where the form surely says no. Given only where it surely says
    yes, is signed, and nothing in the section is in doubt. A leaf without an
    evidence row counts as unsure.
    """
    if reading.form is None or not reading.readable:
        return ConsentJudgement(ConsentState.UNCLEAR, (ConsentReason.UNREADABLE,))
    unsure = _unsure_leaves(reading)
    exclusions = _unsure_exclusions(reading.form.consent, unsure)
    if _is_sure_refusal(reading, unsure):
        return ConsentJudgement(ConsentState.REFUSED, (ConsentReason.SHARE_REFUSED,), exclusions)
    doubts = _doubts(reading, reading.form.consent, unsure)
    if doubts:
        return ConsentJudgement(ConsentState.UNCLEAR, doubts, exclusions)
    unsigned = _why_unsigned(reading.form, unsure)
    if unsigned is not None:
        return ConsentJudgement(ConsentState.UNSIGNED, (unsigned,), exclusions)
    return ConsentJudgement(ConsentState.GIVEN)


def is_signed(form: Form) -> bool:
    """Whether somebody who may consent has signed: a parent or carer, or the young person from the age of 16."""
    return _why_unsigned(form, frozenset()) is None


def _doubts(reading: FormReading, consent: ConsentStatement, unsure: frozenset[str]) -> tuple[str, ...]:
    """Everything about the section that a person must look at, most important first."""
    problems = _problem_fields(reading, consent)
    section = {path for path in unsure if path.startswith("consent.")}
    others = {path for path in section if not path.startswith("consent.not_share_with")}
    checks = (
        (consent.share is None, ConsentReason.SHARE_NOT_ANSWERED),
        (
            "consent.share" in unsure or (consent.share is False and "consent.share" in problems),
            ConsentReason.SHARE_UNSURE,
        ),
        (_contradicts_itself(consent), ConsentReason.CONTRADICTION),
        (consent.store is False, ConsentReason.STORE_REFUSED),
        (any(path in unsure for path in _SIGNATURE_LEAVES), ConsentReason.SIGNATURE_UNSURE),
        (bool(others - {"consent.share", *_SIGNATURE_LEAVES}), ConsentReason.SECTION_UNSURE),
        (bool(problems), ConsentReason.SECTION_HAS_PROBLEM),
        (bool(section - others), ConsentReason.EXCLUSION_UNSURE),
    )
    return tuple(reason for true, reason in checks if true)


def _is_sure_refusal(reading: FormReading, unsure: frozenset[str]) -> bool:
    """A refusal that is itself in doubt is asked about: a misread tick must not turn a family away."""
    assert reading.form is not None  # noqa: S101 - narrows the type for the checker
    consent = reading.form.consent
    in_doubt = {"consent", "consent.share"} & {problem.field for problem in reading.problems}
    return (
        consent.share is False and not in_doubt and "consent.share" not in unsure and not _contradicts_itself(consent)
    )


def _contradicts_itself(consent: ConsentStatement) -> bool:
    """'No' beside services to share with, or one service on both lists."""
    wanted = {fold(name) for name in consent.share_with}
    unwanted = {fold(name) for name in consent.not_share_with}
    return bool(wanted & unwanted - {""}) or (consent.share is False and bool(wanted))


def _why_unsigned(form: Form, unsure: frozenset[str]) -> ConsentReason | None:
    if (form.consent.signed_by or "").strip():
        return None
    if not (form.consent.signed_by_child or "").strip():
        return ConsentReason.NOT_SIGNED
    age = _age_when_signed(form, unsure)
    if age is None:
        return ConsentReason.SIGNED_BY_CHILD_AGE_UNKNOWN
    return None if age >= ADULT_FOR_CONSENT else ConsentReason.SIGNED_BY_CHILD_UNDER_16


def _age_when_signed(form: Form, unsure: frozenset[str]) -> int | None:
    born = form.child.date_of_birth
    day: dt.date | None = form.assessment.date or form.consent.signed_on
    if born is None or day is None or "child.date_of_birth" in unsure or "assessment.date" in unsure:
        return None
    return age_at(born, day)


def _unsure_leaves(reading: FormReading) -> frozenset[str]:
    """Paths of leaves that consent rests on and the reader is not sure of; without evidence nobody is sure."""
    assert reading.form is not None  # noqa: S101 - narrows the type for the checker
    certainty: dict[str, float] = {}
    for row in reading.evidence:
        certainty[row.field] = min(row.certainty, certainty.get(row.field, 1.0))
    resting_on = [
        path
        for path in leaves(reading.form)
        if path.startswith("consent.") or path in {"child.date_of_birth", "assessment.date"}
    ]
    return frozenset(path for path in resting_on if not certainty.get(path, 0.0) >= SURE)


def _unsure_exclusions(consent: ConsentStatement, unsure: frozenset[str]) -> tuple[str, ...]:
    return tuple(
        written for index, written in enumerate(consent.not_share_with) if f"consent.not_share_with[{index}]" in unsure
    )


def _problem_fields(reading: FormReading, consent: ConsentStatement) -> frozenset[str]:
    """Fields of the section that the reader reports a problem with; a missing signature is told as just that."""
    fields = {problem.field or "" for problem in reading.problems}
    concerned = {field for field in fields if field == "consent" or field.startswith(("consent.", "consent["))}
    if not consent.signed_by and not consent.signed_by_child:
        concerned -= set(_SIGNATURE_LEAVES)
    return frozenset(concerned)
