"""The sheet Undelivered: what waits for an administrator and is no cell of another sheet."""

from __future__ import annotations

from collections.abc import Iterator

from rules.reasons import sentence
from rules.referral import Hold
from rules.wording import long_date
from storage import received
from storage.attention import Attention, attentions
from storage.panel_view.shelf import Shelf
from storage.workbook.values import Raw
from storage.workbook.views import RowView

IN_THE_REFERRAL = frozenset({*(str(hold) for hold in Hold), "screening", "unreadable_form"})
"""What these wait for is done on the sheet Referrals."""
NOT_DELIVERED = frozenset({"undelivered", "stopped_at_the_door", "service_without_address", "file_too_large"})


def undelivered_rows(shelf: Shelf) -> Iterator[RowView]:
    """Yield a row for each thing that waits for an administrator."""
    for entry in attentions(shelf.unit, panel=shelf.panel.code):
        if entry.reason not in IN_THE_REFERRAL:
            yield RowView(id=entry.id, values=_values(shelf, entry))


def _values(shelf: Shelf, entry: Attention) -> dict[str, Raw]:
    local = entry.at.astimezone(shelf.zone)
    return {
        "number": entry.number,
        "at": f"{long_date(local.date())} at {local:%H:%M}",
        "kind": "Not delivered" if entry.reason in NOT_DELIVERED else "To be read",
        "address": str(entry.detail.get("recipient") or entry.detail.get("sender") or _sender(shelf, entry)),
        "what": _what(entry),
        "reference": entry.reference,
    }


def _sender(shelf: Shelf, entry: Attention) -> str:
    return received.sender_of(shelf.unit, entry.received_id).address if entry.received_id else ""


def _what(entry: Attention) -> str:
    told = [sentence(entry.reason)]
    if entry.detail.get("subject"):
        told.append(f"Its subject: “{entry.detail['subject']}”.")
    for name in ("problems", "changed", "diagnostics"):
        told += [str(one) for one in entry.detail.get(name, ())]
    return " ".join(told)
