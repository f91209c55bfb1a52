"""
Whether a letter, or a line of it, is about several children, and where the words about each of them begin.

'Leo Pattinson, born ..., and Sam Pattinson, born ...', 'Kai and Leo Pattinson',
'Leo (Reception) and Sam (Year 4)'. A second name is a child's if it stands
beside the first as its like and has a birthday, an age or a school year of its
own, or shares the family name; a parent, a doctor and a street are none.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, replace

from intake.reader.labels import clean
from intake.reader.letter_facts import facts_in, label_kind, take_day, tidy
from intake.reader.letter_names import FAMILIES_TOO, FIRSTS_TOO, names_in
from intake.reader.letter_words import NO_NAMES, POSTCODE, RELATION, UNBORN, WORD
from intake.reader.typed import find_date, split_name

_I = re.IGNORECASE
ADULT = 19 * 365
"""Somebody born so many days before is no child of the letter."""


@dataclass(frozen=True, slots=True)
class Named:
    """
    A child's name in a text: its words, and where the name begins and ends; no family where none is written.

    `beside`: it stands in a list of names that have one family name. `grown`: the birthday is a grown-up's.
    """

    given: str
    family: str
    start: int
    end: int
    sure: float = 0.97
    family_sure: float = 1.0
    beside: bool = False
    grown: bool = False
    unborn: bool = False

    @property
    def whole(self) -> str:
        """The name as it would be written."""
        return f"{self.given} {self.family}".strip()


_LONGEST = 1500
"""No list of a letter's children is so long."""
_SIBLING = (
    r"(?:(?:his|her|their|the)\s+)?(?:(?:younger|older|elder|eldest|youngest|little|big|baby|twin|half|step)[\s-]+)*"
    r"(?:brother|sister|sibling|twin)s?\b\s*[,:–-]?\s*"
)
_AND_SIBLING = re.compile(
    r"\band\s+(?:(?:his|her|their|the)\s+)?(?:\w+[\s-]+)?(?:brother|sister|sibling|twin)\b,?\s*$", _I
)
_LEADS = re.compile(
    r"[:–-]\s*$|\b(?:for|about|brothers|sisters|siblings|twins|children|boys|girls|pupils|patients)\s+$", _I
)
_OF_HERS = re.compile(r"\band\s+(?:her|his|their)\s+(?:\w+\s+){0,2}(?:son|daughter|baby|child|infant)\b,?\s*$", _I)
_OPENS = re.compile(r"\s*[(,]\s*(?:born|dob|d\.o\.b|\d)", _I)
_RE = re.compile(r"^\s*(?:re|subject|regarding|concerning)\b", _I)
_JOINS = re.compile(
    rf"(?:^|[,;&\n/|+)\]]|\band\b|\s{{2,}}|[\d.]\s)\s*(?:and\s+|&\s+)?(?:{_SIBLING})?(?:child\s*)?(?:[(\[]?[a-c\d][.):\]]\s*)?(?:[-–•]\s*)?$",
    _I,
)
_NOT_BEFORE = re.compile(
    rf"\b(?:of|to|by|with|from|dr|c/o)\s*$|\b{RELATION}\b(?:['’]s)?(?:\s+name)?\s*[,:(–-]?\s*(?:is\s+)?$", _I
)
_CHILD_OF = re.compile(
    rf"\b(?:son|daughter|child|children|baby) of\s+(?:[\w.’'-]+\s+){{1,3}}(?:and|&)\s+(?:{RELATION}\s+)?$", _I
)
_NOT_AFTER = re.compile(
    rf"^\s*[,(–-]*\s*(?:(?:his|her|their|the)\s+)?(?:{RELATION}|(?:brother|sister|sibling|cousin)(?=\s*[,;)–-]|\s*$))\b",
    _I,
)
_GROUP = re.compile(
    r"(?:(?<=re:)|(?<=re )|(?<=re: )|(?<=subject: ))\s*(?:the )?(?:siblings|brothers|sisters|twins|children|boys|girls)\s*:\s",  # noqa: E501 - a pattern reads worse when broken
    _I,
)
"""'Re: Siblings: Leo ...' names no brother of somebody else."""
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
_BEFORE_FACT = (
    r"^['’s]*\s*[-–,:(\[]*\s*(?:(?:who )?was\s+(?=born))?(?:\(?(?:male|female|boy|girl|[MF])\b\)?[\s,;/–-]*)?"
)
_BIRTH = re.compile(
    _BEFORE_FACT + r"(?:d\.?\s?o\.?\s?b|date of birth|born\b|b\.\s?\d|e\.?d\.?d\b|due\b|NHS|UPN)",
    _I,
)
_DAY = re.compile(_BEFORE_FACT + rf"(?:\d{{1,2}}\s?[./-]\s?\d|\d{{1,2}}(?:st|nd|rd|th)?\s+{_MONTH})", _I)
_AGE = re.compile(
    _BEFORE_FACT
    + r"(?:aged?\b|year\s?\d|yr\.?\s?\d|Y\d|(?<=[-–,:(\[] )(?:reception|nursery)\b|(?<=[-–,:(\[])(?:reception|nursery)\b|in (?:year|yr|reception|nursery)"  # noqa: E501 - a pattern reads worse when broken
    + r"|\d{1,2}\s*(?:[),;]|$|years?\b|months?\b|weeks?\b|y(?:rs?)?\b))",
    _I,
)
_TELLS_OF = re.compile(r"\b(?:lives?|lived|living|has|have|had|siblings?|seen|met|cared)\b", _I)
_PARTICLE = r"(?:(?:de|da|dos|van|von|der|den|la|le|bin|al|el)[ ])*"
_LIST = re.compile(
    rf"(?<![\w’'-])(?P<firsts>{WORD}(?:,\s+{WORD})*),?\s+(?:and|&)\s+(?P<last>{WORD})\s+(?P<family>{_PARTICLE}{WORD}(?:[ -]{_PARTICLE}{WORD})?)"  # noqa: E501 - a line reads worse when broken
)
_ADDRESS = re.compile(rf"(?<![\w/.–-])\d{{1,3}}[A-Za-z]?,?\s+[A-Z][^\d;\n]{{2,90}}?{POSTCODE}")
_REFERS = re.compile(
    r"\b(?:re|refer\w*|request\w*|subject|early help|support|concern\w*|child\w*|pupils?|patients?|students?|boys?|girls?|twins?|siblings? group|family|assessment|CAF|brothers|sisters)\b",  # noqa: E501 - a pattern reads worse when broken
    _I,
)
_FAMILY = re.compile(
    rf"\b[Tt]he\s+(?P<family>{WORD}(?:[ -]{WORD})?)\s+(?:children|siblings|boys|girls|brothers|sisters|twins|family)\b"
)
_PLURAL = re.compile(
    r"\b(?:(?:these|the|two|three|four|both|(?<!one of )our|all)\s+(?:\w+\s+){0,2}(?:children|siblings|brothers|sisters|boys|girls|twins|pupils|patients)(?!['’\w])|(?:both|all three|all four) (?:attend|live|have|are|were|of them)|(?:have|are|were|has been) both|twins|siblings)\b",  # noqa: E501 - a pattern reads worse when broken
    _I,
)


def names_several(text: str) -> bool:
    """True if *text* speaks of several children."""
    return _PLURAL.search(text) is not None


def family_of_children(text: str) -> str:
    """'Pattinson' of 'the Pattinson children'; "" if nobody wrote so."""
    found = _FAMILY.search(text)
    return found.group("family") if found is not None and not _no_name(found.group("family")) else ""


def _no_name(words: str) -> bool:
    return bool({clean(w) for w in words.split()} & NO_NAMES)


def children_in(text: str, known: list[Named], near: dt.date | None) -> list[Named]:
    """
    Return the children whom *text* names, in its order; those of *known* also by their first names.

    Grown-ups who are named as children are, with a birthday, are among them and marked.
    """
    text = _GROUP.sub(lambda found: " " * len(found.group(0)), text[:_LONGEST])
    open_to_names = _open(text)
    found: dict[int, Named] = {}
    for name in [*_unborn(text), *_listed(text), *_whole(text), *_bare(text, known)]:
        if any(a <= name.start < b for a, b in open_to_names) and not (
            _somebody_else(text, name) or _in_address(text, name) or _labelled_otherwise(text[: name.start])
        ):
            taken = any(n.start < name.end and name.start < n.end for n in found.values())
            if not taken:
                found[name.start] = name
    made: list[Named] = []
    for name in (found[start] for start in sorted(found)):
        if made and _OF_HERS.search(text[made[-1].end : name.start]):
            made[-1] = replace(made[-1], grown=True)  # 'Chloe Dunn, dob ..., and her son Alfie'
            made.append(name)
        elif not made or _goes_with(text, made[-1], name, known):
            made.append(replace(name, grown=_grown(text[name.end :], near)))
    return made


def _goes_with(text: str, last: Named, name: Named, known: list[Named]) -> bool:
    """True if *name* is another child's beside *last*: it has facts of its own, or 'and' stands between the two."""
    if any(same_child(name, k) for k in known):
        return True
    if _TELLS_OF.search(text[: name.start]):
        return False  # 'Leo lives with his sister Mia, born ...'
    return _JOINS.search(text[max(0, name.start - 60) : name.start]) is not None and (
        name.beside
        or name.unborn
        or with_own_facts(text, name)
        or (name.family == last.family and text[last.end : name.start].strip() == ",")
        or re.fullmatch(rf"\s*,?\s*(?:and\s|&|/)\s*(?:{_SIBLING})?", text[last.end : name.start], _I) is not None
    )


def begins_elsewhere(text: str, names: list[Named]) -> bool:
    """True if other words stand before the first name of a line: 'Seen with Anna Brown, 3 May'."""
    return bool(names) and _JOINS.search(text[: names[0].start]) is None


def with_own_facts(text: str, name: Named) -> bool:
    """True if a birthday, an age, a number or a school year stands behind the name."""
    return evidence(text, name) != ""


def evidence(text: str, name: Named) -> str:
    """What stands behind a name: 'birth' for a labelled birthday or number, 'day', 'age'; "" for nothing."""
    after = text[name.end : name.end + 60]
    told = (("birth", _BIRTH), ("day", _DAY), ("age", _AGE))
    return next((said for said, pattern in told if pattern.match(after)), "")


def _open(text: str) -> list[tuple[int, int]]:
    """Where in *text* a child's name may stand: behind no parent's, doctor's or school's label, in no address."""
    spans: list[tuple[int, int]] = []
    at = 0
    for fact in facts_in(text):
        start = text.find(fact.text, at)
        at = start + len(fact.text)
        if fact.whom or fact.kind in ("parent", "relationship", "telephone", "email", "school", "family", "given"):
            continue
        if fact.kind == "" and fact.label:
            continue
        if fact.kind == "address":
            postcode = re.search(POSTCODE, fact.text)
            start = at if postcode is None else start + postcode.end()
        if fact.kind in ("dob", "edd", "nhs", "upn", "year"):
            start -= len(fact.label) + 3  # 'NHS no: Sam 999 ...'
        spans.append((start, at))
    return spans


def _unborn(text: str) -> list[Named]:
    found = UNBORN.search(text)
    return [] if found is None else [Named(tidy(found.group(0)), "", found.start(), found.end(), unborn=True)]


def _listed(text: str) -> list[Named]:
    """'Kai, Mia and Leo Pattinson': one family name for all."""
    made: list[Named] = []
    for found in _LIST.finditer(text):
        before = re.search(rf"({WORD})\s+$", text[: found.start()])
        if before is not None and not _no_name(before.group(1)):
            continue  # 'Leo Pattinson and Sam Pattinson' is no list
        firsts, family = re.split(r",\s+", found.group("firsts")), found.group("family")
        subject = _RE.match(text) is not None
        names = [*firsts, found.group("last"), family]
        if _no_name(
            " ".join(n for n in names if not (subject and clean(n) in FAMILIES_TOO | FIRSTS_TOO))
        ) or _somebody_else(text, Named("", "", found.start(), found.end())):
            continue
        at = found.start()
        for first in firsts:
            at = text.index(first, at)
            made.append(Named(first, family, at, at + len(first), 0.93, beside=True))
        given, sure = found.group("last"), 0.97
        if " " in family:  # 'Leo and Rose Ann Pattinson'
            more, _, family = family.rpartition(" ")
            given, sure = f"{given} {more}", 0.75
            made = [replace(n, family=family, sure=0.75) if n.start >= found.start() else n for n in made]
        made.append(Named(given, family, found.start("last"), found.end("family"), sure, beside=True))
    return made


def _whole(text: str) -> list[Named]:
    """Names of two words and more; 'PATTINSON, Leo' at the beginning of a line."""
    made: list[Named] = []
    turned = re.match(rf"^\W*(?P<family>(?:[A-Z’'-]+\s)?[A-Z][A-Z’'-]+),\s+(?P<given>{WORD}(?:[ ]{WORD})?)", text)
    if turned is not None and not _no_name(f"{turned['family']} {turned['given']}"):
        made.append(Named(turned["given"], turned["family"], turned.start("family"), turned.end("given"), 0.93))
    for name in names_in(text):
        bare = name.text.removeprefix(name.title).strip()
        if name.words >= 2 and name.title in ("", "Master", "Miss") and not bare.startswith(("St ", "St. ", "Saint ")):
            read = split_name(bare)
            given, family = read.value
            if given and family:
                made.append(Named(given, family, name.start, name.end, 0.97 * read.trust))
    return made


def _bare(text: str, known: list[Named]) -> list[Named]:
    """First names alone: of children known, or with facts of their own."""
    givens = {clean(k.given): k for k in known}
    made: list[Named] = []
    for found in re.finditer(WORD, text):
        word = found.group(0).removesuffix("’s").removesuffix("'s")
        name = Named(word, "", found.start(), found.start() + len(word), 0.93)
        same = givens.get(clean(word))
        if same is not None:
            made.append(Named(same.given, same.family, name.start, name.end, 0.93))
        elif (_no_name(word) and not (clean(word) in FIRSTS_TOO and _OPENS.match(text, name.end))) or len(word) < 2:
            continue
        elif with_own_facts(text, name) and _alone(text[: name.start]):
            made.append(name)
        elif _AND_SIBLING.search(text[: name.start]) and _RE.match(text):
            made.append(replace(name, sure=0.8, beside=True))
    return made


def _alone(before: str) -> bool:
    """True if a first name may stand behind these words: at the beginning, in a list, behind a label."""
    return _JOINS.search(before[-60:]) is not None or _LEADS.search(before[-60:]) is not None


def _in_address(text: str, name: Named) -> bool:
    """'6 Pottery Row, Hexbury, HX1 9AB' has no child in it."""
    return any(found.start() < name.start < found.end() for found in _ADDRESS.finditer(text))


def _labelled_otherwise(before: str) -> bool:
    """'Seen by: Anna Brown': behind a label that neither refers nor names a child."""
    label = re.search(r"(?:^|[.;,\n|]|\s{2,})\s*([^.;,:\n|]{2,60}):\s*$", before)
    if label is None or _REFERS.search(label.group(1)):
        return False
    kind = label_kind(label.group(1))
    return kind is None or kind[0] not in ("name", "ref", "dob", "edd", "nhs", "upn", "year")


def _somebody_else(text: str, name: Named) -> bool:
    """A parent, or whose child it is."""
    if name.unborn:
        return False
    before, after = text[max(0, name.start - 40) : name.start], text[name.end : name.end + 40]
    return (
        _NOT_BEFORE.search(before) is not None
        or _CHILD_OF.search(before) is not None
        or _NOT_AFTER.match(after) is not None
        or UNBORN.search(text[max(0, name.start - 30) : name.end]) is not None
    )


def _grown(after: str, near: dt.date | None) -> bool:
    """True if the birthday behind a name is a grown-up's."""
    day = find_date(take_day(after[:60])[0])
    return near is not None and day is not None and (near - day.value).days > ADULT


def same_child(one: Named, other: Named) -> bool:
    """True if two names may be one child's: the first names alike, and the family names where both are written."""
    mine, theirs = clean(one.given).split()[:1], clean(other.given).split()[:1]
    families = clean(one.family), clean(other.family)
    return mine == theirs and (families[0] == families[1] or "" in families)
