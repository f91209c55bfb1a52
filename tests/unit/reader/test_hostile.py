"""Files made to break a reader: each gets an answer, in bounded time and memory."""

from __future__ import annotations

import io
import random
import zipfile

import pytest

from intake.reader import Limits, active_content, read_form, read_form_safely, unpack_container
from tests.unit.reader.made_forms import make_form
from tests.unit.reader.word_xml import NAMES, document, package, paragraph, run, table

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def deep(levels: int) -> str:
    """Tables in tables, *levels* deep."""
    return "<w:tbl><w:tr><w:tc>" * levels + paragraph(run("x")) + "</w:tc></w:tr></w:tbl>" * levels


def main_part(inner: str, before: str = "") -> bytes:
    """A package with one main part."""
    return package(
        {"word/document.xml": f'<?xml version="1.0"?>{before}<w:document {NAMES}><w:body>{inner}</w:body></w:document>'}
    )


ENTITIES = (
    '<!DOCTYPE d [<!ENTITY a "aaaaaaaaaa">'
    + "".join(f'<!ENTITY {chr(98 + n)} "{("&" + chr(97 + n) + ";") * 10}">' for n in range(9))
    + "]>"
)
OUTSIDE = '<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
FILES = {
    "nothing": b"",
    "zeros": bytes(4096),
    "half a zip": document(paragraph(run("x")))[:300],
    "a zip of nothing": b"PK\x05\x06" + bytes(18),
    "half an OLE file": OLE + bytes(600),
    "an entity bomb": main_part("<w:p><w:r><w:t>&amp;j;</w:t></w:r></w:p>", ENTITIES),
    "an entity from outside": main_part("<w:p/>", OUTSIDE),
    "tables far too deep": main_part(deep(500)),
    "elements far too deep": main_part("<w:smartTag>" * 5000 + "</w:smartTag>" * 5000),
    "broken XML": package({"word/document.xml": "<w:document"}),
    "no main part": package({"word/other.xml": "<a/>"}),
    "a picture": b"\x89PNG\r\n\x1a\n" + bytes(100),
    "half a PDF": b"%PDF-1.7\n1 0 obj\n<</Type /Catalog",
    "rich text that is not": b"{\\rtf1" + b"{" * 100,
}


@pytest.mark.parametrize("name", sorted(set(FILES) - {"rich text that is not"}))
def test_hostile_files_get_an_answer(name: str) -> None:
    """Never a crash: not readable, with a problem that tells the sender what to do."""
    readings = read_form(FILES[name], "file.docx")
    assert [r.readable for r in readings] == [False]
    assert readings[0].problems[0].message


def test_a_zip_bomb_is_refused_before_it_is_unpacked() -> None:
    """The sizes that the zip declares are added up first."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", bytes(60 * 1024 * 1024))
    assert read_form(out.getvalue(), "bomb.docx")[0].problems[0].code == "too_large"


def test_too_many_cells_are_too_large() -> None:
    """No form has sixty thousand cells."""
    row = "<w:tr>" + "<w:tc><w:p/></w:tc>" * 62 + "</w:tr>"
    assert read_form(document(table(row * 1000)), "big.docx")[0].problems[0].code == "too_large"


def test_reading_apart_gives_the_same_as_reading_here() -> None:
    """The child process returns what `read_form` returns, headings included."""
    data, _ = make_form(random.Random(11))
    assert read_form_safely(data, "form.docx") == read_form(data, "form.docx")


def test_a_reader_that_takes_too_long_is_killed() -> None:
    """A file that exceeds its time gives an answer, and the caller goes on."""
    data, _ = make_form(random.Random(11))
    readings = read_form_safely(data, "slow.docx", limits=Limits(seconds=0.01))
    assert [r.problems[0].code for r in readings] == ["time"]


def test_a_reader_that_takes_too_much_memory_is_stopped() -> None:
    """A file that exceeds its memory gives an answer, and the caller goes on."""
    cells = "<w:tr>" + "<w:tc><w:p><w:r><w:t>x</w:t></w:r></w:p></w:tc>" * 40 + "</w:tr>"
    readings = read_form_safely(document(table(cells * 1400)), "big.docx", limits=Limits(memory_mb=120))
    assert [r.readable for r in readings] == [False]


def test_what_is_active_in_a_document_is_named() -> None:
    """Macros, links to outside, embedded objects and hidden text keep an original from being passed on."""
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="r9" Type="http://x/attachedTemplate" Target="https://evil.example/t.dotm" TargetMode="External"/>'  # noqa: E501 - a sample stands on one line
        "</Relationships>"
    )
    body = f"<w:document {NAMES}><w:body>{paragraph(run('x', '<w:vanish/>'))}</w:body></w:document>"
    data = package(
        {
            "word/document.xml": body,
            "word/_rels/document.xml.rels": relations,
            "word/vbaProject.bin": b"x",
            "word/embeddings/oleObject1.bin": b"x",
        }
    )
    assert active_content(data) == ("macros", "external links", "embedded objects", "hidden text")
    assert active_content(document(paragraph(run("x")))) == ()


def test_a_mail_address_in_a_form_is_not_active() -> None:
    """Word makes a link of every address that is typed; it opens nothing by itself."""
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="r9" Type="http://x/hyperlink" Target="mailto:a@b.example" TargetMode="External"/></Relationships>'  # noqa: E501 - a sample stands on one line
    )
    data = package(
        {"word/document.xml": f"<w:document {NAMES}><w:body/></w:document>", "word/_rels/document.xml.rels": relations}
    )
    assert active_content(data) == ()


@pytest.mark.parametrize("data", [b"", b"garbage", OLE + bytes(600), b"PK\x03\x04 nothing"])
def test_what_cannot_be_looked_into_is_never_called_clean(data: bytes) -> None:
    """Only a file that was looked through has nothing active in it."""
    assert active_content(data) == ("cannot be checked",)


def test_forms_inside_archives_and_messages_are_found() -> None:
    """A zip in a forwarded message is opened; what comes out has no path in its name."""
    form, _ = make_form(random.Random(1))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("../../etc/form.docx", form)
    boundary = b"--b\r\nContent-Type: application/zip\r\nContent-Disposition: attachment; filename=forms.zip\r\nContent-Transfer-Encoding: base64\r\n\r\n"  # noqa: E501 - a sample stands on one line
    import base64  # noqa: PLC0415 - used once

    mail = (
        b"From: a@b.example\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n"
        + boundary
        + base64.encodebytes(out.getvalue())
        + b"\r\n--b--\r\n"
    )
    assert unpack_container(mail, "forwarded.eml") == [("form.docx", form)]


def test_a_word_document_is_no_container() -> None:
    """A .docx is a zip too, and stays whole."""
    form, _ = make_form(random.Random(1))
    assert unpack_container(form, "form.docx") == []
