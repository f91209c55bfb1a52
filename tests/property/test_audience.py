"""
The one door, over generated panels: whoever is excluded is never let in, whatever else is true (E4, X4).

The tests say what must hold in words of their own, and do not repeat how the
rule goes about it.
"""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.audience import (
    ENDED,
    barred_services,
    chair_for,
    may_be_told_it_stopped,
    may_see,
    reader_for,
    visible,
    who_must_leave,
)
from rules.referral import Case, ConsentState, Exclusion, Reader, ReaderKind, Representative, Service, Status

CODES = ("police", "camhs", "housing", "health")
SERVICES = tuple(Service(code=code, name=code.title()) for code in CODES)
ADDRESSES = ("ann@a.example", "bob@b.example", "cat@c.example", "dan@d.example")

codes = st.sampled_from(CODES)
some_codes = st.frozensets(codes, max_size=3)
addresses = st.sampled_from(ADDRESSES)
exclusions = st.builds(
    Exclusion, written=st.just("as written"), service=st.one_of(st.none(), codes, codes, codes), lifted=st.booleans()
)


def cases(**fixed: st.SearchStrategy[object]) -> st.SearchStrategy[Case]:
    """Cases of every state; consent is mostly given, so that doors are open often enough to be worth testing."""
    parts: dict[str, st.SearchStrategy[object]] = {
        "reference": st.integers(1, 9999).map(lambda number: f"N26-{number:04}"),
        "consent": st.sampled_from([ConsentState.GIVEN] * 5 + list(ConsentState)),
        "status": st.sampled_from([Status.READY, Status.DECIDED] * 4 + list(Status)),
        "consent_scope": st.sampled_from(["panel", "panel", "listed"]),
        "family": st.sampled_from([None, "one", "two"]),
        "exclusions": st.lists(exclusions, max_size=2).map(tuple),
        "listed": some_codes,
        "allocated": some_codes,
        "guests": st.frozensets(addresses, max_size=2),
        "confirmed_addresses": st.frozensets(addresses, max_size=2),
        "significant_harm": st.booleans(),
        "family_exclusions_lifted": st.sampled_from([False, False, False, True]),
    }
    return st.builds(Case, **(parts | fixed))


PEOPLE = (("Ann", "ann@a.example"), ("Bob", "Bob@B.example"), ("Cat", " cat@c.example"), ("Dan", "dan@d.example"))
representatives = st.lists(
    st.tuples(codes, st.sampled_from(PEOPLE), st.sampled_from((("", ""), *PEOPLE))).map(
        lambda row: Representative(
            service=row[0], name=row[1][0], email=row[1][1], deputy=row[2][0], deputy_email=row[2][1]
        )
    ),
    max_size=6,
).map(tuple)
readers = st.builds(Reader, kind=st.sampled_from(ReaderKind), address=addresses, services=some_codes)
panels = st.lists(cases(), max_size=6, unique_by=lambda case: case.reference).map(tuple)


def excluded_in_family(case: Case, others: tuple[Case, ...]) -> set[str]:
    """The services that the family of *case* has excluded, counted the plain way."""
    family = [case]
    if case.family is not None and not case.family_exclusions_lifted:
        family += [other for other in others if other.family == case.family]
    return {
        exclusion.service
        for member in family
        for exclusion in member.exclusions
        if exclusion.service and not exclusion.lifted
    }


@pytest.mark.requirement("E4", "X4")
@given(panel=panels, reader=readers)
def test_an_excluded_service_sees_nothing_of_the_child_or_its_family(panel: tuple[Case, ...], reader: Reader) -> None:
    """Nobody who represents an excluded service, in whatever part they read, is shown the case or a sibling's."""
    for case in visible(panel, reader):
        assert not reader.services & excluded_in_family(case, panel)


@pytest.mark.requirement("E5", "X4")
@given(panel=panels, reader=readers)
def test_without_consent_only_those_who_must_act_are_let_in(panel: tuple[Case, ...], reader: Reader) -> None:
    """Unless consent is given, a case is seen by administrators, by its referrer, and, for safeguarding, by a chair."""
    for case in visible(panel, reader):
        if case.consent is not ConsentState.GIVEN and reader.kind is not ReaderKind.ADMINISTRATOR:
            is_own = reader.kind is ReaderKind.REFERRER and reader.address in case.confirmed_addresses
            is_chair = reader.kind in {ReaderKind.CHAIR, ReaderKind.ACTING_CHAIR}
            safeguarding = case.status is Status.SAFEGUARDING or (case.status is Status.HELD and case.significant_harm)
            assert is_own or (is_chair and safeguarding)


@pytest.mark.requirement("E4", "X4")
@given(case=cases(), reader=readers, family=panels)
def test_an_unsettled_exclusion_closes_the_door(case: Case, reader: Reader, family: tuple[Case, ...]) -> None:
    """While it is not settled which service a family meant, no service and no guest is shown anything."""
    unsettled = replace(
        case, exclusions=(*case.exclusions, Exclusion(written="the lady from the centre", service=None))
    )
    if may_see(unsettled, reader, family):
        assert reader.kind in {
            ReaderKind.ADMINISTRATOR,
            ReaderKind.REFERRER,
            ReaderKind.CHAIR,
            ReaderKind.ACTING_CHAIR,
        }
        if reader.kind in {ReaderKind.CHAIR, ReaderKind.ACTING_CHAIR}:
            assert not reader.services


@pytest.mark.requirement("X4")
@given(case=cases(), reader=readers)
def test_the_door_opens_to_members_only_for_cases_before_the_panel(case: Case, reader: Reader) -> None:
    """Held, ended or not accepted cases are shown to no representative and no guest."""
    if may_see(case, reader) and reader.kind in {ReaderKind.REPRESENTATIVE, ReaderKind.GUEST}:
        assert case.status in {Status.READY, Status.DECIDED}
        assert case.status not in ENDED


@pytest.mark.requirement("E7", "X4")
@given(case=cases(), reader=readers)
def test_nobody_is_let_in_without_a_claim_of_their_own(case: Case, reader: Reader) -> None:
    """A guest is invited, a member represents a service, an allocated service has work, a referrer is confirmed."""
    if may_see(case, reader):
        claims = {
            ReaderKind.GUEST: reader.address in case.guests,
            ReaderKind.REPRESENTATIVE: bool(reader.services),
            ReaderKind.ALLOCATED_SERVICE: bool(reader.services & case.allocated),
            ReaderKind.REFERRER: reader.address in case.confirmed_addresses,
        }
        assert claims.get(reader.kind, True)


@pytest.mark.requirement("H9", "X4")
@given(case=cases(consent_scope=st.just("listed")), reader=readers)
def test_the_stricter_scope_lets_in_listed_services_alone(case: Case, reader: Reader) -> None:
    """Where consent covers only the services that the form lists, nobody else's service is let in."""
    kinds = {ReaderKind.REPRESENTATIVE, ReaderKind.GUEST, ReaderKind.ALLOCATED_SERVICE}
    if may_see(case, reader) and reader.kind in kinds:
        assert reader.services & case.listed


@pytest.mark.requirement("E4", "X4")
@given(case=cases(), reader=readers, code=codes, family=panels)
def test_one_more_exclusion_never_opens_a_door(case: Case, reader: Reader, code: str, family: tuple[Case, ...]) -> None:
    """Whatever the family says in addition, nobody sees more than before."""
    stricter = replace(case, exclusions=(*case.exclusions, Exclusion(written=code, service=code)))
    assert may_see(case, reader, family).allowed >= may_see(stricter, reader, family).allowed
    assert not (may_see(stricter, reader, family) and code in reader.services)


@pytest.mark.requirement("X4")
@given(panel=panels, reader=readers)
def test_the_whole_list_and_one_case_get_the_same_verdict(panel: tuple[Case, ...], reader: Reader) -> None:
    """`visible` shows exactly the cases that `may_see` allows among the same family cases, in their order."""
    assert visible(panel, reader) == tuple(case for case in panel if may_see(case, reader, panel))


@pytest.mark.requirement("X8")
@given(case=cases(), reader=readers, family=panels)
def test_an_excluded_service_does_not_hear_that_a_case_stopped(
    case: Case, reader: Reader, family: tuple[Case, ...]
) -> None:
    """Not even a withdrawal tells an excluded service that there was a case."""
    if reader.services & excluded_in_family(case, family):
        assert not may_be_told_it_stopped(case, reader, family)


@pytest.mark.requirement("E4")
@given(case=cases(), people=representatives, family=panels)
def test_whoever_may_not_see_an_open_item_leaves_the_room(
    case: Case, people: tuple[Representative, ...], family: tuple[Case, ...]
) -> None:
    """For an item before the panel, a member leaves exactly if the door is closed to them."""
    leaving = who_must_leave(case, SERVICES, people, family)
    gone = {name for service in leaving for name in service.representatives}
    before_panel = replace(_settled(case), consent=ConsentState.GIVEN, status=Status.READY)
    for row in people:
        for name, address in ((row.name, row.email), (row.deputy, row.deputy_email)):
            if name:
                reader = reader_for(ReaderKind.REPRESENTATIVE, address, people)
                stays = may_see(before_panel, reader, tuple(map(_settled, family))).allowed
                assert (name in gone) is not stays
    assert excluded_in_family(case, family) <= {service.code for service in leaving}


def _settled(case: Case) -> Case:
    return replace(case, exclusions=tuple(ex for ex in case.exclusions if ex.service is not None))


@pytest.mark.requirement("E4")
@given(case=cases(), chair=some_codes, acting=st.none() | some_codes, family=panels)
def test_whoever_chairs_an_item_is_of_no_excluded_service(
    case: Case, chair: frozenset[str], acting: frozenset[str] | None, family: tuple[Case, ...]
) -> None:
    """The chair gives way to the acting chair, and, if both are excluded, nobody is chosen (ruling 8)."""
    usual = Reader(kind=ReaderKind.CHAIR, address="chair@a.example", services=chair)
    stand_in = None
    if acting is not None:
        stand_in = Reader(kind=ReaderKind.ACTING_CHAIR, address="acting@a.example", services=acting)
    chosen = chair_for(case, usual, stand_in, family)
    excluded = excluded_in_family(case, family)
    assert chosen is None or not chosen.services & excluded
    assert (chosen is usual) is not bool(chair & excluded)


@pytest.mark.requirement("B10", "E4")
@given(case=cases(), family=panels)
def test_a_barred_service_could_not_read_its_own_decision_sheet(case: Case, family: tuple[Case, ...]) -> None:
    """Allocating a barred service would be of no use: the door stays closed to it."""
    for code in barred_services(case, SERVICES, family):
        given_work = replace(case, allocated=case.allocated | {code})
        reader = Reader(kind=ReaderKind.ALLOCATED_SERVICE, address="x@x.example", services=frozenset({code}))
        assert not may_see(given_work, reader, family)


@pytest.mark.requirement("E4", "X4")
def test_five_thousand_panels_show_nothing_to_an_excluded_service() -> None:
    """Over many panels drawn by a fixed chance, no excluded reader sees a case, and plenty of doors are open."""
    chance = random.Random(42)
    shown = closed = 0
    for _ in range(5000):
        panel = tuple(_drawn_case(chance, number) for number in range(1, chance.randint(2, 7)))
        reader = Reader(
            kind=chance.choice(list(ReaderKind)), address=chance.choice(ADDRESSES), services=_drawn_codes(chance)
        )
        for case in panel:
            excluded = bool(reader.services & excluded_in_family(case, panel))
            allowed = case in visible(panel, reader)
            assert not (excluded and allowed)
            shown += allowed
            closed += excluded
    assert shown > 1000
    assert closed > 1000


def _drawn_codes(chance: random.Random) -> frozenset[str]:
    return frozenset(chance.sample(CODES, chance.choice((0, 1, 1, 2))))


def _drawn_case(chance: random.Random, number: int) -> Case:
    excluded = [
        Exclusion(written="x", service=chance.choice((None, *CODES, *CODES)), lifted=chance.random() < 0.1)
        for _ in range(chance.choice((0, 0, 1, 2)))
    ]
    return Case(
        reference=f"N26-{number:04}",
        consent=chance.choice([ConsentState.GIVEN] * 6 + list(ConsentState)),
        status=chance.choice([Status.READY] * 6 + list(Status)),
        consent_scope=chance.choice(("panel", "listed")),
        family=chance.choice((None, "one", "two")),
        exclusions=tuple(excluded),
        listed=_drawn_codes(chance),
        allocated=_drawn_codes(chance),
        guests=frozenset(chance.sample(ADDRESSES, 1)),
        confirmed_addresses=frozenset(chance.sample(ADDRESSES, 1)),
        significant_harm=chance.random() < 0.2,
        family_exclusions_lifted=chance.random() < 0.1,
    )
