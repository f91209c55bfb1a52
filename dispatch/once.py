"""
`serve --once`: all that waits is taken in, all that is due done, all that can go sent; then the end.

For cron and for tests. A mailbox or mail server that is away is told, and the
rest is done all the same (ruling 5). What one step makes due - an answer to a
message just taken in, a word to the administrator about one that the server
refused - is done in the same run.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import signal
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from dispatch.sending.outbox_worker import SendReport
from dispatch.sending.outcome import REASONS
from dispatch.sending.pace import Pace, pace_for
from dispatch.world import Thread, World, outbox_worker
from storage import migrations, outbox
from storage.database import Database
from storage.errors import DatabaseInUse
from storage.mailboxes import note_mail_server
from storage.panels import start_panel
from storage.sole import sole_service, sqlite_file
from storage.state import note_believed_time, note_whose_time
from storage.turns import one_at_a_time

MOST_ROUNDS = 25
"""What one round makes due the next one does; a ledger that still brings forth more after so many is not right."""

PATIENCE = 60.0
"""For how many seconds a run waits for another one on the same database to end."""

_SIGNALS = (signal.SIGTERM, signal.SIGINT)

_WORDS = {
    "sent": "sent",
    "deferred": "put off by the server, to be tried again",
    "in_doubt": "in doubt, to be sent again",
    "refused": "refused by the server, before the administrator",
    "given_up": "given up after many tries, before the administrator",
    "stopped": "stopped, because the reader may not see them any more",
}

Tell = Callable[[str], None]


class Swept(Protocol):
    """What one look at a mailbox came to."""

    @property
    def line(self) -> str:
        """A line for people."""

    @property
    def reached(self) -> bool:
        """Whether the mailbox could be reached."""


class Round(Protocol):
    """One mailbox to look at; never raises for a mailbox that is away."""

    def sweep(self) -> Swept:
        """Take in, settle and file everything that waits in it."""


@dataclass(frozen=True, slots=True)
class OnceReport:
    """Whether all that could be done was done with everybody there."""

    complete: bool

    @property
    def exit_code(self) -> int:
        """0, or 1 when a mailbox or the mail server could not be reached (ruling 5)."""
        return 0 if self.complete else 1


def run_once(world: World, rounds: Sequence[Round], tell: Tell) -> OnceReport:
    """
    Do what the module says, telling a line for each mailbox and job; return whether everybody could be reached.

    Raises:
        DatabaseInUse: another service has worked on the same SQLite database for `PATIENCE` seconds.
    """
    with sole_service(world.settings.database, patience=PATIENCE):
        return _run(world, rounds, tell)


def _run(world: World, rounds: Sequence[Round], tell: Tell) -> OnceReport:
    open_store(world)
    if (last := _note_time(world)) is not None:
        tell(f"{_iso(world.clock.believed())} is earlier than {_iso(last)}, the last time used: nothing new is due")
    else:
        for line in plan_calendar(world):
            tell(line)
    swept = [_sweep(round_, tell) for round_ in rounds]
    sent = _work_off(world, tell)
    return OnceReport(complete=all(result.reached for result in swept) and sent.complete)


def open_store(world: World) -> None:
    """Bring the database up to date, start new panels, and take up what a killed service was sending."""
    with one_at_a_time(world.database.engine, "open the store"):
        _open_store(world)


def plan_calendar(world: World) -> Sequence[str]:
    """Bring meetings and ledger in line with the calendar; return lines for people."""
    with (
        one_at_a_time(world.database.engine, "plan"),
        world.database.unit(world.clock.believed(), source="calendar") as unit,
    ):
        return world.due.plan(unit, world.settings)


def _open_store(world: World) -> None:
    migrations.upgrade(world.database.engine)
    with world.database.unit(world.clock.believed(), source="configuration") as unit:
        for panel in world.settings.panels:
            start_panel(unit, panel)
        if sqlite_file(world.settings.database) is not None:
            outbox.release_abandoned(unit)


def _note_time(world: World) -> dt.datetime | None:
    with world.database.unit(world.clock.believed()) as unit:
        note_whose_time(unit, world.clock)
        return note_believed_time(unit)


def _sweep(round_: Round, tell: Tell) -> Swept:
    result = round_.sweep()
    tell(result.line)
    return result


def send_now(world: World, tell: Tell) -> OnceReport:
    """Send what the outbox holds, unless a service works on the same SQLite database: then it does so."""
    try:
        with sole_service(world.settings.database, patience=0):
            report = asyncio.run(_send(world, pace_for(world.settings.smtp)))
    except DatabaseInUse:
        tell("Outbox: the running service sends it")
        return OnceReport(complete=True)
    _tell_outbox(report, _waiting(world.database, world.clock.believed()), tell)
    return OnceReport(complete=report.complete)


def _work_off(world: World, tell: Tell) -> SendReport:
    """Do and send until nothing new is due, or a signal comes; return what was sent in all."""
    whole = SendReport()
    pace = pace_for(world.settings.smtp)
    for _ in range(MOST_ROUNDS):
        jobs = world.due.fulfil_due(world.database, world.settings, world.clock)
        for job in jobs:
            tell(str(job))
        report = SendReport() if whole.unavailable else asyncio.run(_send(world, pace))
        whole = whole.and_then(report)
        if report.stopped or not (any(job.done for job in jobs) or report.counts):
            break
    _note_mail_server(world, whole)
    _tell_outbox(whole, _waiting(world.database, world.clock.believed()), tell)
    return whole


def _note_mail_server(world: World, report: SendReport) -> None:
    if report.counts or report.unavailable:
        with world.database.unit(world.clock.believed()) as unit:
            note_mail_server(unit, report.unavailable)


async def _send(world: World, pace: Pace) -> SendReport:
    """Send what can go now; a signal ends it after the message in hand, whose answer would else never be known."""
    thread, stop = Thread("outbox"), asyncio.Event()
    loop = asyncio.get_running_loop()
    hears = _SIGNALS if threading.current_thread() is threading.main_thread() else ()
    for number in hears:
        loop.add_signal_handler(number, stop.set)
    try:
        return await outbox_worker(world, thread, stop, pace).send_all(stop)
    finally:
        for number in hears:
            loop.remove_signal_handler(number)
        thread.close()


def _waiting(database: Database, now: dt.datetime) -> int:
    with database.unit(now) as unit:
        return outbox.waiting(unit)


def _tell_outbox(report: SendReport, waiting: int, tell: Tell) -> None:
    ends = [f"{count} {_WORDS[end]}" for end, count in sorted(report.counts.items())]
    if waiting:
        ends.append(f"{waiting} waiting")
    tell(f"Outbox: {', '.join(ends) or 'nothing to send'}")
    if report.unavailable:
        tell(f"Mail server: {REASONS[report.unavailable]}")
    if report.stopped:
        tell("Stopped by a signal: what is left waits for the next run")


def _iso(when: dt.datetime) -> str:
    return when.isoformat(timespec="seconds")
