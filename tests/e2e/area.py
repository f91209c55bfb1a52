"""
A whole area for the tests: panels with mailboxes on a real IMAP server, an SMTP sink, the service as a process.

Tests speak of it as people do: somebody mails something in, the service runs at
a time, somebody has got something.
"""

from __future__ import annotations

import datetime as dt
import email
import email.policy
import itertools
from collections.abc import Sequence
from dataclasses import dataclass, field
from email.message import EmailMessage
from pathlib import Path

from tests.crash import Finished, Service
from tests.servers.mailbox import MailboxServer
from tests.servers.smtp import SmtpSink

WORD = "vnd.openxmlformats-officedocument.wordprocessingml.document"
EXCEL = "vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SERVICES: tuple[tuple[str, str, list[str]], ...] = (
    ("police", "Police", ["Bedfordshire Police"]),
    ("camhs", "CAMHS", ["Child and Adolescent Mental Health Service"]),
    ("health", "Health visiting", []),
    ("family", "Family Support", ["Family support team"]),
    ("education", "Education Welfare", ["EWO"]),
)
PANELS = {"N": "North", "M": "Mid", "S": "South"}
_NUMBERS = itertools.count(1)


@dataclass(frozen=True, slots=True)
class File:
    """A file to be mailed."""

    name: str
    data: bytes
    subtype: str = WORD


@dataclass(slots=True)
class Area:
    """Panels of an area (N alone, or M and S as well), served by one service process."""

    folder: Path
    server: MailboxServer
    sink: SmtpSink
    services: Sequence[tuple[str, str, list[str]]] = SERVICES
    extra: str = ""
    panels: Sequence[str] = ("N",)
    tag: str = field(default_factory=lambda: f"a{next(_NUMBERS)}")

    def __post_init__(self) -> None:
        for code in self.panels:
            self.server.add_mailbox(self.mailbox(code), f"{self.tag}{code.lower()}", "secret")
        self.config.write_text(self._configuration(), encoding="utf-8")

    @property
    def config(self) -> Path:
        """The configuration file."""
        return self.folder / "service.toml"

    @property
    def service(self) -> Service:
        """The service as a process, with this area's configuration."""
        return Service(self.config, {f"PANELPOST_{code}_PASSWORD": "secret" for code in self.panels})

    def mailbox(self, code: str = "N") -> str:
        """A panel's mailbox."""
        return f"{self.tag}-{code.lower()}@beds.example"

    def representative(self, service: str, code: str = "N") -> str:
        """A service's representative on a panel."""
        return f"{service}-{code.lower()}@partners.example"

    def chair(self, code: str = "N") -> str:
        """A panel's chair."""
        return f"chair-{code.lower()}@beds.example"

    def administrator(self, code: str = "N") -> str:
        """A panel's administrator."""
        return f"admin-{code.lower()}@beds.example"

    def mail_in(
        self,
        sender: str,
        *files: File,
        panel: str = "N",
        subject: str = "Referral",
        text: str = "Please find attached.",
        headers: dict[str, str] | None = None,
        spoofed: bool = False,
    ) -> str:
        """Somebody's mail lies in a panel's inbox, as its server delivered it; its Message-ID."""
        message = EmailMessage()
        message["From"], message["To"], message["Subject"] = sender, self.mailbox(panel), subject
        message["Message-ID"] = f"<{self.tag}.{next(_NUMBERS)}@{sender.rpartition('@')[2].rstrip('>')}>"
        message["Date"] = "Tue, 06 Jan 2026 09:00:00 +0000"
        for name, value in (headers or {}).items():
            message[name] = value
        message.set_content(text)
        for file in files:
            message.add_attachment(file.data, maintype="application", subtype=file.subtype, filename=file.name)
        address = email.utils.parseaddr(sender)[1]
        self.server.deliver(message.as_bytes(), address, [self.mailbox(panel)], spoofed=spoofed)
        return str(message["Message-ID"])

    def once(self, now: str, *, crash_at: str | None = None) -> Finished:
        """The service has done all there was at *now* ('2026-01-06T10:00:00+00:00')."""
        return self.service.once(dt.datetime.fromisoformat(now), crash_at=crash_at)

    def got(self, address: str, kind: str | None = None) -> list[EmailMessage]:
        """What somebody has got, of one kind or all."""
        found = [parsed(raw) for raw in self.sink.messages_for(address)]
        return [one for one in found if kind is None or one["X-Panelpost-Kind"] == kind]

    def _configuration(self) -> str:
        head = f"""
[service]
database = "sqlite:///{self.folder}/panelpost.db"
key_file = "{self.folder}/panelpost.key"

[imap]
host = "127.0.0.1"
port = {self.server.imap_port}
security = "none"
trusted_authserv_id = "{self.server.hostname}"

[smtp]
host = "127.0.0.1"
port = {self.sink.port}
security = "none"
messages_per_minute = 6000
{self.extra}
"""
        return head + "".join(self._panel(code) for code in self.panels)

    def _panel(self, code: str) -> str:
        services = "".join(
            f"""
[[panel.service]]
code = "{service}"
name = "{title}"
aliases = {aliases}
representatives = [ {{ name = "{title} person", email = "{self.representative(service, code)}" }} ]
"""
            for service, title, aliases in self.services
        )
        return f"""
[[panel]]
code = "{code}"
name = "{PANELS[code]}"
profile = "bedfordshire"
mailbox = "{self.mailbox(code)}"
username = "{self.tag}{code.lower()}"
administrators = ["{self.administrator(code)}"]
chair = "{self.chair(code)}"
meeting = {{ weekday = "Thursday", time = "09:30", every_weeks = 2, first = 2026-01-15 }}
{services}"""


def parsed(raw: bytes) -> EmailMessage:
    """A message as it was received."""
    message = email.message_from_bytes(raw, policy=email.policy.default)
    assert isinstance(message, EmailMessage)
    return message


def attachment(message: EmailMessage, ending: str) -> tuple[str, bytes]:
    """The first attachment whose name ends so."""
    for part in message.iter_attachments():
        name = part.get_filename() or ""
        if name.endswith(ending):
            payload = part.get_payload(decode=True)
            assert isinstance(payload, bytes)
            return name, payload
    raise AssertionError(f"no {ending} among {[part.get_filename() for part in message.iter_attachments()]}")
