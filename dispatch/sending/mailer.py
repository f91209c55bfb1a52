"""
One conversation with the submission server, led step by step.

`aiosmtplib.sendmail` cannot say whether a lost connection came before or after
the final dot, which is the one thing that matters here (reliability 1.1); so the
client is driven command by command. The connection serves several messages. It
is never left unprotected: without the TLS that the settings ask for, with a
certificate that is not valid, or in the clear to another machine, nothing is sent.
"""

from __future__ import annotations

import asyncio
import ipaddress
import re
import ssl
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass

import aiosmtplib
from aiosmtplib.errors import (
    SMTPAuthenticationError,
    SMTPConnectError,
    SMTPConnectResponseError,
    SMTPException,
    SMTPResponseException,
)

from config.tokens import AccessTokens, TokenRefused, TokenSource, TokenUnavailable
from dispatch.sending.loopback import is_loopback
from dispatch.sending.outcome import (
    NAME_NOT_ALLOWED,
    TOO_BIG,
    Deferred,
    InDoubt,
    Outcome,
    Refused,
    ServerUnavailable,
    after_the_data,
    before_the_data,
)
from rules.settings import Security, SmtpSettings

_LINE_END = re.compile(rb"\r\n|\n|\r")
_DOT = re.compile(rb"^\.", re.MULTILINE)
_ADDRESS = re.compile(r"[^\s<>\x00-\x1f\x7f]+@[^\s<>@\x00-\x1f\x7f]+")
"""Nothing that could end the address, or the line, and begin something else."""
_SERVICE_CLOSING = 421
_START_INPUT = 354

BeforeData = Callable[[], Awaitable[None]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Patience:
    """
    How many seconds the server may take.

    RFC 5321, section 4.5.3.2, asks for five minutes for a command and ten after
    the final dot; a submission server that needs a minute for a command is away.
    """

    connect: float = 30
    command: float = 60
    final_dot: float = 600
    goodbye: float = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Envelope:
    """One message to one reader, from the panel's mailbox, as bytes that do not change."""

    sender: str
    recipient: str
    raw: bytes


class Unavailable(Exception):
    """There is nobody to talk to: leave every message where it is. `why` is a code of `outcome.REASONS`."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


class Mailer:
    """Hands messages over, one after another, and says what became of each. For one task at a time."""

    def __init__(
        self,
        settings: SmtpSettings,
        *,
        patience: Patience | None = None,
        tls: ssl.SSLContext | None = None,
        tokens: AccessTokens | None = None,
    ) -> None:
        self._settings = settings
        self._patience = patience or Patience()
        self._tls = tls
        self._tokens = tokens or (TokenSource(settings.oauth) if settings.oauth else None)
        self._client: aiosmtplib.SMTP | None = None

    async def send(self, envelope: Envelope, before_data: BeforeData) -> Outcome:
        """
        Hand one message over; *before_data* has returned before the first byte of it goes out.

        What *before_data* raises is raised, and nothing has been sent.
        """
        try:
            fresh = await self._connect()
            problem = self._unfit(envelope)
            if problem is not None:
                return problem
            opened = await self._open(envelope) if fresh else await self._open_on_used(envelope)
            if opened is not None:
                return await self._put_down(opened)
        except Unavailable as err:
            await self.close()
            return ServerUnavailable(err.why)
        except (SMTPException, OSError):
            await self.close()
            return Deferred(0)
        try:
            await before_data()
        except BaseException:
            self._drop()
            raise
        return await self._put_down(await self._hand_over(envelope.raw))

    async def offers(self) -> Mapping[str, str]:
        """Connect and log in, as for a message; return what the server offers. `Unavailable` says why it did not."""
        await self._connect()
        return dict(self._connected.esmtp_extensions)

    async def close(self) -> None:
        """Say goodbye and let the connection go, if there is one."""
        client, self._client = self._client, None
        if client is None:
            return
        with suppress(SMTPException, OSError):
            await client.quit(timeout=self._patience.goodbye)
        client.close()

    def _drop(self) -> None:
        client, self._client = self._client, None
        if client is not None:
            client.close()

    # ------------------------------------------------------------------------------------------------ the connection

    @property
    def _connected(self) -> aiosmtplib.SMTP:
        if self._client is None:
            raise Unavailable("unreachable")
        return self._client

    async def _connect(self) -> bool:
        """Have a connection that is protected and logged in; tell whether it is a fresh one."""
        if self._client is not None and self._client.is_connected:
            return False
        if self._settings.security is Security.NONE and not is_loopback(self._settings.host):
            raise Unavailable("plain")
        self._client = self._new_client()
        try:
            await self._client.connect()
            await self._greet(self._client)
            await self._protect(self._client)
            await self._log_in(self._client)
        except (Unavailable, SMTPException, OSError, ValueError) as err:
            self._client.close()
            self._client = None
            raise Unavailable(_why(err)) from err
        return True

    def _new_client(self) -> aiosmtplib.SMTP:
        return aiosmtplib.SMTP(
            hostname=self._settings.host,
            port=self._settings.port,
            use_tls=self._settings.security is Security.TLS,
            start_tls=False,  # done by hand below, where its absence is an answer
            tls_context=self._tls or ssl.create_default_context(),
            local_hostname="[127.0.0.1]",  # until the socket tells our address: asking DNS for a name can hang
            timeout=self._patience.connect,
        )

    async def _greet(self, client: aiosmtplib.SMTP) -> None:
        client.timeout = self._patience.command
        client.local_hostname = _address_literal(client.get_transport_info("sockname"))
        await client.ehlo()

    async def _protect(self, client: aiosmtplib.SMTP) -> None:
        if self._settings.security is not Security.STARTTLS:
            return
        if not client.supports_extension("starttls"):
            raise Unavailable("no-tls")
        await client.starttls()
        await client.ehlo()

    async def _log_in(self, client: aiosmtplib.SMTP) -> None:
        if not self._settings.username:
            return
        if self._tokens is not None:
            await self._log_in_by_token(client, self._tokens)
            return
        password = self._settings.password.reveal() if self._settings.password else ""
        if "plain" in client.server_auth_methods:
            await client.auth_plain(self._settings.username, password)
        elif "login" in client.server_auth_methods:
            await client.auth_login(self._settings.username, password)
        else:
            raise Unavailable("login")

    async def _log_in_by_token(self, client: aiosmtplib.SMTP, tokens: AccessTokens) -> None:
        if "xoauth2" not in client.server_auth_methods:
            raise Unavailable("login")
        try:
            # The token server is asked beside the loop, which has others to serve.
            token = await asyncio.to_thread(tokens.current)
            try:
                await client.auth_xoauth2(self._settings.username, token)
            except SMTPAuthenticationError:
                token = await asyncio.to_thread(tokens.renewed)
                await client.auth_xoauth2(self._settings.username, token)
        except TokenRefused as err:
            raise Unavailable("login") from err
        except TokenUnavailable as err:
            raise Unavailable("unreachable") from err

    # --------------------------------------------------------------------------------------------------- the message

    def _unfit(self, envelope: Envelope) -> Outcome | None:
        """Return why the message cannot go to this server as it is, without asking it: too big, or a name not ASCII."""
        client = self._connected
        if not all(_ADDRESS.fullmatch(address) for address in (envelope.sender, envelope.recipient)):
            return Refused(NAME_NOT_ALLOWED)
        limit = client.esmtp_extensions.get("size", "").strip()
        if limit.isascii() and limit.isdigit() and 0 < int(limit) < len(_wire_form(envelope.raw)):
            return Refused(TOO_BIG)
        if not _needs_utf8(envelope) or client.supports_extension("smtputf8"):
            return None
        return Refused(NAME_NOT_ALLOWED)

    async def _open_on_used(self, envelope: Envelope) -> Outcome | None:
        """Open on the connection of the message before, or anew if the server has meanwhile ended that one."""
        try:
            opened = await self._open(envelope)
            if opened != Deferred(_SERVICE_CLOSING):
                return opened
        except (SMTPException, OSError):
            pass
        await self.close()
        await self._connect()
        return await self._open(envelope)

    async def _open(self, envelope: Envelope) -> Outcome | None:
        """Name sender and recipient; return what speaks against going on, or None."""
        client = self._connected
        options = _mail_options(client, envelope)
        encoding = "utf-8" if "SMTPUTF8" in options else "ascii"
        try:
            await client.mail(_ascii_domain(envelope.sender), options=options, encoding=encoding)
        except SMTPResponseException as err:
            return before_the_data(err.code)
        except ValueError:
            return Refused(NAME_NOT_ALLOWED)
        try:
            await client.rcpt(_ascii_domain(envelope.recipient), encoding=encoding)
        except SMTPResponseException as err:
            return before_the_data(err.code, of_recipient=True)
        except ValueError:
            return Refused(NAME_NOT_ALLOWED)
        return None

    async def _hand_over(self, raw: bytes) -> Outcome:
        """Give the data; from the first byte of it on, silence is doubt."""
        client = self._connected
        try:
            start = await client.execute_command(b"DATA")
        except (SMTPException, OSError):
            return Deferred(0)
        if start.code != _START_INPUT:
            return before_the_data(start.code)
        protocol = client.protocol
        if protocol is None:
            return Deferred(0)
        try:
            protocol.write(_DOT.sub(b"..", _wire_form(raw)) + b".\r\n")
            reply = await protocol.read_response(timeout=self._patience.final_dot)
        except SMTPResponseException as err:  # no SMTP reply at all
            return after_the_data(err.code)
        except (SMTPException, OSError):
            return InDoubt()
        return after_the_data(reply.code)

    async def _put_down(self, outcome: Outcome) -> Outcome:
        """Leave the connection fit for the next message, or let it go; the outcome stays what it is."""
        match outcome:
            case InDoubt() | ServerUnavailable() | Deferred(code=0 | 421):
                self._drop()
            case Deferred() | Refused():
                try:
                    await self._connected.rset()
                except (Unavailable, SMTPException, OSError):
                    await self.close()
            case _:
                pass
        return outcome


def _why(err: Exception) -> str:
    """Return the code of what kept us from having a connection."""
    causes = (err, err.__cause__, err.__context__)
    if isinstance(err, Unavailable):
        return err.why
    if any(isinstance(cause, ssl.SSLError) for cause in causes):
        return "certificate" if any(isinstance(c, ssl.SSLCertVerificationError) for c in causes) else "no-tls"
    if isinstance(err, SMTPAuthenticationError):
        return "login"
    if isinstance(err, SMTPConnectError) and not isinstance(err, SMTPConnectResponseError):
        return "unreachable"
    return "greeting" if isinstance(err, SMTPResponseException) else "unreachable"


def _address_literal(sockname: tuple[str, ...]) -> str:
    """Return our end of the connection as EHLO takes it (RFC 5321, section 4.1.3)."""
    address = ipaddress.ip_address(sockname[0].partition("%")[0])
    return f"[{address}]" if address.version == 4 else f"[IPv6:{address}]"  # noqa: PLR2004 - IPv4


def _wire_form(raw: bytes) -> bytes:
    """Return the message with the line ends of SMTP, the last one included; bytes that have them stay as they are."""
    wire = _LINE_END.sub(b"\r\n", raw)
    return wire if wire.endswith(b"\r\n") else wire + b"\r\n"


def _ascii_domain(address: str) -> str:
    """Return the address with its domain in A-labels (RFC 5891); its local part stays."""
    local, _, domain = address.rpartition("@")
    try:
        return f"{local}@{domain.encode('idna').decode()}" if not domain.isascii() else address
    except UnicodeError:
        return address


def _needs_utf8(envelope: Envelope) -> bool:
    head = _wire_form(envelope.raw).partition(b"\r\n\r\n")[0]
    names = _ascii_domain(envelope.sender) + _ascii_domain(envelope.recipient)
    return not (names.isascii() and head.isascii())


def _mail_options(client: aiosmtplib.SMTP, envelope: Envelope) -> list[str]:
    options = []
    if client.supports_extension("size"):
        options.append(f"SIZE={len(_wire_form(envelope.raw))}")
    if not envelope.raw.isascii() and client.supports_extension("8bitmime"):
        options.append("BODY=8BITMIME")
    if _needs_utf8(envelope):
        options.append("SMTPUTF8")
    return options
