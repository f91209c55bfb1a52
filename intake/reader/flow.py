"""
The walk through a document: from blocks to headings, answers and tables of records.

Decides by geometry which answer belongs to which label: in the same cell, to
the right, below, in a column under its heading. What a label means where it
stands is decided by the draft that the walk fills (`intake.reader.draft`).
"""

from __future__ import annotations

from intake.reader.answers import Answer, Column
from intake.reader.by_child import children_in
from intake.reader.choices import is_mark
from intake.reader.decisions import asks_of_each, by_decision, decisions_in
from intake.reader.document import (
    BOLD,
    EMPTY,
    FIELD,
    TEXT,
    TICKED,
    UNTICKED,
    Block,
    Paragraph,
    Piece,
    Table,
)
from intake.reader.labels import heading_section, recognise, recognise_exactly
from intake.reader.part import Part
from intake.reader.parts import split_cell, split_paragraph
from intake.reader.pieces import looks_like_prompt
from intake.reader.prompts import is_prompt
from intake.reader.statements import read_statement
from intake.reader.unheaded import Unheaded
from intake.reader.views import (
    View,
    all_bold,
    as_options,
    fills,
    groups,
    has_colon_label,
    in_brackets,
    is_numbered_title,
    is_question,
    mark_of,
    means_of,
    only_italic,
    only_options,
    only_tick,
    only_words,
    stands_out,
    starts_bold,
    starts_plain,
    without_small_print,
)

_LONGEST_SERVICE = 60
_NAMING = frozenset({"share_with", "not_share_with", "services_requested"})


_LONGEST_QUESTION = 14
_LONGEST_LINE = 70
_WORD_FOR_WORD = 0.93
"""The least score of a label that has the words of the vocabulary, if not in their order."""


class Walk(Unheaded):
    """One document being walked; `draft` has what was found when it ends."""

    def run(self) -> None:
        """Walk the whole document, what stands in the margins of its pages before and after the rest."""
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
        for block in blocks:
            if isinstance(block, Paragraph):
                self.paragraph(block)
            else:
                self.table(block)

    def paragraph(self, paragraph: Paragraph) -> None:
        """A paragraph: a heading, labels with answers, or text for the label before it."""
        self.page = paragraph.place or self.page
        text = paragraph.text.strip()
        if not paragraph.pieces or not (text or any(p.kind != TEXT for p in paragraph.pieces)):
            return
        place = self.place()
        if is_prompt(text) and self.is_small_print(paragraph):
            self.draft.note(text)
            return
        if self.is_listed_service(paragraph, text) or self.is_relationship(paragraph):
            self.draft.loose(Answer([paragraph.pieces], place))
            return
        if self.title(paragraph, text, place) or self.draft.signed_line(text, place):
            return
        awaiting = self.draft.awaits_text
        parts = split_paragraph(
            paragraph,
            answering=awaiting
            and not self.draft.lists_services
            and not all_bold(paragraph.pieces)
            and not has_colon_label(text),
            plain_labels=not self.bold_labels or not awaiting,
        )
        for index, part in enumerate(parts):
            self.part(part, paragraph, first=index == 0, last=index == len(parts) - 1)

    def is_small_print(self, paragraph: Paragraph) -> bool:
        """True for an instruction that nobody can have written as an answer."""
        if not looks_like_prompt(paragraph.pieces) or any(p.kind != TEXT or p.look & BOLD for p in paragraph.pieces):
            return False
        return only_italic(paragraph.pieces) or not (self.draft.awaits_text or ":" in paragraph.text)

    def is_listed_service(self, paragraph: Paragraph, text: str) -> bool:
        """True for a plain line in a list of services agreed to: 'Housing' names a service there, and no element."""
        if not self.draft.listing or paragraph.level or not 0 < len(text) < _LONGEST_SERVICE or ":" in text:
            return False
        if any(p.kind != TEXT or (p.look & BOLD and p.text.strip()) for p in paragraph.pieces):
            return False
        means = recognise(text)
        return means is not None and not (means.asks or means.section in ("consent", "plan", "assessment"))

    def is_relationship(self, paragraph: Paragraph) -> bool:
        """True for 'Mother' below 'Relationship': elsewhere it would head what is asked of her."""
        paths = self.draft.open_paths
        return paths is not None and paths[1] == "relationship" and starts_plain(paragraph)

    def title(self, paragraph: Paragraph, text: str, place: str) -> bool:
        """True for a paragraph that is a heading, by its style or its look, and was taken as one."""
        if is_numbered_title(paragraph):
            self.draft.heading(text, recognise(text), 3, place)
            return True
        bare = without_small_print(paragraph)
        if bare and (named := recognise_exactly(bare)) is not None and named.section and not named.asks:
            self.draft.heading(bare, named, paragraph.level or 5, place)
            return True
        if not text or len(text) >= 200 or any(p.kind in (FIELD, EMPTY) for p in paragraph.pieces):
            return False
        if paragraph.level or all_bold(paragraph.pieces):
            parts = split_paragraph(paragraph)
            if len(parts) <= 1 or parts[0].blank or is_question(text):
                self.draft.heading(text.rstrip(":"), means_of(text), paragraph.level or 5, place)
                return True
        elif stands_out(paragraph, text, capitals=self.capitals):
            means = recognise(text)
            if not self.draft.awaits_text or means is not None or heading_section(text):
                self.draft.heading(text.rstrip(":"), means, 4, place)
                return True
        return False

    def part(self, part: Part, paragraph: Paragraph, *, first: bool, last: bool) -> None:
        """One part of a paragraph: a label with its answer, a label alone, or words without a label."""
        place = self.place()
        answer = Answer(part.lines, place, slot=part.slot)
        if not part.label:
            if first and looks_like_prompt(paragraph.pieces):
                self.draft.note(paragraph.text.strip())
            elif first and last and self.announces(paragraph.text.strip()):
                self.draft.heading(paragraph.text.strip().rstrip(" :"), None, 5, place)
            else:
                self.draft.loose(answer)
        elif (part.blank or self.explains(part)) and not part.slot and first and last:
            self.draft.heading(part.label, part.means, paragraph.level or 6, place)
        else:
            self.draft.pair(part.label, part.means, answer, row=f"p{id(paragraph)}")
            if last and not part.blank:
                self.draft.go_on(part.means)
            elif last and not part.slot:
                self.draft.await_text(part.label, part.means, place)

    def announces(self, text: str) -> bool:
        """True for a plain line that ends in a colon and names a section: 'Other people at this address:'."""
        if not text.endswith(":") or len(text) > _LONGEST_LINE or self.draft.awaits_text:
            return False
        return bool(heading_section(text))

    def explains(self, part: Part) -> bool:
        """True for a heading with an instruction behind it: 'Family and household. Include everyone who ...'."""
        heads = part.means is None or not part.means.asks
        return heads and all(looks_like_prompt(line) for line in part.lines)

    def table(self, table: Table) -> None:
        """A table, row by row."""
        if table.text_box:
            self.text_box(table)
            return
        self.page = table.number or self.page
        self.tables += not table.tabbed
        rows = [[self.view(cell) for cell in row] for row in table.rows]
        number = 0
        while number < len(rows):
            number = self.step(rows, number)
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
            for view in live:
                if view.nested:
                    self.blocks(view.cell.blocks)
                else:
                    self.single(view, number)
            return number + 1
        tables = (self.ethnic_rows, self.people_across, self.decision_rows, self.record_rows, self.service_rows)
        for begins in tables:
            end = begins(rows, number)
            if end > number:
                return end
        if len(live) == 1 and (fills(live[0], row) or (live[0] is row[0] and self.is_title(live[0], row))):
            return self.alone(rows, number)
        self.across(rows, number)
        return number + 1

    def decision_rows(self, rows: list[list[View]], number: int) -> int:
        """Read a table that asks of each service whether it may see the form; return the number of the row after it."""
        heads = [v for v in rows[number] if not v.cell.continues]
        if len(heads) != len(rows[number]) or not asks_of_each([v.text for v in heads]):
            return number
        below = [
            tuple(self.answer_of([v], self.place(number + 1 + i)) for v in row)
            for i, row in enumerate(rows[number + 1 :])
        ]
        count = decisions_in(below)
        if count and not children_in(self.draft, [row[0].text for row in below[:count]]):
            columns = [Column(v.cell.column, v.cell.column + v.cell.span, v.text, None) for v in heads]
            self.draft.shut()
            by_decision(self.draft, columns, 1, below[:count])
            return number + 1 + count
        return number

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
            or any(v.nested or recognise_exactly(v.text) for v in below)
        ):
            return False
        self.draft.heading(view.text, means, 5, self.place(number))
        if below:
            self.single(below[0], number + 1)
        self.draft.shut()
        self.draft.end_row()
        return True

    def more_of_address(self, row: list[View], number: int) -> bool:
        """True for a row with nothing but a further line of the address that the row above began, and took it."""
        last = self.draft.last
        if len(row) != 2 or not row[0].blank or row[1].is_label or row[1].marks or last is None:
            return False
        if last[1] != "address" or last[2].answer.place != self.place(number - 1):
            return False
        last[2].answer.lines.extend(self.answer_of(row[1:], self.place(number)).lines)
        return True

    def is_title(self, view: View, row: list[View]) -> bool:
        """True for a heading whose further cells were left empty, rather than a label with an empty answer."""
        return (
            view.is_label
            and view.means is not None
            and not view.means.is_field
            and len(row) > 1
            and all(v.cell.shaded == view.cell.shaded for v in row)
        )

    def single(self, view: View, number: int) -> None:  # noqa: C901 - one question after another, as a person would ask them
        """A cell that fills its row: a heading, a label above its answer, or an answer."""
        place = self.place(number)
        parts = view.parts
        if not parts:
            return
        if self.draft.awaits_text and parts[0].label and not parts[0].styled and not self.is_certainly_label(view):
            parts = split_cell(view.cell, answering=True, bold_labels=self.bold_labels)
        elif self.draft.awaits_words and self.bold_labels and not starts_bold(view.cell) and not view.cell.shaded:
            parts = [Part("", None, [block.pieces for block in view.cell.paragraphs() if block.pieces])]
        for index, part in enumerate(parts):
            answer = Answer(part.lines, place, slot=part.slot)
            if not part.label:
                if any(p.kind in (TICKED, UNTICKED) for line in part.lines for p in line) or (
                    len(part.lines) > 1
                    and any(read_statement("".join([p.text for p in line])) is not None for line in part.lines)
                ):
                    self.lines_with_ticks(part, place)
                elif not all(looks_like_prompt(line) for line in part.lines):
                    self.draft.loose(answer)
                else:
                    self.draft.note(part.text)
            elif part.blank and not part.slot:
                means = part.means
                if index == 0 or means is not None:
                    self.draft.heading(part.label, means, 4 if view.cell.shaded else 5, place)
            else:
                self.draft.pair(part.label, part.means, answer, row=f"t{self.tables}r{number}")
        if parts and parts[-1].label and parts[-1].slot and parts[-1].blank:
            self.draft.end_row()

    def lines_with_ticks(self, part: Part, place: str) -> None:
        """A cell of statements with boxes, and perhaps the list that the last of them asks for."""
        for line in part.lines:
            if line and looks_like_prompt(line) and not any(p.kind in (TICKED, UNTICKED) for p in line):
                self.draft.note("".join([p.text for p in line]))
            else:
                self.draft.loose(Answer([line], place))

    def across(self, rows: list[list[View]], number: int) -> None:
        """A row of labels and answers side by side."""
        row = rows[number]
        place = self.place(number)
        key = f"t{self.tables}r{number}"
        if self.services_with_boxes(row, place, key):
            return
        index = len(row) if self.more_of_address(row, number) else 0
        while index < len(row):
            view = row[index]
            if view.blank or view.cell.continues:
                index += 1
            elif index == 0 and self.names_rows(rows, number):
                self.draft.heading(view.text, view.means or recognise(view.text), 4, place)
                index += 1
            elif only_tick(view) and index + 1 < len(row) and self.follows_its_box(row, index):
                self.draft.loose(Answer([[mark_of(view), Piece(f" {row[index + 1].text}")]], place))
                index += 2
            elif only_options(view) and view.marks and index + 1 < len(row) and self.answers_behind(row, index, place):
                index += 2
            elif view.option or (is_mark(view.text) and index + 1 < len(row) and row[index + 1].option):
                index = self.options(row, index, place, key)
            elif view.is_label:
                index = self.beside(rows, number, index, place, key)
            else:
                index = self.inside(row, index, place, key)
        self.draft.leave_row()

    def services_with_boxes(self, row: list[View], place: str, key: str) -> bool:
        """True for a row of a list of services, 'School [X] Housing [ ]', each with its box in the cell behind it."""
        live = [v for v in row if not v.blank]
        words, boxes = live[::2], live[1::2]
        if not self.draft.lists_services or len(live) < 4 or len(words) != len(boxes):
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

    def names_rows(self, rows: list[list[View]], number: int) -> bool:
        """True for a cell that stands beside several rows and names them: 'Our views' down the side of three questions."""
        row = rows[number]
        if len(row) < 3 or number + 1 >= len(rows) or not rows[number + 1][0].cell.continues:
            return False
        view, beside = row[0], row[1]
        if len(view.text) > 60 or view.marks or (view.means is not None and view.means.asks and not view.means.section):
            return False
        known = beside.parts[0].means if beside.parts and beside.parts[0].label else recognise_exactly(beside.text)
        return known is not None and known.is_field

    def follows_its_box(self, row: list[View], index: int) -> bool:
        """True if the words of a box to tick stand in the cell behind it, and no box of their own behind them."""
        beside = row[index + 1]
        if beside.blank or beside.marks or beside.option or (index and only_words(row[index - 1])):
            return False
        return index + 2 >= len(row) or only_tick(row[index + 2]) or row[index + 2].blank

    def options(self, row: list[View], index: int, place: str, key: str) -> int:  # noqa: ARG002 - kept for those who call it
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
        end = index + 1
        # What stands beside 'Who may not see it?' names somebody, even if elsewhere it would be a label.
        names = (
            view.means is not None and view.means.asks in _NAMING and not starts_bold(row[min(end, len(row) - 1)].cell)
        )
        while end < len(row):
            other = row[end]
            if end == index + 1 and (names or not self.is_certainly_label(other) or only_options(other)):
                end += 1
                continue
            choosing = other.option or row[index + 1].option or row[index + 1].blank or only_tick(row[index + 1])
            if other.blank or (choosing and (other.option or is_mark(other.text) or only_tick(other))):
                end += 1
                continue
            break
        taken = row[index + 1 : end]
        if taken and groups(view, taken[0]):
            taken, end = [], index + 1
        if not taken:
            if index == 0 and len(row) > 1:
                self.draft.row_heading(view.parts[0].label, view.means, place, key)
            else:
                self.draft.heading(view.parts[0].label, view.means, 6, place, pushes=False)
            return end
        if (
            not names
            and taken[0].parts
            and taken[0].parts[0].label
            and not taken[0].is_label
            and taken[0].parts[0].means is not None
            and not taken[0].option
            and self.is_certainly_label(taken[0])
        ):
            self.draft.row_heading(view.parts[0].label, view.means, place, key)
            return index + 1
        answer = self.answer_of(taken, place)
        more = (
            end < len(row)
            and not row[end].blank
            and not self.is_certainly_label(row[end])
            and not row[end].cell.continues
        )
        self.draft.pair(view.parts[0].label, view.means, answer, row=key, doubt=more)
        return end

    def answer_of(self, views: list[View], place: str) -> Answer:
        """The answer that one or several cells give: words, or options with their marks in cells of their own."""
        if len(views) > 1 and (views[0].option or any(v.option for v in views)):
            return Answer([as_options(views)], place, slot=True)
        lines: list[list[Piece]] = []
        for view in views:
            lines.extend(block.pieces for block in view.cell.paragraphs() if block.pieces)
        return Answer(lines, place, slot=True)

    def inside(self, row: list[View], index: int, place: str, key: str) -> int:  # noqa: C901 - one question after another, as a person would ask them
        """A cell with a label and its answer in it, or an answer without a label."""
        view = row[index]
        taken = index + 1
        for number, part in enumerate(view.parts):
            answer = Answer(part.lines, place, slot=part.slot)
            last = number == len(view.parts) - 1
            if (
                part.label
                and last
                and not part.slot
                and taken < len(row)
                and not row[taken].blank
                and all(only_italic(line) or in_brackets(line) for line in part.lines)
                and not self.is_certainly_label(row[taken])
            ):
                part.lines = []
            if (
                part.label
                and part.blank
                and last
                and not part.slot
                and taken < len(row)
                and not self.is_certainly_label(row[taken])
            ):
                answer = self.answer_of(row[taken : taken + 1], place)
                taken += 1
            if part.label:
                self.draft.pair(part.label, part.means, answer, row=key)
            elif self.is_statement(view, row, taken):
                end = taken
                while end < len(row) and (
                    row[end].option
                    or row[end].blank
                    or is_mark(row[end].text)
                    or only_tick(row[end])
                    or only_options(row[end])
                ):
                    end += 1
                marks = (
                    self.answer_of(row[taken:end], place)
                    if any(v.option or only_options(v) for v in row[taken:end])
                    else Answer([[mark_of(v) for v in row[taken:end]]], place)
                )
                self.draft.statement(view.text, marks, key)
                return end
            elif any(p.kind in (TICKED, UNTICKED) for line in part.lines for p in line):
                for line in part.lines:
                    self.draft.loose(Answer([line], place))
            elif index == 0 and len(row) > 1 and row[1].parts and row[1].parts[0].label:
                self.draft.row_heading(view.text, recognise(view.text), place, key)
            else:
                self.draft.loose(answer)
        return taken

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
