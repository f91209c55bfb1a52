"""
Facts in a line or a sentence of a letter: what stands behind which label, in any order and with any separators.

'Re: Jo Smith (F), DOB 1/2/2015, 3 High Street, Town AB1 2CD, NHS No 999 ...'
has labels with and without a colon, and facts without any label. The text is
cut at the labels; of what follows a label each fact takes what it needs, and
leaves the rest to be looked at again.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from intake.reader.labels import clean, recognise
from intake.reader.letter_words import LABELS, PHONE, POSTCODE, RELATION, TITLE, WORD
from intake.reader.one_reading import within_reading
from intake.reader.typed import find_date

_I = re.IGNORECASE


@dataclass(frozen=True, slots=True)
class Fact:
    """A label, what it asks for, whom it names, and the text up to the next label; kind "" has no label."""

    kind: str
    whom: str
    label: str
    text: str


_RELATIVE = re.compile(rf"^(?P<who>{RELATION})(?:['’]?s|s['’])?(?!\w)\s*(?P<rest>.*)$", _I)
_TELLS = frozenset(
    "given family name dob nhs upn sex address telephone school year ethnicity first_language religion email postcode aka edd interpreter".split()  # noqa: SIM905, E501 - a list reads worse
)


@lru_cache(maxsize=2048)
def label_kind(text: str) -> tuple[str, str] | None:
    """Return what a label of a letter asks for, and the relative it names; None if it is no such label."""
    said = clean(text)
    if not said or len(said) > 60:
        return None
    if said in LABELS:
        kind = LABELS[said]
        relative = re.fullmatch(RELATION, said, _I) if kind == "parent" else None
        return kind, text.strip(" :*") if relative and not said.startswith(("parent", "carer", "guardian")) else ""
    of_whom = _relative(text)
    if of_whom is not None:
        return of_whom
    means = recognise(text)
    if means is None or not means.asks or means.score < 0.9:
        return None
    if means.about in ("mother", "father", "parent"):
        kind = "parent" if means.asks == "name" else means.asks
        return (kind, means.about) if kind in ("parent", "dob", "address", "telephone") else ("", "")
    if means.about in ("", "child") and means.asks in _TELLS:
        return means.asks, ""
    return None


def _relative(text: str) -> tuple[str, str] | None:
    """'Mother's tel', 'Telephone (mother)', 'Mobile - mum', "Father's name", 'Mother's DOB'."""
    found = _RELATIVE.match(text.strip(" :*"))
    if found is not None:
        rest = clean(found.group("rest"))
        kind = "parent" if rest in ("name", "names", "full name", "details", "") else LABELS.get(rest, "?")
        return None if kind in ("?", "school") else (kind, found.group("who"))
    found = re.match(rf"^(?P<what>.+?)\W+(?:of |for |- )?\(?(?P<who>{RELATION})\)?$", text.strip(" :*"), _I)
    if found is None:
        return None
    kind = LABELS.get(
        clean(found.group("what")), "parent" if clean(found.group("what")) in ("name", "name of") else "?"
    )
    return (kind, found.group("who")) if kind in ("telephone", "email", "dob", "address", "parent") else None


_DAY = r"(?=\(?(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+)?(?:\d{1,2}\s?(?:st|nd|rd|th)?\s*(?:of\s+)?[./\- ]|\d{4}-\d|\d{6}\b|[A-Z][a-z]{2,8}\.? \d))"  # noqa: E501 - a pattern reads worse when broken
_BARE = (
    ("dob", rf"\b(?:d\.?\s?o\.?\s?b\b\.?|date of birth|birth date|(?:was )?born(?: on)?(?: the)?)[\s:.\-–(]*{_DAY}"),
    (
        "edd",
        rf"\b(?:e\.?d\.?d\b\.?|due(?: date)?(?: is)?(?: on)?|expected (?:on|date of (?:delivery|birth)|delivery(?: date)?)|estimated (?:date of delivery|delivery date)|baby (?:is )?due(?: on)?)[\s:.\-–(]*{_DAY}",  # noqa: E501 - a pattern reads worse when broken
    ),
    ("nhs", r"\bNHS\b[^\d\n;|]{0,14}(?=\d{3}[\s-]?\d{3}[\s-]?\d{4})"),
    (
        "upn",
        r"\bUPN\b[^\w\n]{0,4}(?:no\.?|number)?[\s:.]*(?=[A-Z]\s?\d{11})|\bunique pupil (?:no\.?|number)[\s:.\-–]*(?=[A-Z]\s?\d)",  # noqa: E501 - a pattern reads worse when broken
    ),
    (
        "telephone",
        r"\b(?:(?:home|mobile|contact|work|daytime|family|on)\s+)?(?:tel(?:ephone)?|phone|mob(?:ile)?|t|m|ring|number|no)\b\.?(?:\s?(?:no|number)\b\.?)?[\s:.\-–]*(?=\(?\+?\(?(?:0|44)[\d\s()]{8})",
    ),
    (
        "address",
        rf"\b(?:(?:lives?|living|resid\w+|stay\w*)\b[^.;:\n\d]{{2,70}}?\bat|(?:who )?(?:currently )?(?:lives?|living|resid\w+|stay\w*) (?:at|in(?= \d))|(?:home )?address(?: is)?|(?<!\w )of(?= (?:flat |apartment |the |no\.? )?[\w’' ]*?\d)|(?<=[\d)] )of|(?<=, )of|(?<=\bboth )of|at(?= \d+[a-z]?,? [A-Z]))[\s:,\-–]+(?=[^\n;:]{{3,110}}?{POSTCODE})",  # noqa: E501 - a pattern reads worse when broken
    ),
    ("aka", r"\b(?:known as|a\.?k\.?a\.?|prefers to be called|likes to be called)[\s:]+(?=[“\"'‘]?[A-Z])"),
    (
        "parent",
        rf"(?:^|(?<=\n)|(?<=[.;|,] )|(?<=\s\s))(?-i:(?:Mother|Father|Mum|Dad|Parents?|Carers?|Guardian|Grandmother|Grandfather|Lives with|Foster [Cc]arers?)\b)(?:\s*[-–]\s*|\s+is\s+|\s+)(?=(?-i:{TITLE}\b|{WORD} [A-Z]))",  # noqa: E501 - a pattern reads worse when broken
    ),
)
_ANCHORS = tuple((kind, re.compile(pattern, re.IGNORECASE)) for kind, pattern in _BARE)
_COLON = re.compile(r"\s*(?::|(?<=\w)\s+[-–—]\s+)\s*")
_BEFORE = re.compile(r"\n|\s{2,}|[;|•·]\s*|\.\s+|,\s+|\)\s+|\]\s+")
_LONGEST, _MOST_LABELS = 46, 100


@within_reading
def facts_in(text: str) -> tuple[Fact, ...]:
    """Return the facts of *text* in its order; what precedes the first label, and what has none, has kind ""."""
    anchors = sorted(_with_colon(text) + _without_colon(text), key=lambda a: (a[0], -a[1]))
    made: list[Fact] = []
    at, kind, whom, label = 0, "", "", ""
    for start, end, k, w, said in anchors:
        if start < at:
            continue
        made.append(Fact(kind, whom, label, text[at:start]))
        at, kind, whom, label = end, k, w, said
    made.append(Fact(kind, whom, label, text[at:]))
    return tuple([f for f in made if f.text.strip(" .,;|-–()") or f.kind])


def _with_colon(text: str) -> list[tuple[int, int, str, str, str]]:
    made = []
    for found in islice(_COLON.finditer(text), _MOST_LABELS):
        dash = ":" not in found.group(0)
        before = text[max(0, found.start() - _LONGEST) : found.start()]
        cuts = [m.end() for m in _BEFORE.finditer(before)]
        starts = [c for c in cuts if c < len(before)][-1:] if cuts else [0] if found.start() <= _LONGEST else []
        starts += [m.start() for m in re.finditer(r"(?<!\S)\(?[A-Z]", before)] if not dash else []
        for start in starts:
            label = before[start:].strip(" (")
            exact = start in (starts[:1])
            kind = label_kind(label) if exact else _known(label)
            if kind is None or (dash and not exact):
                continue
            if dash and kind[0] in ("telephone", "", "ref"):
                continue
            made.append((found.start() - len(before) + start, found.end(), kind[0], kind[1], label))
            break
    return made


def _known(label: str) -> tuple[str, str] | None:
    """A label in the middle of a line must be one of the letters' own, word for word."""
    said = clean(label)
    if said in LABELS:
        return label_kind(label)
    return label_kind(label) if _RELATIVE.match(label) and len(said.split()) <= 3 else None


def _without_colon(text: str) -> list[tuple[int, int, str, str, str]]:
    made = []
    for kind, pattern in _ANCHORS:
        for found in pattern.finditer(text):
            said = found.group(0).strip(" :.,-–(")
            who = said if kind == "parent" and clean(said) in ("mother", "father", "mum", "dad", "grandmother") else ""
            made.append((found.start(), found.end(), kind, re.sub(r"\s+is$", "", who), said))
    return made


# --- what a fact takes of its text --------------------------------------------------------------------------------

_ADDRESS = re.compile(rf"^(?P<address>.*?{POSTCODE})(?P<rest>.*)$", re.DOTALL)
_YEAR = re.compile(
    r"\b(?:(?:currently )?in\s+)?((?:year|yr)\.?\s*\d{1,2}[A-Za-z]?\b|Y\d{1,2}\b|reception(?: class)?\b|nursery(?: class)?(?=\s*(?:[,;)]|$)))",  # noqa: E501 - a pattern reads worse when broken
    _I,
)
_OF_A_NAME = re.compile(r"[A-Z][\w’'.-]*\s+$")
_SEX = re.compile(r"(?:^|[\s(,;/])(male|female|boy|girl|(?-i:[MF])(?=\s*(?:[),;|]|$)))(?![\w’'])", _I)


def take_address(text: str) -> tuple[str, str]:
    """Return the address, up to its postcode where there is one, and what is left."""
    found = _ADDRESS.match(text)
    if found is not None:
        return tidy(found.group("address")), found.group("rest")
    first = re.split(r"\s{3,}|;|\.\s|\.$|\|", text, maxsplit=1)
    return tidy(first[0]), first[1] if len(first) > 1 else ""


_LONGEST_DAY = 44


def take_day(text: str) -> tuple[str, str]:
    """Return the words of the first day in *text*, and what follows it."""
    for end in range(6, min(len(text), _LONGEST_DAY) + 1):
        if find_date(text[:end]) is None:
            continue
        while text[end : end + 1].isdigit():
            end += 1  # noqa: PLW2901 - '3 May 20' is the beginning of '3 May 2015'
        return text[:end].strip(" (,"), text[end:]
    return "", text


def take_phone(text: str) -> tuple[str, str] | None:
    """Return the first telephone number, with those that stand right behind it, and what is left; a fax is none."""
    for found in PHONE.finditer(text):
        if not re.search(r"\bfax\b[^\d]{0,12}$", text[: found.start()], _I) and not _DATED.match(found.group(0)):
            end = _end_of_number(text, found.end())
            while (more := _ONE_MORE.match(text, end)) is not None:
                end = _end_of_number(text, more.end())
            return _closed(text[found.start() : end].strip()), text[: found.start()] + text[end:]
    return None


def _end_of_number(text: str, end: int) -> int:
    """Where a number ends with the remark that may stand behind it."""
    remark = _REMARK.match(text, end)
    return end if remark is None else remark.end()


_ONE_MORE = re.compile(rf"\s*(?:[/,;&]|\b(?:and|or)\b)\s*{PHONE.pattern}")
"""'01632 960577 (home), 07700 900480': two numbers of one person."""
_DATED = re.compile(r"\d{1,2}-\d{1,2}-\d{2,4}(?!\d)")
"""A date with dashes is no number."""
_REMARK = re.compile(
    r"\s?\((?:please|do not|don['’]t|not|no|only|after|before|evenings?|mornings?|mornings|afternoons?|texts?|best|leave|voicemail|messages?|weekdays?|weekends?|mum|mother|mam|dad|father|nan|gran|carer|mobile|home|work)\b[^()\d]{0,60}(?:\d{1,2}(?:[.:]\d\d)?\s?(?:am|pm|o['’]clock)?)?[^()\d]{0,30}\)(?:\s[–-]\s[^\d\n,;]{3,40}$)?",  # noqa: E501 - a pattern reads worse when broken
    _I,
)
"""How a number is to be used is a part of it."""


def _closed(number: str) -> str:
    """'(07700 900222' without the bracket that opens a remark."""
    return number if number.count("(") == number.count(")") else number.strip("()")


def take_year(text: str) -> tuple[str, str] | None:
    """Return 'Year 5' and what is left."""
    found = _YEAR.search(text)
    if found is not None and found.group(1).lower() == "nursery" and _OF_A_NAME.search(text[: found.start(1)]):
        return None  # 'Little Acorns Nursery'
    return None if found is None else (found.group(1), text[: found.start()] + text[found.end() :])


def take_sex(text: str) -> tuple[str, str] | None:
    """Return the word for the sex and what is left."""
    found = _SEX.search(text)
    return None if found is None else (found.group(1), text[: found.start(1)] + text[found.end(1) :])


def take_words(text: str) -> tuple[str, str]:
    """Return words up to the next separator, and what is left."""
    parts = re.split(r"\n|\s{3,}|[;|•·]|\.\s+(?=[A-Z])|\.$", text.strip(), maxsplit=1)
    return tidy(parts[0]), parts[1] if len(parts) > 1 else ""


def tidy(text: str) -> str:
    """Return *text* without the separators around it; spaces are folded, line ends kept."""
    lines = [" ".join(line.split()).strip(" ,;|–-:") for line in text.strip(" \t,;.|–-:").split("\n")]
    return "\n".join(line for line in lines if line)
