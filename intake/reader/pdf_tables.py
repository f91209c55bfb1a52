"""
Ruled tables of a PDF page: their cells rebuilt from the rules, merged and nested ones too.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from pdfplumber.table import TableFinder

from intake.reader.document import TEXT, Block, Cell, Paragraph, Piece, Table
from intake.reader.pdf_drawn import Corners, Drawn, inside
from intake.reader.pdf_lines import paragraphs_of
from intake.reader.pdf_text import Word, lines_of

_MOST_RULES = 5000
_SEEN = 0.35


@dataclass(slots=True)
class Area:
    """
    A block of a page and where it lies.

    `places` are the left and right edges of a table's cells, row by row (one
    and the same where no rule shows the right one); `size` is that of a
    paragraph's letters.
    """

    x0: float
    top: float
    x1: float
    bottom: float
    block: Block
    places: list[list[tuple[float, float]]] = field(default_factory=list)
    size: float = 0.0

    @property
    def corners(self) -> Corners:
        """Where it lies."""
        return self.x0, self.top, self.x1, self.bottom


def within(word: Word | Area, place: Corners, slack: float = 1.0) -> bool:
    """True if the middle of *word* lies within *place*."""
    x, y = (word.x0 + word.x1) / 2, (word.top + word.bottom) / 2
    return place[0] - slack <= x <= place[2] + slack and place[1] - slack <= y <= place[3] + slack


def found_cells(page: Any, drawn: Drawn) -> list[list[Corners]]:
    """Return the cells of each ruled table, smallest table first; a frame of its own is a table of one cell."""
    level, upright = _edges(drawn.level, "h"), _edges(drawn.upright, "v")
    if len(level) < 2 or len(upright) < 2 or len(level) + len(upright) > _MOST_RULES:
        return []
    finder = TableFinder(
        page,
        {
            "vertical_strategy": "explicit",
            "horizontal_strategy": "explicit",
            "explicit_vertical_lines": upright,
            "explicit_horizontal_lines": level,
        },
    )
    made: list[list[Corners]] = [list(t.cells) for t in finder.tables]
    known = {c for cells in made for c in cells}
    made += [[cell] for cell in finder.cells if cell not in known]
    kept = [[c for c in cells if c[2] - c[0] > 4 and c[3] - c[1] > 4] for cells in made]
    return sorted((cells for cells in kept if cells), key=_extent)


def _edges(rules: Sequence[Corners], orientation: str) -> list[dict[str, Any]]:
    return [
        {
            "object_type": "rect_edge",
            "orientation": orientation,
            "x0": x0,
            "x1": x1,
            "top": top,
            "bottom": bottom,
            "width": x1 - x0,
            "height": bottom - top,
        }
        for x0, top, x1, bottom in rules
    ]


def _extent(cells: list[Corners]) -> float:
    x0, top, x1, bottom = outline(cells)
    return (x1 - x0) * (bottom - top)


def outline(cells: Sequence[Corners]) -> Corners:
    """Where all of *cells* lie."""
    return min(c[0] for c in cells), min(c[1] for c in cells), max(c[2] for c in cells), max(c[3] for c in cells)


def ruled_table(cells: list[Corners], words: list[Word], nested: list[Area], fills: list[Corners]) -> Area:
    """Return a table of *cells* with the words in them; *nested* tables that lie in one of its cells stand there."""
    levels = clusters([c[1] for c in cells])
    rows: list[list[tuple[Corners, Cell]]] = [[] for _ in levels]
    for place in sorted(cells):
        first = nearest(levels, place[1])
        shaded = any(_shades(fill, place) for fill in fills)
        rows[first].append((place, Cell(0, 1, cell_blocks(place, words, nested), shaded=shaded, row=first)))
        for below in range(first + 1, len(levels)):
            if levels[below] < place[3] - 4:
                rows[below].append((place, Cell(0, 1, [], continues=True, shaded=shaded, row=below)))
    rows = [sorted(row, key=lambda pair: pair[0][0]) for row in rows if row]
    if sum(c[2] - c[0] < 24 for c in cells) > 4:
        rows = [_join_combs(row) for row in rows]
    places = [[(place[0], place[2]) for place, _ in row] for row in rows]
    made = Table([[cell for _, cell in row] for row in rows])
    set_columns(made, places)
    return Area(*outline(cells), made, places)


def set_columns(table: Table, places: list[list[tuple[float, float]]]) -> None:
    """Give every cell its column and its span on the grid that all edges of the table's cells make."""
    columns = clusters([x for row in places for place in row for x in place])
    for row, edges in zip(table.rows, places, strict=True):
        for cell, (x0, x1) in zip(row, edges, strict=True):
            cell.column = nearest(columns, x0)
            cell.span = max(1, nearest(columns, x1) - cell.column)


def parted(area: Area) -> list[Area]:
    """Return one ruled table as several where rows below have no edge in common with those above: tables that touch."""
    table = area.block
    if not isinstance(table, Table):
        return [area]
    cuts = [0]
    for number in range(1, len(table.rows)):
        above, below = area.places[number - 1], area.places[number]
        merged = any(c.continues for c in table.rows[number])
        if len(above) > 1 and len(below) > 1 and not merged and not _share_edge(above, below):
            cuts.append(number)
    if len(cuts) == 1:
        return [area]
    made = []
    for start, end in zip(cuts, [*cuts[1:], len(table.rows)], strict=True):
        part, places = Table(table.rows[start:end]), area.places[start:end]
        set_columns(part, places)
        made.append(Area(area.x0, area.top + start * 0.01, area.x1, area.bottom, part, places))
    return made


def _share_edge(above: list[tuple[float, float]], below: list[tuple[float, float]]) -> bool:
    return any(abs(a[0] - b[0]) < 3 for a in above[1:] for b in below[1:])


def _shades(fill: Corners, place: Corners) -> bool:
    x, y = (place[0] + place[2]) / 2, (place[1] + place[3]) / 2
    return fill[0] <= x <= fill[2] and fill[1] <= y <= fill[3] and fill[3] - fill[1] > 5


def cell_blocks(place: Corners, words: list[Word], nested: list[Area]) -> list[Block]:
    """What stands in one cell: paragraphs, and the tables within it."""
    own = [w for w in words if within(w, place)]
    inner = [a for a in nested if inside(a.corners, place, 2.0)]
    if not inner:
        return list(_paragraphs(own, place))
    blocks: list[Block] = []
    position = place[1]
    for area in sorted(inner, key=lambda a: (a.top, a.x0)):
        above = [w for w in own if position <= w.middle < area.top]
        blocks += [*_paragraphs(above, place), area.block]
        position = max(position, area.bottom)
    rest = [w for w in own if w.middle >= position]
    return [*blocks, *_paragraphs(rest, place)]


def _paragraphs(words: list[Word], place: Corners) -> list[Paragraph]:
    return paragraphs_of(lines_of(words), place[2] - 3, (place[0], place[2]))


def _join_combs(row: list[tuple[Corners, Cell]]) -> list[tuple[Corners, Cell]]:
    """A row with one cell for each comb: narrow cells side by side that hold one letter each."""
    made: list[tuple[Corners, Cell]] = []
    run: list[tuple[Corners, Cell]] = []
    for pair in row:
        if _is_tooth(*pair):
            run.append(pair)
            continue
        made += [*_comb(run), pair]
        run = []
    return made + _comb(run)


def _comb(run: list[tuple[Corners, Cell]]) -> list[tuple[Corners, Cell]]:
    written = [cell for _, cell in run if _letters(cell)]
    if len(run) < 5 or len(written) < 4:
        return run
    text = "".join(_letters(cell) or " " for _, cell in run).strip()
    first, last = run[0][0], run[-1][0]
    piece = written[0].paragraphs()[0].pieces[0]
    run[0][1].blocks = [Paragraph([Piece(text, piece.kind, piece.look)])]
    return [((first[0], first[1], last[2], last[3]), run[0][1])]


def _letters(cell: Cell) -> str:
    return "".join(p.text for p in cell.paragraphs()).strip()


def _is_tooth(place: Corners, cell: Cell) -> bool:
    plain = all(p.kind == TEXT for b in cell.paragraphs() for p in b.pieces)
    return plain and len(_letters(cell)) <= 1 and place[2] - place[0] < 24


def clusters(values: list[float], near: float = 3.0) -> list[float]:
    """Return *values* in order, those that lie close together once."""
    made: list[float] = []
    for value in sorted(values):
        if not made or value - made[-1] > near:
            made.append(value)
    return made


def nearest(levels: list[float], value: float) -> int:
    """Return which of *levels* lies nearest to *value*."""
    return min(range(len(levels)), key=lambda i: abs(levels[i] - value))
