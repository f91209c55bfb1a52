"""One pass over a mailbox: what is there is taken in, settled and filed, once, whatever goes wrong in between."""

from __future__ import annotations

import datetime as dt
import threading

import pytest

from intake.mailbox import MailboxUnavailable
from intake.message import LARGEST
from intake.sweep import SweepReport, sweep
from storage.errors import DatabaseUnavailable
from tests.fakes.intake import FakeIntake
from tests.fakes.mailbox import FakeMailbox
from tests.unit.intake.mails import a_mail

pytestmark = pytest.mark.requirement("X2")

NOW = dt.datetime(2026, 12, 7, 9, 0, tzinfo=dt.UTC)
ONE, TWO = a_mail("one"), a_mail("two")
IGNORED, POISON = a_mail("ignore me"), a_mail("poison")


def swept(mailbox: FakeMailbox, intake: FakeIntake, *, largest: int = LARGEST) -> SweepReport:
    """One pass was made."""
    return sweep(mailbox, intake, now=NOW, largest=largest)


def test_a_pass_takes_in_settles_and_files() -> None:
    """Each message lies in the folder that shows what became of it."""
    mailbox, intake = FakeMailbox(messages=[ONE, IGNORED, TWO]), FakeIntake()
    report = swept(mailbox, intake)
    assert report == SweepReport(mailbox=mailbox.name, found=3, taken_in=3, settled=3, filed=3)
    assert report.went_well
    assert mailbox.inbox() == []
    assert mailbox.folders == {"Processed": [ONE, TWO], "Attention": [], "Ignored": [IGNORED]}
    assert intake.acted_on == [ONE, IGNORED, TWO]
    assert set(intake.taken_at.values()) == {NOW}


def test_a_second_pass_does_nothing() -> None:
    """Nothing is acted on twice."""
    mailbox, intake = FakeMailbox(messages=[ONE]), FakeIntake()
    swept(mailbox, intake)
    assert swept(mailbox, intake) == SweepReport(mailbox=mailbox.name)
    assert intake.acted_on == [ONE]


@pytest.mark.parametrize("calls", range(9))
def test_a_connection_that_breaks_anywhere_loses_and_doubles_nothing(calls: int) -> None:
    """Whatever the connection broke in, the next passes finish the work."""
    mailbox, intake = FakeMailbox(messages=[ONE, TWO]), FakeIntake()
    mailbox.break_after(calls)
    with pytest.raises(MailboxUnavailable):
        swept(mailbox, intake)
    mailbox.close()
    swept(mailbox, intake)
    assert intake.acted_on == [ONE, TWO]
    assert mailbox.folders["Processed"] == [ONE, TWO]


def test_a_poisonous_message_stands_in_nobodys_way() -> None:
    """It is tried a few times, put before a person, and the others go on."""
    mailbox, intake = FakeMailbox(messages=[POISON, ONE]), FakeIntake()
    report = swept(mailbox, intake)
    assert not report.went_well
    assert report.failed_to_settle > 0
    assert intake.acted_on == [ONE]
    assert mailbox.folders["Processed"] == [ONE]
    assert mailbox.folders["Attention"] == [POISON]


def test_many_poisonous_messages_do_not_keep_a_pass_for_ever() -> None:
    """After so many failures in a row the pass ends, and the next one goes on."""
    mailbox, intake = FakeMailbox(messages=[a_mail(f"poison {number}") for number in range(20)]), FakeIntake()
    first = swept(mailbox, intake)
    assert first.settled == 0
    for _ in range(10):
        swept(mailbox, intake)
    assert len(mailbox.folders["Attention"]) == 20


def test_a_message_that_the_server_declines_stands_in_nobodys_way() -> None:
    """It is reported by its UID, and taken in when the server gives it."""
    mailbox, intake = FakeMailbox(messages=[ONE, TWO]), FakeIntake()
    mailbox.declined = {1}
    report = swept(mailbox, intake)
    assert (report.stuck, report.taken_in) == ((1,), 1)
    assert mailbox.folders["Processed"] == [TWO]
    mailbox.declined = set()
    swept(mailbox, intake)
    assert mailbox.folders["Processed"] == [TWO, ONE]


def test_bytes_that_cannot_be_saved_stand_in_nobodys_way() -> None:
    """The message stays where it is."""
    mailbox, intake = FakeMailbox(messages=[ONE, TWO]), FakeIntake()
    intake.refuses = {ONE}
    assert swept(mailbox, intake).stuck == (1,)
    assert (mailbox.inbox(), intake.acted_on) == ([ONE], [TWO])


def test_a_store_that_is_away_ends_the_pass() -> None:
    """Every message would fail alike: the mailbox keeps them all."""

    class Away(FakeIntake):
        def known(self, *_: object) -> None:
            raise DatabaseUnavailable("away")

    mailbox = FakeMailbox(messages=[ONE])
    with pytest.raises(DatabaseUnavailable):
        swept(mailbox, Away())
    assert mailbox.inbox() == [ONE]


def test_a_new_uidvalidity_acts_on_nothing_again() -> None:
    """The same bytes under other UIDs are filed and not acted on."""
    mailbox, intake = FakeMailbox(messages=[ONE, TWO]), FakeIntake()
    mailbox.can_move = False
    swept(mailbox, intake)
    mailbox.start_inbox_anew()
    mailbox.can_move = True
    swept(mailbox, intake)
    assert intake.acted_on == [ONE, TWO]
    assert mailbox.folders["Processed"] == [ONE, TWO]


def test_a_message_that_reappears_is_filed_again_and_not_acted_on() -> None:
    """Somebody moved it back into the inbox (ruling 17)."""
    mailbox, intake = FakeMailbox(messages=[ONE]), FakeIntake()
    swept(mailbox, intake)
    mailbox.deliver(ONE)
    report = swept(mailbox, intake)
    assert (report.taken_in, report.settled, report.filed) == (1, 0, 1)
    assert intake.acted_on == [ONE]
    assert mailbox.inbox() == []


def test_a_server_that_cannot_move_leaves_messages_in_place() -> None:
    """It is said, and the message is not acted on again."""
    mailbox, intake = FakeMailbox(messages=[ONE]), FakeIntake()
    mailbox.can_move = False
    assert swept(mailbox, intake).left_in_place == 1
    assert swept(mailbox, intake).left_in_place == 1
    assert intake.acted_on == [ONE]
    assert intake.state_of("message-1") == "settled"


def test_a_message_too_large_is_taken_in_by_its_header() -> None:
    """How large it was is handed on."""
    large = a_mail("x" * 5000)
    mailbox, intake = FakeMailbox(messages=[large]), FakeIntake()
    swept(mailbox, intake, largest=1000)
    assert intake.cut_from == [len(large)]
    assert intake.acted_on == [large[: large.index(b"\r\n\r\n") + 4]]
    assert mailbox.folders["Processed"] == [large]


def test_a_pass_told_to_stop_finishes_the_message_in_hand() -> None:
    """What was not begun is left for the next time."""
    stop = threading.Event()

    class Stopping(FakeIntake):
        def settle_next(self, mailbox: str) -> bool:
            stop.set()
            return super().settle_next(mailbox)

    mailbox, intake = FakeMailbox(messages=[ONE, TWO]), Stopping()
    sweep(mailbox, intake, now=NOW, stop=stop)
    assert intake.acted_on == [ONE]
    assert len(mailbox.inbox()) == 2
    stop.clear()
    sweep(mailbox, FakeIntake(), now=NOW, stop=stop)
    assert mailbox.inbox() == []
