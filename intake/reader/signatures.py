"""
Lines on which somebody signs without a colon: "Signed (parent) Maria Kowalczyk  Date 04/05/16".
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from intake.reader.typed import find_date

_WHO = (
    r"(?:parent(?:s|\W{0,3}(?:and |or )?carers?)?|carer|mother|father|mum|dad|guardian|young person|child|pupil|student"
    r"|assessor|practitioner|worker|referrer|author|professional|health visitor|midwife|teacher)"
)
_NAME = r"(?:(?:Mr|Mrs|Ms|Miss|Mx|Dr)\.?\s+)?[A-Z][\w.'’-]*(?:\s[A-Z][\w.'’-]*){0,4}"
_LINE = re.compile(
    rf"""^\W*(?:
        (?i:(?:printed?\s+)?(?:names?|signed|signature|agreed|consent\ given)(?:\s+(?:by|of|and\ signature))?)
            (?:\s*[(–-]?\s*(?i:(?:the\ )?(?P<after>{_WHO}))(?i:['’]?s?(?:\s+name)?)\s*\)?)?
      | (?i:(?:the\ )?(?P<before>{_WHO}))(?i:['’]?s?)
            \s*(?i:\(?(?:print(?:ed)?(?:\ name)?|sign(?:ed|s)?|names?|signature)\)?)
    )[\s:–-]+(?P<name>{_NAME})
    (?:\s*\((?i:(?P<behind>{_WHO}))\))?
    (?P<rest>.*)$""",
    re.VERBOSE | re.DOTALL,
)
_BESIDE = re.compile(rf"^\W*(?i:(?:the )?(?P<who>{_WHO}))[\s:–-]+(?P<name>{_NAME})(?P<rest>.*)$", re.DOTALL)
_BETWEEN = re.compile(r"[\s,;:–-]*(?:(?:and\s+)?dated?|on)?[\s,;:–-]*", re.IGNORECASE)
_DATED = re.compile(r"\W*(?:dated?|on)\b", re.IGNORECASE)
_CHILD = re.compile(r"young|child|pupil|student", re.IGNORECASE)
_WORKER = re.compile(
    r"assessor|practitioner|worker|referrer|author|professional|visitor|midwife|teacher", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class SignedLine:
    """
    A line with a signature.

    Attributes:
        who: "parent", "child", "assessor", or "" where the line does not say.
        name: As written.
        date: As written, "" where there is none.
    """

    who: str
    name: str
    date: str


def read_signature(text: str) -> SignedLine | None:
    """Return who signed on a line and when, or None if it is no such line: nothing else may stand on it."""
    found = _LINE.match(" ".join(text.split()))
    if found is None:
        return None
    return _signed(found, found["before"] or found["after"] or found["behind"] or "")


def read_beside(text: str) -> SignedLine | None:
    """Return who signed beside another: 'Assessor Maria Kowalczyk  Date 4/5/16', which alone may be no signature."""
    found = _BESIDE.match(" ".join(text.split()))
    return _signed(found, found["who"]) if found is not None else None


def _signed(found: re.Match[str], said: str) -> SignedLine | None:
    name, rest = found["name"], found["rest"]
    if re.search(r"\b(?:Date|Dated|On)$", name):
        name, rest = name.rsplit(None, 1)[0] if " " in name else "", f"date {rest}"
    date = rest[_BETWEEN.match(rest).end() :].strip(" .,;") if rest else ""  # type: ignore[union-attr]
    if not name or (date and ((read := find_date(date)) is None or len(read.rest) > 2)):
        return None
    who = "child" if _CHILD.search(said) else "assessor" if _WORKER.search(said) else "parent" if said else ""
    return SignedLine(who, name.strip(), date)


def signatures_apart(text: str) -> list[str]:
    """Return *text* cut before each signature on it: a name with its date, and the next."""
    chunks = [c for c in re.split(r"\s{3,}|\t", text) if c.strip()]
    groups: list[str] = []
    for chunk in chunks:
        if groups and (_DATED.match(chunk) or (find_date(chunk) is not None and len(chunk) < 30)):
            groups[-1] += f"  {chunk}"
        else:
            groups.append(chunk)
    return groups


_NO_SIGNATURE = re.compile(
    r"\b(?:signed?|signature|consent|paper|copy|file|held|verbal(?:ly)?|gained|given|obtained|agreed|telephone|phone|electronic(?:ally)?|hard|on record|attached|see|refuse[sd]?|refusing|declin(?:e[sd]?|ing)|unable|unwilling|would not|wouldn['’]t|did not|too (?:young|little|small)|not able|not present|absent|awaited|pending)\b",  # noqa: E501 - a pattern reads worse when broken
    re.IGNORECASE,
)


def is_signature_note(text: str) -> bool:
    """True for 'signed on paper copy', 'consent gained verbally': it tells about a signature and is no name."""
    return _NO_SIGNATURE.search(text) is not None
