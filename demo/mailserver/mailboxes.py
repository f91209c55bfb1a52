"""
The messages that the embedded mail server holds: accounts, their folders, and who is told of a change.

Everything is in memory and is touched by one thread only, the server's own. Folders keep the promises that
IMAP makes about them (RFC 3501 section 2.3.1): UIDs only rise, and a folder made again has another UIDVALIDITY.
"""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Callable
from dataclasses import dataclass, field

INBOX = "INBOX"
SEPARATOR = "/"


@dataclass(slots=True)
class Message:
    """One message in one folder."""

    uid: int
    raw: bytes
    received_at: dt.datetime
    flags: frozenset[str] = frozenset()


@dataclass(slots=True)
class Folder:
    """One folder, in the order of its UIDs; `version` rises with every change, so that a look at it tells if any."""

    name: str
    uid_validity: int
    messages: dict[int, Message] = field(default_factory=dict)
    uid_next: int = 1
    version: int = 0
    listeners: set[Callable[[], None]] = field(default_factory=set)

    def add(self, raw: bytes, received_at: dt.datetime, flags: frozenset[str] = frozenset()) -> Message:
        """The message stands at the folder's end, and whoever listens has been told."""
        message = Message(self.uid_next, raw, received_at, flags)
        self.messages[message.uid] = message
        self.uid_next += 1
        self.changed()
        return message

    def set_flags(self, message: Message, flags: frozenset[str]) -> None:
        """The message bears *flags* and no others."""
        if flags != message.flags:
            message.flags = flags
            self.changed()

    def remove(self, uids: list[int]) -> None:
        """None of *uids* is in the folder."""
        for uid in uids:
            self.messages.pop(uid, None)
        self.changed()

    def changed(self) -> None:
        """Whoever listens has been told that something is different."""
        self.version += 1
        for tell in tuple(self.listeners):
            tell()


class Account:
    """One mailbox address with its login and folders; the inbox is always there."""

    def __init__(
        self, address: str, username: str, password: str, token: str | None, validity: Callable[[], int]
    ) -> None:
        self.address = address
        self.username = username
        self._password = password
        self._token = token
        self._validity = validity
        self.folders: dict[str, Folder] = {}
        self.create(INBOX)

    def password_is(self, password: str) -> bool:
        """Whether *password* opens the account."""
        return password == self._password

    def token_is(self, token: str) -> bool:
        """Whether the access token *token* opens the account (XOAUTH2)."""
        return self._token is not None and token == self._token

    def find(self, name: str) -> Folder | None:
        """The folder of that name; the inbox's is the same in any case."""
        return self.folders.get(INBOX if name.upper() == INBOX else name)

    def create(self, name: str) -> Folder | None:
        """The folder is there, with a UIDVALIDITY of its own; None if it was already."""
        name = name.rstrip(SEPARATOR)
        if self.find(name) is not None:
            return None
        folder = self.folders[name] = Folder(name, self._validity())
        return folder

    def delete(self, name: str) -> bool:
        """The folder and what was in it are gone; whoever had it open finds it empty. The inbox stays."""
        folder = self.find(name)
        if folder is None or folder.name == INBOX:
            return False
        del self.folders[folder.name]
        folder.remove(list(folder.messages))
        return True

    def start_inbox_anew(self) -> None:
        """The inbox holds the same messages under another UIDVALIDITY and new UIDs, as after a move to a new server."""
        old = self.folders.pop(INBOX)
        new = Folder(INBOX, self._validity())
        for message in old.messages.values():
            new.add(message.raw, message.received_at, message.flags)
        self.folders[INBOX] = new
        old.remove(list(old.messages))


class Accounts:
    """Every account of the server, by address and by login."""

    def __init__(self, first_uid_validity: int = 1) -> None:
        self._by_address: dict[str, Account] = {}
        self._by_username: dict[str, Account] = {}
        validities = itertools.count(first_uid_validity)
        self._validity = lambda: next(validities)

    def add(self, address: str, username: str, password: str, token: str | None = None) -> Account:
        """The account is there, with an empty inbox."""
        account = Account(address, username, password, token, self._validity)
        self._by_address[address.lower()] = account
        self._by_username[username] = account
        return account

    def at(self, address: str) -> Account | None:
        """The account that mail to *address* goes to, if it is a local one."""
        return self._by_address.get(address.lower())

    def log_in(self, username: str, password: str) -> Account | None:
        """The account that the login opens, if it does."""
        account = self._by_username.get(username)
        return account if account is not None and account.password_is(password) else None

    def log_in_with_token(self, username: str, token: str) -> Account | None:
        """The account that the access token opens, if it does."""
        account = self._by_username.get(username)
        return account if account is not None and account.token_is(token) else None

    def domains(self) -> set[str]:
        """The domains that the server has mailboxes in."""
        return {address.rpartition("@")[2] for address in self._by_address}
