"""
The runs of a paragraph, read from the text of Word's XML into pieces.
"""

from __future__ import annotations

import re

from intake.reader.compact import ALL, CellLook, ParagraphLook, cell_look, paragraph_look, run_look
from intake.reader.document import EMPTY, TEXT, Piece
from intake.reader.ooxml import NO_STYLE
from intake.reader.word_fields import control_says, field_says
from intake.reader.word_grammar import CONTROLLED, RUN, Thing, Unusual, things_in, unescaped
from intake.reader.word_text import Styles, WordText, symbol

NOTHING = (ALL, 0, None, False)
"""What no properties do to the look of a run."""


class FlatRuns(WordText):
    """What is known of the looks of runs, paragraphs and cells, and the runs read with it."""

    def __init__(self, styles: Styles) -> None:
        super().__init__(styles)
        self.runs: dict[str, tuple[int, int, str | None, bool]] = {}
        self.paragraphs: dict[str, tuple[int, ParagraphLook]] = {}
        self.looks: dict[str, CellLook] = {}
        self.things: dict[str, tuple[Thing, ...]] = {}

    def paragraph_look(self, properties: str) -> tuple[int, ParagraphLook]:
        """The look that a paragraph's style gives its runs, and what it is itself."""
        if "PrChange" in properties:
            raise Unusual
        known = paragraph_look(properties.encode())
        look, level, _ = self.styles.get(known.style, NO_STYLE)
        if level and level != known.level:
            known = ParagraphLook(known.style, level, known.listed, known.joined)
        self.paragraphs[properties] = look, known
        return look, known

    def cell_look(self, properties: str) -> CellLook:
        """How a cell lies on the grid."""
        if "PrChange" in properties:
            raise Unusual
        made = self.looks[properties] = cell_look(properties.encode())
        return made

    def run_look(self, properties: str) -> tuple[int, int, str | None, bool]:
        """Which bits of the look a run keeps, which it adds, its font, and whether it is hidden."""
        if "PrChange" in properties:
            raise Unusual
        known = run_look(properties.encode())
        add, hidden = known.add, known.hidden
        if known.style:
            styled, _, vanished = self.styles.get(known.style, NO_STYLE)
            add |= styled & known.keep
            hidden = vanished if hidden is None else hidden
        made = self.runs[properties] = known.keep, add, known.font, bool(hidden)
        return made

    def controlled(self, runs: str, pieces: list[Piece], look: int) -> None:
        """Runs, some of them in content controls."""
        for plain, properties, content in CONTROLLED.findall(runs):
            if plain:
                self.run_on(RUN.findall(plain), pieces, look)
                continue
            said = control_says(properties)
            if said.state is not None or said.empty:
                # What is shown in its place is nobody's answer, but must be sound.
                if self.fields or "<w:fldChar" in content:
                    raise Unusual
                hidden = self.hidden
                self.run_on(RUN.findall(content), [], look)
                self.hidden = hidden
                pieces.append(said.piece())
                continue
            first = len(pieces)
            self.controls += 1
            self.run_on(RUN.findall(content), pieces, look)
            self.controls -= 1
            if len(pieces) == first:
                pieces.append(Piece("", EMPTY))
            else:
                pieces[first].value = said.day

    def run_on(self, runs: list[tuple[str, str, str]], pieces: list[Piece], look: int) -> None:  # noqa: C901 - one question after another, as a person would ask them
        """Runs, one after the other."""
        kind = self.kind() if self.controls or self.fields else TEXT
        for properties, text, content in runs:
            here, font = look, None
            if properties:
                keep, add, font, hidden = self.runs.get(properties) or self.run_look(properties)
                if hidden:
                    self.hidden |= has_words(content or f"<w:t>{text}</w:t></w:r>")
                    continue
                here = (look & keep) | add
            if content:
                things = self.things.get(content)
                if things is None:
                    things = self.things[content] = things_in(content)
                if things:
                    self.content(things, kind, pieces, here, font)
                    kind = self.kind()
                continue
            if "&" in text:
                text = unescaped(text)  # noqa: PLW2901 - the same text
            if font is None and not self.fields and text.isascii():
                if not pieces:
                    pieces.append(Piece(text, kind, here))
                    continue
                last = pieces[-1]
                if last.look == here and last.kind == kind and last.value is None:
                    last.text += text
                    continue
            self.text(text, kind, here, font, pieces)

    def content(self, things: tuple[Thing, ...], kind: str, pieces: list[Piece], look: int, font: str | None) -> None:
        """The content of a run that is more than one stretch of text."""
        for what, said, data in things:
            if what == "text":
                self.text(said, kind, look, font, pieces)
            elif what == "sym":
                symbol(said, data, pieces)
            else:
                self.field_mark(said, data, pieces)
                kind = self.kind()

    def field_mark(self, place: str, data: str, pieces: list[Piece]) -> None:
        """Beginning, middle or end of a field."""
        if place == "begin":
            kind, ticked, chosen = field_says(data) if data else ("", False, None)
            self.begin_field(kind, pieces, ticked=ticked, chosen=chosen)
        elif place == "separate":
            self.show_field(pieces)
        elif place == "end":
            self.end_field()


_WORDS = re.compile(r"<w:t(?: [^<>]*)?>([^<]*)</w:t>")


def has_words(content: str) -> bool:
    """True if the content of a run has words; `Unusual` if it is not what usually stands in a run."""
    things_in(content)
    return any(text and unescaped(text).strip() for text in _WORDS.findall(content))
