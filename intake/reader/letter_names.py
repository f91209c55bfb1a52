"""
Names in a letter, and the people behind 'Mother: ...', 'Parents: ...' or 'his mother, Mrs Smith (07700 ...)'.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from intake.reader.labels import clean
from intake.reader.letter_facts import take_address, take_phone, tidy
from intake.reader.letter_words import NO_NAMES, ORGANISATION, PERSON, POSTCODE, RELATION, TITLE
from intake.reader.typed import find_date

_I = re.IGNORECASE
FAMILIES_TOO = frozenset(
    {"park", "street", "hill", "lane", "close", "grove", "may", "march", "house", "place", "court", "black", "white"}
    | {"english", "key", "drive", "banks", "gardens", "hall"}
)
"""Family names, where a birthday follows or a label for a name precedes; else streets, colours and months."""
_BORN = re.compile(
    r"[\s,(–-]*(?:d\.?\s?o\.?\s?b|born\b|date of birth|NHS\b|\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{1,2}(?:st|nd|rd|th)? [A-Z][a-z]{2})",  # noqa: E501 - a pattern reads worse when broken
    _I,
)
_NAMED = re.compile(r"\b(?:name|child(?: \d)?|pupil|patient|student|re)\s*[:–-]\s*$", _I)
_MARKS = " \t•·-–*.)(0123456789"
FIRSTS_TOO = frozenset({"will", "may", "april", "june", "august"})
"""First names, in a list of names or where a birthday follows; else months, and the beginning of a question."""
_LISTED = re.compile(r"(?:\band|&|,|\bre:?|:)\s*$", _I)
_HOUSE = re.compile(r"(?<![\w./-])\d{1,3}[A-Za-z]?,?\s+$")
_MONTHS_TOO = frozenset({"may", "april", "june", "august"})


@dataclass(frozen=True, slots=True)
class Name:
    """A name as written, with its title, and where it stands."""

    text: str
    title: str
    start: int
    end: int

    @property
    def words(self) -> int:
        """How many words it has, the title not counted."""
        return len(self.text.split()) - (1 if self.title else 0)


def names_in(text: str, *, labelled: bool = False) -> Iterator[Name]:
    """Yield every name in *text* that has two words, or a title and one; *labelled*: a label for a name precedes."""
    for found in PERSON.finditer(text):
        title, name = (found.group("title") or "").strip(), found.group("name")
        start = found.start("name")
        words = re.split(r"(\s+)", name)
        first_too = len(words) > 2 and clean(words[0]) in FIRSTS_TOO
        first_too = first_too and bool(_BORN.match(text[found.end() :][:30]) or _LISTED.search(text[: found.start()]))
        while words and clean(words[0]) in NO_NAMES and not title and not first_too:
            start += sum(len(w) for w in words[:2])
            words = words[2:]
        if not title and _HOUSE.search(text[max(0, start - 6) : start]):
            continue  # '12 High Row'
        before = "name: " if labelled and not text[: found.start()].strip(_MARKS) else text[: found.start()]
        words = _up_to_no_name(words, before, text[found.end() :])
        name = "".join(words).rstrip(" .(")
        if not name or (len(name.split()) < 2 and not title) or ORGANISATION.search(name):
            continue
        name = re.sub(r"['’]s?$", "", name)
        first = found.start() if title else start
        yield Name(f"{title} {name}".strip(), title, first, start + len(name))


def _up_to_no_name(words: list[str], before: str, after: str) -> list[str]:
    for index in range(0, len(words), 2):
        within = 0 < index < len(words) - 1  # 'Ottilie May Strickland'
        said = clean(words[index])
        if (
            said in FAMILIES_TOO
            and index == len(words) - 1 > 0
            and (_BORN.match(after[:30]) or _NAMED.search(before[-30:]))
        ):
            return words
        if said in NO_NAMES and not (within and said in _MONTHS_TOO) and not (index == 0 and said in FIRSTS_TOO):
            return words[: max(0, index - 1)]
    return words


def untitled(name: Name) -> str:
    """Return the name of a child without 'Master' or 'Miss'."""
    return name.text.removeprefix(name.title).strip() if name.title in ("Master", "Miss", "Mr", "Ms") else name.text


def names_in_any(text: str) -> bool:
    """True if *text* has a name."""
    return next(names_in(text), None) is not None


@dataclass(slots=True)
class Person:
    """A parent or carer: what a letter says of one."""

    name: str = ""
    relationship: str = ""
    telephone: str = ""
    born: str = ""
    address: str = ""
    sure: float = 0.95


_WHO_IN_BRACKETS = re.compile(rf"\(?\b(?P<who>{RELATION})\b(?:\)|(?=\s*[,;)(–-])|$)", _I)
_TWICE_RELATED = re.compile(rf"\((?P<who>{RELATION}(?:\s*(?:,|and|&|/)\s*{RELATION})+)\)", _I)
_BETWEEN = re.compile(
    r"\n|;|\s+(?:and|&)\s+(?=[A-Z])|,\s+(?=(?:and )?(?:" + TITLE + r")\b\.? )|\)\s*,\s*(?=[A-Z])|\s\+\s"
)


def people(whom: str, text: str, label: str) -> list[Person]:
    """Return the people of 'Mother: ...' or 'Parents: A (mother), B (father)'."""
    joint = re.match(
        r"^\s*(Mr\.? (?:and|&) Mrs\.?|Mrs\.? (?:and|&) Mr\.?)\s+([A-Z][\w'’\-]+(?:\s[A-Z][\w'’\-]+)*)", text
    )
    if joint is not None:
        return [Person(name=tidy(joint.group(0)), sure=0.6)]
    made: list[Person] = []
    for part in _BETWEEN.split(text):
        person = _person(part, whom)
        if person is None:
            continue
        if made and not person.name:
            _add(made[-1], person)
        elif person.name:
            made.append(person)
    _share_family_name(made, text)
    if clean(label) in ("lives with", "living with", "next of kin", "family"):
        for person in made:
            person.sure = min(person.sure, 0.9 if person.relationship else 0.6)
    return made


def _person(text: str, whom: str) -> Person | None:
    person = Person()
    phone = take_phone(text)
    if phone is not None:
        person.telephone, text = phone
    read = find_date(text)
    if read is not None and re.search(r"born|d\.?\s?o\.?\s?b|\d{4}", text, _I):
        person.born = text[: len(text)]
    if re.search(POSTCODE, text) is not None:
        at = re.search(r"\s(?=(?:flat |apartment )?\d+[a-z]?[ ,])", text, _I)
        if at is not None:
            person.address, rest = take_address(text[at.end() :])
            text = text[: at.start()] + " " + rest
    who = _TWICE_RELATED.search(text) or _WHO_IN_BRACKETS.search(text)
    person.relationship = whom or (who.group("who") if who is not None else "")
    name = next(names_in(text), None)
    if name is not None:
        person.name = name.text
    else:
        bare = tidy(re.split(r"[,(]", text)[0])
        if re.fullmatch(r"[A-Z][\w'’\-]+", bare) and clean(bare) not in NO_NAMES:
            person.name, person.sure = bare, 0.75
    return person if person.name or person.telephone or person.relationship else None


def _add(person: Person, more: Person) -> None:
    """What stood behind a name belongs to it."""
    person.telephone = person.telephone or more.telephone


def _share_family_name(made: list[Person], text: str) -> None:
    """'Jane and Paul Smith': the first has the second's family name."""
    if (
        len(made) > 1
        and len(made[0].name.split()) == 1
        and re.search(rf"{re.escape(made[0].name)}\s+(?:and|&)\s", text)
    ):
        made[0].name = f"{made[0].name} {made[1].name.split()[-1]}"
        made[0].sure = 0.6


_OWNER = r"(?:his|her|their|the|whose|(?:[A-Z][\w\-]+)['’]s?)"
_SAYS = re.compile(
    rf"\b(?P<owner>(?i:{_OWNER}|and|or|with))\s+(?P<kind>(?i:(?:own |birth |single |young |adoptive |older )?))(?P<who>(?i:{RELATION}))\b"  # noqa: E501 - a pattern reads worse when broken
    rf"(?![’'-]|\s+(?i:and|or)\s+(?i:father|dad|mother|mum|her|his))(?:\s*[,(–-]\s*|\s+(?:is|are|was|called|named)\s+(?:called\s+|named\s+)?|\s+)(?={TITLE}\b|[A-Z])"
)
_SAID_AFTER = re.compile(
    rf"^\s*[,(–-]\s*(?:who is )?(?:(?i:{_OWNER})\s+)?(?P<who>(?i:{RELATION}))\b(?!\s+(?:of|to)\s+(?!him|her|{_OWNER}))"
)


_NUMBER_OF = re.compile(
    rf"\b(?P<who>{RELATION})['’]s (?:mobile |home |tel\w* |phone |contact )?(?:number|phone|mobile|tel\w*) (?:no\.? |number )?is [+(]?\d",  # noqa: E501 - a pattern reads worse when broken
    _I,
)


def people_in_prose(text: str) -> list[Person]:
    """Return the parents and carers whom sentences name: 'his mother, Mrs Smith (07700 ...)', 'Jo Smith (mother)'."""
    made: list[Person] = []
    for found in _SAYS.finditer(text):
        name = next(names_in(text[found.end() : found.end() + 60]), None)
        if name is not None and name.start <= 1:
            end = found.end() + name.end
            several = _SEVERAL.fullmatch(found.group("who")) is not None
            made.append(_told(name, "" if several else found.group("who"), text[end : end + 70]))
            made += _other_parent(text, end) if several else []
    for found in _NUMBER_OF.finditer(text):
        phone = take_phone(text[found.end() - 1 :])
        if phone is not None:
            made.append(Person(relationship=found.group("who"), telephone=phone[0], sure=0.85))
    for name in names_in(text):
        after = _SAID_AFTER.match(text[name.end : name.end + 40])
        if after is not None:
            end = name.end + after.end()
            made.append(_told(name, after.group("who"), text[end : end + 60]))
    return made


_SEVERAL = re.compile(r"(?:foster |grand-?)?(?:parents|carers)", _I)


def _other_parent(text: str, end: int) -> list[Person]:
    """The second of 'her parents, Mr Chidi Obi and Mrs Ngozi Obi'."""
    joined = re.compile(r"\s*(?:\([^()]*\)\s*)?(?:and|&)\s+").match(text, end)
    name = next(names_in(text[joined.end() : joined.end() + 60]), None) if joined is not None else None
    if joined is None or name is None or name.start:
        return []
    return [_told(name, "", text[joined.end() + name.end :][:70])]


_NUMBER_NEAR = re.compile(
    r"^[^.;\d]{0,40}?(?:[(,–-]\s*|\s(?=tel|phone|mobile|mob\b|on\b))(?:(?:whose |her |his )?(?:contact |mobile |home )?(?:tel\w*|phone|mobile|mob|contact|number|on)\b[\s.:]*(?:no\b\.?|number)?[\s.:]*(?:is )?)?(?=[+(]?0|\+44)",  # noqa: E501 - a pattern reads worse when broken
    _I,
)


def _told(name: Name, who: str, after: str) -> Person:
    """Of what follows a name in a sentence only a telephone number in brackets, or announced as one, belongs to it."""
    person = Person(name=name.text, relationship=who, sure=0.88 if name.words > 1 else 0.7)
    near = _NUMBER_NEAR.match(after)
    if near is not None and (phone := take_phone(after[near.end() :])) is not None:
        person.telephone = phone[0]
    if clean(who).startswith(("grand", "gran", "nan", "aunt", "uncle")) or "partner" in who:
        person.sure = min(person.sure, 0.6)
    return person


def begins_with_parent(text: str) -> bool:
    """True for a line 'Jane Barton (mother) 07700 900111'."""
    name = next(names_in(text), None)
    return name is not None and name.start == 0 and _SAID_AFTER.match(text[name.end : name.end + 40]) is not None
