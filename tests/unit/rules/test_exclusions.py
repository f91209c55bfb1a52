"""Which service a family meant: exact after folding, never by likeness (E4, ruling 7)."""

from __future__ import annotations

import pytest

from rules.exclusions import (
    Ambiguous,
    Match,
    Matched,
    NobodyExcluded,
    Unmatched,
    exclusions_from,
    fold,
    listed_from,
    match_service,
)
from rules.form import ConsentStatement
from rules.referral import Exclusion, Service

SERVICES = (
    Service(code="police", name="Police", aliases=("Bedfordshire Police",)),
    Service(code="camhs", name="CAMHS", aliases=("Child & Adolescent Mental Health Services",)),
    Service(code="yos", name="Youth Offending Service (YOS)"),
    Service(code="kids_first", name="The Children's Family Support"),
    Service(code="housing_north", name="Housing (North)"),
    Service(code="housing_south", name="Housing (South)"),
    Service(code="school_nurse", name="School nurse"),
    Service(code="cafe", name="Café Jeunesse"),
)

FOUND = {
    "Police": "police",
    "  POLICE. ": "police",
    "the police": "police",
    "Bedfordshire police": "police",
    "C.A.M.H.S": None,
    "CAMHS (child mental health)": "camhs",
    "Child and Adolescent Mental Health Services": "camhs",
    "Child and adolescent mental health services (CAMHS)": "camhs",
    "Child and Adolescent Mental-Health Service (CAMHS)": "camhs",
    "YOS": "yos",
    "Youth Offending Service": "yos",
    "yos [youth offending]": "yos",
    "Childrens Family Support": "kids_first",
    "the Children’s family support": "kids_first",
    "kids_first": "kids_first",
    "Family support": None,
    "Housing (north)": "housing_north",
    "School-nurse": "school_nurse",
    "Cafe jeunesse": "cafe",
    "Polise": None,
    "Polic": None,
    "Police and CAMHS": None,
    "Police service": None,
    "no police please": None,
    "everybody": None,
    "North": None,
    "?": None,
}


@pytest.mark.requirement("E4")
@pytest.mark.parametrize(("written", "code"), FOUND.items())
def test_words_name_the_service_or_none(written: str, code: str | None) -> None:
    """Capitals, accents, punctuation, 'the', '&' and brackets do not matter; anything else must be the same."""
    expected: Match = Unmatched() if code is None else Matched(code)
    assert match_service(written, SERVICES) == expected


@pytest.mark.requirement("E4")
def test_words_that_could_be_two_services_are_ambiguous() -> None:
    """Housing without its area, or one service with another in brackets, is asked about."""
    assert match_service("Housing", SERVICES) == Ambiguous(("housing_north", "housing_south"))
    assert match_service("CAMHS (Police)", SERVICES) == Ambiguous(("camhs", "police"))
    assert match_service("Social worker (Police)", SERVICES) == Unmatched()


@pytest.mark.parametrize(
    "written",
    [
        *("None", "none.", "No one", "no-one", "NOBODY", "N/A", "n/a", "NA", "None at present", "none at the moment"),
        *("Not applicable", "No", "Nil", "-", "–", "...", "", "No agencies"),
    ],
)
def test_words_that_mean_nobody(written: str) -> None:
    """'None' is an answer: there is nobody whom the family does not want involved."""
    assert match_service(written, SERVICES) == NobodyExcluded()


@pytest.mark.requirement("E4")
def test_a_statement_gives_each_exclusion_once() -> None:
    """Known services once each by code; words for a person to settle stay as they were written."""
    consent = ConsentStatement(not_share_with=("Police", "the police", "Gran", "gran", "None", "Housing"))
    assert exclusions_from(consent, SERVICES) == (
        Exclusion(written="Police", service="police"),
        Exclusion(written="Gran", service=None),
        Exclusion(written="Housing", service=None),
    )


def test_the_listed_services_and_the_words_that_name_none() -> None:
    """For the stricter scope: codes of the services that the form lists, and what a person must look at."""
    consent = ConsentStatement(share_with=("School nurse", "CAMHS", "Dr Kwan", "none"))
    assert listed_from(consent, SERVICES) == (frozenset({"school_nurse", "camhs"}), ("Dr Kwan",))


def test_folding_keeps_what_is_written() -> None:
    """Only form is folded away: 'The' alone stays a word, other scripts stay themselves."""
    assert fold("The") == "the"
    assert fold("  Żółw & Co. ") == "zołw and co"
    assert fold("家庭支持") == "家庭支持"
