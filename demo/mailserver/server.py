"""
The embedded mail server: SMTP and IMAP on loopback ports, everything in memory, nothing ever sent on.

It stands in for a council's mail system in `make demo` and in tests. Whatever is handed to it, over SMTP or by
`MailServer.deliver`, ends in a local mailbox or in the local spool: there is no code here that opens a connection.
"""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Callable, Iterable
from typing import Self

from aiosmtpd.smtp import SMTP

from demo.mailserver.gateway import Accepted, Gateway, Reception
from demo.mailserver.imap_session import CAPABILITIES, LONGEST_LINE, Session
from demo.mailserver.loop_thread import LoopThread
from demo.mailserver.mailboxes import Account, Accounts

LOOPBACK = "127.0.0.1"
LARGEST_MESSAGE = 64 * 1024 * 1024


class MailServer:
    """
    SMTP in, IMAP out, for any number of local mailboxes; other recipients' mail is kept in the spool as delivered.

    Attributes:
        hostname: Whom its notes are by: the `trusted_authserv_id` for whoever reads these mailboxes.
        smtp_port: Where SMTP listens. A port given as 0 is a free one from `start` on, and kept over a restart.
        imap_port: Where IMAP listens, likewise.
    """

    def __init__(
        self,
        *,
        clock: Callable[[], dt.datetime],
        hostname: str = "mx.panelpost.example",
        smtp_port: int = 0,
        imap_port: int = 0,
        without: Iterable[str] = (),
    ) -> None:
        """*clock* dates what arrives; *without* names IMAP capabilities to leave out, such as `MOVE` or `UIDPLUS`."""
        self.hostname = hostname
        self.smtp_port = smtp_port
        self.imap_port = imap_port
        self._clock = clock
        self._capabilities = tuple(capability for capability in CAPABILITIES if capability not in set(without))
        self._accounts = Accounts()
        self._gateway = Gateway(self._accounts, clock=clock, hostname=hostname)
        self._thread = LoopThread("embedded-mail-server")
        self._servers: list[asyncio.Server] = []
        self._sessions: dict[asyncio.Task[None], Session] = {}

    # ----------------------------------------------------------------------------------------------- start and stop

    def start(self) -> None:
        """Both ports answer. OSError: a port that was asked for is taken."""
        self._thread.start()
        try:
            self._thread.run(self._listen())
        except OSError:
            self.stop()
            raise

    def stop(self) -> None:
        """Nothing listens any more and every session is closed; the mailboxes stay, and `start` serves them again."""
        self._thread.call(self._close)
        self._thread.stop()

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    # ------------------------------------------------------------------------------------------------ mailboxes, mail

    def add_mailbox(self, address: str, username: str, password: str, *, token: str | None = None) -> None:
        """Mail to *address* lands in a mailbox that the login opens, and the access token too, if any (XOAUTH2)."""
        self._thread.call(lambda: self._accounts.add(address, username, password, token))

    def register_domain(self, domain: str) -> None:
        """Mail from *domain* passes DMARC here, as mail from the mailboxes' own domains does."""
        self._thread.call(lambda: self._gateway.domains.add(domain.lower()))

    def deliver(self, raw: bytes, envelope_from: str, recipients: Iterable[str], *, spoofed: bool = False) -> None:
        """The message has been delivered as if it had come from outside; a *spoofed* one has failed DMARC."""
        self._thread.call(lambda: self._gateway.deliver(raw, envelope_from, tuple(recipients), spoofed=spoofed))

    def bounce(self, address: str) -> None:
        """From now on mail for *address* is taken, and its sender gets a delivery report (RFC 3464)."""
        self._thread.call(lambda: self._gateway.bouncing.add(address.lower()))

    def refuse(self, address: str, reply: str = "550 5.1.1 no such mailbox") -> None:
        """From now on SMTP refuses the recipient *address* with *reply*."""
        self._thread.call(lambda: self._gateway.refused.update({address.lower(): reply}))

    def messages_for(self, address: str) -> list[bytes]:
        """Every message that has reached *address*, in order, whether it has a mailbox here or not."""
        return self._thread.call(lambda: self._gateway.delivered_to(address))

    def accepted(self) -> list[Accepted]:
        """Every message that came over SMTP, in order, once each however many its recipients."""
        return self._thread.call(lambda: list(self._gateway.accepted))

    def folder(self, address: str, name: str = "INBOX") -> list[bytes]:
        """The messages in one folder of a mailbox; none if there is no such folder."""
        return self._thread.call(lambda: self._messages_in(self._account(address), name))

    def folders(self, address: str) -> list[str]:
        """The names of a mailbox's folders."""
        return self._thread.call(lambda: sorted(self._account(address).folders))

    def start_inbox_anew(self, address: str) -> None:
        """The inbox has another UIDVALIDITY and holds the same messages under new UIDs; sessions are closed."""
        self._thread.call(lambda: self._account(address).start_inbox_anew())
        self.hang_up()

    def hang_up(self) -> None:
        """Every IMAP session has been told BYE and is closed; clients may come back at once."""
        self._thread.call(self._say_bye)

    # ------------------------------------------------------------------------------------------- in the server's thread

    async def _listen(self) -> None:
        smtp = await asyncio.get_running_loop().create_server(self._smtp_conversation, LOOPBACK, self.smtp_port)
        self._servers.append(smtp)
        imap = await asyncio.start_server(self._imap_conversation, LOOPBACK, self.imap_port, limit=LONGEST_LINE)
        self._servers.append(imap)
        self.smtp_port = smtp.sockets[0].getsockname()[1]
        self.imap_port = imap.sockets[0].getsockname()[1]

    def _close(self) -> None:
        for server in self._servers:
            server.close()
        self._servers.clear()
        self._say_bye()

    def _say_bye(self) -> None:
        for session in tuple(self._sessions.values()):
            session.say_bye()

    def _smtp_conversation(self) -> SMTP:
        return SMTP(
            Reception(self._gateway),
            hostname=self.hostname,
            ident="embedded",
            data_size_limit=LARGEST_MESSAGE,
            loop=asyncio.get_running_loop(),
        )

    def _imap_conversation(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        session = Session(reader, writer, self._accounts, clock=self._clock, capabilities=self._capabilities)
        task = asyncio.get_running_loop().create_task(session.run())
        self._sessions[task] = session
        task.add_done_callback(self._sessions.pop)

    def _account(self, address: str) -> Account:
        account = self._accounts.at(address)
        if account is None:
            raise KeyError(address)
        return account

    @staticmethod
    def _messages_in(account: Account, name: str) -> list[bytes]:
        folder = account.find(name)
        return [message.raw for message in folder.messages.values()] if folder is not None else []
