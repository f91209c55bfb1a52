"""
How often the reader is right at each certainty: `python -m benchmarks.reader_calibration [FOLDER]`.

Over forms made at random, whole and with rows and cells lost, and over the
forms of FOLDER that have an answer sheet beside them (`NAME.expected.json`).
"""

from __future__ import annotations

import datetime as dt
import json
import random
import re
import sys
import zipfile
from collections import Counter
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from intake.reader import read_form
from rules.form import FormReading, leaves
from tests.unit.reader.made_forms import make_form
from tests.unit.reader.word_xml import package

STEPS = (0.0, 0.5, 0.7, 0.8, 0.9, 0.95, 1.01)
Told = Iterator[tuple[float, bool]]


def place(path: str) -> str:
    """The path of a leaf whatever the number of its row: a lost row moves those below it."""
    return re.sub(r"\[\d+\]", "[]", path)


def folded(value: object) -> str:
    """A value as it is compared: dates as ISO, white space, ends and case do not count."""
    text = value.isoformat() if isinstance(value, dt.date) else str(value)
    text = text.translate({0x2019: "'", 0x2018: "'", 0x201C: '"', 0x201D: '"', 0x2013: "-", 0x2014: "-"})
    return re.sub(r"\s+", " ", text).strip(" .,;:").casefold()


def told(readings: tuple[FormReading, ...], wanted: list[dict[str, object]]) -> Told:
    """Every leaf that was read: how sure the reader was, and whether it was right."""
    right = {(place(path), folded(value)) for child in wanted for path, value in child.items()}
    for reading in readings:
        if reading.form is None:
            continue
        said = leaves(reading.form)
        for row in reading.evidence:
            yield row.certainty, (place(row.field), folded(said[row.field])) in right


def made(count: int, *, damaged: bool) -> Told:
    """Forms made at random; *damaged* ones have lost a row or what stood in a cell."""
    for seed in range(count):
        data, wanted = make_form(random.Random(seed))
        if damaged:
            with zipfile.ZipFile(BytesIO(data)) as archive:
                raw = archive.read("word/document.xml").decode()
            tag = "tr" if seed % 2 else "tc"
            spans = [found.span() for found in re.finditer(rf"<w:{tag}>.*?</w:{tag}>", raw)]
            start, end = random.Random(seed).choice(spans)
            empty = "" if tag == "tr" else "<w:tc><w:p/></w:tc>"
            data = package({"word/document.xml": raw[:start] + empty + raw[end:]})
        yield from told(read_form(data, "form.docx"), [wanted])


def sheets(folder: Path) -> Told:
    """The forms of *folder* that have an answer sheet."""
    for sheet in sorted(folder.rglob("*.expected.json")):
        wanted = [dict(flat(child)) for child in json.loads(sheet.read_text(encoding="utf-8"))["children"]]
        yield from told(
            read_form(sheet.with_name(sheet.name.removesuffix(".expected.json")).read_bytes(), "form"), wanted
        )


def flat(value: object, path: str = "") -> Iterator[tuple[str, object]]:
    """The leaves of an answer sheet, by path."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from flat(inner, f"{path}.{key}" if path else key)
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from flat(inner, f"{path}[{index}]")
    else:
        yield path, value


def print_table(name: str, rows: Told) -> None:
    """Print how many leaves there were at each certainty, and how many of them were right."""
    seen: Counter[int] = Counter()
    right: Counter[int] = Counter()
    for certainty, good in rows:
        step = max(index for index, start in enumerate(STEPS[:-1]) if certainty >= start)
        seen[step] += 1
        right[step] += good
    sys.stdout.write(f"{name}\n")
    for step in sorted(seen):
        share = 100 * right[step] / seen[step]
        sys.stdout.write(
            f"  {STEPS[step]:.2f} to {min(1.0, STEPS[step + 1]):.2f}  {seen[step]:6}  {share:7.2f} % right\n"
        )


def main() -> None:
    """Print the tables."""
    if len(sys.argv) > 1:
        print_table("forms with an answer sheet", sheets(Path(sys.argv[1])))
    print_table("made forms", made(200, damaged=False))
    print_table("damaged forms", made(200, damaged=True))


if __name__ == "__main__":
    main()
