"""
Tables of records: people, services, actions, strengths and needs, signatures, boxes to share or not to share.

A table is known by what its column headings ask for, and by the section it
stands in; its rows become records of the draft.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from intake.reader.answers import Answer, Column, Found, Row
from intake.reader.by_child import take_by_child
from intake.reader.choices import is_mark
from intake.reader.decisions import by_decision, decided_in
from intake.reader.document import TICKED, UNTICKED, Paragraph, Piece
from intake.reader.labels import Label, clean, heading_section, recognise, recognise_area
from intake.reader.parts import split_paragraph
from intake.reader.people_rows import cares_for_nobody, is_person, is_sibling
from intake.reader.statements import read_statement
from intake.reader.vocabulary import DOMAINS
from intake.reader.yes_no import read_yes_no

if TYPE_CHECKING:
    from intake.reader.draft import Draft

_PLAN = {
    "action": "action",
    "outcome": "desired_outcome",
    "who": "who",
    "when": "by_when",
    "measure": "measure",
    "edd": "by_when",
    "date_completed": "by_when",
    "date": "by_when",
    "review": "by_when",
    "worker": "who",
    "name": "who",
    "strengths": "",
    "needs": "_needs",
}
_PEOPLE = frozenset(
    {
        "relationship",
        "dob",
        "edd",
        "pr",
        "pr_yes",
        "school",
        "address",
        "telephone",
        "sex",
        "age",
        "contact",
        "present_yn",
        "email",
        "upn",
        "nhs",
        "postcode",
    }
)
_FAMILY = frozenset({"relationship", "dob", "edd", "pr", "pr_yes", "given", "family", "sex", "year", "upn"})
"""What is asked of people, and never of services."""
_OF_SUBJECTS = frozenset({"dob", "edd", "sex", "upn", "nhs", "year", "ethnicity", "ethnicity_code"})
"""One of these at least is asked of every child that a form is about."""
_BESIDE = re.compile(
    r"\b(?:scores?|scale|rating|rag|source|sources|evidence from|information from|who said|level|how worried)\b"
)
"""Columns beside what is written of an element: how bad it is, and who said so."""
_NAME_WORDS = 5
_SCORE = re.compile(r"\d{1,2}(?:\s*[-–/].{0,30})?")
_APART = frozenset({"consent", "services", "assessor", "views"})
_YOUR = re.compile(r"\W*your\b", re.IGNORECASE)
_SEVERAL_ROWS = frozenset({"strengths", "needs", "outcome", "share_with", "not_share_with", "services_requested"})
_KINDS = {
    "household": "household",
    "parents": "parents",
    "services": "services",
    "children": "children",
    "child": "children",
}

Rows = Sequence[tuple[Answer, ...]]


def take_records(draft: Draft, columns: list[Column], rows: Rows) -> None:  # noqa: C901 - one question after another, as a person would ask them
    """Give *draft* the records of one table."""
    if (
        len(columns) > 2 and columns[1].asks == "area" and columns[0].asks in ("", "area")
    ):  # a group, an element, an answer
        # The first column only groups the elements named in the second.
        columns, rows = columns[1:], [record[1:] for record in rows]
    asks = [c.asks for c in columns]
    said = {c.asks for c in columns if c.means is None or c.means.about not in ("gp", "lead", "assessor")}
    draft.seen.update(a for a in asks if a)
    draft.seen.update(c.means.section for c in columns if c.means is not None and c.means.section)
    if len(parts := _side_by_side(columns)) > 1:
        for start, stop in parts:
            take_records(draft, columns[start:stop], [r[start:stop] for r in rows])
        return
    if take_by_child(draft, columns, rows):
        return
    if len(rows) == 1 and _is_one_record(columns):
        _columns(draft, columns, rows)
    elif {"yes", "no"} <= said:
        _statements(draft, columns, rows)
    elif (decided := decided_in(draft.section, columns, rows)) is not None:
        by_decision(draft, columns, decided, rows)
    elif said & {"share_with", "not_share_with"} and asks[0] not in ("share_with", "not_share_with"):
        _shared(draft, columns, rows)
    elif _is_plan(said):
        _plan(draft, columns, rows)
    elif said & {"strengths", "needs"}:
        _analysis(draft, columns, rows)
    elif said & {"signed", "print_name"} or (draft.section == "consent" and "date" in said and not columns[0].text):
        _signatures(draft, columns, rows)
    elif (kind := people_kind(draft, columns, said)) == "services":
        _services(draft, columns, rows)
    elif kind:
        _people(draft, columns, rows, kind)
    elif not columns[0].text or asks[0] == "area":
        _by_row(draft, columns, rows)
    elif len(columns) == 2 and asks == ["", "comment"]:
        _comments(draft, columns, rows)
    else:
        _columns(draft, columns, rows)


def _is_one_record(columns: list[Column]) -> bool:
    """True for questions side by side rather than a list: about 'you', about whoever assessed, of consent."""
    first = columns[0].means
    return (
        any(_YOUR.match(c.text) for c in columns)
        or (first is not None and not first.asks and "assessor" in (first.about, first.section))
        or any(c.means is None and read_statement(c.text) is not None for c in columns)
        or (sum(c.asks == "date" for c in columns) > 1 and any(c.asks in ("signed", "print_name") for c in columns))
    )


def _side_by_side(columns: list[Column]) -> list[tuple[int, int]]:
    """Where the tables begin and end that stand beside one another in one: each headed by whom it lists."""
    starts = [0]
    for index, column in enumerate(columns[1:-1], 1):
        heads = _heads(column) or (column.means is None and heading_section(column.text) in _KINDS)
        before = {c.asks for c in columns[starts[-1] : index] if c.asks}
        if heads and before & {c.asks for c in columns[index + 1 :]}:
            starts.append(index)
    return list(pairwise([*starts, len(columns)]))


def _is_plan(said: set[str]) -> bool:
    return (
        "action" in said
        and bool(said & {"who", "when", "outcome", "measure", "edd", "date_completed", "date", "needs"})
    ) or ("outcome" in said and bool(said & {"who", "when"}))


def people_kind(draft: Draft, columns: list[Column], said: set[str]) -> str:
    """Which people, or services, a table lists; "" if it lists neither."""
    headed = _kind_by_head(draft, columns, said)
    if headed:
        return headed
    unnamed = columns[0].asks in ("", "who") and len(said & {"relationship", "dob", "pr", "telephone", "school"}) > 1
    of_services = said & {"who", "telephone", "organisation", "contact", "role"}
    unnamed = unnamed or (draft.section == "services" and bool(of_services))
    if not said & {"name", "given", "family", "worker", "service"} and not _heads(columns[0]) and not unnamed:
        return ""
    if _lists_services(draft, said):
        return "services"
    if not said & _PEOPLE:
        return ""
    return _kind_of_people(draft, said)


def _heads(column: Column) -> bool:
    """True if a column's heading names persons or a section, and asks for nothing."""
    means = column.means
    return means is not None and not means.asks and bool(means.section or means.about)


def _kind_by_head(draft: Draft, columns: list[Column], said: set[str]) -> str:
    """The kind that the first column's heading names: 'Brothers and sisters', 'Mother', 'Who helps already?'."""
    first = columns[0].means
    section = first.section if _heads(columns[0]) and first is not None else ""
    if first is None:
        section = heading_section(columns[0].text)
    if section in _KINDS and said & (_PEOPLE | {"name", "worker", "organisation"}):
        return _KINDS[section] if section not in ("child", "children") or "relationship" not in said else "household"
    if first is None or first.asks or not said & _PEOPLE:
        return ""
    if first.about in ("parent", "mother", "father"):
        return "parents"
    if first.about == "child" and said & (_PEOPLE - {"relationship"}):
        return "children" if draft.section != "household" else "household"
    return ""


def _lists_services(draft: Draft, said: set[str]) -> bool:
    if said & _FAMILY or draft.section == "consent":
        return False
    if "service" in said or ("worker" in said and draft.section not in ("assessor", "lead")):
        return True
    if draft.section == "services":
        return bool(said & {"organisation", "telephone", "role", "contact", "name"})
    return bool(said & {"organisation", "role"}) and draft.section not in ("child", "children", "assessor")


def _kind_of_people(draft: Draft, said: set[str]) -> str:
    """Parents, household or children, by the section and by what is asked of each."""
    if said & {"pr", "pr_yes"} and not (said & {"school", "present_yn"} and draft.section != "parents"):
        return "parents"
    if {"relationship", "organisation"} <= said and not said & (_FAMILY - {"relationship"}):
        return "services"  # 'Who they are', 'Where they are based'
    if draft.section == "household":
        return "household"
    if draft.section == "parents":
        return "parents"
    if "relationship" in said:
        return "household"
    if not said & _OF_SUBJECTS or said & {"role", "worker", "service"}:
        return ""
    if draft.section in ("child", "children") or (said & {"given", "name"} and said & {"dob", "edd"}):
        return "children" if not draft.names_children or draft.section == "children" else "household"
    return ""


def _row_of(columns: list[Column], record: tuple[Answer, ...], names: dict[int, str]) -> Row:
    row: Row = {}
    for index, answer in enumerate(record):
        name = names.get(index, "")
        if name and name not in row:
            score = columns[index].means.score if columns[index].means is not None else 0.85  # type: ignore[union-attr]
            row[name] = Found(answer, columns[index].text, score)
    return row


def _people(draft: Draft, columns: list[Column], rows: Rows, kind: str) -> None:  # noqa: C901, PLR0912 - one question after another, as a person would ask them
    names: dict[int, str] = {}
    for index, column in enumerate(columns):
        asks = column.asks
        if not asks and column.means is not None and (column.means.section or column.means.about) and not names:
            asks = "name"
        elif index == 0 and not asks:
            asks = (
                "name"
                if "name" not in {c.asks for c in columns} and not {"given", "family"} & {c.asks for c in columns}
                else ""
            )
        if asks == "worker" or (asks == "who" and index == 0):
            asks = "name"
        if asks == "organisation" and kind in ("household", "children"):
            asks = "school"
        names[index] = asks
    made = [_row_of(columns, record, names) for record in rows]
    made = [r for r in made if any(n in r and not r[n].answer.blank for n in ("name", "given", "family"))]
    strange = [row for row in made if not is_person(row)]
    if kind == "children":
        made = [row for row in made if row not in strange]
        others = [row for row in made if "subject_yn" in row and read_yes_no(row["subject_yn"].answer)[0] is False]
        draft.household.extend(others)
        made = [row for row in made if row not in others]
    for row in strange:
        for found in row.values():
            found.score = min(found.score, 0.6)
            if kind == "children":
                draft.keep_other(found.label, found.answer)
    for index, column in enumerate(columns):
        if names[index]:
            draft.headings.setdefault(f"{kind}.{names[index]}", column.text)
    if kind == "children":
        _add_children(draft, made)
    elif kind == "parents":
        draft.parents_asked = True
        draft.parents[:] = [p for p in draft.parents if any(not f.answer.blank for f in p.values())]
        _part_family(draft, made)
    else:
        draft.household.extend(made)


def _part_family(draft: Draft, made: list[Row]) -> None:
    """Parents and the others of a table that asks all of them for parental responsibility."""
    others = [row for row in made if is_sibling(row) or (draft.section == "household" and cares_for_nobody(row))]
    draft.parents.extend(row for row in made if row not in others)
    draft.household.extend(others)


def _add_children(draft: Draft, made: list[Row]) -> None:
    """More children; what was asked before the table without a name is the family's."""
    if len(draft.children) == 1 and not any(n in draft.children[0] for n in ("given", "family", "name")):
        draft.family.update(draft.children.pop())
    draft.children.extend(made)
    draft.told = len(made) > 1
    if len(made) == 1:
        # A small table for each child: what else it asks is asked of this one.
        draft.speak_of(len(draft.children) - 1, ends=True)


_OF_SERVICES = {
    "service": "service",
    "relationship": "service",
    "worker": "name",
    "name": "name",
    "organisation": "organisation",
    "telephone": "telephone",
    "contact": "telephone",
    "email": "email",
    "role": "role",
    "disability_details": "service",
    "agency_and_tel": "organisation",
    "who": "name",
    "address": "address",
    "school": "organisation",
    "given": "name",
    "house": "telephone",
    "people_present": "",
}


def _services(draft: Draft, columns: list[Column], rows: Rows) -> None:
    names = _service_columns(columns)
    for index, name in names.items():
        if name and columns[index].text:
            draft.headings.setdefault(f"services.{name}", columns[index].text)
    for record in rows:
        row = _row_of(columns, record, names)
        if any(n in row and not row[n].answer.blank for n in ("name", "organisation", "telephone", "role")) or (
            _filled_in(row)
        ):
            draft.services.append(row)


def _service_columns(columns: list[Column]) -> dict[int, str]:
    """What each column tells of a service; the agency, or what somebody does, is the service where no column has it."""
    said = [_OF_SERVICES.get(c.asks, "service" if c.means and c.means.section == "services" else "") for c in columns]
    asks = [c.asks for c in columns]
    if "contact" in asks and "telephone" in asks and "name" not in said:
        said[asks.index("contact")] = "name"
    if not columns[0].text and not said[0] and "service" not in asks:
        said = ["service", *("name" if name == "service" else name for name in said[1:])]
    if "service" not in said:
        agencies = [i for i, name in enumerate(said) if name == "organisation"]
        if "role" in said:
            said[said.index("role")] = "service"
        elif agencies and (len(agencies) > 1 or agencies[0] == 0):
            said[agencies[0]] = "service"
        elif not said[0]:
            said[0] = "service"
    elif said.count("service") > 1 and "name" not in said:
        said[len(said) - 1 - said[::-1].index("service")] = "name"
    return {i: "" if name in said[:i] else name for i, name in enumerate(said)}


def _filled_in(row: Row) -> bool:
    """True for a row in which only the service stands, if somebody wrote it there and it is not printed."""
    service = row.get("service")
    return (
        service is not None
        and service.answer.in_field
        and not service.answer.blank
        and any(p.kind == "field" for line in service.answer.lines for p in line)
    )


def _plan(draft: Draft, columns: list[Column], rows: Rows) -> None:  # noqa: C901 - one question after another, as a person would ask them
    names: dict[int, str] = {}
    for index, column in enumerate(columns):
        name = _PLAN.get(column.asks, "desired_outcome" if column.asks == "comment" and index == 0 else "")
        if column.means is not None and not name and column.means.about in ("lead", "assessor"):
            name = "who"
        names[index] = "" if name in names.values() else name
    by = [i for i, c in enumerate(columns) if clean(c.text) == "by"]
    if by and sum(c.asks == "when" for c in columns) > 1 and "who" not in names.values():
        # 'By' beside 'Deadline' is by whom.
        names = {i: "by_when" if c.asks == "when" else names[i] for i, c in enumerate(columns)} | {by[0]: "who"}
    sure = True
    if "action" not in names.values():
        sure = all(c.means is not None for c in columns)
        for index, name in names.items():
            if name == "desired_outcome":
                names[index] = "action"
                break
    for index, column in enumerate(columns):
        if names[index]:
            draft.headings.setdefault(f"actions.{names[index]}", column.text)
    draft.actions[:] = [a for a in draft.actions if any(not f.answer.blank for f in a.values())]
    for record in rows:
        row = _row_of(columns, record, names)
        said = [
            n
            for n in ("action", "who", "by_when", "measure", "desired_outcome")
            if n in row and not row[n].answer.blank
        ]
        if said:
            for found in row.values():
                found.score = found.score if sure else min(found.score, 0.7)
            draft.actions.append(row)
        for index, answer in enumerate(record):
            if not names[index] and columns[index].text and not answer.blank:
                draft.keep_other(columns[index].text, answer)


def _analysis(draft: Draft, columns: list[Column], rows: Rows) -> None:
    by_row = (
        not columns[0].text
        or ({c.asks for c in columns[1:]} >= {"strengths", "needs"} and columns[0].asks not in ("strengths", "needs"))
        or columns[0].asks == "area"
        or (columns[0].means is None)
        or (columns[0].means.element != "" and not columns[0].asks)
    )
    if by_row and not columns[0].asks.startswith(("strengths", "needs")):
        _by_row(draft, columns, rows)
        return
    _columns(draft, columns, rows)


def _by_row(draft: Draft, columns: list[Column], rows: Rows) -> None:
    """Rows that begin with what they are about: an element, a domain, a child."""
    _speak_of_head(draft, columns[0])
    scope = draft.scope
    for record in rows:
        head = " ".join(record[0].text.split("\n")[:1]).strip()
        if not head:
            continue
        means = recognise_area(head)
        named = draft.named_child(head)
        if named is not None and ":" in head:
            draft.scope, means = named, recognise(head.partition(":")[2].strip())
        element = _element_of(means, head)
        if not element and means is not None and means.asks and means.asks not in ("strengths", "needs", "outcome"):
            told = next((a for a in record[1:] if not a.blank), record[1])
            draft.pair(head, means, told)
            continue
        for column, answer in zip(columns[1:], record[1:], strict=True):
            if _BESIDE.search(clean(column.text)) or _SCORE.fullmatch(answer.text):
                draft.keep_other(f"{head} – {column.text}", answer)
                continue
            kind = column.asks if column.asks in ("strengths", "needs") else "text"
            if element:
                draft.seen.add(element)
                split = {"strengths", "needs"} & {c.asks for c in columns}
                doubt = 0.6 if kind == "text" and split else 1.0
                draft.put(
                    draft.scoped_store(),
                    f"elements.{element}.{kind}",
                    Found(
                        answer,
                        f"{head} – {column.text}" if column.text else head,
                        min(doubt, means.score if means else 0.9),
                    ),
                )
            elif column.asks == "outcome" and not answer.blank:
                draft.put(draft.one, "desired_outcomes", Found(answer, column.text, 0.9))
            else:
                draft.keep_other(f"{head} – {column.text}", answer)
        draft.scope = scope


def _speak_of_head(draft: Draft, column: Column) -> None:
    """'Alex | Strengths | Needs': the whole table is about Alex."""
    named = draft.named_child(column.text) if column.text else None
    if named is not None:
        draft.speak_of(named, ends=True)


def _comments(draft: Draft, columns: list[Column], rows: Rows) -> None:
    """Who says it in the first column, and what in the second."""
    for who, answer in rows:
        named = draft.named_child(who.text)
        means = recognise(who.text.strip())
        if named is not None:
            draft.put(draft.scoped.setdefault(named, {}), "child_comment", Found(answer, columns[1].text))
        elif means is not None and draft.signer_of(means) in ("child", "parent"):
            draft.pair(who.text, Label("comment", draft.signer_of(means), score=means.score), answer)
        else:
            draft.keep_other(f"{who.text} – {columns[1].text}", answer)


def _element_of(means: Label | None, head: str) -> str:
    if means is not None and means.element:
        return means.element
    if means is not None and means.section == "parents":
        return DOMAINS[1]
    bare = recognise(head.partition("(")[0].strip())
    return bare.element if bare is not None else ""


def _columns(draft: Draft, columns: list[Column], rows: Rows) -> None:
    """Every column is a question of its own, with its answer below it; two answers to one question are not sure."""
    for index, column in enumerate(columns):
        given = [r[index] for r in rows if not r[index].blank or r[index].has_boxes]
        lines = [line for answer in given for line in answer.lines]
        place = given[0].place if given else (rows[0][index].place if rows else "")
        if column.text and _opens_section(column) and not _only_names(column, given):
            _section(draft, column, given)
        elif column.text:
            doubt = len(given) > 1 and column.asks not in _SEVERAL_ROWS
            draft.pair(column.text, column.means, Answer(lines, place, slot=True), doubt=doubt)
    draft.shut()


def _opens_section(column: Column) -> bool:
    """True for a column whose heading is a section of its own."""
    return _heads(column) and column.means is not None and column.means.section in _APART


def _only_names(column: Column, given: list[Answer]) -> bool:
    """True for 'Completed by' over a name and nothing more."""
    named = column.means is not None and column.means.section == "assessor"
    return named and len(given) == 1 and 0 < len(given[0].text.split()) < _NAME_WORDS and ":" not in given[0].text


def _section(draft: Draft, column: Column, given: list[Answer]) -> None:
    """A column whose heading is a section: what stands below it is a small document of its own."""
    draft.heading(column.text, column.means, 5, given[0].place if given else "", pushes=False)
    for answer in given:
        for line in answer.lines:
            for part in split_paragraph(Paragraph(line)):
                told = Answer(part.lines, answer.place, slot=part.slot)
                if part.label and (not part.blank or part.slot):
                    draft.pair(part.label, part.means, told)
                else:
                    draft.loose(told if not part.label else Answer([line], answer.place))


def _signatures(draft: Draft, columns: list[Column], rows: Rows) -> None:  # noqa: C901 - one question after another, as a person would ask them
    if draft.section != "consent":
        draft.section, draft.subject = "consent", ""
    row_heads = not columns[0].text or columns[0].asks not in ("signed", "print_name", "name", "date")
    for number, record in enumerate(rows):
        if row_heads:
            means = recognise(record[0].text)
            who = draft.signer_of(means)
            if not who:
                continue
            draft.signer = who
        elif number == 0 and not draft.signer:
            draft.signer = "parent"
        elif number > 0 and not row_heads:
            relation = next((r.text for c, r in zip(columns, record, strict=True) if c.asks == "relationship"), "")
            draft.signer = "child" if clean(relation) in ("self", "child", "young person") else draft.signer
        for column, answer in list(zip(columns, record, strict=True))[1 if row_heads else 0 :]:
            if column.means is not None and column.asks:
                target = draft.signature_target(column.means, column.text)
                if target is not None:
                    draft.put(
                        *target,
                        Found(
                            answer,
                            f"{record[0].text} – {column.text}" if row_heads else column.text,
                            column.means.score,
                        ),
                    )
    draft.signer = ""


def _statements(draft: Draft, columns: list[Column], rows: Rows) -> None:
    """Sentences with marks under Yes and No."""
    for record in rows:
        pieces: list[Piece] = []
        for column, answer in zip(columns[1:], record[1:], strict=True):
            pieces.append(Piece(f" {column.text} "))
            pieces.append(Piece("", TICKED if ticked(answer) else UNTICKED))
        text = record[0].text
        if text:
            draft.statement(text.replace("\n", " "), Answer([pieces], record[0].place), "")


def ticked(answer: Answer) -> bool:
    """True if a cell that only can be ticked was."""
    if any(p.kind == TICKED for line in answer.lines for p in line):
        return True
    text = answer.text.strip().lower()
    return is_mark(text) or text in ("yes", "y")


def _shared(draft: Draft, columns: list[Column], rows: Rows) -> None:
    """Services down the side, 'may see this' and 'must not be involved' across the top."""
    for number, column in enumerate(columns):
        if column.asks not in ("share_with", "not_share_with"):
            continue
        names = [r[0] for r in rows if r[0].text and number < len(r) and ticked(r[number])]
        lines = [[Piece(a.text.replace("\n", " "))] for a in names]
        place = names[0].place if names else (rows[0][0].place if rows else "")
        found = Found(Answer(lines, place), column.text, column.means.score if column.means else 0.9)
        draft.put(draft.one, f"consent.{column.asks}", found)
        draft.headings.setdefault(f"consent.{column.asks}", column.text)
        _both_ways(draft, columns, rows)


def _both_ways(draft: Draft, columns: list[Column], rows: Rows) -> None:
    """A service ticked under both is a contradiction that a person must settle."""
    marked = [i for i, c in enumerate(columns) if c.asks in ("share_with", "not_share_with")]
    if len(marked) > 1 and any(all(ticked(r[i]) for i in marked) for r in rows):
        draft.conflicts.update({"consent.share_with", "consent.not_share_with"})
