"""
The one door: who may see what of a child (requirements E4, E5, E7, X4; rulings 7 to 11).

Everything that leaves the house about a referral has passed `may_see`. It is a
pure function of the case and the reader; nothing here sends or composes. In
doubt the door is closed, and the reason says why, so that a person can settle
it.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from rules.referral import Case, ConsentState, Reader, ReaderKind, Representative, Service, Status


class DoorReason(StrEnum):
    """Why the door is open or closed; each has its sentence in `rules.reasons`."""

    OPEN = "open"
    SERVICE_EXCLUDED = "service_excluded"
    EXCLUSION_UNSETTLED = "exclusion_unsettled"
    CONSENT_NOT_GIVEN = "consent_not_given"
    ON_HOLD = "on_hold"
    NOT_BEFORE_THE_PANEL = "not_before_the_panel"
    CASE_ENDED = "case_ended"
    SERVICE_NOT_LISTED = "service_not_listed"
    NOT_A_MEMBER = "not_a_member"
    NOT_INVITED = "not_invited"
    NOT_ALLOCATED = "not_allocated"
    ADDRESS_NOT_CONFIRMED = "address_not_confirmed"


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether the reader may see the case, and why: *reason* is a code of `DoorReason`."""

    allowed: bool
    reason: str

    def __bool__(self) -> bool:
        return self.allowed


@dataclass(frozen=True, slots=True, kw_only=True)
class MustLeave:
    """A service that leaves the room for one item, and its people, deputies included."""

    code: str
    name: str
    representatives: tuple[str, ...] = ()


ENDED = frozenset({Status.NOT_ACCEPTED, Status.CONSENT_REFUSED, Status.WITHDRAWN, Status.CLOSED})
"""Nothing more of these goes to the panel."""

_OPEN_TO_PANEL = frozenset({Status.READY, Status.DECIDED})

# A chair may be asked about any live case; a service keeps seeing its own part until the case is over, and what it was
# allocated also afterwards: the decision that closes a case, and the quarterly sheet (B16), still list it.
_OPEN: Mapping[ReaderKind, frozenset[Status]] = {
    ReaderKind.REPRESENTATIVE: _OPEN_TO_PANEL,
    ReaderKind.GUEST: _OPEN_TO_PANEL,
    ReaderKind.CHAIR: frozenset(Status) - ENDED - {Status.HELD},
    ReaderKind.ACTING_CHAIR: frozenset(Status) - ENDED - {Status.HELD},
    ReaderKind.ALLOCATED_SERVICE: _OPEN_TO_PANEL
    | {Status.SINGLE_AGENCY, Status.DIRECT_ALLOCATION, Status.MORE_INFORMATION, Status.CLOSED},
}
_CHAIRS = frozenset({ReaderKind.CHAIR, ReaderKind.ACTING_CHAIR})


def may_see(case: Case, reader: Reader, family_cases: Sequence[Case] = ()) -> Verdict:
    """
    Whether *reader* may be sent anything of *case* (E4, X4).

    An excluded service closes the door to everybody who represents it, in
    whatever part they read. Then: administrators see every case; the referrer
    sees their own in every state, since they wrote it; everybody else needs
    consent that is given, no exclusion left unsettled (ruling 7), a case in a
    state that concerns them, and a claim of their own (member, invited,
    allocated).

    Args:
        case: The child's case.
        reader: Who is about to be sent something, with every service that their address represents.
        family_cases: Other cases; those with the same family key lend their exclusions (*case* itself may be among
            them).
    """
    return _judge(case, reader, _relevant(case, family_cases))


def visible(cases: Sequence[Case], reader: Reader) -> tuple[Case, ...]:
    """The cases that *reader* may see, in their order; what one child of a family excludes covers the others."""
    families: dict[str, list[Case]] = defaultdict(list)
    for case in cases:
        if case.family is not None:
            families[case.family].append(case)
    return tuple(case for case in cases if may_see(case, reader, families.get(case.family or "", ())))


def may_be_told_it_stopped(case: Case, reader: Reader, family_cases: Sequence[Case] = ()) -> Verdict:
    """
    Whether *reader* is told that a case has stopped (X8): that, the reference, and no more.

    For services that already have the child's data: ask it of those alone. No
    consent is needed to say "stop", but an excluded service hears nothing.
    """
    related = _relevant(case, family_cases)
    if reader.services & _excluded(related):
        return _closed(DoorReason.SERVICE_EXCLUDED)
    if reader.kind is ReaderKind.REFERRER:
        return _referrer(case, reader)
    if _unsettled(related) and reader.kind is not ReaderKind.ADMINISTRATOR:
        return _closed(DoorReason.EXCLUSION_UNSETTLED)
    return Verdict(allowed=True, reason=DoorReason.OPEN)


def excluded_services(case: Case, family_cases: Sequence[Case] = ()) -> frozenset[str]:
    """Codes of the services excluded from *case*, by its own form or by another child's of the family."""
    return _excluded(_relevant(case, family_cases))


def has_unsettled_exclusion(case: Case, family_cases: Sequence[Case] = ()) -> bool:
    """Whether some exclusion of *case* or of its family names no known service yet (ruling 7)."""
    return _unsettled(_relevant(case, family_cases))


def barred_services(case: Case, services: Sequence[Service], family_cases: Sequence[Case] = ()) -> frozenset[str]:
    """Codes of the services that may not be allocated: excluded, or, in the stricter scope, not on the form's list."""
    barred = excluded_services(case, family_cases)
    if case.consent_scope != "panel":
        barred |= {service.code for service in services} - case.listed
    return barred


def chair_for(
    case: Case, chair: Reader, acting_chair: Reader | None, family_cases: Sequence[Case] = ()
) -> Reader | None:
    """Who chairs this item (ruling 8): the acting chair where the chair's own service is excluded; None: ask."""
    excluded = excluded_services(case, family_cases)
    for candidate in (chair, acting_chair):
        if candidate is not None and not candidate.services & excluded:
            return candidate
    return None


def who_must_leave(
    case: Case,
    services: Sequence[Service],
    representatives: Sequence[Representative],
    family_cases: Sequence[Case] = (),
) -> tuple[MustLeave, ...]:
    """
    Which services leave the room for this item, and who that is (E4).

    Somebody who represents an excluded service leaves, whatever else they
    represent; an excluded service without a representative is named all the
    same, since somebody may come for it.
    """
    excluded = excluded_services(case, family_cases)
    barred = barred_services(case, services, family_cases)
    leaving = []
    for service in services:
        people = tuple(
            name
            for name, address in _people_of(service.code, representatives)
            if _leaves(case, _services_of_person(name, address, representatives), excluded)
        )
        if service.code in excluded or (service.code in barred and people):
            leaving.append(MustLeave(code=service.code, name=service.name, representatives=people))
    return tuple(leaving)


def reader_for(
    kind: ReaderKind, address: str, representatives: Sequence[Representative], own_service: str = ""
) -> Reader:
    """The reader at *address*, with all that it represents; *own_service* is the chair's (ruling 8)."""
    services = services_of(address, representatives)
    return Reader(kind=kind, address=address, services=services | {own_service} if own_service else services)


def services_of(address: str, representatives: Sequence[Representative]) -> frozenset[str]:
    """Codes of every service that *address* represents, as member or deputy, on any row of the contact list."""
    folded = fold_address(address)
    if not folded:
        return frozenset()
    return frozenset(
        row.service for row in representatives if folded in (fold_address(row.email), fold_address(row.deputy_email))
    )


def fold_address(address: str) -> str:
    """The address as it is compared: no white space, no difference between capitals and small letters."""
    return "".join(unicodedata.normalize("NFKC", address).casefold().split())


def _judge(case: Case, reader: Reader, related: Sequence[Case]) -> Verdict:
    if reader.services & _excluded(related):
        return _closed(DoorReason.SERVICE_EXCLUDED)
    if reader.kind is ReaderKind.ADMINISTRATOR:
        return Verdict(allowed=True, reason=DoorReason.OPEN)
    if reader.kind is ReaderKind.REFERRER:
        return _referrer(case, reader)
    if reader.kind in _CHAIRS and _is_safeguarding(case):
        return _safeguarding_chair(reader, related)
    return _panel_gate(case, reader, related)


def _panel_gate(case: Case, reader: Reader, related: Sequence[Case]) -> Verdict:
    """What holds for everybody but administrators and the referrer."""
    if _unsettled(related):
        return _closed(DoorReason.EXCLUSION_UNSETTLED)
    if case.consent is not ConsentState.GIVEN:
        return _closed(DoorReason.CONSENT_NOT_GIVEN)
    if case.status not in _OPEN[reader.kind]:
        return _closed(_state_reason(case.status))
    return _own_claim(case, reader)


def _own_claim(case: Case, reader: Reader) -> Verdict:
    """What each kind of reader must show beyond consent: member, invited, allocated; chairs see every item."""
    if reader.kind is ReaderKind.GUEST and not _among(reader.address, case.guests):
        return _closed(DoorReason.NOT_INVITED)
    if reader.kind is ReaderKind.REPRESENTATIVE and not reader.services:
        return _closed(DoorReason.NOT_A_MEMBER)
    if reader.kind is ReaderKind.ALLOCATED_SERVICE and not reader.services & case.allocated:
        return _closed(DoorReason.NOT_ALLOCATED)
    if reader.kind not in _CHAIRS and not _consent_covers(case, reader.services):
        return _closed(DoorReason.SERVICE_NOT_LISTED)
    return Verdict(allowed=True, reason=DoorReason.OPEN)


def _safeguarding_chair(reader: Reader, related: Sequence[Case]) -> Verdict:
    # Safeguarding goes before missing consent (process 2.3), but an exclusion that nobody has settled may mean the
    # chair's own service; the administrators, who always see the case, settle that first.
    if reader.services and _unsettled(related):
        return _closed(DoorReason.EXCLUSION_UNSETTLED)
    return Verdict(allowed=True, reason=DoorReason.OPEN)


def _is_safeguarding(case: Case) -> bool:
    return case.status is Status.SAFEGUARDING or (case.status is Status.HELD and case.significant_harm)


def _referrer(case: Case, reader: Reader) -> Verdict:
    """Messages go to the address that sent the form and to those an administrator confirmed (ruling 11)."""
    if _among(reader.address, case.confirmed_addresses):
        return Verdict(allowed=True, reason=DoorReason.OPEN)
    return _closed(DoorReason.ADDRESS_NOT_CONFIRMED)


def _consent_covers(case: Case, services: frozenset[str]) -> bool:
    """Consent covers the panel's members, or, in the stricter scope, only the services that the form lists."""
    return case.consent_scope == "panel" or bool(services & case.listed)


def _relevant(case: Case, family_cases: Sequence[Case]) -> tuple[Case, ...]:
    """The case itself and the cases of its family, unless an administrator said that theirs do not cover it."""
    if case.family is None or case.family_exclusions_lifted:
        return (case,)
    return (case, *(other for other in family_cases if other.family == case.family))


def _excluded(related: Iterable[Case]) -> frozenset[str]:
    return frozenset(
        exclusion.service
        for case in related
        for exclusion in case.exclusions
        if exclusion.service is not None and not exclusion.lifted
    )


def _unsettled(related: Iterable[Case]) -> bool:
    return any(exclusion.service is None and not exclusion.lifted for case in related for exclusion in case.exclusions)


def _state_reason(status: Status) -> DoorReason:
    if status is Status.HELD:
        return DoorReason.ON_HOLD
    return DoorReason.CASE_ENDED if status in ENDED else DoorReason.NOT_BEFORE_THE_PANEL


def _closed(reason: DoorReason) -> Verdict:
    return Verdict(allowed=False, reason=reason)


def _among(address: str, addresses: frozenset[str]) -> bool:
    folded = fold_address(address)
    return bool(folded) and folded in {fold_address(known) for known in addresses}


def _leaves(case: Case, represented: frozenset[str], excluded: frozenset[str]) -> bool:
    return bool(represented & excluded) or not _consent_covers(case, represented)


def _people_of(code: str, representatives: Sequence[Representative]) -> tuple[tuple[str, str], ...]:
    """Name and address of everybody who represents *code*, once each, members before deputies."""
    rows = [row for row in representatives if row.service == code]
    people = [(row.name, row.email) for row in rows] + [(row.deputy, row.deputy_email) for row in rows]
    return tuple(dict.fromkeys((name, address) for name, address in people if name.strip()))


def _services_of_person(name: str, address: str, representatives: Sequence[Representative]) -> frozenset[str]:
    """As `services_of`; somebody without an address is known by name."""
    if address.strip():
        return services_of(address, representatives)
    return frozenset(row.service for row in representatives if name in (row.name, row.deputy))
