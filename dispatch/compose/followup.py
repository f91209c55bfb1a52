"""Mail that follows a child until its case is closed: reviews, feedback, the register, consent taken back."""

from __future__ import annotations

from dispatch.compose.letter import Letter, write
from dispatch.composed import WORD, Attached, Composed
from dispatch.documents.sheets import feedback_sheet_docx, review_form_docx
from dispatch.views import ConsentWithdrawnView, FeedbackRequestView, Late, RegisterAnswerView, ReviewRequestView
from dispatch.wording import dates
from dispatch.wording.stationery import Stationery


def review_request(view: ReviewRequestView, paper: Stationery, late: Late | None = None) -> Composed:
    """Return what the lead professional is asked at a review, with the form to fill in (P8, B17)."""
    letter = Letter(
        kind="review-request",
        template="review-request",
        subject="review-reminder" if view.reminders else "review-request",
        subject_values={"reference": view.reference},
        view=view,
        late=late,
        attachments=(Attached(f"{view.reference} review form.docx", WORD, review_form_docx(view, paper)),),
    )
    return write(letter, paper)


def feedback_request(view: FeedbackRequestView, paper: Stationery, late: Late | None = None) -> Composed:
    """Return a service's allocations of the quarter, with the sheet to fill in (B16)."""
    name = f"{paper.panel.title} feedback {view.quarter}.docx"
    letter = Letter(
        kind="feedback-request",
        template="feedback-request",
        subject="feedback-request",
        subject_values={"count": dates.count(len(view.lines), "allocation")},
        view=view,
        late=late,
        attachments=(Attached(name, WORD, feedback_sheet_docx(view, paper)),),
    )
    return write(letter, paper)


def register_answer(view: RegisterAnswerView, paper: Stationery, late: Late | None = None) -> Composed:
    """Return whether there is a form already, and whom to contact: no more (B4)."""
    letter = Letter(
        kind="register-answer",
        template="register-answer",
        subject="register-answer",
        subject_values={},
        view=view,
        late=late,
    )
    return write(letter, paper)


def consent_withdrawn(view: ConsentWithdrawnView, paper: Stationery, late: Late | None = None) -> Composed:
    """Return what a service is told when a family takes its consent back: stop, and delete (X8)."""
    letter = Letter(
        kind="service-decision",
        template="consent-withdrawn",
        subject="consent-withdrawn",
        subject_values={"reference": view.reference},
        view=view,
        late=late,
    )
    return write(letter, paper)
