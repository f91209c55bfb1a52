"""
The zip that a Word document is, opened with care.

Every limit here exists because somebody mails such a file: bombs, entity
expansion, parts outside the package, a million entries (forms, section 0.4).
"""

from __future__ import annotations

import io
import posixpath
import re
import struct
import zipfile
import zlib
from typing import Any

from lxml import etree

LARGEST_PART = 48 * 1024 * 1024
LARGEST_WHOLE = 400 * 1024 * 1024
MOST_PARTS = 5000

STRICT = b"purl.oclc.org/ooxml/"
_STRICT_NAMES = (
    (
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    ),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    ),
    (b"http://purl.oclc.org/ooxml/drawingml/main", b"http://schemas.openxmlformats.org/drawingml/2006/main"),
)
_LOCAL = struct.Struct("<4s2xHH16xHH")
_RELATION = re.compile(rb"<Relationship\b[^>]*>")
_ATTRIBUTE = re.compile(rb'(\w+)\s*=\s*"([^"]*)"')


_PARSER = etree.XMLParser(
    resolve_entities=False, no_network=True, huge_tree=False, remove_comments=True, remove_pis=True
)


class Unreadable(Exception):
    """
    The file cannot be read, and the sender can do something about it.

    Attributes:
        code: Stable name of the reason (`broken`, `too_large`, `encrypted`, `not_a_form`).
    """

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def parse_xml(raw: bytes) -> Any:
    """
    Return the root element of *raw*, with strict namespaces turned into the usual ones.

    Raises:
        Unreadable: It is not XML, or declares entities, which no Word file does.
    """
    if b"<!DOCTYPE" in raw[:4096] or b"<!ENTITY" in raw[:65536]:
        raise Unreadable("broken")
    if STRICT in raw[:8192]:
        for strict, usual in _STRICT_NAMES:
            raw = raw.replace(strict, usual)
    try:
        return etree.fromstring(raw, _PARSER)
    except (etree.XMLSyntaxError, ValueError) as err:
        raise Unreadable("broken") from err


class Package:
    """A zip package; sizes are checked before anything is unpacked."""

    def __init__(self, data: bytes, archive: zipfile.ZipFile | None = None) -> None:
        try:
            self._data = data
            self._zip = archive or zipfile.ZipFile(io.BytesIO(data))
            entries = self._zip.infolist()
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, EOFError) as err:
            raise Unreadable("broken") from err
        if len(entries) > MOST_PARTS or sum(e.file_size for e in entries) > LARGEST_WHOLE:
            raise Unreadable("too_large")
        self.names = {e.filename: e for e in entries}
        self._folded = {name.lower().lstrip("/"): name for name in self.names}

    def read(self, name: str) -> bytes:
        """
        Return the part called *name*.

        Raises:
            Unreadable: It is missing, damaged, larger than any form's, or encrypted.
        """
        real = name if name in self.names else self._folded.get(name.lower().lstrip("/"))
        if real is None:
            raise Unreadable("broken")
        entry = self.names[real]
        if entry.file_size > LARGEST_PART:
            raise Unreadable("too_large")
        if entry.flag_bits & 1:
            raise Unreadable("encrypted")
        try:
            raw = self._inflated(entry)
            if raw is None:
                with self._zip.open(entry) as stream:
                    raw = stream.read(LARGEST_PART + 1)
        except (
            zipfile.BadZipFile,
            zlib.error,
            OSError,
            NotImplementedError,
            EOFError,
            RuntimeError,
            ValueError,
        ) as err:
            raise Unreadable("broken") from err
        if len(raw) > LARGEST_PART:
            raise Unreadable("too_large")
        return raw

    def _inflated(self, entry: zipfile.ZipInfo) -> bytes | None:
        """
        The content of *entry* where nothing is out of the ordinary, else None: then `zipfile` is to decide.

        A form has half a dozen small parts, and opening a stream for each takes longer than inflating it.
        """
        at, data = entry.header_offset, self._data
        head = data[at : at + _LOCAL.size]
        if len(head) < _LOCAL.size:
            return None
        magic, flags, method, name_length, extra_length = _LOCAL.unpack(head)
        start = at + _LOCAL.size + name_length
        if magic != b"PK\x03\x04" or flags & 0x2061 or not method == entry.compress_type == zipfile.ZIP_DEFLATED:
            return None
        if data[at + _LOCAL.size : start].decode("ascii", "replace") != entry.orig_filename:
            return None
        start += extra_length
        stream = zlib.decompressobj(-15)
        raw = stream.decompress(data[start : start + entry.compress_size], LARGEST_PART + 1)
        whole = stream.eof and len(raw) == entry.file_size and zlib.crc32(raw) == entry.CRC
        return raw if whole else None

    def read_if_there(self, name: str) -> bytes:
        """Return the part, or nothing where there is none or it is damaged."""
        try:
            return self.read(name)
        except Unreadable:
            return b""

    def main_part(self) -> str:
        """
        Return the name of the main document.

        Raises:
            Unreadable: The package holds no Word document.
        """
        for relation in self.relations("_rels/.rels", b"/officeDocument"):
            if relation.get("Type", "").endswith("/officeDocument"):
                name = relation.get("Target", "").lstrip("/")
                if name.lower() in self._folded and "word" in self._kind_of(name):
                    return self._folded[name.lower()]
        if "word/document.xml" in self._folded:
            return self._folded["word/document.xml"]
        raise Unreadable("not_a_form")

    def _kind_of(self, name: str) -> str:
        types = self.read_if_there("[Content_Types].xml")
        wanted = b'PartName="/' + name.encode() + b'"'
        start = types.find(wanted)
        if start < 0:
            return "wordprocessingml" if name.startswith("word/") else ""
        element = types[types.rfind(b"<", 0, start) : types.find(b">", start)]
        return element.decode("utf-8", "replace").lower()

    def relations(self, name: str, *ends: bytes) -> list[dict[str, str]]:
        """Return the relationships of one .rels part, with *ends* those that have one; none where it is missing."""
        raw = self.read_if_there(name)
        return [
            {key.decode(): value.decode("utf-8", "replace") for key, value in _ATTRIBUTE.findall(element)}
            for element in _RELATION.findall(raw)
            if not ends or any(end in element for end in ends)
        ]

    def beside(self, part: str, name: str) -> str:
        """Return the path of *name* in the folder of *part*."""
        return posixpath.join(posixpath.dirname(part), name)

    def headers_and_footers(self, main: str) -> list[str]:
        """Return the names of the header and footer parts of *main*, in the order of their relationships."""
        folder, base = posixpath.split(main)
        found = []
        for relation in self.relations(f"{folder}/_rels/{base}.rels", b"/header", b"/footer"):
            if relation.get("Type", "").endswith(("/header", "/footer")) and relation.get("TargetMode") != "External":
                name = posixpath.normpath(posixpath.join(folder, relation.get("Target", "")))
                if name in self.names and name not in found:
                    found.append(name)
        return found
