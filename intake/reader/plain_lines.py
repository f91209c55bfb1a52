"""
A line without fields or dots: labels with what stands behind them, all label, or all answer.
"""

from __future__ import annotations

import re

from intake.reader.document import (
    BOLD,
    BOXED,
    COLOURED,
    ITALIC,
    MARKED,
    SMALL,
    STRIKE,
    TEXT,
    UNDERLINE,
    WORDS,
    Piece,
)
from intake.reader.hints import label_before_hint
from intake.reader.label_spans import ENDS_LABEL, Span, gap_spans, label_spans
from intake.reader.labels import LONGEST, Label, asked_last, clean, is_phrase, recognise, recognise_exactly
from intake.reader.part import Part
from intake.reader.pieces import LONG_LEADER, TICK, cut, has_words, looks_like_prompt
from intake.reader.prompts import is_prompt
from intake.reader.two_part_labels import asked_twice, is_column, is_column_behind_dash
from intake.reader.vocabulary import CHOICE_WORDS

_CHOSEN = STRIKE | UNDERLINE | MARKED | BOXED
"""Looks by which somebody chose a word: then it is an answer, and no part of the label."""
_MAY_HOLD_BOTH = re.compile(r"[:?@\d]|\s{2}|\s[-–—=]+(?:\s|$)")
_MARKS = (":", "?", "@", "  ", *"0123456789")
_HINT = re.compile(
    r"\s*(?:\((?![^()]*\b(?:yes|no|y|n)\b\s*[/)])[^()]{16,}\)\s*:|(?:\(?if (?:so|yes|any),? ?)?(?:please |who[,:]? )?(?:list|specify|state|name(?: them)?|give details|say who|tell us who)[^:.?]{0,30}:|(?:please )?(?:tick|cross|(?!(?-i:Mark [A-Z][a-z]))mark|circle|ring)\b[^:.?\ufffc]{0,40}(?:[.:]|$))",  # noqa: E501 - a pattern reads worse when broken
    re.IGNORECASE,
)
_BRACKETED = re.compile(
    r"\s*\((?:where|if|for|one|tick|please|e\.?g|dd|optional|includ(?:e|ing)|write|state|give|list|circle|delete|mark"
    r"|print|block|any|both|max)\b"
    r"[^()]{0,90}\)\s*:?(?:\s*e\.?g\.?[^\n\ufffc]*$)?",
    re.IGNORECASE,
)
"""'Name of lead professional (where applicable) Jan Kerr': small print in brackets, before the answer."""
_OF_WHOM = re.compile(
    r"\s*(?:[–—-]|(?<=[–—-])|(?<=[–—-] ))\s*(?:for|of|about)"
    r" (?:the |your |a )?(?:child(?:ren)?|young person|parents?|carers?|family)"
    r"(?:(?: ?/ ?| or | and )(?:the |your |a )?(?:child(?:ren)?|young person|parents?|carers?|family))*\s*$",
    re.IGNORECASE,
)
"""'Access needs – for the child or a parent', with the answer below it: of whom they are asked."""
_EXAMPLE = re.compile(r"\(?(?:for example|e\.?g\.?)\b", re.IGNORECASE)
_WRITE_HINT = re.compile(
    r"\((?=[^()]*\b(?:write|tick|list|genogram|please|state|give|describe|include|use|say|put|add|cross|circle|underline|delete|highlight|bold|ring|one on|one per|type|enter|mark|choose|tell)\b)[a-z][^()]{3,90}\)\s*:?"  # noqa: E501 - a pattern reads worse when broken
)
_CHOOSE_HINT = re.compile(
    r"\((?:y\s*/\s*n|yes\s*/\s*no|yes or no|m\s*/\s*f|if [^()]*|please [^()]*|dd[^()]*)\)\s*[:?]?", re.IGNORECASE
)
_IF = re.compile(r"if (?:so|yes|no|any|not|there is)\b", re.IGNORECASE)
"""'Is there a risk of harm? If yes ring the duty desk': what to do then, and no answer."""
_YES_NO_FACTS = frozenset({"pr", "disability", "interpreter", "sex", "edd"})
_DASH = re.compile(r"\s*[–—-]\s+(?=\S)")
"""'Aspirations – midwife': between a label and its answer."""
_NOTHING_YET = frozenset({"…", "...", "….", "…:"})
"""Dots behind a label, for which somebody wrote on the line below."""
_CHOICE = re.compile(
    r"\(?(?:y(?:es)?\s*(?:/|or)\s*no?|m(?:ale)?\s*/\s*f(?:emale)?)"
    r"(?:\s*(?:/|or)\s*(?:d/?k|n/?k|u|unborn|unknown|not (?:known|sure)|don['’]?t know|prefer not to say))?\)?\s*[?:]?",
    re.IGNORECASE,
)
"""Behind a question in bold, and as bold as the question: what may be written below or beside it."""
_LEADS, _TRAILS = re.compile(r"\s*(?:\.{2,}|_{2,})\s*(?=[^\s._])"), re.compile(r"(?<=[^\s._])\s*(?:\.{2,}|_{2,})\s*$")
"""The ends of a short line of dots that somebody wrote on: 'School: ..Hatch Infants..'."""
_PLEASE_NAME = re.compile(
    r"\(?(?:if (?:so|yes|any),? )?please (?:name|list|state|specify|say who|tell us who|give (?:details|names?))"
    r"(?: (?:them|who|whom|which|below|here|(?:the |any )?(?:names?|agenc(?:y|ies)|people|persons?|services?)))?\W*",
    re.IGNORECASE,
)
"""Behind a question: how to answer it, in the words of the form and no others."""
_TO_TICK = frozenset({"tick", "please tick", "tick all that apply", "tick one", "tick as needed", "tick those needed"})


def may_hold_both(text: str) -> bool:
    """False for a line that has nothing of what stands between a label and its answer."""
    for mark in _MARKS:
        if mark in text:
            return True
    # The pattern is slow, and in plain sentences finds nothing but dashes.
    if text.isascii() and text.isprintable() and " -" not in text and " =" not in text:
        return False
    return _MAY_HOLD_BOTH.search(text) is not None


def split_plain(pieces: list[Piece], *, answering: bool, plain_labels: bool, exact: bool) -> list[Part]:
    """Return the parts of a line without form fields."""
    text = "".join([p.text if p.kind in WORDS else TICK for p in pieces])
    hinted = label_before_hint(pieces) if ")" in text and ("?" in text or ":" in text) else None
    if hinted is not None:
        return [hinted]
    alone = _question_alone(pieces, text) if not answering and ("?" in text or ":" in text) else None
    if alone is not None:
        return [alone]
    spans = label_spans(pieces, text, answering=answering) or gap_spans(text)
    if not spans or (len(spans) == 1 and is_column_behind_dash(text)):
        return whole_line(pieces, text, answering=answering, plain_labels=plain_labels, exact=exact)
    parts: list[Part] = []
    if has_words(text[: spans[0][0]]) or TICK in text[: spans[0][0]]:
        parts.append(Part("", None, [cut(pieces, 0, spans[0][0])]))
    stops = [*(start for start, _, _ in spans[1:]), len(text)]
    return parts + [_part_at(pieces, text, span, stop) for span, stop in zip(spans, stops, strict=True)]


def _question_alone(pieces: list[Piece], text: str) -> Part | None:
    """The label that a line is as a whole, though a colon or a question mark stands in it; None if it is none."""
    if TICK in text or len(text) >= 200 or any(p.look & _CHOSEN for p in pieces):
        return None
    looks = {p.look & BOLD for p in pieces if p.text.strip()}
    if len(looks) != 1:
        return None
    words = text.strip()
    rest = ENDS_LABEL.split(words, maxsplit=1)[1].strip(" *▲")
    if clean(rest) in CHOICE_WORDS and BOLD not in looks:
        return None  # 'Parental responsibility: Yes', which elsewhere heads a column
    means = None
    if _belongs_to_label(rest, text, bold=BOLD in looks):
        means = recognise_exactly(words) or (
            recognise(words) if rest.islower() or _PLEASE_NAME.fullmatch(rest) is not None else None
        )
        if means is None and BOLD in looks and _CHOICE.fullmatch(rest) is not None:
            means = _asks_a_fact(words)
        if means is None and _IF.match(rest) is not None:
            means = recognise(words[: len(words) - len(rest)].strip())
    means = means or asked_twice(words, bold=BOLD in looks)
    return Part(words, means, [], styled=True) if means is not None or is_column(words) else None


def _asks_a_fact(words: str) -> Label | None:
    """What a question with 'Y / N' behind it asks, if that is a fact about somebody, and nothing of consent."""
    means = recognise(words)
    return means if means is not None and means.asks in _YES_NO_FACTS else None


def _belongs_to_label(rest: str, text: str, *, bold: bool) -> bool:
    """True if what stands behind the first mark is small print or a second question, rather than an answer."""
    return (
        not rest
        or rest[0] == "("
        or rest[-1] == "?"
        or (bold and _CHOICE.fullmatch(rest) is not None)
        or rest.lower().startswith("please")
        or (bold and _IF.match(rest) is not None)
        or is_phrase(text)
        or (rest.islower() and len(rest) < 30 and bold)  # "Parent 1: name"
    )


def _part_at(pieces: list[Piece], text: str, span: Span, stop: int) -> Part:
    """A label with what stands between it and *stop*, small print left out."""
    start, label_end, means = span
    stop -= len(text[label_end:stop]) - len(text[label_end:stop].rstrip(" |"))
    hint = next((m for p in (_HINT, _BRACKETED, _OF_WHOM) if (m := p.match(text, label_end, stop)) is not None), None)
    end = hint.end() if hint is not None else label_end
    area = hint is None and means is not None and bool(means.element)
    dash = _DASH.match(text, end, stop) if area else None
    led = _LEADS.match(text, end, stop) if dash is None else None
    stop -= len(text[end:stop]) - len(_TRAILS.sub("", text[end:stop]))
    mark = dash or led
    answer = cut(pieces, mark.end() if mark is not None else end, stop)
    if _text_of(answer) in _NOTHING_YET:
        answer = []
    hinted = bool(answer) and _only_hint(answer) and not _as_small(cut(pieces, start, label_end), answer)
    lines = [answer] if answer and not hinted else []
    slot = TICK in text[end:stop] or LONG_LEADER.search(text[end:stop]) is not None
    return Part(text[start:label_end].strip(" \t\n:"), means, lines, slot=slot, styled=True)


def whole_line(pieces: list[Piece], text: str, *, answering: bool, plain_labels: bool, exact: bool) -> list[Part]:
    """A line without a label and answer side by side: all label, or all answer."""
    words = text.replace(TICK, " ").strip()
    answer = [Part("", None, [pieces])]
    if not words or len(words) > LONGEST or TICK in text or (len(words) <= 24 and clean(words) in CHOICE_WORDS):
        return answer
    if any(p.look & _CHOSEN and clean(p.text) in CHOICE_WORDS for p in pieces):
        return answer
    bold = all(p.look & BOLD for p in pieces if p.text and not p.text.isspace())
    marked = words.endswith((":", "?"))
    if bold and not answering:
        return [Part(words, recognise(words) or asked_last(words), [], styled=True)]
    if answering:
        means = recognise(words) if bold or words.endswith(":") else None
        return [Part(words, means, [], styled=True)] if means is not None and means.is_field else answer
    if not plain_labels and not words.endswith(":"):
        return answer
    means = recognise(words) if marked or not exact else recognise_exactly(words)
    return [Part(words, means, [], styled=marked)] if means is not None else answer


def _as_small(label: list[Piece], answer: list[Piece]) -> bool:
    """True for an answer as small as its label, as in a page header: that does not make it small print."""
    words = [p for p in answer if p.text.strip()]
    plain = all(p.look & SMALL and not p.look & (ITALIC | COLOURED | BOLD) for p in words)
    return plain and all(p.look & SMALL for p in label if p.text.strip()) and not is_prompt(_text_of(answer))


def _text_of(pieces: list[Piece]) -> str:
    return "".join([p.text for p in pieces]).strip()


def _only_hint(pieces: list[Piece]) -> bool:
    """True if nothing but small print follows a label: '(Please indicate Yes)', '(Y/N)'."""
    text = "".join([p.text for p in pieces]).strip()
    if not text or any(p.kind != TEXT for p in pieces):
        return False
    if _EXAMPLE.match(text) is not None and all(p.look & (SMALL | ITALIC | COLOURED) for p in pieces if p.text.strip()):
        return True
    return (
        looks_like_prompt(pieces)
        or clean(text) in _TO_TICK
        or _WRITE_HINT.fullmatch(text) is not None
        or _CHOOSE_HINT.fullmatch(text) is not None
    )
