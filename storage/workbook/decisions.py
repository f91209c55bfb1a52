"""The decision workbook: its one sheet, what the chair is given, and what may be refused on return."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from rules.decisions_rows import DecisionRow
from rules.referral import DecisionWord, Service
from storage.workbook.columns import Column, Kind, Sheet
from storage.workbook.returned import ReturnedRow, ReturnedSheet

DECISION_COLUMNS = (
    Column(
        field="reference",
        heading="Reference",
        editable=False,
        width=12,
        help="Which referral the row is about. Keep it as it is; a new row needs it.",
    ),
    Column(
        field="item",
        heading="Item",
        kind=Kind.NUMBER,
        editable=False,
        watched=False,
        width=6,
        help="Its number on the agenda.",
    ),
    Column(field="child", heading="Child", editable=False, watched=False, width=12, help="Initials."),
    Column(
        field="decision",
        heading="Decision",
        kind=Kind.CHOICE,
        choices=tuple(word.value for word in DecisionWord),
        width=17,
        help="Allocate: one service to a row. Leave it empty on a row that only adds an action.",
    ),
    Column(
        field="service",
        heading="Service",
        kind=Kind.SERVICE,
        width=22,
        help="For Allocate, Single agency and Withdraw. A service that this family does not want is not offered.",
    ),
    Column(field="role", heading="Role", width=26, help="What this service will do."),
    Column(field="named_worker", heading="Named worker", width=18, help="Who will do it, if known."),
    Column(field="lead_agency", heading="Lead agency", kind=Kind.YES_NO, width=10, help="Yes on one row of an item."),
    Column(
        field="lead_professional",
        heading="Lead professional",
        width=20,
        help="On the item's first row. Add “(temporary)” if it is only until the first meeting with the family.",
    ),
    Column(field="action", heading="Action", width=28, help="What is to be done: one action to a row."),
    Column(field="who", heading="Who", width=16, help="Who will do the action."),
    Column(
        field="by_when",
        heading="By when",
        kind=Kind.DATE_OR_WORDS,
        width=17,
        help="A date such as 10/12/2026; words such as “next TAC” are kept as words.",
    ),
    Column(
        field="review_date",
        heading="Review date",
        kind=Kind.DATE,
        width=18,
        help="On the item's first row: a date such as 10/12/2026.",
    ),
    Column(field="notes", heading="Notes", kind=Kind.PARAGRAPHS, width=28, help="Anything else that was agreed."),
)
"""Headings and words as the interfaces promise them to outside scripts."""

PREFILLED = frozenset({"reference", "item", "child"})
"""What is written into a row that nobody has filled in yet."""

DECISIONS = Sheet(
    name="Decisions",
    subject="decision",
    columns=DECISION_COLUMNS,
    adds=True,
    frozen=3,
    purpose="What the panel decided: one row for each service or action.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordedRow:
    """A row that is already recorded; `id` says again, on return, which one it was."""

    id: str
    decision: str = ""
    service: str = ""
    role: str = ""
    named_worker: str = ""
    lead_agency: bool | None = None
    lead_professional: str = ""
    action: str = ""
    who: str = ""
    by_when: dt.date | str | None = None
    review_date: dt.date | None = None
    notes: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionItem:
    """One item of the agenda; `child` is initials, `excluded` holds the codes of services not offered for it."""

    reference: str
    item: int
    child: str
    excluded: frozenset[str] = frozenset()
    recorded: tuple[RecordedRow, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionWorkbookView:
    """
    What the decision workbook is written from.

    `items` stand in the agenda's order. `blank_rows` are left free for each
    item, beneath what is recorded. `marking` is the protective marking, if the
    profile has one; `reply_to` is the panel's mailbox. `edition` tells one
    writing of it from another: rows filled in on two copies with different
    editions never replace each other.
    """

    panel: str
    panel_title: str
    meeting: int
    meeting_on: dt.date
    items: tuple[DecisionItem, ...]
    services: tuple[Service, ...]
    reply_to: str = ""
    marking: str = ""
    blank_rows: int = 4
    edition: str = ""


def decision_row(
    reference: str,
    row_id: str,
    row: ReturnedRow,
    said: Mapping[str, str],
    refused: frozenset[str],
    sheet: ReturnedSheet,
) -> DecisionRow:
    """Return a returned row as `rules.decisions` takes it; *said* is canonical text by field."""
    by_when, review = said.get("by_when", ""), said.get("review_date", "")
    day = _as_date(by_when)
    return DecisionRow(
        sheet=sheet.name,
        row=row.number,
        id=row_id,
        reference=reference,
        decision=DecisionWord(said["decision"]) if said.get("decision") else None,
        service=said.get("service", ""),
        role=said.get("role", ""),
        named_worker=said.get("named_worker", ""),
        lead_agency={"Yes": True, "No": False}.get(said.get("lead_agency", "")),
        lead_professional=said.get("lead_professional", ""),
        action=said.get("action", ""),
        who=said.get("who", ""),
        by_when=day,
        by_when_written="" if day else by_when,
        review_date=_as_date(review),
        notes=said.get("notes", ""),
        cells={field: f"{letter}{row.number}" for field, letter in sheet.columns.items()},
        refused=refused,
    )


def _as_date(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return None
