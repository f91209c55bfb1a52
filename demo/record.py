"""What reached whom, and when: kept as files, and as values for the page, the table and the checks."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from email.message import EmailMessage, Message
from email.utils import parseaddr
from pathlib import Path

from demo.area import Area, Member
from demo.letters import parsed

MAILBOXES = "Mailboxes"
_UNSAFE = re.compile(r"[^\w .()+-]")


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that came with a message, and where it was left, seen from the demonstration's folder."""

    name: str
    content_type: str
    data: bytes = field(repr=False)
    path: Path


@dataclass(frozen=True, slots=True)
class Delivery:
    """One message in one person's mailbox."""

    number: int
    at: dt.datetime
    to: Member
    raw: bytes = field(repr=False)
    message: EmailMessage = field(repr=False)
    path: Path
    attachments: tuple[Attachment, ...]

    @property
    def kind(self) -> str:
        """The service's own word for the message; empty for what people write."""
        return str(self.message["X-Panelpost-Kind"] or "")

    @property
    def subject(self) -> str:
        """The subject line."""
        return str(self.message["Subject"] or "")

    @property
    def sender(self) -> tuple[str, str]:
        """The sender's name and address."""
        return parseaddr(str(self.message["From"] or ""))


@dataclass(slots=True)
class Told:
    """A scene and what it brought: the deliveries before and after the service looked, and what the service said."""

    at: dt.datetime
    who: str
    what: str
    deliveries: list[Delivery] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)


class Recorder:
    """Writes every message to `messages/`, and every file that came with one to `documents/`."""

    def __init__(self, area: Area) -> None:
        self._area = area
        self._count = 0

    def take(self, at: dt.datetime) -> list[Delivery]:
        """Return what has been delivered since the last time, kept in files."""
        return [self._keep(at, member, raw) for member, raw in self._area.newly_delivered()]

    def _keep(self, at: dt.datetime, to: Member, raw: bytes) -> Delivery:
        self._count += 1
        message = parsed(raw)
        what = str(message["X-Panelpost-Kind"] or "incoming")
        path = Path("messages", f"{self._count:03d} {what} to {to.email.partition('@')[0]}.eml")
        self._write(path, raw)
        folder = Path("documents", f"{self._count:03d}")
        attachments = tuple(self._attachments(message, folder))
        return Delivery(self._count, at, to, raw, message, path, attachments)

    def _attachments(self, message: EmailMessage, folder: Path) -> Iterator[Attachment]:
        for number, part in enumerate(message.iter_attachments(), start=1):
            data = _bytes_of(part)
            ending = "eml" if part.get_content_type() == "message/rfc822" else "txt"
            name = part.get_filename() or f"part-{number}.{ending}"
            path = folder / _UNSAFE.sub("_", name)
            self._write(path, data)
            yield Attachment(name, part.get_content_type(), data, path)

    def _write(self, path: Path, data: bytes) -> None:
        whole = self._area.folder / path
        whole.parent.mkdir(parents=True, exist_ok=True)
        whole.write_bytes(data)


def _bytes_of(part: Message) -> bytes:
    """What a part holds; a message within the message, and the parts of a delivery report, as they were written."""
    data = part.get_payload(decode=True)
    if isinstance(data, bytes):
        return data
    inner = part.get_payload()
    return b"\n".join(one.as_bytes() for one in inner if isinstance(one, Message)) if isinstance(inner, list) else b""


def folder_of(area: Area, delivery: Delivery) -> str:
    """Return the folder of the panel's mailbox in which the message lies now; empty if it lies in none."""
    if delivery.to.group != MAILBOXES:
        return ""
    for name in area.server.folders(delivery.to.email):
        if delivery.raw in area.server.folder(delivery.to.email, name):
            return name
    return ""
