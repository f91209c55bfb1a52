"""The long-running service's own life: how its parts wake each other, and how it ends."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from dispatch.service import Ears, Ended, run_service
from dispatch.world import World
from rules.settings import Settings, SmtpSettings
from storage.clock import MachineClock
from storage.database import Database, Unit
from storage.errors import DatabaseInUse, DatabaseUnavailable
from storage.sole import sole_service
from storage.turns import Turn
from storage.vault import open_vault
from tests.builders import a_panel
from tests.servers.process import free_port


@dataclass
class Work:
    """Work that is counted, and may fail as it is told to."""

    plans: Callable[[], None] = lambda: None
    done: Callable[[int], None] = lambda _times: None
    planned: int = 0
    looked: int = 0

    def plan(self, _unit: Unit, _settings: Settings) -> Sequence[str]:
        """Count."""
        self.planned += 1
        self.plans()
        return ()

    def fulfil_due(self, *_: object) -> Sequence[Any]:
        """Count."""
        self.looked += 1
        self.done(self.looked)
        return ()

    def still_allowed(self, *_: object) -> bool:
        """Say yes."""
        return True

    def stopped(self, *_: object) -> None:
        """Do nothing."""

    def refused(self, *_: object) -> None:
        """Do nothing."""


@dataclass
class Watch:
    """A thread that does what it is told to, and then waits to be stopped."""

    stop: threading.Event
    ears: Ears
    act: Callable[[Ears], None]
    name: str = "watcher-of-a-test"
    _thread: threading.Thread | None = field(default=None)

    def start(self) -> None:
        """Begin."""
        self._thread = threading.Thread(target=self._run)
        self._thread.start()

    def _run(self) -> None:
        try:
            self.act(self.ears)
        except RuntimeError as err:
            self.ears.ended(self.name, err)
            return
        self.stop.wait()
        self.ears.ended(self.name, None)

    def join(self, timeout: float | None = None) -> None:
        """Wait for the end."""
        if self._thread is not None:
            self._thread.join(timeout)

    def is_alive(self) -> bool:
        """Whether it has not ended."""
        return self._thread is not None and self._thread.is_alive()


@pytest.fixture
def world(tmp_path: Path) -> World:
    """A world with an empty database, no mail server, and work that does nothing."""
    settings = Settings(
        database=f"sqlite:///{tmp_path}/panelpost.db", smtp=SmtpSettings(port=free_port()), panels=(a_panel(),)
    )
    database = Database(settings.database, open_vault(tmp_path / "key"))
    return World(settings=settings, database=database, clock=MachineClock(), due=Work())


def serve(world: World, act: Callable[[Ears], None]) -> Ended:
    """Serve with one watcher that does *act*."""
    return run_service(world, lambda stop, ears: (Watch(stop, ears, act),), grace=10)


def tell_to_stop(_ears: Ears | None = None) -> None:
    """Do what a supervisor does."""
    os.kill(os.getpid(), signal.SIGTERM)


def test_a_signal_ends_it_in_order(world: World) -> None:
    """SIGTERM ends every part, leaves no thread behind, and names no failure."""
    assert serve(world, tell_to_stop) == Ended(failure="", left_behind=False)


def test_it_plans_and_looks_at_its_start(world: World) -> None:
    """What fell due while nobody served is looked for at once, before anything rings."""
    work = world.due
    assert isinstance(work, Work)
    work.done = lambda _times: tell_to_stop()
    serve(world, lambda _ears: None)
    assert (work.planned, work.looked) == (1, 1)


def test_news_in_a_mailbox_wake_dispatch(world: World) -> None:
    """When a watcher has settled something, what it made due is done without waiting for the minute."""
    work = world.due
    assert isinstance(work, Work)
    first, second = threading.Event(), threading.Event()
    work.done = lambda times: first.set() if times == 1 else second.set()

    def act(ears: Ears) -> None:
        assert first.wait(10)
        ears.swept()
        assert second.wait(10)
        tell_to_stop()

    assert serve(world, act).failure == ""
    assert work.looked >= 2


@pytest.mark.requirement("X11")
def test_a_watcher_that_dies_stops_the_service(world: World) -> None:
    """A dead watcher is named, and everything else ends with it: no half-alive service goes on unseen."""

    def act(_ears: Ears) -> None:
        raise RuntimeError

    assert serve(world, act) == Ended(failure="watcher-of-a-test: RuntimeError", left_behind=False)


@pytest.mark.requirement("X11")
def test_a_part_that_dies_stops_the_service(world: World) -> None:
    """The same for what composes: the failure names the part and the kind of error, and no more."""
    work = world.due
    assert isinstance(work, Work)

    def fail() -> None:
        raise LookupError("somebody's name")

    work.plans = fail
    assert serve(world, lambda _ears: None) == Ended(failure="dispatch: LookupError", left_behind=False)


def test_a_database_that_stops_answering_for_a_moment_is_borne_with(world: World) -> None:
    """One failure of the database does not end the service; what was not done is done at the next look."""
    work = world.due
    assert isinstance(work, Work)

    def once_away(times: int) -> None:
        if times == 1:
            raise DatabaseUnavailable("away")
        tell_to_stop()

    work.done = once_away
    assert serve(world, lambda _ears: None).failure == ""
    assert work.looked == 2


def test_only_one_service_works_on_an_sqlite_database(tmp_path: Path) -> None:
    """A second service waits, then says who is in the way; it may as soon as the first has ended."""
    address = f"sqlite:///{tmp_path}/panelpost.db"
    with (
        sole_service(address, patience=0),
        pytest.raises(DatabaseInUse, match="another service works on"),
        sole_service(address, patience=0.3),
    ):
        pytest.fail("two services at once")
    with sole_service(address, patience=0):
        pass


@pytest.mark.needs_postgres
@pytest.mark.requirement("X3")
def test_a_mailbox_is_watched_by_one_machine_and_then_by_another(tmp_path: Path, postgres_url: str) -> None:
    """Of two machines on PostgreSQL one has a mailbox's turn; when its connection is gone, the other takes over."""
    vault = open_vault(tmp_path / "key")
    one, other = Database(postgres_url, vault), Database(postgres_url, vault)
    turns = [Turn(one.engine, "watch n@beds.example"), Turn(other.engine, "watch n@beds.example")]
    assert [turn.is_ours() for turn in turns] == [True, False]
    assert Turn(other.engine, "watch s@beds.example").is_ours()
    turns[0].let_go()
    assert [turn.is_ours() for turn in reversed(turns)] == [True, False]
    one.close()
    other.close()
