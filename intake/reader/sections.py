"""
Entering the sections of a form: where a heading leads, and whose the answers below it are.
"""

from __future__ import annotations

import re

from intake.reader.answers import Answer, Found
from intake.reader.child_heads import PART
from intake.reader.counted_children import NUMBERED_CHILD
from intake.reader.document import Piece
from intake.reader.draft_state import SIGNER
from intake.reader.labels import Label, clean, heading_section
from intake.reader.meanings import Meanings
from intake.reader.own_parts import stays_in_part
from intake.reader.persons import SECTION_SUBJECT
from intake.reader.vocabulary import DOMAINS, ELEMENTS

_GROUPS = frozenset({"parents", "development", "parenting", "environment", "subhead", "child"})
_NUMBERED = re.compile(
    r"^\W*(?:(?:section|part|step)\s*)?(?:\d+|[A-Z])\s*[.:)–-]|^\W*(?:section|part)\s+\w+\b", re.IGNORECASE
)
_OF_PERSON = {
    "lead": "lead",
    "assessor": "assessor",
    **dict.fromkeys(("mother", "father", "parent"), "parents"),
}
"""The section that a person's name opens where it stands alone."""
_PARENTS = frozenset({"mother", "father", "mum", "dad", "mam", "mummy", "daddy"})
_SIGNS = {"parent": "sign_parent", "child": "sign_child", "assessor": "sign_assessor"}
_LETTERED = re.compile(r"(?:part|section)\s+(?:\d{1,2}|[A-Za-z])\b|[A-H][.):]\s+(?=[A-Z])")
_PERSONS = frozenset({"child", "children", "parents", "household", "assessor", "lead", "services"})
_SECTION_OF = {
    **dict.fromkeys(("action", "who", "when", "outcome", "measure", "review"), "plan"),
    **dict.fromkeys(("conclusions", "strengths", "needs"), "elements"),
    **dict.fromkeys(("reason", "people_present", "date_started"), "assessment"),
    **dict.fromkeys(("share_with", "not_share_with", "signed"), "consent"),
    "comment": "views",
    "address": "child",
}
"""The section that a numbered part opens, if its title is what its first question would be."""
_LIVES = re.compile(r"\b(?:famil(?:y|ies)|child(?:ren)?|lives?|living)\b", re.IGNORECASE)
_YOURS = re.compile(r"\b(?:yours?|you)\b(?! (?:child|baby|son|daughter|young person|infant)\b)", re.IGNORECASE)
"""Behind the child's own details, 'you' is whoever fills in the form."""
_RELATIVES = re.compile(r"(?:\d+ )?(?:family )?relationships?")
_LIKELY = 0.9
_HELPS = re.compile(
    r"^gp\b|(?:^|[ a-z])(?:visitor|nurse|worker|therapist|doctor|dentist|consultant|teacher|psychologist|psychiatrist"
    r"|paediatrician|midwife|officer|counsellor|coordinator|mentor|camhs|senco|team|service|school|nursery|college|hospital"
    r"|clinic|police|charity)s?$"
)
"""How the name of somebody who helps, or of a service, ends."""
_NEXT_PERSON = re.compile(
    r"\b(?:adult|person|parent|carer|parent\W{0,3}carer)\b.{0,12}?([1-9])\b|^(?:second|other) ", re.IGNORECASE
)


class Sections(Meanings):
    """The draft as it moves from section to section."""

    def enter(self, text: str, means: Label | None, level: int) -> None:
        """Move to the section that a heading opens."""
        section = self.section_named(text, means, level)
        if not section and means is not None and means.asks == "conclusions":
            self.domain = ""
        section = section or self.section_of_part(text, means, level)
        if section == "child" and _YOURS.search(text) and self.names_children:
            section = "parents" if self.calls_child_yours else "assessor"
        self.leave_element(section, text, means, level)
        if not section:
            if means is None and level <= 5:
                self.signer = ""
                self.domain = self.domain_of(text) or ("" if level < self.domain_level else self.domain)
            return
        if (
            self.heads_theme(section, text, means, level)
            or self.heads_signature(section, text, level)
            or self.heads_domain(section, means, level)
        ):
            return
        self.begin_section(section, text, means, level)

    def section_named(self, text: str, means: Label | None, level: int) -> str:
        """The section that a heading names where it stands, ''."""
        if means is None:
            return self.section_by_words(text, level)
        section = means.section
        if means.asks == "worker" and self.section == "services" and self.awaits_worker:
            section = ""
        if not section and not means.asks:
            section = _OF_PERSON.get(means.about, "")
        if means.element and self.begins_elements(section, level) and not self.heads_relatives(text):
            section = "elements"
        if means.asks == "home" or (means.asks == "present_yn" and level <= 4 and heading_section(text) == "household"):
            section = "household"
        if means.asks == "signed" and level <= 5 and self.signer_of(means) in _SIGNS:
            section = _SIGNS[self.signer_of(means)]
        if means.asks == "service" and (level <= 5 or are_services(text)):
            section = section or "services"
        return section

    def section_by_words(self, text: str, level: int) -> str:
        """The section of a heading that the vocabulary does not have, by the words in it; '' within another section."""
        section = heading_section(text)
        section = section if level <= 5 or section == "household" else ""
        within = self.section in ("elements", "consent") and level > self.section_level
        return "" if within and section in _GROUPS else section

    def begins_elements(self, section: str, level: int) -> bool:
        """True if an element's name begins the elements, rather than a theme of the section it stands in."""
        if section not in ("", "subhead"):
            return False
        beyond = level <= 4 and self.section not in ("elements", "plan")
        return beyond or (not section and self.section in ("", "assessment", "consent", "unknown"))

    def heads_relatives(self, text: str) -> bool:
        """True for 'Relationships' right behind the child's details: a title over the family, and no element."""
        return self.section == "child" and not self.parents_asked and _RELATIVES.fullmatch(clean(text)) is not None

    def section_of_part(self, text: str, means: Label | None, level: int) -> str:
        """The section of a numbered part, by what its title asks; persons are left behind where it asks for nothing."""
        inside = self.parts_inside and self.scope is not None
        views = means is not None and means.asks == "comment" and not means.about
        pattern = PART if level <= 4 or views else _LETTERED
        if level > 5 or inside or pattern.match(text) is None:
            return ""
        section = _SECTION_OF.get(means.asks, "") if means is not None else ""
        if section == "child" and not _LIVES.search(text):
            section = ""
        left = self.section in _PERSONS or (self.section == "consent" and level <= self.section_level)
        if not section and left:
            # 'Part 9  Where should this go?': whoever was spoken of is so no longer.
            self.settle_stranger()
            self.section, self.subject, self.signer = "unknown" if self.has_answers else "", "", ""
        return section

    def leave_element(self, section: str, text: str, means: Label | None, level: int) -> None:
        """Leave the element spoken of for the next; a heading that was not understood makes what follows doubtful."""
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

    def heads_theme(self, section: str, text: str, means: Label | None, level: int) -> bool:
        """True for 'Parents and carers' among the elements: a domain of the assessment, and no section of persons."""
        groups = section in _GROUPS and (level > self.section_level or bool(self.seen & frozenset(ELEMENTS)))
        if section == "subhead" and means is not None and means.element:
            return False  # 'Education and learning': a theme that is an element itself
        if (
            not (self.section == "elements" or self.goes_on_after_plan(means))
            or not groups
            or not self.names_children
            or NUMBERED_CHILD.match(text)
            or _NEXT_PERSON.search(text)
        ):
            return False
        self.section = "elements"
        self.enter_domain(text, means)
        return True

    def goes_on_after_plan(self, means: Label | None) -> bool:
        """True for the next area of an assessment that has a plan behind each: the parents have been asked before."""
        if means is None or means.element not in DOMAINS:
            return False
        return self.section == "plan" and bool(self.parents) and not self.seen.isdisjoint(DOMAINS)

    def enter_domain(self, text: str, means: Label | None) -> None:
        """From here on the domain that a heading names is spoken of, or none."""
        named = means.element if means is not None and means.element in DOMAINS else ""
        self.domain = named or self.domain_of(text)

    def heads_signature(self, section: str, text: str, level: int) -> bool:
        """True for a heading that says who signs below it."""
        if self.section == "consent" and section in SIGNER and level > 3 and not _NUMBERED.match(text):
            self.signer = SIGNER[section]
            return True
        if section in ("sign_parent", "sign_child", "sign_assessor"):
            self.section, self.signer, self.subject = "consent", SIGNER[section], ""
            return True
        return False

    def heads_domain(self, section: str, means: Label | None, level: int) -> bool:
        """True for a heading within the elements, or of one of their three domains."""
        element = means.element if means is not None else ""
        if section == "subhead":
            self.domain, self.domain_level = element, level
            return True
        if section in ("development", "parenting", "environment"):
            self.section, self.domain = "elements", element
            return True
        return False

    def begin_section(self, section: str, text: str, means: Label | None, level: int) -> None:
        """Another section begins: whoever was spoken of in the one before is so no longer."""
        if section == "ethnicity_key" and self.names_children:
            return  # small print that explains the table above it: whoever is spoken of is so still
        self.section, self.signer, self.section_level = section, "", level
        self.domain, self.section_element = "", means.element if means is not None else ""
        if section == "elements" and means is not None and means.element:
            self.domain, self.domain_level = means.element, level
        self.subject = SECTION_SUBJECT.get(section, "")
        if section == "parents":
            self.begin_parents(text, means)
        if section == "next_steps":
            self.seen.add("route")
        beside = section == "consent" and not 0 < self.scope_level < level
        inside = stays_in_part(self, text, level)
        if not inside and (beside or section not in ("elements", "plan", "views", "consent", "child")):
            self.scope = None

    def begin_parents(self, text: str, means: Label | None) -> None:
        """Parents are asked for; 'Adult 2' and 'Mother' begin the next of them."""
        self.parents_asked = True
        role = clean(text)
        named = (means is not None and means.about in ("mother", "father")) or role in ("mother", "father")
        if not (named or _NEXT_PERSON.search(text)) or (self.parents and not self.parents[-1]):
            return
        self.parents.append({})
        role = role.split()[0].rstrip("s")
        if role in _PARENTS:
            said = Answer([[Piece(role.capitalize())]], self.section_title)
            self.parents[-1]["_implied"] = Found(said, text)

    def subheading(self, text: str, means: Label | None) -> None:
        """A title between the rows of one table."""
        self.shut()
        if means is not None and means.section and self.section not in ("elements", "services"):
            self.enter(text, means, 5)
        elif self.section == "elements" or self.domain:
            self.enter_domain(text, means)

    def row_heading(self, text: str, means: Label | None, place: str, key: str) -> None:
        """A cell at the beginning of a row that says what the row is about."""
        self.shut()
        self.row_key, self.row_title = key, text
        who = self.signer_of(means)
        if who and self.section in ("consent", ""):
            self.signer = who
        elif means is not None and not means.asks and means.section in ("assessor", "lead"):
            self.begin_section(means.section, text, means, 5)  # 'Referrer' down the side, below the services
        elif self.section == "services":
            self.new_row(self.services, {"service": Found(Answer([[Piece(text)]], place), text)})

    @property
    def awaits_worker(self) -> bool:
        """True if a service has just been named, so that 'Worker' asks for its worker and not for whoever assesses."""
        return bool(self.services) and "service" in self.services[-1] and "name" not in self.services[-1]

    def names_service(self, text: str, means: Label | None, level: int) -> bool:
        """True for a heading among the services that names one: its worker and number come below."""
        if self.section != "services" or level < 4 or (level <= self.section_level and not _HELPS.search(clean(text))):
            return False
        if (
            means is not None
            and not means.asks
            and means.element
            and means.score < _LIKELY
            and _HELPS.search(clean(text))
        ):
            return True  # 'Family support worker' resembles 'Wider family and support'
        return means is None or (means.about == "gp" and not means.asks) or means.asks == "school"


def are_services(text: str) -> bool:
    """True for 'Services', 'Professionals': a heading over several, and no label of one."""
    return clean(text).rpartition(" ")[2] in ("services", "agencies", "professionals", "organisations")
