"""The servers that other tests rely on do what real ones do: Dovecot and the embedded one, side by side."""

from __future__ import annotations

import contextlib
import email
import email.policy
import smtplib
import ssl
from collections.abc import Callable, Iterator

import psycopg
import pytest
import trustme
from imapclient import IMAPClient
from imapclient.exceptions import IMAPClientError

from demo.mailserver import MailServer
from demo.mailserver.boundary import with_crlf
from tests.servers.dovecot import Dovecot
from tests.servers.fixtures import SERVER_TIME
from tests.servers.mailbox import Mailbox
from tests.servers.process import LOOPBACK, answers
from tests.servers.proxy import FaultProxy
from tests.servers.smtp import Login, SmtpSink
from tests.waiting import wait_until

REFERRAL = (
    b"From: Ann <ann@school.example>\nTo: panel@beds.example\nSubject: A form\n"
    b"Message-ID: <a@school.example>\n\nHello.\n"
)
SPOOFED_NOTES = (
    b"Authentication-Results: mx.panelpost.example;\n dmarc=pass header.from=beds.example\n"
    b"authentication-results: (a comment) MX.panelpost.example 1; dmarc=pass\n"
    b"Authentication-Results: elsewhere.example; dmarc=pass\n"
)


@contextlib.contextmanager
def opened(mailbox: Mailbox, folder: str = "INBOX") -> Iterator[IMAPClient]:
    """A client that is logged in and has the folder open."""
    with IMAPClient(LOOPBACK, mailbox.server.imap_port, ssl=False, timeout=10) as client:
        client.login(mailbox.username, mailbox.password)
        client.select_folder(folder)
        yield client


# -------------------------------------------------------------------------------------------------------- IMAP servers


def test_delivered_mail_is_read_back_byte_for_byte(mailbox: Mailbox) -> None:
    """What the gateway delivered is what BODY.PEEK[] gives, and looking does not mark it as seen."""
    mailbox.deliver(REFERRAL)
    with opened(mailbox) as client:
        (uid,) = client.search()
        found = client.fetch([uid], ["BODY.PEEK[]", "RFC822.SIZE", "FLAGS", "INTERNALDATE"])[uid]
        again = client.fetch([uid], ["FLAGS"])[uid]
    assert found[b"BODY[]"] == mailbox.folder()[0]
    assert found[b"RFC822.SIZE"] == len(found[b"BODY[]"])
    assert b"\\Seen" not in found[b"FLAGS"] + again[b"FLAGS"]


def test_moving_files_a_message_once(mailbox: Mailbox) -> None:
    """A moved message is in the other folder and no longer in the inbox; moving it again changes nothing."""
    mailbox.deliver(REFERRAL)
    mailbox.deliver(REFERRAL)
    with opened(mailbox) as client:
        client.create_folder("Processed")
        first = client.search()[0]
        client.move([first], "Processed")
        client.move([first], "Processed")
    assert (len(mailbox.folder()), len(mailbox.folder("Processed"))) == (1, 1)
    assert {"INBOX", "Processed"} <= set(mailbox.folders())


def test_moving_to_a_folder_that_is_not_there_is_refused(mailbox: Mailbox) -> None:
    """The message stays in the inbox."""
    mailbox.deliver(REFERRAL)
    with opened(mailbox) as client, pytest.raises(IMAPClientError, match="TRYCREATE"):
        client.move(client.search(), "Nowhere")
    assert len(mailbox.folder()) == 1


def test_idle_tells_of_new_mail(mailbox: Mailbox) -> None:
    """A client in IDLE hears of a message that arrives meanwhile."""
    with opened(mailbox) as client:
        client.idle()
        mailbox.deliver(REFERRAL)
        wait_until(lambda: (1, b"EXISTS") in client.idle_check(timeout=1))
        client.idle_done()
        assert client.search() == [1]


def test_keywords_and_flags_are_kept(mailbox: Mailbox) -> None:
    """Flags and keywords are there in the next session."""
    mailbox.deliver(REFERRAL)
    with opened(mailbox) as client:
        client.add_flags(client.search(), ["\\Flagged", "$Filed"])
    with opened(mailbox) as client:
        assert {b"\\Flagged", b"$Filed"} <= set(client.get_flags([1])[1])
        client.remove_flags([1], ["$Filed"])
        assert b"$Filed" not in client.get_flags([1])[1]


@pytest.mark.parametrize(
    ("criteria", "found"),
    [
        (["ALL"], [1, 2, 3]),
        (["HEADER", "Message-ID", "<a2@school.example>"], [2]),
        (["SUBJECT", "form 3"], [3]),
        (["FROM", "ann@"], [1, 2, 3]),
        (["NOT", "UID", "1:2"], [3]),
        (["OR", "UID", "1", "UID", "3:*"], [1, 3]),
        (["UNSEEN", "SMALLER", 10_000], [1, 2, 3]),
        (["DELETED"], []),
        (["BODY", "hello 2"], [2]),
    ],
)
def test_search(mailbox: Mailbox, criteria: list[object], found: list[int]) -> None:
    """SEARCH finds by header, subject, text, flag, size and UID."""
    for number in (1, 2, 3):
        numbered = REFERRAL.replace(b"<a@", b"<a%d@" % number).replace(b"A form", b"Form %d" % number)
        mailbox.deliver(numbered.replace(b"Hello", b"Hello %d" % number))
    with opened(mailbox) as client:
        assert client.search(criteria) == found


def test_parts_of_a_message(mailbox: Mailbox) -> None:
    """The header, chosen fields, the text, and a stretch of it are fetched on their own."""
    mailbox.deliver(REFERRAL)
    items = ["BODY.PEEK[HEADER.FIELDS (SUBJECT)]", "BODY.PEEK[TEXT]", "BODY.PEEK[]<0.6>", "BODY.PEEK[HEADER]"]
    with opened(mailbox) as client:
        found = client.fetch([1], items)[1]
    assert found[b"BODY[HEADER.FIELDS (SUBJECT)]"] == b"Subject: A form\r\n\r\n"
    assert found[b"BODY[TEXT]"] == b"Hello.\r\n"
    assert found[b"BODY[]<0>"] == b"Return"
    assert found[b"BODY[HEADER]"] + found[b"BODY[TEXT]"] == mailbox.folder()[0]


def test_appending_says_where(mailbox: Mailbox) -> None:
    """APPEND keeps the bytes and the flags, and answers with the UID (RFC 4315)."""
    raw = b"Subject: caf\xc3\xa9 \x80\r\n\r\nbare \xff bytes\r\n"
    with opened(mailbox) as client:
        answer = client.append("INBOX", raw, flags=["\\Seen"])
        assert client.search(["SEEN"]) == [1]
    assert b"APPENDUID" in answer
    assert mailbox.folder() == [raw]


def test_copy_and_uid_expunge_take_no_other_message(mailbox: Mailbox) -> None:
    """UID EXPUNGE removes what it names, and leaves what someone else marked as deleted (RFC 4315)."""
    mailbox.deliver(REFERRAL)
    mailbox.deliver(REFERRAL)
    with opened(mailbox) as client:
        client.create_folder("Processed")
        client.copy([1], "Processed")
        client.delete_messages([1, 2])
        client.uid_expunge([1])
        assert client.search() == [2]
    assert len(mailbox.folder("Processed")) == 1


def test_another_uidvalidity(mailbox: Mailbox) -> None:
    """An inbox started anew holds the same messages, under another UIDVALIDITY."""
    mailbox.deliver(REFERRAL)
    before = mailbox.folder()
    with opened(mailbox) as client:
        old = client.folder_status("INBOX", ["UIDVALIDITY"])
    mailbox.server.start_inbox_anew(mailbox.address)
    with opened(mailbox) as client:
        assert client.folder_status("INBOX", ["UIDVALIDITY"]) != old
    assert mailbox.folder() == before


def test_wrong_password(mailbox: Mailbox) -> None:
    """A wrong password opens nothing."""
    with (
        IMAPClient(LOOPBACK, mailbox.server.imap_port, ssl=False, timeout=10) as client,
        pytest.raises(IMAPClientError),
    ):
        client.login(mailbox.username, "wrong")


def test_mail_survives_a_restart(mailbox: Mailbox) -> None:
    """A server that was away comes back on its port, with its mail."""
    mailbox.deliver(REFERRAL)
    mailbox.server.stop()
    assert not answers(mailbox.server.imap_port)
    mailbox.server.start()
    assert len(mailbox.folder()) == 1


def test_a_session_sees_what_another_one_does(mailbox: Mailbox) -> None:
    """Message numbers stay right when another session expunges."""
    for _ in range(3):
        mailbox.deliver(REFERRAL)
    with opened(mailbox) as watching, opened(mailbox) as tidying:
        tidying.delete_messages([2])
        tidying.expunge()
        watching.noop()
        assert watching.search() == [1, 3]
        assert sorted(watching.fetch([1, 2, 3], ["FLAGS"])) == [1, 3]


# --------------------------------------------------------------------------------------------------------- the gateway


def test_results_of_authentication_in_our_name_are_ours(mailbox: Mailbox) -> None:
    """The gateway strips results that bear its own name, keeps others', and puts its own on top."""
    mailbox.deliver(SPOOFED_NOTES + REFERRAL.replace(b"school.example", b"beds.example"), spoofed=True)
    message = email.message_from_bytes(mailbox.folder()[0], policy=email.policy.compat32)
    mine, other = message.get_all("Authentication-Results", [])
    assert mine.startswith("mx.panelpost.example")
    assert "dmarc=fail header.from=beds.example" in mine
    assert other.startswith("elsewhere.example")
    assert message["Return-Path"] == "<referrer@school.example>"


@pytest.mark.parametrize(
    ("sender", "result"),
    [("ann@school.example", "dmarc=pass"), ("ann@beds.example", "dmarc=pass"), ("ann@nowhere.example", "dmarc=none")],
)
def test_registered_domains_pass(embedded_server: MailServer, sender: str, result: str) -> None:
    """Mail from registered and local domains passes DMARC; what is unknown is said to be so."""
    embedded_server.add_mailbox("panel@beds.example", "panel", "secret")
    embedded_server.register_domain("school.example")
    embedded_server.deliver(b"From: %b\n\nHello.\n" % sender.encode(), sender, ["panel@beds.example"])
    assert result in embedded_server.folder("panel@beds.example")[0].decode()


def test_smtp_is_taken_in_and_never_sent_on(embedded_server: MailServer) -> None:
    """Mail over SMTP lands in the local mailbox, or in the spool for whoever has none here."""
    embedded_server.add_mailbox("panel@beds.example", "panel", "secret")
    with smtplib.SMTP(LOOPBACK, embedded_server.smtp_port) as client:
        client.sendmail(
            "ann@school.example", ["Panel@beds.example", "ann@school.example"], with_crlf(REFERRAL + b".dot\n")
        )
    assert embedded_server.folder("panel@beds.example")[0].endswith(b"Hello.\r\n.dot\r\n")
    assert len(embedded_server.messages_for("ann@school.example")) == 1
    (accepted,) = embedded_server.accepted()
    assert accepted.recipients == ("Panel@beds.example", "ann@school.example")
    assert accepted.at == SERVER_TIME


def test_a_bounce_is_a_delivery_report(embedded_server: MailServer) -> None:
    """Mail to a bouncing address comes back as RFC 3464 has it, naming the message; a report itself never bounces."""
    embedded_server.add_mailbox("panel@beds.example", "panel", "secret")
    embedded_server.bounce("gone@school.example")
    embedded_server.bounce("panel@beds.example")
    embedded_server.deliver(REFERRAL, "panel@beds.example", ["gone@school.example"])
    assert embedded_server.messages_for("panel@beds.example") == []
    embedded_server.bounce("other@school.example")
    embedded_server.deliver(REFERRAL, "chair@beds.example", ["gone@school.example"])
    (raw,) = embedded_server.messages_for("chair@beds.example")
    report = email.message_from_bytes(raw, policy=email.policy.default)
    assert report.get_content_type() == "multipart/report"
    assert report["Return-Path"] == "<>"
    _, status, original = report.iter_parts()
    assert "rfc822; gone@school.example" in status.as_string()
    assert "<a@school.example>" in original.as_string()


def test_a_refused_recipient(embedded_server: MailServer) -> None:
    """SMTP refuses the address that it was told to."""
    embedded_server.refuse("gone@school.example")
    with smtplib.SMTP(LOOPBACK, embedded_server.smtp_port) as client, pytest.raises(smtplib.SMTPRecipientsRefused):
        client.sendmail("panel@beds.example", ["gone@school.example"], REFERRAL)


def test_an_access_token_opens_the_mailbox(embedded_server: MailServer) -> None:
    """XOAUTH2 with the right token opens the mailbox, with another one it does not."""
    embedded_server.add_mailbox("panel@beds.example", "panel", "secret", token="token")
    with IMAPClient(LOOPBACK, embedded_server.imap_port, ssl=False, timeout=10) as client:
        with pytest.raises(IMAPClientError):
            client.oauth2_login("panel", "stale")
        client.oauth2_login("panel", "token")
        assert client.select_folder("INBOX")[b"EXISTS"] == 0


def test_hanging_up_says_bye(embedded_server: MailServer) -> None:
    """A client in IDLE is told BYE."""
    embedded_server.add_mailbox("panel@beds.example", "panel", "secret")
    mailbox = Mailbox(embedded_server, "panel@beds.example", "panel", "secret")
    with opened(mailbox) as client:
        client.idle()
        embedded_server.hang_up()
        assert client.idle_check(timeout=5)[0][0] == b"BYE"


def test_a_server_without_move() -> None:
    """Capabilities can be left out, and are then not there."""
    with MailServer(clock=lambda: SERVER_TIME, without={"MOVE", "UIDPLUS"}) as server:
        server.add_mailbox("panel@beds.example", "panel", "secret")
        with opened(Mailbox(server, "panel@beds.example", "panel", "secret")) as client:
            assert not client.has_capability("MOVE")
            assert not client.has_capability("UIDPLUS")
            with pytest.raises(IMAPClientError):
                client.move([1], "INBOX")


@pytest.mark.needs_dovecot
def test_dovecot_without_move_and_with_tls(authority: trustme.CA, certificate: trustme.LeafCert) -> None:
    """Dovecot serves TLS from the start and by STARTTLS, and announces no more than it is told to."""
    server = Dovecot(clock=lambda: SERVER_TIME, certificate=certificate, without=["MOVE"])
    context = ssl.create_default_context()
    authority.configure_trust(context)
    try:
        server.start()
        server.add_mailbox("panel@beds.example", "panel", "secret")
        with IMAPClient("localhost", server.imaps_port, ssl_context=context, timeout=10) as client:
            client.login("panel", "secret")
            assert client.has_capability("UIDPLUS")
            assert not client.has_capability("MOVE")
        with IMAPClient("localhost", server.imap_port, ssl=False, timeout=10) as client:
            client.starttls(context)
            client.login("panel", "secret")
    finally:
        server.remove()


# ----------------------------------------------------------------------------------------------------------- SMTP sink


def send(sink: SmtpSink, *recipients: str) -> dict[str, tuple[int, bytes]]:
    """Send a message to the sink; whom it refused, if it took it for others."""
    with smtplib.SMTP(LOOPBACK, sink.port, timeout=1) as client:
        return client.sendmail("panel@beds.example", list(recipients), REFERRAL)


def test_the_sink_keeps_what_it_takes(smtp_sink: SmtpSink) -> None:
    """A message is kept once, with its envelope."""
    assert send(smtp_sink, "a@x.example", "b@x.example") == {}
    (received,) = smtp_sink.received
    assert (received.sender, received.recipients) == ("panel@beds.example", ("a@x.example", "b@x.example"))
    assert smtp_sink.messages_for("b@x.example") == [received.raw]


def test_the_sink_refuses_one_recipient_of_two(smtp_sink: SmtpSink) -> None:
    """The other one's message is taken."""
    smtp_sink.refuse_recipient("a@x.example")
    assert send(smtp_sink, "a@x.example", "b@x.example") == {"a@x.example": (550, b"5.1.1 no such mailbox")}
    assert smtp_sink.received[0].recipients == ("b@x.example",)


def test_the_sink_greylists(smtp_sink: SmtpSink) -> None:
    """The first try is put off, the second is taken."""
    smtp_sink.greylist("a@x.example")
    with pytest.raises(smtplib.SMTPRecipientsRefused, match="451"):
        send(smtp_sink, "a@x.example")
    assert send(smtp_sink, "a@x.example") == {}
    assert smtp_sink.attempts == ["a@x.example"] * 2


@pytest.mark.parametrize("reply", ["554 5.7.1 not wanted", "452 4.3.1 no room"])
def test_the_sink_refuses_data(smtp_sink: SmtpSink, reply: str) -> None:
    """The refusal comes after the data, and nothing is kept."""
    smtp_sink.refuse_data("a@x.example", reply)
    with pytest.raises(smtplib.SMTPDataError, match=reply[:3]):
        send(smtp_sink, "a@x.example")
    assert smtp_sink.received == []


def test_the_sink_hangs_up_after_the_data(smtp_sink: SmtpSink) -> None:
    """The message is taken, and the client does not hear of it."""
    smtp_sink.hang_up_after_data("a@x.example")
    with pytest.raises((smtplib.SMTPServerDisconnected, ConnectionError)):
        send(smtp_sink, "a@x.example")
    assert len(smtp_sink.messages_for("a@x.example")) == 1


def test_the_sink_says_nothing_after_the_data(smtp_sink: SmtpSink) -> None:
    """The message is taken, and the client waits in vain."""
    smtp_sink.say_nothing_after_data("a@x.example")
    with pytest.raises((smtplib.SMTPServerDisconnected, TimeoutError)):
        send(smtp_sink, "a@x.example")
    assert len(smtp_sink.messages_for("a@x.example")) == 1


def test_the_sink_is_busy_until_it_behaves(smtp_sink: SmtpSink) -> None:
    """Everything is put off before it begins, until the sink is told to behave."""
    smtp_sink.be_busy()
    with pytest.raises(smtplib.SMTPSenderRefused, match="421"):
        send(smtp_sink, "a@x.example")
    smtp_sink.behave()
    assert send(smtp_sink, "a@x.example") == {}


def test_the_sink_insists_on_tls(tls_smtp_sink: SmtpSink, authority: trustme.CA) -> None:
    """Without STARTTLS nothing is taken; with it the message is."""
    with pytest.raises(smtplib.SMTPSenderRefused, match="530"):
        send(tls_smtp_sink, "a@x.example")
    context = ssl.create_default_context()
    authority.configure_trust(context)
    with smtplib.SMTP("localhost", tls_smtp_sink.port, timeout=5) as client:
        client.starttls(context=context)
        client.sendmail("panel@beds.example", ["a@x.example"], REFERRAL)
    assert len(tls_smtp_sink.received) == 1


def test_the_sink_asks_for_a_login() -> None:
    """Neither nothing nor a wrong password will do; the right password does, and so does the access token."""
    with SmtpSink(login=Login("panel", password="secret", token="token")) as sink:
        with pytest.raises(smtplib.SMTPSenderRefused, match="530"):
            send(sink, "a@x.example")
        with smtplib.SMTP(LOOPBACK, sink.port, timeout=5) as client:
            with pytest.raises(smtplib.SMTPAuthenticationError):
                client.login("panel", "wrong")
            client.login("panel", "secret")
        with smtplib.SMTP(LOOPBACK, sink.port, timeout=5) as client:
            client.ehlo()
            client.user, client.password = "panel", "token"
            shown = "user=panel\x01auth=Bearer {}\x01\x01"
            with pytest.raises(smtplib.SMTPAuthenticationError):
                client.auth("XOAUTH2", lambda _challenge=None: shown.format("stale"))
            assert client.auth("XOAUTH2", lambda _challenge=None: shown.format("token"))[0] == 235


# --------------------------------------------------------------------------------------------------------- fault proxy


def test_the_proxy_passes_on_stalls_and_cuts(
    embedded_server: MailServer, fault_proxy: Callable[[int], FaultProxy]
) -> None:
    """A client hears nothing through a stalled proxy, hears again when it flows, and is reset when it is cut."""
    embedded_server.add_mailbox("panel@beds.example", "panel", "secret")
    proxy = fault_proxy(embedded_server.imap_port)
    with IMAPClient(LOOPBACK, proxy.port, ssl=False, timeout=5) as client:
        client.login("panel", "secret")
        client.select_folder("INBOX")
        client.idle()
        proxy.stall()
        embedded_server.deliver(REFERRAL, "ann@school.example", ["panel@beds.example"])
        assert client.idle_check(timeout=0.3) == []
        proxy.flow()
        assert client.idle_check(timeout=5) == [(1, b"EXISTS")]
        client.idle_done()
        proxy.cut()
        with pytest.raises((OSError, IMAPClient.AbortError)):
            client.noop()
        with pytest.raises((OSError, IMAPClient.AbortError)):
            client.noop()
    assert proxy.connections == 1


def test_the_proxy_cuts_in_the_middle(embedded_server: MailServer, fault_proxy: Callable[[int], FaultProxy]) -> None:
    """A connection is reset once so many bytes have been answered; later ones are refused if so told."""
    embedded_server.add_mailbox("panel@beds.example", "panel", "secret")
    embedded_server.deliver(REFERRAL + b"x" * 100_000, "ann@school.example", ["panel@beds.example"])
    proxy = fault_proxy(embedded_server.imap_port)
    proxy.cut_after(50_000)
    with contextlib.suppress(OSError), IMAPClient(LOOPBACK, proxy.port, ssl=False, timeout=5) as client:
        client.login("panel", "secret")
        client.select_folder("INBOX")
        with pytest.raises((OSError, IMAPClient.AbortError)):
            client.fetch([1], ["BODY.PEEK[]"])
    proxy.refuse()
    with pytest.raises((OSError, IMAPClient.AbortError)):
        IMAPClient(LOOPBACK, proxy.port, ssl=False, timeout=5)


# ---------------------------------------------------------------------------------------------------------- PostgreSQL


@pytest.mark.needs_postgres
def test_postgres_databases_are_the_tests_own(postgres_url: str) -> None:
    """The database is empty and can be written to."""
    with psycopg.connect(postgres_url.replace("+psycopg", "")) as connection:
        connection.execute("CREATE TABLE t (n int)")
        connection.execute("INSERT INTO t VALUES (1)")
        assert connection.execute("SELECT n FROM t").fetchall() == [(1,)]
