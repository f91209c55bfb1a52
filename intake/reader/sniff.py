"""
What kind of file some bytes are, by the bytes alone.

The first bytes decide, before anything is opened: a legacy .doc passes for a
zip (it may have one inside), and an encrypted .docx for neither (forms,
section 3.2).
"""

from __future__ import annotations

import io
import zipfile

import olefile

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PICTURES = (b"\xff\xd8\xff", b"\x89PNG", b"GIF8", b"II*\x00", b"MM\x00*", b"BM")
_TNEF = b"\x78\x9f\x3e\x22"


def sniff(data: bytes) -> str:
    """
    Return the kind of *data*.

    One of: docx, doc, odt, rtf, pdf, locked (with a password), picture, zip, tnef, mail, office (another Office file), empty, text, unknown.
    """  # noqa: E501 - a pattern reads worse when broken
    return sniff_and_open(data)[0]


def sniff_and_open(data: bytes) -> tuple[str, zipfile.ZipFile | None]:
    """Return the kind of *data*, and the archive opened to tell it; None if it is none, or cannot be opened."""
    return _zip(data) if data.startswith(b"PK") else (_kind(data), None)


def _kind(data: bytes) -> str:  # noqa: C901, PLR0911 - one question after another, as a person would ask them
    head = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n")
    if not data.strip(b"\x00 \r\n\t"):
        return "empty"
    if data.startswith(_OLE):
        return _ole(data)
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if head.startswith(b"{\\rt"):
        return "rtf"
    if (
        data.startswith(_PICTURES)
        or (data[:4] == b"RIFF" and data[8:12] == b"WEBP")
        or data[4:12] in (b"ftypheic", b"ftypmif1")
    ):
        return "picture"
    if data.startswith(_TNEF):
        return "tnef"
    if head.startswith(b"<") and b"office:document" in data[:2048] and b"opendocument" in data[:4096]:
        return "odt"
    if (
        head[:200]
        .lower()
        .startswith(
            (
                b"received:",
                b"from:",
                b"return-path:",
                b"mime-version:",
                b"delivered-to:",
                b"date:",
                b"message-id:",
                b"subject:",
                b"to:",
            )
        )
    ):
        return "mail"
    return "text" if b"\x00" not in data[:4096] else "unknown"


def _ole(data: bytes) -> str:
    try:
        with olefile.OleFileIO(io.BytesIO(data)) as ole:
            if ole.exists("EncryptedPackage"):
                return "locked"
            if not ole.exists("WordDocument"):
                return "office"
            flags = ole.openstream("WordDocument").read(12)
            return "locked" if len(flags) == 12 and flags[11] & 0x01 else "doc"
    except Exception:  # noqa: BLE001 - any bytes must give an answer
        return "unknown"


def _zip(data: bytes) -> tuple[str, zipfile.ZipFile | None]:
    try:
        package = zipfile.ZipFile(io.BytesIO(data))
        names = package.namelist()
        if "mimetype" in names and package.getinfo("mimetype").file_size < 200:
            return _of_mimetype(package, names), package
    except Exception:  # noqa: BLE001 - any bytes must give an answer
        return "docx", None
    return _of_names({n.lower() for n in names}), package


def _of_mimetype(package: zipfile.ZipFile, names: list[str]) -> str:
    if b"opendocument.text" not in package.read("mimetype"):
        return "office"
    encrypted = (
        "META-INF/manifest.xml" in names
        and package.getinfo("META-INF/manifest.xml").file_size < 1_000_000
        and b"encryption-data" in package.read("META-INF/manifest.xml")
    )
    return "locked" if encrypted else "odt"


def _of_names(folded: set[str]) -> str:
    if any(n.startswith("word/") for n in folded):
        return "docx"
    if any(n.startswith(("xl/", "ppt/", "visio/")) for n in folded):
        return "office"
    return "docx" if "[content_types].xml" in folded else "zip"
