"""
Rows as the XML of a sheet, and their place in the package.

A panel of ten thousand referrals has a million cells, and openpyxl builds an
object for each: here a cell is a piece of text (benchmarks/bench_workbook.py).
Text is always an inline string, never a formula, whatever it begins with.
"""

from __future__ import annotations

import datetime as dt
import zipfile
from collections.abc import Mapping, Sequence
from io import BytesIO
from itertools import islice

from openpyxl import Workbook
from openpyxl.utils.datetime import to_excel

from storage.workbook.text import escape, fit
from storage.workbook.values import Broken, Formula, Raw

_END_OF_ROWS = b"</sheetData>"
_ROWS_AT_ONCE = 500
_SWIFT = 4
"""How hard the package is compressed: twice as fast as zlib's own choice, and a tenth larger."""


def cell_xml(where: str, style: int, value: Raw) -> str:
    """Return one cell."""
    if isinstance(value, bool):
        value = "Yes" if value else "No"
    if isinstance(value, str) and value:
        text = _entities(escape(fit(value)))
        return f'<c r="{where}" s="{style}" t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'
    number = _number(value)
    return f'<c r="{where}" s="{style}"/>' if number is None else f'<c r="{where}" s="{style}"><v>{number}</v></c>'


def row_xml(number: int, height: float, cells: Sequence[str]) -> bytes:
    """Return one row; a *height* of 0 is left to the program that opens it."""
    size = f' ht="{height:g}" customHeight="1"' if height else ""
    return f'<row r="{number}"{size}>{"".join(cells)}</row>'.encode()


def save(book: Workbook, rows: Mapping[str, list[bytes]]) -> bytes:
    """Return *book* as a file, with *rows* (by sheet name) beneath what its sheets have already."""
    order = [page.title for page in book.worksheets]
    parts = {f"xl/worksheets/sheet{n}.xml": rows.get(title, []) for n, title in enumerate(order, start=1)}
    frame, whole = BytesIO(), BytesIO()
    book.save(frame)
    with (
        zipfile.ZipFile(frame) as source,
        zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED, compresslevel=_SWIFT) as target,
    ):
        for member in source.infolist():
            with target.open(member.filename, "w", force_zip64=True) as part:
                head, end, tail = source.read(member).partition(_END_OF_ROWS)
                part.write(head)
                remaining = iter(parts.get(member.filename, []))
                while some := list(islice(remaining, _ROWS_AT_ONCE)):
                    part.write(b"".join(some))
                part.write(end + tail)
    return whole.getvalue()


def _entities(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _number(value: Raw) -> int | float | None:
    if value is None or isinstance(value, str | Formula | Broken):
        return None
    if isinstance(value, dt.date | dt.time | dt.timedelta):
        serial: int | float = to_excel(value)  # type: ignore[no-untyped-call]  # the stubs leave its argument out
        return serial
    return value
