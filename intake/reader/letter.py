"""
Letters from practices and schools: a stub with names, date of birth, numbers, sender and reason.

A letter is known by its shape (salutation, close, somebody it is about) and by
what it asks; what stands under the salutation's subject and in the details is
the child's, what stands in the letterhead and under the close is the writer's.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from intake.reader.answers import Answer, Found
from intake.reader.document import BOLD, Block, Document, Paragraph, Piece
from intake.reader.draft import Draft
from intake.reader.finish import Finish
from intake.reader.labels import clean, recognise
from intake.reader.statements import Statement
from intake.reader.typed import find_email, find_postcode, fold
from rules.form import FormReading

_DEAR = re.compile(r"^\s*dear\b", re.IGNORECASE)
_CLOSE = re.compile(
    r"^\s*(?:yours (?:sincerely|faithfully|truly)|(?:kind|best|warm|with best|with kind) (?:regards|wishes)|regards)\b",
    re.IGNORECASE,
)
_ASKS = re.compile(
    r"\b(?:refer(?:ral|ring|red)?|request(?:ing)? (?:for )?(?:support|help|early help)|early help|grateful for your help|support for|multi.?agency|allocation|CAF|family support|asking for (?:help|support))\b",  # noqa: E501 - a pattern reads worse when broken
    re.IGNORECASE,
)
_BORN = re.compile(
    r"\b(?:born|d\.?o\.?b\.?|date of birth)\b[.:\s]*(?:on\s+)?(?P<date>\d{1,2}[^,;()\n]{2,22}?\d{2,4})\b", re.IGNORECASE
)
_SUBJECT = re.compile(
    r"^\s*(?:re|ref|regarding|concerning|subject|patient|pupil|student|child)\s*[:.–-]\s*(?P<what>.+)$|^\s*(?:request for (?:support|help|early help)|referral(?: of| for)?|support)\s*(?:for)?\s*[:–-]\s*(?P<what2>.+)$",  # noqa: E501 - a pattern reads worse when broken
    re.IGNORECASE | re.DOTALL,
)
_NAME = re.compile(r"^\s*(?:(?:master|miss|mr|ms|mrs)\.?\s+)?(?P<name>(?:[A-Z][\w'’\-]+\s+){1,4}[A-Z][\w'’\-]+)\b")
_YEAR = re.compile(r"\b(?:year|yr)\s*\d{1,2}\b|\breception\b", re.IGNORECASE)
_PHONE = re.compile(r"(?:\+44|\b0)[\d\s()]{8,14}\d\b")
_INLINE = re.compile(
    r"(?:^|(?<=[.;|]\s)|(?<=\n))(?P<label>[A-Z][\w'’/ ]{1,32}?):\s*(?P<value>.+?)(?=(?:[.;|]\s+[A-Z][\w'’/ ]{1,32}?:\s)|\n|$)",  # noqa: E501 - a pattern reads worse when broken
    re.DOTALL,
)
_AGREES = re.compile(
    r"[^.!?]*\b(?:agree[sd]?|consent(?:s|ed)?|happy|given (?:her|his|their) (?:consent|permission))\b[^.!?]*\b(?:shar(?:e|ed|ing)|sent|pass(?:ed|ing)|referr(?:al|ed|ing))\b[^.!?]*[.!?]",  # noqa: E501 - a pattern reads worse when broken
    re.IGNORECASE,
)
_REFUSES = re.compile(r"\b(?:not|n't|refuse[sd]?|decline[sd]?|withh)\b", re.IGNORECASE)
_REASON_HEAD = re.compile(r"\b(?:reasons? for|presenting|why|current concerns?|background|concerns)\b", re.IGNORECASE)
_NO_ORGANISATION = re.compile(
    r"\b(?:official|confidential|sensitive|private|when complete|page \d|strictly)\b", re.IGNORECASE
)


@dataclass(slots=True)
class Lines:
    """The letter's paragraphs in three parts, with the details that stood in a table."""

    head: list[Paragraph] = field(default_factory=list)
    body: list[Paragraph] = field(default_factory=list)
    foot: list[Paragraph] = field(default_factory=list)
    table: list[tuple[str, str]] = field(default_factory=list)


def read_letter(document: Document, filename: str, trust: float = 1.0) -> FormReading | None:
    """Return the reading of *document* if it is a letter that refers a child, else None."""
    lines = _lines(document)
    if lines is None:
        return None
    body = "\n".join(p.text for p in lines.body)
    draft = Draft()
    _about(lines, draft)
    child = draft.children[0] if draft.children else {}
    known = [k for k in ("dob", "nhs", "upn", "address") if k in child]
    if not _ASKS.search(body) or not ({"name", "given"} & set(child)) or not known:
        return None
    _writer(document, lines, draft)
    _reason(lines, draft)
    _agreement(lines, draft)
    finish = Finish(draft, 0, trust=trust * 0.95)
    form = finish.form()
    return FormReading(
        file=filename,
        kind="letter",
        readable=True,
        form=form,
        evidence=tuple(finish.evidence),
        problems=tuple(finish.problems),
        headings=finish.headings,
    )


def _paragraphs(blocks: list[Block], table: list[tuple[str, str]]) -> list[Paragraph]:
    made: list[Paragraph] = []
    for block in blocks:
        if isinstance(block, Paragraph):
            made.append(block)
            continue
        for row in block.rows:
            texts = ["\n".join(p.text for p in cell.paragraphs()).strip() for cell in row]
            if len(texts) == 2:
                table.append((texts[0], texts[1]))
            else:
                made += [p for cell in row for p in cell.paragraphs()]
    return made


def _lines(document: Document) -> Lines | None:
    lines = Lines()
    part = lines.head
    for paragraph in _paragraphs(document.blocks, lines.table):
        text = paragraph.text.strip()
        if part is lines.head and _DEAR.match(text):
            part = lines.body
            continue
        if part is lines.body and _CLOSE.match(text) and len(text) < 60:
            part = lines.foot
            continue
        if text:
            part.append(paragraph)
    return lines if lines.body and part is lines.foot else None


def _put(draft: Draft, key: str, text: str, label: str, place: str, score: float = 0.95) -> None:
    if not draft.children:
        draft.children.append({})
    if text.strip() and key not in draft.children[0]:
        draft.children[0][key] = Found(_answer(text, place), label, score)


def _answer(text: str, place: str) -> Answer:
    return Answer([[Piece(line)] for line in text.split("\n")], place)


def _about(lines: Lines, draft: Draft) -> None:
    """The child: from the subject line, the table of details, and labels on a line."""
    for number, paragraph in enumerate([*lines.head[-2:], *lines.body[:4]]):
        text = fold(paragraph.text)
        found = _SUBJECT.match(text)
        bold = all(p.look & BOLD for p in paragraph.pieces if p.text.strip())
        if (
            found is None
            and not (bold and _BORN.search(text))
            and not (number >= 2 and _BORN.search(text) and len(text) < 160)
        ):
            continue
        what = (
            (found.group("what") or found.group("what2")) if found is not None else re.sub(r"^[^:]{0,60}:\s*", "", text)
        )
        _subject(what, draft)
    for label, value in lines.table:
        _detail(label, value, draft, "Details at the head of the letter")
    for paragraph in lines.body[:6]:
        for found in _INLINE.finditer(fold(paragraph.text)):
            _detail(found.group("label"), found.group("value").strip(" ."), draft, "Beginning of the letter")


def _subject(what: str, draft: Draft) -> None:
    place = "Subject of the letter"
    name = _NAME.match(what)
    if name is not None:
        _put(draft, "name", name.group("name"), "Re", place)
    born = _BORN.search(what)
    if born is not None:
        _put(draft, "dob", born.group("date"), "born", place)
    year = _YEAR.search(what)
    if year is not None:
        _put(draft, "year", year.group(0), "Year", place)
    address = re.search(r"\b(?:of|address:?)\s+(\d.+)$", what)
    if address is not None and find_postcode(address.group(1)) is not None:
        _put(draft, "address", address.group(1), "Address", place)


_TELLS = {
    "given": "given",
    "family": "family",
    "name": "name",
    "dob": "dob",
    "nhs": "nhs",
    "upn": "upn",
    "sex": "sex",
    "address": "address",
    "telephone": "telephone",
    "school": "school",
    "year": "year",
    "ethnicity": "ethnicity",
    "first_language": "first_language",
    "religion": "religion",
    "email": "email",
    "reference": "reference",
    "postcode": "postcode",
    "aka": "aka",
}


def _detail(label: str, value: str, draft: Draft, place: str) -> None:
    if clean(label) in ("re", "patient", "pupil", "child", "student", "name of child", "patient name"):
        _put(draft, "name", value, label, place, 0.98)
        return
    means = recognise(label)
    if means is None:
        return
    if means.about in ("mother", "father", "parent") or (not means.asks and means.section == "parents"):
        if means.asks in ("", "name", "telephone"):
            _parent(means.about or clean(label), means.asks, value, label, draft, place)
    elif means.about in ("", "child") and means.asks in _TELLS:
        _put(draft, _TELLS[means.asks], value, label, place, 0.98)


def _parent(who: str, asks: str, value: str, label: str, draft: Draft, place: str) -> None:
    row = {}
    found = re.match(r"^(?P<name>[^,(]+?)\s*(?:\((?P<what>[^)]*)\))?\s*(?:,\s*(?P<rest>.*))?$", value, re.DOTALL)
    if found is None or asks == "telephone":
        return
    row["name"] = Found(_answer(found.group("name").strip(), place), label, 0.95)
    relation = found.group("what") or ({"mother": "Mother", "father": "Father"}.get(who) or "")
    if relation:
        row["relationship"] = Found(_answer(relation, place), label, 0.95)
    if found.group("rest") and (phone := _PHONE.search(found.group("rest"))) is not None:
        row["telephone"] = Found(_answer(phone.group(0), place), label, 0.95)
    draft.parents.append(row)


def _writer(document: Document, lines: Lines, draft: Draft) -> None:
    """The writer: name and post under the close, practice or school from the letterhead."""
    foot = [p for p in lines.foot if not re.match(r"^\s*(?:cc|copy|enc)\b", p.text, re.IGNORECASE)]
    named = [p for p in foot if len(p.text.split()) <= 7]
    name = next((p for p in named if _is_bold(p)), named[0] if named else None)
    if name is not None:
        _one(draft, "assessor.name", fold(name.text).split("\n")[0], "Signed", "Under the close of the letter")
        after = foot[foot.index(name) + 1 :] if name in foot else []
        role = fold(name.text).split("\n")[1:] or [fold(p.text) for p in after[:1] if len(p.text) < 80]
        if role:
            _one(draft, "assessor.role", role[0], "Post", "Under the close of the letter")
    outer = [
        p
        for block in [*document.headers, *document.footers]
        for p in ([block] if isinstance(block, Paragraph) else _paragraphs([block], []))
    ]
    head = [fold(p.text) for p in lines.head[:6]]
    top = [fold(p.text) for p in outer]
    candidates = [t for p, t in zip(lines.head[:2], head, strict=False) if _is_bold(p)] + top
    organisation = next(
        (
            t.split("\n")[0]
            for t in candidates
            if 3 < len(t) < 70 and not any(c.isdigit() for c in t) and not _NO_ORGANISATION.search(t) and "," not in t
        ),
        "",
    )
    if organisation:
        _one(draft, "assessor.organisation", organisation, "Letterhead", "Letterhead")
    for text in [*head[:4], *top]:
        _letterhead(text, draft)


def _letterhead(text: str, draft: Draft) -> None:
    for piece in re.split(r"\s*\|\s*|\n|\s{3,}", text):
        found = find_email(piece)
        if found is not None:
            _one(draft, "assessor.email", found.value, "Letterhead", "Letterhead")
        phone = _PHONE.search(piece)
        if phone is not None and "fax" not in piece.lower():
            _one(draft, "assessor.telephone", phone.group(0).strip(), "Letterhead", "Letterhead")
        if find_postcode(piece) is not None and len(piece) < 120:
            _one(draft, "assessor.address", piece, "Letterhead", "Letterhead")


def _one(draft: Draft, key: str, text: str, label: str, place: str) -> None:
    if key not in draft.one:
        draft.one[key] = Found(_answer(text, place), label, 0.95)


def _is_bold(paragraph: Paragraph) -> bool:
    words = [p for p in paragraph.pieces if p.text.strip()]
    return bool(words) and all(p.look & BOLD for p in words)


def _reason(lines: Lines, draft: Draft) -> None:
    """What stands under 'Reason for referral'; in a letter without headings, all paragraphs after the details."""
    headed: list[str] = []
    inside = False
    for paragraph in lines.body:
        text = fold(paragraph.text)
        heading = (_is_bold(paragraph) or paragraph.level) and len(text) < 80
        if heading:
            inside = bool(_REASON_HEAD.search(text)) and not headed
        elif inside:
            headed.append(text)
    if headed:
        draft.one["assessment.reason"] = Found(
            _answer("\n".join(headed), "Reason for referral"), "Reason for referral", 0.95
        )
        return
    told = [
        fold(p.text)
        for p in lines.body
        if not (_is_bold(p) and len(p.text) < 200)
        and not _SUBJECT.match(p.text)
        and len(list(_INLINE.finditer(fold(p.text)))) < 2
    ]
    if told:
        draft.one["assessment.reason"] = Found(
            _answer("\n".join(told), "Text of the letter"), "Text of the letter", 0.95
        )


def _agreement(lines: Lines, draft: Draft) -> None:
    """A plain sentence that the parent agrees to sharing."""
    body = "\n".join(fold(p.text) for p in lines.body)
    sentences = _AGREES.findall(body)
    agreed = [s for s in sentences if not _REFUSES.search(s)]
    if sentences:
        unsure = len(agreed) != len(sentences)
        draft.statements.append(
            Statement(
                "share",
                False,  # noqa: FBT003 - the value of a leaf
                sentences[0].strip(),
                bool(agreed) and not unsure,
                0.6 if unsure else 0.92,
                "Text of the letter",
            )
        )
