"""
Tables of a PDF page with level rules only: rows lie between rules, columns show by where words begin.
"""

from __future__ import annotations

import itertools
from collections import Counter

from intake.reader.document import BOLD, Cell, Table
from intake.reader.pdf_drawn import Corners, inside
from intake.reader.pdf_lines import paragraphs_of
from intake.reader.pdf_segments import segmented
from intake.reader.pdf_tables import Area, clusters, within
from intake.reader.pdf_text import Word, lines_of
from intake.reader.views import starts_bold


def banded_tables(level: list[Corners], words: list[Word], taken: list[Area], fills: list[Corners]) -> list[Area]:
    """Return the tables that rules of one length, one below the other, make; none of them crosses one of *taken*."""
    made = []
    for stack in _stacks(level, taken):
        for rules in _without_titles(stack, words):
            area = _table(rules, words, fills)
            if area is not None:
                made.append(area)
    return made


def _places(row: list[Cell], starts: list[float], edge: float) -> list[tuple[float, float]]:
    ends = [*starts[1:], edge]
    return [(starts[cell.column], ends[cell.column + cell.span - 1]) for cell in row]


def _without_titles(rules: list[Corners], words: list[Word]) -> list[list[Corners]]:
    """Rules parted where nothing, a title or prose stands between two of them: one table ends there, another begins."""
    bands = [_band(above, rule, words) for above, rule in itertools.pairwise(rules)]
    usual = Counter((w.size, w.look) for band in bands for w in band[:1]).most_common(1)
    parts: list[list[Corners]] = [[rules[0]]]
    for band, rule in zip(bands, rules[1:], strict=True):
        if band and not _is_between(band, usual[0][0]):
            parts[-1].append(rule)
        else:
            parts.append([rule])
    return [part for part in parts if len(part) > 1]


def _band(above: Corners, rule: Corners, words: list[Word]) -> list[Word]:
    own = [w for w in words if within(w, (above[0], above[1], rule[2], rule[1]), 0.0)]
    return sorted(own, key=lambda w: (round(w.middle / 4), w.x0))


def _is_between(band: list[Word], usual: tuple[float, int]) -> bool:
    """True for a title between two tables, or a paragraph: one segment to a line, and unlike the rows' first words."""
    rows = segmented(lines_of(band))
    if any(len(row.parts) > 1 for row in rows):
        return False
    return band[0].size > 1.08 * usual[0] or (band[0].look != usual[1] and bool(band[0].look & BOLD))


def _stacks(level: list[Corners], taken: list[Area]) -> list[list[Corners]]:
    """Rules with the same ends, three or more, that lie in no table."""
    stacks: list[list[Corners]] = []
    for rule in sorted(_whole(level), key=lambda r: r[1]):
        if any(inside(rule, a.corners, 2.0) for a in taken):
            continue
        home = next((s for s in stacks if abs(s[-1][0] - rule[0]) < 3 and abs(s[-1][2] - rule[2]) < 3), None)
        if home is None:
            stacks.append([rule])
        elif rule[1] - home[-1][1] > 3:
            home.append(rule)
    parted = [part for stack in stacks for part in _parted(stack, taken)]
    return [s for s in parted if len(s) >= 3 and s[0][2] - s[0][0] > 150]


def _whole(level: list[Corners]) -> list[Corners]:
    """Rules that are drawn cell by cell, put together."""
    made: list[Corners] = []
    for rule in sorted(level, key=lambda r: (round(r[1]), r[0])):
        last = made[-1] if made else None
        if last is not None and abs(last[1] - rule[1]) < 1.2 and rule[0] <= last[2] + 1.5:
            made[-1] = (last[0], last[1], max(last[2], rule[2]), last[3])
        else:
            made.append(rule)
    return made


def _parted(stack: list[Corners], taken: list[Area]) -> list[list[Corners]]:
    """A stack of rules parted where a table lies between two of them."""
    parts = [[stack[0]]]
    for above, rule in itertools.pairwise(stack):
        if any(above[1] < (a.top + a.bottom) / 2 < rule[1] for a in taken):
            parts.append([rule])
        else:
            parts[-1].append(rule)
    return parts


def _table(rules: list[Corners], words: list[Word], fills: list[Corners]) -> Area | None:
    x0, top, x1, bottom = rules[0][0], rules[0][1], rules[0][2], rules[-1][1]
    own = [w for w in words if within(w, (x0, top, x1, bottom))]
    bands = [[w for w in own if above[1] <= w.middle < below[1]] for above, below in itertools.pairwise(rules)]
    starts = _starts(bands)
    if len(starts) < 2 or any(w.x0 < x0 - 3 for w in own):
        return None
    table = Table([])
    for number, (band, rule) in enumerate(zip(bands, rules, strict=False)):
        table.rows.append(_row(band, starts, x1, number, shaded=_is_shaded(rule, fills)))
    _widen_titles(table, len(starts))
    return Area(x0, top, x1, bottom, table, [_places(row, starts, x1) for row in table.rows])


def _widen_titles(table: Table, width: int) -> None:
    """A bold line alone in a table whose labels are not bold is a title, and fills its row."""
    bold = [row for row in table.rows if starts_bold(row[0])]
    if not 0 < len(bold) <= 0.34 * len(table.rows):
        return
    for row in bold:
        if not any(p.text for cell in row[1:] for p in cell.paragraphs()):
            row[0].span = width
            del row[1:]


def _is_shaded(rule: Corners, fills: list[Corners]) -> bool:
    y = rule[1] + 5
    return any(f[1] <= y <= f[3] and f[0] <= rule[0] + 5 and f[2] > rule[0] + 20 for f in fills)


def _starts(bands: list[list[Word]]) -> list[float]:
    """Where columns begin: where segments do in a third of the bands, with no word of another across."""
    counts: dict[float, int] = {}
    starts: list[float] = []
    rows = [[p.x0 for row in segmented(lines_of(band)) for p in row.parts] for band in bands]
    levels = clusters([x for row in rows for x in row], 6.0)
    for level in levels:
        counts[level] = sum(any(level - 1 <= x <= level + 6.5 for x in row) for row in rows)
    filled = sum(bool(row) for row in rows)
    for level in levels:
        crossed = sum(any(w.x0 < level - 2 and w.x1 > level + 2 for w in band) for band in bands)
        if counts[level] >= max(2, filled / 3) and crossed <= 0.34 * filled:
            starts.append(level)
    return starts


def _row(band: list[Word], starts: list[float], edge: float, number: int, *, shaded: bool) -> list[Cell]:
    """One band as cells; words that run across a column's beginning make one cell of several columns."""
    spans = _spans(band, starts)
    made = []
    for first, end in spans:
        low = starts[first] - 4 if first else -1e9
        high = starts[end] - 4 if end < len(starts) else 1e9
        own = [w for w in band if low <= w.x0 < high]
        right = starts[end] - 8 if end < len(starts) else edge - 4
        made.append(Cell(first, end - first, list(paragraphs_of(lines_of(own), right)), shaded=shaded, row=number))
    return made


def _spans(band: list[Word], starts: list[float]) -> list[tuple[int, int]]:
    edges = [0]
    for index, start in enumerate(starts[1:], 1):
        crossed = any(w.x0 < start - 2 and w.x1 > start + 2 for w in band)
        flows = any(
            a.x1 <= start + 2 <= b.x1 and b.x0 - a.x1 < 0.4 * a.size and a.x1 > start - 6 and b.x0 > start + 4
            for line in lines_of(band)
            for a, b in zip(line.words, line.words[1:], strict=False)
        )
        if not crossed and not flows:
            edges.append(index)
    return list(zip(edges, [*edges[1:], len(starts)], strict=True))
