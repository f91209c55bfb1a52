"""
Titles of rows that stand beside several of them, or between them, put where other forms have them.

'Adults' down the side of a table of adults becomes the heading above it. The
name of an element on a row of its own, between the strengths and needs of one
and the next, becomes the first cell of the row below.
"""

from __future__ import annotations

import re
from dataclasses import replace

from intake.reader.cell_looks import words_of
from intake.reader.document import BOLD, COLOURED, ITALIC, SMALL, TEXT, Block, Cell, Paragraph, Piece, Table
from intake.reader.labels import heading_section, recognise_area, recognise_exactly

_FEWEST_ROWS, _FEWEST_CELLS, _LONGEST_TITLE, _MANY_TITLES = 2, 3, 60, 5
_MOST_LINES = 3
_HEADS = frozenset({"strengths", "needs"})
_TITLES = frozenset({"", "home", "action", "conclusions", "service", "signed"})
"""What a title may ask for that stands beside several questions."""
_NUMBER = re.compile(r"\s*\(?(?:(?:section|part)\s+)?(?:\d{1,2}|[A-Z])[.):]?\s*", re.IGNORECASE)


def titles_in_place(blocks: list[Block]) -> list[Block]:
    """Blocks with the titles beside or between the rows of a table as headings above it, or as first cells."""
    made: list[Block] = []
    for block in blocks:
        if isinstance(block, Table) and not block.text_box:
            made += _beside(block) or _twins(block) or _over_tables(block) or [_between(block)]
        else:
            made.append(block)
    return made


def _beside(table: Table) -> list[Block]:
    """A heading and a table for each title that stands beside rows; nothing if any row has none."""
    groups = _groups(table)
    if not _are_titled(groups):
        return []
    made: list[Block] = []
    heads: list[Cell] = []
    for group in groups:
        if len(group[0]) > 1:
            made.append(_title_of(group[0][0]))
        rows = [row[1:] if len(row) > 1 else row for row in group]
        if _heads(rows[0][1:]):
            heads = rows[0]
        elif _stand_below(rows, heads):
            rows = [heads, *rows]
        made.append(replace(table, rows=rows))
    return made


def _stand_below(rows: list[list[Cell]], heads: list[Cell]) -> bool:
    """True for further elements below 'Strengths' and 'Needs', which are printed once, over those of the first area."""
    where = [(cell.column, cell.span) for cell in heads]
    alike = bool(heads) and all([(cell.column, cell.span) for cell in row] == where for row in rows)
    return alike and all(_names_area(row[:1]) for row in rows)


def _groups(table: Table) -> list[list[list[Cell]]]:
    """The rows beside each title, and rows of one cell by themselves; nothing if a row has no title."""
    groups: list[list[list[Cell]]] = []
    if len(table.rows) < _FEWEST_ROWS or not any(row and row[0].continues for row in table.rows[1:]):
        return []
    for row in table.rows:
        if not row or row[0].column != 0:
            return []
        if row[0].continues and len(row) > 1 and groups and len(groups[-1][0]) > 1:
            groups[-1].append(row)
        elif len(row) == 1 or _stands_out(row[0]):
            groups.append([row])
        else:
            return []
    return groups


def _are_titled(groups: list[list[list[Cell]]]) -> bool:
    """True if most first cells are titles of several rows, and not the questions that stand beside answers."""
    titled = [g for g in groups if len(g[0]) > 1]
    several = [g for g in titled if len(g) >= _FEWEST_ROWS and max(map(len, g)) >= _FEWEST_CELLS]
    titles = [g for g in titled if _is_title(g[0][0])]
    if len(several) >= _MANY_TITLES and len(several) * 5 >= len(titled) * 4:
        return len(titles) * 5 >= len(titled) * 4  # a whole form so: one title may be a question as well
    if len(several) < len(titled):
        # A title beside one row looks like a question with its answer: the others must leave no doubt.
        return len(several) > 1 and len(several) * 3 >= len(titled) * 2 and len(titles) == len(titled)
    return bool(titled) and len(titles) * 3 >= len(titled) * 2


def _over_tables(table: Table) -> list[Block]:
    """Titles side by side over tables side by side: each title over its own table; nothing if there are none."""
    if not any(row and holds_table(row[0]) for row in table.rows):
        return []
    made: list[Block] = []
    plain: list[list[Cell]] = []
    index = found = 0
    while index < len(table.rows):
        row = table.rows[index]
        below = table.rows[index + 1] if index + 1 < len(table.rows) else []
        if len(row) > 1 and len(row) == len(below) and all(map(holds_table, below)) and _are_titles(row):
            made += [replace(table, rows=plain)] if plain else []
            plain, found = [], found + 1
            for title, cell in zip(row, below, strict=True):
                made += [_headed(title.paragraphs()[0]), *cell.blocks]
            index += 2
        else:
            plain.append(row)
            index += 1
    return [*made, *([replace(table, rows=plain)] if plain else [])] if found else []


def _headed(title: Paragraph) -> Paragraph:
    """The title as a heading, if it opens a section or names somebody; else as it is."""
    if _opens(title.text):
        return replace(title, pieces=[replace(p, look=p.look | BOLD) for p in title.pieces], level=4)
    return replace(title, pieces=[replace(p, look=p.look & ~BOLD) for p in title.pieces], level=0)


def _opens(text: str) -> bool:
    means = recognise_exactly(text)
    return bool(heading_section(text)) or (means is not None and not means.asks)


def _is_short(cell: Cell) -> bool:
    return len(cell.blocks) == 1 and isinstance(cell.blocks[0], Paragraph) and 0 < len(words_of(cell)) <= _LONGEST_TITLE


def _are_titles(row: list[Cell]) -> bool:
    """True for short words in every cell, one of which opens a section; what names children is left to the walk."""
    return all(map(_is_short, row)) and any(_opens(words_of(cell)) for cell in row)


def holds_table(cell: Cell) -> bool:
    """True if a table stands in it."""
    for block in cell.blocks:  # noqa: SIM110 - asked of every cell, and the shorter way takes three times the time
        if isinstance(block, Table):
            return True
    return False


def _twins(table: Table) -> list[Block]:
    """A table for each of two or three people who are asked the same side by side; nothing if they are not."""
    start = next((i for i, row in enumerate(table.rows) if len(row) > 1), len(table.rows))
    rows = table.rows[start:]
    widths = {len(row) for row in rows}
    if len(rows) < _FEWEST_CELLS or len(widths) != 1:
        return []
    headed = all(_is_short(cell) and _opens(words_of(cell)) for cell in rows[0])
    alike = rows[1:] if headed else rows
    if widths <= {2, 3} and len(alike) >= _FEWEST_CELLS and all(map(_asks_alike, alike)):
        return _columns_of(table, start, 1)
    if widths.pop() not in (4, 6):
        return []
    if not all(_asks_each(row) for row in rows) or not any(recognise_exactly(words_of(row[0])) for row in rows):
        return []
    return _columns_of(table, start, 2)


def _columns_of(table: Table, start: int, wide: int) -> list[Block]:
    """The rows before *start*, and below them a table for each *wide* columns of the rest."""
    made: list[Block] = [replace(table, rows=table.rows[:start])] if start else []
    rows = table.rows[start:]
    for first in range(0, len(rows[0]), wide):
        part = [[replace(c, column=i) for i, c in enumerate(row[first : first + wide])] for row in rows]
        made.append(replace(table, rows=part))
    return made


def _asks_alike(row: list[Cell]) -> bool:
    """True for cells that begin with one and the same question, each with its own answer behind it."""
    labels = {_label_in(cell) for cell in row}
    return len(labels) == 1 and recognise_exactly(labels.pop()) is not None


def _label_in(cell: Cell) -> str:
    """The words before the first form field or box of a cell, or its bold ones."""
    said = ""
    for piece in (p for block in cell.paragraphs()[:1] for p in block.pieces):
        if piece.kind != TEXT or (said.strip() and not piece.look & BOLD):
            break
        said += piece.text
    return said.partition(":")[0].strip()


def _asks_each(row: list[Cell]) -> bool:
    first = words_of(row[0]).strip(" :")
    return bool(first) and all(words_of(cell).strip(" :") == first for cell in row[2::2])


def _is_title(cell: Cell) -> bool:
    """True for a cell of a few words that stand out, and no question of the form."""
    means = recognise_exactly(words_of(cell)) if _stands_out(cell) else None
    return _stands_out(cell) and (means is None or means.asks in _TITLES)


def _title_of(cell: Cell) -> Paragraph:
    """The title in a cell beside rows as a heading, without the number on a line of its own above it."""
    title = _unnumbered(cell)[0]
    return replace(title, pieces=[replace(p, look=p.look | BOLD) for p in title.pieces], level=4)


def _unnumbered(cell: Cell) -> list[Paragraph]:
    """The lines of a cell without small print below its title, or a number or letter alone over it: '4'."""
    lines = cell.paragraphs()
    lines = lines[1:] if len(lines) > 1 and _NUMBER.fullmatch(lines[0].text) is not None else lines
    return _joined([lines[0], *(line for line in lines[1:] if not _explains(line, lines[0]))]) if lines else lines


def _joined(lines: list[Paragraph]) -> list[Paragraph]:
    """One line for 'Parents and' over 'carers', a title in bold that takes two or three lines."""
    if not 1 < len(lines) <= _MOST_LINES or not all(map(_is_bold, lines)) or lines[1].text.strip()[:1].isupper():
        return lines
    pieces = [p for line in lines for p in (*line.pieces, Piece(" ", look=BOLD))]
    return [replace(lines[0], pieces=pieces[:-1])]


def _is_bold(line: Paragraph) -> bool:
    return bool(line.text.strip()) and all(p.look & BOLD for p in line.pieces if p.text.strip())


def _explains(line: Paragraph, title: Paragraph) -> bool:
    """True for small print below a title: a line in italics, one in plain colour below bold, or an empty one."""
    words = [p for p in line.pieces if p.text.strip()]
    coloured = _is_bold(title) and all(p.look & (SMALL | COLOURED) and not p.look & BOLD for p in words)
    return coloured or all(p.look & ITALIC for p in words)


def _stands_out(cell: Cell) -> bool:
    """True for a cell of a few words in bold, or shaded, perhaps with their number above them."""
    lines = _unnumbered(cell)
    if len(lines) != 1 or holds_table(cell):
        return False
    words = [p for p in lines[0].pieces if p.text.strip()]
    text = " ".join([p.text for p in words]).strip()
    if not 0 < len(text) <= _LONGEST_TITLE or ":" in text:
        return False
    return cell.shaded or all(p.look & BOLD for p in words)


def _between(table: Table) -> Table:
    """The table with the titles between its rows as their first cells; as it is if its rows do not take turns so."""
    if not any(len(row) == 1 and row[0].span > 1 for row in table.rows) or not _take_turns(table.rows):
        return table
    start = next((i for i, row in enumerate(table.rows) if len(row) > 1 and _heads(row)), None)
    if start is None:
        return table
    heads, rest = table.rows[start], table.rows[start + 1 :]
    if len(rest) < _FEWEST_ROWS or len(rest) % 2 or len(heads) != len(_HEADS):
        return table
    titles, answers = rest[::2], rest[1::2]
    if not all(_names_area(t) for t in titles) or any(len(a) != len(heads) for a in answers):
        return table
    rows = [[Cell(0, 1, [], row=start), *map(_moved, heads)]]
    for title, answer in zip(titles, answers, strict=True):
        rows.append([Cell(0, 1, [_name_of(title[0])], row=answer[0].row), *map(_moved, answer)])
    return replace(table, rows=[*table.rows[:start], *rows])


def _take_turns(rows: list[list[Cell]]) -> bool:
    """True if below a row of two cells every other row has two as well, whatever stands in them."""
    narrow = [len(row) == len(_HEADS) for row in rows]
    for index, is_narrow in enumerate(narrow[:-_FEWEST_ROWS]):
        if is_narrow and not (len(rows) - index - 1) % 2 and all(narrow[index + 2 :: 2]):
            return True
    return False


def _moved(cell: Cell) -> Cell:
    return replace(cell, column=cell.column + 1)


def _heads(row: list[Cell]) -> bool:
    said = {m.asks for c in row if (m := recognise_exactly(words_of(c))) is not None}
    return said == _HEADS


def _names_area(row: list[Cell]) -> bool:
    live = [c for c in row if c.blocks]
    if len(live) != 1 or live[0] is not row[0] or not live[0].paragraphs():
        return False
    means = recognise_area(_name_of(live[0]).text)
    return means is not None and bool(means.element)


def _name_of(cell: Cell) -> Paragraph:
    """The title itself, without the small print behind it."""
    pieces = [p for p in cell.paragraphs()[0].pieces if not p.look & ITALIC] or cell.paragraphs()[0].pieces
    return Paragraph([Piece("".join(p.text for p in pieces).strip(" –-:"), look=BOLD)])
