"""
What somebody says by striking out words of a printed sentence: 'I ~~do not~~ agree to this being stored'.
"""

from __future__ import annotations

import re

from intake.reader.document import BOXES, TEXT, Piece
from intake.reader.labels import clean
from intake.reader.statements import read_statement

_PERSON = re.compile(r"\W*(?:i|we)\b", re.IGNORECASE)
_ALTERNATIVE = re.compile(
    r"(?:(?:i|we) )?(?:do not|dont|do|not"
    r"|(?:do not |dont )?(?:agree|consent|give (?:my |our )?(?:consent|permission))(?: to)?)"
)
_ANSWERED = re.compile(r"\b(?:yes|no)\b\W*$", re.IGNORECASE)


def left_to_say(struck: list[Piece], left: list[Piece]) -> bool:
    """True if what is *left* of a sentence of consent is what somebody says, since they struck out the alternative."""
    if not all(_ALTERNATIVE.fullmatch(clean(p.text)) for p in struck) or any(p.kind != TEXT for p in left if p.text):
        return False
    text = " ".join("".join([p.text for p in left]).split())
    if any(p.kind in BOXES for p in left) or _ANSWERED.search(text) or not _PERSON.match(text):
        return False
    statement = read_statement(text)
    return statement is not None and statement.about in ("store", "share", "both")
