"""The decision as a Word document: the whole of it for the referrer, its own part for each service."""

from __future__ import annotations

from dispatch.documents.agenda import LETTERHEAD, sheet_for
from dispatch.documents.paper import write_document
from dispatch.views import DecisionView, ServiceDecisionView
from dispatch.wording.stationery import Stationery


def decision_docx(view: DecisionView, paper: Stationery) -> bytes:
    """Return the decision sheet, its last page in plain words for the family (E2, E12, P6)."""
    name = f"Amended decision on {view.reference}" if view.amended else f"Decision on {view.reference}"
    sheet = sheet_for(name, view.reference, paper)
    blocks = paper.templates.written("documents/decision.html", paper.values(view)).blocks
    return write_document(paper.templates.file(LETTERHEAD), sheet, blocks)


def service_decision_docx(view: ServiceDecisionView, paper: Stationery) -> bytes:
    """Return one service's part, with the contact to whom it owes a start date (B12)."""
    sheet = sheet_for(f"{view.reference}: your part", view.reference, paper)
    blocks = paper.templates.written("documents/service-decision.html", paper.values(view)).blocks
    return write_document(paper.templates.file(LETTERHEAD), sheet, blocks)
