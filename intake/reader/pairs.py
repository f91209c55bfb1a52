"""
A label with what stands beside it.
"""

from __future__ import annotations

import re
from dataclasses import replace

from intake.reader.answers import Answer, Found
from intake.reader.choices import Choice, Option, is_mark
from intake.reader.consenting import agrees_or_not
from intake.reader.counted_children import NUMBERED_CHILD, child_number, may_count_children
from intake.reader.document import BOXES, TICKED, Piece
from intake.reader.draft_state import CODED, key_in, names_lead
from intake.reader.headings import Headings
from intake.reader.labels import Label
from intake.reader.outcomes import note_outcome
from intake.reader.refused_inside import refused_inside
from intake.reader.routes import route_of, routes_in_row
from intake.reader.statements import Statement
from intake.reader.typed import NUMBER_BEHIND, find_postcode, find_yes_no, service_in
from intake.reader.unheard import may_exclude, speaks_of_others
from intake.reader.waiting import COUNTED
from intake.reader.whose import asks_whether_any, is_said
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
_ELSEWHERE = re.compile(
    r"(?:at |no,? )?(?:this|another|a different|the following|other|different)(?: address| place)?"
    r"|elsewhere|somewhere else",
    re.IGNORECASE,
)
_MEETS = re.compile(r"where|place|venue|location|base|meeting place|time", re.IGNORECASE)
_DASHES = ("–", "—", "-")
_LONGEST_NAME = 60
_MOST_OF_NAME = 12
_OF_SERVICES = frozenset({"", "school", "service", "organisation", "worker"})
_OWN_SERVICES = frozenset({"services", "consent", "plan", "elements", "next_steps", "views"})
"""Sections in which a service is asked for that nobody's details follow, and the services' own."""
_BASE = re.compile(r"\b(?:base|based|where)\b", re.IGNORECASE)
_SCORE = re.compile(r"\d{1,2}(?:\s*(?:/|out of)\s*\d{1,2})?")
_POSTCODE = re.compile(r"\bpost ?code\b", re.IGNORECASE)
_SOMEBODY = re.compile(r"\b(?:name|sign)", re.IGNORECASE)


class Pairs(Headings):
    """The draft as the walk gives it labels with their answers."""

    def pair(self, label: str, means: Label | None, answer: Answer, *, row: str = "", doubt: bool = False) -> None:
        """A label and what stands beside it."""
        self.block_begins = False
        refused = refused_inside(answer) if self.section == "consent" else None
        if refused is not None:
            label, means, answer = refused
        numbered = NUMBERED_CHILD.match(label) if may_count_children(label) else None
        means = self.of_numbered(label, means, numbered) if numbered is not None else means
        if self.goes_on_below(label, means, answer) or (
            numbered is not None and self.begins_child(label, answer, numbered)
        ):
            return
        self.shut()
        self.last = None
        if answer.blank and self.heads_action(label):
            return
        if self.listed_tick(label, answer) or self.ticks_below(label, answer):
            return
        self.listing = ""
        if self.section == "ignore" and not (means is not None and means.asks in ("share_with", "not_share_with")):
            return
        means = self.meant(label, means, answer)
        self.saw(means)
        self.enter_row(row)
        if (
            self.dates_signature(label, means, answer)
            or self.explains_codes(means, answer)
            or self.names_subject(means, answer)
            or self.offers_routes(label, means, answer)
            or self.decides_consent(label, means, answer)
            or self.signed_inside(means, answer)
            or self.signed_by_assessor(label, means, answer)
            or self.lists_service(label, answer)
            or self.names_one_service(label, means, answer)
            or self.tells_where_to_meet(label, means, answer)
        ):
            return
        if means is not None and ((means.asks == "address" and _points_below(answer)) or _is_footnote(means, answer)):
            return
        self.put_where_asked(label, means, answer, doubt=doubt)

    def tells_where_to_meet(self, label: str, means: Label | None, answer: Answer) -> bool:
        """True for 'Where' beside the day of the next meeting: no place where anybody works, and kept as a remark."""
        place = self.review_place
        self.review_place = answer.place if means is not None and means.asks == "review" else ""
        if place != answer.place or means is None or means.about or _MEETS.fullmatch(label.strip(" :?*")) is None:
            return False
        self.keep_other(label, answer)
        return True

    def may_speak(self, answer: Answer) -> bool:
        """True where 'Parent' beside an answer is who says it: among the views, and for a sentence behind the plan."""
        if self.section == "consent":
            return False
        return self.voices or (self.section == "plan" and is_said(answer.text))

    def goes_on_below(self, label: str, means: Label | None, answer: Answer) -> bool:
        """True for a label that belongs to the answer of the one before it, and was added there."""
        if self.goes_on_saying(label, means, answer):
            behind = " " if label.endswith(_DASHES) else ": "
            said = [Piece(f"{label.strip(' :')}{behind}"), *(answer.lines[0] if answer.lines else [])]
            self.append_open(Answer([said, *answer.lines[1:]], answer.place))
            return True
        if means is None and self.awaits_ethnicity and answer.has_boxes:
            self.append_open(answer)  # 'White: [ ] British [ ] Irish': a group of the choices
            return True
        return False

    def begins_child(self, label: str, answer: Answer, numbered: re.Match[str]) -> bool:
        """True for 'Child 2: Ellie-Mae', which begins what is asked about her."""
        if self.section in ("household", "parents") or answer.blank or self.asked_by_number(label, numbered):
            return False
        if len(answer.text.split()) > _MOST_OF_NAME:
            self.keep_other(label, answer)  # a story, and nobody's name
            return True
        self.shut()
        self.begin_numbered(child_number(numbered), label, answer)
        return True

    def meant(self, label: str, means: Label | None, answer: Answer) -> Label | None:
        """What a label asks here, with this answer: 'Parent' beside a sentence says it, and beside a name signs."""
        spoken = self.speaker(label, means) if self.may_speak(answer) else None
        means = spoken or self.in_place(means, label)
        if means is not None and means.asks == "pr" and self.section == "consent" and not agrees_or_not(answer):
            return Label("signed", "parent", score=means.score)  # 'Parent with parental responsibility', who signs
        if means is not None and means.asks == "address" and _asks_postcode(label, answer):
            return replace(means, asks="postcode")
        return means

    def heads_action(self, label: str) -> bool:
        """True for 'Action 2' on a row of its own, over the questions about the second action of a plan."""
        counted = COUNTED.fullmatch(label.strip(" :")) is not None
        if counted and self.section in ("assessment", "elements") and label.strip().lower().startswith("action"):
            self.section, self.domain = "plan", ""
        if not counted or self.section != "plan":
            return False
        self.new_row(self.actions, {})
        return True

    def enter_row(self, row: str) -> None:
        """Another row of a table, or another line, forgets who signed in the one before."""
        if row != self.row_key:
            self.row_key, self.row_title = row, ""
            self.signed_here = False

    def dates_signature(self, label: str, means: Label | None, answer: Answer) -> bool:
        """True for the date beside a signature."""
        if means is None or means.asks != "date" or not self.signed_here or not self.signer or self.you_sign(label):
            return False
        self.put(self.one, f"sign.{self.signer}.on", Found(answer, label, means.score))
        return True

    def explains_codes(self, means: Label | None, answer: Answer) -> bool:
        """True for the key to the codes of a question, beside its name."""
        if means is None or means.asks not in CODED or not (key := key_in(answer.text)):
            return False
        self.codes[CODED[means.asks]] = key
        return True

    def offers_routes(self, label: str, means: Label | None, answer: Answer) -> bool:
        """True for a choice between routes, whatever the label calls them."""
        boxed = answer.has_boxes or "[" in answer.text or "(" in answer.text
        row = routes_in_row(answer.lines)
        choice = (answer.choice() or row) if boxed or row is not None else None
        if choice is None:
            return False  # without boxes there is none but between yes and no
        routes = sum(route_of(o.text) is not None for o in choice.options)
        if not boxed and routes < len(choice.options):
            return False  # a choice between words alone is one between yes and no, or the like
        asks = means is not None and means.asks == "services_requested"  # 'I am asking for: [X] the panel'
        if routes < 2 and not (asks and routes == len(choice.options)):
            return False
        self.seen.add("route")
        self.choices.append((label, choice, answer.place))
        return True

    def decides_consent(self, label: str, means: Label | None, answer: Answer) -> bool:
        """True for a matter of consent with its Yes or No."""
        statement = self.consent_asked(label, means, answer)
        if statement is None and means is not None and means.asks == "share_with":
            said = find_yes_no(answer.text) is not None
            statement = Statement("share", negative=False, text=label) if said else None
        if statement is not None:
            self.decide(statement, answer)
        return statement is not None

    def names_one_service(self, label: str, means: Label | None, answer: Answer) -> bool:
        """True for 'Services: CAMHS' among the services: the name of one, before what is asked about it."""
        if self.begins_services(means):
            self.begin_section("services", label, means, 5)
            self.doubt = False
        if self.section == "services" and COUNTED.fullmatch(label.strip(" :")) is not None:
            self.new_row(self.services, {"service": Found(answer, label, 0.95)})
            self.subject = "service"
            return True
        if self.section == "services" and means is not None and means.asks == "school" and not means.about:
            named = {} if answer.blank else {"name": Found(answer, label)}
            self.new_row(self.services, {"service": Found(Answer([[Piece(label)]], answer.place), label), **named})
            self.subject = "service"
            return True
        if self.section != "services" or means is None or means.section != "services" or means.asks:
            return False
        self.new_row(self.services, {"service": Found(answer, label)})
        return True

    def lists_service(self, label: str, answer: Answer) -> bool:
        """True for 'GP – Dr Khan – 01632 960932' on a line of the services: no GP called 'Dr Khan –'."""
        if self.section != "services" or not label.endswith(_DASHES) or NUMBER_BEHIND.search(answer.text) is None:
            return False
        said = service_in(f"{label} {answer.text}")
        row = {key: Found(Answer([[Piece(v)]], answer.place), self.section_title, 0.9) for key, v in said.items()}
        self.services.append(row)
        return True

    def begins_services(self, means: Label | None) -> bool:
        """True for 'Service: ...' below a title that was not understood: those who help are listed there."""
        if not self.doubt or means is None or means.asks != "service" or means.about:
            return False
        return self.section not in _OWN_SERVICES

    def put_where_asked(self, label: str, means: Label | None, answer: Answer, *, doubt: bool) -> None:
        """Keep an answer in the field that its label asks for, or under its label where that is no field."""
        if self.section == "consent" and means is not None and means.asks == "reason" and speaks_of_others(label):
            means = None  # 'Reasons for leaving somebody out' is no reason for the assessment
        self.note_refusal(label, means, answer)
        if means is not None and not self.section and means.section == "services" and not means.asks:
            means = None  # 'Team around the child: plan' is the form's own title
        before = self.subject
        target = self.target(means, label) if means is not None else None
        if means is None or target is None or _is_beside_the_question(means, answer):
            self.keep_unplaced(label, answer)
            if means is None:
                self.keep_for_later(label, answer)
            return
        store, key = target
        if key.endswith("organisation") and key in store and _is_base(label, answer):
            key = key.replace("organisation", "address")  # 'Base', behind the service: where it is
        if answer.blank and (means.asks == "lead_different" or means.about == "lead" or names_lead(means, label)):
            self.subject = before
        found = Found(answer, label, self.trust_in(label, means, answer, doubt=doubt))
        if key == "desired_outcomes" and self.section == "plan":
            note_outcome(self, label, answer, found.score)
        self.put(store, key, found)

    def note_refusal(self, label: str, means: Label | None, answer: Answer) -> None:
        """Ask about 'Police | no' among the consent, of which nothing else was understood."""
        signs = means is not None and means.section.startswith("sign_")  # 'N Akhtar', who signs, is no 'no'
        if self.section == "consent" and not signs and _may_name(label, means) and read_yes_no(answer)[0] is False:
            self.undecided.append(f"{label.strip(' :')}: no")

    def keep_unplaced(self, label: str, answer: Answer) -> None:
        """An answer to what is no field of a form: a choice of route, or a remark."""
        if self.section == "consent" and _SOMEBODY.search(label):
            self.signer = ""  # whose name it is was not understood: the date behind it is nobody's
        choice = _route_chosen(label, answer)
        if choice is not None:
            self.choices.append((label, choice, answer.place))
        if self.section == "consent" and may_exclude(label, answer):
            self.undecided.append(f"{label.strip()} {answer.text}")
        self.keep_other(label, answer)

    def trust_in(self, label: str, means: Label, answer: Answer, *, doubt: bool) -> float:
        """How sure it is that this label asks for this answer."""
        score = means.score
        if doubt or (asks_whether_any(label) and read_yes_no(answer)[0]):
            score = min(score, 0.7)
        if self.doubt and not means.about and means.asks in _ANYBODYS:
            score = min(score, 0.75)
        return score


def _route_chosen(label: str, answer: Answer) -> Choice | None:
    """The choice of a route by its name, 'Area panel', and a yes, a no or a mark beside it; None if it is no such."""
    if route_of(label) is None:
        return None
    if is_mark(answer.text.strip()):
        return Choice("", (Option(label, True),), 0.9)  # noqa: FBT003 - that it was chosen
    return answer.choice() if agrees_or_not(answer) else None


def _is_beside_the_question(means: Label, answer: Answer) -> bool:
    """True for boxes of yes and no where somebody's words are asked for, and for the score of an element."""
    if means.element and not means.asks:
        return _SCORE.fullmatch(answer.text.strip()) is not None
    closed = answer.has_boxes or means.asks == "people_present"
    return closed and means.asks in ("people_present", "comment") and agrees_or_not(answer)


def _may_name(label: str, means: Label | None) -> bool:
    """True for a few words that may be a service or a person, and ask nothing."""
    asks = means.asks if means is not None else ""
    return 0 < len(label) <= _LONGEST_NAME and "?" not in label and asks in _OF_SERVICES


def _is_base(label: str, answer: Answer) -> bool:
    """True for where somebody works, by the label or by what was answered."""
    return _BASE.search(label) is not None or find_postcode(answer.text) is not None


def _asks_postcode(label: str, answer: Answer) -> bool:
    """True for 'Address postcode' beside a postcode and no more: the address stands in the row before."""
    found = find_postcode(answer.text) if _POSTCODE.search(label) is not None else None
    return found is not None and not found.rest.strip(" ,.")


def _is_footnote(means: Label, answer: Answer) -> bool:
    """True for the '1' of 'AKA1 / previous names': the number of a footnote behind a label, and no name."""
    return means.asks == "aka" and len(answer.text.strip()) == 1 and answer.text.strip().isdigit()


def _points_below(answer: Answer) -> bool:
    """True for '[ ] at the same address  [X] at this address:', whose address stands behind a label of its own."""
    choice = answer.choice() if answer.has_boxes else None
    marks = [p for line in answer.lines for p in line if p.text.strip() or p.kind in BOXES]
    if choice is not None and marks[0].kind in BOXES and marks[-1].kind == TICKED:
        return True  # the words of the last box are a label themselves
    return choice is not None and any(_ELSEWHERE.fullmatch(text.strip(" :")) for text in choice.chosen)
