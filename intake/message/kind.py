"""
What a file is, told from its own bytes: names and declared types are what senders like them to be.

Only looks: nothing is unpacked, parsed or run here, and no bytes make it raise.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from enum import StrEnum

_HEAD = 4096
_MOST_MEMBERS = 5_000
_END_OF_DIRECTORY = b"PK\x05\x06"
_DIRECTORY_ENTRY = b"PK\x01\x02"
_ENTRY_LENGTH = 46
_END_LENGTH = 22
_OLE_LOOK = 4 * 1024 * 1024


class Kind(StrEnum):
    """Kinds of file that people send to a panel."""

    DOCX = "docx"
    XLSX = "xlsx"
    PPTX = "pptx"
    ENCRYPTED_OFFICE = "encrypted office"
    DOC = "doc"
    XLS = "xls"
    OUTLOOK = "outlook message"
    OLE = "ole"
    PDF = "pdf"
    RTF = "rtf"
    ODT = "odt"
    ODS = "ods"
    ZIP = "zip"
    ENCRYPTED_ZIP = "encrypted zip"
    TNEF = "winmail.dat"
    WORD_XML = "word xml"
    WEB_ARCHIVE = "web archive"
    IMAGE = "image"
    MEDIA = "media"
    CALENDAR = "calendar"
    MAIL = "mail"
    HTML = "html"
    TEXT = "text"
    EMPTY = "empty"
    UNKNOWN = "unknown"


_BEGINS = (
    (b"{\\rtf", Kind.RTF),
    (b"\x89PNG\r\n\x1a\n", Kind.IMAGE),
    (b"\xff\xd8\xff", Kind.IMAGE),
    (b"GIF87a", Kind.IMAGE),
    (b"GIF89a", Kind.IMAGE),
    (b"II*\x00", Kind.IMAGE),
    (b"MM\x00*", Kind.IMAGE),
    (b"\x01\x00\x00\x00", Kind.IMAGE),  # EMF
    (b"\xd7\xcd\xc6\x9a", Kind.IMAGE),  # WMF
    (b"\x78\x9f\x3e\x22", Kind.TNEF),
    (b"ID3", Kind.MEDIA),
    (b"OggS", Kind.MEDIA),
)

_HTML = re.compile(rb"<(?:!doctype\s+html|html|head|body|table|div|p|meta)[\s>]", re.IGNORECASE)
_MAIL_HEADER = re.compile(rb"(?:[!-9;-~]+:[^\r\n]*\r?\n(?:[ \t][^\r\n]*\r?\n)*){2,}\r?\n")
_MAIL_NAMES = re.compile(rb"^(?:from|message-id|received|mime-version):", re.IGNORECASE | re.MULTILINE)


def sniff(raw: bytes) -> Kind:
    """Return what *raw* is; `Kind.UNKNOWN` for what this service has no use for."""
    if not raw.strip(b"\x00 \t\r\n") if len(raw) < _HEAD else False:
        return Kind.EMPTY
    for begins, kind in _BEGINS:
        if raw.startswith(begins):
            return kind
    if raw.startswith(b"PK"):
        return _zip_kind(raw)
    if raw.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return _ole_kind(raw[:_OLE_LOOK])
    if b"%PDF-" in raw[:1024]:
        return Kind.PDF
    return _media_kind(raw) or _text_kind(raw)


def _media_kind(raw: bytes) -> Kind | None:
    if raw[:4] == b"RIFF":
        return Kind.IMAGE if raw[8:12] == b"WEBP" else Kind.MEDIA
    if raw[:2] == b"BM" and len(raw) > 14 and raw[6:10] == b"\x00\x00\x00\x00":  # noqa: PLR2004 - bitmap file header
        return Kind.IMAGE
    if raw[4:8] == b"ftyp":
        return Kind.IMAGE if raw[8:12] in {b"heic", b"heix", b"mif1", b"avif", b"heim"} else Kind.MEDIA
    return None


# ------------------------------------------------------------------------------------------------------- containers


def _zip_kind(raw: bytes) -> Kind:
    members = list(_members(raw))
    names = {name for name, _ in members}
    if not members:
        return _damaged_zip_kind(raw)
    if any(encrypted for _, encrypted in members):
        return Kind.ENCRYPTED_ZIP
    if "mimetype" in names:
        if b"opendocument.text" in raw[:200]:
            return Kind.ODT
        if b"opendocument.spreadsheet" in raw[:200]:
            return Kind.ODS
    return _office_kind(names)


def _office_kind(names: set[str]) -> Kind:
    if "[content_types].xml" in names:
        for folder, kind in (("word/", Kind.DOCX), ("xl/", Kind.XLSX), ("ppt/", Kind.PPTX)):
            if any(name.startswith(folder) for name in names):
                return kind
    return Kind.ZIP


def _damaged_zip_kind(raw: bytes) -> Kind:
    """A zip cut short has no directory: its first members still tell what it was to be."""
    head = raw[: 256 * 1024].lower()
    if b"[content_types].xml" in head or b"_rels/.rels" in head:
        for folder, kind in ((b"word/", Kind.DOCX), (b"xl/", Kind.XLSX), (b"ppt/", Kind.PPTX)):
            if folder in head:
                return kind
    return Kind.ZIP


def _members(raw: bytes) -> Iterator[tuple[str, bool]]:
    """Yield name (small letters, forward slashes) and whether it is encrypted, from the zip's own directory."""
    end = raw.rfind(_END_OF_DIRECTORY, max(0, len(raw) - 66_000))
    if end < 0 or len(raw) < end + _END_LENGTH:
        return
    size = struct.unpack_from("<L", raw, end + 12)[0]
    at = max(0, end - size)
    for _ in range(_MOST_MEMBERS):
        if raw[at : at + 4] != _DIRECTORY_ENTRY or len(raw) < at + _ENTRY_LENGTH:
            return
        flags = struct.unpack_from("<H", raw, at + 8)[0]
        name, extra, comment = struct.unpack_from("<HHH", raw, at + 28)
        written = raw[at + _ENTRY_LENGTH : at + _ENTRY_LENGTH + name]
        yield written.decode("utf-8", "replace").replace("\\", "/").lower(), bool(flags & 1)
        at += _ENTRY_LENGTH + name + extra + comment


def _ole_kind(head: bytes) -> Kind:
    for name, kind in (
        ("EncryptedPackage", Kind.ENCRYPTED_OFFICE),
        ("DRMEncryptedDataSpace", Kind.ENCRYPTED_OFFICE),
        ("WordDocument", Kind.DOC),
        ("__nameid_version1.0", Kind.OUTLOOK),
        ("Workbook", Kind.XLS),
        ("Book", Kind.XLS),
    ):
        if name.encode("utf-16-le") in head:
            return kind
    return Kind.OLE


# ------------------------------------------------------------------------------------------------------------- text


def _text_kind(raw: bytes) -> Kind:
    head = raw[:_HEAD]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        head = head.decode("utf-16", "ignore").encode("utf-8", "ignore")
    elif _looks_binary(head):
        return Kind.UNKNOWN
    head = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if head.startswith(b"<?xml") and (b"wordprocessingml" in head or b"office/word/2003/wordml" in head):
        return Kind.WORD_XML
    if head.upper().startswith(b"BEGIN:VCALENDAR"):
        return Kind.CALENDAR
    if _MAIL_HEADER.match(head) and _MAIL_NAMES.search(head):
        return Kind.WEB_ARCHIVE if b"multipart/related" in head.lower() else Kind.MAIL
    return Kind.HTML if _HTML.search(head[:1024]) else Kind.TEXT


def _looks_binary(head: bytes) -> bool:
    odd = len(head) - len(head.translate(None, b"\x00\x01\x02\x03\x04\x05\x06\x07\x08\x0e\x0f\x10\x11\x12\x13\x14\x15"))
    return odd * 50 > len(head)
