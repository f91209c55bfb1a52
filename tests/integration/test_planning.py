"""The calendar and the records: what is planned, what is owed, and what follows when the calendar changes."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from dispatch.planning import plan_panel
from rules.referral import MeetingState
from rules.settings import MeetingPattern, PanelSettings
from storage import ledger
from storage.database import Database
from storage.panels import mark_agenda_gone, meetings_of
from storage.received import Arrived, take_in
from storage.referrals import add_referral, get_referral
from tests.builders import MONDAY, TUESDAY, a_database, a_panel
from tests.property.test_finished_messages import a_new_referral

LONDON = ZoneInfo("Europe/London")


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    """An empty database."""
    made = a_database(tmp_path)
    yield made
    made.close()


def planned(database: Database, panel: PanelSettings, now: dt.datetime = TUESDAY) -> list[dt.date]:
    """The days on which the panel sits, after planning at *now*."""
    with database.unit(now) as unit:
        plan_panel(unit, panel, LONDON)
        return [m.planned_for for m in meetings_of(unit, panel.code) if m.state is MeetingState.PLANNED]


@pytest.mark.requirement("B2", "X3")
def test_planning_again_changes_nothing(database: Database) -> None:
    """Each meeting is there once, and what it brings is owed once."""
    first = planned(database, a_panel())
    assert planned(database, a_panel()) == first
    with database.unit(TUESDAY) as unit:
        keys = [row.key for row in ledger.open_rows(unit)]
    assert len(keys) == len(set(keys))
    assert f"agenda/N/meeting-{1}" in keys


@pytest.mark.requirement("X3")
def test_nothing_before_the_first_start_is_made_up(database: Database) -> None:
    """A panel started after an agenda was due owes nothing for that meeting (ruling 3)."""
    late = dt.datetime(2026, 1, 13, 9, tzinfo=dt.UTC)
    planned(database, a_panel(), late)
    with database.unit(late) as unit:
        assert all(row.due_at >= late for row in ledger.open_rows(unit))


@pytest.mark.requirement("B2")
def test_another_weekday_takes_the_place_of_the_meetings_to_come(database: Database) -> None:
    """When the pattern changes, the old meetings to come are cancelled and what they owed is dropped."""
    planned(database, a_panel())
    other = MeetingPattern(weekday=1, time=dt.time(14), every_weeks=2, first=dt.date(2026, 1, 13))
    days = planned(database, a_panel(meeting=other))
    assert {day.weekday() for day in days if day >= TUESDAY.date()} == {1}
    with database.unit(TUESDAY) as unit:
        assert ledger.state_of(unit, "agenda/N/meeting-1") == "dropped"


@pytest.mark.requirement("B2")
def test_a_cancelled_meeting_sends_its_referrals_to_the_next(database: Database) -> None:
    """What waited for it goes before the next one, and its agenda is not owed any more."""
    panel = a_panel()
    planned(database, panel)
    with database.unit(TUESDAY) as unit:
        taken = take_in(unit, Arrived(mailbox=panel.mailbox, uidvalidity=1, uid=1, raw=b"x"), panel="N")
        first = next(m for m in meetings_of(unit, "N") if m.agenda_gone is None)
        add_referral(unit, a_new_referral(taken.id, first.id), "N26-0001")
    planned(database, dataclasses.replace(panel, cancelled=(dt.date(2026, 1, 15),)))
    with database.unit(TUESDAY) as unit:
        referral = get_referral(unit, "N26-0001")
        meetings = {m.id: m for m in meetings_of(unit, "N")}
        assert referral.meeting_id is not None
        assert meetings[referral.meeting_id].planned_for == dt.date(2026, 1, 29)
        assert ledger.state_of(unit, f"agenda/N/meeting-{first.id}") == "dropped"


@pytest.mark.requirement("B2", "B3")
def test_a_meeting_moved_after_its_agenda_went_is_told(database: Database) -> None:
    """Members and referrers are owed word of it, and the sheets follow the new day (ruling 2)."""
    panel = a_panel()
    planned(database, panel)
    with database.unit(MONDAY) as unit:
        mark_agenda_gone(unit, 1)
    planned(database, dataclasses.replace(panel, moved=((dt.date(2026, 1, 15), dt.date(2026, 1, 20)),)), MONDAY)
    with database.unit(MONDAY) as unit:
        (row,) = [row for row in ledger.open_rows(unit) if row.kind == "meeting-change"]
        assert row.detail["what"] == "moved"
        moved = next(m for m in meetings_of(unit, "N") if m.id == 1)
        assert moved.sheets_due.date() == dt.date(2026, 1, 23)
