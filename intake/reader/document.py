"""
The neutral document: what any file says, before anybody asks what it means.

Word, PDF and the rest are turned into these values. A document is a list of
blocks (paragraphs and tables); a table is rows of cells on a grid; a paragraph
is a list of pieces, each a stretch of text with one look. Ticks, form fields
and placeholders are pieces of their own kind, so that the rules further up
never ask how a form was built.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

BOLD, ITALIC, UNDERLINE, STRIKE, MARKED, BOXED, SMALL, COLOURED = 1, 2, 4, 8, 16, 32, 64, 128
"""Looks of a piece, as bits. MARKED: highlighted or shaded; COLOURED: neither black nor automatic."""

TEXT, FIELD, EMPTY, TICKED, UNTICKED, CIRCLE = "text", "field", "empty", "ticked", "unticked", "circle"
"""
Kinds of piece. TEXT: typed or printed. FIELD: stands in a form field, so it is an answer. EMPTY: a form field that nobody
filled in. TICKED, UNTICKED: a box. CIRCLE: a drawn ring, of which only the neighbourhood is known.
"""  # noqa: E501 - a pattern reads worse when broken
WORDS = frozenset({TEXT, FIELD})
BOXES = frozenset({TICKED, UNTICKED})


@dataclass(slots=True)
class Piece:
    """A stretch of text with one look; `value` is the ISO date of a date control."""

    text: str
    kind: str = TEXT
    look: int = 0
    value: str | None = None


@dataclass(slots=True)
class Paragraph:
    """One paragraph; `level` is 1 to 9 for headings, else 0."""

    pieces: list[Piece]
    level: int = 0
    listed: bool = False
    place: str = ""

    @property
    def text(self) -> str:
        """All of its text, ticks left out."""
        pieces = self.pieces
        if len(pieces) == 1:
            return pieces[0].text if pieces[0].kind in WORDS else ""
        return "".join([p.text for p in pieces if p.kind in WORDS])


@dataclass(slots=True)
class Cell:
    """One cell: where it stands on the grid, how many columns it takes, whether it continues the cell above."""

    column: int
    span: int
    blocks: list[Block]
    continues: bool = False
    shaded: bool = False
    row: int = 0

    def paragraphs(self) -> list[Paragraph]:
        """The cell's own paragraphs, nested tables left out."""
        return [b for b in self.blocks if isinstance(b, Paragraph)]


@dataclass(slots=True)
class Table:
    """Rows of cells; `text_box`: it is a text box, `tabbed`: its lines are parted by tabs, `number`: on which page."""

    rows: list[list[Cell]]
    number: str = ""
    text_box: bool = False
    tabbed: bool = False


Block = Paragraph | Table


@dataclass(slots=True)
class Document:
    """What a file says, and what is noteworthy about how it says it."""

    blocks: list[Block]
    headers: list[Block] = field(default_factory=list)
    footers: list[Block] = field(default_factory=list)
    tracked: bool = False
    hidden: bool = False
    circles: bool = False
    pictures: int = 0
    by_geometry: bool = False
    title: str = ""


def paragraphs_in(blocks: Iterable[Block]) -> Iterator[Paragraph]:
    """Every paragraph of *blocks* as a person would read them, those in the cells of tables where the table stands."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block
        else:
            for row in block.rows:
                for cell in row:
                    yield from paragraphs_in(cell.blocks)
