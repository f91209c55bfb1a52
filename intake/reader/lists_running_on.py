"""
A list of those who must not be told that may go on behind where it was read (ruling 7).

Names below the question that were not read as excluded are put before a person.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from intake.reader.choices import is_mark
from intake.reader.draft import Draft
from intake.reader.labels import LONGEST, clean, is_numbering, recognise, spoken
from intake.reader.statements import read_statement
from intake.reader.typed import is_answer
from rules.form import SURE, Form

_LONGEST_ITEM, _RUNS_ON = 70, 6
_OF_SIGNATURE = re.compile(
    r"[\W\d]*(?:signed|signature|print(?:ed)? name|(?:parent|carer|young person|child|worker|practitioner)\b[\w /]*\()"
    r"|.{0,40}\bprint(?:ed)? name\b"
    r"|[\W\d]*name (?:\(|of (?:the )?)(?:parent|carer|child|young person|assessor|worker|practitioner)",
    re.IGNORECASE,
)
"""'Signed (parent / carer) Helen Ash', 'Name (parent/carer) Rukia Begum'."""
_JOINING = frozenset({"and", "or", "also", "the", "my", "our", "none", "no", "yes", "n", "y", "a", "1", "2", "3"})
_SIGNER = frozenset({"parent", "parents", "carer", "carers", "name", "signed", "by", "or", "s"})


def names_running_on(lines: list[str], draft: Draft, form: Form) -> Iterator[str]:
    """
    Names below a question of whom not to tell that were not read as excluded: the list may go on.

    Below the head of a column stand, in the order of the text, its neighbours' heads and those who may be told.
    """
    asking = {line for line in {*lines} if line and asks_whom_not_to_tell(line)}
    if not asking:
        return
    beside = _heads_beside(draft)
    told, may_be_told = (
        {word for name in names for word in clean(name).split()}
        for names in (form.consent.not_share_with, form.consent.share_with)
    )
    for index in [i for i, line in enumerate(lines) if line in asking]:
        head = spoken(lines[index]) in beside
        known = told | may_be_told if head else told
        for more in lines[index + 1 : index + 1 + _RUNS_ON]:
            if _ends_list(more, form) or (head and spoken(more) in draft.deciding_heads):
                break
            if not _names_in(more) <= known:
                yield more


def _names_in(line: str) -> set[str]:
    """The words of the names that *line* may be; none for a mark, a number of a question, or no answer."""
    if is_mark(line) or is_numbering(line) or not is_answer(line.strip()):
        return set()
    return set(clean(line.replace("[X]", " ").replace("[ ]", " ")).split()) - _JOINING


def _ends_list(line: str, form: Form) -> bool:
    """True for what is no name of a list: too long, another question, or whoever signed."""
    return len(line) > _LONGEST_ITEM or _is_label(line) or _signs(line, form)


def asks_whom_not_to_tell(line: str) -> bool:
    """True for a line that begins with a question of whom not to tell."""
    label = line.partition(":")[0]
    means = recognise(label) if 0 < len(label) <= LONGEST else None
    return means is not None and means.asks == "not_share_with"


def _heads_beside(draft: Draft) -> set[str]:
    """The heads, as `spoken`, of columns of those who must not be told that have those who may beside them."""
    may, must_not = (draft.one.get(f"consent.{key}") for key in ("share_with", "not_share_with"))
    if may is None or must_not is None or min(may.score, must_not.score) < SURE or may.label == must_not.label:
        return draft.refusing_heads
    beside = may.answer.place == must_not.answer.place and ", row" in may.answer.place
    return draft.refusing_heads | {spoken(must_not.label)} if beside else draft.refusing_heads


def _signs(line: str, form: Form) -> bool:
    """True for 'Parent / carer Helen Ash', where Helen Ash has signed: the list is over."""
    signed, said = set(clean(form.consent.signed_by or "").split()), set(clean(line).split())
    return bool(signed) and signed < said and said - signed <= _SIGNER


def _is_label(line: str) -> bool:
    """True for what ends a list of names: another question, a heading of a section, a sentence of consent."""
    if _OF_SIGNATURE.match(line) is not None:
        return True
    means = recognise(line.partition(":")[0])
    asks = means is not None and (
        bool(means.asks or means.about) or means.section == "child" or (bool(means.section) and not means.element)
    )
    return asks or read_statement(line) is not None or line.rstrip().endswith((":", "?"))
