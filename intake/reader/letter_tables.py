"""
Tables in a letter that list parents, the household or services, a row for each.

They are built and worded as in forms, so the walk that reads forms reads them.
"""

from __future__ import annotations

import re
from dataclasses import replace

from intake.reader.document import Block, Document, Paragraph, Table
from intake.reader.draft import Draft
from intake.reader.flow import Walk
from intake.reader.letter_words import DEAR

_HEADING = re.compile(r"[^\d:]{1,60}:?\s*")


def without_lists(document: Document) -> tuple[Document, Draft]:
    """Return a letter without its lists of people and services, and what they say."""
    told = Draft()
    kept: list[Block] = []
    for block in document.blocks:
        draft = _list_in(block, kept[-1] if kept else None)
        if draft is None:
            kept.append(block)
            continue
        told.parents += draft.parents
        told.household += draft.household
        told.services += draft.services
    return (replace(document, blocks=kept) if len(kept) < len(document.blocks) else document), told


def _list_in(block: Block, before: Block | None) -> Draft | None:
    """What a table says if it lists people of the family or services, and no child whom the letter is about."""
    if not isinstance(block, Table) or block.text_box or block.tabbed or len(block.rows) < 2 or len(block.rows[0]) < 3:
        return None
    headed = isinstance(before, Paragraph) and _HEADING.fullmatch(before.text) and not DEAR.match(before.text)
    headings: list[list[Block]] = [[before], []] if headed and before is not None else [[]]
    for heading in headings:
        draft = Draft()
        Walk(Document(blocks=[*heading, block]), draft).run()
        related = any("relationship" in row for row in draft.parents)
        serves = any({"service", "name"} <= set(row) for row in draft.services)
        if not draft.children and (related or draft.household or serves):
            return draft
    return None
