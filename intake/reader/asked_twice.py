"""
A question asked twice on one line: 'Who lives where? Tell us about home'. The second half is no answer to the first.
"""

from __future__ import annotations

import re
from functools import lru_cache

from intake.reader.labels import Label, recognise

_TWO = re.compile(r"\s*(\S[^?]{3,90}\?)\s+(\S.{3,90})\s*", re.DOTALL)


@lru_cache(maxsize=1024)
def asked_twice(text: str) -> Label | None:
    """Return what a line asks that asks the same in two questions; None for any other."""
    found = _TWO.fullmatch(text) if "?" in text else None
    if found is None:
        return None
    first, second = recognise(found[1]), recognise(found[2])
    if first is None or second is None or not first.asks:
        return None
    return first if (first.asks, first.about) == (second.asks, second.about) else None
