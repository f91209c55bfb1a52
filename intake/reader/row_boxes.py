"""
Boxes in a row of a table: before their words or behind them, in cells of their own.
"""

from __future__ import annotations

from intake.reader.answers import Answer
from intake.reader.choices import is_mark
from intake.reader.document import TICKED, Piece
from intake.reader.labels import Label, clean
from intake.reader.share_scope import scope_of
from intake.reader.statements import read_statement
from intake.reader.views import View, as_options, mark_of, only_options, only_tick, only_words, starts_bold
from intake.reader.vocabulary import YES_WORDS
from intake.reader.yes_no import is_initials
from intake.reader.yes_no_columns import YesNoColumns

_LABEL_AND_ANSWER = 2
_TYPED = frozenset({"x", "✓", "✔", "√"})
_TWO_WITH_BOXES = 4


class RowBoxes(YesNoColumns):
    """A walk as it meets boxes in a row."""

    def is_unticked(self, rows: list[list[View]], number: int) -> bool:
        """True for a statement of consent whose box stayed empty, in a table that has ticks before others."""
        row = rows[number]
        if len(row) != 2 or row[0].cell.continues or row[1].marks:
            return False
        if read_statement(row[1].text) is None and (self.draft.section != "consent" or scope_of(row[1].text) is None):
            return False
        return any(len(r) == 2 and (only_tick(r[0]) or is_mark(r[0].text)) for r in rows)

    def is_in_tick_list(self, rows: list[list[View]], number: int) -> bool:
        """True for words beside a cell to tick, ticked or not, below or above others of the same shape."""
        row = rows[number]
        draft = self.draft
        if not (draft.lists_requests or draft.lists_services or "route" in draft.seen) or not _may_be_ticked(row):
            return False
        same = [r for r in rows if len(r) == len(row) and r[-1].cell.column == row[-1].cell.column]
        used = any(not r[-1].blank for r in same) or draft.asks_to_tick
        return len(same) > 1 and used and all(map(_may_be_ticked, same))

    def boxes_before_words(self, row: list[View], index: int, place: str) -> bool:
        """True for boxes whose words stand in the cell behind them, and were taken with it."""
        view = row[index]
        if self.draft.initialled(view.text):
            return self.answers_behind(row, index, place)
        typed = index == 0 and len(row) == _LABEL_AND_ANSWER and self.is_typed_box(view)
        if (typed or only_tick(view)) and self.follows_its_box(row, index):
            mark = Piece("", TICKED) if typed else mark_of(view)
            self.draft.loose(Answer([[mark, Piece(f" {row[index + 1].text}")]], place))
            return True
        return only_options(view) and view.marks and self.answers_behind(row, index, place)

    def is_typed_box(self, view: View) -> bool:
        """True for an X alone in the first of two cells, among the consent: it ticks what stands behind it."""
        return self.draft.section == "consent" and view.text.strip().lower() in _TYPED

    def services_with_boxes(self, row: list[View], place: str, key: str) -> bool:
        """True for a row of a list of services, 'School [X] Housing [ ]', each with its box in the cell behind it."""
        if len(row) < _TWO_WITH_BOXES:
            return False
        if self.draft.lists_requests and _name_and_mark(row):
            asked = [[mark_of(row[i + 1]), Piece(f" {row[i].text}")] for i in range(0, len(row), 2) if row[i].text]
            self.draft.loose(Answer(asked, place))
            return True
        if not self.draft.lists_services:
            return False
        live = [v for v in row if not v.blank]
        words, boxes = live[::2], live[1::2]
        if len(live) < _TWO_WITH_BOXES or len(words) != len(boxes):
            return False
        if not all(only_words(w) and only_tick(b) for w, b in zip(words, boxes, strict=True)):
            return False
        for named, box in zip(words, boxes, strict=True):
            self.draft.tick_listed(named.text, self.answer_of([box], place), key)
        return True

    def answers_behind(self, row: list[View], index: int, place: str) -> bool:
        """True if the sentence that boxes answer stands in the cell behind them, and was taken as answered."""
        statement = read_statement(row[index + 1].text)
        if statement is None or row[index + 1].marks:
            return False
        self.draft.decide(statement, self.answer_of([row[index]], place))
        return True

    def follows_its_box(self, row: list[View], index: int) -> bool:
        """True if the words of a box to tick stand in the cell behind it, and no box of their own behind them."""
        beside = row[index + 1]
        behind = index and only_words(row[index - 1]) and not _boxes_lead(row)
        if beside.blank or beside.marks or beside.option or behind:
            return False
        return index + 2 >= len(row) or only_tick(row[index + 2]) or row[index + 2].blank

    def answer_of(self, views: list[View], place: str) -> Answer:
        """The answer that one or several cells give: words, or options with their marks in cells of their own."""
        if len(views) > 1 and any(v.option for v in views):
            return Answer([as_options(views)], place, slot=True)
        lines: list[list[Piece]] = []
        for view in views:
            lines.extend(block.pieces for block in view.cell.paragraphs() if block.pieces)
        return Answer(lines, place, slot=True)

    def initials_behind(self, row: list[View], index: int, taken: int) -> bool:
        """True for a sentence that somebody agreed to with initials in the cell behind it."""
        return (
            taken < len(row) and self.draft.initialled(row[taken].text) and read_statement(row[index].text) is not None
        )

    def names_in_bold(self, means: Label | None, rows: list[list[View]], number: int) -> bool:
        """True for a name in bold beside a question of whom not to tell, and no second head over two lists of names."""
        row, below = rows[number], [v for v in rows[number + 1] if not v.blank] if number + 1 < len(rows) else []
        if means is None or means.asks != "not_share_with" or len(row) != _LABEL_AND_ANSWER:
            return False
        if row[1].cell.shaded or self.asks_here(row[1]):
            return False
        return len(below) < _LABEL_AND_ANSWER or self.asks_here(below[0])

    def asks_here(self, view: View) -> bool:
        """True for a question, be it one among the consent alone."""
        if (view.means is not None and view.means.asks) or read_statement(view.text) is not None:
            return True
        return self.draft.of_the_section(view.text) is not None


def _name_and_mark(row: list[View]) -> bool:
    """True for names in every other cell, with a mark, a 'yes' or nothing in the cell behind each."""
    names, marks = row[::2], row[1::2]
    if len(names) != len(marks) or not all(v.blank or only_words(v) for v in names):
        return False
    return all(v.blank or only_tick(v) or is_mark(v.text) or clean(v.text) in YES_WORDS for v in marks)


def _boxes_lead(row: list[View]) -> bool:
    """True for '[X] | Family support | [ ] | Parent group': each box stands before its words."""
    boxes, names = row[::2], row[1::2]
    if not only_tick(boxes[0]) or len(boxes) != len(names):
        return False
    return all(v.blank or only_tick(v) for v in boxes) and all(v.blank or only_words(v) for v in names)


def _may_be_ticked(row: list[View]) -> bool:
    """True for plain words and behind them an empty cell, or one with a tick alone."""
    first, last = row[0], row[-1]
    if len(row) != _LABEL_AND_ANSWER or not only_words(first) or first.cell.shaded or starts_bold(first.cell):
        return False
    return last.blank or only_tick(last) or is_mark(last.text) or is_initials(last.text)
