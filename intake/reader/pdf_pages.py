"""
The pages of a PDF one after the other: running heads and feet apart, tables and paragraphs over the page joined.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from intake.reader.document import BOLD, Block, Cell, Paragraph, Table
from intake.reader.pdf_bands import banded_tables
from intake.reader.pdf_boxes import combs_to_write_in, frames_to_write_in, lines_to_write_on
from intake.reader.pdf_drawn import Drawn, inside, read_drawn
from intake.reader.pdf_fields import form_words
from intake.reader.pdf_tables import Area, cell_blocks, found_cells, outline, parted, ruled_table, set_columns, within
from intake.reader.pdf_text import Line, Word, lines_of
from intake.reader.pdf_words import Style, words_of
from intake.reader.pdf_zones import in_order

_PAGE_NUMBER = re.compile(
    r".{0,80}\b(?:page|p\.)\s*0{1,3}(?:\s*(?:of|/)\s*0{1,3})?\b.{0,40}|\W{0,4}0{1,3}\s*(?:of|/)\s*0{1,3}\W{0,4}|\W{0,4}0{1,3}\W{0,4}"
)
"""A line that numbers the page, digits written as 0."""
_ENDS_IN_NUMBER = re.compile(r"[a-z].*(?:\s|[/|–-])0{1,3}$")
"""'TVC Early Help v0 / 0': a running foot with the number of the page at its end."""


@dataclass(slots=True)
class PageRead:
    """One page as read: its words, form fields among them, its drawings, and how high it is."""

    words: list[Word]
    drawn: Drawn
    height: float
    page: Any


def read_page(page: Any, style: Style) -> PageRead:
    """Return the words and drawings of one page."""
    fields = form_words(page)
    drawn = read_drawn(page, fields)
    words = [w for w in words_of(page, style) if w.text or w.kind != "text"]
    return PageRead([*words, *drawn.ticks, *fields], drawn, float(page.height), page)


# --- running heads and feet ---------------------------------------------------------------------------------------


def running_lines(pages: Iterable[PageRead]) -> set[tuple[str, int]]:
    """Return the text and height of lines near an edge that come again on other pages, or number the page."""
    seen: Counter[tuple[str, int]] = Counter()
    count = 0
    numbers: set[tuple[str, int]] = set()
    for page in pages:
        count += 1
        for line in lines_of(page.words):
            if not _at_edge(line, page.height):
                continue
            key = _key(line)
            seen[key] += 1
            if _PAGE_NUMBER.fullmatch(key[0]):
                numbers.add(key)
    often = {key for key, times in seen.items() if times > 1 and times * 2 >= count}
    return often | numbers


def _at_edge(line: Line, height: float) -> bool:
    return line.top < height * 0.1 or line.bottom > height * 0.91


def _key(line: Line) -> tuple[str, int]:
    folded = "".join("0" if c.isdigit() else c for c in line.text.casefold()).strip()
    numbered = _PAGE_NUMBER.fullmatch(folded) or _ENDS_IN_NUMBER.search(folded)
    return (folded if numbered else line.text.strip()), round(line.bottom / 4)


# --- one page -----------------------------------------------------------------------------------------------------


def page_areas(read: PageRead, running: set[tuple[str, int]]) -> tuple[list[Area], list[Block], list[Block]]:
    """Return the blocks of a page in reading order, its running head and its running foot."""
    cells = found_cells(read.page, read.drawn)
    framed = [outline(c) for c in cells]
    head: list[Block] = []
    foot: list[Block] = []
    words: list[Word] = []
    for line in lines_of(read.words):
        place = (line.x0, line.top, line.x1, line.bottom)
        running_line = _key(line) in running and not any(inside(place, f, 3.0) for f in framed)
        if running_line and _at_edge(line, read.height):
            target = head if line.top < read.height / 2 else foot
            target += cell_blocks(place, line.words, [])
        else:
            words += line.words
    return _areas(read, cells, words), head, foot


def _areas(read: PageRead, cells: list[list[tuple[float, float, float, float]]], words: list[Word]) -> list[Area]:
    drawn, height = read.drawn, read.height
    words, cells = combs_to_write_in(cells, words)
    frames = [c[0] for c in cells if len(c) == 1 and c[0][3] - c[0][1] < 0.75 * height]
    words = lines_to_write_on(drawn, words)
    lone = [f for f in frames if not any(o != f and inside(f, o) for c in cells for o in c)]
    words, kept = frames_to_write_in(lone, words)
    gone = {f for f in lone if f not in kept}
    areas: list[Area] = []
    for group in cells:
        if group[0] in gone or (len(group) == 1 and group[0] not in frames):
            continue
        if len(group) == 1 and _is_sheet(group[0], words, areas):
            continue
        nested = [a for a in areas if any(inside(a.corners, c, 2.0) for c in group)]
        area = ruled_table(group, words, nested, drawn.fills)
        areas = [a for a in areas if a not in nested]
        areas += parted(area)
        words = [w for w in words if not _held(w, area)]
    areas += banded_tables(drawn.level, words, areas, drawn.fills)
    free = [w for w in words if not any(_held(w, a) for a in areas)]
    for word in free:
        behind = [f for f in drawn.fills if f[3] - f[1] > 5 and within(word, f, 0.0)]
        word.ground = min(behind, key=lambda f: f[3] - f[1], default=None)
    left = min((w.x0 for w in read.words), default=0.0)
    return in_order(free, areas, float(read.page.width) - left)


def _held(word: Word, area: Area) -> bool:
    x, y = (word.x0 + word.x1) / 2, word.middle
    return area.x0 - 1 <= x <= area.x1 + 1 and area.top - 1 <= y <= area.bottom + 1


def _is_sheet(frame: tuple[float, float, float, float], words: list[Word], areas: list[Area]) -> bool:
    """True for a frame round a whole section: tables or rows of fields in it, so that it is no cell."""
    held = [w for w in words if frame[0] <= w.x0 <= frame[2] and frame[1] <= w.middle <= frame[3]]
    if any(inside(a.corners, frame, 2.0) for a in areas):
        return frame[3] - frame[1] > 120
    if sum(w.is_field for w in held) > 1:
        return True
    lines = lines_of(held)
    wide = sum(
        any(b.x0 - a.x1 > 2.2 * a.size for a, b in zip(line.words, line.words[1:], strict=False)) for line in lines
    )
    return wide >= 3


# --- over the page ------------------------------------------------------------------------------------------------


def join_page(areas: list[Area], more: list[Area], page: int) -> list[Area]:
    """Return *areas* with those of the next page behind them; what was broken over the page is put together again."""
    for area in more:
        _number(area.block, page)
    if not areas or not more:
        return [*areas, *more]
    last, first = areas[-1].block, more[0].block
    if isinstance(last, Table) and isinstance(first, Table) and last.rows and first.rows:
        if _same_columns(areas[-1], more[0]):
            _join_tables(areas[-1], last, more[0], first)
            more = more[1:]
    elif isinstance(last, Paragraph) and isinstance(first, Paragraph) and _is_broken(last, first):
        _run_on(last, first)
        more = more[1:]
    return [*areas, *more]


def _number(block: Block, page: int) -> None:
    if isinstance(block, Table):
        block.number = f"page {page}"
        for cell in (c for row in block.rows for c in row):
            for inner in cell.blocks:
                _number(inner, page)
    else:
        block.place = f"page {page}"


def _same_columns(above: Area, below: Area) -> bool:
    """True if the last row of one table and the first of another have the same cells, of which there are several."""
    if not above.places or not below.places:
        return False
    one, other = above.places[-1], below.places[0]
    return len(one) == len(other) > 1 and all(
        abs(a[0] - b[0]) < 4 and (abs(a[1] - b[1]) < 4 or a[0] == a[1] or b[0] == b[1])
        for a, b in zip(one, other, strict=True)
    )


def _join_tables(above: Area, last: Table, below: Area, first: Table) -> None:
    """Put the rows of *first* behind those of *last*; a head that is printed again, or a row without words, is not."""
    skip = int(len(first.rows) > 1 and len(last.rows) > 1 and _words(first.rows[0]) == _words(last.rows[0]))
    if len(first.rows) > skip and not any(_words(first.rows[skip])):
        skip += 1
    if len(first.rows) > skip and len(first.rows[skip]) == len(last.rows[-1]):
        for cell, rest in zip(last.rows[-1], first.rows[skip], strict=True):
            rest.continues = rest.continues or (cell.continues and not rest.paragraphs())
        if _continues(first.rows[skip], last.rows[-1]):
            for cell, rest in zip(last.rows[-1], first.rows[skip], strict=True):
                _append(cell, rest)
            skip += 1
    last.rows += first.rows[skip:]
    above.places += below.places[skip:]
    set_columns(last, above.places)


def _words(row: list[Cell]) -> list[str]:
    return ["".join(p.text for p in cell.paragraphs()).strip() for cell in row]


def _continues(row: list[Cell], above: list[Cell]) -> bool:
    """True if a row at the head of a page goes on with the one before: no label of its own, or the rest of one."""
    first = next((i for i, cell in enumerate(row) if not cell.continues), 0)
    words = _words(row)
    if not words[first]:
        return any(words) and _words(above)[first] != ""
    return words[first][:1].islower()


def _append(cell: Cell, rest: Cell) -> None:
    own, more = cell.paragraphs(), rest.paragraphs()
    if own and more and own[-1].pieces and more[0].pieces and _is_broken(own[-1], more[0]):
        _run_on(own[-1], more[0])
        more = more[1:]
    cell.blocks += more


def _is_broken(own: Paragraph, more: Paragraph) -> bool:
    """True if a paragraph ends in the middle of a sentence and another begins there."""
    ends, begins = own.text.rstrip(), more.text.lstrip()
    if not ends or not begins or more.listed or ends[-1] in ".:;!?”\"'":
        return False
    return begins[:1].islower() or (ends[-1].isalnum() and len(ends) > 60 and not more.pieces[0].look & BOLD)


def _run_on(own: Paragraph, more: Paragraph) -> None:
    last, first = own.pieces[-1], more.pieces[0]
    if last.look == first.look and last.kind == first.kind:
        last.text = f"{last.text.rstrip()} {first.text.lstrip()}"
        own.pieces += more.pieces[1:]
    else:
        last.text += " "
        own.pieces += more.pieces
