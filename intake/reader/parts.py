"""
A paragraph or a cell, taken apart into labels and what stands beside them.

"Postcode MK42 9AP", "Name: ____ Tel: ____", a bold label before plain words, a
printed label before a form field: all become parts, each a label with its
answer. What has no label is a part without one; whom it belongs to is decided
by the walk through the document.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from intake.reader.choices import SPLIT_BEFORE_OPTION
from intake.reader.document import (
    BOLD,
    BOXED,
    COLOURED,
    EMPTY,
    FIELD,
    ITALIC,
    MARKED,
    SMALL,
    STRIKE,
    TEXT,
    TICKED,
    UNDERLINE,
    UNTICKED,
    WORDS,
    Cell,
    Paragraph,
    Piece,
    Table,
)
from intake.reader.labels import LONGEST, Label, clean, is_phrase, recognise, recognise_exactly
from intake.reader.prompts import is_prompt
from intake.reader.two_part_labels import asked_twice, is_column
from intake.reader.typed import fits, fold
from intake.reader.vocabulary import CHOICE_WORDS

_TICK = "\ufffc"
_IN_FIELD = frozenset({FIELD, EMPTY})
_DASHED = re.compile(r"\s*([A-Z][^\n]{1,80}?)\s+[-–—=]+(?:\s+|$)")
_CHOSEN = STRIKE | UNDERLINE | MARKED | BOXED
"""Looks by which somebody chose a word: then it is an answer, and no part of the label."""
_LEADER = re.compile(r"_{2,}|\.{3,}|…+")
_LONG_LEADER = re.compile(r"_{3,}|\.{5,}|…{2,}")
_ALNUM = re.compile(r"[A-Za-z0-9]")
_HINT = re.compile(
    r"\s*(?:\((?![^()]*\b(?:yes|no|y|n)\b\s*[/)])[^()]{16,}\)\s*:|(?:\(?if (?:so|yes|any),? ?)?(?:please |who[,:]? )?(?:list|specify|state|name(?: them)?|give details|say who|tell us who)[^:.?]{0,30}:)",  # noqa: E501 - a pattern reads worse when broken
    re.IGNORECASE,
)
_MAY_HOLD_BOTH = re.compile(r"[:?@\d]|\s{2}|\s[-–—=]+(?:\s|$)")
"""Without one of these no line holds a label and its answer."""
_ENDS_LABEL = re.compile(r"[:?]")
_WRITE_HINT = re.compile(
    r"\((?=[^()]*\b(?:write|tick|list|genogram|please|state|give|describe|include|use|say|put|add|cross|circle|underline|delete|highlight|bold|ring|one on|one per|type|enter|mark|choose|tell)\b)[a-z][^()]{3,90}\)\s*:?"  # noqa: E501 - a pattern reads worse when broken
)
_CHOOSE_HINT = re.compile(
    r"\((?:y\s*/\s*n|yes\s*/\s*no|yes or no|m\s*/\s*f|if [^()]*|please [^()]*|dd[^()]*)\)\s*[:?]?", re.IGNORECASE
)
_BRACKETED_HINT = re.compile(
    r"\((?:e\.?g|i\.?e|please|if|include|for|list|tick|see|what|who|how|where|when|this|as|or|optional|maximum|state|give)\b",
    re.IGNORECASE,
)
_ENDS_IN_FIGURE = re.compile(r"\d$")
_BREAK = re.compile(r"[\t\n" + _TICK + r"]|\s{2,}|\s\|\s")
_MAY_BEGIN = re.compile(r"(?<![\w'’-])[A-Z(]")
_TO_TICK = frozenset({"tick", "please tick", "tick all that apply", "tick one", "tick as needed", "tick those needed"})
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


@dataclass(slots=True)
class Part:
    """
    A label with its answer.

    Attributes:
        label: As printed; "" where there is none.
        means: What it asks for; None for a label that the vocabulary does not have.
        lines: The answer, a list of pieces for each line.
        slot: True if there is a place to answer (a form field, a box, dots), even an empty one.
        styled: True if the label stands out (bold) or ends in a colon.
    """

    label: str
    means: Label | None
    lines: list[list[Piece]] = field(default_factory=list)
    slot: bool = False
    styled: bool = False

    @property
    def text(self) -> str:
        """The answer's text, a line each."""
        return fold("\n".join(["".join([p.text for p in line]) for line in self.lines]))

    @property
    def blank(self) -> bool:
        """True if nothing was answered: no words and no ticked box."""
        for line in self.lines:
            for piece in line:
                if piece.kind == TICKED or (piece.text and not piece.text.isspace()):
                    return False
        return True


def has_words(text: str) -> bool:
    """True if *text* has a letter or a figure."""
    return _ALNUM.search(text) is not None if text.isascii() else any(c.isalnum() for c in text)


def split_paragraph(
    paragraph: Paragraph, *, answering: bool = False, plain_labels: bool = True, exact: bool = False
) -> list[Part]:
    """
    Return the parts of one paragraph.

    Args:
        paragraph: The paragraph.
        answering: It stands where an answer is expected, so that only what stands out is a label.
        plain_labels: A whole line that is a phrase of the vocabulary counts as a label though it is not bold.
        exact: Such a line must be in the vocabulary word for word.
    """
    pieces = [p for p in paragraph.pieces if p.text or p.kind != TEXT]
    if not pieces:
        return []
    text = paragraph.text
    if ("__" in text or "..." in text or "…" in text) and _LEADER.search(text) is not None:
        led = _with_leaders(pieces)
        if led:
            return led
    if len(pieces) == 1 and pieces[0].kind == TEXT and _MAY_HOLD_BOTH.search(text) is None:
        return _whole(pieces, text, answering=answering, plain_labels=plain_labels, exact=exact)
    if not _IN_FIELD.isdisjoint([p.kind for p in pieces]):
        return _with_fields(pieces, answering=answering, plain_labels=plain_labels, exact=exact)
    return _plain(pieces, answering=answering, plain_labels=plain_labels, exact=exact)


def _with_leaders(pieces: list[Piece]) -> list[Part]:
    """
    "First name ____John____ Surname ____" taken apart: before dots or a line stands a label, behind it the answer.

    A line that begins with dots goes on with the answer of the line before. No
    parts if none of its labels is known: then the dots mean something else.
    """
    text = "".join([p.text if p.kind in WORDS else _TICK for p in pieces])
    marks = list(_LEADER.finditer(text))
    parts: list[Part] = []
    edges = [0, *(m.end() for m in marks)]
    known = False
    for index, start in enumerate(edges):
        stop = marks[index].start() if index < len(marks) else len(text)
        words = text[start:stop]
        if not has_words(words) and _TICK not in words:
            continue
        last = parts[-1] if parts else None
        if (
            index
            and (last is None or last.blank)
            and not _is_led_label(words, marks[index - 1], last=index == len(marks))
        ):
            if last is None:
                parts.append(Part("", None, [], slot=True))
            parts[-1].lines.append(cut(pieces, start, stop))
            continue
        made = _led_labels(pieces, words, start)
        known = known or any(part.means is not None for part in made)
        parts += made
    return parts if known or (parts and not parts[0].label and _LONG_LEADER.match(text.strip())) else []


def _is_led_label(words: str, before: re.Match[str], *, last: bool) -> bool:
    """True if words behind dots that nobody wrote over are the next label, and not the answer."""
    means = recognise_exactly(words.strip(" \t\n:")) if len(words) <= LONGEST else None
    if means is not None and means.asks in ("yes", "no"):
        return False
    if means is not None and (means.is_field or means.about):
        return True
    return not last and len(before.group(0)) >= 8 and words[:1].isspace() and len(words.strip()) < 40


def _led_labels(pieces: list[Piece], words: str, start: int) -> list[Part]:
    """The label before dots, or labels with answers of their own and the one before the dots."""
    own = cut(pieces, start, start + len(words))
    if ":" in words.strip(" :\t\n"):
        parts = _plain(own, answering=False, plain_labels=True, exact=True)
        parts[-1].slot = True
        return parts
    label = words.strip(" \t\n:;,.")
    return [Part(label, recognise(label), [], slot=True, styled=True)]


def _with_fields(pieces: list[Piece], *, answering: bool, plain_labels: bool, exact: bool) -> list[Part]:
    parts: list[Part] = []
    waiting: list[Piece] = []
    for piece in pieces:
        if piece.kind not in (FIELD, EMPTY):
            waiting.append(piece)
            continue
        text = "".join([p.text for p in waiting])
        if any(p.kind in (TICKED, UNTICKED) for p in waiting):
            parts.extend(_plain(waiting, answering=answering, plain_labels=plain_labels, exact=exact))
            if parts and parts[-1].label and parts[-1].blank and not parts[-1].lines:
                parts[-1].lines, parts[-1].slot = [[piece]], True  # 'Interpreter? Yes [X]   Language: ____'
            else:
                parts.append(Part("", None, [[piece]], slot=True))
        elif has_words(text):
            parts.extend(_labels_before_field(waiting, text))
            parts[-1].lines.append([piece])
        elif parts:
            parts[-1].lines[-1:] = [[*(parts[-1].lines[-1] if parts[-1].lines else []), *waiting, piece]]
        else:
            parts.append(Part("", None, [[piece]], slot=True))
        waiting = []
    if has_words("".join([p.text for p in waiting])) or any(p.kind in (TICKED, UNTICKED) for p in waiting):
        _after_fields(waiting, parts, answering=answering, plain_labels=plain_labels, exact=exact)
    return parts


def _labels_before_field(waiting: list[Piece], text: str) -> list[Part]:
    """The text before a form field is its label; what stands before that on the line has its own labels."""
    means = recognise(text.strip())
    if means is not None or len(text) < 60:
        return [Part(text.strip(), means, [], slot=True, styled=True)]
    parts = _plain(waiting, answering=True, plain_labels=False, exact=False)
    last = parts[-1]
    if last.label and last.blank:
        last.slot = True
        return parts
    return [Part(text.strip(), None, [], slot=True, styled=True)]


def _after_fields(waiting: list[Piece], parts: list[Part], *, answering: bool, plain_labels: bool, exact: bool) -> None:
    text = "".join([p.text for p in waiting])
    more = _plain(waiting, answering=answering, plain_labels=plain_labels, exact=exact)
    if more and more[0].label:
        parts.extend(more)
    elif parts and any(p.text.strip() for line in parts[-1].lines for p in line) and len(text) < 200:
        parts[-1].lines[-1].extend(waiting)
    elif any(p.kind in (TICKED, UNTICKED) for p in waiting):
        parts.extend(more)


def _plain(pieces: list[Piece], *, answering: bool, plain_labels: bool, exact: bool) -> list[Part]:
    text = "".join([p.text if p.kind in WORDS else _TICK for p in pieces])
    if (
        not answering
        and ("?" in text or ":" in text)
        and not any(p.look & _CHOSEN for p in pieces)
        and _TICK not in text
        and len(text) < 200
        and len({p.look & BOLD for p in pieces if p.text.strip()}) == 1
    ):
        rest = _ENDS_LABEL.split(text.strip(), maxsplit=1)[1].strip(" *▲")
        means = (
            (recognise_exactly(text.strip()) or (recognise(text.strip()) if rest.islower() else None))
            if not rest
            or rest[0] == "("
            or rest[-1] == "?"
            or rest.lower().startswith("please")
            or is_phrase(text)
            or (
                rest.islower() and len(rest) < 30 and all(p.look & BOLD for p in pieces if p.text.strip())
            )  # "Parent 1: name"
            else None
        )
        means = means or asked_twice(text.strip())
        if means is not None or is_column(text.strip()):
            return [Part(text.strip(), means, [], styled=True)]
    spans = _label_spans(pieces, text, answering=answering) or _gap_spans(text)
    if not spans:
        return _whole(pieces, text, answering=answering, plain_labels=plain_labels, exact=exact)
    parts: list[Part] = []
    if has_words(text[: spans[0][0]]) or _TICK in text[: spans[0][0]]:
        parts.append(Part("", None, [cut(pieces, 0, spans[0][0])]))
    for index, (start, label_end, means) in enumerate(spans):
        stop = spans[index + 1][0] if index + 1 < len(spans) else len(text)
        stop -= len(text[label_end:stop]) - len(text[label_end:stop].rstrip(" |"))
        label = text[start:label_end].strip(" \t\n:")
        hint = _HINT.match(text, label_end, stop)
        end = hint.end() if hint is not None else label_end
        answer = cut(pieces, end, stop)
        if answer and _only_hint(answer):
            answer = []
        slot = _TICK in text[end:stop] or _LONG_LEADER.search(text[end:stop]) is not None
        parts.append(Part(label, means, [answer] if answer else [], slot=slot, styled=True))
    return parts


def _only_hint(pieces: list[Piece]) -> bool:
    """True if nothing but small print follows a label: '(Please indicate Yes)', '(Y/N)'."""
    text = "".join([p.text for p in pieces]).strip()
    if not text or any(p.kind != TEXT for p in pieces):
        return False
    return (
        looks_like_prompt(pieces)
        or clean(text) in _TO_TICK
        or _WRITE_HINT.fullmatch(text) is not None
        or _CHOOSE_HINT.fullmatch(text) is not None
    )


def _whole(pieces: list[Piece], text: str, *, answering: bool, plain_labels: bool, exact: bool) -> list[Part]:
    """A line without a label and answer side by side: all label, or all answer."""
    words = text.replace(_TICK, " ").strip()
    answer = [Part("", None, [pieces])]
    if any(p.look & _CHOSEN and clean(p.text) in CHOICE_WORDS for p in pieces):
        return answer
    if _TICK in text or not words or len(words) > LONGEST or (len(words) <= 24 and clean(words) in CHOICE_WORDS):
        return answer
    bold = all(p.look & BOLD for p in pieces if p.text and not p.text.isspace())
    marked = words.endswith((":", "?"))
    if bold and not answering:
        return [Part(words, recognise(words), [], styled=True)]
    if answering:
        means = recognise(words) if bold or words.endswith(":") else None
        return [Part(words, means, [], styled=True)] if means is not None and means.is_field else answer
    if not plain_labels and not words.endswith(":"):
        return answer
    means = recognise(words) if marked or not exact else recognise_exactly(words)
    return [Part(words, means, [], styled=marked)] if means is not None else answer


def _label_spans(pieces: list[Piece], text: str, *, answering: bool) -> list[tuple[int, int, Label | None]]:
    """Where labels stand in *text*: bold stretches, and words before a colon or a question mark."""
    if ":" not in text and "?" not in text and len({p.look & BOLD for p in pieces if p.text}) == 1:
        return []
    bolds = _bold_stretches(pieces)
    spans: list[tuple[int, int, Label | None]] = []
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
        spans.extend(_colon_spans(text, position, len(text), has_label=bool(spans)))
    return sorted(spans, key=lambda s: s[0])


def _gap_spans(text: str) -> list[tuple[int, int, Label | None]]:
    """Labels with a wide gap, or nothing but a value, behind them: 'Review on  16/01/2020   Tel 01632 960115'."""
    dashed = _DASHED.match(text)
    if dashed is not None and (means := recognise(dashed.group(1))) is not None and (means.is_field or means.about):
        return [(0, dashed.end(), means)]
    spans: list[tuple[int, int, Label | None]] = []
    start = 0
    for chunk in re.split(r"(\s{3,})", text):
        end = start + len(chunk)
        found = None if chunk.isspace() else _label_and_value(chunk)
        if found is not None:
            spans.append((start + found[0], start + found[1], found[2]))
        start = end
    return spans


def _label_and_value(chunk: str) -> tuple[int, int, Label] | None:
    """Where the label stands in 'DOB 3/4/2015', if it is one and a value follows."""
    if _TICK in chunk:
        return None
    words = [m.end() for m in re.finditer(r"\S+", chunk)][:9]
    begin = len(chunk) - len(chunk.lstrip())
    for end in reversed(words[:-1]):
        means = recognise_exactly(chunk[begin:end].strip(" –-"))
        if means is None or not (means.is_field or means.about) or means.asks in ("yes", "no", "sex"):
            continue
        value = chunk[end:].strip(" –-")
        if re.match(r"\s{2}", chunk[end:]) or fits(means.asks, value):
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
        elif piece.kind not in (TEXT, FIELD) or not piece.text.isspace():
            plain = True
        position += length
    return stretches if plain else []


def _bold_label(text: str, start: int, end: int) -> tuple[int, int, Label | None] | None:  # noqa: C901 - one question after another, as a person would ask them
    words = text[start:end]
    if clean(words) in CHOICE_WORDS or not has_words(words):
        return None
    if text[end : end + 3].lstrip().startswith(_TICK):
        option = SPLIT_BEFORE_OPTION.match(words)
        if option is not None:
            end = start + option.start(2)
            words = text[start:end]
            if not has_words(words):
                return None
    mark = next(
        (
            m
            for m in _ENDS_LABEL.finditer(words)
            if has_words(words[: m.start()]) and words[: m.start()].count("(") <= words[: m.start()].count(")")
        ),
        None,
    )
    whole = recognise_exactly(words.strip(" \t\n:")) if mark is not None else None
    if whole is not None and whole.asks not in ("", "yes", "no", "pr_yes", "pr_no"):
        mark = None
    if mark is not None and has_words(words[mark.end() :]) and recognise(words[: mark.start()].strip()) is not None:
        return start, start + mark.end(), recognise(words[: mark.start()].strip())
    if mark is not None and clean(words[mark.end() :]) in CHOICE_WORDS:
        return start, start + mark.end(), None  # 'I agree to this: Yes / No', the chosen word as bold as the question
    means = recognise(words.strip(" \t\n:"))
    first = not has_words(text[:start])
    if means is not None or (words.rstrip().endswith((":", "?")) and len(words) < 120) or (first and len(words) < 120):
        if text[end : end + 3].lstrip(" ").startswith(":"):
            end = text.index(":", end) + 1
        return start, end, means
    return None


def _colon_spans(text: str, start: int, stop: int, *, has_label: bool) -> list[tuple[int, int, Label | None]]:
    spans: list[tuple[int, int, Label | None]] = []
    edge = start
    for mark in _ENDS_LABEL.finditer(text, start, stop):
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


_LONGEST_LABEL = 230


def _label_before(text: str, edge: int, end: int, *, has_label: bool) -> tuple[int, Label | None] | None:
    """The label that ends at *end*: the whole stretch since the last break, or a phrase of the vocabulary behind an answer."""  # noqa: E501 - a pattern reads worse when broken
    begin = _last_break(text, edge, end)
    segment = text[begin:end].strip() if begin is not None else ""
    if begin is None or not segment or len(segment) > _LONGEST_LABEL:
        return None
    means = recognise(segment) if len(segment) > 1 else None
    if means is not None and (means.is_field or means.about or means.section):
        return begin, means
    if len(segment) < 80 and segment[0].isupper() and (begin == edge or not has_words(text[edge:begin])):
        after = end + 1
        while after < len(text) and text[after].isspace():
            after += 1
        if _LONG_LEADER.match(text, after):
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


def cut(pieces: list[Piece], start: int, stop: int) -> list[Piece]:
    """The pieces between two positions of the text that they make."""
    made: list[Piece] = []
    position = 0
    for piece in pieces:
        if piece.kind not in (TEXT, FIELD):
            if start <= position < stop:
                made.append(piece)
            position += 1
            continue
        length = len(piece.text)
        low, high = max(start - position, 0), min(stop - position, length)
        if low < high:
            made.append(
                piece
                if (low, high) == (0, length)
                else Piece(piece.text[low:high], piece.kind, piece.look, piece.value)
            )
        position += length
    return made


def looks_like_prompt(paragraph_pieces: list[Piece]) -> bool:
    """True for small print: an instruction by its words, or wholly italic, small or coloured text in no field."""
    words = [p for p in paragraph_pieces if p.text.strip()]
    if not words or FIELD in [p.kind for p in words]:
        return False
    text = "".join([p.text for p in paragraph_pieces]).strip()
    if is_prompt(text):
        return True
    if text.startswith("(") and text.endswith(")") and len(text) > 12:
        return all(p.look & (ITALIC | SMALL | COLOURED) for p in words) or _BRACKETED_HINT.match(text) is not None
    return all(p.look & (SMALL | COLOURED) and p.look & (ITALIC | SMALL) for p in words)


def split_cell(cell: Cell, *, answering: bool = False, bold_labels: bool = False) -> list[Part]:
    """
    Return the parts of a cell, its lines gathered under the labels above them.

    Args:
        cell: The cell.
        answering: The cell stands where an answer is expected.
        bold_labels: This document prints its labels bold, so a plain line is no label.
    """
    parts: list[Part] = []
    for block in cell.blocks:
        if isinstance(block, Table):
            continue
        first = not parts
        if not block.pieces:
            continue
        plain = first and not (bold_labels and answering)
        made = split_paragraph(block, answering=answering, plain_labels=plain, exact=bold_labels)
        for part in made:
            _gather(part, parts)
    return parts


def _gather(part: Part, parts: list[Part]) -> None:
    if part.label or not parts:
        if (
            parts
            and part.label
            and parts[-1].blank
            and parts[-1].label
            and part.means is None
            and not part.lines
            and not part.slot
        ):
            # Two lines of heading: the second explains the first.
            return
        parts.append(part)
        return
    open_part = parts[-1]
    if open_part.label and open_part.blank and all(looks_like_prompt(line) for line in part.lines if line):
        return
    open_part.lines.extend(part.lines)
    open_part.slot |= part.slot
