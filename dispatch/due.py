"""
What is due is done: each row of the ledger, once, whoever else does it at the same time (X3).

`fulfil_due` is the loop: a row's try is counted and committed; then its
messages are composed into the outbox and the row is marked done, in one
transaction. `still_allowed` asks the one door again at the moment of sending.
"""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from dispatch.fulfil import (
    addenda,
    agendas,
    changes,
    contacts,
    mail,
    office,
    referrers,
    sheets,
    slots,
    straight,
    workbooks,
)
from dispatch.fulfil.room import Room
from dispatch.planning import plan
from rules.audience import fold_address, may_be_told_it_stopped, may_see, reader_for
from rules.calendar import is_late
from rules.referral import Reader, ReaderKind
from rules.settings import PanelSettings, Settings
from storage import ledger, panels
from storage.attention import tell_administrator
from storage.clock import Clock
from storage.crashpoints import crashpoint
from storage.database import Database, Unit
from storage.errors import StorageError
from storage.outbox import Outgoing
from storage.referrals import find_referral, with_families

__all__ = ["JobLine", "fulfil_due", "plan", "refused", "still_allowed", "stopped"]

_log = logging.getLogger(__name__)

_LOCAL_TEMPLATES = Path("templates/local")
_MOST_ROUNDS = 50

FULFIL: Mapping[str, Callable[[Room], str | None]] = {
    "acknowledgement": referrers.fulfil_acknowledgement,
    "more-information": referrers.fulfil_more_information,
    "not-accepted": referrers.fulfil_not_accepted,
    "blank-form": referrers.fulfil_blank_form,
    "agenda": agendas.fulfil_agenda,
    "agenda-again": agendas.fulfil_agenda_again,
    "meeting-change": changes.fulfil_meeting_change,
    "reminder-undecided": office.fulfil_undecided,
    "reminder-screening": office.fulfil_unscreened,
    "decision": sheets.fulfil_decision,
    "decision-result": office.fulfil_decision_result,
    "forwarded": office.fulfil_forwarded,
    "attention": office.fulfil_attention,
    "workbook": workbooks.fulfil_workbook,
    "workbook-morning": workbooks.fulfil_morning,
    "workbook-result": workbooks.fulfil_workbook_result,
    "addendum": addenda.fulfil_addendum,
    "guests": addenda.fulfil_guests,
    "time-slot": slots.fulfil_time_slot,
    "direct-allocation": straight.fulfil_direct_allocation,
    "contacts": contacts.fulfil_contacts,
    "answer": mail.fulfil_answer,
    "send-anew": mail.fulfil_send_anew,
}
"""How each kind of thing on the ledger is fulfilled."""


@dataclass(frozen=True, slots=True, kw_only=True)
class JobLine:
    """What became of one due thing: its key, whether it is done, and a few words without personal data."""

    key: str
    done: bool
    what: str = ""
    late: bool = False

    def __str__(self) -> str:
        told = f"{self.key}: {'done' if self.done else 'not done'}"
        return f"{told}{', late' if self.late else ''}{f' ({self.what})' if self.what else ''}"


def fulfil_due(database: Database, settings: Settings, clock: Clock) -> tuple[JobLine, ...]:
    """Do everything that is due at the believed time; one thing that fails leaves the others their turn."""
    lines: list[JobLine] = []
    seen: set[str] = set()
    for _round in range(_MOST_ROUNDS):
        with database.unit(clock.believed()) as unit:
            keys = [key for key in ledger.due(unit) if key not in seen]
        if not keys:
            break
        for key in keys:
            seen.add(key)
            line = _fulfil_safely(database, settings, clock, key)
            if line is not None:
                lines.append(line)
    return tuple(lines)


def compose_only(unit: Unit, settings: Settings, owed: ledger.Owed) -> str:
    """Compose one thing into the outbox of an open transaction and mark it done; the caller commits or not."""
    panel = settings.panel(owed.panel)
    local = _LOCAL_TEMPLATES if _LOCAL_TEMPLATES.is_dir() else None
    what = FULFIL[owed.kind](Room(unit, settings, panel, owed, local)) or ""
    ledger.mark_done(unit, owed.key, what)
    return what


def still_allowed(unit: Unit, settings: Settings, outgoing: Outgoing) -> bool:
    """Whether every referral that a message speaks of may still be seen by its reader, asked when it is about to go."""
    panel = settings.panel(outgoing.panel)
    reader = _reader(unit, panel, outgoing)
    scope = panel.profile.consent_scope
    for reference in outgoing.references:
        referral = find_referral(unit, reference)
        if referral is None:
            return False
        family = [one.case(scope) for one in with_families(unit, [referral])]
        ask = may_be_told_it_stopped if outgoing.reader.get("stop") else may_see
        if not ask(referral.case(scope), reader, family):
            return False
    return True


def stopped(unit: Unit, settings: Settings, outgoing: Outgoing) -> None:
    """
    See to what follows when a message must not go any more.

    A pack is made anew for its reader without what they may not see; of
    anything else the administrator is told.
    """
    panel = settings.panel(outgoing.panel)
    if outgoing.kind == "attention":
        return  # telling the administrator would be stopped for the same reason; the others have their own copy
    if outgoing.kind in ("agenda", "chair-pack", "guest-pack") and outgoing.owed_key.startswith("agenda"):
        key = _again_key(outgoing)
        row = ledger.get_row(unit, outgoing.owed_key)
        ledger.owe(
            unit,
            key,
            panel=panel.code,
            kind="agenda-again",
            subject=row.subject,
            due_at=unit.now,
            detail={"meeting": row.detail["meeting"], "instead_of": outgoing.id},
        )
        return
    _tell(unit, panel, "stopped_at_the_door", outgoing)


def _again_key(outgoing: Outgoing) -> str:
    """The key of a pack made anew: one for all parts of the pack that it stands in for."""
    original = outgoing.owed_key.partition("~")[0]
    whose = hashlib.sha256(f"{outgoing.owed_key} {fold_address(outgoing.recipient)}".encode()).hexdigest()
    return f"{original}~{whose[:12]}"


def refused(unit: Unit, settings: Settings, outgoing: Outgoing, code: int) -> None:
    """Put a message that the server refused for good, or that could not be sent for days, before the administrator."""
    _log.warning("message_refused", extra={"outgoing_id": outgoing.id, "code": code})
    if outgoing.kind == "attention":
        return  # the administrator's own address does not work: `status` shows it, and so does the log
    _tell(unit, settings.panel(outgoing.panel), "undelivered", outgoing)


def _fulfil_safely(database: Database, settings: Settings, clock: Clock, key: str) -> JobLine | None:
    try:
        return _fulfil_one(database, settings, clock, key)
    except StorageError:
        raise
    except Exception as err:  # noqa: BLE001 - its tries are counted and few: the next due thing must get its turn
        _log.exception("due_thing_failed", extra={"key": key, "error": type(err).__name__}, exc_info=False)
        return JobLine(key=key, done=False, what=f"failed: {type(err).__name__}")


def _fulfil_one(database: Database, settings: Settings, clock: Clock, key: str) -> JobLine | None:
    with database.unit(clock.believed()) as unit:
        if not ledger.count_try(unit, key):
            return _set_aside(unit, settings, key)
    crashpoint("ledger.tried")
    with database.unit(clock.believed(), source="calendar") as unit:
        owed = ledger.claim(unit, key)
        if owed is None:
            return None
        what = compose_only(unit, settings, owed)
        crashpoint("ledger.before-fulfilled")
    crashpoint("ledger.fulfilled")
    return JobLine(key=key, done=True, what=what, late=is_late(owed.due_at, clock.believed()))


def _set_aside(unit: Unit, settings: Settings, key: str) -> JobLine | None:
    row = ledger.get_row(unit, key)
    if row.state != "stuck":
        return None
    panel = settings.panel(row.panel)
    if row.kind != "attention":
        tell_administrator(unit, panel.code, "due_thing_stuck", detail={"key": key})
    return JobLine(key=key, done=False, what="set aside after three tries; see `attention list`")


def _reader(unit: Unit, panel: PanelSettings, outgoing: Outgoing) -> Reader:
    kind = ReaderKind(outgoing.reader["kind"])
    own = panel.chair_service if kind is ReaderKind.CHAIR else ""
    return reader_for(kind, outgoing.recipient, panels.representatives_of(unit, panel.code), own)


def _tell(unit: Unit, panel: PanelSettings, reason: str, outgoing: Outgoing) -> None:
    tell_administrator(
        unit,
        panel.code,
        reason,
        reference=outgoing.references[0] if len(outgoing.references) == 1 else "",
        outgoing_id=outgoing.id,
        detail={"recipient": outgoing.recipient, "kind": outgoing.kind},
    )
