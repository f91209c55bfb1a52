"""
A mailbox watched: one thread, one connection, one pass after another until told to stop.

The pass is the promise and IDLE only a hint: after at most `poll_seconds` the
mailbox is looked at again whatever the server said. What the thread decides,
and what it does with a message, stands elsewhere; here it only goes round.
"""

from __future__ import annotations

import datetime as dt
import logging
import random
import threading
from collections.abc import Callable
from dataclasses import dataclass

from intake.mailbox.backoff import REFUSED, USUAL, Patience, pause_before_retry
from intake.mailbox.errors import MailboxRefused, MailboxUnavailable
from intake.mailbox.port import Mailbox
from intake.sweep import Intake, SweepReport, sweep
from storage.errors import DatabaseUnavailable

_log = logging.getLogger(__name__)


def _nothing(*_: object) -> None:
    """Nobody wants to know."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Listeners:
    """
    Who is told what, on the watcher's own thread.

    `swept`: after each pass. `troubled`: mailbox name and error, when a
    connection could not be made or broke. `ended`: once, when the thread ends,
    with the error that ended it or None: the service stops when a part of it
    dies, so that its supervisor sees it.
    """

    swept: Callable[[SweepReport], object] = _nothing
    troubled: Callable[[str, Exception], object] = _nothing
    ended: Callable[[str, BaseException | None], object] = _nothing


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """
    How quickly a watcher goes round.

    `poll_seconds`: the longest time between two passes. `patience`: pauses
    after failures, `refused` those after a refused log-in. `chance`: numbers
    from 0 to 1, so that no two watchers pause alike.
    """

    poll_seconds: float = 30.0
    patience: Patience = USUAL
    refused: Patience = REFUSED
    chance: Callable[[], float] = random.random


_USUAL_PACE = Pace()
_NOBODY = Listeners()


class Watcher(threading.Thread):
    """
    Watches one mailbox until *stop* is set.

    Args:
        mailbox: the connection; this thread alone uses it.
        intake: the records; opens a unit of work of its own for each step.
        clock: the believed time.
        stop: set it, and the thread ends after the message in hand.
        pace: how quickly.
        may_watch: asked before each pass: whether this mailbox is this
            machine's to watch. While it is not, there is no connection.
        listeners: who is told.
    """

    def __init__(
        self,
        mailbox: Mailbox,
        intake: Intake,
        *,
        clock: Callable[[], dt.datetime],
        stop: threading.Event,
        pace: Pace = _USUAL_PACE,
        may_watch: Callable[[], bool] = lambda: True,
        listeners: Listeners = _NOBODY,
    ) -> None:
        super().__init__(name=f"watcher-{mailbox.name.partition('@')[0]}")
        self.mailbox = mailbox
        self.last_pass: dt.datetime | None = None
        """When the last whole pass ended: what the watchdog looks at (X11)."""
        self.trouble: MailboxUnavailable | DatabaseUnavailable | None = None
        """What is wrong now; None while all is well."""
        self._intake = intake
        self._clock = clock
        self._stop_asked = stop
        self._pace = pace
        self._may_watch = may_watch
        self._listeners = listeners
        self._failures = 0

    def run(self) -> None:
        """Go round until told to stop; an error nobody foresaw ends the thread and is handed to `ended`."""
        ended_by: BaseException | None = None
        try:
            while not self._stop_asked.is_set():
                self._go_round()
        except Exception as err:  # noqa: BLE001 - it ends this thread, and the service must learn of it
            ended_by = err
            _log.error("watcher_died", extra={"error": type(err).__name__})
        finally:
            self.mailbox.close()
            self._listeners.ended(self.mailbox.name, ended_by)

    def _go_round(self) -> None:
        try:
            if not self._may_watch():
                self.mailbox.close()
                self._stop_asked.wait(self._pace.poll_seconds)
                return
            report = sweep(self.mailbox, self._intake, now=self._clock(), stop=self._stop_asked)
            self._went_well(report)
            if not self._stop_asked.is_set():
                self.mailbox.wait(self._pace.poll_seconds, self._stop_asked)
        except (MailboxUnavailable, DatabaseUnavailable) as err:
            self._went_wrong(err)

    def _went_well(self, report: SweepReport) -> None:
        self._failures, self.trouble = 0, None
        self.last_pass = self._clock()
        self._listeners.swept(report)

    def _went_wrong(self, err: MailboxUnavailable | DatabaseUnavailable) -> None:
        self.mailbox.close()
        self._failures += 1
        self.trouble = err
        self._listeners.troubled(self.mailbox.name, err)
        patience = self._pace.refused if isinstance(err, MailboxRefused) else self._pace.patience
        pause = pause_before_retry(self._failures, chance=self._pace.chance(), patience=patience)
        _log.warning("mailbox_trouble", extra={"error": type(err).__name__, "pause": round(pause, 1)})
        self._stop_asked.wait(pause)
