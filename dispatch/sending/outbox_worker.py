"""
Sends what the outbox holds, one message after another.

    claim, commit ─▶ ask the door again ─▶ let go of the database ─▶ send ─▶ record the answer

The database is touched in a thread of its own and never while the server is
spoken to. Leases and pauses follow real time; `sent_at` the believed one
(ruling 4). Nothing here decides who may see a message: the door does.
"""

from __future__ import annotations

import asyncio
import logging
import random
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from functools import partial
from typing import Protocol, TypeVar, assert_never

from dispatch.sending.mailer import BeforeData, Envelope
from dispatch.sending.outcome import Accepted, Deferred, InDoubt, Outcome, Refused, ServerUnavailable
from dispatch.sending.pace import NoPace, Pace
from rules.retry import PATIENT, GiveUp, RetryPolicy, TryAgain, next_step
from rules.settings import Settings
from storage import outbox
from storage.clock import Clock
from storage.crashpoints import crashpoint
from storage.database import Database, Unit
from storage.errors import DatabaseUnavailable
from storage.outbox import Outgoing
from storage.turns import Turn

_log = logging.getLogger(__name__)
_TRIES_TO_CLAIM = 3
_TRIES_TO_RECORD = 5
_Answer = TypeVar("_Answer")


class Sender(Protocol):
    """Hands one message over (`dispatch.sending.mailer`)."""

    async def send(self, envelope: Envelope, before_data: BeforeData) -> Outcome:
        """Hand it over and say what became of it; *before_data* has returned before the data goes out."""

    async def close(self) -> None:
        """Let the connection go."""


class Door(Protocol):
    """What decides about a message at the moment of sending, and what follows when it does not go (`dispatch.due`)."""

    def still_allowed(self, unit: Unit, settings: Settings, outgoing: Outgoing) -> bool:
        """Whether the reader may still see what the message holds."""

    def stopped(self, unit: Unit, settings: Settings, outgoing: Outgoing) -> None:
        """Do what follows when the reader may not."""

    def refused(self, unit: Unit, settings: Settings, outgoing: Outgoing, code: int) -> None:
        """Put a message that the server will not take before the administrator."""


class InThread(Protocol):
    """Does blocking work in a thread, and returns what it returns."""

    def __call__(self, work: Callable[[], _Answer], /) -> Awaitable[_Answer]:
        """Return the answer of *work*, awaited."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SendReport:
    """
    How many messages came to which end in one go.

    `unavailable`: why the server could not be spoken to. `stopped`: it ended because it was told to.
    """

    counts: Counter[str] = field(default_factory=Counter)
    unavailable: str = ""
    stopped: bool = False

    @property
    def complete(self) -> bool:
        """Whether everything that could go has gone."""
        return not self.unavailable and not self.stopped

    def and_then(self, later: SendReport) -> SendReport:
        """Return the report of this go and a later one together."""
        return SendReport(
            counts=self.counts + later.counts,
            unavailable=later.unavailable or self.unavailable,
            stopped=later.stopped,
        )


@dataclass(slots=True, kw_only=True)
class OutboxWorker:
    """
    Empties the outbox through one sender. For one task at a time; several machines may each have one.

    `jitter` draws from 0 to 1, so that messages that failed together do not come back together.
    """

    settings: Settings
    database: Database
    clock: Clock
    sender: Sender
    door: Door
    in_thread: InThread
    wait: Callable[[float], Awaitable[None]]
    pace: Pace = field(default_factory=NoPace)
    policy: RetryPolicy = PATIENT
    jitter: Callable[[], float] = random.random
    _turn: Turn | None = None

    async def send_all(self, stop: asyncio.Event) -> SendReport:
        """Send everything that can go now, until *stop* is set or the server cannot be spoken to."""
        counts: Counter[str] = Counter()
        try:
            while not stop.is_set():
                outgoing = await self.in_thread(self._claim)
                if outgoing is None:
                    break
                if not await self._has_turn(stop):
                    await self.in_thread(partial(self._give_back, outgoing))
                    break
                end = await self._take_care_of(outgoing)
                if isinstance(end, ServerUnavailable):
                    return SendReport(counts=counts, unavailable=end.why)
                counts[end] += 1
        finally:
            await self.sender.close()
            await self.in_thread(self._let_go)
        return SendReport(counts=counts, stopped=stop.is_set())

    def _claim(self) -> Outgoing | None:
        self._let_go()
        with self.database.unit(self.clock.believed()) as unit:
            outbox.release_dead(unit)
        for _ in range(_TRIES_TO_CLAIM):
            outgoing = self._claim_once()
            if outgoing is None or self._turn is not None:
                return outgoing
        return None

    def _claim_once(self) -> Outgoing | None:
        """Claim a message and take its turn; without the turn, which another machine looks at just now, undo it."""
        with self.database.unit(self.clock.believed()) as unit:
            outgoing = outbox.claim_next(unit, self.clock.real())
            if outgoing is None:
                return None
            turn = Turn(self.database.engine, outbox.turn_for(outgoing.id))
            if turn.is_ours():
                self._turn = turn
            else:
                unit.session.rollback()
        crashpoint("outbox.claimed")
        return outgoing

    async def _has_turn(self, stop: asyncio.Event) -> bool:
        """Wait until the provider's limit lets one more message through; False if the service is to stop meanwhile."""
        if (seconds := self.pace.seconds_to_wait()) > 0:
            await self.wait(seconds)
        return not stop.is_set()

    def _give_back(self, outgoing: Outgoing) -> None:
        with self.database.unit(self.clock.believed()) as unit:
            outbox.give_back(unit, outgoing.id, in_doubt=outgoing.in_doubt)

    async def _take_care_of(self, outgoing: Outgoing) -> str | ServerUnavailable:
        """Bring one claimed message to an end that the outbox remembers; return the word for it."""
        try:
            if not await self.in_thread(lambda: self._may_go(outgoing)):
                return "stopped"
            outcome = await self._send(outgoing)
            return await self._record(outgoing, outcome)
        except DatabaseUnavailable:
            raise
        except Exception as err:  # noqa: BLE001 - one message that nobody foresaw must not keep the others from going
            _log.exception("outbox_message_failed", extra={"outgoing": outgoing.id, "error": type(err).__name__})
            return await self.in_thread(lambda: self._put_aside(outgoing))

    def _let_go(self) -> None:
        if self._turn is not None:
            self._turn.let_go()
            self._turn = None

    def _may_go(self, outgoing: Outgoing) -> bool:
        with self.database.unit(self.clock.believed()) as unit:
            if self.door.still_allowed(unit, self.settings, outgoing):
                return True
            outbox.record_end(unit, outgoing.id, "stopped")
            self.door.stopped(unit, self.settings, outgoing)
        _log.warning("outbox_stopped", extra={"outgoing": outgoing.id, "kind": outgoing.kind})
        return False

    async def _send(self, outgoing: Outgoing) -> Outcome:
        self.pace.count()
        envelope = Envelope(sender=self._mailbox(outgoing.panel), recipient=outgoing.recipient, raw=outgoing.raw)
        outcome = await self.sender.send(envelope, lambda: self.in_thread(lambda: self._note_data(outgoing)))
        crashpoint("outbox.after-data")
        return outcome

    def _note_data(self, outgoing: Outgoing) -> None:
        with self.database.unit(self.clock.believed()) as unit:
            outbox.note_data_phase(unit, outgoing.id)
        crashpoint("outbox.before-data")

    def _mailbox(self, panel: str) -> str:
        """The envelope sender: the panel's own mailbox, so that bounces come back to it (ruling 12)."""
        register = self.settings.register
        codes = {known.code: known.mailbox for known in self.settings.panels}
        if panel not in codes and register is not None:
            return register.mailbox
        return codes[panel]

    async def _record(self, outgoing: Outgoing, outcome: Outcome) -> str | ServerUnavailable:
        """Write the answer down, and again if the database is busy: an answer forgotten is a message sent twice."""
        for tries in range(1, _TRIES_TO_RECORD + 1):
            try:
                end = await self.in_thread(lambda: self._write(outgoing, outcome))
            except DatabaseUnavailable:
                if tries == _TRIES_TO_RECORD:
                    raise
                await self.wait(float(tries))
            else:
                crashpoint("outbox.recorded")
                return end
        raise AssertionError("the last try returns or raises")

    def _write(self, outgoing: Outgoing, outcome: Outcome) -> str | ServerUnavailable:
        with self.database.unit(self.clock.believed()) as unit:
            end = self._write_in(unit, outgoing, outcome)
        if isinstance(end, ServerUnavailable):
            _log.warning("outbox_server_unavailable", extra={"why": end.why})
        else:
            _log.info("outbox_recorded", extra={"outgoing": outgoing.id, "end": end, "tries": outgoing.tries})
        return end

    def _write_in(self, unit: Unit, outgoing: Outgoing, outcome: Outcome) -> str | ServerUnavailable:
        match outcome:
            case Accepted(code):
                outbox.record_sent(unit, outgoing.id, code)
                return "sent"
            case Deferred(code):
                # Doubt about an earlier try does not end with a later one that came to nothing.
                return self._try_again(unit, outgoing, code, in_doubt=outgoing.in_doubt)
            case InDoubt():
                return self._try_again(unit, outgoing, 0, in_doubt=True)
            case Refused(code):
                outbox.record_end(unit, outgoing.id, "refused", code)
                self.door.refused(unit, self.settings, outgoing, code)
                return "refused"
            case ServerUnavailable():
                outbox.give_back(unit, outgoing.id, in_doubt=outgoing.in_doubt)
                return outcome
            case _:
                assert_never(outcome)

    def _try_again(self, unit: Unit, outgoing: Outgoing, code: int, *, in_doubt: bool) -> str:
        real_now = self.clock.real()
        step = next_step(
            failures=max(1, outgoing.tries),
            queued_at=outgoing.first_tried or real_now,
            now=real_now,
            jitter=self.jitter(),
            policy=self.policy,
        )
        match step:
            case TryAgain(not_before):
                outbox.record_deferred(unit, outgoing.id, not_before, code, in_doubt=in_doubt)
                return "in_doubt" if in_doubt else "deferred"
            case GiveUp():
                outbox.record_end(unit, outgoing.id, "refused", code)
                self.door.refused(unit, self.settings, outgoing, code)
                return "given_up"
            case _:
                assert_never(step)

    def _put_aside(self, outgoing: Outgoing) -> str:
        """Have a message that broke something wait its turn like a deferred one, and not block the others meanwhile."""
        with self.database.unit(self.clock.believed()) as unit:
            return self._try_again(unit, outgoing, 0, in_doubt=outbox.data_went_out(unit, outgoing.id))
