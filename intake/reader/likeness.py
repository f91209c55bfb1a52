"""
What resembles a phrase of the vocabulary without being one: counted, with less certainty.

Three ways, from the surest: the same words that carry meaning in another order
and with other small words between them; a whole question known by words that
must and must not stand in it; nearly the same letters.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz, process

from intake.reader.label_rules import RULES
from intake.reader.phrases import (
    ATTRIBUTE_PHRASES,
    BRACKETS,
    LONG_PHRASES,
    PHRASES,
    Label,
    clean,
    label_of,
    take_off_subject,
)
from intake.reader.sharing_rules import WITHIN_CONSENT
from intake.reader.vocabulary import CHOICE_WORDS, ELEMENT_KEYWORDS, PARTS, SMALL_WORDS

FLOOR = 88.0
"""How alike, out of 100, a label must be to a phrase of the vocabulary."""


_SHORTEST, _LONGEST_QUESTION = 3, 160


def _content(text: str) -> frozenset[str]:
    return frozenset(w for w in text.split() if w not in SMALL_WORDS)


def _says_little(word: str) -> bool:
    """True for a word that asks for nothing by itself, and for 'on' and 'by', which ask only where nothing else is."""
    return word not in PHRASES or len(word) < _SHORTEST


def _by_content() -> dict[frozenset[str], list[tuple[str, str]]]:
    """Every phrase by the words in it that carry meaning; what two phrases of different sense share is left out."""
    found: dict[frozenset[str], list[tuple[str, str]]] = {}
    for phrase, senses in PHRASES.items():
        words = _content(phrase)
        if not words or (len(words) == 1 and _says_little(next(iter(words)))):
            continue
        known = found.setdefault(words, senses)
        if known != senses:
            found[words] = [s for s in known if s in senses]
    return {words: senses for words, senses in found.items() if senses}


_CONTENT = _by_content()


def same_words(text: str) -> Label | None:
    """Return the meaning of the phrase that has the same words as *text*, but for their order and small words."""
    if text in CHOICE_WORDS or _OFFERED.fullmatch(text) is not None:
        return None  # 'Not given' is a word to choose
    senses = _CONTENT.get(_content(text))
    if senses:
        return label_of(senses, take_off_subject(text)[0] if ("attribute", "comment") in senses else "", 0.93)
    about, rest = take_off_subject(text)
    if not about or not rest:
        return None
    senses = [s for s in _CONTENT.get(_content(rest), ()) if s[0] == "attribute"]
    return label_of(senses, about, 0.93) if senses else None


@dataclass(frozen=True, slots=True)
class _Recipe:
    """The words that make up labels for one attribute; phrases of several words are joined by '_'."""

    asks: str
    keys: frozenset[str]
    words: frozenset[str]
    needs: frozenset[str]

    def holds(self, words: set[str]) -> bool:
        """True if *words* are all among those that labels for this attribute are made of."""
        return all(w in self.words or all(part in self.words for part in w.split("_")) for w in words)


def _joined(phrases: list[str]) -> frozenset[str]:
    return frozenset(phrase.replace(" ", "_") for phrase in phrases)


_RECIPES = tuple(
    _Recipe(
        name,
        _joined(part["keys"]),
        _joined(part["keys"] + part["others"]) | SMALL_WORDS,
        _joined(part.get("needs", [])),
    )
    for name, part in PARTS.items()
)
_OFFERED = re.compile(r"(\w+) not \1")
"""'Given / not given': two words to choose from."""
_JOINED = re.compile(
    r"\b(?:"
    + "|".join(sorted({k for part in PARTS.values() for k in part["keys"] if " " in k}, key=len, reverse=True))
    + r")\b"
)
_ASKING = frozenset({"what", "which", "whats", "so", "now", "there"})
_LONGEST_COMPOUND = 10


def put_together(text: str) -> Label | None:
    """Return what a label asks for that is put together from an attribute's words alone, whoever it is about."""
    if text.count(" ") >= _LONGEST_COMPOUND:
        return None
    about, rest = take_off_subject(text)
    for whom, said in ((about, rest), ("", text)):
        words = set(_JOINED.sub(lambda m: m[0].replace(" ", "_"), said).split()) - _ASKING
        fits = [r for r in _RECIPES if r.keys & words and r.holds(words) and (not r.needs or r.needs & words)]
        if fits:
            best = max(fits, key=lambda r: len(r.keys & words))
            return Label(best.asks, whom, score=0.9)
    return _by_last_word(rest if about else text, about)


_HEADS = frozenset({"address", "postcode", "telephone", "phone", "tel", "email", "ethnicity", "religion", "language"})


def _by_last_word(text: str, about: str) -> Label | None:
    """'Tenancy address', 'Foyer telephone': one strange word before a plain one."""
    words = text.split()
    if len(words) != 2 or words[1] not in _HEADS or any(words[0] in r.keys for r in _RECIPES):
        return None
    asks = next(r.asks for r in _RECIPES if words[1] in r.keys)
    return Label(asks, about, score=0.82)


@lru_cache(maxsize=1024)
def whom_within_consent(label: str) -> Label | None:
    """Whether *label* asks of whom to tell, or whom not to tell, if it stands in the part about consent."""
    text = clean(BRACKETS.sub(" ", label)) if len(label) < _LONGEST_QUESTION else ""
    return next((Label(name, score=0.9) for name, pattern in WITHIN_CONSENT if text and pattern.search(text)), None)


def by_rule(text: str) -> Label | None:
    """Whole questions, known by the words that must and must not stand in them."""
    words = text.count(" ") + 1
    if not 3 <= words <= 34:
        return None
    for name, pattern in RULES:
        if pattern.search(text):
            if name in ("print_name", "date_says"):
                return Label(name.removesuffix("_says"), take_off_subject(text)[0] or _OF_CONSENT, score=0.9)
            if name.endswith("_says"):
                return Label("comment", name.removesuffix("_says"), score=0.9)
            element = name.removeprefix("element ")
            return Label(name, score=0.9) if element == name else Label(element=element, score=0.9)
    return None


_OF_CONSENT = "parent"
"""Whose the consent is that a form speaks of without saying whose."""
_LONG = [(phrase, len(phrase)) for phrase in LONG_PHRASES]
_OF_ATTRIBUTES = [(phrase, len(phrase)) for phrase in ATTRIBUTE_PHRASES]
_LENGTHS = (200 - FLOOR + 1) / (FLOOR - 1)
"""What is longer or shorter by more than this cannot be alike enough (and one per cent more, for rounding)."""


@lru_cache(maxsize=512)
def _near(length: int) -> list[str]:
    return [phrase for phrase, size in _LONG if length / _LENGTHS <= size <= length * _LENGTHS]


@lru_cache(maxsize=512)
def _near_attributes(length: int) -> list[str]:
    return [phrase for phrase, size in _OF_ATTRIBUTES if length / _LENGTHS <= size <= length * _LENGTHS]


def resembling(variants: list[str]) -> Label | None:
    """Return the meaning of the phrase that a label resembles letter by letter, if no word in it turns the sense."""
    for text in variants:
        if len(text) < 5:
            continue
        found = process.extractOne(text, _near(len(text)), scorer=fuzz.ratio, score_cutoff=FLOOR)
        if found is not None and _same_sense(text, found[0]):
            return label_of(PHRASES[found[0]], "", _alike(found[1]))
        about, rest = take_off_subject(text)
        if about and len(rest) >= 5:
            found = process.extractOne(rest, _near_attributes(len(rest)), scorer=fuzz.ratio, score_cutoff=FLOOR)
            if found is not None and _same_sense(rest, found[0]):
                senses = [s for s in PHRASES[found[0]] if s[0] == "attribute"]
                return label_of(senses, about, _alike(found[1]))
    return None


_TURNS = frozenset(
    [
        "not",
        "no",
        "never",
        "un",
        "non",
        "without",
        "mother",
        "father",
        "mum",
        "dad",
        "parent",
        "parents",
        "child",
        "childs",
        "first",
        "last",
        "second",
        "previous",
        "other",
        "lead",
        "gp",
        "school",
        "nurse",
        "home",
        "work",
        "name",
        "date",
        "number",
        "who",
        "when",
        "how",
    ]
)


def _same_sense(text: str, phrase: str) -> bool:
    """Refuse a likeness in which a word that turns the sense was gained, lost or replaced by another."""
    mine, theirs = set(text.split()), set(phrase.split())
    return not ((mine ^ theirs) & _TURNS)


def _alike(percent: float) -> float:
    return round(0.8 + (percent - FLOOR) / (100 - FLOOR) * 0.17, 3)


_MOST_WORDS = 9


def element_among_areas(text: str) -> str:
    """Return the element that *text* (cleaned) names in a list of areas; "" if none, or two alike."""
    if text.count(" ") >= _MOST_WORDS:
        return ""
    said = f" {text} "
    weights = {
        name: sum(2 if w[0] == "!" else 1 for w in words if f" {w.lstrip('!')} " in said)
        for name, words in ELEMENT_KEYWORDS.items()
    }
    best, *others = sorted(weights.items(), key=lambda item: -item[1])
    return best[0] if best[1] > others[0][1] else ""
