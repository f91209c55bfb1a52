"""
What one answer of a form says about another: a child as old as a mother, two people of one name, a service told apart.

Every answer may be likely by itself and the form still not hang together. As in
`plausible`, this is never a reason to leave an answer out; it brings its
certainty below what counts as sure, so that a person looks.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterator, Sequence

from intake.reader.labels import clean
from rules.form import Evidence, Form

_UNLIKELY = 0.6
_OLDEST_CHILD = 20
_YOUNGEST_PARENT = 12
_YEAR = 365.25
_RECORDS = ("services", "household", "actions")
_FEWEST_TOGETHER = 2
_OF_SERVICE = ("service", "name", "organisation", "telephone")
_OF_ACTION = ("desired_outcome", "action", "who", "by_when", "measure")
_OF_MEMBER = ("name", "date_of_birth", "school")
_RECORD = re.compile(r"(?P<kind>\w+)\[(?P<index>\d+)\]")


def doubts_among(form: Form, evidence: Sequence[Evidence]) -> dict[str, float]:
    """Return how far each answer that another speaks against may be believed, by its path."""
    found = (
        *_of_ages(form),
        *_of_names(form),
        *_of_relations(form),
        *_of_signatures(form),
        *_of_contacts(form),
        *_half_told("services", form.services, _OF_SERVICE, "service"),
        *_half_told("actions", form.actions, _OF_ACTION, "action"),
    )
    return dict.fromkeys((*found, *_told_elsewhere(evidence)), _UNLIKELY)


def _of_ages(form: Form) -> Iterator[str]:
    """A child older than any, on the day of the assessment, and a parent hardly older than the child."""
    born, assessed = form.child.date_of_birth, form.assessment.date or form.consent.signed_on
    if born is not None and assessed is not None and _years(born, assessed) > _OLDEST_CHILD:
        yield from ("child.date_of_birth", "child.given_names", "child.family_name")
    for index, parent in enumerate(form.parents_carers):
        later = born or assessed
        if parent.date_of_birth and later and _years(parent.date_of_birth, later) < _YOUNGEST_PARENT:
            yield f"parents_carers[{index}].date_of_birth"


def _years(born: dt.date, then: dt.date) -> float:
    return (then - born).days / _YEAR


def _of_names(form: Form) -> Iterator[str]:
    """Who is told as a parent and is the child, and who is told again among the household."""
    child = _folded(f"{form.child.given_names or ''} {form.child.family_name or ''}")
    parents = [_folded(parent.name) for parent in form.parents_carers]
    for index, name in enumerate(parents):
        if name and (name == child or parents.count(name) > 1):
            yield f"parents_carers[{index}].name"
    for index, member in enumerate(form.household):
        name = _folded(member.name)
        if name and (name == child or (name in parents and " " in name)):
            yield f"household[{index}].name"


def _of_relations(form: Form) -> Iterator[str]:
    """Who of the household is related to nobody, unlike the others: perhaps a child whom the form is about."""
    if any(member.relationship for member in form.household):
        for index, member in enumerate(form.household):
            if not member.relationship:
                yield from (f"household[{index}].{part}" for part in _OF_MEMBER)


def _of_signatures(form: Form) -> Iterator[str]:
    """A child who signs in the name of a grown-up."""
    signed = _folded(form.consent.signed_by_child)
    grown_up = [_folded(parent.name) for parent in form.parents_carers]
    if signed and signed in (*grown_up, _folded(form.consent.signed_by), _folded(form.assessor.name)):
        yield "consent.signed_by_child"


def _of_contacts(form: Form) -> Iterator[str]:
    """A child with an address for mail where whoever assesses works, and one telephone for both."""
    works = {_domain(form.assessor.email), _domain(form.lead_professional.email)} - {""}
    if _domain(form.child.email) in works:
        yield "child.email"
    if form.child.telephone and form.child.telephone == form.assessor.telephone:
        yield "child.telephone"


def _domain(email: str | None) -> str:
    return (email or "").rpartition("@")[2].casefold()


def _half_told(kind: str, rows: Sequence[object], parts: Sequence[str], alone: str) -> Iterator[str]:
    """A record of which but one thing is told, other than *alone*, where more is told of others."""
    told = [[part for part in parts if getattr(row, part)] for row in rows]
    for index, found in enumerate(told):
        if len(found) == 1 and found != [alone] and any(len(other) > 1 for other in told):
            yield f"{kind}[{index}].{found[0]}"


def _told_elsewhere(evidence: Sequence[Evidence]) -> Iterator[str]:
    """What is told of a record in another table than that of all the others of its kind."""
    records = [(found, row) for row in evidence if (found := _RECORD.match(row.field)) is not None]
    for kind in _RECORDS:
        rows = [
            (row.field, found["index"], table)
            for found, row in records
            if found["kind"] == kind and (table := _table(row.place))
        ]
        tables = {index: table for _, index, table in rows}
        counted = Counter(tables.values())
        if len(counted) > 1 and max(counted.values()) > _FEWEST_TOGETHER:
            alone = {table for table, times in counted.items() if times == 1}
            yield from (path for path, index, _ in rows if tables[index] in alone)


def _table(place: str) -> str:
    table, row, _ = place.rpartition(", row ")
    return table if row and ", table " in table else ""


def _folded(name: str | None) -> str:
    return clean(name or "")
