"""What one IMAP session knows of the folder that it has open: its own numbering, and what it has yet to be told."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator

from demo.mailserver.imap_fetch import flags_written
from demo.mailserver.imap_syntax import numbers
from demo.mailserver.mailboxes import Folder, Message


class View:
    """
    A folder as one session sees it.

    Attributes:
        folder: What is open.
        read_only: Whether it was opened with EXAMINE.
        changed: Set when there may be something to tell.
    """

    def __init__(self, folder: Folder, *, read_only: bool) -> None:
        self.folder = folder
        self.read_only = read_only
        self.changed = asyncio.Event()
        self._told = {uid: message.flags for uid, message in folder.messages.items()}
        self._version = folder.version
        folder.listeners.add(self.changed.set)

    def close(self) -> None:
        """The folder no longer tells this connection of changes."""
        self.folder.listeners.discard(self.changed.set)

    @property
    def uids(self) -> list[int]:
        """The UIDs that the client knows; a message's number is its place here, from 1."""
        return list(self._told)

    def messages(self) -> Iterator[tuple[int, Message]]:
        """Every message that the client knows and that is still there, with its number."""
        for number, uid in enumerate(self._told, start=1):
            if uid in self.folder.messages:
                yield number, self.folder.messages[uid]

    def chosen(self, written: str, *, by_uid: bool) -> list[tuple[int, Message]]:
        """The messages that the set means, as UIDs or as numbers."""
        known = self.uids if by_uid else range(1, len(self._told) + 1)
        wanted = set(numbers(written, known))
        return [(n, message) for n, message in self.messages() if (message.uid if by_uid else n) in wanted]

    def client_knows(self, message: Message) -> None:
        """The message's flags as they are now need not be told again."""
        self._told[message.uid] = message.flags

    def news(self, *, numbers_may_change: bool) -> Iterator[bytes]:
        """
        What the client has to be told to see the folder as it is.

        Args:
            numbers_may_change: False where IMAP forbids an EXPUNGE (RFC 3501 section 7.4.1); it is told later.
        """
        self.changed.clear()
        if self._version == self.folder.version:
            return
        if numbers_may_change:
            yield from self._departures()
            self._version = self.folder.version
        yield from self._flag_changes()
        yield from self._arrivals()

    def _departures(self) -> Iterator[bytes]:
        for number, uid in reversed(list(enumerate(self._told, start=1))):
            if uid not in self.folder.messages:
                del self._told[uid]
                yield b"* %d EXPUNGE" % number

    def _flag_changes(self) -> Iterator[bytes]:
        for number, message in self.messages():
            if self._told[message.uid] != message.flags:
                self.client_knows(message)
                yield b"* %d FETCH (UID %d FLAGS %b)" % (number, message.uid, flags_written(message.flags))

    def _arrivals(self) -> Iterator[bytes]:
        new = [message for uid, message in self.folder.messages.items() if uid not in self._told]
        for message in new:
            self.client_knows(message)
        if new:
            yield b"* %d EXISTS" % len(self._told)
