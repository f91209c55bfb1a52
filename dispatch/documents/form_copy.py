"""
The clean Word copy of a form, made from data: the national form's sections in their order.

It carries what the form says and nothing of the file that said it: no macro,
link, hidden text or author. Services that the family does not want are shown to
administrators and the chair alone (E4).
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from dispatch.documents.agenda import LETTERHEAD, sheet_for
from dispatch.documents.paper import write_document
from dispatch.views import FormCopyView
from dispatch.wording import dates
from dispatch.wording import form_headings as national
from dispatch.wording.blocks import Block, Facts, Heading, Listing, Paragraph, Span, Table, Words, words
from dispatch.wording.form_headings import Labels
from dispatch.wording.stationery import Stationery
from rules.form import Element, Leaf

_LONGEST_HEADING = 90
_UNWANTED = re.compile(
    r"\bnot\b.{0,40}\b(share|shared|involve|involved|see|want|wish)\b|exclu|do(n.t| not) want", re.IGNORECASE
)

_MAY_BE_EMPTY = frozenset({"also_known_as", "expected_delivery_date", "unique_reference", "nhs_number", "upn", "email"})
"""Not every form asks for these, and few families have all of them: an empty one is no gap."""


def form_copy_docx(view: FormCopyView, paper: Stationery) -> bytes:
    """Return the clean copy of *view*'s form; what an administrator corrected is marked as corrected."""
    title = f"{paper.words.form} form {view.reference}"
    blocks = (Heading(1, words(title)), *_FormCopy(view, paper).blocks())
    return write_document(paper.templates.file(LETTERHEAD), sheet_for(title, view.reference, paper), blocks)


class _FormCopy:
    """One form on its way into blocks; keeps the headings that were not answered."""

    def __init__(self, view: FormCopyView, paper: Stationery) -> None:
        self._view, self._form, self._paper = view, view.form, paper
        self._unanswered: list[str] = []

    def blocks(self) -> Iterator[Block]:
        """Every section that says something, then the headings that say nothing."""
        yield from self._about_this_copy()
        form = self._form
        yield from self._part("Identifying details", "child", form.child, national.CHILD)
        yield from self._part("Assessment information", "assessment", form.assessment, national.ASSESSMENT)
        yield from self._parents()
        yield from self._home()
        yield from self._part("Person undertaking assessment", "assessor", form.assessor, national.ASSESSOR)
        yield from self._part("Lead professional", "lead_professional", form.lead_professional, national.LEAD)
        yield from self._rows_section("Services working with this child", "services", form.services, national.SERVICE)
        yield from self._elements()
        yield from self._conclusions()
        yield from self._comments()
        yield from self._section("Where this form asks to go", self._route())
        yield from self._consent()
        yield from self._other()
        yield from self._not_answered()

    def _about_this_copy(self) -> Iterator[Block]:
        view = self._view
        rows = [("Reference", view.reference)]
        rows += [("Version", str(view.version))] if view.version > 1 else []
        rows += [("Received", dates.day(view.received))] if view.received else []
        yield Facts(tuple((words(label), words(said)) for label, said in rows))
        made = f"{self._paper.panel.title} made this copy from the {self._paper.words.form} form that was sent to it."
        if view.corrected:
            made += " Answers marked “corrected” were put right by the administrator."
        yield Paragraph(words(made))

    def _section(self, heading: str, rows: Sequence[tuple[Words, Words]]) -> Iterator[Block]:
        if rows:
            yield Heading(2, words(heading))
            yield Facts(tuple(rows))

    def _part(self, heading: str, path: str, part: object, labels: Labels) -> Iterator[Block]:
        said = {name: _say(getattr(part, name)) for name, _ in labels}
        rows = [(self._label(f"{path}.{name}", label), words(said[name])) for name, label in labels if said[name]]
        yield from self._section(heading, rows)
        either = {"date_of_birth"} if said.get("expected_delivery_date") else set()
        empty = [label for name, label in labels if not said[name] and name not in _MAY_BE_EMPTY | either]
        if empty:
            self._unanswered.append(f"{heading}: {'; '.join(empty)}" if rows else heading)

    def _label(self, path: str, label: str) -> Words:
        return (Span(f"{label} (corrected)" if path in self._view.corrected else label),)

    def _own_heading(self, path: str, label: str) -> Words:
        """The form's own question, where it is a short one; else the national form's."""
        own = " ".join(self._view.headings.get(path, "").split())
        return self._label(path, own if 0 < len(own) <= _LONGEST_HEADING else label)

    def _parents(self) -> Iterator[Block]:
        if not self._form.parents_carers:
            self._unanswered.append("Details of parents/carers")
        for index, person in enumerate(self._form.parents_carers):
            heading = "Details of parents/carers" if index == 0 else f"Parent or carer {index + 1}"
            rows = [
                (self._label(f"parents_carers[{index}].{name}", label), words(said))
                for name, label in national.PARENT
                if (said := _say(getattr(person, name)))
            ]
            if rows:
                yield Heading(2 if index == 0 else 3, words(heading))
                yield Facts(tuple(rows))

    def _home(self) -> Iterator[Block]:
        form = self._form
        if not form.home_situation and not form.household:
            self._unanswered.append("Current family and home situation")
            return
        yield Heading(2, words("Current family and home situation"))
        yield from self._text("home_situation", form.home_situation)
        yield from self._rows("household", form.household, national.HOUSEHOLD)

    def _rows_section(self, heading: str, path: str, rows: Sequence[object], labels: Labels) -> Iterator[Block]:
        if not rows:
            self._unanswered.append(heading)
            return
        yield Heading(2, words(heading))
        yield from self._rows(path, rows, labels)

    def _rows(self, path: str, rows: Sequence[object], labels: Labels) -> Iterator[Block]:
        used = [(name, label) for name, label in labels if any(_say(getattr(row, name)) for row in rows)]
        if not used:
            return
        lines = tuple(
            tuple(self._cell(f"{path}[{index}].{name}", getattr(row, name)) for name, _ in used)
            for index, row in enumerate(rows)
        )
        yield Table(tuple(words(label) for _, label in used), lines)

    def _cell(self, path: str, value: Any) -> Words:
        said = _say(value)
        return words(f"{said} (corrected)" if said and path in self._view.corrected else said)

    def _elements(self) -> Iterator[Block]:
        answered = {key: element for key, element in self._form.elements.items() if _element(element)}
        by_domain = bool(national.BY_DOMAIN & answered.keys())
        yield Heading(2, words(f"{self._paper.words.form} assessment summary: strengths and needs"))
        if not answered:
            yield Paragraph(words("No element of the assessment was answered."))
        for domain, labels in national.ELEMENTS:
            rows = [
                (self._own_heading(f"elements.{key}.{_which(answered[key])}", label), _element(answered[key]))
                for key, label in labels
                if key in answered
            ]
            if rows:
                yield Heading(3, words(domain))
                yield Facts(tuple(rows))
            empty = [label for key, label in labels if (key in national.BY_DOMAIN) == by_domain and key not in answered]
            if answered and empty:
                self._unanswered.append(f"{domain}: {'; '.join(empty)}")

    def _conclusions(self) -> Iterator[Block]:
        form = self._form
        rows = [
            (self._own_heading(f"conclusions.{name}", label), words(said))
            for name, label in national.CONCLUSIONS
            if (said := _say(getattr(form.conclusions, name)))
        ]
        if form.desired_outcomes:
            rows.append(
                (
                    self._own_heading("desired_outcomes", "What will things look like at review?"),
                    words(form.desired_outcomes),
                )
            )
        if not rows:
            self._unanswered.append("What are your conclusions?")
        yield from self._section("Conclusions, solutions and actions", rows)
        if form.actions:
            yield Heading(3, words("Agreed actions"))
            yield from self._rows("actions", form.actions, national.ACTION)
        else:
            self._unanswered.append("Agreed actions")
        if form.review_date:
            yield Paragraph(words(f"Agreed review date: {dates.day(form.review_date)}"))

    def _comments(self) -> Iterator[Block]:
        pairs = (
            ("child_comment", "Child or young person’s comment", self._form.child_comment),
            ("parent_comment", "Parent or carer’s comment", self._form.parent_comment),
        )
        rows = [(self._own_heading(path, label), words(said)) for path, label, said in pairs if said]
        self._unanswered += [label for _, label, said in pairs if not said]
        yield from self._section("What the family says", rows)

    def _route(self) -> list[tuple[Words, Words]]:
        route = self._form.referral
        said = (
            ("Route", national.ROUTES.get(route.route or "", route.route or "")),
            ("Services asked for", "\n".join(route.services_requested)),
        )
        return [(words(label), words(text)) for label, text in said if text]

    def _consent(self) -> Iterator[Block]:
        labels = tuple(pair for pair in national.CONSENT if pair[0] != "not_share_with" or self._view.show_exclusions)
        rows = [
            (self._label(f"consent.{name}", label), words(said))
            for name, label in labels
            if (said := _say(getattr(self._form.consent, name)))
        ]
        yield from self._section("Consent to storing and sharing information", rows)
        if not rows:
            self._unanswered.append("Consent to storing and sharing information")

    def _other(self) -> Iterator[Block]:
        kept = [
            answer for answer in self._form.other if self._view.show_exclusions or not _UNWANTED.search(answer.heading)
        ]
        rows = [(words(answer.heading), words(answer.text)) for answer in kept]
        yield from self._section("Other answers on the form", rows)

    def _text(self, path: str, text: str | None) -> Iterator[Block]:
        if not text:
            return
        if path in self._view.corrected:
            yield Paragraph((Span("Corrected", bold=True),))
        for line in _lines(text):
            yield Paragraph(words(line))

    def _not_answered(self) -> Iterator[Block]:
        if self._unanswered:
            yield Heading(2, words("Not answered"))
            yield Listing(tuple(words(line) for line in self._unanswered))


def _say(value: Leaf | tuple[str, ...]) -> str:
    """A leaf as words: ticks as Yes and No, dates written out, lists a line each."""
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, dt.date):
        return dates.date(value)
    if isinstance(value, tuple):
        return "\n".join(value)
    return _date_if_one(value.strip()) if value else ""


def _date_if_one(text: str) -> str:
    """`by_when` holds an ISO date where it is one."""
    try:
        return dates.date(dt.date.fromisoformat(text)) if re.fullmatch(r"\d{4}-\d\d-\d\d", text) else text
    except ValueError:
        return text


def _element(element: Element) -> Words:
    parts: list[Span] = [Span(element.text)] if element.text else []
    for label, said in (("Strengths: ", element.strengths), ("Needs: ", element.needs)):
        if said:
            parts += [*([Span("\n")] if parts else []), Span(label, bold=True), Span(said)]
    return tuple(parts)


def _which(element: Element) -> str:
    return "text" if element.text else "strengths" if element.strengths else "needs"


def _lines(text: str) -> Iterable[str]:
    return (line.strip() for line in text.splitlines() if line.strip())
