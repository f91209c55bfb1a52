"""
The walk through a document: from blocks to headings, answers and tables of records.

Decides by geometry which answer belongs to which label: in the same cell, to
the right, below, in a column under its heading. What a label means where it
stands is decided by the draft that the walk fills (`intake.reader.draft`).
"""

from __future__ import annotations

from intake.reader.answers import Answer
from intake.reader.cards import are_cards, is_consent_beside_title, with_title_apart
from intake.reader.cards_alike import with_cards_alike
from intake.reader.deciding import Deciding
from intake.reader.document import (
    EMPTY,
    FIELD,
    TICKED,
    UNTICKED,
    Block,
    Paragraph,
    Piece,
    Table,
)
from intake.reader.hints import join_heads, title_in_note, without_hints
from intake.reader.labels import clean, recognise, recognise_area, recognise_exactly
from intake.reader.leaves import names_service
from intake.reader.note_boxes import is_note_box, note_lines
from intake.reader.part import Part
from intake.reader.part_heads import headings_again
from intake.reader.parts import split_cell, split_paragraph
from intake.reader.pieces import looks_like_prompt
from intake.reader.plain_labels import plain_labels
from intake.reader.plain_titles import heads_empty_cells, numbered_bar, shaded_title
from intake.reader.questions_and_answers import with_questions
from intake.reader.side_by_side import names_what_follows, over_documents
from intake.reader.signatures_across import signatures_across
from intake.reader.statements import read_statement
from intake.reader.views import (
    View,
    all_bold,
    fills,
    is_plain_area,
    mark_of,
    starts_bold,
)
from intake.reader.waiting import LISTS
from intake.reader.whole_labels import with_whole_labels
from intake.reader.yes_no import is_initials

_LONGEST_QUESTION = 14
_LONGEST_AREA = 60
_WORD_FOR_WORD = 0.93
"""The least score of a label that has the words of the vocabulary, if not in their order."""


class Walk(Deciding):
    """One document being walked; `draft` has what was found when it ends."""

    def run(self) -> None:
        """Walk the whole document, what stands in the margins of its pages before and after the rest."""
        self.draft.asked_again = headings_again(self.document)
        self.margin(self.document.headers)
        self.blocks(self.document.blocks)
        self.margin(self.document.footers)
        self.draft.close()

    def margin(self, blocks: list[Block]) -> None:
        """Page headers or footers: details that some forms print there, among much that says nothing of the child."""
        draft = self.draft
        known = (draft.section, draft.subject, draft.signer, draft.section_title, self.tables)
        draft.shut()
        draft.section = draft.subject = draft.signer = draft.listing = ""
        draft.section_title, draft.margin = "Page header or footer", True
        for block in blocks:
            if isinstance(block, Table):
                self.table(block)
            elif any(part.label and not part.blank for part in split_paragraph(block)):
                self.paragraph(block)
        draft.shut()
        draft.margin = False
        draft.section, draft.subject, draft.signer, draft.section_title, self.tables = known

    def blocks(self, blocks: list[Block]) -> None:
        """Walk blocks in their order."""
        for block, following in zip(blocks, [*blocks[1:], None], strict=True):
            if isinstance(block, Paragraph):
                self.before_table = isinstance(following, Table) and not following.tabbed
                self.before_field = isinstance(following, Paragraph) and _is_field(following)
                self.paragraph(block)
            else:
                self.table(block)

    def table(self, table: Table) -> None:
        """A table, row by row."""
        if table.text_box:
            self.text_box(table)
            return
        self.page = table.number or self.page
        self.tables += not table.tabbed
        self.stands = table.stands
        rows = [[self.view(cell) for cell in row] for row in table.rows]
        if is_note_box(rows, among_consent=self.draft.section == "consent"):
            for line in note_lines(rows):
                self.draft.note(line)
            return
        if self.bold_labels:
            self.plain_labels = plain_labels(rows)
        with_questions(rows)
        with_whole_labels(rows)
        without_hints(rows)
        join_heads(rows)
        with_cards_alike(rows)
        number = 0
        while number < len(rows):
            number = self.step(rows, number)
        if table.stands:
            self.tables += table.stands[-1][0]
            self.stands = ()
        self.draft.end_table()

    def text_box(self, table: Table) -> None:
        """A text box: the answer that the label before it waits for, or a small document of its own."""
        blocks = table.rows[0][0].blocks
        first = next((b for b in blocks if isinstance(b, Paragraph) and b.text.strip()), None)
        if first is not None:
            means = recognise(first.text.strip().split("\n")[0])
            if means is not None and (means.section == "ignore" or means.asks == "office"):
                return
        own = first is not None and (all_bold(first.pieces) or any(p.label for p in split_paragraph(first)[:1]))
        if self.draft.awaits_text and not own and not any(isinstance(b, Table) for b in blocks):
            for block in blocks:
                if isinstance(block, Paragraph) and block.text.strip() and not looks_like_prompt(block.pieces):
                    self.draft.loose(Answer([block.pieces], self.place() + ", text box", slot=True))
            return
        self.blocks(blocks)

    def rows_of_block(self, rows: list[list[View]]) -> None:
        """Walk the rows of one column of a table as a table of their own."""
        number = 0
        while number < len(rows):
            number = self.step(rows, number)

    def step(self, rows: list[list[View]], number: int) -> int:
        """Deal with row *number* and what belongs to it; return the number of the next row."""
        row = rows[number]
        live = [v for v in row if not v.blank]
        if not live:
            self.draft.end_row()
            return number + 1
        if any(v.nested for v in live):
            self.with_tables(live, number)
            return number + 1
        if self.small_forms(row, live, number) or self.signed_row(live, number):
            return number + 1
        for begins in _TABLES if len(live) > 1 else _TABLES_OF_ONE:
            end = begins(self, rows, number)
            if end > number:
                return end
        if self.titled_bar(live, row, number):
            return number + 1
        if len(live) == 1 and (fills(live[0], row) or (live[0] is row[0] and heads_empty_cells(live[0], row))):
            return self.alone(rows, number)
        self.across(rows, number)
        return number + 1

    def small_forms(self, row: list[View], live: list[View], number: int) -> bool:
        """True for cells that are small forms of their own, side by side or beside their title, and were taken."""
        if are_cards(row) or all(v.card for v in live):
            self.cards(live, number)
            return True
        if is_consent_beside_title(live):
            self.draft.heading(live[0].text, live[0].means, 5, self.place(number))
            self.blocks(live[1].cell.blocks)
            return True
        return False

    def titled_bar(self, live: list[View], row: list[View], number: int) -> bool:
        """True for a shaded bar across the table with the title of what comes next, perhaps behind its number."""
        title, part = shaded_title(live, row), numbered_bar(live, row)
        if title is None and not part:
            return False
        means = live[-1].means or recognise(live[-1].text)
        self.draft.heading(part or live[-1].text, means, 4, self.place(number))
        return True

    def signed_row(self, live: list[View], number: int) -> bool:
        """True for a row in which somebody signs, every cell saying itself what stands in it, and which was taken."""
        if self.draft.section != "consent" or not live[0].is_label:
            return False
        return self.draft.signed_row(live[0].means, [self.answer_of([v], self.place(number)) for v in live[1:]])

    def cards(self, live: list[View], number: int) -> None:
        """Cells side by side that are small forms of their own."""
        for view in live:
            self.draft.shut()
            self.single(view, number)
            self.draft.leave_row()

    def ticked_row(self, rows: list[list[View]], number: int) -> int:
        """Read one row of a list to tick, if row *number* is one; return the number of the row after it."""
        row = rows[number]
        if not self.is_in_tick_list(rows, number):
            return number
        mark = Piece("", TICKED) if is_initials(row[-1].text) else mark_of(row[-1])
        box = Answer([[mark]], self.place(number))
        self.draft.tick_in_list(row[0].text, box, f"t{self.tables}r{number}")
        return number + 1

    def signed_across(self, rows: list[list[View]], number: int) -> int:
        """Read signatures side by side if they begin at row *number*; return the number of the row after them."""
        return signatures_across(self.draft, rows, number, self.place)

    def with_tables(self, live: list[View], number: int) -> None:
        """A row of cells of which some hold tables."""
        for view in live:
            if view.nested:
                self.blocks(view.cell.blocks)
            elif names_what_follows(view, live):
                self.draft.heading(view.text, view.means or recognise(view.text), 5, self.place(number))
            else:
                self.single(view, number)

    def parted_rows(self, rows: list[list[View]], number: int) -> int:
        """Read headings side by side over a small document each, one column after the other; return the next row."""
        if number + 1 >= len(rows) or not over_documents(rows[number], rows[number + 1]):
            return number
        for head, view in zip(rows[number], rows[number + 1], strict=True):
            self.draft.heading(head.text, head.means, 5, self.place(number), pushes=False)
            if not view.blank:
                self.single(view, number + 1)
        self.draft.shut()
        self.draft.domain = ""
        return number + 2

    def alone(self, rows: list[list[View]], number: int) -> int:
        """Deal with a row of one cell, and with its answer if that stands in the row below; return the next row."""
        if self.over_its_answer(rows, number):
            return number + 2
        self.single(next(v for v in rows[number] if not v.blank), number)
        return number + 1

    def over_its_answer(self, rows: list[list[View]], number: int) -> bool:
        """True for a question alone in its row, known word for word, over a row with its answer; both were taken."""
        row = rows[number]
        view = next(v for v in row if not v.blank)
        asking = 0 < view.text.count(" ") < _LONGEST_QUESTION and not view.marks and not view.text.endswith(".")
        means = recognise(view.text) if asking else None
        if means is None or not means.asks or means.score < _WORD_FOR_WORD or number + 1 >= len(rows):
            return False
        if any(part.label and not part.blank for part in view.parts):
            return False
        below = [v for v in rows[number + 1] if not v.blank]
        if (
            len(below) > 1
            or len(rows[number + 1]) != len(row)
            or any(v.nested or recognise_exactly(v.text) or _asks_below(v) for v in below)
        ):
            return False
        self.draft.heading(view.text, means, 5, self.place(number))
        if below:
            self.single(below[0], number + 1)
        self.draft.shut()
        self.draft.end_row()
        return True

    def single(self, view: View, number: int) -> None:
        """A cell that fills its row: a heading, a label above its answer, or an answer."""
        place = self.place(number)
        if self.goes_on_listing(view, number) or self.is_for_office(view):
            return
        parts = self.parts_of_single(view)
        for index, part in enumerate(parts):
            if not part.label:
                self.words_of_single(part, place)
            elif not part.blank or part.slot:
                answer = Answer(part.lines, place, slot=part.slot)
                self.draft.pair(part.label, part.means, answer, row=f"t{self.tables}r{number}")
            elif index == 0 or part.means is not None:
                self.draft.heading(part.label, part.means, 4 if view.cell.shaded else 5, place)
        if parts and parts[-1].label and parts[-1].slot and parts[-1].blank:
            self.draft.end_row()

    def goes_on_listing(self, view: View, number: int) -> bool:
        """True for one more service below a row that began to list those agreed to or refused, and which was taken."""
        last = self.draft.last
        if last is None or last[1] not in LISTS or not last[2].answer.ends_at(self.place(number - 1)) or view.marks:
            return False
        if len(view.parts) != 1 or len(view.text) > _LONGEST_AREA:
            return False
        part = view.parts[0]
        if part.label or not part.slot:
            if last[1] != "consent.not_share_with" or not self.may_be_refused(view, last[2].answer.text):
                return False
            self.draft.conflicts.add(last[1])
        last[2].answer.goes_on([[Piece(view.text)]] if part.label else part.lines, self.place(number))
        return True

    def may_be_refused(self, view: View, above: str) -> bool:
        """True for plain words below somebody who must not be told, which may name one more: a person is asked."""
        part = view.parts[0]
        if not names_service(above) or any(map(looks_like_prompt, part.lines)):
            return False
        if part.label and (part.lines or not is_plain_area(view)):
            return False
        return read_statement(view.text) is None and not view.text.rstrip().endswith((".", ":", "?"))

    def parts_of_single(self, view: View) -> list[Part]:
        """The parts of a cell that fills its row; where an answer is awaited, less in it is a label."""
        parts = self.with_area(with_title_apart(view))
        if not parts:
            return parts
        if self.draft.awaits_text and parts[0].label and not parts[0].styled and not self.is_certainly_label(view):
            return split_cell(view.cell, answering=True, bold_labels=self.bold_labels)
        if self.draft.awaits_words and self.bold_labels and not starts_bold(view.cell) and not view.cell.shaded:
            return [Part("", None, [block.pieces for block in view.cell.paragraphs() if block.pieces])]
        return parts

    def with_area(self, parts: list[Part]) -> list[Part]:
        """The parts of a cell among the elements, a first line that names an area of them as their label."""
        if self.draft.section != "elements" or len(parts) != 1 or parts[0].label or len(parts[0].lines) < 2:
            return parts
        first = _words(parts[0].lines[0]).strip()
        area = recognise_area(first) if 0 < len(first) < _LONGEST_AREA and not first.endswith(".") else None
        if area is None or not area.element or area.asks:
            return parts
        return [Part(first, area, parts[0].lines[1:], slot=parts[0].slot)]

    def words_of_single(self, part: Part, place: str) -> None:
        """Words without a label in a cell that fills its row: statements with boxes, an answer, or small print."""
        answer = Answer(part.lines, place, slot=part.slot)
        titled = title_in_note(part.lines)
        if titled is not None:
            self.draft.heading(*titled, 5, place)
            return
        several = len(part.lines) > 1
        stated = several and any(read_statement(_words(line)) is not None for line in part.lines)
        if answer.has_boxes or stated or (several and _are_answered(part.lines)):
            self.lines_with_ticks(part, place)
        elif not all(looks_like_prompt(line) for line in part.lines):
            self.draft.loose(answer)
        else:
            self.draft.note(part.text)

    def lines_with_ticks(self, part: Part, place: str) -> None:
        """A cell of statements with boxes, and perhaps the list that the last of them asks for."""
        for line in part.lines:
            boxes = any(p.kind in (TICKED, UNTICKED) for p in line)
            if line and looks_like_prompt(line) and not boxes and read_statement(_words(line)) is None:
                self.draft.note(_words(line))
            else:
                self.draft.loose(Answer([line], place))


_TABLES_OF_ONE = (Walk.for_whom, Walk.ethnic_rows, Walk.decision_rows, Walk.service_rows, Walk.ticked_row)
"""What may begin at a row in which but one cell is filled: it heads no columns."""
_TABLES = (
    Walk.for_whom,
    Walk.signed_across,
    Walk.ethnic_rows,
    Walk.children_over_columns,
    Walk.half_by_half,
    Walk.actions_across,
    Walk.people_across,
    Walk.decision_rows,
    Walk.answered_below_yes_and_no,
    Walk.parted_rows,
    Walk.record_rows,
    Walk.service_rows,
    Walk.ticked_row,
)
"""What may begin at a row, in the order in which it is asked; each returns the number of the row after it."""


def _is_field(paragraph: Paragraph) -> bool:
    """True for a line that is nothing but a form field."""
    return bool(paragraph.pieces) and all(p.kind in (FIELD, EMPTY) or not p.text.strip() for p in paragraph.pieces)


def _asks_below(view: View) -> bool:
    """True for a question that stands out, with nothing but small print behind it: its answer is further below."""
    return view.is_label and view.parts[0].styled and view.means is not None and view.means.is_field


def _are_answered(lines: list[list[Piece]]) -> bool:
    """True for lines that each have a question of their own before a Yes and a No."""
    choices = [Answer([line], "").choice() for line in lines if line]
    return all(c is not None and c.asked and {clean(o.text) for o in c.options} == {"yes", "no"} for c in choices)


def _words(line: list[Piece]) -> str:
    return "".join([p.text for p in line])
