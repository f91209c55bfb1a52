"""
Elements of the parents and the home that stand behind the last child's part, and are asked of no other child.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from intake.reader.vocabulary import ELEMENTS

if TYPE_CHECKING:
    from intake.reader.draft_state import DraftState

_OF_ADULTS = tuple(ELEMENTS)[12:19]
"""Basic care to the community: what the national form asks about the parents and about family and environment."""
_FEWEST = 2


def asked_of_one_child(draft: DraftState) -> None:
    """What is asked once, behind the parts of several children who each have elements of their own, is all theirs."""
    rows = [row for row in draft.scoped.values() if any(key.startswith("elements.") for key in row)]
    asked = [[key for key in row if key.split(".")[1:2] and key.split(".")[1] in _OF_ADULTS] for row in rows]
    once = [(row, keys) for row, keys in zip(rows, asked, strict=True) if keys]
    if len(rows) < _FEWEST or len(once) != 1 or len(once[0][1]) < _FEWEST:
        return
    row, keys = once[0]
    for key in keys:
        draft.one.setdefault(key, row.pop(key))


def complete_domains(draft: DraftState) -> None:
    """
    What goes well for each child, beside the two domains of the adults and the home, is the third domain.

    A form that asks "Parents and carers" and "Family and environment" once, and
    on each child's page only what goes well and what the child needs, has the
    children's development there.
    """
    asked = [*draft.one, *(key for row in draft.scoped.values() for key in row)]
    if not any(key.startswith(("elements.parents_carers.", "elements.family_environment.")) for key in draft.one):
        return
    if any(key.startswith("elements.child_development.") for key in asked) or len(draft.children) < _FEWEST:
        return
    for row in draft.scoped.values():
        for kind in ("strengths", "needs"):
            if f"conclusions.{kind}" in row:
                row[f"elements.child_development.{kind}"] = row.pop(f"conclusions.{kind}")
