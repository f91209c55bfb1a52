"""PDF: not read yet."""

from __future__ import annotations

from collections.abc import Sequence

from intake.reader.document import Document
from intake.reader.package import Unreadable


def read_pdf(data: bytes, passwords: Sequence[str]) -> Document:
    """Refuse, honestly."""
    raise Unreadable("unsupported")
