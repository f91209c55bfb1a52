"""Answers are known by the subject that our links fill in, or by plain words."""

from __future__ import annotations

import datetime as dt

import pytest

from intake.message.answers import (
    Answer,
    Topic,
    asks_for_workbook,
    bare_subject,
    coming,
    family_answers,
    meeting_day,
    starting,
    subject_says,
)


@pytest.mark.parametrize(
    ("subject", "says"),
    [
        ("Apologies: MAAG North, Thursday 10 December 2026", Answer.APOLOGIES),
        ("RE: [EXTERNAL] Apologies: MAAG North, Thursday 10 December 2026", Answer.APOLOGIES),
        ("apologies for Thursday", Answer.APOLOGIES),
        ("Apologies", Answer.APOLOGIES),
        ("Apologies for the delay in replying", None),
        ("Apologies for my late form", None),
        ("Information: N26-0042", Answer.INFORMATION),
        ("OFFICIAL-SENSITIVE Information: N26-0042", Answer.INFORMATION),
        ("Information about the Christmas fair", None),
        ("Attending: N26-0042", Answer.ATTENDING),
        ("Not attending: N26-0042", Answer.NOT_ATTENDING),
        ("Start date: N26-0042 police", Answer.START_DATE),
        ("Start date N26-0042", Answer.START_DATE),
        ("Cannot start: N26-0042", Answer.CANNOT_START),
        ("Family's answer: N26-0042", Answer.FAMILY_ANSWER),
        ("Family\u2019s answer: N26-0042", Answer.FAMILY_ANSWER),
        ("More information: N26-0042", Answer.MORE_INFORMATION),
        ("Not for me", Answer.NOT_FOR_ME),
        ("Re-hearing: N26-0042", Topic.RE_HEARING),
        ("Rehearing requested N26-0042", Topic.RE_HEARING),
        ("Re-referral of N26-0042", Topic.RE_REFERRAL),
        ("Re: Re-referral: N26-0042", Topic.RE_REFERRAL),
        ("Register check", Topic.REGISTER_CHECK),
        ("Register for our training day", None),
        ("Withdraw consent: N26-0042", Topic.WITHDRAWAL),
        ("Withdrawal of consent N26-0042", Topic.WITHDRAWAL),
        ("Consent withdrawn", Topic.WITHDRAWAL),
        ("Attendance figures", None),
        ("", None),
    ],
)
def test_subjects_are_understood(subject: str, says: Answer | Topic | None) -> None:
    """The words of our links, with what servers and people put before them; no more than these."""
    assert subject_says(subject) is says


def test_prefixes_and_markings_fall_away() -> None:
    """However many there are."""
    assert bare_subject("RE: FW: [EXT] Re: OFFICIAL-SENSITIVE: Fwd: hello") == "hello"
    assert bare_subject("Re-referral") == "Re-referral"


@pytest.mark.parametrize(
    "subject", ["workbook", "Workbook", "Re: workbook please", "Please send me the panel workbook."]
)
def test_the_workbook_is_asked_for_by_its_name(subject: str) -> None:
    """A mail with the subject `workbook`."""
    assert asks_for_workbook(subject)


@pytest.mark.parametrize("subject", ["", "the workbook is wrong", "workbooks"])
def test_other_subjects_do_not_ask_for_it(subject: str) -> None:
    """Whoever writes about the workbook wants a person to read it."""
    assert not asks_for_workbook(subject)


def test_the_meetings_day_is_read() -> None:
    """As our links write it, or nearly."""
    assert meeting_day("Apologies: MAAG North, Thursday 10 December 2026") == dt.date(2026, 12, 10)
    assert meeting_day("apologies 1st june 2027") == dt.date(2027, 6, 1)
    assert meeting_day("31 February 2026") is None
    assert meeting_day("next Thursday") is None


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ("I will attend.", Answer.ATTENDING),
        ("Yes, I'm able to make it.", Answer.ATTENDING),
        ("We will be attending both items", Answer.ATTENDING),
        ("I cannot attend.", Answer.NOT_ATTENDING),
        ("Sorry, I can't make it this week.", Answer.NOT_ATTENDING),
        ("I won't be able to attend", Answer.NOT_ATTENDING),
        ("I am unable to come on Thursday", Answer.NOT_ATTENDING),
        ("Please accept my apologies.", Answer.NOT_ATTENDING),
        ("Apologies for the meeting on Thursday", Answer.NOT_ATTENDING),
        ("I cannot attend but my deputy will attend", None),
        ("My apologies for the delay. Which item is first?", None),
        ("When does it begin?", None),
        ("", None),
    ],
)
def test_who_comes_is_understood_from_plain_words(words: str, says: Answer | None) -> None:
    """What says both or neither is for a person to read."""
    assert coming(words) is says


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ("We will start on 4 January.", Answer.START_DATE),
        ("Jo Tamworth has started with the family", Answer.START_DATE),
        ("We cannot start: no capacity", Answer.CANNOT_START),
        ("She is on our waiting list", Answer.CANNOT_START),
        ("There is a waiting list but we will start in March", None),
        ("Thank you", None),
    ],
)
def test_when_a_service_starts_is_understood_from_plain_words(words: str, says: Answer | None) -> None:
    """What says both or neither is for a person to read."""
    assert starting(words) is says


def test_the_familys_answer_is_known() -> None:
    """The words say what the family takes."""
    assert family_answers("The family accepts family support, and does not want mentoring.")
    assert family_answers("Mum has agreed; the parents do not want CAMHS")
    assert not family_answers("I have spoken to the school")
