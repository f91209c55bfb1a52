"""
From the draft to a typed form: every leaf with its certainty, its place and what stood there.

One child's view of the draft is taken at a time. A value that cannot be typed
is left out and named among the problems; a doubtful one is kept below 0.8.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace

from intake.reader.answers import Answer, Found
from intake.reader.child_part import ChildPart
from intake.reader.document import Piece
from intake.reader.leaves import ticked_text, words_in
from intake.reader.own_parts import own_rows
from intake.reader.people_part import PeoplePart
from intake.reader.prompts import is_printed
from intake.reader.routes import route_of
from intake.reader.typed import (
    find_date,
    is_answer,
)
from intake.reader.vocabulary import ELEMENTS
from intake.reader.whose import SOMEBODY_ELSE, for_one_of_several, said_by
from intake.reader.yes_no import read_yes_no
from rules.form import (
    Assessment,
    Assessor,
    Conclusions,
    ConsentStatement,
    Element,
    Form,
    LeadProfessional,
    OtherAnswer,
    PlannedAction,
    Route,
)

_TURNED = re.compile(
    r"\b(?:free from|no concerns?|safe from|protected from|not (?:at risk|suffering)|without)\b", re.IGNORECASE
)
_ELEMENT_PATHS = {key: {f"elements.{key}.{kind}": kind for kind in ("text", "strengths", "needs")} for key in ELEMENTS}
_UNCLEAR = re.compile(r"[xX✓✔✗✘*]|n\s*/?\s*a\.?|.*\?", re.IGNORECASE)


class Finish(ChildPart, PeoplePart):
    """The whole form of one child; `evidence` and `problems` grow with it."""

    def form(self) -> Form:
        """Return the whole form for this child."""
        child = self.child_fields()
        parents, household = self.people()
        home = self.text("home_situation", self.scoped("home_situation"))
        assessment = Assessment(
            date=self.assessment_date(),
            people_present=self.text("assessment.people_present", self.scoped("assessment.people_present"), joiner=" "),
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
            review_date=self.date("review_date", self.scoped("review_date")),
            child_comment=self.comment("child_comment"),
            parent_comment=self.comment("parent_comment"),
            referral=self.referral(),
            consent=self.consent(),
            other=(),
        )
        return _with_other(form, self.others())

    def assessment_date(self) -> dt.date | None:
        """The day the assessment started, or where only that is asked, was completed."""
        for key in ("assessment.date", "assessment.date_completed"):
            value = self.date("assessment.date", self.scoped(key))
            if value is not None:
                return value
        return None

    def elements(self) -> dict[str, Element]:
        """What is written under each element, in the national form's order."""
        made: dict[str, Element] = {}
        asked = self.draft.one.keys() | self.draft.scoped.get(self.index, {}).keys()
        for key, paths in _ELEMENT_PATHS.items():
            if asked.isdisjoint(paths):
                continue
            parts = {
                kind: self.text(path, self.own_part(self.scoped(path))) for path, kind in paths.items() if path in asked
            }
            if any(parts.values()):
                made[key] = Element(**parts)
        return made

    def conclusions(self) -> Conclusions:
        """Conclusions; significant harm only where the form asks and somebody answered."""
        parts = {
            key: self.text(f"conclusions.{key}", self.own_part(self.scoped(f"conclusions.{key}")))
            for key in ("summary", "strengths", "needs")
        }
        return Conclusions(**parts, significant_harm=self.harm())

    def harm(self) -> str | None:
        """What was answered about significant harm; the paragraph printed on every form is no answer."""
        found = self.scoped("conclusions.significant_harm")
        self.heading("conclusions.significant_harm", found)
        if found is None or (found.answer.blank and not found.answer.has_boxes):
            return None
        value, trust = read_yes_no(found.answer)
        if value is not None:
            text = "Yes" if value else "No"
            plain = self.said(found) if not found.answer.has_boxes and found.answer.choice() is None else None
            if plain and len(plain) > 5:
                text = plain
            # A cross alone may stand below any heading, and a question may be turned round: 'Is she free from ...'.
            unclear = _TURNED.search(found.label) or _UNCLEAR.fullmatch(found.answer.text.strip())
            self.leaf("conclusions.significant_harm", text, found, min(trust, 0.6 if unclear else 1.0))
            return text
        if trust < 0.8:
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
        for row in own_rows(self.draft, self.draft.actions, self.index):
            path = f"actions[{len(made)}]"
            if not any(self.said(row.get(k)) for k in ("action", "by_when", "measure", "desired_outcome")):
                self.other += [OtherAnswer(heading=f.label, text=f.answer.text) for f in row.values() if f.answer.text]
                continue  # somebody was named beside a plan, and nothing that they will do
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
        value = read.value.isoformat() if read is not None and not words_in(read.rest) else text
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
        own = self.own_words(text, key)
        if own is not None:
            shared = found is self.draft.one.get(key) and own == text
            unclear = shared and key == "child_comment" and for_one_of_several(found.label)
            self.leaf(key, own, found, 0.7 if unclear else 0.93)
        return own

    def own_part(self, found: Found | None) -> Found | None:
        """Of 'Alex: well. Sam: asthma.' below one question, a line for each child, this child's line."""
        if found is None or not self.several or found.answer.has_boxes:
            return found
        said = said_by(found.answer.text, self.draft.child_names())
        owners = {who for who, _ in said}
        if owners & {None, SOMEBODY_ELSE} or (len(owners) == 1 and self.names_another(found.answer.text, owners)):
            return found
        lines = [[Piece(words)] for who, words in said if who == self.index]
        return replace(found, answer=Answer(lines, found.answer.place, found.answer.slot))

    def names_another(self, text: str, owners: set[int | None]) -> bool:
        """True for 'Alex: well. Sam: asthma.' on one line, whose parts nobody has told apart."""
        others = [name.split()[0] for i, name in enumerate(self.draft.child_names()) if name and i not in owners]
        return any(f" {name}:" in text for name in others)

    def own_words(self, text: str, key: str) -> str | None:
        """'Jerome: ...' is Jerome's alone; what is said before any name, and by all of them, is everybody's."""
        said = said_by(text, self.draft.child_names())
        if all(who is None or (who == SOMEBODY_ELSE and key == "parent_comment") for who, _ in said):
            return text
        mine = (None, self.index) if key == "child_comment" else (None, self.index, SOMEBODY_ELSE)
        kept = [words for who, words in said if who in mine]
        return "\n".join(kept) or None

    def referral(self) -> Route:
        """Where the form asks to go, and what it asks for."""
        from intake.reader.consent import requested, route  # noqa: PLC0415 - imported when needed

        return Route(route=route(self), services_requested=requested(self))

    def consent(self) -> ConsentStatement:
        """The consent section as it stands."""
        from intake.reader.consent import consent  # noqa: PLC0415 - imported when needed

        return consent(self)

    def others(self) -> tuple[OtherAnswer, ...]:
        """What has no place of its own: nothing is thrown away."""
        made = list(self.other)
        for heading, answer in self.draft.other:
            text = ticked_text(answer) if answer.has_boxes else answer.text
            if text and is_answer(text) and not is_printed(text):
                made.append(OtherAnswer(heading=heading, text=text))
        for heading, choice, _ in self.draft.choices:
            routes = len(choice.options) > 1 and all(route_of(chosen) is not None for chosen in choice.chosen)
            if choice.chosen and not routes:
                made.append(OtherAnswer(heading=choice.asked or heading, text=", ".join(choice.chosen)))
        return tuple(made)


def _with_other(form: Form, other: tuple[OtherAnswer, ...]) -> Form:
    import dataclasses  # noqa: PLC0415 - imported when needed

    return dataclasses.replace(form, other=other)
