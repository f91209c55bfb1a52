"""
What the runs of a Word document say, put together into pieces: text, boxes, form fields, symbols.

The state that crosses runs and paragraphs (open fields, content controls, what
was noticed on the way) lives here; how the XML is gone through does not.
"""

from __future__ import annotations

from typing import Protocol

from intake.reader.document import EMPTY, FIELD, TEXT, TICKED, UNTICKED, Piece
from intake.reader.glyphs import GLYPH, TICKED_CHARACTERS, is_symbol_font, may_hold_ticks, private_state, symbol_state


class TooComplicated(Exception):
    """The document nests deeper, or has more cells, than any form would."""


class Styles(Protocol):
    """Look, heading level and hiddenness of styles, by their ids."""

    def get(self, style: str, otherwise: tuple[int, int, bool], /) -> tuple[int, int, bool]:
        """What a style is, *otherwise* for one that is not known."""


class Field:
    """A legacy form field between its begin and end marks; `shown` from its separator on."""

    __slots__ = ("kind", "shown")

    def __init__(self, kind: str) -> None:
        self.kind = kind
        self.shown = False


class WordText:
    """One document being read; keeps the state that crosses paragraphs."""

    def __init__(self, styles: Styles) -> None:
        self.styles = styles
        self.fields: list[Field] = []
        self.controls = 0
        self.tracked = self.hidden = self.circles = False
        self.pictures = 0
        self.cells = 0

    def take_state(self, other: WordText) -> None:
        """Go on where *other* stands."""
        self.fields, self.controls = list(other.fields), other.controls
        self.tracked, self.hidden, self.circles = other.tracked, other.hidden, other.circles
        self.pictures, self.cells = other.pictures, other.cells

    def kind(self) -> str:
        """FIELD for text in a control, or in a text form field, from its separator to its end; fields nest."""
        if self.controls:
            return FIELD
        for open_field in self.fields:
            if open_field.shown and open_field.kind == "textInput":
                return FIELD
        return TEXT

    def text(self, text: str, kind: str, look: int, font: str | None, pieces: list[Piece]) -> None:  # noqa: C901 - one question after another, as a person would ask them
        """Text, with the boxes that stand in it as characters."""
        if self.fields:
            current = self.fields[-1]
            if not current.shown or current.kind in ("checkBox", "ddList"):
                return
        if font is not None and is_symbol_font(font):
            for character in text:
                state = symbol_state(font, ord(character))
                if state is not None:
                    pieces.append(Piece(character, TICKED if state else UNTICKED))
            return
        if not text.isascii() and may_hold_ticks(text):
            text_with_glyphs(text, kind, look, pieces)
            return
        if pieces:
            last = pieces[-1]
            if last.kind == kind and last.value is None and (last.look == look or (kind == FIELD and not last.text)):
                last.text += text
                last.look = look
                return
        pieces.append(Piece(text, kind, look))

    def begin_field(self, kind: str, pieces: list[Piece], *, ticked: bool, chosen: str | None) -> None:
        """A field begins; boxes and lists say at once what was chosen in them."""
        self.fields.append(Field(kind))
        if kind == "checkBox":
            pieces.append(Piece("", TICKED if ticked else UNTICKED))
        elif kind == "ddList":
            pieces.append(Piece(chosen, FIELD) if chosen else Piece("", EMPTY))

    def show_field(self, pieces: list[Piece]) -> None:
        """The separator of a field: what follows is its content."""
        if self.fields:
            self.fields[-1].shown = True
            if self.fields[-1].kind == "textInput":
                # A piece of its own, so that two fields side by side stay two answers.
                pieces.append(Piece("", FIELD))

    def end_field(self) -> None:
        """A field ends."""
        if self.fields:
            self.fields.pop()


def text_with_glyphs(text: str, kind: str, look: int, pieces: list[Piece]) -> None:
    """Text with boxes as characters: each box a piece of its own."""
    plain = ""
    for character in text:
        state = private_state(character)
        if state is None and GLYPH.match(character):
            state = character in TICKED_CHARACTERS
        if state is None:
            plain += character
            continue
        if plain:
            pieces.append(Piece(plain, kind, look))
            plain = ""
        pieces.append(Piece(character, TICKED if state else UNTICKED))
    if plain:
        pieces.append(Piece(plain, kind, look))


def symbol(font: str, code: str, pieces: list[Piece]) -> None:
    """A character of a symbol font, by its code in hexadecimal figures."""
    try:
        state = symbol_state(font, int(code, 16))
    except ValueError:
        return
    if state is not None:
        pieces.append(Piece("", TICKED if state else UNTICKED))
