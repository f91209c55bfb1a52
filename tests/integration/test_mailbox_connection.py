"""Connections are protected or not made, and whatever a server says, what comes out is one of our own errors."""

from __future__ import annotations

import socket
import ssl
import threading
from collections.abc import Iterator

import pytest
import trustme
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from demo.mailserver import MailServer
from intake.mailbox import ImapMailbox, MailboxError, MailboxRefused, MailboxUnavailable, MessageUnavailable
from intake.mailbox.connecting import Credentials
from rules.settings import ImapSettings, Secret, Security
from tests.fakes.imap_server import SILENCE, ScriptedImapServer
from tests.servers.dovecot import Dovecot
from tests.servers.fixtures import SERVER_TIME

ADDRESS = "maagnorth@beds.example"
PASSWORD = Credentials(username="maagnorth", password=Secret("secret"))
ORDINARY = ScriptedImapServer.ORDINARY


def a_mailbox(
    port: int,
    security: Security = Security.NONE,
    credentials: Credentials = PASSWORD,
    *,
    host: str = "127.0.0.1",
    tls: ssl.SSLContext | None = None,
    seconds: float = 10.0,
) -> ImapMailbox:
    """A mailbox that is not connected yet."""
    return ImapMailbox(
        ADDRESS,
        ImapSettings(host=host, port=port, security=security),
        credentials,
        tls=tls,
        connect_seconds=seconds,
        read_seconds=seconds,
    )


# ---------------------------------------------------------------------------------------------------------- protection


@pytest.fixture(scope="module")
def tls_dovecot(certificate: trustme.LeafCert) -> Iterator[Dovecot]:
    """A Dovecot with a certificate."""
    server = Dovecot(clock=lambda: SERVER_TIME, certificate=certificate)
    try:
        server.start()
        server.add_mailbox(ADDRESS, "maagnorth", "secret")
        yield server
    finally:
        server.remove()


@pytest.fixture
def trusting(authority: trustme.CA) -> ssl.SSLContext:
    """Whoever believes the tests' authority."""
    context = ssl.create_default_context()
    authority.configure_trust(context)
    return context


@pytest.mark.needs_dovecot
@pytest.mark.parametrize("security", [Security.TLS, Security.STARTTLS])
def test_tls_is_used_as_configured(tls_dovecot: Dovecot, trusting: ssl.SSLContext, security: Security) -> None:
    """From the start, or begun before the log-in."""
    port = tls_dovecot.imaps_port if security is Security.TLS else tls_dovecot.imap_port
    mailbox = a_mailbox(port, security, host="localhost", tls=trusting)
    mailbox.connect()
    assert mailbox.uidvalidity() > 0
    mailbox.close()


@pytest.mark.needs_dovecot
@pytest.mark.parametrize("security", [Security.TLS, Security.STARTTLS])
def test_a_certificate_that_nobody_vouches_for_is_refused(tls_dovecot: Dovecot, security: Security) -> None:
    """The password is never sent."""
    port = tls_dovecot.imaps_port if security is Security.TLS else tls_dovecot.imap_port
    with pytest.raises(MailboxRefused, match="certificate"):
        a_mailbox(port, security, host="localhost").connect()


def said_secret(server: ScriptedImapServer) -> bool:
    """Whether the password went over the wire."""
    return any(b"secret" in line or b"LOGIN" in line.upper() for line in server.said)


def test_a_server_without_starttls_gets_no_password() -> None:
    """STARTTLS or stop: somebody in between may have stripped it."""
    with ScriptedImapServer() as server, pytest.raises(MailboxRefused, match="STARTTLS"):
        a_mailbox(server.port, Security.STARTTLS).connect()
    assert not said_secret(server)


@pytest.mark.parametrize("answer", [b" NO not now\r\n", b" BAD what\r\n"])
def test_a_server_that_declines_starttls_gets_no_password(answer: bytes) -> None:
    """Offered and then declined is no better."""
    with ScriptedImapServer(
        lambda tag, name, _: tag + answer if name == b"STARTTLS" else ORDINARY, capabilities=b"IMAP4rev1 STARTTLS"
    ) as server:
        with pytest.raises(MailboxUnavailable):
            a_mailbox(server.port, Security.STARTTLS).connect()
        assert not said_secret(server)


def test_a_server_that_claims_we_are_logged_in_is_refused() -> None:
    """PREAUTH before TLS is how STARTTLS is skipped."""
    with (
        ScriptedImapServer(greeting=b"* PREAUTH hello\r\n") as server,
        pytest.raises(MailboxRefused, match="logged in"),
    ):
        a_mailbox(server.port, Security.STARTTLS).connect()


def test_a_plain_connection_is_made_to_this_machine_alone() -> None:
    """Whatever the configuration says."""
    with pytest.raises(MailboxRefused, match="this machine"):
        a_mailbox(143, host="mail.beds.example").connect()


# -------------------------------------------------------------------------------------------------------------- log-in


@pytest.mark.parametrize("password", ["wrong", "", "pässwörd", 'with "quotes" and \\'])
def test_a_wrong_password_is_refused(embedded_server: MailServer, password: str) -> None:
    """Somebody has to mend it; the text does not repeat it."""
    embedded_server.add_mailbox(ADDRESS, "maagnorth", "secret")
    mailbox = a_mailbox(
        embedded_server.imap_port, credentials=Credentials(username="maagnorth", password=Secret(password))
    )
    with pytest.raises(MailboxError) as caught:
        mailbox.connect()
    assert not password or password not in str(caught.value)


@pytest.mark.needs_dovecot
def test_a_password_of_any_letters_is_accepted(running_dovecot: Dovecot) -> None:
    """LOGIN carries ASCII alone, AUTHENTICATE more."""
    running_dovecot.add_mailbox("letters@beds.example", "letters", "pässwörd")
    credentials = Credentials(username="letters", password=Secret("pässwörd"))
    mailbox = a_mailbox(running_dovecot.imap_port, credentials=credentials)
    mailbox.connect()
    mailbox.close()


class Tokens:
    """Gives one token, and another when it is asked for a new one; keeps what it was asked."""

    def __init__(self, current: str, renewed: str) -> None:
        self._current, self._renewed = current, renewed
        self.asked: list[str] = []

    def current(self) -> str:
        """The token at hand."""
        self.asked.append("current")
        return self._current

    def renewed(self) -> str:
        """A new one."""
        self.asked.append("renewed")
        return self._renewed


def test_a_refused_token_is_renewed_once(embedded_server: MailServer) -> None:
    """Microsoft's tokens end within the hour (XOAUTH2)."""
    embedded_server.add_mailbox(ADDRESS, "maagnorth", "secret", token="fresh")
    tokens = Tokens("stale", "fresh")
    credentials = Credentials(username="maagnorth", access_tokens=tokens)
    mailbox = a_mailbox(embedded_server.imap_port, credentials=credentials)
    mailbox.connect()
    mailbox.close()
    assert tokens.asked == ["current", "renewed"]


def test_a_token_that_stays_refused_is_told(embedded_server: MailServer) -> None:
    """It is not tried for ever."""
    embedded_server.add_mailbox(ADDRESS, "maagnorth", "secret", token="right")
    credentials = Credentials(username="maagnorth", access_tokens=Tokens("wrong", "wrong too"))
    with pytest.raises(MailboxRefused):
        a_mailbox(embedded_server.imap_port, credentials=credentials).connect()


@pytest.mark.parametrize("answer", [b" NO [UNAVAILABLE] try later\r\n", b" NO [INUSE] locked\r\n"])
def test_a_log_in_that_is_not_to_be_had_now_is_tried_again(answer: bytes) -> None:
    """That is not a wrong password (RFC 5530)."""
    with ScriptedImapServer(lambda tag, name, _: tag + answer if name == b"LOGIN" else ORDINARY) as server:
        with pytest.raises(MailboxUnavailable) as caught:
            a_mailbox(server.port).connect()
        assert not isinstance(caught.value, MailboxRefused)


def test_a_connection_lost_during_log_in_is_no_refusal() -> None:
    """The password may well be right."""
    with ScriptedImapServer(lambda _, name, __: None if name == b"LOGIN" else ORDINARY) as server:
        with pytest.raises(MailboxUnavailable) as caught:
            a_mailbox(server.port).connect()
        assert not isinstance(caught.value, MailboxRefused)


# ------------------------------------------------------------------------------------------------------ misbehaviour


def test_nobody_there_is_told() -> None:
    """No server, no name."""
    with socket.create_server(("127.0.0.1", 0)) as unused:
        port = unused.getsockname()[1]
    with pytest.raises(MailboxUnavailable):
        a_mailbox(port).connect()


@pytest.mark.parametrize(
    "greeting", [b"", b"* BYE overloaded\r\n", b"220 smtp.example ESMTP\r\n", b"\xff\xfe\r\n", b"* OK"]
)
def test_a_greeting_that_is_none_is_told(greeting: bytes) -> None:
    """Silence too: no step waits for ever."""
    with ScriptedImapServer(greeting=greeting) as server, pytest.raises(MailboxUnavailable):
        a_mailbox(server.port, seconds=0.3).connect()


def everything_asked(mailbox: ImapMailbox) -> None:
    """One pass's questions were asked."""
    mailbox.connect()
    mailbox.uidvalidity()
    mailbox.list_uids()
    mailbox.fetch(1)


@pytest.mark.parametrize(
    "name", [b"CAPABILITY", b"LOGIN", b"NAMESPACE", b"LIST", b"CREATE", b"SELECT", b"SEARCH", b"FETCH"]
)
@pytest.mark.parametrize("answer", [None, SILENCE, b"* BYE gone\r\n", b"garbage\r\n", b"* SEARCH (\r\n", b"+ what\r\n"])
@pytest.mark.requirement("X2")
def test_a_server_that_fails_in_any_command_is_told(name: bytes, answer: bytes | None) -> None:
    """Hang-up, silence, goodbye and garbage are one of our own errors, wherever they come."""
    with ScriptedImapServer(lambda _, command, __: answer if command == name else ORDINARY) as server:
        mailbox = a_mailbox(server.port, seconds=0.3)
        with pytest.raises(MailboxError):
            everything_asked(mailbox)
        mailbox.close()


def test_a_message_that_is_declined_leaves_the_connection_good() -> None:
    """The server cannot read one message; the others can be had."""
    with ScriptedImapServer(
        lambda tag, name, _: tag + b" NO cannot read it\r\n" if name == b"FETCH" else ORDINARY
    ) as server:
        mailbox = a_mailbox(server.port)
        mailbox.connect()
        mailbox.uidvalidity()
        with pytest.raises(MessageUnavailable):
            mailbox.fetch(1)
        assert mailbox.list_uids() == (1,)
        mailbox.close()


def test_folders_stand_where_the_server_keeps_ours() -> None:
    """Some servers keep every folder under INBOX (RFC 2342)."""
    with ScriptedImapServer() as server:
        mailbox = a_mailbox(server.port)
        mailbox.connect()
        mailbox.uidvalidity()
        mailbox.file(1, "Processed")
        mailbox.close()
    said = b"".join(server.said)
    assert b'CREATE "INBOX.Processed"' in said or b"CREATE INBOX.Processed" in said
    assert b"INBOX.Processed" in next(line for line in server.said if b"MOVE" in line)


@pytest.mark.parametrize(
    "answer", [b"+ idling\r\n* BYE throttled\r\n", b"+ idling\r\n* 2 EXISTS\r\n* BYE x\r\n", None, b"* 1 EXISTS\r\n"]
)
@pytest.mark.requirement("X2")
def test_goodbye_while_waiting_is_a_lost_connection(answer: bytes | None) -> None:
    """The library hands BYE on like any other word."""
    with ScriptedImapServer(lambda _, name, __: answer if name == b"IDLE" else ORDINARY) as server:
        mailbox = a_mailbox(server.port, seconds=2)
        mailbox.connect()
        mailbox.uidvalidity()
        with pytest.raises(MailboxUnavailable):
            mailbox.wait(0.5, threading.Event())
        mailbox.close()


@pytest.mark.requirement("X11")
def test_a_server_that_falls_silent_while_waiting_is_found_out() -> None:
    """A half-dead connection: the end of the wait is never answered."""
    silent = ScriptedImapServer(lambda _, name, __: b"+ idling\r\n" if name == b"IDLE" else ORDINARY)
    with silent as server:
        mailbox = a_mailbox(server.port, seconds=0.5)
        mailbox.connect()
        mailbox.uidvalidity()
        server.deaf = True
        with pytest.raises(MailboxUnavailable):
            mailbox.wait(0.1, threading.Event())
        mailbox.close()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30)
@given(
    st.lists(st.binary(max_size=40), min_size=1, max_size=5),
    st.sampled_from([b"LOGIN", b"SELECT", b"SEARCH", b"FETCH"]),
)
@pytest.mark.requirement("X2")
def test_whatever_a_server_says_is_ours_to_tell(words: list[bytes], name: bytes) -> None:
    """Any bytes in any answer end in one of our errors or in an ordinary value."""
    said = b"".join(b"* " + word.replace(b"{", b"(") + b"\r\n" for word in words)
    with ScriptedImapServer(
        lambda tag, command, _: said + tag + b" OK x\r\n" if command == name else ORDINARY
    ) as server:
        mailbox = a_mailbox(server.port, seconds=0.3)
        try:
            everything_asked(mailbox)
        except MailboxError as err:
            assert "127.0.0.1" in str(err)  # noqa: PT017 - either way of ending is right
        finally:
            mailbox.close()
