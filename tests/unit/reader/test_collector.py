"""The collector of garbage rests while files are read, and only then."""

from __future__ import annotations

import gc

import pytest

from intake.reader.collector import AtRest


def test_the_collector_goes_on_when_the_last_reading_is_done() -> None:
    """Readings in several threads overlap; the first to end does not wake it."""
    assert gc.isenabled()
    rest = AtRest()
    first, second = rest, rest
    first.__enter__()
    second.__enter__()
    first.__exit__(None, None, None)
    assert not gc.isenabled()
    second.__exit__(None, None, None)
    assert gc.isenabled()


def test_a_reading_that_fails_wakes_it_too() -> None:
    """Whatever happens to a file, the service goes on as before."""
    with pytest.raises(ValueError, match="broken"), AtRest():
        raise ValueError("broken")
    assert gc.isenabled()


def test_a_collector_that_was_off_stays_off() -> None:
    """Somebody else's decision is kept."""
    gc.disable()
    try:
        with AtRest():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()
