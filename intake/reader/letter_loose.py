"""
What a letter says of a child without a label, and what is known by its looks: a name, a number, a day, an address.
"""

from __future__ import annotations

import re

from intake.reader.answers import Answer, Found
from intake.reader.document import Piece
from intake.reader.draft import Draft
from intake.reader.labels import clean
from intake.reader.letter_facts import (
    take_day,
    take_phone,
    take_sex,
    take_year,
    tidy,
)
from intake.reader.letter_family import FamilyReader
from intake.reader.letter_names import Person, names_in, untitled
from intake.reader.letter_words import (
    AKA,
    BEFORE_ADDRESS,
    NO_NAMES,
    OF_ALL,
    OF_ONE,
    POSTCODE,
    SCHOOL,
    TURNED,
    UNBORN,
    WORD,
)
from intake.reader.typed import find_postcode, find_upn

_AS_OTHERS = re.compile(r"(?:as|same)\b[^\d]*", re.IGNORECASE)
_SEEN = re.compile(r"\b(?:with|by|from)\s+$", re.IGNORECASE)


class LooseReader(FamilyReader):
    """
    Fills the draft's first child and its parents from what has no label; `place` is where the reader is.

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

    def take_telephone(self, text: str, label: str) -> str:
        """Keep the number that stands in *text* for whom it is, and return what is left."""
        found = take_phone(text)
        if found is None:
            return text
        if self.person is not None and not self.person.telephone:
            self.person.telephone = found[0]
        else:
            self.put("telephone", found[0], label, 0.97 if self.last is None else 0.75)
        return found[1]

    def take_named(self, text: str, label: str, *, sure: bool) -> None:
        """Take what stands behind a label for a name; not *sure*: the label may be that of a reference."""
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
            self.take_telephone(phone[0], "Telephone")
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
