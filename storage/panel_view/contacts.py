"""The sheet Contacts."""

from __future__ import annotations

from collections.abc import Iterator

from sqlmodel import col, select

from storage.panel_view.shelf import Shelf
from storage.tables import RepresentativeRow
from storage.workbook.views import RowView

NOBODY = "service/"
"""Begins the id of the row of a service that nobody represents."""


def contact_rows(shelf: Shelf) -> Iterator[RowView]:
    """Yield a row for each representative, and one for each service without any."""
    rows = shelf.unit.session.exec(
        select(RepresentativeRow)
        .where(RepresentativeRow.panel == shelf.panel.code, col(RepresentativeRow.active))
        .order_by(col(RepresentativeRow.position), col(RepresentativeRow.id))
    ).all()
    for service in shelf.services:
        head = {"service": service.name, "code": service.code, "aliases": "; ".join(service.aliases)}
        people = [row for row in rows if row.service == service.code]
        for row in people:
            yield RowView(id=row.id, values={**head, **shelf.unit.opened(row, "sealed_contact")})
        if not people:
            yield RowView(id=f"{NOBODY}{service.code}", values=head)
