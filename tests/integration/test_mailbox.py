"""
The promise of `Mailbox`, kept by the fake and by `ImapMailbox` on the embedded server and on Dovecot.

Each test of the promise runs on all three, so that what is proven on the fake
holds on a real server.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import itertools
import threading
from collections.abc import Iterable, Iterator
from typing import Protocol

import pytest
from imapclient import IMAPClient

from demo.mailserver import MailServer
from intake.mailbox import FOLDERS, Filed, ImapMailbox, Mailbox, MailboxUnavailable
from intake.mailbox.connecting import Credentials
from intake.message import read_mail
from intake.message.authenticity import Proven, Unproven, prove_sender
from intake.sweep import sweep
from rules.settings import ImapSettings, Secret
from tests.fakes.intake import FakeIntake
from tests.fakes.mailbox import FakeMailbox
from tests.servers.dovecot import Dovecot
from tests.unit.intake.mails import a_mail

NOW = dt.datetime(2026, 12, 7, 9, 0, tzinfo=dt.UTC)
ADDRESS = "maagnorth@beds.example"
ONE, TWO = a_mail("one"), a_mail("two \xff and odd bytes\x01".encode("latin-1"))
LONGEST = 20.0
_numbers = itertools.count(1)


class Server(Protocol):
    """What this file asks of a server."""

    hostname: str
    imap_port: int

    def deliver(self, raw: bytes, envelope_from: str, recipients: Iterable[str], *, spoofed: bool = False) -> None:
        """The message has come from outside."""

    def add_mailbox(self, address: str, username: str, password: str) -> None:
        """A mailbox is there."""

    def start_inbox_anew(self, address: str) -> None:
        """The inbox has another UIDVALIDITY."""

    def hang_up(self) -> None:
        """Every session is closed."""


class Place(Protocol):
    """A mailbox as `Mailbox` has it, and the same mailbox as other people use it."""

    @property
    def mailbox(self) -> Mailbox:
        """Ours."""

    def deliver(self, raw: bytes) -> None:
        """A message arrives."""

    def contents(self, folder: str) -> list[bytes]:
        """The messages in a folder."""

    def start_inbox_anew(self) -> None:
        """The inbox has another UIDVALIDITY."""

    def hang_up(self) -> None:
        """The connection is lost."""


class FakePlace:
    """The fake."""

    def __init__(self) -> None:
        self.mailbox = FakeMailbox(ADDRESS)

    def deliver(self, raw: bytes) -> None:
        """A message arrives."""
        self.mailbox.deliver(raw)

    def contents(self, folder: str) -> list[bytes]:
        """The messages in a folder."""
        return self.mailbox.inbox() if folder == "INBOX" else list(self.mailbox.folders.get(folder, []))

    def start_inbox_anew(self) -> None:
        """The inbox has another UIDVALIDITY."""
        self.mailbox.start_inbox_anew()

    def hang_up(self) -> None:
        """The connection is lost."""
        self.mailbox.hang_up()


class ServerPlace:
    """A mailbox on a server, seen through our connection and through another client's."""

    def __init__(self, server: Server) -> None:
        self.server = server
        self.address = f"panel{next(_numbers)}@beds.example"
        self._user = self.address.partition("@")[0]
        server.add_mailbox(self.address, self._user, "secret")
        self.mailbox = ImapMailbox(
            self.address,
            ImapSettings(host="127.0.0.1", port=server.imap_port),
            Credentials(username=self._user, password=Secret("secret")),
            connect_seconds=10,
            read_seconds=10,
        )

    @contextlib.contextmanager
    def other_client(self, folder: str = "INBOX") -> Iterator[IMAPClient]:
        """Somebody else who has the folder open."""
        with IMAPClient("127.0.0.1", port=self.server.imap_port, ssl=False, timeout=10) as client:
            client.login(self._user, "secret")
            client.select_folder(folder)
            yield client

    def deliver(self, raw: bytes, folder: str = "INBOX") -> None:
        """A message arrives."""
        with self.other_client() as client:
            client.append(folder, raw)

    def contents(self, folder: str) -> list[bytes]:
        """The messages in a folder."""
        with self.other_client(folder) as client:
            found = client.fetch(client.search(), ["BODY.PEEK[]"])
            return [found[uid][b"BODY[]"] for uid in sorted(found)]

    def flags(self) -> list[tuple[bytes, ...]]:
        """The flags of the messages in the inbox, but for the one that says it is new."""
        with self.other_client() as client:
            found = client.get_flags(client.search())
            return [tuple(flag for flag in found[uid] if flag != rb"\Recent") for uid in sorted(found)]

    def start_inbox_anew(self) -> None:
        """The inbox has another UIDVALIDITY."""
        self.server.start_inbox_anew(self.address)

    def hang_up(self) -> None:
        """The connection is lost."""
        self.server.hang_up()


SERVERS = [pytest.param("dovecot", marks=pytest.mark.needs_dovecot), "embedded"]


def server_place(request: pytest.FixtureRequest, name: str) -> ServerPlace:
    """A mailbox of the test's own on the server called *name*."""
    server: Server = request.getfixturevalue("running_dovecot" if name == "dovecot" else "embedded_server")
    return ServerPlace(server)


@pytest.fixture(params=["fake", *SERVERS])
def place(request: pytest.FixtureRequest) -> Iterator[Place]:
    """A connected mailbox: the fake, the embedded server, Dovecot."""
    made: Place = FakePlace() if request.param == "fake" else server_place(request, request.param)
    made.mailbox.connect()
    yield made
    made.mailbox.close()


@pytest.fixture(params=SERVERS)
def real(request: pytest.FixtureRequest) -> Iterator[ServerPlace]:
    """A connected mailbox on the embedded server and on Dovecot."""
    made = server_place(request, request.param)
    made.mailbox.connect()
    yield made
    made.mailbox.close()


# ---------------------------------------------------------------------------------------------------------- the promise


def test_messages_come_byte_for_byte(place: Place) -> None:
    """Size, header and message are what was delivered."""
    place.deliver(ONE)
    place.deliver(TWO)
    place.mailbox.uidvalidity()
    one, two = place.mailbox.list_uids()
    assert (place.mailbox.fetch(one), place.mailbox.fetch(two)) == (ONE, TWO)
    assert place.mailbox.size(two) == len(TWO)
    assert place.mailbox.fetch_header(one) == ONE[: ONE.index(b"\r\n\r\n") + 4]


def test_what_is_not_there_is_none(place: Place) -> None:
    """A message may vanish between two questions: somebody tidies the inbox."""
    place.mailbox.uidvalidity()
    assert place.mailbox.list_uids() == ()
    assert place.mailbox.fetch(999) is None
    assert place.mailbox.fetch_header(999) is None
    assert place.mailbox.size(999) is None


@pytest.mark.parametrize("folder", FOLDERS)
def test_a_message_is_moved_to_its_folder(place: Place, folder: str) -> None:
    """It is in the folder, once, and no more in the inbox; doing it again is harmless."""
    place.deliver(ONE)
    place.deliver(TWO)
    place.mailbox.uidvalidity()
    one, two = place.mailbox.list_uids()
    assert place.mailbox.file(one, folder) is Filed.MOVED
    assert place.mailbox.file(one, folder) in {Filed.MOVED, Filed.ALREADY_GONE}
    assert place.mailbox.list_uids() == (two,)
    assert place.contents(folder) == [ONE]
    assert place.contents("INBOX") == [TWO]


def test_a_new_uidvalidity_is_seen(place: Place) -> None:
    """The same messages are there, and the number says that their UIDs are others."""
    place.deliver(ONE)
    before = place.mailbox.uidvalidity()
    assert place.mailbox.uidvalidity() == before
    place.mailbox.close()
    place.start_inbox_anew()
    place.mailbox.connect()
    assert place.mailbox.uidvalidity() != before
    assert [place.mailbox.fetch(uid) for uid in place.mailbox.list_uids()] == [ONE]


def test_waiting_ends_when_something_comes(place: Place) -> None:
    """IDLE hints at it."""
    place.mailbox.uidvalidity()
    arrival = threading.Timer(0.2, place.deliver, [ONE])
    arrival.start()
    try:
        assert place.mailbox.wait(LONGEST, threading.Event())
    finally:
        arrival.join()
    assert len(place.mailbox.list_uids()) == 1


def test_what_came_before_the_waiting_began_ends_it_at_once(place: Place) -> None:
    """Messages arrive while others are being settled."""
    place.mailbox.uidvalidity()
    place.mailbox.list_uids()
    place.deliver(ONE)
    assert place.mailbox.wait(600, threading.Event())


def test_waiting_ends_by_itself(place: Place) -> None:
    """And says that nothing came."""
    place.mailbox.uidvalidity()
    assert not place.mailbox.wait(0.1, threading.Event())
    assert place.mailbox.list_uids() == ()


def test_waiting_ends_at_once_when_told(place: Place) -> None:
    """A service that is stopped does not wait for its mailboxes."""
    stop = threading.Event()
    stop.set()
    place.mailbox.uidvalidity()
    assert not place.mailbox.wait(600, stop)


def go_round(mailbox: Mailbox) -> None:
    """The mailbox was waited for and looked at, a few times."""
    for _ in range(3):
        mailbox.wait(0.05, threading.Event())
        mailbox.list_uids()


@pytest.mark.requirement("X2")
def test_a_lost_connection_is_told_and_made_again(place: Place) -> None:
    """Whatever is asked next."""
    place.deliver(ONE)
    place.mailbox.uidvalidity()
    place.hang_up()
    with pytest.raises(MailboxUnavailable):
        go_round(place.mailbox)
    place.mailbox.close()
    place.mailbox.connect()
    place.mailbox.uidvalidity()
    assert len(place.mailbox.list_uids()) == 1


def test_nothing_is_asked_of_a_closed_mailbox(place: Place) -> None:
    """Closing twice is harmless."""
    place.mailbox.close()
    place.mailbox.close()
    with pytest.raises(MailboxUnavailable):
        place.mailbox.list_uids()


@pytest.mark.requirement("X2")
def test_a_pass_empties_the_inbox_once(place: Place) -> None:
    """Taken in, settled, filed; another pass and another UIDVALIDITY act on nothing again."""
    ignored, poison = a_mail("ignore"), a_mail("poison")
    for raw in (ONE, ignored, poison, TWO):
        place.deliver(raw)
    intake = FakeIntake()
    for _ in range(2):
        sweep(place.mailbox, intake, now=NOW)
    place.mailbox.close()
    place.start_inbox_anew()
    place.deliver(ONE)
    sweep(place.mailbox, intake, now=NOW)
    assert intake.acted_on == [ONE, ignored, TWO]
    assert place.contents("INBOX") == []
    assert place.contents("Processed") == [ONE, TWO, ONE]
    assert (place.contents("Ignored"), place.contents("Attention")) == ([ignored], [poison])


# ------------------------------------------------------------------------------------------------------- real servers


@pytest.mark.requirement("X6")
def test_what_the_servers_gateway_vouches_for_is_proven(real: ServerPlace) -> None:
    """Its stamp proves a sender of its own domain, and a forger in the same domain fails."""
    raw = a_mail(From="chair@beds.example")
    forged = a_mail(
        From="chair@beds.example", Authentication_Results=f"{real.server.hostname}; dmarc=pass header.from=beds.example"
    )
    real.server.deliver(raw, "chair@beds.example", [real.address])
    real.server.deliver(forged, "x@evil.example", [real.address], spoofed=True)
    real.mailbox.uidvalidity()
    first, second = (read_mail(real.mailbox.fetch(uid) or b"") for uid in real.mailbox.list_uids())
    assert prove_sender(first, real.server.hostname) == Proven("chair@beds.example")
    assert isinstance(prove_sender(second, real.server.hostname), Unproven)
    assert isinstance(prove_sender(first, "mx.elsewhere.example"), Unproven)


def test_nothing_is_marked_as_seen(real: ServerPlace) -> None:
    """People who look at the mailbox see their unread mail as unread."""
    real.deliver(ONE)
    real.mailbox.uidvalidity()
    (uid,) = real.mailbox.list_uids()
    real.mailbox.fetch(uid)
    real.mailbox.fetch_header(uid)
    assert real.flags() == [()]


def test_flags_hide_nothing(real: ServerPlace) -> None:
    """What somebody has read, or marked as deleted, is taken in all the same."""
    for _ in range(3):
        real.deliver(ONE)
    with real.other_client() as client:
        seen, deleted, _ = client.search()
        client.add_flags([seen], [rb"\Seen", rb"\Answered"])
        client.add_flags([deleted], [rb"\Deleted"])
    real.mailbox.uidvalidity()
    assert len(real.mailbox.list_uids()) == 3


def test_the_folders_are_made_once(real: ServerPlace) -> None:
    """And again if somebody deletes one."""
    with real.other_client() as client:
        assert {name for _, _, name in client.list_folders()} >= set(FOLDERS)
        client.delete_folder("Processed")
    real.deliver(ONE)
    real.mailbox.uidvalidity()
    (uid,) = real.mailbox.list_uids()
    assert real.mailbox.file(uid, "Processed") is Filed.MOVED
    assert real.contents("Processed") == [ONE]


class Lacking:
    """Starts servers that lack some capabilities."""

    def __init__(self, name: str, stack: contextlib.ExitStack) -> None:
        self._name, self._stack = name, stack

    def __call__(self, *capabilities: str) -> ServerPlace:
        """A connected mailbox on a server without these."""
        server: MailServer | Dovecot
        if self._name == "dovecot":
            server = Dovecot(clock=lambda: NOW, without=capabilities)
            self._stack.callback(server.remove)
            server.start()
        else:
            server = self._stack.enter_context(MailServer(clock=lambda: NOW, without=capabilities))
        made = ServerPlace(server)
        made.mailbox.connect()
        self._stack.callback(made.mailbox.close)
        return made


@pytest.fixture(params=SERVERS)
def lacking(request: pytest.FixtureRequest) -> Iterator[Lacking]:
    """A way to start either server without some capabilities."""
    with contextlib.ExitStack() as stack:
        yield Lacking(request.param, stack)


def test_without_move_a_message_is_copied_and_expunged_alone(lacking: Lacking) -> None:
    """What others marked as deleted stays: only our own message is expunged."""
    place = lacking("MOVE")
    place.deliver(ONE)
    place.deliver(TWO)
    with place.other_client() as client:
        client.add_flags([client.search()[1]], [rb"\Deleted"])
    place.mailbox.uidvalidity()
    one, _ = place.mailbox.list_uids()
    assert place.mailbox.file(one, "Processed") is Filed.MOVED
    assert place.mailbox.file(one, "Processed") is Filed.ALREADY_GONE
    assert place.contents("Processed") == [ONE]
    assert place.contents("INBOX") == [TWO]


@pytest.mark.requirement("X2")
def test_a_copy_that_is_there_already_is_not_made_again(lacking: Lacking) -> None:
    """The service died between copy and expunge (ruling 17)."""
    place = lacking("MOVE")
    other = ONE.replace(b"one", b"eno")
    place.deliver(other, "Processed")
    place.deliver(TWO, "Processed")
    place.deliver(TWO)
    place.deliver(ONE.replace(b"<one@", b"<eno@"))
    place.mailbox.uidvalidity()
    two, one = place.mailbox.list_uids()
    assert place.mailbox.file(two, "Processed") is Filed.MOVED
    assert place.mailbox.file(one, "Processed") is Filed.MOVED
    assert place.contents("Processed") == [other, TWO, ONE.replace(b"<one@", b"<eno@")]
    assert place.contents("INBOX") == []


def test_without_move_and_uidplus_messages_stay(lacking: Lacking) -> None:
    """A plain EXPUNGE would remove what others marked: better no move than that."""
    place = lacking("MOVE", "UIDPLUS")
    place.deliver(ONE)
    place.mailbox.uidvalidity()
    (uid,) = place.mailbox.list_uids()
    assert place.mailbox.file(uid, "Processed") is Filed.LEFT_IN_PLACE
    assert (place.contents("INBOX"), place.contents("Processed")) == ([ONE], [])
    assert place.flags() == [()]


def test_without_idle_a_mailbox_is_waited_for_by_the_clock(lacking: Lacking) -> None:
    """The pass is the promise: the next one finds what came."""
    place = lacking("IDLE")
    place.mailbox.uidvalidity()
    assert not place.mailbox.wait(0.05, threading.Event())
    place.deliver(ONE)
    assert len(place.mailbox.list_uids()) == 1


def test_without_namespace_folders_stand_at_the_top(lacking: Lacking) -> None:
    """The folders are made all the same."""
    place = lacking("NAMESPACE")
    assert place.contents("Attention") == []
