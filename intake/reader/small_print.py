"""
Small print in italics right behind a bold question, on a form that prints it so and is answered on the lines below.

"Who is in the family?  Brothers, sisters and others who matter" is a question with
its explanation. Elsewhere italics behind a bold label are the answer: only
what stands below several such lines tells which.
"""

from __future__ import annotations

from intake.reader.document import BOLD, ITALIC, TEXT, Block, Paragraph, Piece, Table
from intake.reader.labels import clean, recognise
from intake.reader.statements import matter_of_consent
from intake.reader.vocabulary import CHOICE_WORDS

_FEWEST = 2
_QUOTES = frozenset("\"'“‘")


def without_small_print(blocks: list[Block]) -> list[Block]:
    """The same blocks; the italics behind bold questions are left out, if what stands below shows that they explain."""
    hinted = [i for i, block in enumerate(blocks) if isinstance(block, Paragraph) and _bold_words(block.pieces)]
    answered = [i for i in hinted if i + 1 < len(blocks) and _is_answer(blocks[i + 1])]
    if len(answered) < _FEWEST or len(answered) * 2 < len(hinted):
        return blocks
    for index in hinted:
        block = blocks[index]
        if isinstance(block, Paragraph):
            block.pieces = block.pieces[: _bold_words(block.pieces)]
    return blocks


def _bold_words(pieces: list[Piece]) -> int:
    """How many pieces a bold question takes that has italics behind it, and nothing else; 0 if there are none."""
    words = [i for i, p in enumerate(pieces) if p.text.strip()]
    if len(words) < 2 or any(p.kind != TEXT for p in pieces):
        return 0
    first = next((i for i in words if not pieces[i].look & BOLD), 0)
    behind = [pieces[i] for i in words if i >= first]
    if not first or not all(p.look & ITALIC and not p.look & BOLD for p in behind):
        return 0
    asked = "".join(p.text for p in pieces[:first]).rstrip()
    said = clean("".join(p.text for p in behind))
    if said in CHOICE_WORDS or matter_of_consent(asked) is not None or _asks_whom(asked):
        return 0  # whatever is said of sharing is heard
    quoted = behind[0].text.lstrip()[:1] in _QUOTES
    return first if asked.endswith(("?", ":")) and not quoted else 0


def _asks_whom(asked: str) -> bool:
    means = recognise(asked)
    return means is not None and means.asks in ("share_with", "not_share_with")


def _is_answer(block: Block) -> bool:
    """True for plain words: what stands below a question answers it."""
    if isinstance(block, Table):
        return False
    words = [p for p in block.pieces if p.text.strip()]
    return bool(words) and not any(p.look & (BOLD | ITALIC) for p in words)
