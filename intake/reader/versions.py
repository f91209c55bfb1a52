"""
Two versions of one form in one file: where the second begins, and which of the two is the newer.

Who reviews an assessment often copies the whole form below or above the old one.
The version number and the latest date decide which is current (forms, N4).
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from functools import lru_cache

from intake.reader.document import Block, Document, Paragraph, Table, paragraphs_in
from intake.reader.labels import clean
from intake.reader.typed import letters_left
from rules.form import FormReading, Problem

_FEWEST_BLOCKS = 5
_ALIKE = 0.8
_LONGEST_LABEL = 60
_FIGURES = re.compile(r"\d+")
_VERSION = re.compile(r"\bversion\W{0,3}(?:no|number|num)?\W{0,4}(\d{1,2})\b", re.IGNORECASE)


def two_versions(document: Document) -> tuple[Document, Document] | None:
    """Return the two parts of *document* if its blocks are one form twice over, in the order of the file."""
    said = [_begins(b) for b in document.blocks]
    if len([s for s in said if s]) < 2 * _FEWEST_BLOCKS:
        return None
    best = max(_starts(said), key=lambda k: _alike(said[:k], said[k:]), default=0)
    if not best or _alike(said[:best], said[best:]) < _ALIKE:
        return None
    return replace(document, blocks=document.blocks[:best]), replace(document, blocks=document.blocks[best:])


def newer(
    first: tuple[FormReading, ...], second: tuple[FormReading, ...], parts: tuple[Document, Document]
) -> tuple[FormReading, ...] | None:
    """
    Return the readings of the newer version; None if these are no two versions about the same children.

    The administrator is told that an older version was left out. Where neither
    number nor date says which is the newer, there is no answer to give here.
    """
    if not all(r.readable for r in (*first, *second)) or not _same_children(first, second):
        return None
    ages = [_age(readings, part) for readings, part in zip((first, second), parts, strict=True)]
    told = next(((a, b) for a, b in zip(*ages, strict=True) if a is not None and b is not None and a != b), None)
    if told is None:
        return None
    old, current = (first, second) if told[0] < told[1] else (second, first)
    refused = {who for r in old if r.form is not None for who in r.form.consent.not_share_with}
    return tuple(_remarked(r, refused) for r in current)


def _begins(block: Block) -> str:
    """The words that a block begins with, figures left out; nothing if they are no label."""
    text = _first_words([block]) if isinstance(block, Table) else block.text.partition(":")[0]
    return _known_label(text) if len(text) <= _LONGEST_LABEL else _label(text)


def _first_words(blocks: list[Block]) -> str:
    """The first paragraph of *blocks* that has words, those in the cells of tables where the table stands."""
    for block in blocks:
        if isinstance(block, Paragraph):
            text = block.text
            if text and not text.isspace():
                return text
            continue
        for row in block.rows:
            for cell in row:
                if text := _first_words(cell.blocks):
                    return text
    return ""


def _label(text: str) -> str:
    if len(text) > 2 * _LONGEST_LABEL and letters_left(text) > _LONGEST_LABEL:
        return ""
    text = _FIGURES.sub("", clean(text)).strip()
    return text if len(text) <= _LONGEST_LABEL else ""


_known_label = lru_cache(maxsize=2048)(_label)


def _starts(said: list[str]) -> list[int]:
    """Where a second form might begin: what stands there began the first as well."""
    heads = {s for s in said[:4] if s}
    return [k for k in range(_FEWEST_BLOCKS, len(said) - _FEWEST_BLOCKS + 1) if said[k] in heads]


def _alike(first: list[str], second: list[str]) -> float:
    """How much of what the shorter of two parts asks the other asks too, 0 to 1; both must be of a size."""
    one, two = {s for s in first if s}, {s for s in second if s}
    if min(len(one), len(two)) < _FEWEST_BLOCKS - 1 or not 0.6 < len(one) / len(two) < 1 / 0.6:
        return 0.0
    return len(one & two) / max(len(one), len(two))


def _same_children(first: tuple[FormReading, ...], second: tuple[FormReading, ...]) -> bool:
    return {_who(r) for r in first} == {_who(r) for r in second} != {("", "")}


def _who(reading: FormReading) -> tuple[str, str]:
    child = reading.form.child if reading.form is not None else None
    return (clean(child.given_names or ""), clean(child.family_name or "")) if child is not None else ("", "")


def _age(readings: tuple[FormReading, ...], part: Document) -> tuple[int | None, dt.date | None, dt.date | None]:
    """What says how new a version is: its number, the date of the assessment, the date of the signature."""
    numbers = [int(found[1]) for found in _VERSION.finditer(" ".join(p.text for p in paragraphs_in(part.blocks)))]
    form = readings[0].form
    date = form.assessment.date if form is not None else None
    signed = form.consent.signed_on if form is not None else None
    return (numbers[0] if numbers else None), date, signed


def _remarked(reading: FormReading, refused: set[str]) -> FormReading:
    """The reading with what the administrator must know: a version was left out, and whom only that one refused."""
    told = [
        Problem(
            code="two_versions",
            message="The file holds two versions of the form. The newer was read; the older was left out.",
        )
    ]
    kept = {clean(who) for who in reading.form.consent.not_share_with} if reading.form is not None else set()
    gone = sorted(who for who in refused if clean(who) not in kept)
    if gone:
        told.append(
            Problem(
                code="unsure",
                field="consent.not_share_with",
                message=f"The older version in the file refuses {', '.join(gone)}; the newer does not say. "
                "Please check.",
            )
        )
    return replace(reading, problems=(*reading.problems, *told))
