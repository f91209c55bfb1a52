"""
Children whom a form calls by their initials: 'O.O.' over a column, 'Comments: J.O.'.

Only the initials of one child of several count, so that 'GP' over a column is
nobody where it is a word of the vocabulary, or fits two children.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from intake.reader.answers import Row
from intake.reader.labels import recognise

_INITIALS = re.compile(r"(?:[A-Z]\. ?){2,4}|(?:[A-Z] ){1,3}[A-Z]|[A-Z]{2,4}")
_DOTTED = re.compile(r"(?:[A-Z]\. ?){2,4}")


def child_initialled(children: Sequence[Row], text: str) -> int | None:
    """The one child of several whose initials *text* is; None if none is, or it may be another word."""
    text = text.strip(" :")
    if len(children) < 2 or _INITIALS.fullmatch(text) is None:
        return None
    if _DOTTED.fullmatch(text) is None and recognise(text) is not None:
        return None
    said = "".join(c for c in text if c.isalpha())
    fits = [index for index, child in enumerate(children) if said in _initials_of(child)]
    return fits[0] if len(fits) == 1 else None


def are_initials(text: str) -> bool:
    """True for 'J.O.', with the dots that no word has."""
    return _DOTTED.fullmatch(text.strip()) is not None


def _initials_of(child: Row) -> set[str]:
    """All that a child's initials may be: with the middle names and without."""
    given = child.get("given") or child.get("name")
    words = given.answer.text.split() if given is not None else []
    family = child["family"].answer.text.split() if "given" in child and "family" in child else words[1:][-1:]
    firsts = words if "given" in child else words[:-1]
    if not firsts or not family:
        return set()
    last = "".join(part[0] for part in family[-1:]).upper()
    return {firsts[0][0].upper() + last, "".join(word[0] for word in firsts).upper() + last}
