"""
References such as N26-0042: panel letter, year, running number (process, section 2.1; B1).

The one handle that may stand in a subject line, since it says nothing about the
child.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Reference:
    """A reference in its parts; *year* is the full one (2026)."""

    panel: str
    year: int
    number: int

    def __str__(self) -> str:
        return f"{self.panel}{self.year % 100:02}-{self.number:04}"


_CENTURY = 2000
_SHAPE = re.compile(r"(?<![A-Z0-9-])([A-Z][A-Z0-9]{0,7}?)(\d{2})-(\d{4,9})(?![A-Z0-9]|-[A-Z0-9])")
# What people and mail programs make of a hyphen.
_HYPHENS = str.maketrans(dict.fromkeys("\u00ad\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe63\uff0d", "-"))


def make_reference(panel: str, year: int, number: int) -> str:
    """
    'N26-0042' for panel code N, 2026 and 42.

    Raises:
        ValueError: the panel's code is not a letter followed by letters or figures, or a number is out of range.
    """
    reference = str(Reference(panel=panel.upper(), year=year, number=number))
    if not _CENTURY <= year < _CENTURY + 100 or number < 1 or parse_reference(reference) is None:
        raise ValueError(f"no reference can be made of panel {panel!r}, year {year} and number {number}")
    return reference


def parse_reference(text: str) -> Reference | None:
    """The reference that *text* is, however it is written ('n26-42' is not one); None if it is none."""
    match = _SHAPE.fullmatch(_plain(text).strip())
    return _reference(match) if match else None


def find_references(text: str) -> tuple[str, ...]:
    """Every reference that *text* (a subject, a body) mentions, as we write it, each once, in order."""
    return tuple(dict.fromkeys(str(_reference(match)) for match in _SHAPE.finditer(_plain(text))))


def _reference(match: re.Match[str]) -> Reference:
    panel, year, number = match.groups()
    return Reference(panel=panel, year=_CENTURY + int(year), number=int(number))


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text.translate(_HYPHENS)).upper()
