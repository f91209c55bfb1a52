"""
Where a form asks to go: the panel, one agency, or no farther than those who met.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from intake.reader.choices import Choice, Option, marked_words
from intake.reader.document import BOLD, Piece
from intake.reader.labels import clean

_ROUTES: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "local_meeting",
        re.compile(
            r"\b(?:tac|taf|team (?:around|alongside)|own records|records only|information only|further meeting|family meeting|local meeting|no further|not needed|internal|within (?:the|our) (?:school|setting)|those who took part|meeting with (?:the )?family)\b"  # noqa: E501 - a pattern reads worse when broken
        ),
    ),
    (
        "single_agency",
        re.compile(
            r"\b(?:single (?:agency|service)|one (?:agency|service)|direct(?:ly)? (?:to|allocation)|direct allocation|single)\b"  # noqa: E501 - a pattern reads worse when broken
        ),
    ),
    (
        "panel",
        re.compile(
            r"\b(?:panel|maag|masg|maam|mat|multi ?agency|multi agency|allocation (?:group|meeting)|presented to|support group|support meeting)\b"  # noqa: E501 - a pattern reads worse when broken
        ),
    ),
)
_SENTENCE = re.compile(
    r"\b(?:referral to|presented to|request to|this (?:caf|form|assessment|eha)|meeting with|plan will be)\b",
    re.IGNORECASE,
)
_EXAMPLE = re.compile(r"\((?:e\.?g|for example)[^)]*\)")
_NO_PANEL = re.compile(r"\bmaag is not needed\b|\bnot (?:for|to) (?:the )?panel\b")
_APART = re.compile(r"\s{3,}|\t+|\s+[/|]\s+")
_FEWEST, _LONGEST = 2, 50


def route_of(text: str) -> str | None:
    """Return the route that a line names, or None."""
    cleaned = clean(_EXAMPLE.sub("", text) if "(" in text else text)
    if "not" in cleaned and _NO_PANEL.search(cleaned):
        return "local_meeting"
    return next((kind for kind, pattern in _ROUTES if pattern.search(cleaned)), None)


def routes_in_row(lines: Sequence[list[Piece]]) -> Choice | None:
    """'**Panel**   Direct allocation   Information only': routes with room between them, of which one stands out."""
    line = lines[0] if len(lines) == 1 else []
    said = "".join([p.text for p in line])
    named = [text for text in _APART.split(said) if text.strip()] if _may_be_parted(said) else []
    if len(named) < _FEWEST or any(len(text) > _LONGEST or route_of(text) is None for text in named):
        return None
    bold = [p.text for p in line if p.look & BOLD and p.text.strip()]
    marked = [clean(text) for text in marked_words(line) or (bold if len(bold) == 1 else [])]
    return Choice("", tuple(Option(text.strip(), clean(text) in marked) for text in named))


def _may_be_parted(text: str) -> bool:
    """False for most lines: no sign between words, no tab, and nowhere two spaces."""
    return "/" in text or "|" in text or text != " ".join(text.split())


def is_route_sentence(text: str) -> bool:
    """True for a line that speaks of the form's way: 'Referral to the panel', 'This CAF will be presented to ...'."""
    return _SENTENCE.search(text) is not None
