"""
Makes the rows of `Referrals`, `People` and `Needs and actions` from a referral's form.

A row of a list in the form (a person, an action) is known by the referral and
its place in that list: `N26-0042/parents_carers/0`.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from rules.form import SURE, Evidence, Form, FormReading, Leaf, leaves
from storage.workbook.fields import ELEMENTS, LEAF_FIELDS, as_cell
from storage.workbook.panel_sheets import (
    ELEMENT,
    HOUSEHOLD,
    OTHER_ANSWER,
    PARENT_OR_CARER,
    PLANNED_ACTION,
    PROFESSIONAL,
)
from storage.workbook.values import Raw
from storage.workbook.views import Doubt, RowView

LISTS_OF_PEOPLE = {"parents_carers": PARENT_OR_CARER, "household": HOUSEHOLD, "services": PROFESSIONAL}
LISTS_OF_NEEDS = {"elements": ELEMENT, "actions": PLANNED_ACTION, "other": OTHER_ANSWER}
"""Lists of the form, and the words for them on the sheets."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferralEntry:
    """
    A referral as the workbook shows it.

    Attributes:
        child: Initials.
        to_do: What it waits for, in words; "" if nothing.
        form: As corrected so far.
        doubts: By leaf path: what a person is asked to look at (`doubts_of`).
        exclusions: Names of the services that the family does not want involved, as written where they match none.
        family: A word that all children of the family share; "" for a child without one.
        case: `Open`, `On hold` or `Closed`.
        checked: Whether an administrator has looked at what was doubtful.
    """

    reference: str
    child: str
    form: Form
    doubts: Mapping[str, Doubt] = field(default_factory=dict)
    to_do: str = ""
    status: str = ""
    received: dt.date | None = None
    checked: bool = False
    screening: str = ""
    screening_service: str = ""
    screening_reason: str = ""
    meeting: dt.date | None = None
    referrer: str = ""
    referrer_email: str = ""
    exclusions: tuple[str, ...] = ()
    exclusion_reason: str = ""
    family: str = ""
    case: str = "Open"
    case_reason: str = ""


def doubts_of(reading: FormReading, form: Form, settled: Collection[str] = ()) -> dict[str, Doubt]:
    """
    Return, by leaf path, what a person is asked to look at.

    What was corrected since (the leaf in *form* differs from the one read) or
    is in *settled* (somebody set Checked) is doubtful no more.
    """
    read = leaves(reading.form) if reading.form else {}
    now = leaves(form)
    why = {problem.field: problem.message for problem in reading.problems if problem.field}
    found = {proof.field: _unsure(proof, why) for proof in reading.evidence if proof.certainty < SURE}
    for path, message in why.items():
        found.setdefault(path, Doubt(why=message))
    return {path: doubt for path, doubt in found.items() if path not in settled and read.get(path) == now.get(path)}


def _unsure(proof: Evidence, why: Mapping[str, str]) -> Doubt:
    reason = why.get(proof.field) or f"The reader is only {round(proof.certainty * 100)}% sure of this."
    return Doubt(said=proof.written or "", place=proof.place, why=reason)


def referral_row(entry: ReferralEntry, *, unoffered: frozenset[str] = frozenset()) -> RowView:
    """Return the row of `Referrals`; *unoffered* are codes of services that its list leaves out."""
    answers = _answers(entry.form)
    values: dict[str, Raw] = {path: as_cell(path, answers.get(path)) for path in LEAF_FIELDS}
    values |= {
        "reference": entry.reference,
        "to_do": entry.to_do,
        "status": entry.status.capitalize(),
        "received": entry.received,
        "checked": True if entry.checked else None,
        "screening": entry.screening,
        "screening_service": entry.screening_service,
        "screening_reason": entry.screening_reason,
        "meeting": entry.meeting,
        "referrer": entry.referrer,
        "referrer_email": entry.referrer_email,
        "exclusions": "; ".join(entry.exclusions),
        "exclusion_reason": entry.exclusion_reason,
        "family": entry.family,
        "case": entry.case,
        "case_reason": entry.case_reason,
    }
    return RowView(id=entry.reference, values=values, doubts=_of_referral(entry.doubts), unoffered=unoffered)


def people_rows(entry: ReferralEntry) -> Iterator[RowView]:
    """Yield the rows of `People` for a referral: parents and carers, household, services involved."""
    for name, word in LISTS_OF_PEOPLE.items():
        for place, person in enumerate(getattr(entry.form, name)):
            yield _list_row(entry, f"{name}/{place}", f"{name}[{place}].", word, _parts(person))


def need_rows(entry: ReferralEntry) -> Iterator[RowView]:
    """Yield the rows of `Needs and actions` for a referral: elements, the form's own actions, other answers."""
    for key, element in entry.form.elements.items():
        values = {**_parts(element), "heading": ELEMENTS.get(key, key)}
        yield _list_row(entry, f"elements/{key}", f"elements.{key}.", ELEMENT, values)
    for place, action in enumerate(entry.form.actions):
        values = {**_parts(action), "by_when": _day_or_words(action.by_when)}
        yield _list_row(entry, f"actions/{place}", f"actions[{place}].", PLANNED_ACTION, values)
    for place, other in enumerate(entry.form.other):
        yield _list_row(entry, f"other/{place}", f"other[{place}].", OTHER_ANSWER, _parts(other))


def _list_row(entry: ReferralEntry, place: str, path: str, word: str, values: Mapping[str, Raw]) -> RowView:
    doubts = {leaf.removeprefix(path): doubt for leaf, doubt in entry.doubts.items() if leaf.startswith(path)}
    head: dict[str, Raw] = {"reference": entry.reference, "child": entry.child, "list": word}
    if entry.checked:
        head["checked"] = True
    return RowView(id=f"{entry.reference}/{place}", values={**head, **values}, doubts=doubts)


def _parts(record: Any) -> dict[str, Raw]:
    return {name: getattr(record, name) for name in record.__dataclass_fields__}


def _day_or_words(text: str | None) -> Raw:
    try:
        return dt.date.fromisoformat(text or "")
    except ValueError:
        return text


def _answers(form: Form) -> dict[str, Leaf | tuple[str, ...]]:
    answers: dict[str, Leaf | tuple[str, ...]] = dict(leaves(form))
    answers["referral.services_requested"] = form.referral.services_requested
    answers["consent.share_with"] = form.consent.share_with
    return answers


def _of_referral(doubts: Mapping[str, Doubt]) -> dict[str, Doubt]:
    """Doubts by the sheet's fields: `consent.not_share_with[0]` belongs to `exclusions`."""
    found: dict[str, Doubt] = {}
    for path, doubt in doubts.items():
        column = re.sub(r"\[\d+\]$", "", path)
        column = "exclusions" if column == "consent.not_share_with" else column
        if column in LEAF_FIELDS or column == "exclusions":
            found.setdefault(column, doubt)
    return found
