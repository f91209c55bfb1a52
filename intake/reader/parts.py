"""
A paragraph or a cell, taken apart into labels and what stands beside them.

"Postcode MK42 9AP", "Name: ____ Tel: ____", a bold label before plain words, a
printed label before a form field: all become parts, each a label with its
answer. What has no label is a part without one; whom it belongs to is decided
by the walk through the document.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise

from intake.reader.choices import is_mark, read_choice
from intake.reader.document import (
    BOLD,
    COLOURED,
    EMPTY,
    FIELD,
    ITALIC,
    SMALL,
    TEXT,
    TICKED,
    UNTICKED,
    WORDS,
    Cell,
    Paragraph,
    Piece,
    Table,
)
from intake.reader.labels import LONGEST, Label, clean, recognise, recognise_exactly
from intake.reader.part import Part
from intake.reader.pieces import LONG_LEADER, TICK, cut, has_words, looks_like_prompt
from intake.reader.plain_lines import may_hold_both, split_plain, whole_line
from intake.reader.two_part_labels import asked_in_two, element_of_theme
from intake.reader.typed import find_date, find_postcode
from intake.reader.vocabulary import BARE_ELEMENTS, CHOICE_WORDS, SEX_WORDS

_IN_FIELD = frozenset({FIELD, EMPTY})
_HINT_AND_ANSWER = 2
_QUOTES = frozenset("\"'“‘")
_DAYS = frozenset({"dob", "edd", "date", "review", "date_started", "date_completed"})
_DOTS_ALONE = re.compile(r":\s*(?:…|\.{3})\s*$")
"""'Home address: …': nothing yet, and the answer on the lines below."""
_FEWEST_ELEMENTS, _LONGEST_ELEMENT, _SURE = 3, 80, 0.93
_LONGEST_REST = 3
_KINDS_OF_NUMBER = frozenset(
    {"home", "mobile", "mob", "work", "day", "daytime", "evening", "landline", "other", "emergency"}
)
_FULL_NAME = re.compile(r"(?:[A-Z][\w'’-]+\.? ){1,4}[A-Z][\w'’-]+")
_LEADER = re.compile(r"_{2,}|\.{3,}|…+")
_APART = re.compile(r"_{2,}|\.{3,}|…+|\s{2,}")
_BEHIND_MARK = re.compile(r"^\s*[xX✓✔]\s|\s[xX✓✔]\s*$")
_SEXES = frozenset(SEX_WORDS) | {"unknown", "not known", "not sure"}
_FAMILY = frozenset({"parent", "mother", "father"})


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
    first = pieces[0]
    if len(pieces) == 1 and first.kind == TEXT and first.look & BOLD and not answering and len(first.text) <= LONGEST:
        twice = asked_in_two(first.text) or element_of_theme(first.text)
        if twice is not None:
            return [Part(first.text.strip(), twice, [], styled=True)]
        labels = _bold_labels(first.text, first.look, plain_labels=plain_labels, exact=exact)
        if labels is not None:
            return [Part(label, means, [], slot, styled) for label, means, slot, styled in labels]
    return _split(pieces, paragraph.text, answering=answering, plain_labels=plain_labels, exact=exact)


@lru_cache(maxsize=2048)
def _bold_labels(
    text: str, look: int, *, plain_labels: bool, exact: bool
) -> tuple[tuple[str, Label | None, bool, bool], ...] | None:
    """The labels that a line all in bold is; None if anything in it is more than a label."""
    parts = _split([Piece(text, TEXT, look)], text, answering=False, plain_labels=plain_labels, exact=exact)
    if any(part.lines for part in parts):
        return None
    return tuple((part.label, part.means, part.slot, part.styled) for part in parts)


def _split(pieces: list[Piece], text: str, *, answering: bool, plain_labels: bool, exact: bool) -> list[Part]:
    if "__" in text or "..." in text or "…" in text:
        if _DOTS_ALONE.search(text) is not None:
            return split_plain(pieces, answering=answering, plain_labels=plain_labels, exact=exact)
        led = [] if _offers_words(text) else _with_leaders(pieces)
        if led:
            return led
    if len(pieces) == 1 and pieces[0].kind == TEXT and not may_hold_both(text):
        return whole_line(pieces, text, answering=answering, plain_labels=plain_labels, exact=exact)
    if not _IN_FIELD.isdisjoint([p.kind for p in pieces]):
        return _with_fields(pieces, answering=answering, plain_labels=plain_labels, exact=exact)
    return split_plain(pieces, answering=answering, plain_labels=plain_labels, exact=exact)


def _offers_words(text: str) -> bool:
    """True for 'Male X  Female __  Unknown __': lines to tick on, behind the words to choose from."""
    words = [clean(word) for word in _LEADER.sub(" ", text).split() if not is_mark(word)]
    if len(words) > 1 and CHOICE_WORDS.issuperset(words):
        return True
    parts = [_BEHIND_MARK.sub("", part).strip() for part in _APART.split(text)]
    offered = [clean(part) for part in parts if has_words(part) and not is_mark(part)]
    return len(offered) > 1 and _SEXES.issuperset(offered)


def _with_leaders(pieces: list[Piece]) -> list[Part]:
    """
    "First name ____John____ Surname ____" taken apart: before dots or a line stands a label, behind it the answer.

    A line that begins with dots goes on with the answer of the line before. No
    parts if none of its labels is known: then the dots mean something else.
    """
    text = "".join([p.text if p.kind in WORDS else TICK for p in pieces])
    marks = list(_LEADER.finditer(text))
    parts: list[Part] = []
    edges = [0, *(m.end() for m in marks)]
    known = False
    for index, start in enumerate(edges):
        stop = marks[index].start() if index < len(marks) else len(text)
        words = text[start:stop]
        if not has_words(words) and TICK not in words:
            continue
        last = parts[-1] if parts else None
        if (
            index
            and (last is None or last.blank or _goes_on(last, words))
            and not (_is_led_label(words, marks[index - 1], last=index == len(marks)) and not _says_who(last, words))
        ):
            if last is None:
                parts.append(Part("", None, [], slot=True))
            parts[-1].lines.append(cut(pieces, start, stop))
            continue
        made = _led_labels(pieces, words, start)
        known = known or any(part.means is not None for part in made)
        parts += made
    return parts if known or (parts and not parts[0].label and LONG_LEADER.match(text.strip())) else []


def _is_led_label(words: str, before: re.Match[str], *, last: bool) -> bool:
    """True if words behind dots that nobody wrote over are the next label, and not the answer."""
    means = recognise_exactly(words.strip(" \t\n:")) if len(words) <= LONGEST else None
    if means is not None and means.asks in ("yes", "no"):
        return False
    if means is not None and (means.is_field or means.about):
        return True
    return not last and len(before.group(0)) >= 8 and words[:1].isspace() and len(words.strip()) < 40


def _with_kind_of_number(part: Part) -> None:
    """'Telephone: home ____': what stands before the dots tells which number is asked for, and is none."""
    said = clean(part.text)
    if part.means is not None and part.means.asks == "telephone" and said in _KINDS_OF_NUMBER:
        part.label, part.lines = f"{part.label} {said}", []


def _goes_on(part: Part, words: str) -> bool:
    """True for a postcode behind an address, on the same dotted line."""
    found = find_postcode(words) if part.means is not None and part.means.asks == "address" else None
    return found is not None and len(found.rest) < _LONGEST_REST


def _says_who(last: Part | None, words: str) -> bool:
    """True for 'Mum' behind 'Relationship ____', 'Ada Byrne' behind 'Name ____': elsewhere they might be labels."""
    asks = last.means.asks if last is not None and last.means is not None else ""
    means = recognise_exactly(words.strip(" \t\n:"))
    if asks in ("name", "given") and means is None:
        return _FULL_NAME.fullmatch(words.strip()) is not None
    return asks == "relationship" and means is not None and not means.asks


def _led_labels(pieces: list[Piece], words: str, start: int) -> list[Part]:
    """The label before dots, or labels with answers of their own and the one before the dots."""
    own = cut(pieces, start, start + len(words))
    if ":" in words.strip(" :\t\n"):
        parts = split_plain(own, answering=False, plain_labels=True, exact=True)
        _with_kind_of_number(parts[-1])
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
            parts.extend(split_plain(waiting, answering=answering, plain_labels=plain_labels, exact=exact))
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
    parts = split_plain(waiting, answering=True, plain_labels=False, exact=False)
    last = parts[-1]
    if last.label and last.blank:
        last.slot = True
        return parts
    return [Part(text.strip(), None, [], slot=True, styled=True)]


def _after_fields(waiting: list[Piece], parts: list[Part], *, answering: bool, plain_labels: bool, exact: bool) -> None:
    text = "".join([p.text for p in waiting])
    more = split_plain(waiting, answering=answering, plain_labels=plain_labels, exact=exact)
    if more and more[0].label:
        parts.extend(more)
    elif parts and any(p.text.strip() for line in parts[-1].lines for p in line) and len(text) < 200:
        parts[-1].lines[-1].extend(waiting)
    elif any(p.kind in (TICKED, UNTICKED) for p in waiting):
        parts.extend(more)


def _without_hint(part: Part) -> list[list[Piece]]:
    """The lines of a part without the italics between its label and an answer that is not written so."""
    if not part.label or not part.styled or len(part.lines) < _HINT_AND_ANSWER:
        return part.lines
    lines = [line for line in part.lines if line]
    if len(lines) < _HINT_AND_ANSWER:
        return part.lines
    first = next((i for i, line in enumerate(lines) if not _is_italic(line)), 0)
    quoted = "".join([p.text for p in lines[0]]).lstrip()[:1] in _QUOTES
    return part.lines if not first or quoted else lines[first:]


def _is_italic(line: list[Piece]) -> bool:
    words = [p for p in line if p.text.strip()]
    return bool(words) and all(p.look & ITALIC and p.kind == TEXT for p in words)


def split_cell(cell: Cell, *, answering: bool = False, bold_labels: bool = False) -> list[Part]:
    """
    Return the parts of a cell, its lines gathered under the labels above them.

    Args:
        cell: The cell.
        answering: The cell stands where an answer is expected.
        bold_labels: This document prints its labels bold, so a plain line is no label.
    """
    parts: list[Part] = []
    listed = not bold_labels and not answering and _lists_elements(cell)
    title = _repeated_look(cell)
    for block in cell.blocks:
        if isinstance(block, Table):
            continue
        first = not parts
        if not block.pieces:
            continue
        own = block.text.strip() if (listed and _is_element(block.text)) or _is_titled(block, parts, title) else ""
        if own:
            parts.append(Part(own.strip(" :"), recognise_exactly(own) or recognise(own), []))
            continue
        plain = first and not (bold_labels and answering)
        made = split_paragraph(block, answering=answering, plain_labels=plain, exact=bold_labels)
        if parts and made and _is_writers_word(block, made, parts[-1]):
            parts[-1].lines.append(block.pieces)
            continue
        for part in made:
            _gather(part, parts)
    for part in parts:
        part.lines = _without_hint(part)
    return parts


def _title_look(block: Paragraph) -> int:
    """The look that all the words of a line have, small or coloured; 0 where they have neither, or are not alike."""
    looks = {p.look & (SMALL | COLOURED) for p in block.pieces if p.text.strip()}
    alike = len(looks) == 1 and all(p.kind == TEXT and not p.look & ITALIC for p in block.pieces)
    return looks.pop() if alike else 0


def _is_titled(block: Paragraph, parts: list[Part], title: int) -> bool:
    """True for a line that looks as the titles of this cell do, below an answer that does not."""
    return title > 0 and bool(parts) and not parts[-1].blank and _title_look(block) == title


def _repeated_look(cell: Cell) -> int:
    """The look of the titles of a small form in one cell, each over lines that are not written so; 0 if it is none."""
    if len(cell.blocks) <= _FEWEST_ELEMENTS:
        return 0
    looks = [_title_look(block) for block in cell.blocks if isinstance(block, Paragraph) and block.text.strip()]
    if len(looks) <= _FEWEST_ELEMENTS or not looks[0]:
        return 0
    titles = [index for index, look in enumerate(looks) if look == looks[0]]
    apart = all(after - before > 1 for before, after in pairwise([*titles, len(looks)]))
    return looks[0] if len(titles) > 1 and apart else 0


def _is_element(text: str) -> bool:
    """True for the name of an element on a line of its own."""
    short = len(text) <= _LONGEST_ELEMENT and not text.rstrip().endswith((".", ",", ";"))
    means = recognise(text.strip()) if short else None
    named = means is not None and bool(means.element) and not means.asks and means.score >= _SURE
    return named or clean(text) in BARE_ELEMENTS


def _lists_elements(cell: Cell) -> bool:
    """True for a cell of several elements, each on a line of its own over what was written of it."""
    if len(cell.blocks) < _FEWEST_ELEMENTS:
        return False
    lines = [text for block in cell.paragraphs() if (text := block.text).strip()]
    named = [index for index, text in enumerate(lines) if _is_element(text)]
    apart = all(after - before > 1 for before, after in pairwise([*named, len(lines)]))
    return len(named) >= _FEWEST_ELEMENTS and named[0] == 0 and apart


def _is_writers_word(block: Paragraph, made: list[Part], before: Part) -> bool:
    """True for a plain 'Worries:' below an element, 'due 29th May' below a date, 'Dad: ...' below a comment asked."""
    if before.blank and before.means is not None and before.means.asks in _DAYS and made[0].label[:1].islower():
        return find_date(block.text) is not None
    if before.means is not None and before.means.asks == "comment" and not _is_bold(block):
        return (
            made[0].means is not None
            and not made[0].means.asks
            and made[0].means.about in _FAMILY
            and made[0].lines != []
        )
    element = before.means is not None and before.means.element and not before.means.asks
    if not element or before.blank or len(made) != 1 or made[0].means is None:
        return False
    return made[0].means.asks in ("strengths", "needs") and not _is_bold(block) and not made[0].slot


def _is_bold(block: Paragraph) -> bool:
    return any(piece.look & BOLD for piece in block.pieces)


def _offers_sex(part: Part) -> bool:
    """True for a line of boxes for boys and girls: it says itself what it asks, whatever was asked above it."""
    choice = read_choice(part.lines[0]) if len(part.lines) == 1 else None
    if choice is None or choice.asked or not any(p.kind in (TICKED, UNTICKED) for p in part.lines[0]):
        return False
    return len(choice.options) > 1 and all(clean(o.text) in SEX_WORDS for o in choice.options)


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
    if not open_part.blank and _offers_sex(part):
        parts.append(part)
        return
    if open_part.label and open_part.blank and all(looks_like_prompt(line) for line in part.lines if line):
        return
    open_part.lines.extend(part.lines)
    open_part.slot |= part.slot
