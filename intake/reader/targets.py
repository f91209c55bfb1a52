"""
Whose answer it is: the field that a label asks for, given the section and the person spoken of.
"""

from __future__ import annotations

import re

from intake.reader.answers import Answer, Found, Row
from intake.reader.document import Piece
from intake.reader.draft_state import ONE, DraftState, names_lead
from intake.reader.labels import Label, clean
from intake.reader.vocabulary import DOMAINS
from intake.reader.whose import is_asked_apart, names_the_family

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

_OF_THE_CHILD = frozenset({"dob", "edd", "nhs", "upn", "reference"})
"""In a page's head or foot these are the child's; a number or an address there may be the council's."""
_YOUR = re.compile(r"\W*(?:\d+\W*)?(?:and |what is |what's |what are )?your\b", re.IGNORECASE)
_OF_A_WORKER = frozenset({"name", "role", "organisation", "telephone", "email", "address", "postcode"})
_OF_THE_ASSESSMENT = frozenset({"reason", "date_started", "people_present"})
_WHOSE = re.compile(
    r"\b(?:(?P<child>child|young person|baby)|famil(?:y|ies)|parents?|carers?|mum|dad)\b", re.IGNORECASE
)
_MY = re.compile(r"\W*(?:my|i am|i)\b", re.IGNORECASE)
_I_THINK = re.compile(r"\b(?:i|me|my)\b", re.IGNORECASE)
_THE_CHILD = re.compile(r"\b(?:the|your|this) (?:child|young person|baby|pupil)\b", re.IGNORECASE)
_WRITES = re.compile(r"\b(?:complet|fill|writ|wrote|done|prepar|author)\w*", re.IGNORECASE)
"""Somebody who wrote the form, and did not only sign it."""

_OF_EACH = frozenset({"conclusions", "share_with", "not_share_with"})
"""Asked once for a form, or in the part of each child."""

_EVERYBODYS = re.compile(r"\b(?:all|both|they|children|family|familys|twins|childrens)\b")
"""Words in a label that ask something once for all children."""

_EACH_OWN = frozenset({"given", "family", "name", "aka", "dob", "edd", "sex", "nhs", "upn", "year"})
"""What no two children of a family share."""

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


class Targets(DraftState):
    """The draft as one asks it where an answer belongs."""

    def target(self, means: Label, label: str) -> tuple[Row, str] | None:  # noqa: C901, PLR0911, PLR0912 - one question after another, as a person would ask them
        """Where an answer to *means* belongs, given the section and the person spoken of."""
        asks = means.asks
        if self.margin and not (means.about or self.subject or asks in _OF_THE_CHILD):
            return None
        if (
            self.section == "consent"
            and self.signer in ("assessor", "parent")
            and means.about in ("", self.signer)
            and asks in ("organisation", "telephone", "email", "address", "role")
        ):
            self.leave_signatures()
        if self.section == "consent" and means.about == "assessor" and not asks and _WRITES.search(label):
            self.section = self.subject = "assessor"
        if self.section == "consent" and (
            asks in ("signed", "print_name", "name", "date", "given", "family", "relationship", "role", "comment")
            or (asks in ("", "worker") and self.signer_of(means))
        ):
            return self.signature_target(means, label)
        if asks in ("signed", "print_name"):
            return self.signature_target(means, label)
        if self.section == "consent" and asks == "worker" and "assessor.name" in self.one:
            self.signer = "assessor"
            return self.one, "sign.assessor.name"
        if asks == "home" and self.section == "child" and clean(label) == "home":
            return self.child_row("address"), "address"  # among the child's own details
        if asks in _OF_THE_ASSESSMENT and self.section in ("parents", "household", "services") and self.names_children:
            self.section, self.subject = "assessment", ""  # whoever is asked for below is none of those before
        if asks in ONE:
            return (self.scoped_store() if asks in _OF_EACH else self.one), ONE[asks]
        if asks == "comment" or (self.section == "views" and not asks and self.signer_of(means) in ("child", "parent")):
            return self.comment_target(means, label)
        if means.section == "views" and not asks and (whose := _WHOSE.search(label)) is not None:
            return self.comment_target(Label("comment", "child" if whose["child"] else "parent"), label)
        if asks in ("strengths", "needs", "outcome"):
            return self.analysis_target(asks, label)
        if asks in ("action", "who", "when", "measure") and self.section in ("plan", "elements"):
            return self.plan_target(asks)
        if asks == "service" and self.section == "services":
            return self.service_row("service", "service", label), "service"
        if asks == "service" and self.section == "assessor":
            return self.one, "assessor.organisation"
        if asks == "lead_agency":
            self.subject = "lead"
            return self.one, "lead.organisation"
        if asks == "lead_different" or (not asks and (means.about == "lead" or names_lead(means, label))):
            self.subject = "lead"
            return self.one, "lead.name"
        if self.section == "unknown" and not means.about and asks in _OF_A_WORKER:
            return self.stranger, asks
        if means.element and self.element_here(means):
            return (self.one if means.element in DOMAINS[1:] else self.scoped_store()), f"elements.{means.element}.text"
        if asks in PERSON or asks in CHILD_ONLY or means.about or means.section in SECTION_SUBJECT:
            return self.person_target(means, label)
        if asks == "date":
            return None if self.section in ("consent", "plan", "services") else (self.one, "assessment.date_completed")
        return None

    def settle_stranger(self) -> None:
        """Somebody with a post or an agency, below a heading that was not understood: whoever assessed, if nobody else did."""
        stranger, self.stranger = self.stranger, {}
        works = "name" in stranger and ("role" in stranger or "organisation" in stranger)
        for key, found in stranger.items():
            if works and "assessor.name" not in self.one:
                self.one.setdefault(f"assessor._{key}", Found(found.answer, found.label, min(found.score, 0.75)))
            else:
                self.keep_other(found.label, found.answer)
        for key in [k for k in self.one if k.startswith("assessor._")]:
            self.one[key.replace("._", ".")] = self.one.pop(key)

    def professional_here(self) -> None:
        """A post or an agency among the family: the person just named is none of the family's, but whose is not known."""  # noqa: E501 - a pattern reads worse when broken
        rows = self.household if self.section == "household" else self.parents if self.section == "parents" else []
        for found in rows[-1].values() if rows else ():
            found.score = min(found.score, 0.6)

    def leave_signatures(self) -> None:
        """What looked like the head of a signature was the head of a person's details: the name was theirs."""
        who = self.signer
        self.section = self.subject = "assessor" if who == "assessor" else "parent"
        name = self.one.get(f"sign.{who}.name")
        if who == "parent":
            self.section = "parents"
            if name is not None:
                self.parents.append({"name": name})
        elif "assessor.name" not in self.one and (name := name or self.one.get("sign.assessor.signed")) is not None:
            self.one["assessor.name"] = name

    def element_here(self, means: Label) -> bool:
        """True if a label that heads an element does so here, and not a section of persons."""
        if not means.section or self.section in ("elements", "plan"):
            return True
        if means.section == "parents" and self.section == "parents":
            return False
        return (
            means.section not in ("parents", "child")
            or bool({"general_health", "child_development", "family_environment"} & self.seen)
            or "reason" in self.seen
        )

    @property
    def child_says_i(self) -> bool:
        """True if the form lets the child speak: it asks for 'my name', not for the child's."""
        rows = self.children[:1]
        return any(_MY.match(r[n].label) for r in rows for n in ("given", "name", "family") if n in r)

    def comment_target(self, means: Label, label: str) -> tuple[Row, str] | None:
        """Whose comment it is."""
        who = means.about or self.signer_of(means) or ("child" if self.section in ("child", "children") else "")
        if not who and (self.child_says_i or self.scope is not None) and _I_THINK.search(label):
            who = "child"
        if who == "child":
            return self.scoped_store(), "child_comment"
        if who in ("parent", "mother", "father"):
            return self.one, "parent_comment"
        return None

    def analysis_target(self, asks: str, label: str) -> tuple[Row, str]:
        """Strengths, needs or outcomes: of the domain spoken of, or of the whole."""
        if names_the_family(label):
            self.speak_of_all()
        domain = self.domain or (self.section_element if self.section in SECTION_SUBJECT else "")
        if domain and asks in ("strengths", "needs"):
            return self.scoped_store(), f"elements.{domain}.{asks}"
        if asks == "outcome" and self.section == "plan" and self.actions and not self.actions[-1]:
            return self.actions[-1], "desired_outcome"  # below 'Action 2'
        if asks == "outcome":
            return self.one, "desired_outcomes"
        return self.scoped_store(), f"conclusions.{asks}"

    def plan_target(self, asks: str) -> tuple[Row, str]:
        """The action that a question of a plan belongs to."""
        key = "by_when" if asks == "when" else asks
        if not self.actions or key in self.actions[-1]:
            self.actions.append({})
        return self.actions[-1], key

    def signature_target(self, means: Label, label: str) -> tuple[Row, str] | None:
        """Who signs, and which part of the signature this is."""
        who = self.signer_of(means)
        if not who and means.asks in ("signed", "print_name") and means.about == "":
            who = self.signer or (
                "parent" if self.section == "consent" and "sign.parent.signed" not in self.one else ""
            )
        if not means.about and self.child_says_i and _MY.match(label):
            who = "child"
        who = who or self.signer
        if who in ("parent", "child", "assessor"):
            self.signer = who
            self.signed_here = True
        elif who == "lead":
            return self.one, "sign.lead.name"
        if not who:
            return None
        kind = {
            "date": "on",
            "signed": "signed",
            "print_name": "name",
            "name": "name",
            "": "signed",
            "given": "name",
            "relationship": "relationship",
            "role": "role",
            "comment": "comment",
        }.get(means.asks, "name")
        if "print" in label.lower() and "name" in label.lower():
            kind = "name"
        return self.one, f"sign.{who}.{kind}"

    def person_target(self, means: Label, label: str) -> tuple[Row, str] | None:  # noqa: C901 - one question after another, as a person would ask them
        """Whose name, address or number it is."""
        who, asks = self.who(means), means.asks or "name"
        if not means.about and _YOUR.match(label) and asks in PERSON and self.section not in ("consent", "parents"):
            who = self.addressed(asks)
        if asks in CHILD_ONLY and not means.about and _THE_CHILD.search(label):
            who = "child"
        if asks == "organisation" and self.subject == "child" and self.section in ("child", "children"):
            who, asks = "child", "school"
        if asks == "first_language" and (
            means.about in ("parent", "mother", "father") or (self.subject == "parent" and not means.about)
        ):
            return self.child_row(asks), "parents_first_language"
        if asks == "worker":
            asks = "name"
        if asks in ("role", "organisation") and who in ("", "household", "parent") and not means.about:
            self.professional_here()
        if who == "child" and asks not in _EACH_OWN and self.asks_of_all(label):
            self.told = True
            return self.family, asks
        if who == "child":
            return self.child_row(asks), asks
        if who in ("parent", "mother", "father"):
            return self.parent_row(asks, who if means.about else "", label), asks
        if who in ("assessor", "lead"):
            self.subject = who
            return self.one, f"{who}.{asks}"
        if who in ("gp", "service"):
            return self.service_row(who, asks, label), asks
        if who == "household" and self.household_open(asks):
            return self.household[-1], asks
        return None

    def asks_of_all(self, label: str) -> bool:
        """True for 'Children's religion' and 'Family address', and not for 'Address, if not the family's'."""
        several = len(self.children) > 1 and _EVERYBODYS.search(clean(label)) is not None
        return several and not is_asked_apart(label)

    def who(self, means: Label) -> str:  # noqa: C901, PLR0911 - one question after another, as a person would ask them
        """Whom a label is about: whom it names, else whom the section or the last name was about."""
        asks = means.asks
        if means.about == "parent" and asks == "first_language":
            return "child"
        if means.about in ("child", "parent", "mother", "father", "gp", "assessor", "lead"):
            if means.about == "child" and asks in ("relationship", "pr"):
                return "parent" if self.section == "parents" else self.subject
            if means.about not in ("child", "gp") and asks in CHILD_ONLY - {"sex", "school"}:
                return "child"
            if means.about != "gp" or asks in ("", "name", "worker", "organisation", "telephone", "address", "contact"):
                return means.about
        if not asks and means.section in SECTION_SUBJECT:
            return SECTION_SUBJECT[means.section]
        if asks == "worker" and self.subject in ("", "child") and self.section != "services":
            return "assessor"
        if (
            asks in CHILD_ONLY
            and self.subject not in ("parent", "household")
            and not (asks == "school" and self.section in ("assessor", "services"))
        ):
            return "child"
        if asks in CHILD_ONLY - {"sex", "school", "year"} and self.subject == "parent":
            return "child"
        if asks in ("relationship", "pr", "pr_yes", "pr_no") and self.subject not in ("parent", "household"):
            return "parent" if self.parents or self.section == "parents" else ""
        if asks in PROFESSIONAL - {"email", "contact"} and self.subject in ("child", "parent", ""):
            return "assessor" if self.section in ("assessor", "assessment") or "assessor.name" in self.one else ""
        if not self.subject and asks in (
            "given",
            "family",
            "dob",
            "edd",
            "postcode",
            "address",
            "telephone",
            "name",
            "email",
            "contact",
            "first_language",
        ):
            return "child" if not self.section else ""
        return self.subject

    def child_row(self, asks: str) -> Row:
        """The child whose block this is; a second given name in another block is another child."""
        if self.scope is not None and self.scope < len(self.children):
            return self.children[self.scope]
        if not self.children:
            self.children.append({})
        if self.told and len(self.children) > 1 and asks not in _EACH_OWN:
            return self.family
        if self.section == "children" and asks in ("given", "name") and self.is_named(self.children[-1], asks):
            # Blocks without a number: the next first name is the next child's.
            self.children.append({})
        self.subject = "child" if asks in ("given", "family", "name", "dob") else self.subject
        return self.children[-1]

    def addressed(self, asks: str) -> str:
        """Whom the form calls 'you': the child, if it asks 'your' name before it has the child's; else who fills it in."""
        if self.section in ("assessor", "lead"):
            return self.section
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
        if not self.parents or (asks in ("name", "given") and (asks in self.parents[-1] or "name" in self.parents[-1])):
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

    def household_open(self, asks: str) -> bool:
        """True if there is a person of the household for an answer to belong to."""
        if asks in ("name", "given") or not self.household:
            self.household.append({"_apart": Found(Answer([], ""), "")})
        return True

    def new_row(self, rows: list[Row], row: Row) -> None:
        """Begin another record."""
        rows.append(row)
