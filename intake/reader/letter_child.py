"""
Whom a letter is about: the child and its parents, from the details and from the sentence that introduces them.
"""

from __future__ import annotations

import re

from intake.reader.answers import Answer, Found
from intake.reader.document import Piece
from intake.reader.draft import Draft
from intake.reader.labels import clean
from intake.reader.letter_facts import (
    Fact,
    facts_in,
    label_kind,
    take_address,
    take_day,
    take_phone,
    take_sex,
    take_words,
    take_year,
    tidy,
)
from intake.reader.letter_family import FamilyReader
from intake.reader.letter_lines import Line
from intake.reader.letter_names import Person, begins_with_parent, names_in, names_in_any, untitled
from intake.reader.letter_words import (
    AKA,
    BEFORE_ADDRESS,
    NO_NAMES,
    OF_ALL,
    OF_ONE,
    OTHERS,
    POSTCODE,
    SCHOOL,
    TURNED,
    UNBORN,
    WORD,
)
from intake.reader.typed import find_date, find_email, find_nhs_number, find_postcode, find_upn
from intake.reader.vocabulary import SEX_WORDS

_AS_OTHERS = re.compile(r"(?:as|same)\b[^\d]*", re.IGNORECASE)
_SEEN = re.compile(r"\b(?:with|by|from)\s+$", re.IGNORECASE)
_YEARS = 13 * 365
"""So many days before a child's birthday there may be a parent's, and no other child's."""
_WORDED = {"school", "ethnicity", "first_language", "religion", "aka", "given", "family", "interpreter"}


class ChildReader(FamilyReader):
    """
    Fills the draft's first child and its parents; `place` is where the reader is.

    While `common` has words, they are about several children: what only one can have is then not sure.
    `expecting` has the letter's word for an unborn baby where the mother's name stands in the baby's place.
    """

    def __init__(self, draft: Draft) -> None:
        super().__init__(draft)
        self.person: Person | None = None
        self.last: Person | None = None
        self.others = 0
        self.unborn = False
        self.common = ""
        self.as_others = False
        self.first = ""
        self.expecting = ""
        self.birth_next = False
        self.mother: Person | None = None
        self.other_children: tuple[str, ...] = ()

    @property
    def child(self) -> dict[str, Found]:
        """The child's fields so far."""
        if not self.draft.children:
            self.draft.children.append({})
        return self.draft.children[0]

    @property
    def named(self) -> bool:
        """True if the child's name was found."""
        return bool({"name", "given", "family"} & set(self.child))

    def put(self, key: str, text: str, label: str, score: float = 0.95) -> None:
        """Keep what was told first."""
        if key == "address" and find_postcode(text) is None:
            text = re.sub(rf",?\s*{POSTCODE}\W*$", "", text)  # the shape of a postcode that there cannot be
        if key == "address" and _AS_OTHERS.fullmatch(text.strip()):
            self.as_others = True
            return
        if self.common and key in OF_ONE:
            all_alike = OF_ALL[key].search(self.common) if key in OF_ALL else None
            score = min(score, 0.85 if all_alike else 0.75 if key == "school" else 0.6)
        if text.strip() and key not in self.child:
            lines = [[Piece(line)] for line in text.strip().split("\n")]
            self.child[key] = Found(Answer(lines, self.place), label or "Details", score)

    # --- details --------------------------------------------------------------------------------------------

    def details(self, lines: list[Line], *, common: bool = False) -> None:
        """Take the facts of the lines that say whom the letter is about."""
        self.place = "Details in the letter"
        waiting: list[str] = []
        for line in lines:
            if line.gap or line.pair is not None:
                waiting = []
            self.common = line.text if common else ""
            waiting = self._line(line, waiting)
        self.common = ""
        if self.expecting and self.mother is not None:
            self.put("name", self.expecting, "Unborn baby", 0.92)

    def _line(self, line: Line, waiting: list[str]) -> list[str]:
        if line.pair is not None:
            self._pair(*line.pair)
            return []
        facts = facts_in(line.text)
        if not facts:
            return waiting
        if self.named and begins_with_parent(line.text):
            self.person = self.parents_of(Fact("parent", "", "", line.text))
            return []
        if len(facts) == 1 and not facts[0].kind and not facts[0].label:
            return self._plain(line.text, waiting)
        behind, self.person = self._behind(facts), self.mother
        for index, fact in enumerate(facts):
            if index == 0 and behind is not None and fact.kind == "telephone":
                behind.telephone = behind.telephone or (take_phone(fact.text) or ("", ""))[0]
                behind.sure = min(behind.sure, 0.78)
                continue
            self.birth_next = index + 1 < len(facts) and facts[index + 1].kind in ("dob", "edd", "nhs")
            self.fact(fact)
        self.birth_next = False
        self.last = self.person if any(f.kind == "parent" for f in facts) else None
        last = facts[-1]
        return [last.text] if last.kind == "address" and not re.search(POSTCODE, last.text) else []

    def _behind(self, facts: list[Fact]) -> Person | None:
        """A number on a line of its own under one parent's is most likely that parent's."""
        return (
            self.last
            if facts[0].kind == "telephone" and not facts[0].whom and len(facts) == 1 and "telephone" in self.child
            else None
        )

    def _plain(self, text: str, waiting: list[str]) -> list[str]:
        """A line without labels: a part of an address, or whatever it holds."""
        postcode = re.search(rf"(?<!\w){POSTCODE}", text)
        if postcode is not None and waiting and "address" in self.child and tidy(waiting[0]) == self._said("address"):
            del self.child["address"]
        if postcode is not None and "address" not in self.child and (waiting or not names_in_any(text)):
            whole, rest = take_address("\n".join([*waiting, text]))
            self.put(
                "address", whole, "Address", 0.95 if re.match(r"(?:flat|\d|apartment)", whole, re.IGNORECASE) else 0.82
            )
            self.loose(rest)
            return []
        if self.loose(text):
            return []
        return [*waiting, text]

    def _said(self, key: str) -> str:
        return tidy(self.child[key].answer.text) if key in self.child else ""

    def _pair(self, label: str, value: str) -> None:
        kind = label_kind(label)
        if kind is None:
            for fact in facts_in(value):
                if fact.kind:
                    self.fact(fact)
            return
        if kind[0] not in ("telephone", "dob", "address", "email"):
            self.person = None
        inner = facts_in(value)
        own = inner[0].text if inner and not inner[0].kind else value if not inner else ""
        if kind[0] in ("address", "parent") or not inner:
            own, inner = value, []
        self.fact(Fact(kind[0], kind[1], label, own))
        for fact in inner:
            if fact.kind:
                self.fact(fact)

    def fact(self, fact: Fact) -> None:
        """Take what a fact tells, and look again at what it leaves."""
        kind, text, label = fact.kind, fact.text, fact.label
        if kind == "parent":
            self.person = self.parents_of(fact)
        elif fact.whom or kind == "relationship":
            self.of_relative(fact)
        elif kind == "":
            self._unasked(text, label)
        elif kind in ("name", "ref"):
            self._named(text, label, sure=kind == "name")
        elif kind in _WORDED:
            self._worded(kind, text, label)
        else:
            self.loose(self.take(kind, text, label))

    def _unasked(self, text: str, label: str) -> None:
        """Words without a label, or with one that is not the child's."""
        if not label:
            self.loose(text)
        elif clean(label) in OTHERS:
            self.person = Person()  # what follows is theirs

    def take(self, kind: str, text: str, label: str) -> str:
        """Take the number, date or address that *text* begins with, and return what is left."""
        rest: str = getattr(self, f"_{kind}")(text, label)
        return rest

    def _worded(self, kind: str, text: str, label: str) -> None:
        whole = SCHOOL.fullmatch(text.strip(" .")) is not None  # 'Lighthouse Nursery' is no year
        year = take_year(text) if kind == "school" and not whole else None
        if year is not None:
            self.put("year", year[0], "Year")
            text = year[1]
        words, rest = take_words(text)
        if kind == "aka":
            words = words.strip("“”\"‘’' )(")
        self.put(kind, re.sub(r"\s*\(\s*\)$", "", words).rstrip(" (,"), label, 0.98)
        self.loose(rest)

    def _telephone(self, text: str, label: str) -> str:
        found = take_phone(text)
        if found is None:
            return text
        if self.person is not None and not self.person.telephone:
            self.person.telephone = found[0]
        else:
            self.put("telephone", found[0], label, 0.97 if self.last is None else 0.75)
        return found[1]

    def _email(self, text: str, label: str) -> str:
        found = find_email(text)
        if found is not None and self.person is None:
            self.put("email", found.value, label, 0.9)
        return ""

    def _dob(self, text: str, label: str) -> str:
        """A date of birth is the child's; behind a parent it is the parent's, an unborn child has none."""
        day, rest = take_day(text)
        if not day:
            return text
        if self.person is not None and (self.unborn or "dob" in self.child):
            self.person.born = day
        elif self.unborn:
            self.person = self.person or (self.people[-1] if self.people else None)
            if self.person is not None:
                self.person.born = day
        elif self.person is not None:
            self.put("dob", day, label, 0.75)
        elif "dob" in self.child:
            self.others += not self.common and self._another_child(day)
        else:
            self.put("dob", day, label, 0.98)
        return rest

    def _another_child(self, day: str) -> bool:
        """True for a second birthday, unless it may be a parent's."""
        mine, theirs = find_date(self.child["dob"].answer.text), find_date(day)
        if mine is None or theirs is None:
            return True
        return theirs.value != mine.value and (mine.value - theirs.value).days < _YEARS

    def _edd(self, text: str, label: str) -> str:
        day, rest = take_day(text)
        self.put("edd", day, label, 0.97)
        return rest

    def finish(self) -> None:
        """A baby that is due is not the child who was born; where the details have both, nothing is sure."""
        if {"dob", "edd"} <= set(self.child) and not self.unborn:
            self.others += self.child["edd"].answer.place != "Text of the letter"
            del self.child["edd"]
        super().finish()

    def _nhs(self, text: str, label: str) -> str:
        found = find_nhs_number(text)
        if found is None:
            return ""
        digits = re.search(r"\d{3}[\s-]*\d{3}[\s-]*\d{4}", text)
        assert digits is not None  # noqa: S101 - the number was found just above
        if not self.unborn and self.person not in self.people:
            self.put("nhs", digits.group(0), label, 0.98)
        return text[digits.end() :]

    def _upn(self, text: str, label: str) -> str:
        if find_upn(text) is not None:
            found = re.search(r"[A-Za-z][\s\d]{11,16}[\dA-Za-z]?", text)
            self.put("upn", found.group(0) if found is not None else text, label, 0.98)
            return text[found.end() :] if found is not None else ""
        return ""

    def _address(self, text: str, label: str) -> str:
        address, rest = take_address(text)
        if self.person is not None and "address" in self.child and not self.person.address:
            self.person.address = address
        elif address:
            self.put("address", address, label, 0.97 if self.person is None else 0.9)
        return rest

    def _postcode(self, text: str, label: str) -> str:
        found = re.search(POSTCODE, text)
        if found is not None:
            self.put("postcode", found.group(0), label, 0.97)
        return ""

    def _year(self, text: str, label: str) -> str:
        words, rest = take_words(text)
        bare = re.fullmatch(r"\d{1,2}[A-Za-z]?|.*\b(?:year|reception|nursery|y\d).*", words, re.IGNORECASE)
        self.put("year", words, label, 0.95 if bare is not None else 0.7)
        return rest

    def _sex(self, text: str, label: str) -> str:
        words, rest = take_words(text)
        first = re.split(r"[,( ]", words)[0]
        if clean(first) in SEX_WORDS:
            self.put("sex", first, label, 0.98)
            return rest
        return ""

    # --- what has no label ----------------------------------------------------------------------------------

    def _named(self, text: str, label: str, *, sure: bool) -> None:
        before = len(self.child)
        if sure or re.search(r"\bborn\b|d\.?o\.?b", text, re.IGNORECASE) or next(names_in(text), None) is not None:
            self.loose(text, label)
            self.person = self.mother
        words = tidy(text)
        if sure and len(self.child) == before and label and clean(label) != "subject" and re.fullmatch(WORD, words):
            self.put("name", words, label, 0.75)

    def loose(self, text: str, label: str = "") -> bool:
        """Take from words without a label what they can only be; True if anything was taken."""
        before = len(self.child) + len(self.people)
        if not text.strip(" .,;|()–-\n"):
            return False
        aka = AKA.search(text)
        if aka is not None:
            self.put("aka", aka.group("aka"), "Known as")
            text = text[: aka.start()] + "," + text[aka.end() :]
        text = self._take_name(text, label)
        for key, taken in (("sex", take_sex(text)), ("year", take_year(text))):
            if taken is not None:
                self.put(key, taken[0], label or key.title(), 0.95)
                text = taken[1]
        self._take_bare(text)
        return len(self.child) + len(self.people) > before

    def _take_name(self, text: str, label: str) -> str:
        if self.named:
            return text
        unborn = UNBORN.search(text)
        if unborn is not None:
            self.unborn = True
            self.put("name", tidy(unborn.group(0)), label, 0.97)
            return text[: unborn.start()] + "," + text[unborn.end() :]
        turned = TURNED.match(text)
        if turned is not None and not {clean(w) for w in turned.group(0).split()} & NO_NAMES:
            score = 0.93 if turned.group("family").isupper() else 0.78
            self.put("family", turned.group("family"), label, score)
            self.put("given", turned.group("given"), label, score)
            return text[turned.end() :]
        named = names_in(text, labelled=bool(label) or self.birth_next)
        name = next((n for n in named if n.words >= 2 and not _SEEN.search(text[: n.start])), None)
        if name is None or self.mother is not None:
            return text
        if self.expecting:
            self.unborn, self.person = True, Person(name=name.text, sure=0.9)
            self.mother = self.person
            self.known(self.person, label or "Re")
            return text[: name.start] + "," + text[name.end :]
        self.put("name", untitled(name), label or "Re", 0.98)
        return text[: name.start] + "," + text[name.end :]

    def _take_bare(self, text: str) -> None:
        """Numbers, dates, an address and a school are known by their looks."""
        postcode = re.search(rf"(?<!\w){POSTCODE}", text)
        if postcode is not None and "address" not in self.child and self.person in (None, self.mother):
            address = tidy(re.split(r"[|;•·]|\s{3,}|\.\s", text[: postcode.start()])[-1])
            address = BEFORE_ADDRESS.sub("", address)
            if not re.search(r"\b(?:[Rr]eferral|request|support)\b", address):
                self.put(
                    "address",
                    f"{address} {postcode.group(0)}",
                    "Address",
                    0.93 if re.match(r"(?:[Ff]lat|\d)", address) else 0.82,
                )
        elif postcode is not None and self.person is not None and not self.person.address:
            self.person.address = tidy(text[: postcode.end()])
        school = SCHOOL.search(text)
        if school is not None and postcode is None:
            self.put("school", school.group("school"), "School", 0.9)
        phone = take_phone(text)
        if phone is not None and postcode is None:
            self._telephone(phone[0], "Telephone")
        self._take_numbers(text)
        day, _ = take_day(text)
        if day and "dob" not in self.child and not self.unborn and re.search(r"\d{1,2}\D\d{1,2}\D\d{2,4}|\d{4}", text):
            self.put("dob", day, "Date", 0.75)

    def _take_numbers(self, text: str) -> None:
        """An NHS number and a UPN."""
        number = re.search(r"(?<!\d)(999|[4-7]\d\d)\s\d{3}\s\d{4}(?!\d)", text)
        if number is not None and "nhs" not in self.child:
            self.put("nhs", number.group(0), "NHS number", 0.78)
        pupil = re.search(r"\b[A-Z]\d{11}[\dA-Z]\b", text)
        if pupil is not None and find_upn(pupil.group(0)) is not None:
            self.put("upn", pupil.group(0), "UPN", 0.9)
