"""
The form fields of a PDF (AcroForm): what was typed and ticked, and where it is drawn.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from pdfplumber.utils.pdfinternals import resolve, resolve_and_decode

from intake.reader.document import EMPTY, FIELD, TICKED, UNTICKED, Piece

_MOST = 3000
_PUSH_BUTTON = 1 << 16


@dataclass(slots=True, eq=False)
class Box:
    """A form field on a page: kind "text" or "tick"."""

    kind: str
    text: str
    ticked: bool
    x0: float
    top: float
    x1: float
    bottom: float

    def piece(self) -> Piece:
        """The field as a piece of the neutral document."""
        if self.kind == "tick":
            return Piece("", TICKED if self.ticked else UNTICKED)
        return Piece(self.text, FIELD) if self.text.strip() else Piece("", EMPTY)


def form_boxes(file: Any) -> dict[int, list[Box]]:
    """Return the form fields of a PDF by the number of their page."""
    found: dict[int, list[Box]] = {}
    for number, page in enumerate(file.pages):
        for annotation in _annotations(page):
            box = _box(annotation, page)
            if box is not None:
                found.setdefault(number, []).append(box)
    return found


def _annotations(page: Any) -> list[dict[str, Any]]:
    listed = resolve(page.page_obj.annots) or []
    made = []
    for reference in listed[:_MOST]:
        annotation = resolve(reference)
        if isinstance(annotation, dict) and _name(annotation.get("Subtype")) == "Widget":
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
        return ", ".join(_text(v) for v in value)
    if hasattr(value, "get_data"):
        value = value.get_data()
    decoded = resolve_and_decode(value)
    if isinstance(decoded, bytes):
        decoded = decoded.decode("latin-1", "replace")
    return str(decoded).replace("\r\n", "\n").replace("\r", "\n") if decoded is not None else ""


def _box(annotation: dict[str, Any], page: Any) -> Box | None:
    rectangle = resolve(annotation.get("Rect"))
    kind = _name(_inherited(annotation, "FT"))
    if not isinstance(rectangle, list) or len(rectangle) != 4 or kind not in ("Tx", "Btn", "Ch"):
        return None
    x0, y0, x1, y1 = (float(resolve(v)) for v in rectangle)
    top, bottom = float(page.height) - max(y0, y1), float(page.height) - min(y0, y1)
    flags = resolve(_inherited(annotation, "Ff")) or 0
    if kind == "Btn":
        if isinstance(flags, int) and flags & _PUSH_BUTTON:
            return None
        state = _name(annotation.get("AS")) or _name(_inherited(annotation, "V"))
        return Box("tick", "", state not in ("", "Off", "None"), min(x0, x1), top, max(x0, x1), bottom)
    return Box(
        "text", _text(_inherited(annotation, "V")), ticked=False, x0=min(x0, x1), top=top, x1=max(x0, x1), bottom=bottom
    )
