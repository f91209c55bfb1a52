"""
Whom the sentences of a letter are about: 'I am writing about Jo Smith, born 3 May 2015, of 12 High Street ...'.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from intake.reader.labels import clean
from intake.reader.letter_child import ChildReader
from intake.reader.letter_children import Named, children_in, evidence, names_several, with_own_facts
from intake.reader.letter_facts import Fact, facts_in, tidy
from intake.reader.letter_family import same_person
from intake.reader.letter_lines import Line
from intake.reader.letter_names import Person, names_in, people_in_prose, untitled
from intake.reader.letter_words import PHONE, POSTCODE, RELATION, SCHOOL, UNBORN, WORD

_GOES_TO = re.compile(
    r"\b(?:attends|attending|(?:is )?a (?:pupil|student|child) (?:at|of|in)|(?:pupil|student) at|enrolled at|on roll at|on the roll of|goes to|is at|in (?:Year|Y) ?\d{1,2} (?:at|of))\s+$"  # noqa: E501 - a pattern reads worse when broken
)
_ABOUT = re.compile(
    r"\b(?:(?:writ\w+|contact\w+|in touch|e-?mail\w*|get\w* in touch)(?: to you| with you| you)?(?: today)? (?:about|regarding|concerning|on behalf of|in connection with|in relation to|with regard to|to refer|to request \w+(?: \w+)? for|to ask for \w+(?: \w+)? for)"  # noqa: E501 - a pattern reads worse when broken
    r"|refer(?:ring)?|(?:referral|support|help|early help) (?:of|for)|concerned about|concerns about|to discuss|thank you for (?:seeing|considering)|(?:please|could you|you|to|panel) consider)\b"  # noqa: E501 - a pattern reads worse when broken
)


def read_sentences(reader: ChildReader, lines: list[Line]) -> None:
    """
    Take the facts of the sentence that introduces the child, and the parents whom sentences name.

    Where the reader knows of other children, a sentence that names them or nobody is not about its own child alone.
    """
    own, others = reader.first, reader.other_children
    reader.place = "Text of the letter"
    for line in lines[:4]:
        for sentence in _sentences(line.text):
            mine, theirs = names_any(sentence, (own,)), names_any(sentence, others)
            if theirs and not mine:
                continue
            reader.common = sentence if others and (theirs or not mine) else ""
            _introduces(reader, sentence)
    reader.common = ""
    had = bool(reader.people)
    for line in lines:
        for person in people_in_prose(line.text):
            if others and _of_another(person, line.text, own, others):
                continue
            if (person.name and not had) or any(same_person(p, person) for p in reader.people):
                reader.known(person, person.relationship)


def introduced(lines: list[Line], *, known: bool) -> list[Line]:
    """
    Return the sentences and lines at the beginning of the text that may say which children it is about.

    Where the child is *known*, only a sentence that refers another one too. A parent's number is left out.
    """
    made: list[Line] = []
    several = names_several("\n".join(line.text for line in lines[:4]))
    for index, line in enumerate(lines if known else lines[:8]):
        for sentence in _sentences(line.text) if index < 4 or known else [line.text]:
            about = _ABOUT.search(sentence)
            if known and not (about is not None and _ONE_MORE.search(sentence)):
                continue
            said = PHONE.sub("", sentence[about.end() :] if about is not None else sentence)
            names = children_in(said, [], None)
            own = [name for name in names if with_own_facts(said, name)]
            listed = own and len(said) < 120 and not _TELLS_OF.search(said)
            one_of = (
                several
                and any(evidence(said, name) == "birth" for name in own)
                and _BEGINS.fullmatch(said[: names[0].start])
            )
            asked = about is not None and (
                (own and (known or len(names) > 1)) or (len(names) > 1 and all(name.beside for name in names))
            )
            if listed or asked or (one_of and not known):
                made.append(Line(said, gap=line.gap))
    return made


def of_several(lines: list[Line], known: list[Named]) -> list[Line]:
    """Return the sentences at the beginning of the text in which several of the children have facts of their own."""
    made: list[Line] = []
    for line in lines[:4]:
        for sentence in _sentences(line.text):
            about = _ABOUT.search(sentence)
            said = PHONE.sub("", sentence[about.end() :] if about is not None else sentence)
            if sum(with_own_facts(said, name) for name in children_in(said, known, None)) > 1:
                made.append(Line(said))
    return made


_BEGINS = re.compile(
    r"\s*(?:(?:His|Her|The) (?:\w+ )?(?:brother|sister|sibling|twin),? "
    r"|(?:His|Her|Their|The) (?:\w+ )?(?:children|sons|daughters|boys|girls) are:? )?"
)
_ONE_MORE = re.compile(
    r"\b(?:also|as well|too|in addition)\b.*\b(?:refer|consider|include)\w*|\b(?:refer|consider|include)\w*\b.*\b(?:also|as well|too)\b"  # noqa: E501 - a pattern reads worse when broken
)
_TELLS_OF_OTHERS = re.compile(rf"\b(?:brothers?|sisters?|siblings?|cousins?|partner|{RELATION})\b", re.IGNORECASE)
_TELLS_OF = re.compile(
    r"\b(?:lives?|lived|living|has|have|had|is|was|are|were|siblings?|brothers?|sisters?|seen|met)\b", re.IGNORECASE
)


def names_any(text: str, firsts: tuple[str, ...]) -> bool:
    """True if one of the first names stands in *text*."""
    return any(first and re.search(rf"\b{re.escape(first)}\b", text) for first in firsts)


def _of_another(person: Person, text: str, own: str, others: tuple[str, ...]) -> bool:
    """'Leo's father is Paul Smith' says nothing of Sam's."""
    whose = re.search(
        rf"\b({'|'.join(map(re.escape, others))})['’]s?\s+(?:\w+\s+)?{re.escape(person.relationship or '-')}\b", text
    )
    return whose is not None and whose.group(1) != own


def _introduces(reader: ChildReader, sentence: str) -> None:
    facts = facts_in(sentence)
    told = {f.kind for f in facts}
    known = reader.named
    if known and _speaks_of_child(reader, sentence):
        _school_in(reader, sentence)
    if not told & {"dob", "edd", "nhs", "upn"} and not (not known and _ABOUT.search(sentence)):
        if known and "address" in told and "address" not in reader.child and _of_child(sentence):
            _only(reader, facts, ("address",))
        return
    if known and _TELLS_OF_OTHERS.search(_before_birth(facts) if "dob" not in reader.child else sentence):
        return  # a brother's birthday
    if not known:
        _name_before(reader, sentence, facts)
    _only(reader, facts, ("dob", "edd", "nhs", "upn", "address", "aka"))
    if not reader.named:
        return
    year = re.search(r"\bin ((?:Year|Yr) \d{1,2}\w?|[Rr]eception)\b", sentence)
    if year is not None:
        reader.put("year", year.group(1), "Year", 0.85)
    _school_in(reader, sentence)


def _before_birth(facts: Sequence[Fact]) -> str:
    """The words before the first birthday or number of a sentence."""
    at = next((i for i, fact in enumerate(facts) if fact.kind in ("dob", "edd", "nhs", "upn")), len(facts))
    return " ".join(f"{fact.label if fact.kind else ''} {fact.text}" for fact in facts[:at])


def _speaks_of_child(reader: ChildReader, sentence: str) -> bool:
    given = (
        clean((reader.child.get("given") or reader.child["name"]).answer.text).split()[:1]
        if {"given", "name"} & set(reader.child)
        else []
    )
    words = clean(sentence).split()
    return bool(words) and (words[0] in ("he", "she") or bool(given and given[0] in words))


def _school_in(reader: ChildReader, sentence: str) -> None:
    for school in SCHOOL.finditer(sentence):
        if _GOES_TO.search(sentence[: school.start()]):
            reader.put("school", school.group("school"), "School", 0.9)


def _only(reader: ChildReader, facts: Sequence[Fact], kinds: tuple[str, ...]) -> None:
    for fact in facts:
        if fact.kind == "address" and not re.search(POSTCODE, fact.text):
            continue
        if fact.kind == "aka":
            found = re.match(rf"\W*({WORD})", fact.text)
            reader.put("aka", found.group(1) if found else "", fact.label, 0.85)
        elif fact.kind in kinds and not fact.whom:
            reader.take(fact.kind, fact.text, fact.label)


def _name_before(reader: ChildReader, sentence: str, facts: Sequence[Fact]) -> None:
    """The name that stands nearest before the date of birth, or behind 'about'."""
    first = ""
    for fact in facts:
        if fact.kind in ("dob", "edd", "nhs", "upn"):
            first = f"{first.rstrip()}, born"  # 'Mia Park' is a name before it
            break
        first += f"{fact.text} "
    unborn = UNBORN.search(sentence)
    if unborn is not None:
        reader.unborn = True
        reader.put("name", tidy(unborn.group(0)), "Text of the letter", 0.9)
        return
    about = _ABOUT.search(sentence)
    names = [n for n in names_in(first or sentence) if n.words >= 2 and n.title in ("", "Master", "Miss")]
    after = [n for n in names if about is not None and n.start >= about.end()]
    chosen = after[:1] or names[-1:]
    if chosen:
        reader.put("name", untitled(chosen[0]), "Text of the letter", 0.97 if after and len(facts) > 1 else 0.85)


_LIVES = re.compile(
    r"\b(?:[Hh]e|[Ss]he|[Tt]he family|[Tt]hey|[A-Z]\w+) (?:currently )?(?:lives?|is living|resides?)\b"
    r"|\b(?:[Bb]oth|[Aa]ll(?: three)?|[Tt]he)(?: of them)?(?: (?:boys|girls|children|twins|siblings|brothers|sisters))? (?:currently )?live\b"  # noqa: E501 - a pattern reads worse when broken
    r"|\b(?:[Hh]is|[Hh]er|[Tt]heir|[Tt]he family[’']s) (?:home |current )?address\b"
)


def _of_child(sentence: str) -> bool:
    return _LIVES.search(sentence) is not None


def _sentences(text: str) -> list[str]:
    return re.split(r"(?<=[a-z0-9)]\.)\s+(?=[A-Z])", text)
