"""
What was found so far, and where the walk is: the answers under the fields they belong to.

The walk tells the draft headings, labels with answers, rows of records and
loose text, in the document's order. The draft knows the section and the person
spoken of, and so decides whose "Name" a name is. Values stay as they were
written; `intake.reader.finish` types them.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from intake.reader.choices import Choice
from intake.reader.document import FIELD, TICKED, UNTICKED, Piece
from intake.reader.labels import Label, clean, recognise, recognise_exactly
from intake.reader.listed import person_in
from intake.reader.statements import FOR_WHOM, Statement, read_asked, read_statement
from intake.reader.typed import service_in
from intake.reader.vocabulary import SEX_WORDS

if TYPE_CHECKING:
    from collections.abc import Sequence

from intake.reader.answers import Answer, Column, Found, Row
from intake.reader.consenting import agrees_or_not
from intake.reader.pairs import Pairs
from intake.reader.persons import SECTION_SUBJECT

_SAYS_SO = re.compile(r"\W*(?:i|we)\b.{0,30}\b(?:agree|consent|permission|happy)", re.IGNORECASE)
_RESPONSIBLE = re.compile(r"\b(?:with|have|has|holding) (?:legal |parental )?responsibility\b", re.IGNORECASE)
_NAMED_BEHIND = re.compile(r"\bwith(?: the following(?: services)?)?\s*:\s*(\w.+)$", re.IGNORECASE)
_REFUSES = re.compile(r"(?:no )?(?:i|we) (?:do not|dont|don t) (?:agree|consent)(?: to (?:this|it|that))?")
_SAYS = re.compile(
    r"(?:what )?(\w[\w'’-]+)(?:['’]s?)? (?:says?|said|thinks?|told us|words|views?|own words|comments?)", re.IGNORECASE
)
_TO_TELL = (
    r"(?:talk(?:ing)? to|speak(?:ing)? (?:to|with)|tell(?:ing)?|contact(?:ing)?|involv(?:e|ing)|ask(?:ing)?"
    r"|(?:shar(?:e|ing)|discuss(?:ing)?)(?: this| it| my \w+| our \w+| anything| information)? with"
    r"|(?:show|send|giv|pass)(?:e|ing)?(?: this| it| my \w+| anything)? to)"
)
_DO_NOT = re.compile(rf"(?:please )?(?:do not|don['’]?t|never) {_TO_TELL} (?P<whom>[^.?!]{{3,80}}\.?)", re.IGNORECASE)
_FINE = re.compile(
    rf"(?:it is|it['’]s|i am|we are|you are|this is) (?:fine|ok|okay|happy|all right|alright)(?: for you)? (?:to )?{_TO_TELL} (?P<whom>[^.?!]{{3,120}}\.?)",  # noqa: E501 - a pattern reads worse when broken
    re.IGNORECASE,
)
_NOBODY_NAMED = frozenset(
    {
        "anyone",
        "anybody",
        "anyone else",
        "them",
        "others",
        "other people",
        "the people who can help us",
        "people who can help us",
        "services",
    }
)
_LONGEST_STATEMENT = 120
_SENTENCE = 40
_LONGEST_SERVICE = 110
_ANSWERED = re.compile(r"(?s)^(.{12,}[.:?)])\s*(yes|no|y|n)\s*\.?$", re.IGNORECASE)


class Draft(Pairs):
    """Everything found so far, as the walk tells it."""

    def close(self) -> None:
        """The document is done: what somebody says who was named only later is that person's comment."""
        super().close()
        self.settle_stranger()
        for label, answer in list(self.other):
            says = _SAYS.fullmatch(label.strip(" :"))
            whom = self.called(says[1]) if says is not None and not answer.blank else ""
            store, key = (self.one, "parent_comment") if whom == "parent" else (self.scoped_store(), "child_comment")
            if whom and key not in store:
                store[key] = Found(answer, label, 0.9)
                self.other.remove((label, answer))

    def called(self, name: str) -> str:
        """'child' for the name of the only child, 'parent' for that of a parent, else nothing."""
        if len(self.children) == 1 and clean(name) in _first_names(self.children):
            return "child"
        return "parent" if clean(name) in _first_names(self.parents) else ""

    def note(self, text: str) -> None:
        """Small print: remembered for the verdict, never an answer."""
        if len(self.notes) < 200:
            self.notes.append(text)

    def loose(self, answer: Answer) -> None:  # noqa: C901 - one question after another, as a person would ask them
        """Text or boxes that no label precedes on the line."""
        if self.section == "ignore":
            return
        asked, self.asked = self.asked, None
        if asked is not None and (agrees_or_not(answer) or _says_for_whom(answer)):
            self.statements.pop()
            self.decide(asked, answer)
            return
        if answer.has_boxes:
            self.loose_boxes(answer)
            return
        text = answer.text
        if answer.blank or not any(c.isalnum() for c in text):
            if text:
                self.shut()
            return
        if self.listing or self.lists_services:
            means = recognise(text)
            if means is not None and means.asks in ("share_with", "not_share_with"):
                self.heading(text, means, 6, answer.place, pushes=False)
                return
        if self.open is not None and self.open_paths is not None:
            statement = read_statement(text) if _SAYS_SO.match(text) else None
            alone = self.answers(answer) or (len(text) < _LONGEST_STATEMENT and not self.open.answer.blank)
            if statement is None or statement.about not in ("store", "share", "both") or not alone:
                self.append_open(answer)
                return
            self.shut()
        if self.plea(text, answer.place):
            return
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
        if self.section == "services" and self.listed_services(answer):
            return
        if self.section in ("parents", "household") and self.listed_people(answer):
            return
        at_home = self.section == "household" and not self.doubt and "home_situation" not in self.one
        if at_home and len(text) > _SENTENCE:
            # Who lives at home, told in sentences where others print a table.
            self.put(self.one, "home_situation", Found(answer, self.section_title, 0.9))
            self.go_on(Label("home"))
            return
        self.other.append((self.section_title, answer))

    def plea(self, text: str, place: str) -> bool:
        """'Please do not talk to Dad's regiment.', written where consent is asked for: whom the family refuses, or allows."""
        if self.section != "consent" and not self.statements:
            return False
        for pattern, key in ((_DO_NOT, "consent.not_share_with"), (_FINE, "consent.share_with")):
            found = pattern.fullmatch(text.strip())
            if found is not None and clean(found["whom"]) not in _NOBODY_NAMED:
                self.put(self.one, key, Found(Answer([[Piece(found["whom"].rstrip("."))]], place), text[:60], 0.79))
                return True
        return False

    def answers(self, answer: Answer) -> bool:
        """True if a line offers yes and no, or has one at its end: then it is no story."""
        return answer.choice() is not None or _ANSWERED.match(answer.text) is not None

    def listed_services(self, answer: Answer) -> bool:
        """Services written one on each line, perhaps with the worker and a number behind them."""
        lines = [line for line in answer.text.split("\n") if line.strip(" –-•")]
        if not lines or any(len(line) > _LONGEST_SERVICE or line.endswith((".", "?")) for line in lines):
            return False
        for line in lines:
            said = service_in(line)
            if all(recognise_exactly(part) is not None for part in said.get("name", ".").split(",")):
                continue  # 'One on each line: service - name - telephone' tells how to fill it in
            label = self.section_title or "Services"
            trust = 0.9 if len(said) == 1 else 0.75
            row = {
                key: Found(Answer([[Piece(value, FIELD)]], answer.place), label, trust) for key, value in said.items()
            }
            self.services.append(row)
        return True

    def listed_people(self, answer: Answer) -> bool:
        """People written one on each line, each with a relationship."""
        lines = [line for line in answer.text.split("\n") if line.strip(" –-•")]
        people = [person_in(line) for line in lines]
        if not people or not all(people):
            return False
        rows = self.parents if self.section == "parents" else self.household
        responsible = _RESPONSIBLE.search(self.section_title) is not None
        for person in people:
            said = {**(person or {}), **({"pr": "Yes"} if responsible and self.section == "parents" else {})}
            rows.append(
                {k: Found(Answer([[Piece(v)]], answer.place), self.section_title, 0.9) for k, v in said.items()}
            )
        return True

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
        """Boxes without a label before them: sex, consent, a route, a list to tick."""
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
        if len(words) == 1 and (self.sentence_behind(choice, answer) or self.single_box(choice, answer)):
            return
        if self.agrees_or_refuses(choice, answer):
            return
        if self.several_statements(choice, answer) or self.sentence_behind(choice, answer):
            return
        if self.open is not None and not (choice.asked and self.lists_services):
            self.append_open(answer)
            return
        self.choices.append((self.section_title, choice, answer.place))

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
        self.listing = "consent.share_with" if statement.about == "share" else ""
        return True

    def several_statements(self, choice: Choice, answer: Answer) -> bool:
        """'Agree to storage [X]  Agree to sharing [X]': boxes of one line that are a statement each."""
        if len(choice.options) < 2 or not all(read_statement(o.text) or read_asked(o.text) for o in choice.options):
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
            value = (not statement.negative) if option.chosen else None
            trust = min(0.95, choice.trust) if option.chosen else 1.0
            self.enter_consent(statement)
            self.hear(replace(statement, value=value, trust=trust, place=answer.place, alone=True))
            self.listing = "consent.share_with" if statement.about == "share" else ""
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

    def records(self, columns: list[Column], rows: Sequence[tuple[Answer, ...]]) -> None:
        """The rows of a table under their column headings."""
        from intake.reader.records import take_records  # noqa: PLC0415 - imported when needed

        self.shut()
        if self.section != "ignore":
            take_records(self, columns, rows)
        if self.section in SECTION_SUBJECT:
            self.subject = SECTION_SUBJECT[self.section]

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


def _says_for_whom(answer: Answer) -> bool:
    """True for the boxes behind '... to provide services to:', one of which was ticked."""
    choice = answer.choice() if answer.has_boxes else None
    return choice is not None and bool(choice.chosen) and all(FOR_WHOM.match(clean(o.text)) for o in choice.options)


def _first_names(rows: list[Row]) -> set[str]:
    said = [row[key].answer.text for row in rows for key in ("given", "name", "aka") if key in row]
    return {clean(text).split()[0] for text in said if clean(text)}


def _option(text: str, *, chosen: bool):  # type: ignore[no-untyped-def]  # noqa: ANN202 - made below
    from intake.reader.choices import Option  # noqa: PLC0415 - imported when needed

    return Option(text, chosen)
