"""
A paragraph: a heading, labels with answers, or text for the label before it.
"""

from __future__ import annotations

import re

from intake.reader.about_the_form import speaks_of_form
from intake.reader.across import Across
from intake.reader.answers import Answer, Found
from intake.reader.asked_to_tick import asks_for_services
from intake.reader.document import (
    BOLD,
    EMPTY,
    FIELD,
    TEXT,
    UNDERLINE,
    Paragraph,
    Piece,
)
from intake.reader.filled_in import with_gaps
from intake.reader.labels import Label, heading_section, recognise, recognise_area, recognise_exactly
from intake.reader.lives_where import tells_who_lives
from intake.reader.own_parts import child_page
from intake.reader.part import Part
from intake.reader.parts import split_paragraph
from intake.reader.pieces import looks_like_prompt
from intake.reader.plain_titles import (
    all_coloured,
    is_lettered_title,
    is_numbered_question,
    is_part,
    is_section_alone,
    may_be_title,
    names_section,
    offers_words,
)
from intake.reader.prompts import is_for_office, is_prompt
from intake.reader.shown_boxes import without_shown_boxes
from intake.reader.statements import read_statement
from intake.reader.ticked_services import ticked_service
from intake.reader.typed import find_date, says_due
from intake.reader.views import (
    all_bold,
    has_colon_label,
    is_numbered_title,
    is_question,
    means_of,
    only_italic,
    stands_out,
    starts_plain,
    without_small_print,
)
from intake.reader.waiting import asks_on as goes_on_asking

_INITIALLED = re.compile(r"[\[(]\s*(?P<who>[A-Z][A-Z. ]{1,8}?)\s*[\])]\s*(?P<said>.{12,})", re.DOTALL)
_LONGEST_SERVICE = 60
_IN_WORDS = frozenset({"reason", "home", "strengths", "needs", "outcome", "conclusions"})
_OF_DEEDS = frozenset({"plan", "elements", "next_steps"})
"""Sections in which people write what is to be done."""
_LONGEST_LINE = 70
NUMBER_BEFORE = re.compile(r"^\d{1,2}[.)]\s+")
"""'14.  Year group', of questions that are numbered."""
_LONGEST_PLACE = 90
_LONGEST_NUMBER = 30
_NUMBERS = frozenset({"reference", "nhs", "upn", "dob", "date_started", "date_completed", "review"})
_OF_FAMILY = frozenset({"parents", "household"})


class Paragraphs(Across):
    """A walk as it reads paragraphs."""

    def paragraph(self, paragraph: Paragraph) -> None:
        """A paragraph: a heading, labels with answers, or text for the label before it."""
        self.page = paragraph.place or self.page
        text = paragraph.text.strip()
        if not paragraph.pieces or not (text or any(p.kind != TEXT for p in paragraph.pieces)):
            return
        paragraph = with_gaps(without_shown_boxes(paragraph))
        place = self.place()
        asks_on = text.count("?") > 1 and looks_like_prompt(paragraph.pieces) and only_italic(paragraph.pieces)
        told_how = (is_prompt(text) and self.is_small_print(paragraph)) or self.tells_how(paragraph, text)
        if asks_on or is_for_office(text) or told_how:
            self.small_print(text, place)
            return
        if self.is_ticked_service(paragraph, place):
            return
        if self.is_answer_whole(paragraph, text):
            self.draft.loose(Answer([paragraph.pieces], place))
            return
        if self.initialled(text, place) or self.title(paragraph, text, place) or self.draft.signed_line(text, place):
            return
        awaiting = self.draft.awaits_text
        parts = split_paragraph(
            paragraph,
            answering=awaiting
            and not self.draft.lists_services
            and not all_bold(paragraph.pieces)
            and not has_colon_label(text),
            plain_labels=not self.bold_labels or not awaiting,
        )
        for index, part in enumerate(parts):
            self.part(part, paragraph, first=index == 0, last=index == len(parts) - 1)

    def small_print(self, text: str, place: str) -> None:
        """Small print is noted; what is ticked below 'Please tick the services that you would like' answers it."""
        self.draft.note(text)
        asked = asks_for_services(text) if self.before_table and self.draft.section != "consent" else None
        if asked is not None:
            self.draft.await_text(text, asked, place)

    def initialled(self, text: str, place: str) -> bool:
        """True for '[ L.N. ] I agree that it is stored', on a form that asks for initials, and which was taken."""
        found = _INITIALLED.fullmatch(text)
        statement = read_statement(found["said"]) if found and self.draft.initialled(found["who"]) else None
        if found is None or statement is None:
            return False
        self.draft.decide(statement, Answer([[Piece(found["who"].strip())]], place))
        return True

    def is_ticked_service(self, paragraph: Paragraph, place: str) -> bool:
        """True for '[X] CAMHS  Name: Jo Ash  Telephone: 01632 960115' among the services, which was taken."""
        told = ticked_service(paragraph) if self.draft.section == "services" else None
        if told:
            self.draft.shut()
            self.draft.new_row(
                self.draft.services,
                {key: Found(Answer([[Piece(said)]], place), told["service"], 0.9) for key, said in told.items()},
            )
        return told is not None

    def tells_how(self, paragraph: Paragraph, text: str) -> bool:
        """True for 'Complete a box for each child': about the form, and where nobody answers in such words."""
        if paragraph.level or self.draft.section == "consent" or self.draft.lists_services:
            return False
        if not only_italic(paragraph.pieces) and (self.draft.section in _OF_DEEDS or self.draft.awaits_deeds):
            return False
        return all(p.kind == TEXT for p in paragraph.pieces) and speaks_of_form(text)

    def is_small_print(self, paragraph: Paragraph) -> bool:
        """True for an instruction that nobody can have written as an answer."""
        if not looks_like_prompt(paragraph.pieces) or any(p.kind != TEXT or p.look & BOLD for p in paragraph.pieces):
            return False
        return only_italic(paragraph.pieces) or not (self.draft.awaits_text or ":" in paragraph.text)

    def is_listed_service(self, paragraph: Paragraph, text: str) -> bool:
        """True for a plain line in a list of services agreed to: 'Housing' names a service there, and no element."""
        if not self.draft.lists_services or paragraph.level or not 0 < len(text) < _LONGEST_SERVICE or ":" in text:
            return False
        if any(p.kind != TEXT or (p.look & BOLD and p.text.strip()) for p in paragraph.pieces):
            return False
        means = recognise(text)
        return means is not None and not (means.asks or means.section in ("consent", "plan", "assessment"))

    def is_answer_whole(self, paragraph: Paragraph, text: str) -> bool:
        """True for a line that only answers, though elsewhere it would be a label or hold one."""
        listed = self.is_listed_service(paragraph, text) or self.is_relationship(paragraph)
        return listed or self.is_item(paragraph) or self.is_due(text)

    def is_item(self, paragraph: Paragraph) -> bool:
        """True for a plain item, 'Money: one wage', of a list that answers a question in words."""
        found = self.draft.open
        if not paragraph.listed or not self.draft.awaits_words or found is None or found.answer.blank:
            return False
        return all(p.kind == TEXT and not p.look & BOLD for p in paragraph.pieces)

    def is_due(self, text: str) -> bool:
        """True for 'Due 14/06/2026' below the question when a child was or will be born: no label, with its answer."""
        paths = self.draft.open_paths
        return paths is not None and paths[1] in ("dob", "edd") and says_due(text) and find_date(text) is not None

    def is_relationship(self, paragraph: Paragraph) -> bool:
        """True for 'Mother' below 'Relationship': elsewhere it would head what is asked of her."""
        paths = self.draft.open_paths
        return paths is not None and paths[1] == "relationship" and starts_plain(paragraph)

    def title(self, paragraph: Paragraph, text: str, place: str) -> bool:
        """True for a paragraph that is a heading, by its style or its look, and was taken as one."""
        if is_numbered_title(paragraph):
            self.draft.heading(text, recognise(text), 3, place)
            return True
        if self.titled_over_small_print(paragraph, place) or self.title_of_people(paragraph, text, place):
            return True
        if not text or len(text) >= 200 or any(p.kind in (FIELD, EMPTY) for p in paragraph.pieces):
            return False
        if paragraph.level or all_bold(paragraph.pieces):
            return self.bold_title(paragraph, text, place)
        if self.is_title_without_bold(paragraph, text):
            self.draft.heading(text.rstrip(":"), recognise(text), 4, place)
            return True
        return False

    def bold_title(self, paragraph: Paragraph, text: str, place: str) -> bool:
        """True for a line of a heading's style or all in bold which was taken as a heading."""
        parts = split_paragraph(paragraph)
        if len(parts) == 1 and self.draft.names_subject(parts[0].means, Answer(parts[0].lines, place)):
            return True
        if len(parts) == 1 and _is_numbered_answer(parts[0]):
            return False  # 'Case ref: EH-24-118', in bold from end to end
        if len(parts) <= 1 or parts[0].blank or is_question(text):
            self.draft.heading(text.rstrip(":"), means_of(text), paragraph.level or 5, place)
            return True
        return False

    def title_of_people(self, paragraph: Paragraph, text: str, place: str) -> bool:
        """True for a heading of a child's own part, and for one of who lives where over a table; it was taken."""
        if (paragraph.level or all_bold(paragraph.pieces)) and child_page(text):
            self.draft.heading(text, None, paragraph.level or 5, place)
            return True
        if not self.before_table or self.draft.section not in _OF_FAMILY or len(text) >= _LONGEST_PLACE:
            return False
        if tells_who_lives(text):
            self.draft.heading(text, Label(section="household", score=0.93), 5, place)
            return True
        return False

    def is_title_without_bold(self, paragraph: Paragraph, text: str) -> bool:
        """True for a heading that stands out otherwise, or that only its words and its place tell."""
        if offers_words(text):
            return False
        if is_lettered_title(paragraph, text) or self.is_underlined_area(paragraph, text):
            return True
        if stands_out(paragraph, text, capitals=self.capitals):
            known = recognise(text) is not None or bool(heading_section(text)) or is_part(text)
            return known or not self.draft.awaits_text
        return self.is_plain_title(paragraph, text)

    def is_underlined_area(self, paragraph: Paragraph, text: str) -> bool:
        """True for a line underlined from end to end, among the elements, that names one of them."""
        words = [p for p in paragraph.pieces if p.text.strip()]
        if self.draft.section != "elements" or len(text) > _LONGEST_LINE or text.endswith((".", ",", ";")):
            return False
        if not words or not all(p.kind == TEXT and p.look & UNDERLINE for p in words):
            return False
        area = recognise_area(text)
        return area is not None and bool(area.element) and not area.asks

    def titled_over_small_print(self, paragraph: Paragraph, place: str) -> bool:
        """True for 'My friends  (who do you get on with?)': a title the vocabulary has, with small print behind it."""
        bare = NUMBER_BEFORE.sub("", without_small_print(paragraph))
        named = recognise_exactly(bare) if bare else None
        heads = self.before_table or (self.before_field and paragraph.pieces[0].look & BOLD)
        if named is None or not (heads if named.asks else self.heads_small_print(named)):
            return False
        self.draft.heading(bare, named, paragraph.level or 5, place)
        return True

    def heads_small_print(self, named: Label) -> bool:
        """True for a section, and for an element where one is asked for."""
        return bool(named.section or (named.element and self.draft.awaits_element))

    def is_plain_title(self, paragraph: Paragraph, text: str) -> bool:
        """True for a plain line that heads what comes next by what it says and where it stands, or by its number."""
        if not may_be_title(paragraph, text) or self.draft.lists_services or self.is_relationship(paragraph):
            return False
        means = recognise(text)
        if (self.before_table or all_coloured(paragraph.pieces)) and names_section(text, means):
            return True
        known = recognise_exactly(text)
        if known is None:
            return False
        waits = self.draft.awaits_text
        if self.draft.awaits_element and known.element and not known.asks and " " in text:
            return True
        return waits and (is_numbered_question(text, known) or is_section_alone(text, known))

    def part(self, part: Part, paragraph: Paragraph, *, first: bool, last: bool) -> None:
        """One part of a paragraph: a label with its answer, a label alone, or words without a label."""
        place = self.place()
        answer = Answer(part.lines, place, slot=part.slot)
        key = part.means is not None and part.means.section == "ethnicity_key"
        if key and self.draft.lists_codes(Answer([paragraph.pieces], place)):
            return
        if not part.label:
            if first and looks_like_prompt(paragraph.pieces) and not answer.has_boxes:
                self.draft.note(paragraph.text.strip())
            elif first and last and self.announces(paragraph.text.strip()):
                title = paragraph.text.strip().rstrip(" :")
                self.draft.heading(title, recognise(title) if self.before_table else None, 5, place)
            else:
                self.draft.loose(answer)
        elif (part.blank or self.explains(part)) and not part.slot and first and last:
            self.draft.heading(part.label, part.means, paragraph.level or 6, place)
        else:
            self.draft.pair(part.label, part.means, answer, row=f"p{id(paragraph)}")
            if last and not part.blank:
                self.draft.go_on(part.means)
            elif last and not part.slot:
                self.draft.await_text(part.label, part.means, place)

    def announces(self, text: str) -> bool:
        """True for a plain line that ends in a colon, over a table or naming a section: 'Others at this address:'."""
        waits = self.draft.awaits_text and not self.draft.awaits_more
        if not text.endswith(":") or len(text) > _LONGEST_LINE or (waits and not self.before_table):
            return False
        return self.before_table or bool(heading_section(text))

    def explains(self, part: Part) -> bool:
        """True for a heading with an instruction, or with what it asks in other words: 'Why now? Who saw it?'."""
        means = self.draft.of_the_section(part.label) or part.means
        if means is not None and means.asks in _IN_WORDS and part.styled and part.lines and goes_on_asking(part.text):
            return True
        heads = means is None or not means.asks
        return heads and all(looks_like_prompt(line) for line in part.lines)


def _is_numbered_answer(part: Part) -> bool:
    """True for a number or a date behind a label that asks for one."""
    if part.means is None or part.means.asks not in _NUMBERS or part.blank or len(part.text) > _LONGEST_NUMBER:
        return False
    return any(c.isdigit() for c in part.text)
