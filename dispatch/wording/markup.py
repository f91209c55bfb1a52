"""
A template's plain elements, read into blocks.

Allowed: h1 h2 h3, p (class="inset"), ul and ol with li, table (caption, tr, th,
td), dl with dt and dd, blockquote, hr, page, and inside them a, b, strong, br.
`why` gives the reason why the reader got the mail. An element left empty is
left out, so that a template need not ask whether a value is there; so is a
column in which nothing stands.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml import etree

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
)
from dispatch.wording.errors import TemplateBroken

_HEADINGS = {"h1": 1, "h2": 2, "h3": 3}
_SPACE = re.compile(r"[ \t\r\n\f\v]+")
# Initials end in a full stop of their own: "for A.B.." has one too many.
_STOP_TOO_MANY = re.compile(r"(?<=\b[A-Z]\.)\.(?!\.)")


@dataclass(frozen=True, slots=True)
class Written:
    """A template filled in: its blocks, and why the reader got it (mail only)."""

    blocks: tuple[Block, ...]
    why: str = ""


def read_markup(source: str, name: str) -> Written:
    """
    Return the blocks that *source* says.

    Raises:
        TemplateBroken: *source* is not well formed, or has an element that is not allowed; *name* is in the text.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True)
    try:
        root = etree.fromstring(f"<mail>{source}</mail>".encode(), parser)
    except etree.XMLSyntaxError as err:
        # The parser's own words would quote what was filled in.
        raise TemplateBroken(f"{name}: near line {err.lineno}: an element is not closed, or '&' stands alone") from None
    why = root.find("why")
    found = [_block(element, name) for element in root if element.tag != "why"]
    return Written(tuple(block for block in found if block), _text(why) if why is not None else "")


def _block(element: etree._Element, name: str) -> Block | None:
    tag = str(element.tag)
    if tag in _HEADINGS:
        return Heading(_HEADINGS[tag], inner) if (inner := _words(element, name)) else None
    if tag == "p":
        return Paragraph(inner, element.get("class") == "inset") if (inner := _words(element, name)) else None
    if tag == "blockquote":
        return Quote(inner) if (inner := _words(element, name)) else None
    if tag in {"ul", "ol"}:
        items = tuple(item for child in element if (item := _words(_expect(child, {"li"}, name), name)))
        return Listing(items, tag == "ol") if items else None
    if tag == "dl":
        return _facts(element, name)
    if tag == "table":
        return _table(element, name)
    if tag in {"hr", "page"}:
        return Rule() if tag == "hr" else PageBreak()
    raise _not_allowed(element, name)


def _facts(element: etree._Element, name: str) -> Facts | None:
    pairs = [(_words(_expect(child, {"dt", "dd"}, name), name)) for child in element]
    rows = tuple((label, said) for label, said in zip(pairs[::2], pairs[1::2], strict=True) if said)
    return Facts(rows) if rows else None


def _table(element: etree._Element, name: str) -> Table | None:
    rows = [[_words(_expect(cell, {"th", "td"}, name), name) for cell in row] for row in element.iter("tr")]
    caption = element.find("caption")
    widths = tuple(int(cell) for cell in (element.get("widths") or "").split())
    if any(len(row) != len(rows[0]) for row in rows):
        raise TemplateBroken(f"{name}: a table has rows of different lengths")
    if not rows[1:]:
        return None
    said = [index for index in range(len(rows[0])) if index == 0 or any(row[index] for row in rows[1:])]
    head, *body = [tuple(row[index] for index in said) for row in rows]
    widths = tuple(widths[index] for index in said) if len(widths) == len(rows[0]) else ()
    return Table(head, tuple(body), _text(caption) if caption is not None else "", widths)


def _expect(element: etree._Element, tags: set[str], name: str) -> etree._Element:
    if element.tag not in tags:
        raise _not_allowed(element, name)
    return element


def _not_allowed(element: etree._Element, name: str) -> TemplateBroken:
    return TemplateBroken(f"{name}: <{element.tag}> is not allowed there; see the top of templates/README.md")


def _text(element: etree._Element) -> str:
    return _SPACE.sub(" ", "".join(str(text) for text in element.itertext())).strip()


def _words(element: etree._Element, name: str) -> Words:
    spans: list[Span] = []
    _collect(element, name, spans, bold=False, href="")
    return _trim(spans)


def _collect(element: etree._Element, name: str, spans: list[Span], *, bold: bool, href: str) -> None:
    spans.append(Span(_SPACE.sub(" ", element.text or ""), bold, href))
    for child in element:
        if child.tag == "br":
            spans.append(Span("\n", bold, href))
        elif child.tag in {"b", "strong"}:
            _collect(child, name, spans, bold=True, href=href)
        elif child.tag == "a":
            _collect(child, name, spans, bold=bold, href=child.get("href") or "")
        else:
            raise _not_allowed(child, name)
        spans.append(Span(_SPACE.sub(" ", child.tail or ""), bold, href))


def _trim(spans: list[Span]) -> Words:
    """Spans of one look joined, with no space at an end or beside a line break."""
    kept: list[Span] = []
    for span in spans:
        before = kept[-1].text if kept else "\n"
        text = span.text.lstrip(" ") if before.endswith((" ", "\n")) else span.text
        if text.startswith("\n") and kept:
            kept[-1] = Span(kept[-1].text.rstrip(" "), kept[-1].bold, kept[-1].href)
        if not text:
            continue
        if kept and (kept[-1].bold, kept[-1].href) == (span.bold, span.href):
            kept[-1] = Span(kept[-1].text + text, span.bold, span.href)
        else:
            kept.append(Span(text, span.bold, span.href))
    while kept and not kept[-1].text.rstrip():
        kept.pop()
    if kept:
        kept[-1] = Span(kept[-1].text.rstrip(), kept[-1].bold, kept[-1].href)
        kept[0] = Span(kept[0].text.lstrip(), kept[0].bold, kept[0].href)
    return tuple(Span(_STOP_TOO_MANY.sub("", span.text), span.bold, span.href) for span in kept if span.text)
