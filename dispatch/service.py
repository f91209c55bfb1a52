"""
The long-running service: the loop that sends, wakes and hears signals.

    watchers' threads ──▶ bell ──▶ dispatch (a thread: plan, fulfil) ──▶ bell ──▶ sender (this loop)
    alarm clock ────────▶ bell ─┘

Each part means "do what is due now", so a bell that rings twice, or for nothing,
does no harm. A signal stops the service after the message in hand. If a part
dies, everything stops with a reason, so that the supervisor sees it (ADR 0002).
"""

from __future__ import annotations

import asyncio
import datetime as dt
import logging
import os
import signal
import threading
from collections.abc import Callable, Coroutine, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Protocol
from zoneinfo import ZoneInfo

from dispatch.alarm import AlarmClock
from dispatch.once import open_store, plan_calendar
from dispatch.sending.outbox_worker import SendReport
from dispatch.watchdog import beat, look_for_silence, tell_supervisor
from dispatch.world import Thread, World, outbox_worker, pause
from storage import ledger
from storage.errors import DatabaseUnavailable
from storage.mailboxes import note_mail_server
from storage.sole import sole_service
from storage.state import note_believed_time, note_whose_time
from storage.turns import one_at_a_time

_log = logging.getLogger(__name__)

GRACE = 30.0
"""How many seconds a stopping service waits for what is in hand; what it must leave is taken up at the next start."""

PATIENCE = 60.0
_LOOK_INTO_OUTBOX_EVERY = 15.0
_LONGEST_PAUSE = 60.0
_MOST_FAILURES = 10


@dataclass(frozen=True, slots=True)
class Ears:
    """What the watchers tell the service, from their own threads."""

    swept: Callable[[], None]
    ended: Callable[[str, BaseException | None], None]


class Watch(Protocol):
    """A thread that watches one mailbox; it ends soon after its stop event is set."""

    name: str

    def start(self) -> None:
        """Begin to watch."""

    def join(self, timeout: float | None = None) -> None:
        """Wait for the end."""

    def is_alive(self) -> bool:
        """Whether it has not ended."""


MakeWatches = Callable[[threading.Event, Ears], Sequence[Watch]]


@dataclass(frozen=True, slots=True)
class Ended:
    """How the service ended: `failure` names the part that died; `left_behind` says that threads had to be left."""

    failure: str
    left_behind: bool


def run_service(world: World, make_watches: MakeWatches, *, grace: float = GRACE) -> Ended:
    """
    Serve until a signal comes or a part dies.

    Raises:
        DatabaseInUse: another service works on the same SQLite database.
    """
    with sole_service(world.settings.database, patience=PATIENCE):
        open_store(world)
        return asyncio.run(_Service(world, make_watches, grace).run())


class _Service:
    def __init__(self, world: World, make_watches: MakeWatches, grace: float) -> None:
        self._world = world
        self._grace = grace
        self._stop = asyncio.Event()
        self._threads_stop = threading.Event()
        self._something_due = asyncio.Event()
        self._something_to_send = asyncio.Event()
        self._plan_anew = True
        self._failure = ""
        self._mail_server = ""
        self._since = world.clock.believed()
        self._thread = Thread("dispatch")
        self._sender_thread = Thread("outbox")
        self._alarm = AlarmClock(self._ring, self._ring_daily, ZoneInfo(world.settings.time_zone))
        self._loop: asyncio.AbstractEventLoop
        self._watches = make_watches(self._threads_stop, Ears(self._swept, self._watch_ended))

    async def run(self) -> Ended:
        """Have every part run until one ends or a signal comes; then stop them all."""
        self._loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGINT):
            self._loop.add_signal_handler(number, self._asked_to_stop)
        self._alarm.start()
        parts = [
            self._loop.create_task(self._part("dispatch", self._dispatch())),
            self._loop.create_task(self._part("sender", self._send())),
        ]
        for watch in self._watches:
            watch.start()
        self._ring()
        self._something_to_send.set()
        tell_supervisor("READY=1", os.environ)
        _log.info("service_started", extra={"mailboxes": len(self._watches)})
        await self._stop.wait()
        return await self._end(parts)

    async def _end(self, parts: Sequence[asyncio.Task[None]]) -> Ended:
        tell_supervisor("STOPPING=1", os.environ)
        _log.info("service_stopping", extra={"failure": self._failure or "none"})
        self._alarm.stop()
        self._threads_stop.set()
        self._ring()
        self._something_to_send.set()
        until = self._loop.time() + self._grace
        _, hanging = await asyncio.wait(parts, timeout=self._grace)
        for part in hanging:
            part.cancel()
        for watch in self._watches:
            await asyncio.to_thread(watch.join, max(0.0, until - self._loop.time()))
        self._thread.close()
        self._sender_thread.close()
        left = bool(hanging) or any(watch.is_alive() for watch in self._watches)
        _log.info("service_stopped", extra={"left_behind": left})
        return Ended(failure=self._failure, left_behind=left)

    # ----------------------------------------------------------------------------------------------------- the bells

    def _ring(self) -> None:
        self._something_due.set()

    def _ring_daily(self) -> None:
        self._plan_anew = True
        self._something_due.set()

    def _swept(self) -> None:
        self._loop.call_soon_threadsafe(self._ring)

    def _watch_ended(self, name: str, error: BaseException | None) -> None:
        if error is not None:
            self._loop.call_soon_threadsafe(self._fail, f"{name}: {type(error).__name__}")

    def _asked_to_stop(self) -> None:
        self._stop.set()

    def _fail(self, why: str) -> None:
        self._failure = self._failure or why
        self._stop.set()

    # ----------------------------------------------------------------------------------------------------- the parts

    async def _part(self, name: str, work: Coroutine[None, None, None]) -> None:
        try:
            await work
        except Exception as err:  # noqa: BLE001 - a part that dies stops the service, with its name
            _log.error("part_died", extra={"part": name}, exc_info=err)
            self._fail(f"{name}: {type(err).__name__}")

    async def _dispatch(self) -> None:
        failures = 0
        while not self._stop.is_set():
            await self._something_due.wait()
            self._something_due.clear()
            if self._stop.is_set():
                return
            try:
                await self._thread(self._do_what_is_due)
                failures = 0
            except DatabaseUnavailable:
                failures = await self._bear(failures)
                self._ring()
                continue
            beat()
            self._something_to_send.set()
            self._alarm.ring_at(await self._thread(self._next_due), self._world.clock.believed())

    def _do_what_is_due(self) -> None:
        world = self._world
        with world.database.unit(world.clock.believed()) as unit:
            note_whose_time(unit, world.clock)
            note_believed_time(unit)
        with (
            one_at_a_time(world.database.engine, "watchdog"),
            world.database.unit(world.clock.believed()) as unit,
        ):
            look_for_silence(unit, world.settings, self._since)
        if self._plan_anew:
            plan_calendar(world)
            self._plan_anew = False
        jobs = world.due.fulfil_due(world.database, world.settings, world.clock)
        if jobs:
            _log.info("jobs_done", extra={"done": sum(job.done for job in jobs), "tried": len(jobs)})
        if any(job.done for job in jobs):
            # One thing done may make another due; a moment later, so that no mistake in the ledger can make this spin.
            self._loop.call_soon_threadsafe(self._loop.call_later, 1.0, self._ring)

    def _next_due(self) -> dt.datetime | None:
        with self._world.database.unit(self._world.clock.believed()) as unit:
            return ledger.next_due(unit)

    async def _send(self) -> None:
        worker = outbox_worker(self._world, self._sender_thread, self._stop)
        failures = away = 0
        while not self._stop.is_set():
            self._something_to_send.clear()
            try:
                report = await worker.send_all(self._stop)
                await self._sender_thread(partial(self._note_mail_server, report))
                failures = 0
            except DatabaseUnavailable:
                failures = await self._bear(failures)
                continue
            if report.counts:
                self._ring()
            away = away + 1 if report.unavailable else 0
            if away:
                await pause(self._stop, min(_LONGEST_PAUSE, 2.0**away))
            else:
                await self._until_something_to_send()

    def _note_mail_server(self, report: SendReport) -> None:
        if report.unavailable != self._mail_server and (report.unavailable or report.counts):
            self._mail_server = report.unavailable
            with self._world.database.unit(self._world.clock.believed()) as unit:
                note_mail_server(unit, report.unavailable)

    async def _until_something_to_send(self) -> None:
        try:
            await asyncio.wait_for(self._something_to_send.wait(), _LOOK_INTO_OUTBOX_EVERY)
        except TimeoutError:
            return

    async def _bear(self, failures: int) -> int:
        """Bear with a database that does not answer for a while; raise again when it has been too long."""
        if failures + 1 >= _MOST_FAILURES:
            raise DatabaseUnavailable("the database has not answered for some minutes")
        _log.warning("database_unavailable", extra={"failures": failures + 1})
        await pause(self._stop, min(_LONGEST_PAUSE, 2.0**failures))
        return failures + 1
