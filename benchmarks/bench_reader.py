"""
How long reading a form takes, beside what has to be done anyway and beside other libraries.

The measure is unzipping the file and parsing its `word/document.xml` with
lxml: nobody can read a form for less. Run with `make bench`, or for the ratio
alone `python -m benchmarks.bench_reader [FOLDER]`. The last rows are for forms
that the process has not read before (`benchmarks.reader_unseen`).
"""

from __future__ import annotations

import io
import random
import sys
from collections.abc import Callable
from pathlib import Path

import docx
import docx2python
import mammoth
import pytest

from benchmarks.reader_unseen import MADE, Reading, halves, made, seconds, unzip_and_parse, with_the_reader
from tests.unit.reader.made_forms import make_form


def with_python_docx(data: bytes) -> object:
    """Open with python-docx and look at every cell."""
    return [cell.text for table in docx.Document(io.BytesIO(data)).tables for row in table.rows for cell in row.cells]


def with_docx2python(data: bytes) -> object:
    """Take the text out with docx2python."""
    with docx2python.docx2python(io.BytesIO(data)) as content:
        return content.body


def with_mammoth(data: bytes) -> object:
    """Turn into HTML with mammoth."""
    return mammoth.convert_to_html(io.BytesIO(data)).value


WAYS: dict[str, Reading] = {
    "unzip and lxml": unzip_and_parse,
    "this reader": with_the_reader,
    "python-docx": with_python_docx,
    "docx2python": with_docx2python,
    "mammoth": with_mammoth,
}
FORMS = [make_form(random.Random(seed))[0] for seed in range(8)]


@pytest.mark.parametrize("way", WAYS)
def test_reading_eight_forms(benchmark: Callable[..., object], way: str) -> None:
    """Eight made forms, one after the other."""
    benchmark(lambda: [WAYS[way](data) for data in FORMS])


def main() -> None:
    """Print a row for each way: milliseconds a form, and how many times the least."""
    forms = FORMS
    if len(sys.argv) > 1:
        found = [path.read_bytes() for path in sorted(Path(sys.argv[1]).rglob("*.docx"))]
        forms = [data for data in found if data[:2] == b"PK" and b"purl.oclc.org" not in data]
    least = seconds(unzip_and_parse, forms)
    for name, way in WAYS.items():
        try:
            taken = seconds(way, forms, 5)
        except Exception as err:  # noqa: BLE001 - a library that cannot open the files has no time
            sys.stdout.write(f"{name:18} cannot open them all ({type(err).__name__})\n")
            continue
        _write(name, taken / len(forms), taken / least)
    if len(forms) > 1:
        least, taken = halves(forms)
        _write("  not seen before", taken / len(forms), taken / least)
    least, taken = made()
    _write("  made, not seen", taken / MADE, taken / least)


def _write(name: str, each: float, times: float) -> None:
    sys.stdout.write(f"{name:18} {each * 1000:8.2f} ms  {times:6.2f} times\n")


if __name__ == "__main__":
    main()
