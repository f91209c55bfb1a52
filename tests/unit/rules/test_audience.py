"""The one door, by examples that an officer would ask about (E4, E5, E7, X4, X8; rulings 7 to 11)."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from rules.audience import (
    DoorReason,
    MustLeave,
    barred_services,
    chair_for,
    excluded_services,
    fold_address,
    has_unsettled_exclusion,
    may_be_told_it_stopped,
    may_see,
    reader_for,
    services_of,
    visible,
    who_must_leave,
)
from rules.referral import Case, ConsentState, Exclusion, Reader, ReaderKind, Representative, Service, Status

SERVICES = (Service(code="camhs", name="CAMHS"), Service(code="police", name="Police"))
PEOPLE = (
    Representative(service="camhs", name="Cat", email="cat@nhs.example", deputy="Dan", deputy_email="dan@nhs.example"),
    Representative(service="police", name="Pat", email="Pat@Police.example"),
    Representative(service="camhs", name="Both", email="both@x.example"),
    Representative(service="police", name="Both", email="both@x.example"),
)
NO_POLICE = (Exclusion(written="the Police", service="police"),)
UNSETTLED = (Exclusion(written="Gran", service=None),)
OPEN = Case(reference="N26-0001", consent=ConsentState.GIVEN, status=Status.READY)


def member(*services: str) -> Reader:
    """A representative of *services*."""
    return Reader(kind=ReaderKind.REPRESENTATIVE, address="m@x.example", services=frozenset(services))


def reader(kind: ReaderKind, *services: str, address: str = "r@x.example") -> Reader:
    """Somebody who reads in another part."""
    return Reader(kind=kind, address=address, services=frozenset(services))


@pytest.mark.requirement("E4", "X4")
@pytest.mark.parametrize(
    ("changed", "who", "reason"),
    [
        ({}, member("camhs"), DoorReason.OPEN),
        ({"exclusions": NO_POLICE}, member("camhs"), DoorReason.OPEN),
        ({"exclusions": NO_POLICE}, member("camhs", "police"), DoorReason.SERVICE_EXCLUDED),
        ({"exclusions": UNSETTLED}, member("camhs"), DoorReason.EXCLUSION_UNSETTLED),
        ({"exclusions": (replace(UNSETTLED[0], lifted=True),)}, member("camhs"), DoorReason.OPEN),
        ({"exclusions": NO_POLICE}, reader(ReaderKind.ADMINISTRATOR, "police"), DoorReason.SERVICE_EXCLUDED),
        ({"exclusions": UNSETTLED}, reader(ReaderKind.ADMINISTRATOR), DoorReason.OPEN),
        ({"consent": ConsentState.UNSIGNED}, member("camhs"), DoorReason.CONSENT_NOT_GIVEN),
        ({"consent": ConsentState.WITHDRAWN}, reader(ReaderKind.CHAIR), DoorReason.CONSENT_NOT_GIVEN),
        ({"status": Status.HELD}, member("camhs"), DoorReason.ON_HOLD),
        ({"status": Status.SCREENING}, member("camhs"), DoorReason.NOT_BEFORE_THE_PANEL),
        ({"status": Status.CLOSED}, member("camhs"), DoorReason.CASE_ENDED),
        ({}, member(), DoorReason.NOT_A_MEMBER),
        ({}, reader(ReaderKind.GUEST), DoorReason.NOT_INVITED),
        ({"guests": frozenset({"R@X.example "})}, reader(ReaderKind.GUEST), DoorReason.OPEN),
        ({}, reader(ReaderKind.ALLOCATED_SERVICE, "camhs"), DoorReason.NOT_ALLOCATED),
        ({"allocated": frozenset({"camhs"})}, reader(ReaderKind.ALLOCATED_SERVICE, "camhs"), DoorReason.OPEN),
        (
            {"allocated": frozenset({"camhs"}), "status": Status.CLOSED},
            reader(ReaderKind.ALLOCATED_SERVICE, "camhs"),
            DoorReason.OPEN,
        ),
        ({}, reader(ReaderKind.REFERRER), DoorReason.ADDRESS_NOT_CONFIRMED),
        (
            {"confirmed_addresses": frozenset({"r@x.example"}), "consent": ConsentState.REFUSED},
            reader(ReaderKind.REFERRER, address="R@x.example"),
            DoorReason.OPEN,
        ),
        ({"consent_scope": "listed", "listed": frozenset({"camhs"})}, member("camhs", "police"), DoorReason.OPEN),
        ({"consent_scope": "listed"}, member("camhs"), DoorReason.SERVICE_NOT_LISTED),
        ({"consent_scope": "listed"}, reader(ReaderKind.CHAIR, "camhs"), DoorReason.OPEN),
    ],
)
def test_the_door_and_its_reason(changed: dict[str, Any], who: Reader, reason: DoorReason) -> None:
    """Each way to be let in, and each reason to be kept out."""
    verdict = may_see(replace(OPEN, **changed), who)
    assert verdict.reason == reason
    assert verdict.allowed is (reason is DoorReason.OPEN)


@pytest.mark.requirement("E5", "H9")
def test_a_chair_sees_a_safeguarding_case_without_consent() -> None:
    """Welfare goes before missing consent for chair and administrators alone, and never to an excluded chair."""
    held = replace(OPEN, consent=ConsentState.REFUSED, status=Status.HELD, significant_harm=True)
    assert may_see(held, reader(ReaderKind.CHAIR))
    assert may_see(held, reader(ReaderKind.ADMINISTRATOR))
    assert not may_see(held, member("camhs"))
    assert not may_see(replace(held, significant_harm=False), reader(ReaderKind.CHAIR))
    assert not may_see(replace(held, exclusions=NO_POLICE), reader(ReaderKind.CHAIR, "police"))
    assert may_see(replace(held, exclusions=UNSETTLED), reader(ReaderKind.CHAIR))
    assert not may_see(replace(held, exclusions=UNSETTLED), reader(ReaderKind.CHAIR, "camhs"))


@pytest.mark.requirement("E4", "S7")
def test_an_exclusion_covers_brothers_and_sisters() -> None:
    """One child's exclusion keeps the service from the family's other children, until an administrator lifts it."""
    kian = replace(OPEN, family="asante", exclusions=NO_POLICE)
    abena = replace(OPEN, reference="N26-0002", family="asante")
    other = replace(OPEN, reference="N26-0003", family="silcox")
    assert visible((kian, abena, other), member("police")) == (other,)
    assert visible((kian, abena, other), member("camhs")) == (kian, abena, other)
    assert excluded_services(abena, (kian,)) == {"police"}
    apart = replace(abena, family_exclusions_lifted=True)
    assert visible((kian, apart), member("police")) == (apart,)
    unsettled = replace(kian, exclusions=UNSETTLED)
    assert has_unsettled_exclusion(abena, (unsettled,))
    assert visible((unsettled, abena), member("camhs")) == ()


@pytest.mark.requirement("E4")
def test_who_leaves_the_room() -> None:
    """The excluded service's people, whoever else they represent; nobody where nobody is excluded."""
    assert who_must_leave(OPEN, SERVICES, PEOPLE) == ()
    assert who_must_leave(replace(OPEN, exclusions=NO_POLICE), SERVICES, PEOPLE) == (
        MustLeave(code="police", name="Police", representatives=("Pat", "Both")),
    )
    listed = replace(OPEN, consent_scope="listed", listed=frozenset({"police"}))
    assert who_must_leave(listed, SERVICES, PEOPLE) == (
        MustLeave(code="camhs", name="CAMHS", representatives=("Cat", "Dan")),
    )
    assert who_must_leave(replace(OPEN, exclusions=NO_POLICE), SERVICES, ()) == (
        MustLeave(code="police", name="Police"),
    )


@pytest.mark.requirement("E4", "E6")
def test_the_chair_gives_way_where_their_own_service_is_excluded() -> None:
    """The acting chair takes the item; without one that may, nobody does and the administrator is asked (ruling 8)."""
    case = replace(OPEN, exclusions=NO_POLICE)
    chair = reader_for(ReaderKind.CHAIR, "chair@x.example", PEOPLE, own_service="police")
    acting = reader_for(ReaderKind.ACTING_CHAIR, "cat@nhs.example", PEOPLE)
    assert chair_for(OPEN, chair, acting) is chair
    assert chair_for(case, chair, acting) is acting
    assert chair_for(case, chair, None) is None
    assert chair_for(case, chair, reader_for(ReaderKind.ACTING_CHAIR, "both@x.example", PEOPLE)) is None
    assert not may_see(case, chair)


@pytest.mark.requirement("E4", "X4")
def test_an_address_is_known_however_it_is_written() -> None:
    """Capitals and white space hide nobody, and a deputy's address counts like a member's."""
    assert services_of(" pat@police.EXAMPLE", PEOPLE) == {"police"}
    assert services_of("DAN@nhs.example", PEOPLE) == {"camhs"}
    assert services_of("both@x.example", PEOPLE) == {"camhs", "police"}
    assert services_of("", PEOPLE) == frozenset()
    assert fold_address(" A B@X.Example\n") == "ab@x.example"


@pytest.mark.requirement("X8")
def test_those_who_have_the_data_hear_that_it_stopped() -> None:
    """A withdrawal is told to services that had the child's data, without consent; not to an excluded one."""
    gone = replace(OPEN, consent=ConsentState.WITHDRAWN, status=Status.WITHDRAWN)
    assert may_be_told_it_stopped(gone, reader(ReaderKind.ALLOCATED_SERVICE, "camhs"))
    excluded = replace(gone, exclusions=NO_POLICE)
    assert not may_be_told_it_stopped(excluded, reader(ReaderKind.ALLOCATED_SERVICE, "police"))
    assert not may_be_told_it_stopped(replace(gone, exclusions=UNSETTLED), member("camhs"))
    assert may_be_told_it_stopped(gone, reader(ReaderKind.REFERRER)).reason == DoorReason.ADDRESS_NOT_CONFIRMED


@pytest.mark.requirement("B10", "H9")
def test_barred_services_are_excluded_or_not_listed() -> None:
    """What may not be allocated follows the same door."""
    assert barred_services(replace(OPEN, exclusions=NO_POLICE), SERVICES) == {"police"}
    listed = replace(OPEN, consent_scope="listed", listed=frozenset({"police"}), exclusions=NO_POLICE)
    assert barred_services(listed, SERVICES) == {"police", "camhs"}
