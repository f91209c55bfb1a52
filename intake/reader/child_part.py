"""
The child's own fields, typed.
"""

from __future__ import annotations

import datetime as dt
import re

from intake.reader.addresses import Addresses
from intake.reader.answers import Answer, Found, Row
from intake.reader.document import Piece
from intake.reader.labels import clean
from intake.reader.leaves import iso
from intake.reader.typed import (
    find_date,
    find_nhs_number,
    find_upn,
    is_answer,
    is_unborn,
    points_elsewhere,
    says_due,
    split_name,
)
from intake.reader.vocabulary import SEX_WORDS
from intake.reader.yes_no import read_yes_no
from rules.form import (
    Child,
    OtherAnswer,
)

_SCHOOL_AND_YEAR = re.compile(
    r"(?:school:\s*)?(?P<school>[^\d\n].{3,70}?)[\s,;/(–-]+(?:year:\s*)?(?P<year>(?:year|yr|y)\s*\d{1,2}[A-Za-z]?|reception)\)?\s*\.?",
    re.IGNORECASE | re.DOTALL,
)
_YEAR_GROUP = re.compile(r"\b(?:year|yr|y)\s*\d{1,2}\b|\breception\b|\bnursery\b", re.IGNORECASE)


class ChildPart(Addresses):
    """Name, birth, address, numbers and the rest of 'Identifying details'."""

    def child_fields(self) -> Child:
        """The child's own fields."""
        row = self.child
        given, family = self.name_of_child()
        unborn = given is not None and is_unborn(given)
        sex = self.sex(unborn=unborn)
        born, due, year = self.birth(unborn=unborn or sex == "unborn")
        address, postcode = self.address("child", row)
        self.home = (address, postcode)
        disability = self.disability()
        self.part_school(row)
        year_group = self.line("child.year_group", row.get("year"))
        if year_group is None and year is not None:
            year_group = year[1]
            self.leaf("child.year_group", year_group, year[0], 0.9)
        telephone, email = self.contact("child", row)
        return Child(
            given_names=given,
            family_name=family,
            also_known_as=self.line("child.also_known_as", row.get("aka")),
            sex=sex,
            date_of_birth=born,
            expected_delivery_date=due,
            address=address,
            postcode=postcode,
            telephone=telephone,
            email=email,
            unique_reference=self.line("child.unique_reference", row.get("reference")),
            nhs_number=self.number("child.nhs_number", row.get("nhs"), find_nhs_number, "NHS number has ten figures"),
            upn=self.number("child.upn", row.get("upn"), find_upn, "UPN is a letter and twelve figures"),
            ethnicity=self.ethnicity(),
            first_language=self.language("child.first_language", row.get("first_language")),
            parents_first_language=self.parents_language(),
            interpreter_required=self.yes_no("child.interpreter_required", row.get("interpreter")),
            disability=disability,
            special_requirements=self.requirements(),
            religion=self.religion(),
            school=self.school(),
            year_group=year_group,
        )

    def name_of_child(self) -> tuple[str | None, str | None]:
        """Given and family names: from their own boxes, else from one for the whole name."""
        row = self.child
        if "aka" in row and not {"given", "name"} & row.keys() and is_unborn(row["aka"].answer.text):
            row["given"] = row.pop("aka")  # 'Baby to be known as': the only name that it has
        if "name" in row and "given" not in row and "family" in row:
            self.given_in_name(row)
        if "given" in row or "family" in row:
            given, family = (
                self.line("child.given_names", row.get("given")),
                self.line("child.family_name", row.get("family")),
            )
            if given is not None or family is not None or "name" not in row:
                return given, family
        found = row.get("name")
        self.heading("child.given_names", found)
        self.heading("child.family_name", found)
        text = self.said(found)
        if text is None or found is None or points_elsewhere(text):
            return None, None
        if "\n" in text:
            names = text.split("\n")
            text, weaker = names[0], 0.7
        else:
            weaker = 1.0
        read = split_name(text)
        given, family = read.value
        self.leaf("child.given_names", given, found, read.trust * weaker)
        self.leaf("child.family_name", family, found, read.trust * weaker)
        return given, family

    def given_in_name(self, row: Row) -> None:
        """'Name of child' beside 'Surname of child': what of it is not the surname are the given names."""
        name, family = self.said(row["name"]), self.said(row["family"])
        if name is None or family is None or "\n" in name or name.casefold() == family.casefold():
            return
        given = name[: -len(family)].strip(" ,") if name.casefold().endswith(f" {family.casefold()}") else name
        found = row["name"]
        row["given"] = Found(Answer([[Piece(given)]], found.answer.place), found.label, min(found.score, 0.9))

    def sex(self, *, unborn: bool) -> str | None:
        """Male, female, unborn or other, as the form says."""
        found = self.child.get("sex")
        self.heading("child.sex", found)
        if found is None:
            if unborn and (source := self.child.get("given") or self.child.get("name")) is not None:
                self.leaf("child.sex", "unborn", source, 0.9)
                return "unborn"
            return None
        choice = found.answer.choice()
        words, trust = (
            ([clean(c) for c in choice.chosen], choice.trust)
            if choice is not None and len(choice.options) > 1
            else ([], 1.0)
        )
        if (not words and choice is None) or (choice is not None and len(choice.options) == 1):
            words = [clean(self.said(found) or "")]
        values = {SEX_WORDS[w] for w in words if w in SEX_WORDS}
        if unborn and not values & {"male", "female"}:
            values, trust = {"unborn"}, 0.95
        if len(values) != 1:
            if len(values) > 1 or trust < 0.8:
                self.unsure("child.sex", found, "we could not tell which word was meant.")
            return None
        value = values.pop()
        self.leaf(
            "child.sex",
            value,
            found,
            trust,
            written=", ".join(choice.chosen) if choice is not None and choice.chosen else None,
        )
        return value

    def birth(self, *, unborn: bool) -> tuple[dt.date | None, dt.date | None, tuple[Found, str] | None]:
        """Date of birth, expected date of delivery, and a school year written behind the date."""
        row = self.child
        due = (
            self.date("child.expected_delivery_date", row["edd"], born="due")
            if "edd" in row and not row["edd"].answer.blank
            else None
        )
        found = row.get("dob")
        self.heading("child.date_of_birth", found)
        text = self.said(found)
        if found is None or text is None:
            return None, due, None
        expected = unborn or says_due(text)
        read = find_date(text, born="due" if expected else "child", near=self.near)
        if read is None:
            self.date("child.date_of_birth", found, born="child")
            return None, due, None
        trust = read.trust
        if not expected and self.near is not None and read.value > self.near:
            trust = min(trust, 0.6)
        path = "child.expected_delivery_date" if expected else "child.date_of_birth"
        day = iso(found.answer.day)
        if day is not None and day != read.value:
            trust = min(trust, 0.7)
        self.leaf(path, read.value, found, trust)
        year = _YEAR_GROUP.search(read.rest)
        year_found = (found, year.group(0)) if year is not None else None
        return (None, read.value, year_found) if expected else (read.value, due, year_found)

    def ethnicity(self) -> str | None:
        """The label of the ticked box, or the text; a bare code is not sure without the form's own key."""
        row = self.child
        found = row.get("ethnicity")
        if found is None and "ethnicity_and_language" in row:
            found = row["ethnicity_and_language"]
            found = Found(found.answer, found.label, 0.6)
        self.heading("child.ethnicity", found)
        decoded = self.decoded("child.ethnicity", "ethnicity")
        if decoded is not None or found is None:
            return decoded
        choice = found.answer.choice() if found.answer.has_boxes else None
        text = ", ".join(choice.chosen) if choice is not None else self.said(found)
        if not text or (not is_answer(text) and clean(text) != "not given"):
            return None
        text = " ".join(text.split("\n"))
        text = re.sub(r"[*▲¹²³]+$", "", text).strip()
        coded = re.fullmatch(r"[A-Z]?\d{1,2}|[A-Z]|[A-Z]{4}", text) is not None
        self.leaf("child.ethnicity", text, found, 0.6 if coded else 0.97)
        return text

    def religion(self) -> str | None:
        """The religion as written, or what the form's own key says of its code."""
        return self.decoded("child.religion", "religion") or self.line("child.religion", self.child.get("religion"))

    def decoded(self, path: str, asks: str) -> str | None:
        """What the form's own key says of a code; a code without a key is never decoded (forms, section 4.1)."""
        for key in (f"{asks}_code", asks):
            found = self.child.get(key)
            code = (self.said(found) or "").strip().upper()
            meaning = self.draft.codes.get(asks, {}).get(code)
            if found is not None and meaning is not None:
                self.leaf(path, meaning, found, 0.95)
                return meaning
        return None

    def language(self, path: str, found: Found | None) -> str | None:
        """The first language; English where the form asks whether it is."""
        value = self.line(path, found)
        if value is None and "english_first" in self.child and path.startswith("child.first"):
            source = self.child["english_first"]
            answer, trust = read_yes_no(source.answer)
            if answer:
                self.leaf(path, "English", source, min(trust, 0.9))
                return "English"
        return value

    def parents_language(self) -> str | None:
        """The language of the parents, wherever the form asks for it."""
        found = self.child.get("parents_first_language") or next(
            (p["first_language"] for p in self.draft.parents if "first_language" in p), None
        )
        return self.line("child.parents_first_language", found)

    def disability(self) -> bool | None:
        """Whether the child is disabled; words without a yes or no are not sure."""
        found = self.child.get("disability")
        self.heading("child.disability", found)
        if found is None or (found.answer.blank and not found.answer.has_boxes):
            return None
        value, trust = read_yes_no(found.answer)
        if (
            value is None
            and not found.answer.has_boxes
            and (text := self.said(found)) is not None
            and clean(text) != "unknown"
        ):
            choice = found.answer.choice()
            if choice is None:
                value, trust = clean(text) not in ("none", "nil", "none known"), 0.7
        if value is None:
            if trust < 0.8:
                self.unsure("child.disability", found, "we could not tell whether Yes or No was meant.")
            return None
        self.leaf("child.disability", value, found, trust)
        return value

    def requirements(self) -> str | None:
        """Special requirements; details of a disability where the form asks for no requirements of its own."""
        row = self.child
        own = row.get("requirements")
        details = row.get("disability_details")
        if own is not None:
            if details is not None and self.said(details):
                self.other.append(OtherAnswer(heading=details.label, text=self.said(details) or ""))
            return self.text("child.special_requirements", own)
        if details is not None:  # what the disability is, rather than what it asks for: a person looks
            details = Found(details.answer, details.label, min(details.score, 0.75))
        return self.text("child.special_requirements", details)

    def part_school(self, row: Row) -> None:
        """'Osier Bank Primary, Year 3' in one box, whichever of the two it asks for: the school and the year apart."""
        for key in ("school", "year"):
            found = row.get(key)
            text = self.said(found)
            parted = _SCHOOL_AND_YEAR.fullmatch(text) if text is not None else None
            if found is None or parted is None:
                continue
            for other, value in (("school", parted["school"]), ("year", parted["year"])):
                if other == key or other not in row or row[other].answer.blank:
                    row[other] = Found(Answer([[Piece(value)]], found.answer.place), found.label, found.score * 0.95)
            return

    def school(self) -> str | None:
        """The school, else the one among the services under the form's own heading for it."""
        value = self.line("child.school", self.child.get("school"))
        if value is not None or self.several:
            return value
        for row in self.draft.services:
            service = row.get("service")
            if service is None or not re.search(r"early years.*(?:education|training)", clean(service.answer.text)):
                continue
            found = row["organisation"] if "organisation" in row else row.get("name")
            if found is not None and (text := self.said(found)) is not None and not points_elsewhere(text):
                value = " ".join(text.split("\n"))
                self.leaf("child.school", value, found, 0.9)
                return value
        return None
