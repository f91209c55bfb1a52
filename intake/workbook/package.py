"""
Is this file a workbook, and is it safe to open? Everything hostile stops here.

A workbook is a zip of XML parts. Before openpyxl sees it, its members are
checked (names, sizes, overlaps, entities) and the few parts that matter are
copied: macros, links to elsewhere, pictures and embedded files stay behind and
are reported (reliability 2.5, 2.6).
"""

from __future__ import annotations

import re
import struct
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from itertools import pairwise

_MEGABYTE = 1024 * 1024
_MOST_MEMBERS = 2_000
_LARGEST_FRAME_PART = 2 * _MEGABYTE
_LARGEST_ROW = 4 * _MEGABYTE
_STEEPEST_RATIO = 150
_RATIO_MATTERS_FROM = 4 * _MEGABYTE

OLE, ZIP = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"PK\x03\x04"

_FRAME = re.compile(
    r"(?i)^(\[Content_Types\]\.xml|_rels/\.rels|docProps/custom\.xml|xl/(workbook|styles|_rels/workbook)\.xml(\.rels)?)$"
)
_STRINGS = re.compile(r"(?i)(^|/)sharedStrings\.xml$")
_SHEET = re.compile(r"(?i)(^|/)worksheets/[^/]+\.xml$")
_NO_CELLS = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData/></worksheet>'
_NO_STRINGS = b'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"/>'
_DOCTYPES = tuple("<!DOCTYPE".encode(encoding) for encoding in ("ascii", "utf-16-le", "utf-16-be"))
_ENCODING = re.compile(rb"""^\s*<\?xml[^>]*?encoding\s*=\s*["']([^"']*)""")
_KNOWN_ENCODINGS = (b"utf-8", b"utf-16", b"us-ascii", b"ascii", b"iso-8859-1")
_UTF_16 = (b"\xff\xfe", b"\xfe\xff", b"<\x00", b"\x00<")
_ROW_START = re.compile(rb"<(?:\w+:)?row[\s>/]")
_STRICT = (
    (b"http://purl.oclc.org/ooxml/spreadsheetml/main", b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    ),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How large a workbook may be when it is unpacked: its largest part with cells, and all of them together."""

    part: int = 160 * _MEGABYTE
    whole: int = 320 * _MEGABYTE


STRANGERS = Limits(part=48 * _MEGABYTE, whole=64 * _MEGABYTE)
"""For what anybody may have sent, before it is known to be ours: some ten thousand referrals."""


@dataclass(frozen=True, slots=True)
class NotReadable:
    """Why nothing can be read from the file, in words for the person who sent it."""

    reason: str


@dataclass(frozen=True, slots=True)
class Package:
    """
    What is safe to open.

    `frame`: a workbook without its cells (names of sheets, formats, properties).
    `sheets` and `strings`: the parts that hold cells, by their names in the
    package. `notes`: what stayed behind, in sentences for the person who sent it.
    """

    frame: BytesIO
    sheets: Mapping[str, bytes]
    strings: bytes
    notes: tuple[str, ...]


_DAMAGED = NotReadable("The file is damaged and cannot be opened.")
_TOO_LARGE = NotReadable("The workbook is too large to be one of ours.")
_NOT_A_WORKBOOK = NotReadable("The file is not an Excel workbook (.xlsx).")


def is_convertible(data: bytes) -> bool:
    """Say whether *data* is a spreadsheet of another kind (.xls, .ods, .xlsb), which LibreOffice may convert."""
    if data.startswith(OLE):
        return _stream("EncryptedPackage") not in data and any(_stream(name) in data for name in ("Workbook", "Book"))
    if not data.startswith(ZIP):
        return False
    return (
        data[38:90].startswith(b"application/vnd.oasis.opendocument.spreadsheet")
        or b"xl/workbook.bin" in data[-65_536:]
    )


def safe_package(data: bytes, limits: Limits) -> Package | NotReadable:
    """Return the parts of the workbook that hold cells, in a fresh package; or why they cannot be had."""
    if data.startswith(OLE) and _stream("EncryptedPackage") in data:
        return NotReadable("The workbook is protected by a password. Save it without one and send it again.")
    if not data.startswith(ZIP):
        return _NOT_A_WORKBOOK
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            members = archive.infolist()
            return _refuse(members, limits) or _copy(archive, members, limits)
    # A damaged or hostile zip shows itself in any of these; all of them mean the same to the sender.
    except (
        zipfile.BadZipFile,
        zlib.error,
        struct.error,
        EOFError,
        OSError,
        ValueError,
        NotImplementedError,
        RuntimeError,
    ):
        return _DAMAGED


def _stream(name: str) -> bytes:
    return name.encode("utf-16-le")


def _refuse(members: list[zipfile.ZipInfo], limits: Limits) -> NotReadable | None:
    names = [member.filename for member in members]
    if "xl/workbook.xml" not in {name.lower().lstrip("/") for name in names}:
        return _NOT_A_WORKBOOK
    if len(members) > _MOST_MEMBERS or sum(m.file_size for m in members if _is_read(m.filename)) > limits.whole:
        return _TOO_LARGE
    if any(member.flag_bits & 1 for member in members):
        return NotReadable("The workbook is protected by a password. Save it without one and send it again.")
    odd_name = any(name.startswith(("/", "\\")) or ".." in name.split("/") or "\\" in name for name in names)
    if odd_name or len({name.casefold() for name in names}) < len(names) or _overlapping(members):
        return NotReadable("The file is not built as a spreadsheet program builds it, and is not opened.")
    return None


def _overlapping(members: list[zipfile.ZipInfo]) -> bool:
    # Python 3.11's zipfile does not look for this (CVE-2024-0450).
    spans = sorted((m.header_offset, m.header_offset + 30 + len(m.orig_filename) + m.compress_size) for m in members)
    return any(end > start for (_, end), (start, _) in pairwise(spans))


def _is_read(name: str) -> bool:
    return any(pattern.search(name) for pattern in (_FRAME, _SHEET, _STRINGS))


def _copy(archive: zipfile.ZipFile, members: list[zipfile.ZipInfo], limits: Limits) -> Package | NotReadable:
    frame = BytesIO()
    sheets: dict[str, bytes] = {}
    strings = b""
    links = False
    with zipfile.ZipFile(frame, "w", zipfile.ZIP_STORED) as copy:
        for member in (member for member in members if _is_read(member.filename)):
            name = member.filename
            part = _part(archive, member, _LARGEST_FRAME_PART if _FRAME.search(name) else limits.part)
            if isinstance(part, NotReadable):
                return part
            links = links or b'TargetMode="External"' in part
            if _STRINGS.search(name):
                strings, part = part, _NO_STRINGS
            elif _SHEET.search(name):
                sheets[name], part = part, _NO_CELLS
            copy.writestr(zipfile.ZipInfo(name), part)
    frame.seek(0)
    left = [member.filename.lower() for member in members if not _is_read(member.filename)]
    return Package(frame, sheets, strings, _notes(left, links=links))


def _part(archive: zipfile.ZipFile, member: zipfile.ZipInfo, largest: int) -> bytes | NotReadable:
    if member.file_size > largest or _too_steep(member):
        return _TOO_LARGE
    with archive.open(member) as source:
        part = source.read(largest + 1)
    if len(part) > min(largest, member.file_size):
        return _TOO_LARGE
    if any(doctype in part for doctype in _DOCTYPES) or not _known_encoding(part):
        return NotReadable("The file holds something that no workbook of ours has (a DOCTYPE), and is not opened.")
    if _has_endless_row(part):
        return _TOO_LARGE
    for strict, transitional in _STRICT:
        part = part.replace(strict, transitional)
    return part


def _too_steep(member: zipfile.ZipInfo) -> bool:
    return member.file_size > _RATIO_MATTERS_FROM and member.file_size > _STEEPEST_RATIO * max(member.compress_size, 1)


def _known_encoding(part: bytes) -> bool:
    # Python's XML reader takes any single-byte code page, in which "<!DOCTYPE" looks like something else.
    declared = _ENCODING.match(part[:300].removeprefix(b"\xef\xbb\xbf"))
    starts_well = part.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] == b"<" or part.startswith(_UTF_16)
    return starts_well and (declared is None or declared[1].lower() in _KNOWN_ENCODINGS)


def _has_endless_row(part: bytes) -> bool:
    starts = [found.start() for found in _ROW_START.finditer(part)]
    return bool(starts) and any(end - start > _LARGEST_ROW for start, end in pairwise([*starts, len(part)]))


def _notes(left: list[str], *, links: bool) -> tuple[str, ...]:
    notes = []
    if any("vba" in name or "macro" in name for name in left):
        notes.append("The workbook has macros. They were not run and are not kept.")
    if links or any("externallinks" in name or "connections" in name for name in left):
        notes.append("The workbook has links to other files or websites. They were not followed.")
    if any("embeddings" in name or "activex" in name for name in left):
        notes.append("The workbook has embedded objects. They were not opened.")
    return tuple(notes)
