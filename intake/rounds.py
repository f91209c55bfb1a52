"""
The mailboxes that the configuration names, each with what settles its mail: for `serve`, `serve --once` and `check`.

Several panels may share one mailbox; it is one mailbox all the same. How each
last went is kept in the store, for `status`.
"""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Callable
from dataclasses import dataclass

from config.tokens import TokenSource
from intake.mailbox import ImapMailbox, Mailbox, MailboxUnavailable
from intake.mailbox.connecting import Credentials
from intake.sweep import Intake, SweepReport, sweep
from intake.watcher import Listeners, Pace, Watcher
from rules.settings import ImapSettings, PanelSettings, RegisterSettings, Settings
from storage.clock import Clock
from storage.database import Database
from storage.errors import DatabaseUnavailable
from storage.mailboxes import note_pass, note_trouble
from storage.turns import Turn


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One mailbox: its address, how to reach it, and the panels whose it is, none for the register's own."""

    address: str
    settings: ImapSettings
    credentials: Credentials
    panels: tuple[PanelSettings, ...]

    @property
    def label(self) -> str:
        """Return 'Mailbox N' or 'Mailbox N, M': how lines for people call it."""
        return f"Mailbox {', '.join(panel.code for panel in self.panels) or 'of the register'}"

    def open(self) -> ImapMailbox:
        """Return the mailbox, not yet connected."""
        return ImapMailbox(self.address, self.settings, self.credentials)


@dataclass(frozen=True, slots=True)
class Swept:
    """What one look at a mailbox came to: a line for people, and whether it could be reached."""

    line: str
    reached: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class MailboxRound:
    """One look at one mailbox, as `serve --once` has it."""

    label: str
    mailbox: Mailbox
    intake: Intake
    database: Database
    clock: Clock

    def sweep(self) -> Swept:
        """Take in, settle and file everything that waits; a mailbox that is away is a line, not an error."""
        now = self.clock.believed()
        try:
            report = sweep(self.mailbox, self.intake, now=now)
        except MailboxUnavailable as err:
            _note_trouble(self.database, now, self.mailbox.name, err)
            return Swept(f"{self.label}: could not be reached: {err}", reached=False)
        finally:
            self.mailbox.close()
        _note_pass(self.database, now, report.mailbox)
        return Swept(f"{self.label}: {in_words(report)}", reached=True)


MakeIntake = Callable[[Place], Intake]


def places(settings: Settings) -> tuple[Place, ...]:
    """Return each mailbox once, in the order of the configuration."""
    found: dict[str, Place] = {}
    readers: list[PanelSettings | RegisterSettings] = [*settings.panels]
    readers += [settings.register] if settings.register else []
    for reader in readers:
        before = found.get(reader.mailbox.casefold())
        panels = (reader,) if isinstance(reader, PanelSettings) else ()
        found[reader.mailbox.casefold()] = Place(
            address=reader.mailbox,
            settings=reader.imap,
            credentials=Credentials(
                username=reader.username,
                password=reader.password,
                access_tokens=TokenSource(reader.oauth) if reader.oauth else None,
            ),
            panels=(*(before.panels if before else ()), *panels),
        )
    return tuple(found.values())


def rounds(settings: Settings, database: Database, clock: Clock, make: MakeIntake) -> tuple[MailboxRound, ...]:
    """Return one look at each mailbox of the configuration."""
    return tuple(
        MailboxRound(label=place.label, mailbox=place.open(), intake=make(place), database=database, clock=clock)
        for place in places(settings)
        if place.panels
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """Whom the watchers tell: `stop` is set when they are to end, `swept` called after news, `ended` at the end."""

    stop: threading.Event
    swept: Callable[[], None]
    ended: Callable[[str, BaseException | None], None]


def watchers(settings: Settings, database: Database, clock: Clock, make: MakeIntake, told: Told) -> tuple[Watcher, ...]:
    """Return a thread for each mailbox of the configuration, not yet started; each ends soon after its stop is set."""

    def after_a_pass(report: SweepReport) -> None:
        _note_pass(database, clock.believed(), report.mailbox)
        if report.settled:
            told.swept()

    def after_trouble(name: str, error: Exception) -> None:
        if not isinstance(error, DatabaseUnavailable):
            _note_trouble(database, clock.believed(), name, error)

    listeners = Listeners(swept=after_a_pass, troubled=after_trouble, ended=told.ended)
    return tuple(
        Watcher(
            place.open(),
            make(place),
            clock=clock.believed,
            stop=told.stop,
            pace=Pace(poll_seconds=float(place.settings.poll_seconds)),
            may_watch=Turn(database.engine, f"watch {place.address.casefold()}").is_ours,
            listeners=listeners,
        )
        for place in places(settings)
        if place.panels
    )


def in_words(report: SweepReport) -> str:
    """Return what a pass did, for people: '2 taken in, 2 settled, 2 filed'."""
    counts = {
        "taken in": report.taken_in,
        "settled": report.settled,
        "filed": report.filed,
        "left in the inbox (the server can neither MOVE nor UID EXPUNGE)": report.left_in_place,
        "to be tried again": report.failed_to_settle + len(report.stuck),
    }
    return ", ".join(f"{count} {word}" for word, count in counts.items() if count) or "nothing new"


def _note_pass(database: Database, now: dt.datetime, mailbox: str) -> None:
    with database.unit(now) as unit:
        note_pass(unit, mailbox)


def _note_trouble(database: Database, now: dt.datetime, mailbox: str, error: Exception) -> None:
    with database.unit(now) as unit:
        note_trouble(unit, mailbox, str(error))
