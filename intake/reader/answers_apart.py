"""
Answers to a question of several parts, each in a cell or a line of its own.

"Lead professional (name, agency, phone)" before three cells, "Child's name" beside "First name: Alex" over "Family
name: Kerr": each answer is put behind its own question, as it stands on other forms.
"""

from __future__ import annotations

import re

from intake.reader.answers import Answer
from intake.reader.column_kinds import Kind, kind_of
from intake.reader.document import BOLD, FIELD, Block, Cell, Paragraph, Piece, Table
from intake.reader.labels import recognise, recognise_exactly

PARTS = re.compile(r"\s*[,;/|&]\s*(?:and\s+)?|\s+and\s+|\s+[–-]\s+")
"""What stands between the parts of a question."""
_OF_SOMEBODY = frozenset(
    {"name", "role", "organisation", "service", "telephone", "email", "address", "postcode", "contact", "relationship"}
)
_NAMED = frozenset({Kind.PERSON, Kind.AGENCY})
_KINDS = {
    "name": frozenset({Kind.PERSON}),
    "telephone": frozenset({Kind.TELEPHONE}),
    "email": frozenset({Kind.MAIL}),
    "address": frozenset({Kind.PLACE}),
    "postcode": frozenset({Kind.PLACE}),
    "contact": frozenset({Kind.TELEPHONE, Kind.MAIL}),
}
_OF_A_NAME = frozenset({"given", "family", "middle", "title_word", "aka"})
_LISTED = re.compile(r"(?P<whose>[^()]{3,60}?)\s*\((?P<asked>[^()]{5,80})\)\W*")
_WHOSE_LANGUAGE = {"child": "Child's first language", "parent": "Parents' first language"}


def answered_apart(cells: list[Cell]) -> bool:
    """True for cells of one row that ask several things and answer each apart, and which were taken apart."""
    if _in_cells(cells):
        return True
    return len(cells) == 2 and (_each_labelled(*cells) or _by_whose_language(*cells))


def _in_cells(cells: list[Cell]) -> bool:
    """
    True for a label with what is asked in brackets, and a cell or a line for each, which were taken apart.

    'Lead professional (name, agency, phone)': every answer behind its own question.
    """
    label = _only_line(cells[0])
    found = _LISTED.fullmatch(label) if "(" in label else None
    told = [cell.blocks for cell in cells[1:]] if len(cells) > 2 else [[b] for b in cells[1].blocks]
    asked = [part.strip() for part in PARTS.split(found["asked"])] if found is not None else []
    if found is None or not 1 < len(asked) == len(told) or not all(map(_asks_of_somebody, asked)):
        return False
    whose = recognise(found["whose"])
    if whose is None or whose.asks or "lead" not in (whose.section, whose.about):
        return False  # of a mother, 'not to be contacted' is no name
    if not all(_fits(part, blocks) for part, blocks in zip(asked, told, strict=True)):
        return False
    heads = [f"Lead professional {part}" for part in asked]
    _answer_each(cells, heads, told)
    return True


def _asks_of_somebody(part: str) -> bool:
    """True for 'name', 'agency' and 'phone', and not for 'yes' and 'no' or 'parent' and 'carer'."""
    means = recognise_exactly(part)
    return means is not None and means.asks in _OF_SOMEBODY


def _fits(part: str, told: list[Block]) -> bool:
    """True for a person where a name is asked for, a number for a telephone; for nothing where nothing was written."""
    text = " ".join(b.text.strip() for b in told if isinstance(b, Paragraph))
    means = recognise_exactly(part)
    kinds = _KINDS.get(means.asks, _NAMED) if means is not None else frozenset()
    answer = Answer([[Piece(text)]], "")
    return not text or kind_of([answer]) in kinds


def _answer_each(cells: list[Cell], heads: list[str], told: list[list[Block]]) -> None:
    """Put a table of questions and answers into the first of *cells*; the others are empty then."""
    pairs = enumerate(zip(heads, told, strict=True))
    cells[0].blocks = [
        Table([[Cell(0, 1, [Paragraph([Piece(h, look=BOLD)])], row=n), Cell(1, 1, t, row=n)] for n, (h, t) in pairs])
    ]
    for cell in cells[1:]:
        cell.blocks = []


def _each_labelled(label: Cell, answer: Cell) -> bool:
    """True for 'Child's name' beside 'First name: Alex' over 'Family name: Kerr', which were taken apart."""
    asked = _only_line(label)
    lines = [line.text.partition(":") for line in answer.paragraphs() if line.text.strip()]
    if not asked or len(lines) < 2 or not all(colon and told.strip() for _, colon, told in lines):
        return False
    whose = recognise(asked)
    known = [recognise_exactly(head.strip()) for head, _, _ in lines]
    kinds = [k.asks for k in known if k is not None and k.asks in _OF_A_NAME and not k.about]
    if whose is None or whose.asks != "name" or len(kinds) < len(lines) or len(set(kinds)) < len(kinds):
        return False
    prefix = f"{whose.about} " if whose.about else ""
    heads = [f"{prefix}{head.strip().lower()}".capitalize() for head, _, _ in lines]
    _answer_each([label, answer], heads, [_typed(told) for _, _, told in lines])
    return True


def _by_whose_language(label: Cell, answer: Cell) -> bool:
    """True for 'Languages' beside 'Child: Urdu' over 'Parents: Punjabi', which were taken apart."""
    asked = _only_line(label)
    means = recognise(asked) if "anguage" in asked else None
    said = [line.text.partition(":") for line in answer.paragraphs() if line.text.strip()]
    if means is None or means.asks != "first_language" or len(said) != len(_WHOSE_LANGUAGE):
        return False
    whose = [recognise_exactly(who.strip()) for who, _, _ in said]
    about = [w.about or w.section.removesuffix("s") if w is not None and not w.asks else "" for w in whose]
    if sorted(about) != sorted(_WHOSE_LANGUAGE):
        return False
    heads = [_WHOSE_LANGUAGE[who] for who in about]
    _answer_each([label, answer], heads, [_typed(told) for _, _, told in said])
    return True


def _only_line(cell: Cell) -> str:
    """The words of a cell of one paragraph; '' for any other."""
    lines = cell.paragraphs()
    return lines[0].text.strip() if len(cell.blocks) == len(lines) == 1 else ""


def _typed(text: str) -> list[Block]:
    return [Paragraph([Piece(text.strip(), FIELD)])]
