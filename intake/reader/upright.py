"""
Records set upright: a table on its side, and a table for each record, become one table with a row for each record.

"Name | Ann Kerr | Joe Kerr" over "Relationship | Mother | Father" says what "Name | Relationship" over two rows says,
and so do two small tables with the same labels, one below the other. Both are read as what is most common.
"""

from __future__ import annotations

import re
from dataclasses import replace

from intake.reader.cell_looks import is_empty
from intake.reader.document import BOLD, TEXT, Block, Cell, Paragraph, Table
from intake.reader.labels import LONGEST, clean, recognise, recognise_exactly

_OF_PEOPLE = frozenset(
    [
        "name",
        "given",
        "family",
        "worker",
        "relationship",
        "pr",
        "dob",
        "edd",
        "telephone",
        "email",
        "contact",
        "address",
        "postcode",
        "age",
        "sex",
        "school",
    ]
)
_OF_FAMILY = _OF_PEOPLE | {"who", "present_yn", "remark", "year", "ethnicity", "role", "organisation", "focus"}
"""What is asked of a relative, with 'Relationship' among it."""
_OF_SERVICES = frozenset(
    [
        "service",
        "organisation",
        "organisation_type",
        "role",
        "role_and_organisation",
        "who",
        "name",
        "worker",
        "telephone",
        "contact",
        "email",
        "address",
    ]
)
_OF_PLAN = frozenset(
    ["action", "who", "when", "outcome", "needs", "measure", "progress", "review", "date", "date_completed", "comment"]
)
_NAMES = frozenset({"name", "given", "worker"})
_NAME = re.compile(r"\bnames?\b", re.IGNORECASE)
_NAMING_SECTIONS = frozenset({"parents", "household"})
_QUESTIONS = frozenset(
    [
        "name",
        "given",
        "family",
        "dob",
        "telephone",
        "contact",
        "email",
        "address",
        "postcode",
        "relationship",
        "pr",
        "sex",
        "date",
        "nhs",
        "upn",
        "action",
        "who",
        "when",
        "outcome",
        "measure",
        "review",
        "signed",
        "print_name",
        "date_started",
        "date_completed",
    ]
)
_FEWEST, _FEWEST_COLUMNS, _FEW = 2, 3, 5
_LABEL_AND_ANSWER = _LINE_AND_HINT = 2


def upright(blocks: list[Block]) -> list[Block]:
    """Blocks with every table that lists records on its side, or one by one, as a table with a row for each."""
    made: list[Block] = []
    number = 0
    while number < len(blocks):
        block = blocks[number]
        if not isinstance(block, Table) or block.text_box or block.tabbed:
            made.append(block)
            number += 1
            continue
        _in_cells(block)
        cards, end = _cards(blocks, number)
        made.append(_of_cards(cards) if len(cards) >= _FEWEST else _stood_up(block))
        number = end if len(cards) >= _FEWEST else number + 1
    return made


def _in_cells(table: Table) -> None:
    for row in table.rows:
        for cell in row:
            if len(cell.blocks) > 1 or (cell.blocks and isinstance(cell.blocks[0], Table)):
                cell.blocks = upright(cell.blocks)


# --- a table for each record --------------------------------------------------------------------------------------


def _cards(blocks: list[Block], number: int) -> tuple[list[Table], int]:
    """The tables from *number* on that ask the same of a record each, nothing between them, and where they end."""
    first = blocks[number]
    asked = _labels(first) if isinstance(first, Table) else None
    said = [clean(label) for label in asked or ()]
    if asked is None or not isinstance(first, Table):
        return [], number
    cards, end = [first], number + 1
    for index in range(number + 1, len(blocks)):
        block = blocks[index]
        if isinstance(block, Paragraph) and not any(p.text.strip() or p.kind != TEXT for p in block.pieces):
            continue
        if not isinstance(block, Table) or [clean(label) for label in _labels(block) or ()] != said:
            break
        cards.append(block)
        end = index + 1
    return (cards, end) if len(cards) >= _FEWEST and _list_records(asked) else ([], number)


def _labels(table: Table) -> list[str] | None:
    """The labels of a table with an answer beside each; None for any other table."""
    rows = table.rows
    if len(rows) < _FEWEST or table.text_box or table.tabbed or any(len(row) != _LABEL_AND_ANSWER for row in rows):
        return None
    labels = [_label(row[0]) for row in rows]
    return labels if all(labels) and len(set(labels)) == len(labels) else None


def _of_cards(cards: list[Table]) -> Table:
    heads = [_head(row[0]) for row in cards[0].rows]
    records = [[row[1] for row in card.rows] for card in cards]
    stands = ((0, "row 1"), *((further, "") for further in range(len(cards))))
    return replace(cards[0], rows=_on_grid([heads, *records]), stands=stands)


# --- a table on its side ------------------------------------------------------------------------------------------


def _stood_up(table: Table) -> Table:
    """*table* with a row for each of its columns if it lists records on its side, below its title if it has one."""
    titles = next((n for n, row in enumerate(table.rows) if len(row) > 1), len(table.rows))
    rows = table.rows[titles:]
    if titles > 1 or not _is_on_its_side(rows):
        return table
    heads = [_head(row[0]) for row in rows]
    records = [[row[i] for row in rows] for i in range(1, len(rows[0]))]
    stands = [*((0, f"row {n + 1}") for n in range(titles)), *((0, f"column {i + 1}") for i in range(len(rows[0])))]
    return replace(table, rows=[*table.rows[:titles], *_on_grid([heads, *records])], stands=tuple(stands))


def _is_on_its_side(rows: list[list[Cell]]) -> bool:
    """True for labels of one kind of record down the side, with answers of two records at least beside them."""
    width = len(rows[0]) if rows else 0
    if len(rows) < _FEWEST or width < _FEWEST_COLUMNS or any(len(row) != width for row in rows):
        return False
    if any(cell.shaded for row in rows[1:] for cell in row[1:]) or not _is_regular(rows):
        return False
    labels = [_label(row[0]) for row in rows]
    if not all(labels) or len(set(labels)) < len(labels) or not _list_records(labels):
        return False
    filled = [sum(not is_empty(row[i]) for row in rows) for i in range(1, width)]
    records = sum(count >= _FEWEST for count in filled)
    if records < _FEWEST and not (records and _are_of_plan(labels)):
        return False
    if any(_ask_more([row[i] for row in rows], count) for i, count in enumerate(filled, 1)):
        return False
    questions = sum(_asks(cell) for row in rows for cell in row[1:])
    return questions * _FEW < sum(filled)


def _is_regular(rows: list[list[Cell]]) -> bool:
    """True for cells that stand exactly below one another, none merged with another, no table in them."""
    places = [(cell.column, cell.span) for cell in rows[0]]
    return all(
        [(cell.column, cell.span) for cell in row] == places
        and not any(cell.continues or any(isinstance(b, Table) for b in cell.blocks) for cell in row)
        for row in rows
    )


def _ask_more(column: list[Cell], filled: int) -> bool:
    """True for labels with answers of their own, as most of what stands in a column of a table of two pairs a row."""
    known = [means for cell in column if (text := _label(cell)) and (means := recognise_exactly(text)) is not None]
    return sum(means.is_field and means.asks not in ("yes", "no") for means in known) * 2 >= filled > 0


def _asks(cell: Cell) -> bool:
    """True for a cell that is a question about a record itself; 'Yes', 'School' and 'GP' are answers here."""
    text = _label(cell)
    means = recognise(text) if text else None
    return means is not None and means.asks in _QUESTIONS


# --- both ---------------------------------------------------------------------------------------------------------


def _list_records(labels: list[str]) -> bool:
    """True for labels that ask of people, of services or of actions, and hardly anything else."""
    means = [recognise(label) for label in labels]
    asked = [one.asks for one in means if one is not None and one.asks]
    said = set(asked)
    if len(said) < len([asks for asks in asked if asks != "organisation"]) or asked.count("organisation") > _FEWEST:
        return False
    names = any(one is not None and not one.asks and one.section in _NAMING_SECTIONS for one in means)
    names = names or any(one is None and _NAME.search(label) for label, one in zip(labels, means, strict=True))
    known, named = len(asked) + names, names or bool(said & _NAMES)
    return known * 3 >= len(labels) * 2 and known >= _FEWEST and _is_one_kind(said, named=named)


def _are_of_plan(labels: list[str]) -> bool:
    return any(means.asks == "action" for label in labels if (means := recognise(label)) is not None)


def _is_one_kind(said: set[str], *, named: bool) -> bool:
    """True for what is asked of relatives, of other people, of services, or of the actions of a plan."""
    if "relationship" in said and (named or "who" in said):
        return said <= _OF_FAMILY
    if named and said <= _OF_PEOPLE:
        return bool(said - _NAMES)
    helps = "service" in said or (bool(said & {"organisation", "organisation_type", "role_and_organisation"}))
    return (helps and said <= _OF_SERVICES) or ("action" in said and said <= _OF_PLAN)


def _label(cell: Cell) -> str:
    """The words of a cell with one line, or a line and a hint, without space around them; "" for any other."""
    lines = [b for b in cell.blocks if isinstance(b, Table) or b.pieces]
    texts = [b.text for b in lines if isinstance(b, Paragraph)]
    if not 1 <= len(lines) <= _LINE_AND_HINT or len(texts) < len(lines) or any(len(text) > LONGEST for text in texts):
        return ""
    if len(texts) > 1 and not texts[1].lstrip().startswith("("):
        return ""
    return " ".join(texts).strip()


def _head(cell: Cell) -> Cell:
    """A label as a head of its column, which looks like one."""
    lines: list[Block] = [
        replace(b, pieces=[replace(p, look=p.look | BOLD) for p in b.pieces]) if isinstance(b, Paragraph) else b
        for b in cell.blocks
    ]
    return replace(cell, blocks=lines, shaded=True)


def _on_grid(rows: list[list[Cell]]) -> list[list[Cell]]:
    return [
        [replace(cell, column=i, span=1, row=number) for i, cell in enumerate(row)] for number, row in enumerate(rows)
    ]
