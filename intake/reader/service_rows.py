"""
Rows of services: the service, its worker, agency and number.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from intake.reader.answers import Column, Row, Rows, row_of

if TYPE_CHECKING:
    from intake.reader.draft import Draft

_OF_SERVICES = {
    "service": "service",
    "services_requested": "service",
    "relationship": "service",
    "worker": "name",
    "name": "name",
    "organisation": "organisation",
    "telephone": "telephone",
    "contact": "telephone",
    "email": "email",
    "role": "role",
    "disability_details": "service",
    "agency_and_tel": "organisation",
    "who": "name",
    "address": "address",
    "school": "organisation",
    "given": "name",
    "house": "telephone",
    "people_present": "",
}

_PERSON = re.compile(r"(?:the )?(?:professional|practitioner|person|worker)s?(?: involved)?", re.IGNORECASE)
_TEAM = re.compile(r"\b(?:team|base|organisation|agency|employer|practice|surgery|setting)\b", re.IGNORECASE)
"""'Team / address': whom somebody works for, as long as no other column asks it."""
_MANY = 3
"""Columns of a table in which a service that stands alone in its row may have been printed there for every family."""


def service_rows(draft: Draft, columns: list[Column], rows: Rows) -> None:
    """Every row that tells who helps becomes a service."""
    names = _service_columns(columns)
    for index, name in names.items():
        if name and columns[index].text:
            draft.headings.setdefault(f"services.{name}", columns[index].text)
    for record in rows:
        row = row_of(columns, record, names)
        told = any(n in row and not row[n].answer.blank for n in ("name", "organisation", "telephone", "role"))
        if told or _filled_in(row):
            draft.services.append(row)
        if not told and "service" in row and len(columns) >= _MANY:
            row["service"].score = min(row["service"].score, 0.7)


def _service_columns(columns: list[Column]) -> dict[int, str]:
    """What each column tells of a service; the agency, or what somebody does, is the service where no column has it."""
    said = [_OF_SERVICES.get(c.asks, "service" if c.means and c.means.section == "services" else "") for c in columns]
    asks = ["service" if c.asks == "services_requested" else c.asks for c in columns]
    _told_apart(said, asks, heads_person=_PERSON.fullmatch(columns[0].text.strip(" :*")) is not None)
    if not columns[0].text and not said[0] and "service" not in asks:
        said = ["service", *("name" if name == "service" else name for name in said[1:])]
    if "service" not in said:
        agencies = [i for i, name in enumerate(said) if name == "organisation"]
        if "role" in said:
            said[said.index("role")] = "service"
        elif agencies and (len(agencies) > 1 or agencies[0] == 0 or ("" not in said and "name" in said)):
            said[agencies[0]] = "service"
        elif not said[0]:
            said[0] = "service"
    elif said.count("service") > 1 and "name" not in said:
        said[len(said) - 1 - said[::-1].index("service")] = "name"
    if "organisation" not in said:
        teams = [i for i, c in enumerate(columns) if c.asks == "address" and _TEAM.search(c.text) is not None]
        said = ["organisation" if i in teams[:1] else name for i, name in enumerate(said)]
    return {i: "" if name in said[:i] else name for i, name in enumerate(said)}


def _told_apart(said: list[str], asks: list[str], *, heads_person: bool) -> None:
    """
    'Contact' beside a telephone is a name or an address, 'Who' beside a name the service, 'Who they are' a name.

    'Service or job' beside 'Where based' is what somebody does, and not for whom.
    """
    if "role_and_organisation" in asks and "organisation" in asks and "service" not in asks:
        said[asks.index("role_and_organisation")] = "service"
    if "relationship" in asks and "role" in asks and "service" not in asks and "name" not in said:
        said[asks.index("relationship")] = "name"
    if said[:1] == ["organisation"] and said.count("organisation") > 1 and "service" in said and "name" not in said:
        said[said.index("service")] = "name"  # 'Agency | Professional | Base'
        said[0] = "service"
    if "relationship" in asks and "service" in asks and "name" not in said:
        said[asks.index("relationship")] = "name"
    if "contact" in asks and "telephone" in asks:
        said[asks.index("contact")] = "" if "name" in said else "name"
    if asks[:2] == ["service", "role"] and heads_person and "name" not in said:
        said[:2] = ["name", "service"]  # 'Professional | Role | Employer'
    if "who" in asks and "name" in asks and "service" not in said:
        said[asks.index("who")] = "service"


def _filled_in(row: Row) -> bool:
    """True for a row in which only the service stands, if somebody wrote it there and it is not printed."""
    service = row.get("service")
    return (
        service is not None
        and service.answer.in_field
        and not service.answer.blank
        and any(p.kind == "field" for line in service.answer.lines for p in line)
    )
