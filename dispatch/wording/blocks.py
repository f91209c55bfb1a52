"""The pieces that any message or document is made of; they know nothing of how they will look."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Span:
    """A run of words; a newline in it is a line break; `href` makes it a link."""

    text: str
    bold: bool = False
    href: str = ""


Words = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 1, 2 or 3."""

    level: int
    words: Words


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; `inset` sets it off from the others as what must not be missed."""

    words: Words
    inset: bool = False


@dataclass(frozen=True, slots=True)
class Listing:
    """A bulleted or numbered list."""

    items: tuple[Words, ...]
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a heading for each column; the first cell of a row names the row."""

    head: tuple[Words, ...]
    rows: tuple[tuple[Words, ...], ...]
    caption: str = ""
    widths: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Facts:
    """Labels, each with what it says."""

    rows: tuple[tuple[Words, Words], ...]


@dataclass(frozen=True, slots=True)
class Quote:
    """What somebody else wrote, as they wrote it."""

    words: Words


@dataclass(frozen=True, slots=True)
class Rule:
    """A line across, before something of another kind."""


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows stands on a page of its own; mail shows nothing."""


Block = Heading | Paragraph | Listing | Table | Facts | Quote | Rule | PageBreak


def words(text: str, *, bold: bool = False) -> Words:
    """*text* as words, its line breaks kept; nothing for no text."""
    return (Span(text, bold=bold),) if text else ()


def plain(of: Words) -> str:
    """What *of* says, without emphasis and links."""
    return "".join(span.text for span in of)
