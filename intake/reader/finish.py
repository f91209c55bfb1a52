"""
From the draft to a typed form: every leaf with its certainty, its place and what stood there.

One child's view of the draft is taken at a time. A value that cannot be typed
is left out and named among the problems; a doubtful one is kept below 0.8.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from typing import Any

from intake.reader.draft import Answer, Draft, Found, Row
from intake.reader.labels import clean, is_prompt, recognise_exactly
from intake.reader.typed import (
    find_date,
    find_email,
    find_nhs_number,
    find_postcode,
    find_upn,
    find_yes_no,
    fold,
    is_answer,
    is_unborn,
    points_elsewhere,
    says_due,
    split_name,
)
from intake.reader.vocabulary import ELEMENTS, SEX_WORDS
from rules.form import (
    Assessment,
    Assessor,
    Child,
    Conclusions,
    ConsentStatement,
    Element,
    Evidence,
    Form,
    HouseholdMember,
    LeadProfessional,
    Leaf,
    OtherAnswer,
    ParentCarer,
    PlannedAction,
    Problem,
    Route,
    ServiceInvolved,
)

_HIGHEST = 0.99
_AS_ABOVE = re.compile(
    r"\(?\s*(?:same )?(?:as (?:above|child|for child|per child|the child|before|young person|baby)|same(?: as (?:above|child|the child|for child|young person))?|same address(?: as (?:above|child|the child))?|as child'?s?(?: address)?|see above|ditto|\")\s*\)?\.?",
    re.IGNORECASE,
)
_POSTCODE_WORD = re.compile(r"[,\s]*\bpost\s?code\s*:?\s*$|\bpost\s?code\s*:?\s*", re.IGNORECASE)
_YEAR_GROUP = re.compile(r"\b(?:year|yr|y)\s*\d{1,2}\b|\breception\b|\bnursery\b", re.IGNORECASE)
_SIBLING = re.compile(r"\b(?:brother|sister|sibling|half brother|half sister|step ?brother|step ?sister|twin)\b")
_LIST_SPLIT = re.compile(r"[\n;]+|,(?![^()]*\))")


class Finish:
    """One child's form being made from the draft; `evidence` and `problems` grow with it."""

    def __init__(self, draft: Draft, index: int, *, trust: float = 1.0) -> None:
        self.draft = draft
        self.index = index
        self.trust = trust
        self.evidence: list[Evidence] = []
        self.problems: list[Problem] = []
        self.headings: dict[str, str] = {}
        self.child = draft.children[index] if index < len(draft.children) else {}
        self.several = len(draft.children) > 1
        self.near = self._form_date()
        self.home: tuple[str | None, str | None] = (None, None)
        self.other: list[OtherAnswer] = []

    def form(self) -> Form:
        """Return the whole form for this child."""
        child = self.child_fields()
        parents, household = self.people()
        one = self.draft.one
        home = self.text("home_situation", one.get("home_situation"))
        assessment = Assessment(
            date=self.assessment_date(),
            people_present=self.text("assessment.people_present", one.get("assessment.people_present"), joiner=" "),
            reason=self.text("assessment.reason", self.scoped("assessment.reason")),
        )
        assessor = Assessor(
            **self.professional(
                "assessor", ("name", "role", "organisation", "address", "postcode", "telephone", "email")
            )
        )
        lead = LeadProfessional(**self.professional("lead", ("name", "role", "organisation", "telephone", "email")))
        form = Form(
            child=child,
            parents_carers=parents,
            household=household,
            home_situation=home,
            assessment=assessment,
            assessor=assessor,
            lead_professional=lead,
            services=self.services(),
            elements=self.elements(),
            conclusions=self.conclusions(),
            desired_outcomes=self.text("desired_outcomes", self.scoped("desired_outcomes")),
            actions=self.actions(),
            review_date=self.date("review_date", one.get("review_date")),
            child_comment=self.comment("child_comment"),
            parent_comment=self.comment("parent_comment"),
            referral=self.referral(),
            consent=self.consent(),
            other=(),
        )
        return _with_other(form, self.others())

    # --- leaves -----------------------------------------------------------------------------------------

    def leaf(self, path: str, value: Leaf, found: Found, trust: float = 1.0, written: str | None = None) -> None:
        """Record where a leaf came from and how sure it is."""
        if value is None or value == "":
            return
        certainty = round(min(_HIGHEST, found.score * trust * self.trust), 3)
        self.evidence.append(
            Evidence(
                field=path,
                certainty=certainty,
                place=found.answer.place,
                written=written if written is not None else found.answer.text or None,
            )
        )

    def heading(self, path: str, found: Found | None) -> None:
        """Keep the form's own heading for a leaf, also where it was left empty."""
        if found is not None and found.label:
            self.headings.setdefault(path, fold(found.label).replace("\n", " ").strip(" :*▲"))

    def unsure(self, path: str, found: Found, why: str) -> None:
        """Name a value that could not be read, by the form's own heading."""
        heading = fold(found.label).replace("\n", " ").strip(" :*▲") or path
        self.problems.append(Problem(code="unsure", field=path, message=f"“{heading}”: {why}"))

    def swallowed(self, text: str) -> bool:
        """True if an answer seems to hold another question of the form: then it is not sure."""
        for line in text.split("\n"):
            if len(line) <= 120 and (line.endswith(("?", ":")) or line.count(" ") <= 5):  # noqa: PLR2004 - as labels are
                means = recognise_exactly(line)
                if means is not None and means.asks and (line.endswith(("?", ":")) or line.count(" ") >= 2):  # noqa: PLR2004
                    return True
        return False

    def scoped(self, key: str) -> Found | None:
        """The answer under this child's own heading, else the one for the whole form."""
        own = self.draft.scoped.get(self.index, {}).get(key)
        return own if own is not None and not own.answer.blank else self.draft.one.get(key)

    def said(self, found: Found | None) -> str | None:
        """The words of an answer, prompts and placeholders taken out; None if it is no answer."""
        if found is None or found.answer.blank:
            return None
        text = found.answer.text
        if found.answer.has_boxes:
            text = _ticked_text(found.answer)
        lines = [line for line in text.split("\n") if not (is_prompt(line) and not found.answer.in_field)]
        text = "\n".join(lines).strip()
        return text if text and is_answer(text) else None

    def text(self, path: str, found: Found | None, *, joiner: str = "\n") -> str | None:
        """Free text, its paragraphs kept apart by *joiner*."""
        self.heading(path, found)
        text = self.said(found)
        if text is None or found is None:
            return None
        value = text if joiner == "\n" else joiner.join(text.split("\n"))
        self.leaf(path, value, found, 0.6 if self.swallowed(text) else 0.97)
        return value

    def line(self, path: str, found: Found | None, *, trust: float = 0.97) -> str | None:
        """A short answer on one line; a pointer elsewhere is none."""
        self.heading(path, found)
        text = self.said(found)
        if text is None or found is None or points_elsewhere(text):
            return None
        value = " ".join(text.split("\n"))
        self.leaf(path, value, found, 0.6 if self.swallowed(text) else trust)
        return value

    def date(self, path: str, found: Found | None, *, born: str = "") -> dt.date | None:
        """A day; what cannot be one is left out and named."""
        self.heading(path, found)
        text = self.said(found)
        if text is None or found is None:
            return None
        read = find_date(text, born=born, near=self.near)
        day = _iso(found.answer.day)
        if read is None and day is not None:
            self.leaf(path, day, found, 0.7)
            return day
        if read is None:
            self.unsure(path, found, f"we could not read a date in “{text[:60]}”. Please write it as day/month/year.")
            return None
        trust = read.trust
        if day is not None and day != read.value:
            trust = min(trust, 0.7)
        self.leaf(path, read.value, found, trust)
        return read.value

    def yes_no(self, path: str, found: Found | None) -> bool | None:
        """Yes or no, by box, word, strike-through or whatever else chose one."""
        self.heading(path, found)
        if found is None or (found.answer.blank and not found.answer.has_boxes):
            return None
        value, trust = read_yes_no(found.answer)
        if value is None:
            if trust < 0.8:  # noqa: PLR2004
                self.unsure(path, found, "we could not tell whether Yes or No was meant.")
            return None
        self.leaf(path, value, found, trust)
        return value

    def _form_date(self) -> dt.date | None:
        for key in ("assessment.date", "assessment.date_completed", "sign.assessor.on", "sign.parent.on"):
            found = self.draft.one.get(key)
            if found is not None and not found.answer.blank:
                read = find_date(found.answer.text)
                if read is not None:
                    return read.value
        return None

    def assessment_date(self) -> dt.date | None:
        """The day the assessment started, or where only that is asked, was completed."""
        one = self.draft.one
        for key in ("assessment.date", "assessment.date_completed"):
            value = self.date("assessment.date", one.get(key))
            if value is not None:
                return value
        return None

    # --- the child --------------------------------------------------------------------------------------

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
            religion=self.line("child.religion", row.get("religion")),
            school=self.school(),
            year_group=year_group,
        )

    def name_of_child(self) -> tuple[str | None, str | None]:
        row = self.child
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

    def sex(self, *, unborn: bool) -> str | None:
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
            if len(values) > 1 or trust < 0.8:  # noqa: PLR2004
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
        day = _iso(found.answer.day)
        if day is not None and day != read.value:
            trust = min(trust, 0.7)
        self.leaf(path, read.value, found, trust)
        year = _YEAR_GROUP.search(read.rest)
        year_found = (found, year.group(0)) if year is not None else None
        return (None, read.value, year_found) if expected else (read.value, due, year_found)

    def ethnicity(self) -> str | None:
        row = self.child
        found = row.get("ethnicity")
        if found is None and "ethnicity_and_language" in row:
            found = row["ethnicity_and_language"]
            found = Found(found.answer, found.label, 0.6)
        self.heading("child.ethnicity", found)
        if found is None:
            return None
        choice = found.answer.choice() if found.answer.has_boxes else None
        text = ", ".join(choice.chosen) if choice is not None else self.said(found)
        if not text or (not is_answer(text) and clean(text) != "not given"):
            return None
        text = " ".join(text.split("\n"))
        text = re.sub(r"[*▲¹²³]+$", "", text).strip()
        coded = re.fullmatch(r"[A-Z]?\d{1,2}|[A-Z]|[A-Z]{4}", text) is not None
        self.leaf("child.ethnicity", text, found, 0.6 if coded else 0.97)
        return text

    def language(self, path: str, found: Found | None) -> str | None:
        value = self.line(path, found)
        if value is None and "english_first" in self.child and path.startswith("child.first"):
            source = self.child["english_first"]
            answer, trust = read_yes_no(source.answer)
            if answer:
                self.leaf(path, "English", source, min(trust, 0.9))
                return "English"
        return value

    def parents_language(self) -> str | None:
        found = self.child.get("parents_first_language") or next(
            (p["first_language"] for p in self.draft.parents if "first_language" in p), None
        )
        return self.line("child.parents_first_language", found)

    def disability(self) -> bool | None:
        found = self.child.get("disability")
        self.heading("child.disability", found)
        if found is None or (found.answer.blank and not found.answer.has_boxes):
            return None
        value, trust = read_yes_no(found.answer)
        if (
            value is None
            and not found.answer.has_boxes
            and (text := self.said(found)) is not None
            and clean(text) not in ("unknown",)
        ):
            choice = found.answer.choice()
            if choice is None:
                value, trust = clean(text) not in ("none", "nil", "none known"), 0.7
        if value is None:
            if trust < 0.8:  # noqa: PLR2004
                self.unsure("child.disability", found, "we could not tell whether Yes or No was meant.")
            return None
        self.leaf("child.disability", value, found, trust)
        return value

    def requirements(self) -> str | None:
        row = self.child
        own = row.get("requirements")
        details = row.get("disability_details")
        if own is not None:
            if details is not None and self.said(details):
                self.other.append(OtherAnswer(heading=details.label, text=self.said(details) or ""))
            return self.text("child.special_requirements", own)
        return self.text("child.special_requirements", details)

    def school(self) -> str | None:
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

    def number(self, path: str, found: Found | None, find: Any, rule: str) -> str | None:
        self.heading(path, found)
        text = self.said(found)
        if text is None or found is None:
            return None
        read = find(text)
        if read is None:
            self.unsure(path, found, f"“{text[:40]}” is not one: a {rule}.")
            return None
        value: str = read.value
        self.leaf(path, value, found, read.trust)
        if read.trust < 0.8:  # noqa: PLR2004
            self.unsure(path, found, "its check digit does not fit; please look again.")
        return value

    # --- addresses and telephones -----------------------------------------------------------------------

    def address(self, path: str, row: Row, *, prefix: str = "") -> tuple[str | None, str | None]:
        """Address without the postcode, lines joined by ', ', and the postcode."""
        found, apart = row.get(f"{prefix}address"), row.get(f"{prefix}postcode")
        self.heading(f"{path}.address", found)
        self.heading(f"{path}.postcode", apart or found)
        pieces = [
            (row[k], self.said(row[k]))
            for k in (f"{prefix}house", f"{prefix}street", f"{prefix}line2", f"{prefix}town", f"{prefix}county")
            if k in row
        ]
        text = self.said(found)
        if text is not None and _AS_ABOVE.fullmatch(text.replace("\n", " ").strip()) and path != "child":
            return self.same_as_child(path, found)
        if text is None and "_family_address" in row:
            found, text = row["_family_address"], self.said(row["_family_address"])
            apart = row.get("_family_postcode", apart)
        if text is None and pieces and any(t for _, t in pieces):
            text = "\n".join(t for _, t in pieces if t)
            whole = pieces[0][1] is not None
            score = min([f.score for f, _ in pieces] + ([] if whole else [0.7]))
            found = Found(Answer([], pieces[0][0].answer.place), pieces[0][0].label, score)
        postcode = self.postcode(f"{path}.postcode", apart)
        if text is None or found is None:
            return None, postcode
        read = find_postcode(text)
        if read is not None:
            if postcode is None:
                postcode = read.value
                self.leaf(f"{path}.postcode", postcode, found, read.trust, written=text)
                text = read.rest
            elif read.value == postcode:
                text = read.rest
        text = _POSTCODE_WORD.sub("\n", text)
        lines = [line.strip(" ,;") for line in text.split("\n")]
        value = ", ".join(line for line in lines if line) or None
        if value is not None and not is_answer(value):
            value = None
        self.leaf(f"{path}.address", value, found, 0.97, written=text)
        return value, postcode

    def same_as_child(self, path: str, found: Found | None) -> tuple[str | None, str | None]:
        if found is None:
            return None, None
        self.leaf(f"{path}.address", self.home[0], found, 0.95)
        self.leaf(f"{path}.postcode", self.home[1], found, 0.95)
        return self.home

    def postcode(self, path: str, found: Found | None) -> str | None:
        text = self.said(found)
        if text is None or found is None or _AS_ABOVE.fullmatch(text):
            return None
        read = find_postcode(text)
        if read is None:
            self.unsure(path, found, f"“{text[:20]}” is not a postcode.")
            return None
        if read.trust < 0.8:  # noqa: PLR2004
            self.unsure(path, found, f"“{text[:20]}” was read as {read.value}; please check.")
        self.leaf(path, read.value, found, read.trust)
        return read.value

    def contact(self, path: str, row: Row, *, mail: bool = True) -> tuple[str | None, str | None]:
        """Telephone as written, and mail address."""
        telephone, email = None, None
        found = row.get("email")
        self.heading(f"{path}.email", found)
        text = self.said(found)
        if text is not None and found is not None and (read := find_email(text)) is not None:
            email = read.value
            if mail:
                self.leaf(f"{path}.email", email, found, 0.98)
        for key in ("telephone", "contact"):
            found = row.get(key)
            self.heading(f"{path}.telephone", found)
            text = self.said(found)
            if text is None or found is None:
                continue
            read = find_email(text)
            if read is not None:
                if email is None:
                    email = read.value
                    if mail:
                        self.leaf(f"{path}.email", email, found, 0.95)
                text = re.sub(r"[\s,;/|]*\b(?:e-?mail|email address)\s*:?\s*$", "", read.rest, flags=re.IGNORECASE)
            text = " ".join(text.split("\n")).strip(" ,;/|")
            if telephone is None and sum(c.isdigit() for c in text) >= 3:  # noqa: PLR2004
                telephone = re.sub(r"^(?:tel(?:ephone)?|phone)\s*(?:no)?\.?\s*:\s*", "", text, flags=re.IGNORECASE)
                self.leaf(f"{path}.telephone", telephone, found, 0.97 if key == "telephone" else 0.9)
        return telephone, email

    # --- people -----------------------------------------------------------------------------------------

    def people(self) -> tuple[tuple[ParentCarer, ...], tuple[HouseholdMember, ...]]:
        """Parents and carers, and the household; parents are moved where the form has no place of their own for them."""
        parents = [
            p for p in self.draft.parents if any(not f.answer.blank for k, f in p.items() if not k.startswith("_"))
        ]
        household = [h for h in self.draft.household if any(not f.answer.blank for f in h.values())]
        if not parents and not self.draft.parents_asked:
            moved = [h for h in household if _is_parent(h)]
            parents, household = moved, [h for h in household if h not in moved]
        made_parents = []
        for row in parents:
            person = self.parent(f"parents_carers[{len(made_parents)}]", row)
            if person is not None:
                made_parents.append(person)
        made: list[HouseholdMember] = []
        for row in household:
            member = self.member(f"household[{len(made)}]", row)
            if member is not None:
                made.append(member)
        return tuple(made_parents), tuple(made)

    def whole_name(self, path: str, row: Row) -> str | None:
        if "given" in row or "family" in row:
            parts = [self.said(row.get(k)) for k in ("given", "family")]
            words = [" ".join(p.split("\n")) for p in parts if p]
            found = row.get("given") or row["family"]
            self.heading(path, found)
            if words and not points_elsewhere(words[0]):
                value = " ".join(words)
                self.leaf(path, value, found, 0.97, written=value)
                return value
        found = row.get("name")
        if found is not None and (len(found.answer.text.split()) > 12 or len(found.answer.text) > 120):  # noqa: PLR2004 - no name
            self.other.append(OtherAnswer(heading=found.label, text=found.answer.text))
            self.unsure(path, found, "we expected a name here.")
            return None
        return self.line(path, found)

    def parent(self, path: str, row: Row) -> ParentCarer | None:
        count = len(self.evidence)
        name = self.whole_name(f"{path}.name", row)
        relationship = self.line(f"{path}.relationship", row.get("relationship"))
        if relationship is None and "_implied" in row and name is not None:
            relationship = row["_implied"].answer.text
            self.leaf(f"{path}.relationship", relationship, row["_implied"], 0.9)
        if "pr" not in row and ("pr_yes" in row or "pr_no" in row):
            row = {**row, "pr": _from_columns(row)}
        responsibility = self.yes_no(f"{path}.parental_responsibility", row.get("pr"))
        born = self.date(f"{path}.date_of_birth", row.get("dob"), born="adult")
        address, postcode = self.address(path, row)
        telephone, _ = self.contact(path, row, mail=False)
        if len(self.evidence) == count:
            return None
        if _SIBLING.search(clean(relationship or "")) or (name is not None and clean(name) == self.own_name()):
            self.doubt(count)
        return ParentCarer(
            name=name,
            relationship=relationship,
            parental_responsibility=responsibility,
            date_of_birth=born,
            address=address,
            postcode=postcode,
            telephone=telephone,
        )

    def own_name(self) -> str:
        """The child's whole name, as names are compared."""
        return clean(" ".join(t for k in ("given", "family") if k in self.child and (t := self.said(self.child[k]))))

    def doubt(self, first: int) -> None:
        """What was read since evidence number *first* may be somebody else's: a person is asked."""
        for index in range(first, len(self.evidence)):
            row = self.evidence[index]
            self.evidence[index] = replace(row, certainty=min(row.certainty, 0.6))

    def member(self, path: str, row: Row) -> HouseholdMember | None:
        count = len(self.evidence)
        name = self.whole_name(f"{path}.name", row)
        relationship = self.line(f"{path}.relationship", row.get("relationship"))
        text = self.said(row.get("dob") or row.get("edd"))
        born = (
            self.date(f"{path}.date_of_birth", row.get("dob"), born="adult" if text and find_date(text) is None else "")
            if text is None or not says_due(text)
            else None
        )
        school = self.line(f"{path}.school", row.get("school"))
        alone = "_apart" in row and ((relationship is None and born is None) or (_is_parent(row) and bool(self.draft.parents)))
        if alone or (name is not None and clean(name) == self.own_name()):
            self.doubt(count)
        return (
            None
            if len(self.evidence) == count
            else HouseholdMember(name=name, relationship=relationship, date_of_birth=born, school=school)
        )

    def professional(self, who: str, names: tuple[str, ...]) -> dict[str, Any]:
        """The assessor or the lead professional."""
        path = "assessor" if who == "assessor" else "lead_professional"
        row: Row = {
            key.removeprefix(f"{who}."): found for key, found in self.draft.one.items() if key.startswith(f"{who}.")
        }
        if "agency_and_tel" in row:
            _part_agency(row)
        made: dict[str, Any] = {}
        name = self.whole_name(f"{path}.name", row)
        if name is not None and who == "lead":
            name = self.lead_in_one(path, name, row)
        made["name"] = name
        for key in ("role", "organisation"):
            if key in names and made.get(key) is None:
                made[key] = self.line(f"{path}.{key}", row.get(key))
        if "address" in names:
            made["address"], made["postcode"] = self.address(path, row)
        made["telephone"], made["email"] = self.contact(path, row)
        return {k: v for k, v in made.items() if k in names}

    def lead_in_one(self, path: str, name: str, row: Row) -> str:
        """'Mrs A Dunning, SENCo, Charlbrook CE Primary' in one box is split into three (samples' notes)."""
        parts = [p.strip() for p in re.split(r"[,\n]", name) if p.strip()]
        if len(parts) not in (2, 3) or ("role" in row and not row["role"].answer.blank):
            return name
        found = row["name"]
        self.evidence = [e for e in self.evidence if e.field != f"{path}.name"]
        self.leaf(f"{path}.name", parts[0], found, 0.9)
        keys = ("role", "organisation") if len(parts) == 3 else ("role",)  # noqa: PLR2004
        for key, part in zip(keys, parts[1:], strict=True):
            row[key] = Found(
                Answer([[_piece(part)]], found.answer.place),
                found.label,
                found.score * (0.9 if len(parts) == 3 else 0.75),
            )
        return parts[0]

    def services(self) -> tuple[ServiceInvolved, ...]:
        """Who already works with the child; a printed service with nothing beside it is none."""
        made: list[ServiceInvolved] = []
        for row in self.draft.services:
            path = f"services[{len(made)}]"
            said = {k: self.said(row.get(k)) for k in ("service", "name", "organisation", "telephone")}
            if not any(said[k] for k in ("name", "organisation", "telephone")) and not (
                said["service"] and row["service"].answer.in_field and row["service"].label != said["service"]
            ):
                continue
            service = self.line(f"{path}.service", row.get("service"))
            name = self.line(f"{path}.name", row.get("name"))
            organisation = self.line(f"{path}.organisation", row.get("organisation"))
            telephone, _ = self.contact(path, row, mail=False)
            made.append(ServiceInvolved(service=service, name=name, organisation=organisation, telephone=telephone))
        return tuple(made)

    # --- the assessment ---------------------------------------------------------------------------------

    def elements(self) -> dict[str, Element]:
        """What is written under each element, in the national form's order."""
        made: dict[str, Element] = {}
        for key in ELEMENTS:
            parts = {
                kind: self.text(f"elements.{key}.{kind}", self.scoped(f"elements.{key}.{kind}"))
                for kind in ("text", "strengths", "needs")
            }
            if any(parts.values()):
                made[key] = Element(**parts)
        return made

    def conclusions(self) -> Conclusions:
        """Conclusions; significant harm only where the form asks and somebody answered."""
        parts = {
            key: self.text(f"conclusions.{key}", self.scoped(f"conclusions.{key}"))
            for key in ("summary", "strengths", "needs")
        }
        return Conclusions(**parts, significant_harm=self.harm())

    def harm(self) -> str | None:
        found = self.scoped("conclusions.significant_harm")
        self.heading("conclusions.significant_harm", found)
        if found is None or (found.answer.blank and not found.answer.has_boxes):
            return None
        value, trust = read_yes_no(found.answer)
        if value is not None:
            text = "Yes" if value else "No"
            plain = self.said(found) if not found.answer.has_boxes and found.answer.choice() is None else None
            if plain and len(plain) > 5:  # noqa: PLR2004
                text = plain
            self.leaf("conclusions.significant_harm", text, found, trust)
            return text
        if trust < 0.8:  # noqa: PLR2004
            self.unsure("conclusions.significant_harm", found, "we could not tell whether Yes or No was meant.")
            return None
        return (
            None
            if found.answer.has_boxes or found.answer.choice() is not None
            else self.text("conclusions.significant_harm", found)
        )

    def actions(self) -> tuple[PlannedAction, ...]:
        """The rows of all plans of the form, in its order."""
        made: list[PlannedAction] = []
        for row in self.draft.actions:
            path = f"actions[{len(made)}]"
            if not any(self.said(row.get(k)) for k in ("action", "who", "by_when", "measure", "desired_outcome")):
                continue
            if (
                not any(self.said(row.get(k)) for k in ("action", "who", "by_when", "measure"))
                and made
                and self.said(row.get("desired_outcome")) == made[-1].desired_outcome
            ):
                continue
            texts = {
                k: self.text(f"{path}.{k}", row.get(k), joiner=" ")
                for k in ("desired_outcome", "action", "who", "measure")
            }
            made.append(PlannedAction(**texts, by_when=self.by_when(f"{path}.by_when", row.get("by_when"))))
        return tuple(made)

    def by_when(self, path: str, found: Found | None) -> str | None:
        """ISO where it is a date, else as written."""
        self.heading(path, found)
        text = self.said(found)
        if text is None or found is None:
            return None
        text = " ".join(text.split("\n"))
        read = find_date(text, near=self.near)
        value = read.value.isoformat() if read is not None and not _words(read.rest) else text
        self.leaf(path, value, found, 0.97 if read is None else min(0.98, read.trust))
        return value

    def comment(self, key: str) -> str | None:
        """The child's or the parents' comment; in a form for several children, this child's own lines."""
        found = self.scoped(key)
        if found is None or not self.several:
            return self.text(key, found)
        self.heading(key, found)
        text = self.said(found)
        if text is None:
            return None
        own = self.own_lines(text, key)
        self.leaf(key, own, found, 0.93)
        return own

    def own_lines(self, text: str, key: str) -> str | None:
        """'Jerome: ...' lines belong to Jerome alone."""
        names = [
            clean((c.get("given") or c.get("name") or Found(Answer([], ""), "")).answer.text)
            for c in self.draft.children
        ]
        mine: list[str] = []
        owner: int | None = None
        split = False
        for line in text.split("\n"):
            head, colon, rest = line.partition(":")
            said = clean(head)
            who = next((i for i, n in enumerate(names) if n and said == n), None) if colon else None
            if who is not None:
                owner, split = who, True
                line = rest.strip()  # noqa: PLW2901 - the name is no part of what was said
            if line and (owner is None or owner == self.index):
                mine.append(line)
        return "\n".join(mine) if split and key == "child_comment" else text if not split else "\n".join(mine) or None

    # --- route and consent ------------------------------------------------------------------------------

    def referral(self) -> Route:
        """Where the form asks to go, and what it asks for."""
        from intake.reader.consent import requested, route  # noqa: PLC0415 - the two know each other

        return Route(route=route(self), services_requested=requested(self))

    def consent(self) -> ConsentStatement:
        """The consent section as it stands."""
        from intake.reader.consent import consent  # noqa: PLC0415 - the two know each other

        return consent(self)

    def listed(self, path: str, found: Found | None) -> tuple[str, ...]:
        """A list of services: ticked options, or words split at line ends, ';' and ','."""
        self.heading(path, found)
        if found is None or found.answer.blank:
            return ()
        if found.answer.has_boxes:
            items = []
            for line in found.answer.lines:
                choice = Answer([line], "").choice() if line else None
                if choice is not None and any(p.kind in ("ticked", "unticked") for p in line):
                    items += [t for c in choice.chosen for t in c.split("\n")]
        else:
            text = self.said(found)
            if text is None:
                return ()
            items = [re.sub(r"^(?:and\s+|[-–•*]\s*|\d+[.)]\s+)", "", i.strip(" .\t")) for i in _LIST_SPLIT.split(text)]
        items = [
            i
            for i in items
            if i
            and is_answer(i)
            and clean(i)
            not in ("none", "no", "no one", "nobody", "noone", "nil", "n a", "no services", "not applicable")
        ]
        for index, item in enumerate(items):
            self.leaf(f"{path}[{index}]", item, found, 0.6 if path in self.draft.conflicts else 0.96)
        return tuple(items)

    def others(self) -> tuple[OtherAnswer, ...]:
        """What has no place of its own: nothing is thrown away."""
        made = list(self.other)
        for heading, answer in self.draft.other:
            text = _ticked_text(answer) if answer.has_boxes else answer.text
            if text and is_answer(text) and not is_prompt(text):
                made.append(OtherAnswer(heading=heading, text=text))
        for heading, choice, _ in self.draft.choices:
            if choice.chosen:
                made.append(OtherAnswer(heading=choice.asked or heading, text=", ".join(choice.chosen)))
        return tuple(made)


def read_yes_no(answer: Answer) -> tuple[bool | None, float]:
    """Return what a question of yes or no got for an answer, and how sure that is; (None, 1.0) where it got none."""
    choice = answer.choice()
    if choice is not None and len(choice.options) > 1:
        chosen = {clean(c) for c in choice.chosen}
        if not chosen:
            rest = find_yes_no(choice.after) if choice.after else None
            return (rest.value, 0.7) if rest is not None else (None, choice.trust)
        said = {True if c in ("yes", "y") else False if c in ("no", "n") else None for c in chosen}
        if len(said) != 1:
            return None, 0.5
        return said.pop(), choice.trust
    if choice is not None and answer.has_boxes:
        if not choice.chosen:
            return None, 1.0
        read = find_yes_no(choice.chosen[0]) if choice.chosen[0] else None
        return (read.value, choice.trust) if read is not None else (True, 0.75)
    read = find_yes_no(answer.text)
    return (read.value, read.trust) if read is not None else (None, 1.0)


def _ticked_text(answer: Answer) -> str:
    """What the ticked boxes of an answer say, and the words that have no box."""
    said: list[str] = []
    for line in answer.lines:
        if any(p.kind in ("ticked", "unticked") for p in line):
            choice = Answer([line], "").choice()
            said.extend(choice.chosen if choice is not None else ())
        else:
            said.append("".join([p.text for p in line]))
    return fold("\n".join(said))


def _is_parent(row: Row) -> bool:
    relation = row.get("relationship")
    said = clean(relation.answer.text) if relation is not None else ""
    return (
        re.search(
            r"\b(?:mother|father|mum|dad|step ?(?:mother|father|mum|dad)|stepmother|stepfather|carer|foster carer|parent|guardian)\b",
            said,
        )
        is not None
        and "grand" not in said
        and re.search(r"partner|aunt|uncle|friend|s mother|s father|s mum|s dad", said) is None
    )


def _from_columns(row: Row) -> Found:
    from intake.reader.records import ticked  # noqa: PLC0415

    yes, no = row.get("pr_yes"), row.get("pr_no")
    on = (yes is not None and ticked(yes.answer), no is not None and ticked(no.answer))
    word = {(True, False): "Yes", (False, True): "No"}.get(on, "")
    source = yes or no
    assert source is not None  # noqa: S101 - called only with one of them
    return Found(Answer([[_piece(word)]] if word else [], source.answer.place), source.label)


def _part_agency(row: Row) -> None:
    """'Elderbank Children's Centre, 01632 960288' under 'Agency and tel'."""
    found = row.pop("agency_and_tel")
    text = found.answer.text.replace("\n", ", ")
    number = re.search(r"[,;:/\s]*((?:tel\S*\s*)?\(?\+?\d[\d\s()]{5,}.*)$", text, re.IGNORECASE)
    if number is not None:
        row.setdefault(
            "telephone", Found(Answer([[_piece(number.group(1))]], found.answer.place), found.label, found.score)
        )
        text = text[: number.start()]
    row.setdefault(
        "organisation", Found(Answer([[_piece(text.strip(" ,"))]], found.answer.place), found.label, found.score)
    )


def _piece(text: str) -> Any:
    from intake.reader.document import Piece  # noqa: PLC0415

    return Piece(text)


def _iso(day: str | None) -> dt.date | None:
    try:
        return dt.date.fromisoformat(day) if day else None
    except ValueError:
        return None


def _words(text: str) -> bool:
    return any(c.isalnum() for c in text)


def _with_other(form: Form, other: tuple[OtherAnswer, ...]) -> Form:
    import dataclasses  # noqa: PLC0415

    return dataclasses.replace(form, other=other)
