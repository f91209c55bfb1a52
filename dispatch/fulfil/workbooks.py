"""The panel workbook, on its way to an administrator: asked for, each working morning, and as the answer to one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from zoneinfo import ZoneInfo

from dispatch.compose import workbook, workbook_result
from dispatch.composed import EXCEL, Attached
from dispatch.fulfil.office import administrators
from dispatch.fulfil.room import Post, Room
from dispatch.views import Conflict, Refused, Taken, WorkbookResultView, WorkbookView
from dispatch.workbook import write_panel_workbook
from rules.referral import ReaderKind
from rules.settings import PanelSettings
from storage.database import Unit
from storage.exports import keep_export
from storage.panel_view import ToDo, panel_view, to_do
from storage.received import result_of, sender_of
from storage.workbook.snapshot import snapshot_of
from storage.workbook.values import shown

_QUOTED = 200


def make_workbook(unit: Unit, panel: PanelSettings, zone: ZoneInfo) -> tuple[bytes, ToDo]:
    """Return the panel's workbook as the records stand now, and what there is to do in it; what it holds is kept."""
    view = panel_view(unit, panel, zone, unit.new_id())
    keep_export(unit, snapshot_of(view))
    return write_panel_workbook(view, unit.vault.token_key("workbook")), to_do(view.rows)


def fulfil_workbook(room: Room) -> str:
    """Send the workbook to the administrator who asked for it."""
    sender = sender_of(room.unit, room.owed.detail["received"])
    attached, waiting = _attached(room)
    room.post(
        Post(
            composed=workbook(_view(attached, waiting, asked_for=True), room.paper, room.late),
            reader=room.reader(ReaderKind.ADMINISTRATOR, sender.address),
            answers=sender.message_id,
        )
    )
    return waiting.in_words() or "nothing to do in it"


def fulfil_morning(room: Room) -> str:
    """Send every administrator the workbook, if there is something to do in it; one that was missed is not made up."""
    if room.owed.due_at.astimezone(room.zone).date() != room.today:
        return "another morning's comes instead"
    attached, waiting = _attached(room)
    if not waiting.anything:
        return "nothing to do"
    composed = workbook(_view(attached, waiting, asked_for=False), room.paper, room.late)
    for reader in administrators(room):
        room.post(Post(composed=composed, reader=reader))
    return waiting.in_words()


def fulfil_workbook_result(room: Room) -> str:
    """Answer who sent a workbook back: what was taken and what was not, cell by cell, and a fresh workbook (X5)."""
    received_id = room.owed.detail["received"]
    results: Sequence[Mapping[str, Any]] = result_of(room.unit, received_id)
    sender = sender_of(room.unit, received_id)
    attached, _waiting = _attached(room)
    view = WorkbookResultView(
        decisions=False,
        taken=_taken([one for result in results for one in result["taken"]]),
        refused=tuple(one for result in results for one in _refused(result)),
        conflicts=tuple(_conflict(one) for result in results for one in result["conflicts"]),
        warnings=tuple(
            Refused(sheet="The file", cell="", reference="", stands="", why=note)
            for result in results
            for note in result["notes"]
        ),
        workbook=attached,
    )
    room.post(
        Post(
            composed=workbook_result(view, room.paper, room.late),
            reader=room.reader(ReaderKind.ADMINISTRATOR, sender.address),
            answers=sender.message_id,
        )
    )
    return f"{len(view.taken)} taken, {len(view.refused)} not, {len(view.conflicts)} conflicts"


def _attached(room: Room) -> tuple[Attached, ToDo]:
    data, waiting = make_workbook(room.unit, room.panel, room.zone)
    return Attached(f"{room.panel.title} workbook {room.today.isoformat()}.xlsx", EXCEL, data), waiting


def _view(attached: Attached, waiting: ToDo, *, asked_for: bool) -> WorkbookView:
    return WorkbookView(
        workbook=attached,
        to_check=waiting.to_check,
        to_screen=waiting.to_screen,
        not_understood=waiting.not_understood,
        undelivered=waiting.undelivered,
        asked_for=asked_for,
    )


def _taken(listed: Sequence[Mapping[str, str]]) -> tuple[Taken, ...]:
    """What was taken, as far as a mail can show it; the workbook's History has all of it."""
    told = [Taken(reference=one["reference"] or f"{one['sheet']} {one['cell']}", what=one["what"]) for one in listed]
    return tuple(told)


def _refused(result: Mapping[str, Any]) -> list[Refused]:
    found = [
        Refused(
            sheet=one["sheet"],
            cell=one["cell"],
            reference="",
            heading=one["heading"],
            stands=shown(one["found"], _QUOTED),
            why=one["reason"],
        )
        for one in result["refused"]
    ]
    if result["why"]:
        found.insert(0, Refused(sheet="", cell="", reference="", stands="", why=result["why"]))
    return found


def _conflict(one: Mapping[str, str]) -> Conflict:
    return Conflict(
        sheet=one["sheet"],
        cell=one["cell"],
        reference=one["reference"],
        heading=one["heading"],
        yours=shown(one["returned"], _QUOTED),
        theirs=shown(one["on_record"], _QUOTED),
        changed_by=one["changed_by"],
    )
