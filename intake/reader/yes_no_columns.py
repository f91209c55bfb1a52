"""
Questions down the side of a table, each answered by a mark below 'Yes' or 'No'.

"For any of the children: | Yes | No | If yes, which child and what?" over a row
for each question. Read by the words of the question; what is written in the
last column is the answer where the question asks for words.
"""

from __future__ import annotations

from intake.reader.answers import Answer
from intake.reader.choices import is_mark
from intake.reader.document import TICKED, Piece
from intake.reader.labels import Label, clean, recognise
from intake.reader.statements import matter_of_consent
from intake.reader.unheaded import Unheaded
from intake.reader.views import View, mark_of, only_tick

_YES, _NO = frozenset({"yes", "y"}), frozenset({"no", "n"})
_FEWEST_CELLS, _MOST_CELLS = 3, 4
_DECIDED = frozenset({"disability", "interpreter"})
_TOLD = frozenset({"requirements", "disability_details"})


class YesNoColumns(Unheaded):
    """A walk as it meets questions beside columns for Yes and No."""

    def answered_below_yes_and_no(self, rows: list[list[View]], number: int) -> int:
        """Read such questions if row *number* heads them; return the number of the row after them."""
        if not _heads_yes_and_no(rows[number]):
            return number
        end = number + 1
        while end < len(rows) and _is_answered(rows[end], len(rows[number])):
            end += 1
        asked = [recognise(row[0].text) for row in rows[number + 1 : end]]
        if not any(means is not None and means.asks in _DECIDED | _TOLD for means in asked):
            return number
        for index, (row, means) in enumerate(zip(rows[number + 1 : end], asked, strict=True), number + 1):
            self.take_decision(row, means, index)
        self.draft.shut()
        return end

    def take_decision(self, row: list[View], means: Label | None, number: int) -> None:
        """One question with its answer, and what was written beside a yes; or a matter of consent with its answer."""
        statement = matter_of_consent(row[0].text)
        if statement is not None:
            self.draft.decide(statement, Answer([_as_boxes(row), *_written(row)], self.place(number)))
            return
        key = f"t{self.tables}r{number}"
        written = _written(row)
        self.draft.pair(row[0].text, means, Answer(_said(row, means), self.place(number), slot=True), row=key)
        if written and means is not None and means.asks in _DECIDED:
            more = Label("disability_details", "child") if means.asks == "disability" else None
            self.draft.pair(row[0].text, more, Answer(written, self.place(number), slot=True), row=key)


def _heads_yes_and_no(row: list[View]) -> bool:
    if not _FEWEST_CELLS <= len(row) <= _MOST_CELLS or any(v.cell.continues or v.marks for v in row):
        return False
    return clean(row[1].text) in _YES and clean(row[2].text) in _NO


def _is_answered(row: list[View], width: int) -> bool:
    """True for a question with marks or nothing below Yes and No."""
    if len(row) != width or not row[0].text or any(v.cell.continues or v.nested for v in row):
        return False
    if not all(v.blank or only_tick(v) or is_mark(v.text) for v in row[1:3]):
        return False
    return not row[0].marks


def _said(row: list[View], means: Label | None) -> list[list[Piece]]:
    """What the row says: the words of its last column where those are asked for, and else yes or no."""
    yes, no = (mark_of(v).kind == TICKED for v in row[1:3])
    written = _written(row)
    if written and (means is None or means.asks not in _DECIDED):
        return written
    if yes == no:
        return [[Piece("Yes / No")]] if yes else written
    return [[Piece("Yes" if yes else "No")]]


def _as_boxes(row: list[View]) -> list[Piece]:
    """Both columns as the boxes that other forms print: 'Yes [X] No [ ]'."""
    return [
        piece for view, word in zip(row[1:3], (" Yes ", " No "), strict=True) for piece in (Piece(word), mark_of(view))
    ]


def _written(row: list[View]) -> list[list[Piece]]:
    return [b.pieces for v in row[3:] for b in v.cell.paragraphs() if b.text.strip()]
