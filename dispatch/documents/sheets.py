"""Sheets to fill in and send back: the review form, and a quarter's feedback. Each answer's tag says what it is."""

from __future__ import annotations

from dispatch.documents.agenda import LETTERHEAD, sheet_for
from dispatch.documents.blocks import write_block
from dispatch.documents.controls import Controls
from dispatch.documents.paper import open_paper, save
from dispatch.documents.word_xml import Cell, Row, WordText, run, table
from dispatch.views import FeedbackRequestView, ReviewRequestView
from dispatch.wording import dates
from dispatch.wording.blank_form import Answer, Question
from dispatch.wording.blocks import Facts, words
from dispatch.wording.stationery import Stationery

_SHARES = (36, 64)
_ROOM_TO_WRITE = 850

_REVIEW = (
    Question(tag="review.date", label="Date of review", answer=Answer.DATE),
    Question(tag="review.people_present", label="People present"),
    Question(tag="review.progress", label="What has got better", answer=Answer.TEXT),
    Question(tag="review.barriers", label="What stands in the way", answer=Answer.TEXT),
    Question(tag="review.next_steps", label="Next steps: who does what, by when", answer=Answer.TEXT),
    Question(tag="review.child_comment", label="Child or young person’s comment", answer=Answer.TEXT),
    Question(tag="review.parent_comment", label="Parent or carer’s comment", answer=Answer.TEXT),
    Question(tag="review.next_review", label="Next review date", answer=Answer.DATE),
    Question(
        tag="review.outcome",
        label="What should happen now?",
        answer=Answer.TICKS,
        options=("Go on", "Back to the panel", "Close the case"),
    ),
    Question(tag="review.closed_on", label="If it closes: on which day", answer=Answer.DATE),
    Question(tag="review.closed_why", label="If it closes: why", answer=Answer.TEXT),
)
_FEEDBACK = (
    Question(tag="made", label="Did it start?", answer=Answer.YES_NO),
    Question(tag="started_on", label="Start date", answer=Answer.DATE),
    Question(tag="comment", label="Comment", answer=Answer.TEXT),
)


def review_form_docx(view: ReviewRequestView, paper: Stationery) -> bytes:
    """Return the review form of one child for its lead professional (P8, B17)."""
    sheet = sheet_for(f"Review of {view.reference}", view.reference, paper)
    document = open_paper(paper.templates.file(LETTERHEAD), sheet)
    text, controls = WordText(document), Controls()
    text.add(text.paragraph("Heading 1", run(sheet.title)))
    how = f"Please fill this in with the family and email it to {paper.panel.mailbox} by {dates.day(view.due)}."
    text.add(text.paragraph("Inset Text", run(how)))
    facts = [("Child", view.initials)]
    facts += [("Last review", dates.day(view.last_review))] if view.last_review else []
    facts += [(part.service, part.role or "help as agreed") for part in view.services]
    write_block(document, text, Facts(tuple((words(label), words(said)) for label, said in facts)))
    text.add(text.paragraph("Heading 2", run("The review"), keep_next=True))
    text.add(table(_SHARES, (_question(text, controls, question) for question in _REVIEW)), table=True)
    text.finish()
    return save(document, sheet)


def feedback_sheet_docx(view: FeedbackRequestView, paper: Stationery) -> bytes:
    """Return one service's allocations of a quarter, each asking whether it was made and when it began (B16)."""
    sheet = sheet_for(f"{paper.panel.title} feedback: {view.quarter}", view.quarter, paper)
    document = open_paper(paper.templates.file(LETTERHEAD), sheet)
    text, controls = WordText(document), Controls()
    text.add(text.paragraph("Heading 1", run(sheet.title)))
    how = f"{view.service}: please say for each child whether the work began, and email this to {paper.panel.mailbox}."
    text.add(text.paragraph("Inset Text", run(how)))
    heads = ("Reference", "Child", "Your part", *(question.label for question in _FEEDBACK))
    head = Row(tuple(text.cell(words(label), bold=True, shaded=True) for label in heads), head=True)
    rows = (
        Row(
            (
                text.cell(words(line.reference)),
                text.cell(words(line.initials)),
                text.cell(words(line.role)),
                *(_answer(text, controls, q, f"{line.reference}.{q.tag}", line.reference) for q in _FEEDBACK),
            ),
            whole=True,
        )
        for line in view.lines
    )
    text.add(table((14, 10, 22, 14, 18, 22), (head, *rows)), table=True)
    text.finish()
    return save(document, sheet)


def _question(text: WordText, controls: Controls, question: Question) -> Row:
    label = text.cell(words(question.label), bold=True, shaded=True)
    height = _ROOM_TO_WRITE if question.answer is Answer.TEXT else 0
    return Row((label, _answer(text, controls, question, question.tag, "")), whole=True, height=height)


def _answer(text: WordText, controls: Controls, question: Question, tag: str, about: str) -> Cell:
    title = f"{question.label} {about}".strip()
    return Cell(text.paragraph("Table Text", controls.answer(question, tag, title)))
