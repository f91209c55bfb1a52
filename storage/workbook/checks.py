"""
Whether what somebody wrote in a row of the panel workbook can be taken: one question to each function.

Each returns the fields that are refused, with the reason in words for the
person: what is wrong, and what would be right. Whether a change may follow
from where a referral stands is for the rules, when it is applied.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from rules.referral import Screening, Service
from storage.workbook.fields import ELEMENTS
from storage.workbook.panel_sheets import (
    ANSWER_IT,
    ELEMENT,
    FILE_IT,
    HOUSEHOLD,
    IGNORE,
    NEW_ADDRESS,
    OTHER_ANSWER,
    PARENT_OR_CARER,
    PLANNED_ACTION,
    PROFESSIONAL,
)
from storage.workbook.referrals_sheet import CASE_OPEN
from storage.workbook.text import fold
from storage.workbook.values import Lists, find_service, shown

Refused = dict[str, str]

_NEEDS_A_SERVICE = frozenset({Screening.SINGLE_AGENCY, Screening.DIRECT_ALLOCATION})
_NEEDS_A_REASON = frozenset({Screening.MORE_INFORMATION, Screening.NOT_FOR_THIS_PANEL})


@dataclass(frozen=True, slots=True, kw_only=True)
class RowContext:
    """
    What a row is judged by.

    Attributes:
        lists: The panel's services and meetings, and known references.
        unoffered: Codes of the services that this row's child is not to be shared with.
        references: The panel's references, folded.
        families: Words that stand for a family already, folded.
        meeting_days: Days on which other meetings are held, in canonical text.
        codes: Codes of the services that there are.
        is_new: Whether somebody added the row.
    """

    lists: Lists
    unoffered: frozenset[str] = frozenset()
    references: frozenset[str] = frozenset()
    families: frozenset[str] = frozenset()
    meeting_days: frozenset[str] = frozenset()
    codes: frozenset[str] = frozenset()
    is_new: bool = False


Row = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class _Edit:
    """A row as it was exported, what of it was changed, and what it then says."""

    before: Row
    edits: Row
    after: Row
    context: RowContext

    def new(self, field: str) -> str | None:
        """What the field was changed to; None if it was not changed."""
        return self.edits.get(field)

    def service(self, written: str) -> Service | None:
        return find_service(written, self.context.lists.services)


def check_row(sheet: str, before: Row, edits: Row, context: RowContext) -> Refused:
    """Return which of *edits* are refused, and why; *before* is the row as it was exported."""
    edit = _Edit(before, edits, {**before, **edits}, context)
    refused: Refused = {}
    for check in _CHECKS.get(sheet, ()):
        refused.update(check(edit))
    return {field: reason for field, reason in refused.items() if field in edits}


# ------------------------------------------------------------------------------------------------------------ referrals


def _screening(edit: _Edit) -> Refused:
    word = edit.new("screening")
    if word in _NEEDS_A_SERVICE and not edit.after.get("screening_service"):
        return {"screening": f"{word} needs a Screening service in the same row: choose one from the list."}
    if word in _NEEDS_A_REASON and not edit.after.get("screening_reason"):
        return {"screening": f"{word} needs a Screening reason in the same row: the referrer is sent these words."}
    return {}


def _screening_service(edit: _Edit) -> Refused:
    service = edit.service(edit.after.get("screening_service", ""))
    if service is None or not edit.edits.keys() & {"screening", "screening_service"}:
        return {}
    excluded = {named.code for part in _parts(edit.after, "exclusions") if (named := edit.service(part))}
    if service.code not in excluded and (service.code not in edit.context.unoffered or "exclusions" in edit.edits):
        return {}
    reason = f"The family does not want {service.name} involved: choose another service."
    return {"screening_service": reason, "screening": reason}


def _exclusions(edit: _Edit) -> Refused:
    if "exclusions" not in edit.edits:
        return {}
    old, new = _parts(edit.before, "exclusions"), _parts(edit.after, "exclusions")
    unknown = [part for part in new if part not in old and edit.service(part) is None]
    if unknown:
        return {"exclusions": f"“{shown(unknown[0])}” is not a service of this panel. Names are separated by ;"}
    lifted = [part for part in old if part not in new and edit.service(part)]
    lost = [part for part in old if part not in new] if len(new) < len(old) else lifted
    if lost and not edit.new("exclusion_reason"):
        return {"exclusions": f"To take {', '.join(lost)} out, say why under Reason for lifting in the same row."}
    return {}


def _family(edit: _Edit) -> Refused:
    word = edit.edits.get("family", "")
    if not word or fold(word) in edit.context.families | edit.context.references:
        return {}
    return {"family": f"“{shown(word)}” is neither a reference nor a family. Write a brother's or sister's reference."}


def _case(edit: _Edit) -> Refused:
    if edit.edits.get("case", CASE_OPEN) == CASE_OPEN:
        return {"case": "Write Open, On hold or Closed."} if edit.edits.get("case") == "" else {}
    if edit.new("case_reason"):
        return {}
    return {"case": f"{edit.edits['case']} needs a Reason for hold or closing in the same row."}


# ----------------------------------------------------------------------------------------------------- people and needs

_ONLY_FOR = {
    "parental_responsibility": {PARENT_OR_CARER},
    "date_of_birth": {PARENT_OR_CARER, HOUSEHOLD},
    "relationship": {PARENT_OR_CARER, HOUSEHOLD},
    "address": {PARENT_OR_CARER},
    "postcode": {PARENT_OR_CARER},
    "telephone": {PARENT_OR_CARER, PROFESSIONAL},
    "school": {HOUSEHOLD},
    "service": {PROFESSIONAL},
    "organisation": {PROFESSIONAL},
}
"""Which lists of the form have a place for what."""


def _place_on_the_form(edit: _Edit) -> Refused:
    who = edit.after.get("list", "")
    wrong = (field for field, lists in _ONLY_FOR.items() if edit.edits.get(field) and who not in lists)
    return dict.fromkeys(wrong, f"The form has no place for this under “{who}”. Empty the cell.")


_NEED_HAS = {
    ELEMENT: {"text", "strengths", "needs"},
    PLANNED_ACTION: {"desired_outcome", "action", "who", "by_when", "measure"},
    OTHER_ANSWER: {"heading", "text"},
}
_ALWAYS = {"reference", "child", "list", "remove", "checked"}


def _place_of_a_need(edit: _Edit) -> Refused:
    what = edit.after.get("list", "")
    has = _NEED_HAS.get(what, set()) | _ALWAYS | ({"heading"} if edit.context.is_new else set())
    wrong = (field for field, text in edit.edits.items() if text and field not in has)
    return dict.fromkeys(wrong, f"The form has no place for this under “{what}”. Empty the cell.")


def _element(edit: _Edit) -> Refused:
    if not edit.context.is_new or edit.after.get("list") != ELEMENT:
        return {}
    heading = edit.after.get("heading", "")
    if fold(heading) in {fold(words) for words in (*ELEMENTS, *ELEMENTS.values())}:
        return {}
    reason = f"“{shown(heading)}” is not an element of the assessment: write it as in another row, like Wider family."
    return dict.fromkeys(("heading", "list") if heading else ("list",), reason)


def _stays_what_it_is(edit: _Edit) -> Refused:
    if edit.context.is_new or "list" not in edit.edits:
        return {}
    return {"list": "A row stays what it is: set Remove to Yes, and write a new row beneath the last one."}


# ------------------------------------------------------------------------------------------------------------- meetings


def _meeting_day(edit: _Edit) -> Refused:
    refused: Refused = {}
    if "held_on" in edit.edits and edit.edits["held_on"] in edit.context.meeting_days:
        refused["held_on"] = f"There is a meeting on {shown(edit.edits['held_on'])} already."
    for field, heading in (("held_on", "day"), ("time", "time"), ("state", "state")):
        if edit.edits.get(field) == "":
            refused[field] = f"A meeting needs a {heading}. To cancel it, set State to Cancelled."
    return refused


def _agenda_item(edit: _Edit) -> Refused:
    refused: Refused = {}
    if edit.edits.get("order") in {"", "0"}:
        refused["order"] = "Write a number: 1 comes first."
    if edit.edits.get("meeting") == "":
        refused["meeting"] = "Choose a meeting. To take the child off every agenda, set Case on the sheet Referrals."
    return refused


# ------------------------------------------------------------------------------------------- reviews, contacts, mail


def _review(edit: _Edit) -> Refused:
    refused: Refused = {}
    if edit.edits.get("close") and not edit.after.get("outcome"):
        refused["close"] = "To close the case, say why under What came of it in the same row."
    if edit.edits.get("due") == "":
        refused["due"] = "A review needs a date. To end the reviews, set Close case to Yes."
    return refused


def _contact(edit: _Edit) -> Refused:
    refused: Refused = {}
    code = edit.after.get("code", "")
    if edit.context.is_new and not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9_\-]{0,30}", code):
        refused["code"] = "A Code is one short word of letters, figures and hyphens."
    if edit.context.is_new and code not in edit.context.codes and not edit.after.get("service"):
        refused["code"] = f"“{shown(code)}” is a new code: write the service's name under Service."
    if edit.edits.get("service") == "":
        refused["service"] = "A service needs a name. To strike it, set Remove to Service."
    for field, person in (("email", "name"), ("deputy_email", "deputy")):
        if edit.edits.get(person) and not edit.after.get(field):
            refused[person] = "Write the address too, in the same row."
    return refused


_NEEDED_FOR = {
    NEW_ADDRESS: ("new_address", "New address"),
    FILE_IT: ("reference", "Reference"),
    ANSWER_IT: ("answer", "Answer"),
    IGNORE: ("why", "Reason"),
}


def _mail(edit: _Edit) -> Refused:
    needed, heading = _NEEDED_FOR.get(edit.edits.get("action", ""), ("", ""))
    if needed and not edit.after.get(needed):
        return {"action": f"{edit.edits['action']} needs the {heading} in the same row."}
    reference = edit.edits.get("reference", "")
    if reference and fold(reference) not in edit.context.references:
        reason = f"“{shown(reference)}” is not a reference of this panel."
        return {"reference": reason, "action": reason}
    return {}


# ------------------------------------------------------------------------------------------------------------ decisions


def _allocated(edit: _Edit) -> Refused:
    service = edit.service(edit.after.get("service", ""))
    if service is None or service.code not in edit.context.unoffered or edit.after.get("decision") == "Withdraw":
        return {}
    reason = f"The family does not want {service.name} involved: choose another service."
    return {"service": reason, "decision": reason}


def _parts(row: Row, field: str) -> list[str]:
    return [part.strip() for part in re.split(r"[;\n]", row.get(field, "")) if part.strip()]


_CHECKS: Mapping[str, tuple[Callable[[_Edit], Refused], ...]] = {
    "Referrals": (_screening, _screening_service, _exclusions, _family, _case),
    "People": (_place_on_the_form, _stays_what_it_is),
    "Needs and actions": (_place_of_a_need, _element, _stays_what_it_is),
    "Meetings": (_meeting_day,),
    "Agenda": (_agenda_item,),
    "Decisions": (_allocated,),
    "Reviews": (_review,),
    "Contacts": (_contact,),
    "Undelivered": (_mail,),
}
