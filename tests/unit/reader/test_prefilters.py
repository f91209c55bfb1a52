"""
What is looked for first lets through all that the slower patterns of the reader find.

Most lines of a form are passed over at the first look. A word left out there
is a choice, a refusal or a heading that nobody reads.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable

import pytest

from intake.reader import read_form
from intake.reader.choices import _OPTION, _may_offer
from intake.reader.document import Cell, Document, Paragraph, Piece, Table
from intake.reader.letter_facts import facts_in
from intake.reader.one_reading import forget, within_reading
from intake.reader.own_parts import _BEFORE_NAME, _OPENS
from intake.reader.refused_rows import _HELPERS, _OF_HELPERS, _OF_REFUSAL, _REFUSES, _may_hold
from intake.reader.routes import _APART, _may_be_parted
from intake.reader.together import _SIGNS, _may_be_signed
from tests.unit.reader.made_forms import make_form
from tests.unit.reader.spellings import spellings

pytestmark = pytest.mark.requirement("E4")

RETOUCHES: tuple[Callable[[str], str], ...] = (
    str,
    str.upper,
    lambda text: text.replace("i", "İ"),
    lambda text: text.replace("i", "ı"),
    lambda text: text.replace("s", "ſ"),
    lambda text: text.replace("k", "K"),
    lambda text: text.replace("'", "’"),
    lambda text: text.replace(" ", " "),
)
"""Other letters for the same ones, as keyboards, fonts and Word make them."""
LOOKED: tuple[tuple[str, re.Pattern[str], Callable[[str], bool]], ...] = (
    ("a word to choose", _OPTION, lambda text: _may_offer(f"{text} / yes") and _may_offer(f"no {text}")),
    ("heads about helpers", _OF_HELPERS, lambda text: _may_hold(text, _HELPERS)),
    ("a refusal in words", _REFUSES, lambda text: _may_hold(text, _OF_REFUSAL)),
    ("routes beside each other", _APART, lambda text: _may_be_parted(f"Panel{text}TAC")),
    ("several questions", _SIGNS, lambda text: _may_be_signed(f"Name{text}role")),
    ("a child's page", _OPENS, lambda text: not _BEFORE_NAME.isdisjoint(text)),
)


@pytest.mark.parametrize(("_name", "pattern", "lets_through"), LOOKED, ids=[row[0] for row in LOOKED])
def test_every_spelling_is_let_through(
    _name: str, pattern: re.Pattern[str], lets_through: Callable[[str], bool]
) -> None:
    """Whatever a pattern finds, in whatever letters, is looked at."""
    lines = {retouch(line) for retouch in RETOUCHES for line in spellings(pattern)}
    assert lines
    assert [line for line in lines if pattern.search(line) and not lets_through(line)] == []


def test_one_word_alone_is_no_choice() -> None:
    """A text with fewer than two words to choose is passed over, wherever the letters of others stand in it."""
    assert [text for text in ("Yes, and notes on youth", "Malevolent yes", "x") if _may_offer(text)] == []


def test_the_tables_of_a_document_stand_behind_the_one_that_holds_them() -> None:
    """Every table comes once, row by row, as its cells show: boxes too, each cell on one line."""
    inner = Table([[Cell(0, 1, [Paragraph([Piece("inner\nmost")])])]])
    outer = Table([[Cell(0, 1, [Paragraph([Piece(" a ")]), inner]), Cell(1, 1, [Paragraph([Piece("", "ticked")])])]])
    other = Table([[Cell(0, 1, []), Cell(1, 1, [Paragraph([])])]])
    said = Document([outer, Paragraph([Piece("between")]), other]).said
    assert said.tables == [[["a  inner most", "[X]"]], [["inner most"]], [["", ""]]]


def test_nothing_of_an_answer_is_kept_when_a_reading_ends() -> None:
    """What was worked out of somebody's words is forgotten with the reading."""
    asked: list[str] = []

    @within_reading
    def worked_out(text: str) -> int:
        asked.append(text)
        return len(text)

    assert [worked_out("Ada"), worked_out("Ada"), len(asked)] == [3, 3, 1]
    forget()
    assert [worked_out("Ada"), len(asked)] == [3, 2]
    read_form(b"Dear colleague", "letter.txt")
    assert [worked_out("Ada"), len(asked)] == [3, 3]


def test_facts_are_no_longer_known_behind_a_reading() -> None:
    """The facts of a letter are dropped with it."""
    facts_in("Re: Ada Byrne, DOB 01/02/2015")
    assert facts_in.cache_info().currsize  # type: ignore[attr-defined]
    read_form(make_form(random.Random(1))[0], "form.docx")
    assert not facts_in.cache_info().currsize  # type: ignore[attr-defined]
