"""
What content controls, form fields and rows say of themselves, read from the text of their properties.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from intake.reader.document import EMPTY, FIELD, TEXT, TICKED, UNTICKED, Paragraph, Piece
from intake.reader.ooxml import OFF
from intake.reader.word_grammar import Unusual, is_plain, is_sound

_CHECKED = re.compile(r'<w14:checked(?: w14:val="([^"]*)")?[^<>]*/>')
_DAY = re.compile(r'<w:date(?: w:fullDate="([^"]*)")?[^<>]*>')
_GALLERY = re.compile(r'<w:docPartObj>.*?<w:docPartGallery(?: w:val="([^"]*)")?', re.DOTALL)
_EMPTY = re.compile(r"<w:showingPlcHdr[ />]")


@dataclass(frozen=True, slots=True)
class Control:
    """A content control: showing its placeholder, a box and its state, a day, a table of contents."""

    empty: bool = False
    state: bool | None = None
    day: str | None = None
    contents: bool = False

    def piece(self) -> Piece:
        """What stands for it: a box, or an empty field."""
        return Piece("", EMPTY if self.state is None else TICKED if self.state else UNTICKED)

    def hold(self, paragraph: Paragraph) -> None:
        """Make what a paragraph says the content of this control."""
        if self.empty:
            paragraph.pieces = [Piece("", EMPTY)]
        elif self.state is not None:
            paragraph.pieces = [self.piece()]
        else:
            for piece in paragraph.pieces:
                piece.kind = FIELD if piece.kind == TEXT else piece.kind
                piece.value = piece.value or self.day


_PLAIN = Control()
_SHOWN = Control(empty=True)


def control_says(properties: str) -> Control:
    """
    Return what a content control is, by its properties.

    Raises:
        Unusual: They are not what they usually are.
    """
    if not is_plain(properties):
        raise Unusual
    empty = _EMPTY.search(properties) is not None
    if "<w14:checkbox" not in properties and "<w:date" not in properties and "<w:docPart" not in properties:
        return _SHOWN if empty else _PLAIN
    if "&" in properties:
        raise Unusual
    state = None
    if "<w14:checkbox" in properties:
        checked = _CHECKED.search(properties)
        state = checked is not None and (checked[1] or "1") not in OFF
    day = _DAY.search(properties)
    gallery = _GALLERY.search(properties)
    return Control(
        empty,
        state,
        (day[1] or "")[:10] or None if day is not None else None,
        gallery is not None and "contents" in (gallery[1] or "").lower(),
    )


_STATE = re.compile(r'<w:(checked|default)(?: w:val="([^"]*)")? ?/>')
_LISTED = re.compile(r'<w:(listEntry|result|default)(?: w:val="([^"]*)")? ?/>')


def field_says(data: str) -> tuple[str, bool, str | None]:
    """
    Return the kind of a form field, whether it is a ticked box, and what is chosen in its list.

    Raises:
        Unusual: Its data are not what they usually are.
    """
    if not data.startswith("<w:ffData>") or not data.endswith("</w:ffData>"):
        raise Unusual
    data = data[10:-11]
    kinds = [kind for kind in ("checkBox", "ddList", "textInput") if f"<w:{kind}" in data]
    if len(kinds) > 1 or not is_plain(data):
        raise Unusual
    if kinds == ["checkBox"]:
        said = dict(reversed(_STATE.findall(data)))
        state = said.get("checked", said.get("default"))
        return "checkBox", state is not None and (state or "1") not in OFF, None
    if kinds == ["ddList"]:
        return "ddList", False, _chosen(data)
    return (kinds[0] if kinds else ""), False, None


def _chosen(data: str) -> str | None:
    """The entry that a drop-down list shows."""
    if "&" in data:
        raise Unusual
    said = _LISTED.findall(data)
    entries: list[str] = [value for name, value in said if name == "listEntry"]
    numbers: dict[str, str] = dict(reversed([(name, value) for name, value in said if name != "listEntry"]))
    number = numbers.get("result", numbers.get("default", "0"))
    if not number.isascii() or not number.isdigit():
        raise Unusual
    index = int(number)
    return entries[index].strip() or None if index < len(entries) else None


_BEFORE = re.compile(r'<w:gridBefore w:val="(\d+)" ?/>')


@lru_cache(maxsize=512)
def row_says(properties: str) -> tuple[bool, int]:
    """
    Return whether a row was inserted, and how many columns it leaves free before its first cell.

    Raises:
        Unusual: It was deleted, or its properties are not well-formed.
    """
    if not properties:
        return False, 0
    if "<w:del" in properties or "PrChange" in properties or not is_sound(properties):
        raise Unusual
    before = _BEFORE.search(properties)
    if before is None and "<w:gridBefore" in properties:
        raise Unusual
    return "<w:ins " in properties or "<w:ins/>" in properties, int(before[1]) if before is not None else 0
