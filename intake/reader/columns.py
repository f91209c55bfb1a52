"""
Tables of records: which row has the column headings, which rows are records below them.
"""

from __future__ import annotations

from intake.reader.answers import Answer, Column
from intake.reader.choices import is_mark
from intake.reader.document import (
    BOLD,
    FIELD,
    TEXT,
    TICKED,
    UNTICKED,
    WORDS,
    Cell,
    Document,
    Table,
)
from intake.reader.draft import Draft
from intake.reader.draft_state import ONE
from intake.reader.labels import LONGEST, Label, clean, recognise, recognise_exactly
from intake.reader.part import Part
from intake.reader.parts import split_cell
from intake.reader.pieces import has_words, looks_like_prompt
from intake.reader.statements import read_statement
from intake.reader.views import (
    View,
    aligned,
    asks_in_bold,
    ethnic_cells,
    ethnic_marks,
    fills,
    first_line,
    is_option,
    label_style,
    means_of,
    one_cell,
    only_options,
    only_tick,
    over_fields,
    shouts,
    starts_bold,
)
from intake.reader.vocabulary import ETHNIC_GROUPS

_GROUPS = frozenset(ETHNIC_GROUPS)

_NAMED = frozenset({"name", "given", "family", "outcome", "action"})
"""Columns whose answers are names or sentences, never a question of a form."""


def _asks_itself(text: str) -> bool:
    """True if the first cell of what could be a record is a question of the form, so that the records are done."""
    means = recognise_exactly(text) if len(text) <= LONGEST else None
    return means is not None and (bool(means.asks) or means.section in ("lead", "assessor", "consent"))


def _asks(means: Label) -> bool:
    """True for a heading that asks for something: 'Completed by' asks for a name."""
    return means.is_field or bool({means.about, means.section} & {"assessor", "lead"})


class Columns:
    """A walk as it looks for tables of records."""

    def __init__(self, document: Document, draft: Draft) -> None:
        self.document = document
        self.draft = draft
        self.tables = 0
        self.page = ""
        self.bold_labels, self.shaded_labels = label_style(document.blocks)
        self.capitals = shouts(document.blocks)

    def place(self, row: int | None = None) -> str:
        """Where the walk is, as a person would find it."""
        where = self.draft.section_title or "At the top"
        if self.page:
            return f"{where}, {self.page}"
        if row is None or not self.tables:
            return where
        return f"{where}, table {self.tables}, row {row + 1}"

    def view(self, cell: Cell) -> View:
        """Work out what the walk needs to know of a cell."""
        if cell.continues or not cell.blocks:
            return View(cell, "", [], nested=False, marks=False, blank=True)
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
                if kind in (TICKED, UNTICKED):
                    marks = True
                else:
                    fields = fields or kind != TEXT
                    words.append(piece.text)
            words.append("\n")
        text = "".join(words).strip()
        if asks_in_bold(cell, text):
            return View(
                cell, text, [Part(text, means_of(text), [], styled=True)], nested=False, marks=False, blank=False
            )
        parts = split_cell(cell, bold_labels=self.bold_labels) if text or marks or fields else []
        return View(cell, text, parts, nested, marks, blank=not text and not marks and not nested)

    def quick_view(self, cell: Cell) -> View | None:
        """A cell with one stretch of plain text, as most have: worked out without taking it apart."""
        block = cell.blocks[0]
        if not self.bold_labels or isinstance(block, Table):
            return None
        pieces = block.pieces
        if len(pieces) != 1:
            return None if pieces else View(cell, "", [], nested=False, marks=False, blank=True)
        piece = pieces[0]
        text = piece.text.strip()
        if piece.kind not in WORDS or ":" in text or "?" in text or (piece.kind == FIELD and not text):
            return None
        if not text:
            return View(cell, "", [], nested=False, marks=False, blank=True)
        means = None
        label = piece.kind == TEXT and len(text) <= LONGEST and not (len(text) <= 24 and is_option(text))
        if label and piece.look & BOLD:
            return View(
                cell, text, [Part(text, recognise(text), [], styled=True)], nested=False, marks=False, blank=False
            )
        if label:
            means = recognise_exactly(text)
        slot = piece.kind == FIELD
        part = Part(text, means) if means is not None else Part("", None, [block.pieces], slot=slot)
        return View(cell, text, [part], nested=False, marks=False, blank=False)

    def is_certainly_label(self, view: View) -> bool:
        """True if a cell to the right of a label is a label (or a label with its answer) and not an answer."""
        if not view.parts or view.option or not view.parts[0].label:
            return False
        part = view.parts[0]
        bold = starts_bold(view.cell)
        if part.slot or not part.blank:
            if part.means is None or not part.means.is_field:
                return bold and self.bold_labels and part.styled
            name = part.label.rstrip(":")
            marked = name.endswith("?") or f"{name}:" in view.text
            colon = not self.bold_labels and marked and part.means.score >= 0.9
            return bold or part.slot or colon
        if view.text.endswith(":") and (exact := recognise_exactly(view.text)) is not None and exact.is_field:
            return True
        if self.bold_labels and not bold:
            return False
        asks = part.means is not None and part.means.is_field
        if asks and part.label.rstrip().endswith((":", "?")):
            return True
        if self.shaded_labels and not view.cell.shaded:
            return False
        if part.means is None:
            return (bold and self.bold_labels) or (view.cell.shaded and self.shaded_labels)
        return bold or view.cell.shaded or (asks and part.means.score >= 0.95)

    def header(self, rows: list[list[View]], number: int) -> list[Column] | None:  # noqa: C901, PLR0911 - one question after another, as a person would ask them
        """Return the columns if row *number* is a row of column headings over the rows below it."""
        row = rows[number]
        if len(row) < 2 or number + 1 >= len(rows):
            return None
        yes_no = self.yes_no_header(rows, number)
        if yes_no is not None:
            return yes_no
        heads = [v for v in row if not v.blank and not v.cell.continues]
        if len(heads) < 2:
            return None
        blanks = [v for v in row[1:] if v.blank]
        if (
            len(heads) > 3 and clean(heads[0].text) in ("no", "nr", "number", "ref") and not heads[0].marks
        ):  # a number, and two questions at least
            row = row[row.index(heads[0]) + 1 :]
            heads = heads[1:]
        if self.are_statements(heads, rows[number + 1]):
            return [Column(v.cell.column, v.cell.column + v.cell.span, v.text, None) for v in heads]
        if len(heads) == 2 and any(only_options(v) for v in heads):
            return None
        known = over_fields(row, rows[number + 1]) or (len(heads) > 2 and self.all_known(heads, rows[number + 1]))
        if len(heads) < 2 or not (known or all(v.is_label and not v.option for v in heads)):
            return None
        if len(blanks) > (1 if len(heads) > 2 else 0) and not (len(blanks) < len(heads) - 1):
            return None
        strong = known or all(starts_bold(v.cell) or v.cell.shaded for v in heads)
        if not all(
            (strong or self.is_certainly_label(v))
            and (v.means is None or _asks(v.means) or v is heads[0] or v.means.section.startswith("sign_"))
            for v in heads
        ):
            return None
        if sum(1 for v in heads if v.means is not None) * 2 < len(heads):
            return None
        below = next(
            (r for r in rows[number + 1 :] if len(r) > 1 and any(not v.blank for v in r) and not one_cell(r)), None
        )
        below = below or next((r for r in rows[number + 1 :] if len(r) > 1), None)
        if below is None:
            return None
        labelled = [v for v in below if self.is_certainly_label(v) and v.cell.column > heads[0].cell.column]
        if len(labelled) > (0 if self.bold_labels or self.shaded_labels else (len(below) - 1) / 2):
            return None
        if any(v.parts[0].means == h.means for v in labelled for h in heads if h.means is not None):
            return None
        asked = [v.parts[0].means for v in below if v.parts and v.parts[0].label and not v.parts[0].blank]
        if any(h.means is not None and h.means in asked for h in heads):
            return None  # the row below asks the same, with the answers in its own cells
        if not aligned(heads, below):
            return None
        return [
            Column(v.cell.column, v.cell.column + v.cell.span, *self.head_of(v))
            for v in row
            if not v.cell.continues or v.text
        ]

    def are_statements(self, heads: list[View], below: list[View]) -> bool:
        """True for sentences of consent side by side, each over its Yes and No."""
        if len(heads) < 2 or len(heads) != len(below) or any(v.marks for v in heads):
            return False
        return all(read_statement(v.text) is not None for v in heads) and all(
            only_options(v) or v.option or v.blank or only_tick(v) for v in below
        )

    def head_of(self, view: View) -> tuple[str, Label | None]:
        """What a column's heading says, and what it asks for."""
        if view.parts and view.parts[0].label:
            return view.parts[0].label, view.means
        return view.text, recognise(view.text) if view.text else None

    def only_counts(self, head: View, below: list[list[View]]) -> bool:
        """True for a first column that only numbers the records: 'No.', 'Priority' over 1, 2, 3."""
        if head.marks or head.cell.column > 0 or len(head.text) > 12:
            return False
        firsts = [row[0].text.strip(" .)") for row in below if len(row) > 1 and any(not v.blank for v in row)]
        named = clean(head.text) in ("no", "nr", "number", "ref")
        return bool(firsts) and all(t.isdigit() or (named and not t) for t in firsts[:3])

    def all_known(self, heads: list[View], below: list[View]) -> bool:
        """True for a row of questions that the vocabulary has word for word, over a row that is no such thing."""
        known = [recognise_exactly(v.text) or recognise(v.text) for v in heads]
        sure = sum(1 for m in known if m is not None and (m.asks or m.section or m.about))
        if sure < 3 or sure < 0.75 * len(heads) or any(len(v.text) > 60 for v in heads):
            return False
        under = [recognise_exactly(v.text) for v in below if not v.blank]
        return sum(1 for m in under if m is not None and m.asks) * 3 <= len(under)

    def yes_no_header(self, rows: list[list[View]], number: int) -> list[Column] | None:
        """'(words) | Yes | No' over rows of statements with marks below Yes and No."""
        row = rows[number]
        if len(row) < 3 or not row[1].option or not all(v.option for v in row[1:]) or row[0].option:
            return None
        below = rows[number + 1]
        if (
            len(below) != len(row)
            or not has_words(below[0].text)
            or not all(v.blank or is_mark(v.text) or only_tick(v) or v.option for v in below[1:])
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
            if live and all(looks_like_prompt(first_line(v.cell)) for v in live) and not records:
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
        if not live[0].is_label or (live[0].means is not None and live[0].means.asks):
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
        if {"yes", "no"} <= {c.asks for c in columns} and any(is_mark(v.text) or only_tick(v) for v in row[1:]):
            return False
        if self.header(rows, index) is not None:
            return True
        if columns[0].asks in _NAMED and len(row) > 1 and live[0] is row[0] and _asks_itself(live[0].text):
            return True
        if not self.bold_labels:
            return False
        labels = [
            v for v in live if v.is_label and self.is_certainly_label(v) and starts_bold(v.cell) and v.means is not None
        ]
        first = live[0]
        beyond = [v for v in labels if v is not first or v.cell.column > 0]
        if (
            first.cell.column == 0
            and first in labels
            and first.means is not None
            and (
                first.means.asks in ONE
                or first.means.asks in ("comment", "signed")
                or (first.means.asks in ("outcome", "review") and len(live) < len(columns) and len(row) != len(columns))
            )
        ):
            return True
        return len(row) > 1 and bool(beyond) and len(row) != len(columns)

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

    def ethnic_rows(self, rows: list[list[View]], number: int) -> int:
        """Read a grid of ethnicities if one begins at row *number*; return the number of the row after it."""
        first = ethnic_cells(rows[number])
        if not first:
            return number
        end, cells = number, 0
        while end < len(rows):
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
