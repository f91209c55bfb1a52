"""
Sentences with gaps that somebody filled in: 'My full name is (Kwame Boateng) but I like to be called (K).'.

The gaps are told by their underline and by the words before one of them, which
ask for something that forms ask for.
"""

from __future__ import annotations

import re

from intake.reader.document import BOLD, EMPTY, FIELD, TEXT, UNDERLINE, Paragraph, Piece
from intake.reader.labels import Label, clean, recognise
from intake.reader.vocabulary import CHOICE_WORDS

_JOINT = re.compile(r"^[\s.,;:–-]*(?:(?:and|but|or|with|so)\s+)?", re.IGNORECASE)
_HELPED = re.compile(r"\s*(?:has |is |who )?(?:help(?:ed|ing)|filled|wrote|completed)\b[^.;]*[.;]?", re.IGNORECASE)
_STOP = re.compile(r"[.;]\s+(?=[A-Z])")
_BLANK = re.compile(r"[\s_.…]*")
_ANSWERED, _LISTED = re.compile(r"[:?]\s+\w"), re.compile(r"\w {3,}\w")
_LONGEST_LABEL = 90


def with_gaps(paragraph: Paragraph) -> Paragraph:
    """Return a sentence with filled gaps with these as fields; any other paragraph as it is."""
    pieces = paragraph.pieces
    if not any(p.look & UNDERLINE for p in pieces) or all(p.look & UNDERLINE for p in pieces if p.text.strip()):
        return paragraph
    gaps = [i for i, p in enumerate(pieces) if _is_gap(p)]
    if not any(_asks(pieces, i) for i in gaps):
        return paragraph
    made = [_field(p) if i in gaps else p for i, p in enumerate(pieces)]
    made = [_unjoined(p) if i and made[i - 1].kind in (FIELD, EMPTY) else p for i, p in enumerate(made)]
    if gaps[0] == 0 and len(made) > 1 and _HELPED.match(made[1].text):
        behind = Piece(_HELPED.sub("", made[1].text), made[1].kind, made[1].look)
        made = [Piece("Name "), made[0], behind, *made[2:]]
    return Paragraph(made, paragraph.level, paragraph.listed, paragraph.place)


def _is_gap(piece: Piece) -> bool:
    written = piece.kind == TEXT and piece.look & UNDERLINE and not piece.look & BOLD
    return bool(written) and bool(piece.text.strip()) and clean(piece.text) not in CHOICE_WORDS


def _field(piece: Piece) -> Piece:
    return Piece("", EMPTY) if _BLANK.fullmatch(piece.text) else Piece(piece.text.strip(), FIELD, piece.look)


def _unjoined(piece: Piece) -> Piece:
    """The words behind a gap without the stop and the 'and' that join them to it."""
    return Piece(_JOINT.sub(" ", piece.text), piece.kind, piece.look) if piece.kind == TEXT else piece


def _asks(pieces: list[Piece], index: int) -> Label | None:
    """What the words right before a gap ask for, if they are no label with a colon."""
    before = pieces[index - 1] if index else None
    if before is None or before.kind != TEXT or before.look & UNDERLINE or before.text.rstrip().endswith((":", "?")):
        return None
    words = _JOINT.sub("", _STOP.split(before.text)[-1]).strip()
    if _ANSWERED.search(words) is not None or _LISTED.search(before.text) is not None:
        return None  # a label with words behind it, of which others are underlined
    means = recognise(words) if 0 < len(words) < _LONGEST_LABEL else None
    return means if means is not None and (means.is_field or means.section == "lead") else None
