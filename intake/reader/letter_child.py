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
    take_phone,
    take_sex,
    take_words,
    take_year,
    tidy,
)
from intake.reader.letter_lines import Line
from intake.reader.letter_names import Name, Person, names_in, people, people_in_prose
from intake.reader.letter_words import MEMO, NO_NAMES, POSTCODE, TOKEN
from intake.reader.typed import find_date, find_email, find_nhs_number, find_postcode, find_upn
from intake.reader.vocabulary import SEX_WORDS

_UNBORN = re.compile(
    rf"\b(?i:unborn (?:baby |child |infant )?(?:of|to)|baby of)\s+(?:(?:Mrs|Miss|Ms)\.?\s+)?{TOKEN}(?:[ ]{TOKEN}){{0,3}}"
    rf"|\b(?i:unborn)\b(?:\s+(?i:baby|child)\b)?(?:\s+{TOKEN}){{0,2}}"
    r"|\bBABY\s+[A-Z]{3,}\b(?=\s*[,(–-]?\s*(?:EDD|due))"
)
_TURNED = re.compile(rf"^\W*(?P<family>{TOKEN}(?:[ ]{TOKEN})?),\s+(?P<given>{TOKEN}(?:[ ]{TOKEN}){{0,2}})(?=\s*(?:$|[(,;|\n–-]|\s\s|d\.?o\.?b|born))", re.IGNORECASE)
_AKA = re.compile(r"\(\s*(?:also )?(?:known as|aka|a\.k\.a\.?|“|\"|‘)\s*[“\"‘']?(?P<aka>[A-Z][\w'’\- ]*?)[”\"’']?\s*\)", re.IGNORECASE)
_SCHOOL = re.compile(
    rf"(?P<school>(?:St\.? |The )?{TOKEN}(?:[ '’&](?:of|the|and|de|C of E|CE|RC|{TOKEN})){{0,7}}?\s(?:School|Academy|College|Nursery|Pre-?[Ss]chool|Playgroup|Infants|Juniors|Primary)(?:\s(?:School|Academy|and Nursery|Nursery|College))*)"  # noqa: E501
)
_GOES_TO = re.compile(
    r"\b(?:attends|attending|(?:is )?a (?:pupil|student|child) (?:at|of|in)|(?:pupil|student) at|enrolled at|on roll at|on the roll of|goes to|is at|in (?:Year|Y) ?\d{1,2} (?:at|of))\s+$"  # noqa: E501
)
_LONGEST_DAY = 44
_WORDED = {"school", "ethnicity", "first_language", "religion", "aka", "given", "family", "interpreter"}


class ChildReader:
    """Fills the draft's first child and its parents; `place` is where the reader is."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.place = ""
        self.person: Person | None = None
        self.people: list[Person] = []
        self.labels: dict[int, str] = {}
        self.others = 0
        self.unborn = False

    @property
    def child(self) -> dict[str, Found]:
        """The child's fields so far."""
        if not self.draft.children:
            self.draft.children.append({})
        return self.draft.children[0]

    def put(self, key: str, text: str, label: str, score: float = 0.95) -> None:
        """Keep what was told first."""
        if key == "address" and find_postcode(text) is None:
            text = re.sub(rf",?\s*{POSTCODE}\W*$", "", text)  # the shape of a postcode that there cannot be
        if text.strip() and key not in self.child:
            lines = [[Piece(line)] for line in text.strip().split("\n")]
            self.child[key] = Found(Answer(lines, self.place), label or "Details", score)

    # --- details --------------------------------------------------------------------------------------------

    def details(self, lines: list[Line]) -> None:
        """Take the facts of the lines that say whom the letter is about."""
        self.place = "Details in the letter"
        waiting: list[str] = []
        for line in lines:
            if line.gap or line.pair is not None:
                waiting = []
            waiting = self._line(line, waiting)

    def _line(self, line: Line, waiting: list[str]) -> list[str]:
        if line.pair is not None:
            self._pair(*line.pair)
            return []
        facts = facts_in(line.text)
        if len(facts) == 1 and not facts[0].kind and not facts[0].label:
            return self._plain(line.text, waiting)
        self.person = None if any(f.kind not in ("telephone", "address", "") for f in facts) else self.person
        for fact in facts:
            self.fact(fact)
        last = facts[-1]
        return [last.text] if last.kind == "address" and not re.search(POSTCODE, last.text) else []

    def _plain(self, text: str, waiting: list[str]) -> list[str]:
        """A line without labels: a part of an address, or whatever it holds."""
        postcode = re.search(rf"(?<!\w){POSTCODE}", text)
        if postcode is not None and waiting and "address" in self.child and tidy(waiting[0]) == self._said("address"):
            del self.child["address"]
        if postcode is not None and "address" not in self.child and (waiting or not names_in_any(text)):
            whole, rest = take_address("\n".join([*waiting, text]))
            self.put("address", whole, "Address", 0.95 if re.match(r"(?:flat|\d|apartment)", whole, re.IGNORECASE) else 0.82)
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
            self._parents(fact)
        elif fact.whom and kind in ("telephone", "dob", "address"):
            self._of_relative(fact)
        elif kind == "" and label:
            self.person = Person()  # a doctor, a teacher: what follows is theirs
        elif kind == "":
            self.loose(text)
        elif kind in ("name", "ref"):
            self._named(text, label, sure=kind == "name")
        elif kind in _WORDED:
            self._worded(kind, text, label)
        else:
            rest = getattr(self, f"_{kind}")(text, label)
            self.loose(rest)

    def _worded(self, kind: str, text: str, label: str) -> None:
        year = take_year(text) if kind == "school" else None
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
            self.put("telephone", found[0], label, 0.97)
        return found[1]

    def _email(self, text: str, label: str) -> str:
        found = find_email(text)
        if found is not None and self.person is None:
            self.put("email", found.value, label, 0.9)
        return ""

    def _dob(self, text: str, label: str) -> str:
        """A date of birth is the child's; behind a parent it is the parent's, and of an unborn child it can be no one else's."""
        day, rest = _day(text)
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
            self.others += _day(self.child["dob"].answer.text)[0] != day
        else:
            self.put("dob", day, label, 0.98)
        return rest

    def _edd(self, text: str, label: str) -> str:
        day, rest = _day(text)
        self.put("edd", day, label, 0.97)
        return rest

    def _nhs(self, text: str, label: str) -> str:
        found = find_nhs_number(text)
        if found is None:
            return ""
        digits = re.search(r"\d{3}[\s-]*\d{3}[\s-]*\d{4}", text)
        assert digits is not None  # noqa: S101 - the number was found just above
        if not self.unborn and self.person is None:
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

    # --- people ---------------------------------------------------------------------------------------------

    def _parents(self, fact: Fact) -> None:
        made = people(fact.whom, fact.text, fact.label)
        for person in made:
            if not person.relationship and len(made) == 1 and clean(fact.label) in ("carer", "guardian", "foster carer"):
                person.relationship = fact.label.strip(" :")
            self._known(person, fact.label)
        self.person = self.people[-1] if made and self.people else None
        self.draft.parents_asked = True

    def _known(self, person: Person, label: str) -> None:
        """Add a person, or what is new of one who was named before."""
        same = next((p for p in self.people if _same_person(p, person)), None)
        if same is None:
            self.people.append(person)
            self.labels[id(person)] = label
            return
        for key in ("relationship", "telephone", "born", "address"):
            if not getattr(same, key):
                setattr(same, key, getattr(person, key))

    def _of_relative(self, fact: Fact) -> None:
        who = clean(fact.whom)
        person = next((p for p in self.people if clean(p.relationship) == who), None)
        if person is None and len(self.people) == 1 and (not self.people[0].relationship or who in ("parent", "parents", "carer")):
            person = self.people[0]
        if person is None:
            person = Person(relationship=fact.whom if who not in ("parent", "parents") else "", sure=0.75)
            self.people.append(person)
        if fact.kind == "telephone" and (phone := take_phone(fact.text)) is not None:
            person.telephone = person.telephone or phone[0]
        elif fact.kind == "dob":
            person.born = person.born or _day(fact.text)[0]
        elif fact.kind == "address":
            person.address = person.address or take_address(fact.text)[0]

    def finish(self) -> None:
        """Put the people into the draft."""
        for person in self.people:
            row = {}
            told = (("name", person.name), ("relationship", person.relationship), ("telephone", person.telephone))
            for key, text in (*told, ("dob", person.born), ("address", person.address)):
                if text:
                    label = self.labels.get(id(person)) or person.relationship or "Parent"
                    row[key] = Found(Answer([[Piece(text)]], self.place), label, person.sure)
            self.draft.parents.append(row)

    # --- what has no label ----------------------------------------------------------------------------------

    def _named(self, text: str, label: str, *, sure: bool) -> None:
        before = len(self.child)
        if sure or re.search(r"\bborn\b|d\.?o\.?b", text, re.IGNORECASE) or next(names_in(text), None) is not None:
            self.loose(text, label)
            self.person = None
        words = tidy(text)
        if sure and len(self.child) == before and label and clean(label) != "subject" and re.fullmatch(TOKEN, words):
            self.put("name", words, label, 0.75)

    def loose(self, text: str, label: str = "") -> bool:
        """Take from words without a label what they can only be; True if anything was taken."""
        before = len(self.child) + len(self.people)
        if not text.strip(" .,;|()–-\n"):
            return False
        aka = _AKA.search(text)
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
        if {"name", "given", "family"} & set(self.child):
            return text
        unborn = _UNBORN.search(text)
        if unborn is not None:
            self.unborn = True
            self.put("name", tidy(unborn.group(0)), label, 0.97)
            return text[: unborn.start()] + "," + text[unborn.end() :]
        turned = _TURNED.match(text)
        if turned is not None and not {clean(w) for w in turned.group(0).split()} & NO_NAMES:
            score = 0.93 if turned.group("family").isupper() else 0.78
            self.put("family", turned.group("family"), label, score)
            self.put("given", turned.group("given"), label, score)
            return text[turned.end() :]
        name = next((n for n in names_in(text) if n.words >= 2), None)
        if name is None:
            return text
        self.put("name", _untitled(name), label or "Re", 0.98)
        return text[: name.start] + "," + text[name.end :]

    def _take_bare(self, text: str) -> None:
        """Numbers, dates, an address and a school are known by their looks."""
        postcode = re.search(rf"(?<!\w){POSTCODE}", text)
        if postcode is not None and "address" not in self.child and self.person is None:
            address = tidy(re.split(r"[|;•·]|\s{3,}|\.\s", text[: postcode.start()])[-1])
            address = re.sub(r"^(?:of|at|address)\s+", "", address)
            if not re.search(r"\b(?:[Rr]eferral|request|support)\b", address):
                self.put("address", f"{address} {postcode.group(0)}", "Address", 0.93 if re.match(r"(?:[Ff]lat|\d)", address) else 0.82)
        elif postcode is not None and self.person is not None and not self.person.address:
            self.person.address = tidy(text[: postcode.end()])
        school = _SCHOOL.search(text)
        if school is not None and postcode is None:
            self.put("school", school.group("school"), "School", 0.9)
        phone = take_phone(text)
        if phone is not None and postcode is None:
            self._telephone(phone[0], "Telephone")
        number = re.search(r"(?<!\d)(999|[4-7]\d\d)\s\d{3}\s\d{4}(?!\d)", text)
        if number is not None and "nhs" not in self.child:
            self.put("nhs", number.group(0), "NHS number", 0.78)
        day, _ = _day(text)
        if day and "dob" not in self.child and not self.unborn and re.search(r"\d{1,2}\D\d{1,2}\D\d{2,4}|\d{4}", text):
            self.put("dob", day, "Date", 0.75)

    # --- sentences ------------------------------------------------------------------------------------------

    def sentences(self, lines: list[Line]) -> None:
        """Take the facts of the sentence that introduces the child, and the parents whom sentences name."""
        self.place = "Text of the letter"
        for line in lines[:4]:
            for sentence in _sentences(line.text):
                self._introduces(sentence)
        had = bool(self.people)
        for line in lines:
            for person in people_in_prose(line.text):
                if not had or any(_same_person(p, person) for p in self.people):
                    self._known(person, person.relationship)

    def _introduces(self, sentence: str) -> None:
        facts = facts_in(sentence)
        told = {f.kind for f in facts}
        known = bool({"name", "given", "family"} & set(self.child))
        if not told & {"dob", "edd", "nhs", "upn"} and not (not known and _ABOUT.search(sentence)):
            if known and "address" in told and "address" not in self.child and _of_child(sentence):
                self._only(facts, ("address",))
            return
        if not known:
            self._name_before(sentence, facts)
        self._only(facts, ("dob", "edd", "nhs", "upn", "address", "aka"))
        if not {"name", "given", "family"} & set(self.child):
            return
        year = re.search(r"\bin ((?:Year|Yr) \d{1,2}\w?|[Rr]eception)\b", sentence)
        if year is not None:
            self.put("year", year.group(1), "Year", 0.85)
        for school in _SCHOOL.finditer(sentence):
            if _GOES_TO.search(sentence[: school.start()]):
                self.put("school", school.group("school"), "School", 0.9)

    def _only(self, facts: list[Fact], kinds: tuple[str, ...]) -> None:
        for fact in facts:
            if fact.kind == "address" and not re.search(POSTCODE, fact.text):
                continue
            if fact.kind == "aka":
                found = re.match(rf"\W*({TOKEN})", fact.text)
                self.put("aka", found.group(1) if found else "", fact.label, 0.85)
            elif fact.kind in kinds and not fact.whom:
                getattr(self, f"_{fact.kind}")(fact.text, fact.label)

    def _name_before(self, sentence: str, facts: list[Fact]) -> None:
        """The name that stands nearest before the date of birth, or behind 'about'."""
        first = facts[0].text if not facts[0].kind else ""
        unborn = _UNBORN.search(sentence)
        if unborn is not None:
            self.unborn = True
            self.put("name", tidy(unborn.group(0)), "Text of the letter", 0.9)
            return
        about = _ABOUT.search(sentence)
        names = [n for n in names_in(first or sentence) if n.words >= 2 and n.title in ("", "Master", "Miss")]
        after = [n for n in names if about is not None and n.start >= about.end()]
        chosen = after[:1] or names[-1:]
        if chosen:
            self.put("name", _untitled(chosen[0]), "Text of the letter", 0.97 if after and len(facts) > 1 else 0.85)


_ABOUT = re.compile(
    r"\b(?:(?:writ\w+|contact\w+|in touch|e-?mail\w*|get\w* in touch)(?: to you| with you| you)?(?: today)? (?:about|regarding|concerning|on behalf of|in connection with|in relation to|with regard to|to refer|to request \w+(?: \w+)? for|to ask for \w+(?: \w+)? for)"  # noqa: E501
    r"|refer(?:ring)?|(?:referral|support|help|early help) (?:of|for)|concerned about|concerns about|to discuss|thank you for (?:seeing|considering))\b"  # noqa: E501
)


def _of_child(sentence: str) -> bool:
    return re.search(r"\b(?:[Hh]e|[Ss]he|[Tt]he family|[Tt]hey|[A-Z]\w+) (?:currently )?(?:lives?|is living|resides?)\b", sentence) is not None


def _sentences(text: str) -> list[str]:
    return re.split(r"(?<=[a-z0-9)]\.)\s+(?=[A-Z])", text)


def _day(text: str) -> tuple[str, str]:
    """Return the words of the first day in *text*, and what follows it."""
    for end in range(6, min(len(text), _LONGEST_DAY) + 1):
        if find_date(text[:end]) is None:
            continue
        while text[end : end + 1].isdigit():
            end += 1  # noqa: PLW2901 - '3 May 20' is the beginning of '3 May 2015'
        return text[:end].strip(" (,"), text[end:]
    return "", text


def _untitled(name: Name) -> str:
    return name.text.removeprefix(name.title).strip() if name.title in ("Master", "Miss", "Mr", "Ms") else name.text


def names_in_any(text: str) -> bool:
    """True if *text* has a name."""
    return next(names_in(text), None) is not None


def _same_person(one: Person, other: Person) -> bool:
    mine, theirs = set(clean(one.name).split()), set(clean(other.name).split())
    if one.relationship and clean(one.relationship) == clean(other.relationship) and mine and mine & theirs:
        return True
    return bool(mine) and mine == theirs


def is_memo(line: Line) -> bool:
    """True for 'Our ref: ...', 'Date: ...' and their like."""
    return MEMO.match(line.text) is not None
