"""
How long reading a form takes, beside what has to be done anyway and beside other libraries.

The measure is unzipping the file and parsing its `word/document.xml` with
lxml: nobody can read a form for less. Run with `make bench`, or for the ratio
alone `python -m benchmarks.bench_reader [FOLDER]`.
"""

from __future__ import annotations

import io
import random
import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import docx2python
import mammoth
import pytest
from lxml import etree

from intake.reader import read_form
from tests.unit.reader.made_forms import make_form

Reading = Callable[[bytes], object]


def unzip_and_parse(data: bytes) -> object:
    """Unzip every part, and parse the main one: the least that reading takes."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    return etree.fromstring(parts["word/document.xml"])


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


def with_the_reader(data: bytes) -> object:
    """Read the whole form, typed, with places and certainties."""
    return read_form(data, "form.docx")


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


def seconds(way: Reading, forms: list[bytes], rounds: int = 7) -> float:
    """The processor time that *way* takes over all *forms*, the best of some rounds."""
    taken = []
    for _ in range(rounds):
        start = time.process_time()
        for data in forms:
            way(data)
        taken.append(time.process_time() - start)
    return min(taken)


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
            sys.stdout.write(f"{name:16} cannot open them all ({type(err).__name__})\n")
            continue
        sys.stdout.write(f"{name:16} {taken / len(forms) * 1000:8.2f} ms  {taken / least:6.2f} times\n")


if __name__ == "__main__":
    main()
