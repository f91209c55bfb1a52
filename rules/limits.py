"""
How many automatic answers may go out (RFC 3834, sections 2 and 5; ruling 12).

Two machines that answer each other must stop by themselves. Whether a message
is automatic mail, and so never answered, is read from its headers by intake;
this counts.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from rules.audience import fold_address


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerLimits:
    """How many automatic answers an hour one sender, and everybody together, may be given."""

    to_one_sender: int = 20
    to_everybody: int = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """An automatic answer that was given: to whom, to which of their messages, when."""

    sender: str
    message: str
    at: dt.datetime


class NoAnswerReason(StrEnum):
    """Why no automatic answer goes; each has its sentence in `rules.reasons`."""

    NO_SENDER = "answer_no_sender"
    OUR_OWN_ADDRESS = "answer_own_address"
    ALREADY_ANSWERED = "answer_already_given"
    TOO_MANY_TO_SENDER = "answer_too_many_to_sender"
    TOO_MANY_AT_ALL = "answer_too_many_at_all"


@dataclass(frozen=True, slots=True)
class MayAnswer:
    """An automatic answer may go."""


@dataclass(frozen=True, slots=True)
class MayNotAnswer:
    """No automatic answer goes, for *reason*; the message itself is dealt with all the same."""

    reason: NoAnswerReason


HOUR = dt.timedelta(hours=1)
USUAL = AnswerLimits()


def may_answer(
    *,
    sender: str,
    message: str,
    answered: Iterable[Answered],
    now: dt.datetime,
    own_addresses: Iterable[str] = (),
    limits: AnswerLimits = USUAL,
) -> MayAnswer | MayNotAnswer:
    """
    Whether an automatic answer to *message* of *sender* may go at *now*.

    At most one answer to a message, so many an hour to one sender and to
    everybody together, none to our own mailboxes or to the empty return path.

    Args:
        sender: The address to answer; '' or '<>' is the empty return path.
        message: What tells the message from others (its Message-ID, or the hash of its bytes).
        answered: Answers given before; those older than an hour count only for the same message.
        now: The time.
        own_addresses: The panels' mailboxes.
        limits: How many.
    """
    address = fold_address(sender.strip().strip("<>"))
    before = list(answered)
    to_sender = [answer for answer in before if fold_address(answer.sender) == address]
    checks = (
        (not address, NoAnswerReason.NO_SENDER),
        (address in map(fold_address, own_addresses), NoAnswerReason.OUR_OWN_ADDRESS),
        (any(answer.message == message for answer in to_sender), NoAnswerReason.ALREADY_ANSWERED),
        (_in_last_hour(to_sender, now) >= limits.to_one_sender, NoAnswerReason.TOO_MANY_TO_SENDER),
        (_in_last_hour(before, now) >= limits.to_everybody, NoAnswerReason.TOO_MANY_AT_ALL),
    )
    refused = next((reason for true, reason in checks if true), None)
    return MayAnswer() if refused is None else MayNotAnswer(refused)


def _in_last_hour(answers: Iterable[Answered], now: dt.datetime) -> int:
    # An answer from "later" than now, after a clock was put back, counts too: a loop must not profit from it.
    return sum(1 for answer in answers if now - answer.at < HOUR)
