"""Silence is an alarm: told once, to somebody who can mend it, and taken back when it is over."""

from __future__ import annotations

import datetime as dt
import socket
from pathlib import Path

import pytest

from dispatch.watchdog import MAILBOX_SILENT, SILENCE, look_for_silence, tell_supervisor
from rules.reasons import sentence
from storage import ledger
from storage.attention import attentions
from storage.database import Database
from storage.mailboxes import note_pass, note_trouble
from tests.builders import TUESDAY, a_database, a_panel, some_settings

BOX = "maagnorth@beds.example"
SETTINGS = some_settings()


@pytest.fixture
def database(tmp_path: Path) -> Database:
    """An empty database."""
    return a_database(tmp_path)


def look(database: Database, after: dt.timedelta, since: dt.datetime = TUESDAY) -> list[str]:
    """Look for silence some time after Tuesday; return what needs attention then."""
    with database.unit(TUESDAY + after) as unit:
        look_for_silence(unit, SETTINGS, since)
        return [entry.reason for entry in attentions(unit)]


def looked_into(database: Database, after: dt.timedelta) -> None:
    """The mailbox was gone through some time after Tuesday."""
    with database.unit(TUESDAY + after) as unit:
        note_pass(unit, BOX)


@pytest.mark.requirement("X11")
def test_a_mailbox_that_falls_silent_is_told_once(database: Database) -> None:
    """After a quarter of an hour without a look into it the administrators are owed a mail, and only one."""
    looked_into(database, dt.timedelta(0))
    with database.unit(TUESDAY) as unit:
        note_trouble(unit, BOX, "mail.example:993: TimeoutError")
    assert look(database, SILENCE - dt.timedelta(seconds=1)) == []
    assert look(database, SILENCE) == [MAILBOX_SILENT]
    assert look(database, SILENCE * 4) == [MAILBOX_SILENT]
    with database.unit(TUESDAY + SILENCE) as unit:
        assert len(ledger.due(unit)) == 1
    assert sentence(MAILBOX_SILENT) != sentence("no such reason")


@pytest.mark.requirement("X11")
def test_it_is_taken_back_when_the_mailbox_answers(database: Database) -> None:
    """When the mailbox can be looked into again nothing needs attention; another silence is another alarm."""
    assert look(database, SILENCE) == [MAILBOX_SILENT]
    looked_into(database, SILENCE * 2)
    assert look(database, SILENCE * 2) == []
    assert look(database, SILENCE * 3) == [MAILBOX_SILENT]


def test_a_service_that_was_down_does_not_blame_the_mailbox(database: Database) -> None:
    """After a weekend without a service the mailbox has its quarter of an hour from the start on."""
    looked_into(database, dt.timedelta(0))
    monday = TUESDAY + dt.timedelta(days=6)
    assert look(database, dt.timedelta(days=6, minutes=1), since=monday) == []
    assert look(database, dt.timedelta(days=6) + SILENCE, since=monday) == [MAILBOX_SILENT]


def test_panels_that_share_a_mailbox_are_one_alarm(database: Database) -> None:
    """A mailbox of two panels is told of once."""
    shared = some_settings(a_panel(), a_panel(code="M", name="Mid"))
    with database.unit(TUESDAY + SILENCE) as unit:
        look_for_silence(unit, shared, TUESDAY)
        assert len(attentions(unit)) == 1


@pytest.mark.requirement("X11")
def test_the_supervisor_hears_the_heartbeat(tmp_path: Path) -> None:
    """What systemd is told arrives where it listens; where nobody listens nothing happens."""
    where = str(tmp_path / "notify")
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as supervisor:
        supervisor.bind(where)
        supervisor.settimeout(5)
        tell_supervisor("WATCHDOG=1", {"NOTIFY_SOCKET": where})
        assert supervisor.recv(100) == b"WATCHDOG=1"
    tell_supervisor("WATCHDOG=1", {"NOTIFY_SOCKET": where})
    tell_supervisor("WATCHDOG=1", {})
