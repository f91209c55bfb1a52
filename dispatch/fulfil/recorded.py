"""What is decided already, as rows of the decision workbook."""

from __future__ import annotations

from rules.decisions_rows import DecisionRow
from storage.database import Unit
from storage.decisions import rows_recorded
from storage.workbook.decisions import RecordedRow


def recorded_rows(unit: Unit, reference: str, meeting_id: int) -> tuple[RecordedRow, ...]:
    """Return the rows that an item's decision was made of, to be shown filled in; each keeps its id."""
    rows = rows_recorded(unit, reference, meeting_id)
    return tuple(_recorded(row, f"{reference}/kept{number}") for number, row in enumerate(rows, start=1))


def _recorded(row: DecisionRow, otherwise: str) -> RecordedRow:
    return RecordedRow(
        id=row.id or otherwise,
        decision=str(row.decision) if row.decision else "",
        service=row.service,
        role=row.role,
        named_worker=row.named_worker,
        lead_agency=row.lead_agency,
        lead_professional=row.lead_professional,
        action=row.action,
        who=row.who,
        by_when=row.by_when or row.by_when_written or None,
        review_date=row.review_date,
        notes=row.notes,
    )
