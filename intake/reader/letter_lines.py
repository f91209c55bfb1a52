"""
A letter's lines, as they were set: paragraphs, cells and text boxes in one order, with what tells blocks apart.

Letters are laid out with tables, tabs, text boxes, page headers and footers.
Nothing above this module asks which of them a line stood in, only where a block
of lines begins, and which cell is the label of another.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from intake.reader.document import BOLD, UNDERLINE, Block, Cell, Document, Paragraph, Piece, Table
from intake.reader.letter_facts import label_kind

_LONGEST_LABEL = 60


@dataclass(slots=True)
class Line:
    """
    One line of a letter.

    Attributes:
        text: Its words; where a tab stood, three spaces.
        look: The looks that all its words share.
        head: The bold words with which it begins, if others follow.
        gap: A new block begins here: a blank line, a cell or a text box came before.
        table: Which table it stands in, 0 for none.
        outer: It stands in a page header or footer, or in a text box.
        pair: The label and the value, where it is a row of a table of details.
        paragraph: Lines of one paragraph have the same number.
        record: In a table with a row, or a column, for each child: which of them, from 1 on.
    """

    text: str
    look: int = 0
    head: str = ""
    level: int = 0
    listed: bool = False
    gap: bool = False
    table: int = 0
    outer: bool = False
    pair: tuple[str, str] | None = None
    paragraph: int = 0
    record: int = 0

    @property
    def strong(self) -> bool:
        """True if all its words are bold or underlined, or it is a heading."""
        return bool(self.look & (BOLD | UNDERLINE)) or self.level > 0


@dataclass(slots=True)
class LineReader:
    """Gathers lines; `is_label` tells whether a cell asks for something."""

    is_label: Callable[[str], bool]
    lines: list[Line] = field(default_factory=list)
    _gap: bool = True
    _paragraph: int = 0
    _table: int = 0

    def blocks(self, blocks: list[Block], *, outer: bool = False, table: int = 0) -> None:
        """Add the lines of *blocks*."""
        for block in blocks:
            if isinstance(block, Paragraph):
                self._add(block, outer=outer, table=table)
            elif block.tabbed:
                for row in block.rows:
                    self._tabbed(row, outer=outer, table=table)
            else:
                self._take_table(block, outer=outer or block.text_box, table=table)

    def _add(self, paragraph: Paragraph, *, outer: bool, table: int) -> None:
        self._paragraph += 1
        made = [line for pieces in _lines_of(paragraph.pieces) if (line := _line(pieces)) is not None]
        if not made:
            self._gap = True
        for line in made:
            line.level, line.listed, line.outer, line.table = paragraph.level, paragraph.listed, outer, table
            self._append(line)

    def _append(self, line: Line) -> None:
        line.gap, line.paragraph, self._gap = self._gap, self._paragraph, False
        self.lines.append(line)

    def _tabbed(self, row: list[Cell], *, outer: bool, table: int) -> None:
        self._paragraph += 1
        pieces: list[Piece] = []
        for cell in row:
            for paragraph in cell.paragraphs():
                pieces += [*([Piece("   ")] if pieces else []), *paragraph.pieces]
        for part in _lines_of(pieces):
            line = _line(part)
            if line is not None:
                line.outer, line.table = outer, table
                self._append(line)

    def _take_table(self, block: Table, *, outer: bool, table: int) -> None:
        self._table += 1
        number = table or self._table
        rows = [[(_text(cell), cell) for cell in row if not cell.continues] for row in block.rows]
        records = children_of_table([[text for text, _ in row] for row in rows])
        for record, pairs in enumerate(records, 1):
            for label, value in pairs:
                self._pair(label, value, outer=outer, table=number, record=record)
        if records:
            self._gap = True
            return
        skip = False
        for index, row in enumerate(rows):
            if skip:
                skip = False
                continue
            below = rows[index + 1] if index + 1 < len(rows) else []
            if self._stands_over(row, below):
                skip = True
                for (label, _), (value, _) in zip(row, below, strict=True):
                    self._pair(label, value, outer=outer, table=number)
                continue
            self._row(row, outer=outer, table=number)
        self._gap = True

    def _stands_over(self, row: list[tuple[str, Cell]], below: list[tuple[str, Cell]]) -> bool:
        """True if *row* holds the headings of the values in the row under it."""
        return (
            len(row) > 1
            and len(row) == len(below)
            and all(self.is_label(text) for text, _ in row)
            and not any(text and self.is_label(text) for text, _ in below)
        )

    def _row(self, row: list[tuple[str, Cell]], *, outer: bool, table: int) -> None:
        index = 0
        while index < len(row):
            text, cell = row[index]
            after = row[index + 1][0] if index + 1 < len(row) else None
            last = index + 2 == len(row)
            if after is not None and self._is_label(text) and (last or not (after and self.is_label(after))):
                self._pair(text, after, outer=outer, table=table)
                index += 2
                continue
            self._gap = True
            self.blocks(cell.blocks, outer=outer, table=table)
            index += 1

    def _is_label(self, text: str) -> bool:
        return (
            0 < len(text) <= _LONGEST_LABEL
            and "\n" not in text
            and (text.rstrip().endswith(":") or self.is_label(text))
        )

    def _pair(self, label: str, value: str, *, outer: bool, table: int, record: int = 0) -> None:
        self._paragraph += 1
        label = label.strip(" :")
        pair = (label, value.lstrip(" :"))
        self._append(Line(f"{label}: {value}", outer=outer, table=table, pair=pair, record=record))


def lines_of(document: Document, is_label: Callable[[str], bool]) -> list[Line]:
    """Return all lines: page headers, the text, page footers."""
    reader = LineReader(is_label)
    reader.blocks(document.headers, outer=True)
    reader._gap = True  # noqa: SLF001 - a page header ends its block
    reader.blocks(document.blocks)
    reader._gap = True  # noqa: SLF001 - so does the text
    reader.blocks(document.footers, outer=True)
    return reader.lines


def children_of_table(rows: list[list[str]]) -> list[list[tuple[str, str]]]:
    """
    Return the labels and values of each child of a table that has a row, or a column, for each.

    Empty for any other table, one of relatives among them: a column says how they are related.
    """
    side_by_side = _side_by_side(rows)
    if side_by_side:
        return side_by_side
    for grid in (rows, _turned(rows)):
        if len(grid) < 3 or len(grid[0]) < 2 or any(len(row) != len(grid[0]) for row in grid):
            continue
        head, below = grid[0], [row for row in grid[1:] if any(row)]
        kinds = [label_kind(text) for text in head]
        if kinds[0] is None and not head[0]:
            kinds[0], head = ("name", ""), ["Name", *head[1:]]
        asked = {kind[0] for kind in kinds if kind is not None}
        if None in kinds or not asked & {"name", "given"} or asked & {"relationship", "parent"} or len(asked) < 2:
            continue
        values = [text for row in below for text in row if len(text) > 1]
        if len(below) > 1 and all(row[0] for row in below) and not any(label_kind(text) for text in values):
            return [[(label, text) for label, text in zip(head, row, strict=True) if text] for row in below]
    return []


def _side_by_side(rows: list[list[str]]) -> list[list[tuple[str, str]]]:
    """'Name: | Leo | Name: | Sam': the same labels once for each child."""
    width = len(rows[0]) if rows else 0
    if len(rows) < 2 or width not in (4, 6) or any(len(row) != width for row in rows):
        return []
    if not all(row[0] == row[at] and label_kind(row[0]) for row in rows for at in range(0, width, 2)):
        return []
    if not any((label_kind(row[0]) or ("", ""))[0] in ("name", "given") for row in rows):
        return []
    return [[(row[at], row[at + 1]) for row in rows if row[at + 1]] for at in range(0, width, 2)]


def _turned(rows: list[list[str]]) -> list[list[str]]:
    """Rows as columns; nothing if they are not all as long."""
    return [list(column) for column in zip(*rows, strict=True)] if len({len(row) for row in rows}) == 1 else []


def _text(cell: Cell) -> str:
    return "\n".join(p.text for p in cell.paragraphs() if p.text.strip()).strip()


def _lines_of(pieces: list[Piece]) -> list[list[Piece]]:
    """Pieces parted where a line break stands."""
    made: list[list[Piece]] = [[]]
    for piece in pieces:
        for index, text in enumerate(piece.text.split("\n")):
            if index:
                made.append([])
            if text:
                made[-1].append(Piece(text, piece.kind, piece.look, piece.value))
    return made


def _line(pieces: list[Piece]) -> Line | None:
    text = "".join(p.text for p in pieces if p.kind in ("text", "field")).replace("\t", "   ").replace("\u00a0", " ")
    worded = [p for p in pieces if p.text.strip()]
    if not text.strip() or not worded:
        return None
    look = worded[0].look
    for piece in worded:
        look &= piece.look
    head = ""
    if not look & BOLD:
        for piece in worded:
            if not piece.look & (BOLD | UNDERLINE):
                break
            head += piece.text
    return Line(text.strip(), look, head.strip())
