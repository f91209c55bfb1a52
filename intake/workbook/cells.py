"""
The cells of one sheet, as a stream of rows.

A panel of ten thousand referrals has a million cells, for each of which
openpyxl's own reader builds several objects; this one asks for the value alone
(benchmarks/bench_workbook.py).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from lxml import etree
from openpyxl.utils import column_index_from_string
from openpyxl.utils.datetime import WINDOWS_EPOCH, from_excel, from_ISO8601

from storage.workbook.text import unescape
from storage.workbook.values import Broken, Formula, Raw

MOST_ROWS, MOST_COLUMNS = 60_000, 200
MOST_CELLS = 4_000_000

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_ROW, _VALUE, _FORMULA, _INLINE = f"{_MAIN}row", f"{_MAIN}v", f"{_MAIN}f", f"{_MAIN}is"
_STRING, _TEXT, _PHONETIC = f"{_MAIN}si", f"{_MAIN}t", f"{_MAIN}rPh"
_DIGITS = "0123456789"


@dataclass(frozen=True, slots=True)
class Formats:
    """What the workbook says about its numbers: which styles are dates or durations, and from when days count."""

    dates: frozenset[int] = frozenset()
    durations: frozenset[int] = frozenset()
    epoch: dt.datetime = WINDOWS_EPOCH


def strings_of(part: bytes) -> list[str]:
    """Return the workbook's shared strings; `LxmlError` if the part is broken, `ValueError` if it has too many."""
    found: list[str] = []
    for element in _elements(part, _STRING) if part else ():
        found.append(_text(element))
        if len(found) > MOST_CELLS:
            raise ValueError("more strings than cells may be")
    return found


def rows_of(part: bytes, strings: Sequence[str], formats: Formats) -> Iterator[tuple[int, dict[int, Raw]]]:
    """
    Yield each row that is not empty: its number, and its cells by position from 0.

    Cells beyond `MOST_ROWS` and `MOST_COLUMNS` are passed over: no workbook of
    ours has any. Raises what a broken part raises (`LxmlError`, `ValueError`,
    `IndexError`), and `ValueError` beyond `MOST_CELLS`.
    """
    reader = _CellReader(strings, formats)
    number = seen = 0
    for row in _elements(part, _ROW):
        number = int(row.get("r") or number + 1)
        seen += len(row)
        if seen > MOST_CELLS:
            raise ValueError("more cells than a workbook of ours has")
        if number > MOST_ROWS:
            return
        if cells := reader.cells(row):
            yield number, cells


def _elements(part: bytes, tag: str) -> Iterator[Any]:
    """Each element of that tag, let go of once it has been looked at."""
    stream = etree.iterparse(
        BytesIO(part),
        events=("end",),
        tag=tag,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
    )
    for _, element in stream:
        yield element
        element.clear()
        while element.getprevious() is not None:
            del element.getparent()[0]


def _text(element: Any) -> str:
    """The text of a string with its runs; how it is pronounced (rPh) is no part of it."""
    if len(element) == 1 and element[0].tag == _TEXT:
        return element[0].text or ""
    runs = (run for run in element.iter(_TEXT) if run.getparent().tag != _PHONETIC)
    return "".join(run.text or "" for run in runs)


class _CellReader:
    def __init__(self, strings: Sequence[str], formats: Formats) -> None:
        self._strings, self._formats = strings, formats
        self._positions: dict[str, int] = {}

    def cells(self, row: Any) -> dict[int, Raw]:
        """The row's cells that say something, by position."""
        found: dict[int, Raw] = {}
        position = -1
        for cell in row:
            if isinstance(where := cell.get("r"), str):
                position = self._position(where.rstrip(_DIGITS))
            else:
                position += 1
            if len(cell) and position < MOST_COLUMNS and (value := self._value(cell)) is not None:
                found[position] = value
        return found

    def _position(self, letters: str) -> int:
        if letters not in self._positions:
            self._positions[letters] = column_index_from_string(letters) - 1
        return self._positions[letters]

    def _value(self, cell: Any) -> Raw:
        first = cell[0]
        kind = cell.get("t", "n")
        if first.tag == _VALUE and len(cell) == 1:
            return self._typed(kind, first.text, cell) if first.text else None
        formula = cell.find(_FORMULA)
        if formula is not None:
            return Formula(f"={formula.text or ''}"[:200])
        if kind == "inlineStr":
            return _said(_text(first)) if first.tag == _INLINE else None
        written = cell.findtext(_VALUE)
        return self._typed(kind, written, cell) if written else None

    def _typed(self, kind: str, written: str, cell: Any) -> Raw:
        match kind:
            case "s":
                return _said(self._strings[int(written)])
            case "n":
                return self._number(written, int(cell.get("s") or 0))
            case "b":
                return written.strip() in {"1", "true"}
            case "e":
                return Broken(written[:40])
            case "d":
                return _from_iso(written)
            case _:
                return _said(written)

    def _number(self, written: str, style: int) -> Raw:
        number = float(written)
        if style not in self._formats.dates:
            return int(number) if number.is_integer() else number
        try:
            when: Raw = from_excel(number, self._formats.epoch, timedelta=style in self._formats.durations)
        except (OverflowError, ValueError):
            return Broken("a number that is no date")
        return when


def _said(text: str) -> str | None:
    text = unescape(text)
    return text if text and not text.isspace() else None


def _from_iso(written: str) -> Raw:
    when: Raw = from_ISO8601(written)  # type: ignore[no-untyped-call]  # the stubs leave its argument out
    return when
