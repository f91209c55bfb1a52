"""
Tables of records: which rows below the column headings are records, and where they end.
"""

from __future__ import annotations

from intake.reader.answers import Answer, Column
from intake.reader.choices import is_mark
from intake.reader.column_heads import ColumnHeads
from intake.reader.draft_state import ONE
from intake.reader.labels import LONGEST, clean, recognise, recognise_exactly
from intake.reader.pieces import looks_like_prompt
from intake.reader.prompts import is_prompt
from intake.reader.views import (
    View,
    ethnic_cells,
    ethnic_marks,
    fills,
    first_line,
    only_italic,
    only_tick,
    starts_bold,
)
from intake.reader.vocabulary import ETHNIC_GROUPS

_OF_ETHNICITY = frozenset({"", "ethnicity", "ethnicity_code"})
_GROUPS = frozenset(ETHNIC_GROUPS)

_QUESTION_AND_ANSWER = 2
_BY_RULE = 0.9
_FEWEST_HINTS = 2
_NAMED = frozenset({"name", "given", "family", "outcome", "action"})
"""Columns whose answers are names or sentences, never a question of a form."""
_SIGNED = frozenset({"name", "print_name", "signed"})
_ELSEWHERE = frozenset({"assessment", "assessor", "lead", "consent", "plan", "elements", "views", "next_steps"})
"""Sections that no title within a table of records opens."""


def _asks_itself(text: str) -> bool:
    """True if the first cell of what could be a record is a question of the form, so that the records are done."""
    means = recognise_exactly(text) if len(text) <= LONGEST else None
    return means is not None and (bool(means.asks) or means.section in ("lead", "assessor", "consent"))


def _are_areas(columns: list[Column]) -> bool:
    """True for strengths and needs in columns of their own, beside what each row is about."""
    return {"strengths", "needs"} <= {c.asks for c in columns[1:]}


def _lists_family(column: Column) -> bool:
    """True for 'Family members' over the names of a table."""
    return column.means is not None and not column.asks and column.means.section in ("household", "parents")


def _is_answered(view: View) -> bool:
    """True for a cell with a question and its answer, 'Agencies: School, GP', below statements of consent."""
    return bool(view.parts) and bool(view.parts[0].label) and not view.parts[0].blank and not view.marks


def _ends_answers(row: list[View], live: list[View], columns: list[Column]) -> bool | None:
    """Whether a row ends a table of signatures, or of statements over Yes and No; None where it is neither."""
    asked = {c.asks for c in columns}
    if len(row) == len(columns) and not columns[0].text and "date" in asked and asked & _SIGNED:
        return False  # 'Signed by the worker' begins one more row of signatures
    if not {"yes", "no"} <= asked:
        return None
    if any(is_mark(v.text) or only_tick(v) for v in row[1:]):
        return False
    more = len(row) != len(columns) and any(not v.blank and not v.option for v in row[1:])
    return True if more or (len(live) == 1 and _is_answered(live[0])) else None


def _goes_on_asking(row: list[View], live: list[View], columns: list[Column]) -> bool:
    """True for a row that begins with a question, where the records begin with a name or have more cells."""
    first = live[0]
    if len(live) == _QUESTION_AND_ANSWER and len(row) < len(columns) and _asks_of_form(first):
        return True
    named = columns[0].asks in _NAMED or _lists_family(columns[0])
    return named and len(row) > 1 and first is row[0] and _asks_itself(first.text)


def _explains(live: list[View], below: list[list[View]]) -> bool:
    """True for a row of small print below heads of columns: by its words, or in italics over a row that is in none."""
    if all(looks_like_prompt(first_line(v.cell)) for v in live):
        return any(is_prompt(v.text) for v in live) or not _is_small_too(below)
    if len(live) < _FEWEST_HINTS or any(v.marks or not _is_italic(v) for v in live):
        return False
    written = [v for v in below[0] if not v.blank] if below else []
    return len(written) >= _FEWEST_HINTS and not any(map(_is_italic, written))


def _is_small_too(below: list[list[View]]) -> bool:
    """True if the row below is printed as small print is, too: in a table of small letters that tells nothing."""
    written = [v for v in below[0] if not v.blank] if below else []
    return bool(written) and all(looks_like_prompt(first_line(v.cell)) and not is_prompt(v.text) for v in written)


def _is_italic(view: View) -> bool:
    """True for a cell with nothing in it but italics."""
    return not view.nested and all(only_italic(block.pieces) for block in view.cell.paragraphs())


def _asks_of_form(view: View) -> bool:
    """True for what a form asks once, in whatever words: 'When is the next review?'."""
    means = recognise(view.text) if len(view.text) <= LONGEST else None
    return means is not None and means.asks in ONE and means.score >= _BY_RULE


def _asks_one(view: View) -> bool:
    """True for a cell that begins with a question of a form."""
    means = view.parts[0].means
    return means is not None and means.is_field and means.score >= 0.9


class Columns(ColumnHeads):
    """A walk as it looks for tables of records."""

    def record_rows(self, rows: list[list[View]], number: int) -> int:
        """Read a table of records if row *number* heads one; return the number of the row after it."""
        columns = self.header(rows, number)
        return number if columns is None else self.records(rows, number, columns)

    def records(self, rows: list[list[View]], number: int, columns: list[Column]) -> int:
        """Give the draft every record below the headings; return the number of the row after them."""
        index = number + 1
        above: dict[int, Answer] = {}
        records: list[tuple[Answer, ...]] = []
        headings: list[str] = []
        while index < len(rows):
            row = rows[index]
            live = [v for v in row if not v.blank]
            if index > number + 1 and self.ends_records(rows, index, columns):
                break
            if len(live) == 1 and fills(live[0], row) and len(columns) > 1:
                if records and not self.is_subheading(rows, index, columns):
                    break
                if not self.is_subheading(rows, index, columns) and not looks_like_prompt(first_line(live[0].cell)):
                    break
                self.flush(columns, records, headings)
                self.draft.subheading(live[0].text, recognise(live[0].text.split("\n")[0]))
                index += 1
                continue
            if live and not records and _explains(live, rows[index + 1 :]):
                index += 1
                continue
            record = self.record(row, columns, above, self.place(index))
            if any(not a.blank for a in record):
                records.append(record)
            index += 1
        self.flush(columns, records, headings)
        return index

    def flush(self, columns: list[Column], records: list[tuple[Answer, ...]], headings: list[str]) -> None:
        """Give the draft the records gathered so far."""
        self.draft.records(columns, list(records))
        records.clear()
        headings.clear()

    def is_subheading(self, rows: list[list[View]], index: int, columns: list[Column]) -> bool:
        """True for a title between the rows of one table of records, with rows of the same shape below it."""
        live = [v for v in rows[index] if not v.blank]
        means = live[0].means
        if not live[0].is_label or (means is not None and (means.asks or means.section in _ELSEWHERE)):
            return False
        below = next((r for r in rows[index + 1 :] if any(not v.blank for v in r)), None)
        return (
            below is not None
            and len(below) > 1
            and abs(len(below) - len(columns)) <= 1
            and not self.is_header_like(below)
        )

    def is_header_like(self, row: list[View]) -> bool:
        """True for a row of labels alone."""
        heads = [v for v in row if not v.blank]
        return len(heads) > 1 and all(v.is_label and self.is_certainly_label(v) for v in heads)

    def ends_records(self, rows: list[list[View]], index: int, columns: list[Column]) -> bool:
        """True if a row begins something else: other column headings, a question of its own."""
        row = rows[index]
        live = [v for v in row if not v.blank]
        if not live:
            return False
        known = _ends_answers(row, live, columns)
        if known is not None:
            return known
        if self.header(rows, index) is not None or self.answers_itself(row, columns):
            return True
        if len(row) == len(columns) and _are_areas(columns):
            return False
        if (len(live) > 1 and self.is_shaded_apart(rows, index)) or _goes_on_asking(row, live, columns):
            return True
        return self.bold_labels and self.asks_in_bold(row, live, columns)

    def asks_in_bold(self, row: list[View], live: list[View], columns: list[Column]) -> bool:
        """True for a row that begins with a question in bold, as the labels of this document are."""
        labels = [
            v for v in live if v.is_label and self.is_certainly_label(v) and starts_bold(v.cell) and v.means is not None
        ]
        first = live[0]
        if first.cell.column == 0 and first in labels and first.means is not None:
            asks = first.means.asks
            fewer = len(live) < len(columns) and len(row) != len(columns)
            if asks in ONE or asks in ("comment", "signed") or (asks in ("outcome", "review") and fewer):
                return True
            if asks and _parts_elsewhere(row, columns):
                return True
        beyond = [v for v in labels if v is not first or v.cell.column > 0]
        return len(row) > 1 and bool(beyond) and len(row) != len(columns)

    def is_shaded_apart(self, rows: list[list[View]], index: int) -> bool:
        """True for a row that begins with a shaded label, or is shaded all over, below a record that is not shaded."""
        live = [v for v in rows[index] if not v.blank]
        if not live[0].cell.shaded or rows[index - 1][0].cell.shaded:
            return False
        bar = all(v.cell.shaded for v in live) and not any(v.cell.shaded for v in rows[index - 1])
        return bar or (self.shaded_labels and live[0].is_label)

    def answers_itself(self, row: list[View], columns: list[Column]) -> bool:
        """True for a row of other cells than the records have, half of them questions with the answer below each."""
        live = [v for v in row if not v.blank]
        if len(row) == len(columns) or len(row) < 2:
            return False
        asked = [v for v in live if v.parts and v.parts[0].label and not v.parts[0].blank and _asks_one(v)]
        return bool(asked) and len(asked) * 2 >= len(live)

    def record(
        self, row: list[View], columns: list[Column], above: dict[int, Answer], place: str
    ) -> tuple[Answer, ...]:
        """One row by columns; a merged cell stands for each of its rows."""
        answers = []
        for number, column in enumerate(columns):
            views = [v for v in row if v.cell.column < column.end and v.cell.column + v.cell.span > column.start]
            if views and views[0].cell.continues and number in above:
                answers.append(above[number])
                continue
            # A label wider than its column reaches into the next: what begins there is the answer.
            begins = views[:1] if number == 0 else [v for v in views if v.cell.column >= column.start][:1]
            lines = [b.pieces for v in begins for b in v.cell.paragraphs() if b.pieces]
            answer = Answer(lines, place, slot=True)
            above[number] = answer
            answers.append(answer)
        return tuple(answers)

    def ethnic_rows(self, rows: list[list[View]], number: int) -> int:
        """Read a grid of ethnicities if one begins at row *number*; return the number of the row after it."""
        first = ethnic_cells(rows[number])
        if not first:
            return number
        end, cells = number, 0
        while end < len(rows) and not _asks_otherwise(rows[end]):
            here = ethnic_cells(rows[end])
            if not here and not all(
                v.blank or clean(v.text) in _GROUPS or clean(v.text) in ("ethnicity", "ethnic origin")
                for v in rows[end]
            ):
                break
            cells += len(here)
            end += 1
        if cells < 4:
            return number
        self.draft.ethnic_grid(list(ethnic_marks(rows[number:end])), self.place(number))
        return end


def _parts_elsewhere(row: list[View], columns: list[Column]) -> bool:
    """True for two cells that meet within a column of the table: a label with its answer, and no record of it."""
    return len(row) == _QUESTION_AND_ANSWER and row[1].cell.column not in {c.start for c in columns}


def _asks_otherwise(row: list[View]) -> bool:
    """True for 'UPN | not known' and 'First language | English': what is no ethnicity there is another question."""
    return any(v.is_label and v.means is not None and v.means.asks not in _OF_ETHNICITY for v in row)
