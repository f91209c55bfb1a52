"""
Tables of the whole family with a column that marks whom the form is about: 'Focus of assessment', 'Include in plan?'.

The marked rows are the children, if they can be: a mother whom a plan includes
is none. A column is such a mark by its head and by its cells, which hold a tick,
a cross, Yes or No, or nothing.
"""

from __future__ import annotations

import re

from intake.reader.answers import Column, Row, Rows
from intake.reader.choices import is_mark
from intake.reader.labels import clean
from intake.reader.people_part import is_parent
from intake.reader.typed import is_answer
from intake.reader.yes_no import read_yes_no, ticked

_FORM = r"(?:assessments?|referrals?|requests?|forms?|caf|fcaf|ehas?)"
_ABOUT = re.compile(
    r"\b(?:focus|subjects?)\b(?! access)"
    r"|\bbeing (?:assessed|referred)\b|^(?:is |are )?(?:he |she |they |this person )?(?:to be )?(?:assessed|referred)$"
    r"|\b(?:includ\w+|part|named|cover\w*|covered by|needs?|for|in) "
    rf"(?:(?:in|of|by|on|an?|the|this|our|early help|own) )*{_FORM}\b"
    rf"|\binclud\w+ (?:(?:in|on) )(?:(?:the|this|our|early help|family) )*plan\b|\bpart of (?:the|this|our) plan\b"
    rf"|\b(?:this|the) {_FORM} (?:is )?(?:about|for)\b|^(?:early help )?{_FORM}(?: required| requested)?$"
    r"|\bsupport (?:is )?(?:requested|wanted|asked)\b|\b(?:request\w*|ask\w*) (?:\w+ )?support\b"
)
"""Words of a column's head that say whom the form is about."""
_OF_OTHERS = re.compile(
    r"\b(?:pr|parental|responsib\w*|liv\w+|resid\w+|address|present|consent\w*|agree\w*|attend\w*|aware|previous\w*"
    r"|before|already|date|not|refus\w*|does|wants?|court|order|cp|protection|who|whom|sign\w*|copy|contribut\w*|took|taking|school|existing|other|last|history)\b"
)
_LINE_END = re.compile(r"(?<=[a-z])-\s+(?=[a-z])")
"""The hyphen of a word that was broken at the edge of a narrow column."""
_GROWN_UP = re.compile(
    r"\b(?:grand\w*|nan\w*|gran\w*|m\s?g\s?[mf]|p\s?g\s?[mf]|aunt\w*|uncle|partner|husband|wife|fianc\w*|\w*friend|lodger|landl\w+"
    r"|tenant|neighbour|worker|carer|adult|step ?(?:mum|dad|mother|father))\b"
)


def marking_column(columns: list[Column], rows: Rows) -> int | None:
    """The column that marks whom the form is about; None if there is none, or nobody is marked."""
    for index, column in enumerate(columns):
        if index and says_about(column.text) and _only_marks(rows, index):
            return index
    return None


def says_about(head: str) -> bool:
    """True for 'Focus of assess-ment', 'Subject of this referral?', 'Include in plan'."""
    said = re.sub(r" y n$", "", clean(_LINE_END.sub("", head)))
    return _ABOUT.search(said) is not None and _OF_OTHERS.search(said) is None


def _only_marks(rows: Rows, index: int) -> bool:
    said = [row[index] for row in rows if not row[index].blank or row[index].has_boxes]
    marked = [a for a in said if ticked(a) or read_yes_no(a)[0] is True]
    plain = all(
        a.has_boxes or is_mark(a.text.strip().lower()) or read_yes_no(a)[0] is not None or not is_answer(a.text)
        for a in said
    )
    return bool(marked) and plain


def is_marked(row: Row) -> bool:
    """True for a row with a tick or a Yes in such a column."""
    found = row.get("subject_yn")
    return found is not None and (ticked(found.answer) or read_yes_no(found.answer)[0] is True)


def is_marked_child(row: Row) -> bool:
    """True for somebody whom such a column marks, and who may be a child."""
    if not is_marked(row):
        return False
    relation = clean(row["relationship"].answer.text) if "relationship" in row else ""
    responsible = "pr" in row and read_yes_no(row["pr"].answer)[0] is True
    return not responsible and not is_parent(row) and _GROWN_UP.search(relation) is None


def is_same_person(one: Row, other: Row) -> bool:
    """True for two rows with the same first name and no two days of birth or family names between them."""
    first, second = _names(one), _names(other)
    if not first or not second or first[0] != second[0]:
        return False
    born = [clean(row["dob"].answer.text) for row in (one, other) if "dob" in row and not row["dob"].answer.blank]
    if len(born) > 1:
        return len(set(born)) == 1 or first == second
    return len(first) == 1 or len(second) == 1 or first[-1] == second[-1]


def _names(row: Row) -> list[str]:
    if "given" in row or "family" in row:
        return " ".join(clean(row[n].answer.text) for n in ("given", "family") if n in row).split()
    return clean(row["name"].answer.text).split() if "name" in row else []
