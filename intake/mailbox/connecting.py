"""
A connection to the IMAP server, protected as configured or not made at all.

TLS with a verified certificate, STARTTLS or stop; plain only to this very
machine. No timeout is ever left open: a half-dead connection would hold its
thread for ever (reliability 2.1).
"""

from __future__ import annotations

import contextlib
import imaplib
import ipaddress
import logging
import socket
import ssl
from collections.abc import Iterator
from dataclasses import dataclass

from imapclient import IMAPClient, SocketTimeout
from imapclient.exceptions import IMAPClientError, LoginError, ProtocolError

from config.tokens import AccessTokens, TokenRefused, TokenUnavailable
from intake.mailbox.errors import MailboxRefused, MailboxUnavailable, MessageUnavailable
from rules.settings import ImapSettings, Secret, Security

_KEEPALIVE_MILLISECONDS = 60_000
_FOR_NOW = ("[UNAVAILABLE]", "[INUSE]", "[LIMIT]")
"""Response codes (RFC 5530) with which a server says that the log-in would be right at another time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Credentials:
    """How to log in: a password, or access tokens (XOAUTH2)."""

    username: str
    password: Secret | None = None
    access_tokens: AccessTokens | None = None


def open_connection(
    settings: ImapSettings, credentials: Credentials, *, tls: ssl.SSLContext | None = None, timeout: SocketTimeout
) -> IMAPClient:
    """
    Return a connection that is protected as *settings* say and logged in.

    Raises:
        MailboxRefused: the protection is not to be had, or the log-in is wrong.
        MailboxUnavailable: the server cannot be reached.
    """
    # What the library would log are the messages themselves.
    logging.getLogger("imapclient").setLevel(logging.WARNING)
    where = f"{settings.host}:{settings.port}"
    if settings.security is Security.NONE and not _is_loopback(settings.host):
        raise MailboxRefused(f"{where}: a connection without TLS is made to this machine alone")
    # Reading the machine's certificates takes longer than the rest of a connection that needs none.
    context = ssl.create_default_context() if tls is None and settings.security is Security.TLS else tls
    with translated(where):
        client = IMAPClient(
            settings.host,
            port=settings.port,
            ssl=settings.security is Security.TLS,
            ssl_context=tls or ssl.create_default_context(),
            timeout=timeout,
        )
    try:
        with translated(where):
            _keep_alive(client.socket())
            if settings.security is Security.STARTTLS:
                _start_tls(client, where, context or ssl.create_default_context())
            _log_in(client, where, credentials)
    except MailboxUnavailable:
        hang_up(client)
        raise
    return client


def hang_up(client: IMAPClient) -> None:
    """Close the connection without a word: on a broken one, a farewell would wait for an answer."""
    with contextlib.suppress(OSError, IMAPClientError):
        client.shutdown()


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host.lower().rstrip(".") == "localhost"


def _keep_alive(connection: socket.socket) -> None:
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
    if hasattr(socket, "TCP_USER_TIMEOUT"):
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, _KEEPALIVE_MILLISECONDS)


def _start_tls(client: IMAPClient, where: str, context: ssl.SSLContext) -> None:
    # A server that says it knows us already would have us skip TLS (RFC 2595, section 9; RFC 9051, section 11.1).
    if client.welcome.upper().startswith(b"* PREAUTH"):
        raise MailboxRefused(f"{where}: says that we are logged in before TLS began; somebody may stand in between")
    if not client.has_capability("STARTTLS"):
        raise MailboxRefused(f"{where}: offers no STARTTLS; nothing was sent")
    client.starttls(context)


def _log_in(client: IMAPClient, where: str, credentials: Credentials) -> None:
    try:
        if credentials.access_tokens is not None:
            _log_in_by_token(client, credentials.username, credentials.access_tokens)
        else:
            _log_in_by_password(client, credentials)
    except TokenRefused as err:
        raise MailboxRefused(str(err)) from err
    except TokenUnavailable as err:
        raise MailboxUnavailable(str(err)) from err
    except LoginError as err:
        # The library makes a log-in failure of a connection that broke meanwhile, too.
        if isinstance(err.__context__, imaplib.IMAP4.abort) or any(code in str(err).upper() for code in _FOR_NOW):
            raise MailboxUnavailable(f"{where}: no log-in for now") from err
        raise MailboxRefused(f"{where}: does not accept the user name, password or token") from err


def _log_in_by_password(client: IMAPClient, credentials: Credentials) -> None:
    password = credentials.password.reveal() if credentials.password else ""
    # LOGIN carries ASCII alone; AUTHENTICATE PLAIN is UTF-8 (RFC 4616).
    plain = not (credentials.username + password).isascii() or " " in credentials.username
    if plain and client.has_capability("AUTH=PLAIN"):
        client.plain_login(credentials.username, password)
    else:
        client.login(credentials.username, password)


def _log_in_by_token(client: IMAPClient, username: str, tokens: AccessTokens) -> None:
    try:
        client.oauth2_login(username, tokens.current())
    except LoginError as err:
        if isinstance(err.__context__, imaplib.IMAP4.abort):
            raise
        client.oauth2_login(username, tokens.renewed())


@contextlib.contextmanager
def translated(where: str, *, one_message: bool = False) -> Iterator[None]:
    """
    Turn what the library raises into this package's own errors, once.

    A command that the server declines leaves the connection good: with
    *one_message* it is a `MessageUnavailable`.
    """
    try:
        yield
    except (MailboxUnavailable, MessageUnavailable, LoginError):
        raise
    except ssl.SSLCertVerificationError as err:
        raise MailboxRefused(f"{where}: its certificate is not to be trusted ({err.verify_message})") from err
    except (imaplib.IMAP4.abort, ProtocolError, OSError) as err:
        raise MailboxUnavailable(f"{where}: {type(err).__name__}") from err
    except IMAPClientError as err:
        if one_message:
            raise MessageUnavailable(f"{where}: the server declined ({type(err).__name__})") from err
        raise MailboxUnavailable(f"{where}: the server declined ({type(err).__name__})") from err
    except (ValueError, TypeError, KeyError, IndexError, AttributeError) as err:
        # What the library's parser makes of an answer that is no IMAP.
        raise MailboxUnavailable(f"{where}: an answer that cannot be read ({type(err).__name__})") from err
