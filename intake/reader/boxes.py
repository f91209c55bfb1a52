"""
Boxes that no label precedes: consent, sex, a route, or a question of the form before them on the line.
"""

from __future__ import annotations

import re
from dataclasses import replace

from intake.reader.answers import Answer, Found
from intake.reader.choices import Choice, Option
from intake.reader.consenting import list_below, refuses_those_below
from intake.reader.document import TICKED, UNTICKED, Piece
from intake.reader.labels import asked_last, clean, recognise
from intake.reader.pairs import Pairs
from intake.reader.routes import route_of
from intake.reader.share_scope import TRUST, scope_of
from intake.reader.statements import Statement, matter_of_consent, read_asked, read_statement, stored_alone
from intake.reader.vocabulary import NO_WORDS, SEX_WORDS, YES_WORDS

_REFUSES = re.compile(r"(?:no )?(?:i|we) (?:do not|dont|don t) (?:agree|consent)(?: to (?:this|it|that))?")
_FEWEST_ROUTES = 2
_FEWEST_LISTED = 2
_LONGEST_SERVICE = 60
_NO_SERVICE = re.compile(r"$|(?:i|we|you|please|all|none|my|this)\b")
"""How a box begins that is no service: nothing, a sentence, all or none of them."""
_NEITHER_SEX = re.compile(
    r"(?:un|not )known|prefer (?:not )?to \w+(?: \w+)?|self describe[ds]?|other(?: gender)?|non ?binary|intersex"
    r"|indeterminate"
)
"""What a form offers beside male and female."""
_NAMED_BEHIND = re.compile(
    r"\bwith(?: (?:only )?(?:the following|these|those)(?: [\w/]+){0,2}?(?: below| listed)?(?: only)?)?\s*:\s*(\w.+)$",
    re.IGNORECASE,
)


class Boxes(Pairs):
    """The draft as it is given boxes without a label."""

    def loose_boxes(self, answer: Answer) -> None:
        """Boxes without a label before them: sex, consent, a route, a list to tick."""
        choice = answer.choice()
        if choice is None or self.limits_sharing(choice, answer):
            return
        if self.chooses_sex(choice, answer) or self.answers_its_question(choice, answer):
            return
        if len(choice.options) == 1 and (self.sentence_behind(choice, answer) or self.single_box(choice, answer)):
            return
        if (
            self.agrees_or_refuses(choice, answer)
            or self.several_statements(choice, answer)
            or self.sentence_behind(choice, answer)
        ):
            return
        if self.chooses_route(choice, answer) or self.ticks_services(choice, answer):
            return
        if self.offers_help(choice) and self.open is not None:
            self.open_paths = (self.one, "referral.services_requested")
        if self.open is not None and not (choice.asked and self.lists_services):
            self.append_open(answer)
            return
        self.choices.append((self.section_title, choice, answer.place))

    def limits_sharing(self, choice: Choice, answer: Answer) -> bool:
        """True for '[X] only those written below' among the consent: whether it is shared, and the name of nobody."""
        scopes = [scope_of(option.text) for option in choice.options]
        if self.section != "consent" or not self.lists_services or choice.asked or None in scopes:
            return False
        for option, agrees in zip(choice.options, scopes, strict=True):
            if option.chosen:
                trust = min(choice.trust, TRUST)
                self.hear(Statement("share", not agrees, option.text, agrees, trust, answer.place, alone=True))
        return True

    def offers_help(self, choice: Choice) -> bool:
        """True for boxes below 'What are you asking for?' of which none is a route: services, then."""
        paths = self.open_paths
        if paths is None or paths[1] != "referral.route" or self.open is None or not self.open.answer.blank:
            return False
        return not choice.asked and not any(
            route_of(o.text) or clean(o.text) in YES_WORDS | NO_WORDS or not o.text for o in choice.options
        )

    def ticks_services(self, choice: Choice, answer: Answer) -> bool:
        """True for services with a box each on one line, below a sentence that agrees to sharing with them."""
        words = [clean(o.text) for o in choice.options]
        said = self.statements[-1] if self.statements else None
        if not self.listing or choice.asked or said is None or said.negative:
            return False
        if len(words) < _FEWEST_LISTED and not said.lists:
            return False
        if any(w in YES_WORDS or w in NO_WORDS or len(w) > _LONGEST_SERVICE or _NO_SERVICE.match(w) for w in words):
            return False
        named = [o.text.strip() for o in choice.options if o.chosen]
        if named:
            listed = Answer([[Piece(name)] for name in named], answer.place)
            self.put(self.scoped_store(), self.listing, Found(listed, said.text[:60], choice.trust))
        return True

    def chooses_route(self, choice: Choice, answer: Answer) -> bool:
        """True for boxes for the routes of a form, below whatever heading: 'Next step', 'Where should it go?'."""
        routes = sum(route_of(o.text) is not None for o in choice.options)
        acts = self.open_paths is not None and self.open_paths[1] == "action"  # 'Next step', over a box for each
        if routes < (1 if acts else _FEWEST_ROUTES):
            return False
        self.shut()
        self.seen.add("route")
        self.choices.append((self.section_title, choice, answer.place))
        return True

    def chooses_sex(self, choice: Choice, answer: Answer) -> bool:
        """True for 'Male [ ] Female [X]' without a question."""
        words = [clean(o.text) for o in choice.options]
        if choice.asked or sum(w in SEX_WORDS for w in words) < 2:
            return False
        if not all(w in SEX_WORDS or _NEITHER_SEX.fullmatch(w) for w in words):
            return False
        self.seen.add("sex")
        self.put(self.child_row("sex"), "sex", Found(answer, "Male / Female"))
        return True

    def answers_its_question(self, choice: Choice, answer: Answer) -> bool:
        """True for boxes with their question before them on the line."""
        means = (recognise(choice.asked) or asked_last(choice.asked)) if choice.asked else None
        if means is not None and means.is_field:
            self.pair(choice.asked, means, answer)
            return True
        statement = read_statement(choice.asked) if choice.asked else None
        if statement is not None:
            self.decide(statement, answer)
        return statement is not None

    def agrees_or_refuses(self, choice: Choice, answer: Answer) -> bool:
        """'[X] I agree that it is stored.  [ ] I do not agree to this.': two boxes of one question."""
        if len(choice.options) != 2 or _REFUSES.fullmatch(clean(choice.options[1].text)) is None:
            return False
        statement = read_statement(choice.options[0].text)
        if statement is None or statement.negative:
            return False
        yes, no = (option.chosen for option in choice.options)
        value = True if yes and not no else False if no and not yes else None
        self.enter_consent(statement)
        trust = choice.trust if yes != no else 0.5 if yes else 1.0
        self.hear(replace(statement, value=value, trust=trust, place=answer.place))
        self.listing = list_below(statement)
        return True

    def several_statements(self, choice: Choice, answer: Answer) -> bool:
        """'Agree to storage [X]  Agree to sharing [X]': boxes of one line that are a statement each."""
        if len(choice.options) < 2 or not all(matter_of_consent(o.text) for o in choice.options):
            return False
        for option in choice.options:
            self.single_box(Choice("", (option,), choice.trust), answer)
        return True

    def sentence_behind(self, choice: Choice, answer: Answer) -> bool:
        """'Yes [X]  No [ ]  We agree that ...': the sentence stands behind its boxes."""
        last = choice.options[-1].text
        text = choice.after or re.sub(r"^(?:yes|no)\b\W*", "", last, flags=re.IGNORECASE)
        statement = read_statement(text)
        if statement is not None and len(choice.options) == 1 and clean(last) == "yes":
            value = True if choice.options[0].chosen else None
            self.enter_consent(statement)
            self.hear(replace(statement, value=value, trust=0.9, place=answer.place, alone=True))
            return True
        if statement is None or len(choice.options) < 2:
            return False
        options = (
            *choice.options[:-1],
            replace(choice.options[-1], text=last.split()[0].strip(".,;:") if last else ""),
        )
        told = [p for o in options for p in (Piece(f" {o.text} "), Piece("", TICKED if o.chosen else UNTICKED))]
        self.decide(statement, Answer([told], answer.place))
        return True

    def single_box(self, choice: Choice, answer: Answer) -> bool:
        """One box with a sentence: a statement of consent, or one of 'providing services to: me, my child'."""
        option = choice.options[0]
        statement = read_statement(option.text) or (read_asked(option.text) if self.section == "consent" else None)
        if statement is not None:
            limits = option.chosen and refuses_those_below(statement)
            value = (not statement.negative) if option.chosen and not limits else None
            trust = min(0.95, choice.trust) if option.chosen else 1.0
            self.enter_consent(statement)
            self.hear(replace(statement, value=value, trust=trust, place=answer.place, alone=True))
            if option.chosen and statement.about == "store" and stored_alone(option.text):
                self.hear(Statement("share", True, option.text, False, trust, answer.place, alone=True))  # noqa: FBT003 - the value of a leaf
            if limits:
                self.undecided.append(statement.text)  # until somebody is named below it
            if option.chosen or not self.listing:
                self.listing = list_below(statement)  # of several boxes, the chosen one tells what is listed below
            elif self.listing_begun:
                self.listing = ""
            named = _NAMED_BEHIND.search(option.text)
            if self.listing and named is not None and option.chosen and not statement.negative:
                self.add_listed(Answer([[Piece(named[1])]], answer.place))
            return True
        if self.section == "consent" and re.match(
            r"(?:me$|myself$|(?:this|my|the|an?) .*\b(?:child|young person|infant)\b)", clean(option.text)
        ):
            self.hear(
                Statement("store", False, option.text, option.chosen or None, 0.95, answer.place, alone=True)  # noqa: FBT003 - the value of a leaf
            )
            return True
        return False

    @property
    def listing_begun(self) -> bool:
        """True if services were named in the list that a sentence announced: another sentence ends it."""
        found = self.scoped_store().get(self.listing)
        return found is not None and not found.answer.blank

    def tick_in_list(self, text: str, answer: Answer, key: str) -> None:
        """One row of a list of services or routes, each with a cell to tick behind it."""
        if self.lists_requests and self.open is not None:
            place = answer.place if self.open.answer.blank else self.open.answer.place
            self.append_open(Answer([[*answer.lines[0], Piece(f" {text}")]], place))
        elif self.lists_services and read_statement(text) is None:
            self.tick_listed(text, answer, key)
        else:
            self.statement(text, answer, key)

    def statement(self, text: str, answer: Answer, key: str = "") -> None:
        """A sentence with boxes beside it."""
        statement = read_statement(text)
        if statement is not None:
            self.decide(statement, answer)
            return
        if self.listed_tick(text, answer):
            return
        choice = answer.choice()
        means = recognise(text)
        if means is not None and means.is_field and not ("route" in self.seen and route_of(text) is not None):
            self.pair(text, means, answer, row=key)
            return
        self.note_refusal(text, means, answer)
        ticked = any(p.kind == TICKED for line in answer.lines for p in line)
        pieces = [Piece(text), *[p for line in answer.lines for p in line]]
        single = Answer([pieces], answer.place)
        if choice is None or len(choice.options) <= 1:
            fake = Choice("", (Option(text, ticked),), 0.95)
            if not self.single_box(fake, single):
                self.choices.append((self.section_title, fake, answer.place))
            return
        self.choices.append((text, choice, answer.place))
