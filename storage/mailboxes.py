"""How each mailbox last went, kept for `status`: when it was gone through, and what is wrong with it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlmodel import func, select

from storage.database import Unit
from storage.state import recall, remember
from storage.tables import ReceivedRow

_PASSED = "mailbox-last-pass"
_TROUBLE = "mailbox-trouble"


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
