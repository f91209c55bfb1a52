"""
Word documents (.docx, .docm, .dotx; transitional and strict) into the neutral document.

Walks the XML itself: python-docx drops content controls, form fields, text
boxes and tracked changes without a word (forms, section 3.1). Tracked changes
are read as accepted; hidden text and comments are left out. Nothing in the
file is run, and nothing outside it is fetched.
"""

from __future__ import annotations

import re
from typing import Any

from intake.reader.compact import Compact, compact
from intake.reader.document import (
    BOLD,
    BOXED,
    CIRCLE,
    COLOURED,
    EMPTY,
    FIELD,
    ITALIC,
    MARKED,
    SMALL,
    STRIKE,
    TEXT,
    TICKED,
    UNDERLINE,
    UNTICKED,
    Block,
    Cell,
    Document,
    Paragraph,
    Piece,
    Table,
)
from intake.reader.glyphs import GLYPH, TICKED_CHARACTERS, is_symbol_font, private_state, symbol_state
from intake.reader.package import Package, parse_xml

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_V = "{urn:schemas-microsoft-com:vml}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_VAL = _W + "val"
_OFF = frozenset({"0", "false", "off", "none"})
_STRICT = b"purl.oclc.org/ooxml/"
_NO_STYLE = (0, 0, False)
_DEEPEST = 40
_MOST_CELLS = 60_000

_R, _P, _TBL, _T = _W + "r", _W + "p", _W + "tbl", _W + "t"
_RPR, _PPR, _TRPR, _TCPR = _W + "rPr", _W + "pPr", _W + "trPr", _W + "tcPr"
_SDT, _SDT_CONTENT, _SDT_PR = _W + "sdt", _W + "sdtContent", _W + "sdtPr"
_THROUGH = frozenset(
    _W + name
    for name in (
        "ins",
        "moveTo",
        "smartTag",
        "customXml",
        "hyperlink",
        "fldSimple",
        "bdo",
        "dir",
        "sdtContent",
        "subDoc",
    )
)
_GONE = frozenset({_W + "del", _W + "moveFrom"})
_ALTERNATE, _CHOICE, _FALLBACK = _MC + "AlternateContent", _MC + "Choice", _MC + "Fallback"
_BOX_CONTENT = _W + "txbxContent"
_DRAWN = frozenset({_W + "drawing", _W + "pict", _W + "object"})
_ASCII = _W + "ascii"
_B = _W + "b"
_BDR = _W + "bdr"
_BODY = _W + "body"
_BR = _W + "br"
_CHAR = _W + "char"
_CHECKED = _W + "checked"
_CHECK_BOX = _W + "checkBox"
_COLOR = _W + "color"
_CR = _W + "cr"
_DATE = _W + "date"
_DD_LIST = _W + "ddList"
_DEFAULT = _W + "default"
_DEL = _W + "del"
_DOC_PART_OBJ = _W + "docPartObj"
_DSTRIKE = _W + "dstrike"
_FF_DATA = _W + "ffData"
_FILL = _W + "fill"
_FLD_CHAR = _W + "fldChar"
_FLD_CHAR_TYPE = _W + "fldCharType"
_FONT = _W + "font"
_FULL_DATE = _W + "fullDate"
_GRID_BEFORE = _W + "gridBefore"
_GRID_SPAN = _W + "gridSpan"
_HIGHLIGHT = _W + "highlight"
_I = _W + "i"
_INS = _W + "ins"
_LIST_ENTRY = _W + "listEntry"
_MOVE_TO = _W + "moveTo"
_NO_BREAK_HYPHEN = _W + "noBreakHyphen"
_NUM_PR = _W + "numPr"
_OUTLINE_LVL = _W + "outlineLvl"
_PTAB = _W + "ptab"
_P_STYLE = _W + "pStyle"
_RESULT = _W + "result"
_R_FONTS = _W + "rFonts"
_R_STYLE = _W + "rStyle"
_SHD = _W + "shd"
_SHOWING_PLC_HDR = _W + "showingPlcHdr"
_STRIKE = _W + "strike"
_SYM = _W + "sym"
_SZ = _W + "sz"
_TAB = _W + "tab"
_TC = _W + "tc"
_TR = _W + "tr"
_TYPE = _W + "type"
_U = _W + "u"
_VANISH = _W + "vanish"
_V_MERGE = _W + "vMerge"


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
                if data.find(_W + name) is not None:
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

    def blocks(self, parent: Any, out: list[Block]) -> list[Block]:
        self.depth += 1
        if self.depth > _DEEPEST:
            raise TooComplicated
        for child in parent:
            tag = child.tag
            if tag == _P:
                self.paragraph(child, out)
            elif tag == _TBL:
                self.table(child, out)
            elif tag == _SDT:
                self.block_control(child, out)
            elif tag in _THROUGH:
                self.tracked |= tag in _GONE
                self.blocks(child, out)
            elif tag == _ALTERNATE:
                branch = _branch(child)
                if branch is not None:
                    self.blocks(branch, out)
        self.depth -= 1
        return out

    def block_control(self, control: Any, out: list[Block]) -> None:
        content = control.find(_SDT_CONTENT)
        if content is None:
            return
        properties = control.find(_SDT_PR)
        if properties is not None and properties.find(_DOC_PART_OBJ) is not None and _is_contents_list(properties):
            return
        holds_answers = not any(True for _ in content.iter(_TBL, _SDT)) and len(content) <= 60
        if not holds_answers:
            self.blocks(content, out)
            return
        if properties is not None and properties.find(_SHOWING_PLC_HDR) is not None:
            out.append(Paragraph([Piece("", EMPTY)]))
            return
        state = _box_state(properties)
        if state is not None:
            out.append(Paragraph([Piece("", TICKED if state else UNTICKED)]))
            return
        self.controls += 1
        first = len(out)
        self.blocks(content, out)
        self.controls -= 1
        day = _chosen_day(properties)
        if day and first < len(out) and isinstance(out[first], Paragraph) and out[first].pieces:  # type: ignore[union-attr]
            out[first].pieces[0].value = day  # type: ignore[union-attr]

    def table(self, table: Any, out: list[Block]) -> None:
        made = Table([])
        above: dict[int, Cell] = {}
        self.table_rows(table, made, above)
        out.append(made)

    def table_rows(self, parent: Any, made: Table, above: dict[int, Cell]) -> None:
        for child in parent:
            tag = child.tag
            if tag == _TR:
                self.row(child, made, above)
            elif tag == _SDT:
                content = child.find(_SDT_CONTENT)
                if content is not None:
                    self.table_rows(content, made, above)
            elif tag in _THROUGH:
                self.table_rows(child, made, above)

    def row(self, row: Any, made: Table, above: dict[int, Cell]) -> None:
        column = 0
        properties = row.find(_TRPR)
        if properties is not None:
            if properties.find(_DEL) is not None:
                self.tracked = True
                return
            self.tracked |= properties.find(_INS) is not None
            before = properties.find(_GRID_BEFORE)
            column = _number(before, 0) if before is not None else 0
        cells: list[Cell] = []
        self.row_cells(row, cells, column, above, len(made.rows))
        made.rows.append(cells)

    def row_cells(self, parent: Any, cells: list[Cell], column: int, above: dict[int, Cell], row: int) -> int:
        for child in parent:
            tag = child.tag
            if tag == _TC:
                column = self.cell(child, cells, column, above, row)
            elif tag == _SDT:
                column = self.cell_control(child, cells, column, above, row)
            elif tag in _THROUGH:
                column = self.row_cells(child, cells, column, above, row)
        return column

    def cell_control(self, control: Any, cells: list[Cell], column: int, above: dict[int, Cell], row: int) -> int:
        content = control.find(_SDT_CONTENT)
        if content is None:
            return column
        first = len(cells)
        column = self.row_cells(content, cells, column, above, row)
        properties = control.find(_SDT_PR)
        empty = properties is not None and properties.find(_SHOWING_PLC_HDR) is not None
        day = _chosen_day(properties)
        state = _box_state(properties)
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

    def cell(self, cell: Any, cells: list[Cell], column: int, above: dict[int, Cell], row: int) -> int:
        self.cells += 1
        if self.cells > _MOST_CELLS:
            raise TooComplicated
        span, continues, shaded = 1, False, False
        folded = cell.get("d")
        if folded is not None:
            known = self.looks.cells[int(folded)]
            span, continues, shaded = known.span, known.continues, known.shaded
        elif (properties := cell.find(_TCPR)) is not None:
            for item in properties:
                tag = item.tag
                if tag == _GRID_SPAN:
                    span = max(1, min(_number(item, 1), 200))
                elif tag == _V_MERGE:
                    continues = item.get(_VAL, "continue") == "continue"
                elif tag == _SHD:
                    shaded = item.get(_FILL, "auto").lower() not in ("auto", "ffffff", "none", "")
        made = Cell(column, span, [], continues and column in above, shaded, row)
        self.blocks(cell, made.blocks)
        if not made.continues:
            above[column] = made
        cells.append(made)
        return column + span

    # --- paragraphs -------------------------------------------------------------------------------------

    def paragraph(self, paragraph: Any, out: list[Block]) -> None:
        level, listed, look = 0, False, 0
        joined = False
        folded = paragraph.get("d")
        if folded is not None:
            known = self.looks.paragraphs[int(folded)]
            look, level, _ = self.styles.get(known.style, _NO_STYLE)
            level, listed, joined = level or known.level, known.listed, known.joined
        elif (properties := paragraph.find(_PPR)) is not None:
            for item in properties:
                tag = item.tag
                if tag == _P_STYLE:
                    look, level, _ = self.styles.get(item.get(_VAL, ""), (0, 0, False))
                elif tag == _NUM_PR:
                    listed = True
                elif tag == _OUTLINE_LVL:
                    level = level or min(_number(item, 8) + 1, 9)
                elif tag == _RPR:
                    joined = item.find(_DEL) is not None
        self.tracked |= joined
        lone = paragraph.get("r")
        if lone is not None:
            pieces = []
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
            styled, _, vanished = self.styles.get(known.style, _NO_STYLE)
            look |= styled
            hidden = vanished if hidden is None else hidden
        return (look & known.keep) | known.add, known.font, bool(hidden)

    def inline(self, parent: Any, pieces: list[Piece], boxes: list[Block], look: int) -> None:
        for child in parent:
            tag = child.tag
            if tag == _T:
                self.plain_run(child.get("d", ""), child.text or "", pieces, look)
            elif tag == _R:
                self.run(child, pieces, boxes, look)
            elif tag == _SDT:
                self.inline_control(child, pieces, boxes, look)
            elif tag in _GONE:
                self.tracked = True
            elif tag in _THROUGH:
                self.tracked |= tag == _INS or tag == _MOVE_TO
                self.inline(child, pieces, boxes, look)
            elif tag == _ALTERNATE:
                self.drawing(child, pieces, boxes)

    def inline_control(self, control: Any, pieces: list[Piece], boxes: list[Block], look: int) -> None:
        content = control.find(_SDT_CONTENT)
        properties = control.find(_SDT_PR)
        if content is None:
            return
        if properties is not None:
            state = _box_state(properties)
            if state is not None:
                pieces.append(Piece("", TICKED if state else UNTICKED))
                return
            if properties.find(_SHOWING_PLC_HDR) is not None:
                pieces.append(Piece("", EMPTY))
                return
        first = len(pieces)
        self.controls += 1
        self.inline(content, pieces, boxes, look)
        self.controls -= 1
        if len(pieces) == first:
            pieces.append(Piece("", EMPTY))
        else:
            pieces[first].value = _chosen_day(properties)

    def run(self, run: Any, pieces: list[Piece], boxes: list[Block], look: int) -> None:
        font = None
        first = True
        folded = run.get("d")
        if folded is not None:
            look, font, hidden = self.look_of(folded, look)
            if hidden:
                self.hidden |= _has_words(run)
                return
        kind = FIELD if self.controls or (self.fields and self._answering()) else TEXT
        for child in run:
            tag = child.tag
            if tag == _T:
                self.text(child.text or "", kind, look, font, pieces)
            elif first and tag == _RPR:
                look, font, hidden = _run_look(child, look, self.styles)
                if hidden and _has_words(run):
                    self.hidden = True
                    return
                if hidden:
                    return
            elif tag == _FLD_CHAR:
                self.field_mark(child, pieces)
                kind = FIELD if self.controls or (self.fields and self._answering()) else TEXT
            elif tag in _INLINE_TEXT:
                self.text(_INLINE_TEXT[tag], kind, look, font, pieces)
            elif tag == _BR:
                if child.get(_TYPE, "textWrapping") == "textWrapping":
                    self.text("\n", kind, look, font, pieces)
            elif tag == _SYM:
                self.symbol(child, kind, look, pieces)
            elif tag in _DRAWN or tag == _ALTERNATE:
                self.drawing(child, pieces, boxes)
            first = False

    def _answering(self) -> bool:
        """True between the separator and the end of a text form field, across the fields nested in it."""
        return any(f.kind == "textInput" and f.shown for f in self.fields)

    def text(self, text: str, kind: str, look: int, font: str | None, pieces: list[Piece]) -> None:
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
        if text.isascii() or not _may_hold_ticks(text):
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

    def symbol(self, symbol: Any, kind: str, look: int, pieces: list[Piece]) -> None:
        font = symbol.get(_FONT, "")
        try:
            code = int(symbol.get(_CHAR, "0"), 16)
        except ValueError:
            return
        state = symbol_state(font, code)
        if state is not None:
            pieces.append(Piece("", TICKED if state else UNTICKED))

    # --- fields and boxes -------------------------------------------------------------------------------

    def field_mark(self, mark: Any, pieces: list[Piece]) -> None:
        kind = mark.get(_FLD_CHAR_TYPE)
        if kind == "begin":
            self.fields.append(_Field(mark.find(_FF_DATA)))
            if self.fields[-1].kind == "checkBox":
                pieces.append(Piece("", TICKED if _legacy_ticked(self.fields[-1].data) else UNTICKED))
            elif self.fields[-1].kind == "ddList":
                chosen = _legacy_choice(self.fields[-1].data)
                pieces.append(Piece(chosen, FIELD) if chosen else Piece("", EMPTY))
        elif kind == "separate" and self.fields:
            self.fields[-1].shown = True
            if self.fields[-1].kind == "textInput":
                # A piece of its own, so that two fields side by side stay two answers.
                pieces.append(Piece("", FIELD))
        elif kind == "end" and self.fields:
            self.fields.pop()

    def drawing(self, drawing: Any, pieces: list[Piece], boxes: list[Block]) -> None:
        if drawing.tag == _ALTERNATE:
            branch = _branch(drawing)
            if branch is None:
                return
            drawing = branch
        contents = [c for c in drawing.iter(_BOX_CONTENT) if not _inside_other_box(c, drawing)]
        for content in contents:
            if any(a.tag == _FALLBACK for a in content.iterancestors()) and _has_choice_box(content):
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
        ring = any(True for _ in drawing.iter(_V + "oval")) or any(
            g.get("prst") in ("ellipse", "donut") for g in drawing.iter(_A + "prstGeom")
        )
        if ring:
            self.circles = True
            pieces.append(Piece("", CIRCLE))
        elif any(True for _ in drawing.iter(_A + "blip", _V + "imagedata")):
            self.pictures += 1


_INLINE_TEXT = {_TAB: "\t", _CR: "\n", _NO_BREAK_HYPHEN: "-", _PTAB: "\t"}


def _may_hold_ticks(text: str) -> bool:
    return GLYPH.search(text) is not None or any("\uf020" <= c <= "\uf0ff" for c in text)


def _number(element: Any, otherwise: int) -> int:
    try:
        return int(element.get(_VAL, otherwise))
    except (TypeError, ValueError):
        return otherwise


def _on(element: Any) -> bool:
    return element.get(_VAL, "1") not in _OFF


def _branch(alternate: Any) -> Any:
    """Choice where it holds anything that we read, else Fallback; never both."""
    choice, fallback = alternate.find(_CHOICE), alternate.find(_FALLBACK)
    if choice is None:
        return fallback
    if fallback is not None and _reads_nothing(choice) and not _reads_nothing(fallback):
        return fallback
    return choice


def _reads_nothing(branch: Any) -> bool:
    return not any(True for _ in branch.iter(_BOX_CONTENT, _T, _A + "prstGeom", _V + "oval", _A + "blip"))


def _inside_other_box(content: Any, top: Any) -> bool:
    for ancestor in content.iterancestors():
        if ancestor is top:
            return False
        if ancestor.tag == _BOX_CONTENT:
            return True
    return False


def _has_choice_box(content: Any) -> bool:
    for ancestor in content.iterancestors(_ALTERNATE):
        choice = ancestor.find(_CHOICE)
        return choice is not None and any(True for _ in choice.iter(_BOX_CONTENT))
    return False


def _has_words(run: Any) -> bool:
    return any((t.text or "").strip() for t in run.iter(_T))


def _is_contents_list(properties: Any) -> bool:
    gallery = properties.find(f"{_W}docPartObj/{_W}docPartGallery")
    return gallery is not None and "contents" in gallery.get(_VAL, "").lower()


def _box_state(properties: Any) -> bool | None:
    """The state of a Word 2010 tick box; its own flag counts, not the glyph shown."""
    if properties is None:
        return None
    box = properties.find(_W14 + "checkbox")
    if box is None:
        return None
    checked = box.find(_W14 + "checked")
    return checked is not None and checked.get(_W14 + "val", "1") not in _OFF


def _chosen_day(properties: Any) -> str | None:
    if properties is None:
        return None
    date = properties.find(_DATE)
    return None if date is None else (date.get(_FULL_DATE) or "")[:10] or None


def _legacy_ticked(data: Any) -> bool:
    box = data.find(_CHECK_BOX)
    state = box.find(_CHECKED)
    if state is None:
        state = box.find(_DEFAULT)
    return state is not None and _on(state)


def _legacy_choice(data: Any) -> str | None:
    listed = data.find(_DD_LIST)
    entries = [e.get(_VAL, "") for e in listed.findall(_LIST_ENTRY)]
    result = listed.find(_RESULT)
    if result is None:
        result = listed.find(_DEFAULT)
    index = 0 if result is None else _number(result, 0)
    return entries[index].strip() or None if 0 <= index < len(entries) else None


def _run_look(properties: Any, look: int, styles: dict[str, tuple[int, int, bool]]) -> tuple[int, str | None, bool]:
    font = None
    hidden = False
    for item in properties:
        name = _LOOK_TAGS.get(item.tag)
        if name is None:
            continue
        if isinstance(name, int):
            look = look | name if _on(item) else look & ~name
        elif name == "u":
            look = look | UNDERLINE if _on(item) and item.get(_VAL) is not None else look & ~UNDERLINE
        elif name == "highlight":
            look = look | MARKED if item.get(_VAL, "none") not in ("none", "white") else look & ~MARKED
        elif name == "shd":
            if item.get(_FILL, "auto").lower() not in ("auto", "ffffff", "none", ""):
                look |= MARKED
        elif name == "bdr":
            if item.get(_VAL, "none") not in ("none", "nil"):
                look |= BOXED
        elif name == "color":
            if item.get(_VAL, "auto").lower() not in ("auto", "000000"):
                look |= COLOURED
        elif name == "sz":
            if _number(item, 22) <= 17:
                look |= SMALL
        elif name == "vanish":
            hidden = _on(item)
        elif name == "rFonts":
            font = item.get(_ASCII)
        elif name == "rStyle":
            styled, _, vanished = styles.get(item.get(_VAL, ""), (0, 0, False))
            look |= styled
            hidden |= vanished
    return look, font, hidden


_LOOK_TAGS: dict[str, int | str] = {
    _B: BOLD,
    _I: ITALIC,
    _STRIKE: STRIKE,
    _DSTRIKE: STRIKE,
    _U: "u",
    _HIGHLIGHT: "highlight",
    _SHD: "shd",
    _BDR: "bdr",
    _COLOR: "color",
    _SZ: "sz",
    _VANISH: "vanish",
    _R_FONTS: "rFonts",
    _R_STYLE: "rStyle",
}


def _styles_used(looks: Compact, document: bytes, styles: bytes) -> dict[str, tuple[int, int, bool]]:
    """
    Return look, heading level and hiddenness of the styles that the document uses.

    Searched with expressions, not parsed: Word's style parts are often ten
    times the size of the form, and a dozen of their styles are in use.
    """
    if looks.paragraphs or looks.runs:
        used = {known.style.encode() for table in (looks.paragraphs, looks.runs) for known in table if known.style}
    else:
        used = set(re.findall(rb'<w:[pr]Style w:val="([^"]+)"', document))
    return {style.decode("utf-8", "replace"): _one_style(style, styles, 0) for style in used} if styles else {}


def _one_style(style: bytes, styles: bytes, depth: int) -> tuple[int, int, bool]:
    start = styles.find(b'w:styleId="' + style + b'"')
    if start < 0 or depth > 8:
        return 0, 0, False
    body = styles[start : styles.find(b"</w:style>", start)]
    look, level, hidden = 0, 0, False
    based = re.search(rb'<w:basedOn w:val="([^"]+)"', body)
    if based and based.group(1) != style:
        look, level, hidden = _one_style(based.group(1), styles, depth + 1)
    for mark, bit in ((b"b", BOLD), (b"i", ITALIC), (b"strike", STRIKE)):
        found = re.search(rb"<w:" + mark + rb'(?: w:val="(\w+)")?\s*/>', body)
        if found:
            look = look & ~bit if (found.group(1) or b"1").decode() in _OFF else look | bit
    outline = re.search(rb'<w:outlineLvl w:val="(\d)"', body)
    if outline:
        level = int(outline.group(1)) + 1
    named = re.search(rb'<w:name w:val="(?:heading (\d)|title)"', body, re.IGNORECASE)
    if named:
        level = int(named.group(1) or 1)
    return look, level if level < 10 else 0, hidden or b"<w:vanish/>" in body


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
    styles = _styles_used(looks, raw, package.read_if_there(package.beside(main, "styles.xml")))
    root = parse_xml(looks.raw or raw)
    body = root.find(_W + "body")
    walk = _Walk(styles, looks)
    document = Document(walk.blocks(body, []) if body is not None else [])
    for name in package.headers_and_footers(main):
        part = parse_xml(package.read(name))
        (document.headers if "header" in name else document.footers).extend(walk.blocks(part, []))
    document.tracked, document.hidden = walk.tracked, walk.hidden
    document.circles, document.pictures = walk.circles, walk.pictures
    return document
