"""Text in cells: what a cell can hold, and when two cells say the same."""

from __future__ import annotations

import re
import unicodedata

LONGEST_TEXT = 32_767
"""Characters in one cell (Excel specifications and limits)."""

TOO_LONG = "\n… (the rest does not fit into a cell: see the form)"

_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LOOKS_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_LEADERS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def tidy(text: str) -> str:
    """Return *text* as it is compared: no characters that XML lacks, one kind of line end, no blanks at its ends."""
    if text.isprintable():
        return text.strip(" ")
    text = _NO_XML.sub("", text).replace("\r\n", "\n").replace("\r", "\n").replace("\u00a0", " ")
    return text.lstrip(" ").rstrip() if text.strip() else ""


def escape(text: str) -> str:
    """Return *text* as it is stored in a sheet: carriage returns and look-alikes are escaped (ECMA-376)."""
    if text.isprintable() and "_x" not in text:
        return text
    text = _LOOKS_ESCAPED.sub("_x005F_", _NO_XML.sub("", text))
    return text.replace("\r", "_x000D_")


def fit(text: str) -> str:
    """Return *text* as a cell can hold it: what is too long is cut, and says so."""
    if len(text) * 7 <= LONGEST_TEXT or len(escape(text)) <= LONGEST_TEXT:
        return text
    room = LONGEST_TEXT - len(TOO_LONG)
    while len(escape(text[:room])) > LONGEST_TEXT - len(TOO_LONG):
        room = room * 9 // 10
    return text[:room] + TOO_LONG


def unescape(text: str) -> str:
    """Return what *text*, as it is stored in a sheet, stands for."""
    if "_x" not in text:
        return text
    text = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)
    return _NO_XML.sub("", text)


def looks_like_a_formula(text: str) -> bool:
    """Say whether a spreadsheet might take *text* for a formula (full-width forms included)."""
    return text.startswith(_LEADERS)


def fold(text: str) -> str:
    """Return *text* with case, accents' composition and runs of white space folded, for looking words up."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())
