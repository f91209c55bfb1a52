"""
Where a worker works, asked together with for whom: 'Organisation and its address' over two lines.
"""

from __future__ import annotations

import re

from intake.reader.answers import Answer, Found, Row
from intake.reader.typed import find_postcode

_BOTH = re.compile(
    r"\b(?:organisation|agency|employer|service|team|school|workplace|trust)(?: name)?\s*(?:\band\b|\bwith\b|[&/,])\s*"
    r"(?:(?:its|their|the|full|work|postal) )*address\b",
    re.IGNORECASE,
)
_DIGIT = re.compile(r"\d")
_DOUBT = 0.75


def part_workplace(row: Row) -> None:
    """Tell the organisation, on a line of its own without a number, from its address; on one line neither is sure."""
    found = row.get("address")
    if found is None or "organisation" in row or _BOTH.search(found.label) is None:
        return
    lines = [line for line in found.answer.lines if any(p.text.strip() for p in line)]
    first = "".join(p.text for p in lines[0]).strip(" ,") if lines else ""
    if len(lines) < 2 or _DIGIT.search(first) or find_postcode(first) is not None:
        found.score = min(found.score, _DOUBT)
        return
    place = found.answer.place
    row["organisation"] = Found(Answer([lines[0]], place), found.label, found.score)
    row["address"] = Found(Answer(lines[1:], place), found.label, found.score)
