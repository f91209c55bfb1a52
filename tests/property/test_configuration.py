"""Whatever stands in the configuration, it is read or refused, and never shows a secret."""

from __future__ import annotations

import copy
import datetime as dt
import tomllib
from collections.abc import Iterator
from typing import Any

import hypothesis.strategies as st
from hypothesis import given
from pydantic import ValidationError

from config.agreement import disagreements
from config.given import secrets_given
from config.kinds import fault_in_address
from config.shape import ServiceFile
from config.translation import Places, mistakes_in
from tests.unit.config.samples import GOOD

CANARY = "hunter2-canary"

DOCUMENT = tomllib.loads(GOOD)

Path = tuple[str | int, ...]


def paths_in(value: Any, at: Path = ()) -> Iterator[Path]:
    """Every place in *value* at which something stands."""
    if at:
        yield at
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from paths_in(inner, (*at, key))
    if isinstance(value, list):
        for number, inner in enumerate(value):
            yield from paths_in(inner, (*at, number))


PATHS = list(paths_in(DOCUMENT))

scalars = st.one_of(
    st.text(max_size=20),
    st.integers(),
    st.floats(),
    st.booleans(),
    st.dates(),
    st.datetimes(),
    st.times(),
    st.sampled_from(["None", "N", "", "police", "a@b.example", CANARY, "\u202e", "2026-01-01"]),
)
values = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(min_size=1, max_size=10), inner, max_size=3),
    max_leaves=6,
)
changes = st.lists(st.tuples(st.sampled_from(PATHS), values), min_size=1, max_size=4)


def changed(document: Any, at: Path, value: Any) -> Any:
    """A copy of *document* with *value* at *at*, if an earlier change has left that place there."""
    result = copy.deepcopy(document)
    inner = result
    try:
        for part in at[:-1]:
            inner = inner[part]
        inner[at[-1]] = value
    except (LookupError, TypeError):
        return document
    return result


@given(changes)
def test_any_document_is_read_or_refused(made: list[tuple[Path, Any]]) -> None:
    """Whatever stands where, each mistake is one printable line with a place, something found and something to do."""
    document = DOCUMENT
    for at, value in made:
        document = changed(document, at, value)
    mistakes = list(disagreements(document))
    _, missing = secrets_given(document, {}, [])
    try:
        ServiceFile.model_validate(document)
    except ValidationError as error:
        mistakes += mistakes_in(error, ServiceFile, Places(document))
    for mistake in (*mistakes, *missing):
        assert mistake.where
        assert mistake.found
        assert mistake.right
        assert len(str(mistake).splitlines()) == 1


@given(st.sampled_from([path for path in PATHS if isinstance(path[-1], str)]), st.sampled_from(["password", "secret"]))
def test_a_secret_never_shows(at: Path, key: str) -> None:
    """A secret beside any key is refused, and stands in no line, whatever else is wrong."""
    document = changed(DOCUMENT, (*at[:-1], key), CANARY)
    document = changed(document, at, {key: CANARY})
    try:
        ServiceFile.model_validate(document)
    except ValidationError as error:
        lines = [str(mistake) for mistake in mistakes_in(error, ServiceFile, Places(document))]
        assert lines
        assert not any(CANARY in line for line in lines)
    else:
        raise AssertionError("a secret in the file was taken")


@given(st.text(max_size=60))
def test_an_address_that_is_taken_is_one_address(text: str) -> None:
    """What is taken as an address has one @ and nothing that could make two, or a header, of it."""
    address = f"{text}@beds.example"
    if not fault_in_address(address):
        assert address.count("@") == 1
        assert not any(character.isspace() or character in ',;<>()"\\' or ord(character) < 32 for character in text)


@given(st.dates(min_value=dt.date(2020, 1, 1), max_value=dt.date(2040, 1, 1)))
def test_the_first_meeting_is_on_its_weekday(day: dt.date) -> None:
    """A first date is refused exactly if it is on another weekday than the meeting's."""
    document = changed(DOCUMENT, ("panel", 0, "meeting", "first"), day)
    off = [mistake for mistake in disagreements(document) if mistake.where.startswith("panel[0].meeting.first")]
    assert bool(off) is (day.weekday() != 3)
