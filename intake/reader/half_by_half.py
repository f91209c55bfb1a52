"""
Two people side by side with no heading over either: "Mother's name | Ann | Father's name | Bob" over "Tel | | Tel |".

Read across, the second "Tel" would be asked of whoever was named last. Each half
is read by itself, from its first row to its last.
"""

from __future__ import annotations

from intake.reader.labels import Label, clean, recognise
from intake.reader.rows_inside import RowsInside
from intake.reader.views import View

_PARENTS = frozenset({"parent", "mother", "father"})
_NAMES = frozenset({"name", "given", ""})
_FEWEST_CELLS, _FEWEST_ROWS = 4, 2
_HALF = 2
_OF_A_WORKER = frozenset(
    {"name", "role", "organisation", "service", "telephone", "email", "address", "postcode", "contact"}
)


class HalfByHalf(RowsInside):
    """A walk as it looks for two people side by side."""

    def half_by_half(self, rows: list[list[View]], number: int) -> int:
        """Read each half of the rows from *number* on that ask of two parents; return the number of the row after."""
        row = rows[number]
        if _heads_halves(row):
            return self.below_heads(rows, number)
        workers = self.draft.section != "consent" and _names_workers(row)
        half = _HALF if workers else self.second_person(row) if len(row) >= _FEWEST_CELLS else 0
        if not half:
            return number
        edge = row[half].cell.column
        end = number + 1
        while end < len(rows) and _asks_twice(rows[end], edge) and (not workers or _of_workers(rows[end], edge)):
            end += 1
        if end - number < _FEWEST_ROWS:
            return number
        while workers and end < len(rows) and _of_workers(rows[end], edge):
            end += 1
        for left in (True, False):
            self.rows_of_block([[v for v in r if (v.cell.column < edge) is left] for r in rows[number:end]])
            self.draft.shut()
        return end

    def below_heads(self, rows: list[list[View]], number: int) -> int:
        """Read the halves below 'Mother | (blank) | Father | (blank)', each a small form about one of them."""
        heads = rows[number]
        edge = heads[_HALF].cell.column
        end = number + 1
        while end < len(rows) and _asks_twice(rows[end], edge):
            end += 1
        if end - number <= _FEWEST_ROWS:
            return number
        for left, head in ((True, heads[0]), (False, heads[_HALF])):
            self.draft.heading(head.text, _parent(head), 5, self.place(number))
            self.rows_of_block([[v for v in r if (v.cell.column < edge) is left] for r in rows[number + 1 : end]])
            self.draft.shut()
        return end

    def second_person(self, row: list[View]) -> int:
        """The cell that asks for another parent's name, as the first cell asks for one; 0 if none does."""
        first = row[0]
        if not first.is_label or not _names_parent(first.means, alone=self.draft.section == "parents"):
            return 0
        for index in range(2, len(row) - 1):
            other = row[index]
            if other.is_label and other.means is not None and first.means is not None:
                same = other.means.asks == first.means.asks and _names_parent(
                    other.means, alone=self.draft.section == "parents"
                )
                return index if same else 0
        return 0

    def rows_of_block(self, rows: list[list[View]]) -> None:
        """The rows of one half, as those of a table of their own; the walk knows how."""
        raise NotImplementedError


def _parent(view: View) -> Label | None:
    """What 'Mother' or 'Parent 2' means in a cell that asks nothing of them; None for other words."""
    means = view.means or recognise(view.text)
    if means is None or means.asks or means.element:
        return None
    return means if means.section == "parents" or means.about in _PARENTS else None


def _names_workers(row: list[View]) -> bool:
    """True for 'Completed by | Ann Lee | Lead practitioner | Bo Ash': whoever assessed beside whoever leads."""
    if len(row) != _FEWEST_CELLS or not (row[0].is_label and row[_HALF].is_label):
        return False
    who = [_worker(view.means) for view in (row[0], row[_HALF])]
    return sorted(who) == ["assessor", "lead"]


def _worker(means: Label | None) -> str:
    """Whom a label that asks for nothing else names: whoever assessed, or whoever leads; '' for anybody else."""
    if means is None or means.asks not in ("", "who"):
        return ""
    return next((who for who in ("assessor", "lead") if who in (means.about, means.section)), "")


def _of_workers(row: list[View], edge: int) -> bool:
    """True for a row that asks of each of two workers what is asked of workers, or of one of them nothing."""
    second = next((v for v in row if v.cell.column == edge), None)
    if second is None or len(row) != _FEWEST_CELLS or (row[0].blank and second.blank):
        return False
    return all(
        v.blank or (v.is_label and v.means is not None and v.means.asks in _OF_A_WORKER) for v in (row[0], second)
    )


def _heads_halves(row: list[View]) -> bool:
    """True for two parents in a row of four cells, a blank one behind each: they head the halves below them."""
    if len(row) != _FEWEST_CELLS or not (row[1].blank and row[3].blank) or row[0].blank or row[_HALF].blank:
        return False
    return _parent(row[0]) is not None and _parent(row[_HALF]) is not None


def _names_parent(means: Label | None, *, alone: bool) -> bool:
    """True for a label that asks for a parent by name; *alone* also where it does not say whose name."""
    if means is None or means.asks not in _NAMES:
        return False
    if not means.asks and not means.element and means.section == "parents":
        return True  # 'Parent/carer 1', beside the name
    return means.about in _PARENTS or (alone and not means.about and means.asks in ("name", "given"))


def _asks_twice(row: list[View], edge: int) -> bool:
    """True for a row that asks the same on both sides of column *edge*, of whomever."""
    second = next((v for v in row if v.cell.column == edge), None)
    if second is None or len(row) < _FEWEST_CELLS or not row[0].is_label or not second.is_label:
        return False
    if clean(row[0].text) == clean(second.text):
        return True
    one, other = row[0].means, second.means
    return one is not None and other is not None and one.asks == other.asks != "" and one.about != other.about
