"""
The tables. They are dumb: rules decide before a row is written.

Columns named `sealed_*` hold personal data, encrypted by `storage.vault` and
bound to their table, record and column. What stays readable is codes, dates,
states and counts. Ids are random and come from the unit of work, but for the
meeting's, which is a running number that people may see in a ledger key.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import JSON, Column, LargeBinary, UniqueConstraint
from sqlmodel import Field, SQLModel

from storage.columns import UtcDateTime


def _when(*, null: bool = False, index: bool = False) -> Any:
    return Field(default=None, sa_column=Column(UtcDateTime, nullable=null, index=index))


def _json() -> Any:
    return Field(default_factory=list, sa_column=Column(JSON, nullable=False))


def _sealed(*, null: bool = False) -> Any:
    return Field(default=None, sa_column=Column(LargeBinary, nullable=null))


class PanelRow(SQLModel, table=True):
    """One panel, from its first start on."""

    __tablename__ = "panel"
    code: str = Field(primary_key=True)
    first_start: dt.datetime = _when()
    contacts_loaded: bool = False


class NumberRow(SQLModel, table=True):
    """The last running number given out in a year for one letter."""

    __tablename__ = "running_number"
    panel: str = Field(primary_key=True)
    year: int = Field(primary_key=True)
    last: int = 0


class StateRow(SQLModel, table=True):
    """One thing the service remembers about itself, such as the last believed time."""

    __tablename__ = "service_state"
    name: str = Field(primary_key=True)
    value: str


class ServiceRow(SQLModel, table=True):
    """An agency or team that can be allocated."""

    __tablename__ = "service"
    __table_args__ = (UniqueConstraint("panel", "code"),)
    id: str = Field(primary_key=True)
    panel: str = Field(index=True)
    code: str
    name: str
    aliases: list[str] = _json()
    position: int = 0
    active: bool = True


class RepresentativeRow(SQLModel, table=True):
    """A service's member on the panel: name, address, deputy and deputy's address, sealed together."""

    __tablename__ = "representative"
    id: str = Field(primary_key=True)
    panel: str = Field(index=True)
    service: str
    position: int = 0
    active: bool = True
    sealed_contact: bytes = _sealed()


class MeetingRow(SQLModel, table=True):
    """One sitting of a panel. `sequence` counts its changes, for the calendar invitation."""

    __tablename__ = "meeting"
    __table_args__ = (UniqueConstraint("panel", "planned_for"),)
    id: int | None = Field(default=None, primary_key=True)
    panel: str = Field(index=True)
    planned_for: dt.date
    starts_at: dt.datetime = _when(index=True)
    agenda_due: dt.datetime = _when()
    sheets_due: dt.datetime = _when()
    reminder_due: dt.datetime = _when()
    state: str = "planned"
    agenda_gone: dt.datetime | None = _when(null=True)
    set_by_person: bool = False
    sequence: int = 0
    sealed_why: bytes | None = _sealed(null=True)


class ReceivedRow(SQLModel, table=True):
    """
    One message that a mailbox had, byte for byte, from before anything is done with it (X2).

    `state`: taken, settled, filed or quarantined. `outcome`: the one named end
    that it came to. `folder`: where it belongs on the server. `sealed_result`:
    what an answer says of it cell by cell, where it was a workbook.
    """

    __tablename__ = "received"
    __table_args__ = (UniqueConstraint("mailbox", "uidvalidity", "uid"),)
    id: str = Field(primary_key=True)
    mailbox: str
    uidvalidity: int
    uid: int
    sha256: str = Field(index=True)
    size: int
    cut_from: int | None = None
    panel: str = Field(index=True)
    taken_at: dt.datetime = _when()
    state: str = Field(default="taken", index=True)
    tries: int = 0
    outcome: str = ""
    folder: str = ""
    same_as: str | None = None
    settled_at: dt.datetime | None = _when(null=True)
    sealed_sender: bytes | None = _sealed(null=True)
    sealed_result: bytes | None = _sealed(null=True)
    sealed_raw: bytes = _sealed()


class FileRow(SQLModel, table=True):
    """
    A file that came with a message, kept byte for byte.

    `role`: form, supporting, workbook, unreadable. `inactive`: it was looked at
    and carries no macro, external link, embedded object or hidden text.
    """

    __tablename__ = "file"
    id: str = Field(primary_key=True)
    received_id: str = Field(foreign_key="received.id", index=True)
    referral_id: str | None = Field(default=None, foreign_key="referral.id", index=True)
    role: str
    size: int
    sha256: str
    position: int = 0
    inactive: bool = False
    sealed_name: bytes = _sealed()
    sealed_data: bytes = _sealed()


class ReferralRow(SQLModel, table=True):
    """
    One child put before one panel.

    `sealed_form` is the form as corrected; `sealed_people` holds the sender, the
    addresses that may be written to and the thread; the versions stay as read.
    """

    __tablename__ = "referral"
    id: str = Field(primary_key=True)
    reference: str = Field(unique=True)
    panel: str = Field(index=True)
    received_id: str = Field(foreign_key="received.id")
    received_at: dt.datetime = _when()
    settled_at: dt.datetime = _when()
    status: str = Field(index=True)
    consent: str
    consent_reasons: list[str] = _json()
    holds: list[str] = _json()
    listed: list[str] = _json()
    screening: str = ""
    screening_service: str = ""
    meeting_id: int | None = Field(default=None, foreign_key="meeting.id", index=True)
    placed_by_person: bool = False
    family_id: str | None = Field(default=None, index=True)
    kind: str = "caf"
    version: int = 1
    ended_at: dt.datetime | None = _when(null=True)
    blind_name: str = Field(default="", index=True)
    blind_birth: str = Field(default="", index=True)
    blind_household: str = Field(default="", index=True)
    family_exclusions_lifted: bool = False
    sealed_form: bytes = _sealed()
    sealed_people: bytes = _sealed()
    sealed_notes: bytes | None = _sealed(null=True)


class FormVersionRow(SQLModel, table=True):
    """What the reader found in one form of a referral, with places and certainties; never changed afterwards."""

    __tablename__ = "form_version"
    __table_args__ = (UniqueConstraint("referral_id", "number"),)
    id: str = Field(primary_key=True)
    referral_id: str = Field(foreign_key="referral.id", index=True)
    number: int
    received_id: str = Field(foreign_key="received.id")
    file_id: str | None = Field(default=None, foreign_key="file.id")
    at: dt.datetime = _when()
    sealed_reading: bytes = _sealed()


class ExclusionRow(SQLModel, table=True):
    """A service that the family does not want involved; `service` is null until it is settled which."""

    __tablename__ = "exclusion"
    id: str = Field(primary_key=True)
    referral_id: str = Field(foreign_key="referral.id", index=True)
    service: str | None = None
    set_at: dt.datetime = _when()
    lifted_at: dt.datetime | None = _when(null=True)
    sealed_words: bytes = _sealed()


class AgendaItemRow(SQLModel, table=True):
    """A referral's place on a meeting's agenda, fixed when the agenda goes. Guests are sealed addresses."""

    __tablename__ = "agenda_item"
    __table_args__ = (UniqueConstraint("meeting_id", "referral_id"),)
    id: str = Field(primary_key=True)
    meeting_id: int = Field(foreign_key="meeting.id", index=True)
    referral_id: str = Field(foreign_key="referral.id", index=True)
    position: int
    slot_at: dt.datetime | None = _when(null=True)
    addendum: bool = False
    sealed_guests: bytes | None = _sealed(null=True)


class DecisionRow(SQLModel, table=True):
    """What the panel decided on one item; a later row of the same referral and meeting amends it."""

    __tablename__ = "decision"
    __table_args__ = (UniqueConstraint("referral_id", "number"),)
    id: str = Field(primary_key=True)
    referral_id: str = Field(foreign_key="referral.id", index=True)
    meeting_id: int = Field(foreign_key="meeting.id", index=True)
    number: int
    word: str
    recorded_at: dt.datetime = _when()
    review_date: dt.date | None = None
    amended: bool = False
    superseded: bool = False
    sealed_words: bytes = _sealed()


class AllocationRow(SQLModel, table=True):
    """
    A service given a part in a referral; role and named worker sealed.

    `decision_id` is null where an administrator gave the part when screening.
    `withdrawn`: the decision takes a part back. `ended`: a later decision replaced this one or took it back.
    """

    __tablename__ = "allocation"
    id: str = Field(primary_key=True)
    referral_id: str = Field(foreign_key="referral.id", index=True)
    decision_id: str | None = Field(default=None, foreign_key="decision.id", index=True)
    service: str
    lead_agency: bool = False
    withdrawn: bool = False
    ended: bool = False
    start_date: dt.date | None = None
    sealed_part: bytes = _sealed()


class ActionRow(SQLModel, table=True):
    """An agreed action; what, who and by when (in words) sealed. `state`: open or done."""

    __tablename__ = "action"
    id: str = Field(primary_key=True)
    referral_id: str = Field(foreign_key="referral.id", index=True)
    decision_id: str = Field(foreign_key="decision.id", index=True)
    by_when: dt.date | None = None
    state: str = "open"
    sealed_action: bytes = _sealed()


class AnswerRow(SQLModel, table=True):
    """What somebody answered about a meeting or a referral (apologies, information), filed with its words sealed."""

    __tablename__ = "answer"
    id: str = Field(primary_key=True)
    panel: str = Field(index=True)
    received_id: str = Field(foreign_key="received.id")
    kind: str
    meeting_id: int | None = Field(default=None, foreign_key="meeting.id", index=True)
    referral_id: str | None = Field(default=None, foreign_key="referral.id", index=True)
    services: list[str] = _json()
    at: dt.datetime = _when()
    sealed_words: bytes = _sealed()


class AttentionRow(SQLModel, table=True):
    """Something that a person has to settle. `reason` is a code of `rules.reasons`; details sealed."""

    __tablename__ = "attention"
    id: str = Field(primary_key=True)
    number: int = Field(unique=True)
    panel: str = Field(index=True)
    reason: str
    at: dt.datetime = _when()
    state: str = Field(default="open", index=True)
    reference: str = ""
    received_id: str | None = Field(default=None, foreign_key="received.id")
    outgoing_id: str | None = None
    settled_at: dt.datetime | None = _when(null=True)
    sealed_detail: bytes = _sealed()


class OwedRow(SQLModel, table=True):
    """
    One thing that is owed, once: the ledger (X3).

    The key says what about what (`agenda/N/meeting-17`) and is unique for ever.
    `detail` holds ids alone.
    """

    __tablename__ = "owed"
    key: str = Field(primary_key=True)
    panel: str = Field(index=True)
    kind: str
    subject: str
    due_at: dt.datetime = _when(index=True)
    detail: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))
    state: str = Field(default="owed", index=True)
    tries: int = 0
    made_at: dt.datetime = _when()
    done_at: dt.datetime | None = _when(null=True)
    not_before: dt.datetime | None = _when(null=True)
    why: str = ""


class OutgoingRow(SQLModel, table=True):
    """
    One message to one reader, complete before it is sent (X2).

    `references` and `reader` are what the door is asked again at the moment of
    sending. `phase` is how far the conversation with the server got; a row found
    after its data went out without an answer is in doubt, and goes again unchanged.
    """

    __tablename__ = "outgoing"
    id: str = Field(primary_key=True)
    message_id: str = Field(unique=True)
    panel: str = Field(index=True)
    kind: str
    owed_key: str = Field(index=True)
    references: list[str] = _json()
    reader: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))
    meeting_id: int | None = None
    state: str = Field(default="queued", index=True)
    phase: str = ""
    tries: int = 0
    queued_at: dt.datetime = _when()
    first_tried: dt.datetime | None = _when(null=True)
    not_before: dt.datetime | None = _when(null=True)
    lease_until: dt.datetime | None = _when(null=True)
    sent_at: dt.datetime | None = _when(null=True)
    reply_code: int = 0
    doubts: int = 0
    size: int = 0
    blind_recipient: str = Field(default="", index=True)
    sealed_recipient: bytes = _sealed()
    sealed_raw: bytes = _sealed()


class AuditRow(SQLModel, table=True):
    """Who changed what, when, from what to what, by what (append only). Who, old and new are sealed together."""

    __tablename__ = "audit"
    id: str = Field(primary_key=True)
    number: int = Field(index=True)
    at: dt.datetime = _when(index=True)
    panel: str = Field(default="", index=True)
    source: str
    action: str
    subject_kind: str
    subject_id: str = Field(index=True)
    field: str = ""
    sealed_change: bytes = _sealed()


class ExportRow(SQLModel, table=True):
    """What a workbook held when it was exported: the base of the three-way comparison (X5)."""

    __tablename__ = "workbook_export"
    id: str = Field(primary_key=True)
    panel: str = Field(index=True)
    kind: str
    at: dt.datetime = _when()
    sealed_snapshot: bytes = _sealed()
