"""Where one due thing is fulfilled: the transaction, the panel, its paper, and the way into the outbox."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal
from zoneinfo import ZoneInfo

from dispatch.composed import Attached, Composed
from dispatch.envelope import TooLarge, build_message, can_be_written_to, message_id_for, split_pack
from dispatch.views import Late, MeetingFacts
from dispatch.wording.stationery import Stationery
from rules.audience import reader_for
from rules.calendar import is_late
from rules.referral import Case, Meeting, Reader, ReaderKind, Representative, Service
from rules.settings import PanelSettings, Settings
from rules.wording import age_words, initials
from storage import outbox, panels
from storage.attention import tell_administrator
from storage.database import Unit
from storage.ledger import Owed
from storage.referrals import Referral, with_families


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """
    One composed message, its reader, and the referrals it speaks of: what the door is asked again when it goes.

    `answers` is the Message-ID that it answers; `auto` its Auto-Submitted.
    `about` tells messages of one due thing apart. `stop`: it says no more than
    that something has stopped (`audience.may_be_told_it_stopped`).
    """

    composed: Composed
    reader: Reader
    references: tuple[str, ...] = ()
    meeting_id: int | None = None
    answers: str = ""
    thread: tuple[str, ...] = ()
    about: str = ""
    stop: bool = False

    @property
    def auto(self) -> Literal["auto-replied", "auto-generated"]:
        """Return 'auto-replied' for what answers a mail, else 'auto-generated' (RFC 3834)."""
        return "auto-replied" if self.answers else "auto-generated"


@dataclass(frozen=True, slots=True)
class Room:
    """One due thing being fulfilled for one panel, within one transaction."""

    unit: Unit
    settings: Settings
    panel: PanelSettings
    owed: Owed
    local_templates: Path | None = field(default=None)
    copies: dict[tuple[str, bool], Attached] = field(default_factory=dict)
    """Clean copies of forms made for one reader, for the next: writing Word takes most of a pack's time."""

    @property
    def zone(self) -> ZoneInfo:
        """Return the council's time zone."""
        return ZoneInfo(self.settings.time_zone)

    @property
    def today(self) -> dt.date:
        """Return the council's day."""
        return self.unit.now.astimezone(self.zone).date()

    @property
    def paper(self) -> Stationery:
        """Return the panel's paper."""
        return Stationery(panel=self.panel, local=self.local_templates)

    @property
    def late(self) -> Late | None:
        """Return how late this is, if it is: the message says so (process, section 3)."""
        return Late(due=self.owed.due_at) if is_late(self.owed.due_at, self.unit.now) else None

    @property
    def services(self) -> tuple[Service, ...]:
        """Return the panel's services."""
        return panels.services_of(self.unit, self.panel.code)

    @property
    def representatives(self) -> tuple[Representative, ...]:
        """Return the panel's representatives."""
        return panels.representatives_of(self.unit, self.panel.code)

    def service_name(self, code: str) -> str:
        """Return the name of a service as the panel writes it."""
        return next((service.name for service in self.services if service.code == code), code)

    def reader(self, kind: ReaderKind, address: str) -> Reader:
        """Return the reader at *address*, with every service it represents."""
        own = self.panel.chair_service if kind is ReaderKind.CHAIR else ""
        return reader_for(kind, address, self.representatives, own)

    def cases(self, referrals: Sequence[Referral]) -> tuple[Case, ...]:
        """Return the cases of *referrals* and of their families, for the door."""
        scope = self.panel.profile.consent_scope
        return tuple(referral.case(scope) for referral in with_families(self.unit, referrals))

    def facts(self, meeting: Meeting) -> MeetingFacts:
        """Return when a meeting is, for composers."""
        return MeetingFacts(
            id=meeting.id, starts_at=meeting.starts_at, sequence=panels.sequence_of(self.unit, meeting.id)
        )

    def post(self, post: Post) -> None:
        """
        Put a message into the outbox, in numbered parts where it is too large; complete, with fixed Message-IDs.

        An address that no message can be sent to is put before the administrator, and keeps nobody else waiting.
        """
        if not can_be_written_to(post.reader.address):
            self.tell_administrator("address_unusable", references=post.references)
            return
        parts = split_pack(post.composed, self.settings.max_message_bytes)
        whole = [part for part in parts if not isinstance(part, TooLarge)]
        if len(whole) < len(parts):
            self.tell_administrator("file_too_large", references=post.references)
        for number, part in enumerate(whole, start=1):
            suffix = f"/{number}" if len(whole) > 1 else ""
            self._queue(post, part, f"{self.owed.key}{post.about}{suffix}")

    def tell_administrator(
        self, reason: str, *, references: Sequence[str] = (), detail: dict[str, object] | None = None
    ) -> None:
        """Put something before the administrator, who is written to about it."""
        about = references[0] if references else ""
        tell_administrator(self.unit, self.panel.code, reason, reference=about, detail=detail)

    def _queue(self, post: Post, part: Composed, about: str) -> None:
        recipient = post.reader.address
        domain = self.panel.mailbox.partition("@")[2]
        message_id = message_id_for(about, recipient, domain)
        raw = build_message(
            part,
            panel=self.panel,
            recipient=recipient,
            message_id=message_id,
            date=self.unit.now,
            in_reply_to=post.answers or None,
            references=post.thread or ((post.answers,) if post.answers else ()),
            auto_submitted=post.auto,
            hop_token=None,
        )
        outbox.queue(
            self.unit,
            outbox.NewMessage(
                message_id=message_id,
                panel=self.panel.code,
                kind=part.kind,
                owed_key=self.owed.key,
                recipient=recipient,
                raw=raw,
                references=post.references,
                reader={"kind": str(post.reader.kind), "stop": post.stop},
                meeting_id=post.meeting_id,
            ),
        )


def initials_of(referral: Referral) -> str:
    """Return the child's initials: the most that a mail says of a name."""
    return initials(referral.form.child.given_names, referral.form.child.family_name)


def age_of(referral: Referral, day: dt.date) -> str:
    """Return the child's age in words, empty where it is not known."""
    child = referral.form.child
    return age_words(child.date_of_birth or child.expected_delivery_date, day)


def child_name_of(referral: Referral) -> str:
    """Return the child's whole name, for documents alone."""
    child = referral.form.child
    return " ".join(part for part in (child.given_names, child.family_name) if part)
