"""
The paragraphs of Word's XML as a tree: runs, form fields, content controls, drawings.
"""

from __future__ import annotations

from typing import Any

from intake.reader.compact import Compact
from intake.reader.document import CIRCLE, EMPTY, TICKED, UNTICKED, Block, Cell, Paragraph, Piece, Table
from intake.reader.ooxml import (
    A_NS,
    ALTERNATE,
    BOX_CONTENT,
    BR,
    CHAR,
    DEL,
    DRAWN,
    FALLBACK,
    FF_DATA,
    FLD_CHAR,
    FLD_CHAR_TYPE,
    FONT,
    GONE,
    INLINE_TEXT,
    INS,
    MOVE_TO,
    NO_STYLE,
    NUM_PR,
    OUTLINE_LVL,
    P_STYLE,
    P_TAG,
    PPR,
    R_TAG,
    RPR,
    SDT,
    SDT_CONTENT,
    SDT_PR,
    SHOWING_PLC_HDR,
    SYM,
    T_TAG,
    THROUGH,
    TYPE,
    V_NS,
    VAL,
)
from intake.reader.word_marks import (
    box_state,
    branch,
    chosen_day,
    field_kind,
    has_choice_box,
    has_words,
    inside_other_box,
    legacy_choice,
    legacy_ticked,
    number,
    run_look,
)
from intake.reader.word_text import Styles, WordText, symbol


class TreeLines(WordText):
    """The paragraphs of a part, walked as a tree; `looks` is what the attribute `d` of folded elements refers to."""

    def __init__(self, styles: Styles, looks: Compact) -> None:
        super().__init__(styles)
        self.looks = looks
        self.depth = 0

    def blocks(self, parent: Any, out: list[Block]) -> list[Block]:
        """Read blocks in their order."""
        raise NotImplementedError

    # --- paragraphs -------------------------------------------------------------------------------------

    def paragraph(self, paragraph: Any, out: list[Block]) -> None:  # noqa: C901 - one question after another, as a person would ask them
        """One paragraph, and the text boxes anchored in it."""
        level, listed, look = 0, False, 0
        joined = False
        folded = paragraph.get("d")
        if folded is not None:
            known = self.looks.paragraphs[int(folded)]
            look, level, _ = self.styles.get(known.style, NO_STYLE)
            level, listed, joined = level or known.level, known.listed, known.joined
        elif (properties := paragraph.find(PPR)) is not None:
            for item in properties:
                tag = item.tag
                if tag == P_STYLE:
                    look, level, _ = self.styles.get(item.get(VAL, ""), (0, 0, False))
                elif tag == NUM_PR:
                    listed = True
                elif tag == OUTLINE_LVL:
                    level = level or min(number(item, 8) + 1, 9)
                elif tag == RPR:
                    joined = item.find(DEL) is not None
        self.tracked |= joined
        lone = paragraph.get("r")
        if lone is not None:
            pieces: list[Piece] = []
            self.plain_run(lone, paragraph.text or "", pieces, look)
            out.append(Paragraph(pieces, level, listed))
            return
        pieces = []
        boxes: list[Block] = []
        self.inline(paragraph, pieces, boxes, look)
        out.append(Paragraph(pieces, level, listed))
        if boxes:
            out.extend(boxes)

    def plain_run(self, folded: str, text: str, pieces: list[Piece], look: int) -> None:
        """A run of text alone; `folded` is the number of its look, "" for none."""
        font = None
        if folded:
            look, font, hidden = self.look_of(folded, look)
            if hidden:
                self.hidden |= not text.isspace() and bool(text)
                return
        kind = self.kind()
        self.text(text, kind, look, font, pieces)

    def look_of(self, folded: str, look: int) -> tuple[int, str | None, bool]:
        """The look, font and hiddenness of a run whose properties were folded."""
        known = self.looks.runs[int(folded)]
        hidden = known.hidden
        if known.style:
            styled, _, vanished = self.styles.get(known.style, NO_STYLE)
            look |= styled
            hidden = vanished if hidden is None else hidden
        return (look & known.keep) | known.add, known.font, bool(hidden)

    def inline(self, parent: Any, pieces: list[Piece], boxes: list[Block], look: int) -> None:
        """What stands in a paragraph."""
        for child in parent:
            tag = child.tag
            if tag == T_TAG:
                self.plain_run(child.get("d", ""), child.text or "", pieces, look)
            elif tag == R_TAG:
                self.run(child, pieces, boxes, look)
            elif tag == SDT:
                self.inline_control(child, pieces, boxes, look)
            elif tag in GONE:
                self.tracked = True
            elif tag in THROUGH:
                self.tracked |= tag in (INS, MOVE_TO)
                self.inline(child, pieces, boxes, look)
            elif tag in (ALTERNATE, P_TAG):
                (self.drawing if tag == ALTERNATE else self.line_within)(child, pieces, boxes)

    def line_within(self, paragraph: Any, pieces: list[Piece], boxes: list[Block]) -> None:
        """A paragraph within a paragraph, as some programs write a control of several lines: a line of its own."""
        lines: list[Block] = []
        self.paragraph(paragraph, lines)
        for block in lines:
            if isinstance(block, Table):
                boxes.append(block)
            elif block.pieces:
                if pieces:
                    pieces.append(Piece("\n", self.kind()))
                pieces.extend(block.pieces)

    def inline_control(self, control: Any, pieces: list[Piece], boxes: list[Block], look: int) -> None:
        """A content control in a line."""
        content = control.find(SDT_CONTENT)
        properties = control.find(SDT_PR)
        if content is None:
            return
        if properties is not None:
            state = box_state(properties)
            if state is not None:
                pieces.append(Piece("", TICKED if state else UNTICKED))
                return
            if properties.find(SHOWING_PLC_HDR) is not None:
                pieces.append(Piece("", EMPTY))
                return
        first = len(pieces)
        self.controls += 1
        self.inline(content, pieces, boxes, look)
        self.controls -= 1
        if len(pieces) == first:
            pieces.append(Piece("", EMPTY))
        else:
            pieces[first].value = chosen_day(properties)

    def run(self, run: Any, pieces: list[Piece], boxes: list[Block], look: int) -> None:  # noqa: C901, PLR0912 - one question after another, as a person would ask them
        """A run: text, marks of fields, symbols, drawings."""
        font = None
        first = True
        folded = run.get("d")
        if folded is not None:
            look, font, hidden = self.look_of(folded, look)
            if hidden:
                self.hidden |= has_words(run)
                return
        kind = self.kind()
        for child in run:
            tag = child.tag
            if tag == T_TAG:
                self.text(child.text or "", kind, look, font, pieces)
            elif first and tag == RPR:
                look, font, hidden = run_look(child, look, self.styles)
                if hidden and has_words(run):
                    self.hidden = True
                    return
                if hidden:
                    return
            elif tag == FLD_CHAR:
                self.field_mark(child, pieces)
                kind = self.kind()
            elif tag in INLINE_TEXT:
                self.text(INLINE_TEXT[tag], kind, look, font, pieces)
            elif tag == BR:
                if child.get(TYPE, "textWrapping") == "textWrapping":
                    self.text("\n", kind, look, font, pieces)
            elif tag == SYM:
                symbol(child.get(FONT, ""), child.get(CHAR, "0"), pieces)
            elif tag in DRAWN or tag == ALTERNATE:
                self.drawing(child, pieces, boxes)
            first = False

    # --- fields and boxes -------------------------------------------------------------------------------

    def field_mark(self, mark: Any, pieces: list[Piece]) -> None:
        """Beginning, middle or end of a field."""
        place = mark.get(FLD_CHAR_TYPE)
        if place == "begin":
            data = mark.find(FF_DATA)
            kind = field_kind(data)
            ticked = kind == "checkBox" and legacy_ticked(data)
            self.begin_field(kind, pieces, ticked=ticked, chosen=legacy_choice(data) if kind == "ddList" else None)
        elif place == "separate":
            self.show_field(pieces)
        elif place == "end":
            self.end_field()

    def drawing(self, drawing: Any, pieces: list[Piece], boxes: list[Block]) -> None:
        """A drawing: the text boxes in it, or a note of its shape."""
        if drawing.tag == ALTERNATE:
            chosen = branch(drawing)
            if chosen is None:
                return
            drawing = chosen
        contents = [c for c in drawing.iter(BOX_CONTENT) if not inside_other_box(c, drawing)]
        for content in contents:
            if any(a.tag == FALLBACK for a in content.iterancestors()) and has_choice_box(content):
                continue
            inner: list[Block] = []
            fields, self.fields = self.fields, []
            controls, self.controls = self.controls, 0
            self.blocks(content, inner)
            self.fields, self.controls = fields, controls
            if any(isinstance(b, Table) or b.pieces for b in inner):
                boxes.append(Table([[Cell(0, 1, inner)]], text_box=True))
        if not contents:
            self.note_shape(drawing, pieces)

    def note_shape(self, drawing: Any, pieces: list[Piece]) -> None:
        """A ring may mark a choice; a picture may be a scan."""
        ring = any(True for _ in drawing.iter(V_NS + "oval")) or any(
            g.get("prst") in ("ellipse", "donut") for g in drawing.iter(A_NS + "prstGeom")
        )
        if ring:
            self.circles = True
            pieces.append(Piece("", CIRCLE))
        elif any(True for _ in drawing.iter(A_NS + "blip", V_NS + "imagedata")):
            self.pictures += 1
