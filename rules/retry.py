"""
When to try a message again that could not be handed over, and when to stop.

Pure: nothing here sends, waits, draws chance or reads a clock. Dispatch asks
`next_step` after a failure that may pass (a 4xx reply, a server that is away)
and does what it says; a refusal for good (5xx) never comes here. Retry pauses
follow real time, not the believed one (ruling 4).
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum


class GaveUpReason(StrEnum):
    """Why a message is not tried again; each has its sentence in `rules.reasons`."""

    TOO_LONG = "gave_up_too_long"


@dataclass(frozen=True, slots=True, kw_only=True)
class RetryPolicy:
    """
    How patient the service is with one message.

    Attributes:
        first_pause: After the first failure.
        longest_pause: Pauses double with each failure, up to this.
        give_up_after: Age of the message at which a person is told instead. RFC 5321, section 4.5.4.1, asks for four
            to five days between mail servers; this is only the way to the council's own server, where two days mean
            that somebody must look.
    """

    first_pause: dt.timedelta = dt.timedelta(minutes=1)
    longest_pause: dt.timedelta = dt.timedelta(hours=1)
    give_up_after: dt.timedelta = dt.timedelta(hours=48)

    def __post_init__(self) -> None:
        if not dt.timedelta(0) < self.first_pause <= self.longest_pause or self.give_up_after <= dt.timedelta(0):
            raise ValueError("pauses must be positive, the first no longer than the longest")


@dataclass(frozen=True, slots=True)
class TryAgain:
    """Send the same message again, no earlier than *not_before*."""

    not_before: dt.datetime


@dataclass(frozen=True, slots=True)
class GiveUp:
    """Stop, and put the message before a person, for *reason*."""

    reason: GaveUpReason


NextStep = TryAgain | GiveUp

PATIENT = RetryPolicy()


def next_step(
    *, failures: int, queued_at: dt.datetime, now: dt.datetime, jitter: float, policy: RetryPolicy = PATIENT
) -> NextStep:
    """
    What to do with a message that has just failed for the *failures*-th time.

    Args:
        failures: How often it has failed, this time included.
        queued_at: When it was stored for sending.
        now: The real time.
        jitter: Chance drawn by the caller, from 0 to 1: the pause is cut by up to a quarter, so that messages that
            failed together do not come back together.
        policy: How patient to be.

    Raises:
        ValueError: *failures* is below 1, or *jitter* not within 0 and 1.
    """
    if failures < 1 or not 0 <= jitter <= 1:
        raise ValueError("failures count from 1, and jitter lies within 0 and 1")
    deadline = queued_at + policy.give_up_after
    if now >= deadline:
        return GiveUp(GaveUpReason.TOO_LONG)
    return TryAgain(min(now + _pause(failures, policy) * (1 - jitter / 4), deadline))


def _pause(failures: int, policy: RetryPolicy) -> dt.timedelta:
    # Doubling grows without bound: a message with a thousand failures must not overflow timedelta.
    pause = policy.first_pause
    for _ in range(failures - 1):
        if pause >= policy.longest_pause:
            break
        pause *= 2
    return min(pause, policy.longest_pause)
