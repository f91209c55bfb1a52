"""
The words of a PDF page, with their looks: bold, italic, small, coloured, and the boxes that symbol fonts draw.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import Any

from intake.reader.document import BOLD, COLOURED, ITALIC, SMALL, TEXT, TICKED, UNTICKED
from intake.reader.glyphs import GLYPH, ROUND, TICKED_CHARACTERS, is_symbol_font, private_state, symbol_state
from intake.reader.pdf_text import LEADER, Word

_BOLD_NAMES = ("bold", "black", "heavy", "demi")
_ITALIC_NAMES = ("italic", "oblique")
_WINGDINGS_LATIN = {"þ": TICKED, "ý": TICKED, "ü": TICKED, "û": TICKED, "¨": UNTICKED}
"""Boxes of Wingdings whose font was lost: no word of English is one of these letters."""


@dataclass(frozen=True, slots=True)
class Style:
    """What most of a document is printed in: looks are told by what differs from it."""

    size: float
    ink: tuple[float, ...]


def style_of(pages: list[Any]) -> Style:
    """Return the size and the colour of most letters on *pages*."""
    sizes: Counter[float] = Counter()
    inks: Counter[tuple[float, ...]] = Counter()
    for page in pages:
        for char in page.chars:
            sizes[round(float(char["size"]), 1)] += 1
            inks[rgb(char.get("non_stroking_color"))] += 1
    return Style(sizes.most_common(1)[0][0] if sizes else 10.0, inks.most_common(1)[0][0] if inks else (0, 0, 0))


def rgb(colour: Any) -> tuple[float, ...]:
    """A colour of any colour space as red, green and blue from 0 to 1; black where it cannot be told."""
    parts = colour if isinstance(colour, (tuple, list)) else (colour,)
    if not parts or not all(isinstance(p, (int, float)) for p in parts):
        return (0.0, 0.0, 0.0)
    values = [min(1.0, max(0.0, float(p))) for p in parts]
    if len(values) == 4:
        return tuple(round((1 - v) * (1 - values[3]), 2) for v in values[:3])
    if len(values) == 3:
        return tuple(round(v, 2) for v in values)
    return (round(values[0], 2),) * 3


def words_of(page: Any, style: Style) -> list[Word]:
    """Return the words of a page; symbols of tick fonts as boxes, footnote digits left out."""
    made: list[Word] = []
    for raw in _raw_words(page):
        font, size = str(raw["fontname"]), float(raw["size"])
        if made and _is_footnote(raw, size, made[-1]):
            continue
        made += _words(raw, font, _look(font, size, raw, style))
    _round_bullets(made)
    for word in made:
        if word.text in _WINGDINGS_LATIN and word.kind == TEXT:
            word.kind = _WINGDINGS_LATIN[word.text]
    return made


def family_of(font: str) -> str:
    """Return the family of a font without its subset and its weight."""
    return re.split(r"[-,]|(?:Bold|Italic|Oblique|PS|MT)", font.rsplit("+", maxsplit=1)[-1], maxsplit=1)[0].casefold()


def _round_bullets(words: list[Word]) -> None:
    """Discs are bullets, not boxes to tick, on a page that has them only filled or only empty."""
    discs = [w for w in words if w.is_tick and w.text in ROUND]
    if len({w.kind for w in discs}) == 1:
        for word in discs:
            word.kind = TEXT


def _raw_words(page: Any) -> list[dict[str, Any]]:
    """The words as pdfplumber finds them: upright ones, and those printed up the page put together by lines."""
    attributes = ["fontname", "size", "non_stroking_color", "marks", "upright"]
    chars = _once([c for c in page.chars if c["text"]])
    upright = [c for c in chars if c["upright"]]
    made: list[dict[str, Any]] = _extract(upright, attributes, "ttb", "ltr")
    turned = [c for c in chars if not c["upright"]]
    for upward in (True, False):
        some = [c for c in turned if (c["matrix"][1] > 0) == upward]
        words = _extract(_resized(some), attributes, "ltr" if upward else "rtl", "btt" if upward else "ttb")
        made += _turned_lines(words)
    return made


def _extract(chars: list[dict[str, Any]], attributes: list[str], lines: str, letters: str) -> list[dict[str, Any]]:
    from pdfplumber.utils.text import extract_words  # noqa: PLC0415 - imported when needed

    if not chars:
        return []
    for char in chars:
        char.setdefault("marks", 0)
    directions: dict[str, Any] = {"line_dir": lines, "char_dir": letters}
    directions |= {"line_dir_rotated": lines, "char_dir_rotated": letters}
    found: list[dict[str, Any]] = extract_words(
        chars, extra_attrs=attributes, x_tolerance_ratio=0.15, y_tolerance=3, keep_blank_chars=False, **directions
    )
    return found


def _once(chars: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Letters printed twice at one place, as some programs make bold, once."""
    seen: set[tuple[str, int, int]] = set()
    kept = []
    for char in chars:
        x, y = round(char["x0"]), round(char["top"])
        key = (char["text"], x, y)
        if key in seen and not char["text"].isspace():
            continue
        seen.update(((char["text"], x, y), (char["text"], round(char["x0"] + 0.4), y)))
        kept.append(char)
    return kept


def _resized(chars: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Letters that lie on their side, with the size that they would have upright."""
    sizes = sorted(c["x1"] - c["x0"] for c in chars)
    return [{**c, "size": sizes[len(sizes) // 2]} for c in chars]


def _turned_lines(words: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Words printed up or down the page, those of one line as one word."""
    lines: list[dict[str, Any]] = []
    for word in words:
        last = lines[-1] if lines else None
        near = last is not None and abs(last["x0"] - word["x0"]) < 1.6 * word["size"]
        if last is not None and near and _apart(last, word) < 0.9 * word["size"]:
            last["text"] += " " + word["text"]
            for key, pick in (("x0", min), ("top", min), ("x1", max), ("bottom", max)):
                last[key] = pick(last[key], word[key])
        else:
            lines.append(dict(word))
    return lines


def _apart(one: dict[str, Any], other: dict[str, Any]) -> float:
    return float(max(one["top"], other["top"]) - min(one["bottom"], other["bottom"]))


def _is_footnote(raw: dict[str, Any], size: float, before: Word) -> bool:
    """True for a small raised digit that stands against the word before it."""
    return (
        raw["text"].isdigit()
        and len(raw["text"]) == 1
        and size < 0.75 * (before.bottom - before.top)
        and abs(raw["x0"] - before.x1) < 2
    )


def _look(font: str, size: float, raw: dict[str, Any], style: Style) -> int:
    name = font.lower()
    look = int(raw.get("marks") or 0)
    if any(part in name for part in _BOLD_NAMES):
        look |= BOLD
    if any(part in name for part in _ITALIC_NAMES):
        look |= ITALIC
    if size < 8.6 and size < 0.9 * style.size:
        look |= SMALL
    ink = rgb(raw.get("non_stroking_color"))
    if max(abs(a - b) for a, b in zip(ink, style.ink, strict=False)) > 0.12:
        look |= COLOURED
    return look


def _words(raw: dict[str, Any], font: str, look: int) -> list[Word]:
    """One word, or several where boxes stand against it."""
    text = raw["text"]
    plain = font.rsplit("+", maxsplit=1)[-1].split("-", maxsplit=1)[0].split(",", maxsplit=1)[0]
    symbols = is_symbol_font(plain) or is_symbol_font(plain.replace("Wingdings2", "Wingdings 2"))
    pieces: list[tuple[str, str]] = []
    for character in text:
        state = symbol_state(plain, ord(character)) if symbols else private_state(character)
        if state is None and GLYPH.match(character):
            state = character in TICKED_CHARACTERS
        if state is not None:
            pieces.append((character, TICKED if state else UNTICKED))
        elif pieces and pieces[-1][1] == TEXT:
            pieces[-1] = (pieces[-1][0] + character, TEXT)
        else:
            pieces.append((character, TEXT))
    pieces = [part for piece in pieces for part in _leaders_apart(*piece)]
    width = (raw["x1"] - raw["x0"]) / max(1, len(text))
    style = (family_of(font), look & (BOLD | ITALIC), round(raw["size"] * 2) / 2, rgb(raw.get("non_stroking_color")))
    made, x = [], raw["x0"]
    for piece, kind in pieces:
        end = x + width * len(piece)
        made.append(Word(piece, x, raw["top"], end, raw["bottom"], look, kind, float(raw["size"]), style=style))
        x = end
    return made


def _leaders_apart(text: str, kind: str) -> list[tuple[str, str]]:
    """Dots and lines to write on, apart from the words that they stand against."""
    if kind != TEXT or len(text) < 5:
        return [(text, kind)]
    return [(part, kind) for part in LEADER.split(text) if part]
