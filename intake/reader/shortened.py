"""
Questions of the consent that are shortened by the one before: 'Who can see it?', and then 'Who can't?'.

Nothing but the consent asks so shortly who is not: what was asked before tells of what.
"""

from __future__ import annotations

import re

from intake.reader.phrases import clean

_PEOPLE = r"(?:anyone|anybody|any(?: \w+)?|someone|people|those|services|agencies|organisations)"
_WHO = (
    rf"(?:who|whom|with whom|to whom|(?:is there |are there )?{_PEOPLE}(?: (?:else|who|that|we|they|you))*"
    r"|which(?: \w+){0,2}|(?:these|they|and|but|or|so)(?: people| ones| services| agencies)?)"
)
_NO = (
    r"(?:(?:can|could|may|might|must|should|shall|is|are|will|would|ought)(?: (?:we|you|it|this|they))?"
    r" ?(?:not|nt|n t|never)|cannot|cant|can t|wont|won t|not)"
)
_MORE = r"(?: (?:be|to|it|this|them|us|see|know|look|allowed|please))*"
_SHORTENED = re.compile(rf"(?:and |but |or |so |if )?{_WHO}(?: else)? {_NO}{_MORE}")


def asks_whom_not(label: str) -> bool:
    """True for 'Who can't?', 'And who shouldn't?', 'Which services may not?': whom not, of what was asked before."""
    return _SHORTENED.fullmatch(clean(label)) is not None
