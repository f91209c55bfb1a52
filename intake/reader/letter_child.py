"""
Whom a letter is about: the child and its parents, from the details and from the sentence that introduces them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from intake.reader.labels import clean
from intake.reader.letter_facts import (
    Fact,
    facts_in,
    label_kind,
    take_address,
    take_day,
    take_phone,
    take_words,
    take_year,
    tidy,
)
from intake.reader.letter_lines import Line
from intake.reader.letter_loose import LooseReader
from intake.reader.letter_names import Person, begins_with_parent, names_in_any
from intake.reader.letter_words import (
    OTHERS,
    POSTCODE,
    SCHOOL,
)
from intake.reader.typed import find_date, find_email, find_nhs_number, find_upn
from intake.reader.vocabulary import SEX_WORDS

_YEARS = 13 * 365
"""So many days before a child's birthday there may be a parent's, and no other child's."""
_WORDED = {"school", "ethnicity", "first_language", "religion", "aka", "given", "family", "interpreter"}

_TABBED = re.compile(r"(?P<label>[A-Z][\w /’'()-]{1,40}?)\s{3,}(?P<value>\S+(?:\s{1,2}\S+)*)\s*")
"""A label with its answer behind a tab, and nothing behind that."""


class ChildReader(LooseReader):
    """Fills the draft's first child and its parents, from labels, tables and sentences."""

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
        tabbed = _TABBED.fullmatch(line.text)
        if tabbed is not None and (label_kind(tabbed["label"]) or ("",))[0] in _WORDED:
            self._pair(tabbed["label"], tabbed["value"])
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

    def _behind(self, facts: Sequence[Fact]) -> Person | None:
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
            own, inner = value, ()
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
            self.take_named(text, label, sure=kind == "name")
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
        return self.take_telephone(text, label)

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
