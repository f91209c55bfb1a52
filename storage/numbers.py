"""Running numbers: given out once, never twice, whatever else fails afterwards."""

from __future__ import annotations

from sqlmodel import select

from storage.database import Unit
from storage.tables import NumberRow


def next_number(unit: Unit, series: str, year: int) -> int:
    """Give out the next number of a series ('N', 'attention') in a year, from 1."""
    row = unit.session.exec(
        select(NumberRow).where(NumberRow.panel == series, NumberRow.year == year).with_for_update()
    ).first() or NumberRow(panel=series, year=year, last=0)
    row.last += 1
    unit.session.add(row)
    unit.session.flush()
    return row.last
