"""The panel workbook on real records: meetings, agenda, decisions, contacts, mail, and what comes each morning."""

from __future__ import annotations

import dataclasses
import datetime as dt
from pathlib import Path

import openpyxl
import pytest
from sqlmodel import select

from rules.form import ConsentStatement, Route
from rules.referral import Decision, Status
from storage.attention import ask_for_attention, attentions
from storage.decisions import newest_decision
from storage.tables import ReceivedRow
from tests.builders import FRIDAY, MONDAY, THURSDAY, a_form, a_panel, a_reading
from tests.integration.panel_office import UNSIGNED, PanelOffice, fill, of_child, row_with, saved
from tests.integration.test_workbook_office import saved_by_calc
from tests.unit.workbook.editing import append, columns, heading_row


@pytest.fixture
def office(tmp_path: Path) -> PanelOffice:
    """A panel's office on Tuesday 6 January 2026."""
    return PanelOffice(tmp_path)


def decided(office: PanelOffice, reference: str) -> Decision:
    """The decision that counts for a referral."""
    with office.database.unit(office.now) as unit:
        decision = newest_decision(unit, reference)
    assert decision is not None
    return decision


# --------------------------------------------------------------------------------------------------- meetings, agenda


@pytest.mark.requirement("B3")
def test_put_on_a_gone_agenda_it_goes_out_as_an_addendum(office: PanelOffice) -> None:
    """What came too late goes to members and chair by itself, with its form and a workbook of all items."""
    office.receive()
    office.run(MONDAY)
    (late,) = office.receive(of_child("Bea"), sender="gp@surgery.example")
    assert office.say(late, Meeting=dt.date(2026, 1, 15)).refused == ()
    office.run()
    got = office.sent("addendum", "police@partners.example")
    assert len(got) == 1
    assert late in got[0].message.as_string()
    (chair,) = office.sent("addendum", "chair@beds.example")
    assert any(str(one.get_filename()).endswith(".xlsx") for one in chair.message.iter_attachments())
    office.run()
    assert len(office.sent("addendum", "police@partners.example")) == 1


@pytest.mark.requirement("P4", "E7", "B3")
def test_order_slots_and_guests_are_kept_when_the_agenda_goes(office: PanelOffice) -> None:
    """The second child comes first, at the time that was set, and its guest gets that one child."""
    (one,) = office.receive()
    (other,) = office.receive(of_child("Bea"), sender="gp@surgery.example")
    result = office.say(other, "Agenda", Item=1, Time_slot=dt.time(10, 20), Guests="guest@elsewhere.example")
    assert not result.refused
    office.run(MONDAY)
    agenda = office.sent("agenda", "police@partners.example")[0].text
    assert agenda.index(other) < agenda.index(one)
    assert "10:20am" in agenda
    (pack,) = office.sent("guest-pack", "guest@elsewhere.example")
    assert other in pack.message.as_string()
    assert one not in pack.message.as_string()
    result = office.say(one, "Agenda", Item=1)
    assert "order stays" in result.refused[0].reason
    office.say(one, "Agenda", Guests="late@elsewhere.example")
    office.run()
    assert len(office.sent("guest-pack", "late@elsewhere.example")) == 1


@pytest.mark.requirement("B2", "E1")
def test_a_meeting_cancelled_in_the_workbook_puts_its_children_before_the_next(office: PanelOffice) -> None:
    """The calendar leaves it cancelled, and the referrer is told the new day."""
    (reference,) = office.receive()
    office.run()
    result = office.say("2026-01-15 00:00:00", "Meetings", State="Cancelled", Reason="Snow")
    assert not result.refused
    office.run(MONDAY)
    assert not office.sent("agenda")
    assert "29 January 2026" in office.sent("acknowledgement", "sam@school.example")[-1].text
    assert office.referral(reference).meeting_id is not None
    office.run(dt.datetime(2026, 1, 26, 9, tzinfo=dt.UTC))
    assert office.sent("agenda", "police@partners.example")


@pytest.mark.requirement("B2")
def test_a_meeting_moved_after_its_agenda_is_told_with_both_days(office: PanelOffice) -> None:
    """Members get the new day and why, and the old one to know it by."""
    office.receive()
    office.run(MONDAY)
    result = office.say("2026-01-15 00:00:00", "Meetings", Held_on=dt.date(2026, 1, 16), Reason="The hall is flooded")
    assert not result.refused
    office.run()
    (told,) = office.sent("addendum", "police@partners.example")
    assert "Friday 16 January 2026" in told.text
    assert "not on Thursday 15 January 2026" in told.text
    assert "The hall is flooded" in told.text


@pytest.mark.requirement("B2")
def test_an_extra_meeting_is_held(office: PanelOffice) -> None:
    """A row beneath the last one: its agenda goes on its own Monday."""
    result = office.correct(lambda book: append(book, "Meetings", Held_on="13 January 2026", Time="14:00"))
    assert not result.refused
    office.receive()
    office.run(MONDAY)
    subjects = {str(one.message["Subject"]) for one in office.sent("agenda")}
    assert "MAAG North agenda: Tuesday 13 January 2026" in subjects


# --------------------------------------------------------------------------------------- decisions, reviews, contacts


@pytest.mark.requirement("B10")
def test_decisions_typed_into_the_panel_workbook_go_out_on_friday(office: PanelOffice) -> None:
    """After the meeting the child waits in an empty row; filled in, the sheets go; amended, they go again."""
    (reference,) = office.receive()
    office.run(MONDAY)
    office.run(THURSDAY + dt.timedelta(hours=3))
    result = office.say(reference, "Decisions", Decision="Allocate", Service="Family Support", Role="Six sessions")
    assert not result.refused
    assert [one.reference for one in result.taken] == [reference]
    office.run(FRIDAY)
    assert office.sent("decision-sheet", "sam@school.example")
    assert office.sent("service-decision", "family@partners.example")
    result = office.say(reference, "Decisions", Role="Eight sessions")
    assert not result.refused
    office.run(FRIDAY + dt.timedelta(hours=1))
    assert "mended" in str(office.sent("decision-sheet")[-1].message["Subject"])
    assert [part.role for part in decided(office, reference).allocations] == ["Eight sessions"]


@pytest.mark.requirement("B10")
def test_a_decision_row_beneath_the_last_replaces_itself_when_sent_again(office: PanelOffice) -> None:
    """A row that came without an id is known by one afterwards."""
    (reference,) = office.receive()
    office.run(MONDAY)
    office.run(THURSDAY + dt.timedelta(hours=3))
    office.correct(
        lambda book: append(book, "Decisions", Reference=reference, Decision="Allocate", Service="Police", Role="Visit")
    )
    office.say("Visit", "Decisions", Role="Call")
    assert [part.role for part in decided(office, reference).allocations] == ["Call"]


@pytest.mark.requirement("P8", "H5", "B17")
def test_reviews_are_dated_and_cases_closed(office: PanelOffice) -> None:
    """A confirmed lead professional, another date; then the case is closed with what came of it."""
    (reference,) = office.receive()
    office.run(MONDAY)
    office.run(THURSDAY + dt.timedelta(hours=3))
    office.say(reference, "Decisions", Decision="Allocate", Service="Family Support", Role="Six sessions")
    result = office.correct(
        lambda book: fill(
            book,
            "Reviews",
            reference,
            {"Review due": dt.date(2026, 4, 1), "Lead professional's email": "lead@school.example"},
        )
    )
    assert not result.refused
    assert "lead@school.example" in office.referral(reference).people.addresses
    office.correct(lambda book: fill(book, "Reviews", reference, {"Close case": "Yes", "What came of it": "All done"}))
    assert office.referral(reference).status is Status.CLOSED


@pytest.mark.requirement("B9")
def test_a_changed_contact_list_goes_to_the_members(office: PanelOffice) -> None:
    """A new address, a new service, one struck: every member gets the list once, and agendas follow it."""

    def edit(book: openpyxl.Workbook) -> None:
        fill(book, "Contacts", "police", {"Email": "newpolice@partners.example"})
        fill(book, "Contacts", "health", {"Remove": "Service"})
        append(
            book, "Contacts", Service="Young Carers", Code="carers", Representative="Kit Vale", Email="kit@vale.example"
        )

    result = office.correct(edit)
    assert not result.refused
    office.run()
    (told,) = office.sent("contacts", "newpolice@partners.example")
    assert "Kit Vale" in told.text
    assert office.sent("contacts", "chair@beds.example")
    office.receive()
    office.run(MONDAY)
    assert {one.recipient for one in office.sent("agenda")} == {
        "newpolice@partners.example",
        "camhs@partners.example",
        "family@partners.example",
        "kit@vale.example",
    }


@pytest.mark.requirement("X2", "X5")
def test_mail_that_was_not_understood_is_settled_in_the_workbook(office: PanelOffice) -> None:
    """Answered in the administrator's words, taken as a referral, or ignored with a reason."""
    office.receive()
    with office.database.unit(office.now) as unit:
        message = unit.session.exec(select(ReceivedRow)).one()
        numbers = [
            ask_for_attention(unit, "N", "not_understood", received_id=message.id, detail={"subject": "Hello"})
            for _ in range(3)
        ]
    assert len(numbers) == 3

    def edit(book: openpyxl.Workbook) -> None:
        fill(book, "Undelivered", "1", {"What to do": "Answer", "Answer": "Please ring us on Monday."})
        fill(book, "Undelivered", "2", {"What to do": "Take as a new referral"})
        fill(book, "Undelivered", "3", {"What to do": "Ignore", "Reason": "An advertisement"})

    result = office.correct(edit)
    assert not result.refused
    office.run()
    assert "Please ring us on Monday." in office.sent("answer", "sam@school.example")[0].text
    assert office.referral("N26-0002").status is Status.HELD
    with office.database.unit(office.now) as unit:
        assert {one.reason for one in attentions(unit)} <= {"consent_unclear", "incomplete"}


@pytest.mark.requirement("X5")
def test_a_case_is_put_on_hold_and_taken_up_again(office: PanelOffice) -> None:
    """On hold it stands on no agenda; opened, it stands where it stood; a reason is needed."""
    (reference,) = office.receive()
    assert office.say(reference, Case="On hold").refused
    office.say(reference, Case="On hold", Reason_for_hold_or_closing="The family is away")
    assert office.referral(reference).status is Status.HELD
    office.say(reference, School="Other School")
    assert office.referral(reference).status is Status.HELD
    office.say(reference, Case="Open")
    assert office.referral(reference).status is Status.READY


@pytest.mark.requirement("X5")
def test_a_case_closed_on_its_row_is_over_and_the_same_workbook_again_changes_nothing(office: PanelOffice) -> None:
    """Closing needs a reason; a closed case stands on no agenda, and sending the workbook twice is one closing."""
    (reference,) = office.receive()
    assert office.say(reference, Case="Closed").refused
    words = {"Case": "Closed", "Reason for hold or closing": "The family has moved away"}
    workbook = saved(office.export(), lambda book: fill(book, "Referrals", reference, words))
    first = office.give_back(workbook)
    assert (first.refused, first.conflicts) == ((), ())
    assert office.referral(reference).status is Status.CLOSED
    again = office.give_back(workbook)
    assert (again.taken, again.refused, again.conflicts) == ((), (), ())
    office.run(MONDAY)
    assert reference not in "".join(one.message.as_string() for one in office.sent("agenda"))


@pytest.mark.requirement("B10", "X5")
def test_a_decision_in_the_workbook_sent_twice_is_one_decision(office: PanelOffice) -> None:
    """The same workbook again takes nothing, refuses nothing and amends nothing."""
    (reference,) = office.receive()
    office.run(MONDAY)
    office.run(THURSDAY + dt.timedelta(hours=3))
    row = {"Decision": "Allocate", "Service": "Family Support", "Role": "Six sessions"}
    workbook = saved(office.export(), lambda book: fill(book, "Decisions", reference, row))
    assert not office.give_back(workbook).refused
    again = office.give_back(workbook)
    assert (again.taken, again.refused, again.conflicts) == ((), (), ())
    assert decided(office, reference).number == 1


@pytest.mark.needs_libreoffice
@pytest.mark.requirement("X5")
@pytest.mark.parametrize("suffix", ["xlsx", "ods"])
def test_a_workbook_saved_by_calc_is_taken_like_any_other(office: PanelOffice, suffix: str, tmp_path: Path) -> None:
    """What was changed is taken and nothing else, after the file went through LibreOffice."""
    (reference,) = office.receive()
    (other,) = office.receive(UNSIGNED, sender="gp@surgery.example")
    office.run(MONDAY)

    def edit(book: openpyxl.Workbook) -> None:
        fill(book, "Referrals", reference, {"Family name": "=Testwirth", "Date of birth": dt.date(2016, 4, 5)})
        book["Referrals"].cell(*position(book, reference, "Family name")).data_type = "s"
        append(book, "People", Reference=other, Who_they_are="Household", Name="Bo Testworth")

    result = office.give_back(saved_by_calc(saved(office.export(), edit), suffix, tmp_path))
    assert (result.refused, result.conflicts, len(result.taken)) == ((), (), 3)
    child = office.referral(reference).form.child
    assert (child.family_name, child.date_of_birth) == ("=Testwirth", dt.date(2016, 4, 5))


@pytest.mark.requirement("X5")
def test_whatever_was_changed_a_second_time_it_changes_nothing(office: PanelOffice) -> None:
    """Fields that are shown otherwise than they were written neither change again nor complain."""
    (one,) = office.receive()
    (other,) = office.receive(of_child("Bea"), sender="gp@surgery.example")
    with office.database.unit(office.now) as unit:
        ask_for_attention(unit, "N", "not_understood", detail={"subject": "Hello"})

    def edit(book: openpyxl.Workbook) -> None:
        fill(book, "Referrals", other, {"Consent signed by": None, "Meeting": dt.date(2026, 1, 29)})
        fill(book, "Referrals", one, {"Family": other, "Not to be shared with": "Police; CAMHS", "Checked": "Yes"})
        fill(book, "Agenda", one, {"Item": 7, "Guests": "z@x.example; A@x.example", "Time slot": "9:45"})
        fill(book, "Contacts", "camhs", {"Remove": "Representative"})
        fill(book, "Meetings", "2026-02-12 00:00:00", {"State": "Cancelled", "Reason": "Half term"})
        fill(book, "Undelivered", "1", {"What to do": "Ignore", "Reason": "An advertisement"})
        append(book, "People", Reference=other, Who_they_are="Household", Name="Bo Testworth")
        append(book, "Meetings", Held_on="20 January 2026", Time="14:00")

    workbook = saved(office.export(), edit)
    first = office.give_back(workbook)
    assert (first.refused, first.conflicts) == ((), ())
    again = office.give_back(workbook)
    assert (again.taken, again.refused, again.conflicts) == ((), (), ())


@pytest.mark.requirement("E10")
def test_a_form_for_one_service_goes_straight_to_it(tmp_path: Path) -> None:
    """Where the profile says so: the service has it at once, with the form, and the panel does not."""
    profile = dataclasses.replace(a_panel().profile, single_service="service")
    office = PanelOffice(tmp_path, a_panel(profile=profile))
    asks = Route(route="single_agency", services_requested=("Family Support",))
    (reference,) = office.receive(a_reading(a_form(referral=asks)))
    assert office.referral(reference).status is Status.SINGLE_AGENCY
    office.run()
    assert [one.recipient for one in office.sent("service-decision")] == ["family@partners.example"]
    office.run(MONDAY)
    assert reference not in "".join(one.message.as_string() for one in office.sent("agenda"))


@pytest.mark.requirement("E4")
def test_an_acting_chair_named_for_one_child_gets_that_child(tmp_path: Path) -> None:
    """The chair's own service is excluded: the referral waits until somebody else is named, and that one gets it."""
    office = PanelOffice(tmp_path, a_panel(chair_service="police"))
    signed = ConsentStatement(
        store=True, share=True, not_share_with=("Police",), signed_by="Jo Testworth", signed_on=dt.date(2025, 12, 20)
    )
    (reference,) = office.receive(a_reading(a_form(consent=signed)))
    assert office.referral(reference).status is Status.HELD
    office.say(reference, "Agenda", Acting_chair="deputy@beds.example")
    assert office.referral(reference).status is Status.READY
    office.run(MONDAY)
    (pack,) = office.sent("chair-pack", "deputy@beds.example")
    assert reference in pack.message.as_string()
    assert reference not in office.sent("chair-pack", "chair@beds.example")[0].message.as_string()


# ------------------------------------------------------------------------------------------------------------- mornings


@pytest.mark.requirement("X5")
def test_each_working_morning_brings_the_workbook_if_there_is_something_to_do(office: PanelOffice) -> None:
    """Nothing on a quiet morning; one on the next with a referral held; none twice; none on Saturday."""
    office.run(dt.datetime(2026, 1, 7, 8, 5, tzinfo=dt.UTC))
    assert not office.sent("workbook")
    office.receive(UNSIGNED)
    for hour in (8, 9):
        office.run(dt.datetime(2026, 1, 8, hour, 5, tzinfo=dt.UTC))
    assert len(office.sent("workbook", "admin@beds.example")) == 1
    assert "1 to do" in str(office.sent("workbook")[0].message["Subject"])
    office.run(dt.datetime(2026, 1, 10, 9, 5, tzinfo=dt.UTC))
    assert len(office.sent("workbook")) == 1


@pytest.mark.requirement("P4", "B13")
def test_referrers_are_told_their_time_where_the_profile_gives_one(tmp_path: Path) -> None:
    """With the agenda, and again when an administrator changes it."""
    profile = dataclasses.replace(a_panel().profile, time_slots=True)
    office = PanelOffice(tmp_path, a_panel(profile=profile))
    (reference,) = office.receive()
    office.run(MONDAY)
    assert "9:30am" in office.sent("time-slot", "sam@school.example")[0].text
    office.say(reference, "Agenda", Time_slot=dt.time(11, 40))
    office.run()
    assert "11:40am" in office.sent("time-slot", "sam@school.example")[1].text


def position(book: openpyxl.Workbook, key: str, heading: str) -> tuple[int, int]:
    """Row and column of a cell of the sheet Referrals."""
    page = book["Referrals"]
    row = row_with(book, "Referrals", key) + heading_row(page)
    return row, columns(page)[heading]
