"""Paragraphs as long as a report, with a mark at every third letter: read in bounded time, and as short ones are."""

from __future__ import annotations

import time

import pytest

from intake.reader import read_form
from intake.reader.document import Paragraph, Piece
from intake.reader.parts import split_paragraph
from tests.unit.reader.word_xml import document, paragraph, run

TITLE = paragraph(run("Common Assessment Framework"))


@pytest.mark.parametrize("words", ["a: ", "Note on 12/3, she said: ", "word word: "])
def test_a_paragraph_full_of_colons_takes_no_longer_than_its_length(words: str) -> None:
    """27,000 characters are read in well under a second of processor time."""
    long = paragraph(run(words * (27_000 // len(words))))
    begun = time.process_time()
    read_form(document(TITLE, paragraph(run("Name: Jo Smith")), long), "long.docx")
    assert time.process_time() - begun < 1.0


def test_labels_behind_a_long_stretch_are_found() -> None:
    """What stands before the last break does not count, however long it is."""
    spans = split_paragraph(Paragraph([Piece(f"{'word ' * 200}\tDate of birth: 3 May 2015")]))
    assert [(part.label, part.means.asks) for part in spans if part.means is not None] == [("Date of birth", "dob")]
