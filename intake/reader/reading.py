"""
From bytes to readings: what kind of file it is, how it is opened, and what is said of one that cannot be read.

Whatever the bytes are, there is an answer: a form, or a problem that tells the
sender what to do (forms, section 0.4). The kind is told by the bytes, never by
the name.
"""

from __future__ import annotations

from collections.abc import Sequence

from intake.reader.collector import collector_at_rest
from intake.reader.convert import convert
from intake.reader.document import Document
from intake.reader.docx import TooComplicated, read_docx
from intake.reader.locked import unlock
from intake.reader.one_reading import forget
from intake.reader.package import Package, Unreadable
from intake.reader.sniff import sniff_and_open
from intake.reader.understand import understand
from rules.form import FormReading, Problem

MESSAGES = {
    "broken": "The file is damaged and cannot be opened. Please open it in Word, save it again and send that copy.",
    "too_large": "The file is larger or more complicated than any form. Please send the form alone, saved as a Word document (.docx).",  # noqa: E501 - a pattern reads worse when broken
    "encrypted": "The file has a password that we do not know. Please send it without a password, or with the one agreed with the panel.",  # noqa: E501 - a pattern reads worse when broken
    "not_a_form": "This is not one of the forms that we know. Please send the completed assessment form.",
    "scan": "The file is a picture of a form (a scan or photograph). Please send the Word document itself; if there is none, the administrator will enter it by hand.",  # noqa: E501 - a pattern reads worse when broken
    "unsupported": "This kind of file cannot be read here. Please save the form as a Word document (.docx) and send that.",  # noqa: E501 - a pattern reads worse when broken
    "no_converter": "This kind of file cannot be read here. Please save the form as a Word document (.docx) and send that.",  # noqa: E501 - a pattern reads worse when broken
    "time": "The file took too long to read. Please open it in Word, save it again as a Word document (.docx) and send that copy.",  # noqa: E501 - a pattern reads worse when broken
}
_LOST = {".rtf": 0.93, ".doc": 0.98, ".odt": 0.99}
"""How far an answer may be trusted after a conversion: rich text loses the state of form fields."""


class NeedsConversion(Exception):
    """The file must be converted by LibreOffice first; `data` is what to convert (already unlocked)."""

    def __init__(self, data: bytes, suffix: str) -> None:
        super().__init__(suffix)
        self.data = data
        self.suffix = suffix


def unreadable(filename: str, code: str, kind: str = "unknown") -> tuple[FormReading, ...]:
    """Return the reading of a file that cannot be read, with what the sender can do."""
    return (
        FormReading(
            file=filename,
            kind=kind,
            readable=False,
            problems=(Problem(code=code, message=MESSAGES.get(code, MESSAGES["broken"])),),
        ),
    )


def read_form(data: bytes, filename: str, passwords: Sequence[str] = ()) -> tuple[FormReading, ...]:
    """
    Return what the form in *data* says, one reading for each child.

    Never raises, whatever the bytes: a file that cannot be read gives one
    reading with `readable` false and a problem for the sender.
    """
    try:
        return read_opened(data, filename, passwords)
    except NeedsConversion as err:
        try:
            return read_opened(convert(err.data, err.suffix), filename, passwords, converted=err.suffix)
        except Unreadable as why:
            return unreadable(filename, why.code)
        except NeedsConversion:
            return unreadable(filename, "broken")


def read_opened(
    data: bytes, filename: str, passwords: Sequence[str] = (), *, converted: str | None = None
) -> tuple[FormReading, ...]:
    """
    Return what `read_form` does, without converting.

    Raises:
        NeedsConversion: LibreOffice must make a .docx of it first.
    """
    try:
        with collector_at_rest:
            return _understood(data, filename, passwords, _LOST.get(converted or "", 1.0))
    except NeedsConversion:
        raise
    except Unreadable as err:
        return unreadable(filename, err.code)
    except (TooComplicated, RecursionError, MemoryError):
        return unreadable(filename, "too_large")
    except Exception:  # noqa: BLE001 - any bytes must give an answer
        return unreadable(filename, "broken")
    finally:
        forget()


def _understood(data: bytes, filename: str, passwords: Sequence[str], trust: float) -> tuple[FormReading, ...]:
    # With this call the document is gone: before the collector goes on, which would go through all of it.
    return understand(open_document(data, passwords), filename, trust=trust)


def open_document(data: bytes, passwords: Sequence[str] = ()) -> Document:
    """
    Return the neutral document in *data*.

    Raises:
        NeedsConversion: It is a format that LibreOffice must open.
        Unreadable: It cannot be opened.
    """
    kind, archive = sniff_and_open(data)
    if kind == "locked":
        data = unlock(data, passwords)
        kind, archive = sniff_and_open(data)
    if kind == "docx":
        return read_docx(Package(data, archive))
    if kind == "pdf":
        from intake.reader.pdf import read_pdf  # noqa: PLC0415 - imported when needed

        return read_pdf(data, passwords)
    if kind in ("doc", "odt", "rtf"):
        raise NeedsConversion(data, f".{kind}")
    if kind == "picture":
        raise Unreadable("scan")
    raise Unreadable(
        {"zip": "not_a_form", "office": "not_a_form", "empty": "broken", "text": "unsupported"}.get(kind, "unsupported")
    )
