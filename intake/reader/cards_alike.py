"""
Cards printed as plain as they are filled in: the same lines in each of several cells, and answers between them.

"Name / Ann Kerr / Telephone / 01632 960112" beside "Name / Bo Kerr / Telephone": what every card has and asks is a
label, and what stands below it the answer. One card alone tells nothing.
"""

from __future__ import annotations

from collections import Counter

from intake.reader.document import WORDS, Piece
from intake.reader.labels import clean, recognise
from intake.reader.part import Part
from intake.reader.pieces import TICK, cut
from intake.reader.views import View

_FEWEST_LINES, _FEWEST_LABELS, _FEWEST_CARDS = 3, 3, 2
Line = tuple[str, list[Piece]]


def with_cards_alike(rows: list[list[View]]) -> None:
    """Take the cards of a table apart into labels and answers, and mark the cells that are such cards."""
    tall = [v for row in rows for v in row if len(v.cell.blocks) >= _FEWEST_LINES and not v.nested]
    if len(tall) < _FEWEST_CARDS:
        return
    lines = [_lines(view) for view in tall]
    begins = Counter([clean(told[0][0]) for told in lines if told])
    first, count = begins.most_common(1)[0] if begins else ("", 0)
    cards = [(view, told) for view, told in zip(tall, lines, strict=True) if told and clean(told[0][0]) == first]
    labels = _labels([told for _, told in cards]) if count >= _FEWEST_CARDS else set()
    if len(labels) < _FEWEST_LABELS or not all(_answers_between(told, labels) for _, told in cards):
        return
    for view, told in cards:
        view.parts, view.card = _parts(told, labels), True


def _lines(view: View) -> list[Line]:
    """The lines of a cell with words or boxes in them."""
    made: list[Line] = []
    for block in view.cell.paragraphs():
        text = "".join([p.text if p.kind in WORDS else TICK for p in block.pieces])
        start = 0
        for line in text.split("\n"):
            if line.strip():
                made.append((line.strip(), cut(block.pieces, start, start + len(line))))
            start += len(line) + 1
    return made


def _labels(cards: list[list[Line]]) -> set[str]:
    """What stands once on every card and asks for something."""
    said = [[clean(text) for text, _ in lines] for lines in cards]
    common = {text for text in said[0] if all(lines.count(text) == 1 for lines in said)}
    asked = {clean(text): recognise(text) for text, _ in cards[0]}
    return {text for text in common if (means := asked[text]) is not None and means.is_field}


def _answers_between(lines: list[Line], labels: set[str]) -> bool:
    """True for a card without answers, and for one with an answer behind most labels, its first line being one."""
    told = [clean(text) in labels for text, _ in lines]
    answered = sum(a and not b for a, b in zip(told, [*told[1:], True], strict=True))
    return told[0] and (all(told) or answered * 2 >= len(labels))


def _parts(lines: list[Line], labels: set[str]) -> list[Part]:
    parts: list[Part] = []
    for text, pieces in lines:
        if clean(text) in labels:
            label = text.strip(" :")
            parts.append(Part(label, recognise(label), [], slot=True, styled=True))
        else:
            parts[-1].lines.append(pieces)
    return parts
