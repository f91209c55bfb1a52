"""Messages for tests, as bytes: good by default, one thing changed at a time. All people and places are invented."""

from __future__ import annotations

import base64
import hashlib
import io
import zipfile
from collections.abc import Iterable, Sequence

PANEL = "maagnorth@beds.example"
REFERRER = "jo.tamworth@school.example"

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

_USUAL = {
    "From": f"Jo Tamworth <{REFERRER}>",
    "To": PANEL,
    "Subject": "A form for you",
    "Date": "Mon, 7 Dec 2026 09:30:00 +0000",
    "Message-ID": "<one@school.example>",
    "MIME-Version": "1.0",
}


def a_mail(
    body: str | bytes = "Please find the form attached.",
    *,
    above: Sequence[tuple[str, str]] = (),
    without: Iterable[str] = (),
    **headers: str,
) -> bytes:
    """
    Return a message of plain text.

    Args:
        body: what stands below the header.
        above: header lines that servers put on top, from the top down.
        without: usual header lines to leave out.
        headers: header lines, `Content_Type` for Content-Type.
    """
    lines = {**_USUAL, **{name.replace("_", "-"): value for name, value in headers.items()}}
    written = [*above, *((name, value) for name, value in lines.items() if name not in set(without))]
    head = "".join(f"{name}: {value}\r\n" for name, value in written)
    return head.encode("utf-8", "surrogateescape") + b"\r\n" + (body if isinstance(body, bytes) else body.encode())


def a_part(
    content: str | bytes, content_type: str = "text/plain", *, name: str = "", encoding: str = "base64", **headers: str
) -> bytes:
    """Return one part of a multipart message; with a *name* it is an attachment."""
    raw = content if isinstance(content, bytes) else content.encode()
    lines = {"Content-Type": content_type}
    if name:
        lines["Content-Disposition"] = f'attachment; filename="{name}"'
    if encoding:
        lines["Content-Transfer-Encoding"] = encoding
    lines |= {key.replace("_", "-"): value for key, value in headers.items()}
    head = "".join(f"{key}: {value}\r\n" for key, value in lines.items()).encode()
    return head + b"\r\n" + (base64.encodebytes(raw) if encoding == "base64" else raw)


def parts(*each: bytes, subtype: str = "mixed", boundary: str = "", closed: bool = True) -> tuple[str, bytes]:
    """Return the Content-Type and the body of a multipart of *each*; its boundary is one that no part has."""
    boundary = boundary or f"=_{hashlib.sha256(b''.join(each)).hexdigest()[:24]}"
    delimiter = f"--{boundary}\r\n".encode()
    body = b"".join(delimiter + part + b"\r\n" for part in each)
    return f'multipart/{subtype}; boundary="{boundary}"', body + (f"--{boundary}--\r\n".encode() if closed else b"")


def a_mail_of(*each: bytes, subtype: str = "mixed", above: Sequence[tuple[str, str]] = (), **headers: str) -> bytes:
    """Return a message of several parts."""
    content_type, body = parts(*each, subtype=subtype)
    return a_mail(body, above=above, without=(), Content_Type=content_type, **headers)


def a_delivery_report(
    recipients: str, *, original: bytes = b"", text: str = "Your message could not be delivered.", **headers: str
) -> bytes:
    """Return a report by RFC 3464; *recipients* are its recipients' fields, blocks parted by an empty line."""
    returned = [a_part(original, "message/rfc822", encoding="")] if original else []
    usual = {
        "From": "Mail Delivery System <MAILER-DAEMON@mx.beds.example>",
        "Subject": "Undelivered Mail Returned to Sender",
        "Message_ID": "<report@mx.beds.example>",
        "Return_Path": "<>",
        "Auto_Submitted": "auto-replied",
    }
    return a_mail_of(
        a_part(text, encoding=""),
        a_part(f"Reporting-MTA: dns; mx.beds.example\r\n\r\n{recipients}\r\n", "message/delivery-status", encoding=""),
        *returned,
        subtype="report; report-type=delivery-status",
        above=(),
        **{**usual, **headers},
    )


def a_package(*members: str) -> bytes:
    """Return a zip that looks from outside like the Office file that has these members."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for member in ("[Content_Types].xml", *members):
            package.writestr(member, "<x/>")
    return out.getvalue()
