"""
The neutral document: what any file says, before anybody asks what it means.

Word, PDF and the rest are turned into these values. A document is a list of
blocks (paragraphs and tables); a table is rows of cells on a grid; a paragraph
is a list of pieces, each a stretch of text with one look. Ticks, form fields
and placeholders are pieces of their own kind, so that the rules further up
never ask how a form was built.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate

BOLD, ITALIC, UNDERLINE, STRIKE, MARKED, BOXED, SMALL, COLOURED = 1, 2, 4, 8, 16, 32, 64, 128
"""Looks of a piece, as bits. MARKED: highlighted or shaded; COLOURED: neither black nor automatic."""

TEXT, FIELD, EMPTY, TICKED, UNTICKED, CIRCLE = "text", "field", "empty", "ticked", "unticked", "circle"
"""
Kinds of piece. TEXT: typed or printed. FIELD: stands in a form field, so it is an answer. EMPTY: a form field that nobody
filled in. TICKED, UNTICKED: a box. CIRCLE: a drawn ring, of which only the neighbourhood is known.
"""  # noqa: E501 - a pattern reads worse when broken
WRAP = "\u2005"
"""The space where a line of a PDF ends of which nobody can tell whether it was full or whoever wrote it began anew."""
WORDS = frozenset({TEXT, FIELD})
BOXES = frozenset({TICKED, UNTICKED})
_DRAWN = frozenset({"✓", "✔", "✗", "✘"})


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
    """
    Rows of cells; `text_box`: it is a text box, `tabbed`: its lines are parted by tabs, `number`: on which page.

    `stands`: where each row stood in the file, if that is elsewhere: so many tables further on, and "column 2".
    """

    rows: list[list[Cell]]
    number: str = ""
    text_box: bool = False
    tabbed: bool = False
    stands: tuple[tuple[int, str], ...] = ()


Block = Paragraph | Table


_LIKE_I = ("\u0130", "\u0131")
"""Letters that a pattern without regard to case takes for an i, and `casefold` does not."""


class Lines(list[str]):
    """The lines of a document, in which words are looked for at once."""

    @cached_property
    def folded(self) -> list[str]:
        """The lines in small letters, an i with a dot or without like any other."""
        dotted, dotless = _LIKE_I
        whole = "".join(self)
        if dotted in whole or dotless in whole:
            return [line.replace(dotted, "i").replace(dotless, "i").casefold() for line in self]
        return [line.casefold() for line in self]

    @cached_property
    def _whole(self) -> str:
        return "\n".join(self.folded)

    @cached_property
    def _starts(self) -> list[int]:
        return list(accumulate([len(line) + 1 for line in self.folded], initial=0))

    def count_of(self, words: Iterable[str]) -> int:
        """How often *words*, in small letters, stand in the lines."""
        return sum([self._whole.count(word) for word in words])

    def holding(self, words: Iterable[str]) -> list[int]:
        """The numbers of the lines in which one of *words*, in small letters, stands: in order, each once."""
        whole, starts, found = self._whole, self._starts, set()
        for word in words:
            at = whole.find(word)
            while at >= 0:
                behind = bisect_right(starts, at)
                found.add(behind - 1)
                at = whole.find(word, starts[behind])
        return sorted(found)


class Said:
    """
    What a document says when the walk is done with it, taken from its paragraphs once for all who ask.

    Attributes:
        body: The text of each paragraph, those of the page headers and footers left out.
        lines: The lines of all of them, ticks left out.
    """

    def __init__(self, document: Document) -> None:
        self._blocks = document.blocks
        self._shown: list[str] = []
        self.headers = _texts(document.headers, self._shown)
        self.body = _texts(document.blocks, self._shown)
        self.footers = _texts(document.footers, self._shown)
        self.texts = [*self.headers, *self.body, *self.footers]
        self.lines = _lines(self.texts)

    @cached_property
    def shown(self) -> Lines:
        """All lines with '[X]' and '[ ]' for boxes, and a tick or cross that is drawn as it is."""
        return self.lines if self._shown == self.texts else _lines(self._shown)

    @cached_property
    def tables(self) -> list[list[list[str]]]:
        """What the cells of each table of the body show, row by row; the tables in its cells come behind a table."""
        return list(_shown_in_tables(self._blocks))


def _shown_in_tables(blocks: list[Block]) -> Iterator[list[list[str]]]:
    for block in blocks:
        if isinstance(block, Table):
            yield [[_shown_in_cell(cell) for cell in row] for row in block.rows]
            for row in block.rows:
                for cell in row:
                    if len(cell.blocks) > 1 or (cell.blocks and isinstance(cell.blocks[0], Table)):
                        yield from _shown_in_tables(cell.blocks)


def _shown_in_cell(cell: Cell) -> str:
    """What is shown in *cell*, on one line."""
    blocks = cell.blocks
    if len(blocks) == 1 and isinstance(blocks[0], Paragraph):
        return shown_in(blocks[0]).replace("\n", " ").strip() if blocks[0].pieces else ""
    return " ".join([shown_in(p) for p in paragraphs_in(blocks)]).replace("\n", " ").strip() if blocks else ""


def _lines(texts: list[str]) -> Lines:
    return Lines("\n".join(texts).split("\n") if texts else ())


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
    _said: Said | None = field(default=None, init=False, repr=False, compare=False)

    @property
    def said(self) -> Said:
        """What it says, line by line; it is asked for when nothing in the document is changed any more."""
        if self._said is None:
            self._said = Said(self)
        return self._said


def _texts(blocks: list[Block], shown: list[str]) -> list[str]:
    """The text of each paragraph of *blocks*; what it shows goes to *shown*."""
    made: list[str] = []
    for paragraph in paragraphs_in(blocks):
        pieces = paragraph.pieces
        if not pieces:
            text = as_shown = ""
        elif len(pieces) == 1 and pieces[0].kind in WORDS:
            text = as_shown = pieces[0].text
        else:
            words = [p.text for p in pieces if p.kind in WORDS]
            text = as_shown = "".join(words)
            if len(words) < len(pieces):
                as_shown = shown_in(paragraph)
        made.append(text)
        shown.append(as_shown)
    return made


def shown_in(paragraph: Paragraph) -> str:
    """Its text with '[X]' and '[ ]' for boxes, and a tick or cross that is drawn as it is."""
    pieces = paragraph.pieces
    if len(pieces) == 1 and pieces[0].kind not in BOXES:
        return pieces[0].text
    return "".join([p.text if p.kind not in BOXES else _shown(p) for p in pieces])


def _shown(box: Piece) -> str:
    if box.kind == UNTICKED:
        return "[ ]"
    return box.text if box.text.strip() in _DRAWN else "[X]"


def paragraphs_in(blocks: Iterable[Block]) -> list[Paragraph]:
    """Every paragraph of *blocks* as a person would read them, those in the cells of tables where the table stands."""
    found: list[Paragraph] = []
    _gather(blocks, found)
    return found


def _gather(blocks: Iterable[Block], paragraphs: list[Paragraph]) -> None:
    for block in blocks:
        if isinstance(block, Paragraph):
            paragraphs.append(block)
            continue
        for row in block.rows:
            for cell in row:
                inside = cell.blocks
                if len(inside) == 1 and isinstance(inside[0], Paragraph):
                    paragraphs.append(inside[0])
                elif inside:
                    _gather(inside, paragraphs)
