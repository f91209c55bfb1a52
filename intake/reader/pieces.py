"""
Pieces of a line: cut out of it, with words in them or without, small print or not.
"""

from __future__ import annotations

import re

from intake.reader.document import (
    COLOURED,
    FIELD,
    ITALIC,
    SMALL,
    TEXT,
    Piece,
)
from intake.reader.prompts import is_prompt

TICK = "\ufffc"
"""Stands for a piece without words where a line is looked at as text."""
LONG_LEADER = re.compile(r"_{3,}|\.{5,}|…{2,}")
_ALNUM = re.compile(r"[A-Za-z0-9]")
_BRACKETED_HINT = re.compile(
    r"\((?:e\.?g|i\.?e|please|if|include|for|list|tick|see|what|who|how|where|when|this|as|or|optional|maximum|state|give)\b",
    re.IGNORECASE,
)


def has_words(text: str) -> bool:
    """True if *text* has a letter or a figure."""
    return _ALNUM.search(text) is not None if text.isascii() else any(c.isalnum() for c in text)


def cut(pieces: list[Piece], start: int, stop: int) -> list[Piece]:
    """The pieces between two positions of the text that they make."""
    made: list[Piece] = []
    position = 0
    for piece in pieces:
        if piece.kind not in (TEXT, FIELD):
            if start <= position < stop:
                made.append(piece)
            position += 1
            continue
        length = len(piece.text)
        low, high = max(start - position, 0), min(stop - position, length)
        if low < high:
            made.append(
                piece
                if (low, high) == (0, length)
                else Piece(piece.text[low:high], piece.kind, piece.look, piece.value)
            )
        position += length
    return made


def looks_like_prompt(paragraph_pieces: list[Piece]) -> bool:
    """True for small print: an instruction by its words, or wholly italic, small or coloured text in no field."""
    words = [p for p in paragraph_pieces if p.text.strip()]
    if not words or FIELD in [p.kind for p in words]:
        return False
    text = "".join([p.text for p in paragraph_pieces]).strip()
    if is_prompt(text):
        return True
    if text.startswith("(") and text.endswith(")") and len(text) > 12:
        return all(p.look & (ITALIC | SMALL | COLOURED) for p in words) or _BRACKETED_HINT.match(text) is not None
    return all(p.look & (SMALL | COLOURED) and p.look & (ITALIC | SMALL) for p in words)
