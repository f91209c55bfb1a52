"""A row of the decision workbook as JSON values, as it is kept beside the decision made of it."""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import Any

from rules.decisions_rows import DecisionRow
from rules.referral import DecisionWord


def row_to_json(row: DecisionRow) -> dict[str, Any]:
    """Return a row as JSON values, without what only concerned the file it came in."""
    data = dataclasses.asdict(row)
    for name in ("cells", "refused"):
        del data[name]
    for name in ("by_when", "review_date"):
        data[name] = data[name].isoformat() if data[name] else None
    return data


def row_from_json(data: dict[str, Any]) -> DecisionRow:
    """Return the row that `row_to_json` wrote."""
    days = {name: dt.date.fromisoformat(data[name]) if data[name] else None for name in ("by_when", "review_date")}
    word = DecisionWord(data["decision"]) if data["decision"] else None
    return DecisionRow(**{**data, **days, "decision": word})
