"""
Whose answer it is in a form about several children, told by the words of its headings and labels.

Pure functions: a text in, a judgement out. What is on the page around it is
known to the draft (`intake.reader.draft_state`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from intake.reader.labels import Label, clean, recognise
from intake.reader.phrases import NUMBERING
from intake.reader.statements import Statement
from intake.reader.vocabulary import SEX_WORDS

_FAMILY = re.compile(
    r"(?:(?:for|about|on|the|our|whole|this|all|and|details|of|information) )*"
    r"(?:famil(?:y|ies)|all (?:of )?(?:the )?children|both children|brothers and sisters)"
    r"(?: (?:as|a|whole|together|now|page|part|section|details|information|home|address|contacts?|telephone|numbers?"
    r"|and))*"
)
_FAMILYS = re.compile(r"\bfamil(?:y|ys|ies)\b")
_OF_ALL = re.compile(
    r"\b(?:(?:of|for) )?(?:all|both)(?: of)?(?: (?:the|our|these))? (?:children|twins|brothers and sisters|siblings)(?:['’]s?|\b)"  # noqa: E501 - a pattern reads worse when broken
    r"|\b(?:the )?(?:twins|triplets|siblings)(?:['’]s?|\b)",
    re.IGNORECASE,
)
_ANY_OF_THEM = re.compile(r"\b(?:any|either|one)(?: of)?(?: \w+){0,2} (?:child|children|twins)\b")
_APART = re.compile(r"\b(?:if|unless|only|different|differs?|other than|not)\b")
_AROUND_A_NAME = frozenset(
    [
        "a",
        "about",
        "all",
        "and",
        "assessment",
        "child",
        "child's",
        "childs",
        "details",
        "for",
        "form",
        "information",
        "is",
        "me",
        "my",
        "named",
        "of",
        "on",
        "our",
        "page",
        "part",
        "person",
        "person's",
        "persons",
        "profile",
        "record",
        "section",
        "sheet",
        "story",
        "the",
        "this",
        "views",
        "young",
    ]
)
_SEVERAL = re.compile(r"\b(?:children|childrens|they|their|twins|all|both|young people|we|our|siblings)\b")
_WITH_OPTION = re.compile(r"(?P<asked>.{3,60}?)\s*[:?–-]\s*(?P<option>yes|no)\W*", re.IGNORECASE)
_NUMBER_TOO = re.compile(r"\s*(?:and|/|&)\s*(?:telephone|phone|tel)\b.*", re.IGNORECASE)
_SAYS = re.compile(
    r"\W*(?P<who>[A-Z][\w'’-]+(?: [A-Z][\w'’-]+)?)(?: \(\d{1,2}\))?(?: says?| said)?(?:\s*:|\s+[–-]\s)\s*(?P<words>.*)"
)
_ALL_OF_THEM = frozenset({"both", "all", "everybody", "everyone", "together", "children", "they"})
SOMEBODY_ELSE = -1
"""The position of whoever speaks and is none of the children."""
_UNCLEAR = 0.7
_FEWEST_WORDS = 4
"""What somebody says has this many words at least; fewer may be a name."""


def is_about_the_family(text: str) -> bool:
    """True for 'The whole family', 'For all the children': what comes next is nobody's alone."""
    small = text.lower()
    if "famil" not in small and "children" not in small and "brothers" not in small:
        return False
    return _FAMILY.fullmatch(clean(NUMBERING.sub("", text))) is not None


def names_the_family(label: str) -> bool:
    """True for 'Family strengths', 'What does your family need?'."""
    return _FAMILYS.search(clean(label)) is not None


def asked_of_all(label: str) -> Label | None:
    """Return what 'Address and telephone for all the children' asks, None if it does not say that it asks of all."""
    bare = _OF_ALL.sub(" ", label)
    if bare == label:
        return None
    asked = " ".join(bare.split())
    return recognise(asked) or recognise(_NUMBER_TOO.sub("", asked))


def asks_whether_any(label: str) -> bool:
    """True for 'Does any child have a disability?': a Yes does not say which child."""
    small = label.lower()
    return ("child" in small or "twins" in small) and _ANY_OF_THEM.search(clean(label)) is not None


def is_asked_apart(label: str) -> bool:
    """True for 'Address, if different', 'Only if it is not the family home': this child's own."""
    return _APART.search(clean(label)) is not None


def child_in_heading(text: str, names: Sequence[str]) -> int | None:
    """The one child of *names* whom a short heading is about: 'My page: Alex', 'Alex's views', 'About Alex (2)'."""
    words = clean(re.sub(r"['’]s\b", "", text)).split()
    fits = [i for i, name in enumerate(names) if name and _is_said(clean(name).split(), words)]
    return fits[0] if len(fits) == 1 else None


def whose_words(label: str, names: Sequence[str]) -> int | None:
    """The one child of *names* whose words a heading asks for: 'What Esme says', 'Rafferty’s own words'."""
    return child_in_heading(_ASKS_FOR_WORDS.sub(" ", label), names) if len(names) > 1 else None


_ASKS_FOR_WORDS = re.compile(
    r"\b(?:what|says?|said|thinks?|wants?|told us|own words|words|views?|voice|comments?)\b", re.IGNORECASE
)


def _is_said(name: list[str], words: list[str]) -> bool:
    """True if *words* are a name, or its first word, and besides it nothing but what stands round names in headings."""
    said = [w for w in words if w not in name]
    return bool(name) and name[0] in words and all(w in _AROUND_A_NAME or w.isdigit() for w in said)


def for_one_of_several(label: str) -> bool:
    """True for 'The child's own words' and for 'Comments': the label does not say that it asks all of them."""
    return _SEVERAL.search(clean(label)) is None


def is_said(text: str) -> bool:
    """True for words that somebody says, rather than a name or a number."""
    return len(text.split()) >= _FEWEST_WORDS


def heard_for(statements: Sequence[Statement], index: int, count: int) -> list[Statement]:
    """
    Return the statements of consent that hold for child *index* of *count*.

    What stands in one child's part is never another's. Only behind the last
    child's part, which nothing may have ended, are they everybody's, and then
    nobody may rely on them.
    """
    parts = {s.child for s in statements if s.child is not None and s.value is not None}
    if count > 1 and parts == {count - 1}:
        return [replace(s, trust=min(s.trust, _UNCLEAR)) for s in statements]
    return [s for s in statements if s.child in (None, index)]


def said_by(text: str, names: Sequence[str]) -> list[tuple[int | None, str]]:
    """
    Return each line with the position of the child in *names* who says it: 'Alex: I like maths'.

    None where it is everybody's, -1 where another name stands before it. A line
    without a name goes on with what the one before it says.
    """
    firsts = [clean(name).split()[:1] for name in names]
    said: list[tuple[int | None, str]] = []
    owner: int | None = None
    known = False
    for line in text.split("\n"):
        found = _SAYS.fullmatch(line.strip())
        who = clean(found["who"]).split()[:1] if found is not None else []
        words = line
        if found is not None and who and who in firsts:
            owner, known, words = firsts.index(who), True, found["words"].strip()
        elif who and who[0] in _ALL_OF_THEM:
            owner = None
        elif who and known:
            owner = SOMEBODY_ELSE
        if words:
            said.append((owner, words))
    return said


def question_and_option(text: str) -> tuple[str, str] | None:
    """'Female', 'Disabled? Yes': a question, and the one of its options that has a row of its own to tick."""
    if clean(text) in SEX_WORDS and len(clean(text)) > 1:
        return "Sex", text.strip()
    found = _WITH_OPTION.fullmatch(text.strip())
    return (found["asked"], found["option"]) if found is not None else None
