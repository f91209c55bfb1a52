"""
From what stands in a box to a typed value: dates, postcodes, numbers, names, yes and no.

Pure functions. Each gives the value and how far it may be trusted; what is no
answer (a mask, "N/A", "not known") gives nothing (forms, sections 0 and 4).
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import Generic, TypeVar

from intake.reader.labels import clean
from intake.reader.phrases import NUMBERING
from intake.reader.prompts import is_placeholder
from intake.reader.vocabulary import NO_WORDS, YES_WORDS

_NO_ANSWER = re.compile(
    r"""[\s\-–—_.…?/*:;,()]*|n\.?\s*/?\s*a\.?|n\s*/\s*[ak]\.?|n\.k\.?|nk|not\ applicable|not\ known(?:\ at\ (?:this|present)\ (?:time|stage))?|not\ yet\ known|not\ known\ yet|unknown|tb[cad]\.?|t\.b\.[cad]\.?|not\ given|not\ provided|not\ stated|not\ recorded|not\ supplied|not\ obtained|
    do(?:\ no|n'?)t\ know|to\ be\ (?:agreed|confirmed|advised|arranged|decided|announced|completed)|no\ answer|left\ blank|blank|as\ yet\ unknown|not\ asked|not\ yet\ (?:agreed|decided|chosen|named|appointed|identified)|none\ yet|not\ completed|not\ available|info(?:rmation)?\ not\ (?:obtained|known|available|given)|awaited|not\ disclosed|none\ given|none\ known\ yet|x{3,}""",  # noqa: E501 - a pattern reads worse when broken
    re.IGNORECASE | re.VERBOSE,
)
_NO_LETTERS = bytes(code for code in range(128) if not chr(code).isalpha())
_BEGINS_ANSWER = frozenset("ghjkmoqrvwyzGHJKMOQRVWYZ0123456789")
"""What begins with one of these is neither a placeholder nor one of the words for no answer."""
_SEE = re.compile(
    r"\(?(?:please )?see (?:attached|enclosed|above|below|over|separate|letter|previous|report|other|page|section)\b.*",
    re.IGNORECASE,
)
_BEGINS_SEE = frozenset("(pPsS\u017f")
_LONGEST_MASK = 100
_LEADERS = re.compile(r"_{2,}|\.{4,}|…{2,}")


T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Typed(Generic[T]):
    """A value, how far to trust it (0 to 1), and what stood beside it without belonging to it."""

    value: T
    trust: float = 1.0
    rest: str = ""


def fold(text: str) -> str:
    """Return *text* with white space folded, blank lines, lines of dots and underscores taken out."""
    if "__" in text or "..." in text or "……" in text:
        text = _LEADERS.sub(" ", text)
    if "\n" not in text:
        return " ".join(text.split())
    return "\n".join([" ".join(words) for line in text.split("\n") if (words := line.split())])


def is_answer(text: str) -> bool:
    """False for what says nothing: blank, a mask, a placeholder, 'N/A', 'not known', 'to be agreed'."""
    if len(text) > _LONGEST_MASK:
        return True
    bare = text.strip().replace("’", "'")
    if bare and bare[0] in _BEGINS_ANSWER:
        return True
    return not (is_placeholder(bare) or _NO_ANSWER.fullmatch(bare.rstrip(". ")))


def letters_left(text: str) -> int:
    """
    Return how many letters `clean` leaves of *text* at least.

    It takes away the number that a label begins with, and what is no letter behind it. Of the characters that it
    takes for others only one may stand in such a number.
    """
    plain = text.replace("é", "e")
    numbered = NUMBERING.match(plain)
    behind = plain[numbered.end() :] if numbered is not None else plain
    return len(behind.encode("ascii", "ignore").translate(None, _NO_LETTERS))


def points_elsewhere(text: str) -> bool:
    """True for 'see attached' and its like, which is no name."""
    text = text.strip()
    return text[:1] in _BEGINS_SEE and _SEE.fullmatch(text) is not None


# --- dates ----------------------------------------------------------------------------------------------------

_MONTHS = {
    name: i + 1
    for i, name in enumerate(["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"])
}
_MONTH = r"(jan(?:uary)?|feb(?:r?uary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"  # noqa: E501 - a pattern reads worse when broken
_WEEKDAY = r"(?i:(?:mon|tues?|wed(?:nes)?|thur?s?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+(?:the\s+)?)?"
_FIGURE = re.compile(r"\d")
_SHAPES = (
    ("ymd", re.compile(r"\b(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:T[\d:.]+Z?)?\b")),
    ("dmy", re.compile(_WEEKDAY + r"(?<![\d/.])(\d{1,2})\s*[/.\-\\]\s*(\d{1,2})\s*[/.\-\\]\s*(\d{4}|\d{2})(?![\d/])")),
    (
        "dny",
        re.compile(
            _WEEKDAY
            + r"\b(\d{1,2})(?:st|nd|rd|th)?\s*(?:of\s+)?[-/. ]?\s*"
            + _MONTH
            + r"\b\.?,?\s*[-/. '’]?\s*(\d{4}|\d{2})\b",
            re.IGNORECASE,
        ),
    ),
    ("ndy", re.compile(r"\b" + _MONTH + r"\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4}|\d{2})\b", re.IGNORECASE)),
    ("dmy", re.compile(r"^\s*(\d{1,2})\s+(\d{1,2})\s+(\d{4}|\d{2})(?!\d)")),
    ("dmy", re.compile(r"^\s*(\d{2})(\d{2})(\d{4}|\d{2})\s*$")),
)


def find_date(text: str, *, born: str = "", near: dt.date | None = None) -> Typed[dt.date] | None:  # noqa: D417 - said above
    """
    Return the day that *text* gives, day first as in Britain.

    A year alone, a month alone, an age or an impossible day gives nothing. Two
    figures for the year are read so that a child is 0 to 25 and an adult 12 to
    90 at *near*, the form's own date (forms, section 4.2).

    Args:
        born: "child", "adult" or "person" (of any age) for a date of birth, "due" for an expected date, "" otherwise.
        near: The form's date, if known.
    """
    if _FIGURE.search(text) is None:
        return None
    for order, shape in _SHAPES:
        found = shape.search(text)
        if found is None:
            continue
        day, month, year = _figures(order, found.groups())
        date, trust = _whole_date(day, month, year, born, near)
        if date is None:
            return None
        rest = (text[: found.start()] + " " + text[found.end() :]).strip(" ,;:-–—()\n\t")
        if rest and any(other.search(rest) for _, other in _SHAPES[:4]):
            trust = min(trust, 0.7)
        return Typed(date, trust, rest)
    return None


def _figures(order: str, groups: tuple[str, ...]) -> tuple[int, int, str]:
    first, second, third = groups
    if order == "ymd":
        return int(third), int(second), first
    if order == "ndy":
        return int(second), _MONTHS[first[:3].lower()], third
    month = _MONTHS[second[:3].lower()] if order == "dny" else int(second)
    return int(first), month, third


def _whole_date(day: int, month: int, year: str, born: str, near: dt.date | None) -> tuple[dt.date | None, float]:
    if len(year) == 4:
        date = _calendar(int(year), month, day)
        if date is None or not 1900 <= date.year <= 2100:
            return None, 0.0
        odd = born == "child" and near is not None and not -1 <= (near - date).days / 365.25 <= 26
        return date, 0.7 if odd else 1.0
    short = int(year)
    candidates = [d for d in (_calendar(1900 + short, month, day), _calendar(2000 + short, month, day)) if d]
    if not candidates:
        return None, 0.0
    if near is None:
        century = [d for d in candidates if d.year <= (2030 if born != "adult" else 2012)]
        return max(century or candidates), 0.85 if born else 0.95
    youngest, oldest = {"child": (-0.9, 25.99), "adult": (0, 100), "person": (-0.9, 100), "due": (-1.0, 1.0)}.get(
        born, (-30, 30)
    )
    likely = [d for d in candidates if youngest <= (near - d).days / 365.25 <= oldest]
    if born == "adult" and len(likely) > 1:
        grown = [d for d in likely if (near - d).days / 365.25 >= 12]
        return max(grown or likely), 0.95
    if not likely:
        return min(candidates, key=lambda d: abs((near - d).days)), 0.6
    return max(likely), 0.97


def _calendar(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


_DUE = re.compile(r"\b(?:edd|due|expected|edc|est(?:imated)?\.? (?:date|delivery))\b", re.IGNORECASE)


def says_due(text: str) -> bool:
    """True if what stands beside the date calls it an expected date of delivery."""
    return _DUE.search(text) is not None


# --- postcodes ------------------------------------------------------------------------------------------------

_OUTWARD = (
    r"(?:[A-PR-UWYZ](?:[0-9]|[1-9][0-9]|[A-HK-Y](?:[0-9]|[1-9][0-9])|[0-9][A-HJKPSTUW]|[A-HK-Y][0-9][A-HJ-NP-Z]))"
)
_POSTCODE = re.compile(rf"\b(GIR|{_OUTWARD})\s{{0,3}}([0-9][ABD-HJLNP-UW-Z]{{2}})\b", re.IGNORECASE)
_NEARLY = re.compile(r"\b([A-Z0-9]{2,4})\s{0,3}([0-9OILSZ][A-Z0-9]{2})\b", re.IGNORECASE)
_SHAPED = re.compile(r"\b([A-Z]{1,2}[1-9][0-9]?[A-Z]?) ?([0-9][A-Z]{2})\W*$")
"""What is no postcode by its letters alone, where an address ends in it: somebody mistyped one."""
_TO_FIGURE = str.maketrans("OILSZB", "011528")
_TO_LETTER = str.maketrans("01258", "OIZSB")


def find_postcode(text: str) -> Typed[str] | None:
    """Return the postcode in *text*, upper case with one space; O for 0 is mended if that leaves one reading."""
    found = _last(_POSTCODE, text)
    if found is not None:
        return Typed(f"{found.group(1)} {found.group(2)}".upper(), 1.0, _without(text, found))
    for found in _NEARLY.finditer(text):
        if not any(c.isdigit() for c in found.group(0)) or _words(text[found.end() :]):
            continue
        mended = _mended(found.group(1).upper(), found.group(2).upper())
        if len(mended) == 1:
            return Typed(mended.pop(), 0.75, _without(text, found))
    shaped = _SHAPED.search(text) or _SHAPED.fullmatch(text.strip().upper())
    return None if shaped is None else Typed(f"{shaped[1]} {shaped[2]}", 0.7, _without(text, shaped))


def _words(text: str) -> bool:
    return any(c.isalnum() for c in text)


def _last(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    return max(pattern.finditer(text), key=lambda found: found.start(), default=None)


def _without(text: str, found: re.Match[str]) -> str:
    return (text[: found.start()] + text[found.end() :]).strip(" ,;:.\n\t")


def _mended(outward: str, inward: str) -> set[str]:
    """All postcodes that differ from what is written only by figures for letters of the same shape."""
    tails = {inward[0].translate(_TO_FIGURE) + inward[1:].translate(_TO_LETTER)}
    heads = set()
    for shape in ("A9", "A99", "AA9", "AA99", "A9A", "AA9A"):
        if len(shape) == len(outward):
            heads.add(
                "".join(
                    c.translate(_TO_LETTER if s == "A" else _TO_FIGURE) for c, s in zip(outward, shape, strict=True)
                )
            )
    if outward in heads and any(_POSTCODE.fullmatch(f"{outward} {t}") for t in tails):
        heads = {outward}  # nothing to mend in it
    return {f"{h} {t}" for h in heads for t in tails if _POSTCODE.fullmatch(f"{h} {t}")}


# --- numbers --------------------------------------------------------------------------------------------------


def find_nhs_number(text: str) -> Typed[str] | None:
    """Return the ten digits of an NHS number; one whose check digit fails is not sure."""
    found = re.search(r"(?<!\d)(\d{3})[\s-]*(\d{3})[\s-]*(\d{4})(?!\d)", text)
    if found is None:
        return None
    digits = "".join(found.groups())
    check = 11 - sum(int(d) * (10 - i) for i, d in enumerate(digits[:9])) % 11
    right = check % 11 == int(digits[9]) and check != 10
    return Typed(digits, 1.0 if right else 0.6)


_UPN_ALPHABET = "ABCDEFGHJKLMNPQRTUVWXYZ"


def find_upn(text: str) -> Typed[str] | None:
    """Return the unique pupil number in *text*; one whose check letter fails is not sure."""
    found = re.search(r"\b([A-HJ-NP-RT-Z])\s*(\d{11})\s*(\d|[A-HJ-NP-RT-Z])\b", text.replace(" ", ""), re.IGNORECASE)
    if found is None:
        return None
    number = "".join(found.groups()).upper()
    last = int(number[12]) if number[12].isdigit() else _UPN_ALPHABET.index(number[12])
    total = sum(int(d) * (i + 2) for i, d in enumerate(number[1:12])) + last * 13
    return Typed(number, 1.0 if _UPN_ALPHABET[total % 23] == number[0] else 0.6)


_EMAIL = re.compile(r"[\w.+'-]+@[\w-]+(?:\.[\w-]+)+")


def find_email(text: str) -> Typed[str] | None:
    """Return the mail address in *text*."""
    found = _EMAIL.search(text)
    return (
        None
        if found is None
        else Typed(found.group(0).rstrip("."), 1.0, (text[: found.start()] + text[found.end() :]).strip(" ,;:/\n\t|"))
    )


_DAYS = frozenset({"dob", "edd", "date", "date_started", "date_completed", "review", "when"})


def fits(asks: str, text: str) -> bool:
    """True if *text* is a whole answer of the kind that is asked for: a day, a number, a postcode, a mail address."""
    if asks in _DAYS:
        read = find_date(text)
        return read is not None and (len(read.rest) < 12 or re.match(r"(?:at|in)\b.{0,40}$", read.rest) is not None)
    if asks == "postcode":
        return find_postcode(text) is not None and len(text) < 10
    if asks in ("email", "contact"):
        return find_email(text) is not None
    if asks in ("telephone", "nhs", "upn"):
        return len(text) < 30 and sum(c.isdigit() for c in text) >= 6
    return False


NUMBER_BEHIND = re.compile(
    r"[\s,;:–(-]*(?:tel(?:ephone)?\.?:?\s*)?(\(?(?:\+44|0)\d[\d\s()]{6,}\d(?:\s*(?:ext|x)\.?\s*\d+)?)\)?\s*$",
    re.IGNORECASE,
)


def service_in(line: str) -> dict[str, str]:
    """Return the service on a line, with its worker and telephone: 'GP – Dr Marsh – 01632 960115'."""
    line = line.strip(" •–-\t\n")
    number = NUMBER_BEHIND.search(line)
    rest = line[: number.start()].strip(" ,;:–-") if number is not None else line
    parts = [p.strip() for p in re.split(r"\s+[–-]\s+|\s*[|;]\s*|:\s+", rest) if p.strip()]
    if len(parts) == 1:
        parts = [p.strip() for p in parts[0].split(",", 1)]
    said = (
        dict(zip(("service", "name"), (parts[0], ", ".join(parts[1:])), strict=True))
        if len(parts) > 1
        else {"service": rest}
    )
    return {**said, "telephone": number.group(1)} if number is not None else said


# --- yes and no -----------------------------------------------------------------------------------------------

_YES = re.compile(r"(?:yes|y|true)\b", re.IGNORECASE)
_NO = re.compile(r"(?:no|n|false)\b", re.IGNORECASE)


def find_yes_no(text: str) -> Typed[bool] | None:
    """Return what a box says that asks yes or no; words behind it are kept as the rest."""
    cleaned = clean(text)
    if cleaned in YES_WORDS:
        return Typed(value=True)
    if cleaned in NO_WORDS:
        return Typed(value=False)
    if re.match(r"(?:yes\s*/\s*no|y\s*/\s*n)\b", text.strip(), re.IGNORECASE):
        return None
    for pattern, value in ((_YES, True), (_NO, False)):
        found = pattern.match(text.strip())
        if found is not None and not re.match(r"\s*(?:known|idea|t\b)", text.strip()[found.end() :], re.IGNORECASE):
            rest = text.strip()[found.end() :].strip(" -–—,.;:()")
            return Typed(
                value, 0.9 if not re.search(r"\b(?:but|except|unless|not|no|yes)\b", rest, re.IGNORECASE) else 0.6, rest
            )
    return None


# --- names ----------------------------------------------------------------------------------------------------

_UNBORN = re.compile(r"\b(?:unborn|baby of|bump)\b", re.IGNORECASE)


_UNBORN_OF = re.compile(
    r"(?P<given>[Uu]nborn(?: [Bb]aby)?) "
    r"(?P<family>(?!(?i:baby|child|twins?|one|two|girl|boy|infant|of)\b)[A-Z][\w'’-]+)"
)
"""'Unborn Marsh': a family that has no first name for the baby yet."""


def is_unborn(name: str) -> bool:
    """True for 'Unborn baby of ...'."""
    return _UNBORN.search(name) is not None


_AT_END_IN_BRACKETS = re.compile(r"\s*\([^)]*\)\s*$")


def split_name(text: str) -> Typed[tuple[str | None, str | None]]:
    """Return given names and family name from one box: the last word is the family name (forms, section 0)."""
    text = (_AT_END_IN_BRACKETS.sub("", text) if "(" in text else text).strip(" .,")
    if is_unborn(text):
        named = _UNBORN_OF.fullmatch(text)
        return Typed((text, None), 0.95) if named is None else Typed((named["given"], named["family"]), 0.9)
    if "," in text:
        family, _, given = text.partition(",")
        if given.strip() and len(family.split()) <= 3:
            return Typed((given.strip(), family.strip()), 0.85)
    words = text.split()
    trust = 0.93
    if words and re.fullmatch(r"(?:mr|mrs|miss|ms|master|mx)\.?", words[0], re.IGNORECASE) and len(words) > 1:
        words, trust = words[1:], 0.85
    if len(words) == 1:
        return Typed((words[0], None), 0.75)
    if words and any(w.isupper() and len(w) > 1 for w in words[:-1]) and not words[-1].isupper():
        return Typed((" ".join(words[1:]), words[0]), 0.7)
    particles = {"van", "de", "der", "von", "la", "le", "del", "al", "el", "bin", "st"}
    if len(words) > 2 and words[-2].lower() in particles:
        trust = 0.75
    return Typed((" ".join(words[:-1]), words[-1]), trust) if words else Typed((None, None), 0.0)
