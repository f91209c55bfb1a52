"""How many automatic answers may go (RFC 3834, ruling 12)."""

from __future__ import annotations

import datetime as dt

import pytest

from rules.limits import Answered, AnswerLimits, MayAnswer, MayNotAnswer, NoAnswerReason, may_answer

NOW = dt.datetime(2026, 12, 7, 9, tzinfo=dt.UTC)
JO = "Jo@School.example"


def given(sender: str, message: str, minutes_ago: int) -> Answered:
    """An answer given so many minutes before now."""
    return Answered(sender=sender, message=message, at=NOW - dt.timedelta(minutes=minutes_ago))


def ask(*answered: Answered, sender: str = JO, message: str = "<new@x>") -> MayAnswer | MayNotAnswer:
    """Whether *message* may be answered, with low limits."""
    return may_answer(
        sender=sender,
        message=message,
        answered=answered,
        now=NOW,
        own_addresses=["MAAGNorth@beds.example"],
        limits=AnswerLimits(to_one_sender=2, to_everybody=4),
    )


@pytest.mark.requirement("X2")
def test_the_first_answer_goes_and_a_second_to_the_same_message_does_not() -> None:
    """One answer to a message, however long ago it was and however the address is written."""
    assert ask() == MayAnswer()
    assert ask(given("jo@school.example", "<new@x>", 5000)) == MayNotAnswer(NoAnswerReason.ALREADY_ANSWERED)
    assert ask(given("other@school.example", "<new@x>", 5)) == MayAnswer()


@pytest.mark.requirement("X2")
def test_one_sender_gets_so_many_an_hour() -> None:
    """Two machines that answer each other stop by themselves; after an hour a person is answered again."""
    assert ask(given(JO, "<1@x>", 50), given(JO, "<2@x>", 10)) == MayNotAnswer(NoAnswerReason.TOO_MANY_TO_SENDER)
    assert ask(given(JO, "<1@x>", 60), given(JO, "<2@x>", 10)) == MayAnswer()


def test_everybody_together_gets_so_many_an_hour() -> None:
    """Many forged senders do not make the service a sender of spam."""
    many = [given(f"{number}@x.example", f"<{number}@x>", 1) for number in range(4)]
    assert ask(*many) == MayNotAnswer(NoAnswerReason.TOO_MANY_AT_ALL)


@pytest.mark.requirement("X2")
@pytest.mark.parametrize("sender", ["", "<>", "  "])
def test_the_empty_return_path_is_never_answered(sender: str) -> None:
    """A bounce has no return path (RFC 3834, section 2)."""
    assert ask(sender=sender) == MayNotAnswer(NoAnswerReason.NO_SENDER)


def test_our_own_mailbox_is_never_answered() -> None:
    """Mail from ourselves would come round for ever."""
    assert ask(sender="maagnorth@beds.example") == MayNotAnswer(NoAnswerReason.OUR_OWN_ADDRESS)


def test_a_clock_put_back_does_not_lift_the_limit() -> None:
    """Answers that seem to lie in the future count."""
    assert ask(given(JO, "<1@x>", -30), given(JO, "<2@x>", -30)) == MayNotAnswer(NoAnswerReason.TOO_MANY_TO_SENDER)
