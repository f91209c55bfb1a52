"""
Consent asked of each person beside their signature: '| Name | Keep? Y/N | Share? Y/N | Signature | Date |'.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from intake.reader.answers import Column, Rows
from intake.reader.consent_rows import signature_rows
from intake.reader.labels import recognise
from intake.reader.statements import Statement, matter_of_consent
from intake.reader.yes_no import read_yes_no

if TYPE_CHECKING:
    from intake.reader.draft import Draft

_SIGNS = frozenset({"signed", "print_name"})
_MAY_AGREE = frozenset({"parent", "child"})
_HOW = re.compile(r"\s*\(?\b(?:y\W{0,3}n|yes\W{1,3}no)\b\)?\s*$", re.IGNORECASE)


def consent_by_person(draft: Draft, columns: list[Column], rows: Rows) -> bool:
    """True for rows in which somebody signs below matters of consent, which were taken; 'No' of one is a no."""
    asked = {i: said for i, c in enumerate(columns) if not c.asks and (said := _matter(c.text)) is not None}
    signs = {c.asks for c in columns} & _SIGNS
    persons = [draft.signer_of(recognise(row[0].text)) for row in rows]
    if not asked or 0 in asked or not signs or columns[0].asks or not any(who in _MAY_AGREE for who in persons):
        return False
    for who, row in zip(persons, rows, strict=True):
        for index, statement in asked.items():
            if who in _MAY_AGREE and not row[index].blank:
                draft.decide(statement, row[index])
            elif read_yes_no(row[index])[0] is False:
                draft.undecided.append(f"{row[0].text} – {columns[index].text}: no")
    signature_rows(draft, columns, rows)
    return True


def _matter(text: str) -> Statement | None:
    """The matter of consent that a head of a column is, without how to answer it."""
    return matter_of_consent(_HOW.sub("", text).strip()) if text else None
