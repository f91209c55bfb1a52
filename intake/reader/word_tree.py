"""
Word's XML as a tree, walked element by element into the neutral document.

Reads whatever Word writes. Most of it is read faster by `word_flat`, which
gives up where a document has anything unusual; then it is read here.
"""

from __future__ import annotations

from typing import Any

from intake.reader.document import EMPTY, FIELD, TEXT, TICKED, UNTICKED, Block, Cell, Paragraph, Piece, Table
from intake.reader.ooxml import (
    ALTERNATE,
    DEL,
    DOC_PART_OBJ,
    FILL,
    GONE,
    GRID_BEFORE,
    GRID_SPAN,
    INS,
    P_TAG,
    SDT,
    SDT_CONTENT,
    SDT_PR,
    SHD,
    SHOWING_PLC_HDR,
    TBL,
    TC,
    TCPR,
    THROUGH,
    TR,
    TRPR,
    V_MERGE,
    VAL,
)
from intake.reader.word_marks import box_state, branch, chosen_day, is_contents_list, number
from intake.reader.word_text import TooComplicated
from intake.reader.word_tree_lines import TreeLines

_DEEPEST = 40
MOST_CELLS = 60_000


class TreeWalk(TreeLines):
    """One document part being walked as a tree."""

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
        if self.cells > MOST_CELLS:
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
