"""
The headings over a table of records: whether a row has them, and what they ask for.
"""

from __future__ import annotations

from collections.abc import Sequence

from intake.reader.answers import Column
from intake.reader.by_child import headed_child
from intake.reader.cells import Cells
from intake.reader.choices import is_mark
from intake.reader.labels import Label, clean, recognise, recognise_exactly
from intake.reader.pieces import has_words
from intake.reader.statements import opens_statements, read_statement
from intake.reader.views import (
    View,
    aligned,
    one_cell,
    only_options,
    only_tick,
    over_fields,
    starts_bold,
)
from intake.reader.yes_no import is_initials

_LONGEST_MARK_HEAD, _FEWEST_QUESTIONS = 12, 2
_OF_A_PERSON = frozenset({"dob", "relationship", "school", "sex", "age", "pr"})
COUNTS = frozenset({"no", "nr", "number", "ref"})
"""Headings of a column that only counts the records."""
_LABEL_AND_ANSWER = 2
_SPEAKERS = frozenset({"child", "parents"})
"""Sections that, as headings over what somebody says, tell who says it."""


class ColumnHeads(Cells):
    """A walk as it looks for column headings."""

    def header(self, rows: list[list[View]], number: int) -> list[Column] | None:
        """Return the columns if row *number* is a row of column headings over the rows below it."""
        row = rows[number]
        if len(row) < 2 or number + 1 >= len(rows):
            return None
        below = rows[number + 1 :]
        yes_no = self.yes_no_header(rows, number)
        if yes_no is not None:
            return yes_no
        heads = [v for v in row if not v.blank and not v.cell.continues]
        if len(heads) < 2 or (number > 0 and _answers_as_above(rows[number - 1], row)):
            return None
        first = next((r for r in below if any(not v.blank for v in r)), below[0])  # a blank row may part them
        gaps = [v.blank for v in row[1:]].count(True)
        if len(heads) > 3 and clean(heads[0].text) in COUNTS and not heads[0].marks:
            # A number, and two questions at least.
            row, heads = row[row.index(heads[0]) + 1 :], heads[1:]
        if self.are_statements(heads, first):
            return [Column(v.cell.column, v.cell.column + v.cell.span, v.text, None) for v in heads]
        if not self.are_heads(row, heads, first, gaps) or not self.head_records(heads, below):
            return None
        return [
            Column(v.cell.column, v.cell.column + v.cell.span, *self.head_of(v, heads))
            for v in row
            if not v.cell.continues or v.text
        ]

    def are_heads(self, row: list[View], heads: list[View], below: list[View], gaps: int) -> bool:
        """True for cells that look and ask as column headings do; *gaps* is how many cells beside them are blank."""
        if len(heads) == 2 and any(only_options(v) and not _asks_in_options(v, below) for v in heads):
            return False
        if len(heads) == 2 and not (_are_labels(heads) or _heads_areas(heads[0]) or over_fields(row, below)):
            return False  # most rows are a label with its answer: looked at no further
        known = over_fields(row, below) or (len(heads) > 2 and self.all_known(heads, below))
        if not known and _heads_areas(heads[0]):
            heads = [v for v in heads if not _over_a_mark(v, below)]
        if len(heads) > 2 and all(headed_child(self.draft, v.text) is not None for v in heads[1:]):
            return all(starts_bold(v.cell) or v.cell.shaded for v in heads)
        if not known and not _are_labels(heads):
            return False
        if gaps > (1 if len(heads) > 2 else 0) and gaps >= len(heads) - 1:
            return False
        strong = known or all(starts_bold(v.cell) or v.cell.shaded for v in heads)
        if not all(
            (strong or self.is_certainly_label(v))
            and (
                v.means is None
                or _asks(v.means)
                or v is heads[0]
                or v.means.section.startswith("sign_")
                or (self.draft.voices and v.means.section in _SPEAKERS)
                or _only_resembles(v, heads)
                or _lists_people(v, heads)
            )
            for v in heads
        ):
            return False
        return sum(map(self.is_known_head, heads)) * 2 >= len(heads)

    def is_known_head(self, view: View) -> bool:
        """True for a heading that asks for something, or among the consent for a yes or a no."""
        if (view.means or self.draft.of_the_section(view.text)) is not None:
            return True
        return self.draft.section == "consent" and read_statement(view.text) is not None

    def head_records(self, heads: list[View], rows: list[list[View]]) -> bool:
        """True if the first row below column headings has answers in their columns, and no labels of its own."""
        below = next((r for r in rows if len(r) > 1 and any(not v.blank for v in r) and not one_cell(r)), None)
        below = below or next((r for r in rows if len(r) > 1), None)
        if below is None:
            return False
        labelled = [v for v in below if self.is_certainly_label(v) and v.cell.column > heads[0].cell.column]
        if len(labelled) > (0 if self.bold_labels or self.shaded_labels else (len(below) - 1) / 2):
            return False
        if any(v.parts[0].means == h.means for v in labelled for h in heads if h.means is not None):
            return False
        asked = [v.parts[0].means for v in below if v.parts and v.parts[0].label and not v.parts[0].blank]
        if any(h.means is not None and h.means in asked for h in heads):
            return False  # the row below asks the same, with the answers in its own cells
        return aligned(heads, below)

    def are_statements(self, heads: list[View], below: list[View]) -> bool:
        """True for sentences of consent side by side, each over its Yes and No."""
        if len(heads) < 2 or len(heads) != len(below) or read_statement(heads[0].text) is None:
            return False
        if any(v.marks for v in heads):
            return False
        if not all(v.blank or v.option or only_tick(v) or only_options(v) for v in below):
            return False
        return all(read_statement(v.text) is not None for v in heads)

    def head_of(self, view: View, heads: Sequence[View] = ()) -> tuple[str, Label | None]:
        """What a column's heading says, and what it asks for; *heads* are those of the row that it stands in."""
        if _only_resembles(view, heads):
            return view.text, None
        if view.parts and view.parts[0].label:
            return view.parts[0].label, view.means or self.draft.of_the_section(view.parts[0].label)
        return view.text, recognise(view.text) if view.text else None

    def all_known(self, heads: list[View], below: list[View]) -> bool:
        """True for a row of questions that the vocabulary has word for word, over a row that is no such thing."""
        known = [recognise_exactly(v.text) or recognise(v.text) for v in heads]
        sure = sum(1 for m in known if m is not None and (m.asks or m.section or m.about))
        if sure < 3 or sure < 0.75 * len(heads) or any(len(v.text) > 60 for v in heads):
            return False
        under = [recognise_exactly(v.text) for v in below if not v.blank]
        return sum(1 for m in under if m is not None and m.asks) * 3 <= len(under)

    def yes_no_header(self, rows: list[list[View]], number: int) -> list[Column] | None:
        """'(words) | Yes | No' over rows of statements with marks below Yes and No."""
        row = rows[number]
        if len(row) < 3 or not row[1].option or not all(v.option for v in row[1:]) or row[0].option:
            return None
        below = rows[number + 1]
        if (
            len(below) != len(row)
            or not has_words(below[0].text)
            or not all(v.blank or is_mark(v.text) or only_tick(v) or v.option or is_initials(v.text) for v in below[1:])
        ):
            return None
        if all(v.option for v in below[1:]):
            return None
        opening = row[0].text if opens_statements(row[0].text) else ""
        columns = [Column(row[0].cell.column, row[0].cell.column + row[0].cell.span, opening, None)]
        columns += [
            Column(
                v.cell.column,
                v.cell.column + v.cell.span,
                v.text,
                Label("yes" if clean(v.text) in ("yes", "y") else "no"),
            )
            for v in row[1:]
        ]
        return columns


def _answers_as_above(above: list[View], row: list[View]) -> bool:
    """True for 'Who | Student services' below 'What | Write to the college': as plain, and a label with its answer."""
    if len(above) != len(row) or len(row) != _LABEL_AND_ANSWER or above[1].blank or above[1].is_label:
        return False
    if not above[0].is_label or above[0].means is None or not above[0].means.asks or above[1].marks:
        return False
    plain = not any(v.cell.shaded or starts_bold(v.cell) for v in (above[1], row[1]))
    return plain and all(
        a.cell.shaded == b.cell.shaded and starts_bold(a.cell) == starts_bold(b.cell)
        for a, b in zip(above, row, strict=True)
    )


def _are_labels(heads: list[View]) -> bool:
    return all(v.is_label and not v.option for v in heads)


def _only_resembles(view: View, heads: Sequence[View]) -> bool:
    """True for 'How we are going to do it' between questions: it only resembles the heading of a section."""
    if view.means is None or not heads or view.means.score == 1 or _asks(view.means) or view is heads[0]:
        return False
    return sum(v.means is not None and bool(v.means.asks) for v in heads) >= _FEWEST_QUESTIONS


def _asks_in_options(view: View, below: list[View]) -> bool:
    """True for 'Boy / girl / unborn' that looks as the labels do, over an answer that does not: it asks for the sex."""
    if view.means is None or not view.means.is_field or view.marks or not view.cell.shaded:
        return False
    under = next((v for v in below if v.cell.column == view.cell.column), None)
    return under is not None and not under.blank and not under.cell.shaded and not starts_bold(under.cell)


def _lists_people(view: View, heads: Sequence[View]) -> bool:
    """True for 'Other family members' behind 'Date of birth' and before 'Relation': over the persons themselves."""
    if view.means is None or view.means.asks or view.means.section not in ("household", "parents"):
        return False
    asked = {v.means.asks for v in heads if v.means is not None}
    return len(asked & _OF_A_PERSON) >= _FEWEST_QUESTIONS and not asked & {"name", "given", "family"}


def _heads_areas(view: View) -> bool:
    """True for 'Element' over the elements of an assessment."""
    return view.means is not None and view.means.asks == "area"


def _over_a_mark(head: View, below: list[View]) -> bool:
    """True for 'S' or 'N' over a column of ticks."""
    under = next((v for v in below if v.cell.column == head.cell.column), None)
    short = len(head.text) <= _LONGEST_MARK_HEAD
    return short and under is not None and (under.blank or is_mark(under.text) or only_tick(under))


def _asks(means: Label) -> bool:
    """True for a heading that asks for something: 'Completed by' asks for a name."""
    return means.is_field or bool({means.about, means.section} & {"assessor", "lead"})
