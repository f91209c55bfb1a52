"""
What a council's own mail gateway does to a message before it reaches a mailbox, and the delivery reports it writes.

It notes the path (`Return-Path`, `Received`), removes results of authentication that a stranger wrote in its
name, and puts its own on top (RFC 8601 section 5): the service believes those and no others.
"""

from __future__ import annotations

import datetime as dt
import email.policy
import re
from dataclasses import dataclass
from email.message import Message
from email.mime.multipart import MIMEMultipart
from email.mime.nonmultipart import MIMENonMultipart
from email.mime.text import MIMEText
from email.parser import BytesHeaderParser
from email.utils import format_datetime
from typing import Literal

Verdict = Literal["pass", "fail", "none"]

_FIELD = re.compile(rb"(?P<name>[!-9;-~]+)[ \t]*:(?P<body>[^\n]*(?:\n[ \t][^\n]*)*)\n?")
_COMMENT = re.compile(rb"\([^()]*\)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """One message on its way to one recipient; *sender* is empty for a delivery report."""

    sender: str
    recipient: str
    at: dt.datetime
    reference: str


def with_crlf(raw: bytes) -> bytes:
    """The message with the line ends of SMTP, whatever it came with."""
    return re.sub(rb"\r\n|\r|\n", b"\r\n", raw)


def stamped(raw: bytes, delivery: Delivery, *, hostname: str, dmarc: Verdict) -> bytes:
    """The message as the gateway *hostname* hands it over, with its own notes on top and no one else's in its name."""
    head, gap, body = with_crlf(raw).partition(b"\r\n\r\n")
    domain = author_domain(raw)
    notes = (
        f"Return-Path: <{delivery.sender}>\r\n"
        f"Authentication-Results: {hostname};\r\n"
        f"\tspf={dmarc} smtp.mailfrom={delivery.sender or 'postmaster@' + hostname};\r\n"
        f"\tdkim={dmarc} header.d={domain};\r\n"
        f"\tdmarc={dmarc} header.from={domain}\r\n"
        f"Received: from gateway ([127.0.0.1]) by {hostname} with ESMTP id {delivery.reference}\r\n"
        f"\tfor <{delivery.recipient}>; {format_datetime(delivery.at)}\r\n"
    )
    return notes.encode() + _without_foreign_notes(head + b"\r\n", hostname) + (gap[2:] or b"\r\n") + body


def author_domain(raw: bytes) -> str:
    """The domain of the address in `From`, in lower case; `invalid` if there is none."""
    value = str(BytesHeaderParser(policy=email.policy.compat32).parsebytes(raw).get("From", ""))
    found = re.search(r"@([A-Za-z0-9.-]+)", value.rpartition("<")[2])
    return found[1].lower().rstrip(".") if found else "invalid"


def _without_foreign_notes(head: bytes, hostname: str) -> bytes:
    return b"".join(
        found[0] for found in _FIELD.finditer(head) if not _is_foreign_note(found["name"], found["body"], hostname)
    )


def _is_foreign_note(name: bytes, body: bytes, hostname: str) -> bool:
    if name.lower() == b"return-path":
        return True
    written_by = re.split(rb"[;\s]", _COMMENT.sub(b" ", body).strip(), maxsplit=1)[0].strip(b'"')
    return name.lower() == b"authentication-results" and written_by.lower() == hostname.lower().encode()


def delivery_report(raw: bytes, delivery: Delivery, *, hostname: str) -> bytes:
    """A report to the sender that *raw* could not be delivered (RFC 3464), with the header of what was refused."""
    report = MIMEMultipart("report", report_type="delivery-status")
    report["From"] = f"Mail Delivery System <mailer-daemon@{hostname}>"
    report["To"] = delivery.sender
    report["Subject"] = "Undelivered Mail Returned to Sender"
    report["Date"] = format_datetime(delivery.at)
    report["Message-ID"] = f"<{delivery.reference}.report@{hostname}>"
    report["Auto-Submitted"] = "auto-replied"
    report.attach(MIMEText(f"Your message could not be delivered to {delivery.recipient}: mailbox unavailable.\n"))
    status = MIMENonMultipart("message", "delivery-status")
    status.set_payload([_about_message(delivery, hostname), _about_recipient(delivery)])
    report.attach(status)
    refused = MIMENonMultipart("text", "rfc822-headers")
    refused.set_payload(with_crlf(raw).partition(b"\r\n\r\n")[0].decode("ascii", "replace") + "\r\n")
    report.attach(refused)
    return report.as_bytes()


def _about_message(delivery: Delivery, hostname: str) -> Message:
    block = Message()
    block["Reporting-MTA"] = f"dns; {hostname}"
    block["Arrival-Date"] = format_datetime(delivery.at)
    return block


def _about_recipient(delivery: Delivery) -> Message:
    block = Message()
    block["Final-Recipient"] = f"rfc822; {delivery.recipient}"
    block["Action"] = "failed"
    block["Status"] = "5.1.1"
    block["Diagnostic-Code"] = "smtp; 550 5.1.1 mailbox unavailable"
    return block
