"""
An SMTP server that keeps what it is sent, and misbehaves towards the recipients that it is told to.

What a test scripts is what real servers do (RFC 5321): refuse a recipient or the data, for now or for good,
greylist, be busy, hang up after the data, or never answer.
"""

from __future__ import annotations

import asyncio
import base64
import re
import ssl
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Self

import trustme
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword
from aiosmtpd.smtp import Session as SmtpSession

from demo.mailserver.loop_thread import LoopThread
from tests.servers.process import LOOPBACK


@dataclass(frozen=True, slots=True)
class Received:
    """One message that the server took, whether it said so or not."""

    sender: str
    recipients: tuple[str, ...]
    raw: bytes


@dataclass(frozen=True, slots=True)
class Login:
    """What a client must show: a name with a password, or with an access token (XOAUTH2)."""

    username: str
    password: str = ""
    token: str = ""


class SmtpSink:
    """
    The server.

    Attributes:
        port: Where it listens, from `start` on and over a restart.
        received: What it took, in order.
        attempts: The recipients that clients asked for, in order, taken or not.
    """

    def __init__(self, *, certificate: trustme.LeafCert | None = None, login: Login | None = None) -> None:
        """With a *certificate* it insists on STARTTLS; with a *login* on that."""
        self.port = 0
        self.received: list[Received] = []
        self.attempts: list[str] = []
        self._behaviour = _Behaviour(self)
        self._certificate = certificate
        self._login = login
        self._thread = LoopThread("smtp-sink")
        self._server: asyncio.Server | None = None

    def start(self) -> None:
        """It listens."""
        self._thread.start()
        self._thread.run(self._listen())

    def stop(self) -> None:
        """It no longer listens, and every connection is closed."""
        if self._server is not None:
            self._thread.call(self._server.close)
            self._server = None
        self._thread.stop()

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def messages_for(self, address: str) -> list[bytes]:
        """Every message taken for the address, in order."""
        return [message.raw for message in self.received if address in message.recipients]

    # ---------------------------------------------------------------------------------------------------- misbehaviour

    def refuse_recipient(self, address: str, reply: str = "550 5.1.1 no such mailbox") -> None:
        """RCPT for the address is answered with *reply*, a 4xx or 5xx."""
        self._behaviour.at_recipient[address] = lambda: reply

    def greylist(self, address: str, times: int = 1) -> None:
        """RCPT for the address is put off that many times, then taken."""
        replies = iter(["451 4.7.1 greylisted, come again"] * times)
        self._behaviour.at_recipient[address] = lambda: next(replies, None)

    def refuse_data(self, address: str, reply: str = "554 5.7.1 not wanted") -> None:
        """A message for the address is refused with *reply* once it is all there."""
        self._behaviour.refused_data[address] = reply

    def hang_up_after_data(self, address: str) -> None:
        """A message for the address is taken, and the connection dies instead of a reply."""
        self._behaviour.hang_up_after_data.add(address)

    def say_nothing_after_data(self, address: str) -> None:
        """A message for the address is taken, and the client waits for a reply in vain."""
        self._behaviour.silent_after_data.add(address)

    def be_busy(self, reply: str = "421 4.3.2 too busy, come again") -> None:
        """Every message is put off with *reply* before it begins."""
        self._behaviour.busy = reply

    def behave(self) -> None:
        """Everything is taken again."""
        self._behaviour = _Behaviour(self)

    # ------------------------------------------------------------------------------------------- in the server's thread

    async def _listen(self) -> None:
        loop = asyncio.get_running_loop()
        self._server = await loop.create_server(self._conversation, LOOPBACK, self.port)
        self.port = self._server.sockets[0].getsockname()[1]

    def _conversation(self) -> SMTP:
        options: dict[str, Any] = {}
        if self._certificate is not None:
            context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
            self._certificate.configure_cert(context)
            options |= {"tls_context": context, "require_starttls": True}
        if self._login is not None:
            options |= {"auth_required": True, "auth_require_tls": self._certificate is not None}
            options |= {"authenticator": _password_checker(self._login)}
        loop = asyncio.get_running_loop()
        return SMTP(_Hooks(lambda: self._behaviour, self._login), hostname="localhost", loop=loop, **options)


class _Behaviour:
    """What the sink has been told to do, by recipient."""

    def __init__(self, sink: SmtpSink) -> None:
        self.sink = sink
        self.busy: str | None = None
        self.at_recipient: dict[str, Callable[[], str | None]] = {}
        self.refused_data: dict[str, str] = {}
        self.hang_up_after_data: set[str] = set()
        self.silent_after_data: set[str] = set()


class _Hooks:
    """What aiosmtpd asks during a conversation; the names and arguments are its own."""

    def __init__(self, behaviour: Callable[[], _Behaviour], login: Login | None) -> None:
        self._now = behaviour
        self._login = login

    async def handle_MAIL(  # noqa: N802
        self, _server: SMTP, _session: SmtpSession, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if (busy := self._now().busy) is not None:
            return busy
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return "250 OK"

    async def handle_RCPT(  # noqa: N802
        self, _server: SMTP, _session: SmtpSession, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        self._now().sink.attempts.append(address)
        refusal = self._now().at_recipient.get(address, lambda: None)()
        if refusal is not None:
            return refusal
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, _session: SmtpSession, envelope: Envelope) -> str:  # noqa: N802
        behaviour, recipients = self._now(), set(envelope.rcpt_tos)
        for address in recipients & behaviour.refused_data.keys():
            return behaviour.refused_data[address]
        content = envelope.content
        assert isinstance(content, bytes)
        behaviour.sink.received.append(Received(envelope.mail_from or "", tuple(envelope.rcpt_tos), content))
        if recipients & behaviour.silent_after_data:
            await asyncio.Event().wait()
        if recipients & behaviour.hang_up_after_data and isinstance(server.transport, asyncio.WriteTransport):
            server.transport.abort()
        return "250 OK taken"

    async def auth_XOAUTH2(self, server: SMTP, words: list[str]) -> AuthResult:  # noqa: N802
        """Take the access token of the login, and no other."""
        written = words[1].encode() if len(words) > 1 else await server.challenge_auth(b"")
        if not isinstance(written, bytes) or self._login is None:
            return AuthResult(success=False, handled=False)
        fields = base64.b64decode(written) if len(words) > 1 else written
        found = re.fullmatch("user=(.*)\x01auth=Bearer (.*)\x01\x01", fields.decode())
        wanted = (self._login.username, self._login.token)
        right = found is not None and self._login.token != "" and found.groups() == wanted
        return AuthResult(success=right, handled=False)


def _password_checker(login: Login) -> Callable[..., AuthResult]:
    def check(_server: SMTP, _session: SmtpSession, _envelope: Envelope, _mechanism: str, shown: Any) -> AuthResult:
        right = isinstance(shown, LoginPassword) and login.password != ""
        right = right and (shown.login, shown.password) == (login.username.encode(), login.password.encode())
        return AuthResult(success=right, handled=False)

    return check
