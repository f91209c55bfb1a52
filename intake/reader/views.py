"""
Cells and paragraphs as the walk looks at them: what is blank, bold, a mark, a row of options.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from intake.reader.choices import as_tick, is_mark
from intake.reader.document import (
    BOLD,
    EMPTY,
    FIELD,
    ITALIC,
    SMALL,
    TEXT,
    TICKED,
    UNDERLINE,
    UNTICKED,
    Block,
    Cell,
    Paragraph,
    Piece,
    Table,
)
from intake.reader.labels import Label, asked_last, clean, is_numbering, recognise, recognise_exactly
from intake.reader.part import Part
from intake.reader.vocabulary import CHOICE_WORDS, ETHNICITIES

_SIGNATURES = re.compile(r"\b(?:signed|signature|name)\s*:.*\bdated?\s*:", re.IGNORECASE)
_ENDS_LABEL = re.compile(r"[:?]")
_ETHNIC = frozenset(ETHNICITIES)
_FIELDS = frozenset({FIELD, EMPTY})
_LONG_LINE = 60


@dataclass(slots=True)
class View:
    """
    A cell with what the walk needs to know of it, worked out once.

    `blank`: no words stand in it, and no boxes. `card`: it is a small form, one of several that ask the same.
    """

    cell: Cell
    text: str
    parts: list[Part]
    nested: bool = False
    marks: bool = False
    blank: bool = False
    card: bool = False

    @property
    def is_label(self) -> bool:
        """True if it is a label alone: words that stand out or are in the vocabulary, and no answer with them."""
        if len(self.parts) != 1 or not self.parts[0].label or not self.parts[0].blank:
            return False
        return not self.parts[0].slot and not self.marks

    @property
    def means(self) -> Label | None:
        """What its only label asks for."""
        return self.parts[0].means if self.parts else None

    @property
    def option(self) -> bool:
        """True for a cell that only has a word to choose: Yes, No, Male."""
        return 0 < len(self.text) <= 24 and is_option(self.text)


@lru_cache(maxsize=1024)
def is_option(text: str) -> bool:
    """True for a word to choose."""
    return clean(text) in CHOICE_WORDS


def label_style(blocks: list[Block]) -> tuple[bool, bool]:
    """Whether this document prints its labels bold, and whether it shades them."""
    bold = shaded = total = 0
    for cell in cells(blocks):
        first = None
        for block in cell.blocks:
            if isinstance(block, Paragraph) and block.pieces:
                first = block.pieces[0]
                break
        if first is None or first.kind == FIELD:
            continue
        text = first.text.strip()
        means = recognise_exactly(text) if len(text) <= 90 else None
        if means is not None and means.is_field and means.asks not in ("yes", "no"):
            total += 1
            bold += bool(first.look & BOLD)
            shaded += cell.shaded
        if total >= 60:
            break
    return total >= 5 and bold >= total * 0.75, total >= 5 and shaded >= total * 0.75


def cells(blocks: list[Block]) -> Iterator[Cell]:
    """Every cell of *blocks*, nested ones too."""
    for block in blocks:
        if isinstance(block, Table):
            for row in block.rows:
                for cell in row:
                    yield cell
                    blocks = cell.blocks
                    if len(blocks) > 1 or (blocks and isinstance(blocks[0], Table)):
                        yield from cells([b for b in blocks if isinstance(b, Table)])


def all_bold(pieces: list[Piece]) -> bool:
    """True if every word is bold."""
    words = [p for p in pieces if p.text.strip()]
    return bool(words) and all(p.look & BOLD for p in words)


_TITLED = re.compile(r"^\W*(?:(?:section|part)\s+)?(?:\d{1,2}|[A-K])\s*[.:)–-]\s+[A-Z]", re.IGNORECASE)


_NUMBERED_PART = re.compile(r"^\W*(?:section|part|step)\s+\w{1,3}\s*[.:)–-]+\s*", re.IGNORECASE)


def stands_out(paragraph: Paragraph, text: str, *, capitals: bool) -> bool:
    """True for a short line that is a heading by its look, though not bold: underlined, in capitals, or numbered."""
    bare = _NUMBERED_PART.sub("", text)
    if (
        len(text) > 70
        or ":" in bare.rstrip(" :")
        or text.endswith((".", ",", ";"))
        or any(c.isdigit() for c in bare[4:])
    ):
        return False
    words = [p for p in paragraph.pieces if p.text.strip()]
    if any(p.kind != TEXT for p in words) or clean(text) in CHOICE_WORDS:
        return False
    if all(p.look & UNDERLINE for p in words):
        return True
    letters = sum(c.isalpha() for c in text)
    if text.isupper() and not capitals and letters > 4:
        return True
    return _TITLED.match(text) is not None and len(text.split()) < 9


def shouts(texts: list[str]) -> bool:
    """True for a document that is filled in with capitals, told by its paragraphs: then they make no heading."""
    long = [text for text in texts if len(text) > _LONG_LINE]
    return sum([t.isupper() for t in long]) * 3 > len(long)


def over_fields(heads: list[View], below: list[View]) -> bool:
    """True for a row of printed words over a row of form fields, one below each."""
    if len(heads) != len(below) or len(heads) < 2:
        return False
    for view in below:
        kinds = [p.kind for b in view.cell.paragraphs() for p in b.pieces]
        if not kinds or not _FIELDS.issuperset(kinds):
            return False
    return all(not v.blank and all(p.kind == TEXT for b in v.cell.paragraphs() for p in b.pieces) for v in heads)


def only_words(view: View) -> bool:
    """True for a cell with words and no box."""
    return bool(view.text) and not view.marks


def is_numbered_title(paragraph: Paragraph) -> bool:
    """True for '**Section 4** Signs of Safety': a number that stands out, and the heading behind it."""
    words = [p for p in paragraph.pieces if p.text.strip()]
    if len(words) < 2 or any(p.kind != TEXT for p in words) or len(paragraph.text) > 120:
        return False
    rest = paragraph.text.strip()[len(words[0].text.strip()) :].strip()
    return bool(words[0].look & BOLD) and is_numbering(words[0].text) and ":" not in rest.strip(" :")


def groups(view: View, beside: View) -> bool:
    """True for 'Health' before 'General health': a heading for a group of elements, and not a question."""
    if view.means is None or not view.means.section or not beside.parts or not beside.parts[0].label:
        return False
    return beside.means is not None and bool(beside.means.element) and beside.means.score >= 0.95


def is_question(text: str) -> bool:
    """True for a question of one sentence or several: 'Which languages do you speak? Which is the first?'."""
    return "?" in text and text.endswith(("?", ".", ")")) and ":" not in text


def asks_in_bold(cell: Cell, text: str) -> bool:
    """True for a cell with a question of several sentences, all in bold: there is no answer in it."""
    if text.count("?") + text.count(".") < 2 or not is_question(text) or len(cell.blocks) != 1:
        return False
    pieces = [p for b in cell.paragraphs() for p in b.pieces if p.text.strip()]
    return bool(pieces) and all(p.look & BOLD and p.kind == TEXT for p in pieces)


def without_small_print(paragraph: Paragraph) -> str:
    """The words of a title without the small print behind them; nothing if no small print stands there."""
    words = [p for p in paragraph.pieces if p.text.strip()]
    large = [p for p in words if not p.look & SMALL]
    if not large or len(large) == len(words) or words[0] is not large[0] or any(p.kind != TEXT for p in words):
        return ""
    return "".join(p.text for p in large).strip(" :–-")


def means_of(text: str) -> Label | None:
    """What a heading asks for; if that is not known of the whole, what the first of its sentences asks."""
    head, mark, tail = text.partition(":")
    if mark and "," in tail and (known := recognise(head)) is not None and (known.section or known.element):
        return known  # 'The child: health, learning, feelings'
    means = recognise(text) or asked_last(text)
    if means is None and is_question(text):
        first = text.partition("?")[0] + "?"
        means = recognise(first) if first != text else None
    return means


def starts_plain(paragraph: Paragraph) -> bool:
    """True for a line of plain words, no heading, without a colon."""
    return paragraph.level == 0 and ":" not in paragraph.text and not any(p.look & BOLD for p in paragraph.pieces)


def has_colon_label(text: str) -> bool:
    """True for a line that begins with a question or a label and a colon."""
    mark = _ENDS_LABEL.search(text)
    if mark is None or mark.start() > 160:
        return False
    if _SIGNATURES.search(text) is not None:
        return True
    head = text[: mark.start()].strip()
    exact = recognise_exactly(head)
    if exact is not None and (exact.is_field or exact.about):
        return True
    ruled = recognise(head)
    if mark.group(0) == ":" and (ruled is None or ruled.asks not in ("share_with", "not_share_with")):
        return False
    return ruled is not None and ruled.is_field


def is_plain_area(view: View) -> bool:
    """True for 'Housing' in plain print: an area of the assessment, or a service in a list of those."""
    means = view.means
    return means is not None and not means.asks and not view.cell.shaded and not starts_bold(view.cell)


def starts_bold(cell: Cell) -> bool:
    """True if the first words of a cell are bold."""
    for block in cell.blocks:
        if isinstance(block, Paragraph):
            for piece in block.pieces:
                if piece.text.strip():
                    return bool(piece.look & BOLD)
    return False


def first_line(cell: Cell) -> list[Piece]:
    """The first line of a cell that has words."""
    return next((b.pieces for b in cell.blocks if isinstance(b, Paragraph) and b.text.strip()), [])


def width(row: list[View]) -> int:
    """How many columns a row takes."""
    return max(v.cell.column + v.cell.span for v in row) - min(v.cell.column for v in row)


def only_italic(pieces: list[Piece]) -> bool:
    """True for small print beside a label, whose answer is in the next cell."""
    words = [p for p in pieces if p.text.strip()]
    return all(p.look & ITALIC and p.kind == TEXT for p in words)


def in_brackets(pieces: list[Piece]) -> bool:
    """True for words in brackets and no more: what may be answered, or how."""
    text = "".join([p.text for p in pieces]).strip()
    return text.startswith("(") and text.endswith(")") and text.count("(") == 1 and all(p.kind == TEXT for p in pieces)


def one_cell(row: list[View]) -> bool:
    """True for a row that one cell fills."""
    live = [v for v in row if not v.blank]
    return len(live) == 1 and fills(live[0], row)


def fills(view: View, row: list[View]) -> bool:
    """True if a cell takes the whole row, or nearly."""
    return len(row) == 1 or view.cell.span >= 0.75 * width(row)


def aligned(heads: list[View], below: list[View]) -> bool:
    """True if cells stand below their headings."""
    starts = {v.cell.column for v in below}
    return sum(1 for v in heads if v.cell.column in starts) * 2 > len(heads) or len(below) == len(heads)


def only_tick(view: View) -> bool:
    """True for a cell with a box and no words."""
    return view.marks and not view.text


def only_options(view: View) -> bool:
    """A cell with Yes and No in it, in boxes or as words."""
    return 0 < len(view.text) <= 60 and _offers_options(view.text)


@lru_cache(maxsize=1024)
def _offers_options(text: str) -> bool:
    words = clean(text).split()
    return len(words) >= 2 and all(
        w in CHOICE_WORDS or w in ("dont", "know", "not", "known", "sure", "x") for w in words
    )


def mark_of(view: View) -> Piece:
    """The box that a mark cell is, or stands for."""
    for block in view.cell.paragraphs():
        for piece in block.pieces:
            if piece.kind in (TICKED, UNTICKED):
                return piece
    return as_tick(view.text)


def as_options(views: list[View]) -> list[Piece]:
    """Option cells and mark cells in a row as one line of words with boxes."""
    pieces: list[Piece] = []
    several = [v for v in views if v.option]
    marks_apart = any((v.blank or is_mark(v.text) or only_tick(v)) and not v.option for v in views)
    for view in views:
        if view.option and not (view.marks and not marks_apart):
            if pieces and pieces[-1].kind == TEXT and pieces[-1].text[-1:] in ("X", "x"):
                pieces.append(Piece("    "))  # a mark belongs to the word in its own cell
            pieces.append(Piece(" " + view.text + " ", look=look_of(view)))
            pieces.extend(p for b in view.cell.paragraphs() for p in b.pieces if p.kind in (TICKED, UNTICKED))
        elif only_tick(view) or view.option:
            pieces.extend(p for b in view.cell.paragraphs() for p in b.pieces)
        elif view.blank or is_mark(view.text):
            if marks_apart and several:
                pieces.append(as_tick(view.text))
        else:
            pieces.append(Piece("    "))
            pieces.extend(p for b in view.cell.paragraphs() for p in b.pieces)
    states = [p for p in pieces if p.kind in (TICKED, UNTICKED)]
    if len(states) == len(several) + 1 and pieces and pieces[-1].kind == UNTICKED:
        pieces.pop()
    return pieces


def stands_over(cell: Cell) -> bool:
    """True for a line in small print or italics over lines that are in neither: a label above its answer."""
    lines = [b.pieces for b in cell.paragraphs() if any(p.text.strip() for p in b.pieces)]
    if len(lines) < 2:
        return False
    look = SMALL | ITALIC
    for p in lines[0]:
        look &= p.look if p.text.strip() else look
    return bool(look) and not any(p.look & look for p in lines[1] if p.text.strip())


def look_of(view: View) -> int:
    """The look of a cell's first words."""
    for block in view.cell.paragraphs():
        for piece in block.pieces:
            if piece.text.strip():
                return piece.look
    return 0


@lru_cache(maxsize=1024)
def _is_ethnicity(text: str) -> bool:
    return clean(text.replace("▲", "")) in _ETHNIC


def ethnic_cells(row: list[View]) -> list[View]:
    """The cells of a row that name an ethnicity."""
    return [v for v in row if v.text and len(v.text) < 60 and _is_ethnicity(v.text) and v.parts]


def ethnic_marks(rows: list[list[View]]) -> Iterator[tuple[str, bool, int]]:
    """Every ethnicity of a grid, whether it is ticked, and the look of its words."""
    for row in rows:
        for index, view in enumerate(row):
            if not view.text or clean(view.text.replace("▲", "")) not in _ETHNIC:
                continue
            if view.marks:
                ticked = any(p.kind == TICKED for b in view.cell.paragraphs() for p in b.pieces)
            else:
                ticked = marked_beside(row, index)
            yield view.text.rstrip("*▲ ").strip(), ticked, look_of(view)


def marked_beside(row: list[View], index: int) -> bool:
    """Whether the mark cell of a label cell is ticked: behind it, or before it where the row begins with marks."""
    marks_first = (row[0].blank or is_mark(row[0].text) or only_tick(row[0])) and len(row) > 1
    beside = index - 1 if marks_first else index + 1
    if not 0 <= beside < len(row):
        return False
    view = row[beside]
    if view.option or is_mark(view.text) or only_tick(view):
        return mark_of(view).kind == TICKED
    return False
