"""
A service with its box and its details on one line: '[X] CAMHS   Name: Jo Ash   Telephone: 01632 960115'.
"""

from __future__ import annotations

import re

from intake.reader.document import BOXES, TEXT, TICKED, Paragraph
from intake.reader.labels import recognise

_SERVICE = re.compile(r"(?P<service>[^:\n]{2,60}?)\s{2,}(?P<told>[A-Z][\w’' ]{1,25}:.*)", re.DOTALL)
_LABEL = re.compile(r"(?:^|\s{2,})(?P<label>[A-Z][\w’' ]{1,25}):")
_ASKED = {
    "name": "name",
    "worker": "name",
    "telephone": "telephone",
    "contact": "telephone",
    "organisation": "organisation",
}


def ticked_service(paragraph: Paragraph) -> dict[str, str] | None:
    """
    The service that a line ticks, with what is told of it, by the field of a service; None for any other line.

    Empty for a service that was not ticked and of which nothing is told.
    """
    pieces = [p for p in paragraph.pieces if p.kind != TEXT or p.text.strip()]
    boxes = [p.kind in BOXES for p in pieces]
    if boxes[:1] != [True] or boxes.count(True) != 1:
        return None
    found = _SERVICE.fullmatch("".join([p.text for p in pieces[1:]]).strip())
    labels = list(_LABEL.finditer(found["told"])) if found is not None else []
    if found is None or not labels:
        return None
    row = {"service": found["service"].strip()}
    for label, following in zip(labels, [*labels[1:], None], strict=True):
        means = recognise(label["label"])
        key = _ASKED.get(means.asks) if means is not None else None
        if key is None or key in row:
            return None
        row[key] = found["told"][label.end() : following.start() if following is not None else None].strip()
    said = {key: value for key, value in row.items() if value}
    return said if pieces[0].kind == TICKED or len(said) > 1 else {}
