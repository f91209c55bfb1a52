"""
A mailbox in memory that keeps the promise of `intake.mailbox.Mailbox`.

What goes wrong on real servers can be asked for: see `break_after`, `decline`
and `hang_up`.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable

from intake.mailbox import FOLDERS, Filed, MailboxUnavailable, MessageUnavailable


class FakeMailbox:
    """
    One mailbox with its folders.

    Attributes:
        folders: what lies where, oldest first.
        can_move: a server that cannot leaves messages in place.
        declined: UIDs that the server declines to do anything with.
        connections: how often `connect` made a connection.
    """

    def __init__(self, name: str = "maagnorth@beds.example", messages: Iterable[bytes] = ()) -> None:
        self._name = name
        self._validity = 1
        self._next_uid = 1
        self._connected = False
        self._inbox: dict[int, bytes] = {}
        self._calls_until_broken: int | None = None
        self._news = threading.Event()
        self.folders: dict[str, list[bytes]] = {}
        self.can_move = True
        self.declined: set[int] = set()
        self.connections = 0
        for raw in messages:
            self.deliver(raw)

    # ------------------------------------------------------------------------------------- what happens on the server

    def deliver(self, raw: bytes) -> int:
        """The message lies in the inbox under the UID returned, and whoever waits is told."""
        uid = self._next_uid
        self._next_uid += 1
        self._inbox[uid] = raw
        self._news.set()
        return uid

    def inbox(self) -> list[bytes]:
        """The messages in the inbox, oldest first."""
        return list(self._inbox.values())

    def start_inbox_anew(self) -> None:
        """The inbox holds the same messages under another UIDVALIDITY, with UIDs from 1."""
        self._validity += 1
        self._inbox = dict(enumerate(self._inbox.values(), start=1))
        self._next_uid = len(self._inbox) + 1

    def break_after(self, calls: int) -> None:
        """The connection breaks, once, in place of the call after so many."""
        self._calls_until_broken = calls

    def hang_up(self) -> None:
        """The connection is gone."""
        self._connected = False
        self._news.set()

    # --------------------------------------------------------------------------------------------------- the promise

    @property
    def name(self) -> str:
        """The mailbox's address."""
        return self._name

    def connect(self) -> None:
        """Be connected, with the folders there."""
        if not self._connected:
            self.connections += 1
            self._connected = True
            self._call()
            for folder in FOLDERS:
                self.folders.setdefault(folder, [])

    def close(self) -> None:
        """Let go of the connection."""
        self._connected = False

    def uidvalidity(self) -> int:
        """Return the inbox's UIDVALIDITY."""
        self._call()
        return self._validity

    def list_uids(self) -> tuple[int, ...]:
        """Return the UIDs in the inbox."""
        self._call()
        return tuple(sorted(self._inbox))

    def size(self, uid: int) -> int | None:
        """Return the message's size."""
        raw = self.fetch(uid)
        return None if raw is None else len(raw)

    def fetch(self, uid: int) -> bytes | None:
        """Return the message."""
        self._call(uid)
        return self._inbox.get(uid)

    def fetch_header(self, uid: int) -> bytes | None:
        """Return the message's header."""
        raw = self.fetch(uid)
        if raw is None:
            return None
        head, blank, _ = raw.partition(b"\r\n\r\n")
        return head + blank

    def file(self, uid: int, folder: str) -> Filed:
        """Move the message."""
        self._call(uid)
        if not self.can_move:
            return Filed.LEFT_IN_PLACE
        if uid in self._inbox:
            self.folders.setdefault(folder, []).append(self._inbox.pop(uid))
        return Filed.MOVED

    def wait(self, seconds: float, stop: threading.Event) -> bool:
        """Return True as soon as something was delivered."""
        self._call()
        news = not stop.is_set() and self._news.wait(seconds)
        self._news.clear()
        self._call()
        return news

    def _call(self, uid: int | None = None) -> None:
        if self._calls_until_broken is not None:
            self._calls_until_broken -= 1
            if self._calls_until_broken < 0:
                self._calls_until_broken = None
                self._connected = False
        if not self._connected:
            raise MailboxUnavailable("fake: not connected")
        if uid in self.declined:
            raise MessageUnavailable("fake: declined")
