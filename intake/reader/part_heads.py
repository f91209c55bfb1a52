"""
Which headings a form prints again and again, and which of them in every child's part.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from intake.reader.counted_children import NUMBERED_CHILD, may_count_children
from intake.reader.document import Block, Cell, Document, Paragraph, Table
from intake.reader.labels import clean
from intake.reader.own_parts import child_page
from intake.reader.views import all_bold

_TWICE = 2


def headings_again(document: Document) -> dict[str, bool]:
    """The headings that *document* has more than once, as `clean` spells them; True for one in every child's part."""
    counts: Counter[str] = Counter()
    inside: dict[str, set[int]] = {}
    parts = 0
    for text in _titles(document.blocks):
        said = clean(text)
        parts += bool(child_page(text)) or (may_count_children(text) and NUMBERED_CHILD.match(text) is not None)
        counts[said] += 1
        if parts:
            inside.setdefault(said, set()).add(parts)
    return {
        text: len(inside.get(text, ())) == parts >= _TWICE for text, count in counts.items() if text and count >= _TWICE
    }


def _titles(blocks: Iterable[Block]) -> Iterable[str]:
    """What stands alone: headings, bold paragraphs, and rows of tables with one bold cell."""
    for block in blocks:
        if isinstance(block, Paragraph):
            if block.pieces and (block.level or all_bold(block.pieces)):
                yield block.text.strip()
            continue
        for row in block.rows:
            cell = _only_filled(row)
            if cell is not None and cell.blocks:
                yield from _titles([b for b in cell.blocks if isinstance(b, Paragraph)])


def _only_filled(row: list[Cell]) -> Cell | None:
    """The one cell of a row in which anything stands; None if several have something, or it has a table."""
    found = None
    for cell in row:
        for block in cell.blocks:
            if isinstance(block, Table) or (found is not None and _has_words(block)):
                return None
            if _has_words(block):
                found = cell
                break
    return found


def _has_words(paragraph: Paragraph) -> bool:
    for piece in paragraph.pieces:  # noqa: SIM110 - the shorter way takes three times the time
        if piece.text and not piece.text.isspace():
            return True
    return False
