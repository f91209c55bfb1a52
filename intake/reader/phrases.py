"""
The phrases of the vocabulary, and labels spelt as it spells them.

A label is cleaned (case, quotes, numbering, footnote digits, punctuation) and
the words that say *who* it is about are taken off; what is left is compared.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from intake.reader.vocabulary import ATTRIBUTES, ELEMENTS, QUESTIONS, SECTIONS

LONGEST = 230
_SHORT = 90

NUMBERING = re.compile(
    r"^\s*(?:(?:section|part|theme|question|q|step|page|box|stage)\s*(?:[0-9]{1,2}[a-d]?|\b[a-k]|\b[ivx]{1,4}|\bone|\btwo|\bthree|\bfour|\bfive|\bsix|\bseven|\beight|\bnine|\bten|\beleven|\btwelve)\b\s*[.:)\-–—]*\s*"
    r"|[(\[]?(?:[0-9]{1,2}(?:\.[0-9]{1,2})*[a-k]?|[a-k][0-9]{0,2}|[ivx]{1,4})(?:[.:)\]]+\s+|[)\]]+\s*|\.(?=(?-i:[A-Z][a-z])))"
    r"|(?-i:[A-K])(?:[0-9]{1,2}\*?\s+|\s{2,})(?=(?-i:[A-Z]))"
    r"|(?-i:[0-9]{1,2}[a-k])\s+(?=(?-i:[A-Z]))"
    r"|[0-9]{1,2}(?:\.[0-9]{1,2})*[.):]*\s{0,4}(?=(?-i:[A-Z(])))+",
    re.IGNORECASE,
)
BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_EXAMPLE = re.compile(
    r"(?<=\S)[\s,–-]*\be\.?g\.?[\s,:].*$|(?<=\S)\s+(?:for example|such as|including|please tick|please list|please state|please give|if known|if you know|where known|where applicable|if applicable|if relevant|if appropriate|if any|at the moment|for the time being|from now on|if agreed|if possible|as appropriate|if (?:there is one|(?:any)?one (?:is|has been) (?:chosen|agreed|named|identified|appointed|known|allocated|decided|in place)|(?:already |yet )?(?:chosen|identified|appointed|named|allocated|decided)))\b.*$"  # noqa: E501 - a pattern reads worse when broken
    r"|(?<=\S)(?<!\bdate)(?<!\bday)\s+(?:once|when|after) (?:\w+ ){1,4}(?:is|are|has been|have been) (?:agreed|known|appointed|chosen|identified|named|complete|completed|finished|done)$"  # noqa: E501 - a pattern reads worse when broken
    r"|(?<=\S)\s+(?:appointed|chosen|agreed|nominated|identified|named|elected) by (?:the |this )?(?:ta[cf]|team|family|meeting|panel|group)\b.*$"  # noqa: E501 - a pattern reads worse when broken
    r"|(?<=[^\s.?!])[\s,–-]+(?:tick|cross|mark|circle) (?:one|all|any|those|as|each|every|the|which|below|here)\b.*$"
    r"|(?<=\S)[\s,–-]+(?:only )?(?:if|where) (?:it is |they are |this is )?(?:not|different|other|elsewhere|another|somebody else|someone else|living|unlike|same)\b.*$"  # noqa: E501 - a pattern reads worse when broken
    r"|(?<=\S)[\s,:–-]*\(?\b(?:y ?/ ?n(?: ?/ ?d/?k)?|yes ?/ ?no(?: ?/ ?(?:don't know|unknown|not known))?|yes or no|please tick)\)?[\s?.:]*$"  # noqa: E501 - a pattern reads worse when broken
    r"|(?<=\S)[\s,:(–-]+(?:a )?typed (?:names?|signatures?) (?:is|are|will) .*$",
    re.IGNORECASE | re.DOTALL,
)
SENTENCES = re.compile(
    r"(?<!\be\.g)(?<!\bi\.e)(?<!\betc)(?<!\bno)(?<!\btel)(?<!\binc)(?<!\bincl)(?<!\bext)(?<!\bmob)(?<!\bref)(?<!\bnos)(?<!\bdept)[.!]\s+[A-Z“\"'‘]"
)
_HE_OR_SHE = re.compile(r"\s*\b(?:he (?:or )?she|she (?:or )?he|s he)\b")
_NOT_WORDS = re.compile(r"[^a-z0-9]+")
_FOOTNOTE = re.compile(r"\b([a-z]{3,})[1-9]\b")
QUOTES = str.maketrans(
    {"’": "'", "‘": "'", "‟": "'", "„": "'", "“": '"', "”": '"', "\u2009": " ", "\u00a0": " ", "é": "e"}
)
_VERBS = {"ll": " will", "re": " are", "ve": " have"}
_SHORT_VERB = re.compile(r"(?<=[a-z])'(ll|re|ve)\b")
_POSSESSIVE = re.compile(r"'s\b|s'(?=\s|$|[/,])|'")

CHILD_WORDS = frozenset(
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
        "patient",
        "patients",
        "student",
        "students",
        "cyp",
        "adolescent",
        "teenager",
        "your",
        "my",
        "me",
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
            r"\b(?:name (?:and contact details )?of )?(?:the |your |current |proposed |agreed |temporary |key practitioner )*(?:(?:ta[cf] |early help |family |identified |f?caf |ehat? |csf )*lead (?:family )?(?:professional|prof|practitioner|worker|person|family worker)s?|ta[cf] leads?|(?:family )?(?:key|main) (?:worker|practitioner)s?|lps?)\b(?: (?:completing the assessment|for (?:this |the )?(?:family|taf|tac|plan|team around the (?:family|child))|if known at this time))?"  # noqa: E501 - a pattern reads worse when broken
        ),
    ),
    (
        "assessor",
        re.compile(
            r"\b(?:name of )?(?:the )?(?:person s? ?completing (?:this |the )?(?:form|caf|assessment|eha|csf|request|referral)|person completing|persons? undertaking (?:the )?assessment|(?:this )?(?:form|caf|assessment|eha|early help assessment|request|csf|referral)(?: was| is)? (?:completed|written|filled in|filled out|prepared) by|"  # noqa: E501 - a pattern reads worse when broken
            r"(?:lead |caf |eha |early help )?assessors?|practitioners?|referrers?|notifiers?|referred by|notified by|assessed by|(?:(?:caf|tac|taf|eha|update|plan|review|assessment) )*(?:chaired|prepared|compiled|drawn up|carried out|undertaken|updated) (?:and )?(?:written|completed|recorded|filled in) by|assessing (?=(?:midwife|nurse|teacher|worker|officer|practitioner|professional|health visitor|social worker))(?:midwife|nurse|teacher|health visitor|(?:social )?worker|officer|practitioner|professional)|(?:update|review|plan|record) (?=written by|completed by)(?:written|completed) by|completed by|requested by|(?:assessment|form|caf|eha|csf|request|referral)(?: was)? (?:started|begun|initiated) by|caf (?:creator|initiator)|(?:f?caf |form |ehat? |csf )?(?:co )?author(?: co author)?s?(?: of (?:the |this )?(?:assessment|form|caf|eha))?|referring(?= (?:agency|organisation|school|service|setting|team|worker|professional))|(?<=agency )making (?:this |the |a )?(?:referral|request)|(?<=organisation )making (?:this |the |a )?(?:referral|request)|(?:school )?(?:staff member|professional|health visitor|teacher|worker) (?:making|completing|doing)(?: (?:this|the|a))? (?:referral|request|form|caf|eha|csf|assessment)|worker completing(?: this form)?|person (?:who (?:is |has |was )?)?(?:making|filling|writing|completing|doing|filled|wrote|completed|requesting)(?: in)?(?: the| this| it)(?: (?:in|up|out))?(?: (?:referral|request|support|help|form|caf|eha|csf|assessment))?|person filling in (?:referral|request|form)|professional completing(?: this form)?|(?:written|filled in|completed|done) (?:with (?:me|us|you) )?by|(?<=signed )workers?|(?:caf|eha|csf|early help) workers?|(?<=name of )(?:the )?workers?|(?<=signed by )(?:the )?workers?|(?<=signature )workers?|(?<=signature of )(?:the )?workers?|(?:the )?workers?(?= (?:name|role|email|signature|tel|telephone|phone|agency|organisation|signs?|date|job|post|team|own|number|details)))\b"  # noqa: E501 - a pattern reads worse when broken
        ),
    ),
    (
        "gp",
        re.compile(
            r"\b(?:registered )?(?:gps?|general practitioner|family doctor|doctor|gp practice|gp surgery)\b(?: family doctor)?"  # noqa: E501 - a pattern reads worse when broken
        ),
    ),
    ("parent", re.compile(r"\b(?:mums?|mams?|mothers?) (?:or|and) (?:dads?|fathers?)\b")),
    (
        "mother",
        re.compile(
            r"\b(?:(?:pregnant|expectant) (?:womans?|women|mothers?|mums?|parents?)"
            r"|(?:mothers?|mums?|birth mother)(?: to be)?)(?: s)?\b(?! tongue)"
        ),
    ),
    ("father", re.compile(r"\b(?:fathers?|dads?|birth father)\b")),
    (
        "parent",
        re.compile(
            r"\b(?:main |first |second |primary |other |adult with |(?:full )?names? of )*(?:(?:persons?|adults?) with (?:parental responsibility|pr\b|primary care responsibility)|parents?(?: s)?(?: (?:and or |and |or )?(?:carers?|guardians?))?(?: s)?|carers?|guardians?|adults?(?: [1-4])?)\b(?: s\b)?(?: [1-4])?"  # noqa: E501 - a pattern reads worse when broken
        ),
    ),
    (
        "child",
        re.compile(
            r"\bmy\b(?= (?!(?:parents?|carers?|mum|dad|mother|father|lead|worker|gp|family)\b))|\b(?:unborn baby(?: |$))?(?:infant )?(?:child(?:s|ren|rens)?(?: ren| s)?|young persons?|c?yps?|pupils?|babys?|unborn babys?|students?|patients?)(?: (?:or |and )?(?:young (?:persons?|peoples?)s?|infant|baby|yp))*(?: being (?:referred|assessed))?(?: [1-6])?\b(?: s\b)?"  # noqa: E501 - a pattern reads worse when broken
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
    text = NUMBERING.sub("", text if text.isascii() else text.translate(QUOTES)).lower()
    if "'" in text:
        text = _SHORT_VERB.sub(lambda m: _VERBS[m[1]], text)
        text = _POSSESSIVE.sub(lambda m: "s" if m.group(0) != "'" else "", text)
    text = _NOT_WORDS.sub(
        " ", text.replace("&", " and ").replace("e-mail", "email").replace("p/code", "postcode")
    ).strip()
    return text if text.replace(" ", "").isalpha() else _FOOTNOTE.sub(r"\1", text)


def spoken(text: str) -> str:
    """Return *text* in small letters with plain apostrophes, its signs left as they are."""
    return text.casefold().replace("’", "'").strip()


_OPENING = re.compile(r"^(?:in summary|to sum up|finally|briefly|in your (?:view|opinion)) ")
_FORM = re.compile(
    r"(\w (?:the |this |your )?)(?:early help (?:assessment|record|form)"
    r"|common (?:assessment|support) (?:framework|form)|ehat?|f?caf|csf)\b(?: form)?"
)
"""What a council calls its form, where a label speaks of it: 'Person completing this Early Help Assessment'."""


@lru_cache(maxsize=4096)
def variants(text: str) -> list[str]:
    """Return *text* cleaned: whole, without what stands in brackets or behind it as example or condition."""
    whole = _OPENING.sub("", clean(text))
    found = [whole]
    bare = BRACKETS.sub(" ", text) if "(" in text or "[" in text else text
    if bare != text:
        found.append(clean(bare))
    short = _EXAMPLE.sub("", bare.translate(QUOTES))
    if short != bare:
        found.append(clean(short))
    found += [_FORM.sub(r"\1assessment", v) for v in found if _FORM.search(v) is not None]
    found += [_HE_OR_SHE.sub(" ", v).strip() for v in found if _HE_OR_SHE.search(v) is not None]
    return [v for i, v in enumerate(found) if v and v not in found[:i]]


PHRASES: dict[str, list[tuple[str, str]]] = {}
for _sense, _table in (("asks", QUESTIONS), ("attribute", ATTRIBUTES), ("section", SECTIONS), ("element", ELEMENTS)):
    for _name, _phrases in _table.items():
        for _phrase in _phrases:
            PHRASES.setdefault(_phrase, []).append((_sense, _name))
ATTRIBUTE_PHRASES = [p for p, senses in PHRASES.items() if any(s == "attribute" for s, _ in senses)]
LONG_PHRASES = [p for p in PHRASES if len(p) >= 6]


@lru_cache(maxsize=4096)
def take_off_subject(text: str) -> tuple[str, str]:
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
    kept = [w for w in words if w not in CHILD_WORDS]
    while kept and kept[0] in ("is", "of", "the", "or", "and", "s", "are", "this"):
        kept.pop(0)
    while kept and kept[-1] in ("of", "the", "or", "and", "s", "to", "for", "this", "is", "about"):
        kept.pop()
    return " ".join(kept)


SECTION_OF = {
    "child": "child",
    "parent": "parents",
    "mother": "parents",
    "father": "parents",
    "assessor": "assessor",
    "lead": "lead",
    "gp": "",
}
PERSONAL = frozenset({"strengths", "needs", "reason", "date_started", "date_completed", "present_yn"})


def label_of(senses: list[tuple[str, str]], about: str, score: float) -> Label:
    """Return the senses of one phrase as a label: what it asks, the section and the element that it may head."""
    asks = section = element = ""
    for sense, name in senses:
        if sense in ("asks", "attribute"):
            asks = asks or name
        elif sense == "section":
            section = section or name
        else:
            element = element or name
    return Label(asks, about, section, element, score)
