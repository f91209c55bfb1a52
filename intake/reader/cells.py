"""
Cells of a table as the walk looks at them, and where it is.
"""

from __future__ import annotations

import re

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
from intake.reader.labels import LONGEST, asked_last, recognise, recognise_exactly
from intake.reader.part import Part
from intake.reader.parts import split_cell
from intake.reader.views import (
    View,
    asks_in_bold,
    is_option,
    label_style,
    means_of,
    shouts,
    stands_over,
    starts_bold,
)

_KNOWN = 0.93
"""The least score of a label that the vocabulary has, if in other small words."""


def _heads_lines(cell: Cell, label: str) -> bool:
    """True for a cell in which a label stands on a line of its own, over its answer or the room for one."""
    lines = [line for p in cell.paragraphs() for line in p.text.strip().split("\n")]
    return len(lines) > 1 and lines[0].strip().rstrip(" :") == label.rstrip(" :")


_DATED = re.compile(r"dated?\s+\d", re.IGNORECASE)
"""'Date 10/03/2026' in a cell of its own: a label with its answer, though no colon parts them."""


class Cells:
    """A walk as it looks at cells."""

    def __init__(self, document: Document, draft: Draft) -> None:
        self.document = document
        self.draft = draft
        self.tables = 0
        self.stands: tuple[tuple[int, str], ...] = ()
        self.page = ""
        self.before_table = self.before_field = False
        self.plain_labels: set[int] = set()
        self.bold_labels, self.shaded_labels = label_style(document.blocks)
        self.capitals = shouts(document.said.body)

    def place(self, row: int | None = None) -> str:
        """Where the walk is, as a person would find it."""
        where = self.draft.section_title or "At the top"
        if self.page:
            return f"{where}, {self.page}"
        if row is None or not self.tables:
            return where
        if not 0 <= row < len(self.stands):
            return f"{where}, table {self.tables}, row {row + 1}"
        further, stood = self.stands[row]
        return f"{where}, table {self.tables + further}" + (stood and f", {stood}")

    def view(self, cell: Cell) -> View:
        """Work out what the walk needs to know of a cell."""
        if cell.continues or not cell.blocks:
            return View(cell, "", [], blank=True)
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
            return View(cell, text, [Part(text, means_of(text), [], styled=True)])
        parts = split_cell(cell, bold_labels=self.bold_labels) if text or marks or fields else []
        return View(cell, text, parts, nested, marks, blank=not text and not marks and not nested)

    def quick_view(self, cell: Cell) -> View | None:
        """A cell with one stretch of plain text, as most have: worked out without taking it apart."""
        block = cell.blocks[0]
        if not self.bold_labels or isinstance(block, Table):
            return None
        pieces = block.pieces
        if len(pieces) != 1:
            return None if pieces else View(cell, "", [], blank=True)
        piece = pieces[0]
        text = piece.text.strip()
        if piece.kind not in WORDS or ":" in text or "?" in text or (piece.kind == FIELD and not text):
            return None
        if text[:1] in "dD" and _DATED.match(text) is not None:
            return None
        if not text:
            return View(cell, "", [], blank=True)
        means = None
        label = piece.kind == TEXT and len(text) <= LONGEST and not (len(text) <= 24 and is_option(text))
        if label and piece.look & BOLD:
            return View(cell, text, [Part(text, recognise(text) or asked_last(text), [], styled=True)])
        if label:
            means = recognise_exactly(text)
        slot = piece.kind == FIELD
        part = Part(text, means) if means is not None else Part("", None, [block.pieces], slot=slot)
        return View(cell, text, [part])

    def is_certainly_label(self, view: View) -> bool:
        """True if a cell to the right of a label is a label (or a label with its answer) and not an answer."""
        if not view.parts or view.option or not view.parts[0].label:
            return False
        if id(view) in self.plain_labels:
            return True
        part = view.parts[0]
        bold = starts_bold(view.cell)
        if part.slot or not part.blank:
            return self.is_answered_label(view, part, bold=bold)
        if view.text.endswith(":") and (exact := recognise_exactly(view.text)) is not None and exact.is_field:
            return True
        if self.bold_labels and not bold:
            return False
        asks = part.means is not None and part.means.is_field
        return (asks and part.label.rstrip().endswith((":", "?"))) or self.looks_like_label(view, part, bold=bold)

    def is_answered_label(self, view: View, part: Part, *, bold: bool) -> bool:
        """True for a label with its answer in the same cell, rather than an answer with a colon in it."""
        if part.means is None or not part.means.is_field:
            return bold and self.bold_labels and part.styled
        if part.means.score >= _KNOWN and _heads_lines(view.cell, part.label):
            return True
        if part.means.asks == "date" and _DATED.match(view.text) is not None:
            return True
        name = part.label.rstrip(":")
        marked = name.endswith("?") or f"{name}:" in view.text
        told = not self.bold_labels and part.means.score >= 0.9
        return bold or part.slot or (told and (marked or stands_over(view.cell)))

    def looks_like_label(self, view: View, part: Part, *, bold: bool) -> bool:
        """True for a cell that looks as the labels of this document do, and asks for what one knows if it can."""
        if self.shaded_labels and not view.cell.shaded:
            return False
        if part.means is None:
            return (bold and self.bold_labels) or (view.cell.shaded and self.shaded_labels)
        return bold or view.cell.shaded or (part.means.is_field and part.means.score >= 0.95)
