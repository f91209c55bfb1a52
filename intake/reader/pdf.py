"""
PDF with form fields or a text layer into the neutral document, by geometry.

Reading order misleads (forms, section 2.3), so ruled tables are rebuilt from
their lines, form fields stand as answers in the row that they are drawn in,
and what is left is taken column by column. A page without text is a scan.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import pdfplumber
from pdfminer.pdfdocument import PDFPasswordIncorrect
from pdfplumber.table import TableFinder
from pdfplumber.utils.exceptions import PdfminerException

from intake.reader.document import Block, Cell, Document, Paragraph, Piece, Table
from intake.reader.package import Unreadable
from intake.reader.pdf_fields import Box, form_boxes
from intake.reader.pdf_text import Line, Word, as_paragraphs, lines_of, pieces_of, words_of

_MOST_PAGES = 80
_FEWEST_LETTERS = 40


@dataclass(slots=True)
class Area:
    """A block of a page and where it lies."""

    x0: float
    top: float
    x1: float
    bottom: float
    block: Block


@dataclass(slots=True)
class PageRead:
    """What stands on one page: blocks in reading order, and the lines at its edges."""

    blocks: list[Block]
    top: list[str] = field(default_factory=list)
    bottom: list[str] = field(default_factory=list)


def read_pdf(data: bytes, passwords: Sequence[str]) -> Document:
    """
    Return what the PDF in *data* says.

    Raises:
        Unreadable: It is a scan, broken, locked or far too long.
    """
    with _opened(data, passwords) as file:
        if len(file.pages) > _MOST_PAGES:
            raise Unreadable("too_large")
        letters = pictures = 0
        pages: list[tuple[Any, list[Box]]] = []
        boxes = form_boxes(file)
        for number, page in enumerate(file.pages):
            letters += len(page.chars) + sum(len(b.text) for b in boxes.get(number, []))
            pictures += len(page.images)
            pages.append((page, boxes.get(number, [])))
        if letters < _FEWEST_LETTERS:
            raise Unreadable("scan" if pictures or letters == 0 else "not_a_form")
        edges = _edge_texts([page for page, _ in pages])
        document = Document([], by_geometry=True, pictures=pictures)
        for number, (page, own) in enumerate(pages):
            blocks, aside = _page_blocks(page, own, edges)
            document.headers += aside
            _join_pages(document.blocks, blocks, number + 1)
            page.close()
    return document


def _opened(data: bytes, passwords: Sequence[str]) -> Any:
    for password in ("", *passwords):
        try:
            return pdfplumber.open(io.BytesIO(data), password=password)
        except PDFPasswordIncorrect:
            continue
        except PdfminerException as err:
            if err.args and isinstance(err.args[0], PDFPasswordIncorrect):
                continue
            raise Unreadable("broken") from err
    raise Unreadable("encrypted")


def _folded(text: str) -> str:
    return "".join("#" if c.isdigit() else c for c in text.casefold()).strip()


def _edge_texts(pages: list[Any]) -> set[str]:
    """The running heads and feet: lines near an edge that come again on other pages, or number the page."""
    seen: dict[str, int] = {}
    for page in pages:
        for line in lines_of(words_of(page)):
            if line.top < page.height * 0.09 or line.bottom > page.height * 0.92:
                text = _folded(line.text)
                seen[text] = seen.get(text, 0) + 1
    return {text for text, count in seen.items() if count > 1 or "page #" in text}


def _page_blocks(page: Any, boxes: list[Box], edges: set[str]) -> tuple[list[Block], list[Block]]:
    words = words_of(page)
    aside: list[Block] = []
    kept: list[Word] = []
    for line in lines_of(words):
        edge = line.top < page.height * 0.09 or line.bottom > page.height * 0.92
        if edge and _folded(line.text) in edges:
            aside.append(Paragraph(pieces_of(line.words)))
        else:
            kept.extend(line.words)
    areas: list[Area] = []
    for cells in _tables(page):
        made = _ruled_table(page, cells, kept, boxes)
        if made is not None:
            areas.append(made)
    inside = [(a.x0, a.top, a.x1, a.bottom) for a in areas]
    free_words = [w for w in kept if not _within(w, inside)]
    free_boxes = [b for b in boxes if not _within(b, inside)]
    areas += _free_areas(free_words, free_boxes)
    return [a.block for a in _in_order(areas)], aside


def _within(item: Any, areas: list[tuple[float, float, float, float]]) -> bool:
    x, y = (item.x0 + item.x1) / 2, (item.top + item.bottom) / 2
    return any(x0 - 1 <= x <= x1 + 1 and top - 1 <= y <= bottom + 1 for x0, top, x1, bottom in areas)


# --- ruled tables -----------------------------------------------------------------------------------------------


Corners = tuple[float, float, float, float]


def _tables(page: Any) -> list[list[Corners]]:
    """The cells of each ruled table; a frame of its own is a table of one cell."""
    finder = TableFinder(page)
    made: list[list[Corners]] = [list(t.cells) for t in finder.tables]
    known = {c for cells in made for c in cells}
    made += [[cell] for cell in finder.cells if cell not in known]
    return made


def _ruled_table(page: Any, found: list[Corners], words: list[Word], boxes: list[Box]) -> Area | None:
    cells = [c for c in found if c[2] - c[0] > 4 and c[3] - c[1] > 4]
    if not cells:
        return None
    x0, top, x1, bottom = (
        min(c[0] for c in cells),
        min(c[1] for c in cells),
        max(c[2] for c in cells),
        max(c[3] for c in cells),
    )
    if len(cells) == 1 and (bottom - top > page.height * 0.7):
        return None  # a frame round the page
    columns = _clusters([c[0] for c in cells] + [c[2] for c in cells])
    made = Table([])
    rows: dict[int, list[tuple[float, float, float, float]]] = {}
    levels = _clusters([c[1] for c in cells])
    for cell in cells:
        rows.setdefault(_nearest(levels, cell[1]), []).append(cell)
    fills = _fills(page)
    for number, level in enumerate(sorted(rows)):
        row = []
        for cell in sorted(rows[level]):
            column = _nearest(columns, cell[0])
            span = max(1, _nearest(columns, cell[2]) - column)
            row.append(Cell(column, span, _cell_blocks(cell, words, boxes), shaded=_shaded(cell, fills), row=number))
        made.rows.append(row)
    return Area(x0, top, x1, bottom, made)


def _clusters(values: list[float], near: float = 3.0) -> list[float]:
    made: list[float] = []
    for value in sorted(values):
        if not made or value - made[-1] > near:
            made.append(value)
    return made


def _nearest(levels: list[float], value: float) -> int:
    return min(range(len(levels)), key=lambda i: abs(levels[i] - value))


def _cell_blocks(cell: tuple[float, float, float, float], words: list[Word], boxes: list[Box]) -> list[Block]:
    area = [cell]
    own = [w for w in words if _within(w, area)]
    held = [b for b in boxes if _within(b, area)]
    if held:
        return [Paragraph(_with_boxes(own, held))]
    return list(as_paragraphs(lines_of(own), cell[2]))


def _with_boxes(words: list[Word], boxes: list[Box]) -> list[Piece]:
    """Words and form fields of one row or cell, from left to right."""
    pieces: list[Piece] = []
    waiting: list[Word] = []
    items: list[Word | Box] = [*words, *boxes]
    for item in sorted(items, key=lambda i: (_band(i, words, boxes), i.x0)):
        if isinstance(item, Box):
            pieces += pieces_of(waiting)
            waiting = []
            pieces.append(Piece(" "))
            pieces.append(item.piece())
        else:
            waiting.append(item)
    return [*pieces, *pieces_of(waiting)]


def _band(item: Any, words: list[Word], boxes: list[Box]) -> int:
    middle = (item.top + item.bottom) / 2
    items: list[Word | Box] = [*words, *boxes]
    edges = sorted({round((i.top + i.bottom) / 2 / 9) for i in items})
    return edges.index(round(middle / 9)) if len(boxes) > 1 else 0


def _fills(page: Any) -> list[tuple[float, float, float, float]]:
    made = []
    for rect in page.rects:
        colour = rect.get("non_stroking_color")
        if not rect.get("fill") or colour is None or rect["height"] < 5 or rect["width"] < 5:
            continue
        parts = colour if isinstance(colour, (tuple, list)) else (colour,)
        white = (
            all(isinstance(p, (int, float)) and p >= 0.99 for p in parts)
            if len(parts) != 4
            else all(p == 0 for p in parts)
        )
        if not white:
            made.append((rect["x0"], rect["top"], rect["x1"], rect["bottom"]))
    return made


def _shaded(cell: tuple[float, float, float, float], fills: list[tuple[float, float, float, float]]) -> bool:
    x, y = (cell[0] + cell[2]) / 2, (cell[1] + cell[3]) / 2
    return any(x0 <= x <= x1 and top <= y <= bottom for x0, top, x1, bottom in fills)


# --- what stands outside of tables ------------------------------------------------------------------------------


def _free_areas(words: list[Word], boxes: list[Box]) -> list[Area]:
    areas: list[Area] = []
    used: set[int] = set()
    for band in _field_rows(boxes):
        top, bottom = min(b.top for b in band) - 1, max(b.bottom for b in band) + 1
        beside = [w for w in words if id(w) not in used and top <= (w.top + w.bottom) / 2 <= bottom]
        used.update(id(w) for w in beside)
        row = _field_row(beside, band)
        areas.append(
            Area(min([b.x0 for b in band] + [w.x0 for w in beside]), top, max(b.x1 for b in band), bottom, Table([row]))
        )
    left = [w for w in words if id(w) not in used]
    for line_group in _groups(lines_of(left)):
        right = max(line.x1 for line in line_group)
        for paragraph, lines in _paragraph_lines(line_group, right):
            areas.append(
                Area(min(i.x0 for i in lines), lines[0].top, max(i.x1 for i in lines), lines[-1].bottom, paragraph)
            )
    return areas


def _field_rows(boxes: list[Box]) -> list[list[Box]]:
    """Form fields in rows: those whose heights overlap."""
    rows: list[list[Box]] = []
    for box in sorted(boxes, key=lambda b: (b.top, b.x0)):
        if rows and min(box.bottom, max(b.bottom for b in rows[-1])) - max(
            box.top, min(b.top for b in rows[-1])
        ) > 0.4 * min(box.bottom - box.top, rows[-1][-1].bottom - rows[-1][-1].top):
            rows[-1].append(box)
        else:
            rows.append([box])
    return rows


def _field_row(words: list[Word], boxes: list[Box]) -> list[Cell]:
    """A row of labels and fields as cells: label, field, label, field; boxes to tick stay with their words."""
    edges = sorted(boxes, key=lambda b: b.x0)
    cells: list[Cell] = []
    taken: set[int] = set()
    last = -1.0
    for box in edges:
        before = [w for w in words if id(w) not in taken and last - 1 <= w.x0 and w.x1 <= box.x0 + 2]
        taken.update(id(w) for w in before)
        label, options = _apart(before, box)
        if label:
            cells.append(Cell(len(cells), 1, [Paragraph(_label_pieces(label))]))
        if box.kind == "tick":
            blocks = cells[-1].blocks if cells and not label and cells[-1].row == -1 else None
            pieces = [*pieces_of(options), Piece(" "), box.piece()]
            if blocks is not None and isinstance(blocks[0], Paragraph):
                blocks[0].pieces += [Piece("  "), *pieces]
            else:
                cells.append(Cell(len(cells), 1, [Paragraph(pieces)], row=-1))
        else:
            cells.append(Cell(len(cells), 1, [Paragraph([box.piece()])]))
        last = box.x1
    rest = [w for w in words if id(w) not in taken]
    if rest:
        if cells and cells[-1].row == -1 and isinstance(cells[-1].blocks[0], Paragraph):
            cells[-1].blocks[0].pieces += [Piece(" "), *pieces_of(rest)]
        else:
            cells.append(Cell(len(cells), 1, [Paragraph(_label_pieces(rest))]))
    for cell in cells:
        cell.row = 0
    return cells


def _apart(words: list[Word], box: Box) -> tuple[list[Word], list[Word]]:
    """Part a label from the word of a box to tick: a wide gap lies between them."""
    if box.kind != "tick":
        return words, []
    ordered = sorted(words, key=lambda w: w.x0)
    for index in range(len(ordered) - 1, 0, -1):
        if ordered[index].x0 - max(w.x1 for w in ordered[:index]) > 9:
            return ordered[:index], ordered[index:]
    lines = lines_of(words)
    if len(lines) > 1 or len(words) > 4:
        return ordered[:-1], ordered[-1:]
    return [], ordered


def _label_pieces(words: list[Word]) -> list[Piece]:
    pieces: list[Piece] = []
    for line in lines_of(words):
        if pieces:
            pieces.append(Piece(" ", look=pieces[-1].look))
        pieces += pieces_of(line.words)
    return pieces


def _groups(lines: list[Line]) -> list[list[Line]]:
    """Lines that follow one another in one column."""
    made: list[list[Line]] = []
    for line in sorted(lines, key=lambda i: (i.top, i.x0)):
        home = None
        for group in made:
            last = group[-1]
            near = (
                0 <= line.top - last.top <= 2.2 * (last.bottom - last.top) and line.x0 < last.x1 and last.x0 < line.x1
            )
            if near and abs(line.x0 - group[0].x0) < 40:
                home = group
        if home is None:
            made.append([line])
        else:
            home.append(line)
    return made


def _paragraph_lines(lines: list[Line], right: float) -> list[tuple[Paragraph, list[Line]]]:
    made: list[tuple[Paragraph, list[Line]]] = []
    run: list[Line] = []
    for line in lines:
        if run and (line.top - run[-1].bottom > 0.6 * (line.bottom - line.top) or line.look != run[-1].look):
            made += [(p, run) for p in as_paragraphs(run, right)]
            run = []
        run.append(line)
    if run:
        made += [(p, run) for p in as_paragraphs(run, right)]
    return made


# --- reading order ----------------------------------------------------------------------------------------------


def _in_order(areas: list[Area]) -> list[Area]:
    """Columns one after the other, each from top to bottom: cut where nothing is in the way, across first."""
    if len(areas) < 2:
        return areas
    upright = _gap([(a.x0, a.x1) for a in areas], 6.0)
    if upright is not None:
        left, right = [a for a in areas if a.x1 <= upright + 0.5], [a for a in areas if a.x1 > upright + 0.5]
        tall = all(max(a.bottom for a in side) - min(a.top for a in side) > 60 for side in (left, right))
        if tall:
            return _in_order(left) + _in_order(right)
    flat = _gap([(a.top, a.bottom) for a in areas], 0.0)
    if flat is not None:
        above, below = [a for a in areas if a.bottom <= flat + 0.5], [a for a in areas if a.bottom > flat + 0.5]
        return _in_order(above) + _in_order(below)
    return sorted(areas, key=lambda a: (a.top, a.x0))


def _gap(spans: list[tuple[float, float]], least: float) -> float | None:
    """The first place where a straight cut touches nothing."""
    reach = None
    for start, end in sorted(spans):
        if reach is not None and start >= reach + least - 0.5:
            return reach
        reach = end if reach is None else max(reach, end)
    return None


# --- over the page ----------------------------------------------------------------------------------------------


def _join_pages(blocks: list[Block], more: list[Block], page: int) -> None:
    """Add a page; a row that was broken over the page is put together again."""
    for block in more:
        if isinstance(block, Table):
            block.number = f"page {page}"
        else:
            block.place = f"page {page}"
    if (
        blocks
        and more
        and isinstance(blocks[-1], Table)
        and isinstance(more[0], Table)
        and blocks[-1].rows
        and more[0].rows
    ):
        last, first = blocks[-1].rows[-1], more[0].rows[0]
        if len(last) == len(first) and len(first) > 1 and _continues(first):
            for cell, rest in zip(last, first, strict=True):
                _append(cell, rest)
            more[0].rows.pop(0)
        blocks[-1].rows += more[0].rows if _same_columns(last, more[0]) else []
        if _same_columns(last, more[0]):
            more = more[1:]
    blocks += more


def _same_columns(last: list[Cell], table: Table) -> bool:
    return bool(table.rows) and len(table.rows[0]) == len(last) and False


def _continues(row: list[Cell]) -> bool:
    """True if a row at the head of a page goes on with the one before: no label of its own, or small print only."""
    text = "".join(p.text for p in row[0].paragraphs()).strip()
    if not text:
        return any(p.text.strip() for c in row[1:] for p in c.paragraphs())
    bold = any(p.look & 1 for b in row[0].paragraphs() for p in b.pieces if p.text.strip())
    return not bold and text[:1].islower()


def _append(cell: Cell, rest: Cell) -> None:
    own, more = cell.paragraphs(), rest.paragraphs()
    if own and more and own[-1].pieces and more[0].pieces:
        ends = own[-1].text.rstrip()
        if ends and ends[-1] not in ".:;!?,”\"'" and (more[0].text.lstrip()[:1].islower() or not ends[-1].isalnum()):
            own[-1].pieces += [Piece(" ", look=own[-1].pieces[-1].look), *more[0].pieces]
            cell.blocks += more[1:]
            return
        if ends and ends[-1].isalnum() and len(ends) > 60:
            own[-1].pieces += [Piece(" ", look=own[-1].pieces[-1].look), *more[0].pieces]
            cell.blocks += more[1:]
            return
    cell.blocks += more
