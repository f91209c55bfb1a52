"""
Headings and questions printed as plain as their answers: told by what they say, by their number, by what follows.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from intake.reader.document import COLOURED, TEXT, Paragraph, Piece
from intake.reader.labels import Label, heading_section, is_numbering, recognise
from intake.reader.views import View, fills, starts_bold
from intake.reader.vocabulary import CHOICE_WORDS

_LONGEST = 80
_MOST_WORDS = 12
_NUMBER = re.compile(r"\s*(?:q(?:uestion)?\s*)?\d{1,2}(?:\.\d{1,2})*[a-d]?\s*[.):]\s+(?=[A-Z])", re.IGNORECASE)
_LETTERED = re.compile(r"\s*(?-i:[A-K])\d{1,2}\b[.):]?\s+(?=(?-i:[A-Z]))")
_PART = re.compile(r"^\W*(?:section|part|step)\s+\w{1,3}\s*[.:)–-]+\s*", re.IGNORECASE)
_OFFERS = re.compile(
    r"\byes\W{1,5}no\W*$|^\W*(?:a )?(?:boy|girl|male|female)\W{1,9}(?:a )?(?:boy|girl|male|female)\b", re.IGNORECASE
)
_OF_PERSONS = frozenset({"child", "children", "parents", "subhead"})
"""Sections whose names are also what somebody answers: 'Mother', 'The children', 'School'."""
_SURE = 0.93
_NUMBER_AND_TITLE = 2


def may_be_title(paragraph: Paragraph, text: str) -> bool:
    """True for a short plain line that is no sentence and no item of a list."""
    if paragraph.listed or not 3 < len(text) <= _LONGEST or len(text.split()) > _MOST_WORDS:
        return False
    begins = text.lstrip(" (\u201c")[:1]
    if text.endswith((".", ",", ";")) or begins != begins.upper() or ":" in _PART.sub("", text).rstrip(" :"):
        return False
    return all(p.kind == TEXT for p in paragraph.pieces) and text.casefold() not in CHOICE_WORDS


def offers_words(text: str) -> bool:
    """True for a line that ends in 'Yes / No', a question with its answer, and for 'a boy   a girl'."""
    return _OFFERS.search(text) is not None


def is_lettered_title(paragraph: Paragraph, text: str) -> bool:
    """True for 'B2  Brothers, sisters and others', numbered by letter and figure, that names a section."""
    found = _LETTERED.match(text)
    return found is not None and may_be_title(paragraph, text[found.end() :]) and bool(heading_section(text))


def is_part(text: str) -> bool:
    """True for 'Part 8: Working together'."""
    return _PART.match(text) is not None


def all_coloured(pieces: Sequence[Piece]) -> bool:
    """True if every word is in a colour."""
    words = [p for p in pieces if p.text.strip()]
    return bool(words) and all(p.look & COLOURED for p in words)


def names_section(text: str, means: Label | None) -> bool:
    """True for words that open a section of a form and ask for nothing themselves."""
    if means is None:
        return bool(heading_section(text))
    return bool(means.section) and not means.asks and means.section != "subhead" and means.score >= _SURE


def is_numbered_question(text: str, means: Label) -> bool:
    """True for '3.  Date of birth': numbered as a form's questions are, and word for word one of them."""
    return _NUMBER.match(text) is not None and bool(means.asks or means.section) and means.asks not in ("yes", "no")


def is_section_alone(text: str, means: Label) -> bool:
    """True for 'Action plan' on a line of its own: several words for a section, or 'Consent'."""
    if not means.section or means.asks or means.element or means.section in _OF_PERSONS:
        return False
    return " " in text.strip() or means.section == "consent"


def numbered_bar(live: list[View], row: list[View]) -> str:
    """'5. Why now?' for a shaded bar across the table with a part's number and its title in bold; '' for other rows."""
    if not (len(live) == len(row) == _NUMBER_AND_TITLE and all(v.cell.shaded for v in live)):
        return ""
    number, title = live
    if not is_numbering(number.text) or title.marks or not starts_bold(title.cell) or len(title.text) > _LONGEST:
        return ""
    return f"{number.text.strip(' .:)')}. {title.text}" if len(list(title.cell.paragraphs())) == 1 else ""


def shaded_title(live: list[View], row: list[View]) -> View | None:
    """The cell of a shaded bar across the table that names a section in plain print, perhaps behind its number."""
    view = live[-1]
    if not view.cell.shaded:
        return None
    numbered = len(live) == len(row) == _NUMBER_AND_TITLE and live[0].cell.shaded and is_numbering(live[0].text)
    if not (numbered or (len(live) == 1 and fills(view, row))):
        return None
    paragraphs = list(view.cell.paragraphs())
    if view.marks or starts_bold(view.cell) or (view.is_label and not numbered) or len(paragraphs) != 1:
        return None
    titled = may_be_title(paragraphs[0], view.text) and names_section(view.text, recognise(view.text))
    return view if titled else None


def heads_empty_cells(view: View, row: list[View]) -> bool:
    """True for a heading whose further cells were left empty, rather than a label with an empty answer."""
    return (
        view.is_label
        and view.means is not None
        and not view.means.is_field
        and len(row) > 1
        and all(v.cell.shaded == view.cell.shaded for v in row)
    )
