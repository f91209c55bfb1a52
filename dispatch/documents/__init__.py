"""Word documents and calendar entries, made from views: values in, the same bytes every time."""

from __future__ import annotations

from dispatch.documents.agenda import agenda_docx, chair_agenda_docx
from dispatch.documents.blank_form import blank_form_docx
from dispatch.documents.calendar import cancellation_ics, invitation_ics
from dispatch.documents.decision import decision_docx, service_decision_docx
from dispatch.documents.form_copy import form_copy_docx
from dispatch.documents.sheets import feedback_sheet_docx, review_form_docx

__all__ = [
    "agenda_docx",
    "blank_form_docx",
    "cancellation_ics",
    "chair_agenda_docx",
    "decision_docx",
    "feedback_sheet_docx",
    "form_copy_docx",
    "invitation_ics",
    "review_form_docx",
    "service_decision_docx",
]
