"""
'About you' at the head of a form: a young person who asks for help, or whoever fills the form in.

What is asked next tells which: a post or an agency is asked of nobody but a worker.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from intake.reader.labels import Label

if TYPE_CHECKING:
    from intake.reader.persons import Persons

_ADDRESSED = re.compile(r"\byour?\b", re.IGNORECASE)
_ASKED_OF_WORKERS = frozenset({"role", "organisation", "agency_and_tel", "role_and_organisation"})
_OF_ANYBODY = frozenset({"name", "telephone", "email", "address", "postcode", "contact"})
"""What may have been asked of 'you' before the post was."""


def turns_to_writer(draft: Persons, means: Label) -> bool:
    """True for 'Job title' below 'About you', if nothing was told there that only a child has: the writer is meant."""
    if means.asks not in _ASKED_OF_WORKERS or means.about or draft.section != "child" or draft.subject != "child":
        return False
    if not _ADDRESSED.search(draft.section_title) or "assessor.name" in draft.one or len(draft.children) != 1:
        return False
    told = draft.children[0].keys()
    return "name" in told and told <= _OF_ANYBODY


def hand_to_writer(draft: Persons) -> None:
    """What 'you' have said so far is the writer's, and so is what comes next; no child has been named yet."""
    for key, found in draft.children.pop().items():
        draft.one[f"assessor.{key}"] = found
    draft.section = draft.subject = "assessor"
    draft.calls_child_you = False
    draft.scope = None
