"""
Columns of a plan, of services or of signatures whose heads nobody knows: what is left over goes to what is left to ask.

The whole table is weighed. Where most heads of a record are understood, one
that is not is given to a field of that record that no other column has, if what
stands below it is of that field's kind and of no other's that is left. It is a
guess: a person confirms it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from intake.reader.answers import Column, Rows
from intake.reader.column_kinds import Kind, kind_of
from intake.reader.labels import Label, clean, heading_section
from intake.reader.nearest import guess

GUESSED = 0.7
"""How well the head of a column is understood that was only guessed."""
_BY_NAMES = 0.93
"""How well 'Done by' is understood that has names below it, and another column the days."""
_NAMES, _NAMED = frozenset({Kind.PERSON, Kind.AGENCY}), frozenset({Kind.PERSON})
_Fields = Mapping[str, frozenset[Kind]]
_PLAN: _Fields = {
    "action": frozenset({Kind.WORDS}),
    "who": _NAMES,
    "when": frozenset({Kind.DAY}),
    "outcome": frozenset({Kind.WORDS}),
    "measure": frozenset({Kind.WORDS}),
}
_SERVICES: _Fields = {
    "worker": _NAMED,
    "organisation": frozenset({Kind.AGENCY}),
    "telephone": frozenset({Kind.TELEPHONE}),
    "email": frozenset({Kind.MAIL}),
    "address": frozenset({Kind.PLACE}),
}
_OF_FAMILY: _Fields = {
    "name": _NAMED,
    "dob": frozenset({Kind.DAY}),
    "school": frozenset({Kind.AGENCY}),
    "telephone": frozenset({Kind.TELEPHONE}),
    "email": frozenset({Kind.MAIL}),
    "address": frozenset({Kind.PLACE}),
}
_FAMILY = frozenset({"household", "parents", "children"})
_SIGNED: _Fields = {"signed": _NAMED}
_SAME = {"name": "worker", "contact": "telephone", "date": "when", "date_completed": "when", "review": "when"}
_ALIKE = frozenset({"outcome", "measure"})
"""What is wanted, and what shows that it was reached: neither heads nor answers tell these two apart."""
_FEWEST, _OF_AREAS = 2, 3
_ASPECTS = frozenset({"strengths", "needs"})
_PLACES = {"strengths": 1, "needs": 2}
_BESIDE = re.compile(
    r"\b(?:evidence|sources?|comments?|notes?|scores?|scale|rating|examples?|prompts?|think about|plan\w*|actions?"
    r"|outcomes?|goals?|by when|who)\b"
)
"""What stands beside strengths or needs and is neither."""
_REMARKS = re.compile(
    r"\b(?:progress|update\w*|comments?|notes?|review\w*|status|rag|costs?|fund\w*|priority|why|reasons?|resources?|done"
    r"|complete\w*|achieved|outstanding|barriers?|evidence|need\w*|strengths?|concerns?|issues?|how often|frequency"
    r"|areas?|themes?|domains?|topics?|elements?|headings?|sections?|links?|linked)\b"
)
"""What a plan asks besides: kept as a remark, whatever stands below it."""


def without_counts(columns: list[Column], rows: Rows) -> tuple[list[Column], Rows]:
    """The columns and rows without a first column that only numbers the rows of a plan: '1', 'Step 2'."""
    asked = {c.asks for c in columns[1:]}
    if len(columns) <= _FEWEST or columns[0].asks not in ("", "action") or "action" not in asked:
        return columns, rows
    if kind_of([row[0] for row in rows]) is not Kind.COUNT:
        return columns, rows
    return columns[1:], [row[1:] for row in rows]


def with_left_over(columns: list[Column], rows: Rows, section: str) -> list[Column]:
    """The columns, each that was not understood as what it most likely asks of a plan, of a service or of who signs."""
    columns = _with_doers(_with_target_days(columns, rows), rows)
    asked = {c.asks for c in columns} | {_SAME.get(c.asks, c.asks) for c in columns}
    if len(asked & _PLAN.keys()) >= _FEWEST and "action" in asked | _guessed(columns):
        return _with_guesses(columns, rows, _PLAN, asked)
    if section == "consent" and "date" in asked and not columns[0].text and not asked & _SIGNED.keys():
        return _with_guesses(columns, rows, _SIGNED, asked)
    if section == "services" and "service" in asked and asked & _SERVICES.keys():
        return _with_guesses(columns, rows, _SERVICES, asked)
    whose = any(_is_unknown(c) and _names_whom(c) for c in columns)
    if section in _FAMILY and not whose and len(asked & (_OF_FAMILY.keys() | {"relationship", "pr"})) >= _FEWEST:
        return _with_guesses(columns, rows, _OF_FAMILY, asked | ({"name"} if {"given", "family"} & asked else set()))
    return columns


def _with_target_days(columns: list[Column], rows: Rows) -> list[Column]:
    """The columns, 'Target' over days as by when, where another column has the outcome and none has the days."""
    asks = [c.asks for c in columns]
    if asks.count("outcome") < _FEWEST or "when" in asks:
        return columns
    days = [i for i, c in enumerate(columns) if c.asks == "outcome" and kind_of([r[i] for r in rows]) is Kind.DAY]
    return [replace(c, means=Label("when", score=GUESSED)) if [i] == days else c for i, c in enumerate(columns)]


def _with_doers(columns: list[Column], rows: Rows) -> list[Column]:
    """The columns, 'Done by' over names as by whom, where another column has the days and none says who."""
    asks = [c.asks for c in columns]
    if asks.count("when") < _FEWEST or "who" in asks:
        return columns
    kinds = {i: kind_of([r[i] for r in rows]) for i, name in enumerate(asks) if name == "when"}
    named = [i for i, kind in kinds.items() if kind in _NAMES]
    if len(named) != 1 or Kind.DAY not in kinds.values():
        return columns
    return [replace(c, means=Label("who", score=_BY_NAMES)) if i in named else c for i, c in enumerate(columns)]


def with_other_aspect(columns: list[Column], rows: Rows) -> list[Column]:
    """The columns, the one beside the strengths of each element as its needs, or the one before needs as strengths."""
    asks = [c.asks for c in columns]
    if len(columns) != _OF_AREAS or asks[0] not in ("", "area") or len(_ASPECTS & set(asks)) != 1:
        return columns
    index = next(i for i in (1, 2) if asks[i] not in _ASPECTS)
    other = "strengths" if "needs" in asks else "needs"
    may_be = asks[index] == "" or (other, asks[index]) == ("needs", "services_requested")
    if not may_be or index != _PLACES[other] or _BESIDE.search(clean(columns[index].text)) is not None:
        return columns
    if kind_of([row[index] for row in rows]) is not Kind.WORDS:
        return columns
    return [replace(c, means=Label(other, score=GUESSED)) if i == index else c for i, c in enumerate(columns)]


def _guessed(columns: list[Column]) -> set[str]:
    return {means.asks for c in columns if not c.asks and c.text and (means := guess(c.text)) is not None}


def _with_guesses(columns: list[Column], rows: Rows, fields: _Fields, asked: set[str]) -> list[Column]:
    unknown = [i for i, c in enumerate(columns) if _is_unknown(c)]
    if len(unknown) * 2 > len(columns):
        return columns  # most of the table is not understood
    left = {name: kinds for name, kinds in fields.items() if name not in asked}
    found = {i: _field_of(columns[i], kind_of([row[i] for row in rows]), left) for i in unknown}
    action = next((i for i, c in enumerate(columns) if c.asks == "action"), None)
    for index in unknown:
        if action is not None and not found[index] and index < action and "outcome" in left:
            found[index] = _before_actions(kind_of([row[index] for row in rows]))
    once = {name for name in found.values() if name and list(found.values()).count(name) == 1}
    return [
        replace(c, means=Label(found[i], score=GUESSED)) if found.get(i) in once else c for i, c in enumerate(columns)
    ]


def _before_actions(kind: Kind | None) -> str:
    """What stands in words before what is done: what is hoped for. What shows that it was reached stands behind."""
    return "outcome" if kind is Kind.WORDS else ""


def _is_unknown(column: Column) -> bool:
    """True for a head with words that ask for nothing that is known, and for no remark."""
    return bool(column.text) and not column.asks and _REMARKS.search(clean(column.text)) is None


def _names_whom(column: Column) -> bool:
    """True for 'Other family members' over the persons themselves: it says which people the table lists."""
    if column.means is not None:
        return True
    said = clean(column.text)
    return bool(heading_section(column.text)) and not said.startswith(("name", "full name"))


def _field_of(column: Column, kind: Kind | None, left: _Fields) -> str:
    """The one field left for what stands in a column, or the one of several that its head is nearest to; else ''."""
    may = [name for name, kinds in left.items() if kind in kinds]
    means = guess(column.text)
    if means is not None and means.asks in may and not set(may) >= _ALIKE:
        return means.asks
    return may[0] if len(may) == 1 else ""
