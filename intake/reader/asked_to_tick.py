"""
Small print that asks to tick the services that somebody would like: what is ticked below it is what they ask for.
"""

from __future__ import annotations

import re

from intake.reader.labels import Label

_SERVICES = re.compile(
    r"\W*(?:please\s+)?(?:tick|cross|mark|indicate|choose|select)\b[^.?!:]{0,40}\b(?:services?|support|help|teams?)\b"
    r"[^.?!:]{0,60}\b(?:like|want|need(?:s|ed)?|request\w*|consider\w*|referr?\w*|ask\w*)\b[^.?!:]{0,40}\W*",
    re.IGNORECASE,
)
_HOW = re.compile(
    r"(?:[.!]\s*(?:please )?(?:mark|tick|use|put|choose|select|more than one|as many|you (?:can|may))\b[^.!?]*)+\W*$",
    re.IGNORECASE,
)
"""How to tick, in sentences behind the one that says what."""
_OTHERWISE = re.compile(
    r"\b(?:not|n['’]t|shar\w+|see|seen|tell|told|inform\w*|agree\w*|consent\w*|happy|permission|contact\w*|involved|already"
    r"|know|discuss\w*|pass\w*|sent?|exclud\w*|except\w*|without)\b",
    re.IGNORECASE,
)
"""Whom the family may want told, or not told, is no request; nor is who helps already."""


def asks_for_services(text: str) -> Label | None:
    """What 'Please tick the services that you would like' asks; None for any other small print."""
    said = _HOW.sub("", text.strip())
    if _SERVICES.fullmatch(said) is None or _OTHERWISE.search(text) is not None:
        return None
    return Label("services_requested", score=0.85)
