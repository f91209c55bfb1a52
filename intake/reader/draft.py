"""
What was found so far, and where the walk is: the answers under the fields they belong to.

The walk tells the draft headings, labels with answers, rows of records and
loose text, in the document's order. The draft knows the section and the person
spoken of, and so decides whose "Name" a name is. Values stay as they were
written; `intake.reader.finish` types them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from intake.reader.answers import Answer, Column, Found, Row
from intake.reader.boxes import Boxes
from intake.reader.consenting import agrees_or_not
from intake.reader.document import FIELD, Piece
from intake.reader.draft_state import key_in
from intake.reader.labels import Label, clean, recognise, recognise_exactly
from intake.reader.listed import person_in
from intake.reader.own_parts import claim, settle_parts
from intake.reader.persons import SECTION_SUBJECT
from intake.reader.second_thoughts import place_by_guess
from intake.reader.statements import FOR_WHOM, read_statement
from intake.reader.typed import service_in
from intake.reader.unheard import may_limit
from intake.reader.vocabulary import ETHNICITIES, SEX_WORDS
from intake.reader.waiting import is_hint

_SAYS_SO = re.compile(r"\W*(?:i|we)\b.{0,30}\b(?:agree|consent|permission|happy)", re.IGNORECASE)
_RESPONSIBLE = re.compile(r"\b(?:with|have|has|holding) (?:legal |parental )?responsibility\b", re.IGNORECASE)
_SAYS = re.compile(
    r"(?:what )?(\w[\w'’-]+)(?:['’]s?)? (?:says?|said|thinks?|told us|tells us|words|views?|own words|comments?)",
    re.IGNORECASE,
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
_FEWEST_HINTS = 2
_LONGEST_STATEMENT = 120
_SENTENCE = 40
_NOTE = re.compile(r"\W*(?:note|n\.?b\.?|please|see)\b", re.IGNORECASE)
_ETHNIC = frozenset(ETHNICITIES)
_FEWEST_CODES = 3
_LONGEST_SERVICE = 110
_ANSWERED = re.compile(r"(?s)^(.{12,}[.:?)])\s*(yes|no|y|n)\s*\.?$", re.IGNORECASE)

_TELLS = re.compile(
    r"(?:we (?:will|may|can|must|have)|you (?:can|may|will|have)|the law|if (?:we|you)"
    r"|(?:this |your )?information (?:will|may))\b",
    re.IGNORECASE,
)
"""How a sentence begins that tells the family what happens with what they say: no service in a list of them."""


class Draft(Boxes):
    """Everything found so far, as the walk tells it."""

    def close(self) -> None:
        """The document is done: what somebody says who was named only later is that person's comment."""
        claim(self)
        settle_parts(self)
        super().close()
        self.settle_stranger()
        self.leave_out_hints()
        place_by_guess(self)
        self.settle_rows_of_views()
        for label, answer in list(self.other):
            says = _SAYS.fullmatch(label.strip(" :"))
            whom = self.called(says[1]) if says is not None and not answer.blank else ""
            store, key = (self.one, "parent_comment") if whom == "parent" else (self.scoped_store(), "child_comment")
            if whom and key not in store:
                store[key] = Found(answer, label, 0.9)
                self.other.remove((label, answer))

    def settle_rows_of_views(self) -> None:
        """'Isla – Their views', kept before the form had named Isla: what she says."""
        for label, answer in list(self.other):
            name, apart, head = label.partition(" – ")
            whose = self.named_child(name) if apart and not answer.blank else None
            means = recognise(head) if whose is not None else None
            if whose is not None and means is not None and means.asks == "comment" and means.about in ("", "child"):
                self.put(self.scoped.setdefault(whose, {}), "child_comment", Found(answer, head, 0.9))
                self.other.remove((label, answer))

    def leave_out_hints(self) -> None:
        """Italics below an element are small print where strengths or needs were written, or where others have them."""
        for store in (self.one, *self.scoped.values()):
            for key in [k for k in store if k.startswith("elements.") and k.endswith(".text")]:
                told = [store.get(key.removesuffix("text") + kind) for kind in ("strengths", "needs")]
                written = any(found is not None and not found.answer.blank for found in told)
                if (written or self.hinted >= _FEWEST_HINTS) and is_hint(store[key].answer):
                    self.note(store.pop(key).answer.text)

    def called(self, name: str) -> str:
        """'child' for the name of the only child, 'parent' for that of a parent, else nothing."""
        if len(self.children) == 1 and clean(name) in _first_names(self.children):
            return "child"
        return "parent" if clean(name) in _first_names(self.parents) else ""

    def note(self, text: str) -> None:
        """Small print: remembered for the verdict, never an answer."""
        if len(self.notes) < 200:
            self.notes.append(text)

    def loose(self, answer: Answer) -> None:
        """Text or boxes that no label precedes on the line."""
        if self.section == "ignore" or self.lists_codes(answer) or self.answers_asked(answer):
            return
        if answer.has_boxes:
            self.loose_boxes(answer)
            return
        text = answer.text
        if answer.blank or not any(c.isalnum() for c in text):
            if text:
                self.shut()
            return
        if (
            self.heads_list(answer)
            or self.goes_on_answering(answer)
            or self.plea(text, answer.place)
            or self.states_consent(answer)
        ):
            return
        if self.listing and not _TELLS.match(text):
            self.add_listed(answer)
            return
        if self.plain_choice(answer) or self.lists_in_section(answer) or self.tells_of_home(answer):
            return
        self.keep_loose(answer)

    def keep_loose(self, answer: Answer) -> None:
        """Words that belong to nothing are kept as a remark; among the consent a person looks what they mean."""
        if self.section == "consent" and may_limit(answer):
            self.undecided.append(answer.text)
        self.other.append((self.section_title, answer))
        self.keep_for_later(self.section_title, answer)

    def lists_codes(self, answer: Answer) -> bool:
        """True for the key to the codes of ethnicities, told by what it names: 'W1 White British   M1 Mixed'."""
        written = "\n".join("".join([p.text for p in line]) for line in answer.lines)
        key = key_in(written) if len(written) > _SENTENCE and self.open is None else {}
        if sum(clean(meaning) in _ETHNIC for meaning in key.values()) < _FEWEST_CODES:
            return False
        self.codes.setdefault("ethnicity", key)
        return True

    def answers_asked(self, answer: Answer) -> bool:
        """True for the Yes or No, or for whom, that a statement of consent waits for."""
        asked, self.asked = self.asked, None
        if asked is None or _states_itself(answer) or not (agrees_or_not(answer) or _says_for_whom(answer)):
            return False
        self.statements.pop()
        self.decide(asked, answer)
        return True

    def heads_list(self, answer: Answer) -> bool:
        """True for 'Not to be shared with' between the services of a list: the next list begins."""
        if not self.listing and not self.lists_services:
            return False
        means = recognise(answer.text)
        if means is None or means.asks not in ("share_with", "not_share_with"):
            return False
        self.heading(answer.text, means, 6, answer.place, pushes=False)
        return True

    def goes_on_answering(self, answer: Answer) -> bool:
        """True for a line of the answer that a label waits for; a statement of consent ends the waiting."""
        if self.open is None or self.open_paths is None:
            return False
        text = answer.text
        statement = read_statement(text) if _SAYS_SO.match(text) else None
        alone = self.answers(answer) or (len(text) < _LONGEST_STATEMENT and not self.open.answer.blank)
        if statement is None or statement.about not in ("store", "share", "both") or not alone:
            self.append_open(answer)
            return True
        self.shut()
        return False

    def states_consent(self, answer: Answer) -> bool:
        """True for a statement of consent, answered on the same line or waiting for its answer below."""
        text = answer.text
        statement = read_statement(text)
        if statement is None:
            return False
        choice = answer.choice()
        told = _ANSWERED.match(text) if choice is None else None
        if told is not None and read_statement(told.group(1)) is not None:
            self.decide(read_statement(told.group(1)) or statement, Answer([[Piece(told.group(2))]], answer.place))
        elif choice is not None and read_statement(choice.asked) is not None:
            self.decide(read_statement(choice.asked) or statement, Answer(answer.lines, answer.place))
        else:
            self.pending_statement(statement, answer.place)
        return True

    def lists_in_section(self, answer: Answer) -> bool:
        """True for services or people written one on each line, in their section."""
        if self.section == "services":
            return self.listed_services(answer)
        return self.section in ("parents", "household") and self.listed_people(answer)

    def tells_of_home(self, answer: Answer) -> bool:
        """True for who lives at home, told in sentences where others print a table."""
        at_home = self.section == "household" and not self.doubt and "home_situation" not in self.one
        if not at_home or len(answer.text) <= _SENTENCE or (is_hint(answer) and _NOTE.match(answer.text)):
            return False
        self.put(self.one, "home_situation", Found(answer, self.section_title, 0.9))
        self.go_on(Label("home"))
        return True

    def plea(self, text: str, place: str) -> bool:
        """'Please do not talk to Dad's regiment.', where consent is asked for: whom the family refuses, or allows."""
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
            trust = 0.6 if self.tabled else 0.9 if len(said) == 1 else 0.75
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

    def records(self, columns: list[Column], rows: Sequence[tuple[Answer, ...]]) -> None:
        """The rows of a table under their column headings."""
        from intake.reader.records import take_records  # noqa: PLC0415 - imported when needed
        from intake.reader.requests_by_child import take_requests  # noqa: PLC0415 - imported when needed

        requested = self.open if self.lists_requests else None
        self.shut()
        if requested is not None and take_requests(self, columns, rows, requested.label):
            return
        if self.section != "ignore":
            known = len(self.services)
            take_records(self, columns, rows)
            self.tabled = self.tabled or len(self.services) > known
        if self.section in SECTION_SUBJECT:
            self.subject = SECTION_SUBJECT[self.section]

    def list_services(self, columns: list[Column], rows: Sequence[tuple[Answer, ...]]) -> None:
        """Services of a table that stands wherever consent is asked for."""
        known, self.section = self.section, "services"
        self.records(columns, rows)
        self.section = known

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


def _states_itself(answer: Answer) -> bool:
    """True for a line with a sentence of consent before its Yes and No: it answers that one, and none before it."""
    choice = answer.choice()
    said = read_statement(choice.asked) if choice is not None and choice.asked else None
    return said is not None and said.about in ("store", "share", "both")


def _says_for_whom(answer: Answer) -> bool:
    """True for the boxes behind '... to provide services to:', one of which was ticked."""
    choice = answer.choice() if answer.has_boxes else None
    return choice is not None and bool(choice.chosen) and all(FOR_WHOM.match(clean(o.text)) for o in choice.options)


def _first_names(rows: list[Row]) -> set[str]:
    said = [row[key].answer.text for row in rows for key in ("given", "name", "aka") if key in row]
    return {clean(text).split()[0] for text in said if clean(text)}
