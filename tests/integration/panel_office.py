"""A panel's records in a real database, and its administrators at work on its workbook, without any mail server."""

from __future__ import annotations

import datetime as dt
import email
import email.policy
import io
from collections.abc import Mapping
from dataclasses import dataclass, field
from email.message import EmailMessage
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import openpyxl
from sqlmodel import col, select

from dispatch.due import JobLine, fulfil_due
from dispatch.fulfil.workbooks import make_workbook
from dispatch.planning import plan
from intake.message import Attachment, Kind, read_mail
from intake.settle.desk import Desk, Office
from intake.settle.panel_workbook import WorkbookResult, take_workbook
from intake.settle.referrals import ReadFile, receive_referrals
from rules.form import Child, ConsentStatement, FormReading
from rules.settings import PanelSettings, Settings
from storage import outbox, received
from storage.clock import BelievedClock
from storage.panels import start_panel
from storage.referrals import Referral, get_referral, referrals_of
from storage.tables import OutgoingRow, ReceivedRow
from tests.builders import TUESDAY, a_database, a_form, a_panel, a_reading, some_settings
from tests.unit.workbook.editing import Edit, cell, first_heading

ZONE = ZoneInfo("Europe/London")
ADMIN = "admin@beds.example"


UNSIGNED = a_reading(a_form(consent=ConsentStatement(store=True, share=True)))
"""A form whose consent nobody has signed."""


@dataclass(frozen=True, slots=True)
class Sent:
    """A message of ours as its reader gets it."""

    kind: str
    recipient: str
    message: EmailMessage

    @property
    def text(self) -> str:
        """Its plain text, without its line ends."""
        body = self.message.get_body(("plain",))
        assert body is not None
        return " ".join(str(body.get_content()).split())


@dataclass
class PanelOffice:
    """One panel, from Tuesday 6 January 2026 on."""

    folder: Path
    panel: PanelSettings = field(default_factory=a_panel)
    now: dt.datetime = TUESDAY
    _mails: int = 0

    def __post_init__(self) -> None:
        """Start the panel."""
        self.database = a_database(self.folder)
        with self.database.unit(self.now, source="configuration") as unit:
            start_panel(unit, self.panel)
        self.plan()

    @property
    def settings(self) -> Settings:
        """The panel's configuration."""
        return some_settings(self.panel)

    def plan(self) -> None:
        """The calendar has been looked at."""
        with self.database.unit(self.now, source="calendar") as unit:
            plan(unit, self.settings)

    def receive(self, *readings: FormReading, sender: str = "sam@school.example") -> list[str]:
        """A referrer has mailed a form for each reading; return the references."""
        self._mails += 1
        raw = (
            f"From: Sam Teacher <{sender}>\r\nTo: {self.panel.mailbox}\r\nSubject: Referral\r\n"
            f"Message-ID: <in{self._mails}@school.example>\r\n\r\nAttached.\r\n"
        ).encode()
        with self.database.unit(self.now, source="mail") as unit:
            arrived = received.Arrived(mailbox=self.panel.mailbox, uidvalidity=1, uid=self._mails, raw=raw)
            taken = received.take_in(unit, arrived, panel=self.panel.code)
            row = unit.session.get_one(ReceivedRow, taken.id)
            mail = read_mail(raw)
            who = received.Correspondent(
                address=sender, name="Sam Teacher", message_id=mail.message_id, subject=mail.subject
            )
            received.note_sender(unit, row, who)
            before = {one.reference for one in referrals_of(unit, panel=self.panel.code)}
            desk = Desk(unit=unit, panel=self.panel, received=row, mail=mail, proven="", may_answer=True, zone=ZONE)
            attachment = Attachment(name="form.docx", declared_type="", data=b"a form", kind=Kind.DOCX)
            receive_referrals(desk, [ReadFile(attachment, (reading,)) for reading in readings or (a_reading(),)], ())
            received.settle(unit, row, outcome="referral", folder="Processed")
            return [one.reference for one in referrals_of(unit, panel=self.panel.code) if one.reference not in before]

    def export(self) -> bytes:
        """An administrator has got a fresh workbook."""
        with self.database.unit(self.now, source="command") as unit:
            return make_workbook(unit, self.panel, ZONE)[0]

    def give_back(self, workbook: bytes, by: str = ADMIN) -> WorkbookResult:
        """An administrator has mailed a workbook back."""
        with self.database.unit(self.now) as unit:
            office = Office(unit=unit.acting(by, "workbook"), panel=self.panel, zone=ZONE)
            return take_workbook(office, workbook)

    def correct(self, edit: Edit, by: str = ADMIN) -> WorkbookResult:
        """An administrator has taken a fresh workbook, changed it, and mailed it back."""
        return self.give_back(saved(self.export(), edit), by)

    def say(self, reference: str, sheet: str = "Referrals", **values: object) -> WorkbookResult:
        """An administrator has changed cells of one row; keywords are headings with underscores for blanks."""
        return self.correct(lambda book: fill(book, sheet, reference, values))

    def run(self, now: dt.datetime | None = None) -> tuple[JobLine, ...]:
        """What is due has been done."""
        self.now = now or self.now
        self.plan()
        return fulfil_due(self.database, self.settings, BelievedClock(self.now))

    def referral(self, reference: str) -> Referral:
        """The referral as it stands."""
        with self.database.unit(self.now) as unit:
            return get_referral(unit, reference)

    def sent(self, kind: str = "", recipient: str = "") -> list[Sent]:
        """What has been put into the outbox so far, of one kind or to one address."""
        with self.database.unit(self.now) as unit:
            rows = unit.session.exec(select(OutgoingRow).order_by(col(OutgoingRow.queued_at))).all()
            every = [Sent(row.kind, outbox.recipient_of(unit, row), _parsed(outbox.raw_of(unit, row))) for row in rows]
        return [one for one in every if kind in ("", one.kind) and recipient in ("", one.recipient)]


def of_child(given: str, **sections: Any) -> FormReading:
    """A sure reading of another child's form."""
    child = Child(
        given_names=given,
        family_name="Testworth",
        date_of_birth=dt.date(2017, 3, 2),
        address=f"{len(given)} Other Street, Bedford",
        postcode="MK40 1AA",
    )
    return a_reading(a_form(child=child, **sections))


def saved(data: bytes, edit: Edit) -> bytes:
    """The workbook as openpyxl saves it after *edit*."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    edit(book)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def fill(book: openpyxl.Workbook, sheet: str, key: str, values: Mapping[str, Any], nth: int = 1) -> None:
    """Write *values* (by heading, underscores for blanks) into the *nth* row that has *key* in any cell."""
    row = row_with(book, sheet, key, nth)
    for heading, value in values.items():
        cell(book[sheet], row, heading.replace("_", " "), first_heading(sheet)).value = value


def row_with(book: openpyxl.Workbook, sheet: str, key: str, nth: int = 1) -> int:
    """How many rows beneath the headings the *nth* row with *key* in any cell stands."""
    page = book[sheet]
    first = next(n for n, row in enumerate(page.iter_rows(values_only=True), start=1) if first_heading(sheet) in row)
    found = [
        n - first
        for n, row in enumerate(page.iter_rows(values_only=True), start=1)
        if n > first and key in {str(value) for value in row[:-1] if value is not None}
    ]
    return found[nth - 1]


def shown(data: bytes, sheet: str, key: str, heading: str, nth: int = 1) -> Any:
    """What a workbook shows under *heading* in the *nth* row that has *key*."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    return cell(book[sheet], row_with(book, sheet, key, nth), heading, first_heading(sheet)).value


def _parsed(raw: bytes) -> EmailMessage:
    message = email.message_from_bytes(raw, policy=email.policy.default)
    assert isinstance(message, EmailMessage)
    return message
