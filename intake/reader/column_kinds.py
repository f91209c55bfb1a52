"""
What kind of thing stands in a column of a table: days, numbers, persons, agencies, sentences, marks.

Told by what most of its cells look like; a column in which nothing is written,
or this and that, is of no kind.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from enum import Enum

from intake.reader.answers import Answer
from intake.reader.choices import is_mark
from intake.reader.labels import clean
from intake.reader.typed import find_date, find_email, find_postcode, is_answer
from intake.reader.vocabulary import NO_WORDS, YES_WORDS
from intake.reader.who_helps import AGENCY


class Kind(Enum):
    """What stands in a column."""

    COUNT = "count"
    MARK = "mark"
    DAY = "day"
    TELEPHONE = "telephone"
    MAIL = "mail"
    PLACE = "place"
    AGENCY = "agency"
    PERSON = "person"
    WORDS = "words"


_COUNT = re.compile(r"\W*(?:(?:no\.?|step|action|goal|item|aim)\s*)?\d{1,2}\W*|\W*[a-h]\W*", re.IGNORECASE)
_SOON = re.compile(
    r"\b(?:asap|ongoing|on going|immediate(?:ly)?|straight away|today|tomorrow|now|weekly|monthly|daily|half term|term"
    r"|easter|christmas|xmas|(?:next|this|first|last|per|a|each|every) (?:week|month|term|year|tac|taf|review)"
    r"|\d+ (?:days?|weeks?|months?)|january|february|march|april|may|june|july|august|september|october|november"
    r"|december|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|available)\b"
)
_NUMBER = re.compile(r"\+?\(?\d[\d ()/-]{7,}")
_SPELT_SMALL = frozenset({"and", "with", "the", "of", "or", "to", "for", "de", "von", "van", "at", "in", "from"})
_LONGEST_NAME, _LONGEST_DAY = 7, 5
_MOST = 0.6


def kind_of(answers: Sequence[Answer]) -> Kind | None:
    """Return the kind of what most of the cells have that are filled in; None if there is none."""
    said = [a for a in answers if not a.blank and (a.has_boxes or is_answer(a.text))]
    kinds = Counter(map(_kind, said))
    if kinds[Kind.PERSON] and kinds[Kind.AGENCY]:
        return Kind.PERSON if kinds[Kind.WORDS] * 2 <= len(said) else None
    kind, count = kinds.most_common(1)[0] if kinds else (None, 0)
    return kind if kind is not None and count >= _MOST * len(said) else None


def _kind(answer: Answer) -> Kind | None:
    text = " ".join(answer.text.split())
    if answer.has_boxes and not text:
        return Kind.MARK
    return next((kind for kind, looks in _LOOKS if looks(text)), None)


def _is_mark(text: str) -> bool:
    return is_mark(text) or clean(text) in YES_WORDS | NO_WORDS


def _is_day(text: str) -> bool:
    if find_date(text) is not None:
        return len(text.split()) <= 2 * _LONGEST_DAY
    return len(text.split()) <= _LONGEST_DAY and _SOON.search(clean(text)) is not None


def _is_name(text: str) -> bool:
    """True for a few words that all begin with a capital, but for those that never do."""
    words = re.sub(r"\([^()]*\)", " ", text).split()
    spelt = [w for w in words if w.strip("&+/,;-–") and w.lower().strip(",;") not in _SPELT_SMALL]
    if not 0 < len(words) <= _LONGEST_NAME or not spelt or text.rstrip().endswith(("?", "!")):
        return False
    return all(w[0].isupper() or not w[0].isalpha() for w in spelt) and any(w[0].isupper() for w in spelt)


_LOOKS: tuple[tuple[Kind, Callable[[str], bool]], ...] = (
    (Kind.MARK, _is_mark),
    (Kind.COUNT, lambda text: _COUNT.fullmatch(text) is not None),
    (Kind.MAIL, lambda text: find_email(text) is not None),
    (Kind.PLACE, lambda text: find_postcode(text) is not None),
    (Kind.DAY, _is_day),
    (Kind.TELEPHONE, lambda text: _NUMBER.search(text) is not None),
    (Kind.AGENCY, lambda text: _is_name(text) and AGENCY.search(text) is not None),
    (Kind.PERSON, _is_name),
    (Kind.WORDS, lambda text: any(c.isalpha() for c in text) and " " in text),
)
"""The first that fits: a day may have a number in it, and a name is a few words as well."""
