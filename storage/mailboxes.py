"""How each mailbox and the mail server last went, kept for `status` and the watchdog."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlmodel import func, select

from storage.database import Unit
from storage.state import recall, remember
from storage.tables import ReceivedRow

_PASSED = "mailbox-last-pass"
_TROUBLE = "mailbox-trouble"
_MAIL_SERVER = "mail-server-trouble"


@dataclass(frozen=True, slots=True)
class MailboxState:
    """When a mailbox was last gone through, what is wrong with it since, and how many messages wait to be settled."""

    last_pass: dt.datetime | None
    trouble: str
    waiting: int


def note_pass(unit: Unit, mailbox: str) -> None:
    """Remember that a mailbox was gone through now, and that nothing is wrong with it."""
    remember(unit, f"{_PASSED}/{mailbox}", unit.now.isoformat())
    remember(unit, f"{_TROUBLE}/{mailbox}", "")


def note_trouble(unit: Unit, mailbox: str, what: str) -> None:
    """Remember what is wrong with a mailbox; *what* names server and port, and nobody."""
    remember(unit, f"{_TROUBLE}/{mailbox}", what)


def mailbox_state(unit: Unit, mailbox: str) -> MailboxState:
    """Return how a mailbox last went."""
    passed = recall(unit, f"{_PASSED}/{mailbox}")
    waiting = unit.session.exec(
        select(func.count())
        .select_from(ReceivedRow)
        .where(ReceivedRow.mailbox == mailbox, ReceivedRow.state == "taken")
    ).one()
    return MailboxState(
        last_pass=dt.datetime.fromisoformat(passed) if passed else None,
        trouble=recall(unit, f"{_TROUBLE}/{mailbox}") or "",
        waiting=int(waiting),
    )


def note_mail_server(unit: Unit, trouble: str) -> None:
    """Remember why the mail server could not be spoken to; empty: it could."""
    remember(unit, _MAIL_SERVER, trouble)


def mail_server_trouble(unit: Unit) -> str:
    """Return why the mail server could not be spoken to when it was last tried; empty: it could."""
    return recall(unit, _MAIL_SERVER) or ""
