"""
The parts of a letter: head, details, text, and what stands under the close.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from intake.reader.letter_facts import facts_in, label_kind
from intake.reader.letter_lines import Line
from intake.reader.letter_names import names_in
from intake.reader.letter_text import is_heading
from intake.reader.letter_words import ADDRESSED, AFTERWARDS, CLOSE, DATE_LINE, DEAR, MEMO, PROSE, ROLE, TO_WHOM

_ABOUT = re.compile(
    r"^\s*(?:re|regarding|concerning)\b\s*(?:[:.\-–]?\s*\S|:?\s*$)|^\s*(?:ref|subject)\s*[:–-]\s*\S", re.IGNORECASE
)
_CHILDS = frozenset(
    "name given family dob edd nhs upn sex address telephone school year ethnicity first_language religion postcode parent aka".split()  # noqa: SIM905, E501
)
_LIVES = re.compile(
    r"^\s*[A-Z][\w’'-]+ (?:[A-Z][\w’'-]+ )?(?:lives?|attends?|goes|comes|came|lost|needs?|tells?|told)\b"
)
_LONGEST_CLOSE, _LONGEST_FACT = 60, 260


@dataclass(slots=True)
class Parts:
    """
    A letter in parts.

    Attributes:
        outer: Page headers and footers, text boxes.
        head: What stands before the salutation or the text, details left out.
        memo: 'To', 'From', 'Our ref', 'Date' and their like, by their labels.
        details: The lines that say whom the letter is about.
        body: The text, headings included.
        foot: What stands under the close, up to copies and enclosures.
        marks: How many of a letter's marks there are: a salutation, a close, a memo's head, a line that says 'Re'.
    """

    outer: list[Line] = field(default_factory=list)
    head: list[Line] = field(default_factory=list)
    memo: list[tuple[str, str]] = field(default_factory=list)
    details: list[Line] = field(default_factory=list)
    body: list[Line] = field(default_factory=list)
    foot: list[Line] = field(default_factory=list)
    marks: set[str] = field(default_factory=set)


def is_prose(line: Line) -> bool:
    """True for a sentence, not a line of details, an address or a heading."""
    text = line.text
    if line.pair is not None or (MEMO.match(text) and len(text) < 120):
        return False
    if len(text) > _LONGEST_FACT and not (_ABOUT.match(text) and not PROSE.search(text)):
        return True
    facts = facts_in(text)
    if (
        facts
        and facts[0].kind
        and facts[0].label
        and re.match(rf"^\W*{re.escape(facts[0].label)}\W", text)
        and (":" in text[:60] or not PROSE.search(text))
    ):
        return False
    if _LIVES.match(text) and text.rstrip().endswith(".") and text.count(" ") >= 6:
        return True
    return PROSE.search(text) is not None and text.count(" ") >= 4


def parts_of(lines: list[Line]) -> Parts:
    """Return the letter's parts."""
    parts = Parts()
    inner: list[Line] = []
    for line in lines:
        (parts.outer if line.outer and not _is_childs(line) else inner).append(line)
    start = next((i for i, line in enumerate(inner) if _greets(line)), -1)
    if start >= 0:
        parts.marks.add("dear")
    begin = _first_prose(inner, start + 1)
    end = _close(inner, max(start + 1, begin))
    if end < len(inner) and CLOSE.match(inner[end].text):
        parts.marks.add("close")
    _head(inner[: start if start >= 0 else begin], parts, greeted=start >= 0)
    between = inner[start + 1 : begin] if start >= 0 else []
    _between(between, parts)
    _body(inner[begin:end], parts)
    _foot(inner[end:], parts)
    return parts


def _greets(line: Line) -> bool:
    return DEAR.match(line.text) is not None and len(line.text) < 90 and line.pair is None


def _first_prose(lines: list[Line], start: int) -> int:
    for index in range(start, len(lines)):
        if is_prose(lines[index]) or (_heads_text(lines[index]) and _leads(lines, index)):
            return index
    return len(lines)


def _heads_text(line: Line) -> bool:
    """A heading that is not the child's name, nor a line that says 'Re'."""
    return is_heading(line) and _ABOUT.match(line.text) is None and next(names_in(line.text), None) is None


def _leads(lines: list[Line], index: int) -> bool:
    """A heading belongs to the text if a sentence follows it."""
    return index + 1 < len(lines) and is_prose(lines[index + 1])


def _close(lines: list[Line], start: int) -> int:
    for index in range(start, len(lines)):
        text = lines[index].text
        if lines[index].pair is None and CLOSE.match(text) and len(text) < _LONGEST_CLOSE and not PROSE.search(text):
            return index
    last = max((i for i in range(start, len(lines)) if is_prose(lines[i])), default=len(lines) - 1)
    for index in range(last + 1, min(len(lines), last + 4)):
        if next(names_in(lines[index].text), None) is not None and not _is_childs(lines[index]):
            return index
    return len(lines)


def _head(lines: list[Line], parts: Parts, *, greeted: bool) -> None:
    """Part the head: memo lines, the child's details from the line on that names it, the rest."""
    inside = dropped = False
    for line in lines:
        text = line.text
        line.gap, dropped = line.gap or dropped, False
        if _ABOUT.match(text) and not _is_reference(text):
            parts.marks.add("re")
            inside = True
            parts.details.append(line)
            continue
        memo = MEMO.match(text)
        kinds = {f.kind for f in facts_in(text)} & _CHILDS
        if memo is not None and not (inside and kinds & {"telephone"}):
            _memo(memo, line, parts)
            inside = False if memo.group("label").lower() in ("to", "from", "date") else inside
            dropped = True
        elif DATE_LINE.match(text) and (line.gap or not inside):
            parts.memo.append(("date", text))
            dropped = True
        elif (kinds - {"telephone", "address", "postcode", "school", "year"}) or (
            inside and (kinds or not line.gap) and not _is_addressee(line)
        ):
            if not inside:
                _name_above(line, parts)
            inside = True
            parts.details.append(line)
        else:
            inside = False
            parts.head.append(line)
    if not greeted and parts.memo:
        parts.marks.add("memo")


def _name_above(line: Line, parts: Parts) -> None:
    """The name over a date of birth belongs to the details too."""
    if not line.gap and parts.head and next(names_in(parts.head[-1].text), None) is not None:
        parts.details.append(parts.head.pop())


def _is_reference(text: str) -> bool:
    """'Ref: SB/kt/20771' is no subject."""
    found = re.match(r"^\s*(?:re|ref|subject)\s*[:.\-–]\s*(.*)$", text, re.IGNORECASE | re.DOTALL)
    return found is not None and bool(found.group(1)) and not re.search(r"[A-Za-z]{3,}\s+[A-Za-z]{2,}", found.group(1))


def _is_addressee(line: Line) -> bool:
    return TO_WHOM.match(line.text) is not None or (ADDRESSED.search(line.text) is not None and "," not in line.text)


def _memo(found: re.Match[str], line: Line, parts: Parts) -> None:
    label, value = found.group("label").lower(), found.group("value")
    label = {"sender": "from", "recipient": "to"}.get(label, label)
    if label in ("to", "from"):
        parts.marks.add(label)
    if (
        label in ("tel", "telephone", "phone", "email", "e-mail", "fax", "direct dial", "direct line")
        and line.pair is None
    ):
        parts.head.append(line)
    parts.memo.append((label, value))


def _between(lines: list[Line], parts: Parts) -> None:
    """What stands between the salutation and the text says whom the letter is about."""
    for line in lines:
        if _ABOUT.match(line.text):
            parts.marks.add("re")
        if (
            MEMO.match(line.text)
            and not _ABOUT.match(line.text)
            and not ({f.kind for f in facts_in(line.text)} & _CHILDS)
        ):
            continue
        parts.details.append(line)


def _is_childs(line: Line) -> bool:
    kinds = {f.kind for f in facts_in(line.text)}
    return bool(kinds & {"name", "dob", "edd", "nhs", "upn"})


def _body(lines: list[Line], parts: Parts) -> None:
    for line in lines:
        facts = facts_in(line.text) if line.pair is not None or len(line.text) < 160 else ()
        kinds = {f.kind for f in facts if f.kind} & _CHILDS
        if (line.pair is not None and label_kind(line.pair[0]) is not None) or (
            kinds and facts[0].kind and not is_prose(line)
        ):
            parts.details.append(line)
        else:
            parts.body.append(line)


def _foot(lines: list[Line], parts: Parts) -> None:
    """What stands under the close, without copies; details in a table behind it are the child's."""
    over = False
    for line in lines:
        over = over or AFTERWARDS.match(line.text) is not None
        if line.pair is not None and label_kind(line.pair[0]) is not None and _about_child(line.pair[0]):
            parts.details.append(line)
        elif not over and not CLOSE.match(line.text):
            parts.foot.append(line)
        elif not over and (rest := _behind_close(line.text)):
            parts.foot.append(Line(rest, line.look))


def _about_child(label: str) -> bool:
    kind = label_kind(label)
    return kind is not None and kind[0] in _CHILDS - {"telephone", "address", "name", "postcode"}


def _behind_close(text: str) -> str:
    """'Kind regards, Jane Smith' on one line."""
    found = re.match(
        r"^\s*(?:yours \w+|(?:\w+ ){0,3}(?:regards|wishes|thanks))\s*[,–-]\s*(?P<rest>[A-Z].+)$", text, re.IGNORECASE
    )
    rest = found.group("rest") if found is not None else ""
    return rest if rest and (ROLE.search(rest) or next(names_in(rest), None)) else ""
