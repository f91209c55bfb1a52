"""
What a label means where it stands, if that is not what it means by itself.
"""

from __future__ import annotations

import re

from intake.reader.answers import Answer
from intake.reader.child_heads import ANY_HEADING, ChildHeads
from intake.reader.labels import Label, clean, recognise, recognise_area
from intake.reader.likeness import whom_within_consent
from intake.reader.persons import SECTION_SUBJECT
from intake.reader.plain_titles import is_part
from intake.reader.vocabulary import BARE_ELEMENTS, DOMAINS, ELEMENTS
from intake.reader.whose import child_in_heading

_SUMMARIES = frozenset({"summary", "analysis", "summary and analysis", "summary of assessment", "overall summary"})
_PER_LINE = re.compile(r"\((?:one (?:per|to a|on each) line|please list|list(?: them)?|names?)\)", re.IGNORECASE)
_BARE_SERVICES = frozenset(
    {
        "services",
        "agencies",
        "the services",
        "service",
        "agency",
        "organisations",
        "services agencies",
        "agencies services",
    }
    | {"services named", "services listed", "list of services", "names of services", "which services", "services are"}
)
"""Below a sentence on sharing these head the list of whom to share with."""
_LONGEST_AREA = 70
_ELEMENTS, _SEVERAL = frozenset(ELEMENTS), 3
"""So many elements asked for, and an area that nobody has written down yet is one more of them."""
_WORD_FOR_WORD = 0.93
_NUMBERED = re.compile(r"\b(?:of )?(?:child|twin|baby|young person)\W{0,2}([1-6])(?:['’]s\b|(?=\s*$))", re.IGNORECASE)
_COUNTED = re.compile(
    r"(?:(?P<action>action|step|task)|(?:desired |agreed |hoped for )?(?:outcome|goal|aim|objective))\W{0,2}\d{1,2}",
    re.IGNORECASE,
)
"""'Outcome 2' before the second of several, in a plan."""
BOTH = re.compile(
    r"(?:strengths?|needs?|concerns?|worries)(?: (?:and|or) (?:strengths?|needs?|concerns?|worries|risks?))+"
)
"""'Strengths and needs' as one question."""
_OF_THAT = re.compile(
    r"(?:which|what|whom?)(?: (?:agencies|services|organisations|people|professionals))? "
    r"(?:does|do|is|will|would|should) (?:that|this|it|they) (?:agreement )?(?:cover|include|mean|apply to|go to)"
    r"|if (?:only )?(?:so|yes|some|yes to some) (?:which|who|whom|with whom|which (?:ones?|services|agencies))"
    r"|which (?:ones?|of (?:them|these))|given to|it may be given to"
)
"""'Which agencies does that cover?', 'If some, which?', 'Given to:', behind a statement of consent: not sure."""
_BETWEEN = frozenset({"date", "reason", "comment", "yes", "no"})
"""What may be asked between a question of whom not to tell and 'Which ones?'."""
_OTHER_SERVICE = re.compile(
    r"(?:any )?other (?:services?|support|help)(?: not (?:already )?(?:shown|listed|named|given)(?: (?:above|here))?"
    r"| (?:you|they|the family) (?:would like|wants?|needs?))?(?: please (?:say|state|specify|list|give details))?"
)
"""'Any other service not shown above', behind services to tick that somebody asks for."""
_NEEDS = re.compile(r"what (?:needs|has) to (?:change|improve|get better|be better|be different)\b.*")
_AT_HOME = re.compile(
    r"(?:(?:any )?other |another )?(?:(?:person|adult|child|member|someone)(?: (?:else|who (?:is|lives)|living))* "
    r"(?:at home|in (?:the|your|this) (?:home|house|household|family)|at (?:this|the) address|with (?:the|your) \w+)"
    r"|(?:household|family) member|sibling|brother or sister|brother/sister)\W*\d{0,2}\W*(?:full )?name",
    re.IGNORECASE,
)
"""'Other person at home 1: name' behind the questions about two parents."""
_OTHER_HOME = re.compile(r"\b(?:two|second|other|another) (?:homes?|address\w*|house)\b|\bnights?\b", re.IGNORECASE)
"""'Address 2 (if I have two homes)': where the child lives too, and no second line."""


class Meanings(ChildHeads):
    """The draft as one asks it what a label means here."""

    def saw(self, means: Label | None) -> None:
        """The form asks for *means*, whether or not it is answered."""
        if means is not None and means.asks not in _BETWEEN:
            self.asked_last = means.asks
        if means is not None:
            self.seen.add(means.asks or means.element or means.section or means.about)

    def in_place(self, means: Label | None, label: str) -> Label | None:
        """The meaning of a label where it stands, if that differs from what it means by itself."""
        here = self.of_the_section(label) or self.about_numbered_child(label)
        if here is not None:
            return here
        if len(self.children) > 1 and means is not None and means.score < _WORD_FOR_WORD:
            means = self.about_the_child(label) or means  # 'Ada's address' is one strange word before a plain one
        return self.refined(means, label) if means is not None else self.unknown_here(label)

    def of_the_section(self, label: str) -> Label | None:
        """The meaning of a word that only its section tells: 'Services' below a statement, 'Summary' of elements."""
        if self.section == "consent":
            return self.of_the_consent(label) or whom_within_consent(label)
        if self.section == "plan" and (counted := _COUNTED.fullmatch(label.strip(" :"))) is not None:
            return Label("action" if counted["action"] else "outcome", score=0.93)
        if self.section != "elements":
            return None
        said = clean(label)
        if said in _SUMMARIES:
            return Label("conclusions", score=0.93)
        return Label(element=BARE_ELEMENTS[said], score=0.93) if said in BARE_ELEMENTS else None

    def of_the_consent(self, label: str) -> Label | None:
        """The meaning of 'Services' and its like below a statement: whom that allows, or refuses, to be told."""
        if not self.statements or self.signer or any(key.startswith("sign.") for key in self.one):
            return None  # 'Agency', of whoever signs
        bare = clean(_PER_LINE.sub("", label))
        known = bare in _BARE_SERVICES
        if not known and _OF_THAT.fullmatch(bare) is None:
            return None
        asked = self.asked_last == "not_share_with"
        refused = asked or self.refuses_last()
        return Label("not_share_with" if refused else "share_with", score=0.95 if known and not asked else 0.75)

    def refuses_last(self) -> bool:
        """True if the services below are those refused: by the last statement that was answered or announces them."""
        said = [s for s in self.statements if not (s.value is None and (s.alone or not s.lists))] or [
            s for s in self.statements if not (s.alone and s.value is None)
        ]
        return bool(said) and said[-1].negative

    def unknown_here(self, label: str) -> Label | None:
        """The meaning of a label that by itself means nothing: with a child's name in it, or one of several areas."""
        if _AT_HOME.fullmatch(label.strip()) is not None and self.section in ("household", "parents"):
            self.section = self.subject = "household"  # whose relationship is asked next is told here
            return Label("name", score=_WORD_FOR_WORD)
        asked = "services_requested" in self.seen and self.section not in ("consent", "services")
        if asked and _OTHER_SERVICE.fullmatch(clean(label)) is not None:
            return Label("services_requested", score=0.75)
        named = self.named_child(label)
        if named is not None and ":" in label:
            self.speak_of(named, ANY_HEADING)
            label = label.partition(":")[2].strip()
            return self.element_and_kind(label) or recognise(label)
        found = self.about_the_child(label) or self.element_and_kind(label) or self.of_all(label)
        among = self.section == "elements" or len(_ELEMENTS & self.seen) >= _SEVERAL
        if found is None and among and self.section != "consent" and len(label) < _LONGEST_AREA:
            found = recognise_area(label)
        return found

    @property
    def answers_strengths(self) -> bool:
        """True if strengths of the whole were told last, and nothing has asked for needs."""
        return self.section == "elements" and "conclusions.strengths" in self.one and "needs" not in self.seen

    def refined(self, means: Label, label: str) -> Label | None:
        """The meaning of a label that another part of it makes narrower: a column of an element, a second home."""
        if means.asks == "share_with" and self.section != "consent" and clean(label) == "with":
            return Label("people_present", score=0.9)  # 'Date | With' of the day on which the form was filled in
        if means.asks == "worker" and self.section == "consent" and not means.about and not is_part(label):
            return Label("name", "assessor", score=means.score)  # the worker who signs has written the form
        whole = means.section == "elements" and not (means.asks or means.element) and self.section == "elements"
        if whole and self.domain in DOMAINS and BOTH.fullmatch(clean(label)) is not None:
            return Label(element=self.domain, score=0.9)  # 'Strengths and needs' of an area, in one answer
        if means.asks == "outcome" and self.answers_strengths and _NEEDS.fullmatch(clean(label)) is not None:
            return Label("needs", score=0.85)
        if means.asks == "line2" and _OTHER_HOME.search(label):
            return None
        acting = self.section == "plan" and any(self.actions)
        if means.asks == "who" and means.section == "lead" and not acting:
            return Label("", "lead", "lead", score=means.score)  # 'Lead worker' who does it only behind an action
        if means.asks == "progress" and self.section == "elements" and clean(label) == "progress":
            return Label(element="progress_achievement", score=_WORD_FOR_WORD)
        return (self.element_and_kind(label) or means) if means.element and not means.asks else means

    def element_and_kind(self, label: str) -> Label | None:
        """'Development – strengths': an element, and which column of it."""
        head, mark, tail = label.rpartition(next((m for m in "–-:" if m in label), "–"))
        if not mark:
            return None
        kind, about = recognise(tail.strip()), recognise(head.strip())
        if kind is None or kind.asks not in ("strengths", "needs") or about is None or not about.element:
            return None
        self.domain = about.element
        return kind

    def about_numbered_child(self, label: str) -> Label | None:
        """The meaning of "Child 2's comment", 'Comment of child 1': what is asked of that child alone."""
        found = _NUMBERED.search(label) if len(self.children) > 1 else None
        if found is None or (index := int(found[1]) - 1) >= len(self.children):
            return None
        means = recognise(_NUMBERED.sub(" child's ", label).strip())
        if means is None or not means.is_field:
            return None
        self.speak_of(index, ANY_HEADING)
        return means

    def about_the_child(self, label: str) -> Label | None:
        """The meaning of a label that calls the child by name: 'Connor says', 'What is going well for Tyler?'."""
        for index, child in enumerate(self.children):
            found = child.get("given") or child.get("name")
            name = found.answer.text.split()[0] if found is not None and not found.answer.blank else ""
            if len(name) > 1 and re.search(rf"\b{re.escape(name)}\b", label, re.IGNORECASE):
                if child_in_heading(label, [name]) is not None:
                    return None  # the name alone asks for nothing
                means = recognise(re.sub(rf"\b{re.escape(name)}\b", "the child", label, flags=re.IGNORECASE))
                if means is not None and len(self.children) > 1:
                    self.speak_of(index, ANY_HEADING)
                return means
        return None

    def names_subject(self, means: Label | None, answer: Answer) -> bool:
        """True if a label only repeats a child's name, as at the head of the part that is filled in for each child."""
        if means is None or means.asks not in ("name", "given") or means.about not in ("", "child"):
            return False
        named = self.child_called(answer.text)
        if named is None or (means.about == "" and self.section not in ("child", "children", "elements")):
            return False
        if self.section in SECTION_SUBJECT:
            self.section, self.subject = "elements", ""
        self.speak_of(named)
        self.section_title = answer.text.strip()
        return True
