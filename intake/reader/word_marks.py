"""
Small questions about Word's XML: is it on, which branch counts, what does a form field hold, how does a run look.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from intake.reader.document import (
    BOLD,
    BOXED,
    COLOURED,
    ITALIC,
    MARKED,
    SMALL,
    STRIKE,
    UNDERLINE,
)
from intake.reader.ooxml import (
    A_NS,
    ALTERNATE,
    ASCII,
    B_TAG,
    BDR,
    BOX_CONTENT,
    CHECK_BOX,
    CHECKED,
    CHOICE,
    COLOR,
    DATE,
    DD_LIST,
    DEFAULT,
    DSTRIKE,
    FALLBACK,
    FILL,
    FULL_DATE,
    HIGHLIGHT,
    I_TAG,
    LIST_ENTRY,
    OFF,
    R_FONTS,
    R_STYLE,
    RESULT,
    SHD,
    STRIKE_TAG,
    SZ,
    T_TAG,
    U_TAG,
    V_NS,
    VAL,
    VANISH,
    W14_NS,
    W_NS,
)
from intake.reader.package import Package
from intake.reader.word_text import Styles


def number(element: Any, otherwise: int) -> int:
    """The number that an element has for its value."""
    try:
        return int(element.get(VAL, otherwise))
    except (TypeError, ValueError):
        return otherwise


def on(element: Any) -> bool:
    """True unless an element switches itself off."""
    return element.get(VAL, "1") not in OFF


def branch(alternate: Any) -> Any:
    """Choice where it holds anything that we read, else Fallback; never both."""
    choice, fallback = alternate.find(CHOICE), alternate.find(FALLBACK)
    if choice is None:
        return fallback
    if fallback is not None and reads_nothing(choice) and not reads_nothing(fallback):
        return fallback
    return choice


def reads_nothing(branch: Any) -> bool:
    """True if a branch holds nothing that the reader reads."""
    return not any(True for _ in branch.iter(BOX_CONTENT, T_TAG, A_NS + "prstGeom", V_NS + "oval", A_NS + "blip"))


def inside_other_box(content: Any, top: Any) -> bool:
    """True for a text box inside a text box."""
    for ancestor in content.iterancestors():
        if ancestor is top:
            return False
        if ancestor.tag == BOX_CONTENT:
            return True
    return False


def has_choice_box(content: Any) -> bool:
    """True if the same text box also stands in the preferred branch."""
    for ancestor in content.iterancestors(ALTERNATE):
        choice = ancestor.find(CHOICE)
        return choice is not None and any(True for _ in choice.iter(BOX_CONTENT))
    return False


def has_words(run: Any) -> bool:
    """True if a run has words."""
    return any((t.text or "").strip() for t in run.iter(T_TAG))


def is_contents_list(properties: Any) -> bool:
    """True for a table of contents."""
    gallery = properties.find(f"{W_NS}docPartObj/{W_NS}docPartGallery")
    return gallery is not None and "contents" in gallery.get(VAL, "").lower()


def box_state(properties: Any) -> bool | None:
    """The state of a Word 2010 tick box; its own flag counts, not the glyph shown."""
    if properties is None:
        return None
    box = properties.find(W14_NS + "checkbox")
    if box is None:
        return None
    checked = box.find(W14_NS + "checked")
    return checked is not None and checked.get(W14_NS + "val", "1") not in OFF


def chosen_day(properties: Any) -> str | None:
    """The ISO date of a date control."""
    if properties is None:
        return None
    date = properties.find(DATE)
    return None if date is None else (date.get(FULL_DATE) or "")[:10] or None


def field_kind(data: Any) -> str:
    """What a legacy field is, by its data: 'checkBox', 'ddList', 'textInput', or "" for any other."""
    kinds = [
        name for name in ("checkBox", "ddList", "textInput") if data is not None and data.find(W_NS + name) is not None
    ]
    return kinds[-1] if kinds else ""


def legacy_ticked(data: Any) -> bool:
    """True if a legacy box is ticked: its state, else its default."""
    box = data.find(CHECK_BOX)
    state = box.find(CHECKED)
    if state is None:
        state = box.find(DEFAULT)
    return state is not None and on(state)


def legacy_choice(data: Any) -> str | None:
    """The entry that a legacy drop-down shows."""
    listed = data.find(DD_LIST)
    entries = [e.get(VAL, "") for e in listed.findall(LIST_ENTRY)]
    result = listed.find(RESULT)
    if result is None:
        result = listed.find(DEFAULT)
    index = 0 if result is None else number(result, 0)
    return entries[index].strip() or None if 0 <= index < len(entries) else None


class UsedStyles:
    """
    Look, heading level and hiddenness of the styles that the main part uses, looked up as they are met.

    Searched with expressions, not parsed: Word's style parts are often ten
    times the size of the form, and a dozen of their styles are in use.
    """

    def __init__(self, package: Package, part: str) -> None:
        self._package = package
        self._part = part
        self._raw: bytes | None = None
        self._known: dict[str, tuple[int, int, bool]] = {}
        self._closed = False

    def get(self, style: str, otherwise: tuple[int, int, bool]) -> tuple[int, int, bool]:
        """What a style is; *otherwise* for none, and for one that only a header or a footer uses."""
        known = self._known.get(style)
        if known is None:
            if not style or self._closed:
                return otherwise
            if self._raw is None:
                self._raw = self._package.read_if_there(self._part)
            if not self._raw:
                return otherwise
            known = self._known[style] = one_style(style.encode(), self._raw, 0)
        return known

    def close(self) -> None:
        """The main part is done: no further styles are looked up."""
        self._closed = True


def one_style(style: bytes, styles: bytes, depth: int) -> tuple[int, int, bool]:
    """Look, heading level and hiddenness of one style, with those that it is based on."""
    start = styles.find(b'w:styleId="' + style + b'"')
    if start < 0 or depth > 8:
        return 0, 0, False
    based, keep, add, own_level, vanishes = _says(styles[start : styles.find(b"</w:style>", start)])
    look, level, hidden = 0, 0, False
    if based and based != style:
        look, level, hidden = one_style(based, styles, depth + 1)
    if own_level is not None:
        level = own_level
    return (look & keep) | add, level if level < 10 else 0, hidden or vanishes


@lru_cache(maxsize=1024)
def _says(body: bytes) -> tuple[bytes, int, int, int | None, bool]:
    """What one style says: on which it is based, the look that it keeps and adds, its level, and if it hides."""
    based = re.search(rb'<w:basedOn w:val="([^"]+)"', body)
    keep, add = -1, 0
    for mark, bit in ((b"b", BOLD), (b"i", ITALIC), (b"strike", STRIKE)):
        found = re.search(rb"<w:" + mark + rb'(?: w:val="(\w+)")?\s*/>', body)
        if found:
            keep &= ~bit
            add |= 0 if (found.group(1) or b"1").decode() in OFF else bit
    outline = re.search(rb'<w:outlineLvl w:val="(\d)"', body)
    named = re.search(rb'<w:name w:val="(?:heading (\d)|title)"', body, re.IGNORECASE)
    level = int(named.group(1) or 1) if named else int(outline.group(1)) + 1 if outline else None
    return based.group(1) if based else b"", keep, add, level, b"<w:vanish/>" in body


def run_look(properties: Any, look: int, styles: Styles) -> tuple[int, str | None, bool]:  # noqa: C901, PLR0912, PLR0915 - one question after another, as a person would ask them
    """The look, font and hiddenness of a run whose properties were not folded."""
    font = None
    hidden = False
    for item in properties:
        name = _LOOK_TAGS.get(item.tag)
        if name is None:
            continue
        if isinstance(name, int):
            look = look | name if on(item) else look & ~name
        elif name == "u":
            look = look | UNDERLINE if on(item) and item.get(VAL) is not None else look & ~UNDERLINE
        elif name == "highlight":
            look = look | MARKED if item.get(VAL, "none") not in ("none", "white") else look & ~MARKED
        elif name == "shd":
            if item.get(FILL, "auto").lower() not in ("auto", "ffffff", "none", ""):
                look |= MARKED
        elif name == "bdr":
            if item.get(VAL, "none") not in ("none", "nil"):
                look |= BOXED
        elif name == "color":
            if item.get(VAL, "auto").lower() not in ("auto", "000000"):
                look |= COLOURED
        elif name == "sz":
            if number(item, 22) <= 17:
                look |= SMALL
        elif name == "vanish":
            hidden = on(item)
        elif name == "rFonts":
            font = item.get(ASCII)
        elif name == "rStyle":
            styled, _, vanished = styles.get(item.get(VAL, ""), (0, 0, False))
            look |= styled
            hidden |= vanished
    return look, font, hidden


_LOOK_TAGS: dict[str, int | str] = {
    B_TAG: BOLD,
    I_TAG: ITALIC,
    STRIKE_TAG: STRIKE,
    DSTRIKE: STRIKE,
    U_TAG: "u",
    HIGHLIGHT: "highlight",
    SHD: "shd",
    BDR: "bdr",
    COLOR: "color",
    SZ: "sz",
    VANISH: "vanish",
    R_FONTS: "rFonts",
    R_STYLE: "rStyle",
}
