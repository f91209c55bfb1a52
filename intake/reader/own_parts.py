"""
A child's own part of a form about several: whose the parents, the plan and the services are that stand in it.

"CHILD SECTION: Callum", and below it "Parents and carers of this child", "Plan
for this child": the next child's part has others. What stands outside of every
part is everybody's. A part ends at the next heading of its level or a higher
one, and at a heading that the other children's parts do not have.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from intake.reader.answers import Row
from intake.reader.document import Block, Document, Paragraph
from intake.reader.labels import clean, recognise

if TYPE_CHECKING:
    from intake.reader.draft_state import DraftState

_CHILD = r"(?:child|young person|baby|pupil)(?:['’]?s|s['’])?"
_SHEET = r"(?:section|page|part|sheet|form|profile|pages|record)"
_OPENS = re.compile(
    rf"\W*(?:(?:individual |separate )?{_CHILD} (?:own )?{_SHEET}|{_SHEET} (?:for|about|of) (?:the |this )?{_CHILD}"
    rf"|(?:details|information) (?:of|about|on) (?:the |this |each )?{_CHILD}|individual {_SHEET})"
    r"\s*[:–—-]\s*(?P<name>\S.*)",
    re.IGNORECASE | re.DOTALL,
)
_NAME = re.compile(r"[A-Z][\w'’-]*(?: [A-Z][\w'’-]*){0,4}")
_BEHIND = re.compile(r"\s*(?:\(.*|,.*)", re.DOTALL)
_OF_THIS = re.compile(rf"\b(?:this|the named) {_CHILD}\b", re.IGNORECASE)
_TWICE = 2
_THIS = "this child"


@dataclass(frozen=True, slots=True)
class Owned:
    """A row with the child in whose part it stands, None outside of all; *asked* by which heading of that part."""

    row: Row
    child: int | None = None
    asked: str = ""


def child_page(text: str) -> str:
    """The name in 'CHILD SECTION: Callum Brightwell', 'Child’s page - Amina', 'Details of child: Bo Ash'; ''."""
    found = _OPENS.fullmatch(text.strip())
    name = _BEHIND.sub("", found["name"]).strip(" :.–-") if found is not None else ""
    return name if name and _NAME.fullmatch(name) is not None and recognise(name) is None else ""


def headings_again(document: Document) -> frozenset[str]:
    """The headings, and what else stands alone in bold, that *document* has more than once, as `clean` spells them."""
    counts = Counter(clean(paragraph.text) for paragraph in _titles(document.blocks))
    return frozenset(text for text, count in counts.items() if text and count >= _TWICE)


def _titles(blocks: Iterable[Block]) -> Iterable[Paragraph]:
    from intake.reader.views import all_bold  # noqa: PLC0415 - imported when needed

    for block in blocks:
        if isinstance(block, Paragraph) and block.pieces and (block.level or all_bold(block.pieces)):
            yield block


def stays_in_part(draft: DraftState, text: str, level: int) -> bool:
    """True for a heading inside a child's part that asks of that child: 'Parents of this child', one asked again."""
    if draft.part is None or level <= draft.part_level:
        return False
    return _OF_THIS.search(text) is not None or clean(text) in draft.asked_again


def enter_part(draft: DraftState, child: int | None, level: int) -> None:
    """What was read so far belongs to the part before; from here on it is *child*'s."""
    claim(draft)
    draft.part, draft.part_level, draft.part_asks = child, level, ""


def go_on_in_part(draft: DraftState, text: str) -> None:
    """A heading within the part asks of its child: what stands below is that child's, though no other has any."""
    claim(draft)
    draft.part_asks = _THIS if _OF_THIS.search(text) is not None else clean(text)
    if draft.part is not None:
        draft.asked_in.setdefault(draft.part_asks, set()).add(draft.part)


def claim(draft: DraftState) -> None:
    """Rows that nobody has claimed are those of the part in which the walk is."""
    for rows in (draft.parents, draft.household, draft.services, draft.actions):
        for row in rows:
            draft.owners.setdefault(id(row), Owned(row, draft.part, draft.part_asks))


def own_rows(draft: DraftState, rows: list[Row], child: int) -> list[Row]:
    """
    Those of *rows* that are this child's or everybody's.

    What only one child's part has, below no heading that the others' parts have,
    stood there because it came next: it is everybody's.
    """
    owned = [draft.owners.get(id(row), Owned(row)) for row in rows]
    several = len({one.child for one in owned if one.child is not None}) > 1
    return [one.row for one in owned if one.child in (None, child) or not (several or _is_asked(draft, one))]


def _is_asked(draft: DraftState, one: Owned) -> bool:
    """True for what stands below 'Plan for this child', or below a heading of several children's parts."""
    return one.asked == _THIS or len(draft.asked_in.get(one.asked, ())) >= _TWICE
