"""What the service remembers about itself between runs: the last believed time, when it last ran."""

from __future__ import annotations

import datetime as dt

from storage.database import Unit
from storage.tables import StateRow

LAST_BELIEVED = "last-believed-time"


def recall(unit: Unit, name: str) -> str | None:
    """Return what was remembered under *name*, or None."""
    row = unit.session.get(StateRow, name)
    return None if row is None else row.value


def remember(unit: Unit, name: str, value: str) -> None:
    """Remember *value* under *name*."""
    row = unit.session.get(StateRow, name) or StateRow(name=name, value=value)
    row.value = value
    unit.session.add(row)


def note_believed_time(unit: Unit) -> dt.datetime | None:
    """
    Remember the unit's time as the last one used, unless a later one was used before: that one is returned (ruling 4).
    """
    written = recall(unit, LAST_BELIEVED)
    last = dt.datetime.fromisoformat(written) if written else None
    if last is not None and unit.now < last:
        return last
    remember(unit, LAST_BELIEVED, unit.now.isoformat())
    return None
