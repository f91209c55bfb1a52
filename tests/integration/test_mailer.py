"""One conversation with an SMTP server, good or bad, and what its answers mean."""

from __future__ import annotations

import asyncio
import ssl
from typing import Any

import pytest
import trustme

from dispatch.sending.mailer import Envelope, Mailer, Patience
from dispatch.sending.outcome import Accepted, Deferred, InDoubt, Outcome, Refused, ServerUnavailable
from rules.settings import Secret, Security, SmtpSettings
from tests.servers.process import free_port
from tests.servers.scripted_smtp import HANG_UP, ScriptedSmtp
from tests.servers.smtp import Login, SmtpSink

PANEL = "maagnorth@beds.example"
READER = "police@partners.example"
QUICK = Patience(connect=5, command=5, final_dot=0.3, goodbye=1)
RAW = b"From: maagnorth@beds.example\r\nSubject: Agenda\r\n\r\n.a line that begins with a dot\r\nEnd\r\n"


def at(port: int, **more: Any) -> SmtpSettings:
    """The settings for a server on this machine."""
    return SmtpSettings(host="localhost", port=port, **more)


def to(recipient: str = READER, raw: bytes = RAW) -> Envelope:
    """A message for *recipient*."""
    return Envelope(sender=PANEL, recipient=recipient, raw=raw)


def sent(settings: SmtpSettings, *envelopes: Envelope, trusting: trustme.CA | None = None) -> list[Outcome]:
    """What became of each message, handed over one after another by one mailer."""

    async def conversation() -> list[Outcome]:
        mailer = Mailer(settings, patience=QUICK, tls=_context(trusting))
        try:
            return [await mailer.send(envelope, _nothing) for envelope in envelopes]
        finally:
            await mailer.close()

    return asyncio.run(conversation())


async def _nothing() -> None:
    """Nothing is to be done before the data."""


def _context(authority: trustme.CA | None) -> ssl.SSLContext | None:
    if authority is None:
        return None
    context = ssl.create_default_context()
    authority.configure_trust(context)
    return context


# -------------------------------------------------------------------------------------------------- what goes through


@pytest.mark.requirement("X2")
def test_a_message_arrives_byte_for_byte(smtp_sink: SmtpSink) -> None:
    """What the outbox holds is what arrives, lines with a leading dot included, from the panel's own mailbox."""
    assert sent(at(smtp_sink.port), to()) == [Accepted(250)]
    (received,) = smtp_sink.received
    assert (received.raw, received.sender, received.recipients) == (RAW, PANEL, (READER,))


def test_one_connection_serves_several_messages() -> None:
    """Messages go one after another without connecting anew, and the server is told goodbye."""
    with ScriptedSmtp() as server:
        assert sent(at(server.port), to(), to(), to()) == [Accepted(250)] * 3
        assert server.connections == 1
        assert server.heard[-1] == "QUIT"


def test_a_connection_that_the_server_ended_is_made_anew() -> None:
    """A server that takes one message a connection gets each all the same, and none is put off."""
    with ScriptedSmtp(per_connection=1) as server:
        assert sent(at(server.port), to(), to(), to()) == [Accepted(250)] * 3
        assert server.connections == 3


def test_a_refused_message_leaves_the_connection_fit_for_the_next(smtp_sink: SmtpSink) -> None:
    """After a refusal the envelope is put down, so that the next reader gets no other message than their own."""
    smtp_sink.refuse_data("bad@partners.example")
    outcomes = sent(at(smtp_sink.port), to("bad@partners.example"), to())
    assert outcomes == [Refused(554), Accepted(250)]
    assert [received.recipients for received in smtp_sink.received] == [(READER,)]


def test_starttls_and_a_login(certificate: trustme.LeafCert, authority: trustme.CA) -> None:
    """Where the settings ask for STARTTLS and name a user, the message goes protected and logged in."""
    with SmtpSink(certificate=certificate, login=Login("panel", "secret")) as sink:
        settings = at(sink.port, security=Security.STARTTLS, username="panel", password=Secret("secret"))
        assert sent(settings, to(), trusting=authority) == [Accepted(250)]


# ----------------------------------------------------------------------------------------------- what its answers mean


@pytest.mark.parametrize(
    ("script", "outcome"),
    [
        pytest.param({"RCPT": "550 5.1.1 no such mailbox"}, Refused(550), id="no such reader"),
        pytest.param({"RCPT": "450 4.2.1 busy"}, Deferred(450), id="reader busy"),
        pytest.param({"RCPT": "552 5.2.2 mailbox full"}, Deferred(552), id="552 for a reader may pass"),
        pytest.param({"RCPT": "452 4.2.2 mailbox full"}, Deferred(452), id="452 may pass"),
        pytest.param({"RCPT": "421 4.3.2 closing"}, Deferred(421), id="closing"),
        pytest.param({"MAIL": "550 5.7.60 not allowed to send as this sender"}, Refused(550), id="sender not allowed"),
        pytest.param({"MAIL": "432 4.3.2 too many submissions"}, Deferred(432), id="Microsoft's limit"),
        pytest.param({"MAIL": "530 5.7.0 log in first"}, ServerUnavailable("login"), id="it wants a login"),
        pytest.param({"DATA": "451 4.3.0 later"}, Deferred(451), id="no data now"),
        pytest.param({"DATA": "554 5.5.1 no"}, Refused(554), id="no data at all"),
        pytest.param({"DATA": HANG_UP}, Deferred(0), id="gone before the data: it did not arrive"),
        pytest.param({"RCPT": HANG_UP}, Deferred(0), id="gone before the reader was named"),
        pytest.param({".": "552 5.3.4 too big"}, Refused(552), id="552 after the data is for good"),
        pytest.param({".": "452 4.3.1 disk full"}, Deferred(452), id="452 after the data may pass"),
        pytest.param({".": "421 4.3.2 closing"}, Deferred(421), id="not taken: it said so"),
        pytest.param({".": "550 5.7.1 spam"}, Refused(550), id="refused after the data"),
        pytest.param({".": HANG_UP}, InDoubt(), id="gone after the data"),
        pytest.param({".": "good morning"}, InDoubt(), id="no SMTP reply after the data"),
        pytest.param({".": "251 forwarded"}, Accepted(251), id="any 2xx is yes"),
        pytest.param({"connect": "554 not you"}, ServerUnavailable("greeting"), id="turned away"),
        pytest.param({"connect": HANG_UP}, ServerUnavailable("unreachable"), id="gone at once"),
        pytest.param({"connect": "hello there"}, ServerUnavailable("greeting"), id="no SMTP server"),
    ],
)
def test_what_an_answer_means(script: dict[str, str], outcome: Outcome) -> None:
    """Each answer of RFC 5321 comes to the outcome that the outbox acts on."""
    with ScriptedSmtp(script) as server:
        assert sent(at(server.port), to()) == [outcome]


@pytest.mark.requirement("X2")
def test_silence_after_the_data_is_doubt(smtp_sink: SmtpSink) -> None:
    """A server that takes the data and never answers leaves us in doubt: it may have arrived, and here it has."""
    smtp_sink.say_nothing_after_data(READER)
    assert sent(at(smtp_sink.port), to()) == [InDoubt()]
    assert smtp_sink.messages_for(READER) == [RAW]


def test_nobody_there() -> None:
    """A port that nothing listens on is the server's trouble, not the message's."""
    assert sent(at(free_port()), to()) == [ServerUnavailable("unreachable")]


def test_too_big_for_the_server_is_not_even_offered() -> None:
    """What is over the size that the server names is refused before it is sent (RFC 1870)."""
    with ScriptedSmtp({"EHLO": "250-scripted\r\n250 SIZE 50"}) as server:
        assert sent(at(server.port), to()) == [Refused(552)]
        assert not any(line.startswith("MAIL") for line in server.heard)


def test_an_address_outside_ascii_needs_a_server_that_takes_it() -> None:
    """Without SMTPUTF8 such a reader is refused, visibly; with it the message goes (RFC 6531)."""
    reader = to("zoë@partners.example")
    with ScriptedSmtp() as server:
        assert sent(at(server.port), reader) == [Refused(553)]
    with ScriptedSmtp({"EHLO": "250-scripted\r\n250-8BITMIME\r\n250 SMTPUTF8"}) as server:
        assert sent(at(server.port), reader) == [Accepted(250)]
        assert any(line.startswith("MAIL") and line.endswith("SMTPUTF8") for line in server.heard)


def test_a_domain_outside_ascii_goes_by_its_ascii_name() -> None:
    """A domain has an ASCII name (RFC 5891), which every server takes."""
    with ScriptedSmtp() as server:
        assert sent(at(server.port), to("desk@köln.example")) == [Accepted(250)]
        assert "RCPT TO:<desk@xn--kln-sna.example>" in server.heard


def test_an_address_cannot_carry_a_second_command() -> None:
    """An address with a line break in it is refused, and no part of it reaches the server."""
    with ScriptedSmtp() as server:
        assert sent(at(server.port), to("a@b.example>\r\nRCPT TO:<evil@x.example")) == [Refused(553)]
        assert not any("evil" in line for line in server.heard)


# -------------------------------------------------------------------------------------------------------- protection


def test_a_server_without_starttls_gets_nothing(smtp_sink: SmtpSink) -> None:
    """Where STARTTLS is asked for and not offered, perhaps because somebody strips it, not even an address is sent."""
    settings = at(smtp_sink.port, security=Security.STARTTLS)
    assert sent(settings, to()) == [ServerUnavailable("no-tls")]
    assert smtp_sink.attempts == []


def test_a_certificate_that_nobody_vouches_for_ends_it(tls_smtp_sink: SmtpSink) -> None:
    """A certificate of an unknown authority is not accepted, and nothing is sent."""
    settings = at(tls_smtp_sink.port, security=Security.STARTTLS)
    assert sent(settings, to()) == [ServerUnavailable("certificate")]
    assert tls_smtp_sink.attempts == []


def test_a_certificate_for_another_name_ends_it(authority: trustme.CA) -> None:
    """A certificate that is good, but for another server, is not accepted."""
    with SmtpSink(certificate=authority.issue_cert("elsewhere.example")) as sink:
        settings = at(sink.port, security=Security.STARTTLS)
        assert sent(settings, to(), trusting=authority) == [ServerUnavailable("certificate")]


def test_a_server_that_speaks_no_tls(smtp_sink: SmtpSink) -> None:
    """TLS from the first byte, asked of a server that speaks plainly, ends it."""
    assert sent(at(smtp_sink.port, security=Security.TLS), to()) == [ServerUnavailable("no-tls")]


def test_nothing_goes_in_the_clear_to_another_machine() -> None:
    """Without TLS only this machine is spoken to: no connection is tried."""
    settings = SmtpSettings(host="mail.partners.example", port=25)
    assert sent(settings, to()) == [ServerUnavailable("plain")]


def test_a_wrong_password_is_our_trouble_and_not_the_messages(
    certificate: trustme.LeafCert, authority: trustme.CA
) -> None:
    """A login that is not accepted leaves every message where it is."""
    with SmtpSink(certificate=certificate, login=Login("panel", "secret")) as sink:
        settings = at(sink.port, security=Security.STARTTLS, username="panel", password=Secret("wrong"))
        assert sent(settings, to(), trusting=authority) == [ServerUnavailable("login")]


def test_nothing_goes_when_the_phase_cannot_be_written_down() -> None:
    """If writing down that the data goes out fails, it does not go out, and the next message finds a clean server."""

    async def conversation(port: int) -> Outcome:
        mailer = Mailer(at(port), patience=QUICK)
        with pytest.raises(RuntimeError):
            await mailer.send(to(), _fails)
        outcome = await mailer.send(to(), _nothing)
        await mailer.close()
        return outcome

    with ScriptedSmtp() as server:
        assert asyncio.run(conversation(server.port)) == Accepted(250)
        assert sum(line.startswith("From:") for line in server.heard) == 1


async def _fails() -> None:
    raise RuntimeError
