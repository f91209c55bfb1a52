"""When a message is tried again, and when a person is told instead."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.retry import PATIENT, GaveUpReason, GiveUp, RetryPolicy, TryAgain, next_step

QUEUED = dt.datetime(2026, 12, 7, 9, tzinfo=dt.UTC)


@pytest.mark.parametrize(("failures", "minutes"), [(1, 1), (2, 2), (3, 4), (6, 32), (7, 60), (8, 60), (100_000, 60)])
def test_pauses_double_up_to_an_hour(failures: int, minutes: int) -> None:
    """One minute, two, four ... and never more than an hour, however often it has failed."""
    step = next_step(failures=failures, queued_at=QUEUED, now=QUEUED, jitter=0, policy=PATIENT)
    assert step == TryAgain(QUEUED + dt.timedelta(minutes=minutes))


@pytest.mark.requirement("X2")
def test_after_two_days_a_person_is_told() -> None:
    """The last try is made when two days are over, and then no more."""
    end = QUEUED + dt.timedelta(hours=48)
    nearly = end - dt.timedelta(minutes=5)
    assert next_step(failures=50, queued_at=QUEUED, now=nearly, jitter=0.5) == TryAgain(end)
    assert next_step(failures=51, queued_at=QUEUED, now=end, jitter=0.5) == GiveUp(GaveUpReason.TOO_LONG)


@given(
    failures=st.integers(1, 10_000),
    age=st.timedeltas(dt.timedelta(0), dt.timedelta(days=5)),
    jitter=st.floats(0, 1),
)
def test_the_next_try_is_later_than_now_and_in_time(failures: int, age: dt.timedelta, jitter: float) -> None:
    """Whatever the history, a message is tried later than now, within the hour and before its deadline, or given up."""
    now = QUEUED + age
    match next_step(failures=failures, queued_at=QUEUED, now=now, jitter=jitter):
        case TryAgain(not_before):
            assert now < not_before <= now + PATIENT.longest_pause
            assert not_before <= QUEUED + PATIENT.give_up_after
        case GiveUp():
            assert age >= PATIENT.give_up_after


def test_chance_spreads_messages_that_failed_together() -> None:
    """The pause is cut by up to a quarter."""
    steps = {next_step(failures=5, queued_at=QUEUED, now=QUEUED, jitter=jitter / 10) for jitter in range(11)}
    assert len(steps) == 11


def test_nonsense_is_refused() -> None:
    """Failures count from one, jitter is a share, pauses are positive."""
    with pytest.raises(ValueError, match="failures count from 1"):
        next_step(failures=0, queued_at=QUEUED, now=QUEUED, jitter=0)
    with pytest.raises(ValueError, match="jitter"):
        next_step(failures=1, queued_at=QUEUED, now=QUEUED, jitter=1.5)
    with pytest.raises(ValueError, match="pauses must be positive"):
        RetryPolicy(first_pause=dt.timedelta(0))
