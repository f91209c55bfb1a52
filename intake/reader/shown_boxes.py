"""
A box that an instruction shows, 'Tick ☒ boxes': it is no box that anybody ticked.
"""

from __future__ import annotations

import re
from dataclasses import replace

from intake.reader.document import BOXES, TEXT, Paragraph, Piece

_BEFORE = re.compile(
    r"\b(?:tick|cross|mark|put|place|insert|check|click|type)(?: (?:the|an?|all|any|in|on|relevant|appropriate))*\s*$",
    re.IGNORECASE,
)
_BEHIND = re.compile(r"\s*(?:box(?:es)?|in|where|as|next to|beside|against|if|for|by)\b", re.IGNORECASE)
_SHOWN = "☒"


def without_shown_boxes(paragraph: Paragraph) -> Paragraph:
    """The paragraph with such boxes as the sign that they are; itself where it has none."""
    pieces = paragraph.pieces
    if not any(piece.kind in BOXES for piece in pieces):
        return paragraph
    made = [_as_sign(pieces, index) for index in range(len(pieces))]
    return replace(paragraph, pieces=made) if made != pieces else paragraph


def _as_sign(pieces: list[Piece], index: int) -> Piece:
    piece = pieces[index]
    if piece.kind not in BOXES or not 0 < index < len(pieces) - 1:
        return piece
    before, behind = pieces[index - 1], pieces[index + 1]
    if before.kind != TEXT or behind.kind != TEXT or before.look != behind.look:
        return piece
    if _BEFORE.search(before.text) is None or _BEHIND.match(behind.text) is None:
        return piece
    return Piece(_SHOWN, TEXT, before.look)
