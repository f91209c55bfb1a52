"""
Questions that ask several things at once: 'Who is filling in this form? Name, job and telephone'.

The answers stand one behind the other, parted as the question is. Such a
question and the lines below it are made what they would be on another form: a
heading, and a table with a column for each thing asked. Where the lines do not
fit what is asked, everything stays as it was written.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from intake.reader.answers_apart import PARTS, answered_apart
from intake.reader.document import BOLD, FIELD, ITALIC, TEXT, Block, Cell, Paragraph, Piece, Table
from intake.reader.labels import clean, heading_section, recognise, recognise_exactly
from intake.reader.statements import read_asked, read_statement
from intake.reader.typed import find_date, find_email, is_answer

_FEWEST, _LONGEST_QUESTION, _LONGEST_LINE = 3, 240, 160
_OPENS = re.compile(
    r"^(?:.*[.:?]\s+|)(?:for each[\w ]*,?\s*)?(?:please\s+)?(?:give|state|write|say|list)?\s*",
    re.IGNORECASE | re.DOTALL,
)
_OF_WHOM = re.compile(
    r"^(?:your|their|his|her|the|an?|whether they have|if they have|do they have|and)\s+", re.IGNORECASE
)
_SENTENCE = re.compile(r"(?<=[.?:])\s+(?=[A-Z])|,\s+and\s+(?=who\b|when\b|where\b)")
_BETWEEN = (
    re.compile(r"\s*[;|]\s*"),
    re.compile(r"\s{3,}"),
    re.compile(r"\s+[–-]\s+"),
    re.compile(r"\s+/\s+"),
    re.compile(r"\s*,\s*"),
    re.compile(r"\s*/\s*"),
)
_IN_BRACKETS = re.compile(r"\s*\(([^()]+)\)$")
_SIGNS = re.compile(r"[,;/|&–]|\band\b|\s-\s|[.?:]\s+\S")
_SIGNED = (",", ";", "/", "|", "&", "–", "and", "-", ".", "?", ":")
"""One of these stands in whatever that finds, and not at the end alone."""
_NUMBER = re.compile(r"^\s*(?:\d{1,2}|[a-z])[.)]\s*", re.IGNORECASE)
_PEOPLE = frozenset({"name", "given", "family", "worker", "relationship", "pr", "dob", "telephone", "email", "contact"})
_ASKED = _PEOPLE | {
    "role",
    "organisation",
    "service",
    "action",
    "who",
    "when",
    "date",
    "age",
    "school",
    "year",
    "signed",
    "",
}
_PAIRS = frozenset(
    {
        ("school", "year"),
        ("", "date"),
        ("name", "date"),
        ("print_name", "date"),
        ("name", "relationship"),
        ("", "relationship"),
    }
)


@dataclass(frozen=True, slots=True)
class Together:
    """A question that asks several things: the words before the list, and what it lists."""

    lead: str
    asked: tuple[str, ...]


@lru_cache(maxsize=1024)
def asked_together(label: str) -> Together | None:
    """Return what *label* asks one behind the other; None if it is one question."""
    text = _NUMBER.sub("", label).strip(" .:?*")
    if not 8 < len(text) < _LONGEST_QUESTION:
        return None
    opened = _OPENS.match(text)
    listed = text[opened.end() :] if opened is not None else text
    asked = tuple(_OF_WHOM.sub("", part).strip() for part in PARTS.split(listed))
    known = [recognise_exactly(part) if part else None for part in asked]
    if len(asked) < 2 or not all(k is not None and k.asks in _ASKED for k in known):
        return None
    kinds = tuple(k.asks for k in known if k is not None)
    if len(set(kinds)) < len(kinds) or (len(kinds) < _FEWEST and kinds not in _PAIRS):
        return None
    lead = re.split(r"(?<=[.?:])\s", text[: opened.end()])[0] if opened is not None else ""
    lead = lead.strip(" .:?")
    return Together(lead if recognise(lead) is not None or heading_section(lead) else "", asked)


def told_apart(label: str, text: str) -> list[tuple[str, str]]:
    """Each thing that *label* asks with its part of *text*: 'Name and relationship', 'Ann Kerr (mother)'; else none."""
    together = asked_together(label)
    if together is None:
        return []
    bracketed = _IN_BRACKETS.sub(r"; \1", text)
    rows = next((r for said in (text, bracketed) if (r := _rows(together.asked, [said])) is not None), None)
    return [] if rows is None else list(zip(together.asked, rows[0], strict=True))


def taken_apart(blocks: list[Block]) -> list[Block]:
    """Blocks with each question that asks several things, and its answers, as a table; in cells too."""
    made: list[Block] = []
    index = 0
    while index < len(blocks):
        block = blocks[index]
        if isinstance(block, Table):
            _in_rows(block)
            made.append(block)
            index += 1
            continue
        text = block.text
        lines = _answers_below(blocks, index) if _may_ask_several(text) and _is_question(block) else []
        apart = _apart(text, lines) if lines else None
        made += apart if apart is not None else [block]
        index += 1 + (len(lines) if apart is not None else 0)
    return made


def _in_rows(table: Table) -> None:
    for row in table.rows:
        for cell in row:
            if len(cell.blocks) > 1:
                cell.blocks = taken_apart(cell.blocks)
        live = [cell for cell in row if cell.blocks]
        if len(live) < 2 or answered_apart(live) or len(live) != 2:
            continue
        label, answer = live
        asked = label.blocks[0]
        if len(label.blocks) != 1 or isinstance(asked, Table) or not _may_ask_several(asked.text):
            continue
        if any(isinstance(b, Table) for b in answer.blocks):
            continue
        lines = [p for p in answer.paragraphs() if p.text.strip()]
        apart = _apart(asked.text, lines) if lines else None
        if apart is not None:
            label.blocks, answer.blocks = apart, []


def _may_ask_several(text: str) -> bool:
    """False for nearly every label: without a sign between them there are no two questions in it."""
    return 8 < len(text) <= _LONGEST_QUESTION and _may_be_signed(text) and _SIGNS.search(text) is not None


def _may_be_signed(text: str) -> bool:
    bare = text.rstrip(" :?.")
    for sign in _SIGNED:  # noqa: SIM110 - the shorter way takes three times the time
        if sign in bare:
            return True
    return False


def _is_question(paragraph: Paragraph) -> bool:
    """True for a paragraph that is a question and no more: bold or a heading throughout, or ended as questions are."""
    text = paragraph.text
    ends = paragraph.level > 0 or text.rstrip().endswith((":", "?"))
    if len(text) > _LONGEST_QUESTION or not (ends or any(p.look & (BOLD | ITALIC) for p in paragraph.pieces)):
        return False
    words = [p for p in paragraph.pieces if p.text.strip()]
    if not words or any(p.kind != TEXT for p in words):
        return False
    return ends or all(p.look & BOLD for p in words) or (all(p.look & ITALIC for p in words) and ":" in text)


def _answers_below(blocks: list[Block], index: int) -> list[Paragraph]:
    """The plain lines below a question, up to the next question."""
    lines: list[Paragraph] = []
    for block in blocks[index + 1 :]:
        if isinstance(block, Table) or not block.text.strip() or _is_question(block):
            break
        if block.level or len(block.text) > _LONGEST_LINE or any(p.look & BOLD for p in block.pieces):
            break
        lines.append(block)
    return lines


def _apart(label: str, lines: list[Paragraph]) -> list[Block] | None:
    together = asked_together(label)
    table = _as_table(together, lines) if together is not None else None
    return table or _by_sentence(label, lines)


def _as_table(together: Together, lines: list[Paragraph]) -> list[Block] | None:
    """The heading and the table of what was asked together; None if the lines do not fit."""
    rows = _rows(together.asked, [line.text.strip() for line in lines])
    if rows is None:
        return None
    heads = [[Piece(_headed(asked), look=BOLD)] for asked in together.asked]
    if len(rows) == 1 and len(heads) < _FEWEST:
        beside = [p for head, text in zip(heads, rows[0], strict=True) for p in (head, [Piece(text, FIELD)])]
        return [Table([[Cell(i, 1, [Paragraph(p)]) for i, p in enumerate(beside)]], number=lines[0].place)]
    told = [[[Piece(text, FIELD)] if text else [] for text in row] for row in rows]
    cells = [
        [Cell(column, 1, [Paragraph(pieces)] if pieces else [], row=number) for column, pieces in enumerate(row)]
        for number, row in enumerate([heads, *told])
    ]
    head: list[Block] = [Paragraph([Piece(together.lead, look=BOLD)], level=5)] if together.lead else []
    return [*head, Table(cells, number=lines[0].place)]


def _headed(asked: str) -> str:
    asked = asked if "(" in asked and ")" in asked else asked.strip("() ")
    return asked[:1].upper() + asked[1:]


def _rows(asked: tuple[str, ...], lines: list[str]) -> list[list[str]] | None:
    """The answers, a row for each line; or one row, if there is a line for each thing asked."""
    for between in _BETWEEN:
        rows = [_bare(asked, between.split(line.strip(" .;,"))) for line in lines]
        if all(len(row) == len(asked) and _fits(asked, row) for row in rows):
            return rows
    bare = _bare(asked, lines)
    return [bare] if len(bare) == len(asked) and _fits(asked, bare) else None


def _bare(asked: tuple[str, ...], told: list[str]) -> list[str]:
    """What was told without the questions, where each is said again before its answer: 'School: Hill Primary'."""
    if len(told) != len(asked):
        return told
    heads = [text.partition(":") for text in told]
    again = all(clean(head) == clean(question) for question, (head, _, _) in zip(asked, heads, strict=True))
    return [tail.strip() for _, _, tail in heads] if again else told


def _fits(asked: tuple[str, ...], row: list[str]) -> bool:
    """True if what must be a date, a number, an address of mail or yes or no is one."""
    told = [
        answer and (looks_like(question, answer) or not is_answer(answer))
        for question, answer in zip(asked, row, strict=True)
    ]
    return all(told)


def looks_like(question: str, answer: str) -> bool:
    """False for an answer that is no date, number, address of mail or yes or no where *question* asks for one."""
    known = recognise_exactly(question)
    looks = _LOOKS.get(known.asks) if known is not None else None
    return looks is None or looks(answer)


_LOOKS: dict[str, Callable[[str], bool]] = {
    "telephone": lambda text: sum(c.isdigit() for c in text) > 5,
    "dob": lambda text: find_date(text) is not None,
    "date": lambda text: find_date(text) is not None,
    "email": lambda text: find_email(text) is not None,
    "pr": lambda text: re.match(r"(?:y|n|yes|no|not)\b", text, re.IGNORECASE) is not None,
    "name": lambda text: not any(c.isdigit() for c in text),
}


def _by_sentence(label: str, lines: list[Paragraph]) -> list[Block] | None:
    """A question of several sentences, with a line of answer for each: every sentence before its own answer."""
    if len(lines) < 2:
        return None
    sentences = [s.strip() for s in _SENTENCE.split(_NUMBER.sub("", label).strip()) if s.strip()]
    if len(sentences) != len(lines) or not all(_asks(s) for s in sentences):
        return None
    made: list[Block] = []
    for sentence, line in zip(sentences, lines, strict=True):
        together = asked_together(sentence)
        apart = _as_table(together, [line]) if together is not None else None
        made += apart if apart is not None else [Paragraph([Piece(sentence, look=BOLD)], level=6), line]
    return made


def _asks(sentence: str) -> bool:
    text = sentence.strip(" .?:")
    return (
        recognise_exactly(text) is not None
        or read_statement(sentence) is not None
        or read_asked(sentence) is not None
        or asked_together(sentence) is not None
    )
