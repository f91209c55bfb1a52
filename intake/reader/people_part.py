"""
Parents and carers, household, professionals and services, typed.
"""

from __future__ import annotations

import re
from typing import Any

from intake.reader.addresses import Addresses
from intake.reader.answers import Answer, Found, Row
from intake.reader.document import Piece
from intake.reader.labels import clean
from intake.reader.own_parts import own_rows
from intake.reader.typed import (
    NUMBER_BEHIND,
    find_date,
    points_elsewhere,
    says_due,
)
from intake.reader.workplaces import part_workplace
from intake.reader.yes_no import ticked
from rules.form import (
    HouseholdMember,
    OtherAnswer,
    ParentCarer,
    ServiceInvolved,
)

_WHO_THEY_ARE = frozenset({"name", "given", "family", "relationship", "dob"})
"""Without one of these a parent is nobody: an address or a number alone was asked of somebody else."""
_MOST_NAMES, _LONGEST_NAME = 12, 120
_SENTENCE = re.compile(
    r"(?:I|We|My|Our|It|They|She|He)(?:['’]\w+)?\s+\S+\s+\S.*|(?:\S+\s+){3,}[^\s.]{3,}[.!?]", re.DOTALL
)
_NUMBER_TOO = re.compile(r"\b(?:number|tel\w*|phone|contact)\b", re.IGNORECASE)
_SUBJECT = frozenset({"subject", "self", "subject child", "child subject", "this child", "subject of assessment"})
_NUMBERED_SUBJECT = re.compile(r"(?:subject )?(?:child|young person) (?:\d|[a-f])")
"""'Child 1' beside a name in the household: one of the children whom the form is about."""
_SALUTATION = re.compile(r"(?:mr|mrs|ms|miss|mx|dr|doctor|prof(?:essor)?|rev(?:d|erend)?|sir|dame)\b\.?", re.IGNORECASE)
_FRIEND = re.compile(r"\b(?:friend|neighbour|lodger|worker|godmother|godfather|godparent)\b")
_AGENCY = re.compile(
    r"\b(?:service|team|school|academy|college|nursery|council|trust|hub|centre|nhs|surgery|practice|hospital|clinic|camhs"
    r"|police|primary|department|high|infant|junior|health|college|university|charity|church)s?$",
    re.IGNORECASE,
)
_SIBLING = re.compile(r"\b(?:brother|sister|sibling|half brother|half sister|step ?brother|step ?sister|twin)\b")


class PeoplePart(Addresses):
    """Everybody else whom the form names."""

    def people(self) -> tuple[tuple[ParentCarer, ...], tuple[HouseholdMember, ...]]:
        """Parents and carers, and the household; parents are moved if the form has no place of their own for them."""
        parents = [
            p
            for p in own_rows(self.draft, self.draft.parents, self.index)
            if any(not f.answer.blank for k, f in p.items() if k in _WHO_THEY_ARE)
        ]
        household = [
            h
            for h in own_rows(self.draft, self.draft.household, self.index)
            if any(not f.answer.blank for f in h.values()) and not self._is_the_child(h)
        ]
        if not parents and not self.draft.parents_asked:
            moved = [h for h in household if is_parent(h)]
            parents, household = moved, [h for h in household if h not in moved]
        made_parents: list[ParentCarer] = []
        for row in parents:
            person = self.parent(f"parents_carers[{len(made_parents)}]", row)
            if person is not None:
                made_parents.append(person)
        made: list[HouseholdMember] = []
        for row in household:
            member = self.member(f"household[{len(made)}]", row)
            if member is not None:
                made.append(member)
        return tuple(made_parents), tuple(made)

    def _is_the_child(self, row: Row) -> bool:
        """True for the child itself in a list of the family: 'Subject', or the child's name without a relationship."""
        relation = clean(row["relationship"].answer.text) if "relationship" in row else ""
        if relation in _SUBJECT or (self.several and _NUMBERED_SUBJECT.fullmatch(relation) is not None):
            return True
        name = clean(row["name"].answer.text) if "name" in row else ""
        return not relation and bool(name) and name == self.own_name()

    def whole_name(self, path: str, row: Row) -> str | None:
        """A person's name, in one box or two."""
        if "given" in row or "family" in row:
            parts = [self.said(row.get(k)) for k in ("given", "family")]
            words = [" ".join(p.split("\n")) for p in parts if p]
            found = row.get("given") or row["family"]
            self.heading(path, found)
            if words and not points_elsewhere(words[0]):
                value = " ".join(words)
                self.leaf(path, value, found, 0.97, written=value)
                return value
        only = row.get("name")
        if only is not None and not only.answer.blank and not any(c.isalpha() for c in only.answer.text):
            self.other.append(OtherAnswer(heading=only.label, text=only.answer.text))
            return None
        if only is not None and clean(only.answer.text) in _NOBODY:
            return None
        if only is not None and _is_no_name(only.answer.text):
            self.other.append(OtherAnswer(heading=only.label, text=only.answer.text))
            self.unsure(path, only, "we expected a name here.")
            return None
        return self.line(path, only)

    def parent(self, path: str, row: Row) -> ParentCarer | None:
        """One parent or carer; None for a row that says nothing."""
        count = len(self.evidence)
        name = self.whole_name(f"{path}.name", row)
        if name is None and "name" in row and not row["name"].answer.blank and "dob" not in row:
            return None  # what stands there is no name, and nothing else tells who it is
        relationship = self.line(f"{path}.relationship", row.get("relationship"))
        if relationship is None and "_implied" in row and name is not None:
            relationship = row["_implied"].answer.text
            self.leaf(f"{path}.relationship", relationship, row["_implied"], 0.9)
        if "pr" not in row and ("pr_yes" in row or "pr_no" in row):
            row = {**row, "pr": _from_columns(row)}
        responsibility = self.yes_no(f"{path}.parental_responsibility", row.get("pr"))
        born = self.date(f"{path}.date_of_birth", row.get("dob"), born="adult")
        _part_address(row)
        address, postcode = self.address(path, row)
        telephone, _ = self.contact(path, row, mail=False)
        if len(self.evidence) == count:
            return None
        stranger = responsibility is not True and _FRIEND.search(clean(relationship or "")) is not None
        if (
            stranger
            or _SIBLING.search(clean(relationship or ""))
            or (name is not None and clean(name) == self.own_name())
        ):
            self.doubt(count)
        return ParentCarer(
            name=name,
            relationship=relationship,
            parental_responsibility=responsibility,
            date_of_birth=born,
            address=address,
            postcode=postcode,
            telephone=telephone,
        )

    def member(self, path: str, row: Row) -> HouseholdMember | None:
        """One person of the household; None for a row that says nothing."""
        count = len(self.evidence)
        name = self.whole_name(f"{path}.name", row)
        relationship = self.line(f"{path}.relationship", row.get("relationship"))
        text = self.said(row.get("dob") or row.get("edd"))
        born = (
            self.date(
                f"{path}.date_of_birth", row.get("dob"), born="adult" if text and find_date(text) is None else "person"
            )
            if text is None or not says_due(text)
            else None
        )
        school = self.line(f"{path}.school", row.get("school"))
        alone = "_apart" in row and (
            (relationship is None and born is None) or (is_parent(row) and bool(self.draft.parents))
        )
        elsewhere = is_parent(row) and bool(self.draft.parents)  # a parent whom the form lists apart from the parents
        if alone or elsewhere or (name is not None and clean(name) == self.own_name()):
            self.doubt(count)
        return (
            None
            if len(self.evidence) == count
            else HouseholdMember(name=name, relationship=relationship, date_of_birth=born, school=school)
        )

    def professional(self, who: str, names: tuple[str, ...]) -> dict[str, Any]:
        """The assessor or the lead professional."""
        path = "assessor" if who == "assessor" else "lead_professional"
        row: Row = {
            key.removeprefix(f"{who}."): found for key, found in self.draft.one.items() if key.startswith(f"{who}.")
        }
        if "agency_and_tel" in row:
            _part_agency(row)
        part_workplace(row)
        made: dict[str, Any] = {}
        name = self.whole_name(f"{path}.name", row)
        if name is not None and (who == "lead" or "role" not in row):
            name = self.lead_in_one(path, name, row)
        if "role_and_organisation" in row:
            _part_role(row)
        if "title_word" in row and not _SALUTATION.fullmatch(row["title_word"].answer.text.strip()):
            row.setdefault("role", row["title_word"])
        made["name"] = name
        for key in ("role", "organisation"):
            if key in names and made.get(key) is None:
                made[key] = self.line(f"{path}.{key}", row.get(key))
        if "address" in names:
            made["address"], made["postcode"] = self.address(path, row)
        made["telephone"], made["email"] = self.contact(path, row)
        return {k: v for k, v in made.items() if k in names}

    def lead_in_one(self, path: str, name: str, row: Row) -> str:
        """'Mrs A Dunning, SENCo, Charlbrook CE Primary' in one box is split into three (samples' notes)."""
        found = row.get("name")
        if found is None:
            return name
        number = NUMBER_BEHIND.search(name)
        text = name[: number.start()] if number is not None else name
        parts = [p.strip() for p in re.split(r"[,\n]|\s+–\s+", text) if p.strip()]
        if len(parts) == 1 and number is not None and "telephone" not in row:
            return self.name_and_number(path, parts[0], number.group(1), row)
        if len(parts) not in (2, 3) or ("role" in row and not row["role"].answer.blank) or len(parts[0].split()) > 5:
            return name
        self.evidence = [e for e in self.evidence if e.field != f"{path}.name"]
        self.leaf(f"{path}.name", parts[0], found, 0.9)
        keys = ("organisation",) if len(parts) == 2 and _AGENCY.search(parts[1]) else ("role", "organisation")
        said = dict(zip(keys, parts[1:], strict=False))
        if number is not None and "telephone" not in row:
            said["telephone"] = number.group(1)
        for key, part in said.items():
            trust = found.score * (0.9 if len(parts) == 3 else 0.75)
            row[key] = Found(Answer([[Piece(part)]], found.answer.place), found.label, trust)
        return parts[0]

    def name_and_number(self, path: str, name: str, number: str, row: Row) -> str:
        """'Ann Kerr, 01632 960123' in the box for a name: both are kept, each in its field."""
        found = row["name"]
        self.evidence = [e for e in self.evidence if e.field != f"{path}.name"]
        self.leaf(f"{path}.name", name, found, 0.9)
        row["telephone"] = Found(Answer([[Piece(number)]], found.answer.place), found.label, found.score * 0.9)
        return name

    def services(self) -> tuple[ServiceInvolved, ...]:
        """Who already works with the child; a printed service with nothing beside it is none."""
        made: list[ServiceInvolved] = []
        for row in own_rows(self.draft, self.draft.services, self.index):
            _part_number(row)
            path = f"services[{len(made)}]"
            said = {k: self.said(row.get(k)) for k in ("service", "name", "organisation", "telephone")}
            if not any(said[k] for k in ("name", "organisation", "telephone")) and not (
                said["service"] and row["service"].answer.in_field and row["service"].label != said["service"]
            ):
                continue
            service = self.line(f"{path}.service", row.get("service"))
            name = self.line(f"{path}.name", row.get("name"))
            organisation = self.line(f"{path}.organisation", row.get("organisation"))
            telephone, _ = self.contact(path, row, mail=False)
            made.append(ServiceInvolved(service=service, name=name, organisation=organisation, telephone=telephone))
        return tuple(made)


_NOBODY = frozenset({"none", "nobody", "no one", "none known", "nil", "no others", "nobody else", "no one else"})
"""What is said where a form asks for people, and there are none."""


def _is_no_name(text: str) -> bool:
    """True for more words than a name has, and for what somebody says: 'I want only what is best'."""
    many = len(text.split()) > _MOST_NAMES or len(text) > _LONGEST_NAME
    return many or _SENTENCE.fullmatch(text.strip()) is not None


def is_parent(row: Row) -> bool:
    """True for a row whose relationship is that of a parent or carer, whoever's partner or mother left out."""
    relation = row.get("relationship")
    said = clean(relation.answer.text) if relation is not None else ""
    return (
        re.search(
            r"\b(?:mother|father|mum|dad|step ?(?:mother|father|mum|dad)|stepmother|stepfather|carer|foster carer|parent|guardian)\b",  # noqa: E501 - a pattern reads worse when broken
            said,
        )
        is not None
        and "grand" not in said
        and re.search(r"partner|aunt|uncle|friend|s mother|s father|s mum|s dad", said) is None
    )


def _from_columns(row: Row) -> Found:
    yes, no = row.get("pr_yes"), row.get("pr_no")
    on = (yes is not None and ticked(yes.answer), no is not None and ticked(no.answer))
    word = {(True, False): "Yes", (False, True): "No"}.get(on, "")
    source = yes or no
    assert source is not None  # noqa: S101 - narrows the type for the checker
    return Found(Answer([[Piece(word)]] if word else [], source.answer.place), source.label)


def _part_role(row: Row) -> None:
    """'SENCo, Lime Kiln Primary' under 'Role and school'."""
    found = row.pop("role_and_organisation")
    parts = [p.strip() for p in re.split(r"[,;\n]|\s+–\s+", found.answer.text, maxsplit=1) if p.strip(" .")]
    if len(parts) > 1 and _AGENCY.search(parts[0]) and not _AGENCY.search(parts[1]):
        parts.reverse()  # 'Lime Kiln Primary, SENCo'
    for key, part in zip(("role", "organisation"), parts, strict=False):
        row.setdefault(
            key, Found(Answer([[Piece(part.strip(" ."))]], found.answer.place), found.label, found.score * 0.95)
        )


def _part_number(row: Row) -> None:
    """'Dot Harding, Tel: 07700 900179' under 'Name and contact number'."""
    found = row.get("name")
    if found is None or "telephone" in row:
        return
    if not _NUMBER_TOO.search(found.label) and NUMBER_BEHIND.search(found.answer.text) is None:
        return
    number = re.search(
        r"[,;:/\s]*((?:tel\S*\s*)?\(?\+?\d[\d\s()]{5,}.*)$", found.answer.text, re.IGNORECASE | re.DOTALL
    )
    if number is not None:
        name = found.answer.text[: number.start()].strip(" ,;")
        row["telephone"] = Found(Answer([[Piece(number.group(1))]], found.answer.place), found.label, found.score)
        row["name"] = Found(Answer([[Piece(name)]], found.answer.place), found.label, found.score)


def _part_address(row: Row) -> None:
    """'2 Mill Lane, 01632 960288', or a number alone, under 'Address (if different) and telephone'."""
    found = row.get("address")
    if found is None or "telephone" in row or not _NUMBER_TOO.search(found.label):
        return
    number = NUMBER_BEHIND.search(found.answer.text)
    if number is not None:
        address = found.answer.text[: number.start()].strip(" ,;\n")
        row["telephone"] = Found(Answer([[Piece(number.group(1))]], found.answer.place), found.label, found.score)
        row["address"] = Found(Answer([[Piece(address)]], found.answer.place), found.label, found.score)


def _part_agency(row: Row) -> None:
    """'Elderbank Children's Centre, 01632 960288' under 'Agency and tel'."""
    found = row.pop("agency_and_tel")
    text = found.answer.text.replace("\n", ", ")
    number = re.search(r"[,;:/\s]*((?:tel\S*\s*)?\(?\+?\d[\d\s()]{5,}.*)$", text, re.IGNORECASE)
    if number is not None:
        row.setdefault(
            "telephone", Found(Answer([[Piece(number.group(1))]], found.answer.place), found.label, found.score)
        )
        text = text[: number.start()]
    row.setdefault(
        "organisation", Found(Answer([[Piece(text.strip(" ,"))]], found.answer.place), found.label, found.score)
    )
