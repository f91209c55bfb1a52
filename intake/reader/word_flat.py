"""
Word's XML read as text, without making a tree of it.

A form is some hundred paragraphs of runs, most of them alone in a cell. Each of
these is one match of one expression; making elements of them first takes
several times as long as reading them. Whatever is not usual (`Unusual`) is
given to `word_tree`: a single run with a drawing in it, or the whole part.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from intake.reader.compact import ParagraphLook, compact
from intake.reader.document import EMPTY, TEXT, Block, Cell, Paragraph, Piece, Table
from intake.reader.package import Unreadable, parse_xml
from intake.reader.word_fields import Control, control_says, row_says
from intake.reader.word_grammar import LINE, MARK, RUN, Unusual, decoded_part, end_of_run, is_sound
from intake.reader.word_runs import NOTHING, FlatRuns
from intake.reader.word_text import Styles, WordText
from intake.reader.word_tree import MOST_CELLS, TreeWalk

_MOST_FRAMES = 36
_MOST_IN_CONTROL = 60
_BLOCKS, _ROWS, _CELLS, _PIECES = range(4)
"""What may stand in an element that is open."""


_NO_LOOK = (0, ParagraphLook())


class _Frame:
    """An element that is open: which end tag closes it, what may stand in it, and where that goes."""

    # Set where they are wanted alone: a form has hundreds of these.
    out: list[Block]
    pieces: list[Piece]
    boxes: list[Block]
    row: list[Cell]
    table: Table
    above: dict[int, Cell]
    column = 0
    look = 0
    after: Callable[[], None] | None = None

    def __init__(self, closes: str, holds: int) -> None:
        self.closes = closes
        self.holds = holds


class FlatWalk(FlatRuns):
    """One document part being read as text."""

    def __init__(self, styles: Styles) -> None:
        super().__init__(styles)
        self.xml = ""
        self.root = ""
        self.at = 0
        self.open: list[_Frame] = []
        self.top = _Frame("", _BLOCKS)

    def part(self, raw: bytes, *, main: bool) -> list[Block]:
        """
        Return the blocks of the main part, or of a header or a footer.

        Raises:
            Unusual: It must be read as a tree.
        """
        xml, head = decoded_part(raw)
        if (head[2] == "document") != main or (head[3] is not None) != main:
            raise Unusual
        self.xml, self.root = xml, head[1]
        self.at = head.end()
        self.top = body = _Frame("body" if head[3] else head[2], _BLOCKS)
        body.out = []
        self.open = [body]
        self.read()
        if xml[self.at :].strip() != ("</w:document>" if head[3] else ""):
            raise Unusual
        return body.out

    def read(self) -> None:
        """Read one thing after another until the body ends."""
        xml, line, mark = self.xml, LINE.match, MARK.match
        handlers = {name: getattr(self, "_" + name) for name in _HANDLED}
        while self.open:
            found = line(xml, self.at)
            if found is not None:
                self.at = found.end()
                self.line(found.groups())
                continue
            found = mark(xml, self.at)
            if found is None or found.lastgroup is None:
                raise Unusual
            self.at = found.end()
            handlers[found.lastgroup](found)

    # --- paragraphs -------------------------------------------------------------------------------------

    def line(self, parts: tuple[str | None, ...]) -> None:  # noqa: C901, PLR0912, PLR0915 - one call for most paragraphs of a form
        """A paragraph of runs, perhaps with the beginning and the end of its cell and its row."""
        row, trpr, begins, tcpr, ppr, rpr, text, runs, ends, row_ends = parts
        if row:
            self.row(trpr)
        top = self.top
        if begins:
            if top.holds != _CELLS:
                raise Unusual
            out = self.cell(tcpr, top)
        elif top.holds == _BLOCKS:
            out = top.out
        else:
            raise Unusual
        pieces: list[Piece] = []
        look, known = (self.paragraphs.get(ppr) or self.paragraph_look(ppr)) if ppr else _NO_LOOK
        out.append(Paragraph(pieces, known.level, known.listed))
        if known.joined:
            self.tracked = True
        if text is not None:
            keep, add, font, hidden = (self.runs.get(rpr) or self.run_look(rpr)) if rpr else NOTHING
            if (
                font is None
                and not hidden
                and not self.fields
                and not self.controls
                and text.isascii()
                and "&" not in text
            ):
                pieces.append(Piece(text, TEXT, (look & keep) | add))
            else:
                self.run_on([(rpr or "", text, "")], pieces, look)
        if runs:
            if "<w:sdt>" in runs:
                self.controlled(runs, pieces, look)
            else:
                self.run_on(RUN.findall(runs), pieces, look)
        if begins:
            if not ends:
                self.push("tc", _BLOCKS).out = out
        elif ends:
            self.pop("tc")
        if row_ends:
            self.end_row()

    # --- what is open -----------------------------------------------------------------------------------

    def push(self, closes: str, holds: int) -> _Frame:
        """Open an element."""
        if len(self.open) > _MOST_FRAMES:
            raise Unusual
        self.top = frame = _Frame(closes, holds)
        self.open.append(frame)
        return frame

    def within(self, closes: str) -> _Frame:
        """Open an element that only wraps what stands in it."""
        around = self.top
        frame = self.push(closes, around.holds)
        vars(frame).update(vars(around) | {"closes": closes, "after": None})
        return frame

    def pop(self, name: str) -> _Frame:
        """Close the element that is open, which must be *name*."""
        frame = self.open.pop()
        if frame.closes != name:
            raise Unusual
        if self.open:
            self.top = self.open[-1]
            if frame.holds == _CELLS and name != "tr":
                self.top.column = frame.column
        if frame.after is not None:
            frame.after()
        return frame

    def cell(self, properties: str | None, top: _Frame) -> list[Block]:
        """A cell begins; return where its blocks go."""
        self.cells += 1
        if self.cells > MOST_CELLS:
            raise Unusual
        span, continues, shaded = 1, False, False
        if properties:
            look = self.looks.get(properties) or self.cell_look(properties)
            span, continues, shaded = look.span, look.continues, look.shaded
        column, above = top.column, top.above
        continues = continues and column in above
        made = Cell(column, span, [], continues, shaded, len(top.table.rows))
        top.row.append(made)
        top.column = column + span
        if not continues:
            above[column] = made
        return made.blocks

    def _end(self, found: re.Match[str]) -> None:
        name = found["ended"]
        if name == "tr":
            self.end_row()
            return
        frame = self.pop(name)
        if name == "p":
            self.top.out.extend(frame.boxes)

    def _cell(self, found: re.Match[str]) -> None:
        if self.top.holds != _CELLS:
            raise Unusual
        out = self.cell(found["tcpr"], self.top)
        self.push("tc", _BLOCKS).out = out

    def _row(self, found: re.Match[str]) -> None:
        if found["exceptions"] and not is_sound(found["exceptions"]):
            raise Unusual
        self.row(found["trpr"])

    def row(self, properties: str | None) -> None:
        """A row begins."""
        top = self.top
        if top.holds != _ROWS:
            raise Unusual
        frame = self.push("tr", _CELLS)
        frame.table, frame.above, frame.row = top.table, top.above, []
        if properties:
            inserted, frame.column = row_says(properties)
            self.tracked |= inserted

    def end_row(self) -> None:
        """A row ends."""
        frame = self.pop("tr")
        frame.table.rows.append(frame.row)

    def _table(self, found: re.Match[str]) -> None:
        if self.top.holds != _BLOCKS or not is_sound(found["tblpr"]):
            raise Unusual
        made = Table([])
        out = self.top.out
        frame = self.push("tbl", _ROWS)
        frame.table, frame.above = made, {}
        frame.after = lambda: out.append(made)

    def _paragraph(self, found: re.Match[str]) -> None:
        top = self.top
        if top.holds != _BLOCKS:
            raise Unusual
        frame = self.push("p", _PIECES)
        frame.pieces, frame.boxes = [], []
        level, listed = 0, False
        if found["ppr"]:
            frame.look, known = self.paragraph_look(found["ppr"])
            level, listed = known.level, known.listed
            self.tracked |= known.joined
        top.out.append(Paragraph(frame.pieces, level, listed))

    def _wrapped(self, found: re.Match[str]) -> None:
        if not is_sound(found[0]):
            raise Unusual

    def _skipped(self, found: re.Match[str]) -> None:
        pass

    def _runs(self, found: re.Match[str]) -> None:
        top = self.top
        if top.holds == _PIECES:
            self.run_on(RUN.findall(found["runs"]), top.pieces, top.look)
        elif RUN.search(found["runs"]) is not None:
            raise Unusual

    def _through(self, found: re.Match[str]) -> None:
        name = found["inner"]
        if self.top.holds == _PIECES:
            self.tracked |= name in ("ins", "moveTo")
        self.within(name)

    def _through_end(self, found: re.Match[str]) -> None:
        self.pop(found["outer"])

    def _gone(self, found: re.Match[str]) -> None:
        if self.top.holds != _PIECES:
            raise Unusual
        self.tracked = True
        self.nowhere(found["deleted"])

    def nowhere(self, closes: str) -> None:
        """Open an element of which nothing is kept."""
        if self.fields:
            raise Unusual
        frame = self.within(closes)
        frame.out, frame.pieces, frame.boxes = [], [], []
        before = WordText(self.styles)
        before.take_state(self)
        before.fields = []
        frame.after = lambda: self.take_state(before)

    # --- content controls -------------------------------------------------------------------------------

    def _control(self, found: re.Match[str]) -> None:
        said = control_says(found["about"] or "")
        holds = self.top.holds
        if holds == _PIECES:
            self.control_in_line(said)
        elif holds == _BLOCKS:
            self.control_round_blocks(said)
        elif holds == _CELLS:
            self.control_round_cells(said)
        else:
            self.within("sdt")

    def _control_end(self, _: re.Match[str]) -> None:
        self.pop("sdt")

    def control_in_line(self, said: Control) -> None:
        """A content control in a line."""
        pieces = self.top.pieces
        if said.state is not None or said.empty:
            self.nowhere("sdt")
            pieces.append(said.piece())
            return
        first = len(pieces)
        self.controls += 1

        def after() -> None:
            self.controls -= 1
            if len(pieces) == first:
                pieces.append(Piece("", EMPTY))
            else:
                pieces[first].value = said.day

        self.within("sdt").after = after

    def control_round_blocks(self, said: Control) -> None:
        """A content control round paragraphs or tables."""
        if said.contents:
            self.nowhere("sdt")
            return
        inner = self.xml[self.at : self.xml.find("</w:sdtContent>", self.at)]
        if "<w:tbl>" in inner or "<w:sdt>" in inner or "<w:tbl " in inner or "<w:sdt " in inner:
            self.within("sdt")
            return
        if inner.count("<w:p") > _MOST_IN_CONTROL:
            raise Unusual
        out = self.top.out
        if said.state is not None or said.empty:
            self.nowhere("sdt")
            out.append(Paragraph([Piece("", EMPTY) if said.empty else said.piece()]))
            return
        first = len(out)
        self.controls += 1

        def after() -> None:
            self.controls -= 1
            if said.day and first < len(out):
                block = out[first]
                if isinstance(block, Paragraph) and block.pieces:
                    block.pieces[0].value = said.day

        self.within("sdt").after = after

    def control_round_cells(self, said: Control) -> None:
        """A content control round cells."""
        row = self.top.row
        first = len(row)

        def after() -> None:
            for cell in row[first:]:
                for paragraph in cell.paragraphs():
                    said.hold(paragraph)

        self.within("sdt").after = after

    # --- drawings ---------------------------------------------------------------------------------------

    def _drawn(self, found: re.Match[str]) -> None:
        """A run with a drawing, or anything else in it that is not usual: read as a tree, by itself."""
        if self.top.holds != _PIECES:
            raise Unusual
        start = found.start("drawn")
        self.at = end = end_of_run(self.xml, start)
        fragment = f"{self.root}{self.xml[start:end]}</{self.root[1:].split(' ', 1)[0].rstrip('>')}>".encode()
        looks = compact(fragment)
        try:
            root = parse_xml(looks.raw)
        except Unreadable:
            raise Unusual from None
        walk = TreeWalk(self.styles, looks)
        walk.take_state(self)
        walk.depth = len(self.open)
        walk.inline(root, self.top.pieces, self.top.boxes, self.top.look)
        self.take_state(walk)


_HANDLED = tuple(name for name in MARK.groupindex if hasattr(FlatWalk, f"_{name}"))
