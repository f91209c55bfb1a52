"""What the service remembers about itself between runs: the last believed time, when it last ran."""

from __future__ import annotations

import datetime as dt

from sqlalchemy.dialects import postgresql, sqlite

from storage.clock import BelievedClock, Clock, MachineClock
from storage.database import Unit
from storage.tables import StateRow

LAST_BELIEVED = "last-believed-time"
_GIVEN = "believed-time-was-given"


def recall(unit: Unit, name: str) -> str | None:
    """Return what was remembered under *name*, or None."""
    row = unit.session.get(StateRow, name)
    return None if row is None else row.value


def remember(unit: Unit, name: str, value: str) -> None:
    """Remember *value* under *name*; two machines may do so at once."""
    row = unit.session.get(StateRow, name)
    if row is not None:
        row.value = value
        unit.session.add(row)
        return
    insert = postgresql.insert if unit.session.get_bind().dialect.name == "postgresql" else sqlite.insert
    fresh = insert(StateRow).values(name=name, value=value)
    unit.session.connection().execute(fresh.on_conflict_do_update(index_elements=["name"], set_={"value": value}))


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


def note_whose_time(unit: Unit, clock: Clock) -> None:
    """Remember whether the last run was told what time to believe."""
    remember(unit, _GIVEN, "yes" if isinstance(clock, BelievedClock) else "")


def clock_now(unit: Unit) -> Clock:
    """
    Return the clock of whoever is at the keyboard: the machine's, or the time that the last run was told to believe.

    Without the latter a command between two runs of `serve --once --now` would
    do its work at quite another time than the service (ruling 4).
    """
    last = recall(unit, LAST_BELIEVED)
    return BelievedClock(dt.datetime.fromisoformat(last)) if recall(unit, _GIVEN) and last else MachineClock()
