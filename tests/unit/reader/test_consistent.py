"""What one answer says about another: never a reason to leave it out, always one to ask."""

from __future__ import annotations

import datetime as dt

import pytest

from intake.reader.consistent import doubts_among
from intake.reader.plausible import plausible
from rules.form import (
    SURE,
    Assessment,
    Assessor,
    Child,
    ConsentStatement,
    Evidence,
    Form,
    HouseholdMember,
    ParentCarer,
    ServiceInvolved,
)

ASSESSED = Assessment(date=dt.date(2026, 3, 2))
ROBIN = Child(given_names="Robin", family_name="Ashdown", date_of_birth=dt.date(2017, 5, 4))
ADA = ParentCarer(name="Ada Marsh", date_of_birth=dt.date(1990, 1, 2))


@pytest.mark.requirement("B2")
@pytest.mark.parametrize(
    ("form", "path"),
    [
        (Form(child=Child(date_of_birth=dt.date(1994, 1, 30)), assessment=ASSESSED), "child.date_of_birth"),
        (
            Form(child=ROBIN, parents_carers=(ParentCarer(date_of_birth=dt.date(2014, 8, 21)),)),
            "parents_carers[0].date_of_birth",
        ),
        (Form(child=ROBIN, parents_carers=(ParentCarer(name="Robin Ashdown"),)), "parents_carers[0].name"),
        (Form(child=ROBIN, household=(HouseholdMember(name="ROBIN ASHDOWN"),)), "household[0].name"),
        (Form(parents_carers=(ADA,), household=(HouseholdMember(name="Ada Marsh"),)), "household[0].name"),
        (
            Form(parents_carers=(ADA,), consent=ConsentStatement(signed_by_child="Ada Marsh")),
            "consent.signed_by_child",
        ),
        (
            Form(child=Child(email="office@weir.example"), assessor=Assessor(name="Jo Byrne", email="jo@weir.example")),
            "child.email",
        ),
        (
            Form(child=Child(telephone="01632 960111"), assessor=Assessor(telephone="01632 960111")),
            "child.telephone",
        ),
        (
            Form(services=(ServiceInvolved(service="GP", name="Dr Strand"), ServiceInvolved(organisation="GP"))),
            "services[1].organisation",
        ),
    ],
)
def test_what_another_answer_speaks_against_is_asked_about(form: Form, path: str) -> None:
    """Each alone would be believed."""
    doubts = doubts_among(form, ())
    assert next(iter(doubts)) == path
    assert doubts[path] < SURE


@pytest.mark.requirement("B2")
def test_a_form_that_hangs_together_is_believed() -> None:
    """A young mother, a sister of the same surname, a service with its name and nothing else."""
    form = Form(
        child=ROBIN,
        parents_carers=(ParentCarer(name="Ada Ashdown", date_of_birth=dt.date(2001, 5, 4)),),
        household=(HouseholdMember(name="Rowan Ashdown"),),
        assessment=ASSESSED,
        services=(ServiceInvolved(service="GP", name="Dr Strand"), ServiceInvolved(service="Police")),
        consent=ConsentStatement(signed_by="Ada Ashdown", signed_by_child="Robin Ashdown"),
    )
    assert doubts_among(form, ()) == {}


def told(index: int, place: str) -> Evidence:
    """Where the name of one of the services was read."""
    return Evidence(field=f"services[{index}].name", certainty=0.97, place=place)


@pytest.mark.requirement("B2")
def test_a_record_from_another_table_than_all_the_others() -> None:
    """Somebody told apart may be the lead professional, whose heading was not understood."""
    rows = [told(i, f"Helpers, table 4, row {i + 2}") for i in range(3)]
    apart = told(3, "Team, table 6, row 1")
    assert doubts_among(Form(), [*rows, apart]) == {"services[3].name": 0.6}
    assert doubts_among(Form(), rows) == {}
    blocks = [told(i, f"Helpers, table {i + 4}, row 1") for i in range(4)]
    assert doubts_among(Form(), blocks) == {}  # a table for each


@pytest.mark.requirement("B2")
@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("services[0].name", "Health visitor"),
        ("services[0].name", "GP"),
        ("assessor.role", "Elmfield Community Services"),
        ("services[1].organisation", "Social worker"),
        ("lead_professional.name", "(where applicable) Jo Byrne"),
        ("child.also_known_as", "/previous names Robin Tate"),
        ("conclusions.significant_harm", "(if yes ring the duty team) no"),
        ("elements.general_health.text", "sleep, food and illness"),
        ("conclusions.needs", "For example: what are you most worried about?"),
        ("consent.not_share_with[1]", "Please name them"),
        ("referral.services_requested[2]", "X"),
        ("child.school", "Yr 12"),
    ],
)
def test_what_no_answer_looks_like_is_not_sure(path: str, said: str) -> None:
    """A neighbouring column, a piece of the label, small print."""
    assert plausible(path, said) < SURE


@pytest.mark.requirement("B2")
@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("services[0].name", "Sandra at Busy Bees pre-school"),
        ("services[0].name", "Weir Primary School"),
        ("services[0].name", "Nurse Beth"),
        ("assessor.role", "School nurse"),
        ("services[1].organisation", "Weir Health Visiting Team"),
        ("child_comment", "its ok. i dont want to move"),
        ("parent_comment", "(through interpreter) Thank you"),
        ("conclusions.needs", "sleep\nfood\nschool"),
        ("consent.share_with[0]", "Home-Start"),
    ],
)
def test_what_people_write_is_believed(path: str, said: str) -> None:
    """Children write small, agencies stand where a contact is asked for, needs are listed."""
    assert plausible(path, said) == 1.0
