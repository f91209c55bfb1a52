"""
Lines that list people or services, one on each: 'Julie Stott (mother), 07700 900432'.
"""

from __future__ import annotations

import re

from intake.reader.labels import clean
from intake.reader.typed import NUMBER_BEHIND, find_date

_RELATION = (
    r"(?:(?:birth|foster|step|half|adoptive|grand|great|maternal|paternal|older|younger|big|little|twin|mum's|dad's|mother's|father's|her|his|new)[ -]?)*"  # noqa: E501 - a pattern reads worse when broken
    r"(?:mother|father|mum|mam|dad|parents?|carers?|guardian|grandmother|grandfather|grandparents?|gran|nan|nana|grandad|aunt|auntie|uncle|cousin|"
    r"brother|sister|sibling|twin|partner|husband|wife|stepmother|stepfather|stepmum|stepdad|son|daughter|friend|lodger|baby)"
)
_PERSON = re.compile(
    rf"(?P<name>(?:(?:Mr|Mrs|Ms|Miss|Dr)\.?\s+)?[A-Z][\w'’-]+(?:\s+(?:[A-Z][\w'’-]+|de|van|al|bin)){{0,4}})\s*"
    rf"(?:\((?P<inside>[^()]{{3,60}})\)|(?:,|\s[–-])\s+(?P<behind>{_RELATION})\b)(?P<rest>.*)",
)
_WHO = re.compile(rf"(?:[a-z]+ )?{_RELATION}(?: of \w+| to \w+)?", re.IGNORECASE)
_LONGEST = 110


def person_in(line: str) -> dict[str, str] | None:
    """
    Return the person whom a line names with a relationship, and what it says of them; None if it names none.

    Keys are those of a row of the draft: `name`, `relationship`, `telephone`, `dob`.
    """
    text = line.strip(" •–-\t.")
    found = _PERSON.fullmatch(text) if len(text) <= _LONGEST else None
    if found is None:
        return None
    inside = [part.strip() for part in re.split(r"[,;]", found["inside"] or found["behind"])]
    if not _WHO.fullmatch(clean(inside[0])):
        return None
    said = {"name": found["name"], "relationship": inside[0]}
    rest = f", {', '.join([*inside[1:], found['rest'].strip(' ,;–-')])}"
    number = NUMBER_BEHIND.search(rest)
    if number is not None:
        said["telephone"] = number.group(1)
        rest = rest[: number.start()]
    born = find_date(
        re.sub(r"\b(?:born|dob|d\.o\.b\.?|date of birth)\b:?", "", rest, flags=re.IGNORECASE), born="adult"
    )
    if born is not None:
        said["dob"] = born.value.isoformat()
    return said
