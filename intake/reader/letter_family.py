"""
The parents and carers whom a letter names, each once however often they are named.
"""

from __future__ import annotations

from intake.reader.answers import Answer, Found
from intake.reader.document import Piece
from intake.reader.draft import Draft
from intake.reader.labels import clean
from intake.reader.letter_facts import Fact, take_address, take_day, take_phone, tidy
from intake.reader.letter_names import Person, people

_TITLES = frozenset({"mr", "mrs", "miss", "ms", "mx", "dr"})
_SURELY = 0.95
"""So sure are people in the details; those whom only a sentence names are less."""


class FamilyReader:
    """Gathers the people; `place` is where the reader is."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.place = ""
        self.people: list[Person] = []
        self.labels: dict[int, str] = {}

    def parents_of(self, fact: Fact) -> Person | None:
        """Add the people of 'Mother: ...', and return the last of them."""
        made = people(fact.whom, fact.text, fact.label)
        for person in made:
            if (
                not person.relationship
                and len(made) == 1
                and clean(fact.label) in ("carer", "guardian", "foster carer")
            ):
                person.relationship = fact.label.strip(" :")
            self.known(person, fact.label)
        self.draft.parents_asked = True
        return self.people[-1] if made and self.people else None

    def known(self, person: Person, label: str) -> None:
        """Add a person, or what is new of one who was named before."""
        same = next((p for p in self.people if same_person(p, person)), None)
        if same is None:
            self.people.append(person)
            self.labels[id(person)] = label
            return
        for key in ("relationship", "telephone", "born", "address"):
            if not getattr(same, key):
                setattr(same, key, getattr(person, key))

    def of_relative(self, fact: Fact) -> None:
        """Take 'Mother's tel' and its like."""
        if fact.kind == "relationship":
            last = self.people[-1] if self.people else None
            if last is not None and clean(last.relationship) in ("", clean(self.labels.get(id(last), ""))):
                last.relationship = tidy(fact.text)  # the label 'Carer' says less
            return
        who = clean(fact.whom)
        person = next((p for p in self.people if clean(p.relationship) == who), None)
        if (
            person is None
            and len(self.people) == 1
            and (not self.people[0].relationship or who in ("parent", "parents", "carer"))
        ):
            person = self.people[0]
        if person is None:
            person = Person(relationship=fact.whom if who not in ("parent", "parents") else "", sure=0.75)
            self.people.append(person)
        if fact.kind == "telephone" and (phone := take_phone(fact.text)) is not None:
            person.telephone = person.telephone or phone[0]
        elif fact.kind == "dob":
            person.born = person.born or take_day(fact.text)[0]
        elif fact.kind == "address":
            person.address = person.address or take_address(fact.text)[0]

    def listed(self, lists: Draft) -> None:
        """Take the people and services of the letter's tables; whom a table names, it tells better than a sentence."""
        self.draft.household += lists.household
        self.draft.services += lists.services
        if lists.parents:
            named = {clean(row["name"].answer.text) for row in lists.parents if "name" in row}
            others = [row for row in self.draft.parents if "name" in row and row["name"].score >= _SURELY]
            self.draft.parents[:] = [
                *lists.parents,
                *(row for row in others if clean(row["name"].answer.text) not in named),
            ]

    def finish(self) -> None:
        """Put the people into the draft."""
        for person in self.people:
            row = {}
            told = (("name", person.name), ("relationship", person.relationship), ("telephone", person.telephone))
            for key, text in (*told, ("dob", person.born), ("address", person.address)):
                if text:
                    label = self.labels.get(id(person)) or person.relationship or "Parent"
                    row[key] = Found(Answer([[Piece(text)]], self.place), label, person.sure)
            self.draft.parents.append(row)


def same_person(one: Person, other: Person) -> bool:
    """True if two mentions are of one person: the same name, or the same relation and a name in common."""
    mine, theirs = set(clean(one.name).split()) - _TITLES, set(clean(other.name).split()) - _TITLES
    related = one.relationship and clean(one.relationship) == clean(other.relationship)
    if related and mine and (mine <= theirs or theirs <= mine):
        return True
    return bool(mine) and mine == theirs
