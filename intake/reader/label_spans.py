"""
Where labels stand in a line that holds labels and their answers.
"""

from __future__ import annotations

import re

from intake.reader.choices import SPLIT_BEFORE_OPTION
from intake.reader.document import (
    BOLD,
    COLOURED,
    FIELD,
    ITALIC,
    SMALL,
    TEXT,
    Piece,
)
from intake.reader.labels import Label, asked_last, clean, is_numbering, recognise, recognise_exactly
from intake.reader.pieces import LONG_LEADER, TICK, has_words
from intake.reader.typed import fits
from intake.reader.vocabulary import CHOICE_WORDS

_DASH = re.compile(r"[-–—=]")
_DASHED = re.compile(r"\s*([A-Z][^\n]{1,80}?)\s+[-–—=]+(?:\s+|$)")
ENDS_LABEL = re.compile(r"[:?]")
_HOW_TO_ANSWER = re.compile(
    rf"(?:please )?(?:tick|cross|(?!(?-i:Mark [A-Z][a-z]))mark|circle|ring)\b[^:.?{TICK}]{{0,40}}(?:[.:]|(?={TICK})|$)",
    re.IGNORECASE,
)
_ENDS_IN_FIGURE = re.compile(r"\d$")
_BREAK = re.compile(r"[\t\n" + TICK + r"]|\s{2,}|\s\|\s")
_WIDE_GAP, _GAP, _WORD = re.compile(r"(\s{3,})"), re.compile(r"\s{2}"), re.compile(r"\S+")
_MAY_BEGIN = re.compile(r"(?<![\w'’-])[A-Z(]")
_TYPED_INLINE = frozenset(
    {
        "postcode",
        "telephone",
        "email",
        "dob",
        "nhs",
        "upn",
        "date",
        "family",
        "year",
        "print_name",
        "role",
        "organisation",
    }
)
_LONGEST_LABEL, _LONGEST_NUMBER, _LONGEST_ABOVE = 230, 12, 80
_ANSWERED_BY_WHOM = frozenset({"", "name", "given", "family", "relationship", "signed", "print_name", "who", "comment"})
"""What 'Mum' or 'child' may answer."""
_GOES_ON = re.compile(r"/[a-z][\w ]{2,30}$")
"""'Also known as' in bold with '/previous names' right behind it: a label whose end was not made bold."""

Span = tuple[int, int, Label | None]
"""Where a label begins and ends, and what it asks for."""


def label_spans(pieces: list[Piece], text: str, *, answering: bool) -> list[Span]:
    """Where labels stand in *text*: bold stretches, and words before a colon or a question mark."""
    above = _printed_above(pieces, text)
    if above is not None:
        return [above]
    if ":" not in text and "?" not in text and len({p.look & BOLD for p in pieces if p.text}) == 1:
        return []
    bolds = _bold_stretches(pieces)
    spans: list[Span] = []
    position = 0
    for start, end in bolds:
        if start < position:
            continue
        own = _bold_label(text, start, end)
        if own is not None:
            spans.extend(_colon_spans(text, position, own[0], has_label=bool(spans)) if not answering else [])
            spans.append(own)
            position = own[1]
    if not answering:
        behind = _colon_spans(text, position, len(text), has_label=bool(spans))
        spans.extend(behind if not spans else [s for s in behind if not _in_italics(pieces, s[0], s[1])])
    return sorted(spans, key=lambda s: s[0])


def _printed_above(pieces: list[Piece], text: str) -> Span | None:
    """A question of the vocabulary in small or coloured print, alone in its line, over what was written; else None."""
    end = text.find("\n")
    printed = pieces[0].look & (SMALL | COLOURED) if 0 < end <= _LONGEST_ABOVE else 0
    if not printed or pieces[0].look & BOLD or TICK in text[:end]:
        return None
    position = 0
    for piece in pieces:
        inside = position < end
        position += len(piece.text) if piece.kind in (TEXT, FIELD) else 1
        if piece.text.strip() and bool(piece.look & printed) != inside:
            return None
        if inside and position > end and has_words(piece.text.split("\n")[-1]):
            return None
    means = recognise(text[:end].strip(" :"))
    known = means is not None and (means.is_field or bool(means.about or means.section))
    return (0, end, means) if known else None


def _in_italics(pieces: list[Piece], start: int, end: int) -> bool:
    """True for words in italics: behind a label in bold they explain it, whatever they ask."""
    position = 0
    for piece in pieces:
        stop = position + (len(piece.text) if piece.kind in (TEXT, FIELD) else 1)
        if position < end and stop > start and piece.text.strip() and not piece.look & ITALIC:
            return False
        position = stop
    return True


def gap_spans(text: str) -> list[Span]:
    """Labels with a wide gap, or nothing but a value, behind them: 'Review on  16/01/2020   Tel 01632 960115'."""
    dashed = _DASHED.match(text) if _DASH.search(text) is not None else None
    if dashed is not None and (means := recognise(dashed.group(1))) is not None and (means.is_field or means.about):
        if _tells_whose(text, means):
            return []
        how = _HOW_TO_ANSWER.match(text, dashed.end())
        return [(0, how.end() if how is not None else dashed.end(), means)]
    spans: list[Span] = []
    start = 0
    for chunk in _WIDE_GAP.split(text):
        end = start + len(chunk)
        found = None if chunk.isspace() else _label_and_value(chunk)
        if found is not None:
            spans.append((start + found[0], start + found[1], found[2]))
        start = end
    return spans


def _tells_whose(text: str, asked: Label) -> bool:
    """True for 'Language at home – parents': behind the dash stands whose is asked for, and no answer."""
    whole = recognise(text.strip()) if asked.asks not in _ANSWERED_BY_WHOM else None
    return whole is not None and whole.asks == asked.asks and bool(whole.about) and not asked.about


def _label_and_value(chunk: str) -> tuple[int, int, Label] | None:
    """Where the label stands in 'DOB 3/4/2015', if it is one and a value follows."""
    if TICK in chunk:
        return None
    words = [m.end() for m in _WORD.finditer(chunk)][:9]
    begin = len(chunk) - len(chunk.lstrip())
    for end in reversed(words[:-1]):
        means = recognise_exactly(chunk[begin:end].strip(" –-"))
        if means is None or not (means.is_field or means.about) or means.asks in ("yes", "no", "sex"):
            continue
        value = chunk[end:].strip(" –-")
        if _GAP.match(chunk, end) or fits(means.asks, value):
            return begin, end, means
    return None


def _bold_stretches(pieces: list[Piece]) -> list[tuple[int, int]]:
    """Bold stretches, if anything in the paragraph is not bold."""
    stretches: list[tuple[int, int]] = []
    position, plain = 0, False
    for piece in pieces:
        length = len(piece.text) if piece.kind in (TEXT, FIELD) else 1
        if piece.kind in (TEXT, FIELD) and piece.look & BOLD and not piece.text.isspace():
            if stretches and stretches[-1][1] == position:
                stretches[-1] = (stretches[-1][0], position + length)
            else:
                stretches.append((position, position + length))
        elif stretches and stretches[-1][1] == position and _GOES_ON.match(piece.text) is not None:
            stretches[-1] = (stretches[-1][0], position + length)
        elif piece.kind not in (TEXT, FIELD) or not piece.text.isspace():
            plain = True
        position += length
    return stretches if plain else []


def _bold_label(text: str, start: int, end: int) -> Span | None:
    """The label that a bold stretch is or begins with; None for a word to choose, or for words that are no label."""
    if clean(text[start:end]) in CHOICE_WORDS or _is_one_of_several(text, start, end):
        return None
    end = _before_option(text, start, end)
    words = text[start:end]
    number = words.strip()
    if not has_words(words) or (len(number) < _LONGEST_NUMBER and is_numbering(number) and not number.isdigit()):
        return None
    mark = _own_mark(words)
    if mark is not None:
        asked = recognise(words[: mark.start()].strip()) if has_words(words[mark.end() :]) else None
        if asked is not None:
            return start, start + mark.end(), asked
        if clean(words[mark.end() :]) in CHOICE_WORDS:
            # 'I agree to this: Yes / No', the chosen word as bold as the question
            return start, start + mark.end(), None
    means = recognise(words.strip(" \t\n:"))
    printed = words.rstrip().endswith((":", "?")) or not has_words(text[:start])
    if means is None and (not printed or len(words) >= 120):
        return None
    if text[end : end + 3].lstrip(" ").startswith(":"):
        end = text.index(":", end) + 1
    return start, end, means


def _is_one_of_several(text: str, start: int, end: int) -> bool:
    """True for the end of 'Panel / One service / **Family meeting**', which stands out because it was chosen."""
    return text[:start].rstrip().endswith("/") and ENDS_LABEL.search(text, start, end) is None


def _before_option(text: str, start: int, end: int) -> int:
    """Where a bold stretch ends, leaving out the option whose box stands behind it."""
    words = text[start:end]
    if not text[end : end + 3].lstrip().startswith(TICK):
        return end
    option = SPLIT_BEFORE_OPTION.match(words)
    return end if option is None else start + option.start(2)


def _own_mark(words: str) -> re.Match[str] | None:
    """The colon or question mark that ends the label in a bold stretch, if the stretch is no label as a whole."""
    mark = next(
        (
            m
            for m in ENDS_LABEL.finditer(words)
            if has_words(words[: m.start()]) and words[: m.start()].count("(") <= words[: m.start()].count(")")
        ),
        None,
    )
    whole = recognise_exactly(words.strip(" \t\n:")) if mark is not None else None
    return None if whole is not None and whole.asks not in ("", "yes", "no", "pr_yes", "pr_no") else mark


def _colon_spans(text: str, start: int, stop: int, *, has_label: bool) -> list[Span]:
    spans: list[Span] = []
    edge = start
    for mark in ENDS_LABEL.finditer(text, start, stop):
        if (
            mark.group(0) == ":"
            and text[mark.end() : mark.end() + 1].isdecimal()
            and _ENDS_IN_FIGURE.search(text[: mark.start()])
        ):
            continue  # a time of day
        found = _label_before(text, edge, mark.start(), has_label=has_label or bool(spans))
        if found is None:
            continue
        begin, means = found
        end = mark.end()
        while end < stop and text[end] in ":?":
            end += 1
        spans.append((begin, end, means))
        edge = end
    return spans


def _label_before(text: str, edge: int, end: int, *, has_label: bool) -> tuple[int, Label | None] | None:
    """The label that ends at *end*: all since the last break, or a phrase of the vocabulary behind an answer."""
    begin = _last_break(text, edge, end)
    if begin is not None and edge < begin < edge + _LONGEST_NUMBER and is_numbering(text[edge:begin].strip(" *\t")):
        begin = edge
    segment = text[begin:end].strip() if begin is not None else ""
    if begin is None or not segment or len(segment) > _LONGEST_LABEL:
        return None
    means = (recognise(segment) or asked_last(segment)) if len(segment) > 1 else None
    if means is not None and (means.is_field or means.about or means.section):
        return begin, means
    if len(segment) < 80 and segment[0].isupper() and (begin == edge or not has_words(text[edge:begin])):
        after = end + 1
        while after < len(text) and text[after].isspace():
            after += 1
        if LONG_LEADER.match(text, after):
            return begin, None
    return _phrase_at_end(text, begin, end) if has_label else None


def _last_break(text: str, edge: int, end: int) -> int | None:
    """
    Where the stretch of words that ends at *end* begins; None if that is farther away than a label is long.

    Looks back no farther than that: a paragraph may hold a mark at every third letter.
    """
    while end > edge and text[end - 1].isspace():
        end -= 1
    low = max(edge, end - _LONGEST_LABEL - 10)
    last = next((i for i in range(end - 1, low - 1, -1) if text[i].isalnum()), low)
    begin = max((m.end() for m in _BREAK.finditer(text, low, last)), default=low)
    return begin if begin > low or low == edge else None


def _phrase_at_end(text: str, begin: int, end: int) -> tuple[int, Label] | None:
    """'01/02/03 Age: 5': the words before the mark that are a label by themselves, behind the answer to another."""
    starts = [begin + m.start() for m in _MAY_BEGIN.finditer(text[begin:end])]
    for start in starts[:40]:
        means = recognise_exactly(text[start:end].strip())
        if means is not None and means.asks in _TYPED_INLINE | {
            "name",
            "given",
            "relationship",
            "address",
            "age",
            "sex",
            "school",
            "contact",
            "signed",
        }:
            return start, means
    return None
