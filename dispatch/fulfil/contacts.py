"""The contact list, to the panel's members, when it has changed (B9)."""

from __future__ import annotations

from collections.abc import Iterator

from dispatch.compose import contacts
from dispatch.fulfil.agendas import panel_readers
from dispatch.fulfil.room import Post, Room
from dispatch.views import ContactRow, ContactsView
from rules.referral import ReaderKind
from storage.audit import AuditLine
from storage.contacts import contact_changes

_CHANGED = {
    "name": "{old} is now {new}",
    "email": "The address {old} is now {new}",
    "deputy": "The deputy {old} is now {new}",
    "deputy_email": "The deputy's address {old} is now {new}",
    "aliases": "",
    "active": "A service was struck or taken up again",
}


def fulfil_contacts(room: Room) -> str:
    """Send every member the list as it stands, and what is new in it."""
    since, until = int(room.owed.detail["after"]), int(room.owed.detail["until"])
    lines = [line for line in contact_changes(room.unit, room.panel.code, since) if line.number <= until]
    told = dict.fromkeys(said for line in lines if (said := _sentence(line)))
    view = ContactsView(rows=tuple(_rows(room)), changes=tuple(told))
    composed = contacts(view, room.paper, room.late)
    chair = room.reader(ReaderKind.CHAIR, room.panel.chair)
    for reader in (*panel_readers(room), *((chair,) if chair.address else ())):
        room.post(Post(composed=composed, reader=reader))
    return f"{len(view.changes)} changes"


def _rows(room: Room) -> Iterator[ContactRow]:
    for service in room.services:
        people = [person for person in room.representatives if person.service == service.code]
        for person in people:
            yield ContactRow(
                service=service.name,
                representative=person.name,
                email=person.email,
                deputy=person.deputy,
                deputy_email=person.deputy_email,
            )
        if not people:
            yield ContactRow(service=service.name, representative="", email="")


def _sentence(line: AuditLine) -> str:
    if line.action == "representative added":
        return f"{line.new['name'] or line.new['email']} is new"
    if line.action == "representative struck":
        return f"{line.old or 'A representative'} is no longer on the list"
    if line.action == "service added":
        return "A service is new"
    said = _CHANGED.get(line.field, "")
    return said.format(old=line.old or "(nobody)", new=line.new or "(nobody)")
