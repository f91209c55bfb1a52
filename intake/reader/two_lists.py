"""
Whom the family agrees to tell and whom not, in two lists side by side: the names stand below the heads themselves.

A table with ticks below those heads has the services down its side; these have nothing there but names.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from intake.reader.answers import Answer, Column, Row, Rows
from intake.reader.choices import is_mark
from intake.reader.columns_left import GUESSED
from intake.reader.labels import Label, clean
from intake.reader.unheard import may_limit
from intake.reader.views import View
from intake.reader.yes_no import is_initials, read_yes_no

_PATHS = ("consent.share_with", "consent.not_share_with")
LISTS = frozenset({"share_with", "not_share_with"})
_WHOM = re.compile(
    r"\b(?:services?|agenc(?:y|ies)|organisations?|people|persons?|professionals?|who|whom|anyone|anybody|those|these)\b"
)
_BESIDE = re.compile(r"\b(?:why|reasons?|comments?|notes?|dates?|signed|signatures?|already|currently|now)\b")
_SAYS_NO = re.compile(r"\b(?:not|no|never|dont|nobody|except|out|exclude\w*|refuse\w*|withh\w*)\b")
_TWO = 2


def lists_names(columns: list[Column], rows: Rows) -> bool:
    """True if names stand below a head that asks whom to tell, or whom not, and nowhere a mark, a yes or a no."""
    told = [r[i] for i, c in enumerate(columns) if c.asks in LISTS for r in rows if i < len(r) and not r[i].blank]
    return bool(told) and not any(map(_is_decision, told))


def names_unread(stores: Iterable[Row], columns: list[Column], rows: Rows) -> list[str]:
    """
    Words below whom to tell, or whom not, that stand in neither list of *stores*: a person looks what they mean.

    Services down the side with marks beside them, and words that the head itself offers, are decided or not by those.
    """
    asked = [i for i, c in enumerate(columns) if c.asks in LISTS]
    listed = [store[key].answer.text for store in stores for key in _PATHS if key in store]
    below = [(columns[i], r[i]) for i in asked if i or len(asked) > 1 for r in rows if i < len(r)]
    return [
        f"{c.text} {a.text}"
        for c, a in below
        if may_limit(a) and clean(a.text) not in clean(c.text) and not any(a.text in text for text in listed)
    ]


def with_other_list(columns: list[Column], rows: Rows) -> list[Column]:
    """The two columns, the one beside whom to tell, or whom not, as the other list: a person confirms that."""
    asks = [c.asks for c in columns]
    if len(columns) != _TWO or len(LISTS & set(asks)) != 1 or "" not in asks or not lists_names(columns, rows):
        return columns
    index = asks.index("")
    said = clean(columns[index].text)
    other = next(iter(LISTS - set(asks)))
    may_be = _WHOM.search(said) is not None and _BESIDE.search(said) is None
    if not may_be or (other == "share_with" and _SAYS_NO.search(said) is not None):
        return columns
    return [replace(c, means=Label(other, score=GUESSED)) if i == index else c for i, c in enumerate(columns)]


def heads_a_list(view: View) -> bool:
    """True for 'Do not share with', which says of the marks below it what they mean, and is no mark itself."""
    return view.is_label and view.means is not None and view.means.asks in LISTS


def _is_decision(answer: Answer) -> bool:
    text = answer.text.strip()
    return answer.has_boxes or is_mark(text) or is_initials(text) or read_yes_no(answer)[0] is not None
