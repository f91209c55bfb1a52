"""
What is drawn on a PDF page: rules, filled areas, boxes to tick, and the marks that people make on words.

A thin line may rule a table, be there to write on, run under a word or strike
it out; a rectangle may be a cell, a shade, a box to tick or a highlight. Which
it is shows in how it lies to the letters.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from intake.reader.document import BOXED, MARKED, STRIKE, TICKED, UNDERLINE, UNTICKED
from intake.reader.pdf_text import Word
from intake.reader.pdf_words import rgb

Corners = tuple[float, float, float, float]

_THIN = 3.2
_MOST_DRAWN = 20_000
_CROSSES = frozenset("xX×✓✔✗✘√■●")


@dataclass(slots=True)
class Drawn:
    """The drawings of a page, told apart: level and upright rules, filled areas, frames, and boxes to tick."""

    level: list[Corners] = field(default_factory=list)
    upright: list[Corners] = field(default_factory=list)
    fills: list[Corners] = field(default_factory=list)
    frames: list[Corners] = field(default_factory=list)
    rings: list[Corners] = field(default_factory=list)
    slants: list[Corners] = field(default_factory=list)
    ticks: list[Word] = field(default_factory=list)


def read_drawn(page: Any, fields: Sequence[Word]) -> Drawn:
    """Return what is drawn on *page*; letters that were struck out, underlined or marked get the look in "marks"."""
    drawn = Drawn()
    for thing in [*page.lines, *page.rects, *page.curves][:_MOST_DRAWN]:
        _sort_in(thing, drawn)
    around = [(w.x0, w.top, w.x1, w.bottom) for w in fields]
    drawn.frames = [f for f in drawn.frames if not any(_same(f, a) for a in around)]
    drawn.fills = [f for f in drawn.fills if not any(_same(f, a) for a in around)]
    letters = _Letters(page.chars)
    _find_ticks(drawn, letters, around)
    drawn.frames = [f for f in drawn.frames if not letters.tight(f, BOXED, 5.0)]
    drawn.rings = [f for f in drawn.rings if not letters.tight(f, BOXED, 12.0)]
    drawn.fills = [f for f in drawn.fills if not letters.tight(f, MARKED, 3.0)]
    drawn.level = [r for r in drawn.level if not letters.ruled(r)]
    for x0, top, x1, bottom in drawn.frames:
        drawn.level += [(x0, top, x1, top), (x0, bottom, x1, bottom)]
        drawn.upright += [(x0, top, x0, bottom), (x1, top, x1, bottom)]
    return drawn


def _same(one: Corners, other: Corners) -> bool:
    return all(abs(a - b) <= 3.5 for a, b in zip(one, other, strict=True))


def inside(inner: Corners, outer: Corners, slack: float = 1.0) -> bool:
    """True if *inner* lies within *outer*."""
    return (
        inner[0] >= outer[0] - slack
        and inner[1] >= outer[1] - slack
        and inner[2] <= outer[2] + slack
        and inner[3] <= outer[3] + slack
    )


def _sort_in(thing: dict[str, Any], drawn: Drawn) -> None:
    """Put one drawn thing where it belongs; what is white or has no extent is not seen."""
    place = (float(thing["x0"]), float(thing["top"]), float(thing["x1"]), float(thing["bottom"]))
    width, height = place[2] - place[0], place[3] - place[1]
    if thing["object_type"] == "line" or min(width, height) < _THIN:
        if thing.get("stroke") or (thing.get("fill") and not _is_white(thing.get("non_stroking_color"))):
            _add_rule(place, drawn)
        return
    stroked = bool(thing.get("stroke")) and not _is_white(thing.get("stroking_color"))
    if thing["object_type"] == "curve" and not _is_square(thing):
        (drawn.rings if stroked and not _is_open(thing) else drawn.slants).append(place)
        return
    if thing.get("fill") and not _is_white(thing.get("non_stroking_color")):
        drawn.fills.append(place)
    if stroked:
        drawn.frames.append(place)


def _add_rule(place: Corners, drawn: Drawn) -> None:
    x0, top, x1, bottom = place
    if x1 - x0 >= _THIN and bottom - top < _THIN:
        drawn.level.append((x0, (top + bottom) / 2, x1, (top + bottom) / 2))
    elif bottom - top >= _THIN and x1 - x0 < _THIN:
        drawn.upright.append(((x0 + x1) / 2, top, (x0 + x1) / 2, bottom))
    elif x1 - x0 >= _THIN:
        drawn.slants.append(place)


def _is_white(colour: Any) -> bool:
    return colour is not None and min(rgb(colour)) >= 0.985


def _is_square(curve: dict[str, Any]) -> bool:
    """True for a curve whose sides are all level or upright."""
    points = curve.get("pts") or []
    return len(points) >= 4 and all(
        abs(a[0] - b[0]) < 0.5 or abs(a[1] - b[1]) < 0.5 for a, b in itertools.pairwise(points)
    )


def _is_open(curve: dict[str, Any]) -> bool:
    """True for a stroke of the pen that does not come back to where it began: a tick."""
    points = curve.get("pts") or []
    return len(points) < 4 or abs(points[0][0] - points[-1][0]) > 2 or abs(points[0][1] - points[-1][1]) > 2


# --- marks on letters -------------------------------------------------------------------------------------------


class _Letters:
    """The letters of a page by height, to be asked which of them a mark touches."""

    def __init__(self, chars: list[dict[str, Any]]) -> None:
        self.bands: dict[int, list[dict[str, Any]]] = {}
        for char in chars:
            if char["upright"] and not char["text"].isspace():
                self.bands.setdefault(int((char["top"] + char["bottom"]) / 2 // 20), []).append(char)

    def near(self, top: float, bottom: float) -> list[dict[str, Any]]:
        """The letters whose middle lies between two heights."""
        found = [c for band in range(int(top // 20), int(bottom // 20) + 1) for c in self.bands.get(band, ())]
        return [c for c in found if top <= (c["top"] + c["bottom"]) / 2 <= bottom]

    def held(self, place: Corners) -> list[dict[str, Any]]:
        """The letters within a rectangle."""
        return [c for c in self.near(place[1], place[3]) if place[0] <= (c["x0"] + c["x1"]) / 2 <= place[2]]

    def ruled(self, rule: Corners) -> bool:
        """Mark the letters that a level rule strikes out or underlines; False if it is a rule of another kind."""
        x0, y, x1, _ = rule
        own = [c for c in self.near(y - 16, y + 9) if x0 - 1.5 <= (c["x0"] + c["x1"]) / 2 <= x1 + 1.5]
        struck = [c for c in own if c["top"] + 0.3 * c["height"] < y < c["bottom"] - 0.26 * c["height"]]
        under = [c for c in own if -0.26 * c["height"] <= y - c["bottom"] <= 0.2 * c["height"] + 0.5]
        for letters, mark in ((struck, STRIKE), (under, UNDERLINE)):
            if letters and _fits(letters, x0, x1, max(2.6, 0.45 * letters[0]["height"])):  # a space may be struck too
                for char in letters:
                    char["marks"] = char.get("marks", 0) | mark
                return True
        return False

    def tight(self, place: Corners, mark: int, slack: float) -> bool:
        """Mark the letters of one line that a rectangle is drawn closely round; False if it is drawn round no such."""
        own = self.held(place)
        if not own or not _fits(own, place[0], place[2], slack):
            return False
        low, high = min(c["top"] for c in own), max(c["bottom"] for c in own)
        size = max(c["size"] for c in own)
        if high - low > 1.6 * size or place[3] - place[1] > 1.9 * size + 2 or place[2] - place[0] > 30 * size:
            return False
        if mark == BOXED and len(own) < 2:
            return False
        for char in own:
            char["marks"] = char.get("marks", 0) | mark
        return True


def _fits(letters: list[dict[str, Any]], x0: float, x1: float, slack: float) -> bool:
    """True if something reaches from the first of *letters* to the last, and hardly beyond."""
    first, last = float(min(c["x0"] for c in letters)), float(max(c["x1"] for c in letters))
    return abs(first - x0) <= slack and abs(last - x1) <= slack


# --- boxes to tick ----------------------------------------------------------------------------------------------


def _find_ticks(drawn: Drawn, letters: _Letters, fields: list[Corners]) -> None:
    """Tell small squares and rings apart as boxes to tick, with what is drawn or typed in them."""
    small = [f for f in [*drawn.frames, *drawn.rings] if _is_small(f)]
    small += [f for f in drawn.fills if _is_small(f) and f not in small]
    lone = [f for f in small if not _in_row(f, small) and not any(inside(f, a, 2.5) for a in fields)]
    outer = [f for f in lone if not any(g is not f and inside(f, g) and not _same(f, g) for g in lone)]
    kept: list[Corners] = []
    for place in outer:
        typed = letters.held(place)
        if any(_same(place, k) for k in kept) or not all(c["text"] in _CROSSES for c in typed):
            continue
        kept.append(place)
        ticked = bool(typed) or _is_crossed(place, drawn)
        for char in typed:
            char["text"] = ""
        drawn.ticks.append(Word("", *place, kind=TICKED if ticked else UNTICKED))
    for name in ("frames", "rings", "fills", "slants"):
        things: list[Corners] = getattr(drawn, name)
        setattr(drawn, name, [f for f in things if not any(inside(f, k, 2.0) for k in kept)])


def _is_small(place: Corners) -> bool:
    width, height = place[2] - place[0], place[3] - place[1]
    return 5 <= width <= 17 and 5 <= height <= 17 and abs(width - height) <= 0.3 * max(width, height)


def _in_row(place: Corners, others: Iterable[Corners]) -> bool:
    """True for one of several squares that touch: a comb to write one letter in each, or cells of a table."""
    return any(
        abs(place[1] - o[1]) < 1.5 and min(abs(place[2] - o[0]), abs(place[0] - o[2])) < 1.5
        for o in others
        if o != place
    )


def _is_crossed(place: Corners, drawn: Drawn) -> bool:
    """True if a stroke, or something filled and smaller than the box, lies in it."""
    if any(inside(s, place, 2.5) for s in drawn.slants):
        return True
    width = place[2] - place[0]
    for other in [*drawn.fills, *drawn.rings, *drawn.frames]:
        if inside(other, place) and 2 < other[2] - other[0] < 0.85 * width:
            return True
    return False
