"""
The form fields of a PDF (AcroForm) and what was typed upon it: values, ticks, and where they are drawn.
"""

from __future__ import annotations

from typing import Any

from pdfplumber.utils.pdfinternals import resolve, resolve_and_decode

from intake.reader.document import EMPTY, FIELD, TICKED, UNTICKED
from intake.reader.pdf_text import Word

_MOST = 3000
_PUSH_BUTTON = 1 << 16
_PASSWORD = 1 << 13
_HIDDEN = (1 << 1) | (1 << 5)


def form_words(page: Any) -> list[Word]:
    """Return the form fields of a page, and text typed upon it, as words of their own kinds."""
    made = []
    for annotation in _annotations(page):
        word = _word(annotation, page)
        if word is not None:
            made.append(word)
    return made


def _annotations(page: Any) -> list[dict[str, Any]]:
    listed = resolve(page.page_obj.annots) or []
    made = []
    for reference in listed[:_MOST] if isinstance(listed, list) else []:
        annotation = resolve(reference)
        if not isinstance(annotation, dict):
            continue
        flags = resolve(annotation.get("F")) or 0
        if _name(annotation.get("Subtype")) in ("Widget", "FreeText") and not (
            isinstance(flags, int) and flags & _HIDDEN
        ):
            made.append(annotation)
    return made


def _inherited(annotation: dict[str, Any], key: str) -> Any:
    """A property of a field, which its parents may hold."""
    node: Any = annotation
    for _ in range(8):
        if not isinstance(node, dict):
            return None
        if key in node:
            return node[key]
        node = resolve(node.get("Parent"))
    return None


def _name(value: Any) -> str:
    value = resolve(value)
    name = getattr(value, "name", value)
    return name.decode("latin-1", "replace") if isinstance(name, bytes) else str(name) if name is not None else ""


def _text(value: Any) -> str:
    value = resolve(value)
    if isinstance(value, list):
        return "\n".join(_text(v) for v in value)
    if hasattr(value, "get_data"):
        value = value.get_data()
    decoded = resolve_and_decode(value)
    if isinstance(decoded, bytes):
        decoded = decoded.decode("latin-1", "replace")
    return str(decoded).replace("\r\n", "\n").replace("\r", "\n") if decoded is not None else ""


def _word(annotation: dict[str, Any], page: Any) -> Word | None:
    place = _place(annotation, page)
    if place is None:
        return None
    if _name(annotation.get("Subtype")) == "FreeText":
        text = _text(annotation.get("Contents"))
        return Word(text, *place, kind=FIELD) if text.strip() else None
    kind = _name(_inherited(annotation, "FT"))
    flags = resolve(_inherited(annotation, "Ff")) or 0
    flags = flags if isinstance(flags, int) else 0
    if kind == "Btn" and not flags & _PUSH_BUTTON:
        return Word("", *place, kind=TICKED if _is_ticked(annotation) else UNTICKED)
    if kind not in ("Tx", "Ch") or (kind == "Tx" and flags & _PASSWORD):
        return None
    text = _text(_inherited(annotation, "V"))
    if kind == "Ch":
        text = _shown(text, annotation)
    return Word(text, *place, kind=FIELD if text.strip() else EMPTY)


def _is_ticked(annotation: dict[str, Any]) -> bool:
    """True if a box is on: by its state, or by its value where a program filled it in without drawing it."""
    state = _name(annotation.get("AS"))
    if state not in ("", "Off", "None"):
        return True
    value = _name(_inherited(annotation, "V"))
    if value in ("", "Off", "None"):
        return False
    drawn = resolve((resolve(annotation.get("AP")) or {}).get("N"))
    names = {_name(key) for key in drawn} - {"Off"} if isinstance(drawn, dict) else set()
    return value in names if names else not state


def _shown(value: str, annotation: dict[str, Any]) -> str:
    """What a list shows for the value that it keeps."""
    options = resolve(_inherited(annotation, "Opt"))
    shown = {}
    for option in options if isinstance(options, list) else []:
        pair = resolve(option)
        if isinstance(pair, list) and len(pair) == 2:
            shown[_text(pair[0])] = _text(pair[1])
    return "\n".join(shown.get(line, line) for line in value.split("\n"))


def _place(annotation: dict[str, Any], page: Any) -> tuple[float, float, float, float] | None:
    """Where a field is drawn: left, top, right, bottom of the page as it is shown."""
    rectangle = resolve(annotation.get("Rect"))
    if not isinstance(rectangle, list) or len(rectangle) != 4:
        return None
    numbers = [resolve(v) for v in rectangle]
    if not all(isinstance(v, (int, float)) for v in numbers):
        return None
    one, other = (_turned(float(numbers[i]), float(numbers[i + 1]), page) for i in (0, 2))
    left, right = sorted((one[0], other[0]))
    top, bottom = sorted((one[1], other[1]))
    return left, top, right, bottom


def _turned(x: float, y: float, page: Any) -> tuple[float, float]:
    """A point of the page's own space, from its left and its top as it is shown."""
    x, y = x - float(page.page_obj.mediabox[0]), y - float(page.page_obj.mediabox[1])
    width, height = float(page.width), float(page.height)
    turn = int(page.rotation or 0) % 360
    if turn == 90:
        return y, x
    if turn == 180:
        return width - x, y
    if turn == 270:
        return width - y, height - x
    return x, height - y
