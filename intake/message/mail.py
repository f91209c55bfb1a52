"""What one message says, as values: the result of `intake.message.reading.read_mail`."""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import dataclass, field

from intake.message.addresses import Address
from intake.message.headers import Headers
from intake.message.kind import Kind
from intake.message.structure import Note


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """
    One file that came with a message.

    `name` is for people to read and never a path. `provenance` says where it
    lay: empty for the message itself, else `forwarded message 1` (an enclosed
    message, whose own sender the file may come from). `inline` files, logos
    mostly, belong to the text and were not attached by anybody.
    """

    name: str
    declared_type: str
    data: bytes = field(repr=False)
    kind: Kind
    provenance: str = ""
    inline: bool = False

    @property
    def sha256(self) -> str:
        """The file's fingerprint, in hexadecimal digits."""
        return hashlib.sha256(self.data).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Enclosed:
    """The header and text of a message that lay in this one: forwarded, or returned by a mail server."""

    provenance: str
    message_id: str = ""
    subject: str = ""
    sender: Address | None = None
    date: dt.datetime | None = None
    text: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarAnswer:
    """An invitation answered with a button (RFC 5546): `status` is ACCEPTED, DECLINED or TENTATIVE."""

    uid: str
    status: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Mail:
    """
    One message.

    `sender` is the one mailbox of the one From line. Where that cannot be said
    without doubt it is None, and `sender_doubt` says why (without quoting):
    such a message may do nothing and goes to a person. `text` is the plain
    text, or the words of the HTML (`from_html`), without enclosed messages.
    `reports` are the machine-readable parts of delivery and disposition
    reports, as (type, text).
    """

    headers: Headers
    message_id: str = ""
    in_reply_to: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    subject: str = ""
    date: dt.datetime | None = None
    sender: Address | None = None
    sender_doubt: str = ""
    reply_to: tuple[Address, ...] = ()
    to: tuple[Address, ...] = ()
    cc: tuple[Address, ...] = ()
    text: str = field(default="", repr=False)
    from_html: bool = False
    attachments: tuple[Attachment, ...] = ()
    enclosed: tuple[Enclosed, ...] = ()
    reports: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    calendar_answer: CalendarAnswer | None = None
    notes: tuple[Note, ...] = ()

    @property
    def sender_address(self) -> str:
        """The sender's address in small letters; empty where the sender is in doubt."""
        return self.sender.email if self.sender else ""

    @property
    def answers_to(self) -> tuple[str, ...]:
        """Ids of the messages it answers, the likeliest first."""
        return tuple(dict.fromkeys((*self.in_reply_to, *reversed(self.references))))

    @property
    def received_lines(self) -> int:
        """How many servers it has passed."""
        return len(self.headers.all("received"))

    @property
    def panelpost_kind(self) -> str:
        """`X-Panelpost-Kind` as it stands; anybody may write it."""
        return self.headers.text("x-panelpost-kind", 60).lower()

    @property
    def panelpost_panel(self) -> str:
        """`X-Panelpost-Panel` as it stands; anybody may write it."""
        return self.headers.text("x-panelpost-panel", 20)
