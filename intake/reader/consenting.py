"""
Statements of consent as the walk meets them: heard, waiting for Yes or No, answered, with the services they list.
"""

from __future__ import annotations

import re

from intake.reader.answers import Answer, Found
from intake.reader.document import TICKED, UNTICKED, Piece
from intake.reader.labels import Label, clean
from intake.reader.routes import route_of
from intake.reader.statements import Statement, matter_of_consent, read_asked, read_statement, stored_alone
from intake.reader.typed import find_yes_no
from intake.reader.vocabulary import NO_WORDS, YES_WORDS
from intake.reader.waiting import Waiting
from intake.reader.yes_no import is_initials

_EXCEPT = re.compile(
    r"\b(?:except(?:ing)?(?: for| with)?|excluding|apart from|other than|but not(?: with)?|with the exception of)\b"
    r"(?:[^.]*\b(?:below|listed|following|named|these|those)\b|\W*$)",
    re.IGNORECASE,
)
_REFUSED_BELOW = re.compile(
    r"\b(?:following|these|those|listed|named)\b[^.]{0,40}\W*$|\b(?:to|with|by)\s*:\s*$", re.IGNORECASE
)
_INITIAL = re.compile(r"\binitial", re.IGNORECASE)
_SAYS_YES = re.compile(r"\b(?:yes|agree|consent|happy|permission)\b", re.IGNORECASE)
_OF_AGREEMENT = re.compile(r"\b(?:agree\w*|consent\w*|permission|happy|shar\w+|disclos\w+)\b", re.IGNORECASE)
_SAYS_NOT = re.compile(r"\bnot\b|n['’]t\b", re.IGNORECASE)
_TICK = re.compile(
    r"(?:please )?(?:tick|mark|insert an x)(?: (?:all|those|which|boxes|that|apply|as|appropriate|below|here|the))*"
)
_THOSE = re.compile(r"\b(?:those|these|ticked|marked|below|following|listed|indicated)\b", re.IGNORECASE)


class Consenting(Waiting):
    """The draft as it hears statements of consent."""

    def enter_consent(self, statement: Statement) -> None:
        """A sentence on storing or sharing is consent, under whatever heading it stands."""
        self.seen.add("consent_statement")
        if statement.about in ("store", "share", "both") and self.section != "consent":
            self.section, self.subject, self.signer, self.domain = "consent", "", "", ""

    def pending_statement(self, statement: Statement, place: str) -> None:
        """A sentence of consent whose answer may come below; said alone it is no answer."""
        self.enter_consent(statement)
        self.hear(Statement(statement.about, statement.negative, statement.text, None, 1.0, place))
        self.listing = list_below(statement) if statement.lists else ""
        self.asked = statement

    def decide(self, statement: Statement, answer: Answer) -> None:
        """A sentence of consent with its answer."""
        self.enter_consent(statement)
        told, listed = _answer_and_list(answer)
        value, trust = statement.answered(told.choice(), told.text)
        if value is None and self.initialled(told.text):
            value, trust = not statement.negative, 0.85
        self.hear(Statement(statement.about, statement.negative, statement.text, value, trust, answer.place))
        if value and statement.about == "store" and stored_alone(statement.text):
            self.hear(Statement("share", True, statement.text, False, trust, answer.place))  # noqa: FBT003 - the value of a leaf
        self.listing = list_below(statement)
        if self.listing and listed.lines:
            self.add_listed(listed)

    def initialled(self, text: str) -> bool:
        """True for initials beside a sentence, on a form that says that initials there are a yes."""
        if not is_initials(text):
            return False
        sentences = [s for note in self.notes for s in re.split(r"(?<=[.!?])\s", note) if _INITIAL.search(s)]
        return bool(sentences) and all(_SAYS_YES.search(s) and not _SAYS_NOT.search(s) for s in sentences)

    def consent_asked(self, label: str, means: Label | None, answer: Answer) -> Statement | None:
        """The matter of consent that a label with this answer is about; None if it asks for something else."""
        if means is not None and means.asks in ("share_with", "not_share_with"):
            return matter_of_consent(label) if agrees_or_not(answer) or is_initials(answer.text) else None
        if means is not None and means.asks == "print_name" and not agrees_or_not(answer):
            return None  # 'Name of the parent giving consent' asks who, and not whether
        statement = read_statement(label) if means is None or not means.is_field or means.score < 0.95 else None
        if statement is None and means is None and agrees_or_not(answer):
            statement = read_asked(label)
        if statement is not None and self.section != "consent" and _asks_the_way(label):
            return None
        return statement

    def add_listed(self, answer: Answer) -> None:
        """The services below 'between the services listed below'."""
        if self.listing == "consent.not_share_with" and self.statements:
            said = self.statements[-1].text
            self.undecided = [text for text in self.undecided if text != said]  # somebody is named below it
        self.put(
            self.scoped_store(),
            self.listing,
            Found(Answer(list(answer.lines), answer.place), self.headings.get(self.listing, "services listed")),
        )

    def tick_listed(self, text: str, answer: Answer, key: str) -> None:
        """A service in the list that the sentence before announces, with its box."""
        if not self.listing and self.open_paths is not None:
            self.listing = self.open_paths[1]
        self.row_key = key
        if any(p.kind == TICKED for line in answer.lines for p in line):
            self.add_listed(Answer([[Piece(text)]], answer.place))

    def ticks_below(self, label: str, answer: Answer) -> bool:
        """True for 'Please tick' beside services with boxes, below the sentence that shares 'with those ticked'."""
        if self.section != "consent" or not self.listing or not answer.has_boxes or agrees_or_not(answer):
            return False
        said = self.statements[-1].text if self.statements else ""
        if _TICK.fullmatch(clean(label)) is None or _THOSE.search(said) is None:
            return False
        self.add_listed(answer)
        return True

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


def _asks_the_way(label: str) -> bool:
    """True for 'Is this to go to the panel?', which asks where the form goes and not whether anybody agrees."""
    return route_of(label) is not None and _OF_AGREEMENT.search(label) is None


def list_below(statement: Statement) -> str:
    """What a sentence on sharing announces: the services below it, or those that are excepted."""
    if statement.about != "share":
        return ""
    refused = refuses_those_below(statement) or _EXCEPT.search(statement.text) is not None
    return "consent.not_share_with" if refused else "consent.share_with"


def refuses_those_below(statement: Statement) -> bool:
    """True for 'I do not want it shown to the following:', which refuses those that it lists and nobody else."""
    return statement.negative and statement.about == "share" and _REFUSED_BELOW.search(statement.text) is not None


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
