"""What `read --json` prints is described in docs/schemas, leaf by leaf, and is what the values of a form are."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
import typing
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from intake.reader import read_form, reading_to_json
from rules.form import Child, Form
from tests.builders import a_form
from tests.forms import a_word_form

SCHEMA = json.loads((Path(__file__).parents[3] / "docs" / "schemas" / "read.schema.json").read_text(encoding="utf-8"))
TEXT: dict[type, dict[str, Any]] = {
    str: {"type": ["string", "null"]},
    bool: {"type": ["boolean", "null"]},
    dt.date: {"type": ["string", "null"], "format": "date"},
}


def shape_of(kind: Any) -> dict[str, Any]:
    """The schema of a value of *kind*, without the words that explain it."""
    if dataclasses.is_dataclass(kind):
        hints = typing.get_type_hints(kind)
        return {"type": "object", "properties": {name: shape_of(hint) for name, hint in hints.items()}}
    origin, arguments = typing.get_origin(kind), typing.get_args(kind)
    if origin is tuple:
        return {"type": "array", "items": {"type": "string"} if arguments[0] is str else shape_of(arguments[0])}
    if origin is dict:
        return {"type": "object", "additionalProperties": shape_of(arguments[1])}
    if kind is str:
        return {"type": "string"}
    return TEXT[next(one for one in arguments if one is not type(None))]


def bare(schema: Any) -> Any:
    """*schema* without the words that explain it, and without lists of words that a text may be."""
    if not isinstance(schema, dict):
        return schema
    if "enum" in schema:
        return TEXT[str]
    return {
        key: {name: bare(inner) for name, inner in value.items()} if key == "properties" else bare(value)
        for key, value in schema.items()
        if key not in {"description", "required"}
    }


@pytest.mark.requirement("X1")
def test_the_schema_has_every_leaf_of_a_form_and_no_other() -> None:
    """A field that is added to the form must be described, and what is described must be there."""
    described = bare(SCHEMA["properties"]["form"])
    assert described | {"type": "object"} == shape_of(Form)


@pytest.mark.requirement("X1")
@pytest.mark.parametrize("data", [a_word_form(a_form()), a_word_form(a_form(child=Child())), b"", b"no form at all"])
def test_every_reading_keeps_to_the_schema(data: bytes) -> None:
    """A completed form, one without a child, and what is no form: all are printed as the schema says."""
    for reading in read_form(data, "form.docx"):
        jsonschema.validate(reading_to_json(reading), SCHEMA, format_checker=jsonschema.FormatChecker())
