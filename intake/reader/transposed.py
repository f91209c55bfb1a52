"""
Tables on their side: the questions down the first column, a person in each of the others.

"| | Parent/carer 1 | Parent/carer 2 |" over rows of questions, or a row of names
above rows of dates of birth and schools. Each column is one record.
"""

from __future__ import annotations

import re
from functools import lru_cache

from intake.reader.answers import Answer, Column
from intake.reader.by_child import headed_child
from intake.reader.child_rows import answers_itself, ask_alike
from intake.reader.choices import is_mark
from intake.reader.counted_children import NUMBERED_CHILD, ORDINAL_CHILD, counted_child
from intake.reader.document import TICKED, UNTICKED, Piece
from intake.reader.half_by_half import HalfByHalf
from intake.reader.labels import LONGEST, Label, clean, recognise, recognise_area
from intake.reader.part import Part
from intake.reader.persons import CHILD_ONLY, PERSON, SECTION_SUBJECT
from intake.reader.statements import read_statement
from intake.reader.together import told_apart
from intake.reader.typed import find_date
from intake.reader.views import View
from intake.reader.whose import question_and_option

_OF_PEOPLE = (
    PERSON | CHILD_ONLY | {"service", "age", "pr", "signed", "print_name", "date", "comment", "strengths", "needs"}
)
_FACTS = _OF_PEOPLE - {"comment", "strengths", "needs", "signed", "print_name", "date"}
_OF_SERVICES = frozenset({"name", "worker", "organisation", "telephone", "contact", "email", "address", "role"})
_NAMES = frozenset({"name", "given", "worker", "service"})
_FEWEST_QUESTIONS, _LONGEST_AREA = 2, 70
_LABEL_AND_ANSWER = 2
_FULL_NAME = re.compile(r"[A-Z][\w'’-]+(?: [A-Z][\w'’-]+){1,3}")


def _is_person(text: str) -> bool:
    """True for 'Parent/carer 2', 'Mother', 'Child 1', 'Lead professional': a person, and no question about one."""
    # Only what is short enough for a label is remembered, so that nothing which a family wrote is.
    return _names_person(text) if len(text) <= LONGEST else _is_numbered(text)


def _is_numbered(text: str) -> bool:
    return NUMBERED_CHILD.match(text) is not None or ORDINAL_CHILD.match(text) is not None


@lru_cache(maxsize=1024)
def _names_person(text: str) -> bool:
    if _is_numbered(text):
        return True
    means = recognise(text)
    if means is None or means.asks or (means.element and not means.about):
        return False
    return bool(means.about) or means.section in SECTION_SUBJECT


def _asks_of_people(view: View) -> bool:
    """True for a cell that is a question about persons, or an element of the assessment, and no more."""
    if question_and_option(view.text) is not None or read_statement(view.text) is not None:
        return True
    return view.is_label and view.means is not None and (view.means.asks in _OF_PEOPLE or bool(view.means.element))


def _is_area(view: View) -> bool:
    """True for an element of the assessment, and no other question."""
    return view.means is not None and bool(view.means.element) and not view.means.asks


def _names_area(text: str) -> bool:
    """True for what is an area of the assessment by its words, among others that the vocabulary has."""
    area = recognise_area(text) if len(text) < _LONGEST_AREA else None
    return area is not None and bool(area.element)


def _as_choice(options: list[tuple[str, View]]) -> list[Piece]:
    """The options of a question that has a row for each: 'Male [ ] Female [X]'."""
    marked = [(name, any(p.kind == TICKED for p in _marks(view)) or is_mark(view.text)) for name, view in options]
    return [p for name, on in marked for p in (Piece("", TICKED if on else UNTICKED), Piece(f" {name} "))]


def _marks(view: View) -> list[Piece]:
    return [p for block in view.cell.paragraphs() for p in block.pieces]


def _below(heads: list[View], row: list[View], index: int) -> list[View]:
    """The cells of a row below the head number *index*."""
    if len(row) == len(heads):
        return [row[index]]
    if len(row) == _LABEL_AND_ANSWER:
        return [row[min(index, 1)]]  # one answer for everybody
    cell = heads[index].cell
    return [v for v in row if cell.column <= v.cell.column < cell.column + cell.span]


def _stand_below(heads: list[View], row: list[View]) -> bool:
    """True if every head has cells of its own below it, the first a single one; or all but the first share one."""
    if len(row) == _LABEL_AND_ANSWER and row[1].cell.column == heads[1].cell.column:
        return row[1].cell.span >= heads[-1].cell.column + heads[-1].cell.span - heads[1].cell.column
    edges = {head.cell.column for head in heads}
    starts = {v.cell.column for v in row}
    return edges <= starts and len(_below(heads, row, 0)) == 1 and len(row) > len(heads)


_OF_PLAN = frozenset({"action", "who", "when", "outcome", "measure", "progress"})
_ACTION = re.compile(
    r"(?:action|step|goal|outcome|objective|priority)s? (?:\d{1,2}|[a-h]|one|two|three|four|five|six|seven|eight)"
)


_COUNTED = re.compile(r"(?:agency|service|professional|worker|practitioner|person)? ?(?:no )?\d{1,2}")


def _counts_services(heads: list[View], columns: list[Column]) -> bool:
    """True for 'Professional 1 | Professional 2' over 'Service': who helps is asked below."""
    return any(c.asks == "service" for c in columns) and all(_COUNTED.fullmatch(clean(v.text)) for v in heads)


class Transposed(HalfByHalf):
    """A walk as it looks for tables on their side."""

    def people_across(self, rows: list[list[View]], number: int) -> int:
        """Read a table on its side if one begins at row *number*; return the number of the row after it."""
        row = rows[number]
        if self.are_blocks(row) and (end := self.block_by_block(rows, number)) > number:
            return end
        heads = [v for v in row[1:] if not v.blank]
        if len(row) < 3 or len(heads) < 2 or any(v.nested or v.marks for v in row):
            return number
        if self.are_people(row):
            end = self.questions_below(rows, number, others=True)
            if end - number - 1 < _FEWEST_QUESTIONS:
                return self.of_each_child(rows, number)
            self.person_by_person(rows, number, end)
            return end
        if self.names_a_person(row) or self.begins_with_names(rows, number):
            end = self.questions_below(rows, number)
            if end - number - 1 >= _FEWEST_QUESTIONS:
                self.as_records(rows, number, end)
                return end
        elif self.names_services(rows, number):
            end = self.questions_below(rows, number)
            self.as_records(rows, number, end, asks="service")
            return end
        return number

    def actions_across(self, rows: list[list[View]], number: int) -> int:
        """Read a plan on its side if one begins at row *number*, an action in each column; the row after it."""
        if not self.counts_actions(rows[number]):
            return number
        end = self.questions_of_plan(rows, number)
        if end - number - 1 < _FEWEST_QUESTIONS:
            return number
        self.as_records(rows, number, end, asks="", facts=_OF_PLAN)
        return end

    def counts_actions(self, row: list[View]) -> bool:
        """True for '(blank) | Action 1 | Action 2', the actions of a plan side by side."""
        return row[0].blank and all(_ACTION.fullmatch(clean(v.text)) is not None for v in row[1:])

    def questions_of_plan(self, rows: list[list[View]], number: int) -> int:
        """The row after the last question of a plan below the heads in row *number*."""
        end = number + 1
        while end < len(rows) and len(rows[end]) == len(rows[number]) and not rows[end][0].blank:
            means = rows[end][0].means or recognise(rows[end][0].text)
            if means is None or means.asks not in _OF_PLAN:
                break
            end += 1
        return end

    def names_services(self, rows: list[list[View]], number: int) -> bool:
        """True for 'GP | School nurse | Dentist' over what is asked about each, among the services."""
        if self.draft.section != "services" or not rows[number][0].blank or any(v.option for v in rows[number]):
            return False
        below = rows[number + 1 : self.questions_below(rows, number)]
        asked = {r[0].means.asks for r in below if r[0].means is not None}
        return len(asked & _OF_SERVICES) >= _FEWEST_QUESTIONS

    def of_each_child(self, rows: list[list[View]], number: int) -> int:
        """Read one question below columns for each child: '(blank) | Child 1 | Child 2'; the row after it."""
        named = [headed_child(self.draft, v.text) for v in rows[number][1:]]
        children = [child for child in named if child is not None]
        end = self.questions_below(rows, number)
        if not rows[number][0].blank or len(set(children)) < len(named) or end == number + 1:
            return number
        for index, child in enumerate(children, 1):
            self.draft.speak_of(child)
            for below in range(number + 1, end):
                part = rows[below][0].parts[0]
                self.draft.pair(part.label, part.means, self.answer_in(rows[below][index], below))
            self.draft.shut()
        self.draft.speak_of_all()
        return end

    def children_over_columns(self, rows: list[list[View]], number: int) -> int:
        """Read rows of areas below children who each have columns of their own; the number of the row after them."""
        heads = rows[number]
        if not heads[0].blank:
            return number
        named = [i for i, v in enumerate(heads) if not v.blank]
        children = [self.child_over(heads[i].text) for i in named]
        told = None not in children and len(set(children)) == len(named)
        if len(named) < 2 or number + 2 >= len(rows) or not told:
            return number
        asked = rows[number + 1]
        below = [_below(heads, asked, i) for i in named]
        if len(asked) == len(heads) or any(len(views) < 2 or not all(v.is_label for v in views) for views in below):
            return number
        end = number + 2
        while end < len(rows) and len(rows[end]) == len(asked) and not rows[end][0].blank:
            end += 1
        for child, views in zip(children, below, strict=True):
            self.draft.speak_of(child, ends=True)
            columns = [Column(0, heads[0].cell.column + heads[0].cell.span, "", None)]
            columns += [Column(v.cell.column, v.cell.column + v.cell.span, *self.head_of(v)) for v in views]
            records = [self.record(rows[i], columns, {}, self.place(i)) for i in range(number + 2, end)]
            self.draft.records(columns, records)
        self.draft.speak_of_all()
        return end

    def child_over(self, text: str) -> int | None:
        """The child whom a head names, or tells by number: 'Child 2'."""
        number = counted_child(text)
        if number is None or len(self.draft.children) < 2:
            return self.draft.named_child(text)
        return number if number < len(self.draft.children) else None

    def are_blocks(self, row: list[View]) -> bool:
        """True for a row of persons, each over columns of its own: 'Mum | Dad' over two labels with two answers."""
        if len(row) < 2 or not _is_person(row[0].text) or any(v.blank or v.nested or v.marks for v in row):
            return False
        return all(_is_person(v.text) for v in row[1:])

    def block_by_block(self, rows: list[list[View]], number: int) -> int:
        """Each column is a small form about the person at its head; return the row after them, or *number*."""
        heads = rows[number]
        edges = [v.cell.column for v in heads]
        end = number + 1
        while end < len(rows) and self.divides(rows[end], heads):
            end += 1
        if end == number + 1 or not any(
            v.nested or len(r) > len(heads) or answers_itself(v) for r in rows[number + 1 : end] for v in r
        ):
            return number
        for index, head in enumerate(heads):
            start, stop = edges[index], edges[index + 1] if index + 1 < len(edges) else None
            self.draft.heading(head.text, recognise(head.text), 5, self.place(number))
            part = [
                [v for v in row if v.cell.column >= start and (stop is None or v.cell.column < stop)]
                for row in rows[number + 1 : end]
            ]
            self.rows_of_block(part)
            self.draft.shut()
        if NUMBERED_CHILD.match(heads[-1].text) or ORDINAL_CHILD.match(heads[-1].text):
            self.draft.speak_of_all()
        return end

    def divides(self, row: list[View], heads: list[View]) -> bool:
        """True for a row in which each head has cells of its own: a label with an answer, or a table."""
        starts = {v.cell.column for v in row}
        if not all(h.cell.column in starts for h in heads):
            return False
        if len(row) == len(heads):
            return all(v.nested for v in row if not v.blank) or ask_alike(row)
        return len(row) >= 2 * len(heads)

    def are_people(self, row: list[View]) -> bool:
        """True for a row that heads its columns with persons, and its first cell with nothing or no question."""
        first = row[0]
        asks = first.means.asks if not first.blank and first.means is not None else ""
        heads = [v for v in row[1:] if not v.blank]
        if asks not in _NAMES and self.are_children(heads):
            return True
        return not asks and all(_is_person(v.text) for v in heads)

    def are_children(self, heads: list[View]) -> bool:
        """True for the names of several children that the form has told before."""
        named = [self.draft.named_child(v.text) for v in heads]
        return None not in named and len(set(named)) == len(heads)

    def names_a_person(self, row: list[View]) -> bool:
        """True for 'Name' or 'Service' with names to the right of it, none of them a question."""
        first = row[0]
        if not first.is_label or first.means is None or first.means.asks not in _NAMES:
            return False
        return not any(self.is_certainly_label(v) or v.option for v in row[1:])

    def begins_with_names(self, rows: list[list[View]], number: int) -> bool:
        """True for names of children, not told before, over their dates of birth: '(blank) | Ada Kerr | Ben Kerr'."""
        row = rows[number]
        if not row[0].blank or self.draft.names_children or self.draft.section not in ("", "child", "children"):
            return False
        if not all(_FULL_NAME.fullmatch(v.text) and recognise(v.text) is None for v in row[1:]):
            return False
        below = rows[number + 1 : self.questions_below(rows, number)]
        born = [r for r in below if r[0].means is not None and r[0].means.asks in ("dob", "edd")]
        return len(born) == 1 and all(find_date(v.text) is not None for v in born[0][1:])

    def questions_below(self, rows: list[list[View]], number: int, *, others: bool = False) -> int:
        """
        The row after the last question about people with answers beside it, below the heads in row *number*.

        With *others*, other questions may stand between them, and several cells below one head.
        """
        heads = rows[number]
        end = last = number + 1
        while end < len(rows):
            row = rows[end]
            first = row[0]
            known = _asks_of_people(first) or (last > number + 1 and first.is_label and _names_area(first.text))
            fits = len(row) == len(heads) or (others and _stand_below(heads, row))
            if not fits or first.blank or not (known or (others and first.is_label)):
                break
            if any(self.is_certainly_label(v) and not v.option for v in row[1:]):
                break
            if known:
                last = end + 1
            end += 1
        return last

    def answer_in(self, view: View, number: int) -> Answer:
        """What stands in one cell of such a table."""
        return Answer([b.pieces for b in view.cell.paragraphs() if b.pieces], self.place(number), slot=True)

    def person_by_person(self, rows: list[list[View]], number: int, end: int) -> None:
        """Each column is a block about the person at its head."""
        known = len(self.draft.children)
        heads = [v for v in rows[number][1:] if not v.blank]
        children = self.are_children(heads) or all(counted_child(v.text) is not None for v in heads)
        areas = sum(_is_area(row[0]) for row in rows[number + 1 : end]) >= _FEWEST_QUESTIONS
        for index in range(1, len(rows[number])):
            head = rows[number][index]
            if head.blank:
                continue
            self.draft.heading(head.text, recognise(head.text), 5, self.place(number))
            if areas:
                self.draft.section = "elements"
            self.one_person(rows, number + 1, end, index)
            self.draft.shut()
        if children or len(self.draft.children) > known:
            self.draft.speak_of_all()

    def one_person(self, rows: list[list[View]], start: int, end: int, index: int) -> None:
        """The answers in one column, and the options ticked in it where each option has a row of its own."""
        options: dict[str, list[tuple[str, View]]] = {}
        for below in range(start, end):
            first = rows[below][0]
            views = _below(rows[start - 1], rows[below], index)
            view = views[0]
            asked = question_and_option(first.text)
            if asked is not None:
                options.setdefault(asked[0], []).append((asked[1], view))
                continue
            label = first.parts[0] if first.is_label else Part(first.text, None)
            means = label.means
            if means is not None and means.element and self.draft.section == "elements":
                means = Label(element=means.element, score=means.score)  # 'Feelings' may also be what somebody says
            answer = self.answer_in(view, below) if len(views) == 1 else self.answer_of(views, self.place(below))
            told = told_apart(label.label, answer.text) if means is None else []
            for part, said in told:
                one = Answer([[Piece(said)]], answer.place, slot=True)
                self.draft.pair(part, recognise(part), one, row=f"t{self.tables}c{index}")
            if not told:
                self.draft.pair(label.label, means, answer, row=f"t{self.tables}c{index}")
        for question, named in options.items():
            answer = Answer([_as_choice(named)], self.place(start), slot=True)
            self.draft.pair(question, recognise(question), answer, row=f"t{self.tables}c{index}")

    def answer_of(self, views: list[View], place: str) -> Answer:
        """The answer that several cells give; the walk across a row knows how."""
        raise NotImplementedError

    def as_records(
        self, rows: list[list[View]], number: int, end: int, *, asks: str = "name", facts: frozenset[str] = _FACTS
    ) -> None:
        """Each column is a record, the questions down the side its headings; *asks* is what an unasked head is."""
        block = list(enumerate(rows[number:end], number))
        fixed = [(i, row) for i, row in block if row[0].means is not None and row[0].means.asks in facts]
        columns = [Column(i, i + 1, row[0].parts[0].label, row[0].means) for i, (_, row) in enumerate(fixed)]
        counted = asks == "service" and _counts_services(rows[number][1:], columns)
        if rows[number][0].blank and not counted:
            columns.insert(0, Column(-1, 0, "", Label(asks, score=0.9)))
            fixed.insert(0, (number, rows[number]))
        known = len(self.draft.children)
        people = range(1, len(rows[number]))
        records = [tuple(self.answer_in(row[index], i) for i, row in fixed) for index in people]
        self.draft.records(columns, [r for r in records if any(not a.blank for a in r)])
        if len(self.draft.children) - known != len(people):
            return
        for index in people:
            self.draft.scope = known + index - 1
            for i, row in block:
                if (i, row) not in fixed and row[0].parts:
                    part = row[0].parts[0]
                    self.draft.pair(part.label or row[0].text, part.means, self.answer_in(row[index], i))
        self.draft.scope = None
