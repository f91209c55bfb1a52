"""Where one message is settled: the transaction, the panel, the message, and whether its sender is proven."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any
from zoneinfo import ZoneInfo

from intake.message import Mail
from rules.audience import fold_address
from rules.referral import Representative, Service
from rules.settings import PanelSettings
from storage import ledger, panels
from storage.attention import ask_for_attention
from storage.database import Unit
from storage.tables import ReceivedRow


class Folder(StrEnum):
    """The folders of the mailbox that show what a message came to."""

    PROCESSED = "Processed"
    ATTENTION = "Attention"
    IGNORED = "Ignored"


@dataclass(frozen=True, slots=True)
class End:
    """The one end that a message came to: a named outcome, and the folder that shows it."""

    outcome: str
    folder: Folder


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """One panel's records at work, within one transaction, whatever it was that asked for the work."""

    unit: Unit
    panel: PanelSettings
    zone: ZoneInfo

    @property
    def today(self) -> dt.date:
        """Return the council's day."""
        return self.unit.now.astimezone(self.zone).date()

    @property
    def services(self) -> tuple[Service, ...]:
        """Return the panel's services."""
        return panels.services_of(self.unit, self.panel.code)

    @property
    def representatives(self) -> tuple[Representative, ...]:
        """Return the panel's representatives."""
        return panels.representatives_of(self.unit, self.panel.code)

    def is_administrator(self, address: str) -> bool:
        """Whether *address* is one of the panel's administrators."""
        return fold_address(address) in {fold_address(known) for known in self.panel.administrators}

    def is_chair(self, address: str) -> bool:
        """Whether *address* is the panel's chair or acting chair."""
        chairs = {fold_address(known) for known in (self.panel.chair, self.panel.acting_chair) if known}
        return bool(address) and fold_address(address) in chairs

    def owe(self, key: str, kind: str, subject: str, detail: Mapping[str, Any] | None = None) -> bool:
        """Write down that something is owed now; *detail* holds ids alone."""
        return ledger.owe(
            self.unit,
            key,
            panel=self.panel.code,
            kind=kind,
            subject=subject,
            due_at=self.unit.now,
            detail=dict(detail or {}),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk(Office):
    """
    One message on the desk, within one transaction.

    `proven` is the sender's address where the mail server vouches for it (X6),
    else empty. `may_answer`: whether an automatic answer is allowed (RFC 3834).
    """

    received: ReceivedRow
    mail: Mail
    proven: str
    may_answer: bool

    @property
    def sender(self) -> str:
        """Return who the message says it is from; empty where that is in doubt."""
        return self.mail.sender_address

    def owe(self, key: str, kind: str, subject: str, detail: Mapping[str, Any] | None = None) -> bool:
        """Write down that something is owed now because of this message."""
        # super() without arguments does not work in a dataclass with slots: the class is made anew.
        return Office.owe(self, key, kind, subject, {"received": self.received.id, **(detail or {})})

    def put_before_administrator(
        self, reason: str, *, reference: str = "", detail: Mapping[str, Any] | None = None, to_chair: bool = False
    ) -> str:
        """Put this message before the administrator, who is written to about it; return the entry's id."""
        told = {"sender": self.sender, "subject": self.mail.subject, **(detail or {})}
        attention_id = ask_for_attention(
            self.unit, self.panel.code, reason, reference=reference, received_id=self.received.id, detail=told
        )
        self.owe(f"attention/{attention_id}", "attention", attention_id, {"attention": attention_id, "chair": to_chair})
        return attention_id


def panels_of_mailbox(panels_: Sequence[PanelSettings], mailbox: str) -> tuple[PanelSettings, ...]:
    """Return the panels that share a mailbox (E1), in the order of the configuration."""
    return tuple(panel for panel in panels_ if fold_address(panel.mailbox) == fold_address(mailbox))
