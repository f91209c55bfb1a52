"""Fixtures that start a server for a test and stop it afterwards; `tests/conftest.py` makes them known everywhere."""

from __future__ import annotations

import contextlib
import datetime as dt
import itertools
from collections.abc import Callable, Iterator

import pytest
import trustme

from demo.mailserver import MailServer
from tests.servers.dovecot import Dovecot
from tests.servers.mailbox import Mailbox, MailboxServer
from tests.servers.postgres import Postgres
from tests.servers.proxy import FaultProxy
from tests.servers.smtp import SmtpSink

SERVER_TIME = dt.datetime(2026, 1, 5, 9, 0, tzinfo=dt.UTC)
"""When mail reaches the servers of the tests."""

_NUMBERS = itertools.count(1)


@pytest.fixture(scope="session")
def authority() -> trustme.CA:
    """Whoever trusts this authority trusts the servers of the tests."""
    return trustme.CA()


@pytest.fixture(scope="session")
def certificate(authority: trustme.CA) -> trustme.LeafCert:
    """A certificate for servers on this machine."""
    return authority.issue_cert("localhost", "127.0.0.1")


@pytest.fixture(scope="session")
def running_dovecot() -> Iterator[Dovecot]:
    """One Dovecot for all tests; each test uses mailboxes of its own (`mailbox`)."""
    server = Dovecot(clock=lambda: SERVER_TIME)
    try:
        server.start()
        yield server
    finally:
        server.remove()


@pytest.fixture
def embedded_server() -> Iterator[MailServer]:
    """An embedded mail server of the test's own."""
    with MailServer(clock=lambda: SERVER_TIME) as server:
        yield server


@pytest.fixture(params=[pytest.param("dovecot", marks=pytest.mark.needs_dovecot), "embedded"])
def mailbox_server(request: pytest.FixtureRequest) -> MailboxServer:
    """Both IMAP servers in turn: a real Dovecot, where there is one, and the embedded server."""
    name = "running_dovecot" if request.param == "dovecot" else "embedded_server"
    server: MailboxServer = request.getfixturevalue(name)
    return server


@pytest.fixture
def mailbox(mailbox_server: MailboxServer) -> Mailbox:
    """An empty mailbox of the test's own, on both IMAP servers in turn."""
    number = next(_NUMBERS)
    made = Mailbox(mailbox_server, f"inbox{number}@beds.example", f"inbox{number}", f"secret{number}")
    mailbox_server.add_mailbox(made.address, made.username, made.password)
    return made


@pytest.fixture
def fault_proxy() -> Iterator[Callable[[int], FaultProxy]]:
    """Called with the port of a server, puts a proxy in front of it."""
    with contextlib.ExitStack() as stack:
        yield lambda port: stack.enter_context(FaultProxy(port))


@pytest.fixture
def smtp_sink() -> Iterator[SmtpSink]:
    """An SMTP server that keeps what it is sent and misbehaves as it is told."""
    with SmtpSink() as sink:
        yield sink


@pytest.fixture
def tls_smtp_sink(certificate: trustme.LeafCert) -> Iterator[SmtpSink]:
    """The same, which offers STARTTLS and insists on it."""
    with SmtpSink(certificate=certificate) as sink:
        yield sink


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[Postgres]:
    """One PostgreSQL for all tests; each test makes databases of its own."""
    server = Postgres()
    try:
        server.start()
        yield server
    finally:
        server.remove()


@pytest.fixture
def postgres_url(postgres_server: Postgres) -> str:
    """The address of an empty PostgreSQL database, as `database` in service.toml takes it."""
    return postgres_server.new_database()
