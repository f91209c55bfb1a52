"""Pauses grow with each failure, within a limit."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.mailbox.backoff import Patience, pause_before_retry

PATIENCE = Patience(first=1.0, longest=300.0)


@pytest.mark.parametrize(
    ("failures", "chance", "seconds"), [(1, 0.0, 0.5), (1, 1.0, 1.0), (2, 1.0, 2.0), (4, 0.5, 6.0), (50, 1.0, 300.0)]
)
def test_pauses_double_up_to_the_longest(failures: int, chance: float, seconds: float) -> None:
    """From half of the pause to all of it, by chance."""
    assert pause_before_retry(failures, chance=chance, patience=PATIENCE) == seconds


@given(st.integers(1, 10**9), st.floats(0, 1))
def test_a_pause_is_never_too_long_and_never_none(failures: int, chance: float) -> None:
    """However often it has failed."""
    assert 0.5 <= pause_before_retry(failures, chance=chance, patience=PATIENCE) <= 300.0


def test_no_failure_has_no_pause() -> None:
    """The first failure is number 1."""
    with pytest.raises(ValueError, match="follows a failure"):
        pause_before_retry(0, chance=0.5)
