"""
The levels of headings in a PDF: the larger their letters, the higher they stand.
"""

from __future__ import annotations

from collections import Counter

from intake.reader.document import TEXT, Paragraph
from intake.reader.pdf_tables import Area

_LONGEST = 120
_LARGER = 1.12
"""How much larger than most letters those of a heading are."""


def set_levels(areas: list[Area], sizes: list[float]) -> None:
    """Give short paragraphs in letters larger than most a level: 1 for the largest, 4 at most."""
    if not sizes:
        return
    body = Counter(round(size * 2) / 2 for size in sizes).most_common(1)[0][0]
    titles = [(area.block, round(area.size * 2) / 2) for area in areas if _is_title(area, body)]
    ranks = {size: rank for rank, size in enumerate(sorted({size for _, size in titles}, reverse=True), 1)}
    for block, size in titles:
        if isinstance(block, Paragraph):
            block.level = min(4, ranks[size])


def _is_title(area: Area, body: float) -> bool:
    block = area.block
    if (
        not isinstance(block, Paragraph)
        or area.size < _LARGER * body
        or (block.listed and not block.text[:1].isdigit())
    ):
        return False
    return 2 < len(block.text) < _LONGEST and all(p.kind == TEXT for p in block.pieces)
