"""The outbox emptied towards a real SMTP server, and what it remembers of each message."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from dispatch.sending.mailer import Mailer, Patience
from dispatch.sending.outbox_worker import OutboxWorker, SendReport
from dispatch.sending.pace import NoPace, Pace
from dispatch.world import Thread, pause
from rules.settings import ImapSettings, MeetingPattern, PanelSettings, Profile, Settings, SmtpSettings
from storage import migrations, outbox
from storage.database import Database, Unit
from storage.outbox import NewMessage, Outgoing
from storage.tables import OutgoingRow
from storage.turns import Turn
from storage.vault import open_vault
from tests.servers.process import free_port
from tests.servers.smtp import SmtpSink

NOW = dt.datetime(2026, 1, 12, 9, 0, tzinfo=dt.UTC)
PANEL = "maagnorth@beds.example"
READER = "police@partners.example"


@dataclass
class FixedClock:
    """A clock that stands still; the believed time and the real one need not agree."""

    believed_now: dt.datetime = NOW
    real_now: dt.datetime = NOW + dt.timedelta(days=300)

    def believed(self) -> dt.datetime:
        """Return the believed time."""
        return self.believed_now

    def real(self) -> dt.datetime:
        """Return the real time."""
        return self.real_now


@dataclass
class WatchedDoor:
    """A door that lets everybody through but those it was told of, and remembers what it was told."""

    closed_to: set[str] = field(default_factory=set)
    broken_for: set[str] = field(default_factory=set)
    stopped_for: list[str] = field(default_factory=list)
    refused_for: list[tuple[str, int]] = field(default_factory=list)

    def still_allowed(self, unit: Unit, settings: Settings, outgoing: Outgoing) -> bool:  # noqa: ARG002
        """Whether the reader is not among those the door is closed to."""
        if outgoing.recipient in self.broken_for:
            raise LookupError(outgoing.id)
        return outgoing.recipient not in self.closed_to

    def stopped(self, unit: Unit, settings: Settings, outgoing: Outgoing) -> None:  # noqa: ARG002
        """Remember that a message was stopped."""
        self.stopped_for.append(outgoing.recipient)

    def refused(self, unit: Unit, settings: Settings, outgoing: Outgoing, code: int) -> None:  # noqa: ARG002
        """Remember that a message was refused."""
        self.refused_for.append((outgoing.recipient, code))


@dataclass
class Office:
    """A database with an outbox, a door, a clock, and the way to a mail server."""

    database: Database
    port: int
    clock: FixedClock = field(default_factory=FixedClock)
    door: WatchedDoor = field(default_factory=WatchedDoor)

    @property
    def settings(self) -> Settings:
        """The settings: one panel, and the mail server."""
        panel = PanelSettings(
            code="N",
            name="North",
            profile=Profile(name="bedfordshire"),
            mailbox=PANEL,
            username="maagnorth",
            imap=ImapSettings(),
            meeting=MeetingPattern(weekday=3, time=dt.time(9, 30), every_weeks=2, first=dt.date(2026, 1, 8)),
        )
        return Settings(smtp=SmtpSettings(host="localhost", port=self.port), panels=(panel,))

    def put(self, recipient: str = READER, number: int = 1) -> str:
        """Put a message into the outbox; return its Message-ID."""
        message_id = f"<message-{number}.{recipient.partition('@')[0]}@beds.example>"
        raw = f"From: {PANEL}\r\nTo: {recipient}\r\nMessage-ID: {message_id}\r\n\r\nAgenda\r\n".encode()
        new = NewMessage(
            message_id=message_id, panel="N", kind="agenda", owed_key="agenda/N/1", recipient=recipient, raw=raw
        )
        with self.database.unit(NOW) as unit:
            outbox.queue(unit, new)
        return message_id

    def send_all(self, pace: Pace | None = None, sender: Mailer | None = None) -> SendReport:
        """Send everything that can go now."""
        return asyncio.run(self._send_all(pace or NoPace(), sender))

    async def _send_all(self, pace: Pace, sender: Mailer | None) -> SendReport:
        thread, stop = Thread("test"), asyncio.Event()
        worker = OutboxWorker(
            settings=self.settings,
            database=self.database,
            clock=self.clock,
            sender=sender or Mailer(self.settings.smtp, patience=Patience(connect=5, command=5, final_dot=0.3)),
            door=self.door,
            in_thread=thread,
            wait=lambda seconds: pause(stop, seconds),
            pace=pace,
            jitter=lambda: 0.0,
        )
        try:
            return await worker.send_all(stop)
        finally:
            thread.close()

    def row(self, message_id: str) -> OutgoingRow:
        """What the outbox remembers of a message."""
        with self.database.unit(NOW) as unit:
            row = outbox.find_by_message_id(unit, message_id)
        assert row is not None
        return row


def open_office(folder: Path, port: int) -> Office:
    """An office on the database in *folder*, made if need be."""
    database = Database(f"sqlite:///{folder}/panelpost.db", open_vault(folder / "key"))
    migrations.upgrade(database.engine)
    return Office(database, port)


@pytest.fixture
def office(tmp_path: Path, smtp_sink: SmtpSink) -> Iterator[Office]:
    """An office that sends to the sink."""
    office = open_office(tmp_path, smtp_sink.port)
    yield office
    office.database.close()


@pytest.mark.requirement("X2")
def test_what_is_in_the_outbox_goes(office: Office, smtp_sink: SmtpSink) -> None:
    """Each message goes once, from the panel's mailbox, and is recorded as sent at the believed time."""
    ids = [office.put(number=number) for number in (1, 2)]
    assert office.send_all() == SendReport(counts=Counter(sent=2))
    assert [message.sender for message in smtp_sink.received] == [PANEL, PANEL]
    assert [(office.row(one).state, office.row(one).sent_at, office.row(one).reply_code) for one in ids] == [
        ("sent", NOW, 250),
        ("sent", NOW, 250),
    ]
    assert office.send_all() == SendReport()


def test_a_deferred_message_waits_in_real_time(office: Office, smtp_sink: SmtpSink) -> None:
    """A greylisted message is not tried again at once, whatever the believed time says, and goes after its pause."""
    message_id = office.put()
    smtp_sink.greylist(READER)
    assert office.send_all() == SendReport(counts=Counter(deferred=1))
    assert (office.row(message_id).state, office.row(message_id).reply_code) == ("deferred", 451)
    office.clock.believed_now += dt.timedelta(days=30)
    assert office.send_all() == SendReport()
    office.clock.real_now += dt.timedelta(minutes=2)
    assert office.send_all() == SendReport(counts=Counter(sent=1))
    assert len(smtp_sink.received) == 1


@pytest.mark.requirement("X2")
def test_a_message_in_doubt_goes_again_unchanged(office: Office, smtp_sink: SmtpSink) -> None:
    """After silence behind the data the same bytes go again, and the doubt is counted."""
    message_id = office.put()
    smtp_sink.hang_up_after_data(READER)
    assert office.send_all() == SendReport(counts=Counter(in_doubt=1))
    assert (office.row(message_id).state, office.row(message_id).phase) == ("deferred", "data")
    smtp_sink.behave()
    office.clock.real_now += dt.timedelta(minutes=2)
    assert office.send_all() == SendReport(counts=Counter(sent=1))
    assert office.row(message_id).doubts == 1
    first, second = smtp_sink.messages_for(READER)
    assert first == second


def test_doubt_is_not_forgotten_when_the_next_try_comes_to_nothing(office: Office, smtp_sink: SmtpSink) -> None:
    """A message in doubt that is then deferred is still in doubt: it may have arrived the first time."""
    message_id = office.put()
    smtp_sink.hang_up_after_data(READER)
    office.send_all()
    smtp_sink.behave()
    smtp_sink.greylist(READER)
    office.clock.real_now += dt.timedelta(minutes=2)
    assert office.send_all() == SendReport(counts=Counter(in_doubt=1))
    assert office.row(message_id).phase == "data"


@pytest.mark.requirement("X11")
def test_a_refused_message_is_put_before_a_person(office: Office, smtp_sink: SmtpSink) -> None:
    """What the server will never take is not tried again, and the administrator is told with the server's code."""
    message_id = office.put()
    smtp_sink.refuse_recipient(READER)
    assert office.send_all() == SendReport(counts=Counter(refused=1))
    assert office.row(message_id).state == "refused"
    assert office.door.refused_for == [(READER, 550)]
    office.clock.real_now += dt.timedelta(days=1)
    assert office.send_all() == SendReport()


def test_after_two_days_a_person_is_told(office: Office, smtp_sink: SmtpSink) -> None:
    """A message that is put off for ever is given up in the end, and the administrator told, once."""
    office.put()
    smtp_sink.greylist(READER, times=1000)
    ends: Counter[str] = Counter()
    for _hour in range(60):
        ends += office.send_all().counts
        office.clock.real_now += dt.timedelta(hours=1)
    assert ends["given_up"] == 1
    assert office.door.refused_for == [(READER, 451)]


@pytest.mark.requirement("E4", "X6")
def test_the_door_is_asked_again_at_the_moment_of_sending(office: Office, smtp_sink: SmtpSink) -> None:
    """A reader who may not see a message any more does not get it, though it lay in the outbox; others do."""
    stopped, other = office.put(), office.put("school@partners.example")
    office.door.closed_to.add(READER)
    assert office.send_all() == SendReport(counts=Counter(stopped=1, sent=1))
    assert (office.row(stopped).state, office.row(other).state) == ("stopped", "sent")
    assert office.door.stopped_for == [READER]
    assert READER not in smtp_sink.attempts


def test_a_message_that_nobody_foresaw_lets_the_others_through(office: Office, smtp_sink: SmtpSink) -> None:
    """An error about one message defers that one; the next goes, and the first is tried again later."""
    broken, other = office.put(), office.put("school@partners.example")
    office.door.broken_for.add(READER)
    assert office.send_all().counts == Counter(deferred=1, sent=1)
    assert (office.row(broken).state, office.row(other).state) == ("deferred", "sent")
    office.door.broken_for.clear()
    office.clock.real_now += dt.timedelta(minutes=2)
    assert office.send_all() == SendReport(counts=Counter(sent=1))
    assert len(smtp_sink.messages_for(READER)) == 1


def test_a_server_that_is_away_costs_a_message_nothing(tmp_path: Path) -> None:
    """With nobody to talk to every message stays as it was: untried, and ready at once."""
    office = open_office(tmp_path, free_port())
    ids = [office.put(number=number) for number in (1, 2)]
    assert office.send_all() == SendReport(unavailable="unreachable")
    assert [(office.row(one).state, office.row(one).tries, office.row(one).first_tried) for one in ids] == [
        ("queued", 0, None)
    ] * 2
    with SmtpSink() as sink:
        office.port = sink.port
        assert office.send_all() == SendReport(counts=Counter(sent=2))


def test_what_a_killed_service_was_sending_is_taken_up_again(office: Office, smtp_sink: SmtpSink) -> None:
    """A row left behind while its data went out is in doubt, and goes again when its lease is over or given back."""
    message_id = office.put()
    with office.database.unit(NOW) as unit:
        claimed = outbox.claim_next(unit, office.clock.real())
        assert claimed is not None
        outbox.note_data_phase(unit, claimed.id)
    assert office.send_all() == SendReport()
    office.clock.real_now += outbox.LEASE
    assert office.send_all() == SendReport(counts=Counter(sent=1))
    assert office.row(message_id).doubts == 1


@pytest.mark.requirement("X3")
def test_two_workers_and_one_outbox(tmp_path: Path, smtp_sink: SmtpSink) -> None:
    """Two services that empty one outbox at the same time send each message once."""
    offices = [open_office(tmp_path, smtp_sink.port) for _ in range(2)]
    ids = {offices[0].put(number=number) for number in range(20)}
    reports = asyncio.run(_both(offices))
    assert sum(report.counts["sent"] for report in reports) == 20
    sent = Counter(message.raw.split(b"Message-ID: ")[1].split(b"\r\n")[0].decode() for message in smtp_sink.received)
    assert sent == Counter(ids)


@pytest.mark.needs_postgres
@pytest.mark.requirement("X3")
def test_two_machines_and_one_outbox(tmp_path: Path, postgres_url: str, smtp_sink: SmtpSink) -> None:
    """Two machines that empty one outbox in PostgreSQL at the same time send each message once."""
    vault = open_vault(tmp_path / "key")
    offices = [Office(Database(postgres_url, vault), smtp_sink.port) for _ in range(2)]
    migrations.upgrade(offices[0].database.engine)
    for number in range(20):
        offices[0].put(number=number)
    reports = asyncio.run(_both(offices))
    assert sum(report.counts["sent"] for report in reports) == len(smtp_sink.received) == 20
    for office in offices:
        office.database.close()


@pytest.mark.needs_postgres
@pytest.mark.requirement("X10")
def test_what_a_dead_machine_was_sending_is_sent_by_another_at_once(
    tmp_path: Path, postgres_url: str, smtp_sink: SmtpSink
) -> None:
    """While a machine lives nobody else sends its message; as soon as its connection is gone, another does."""
    vault = open_vault(tmp_path / "key")
    alive, other = (Office(Database(postgres_url, vault), smtp_sink.port) for _ in range(2))
    migrations.upgrade(alive.database.engine)
    message_id = alive.put()
    with alive.database.unit(NOW) as unit:
        claimed = outbox.claim_next(unit, alive.clock.real())
        assert claimed is not None
        turn = Turn(alive.database.engine, outbox.turn_for(claimed.id))
        assert turn.is_ours()
    assert other.send_all() == SendReport()
    turn.let_go()
    assert other.send_all() == SendReport(counts=Counter(sent=1))
    assert other.row(message_id).state == "sent"
    alive.database.close()
    other.database.close()


async def _both(offices: list[Office]) -> list[SendReport]:
    return await asyncio.gather(*(office._send_all(NoPace(), None) for office in offices))  # noqa: SLF001


def test_no_more_go_in_a_minute_than_the_provider_takes() -> None:
    """After so many messages the next waits until a minute has passed since the first of them."""
    seconds = [0.0]
    pace = Pace(3, monotonic=lambda: seconds[0])
    waits = []
    for _ in range(7):
        waits.append(pace.seconds_to_wait())
        seconds[0] += waits[-1]
        pace.count()
        seconds[0] += 1
    assert waits == [0, 0, 0, 57, 0, 0, 57]


def test_a_service_told_to_stop_while_it_waits_for_its_turn_gives_the_message_back(office: Office) -> None:
    """A message that was claimed, and then had to wait for the provider's limit, is free again at once."""
    message_id = office.put()
    full = Pace(1, monotonic=lambda: 0.0)
    full.count()

    async def stopped_while_waiting() -> SendReport:
        thread, stop = Thread("test"), asyncio.Event()

        async def wait(_seconds: float) -> None:
            stop.set()

        worker = OutboxWorker(
            settings=office.settings,
            database=office.database,
            clock=office.clock,
            sender=Mailer(office.settings.smtp),
            door=office.door,
            in_thread=thread,
            wait=wait,
            pace=full,
        )
        try:
            return await worker.send_all(stop)
        finally:
            thread.close()

    assert asyncio.run(stopped_while_waiting()) == SendReport(stopped=True)
    assert (office.row(message_id).state, office.row(message_id).tries) == ("queued", 0)
