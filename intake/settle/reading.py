"""A message read before it is settled: containers unpacked, what may be a form read, no database held."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from intake.message import Attachment, Kind, Mail, read_mail, sniff
from intake.message.classify import Finding
from intake.settle.referrals import ReadFile
from rules.form import FormReading, Problem

Reader = Callable[[bytes, str, Sequence[str]], tuple[FormReading, ...]]
"""Reads one file into a reading for each child (`intake.reader.read_form_safely`)."""

_CONTAINERS = frozenset({Kind.ZIP, Kind.TNEF, Kind.OUTLOOK})
_FORMS = frozenset(
    {
        *(Kind.DOCX, Kind.DOC, Kind.ODT, Kind.RTF, Kind.PDF, Kind.WORD_XML, Kind.WEB_ARCHIVE),
        *(Kind.ENCRYPTED_OFFICE, Kind.ENCRYPTED_ZIP, Kind.OLE, Kind.EMPTY, Kind.UNKNOWN),
    }
)
_WORD_ENDINGS = (".docx", ".docm", ".dotx", ".doc", ".odt", ".rtf", ".pdf")
_NOT_A_FORM = frozenset({"not_a_form", "checklist", "blank"})
_OTHER_WORKBOOKS = frozenset({Kind.XLS, Kind.ODS})
_MOST_ATTACHMENTS = 40
SMALLEST_SCAN = 60_000
"""Bytes: a scanned or photographed page has more, a logo fewer."""


@dataclass(frozen=True, slots=True)
class ReadMessage:
    """A message with its containers unpacked, what each attachment turned out to be, and the readings of the forms."""

    mail: Mail
    findings: dict[int, Finding]
    files: dict[int, ReadFile]

    def file_of(self, attachment: Attachment) -> ReadFile:
        """Return what was read of *attachment*."""
        for at, one in enumerate(self.mail.attachments):
            if one is attachment:
                return self.files[at]
        raise KeyError(attachment.name)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tools:
    """
    What files are opened with.

    `reader` reads a form; `unpack` gives the files in a container; `active`
    names what a Word file carries beside its text; `as_xlsx` gives a workbook
    saved in another format as `.xlsx`, or None where that cannot be done.
    """

    reader: Reader
    unpack: Callable[[bytes, str], Sequence[tuple[str, bytes]]]
    active: Callable[[bytes], Sequence[str]]
    as_xlsx: Callable[[bytes], bytes | None]


def read_message(raw: bytes, tools: Tools, passwords: Sequence[str]) -> ReadMessage:
    """Read a message and its attachments; nothing raises for any bytes, and no step takes unbounded time."""
    mail = read_mail(raw)
    attachments = [_as_xlsx(one, tools) for one in _unpacked(mail.attachments, tools.unpack)]
    mail = dataclasses.replace(mail, attachments=tuple(attachments))
    findings, files = {}, {}
    for at, attachment in enumerate(mail.attachments):
        if not _may_be_a_form(attachment):
            continue
        readings = tools.reader(attachment.data, attachment.name, passwords)
        inactive = attachment.kind is Kind.DOCX and not tools.active(attachment.data)
        files[at] = ReadFile(attachment, readings, inactive)
        findings[at] = _finding(readings)
    if Finding.FORM not in findings.values():
        for at, attachment in enumerate(mail.attachments):
            if _may_be_a_scan(attachment):
                files[at] = ReadFile(attachment, (_picture(attachment),))
                findings[at] = Finding.UNREADABLE
    return ReadMessage(mail, findings, files)


def _unpacked(
    attachments: Sequence[Attachment], unpack: Callable[[bytes, str], Sequence[tuple[str, bytes]]]
) -> list[Attachment]:
    """Every attachment, containers (zip, winmail.dat) replaced by what is in them; one that is empty stays itself."""
    found: list[Attachment] = []
    for attachment in attachments:
        members = unpack(attachment.data, attachment.name) if attachment.kind in _CONTAINERS else ()
        found += [
            dataclasses.replace(attachment, name=name, data=data, kind=sniff(data), provenance=attachment.name)
            for name, data in members
        ] or [attachment]
    return found[:_MOST_ATTACHMENTS]


def _as_xlsx(attachment: Attachment, tools: Tools) -> Attachment:
    """A workbook of an older or another program, converted if it can be."""
    converted = tools.as_xlsx(attachment.data) if attachment.kind in _OTHER_WORKBOOKS else None
    return attachment if converted is None else dataclasses.replace(attachment, data=converted, kind=Kind.XLSX)


def _may_be_a_form(attachment: Attachment) -> bool:
    """By its kind; a file of no known kind only where its name says that it was meant to be a document."""
    if attachment.kind not in _FORMS:
        return False
    if attachment.kind in (Kind.EMPTY, Kind.UNKNOWN, Kind.OLE):
        return attachment.name.lower().endswith(_WORD_ENDINGS)
    return True


def _may_be_a_scan(attachment: Attachment) -> bool:
    """A picture of a page, not the logo below somebody's name."""
    return attachment.kind is Kind.IMAGE and not attachment.inline and len(attachment.data) >= SMALLEST_SCAN


def _picture(attachment: Attachment) -> FormReading:
    message = "This is a picture of a form. We cannot read pictures: please send the Word file, if you have it."
    return FormReading(
        file=attachment.name, kind="unknown", readable=False, problems=(Problem(code="scan", message=message),)
    )


def _finding(readings: Sequence[FormReading]) -> Finding:
    """
    A form, a file that may be one and cannot be read, or something else.

    Letters are read too, but are no form (process, section 6); a blank form and
    a checklist are told apart from one that nobody could read.
    """
    if any(reading.readable and reading.kind != "letter" for reading in readings):
        return Finding.FORM
    if any(reading.readable for reading in readings):
        return Finding.OTHER
    codes = {problem.code for reading in readings for problem in reading.problems}
    return Finding.OTHER if codes & _NOT_A_FORM else Finding.UNREADABLE
