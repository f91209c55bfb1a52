"""
The text layer of a PDF page: words, lines, paragraphs, with their looks.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from intake.reader.document import BOLD, ITALIC, SMALL, TEXT, TICKED, UNTICKED, Paragraph, Piece
from intake.reader.glyphs import GLYPH, TICKED_CHARACTERS, is_symbol_font, private_state, symbol_state


@dataclass(slots=True, eq=False)
class Word:
    """A word where it stands."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    look: int = 0
    kind: str = TEXT


@dataclass(slots=True)
class Line:
    """Words at one height, from left to right."""

    words: list[Word]

    @property
    def x0(self) -> float:
        """Where the line begins."""
        return self.words[0].x0

    @property
    def x1(self) -> float:
        """Where it ends."""
        return max(w.x1 for w in self.words)

    @property
    def top(self) -> float:
        """Its upper edge."""
        return min(w.top for w in self.words)

    @property
    def bottom(self) -> float:
        """Its lower edge."""
        return max(w.bottom for w in self.words)

    @property
    def text(self) -> str:
        """Its words with a space between them."""
        return " ".join(w.text for w in self.words)

    @property
    def look(self) -> int:
        """What all its words have in common: bold, italic."""
        common = BOLD | ITALIC
        for word in self.words:
            common &= word.look
        return common


def words_of(page: Any) -> list[Word]:
    """Return the words of a page; symbols of tick fonts as boxes, footnote digits left out."""
    made: list[Word] = []
    for raw in page.extract_words(extra_attrs=["fontname", "size"], x_tolerance_ratio=0.15, keep_blank_chars=False):
        font, size = str(raw["fontname"]), float(raw["size"])
        if (
            raw["text"].isdigit()
            and len(raw["text"]) == 1
            and made
            and size < 0.75 * (made[-1].bottom - made[-1].top)
            and abs(raw["x0"] - made[-1].x1) < 2
        ):
            continue
        look = (
            (BOLD if "bold" in font.lower() or "black" in font.lower() else 0)
            | (ITALIC if "italic" in font.lower() or "oblique" in font.lower() else 0)
            | (SMALL if size < 7.6 else 0)
        )
        made += _words(raw, font, look)
    return made


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
    width = (raw["x1"] - raw["x0"]) / max(1, len(text))
    made, x = [], raw["x0"]
    for piece, kind in pieces:
        end = x + width * len(piece)
        made.append(Word(piece, x, raw["top"], end, raw["bottom"], look, kind))
        x = end
    return made


def lines_of(words: list[Word]) -> list[Line]:
    """Return *words* in lines: by height first, then from left to right; a wide gap parts a line."""
    rows: list[list[Word]] = []
    for word in sorted(words, key=lambda w: ((w.top + w.bottom) / 2, w.x0)):
        middle = (word.top + word.bottom) / 2
        if rows and abs(middle - (rows[-1][0].top + rows[-1][0].bottom) / 2) <= 0.5 * max(4.0, word.bottom - word.top):
            rows[-1].append(word)
        else:
            rows.append([word])
    return [Line(sorted(row, key=lambda w: w.x0)) for row in rows]


def pieces_of(words: list[Word]) -> list[Piece]:
    """Return words on a line as pieces, a space or, where the gap is wide, two between them."""
    made: list[Piece] = []
    last: Word | None = None
    for word in words:
        gap = ""
        if last is not None:
            wide = word.x0 - last.x1 > 1.4 * (word.bottom - word.top)
            gap = "   " if wide else " "
        if word.kind != TEXT:
            if gap and made:
                made.append(Piece(gap))
            made.append(Piece(word.text, word.kind))
        elif made and made[-1].kind == TEXT and made[-1].look == word.look:
            made[-1].text += gap + word.text
        else:
            made.append(Piece(gap + word.text, TEXT, word.look))
        last = word
    return made


def as_paragraphs(lines: list[Line], right: float) -> list[Paragraph]:
    """
    Return lines as paragraphs.

    A line goes on with the one before if that one was full: the first word of
    the next would not have fitted before *right*.
    """
    made: list[Paragraph] = []
    before: Line | None = None
    for line in lines:
        if before is not None and made and _full(before, line, right) and before.look == line.look:
            made[-1].pieces.append(Piece(" ", look=made[-1].pieces[-1].look))
            made[-1].pieces += pieces_of(line.words)
        else:
            made.append(Paragraph(pieces_of(line.words)))
        before = line
    return made


def _full(before: Line, line: Line, right: float) -> bool:
    first = line.words[0]
    height = before.bottom - before.top
    return before.x1 + (first.x1 - first.x0) + 0.45 * height > right - 6 and line.top - before.bottom < 0.9 * height
