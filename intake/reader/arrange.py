"""
The document set in order before it is walked: lines with tabs become rows, an answer's own look becomes plain.

People lay columns out with tabs, and some fill a form in blue italics. Neither
says anything of what is asked; here both are turned into what the walk knows.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from itertools import pairwise

from intake.reader.choices import BOX, CROSSED_LINE, typed_marks
from intake.reader.contents_list import without_contents
from intake.reader.document import (
    BOLD,
    COLOURED,
    EMPTY,
    FIELD,
    ITALIC,
    SMALL,
    STRIKE,
    TEXT,
    TICKED,
    UNTICKED,
    Block,
    Cell,
    Document,
    Paragraph,
    Piece,
    Table,
    paragraphs_in,
)
from intake.reader.folded import unfolded
from intake.reader.frames import without_frames
from intake.reader.labels import LONGEST, clean, recognise_exactly
from intake.reader.pieces import cut
from intake.reader.row_titles import holds_table, titles_in_place
from intake.reader.small_print import without_small_print
from intake.reader.struck import left_to_say
from intake.reader.together import taken_apart
from intake.reader.typed import find_date, find_email, find_postcode
from intake.reader.upright import upright
from intake.reader.views import cells
from intake.reader.vocabulary import CHOICE_WORDS

_LOOKS = BOLD | ITALIC | SMALL | COLOURED
_FEWEST_VALUES, _LONGEST_VALUE, _LONGEST_LABEL = 2, 40, 60
_SHORTEST_COMB = 5
_OPENS, _CLOSES = re.compile(r"[\[(]\s*$"), re.compile(r"\s*[\])]")
_WIDE = re.compile(r"\s{5,}")
_YES_NO = re.compile(r"\b(?:yes|no|y|n)\b", re.IGNORECASE)
_STATEMENT, _TWO_STATEMENTS = 25, 60
_NUMBER = re.compile(r"\s*(?:\(?(?:\d{1,2}(?:\.\d{1,2})*|[a-z]|[ivx]{1,4})[.):]?|[•▪●◦‣·–-])\s*", re.IGNORECASE)
_MARKED_AT_END = re.compile(r"(.*\w.*?)\s*(_{2,}|(?<=\s)[xX✓✔])\s*", re.DOTALL)
_STAR = re.compile(r"(?:(?<=[\w)?:])|^)\s*\*\s*$")
_REQUIRED = re.compile(
    r"\b(?:required|mandatory|must be|compulsory|essential|please (?:complete|answer))\b", re.IGNORECASE
)
_STAR_APART = re.compile(r"(?:(?<=[?:)])|\s+|^)\*\s*$")
_INDENT = re.compile(r"\n\t+")
_FIGURE = re.compile(r"[\d@]")
_PHONE = re.compile(r"\s*(?:\+44|0)\d[\d\s]{8,12}\b")


def arrange(document: Document) -> Document:
    """Return *document* with tabbed lines as tables, typed boxes as boxes and the looks of answers made plain."""
    paragraphs = paragraphs_in(document.blocks)
    _plain_answers([piece for paragraph in paragraphs for piece in paragraph.pieces])
    tabs = wide = blanks = starred = False
    for paragraph in paragraphs:
        pieces = paragraph.pieces
        if len(pieces) == 1 and not pieces[0].look & STRIKE:
            text = pieces[0].text
            if "[" in text or "(" in text or "_" in text:
                _draw_boxes(paragraph)
        elif pieces:
            text = _draw_boxes(paragraph)
        else:
            continue
        starred = starred or ("*" in text and bool(text.strip(" *")))
        blanks = blanks or "__" in text
        tabs, wide = tabs or "\t" in text, wide or (len(text) >= _TWO_STATEMENTS and "     " in text)
    if blanks:
        _boxes_for_blanks(document.blocks)
    if starred and not any(map(_explains_star, paragraphs)):
        for paragraph in paragraphs:
            _without_star(paragraph.pieces)
    blocks = without_frames(_without_combs(document.blocks))
    blocks = without_small_print(without_contents(blocks) if tabs else blocks)
    blocks = upright(titles_in_place(unfolded(taken_apart(_parted(blocks) if wide else blocks))))
    return replace(document, blocks=_with_rows(blocks) if tabs else blocks)


def _explains_star(paragraph: Paragraph) -> bool:
    """True for '* not to be told': a star that says more than that something must be answered."""
    text = paragraph.text.lstrip()
    return text.startswith("*") and bool(text.strip(" *")) and _REQUIRED.search(text) is None


def _without_star(pieces: list[Piece]) -> None:
    """Leave out the star behind a label, which only says that it must be answered."""
    last = next((p for p in reversed(pieces) if p.text.strip()), None)
    if last is None or last.kind != TEXT or sum(len(p.text) for p in pieces) > LONGEST:
        return
    if not any(p.text.strip(" \t\u00a0*") for p in pieces):
        return  # a star alone is somebody's tick
    loud = last.look & COLOURED or all(p.look & BOLD for p in pieces)
    if (found := (_STAR if loud else _STAR_APART).search(last.text)) is not None:
        last.text = last.text[: found.start()]


# --- words struck out, statements side by side --------------------------------------------------------------------


def _leave_out_struck(paragraph: Paragraph) -> None:
    """What somebody struck out is not said; a struck 'No' beside 'Yes' is a choice, and stays for it."""
    struck = [p for p in paragraph.pieces if p.look & STRIKE and p.text.strip()]
    if not struck:
        return
    if len(struck) == sum(1 for p in paragraph.pieces if p.text.strip()) and clean(struck[0].text) in CHOICE_WORDS:
        return
    if all(_offers_words(p.text) for p in struck):
        return
    paragraph.pieces = [p for p in paragraph.pieces if not (p.look & STRIKE and p.text.strip())]
    if left_to_say(struck, paragraph.pieces):
        paragraph.pieces.append(Piece(" Yes"))


def _offers_words(text: str) -> bool:
    """True for a word or two to choose, 'No' or 'Girl / Unborn'."""
    words = clean(text).split()
    return len(words) < 3 and (clean(text) in CHOICE_WORDS or (bool(words) and CHOICE_WORDS.issuperset(words)))


def _parted(blocks: list[Block]) -> list[Block]:
    """Blocks with a line of several statements, each with its boxes, as a line for each."""
    made: list[Block] = []
    for block in blocks:
        if isinstance(block, Table):
            for cell in [c for row in block.rows for c in row]:
                cell.blocks = _parted(cell.blocks) if cell.blocks else cell.blocks
            made.append(block)
        else:
            made += _statements_in(block)
    return made


def _statements_in(paragraph: Paragraph) -> list[Block]:
    if len(paragraph.text) < _TWO_STATEMENTS or not _WIDE.search(paragraph.text):
        return [paragraph]
    text = "".join([p.text if p.kind in (TEXT, FIELD) else "\ufffc" for p in paragraph.pieces])
    edges = [0, *(m.end() for m in _WIDE.finditer(text)), len(text)]
    chunks = [text[a:b] for a, b in pairwise(edges)]
    answered = [c for c in chunks if len(c) > _STATEMENT and (_YES_NO.search(c) or "\ufffc" in c)]
    if len(answered) < 2 or not all(c in answered or ":" in c for c in chunks):
        return [paragraph]
    return [replace(paragraph, pieces=cut(paragraph.pieces, a, b)) for a, b in pairwise(edges)]


# --- boxes --------------------------------------------------------------------------------------------------------


def _draw_boxes(paragraph: Paragraph) -> str:
    """
    Typed boxes, '[x]' and '[ ]', become boxes; round ones only where an empty one or a cross stands in them.

    What was struck out goes as well. Returns the text as it stood before.
    """
    text = "".join([p.text for p in paragraph.pieces])
    _leave_out_struck(paragraph)
    crossed = "_" in text and CROSSED_LINE.search(text) is not None
    if "[" not in text and "(" not in text and not crossed:
        return text
    if len(paragraph.pieces) > 2:
        _without_brackets(paragraph.pieces)
    if crossed or any(p.kind == TEXT and BOX.search(p.text) for p in paragraph.pieces):
        paragraph.pieces = typed_marks(paragraph.pieces)
    return text


def _boxes_for_blanks(blocks: list[Block]) -> None:
    """Lines of one cell that each end in a blank or a typed cross, 'Me __' over 'My child X', end in boxes."""
    for cell in cells(blocks):
        lines = [b for b in cell.blocks if isinstance(b, Paragraph) and b.text.strip()]
        found = [_MARKED_AT_END.fullmatch(line.text) for line in lines]
        if len(lines) < 2 or any(match is None for match in found):
            continue
        marks = [match[2].strip("_") for match in found if match is not None]
        if "" not in marks or not any(marks):
            continue
        for line, match in zip(lines, found, strict=True):
            if match is not None:
                box = Piece("", UNTICKED if match[2].startswith("_") else TICKED)
                line.pieces = [*cut(line.pieces, 0, match.end(1)), box]


def _without_brackets(pieces: list[Piece]) -> None:
    """A box drawn between typed brackets is one box: '[', a tick, ']'."""
    said = [p for p in pieces if p.kind != TEXT or not p.text.isspace()]
    for before, box, behind in zip(said, said[1:], said[2:], strict=False):
        if box.kind not in (TICKED, UNTICKED) or before.kind != TEXT or behind.kind != TEXT:
            continue
        if _OPENS.search(before.text) is not None and _CLOSES.match(behind.text) is not None:
            before.text, behind.text = _OPENS.sub(" ", before.text), _CLOSES.sub(" ", behind.text)


def _without_combs(blocks: list[Block]) -> list[Block]:
    """Blocks with each comb (a row of boxes for one letter each) as the word that stands in it."""
    for block in blocks:
        if isinstance(block, Table):
            for row in block.rows:
                for cell in row:
                    inside = cell.blocks
                    if (len(inside) > 1 or (inside and isinstance(inside[0], Table))) and holds_table(cell):
                        cell.blocks = [_word_in_comb(b) or b for b in _without_combs(cell.blocks)]
    return blocks


def _word_in_comb(block: Block) -> Paragraph | None:
    if isinstance(block, Paragraph) or len(block.rows) != 1 or len(block.rows[0]) < _SHORTEST_COMB:
        return None
    texts = ["".join(p.text for p in cell.paragraphs()).strip() for cell in block.rows[0]]
    if any(len(text) > 1 for text in texts) or any(isinstance(b, Table) for c in block.rows[0] for b in c.blocks):
        return None
    word = "".join(text or " " for text in texts)
    return Paragraph([Piece(word, FIELD)] if word.strip() else [Piece("", EMPTY)])


# --- tabs ---------------------------------------------------------------------------------------------------------


def _with_rows(blocks: list[Block]) -> list[Block]:
    """Blocks with each run of tabbed lines as one table, in cells too."""
    made: list[Block] = []
    running: Table | None = None
    for block in blocks:
        if isinstance(block, Table):
            running = None
            for cell in [c for row in block.rows for c in row]:
                if any(isinstance(b, Table) or "\t" in b.text for b in cell.blocks):
                    cell.blocks = _with_rows(cell.blocks)
            made.append(block)
            continue
        tabbed = _tabbed(block)
        if tabbed is None:
            running = None if block.text.strip() else running
            made.append(block)
            continue
        if running is None:
            running = Table([], number=block.place, tabbed=True)
            made.append(running)
        running.rows.append(tabbed)
    return made


def _tabbed(paragraph: Paragraph) -> list[Cell] | None:
    """The cells of a line with tabs, or None where it is a plain line."""
    if paragraph.level or not any("\t" in p.text for p in paragraph.pieces if p.kind == TEXT):
        return None
    runs = _cut_at_tabs(_without_indents(paragraph.pieces))
    texts = ["".join([p.text for p in run]) for run in runs]
    if len(runs) > 1 and _NUMBER.fullmatch(texts[0]) is not None:
        runs = [[*runs[0], Piece(" "), *runs[1]], *runs[2:]]
    if len(runs) < 2:
        return None
    return [
        Cell(i, 1, [Paragraph(run, listed=paragraph.listed, place=paragraph.place)] if run else [])
        for i, run in enumerate(runs)
    ]


def _without_indents(pieces: list[Piece]) -> list[Piece]:
    """Pieces without the tabs right behind a line break: they set the next line of an answer below its first."""
    made: list[Piece] = []
    broken = False
    for piece in pieces:
        if piece.kind == TEXT:
            text = _INDENT.sub("\n", piece.text)
            text = text.lstrip("\t") if broken else text
            if text != piece.text:
                piece = replace(piece, text=text)  # noqa: PLW2901 - the piece as it is kept
        broken = piece.text.endswith("\n") or (broken and not piece.text)
        made.append(piece)
    return made


def _cut_at_tabs(pieces: list[Piece]) -> list[list[Piece]]:
    """Pieces in runs, cut where one tab or several stand; what stands behind the last is left out if it is blank."""
    runs: list[list[Piece]] = [[]]
    between = False
    for piece in pieces:
        if piece.kind != TEXT or "\t" not in piece.text:
            between = between and piece.kind == TEXT and piece.text.isspace()
            runs[-1].append(piece)
            continue
        for index, text in enumerate(piece.text.split("\t")):
            if index and not between:
                runs.append([])
                between = True
            if text and not text.isspace():
                runs[-1].append(replace(piece, text=text))
                between = False
    while len(runs) > 1 and not any(p.text.strip() or p.kind != TEXT for p in runs[-1]):
        runs.pop()
    return runs


# --- the looks of answers -----------------------------------------------------------------------------------------


def _plain_answers(pieces: list[Piece]) -> None:
    """Make plain every look in which days, postcodes and numbers are written, and labels are not."""
    texts = [
        (p.look & _LOOKS, text)
        for p in pieces
        if p.look & _LOOKS and p.kind == TEXT and len(text := p.text.strip(" \t\n:?*")) < _LONGEST_LABEL
    ]
    values = Counter([look for look, text in texts if _is_value(text)])
    written = {look for look, count in values.items() if count >= _FEWEST_VALUES}
    if not written:
        return
    if _all_bold(values, pieces):
        for piece in pieces:
            if clean(piece.text) not in CHOICE_WORDS:
                piece.look &= ~BOLD
        return
    labels = Counter(
        [
            look
            for look, text in texts
            if look in written and not _is_value(text) and recognise_exactly(text) is not None
        ]
    )
    written = {look for look in written if labels[look] <= values[look] / 2}
    if not written:
        return
    for piece in pieces:
        if piece.look & _LOOKS in written and clean(piece.text) not in CHOICE_WORDS:
            piece.look &= ~_LOOKS


def _all_bold(values: Counter[int], pieces: list[Piece]) -> bool:
    """True for a form whose answers are as bold as its labels: then bold tells nothing."""
    bold = sum(count for look, count in values.items() if look & BOLD)
    if bold < _FEWEST_VALUES:
        return False
    plain = sum(1 for p in pieces if p.kind == TEXT and not p.look & BOLD and _is_value(p.text.strip(" \t\n:?*")))
    labelled = sum(1 for p in pieces if p.look & BOLD and recognise_exactly(p.text.strip(" \t\n:?*")) is not None)
    return plain * 10 <= bold and labelled > bold


def _is_value(text: str) -> bool:
    """True for a day, a postcode, a number or a mail address, and next to nothing else."""
    if not 5 < len(text) < _LONGEST_VALUE or _FIGURE.search(text) is None:
        return False
    found = find_date(text) or find_postcode(text) or find_email(text)
    if found is not None:
        return len(found.rest) < 12
    return _PHONE.match(text) is not None
