"""Whether a workbook is ours and a row is the row that we wrote."""

from __future__ import annotations

import json

import pytest

from storage.workbook.marker import (
    MarkedItem,
    Marker,
    NotOurs,
    WorkbookKind,
    mark_row,
    pieces,
    read_marker,
    read_row_mark,
    said_kind,
    write_marker,
)

KEY, OTHER_KEY = b"k" * 32, b"o" * 32
MARKER = Marker(
    kind=WorkbookKind.DECISION,
    panel="N",
    meeting=17,
    items=(MarkedItem(reference="N26-0042", item=1, child="unborn baby"),),
)


@pytest.mark.requirement("X6")
def test_a_marker_is_read_as_it_was_written() -> None:
    """Kind, panel, meeting and references come back, and the kind is told without the key."""
    text = write_marker(MARKER, KEY)
    assert read_marker(text, KEY) == MARKER
    assert said_kind(text) is WorkbookKind.DECISION


@pytest.mark.requirement("X6")
@pytest.mark.parametrize("change", [('"N"', '"S"'), ("17", "18"), ("N26-0042", "N26-0043"), ("decision", "panel")])
def test_an_altered_marker_is_not_believed(change: tuple[str, str]) -> None:
    """Another panel, meeting, reference or kind does not agree with the check."""
    outer = json.loads(write_marker(MARKER, KEY))
    outer["said"] = outer["said"].replace(*change)
    assert isinstance(read_marker(json.dumps(outer), KEY), NotOurs)


@pytest.mark.parametrize(
    "text", ["", "{}", "[]", "null", "{" * 5000, '{"said": 1, "check": 2}', '{"said": "{}", "check": ""}']
)
def test_a_marker_that_makes_no_sense_is_not_believed(text: str) -> None:
    """Whatever stands in its place, the marker is ours or it is not."""
    assert isinstance(read_marker(text, KEY), NotOurs)
    assert said_kind(text) is None


def test_another_key_makes_another_marker() -> None:
    """A workbook of another service is not ours."""
    assert isinstance(read_marker(write_marker(MARKER, OTHER_KEY), KEY), NotOurs)


def test_a_row_is_known_by_its_mark_within_its_sheet_alone() -> None:
    """An altered id, another sheet or another key does not agree with the check."""
    mark = mark_row("N26-0042/1", scope=("N", "Decisions"), key=KEY)
    assert read_row_mark(f" {mark} ", scope=("N", "Decisions"), key=KEY) == "N26-0042/1"
    assert read_row_mark(mark.replace("42", "43"), scope=("N", "Decisions"), key=KEY) is None
    assert read_row_mark(mark, scope=("N", "Referrals"), key=KEY) is None
    assert read_row_mark(mark, scope=("ND", "ecisions"), key=KEY) is None
    assert read_row_mark(mark, scope=("N", "Decisions"), key=OTHER_KEY) is None
    assert read_row_mark("N26-0042/1", scope=("N", "Decisions"), key=KEY) is None


def test_a_long_marker_is_cut_to_fit_into_cells() -> None:
    """A meeting with thousands of items has a marker longer than a cell."""
    text = "x" * 100_000
    assert "".join(pieces(text)) == text
    assert max(map(len, pieces(text))) <= 32_767
