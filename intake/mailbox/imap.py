"""A mailbox on an IMAP server (RFC 9051, RFC 3501), by IMAPClient."""

from __future__ import annotations

import ssl
import threading
import time
from collections.abc import Callable

from imapclient import IMAPClient, SocketTimeout
from imapclient.exceptions import IMAPClientAbortError, IMAPClientError

from intake.mailbox.connecting import Credentials, hang_up, open_connection, translated
from intake.mailbox.errors import MailboxUnavailable
from intake.mailbox.port import FOLDERS, Filed
from intake.message.reading import LARGEST
from rules.settings import ImapSettings

_INBOX = "INBOX"
_SLICE = 2.0
"""Seconds for which IDLE is listened to before looking whether to stop."""
_LONGEST_IDLE = 300.0
_MOST_CANDIDATES = 50
_DELETED = rb"\Deleted"
_NEWS = frozenset({b"EXISTS", b"RECENT"})


class ImapMailbox:
    """
    Keeps the promise of `Mailbox` on one connection; not for several threads at once.

    Args:
        name: what the mailbox is called in the ledger: its address.
        settings: server and protection.
        credentials: user name, and password or token.
        tls: whose certificates are believed; this machine's list if not given.
        connect_seconds, read_seconds: how long any single step may take.
    """

    def __init__(
        self,
        name: str,
        settings: ImapSettings,
        credentials: Credentials,
        *,
        tls: ssl.SSLContext | None = None,
        connect_seconds: float = 20.0,
        read_seconds: float = 60.0,
    ) -> None:
        self._name = name
        self._settings = settings
        self._credentials = credentials
        self._tls = tls
        self._timeout = SocketTimeout(connect=connect_seconds, read=read_seconds)
        self._where = f"{settings.host}:{settings.port}"
        self._client: IMAPClient | None = None
        self._prefix = ""
        self._uidvalidity = 0

    @property
    def name(self) -> str:
        """The mailbox's address."""
        return self._name

    # ------------------------------------------------------------------------------------------------- connection

    def connect(self) -> None:
        """Be connected, logged in, with the folders there; nothing happens if that is so already."""
        if self._client is not None:
            return
        self._client = open_connection(self._settings, self._credentials, tls=self._tls, timeout=self._timeout)
        try:
            with translated(self._where):
                self._prefix = _prefix(self._client)
                self._ensure_folders(self._client)
        except MailboxUnavailable:
            self.close()
            raise

    def close(self) -> None:
        """Let go of the connection; never raises."""
        client, self._client = self._client, None
        if client is not None:
            hang_up(client)

    def _connected(self) -> IMAPClient:
        if self._client is None:
            raise MailboxUnavailable(f"{self._where}: not connected")
        return self._client

    def _ensure_folders(self, client: IMAPClient) -> None:
        for folder in FOLDERS:
            full = self._prefix + folder
            if not client.folder_exists(full):
                try:
                    client.create_folder(full)
                except IMAPClientError:
                    # Somebody else may have made it in between.
                    if not client.folder_exists(full):
                        raise
                # Mail programs show subscribed folders alone.
                client.subscribe_folder(full)

    # --------------------------------------------------------------------------------------------------- messages

    def uidvalidity(self) -> int:
        """Open the inbox afresh and return its UIDVALIDITY."""
        client = self._connected()
        with translated(self._where):
            self._uidvalidity = int(client.select_folder(_INBOX)[b"UIDVALIDITY"])
            return self._uidvalidity

    def list_uids(self) -> tuple[int, ...]:
        """Return the UIDs of all messages in the inbox, whatever their flags, lowest first."""
        client = self._connected()
        with translated(self._where):
            # A search finds what the server has told this connection of; NOOP has it tell.
            client.noop()
            return tuple(sorted(int(uid) for uid in client.search(["ALL"])))

    def size(self, uid: int) -> int | None:
        """Return the message's size in bytes; None if it is gone."""
        found = self._item(uid, "RFC822.SIZE", b"RFC822.SIZE")
        return found if isinstance(found, int) else None

    def fetch(self, uid: int) -> bytes | None:
        """Return the message as the server has it, without marking it as seen; None if it is gone."""
        found = self._item(uid, "BODY.PEEK[]", b"BODY[]")
        return found if isinstance(found, bytes) else None

    def fetch_header(self, uid: int) -> bytes | None:
        """Return the message's header alone; None if it is gone."""
        found = self._item(uid, "BODY.PEEK[HEADER]", b"BODY[HEADER]")
        return found if isinstance(found, bytes) else None

    def _item(self, uid: int, asked: str, answered: bytes) -> object:
        client = self._connected()
        with translated(self._where, one_message=True):
            answer = client.fetch([uid], [asked])
            return answer[uid].get(answered) if uid in answer else None

    # ----------------------------------------------------------------------------------------------------- filing

    def file(self, uid: int, folder: str) -> Filed:
        """
        Move the message to *folder*: by MOVE, or by COPY and UID EXPUNGE (ruling 17).

        A server that has neither can only expunge what others marked as well:
        there the message stays where it is.
        """
        client = self._connected()
        with translated(self._where, one_message=True):
            if client.has_capability("MOVE"):
                self._in_folder(client, folder, lambda full: client.move([uid], full))
                return Filed.MOVED
            if client.has_capability("UIDPLUS"):
                return self._copy_and_expunge(client, uid, folder)
            return Filed.LEFT_IN_PLACE

    def _copy_and_expunge(self, client: IMAPClient, uid: int, folder: str) -> Filed:
        size, header = self.size(uid), self.fetch_header(uid)
        if size is None or header is None:
            return Filed.ALREADY_GONE
        if not self._is_copied(client, uid, folder, size, header):
            self._in_folder(client, folder, lambda full: client.copy([uid], full))
        client.add_flags([uid], [_DELETED], silent=True)
        client.uid_expunge([uid])
        return Filed.MOVED

    def _is_copied(self, client: IMAPClient, uid: int, folder: str, size: int, header: bytes) -> bool:
        """Whether a crash after an earlier copy left it there: the same message to the byte."""
        # Two messages may share a header, Message-ID and all. What is too large to be compared is told by its header.
        raw = self.fetch(uid) if size <= LARGEST else None
        client.select_folder(self._prefix + folder, readonly=True)
        try:
            same_size = sorted(client.search(["LARGER", size - 1, "SMALLER", size + 1]))[-_MOST_CANDIDATES:]
            alike = [other for other in same_size if self.fetch_header(other) == header]
            return any(raw is None or self.fetch(other) == raw for other in alike)
        finally:
            before = self._uidvalidity
            if self.uidvalidity() != before:
                raise MailboxUnavailable(f"{self._where}: the inbox was made anew meanwhile")

    def _in_folder(self, client: IMAPClient, folder: str, command: Callable[[str], object]) -> None:
        try:
            command(self._prefix + folder)
        except IMAPClientError as err:
            # Somebody deleted the folder: make it again, once.
            if "TRYCREATE" not in str(err).upper() or isinstance(err, IMAPClientAbortError):
                raise
            self._ensure_folders(client)
            command(self._prefix + folder)

    # ---------------------------------------------------------------------------------------------------- waiting

    def wait(self, seconds: float, stop: threading.Event) -> bool:
        """
        Return True as soon as the server hints at something new, False after *seconds* or when *stop* is set.

        IDLE is a hint and never a promise: the caller looks for itself in any
        case. It is never left open for long, since servers and what lies in
        between forget silent connections.
        """
        client = self._connected()
        with translated(self._where):
            # What came since the last look would be told together with the leave to idle, and lie unread for a while.
            _, told = client.noop()
            if self._heard(told):
                return True
            if not client.has_capability("IDLE"):
                stop.wait(seconds)
                return False
            return self._idle(client, min(seconds, _LONGEST_IDLE), stop)

    def _idle(self, client: IMAPClient, seconds: float, stop: threading.Event) -> bool:
        client.idle()
        began = time.monotonic()
        news = False
        while not news and not stop.is_set() and (left := began + seconds - time.monotonic()) > 0:
            asked, listening = time.monotonic(), min(_SLICE, left)
            heard = client.idle_check(timeout=listening)
            news = self._heard(heard)
            # Back at once with nothing: the connection ended, which the library keeps to itself until spoken to.
            if not heard and time.monotonic() - asked < listening / 2:
                break
        _, last = client.idle_done()
        return self._heard(last) or news

    def _heard(self, responses: list[tuple[object, ...]]) -> bool:
        # The library hands BYE on like any other word, and the next command would fail.
        if any(response and response[0] == b"BYE" for response in responses):
            raise MailboxUnavailable(f"{self._where}: the server said goodbye")
        return any(len(response) > 1 and response[1] in _NEWS for response in responses)


def _prefix(client: IMAPClient) -> str:
    """Return what stands before a folder of our own: '' on most servers, 'INBOX.' on some (RFC 2342)."""
    if not client.has_capability("NAMESPACE"):
        return ""
    personal = client.namespace().personal
    return str(personal[0][0]) if personal else ""
