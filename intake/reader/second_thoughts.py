"""
What was kept under a heading that nobody knew, and is most likely the answer of a field that has none.

The document has been walked: what each label asks for is decided, and a guess
changes none of that. It only fills what would stay empty, never surely, so
that a person confirms it. Consent, and whom to tell and not to tell, is never
guessed.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from intake.reader.answers import Answer, Found, Row, Unplaced
from intake.reader.draft_state import ONE
from intake.reader.labels import Label
from intake.reader.nearest import guess
from intake.reader.typed import find_date, find_postcode

if TYPE_CHECKING:
    from intake.reader.draft_state import DraftState

_NEVER = frozenset({"consent", "ignore"})
_TOLD = frozenset({"home", "reason", "conclusions", "strengths", "needs", "outcome", "comment"})
_OF_FORM = frozenset({"home", "reason", "conclusions", "people_present", "review"})
_LONGEST_LABEL = 140
_FEWEST_TOLD = 3
_FEWEST_FIGURES = 6
_LONGEST_FACT = 14
_LONGEST_NAME = 6
_SEVERAL_LINES = _TOLD | {"address", "requirements"}
_NAMED = frozenset({"assessor", "lead"})
_WORKERS = ("name", "role", "organisation", "telephone", "email")
_FIELDS: dict[str, frozenset[str]] = {
    "child": frozenset(
        {
            *("given", "family", "name", "dob", "edd", "address", "postcode", "telephone", "email"),
            *("reference", "nhs", "upn", "first_language", "ethnicity", "religion", "interpreter", "disability"),
            *("requirements", "school", "year"),
        }
    ),
    "assessor": frozenset({*_WORKERS, "address", "postcode"}),
    "lead": frozenset(_WORKERS),
    "parent": frozenset({"name", "relationship", "address", "postcode", "telephone", "email", "dob"}),
}
"""What may be guessed of whom."""


def place_by_guess(draft: DraftState) -> None:
    """Give what no label was understood of to the field that most likely asks for it, if that has no answer."""
    last: Unplaced | None = None
    for kept in draft.unplaced:
        if last is not None and _goes_on(draft, last, kept):
            continue
        last = None
        if kept.section in _NEVER or len(kept.label) > _LONGEST_LABEL or kept.answer.blank:
            continue
        means = guess(kept.label)
        target = _target(draft, kept, means) if means is not None else None
        if means is None or target is None or not _fits(means, kept.answer):
            continue
        store, key = target
        if key in store and not store[key].answer.blank:
            continue
        store[key] = Found(kept.answer, kept.label, means.score)
        last = kept if means.asks in _SEVERAL_LINES else None
        draft.other[:] = [pair for pair in draft.other if pair[1] is not kept.answer]


def _goes_on(draft: DraftState, last: Unplaced, kept: Unplaced) -> bool:
    """True for one more field below the heading whose answer was placed last, and which was added to it."""
    if kept.label != last.label or kept.section != last.section or kept.answer.has_boxes or kept.answer.blank:
        return False
    last.answer.lines.extend(kept.answer.lines)
    draft.other[:] = [pair for pair in draft.other if pair[1] is not kept.answer]
    return True


def _target(draft: DraftState, kept: Unplaced, means: Label) -> tuple[Row, str] | None:
    if means.element:
        return kept.store, f"elements.{means.element}.{means.asks or 'text'}"
    if means.asks in _OF_FORM:
        return (kept.store if means.asks == "conclusions" else draft.one), ONE[means.asks]
    if means.asks in ("strengths", "needs"):
        within = f"elements.{kept.domain}" if kept.domain else "conclusions"
        return kept.store, f"{within}.{means.asks}"
    if means.asks == "outcome":
        return kept.store, "desired_outcomes"
    if means.asks == "comment":
        return _comment(draft, kept, means.about)
    return _personal(draft, kept, means)


def _comment(draft: DraftState, kept: Unplaced, about: str) -> tuple[Row, str] | None:
    if about == "child":
        return kept.store, "child_comment"
    return (draft.one, "parent_comment") if about in ("parent", "mother", "father") else None


def _personal(draft: DraftState, kept: Unplaced, means: Label) -> tuple[Row, str] | None:
    if means.section in _NAMED and not means.asks:
        named = _is_name(kept.answer) and " " in kept.answer.text.strip()
        return (draft.one, f"{means.section}.name") if named else None
    whom = means.about or kept.subject
    if means.asks not in _FIELDS.get(whom, ()):
        return None
    if whom in ("assessor", "lead"):
        return draft.one, f"{whom}.{means.asks}"
    if whom == "child":
        return (draft.children[0], means.asks) if len(draft.children) == 1 else None
    return (kept.person, means.asks) if kept.person is not None else None


def _fits(means: Label, answer: Answer) -> bool:
    """True if the answer is of the kind that is asked for."""
    if means.element or means.asks in _TOLD:
        return not answer.has_boxes and len(answer.text.split()) >= _FEWEST_TOLD
    return _KINDS.get(means.asks, _is_fact)(answer)


def _is_fact(answer: Answer) -> bool:
    return answer.has_boxes or len(answer.text.split()) <= _LONGEST_FACT


def _is_name(answer: Answer) -> bool:
    words = answer.text.split()
    return not answer.has_boxes and len(words) <= _LONGEST_NAME and not re.search(r"[\d@:]", answer.text)


def _is_number(answer: Answer) -> bool:
    return sum(c.isdigit() for c in answer.text) >= _FEWEST_FIGURES and len(answer.text.split()) <= _LONGEST_FACT


_KINDS: dict[str, Callable[[Answer], bool]] = {
    **dict.fromkeys(("name", "given", "family"), _is_name),
    **dict.fromkeys(("telephone", "nhs"), _is_number),
    **dict.fromkeys(("dob", "edd", "review"), lambda answer: find_date(answer.text) is not None),
    "email": lambda answer: "@" in answer.text,
    "postcode": lambda answer: find_postcode(answer.text) is not None,
    "requirements": lambda answer: not answer.has_boxes,
}
