"""
Who lives where: 'Living at this address (do not repeat the carers)' over a table of the rest of the family.
"""

from __future__ import annotations

import re

from intake.reader.labels import clean

_BRACKETS = re.compile(r"\([^()]*\)")
_LIVES = re.compile(
    r"(?:(?:others?|people|family(?: members?)?|anyone|anybody|those|everyone|relatives|who|also|not|else|is|are"
    r"|important|significant) )*"
    r"(?:lives?|living|resident|resides?|residing) (?:(?:in|at|with|out|of|away|from) )*"
    r"(?:(?:this|the|same|that|another|other|different|a|an|family|childs) )*"
    r"(?:address|home|household|house|elsewhere|somewhere else|child|here)\b.*"
)
_OF_CARERS = re.compile(r"\b(?:parents?|carers?|adults?|mother|father|guardians?)\b")


def tells_who_lives(text: str) -> bool:
    """True for 'Not living at this address but important to the child', unless it speaks of parents and carers."""
    said = clean(_BRACKETS.sub(" ", text))
    return _LIVES.fullmatch(said) is not None and _OF_CARERS.search(said) is None
