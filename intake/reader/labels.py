"""
What a label asks for: text in, a `Label` out.

A label is cleaned (case, quotes, numbering, footnote digits, punctuation), the
words that say *who* it is about are taken off, and what is left is looked up in
the vocabulary; what resembles a phrase closely counts, with less certainty.
Which of its meanings holds is decided by the section in which it stands.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz, process

from intake.reader.label_rules import RULES, SECTION_RULES
from intake.reader.vocabulary import ATTRIBUTES, ELEMENTS, QUESTIONS, SECTIONS

FLOOR = 88.0
"""How alike, out of 100, a label must be to a phrase of the vocabulary."""

LONGEST = 230
_SHORT = 90

_NUMBERING = re.compile(
    r"^\s*(?:(?:section|part|theme|question|q|step)\s+(?:[0-9]{1,2}|[a-k]|[ivx]{1,4})\b\s*[.:)\-–]*\s*"
    r"|[(\[]?(?:[0-9]{1,2}(?:\.[0-9]{1,2})*[a-d]?|[a-k][0-9]{0,2}|[ivx]{1,4})(?:[.:)\]]+\s+|[)\]]+\s*|\.(?=(?-i:[A-Z][a-z])))"
    r"|[0-9]{1,2}(?:\.[0-9]{1,2})*[.):]*\s{0,4}(?=(?-i:[A-Z(])))+",
    re.IGNORECASE,
)
_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_EXAMPLE = re.compile(
    r"(?<=\S)[\s,–-]*\be\.?g\.?[\s,:].*$|(?<=\S)\s+for example\b.*$|(?<=\S)\s+(?:please tick|please list|please state|tick (?:one|all)|if known|where applicable|if applicable|if any|if agreed|if different)\b.*$",  # noqa: E501 - a pattern reads worse when broken
    re.IGNORECASE | re.DOTALL,
)
_SENTENCES = re.compile(r"(?<!\be\.g)(?<!\bi\.e)(?<!\betc)(?<!\bno)(?<!\btel)[.!]\s+[A-Z“\"'‘]")
_FOR_SIGNATURE = re.compile(r"(?=.*\bname\b).*\b(?:in place|instead|in lieu) of (?:a |the )?signature\b", re.IGNORECASE)
_NOT_WORDS = re.compile(r"[^a-z0-9]+")
_FOOTNOTE = re.compile(r"\b([a-z]{3,})[1-9]\b")
QUOTES = str.maketrans(
    {"’": "'", "‘": "'", "‟": "'", "„": "'", "“": '"', "”": '"', "\u2009": " ", "\u00a0": " ", "é": "e"}
)
_POSSESSIVE = re.compile(r"'s\b|s'(?=\s|$|[/,])|'")

_CHILD_WORDS = frozenset(
    [
        "child",
        "childs",
        "children",
        "childrens",
        "ren",
        "rens",
        "young",
        "person",
        "persons",
        "people",
        "peoples",
        "yp",
        "baby",
        "babys",
        "unborn",
        "infant",
        "infants",
        "pupil",
        "pupils",
        "student",
        "students",
        "cyp",
        "adolescent",
        "teenager",
        "your",
    ]
)

_JOINING = frozenset(
    [
        "of",
        "the",
        "a",
        "an",
        "or",
        "and",
        "for",
        "this",
        "to",
        "being",
        "their",
        "his",
        "her",
        "him",
        "in",
        "s",
        "who",
        "is",
        "about",
        "made",
        "any",
        "each",
        "with",
        "completing",
        "by",
        "i",
    ]
)
_SUBJECTS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "lead",
        re.compile(
            r"\b(?:name (?:and contact details )?of )?(?:the |your |current |proposed |agreed |temporary |key practitioner )*(?:lead (?:professional|practitioner|worker|person|family worker)s?|key (?:worker|practitioner)s?|lps?)\b(?: (?:completing the assessment|for this family|for family|if known at this time))?"  # noqa: E501 - a pattern reads worse when broken
        ),
    ),
    (
        "assessor",
        re.compile(
            r"\b(?:name of )?(?:the )?(?:person s? ?completing (?:this |the )?(?:form|caf|assessment|eha|csf|request|referral)|person completing|persons? undertaking (?:the )?assessment|(?:this )?(?:form|caf|assessment|eha|early help assessment|request|csf|referral)(?: was| is)? completed by|"  # noqa: E501 - a pattern reads worse when broken
            r"(?:lead )?assessors?|practitioners?|referrers?|referred by|assessed by|completed by|caf creator|author(?: co author)?s?|worker completing(?: this form)?|person (?:making|filling in)(?: the| this)? (?:referral|request|form)|professional completing(?: this form)?|written by|(?<=signed )workers?|(?<=signature )workers?|(?:the )?workers?(?= (?:name|role|email|signature|tel|telephone|phone|agency|organisation)))\b"  # noqa: E501 - a pattern reads worse when broken
        ),
    ),
    (
        "gp",
        re.compile(
            r"\b(?:registered )?(?:gps?|general practitioner|family doctor|doctor|gp practice|gp surgery)\b(?: family doctor)?"  # noqa: E501 - a pattern reads worse when broken
        ),
    ),
    ("mother", re.compile(r"\b(?:mothers?|mums?|birth mother)\b(?! tongue)")),
    ("father", re.compile(r"\b(?:fathers?|dads?|birth father)\b")),
    (
        "parent",
        re.compile(
            r"\b(?:main |first |second |primary |other |adult with |names? of )*(?:parents?(?: s)?(?: (?:and or |and |or )?(?:carers?|guardians?))?(?: s)?|carers?|guardians?|adults?(?: [1-4])?)\b(?: s)?(?: [1-4])?"  # noqa: E501 - a pattern reads worse when broken
        ),
    ),
    (
        "child",
        re.compile(
            r"\b(?:unborn baby(?: |$))?(?:infant )?(?:child(?:s|ren|rens)?(?: ren| s)?|young persons?|yps?|pupils?|baby|unborn baby|students?)(?: (?:or |and )?(?:young (?:persons?|peoples?)s?|infant|baby|yp))*(?: [1-6])?\b(?: s)?"  # noqa: E501 - a pattern reads worse when broken
        ),
    ),
)


@dataclass(frozen=True, slots=True)
class Label:
    """
    What a label may ask for.

    Attributes:
        asks: The attribute or question, "" where it is a heading only.
        about: Whom it names ("child", "parent", "mother", "assessor", "lead", "gp"), "" where nobody.
        section: The section that it opens if it stands as a heading, "".
        element: The element of the assessment that it may head, "".
        score: 0 to 1: 1 for a phrase of the vocabulary, less for what resembles one.
    """

    asks: str = ""
    about: str = ""
    section: str = ""
    element: str = ""
    score: float = 1.0

    @property
    def is_field(self) -> bool:
        """True if it asks for something, rather than only heading a section."""
        return bool(self.asks or self.element)


def clean(text: str) -> str:
    """Return *text* as the vocabulary spells it: lower case, no numbering, footnote digits or punctuation."""
    return _clean_short(text) if len(text) <= _SHORT else _clean(text)


@lru_cache(maxsize=8192)
def _clean_short(text: str) -> str:
    return _clean(text)


def _clean(text: str) -> str:
    text = _NUMBERING.sub("", text.translate(QUOTES))
    text = _POSSESSIVE.sub(lambda m: "s" if m.group(0) != "'" else "", text.lower())
    text = _NOT_WORDS.sub(" ", text.replace("&", " and ").replace("e-mail", "email")).strip()
    return _FOOTNOTE.sub(r"\1", text)


def _variants(text: str) -> list[str]:
    """Return *text* cleaned: whole, without what stands in brackets, and without examples behind it."""
    whole = clean(text)
    found = [whole]
    bare = _BRACKETS.sub(" ", text)
    if bare != text:
        found.append(clean(bare))
    short = _EXAMPLE.sub("", bare.translate(QUOTES))
    if short != bare:
        found.append(clean(short))
    return [v for i, v in enumerate(found) if v and v not in found[:i]]


_PHRASES: dict[str, list[tuple[str, str]]] = {}
for _sense, _table in (("asks", QUESTIONS), ("attribute", ATTRIBUTES), ("section", SECTIONS), ("element", ELEMENTS)):
    for _name, _phrases in _table.items():
        for _phrase in _phrases:
            _PHRASES.setdefault(_phrase, []).append((_sense, _name))
_ATTRIBUTE_PHRASES = [p for p, senses in _PHRASES.items() if any(s == "attribute" for s, _ in senses)]
_LONG_PHRASES = [p for p in _PHRASES if len(p) >= 6]  # noqa: PLR2004 - a measure of this rule alone


def is_phrase(text: str) -> bool:
    """True if *text* stands in the vocabulary as it is."""
    return clean(text) in _PHRASES


def _take_off_subject(text: str) -> tuple[str, str]:
    """Return whom *text* names, and *text* without them."""
    for name, pattern in _SUBJECTS:
        found = pattern.search(text)
        if found is None:
            continue
        before, after = text[: found.start()].split(), text[found.end() :].split()
        directed = bool(before) and before[-1] in ("to", "with")
        while before and before[-1] in _JOINING and before != ["who"]:
            before.pop()
        while after and after[0] in ("s", "the", "is", "are"):
            after.pop(0)
        rest = " ".join(before + after)
        rest = _strip_rest(rest)
        return ("" if directed and name in ("child", "gp") else name), rest
    return "", text


def _strip_rest(rest: str) -> str:
    """Take off the further words for children and parents that a long label strings together."""
    words = rest.split()
    kept = [w for w in words if w not in _CHILD_WORDS]
    while kept and kept[0] in ("is", "of", "the", "or", "and", "s", "are", "this"):
        kept.pop(0)
    while kept and kept[-1] in ("of", "the", "or", "and", "s", "to", "for", "this", "is", "about"):
        kept.pop()
    return " ".join(kept)


@lru_cache(maxsize=4096)
def recognise(text: str) -> Label | None:
    """Return what the label *text* asks for, or None if the vocabulary has nothing like it."""
    if not text or len(text) > LONGEST or not any(c.isalpha() for c in text):
        return None
    if _FOR_SIGNATURE.search(text) is not None:
        return Label("print_name", _take_off_subject(clean(text))[0])
    variants = _variants(text)
    for index, variant in enumerate(variants):
        label = _exact(variant, 1.0 if index == 0 else 0.98)
        if label is not None:
            return label
    if not variants or _SENTENCES.search(_NUMBERING.sub("", text)):
        return None
    return _by_rule(variants[0]) or _resembling(variants)


@lru_cache(maxsize=4096)
def recognise_exactly(text: str) -> Label | None:
    """Return what the label *text* asks for, only if the vocabulary has it word for word."""
    if not text or len(text) > LONGEST:
        return None
    for index, variant in enumerate(_variants(text)):
        label = _exact(variant, 1.0 if index == 0 else 0.98)
        if label is not None:
            return label
    return None


def _exact(text: str, score: float) -> Label | None:
    senses = _PHRASES.get(text)
    if senses:
        return _label(senses, "", score)
    about, rest = _take_off_subject(text)
    if not about and rest == text:
        return _framed(text, score)
    if not rest:
        return Label(about=about, section=_SECTION_OF.get(about, ""), score=score)
    senses = [s for s in _PHRASES.get(rest, ()) if s[0] == "attribute" or (s[0] == "asks" and s[1] in _PERSONAL)]
    if senses:
        return _label(senses, about, score)
    framed = _framed(rest, score)
    return Label(framed.asks, about, "", "", framed.score) if framed is not None and framed.asks else None


_FRAME = re.compile(
    r"^(?:(?:what is|what are|which|please give|please state|state|the|their|his|her|your|current|name of(?: the)?|details of(?: the)?|full|any|present|usual) )+|(?: (?:details|if known|if any|if applicable|where known|where applicable|please specify|please state|please give details|of|at present|attended|used|held|is it|now))+$"  # noqa: E501 - a pattern reads worse when broken
)


def _framed(text: str, score: float) -> Label | None:
    """A phrase of the vocabulary in a frame of words that do not change what is asked: 'name of', 'current', 'if known'."""  # noqa: E501 - a pattern reads worse when broken
    bare = _FRAME.sub("", text).strip()
    if not bare or bare == text:
        return None
    senses = [s for s in _PHRASES.get(bare, ()) if s[0] in ("attribute", "asks")]
    return _label(senses, "", min(score, 0.97)) if senses else None


_SECTION_OF = {
    "child": "child",
    "parent": "parents",
    "mother": "parents",
    "father": "parents",
    "assessor": "assessor",
    "lead": "lead",
    "gp": "",
}
_PERSONAL = frozenset({"strengths", "needs", "reason", "date_started", "date_completed", "present_yn"})


def _label(senses: list[tuple[str, str]], about: str, score: float) -> Label:
    asks = section = element = ""
    for sense, name in senses:
        if sense in ("asks", "attribute"):
            asks = asks or name
        elif sense == "section":
            section = section or name
        else:
            element = element or name
    return Label(asks, about, section, element, score)


def _by_rule(text: str) -> Label | None:
    """Whole questions, known by the words that must and must not stand in them."""
    words = text.count(" ") + 1
    if not 3 <= words <= 34:  # noqa: PLR2004 - a measure of this rule alone
        return None
    for name, pattern in RULES:
        if pattern.search(text):
            if name.endswith("_says"):
                return Label("comment", name.removesuffix("_says"), score=0.9)
            return Label(name, score=0.9)
    return None


def _resembling(variants: list[str]) -> Label | None:
    for text in variants:
        if len(text) < 5:  # noqa: PLR2004 - a measure of this rule alone
            continue
        found = process.extractOne(text, _LONG_PHRASES, scorer=fuzz.ratio, score_cutoff=FLOOR)
        if found is not None and _same_sense(text, found[0]):
            return _label(_PHRASES[found[0]], "", _alike(found[1]))
        about, rest = _take_off_subject(text)
        if about and len(rest) >= 5:  # noqa: PLR2004 - a measure of this rule alone
            found = process.extractOne(rest, _ATTRIBUTE_PHRASES, scorer=fuzz.ratio, score_cutoff=FLOOR)
            if found is not None and _same_sense(rest, found[0]):
                senses = [s for s in _PHRASES[found[0]] if s[0] == "attribute"]
                return _label(senses, about, _alike(found[1]))
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


@lru_cache(maxsize=1024)
def heading_section(text: str) -> str:
    """Return the section that a heading opens which the vocabulary does not have, by the words in it; "" if none."""
    cleaned = clean(_BRACKETS.sub(" ", text))
    if not cleaned or cleaned.count(" ") > 11 or _SENTENCES.search(_NUMBERING.sub("", text)):  # noqa: PLR2004 - a measure of this rule alone
        return ""
    return next((name for name, pattern in SECTION_RULES if pattern.search(cleaned)), "")
