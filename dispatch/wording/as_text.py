"""
Blocks as plain text: lines of at most 72 characters, and all that the HTML says.

A `mailto:` link becomes an instruction that can be followed by hand. A table
becomes a short list for each row, which phones and screen readers take better
than columns of spaces.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable
from typing import assert_never
from urllib.parse import parse_qs, unquote, urlsplit

from dispatch.wording.blocks import (
    Block,
    Facts,
    Heading,
    Listing,
    PageBreak,
    Paragraph,
    Quote,
    Rule,
    Span,
    Table,
    Words,
    plain,
)

WIDTH = 72


def as_text(blocks: Iterable[Block]) -> str:
    """Return *blocks* as text that ends in a newline."""
    return "\n\n".join(filter(None, (_block(block) for block in blocks))) + "\n"


def _block(block: Block) -> str:  # noqa: C901 - one case for each kind of block
    match block:
        case Heading(level, words):
            return _heading(level, plain(words))
        case Paragraph(words, inset):
            return _wrap(words, "! " if inset else "", "! " if inset else "")
        case Listing(items, numbered):
            marks = (f"{n}. " if numbered else "- " for n in range(1, len(items) + 1))
            return "\n".join(_wrap(item, mark, " " * len(mark)) for item, mark in zip(items, marks, strict=False))
        case Facts(rows):
            return "\n".join(_fact(label, said, "") for label, said in rows)
        case Table():
            return _table(block)
        case Quote(words):
            return _wrap(words, "> ", "> ")
        case Rule():
            return "-" * WIDTH
        case PageBreak():
            return ""
        case _:
            assert_never(block)


def _heading(level: int, text: str) -> str:
    lines = textwrap.wrap(text, WIDTH, break_long_words=False, break_on_hyphens=False)
    underline = {1: "=", 2: "-"}.get(level)
    return "\n".join([*lines, underline * max(map(len, lines))] if underline else lines)


def _fact(label: Words, said: Words, indent: str) -> str:
    return _wrap((*label, *_between(label), *said), indent, indent + "  ")


def _between(label: Words) -> Words:
    return (Span(" " if plain(label).endswith("?") else ": "),)


def _table(table: Table) -> str:
    rows = []
    for row in table.rows:
        cells = [(head, _on_one_line(cell)) for head, cell in zip(table.head, row, strict=True) if plain(cell)]
        first, *others = cells
        rows.append("\n".join([_fact(*first, ""), *(_fact(head, cell, "   ") for head, cell in others)]))
    return "\n\n".join([table.caption, *rows] if table.caption else rows)


def _on_one_line(cell: Words) -> Words:
    """A cell that only stands on two lines because its column is narrow."""
    if len(plain(cell)) > WIDTH:
        return cell
    return tuple(Span(span.text.replace("\n", ", "), span.bold, span.href) for span in cell)


def _wrap(words: Words, first: str, later: str) -> str:
    out: list[str] = []
    for line in "".join(_span_text(span.text, span.href) for span in words).split("\n"):
        out += textwrap.wrap(
            line,
            WIDTH,
            initial_indent=later if out else first,
            subsequent_indent=later,
            break_long_words=False,
            break_on_hyphens=False,
        ) or [(later if out else first).rstrip()]
    return "\n".join(out)


def _span_text(text: str, href: str) -> str:
    if not href or href.removeprefix("mailto:") == text:
        return text
    if not href.startswith("mailto:"):
        return f"{text} ({href})"
    link = urlsplit(href)
    query = parse_qs(link.query)
    parts = [f"write to {unquote(link.path)}"]
    parts += [f'with the subject "{subject}"' for subject in query.get("subject", [])]
    parts += [f'and the text "{"; ".join(body.split(chr(13) + chr(10))).strip()}"' for body in query.get("body", [])]
    return f"{text} ({' '.join(parts)})"
