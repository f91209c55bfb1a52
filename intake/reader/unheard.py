"""
Questions of the consent that nobody understood: what is said under them may name whom not to tell (ruling 7).
"""

from __future__ import annotations

import re

from intake.reader.answers import Answer
from intake.reader.labels import clean
from intake.reader.typed import find_date, find_yes_no, is_answer

_NOBODYS = re.compile(r"\b(?:if (?:no|not)|why not|why)\b")
"""'If not, why not?' asks for a reason; what is said there speaks for itself."""
_OF_SIGNER = re.compile(
    r"\b(?:sign\w*|name|initials?|tel|telephone|phone|mobile|e ?mail|address|postcode|role|job|relationship|print)\b"
    r"|^i$|^being the|^(?:area|level|stage)\b|^exceptional circumstances"
)
"""Who signs, how to reach them, and what is printed beside every consent: nothing there limits it."""
_OF_OTHERS = re.compile(
    r"\b(?:left out|leav\w+|keep|kept|quiet|tell|told|speak\w*|shar\w+|contact\w*|phone first"
    r"|before|anyone|anybody|somebody|people|who)\b"
)
"""Whoever else is spoken of: such a question may limit whom to tell, whatever it asks for."""
_INITIALS = re.compile(r"[A-Z.]{1,5}")
_PRINTED_SENTENCE = re.compile(r"[.:]$")


def speaks_of_others(label: str) -> bool:
    """True for a question about leaving somebody out, telling or not telling, whatever else it asks for."""
    return _OF_OTHERS.search(clean(label)) is not None


def may_exclude(label: str, answer: Answer) -> bool:
    """
    True for words under a question of the consent that nobody understood, which may name whom not to tell.

    'Comments: leave dad out of this' does so as well as 'Exceptions': whatever is written there, a person reads it.
    """
    said = clean(label)
    if (
        not said
        or _NOBODYS.search(said) is not None
        or (_OF_SIGNER.search(said) is not None and _OF_OTHERS.search(said) is None)
    ):
        return False
    return _names(answer)


def may_limit(answer: Answer) -> bool:
    """True for words alone among the consent that are no printed sentence: a name in a list, 'school only'."""
    text = answer.text.strip()
    return _names(answer) and _PRINTED_SENTENCE.search(text) is None and _INITIALS.fullmatch(text) is None


def _names(answer: Answer) -> bool:
    """True for an answer in words: no mark, no Yes or No, no date, and not 'none'."""
    text = answer.text.strip()
    if answer.blank or answer.has_boxes or not is_answer(text) or answer.choice() is not None:
        return False
    said = clean(text)
    plain = find_yes_no(text) is not None and " " not in said
    printed = "[" in text or not any(c.isalpha() for c in text)
    return not plain and not printed and find_date(text) is None and said not in ("none", "nobody", "no one")
