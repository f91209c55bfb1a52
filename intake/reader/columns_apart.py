"""
Columns that ask two things at once: 'Name and relationship' over a name and, on the next line, 'Mother'.

Each such column becomes two, if what stands below it is parted the same way in
every row; else it stays as it was.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from intake.reader.answers import Answer, Column, Rows
from intake.reader.document import FIELD, Piece
from intake.reader.labels import Label, recognise_exactly
from intake.reader.together import looks_like
from intake.reader.typed import find_date, find_postcode

_AND = re.compile(r"\s*(?:[/&,;+]|\band\b)\s*", re.IGNORECASE)
_SECOND = re.compile(r"^(?:the|their|his|her|your) ", re.IGNORECASE)
_BETWEEN = (
    re.compile(r"\s+[–-]\s+"),
    re.compile(r"\s*[;|]\s*"),
    re.compile(r"\s*\((?=[^()]*\)$)|\)$"),
    re.compile(r"\s*,\s*"),
    re.compile(r"\s+/\s+"),
)
_ASKED = frozenset(
    {
        "name",
        "address",
        "worker",
        "relationship",
        "dob",
        "telephone",
        "email",
        "pr",
        "role",
        "organisation",
        "service",
        "action",
        "who",
        "when",
        "school",
    }
)
_NUMBER = re.compile(
    r"[\s,;/–-]*(?:\b(?:tel|phone|mob(?:ile)?)\w*\W*)?(?<!\d)(\+?[\d(][\d\s()-]{8,}\d(?:\s*\([^()\n]+\))?)\s*$",
    re.IGNORECASE,
)
"""A telephone number at the end of an address."""
Lines = list[list[Piece]]


def columns_apart(columns: list[Column], rows: Rows) -> tuple[list[Column], Rows]:
    """Return the columns with each that asks two things as two, and the rows to match."""
    index = 0
    while index < len(columns):
        asked = _asked(columns[index], columns)
        told = _told(asked, [row[index] for row in rows]) if asked else None
        if asked and told is not None:
            column = columns[index]
            made = [Column(column.start, column.end, text, recognise_exactly(text)) for text in asked]
            columns = [*columns[:index], *made, *columns[index + 1 :]]
            rows = [(*row[:index], *pair, *row[index + 1 :]) for row, pair in zip(rows, told, strict=True)]
            index += 1
        elif asked and told is None and (first := _first_alone(asked)) is not None:
            columns = [*columns[:index], replace(columns[index], means=first), *columns[index + 1 :]]
        index += 1
    return columns, rows


_ALONE = frozenset({"name", "worker", "service", "school"})


def _first_alone(asked: tuple[str, str]) -> Label | None:
    """'Name and place' over answers that cannot be parted: all of it stands in the name's column, as it was written."""
    known = recognise_exactly(asked[0])
    return replace(known, score=0.85) if known is not None and known.asks in _ALONE else None


def _asked(column: Column, columns: Sequence[Column]) -> tuple[str, str] | None:
    """The two things that a heading asks for, if no other column does; None for one question."""
    if len(column.text) > 60 or recognise_exactly(column.text) is not None:
        return None
    parts = [_SECOND.sub("", part.strip()) for part in _AND.split(column.text.strip(" :?*"))]
    if len(parts) != 2:
        return None
    known = [recognise_exactly(part) for part in parts]
    asks = {k.asks for k in known if k is not None}
    if len(asks) != 2 or not asks <= _ASKED or asks & {c.asks for c in columns if c is not column}:
        return None
    return parts[0], parts[1]


def _told(asked: tuple[str, str], answers: Sequence[Answer]) -> list[tuple[Answer, Answer]] | None:
    """Both answers of every row; None if they are not parted alike, or do not look like what was asked."""
    ways: list[Callable[[Answer], Lines]] = [_by_line, *(_by_sign(sign) for sign in _BETWEEN)]
    kinds = [known.asks for text in asked if (known := recognise_exactly(text)) is not None]
    if "address" in kinds:
        ways = _WITH_ADDRESS.get(tuple(kinds), [])
    if kinds == ["school", "organisation"]:
        ways = []  # 'School / employer': nobody has both
    for way in ways:
        made: list[Lines] = [_in_its_place(asked, [] if answer.blank else way(answer)) for answer in answers]
        if any(m and any(m) for m in made) and all(len(m) == 2 and _fits(asked, m) for m in made):
            return [(_answer(m[0], a), _answer(m[1], a)) for m, a in zip(made, answers, strict=True)]
    return None


def _in_its_place(asked: tuple[str, str], told: Lines) -> Lines:
    """One answer for the question that it looks like, if it cannot be the other's: a number below 'Tel and address'."""
    if len(told) > 1:
        return told
    if not told:
        return [[], []]
    text = "".join(p.text for p in told[0]).strip()
    first, second = (_LOOKS_ALONE.get(k.asks) if (k := recognise_exactly(q)) is not None else None for q in asked)
    if first is not None and first(text):
        return [told[0], []]
    return [[], told[0]] if second is not None and second(text) else told


_LOOKS_ALONE: dict[str, Callable[[str], bool]] = {
    "telephone": lambda text: sum(c.isdigit() for c in text) > 8 and find_postcode(text) is None,
    "email": lambda text: "@" in text,
    "dob": lambda text: find_date(text) is not None,
    "address": lambda text: find_postcode(text) is not None,
}
"""What an answer that stands alone must look like to be that question's and no other's."""


def _by_line(answer: Answer) -> Lines:
    return [line for line in answer.lines if any(p.text.strip() or p.kind not in ("text", "field") for p in line)]


def _by_sign(sign: re.Pattern[str]) -> Callable[[Answer], Lines]:
    def parted(answer: Answer) -> Lines:
        return [] if answer.has_boxes else [[Piece(part, FIELD)] for part in sign.split(answer.text.strip()) if part]

    return parted


def _address_and_number(answer: Answer) -> Lines:
    """An address, its lines joined, and the number at the end of it, if one stands there."""
    if answer.has_boxes:
        return []
    found = _NUMBER.search(answer.text)
    lived = answer.text[: found.start()] if found is not None else answer.text
    address = ", ".join(line.strip(" ,") for line in lived.split("\n") if line.strip(" ,"))
    return [[Piece(address, FIELD)] if address else [], [Piece(found[1], FIELD)] if found is not None else []]


def _number_and_address(answer: Answer) -> Lines:
    """The same, the number asked for first."""
    return _address_and_number(answer)[::-1]


_WITH_ADDRESS: dict[tuple[str, ...], list[Callable[[Answer], Lines]]] = {
    ("address", "telephone"): [_address_and_number],
    ("telephone", "address"): [_number_and_address],
}
"""Commas stand within an address: only the number tells where it ends."""


def _answer(line: list[Piece], answer: Answer) -> Answer:
    return Answer([line] if line else [], answer.place, slot=True)


def _fits(asked: tuple[str, str], lines: Lines) -> bool:
    texts = ["".join(p.text for p in line).strip() for line in lines]
    boxes = [any(p.kind in ("ticked", "unticked") for p in line) for line in lines]
    return all(
        not line or box or looks_like(question, text)
        for question, text, line, box in zip(asked, texts, lines, boxes, strict=True)
    )
