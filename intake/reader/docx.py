"""
Word documents (.docx, .docm, .dotx; transitional and strict) into the neutral document.

Walks the XML itself: python-docx drops content controls, form fields, text
boxes and tracked changes without a word (forms, section 3.1). Tracked changes
are read as accepted; hidden text and comments are left out. Nothing in the
file is run, and nothing outside it is fetched.
"""

from __future__ import annotations

from intake.reader.compact import Compact, compact
from intake.reader.document import Block, Document
from intake.reader.ooxml import BODY
from intake.reader.package import STRICT, Package, parse_xml
from intake.reader.word_flat import FlatWalk
from intake.reader.word_grammar import Unusual
from intake.reader.word_marks import UsedStyles
from intake.reader.word_text import TooComplicated, WordText
from intake.reader.word_tree import TreeWalk

__all__ = ["TooComplicated", "read_docx"]


def read_docx(package: Package) -> Document:
    """
    Return what the Word document in *package* says.

    Raises:
        TooComplicated: It nests deeper or has more cells than any form.
        intake.reader.package.Unreadable: A part is missing, broken or hostile.
    """
    main = package.main_part()
    raw = package.read(main)
    styles = UsedStyles(package, package.beside(main, "styles.xml"))
    state = WordText(styles)
    document = Document(_part(raw, styles, state, main=True))
    styles.close()
    for name in package.headers_and_footers(main):
        blocks = document.headers if "header" in name else document.footers
        blocks.extend(_part(package.read(name), styles, state, main=False))
    document.tracked, document.hidden = state.tracked, state.hidden
    document.circles, document.pictures = state.circles, state.pictures
    return document


def _part(raw: bytes, styles: UsedStyles, state: WordText, *, main: bool) -> list[Block]:
    """The blocks of a part, read as text where it is usual, else as a tree."""
    flat = FlatWalk(styles)
    flat.take_state(state)
    try:
        blocks = flat.part(raw, main=main) if not state.fields else None
    except Unusual:
        blocks = None
    if blocks is not None:
        state.take_state(flat)
        return blocks
    folds = main and STRICT not in raw[:8192]
    looks = compact(raw) if folds else Compact(raw, [], [], [])
    root = parse_xml(looks.raw)
    if main:
        root = root.find(BODY)
    walk = TreeWalk(styles, looks)
    walk.take_state(state)
    blocks = walk.blocks(root, []) if root is not None else []
    state.take_state(walk)
    return blocks
