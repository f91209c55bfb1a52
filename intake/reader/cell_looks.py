"""
How a cell of the neutral document looks, before anybody asks what it means.
"""

from __future__ import annotations

from intake.reader.document import BOLD, TEXT, Cell, Paragraph


def words_of(cell: Cell) -> str:
    """The words of a cell on one line, those of tables in it left out."""
    return " ".join([b.text for b in cell.blocks if isinstance(b, Paragraph)]).strip()


def is_empty(cell: Cell) -> bool:
    """True for a cell without words, boxes, fields and tables."""
    return all(
        isinstance(b, Paragraph) and not any(p.kind != TEXT or p.text.strip() for p in b.pieces) for b in cell.blocks
    )


def is_bold(cell: Cell) -> bool:
    """True for words that are all in bold; a cell without words, or with a table in it, is not."""
    if not all(isinstance(b, Paragraph) for b in cell.blocks):
        return False
    words = [p for b in cell.blocks if isinstance(b, Paragraph) for p in b.pieces if p.text.strip()]
    return bool(words) and all(p.look & BOLD for p in words)
