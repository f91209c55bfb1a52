"""
Whose name, address or number it is: the child's, a parent's, somebody's of the household, a worker's, a service's.
"""

from __future__ import annotations

import re
from dataclasses import replace

from intake.reader.about_you import hand_to_writer, turns_to_writer
from intake.reader.answers import Answer, Found, Row
from intake.reader.document import Piece
from intake.reader.draft_state import DraftState
from intake.reader.labels import Label, clean
from intake.reader.whose import is_asked_apart

PERSON = frozenset(
    [
        "given",
        "family",
        "name",
        "aka",
        "sex",
        "dob",
        "edd",
        "address",
        "house",
        "street",
        "line2",
        "town",
        "county",
        "postcode",
        "telephone",
        "email",
        "contact",
        "relationship",
        "pr",
        "pr_yes",
        "pr_no",
        "role",
        "organisation",
        "agency_and_tel",
        "role_and_organisation",
        "school",
        "year",
        "worker",
        "first_language",
        "ethnicity",
    ]
)
CHILD_ONLY = frozenset(
    [
        "aka",
        "first_language",
        "nhs",
        "upn",
        "ethnicity",
        "ethnicity_other",
        "ethnicity_code",
        "ethnicity_and_language",
        "english_first",
        "religion",
        "religion_code",
        "interpreter",
        "disability",
        "disability_details",
        "requirements",
        "reference",
        "year",
        "sex",
        "school",
    ]
)
_YOUR = re.compile(r"\W*(?:\d+(?:\.\d+)*\W*)?(?:and |what is |what's |what are )?your\b", re.IGNORECASE)
_YOUR_CHILD = re.compile(r"\byour (?:child|baby|son|daughter|young person)\b", re.IGNORECASE)
_THE_CHILD = re.compile(r"\b(?:the|your|this) (?:child|young person|baby|pupil)\b", re.IGNORECASE)
_CHILDS_OR = re.compile(r"^\W*(?:the )?(?:child|young person|pupil)(?:['’]s)?\s*(?:or|/)\s", re.IGNORECASE)
_AT_HOME = re.compile(r"\b(?:home|family|household|all)\b", re.IGNORECASE)
_EVERYBODYS = re.compile(r"\b(?:all|both|they|children|family|familys|twins|childrens)\b")
"""Words in a label that ask something once for all children."""
_OF_THE_FAMILY = frozenset({"address", "postcode", "telephone", "contact", "email", "reference", "interpreter"})
_OF_THE_HOME = _OF_THE_FAMILY | {
    *("house", "street", "line2", "town", "county"),
    *("first_language", "religion"),
}
_FAMILYS = re.compile(
    r"\bfamil(?:y|ies|y['’]s|ies['’])\b(?!['’]?s? (?:name|doctor|members?|support|worker|solicitor|hub|centre|friend))",
    re.IGNORECASE,
)
"""'Main family address': what all of them share, whoever was spoken of last."""
_OF_WORKERS = frozenset({"assessor", "lead", "services", "consent"})
_ANYBODYS = frozenset(
    {"given", "family", "dob", "edd", "postcode", "address", "telephone", "name", "email", "contact", "first_language"}
)
EACH_OWN = frozenset({"given", "family", "name", "aka", "dob", "edd", "sex", "nhs", "upn", "year"})
"""What no two children of a family share."""
_THEIR_OWN = frozenset(
    {"nhs", "upn", "reference", "ethnicity", "ethnicity_other", "ethnicity_code", "religion", "disability", "aka"}
)
"""What a form may ask of a parent too, and keeps of the child alone."""
PROFESSIONAL = frozenset(
    {"role", "organisation", "agency_and_tel", "role_and_organisation", "worker", "email", "contact"}
)
SECTION_SUBJECT = {
    "child": "child",
    "children": "child",
    "parents": "parent",
    "household": "household",
    "assessor": "assessor",
    "lead": "lead",
    "services": "service",
}

_NAMES = ("name", "given", "family")
_OF_ANYBODY = frozenset({"name", "given", "family", "telephone", "email"})


class Persons(DraftState):
    """The draft as one asks it which person an answer is about."""

    def person_target(self, means: Label, label: str) -> tuple[Row, str] | None:
        """Whose name, address or number it is."""
        if turns_to_writer(self, means):
            hand_to_writer(self)
        who, asks = self.who_and_what(means, label)
        if asks == "first_language" and (
            means.about in ("parent", "mother", "father")
            or (self.subject == "parent" and not means.about and not _AT_HOME.search(label))
        ):
            return self.child_row(asks), "parents_first_language"
        asks = _asked_of_worker(asks, means.about)
        if asks in ("role", "organisation") and who in ("", "household", "parent") and not means.about:
            self.professional_here()
        if who in ("family", "child"):
            return (self.family, asks) if who == "family" else self.child_target(asks, label)
        if who in ("parent", "mother", "father"):
            return self.parent_row(asks, who if means.about else "", label), asks
        if who in ("assessor", "lead"):
            return self.worker_target(who, asks, named=bool(means.about))
        if who in ("gp", "service"):
            return self.service_row(who, asks, label), asks
        return (self.household_row(asks), asks) if who == "household" else None

    def worker_target(self, who: str, asks: str, *, named: bool) -> tuple[Row, str]:
        """The field of whoever assesses or leads; *named* if the label says which of them."""
        if who == "lead" and asks in ("address", "postcode") and self.section != "lead" and not named:
            who = "assessor"  # a form has no place for a lead's address: it goes on with whoever fills it in
        self.subject = who
        return self.one, f"{who}.{asks}"

    def who_and_what(self, means: Label, label: str) -> tuple[str, str]:
        """Whom a label is about and what it asks; 'your' and 'the child's' in it count for more than the section."""
        means = _of_child(means, label)
        who, asks = self.who(means), means.asks or "name"
        if who == "assessor" and self.first_names_a_child(means):
            who = self.section = "child"
        if not means.about and _YOUR.match(label) and asks in PERSON and self.section not in ("consent", "parents"):
            who = self.addressed(asks)
        if asks in CHILD_ONLY and not means.about and _THE_CHILD.search(label):
            who = "child"
        if who == "child" and asks in PERSON and _YOUR_CHILD.search(label):
            self.calls_child_yours = True
        if self.section not in _OF_WORKERS and self.asks_of_family(means, label):
            who = "family"
        if asks in _THEIR_OWN and means.about in ("mother", "father", "parent"):
            who = "nobody"  # a mother's own NHS number, a father's religion
        if asks == "organisation" and self.subject == "child" and self.section in ("child", "children"):
            who, asks = "child", "school"
        return who, asks

    def asks_of_family(self, means: Label, label: str) -> bool:
        """True for 'Main family address' and the postcode behind it: what all of them share, and nobody has alone."""
        if means.about or means.asks not in _OF_THE_FAMILY:
            return False
        behind = self.last_address is not None and self.family.get("address") is self.last_address
        called = _FAMILYS.search(label) is not None and not is_asked_apart(label)
        return called or (means.asks == "postcode" and behind)

    def before_others(self, means: Label) -> bool:
        """True below 'Family', before anybody but the child has been named."""
        of_home = means.asks in _OF_THE_HOME and not means.about
        return of_home and self.names_children and not self.household

    def first_names_a_child(self, means: Label) -> bool:
        """True for a further name below whoever assessed, before a child was named: its heading was not known."""
        asked = means.asks in ("family", "given", "dob") and not means.about
        return asked and not self.names_children and "assessor.name" in self.one

    def child_target(self, asks: str, label: str) -> tuple[Row, str]:
        """The child that is spoken of, or all the children of a family."""
        if asks not in EACH_OWN and (self.asks_of_all(label) or (asks in _OF_THE_HOME and self.leaves_empty_block())):
            self.told = True
            return self.family, asks
        return self.child_row(asks), asks

    def leaves_empty_block(self) -> bool:
        """True for a line behind the table of one more child whom nobody named: it asks of all that were."""
        if not self.scope or self.scope != len(self.children) - 1 or not self.row_key.startswith("p"):
            return False
        last = self.children[-1]
        return self.names_children and not any(n in last and not last[n].answer.blank for n in _NAMES)

    def who(self, means: Label) -> str:
        """Whom a label is about: whom it names, else whom the section or the last name was about."""
        if means.about == "child" and means.asks in ("relationship", "pr"):
            return "parent" if self.section == "parents" else self.subject
        named = _named_in(means) or self.asked_of(means.asks)
        return "child" if named == "household" and self.before_others(means) else named

    def asked_of(self, asks: str) -> str:
        """Whom a question is about that names nobody: only a child has an NHS number, only a worker has a post."""
        if asks == "worker" and self.subject in ("", "child") and self.section != "services":
            return "assessor"
        if asks == "name" and not self.subject and self.section == "assessment" and self.names_children:
            return "assessor"  # behind why it was done: who did it
        if asks in CHILD_ONLY and self.is_of_child(asks):
            return "child"
        if asks in ("relationship", "pr", "pr_yes", "pr_no") and self.subject not in ("parent", "household"):
            return "parent" if self.parents or self.section == "parents" else ""
        if asks in PROFESSIONAL - {"email", "contact"} and self.subject in ("child", "parent", ""):
            return "assessor" if self.section in ("assessor", "assessment") or "assessor.name" in self.one else ""
        if not self.subject and asks in _ANYBODYS:
            return "child" if not self.section else ""
        return self.subject

    def is_of_child(self, asks: str) -> bool:
        """True if what is asked of children is asked of a child here, and not of a parent or the household."""
        if self.subject not in ("parent", "household"):
            return asks != "school" or self.section not in ("assessor", "services")
        return asks not in ("sex", "school", "year") and self.subject == "parent"

    def asks_of_all(self, label: str) -> bool:
        """True for 'Children's religion' and 'Family address', and not for 'Address, if not the family's'."""
        several = len(self.children) > 1 and _EVERYBODYS.search(clean(label)) is not None
        return several and not is_asked_apart(label)

    def professional_here(self) -> None:
        """
        A post or an agency among the family: the person just named is none of the family's, but whose is not known.

        A further child of whom the form tells nothing but a name is no child
        then, so that no referral is made of somebody who filled in the form.
        """
        rows = self.household if self.section == "household" else self.parents if self.section == "parents" else []
        if self.section == "children" and len(self.children) > 1 and _OF_ANYBODY.issuperset(self.children[-1]):
            self.stranger.update(self.children.pop())
            self.section, self.subject = "unknown", ""
            return
        for found in rows[-1].values() if rows else ():
            found.score = min(found.score, 0.6)

    def child_row(self, asks: str) -> Row:
        """The child whose block this is; a second given name in another block is another child."""
        if self.scope is not None and self.scope < len(self.children):
            return self.children[self.scope]
        if not self.children:
            self.children.append({})
        if self.told and len(self.children) > 1 and asks not in EACH_OWN:
            return self.family
        if self.section == "children" and asks in ("given", "name") and self.is_named(self.children[-1], asks):
            # Blocks without a number: the next first name is the next child's.
            self.children.append({})
        self.subject = "child" if asks in ("given", "family", "name", "dob") else self.subject
        return self.children[-1]

    def addressed(self, asks: str) -> str:
        """Whom the form calls 'you': the child, if it asks for 'your' name first of all; else who fills it in."""
        if self.section in ("assessor", "lead"):
            return self.section
        if self.calls_child_yours:
            return "child" if self.section == "child" and asks not in EACH_OWN else "parent"
        if asks in ("given", "name", "family") and not self.names_children:
            self.calls_child_you = True
        return "child" if self.calls_child_you else "assessor" if self.names_children else "child"

    def is_named(self, child: Row, asks: str) -> bool:
        """True if *child* has what a name is asked for already."""
        return asks in child and not child[asks].answer.blank

    def parent_row(self, asks: str, named: str, label: str) -> Row:
        """The parent whose block this is; the name asked again begins the next."""
        self.subject = "parent"
        if named in ("mother", "father"):
            for row in self.parents:
                if row.get("_kind") is not None and row["_kind"].label == named:
                    return row
            self.parents.append(
                {
                    "_kind": Found(Answer([], ""), named),
                    "_implied": Found(Answer([[Piece(named.capitalize())]], self.section_title), label),
                }
            )
            return self.parents[-1]
        last = self.parents[-1] if self.parents else {}
        again = asks in ("name", "given") and (asks in last or "name" in last)
        if not self.parents or again or (asks == "relationship" and {"name", "relationship"} <= last.keys()):
            self.parents.append({})
        return self.parents[-1]

    def service_row(self, who: str, asks: str, label: str) -> Row:
        """The service that a label in a row of services belongs to."""
        if who == "gp":
            for row in self.services:
                if "service" in row and clean(row["service"].answer.text).split()[:1] == ["gp"]:
                    self.subject = "gp"
                    return row
            self.services.append({"service": Found(Answer([[Piece("GP")]], self.section_title), label)})
            self.subject = "gp"
            return self.services[-1]
        last = self.services[-1] if self.services else {}
        if asks == "organisation" and asks in last and "service" not in last and len(last) > 1:
            last["service"] = last.pop("organisation")  # 'Agency: GP  Name: ...  Organisation: ...'
        if (
            not self.services
            or (asks in self.services[-1] and asks != "telephone")
            or (asks == "service" and self.services[-1])
        ):
            self.services.append({})
        return self.services[-1]

    def household_row(self, asks: str) -> Row:
        """The person of the household whose block this is; a name begins the next."""
        if asks in ("name", "given") or not self.household:
            self.household.append({"_apart": Found(Answer([], ""), "")})
        return self.household[-1]

    def new_row(self, rows: list[Row], row: Row) -> None:
        """Begin another record."""
        rows.append(row)


def _asked_of_worker(asks: str, about: str) -> str:
    """What is asked of somebody: 'Worker' asks for a name, and a worker's 'number' is none of a house."""
    if asks == "house" and about in ("lead", "assessor", "gp"):
        return "telephone"
    return "name" if asks == "worker" else asks


def _of_child(means: Label, label: str) -> Label:
    """'Child's or parent's phone' asks for the child's; what any other label means is left as it is."""
    if means.about == "parent" and means.asks in ("telephone", "contact") and _CHILDS_OR.search(label):
        return replace(means, about="child")
    return means


def _named_in(means: Label) -> str:
    """Whom a label names, by a word for the person or by being a section's heading; '' if it names nobody."""
    asks = means.asks
    if means.about == "parent" and asks == "first_language":
        return "child"
    if means.about in ("child", "parent", "mother", "father", "gp", "assessor", "lead"):
        if means.about not in ("child", "gp") and asks in CHILD_ONLY - {"sex", "school"}:
            return "child"
        if means.about != "gp" or asks in ("", "name", "worker", "organisation", "telephone", "address", "contact"):
            return means.about
    return SECTION_SUBJECT.get(means.section, "") if not asks else ""
