"""
Everything found so far, and the section and the person spoken of.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from intake.reader.answers import Answer, Found, Row, Unplaced
from intake.reader.choices import Choice
from intake.reader.document import Piece
from intake.reader.family_elements import asked_of_one_child, complete_domains
from intake.reader.initials import child_initialled
from intake.reader.labels import Label, clean, recognise
from intake.reader.outcomes import outcomes_to_actions
from intake.reader.own_parts import Owned, enter_part, store_in_part
from intake.reader.statements import Statement
from intake.reader.typed import fold
from intake.reader.vocabulary import DOMAINS

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

_NO_NUMBER = re.compile(r"n\s*/?\s*a\.?|none|-+|–|no(?: number| landline| mobile)?", re.IGNORECASE)
_ANOTHER = re.compile(
    r"\b(?:mob\w*|home|work|land ?line|day|daytime|evening|other|alternative|second|emergency|2)\b", re.IGNORECASE
)
GROWING = frozenset(
    {
        "share_with",
        "not_share_with",
        "consent.share_with",
        "consent.not_share_with",
        "referral.services_requested",
        "child_comment",
        "parent_comment",
    }
)

SIGNER = {
    "parents": "parent",
    "child": "child",
    "children": "child",
    "assessor": "assessor",
    "sign_parent": "parent",
    "sign_child": "child",
    "sign_assessor": "assessor",
}

CODED = {
    "ethnicity": "ethnicity",
    "ethnicity_code": "ethnicity",
    "religion": "religion",
    "religion_code": "religion",
}
"""Questions that a form may have answered by a code, and the key that decodes it."""

_CODE = re.compile(
    r"(?:^|[;,:\n]|\s{2})\s*([A-Z]?\d{1,2}|[A-Z]\d?|[A-Z]{4})\s*[-–=.:)]?\s+([A-Z](?:(?!\s{2,}[A-Z]?\d{1,2}\b)[^;,\n])+)"
)

_NAMES_OF_WORKERS = frozenset({"assessor.name", "lead.name"})
_WHO_SIGNS = {
    "parent": "parent",
    "mother": "parent",
    "father": "parent",
    "child": "child",
    "assessor": "assessor",
    "lead": "lead",
}

MIXED = "of several children"
"""In `seen`: an element was asked twice, of children who could not be told apart: whose the others are is not sure."""


@dataclass(slots=True)
class DraftState:
    """
    Everything found so far.

    Attributes:
        children: The children's own fields, one dict each.
        family: Fields asked once for all children of a form for several.
        calls_child_you: The form addresses the child.
        calls_child_yours: The form addresses a parent: 'When was your child born?'.
        hinted: How many questions had italics below them that explain them, and are no answers.
        margin: The walk is in a page header or footer.
        deciding_heads: Heads of columns of decisions about services whose ticks were read.
        refusing_heads: Heads such as 'Must not be told' of columns whose ticks were read.
        wraps: Lines may have been broken for want of room, as in a PDF, so that a new line begins nothing.
        tabled: Services stood in a table; a line by itself is hardly one more.
        told: The children stand in a table of their own, so what is asked of "the child" elsewhere is the family's.
        scoped: Answers under a heading that names one child, by the child's position.
        scope: The child spoken of, by position; `scope_ends` if only to the end of the table.
        block_begins: The heading of a child's block was the last thing seen.
        parts_inside: The numbered parts that come next are those of the child's block, begun again for each child.
        plan_listed: The actions stand in a table, with who does each.
        counts_child: The form calls the child 'Person 1'.
        part: The child whose own part this is, up to a heading of `part_level`; what is read in it is that child's.
        part_asks: The heading within that part that asks for what is read now.
        behind: The child whose part ended at a heading of a lower level than its own, and may go on below it.
        asked_in: In which children's parts each such heading stands.
        asked_again: The headings that stand in the form more than once; True if in every child's part.
        owners: Rows with the child in whose part they were read, by the row's identity.
        voices: What comes next is what somebody says: a name before it tells who.
        review_place: Where the day of the next meeting was asked for, if that was the label before.
        voice: Whose comment the last heading asked for; a comment asked below it without a name is theirs.
        one: Fields that the form has once, by path.
        counted: The action that a heading, 'Action 2', began last.
        outcomes: What a plan asks for as outcomes, and the action that was the last before.
    """

    children: list[Row] = field(default_factory=list)
    family: Row = field(default_factory=dict)
    told: bool = False
    tabled: bool = False
    wraps: bool = False
    calls_child_you: bool = False
    calls_child_yours: bool = False
    hinted: int = 0
    margin: bool = False
    scoped: dict[int, Row] = field(default_factory=dict)
    one: Row = field(default_factory=dict)
    parents: list[Row] = field(default_factory=list)
    household: list[Row] = field(default_factory=list)
    services: list[Row] = field(default_factory=list)
    actions: list[Row] = field(default_factory=list)
    outcomes: list[tuple[Row | None, Found]] = field(default_factory=list)
    counted: Row | None = None
    other: list[tuple[str, Answer]] = field(default_factory=list)
    unplaced: list[Unplaced] = field(default_factory=list)
    statements: list[Statement] = field(default_factory=list)
    choices: list[tuple[str, Choice, str]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)
    signed_in: set[int] = field(default_factory=set)
    headings: dict[str, str] = field(default_factory=dict)
    conflicts: set[str] = field(default_factory=set)
    codes: dict[str, dict[str, str]] = field(default_factory=dict)
    section: str = ""
    section_title: str = ""
    section_element: str = ""
    decided: int = 0
    undecided: list[str] = field(default_factory=list)
    deciding_heads: set[str] = field(default_factory=set)
    refusing_heads: set[str] = field(default_factory=set)
    stranger: Row = field(default_factory=dict)
    section_level: int = 9
    subject: str = ""
    signer: str = ""
    domain: str = ""
    domain_level: int = 0
    doubt: bool = False
    asked: Statement | None = None
    scope: int | None = None
    scope_level: int = 0
    scope_ends: bool = False
    block_begins: bool = False
    parts_inside: bool = False
    plan_listed: bool = False
    counts_child: bool = False
    part: int | None = None
    part_level: int = 0
    part_asks: str = ""
    behind: int | None = None
    asked_in: dict[str, set[int]] = field(default_factory=dict)
    asked_again: dict[str, bool] = field(default_factory=dict)
    owners: dict[int, Owned] = field(default_factory=dict)
    voices: bool = False
    voice: str = ""
    row_key: str = ""
    row_title: str = ""
    signed_here: bool = False
    review_place: str = ""
    parents_asked: bool = False
    open: Found | None = None
    open_paths: tuple[Row, str] | None = None
    listing: str = ""
    last: tuple[Row, str, Found] | None = None
    asked_last: str = ""
    last_address: Found | None = None

    # --- where the walk is ------------------------------------------------------------------------------

    def shut(self) -> None:
        """The label that waited for text waits no longer; a heading that asked for actions and got none leaves none."""
        if self.open is not None and self.actions and not self.actions[-1]:
            waited = self.open_paths is not None and self.open_paths[0] is self.actions[-1]
            if waited and not self.open.label.rstrip(" :.")[-1:].isdigit():  # 'Agreed action 2' begins one
                self.actions.pop()
        self.open = None
        self.open_paths = None
        self.asked = None

    def close(self) -> None:
        """The document is done."""
        self.shut()
        complete_domains(self)
        outcomes_to_actions(self)
        asked_of_one_child(self)

    @property
    def names_children(self) -> bool:
        """True if a child has been named."""
        return any(n in c and not c[n].answer.blank for c in self.children for n in ("given", "family", "name"))

    @property
    def awaits_child(self) -> bool:
        """True in a child's block, 'Child 2', before the child has been named."""
        if self.section != "child" or self.scope is None or self.scope >= len(self.children):
            return False
        return not any(n in self.children[self.scope] for n in ("given", "family", "name"))

    @property
    def has_answers(self) -> bool:
        """True if anything that was asked has been answered: what comes next is no longer the form's beginning."""
        return bool(self.children or self.parents or self.household or self.services or self.one or self.family)

    def hear(self, statement: Statement) -> None:
        """Keep a statement of consent, with the child in whose part of the form it stands."""
        self.statements.append(replace(statement, child=self.scope))

    def child_names(self) -> list[str]:
        """The children's given names, "" for one without."""
        rows = [c.get("given") or c.get("name") for c in self.children]
        return [found.answer.text.strip() if found is not None else "" for found in rows]

    def speak_of(self, index: int | None, level: int = 0, *, ends: bool = False) -> None:
        """From here on child number *index* + 1 is spoken of: up to a heading of *level*, or the end of the table."""
        self.scope, self.scope_level, self.scope_ends = index, level, ends
        self.parts_inside = False

    def speak_of_all(self) -> None:
        """From here on no child is spoken of alone, and what children share is asked once."""
        self.speak_of(None)
        enter_part(self, None, 0)
        self.domain = ""
        self.told = len(self.children) > 1

    def named_child(self, text: str) -> int | None:
        """The child whose given name stands before a colon or alone in *text*, if there are several."""
        if len(self.children) < 2:
            return None
        said = clean(
            re.sub(
                r"^\W*(?:child|young person)\s*\d\s*[:.–-]?\s*", "", text.partition(":")[0] or text, flags=re.IGNORECASE
            )
        ) or clean(text)
        for index, child in enumerate(self.children):
            name = child.get("given") or child.get("name")
            given = clean(name.answer.text) if name is not None else ""
            if given and (said == given or (said.split()[:1] == given.split()[:1] and len(said.split()) <= 2)):
                return index
        return child_initialled(self.children, text)

    def child_called(self, text: str) -> int | None:
        """The one child, of several, whose name *text* is: the given name, or what they are called."""
        if len(self.children) < 2:
            return None
        said = set(clean(text).split())
        fits = []
        for index, child in enumerate(self.children):
            asked = ("given", "family") if "given" in child else ("name", "family")
            words = [set(clean(child[n].answer.text).split()) for n in asked if n in child]
            whole: set[str] = set().union(*words)
            called = set(clean(child["aka"].answer.text).split()) if "aka" in child else set()
            if said and (
                said == whole or (words and said == words[0]) or (called and called <= said <= whole | called)
            ):
                fits.append(index)
        return fits[0] if len(fits) == 1 else None

    def signer_of(self, means: Label | None) -> str:
        """Who signs beside a label that is only a person: 'parent', 'child', 'assessor' or ''."""
        if means is None:
            return ""
        return SIGNER.get(means.section, "") or _WHO_SIGNS.get(means.about, "")

    def scoped_store(self) -> Row:
        """The store of the child that the present heading names, or the one for all."""
        return self.one if self.scope is None else self.scoped.setdefault(self.scope, {})

    def put(self, store: Row, key: str, found: Found) -> None:
        """Keep an answer; a second, different one for the same question makes both unsure."""
        store = store_in_part(self, store, key)
        old = store.get(key)
        self.last = None
        if key in _NAMES_OF_WORKERS and not found.answer.blank and not any(map(str.isalpha, found.answer.text)):
            self.keep_other(found.label, found.answer)  # 'Worker: 5', on a scale
            return
        if self.part is not None and key.startswith("sign.") and not found.answer.blank:
            self.signed_in.add(self.part)
        if not key.startswith(("consent.", "sign.")):
            found.answer.leave_out_hint()
        if self.margin and old is not None and not old.answer.blank:
            return
        if key.endswith("address"):
            self.last_address = found
        if old is None or old.answer.blank:
            store[key] = found
            self.last = (store, key, found)
        elif not found.answer.blank and fold(old.answer.text) != fold(found.answer.text):
            self.second(store, key, old, found)

    def second(self, store: Row, key: str, old: Found, new: Found) -> None:
        """A further answer to a question that has one: more of the same, or a contradiction."""
        again = clean(old.label) == clean(new.label)
        if again and store is self.one and len(self.children) > 1 and key.startswith("elements."):
            self.seen.add(MIXED)
        if key in GROWING:
            old.answer.lines.extend(new.answer.lines)
        elif key in ("telephone", "contact") and not again:
            self.further_number(store, key, old, new)
        elif new.score > old.score + 0.04:
            store[key] = new
            new.score = min(new.score, 0.79)
        else:
            self.conflicts.add(key)
            old.score = min(old.score, 0.7)
            self.keep_other(new.label, new.answer)

    def further_number(self, store: Row, key: str, old: Found, new: Found) -> None:
        """A number at home and a mobile number are kept together; 'n/a' adds nothing to either."""
        if _NO_NUMBER.fullmatch(new.answer.text.strip()):
            return
        if _NO_NUMBER.fullmatch(old.answer.text.strip()):
            store[key] = new
            return
        old.answer.lines = [[*_joined(old.answer.lines), Piece(" / "), *_joined(new.answer.lines)]]
        apart = old.answer.place.rpartition(", row")[0] != new.answer.place.rpartition(", row")[0]
        if apart or not (_ANOTHER.search(new.label) or _ANOTHER.search(old.label)):
            old.score = min(old.score, 0.75)  # it may be somebody else's

    def keep_for_later(self, label: str, answer: Answer) -> None:
        """Remember what no label was understood of, with where the walk is."""
        person = self.parents[-1] if self.subject == "parent" and self.parents else None
        self.unplaced.append(
            Unplaced(label, answer, self.section, self.subject, self.domain, self.scoped_store(), person)
        )

    def keep_other(self, label: str, answer: Answer) -> None:
        """What the form says without a place of its own is kept under its heading; what each page repeats is not."""
        if not answer.blank and self.section != "ignore" and not self.margin:
            self.other.append((fold(label).replace("\n", " ") or self.section_title, answer))

    def domain_of(self, text: str) -> str:
        """The domain of the assessment that a theme's heading names, ''."""
        bare = recognise(re.sub(r"\(.*", "", text, flags=re.DOTALL).strip())
        return bare.element if bare is not None and bare.element in DOMAINS else ""


def key_in(text: str) -> dict[str, str]:
    """Return the key that '01 White British; 02 White Irish; ...' is, empty if it is none (forms, section 4.1)."""
    found = {code: meaning.strip() for code, meaning in _CODE.findall(text)}
    return found if len(found) > 2 else {}  # two codes may be two answers


def _joined(lines: list[list[Piece]]) -> list[Piece]:
    return [p for line in lines for p in line]


def names_lead(means: Label, label: str) -> bool:
    """True for a label that is the lead professional and nothing more: it asks for the name."""
    return means.section == "lead" and not means.asks and "details" not in clean(label)
