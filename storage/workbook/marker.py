"""
How a workbook is known to be ours, and a row to be the row that we wrote.

Ids are not locked by sheet protection, which would stop sorting (ruling 14):
each carries a check that only the holder of the key can make, so that an
altered one is found. The marker is on a hidden sheet, and once more among the
document's own properties, because programs differ in what they keep.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

MARKER_SHEET = "_panelpost"
LISTS_SHEET = "_lists"
HISTORY_SHEET = "History"
GUIDE_SHEET = "How to use"
MARKER_PROPERTY = "panelpost"

ROW_ID_HEADING = "Row id (leave as it is)"

_PIECE = 30_000  # below the longest text of a cell, with room for escapes
_ROW_CHECK_LENGTH = 12


class WorkbookKind(StrEnum):
    """What a file that arrived turns out to be."""

    DECISION = "decision"
    PANEL = "panel"
    FOREIGN = "foreign"
    CONVERTIBLE = "convertible"
    NOT_A_WORKBOOK = "not a workbook"


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkedItem:
    """An item of the meeting as the decision workbook named it."""

    reference: str
    item: int
    child: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Marker:
    """
    What a workbook of ours says of itself, hidden from sight.

    Attributes:
        kind: Decision or panel workbook.
        panel: The panel's code.
        meeting: The meeting's id, for a decision workbook.
        export: Under what id the snapshot of a panel workbook is kept.
        items: The references that a decision workbook is about, as they were written.
    """

    kind: WorkbookKind
    panel: str
    meeting: int | None = None
    export: str = ""
    items: tuple[MarkedItem, ...] = ()


@dataclass(frozen=True, slots=True)
class NotOurs:
    """The marker is missing, or its check does not agree with it."""

    reason: str


def write_marker(marker: Marker, key: bytes) -> str:
    """Return *marker* with its keyed check (HMAC-SHA256), as one line of text."""
    said = _as_json(marker)
    return json.dumps({"said": said, "check": _check(key, "marker", said)}, separators=(",", ":"))


def read_marker(text: str, key: bytes) -> Marker | NotOurs:
    """Return what `write_marker` wrote, or why it is not believed."""
    try:
        outer = json.loads(text)
        said, check = outer["said"], outer["check"]
        told = json.loads(said)
        items = tuple(MarkedItem(reference=r, item=i, child=c) for r, i, c in told["items"])
        kind = WorkbookKind(told["kind"])
        marker = Marker(kind=kind, panel=told["panel"], meeting=told["meeting"], export=told["export"], items=items)
    except (ValueError, TypeError, KeyError, RecursionError):
        return NotOurs("Its hidden marks cannot be read.")
    if not hmac.compare_digest(_check(key, "marker", said).encode(), str(check).encode()):
        return NotOurs("Its hidden marks have been altered, or it comes from another service.")
    return marker


def said_kind(text: str) -> WorkbookKind | None:
    """Return what a marker claims to be, unproven: enough to route a file, never to act on it."""
    try:
        kind = WorkbookKind(json.loads(json.loads(text)["said"])["kind"])
    except (ValueError, TypeError, KeyError, RecursionError):
        return None
    return kind if kind in {WorkbookKind.DECISION, WorkbookKind.PANEL} else None


def said_panel(text: str) -> str:
    """Return whose workbook a marker claims it to be, unproven; "" where it does not say."""
    try:
        return str(json.loads(json.loads(text)["said"])["panel"])
    except (ValueError, TypeError, KeyError, RecursionError):
        return ""


def pieces(text: str) -> list[str]:
    """Return *text* cut so that each piece fits into one cell."""
    return [text[start : start + _PIECE] for start in range(0, len(text), _PIECE)]


def decision_scope(panel: str, meeting: int | None) -> tuple[str, str]:
    """Return what a row's check is bound to in the decision workbook of a meeting."""
    return (panel, str(meeting))


def mark_row(row_id: str, *, scope: Sequence[str], key: bytes) -> str:
    """Return a row's id as it stands in its hidden column: the id and a check bound to *scope* (panel, sheet, …)."""
    return f"{row_id}~{_row_check(row_id, scope, key)}"


def read_row_mark(text: str, *, scope: Sequence[str], key: bytes) -> str | None:
    """Return the row id that `mark_row` wrote within *scope*, or None if it has been altered."""
    row_id, tilde, check = text.strip().rpartition("~")
    if not tilde or not hmac.compare_digest(_row_check(row_id, scope, key).encode(), check.encode()):
        return None
    return row_id


def _as_json(marker: Marker) -> str:
    told = {
        "kind": marker.kind.value,
        "panel": marker.panel,
        "meeting": marker.meeting,
        "export": marker.export,
        "items": [[item.reference, item.item, item.child] for item in marker.items],
    }
    return json.dumps(told, separators=(",", ":"), ensure_ascii=True)


def _row_check(row_id: str, scope: Sequence[str], key: bytes) -> str:
    return _check(key, "row", *scope, row_id)[:_ROW_CHECK_LENGTH]


def _check(key: bytes, *parts: str) -> str:
    # Each part goes in with its length, so that no two lists of parts run together into the same text.
    joined = "".join(f"{len(part)}:{part}" for part in parts)
    return hmac.new(key, joined.encode(), hashlib.sha256).hexdigest()
