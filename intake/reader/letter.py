"""
Letters that refer a child: from a practice, a school, a hospital, the police, a landlord.

A letter is known by its shape (a salutation, a close, a memo's head, a line
that says 'Re'), by the child whom it names, and by what it asks. Facts are
taken from the details and from the sentence that introduces the child; the
letterhead and what stands under the close are the writer's; the address that
is written to is nobody's.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace

from intake.reader.answers import Answer, Found
from intake.reader.document import Document, Piece
from intake.reader.draft import Draft
from intake.reader.finish import Finish
from intake.reader.letter_child import ChildReader
from intake.reader.letter_children import children_in
from intake.reader.letter_facts import facts_in, label_kind
from intake.reader.letter_lines import Line, lines_of
from intake.reader.letter_names import names_in
from intake.reader.letter_parts import Parts, parts_of
from intake.reader.letter_prose import introduced, names_any, of_several, read_sentences
from intake.reader.letter_sender import sender_of
from intake.reader.letter_several import read_children
from intake.reader.letter_share import shares_of, without_relatives
from intake.reader.letter_tables import without_lists
from intake.reader.letter_text import asked_under_headings, consent, reason
from intake.reader.letter_words import CLOSE, DEAR, SCHOOL, UNBORN
from intake.reader.statements import Statement
from intake.reader.typed import find_date
from rules.form import SURE, FormReading, Problem

_I = re.IGNORECASE
_ASKS = re.compile(
    r"\b(?:refer(?:ral|ring|red|s)?|request\w*|early help|grateful|support\w*|multi.?agency|allocation|CAF|common assessment|ask(?:ing)? (?:for|you|that|if|whether)|help|consider\w*|assess\w*|concern\w*|panel|would like|appreciate|involve\w*)\b",  # noqa: E501 - a pattern reads worse when broken
    _I,
)
_STRONGLY = re.compile(
    r"\b(?:refer(?:ral|ring)?|early help|CAF|common assessment|panel|family support|support (?:worker|for|from)|request\w*|multi.?agency|mash|allocation|children['’]s (?:services|centre))\b",  # noqa: E501 - a pattern reads worse when broken
    _I,
)
_ANSWERS = re.compile(
    r"\bthank you for (?:your|the|making (?:a|your)) (?:recent )?(?:referral|request|caf|common assessment|application|eha|form|email|enquiry)\b"  # noqa: E501 - a pattern reads worse when broken
    r"|\b(?:the |our )?(?:panel|group|maag|masg) (?:has |have )?(?:met|considered|discussed|decided|agreed|allocated|reviewed|concluded|accepted)\b"  # noqa: E501 - a pattern reads worse when broken
    r"|\b(?:was|were|has been|have been) (?:considered|discussed|allocated|accepted|presented) (?:by|at|to) (?:the |our )?(?:panel|multi|maag|masg|meeting)"  # noqa: E501 - a pattern reads worse when broken
    r"|\b(?:your|we have received (?:your|a)) (?:son|daughter|child)\b|\byour child['’]s\b|\byou are invited\b|\bminutes of\b"  # noqa: E501 - a pattern reads worse when broken
    r"|\b(?:i am|we are) (?:pleased|sorry|writing) to (?:tell|inform|let|advise|confirm)\b[^.]*\b(?:you|that|your)\b|\bapply for the (?:post|position)\b|\bcurriculum vitae\b",  # noqa: E501 - a pattern reads worse when broken
    _I,
)
_COVERS = re.compile(
    r"\b(?:attach(?:ed|ing)?|enclos(?:ed|ing|e)|herewith|send(?:ing)? (?:you )?(?:the|a|this|our)|please find)\b[^.]*\b(?:CAFs?|form|assessment|EHAs?|CSF|referral form|plan)\b",  # noqa: E501 - a pattern reads worse when broken
    _I,
)
_SHORT = 110
_LONGEST_LETTER = 40_000
_OUR_PUPIL = re.compile(
    r"^\W*(?:re\W+)?(?:our )?(?:pupil|student)\b(?!['’]?s? (?:premium|support|welfare|services))"
    r"|\b(?:our|a|one of our) (?:\w+ )?(?:pupils?|students?)\b(?! (?:premium|support|welfare|services))"
    r"|\bon (?:our|the school) roll\b",
    _I,
)
_OUR_PUPILS = re.compile(r"^\W*(?:re\W+)?(?:our )?(?:pupils|students)\b", _I)
_RE = re.compile(r"^\s*re\b", _I)
_BEGIN_DEAR = frozenset("dDtThHgG")
"""What every salutation begins with."""
_SENT = re.compile(r"^\s*(?:from|sender)\b", _I)


def read_letter(document: Document, filename: str, trust: float = 1.0) -> tuple[FormReading, ...]:
    """Return a reading for each child whom *document* refers if it is a letter that does so, else nothing."""
    if not _marked(document, both=False):
        return ()
    document, lists = without_lists(document)
    parts = parts_of(lines_of(document, _is_label))
    if not parts.body or not _is_letter(parts):
        return ()
    children = _children(parts)
    for child in children:
        child.listed(lists)
    if not any(_refers(parts, child) for child in children):
        return ()
    return tuple(_reading(child, parts, filename, trust, index) for index, child in enumerate(children))


def _children(parts: Parts) -> list[ChildReader]:
    """A reader for each child, filled."""
    parts.details = _subject_first(parts.details)
    near = _written_on(parts)
    parts.details = without_relatives(parts.details, near)
    text = "\n".join(line.text for line in [*parts.details, *parts.body])
    known = any(children_in(line.text, [], near) for line in parts.details)
    shares = shares_of(parts.details, text, near)
    if shares is None or len(shares.children) < 2:
        shares = shares_of([*parts.details, *introduced(parts.body, known=known)], text, near) or shares
    elif more := of_several(parts.body, [child.named for child in shares.children]):
        shares = shares_of([*parts.details, *more], text, near) or shares
    if shares is not None:
        return read_children(shares, parts.body)
    child = ChildReader(Draft())
    child.expecting = _unborn_beside(parts, text)
    child.details(parts.details)
    read_sentences(child, parts.body)
    child.finish()
    return [child]


def _subject_first(details: list[Line]) -> list[Line]:
    """The line that says 'Re' and what follows it, before a clinic's date and whom the child saw."""
    at = next((i for i, line in enumerate(details) if _RE.match(line.text)), 0)
    before = {f.kind for line in details[:at] for f in facts_in(line.text)}
    return [*details[at:], *details[:at]] if at and not before & {"name", "dob", "nhs"} else details


def _unborn_beside(parts: Parts, text: str) -> str:
    """
    The word for an unborn baby, where the details name the mother before it or in its place; else "".

    'Re: Keeley Tranter, DOB ..., and her unborn baby, EDD ...'
    """
    told = "\n".join(line.text for line in parts.details)
    baby = re.search(r"\bunborn(?: (?:baby|child|infant))?\b", text, _I)
    if baby is None or not any(f.kind == "edd" for f in facts_in(told)):
        return ""
    name = next((n for n in names_in(told) if n.words >= 2), None)
    return (
        baby.group(0) if name is not None and name.start < baby.start() and not UNBORN.search(told[: name.end]) else ""
    )


def looks_like_letter(document: Document) -> bool:
    """True if a salutation stands at the beginning and a close near the end, so that what is between is its own."""
    if not _marked(document, both=True):
        return False
    parts = parts_of(lines_of(document, _is_label))
    written = sum(len(line.text) for line in [*parts.body, *parts.details])
    behind = sum(len(line.text) for line in parts.foot)
    sentences = sum(len(line.text) for line in parts.body if line.text.count(" ") > 8)
    return {"dear", "close"} <= parts.marks and behind < 400 and sentences > written / 3 and sentences > 150


def _marked(document: Document, *, both: bool) -> bool:
    """True if a document is short, as letters are, and has the marks of one: salutation or close, or *both*."""
    lines = document.said.lines
    if sum(map(len, lines)) > _LONGEST_LETTER:
        return False
    greeted = [line for line in lines if line.lstrip()[:1] in _BEGIN_DEAR and DEAR.match(line) is not None]
    if both:
        return bool(greeted) and any(CLOSE.match(line) is not None for line in lines)
    return bool(greeted) or any(CLOSE.match(line) is not None or _SENT.match(line) is not None for line in lines)


def _is_label(text: str) -> bool:
    return len(text) <= 60 and "\n" not in text and label_kind(text) is not None


def _is_letter(parts: Parts) -> bool:
    marks = parts.marks
    text = "\n".join(line.text for line in [*parts.details, *parts.body] if line.pair is None)
    if len(text) < 60 or _ANSWERS.search(text):
        return False
    if _COVERS.search(text) and len(text.split()) < _SHORT:
        return False
    return bool(
        marks & {"dear"}
        or {"close", "re"} <= marks
        or {"from", "to"} <= marks
        or ("close" in marks and len(text) > 200)
    )


def _refers(parts: Parts, child: ChildReader) -> bool:
    """A letter must name a child, say something by which it can be known, and ask for something."""
    row = child.child
    if not {"name", "given", "family"} & set(row):
        return False
    text = "\n".join(line.text for line in [*parts.head, *parts.details, *parts.body, *parts.outer])
    text += "\n" + "\n".join(value for _, value in parts.memo)
    if {"dob", "nhs", "upn", "address", "edd"} & set(row):
        return _ASKS.search(text) is not None
    return bool({"school", "year", "telephone"} & set(row)) and _STRONGLY.search(text) is not None


def _found(text: str, label: str, place: str, score: float) -> Found:
    return Found(Answer([[Piece(line)] for line in text.split("\n")], place), label, score)


def _writer(parts: Parts, draft: Draft) -> None:
    for key, (text, sure, place) in sender_of(parts).told.items():
        draft.one[f"assessor.{key}"] = _found(text, place, place, sure)


def _school(child: ChildReader, parts: Parts) -> None:
    """A school that writes of its pupil is the child's, where the letter names no other."""
    found = child.draft.one.get("assessor.organisation")
    if found is None or "school" in child.child or SCHOOL.fullmatch(found.answer.text) is None:
        return
    if child.other_children:
        if _all_pupils(child, parts):
            child.put("school", found.answer.text, found.label, min(0.85, found.score))
    elif any(_OUR_PUPIL.match(line.pair[0] if line.pair else line.text) for line in parts.details) or any(
        _OUR_PUPIL.search(line.text) for line in parts.body[:3]
    ):
        child.put("school", found.answer.text, found.label, min(0.9, found.score))


def _all_pupils(child: ChildReader, parts: Parts) -> bool:
    """True if all of several children are called pupils: 'Re: our pupils', or 'Pupil' over their names in a table."""
    named = [line for line in parts.details if line.pair is not None and _OUR_PUPIL.match(line.pair[0])]
    return len(named) > len(child.other_children) or any(_OUR_PUPILS.match(line.text) for line in parts.details)


def _text(parts: Parts, draft: Draft, own: str, others: tuple[str, ...]) -> None:
    told, heading, sure = reason(parts.body)
    if told:
        draft.one["assessment.reason"] = _found(told, heading, heading, sure)
    for field, (words, heading) in asked_under_headings(parts.body).items():
        draft.one[field] = _found(words, heading, heading, 0.9)
    statements, without = consent(parts.body)
    draft.statements.extend(_of_this_child(statements, own, others))
    if without:
        draft.one["consent.not_share_with"] = _found(
            "\n".join(without), "Text of the letter", "Text of the letter", 0.7
        )


def _of_this_child(statements: list[Statement], own: str, others: tuple[str, ...]) -> list[Statement]:
    """Consent that names another child, and not this one, is not surely this one's."""
    return [
        replace(s, trust=min(s.trust, 0.7)) if names_any(s.text, others) and not names_any(s.text, (own,)) else s
        for s in statements
    ]


def _reading(child: ChildReader, parts: Parts, filename: str, trust: float, index: int) -> FormReading:
    _writer(parts, child.draft)
    _school(child, parts)
    _text(parts, child.draft, child.first, child.other_children)
    finish = Finish(child.draft, 0, trust=trust)
    finish.near = _written_on(parts) or finish.near
    form = finish.form()
    if child.others:
        finish.evidence = [
            replace(e, certainty=min(e.certainty, 0.6)) if e.field.startswith("child.") else e for e in finish.evidence
        ]
    told = {p.field for p in finish.problems}
    doubts = [
        Problem(
            code="unsure",
            field=e.field,
            message=f"“{finish.headings.get(e.field, e.field)}”: please check what we read.",
        )
        for e in finish.evidence
        if e.certainty < SURE and e.field not in told
    ]
    return FormReading(
        file=filename,
        kind="letter",
        readable=True,
        form=form,
        evidence=tuple(finish.evidence),
        problems=(*finish.problems, *doubts),
        headings=finish.headings,
        child_index=index,
    )


def _written_on(parts: Parts) -> dt.date | None:
    for label, value in parts.memo:
        if label.startswith(("date", "sent")) and (day := find_date(value)) is not None:
            return day.value
    return None
