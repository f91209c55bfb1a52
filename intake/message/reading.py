"""
From the bytes of a message to a `Mail`: whatever the bytes are, something comes back and nothing is raised.

Pure: bytes in, values out. The bytes themselves are kept by storage and never
written anew from what was read here.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable

from intake.message import charsets
from intake.message.addresses import Address, parse_addresses
from intake.message.headers import Headers, decode_words, message_ids, own_message_id, sent_at, split_header
from intake.message.kind import Kind, sniff
from intake.message.mail import Attachment, CalendarAnswer, Enclosed, Mail
from intake.message.plain_text import html_to_text
from intake.message.structure import Leaf, Note, Structure, take_apart

LARGEST = 40 * 1024 * 1024
"""Larger messages are read by their header alone."""

_LONGEST_TEXT = 500_000
_LONGEST_NAME = 120
_LONGEST_WRITTEN_NAME = 8_000
_LONGEST_REPORT = 200_000
_REPORTS = frozenset({"message/delivery-status", "message/global-delivery-status", "message/disposition-notification"})
_RETURNED_HEADER = frozenset({"text/rfc822-headers", "message/rfc822-headers", "message/global-headers"})
_SIGNATURES = frozenset({"application/pkcs7-signature", "application/x-pkcs7-signature", "application/pgp-signature"})
_PATH = re.compile(r"[/\\]")
_UNFIT_FOR_NAMES = re.compile(r'[<>:"|?*]')
_NEEDLESS_DOTS = " ."
_EXTENSIONS = {
    "application/pdf": ".pdf",
    "application/msword": ".doc",
    "application/rtf": ".rtf",
    "application/zip": ".zip",
    "image/jpeg": ".jpg",
    "image/png": ".png",
    "image/gif": ".gif",
    "text/calendar": ".ics",
    "text/html": ".html",
    "text/plain": ".txt",
    "message/rfc822": ".eml",
}
_ARMOURED = "-----BEGIN PGP MESSAGE-----"


def read_mail(raw: bytes, *, largest: int = LARGEST) -> Mail:
    """Return what *raw* says; a message of more than *largest* bytes is read by its header alone."""
    headers, body = split_header(raw)
    if len(raw) > largest:
        return _mail(headers, Structure(notes=[Note.OVERSIZED]))
    structure = take_apart(headers, body)
    if headers.cut:
        structure.note(Note.HEADER_CUT)
    return _mail(headers, structure)


def _mail(headers: Headers, structure: Structure) -> Mail:
    sender, doubt = _sender(headers)
    text, from_html = _text(structure, ())
    return Mail(
        headers=headers,
        message_id=own_message_id(headers.first("message-id")),
        in_reply_to=message_ids(headers.first("in-reply-to")),
        references=message_ids(headers.first("references")),
        subject=headers.text("subject"),
        date=sent_at(headers.first("date")),
        sender=sender,
        sender_doubt=doubt,
        reply_to=parse_addresses(headers.first("reply-to")).addresses,
        to=parse_addresses(headers.first("to")).addresses,
        cc=parse_addresses(headers.first("cc")).addresses,
        text=text,
        from_html=from_html,
        attachments=_attachments(structure),
        enclosed=_enclosed(structure),
        reports=_reports(structure),
        calendar_answer=_calendar_answer(structure),
        notes=tuple(structure.notes),
    )


def _sender(headers: Headers) -> tuple[Address | None, str]:
    """Exactly one From line, with exactly one mailbox and nothing odd about it (RFC 7489, section 6.6.1)."""
    lines = headers.all("from")
    if len(lines) != 1:
        return None, "several From lines" if lines else "no From line"
    found = parse_addresses(lines[0])
    if found.doubt:
        return None, found.doubt
    if len(found.addresses) != 1:
        return None, "several senders" if found.addresses else "no sender"
    return found.addresses[0], ""


# ------------------------------------------------------------------------------------------------------------- text


def _is_text(leaf: Leaf) -> bool:
    if leaf.content_type.value not in {"text/plain", "text/html"} or leaf.closed:
        return False
    return leaf.disposition.value != "attachment" and not _written_name(leaf)


def _text(structure: Structure, within: tuple[int, ...]) -> tuple[str, bool]:
    """Return the text of the message (or of the one enclosed at *within*), and whether it was HTML."""
    leaves = [leaf for leaf in structure.leaves if leaf.within == within and _is_text(leaf)]
    pieces: list[tuple[str, bool]] = []
    for choice, grouped in itertools.groupby(leaves, key=lambda leaf: leaf.choice):
        group = list(grouped)
        pieces += [_best(group, structure)] if choice else [_words(leaf, structure) for leaf in group]
    said = [(words, html) for words, html in pieces if words.strip()]
    text = "\n\n".join(words for words, _ in said).strip()
    if len(text) > _LONGEST_TEXT:
        structure.note(Note.TEXT_CUT)
    if _ARMOURED in text[:2000]:
        structure.note(Note.ENCRYPTED)
    return text[:_LONGEST_TEXT], any(html for _, html in said)


def _best(choices: list[Leaf], structure: Structure) -> tuple[str, bool]:
    plain = [leaf for leaf in choices if leaf.content_type.value == "text/plain"]
    other = [leaf for leaf in choices if leaf.content_type.value != "text/plain"]
    for leaves in (plain, other):
        words = "\n\n".join(_words(leaf, structure)[0] for leaf in leaves).strip()
        if words:
            return words, leaves is other
    return "", False


def _words(leaf: Leaf, structure: Structure) -> tuple[str, bool]:
    charset = leaf.content_type.get("charset")
    if charset and not charsets.is_known(charset):
        structure.note(Note.UNKNOWN_CHARSET)
    html = leaf.content_type.value == "text/html"
    limit = 4 * _LONGEST_TEXT  # no charset takes more bytes for a character
    text = charsets.decode(leaf.data[:limit], charset)
    return (html_to_text(text), True) if html else (charsets.clean(text).strip(), False)


# ------------------------------------------------------------------------------------------------------ attachments


def _attachments(structure: Structure) -> tuple[Attachment, ...]:
    return tuple(
        _attachment(leaf, number)
        for number, leaf in enumerate(structure.leaves, start=1)
        if not _is_text(leaf) and _is_file(leaf)
    )


def _is_file(leaf: Leaf) -> bool:
    kind = leaf.content_type.value
    return leaf.closed or not (kind in _REPORTS | _RETURNED_HEADER | _SIGNATURES or kind.startswith("multipart/"))


def _attachment(leaf: Leaf, number: int) -> Attachment:
    kind = sniff(leaf.data)
    inline = leaf.disposition.value != "attachment" and leaf.headers.has("content-id") and kind is Kind.IMAGE
    return Attachment(
        name=attachment_name(_written_name(leaf), number, leaf.content_type.value),
        declared_type=leaf.content_type.value,
        data=leaf.data,
        kind=kind,
        provenance=provenance(leaf.within),
        inline=inline,
    )


def _written_name(leaf: Leaf) -> str:
    return leaf.disposition.get("filename") or leaf.content_type.get("name")


def attachment_name(written: str, number: int, declared_type: str) -> str:
    """Return a name fit to be shown: no path, no control, hidden or direction marks, at most 120 characters."""
    last = _PATH.split(charsets.clean_line(decode_words(written), _LONGEST_WRITTEN_NAME))[-1]
    name = _UNFIT_FOR_NAMES.sub("_", last).strip(_NEEDLESS_DOTS)
    if not name:
        return f"attachment {number}{_EXTENSIONS.get(declared_type, '')}"
    if len(name) <= _LONGEST_NAME:
        return name
    stem, dot, extension = name.rpartition(".")
    if not dot or len(extension) > 10:  # noqa: PLR2004 - longer is no extension
        return name[:_LONGEST_NAME].strip()
    return f"{stem[: _LONGEST_NAME - len(extension) - 1].strip()}.{extension}"


def provenance(within: tuple[int, ...]) -> str:
    """Return where a part lay, in words: empty for the message itself."""
    return f"forwarded message {'.'.join(map(str, within))}" if within else ""


# -------------------------------------------------------------------------------------------- enclosed and reported


def _enclosed(structure: Structure) -> tuple[Enclosed, ...]:
    opened = [_enclosed_message(structure, within, headers) for within, headers in structure.enclosed.items()]
    returned = [
        _enclosed_message(structure, leaf.within, split_header(leaf.data)[0], returned=True)
        for leaf in structure.leaves
        if leaf.content_type.value in _RETURNED_HEADER
    ]
    return (*opened, *returned)


def _enclosed_message(
    structure: Structure, within: tuple[int, ...], headers: Headers, *, returned: bool = False
) -> Enclosed:
    senders = parse_addresses(headers.first("from"))
    return Enclosed(
        provenance="returned header" if returned else provenance(within),
        message_id=own_message_id(headers.first("message-id")),
        subject=headers.text("subject"),
        sender=senders.addresses[0] if len(senders.addresses) == 1 and not senders.doubt else None,
        date=sent_at(headers.first("date")),
        text="" if returned else _text(structure, within)[0],
    )


def _reports(structure: Structure) -> tuple[tuple[str, str], ...]:
    return tuple(
        (leaf.content_type.value, charsets.clean(charsets.decode(leaf.data[:_LONGEST_REPORT])))
        for leaf in structure.leaves
        if leaf.content_type.value in _REPORTS and not leaf.within
    )


_CALENDAR_LINE = re.compile(r"^(METHOD|UID|ATTENDEE)((?:;[^:\n]*)?):(.*)$", re.IGNORECASE | re.MULTILINE)
_PARTSTAT = re.compile(r";PARTSTAT=(ACCEPTED|DECLINED|TENTATIVE)\b", re.IGNORECASE)
_LONGEST_CALENDAR = 100_000


def _calendar_answer(structure: Structure) -> CalendarAnswer | None:
    answers = (_answer_in(text) for text in _calendars(structure))
    return next((answer for answer in answers if answer), None)


def _calendars(structure: Structure) -> Iterable[str]:
    for leaf in structure.leaves:
        if leaf.content_type.value == "text/calendar" and not leaf.within:
            text = charsets.clean(charsets.decode(leaf.data[:_LONGEST_CALENDAR], leaf.content_type.get("charset")))
            yield text.replace("\n ", "").replace("\n\t", "")


def _answer_in(text: str) -> CalendarAnswer | None:
    lines = [(name.upper(), parameters, value.strip()) for name, parameters, value in _CALENDAR_LINE.findall(text)]
    values = {name: value for name, _, value in lines}
    states = [_PARTSTAT.search(parameters) for name, parameters, _ in lines if name == "ATTENDEE"]
    if values.get("METHOD", "").upper() != "REPLY" or "UID" not in values or len(states) != 1 or not states[0]:
        return None
    return CalendarAnswer(uid=charsets.clean_line(values["UID"], 255), status=states[0].group(1).upper())
