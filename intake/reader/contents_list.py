"""
A list of contents in front of a form: its titles again, each with the number of a page behind a tab or dots.

None of these lines heads anything or has an answer.
"""

from __future__ import annotations

import re
from itertools import pairwise

from intake.reader.document import Block, Paragraph
from intake.reader.labels import clean

_LINE = re.compile(r"\s*(\S.*?)(?:\s*\t\s*|\s*\.{3,}\s*|\s*…+\s*)(\d{1,2})\s*")
_FEWEST = 3


def without_contents(blocks: list[Block]) -> list[Block]:
    """The same blocks; a run of titles with growing numbers of pages is left out, if most come again below."""
    found = [_LINE.fullmatch(b.text) if isinstance(b, Paragraph) else None for b in blocks]
    if sum(match is not None for match in found) < _FEWEST:
        return blocks
    start = next(index for index, match in enumerate(found) if match is not None)
    end = next((index for index in range(start, len(found)) if found[index] is None), len(found))
    lines = [match for match in found[start:end] if match is not None]
    pages = [int(match[2]) for match in lines]
    if len(lines) < _FEWEST or any(before > after for before, after in pairwise(pages)):
        return blocks
    below = {clean(b.text) for b in blocks[end:] if isinstance(b, Paragraph)}
    again = sum(clean(match[1]) in below for match in lines)
    return [*blocks[:start], *blocks[end:]] if again * 2 > len(lines) else blocks
