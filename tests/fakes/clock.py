"""A clock that stands still until it is told to go on."""

from __future__ import annotations

import datetime as dt


class FixedClock:
    """Keeps `storage.clock.Clock`: believes what it was given; its real time is the same unless told otherwise."""

    def __init__(self, now: dt.datetime, real: dt.datetime | None = None) -> None:
        self._now, self._real = now, real or now

    def believed(self) -> dt.datetime:
        """The time it was given."""
        return self._now

    def real(self) -> dt.datetime:
        """The real time it was given."""
        return self._real

    def advance(self, by: dt.timedelta) -> None:
        """Both times are later by so much."""
        self._now, self._real = self._now + by, self._real + by
