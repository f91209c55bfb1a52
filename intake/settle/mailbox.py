"""
The records behind one mailbox, as a sweep asks for them (`intake.sweep.Intake`).

Settling one message is three steps: its try is counted and committed; it is
read, with no transaction open; and it is acted on in one transaction. So a
document that kills the process is counted, and set aside after its tries.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import assert_never
from zoneinfo import ZoneInfo

from intake.message import Kind, automatic, classify
from intake.message.authenticity import Proven, prove_sender
from intake.message.classify import Classified, Facts, SentMail
from intake.settle import decisions, others, panel_workbook, replies, reports
from intake.settle.desk import Desk, End, Folder
from intake.settle.reading import Reader, ReadMessage, Tools, read_message
from intake.settle.referrals import receive_referrals, receive_unreadable
from intake.settle.versions import receive_new_version
from intake.workbook import WorkbookKind, what_workbook, whose_workbook
from intake.workbook.convert import as_xlsx
from rules.references import find_references
from rules.settings import PanelSettings
from storage import outbox, received
from storage.attention import ask_for_attention, owe_attention
from storage.clock import Clock
from storage.crashpoints import crashpoint
from storage.database import Database, Unit
from storage.received import Correspondent, Taken
from storage.referrals import find_referral
from storage.tables import ReceivedRow

TOO_LARGE = "too large"


class MailboxIntake:
    """Takes in, settles and files the messages of one mailbox, for the panels that share it (E1)."""

    def __init__(
        self, database: Database, panels: Sequence[PanelSettings], clock: Clock, reader: Reader, *, time_zone: str
    ) -> None:
        self._database, self._panels, self._clock = database, tuple(panels), clock
        self._tools = tools_with(reader)
        self._zone = ZoneInfo(time_zone)

    def known(self, mailbox: str, uidvalidity: int, uid: int) -> Taken | None:
        """Return what is known of the message at this place of the mailbox."""
        with self._database.unit(self._clock.believed()) as unit:
            return received.find_taken(unit, mailbox, uidvalidity, uid)

    def take_in(
        self, mailbox: str, uidvalidity: int, uid: int, raw: bytes, at: dt.datetime, *, cut_from: int | None = None
    ) -> str:
        """Save the message, committed when this returns; bytes seen before keep the end they came to (ruling 17)."""
        with self._database.unit(at) as unit:
            taken = received.take_in(
                unit,
                received.Arrived(mailbox=mailbox, uidvalidity=uidvalidity, uid=uid, raw=raw, cut_from=cut_from),
                panel=self._panels[0].code,
            )
        return taken.id

    def settle_next(self, mailbox: str) -> bool:
        """Settle one message that waits; False when none is left."""
        with self._database.unit(self._clock.believed()) as unit:
            waiting = received.waiting(unit, mailbox)
            if not waiting:
                return False
            if not received.count_try(unit, waiting[0]):
                self._quarantine(unit, waiting[0])
                return True
            row = unit.session.get_one(ReceivedRow, waiting[0])
            raw, twin = received.raw_of(unit, row), received.twin_of(unit, row)
        crashpoint("intake.tried")
        if twin is not None:
            self._settle_as(waiting[0], twin)
        else:
            self._settle(waiting[0], raw)
        return True

    def folder_for(self, message_id: str) -> str | None:
        """Return the folder where a settled message belongs; None while it is not settled."""
        with self._database.unit(self._clock.believed()) as unit:
            return unit.session.get_one(ReceivedRow, message_id).folder or None

    def filed(self, message_id: str) -> None:
        """Write down that the message lies in its folder on the server."""
        with self._database.unit(self._clock.believed()) as unit:
            received.mark_filed(unit, message_id)

    def _settle(self, received_id: str, raw: bytes) -> None:
        """Read the message, then act on it in one transaction."""
        passwords = [secret.reveal() for panel in self._panels for secret in panel.form_passwords]
        read = read_message(raw, self._tools, passwords)
        with self._database.unit(self._clock.believed(), actor="service", source="mail") as unit:
            row = received.claim(unit, received_id)
            if row is None:
                return
            desk = self._desk(unit, row, read)
            end = _act(desk, read, row)
            crashpoint("intake.before-settled")
            received.settle(unit, row, outcome=end.outcome, folder=end.folder)
        crashpoint("intake.settled")

    def _settle_as(self, received_id: str, twin: ReceivedRow) -> None:
        with self._database.unit(self._clock.believed()) as unit:
            row = received.claim(unit, received_id)
            if row is not None:
                received.settle(unit, row, outcome=f"seen before: {twin.outcome}", folder=twin.folder)

    def _desk(self, unit: Unit, row: ReceivedRow, read: ReadMessage) -> Desk:
        mail = read.mail
        panel = self._panel_of(unit, read)
        row.panel = panel.code
        imap = panel.imap
        proven = prove_sender(mail, imap.trusted_authserv_id, imap.own_received_lines)
        sender = Correspondent(
            address=mail.sender_address,
            name=mail.sender.name if mail.sender else "",
            message_id=mail.message_id,
            subject=mail.subject,
        )
        received.note_sender(unit, row, sender)
        return Desk(
            unit=unit.acting(mail.sender_address or "unknown sender", "mail"),
            panel=panel,
            received=row,
            mail=mail,
            proven=proven.address if isinstance(proven, Proven) else "",
            may_answer=automatic.may_be_answered(mail, [one.mailbox for one in self._panels]),
            zone=self._zone,
        )

    def _panel_of(self, unit: Unit, read: ReadMessage) -> PanelSettings:
        """
        Of the panels that share the mailbox (E1): whose workbook came, else whose message is answered.

        Failing that, whose reference or name the subject has.
        """
        if len(self._panels) == 1:
            return self._panels[0]
        by_code = {panel.code: panel for panel in self._panels}
        for file in read.mail.attachments:
            if file.kind is Kind.XLSX and (code := whose_workbook(file.data)) in by_code:
                return by_code[code]
        for message_id in read.mail.answers_to:
            row = outbox.find_by_message_id(unit, message_id)
            if row is not None and row.panel in by_code:
                return by_code[row.panel]
        for reference in find_references(read.mail.subject):
            referral = find_referral(unit, reference)
            if referral is not None and referral.panel in by_code:
                return by_code[referral.panel]
        words = read.mail.subject.casefold().split()
        named = [panel for panel in self._panels if panel.name.casefold() in " ".join(words)]
        return named[0] if len(named) == 1 else self._panels[0]

    def _quarantine(self, unit: Unit, received_id: str) -> None:
        """Set a message aside for good: kept, shown to the administrator, never in the way of the next (X2)."""
        row = unit.session.get_one(ReceivedRow, received_id)
        received.settle(unit, row, outcome="quarantined", folder=Folder.ATTENTION, state="settled")
        attention_id = ask_for_attention(unit, row.panel, "quarantined", received_id=row.id)
        owe_attention(unit, row.panel, attention_id)


def tools_with(reader: Reader) -> Tools:
    """Return what files are opened with, forms by *reader*."""
    from intake.reader import active_content, unpack_container  # noqa: PLC0415 - slow to import, needed here alone

    return Tools(reader=reader, unpack=unpack_container, active=active_content, as_xlsx=_converted)


def _converted(data: bytes) -> bytes | None:
    if what_workbook(data) is not WorkbookKind.CONVERTIBLE:
        return None
    converted = as_xlsx(data)
    return converted if isinstance(converted, bytes) else None


def _act(desk: Desk, read: ReadMessage, row: ReceivedRow) -> End:
    if row.cut_from:
        return others.receive_nothing_to_read(desk, TOO_LARGE)
    since = desk.panel.since
    if since is not None and read.mail.date is not None and read.mail.date < since:
        desk.put_before_administrator("older_mail")
        return End("older than the start, listed", Folder.ATTENTION)
    return act_on(desk, read, classify.classify(read.mail, facts_for(desk, read)))


def facts_for(desk: Desk, read: ReadMessage) -> Facts:
    """Return what is known beside the message itself: its forms, our own mail that it answers, our references."""
    own = desk.panel.mailbox
    return Facts(
        findings=read.findings,
        nature=automatic.automatic_nature(read.mail, [own], own.partition("@")[2]),
        what_workbook=lambda data: str(what_workbook(data)),
        find_sent=lambda message_id: _sent(desk, message_id),
        knows_reference=lambda reference: _is_ours(desk, reference),
    )


def act_on(desk: Desk, read: ReadMessage, what: Classified) -> End:  # noqa: C901, PLR0911, PLR0912 - a line a kind
    """Act on a message by what it is; the end that it came to is returned, and there is one for every kind."""
    match what:
        case classify.Referral():
            unreadable = [read.file_of(one) for one in what.unreadable]
            end = receive_referrals(desk, [read.file_of(one) for one in what.forms], what.supporting)
            return receive_unreadable(desk, unreadable, ()) if unreadable else end
        case classify.NewVersion():
            unreadable = [read.file_of(one) for one in what.unreadable]
            forms = [read.file_of(one) for one in what.forms]
            end = receive_new_version(desk, what.reference, forms, what.supporting)
            return receive_unreadable(desk, unreadable, ()) if unreadable else end
        case classify.Unreadable() if what.attachments:
            return receive_unreadable(desk, [read.file_of(one) for one in what.attachments], ())
        case classify.Unreadable():
            return others.receive_nothing_to_read(desk, ", ".join(str(note) for note in what.notes))
        case classify.DecisionWorkbook():
            return decisions.receive_decisions(desk, what.workbooks)
        case classify.PanelWorkbook():
            return panel_workbook.receive_panel_workbook(desk, what.workbooks)
        case classify.WorkbookRequest():
            return panel_workbook.receive_request(desk)
        case classify.Reply():
            return replies.receive_reply(desk, what)
        case classify.Request():
            return others.receive_request(desk, what)
        case classify.Bounce():
            return reports.receive_bounce(desk, what.report)
        case classify.WithoutForm():
            return others.receive_without_form(desk, what.documents)
        case classify.Automatic() | classify.OwnMailBack():
            return reports.receive_automatic()
        case classify.Unknown():
            return others.receive_unknown(desk)
        case _:  # pragma: no cover - the type checker finds a forgotten kind
            assert_never(what)


def _sent(desk: Desk, message_id: str) -> SentMail | None:
    row = outbox.find_by_message_id(desk.unit, message_id)
    if row is None or row.panel != desk.panel.code:
        return None
    return SentMail(
        kind=row.kind,
        references=tuple(row.references),
        recipient=outbox.recipient_of(desk.unit, row),
        meeting=row.meeting_id,
    )


def _is_ours(desk: Desk, reference: str) -> bool:
    referral = find_referral(desk.unit, reference)
    return referral is not None and referral.panel == desk.panel.code
