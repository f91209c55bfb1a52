"""The agenda as a Word document: one for each representative, one for the chair."""

from __future__ import annotations

from dispatch.documents.paper import Sheet, write_document
from dispatch.views import AgendaView, ChairPackView, MeetingFacts
from dispatch.wording import dates
from dispatch.wording.stationery import Stationery

LETTERHEAD = "documents/letterhead.docx"


def agenda_docx(view: AgendaView, paper: Stationery) -> bytes:
    """Return the agenda with a summary for each child, and the actions still open (S1, S3)."""
    return _written("documents/agenda.html", "agenda", view, paper)


def chair_agenda_docx(view: ChairPackView, paper: Stationery) -> bytes:
    """Return the chair's agenda: who must leave for which item, apologies, what is missing (B10, E4)."""
    return _written("documents/chair-agenda.html", "chair’s agenda", view, paper)


def _written(template: str, name: str, view: AgendaView | ChairPackView, paper: Stationery) -> bytes:
    sheet = sheet_for(f"{paper.panel.title} {name}: {dates.day(view.meeting.starts_at)}", _mark(view.meeting), paper)
    blocks = paper.templates.written(template, paper.values(view)).blocks
    return write_document(paper.templates.file(LETTERHEAD), sheet, blocks)


def _mark(meeting: MeetingFacts) -> str:
    return f"Meeting of {dates.date(meeting.starts_at)}"


def sheet_for(title: str, reference: str, paper: Stationery) -> Sheet:
    """Header, footer and properties of a document of this panel."""
    facts = paper.facts
    return Sheet(
        title=title,
        reference=reference,
        panel=facts.title,
        organisation=facts.organisation,
        marking=facts.marking,
    )
