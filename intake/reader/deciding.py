"""
Tables of a form in which the family says of each service yes or no, as the walk meets them.
"""

from __future__ import annotations

from intake.reader.answers import Answer, Column
from intake.reader.by_child import children_in
from intake.reader.decisions import (
    are_matters,
    asks_of_each,
    by_column,
    by_decision,
    by_matter,
    decided_by_column,
    decisions_in,
    is_ticked_row,
    left_over,
    without_notes,
)
from intake.reader.paragraphs import Paragraphs
from intake.reader.side_by_side import asked_of_each, asks_itself
from intake.reader.statements import matter_of_consent
from intake.reader.two_lists import heads_a_list
from intake.reader.views import View

_FEWEST_TOLD, _NAME_AND_ANSWER = 3, 2
_CONFIRMED = 0.6
"""How sure a yes or a no is whose sense no head tells: a person confirms it."""


class Deciding(Paragraphs):
    """A walk as it looks for decisions on services."""

    def decision_rows(self, rows: list[list[View]], number: int) -> int:
        """Read a table that asks of each service whether it may see the form; return the number of the row after it."""
        heads = rows[number]
        words = asked_of_each([v.text for v in heads])
        alone = len(heads) == 1 and not heads[0].marks
        if alone:
            heads, words = [heads[0], heads[0]], ["", heads[0].text]  # a question over a row for each service
        says = decided_by_column(words)
        if says is None and self.agrees_to_share and (told := decided_by_column(words, asked=True)) is not None:
            return self.told_by_column(rows, number, told)
        if (says is None and not asks_of_each(words)) or any(v.cell.continues for v in heads):
            return self.told_row_by_row(rows, number)
        below = self.answers_from(rows, number + 1)
        if says is not None:
            return self.ticked_and_told(heads, says, below, number)
        count = decisions_in(below)
        if alone and any(asks_itself(row[0]) for row in rows[number + 1 : number + 1 + count]):
            return number
        if count and not children_in(self.draft, [row[0].text for row in below[:count]]):
            columns = [
                Column(v.cell.column, v.cell.column + v.cell.span, text, None)
                for v, text in zip(heads, words, strict=True)
            ]
            self.draft.shut()
            by_decision(self.draft, columns, 1, below[:count])
            return number + 1 + count
        return number

    def told_by_column(self, rows: list[list[View]], number: int, says: list[bool | None]) -> int:
        """Read services below a plain 'Yes' and 'No', which only the sentence above tells the sense of: not sure."""
        heads, below = [v.text for v in rows[number]], self.answers_from(rows, number + 1)
        return self.ticked_columns(heads, says, below, number, trust=_CONFIRMED)

    def answers_from(self, rows: list[list[View]], start: int) -> list[tuple[Answer, ...]]:
        """What stands in each cell of the rows from *start* on."""
        return [tuple(self.answer_of([v], self.place(i)) for v in row) for i, row in enumerate(rows[start:], start)]

    @property
    def agrees_to_share(self) -> bool:
        """True below a sentence that agrees to sharing: what comes next may say with whom."""
        said = self.draft.statements[-1] if self.draft.statements and self.draft.section == "consent" else None
        return said is not None and not said.negative and said.about in ("share", "both")

    def told_row_by_row(self, rows: list[list[View]], number: int) -> int:
        """Read services with a yes or a no each, below a sentence that agrees to sharing; return the row after them."""
        if not self.agrees_to_share or (len(rows[number]) > 1 and heads_a_list(rows[number][-1])):
            return number
        said = self.draft.statements[-1]
        start = number + (len(rows[number]) == 1 and not rows[number][0].marks)
        below = [_without_gaps(row) for row in self.answers_from(rows, start)]
        count = decisions_in(below)
        if not count or any(asks_itself(r[0]) or matter_of_consent(r[0].text) for r in rows[start : start + count]):
            return number
        self.draft.shut()
        cells = [v.cell for v in rows[start][:2]]
        columns = [
            Column(c.column, c.column + c.span, text, None) for c, text in zip(cells, ("", said.text), strict=True)
        ]
        by_decision(self.draft, columns, 1, below[:count], headed=False)
        left_over(self.draft, below[count:])
        return start + count

    def ticked_and_told(
        self, heads: list[View], says: list[bool | None], below: list[tuple[Answer, ...]], number: int
    ) -> int:
        """Read services that are ticked to share or not, and in other columns who works there and the number."""
        words = [v.text for v in heads]
        asked = [0, *(i for i, said in enumerate(says, 1) if said is not None)]
        told = [i for i in range(len(heads)) if i not in asked[1:]]
        if len(told) < _FEWEST_TOLD or any(len(row) != len(heads) for row in below):
            return self.ticked_columns(words, says, below, number)
        ticks = [tuple(row[i] for i in asked) for row in below]
        end = self.ticked_columns([words[i] for i in asked], [says[i - 1] for i in asked[1:]], ticks, number)
        if end > number:
            columns = [Column(heads[i].cell.column, heads[i].cell.column + 1, *self.head_of(heads[i])) for i in told]
            self.draft.list_services(columns, [tuple(row[i] for i in told) for row in below[: end - number - 1]])
        return end

    def ticked_columns(
        self,
        heads: list[str],
        says: list[bool | None],
        below: list[tuple[Answer, ...]],
        number: int,
        *,
        trust: float = 0.95,
    ) -> int:
        """Read services ticked below 'Share' or 'Do not share'; return the number of the row after them."""
        kept, limited = without_notes(heads, below)
        if len(kept) < len(heads) and all(len(row) in (1, len(heads)) for row in below):
            below = [tuple(row[i] for i in kept) if len(row) > 1 else row for row in below]
            heads, says = [heads[i] for i in kept], [says[i - 1] for i in kept[1:]]
        same = [row for row in below if len(row) == len(heads)]
        if same and len(same) == len(below) and are_matters(same):
            self.draft.shut()
            by_matter(self.draft, says, same)
            return number + 1 + len(same)
        count = next((i for i, row in enumerate(below) if not is_ticked_row(row, len(heads))), len(below))
        if count < 2 or children_in(self.draft, [row[0].text for row in below[:count]]):
            return number
        self.draft.shut()
        self.draft.undecided += [row[0].text for row in below[:count] if row[0].text in limited]
        by_column(self.draft, heads, says, below[:count], trust=trust)
        left_over(self.draft, below[count:])
        return number + 1 + count


def _without_gaps(row: tuple[Answer, ...]) -> tuple[Answer, ...]:
    """A row without the empty cells at its end."""
    end = len(row)
    while end > _NAME_AND_ANSWER and row[end - 1].blank and not row[end - 1].has_boxes:
        end -= 1
    return row[:end]
