"""
Which children live in one household (S7; process, section 1: a family is children linked by household).

Linking makes one child's exclusions cover the others, so it errs towards
linking; an administrator can unlink them in the workbook.
"""

from __future__ import annotations

import re


def household_key(address: str | None, postcode: str | None) -> str:
    """
    Return what is the same for every way to write one home's address; empty when the address does not tell.

    The postcode and every number of the address ('Flat 2, 14 Elm Road' and
    '14 Elm Rd (flat 2)'), or, for a house without a number, its first word.
    """
    code = re.sub(r"[^A-Z0-9]", "", (postcode or "").upper())
    written = (address or "").casefold()
    numbers = sorted(re.findall(r"\d+[a-z]?\b", written))
    words = re.findall(r"[^\W\d_]+", written)
    if not code or not (numbers or words):
        return ""
    return f"{code} {' '.join(numbers) or words[0]}"
