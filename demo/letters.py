"""Mail as people write it: a few lines, a file or two, an answer to what they got."""

from __future__ import annotations

import datetime as dt
import email
import email.policy
import smtplib
from collections.abc import Sequence
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.utils import format_datetime, formataddr

from demo.area import Area, Member

_TYPES = {
    ".docx": "vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".xlsx": "vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@dataclass(frozen=True, slots=True)
class File:
    """A file to be mailed."""

    name: str
    data: bytes = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """What somebody writes; `answers`: the message that it replies to."""

    sender: Member
    to: str
    subject: str
    text: str = field(repr=False)
    files: Sequence[File] = ()
    answers: EmailMessage | None = None
    automatic: bool = False


def post(area: Area, letter: Letter, at: dt.datetime) -> None:
    """The letter has been handed to the mail server over SMTP, as anybody's mail program does it."""
    message = _written(letter, at)
    with smtplib.SMTP("127.0.0.1", area.server.smtp_port) as connection:
        connection.send_message(message, letter.sender.email, [letter.to])


def forge(area: Area, letter: Letter, at: dt.datetime) -> None:
    """The letter has come from outside in somebody else's name: the council's gateway has noticed, and says so."""
    area.server.deliver(_written(letter, at).as_bytes(), letter.sender.email, [letter.to], spoofed=True)


def received(area: Area, member: Member, *kinds: str) -> list[EmailMessage]:
    """Return what *member* has got from the panels, of these kinds (`X-Panelpost-Kind`), oldest first."""
    messages = map(parsed, area.server.messages_for(member.email))
    return [message for message in messages if message["X-Panelpost-Kind"] in kinds]


def attached(message: EmailMessage, ending: str) -> File | None:
    """Return the first file of the message whose name has that ending; None if there is none."""
    for part in message.iter_attachments():
        name, data = part.get_filename() or "", part.get_payload(decode=True)
        if name.endswith(ending) and isinstance(data, bytes):
            return File(name, data)
    return None


def parsed(raw: bytes) -> EmailMessage:
    """Return the message in *raw*."""
    message = email.message_from_bytes(raw, policy=email.policy.default)
    assert isinstance(message, EmailMessage)  # noqa: S101 - what this policy makes
    return message


def _written(letter: Letter, at: dt.datetime) -> EmailMessage:
    message = EmailMessage()
    message["From"] = formataddr((letter.sender.name, letter.sender.email))
    message["To"] = letter.to
    message["Subject"] = letter.subject
    message["Date"] = format_datetime(at)
    domain = letter.sender.email.partition("@")[2]
    message["Message-ID"] = f"<{at:%Y%m%d%H%M%S}.{letter.sender.email.partition('@')[0]}@{domain}>"
    if letter.answers is not None:
        message["In-Reply-To"] = message["References"] = str(letter.answers["Message-ID"])
    if letter.automatic:
        message["Auto-Submitted"] = "auto-replied"
    message.set_content(letter.text)
    for file in letter.files:
        ending = file.name[file.name.rfind(".") :]
        message.add_attachment(file.data, maintype="application", subtype=_TYPES[ending], filename=file.name)
    return message
