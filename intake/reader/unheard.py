"""
Questions of the consent that nobody understood: what is said under them may name whom not to tell (ruling 7).
"""

from __future__ import annotations

import re

from intake.reader.answers import Answer
from intake.reader.labels import clean
from intake.reader.typed import find_date, find_yes_no, is_answer

_LONGEST = 130
_SAYS_NO = re.compile(
    r"\b(?:not|never|nobody|no one|none|cannot|cant|dont|wont|without|except(?:ing|ions?)?|unless|refus\w*|exclud\w*"
    r"|object\w*|withh\w*|apart|leave out|left out|keep\w*|private|secret"
    r"|(?:is|are|do|does|should|would|must|may|might|could|can) ?n ?t)\b"
)
_NOBODYS = re.compile(r"\b(?:if (?:no|not)|why not|reasons?|why)\b")
"""'If not, why not?' asks for a reason; what is said there speaks for itself."""


def may_exclude(label: str, answer: Answer, *, asked_whom: bool) -> bool:
    """
    True for words under a question of the consent that nobody understood, which may name whom not to tell.

    A question that says no; or, behind that of whom to tell (*asked_whom*), any question that is answered in words.
    """
    said = clean(label) if len(label) <= _LONGEST else ""
    if not said or _NOBODYS.search(said) is not None or not _names(answer):
        return False
    return _SAYS_NO.search(said) is not None or (asked_whom and label.rstrip().endswith("?"))


def _names(answer: Answer) -> bool:
    """True for an answer in words: no mark, no Yes or No, no date, and not 'none'."""
    text = answer.text.strip()
    if answer.blank or answer.has_boxes or not is_answer(text) or answer.choice() is not None:
        return False
    return find_yes_no(text) is None and find_date(text) is None and clean(text) not in ("none", "nobody", "no one")
