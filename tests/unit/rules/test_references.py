"""References: N26-0042 (B1, process 2.1)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.references import Reference, find_references, make_reference, parse_reference


@pytest.mark.requirement("B1", "B3")
def test_a_reference_is_panel_year_and_number() -> None:
    """Four figures at least, and more when a year has more."""
    assert make_reference("N", 2026, 42) == "N26-0042"
    assert make_reference("ne", 2030, 12345) == "NE30-12345"
    assert parse_reference(" n26\u20110042 ") == Reference(panel="N", year=2026, number=42)


@given(panel=st.from_regex(r"[A-Z]{1,4}", fullmatch=True), year=st.integers(2000, 2099), number=st.integers(1, 99_999))
def test_what_is_made_is_found_again(panel: str, year: int, number: int) -> None:
    """A reference is read back from its own words, and found in a subject."""
    reference = make_reference(panel, year, number)
    assert parse_reference(reference) == Reference(panel=panel, year=year, number=number)
    assert find_references(f"AW: Re: Decision on {reference.lower()} (thanks)") == (reference,)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Re: We have your referral N26-0042", ("N26-0042",)),
        ("N26-0042, S26-0007 and again N26-0042.", ("N26-0042", "S26-0007")),
        ("ref:N26–0042!", ("N26-0042",)),
        ("Ｎ26-0042", ("N26-0042",)),
        ("N26-004", ()),
        ("N26-0042-17", ()),
        ("AB-N26-0042", ()),
        ("01632 960-0042", ()),
        ("2026-12-10", ()),
        ("", ()),
    ],
)
def test_references_in_text(text: str, found: tuple[str, ...]) -> None:
    """Found with any hyphen, once each, in order; figures and longer codes are none."""
    assert find_references(text) == found


@pytest.mark.parametrize(("panel", "year", "number"), [("", 2026, 1), ("1", 2026, 1), ("N", 1999, 1), ("N", 2026, 0)])
def test_no_reference_is_made_of_nonsense(panel: str, year: int, number: int) -> None:
    """A panel's code begins with a letter, years are of this century, numbers count from 1."""
    with pytest.raises(ValueError, match="no reference"):
        make_reference(panel, year, number)
