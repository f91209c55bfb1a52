"""
The walk through a document: from blocks to headings, answers and tables of records.

Decides by geometry which answer belongs to which label: in the same cell, to
the right, below, in a column under its heading. What a label means where it
stands is decided by the draft that the walk fills (`intake.reader.draft`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from intake.reader.choices import as_tick, is_mark
from intake.reader.document import (
    BOLD,
    EMPTY,
    FIELD,
    ITALIC,
    TEXT,
    TICKED,
    UNTICKED,
    Block,
    Cell,
    Document,
    Paragraph,
    Piece,
    Table,
)
from intake.reader.draft import ONE, Answer, Column, Draft
from intake.reader.labels import LONGEST, Label, clean, recognise, recognise_exactly
from intake.reader.parts import Part, has_words, looks_like_prompt, split_cell, split_paragraph
from intake.reader.statements import read_statement
from intake.reader.vocabulary import CHOICE_WORDS, ETHNIC_GROUPS, ETHNICITIES

_ETHNIC = frozenset(ETHNICITIES)
_GROUPS = frozenset(ETHNIC_GROUPS)
_LEADERS = re.compile(r"_{2,}|\.{4,}|…")


@dataclass(slots=True)
class View:
    """A cell with what the walk needs to know of it, worked out once."""

    cell: Cell
    text: str
    parts: list[Part]
    nested: bool
    marks: bool

    @property
    def blank(self) -> bool:
        """True if nothing stands in it: no words, no boxes."""
        return not self.text and not self.marks and not self.nested

    @property
    def is_label(self) -> bool:
        """True if it is a label alone: words that stand out or are in the vocabulary, and no answer with them."""
        if len(self.parts) != 1 or not self.parts[0].label or not self.parts[0].blank:
            return False
        return not self.parts[0].slot and not self.marks

    @property
    def means(self) -> Label | None:
        """What its only label asks for."""
        return self.parts[0].means if self.parts else None

    @property
    def option(self) -> bool:
        """True for a cell that only has a word to choose: Yes, No, Male."""
        return 0 < len(self.text) <= 24 and clean(self.text) in CHOICE_WORDS  # noqa: PLR2004 - the longest of them


class Walk:
    """One document being walked; `draft` has what was found when it ends."""

    def __init__(self, document: Document, draft: Draft) -> None:
        self.document = document
        self.draft = draft
        self.tables = 0
        self.page = ""
        self.bold_labels, self.shaded_labels = _label_style(document.blocks)

    def run(self) -> None:
        """Walk the whole document."""
        self.blocks(self.document.blocks)
        self.draft.close()

    def blocks(self, blocks: list[Block]) -> None:
        for block in blocks:
            if isinstance(block, Paragraph):
                self.paragraph(block)
            else:
                self.table(block)

    # --- running text -----------------------------------------------------------------------------------

    def paragraph(self, paragraph: Paragraph) -> None:
        pieces = paragraph.pieces
        self.page = paragraph.place or self.page
        if not pieces:
            return
        text = paragraph.text.strip()
        if not text and not any(p.kind in (TICKED, UNTICKED, EMPTY, FIELD) for p in pieces):
            return
        place = self.place()
        if (
            text
            and (paragraph.level or _all_bold(pieces))
            and len(text) < 200
            and not any(p.kind in (FIELD, EMPTY) for p in pieces)
        ):
            parts = split_paragraph(paragraph)
            if len(parts) <= 1 or parts[0].blank:
                self.draft.heading(text.rstrip(":"), recognise(text), paragraph.level or 5, place)
                return
        awaiting = self.draft.awaits_text
        parts = split_paragraph(
            paragraph,
            answering=awaiting and not _all_bold(pieces) and not _has_colon_label(text),
            plain_labels=not self.bold_labels or not awaiting,
        )
        for index, part in enumerate(parts):
            answer = Answer(part.lines, place, slot=part.slot)
            if not part.label:
                if index == 0 and looks_like_prompt(pieces):
                    self.draft.note(text)
                else:
                    self.draft.loose(answer)
            elif part.blank and not part.slot and len(parts) == 1:
                self.draft.heading(part.label, part.means, paragraph.level or 6, place)
            else:
                self.draft.pair(part.label, part.means, answer, row=f"p{id(paragraph)}", inline=True)
                if index == len(parts) - 1 and not part.blank:
                    self.draft.go_on(part.means)
                elif index == len(parts) - 1 and not part.slot:
                    self.draft.await_text(part.label, part.means, place)

    def place(self, row: int | None = None) -> str:
        """Where the walk is, as a person would find it."""
        where = self.draft.section_title or "At the top"
        if self.page:
            return f"{where}, {self.page}"
        if row is None or not self.tables:
            return where
        return f"{where}, table {self.tables}, row {row + 1}"

    # --- tables -----------------------------------------------------------------------------------------

    def table(self, table: Table) -> None:
        if table.text_box:
            self.text_box(table)
            return
        self.page = table.number or self.page
        self.tables += 1
        rows = [[self.view(cell) for cell in row] for row in table.rows]
        number = 0
        while number < len(rows):
            number = self.step(rows, number)
        self.draft.end_table()

    def text_box(self, table: Table) -> None:
        blocks = table.rows[0][0].blocks
        first = next((b for b in blocks if isinstance(b, Paragraph) and b.text.strip()), None)
        if first is not None:
            means = recognise(first.text.strip().split("\n")[0])
            if means is not None and (means.section == "ignore" or means.asks == "office"):
                return
        if self.draft.awaits_text and not any(isinstance(b, Table) for b in blocks):
            for block in blocks:
                if isinstance(block, Paragraph) and block.text.strip() and not looks_like_prompt(block.pieces):
                    self.draft.loose(Answer([block.pieces], self.place() + ", text box", slot=True))
            return
        self.blocks(blocks)

    def view(self, cell: Cell) -> View:
        """Work out what the walk needs to know of a cell."""
        if cell.continues or not cell.blocks:
            return View(cell, "", [], nested=False, marks=False)
        quick = self.quick_view(cell) if len(cell.blocks) == 1 else None
        if quick is not None:
            return quick
        nested = marks = fields = False
        words: list[str] = []
        for block in cell.blocks:
            if isinstance(block, Table):
                nested = True
                continue
            for piece in block.pieces:
                kind = piece.kind
                if kind == TICKED or kind == UNTICKED:  # noqa: PLR1714 - asked for every piece of the document
                    marks = True
                else:
                    fields = fields or kind != TEXT
                    words.append(piece.text)
            words.append("\n")
        text = "".join(words).strip()
        parts = split_cell(cell, bold_labels=self.bold_labels) if text or marks or fields else []
        return View(cell, text, parts, nested, marks)

    def quick_view(self, cell: Cell) -> View | None:
        """A cell with one stretch of plain text, as most have: worked out without taking it apart."""
        block = cell.blocks[0]
        if isinstance(block, Table) or len(block.pieces) > 1 or not self.bold_labels:
            return None
        if not block.pieces:
            return View(cell, "", [], nested=False, marks=False)
        piece = block.pieces[0]
        text = piece.text.strip()
        if piece.kind not in (TEXT, FIELD) or ":" in text or "?" in text or (piece.kind == FIELD and not text):
            return None
        if not text:
            return View(cell, "", [], nested=False, marks=False)
        means = None
        label = piece.kind == TEXT and len(text) <= LONGEST and not (len(text) <= 24 and clean(text) in CHOICE_WORDS)  # noqa: PLR2004 - the longest of them
        if label and piece.look & BOLD:
            return View(cell, text, [Part(text, recognise(text), [], styled=True)], nested=False, marks=False)
        if label:
            means = recognise_exactly(text)
        slot = piece.kind == FIELD
        part = Part(text, means) if means is not None else Part("", None, [block.pieces], slot=slot)
        return View(cell, text, [part], nested=False, marks=False)

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
        ethnic = self.ethnic_rows(rows, number)
        if ethnic > number:
            return ethnic
        columns = self.header(rows, number)
        if columns is not None:
            return self.records(rows, number, columns)
        if len(live) == 1 and (_fills(live[0], row) or (live[0] is row[0] and self.is_title(live[0], row))):
            self.single(live[0], number)
            return number + 1
        self.across(rows, number)
        return number + 1

    def is_title(self, view: View, row: list[View]) -> bool:
        """True for a heading whose further cells were left empty, rather than a label with an empty answer."""
        return (
            view.is_label
            and view.means is not None
            and not view.means.is_field
            and len(row) > 1
            and all(v.cell.shaded == view.cell.shaded for v in row)
        )

    # --- one cell in a row ------------------------------------------------------------------------------

    def single(self, view: View, number: int) -> None:
        place = self.place(number)
        parts = view.parts
        if not parts:
            return
        if self.draft.awaits_text and parts[0].label and not parts[0].styled and not self.is_certainly_label(view):
            parts = split_cell(view.cell, answering=True, bold_labels=self.bold_labels)
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

    # --- label and answer side by side ------------------------------------------------------------------

    def across(self, rows: list[list[View]], number: int) -> None:
        row = rows[number]
        place = self.place(number)
        key = f"t{self.tables}r{number}"
        index = 0
        while index < len(row):
            view = row[index]
            if view.blank or view.cell.continues:
                index += 1
            elif view.option or (is_mark(view.text) and index + 1 < len(row) and row[index + 1].option):
                index = self.options(row, index, place, key)
            elif view.is_label:
                index = self.beside(rows, number, index, place, key)
            else:
                index = self.inside(row, index, place, key)
        self.draft.shut()
        self.draft.end_row()

    def options(self, row: list[View], index: int, place: str, key: str) -> int:
        """A run of option cells and mark cells that no label precedes: Male [ ] Female [X]."""
        end = index
        while end < len(row) and (row[end].option or row[end].blank or is_mark(row[end].text) or _only_tick(row[end])):
            end += 1
        self.draft.loose(Answer([_as_options(row[index:end])], place), key)
        return max(end, index + 1)

    def beside(self, rows: list[list[View]], number: int, index: int, place: str, key: str) -> int:
        """A label cell: its answer is in the cells to its right, up to the next label."""
        row = rows[number]
        view = row[index]
        end = index + 1
        while end < len(row):
            other = row[end]
            if end == index + 1 and (not self.is_certainly_label(other) or _only_options(other)):
                end += 1
                continue
            choosing = other.option or row[index + 1].option or row[index + 1].blank or _only_tick(row[index + 1])
            if other.blank or (choosing and (other.option or is_mark(other.text) or _only_tick(other))):
                end += 1
                continue
            break
        taken = row[index + 1 : end]
        if not taken:
            if index == 0 and len(row) > 1:
                self.draft.row_heading(view.parts[0].label, view.means, place, key)
            else:
                self.draft.heading(view.parts[0].label, view.means, 6, place, pushes=False)
            return end
        if (
            taken[0].parts
            and taken[0].parts[0].label
            and not taken[0].is_label
            and taken[0].parts[0].means is not None
            and not taken[0].option
            and self.is_certainly_label(taken[0])
        ):
            self.draft.row_heading(view.parts[0].label, view.means, place, key)
            return index + 1
        answer = self.answer_of(taken, place)
        more = end < len(row) and not row[end].blank and not self.is_certainly_label(row[end]) and not row[end].cell.continues
        self.draft.pair(view.parts[0].label, view.means, answer, row=key, doubt=more)
        return end

    def is_certainly_label(self, view: View) -> bool:
        """True if a cell to the right of a label is a label (or a label with its answer) and not an answer."""
        if not view.parts or view.option or not view.parts[0].label:
            return False
        part = view.parts[0]
        bold = _starts_bold(view.cell)
        if part.slot or not part.blank:
            if part.means is None or not part.means.is_field:
                return bold and self.bold_labels and part.styled
            name = part.label.rstrip(":")
            colon = not self.bold_labels and part.means.score >= 0.95 and f"{name}:" in view.text  # noqa: PLR2004
            return bold or part.slot or colon
        if self.bold_labels and not bold:
            return False
        asks = part.means is not None and part.means.is_field
        if asks and part.label.rstrip().endswith((":", "?")):
            return True
        if self.shaded_labels and not view.cell.shaded:
            return False
        if part.means is None:
            return (bold and self.bold_labels) or (view.cell.shaded and self.shaded_labels)
        return bold or view.cell.shaded or (asks and part.means.score >= 0.95)  # noqa: PLR2004

    def answer_of(self, views: list[View], place: str) -> Answer:
        """The answer that one or several cells give: words, or options with their marks in cells of their own."""
        if len(views) > 1 and (views[0].option or any(v.option for v in views)):
            return Answer([_as_options(views)], place, slot=True)
        lines: list[list[Piece]] = []
        for view in views:
            lines.extend(block.pieces for block in view.cell.paragraphs() if block.pieces)
        return Answer(lines, place, slot=True)

    def inside(self, row: list[View], index: int, place: str, key: str) -> int:
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
                and all(_only_italic(line) for line in part.lines)
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
                    or _only_tick(row[end])
                    or _only_options(row[end])
                ):
                    end += 1
                marks = (
                    self.answer_of(row[taken:end], place)
                    if any(v.option or _only_options(v) for v in row[taken:end])
                    else Answer([[_mark_of(v) for v in row[taken:end]]], place)
                )
                self.draft.statement(view.text, marks, key)
                return end
            elif any(p.kind in (TICKED, UNTICKED) for line in part.lines for p in line):
                for line in part.lines:
                    self.draft.loose(Answer([line], place), key)
            elif index == 0 and len(row) > 1 and row[1].parts and row[1].parts[0].label:
                self.draft.row_heading(view.text, recognise(view.text), place, key)
            else:
                self.draft.loose(answer, key)
        return taken

    def is_statement(self, view: View, row: list[View], following: int) -> bool:
        """True for words with boxes or Yes and No in the cells beside them."""
        if view.marks or following >= len(row):
            return False
        after = row[following:]
        return (
            all(
                v.blank or v.option or is_mark(v.text) or _only_tick(v) or _only_options(v) or v.cell.continues
                for v in after
            )
            or after[0].option
            or _only_options(after[0])
        )

    # --- columns under headings -------------------------------------------------------------------------

    def header(self, rows: list[list[View]], number: int) -> list[Column] | None:
        """Return the columns if row *number* is a row of column headings over the rows below it."""
        row = rows[number]
        if len(row) < 2 or number + 1 >= len(rows):  # noqa: PLR2004
            return None
        yes_no = self.yes_no_header(rows, number)
        if yes_no is not None:
            return yes_no
        heads = [v for v in row if not v.blank and not v.cell.continues]
        blanks = [v for v in row[1:] if v.blank]
        if len(heads) < 2 or not all(v.is_label and not v.option for v in heads):  # noqa: PLR2004
            return None
        if len(blanks) > (1 if len(heads) > 2 else 0) and not (len(blanks) < len(heads) - 1):  # noqa: PLR2004
            return None
        strong = all(_starts_bold(v.cell) or v.cell.shaded for v in heads)
        if not all(
            (strong or self.is_certainly_label(v)) and (v.means is None or v.means.is_field or v is heads[0])
            for v in heads
        ):
            return None
        if sum(1 for v in heads if v.means is not None) * 2 < len(heads):
            return None
        below = next((r for r in rows[number + 1 :] if len(r) > 1 and any(not v.blank for v in r) and not _one_cell(r)), None)
        below = below or next((r for r in rows[number + 1 :] if len(r) > 1), None)
        if below is None:
            return None
        labelled = [v for v in below if self.is_certainly_label(v) and v.cell.column > heads[0].cell.column]
        if len(labelled) > (0 if self.bold_labels or self.shaded_labels else (len(below) - 1) / 2):
            return None
        if any(v.parts[0].means == h.means for v in labelled for h in heads if h.means is not None):
            return None
        if not _aligned(heads, below):
            return None
        return [
            Column(v.cell.column, v.cell.column + v.cell.span, v.parts[0].label if v.parts else "", v.means)
            for v in row
            if not v.cell.continues or v.text
        ]

    def yes_no_header(self, rows: list[list[View]], number: int) -> list[Column] | None:
        """'(words) | Yes | No' over rows of statements with marks below Yes and No."""
        row = rows[number]
        if len(row) < 3 or not all(v.option for v in row[1:]) or row[0].option:  # noqa: PLR2004
            return None
        below = rows[number + 1]
        if (
            len(below) != len(row)
            or not has_words(below[0].text)
            or not all(v.blank or is_mark(v.text) or _only_tick(v) or v.option for v in below[1:])
        ):
            return None
        if all(v.option for v in below[1:]):
            return None
        columns = [Column(row[0].cell.column, row[0].cell.column + row[0].cell.span, "", None)]
        columns += [
            Column(
                v.cell.column,
                v.cell.column + v.cell.span,
                v.text,
                Label("yes" if clean(v.text) in ("yes", "y") else "no"),
            )
            for v in row[1:]
        ]
        return columns

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
            if len(live) == 1 and _fills(live[0], row) and len(columns) > 1:
                if records and not self.is_subheading(rows, index, columns):
                    break
                if not self.is_subheading(rows, index, columns) and not looks_like_prompt(_first_line(live[0].cell)):
                    break
                self.flush(columns, records, headings)
                self.draft.subheading(live[0].text, recognise(live[0].text.split("\n")[0]))
                index += 1
                continue
            if live and all(looks_like_prompt(_first_line(v.cell)) for v in live) and not records:
                index += 1
                continue
            record = self.record(row, columns, above, self.place(index))
            if any(not a.blank for a in record):
                records.append(record)
            index += 1
        self.flush(columns, records, headings)
        return index

    def flush(self, columns: list[Column], records: list[tuple[Answer, ...]], headings: list[str]) -> None:
        self.draft.records(columns, list(records))
        records.clear()
        headings.clear()

    def is_subheading(self, rows: list[list[View]], index: int, columns: list[Column]) -> bool:
        """True for a title between the rows of one table of records, with rows of the same shape below it."""
        live = [v for v in rows[index] if not v.blank]
        if not live[0].is_label or (live[0].means is not None and live[0].means.asks):
            return False
        below = next((r for r in rows[index + 1 :] if any(not v.blank for v in r)), None)
        return below is not None and len(below) > 1 and abs(len(below) - len(columns)) <= 1 and not self.is_header_like(below)

    def is_header_like(self, row: list[View]) -> bool:
        heads = [v for v in row if not v.blank]
        return len(heads) > 1 and all(v.is_label and self.is_certainly_label(v) for v in heads)

    def ends_records(self, rows: list[list[View]], index: int, columns: list[Column]) -> bool:
        row = rows[index]
        live = [v for v in row if not v.blank]
        if not live:
            return False
        if self.header(rows, index) is not None:
            return True
        if not self.bold_labels:
            return False
        labels = [
            v
            for v in live
            if v.is_label and self.is_certainly_label(v) and _starts_bold(v.cell) and v.means is not None
        ]
        first = live[0]
        beyond = [v for v in labels if v is not first or v.cell.column > 0]
        if (
            first.cell.column == 0
            and first in labels
            and first.means is not None
            and (first.means.asks in ONE or first.means.asks in ("comment", "signed"))
        ):
            return True
        return len(row) > 1 and bool(beyond) and len(row) != len(columns)

    def record(
        self, row: list[View], columns: list[Column], above: dict[int, Answer], place: str
    ) -> tuple[Answer, ...]:
        answers = []
        for number, column in enumerate(columns):
            views = [v for v in row if v.cell.column < column.end and v.cell.column + v.cell.span > column.start]
            if views and views[0].cell.continues and number in above:
                answers.append(above[number])
                continue
            lines = [
                b.pieces
                for v in views[:1]
                if v.cell.column >= column.start or number == 0
                for b in v.cell.paragraphs()
                if b.pieces
            ]
            answer = Answer(lines, place, slot=True)
            above[number] = answer
            answers.append(answer)
        return tuple(answers)

    # --- tick grid of ethnicities -----------------------------------------------------------------------

    def ethnic_rows(self, rows: list[list[View]], number: int) -> int:
        """Read a grid of ethnicities if one begins at row *number*; return the number of the row after it."""
        first = _ethnic_cells(rows[number])
        if not first:
            return number
        end, cells = number, 0
        while end < len(rows):
            here = _ethnic_cells(rows[end])
            if not here and not all(
                v.blank or clean(v.text) in _GROUPS or clean(v.text) in ("ethnicity", "ethnic origin")
                for v in rows[end]
            ):
                break
            cells += len(here)
            end += 1
        if cells < 4:  # noqa: PLR2004
            return number
        self.draft.ethnic_grid(list(_ethnic_marks(rows[number:end])), self.place(number))
        return end


def _label_style(blocks: list[Block]) -> tuple[bool, bool]:
    """Whether this document prints its labels bold, and whether it shades them."""
    bold = shaded = total = 0
    for cell in _cells(blocks):
        first = next((b for b in cell.blocks if isinstance(b, Paragraph) and b.pieces), None)
        if first is None or not first.pieces[0].text.strip() or first.pieces[0].kind == FIELD:
            continue
        text = first.pieces[0].text.strip()
        if len(text) > 90:  # noqa: PLR2004
            continue
        means = recognise_exactly(text)
        if means is not None and means.is_field and means.asks not in ("yes", "no"):
            total += 1
            bold += bool(first.pieces[0].look & BOLD)
            shaded += cell.shaded
        if total >= 60:  # noqa: PLR2004 - enough to know
            break
    return total >= 5 and bold >= total * 0.75, total >= 5 and shaded >= total * 0.75  # noqa: PLR2004


def _cells(blocks: list[Block]) -> Iterator[Cell]:
    for block in blocks:
        if isinstance(block, Table):
            for row in block.rows:
                for cell in row:
                    yield cell
                    yield from _cells([b for b in cell.blocks if isinstance(b, Table)])


def _all_bold(pieces: list[Piece]) -> bool:
    words = [p for p in pieces if p.text.strip()]
    return bool(words) and all(p.look & BOLD for p in words)


def _has_colon_label(text: str) -> bool:
    """True for a line that begins with a question or a label and a colon."""
    mark = re.search(r"[:?]", text)
    if mark is None or mark.start() > 160:  # noqa: PLR2004 - longer than any question
        return False
    head = text[: mark.start()].strip()
    exact = recognise_exactly(head)
    if exact is not None and (exact.is_field or exact.about):
        return True
    ruled = recognise(head)
    if mark.group(0) == ":" and (ruled is None or ruled.asks not in ("share_with", "not_share_with")):
        return False
    return ruled is not None and ruled.is_field


def _starts_bold(cell: Cell) -> bool:
    for block in cell.blocks:
        if isinstance(block, Paragraph):
            for piece in block.pieces:
                if piece.text.strip():
                    return bool(piece.look & BOLD)
    return False


def _first_line(cell: Cell) -> list[Piece]:
    return next((b.pieces for b in cell.blocks if isinstance(b, Paragraph) and b.text.strip()), [])


def _width(row: list[View]) -> int:
    return max(v.cell.column + v.cell.span for v in row) - min(v.cell.column for v in row)


def _only_italic(pieces: list[Piece]) -> bool:
    """True for small print beside a label, whose answer is in the next cell."""
    words = [p for p in pieces if p.text.strip()]
    return all(p.look & ITALIC and p.kind == TEXT for p in words)


def _one_cell(row: list[View]) -> bool:
    """True for a row that one cell fills."""
    live = [v for v in row if not v.blank]
    return len(live) == 1 and _fills(live[0], row)


def _fills(view: View, row: list[View]) -> bool:
    """True if a cell takes the whole row, or nearly."""
    return len(row) == 1 or view.cell.span >= 0.75 * _width(row)


def _aligned(heads: list[View], below: list[View]) -> bool:
    starts = {v.cell.column for v in below}
    return sum(1 for v in heads if v.cell.column in starts) * 2 > len(heads) or len(below) == len(heads)


def _only_tick(view: View) -> bool:
    return view.marks and not view.text


def _only_options(view: View) -> bool:
    """A cell with Yes and No in it, in boxes or as words."""
    if not view.text or len(view.text) > 60:  # noqa: PLR2004
        return False
    words = clean(view.text).split()
    return len(words) >= 2 and all(
        w in CHOICE_WORDS or w in ("dont", "know", "not", "known", "sure", "x") for w in words
    )


def _mark_of(view: View) -> Piece:
    for block in view.cell.paragraphs():
        for piece in block.pieces:
            if piece.kind in (TICKED, UNTICKED):
                return piece
    return as_tick(view.text)


def _as_options(views: list[View]) -> list[Piece]:
    """Option cells and mark cells in a row as one line of words with boxes."""
    pieces: list[Piece] = []
    several = [v for v in views if v.option]
    marks_apart = any((v.blank or is_mark(v.text) or _only_tick(v)) and not v.option for v in views)
    for view in views:
        if view.option and not (view.marks and not marks_apart):
            pieces.append(Piece(" " + view.text + " ", look=_look_of(view)))
            pieces.extend(p for b in view.cell.paragraphs() for p in b.pieces if p.kind in (TICKED, UNTICKED))
        elif _only_tick(view) or view.option:
            pieces.extend(p for b in view.cell.paragraphs() for p in b.pieces)
        elif view.blank or is_mark(view.text):
            if marks_apart and several:
                pieces.append(as_tick(view.text))
        else:
            pieces.extend(p for b in view.cell.paragraphs() for p in b.pieces)
    states = [p for p in pieces if p.kind in (TICKED, UNTICKED)]
    if len(states) == len(several) + 1 and pieces and pieces[-1].kind == UNTICKED:
        pieces.pop()
    return pieces


def _look_of(view: View) -> int:
    for block in view.cell.paragraphs():
        for piece in block.pieces:
            if piece.text.strip():
                return piece.look
    return 0


def _ethnic_cells(row: list[View]) -> list[View]:
    return [
        v
        for v in row
        if v.text and len(v.text) < 60 and clean(v.text.replace("▲", "")) in _ETHNIC and not v.parts[:1] == []
    ]


def _ethnic_marks(rows: list[list[View]]) -> Iterator[tuple[str, bool, int]]:
    """Every ethnicity of a grid, whether it is ticked, and the look of its words."""
    for row in rows:
        for index, view in enumerate(row):
            if not view.text or clean(view.text.replace("▲", "")) not in _ETHNIC:
                continue
            if view.marks:
                ticked = any(p.kind == TICKED for b in view.cell.paragraphs() for p in b.pieces)
            else:
                ticked = _marked_beside(row, index)
            yield view.text.rstrip("*▲ ").strip(), ticked, _look_of(view)


def _marked_beside(row: list[View], index: int) -> bool:
    """Whether the mark cell of a label cell is ticked: behind it, or before it where the row begins with marks."""
    marks_first = (row[0].blank or is_mark(row[0].text) or _only_tick(row[0])) and len(row) > 1
    beside = index - 1 if marks_first else index + 1
    if not 0 <= beside < len(row):
        return False
    view = row[beside]
    if view.option or is_mark(view.text) or _only_tick(view):
        return _mark_of(view).kind == TICKED
    return False
