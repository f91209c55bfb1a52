"""The panel workbook on real records: what administrators change in it, and what follows."""

from __future__ import annotations

import dataclasses
import datetime as dt
import io
from pathlib import Path

import openpyxl
import pytest

from dispatch.due import still_allowed
from rules.form import Child, ConsentStatement
from rules.referral import ConsentState, Status
from storage.ledger import open_rows
from storage.outbox import claim_next
from tests.builders import MONDAY, a_form, a_panel, a_reading
from tests.integration.panel_office import UNSIGNED, PanelOffice, fill, of_child, saved, shown
from tests.unit.workbook.editing import append


@pytest.fixture
def office(tmp_path: Path) -> PanelOffice:
    """A panel's office on Tuesday 6 January 2026."""
    return PanelOffice(tmp_path)


# ------------------------------------------------------------------------------------------------------- corrections


@pytest.mark.requirement("X5")
def test_a_corrected_cell_is_on_record_and_in_the_next_workbook(office: PanelOffice) -> None:
    """A changed name is taken, audited, and shown; sent twice it changes nothing the second time."""
    (reference,) = office.receive()
    corrected = saved(office.export(), lambda book: fill(book, "Referrals", reference, {"Family name": "Testwirth"}))
    result = office.give_back(corrected)
    assert [one.reference for one in result.taken] == [reference]
    assert not result.refused
    assert office.referral(reference).form.child.family_name == "Testwirth"
    again = office.give_back(corrected)
    assert (again.taken, again.refused, again.conflicts) == ((), (), ())
    assert shown(office.export(), "Referrals", reference, "Family name") == "Testwirth"
    history = openpyxl.load_workbook(_file(office.export()))["History"]
    assert any("Testwirth" in row for row in history.iter_rows(values_only=True))


@pytest.mark.requirement("X5")
def test_an_unchanged_workbook_changes_nothing(office: PanelOffice) -> None:
    """Nothing is taken, refused or in conflict, whatever stands on the sheets."""
    office.receive()
    office.receive(UNSIGNED, sender="gp@surgery.example")
    office.run(MONDAY)
    result = office.give_back(saved(office.export(), lambda _book: None))
    assert (result.why, result.taken, result.refused, result.conflicts) == ("", (), (), ())


@pytest.mark.requirement("X5")
def test_two_administrators_changing_one_cell_are_told_of_it(office: PanelOffice) -> None:
    """The second's value is a conflict with both values and who has the other one; another cell of theirs is taken."""
    (reference,) = office.receive()
    data = office.export()
    first = saved(data, lambda book: fill(book, "Referrals", reference, {"School": "First School"}))
    second = saved(
        data, lambda book: fill(book, "Referrals", reference, {"School": "Second School", "Ethnicity": "Welsh"})
    )
    office.give_back(first, by="one@beds.example")
    result = office.give_back(second, by="two@beds.example")
    assert [(one.conflict.current, one.conflict.returned, one.changed_by) for one in result.conflicts] == [
        ("First School", "Second School", "one@beds.example")
    ]
    assert [one.what for one in result.taken] == ["Ethnicity: empty is now “Welsh”"]
    assert office.referral(reference).form.child.school == "First School"


@pytest.mark.requirement("B1", "E5")
def test_a_signature_entered_by_hand_releases_the_referral(office: PanelOffice) -> None:
    """Held for its signature, it is ready once the name of who signed is entered; the referrer is told, once."""
    (reference,) = office.receive(UNSIGNED)
    office.run()
    assert office.referral(reference).status is Status.HELD
    result = office.say(reference, Consent_signed_by="Jo Testworth")
    assert not result.refused
    now = office.referral(reference)
    assert (now.status, now.consent, now.holds) == (Status.READY, ConsentState.GIVEN, ())
    office.run()
    assert len(office.sent("acknowledgement", "sam@school.example")) == 2
    assert "15 January 2026" in office.sent("acknowledgement")[-1].text
    office.run(MONDAY)
    assert reference in "".join(one.message.as_string() for one in office.sent("agenda", "police@partners.example"))


@pytest.mark.requirement("X1", "X5")
def test_doubtful_cells_are_settled_by_checking_the_row(office: PanelOffice) -> None:
    """An unsure tick holds the referral until somebody has looked and set Checked to Yes."""
    (reference,) = office.receive(a_reading(unsure=("consent.share", "child.date_of_birth")))
    assert office.referral(reference).status is Status.HELD
    assert "yellow" in str(shown(office.export(), "Referrals", reference, "To do"))
    office.say(reference, Checked="Yes")
    assert office.referral(reference).status is Status.READY
    assert shown(office.export(), "Referrals", reference, "Checked") == "Yes"


@pytest.mark.requirement("E5", "B1")
def test_consent_corrected_to_no_goes_before_no_panel(office: PanelOffice) -> None:
    """The referral leaves the agenda, and the referrer is told what is needed."""
    (reference,) = office.receive()
    office.say(reference, Consent_to_share="No")
    assert office.referral(reference).status is Status.CONSENT_REFUSED
    office.run(MONDAY)
    assert office.sent("more-information", "sam@school.example")
    assert reference not in "".join(one.message.as_string() for one in office.sent("agenda"))


@pytest.mark.requirement("X5")
def test_people_and_needs_are_added_corrected_and_struck(office: PanelOffice) -> None:
    """A new brother, another telephone number, a mother struck: the form has it all."""
    (reference,) = office.receive()

    def edit(book: openpyxl.Workbook) -> None:
        fill(book, "People", "Jo Testworth", {"Contact tel. no.": "07700 900456"})
        append(
            book, "People", Reference=reference, Who_they_are="Household", Name="Bo Testworth", Relationship="Brother"
        )
        append(
            book,
            "Needs and actions",
            Reference=reference,
            What_it_is="Strengths and needs",
            Heading="Wider family",
            Needs="Aunt",
        )

    result = office.correct(edit)
    assert not result.refused
    form = office.referral(reference).form
    assert form.parents_carers[0].telephone == "07700 900456"
    assert [one.name for one in form.household] == ["Bo Testworth"]
    assert form.elements["wider_family"].needs == "Aunt"
    office.say("Jo Testworth", "People", Remove="Yes")
    assert office.referral(reference).form.parents_carers == ()


@pytest.mark.requirement("X6")
def test_a_new_referrer_address_is_confirmed_by_writing_it(office: PanelOffice) -> None:
    """Everything about the referral goes there from then on."""
    (reference,) = office.receive()
    office.say(reference, Referrer_email="new@school.example")
    assert office.referral(reference).people.addresses == {"new@school.example"}
    office.run()
    assert office.sent("acknowledgement", "new@school.example")


# -------------------------------------------------------------------------------------------- exclusions and families


@pytest.mark.requirement("E4")
def test_an_exclusion_set_in_the_workbook_closes_the_door_at_once(office: PanelOffice) -> None:
    """Set after the agenda went: the excluded service's message, not sent yet, is stopped by the door."""
    (reference,) = office.receive()
    office.run(MONDAY)
    result = office.say(reference, Not_to_be_shared_with="CAMHS")
    assert not result.refused
    stopped = []
    with office.database.unit(office.now) as unit:
        while (one := claim_next(unit, office.now)) is not None:
            if not still_allowed(unit, office.settings, one):
                stopped.append(one.recipient)
    assert stopped == ["camhs@partners.example"]


@pytest.mark.requirement("E4")
def test_lifting_an_exclusion_needs_a_reason(office: PanelOffice) -> None:
    """Without one the cell is refused; with one the service sees the child again, and the reason is kept."""
    signed = ConsentStatement(
        store=True, share=True, not_share_with=("CAMHS",), signed_by="Jo Testworth", signed_on=dt.date(2025, 12, 20)
    )
    (reference,) = office.receive(a_reading(a_form(consent=signed)))
    result = office.say(reference, Not_to_be_shared_with=None)
    assert [one.heading for one in result.refused] == ["Not to be shared with"]
    assert [one.lifted for one in office.referral(reference).exclusions] == [False]
    office.say(reference, Not_to_be_shared_with=None, Reason_for_lifting="Mother agreed by telephone")
    assert [one.lifted for one in office.referral(reference).exclusions] == [True]
    office.run(MONDAY)
    assert reference in "".join(one.message.as_string() for one in office.sent("agenda", "camhs@partners.example"))


@pytest.mark.requirement("E4")
@pytest.mark.parametrize("settled", ["service", "nobody"])
def test_words_that_match_no_service_are_settled(office: PanelOffice, settled: str) -> None:
    """Written as a service's name, or emptied with a reason, the referral and its brother go on (ruling 7)."""
    words = ConsentStatement(
        store=True,
        share=True,
        not_share_with=("that woman",),
        signed_by="Jo Testworth",
        signed_on=dt.date(2025, 12, 20),
    )
    (brother,) = office.receive(a_reading(a_form(child=_brother())))
    (reference,) = office.receive(a_reading(a_form(consent=words)), sender="gp@surgery.example")
    assert office.referral(reference).status is office.referral(brother).status is Status.HELD
    if settled == "service":
        result = office.say(reference, Not_to_be_shared_with="Police")
    else:
        result = office.say(reference, Not_to_be_shared_with=None, Reason_for_lifting="Nobody is meant")
    assert not result.refused
    assert office.referral(reference).status is office.referral(brother).status is Status.READY
    expected = ["police"] if settled == "service" else []
    assert [one.service for one in office.referral(reference).exclusions if not one.lifted] == expected


@pytest.mark.requirement("S7", "E4")
def test_families_are_linked_and_taken_apart(office: PanelOffice) -> None:
    """Linked, a child's exclusions cover the other; taken apart, they do not."""
    signed = ConsentStatement(
        store=True, share=True, not_share_with=("Police",), signed_by="Jo Testworth", signed_on=dt.date(2025, 12, 20)
    )
    (one,) = office.receive(a_reading(a_form(consent=signed)))
    (other,) = office.receive(of_child("Bea"), sender="gp@surgery.example")
    office.say(other, Family=one)
    assert office.referral(other).family_id == office.referral(one).family_id
    assert shown(office.export(), "Referrals", other, "Not to be shared with", nth=1) == "Police"
    office.correct(lambda book: fill(book, "Referrals", other, {"Family": None}, nth=1))
    assert office.referral(other).family_id != office.referral(one).family_id


# ---------------------------------------------------------------------------------------------------------- screening


@pytest.fixture
def strict(tmp_path: Path) -> PanelOffice:
    """A panel whose profile requires screening."""
    profile = dataclasses.replace(a_panel().profile, screening="required")
    return PanelOffice(tmp_path, a_panel(profile=profile))


@pytest.mark.requirement("P3", "S2")
def test_screened_for_the_panel_it_goes_on_the_next_agenda(strict: PanelOffice) -> None:
    """A referral that waits for screening is ready, and the referrer is told the meeting."""
    (reference,) = strict.receive()
    assert strict.referral(reference).status is Status.SCREENING
    strict.say(reference, Screening="Panel")
    assert strict.referral(reference).status is Status.READY
    strict.run()
    assert len(strict.sent("acknowledgement")) == 2
    strict.say(reference, Ethnicity="Welsh")
    assert strict.referral(reference).status is Status.READY


@pytest.mark.requirement("P3", "S2", "E10")
@pytest.mark.parametrize(
    ("word", "status"), [("Direct allocation", Status.DIRECT_ALLOCATION), ("Single agency", Status.SINGLE_AGENCY)]
)
def test_screened_to_one_service_that_service_and_the_referrer_are_told(
    office: PanelOffice, word: str, status: Status
) -> None:
    """The service gets its part and the form; the referrer is told who will get in touch; no panel sees the child."""
    (reference,) = office.receive()
    result = office.say(reference, Screening=word, Screening_service="Family Support", Screening_reason="Six sessions")
    assert not result.refused
    assert office.referral(reference).status is status
    office.run()
    (part,) = office.sent("service-decision")
    assert part.recipient == "family@partners.example"
    assert any(str(one.get_filename()).endswith("form.docx") for one in part.message.iter_attachments())
    assert "Family Support" in office.sent("not-accepted", "sam@school.example")[0].text
    office.run(MONDAY)
    assert reference not in "".join(one.message.as_string() for one in office.sent("agenda"))


@pytest.mark.requirement("P3", "S2")
def test_more_information_and_not_for_this_panel_send_the_reason(office: PanelOffice) -> None:
    """The administrator's words reach the referrer, and do not stand in the ledger."""
    (one,) = office.receive()
    (other,) = office.receive(of_child("Bea"), sender="gp@surgery.example")
    office.say(one, Screening="More information", Screening_reason="Which school does Ava go to now?")
    office.say(other, Screening="Not for this panel", Screening_reason="The family lives elsewhere.")
    office.run()
    assert "Which school does Ava go to now?" in office.sent("more-information", "sam@school.example")[0].text
    assert "The family lives elsewhere." in office.sent("not-accepted", "gp@surgery.example")[0].text
    assert office.referral(one).status is Status.MORE_INFORMATION
    assert office.referral(other).status is Status.NOT_ACCEPTED
    with office.database.unit(office.now) as unit:
        rows = open_rows(unit, states=("owed", "done"))
        assert not [row for row in rows if "school" in str(row.detail) or "lives" in str(row.detail)]


@pytest.mark.requirement("E5", "H9")
def test_safeguarding_sends_nothing(office: PanelOffice) -> None:
    """The case is marked; nobody is written to by itself."""
    (reference,) = office.receive()
    office.run()
    before = len(office.sent())
    office.say(reference, Screening="Safeguarding")
    office.run()
    assert office.referral(reference).status is Status.SAFEGUARDING
    assert len(office.sent()) == before


@pytest.mark.requirement("P3", "E4")
def test_screening_is_refused_where_the_rules_do(office: PanelOffice) -> None:
    """A held referral cannot be screened to the panel, nor an excluded service be given work; both are told by cell."""
    (held,) = office.receive(UNSIGNED)
    result = office.say(held, Screening="Panel")
    assert [one.heading for one in result.refused] == ["Screening"]
    assert "on hold" in result.refused[0].reason
    (reference,) = office.receive(of_child("Bea"), sender="gp@surgery.example")
    office.say(reference, Not_to_be_shared_with="Family Support")
    result = office.say(reference, Screening="Direct allocation", Screening_service="Family Support")
    assert {one.heading for one in result.refused} == {"Screening", "Screening service"}
    assert office.referral(reference).status is Status.READY


def _brother() -> Child:
    return Child(
        given_names="Bo",
        family_name="Testworth",
        date_of_birth=dt.date(2018, 5, 4),
        address="12 Sample Road, Bedford",
        postcode="MK42 9AP",
    )


def _file(data: bytes) -> io.BytesIO:
    return io.BytesIO(data)
