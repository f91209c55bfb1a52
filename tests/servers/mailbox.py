"""What every mailbox server of the tests can do, whichever program it is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol


class MailboxServer(Protocol):
    """An IMAP server on a loopback port, without TLS, and the gateway in front of it."""

    hostname: str
    imap_port: int

    def add_mailbox(self, address: str, username: str, password: str) -> None:
        """Mail to *address* lands in a mailbox that the login opens."""

    def deliver(self, raw: bytes, envelope_from: str, recipients: Iterable[str], *, spoofed: bool = False) -> None:
        """The message is in the recipients' inboxes as from outside; a *spoofed* one has failed DMARC."""

    def folders(self, address: str) -> list[str]:
        """The names of a mailbox's folders."""

    def folder(self, address: str, name: str = "INBOX") -> list[bytes]:
        """The messages in one folder of a mailbox; none if there is no such folder."""

    def start_inbox_anew(self, address: str) -> None:
        """The inbox holds the same messages under another UIDVALIDITY."""

    def stop(self) -> None:
        """Nothing listens any more; the mailboxes stay."""

    def start(self) -> None:
        """It listens, on the same port as before if it did before."""


@dataclass(frozen=True, slots=True)
class Mailbox:
    """One mailbox on a server, and what opens it."""

    server: MailboxServer
    address: str
    username: str
    password: str

    def deliver(self, raw: bytes, envelope_from: str = "referrer@school.example", *, spoofed: bool = False) -> None:
        """The message is in the inbox as from outside."""
        self.server.deliver(raw, envelope_from, [self.address], spoofed=spoofed)

    def folder(self, name: str = "INBOX") -> list[bytes]:
        """The messages in one of its folders."""
        return self.server.folder(self.address, name)

    def folders(self) -> list[str]:
        """The names of its folders."""
        return self.server.folders(self.address)
