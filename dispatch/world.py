"""What the service is given to work with; `run_service.py` puts it together once, and tests put in their own."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from typing import Protocol, TypeVar

from dispatch.sending.mailer import Mailer
from dispatch.sending.outbox_worker import Door, OutboxWorker, Sender
from dispatch.sending.pace import Pace, pace_for
from rules.settings import Settings, SmtpSettings
from storage.clock import Clock
from storage.database import Database, Unit

_Answer = TypeVar("_Answer")


class Job(Protocol):
    """What became of one due thing; it prints as a line for people."""

    @property
    def done(self) -> bool:
        """Whether it was done; if not, it is tried again another time, or was set aside."""


class Due(Door, Protocol):
    """What is due, and doing it (`dispatch.due`)."""

    def plan(self, unit: Unit, settings: Settings) -> Sequence[str]:
        """Bring meetings and ledger in line with the calendar; return lines for people."""

    def fulfil_due(self, database: Database, settings: Settings, clock: Clock) -> Sequence[Job]:
        """Do everything that is due, and say what became of each."""


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """The settings, the store, the time, and what does the work."""

    settings: Settings
    database: Database
    clock: Clock
    due: Due
    sender: Callable[[SmtpSettings], Sender] = Mailer


class Thread:
    """One thread for blocking work: database sessions are made, used and closed in it."""

    def __init__(self, name: str) -> None:
        self._executor = ThreadPoolExecutor(max_workers=1, thread_name_prefix=name)

    def __call__(self, work: Callable[[], _Answer], /) -> Awaitable[_Answer]:
        """Return the answer of *work*, awaited."""
        return asyncio.get_running_loop().run_in_executor(self._executor, work)

    def close(self) -> None:
        """Take no more work; what is being done is not waited for."""
        self._executor.shutdown(wait=False, cancel_futures=True)


async def pause(stop: asyncio.Event, seconds: float) -> None:
    """Return after *seconds*, or as soon as *stop* is set."""
    with suppress(TimeoutError):
        await asyncio.wait_for(stop.wait(), seconds)


def outbox_worker(world: World, thread: Thread, stop: asyncio.Event, pace: Pace | None = None) -> OutboxWorker:
    """Return the worker that empties the outbox of *world*, its database work done in *thread*."""
    return OutboxWorker(
        settings=world.settings,
        database=world.database,
        clock=world.clock,
        sender=world.sender(world.settings.smtp),
        door=world.due,
        in_thread=thread,
        wait=lambda seconds: pause(stop, seconds),
        pace=pace or pace_for(world.settings.smtp),
    )
