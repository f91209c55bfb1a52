"""
What stands on a PDF page outside of ruled tables: label and answer columns, rows of form fields, paragraphs.

Nothing is ruled here, so columns show by where words begin on several lines,
rows by the distance from line to line, and labels by what looks unlike their
answers.
"""

from __future__ import annotations

import itertools

from intake.reader.document import BOLD, COLOURED, ITALIC, SMALL, TEXT, Block, Cell, Paragraph, Piece, Table
from intake.reader.pdf_grids import field_table
from intake.reader.pdf_lines import paragraphs_of
from intake.reader.pdf_segments import Row, Segment, segmented
from intake.reader.pdf_tables import Area
from intake.reader.pdf_text import Line, Word, lines_of

_NEAR = 2.6
"""Rows of one table follow within this many line heights."""


def free_areas(words: list[Word], right: float) -> list[Area]:
    """Return the blocks that *words* outside of ruled tables make up to the margin *right*, from top to bottom."""
    rows = segmented(lines_of(words))
    right = max([right, *(w.x1 for w in words if w.kind == TEXT)])
    areas: list[Area] = []
    number = 0
    while number < len(rows):
        end, made = field_table(rows, number)
        if made is None:
            end = _table_end(rows, number)
            made = [_table(rows[number:end], right)] if end > number else []
        if made:
            areas += made
        else:
            end = _prose_end(rows, number)
            areas += _prose([row.line for row in rows[number:end]], right)
        number = end
    return sorted(areas, key=lambda a: (a.top, a.x0))


# --- paragraphs -------------------------------------------------------------------------------------------------


def _prose_end(rows: list[Row], number: int) -> int:
    end = number + 1
    while end < len(rows) and field_table(rows, end)[1] is None and _table_end(rows, end) == end:
        end += 1
    return end


def _prose(lines: list[Line], right: float) -> list[Area]:
    """Lines as paragraphs; each keeps its own place, since what stands between them goes between them."""
    made: list[Area] = []
    run: list[Line] = []
    for line in lines:
        if run and (
            abs(line.size - run[-1].size) > 0.8
            or abs(line.x0 - run[-1].x0) > 60
            or line.base - run[-1].base > 3 * max(8.0, line.size)
        ):
            made += _areas(run, right)
            run = []
        run.append(line)
    return made + (_areas(run, right) if run else [])


def _areas(lines: list[Line], right: float) -> list[Area]:
    x0, x1 = min(i.x0 for i in lines), max(i.x1 for i in lines)
    size = lines[0].size
    return [
        Area(x0, lines[0].top, x1, lines[-1].bottom, paragraph, size=size)
        for paragraph in paragraphs_of(lines, max(right, x1))
    ]


# --- columns without rules ----------------------------------------------------------------------------------------


def _table_end(rows: list[Row], number: int) -> int:
    """Where the table ends that begins at row *number*; that row itself if none begins there."""
    if len(rows[number].parts) < 2 or _has_fields(rows[number]):
        return number
    starts = [p.x0 for p in rows[number].parts[1:]]
    left = rows[number].parts[0]
    end = number + 1
    last = end
    above = left
    while end < len(rows) and not _has_fields(rows[end]) and _is_near(rows[end - 1], rows[end]):
        row = rows[end]
        if not _belongs(row, starts, above):
            break
        above = row.parts[0] if len(row.parts) > 1 and not _at(row.x0, starts) else above
        if len(row.parts) > 1 or row.x0 > left.x0 + 12 or _on_one_ground(row.parts[0], above):
            starts += [p.x0 for p in row.parts[1:] if not _at(p.x0, starts)]
            last = end + 1
        end += 1
    if last in (end, number):
        return last
    least = min(_step(rows, n) for n in range(number + 1, last + 1))
    narrow = len(starts) > 1 and last - number > 1 and _step(rows, last) < 1.12 * least
    wrapped = (rows[last].parts[0].text[:1].islower() or narrow) and _step(rows, last) < 1.6 * rows[last].line.size
    trailing = left.look and last - number > 2 and _step(rows, last) <= 1.3 * _step(rows, last - 1)
    return last + 1 if end - last == 1 and (wrapped or trailing) else last


def _step(rows: list[Row], number: int) -> float:
    return rows[number].base - rows[number - 1].base


def _has_fields(row: Row) -> bool:
    return any(part.is_field for part in row.parts)


def _is_near(before: Row, row: Row) -> bool:
    return row.base - before.base <= _NEAR * 1.25 * max(before.line.size, row.line.size)


def _at(x: float, starts: list[float], slack: float = 3.0) -> bool:
    return any(abs(x - s) <= slack for s in starts)


def _on_one_ground(one: Segment, other: Segment) -> bool:
    """True for words that are printed on one and the same shade."""
    return one.words[0].ground is not None and one.words[0].ground == other.words[0].ground


def _belongs(row: Row, starts: list[float], left: Segment) -> bool:
    """True if a row is one of the table: its segments begin where columns do, and none runs across one."""
    first = row.parts[0]
    ground = first.words[0].ground
    if len(row.parts) > 1:
        return any(_at(p.x0, starts) for p in row.parts[1:])
    if _at(first.x0, starts) or _on_one_ground(first, left):
        return True
    if ground is not None and ground[2] > min(starts) + 20:
        return False  # a title on a shade of its own
    if abs(first.x0 - left.x0) > 14 and abs(first.x1 - left.x1) > 3:
        return False
    alike = first.look == left.look and abs(first.words[0].size - left.words[0].size) < 0.6
    return alike and first.x1 < min(starts) - 1


def _table(rows: list[Row], right: float) -> Area:
    rows = _unwrapped(rows, right)
    starts = _columns(rows)
    made = Table([], tabbed=True)
    edge = max(right, *(row.line.x1 for row in rows))
    ends = _ends(rows, starts, edge)
    for group in _grouped(rows, starts):
        made.rows.append(_cells(group, starts, ends, len(made.rows)))
    _stand_out(made)
    return Area(
        rows[0].x0, rows[0].line.top, edge, rows[-1].line.bottom, made, [_places(row, starts) for row in made.rows]
    )


def _unwrapped(rows: list[Row], right: float) -> list[Row]:
    """Rows without lines that only go on at the left margin with what had no room on the right, as behind tabs."""
    made = [rows[0]]
    for row in rows[1:]:
        before, first = made[-1].parts[-1], row.parts[0]
        word = first.words[0]
        full = before.words[-1].x1 + (word.x1 - word.x0) + 0.4 * word.size > right - 3
        wraps = len(row.parts) == 1 and len(made[-1].parts) > 1 and full and first.x0 < made[-1].parts[1].x0 - 9
        if wraps and word.text[:1].islower() and first.look == before.look:
            made[-1] = Row(made[-1].line, [*made[-1].parts[:-1], Segment([*before.words, *first.words])])
        else:
            made.append(row)
    return made


def _places(row: list[Cell], starts: list[float]) -> list[tuple[float, float]]:
    return [(starts[cell.column], starts[cell.column]) for cell in row]


def _columns(rows: list[Row]) -> list[float]:
    """Where the columns begin: the first at the left, the others at each place at which further segments do."""
    made = [min(row.x0 for row in rows)]
    further = sorted(part.x0 for row in rows for part in row.parts[1:])
    for x in further:
        if x - made[-1] > 9 or len(made) == 1:
            made.append(x)
    return _merged(rows, made)


def _merged(rows: list[Row], starts: list[float]) -> list[float]:
    """Columns of which no row fills both are one: answers that begin a little further right on some lines."""
    kept = list(starts)
    index = 2
    while index < len(kept):
        used = [{_column(part.x0, kept) for part in row.parts} for row in rows]
        if kept[index] - kept[index - 1] < 90 and not any({index - 1, index} <= columns for columns in used):
            del kept[index]
        else:
            index += 1
    return kept


def _column(x: float, starts: list[float]) -> int:
    return max((i for i, start in enumerate(starts) if start <= x + 4), default=0)


def _grouped(rows: list[Row], starts: list[float]) -> list[list[Row]]:
    """Lines in rows of the table: what goes on with the line before belongs to the same row."""
    least = _wrap_step(rows, starts)
    marked = _have_marks(rows, starts)
    groups = [[rows[0]]]
    for before, row in itertools.pairwise(rows):
        tight = row.base - before.base < 1.12 * least
        if _column(row.x0, starts) > 0 or _same_row(groups[-1], row, starts, tight=tight, marked=marked):
            groups[-1].append(row)
        else:
            groups.append([row])
    return groups


def _have_marks(rows: list[Row], starts: list[float]) -> bool:
    """True if labels end in a colon or a question mark, so that one that does not is not at its end."""
    ends = [row.parts[0].text.rstrip()[-1:] for row in rows if _column(row.x0, starts) == 0]
    return sum(end in (":", "?") for end in ends) * 2 > len(ends)


def _wrap_step(rows: list[Row], starts: list[float]) -> float:
    """The distance from line to line within a row where rows lie further apart; 0 if all are equally far apart."""
    steps = [b.base - a.base for a, b in itertools.pairwise(rows)]
    least = min(steps, default=0.0)
    if max(steps, default=0.0) < 1.12 * least and len(steps) > 2:
        return 0.0
    tight = signs = 0
    turns = _turns(rows)
    for number, (before, row) in enumerate(itertools.pairwise(rows)):
        full = len(row.parts) > 1 and len(before.parts) > 1 and _column(row.x0, starts) == 0
        if not full or row.base - before.base >= 1.12 * least:
            continue
        tight += 1
        signs += _runs_on(row.parts[0]) or _runs_on(row.parts[1]) or number in turns
    return least if least < 1.6 * max(row.line.size for row in rows) and signs * 2 >= tight else 0.0


def _runs_on(part: Segment) -> bool:
    """True for words that begin in the middle of a sentence; a mail or web address is small at its beginning, too."""
    first = part.text.split(" ", 1)[0]
    return first[:1].islower() and "@" not in first and not first.startswith(("www.", "http"))


def _turns(rows: list[Row]) -> set[int]:
    """The lines of labels that have their answers in the line below, several in turn, by their looks."""
    looks = [row.line.look for row in rows]
    found = {
        number
        for number, (above, below) in enumerate(itertools.pairwise(looks))
        if above & ~below and (number + 2 >= len(looks) or looks[number + 2] & ~below)
    }
    return found if len(found) > 1 else set()


def _same_row(group: list[Row], row: Row, starts: list[float], *, tight: bool, marked: bool) -> bool:
    """True if a line that begins in the first column goes on with what stands there above it."""
    first = row.parts[0]
    before = next((r.parts[0] for r in reversed(group) if _column(r.x0, starts) == 0), None)
    if before is None:
        return False  # heads of columns, with none over the first
    if before.words[0].ground or first.words[0].ground:
        return before.words[0].ground == first.words[0].ground
    if tight:
        return True
    close = row.base - group[-1].base < 1.6 * row.line.size
    if not close or before.look != first.look:
        return False
    ends = before.text.rstrip()
    more = len(row.parts) == 1 or _runs_on(row.parts[1])
    if marked and more and ends[-1:] not in (":", "?"):
        return True
    alone = len(row.parts) == 1 and len(starts) > 2 and len(group[0].parts) > 2
    return alone or _runs_on(first) or ends.endswith((",", "-", "/", " and", " or", " of", " the"))


def _ends(rows: list[Row], starts: list[float], edge: float) -> list[float]:
    """Where the lines of each column end: as far as the longest of many, or before the next column."""
    made = []
    for column in range(len(starts)):
        own = [p.x1 for row in rows for p in row.parts if _column(p.x0, starts) == column]
        limit = starts[column + 1] - 6 if column + 1 < len(starts) else edge
        longest = max(own, default=limit) - starts[column]
        full = sum(x - starts[column] > 0.88 * longest for x in own)
        made.append(min(limit, max(own) + 3) if full > 2 and longest > 110 else limit)
    return made


def _cells(group: list[Row], starts: list[float], ends: list[float], number: int) -> list[Cell]:
    """One row of the table: its lines by columns."""
    held: list[list[Line]] = [[] for _ in starts]
    for row in group:
        for part in row.parts:
            column = _column(part.x0, starts)
            if held[column] and held[column][-1].words[-1] in row.line.words:
                held[column][-1].words += part.words
            else:
                held[column].append(Line(list(part.words)))
    made = []
    for column, own in enumerate(held):
        lines = own
        right = ends[column]
        if column == 0 and _is_label(lines):
            lines = [Line([w for line in lines for w in line.words])]
        blocks: list[Block] = list(paragraphs_of(lines, right))
        shaded = bool(lines) and all(w.ground is not None for line in lines for w in line.words)
        made.append(Cell(column, 1, blocks, shaded=shaded, row=number))
    return made


def _is_label(lines: list[Line]) -> bool:
    """True for the few words of a label, which are one however early its lines were broken."""
    alike = len({line.look for line in lines}) == 1
    return 1 < len(lines) < 5 and sum(len(line.text) for line in lines) < 130 and alike


def _stand_out(table: Table) -> None:
    """Labels in a look that no answer has (italic, coloured, small) become bold, which is how labels are told."""
    left = [p for row in table.rows for p in _pieces(row[0])]
    right = [p for row in table.rows for cell in row[1:] for p in _pieces(cell)]
    if len(table.rows) < 3 or not left or not right:
        return
    for look in (ITALIC, COLOURED, SMALL):
        if all(p.look & look for p in left) and not any(p.look & (look | BOLD) for p in right):
            for piece in left:
                piece.look = (piece.look & ~(ITALIC | SMALL | COLOURED)) | BOLD
            return


def _pieces(cell: Cell) -> list[Piece]:
    return [p for b in cell.blocks if isinstance(b, Paragraph) for p in b.pieces if p.text.strip() and p.kind == TEXT]
