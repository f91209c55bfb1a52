"""One message as composed: words and files, before it has a recipient's envelope."""

from __future__ import annotations

from dataclasses import dataclass

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
INVITATION = "text/calendar; method=REQUEST"
CANCELLATION = "text/calendar; method=CANCEL"


@dataclass(frozen=True, slots=True)
class Attached:
    """A file that goes with a message; its name holds references and dates, never a person's name."""

    filename: str
    content_type: str
    data: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Composed:
    """What a message says; `kind` becomes `X-Panelpost-Kind`. Composing the same view twice gives equal values."""

    kind: str
    subject: str
    text: str
    html: str
    attachments: tuple[Attached, ...] = ()
