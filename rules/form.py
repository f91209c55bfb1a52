"""
The values of one completed form (CAF, EHA, CSF or letter), as the reader gives them.

The shape is the contract printed by `read --json` (docs/schemas/read.schema.json):
a leaf is text as written, a date, a truth value or nothing. What the form does
not say is `None` or an empty tuple, never a guess.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from dataclasses import dataclass, field
from typing import Any

Leaf = str | bool | dt.date | None

SURE = 0.8
"""At this certainty and above a value is taken as read; below, a person is asked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Child:
    """The child whom the form is about (section 'Identifying details')."""

    given_names: str | None = None
    family_name: str | None = None
    also_known_as: str | None = None
    sex: str | None = None
    date_of_birth: dt.date | None = None
    expected_delivery_date: dt.date | None = None
    address: str | None = None
    postcode: str | None = None
    telephone: str | None = None
    email: str | None = None
    unique_reference: str | None = None
    nhs_number: str | None = None
    upn: str | None = None
    ethnicity: str | None = None
    first_language: str | None = None
    parents_first_language: str | None = None
    interpreter_required: bool | None = None
    disability: bool | None = None
    special_requirements: str | None = None
    religion: str | None = None
    school: str | None = None
    year_group: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ParentCarer:
    """One person under 'Details of parents/carers'."""

    name: str | None = None
    relationship: str | None = None
    parental_responsibility: bool | None = None
    date_of_birth: dt.date | None = None
    address: str | None = None
    postcode: str | None = None
    telephone: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class HouseholdMember:
    """A sibling or other person of the household, in the form's order."""

    name: str | None = None
    relationship: str | None = None
    date_of_birth: dt.date | None = None
    school: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """'Assessment information'."""

    date: dt.date | None = None
    people_present: str | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessor:
    """'Details of person(s) undertaking assessment'."""

    name: str | None = None
    role: str | None = None
    organisation: str | None = None
    address: str | None = None
    postcode: str | None = None
    telephone: str | None = None
    email: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LeadProfessional:
    """The lead professional, where the form names one."""

    name: str | None = None
    role: str | None = None
    organisation: str | None = None
    telephone: str | None = None
    email: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceInvolved:
    """A service that already works with the child."""

    service: str | None = None
    name: str | None = None
    organisation: str | None = None
    telephone: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Element:
    """What is written under one element of the assessment."""

    text: str | None = None
    strengths: str | None = None
    needs: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Conclusions:
    """The section 'What are your conclusions?', one box or two."""

    summary: str | None = None
    strengths: str | None = None
    needs: str | None = None
    significant_harm: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedAction:
    """One row of the form's action table; `by_when` is an ISO date where it is one, else as written."""

    desired_outcome: str | None = None
    action: str | None = None
    who: str | None = None
    by_when: str | None = None
    measure: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherAnswer:
    """What the form says under a heading that has no place of its own."""

    heading: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """Where the form asks to go."""

    route: str | None = None
    services_requested: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentStatement:
    """What the consent section says, as written; `rules.consent` judges it."""

    store: bool | None = None
    share: bool | None = None
    share_with: tuple[str, ...] = ()
    not_share_with: tuple[str, ...] = ()
    signed_by: str | None = None
    signed_on: dt.date | None = None
    signed_by_child: str | None = None
    assessor_signed_on: dt.date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """Everything that one form says about one child."""

    child: Child = field(default_factory=Child)
    parents_carers: tuple[ParentCarer, ...] = ()
    household: tuple[HouseholdMember, ...] = ()
    home_situation: str | None = None
    assessment: Assessment = field(default_factory=Assessment)
    assessor: Assessor = field(default_factory=Assessor)
    lead_professional: LeadProfessional = field(default_factory=LeadProfessional)
    services: tuple[ServiceInvolved, ...] = ()
    elements: dict[str, Element] = field(default_factory=dict)
    conclusions: Conclusions = field(default_factory=Conclusions)
    desired_outcomes: str | None = None
    actions: tuple[PlannedAction, ...] = ()
    review_date: dt.date | None = None
    child_comment: str | None = None
    parent_comment: str | None = None
    other: tuple[OtherAnswer, ...] = ()
    referral: Route = field(default_factory=Route)
    consent: ConsentStatement = field(default_factory=ConsentStatement)


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """
    Where one leaf came from.

    Attributes:
        field: Path of the leaf (`child.family_name`, `parents_carers[0].name`).
        certainty: 0 to 1; below `SURE` a person is asked.
        place: Where in the document, as a person would find it.
        written: What stood there before it was typed.
    """

    field: str
    certainty: float
    place: str
    written: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Something that the sender can mend: *message* is for the referrer and names the form's own heading."""

    code: str
    message: str
    field: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FormReading:
    """
    What the reader found in one file for one child (requirement X1).

    `readable` false: nobody should trust it; a person must enter it. `kind` is
    one of caf, eha, csf, letter, unknown. `headings` gives, for a leaf's path,
    the form's own heading for it, also for leaves that were left empty.
    """

    file: str
    kind: str
    readable: bool
    form: Form | None = None
    evidence: tuple[Evidence, ...] = ()
    problems: tuple[Problem, ...] = ()
    headings: dict[str, str] = field(default_factory=dict)
    child_index: int = 0


def form_to_json(form: Form) -> dict[str, Any]:
    """Return *form* as plain JSON values: dates as YYYY-MM-DD, absent leaves as null."""
    return {f.name: _plain(getattr(form, f.name)) for f in dataclasses.fields(form)}


def form_from_json(data: dict[str, Any]) -> Form:
    """Return the form that `form_to_json` wrote; unknown keys are refused with `ValueError`."""
    built = _build(Form, data)
    assert isinstance(built, Form)  # noqa: S101 - narrows the type for the checker
    return built


def leaves(form: Form) -> dict[str, Leaf]:
    """Return every leaf that says something, by its path, in the form's order."""
    found: dict[str, Leaf] = {}
    _walk(form, "", found)
    return found


_NAMES: dict[type, tuple[str, ...]] = {}


def _names(kind: type) -> tuple[str, ...]:
    """The names of a part's leaves, looked up once; empty for what is no part of a form."""
    if kind not in _NAMES:
        _NAMES[kind] = tuple(f.name for f in dataclasses.fields(kind)) if dataclasses.is_dataclass(kind) else ()
    return _NAMES[kind]


def _walk(value: Any, path: str, found: dict[str, Leaf]) -> None:
    if names := _names(type(value)):
        for name in names:
            _walk(getattr(value, name), f"{path}.{name}" if path else name, found)
    elif isinstance(value, dict):
        for key, inner in value.items():
            _walk(inner, f"{path}.{key}", found)
    elif isinstance(value, tuple):
        for index, inner in enumerate(value):
            _walk(inner, f"{path}[{index}]", found)
    elif value is not None and value != "":
        found[path] = value


def _plain(value: Any) -> Any:
    if dataclasses.is_dataclass(value):
        return {f.name: _plain(getattr(value, f.name)) for f in dataclasses.fields(value)}
    if isinstance(value, dict):
        return {key: _plain(inner) for key, inner in value.items()}
    if isinstance(value, tuple):
        return [_plain(inner) for inner in value]
    return value.isoformat() if isinstance(value, dt.date) else value


_DATES = frozenset(
    {"date_of_birth", "expected_delivery_date", "date", "review_date", "signed_on", "assessor_signed_on"}
)
_PARTS: dict[str, type] = {
    "child": Child,
    "assessment": Assessment,
    "assessor": Assessor,
    "lead_professional": LeadProfessional,
    "conclusions": Conclusions,
    "referral": Route,
    "consent": ConsentStatement,
}
_ROWS: dict[str, type] = {
    "parents_carers": ParentCarer,
    "household": HouseholdMember,
    "services": ServiceInvolved,
    "actions": PlannedAction,
    "other": OtherAnswer,
}


def _build(kind: type, data: dict[str, Any]) -> Any:
    unknown = sorted(set(data).difference(_names(kind)))
    if unknown:
        message = f"{kind.__name__} has no field {', '.join(unknown)}"
        raise ValueError(message)
    return kind(**{key: _value(key, value) for key, value in data.items()})


def _value(key: str, value: Any) -> Any:
    if key in _PARTS and isinstance(value, dict):
        return _build(_PARTS[key], value)
    if key in _ROWS and isinstance(value, list):
        return tuple(_build(_ROWS[key], row) for row in value)
    if key == "elements" and isinstance(value, dict):
        return {name: _build(Element, inner) for name, inner in value.items()}
    if key in _DATES and isinstance(value, str):
        return dt.date.fromisoformat(value)
    return tuple(value) if isinstance(value, list) else value
