"""
Instructions that speak of the form itself: 'Complete a box for every child', 'Copy and paste this section'.

They are told by what they ask to be done and by what they name: boxes, rows
and pages, each child in turn. Nobody answers a question so, as far as the
question does not ask what is to be done; among the consent nothing is left out.
"""

from __future__ import annotations

import re

_DO = (
    r"(?:complete|fill (?:in|out|up)|use|copy|photocopy|duplicate|repeat|add|put|list|enter|insert|write|begin|start"
    r"|give|include|continue|attach|print|leave|tick|record)"
)
_PART = r"(?:box|boxes|sections?|pages?|sheets?|rows?|columns?|forms?|blocks?|lines?|tables?|parts?|copy|copies)"
_ASKED = re.compile(
    rf"\W*(?:please |then |now |first |(?:if|where|when|for) [^.!?]{{3,160}}, (?:please )?)*{_DO}\b", re.IGNORECASE
)
"""How an instruction begins: with what is to be done, or with when it is."""
_FOR_EACH = re.compile(
    rf"\b(?:an?|one|another|this|the|separate|new|extra|own)(?: [\w-]+){{0,2}} {_PART}\b[^.!?]{{0,40}}"
    r"\bfor (?:every|each|all|any|one|the other|both)\b",
    re.IGNORECASE,
)
_ONE_FOR_EACH = re.compile(
    rf"\b(?:one|a separate|a new|another) {_PART} (?:for|per) (?:every|each|family|child)\b", re.IGNORECASE
)
_AGAIN = re.compile(
    r"\bcopy and paste\b|\bif you need (?:any )?(?:more|another|extra)\b"
    rf"|\badd (?:more|extra|further|another) {_PART}\b"
    rf"|\b(?:fill in|complete|use|copy|repeat|duplicate|print|photocopy) this {_PART}\b[^.!?]{{0,60}}"
    r"\b(?:for|once|again|more|only|first|if|when|as)\b"
    rf"|\b{_PART} below\b|\bat the (?:end|back) of this form\b",
    re.IGNORECASE,
)
_EVERYBODY = re.compile(
    r"\b(?:enter|list|include|put)\b[^.!?]{0,60}\b(?:everybody|everyone|all (?:the )?(?:members|people))\b[^.!?]{0,20}"
    r"\b(?:family|household|home)\b",
    re.IGNORECASE,
)


def speaks_of_form(text: str) -> bool:
    """True for an instruction how to fill in boxes, rows and pages of the form; 'Complete DLA form' is none."""
    text = " ".join(text.split())
    if _ASKED.match(text) is None:
        return False
    return any(pattern.search(text) is not None for pattern in (_FOR_EACH, _ONE_FOR_EACH, _AGAIN, _EVERYBODY))
