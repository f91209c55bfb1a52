"""How made forms look: labels, answers and choices in every layout and build."""

from __future__ import annotations

import random as chance
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.unit.reader.word_xml import (
    bold,
    cell,
    check_control,
    check_field,
    control,
    heading,
    paragraph,
    row,
    run,
    table,
    text_field,
)

Leaves = dict[str, Any]
_WORDS = tomllib.loads((Path(__file__).parent / "made_words.toml").read_text(encoding="utf-8"))
FIELDS: dict[str, dict[str, list[str]]] = _WORDS["fields"]
PEOPLE: dict[str, dict[str, list[str]]] = _WORDS["people"]
ASKED: dict[str, list[str]] = _WORDS["asked"]
SECTIONS: dict[str, list[str]] = _WORDS["sections"]
ELEMENT_WORDS: dict[str, list[str]] = _WORDS["elements"]
GIVEN, FAMILY, TOWNS = _WORDS["given"], _WORDS["family"], _WORDS["towns"]
STREETS, POSTCODES, SENTENCES = _WORDS["streets"], _WORDS["postcodes"], _WORDS["sentences"]
ROLES, AGENCIES, SERVICES = _WORDS["roles"], _WORDS["agencies"], _WORDS["services"]
RELATIONS, WHEN = _WORDS["relations"], _WORDS["when"]
PATHS = {"parents": "parents_carers", "household": "household", "services": "services", "plan": "actions"}


@dataclass
class Made:
    """A form in the making."""

    pick: chance.Random
    leaves: Leaves = field(default_factory=dict)
    blocks: list[str] = field(default_factory=list)
    label_look: str = "bold"
    shaded: bool = False
    colon: bool = False
    build: str = "plain"
    yes_no: str = "ticks-after"
    section_look: str = "heading"
    numbered: bool = False
    section: int = 0

    def label(self, text: str) -> str:
        """A label in this form's look."""
        text = text + (":" if self.colon and not text.endswith("?") else "")
        return bold(text) if self.label_look == "bold" else run(text)

    def answer(self, text: str) -> str:
        """An answer in this form's build."""
        if self.build == "control":
            return control(text)
        if self.build == "field":
            return text_field(text)
        return run(text) if text else ""

    def title(self, name: str) -> None:
        """The heading of a section."""
        self.section += 1
        text = self.pick.choice(SECTIONS[name])
        if self.numbered:
            text = (
                self.pick.choice(
                    (f"{self.section}. {text}", f"Section {self.section}: {text}", f"{self.section} {text}")
                )
                if self.section_look != "plain"
                else text
            )
        if self.section_look == "heading":
            self.blocks.append(heading(text))
        elif self.section_look == "row":
            self.blocks.append(table(row(cell(paragraph(bold(text)), shaded=True))))
        else:
            self.blocks.append(paragraph(bold(text)))


def put_fields(made: Made, path: str, values: dict[str, str], typed: Leaves) -> None:
    """Put questions and answers down in one of the layouts."""
    items = [(made.pick.choice(FIELDS[path][key]), value) for key, value in values.items()]
    for key, value in values.items():
        if value:
            made.leaves[f"{path}.{key}"] = typed.get(key, value)
    lay_out(made, items)


def lay_out(made: Made, items: list[tuple[str, str]]) -> None:  # noqa: C901 - one question after another, as a person would ask them
    """Lay questions and answers out: side by side, above, inside, or line by line."""
    layout = made.pick.choice(("two", "four", "inside", "above", "lines"))
    if layout == "above" and made.label_look == "plain" and not made.shaded:
        layout = "two"
    if layout == "two":
        made.blocks.append(
            table(
                *(
                    row(cell(paragraph(made.label(q)), shaded=made.shaded), cell(*answer_lines(made, a)))
                    for q, a in items
                )
            )
        )
    elif layout == "four":
        rows = []
        for index in range(0, len(items), 2):
            cells = []
            for q, a in items[index : index + 2]:
                cells += [cell(paragraph(made.label(q)), shaded=made.shaded), cell(*answer_lines(made, a))]
            rows.append(row(*cells))
        made.blocks.append(table(*rows))
    elif layout == "inside":
        made.colon = made.colon or made.label_look == "plain"
        rows = []
        width = made.pick.choice((1, 2, 3))
        for index in range(0, len(items), width):
            rows.append(row(*(cell(*put_inside(made, q, a)) for q, a in items[index : index + width])))
        made.blocks.append(table(*rows))
    elif layout == "above":
        width = made.pick.choice((1, 2, 3))
        rows = []
        for index in range(0, len(items), width):
            group = items[index : index + width]
            rows.append(row(*(cell(paragraph(made.label(q)), shaded=made.shaded) for q, _ in group)))
            rows.append(row(*(cell(*answer_lines(made, a)) for _, a in group)))
        made.blocks.append(table(*rows))
    else:
        for q, a in items:
            first, *more = a.split("\n")
            mark = "" if q.endswith("?") else ":"
            made.blocks.append(
                paragraph(bold(q + mark) if made.label_look == "bold" else run(q + mark), run(" "), made.answer(first))
            )
            made.blocks.extend(paragraph(made.answer(line)) for line in more)


def answer_lines(made: Made, answer: str) -> list[str]:
    """An answer, a paragraph for each line."""
    return [paragraph(made.answer(line)) for line in answer.split("\n")]


def put_inside(made: Made, question: str, answer: str) -> list[str]:
    """Label and answer in one cell."""
    first, *more = answer.split("\n")
    if made.pick.random() < 0.5 or more:
        return [paragraph(made.label(question)), *(paragraph(made.answer(line)) for line in (first, *more))]
    return [paragraph(made.label(question), run(" "), made.answer(first))]


def put_choice(made: Made, options: tuple[str, ...], chosen: str | None) -> str:  # noqa: C901 - one question after another, as a person would ask them
    """A row of options of which one is chosen, in this form's way."""
    way = made.yes_no
    parts = []
    for option in options:
        on = option == chosen
        if way == "ticks-after":
            parts.append(run(f"{option} {'☒' if on else '☐'}   "))
        elif way == "ticks-before":
            parts.append(run(f"{'☑' if on else '☐'} {option}   "))
        elif way == "legacy":
            parts.append(run(f"{option} ") + check_field(ticked=on) + run("  "))
        elif way == "control":
            parts.append(check_control(ticked=on) + run(f" {option}  "))
        elif way == "x-after":
            parts.append(run(f"{option} {'X' if on else ''}   "))
        else:
            look = {
                "strike": "<w:strike/>" if chosen and not on else "",
                "bold": "<w:b/>" if on else "",
                "underline": '<w:u w:val="single"/>' if on else "",
                "highlight": '<w:highlight w:val="yellow"/>' if on else "",
            }.get(way, "")
            parts.append(run(option, look))
    if way in ("deleted", "typed"):
        return run(chosen) if chosen else (run(" / ".join(options)) if way == "deleted" else "")
    if way in ("strike", "bold", "underline", "highlight"):
        return run(" / ").join(parts)
    return "".join(parts)


def write_day(pick: chance.Random, iso: str) -> str:
    """A date as somebody writes it."""
    year, month, day = iso.split("-")
    months = (
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    )
    return pick.choice(
        (
            f"{day}/{month}/{year}",
            f"{day}.{month}.{year[2:]}",
            f"{int(day)} {months[int(month) - 1]} {year}",
            f"{day}-{month}-{year}",
            f"{int(day)}/{int(month)}/{year[2:]}",
            f"{int(day)} {months[int(month) - 1][:3]} {year}",
        )
    )


def put_records(
    made: Made, kind: str, records: list[dict[str, str]], typed: list[Leaves], *, titled: bool = False
) -> None:
    """A table of records under its headings."""
    keys = [k for k in PEOPLE[kind] if any(k in r for r in records) or made.pick.random() < 0.5]
    heads = [made.pick.choice(PEOPLE[kind][k]) for k in keys]
    rows = []
    if titled:
        rows.append(row(cell(paragraph(bold(made.pick.choice(SECTIONS[kind]))), shaded=True, span=len(keys))))
    rows.append(
        row(*(cell(paragraph(bold(h) if made.label_look == "bold" else run(h)), shaded=made.shaded) for h in heads))
    )
    for index, record in enumerate(records):
        rows.append(row(*(cell(paragraph(made.answer(record.get(k, "")))) for k in keys)))
        for key in keys:
            if record.get(key):
                made.leaves[f"{PATHS[kind]}[{index}].{key}"] = typed[index].get(key, record[key])
    for _ in range(made.pick.randint(0, 2)):
        rows.append(row(*(cell(paragraph(made.answer(""))) for _ in keys)))  # noqa: PERF401 - reads better
    made.blocks.append(table(*rows))


def write_text(made: Made, who: str, sentences: int) -> str:
    """Some sentences about the child."""
    return " ".join(f"{who} {made.pick.choice(SENTENCES)}" for _ in range(sentences))


def note_leaf(made: Made, path: str, text: str) -> None:
    """Remember what was written, if anything was."""
    if text:
        made.leaves[path] = text
