"""
What a row of a table of people tells of the person: a parent, a brother or sister, nobody at all.
"""

from __future__ import annotations

import re

from intake.reader.answers import Row
from intake.reader.labels import clean
from intake.reader.people_part import is_parent
from intake.reader.typed import is_answer, says_due
from intake.reader.yes_no import read_yes_no

_SIBLING = re.compile(r"^(?:half |step |twin |older |younger |big |little |foster |baby )*(?:brother|sister|sibling)\b")


def is_sibling(row: Row) -> bool:
    """True for a brother or sister of whom nothing is said that is asked of adults."""
    if any(
        k in row and not row[k].answer.blank and (k != "pr" or read_yes_no(row[k].answer)[0] is not None)
        for k in ("pr", "telephone")
    ):
        return False
    return "relationship" in row and _SIBLING.search(clean(row["relationship"].answer.text)) is not None


def cares_for_nobody(row: Row) -> bool:
    """True for one of the household of whom parental responsibility is not said, and who is not called a parent."""
    asked = row.get("pr") or row.get("pr_yes")
    said = asked is not None and read_yes_no(asked.answer)[0] is not None
    return not said and not is_parent(row)


def is_person(row: Row) -> bool:
    """False for a row whose name has figures in it, or whose date of birth is none: columns have slipped."""
    names = " ".join(row[n].answer.text for n in ("name", "given", "family") if n in row)
    if any(c.isdigit() for c in names) and not says_due(names):
        return False
    born = row["dob"].answer.text if "dob" in row else ""
    return not is_answer(born) or any(c.isdigit() for c in born) or says_due(born)
