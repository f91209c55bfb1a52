"""The decision, to the referrer in whole and to each allocated service in its part (B3, B12, P6)."""

from __future__ import annotations

from dispatch.compose.letter import Letter, write
from dispatch.compose.packs import form_copy
from dispatch.composed import WORD, Attached, Composed
from dispatch.documents.decision import decision_docx, service_decision_docx
from dispatch.views import DecisionView, Late, ServiceDecisionView
from dispatch.wording.stationery import Stationery


def decision_sheet(view: DecisionView, paper: Stationery, late: Late | None = None) -> Composed:
    """Return the referrer's mail: the decision, what to do now, and the sheet with its page for the family (E2, P7)."""
    name = f"{view.reference} amended decision.docx" if view.amended else f"{view.reference} decision.docx"
    return write(
        Letter(
            kind="decision-sheet",
            template="decision-sheet",
            subject="decision-sheet-amended" if view.amended else "decision-sheet",
            subject_values={"reference": view.reference},
            view=view,
            late=late,
            attachments=(Attached(name, WORD, decision_docx(view, paper)),),
        ),
        paper,
    )


def service_decision(view: ServiceDecisionView, paper: Stationery, late: Late | None = None) -> Composed:
    """Return an allocated service's mail: its part, whom to contact, and the duty to give a start date (B12)."""
    document = Attached(f"{view.reference} your part.docx", WORD, service_decision_docx(view, paper))
    forms = (form_copy(view.form, paper),) if view.form else ()
    return write(
        Letter(
            kind="service-decision",
            template="service-decision",
            subject=_subject(view),
            subject_values={"reference": view.reference},
            view=view,
            late=late,
            attachments=(document, *forms),
        ),
        paper,
    )


def _subject(view: ServiceDecisionView) -> str:
    if view.withdrawn:
        return "service-withdrawn"
    return "service-decision-amended" if view.amended else "service-decision"
