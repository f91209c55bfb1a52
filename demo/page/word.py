"""A Word document's text as HTML: headings, paragraphs, tables and boxes, to be read where no Word is."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from io import BytesIO

from lxml import etree
from markupsafe import Markup, escape

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_TRANSPARENT = frozenset(
    {f"{_W}sdt", f"{_W}sdtContent", f"{_W}smartTag", f"{_W}hyperlink", f"{_W}ins", f"{_W}fldSimple"}
)


def word_as_html(data: bytes) -> str:
    """Return the document's body as HTML; empty if it cannot be opened."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            root = etree.fromstring(archive.read("word/document.xml"), etree.XMLParser(resolve_entities=False))
    except (zipfile.BadZipFile, KeyError, etree.XMLSyntaxError):
        return ""
    body = root.find(f"{_W}body")
    return "" if body is None else "".join(_blocks(body))


def _blocks(parent: etree._Element) -> Iterator[str]:
    for child in parent:
        if child.tag == f"{_W}p":
            yield _paragraph(child)
        elif child.tag == f"{_W}tbl":
            yield _table(child)
        elif child.tag in _TRANSPARENT:
            yield from _blocks(child)


def _paragraph(paragraph: etree._Element) -> str:
    text = "".join(_inline(paragraph)).strip()
    if not text:
        return ""
    style = paragraph.find(f"{_W}pPr/{_W}pStyle")
    name = str(style.get(f"{_W}val")) if style is not None else ""
    if name.startswith("Heading") and name[-1].isdigit():
        level = min(int(name[-1]) + 2, 6)
        return f"<h{level}>{text}</h{level}>"
    if name == "Title":
        return f"<h2>{text}</h2>"
    listed = paragraph.find(f"{_W}pPr/{_W}numPr") is not None or name.startswith("List")
    return f"<p>{'• ' if listed else ''}{text}</p>"


def _table(table: etree._Element) -> str:
    rows = "".join(_row(row) for row in table.iter(f"{_W}tr") if _belongs(row, table))
    return f'<div class="wide" tabindex="0"><table>{rows}</table></div>'


def _belongs(row: etree._Element, table: etree._Element) -> bool:
    return next(row.iterancestors(f"{_W}tbl"), None) is table


def _row(row: etree._Element) -> str:
    tag = "th" if row.find(f"{_W}trPr/{_W}tblHeader") is not None else "td"
    cells = [cell for cell in row.iter(f"{_W}tc") if next(cell.iterancestors(f"{_W}tr"), None) is row]
    return f"<tr>{''.join(_cell(cell, tag) for cell in cells)}</tr>"


def _cell(cell: etree._Element, tag: str) -> str:
    span = cell.find(f"{_W}tcPr/{_W}gridSpan")
    wide = f' colspan="{escape(str(span.get(f"{_W}val")))}"' if span is not None else ""
    return f"<{tag}{wide}>{''.join(_blocks(cell))}</{tag}>"


def _inline(parent: etree._Element) -> Iterator[str]:
    for child in parent:
        if child.tag == f"{_W}r":
            yield _run(child)
        elif child.tag in _TRANSPARENT:
            yield from _inline(child)


def _run(run: etree._Element) -> str:
    looks = run.find(f"{_W}rPr")
    if _is_on(looks, "vanish"):
        return ""
    text = "".join(_pieces(run))
    if text and _is_on(looks, "strike"):
        text = f"<s>{text}</s>"
    return f"<b>{text}</b>" if text.strip() and _is_on(looks, "b") else text


def _is_on(looks: etree._Element | None, name: str) -> bool:
    found = looks.find(f"{_W}{name}") if looks is not None else None
    return found is not None and str(found.get(f"{_W}val", "1")) not in {"0", "false", "none"}


def _pieces(run: etree._Element) -> Iterator[Markup | str]:
    for piece in run:
        match str(piece.tag).removeprefix(_W):
            case "t":
                yield escape(piece.text or "")
            case "br" | "cr":
                yield "<br>"
            case "tab":
                yield " \u2003"
            case "fldChar":
                yield _box(piece)


def _box(field: etree._Element) -> str:
    """A legacy tick box shows nothing of itself but its state."""
    box = field.find(f"{_W}ffData/{_W}checkBox")
    if box is None:
        return ""
    return "\u2612" if box.find(f"{_W}checked") is not None else "\u2610"
