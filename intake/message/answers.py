"""
What a reply says: the words of its subject, or of the sender's own text.

The `mailto:` links in our mail fill in a subject that begins with one of
`_SUBJECTS` and names the reference, or the panel and the meeting's day
(`dispatch.compose.links`). Who answers in their own words is understood where
the words are plain; words that could mean two things are for a person to read.
"""

from __future__ import annotations

import datetime as dt
import re
from enum import StrEnum


class Answer(StrEnum):
    """What an answer is about; each kind of question has its own."""

    APOLOGIES = "apologies"
    ATTENDING = "attending"
    NOT_ATTENDING = "not attending"
    INFORMATION = "information"
    MORE_INFORMATION = "more information"
    START_DATE = "start date"
    CANNOT_START = "cannot start"
    FAMILY_ANSWER = "family's answer"
    REVIEW = "review"
    FEEDBACK = "feedback"
    NOT_FOR_ME = "not for me"
    FREE_TEXT = "free text"


class Topic(StrEnum):
    """What somebody may ask for unasked, by a word in the subject."""

    REGISTER_CHECK = "register check"
    RE_HEARING = "re-hearing"
    RE_REFERRAL = "re-referral"
    WITHDRAWAL = "withdrawal of consent"


_REFERENCE = r"\s+[A-Z]{1,8}\d{2}-\d{4}"
_STANDS_ALONE = rf"\s*(?:[:;,.–-]\s|[:.]?$|{_REFERENCE})"
_SUBJECTS: tuple[tuple[str, Answer | Topic], ...] = (
    (
        rf"apolog(?:y|ies)(?:{_STANDS_ALONE}|\s+for\s+(?!(?:the|my|our|any|not)\s+(?:\w+\s+)?(?:delay|late|confus|incon)))",
        Answer.APOLOGIES,
    ),
    (rf"not attending{_STANDS_ALONE}", Answer.NOT_ATTENDING),
    (rf"attending{_STANDS_ALONE}", Answer.ATTENDING),
    (rf"more information{_STANDS_ALONE}", Answer.MORE_INFORMATION),
    (rf"information{_STANDS_ALONE}", Answer.INFORMATION),
    (rf"start date{_STANDS_ALONE}", Answer.START_DATE),
    (rf"cannot start{_STANDS_ALONE}", Answer.CANNOT_START),
    (rf"family'?s answer{_STANDS_ALONE}", Answer.FAMILY_ANSWER),
    (rf"not for me{_STANDS_ALONE}", Answer.NOT_FOR_ME),
    (r"re-?\s?hearing\b", Topic.RE_HEARING),
    (r"re-?\s?referral\b", Topic.RE_REFERRAL),
    (rf"register check\b|register{_STANDS_ALONE}", Topic.REGISTER_CHECK),
    (r"(?:withdraw(?:al|ing|n)?(?:\s+of)?|take back)\s+consent\b|consent\s+withdrawn\b", Topic.WITHDRAWAL),
)
_SUBJECT_RULES = tuple((re.compile(word, re.IGNORECASE), answer) for word, answer in _SUBJECTS)

_MARKING = re.compile(r"^\s*(?:\[[^\]]{1,30}\]|\(?official(?:[-: ]sensitive)?\)?)\s*:?\s*", re.IGNORECASE)
_PREFIX = re.compile(r"^\s*(?:re|fwd?|aw|antw|ext|external)\s*:\s*", re.IGNORECASE)
_MOST_PREFIXES = 20
_WORKBOOK_REQUEST = re.compile(
    r"(?:please send (?:me )?)?(?:the |a )?(?:panel )?workbook(?: please)?[.!]?", re.IGNORECASE
)

_MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_DAY = re.compile(rf"\b(\d{{1,2}})(?:st|nd|rd|th)?\s+({'|'.join(_MONTHS)})\s+(\d{{4}})\b", re.IGNORECASE)


def bare_subject(subject: str) -> str:
    """*subject* without `Re:`, `FW:` and the markings that servers and people put before it."""
    for _ in range(_MOST_PREFIXES):
        shorter = _MARKING.sub("", _PREFIX.sub("", subject, count=1), count=1)
        if shorter == subject:
            break
        subject = shorter
    return subject.strip()


def subject_says(subject: str) -> Answer | Topic | None:
    """Return what the subject begins with, if it is one of the words that our links fill in."""
    bare = bare_subject(subject).replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")
    return next((answer for rule, answer in _SUBJECT_RULES if rule.match(bare)), None)


def asks_for_workbook(subject: str) -> bool:
    """Whether the subject is `workbook`, or says no more than that."""
    return bool(_WORKBOOK_REQUEST.fullmatch(bare_subject(subject)))


def meeting_day(subject: str) -> dt.date | None:
    """Return the day that the subject names ('Thursday 10 December 2026'); None for no day or an impossible one."""
    found = _DAY.search(subject)
    if found is None:
        return None
    day, month, year = found.groups()
    try:
        return dt.date(int(year), _MONTHS.index(month.lower()) + 1, int(day))
    except ValueError:
        return None


# -------------------------------------------------------------------------------------------------- in their own words

_CANNOT = (
    r"(?:cannot|can\s?not|can't|cant|could\s?n't|won't|will not|shall not"
    r"|am not|are not|is not|isn't|unable to|not able to)"
)
_COME = r"(?:attend|come|make it|make the|make this|join|be there|be present|be at)"
_NOT_COMING = re.compile(
    rf"\b{_CANNOT}\s+(?:be\s+)?(?:able to\s+)?(?:\w+\s+)?(?:{_COME}|attending|coming)\b"
    r"|\b(?:my|our|send|sends|sent|give|accept|with)\s+(?:\w+\s+)?apologies\b(?!\s+for\s+(?:the|my|our|any)\s+(?:delay|late))"
    r"|\bapologies\s+(?:from\s+me|from\s+us|for\s+(?:the|this|today's|tomorrow's|thursday's)\s+(?:meeting|panel))",
    re.IGNORECASE,
)
_COMING = re.compile(
    rf"\b(?:will|shall|can|able to|happy to|hope to|plan to|intend to)\s+(?:be\s+able\s+to\s+)?(?:{_COME})\b"
    r"|\b(?:will be|am|are|is)\s+(?:attending|coming)\b",
    re.IGNORECASE,
)
_NOT_STARTING = re.compile(
    rf"\b{_CANNOT}\s+(?:\w+\s+)?(?:start|begin|take)\b|\bwaiting\s+list\b|\bno capacity\b", re.IGNORECASE
)
_STARTING = re.compile(
    r"\b(?:will|can|shall|to|have|has|we)\s+(?:be\s+)?(?:start|starting|started|begin|beginning|begun)\b|\bstart(?:s|ed|ing)?\s+(?:date|on)\b",
    re.IGNORECASE,
)
_FAMILY = re.compile(
    r"\b(?:family|mum|mother|dad|father|parents?|carers?)\s+(?:\w+\s+)?(?:accepts?|agrees?|wants?|declines?|refuses?)\b|\b(?:family|parents?|carers?)\s+(?:do|does)\s?(?:n't|not)\s+want\b",
    re.IGNORECASE,
)


def coming(words: str) -> Answer | None:
    """Return ATTENDING or NOT_ATTENDING where *words* plainly say one of them; None where neither or both."""
    without = _NOT_COMING.sub(" ", words)
    no, yes = without != words, bool(_COMING.search(without))
    if no == yes:
        return None
    return Answer.NOT_ATTENDING if no else Answer.ATTENDING


def starting(words: str) -> Answer | None:
    """Return START_DATE or CANNOT_START where *words* plainly say one of them; None where neither or both."""
    no, yes = bool(_NOT_STARTING.search(words)), bool(_STARTING.search(_NOT_STARTING.sub(" ", words)))
    if no == yes:
        return None
    return Answer.CANNOT_START if no else Answer.START_DATE


def family_answers(words: str) -> bool:
    """Whether *words* say what the family accepts or does not want."""
    return bool(_FAMILY.search(words))
