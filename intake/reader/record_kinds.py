"""
What a table of records lists, by its column headings and the section it stands in.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from intake.reader.answers import Column
from intake.reader.labels import heading_section
from intake.reader.statements import read_statement

if TYPE_CHECKING:
    from intake.reader.draft import Draft

_YOUR = re.compile(r"\W*your\b", re.IGNORECASE)
_PEOPLE = frozenset(
    {
        "relationship",
        "dob",
        "edd",
        "pr",
        "pr_yes",
        "school",
        "address",
        "telephone",
        "sex",
        "age",
        "contact",
        "present_yn",
        "email",
        "upn",
        "nhs",
        "postcode",
    }
)
_FAMILY = frozenset({"relationship", "dob", "edd", "pr", "pr_yes", "given", "family", "sex", "year", "upn"})
"""What is asked of people, and never of services."""
_OF_FAMILY = frozenset({"household", "parents", "children", "child", "plan"})
_OF_SUBJECTS = frozenset({"dob", "edd", "sex", "upn", "nhs", "year", "ethnicity", "ethnicity_code"})
"""One of these at least is asked of every child that a form is about."""
_FEWEST_OF_SUBJECTS = 3
_KINDS = {
    "household": "household",
    "parents": "parents",
    "services": "services",
    "children": "children",
    "child": "children",
}


def asked_of_rows(columns: list[Column]) -> set[str]:
    """What the columns ask of each row, leaving out what they ask of a doctor or of whoever fills the form in."""
    return {c.asks for c in columns if c.means is None or c.means.about not in ("gp", "lead", "assessor")}


def people_kind(draft: Draft, columns: list[Column], said: set[str], *, several: bool = False) -> str:
    """Which people, or services, a table lists, "" if it lists neither; *several* if more than one of them is there."""
    if lists_subjects(draft, columns, said):
        return "children"
    headed = _kind_by_head(draft, columns, said)
    if headed:
        return headed
    helpers = (
        draft.section not in _OF_FAMILY
        and "who" in said
        and len(said & {"telephone", "organisation", "contact", "role"}) > 1
    )
    unnamed = columns[0].asks in ("", "who") and len(said & {"relationship", "dob", "pr", "telephone", "school"}) > 1
    of_services = said & {"who", "telephone", "organisation", "contact", "role"}
    unnamed = unnamed or helpers or (draft.section == "services" and bool(of_services))
    if not said & {"name", "given", "family", "worker", "service"} and not heads(columns[0]) and not unnamed:
        return ""
    if _lists_services(draft, said) or (several and _are_workers(draft, said)):
        return "services"
    if not said & _PEOPLE:
        return ""
    return _kind_of_people(draft, said)


def lists_subjects(draft: Draft, columns: list[Column], said: set[str]) -> bool:
    """True for 'Child's full name' over more than is asked of others, below 'Your family', before a child is named."""
    first = columns[0].means
    if draft.names_children or first is None or first.about != "child" or first.asks not in ("name", "given"):
        return False
    return "relationship" not in said and len(said & _OF_SUBJECTS) >= _FEWEST_OF_SUBJECTS


def heads(column: Column) -> bool:
    """True if a column's heading names persons or a section, and asks for nothing."""
    means = column.means
    return means is not None and not means.asks and bool(means.section or means.about)


def _kind_by_head(draft: Draft, columns: list[Column], said: set[str]) -> str:
    """The kind that the first column's heading names: 'Brothers and sisters', 'Mother', 'Who helps already?'."""
    first = columns[0].means
    section = first.section if heads(columns[0]) and first is not None else ""
    if first is None:
        section = heading_section(columns[0].text)
    if section in _KINDS and said & (_PEOPLE | {"name", "worker", "organisation"}):
        return _KINDS[section] if section not in ("child", "children") or "relationship" not in said else "household"
    if first is None or first.asks or not said & _PEOPLE:
        return ""
    if first.about in ("parent", "mother", "father"):
        return "parents"
    if first.about == "child" and said & (_PEOPLE - {"relationship"}):
        return "children" if draft.section != "household" else "household"
    return ""


def _are_workers(draft: Draft, said: set[str]) -> bool:
    """True for several workers with their agencies, below whoever assessed: there is only one of those."""
    if said & _FAMILY or draft.section in ("consent", "services") or "assessor.name" not in draft.one:
        return False
    works = said & {"organisation", "role"} and said & {"name", "worker"}
    return bool(works) and not said & {"date_started", "date_completed"}


def _lists_services(draft: Draft, said: set[str]) -> bool:
    if said & _FAMILY or draft.section == "consent" or said & {"date_started", "date_completed"}:
        return False  # whoever assessed, and when
    if draft.section == "lead" and draft.subject == "lead" and "service" not in said:
        return False  # 'Name | Role | Agency' below 'Lead professional'
    if draft.subject == "assessor" and draft.section != "services" and "service" not in said:
        return False
    if draft.section == draft.subject == "assessor" and "assessor.name" in draft.one and not said & {"name", "worker"}:
        return False  # 'Service' and 'Contact number' of whoever was named above
    if "service" in said or ("worker" in said and draft.section not in ("assessor", "lead")):
        return True
    if draft.section == "services":
        return bool(said & {"organisation", "telephone", "role", "contact", "name"})
    return bool(said & {"organisation", "role"}) and draft.section not in ("child", "children", "assessor", "lead")


def _kind_of_people(draft: Draft, said: set[str]) -> str:
    """Parents, household or children, by the section and by what is asked of each."""
    if said & {"pr", "pr_yes"} and not (said & {"school", "present_yn"} and draft.section != "parents"):
        return "parents"
    if {"relationship", "organisation"} <= said and not said & (_FAMILY - {"relationship"}):
        return "services"  # 'Who they are', 'Where they are based'
    if draft.section == "household":
        return "household"
    if draft.section == "parents":
        return "parents"
    if "relationship" in said:
        return "household"
    if not said & _OF_SUBJECTS or said & {"role", "worker", "service"}:
        return ""
    if draft.section in ("child", "children") or (said & {"given", "name"} and said & {"dob", "edd"}):
        free = not draft.names_children or draft.section == "children" or draft.awaits_child
        return "children" if free else "household"
    return ""


def is_plan(said: set[str]) -> bool:
    """True for a table that asks what is to be done, and by whom, by when or what for."""
    return (
        (
            "action" in said
            and bool(said & {"who", "when", "outcome", "measure", "edd", "date_completed", "date", "needs"})
        )
        or ("when" in said and bool(said & {"outcome", "service"}))
        or ("outcome" in said and "who" in said)
    )


def side_by_side(columns: list[Column]) -> list[tuple[int, int]]:
    """Where the tables begin and end that stand beside one another in one: each headed by whom it lists."""
    starts = [0]
    for index, column in enumerate(columns[1:-1], 1):
        begins = heads(column) or (column.means is None and heading_section(column.text) in _KINDS)
        before = {c.asks for c in columns[starts[-1] : index] if c.asks}
        if begins and before & {c.asks for c in columns[index + 1 :]}:
            starts.append(index)
    return list(pairwise([*starts, len(columns)]))


def is_one_record(columns: list[Column]) -> bool:
    """True for questions side by side rather than a list: about 'you', about whoever assessed, of consent."""
    first = columns[0].means
    return (
        any(_YOUR.match(c.text) for c in columns)
        or (first is not None and not first.asks and "assessor" in (first.about, first.section))
        or any(c.means is None and read_statement(c.text) is not None for c in columns)
        or (sum(c.asks == "date" for c in columns) > 1 and any(c.asks in ("signed", "print_name") for c in columns))
    )
