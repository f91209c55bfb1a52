"""
A row of a table: labels and answers side by side, boxes and their words.
"""

from __future__ import annotations

from intake.reader.answers import Answer, Found
from intake.reader.child_rows import heads_child
from intake.reader.choices import is_mark
from intake.reader.document import (
    UNTICKED,
    Piece,
)
from intake.reader.labels import Label, clean, is_numbering, recognise, recognise_exactly
from intake.reader.part import Part
from intake.reader.prompts import is_for_office, tells_how
from intake.reader.row_boxes import RowBoxes
from intake.reader.statements import read_statement
from intake.reader.typed import find_yes_no
from intake.reader.views import (
    View,
    as_options,
    groups,
    in_brackets,
    is_plain_area,
    mark_of,
    only_italic,
    only_options,
    only_tick,
    starts_bold,
)
from intake.reader.vocabulary import SEX_WORDS, YES_WORDS
from intake.reader.waiting import LISTS, WORDS

_LONGEST_SERVICE, _LONGEST_QUESTION = 60, 130
_LABEL_AND_ANSWER, _NUMBERED = 2, 3
_WHOM = frozenset({"share_with", "not_share_with"})
_NAMING = _WHOM | {"services_requested"}
_LONGEST_TITLE = 60
_BY_RULE = 0.9


class Across(RowBoxes):
    """A walk as it goes across a row."""

    def across(self, rows: list[list[View]], number: int) -> None:
        """A row of labels and answers side by side."""
        row = rows[number]
        place = self.place(number)
        key = f"t{self.tables}r{number}"
        if self.services_with_boxes(row, place, key):
            return
        index = self.more_of_answer(row, number)
        while index < len(row):
            index = self.cell(rows, number, index, place, key)
        self.draft.leave_row()

    def cell(self, rows: list[list[View]], number: int, index: int, place: str, key: str) -> int:
        """One cell of a row, with those that belong to it; return the index of the next."""
        row = rows[number]
        view = row[index]
        if view.blank and index == 0 and self.is_unticked(rows, number):
            self.draft.loose(Answer([[Piece("", UNTICKED), Piece(f" {row[1].text}")]], place))
            return index + 2
        if view.blank or view.cell.continues or self.is_for_office(view):
            return index + 1
        begun = self.first_cell(rows, number, place, key) if index == 0 else 0
        if begun:
            return begun
        more = index + 1 < len(row)
        if more and self.boxes_before_words(row, index, place):
            return index + 2
        if view.option or (more and row[index + 1].option and is_mark(view.text)):
            return self.options(row, index, place)
        if view.is_label:
            return self.beside(rows, number, index, place, key)
        return self.inside(row, index, place, key)

    def first_cell(self, rows: list[list[View]], number: int, place: str, key: str) -> int:
        """How many cells were taken because of what the first is: a name for several rows, somebody who speaks."""
        row = rows[number]
        view = row[0]
        if self.names_rows(rows, number):
            self.draft.heading(view.text, view.means or recognise(view.text), 4, place)
            return 1
        if heads_child(row):
            self.draft.heading(view.text, view.means, 4, place)
            return 1
        if self.named_beside(row, place, key):
            return len(row)
        if self.numbered_question(row):
            self.draft.pair(row[1].text, recognise(row[1].text), self.answer_of(row[2:], place), row=key)
            return len(row)
        if not view.is_label and not view.option and self.names_whom(row):
            self.draft.pair(view.text, recognise(view.text), self.answer_of(row[1:], place), row=key)
            return len(row)
        return 0

    def numbered_question(self, row: list[View]) -> bool:
        """True for '1.6 | Telephone number of the family | 07700 900811', a question between its number and answer."""
        if len(row) != _NUMBERED or not is_numbering(row[0].text) or row[1].blank or row[1].marks or row[1].option:
            return False
        parts = row[1].parts
        whole = not parts or parts[0].blank or not parts[0].label or recognise(row[1].text) is not None
        return whole and not any(map(self.is_certainly_label, row[1:]))

    def is_for_office(self, view: View) -> bool:
        """True for a cell that the office fills in, which was noted and no more."""
        if not is_for_office(view.text):
            return False
        self.draft.note(view.text)
        return True

    def named_beside(self, row: list[View], place: str, key: str) -> bool:
        """True for a child's name beside what that child says, where the views are asked for, and which was taken."""
        if len(row) != 2 or not self.draft.voices or row[1].blank or row[0].marks or row[1].marks:
            return False
        named = self.draft.child_called(row[0].text)
        named = self.child_over(row[0].text) if named is None else named
        if named is None:
            return False
        self.draft.speak_of(named, ends=True)
        self.draft.pair(row[0].text, Label("comment", "child", score=0.95), self.answer_of(row[1:], place), row=key)
        return True

    def more_of_answer(self, row: list[View], number: int) -> int:
        """How many cells were taken as a further line of what the row above began to say: the first two, or none."""
        if len(row) < 2 or not row[0].blank or row[1].blank or row[1].marks:
            return 0
        alone = len(row) == _LABEL_AND_ANSWER
        begun = self.list_above(row[1], number) if alone else None
        own = row[1].is_label or any(part.label and part.means is not None for part in row[1].parts)
        if begun is None and not own and not row[0].cell.continues:
            begun = self.begun_above(self.place(number - 1), alone=alone)
        if begun is None or (len(row) > 2 and not (row[2].blank or row[2].is_label)):
            return 0
        if begun is not self.draft.last_address and not self.refuses(begun):
            begun.score = min(begun.score, 0.75)  # beside an empty cell it may also be what another label asked for
        begun.answer.goes_on(self.answer_of(row[1:2], self.place(number)).lines, self.place(number))
        return 2

    def refuses(self, begun: Found) -> bool:
        """True for the list of those who must not be told: one too many in it is safe."""
        return self.draft.one.get("consent.not_share_with") is begun

    def begun_above(self, place: str, *, alone: bool) -> Found | None:
        """The answer at *place* that a line below may go on with: an address, or words if nothing else stands there."""
        last, address = self.draft.last, self.draft.last_address
        if alone and last is not None and (last[1] in WORDS or last[1].startswith("elements.")):
            return last[2] if last[2].answer.ends_at(place) else None
        return address if address is not None and address.answer.ends_at(place) else None

    def list_above(self, view: View, number: int) -> Found | None:
        """The list of those agreed to or refused in the row above, if a short line below it may be one more of them."""
        last = self.draft.last
        if last is None or last[1] not in LISTS or not last[2].answer.ends_at(self.place(number - 1)):
            return None
        if len(view.text) > _LONGEST_SERVICE or read_statement(view.text) is not None:
            return None
        if any(part.label and part.lines for part in view.parts):
            return None  # 'Not to be shared with: Ann' below the list of those who may see it
        return last[2] if is_plain_area(view) or not view.is_label else None

    def names_rows(self, rows: list[list[View]], number: int) -> bool:
        """True for a cell beside several rows that names them: 'Our views' down the side of three questions."""
        row = rows[number]
        below = rows[number + 1] if number + 1 < len(rows) else []
        if len(row) < 3 or not below or not below[0].cell.continues:
            return False
        view, beside = row[0], row[1]
        if len(view.text) > 60 or view.marks or (view.means is not None and view.means.asks and not view.means.section):
            return False
        known = beside.parts[0].means if beside.parts and beside.parts[0].label else recognise_exactly(beside.text)
        return known is not None and known.is_field

    def options(self, row: list[View], index: int, place: str) -> int:
        """A run of option cells and mark cells that no label precedes: Male [ ] Female [X]."""
        end = index
        while end < len(row) and (row[end].option or row[end].blank or is_mark(row[end].text) or only_tick(row[end])):
            end += 1
        self.draft.loose(Answer([as_options(row[index:end])], place))
        return max(end, index + 1)

    def beside(self, rows: list[list[View]], number: int, index: int, place: str, key: str) -> int:
        """A label cell: its answer is in the cells to its right, up to the next label."""
        row = rows[number]
        view = row[index]
        label = view.parts[0].label
        # What stands beside 'Who may not see it?' names somebody, even if elsewhere it would be a label.
        here = self.draft.of_the_section(label)
        means = here if here is not None and here.asks == "not_share_with" else view.means or here
        asks_names = means is not None and means.asks in _NAMING
        beside = row[min(index + 1, len(row) - 1)]
        names = asks_names and (not starts_bold(beside.cell) or self.names_in_bold(means, rows, number))
        end = self.end_of_answer(row, index, names=names)
        if end > index + 1 and groups(view, row[index + 1]):
            end = index + 1
        if end == index + 1:
            if index == 0 and (self.names_area(row) or _opens_views(row)):
                self.draft.heading(label, means, 5, place)
            elif index == 0 and len(row) > 1:
                self.draft.row_heading(label, means, place, key)
            else:
                self.draft.heading(label, means, 6, place, pushes=False)
            return end
        if not names and self.holds_a_label(row[index + 1]):
            self.draft.row_heading(label, means, place, key)
            return index + 1
        written = _is_word_alone(row[index + 1 : end]) and not _offers_more(rows[number + 1 : number + 2])
        answer = self.answer_of(row[index + 1 : end][: 1 if written else None], place)
        more = end < len(row) and not (row[end].blank or self.is_certainly_label(row[end]) or row[end].cell.continues)
        more = more or (written and clean(row[index + 1].text) in YES_WORDS)
        self.draft.pair(label, means, answer, row=key, doubt=more)
        return end

    def names_area(self, row: list[View]) -> bool:
        """True for the title of an area of the assessment that takes most of its row, beside its score."""
        first = row[0]
        wide = len(row) > 1 and first.cell.span > sum(v.cell.span for v in row[1:])
        return wide and first.means is not None and bool(first.means.element) and not first.means.asks

    def end_of_answer(self, row: list[View], index: int, *, names: bool) -> int:
        """The index behind the cells that answer the label at *index*; any cell answers one that asks for *names*."""
        end = index + 1
        if end < len(row) and (names or not self.is_certainly_label(row[end]) or only_options(row[end])):
            end += 1
        while end < len(row) and (row[end].blank or _goes_on_choosing(row[index + 1], row[end])):
            end += 1
        return end

    def holds_a_label(self, view: View) -> bool:
        """True for a cell with a label and its answer: what stands before it heads the row."""
        if not view.parts or not view.parts[0].label or view.parts[0].means is None:
            return False
        return not view.is_label and not view.option and self.is_certainly_label(view)

    def inside(self, row: list[View], index: int, place: str, key: str) -> int:
        """A cell with a label and its answer in it, or an answer without a label."""
        view = row[index]
        taken = index + 1
        for number, part in enumerate(view.parts):
            answer = Answer(part.lines, place, slot=part.slot)
            if part.label:
                last = number == len(view.parts) - 1
                if last and not part.slot and self.answered_behind(part, row, taken):
                    answer = self.answer_of(row[taken : taken + 1], place)
                    taken += 1
                self.draft.pair(part.label, part.means, answer, row=key)
            elif self.initials_behind(row, index, taken) or self.is_statement(view, row, taken):
                return self.statement_beside(row, index, taken, place, key)
            elif index == 0 and self.names_beside(view, row, place, key):
                return taken + 1
            else:
                self.without_label(row, index, answer, key)
        return taken

    def without_label(self, row: list[View], index: int, answer: Answer, key: str) -> None:
        """Words without a label in a cell: boxes, a title of the row, or an answer."""
        text = row[index].text
        if answer.has_boxes:
            for line in answer.lines:
                self.draft.loose(Answer([line], answer.place))
        elif index == 0 and len(row) > 1 and row[1].parts and row[1].parts[0].label and not _is_answered(answer):
            self.draft.row_heading(text, recognise(text), answer.place, key)
        else:
            self.draft.loose(answer)

    def names_whom(self, row: list[View]) -> bool:
        """True for a question, in plain words, of whom to tell or not to tell, with names in the cell behind it."""
        asked = row[0]
        plain = len(asked.parts) == 1 and not asked.parts[0].label and len(asked.text) < _LONGEST_QUESTION
        if not plain or len(row) != 2 or asked.marks or row[1].blank or row[1].marks or row[1].is_label:
            return False
        means = recognise(asked.text)
        return means is not None and means.asks in _WHOM and read_statement(asked.text) is None

    def names_beside(self, view: View, row: list[View], place: str, key: str) -> bool:
        """True for a plain question of whom to share with or not, over its two cells, and which was taken."""
        live = [v for v in row if not v.blank]
        if len(live) != _LABEL_AND_ANSWER or live[1].marks or self.is_certainly_label(live[1]):
            return False
        means = recognise(view.text)
        named = self.draft.about_the_child(view.text) if means is None and len(view.text) < _LONGEST_TITLE else None
        if named is None and (means is None or not self.names_or_signs(means)):
            return False
        means = means or named
        self.draft.pair(view.text, means, self.answer_of(live[1:], place), row=key)
        return True

    def names_or_signs(self, means: Label) -> bool:
        """True for a question of whom to tell, and among the consent of who agreed: nobody else is named there."""
        if means.asks in _NAMING:
            return True
        return self.draft.section == "consent" and means.asks == "print_name" and means.score >= _BY_RULE

    def answered_behind(self, part: Part, row: list[View], taken: int) -> bool:
        """True for a label with nothing but small print behind it, whose answer is in the cell at *taken*."""
        if taken >= len(row) or self.is_certainly_label(row[taken]):
            return False
        if part.blank:
            return True
        small_print = all(
            (only_italic(line) and not _signs(part)) or in_brackets(line) or tells_how("".join([p.text for p in line]))
            for line in part.lines
        )
        return small_print and not row[taken].blank

    def statement_beside(self, row: list[View], index: int, taken: int, place: str, key: str) -> int:
        """A statement with the boxes in the cells behind it; return the index behind those."""
        end = taken
        if self.initials_behind(row, index, taken):
            self.draft.statement(row[index].text, self.answer_of([row[taken]], place), key)
            return taken + 1
        while end < len(row) and (
            row[end].option or row[end].blank or is_mark(row[end].text) or only_tick(row[end]) or only_options(row[end])
        ):
            end += 1
        worded = any(v.option or only_options(v) for v in row[taken:end])
        marks = (
            self.answer_of(row[taken:end], place) if worded else Answer([[mark_of(v) for v in row[taken:end]]], place)
        )
        asked, listed = _statement_and_list(row[index])
        self.draft.statement(asked, marks, key)
        if listed:
            self.draft.loose(Answer(listed, place))
        return end

    def is_statement(self, view: View, row: list[View], following: int) -> bool:
        """True for words with boxes or Yes and No in the cells beside them."""
        if view.marks or following >= len(row):
            return False
        after = row[following:]
        return (
            all(
                v.blank or v.option or is_mark(v.text) or only_tick(v) or only_options(v) or v.cell.continues
                for v in after
            )
            or after[0].option
            or only_options(after[0])
        )


def _statement_and_list(view: View) -> tuple[str, list[list[Piece]]]:
    """'I agree to sharing with the services listed below:' and, on the lines below it in its cell, the services."""
    first, *below = [block.pieces for block in view.cell.paragraphs() if block.pieces] or [[]]
    text = "".join([p.text for p in first]).strip()
    names = ["".join([p.text for p in line]).strip() for line in below]
    statement = read_statement(text) if names else None
    if statement is None or not statement.lists or any(len(n) > _LONGEST_SERVICE or read_statement(n) for n in names):
        return view.text, []
    return text, below


def _opens_views(row: list[View]) -> bool:
    """True for 'Comments' beside nothing: who says what stands in the rows below it."""
    means = row[0].means
    alone = len(row) > 1 and all(v.blank for v in row[1:])
    return alone and means is not None and not means.about and (means.section == "views" or means.asks == "comment")


def _is_word_alone(views: list[View]) -> bool:
    """True for 'No' with nothing but empty cells behind it: somebody wrote it, as no form offers that word alone."""
    return len(views) > 1 and views[0].option and not any(v.marks or not v.blank for v in views[1:])


def _offers_more(below: list[list[View]]) -> bool:
    """True for a row with another word to choose and no question before it: the choice goes on from the row above."""
    live = [v for v in below[0] if not v.blank] if below else []
    return bool(live) and live[0].option


def _signs(part: Part) -> bool:
    """True for a label beside which somebody signs: names are written there in italics too."""
    means = part.means
    return means is not None and (means.asks in ("signed", "print_name", "name") or means.section.startswith("sign_"))


def _is_answered(answer: Answer) -> bool:
    """True for 'Male / Female' without a question before it, and for a sentence of consent over its Yes and No."""
    choice = answer.choice()
    if choice is None:
        first, _, last = answer.text.rpartition("\n")
        return bool(first) and find_yes_no(last) is not None and read_statement(first) is not None
    if choice.asked:
        return len(choice.options) > 1 and read_statement(choice.asked) is not None
    return sum(clean(o.text) in SEX_WORDS for o in choice.options) > 1


def _goes_on_choosing(first: View, other: View) -> bool:
    """True for one more option, or the mark of one, of the choice that begins in the cell *first*."""
    if other.option:
        return True
    return (is_mark(other.text) or only_tick(other)) and (first.option or first.blank or only_tick(first))
