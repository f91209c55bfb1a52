"""
Headings and labels: the section that they open, the answer that they wait for.
"""

from __future__ import annotations

import re

from intake.reader.answers import Answer, Found
from intake.reader.child_heads import ANY_HEADING, PART, ChildHeads
from intake.reader.document import TICKED, UNTICKED, Piece
from intake.reader.draft_state import CODED, NUMBERED_CHILD, SIGNER, child_number, key_in, names_lead
from intake.reader.labels import Label, clean, heading_section, recognise, recognise_area
from intake.reader.routes import route_of
from intake.reader.signatures import SignedLine, read_beside, read_signature, signatures_apart
from intake.reader.statements import Statement, read_asked, read_statement
from intake.reader.targets import SECTION_SUBJECT
from intake.reader.typed import find_postcode, find_yes_no, fold
from intake.reader.vocabulary import DOMAINS, ELEMENTS, NO_WORDS, YES_WORDS
from intake.reader.whose import asks_whether_any, child_in_heading, is_about_the_family
from intake.reader.yes_no import read_yes_no

_ANYBODYS = frozenset(
    {
        "name",
        "given",
        "family",
        "dob",
        "address",
        "postcode",
        "telephone",
        "email",
        "contact",
        "role",
        "organisation",
        "worker",
        "relationship",
        "pr",
    }
)

_SEVERAL_LINES = frozenset(
    {
        "address",
        "reason",
        "home",
        "conclusions",
        "strengths",
        "needs",
        "outcome",
        "comment",
        "requirements",
        "disability_details",
        "services_requested",
        "share_with",
        "not_share_with",
    }
)

_LISTS = frozenset({"consent.share_with", "consent.not_share_with"})

_WORDS = frozenset(
    {
        "assessment.reason",
        "home_situation",
        "conclusions.summary",
        "conclusions.strengths",
        "conclusions.needs",
        "desired_outcomes",
        "child_comment",
        "parent_comment",
    }
)

_GROUPS = frozenset({"parents", "development", "parenting", "environment", "subhead", "child"})

_NUMBERED = re.compile(
    r"^\W*(?:(?:section|part|step)\s*)?(?:\d+|[A-Z])\s*[.:)–-]|^\W*(?:section|part)\s+\w+\b", re.IGNORECASE
)

_SUMMARIES = frozenset({"summary", "analysis", "summary and analysis", "summary of assessment", "overall summary"})

_BARE_SERVICES = frozenset(
    {
        "services",
        "agencies",
        "the services",
        "service",
        "agency",
        "organisations",
        "services agencies",
        "agencies services",
    }
    | {"services named", "services listed", "list of services", "names of services", "which services", "services are"}
)
"""Below a sentence on sharing these head the list of whom to share with."""

_LONGEST_AREA = 70
_WORD_FOR_WORD = 0.93
_ONLY_QUESTIONS = re.compile(
    r"(?:(?:who|what|where|how|is|are|does|do|has|have|which|when)\b[^.?!\n]{3,70}\?\s*)+", re.IGNORECASE
)
_COUNTED = re.compile(
    r"(?:action|goal|outcome|objective|step|target|adult|service|agency|professional|need)\s*\d{1,2}\W*", re.IGNORECASE
)
"""'Action 2' before the questions about the second action: the form counting, never an answer."""

_NAME_AND_DATE = re.compile(
    r"(?:(?:print )?name|signed)\s*:\s*(?P<name>[^:]*?)\s*,?\s*\bdated?\s*:\s*(?P<date>[^:]*)",
    re.IGNORECASE | re.DOTALL,
)
_SOMEBODY = re.compile(r"\b(?:name|sign)", re.IGNORECASE)
_OTHER_HOME = re.compile(r"\b(?:two|second|other|another) (?:homes?|address\w*|house)\b|\bnights?\b", re.IGNORECASE)
"""'Address 2 (if I have two homes)': where the child lives too, and no second line."""
_REQUESTED = "referral.services_requested"
_PARENTS = frozenset({"mother", "father", "mum", "dad", "mam", "mummy", "daddy"})

_CLOSED = re.compile(r"\W*(?:\d+\W+)?(?:do|does|may|can|has|have|is|are|will|would)\b", re.IGNORECASE)
"""How a question begins that is answered by yes or no, and not by the services that it names."""

_LETTERED = re.compile(r"(?:part|section)\s+(?:\d{1,2}|[A-Za-z])\b|[A-H][.):]\s+(?=[A-Z])")
_PERSONS = frozenset({"child", "children", "parents", "household", "assessor", "lead", "services"})
_SECTION_OF = {
    **dict.fromkeys(("action", "who", "when", "outcome", "measure", "review"), "plan"),
    **dict.fromkeys(("conclusions", "strengths", "needs"), "elements"),
    **dict.fromkeys(("reason", "people_present", "date_started"), "assessment"),
    **dict.fromkeys(("share_with", "not_share_with"), "consent"),
    "comment": "views",
}
"""The section that a numbered part opens, if its title is what its first question would be."""

_YOURS = re.compile(r"\b(?:yours?|you)\b", re.IGNORECASE)
"""Behind the child's own details, 'you' is whoever fills in the form."""

_NEXT_PERSON = re.compile(
    r"\b(?:adult|parent|carer|parent\W{0,3}carer)\b.{0,12}?([1-9])\b|^(?:second|other) ", re.IGNORECASE
)


class Headings(ChildHeads):
    """The draft as the walk tells it headings, and labels with what stands beside them."""

    @property
    def awaits_text(self) -> bool:
        """True if the last label still waits for the words below it."""
        return self.open is not None or bool(self.listing)

    @property
    def awaits_words(self) -> bool:
        """True if a question that is answered in sentences waits: whatever they begin with, they are its answer."""
        return self.open is not None and self.open_paths is not None and self.open_paths[1] in _WORDS

    @property
    def lists_services(self) -> bool:
        """True if what comes next are services agreed to or refused: there a label is never an answer."""
        return bool(self.listing) or (self.open_paths is not None and self.open_paths[1] in _LISTS)

    @property
    def awaits_ethnicity(self) -> bool:
        """True if the boxes that come next are ethnicities, in groups with a name each."""
        return self.open_paths is not None and self.open_paths[1] in ("ethnicity", "ethnicity_other")

    @property
    def lists_requests(self) -> bool:
        """True if boxes to tick come next, over several rows, for the services that are asked for."""
        return self.open is not None and self.open_paths is not None and self.open_paths[1] == _REQUESTED

    def heading(self, text: str, means: Label | None, level: int, place: str, *, pushes: bool = True) -> None:
        """A heading, or a label whose answer may stand below it."""
        self.shut()
        self.listing = ""
        text = fold(text).replace("\n", " ")
        means = self.in_place(means, text)
        if is_about_the_family(text):
            self.speak_of_all()
        if means is not None:
            self.seen.add(means.asks or means.element or means.section or means.about)
        if self.begins_part(text, means, level, place):
            return
        if _COUNTED.fullmatch(text) is not None and self.section in ("plan", "services"):
            self.new_row(self.actions if self.section == "plan" else self.services, {})
            return
        if self.names_service(means, level):
            self.new_row(self.services, {"service": Found(Answer([[Piece(text.strip(" :"))]], place), text)})
            self.subject = "service"
            return
        if level <= 5:
            self.voices = means is not None and (means.asks == "comment" or means.section == "views")
        known = self.section
        self.enter(text, means, level)
        closed = means is not None and means.asks == "share_with" and _CLOSED.match(text) is not None
        statement = read_statement(text) if means is None or not means.is_field or closed else None
        if known == "consent" and level > 4 and means is not None and means.section == "consent":
            # 'Consent to store information' with Yes below it: a question within the section, and no heading.
            statement = statement or read_asked(text)
            means = None if statement is not None else means
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

    @property
    def awaits_worker(self) -> bool:
        """True if a service has just been named, so that 'Worker' asks for its worker and not for whoever assesses."""
        return bool(self.services) and "service" in self.services[-1] and "name" not in self.services[-1]

    def names_service(self, means: Label | None, level: int) -> bool:
        """True for a heading among the services that names one: its worker and number come below."""
        if self.section != "services" or level <= self.section_level or level < 4:
            return False
        return means is None or (means.about == "gp" and not means.asks) or means.asks == "school"

    def enter(self, text: str, means: Label | None, level: int) -> None:  # noqa: C901, PLR0912, PLR0915 - one question after another, as a person would ask them
        """Move to the section that a heading opens."""
        section = means.section if means is not None else ""
        if means is not None and means.asks == "worker" and self.section == "services" and self.awaits_worker:
            section = ""
        if means is None:
            section = heading_section(text)
            section = section if level <= 5 or section == "household" else ""
            if section in _GROUPS and self.section in ("elements", "consent") and level > self.section_level:
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
        if means is not None and means.element and section in ("", "subhead"):
            beyond = level <= 4 and self.section not in ("elements", "plan")
            if beyond or (not section and self.section in ("", "assessment", "consent", "unknown")):
                section = "elements"
        if means is not None and means.asks == "home":
            section = "household"
        if means is not None and means.asks == "service" and (level <= 5 or _are_services(text)):
            section = section or "services"
        if means is not None and means.asks in ("strengths", "needs", "conclusions") and not section:
            self.domain = "" if means.asks == "conclusions" else self.domain
        inside = self.parts_inside and self.scope is not None
        pattern = PART if level <= 4 else _LETTERED
        if not section and level <= 5 and not inside and pattern.match(text) is not None:
            section = _SECTION_OF.get(means.asks, "") if means is not None else ""
            left = self.section in _PERSONS or (self.section == "consent" and level <= self.section_level)
            if not section and left:
                # 'Part 9  Where should this go?': whoever was spoken of is so no longer.
                self.settle_stranger()
                self.section, self.subject, self.signer = "unknown", "", ""
        if section == "child" and _YOURS.search(text) and self.names_children:
            section = "assessor"
        if means is not None and means.is_field and level <= self.section_level:
            self.section_element = ""
        if section:
            self.doubt = False
        elif means is None and level <= 4 and self.named_child(text) is None:
            self.doubt = True
        if not section and means is not None and means.element:
            self.domain, self.domain_level = means.element, level
        elif means is not None and means.asks in ("strengths", "needs") and level < self.domain_level:
            self.domain = ""
        if not section:
            if means is None and level <= 5:
                self.signer = ""
                self.domain = self.domain_of(text) or self.domain
            return
        groups = section in _GROUPS and (level > self.section_level or bool(self.seen & frozenset(ELEMENTS)))
        if self.section == "elements" and groups and not (NUMBERED_CHILD.match(text) or _NEXT_PERSON.search(text)):
            self.domain = (means.element if means is not None and means.element in DOMAINS else "") or self.domain_of(
                text
            )
            return
        if self.section == "consent" and section in SIGNER and level > 3 and not _NUMBERED.match(text):
            self.signer = SIGNER[section]
            return
        if section in ("sign_parent", "sign_child", "sign_assessor"):
            self.section, self.signer, self.subject = "consent", SIGNER[section], ""
            return
        if section == "subhead":
            self.domain, self.domain_level = (means.element if means is not None else ""), level
            return
        if section in ("development", "parenting", "environment"):
            self.section = "elements"
            self.domain = means.element if means is not None else ""
            return
        self.section, self.signer, self.section_level = section, "", level
        self.domain, self.section_element = "", means.element if means is not None else ""
        if section == "elements" and means is not None and means.element:
            self.domain, self.domain_level = means.element, level
        self.subject = SECTION_SUBJECT.get(section, "")
        if section == "parents":
            self.parents_asked = True
            if (
                _NEXT_PERSON.search(text)
                or (means is not None and means.about in ("mother", "father"))
                or clean(text) in ("mother", "father")
            ) and (not self.parents or self.parents[-1]):
                self.parents.append({})
                role = clean(text).split()[0]
                if role.rstrip("s") in _PARENTS:
                    self.parents[-1]["_implied"] = Found(
                        Answer([[Piece(role.rstrip("s").capitalize())]], self.section_title), text
                    )
        beside = section == "consent" and not 0 < self.scope_level < level
        if beside or section not in ("elements", "plan", "views", "consent", "child"):
            self.scope = None

    def subheading(self, text: str, means: Label | None) -> None:
        """A title between the rows of one table."""
        self.shut()
        if means is not None and means.section and self.section not in ("elements", "services"):
            self.enter(text, means, 5)
        elif self.section == "elements" or self.domain:
            self.domain = (means.element if means is not None and means.element in DOMAINS else "") or self.domain_of(
                text
            )

    def row_heading(self, text: str, means: Label | None, place: str, key: str) -> None:
        """A cell at the beginning of a row that says what the row is about."""
        self.shut()
        self.row_key, self.row_title = key, text
        who = self.signer_of(means)
        if who and self.section in ("consent", ""):
            self.signer = who
        elif self.section == "services":
            self.new_row(self.services, {"service": Found(Answer([[Piece(text)]], place), text)})

    def leave_row(self) -> None:
        """A row of labels and answers is done: no label waits any longer, but one over boxes in several rows."""
        if not self.lists_requests:
            self.shut()
        self.end_row()

    def end_row(self) -> None:
        """A row of a table is done."""
        if self.open is not None and not self.open.answer.blank and not self.lists_requests:
            self.shut()
        self.row_key = self.row_title = ""

    def end_table(self) -> None:
        """A table is done."""
        self.end_row()
        if self.open is not None and not self.open.answer.blank:
            self.shut()
        if self.domain not in DOMAINS:
            self.domain = ""
        if self.scope_ends:
            self.speak_of(None)

    def await_text(self, label: str, means: Label | None, place: str) -> None:
        """What stands below belongs to *label* until another comes."""
        self.shut()
        if self.section == "ignore":
            return
        found = Found(Answer([], place), label, means.score if means is not None else 0.5)
        target = (
            self.target(means, label)
            if means is not None and (means.is_field or means.about in ("lead", "assessor") or names_lead(means, label))
            else None
        )
        if target is None and means is None and self.section in ("elements", "plan") and self.domain in ELEMENTS:
            # 'What is happening, and what is the effect on the child?' below the name of an element.
            found.score = 0.75
            target = self.scoped_store(), f"elements.{self.domain}.text"
        if target is None or (self.section == "services" and _are_services(label)):
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

    def pair(  # noqa: C901, PLR0911, PLR0912, PLR0915 - one question after another, as a person would ask them
        self,
        label: str,
        means: Label | None,
        answer: Answer,
        *,
        row: str = "",
        doubt: bool = False,
    ) -> None:
        """A label and what stands beside it."""
        self.block_begins = False
        if self.goes_on_saying(label, means, answer):
            said = [Piece(f"{label.strip(' :')}: "), *(answer.lines[0] if answer.lines else [])]
            self.append_open(Answer([said, *answer.lines[1:]], answer.place))
            return
        if means is None and self.awaits_ethnicity and answer.has_boxes:
            self.append_open(answer)  # 'White: [ ] British [ ] Irish': a group of the choices
            return
        numbered = NUMBERED_CHILD.match(label)
        if numbered is not None and self.section not in ("household", "parents") and not answer.blank:
            self.shut()
            self.begin_numbered(child_number(numbered), label, answer)
            return
        self.shut()
        self.last = None
        if self.listed_tick(label, answer):
            return
        self.listing = ""
        if self.section == "ignore" and not (means is not None and means.asks in ("share_with", "not_share_with")):
            return
        spoken = self.speaker(label, means) if self.voices and self.section != "consent" else None
        means = spoken or self.in_place(means, label)
        if means is not None:
            self.seen.add(means.asks or means.element or means.section or means.about)
        if row != self.row_key:
            self.row_key, self.row_title = row, ""
            self.signed_here = False
        if means is not None and means.asks == "date" and self.signed_here and self.signer:
            self.put(self.one, f"sign.{self.signer}.on", Found(answer, label, means.score))
            return
        if means is not None and means.asks in CODED and (key := key_in(answer.text)):
            self.codes[CODED[means.asks]] = key
            return
        if self.names_subject(means, answer):
            return
        choice = answer.choice()
        if choice is not None and sum(route_of(o.text) is not None for o in choice.options) > 1:
            self.seen.add("route")
            self.choices.append((label, choice, answer.place))
            return
        statement = self.consent_asked(label, means, answer)
        if statement is not None:
            self.decide(statement, answer)
            return
        if means is not None and means.asks == "share_with" and find_yes_no(answer.text) is not None:
            self.decide(Statement("share", negative=False, text=label), answer)
            return
        if self.signed_inside(means, answer):
            return
        if self.section == "services" and means is not None and means.section == "services" and not means.asks:
            self.new_row(self.services, {"service": Found(answer, label)})
            return
        before = self.subject
        target = self.target(means, label) if means is not None else None
        if target is None:
            if self.section == "consent" and _SOMEBODY.search(label):
                self.signer = ""  # whose name it is was not understood: the date behind it is nobody's
            choice = answer.choice() if route_of(label) is not None and agrees_or_not(answer) else None
            if choice is not None:
                self.choices.append((label, choice, answer.place))
            self.keep_other(label, answer)
            return
        if target[1].endswith("organisation") and target[1] in target[0] and find_postcode(answer.text) is not None:
            # 'Base', behind the service: where it is.
            target = target[0], target[1].replace("organisation", "address")
        score = means.score if means is not None else 0.5
        if doubt or (asks_whether_any(label) and read_yes_no(answer)[0]):
            score = min(score, 0.7)
        if self.doubt and means is not None and not means.about and means.asks in _ANYBODYS:
            score = min(score, 0.75)
        if (
            answer.blank
            and means is not None
            and (means.asks == "lead_different" or means.about == "lead" or names_lead(means, label))
        ):
            self.subject = before
        self.put(*target, Found(answer, label, score))

    def tick_listed(self, text: str, answer: Answer, key: str) -> None:
        """A service in the list that the sentence before announces, with its box."""
        if not self.listing and self.open_paths is not None:
            self.listing = self.open_paths[1]
        self.row_key = key
        if any(p.kind == TICKED for line in answer.lines for p in line):
            self.add_listed(Answer([[Piece(text)]], answer.place))

    def listed_tick(self, text: str, answer: Answer) -> bool:
        """A service with a box beside it, below a sentence that announces the services agreed to."""
        if self.section != "consent" or not self.listing or not answer.has_boxes or answer.text:
            return False
        boxes = [p for line in answer.lines for p in line if p.kind in (TICKED, UNTICKED)]
        if len(boxes) != 1 or read_statement(text) is not None:
            return False
        if boxes[0].kind == TICKED:
            self.add_listed(Answer([[Piece(text)]], answer.place))
        return True

    def signed_line(self, text: str, place: str) -> bool:
        """A line on which one or several people sign, if it stands where people sign."""
        if self.section != "consent" and not self.statements:
            return False
        lines = [read_signature(part) for part in signatures_apart(text)]
        if lines and lines[0] is not None:
            lines = [line or read_beside(part) for line, part in zip(lines, signatures_apart(text), strict=True)]
        signed = [line for line in lines if line is not None]
        if not signed or len(signed) < len(lines):
            return False
        for line in signed:
            self.signed(line, text, place)
        return True

    def signed_inside(self, means: Label | None, answer: Answer) -> bool:
        """'Name: Gurmeet Sandhu   Date: 2 Feb 2012' in the box for a signature, with the labels in the box itself."""
        who = self.signer_of(means)
        found = _NAME_AND_DATE.fullmatch(answer.text.strip()) if who and self.section == "consent" else None
        if found is None:
            return False
        for key, text in (("name", found["name"]), ("on", found["date"])):
            if text.strip(" ._"):
                self.put(self.one, f"sign.{who}.{key}", Found(Answer([[Piece(text.strip())]], answer.place), key, 0.95))
        return True

    def signed(self, line: SignedLine, text: str, place: str) -> None:
        """Somebody signed: the parent, where the line does not say who."""
        nobody_yet = not any(key.startswith("sign.parent.") for key in self.one)
        who = line.who or ("parent" if nobody_yet else "")
        if not who:
            self.keep_other(self.section_title, Answer([[Piece(text)]], place))
            return
        self.shut()
        self.section, self.signer, self.listing = "consent", who, ""
        self.put(self.one, f"sign.{who}.name", Found(Answer([[Piece(line.name)]], place), text[:60], 0.95))
        if line.date:
            self.put(self.one, f"sign.{who}.on", Found(Answer([[Piece(line.date)]], place), text[:60], 0.95))

    def consent_asked(self, label: str, means: Label | None, answer: Answer) -> Statement | None:
        """The matter of consent that a label with this answer is about; None if it asks for something else."""
        if means is not None and means.asks in ("share_with", "not_share_with"):
            return (read_statement(label) or read_asked(label)) if agrees_or_not(answer) else None
        statement = read_statement(label) if means is None or not means.is_field or means.score < 0.95 else None
        if statement is None and means is None and agrees_or_not(answer):
            statement = read_asked(label)
        return statement

    def names_subject(self, means: Label | None, answer: Answer) -> bool:
        """True if a label only repeats a child's name, as at the head of the part that is filled in for each child."""
        if means is None or means.asks not in ("name", "given") or means.about not in ("", "child"):
            return False
        named = self.child_called(answer.text)
        if named is None or (means.about == "" and self.section not in ("child", "children", "elements")):
            return False
        if self.section in SECTION_SUBJECT:
            self.section, self.subject = "elements", ""
        self.speak_of(named)
        self.section_title = answer.text.strip()
        return True

    def in_place(self, means: Label | None, label: str) -> Label | None:
        """The meaning of a label where it stands, if that differs from what it means by itself."""
        if self.section == "consent" and clean(label) in _BARE_SERVICES and self.statements:
            said = [s for s in self.statements if not (s.alone and s.value is None)]
            return Label("not_share_with" if said and said[-1].negative else "share_with", score=0.95)
        if self.section == "elements" and clean(label) in _SUMMARIES:
            return Label("conclusions", score=0.93)
        if len(self.children) > 1 and means is not None and means.score < _WORD_FOR_WORD:
            means = self.about_the_child(label) or means  # 'Ada's address' is one strange word before a plain one
        if means is not None:
            return self.refined(means, label)
        named = self.named_child(label)
        if named is not None and ":" in label:
            self.speak_of(named, ANY_HEADING)
            label = label.partition(":")[2].strip()
            return self.element_and_kind(label) or recognise(label)
        found = self.about_the_child(label) or self.element_and_kind(label) or self.of_all(label)
        if found is None and self.section == "elements" and len(label) < _LONGEST_AREA:
            found = recognise_area(label)
        return found

    def refined(self, means: Label, label: str) -> Label | None:
        """The meaning of a label that another part of it makes narrower: a column of an element, a second home."""
        if means.asks == "line2" and _OTHER_HOME.search(label):
            return None
        return (self.element_and_kind(label) or means) if means.element and not means.asks else means

    def element_and_kind(self, label: str) -> Label | None:
        """'Development – strengths': an element, and which column of it."""
        head, mark, tail = label.rpartition(next((m for m in "–-:" if m in label), "–"))
        kind, about = recognise(tail.strip()), recognise(head.strip())
        if not mark or kind is None or kind.asks not in ("strengths", "needs") or about is None or not about.element:
            return None
        self.domain = about.element
        return kind

    def about_the_child(self, label: str) -> Label | None:
        """The meaning of a label that calls the child by name: 'Connor says', 'What is going well for Tyler?'."""
        for index, child in enumerate(self.children):
            found = child.get("given") or child.get("name")
            name = found.answer.text.split()[0] if found is not None and not found.answer.blank else ""
            if len(name) > 1 and re.search(rf"\b{re.escape(name)}\b", label, re.IGNORECASE):
                if child_in_heading(label, [name]) is not None:
                    return None  # the name alone asks for nothing
                means = recognise(re.sub(rf"\b{re.escape(name)}\b", "the child", label, flags=re.IGNORECASE))
                if means is not None and len(self.children) > 1:
                    self.speak_of(index, ANY_HEADING)
                return means
        return None

    def append_open(self, answer: Answer) -> None:
        """One more line for the label that waits."""
        if _COUNTED.fullmatch(answer.text) is not None:
            self.shut()
            return
        if self.open is not None and self.open.answer.blank and _ONLY_QUESTIONS.fullmatch(answer.text):
            return  # small print that asks the same in other words
        assert self.open is not None and self.open_paths is not None  # noqa: PT018, S101 - narrows the type for the checker
        store, key = self.open_paths
        if self.open.answer.blank:
            self.open = Found(answer, self.open.label, self.open.score)
            self.put(store, key, self.open)
        else:
            if self.open.answer.place != answer.place:
                self.open.score = min(self.open.score, 0.7)
            self.open.answer.lines.extend(answer.lines)

    def enter_consent(self, statement: Statement) -> None:
        """A sentence on storing or sharing is consent, under whatever heading it stands."""
        self.seen.add("consent_statement")
        if statement.about in ("store", "share", "both") and self.section != "consent":
            self.section, self.subject, self.signer, self.domain = "consent", "", "", ""

    def pending_statement(self, statement: Statement, place: str) -> None:
        """A sentence of consent whose answer may come below; said alone it is no answer."""
        self.enter_consent(statement)
        self.hear(Statement(statement.about, statement.negative, statement.text, None, 1.0, place))
        self.listing = "consent.share_with" if statement.about == "share" and statement.lists else ""
        self.asked = statement

    def decide(self, statement: Statement, answer: Answer) -> None:
        """A sentence of consent with its answer."""
        self.enter_consent(statement)
        told, listed = _answer_and_list(answer)
        value, trust = statement.answered(told.choice(), told.text)
        self.hear(Statement(statement.about, statement.negative, statement.text, value, trust, answer.place))
        self.listing = "consent.share_with" if statement.about == "share" else ""
        if self.listing and listed.lines:
            self.add_listed(listed)

    def add_listed(self, answer: Answer) -> None:
        """The services below 'between the services listed below'."""
        self.put(
            self.scoped_store(),
            self.listing,
            Found(Answer(list(answer.lines), answer.place), self.headings.get(self.listing, "services listed")),
        )


def _are_services(text: str) -> bool:
    """True for 'Services', 'Professionals': a heading over several, and no label of one."""
    return clean(text).rpartition(" ")[2] in ("services", "agencies", "professionals", "organisations")


def agrees_or_not(answer: Answer) -> bool:
    """True if an answer is a yes or a no, or offers both."""
    choice = answer.choice()
    if choice is None:
        return len(answer.text) < 12 and find_yes_no(answer.text) is not None
    words = {clean(o.text) for o in choice.options}
    return bool(words & (YES_WORDS | NO_WORDS))


def _answer_and_list(answer: Answer) -> tuple[Answer, Answer]:
    """Part 'Yes / No' from the list of services on the lines below it."""
    said: list[list[Piece]] = []
    listed: list[list[Piece]] = []
    for line in answer.lines:
        one = Answer([line], answer.place)
        is_answer_line = one.choice() is not None or find_yes_no(one.text) is not None
        (said if is_answer_line or not said else listed).append(line)
    return Answer(said, answer.place, answer.slot), Answer(listed, answer.place)
