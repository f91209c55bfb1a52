"""
Which of several printed words was chosen: by tick, typed X, strike-through, bold, underline, highlight, box or deletion.

Works on pieces, wherever they stood. What cannot be told apart (a drawn ring,
two words in bold, a mark between two words) is unsure, never guessed
(forms, section 3.3).
"""  # noqa: E501 - a pattern reads worse when broken

from __future__ import annotations

import re
from dataclasses import dataclass

from intake.reader.document import (
    BOLD,
    BOXED,
    CIRCLE,
    COLOURED,
    MARKED,
    STRIKE,
    TEXT,
    TICKED,
    UNDERLINE,
    UNTICKED,
    Piece,
)
from intake.reader.labels import clean
from intake.reader.vocabulary import CHOICE_WORDS, NO_WORDS, SEX_WORDS, YES_WORDS

_EMPHASIS = (MARKED, BOXED, UNDERLINE, BOLD, COLOURED)
CROSSED_LINE = re.compile(r"(?<![\w'’])_{1,8}[xX✓✔√]_{1,8}(?![\w'’])")
"""A cross on a short printed line: '_X_ I agree'."""
_CHOSEN = MARKED | BOXED | UNDERLINE
_MARK = re.compile(rf"[\[(]\s*[xX✓✔√*]\s*[\])]|[\[(][\s_.]*[\])]|{CROSSED_LINE.pattern}")
BOX = re.compile(r"\[\s*[xX✓✔√*]?\s*\]|\(\s*[xX✓✔√]\s*\)|\(\s+\)|\(\)")
"""A box that somebody typed, ticked or not."""
_TYPED_X = re.compile(r"(?<![\w'’.-])[xX√](?![\w'’.-])")
_OPTION = re.compile(
    r"(?<![\w'’])(unborn baby|not (?:yet )?born(?: yet)?|not known|don['’]?t know|not sure|prefer not to say|unknown|unborn|female|male|a boy|a girl|boy|girl|other|yes|no|n/k|y|n|m|f|u)(?![\w'’])",  # noqa: E501 - a pattern reads worse when broken
    re.IGNORECASE,
)
_OF_OPTIONS = frozenset(
    "unborn born known know sure prefer unknown female male boy girl other yes no n y m f u".split()  # noqa: SIM905 - a list reads worse
)
"""In each alternative of `_OPTION` one of these stands as a word of its own."""
_WORD = re.compile(r"\w+")
_BETWEEN = re.compile(r"[\s/|,;:\\()\-–—.*_]*(?:(?:and|or|and/or)[\s/|,;:\\()\-–—._]*)?", re.IGNORECASE)
SPLIT_BEFORE_OPTION = re.compile(
    r"(?s)^(.*?(?:[?:.]|\s{2,}|\t)|.*\s|)[\s(/]*(unborn baby|not known|don['’]?t know|prefer not to say|unknown|unborn|female|male|other|yes|no|y|n|m|f|u)\s*[/:=\-–]?\s*$",  # noqa: E501 - a pattern reads worse when broken
    re.IGNORECASE,
)
_PAIR = 2
MARKS = frozenset({"x", "√", "✓", "✔", "*", "1", "tick", "ticked", "xx", "[x]", "(x)"})


@dataclass(frozen=True, slots=True)
class Option:
    """One word or line that could be chosen, and whether it was."""

    text: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Choice:
    """
    A question with its options.

    Attributes:
        asked: What stands before the first option.
        options: In the form's order.
        trust: 0 to 1; below 0.8 the choice cannot be told for certain.
        after: What stands behind the last option.
    """

    asked: str
    options: tuple[Option, ...]
    trust: float = 1.0
    after: str = ""

    @property
    def chosen(self) -> tuple[str, ...]:
        """The texts of the options that were chosen."""
        return tuple(o.text for o in self.options if o.chosen)


def read_choice(pieces: list[Piece]) -> Choice | None:
    """Return the choice that *pieces* offer, or None if they offer none."""
    kinds = [p.kind for p in pieces]
    if TICKED in kinds or UNTICKED in kinds:
        return _by_ticks(pieces)
    text = "".join([p.text for p in pieces])
    if len(text) > 400:
        return None
    if ("[" in text or "(" in text) and _MARK.search(text) and _OPTION.search(text):
        return _by_ticks(typed_marks(pieces))
    return _by_looks(pieces, text, ringed=CIRCLE in kinds)


def typed_boxes(pieces: list[Piece]) -> Choice | None:
    """Return the choice among words with typed boxes, '[X] Health [ ] Police', or None if there are fewer than two."""
    if len(_MARK.findall("".join([p.text for p in pieces]))) < 2:  # one box alone may be a footnote
        return None
    return _by_ticks(typed_marks(pieces))


def marked_words(pieces: list[Piece]) -> list[str]:
    """Of words in a row, those that somebody underlined, highlighted or boxed; none if all of them look alike."""
    words = [p for p in pieces if p.kind == TEXT and any(c.isalnum() for c in p.text)]
    marked = [p for p in words if p.look & _CHOSEN]
    if not marked or len(marked) == len(words) or any(p.look & STRIKE for p in words):
        return []
    return [_trim(p.text) for p in marked]


def typed_marks(pieces: list[Piece]) -> list[Piece]:
    """Return *pieces* with typed boxes like [x] and ( ) as boxes."""
    made: list[Piece] = []
    for piece in pieces:
        position = 0
        for found in _MARK.finditer(piece.text) if piece.kind == TEXT else ():
            if found.start() > position:
                made.append(Piece(piece.text[position : found.start()], piece.kind, piece.look))
            state = any(c in found.group(0) for c in "xX✓✔√*")
            made.append(Piece("", TICKED if state else UNTICKED))
            position = found.end()
        if position < len(piece.text):
            made.append(Piece(piece.text[position:], piece.kind, piece.look))
    return made


_ALONE = (frozenset(SEX_WORDS) | YES_WORDS | NO_WORDS) - {""}


def _by_ticks(pieces: list[Piece]) -> Choice:
    texts, states = [""], []
    for piece in pieces:
        if piece.kind in (TICKED, UNTICKED):
            states.append(piece.kind == TICKED)
            texts.append("")
        else:
            texts[-1] += piece.text
    lead, tail = texts[0].strip(), texts[-1].strip()
    between = [t.strip(" \t\n/|,;:-–") for t in texts[1:-1]]
    behind = _stands_behind(texts)
    if behind if behind is not None else _marks_follow(lead, tail, between):
        asked, first = _cut_option(lead, alone=len(states) == 1)
        names = [first, *between]
        after = tail
    else:
        asked, names, after = lead, [*between, tail], ""
        names[-1], after = _cut_note(names[-1])
    trust = 0.97 if all(names) else 0.7
    if _other_marks(texts):
        trust = 0.6
    options = tuple(Option(_trim(n), s) for n, s in zip(names, states, strict=True))
    return Choice(asked.strip(), options, trust, after)


def _marks_follow(lead: str, tail: str, between: list[str]) -> bool:
    """True if each box stands behind its word: 'Yes [x] No [ ]', and not before it."""
    if not lead or not tail:
        return bool(lead)
    return _ends_in_option(lead) or not all(between)


def _stands_behind(texts: list[str]) -> bool | None:
    """
    True for the one mark of 'Boy [x]     Girl', which stands nearer to the word before it, False for the other way.

    None where there are more marks, other words, or as much room on either side.
    """
    if len(texts) != 2 or not all(clean(text) in _ALONE for text in texts):
        return None
    before = len(texts[0]) - len(texts[0].rstrip())
    after = len(texts[1]) - len(texts[1].lstrip())
    return None if before == after else before < after


def _other_marks(texts: list[str]) -> bool:
    """A typed X beside boxes that are boxes already: which of them counts is not clear."""
    return any(_TYPED_X.fullmatch(t.strip()) for t in texts)


def _trim(text: str) -> str:
    return text.strip(" \t\n/|,;:-–.").strip()


def _cut_note(text: str) -> tuple[str, str]:
    """Part the last option from what stands behind it, where the option is a known word."""
    found = re.match(
        r"(unborn baby|not known|don['’]?t know|unknown|unborn|female|male|yes|no|y|n|m|f|u)\b[\s,;:–-]+(?=\S)",
        text,
        re.IGNORECASE,
    )
    if found is not None and clean(text) not in CHOICE_WORDS:
        return found.group(1), text[found.end() :].strip()
    return text, ""


def _ends_in_option(text: str) -> bool:
    return SPLIT_BEFORE_OPTION.match(text) is not None


def _cut_option(text: str, *, alone: bool) -> tuple[str, str]:
    found = SPLIT_BEFORE_OPTION.match(text)
    if found is not None:
        return found.group(1), found.group(2)
    if alone and len(text.split()) <= 12:
        return "", text
    parts = re.split(r"(?<=[?:])\s+|\s{2,}|\t|\n", text)
    return (" ".join(parts[:-1]), parts[-1]) if len(parts) > 1 else ("", text)


def _by_looks(pieces: list[Piece], text: str, *, ringed: bool) -> Choice | None:
    found = list(_OPTION.finditer(text)) if _may_offer(text) else []
    if not found:
        return None
    group = _last_group(found, text)
    if group is None:
        return None
    after = text[group[-1].end() :]
    if len(group) == 1:
        return None
    rest = re.sub(r"\([^)]*\)|and\s*/\s*or", "", after, flags=re.IGNORECASE).strip(" \t\n.,;:/|)*")
    asked = text[: group[0].start()].strip(" \t\n(")
    looks = [look for p in pieces for look in [p.look] * len(p.text)]
    marked = is_mark(asked)  # 'X Yes     No': no question stands before them, but the mark
    typed = [m for m in _TYPED_X.finditer(text, 0 if marked else group[0].start()) if m.group(0).lower() != "n"]
    if typed:
        return _by_typed_x("" if marked else asked, group, typed)
    chosen, trust = (None, 0.5) if ringed else _chosen_by_look([look_of(looks, m) for m in group])
    if chosen is None and trust == 1.0:
        chosen, trust = _chosen_by_words(group, text)
    again = _said_again(group, text) if chosen is not None else None
    if again is not None:
        chosen, group = again if chosen == _PAIR else chosen, group[:_PAIR]
    names = [m.group(1) for m in group]
    if rest and chosen is None and len(rest) > 2:
        return Choice(asked, tuple(Option(n, chosen=False) for n in names), 0.6, rest)
    options = tuple(Option(n, i == chosen) for i, n in enumerate(names))
    return Choice(asked, options, trust, rest)


def _may_offer(text: str) -> bool:
    """False for most answers: with fewer than two words to choose in it a text offers no choice."""
    if not text.isascii():
        return True  # `_OPTION` takes other letters for those that it asks for
    return sum([word in _OF_OPTIONS for word in _WORD.findall(text.lower())]) >= _PAIR


def _chosen_by_words(group: list[re.Match[str]], text: str) -> tuple[int | None, float]:
    """The word that somebody chose without giving it a look: written once more behind both, or put in brackets."""
    again = _said_again(group, text)
    if again is not None:
        return again, 0.9
    wrapped = _in_brackets(group, text)
    return (wrapped, 0.75) if wrapped is not None else (None, 1.0)


def _said_again(group: list[re.Match[str]], text: str) -> int | None:
    """Which of two printed words somebody wrote behind them: 'Yes / No   NO'."""
    if len(group) != _PAIR + 1:
        return None
    first, second, third = (m.group(1).lower() for m in group)
    between, behind = text[group[0].end() : group[1].start()], text[group[1].end() : group[2].start()]
    apart = len(behind) > len(between) or (bool(between.strip()) and not behind.strip())
    written = group[2].group(1) != group[1].group(1) or apart
    return (first, second).index(third) if first != second and third in (first, second) and written else None


def _in_brackets(group: list[re.Match[str]], text: str) -> int | None:
    """The one of several printed words that somebody put in brackets, as others draw a ring: 'Yes  (No)'."""
    inside = [text[: m.start()].endswith("(") and text[m.end() :].startswith(")") for m in group]
    return inside.index(True) if inside.count(True) == 1 else None


def look_of(looks: list[int], found: re.Match[str]) -> int:
    """The look of most letters of a word; a word half struck out is half struck out by accident."""
    inside = looks[found.start(1) : found.end(1)]
    return max(set(inside), key=inside.count) if inside else 0


def _last_group(found: list[re.Match[str]], text: str) -> list[re.Match[str]] | None:
    """Return the last row of options that only separators part."""
    group: list[re.Match[str]] = []
    best: list[re.Match[str]] | None = None
    for match in found:
        if group:
            gap = _TYPED_X.sub(" ", text[group[-1].end() : match.start()])
            if _BETWEEN.fullmatch(gap) is None:
                best = group if len(group) > 1 else best
                group = []
        group.append(match)
    if len(group) > 1 or best is None:
        return group
    return best


def _chosen_by_look(looks: list[int]) -> tuple[int | None, float]:
    struck = [i for i, look in enumerate(looks) if look & STRIKE]
    left = [i for i in range(len(looks)) if i not in struck]
    if struck:
        if len(left) == 1:
            return left[0], 0.97
        return None, 0.5
    for bit in _EMPHASIS:
        with_it = [i for i, look in enumerate(looks) if look & bit]
        if len(with_it) == 1:
            others = [
                b
                for b in _EMPHASIS
                if b != bit
                and any(looks[i] & b for i in range(len(looks)) if i != with_it[0])
                and not all(look & b for look in looks)
            ]
            return (None, 0.5) if others else (with_it[0], 0.95 if bit != COLOURED else 0.7)
        if with_it and len(with_it) < len(looks):
            return None, 0.5
    return None, 1.0


def _by_typed_x(asked: str, group: list[re.Match[str]], typed: list[re.Match[str]]) -> Choice:
    """'Yes X  No' or 'X Yes  No': the mark belongs to the word it stands next to."""
    chosen: set[int] = set()
    sure = len(typed) == 1
    for mark in typed:
        before = [i for i, m in enumerate(group) if m.end() <= mark.start()]
        after = [i for i, m in enumerate(group) if m.start() >= mark.end()]
        if before and after:
            near, far = mark.start() - group[before[-1]].end(), group[after[0]].start() - mark.end()
            sure &= near != far
            chosen.add(before[-1] if near <= far else after[0])
        elif before or after:
            chosen.add(before[-1] if before else after[0])
    options = tuple(Option(m.group(1), i in chosen) for i, m in enumerate(group))
    return Choice(asked, options, 0.9 if sure else 0.5)


def is_mark(text: str) -> bool:
    """True for what people type into a box to tick it."""
    return text.strip().lower() in MARKS


def as_tick(text: str, *, yes_counts: bool = True) -> Piece:
    """Return the content of a tick cell as a ticked or an empty box."""
    said = text.strip().lower().rstrip(".")
    return Piece("", TICKED if said in MARKS or (yes_counts and said in ("yes", "y")) else UNTICKED)
