"""
Rows that begin with what they are about: an element, a domain, a child.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import TYPE_CHECKING

from intake.reader.answers import Answer, Column, Found, Rows
from intake.reader.choices import is_mark
from intake.reader.document import ITALIC
from intake.reader.labels import Label, clean, recognise, recognise_area
from intake.reader.vocabulary import BARE_ELEMENTS, DOMAINS
from intake.reader.waiting import is_hint
from intake.reader.whole_labels import area_of

if TYPE_CHECKING:
    from intake.reader.draft import Draft

_BESIDE = re.compile(
    r"\b(?:scores?|scale|rating|rag|source|sources|evidence from|information from|who said|level|how worried)\b"
)
"""Columns beside what is written of an element: how bad it is, and who said so."""
_NUMBERED = re.compile(r"\s*\b(?:child|young person) ([1-6])\b", re.IGNORECASE)
_APART = re.compile(r":|\s[–—-]\s")
_WHOLE = re.compile(
    r"(?:(?:health|learning|behaviour|education|wellbeing|care) )*(?:and )?development"
    r"(?: and (?:health|learning|wellbeing))*"
)
"""'Health and development' of a child, in a row for each: the whole of the first domain."""
_OVERALL = re.compile(r"\b(?:overall|in summary|all in all|altogether)\b", re.IGNORECASE)
_SCORE = re.compile(r"\d{1,2}(?:\s*[-–/].{0,30})?")


def is_by_area(columns: list[Column]) -> bool:
    """True for strengths and needs in rows that begin with what they are about, and not in columns of their own."""
    first = columns[0]
    if first.asks.startswith(("strengths", "needs")):
        return False
    return (
        not first.text
        or {c.asks for c in columns[1:]} >= {"strengths", "needs"}
        or first.asks == "area"
        or first.means is None
        or (first.means.element != "" and not first.asks)
    )


def area_rows(draft: Draft, columns: list[Column], rows: Rows) -> None:
    """What each row says is of the element, the domain or the child that it begins with."""
    _speak_of_head(draft, columns[0])
    columns, rows = _without_prompts(*_without_marks(columns, rows))
    scope = draft.scope
    apart = bool({"strengths", "needs"} & {c.asks for c in columns})
    for record in rows:
        head = _head_of(record[0])
        if not head:
            continue
        means = _meaning_of(draft, head)
        area = _Area(
            head, _element_of(means, head, apart=apart), means.score if means is not None else 0.9, apart=apart
        )
        if apart and means is not None and means.asks == "conclusions":
            _conclude(draft, head, columns, record)
            continue
        if apart and means is not None and not area.element and _of_everything(draft, head, means, record):
            continue
        if not area.element and means is not None and means.asks not in ("", "strengths", "needs", "outcome"):
            draft.pair(head, means, next((a for a in record[1:] if not a.blank), record[1]))
            continue
        for column, answer in zip(columns[1:], record[1:], strict=True):
            _put(draft, area, column, answer)
        draft.scope = scope


def _head_of(answer: Answer) -> str:
    """What names the area: the first line, without the small print in italics that may stand behind its words."""
    head = answer.text.partition("\n")[0].strip()
    if recognise_area(head) is not None or not answer.lines:
        return head
    upright = list(takewhile(lambda piece: not piece.look & ITALIC, answer.lines[0]))
    return "".join([p.text for p in upright]).strip(" –-:") or head


def _without_marks(columns: list[Column], rows: Rows) -> tuple[list[Column], Rows]:
    """Leave out columns of nothing but ticks: that there is a need says no more than the words beside it."""
    kept = [0, *(i for i in range(1, len(columns)) if not _only_marks([r[i] for r in rows]))]
    return [columns[i] for i in kept], [tuple(r[i] for i in kept) for r in rows]


def _without_prompts(columns: list[Column], rows: Rows) -> tuple[list[Column], Rows]:
    """Leave out a column of nothing but italics, 'Think about', beside one in which nobody wrote so."""
    printed = [
        i
        for i in range(1, len(columns))
        if not columns[i].asks and any(r[i].text for r in rows) and all(is_hint(r[i]) for r in rows if r[i].text)
    ]
    written = any(r[i].text and not is_hint(r[i]) for r in rows for i in range(1, len(columns)) if i not in printed)
    if not printed or not written:
        return columns, rows
    kept = [i for i in range(len(columns)) if i not in printed]
    return [columns[i] for i in kept], [tuple(r[i] for i in kept) for r in rows]


def _only_marks(answers: Sequence[Answer]) -> bool:
    said = [a for a in answers if a.has_boxes or a.text]
    return bool(said) and all(is_mark(a.text) or (a.has_boxes and not a.text) for a in said)


@dataclass(frozen=True, slots=True)
class _Area:
    """What a row is about; *apart* if strengths and needs have columns of their own, so that a third is not sure."""

    head: str
    element: str
    score: float
    apart: bool


def _meaning_of(draft: Draft, head: str) -> Label | None:
    """What a row is about; the child that it names is spoken of."""
    numbered = _NUMBERED.search(head)
    if numbered is not None and 0 < int(numbered[1]) <= len(draft.children):
        draft.scope = int(numbered[1]) - 1
        return recognise_area(_NUMBERED.sub(" child", head))
    apart = _APART.split(head, maxsplit=1)
    named = draft.named_child(apart[0]) if len(apart) > 1 else None
    if named is None and clean(head) in BARE_ELEMENTS:
        return Label(element=BARE_ELEMENTS[clean(head)], score=0.93)
    if named is None:
        return area_of(head) or recognise_area(head)
    draft.scope = named
    if _WHOLE.fullmatch(clean(apart[1])) is not None:
        return Label(element=DOMAINS[0], score=0.95)
    return recognise(apart[1].strip())


def _of_everything(draft: Draft, head: str, means: Label, record: tuple[Answer, ...]) -> bool:
    """True for 'Overall strengths' before one answer, below the areas: those of everything, which were taken."""
    said = [answer for answer in record[1:] if not answer.blank]
    if means.asks not in ("strengths", "needs") or len({a.text for a in said}) != 1 or _OVERALL.search(head) is None:
        return False
    draft.put(draft.scoped_store(), f"conclusions.{means.asks}", Found(said[0], head, 0.9))
    return True


def _conclude(draft: Draft, head: str, columns: list[Column], record: tuple[Answer, ...]) -> None:
    """'Overall conclusion' as the last row: the strengths and the needs of everything."""
    for column, answer in zip(columns[1:], record[1:], strict=True):
        if column.asks in ("strengths", "needs") and not answer.blank:
            found = Found(answer, f"{head} – {column.text}", 0.9)
            draft.put(draft.scoped_store(), f"conclusions.{column.asks}", found)
        elif not answer.blank:
            draft.keep_other(f"{head} – {column.text}", answer)


def _put(draft: Draft, area: _Area, column: Column, answer: Answer) -> None:
    """One answer of a row: of its element, or a remark."""
    if _BESIDE.search(clean(column.text)) or _SCORE.fullmatch(answer.text):
        draft.keep_other(f"{area.head} – {column.text}", answer)
    elif area.element:
        draft.seen.add(area.element)
        kind = column.asks if column.asks in ("strengths", "needs") else "text"
        score = min(0.6, area.score) if kind == "text" and area.apart else min(1.0, area.score)
        if kind != "text" and column.means is not None:
            score = min(score, column.means.score)
        label = f"{area.head} – {column.text}" if column.text else area.head
        draft.put(draft.scoped_store(), f"elements.{area.element}.{kind}", Found(answer, label, score))
    elif column.asks == "outcome" and not answer.blank:
        draft.put(draft.one, "desired_outcomes", Found(answer, column.text, 0.9))
    else:
        draft.keep_other(f"{area.head} – {column.text}", answer)


def _speak_of_head(draft: Draft, column: Column) -> None:
    """'Alex | Strengths | Needs': the whole table is about Alex."""
    named = draft.named_child(column.text) if column.text else None
    if named is not None:
        draft.speak_of(named, ends=True)


def _element_of(means: Label | None, head: str, *, apart: bool) -> str:
    if means is not None and means.element:
        return means.element
    if means is not None and means.section == "parents":
        return DOMAINS[1]
    if means is not None and not means.asks and "child" in (means.section, means.about):
        return DOMAINS[0]
    if apart and means is not None and (means.asks == "home" or means.section == "household"):
        return DOMAINS[2]  # what goes well at home, and what does not
    bare = recognise(head.partition("(")[0].strip())
    return bare.element if bare is not None else ""
