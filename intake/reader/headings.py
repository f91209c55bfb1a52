"""
A heading: the part, the record or the section that it begins, the statement that it is, the answer that it waits for.
"""

from __future__ import annotations

import re

from intake.reader.answers import Answer, Found
from intake.reader.child_heads import PART
from intake.reader.document import Piece
from intake.reader.labels import Label, clean, heading_section
from intake.reader.meanings import BOTH
from intake.reader.person_one import about_the_child, counts_the_child
from intake.reader.signing import Signing
from intake.reader.statements import Statement, read_asked, read_statement
from intake.reader.targets import speakers
from intake.reader.typed import fold
from intake.reader.vocabulary import DOMAINS, ELEMENTS
from intake.reader.waiting import COUNTED
from intake.reader.whose import is_about_the_family

_REQUEST = re.compile(r"\W*(?:request|referral) for\b", re.IGNORECASE)
_CALLED = re.compile(r"\b(?:request|referral|pathway|form|plan|assessment|record)\W*$", re.IGNORECASE)
"""'Early Help: Family Request', before anything was answered."""
_CLOSED = re.compile(r"\W*(?:\d[\d.]*\W+)?(?:do|does|may|can|has|have|is|are|will|would)\b", re.IGNORECASE)
"""How a question begins that is answered by yes or no, and not by the services that it names."""
_AGREES_IT = re.compile(
    r"\b(?:agrees?|consents?|gives? (?:consent|permission)) (?:that|to|for)\b.*\b(?:can|may|will|to|being)"
    r" (?:be )?shared\b"
    r"(?!.*\b(?:which|who|whom|below|following|listed|named)\b)",
    re.IGNORECASE,
)
"""'The parent agrees that this can be shared with other services', over a Yes or a No, and no list of those."""

_ONE_WORKER = re.compile(r"(?:(?:section|part|step) \w+ )?(?:the |your )?(?:professional|practitioner|worker)")

_YOU_WHO = re.compile(
    r"\byou,? (?:as )?(?:the|a) (?:person|worker|professional|practitioner)(?: who is)?"
    r" (?:asking|referring|requesting|applying|making|completing|filling|sending)\b",
    re.IGNORECASE,
)
"""'You, the person asking for help for a family': whoever fills the form in, and no request."""

_OF_OTHERS = re.compile(
    r"\b(?:any\w*|some\w*|who\w*|people|persons?|services?|agenc\w+|organisations?|professionals?|not|never|without|if"
    r"|agree\w*|consent\w*|shar\w+|(?:mus|do|ca|wo|should|would|could)n['’]?t)\b",
    re.IGNORECASE,
)
_EXPLAINS = re.compile(
    r"(?:please )?(?:tell us|describe|explain|include|give (?:details|examples|dates)|say|think about|consider)\b",
    re.IGNORECASE,
)
_BEFORE_PLAN = frozenset({"assessment", "elements", "views"})
_OF_PLAN = re.compile(r"(?:plan|action) (?:item|point|entry)\b", re.IGNORECASE)


class Headings(Signing):
    """The draft as the walk tells it headings."""

    def heading(self, text: str, means: Label | None, level: int, place: str, *, pushes: bool = True) -> None:
        """A heading, or a label whose answer may stand below it."""
        text = fold(text).replace("\n", " ")
        if self.explains(means, text):
            return
        self.shut()
        self.listing = ""
        means = self.asked_by_heading(means, text, level)
        if is_about_the_family(text):
            self.speak_of_all()
        self.saw(means)
        if self.begins_part(text, means, level, place) or self.begins_record(text, means, level, place):
            return
        below = self.asked_below(text, means, level)
        if below is not None:
            self.await_text(text, below, place)
            return
        if level <= 5:
            self.voices = means is not None and (means.asks == "comment" or means.section == "views")
            self.voice = means.about if means is not None and means.asks == "comment" else ""
        known = self.section
        self.enter(text, means, level)
        statement, means = self.statement_in(text, means, within_consent=known == "consent" and level > 4)
        if statement is not None and (means is None or not means.section):
            self.pending_statement(statement, place)
            return
        self.await_text(text, self.views_of(text, means), place)
        if pushes and level <= 5 and self.is_title(means, level, known):
            self.section_title = text

    def asked_by_heading(self, means: Label | None, text: str, level: int) -> Label | None:
        """What a heading means where it stands, *means* being what it means by itself."""
        if self.is_title_of_form(means, text, level):
            return None
        means = self.in_place(means, text)
        if self.heads_the_writer(means, text):
            return Label(about="assessor", section="assessor", score=0.9)
        if means is None and self.counts_child and counts_the_child(text):
            return about_the_child(text) or Label(section="child", score=0.9)
        return means

    def explains(self, means: Label | None, text: str) -> bool:
        """True for 'Tell us what happened, with dates' below a question that waits for words: it asks the same."""
        if means is not None or not self.awaits_words or self.open is None or not self.open.answer.blank:
            return False
        if self.open_paths is None or self.open_paths[1].endswith("comment") or _OF_OTHERS.search(text) is not None:
            return False  # it may ask whom to leave out
        return _EXPLAINS.match(text) is not None and not heading_section(text) and read_statement(text) is None

    def heads_the_writer(self, means: Label | None, text: str) -> bool:
        """True for 'Section 1: Professional' before anybody was named: one person, and it is not the child."""
        if _YOU_WHO.search(text) is not None and "assessor.name" not in self.one:
            return True
        if means is None or means.asks not in ("service", "worker") or self.names_children or self.services:
            return False
        return "assessor.name" not in self.one and _ONE_WORKER.fullmatch(clean(text)) is not None

    def is_title_of_form(self, means: Label | None, text: str, level: int) -> bool:
        """True for 'Request for Early Help' before anything was asked: what the form is called, and no question."""
        if means is None or means.asks != "services_requested":
            return False
        first = level == 1 and not self.names_children
        return first or (not self.has_answers and (_REQUEST.match(text) or _CALLED.search(text)) is not None)

    def asked_below(self, text: str, means: Label | None, level: int) -> Label | None:
        """What a heading asks for that neither begins a section nor stands by itself; None for any other."""
        if self.speaks_below(text, means, level):
            return Label("comment", self.signer_of(means), score=0.93)
        return Label(element=self.domain, score=0.9) if self.asks_of_element(text, means) else None

    def asks_of_element(self, text: str, means: Label | None) -> bool:
        """True for 'Strengths and needs' below the name of an element: they are asked of that element."""
        if means is None or means.section != "elements" or means.asks or means.element or self.section != "elements":
            return False
        return self.domain in ELEMENTS and self.domain not in DOMAINS and BOTH.fullmatch(clean(text)) is not None

    def speaks_below(self, text: str, means: Label | None, level: int) -> bool:
        """True for 'Young person' below 'In your own words': what stands below is said by that person."""
        if not self.voices or self.section != "views" or level < self.section_level or PART.match(text) is not None:
            return False
        return means is not None and not means.asks and self.signer_of(means) in ("child", "parent")

    def views_of(self, text: str, means: Label | None) -> Label | None:
        """What 'What does the family think?' asks, beyond the part of the form that it opens: a comment, and whose."""
        if means is None or means.asks or means.section != "views" or not text.rstrip().endswith("?"):
            return means
        whose = speakers(text)
        return Label("comment", whose.pop(), "views", score=min(means.score, 0.93)) if len(whose) == 1 else means

    def begins_record(self, text: str, means: Label | None, level: int, place: str) -> bool:
        """True for a heading that begins another record: 'Action 2', or the name of a service."""
        counted = COUNTED.fullmatch(text) is not None
        if counted and self.section in _BEFORE_PLAN and _OF_PLAN.match(text) is not None:
            self.section, self.domain = "plan", ""  # 'Plan item 1', with no title of its own over the plan
        if counted and self.section in ("plan", "services"):
            rows = self.actions if self.section == "plan" else self.services
            self.new_row(rows, {})
            self.counted = rows[-1]
            return True
        if self.names_service(text, means, level):
            self.new_row(self.services, {"service": Found(Answer([[Piece(text.strip(" :"))]], place), text)})
            self.subject = "service"
            return True
        return False

    def statement_in(
        self, text: str, means: Label | None, *, within_consent: bool
    ) -> tuple[Statement | None, Label | None]:
        """The statement of consent that a heading is, if it is one, and what the heading means besides."""
        closed = means is not None and means.asks == "share_with" and _CLOSED.match(text) is not None
        agrees = means is not None and means.asks == "share_with" and _AGREES_IT.search(text) is not None
        statement = read_statement(text) if means is None or not means.is_field or closed or agrees else None
        statement = None if agrees and statement is not None and statement.lists else statement
        if within_consent and means is not None and means.section == "consent":
            # 'Consent to store information' with Yes below it: a question within the section, and no heading.
            statement = statement or read_asked(text)
            means = None if statement is not None else means
        return statement, means

    def is_title(self, means: Label | None, level: int, known: str) -> bool:
        """True for a heading under which a person would look for what comes next; *known* is the section before it."""
        if self.section == "elements" and means is not None and means.element:
            return False
        opens = means is not None and bool(means.section) and means.section != "subhead"
        return opens or self.section != known or (means is None and level <= 4)
