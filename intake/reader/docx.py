"""
Word documents (.docx, .docm, .dotx; transitional and strict) into the neutral document.

Walks the XML itself: python-docx drops content controls, form fields, text
boxes and tracked changes without a word (forms, section 3.1). Tracked changes
are read as accepted; hidden text and comments are left out. Nothing in the
file is run, and nothing outside it is fetched.
"""

from __future__ import annotations

from typing import Any

from intake.reader.compact import Compact, compact
from intake.reader.document import (
    CIRCLE,
    EMPTY,
    FIELD,
    TEXT,
    TICKED,
    UNTICKED,
    Block,
    Cell,
    Document,
    Paragraph,
    Piece,
    Table,
)
from intake.reader.glyphs import GLYPH, TICKED_CHARACTERS, is_symbol_font, private_state, symbol_state
from intake.reader.ooxml import (
    A_NS,
    ALTERNATE,
    BOX_CONTENT,
    BR,
    CHAR,
    DEL,
    DOC_PART_OBJ,
    DRAWN,
    FALLBACK,
    FF_DATA,
    FILL,
    FLD_CHAR,
    FLD_CHAR_TYPE,
    FONT,
    GONE,
    GRID_BEFORE,
    GRID_SPAN,
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
    SHD,
    SHOWING_PLC_HDR,
    SYM,
    T_TAG,
    TBL,
    TC,
    TCPR,
    THROUGH,
    TR,
    TRPR,
    TYPE,
    V_MERGE,
    V_NS,
    VAL,
    W_NS,
)
from intake.reader.package import Package, parse_xml
from intake.reader.word_marks import (
    box_state,
    branch,
    chosen_day,
    has_choice_box,
    has_words,
    inside_other_box,
    is_contents_list,
    legacy_choice,
    legacy_ticked,
    may_hold_ticks,
    number,
    run_look,
    styles_used,
)

_DEEPEST = 40
_MOST_CELLS = 60_000
_STRICT = b"purl.oclc.org/ooxml/"


class TooComplicated(Exception):
    """The document nests deeper, or has more cells, than any form would."""


class _Field:
    """A legacy form field between its begin and end marks."""

    __slots__ = ("data", "kind", "shown")

    def __init__(self, data: Any) -> None:
        self.data = data
        self.shown = False
        self.kind = ""
        if data is not None:
            for name in ("checkBox", "ddList", "textInput"):
                if data.find(W_NS + name) is not None:
                    self.kind = name


class _Walk:
    """One document part being walked; keeps the state that crosses paragraphs."""

    def __init__(self, styles: dict[str, tuple[int, int, bool]], looks: Compact) -> None:
        self.styles = styles
        self.looks = looks
        self.fields: list[_Field] = []
        self.controls = 0
        self.tracked = self.hidden = self.circles = False
        self.pictures = 0
        self.cells = 0
        self.depth = 0

    # --- blocks -----------------------------------------------------------------------------------------

    def blocks(self, parent: Any, out: list[Block]) -> list[Block]:  # noqa: C901 - one question after another, as a person would ask them
        """Read blocks in their order."""
        self.depth += 1
        if self.depth > _DEEPEST:
            raise TooComplicated
        for child in parent:
            tag = child.tag
            if tag == P_TAG:
                self.paragraph(child, out)
            elif tag == TBL:
                self.table(child, out)
            elif tag == SDT:
                self.block_control(child, out)
            elif tag in THROUGH:
                self.tracked |= tag in GONE
                self.blocks(child, out)
            elif tag == ALTERNATE:
                chosen = branch(child)
                if chosen is not None:
                    self.blocks(chosen, out)
        self.depth -= 1
        return out

    def block_control(self, control: Any, out: list[Block]) -> None:
        """A content control round paragraphs, tables or rows."""
        content = control.find(SDT_CONTENT)
        if content is None:
            return
        properties = control.find(SDT_PR)
        if properties is not None and properties.find(DOC_PART_OBJ) is not None and is_contents_list(properties):
            return
        holds_answers = not any(True for _ in content.iter(TBL, SDT)) and len(content) <= 60
        if not holds_answers:
            self.blocks(content, out)
            return
        if properties is not None and properties.find(SHOWING_PLC_HDR) is not None:
            out.append(Paragraph([Piece("", EMPTY)]))
            return
        state = box_state(properties)
        if state is not None:
            out.append(Paragraph([Piece("", TICKED if state else UNTICKED)]))
            return
        self.controls += 1
        first = len(out)
        self.blocks(content, out)
        self.controls -= 1
        day = chosen_day(properties)
        if day and first < len(out) and isinstance(out[first], Paragraph) and out[first].pieces:  # type: ignore[union-attr]
            out[first].pieces[0].value = day  # type: ignore[union-attr]

    def table(self, table: Any, out: list[Block]) -> None:
        """A table."""
        made = Table([])
        above: dict[int, Cell] = {}
        self.table_rows(table, made, above)
        out.append(made)

    def table_rows(self, parent: Any, made: Table, above: dict[int, Cell]) -> None:
        """The rows of a table, whatever wraps them."""
        for child in parent:
            tag = child.tag
            if tag == TR:
                self.row(child, made, above)
            elif tag == SDT:
                content = child.find(SDT_CONTENT)
                if content is not None:
                    self.table_rows(content, made, above)
            elif tag in THROUGH:
                self.table_rows(child, made, above)

    def row(self, row: Any, made: Table, above: dict[int, Cell]) -> None:
        """One row; a deleted one is left out."""
        column = 0
        properties = row.find(TRPR)
        if properties is not None:
            if properties.find(DEL) is not None:
                self.tracked = True
                return
            self.tracked |= properties.find(INS) is not None
            before = properties.find(GRID_BEFORE)
            column = number(before, 0) if before is not None else 0
        cells: list[Cell] = []
        self.row_cells(row, cells, column, above, len(made.rows))
        made.rows.append(cells)

    def row_cells(self, parent: Any, cells: list[Cell], column: int, above: dict[int, Cell], row: int) -> int:
        """The cells of a row, whatever wraps them."""
        for child in parent:
            tag = child.tag
            if tag == TC:
                column = self.cell(child, cells, column, above, row)
            elif tag == SDT:
                column = self.cell_control(child, cells, column, above, row)
            elif tag in THROUGH:
                column = self.row_cells(child, cells, column, above, row)
        return column

    def cell_control(self, control: Any, cells: list[Cell], column: int, above: dict[int, Cell], row: int) -> int:
        """A content control round cells."""
        content = control.find(SDT_CONTENT)
        if content is None:
            return column
        first = len(cells)
        column = self.row_cells(content, cells, column, above, row)
        properties = control.find(SDT_PR)
        empty = properties is not None and properties.find(SHOWING_PLC_HDR) is not None
        day = chosen_day(properties)
        state = box_state(properties)
        for cell in cells[first:]:
            for paragraph in cell.paragraphs():
                if empty:
                    paragraph.pieces = [Piece("", EMPTY)]
                elif state is not None:
                    paragraph.pieces = [Piece("", TICKED if state else UNTICKED)]
                else:
                    for piece in paragraph.pieces:
                        piece.kind = FIELD if piece.kind == TEXT else piece.kind
                        piece.value = piece.value or day
        return column

    def cell(self, cell: Any, cells: list[Cell], column: int, above: dict[int, Cell], row: int) -> int:  # noqa: C901 - one question after another, as a person would ask them
        """One cell, with its place on the grid."""
        self.cells += 1
        if self.cells > _MOST_CELLS:
            raise TooComplicated
        span, continues, shaded = 1, False, False
        folded = cell.get("d")
        if folded is not None:
            known = self.looks.cells[int(folded)]
            span, continues, shaded = known.span, known.continues, known.shaded
        elif (properties := cell.find(TCPR)) is not None:
            for item in properties:
                tag = item.tag
                if tag == GRID_SPAN:
                    span = max(1, min(number(item, 1), 200))
                elif tag == V_MERGE:
                    continues = item.get(VAL, "continue") == "continue"
                elif tag == SHD:
                    shaded = item.get(FILL, "auto").lower() not in ("auto", "ffffff", "none", "")
        made = Cell(column, span, [], continues and column in above, shaded, row)
        self.blocks(cell, made.blocks)
        if not made.continues:
            above[column] = made
        cells.append(made)
        return column + span

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
        kind = FIELD if self.controls or (self.fields and self._answering()) else TEXT
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
            elif tag == ALTERNATE:
                self.drawing(child, pieces, boxes)

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
        kind = FIELD if self.controls or (self.fields and self._answering()) else TEXT
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
                kind = FIELD if self.controls or (self.fields and self._answering()) else TEXT
            elif tag in INLINE_TEXT:
                self.text(INLINE_TEXT[tag], kind, look, font, pieces)
            elif tag == BR:
                if child.get(TYPE, "textWrapping") == "textWrapping":
                    self.text("\n", kind, look, font, pieces)
            elif tag == SYM:
                self.symbol(child, pieces)
            elif tag in DRAWN or tag == ALTERNATE:
                self.drawing(child, pieces, boxes)
            first = False

    def _answering(self) -> bool:
        """True between the separator and the end of a text form field, across the fields nested in it."""
        return any(f.kind == "textInput" and f.shown for f in self.fields)

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
        if text.isascii() or not may_hold_ticks(text):
            if pieces:
                last = pieces[-1]
                if (
                    last.kind == kind
                    and last.value is None
                    and (last.look == look or (kind == FIELD and not last.text))
                ):
                    last.text += text
                    last.look = look
                    return
            pieces.append(Piece(text, kind, look))
            return
        self.text_with_glyphs(text, kind, look, pieces)

    def text_with_glyphs(self, text: str, kind: str, look: int, pieces: list[Piece]) -> None:
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

    def symbol(self, symbol: Any, pieces: list[Piece]) -> None:
        """A character of a symbol font."""
        font = symbol.get(FONT, "")
        try:
            code = int(symbol.get(CHAR, "0"), 16)
        except ValueError:
            return
        state = symbol_state(font, code)
        if state is not None:
            pieces.append(Piece("", TICKED if state else UNTICKED))

    # --- fields and boxes -------------------------------------------------------------------------------

    def field_mark(self, mark: Any, pieces: list[Piece]) -> None:
        """Beginning, middle or end of a field."""
        kind = mark.get(FLD_CHAR_TYPE)
        if kind == "begin":
            self.fields.append(_Field(mark.find(FF_DATA)))
            if self.fields[-1].kind == "checkBox":
                pieces.append(Piece("", TICKED if legacy_ticked(self.fields[-1].data) else UNTICKED))
            elif self.fields[-1].kind == "ddList":
                chosen = legacy_choice(self.fields[-1].data)
                pieces.append(Piece(chosen, FIELD) if chosen else Piece("", EMPTY))
        elif kind == "separate" and self.fields:
            self.fields[-1].shown = True
            if self.fields[-1].kind == "textInput":
                # A piece of its own, so that two fields side by side stay two answers.
                pieces.append(Piece("", FIELD))
        elif kind == "end" and self.fields:
            self.fields.pop()

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


def read_docx(package: Package) -> Document:
    """
    Return what the Word document in *package* says.

    Raises:
        TooComplicated: It nests deeper or has more cells than any form.
        intake.reader.package.Unreadable: A part is missing, broken or hostile.
    """
    main = package.main_part()
    raw = package.read(main)
    looks = compact(raw if _STRICT not in raw[:8192] else b"")
    styles = styles_used(looks, raw, package.read_if_there(package.beside(main, "styles.xml")))
    root = parse_xml(looks.raw or raw)
    body = root.find(W_NS + "body")
    walk = _Walk(styles, looks)
    document = Document(walk.blocks(body, []) if body is not None else [])
    for name in package.headers_and_footers(main):
        part = parse_xml(package.read(name))
        (document.headers if "header" in name else document.footers).extend(walk.blocks(part, []))
    document.tracked, document.hidden = walk.tracked, walk.hidden
    document.circles, document.pictures = walk.circles, walk.pictures
    return document
