"""
Rows of people: each becomes a child, a parent or one of the household, by what the row tells.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from intake.reader.answers import Answer, Column, Found, Row, Rows, row_of
from intake.reader.document import Piece
from intake.reader.labels import clean
from intake.reader.marked_people import is_marked, is_marked_child, is_same_person, marking_column
from intake.reader.people_part import is_parent
from intake.reader.person_one import counts_the_child, subject_among
from intake.reader.typed import is_answer, says_due
from intake.reader.yes_no import is_initials, read_yes_no

if TYPE_CHECKING:
    from intake.reader.draft import Draft

_CARE = re.compile(r"\b(?:looks? after|looking after|cares? for|caring for|responsib\w+)\b", re.IGNORECASE)
_ADULTS = re.compile(
    r"\b(?:adults|grown ups|people|everyone|family members)\b(?!.*\b(?:parent|car(?:e|es|ing|ers?)|responsib))",
    re.IGNORECASE,
)
_RELATION = re.compile(
    r"\b(?:mother|father|mum|dad|parent|carer|guardian|partner|step\w*|brother|sister|sibling|grand\w+|nan|aunt\w*|uncle|cousin)s?\b"
)
_COUNT = re.compile(
    r"\W*(?:no\.?|child|person|adult|young person)?\s*\d{1,2}\W*(?:the (?:subject )?(?:child|young person)\W*)?",
    re.IGNORECASE,
)
_ASKS_NUMBER = re.compile(r"\b(?:contact|tel\w*|phone|numbers?)\b", re.IGNORECASE)
_NUMBER_ALONE = re.compile(r"[\d ()+/-]{9,}")
_FEW_WORDS = 5
_IF_DIFFERENT = re.compile(r"\b(?:if|where|only)\b.*\b(?:different|not the same|other than)\b", re.IGNORECASE)
_OF_ADDRESS = frozenset({"address", "house", "street", "line2", "town", "county", "postcode"})
_INITIAL = re.compile(r"\binitial", re.IGNORECASE)
_SIBLING = re.compile(r"^(?:half |step |twin |older |younger |big |little |foster |baby )*(?:brother|sister|sibling)\b")


def is_sibling(row: Row) -> bool:
    """True for a brother or sister of whom nothing is said that is asked of adults."""
    if any(
        k in row and not row[k].answer.blank and (k != "pr" or read_yes_no(row[k].answer)[0] is not None)
        for k in ("pr", "telephone")
    ):
        return False
    return "relationship" in row and _SIBLING.search(clean(row["relationship"].answer.text)) is not None


def cares_for_nobody(row: Row) -> bool:
    """True for one of the family who is not called a parent, and has no parental responsibility that was told."""
    asked = row.get("pr") or row.get("pr_yes")
    said = asked is not None and read_yes_no(asked.answer)[0] is True
    called = "relationship" in row and is_answer(row["relationship"].answer.text)
    return not said and called and not is_parent(row)


def is_person(row: Row) -> bool:
    """False for a row whose name has figures in it, or whose date of birth is none: columns have slipped."""
    names = " ".join(row[n].answer.text for n in ("name", "given", "family") if n in row)
    if any(c.isdigit() for c in names) and not says_due(names):
        return False
    born = row["dob"].answer.text if "dob" in row else ""
    return not is_answer(born) or any(c.isdigit() for c in born) or says_due(born)


def people_rows(draft: Draft, columns: list[Column], rows: Rows, kind: str) -> None:
    """Every row with a name becomes a person: a child, a parent, one of the household."""
    heads, firsts = columns, [record[0].text for record in rows]
    columns, rows = _uncounted(columns, rows)
    names = _told_by_columns(columns, rows, kind)
    said = [row_of(columns, record, names) for record in rows]
    made = _named(said)
    strange = [row for row in made if not is_person(row)]
    if kind == "children":
        made = _subjects(draft, [row for row in made if row not in strange])
    for found in (found for row in strange for found in row.values()):
        found.score = min(found.score, 0.6)
        if kind == "children":
            draft.keep_other(found.label, found.answer)
    for index, column in enumerate(columns):
        if names[index]:
            draft.headings.setdefault(f"{kind}.{names[index]}", column.text)
    marked = [] if kind == "children" else [row for row in made if is_marked_child(row)]
    if not marked and "relationship" in names.values():
        firsts = [first for first, row in zip(firsts, said, strict=True) if any(row is one for one in made)]
        marked = _itself(draft, heads, made, firsts)
    if marked:
        _add_marked(draft, made, marked)
    else:
        _add_people(draft, made, kind, carers=_names_carers(columns[0]))


def _told_by_columns(columns: list[Column], rows: Rows, kind: str) -> dict[int, str]:
    """What each column tells of a person, by its head and by what stands below it."""
    names = _asked_of_people(columns, kind)
    unasked = not columns[0].text and not names[0]
    who = "relationship" not in names.values() and any(c.asks in ("name", "given") for c in columns[1:])
    if (unasked or (who and columns[0].asks in ("", "who"))) and _are_relations([record[0].text for record in rows]):
        names = {**{i: "" if n == "relationship" else n for i, n in names.items()}, 0: "relationship"}
    marks = marking_column(columns, rows)
    if marks is not None:
        names = {**{i: "" if n == "subject_yn" else n for i, n in names.items()}, marks: "subject_yn"}
    return names


def _itself(draft: Draft, heads: list[Column], made: list[Row], firsts: list[str]) -> list[Row]:
    """The row that is the child itself, in a table of the family before a child has been named."""
    if draft.names_children:
        return []
    counted = any(counts_the_child(column.text) for column in heads)
    subject = subject_among(made, firsts, counted=counted)
    draft.counts_child = draft.counts_child or (counted and subject is not None)
    return [subject] if subject is not None else []


def _add_marked(draft: Draft, made: list[Row], marked: list[Row]) -> None:
    """The marked rows are children, the others parents and the household."""
    _add_children(draft, [row for row in marked if not _is_known(draft, row)])
    draft.parents_asked = True
    others = [row for row in made if row not in marked and not _is_told(row, draft.parents)]
    unrelated = [row for row in others if _is_unrelated(row)]
    for found in (found for row in unrelated if not _goes_to_school(row) for found in row.values()):
        found.score = min(found.score, 0.6)
    draft.household.extend(unrelated)
    _part_family(draft, [row for row in others if row not in unrelated], of_all=True)


def _is_unrelated(row: Row) -> bool:
    """True for one of the family of whom neither a relationship nor a responsibility is told."""
    said = row.get("relationship")
    asked = row.get("pr") or row.get("pr_yes")
    responsible = asked is not None and read_yes_no(asked.answer)[0] is not None
    return not responsible and (said is None or not is_answer(said.answer.text))


def _goes_to_school(row: Row) -> bool:
    """True for a row with a school in it: a child's."""
    return "school" in row and is_answer(row["school"].answer.text)


def _names_carers(column: Column) -> bool:
    """True for 'Parent or carer' over the names: whoever stands there is one, also a grandmother."""
    means = column.means
    return means is not None and (means.about == "parent" or (means.section == "parents" and not means.asks))


def _uncounted(columns: list[Column], rows: Rows) -> tuple[list[Column], Rows]:
    """The columns and rows without a first column that only numbers the people: '1', '2', 'Child 3'."""
    said = [record[0].text for record in rows if record[0].text.strip()]
    if len(columns) == 1 or not said or any(_COUNT.fullmatch(text) is None for text in said):
        return columns, rows
    return columns[1:], [record[1:] for record in rows]


def _named(rows: list[Row]) -> list[Row]:
    """The rows that name somebody."""
    made = [r for r in rows if any(n in r and not r[n].answer.blank for n in ("name", "given", "family"))]
    for row in made:
        _initialled(row)
        _only_number(row)
    return made


def _are_relations(texts: list[str]) -> bool:
    """True for 'Mother', 'Father' and 'Other carer' down the side of a table of people."""
    said = [clean(text) for text in texts if text.strip()]
    return bool(said) and all(_RELATION.search(text) is not None and text.count(" ") < _FEW_WORDS for text in said)


def _only_number(row: Row) -> None:
    """A number and no word below 'Address and contact number' is the number."""
    found = row.get("address")
    if found is None or "telephone" in row or _ASKS_NUMBER.search(found.label) is None:
        return
    if _NUMBER_ALONE.fullmatch(found.answer.text.strip()) is not None:
        row["telephone"] = row.pop("address")
    elif _NUMBER_ALONE.search(found.answer.text) is not None:
        found.score = min(found.score, 0.6)  # an address and a number in one cell


def _initialled(row: Row) -> None:
    """Initials below 'PR (initial if yes)' are a yes."""
    found = row.get("pr")
    if found is not None and _INITIAL.search(found.label) and is_initials(found.answer.text):
        row["pr"] = Found(Answer([[Piece("Yes")]], found.answer.place), found.label, found.score)


def _asked_of_people(columns: list[Column], kind: str) -> dict[int, str]:
    """What each column tells of a person; the name stands first, where no column asks for it."""
    unnamed = not {"name", "given", "family"} & {c.asks for c in columns}
    names: dict[int, str] = {}
    for index, column in enumerate(columns):
        asks = column.asks
        heads = column.means is not None and bool(column.means.section or column.means.about)
        if not asks and not names and (heads or unnamed):
            asks = "name"
        if asks == "worker" or (asks == "who" and index == 0):
            asks = "name"
        if asks == "organisation" and kind in ("household", "children"):
            asks = "school"
        names[index] = asks
    return names


def _is_known(draft: Draft, row: Row) -> bool:
    """True for a child whom the form has named before; what only this row tells of it is kept."""
    return _is_told(row, draft.children)


def _is_told(row: Row, people: list[Row]) -> bool:
    """True for one of *people* whom the form has named before; what only this row tells of them is kept."""
    for person in people:
        if is_same_person(person, row):
            for key in row.keys() - person.keys() - {"name", "given", "family", "relationship"}:
                person[key] = row[key]
            return True
    return False


def _subjects(draft: Draft, made: list[Row]) -> list[Row]:
    """The children that the form is about; the others of the table are of the household."""
    marked = any("subject_yn" in row and is_marked(row) for row in made)
    others = [row for row in made if "subject_yn" in row and _is_no_subject(row, marked=marked)]
    draft.household.extend(others)
    return [row for row in made if row not in others]


def _is_no_subject(row: Row, *, marked: bool) -> bool:
    """True for a row with 'No', or with nothing where others are *marked*."""
    answer = row["subject_yn"].answer
    return read_yes_no(answer)[0] is False or (marked and not is_marked(row))


def _add_people(draft: Draft, made: list[Row], kind: str, *, carers: bool) -> None:
    if kind == "children":
        _add_children(draft, made)
        if made and draft.section == "household":
            draft.section = "children"  # 'Your family' begins with the children: what is asked next is asked of them
    elif kind == "parents":
        draft.parents_asked = True
        draft.parents[:] = [p for p in draft.parents if any(not f.answer.blank for f in p.values())]
        _part_family(draft, made, of_all=None if carers else False)
    else:
        draft.household.extend(made)


def _part_family(draft: Draft, made: list[Row], *, of_all: bool | None) -> None:
    """Parents and the others of a table that asks all for parental responsibility; *of_all* the family, None if not."""
    if of_all is not None:
        of_all = of_all or draft.section == "household" or _of_all_adults(draft.section_title)
    others = [row for row in made if is_sibling(row) or (of_all and cares_for_nobody(row))]
    draft.parents.extend(row for row in made if row not in others)
    draft.household.extend(others)


def _of_all_adults(title: str) -> bool:
    """True for 'Adults in the home'; 'Adults who look after the child' are carers, all of them."""
    return _ADULTS.search(title) is not None and _CARE.search(title) is None


def _lives_with_first(first: Row, row: Row) -> None:
    """Nothing below 'Address (if different from first child)': the first child's address is this child's too."""
    asked = row.get("address")
    if asked is None or not asked.answer.blank or _IF_DIFFERENT.search(asked.label) is None:
        return
    for key in _OF_ADDRESS & first.keys():
        if key not in row or row[key].answer.blank:
            row[key] = replace(first[key], score=min(first[key].score, 0.9))


def _add_children(draft: Draft, made: list[Row]) -> None:
    """More children; what was asked before the table without a name is the family's."""
    if not made:
        return
    if len(made) == 1 and draft.awaits_child and draft.scope is not None:
        draft.children[draft.scope].update(made[0])
        return
    if len(draft.children) == 1 and not any(n in draft.children[0] for n in ("given", "family", "name")):
        draft.family.update(draft.children.pop())
    for row in made if draft.names_children else ():
        _lives_with_first(draft.children[0], row)
    draft.children.extend(made)
    draft.told = len(made) > 1
    if len(made) == 1:
        # A small table for each child: what else it asks is asked of this one.
        draft.speak_of(len(draft.children) - 1, ends=True)
