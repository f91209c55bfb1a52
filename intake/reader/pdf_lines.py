"""
Lines of a PDF into paragraphs: what was broken at the margin is put together, list items are kept apart.
"""

from __future__ import annotations

import itertools
import re

from intake.reader.document import BOLD, EMPTY, TEXT, WRAP, Paragraph, Piece
from intake.reader.pdf_text import LOOKS, Line, Word, is_leader, pieces_of, usual_gap
from intake.reader.prompts import is_placeholder

_BULLETS = "•▪◦‣·●○■–-*\uf0b7\uf0a7\uf0d8\uf02d\u2043\u2219o"
_LABELLED = re.compile(r"[A-Z][\w’'/() -]{1,40}:\s")
_NUMBERED = re.compile(r"(?:\(?\d{1,2}(?:\.\d{1,2})?[.)]|\(?[a-wyz]\)|[a-h]\.)$")

_LONGEST_LINE = 22
"""Longer lines, in sizes of their letters, are those of sentences."""
_LEAST_PADDING, _MOST_PADDING, _SURELY = 1.5, 10.0, 0.5
"""How far words keep from the rule of their cell, and how much room to spare leaves no doubt, in points."""


def paragraphs_of(lines: list[Line], right: float, edges: tuple[float, float] | None = None) -> list[Paragraph]:
    """
    Return lines as paragraphs.

    A line goes on with the one before if that one was full: the first word of
    the next would not have fitted before *right*, and both look alike. Where
    the *edges* of their cell are known, the room is measured to a point.
    """
    room = _room(lines, edges)
    made: list[Paragraph] = []
    before: Line | None = None
    least = _least_step(lines)
    for line in lines:
        bullet = _is_item(line)
        again = bool(made) and _LABELLED.match(line.text) is not None and _LABELLED.match(made[-1].text) is not None
        anew = bullet or again or (before is not None and _begins_anew(before, line, room))
        if before is not None and made and not anew and goes_on(before, line, right, least):
            _go_on(made[-1], line, _joint(before, line, right))
        else:
            made.append(Paragraph(_tidied(pieces_of(_without_bullet(line) if bullet else line.words)), listed=bullet))
        before = line
    for paragraph in made:
        _empty_placeholder(paragraph)
    return made


def _empty_placeholder(paragraph: Paragraph) -> None:
    """What Word shows in a control until somebody fills it in is an empty field."""
    text = paragraph.text
    if len(text) < 60 and all(p.kind == TEXT for p in paragraph.pieces) and _has_letters(text) and is_placeholder(text):
        paragraph.pieces = [Piece("", EMPTY)]


def _has_letters(text: str) -> bool:
    return sum(c.isalpha() for c in text) > 8


def _least_step(lines: list[Line]) -> float:
    """The distance from line to line within a paragraph: the least there is."""
    steps = [b.base - a.base for a, b in itertools.pairwise(lines) if b.base - a.base > 0.6 * b.size]
    return min(steps, default=0.0)


def is_marker(word: Word) -> bool:
    """True for a bullet or the number of an item."""
    return word.kind == TEXT and (_is_bullet(word) or _NUMBERED.match(word.text) is not None or word.text.isdigit())


def _is_bullet(word: Word) -> bool:
    return word.kind == TEXT and len(word.text) == 1 and word.text in _BULLETS


def _is_item(line: Line) -> bool:
    """True for a line that begins with a bullet or a number, and more behind it."""
    if len(line.words) < 2:
        return False
    first, second = line.words[0], line.words[1]
    if first.kind != TEXT or second.is_field:
        return False
    return _is_bullet(first) or (_NUMBERED.match(first.text) is not None and second.x0 - first.x1 > -1)


def goes_on(before: Line, line: Line, right: float, least: float = 0.0) -> bool:
    """True if *line* goes on with the paragraph that *before* belongs to."""
    last, first = before.words[-1], line.words[0]
    if last.is_tick and first.kind == TEXT and len(before.words) > 1:
        return line.base - before.base < 2.1 * max(6.0, before.size)  # a box at the end of a line, and its word
    if last.kind != TEXT or first.kind != TEXT or _differs(last, first) or is_leader(last) or is_leader(first):
        return False
    if _is_aligned_apart(before, line):
        return False
    step = line.base - before.base
    size = max(6.0, before.size)
    if step > 2.1 * size or (least and step > 1.3 * least + 1):
        return False
    slack = 0.45 * size
    fits = before.x1 + (first.x1 - first.x0) + slack <= right - 3
    broken = last.text.endswith(("-", "\u00ad", "\u2010")) and len(last.text) > 1
    return not fits or (broken and first.text[:1].islower())


def _is_aligned_apart(before: Line, line: Line) -> bool:
    """True for short lines set to the right or centred, each of which says something of its own."""
    shift = abs(before.x0 - line.x0)
    flush = abs(before.x1 - line.x1) < 2
    centred = abs(before.x0 + before.x1 - line.x0 - line.x1) < 4
    return shift > 10 and (flush or centred) and before.x1 - before.x0 < 300


def _differs(last: Word, first: Word) -> bool:
    """True if the words at a line's end and at the next one's beginning look so unlike that a new paragraph begins."""
    if abs(last.size - first.size) > 0.12 * last.size + 0.3:
        return True
    if last.look & BOLD and not first.look & BOLD and last.text.endswith((":", "?")):
        return False  # a label at the end of the line, and its answer
    return last.look & LOOKS != first.look & LOOKS


def _without_bullet(line: Line) -> list[Word]:
    """An item's words; a number looks as what it numbers does, so that a numbered question stays one."""
    first, second = line.words[0], line.words[1]
    if _is_bullet(first):
        return line.words[1:]
    first.look = second.look
    return line.words


def _is_cut(before: Line, line: Line, right: float) -> bool:
    """True if a day, a number or a mail address was too long for a narrow cell and goes on in the next line."""
    word, rest = before.words[0], line.words[0]
    if len(before.words) > 1 or len(rest.text) >= len(word.text) or not any(c.isdigit() or c == "@" for c in word.text):
        return False
    letter = (word.x1 - word.x0) / max(1, len(word.text))
    return word.x1 + 1.3 * letter > right - 3 and word.text[-1:].isalnum() and rest.text[:1].isalnum()


def _joint(before: Line, line: Line, right: float) -> str:
    """What stands between a line and the rest of it: nothing in a word that was cut, else a space."""
    if _is_cut(before, line, right):
        return ""
    return WRAP if _may_begin(before, line) else " "


def _may_begin(before: Line, line: Line) -> bool:
    """True for a short line with a capital or a figure below it: full, or ended by whoever wrote it."""
    last, first = before.words[-1], line.words[0]
    if before.x1 - before.x0 > _LONGEST_LINE * before.size or last.look & first.look & BOLD:
        return False
    return (first.text[:1].isupper() or first.text[:1].isdigit()) and last.text[-1:].isalnum()


def _room(lines: list[Line], edges: tuple[float, float] | None) -> float | None:
    """Where the lines of a cell must end, which keeps as far from its words on the right as on the left."""
    if edges is None or not lines:
        return None
    kept = min(line.x0 for line in lines) - edges[0]
    return edges[1] - kept if _LEAST_PADDING <= kept <= _MOST_PADDING else None


def _begins_anew(before: Line, line: Line, room: float | None) -> bool:
    """True if a word with a capital had room in the line before it, by the spaces of that line."""
    first = line.words[0]
    if room is None or len(before.words) < 2 or not _may_begin(before, line) or not first.text[1:].islower():
        return False
    return before.x1 + usual_gap(before.words) + first.x1 - first.x0 < room - _SURELY


def _go_on(paragraph: Paragraph, line: Line, joint: str) -> None:
    more = pieces_of(line.words)
    last = paragraph.pieces[-1]
    if last.text.endswith("\u00ad"):
        last.text, joint = last.text[:-1], ""
    elif last.text[-1:] in "-\u2010" and last.text[-2:-1].isalpha():
        joint = ""
    if more[0].kind == TEXT and more[0].look == last.look and last.kind == TEXT:
        last.text += joint + more[0].text
        more = more[1:]
    elif joint and last.kind == TEXT:
        last.text += joint
    elif joint:
        paragraph.pieces.append(Piece(joint))
    paragraph.pieces += more


def _tidied(pieces: list[Piece]) -> list[Piece]:
    return [p for p in pieces if p.text or p.kind != TEXT]
