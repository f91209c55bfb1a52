"""
Tables of consent: sentences with Yes and No, services that may see the form or not, signatures.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from intake.reader.answers import Answer, Column, Found, Rows
from intake.reader.document import TICKED, UNTICKED, Piece
from intake.reader.labels import clean, recognise
from intake.reader.pieces import cut
from intake.reader.statements import read_statement
from intake.reader.yes_no import is_initials, ticked

if TYPE_CHECKING:
    from intake.reader.draft import Draft

_WORKERS = frozenset({"worker", "practitioner", "assessor", "person completing the form"})
_DONE = re.compile(
    r"\b(?:is|are|be|being) (?:\w+ (?:and )?)?(?:shared|recorded|kept|stored|held|passed|sent)\b", re.IGNORECASE
)
"""What is done with what the form says: 'my family's information is shared ...', below 'I agree that:'."""


def statement_rows(draft: Draft, columns: list[Column], rows: Rows) -> None:
    """Sentences with marks under Yes and No."""
    for record in rows:
        pieces: list[Piece] = []
        signed = [is_initials(answer.text) for answer in record[1:]]
        signs = signed.count(True) == 1 and all(a.blank or s for a, s in zip(record[1:], signed, strict=True))
        for index, (column, answer) in enumerate(zip(columns[1:], record[1:], strict=True)):
            pieces.append(Piece(f" {column.text} "))
            pieces.append(Piece("", TICKED if ticked(answer) or (signs and signed[index]) else UNTICKED))
        text = record[0].text.replace("\n", " ")
        if columns[0].text and read_statement(text) is None and _DONE.search(text) is not None:
            text = f"{columns[0].text.rstrip(' :.…')} {text}"  # 'I agree that:' over what it is said of
        if record[0].text:
            draft.statement(text, Answer([pieces], record[0].place), "")


def sharing_rows(draft: Draft, columns: list[Column], rows: Rows) -> None:
    """Services down the side, 'may see this' and 'must not be involved' across the top."""
    draft.decided += 1
    for number, column in enumerate(columns):
        if column.asks not in ("share_with", "not_share_with"):
            continue
        names = [r[0] for r in rows if r[0].text and number < len(r) and ticked(r[number])]
        lines = [[Piece(a.text.replace("\n", " "))] for a in names]
        place = names[0].place if names else (rows[0][0].place if rows else "")
        found = Found(Answer(lines, place), column.text, column.means.score if column.means else 0.9)
        draft.put(draft.scoped_store(), f"consent.{column.asks}", found)
        draft.headings.setdefault(f"consent.{column.asks}", column.text)
        _both_ways(draft, columns, rows)


def _both_ways(draft: Draft, columns: list[Column], rows: Rows) -> None:
    """A service ticked under both is a contradiction that a person must settle."""
    marked = [i for i, c in enumerate(columns) if c.asks in ("share_with", "not_share_with")]
    if len(marked) > 1 and any(all(ticked(r[i]) for i in marked) for r in rows):
        draft.conflicts.update({"consent.share_with", "consent.not_share_with"})


def signature_rows(draft: Draft, columns: list[Column], rows: Rows) -> None:
    """Every row is somebody's signature: of whom it begins with, else of the parent first."""
    if draft.section != "consent":
        draft.section, draft.subject = "consent", ""
    draft.listing = ""
    named = _signer_in_heads(draft, columns[0])
    own_head = columns[0].asks in ("signed", "print_name", "name", "date") and columns[0].text
    row_heads = not named and (not own_head or all(_signer_named(draft, row[0].text) for row in rows))
    asked = False
    for number, given in enumerate(rows):
        inside, record = _signer_in_cell(draft, given)
        if inside:
            who = inside
        elif named and number == 0:
            who = named
        elif row_heads:
            who = _signer_named(draft, record[0].text)
        else:
            who = _signer_without_head(draft, columns, record, first=not asked)
            asked = asked or who != "assessor"
        if row_heads and not who:
            continue
        draft.signer = who
        _sign(draft, columns, record, row_heads=row_heads and not inside)
    draft.signer = ""


def _signer_in_heads(draft: Draft, column: Column) -> str:
    """Who signs where the first heading says so: 'Practitioner name | Signature | Date'; '' if it does not."""
    if column.means is None or column.asks not in ("worker", "name", "print_name", "signed"):
        return ""
    return "assessor" if column.asks == "worker" else draft.signer_of(column.means)


def _signer_named(draft: Draft, text: str) -> str:
    """Who signs in a row that begins with it: 'Worker' is whoever assessed."""
    means = recognise(text)
    return "assessor" if means is not None and means.asks == "worker" else draft.signer_of(means)


def _signer_in_cell(draft: Draft, record: tuple[Answer, ...]) -> tuple[str, tuple[Answer, ...]]:
    """Who signs where a cell says it before the name, 'Young person: Zoe Kerr', and the row without those words."""
    for index, answer in enumerate(record):
        head, colon, _ = answer.text.partition(":")
        who = draft.signer_of(recognise(head)) if colon and "\n" not in head else ""
        if who:
            line = answer.lines[0]
            end = "".join(p.text for p in line).index(":") + 1
            rest = cut(line, end, sum(len(p.text) or 1 for p in line))
            told = Answer([rest, *answer.lines[1:]], answer.place, answer.slot)
            return who, (*record[:index], told, *record[index + 1 :])
    return "", record


def _signer_without_head(draft: Draft, columns: list[Column], record: tuple[Answer, ...], *, first: bool) -> str:
    """Who signs in a row that does not begin with it: the parent first, a child where the row says so."""
    relation = next((r.text for c, r in zip(columns, record, strict=True) if c.asks == "relationship"), "")
    if clean(relation) in _WORKERS:
        return "assessor"
    if first:
        return draft.signer or "parent"
    return "child" if clean(relation) in ("self", "child", "young person") else draft.signer


def _sign(draft: Draft, columns: list[Column], record: tuple[Answer, ...], *, row_heads: bool) -> None:
    """The name, the date and whatever else a row has of one signature."""
    for column, answer in list(zip(columns, record, strict=True))[1 if row_heads else 0 :]:
        if column.means is None or not column.asks:
            continue
        target = draft.signature_target(column.means, column.text)
        if target is not None:
            label = f"{record[0].text} – {column.text}" if row_heads else column.text
            draft.put(*target, Found(answer, label, column.means.score))
