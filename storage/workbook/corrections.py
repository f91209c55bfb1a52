"""Applies what somebody changed on `Referrals`, `People` and `Needs and actions` to the form itself."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from rules.form import Form, form_from_json, form_to_json
from storage.workbook.fields import ELEMENTS, LEAF_FIELDS, Answer, as_answer
from storage.workbook.outcome import Added, Change, Comparison, Struck
from storage.workbook.panel_sheets import NEEDS, PEOPLE, panel_sheet
from storage.workbook.rows import LISTS_OF_NEEDS, LISTS_OF_PEOPLE
from storage.workbook.text import fold

_NOT_ON_THE_FORM = frozenset({"reference", "child", "list", "checked", "remove"})
_LISTS = {word: name for name, word in {**LISTS_OF_PEOPLE, **LISTS_OF_NEEDS}.items()}


def concerns_form(change: Change) -> bool:
    """Say whether *change* is a correction of the form, which `corrected_form` applies."""
    if change.subject_kind == "referral":
        return change.field in LEAF_FIELDS
    return change.subject_kind in {"person", "need"} and change.field not in _NOT_ON_THE_FORM


def reference_of(subject_id: str) -> str:
    """Return the reference in the id of a referral's, person's or need's row."""
    return subject_id.split("/", 1)[0]


def leaf_of(subject_id: str, field: str) -> str:
    """Return the path of the leaf that a changed cell stands for (`parents_carers[0].name`), for the audit trail."""
    _, _, place = subject_id.partition("/")
    if not place:
        return field
    name, _, which = place.partition("/")
    return f"elements.{which}.{field}" if name == "elements" else f"{name}[{which}].{field}"


def corrected_form(form: Form, reference: str, comparison: Comparison) -> Form:
    """
    Return *form* with what *comparison* says of it: changed answers, people and needs added or struck.

    What concerns another reference, or is no part of a form, is passed over.
    """
    data = form_to_json(form)
    for change in comparison.changes:
        if reference_of(change.subject_id) == reference and concerns_form(change):
            _set(data, change)
    for added in comparison.added:
        if added.sheet in {PEOPLE.name, NEEDS.name} and fold(added.values.get("reference", "")) == fold(reference):
            _add(data, added)
    _strike(data, (struck for struck in comparison.struck if reference_of(struck.subject_id) == reference))
    return form_from_json(data)


def _set(data: dict[str, Any], change: Change) -> None:
    answer = _plain(as_answer(change.field, panel_sheet(change.sheet).column(change.field).kind, change.new))
    _, _, place = change.subject_id.partition("/")
    if not place:
        *parents, leaf = change.field.split(".")
        record = data
        for parent in parents:
            record = record[parent]
        record[leaf] = answer
        return
    name, _, which = place.partition("/")
    records = data[name]
    if name == "elements" and which in records:
        records[which][change.field] = answer
    elif name != "elements" and int(which) < len(records):
        records[int(which)][change.field] = answer or "" if name == "other" else answer


def _add(data: dict[str, Any], added: Added) -> None:
    name = _LISTS[added.values["list"]]
    sheet = panel_sheet(added.sheet)
    answers = {
        field: _plain(as_answer(field, sheet.column(field).kind, text))
        for field, text in added.values.items()
        if field not in _NOT_ON_THE_FORM
    }
    if name == "elements":
        key = _element_key(str(answers.pop("heading", "") or ""))
        known = {"text", "strengths", "needs"}
        data[name][key] = {**data[name].get(key, {}), **{f: a for f, a in answers.items() if f in known}}
    elif name == "other":
        data[name].append({"heading": answers.get("heading") or "", "text": answers.get("text") or ""})
    else:
        data[name].append({field: answer for field, answer in answers.items() if field in _FIELDS[name]})


def _element_key(heading: str) -> str:
    return next((key for key, words in ELEMENTS.items() if fold(heading) in {fold(key), fold(words)}), heading)


def _strike(data: dict[str, Any], struck: Iterable[Struck]) -> None:
    places = [one.subject_id.split("/") for one in struck if one.sheet in {PEOPLE.name, NEEDS.name}]
    for _, name, which in sorted(places, key=lambda place: (place[1], place[2].zfill(6)), reverse=True):
        if name == "elements":
            data[name].pop(which, None)
        elif int(which) < len(data[name]):
            del data[name][int(which)]


def _plain(answer: Answer) -> Any:
    if isinstance(answer, tuple):
        return list(answer)
    return answer if answer is None or isinstance(answer, str | bool) else answer.isoformat()


_FIELDS = {
    "parents_carers": {
        *("name", "relationship", "parental_responsibility", "date_of_birth", "address", "postcode", "telephone"),
    },
    "household": {"name", "relationship", "date_of_birth", "school"},
    "services": {"service", "name", "organisation", "telephone"},
    "actions": {"desired_outcome", "action", "who", "by_when", "measure"},
}
"""What the form has a place for, list by list."""
