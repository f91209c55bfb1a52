"""
Children whom a form counts: 'Child 2', 'Young person B', 'The second twin', '1st child'.
"""

from __future__ import annotations

import re

NUMBERED_CHILD = re.compile(
    r"^\W*(?:(?:section|part|page)\W*\w{1,2}\W+|\d{1,2}(?:\.\d{1,2})?[.):]\s+|[A-K]\d{1,2}[.):]?\s+|(?:child|family|sibling|details|page|form)(?:'s|s)? (?:page|form|sheet|details|section|of|for)\W+)?"  # noqa: E501 - a pattern reads worse when broken
    r"(?:child|young person|sibling|twin|baby)(?:\s*(?:/|or|and)\s*(?:child|young person|sibling|baby))*\s*(?:no\.?\s*)?([1-9]|[A-F]|one|two|three|four|five|six)\b(?!['’])",  # noqa: E501 - a pattern reads worse when broken
    re.IGNORECASE,
)
ORDINAL_CHILD = re.compile(
    r"^\W*(?:the )?(first|second|third|fourth|fifth|sixth|1st|2nd|3rd|[4-6]th)\s+(?:child|twin|baby|young person)\b(?!['’]s? (?:language|name|school))",  # noqa: E501 - a pattern reads worse when broken
    re.IGNORECASE,
)
_CALLED = ("child", "young person", "baby", "twin", "sibling")
_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth")
_ENDINGS = ("st", "nd", "rd", "th")
_COUNTED_CHILDREN = ("one", "two", "three", "four", "five", "six")


def may_count_children(text: str) -> bool:
    """False for what has no word for a child in it, so that neither pattern finds one with a number."""
    small = text.lower()
    for word in _CALLED:  # noqa: SIM110 - the shorter way takes three times the time
        if word in small:
            return True
    return False


def child_number(found: re.Match[str]) -> int:
    """Return the position, from nought, of the child that 'Child 2', '2nd child', 'Child B' or 'Child two' names."""
    said = found.group(1).lower()
    if said in _ORDINALS:
        return _ORDINALS.index(said)
    if said[1:] in _ENDINGS:
        return int(said[0]) - 1
    if said in _COUNTED_CHILDREN:
        return _COUNTED_CHILDREN.index(said)
    return int(said) - 1 if said.isdigit() else ord(said) - ord("a")


def counted_child(text: str) -> int | None:
    """The position, from nought, of the child that *text* is: 'Child 2', 'The second twin'; None for other words."""
    said = text.strip(" :")
    found = (NUMBERED_CHILD.fullmatch(said) or ORDINAL_CHILD.fullmatch(said)) if may_count_children(said) else None
    return child_number(found) if found is not None else None
