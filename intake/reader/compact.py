"""
Word's XML with the properties of paragraphs, runs and cells folded into one attribute each.

More than half of the elements of a form say how it looks. There are a few dozen
different looks in it, each said hundreds of times: folded beforehand, the tree
is half as large to build and to walk. What the fold cannot be sure of (tracked
formatting, comments, other prefixes) is left as it is and read element by element.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from intake.reader.document import BOLD, BOXED, COLOURED, ITALIC, MARKED, SMALL, STRIKE, UNDERLINE

# An element that declares a prefix keeps its declaration: what stands inside it may need the prefix.
_PROPERTIES = re.compile(rb"<w:(r|p|tc)(?: (?![^>]*xmlns)[^>]*)?>\s*<w:\1Pr>(.*?)</w:\1Pr>", re.DOTALL)
_PLAIN_RUN = re.compile(rb'<w:r(?: d="(\d+)")?>\s*<w:t(?: [^>]*)?>([^<]*)</w:t>\s*</w:r>')
_LONE_RUN = re.compile(rb'<w:p((?: [^>]*)?)>\s*<w:t d="(\d*)">([^<]*)</w:t>\s*</w:p>')
_ITEM = re.compile(rb"<w:(\w+)((?: [^>]*?)?)/?>")
_VALUE = re.compile(rb'w:val="([^"]*)"')
_FILL = re.compile(rb'w:fill="([^"]*)"')
_FONT = re.compile(rb'w:ascii="([^"]*)"')
_UNSURE = (b"PrChange", b"<!")
_OFF = frozenset({b"0", b"false", b"off", b"none"})
_BITS = {b"b": BOLD, b"i": ITALIC, b"strike": STRIKE, b"dstrike": STRIKE}
_PLAIN = frozenset({b"auto", b"ffffff", b"none", b""})
ALL = BOLD | ITALIC | UNDERLINE | STRIKE | MARKED | BOXED | SMALL | COLOURED


@dataclass(frozen=True, slots=True)
class RunLook:
    """What a run's properties do to the look it stands in: bits to keep, bits to add; its font; its style."""

    keep: int = ALL
    add: int = 0
    font: str | None = None
    hidden: bool | None = None
    style: str = ""


@dataclass(frozen=True, slots=True)
class ParagraphLook:
    """A paragraph's style, outline level and whether it is a list item; `joined` if its end was deleted."""

    style: str = ""
    level: int = 0
    listed: bool = False
    joined: bool = False


@dataclass(frozen=True, slots=True)
class CellLook:
    """How many columns a cell takes, whether it continues the one above, and whether it is shaded."""

    span: int = 1
    continues: bool = False
    shaded: bool = False


@dataclass(slots=True)
class Compact:
    """The folded XML, and what the attribute `d` of runs, paragraphs and cells refers to."""

    raw: bytes
    runs: list[RunLook]
    paragraphs: list[ParagraphLook]
    cells: list[CellLook]


def compact(raw: bytes) -> Compact:
    """Return *raw* with its properties folded, or as it is where that would not be safe."""
    made = Compact(raw, [], [], [])
    if b"<w:p" not in raw or any(mark in raw for mark in _UNSURE):
        return made
    tables: dict[bytes, list[Any]] = {b"p": made.paragraphs, b"r": made.runs, b"tc": made.cells}
    numbers: dict[tuple[bytes, ...], bytes] = {}

    def folded(found: re.Match[bytes]) -> bytes:
        key = found.groups()
        known = numbers.get(key)
        if known is None:
            tag, content = key
            table = tables[tag]
            known = numbers[key] = b'<w:%b d="%d">' % (tag, len(table))
            table.append(_READERS[tag](content))
        return known

    raw = _PROPERTIES.sub(folded, raw)
    # Functions, not templates: expanding a template costs several times as much for each match.
    raw = _PLAIN_RUN.sub(lambda m: b'<w:t d="%b">%b</w:t>' % (m[1] or b"", m[2]), raw)
    made.raw = _LONE_RUN.sub(lambda m: b'<w:p%b r="%b">%b</w:p>' % (m[1], m[2], m[3]), raw)
    return made


def _on(attributes: bytes) -> bool:
    value = _VALUE.search(attributes)
    return value is None or value.group(1) not in _OFF


def _value(attributes: bytes, pattern: re.Pattern[bytes] = _VALUE) -> bytes:
    found = pattern.search(attributes)
    return found.group(1) if found is not None else b""


@lru_cache(maxsize=4096)
def run_look(content: bytes) -> RunLook:
    """Return what the properties of a run do to its look."""
    keep, add, font, hidden, style = ALL, 0, None, None, ""
    for name, attributes in _ITEM.findall(content):
        bit, on = _run_bit(name, attributes)
        if bit:
            keep, add = (keep | bit, add | bit) if on else (keep & ~bit, add & ~bit)
        elif name == b"vanish":
            hidden = _on(attributes)
        elif name == b"rFonts":
            font = _value(attributes, _FONT).decode("utf-8", "replace") or None
        elif name == b"rStyle":
            style = _value(attributes).decode("utf-8", "replace")
    return RunLook(keep, add, font, hidden, style)


def _run_bit(name: bytes, attributes: bytes) -> tuple[int, bool]:
    """The bit of the look that a property sets or clears; 0 if it does neither."""
    if name in _BITS:
        return _BITS[name], _on(attributes)
    if name == b"u":
        return UNDERLINE, _value(attributes) not in (b"", b"none")
    if name == b"highlight":
        return MARKED, _value(attributes) not in (b"none", b"white", b"")
    if name == b"shd":
        return (MARKED, True) if _value(attributes, _FILL).lower() not in _PLAIN else (0, False)
    if name == b"bdr":
        return (BOXED, True) if _value(attributes) not in (b"none", b"nil", b"") else (0, False)
    if name == b"color":
        return (COLOURED, True) if _value(attributes).lower() not in (b"auto", b"000000", b"") else (0, False)
    if name == b"sz":
        size = _value(attributes)
        return (SMALL, True) if size.isdigit() and int(size) <= 17 else (0, False)
    return 0, False


@lru_cache(maxsize=2048)
def paragraph_look(content: bytes) -> ParagraphLook:
    """Return what the properties of a paragraph say."""
    style, level, listed = "", 0, False
    for name, attributes in _ITEM.findall(content):
        if name == b"pStyle":
            style = _value(attributes).decode("utf-8", "replace")
        elif name == b"numPr":
            listed = True
        elif name == b"outlineLvl":
            value = _value(attributes)
            level = min(int(value) + 1, 9) if value.isdigit() else 0
    return ParagraphLook(style, level, listed, joined=b"<w:del " in content)


@lru_cache(maxsize=2048)
def cell_look(content: bytes) -> CellLook:
    """Return what the properties of a cell say."""
    span, continues, shaded = 1, False, False
    for name, attributes in _ITEM.findall(content):
        if name == b"gridSpan":
            value = _value(attributes)
            span = max(1, min(int(value), 200)) if value.isdigit() else 1
        elif name == b"vMerge":
            continues = (_value(attributes) or b"continue") == b"continue"
        elif name == b"shd":
            shaded = _value(attributes, _FILL).lower() not in _PLAIN
    return CellLook(span, continues, shaded)


_READERS: dict[bytes, Callable[[bytes], Any]] = {b"p": paragraph_look, b"r": run_look, b"tc": cell_look}
