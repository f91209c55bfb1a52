"""Delivery reports and automatic mail: recorded, never answered; a bounce marks what bounced (RFC 3464, RFC 3834)."""

from __future__ import annotations

from intake.message.automatic import DeliveryReport
from intake.settle.desk import Desk, End, Folder
from storage import outbox


def receive_bounce(desk: Desk, report: DeliveryReport) -> End:
    """
    Mark the message of ours that did not arrive, and put it before the administrator.

    A report can be forged: it calls for a look, and changes nothing else (reliability 2.2).
    """
    row = outbox.find_by_message_id(desk.unit, report.original_message_id)
    if row is None or row.panel != desk.panel.code:
        return End("delivery report about nothing of ours", Folder.IGNORED)
    outbox.mark_undelivered(desk.unit, row.id)
    desk.put_before_administrator(
        "undelivered",
        reference=row.references[0] if len(row.references) == 1 else "",
        detail={
            "recipient": outbox.recipient_of(desk.unit, row),
            "kind": row.kind,
            "outgoing": row.id,
            "diagnostics": [f"{one.status} {one.diagnostic}".strip() for one in report.recipients],
        },
    )
    return End("bounce", Folder.IGNORED)


def receive_automatic() -> End:
    """Record automatic or list mail; nothing follows from it."""
    return End("automatic mail", Folder.IGNORED)
