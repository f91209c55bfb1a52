"""
A real Dovecot, the IMAP server that many councils' mail systems are tested against.

It runs in the foreground with a configuration of its own in a temporary folder: Maildir, a password file, one
loopback port. What the gateway in front of it would do is done by `deliver`, with the embedded server's own stamps.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import itertools
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import trustme
from imapclient import IMAPClient
from imapclient.exceptions import IMAPClientError

from demo.mailserver.boundary import Delivery, Verdict, author_domain, stamped
from tests.servers.process import LOOPBACK, ServerProcess, answers, find_program, free_port

CAPABILITIES = "IMAP4rev1 SASL-IR LOGIN-REFERRALS ID ENABLE IDLE LITERAL+ UIDPLUS UNSELECT NAMESPACE CHILDREN MOVE"

_CONFIGURATION = """
base_dir = {folder}/run
state_dir = {folder}/state
log_path = {folder}/log
protocols = imap
listen = 127.0.0.1
disable_plaintext_auth = no
auth_failure_delay = 0
auth_mechanisms = plain login
default_internal_user = {user}
default_internal_group = {group}
default_login_user = {user}
first_valid_uid = 1
shutdown_clients = yes
mail_location = maildir:~/Maildir
namespace inbox {{
  inbox = yes
  separator = /
}}
passdb {{
  driver = passwd-file
  args = scheme=plain username_format=%u {folder}/users/%u
}}
userdb {{
  driver = static
  args = home={folder}/mail/%u
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {port}
  }}
  inet_listener imaps {{
    port = {tls_port}
  }}
}}
service anvil {{
  chroot =
}}
protocol imap {{
  imap_capability = {capabilities}
}}
"""
_TLS = """
ssl = yes
ssl_cert = <{folder}/certificate.pem
ssl_key = <{folder}/key.pem
"""


class Dovecot:
    """
    One Dovecot with any number of mailboxes.

    Attributes:
        hostname: Whom the stamps on delivered mail are by.
        imap_port: Without TLS (with STARTTLS if there is a certificate).
        imaps_port: With TLS from the start, 0 if there is no certificate.
    """

    def __init__(
        self,
        *,
        clock: Callable[[], dt.datetime],
        hostname: str = "mx.panelpost.example",
        certificate: trustme.LeafCert | None = None,
        without: Iterable[str] = (),
    ) -> None:
        """*without* names capabilities that the server does not announce, such as `MOVE`."""
        self.hostname = hostname
        self.imap_port = free_port()
        self.imaps_port = free_port() if certificate else 0
        self._clock = clock
        self._references = itertools.count(1)
        self._logins: dict[str, tuple[str, str]] = {}
        self._server = ServerProcess("dovecot")
        self._configuration = self._configure(certificate, frozenset(without))

    def _configure(self, certificate: trustme.LeafCert | None, without: frozenset[str]) -> Path:
        folder = self._server.folder
        for name in ("run", "state", "mail", "users"):
            (folder / name).mkdir()
        written = _CONFIGURATION.format(
            folder=folder,
            user=self._server.user.pw_name,
            group=self._server.group,
            port=self.imap_port,
            tls_port=self.imaps_port,
            capabilities=" ".join(name for name in CAPABILITIES.split() if name not in without),
        )
        if certificate is None:
            return self._server.write("dovecot.conf", written + "\nssl = no\n")
        self._server.write("certificate.pem", b"".join(pem.bytes() for pem in certificate.cert_chain_pems))
        self._server.write("key.pem", certificate.private_key_pem.bytes())
        return self._server.write("dovecot.conf", written + _TLS.format(folder=folder))

    # ----------------------------------------------------------------------------------------------- start and stop

    def start(self) -> None:
        """It listens."""
        program = find_program("dovecot")
        assert program is not None, "tests that use Dovecot bear the marker needs_dovecot"
        self._server.start([program, "-F", "-c", self._configuration], ready=lambda: answers(self.imap_port))

    def stop(self) -> None:
        """Nothing listens any more and every session is closed; the mailboxes stay."""
        self._server.stop()

    def remove(self) -> None:
        """It has stopped, and its mailboxes are gone."""
        self._server.remove()

    def log(self) -> str:
        """What it has written about itself."""
        return (self._server.folder / "log").read_text(errors="replace")

    # --------------------------------------------------------------------------------------------- mailboxes and mail

    def add_mailbox(self, address: str, username: str, password: str) -> None:
        """Mail to *address* lands in a mailbox that the login opens."""
        self._logins[address.lower()] = (username, password)
        # A file for each: Dovecot looks at most once a second whether one it knows has changed.
        self._server.write(f"users/{username}", f"{username}:{{PLAIN}}{password}\n")

    def deliver(self, raw: bytes, envelope_from: str, recipients: Iterable[str], *, spoofed: bool = False) -> None:
        """The message is in the recipients' inboxes as from outside; a *spoofed* one has failed DMARC."""
        local = {address.rpartition("@")[2] for address in self._logins}
        dmarc: Verdict = "fail" if spoofed else "pass" if author_domain(raw) in local else "none"
        for recipient in recipients:
            delivery = Delivery(
                sender=envelope_from, recipient=recipient, at=self._clock(), reference=f"{next(self._references):08d}"
            )
            self.append(recipient, stamped(raw, delivery, hostname=self.hostname, dmarc=dmarc))

    def append(self, address: str, raw: bytes, folder: str = "INBOX") -> None:
        """The message lies in the folder, byte for byte."""
        with self._client(address) as client:
            client.append(folder, raw)

    def folders(self, address: str) -> list[str]:
        """The names of a mailbox's folders."""
        with self._client(address) as client:
            return sorted(name for _, _, name in client.list_folders())

    def folder(self, address: str, name: str = "INBOX") -> list[bytes]:
        """The messages in one folder of a mailbox; none if there is no such folder."""
        with self._client(address) as client:
            try:
                client.select_folder(name, readonly=True)
            except IMAPClientError:
                return []
            found = client.fetch(client.search(), ["BODY.PEEK[]"])
            return [found[uid][b"BODY[]"] for uid in sorted(found)]

    def start_inbox_anew(self, address: str) -> None:
        """The inbox holds the same messages under another UIDVALIDITY."""
        username, _ = self._logins[address.lower()]
        with self._client(address) as client:
            validity = client.folder_status("INBOX", ["UIDVALIDITY"])[b"UIDVALIDITY"]
        self._administer("mailbox", "update", "-u", username, "--uid-validity", str(validity + 1), "INBOX")

    def hang_up(self) -> None:
        """Every session is closed; clients may come back at once."""
        self._administer("kick", "*")

    def _administer(self, *words: str) -> None:
        program = find_program("doveadm")
        assert program is not None
        self._server.run([program, "-c", self._configuration, *words])

    @contextlib.contextmanager
    def _client(self, address: str) -> Iterator[IMAPClient]:
        username, password = self._logins[address.lower()]
        with IMAPClient(LOOPBACK, self.imap_port, ssl=False, timeout=20) as client:
            client.login(username, password)
            yield client
