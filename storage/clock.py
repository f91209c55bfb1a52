"""
Two clocks (ruling 4): what is due follows the believed time, leases and pauses the real one.

This is the one place where the machine's clock is read.
"""

from __future__ import annotations

import datetime as dt
from typing import Protocol


class Clock(Protocol):
    """Tells the time; always aware, in UTC."""

    def believed(self) -> dt.datetime:
        """Return the time that the service believes: what is due is judged by it."""

    def real(self) -> dt.datetime:
        """Return the machine's own time, for leases, pauses and time limits."""


class MachineClock:
    """The machine's clock, for both questions."""

    def believed(self) -> dt.datetime:
        """Return the machine's time."""
        return self.real()

    def real(self) -> dt.datetime:
        """Return the machine's time."""
        return dt.datetime.now(dt.UTC)


class BelievedClock(MachineClock):
    """A clock told what to believe (`serve --once --now`); it still measures real time by the machine."""

    def __init__(self, now: dt.datetime) -> None:
        if now.tzinfo is None:
            raise ValueError("a believed time needs its offset")
        self._now = now.astimezone(dt.UTC)

    def believed(self) -> dt.datetime:
        """Return the time that was given."""
        return self._now
