"""A workbook's sheets as HTML tables, to be read where no Excel is."""

from __future__ import annotations

import datetime as dt
from io import BytesIO
from zipfile import BadZipFile

from markupsafe import escape
from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.worksheet import Worksheet

_MOST_ROWS = 60
_HEADING = "Reference"


def workbook_as_html(data: bytes) -> str:
    """Return every visible sheet that has something in it; empty if the file is no workbook."""
    try:
        book = load_workbook(BytesIO(data))
    except (BadZipFile, InvalidFileException, KeyError, ValueError):
        return ""
    return "".join(_sheet(sheet) for sheet in book.worksheets if sheet.sheet_state == "visible")


def _sheet(sheet: Worksheet) -> str:
    rows = [_written(row) for row in sheet.iter_rows(max_row=min(sheet.max_row, _MOST_ROWS), values_only=True)]
    used = [row for row in rows if any(row)]
    if not used:
        return ""
    width = max(index + 1 for row in used for index, cell in enumerate(row) if cell)
    body = "".join(_row(row[:width]) for row in used)
    return f'<h4>{escape(sheet.title)}</h4><div class="wide" tabindex="0"><table class="grid">{body}</table></div>'


def _row(cells: list[str]) -> str:
    filled = [cell for cell in cells if cell]
    if len(filled) == 1 and cells[0]:
        return f'<tr><td class="banner" colspan="{len(cells)}">{escape(cells[0])}</td></tr>'
    tag = "th" if _HEADING in cells else "td"
    return "<tr>" + "".join(f"<{tag}>{escape(cell)}</{tag}>" for cell in cells) + "</tr>"


def _written(row: tuple[object, ...]) -> list[str]:
    return [_value(cell) for cell in row]


def _value(cell: object) -> str:
    match cell:
        case None:
            return ""
        case dt.datetime():
            return f"{cell:%d/%m/%Y}"
        case _:
            return str(cell)
