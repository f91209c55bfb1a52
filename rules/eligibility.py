"""
What a form needs before it can go to a panel, and what else is worth saying about it (rulings 19 and 20).

What is missing is named by the form's own heading where the reader found one,
else by the national form's. Only what ruling 20 lists holds a referral; the
rest is named in the acknowledgement.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from rules.consent import is_signed
from rules.exclusions import Match, fold, match_service
from rules.form import SURE, Form, FormReading
from rules.referral import Service
from rules.wording import age_at, is_unborn_name


@dataclass(frozen=True, slots=True)
class Missing:
    """A leaf that the form leaves empty (or unsure): its path, and the heading under which people find it."""

    path: str
    heading: str


NATIONAL_HEADINGS: Mapping[str, str] = {
    "child.given_names": "Given name(s)",
    "child.family_name": "Family name",
    "child.date_of_birth": "Date of birth or EDD",
    "child.expected_delivery_date": "Date of birth or EDD",
    "child.address": "Address",
    "child.postcode": "Postcode",
    "child.sex": "Male / Female / Unknown",
    "child.telephone": "Contact tel. no.",
    "child.ethnicity": "Ethnicity",
    "child.first_language": "Child's first language",
    "child.school": "Early years/education/FE training provision",
    "parents_carers": "Details of parents/carers",
    "assessment.date": "Date assessment started",
    "assessment.people_present": "People present at assessment",
    "assessment.reason": "What has led to this unborn baby, infant, child or young person being assessed?",
    "assessor.name": "Details of person(s) undertaking assessment: Name",
    "assessor.role": "Details of person(s) undertaking assessment: Role",
    "assessor.organisation": "Details of person(s) undertaking assessment: Organisation",
    "assessor.telephone": "Details of person(s) undertaking assessment: Contact tel. no.",
    "assessor.email": "Details of person(s) undertaking assessment: E-mail",
    "elements": "CAF assessment summary: strengths and needs",
    "conclusions.summary": "What are your conclusions?",
    "desired_outcomes": "Goals",
    "actions": "Agreed actions",
    "child_comment": "Child or young person's comment on the assessment and actions identified",
    "parent_comment": "Parent or carer's comment on the assessment and actions identified",
    "consent.share": "I agree to the sharing of information, as agreed, between the services listed below",
    "consent.signed_by": "Consent statement: Signed (parent or carer)",
    "consent.signed_on": "Consent statement: Date",
}
"""Headings of the national form, for leaves whose own heading the reader did not see."""


@dataclass(frozen=True, slots=True)
class _Need:
    path: str
    is_met: Callable[[Form], bool]


_NEEDED = (
    _Need("child.given_names", lambda form: bool(_text(form.child.given_names))),
    _Need("child.family_name", lambda form: bool(_text(form.child.family_name)) or _is_unborn(form)),
    _Need("child.date_of_birth", lambda form: bool(form.child.date_of_birth or form.child.expected_delivery_date)),
    _Need("child.address", lambda form: bool(_text(form.child.address) or _text(form.child.school))),
    _Need("assessor.name", lambda form: bool(_text(form.assessor.name))),
    _Need("assessment.reason", lambda form: bool(_text(form.assessment.reason))),
    _Need("consent.share", lambda form: form.consent.share is True),
    _Need("consent.signed_by", is_signed),
)
_WISHED = (
    _Need("child.postcode", lambda form: bool(_text(form.child.postcode))),
    _Need("child.sex", lambda form: bool(_text(form.child.sex)) or _is_unborn(form)),
    _Need("child.ethnicity", lambda form: bool(_text(form.child.ethnicity))),
    _Need("parents_carers", lambda form: any(_text(person.name) for person in form.parents_carers)),
    _Need("assessment.date", lambda form: form.assessment.date is not None),
    _Need("assessor.organisation", lambda form: bool(_text(form.assessor.organisation))),
    _Need("elements", lambda form: bool(form.elements) or _has_conclusions(form)),
    _Need("conclusions.summary", lambda form: _has_conclusions(form)),  # noqa: PLW0108 - it stands below
    _Need("desired_outcomes", lambda form: bool(_text(form.desired_outcomes)) or _has_action_outcomes(form)),
    _Need("actions", lambda form: bool(form.actions)),
    _Need("child_comment", lambda form: bool(_text(form.child_comment)) or _is_unborn(form)),
    _Need("parent_comment", lambda form: bool(_text(form.parent_comment))),
    _Need("consent.signed_on", lambda form: form.consent.signed_on is not None or not is_signed(form)),
)
_IDENTITY = ("child.given_names", "child.family_name", "child.date_of_birth", "child.expected_delivery_date")


def missing_for_panel(
    form: Form, *, has_mail_address: bool = True, headings: Mapping[str, str] | None = None
) -> tuple[Missing, ...]:
    """
    What keeps *form* from a panel, in the form's order (ruling 20, B6).

    Args:
        form: The form as read, or as corrected.
        has_mail_address: It came by mail, which is a way to reach the referrer.
        headings: The form's own headings by path (`FormReading.headings`).
    """
    missing = _not_met(_NEEDED, form, headings)
    reachable = has_mail_address or _text(form.assessor.email) or _text(form.assessor.telephone)
    return missing if reachable else (*missing, _missing("assessor.email", headings))


def also_missing(form: Form, *, headings: Mapping[str, str] | None = None) -> tuple[Missing, ...]:
    """What else is empty and worth naming in the acknowledgement; it holds nothing up (ruling 20)."""
    return _not_met(_WISHED, form, headings)


def unsure_identity(reading: FormReading) -> tuple[Missing, ...]:
    """Whose name or date of birth the reader is not sure of: a person looks before anything goes under that name."""
    unsure = {row.field for row in reading.evidence if row.certainty < SURE}
    return tuple(_missing(path, reading.headings) for path in _IDENTITY if path in unsure)


def older_than_a_year(form: Form, today: dt.date) -> bool:
    """Whether the form was more than a year old at *today*: pointed out to the administrator, and goes on (19)."""
    day = form_date(form)
    if day is None:
        return False
    years = age_at(day, today)
    return years is not None and years >= 1 and not (years == 1 and (day.month, day.day) == (today.month, today.day))


def too_old_child(form: Form, oldest_age: int, arrived: dt.date) -> bool:
    """Whether the child was older than *oldest_age* at the form's own date (ruling 19, H2), else when it *arrived*."""
    born = form.child.date_of_birth
    if born is None:
        return False
    age = age_at(born, form_date(form) or arrived)
    return age is not None and age > oldest_age


def form_date(form: Form) -> dt.date | None:
    """The form's own date: of the assessment, else of the parent's, else of the assessor's signature."""
    return form.assessment.date or form.consent.signed_on or form.consent.assessor_signed_on


def reports_significant_harm(form: Form) -> bool:
    """
    Whether the form answers that the child is at risk of significant harm (E5, H9; process, section 2.3).

    Any answer but a plain no counts: the cost of asking a person is small. The
    boilerplate of every blank form is no answer; the reader leaves it out.
    """
    words = fold(form.conclusions.significant_harm or "").split()
    if not words:
        return False
    plain_no = words[0] in {"no", "none", "nil", "false", "na"} or words[:2] in (["n", "a"], ["not", "applicable"])
    return not plain_no or bool({"but", "however", "although", "except", "yes"} & set(words))


def single_service_asked(form: Form, services: Sequence[Service]) -> Match | None:
    """The service meant by a form that asks to go to one service alone (E10); None where it asks for a panel."""
    if form.referral.route not in (None, "single_agency") or len(form.referral.services_requested) != 1:
        return None
    return match_service(form.referral.services_requested[0], services)


def _not_met(needs: Sequence[_Need], form: Form, headings: Mapping[str, str] | None) -> tuple[Missing, ...]:
    return tuple(_missing(need.path, headings) for need in needs if not need.is_met(form))


def _missing(path: str, headings: Mapping[str, str] | None) -> Missing:
    return Missing(path=path, heading=(headings or {}).get(path) or NATIONAL_HEADINGS[path])


def _text(value: str | None) -> str:
    return (value or "").strip()


def _is_unborn(form: Form) -> bool:
    return form.child.sex == "unborn" or is_unborn_name(form.child.given_names)


def _has_conclusions(form: Form) -> bool:
    conclusions = form.conclusions
    return any(map(_text, (conclusions.summary, conclusions.strengths, conclusions.needs)))


def _has_action_outcomes(form: Form) -> bool:
    return any(_text(action.desired_outcome) for action in form.actions)
