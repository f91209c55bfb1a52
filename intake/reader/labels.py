"""
What a label asks for: text in, a `Label` out.

A label is looked up in the vocabulary word for word, then without the person
it names, then in the frame of words that change nothing; what resembles a
phrase closely counts, with less certainty. Which of its meanings holds is
decided by the section in which it stands.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from intake.reader.likeness import by_rule, element_among_areas, put_together, resembling, same_words
from intake.reader.phrases import (
    BRACKETS,
    LONGEST,
    NUMBERING,
    PERSONAL,
    PHRASES,
    QUOTES,
    SECTION_OF,
    SENTENCES,
    Label,
    clean,
    label_of,
    spoken,
    take_off_subject,
    variants,
)
from intake.reader.section_rules import SECTION_RULES, TITLE
from intake.reader.shortened import asks_whom_not
from intake.reader.vocabulary import DOMAINS

__all__ = [
    "LONGEST",
    "QUOTES",
    "Label",
    "asked_last",
    "clean",
    "heading_section",
    "is_numbering",
    "is_phrase",
    "recognise",
    "recognise_exactly",
    "spoken",
]

_QUESTION_FIRST = re.compile(r"(.{5,110}?\?)[\s*]+(?=\(?[A-Z])", re.DOTALL)
"""A question with more behind it: a hint, a second question on the same."""
_TELL_FIRST = re.compile(
    r"((?:please )?(?:tell us|describe|outline|explain|summarise)\b[^.?!]{3,90})\.\s+(?=[A-Z])", re.IGNORECASE
)
_TITLE_FIRST = re.compile(
    r"([A-Z][^.?!:]{5,60})\.\s+(?=(?:What|Why|How|Who|Which|When|Where)\b[^.!]*\?\s*$)", re.DOTALL
)
"""'Reason for referral. What has happened?': the question again, in other words, behind its name."""
_NEXT_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z])")
_HOW_TO_ANSWER = re.compile(
    r"(?:please )?(?:tick|cross|mark|list|name|write|circle|ring|give|state|put)\b", re.IGNORECASE
)
_LONGEST_TAIL = 30
_LONGEST_AREA = 110
_SPEAKERS = frozenset({"child", "parent", "mother", "father"})
_SAYS_NO = re.compile(
    r"\b(?:not|never|no|nobody|none|cannot|cant|dont|wont|without|except|unless|refus\w*|exclud\w*|object\w*|withh\w*"
    r"|(?:should|would|could|must|may|might|is|are|was|were|do|does|did|have|has|had|need|wo|ca|sha)n ?t|un(?:happy|willing))\b"  # noqa: E501 - a pattern reads worse when broken
)
_YES_OR_NO = re.compile(r"\byes (?:or )?no\b")
_IN_SENTENCES = frozenset({"reason", "home", "conclusions", "strengths", "needs", "outcome", "comment", "measure"})
_OF_A_PLAN = frozenset({"action", "outcome", "measure"})
_ABOUT_YOU = re.compile(
    r"(?:(?:section|part) \w+ )?(?:[a-k] )?(?:about |details of )?(?:you|your|me|my)(?: details| information)?"
)
_BARE_NUMBER = re.compile(r"[(\[]?(?:\d{1,2}(?:\.\d{1,2})*[a-d]?|[A-K]\d{0,2})[.):\]–-]*")
_IN_SENTENCE = re.compile(r"\W*being (?:the|a|an)\b", re.IGNORECASE)
"""'I, ___, being the parent of ___, agree': a sentence with gaps, and no label."""
_ELEMENT_AND = re.compile(r"(?P<element>[^:–]{4,80}?)\s*(?::|\s[–—-])\s+(?P<what>\S.{3,50})")
_ASPECTS = re.compile(
    r"(?:the )?"
    r"(?:(?P<strengths>strengths?\b|what(?:['’]?s| is| are)? (?:working|going) (?:really )?well|positives?|protective)"
    r"|needs?\b|(?:areas? of )?(?:needs?|concerns?|worr(?:y|ies))\b|what (?:are|is) (?:we|you|the) ?(?:worried|worries|concerns|needs)?)"  # noqa: E501 - a pattern reads worse when broken
    r"(?:\s*(?:and|/|&)\s*(?:strengths|needs|concerns|worries|resources|difficulties|protective factors|positives|safety)| about)?$",  # noqa: E501 - a pattern reads worse when broken
    re.IGNORECASE,
)
_BY = {"contact": ("address", "telephone", "email"), "who": ("organisation", "service")}
_NHS_NUMBER = re.compile(r"\b(?:n ?h ?s|national health)\b.{0,30}\b(?:numbers?|nos?|num)\b|^nhs$")
_PUPILS_NUMBER = re.compile(
    r"\bunique pupil|\bupn\b|\bpupils? (?:identifier|unique (?:number|reference|identifier)|number)\b"
)
_OR_THEIRS = re.compile(
    r"(?:(?<=number)|(?<=phone)|(?<=email)),? or (?:my|your|the|his|her|their|a) "
    r"(?:parent|mum|mam|mother|dad|carer|guardian)"
    r"(?:\W{1,3}carer)?(?:['’]?s|s['’])?(?: number| phone| email)?,?\b",
    re.IGNORECASE,
)
"""'My phone number, or my parent's': where to reach the child, and no parent's own."""
_ALSO_ASKED = re.compile(r"\b(?:email|mail|telephone|phone|tel|mobile|fax|trust|net|name|address|postcode)\b")
_FOR_SIGNATURE = re.compile(r"(?=.*\bname\b).*\b(?:in place|instead|in lieu) of (?:a |the )?signature\b", re.IGNORECASE)


def is_numbering(text: str) -> bool:
    """True for 'Section 4', 'Part B', '3.2' and no more."""
    return (
        NUMBERING.sub("", text.strip() + " ").strip(" .:)-–—") == "" or _BARE_NUMBER.fullmatch(text.strip()) is not None
    )


def is_phrase(text: str) -> bool:
    """True if *text* stands in the vocabulary as it is."""
    return clean(text) in PHRASES


@lru_cache(maxsize=4096)
def recognise(text: str) -> Label | None:
    """Return what the label *text* asks for, or None if the vocabulary has nothing like it."""
    if not text or len(text) > LONGEST or not any(c.isalpha() for c in text):
        return None
    if _OR_THEIRS.search(text) is not None:
        return recognise(_OR_THEIRS.sub("", text))
    if _IN_SENTENCE.match(text) is not None and not is_phrase(text):
        return None  # and not 'Being a parent'
    if _FOR_SIGNATURE.search(text) is not None:
        return Label("print_name", take_off_subject(clean(text))[0])
    spelt = variants(text)
    known = (
        _numbered(spelt)
        or _contact_by(text)
        or _kind_in_brackets(text)
        or _whose_in_brackets(text)
        or _word_for_word(spelt)
        or _of_an_element(text)
        or _in_brackets(text)
        or _of_whom(text)
        or _either(text)
        or _asked_first(text)
        or _asked_again(text)
        or _before_dash(text)
        or (Label("not_share_with", score=0.9) if asks_whom_not(text) else None)
    )
    if known is not None or not spelt or SENTENCES.search(NUMBERING.sub("", text)):
        return known
    return _not_turned(
        spelt[0],
        next(filter(None, map(same_words, spelt)), None)
        or next(filter(None, map(put_together, spelt)), None)
        or by_rule(spelt[0])
        or resembling(spelt),
    )


def _not_turned(said: str, means: Label | None) -> Label | None:
    """
    "We can't tell" is no "We can tell", however like it is: what is like whom to tell, and says no, asks whom not to.

    Not sure, so that a person looks.
    """
    if means is None or means.asks != "share_with" or _SAYS_NO.search(_YES_OR_NO.sub("", said)) is None:
        return means
    return Label("not_share_with", score=min(means.score, 0.7))


def _numbered(spelt: Sequence[str]) -> Label | None:
    """An NHS number or a pupil's own number, which are called so in whatever words stand around them."""
    text = spelt[0] if spelt else ""
    if "nhs" not in text and "pupil" not in text and "upn" not in text and "national health" not in text:
        return None
    if _ALSO_ASKED.search(text) is not None:
        return None
    asks = "upn" if _PUPILS_NUMBER.search(text) is not None else "nhs" if _NHS_NUMBER.search(text) is not None else ""
    return Label(asks, take_off_subject(text)[0], score=0.95) if asks else None


def _contact_by(text: str) -> Label | None:
    """'Contact details (address)', 'Who (agency)': what the brackets say is asked for."""
    inside = BRACKETS.search(text) if "(" in text and ("ontact" in text or text[:3] in ("Who", "who")) else None
    bare = _word_for_word(variants(text)[1:]) if inside is not None else None
    means = _exact(clean(inside.group(0)), 1.0) if inside is not None and bare is not None else None
    if bare is None or means is None or means.asks not in _BY.get(bare.asks, ()):
        return None
    return Label(means.asks, bare.about, score=0.95)


def _kind_in_brackets(text: str) -> Label | None:
    """'What difference will it make? (measure)': which question of a plan it is, as the brackets say."""
    inside = BRACKETS.search(text) if "(" in text and len(text) < _LONGEST_AREA else None
    means = _exact(clean(inside.group(0)), 0.95) if inside is not None else None
    if means is None or means.asks not in _OF_A_PLAN or means.about or " " in clean(inside.group(0) if inside else ""):
        return None
    bare = recognise(BRACKETS.sub(" ", text).strip())
    return means if bare is None or bare.asks in _OF_A_PLAN else None


def _whose_in_brackets(text: str) -> Label | None:
    """'About you (the person completing the assessment)': who 'you' are, as the brackets say."""
    inside = BRACKETS.search(text) if "(" in text and len(text) < _LONGEST_AREA else None
    if inside is None or _ABOUT_YOU.fullmatch(clean(NUMBERING.sub("", BRACKETS.sub(" ", text)))) is None:
        return None
    means = recognise(inside.group(0).strip("()[] "))
    return means if means is not None and not means.asks and (means.about or means.section) else None


def _word_for_word(spelt: Sequence[str]) -> Label | None:
    """What the first of several spellings asks for that the vocabulary has."""
    for index, variant in enumerate(spelt):
        label = _exact(variant, 1.0 if index == 0 else 0.98)
        if label is not None:
            return label
    return None


def _of_an_element(text: str) -> Label | None:
    """'General health: strengths', 'Behaviour - what are we worried about?': of which element, and what of it."""
    found = _ELEMENT_AND.fullmatch(text.strip()) if len(text) < _LONGEST_AREA else None
    if found is None:
        return None
    said = _ASPECTS.match(found["what"].strip(" ?.:)"))
    named = recognise(found["element"].strip()) if said is not None else None
    if said is None or named is None or not named.element or named.asks:
        return None
    return Label("strengths" if said["strengths"] else "needs", element=named.element, score=min(named.score, 0.95))


def _in_brackets(text: str) -> Label | None:
    """'Talking and listening (speech, language and communication)': an element or the lead, named in the brackets."""
    inside = BRACKETS.search(text) if len(text) < _LONGEST_AREA else None
    area = _exact(clean(inside.group(0)), 0.9) if inside is not None else None
    if area is None or area.element in DOMAINS:
        return None
    return area if area.element or (area.section == "lead" and not area.asks) else None


def _asked_first(text: str) -> Label | None:
    """What the first question asks for, of several: 'Tell us about home. Who lives where?'."""
    first = _QUESTION_FIRST.match(text) or _TELL_FIRST.match(text)
    if first is not None:
        return recognise(first.group(1))
    titled = _TITLE_FIRST.match(text)
    return recognise_exactly(titled.group(1)) if titled is not None else None


def _asked_again(text: str) -> Label | None:
    """'So what? Your conclusions': what the second says, where the first is in nobody's vocabulary."""
    first, mark, second = text.partition("? ")
    if not mark or len(first) > _LONGEST_TAIL or "?" in second.rstrip("? ") or len(second) > _LONGEST_AREA:
        return None
    means = recognise_exactly(second.strip())
    return means if means is not None and means.asks in _IN_SENTENCES else None


def _before_dash(text: str) -> Label | None:
    """'Presenting issues – why are you asking now?': a question, and more on it, on whichever side of the dash."""
    head, dash, tail = text.partition(" – ") if " – " in text else text.partition(" - ")
    if not dash or not tail.strip() or len(text) > _LONGEST_AREA:
        return None
    means = recognise_exactly(head.strip())
    if means is not None and means.asks == "conclusions" and (kind := recognise_exactly(tail.strip(" ?."))) is not None:
        return kind if kind.asks in ("strengths", "needs", "conclusions") else means
    if means is None and tail.rstrip().endswith("?") and recognise(head.strip()) is None:
        return recognise(tail.strip())
    if (
        means is None
        or means.asks not in _IN_SENTENCES
        or (recognise_exactly(tail.strip(" ?.")) or means).asks != means.asks
    ):
        return None
    return Label(means.asks, means.about, means.section, means.element, score=0.93)


def _either(text: str) -> Label | None:
    """'Strengths / what is working well': the same asked twice, in two words for it."""
    parts = [p.strip() for p in text.split(" / ")] if " / " in text else []
    known = [k for p in parts if (k := recognise_exactly(p)) is not None]
    if not known or len(parts) > 3 or max(map(len, parts)) > _LONGEST_AREA or known[0].asks in ("yes", "no"):
        return None
    if len(known) < len(parts) and known[0].asks not in ("strengths", "needs", "conclusions", "outcome", "action"):
        return None
    if {(k.asks, k.element) for k in known} != {(known[0].asks, known[0].element)}:
        return None
    return Label(known[0].asks, known[0].about, known[0].section, known[0].element, score=0.93)


def _of_whom(text: str) -> Label | None:
    """'Professionals involved: service', 'Parent 1: name': of whom, and what."""
    head, mark, tail = text.partition(":")
    if not mark or not tail.strip().islower() or len(tail) > _LONGEST_TAIL:
        return None
    whom, what = recognise_exactly(head), recognise_exactly(tail.strip())
    if whom is None or what is None or whom.asks or not (whom.section or whom.about) or not what.asks:
        return None
    return Label(what.asks, whom.about, whom.section if whom.section == "services" else "", score=0.95)


def asked_last(text: str) -> Label | None:
    """What the last of several sentences asks of services, how to answer left out: 'Opt-outs. Who must not see it?'."""
    sentences = _NEXT_SENTENCE.split(text.strip())
    if len(sentences) < 2 or len(text) > LONGEST:
        return None
    means = recognise(sentences[-1])
    if means is None and _HOW_TO_ANSWER.match(sentences[-1]) is not None:
        means = recognise(sentences[-2])
    if means is None or (means.asks == "date" and not (means.about and means.score == 1)):
        return None  # but 'I have checked this form. Date signed by practitioner'
    return means if means.asks in ("share_with", "not_share_with", "date") else None


@lru_cache(maxsize=4096)
def recognise_exactly(text: str) -> Label | None:
    """Return what the label *text* asks for, only if the vocabulary has it word for word."""
    if not text or len(text) > LONGEST:
        return None
    return _kind_in_brackets(text) or _word_for_word(variants(text))


def _exact(text: str, score: float) -> Label | None:
    senses = PHRASES.get(text)
    if senses:
        # 'What do the parents or carers say?' stands in the vocabulary whole, and still tells who says it.
        about = take_off_subject(text)[0] if senses[0] == ("attribute", "comment") else ""
        return label_of(senses, about if about in _SPEAKERS else "", score)
    about, rest = take_off_subject(text)
    if not about and rest == text:
        return _framed(text, score)
    if about == "lead" and _AGREED.fullmatch(rest) is not None:
        return Label(section="lead", score=score)
    if not rest or (about and rest in ("details", "details of", "information", "information about")):
        return Label(about=about, section=SECTION_OF.get(about, ""), score=score)
    senses = [s for s in PHRASES.get(rest, ()) if s[0] == "attribute" or (s[0] == "asks" and s[1] in PERSONAL)]
    if senses:
        return label_of(senses, about, score)
    element = next((name for sense, name in PHRASES.get(rest, ()) if sense == "element"), "")
    if element and about == "child" and element not in DOMAINS:
        return Label(element=element, score=min(score, 0.95))  # 'Pupil's behaviour'
    framed = _framed(rest, score)
    return Label(framed.asks, about, "", "", framed.score) if framed is not None and framed.asks else None


_AGREED = re.compile(
    r"(?:(?:that|which|whom|who|as|if) )?(?:(?:we|you|they|everyone|the (?:family|group|meeting)) )?"
    r"(?:have |has |is |was |been |all )*(?:agreed|chosen|decided|identified|nominated|appointed)(?: (?:on|upon))?"
    r"|for now|for the time being|at present|at the moment|so far"
)
"""'Lead professional we have agreed on': who it is, said of a noun."""
_FRAME = re.compile(
    r"^(?:(?:what is|what are|which|please give|please state|state|the|their|his|her|your|current|name of(?: the)?|details of(?: the)?|full|any|present|usual) )+|(?: (?:details|if known|if any|if applicable|where known|where applicable|please specify|please state|please give details|of|at present|attended|used|held|is it|now))+$"  # noqa: E501 - a pattern reads worse when broken
)


def _framed(text: str, score: float) -> Label | None:
    """A phrase of the vocabulary in words that do not change what is asked: 'name of', 'current', 'if known'."""
    bare = _FRAME.sub("", text).strip()
    if not bare or bare == text:
        return None
    senses = [s for s in PHRASES.get(bare, ()) if s[0] in ("attribute", "asks")]
    return label_of(senses, "", min(score, 0.97)) if senses else None


@lru_cache(maxsize=1024)
def recognise_area(text: str) -> Label | None:
    """Return the element that a label names in a list of areas, by what the vocabulary has or by its words."""
    means = recognise(text)
    if means is not None and (means.element or means.asks):
        return means
    element = next((e for e in (element_among_areas(v) for v in variants(text)) if e), "")
    return Label(element=element, score=0.85) if element else means


@lru_cache(maxsize=1024)
def heading_section(text: str) -> str:
    """Return the section that a heading opens which the vocabulary does not have, by the words in it; "" if none."""
    cleaned = clean(BRACKETS.sub(" ", text))
    if not cleaned or cleaned.count(" ") > 11 or TITLE.search(cleaned) or SENTENCES.search(NUMBERING.sub("", text)):
        return ""
    return next((name for name, pattern in SECTION_RULES if pattern.search(cleaned)), "")
