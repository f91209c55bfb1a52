"""What a message is read into before it is settled."""

from __future__ import annotations

from collections.abc import Sequence
from email.message import EmailMessage

import pytest

from intake.message.classify import Finding
from intake.settle.reading import SMALLEST_SCAN, ReadMessage, Tools, read_message
from rules.form import FormReading, Problem
from tests.builders import a_reading

PICTURE = b"\x89PNG\r\n\x1a\n"


def read(*files: tuple[str, bytes, str], readings: tuple[FormReading, ...] = ()) -> ReadMessage:
    """A message with these attachments, read by a reader that finds *readings* in every document."""
    message = EmailMessage()
    message["From"], message["Subject"] = "sam@school.example", "Referral"
    message.set_content("Here it is.")
    for name, data, disposition in files:
        message.add_attachment(
            data, maintype="application", subtype="octet-stream", filename=name, disposition=disposition
        )

    def reader(_data: bytes, _name: str, _passwords: Sequence[str]) -> tuple[FormReading, ...]:
        return readings

    tools = Tools(reader=reader, unpack=lambda _data, _name: (), active=lambda _data: (), as_xlsx=lambda _data: None)
    return read_message(message.as_bytes(), tools, ())


@pytest.mark.requirement("X2")
def test_a_scanned_page_is_an_unreadable_form() -> None:
    """A picture as large as a page goes to a person, who enters it by hand."""
    found = read(("scan.png", PICTURE + bytes(SMALLEST_SCAN), "attachment"))
    assert set(found.findings.values()) == {Finding.UNREADABLE}


def test_a_logo_is_no_form() -> None:
    """A small picture is left alone."""
    assert not read(("logo.png", PICTURE + bytes(900), "attachment")).findings


def test_a_blank_form_and_an_unrelated_document_are_something_else() -> None:
    """They are neither a referral nor something a person has to enter by hand."""
    for code in ("blank", "checklist", "not_a_form"):
        problem = Problem(code=code, message="")
        reading = FormReading(file="x.rtf", kind="unknown", readable=False, problems=(problem,))
        found = read(("x.rtf", b"{\\rtf1 hello}", "attachment"), readings=(reading,))
        assert set(found.findings.values()) == {Finding.OTHER}


def test_a_form_is_a_form_and_a_letter_is_not() -> None:
    """A GP's letter is read, but what happens to it is the profile's to say."""
    form = ("x.rtf", b"{\\rtf1 hello}", "attachment")
    assert set(read(form, readings=(a_reading(),)).findings.values()) == {Finding.FORM}
    assert set(read(form, readings=(a_reading(kind="letter"),)).findings.values()) == {Finding.OTHER}
