"""The administrators' workbook: asked for by mail, or mailed back corrected (process, section 5)."""

from __future__ import annotations

from collections.abc import Sequence

from intake.message import Attachment
from intake.settle.desk import Desk, End, Folder


def receive_request(desk: Desk) -> End:
    """Owe a proven administrator a fresh workbook; anybody else's wish goes to the administrator."""
    if not desk.is_administrator(desk.proven):
        desk.put_before_administrator("workbook_sender_unproven")
        return End("workbook asked for, not by an administrator", Folder.ATTENTION)
    desk.owe(f"workbook/{desk.received.id}", "workbook", desk.received.id)
    return End("workbook asked for", Folder.PROCESSED)


def receive_panel_workbook(desk: Desk, workbooks: Sequence[Attachment]) -> End:
    """Put a corrected workbook before the administrator."""
    desk.put_before_administrator("workbook_not_taken", detail={"count": len(workbooks)})
    return End("corrected workbook", Folder.ATTENTION)
