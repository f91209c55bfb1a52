"""
Forms made at random, with their answers: other layouts, other wordings, other builds than any real form has.

`make_form(random)` gives the bytes of a Word document and what a reader should
find in it, leaf by leaf. The wordings are written as councils write them, not
copied from the reader's vocabulary.
"""

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
    document,
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


def make_form(pick: chance.Random) -> tuple[bytes, Leaves]:
    """Return a form and the leaves that stand in it."""
    made = Made(pick)
    made.label_look = pick.choice(("bold", "bold", "bold", "plain"))
    made.shaded = pick.random() < 0.6 or made.label_look == "plain"
    made.colon = pick.random() < 0.4
    made.build = pick.choice(("plain", "plain", "control", "field"))
    made.yes_no = pick.choice(
        (
            "ticks-after",
            "ticks-before",
            "legacy",
            "control",
            "strike",
            "bold",
            "underline",
            "highlight",
            "deleted",
            "typed",
            "x-after",
        )
    )
    made.section_look = pick.choice(("heading", "row", "plain"))
    made.numbered = pick.random() < 0.5
    made.blocks.append(
        heading(
            pick.choice(
                ("Early Help Assessment", "Common Assessment Framework (CAF)", "Early Help Assessment form", "CAF form")
            ),
            1,
        )
    )
    made.blocks.append(
        paragraph(run("Please complete all the sections that apply. Boxes will expand as you type.", "<w:i/>"))
    )
    name = (pick.choice(GIVEN), pick.choice(FAMILY))
    _child(made, name)
    order = [_people, _assessment]
    pick.shuffle(order)
    for part in order:
        part(made, name)
    _services(made)
    _elements(made, name[0])
    _plan(made, name[0])
    _views(made)
    _consent(made, name)
    return document(*made.blocks), made.leaves


# --- questions with one answer ----------------------------------------------------------------------------------


def _fields(made: Made, path: str, values: dict[str, str], typed: Leaves) -> None:
    """Put questions and answers down in one of the layouts."""
    items = [(made.pick.choice(FIELDS[path][key]), value) for key, value in values.items()]
    for key, value in values.items():
        if value:
            made.leaves[f"{path}.{key}"] = typed.get(key, value)
    _lay_out(made, items)


def _lay_out(made: Made, items: list[tuple[str, str]]) -> None:  # noqa: C901 - one question after another, as a person would ask them
    layout = made.pick.choice(("two", "four", "inside", "above", "lines"))
    if layout == "above" and made.label_look == "plain" and not made.shaded:
        layout = "two"
    if layout == "two":
        made.blocks.append(
            table(*(row(cell(paragraph(made.label(q)), shaded=made.shaded), cell(*_lines(made, a))) for q, a in items))
        )
    elif layout == "four":
        rows = []
        for index in range(0, len(items), 2):
            cells = []
            for q, a in items[index : index + 2]:
                cells += [cell(paragraph(made.label(q)), shaded=made.shaded), cell(*_lines(made, a))]
            rows.append(row(*cells))
        made.blocks.append(table(*rows))
    elif layout == "inside":
        made.colon = made.colon or made.label_look == "plain"
        rows = []
        width = made.pick.choice((1, 2, 3))
        for index in range(0, len(items), width):
            rows.append(row(*(cell(*_inside(made, q, a)) for q, a in items[index : index + width])))
        made.blocks.append(table(*rows))
    elif layout == "above":
        width = made.pick.choice((1, 2, 3))
        rows = []
        for index in range(0, len(items), width):
            group = items[index : index + width]
            rows.append(row(*(cell(paragraph(made.label(q)), shaded=made.shaded) for q, _ in group)))
            rows.append(row(*(cell(*_lines(made, a)) for _, a in group)))
        made.blocks.append(table(*rows))
    else:
        for q, a in items:
            first, *more = a.split("\n")
            mark = "" if q.endswith("?") else ":"
            made.blocks.append(
                paragraph(bold(q + mark) if made.label_look == "bold" else run(q + mark), run(" "), made.answer(first))
            )
            made.blocks.extend(paragraph(made.answer(line)) for line in more)


def _lines(made: Made, answer: str) -> list[str]:
    return [paragraph(made.answer(line)) for line in answer.split("\n")]


def _inside(made: Made, question: str, answer: str) -> list[str]:
    first, *more = answer.split("\n")
    if made.pick.random() < 0.5 or more:
        return [paragraph(made.label(question)), *(paragraph(made.answer(line)) for line in (first, *more))]
    return [paragraph(made.label(question), run(" "), made.answer(first))]


def _child(made: Made, name: tuple[str, str]) -> None:  # noqa: C901 - one question after another, as a person would ask them
    pick = made.pick
    made.title("child")
    day, month, year = pick.randint(1, 28), pick.randint(1, 12), pick.randint(2008, 2021)
    iso = f"{year}-{month:02}-{day:02}"
    postcode = pick.choice(POSTCODES)
    address = (pick.choice(STREETS), pick.choice(TOWNS))
    values = {
        "given_names": name[0],
        "family_name": name[1],
        "date_of_birth": _day(pick, iso),
        "address": "\n".join(address),
        "postcode": pick.choice((postcode, postcode.lower(), postcode.replace(" ", ""))),
    }
    typed: Leaves = {"date_of_birth": iso, "address": ", ".join(address), "postcode": postcode}
    optional = {
        "also_known_as": "Bean",
        "telephone": "07700 900" + str(pick.randint(100, 999)),
        "nhs_number": pick.choice(("999 104 4175", "9995182122")),
        "ethnicity": pick.choice(("White British", "Pakistani", "Black African")),
        "first_language": pick.choice(("English", "Polish", "Urdu")),
        "religion": pick.choice(("None", "Muslim", "Church of England")),
        "school": pick.choice(AGENCIES),
        "year_group": pick.choice(("Year 4", "9", "Reception")),
        "special_requirements": "Ground floor room please; Mum uses a stick.",
    }
    for key, value in optional.items():
        if pick.random() < 0.75:
            values[key] = "" if pick.random() < 0.2 else value
    if values.get("nhs_number"):
        typed["nhs_number"] = values["nhs_number"].replace(" ", "")
    if "year_group" in values and "school" not in values:
        values.pop("year_group")
    _fields(made, "child", values, typed)
    questions = [(pick.choice(words), path) for path, words in ASKED.items() if pick.random() < 0.7]
    rows = []
    for question, path in questions:
        answer = pick.choice((True, False, None))
        if answer is not None:
            made.leaves[path] = answer
        rows.append(
            row(
                cell(paragraph(made.label(question)), shaded=made.shaded),
                cell(paragraph(_choice(made, ("Yes", "No"), None if answer is None else ("Yes" if answer else "No")))),
            )
        )
    if rows:
        made.blocks.append(table(*rows))
    sex = pick.choice(("Male", "Female", None))
    if sex is not None:
        made.leaves["child.sex"] = sex.lower()
    made.blocks.append(
        table(
            row(
                cell(paragraph(made.label(pick.choice(("Gender", "Sex")))), shaded=made.shaded),
                cell(paragraph(_choice(made, ("Male", "Female"), sex))),
            )
        )
    )


def _choice(made: Made, options: tuple[str, ...], chosen: str | None) -> str:  # noqa: C901 - one question after another, as a person would ask them
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


def _day(pick: chance.Random, iso: str) -> str:
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


def _assessment(made: Made, name: tuple[str, str]) -> None:
    pick = made.pick
    made.title("assessment")
    iso = f"2026-0{pick.randint(1, 6)}-{pick.randint(10, 28)}"
    _fields(
        made,
        "assessment",
        {
            "date": _day(pick, iso),
            "people_present": f"{name[0]}, Mum and the class teacher",
            "reason": _text(made, name[0], 2),
        },
        {"date": iso},
    )
    made.title("assessor")
    values = {
        "name": f"{pick.choice(GIVEN).split()[0]} {pick.choice(FAMILY)}",
        "role": pick.choice(ROLES),
        "organisation": pick.choice(AGENCIES),
        "telephone": f"01632 960{pick.randint(100, 999)}",
        "email": "worker@setting.example",
    }
    _fields(made, "assessor", values, {})
    if pick.random() < 0.5:
        _fields(
            made,
            "lead_professional",
            {"name": "Sam " + pick.choice(FAMILY), "telephone": "01632 960" + str(pick.randint(100, 999))},
            {},
        )


def _text(made: Made, who: str, sentences: int) -> str:
    return " ".join(f"{who} {made.pick.choice(SENTENCES)}" for _ in range(sentences))


# --- tables of records ------------------------------------------------------------------------------------------


def _records(
    made: Made, kind: str, records: list[dict[str, str]], typed: list[Leaves], *, titled: bool = False
) -> None:
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


def _people(made: Made, name: tuple[str, str]) -> None:  # noqa: C901 - one question after another, as a person would ask them
    pick = made.pick
    records: list[dict[str, str]] = [
        {
            "name": f"Dana {name[1]}",
            "relationship": "Mother",
            "telephone": "07700 900" + str(pick.randint(100, 999)),
            "parental_responsibility": pick.choice(("Y", "Yes")),
        }
    ]
    typed: list[Leaves] = [{"parental_responsibility": True}]
    if pick.random() < 0.6:
        records.append(
            {
                "name": f"Rob {pick.choice(FAMILY)}",
                "relationship": "Father",
                "parental_responsibility": pick.choice(("N", "No")),
            }
        )
        typed.append({"parental_responsibility": False})
    if pick.random() < 0.7:
        titled = pick.random() < 0.4
        if not titled:
            made.title("parents")
        _records(made, "parents", records, typed, titled=titled)
    else:
        made.title("parents")
        for index, record in enumerate(records):
            values = {k: v for k, v in record.items() if k != "parental_responsibility"}
            for key, value in values.items():
                made.leaves[f"parents_carers[{index}].{key}"] = value
            _lay_out(made, [(pick.choice(PEOPLE["parents"][k]), v) for k, v in values.items()])
    others: list[dict[str, str]] = []
    plain: list[Leaves] = []
    for _ in range(pick.randint(0, 3)):
        iso = f"{pick.randint(2009, 2023)}-0{pick.randint(1, 9)}-{pick.randint(10, 28)}"
        others.append(
            {
                "name": f"{pick.choice(GIVEN)} {name[1]}",
                "relationship": pick.choice(RELATIONS),
                "date_of_birth": _day(pick, iso),
                "school": pick.choice((*AGENCIES, "")),
            }
        )
        plain.append({"date_of_birth": iso})
    if others:
        titled = pick.random() < 0.4
        if not titled:
            made.title("household")
        _records(made, "household", others, plain, titled=titled)


def _services(made: Made) -> None:
    pick = made.pick
    records = [
        {
            "service": service,
            "name": f"{pick.choice(('Dr', 'Ms', 'Mr'))} {pick.choice(FAMILY)}",
            "organisation": pick.choice(AGENCIES),
            "telephone": f"01632 960{pick.randint(100, 999)}",
        }
        for service in pick.sample(SERVICES, pick.randint(1, 3))
    ]
    titled = pick.random() < 0.4
    if not titled:
        made.title("services")
    _records(made, "services", records, [{} for _ in records], titled=titled)


def _elements(made: Made, who: str) -> None:
    pick = made.pick
    made.title("elements")
    chosen = [k for k in ELEMENT_WORDS if pick.random() < 0.7]
    way = pick.choice(("rows", "columns", "headings", "inside"))
    rows = []
    if way == "columns":
        rows.append(
            row(
                *(
                    cell(paragraph(bold(t)), shaded=True)
                    for t in (
                        pick.choice(("Area", "")),
                        pick.choice(("Strengths", "What is working well?")),
                        pick.choice(("Needs", "What are we worried about?")),
                    )
                )
            )
        )
    for key in chosen:
        label = pick.choice(ELEMENT_WORDS[key])
        text = _text(made, who, pick.randint(1, 3)) if pick.random() < 0.8 else ""
        if way == "columns":
            strengths = _text(made, who, 1) if pick.random() < 0.8 else ""
            rows.append(
                row(
                    cell(paragraph(bold(label)), shaded=made.shaded),
                    cell(paragraph(made.answer(strengths))),
                    cell(paragraph(made.answer(text))),
                )
            )
            _say(made, f"elements.{key}.strengths", strengths)
            _say(made, f"elements.{key}.needs", text)
            continue
        _say(made, f"elements.{key}.text", text)
        if way == "rows":
            rows.append(row(cell(paragraph(bold(label)), shaded=made.shaded), cell(paragraph(made.answer(text)))))
        elif way == "inside":
            rows.append(row(cell(paragraph(bold(label)), paragraph(made.answer(text)))))
        else:
            made.blocks.append(paragraph(bold(label)))
            made.blocks.append(paragraph(made.answer(text)) if text else paragraph())
    if rows:
        made.blocks.append(table(*rows))


def _say(made: Made, path: str, text: str) -> None:
    if text:
        made.leaves[path] = text


def _plan(made: Made, who: str) -> None:
    pick = made.pick
    made.title("plan")
    records, typed = [], []
    for _ in range(pick.randint(1, 4)):
        iso = f"2026-0{pick.randint(7, 9)}-{pick.randint(10, 28)}"
        dated = pick.random() < 0.6
        records.append(
            {
                "desired_outcome": f"{who} is happier at school",
                "action": pick.choice(("Refer to the school nurse", "Weekly visit at home", "Breakfast club place")),
                "who": pick.choice(("Mum", "School", "Family support worker")),
                "by_when": _day(pick, iso) if dated else pick.choice(WHEN),
            }
        )
        typed.append({"by_when": iso} if dated else {})
    _records(made, "plan", records, typed)
    iso = f"2026-1{pick.randint(0, 2)}-{pick.randint(10, 28)}"
    made.leaves["review_date"] = iso
    _lay_out(
        made,
        [
            (
                pick.choice(
                    ("Review date", "Date of next review", "Agreed review date", "When will this plan be reviewed?")
                ),
                _day(pick, iso),
            )
        ],
    )


def _views(made: Made) -> None:
    pick = made.pick
    made.title("views")
    child, parent = "I want my own room and to see Dad.", "We would be glad of some help."
    made.leaves["child_comment"], made.leaves["parent_comment"] = child, parent
    _lay_out(
        made,
        [
            (
                pick.choice(
                    (
                        "Child's views",
                        "Child or young person's comments",
                        "What does the child say?",
                        "Voice of the child",
                    )
                ),
                child,
            ),
            (pick.choice(("Parent/carer's views", "Parents' comments", "Parent or carer's comments")), parent),
        ],
    )


def _consent(made: Made, name: tuple[str, str]) -> None:
    pick = made.pick
    made.title("consent")
    made.blocks.append(
        paragraph(
            run("We will only share information where we need to, unless somebody is at risk of significant harm.")
        )
    )
    statements = {
        "consent.store": pick.choice(
            (
                "I agree to this information being stored",
                "I agree that the information on this form may be recorded and held",
            )
        ),
        "consent.share": pick.choice(
            (
                "I agree to this information being shared with other services",
                "I consent to the information in this form being shared with the services that can help",
                "I agree to the sharing of this information with panel members",
            )
        ),
    }
    inside = pick.random() < 0.5
    rows = []
    for path, text in statements.items():
        value = pick.choice((True, True, False, None))
        if value is not None:
            made.leaves[path] = value
        chosen = None if value is None else ("Yes" if value else "No")
        if inside:
            made.blocks.append(paragraph(run(text + ".   "), _choice(made, ("Yes", "No"), chosen)))
        else:
            rows.append(row(cell(paragraph(run(text))), cell(paragraph(_choice(made, ("Yes", "No"), chosen)))))
    if rows:
        made.blocks.append(table(*rows))
    shared = ["School", "Health visiting"] if pick.random() < 0.7 else []
    kept = ["Police"] if pick.random() < 0.5 else []
    for path, services in (("consent.share_with", shared), ("consent.not_share_with", kept)):
        for index, service in enumerate(services):
            made.leaves[f"{path}[{index}]"] = service
    _lay_out(
        made,
        [
            (
                pick.choice(
                    (
                        "Who may see this assessment?",
                        "Share with",
                        "Services that may see this form",
                        "Who would you like to receive a copy?",
                    )
                ),
                pick.choice((", ", "; ")).join(shared),
            ),
            (
                pick.choice(
                    (
                        "Is there anyone you do not want to see this assessment?",
                        "Do not share with",
                        "Services not to be involved",
                        "Are there any services you do not want us to share with?",
                    )
                ),
                "; ".join(kept),
            ),
        ],
    )
    iso = f"2026-06-{pick.randint(10, 28)}"
    signed, worker = f"Dana {name[1]}", "Kim " + pick.choice(FAMILY)
    made.leaves["consent.signed_by"], made.leaves["consent.signed_on"], made.leaves["consent.assessor_signed_on"] = (
        signed,
        iso,
        iso,
    )
    rows = [
        row(
            cell(paragraph(made.label(who)), shaded=made.shaded),
            cell(paragraph(made.answer(person))),
            cell(paragraph(made.label("Date")), shaded=made.shaded),
            cell(paragraph(made.answer(_day(pick, iso)))),
        )
        for who, person in (
            (pick.choice(("Signed (parent/carer)", "Parent/carer signature", "Signature of parent/carer")), signed),
            (pick.choice(("Signed (practitioner)", "Assessor's signature", "Signature of practitioner")), worker),
        )
    ]
    made.blocks.append(table(*rows))
