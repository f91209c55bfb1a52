"""
The values that decisions are made from: services, meetings, referrals, items, decisions.

They hold what a rule needs and no more: codes, dates and states. The personal
words of a form stay in `rules.form` and reach only composers, through
`rules.audience`.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """An agency or team that can be allocated; exclusions are matched by code, name or alias (ruling 7)."""

    code: str
    name: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Representative:
    """A service's member on the panel; one person may represent several services."""

    service: str
    name: str
    email: str
    deputy: str = ""
    deputy_email: str = ""


class MeetingState(StrEnum):
    """Where a meeting stands."""

    PLANNED = "planned"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """
    One sitting of a panel.

    `planned_for`: the date by the pattern (or of the extra meeting): a moved
    meeting keeps it. `agenda_due` and `sheets_due` are instants (aware, UTC).
    `agenda_gone`: when the agenda went, or was passed over; None before.
    """

    id: int
    panel: str
    planned_for: dt.date
    starts_at: dt.datetime
    agenda_due: dt.datetime
    sheets_due: dt.datetime
    reminder_due: dt.datetime
    state: MeetingState = MeetingState.PLANNED
    agenda_gone: dt.datetime | None = None


class Status(StrEnum):
    """Where a referral stands (process, sections 2 and 4)."""

    HELD = "held"
    SCREENING = "screening"
    READY = "ready"
    DECIDED = "decided"
    MORE_INFORMATION = "more information"
    SAFEGUARDING = "safeguarding"
    SINGLE_AGENCY = "single agency"
    DIRECT_ALLOCATION = "direct allocation"
    NOT_ACCEPTED = "not accepted"
    CONSENT_REFUSED = "consent refused"
    WITHDRAWN = "withdrawn"
    CLOSED = "closed"


class Screening(StrEnum):
    """What the administrator may decide on first reading; the words of the workbook's list."""

    PANEL = "Panel"
    DIRECT_ALLOCATION = "Direct allocation"
    SINGLE_AGENCY = "Single agency"
    MORE_INFORMATION = "More information"
    NOT_FOR_THIS_PANEL = "Not for this panel"
    SAFEGUARDING = "Safeguarding"


class Hold(StrEnum):
    """Why a referral waits for a person; each has its sentence in `rules.reasons`."""

    CONSENT_UNCLEAR = "consent_unclear"
    CONSENT_UNSIGNED = "consent_unsigned"
    EXCLUSION_UNMATCHED = "exclusion_unmatched"
    EXCLUSION_UNSURE = "exclusion_unsure"
    INCOMPLETE = "incomplete"
    UNSURE = "unsure"
    UNREADABLE = "unreadable"
    SIGNIFICANT_HARM = "significant_harm"
    CHAIR_EXCLUDED = "chair_excluded"
    NO_MEETING = "no_meeting"


class ConsentState(StrEnum):
    """What the consent section amounts to."""

    GIVEN = "given"
    REFUSED = "refused"
    UNCLEAR = "unclear"
    UNSIGNED = "unsigned"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True, kw_only=True)
class Exclusion:
    """
    A service that the family does not want involved (requirement E4).

    `service` is None while the words match no service, or more than one: the
    referral is held until an administrator settles it (ruling 7).
    """

    written: str
    service: str | None
    lifted: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """
    What the one door judges a referral by (`rules.audience`).

    `family`: the exclusions of one child cover the other children of the same
    family too. `listed`: codes of the services that the form lists, for the
    stricter scope. `allocated`: codes of the services given work. `guests`:
    addresses invited for this item alone. `significant_harm`: the form reports
    it, so administrator and chair decide (process, section 2.3).
    `family_exclusions_lifted`: an administrator said that what other children
    of the family exclude does not cover this one.
    """

    reference: str
    consent: ConsentState
    status: Status
    consent_scope: str = "panel"
    family: str | None = None
    exclusions: tuple[Exclusion, ...] = ()
    listed: frozenset[str] = frozenset()
    allocated: frozenset[str] = frozenset()
    guests: frozenset[str] = frozenset()
    confirmed_addresses: frozenset[str] = frozenset()
    significant_harm: bool = False
    family_exclusions_lifted: bool = False


class ReaderKind(StrEnum):
    """In which part somebody reads."""

    REPRESENTATIVE = "representative"
    CHAIR = "chair"
    ACTING_CHAIR = "acting chair"
    ADMINISTRATOR = "administrator"
    GUEST = "guest"
    ALLOCATED_SERVICE = "allocated service"
    REFERRER = "referrer"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """
    Somebody about to be sent something.

    `services`: codes of every service that this address represents, on any
    row of the contact list: one exclusion among them is enough to close the door.
    """

    kind: ReaderKind
    address: str
    services: frozenset[str] = frozenset()


class DecisionWord(StrEnum):
    """What `Decision` takes in the decision workbook (interfaces)."""

    ALLOCATE = "Allocate"
    RE_PRESENT = "Re-present"
    SINGLE_AGENCY = "Single agency"
    NO_FURTHER_ACTION = "No further action"
    WITHDRAW = "Withdraw"
    CLOSE = "Close"


@dataclass(frozen=True, slots=True, kw_only=True)
class Allocation:
    """A service given a part: its role, its named worker, whether it leads."""

    service: str
    role: str = ""
    named_worker: str = ""
    lead_agency: bool = False
    withdrawn: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreedAction:
    """An action with who and by when; `by_when_written` keeps words that are no date ('next TAC')."""

    what: str
    who: str = ""
    by_when: dt.date | None = None
    by_when_written: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What the panel decided on one item; `number` counts the decisions of this referral from 1."""

    reference: str
    meeting: int
    number: int
    word: DecisionWord
    allocations: tuple[Allocation, ...] = ()
    actions: tuple[AgreedAction, ...] = ()
    lead_professional: str = ""
    review_date: dt.date | None = None
    notes: str = ""
    amended: bool = False
