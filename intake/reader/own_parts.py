"""
A child's own part of a form about several: whose the parents, the plan and the services are that stand in it.

"CHILD SECTION: Callum", and below it "Parents and carers of this child", "Plan
for this child": the next child's part has others. What stands outside of every
part is everybody's. A part ends at the next heading of its level or a higher
one, and at a heading that the other children's parts do not have.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from intake.reader.answers import Row
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
_BEFORE_NAME = frozenset(":–—-")
_BEHIND = re.compile(r"\s*(?:\(.*|,.*)", re.DOTALL)
_OF_THIS = re.compile(rf"\b(?:this|the named) {_CHILD}\b", re.IGNORECASE)
_TWICE = 2
_SHARED = 0.7
"""How far what one child's part tells may be believed of another child."""
_THIS = "this child"


_ONCE = frozenset(
    {
        *("assessment.date", "assessment.date_completed", "assessment.people_present", "assessment.reason"),
        *("home_situation", "review_date", "parent_comment"),
    }
)
"""Asked once for a form, or in the part of each child."""


@dataclass(frozen=True, slots=True)
class Owned:
    """
    A row with the child in whose part it stands, None outside of all; *asked* by which heading of that part.

    *behind* is the child whose part it may still belong to.
    """

    row: Row
    child: int | None = None
    asked: str = ""
    behind: int | None = None


def child_page(text: str) -> str:
    """The name in 'CHILD SECTION: Callum Brightwell', 'Child’s page - Amina', 'Details of child: Bo Ash'; ''."""
    found = _OPENS.fullmatch(text.strip()) if not _BEFORE_NAME.isdisjoint(text) else None
    name = _BEHIND.sub("", found["name"]).strip(" :.–-") if found is not None else ""
    return name if name and _NAME.fullmatch(name) is not None and recognise(name) is None else ""


def stays_in_part(draft: DraftState, text: str, level: int) -> bool:
    """True for a heading inside a child's part that asks of that child: 'Parents of this child', one asked again."""
    if draft.part is None or level < draft.part_level:
        return False
    if _OF_THIS.search(text) is not None:
        return True
    each = draft.asked_again.get(clean(text))
    return each is not None and (each or level > draft.part_level)


def enter_part(draft: DraftState, child: int | None, level: int) -> None:
    """What was read so far belongs to the part before; from here on it is *child*'s."""
    claim(draft)
    draft.part, draft.part_level, draft.part_asks, draft.behind = child, level, "", None


def leave_part(draft: DraftState, level: int) -> None:
    """
    A heading ends the child's part.

    Below one of a lower level than the part's own it cannot be told whether the part goes on: what stands there is
    everybody's, and not sure for the others, up to a heading of the part's level.
    """
    if draft.part is None and (draft.behind is None or level > draft.part_level):
        return
    child, of_part = draft.part, draft.part_level
    enter_part(draft, None, 0)
    if child is not None and level > of_part:
        draft.behind, draft.part_level = child, of_part


def go_on_in_part(draft: DraftState, text: str) -> None:
    """A heading within the part asks of its child: what stands below is that child's, though no other has any."""
    claim(draft)
    draft.part_asks = _THIS if _OF_THIS.search(text) is not None else clean(text)
    if draft.part is not None:
        draft.asked_in.setdefault(draft.part_asks, set()).add(draft.part)


def store_in_part(draft: DraftState, store: Row, key: str) -> Row:
    """Where an answer to what a form asks once is kept: in a child's part with that child, till the others are read."""
    if draft.part is None or store is not draft.one or key not in _ONCE:
        return store
    return draft.scoped.setdefault(draft.part, {})


def settle_parts(draft: DraftState) -> None:
    """What only one child's part asks of those is everybody's after all, and so is what an empty part asks."""
    draft.part = None
    for key in _ONCE - {"assessment.reason"}:
        told = [(child, row) for child, row in draft.scoped.items() if key in row and not row[key].answer.blank]
        alone = len([child for child, _ in told if _is_child(draft, child)]) <= 1
        for child, row in told:
            if alone or not _is_child(draft, child):
                draft.put(draft.one, key, row.pop(key))


def _is_child(draft: DraftState, child: int) -> bool:
    """False for the part of one more child that nobody filled in."""
    row = draft.children[child] if child < len(draft.children) else {}
    return any(n in row and not row[n].answer.blank for n in ("given", "family", "name"))


def claim(draft: DraftState) -> None:
    """Rows that nobody has claimed are those of the part in which the walk is."""
    for rows in (draft.parents, draft.household, draft.services, draft.actions):
        for row in rows:
            draft.owners.setdefault(id(row), Owned(row, draft.part, draft.part_asks, draft.behind))


def own_rows(draft: DraftState, rows: list[Row], child: int) -> list[Row]:
    """
    Those of *rows* that are this child's or everybody's.

    What only one child's part has, below no heading that the others' parts have,
    stood there because it came next: it is everybody's.
    """
    owned = [draft.owners.get(id(row), Owned(row)) for row in rows]
    several = len({one.child for one in owned if one.child is not None}) > 1
    own = {child, None, *(one.child for one in owned if one.child is not None and not _is_child(draft, one.child))}
    shared = [one for one in owned if one.child not in own and not (several or _is_asked(draft, one))]
    unsure = [*shared, *(one for one in owned if one.behind not in (None, child))]
    told = [one for one in owned if one.child in own or any(one is other for other in shared)]
    return [_doubted(one.row) if any(one is other for other in unsure) else one.row for one in told]


def _doubted(row: Row) -> Row:
    """What may be another child's alone: the same, and not sure."""
    return {key: replace(found, score=min(found.score, _SHARED)) for key, found in row.items()}


def signed_elsewhere(draft: DraftState, child: int) -> dict[str, float]:
    """How far the signatures may be believed, by path, if they stand in other children's parts alone."""
    if not draft.signed_in or child in draft.signed_in:
        return {}
    paths = ("signed_by", "signed_on", "signed_by_child", "assessor_signed_on")
    return {f"consent.{path}": _SHARED for path in paths}


def _is_asked(draft: DraftState, one: Owned) -> bool:
    """True for what stands below 'Plan for this child', or below a heading of several children's parts."""
    return one.asked == _THIS or len(draft.asked_in.get(one.asked, ())) >= _TWICE
