"""What a form needs for a panel, and what else is said about it (rulings 19 and 20)."""

from __future__ import annotations

import datetime as dt

import pytest

from rules.eligibility import (
    NATIONAL_HEADINGS,
    Missing,
    also_missing,
    missing_for_panel,
    older_than_a_year,
    reports_significant_harm,
    single_service_asked,
    too_old_child,
    unsure_identity,
)
from rules.exclusions import Matched, Unmatched
from rules.form import Child, Form, Route
from rules.referral import Service
from tests.unit.rules.builders import a_form, a_reading


@pytest.mark.requirement("B1", "B6")
def test_a_complete_form_lacks_nothing() -> None:
    """What ruling 20 lists is there, and so is what the acknowledgement would name."""
    assert missing_for_panel(a_form()) == ()
    assert also_missing(a_form()) == ()


@pytest.mark.requirement("B1", "B6")
@pytest.mark.parametrize(
    ("parts", "path"),
    [
        ({"child": {"given_names": None}}, "child.given_names"),
        ({"child": {"family_name": " "}}, "child.family_name"),
        ({"child": {"date_of_birth": None}}, "child.date_of_birth"),
        ({"child": {"address": None}}, "child.address"),
        ({"assessor": {"name": None}}, "assessor.name"),
        ({"assessment": {"reason": ""}}, "assessment.reason"),
        ({"consent": {"share": None}}, "consent.share"),
        ({"consent": {"signed_by": None}}, "consent.signed_by"),
    ],
)
def test_each_thing_that_a_panel_needs_is_named_alone(parts: dict[str, object], path: str) -> None:
    """Each missing part of ruling 20 is named, by the national form's heading, and nothing else."""
    assert missing_for_panel(a_form(**parts)) == (Missing(path, NATIONAL_HEADINGS[path]),)


@pytest.mark.parametrize(
    "parts",
    [
        {"child": {"address": None, "school": "Charlbrook Primary"}},
        {"child": {"date_of_birth": None, "expected_delivery_date": dt.date(2027, 1, 5)}},
        {
            "child": {
                "given_names": "Unborn baby of Jade Silcox",
                "family_name": None,
                "date_of_birth": None,
                "expected_delivery_date": dt.date(2027, 1, 5),
            }
        },
        {"child": {"postcode": None, "sex": None, "ethnicity": None}},
        {"conclusions": {"summary": None}},
    ],
)
def test_the_rest_does_not_hold_a_referral(parts: dict[str, object]) -> None:
    """A school stands for an address, an expected date for a birth; anything else is only named."""
    assert missing_for_panel(a_form(**parts)) == ()


def test_headings_are_the_forms_own_where_it_has_them() -> None:
    """The referrer finds the place on their own form."""
    form = a_form(child={"date_of_birth": None})
    named = missing_for_panel(form, headings={"child.date_of_birth": "D.O.B."})
    assert named == (Missing("child.date_of_birth", "D.O.B."),)


def test_without_mail_there_must_be_a_way_to_reach_the_referrer() -> None:
    """A form entered by hand needs an address or a number of the assessor; a mail is a way by itself."""
    assert [missing.path for missing in missing_for_panel(a_form(), has_mail_address=False)] == ["assessor.email"]
    reachable = a_form(assessor={"telephone": "01632 960123"})
    assert missing_for_panel(reachable, has_mail_address=False) == ()


def test_an_empty_form_is_named_in_the_forms_order() -> None:
    """Everything that is needed and wished is named once, under a heading that people know."""
    needed = [missing.path for missing in missing_for_panel(Form())]
    wished = [missing.path for missing in also_missing(Form())]
    assert needed[0] == "child.given_names"
    assert needed[-1] == "consent.signed_by"
    assert not set(needed) & set(wished)
    assert len(set(needed + wished)) == len(needed + wished)


@pytest.mark.parametrize(
    ("dated", "old"),
    [("2025-11-22", True), ("2025-11-23", False), ("2026-11-01", False), ("2027-01-01", False), (None, False)],
)
def test_a_form_over_a_year_old_is_pointed_out(dated: str | None, old: bool) -> None:  # noqa: FBT001 - the answer
    """Exactly a year old is not over a year; the date of signature stands in for a missing one (ruling 19)."""
    day = dt.date.fromisoformat(dated) if dated else None
    form = a_form(assessment={"date": day}, consent={"signed_on": day})
    assert older_than_a_year(form, dt.date(2026, 11, 23)) is old
    only_signed = a_form(assessment={"date": None}, consent={"signed_on": day})
    assert older_than_a_year(only_signed, dt.date(2026, 11, 23)) is old


@pytest.mark.requirement("H2")
def test_age_is_judged_at_the_forms_own_date() -> None:
    """A child of eleven at the form's date is within 'up to eleven', though twelve when it arrives (ruling 19)."""
    form = a_form(child={"date_of_birth": dt.date(2014, 10, 2)}, assessment={"date": dt.date(2026, 10, 1)})
    assert not too_old_child(form, 11, dt.date(2026, 11, 1))
    later = a_form(child={"date_of_birth": dt.date(2014, 10, 1)}, assessment={"date": dt.date(2026, 10, 1)})
    assert too_old_child(later, 11, dt.date(2026, 11, 1))
    assert not too_old_child(Form(), 11, dt.date(2026, 11, 1))


@pytest.mark.requirement("E5", "H9")
@pytest.mark.parametrize(
    ("answer", "harm"),
    [
        *((yes, True) for yes in ("Yes", "YES - see police log", "Possibly", "Not sure", "No, but I worry", "x")),
        *((no, False) for no in (None, "", "No", "no.", "None", "N/A", "Not applicable", "No concerns")),
    ],
)
def test_any_answer_but_a_plain_no_reports_harm(answer: str | None, harm: bool) -> None:  # noqa: FBT001 - the answer
    """In doubt a person is asked: missing a child at risk is the worse mistake."""
    assert reports_significant_harm(a_form(conclusions={"significant_harm": answer})) is harm


@pytest.mark.requirement("X1")
def test_an_unsure_name_or_birth_date_is_pointed_out() -> None:
    """A person looks before anything goes out under a name that may be wrong; other leaves do not matter here."""
    reading = a_reading(unsure=("child.family_name", "child.postcode"))
    assert [missing.path for missing in unsure_identity(reading)] == ["child.family_name"]


@pytest.mark.requirement("E10")
def test_a_form_for_one_service_is_told_from_one_for_the_panel() -> None:
    """One service asked for, and no panel, names that service; several, or a panel, do not."""
    services = (Service(code="camhs", name="CAMHS"),)
    asked = a_form(referral=Route(route="single_agency", services_requested=("Camhs",)))
    assert single_service_asked(asked, services) == Matched("camhs")
    unknown = a_form(referral=Route(services_requested=("Home help",)))
    assert single_service_asked(unknown, services) == Unmatched()
    for route in (Route(), Route(route="panel", services_requested=("CAMHS",)), Route(services_requested=("A", "B"))):
        assert single_service_asked(a_form(referral=route), services) is None


def test_every_heading_is_of_a_leaf() -> None:
    """No national heading stands for a field that a form does not have."""
    for path in NATIONAL_HEADINGS:
        part, _, leaf = path.partition(".")
        assert hasattr(Form(), part)
        assert not leaf or hasattr(getattr(Form(), part), leaf)
    assert hasattr(Child(), "given_names")
