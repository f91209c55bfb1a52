"""
Tables folded for want of room: 'Service | Name | Tel | Service | Name | Tel' over two services in each row.

Each half, or third, of a row is a record of its own; unfolded, they stand below one another under one row of heads.
"""

from __future__ import annotations

from dataclasses import replace

from intake.reader.cell_looks import words_of
from intake.reader.document import Block, Cell, Table
from intake.reader.labels import clean, recognise

_FEWEST_CELLS, _FEWEST_HEADS = 4, 2
_SIGNS = frozenset({"signed", "print_name", "date", "yes", "no"})
"""What is asked twice side by side of two persons who sign, or of two statements."""


def unfolded(blocks: list[Block]) -> list[Block]:
    """Blocks with every table that is folded unfolded."""
    return [_unfolded(block) if isinstance(block, Table) and not block.text_box else block for block in blocks]


def _unfolded(table: Table) -> Table:
    for number, row in enumerate(table.rows[:-1]):
        heads = _repeated(row) if len(row) >= _FEWEST_CELLS else 0
        if heads:
            below = table.rows[number + 1 :]
            end = next((i for i, r in enumerate(below) if not _fits(r, row)), len(below))
            if end and not any(_repeated(r) for r in below[:end]):
                made = [part for r in below[:end] for part in _parts(r, row, heads)]
                return replace(table, rows=[*table.rows[:number], row[:heads], *made, *below[end:]])
    return table


def _repeated(row: list[Cell]) -> int:
    """How many heads there are before they come again, all of them known or most; 0 if they do not come again."""
    for heads in range(_FEWEST_HEADS, len(row) // 2 + 1):
        if len(row) % heads == 0 and _text(row[0]) == _text(row[heads]):
            said = [_text(cell) for cell in row]
            if all(said) and said == said[:heads] * (len(said) // heads):
                return heads if _are_heads(said[:heads]) else 0
    return 0


def _are_heads(said: list[str]) -> bool:
    asked = [means.asks for text in said if (means := recognise(text)) is not None and means.asks]
    return len(set(said)) == len(said) and len(asked) * 2 > len(said) and not _SIGNS & set(asked)


def _fits(row: list[Cell], heads: list[Cell]) -> bool:
    """True for a row with a cell below every head."""
    return [cell.column for cell in row] == [cell.column for cell in heads] and not any(c.continues for c in row)


def _parts(row: list[Cell], heads: list[Cell], width: int) -> list[list[Cell]]:
    """The records of one row, each in the columns of the first."""
    return [
        [
            replace(cell, column=head.column, span=head.span)
            for cell, head in zip(row[i : i + width], heads, strict=False)
        ]
        for i in range(0, len(row), width)
    ]


def _text(cell: Cell) -> str:
    return clean(words_of(cell))
