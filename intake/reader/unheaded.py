"""
Tables of services whose columns have no headings: 'Midwife | Dot Harding | 07700 900179'.

Known by the section that they stand in, and by a column of telephone numbers.
"""

from __future__ import annotations

from intake.reader.answers import Answer, Column
from intake.reader.for_whom import ForWhom
from intake.reader.labels import Label
from intake.reader.typed import fits
from intake.reader.views import View, starts_bold

_FEWEST_ROWS = 2
_FEWEST_CELLS = 3
_AFTER_SERVICE = ("name", "organisation")


def _is_number(view: View) -> bool:
    return fits("telephone", view.text)


class Unheaded(ForWhom):
    """A walk as it looks for services listed without headings."""

    def service_rows(self, rows: list[list[View]], number: int) -> int:
        """Read services that begin at row *number*; return the number of the row after them."""
        width = len(rows[number])
        if self.draft.section != "services" or width < _FEWEST_CELLS:
            return number
        end = number
        while end < len(rows) and len(rows[end]) == width and self.lists_a_service(rows[end]):
            end += 1
        listed = rows[number:end]
        asks = _asked(listed, width)
        if end - number < _FEWEST_ROWS or "telephone" not in asks:
            return number
        columns = [Column(i, i + 1, "", Label(a, score=0.9) if a else None) for i, a in enumerate(asks)]
        records = [tuple(self.written_in(v, number + i) for v in row) for i, row in enumerate(listed)]
        self.draft.records(columns, [r for r in records if any(not a.blank for a in r[1:])])
        return end

    def lists_a_service(self, row: list[View]) -> bool:
        """True for a row of plain cells: no headings, no boxes, nothing nested, no labels with their answers."""
        if any(part.label and not part.blank for v in row for part in v.parts):
            return False
        return not any(v.nested or v.marks or v.cell.continues or starts_bold(v.cell) for v in row[1:])

    def written_in(self, view: View, number: int) -> Answer:
        """What stands in one cell of such a table."""
        return Answer([b.pieces for b in view.cell.paragraphs() if b.pieces], self.place(number), slot=True)


def _asked(rows: list[list[View]], width: int) -> list[str]:
    """What each column holds: the service first, numbers in the column that has nothing else, names before agencies."""
    asks = ["service"]
    left = list(_AFTER_SERVICE)
    for index in range(1, width):
        said = [row[index] for row in rows if not row[index].blank]
        if said and all(_is_number(v) for v in said) and "telephone" not in asks:
            asks.append("telephone")
        else:
            asks.append(left.pop(0) if left else "")
    return asks
