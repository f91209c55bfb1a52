"""
How far an agreement to share goes, where a form offers it as lines to tick: with all, only with some, with nobody.

"It may be shown to: [ ] all the services in the directory [X] only those
written below [ ] nobody": no line is a service. What was ticked is the answer
to the question, and a person confirms it.
"""

from __future__ import annotations

import re

from intake.reader.labels import clean

TRUST = 0.75
"""How sure it is what such a line says."""
_WHOM = r"(?:services?|agenc(?:y|ies)|organisations?|people|persons?|professionals?|partners?|ones?|them|those)"
_NOBODY = re.compile(r"(?:with |to )?(?:nobody|no one|none)\b(?!.*\b(?:except|but|unless|other than)\b).*")
_SOME = re.compile(
    rf"(?:with |to )?(?:only|just)(?: with| to)? (?:the|those|these|some)\b.*\b{_WHOM}\b.*\b(?:below|listed|named|written|box)\b.*"  # noqa: E501 - a pattern reads worse when broken
)
_ALL = re.compile(rf"(?:with |to )?(?:all|any)(?: of)? (?:the |these |those )?(?:\w+ ){{0,2}}?{_WHOM}\b.*")
_LIMITS = re.compile(r"\b(?:except|but|not|unless|apart|other than)\b")


def scope_of(text: str) -> bool | None:
    """True for a line that agrees to sharing with all or with some, False for nobody; None for any other words."""
    said = clean(text)
    if _NOBODY.fullmatch(said) is not None:
        return False
    if _LIMITS.search(said) is not None:
        return None
    return True if _SOME.fullmatch(said) or _ALL.fullmatch(said) else None
