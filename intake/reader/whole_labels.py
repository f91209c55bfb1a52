"""
Labels that a cell is as a whole, though a colon stands in it: the area of the assessment, and what belongs to it.

"Parenting: care, warmth, boundaries" before a cell with an answer is no
question with the answer "care, warmth, boundaries". Nor is "Child 2:
development", which says of whom the row tells.
"""

from __future__ import annotations

import re

from intake.reader.counted_children import NUMBERED_CHILD
from intake.reader.document import TEXT, Paragraph
from intake.reader.initials import are_initials
from intake.reader.labels import Label, clean, recognise, recognise_area, recognise_exactly
from intake.reader.part import Part
from intake.reader.views import View, starts_bold
from intake.reader.vocabulary import CHOICE_WORDS

_FEWEST = 2
_COMMENT = re.compile(
    r"(?:(?:the|child|childs|childrens|own) )*(?:comments?|views?|words|wishes|feelings|voice)(?: of)?"
)
_OF_THE_FAMILY = frozenset({"home", "reason", "strengths", "needs", "outcome"})
_KNOWN = 0.9
"""The least score of an element that is called so, rather than one with a word of it."""
_LONGEST = 110


def with_whole_labels(rows: list[list[View]]) -> None:
    """Make one label of each first cell that names an area and what belongs to it, where answers stand beside it."""
    rows = [row for row in rows if row and (":" in row[0].text or "? " in row[0].text)]
    for row in rows:
        if len(row) == 1 and row[0].cell.shaded:
            _title(row[0])
        if len(row) >= _FEWEST and not row[1].blank and _asks_and_says_more(row[0], row[1]):
            row[0].parts = [Part(row[0].text, recognise(row[0].text), [], styled=True)]
        elif len(row) >= _FEWEST and not row[1].blank and _asks_initialled(row[0]):
            row[0].parts = [Part(row[0].text, Label("comment", "child", score=0.95), [], styled=True)]
    named = [row for row in rows if len(row) >= _FEWEST and _names_area(row[0])]
    if not any(_is_answered(row) for row in named) and not _stand_out(named):
        return
    for row in named:
        text = row[0].text
        row[0].parts = [Part(text, area_of(text), [], styled=True)]


def _asks_and_says_more(view: View, beside: View) -> bool:
    """True for 'Who lives where? Home conditions' in bold before an answer in plain print: all of it is the label."""
    question, mark, more = view.text.partition("? ")
    if not mark or not more.strip() or "\n" in view.text or len(view.text) > _LONGEST or len(view.cell.blocks) != 1:
        return False
    stands_out = starts_bold(view.cell) and view.cell.shaded and not (starts_bold(beside.cell) or beside.cell.shaded)
    if not stands_out or not _is_plain_line(view) or clean(more) in CHOICE_WORDS or any(c.isdigit() for c in more):
        return False
    if not question.strip() or view.marks or len(beside.text) < 2 * len(more):
        return False
    means = recognise(f"{question}?")
    return means is not None and means.asks in _OF_THE_FAMILY


def _asks_initialled(view: View) -> bool:
    """True for 'Comments: J.O.' beside an answer: a child's comment, and no answer of its own."""
    head, colon, rest = view.text.partition(":")
    if not colon or not are_initials(rest) or len(view.cell.blocks) != 1 or not _is_plain_line(view):
        return False
    return _COMMENT.fullmatch(clean(head)) is not None


def _title(view: View) -> None:
    """Make one label of a shaded row with a title that is known as a whole: 'Me: my health and my learning'."""
    if ":" not in view.text.rstrip(" :") or len(view.cell.blocks) != 1 or not _is_plain_line(view):
        return
    means = recognise(view.text)
    known = means is not None and (means.asks == "home" or bool(means.element and not means.asks))
    if starts_bold(view.cell) and (known or _names_part_of(view.text)):
        view.parts = [Part(view.text, means, [], styled=True)]


def _names_part_of(text: str) -> bool:
    """True for '2 The child: learning': a person or a part of the form, and in small letters which part of that."""
    head, _, rest = text.partition(":")
    means = recognise(head.strip()) if rest.strip().islower() and not any(c.isdigit() for c in rest) else None
    return means is not None and not means.asks and bool(means.about or means.section or means.element)


def area_of(text: str) -> Label | None:
    """
    What 'Parenting: care, warmth, boundaries' asks for, None where no area stands before the colon.

    That is the area, but where what belongs to it is an element: 'Parenting: basic care'.
    """
    head, colon, rest = text.partition(":")
    means = recognise_exactly(head.strip()) if colon and rest.strip()[:1].islower() else None
    if means is None or not means.element or means.asks:
        return None
    within = recognise_area(rest.strip())
    return within if within is not None and within.element and within.score >= _KNOWN else means


def _names_area(view: View) -> bool:
    """True for a short line in one look with an area or a child's number before its colon, small letters behind."""
    head, colon, rest = view.text.partition(":")
    if not colon or not rest.strip()[:1].islower() or view.text.endswith((".", ":")):
        return False
    if len(view.cell.blocks) != 1 or not _is_plain_line(view) or len(view.text) > _LONGEST:
        return False
    if area_of(view.text) is not None:
        return True
    numbered = NUMBERED_CHILD.match(head)
    return numbered is not None and numbered.end() == len(head) and recognise_area(rest.strip()) is not None


def _is_plain_line(view: View) -> bool:
    block = view.cell.blocks[0]
    if not isinstance(block, Paragraph):
        return False
    words = [p for p in block.pieces if p.text.strip() or p.kind != TEXT]
    return bool(words) and all(p.kind == TEXT and p.look == words[0].look for p in words)


def _is_answered(row: list[View]) -> bool:
    """True for a row with more in the cell beside than behind the colon of the first."""
    beside = row[1]
    return not beside.blank and not beside.marks and len(beside.text) > len(row[0].text.partition(":")[2])


def _stand_out(rows: list[list[View]]) -> bool:
    """True for several rows that nobody filled in, whose first cells alone are shaded."""
    alone = [row for row in rows if row[0].cell.shaded and not row[1].cell.shaded and row[1].blank]
    return len(alone) == len(rows) >= _FEWEST
