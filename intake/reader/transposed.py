"""
Tables on their side: the questions down the first column, a person in each of the others.

"| | Parent/carer 1 | Parent/carer 2 |" over rows of questions, or a row of names
above rows of dates of birth and schools. Each column is one record.
"""

from __future__ import annotations

from intake.reader.answers import Answer, Column
from intake.reader.columns import Columns
from intake.reader.draft_state import NUMBERED_CHILD
from intake.reader.labels import Label, recognise
from intake.reader.parts import Part
from intake.reader.statements import read_statement
from intake.reader.targets import CHILD_ONLY, PERSON, SECTION_SUBJECT
from intake.reader.views import View

_OF_PEOPLE = (
    PERSON | CHILD_ONLY | {"service", "age", "pr", "signed", "print_name", "date", "comment", "strengths", "needs"}
)
_NAMES = frozenset({"name", "given", "worker", "service"})
_FEWEST_QUESTIONS = 2


def _is_person(means: Label | None, text: str) -> bool:
    """True for 'Parent/carer 2', 'Mother', 'Child 1', 'Lead professional': a person, and no question about one."""
    if NUMBERED_CHILD.match(text):
        return True
    if means is None or means.asks or (means.element and not means.about):
        return False
    return bool(means.about) or means.section in SECTION_SUBJECT


def _asks_of_people(view: View) -> bool:
    """True for a cell that is a question about persons, and no more."""
    return view.is_label and view.means is not None and view.means.asks in _OF_PEOPLE


class Transposed(Columns):
    """A walk as it looks for tables on their side."""

    def people_across(self, rows: list[list[View]], number: int) -> int:
        """Read a table on its side if one begins at row *number*; return the number of the row after it."""
        row = rows[number]
        heads = [v for v in row[1:] if not v.blank]
        if len(row) < 3 or len(heads) < 2 or any(v.nested or v.marks for v in row):
            return number
        if self.are_people(row):
            end = self.questions_below(rows, number + 1, len(row))
            if end - number - 1 >= _FEWEST_QUESTIONS:
                self.person_by_person(rows, number, end)
                return end
        elif self.names_a_person(row):
            end = self.questions_below(rows, number + 1, len(row))
            if end - number - 1 >= _FEWEST_QUESTIONS:
                self.as_records(rows, number, end)
                return end
        return number

    def are_people(self, row: list[View]) -> bool:
        """True for a row that heads its columns with persons, and its first cell with nothing or no question."""
        first = row[0]
        if not first.blank and first.means is not None and first.means.asks:
            return False
        heads = [v for v in row[1:] if not v.blank]
        return all(_is_person(recognise(v.text), v.text) for v in heads)

    def names_a_person(self, row: list[View]) -> bool:
        """True for 'Name' or 'Service' with names to the right of it, none of them a question."""
        first = row[0]
        if not first.is_label or first.means is None or first.means.asks not in _NAMES:
            return False
        return not any(self.is_certainly_label(v) or v.option for v in row[1:])

    def questions_below(self, rows: list[list[View]], start: int, width: int) -> int:
        """The number of the first row from *start* on that is no question about people with answers beside it."""
        end = start
        while end < len(rows):
            row = rows[end]
            first = row[0]
            if len(row) != width or not (_asks_of_people(first) or read_statement(first.text) is not None):
                break
            if any(self.is_certainly_label(v) and not v.option for v in row[1:]):
                break
            end += 1
        return end

    def answer_in(self, view: View, number: int) -> Answer:
        """What stands in one cell of such a table."""
        return Answer([b.pieces for b in view.cell.paragraphs() if b.pieces], self.place(number), slot=True)

    def person_by_person(self, rows: list[list[View]], number: int, end: int) -> None:
        """Each column is a block about the person at its head."""
        for index in range(1, len(rows[number])):
            head = rows[number][index]
            if head.blank:
                continue
            self.draft.heading(head.text, recognise(head.text), 5, self.place(number))
            for below in range(number + 1, end):
                first = rows[below][0]
                label = first.parts[0] if first.is_label else Part(first.text, None)
                answer = self.answer_in(rows[below][index], below)
                self.draft.pair(label.label, label.means, answer, row=f"t{self.tables}c{index}")
            self.draft.shut()

    def as_records(self, rows: list[list[View]], number: int, end: int) -> None:
        """Each column is a record, the questions down the side its headings."""
        block = rows[number:end]
        columns = [Column(i, i + 1, row[0].parts[0].label, row[0].means) for i, row in enumerate(block)]
        records = [
            tuple(self.answer_in(row[index], number + i) for i, row in enumerate(block))
            for index in range(1, len(rows[number]))
        ]
        self.draft.records(columns, [r for r in records if any(not a.blank for a in r)])
