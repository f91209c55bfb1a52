"""Access tokens are fetched, kept, renewed and told about, against a token server of the test's own."""

from __future__ import annotations

import asyncio
import json
import ssl
import threading
import urllib.parse
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
import trustme

from config.tokens import TokenRefused, TokenSource, TokenUnavailable
from demo.mailserver import MailServer
from dispatch.sending.mailer import Mailer, Unavailable
from intake.mailbox import ImapMailbox, MailboxRefused, MailboxUnavailable
from intake.mailbox.connecting import Credentials
from rules.settings import ImapSettings, OAuth, Secret, SmtpSettings
from tests.servers.scripted_smtp import ScriptedSmtp

OAUTH = OAuth(tenant="beds", client_id="panelpost", client_secret=Secret("hush & hush"))


class TokenServer:
    """
    Gives out tokens `token-1`, `token-2`, … for an hour.

    Attributes:
        asked: what was asked, oldest first: path and form.
        answer: status and body to give instead, if set.
    """

    def __init__(self, certificate: trustme.LeafCert) -> None:
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.answer: tuple[int, bytes] | None = None
        told = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"])).decode()
                told.asked.append((self.path, dict(urllib.parse.parse_qsl(body))))
                token = {"access_token": f"token-{len(told.asked)}", "expires_in": 3600}
                status, answer = told.answer or (200, json.dumps(token).encode())
                self.send_response(status)
                self.send_header("Content-Length", str(len(answer)))
                self.end_headers()
                self.wfile.write(answer)

            def log_message(self, *_: object) -> None:
                """Say nothing."""

        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        certificate.configure_cert(context)
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.socket = context.wrap_socket(self._server.socket, server_side=True)
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05})
        self._thread.start()

    @property
    def authority(self) -> str:
        """Where it listens."""
        return f"localhost:{self._server.server_address[1]}"

    def stop(self) -> None:
        """Nothing listens any more."""
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


@pytest.fixture
def server(certificate: trustme.LeafCert) -> Iterator[TokenServer]:
    """A token server."""
    running = TokenServer(certificate)
    yield running
    running.stop()


@pytest.fixture
def trusting(authority: trustme.CA) -> ssl.SSLContext:
    """Whoever believes the tests' authority."""
    context = ssl.create_default_context()
    authority.configure_trust(context)
    return context


def test_a_token_is_fetched_once_and_kept(server: TokenServer, trusting: ssl.SSLContext) -> None:
    """The secret goes to the tenant's own address, in the body alone."""
    source = TokenSource(OAUTH, authority=server.authority, tls=trusting)
    assert [source.current(), source.current()] == ["token-1", "token-1"]
    ((path, form),) = server.asked
    assert path == "/beds/oauth2/v2.0/token"
    assert form == {
        "grant_type": "client_credentials",
        "client_id": "panelpost",
        "client_secret": "hush & hush",
        "scope": "https://outlook.office365.com/.default",
    }


def test_a_token_is_renewed_when_it_was_refused(server: TokenServer, trusting: ssl.SSLContext) -> None:
    """Whatever its age."""
    source = TokenSource(OAUTH, authority=server.authority, tls=trusting)
    assert [source.current(), source.renewed(), source.current()] == ["token-1", "token-2", "token-2"]


def test_a_token_is_renewed_before_it_ends(server: TokenServer, trusting: ssl.SSLContext) -> None:
    """It lasts an hour; after 55 minutes there is a new one."""
    now = [1000.0]
    source = TokenSource(OAUTH, authority=server.authority, tls=trusting, monotonic=lambda: now[0])
    first = source.current()
    now[0] += 3299
    assert source.current() == first
    now[0] += 1
    assert source.current() == "token-2"


@pytest.mark.parametrize(
    ("status", "body", "error"),
    [
        (400, b'{"error": "unauthorized_client", "error_description": "hush & hush"}', TokenRefused),
        (401, b'{"error": "invalid_client"}', TokenRefused),
        (401, b"not json", TokenRefused),
        (429, b"{}", TokenUnavailable),
        (503, b"<html>", TokenUnavailable),
        (200, b"[]", TokenUnavailable),
        (200, b'{"access_token": ""}', TokenUnavailable),
    ],
)
def test_what_is_no_token_is_told(
    server: TokenServer, trusting: ssl.SSLContext, status: int, body: bytes, error: type[TokenUnavailable]
) -> None:
    """Refused is for a person to mend, unavailable for later; neither repeats the secret."""
    server.answer = (status, body)
    with pytest.raises(TokenUnavailable) as caught:
        TokenSource(OAUTH, authority=server.authority, tls=trusting).current()
    assert type(caught.value) is error
    assert "hush" not in str(caught.value)


def test_a_server_that_nobody_vouches_for_gets_no_secret(server: TokenServer) -> None:
    """The certificate is verified."""
    with pytest.raises(TokenUnavailable):
        TokenSource(OAUTH, authority=server.authority).current()
    assert server.asked == []


def test_a_mailbox_is_opened_by_token(
    server: TokenServer, trusting: ssl.SSLContext, embedded_server: MailServer
) -> None:
    """A stale token is renewed once, and the mailbox opens."""
    embedded_server.add_mailbox("maagnorth@beds.example", "maagnorth", "secret", token="token-2")
    source = TokenSource(OAUTH, authority=server.authority, tls=trusting)
    mailbox = a_mailbox(embedded_server, source)
    mailbox.connect()
    assert mailbox.uidvalidity() > 0
    mailbox.close()
    assert len(server.asked) == 2


@pytest.mark.parametrize(("status", "error"), [(401, MailboxRefused), (503, MailboxUnavailable)])
def test_a_mailbox_without_a_token_is_told(
    server: TokenServer, trusting: ssl.SSLContext, embedded_server: MailServer, status: int, error: type[Exception]
) -> None:
    """As a refused log-in, or as a mailbox that is away."""
    server.answer = (status, b"{}")
    with pytest.raises(MailboxUnavailable) as caught:
        a_mailbox(embedded_server, TokenSource(OAUTH, authority=server.authority, tls=trusting)).connect()
    assert type(caught.value) is error


def a_mailbox(embedded_server: MailServer, source: TokenSource) -> ImapMailbox:
    """A mailbox that logs in by token."""
    return ImapMailbox(
        "maagnorth@beds.example",
        ImapSettings(host="127.0.0.1", port=embedded_server.imap_port),
        Credentials(username="maagnorth", access_tokens=source),
    )


async def offers(mailer: Mailer) -> str:
    """The SMTP server was connected to; 'ready', or why not."""
    try:
        await mailer.offers()
    except Unavailable as err:
        return err.why
    finally:
        await mailer.close()
    return "ready"


AUTH = "250-scripted\r\n250 AUTH XOAUTH2"


@pytest.mark.parametrize(
    ("script", "outcome", "tokens_sent"),
    [
        ({"EHLO": AUTH, "AUTH": "235 ok"}, "ready", 1),
        ({"EHLO": AUTH, "AUTH": "535 5.7.3 no"}, "login", 2),
        ({"EHLO": "250 scripted"}, "login", 0),
    ],
)
def test_mail_is_sent_by_token(
    server: TokenServer, trusting: ssl.SSLContext, script: dict[str, str], outcome: str, tokens_sent: int
) -> None:
    """A refused token is renewed once; no password goes out in its place."""
    source = TokenSource(OAUTH, authority=server.authority, tls=trusting)
    with ScriptedSmtp(script) as smtp:
        mailer = Mailer(SmtpSettings(port=smtp.port, username="maagnorth@beds.example"), tokens=source)
        assert asyncio.run(offers(mailer)) == outcome
        said = [line for line in smtp.heard if line.startswith("AUTH")]
    assert len(set(said)) == tokens_sent
    assert all(line.startswith("AUTH XOAUTH2 ") for line in said)


@pytest.mark.parametrize(("status", "outcome"), [(401, "login"), (503, "unreachable")])
def test_mail_waits_for_a_token(server: TokenServer, trusting: ssl.SSLContext, status: int, outcome: str) -> None:
    """Every message stays where it is, and the reason is told."""
    server.answer = (status, b"{}")
    source = TokenSource(OAUTH, authority=server.authority, tls=trusting)
    with ScriptedSmtp({"EHLO": AUTH}) as smtp:
        mailer = Mailer(SmtpSettings(port=smtp.port, username="maagnorth@beds.example"), tokens=source)
        assert asyncio.run(offers(mailer)) == outcome
