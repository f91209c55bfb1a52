"""A mailbox is watched until told to stop, through every kind of trouble."""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Callable, Iterator
from typing import TypeVar

import pytest

from intake.mailbox import MailboxRefused
from intake.mailbox.backoff import Patience
from intake.sweep import SweepReport
from intake.watcher import Listeners, Pace, Watcher
from storage.errors import DatabaseUnavailable
from storage.received import Taken
from tests.fakes.intake import FakeIntake
from tests.fakes.mailbox import FakeMailbox
from tests.unit.intake.mails import a_mail

T = TypeVar("T")
NOW = dt.datetime(2026, 12, 7, 9, 0, tzinfo=dt.UTC)
LONGEST = 20.0
QUICK = Pace(poll_seconds=0.01, patience=Patience(first=0.01, longest=0.02), refused=Patience(first=0.01, longest=0.02))


class Watched:
    """A watcher at work, and what it told."""

    def __init__(self, mailbox: FakeMailbox, intake: FakeIntake, may_watch: Callable[[], bool] = lambda: True) -> None:
        self.mailbox, self.intake = mailbox, intake
        self.reports: list[SweepReport] = []
        self.troubles: list[Exception] = []
        self.ended: list[BaseException | None] = []
        self.stop = threading.Event()
        self._something = threading.Condition()
        self.watcher = Watcher(
            mailbox,
            intake,
            clock=lambda: NOW,
            stop=self.stop,
            pace=QUICK,
            may_watch=may_watch,
            listeners=Listeners(
                swept=lambda report: self._note(self.reports, report),
                troubled=lambda _, err: self._note(self.troubles, err),
                ended=lambda _, err: self._note(self.ended, err),
            ),
        )

    def _note(self, into: list[T], what: T) -> None:
        with self._something:
            into.append(what)
            self._something.notify_all()

    def until(self, holds: Callable[[], bool]) -> None:
        """The condition holds; the test fails if it does not within the deadline."""
        with self._something:
            assert self._something.wait_for(holds, LONGEST)


@pytest.fixture
def watch() -> Iterator[Callable[..., Watched]]:
    """Start watchers that end with the test."""
    running: list[Watched] = []

    def start(mailbox: FakeMailbox, intake: FakeIntake, may_watch: Callable[[], bool] = lambda: True) -> Watched:
        running.append(Watched(mailbox, intake, may_watch))
        running[-1].watcher.start()
        return running[-1]

    yield start
    for watched in running:
        watched.stop.set()
        watched.watcher.join(LONGEST)
        assert not watched.watcher.is_alive()


Watch = Callable[..., Watched]


def test_what_arrives_is_taken_in(watch: Watch) -> None:
    """Mail that was there, and mail that comes later."""
    watched = watch(FakeMailbox(messages=[a_mail("one")]), FakeIntake())
    watched.until(lambda: len(watched.intake.acted_on) == 1)
    watched.mailbox.deliver(a_mail("two"))
    watched.until(lambda: len(watched.intake.acted_on) == 2)
    assert watched.watcher.last_pass == NOW
    assert watched.watcher.trouble is None


@pytest.mark.requirement("X2")
def test_a_broken_connection_is_made_again(watch: Watch) -> None:
    """The trouble is told, and forgotten when all is well again."""
    watched = watch(FakeMailbox(), FakeIntake())
    watched.until(lambda: len(watched.reports) > 1)
    watched.mailbox.hang_up()
    watched.mailbox.deliver(a_mail("after"))
    watched.until(lambda: len(watched.intake.acted_on) == 1)
    assert watched.troubles
    assert watched.mailbox.connections >= 2


def test_a_refused_log_in_is_told_and_tried_again(watch: Watch) -> None:
    """Somebody may mend the password while the service runs."""

    class Refusing(FakeMailbox):
        refusals = 3

        def connect(self) -> None:
            if self.refusals:
                self.refusals -= 1
                raise MailboxRefused("fake")
            super().connect()

    watched = watch(Refusing(messages=[a_mail()]), FakeIntake())
    watched.until(lambda: len(watched.intake.acted_on) == 1)
    assert [type(trouble) for trouble in watched.troubles] == [MailboxRefused] * 3


def test_a_store_that_is_away_is_waited_for(watch: Watch) -> None:
    """It is no reason to die."""

    class Away(FakeIntake):
        times = 2

        def known(self, mailbox: str, uidvalidity: int, uid: int) -> Taken | None:
            if self.times:
                self.times -= 1
                raise DatabaseUnavailable("away")
            return super().known(mailbox, uidvalidity, uid)

    watched = watch(FakeMailbox(messages=[a_mail()]), Away())
    watched.until(lambda: len(watched.intake.acted_on) == 1)
    assert [type(trouble) for trouble in watched.troubles] == [DatabaseUnavailable] * 2


@pytest.mark.requirement("X10")
def test_a_mailbox_that_another_machine_watches_is_let_be(watch: Watch) -> None:
    """There is no connection until it is this machine's turn."""
    turn = threading.Event()
    asked = threading.Event()

    def may_watch() -> bool:
        asked.set()
        return turn.is_set()

    watched = watch(FakeMailbox(messages=[a_mail()]), FakeIntake(), may_watch)
    assert asked.wait(LONGEST)
    assert watched.mailbox.connections == 0
    turn.set()
    watched.until(lambda: len(watched.intake.acted_on) == 1)


def test_stop_ends_it_at_once() -> None:
    """Also while it waits; and it says that it ended well."""
    watched = Watched(FakeMailbox(), FakeIntake())
    watched.watcher.start()
    watched.until(lambda: bool(watched.reports))
    watched.stop.set()
    watched.watcher.join(LONGEST)
    assert watched.ended == [None]


@pytest.mark.requirement("X11")
def test_a_watcher_that_dies_says_of_what() -> None:
    """The service must see it and stop, so that its supervisor starts it anew."""
    fault = RuntimeError("nobody foresaw this")

    class Dying(FakeMailbox):
        def list_uids(self) -> tuple[int, ...]:
            raise fault

    watched = Watched(Dying(), FakeIntake())
    watched.watcher.start()
    watched.watcher.join(LONGEST)
    assert watched.ended == [fault]
