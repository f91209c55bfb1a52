"""
A 'no' in the row of a service that was not read as an exclusion: nobody is told before a person has looked (ruling 7).

Forms ask in any words whether a service may be told: 'Pass on?', 'Circulate to',
'Does the family want them told?'. So it is not asked here whether a column is
about sharing, but whether its head says that it is about something else.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from intake.reader.choices import is_mark
from intake.reader.document import Document
from intake.reader.labels import clean

_OF_HELPERS = re.compile(
    r"\b(?:agenc|service|organi[sz]ation|professional|practitioner|worker|team|provider|partner|who\b|role\b|job\b)",
    re.IGNORECASE,
)
_HELPERS = (
    *("agenc", "service", "organi", "professional", "practitioner", "worker", "team", "provider", "partner"),
    *("who", "role", "job"),
)
"""One of these stands in whatever that pattern finds, in plain letters."""
_OF_FAMILY = re.compile(
    r"^relation\w*(?: to (?:the )?(?:child|young|yp).*)?$"
    r"|\b(?:d\.?o\.?b|birth|age\b|sex\b|gender|parental|school year|element|theme)",
    re.IGNORECASE,
)
_OF_OTHER = re.compile(
    r"(?<!\bthem )(?<!\bbe )\binvolved\b"
    r"|\b(?:still|currently|now|already|known|open|closed|active|present|attend\w*|engag\w*|invited to|contribut\w*"
    r"|consulted|report\w*|received|tried|previous\w*|waiting|referred|referral|request\w*|required?|need\w*|wanted"
    r"|responsib\w*|pr\b|live\w*|living|home|lead\b|completed?|done|achieved|met\b|progress|in place|date)\b",
    re.IGNORECASE,
)
"""What else a yes or a no may answer in a table of those who help: who takes part now, who is asked for, who has PR."""
_NO = frozenset({"no", "n", "not", "never", "refused", "declined", "withheld", "✗", "✘", "no consent", "not agreed"})
_YES_OR_NO = _NO | {"yes", "y", "ok", "agreed", "given", "✓", "✔", "x", "consent", "[x]"}
_BOX = re.compile(r"\[[x ]\]")
_NO_BEHIND_BOX, _NO_BEFORE_BOX = re.compile(r"\[x\]\s*no?\b"), re.compile(r"\bno?\s*\[x\]")
_BEGINS_NO = re.compile(r"(?:no|n)\s?[–,:;(-]")
_REFUSES = re.compile(
    r"\b(?:refus\w+|declin\w+|withh[eo]ld\w*|objects?|objected|says no|said no"
    r"|(?:mum|dad|mother|father|parents?|family|carer)"
    r" (?:does|do|did|would)(?: not|n['’]t))\b|\bno,? (?:mum|dad|mother|father|parents?|family|carer)\b",
    re.IGNORECASE,
)
"""A refusal in words, whatever the column is about."""
_OF_REFUSAL = ("no", "n't", "refus", "declin", "withh", "object")
"""One of these stands in whatever that pattern finds, in plain letters."""
_LONGEST_HEAD, _LONGEST_NAME, _FEWEST = 70, 70, 2


def refused_row(document: Document, told: Collection[str]) -> str | None:
    """The first row of a table of services with a 'no' in it of whom nobody is among *told*; None if there is none."""
    excluded = [clean(name) for name in told]
    return next((row for rows in document.said.tables for row in _refused_in(rows, excluded)), None)


def _refused_in(rows: list[list[str]], excluded: list[str]) -> Iterator[str]:
    heads = next((number for number, row in enumerate(rows[:-1]) if _heads_helpers(row)), None)
    if heads is not None:
        yield from _below(rows[heads], rows[heads + 1 :], excluded)


def _heads_helpers(heads: list[str]) -> bool:
    """True for heads of columns about those who help, and about nobody of the family."""
    said = [head for head in heads if head]
    # All heads at once: no word that is looked for goes on into the next.
    row = "\n".join(said)
    if len(said) < _FEWEST or not _may_hold(row, _HELPERS) or _OF_HELPERS.search(row) is None:
        return False
    if any(len(head) > _LONGEST_HEAD or _is_yes_or_no(head) for head in said):
        return False
    return not any(map(_OF_FAMILY.search, said))


def _may_hold(text: str, words: tuple[str, ...]) -> bool:
    """False for a text in plain letters without one of *words*: the pattern, which is slow, finds nothing in it."""
    return not text.isascii() or any(map(text.lower().__contains__, words))


def _below(heads: list[str], rows: list[list[str]], excluded: list[str]) -> Iterator[str]:
    for row in rows:
        if len(row) != len(heads) and any(map(_is_bare_no, row[1:])) and not _is_heard(row, -1, excluded):
            yield " | ".join(text for text in row if text)
    same = [row for row in rows if len(row) == len(heads)]
    records = [row for row in same if sum(map(_is_head, row)) < _FEWEST]
    for index, head in enumerate(heads):
        told = [row[index] for row in same if row[index]]
        if not told:
            continue
        other = not head or _OF_OTHER.search(head) is not None
        marks = not other and sum(map(_is_yes_or_no, told)) * _FEWEST >= len(told)
        for row in records:
            said = row[index]
            if not said or len(said) >= _LONGEST_NAME:
                continue
            heeded = (_may_hold(said, _OF_REFUSAL) and _REFUSES.search(said) is not None) or (marks and _says_no(said))
            if heeded and not _is_heard(row, index, excluded):
                yield " | ".join([head, *(text for text in row if text)])


def _is_heard(row: list[str], index: int, excluded: list[str]) -> bool:
    """True if somebody in the row was read as excluded, or nobody stands there."""
    named = [clean(text) for i, text in enumerate(row) if i != index and 0 < len(text) < _LONGEST_NAME]
    said = clean(row[index])
    return not any(named) or any(name and (name in named or name in said) for name in excluded)


def _is_head(text: str) -> bool:
    """True for 'Agencies the family does not want involved', one of several heads below the first."""
    return _OF_HELPERS.match(text) is not None


def _is_yes_or_no(text: str) -> bool:
    """True for a mark, with or without words behind a 'No –'; 'Not registered yet' is a remark in any column."""
    said = text.casefold().strip(" .")
    return said in _YES_OR_NO or is_mark(text) or _BOX.search(said) is not None or _BEGINS_NO.match(said) is not None


def _is_bare_no(text: str) -> bool:
    return text.casefold().strip(" .") in _NO


def _says_no(text: str) -> bool:
    """True for 'No', for 'No – not the police', and for a ticked box beside No."""
    said = text.casefold().strip(" .")
    if _BOX.search(said) is not None:
        return (_NO_BEHIND_BOX if said.startswith("[") else _NO_BEFORE_BOX).search(said) is not None
    return said in _NO or _BEGINS_NO.match(said) is not None or said.startswith("not ")
