"""
A panel's records as the panel workbook shows them (process, section 5).

The view is what a fresh workbook is written from, and what a returned one is
compared with: both see the records through it.
"""

from __future__ import annotations

from zoneinfo import ZoneInfo

from rules.settings import PanelSettings
from storage.bulk import with_readings
from storage.database import Unit
from storage.panel_view.contacts import contact_rows
from storage.panel_view.decided import decision_rows, review_rows
from storage.panel_view.history import history_lines
from storage.panel_view.referrals import rows_of_referral
from storage.panel_view.shelf import Shelf, take_down
from storage.panel_view.sittings import agenda_rows, meeting_rows
from storage.panel_view.to_do import ToDo, to_do
from storage.panel_view.undelivered import undelivered_rows
from storage.workbook.panel_sheets import (
    AGENDA,
    CONTACTS,
    MEETINGS,
    NEEDS,
    PANEL_DECISIONS,
    PEOPLE,
    REVIEWS,
    UNDELIVERED,
)
from storage.workbook.referrals_sheet import REFERRALS
from storage.workbook.snapshot import PanelWorkbookView
from storage.workbook.values import Lists
from storage.workbook.views import RowView

__all__ = ["ToDo", "panel_view", "take_down", "to_do"]


def panel_view(unit: Unit, panel: PanelSettings, zone: ZoneInfo, export: str = "") -> PanelWorkbookView:
    """Return everything that the panel's workbook shows now; *export* is the id of its snapshot."""
    shelf = take_down(unit, panel, zone)
    rows = _of_referrals(shelf)
    rows |= {
        MEETINGS.name: tuple(meeting_rows(shelf)),
        AGENDA.name: tuple(agenda_rows(shelf)),
        PANEL_DECISIONS.name: tuple(decision_rows(shelf)),
        REVIEWS.name: tuple(review_rows(shelf)),
        CONTACTS.name: tuple(contact_rows(shelf)),
        UNDELIVERED.name: tuple(undelivered_rows(shelf)),
    }
    return PanelWorkbookView(
        panel=panel.code,
        panel_title=panel.title,
        export=export,
        made_on=shelf.today,
        lists=_lists(shelf),
        rows=rows,
        first=to_do(rows).in_words(),
        history=history_lines(shelf),
        reply_to=panel.mailbox,
        marking=panel.profile.protective_marking,
    )


def _of_referrals(shelf: Shelf) -> dict[str, tuple[RowView, ...]]:
    """The three sheets that a form fills, made referral by referral: a form is opened once."""
    rows: dict[str, list[RowView]] = {REFERRALS.name: [], PEOPLE.name: [], NEEDS.name: []}
    for referral, reading in with_readings(shelf.unit, shelf.referrals):
        for name, row in rows_of_referral(shelf, referral, reading):
            rows[name].append(row)
    return {name: tuple(found) for name, found in rows.items()}


def _lists(shelf: Shelf) -> Lists:
    days = (shelf.day_of(meeting) for meeting in shelf.meetings if shelf.is_offered(meeting))
    return Lists(
        services=shelf.services,
        meetings=tuple(dict.fromkeys(days)),
        references=tuple(referral.reference for referral in shelf.referrals),
    )
