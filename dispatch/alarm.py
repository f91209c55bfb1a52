"""
The alarm clock: it rings, and nothing more.

What is due stands in the ledger; ringing means "look what is due now" (ADR 0003).
So a ring that was missed, or one too many, costs nothing, and APScheduler keeps
nothing that could be lost: its jobs live in memory, a late one rings all the same
(`misfire_grace_time=None`), and several late ones ring once (`coalesce`).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.cron import CronTrigger
from apscheduler.triggers.date import DateTrigger
from apscheduler.triggers.interval import IntervalTrigger

_NEXT = "next-due"


class AlarmClock:
    """Calls *ring* every minute and when the next thing falls due, and *ring_daily* early each day."""

    def __init__(self, ring: Callable[[], None], ring_daily: Callable[[], None], time_zone: dt.tzinfo) -> None:
        self._ring = ring
        self._scheduler = AsyncIOScheduler(
            timezone=time_zone, job_defaults={"misfire_grace_time": None, "coalesce": True, "max_instances": 1}
        )
        self._scheduler.add_job(_in_the_loop(ring), IntervalTrigger(minutes=1), id="minute")
        # Not between one and two at night: twice a year that hour is there twice, or not at all.
        self._scheduler.add_job(
            _in_the_loop(ring_daily), CronTrigger(hour=4, minute=30, timezone=time_zone), id="daily"
        )

    def start(self) -> None:
        """Ring from now on, in the running loop."""
        self._scheduler.start()

    def ring_at(self, when: dt.datetime | None, now: dt.datetime) -> None:
        """Ring at *when*, instead of at what was said before; what is overdue already rings with the minute."""
        if when is not None and when > now:
            self._scheduler.add_job(_in_the_loop(self._ring), DateTrigger(when), id=_NEXT, replace_existing=True)
        elif self._scheduler.get_job(_NEXT) is not None:
            self._scheduler.remove_job(_NEXT)

    def stop(self) -> None:
        """Ring no more."""
        if self._scheduler.running:
            self._scheduler.shutdown(wait=False)


def _in_the_loop(ring: Callable[[], None]) -> Callable[[], object]:
    # APScheduler runs a plain function in a thread of its own; a coroutine in the loop.
    async def ringing() -> None:
        ring()

    return ringing
