"""
Places to write in, drawn without being form fields: a line behind a label, an empty or filled frame beside one.

A form that was filled in on screen and then printed to a PDF has its answers
in such places.
"""

from __future__ import annotations

from intake.reader.document import BOLD, EMPTY, FIELD, TEXT
from intake.reader.pdf_drawn import Corners, Drawn
from intake.reader.pdf_lines import paragraphs_of
from intake.reader.pdf_tables import within
from intake.reader.pdf_text import Word, lines_of

_SHORTEST = 24.0


def lines_to_write_on(drawn: Drawn, words: list[Word]) -> list[Word]:
    """Return *words* with each rule that a label stands before as a form field that holds what stands upon it."""
    for rule in sorted(drawn.level, key=lambda r: (r[1], r[0])):
        if rule[2] - rule[0] < _SHORTEST or _meets(rule, drawn.upright):
            continue
        beside = [w for w in words if _on(w, rule) and w.x1 <= rule[0] + 2 and rule[0] - w.x1 < 40]
        if not any(w.kind == TEXT for w in beside):
            continue
        words = _put(words, [w for w in words if _on(w, rule) and _over(w, rule)], _above(rule))
    return words


def _above(rule: Corners) -> Corners:
    return rule[0], rule[1] - 11, rule[2], rule[1]


def _on(word: Word, rule: Corners) -> bool:
    return -3.5 <= rule[1] - word.bottom <= 5 and not word.is_field


def _over(word: Word, rule: Corners) -> bool:
    return word.x0 >= rule[0] - 3 and (word.x0 + word.x1) / 2 <= rule[2] + 2


def _meets(rule: Corners, upright: list[Corners]) -> bool:
    """True if an upright rule begins or ends at one end of *rule*: then it is a side of a cell."""
    return any(min(abs(u[0] - rule[0]), abs(u[0] - rule[2])) < 3 and u[1] - 3 <= rule[1] <= u[3] + 3 for u in upright)


def _put(words: list[Word], held: list[Word], place: Corners) -> list[Word]:
    """*words* with those of *held* as one form field at *place*; boxes to tick stay what they are."""
    if any(w.is_tick or w.is_field for w in held):
        return words
    lines = lines_of(held)
    text = "\n".join(p.text for p in paragraphs_of(lines, place[2] - 3))
    gone = {id(w) for w in held}
    field = Word(text, *place, kind=FIELD if text.strip() else EMPTY)
    return [*(w for w in words if id(w) not in gone), field]


def combs_to_write_in(cells: list[list[Corners]], words: list[Word]) -> tuple[list[Word], list[list[Corners]]]:
    """Return *words* with each comb, boxes for one letter each, as a form field, and the tables that are none."""
    left: list[list[Corners]] = []
    for group in cells:
        held = [[w for w in words if within(w, c, 0.0)] for c in sorted(group)]
        letters = ["".join(w.text for w in own) for own in held]
        if len(group) < 5 or not _is_comb(group) or any(len(text) > 1 for text in letters):
            left.append(group)
            continue
        gone = {id(w) for own in held for w in own}
        text = "".join(letter or " " for letter in letters).strip()
        place = (min(c[0] for c in group), group[0][1], max(c[2] for c in group), group[0][3])
        words = [*(w for w in words if id(w) not in gone), Word(text, *place, kind=FIELD if text else EMPTY)]
    return words, left


def _is_comb(group: list[Corners]) -> bool:
    return all(c[2] - c[0] < 24 and c[3] - c[1] < 26 and abs(c[1] - group[0][1]) < 2 for c in group)


def frames_to_write_in(frames: list[Corners], words: list[Word]) -> tuple[list[Word], list[Corners]]:
    """Return *words* with each frame that has a label beside or above it as a form field, and the other frames."""
    left: list[Corners] = []
    labelled = [f for f in frames if _has_label(f, words)]
    for frame in frames:
        held = [w for w in words if within(w, frame)]
        printed = any(w.look & BOLD or w.is_tick or w.is_field for w in held)
        if frame not in labelled or printed or frame[3] - frame[1] > 260:
            left.append(frame)
            continue
        words = _put(words, held, frame)
    return words, left


def _has_label(frame: Corners, words: list[Word]) -> bool:
    x0, top, x1, bottom = frame
    outside = [w for w in words if w.kind == TEXT and not within(w, frame)]
    beside = [
        w
        for w in outside
        if -200 < w.x1 - x0 <= 2 and top - 2 <= w.middle <= min(bottom + 2, top + 30) and w.x1 <= x0 + 2
    ]
    if beside:
        return True
    above = [w for w in outside if -3 <= top - w.bottom <= 9 and x0 - 8 <= w.x0 <= x1]
    return bool(above) and min(w.x0 for w in above) < x0 + 14 and x1 - x0 < 330
