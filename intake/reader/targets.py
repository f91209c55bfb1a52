"""
Whose answer it is: the field that a label asks for, given the section and the person spoken of.
"""

from __future__ import annotations

import re

from intake.reader.answers import Found, Row
from intake.reader.counted_children import NUMBERED_CHILD
from intake.reader.draft_state import ONE, names_lead
from intake.reader.initials import child_initialled
from intake.reader.labels import Label, clean
from intake.reader.persons import CHILD_ONLY, PERSON, SECTION_SUBJECT, Persons
from intake.reader.vocabulary import DOMAINS
from intake.reader.whose import names_the_family, whose_words

_OF_THE_CHILD = frozenset({"dob", "edd", "nhs", "upn", "reference", "date_started", "date_completed"})
"""In a page's head or foot these are the child's or the assessment's; an address there may be the council's."""
_FIRST_OF_CHILD = frozenset({"given", "family", "dob", "edd"})
_HOME = ("address", "postcode", "telephone")
_OF_A_WORKER = frozenset({"name", "role", "organisation", "telephone", "email", "address", "postcode"})
_BESIDE_SIGNATURE = frozenset(
    {"signed", "print_name", "name", "date", "given", "family", "relationship", "role", "comment"}
)
_OF_OTHERS = frozenset({"parents", "household", "services"})
_OF_THE_ASSESSMENT = frozenset({"reason", "date_started", "people_present"})
_WHOSE = re.compile(
    r"\b(?:(?P<child>child|young person|baby)|famil(?:y|ies)|parents?|carers?|mum|dad)\b", re.IGNORECASE
)
_MY = re.compile(r"\W*(?:my|i am|i)\b", re.IGNORECASE)
_ADDRESSED = re.compile(r"\byour?\b", re.IGNORECASE)
_I_THINK = re.compile(r"\b(?:i|me|my)\b", re.IGNORECASE)
_WRITES = re.compile(r"\b(?:complet|fill|writ|wrote|done|prepar|author)\w*", re.IGNORECASE)
"""Somebody who wrote the form, and did not only sign it."""

_OVERALL = re.compile(r"\b(?:overall|in summary|altogether|all in all)\b")
_SIGNED_ON = re.compile(r"\bsign(?:ed|ature|ing)\b", re.IGNORECASE)
_FEWEST_TEXTS = 2
_OF_EACH = frozenset({"conclusions", "share_with", "not_share_with"})
"""Asked once for a form, or in the part of each child."""


class Targets(Persons):
    """The draft as one asks it where an answer belongs."""

    def target(self, means: Label, label: str) -> tuple[Row, str] | None:
        """Where an answer to *means* belongs, given the section and the person spoken of."""
        if self.margin and not (means.about or self.subject or means.asks in _OF_THE_CHILD):
            return None
        if self.section == "consent":
            self.leave_consent(means, label)
        if self.begins_with_child(means):
            self.section = self.subject = "child"
        if self.asks_for_signature(means, label):
            return self.signature_target(means, label)
        worker = self.section == "consent" and means.asks == "worker"
        found = (self.worker_signs() if worker else None) or self.form_target(means, label)
        if found is None and self.asks_for_comment(means):
            return self.comment_target(means, label)
        found = found or self.assessment_target(means, label) or self.helper_target(means, label)
        return found or self.element_target(means) or self.personal_target(means, label)

    def begins_with_child(self, means: Label) -> bool:
        """True for 'Surname' or 'DOB' below an unknown title, where whoever assesses is named and no child yet."""
        unknown = self.section == "unknown" and not means.about and means.asks in _FIRST_OF_CHILD
        return unknown and "assessor.name" in self.one and not self.names_children and not self.subject

    def leave_consent(self, means: Label, label: str) -> None:
        """Leave the signatures for the person whose details are asked for, or who wrote the form."""
        if (
            self.signer in ("assessor", "parent")
            and means.about in ("", self.signer)
            and means.asks in ("organisation", "telephone", "email", "address", "role")
        ):
            self.leave_signatures()
        wrote = means.about == "assessor" and not means.asks and _WRITES.search(label) is not None
        if self.section == "consent" and wrote and "assessor.name" not in self.one and not self.signed_here:
            self.section = self.subject = "assessor"

    def asks_for_signature(self, means: Label, label: str) -> bool:
        """True for a name, a date or a person where people sign, and for 'Signed' anywhere."""
        if means.asks in ("signed", "print_name") or (not means.asks and means.section.startswith("sign_")):
            return True
        if means.asks == "date" and self.section in ("assessor", "lead") and _SIGNED_ON.search(label) is not None:
            return means.about in ("", "assessor")  # 'Date signed', among what is asked of whoever assessed
        if means.asks == "comment" and means.about in ("child", "parent") and not self.signed_here:
            return False  # a question of its own, among the consent
        return self.section == "consent" and (
            means.asks in _BESIDE_SIGNATURE or (means.asks in ("", "worker") and bool(self.signer_of(means)))
        )

    def worker_signs(self) -> tuple[Row, str] | None:
        """Where 'Worker' is asked among the signatures, it signs, if whoever assesses has been named."""
        if "assessor.name" not in self.one:
            return None
        self.signer = "assessor"
        return self.one, "sign.assessor.name"

    def form_target(self, means: Label, label: str) -> tuple[Row, str] | None:
        """The field of what a form has once."""
        asks = means.asks
        if asks == "home" and self.section == "child" and clean(label) == "home":
            return self.child_row("address"), "address"  # among the child's own details
        if asks == "home" and self.section == "parents":
            self.section = self.subject = "household"  # who lives there comes next
        led = asks == "reason" and self.section == "lead"
        if led or (asks in _OF_THE_ASSESSMENT and self.section in _OF_OTHERS and self.names_children):
            self.section, self.subject = "assessment", ""  # whoever is asked for below is none of those before
        if asks in ONE:
            return (self.scoped_store() if asks in _OF_EACH else self.one), ONE[asks]
        return None

    def asks_for_comment(self, means: Label) -> bool:
        """True for a comment, and for a child or a parent among the views."""
        whose = self.section == "views" and not means.asks and self.signer_of(means) in ("child", "parent")
        return means.asks == "comment" or whose

    def assessment_target(self, means: Label, label: str) -> tuple[Row, str] | None:
        """The field of what a family says, of strengths, needs and outcomes, or of an action."""
        asks = means.asks
        if means.section == "views" and not asks and (whose := _WHOSE.search(label)) is not None:
            return self.comment_target(Label("comment", "child" if whose["child"] else "parent"), label)
        if asks in ("strengths", "needs") and means.element:
            return self.scoped_store(), f"elements.{means.element}.{asks}"
        if asks in ("strengths", "needs", "outcome"):
            return self.analysis_target(asks, label)
        if asks == "action" and self.section in ("parents", "household", "services") and self.names_children:
            self.section, self.subject = "plan", ""  # 'Steps we agreed' behind those who help: nobody's details
        if asks in ("action", "who", "when", "measure") and self.section in ("plan", "elements"):
            if means.section == "lead" and self.leads_the_plan():
                return None
            return self.plan_target(asks)
        return None

    def helper_target(self, means: Label, label: str) -> tuple[Row, str] | None:
        """The field of a service, of the lead professional, or of somebody below a heading that was not understood."""
        asks = means.asks
        if asks == "service" and self.section == "services":
            return self.service_row("service", "service", label), "service"
        if asks == "service" and self.subject == "lead" and self.section in ("lead", "assessor"):
            return self.one, "lead.organisation"
        if asks == "service" and (self.section == "assessor" or self.subject == "assessor"):
            return self.one, "assessor.organisation"
        if asks == "lead_agency":
            self.subject = "lead"
            return self.one, "lead.organisation"
        leads = asks == "who" and means.section == "lead" and self.leads_the_plan()
        if asks == "lead_different" or leads or (not asks and (means.about == "lead" or names_lead(means, label))):
            self.subject = "lead"
            return self.one, "lead.name"
        strange = self.section == "unknown" and not means.about and not self.subject and asks in _OF_A_WORKER
        if strange and not self.asks_of_family(means, label):
            return self.stranger, asks
        return None

    def element_target(self, means: Label) -> tuple[Row, str] | None:
        """The field of an element of the assessment; 'Where are things now?' asks of the one spoken of."""
        if means.asks == "situation" and self.domain:
            return self.scoped_store(), f"elements.{self.domain}.text"
        if not means.element or not self.element_here(means):
            return None
        store = self.one if means.element in DOMAINS[1:] else self.scoped_store()
        return store, f"elements.{means.element}.text"

    def personal_target(self, means: Label, label: str) -> tuple[Row, str] | None:
        """The field of a person, or of the assessment's date."""
        asks = means.asks
        if asks == "title_word" and self.section in ("assessor", "lead"):
            return self.one, f"{self.section}.title_word"
        if asks in PERSON or asks in CHILD_ONLY or means.about or means.section in SECTION_SUBJECT:
            return self.person_target(means, label)
        if asks == "date" and self.section not in ("consent", "plan", "services"):
            return self.one, "assessment.date_completed"
        return None

    def settle_stranger(self) -> None:
        """Somebody with a post or an agency below an unknown heading: whoever assessed, if nobody else did."""
        stranger, self.stranger = self.stranger, {}
        if self.lives_at_strangers(stranger):
            home = {key: stranger.pop(key) for key in _HOME if key in stranger}
            self.family |= {k: Found(f.answer, f.label, min(f.score, 0.75)) for k, f in home.items()}
        works = "name" in stranger and ("role" in stranger or "organisation" in stranger)
        for key, found in stranger.items():
            if works and "assessor.name" not in self.one:
                self.one.setdefault(f"assessor._{key}", Found(found.answer, found.label, min(found.score, 0.75)))
            else:
                self.keep_other(found.label, found.answer)
        for key in [k for k in self.one if k.startswith("assessor._")]:
            self.one[key.replace("._", ".")] = self.one.pop(key)

    def lives_at_strangers(self, stranger: Row) -> bool:
        """True for an address that is nobody's, in a form that has named a child and told no address: it is home."""
        homeless = self.names_children and not any("address" in row for row in (self.family, *self.children))
        return homeless and "address" in stranger and not stranger.keys() & {"name", "role", "organisation"}

    def leave_signatures(self) -> None:
        """What looked like the head of a signature was the head of a person's details: the name was theirs."""
        who = self.signer
        self.section = self.subject = "assessor" if who == "assessor" else "parent"
        name = self.one.get(f"sign.{who}.name")
        if who == "parent":
            self.section = "parents"
            if name is not None:
                self.parents.append({"name": name})
        elif "assessor.name" not in self.one and (name := name or self.one.get("sign.assessor.signed")) is not None:
            self.one["assessor.name"] = name

    def element_here(self, means: Label) -> bool:
        """True if a label that heads an element does so here, and not a section of persons."""
        if not means.section or self.section in ("elements", "plan"):
            return True
        if means.section == "parents" and self.section == "parents":
            return bool(self.parents) and "general_health" in self.seen  # they were named before the assessment
        return (
            means.section not in ("parents", "child")
            or bool({"general_health", "child_development", "family_environment"} & self.seen)
            or "reason" in self.seen
        )

    @property
    def child_says_i(self) -> bool:
        """True if the form lets the child speak: it asks for 'my name', not for the child's."""
        rows = self.children[:1]
        return any(_MY.match(r[n].label) for r in rows for n in ("given", "name", "family") if n in r)

    def comment_target(self, means: Label, label: str) -> tuple[Row, str] | None:
        """Whose comment it is."""
        who = means.about or self.signer_of(means) or ("child" if self.section in ("child", "children") else "")
        said = speakers(label) if not who else set()
        who = (said.pop() if len(said) == 1 else who) or self.voice
        if not who and (self.child_says_i or self.scope is not None) and _I_THINK.search(label):
            who = "child"
        if not who and self.calls_child_yours and _ADDRESSED.search(label):
            who = "parent"
        if who == "child":
            numbered = NUMBERED_CHILD.fullmatch(label.strip(" :")) is not None and self.scope is not None
            named = None if numbered else self.whose_words(label)
            store = self.scoped_store() if named is None else self.scoped.setdefault(named, {})
            return store, "child_comment"
        if who in ("parent", "mother", "father"):
            return self.one, "parent_comment"
        return None

    def whose_words(self, label: str) -> int | None:
        """The one child of several whose words a label asks for: 'What Esme says', 'Comments: E.M.'."""
        named = whose_words(label, self.child_names())
        return named if named is not None else child_initialled(self.children, label.rpartition(":")[2])

    def analysis_target(self, asks: str, label: str) -> tuple[Row, str]:
        """Strengths, needs or outcomes: of the domain spoken of, or of the whole."""
        if names_the_family(label):
            self.speak_of_all()
        domain = self.domain or (self.section_element if self.section in SECTION_SUBJECT else "")
        if domain and asks in ("strengths", "needs") and not self.is_of_the_whole(domain, label):
            return self.scoped_store(), f"elements.{domain}.{asks}"
        if domain and _OVERALL.search(clean(label)) is not None:
            self.domain = ""  # 'Overall, what are the strengths?', and behind it 'And the needs?'
        if asks == "outcome" and self.section == "plan" and self.begins_action:
            return self.actions[-1], "desired_outcome"  # below 'Action 2'
        if asks == "outcome":
            return self.scoped_store(), "desired_outcomes"
        return self.scoped_store(), f"conclusions.{asks}"

    @property
    def begins_action(self) -> bool:
        """True right below 'Action 2': nothing has been said of that action yet."""
        return bool(self.actions) and not self.actions[-1] and self.actions[-1] is self.counted

    def is_of_the_whole(self, domain: str, label: str) -> bool:
        """True for 'Overall: strengths', and for strengths asked after elements that each have but one text."""
        if _OVERALL.search(clean(label)) is not None:
            return True
        said = [key for key in self.scoped_store() if key.startswith("elements.")]
        return (
            len(said) >= _FEWEST_TEXTS and f"elements.{domain}.text" in said and all(k.endswith(".text") for k in said)
        )

    def leads_the_plan(self) -> bool:
        """True if 'Lead worker' asks who leads: every action has somebody to do it, or there is none."""
        return "lead.name" not in self.one and self.plan_listed and all("who" in action for action in self.actions)

    def plan_target(self, asks: str) -> tuple[Row, str]:
        """The action that a question of a plan belongs to."""
        key = "by_when" if asks == "when" else asks
        told = [action for action in self.actions if action]
        once = len(told) > 1 and not any(key in action for action in told)
        if key == "measure" and (once or (self.section == "elements" and not self.actions)):
            return self.one, "desired_outcomes"  # asked once, of the whole plan
        if not self.actions or key in self.actions[-1]:
            self.actions.append({})
        return self.actions[-1], key

    def signature_target(self, means: Label, label: str) -> tuple[Row, str] | None:
        """Who signs, and which part of the signature this is."""
        who = self.signer_of(means)
        if not who and means.asks == "date" and self.section in ("assessor", "lead"):
            who = "assessor"
        who = who or ("assessor" if self.you_sign(label) else "")
        if not who and means.asks in ("signed", "print_name") and means.about == "":
            who = self.signer or self.signs_here()
        if not means.about and not means.section and self.child_says_i and _MY.match(label):
            who = "child"
        who = who or self.signer
        if who in ("parent", "child", "assessor"):
            self.signer = who
            self.signed_here = True
        elif who == "lead":
            return self.one, "sign.lead.name"
        if not who:
            return None
        kind = {
            "date": "on",
            "signed": "signed",
            "print_name": "name",
            "name": "name",
            "": "signed",
            "given": "name",
            "relationship": "relationship",
            "role": "role",
            "comment": "comment",
        }.get(means.asks, "name")
        if "print" in label.lower() and "name" in label.lower():
            kind = "name"
        return self.one, f"sign.{who}.{kind}"

    def you_sign(self, label: str) -> bool:
        """True for 'Date of your signature' behind a parent's, in a form that asks whoever assessed for 'your name'."""
        name = self.one.get("assessor.name")
        signed = any(key.startswith("sign.parent.") for key in self.one)
        asks_you = name is not None and _ADDRESSED.search(name.label) is not None
        return signed and asks_you and _ADDRESSED.search(label) is not None and "sign" in label.lower()

    def signs_here(self) -> str:
        """Who signs where nobody is named: whoever assessed below what is asked of them, else a parent who consents."""
        if self.section == self.subject == "assessor" and "assessor.name" in self.one:
            return "assessor"
        return "parent" if self.section == "consent" and "sign.parent.signed" not in self.one else ""


def speakers(text: str) -> set[str]:
    """Whose views a question asks for: 'child', 'parent', both, or nobody's in particular."""
    return {"child" if found["child"] else "parent" for found in _WHOSE.finditer(text)}
