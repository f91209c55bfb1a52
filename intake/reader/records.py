"""
Tables of records: people, services, actions, strengths and needs, signatures, boxes to share or not to share.

A table is known by what its column headings ask for, and by the section it
stands in; its rows become records of the draft.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from intake.reader.answers import Answer, Column, Found, Rows
from intake.reader.area_rows import area_rows, is_by_area
from intake.reader.by_child import take_by_child, take_by_column
from intake.reader.columns_apart import columns_apart
from intake.reader.columns_left import with_left_over, with_other_aspect, without_counts
from intake.reader.consent_by_person import consent_by_person
from intake.reader.consent_marked import take_marked
from intake.reader.consent_rows import sharing_rows, signature_rows, statement_rows
from intake.reader.decisions import by_decision, decided_beside, decided_in
from intake.reader.document import Paragraph
from intake.reader.labels import Label, clean, heading_section, recognise, recognise_area
from intake.reader.parts import split_paragraph
from intake.reader.people_rows import people_rows
from intake.reader.person_one import with_the_child
from intake.reader.plan_rows import plan_rows, with_steps
from intake.reader.record_kinds import asked_of_rows, heads, is_one_record, is_plan, people_kind, side_by_side
from intake.reader.service_rows import service_rows
from intake.reader.two_lists import LISTS, lists_names, names_unread, with_other_list
from intake.reader.vocabulary import DOMAINS

if TYPE_CHECKING:
    from intake.reader.draft import Draft

_NAME_WORDS, _FEWEST_ELEMENTS = 5, 2
_APART = frozenset({"consent", "services", "assessor", "views"})
_NEEDS = re.compile(r"^what (?:needs|has) to (?:change|improve|get better|be better|be different)")
_HARD = re.compile(
    r"\b(?:attention|difficult\w*|harder?|worr\w+|concerns?|struggl\w+|challeng\w+|not (?:so |going |working )*well)\b"
)
_SCALE = re.compile(r"(?:score|rating|scale)\s*\(\d.*\)\s*:?$", re.IGNORECASE)
"""'Score (1 = no issues, 5 = urgent)' printed below what was written."""
_OF_A_PERSON = frozenset({"dob", "edd", "relationship", "sex", "age", "school", "telephone", "pr"})
_OF_PEOPLE = frozenset({"household", "parents"})
_SEVERAL_ROWS = frozenset({"strengths", "needs", "outcome", "share_with", "not_share_with", "services_requested"})


def take_records(draft: Draft, columns: list[Column], rows: Rows) -> None:
    """Give *draft* the records of one table."""
    if len(columns) > 2 and columns[1].asks == "area" and columns[0].asks in ("", "area"):
        # The first column only groups the elements named in the second.
        columns, rows = columns[1:], [record[1:] for record in rows]
    columns, rows = _who_first(columns, rows)
    columns, rows = columns_apart(*without_counts(with_steps(with_the_child(columns)), rows))
    columns = with_left_over(columns, rows, draft.section)
    columns = with_other_list(columns, rows) if draft.section == "consent" else columns
    draft.seen.update(c.asks for c in columns if c.asks)
    draft.seen.update(c.means.section for c in columns if c.means is not None and c.means.section)
    if len(parts := side_by_side(columns)) > 1:
        for start, stop in parts:
            take_records(draft, columns[start:stop], [r[start:stop] for r in rows])
        return
    if take_by_child(draft, columns, rows) or take_by_column(draft, columns, rows):
        return
    alone = len(rows) == 1 and is_one_record(columns)
    if alone or not any(takes(draft, columns, rows) for takes in _KINDS):
        _columns(draft, columns, rows)
    draft.undecided += names_unread((draft.one, *draft.scoped.values()), columns, rows)


def _who_first(columns: list[Column], rows: Rows) -> tuple[list[Column], Rows]:
    """'Date of birth | Other family members | School' with who it is in front, as other tables have it."""
    asks = {c.asks for c in columns}
    if columns[0].asks not in _OF_A_PERSON or asks & {"name", "given", "family", "worker", "service"}:
        return columns, rows
    whose = [i for i, c in enumerate(columns) if i and not c.asks and _lists_people(c)]
    if len(whose) != 1:
        return columns, rows
    order = [whose[0], *(i for i in range(len(columns)) if i != whose[0])]
    return [columns[i] for i in order], [tuple(row[i] for i in order) for row in rows]


def _lists_people(column: Column) -> bool:
    return (column.means.section if column.means is not None else heading_section(column.text)) in _OF_PEOPLE


def _consent(draft: Draft, columns: list[Column], rows: Rows) -> bool:
    """True for a table of consent, which was taken: statements with Yes and No, services that may see the form."""
    said = asked_of_rows(columns)
    if {"yes", "no"} <= said:
        statement_rows(draft, columns, rows)
    elif consent_by_person(draft, columns, rows) or take_marked(draft, columns, rows):
        pass
    elif (decided := decided_in(draft.section, columns, rows)) is not None:
        by_decision(draft, columns, decided, rows)
    elif decided_beside(columns, rows) is not None:
        _services(draft, columns, rows)
    elif said & LISTS and columns[0].asks not in LISTS and not is_plan(said) and not lists_names(columns, rows):
        sharing_rows(draft, columns, rows)
    else:
        return False
    return True


def _assessment(draft: Draft, columns: list[Column], rows: Rows) -> bool:
    """True for a plan, or for strengths and needs, which were taken."""
    said = asked_of_rows(columns)
    if is_plan(said):
        plan_rows(draft, columns, rows)
    elif said & {"strengths", "needs"}:
        columns = with_other_aspect(_with_needs(columns), rows)
        (area_rows if is_by_area(columns) else _columns)(draft, columns, rows)
    else:
        return False
    return True


def _with_needs(columns: list[Column]) -> list[Column]:
    """'What needs to change?' beside 'What is going well?', where nothing else asks for needs: those are the needs."""
    asks = [c.asks for c in columns]
    if "needs" in asks:
        return columns
    return [replace(c, means=Label("needs", score=0.93)) if i and _is_of_needs(c) else c for i, c in enumerate(columns)]


def _is_of_needs(column: Column) -> bool:
    """True for 'What needs to change?', and for 'Needs attention' where the vocabulary has nothing else for it."""
    said = clean(column.text)
    return _NEEDS.search(said) is not None or (not column.asks and _HARD.search(said) is not None)


def _people(draft: Draft, columns: list[Column], rows: Rows) -> bool:
    """True for people, services or signatures, which were taken."""
    said = asked_of_rows(columns)
    dated = draft.section == "consent" and "date" in said and not columns[0].text
    if said & {"signed", "print_name"} or dated:
        signature_rows(draft, columns, rows)
    elif (kind := people_kind(draft, columns, said, several=_are_several(rows))) == "services":
        _services(draft, columns, rows)
    elif kind:
        people_rows(draft, columns, rows, kind)
    else:
        return False
    return True


def _services(draft: Draft, columns: list[Column], rows: Rows) -> None:
    """Who helps, and where a column asks it, whether the family agrees that they are told: a person confirms that."""
    decided = decided_beside(columns, rows)
    if decided is not None:
        by_decision(draft, columns, decided, rows, sure=False)
        columns = [*columns[:decided], *columns[decided + 1 :]]
        rows = [(*row[:decided], *row[decided + 1 :]) for row in rows]
    service_rows(draft, columns, rows)


def _are_several(rows: Rows) -> bool:
    """True for more rows than one in which somebody wrote."""
    return sum(any(not answer.blank for answer in record) for record in rows) > 1


def _by_row(draft: Draft, columns: list[Column], rows: Rows) -> bool:
    """True for rows that begin with what they are about, or with who says what follows; they were taken."""
    if not columns[0].text or columns[0].asks == "area" or _heads_elements(columns[0], rows):
        area_rows(draft, columns, rows)
    elif [c.asks for c in columns] == ["", "comment"]:
        _comments(draft, columns, rows)
    else:
        return False
    return True


def _heads_elements(column: Column, rows: Rows) -> bool:
    """True for 'Family and environment' over the names of its elements: what stands beside each is of that element."""
    means = column.means
    if means is None or means.asks or means.element not in DOMAINS:
        return False
    named = [recognise_area(row[0].text.partition("\n")[0]) for row in rows if row[0].text]
    return len(named) >= _FEWEST_ELEMENTS and all(n is not None and n.element and not n.asks for n in named)


_KINDS = (_consent, _assessment, _people, _by_row)


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


def _columns(draft: Draft, columns: list[Column], rows: Rows) -> None:
    """Every column is a question of its own, with its answer below it; two answers to one question are not sure."""
    scored = [r for r in rows if _SCALE.match(r[0].text) is not None]
    for record in scored:
        draft.keep_other(record[0].text, next((a for a in record[1:] if not a.blank), record[0]))
    rows = [r for r in rows if r not in scored]
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
    return heads(column) and column.means is not None and column.means.section in _APART


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
