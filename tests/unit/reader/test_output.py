"""What the reader prints: the JSON of its schema, and a table for a person."""

from __future__ import annotations

import io
import json
import random
from pathlib import Path

import jsonschema
import pytest
from rich.console import Console

from intake.reader import missing_headings, print_reading, read_form, reading_to_json
from intake.reader.json_form import reading_from_json, reading_to_json_whole
from tests.unit.reader.made_forms import make_form

SCHEMA = json.loads((Path(__file__).parents[3] / "docs" / "schemas" / "read.schema.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("data", [make_form(random.Random(5))[0], b"garbage"])
def test_what_is_printed_keeps_to_its_schema(data: bytes) -> None:
    """Readable or not, every object that `read --json` prints is as the schema says."""
    for reading in read_form(data, "form.docx"):
        jsonschema.validate(json.loads(json.dumps(reading_to_json(reading))), SCHEMA)


def test_a_reading_survives_the_way_through_json() -> None:
    """What the child process prints is the reading again, headings included."""
    (reading,) = read_form(make_form(random.Random(6))[0], "form.docx")
    assert reading_from_json(json.loads(json.dumps(reading_to_json_whole(reading)))) == reading


def test_the_table_shows_values_certainty_place_and_what_is_missing() -> None:
    """A person sees what was read, how sure that is, where it stands, and what was left empty."""
    (reading,) = read_form(make_form(random.Random(2))[0], "form.docx")
    out = io.StringIO()
    print_reading(reading, Console(file=out, width=160))
    text = out.getvalue()
    assert "child.family_name" in text
    assert "table 1, row" in text or "Child" in text
    for heading in missing_headings(reading):
        assert heading.split()[0] in text
