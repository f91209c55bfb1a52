"""The contact list, to the panel's members, when it has changed (B9)."""

from __future__ import annotations

from collections.abc import Iterator

from dispatch.compose import contacts
from dispatch.fulfil.agendas import panel_readers
from dispatch.fulfil.room import Post, Room
from dispatch.views import ContactRow, ContactsView
from rules.referral import ReaderKind
from storage.audit import AuditLine
from storage.contacts import contact_changes, service_of_line

_FIELDS = {
    "name": "representative",
    "email": "representative's address",
    "deputy": "deputy",
    "deputy_email": "deputy's address",
}


def fulfil_contacts(room: Room) -> str:
    """Send every member the list as it stands, and what is new in it."""
    since, until = int(room.owed.detail["after"]), int(room.owed.detail["until"])
    lines = [line for line in contact_changes(room.unit, room.panel.code, since) if line.number <= until]
    told = dict.fromkeys(said for line in lines if (said := _sentence(room, line)))
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


def _sentence(room: Room, line: AuditLine) -> str:
    """What a member is told of one change; what other names forms call a service by concerns nobody."""
    service = service_of_line(room.unit, line)
    if line.action == "representative added":
        return f"{service}: {line.new['name'] or line.new['email']} is new"
    if line.action == "representative struck":
        return f"{service}: {line.old or 'a representative'} is no longer on the list"
    if line.action == "service added":
        return f"{service} is new"
    if line.field == "active":
        return f"{service} is {'on the list again' if line.new else 'no longer on the list'}"
    if line.action == "service changed":
        return f"{line.old} is now called {line.new}" if line.field == "name" else ""
    what = _FIELDS[line.field]
    return f"{service}: the {what} is now {line.new}" if line.new else f"{service}: there is no {what} any more"
