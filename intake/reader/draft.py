"""
What was found so far, and where the walk is: the answers under the fields they belong to.

The walk tells the draft headings, labels with answers, rows of records and
loose text, in the document's order. The draft knows the section and the person
spoken of, and so decides whose "Name" a name is. Values stay as they were
written; `intake.reader.finish` types them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from intake.reader.choices import Choice, read_choice
from intake.reader.document import EMPTY, FIELD, TICKED, UNTICKED, Piece
from intake.reader.labels import Label, clean, heading_section, recognise
from intake.reader.statements import Statement, read_statement
from intake.reader.typed import find_yes_no, fold
from intake.reader.vocabulary import DOMAINS, SEX_WORDS

if TYPE_CHECKING:
    from collections.abc import Sequence

_BOXES = (TICKED, UNTICKED)


@dataclass(slots=True)
class Answer:
    """What stands beside a label: lines of pieces, and where."""

    lines: list[list[Piece]]
    place: str
    slot: bool = False

    @property
    def text(self) -> str:
        """The words, a line each; boxes are left out."""
        return fold("\n".join(["".join([p.text for p in line if p.kind not in _BOXES]) for line in self.lines]))

    @property
    def blank(self) -> bool:
        """True if nobody answered: no words in it and no ticked box."""
        return not any(
            p.kind == TICKED or (p.kind not in _BOXES and p.text and not p.text.isspace())
            for line in self.lines
            for p in line
        )

    @property
    def in_field(self) -> bool:
        """True if it stands in form fields alone."""
        return all(p.kind in (FIELD, EMPTY) for line in self.lines for p in line if p.text.strip())

    @property
    def has_boxes(self) -> bool:
        """True if there are boxes in it, ticked or not."""
        return any(p.kind in _BOXES for line in self.lines for p in line)

    @property
    def day(self) -> str | None:
        """The ISO date of a date control in it."""
        return next((p.value for line in self.lines for p in line if p.value), None)

    def choice(self) -> Choice | None:
        """The choice that it offers, all its lines taken together."""
        pieces: list[Piece] = []
        for line in self.lines:
            if pieces and line:
                pieces.append(Piece("\n"))
            pieces.extend(line)
        return read_choice(pieces)


@dataclass(slots=True)
class Found:
    """An answer under its label, and how well the label was understood."""

    answer: Answer
    label: str
    score: float = 1.0


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table of records: where it lies, its heading and what that asks for."""

    start: int
    end: int
    text: str
    means: Label | None

    @property
    def asks(self) -> str:
        """What the column's heading asks for, "" if it is not known."""
        return self.means.asks if self.means is not None else ""


Row = dict[str, Found]

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
        "nhs",
        "upn",
        "ethnicity",
        "ethnicity_other",
        "ethnicity_code",
        "ethnicity_and_language",
        "english_first",
        "religion",
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
PROFESSIONAL = frozenset({"role", "organisation", "agency_and_tel", "worker", "email", "contact"})
ONE = {
    "people_present": "assessment.people_present",
    "reason": "assessment.reason",
    "date_started": "assessment.date",
    "date_completed": "assessment.date_completed",
    "review": "review_date",
    "home": "home_situation",
    "conclusions": "conclusions.summary",
    "harm": "conclusions.significant_harm",
    "route": "referral.route",
    "services_requested": "referral.services_requested",
    "share_with": "consent.share_with",
    "not_share_with": "consent.not_share_with",
}
_GROWING = frozenset({"share_with", "not_share_with", "consent.share_with", "consent.not_share_with", "referral.services_requested", "child_comment", "parent_comment"})
_ANYBODYS = frozenset({"name", "given", "family", "dob", "address", "postcode", "telephone", "email", "contact", "role", "organisation", "worker", "relationship", "pr"})
_SEVERAL_LINES = frozenset({"address", "reason", "home", "conclusions", "strengths", "needs", "outcome", "comment", "requirements", "disability_details", "services_requested", "share_with", "not_share_with"})
_SECTION_SUBJECT = {
    "child": "child",
    "children": "child",
    "parents": "parent",
    "household": "household",
    "assessor": "assessor",
    "lead": "lead",
    "services": "service",
}
_GROUPS = frozenset({"parents", "development", "parenting", "environment", "subhead", "child"})
_SIGNER = {
    "parents": "parent",
    "child": "child",
    "children": "child",
    "assessor": "assessor",
    "sign_parent": "parent",
    "sign_child": "child",
    "sign_assessor": "assessor",
}
_WHO_SIGNS = {
    "parent": "parent",
    "mother": "parent",
    "father": "parent",
    "child": "child",
    "assessor": "assessor",
    "lead": "lead",
}
_NUMBERED_CHILD = re.compile(r"^\W*(?:child|young person|sibling)\s*(?:no\.?\s*)?([1-9])\b", re.IGNORECASE)
_ANSWERED = re.compile(r"(?s)^(.{12,}[.:?)])\s*(yes|no)\s*\.?$", re.IGNORECASE)
_NUMBERED = re.compile(
    r"^\W*(?:(?:section|part|step)\s*)?(?:\d+|[A-Z])\s*[.:)–-]|^\W*(?:section|part)\s+\w+\b", re.IGNORECASE
)
_NEXT_PERSON = re.compile(
    r"\b(?:adult|parent|carer|parent\W{0,3}carer)\b.{0,12}?([1-9])\b|^(?:second|other) ", re.IGNORECASE
)


@dataclass(slots=True)
class Draft:
    """
    Everything found so far.

    Attributes:
        children: The children's own fields, one dict each.
        scoped: Answers under a heading that names one child, by the child's position.
        one: Fields that the form has once, by path.
    """

    children: list[Row] = field(default_factory=list)
    scoped: dict[int, Row] = field(default_factory=dict)
    one: Row = field(default_factory=dict)
    parents: list[Row] = field(default_factory=list)
    household: list[Row] = field(default_factory=list)
    services: list[Row] = field(default_factory=list)
    actions: list[Row] = field(default_factory=list)
    other: list[tuple[str, Answer]] = field(default_factory=list)
    statements: list[Statement] = field(default_factory=list)
    choices: list[tuple[str, Choice, str]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)
    headings: dict[str, str] = field(default_factory=dict)
    conflicts: set[str] = field(default_factory=set)
    section: str = ""
    section_title: str = ""
    subject: str = ""
    signer: str = ""
    domain: str = ""
    doubt: bool = False
    scope: int | None = None
    row_key: str = ""
    row_title: str = ""
    signed_here: bool = False
    parents_asked: bool = False
    open: Found | None = None
    open_paths: tuple[Row, str] | None = None
    listing: str = ""
    last: tuple[Row, str, Found] | None = None

    # --- where the walk is ------------------------------------------------------------------------------

    @property
    def awaits_text(self) -> bool:
        """True if the last label still waits for the words below it."""
        return self.open is not None or bool(self.listing)

    def heading(self, text: str, means: Label | None, level: int, place: str, *, pushes: bool = True) -> None:
        """A heading, or a label whose answer may stand below it."""
        self.shut()
        self.listing = ""
        text = fold(text).replace("\n", " ")
        numbered = _NUMBERED_CHILD.match(text)
        named = self.named_child(text)
        if means is not None:
            self.seen.add(means.asks or means.element or means.section or means.about)
        if numbered is not None and self.section not in ("household", "parents"):
            self.begin_child(int(numbered.group(1)) - 1, text)
        elif named is not None and (means is None or not means.is_field):
            self.scope = named
            self.section_title = text
            return
        if means is None and numbered is None and level <= 4:  # noqa: PLR2004
            self.scope = None
        known = self.section
        self.enter(text, means, level)
        statement = read_statement(text) if means is None or not means.is_field else None
        if statement is not None and (means is None or not means.section):
            self.pending_statement(statement, place)
            return
        self.await_text(text, means, place)
        opens = (means is not None and bool(means.section) and means.section != "subhead") or self.section != known
        if (
            pushes
            and level <= 5
            and (opens or (means is None and level <= 4))
            and not (self.section == "elements" and means is not None and means.element)
        ):
            self.section_title = text

    def enter(self, text: str, means: Label | None, level: int) -> None:
        """Move to the section that a heading opens."""
        section = means.section if means is not None else ""
        if means is None and level <= 5:  # noqa: PLR2004
            section = heading_section(text)
            if section in _GROUPS and self.section in ("elements", "consent"):
                section = ""
        if means is not None and means.about and not section:
            section = (
                {
                    "lead": "lead",
                    "assessor": "assessor",
                    "mother": "parents",
                    "father": "parents",
                    "parent": "parents",
                }.get(means.about, "")
                if not means.asks
                else ""
            )
        if means is not None and not section and means.element and self.section in ("", "assessment", "consent"):
            section = "elements"
        if means is not None and means.asks == "home":
            section = "household"
        if means is not None and means.asks in ("strengths", "needs", "conclusions") and not section:
            self.domain = "" if means.asks == "conclusions" else self.domain
        if section:
            self.doubt = False
        elif means is None and level <= 4 and self.named_child(text) is None:  # noqa: PLR2004
            self.doubt = True
        if not section and means is not None and means.element in DOMAINS:
            self.domain = means.element
        if not section:
            if means is None and level <= 5:  # noqa: PLR2004
                self.signer = ""
                self.domain = self.domain_of(text) or self.domain
            return
        if self.section == "elements" and section in _GROUPS and not _NUMBERED_CHILD.match(text):
            self.domain = (means.element if means is not None and means.element in DOMAINS else "") or self.domain_of(
                text
            )
            return
        if self.section == "consent" and section in _SIGNER and level > 3 and not _NUMBERED.match(text):  # noqa: PLR2004
            self.signer = _SIGNER[section]
            return
        if section in ("sign_parent", "sign_child", "sign_assessor"):
            self.section, self.signer, self.subject = "consent", _SIGNER[section], ""
            return
        if section == "subhead":
            self.domain = ""
            return
        if section in ("development", "parenting", "environment"):
            self.section = "elements"
            self.domain = means.element if means is not None else ""
            return
        self.section, self.signer = section, ""
        self.domain = ""
        self.subject = _SECTION_SUBJECT.get(section, "")
        if section == "parents":
            self.parents_asked = True
            if (
                _NEXT_PERSON.search(text)
                or (means is not None and means.about in ("mother", "father"))
                or clean(text) in ("mother", "father")
            ) and (not self.parents or self.parents[-1]):
                self.parents.append({})
                role = clean(text).split()[0]
                if role in ("mother", "father", "mothers", "fathers"):
                    self.parents[-1]["_implied"] = Found(
                        Answer([[Piece(role.rstrip("s").capitalize())]], self.section_title), text
                    )
        if section not in ("elements", "plan", "views", "consent"):
            self.scope = None

    def domain_of(self, text: str) -> str:
        """The domain of the assessment that a theme's heading names, ''."""
        bare = recognise(re.sub(r"\(.*", "", text, flags=re.DOTALL).strip())
        return bare.element if bare is not None and bare.element in DOMAINS else ""

    def subheading(self, text: str, means: Label | None) -> None:
        """A title between the rows of one table."""
        self.shut()
        if means is not None and means.section and self.section not in ("elements", "services"):
            self.enter(text, means, 5)
        elif self.section == "elements" or self.domain:
            self.domain = (means.element if means is not None and means.element in DOMAINS else "") or self.domain_of(
                text
            )

    def begin_child(self, index: int, text: str) -> None:
        """A block that is about child number *index* + 1 begins."""
        known = len(self.children)
        self.scope = index if index < known or self.section in ("elements", "plan", "views", "consent") else None
        if index == known and self.section not in ("elements", "plan", "views"):
            if not (index == 0 or self.children[-1]):
                return
            self.children.append({})
        self.section_title = text

    def begin_numbered(self, index: int, label: str, answer: Answer) -> None:
        """'Child 2: Ellie-Mae': a block about a child already named, or the first to name it."""
        named = self.named_child(answer.text)
        if named is not None:
            self.scope, self.section_title = named, f"{label.strip(' :')}: {answer.text}"
            return
        self.begin_child(index, label)
        if self.scope is None:
            self.section, self.subject = "child", "child"
            self.put(self.child_row("name"), "name", Found(answer, label))

    def named_child(self, text: str) -> int | None:
        """The child whose given name stands before a colon or alone in *text*, if there are several."""
        if len(self.children) < 2:  # noqa: PLR2004
            return None
        said = clean(
            re.sub(
                r"^\W*(?:child|young person)\s*\d\s*[:.–-]?\s*", "", text.partition(":")[0] or text, flags=re.IGNORECASE
            )
        ) or clean(text)
        for index, child in enumerate(self.children):
            name = child.get("given") or child.get("name")
            given = clean(name.answer.text) if name is not None else ""
            if given and (said == given or (said.split()[:1] == given.split()[:1] and len(said.split()) <= 2)):  # noqa: PLR2004
                return index
        return None

    def row_heading(self, text: str, means: Label | None, place: str, key: str) -> None:
        """A cell at the beginning of a row that says what the row is about."""
        self.shut()
        self.row_key, self.row_title = key, text
        who = self.signer_of(means)
        if who and self.section in ("consent", ""):
            self.signer = who
        elif self.section == "services":
            self.new_row(self.services, {"service": Found(Answer([[Piece(text)]], place), text)})

    def end_row(self) -> None:
        """A row of a table is done."""
        if self.open is not None and not self.open.answer.blank:
            self.shut()
        self.row_key = self.row_title = ""

    def end_table(self) -> None:
        """A table is done."""
        self.end_row()
        if self.open is not None and not self.open.answer.blank:
            self.shut()

    def shut(self) -> None:
        """The label that waited for text waits no longer."""
        self.open = None
        self.open_paths = None

    def close(self) -> None:
        """The document is done."""
        self.shut()

    # --- labels with answers ----------------------------------------------------------------------------

    def await_text(self, label: str, means: Label | None, place: str) -> None:
        """What stands below belongs to *label* until another comes."""
        self.shut()
        if self.section == "ignore":
            return
        found = Found(Answer([], place), label, means.score if means is not None else 0.5)
        target = self.target(means, label) if means is not None and (means.is_field or means.about in ("lead", "assessor") or _names_lead(means, label)) else None
        if target is None:
            return
        store, key = target
        self.open, self.open_paths = found, (store, key)
        if means is not None and means.asks in ("share_with", "not_share_with", "services_requested"):
            self.listing = ""

    def go_on(self, means: Label | None) -> None:
        """The answer just given may have more lines below it: an address, a list, free text."""
        if means is None or self.last is None:
            return
        if means.element or means.asks in _SEVERAL_LINES:
            self.open, self.open_paths = self.last[2], self.last[:2]

    def pair(self, label: str, means: Label | None, answer: Answer, *, row: str = "", inline: bool = False, doubt: bool = False) -> None:
        """A label and what stands beside it."""
        if means is None and self.open is not None and self.named_child(label) is not None:
            said = [Piece(f"{label.strip(' :')}: "), *(answer.lines[0] if answer.lines else [])]
            self.append_open(Answer([said, *answer.lines[1:]], answer.place))
            return
        numbered = _NUMBERED_CHILD.match(label)
        if numbered is not None and self.section not in ("household", "parents") and not answer.blank:
            self.shut()
            self.begin_numbered(int(numbered.group(1)) - 1, label, answer)
            return
        self.shut()
        self.listing = ""
        if self.section == "ignore" and not (means is not None and means.asks in ("share_with", "not_share_with")):
            return
        means = self.in_place(means, label)
        if means is not None:
            self.seen.add(means.asks or means.element or means.section or means.about)
        if row != self.row_key:
            self.row_key, self.row_title = row, ""
            self.signed_here = False
        if means is not None and means.asks == "date" and self.signed_here and self.signer:
            self.put(self.one, f"sign.{self.signer}.on", Found(answer, label, means.score))
            return
        statement = read_statement(label) if means is None or not means.is_field or means.score < 0.95 else None  # noqa: PLR2004
        if means is not None and means.asks == "not_share_with" and answer.choice() is None:
            statement = None
        if statement is not None:
            self.decide(statement, answer)
            return
        before, self.last = self.subject, None
        target = self.target(means, label) if means is not None else None
        if target is None:
            self.keep_other(label, answer)
            return
        score = means.score if means is not None else 0.5
        if doubt:
            score = min(score, 0.7)
        if self.doubt and means is not None and not means.about and means.asks in _ANYBODYS:
            score = min(score, 0.75)
        if answer.blank and means is not None and (means.asks == "lead_different" or means.about == "lead" or _names_lead(means, label)):
            self.subject = before
        self.put(*target, Found(answer, label, score), inline=inline)

    def in_place(self, means: Label | None, label: str) -> Label | None:
        """The meaning of a label where it stands, if that differs from what it means by itself."""
        if means is not None:
            return means
        named = self.named_child(label)
        if named is not None and ":" in label:
            self.scope = named
            return recognise(label.partition(":")[2])
        return None

    def put(self, store: Row, key: str, found: Found, *, inline: bool = False) -> None:
        """Keep an answer; a second, different one for the same question makes both unsure."""
        old = store.get(key)
        self.last = None
        if old is None or old.answer.blank:
            store[key] = found
            self.last = (store, key, found)
        elif not found.answer.blank and fold(old.answer.text) != fold(found.answer.text):
            self.second(store, key, old, found, inline=inline)

    def second(self, store: Row, key: str, old: Found, new: Found, *, inline: bool) -> None:
        """A further answer to a question that has one: more of the same, or a contradiction."""
        again = clean(old.label) == clean(new.label)
        if key in _GROWING:
            old.answer.lines.extend(new.answer.lines)
        elif key in ("telephone", "contact") and not again:
            old.answer.lines = [[*_joined(old.answer.lines), Piece(" / "), *_joined(new.answer.lines)]]
        elif new.score > old.score + 0.04:
            store[key] = new
        else:
            self.conflicts.add(key)
            old.score = min(old.score, 0.7)
            self.keep_other(new.label, new.answer)

    def keep_other(self, label: str, answer: Answer) -> None:
        """What the form says without a place of its own is kept under its heading."""
        if not answer.blank and self.section != "ignore":
            self.other.append((fold(label).replace("\n", " ") or self.section_title, answer))

    def signer_of(self, means: Label | None) -> str:
        """Who signs beside a label that is only a person: 'parent', 'child', 'assessor' or ''."""
        if means is None:
            return ""
        return _SIGNER.get(means.section, "") or _WHO_SIGNS.get(means.about, "")

    def target(self, means: Label, label: str) -> tuple[Row, str] | None:
        """Where an answer to *means* belongs, given the section and the person spoken of."""
        asks = means.asks
        if (
            self.section == "consent"
            and self.signer in ("assessor", "parent")
            and not means.about
            and asks in ("organisation", "telephone", "email", "address", "role")
        ):
            self.leave_signatures()
        if self.section == "consent" and (
            asks in ("signed", "print_name", "name", "date", "given", "family", "relationship", "role", "comment")
            or (asks in ("", "worker") and self.signer_of(means))
        ):
            return self.signature_target(means, label)
        if asks in ("signed", "print_name"):
            return self.signature_target(means, label)
        if asks in ONE:
            return (self.scoped_store() if asks == "conclusions" and self.scope is not None else self.one), ONE[asks]
        if asks == "comment":
            return self.comment_target(means)
        if asks in ("strengths", "needs", "outcome") and not (
            asks == "outcome" and self.section == "plan" and "action" in self.seen and False
        ):
            return self.analysis_target(asks)
        if asks in ("action", "who", "when", "measure") and self.section in ("plan", "elements"):
            return self.plan_target(asks)
        if asks == "service" and self.section == "services":
            return self.service_row("service", "service", label), "service"
        if asks == "lead_agency":
            self.subject = "lead"
            return self.one, "lead.organisation"
        if asks == "lead_different" or (not asks and (means.about == "lead" or _names_lead(means, label))):
            self.subject = "lead"
            return self.one, "lead.name"
        if means.element and self.element_here(means):
            return (self.one if means.element in DOMAINS[1:] else self.scoped_store()), f"elements.{means.element}.text"
        if asks in PERSON or asks in CHILD_ONLY or means.about or means.section in _SECTION_SUBJECT:
            return self.person_target(means, label)
        if asks == "date":
            return (self.one, "assessment.date_completed") if self.section in ("assessment", "assessor", "") else None
        return None

    def professional_here(self) -> None:
        """A post or an agency among the family: the person just named is none of the family's, but whose is not known."""
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
        elif name is not None and "assessor.name" not in self.one:
            self.one["assessor.name"] = name

    def element_here(self, means: Label) -> bool:
        """True if a label that heads an element does so here, and not a section of persons."""
        if not means.section or self.section in ("elements", "plan"):
            return True
        return (
            means.section not in ("parents", "child")
            or bool({"general_health", "child_development", "family_environment"} & self.seen)
            or "reason" in self.seen
        )

    def scoped_store(self) -> Row:
        """The store of the child that the present heading names, or the one for all."""
        return self.one if self.scope is None else self.scoped.setdefault(self.scope, {})

    def comment_target(self, means: Label) -> tuple[Row, str] | None:
        who = means.about or {"sign_child": "child", "sign_parent": "parent"}.get(self.section, "")
        if who == "child":
            return self.scoped_store(), "child_comment"
        if who in ("parent", "mother", "father"):
            return self.one, "parent_comment"
        return None

    def analysis_target(self, asks: str) -> tuple[Row, str]:
        if self.domain and asks in ("strengths", "needs"):
            return self.scoped_store(), f"elements.{self.domain}.{asks}"
        if asks == "outcome":
            return self.one, "desired_outcomes"
        return self.scoped_store(), f"conclusions.{asks}"

    def plan_target(self, asks: str) -> tuple[Row, str]:
        key = "by_when" if asks == "when" else asks
        if not self.actions or key in self.actions[-1]:
            self.actions.append({})
        return self.actions[-1], key

    def signature_target(self, means: Label, label: str) -> tuple[Row, str] | None:
        who = self.signer_of(means)
        if not who and means.asks in ("signed", "print_name") and means.about == "":
            who = self.signer or (
                "parent" if self.section == "consent" and "sign.parent.signed" not in self.one else ""
            )
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

    def person_target(self, means: Label, label: str) -> tuple[Row, str] | None:
        """Whose name, address or number it is."""
        who, asks = self.who(means), means.asks or "name"
        if asks == "first_language" and (
            means.about in ("parent", "mother", "father") or (self.subject == "parent" and not means.about)
        ):
            return self.child_row(asks), "parents_first_language"
        if asks == "worker":
            asks = "name"
        if asks in ("role", "organisation") and who in ("", "household", "parent") and not means.about:
            self.professional_here()
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

    def who(self, means: Label) -> str:
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
        if not asks and means.section in _SECTION_SUBJECT:
            return _SECTION_SUBJECT[means.section]
        if asks == "worker" and self.subject in ("", "child") and self.section not in ("services",):
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
        self.subject = "child" if asks in ("given", "family", "name", "dob") else self.subject
        return self.children[-1]

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

    # --- text and boxes without a label -----------------------------------------------------------------

    def note(self, text: str) -> None:
        """Small print: remembered for the verdict, never an answer."""
        if len(self.notes) < 200:  # noqa: PLR2004
            self.notes.append(text)

    def loose(self, answer: Answer, key: str = "") -> None:
        """Text or boxes that no label precedes on the line."""
        if self.section == "ignore":
            return
        if answer.has_boxes:
            self.loose_boxes(answer)
            return
        if answer.blank:
            return
        if self.open is not None and self.open_paths is not None:
            self.append_open(answer)
            return
        text = answer.text
        statement = read_statement(text)
        if statement is not None:
            choice = answer.choice()
            told = _ANSWERED.match(text) if choice is None else None
            if told is not None and read_statement(told.group(1)) is not None:
                self.decide(read_statement(told.group(1)) or statement, Answer([[Piece(told.group(2))]], answer.place))
            elif choice is not None and read_statement(choice.asked) is not None:
                self.decide(read_statement(choice.asked) or statement, Answer(answer.lines, answer.place))
            else:
                self.pending_statement(statement, answer.place)
            return
        if self.listing:
            self.add_listed(answer)
            return
        if self.plain_choice(answer):
            return
        self.other.append((self.section_title, answer))

    def append_open(self, answer: Answer) -> None:
        assert self.open is not None and self.open_paths is not None  # noqa: S101, PT018 - narrows for the checker
        store, key = self.open_paths
        if self.open.answer.blank:
            self.open = Found(answer, self.open.label, self.open.score)
            self.put(store, key, self.open)
        else:
            if self.open.answer.place != answer.place:
                self.open.score = min(self.open.score, 0.7)
            self.open.answer.lines.extend(answer.lines)

    def plain_choice(self, answer: Answer) -> bool:
        """'Male / ~~Female~~' with no label before it."""
        choice = answer.choice()
        if choice is None or not choice.options:
            return False
        if all(clean(o.text) in SEX_WORDS or clean(o.text) == "unknown" for o in choice.options) and not choice.asked:
            self.put(self.child_row("sex"), "sex", Found(answer, "Male / Female"))
            return True
        if choice.asked:
            means = recognise(choice.asked)
            if means is not None and means.is_field:
                self.pair(choice.asked, means, answer)
                return True
            if self.section in ("next_steps", "") or "route" in self.seen:
                self.choices.append((self.section_title, choice, answer.place))
                return True
        return False

    def loose_boxes(self, answer: Answer) -> None:
        choice = answer.choice()
        if choice is None:
            return
        words = [clean(o.text) for o in choice.options]
        if (
            all(w in SEX_WORDS or w in ("unknown", "prefer not to say", "not known") for w in words)
            and sum(w in SEX_WORDS for w in words) >= 2
            and not choice.asked
        ):
            self.seen.add("sex")
            self.put(self.child_row("sex"), "sex", Found(answer, "Male / Female"))
            return
        if choice.asked:
            means = recognise(choice.asked)
            if means is not None and means.is_field:
                self.pair(choice.asked, means, answer)
                return
            statement = read_statement(choice.asked)
            if statement is not None:
                self.decide(statement, answer)
                return
        if len(words) == 1 and self.single_box(choice, answer):
            return
        if self.open is not None:
            self.append_open(answer)
            return
        self.choices.append((self.section_title, choice, answer.place))

    def single_box(self, choice: Choice, answer: Answer) -> bool:
        """One box with a sentence: a statement of consent, or one of 'providing services to: me, my child'."""
        option = choice.options[0]
        statement = read_statement(option.text)
        if statement is not None:
            if option.chosen:
                self.statements.append(
                    Statement(
                        statement.about,
                        statement.negative,
                        statement.text,
                        True,
                        min(0.95, choice.trust),
                        answer.place,
                        alone=True,
                    )
                )
            else:
                self.statements.append(
                    Statement(statement.about, statement.negative, statement.text, None, 1.0, answer.place, alone=True)
                )
            self.listing = "consent.share_with" if statement.about == "share" else ""
            return True
        if self.section == "consent" and re.match(
            r"(?:me$|myself$|(?:this|my|the|an?) .*\b(?:child|young person|infant)\b)", clean(option.text)
        ):
            self.statements.append(
                Statement("store", False, option.text, option.chosen or None, 0.95, answer.place, alone=True)
            )
            return True
        return False

    # --- consent ----------------------------------------------------------------------------------------

    def statement(self, text: str, answer: Answer, key: str) -> None:
        """A sentence with boxes beside it."""
        statement = read_statement(text)
        if statement is not None:
            self.decide(statement, answer)
            return
        choice = answer.choice()
        means = recognise(text)
        if means is not None and means.is_field:
            self.pair(text, means, answer, row=key)
            return
        ticked = any(p.kind == TICKED for line in answer.lines for p in line)
        pieces = [Piece(text), *[p for line in answer.lines for p in line]]
        single = Answer([pieces], answer.place)
        if choice is None or len(choice.options) <= 1:
            fake = Choice("", (_option(text, chosen=ticked),), 0.95)
            if not self.single_box(fake, single):
                self.choices.append((self.section_title, fake, answer.place))
            return
        self.choices.append((text, choice, answer.place))

    def pending_statement(self, statement: Statement, place: str) -> None:
        """A sentence of consent whose answer may come below; said alone it is no answer."""
        self.seen.add("consent_statement")
        self.statements.append(Statement(statement.about, statement.negative, statement.text, None, 1.0, place))
        self.listing = "consent.share_with" if statement.about == "share" and statement.lists else ""

    def decide(self, statement: Statement, answer: Answer) -> None:
        """A sentence of consent with its answer."""
        self.seen.add("consent_statement")
        told, listed = _answer_and_list(answer)
        value, trust = statement.answered(told.choice(), told.text)
        self.statements.append(
            Statement(statement.about, statement.negative, statement.text, value, trust, answer.place)
        )
        self.listing = "consent.share_with" if statement.about == "share" else ""
        if self.listing and listed.lines:
            self.add_listed(listed)

    def add_listed(self, answer: Answer) -> None:
        """The services below 'between the services listed below'."""
        self.put(
            self.one,
            self.listing,
            Found(Answer(list(answer.lines), answer.place), self.headings.get(self.listing, "services listed")),
        )

    # --- records ----------------------------------------------------------------------------------------

    def records(self, columns: list[Column], rows: Sequence[tuple[Answer, ...]]) -> None:
        """The rows of a table under their column headings."""
        from intake.reader.records import take_records  # noqa: PLC0415 - the two know each other

        self.shut()
        if self.section != "ignore":
            take_records(self, columns, rows)

    def ethnic_grid(self, marks: list[tuple[str, bool, int]], place: str) -> None:
        """A grid of ethnicities: the ticked label is the answer."""
        self.shut()
        self.seen.add("ethnicity")
        ticked = [text for text, chosen, _ in marks if chosen]
        if not ticked:
            looks = [look for _, _, look in marks]
            ticked = [
                text
                for text, _, look in marks
                if looks.count(look) == 1 and len(looks) > 4 and look & 29 and not look & 8
            ]
        answer = Answer([[Piece(t)] for t in ticked], place)
        self.put(self.child_row("ethnicity"), "ethnicity", Found(answer, "Ethnicity", 1.0 if len(ticked) == 1 else 0.6))


def _names_lead(means: Label, label: str) -> bool:
    """True for a label that is the lead professional and nothing more: it asks for the name."""
    return means.section == "lead" and not means.asks and "details" not in clean(label)


def _answer_and_list(answer: Answer) -> tuple[Answer, Answer]:
    """Part 'Yes / No' from the list of services on the lines below it."""
    said: list[list[Piece]] = []
    listed: list[list[Piece]] = []
    for line in answer.lines:
        one = Answer([line], answer.place)
        is_answer_line = one.choice() is not None or find_yes_no(one.text) is not None
        (said if is_answer_line or not said else listed).append(line)
    return Answer(said, answer.place, answer.slot), Answer(listed, answer.place)


def _joined(lines: list[list[Piece]]) -> list[Piece]:
    return [p for line in lines for p in line]


def _option(text: str, *, chosen: bool):  # type: ignore[no-untyped-def]  # noqa: ANN202
    from intake.reader.choices import Option  # noqa: PLC0415

    return Option(text, chosen)
