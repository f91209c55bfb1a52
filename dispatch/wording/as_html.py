"""
Blocks as HTML for mail: readable in Outlook's Word engine, on phones, and aloud.

Every look that must survive Outlook stands in `style`; colours are left to the
reader's own programme, light or dark, except lines, which show on both. The
page around the blocks is `templates/mail/letter.html`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import assert_never

from markupsafe import Markup, escape

from dispatch.wording.blocks import (
    Block,
    Facts,
    Heading,
    Listing,
    PageBreak,
    Paragraph,
    Quote,
    Rule,
    Table,
    Words,
    plain,
)

_FONT = "font-family:Arial,Helvetica,sans-serif;font-size:16px;line-height:1.5;overflow-wrap:anywhere;"
# `anywhere` would let a narrow column break every word of it.
_CELL_FONT = _FONT.replace("anywhere", "break-word")
_HEAD = "font-family:Arial,Helvetica,sans-serif;font-weight:bold;line-height:1.25;overflow-wrap:anywhere;"
_SHORT = 9
_REFERENCE = re.compile(r"\b([A-Z]{1,3}\d\d-\d{4,6})\b")
_NOTHING = Markup(' class="none"')
_LINE = "1px solid #767676"
_STYLE = {
    "h1": f"margin:0 0 16px 0;font-size:26px;{_HEAD}",
    "h2": f"margin:28px 0 12px 0;font-size:20px;{_HEAD}",
    "h3": f"margin:20px 0 8px 0;font-size:17px;{_HEAD}",
    "p": f"margin:0 0 14px 0;{_FONT}",
    "inset": f"margin:0 0 18px 0;padding:4px 0 4px 14px;border-left:6px solid #1d70b8;{_FONT}",
    "list": f"margin:0 0 14px 0;padding:0 0 0 24px;{_FONT}",
    "li": "margin:0 0 6px 0;",
    "table": "width:100%;border-collapse:collapse;margin:0 0 20px 0;",
    "caption": f"text-align:left;padding:0 0 8px 0;font-weight:bold;{_FONT}",
    "cell": f"text-align:left;vertical-align:top;padding:7px 10px 7px 0;border-bottom:{_LINE};{_CELL_FONT}",
}


def as_html(blocks: Iterable[Block]) -> Markup:
    """Return *blocks* as HTML for a mail's body."""
    return Markup("\n").join(_block(block) for block in blocks)


def _block(block: Block) -> Markup:  # noqa: C901 - one case for each kind of block
    match block:
        case Heading(level, words):
            return _element(f"h{level}", f"h{level}", words)
        case Paragraph(words, inset):
            return _element("p", "inset" if inset else "p", words)
        case Listing(items, numbered):
            return _listing(items, "ol" if numbered else "ul")
        case Facts(rows):
            return _facts(rows)
        case Table():
            return _table(block)
        case Quote(words):
            return _element("blockquote", "inset", words)
        case Rule():
            return Markup('<hr style="border:0;border-top:{};margin:28px 0 20px 0;">').format(_LINE)
        case PageBreak():
            return Markup("")
        case _:
            assert_never(block)


def _element(tag: str, look: str, words: Words) -> Markup:
    return Markup('<{0} style="{1}">{2}</{0}>').format(tag, _STYLE[look], _inline(words))


def _listing(items: tuple[Words, ...], tag: str) -> Markup:
    inside = Markup("").join(Markup('<li style="{}">{}</li>').format(_STYLE["li"], _inline(item)) for item in items)
    return Markup('<{0} style="{1}">{2}</{0}>').format(tag, _STYLE["list"], inside)


def _facts(rows: tuple[tuple[Words, Words], ...]) -> Markup:
    lines = (
        Markup('<tr><th scope="row" width="35%" style="{}">{}</th><td style="{}">{}</td></tr>').format(
            _STYLE["cell"], _inline(label), _STYLE["cell"], _inline(said)
        )
        for label, said in rows
    )
    return Markup('<table class="facts" cellpadding="0" cellspacing="0" border="0" style="{}">{}</table>').format(
        _STYLE["table"], Markup("").join(lines)
    )


def _table(table: Table) -> Markup:
    caption = Markup('<caption style="{}">{}</caption>').format(_STYLE["caption"], table.caption)
    head = Markup("").join(
        Markup('<th scope="col" style="{}">{}</th>').format(_STYLE["cell"], _inline(cell)) for cell in table.head
    )
    body = Markup("").join(_row(table.head, row) for row in table.rows)
    return Markup(
        '<table class="rows" cellpadding="0" cellspacing="0" border="0" style="{}">{}<thead><tr>{}</tr></thead>'
        "<tbody>{}</tbody></table>"
    ).format(_STYLE["table"], caption if table.caption else "", head, body)


def _row(head: tuple[Words, ...], row: tuple[Words, ...]) -> Markup:
    # On a narrow screen letter.html turns cells into lines and shows each column's heading in its cell;
    # Outlook has no such screen, and `mso-hide` keeps it from printing the heading twice.
    cells = []
    for index, (label, cell) in enumerate(zip(head, row, strict=True)):
        tag = Markup('th scope="row"') if index == 0 else Markup("td")
        closing = "th" if index == 0 else "td"
        heading = Markup(
            '<span class="label" aria-hidden="true" style="display:none;mso-hide:all;">{}: </span>'
        ).format(plain(label))
        cells.append(
            Markup('<{} style="{}"{}>{}{}</{}>').format(
                tag, _cell_style(cell), _NOTHING if not plain(cell) else "", heading, _inline(cell), closing
            )
        )
    return Markup("<tr>{}</tr>").format(Markup("").join(cells))


def _cell_style(cell: Words) -> str:
    """A reference or a time stays in one piece."""
    short = max((len(line) for line in plain(cell).split("\n")), default=0) <= _SHORT
    return _STYLE["cell"] + ("white-space:nowrap;" if short else "")


def _inline(words: Words) -> Markup:
    return Markup("").join(_span(span.text, href=span.href, bold=span.bold) for span in words)


def _whole_references(line: str) -> Markup:
    """*line*, its references kept in one piece: a screen would else break 'N26-0042' at its hyphen."""
    pieces = _REFERENCE.split(line)
    return Markup("").join(
        Markup('<span style="white-space:nowrap;">{}</span>').format(piece) if index % 2 else escape(piece)
        for index, piece in enumerate(pieces)
    )


def _span(text: str, *, href: str, bold: bool) -> Markup:
    said = Markup("<br>").join(_whole_references(line) for line in text.split("\n"))
    said = Markup("<b>{}</b>").format(said) if bold else said
    return Markup('<a href="{}">{}</a>').format(href, said) if href else said
