"""One row of a decision sheet as somebody filled it in, before a rule has judged it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from rules.referral import DecisionWord


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionRow:
    """
    What stands in one row of the decision workbook, or of the panel workbook's sheet `Decisions`.

    The cells have been typed and no more: whether the service exists, may be
    told of the child, or was left out, is for the rule to say.

    Attributes:
        sheet: The sheet's name.
        row: The row's number, as the person sees it.
        id: The hidden id of the row; "" for a row that somebody added.
        reference: The referral; never empty.
        decision: None for a row that only adds an action, or that speaks of the whole item.
        service: As written; name, code or alias.
        by_when: The day, where "By when" is one; else `by_when_written` has the words ("next TAC").
        cells: Field to cell (`service` to `E7`), to name it in an answer.
        refused: Fields whose cell could not be read: they are empty here, and the sender is told.
    """

    row: int
    reference: str
    sheet: str = "Decisions"
    id: str = ""
    decision: DecisionWord | None = None
    service: str = ""
    role: str = ""
    named_worker: str = ""
    lead_agency: bool | None = None
    lead_professional: str = ""
    action: str = ""
    who: str = ""
    by_when: dt.date | None = None
    by_when_written: str = ""
    review_date: dt.date | None = None
    notes: str = ""
    cells: Mapping[str, str] = field(default_factory=dict)
    refused: frozenset[str] = frozenset()
