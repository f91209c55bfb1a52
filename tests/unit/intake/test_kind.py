"""Files are told by what they are, not by what they are called."""

from __future__ import annotations

import io
import zipfile

import pytest

from intake.message.kind import Kind, sniff
from tests.unit.intake.mails import a_mail, a_package

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 1000


def an_ole(stream: str) -> bytes:
    """A compound file with one stream of that name, as its directory shows it."""
    return OLE + stream.encode("utf-16-le") + b"\x00" * 100


def a_zip(**members: str) -> bytes:
    """A zip of plain members."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for name, content in members.items():
            package.writestr(name, content)
    return out.getvalue()


def encrypted(package: bytes) -> bytes:
    """The same zip with each member marked as encrypted."""
    at = package.find(b"PK\x01\x02")
    return package[: at + 8] + bytes([package[at + 8] | 1]) + package[at + 9 :]


KINDS = [
    (a_package("word/document.xml"), Kind.DOCX),
    (a_package("Word/Document.XML"), Kind.DOCX),
    (a_package("xl/workbook.xml"), Kind.XLSX),
    (a_package("ppt/presentation.xml"), Kind.PPTX),
    (a_package("word/document.xml")[:-60], Kind.DOCX),
    (a_zip(mimetype="application/vnd.oasis.opendocument.text"), Kind.ODT),
    (a_zip(mimetype="application/vnd.oasis.opendocument.spreadsheet"), Kind.ODS),
    (a_zip(form="x"), Kind.ZIP),
    (encrypted(a_zip(form="x")), Kind.ENCRYPTED_ZIP),
    (b"PK\x05\x06" + b"\x00" * 18, Kind.ZIP),
    (an_ole("EncryptedPackage"), Kind.ENCRYPTED_OFFICE),
    (an_ole("WordDocument"), Kind.DOC),
    (an_ole("Workbook"), Kind.XLS),
    (an_ole("__nameid_version1.0"), Kind.OUTLOOK),
    (OLE, Kind.OLE),
    (b"%PDF-1.7\n", Kind.PDF),
    (b"junk before\n%PDF-1.7\n", Kind.PDF),
    (rb"{\rtf1\ansi", Kind.RTF),
    (b"\xff\xd8\xff\xe0\x00\x10JFIF", Kind.IMAGE),
    (b"\x00\x00\x00\x18ftypheic\x00", Kind.IMAGE),
    (b"\x00\x00\x00\x18ftypmp42\x00", Kind.MEDIA),
    (b"RIFF\x00\x00\x00\x00WEBPVP8 ", Kind.IMAGE),
    (b"RIFF\x00\x00\x00\x00WAVEfmt ", Kind.MEDIA),
    (b"\x78\x9f\x3e\x22\x01\x00", Kind.TNEF),
    (b"<?xml version='1.0'?><?mso?><w:wordDocument xmlns:w='http://x/office/word/2003/wordml'>", Kind.WORD_XML),
    (b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n", Kind.WEB_ARCHIVE),
    (a_mail("hello"), Kind.MAIL),
    (b"\xef\xbb\xbfBEGIN:VCALENDAR\r\nMETHOD:REPLY", Kind.CALENDAR),
    (b"<!DOCTYPE html>\n<title>x</title>", Kind.HTML),
    ("<html><body>".encode("utf-16"), Kind.HTML),
    (b"Dear panel, Jo < Sam", Kind.TEXT),
    ("naïve".encode("cp1252"), Kind.TEXT),
    (b"", Kind.EMPTY),
    (b" \r\n\x00", Kind.EMPTY),
    (bytes(range(256)), Kind.UNKNOWN),
]


@pytest.mark.parametrize(("raw", "kind"), KINDS, ids=range(len(KINDS)))
def test_a_file_is_what_its_bytes_say(raw: bytes, kind: Kind) -> None:
    """Magic numbers, the zip's own directory, the names of streams."""
    assert sniff(raw) is kind


def test_a_word_file_within_a_zip_is_a_zip() -> None:
    """What a stored member holds does not count: only the outer directory does."""
    inner = a_package("word/document.xml").decode("latin-1")
    assert sniff(a_zip(form=inner)) is Kind.ZIP
