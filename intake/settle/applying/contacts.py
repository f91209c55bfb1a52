"""Services, representatives and deputies; the new list goes to the panel's members (B9; ruling 13)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from intake.settle.applying.work import Work
from rules.referral import Representative, Service
from storage.contacts import (
    change_representative,
    change_service,
    find_service_row,
    strike_representative,
    strike_service,
)
from storage.panel_view.contacts import NOBODY
from storage.panels import add_representative, add_service
from storage.workbook.outcome import Added, Change, Struck

_PERSON = ("name", "email", "deputy", "deputy_email")


def change_contacts(work: Work, changes: Sequence[Change], added: Sequence[Added], struck: Sequence[Struck]) -> None:
    """Change the contact list as the sheet says, and owe the members the new one."""
    unit, panel = work.office.unit, work.office.panel.code
    mine = [change for change in changes if change.sheet == "Contacts"]
    for change in (one for one in mine if one.subject_kind == "service"):
        value = _names(change.new) if change.field == "aliases" else change.new
        change_service(unit, panel, change.subject_id, **{"name" if change.field == "service" else "aliases": value})
        work.take(change)
    people = [one for one in mine if one.subject_kind != "service"]
    for row_id in dict.fromkeys(change.subject_id for change in people):
        _change_person(work, row_id, [change for change in people if change.subject_id == row_id])
    for row in (one for one in added if one.sheet == "Contacts"):
        _add(work, row)
    for gone in (one for one in struck if one.sheet == "Contacts"):
        _strike(work, gone)


def _change_person(work: Work, row_id: str, changes: Sequence[Change]) -> None:
    said = {change.field: change.new for change in changes}
    if row_id.startswith(NOBODY):
        code = row_id.removeprefix(NOBODY)
        add_representative(work.office.unit, work.office.panel.code, _person(code, said))
    else:
        change_representative(work.office.unit, row_id, **said)
    for change in changes:
        work.take(change)


def _add(work: Work, row: Added) -> None:
    unit, panel = work.office.unit, work.office.panel.code
    code, said = row.values["code"], row.values
    known = find_service_row(unit, panel, code)
    told = []
    if known is not None and not known.active:
        change_service(unit, panel, code, active=True, name=said.get("service", known.name))
        told.append(f"{known.name} is a service again")
    elif known is None:
        name = said.get("service", code)
        add_service(unit, panel, Service(code=code, name=name, aliases=tuple(_names(said.get("aliases", "")))), 1000)
        told.append(f"{name} is a new service")
    if any(said.get(field) for field in _PERSON):
        add_representative(unit, panel, _person(code, said), 1000)
        told.append(f"{said.get('name') or said.get('email', '')} represents {said.get('service') or code}")
    work.take_row(row, "", "; ".join(told) or f"{code} is known already")


def _strike(work: Work, gone: Struck) -> None:
    unit, panel = work.office.unit, work.office.panel.code
    if gone.subject_kind == "service":
        strike_service(unit, panel, gone.subject_id)
        work.take_row(gone, "", f"{gone.values.get('service', gone.subject_id)} is struck with everybody in it")
    elif gone.subject_id.startswith(NOBODY):
        work.refuse_row(gone, "Nobody represents this service. To strike it, choose Service.")
    else:
        strike_representative(unit, gone.subject_id)
        work.take_row(gone, "", f"{gone.values.get('name', 'a representative')} is struck")


def _person(code: str, said: Mapping[str, str]) -> Representative:
    return Representative(
        service=code,
        name=said.get("name", ""),
        email=said.get("email", ""),
        deputy=said.get("deputy", ""),
        deputy_email=said.get("deputy_email", ""),
    )


def _names(text: str) -> list[str]:
    return [part.strip() for part in re.split(r"[;\n]", text) if part.strip()]
