"""
Tables of records whose rows hold a table each: "Outcome | Steps", and below Steps a table of who does what by when.

Every row of the small table is a record, and what stands beside that table is
said of each of them.
"""

from __future__ import annotations

from intake.reader.answers import Answer, Column
from intake.reader.column_heads import COUNTS
from intake.reader.columns import Columns
from intake.reader.document import Table
from intake.reader.labels import clean
from intake.reader.views import View


class RowsInside(Columns):
    """A walk as it looks for tables in the rows of a table of records."""

    def record_rows(self, rows: list[list[View]], number: int) -> int:
        """Read a table of records if row *number* heads one; return the number of the row after it."""
        below = rows[number + 1] if number + 1 < len(rows) else []
        columns = self.header(rows, number) if any(v.nested for v in below) else None
        end = self.rows_inside(rows, number, columns) if columns is not None else number
        return end if end > number else super().record_rows(rows, number)

    def rows_inside(self, rows: list[list[View]], number: int, columns: list[Column]) -> int:
        """Read the tables inside the rows below *columns*; return the number of the row after them, or *number*."""
        index = number + 1
        heads: list[Column] = []
        records: list[tuple[Answer, ...]] = []
        while index < len(rows):
            found = self.table_in(rows[index], columns)
            if found is None:
                break
            at, inner = found
            beside = [i for i, c in enumerate(columns) if i != at and clean(c.text) not in COUNTS]
            asked = [*(columns[i] for i in beside), *inner[0]]
            if heads and [c.text for c in heads] != [c.text for c in asked]:
                break
            heads = asked
            said = self.record(rows[index], columns, {}, self.place(index))
            records += [(*(said[i] for i in beside), *record) for record in inner[1]]
            index += 1
        if not records:
            return number
        self.draft.records(heads, records)
        return index

    def table_in(
        self, row: list[View], columns: list[Column]
    ) -> tuple[int, tuple[list[Column], list[tuple[Answer, ...]]]] | None:
        """Below which of *columns* the one table of a row stands, with its heads and its records; None without one."""
        nested = [v for v in row if v.nested]
        tables = [b for v in nested for b in v.cell.blocks if isinstance(b, Table)]
        if len(tables) != 1 or nested[0].text:
            return None
        start = nested[0].cell.column
        at = next((i for i, c in enumerate(columns) if c.start <= start < c.end), None)
        views = [[self.view(cell) for cell in inner] for inner in tables[0].rows]
        heads = self.header(views, 0)
        if at is None or heads is None:
            return None
        place = self.place()
        records = [self.record(inner, heads, {}, place) for inner in views[1:]]
        return at, (heads, [r for r in records if any(not a.blank for a in r)])
