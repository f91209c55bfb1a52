"""
A composed message put into its envelope: bytes that are sent as they are.

Built from cleaned values alone; nothing that somebody sent us is copied into a
header as it came. Equal arguments give equal bytes, so that sending again is
sending the same message (X3).
"""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
import re
from dataclasses import dataclass, replace
from email.errors import HeaderParseError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from typing import Literal

from markupsafe import Markup, escape

from dispatch.composed import Attached, Composed
from dispatch.wording.dates import listed
from rules.settings import PanelSettings

Automatic = Literal["auto-replied", "auto-generated"]

_POLICY = SMTP.clone(cte_type="7bit", max_line_length=78)
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]+")
_MESSAGE_ID = re.compile(r"<[!-;=?-~]{1,200}@[!-;=?-~]{1,200}>")
_FOREIGN_ID = re.compile(r"<[!-;=?-~]{1,400}>")
"""What others call a Message-ID and a header can carry; to one that it cannot, we answer without a thread."""
_TYPE = re.compile(r"[a-z]+/[A-Za-z0-9.+-]+(; method=(REQUEST|CANCEL))?")
_LOCAL_PART = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*")
_HOST = re.compile(r"[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*")
_FOR_ONE_LINE = 76


class BadEnvelope(ValueError):
    """A value cannot stand in a header: the caller's mistake, or an address that the contact list must mend."""


@dataclass(frozen=True, slots=True)
class TooLarge:
    """One file alone is over the limit: it is not sent, and a person must be told which one it is."""

    filename: str
    size: int
    limit: int


def build_message(  # noqa: PLR0913 - an envelope has this many fields
    composed: Composed,
    *,
    panel: PanelSettings,
    recipient: str,
    message_id: str,
    date: dt.datetime,
    in_reply_to: str | None,
    references: tuple[str, ...],
    auto_submitted: Automatic,
    hop_token: str | None,
) -> bytes:
    """
    Return the message for one *recipient*, ready to be sent and safe for 7 bit.

    *hop_token*, our own mark, goes into `X-Panelpost-Hop`: by it our mail is known when it comes back.

    Raises:
        BadEnvelope: an address or an id cannot stand in a header.
    """
    message = EmailMessage(policy=_POLICY)
    sender = _address(panel.mailbox, panel.title)
    message["From"] = sender
    message["Reply-To"] = sender
    message["To"] = _address(recipient)
    message["Subject"] = _one_line(composed.subject)
    message["Date"] = date
    message["Message-ID"] = _id(message_id)
    message["Auto-Submitted"] = auto_submitted
    message["X-Auto-Response-Suppress"] = "All"
    message["X-Panelpost-Panel"] = _one_line(panel.code)
    message["X-Panelpost-Kind"] = _one_line(composed.kind)
    if hop_token:
        message["X-Panelpost-Hop"] = _one_line(hop_token)
    _fill(message, composed)
    _fix_boundaries(message, message_id)
    return _thread(in_reply_to, references) + message.as_bytes(policy=_POLICY)


def can_be_written_to(address: str) -> bool:
    """Whether a message can be addressed so."""
    try:
        _address(address)
    except BadEnvelope:
        return False
    return True


def message_id_for(subject_key: str, recipient: str, domain: str) -> str:
    """Return the Message-ID of what *subject_key* is about for *recipient*: always the same, and it names nobody."""
    told = hashlib.sha256(f"{subject_key}\n{recipient.strip().lower()}".encode()).hexdigest()[:32]
    return f"<{told}@{domain.strip().lower()}>"


def split_pack(composed: Composed, limit_bytes: int) -> tuple[Composed | TooLarge, ...]:
    """
    Return *composed* as messages that stay within *limit_bytes* when encoded.

    One that fits comes back as it is. Parts are numbered in the subject and in
    the first line, and each says what the others hold; files keep their order.
    A file that is too large even alone is left out, named in every part, and
    comes back as `TooLarge` after them, for the administrator.
    """
    if encoded_size(composed) <= limit_bytes:
        return (composed,)
    room = limit_bytes - encoded_size(replace(composed, attachments=()))
    room -= _NOTICE_ROOM + _LINE_ROOM * len(composed.attachments)
    too_large = tuple(
        TooLarge(attached.filename, len(attached.data), limit_bytes)
        for attached in composed.attachments
        if _size(attached) > room
    )
    loads: list[list[Attached]] = [[]]
    for attached in composed.attachments:
        if _size(attached) > room:
            continue
        if loads[-1] and sum(map(_size, loads[-1])) + _size(attached) > room:
            loads.append([])
        loads[-1].append(attached)
    return (*(_part(composed, loads, index, too_large) for index in range(len(loads))), *too_large)


def encoded_size(composed: Composed) -> int:
    """How many bytes *composed* takes on its way, headers and encoding included; rather too many than too few."""
    words = sum(len(base64.b64encode(text.encode())) * 78 // 76 for text in (composed.text, composed.html))
    return _HEADERS + words + sum(map(_size, composed.attachments))


_HEADERS = 4000
_NOTICE_ROOM = 2000
_LINE_ROOM = 1000


def _size(attached: Attached) -> int:
    encoded = len(attached.data) * 4 // 3 + 4
    # An invitation may stand in the body and beside it.
    twice = 2 if attached.content_type.startswith("text/calendar") else 1
    return twice * (encoded + encoded // _FOR_ONE_LINE * 2 + 600)


def _part(composed: Composed, loads: list[list[Attached]], index: int, too_large: tuple[TooLarge, ...]) -> Composed:
    lines = _numbered(loads, index)
    if too_large:
        names = listed([file.filename for file in too_large])
        lines.append(f"Too large for email, so not sent: {names}. The administrator has been told.")
    notice = Markup('<p style="margin:0 0 16px 0;font-size:16px;line-height:1.5;">{}</p>').format(
        Markup("<br>").join(escape(line) for line in lines)
    )
    number = f" (Part {index + 1} of {len(loads)})" if len(loads) > 1 else ""
    return replace(
        composed,
        subject=f"{composed.subject}{number}",
        text="\n".join(lines) + "\n\n" + composed.text,
        html=composed.html.replace(_START, f"{_START}\n{notice}", 1),
        attachments=tuple(loads[index]),
    )


def _numbered(loads: list[list[Attached]], index: int) -> list[str]:
    if len(loads) == 1:
        return []
    lines = [f"Part {index + 1} of {len(loads)}. This email was too large for one, so it comes in {len(loads)}."]
    for other, load in enumerate(loads):
        name = "This part" if other == index else f"Part {other + 1}"
        lines.append(f"{name} has: {listed([attached.filename for attached in load])}.")
    return lines


_START = "<!--start-->"


def _one_line(text: str) -> str:
    """*text* without anything that could begin another header."""
    return " ".join(_CONTROL.sub(" ", text).split())


def _id(message_id: str) -> str:
    if not _MESSAGE_ID.fullmatch(message_id):
        raise BadEnvelope("a Message-ID is not of the form <…@…>")
    return message_id


def _thread(in_reply_to: str | None, references: tuple[str, ...]) -> bytes:
    """What keeps a thread together, an id a line: the library would break one longer than a line into pieces."""
    lines = []
    for name, ids in (("In-Reply-To", (in_reply_to or "",)), ("References", references)):
        usable = [one for one in ids if _FOREIGN_ID.fullmatch(one)]
        if usable:
            lines.append(f"{name}: " + "\r\n ".join(usable) + "\r\n")
    return "".join(lines).encode("ascii")


def _address(address: str, name: str = "") -> Address:
    """One mailbox in plain ASCII; a quoted local part is in nobody's use but an attacker's."""
    local, _, domain = address.strip().rpartition("@")
    try:
        host = domain.encode("idna").decode("ascii")
        if not _LOCAL_PART.fullmatch(local) or not _HOST.fullmatch(host):
            raise BadEnvelope("an address cannot be used in a header")
        return Address(_one_line(name), local, host)
    except (HeaderParseError, UnicodeError) as err:
        raise BadEnvelope("an address cannot be used in a header") from err


def _fill(message: EmailMessage, composed: Composed) -> None:
    message.set_content(composed.text, cte="quoted-printable")
    message.add_alternative(composed.html, subtype="html", cte="quoted-printable")
    calendars = [attached for attached in composed.attachments if attached.content_type.startswith("text/calendar")]
    if calendars and len(calendars) == len(composed.attachments):
        # A mail that is nothing but an invitation: Outlook shows its buttons only for a part beside the words.
        _add_calendar(message, calendars[0])
    for attached in composed.attachments:
        _attach(message, attached)


def _add_calendar(message: EmailMessage, attached: Attached) -> None:
    message.add_alternative(
        attached.data.decode(), subtype="calendar", cte="base64", params={"method": _method(attached)}
    )


def _attach(message: EmailMessage, attached: Attached) -> None:
    if not _TYPE.fullmatch(attached.content_type):
        raise BadEnvelope("a content type is none")
    name = _one_line(attached.filename).replace("/", "-").replace("\\", "-").lstrip(".")
    if attached.content_type.startswith("text/calendar"):
        message.add_attachment(
            attached.data.decode(),
            subtype="calendar",
            filename=name,
            cte="base64",
            params={"method": _method(attached), "name": name},
        )
        return
    main, _, sub = attached.content_type.partition("/")
    message.add_attachment(attached.data, maintype=main, subtype=sub, filename=name, cte="base64")


def _method(attached: Attached) -> str:
    return attached.content_type.rpartition("method=")[2] or "REQUEST"


def _fix_boundaries(message: EmailMessage, message_id: str) -> None:
    """Boundaries are made of the Message-ID: the library's own are made by chance."""
    multiparts = [part for part in message.walk() if part.is_multipart()]
    for depth, part in enumerate(multiparts):
        told = hashlib.sha256(f"{message_id} {depth}".encode()).hexdigest()[:32]
        part.set_boundary(f"=_{told}")
