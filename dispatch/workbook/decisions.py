"""The decision workbook: what the chair fills in during the meeting (requirement B10)."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count, islice

from openpyxl import Workbook

from dispatch.workbook.guide import guide, write_guide, write_marker_sheet
from dispatch.workbook.lists import NamedLists
from dispatch.workbook.sheet import Frame, write_sheet
from dispatch.workbook.stream import save
from rules.wording import long_date
from storage.workbook.decisions import DECISIONS, DecisionItem, DecisionWorkbookView, RecordedRow
from storage.workbook.marker import MarkedItem, Marker, WorkbookKind, decision_scope
from storage.workbook.values import Lists, Raw
from storage.workbook.views import RowView

_GUIDE = guide(
    """
What this is: One block of rows for each child, in the order of the agenda. Fill it in while the panel talks.
Deciding: Choose a Decision. Allocate gives one service its part: one row for each service. Re-present, Single agency,
    No further action and Close need one row each. Withdraw takes back an allocation that was made before: name the
    service.
Actions: An action needs a row with Action, Who and By when. It may stand on the row of an allocation, or on a row that
    has no Decision.
The first row: Lead professional, Review date and Notes for the whole item stand on the first row of its block.
More rows: Use the empty rows, or write beneath the last one: repeat the Reference and leave Item and Child empty.
Services: Choose from the list. A service that the family does not want involved is not offered, and is refused if it
    is typed.
Sending it: Save it and mail it back, as an attachment, from the address that it came to. The file may have any name.
    Send it half filled, and again when there is more: a row sent again replaces what it said before. You get a list of
    what was taken and what was not.
Please leave alone: References, and the hidden column and sheets. You may sort and filter, add columns of your own, and
    use LibreOffice or Excel on a phone.
"""
)


def write_decision_workbook(view: DecisionWorkbookView, key: bytes) -> bytes:
    """Return the workbook (`.xlsx`) for *view*; *key* makes the checks that tell altered ids on return."""
    book = Workbook(write_only=True)
    frame = Frame(
        panel_title=view.panel_title,
        scope=decision_scope(view.panel, view.meeting),
        key=key,
        lists=Lists(services=view.services),
        named=NamedLists(),
        marking=view.marking,
    )
    write_sheet(book, DECISIONS, _rows(view), banner=_banner(view), frame=frame)
    write_guide(book, f"How to use this workbook: {view.panel_title}", _GUIDE)
    frame.named.write(book)
    write_marker_sheet(book, _marker(view), key)
    book.properties.creator, book.properties.title = "Panelpost", f"Decisions: {view.panel_title}"
    return save(book, frame.rows)


def _banner(view: DecisionWorkbookView) -> tuple[str, ...]:
    send = f" to {view.reply_to}" if view.reply_to else ""
    return (
        f"{view.panel_title}: decisions of {long_date(view.meeting_on)}",
        f"Fill in the rows of each child, save, and mail this workbook back{send}.",
        "One row for each service or action. Send it half filled and again when there is more. See “How to use”.",
    )


def _rows(view: DecisionWorkbookView) -> Iterator[RowView]:
    for position, item in enumerate(view.items):
        rows = [(row.id, _recorded(row)) for row in item.recorded]
        rows.extend((row_id, {}) for row_id in islice(_new_ids(view, item), view.blank_rows))
        for number, (row_id, values) in enumerate(rows):
            yield RowView(
                id=row_id,
                values={"reference": item.reference, "item": item.item, "child": item.child, **values},
                unoffered=item.excluded,
                opens=number == 0,
                shaded=position % 2 == 1,
                blank=number > 0 and not values,
            )


def _recorded(row: RecordedRow) -> dict[str, Raw]:
    return {
        "decision": row.decision,
        "service": row.service,
        "role": row.role,
        "named_worker": row.named_worker,
        "lead_agency": row.lead_agency,
        "lead_professional": row.lead_professional,
        "action": row.action,
        "who": row.who,
        "by_when": row.by_when,
        "review_date": row.review_date,
        "notes": row.notes,
    }


def _new_ids(view: DecisionWorkbookView, item: DecisionItem) -> Iterator[str]:
    taken = {row.id for row in item.recorded}
    names = (f"{item.reference}/{view.edition}{number}" for number in count(1))
    return (name for name in names if name not in taken)


def _marker(view: DecisionWorkbookView) -> Marker:
    items = tuple(MarkedItem(reference=i.reference, item=i.item, child=i.child) for i in view.items)
    return Marker(kind=WorkbookKind.DECISION, panel=view.panel, meeting=view.meeting, items=items)
