"""
A label that waits for the text below it, and what ends its waiting.
"""

from __future__ import annotations

import re

from intake.reader.answers import Answer, Found, Row
from intake.reader.document import ITALIC, TEXT
from intake.reader.draft_state import names_lead
from intake.reader.labels import Label
from intake.reader.routes import route_of
from intake.reader.sections import Sections, are_services
from intake.reader.vocabulary import DOMAINS, ELEMENTS

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
LISTS = frozenset({"consent.share_with", "consent.not_share_with"})
WORDS = frozenset(
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
COUNTED = re.compile(
    r"(?:(?:plan|action) (?:item|point|entry)|action|goal|outcome|objective|step|target|adult|service|agency"
    r"|professional|need)\s*\W?\d{1,2}\W*",
    re.IGNORECASE,
)
"""'Action 2' before the questions about the second action: the form counting, never an answer."""
_PART_TITLE = re.compile(r"\W*(?:part|section)\s+\w{1,2}\b", re.IGNORECASE)
"""'Section 6 – What we have agreed' heads the whole plan, and no action of it."""
_ONLY_QUESTIONS = re.compile(
    r"(?:(?:who|what|where|how|is|are|does|do|has|have|which|when)\b[^.?!\n]{3,70}\?\s*)+", re.IGNORECASE
)
_QUOTES = frozenset("\"'“‘")
_REQUESTED, _ROUTE = "referral.services_requested", "referral.route"
_ASKS_FOR = re.compile(r"\b(?:asking for|request(?:ing|ed)?|wants?|would like)\b", re.IGNORECASE)


def asks_on(text: str) -> bool:
    """True for nothing but questions, 'What has happened? Who has seen it?', which explain the one before them."""
    return _ONLY_QUESTIONS.fullmatch(text) is not None


def is_hint(answer: Answer) -> bool:
    """True for italics that quote nobody."""
    words = [p for line in answer.lines for p in line if p.text.strip()]
    if not words or words[0].text.lstrip()[:1] in _QUOTES:
        return False
    return all(p.look & ITALIC and p.kind == TEXT for p in words)


class Waiting(Sections):
    """The draft as it waits for the answer to the last label."""

    @property
    def awaits_text(self) -> bool:
        """True if the last label still waits for the words below it."""
        return self.open is not None or bool(self.listing)

    @property
    def awaits_words(self) -> bool:
        """True if a question that is answered in sentences waits: whatever they begin with, they are its answer."""
        return self.open is not None and self.open_paths is not None and self.open_paths[1] in WORDS

    @property
    def awaits_deeds(self) -> bool:
        """True if a question waits that is answered in sentences, or by what is to be done."""
        if self.open is None or self.open_paths is None:
            return False
        store, key = self.open_paths
        return key in WORDS or key.startswith("elements.") or any(store is row for row in self.actions)

    @property
    def awaits_element(self) -> bool:
        """True if an element has its answer: the name of another one on a line of its own is no more of it."""
        path = self.open_paths[1] if self.open_paths is not None else ""
        return self.open is not None and not self.open.answer.blank and path.startswith("elements.")

    @property
    def awaits_more(self) -> bool:
        """True if a label has its answer, and only more of it could come: another line of an address, a number."""
        return self.open is not None and not self.open.answer.blank and not self.awaits_words and not self.listing

    @property
    def lists_services(self) -> bool:
        """True if what comes next are services agreed to or refused: there a label is never an answer."""
        return bool(self.listing) or (self.open_paths is not None and self.open_paths[1] in LISTS)

    @property
    def asks_to_tick(self) -> bool:
        """True if what announces a list says that it is to be ticked: then what has no tick was not chosen."""
        said = [self.open.label] if self.open is not None else [s.text for s in self.statements[-1:]]
        return any("tick" in text.lower() for text in said)

    @property
    def awaits_ethnicity(self) -> bool:
        """True if the boxes that come next are ethnicities, in groups with a name each."""
        return self.open_paths is not None and self.open_paths[1] in ("ethnicity", "ethnicity_other")

    @property
    def lists_requests(self) -> bool:
        """True if boxes to tick come next, over several rows, for the services asked for or agreed to."""
        if self.open is None or self.open_paths is None:
            return False
        return self.open_paths[1] == _REQUESTED or (self.open_paths[1] in LISTS and self.open.answer.has_boxes)

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
        if target is None or (self.section == "services" and are_services(label)):
            return
        store, key = target
        if self.actions and store is self.actions[-1] and _PART_TITLE.match(label) is None:
            self.counted = store
        self.open, self.open_paths = found, (store, key)
        if means is not None and means.asks in ("share_with", "not_share_with", "services_requested"):
            self.listing = ""

    def append_open(self, answer: Answer) -> None:
        """One more line for the label that waits."""
        if COUNTED.fullmatch(answer.text) is not None:
            self.shut()
            return
        if self.open is not None and self.open.answer.blank and asks_on(answer.text):
            return  # small print that asks the same in other words
        assert self.open is not None and self.open_paths is not None  # noqa: PT018, S101 - narrows the type for the checker
        if self.asks_for_help(answer):
            self.open_paths = self.one, _REQUESTED
        store, key = self.open_paths
        if self.open.answer.blank:
            self.open = Found(answer, self.open.label, self.open.score)
            self.put(store, key, self.open)
        elif key not in LISTS and is_hint(self.open.answer) and not is_hint(answer) and not answer.has_boxes:
            # Italics between a question and words that are not written so explain the question.
            self.hinted += 1
            self.open.answer.lines = list(answer.lines)
        else:
            if self.open.answer.place != answer.place and not (self.lists_requests and answer.has_boxes):
                self.open.score = min(self.open.score, 0.7)
            self.open.answer.lines.extend(answer.lines)

    def second(self, store: Row, key: str, old: Found, new: Found) -> None:
        """A further answer: after italics below a heading, which explained the question, it is the first. Not sure."""
        explained = key in WORDS and not old.answer.slot and is_hint(old.answer) and len(old.answer.lines) == 1
        if not explained or not new.answer.slot or is_hint(new.answer):
            super().second(store, key, old, new)
            return
        self.hinted += 1
        self.keep_other(old.label, old.answer)
        new.score = min(new.score, 0.79)
        store[key] = new
        self.last = (store, key, new)

    def asks_for_help(self, answer: Answer) -> bool:
        """True for what is no way to go below 'What are you asking for?': the services that the family would like."""
        if self.open is None or self.open_paths is None or self.open_paths[1] != _ROUTE or not self.open.answer.blank:
            return False
        asked = _ASKS_FOR.search(self.open.label) is not None and not answer.has_boxes and not is_hint(answer)
        return asked and bool(answer.text.strip()) and route_of(answer.text) is None

    def go_on(self, means: Label | None) -> None:
        """The answer just given may have more lines below it: an address, a list, free text."""
        if means is None or self.last is None:
            return
        if means.element or means.asks in _SEVERAL_LINES:
            self.open, self.open_paths = self.last[2], self.last[:2]

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
