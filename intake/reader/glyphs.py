"""
Which characters are ticked boxes, which are empty ones, in Unicode and in the symbol fonts of Word.

Symbol fonts put their characters at their own code or at U+F000 above it, so
only the low byte counts (forms, section 3.3). A cross means chosen: the form
says "insert an X".
"""

from __future__ import annotations

import re

TICKED_CHARACTERS = "☑☒✓✔✗✘⊠▣■🗹🗷🗸⌧✖✕☓◼⬛●◉⦿"
EMPTY_CHARACTERS = "☐□▢❏❑◻🞎⬜❒○◯"
GLYPH = re.compile(f"[{TICKED_CHARACTERS}{EMPTY_CHARACTERS}]")
_MAY_TICK = re.compile(f"[{TICKED_CHARACTERS}{EMPTY_CHARACTERS}\uf020-\uf0ff]")
# Round bullets begin list items far more often than they stand for radio buttons.
ROUND = "●○◉⦿◯"

_WINGDINGS = {
    0x78: True,
    0xFB: True,
    0xFC: True,
    0xFD: True,
    0xFE: True,
    0x6F: False,
    0x70: False,
    0x71: False,
    0x72: False,
    0xA8: False,
}
_WINGDINGS_2 = dict.fromkeys((79, 80, 81, 82, 83, 84, 85, 86), True) | {
    0xA3: False,
    0x2A: False,
    0x30: False,
}
_WEBDINGS = {0x61: True, 0x63: False, 0x72: True}
_FONTS = {"wingdings": _WINGDINGS, "wingdings 2": _WINGDINGS_2, "webdings": _WEBDINGS}


def may_hold_ticks(text: str) -> bool:
    """True if *text* has a box or a character of a symbol font."""
    return _MAY_TICK.search(text) is not None


def is_symbol_font(font: str | None) -> bool:
    """True if *font* draws pictures instead of letters."""
    return font is not None and font.lower() in _FONTS


def symbol_state(font: str, code: int) -> bool | None:
    """Return whether the character of a symbol font is a ticked box, an empty box, or (None) something else."""
    return _FONTS.get(font.lower(), {}).get(code & 0xFF)


def private_state(character: str) -> bool | None:
    """Return the state of a private-use character whose font is lost: Wingdings by far the likeliest."""
    code = ord(character)
    return _WINGDINGS.get(code & 0xFF) if 0xF020 <= code <= 0xF0FF else None
