"""
What the rest of intake asks of a mailbox; `tests/fakes/mailbox.py` keeps the same promise in memory.

A mailbox is a queue on somebody else's machine. Nothing is ever deleted from
it, no flag is relied on or set but where a move needs it: what was taken in is
in our ledger, and the folders show it to people.
"""

from __future__ import annotations

import threading
from enum import StrEnum
from typing import Protocol

PROCESSED = "Processed"
ATTENTION = "Attention"
IGNORED = "Ignored"
FOLDERS = (PROCESSED, ATTENTION, IGNORED)
"""Where messages go once they are settled (process, section 6)."""


class Filed(StrEnum):
    """What became of a message that was to be moved to its folder."""

    MOVED = "moved"
    ALREADY_GONE = "already gone"
    LEFT_IN_PLACE = "left in place"


class Mailbox(Protocol):
    """
    One panel's mailbox.

    Every method may raise `MailboxUnavailable`: then `close` it, pause, and
    `connect` again. Those about one message may raise `MessageUnavailable`.
    """

    @property
    def name(self) -> str:
        """What the mailbox is called in the ledger: its address."""

    def connect(self) -> None:
        """Be connected, logged in, with the folders there; nothing happens if that is so already."""

    def close(self) -> None:
        """Let go of the connection; never raises."""

    def uidvalidity(self) -> int:
        """Open the inbox afresh and return its UIDVALIDITY: another number means that all UIDs mean something else."""

    def list_uids(self) -> tuple[int, ...]:
        """Return the UIDs of all messages in the inbox, whatever their flags, lowest first."""

    def size(self, uid: int) -> int | None:
        """Return the message's size in bytes; None if it is gone."""

    def fetch(self, uid: int) -> bytes | None:
        """Return the message as the server has it, without marking it as seen; None if it is gone."""

    def fetch_header(self, uid: int) -> bytes | None:
        """Return the message's header alone; None if it is gone."""

    def file(self, uid: int, folder: str) -> Filed:
        """Move the message from the inbox to one of `FOLDERS`; doing it twice is harmless."""

    def wait(self, seconds: float, stop: threading.Event) -> bool:
        """Return True as soon as the server hints at something new, False after *seconds* or when *stop* is set."""
