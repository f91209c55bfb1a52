"""What `status` and `attention` show: values, made ready for JSON and for tables; `docs/schemas/` describes them."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from dispatch.sending.outcome import REASONS
from rules.reasons import sentence, what_to_do
from rules.settings import Settings
from storage import ledger, outbox
from storage.attention import Attention, attentions
from storage.audit import history
from storage.database import Unit
from storage.mailboxes import mail_server_trouble, mailbox_state
from storage.referrals import Referral
from storage.tables import OwedRow

_NEXT = 12


def status_of(unit: Unit, settings: Settings) -> dict[str, Any]:
    """Return how the service stands: mailboxes, outbox, what is due, and what needs attention."""
    owed = ledger.open_rows(unit)
    return {
        "at": _iso(unit.now),
        "mailboxes": _mailboxes(unit, settings),
        "mail_server": {"trouble": _mail_server(unit)},
        "outbox": _outbox(unit),
        "due": {
            "overdue": sum(row.due_at <= unit.now for row in owed),
            "stuck": len(ledger.open_rows(unit, states=("stuck",))),
            "next": [_due(row) for row in owed[:_NEXT]],
        },
        "attention": _attention_counts(attentions(unit)),
    }


def attention_lines(entries: Sequence[Attention]) -> list[dict[str, Any]]:
    """Return what needs a person, as it is listed: without anything that names one."""
    return [
        {
            "id": entry.id,
            "number": entry.number,
            "panel": entry.panel,
            "reason": entry.reason,
            "says": sentence(entry.reason),
            "to_do": what_to_do(entry.reason),
            "reference": entry.reference,
            "at": _iso(entry.at),
            "state": entry.state,
        }
        for entry in entries
    ]


def history_of(unit: Unit, referral: Referral) -> list[dict[str, Any]]:
    """Return who changed what in a referral, oldest first; this names people."""
    return [
        {
            "at": _iso(line.at),
            "who": line.actor,
            "through": line.source,
            "what": line.action,
            "field": line.field,
            "before": line.old,
            "after": line.new,
        }
        for line in history(unit, referral.id)
    ]


def _mailboxes(unit: Unit, settings: Settings) -> list[dict[str, Any]]:
    panels: dict[str, list[str]] = {}
    addresses: dict[str, str] = {}
    for panel in settings.panels:
        addresses.setdefault(panel.mailbox.casefold(), panel.mailbox)
        panels.setdefault(panel.mailbox.casefold(), []).append(panel.code)
    states = {folded: mailbox_state(unit, address) for folded, address in addresses.items()}
    return [
        {
            "mailbox": addresses[folded],
            "panels": panels[folded],
            "last_pass": _iso(state.last_pass) if state.last_pass else None,
            "trouble": state.trouble,
            "waiting": state.waiting,
        }
        for folded, state in states.items()
    ]


def _mail_server(unit: Unit) -> str:
    why = mail_server_trouble(unit)
    return REASONS.get(why, why)


def _outbox(unit: Unit) -> dict[str, int]:
    counts = outbox.counts(unit)
    states = ("queued", "sending", "deferred", "sent", "refused", "stopped", "undelivered")
    return {state: counts.get(state, 0) for state in states}


def _due(row: OwedRow) -> dict[str, Any]:
    return {"key": row.key, "panel": row.panel, "kind": row.kind, "due_at": _iso(row.due_at)}


def _attention_counts(entries: Sequence[Attention]) -> dict[str, Any]:
    reasons = Counter(entry.reason for entry in entries)
    return {"open": len(entries), "reasons": dict(sorted(reasons.items()))}


def _iso(when: dt.datetime) -> str:
    return when.isoformat(timespec="seconds")


# ------------------------------------------------------------------------------------------------------- for people


def print_status(found: Mapping[str, Any], console: Console) -> None:
    """Print what `status_of` returned."""
    mailboxes = _table("Mailbox", "Panels", "Last looked at", "Waiting", "Trouble")
    for box in found["mailboxes"]:
        row = (box["mailbox"], ", ".join(box["panels"]), box["last_pass"] or "never", str(box["waiting"]))
        mailboxes.add_row(*map(escape, row), escape(box["trouble"]), style="red" if box["trouble"] else "")
    console.print(mailboxes)
    sending = ", ".join(f"{count} {state}" for state, count in found["outbox"].items() if count)
    if found["mail_server"]["trouble"]:
        console.print(f"\n[red]Mail server: {escape(found['mail_server']['trouble'])}[/]")
    console.print(f"\n[bold]Outbox[/]: {sending or 'empty'}")
    due = found["due"]
    console.print(f"[bold]Due[/]: {due['overdue']} now, {due['stuck']} set aside after failing; next:")
    upcoming = _table("When", "Panel", "What", "Key")
    for row in due["next"]:
        upcoming.add_row(*(escape(row[name]) for name in ("due_at", "panel", "kind", "key")))
    console.print(upcoming)
    reasons = ", ".join(f"{count} {reason}" for reason, count in found["attention"]["reasons"].items())
    console.print(
        f"\n[bold]Needs attention[/]: {found['attention']['open']}{f' ({escape(reasons)})' if reasons else ''}"
    )


def print_history(reference: str, lines: Sequence[Mapping[str, Any]], console: Console) -> None:
    """Print what `history_of` returned."""
    console.print(f"[bold]{escape(reference)}[/]")
    table = _table("When", "Who", "Through", "What", "Before", "After")
    for line in lines:
        what = f"{line['field']}: {line['what']}" if line["field"] else line["what"]
        values = ("" if line[name] is None else str(line[name]) for name in ("before", "after"))
        table.add_row(*map(escape, (line["at"], line["who"], line["through"], what, *values)))
    console.print(table)


def print_attention(lines: Sequence[Mapping[str, Any]], console: Console) -> None:
    """Print what `attention_lines` returned."""
    if not lines:
        console.print("nothing needs attention")
        return
    table = _table("Number", "Panel", "Since", "Referral", "What is so", "What to do")
    for line in lines:
        cells = (str(line["number"]), line["panel"], line["at"], line["reference"], line["says"], line["to_do"])
        table.add_row(*map(escape, cells))
    console.print(table)


def print_one_attention(unit: Unit, entry: Attention, console: Console) -> None:
    """Print everything about one thing that needs a person, names included, and its history."""
    table = _table("", "")
    rows: dict[str, object] = {
        "number": entry.number,
        "id": entry.id,
        "panel": entry.panel,
        "since": _iso(entry.at),
        "state": entry.state,
        "what is so": sentence(entry.reason),
        "what to do": what_to_do(entry.reason),
        "referral": entry.reference,
        "message": entry.received_id or entry.outgoing_id or "",
        **{str(key): value for key, value in entry.detail.items()},
    }
    for name, value in rows.items():
        if value not in ("", None):
            table.add_row(escape(name), escape(str(value)))
    for line in history(unit, entry.id):
        table.add_row(_iso(line.at), escape(f"{line.actor}: {line.action}: {line.new}"))
    console.print(table)


def _table(*headings: str) -> Table:
    return Table(*headings, box=None, pad_edge=False, header_style="bold", show_header=any(headings))
