"""
The one door, proven over finished messages (X4, E4): every byte that goes out is searched for what must not be there.

Panels, families, exclusions, allocations and people who represent several
services are made up; the real composers write the mail, Word files and
workbooks; then each message is taken apart, attachments and the files inside
them included, and searched for traces of the children its reader must not see.
"""

from __future__ import annotations

import datetime as dt
import email
import email.policy
import io
import tempfile
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import EmailMessage
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import select

from dispatch.due import fulfil_due
from dispatch.planning import plan_panel
from rules.form import Assessment, Child, Conclusions
from rules.referral import (
    AgreedAction,
    Allocation,
    ConsentState,
    Decision,
    DecisionWord,
    Exclusion,
    Hold,
    Status,
)
from rules.settings import PanelSettings, RepresentativeSettings, ServiceSettings
from storage import ledger, outbox
from storage.database import Database, Unit
from storage.decisions import record_decision
from storage.panels import meetings_of
from storage.received import Arrived, take_in
from storage.referrals import NewReferral, People, add_referral, referrals_of
from storage.tables import OutgoingRow
from tests.builders import FRIDAY, MONDAY, TUESDAY, a_database, a_form, a_panel, a_reading, some_settings
from tests.conftest import EVERYTHING
from tests.fakes.clock import FixedClock

CODES = ("police", "camhs", "health", "family")


@dataclass(frozen=True)
class MadeUpChild:
    """A child whose every word can be recognised."""

    number: int
    family: int | None
    excluded: frozenset[str]
    unsettled: bool
    allocated: frozenset[str]

    @property
    def canaries(self) -> tuple[str, ...]:
        """What nobody who is shut out may get, in any form."""
        return (f"Givenqx{self.number}z", f"Familyqx{self.number}z", f"Reasonqx{self.number}z", f"N26-{self.number:04}")


@dataclass(frozen=True)
class MadeUpPanel:
    """A panel whose people may represent several services."""

    children: tuple[MadeUpChild, ...]
    doubles: frozenset[str]

    def settings(self) -> PanelSettings:
        """Its settings: services in `doubles` are represented by one person."""
        services = tuple(
            ServiceSettings(
                code=code,
                name=f"Service {code}",
                representatives=(RepresentativeSettings(name=f"P {code}", email=self.address(code)),),
            )
            for code in CODES
        )
        return a_panel(services=services)

    def address(self, code: str) -> str:
        """Whose address a service's mail goes to."""
        return "both@partners.example" if code in self.doubles else f"{code}@partners.example"

    def shut_out(self, child: MadeUpChild) -> frozenset[str]:
        """Addresses that must have nothing of *child*: its own exclusions and those of its family count."""
        kin = [one for one in self.children if one is child or (one.family is not None and one.family == child.family)]
        if any(one.unsettled for one in kin):
            return frozenset(map(self.address, CODES))
        return frozenset(self.address(code) for one in kin for code in one.excluded)


services = st.frozensets(st.sampled_from(CODES), max_size=3)


@st.composite
def made_up_panels(draw: st.DrawFn) -> MadeUpPanel:
    """Up to five children in up to two families, with exclusions and allocations."""
    count = draw(st.integers(1, 5))
    children = tuple(
        MadeUpChild(
            number=number,
            family=draw(st.sampled_from([None, 1, 2])),
            excluded=draw(services),
            unsettled=draw(st.integers(0, 9)) == 0,
            allocated=draw(services),
        )
        for number in range(1, count + 1)
    )
    return MadeUpPanel(children=children, doubles=draw(st.sampled_from([frozenset(), frozenset({"police", "camhs"})])))


@pytest.mark.requirement("E4", "X4", "E5")
@settings(suppress_health_check=[HealthCheck.too_slow], max_examples=30 if EVERYTHING else 5)
@given(made_up_panels())
def test_nobody_gets_a_trace_of_a_child_they_must_not_see(panel: MadeUpPanel) -> None:
    """Whatever the families excluded, no byte sent to a shut-out address, decoded or not, speaks of the child."""
    with tempfile.TemporaryDirectory() as folder:
        sent = list(a_fortnight(panel, a_database(Path(folder))))
    for child in panel.children:
        for recipient, texts in sent:
            if recipient in panel.shut_out(child):
                found = [canary for canary in child.canaries for text in texts if canary.casefold() in text]
                assert not found, (recipient, found)


@pytest.mark.requirement("B3", "E4")
def test_everybody_else_gets_what_they_may_see() -> None:
    """The search above would find a child: one without exclusions is in every representative's pack."""
    child = MadeUpChild(number=1, family=None, excluded=frozenset(), unsettled=False, allocated=frozenset({"camhs"}))
    panel = MadeUpPanel(children=(child,), doubles=frozenset())
    with tempfile.TemporaryDirectory() as folder:
        sent = list(a_fortnight(panel, a_database(Path(folder))))
    for code in CODES:
        texts = [text for recipient, texts in sent if recipient == panel.address(code) for text in texts]
        assert all(any(canary.casefold() in text for text in texts) for canary in child.canaries)


def a_fortnight(panel: MadeUpPanel, database: Database) -> Iterator[tuple[str, list[str]]]:
    """Referrals on Tuesday, packs on Monday, decisions and sheets on Friday; every message, taken apart."""
    options = some_settings(panel.settings())
    with database.unit(TUESDAY) as unit:
        plan_panel(unit, options.panels[0], dt.UTC)
        meeting = next(one for one in meetings_of(unit, "N") if one.agenda_gone is None)
        taken = take_in(unit, Arrived(mailbox=options.panels[0].mailbox, uidvalidity=1, uid=1, raw=b"x"), panel="N")
        for child in panel.children:
            add_referral(unit, _referral(child, panel, taken.id, meeting.id), f"N26-{child.number:04}")
    fulfil_due(database, options, FixedClock(MONDAY))
    with database.unit(MONDAY) as unit:
        for referral in referrals_of(unit, panel="N"):
            if referral.status is Status.READY:
                _decide(unit, referral.reference, panel, meeting.id)
    fulfil_due(database, options, FixedClock(FRIDAY))
    with database.unit(FRIDAY) as unit:
        for row in unit.session.exec(select(OutgoingRow)):
            yield outbox.recipient_of(unit, row), list(everything_in(outbox.raw_of(unit, row)))
    database.close()


def a_new_referral(received_id: str, meeting_id: int | None) -> NewReferral:
    """A referral of the usual child, ready for a meeting."""
    return NewReferral(
        panel="N",
        received_id=received_id,
        received_at=TUESDAY,
        status=Status.READY,
        consent=ConsentState.GIVEN,
        consent_reasons=(),
        holds=(),
        people=People(sender="teacher@school.example", thread="<thread@school.example>"),
        reading=a_reading(),
        meeting_id=meeting_id,
    )


def _referral(child: MadeUpChild, panel: MadeUpPanel, received_id: str, meeting_id: int) -> NewReferral:
    given, family, reason, _reference = child.canaries
    form = a_form(
        child=Child(
            given_names=given,
            family_name=family,
            date_of_birth=dt.date(2016, 1, child.number),
            address=f"{child.number} {family} Street",
            school=f"{family} School",
        ),
        parents_carers=(),
        assessment=Assessment(date=dt.date(2025, 12, 20), reason=reason),
        conclusions=Conclusions(summary=reason),
    )
    kin = [one for one in panel.children if one is child or (one.family is not None and one.family == child.family)]
    held = any(one.unsettled for one in kin)
    exclusions = [Exclusion(written=code, service=code) for code in sorted(child.excluded)]
    if child.unsettled:
        exclusions.append(Exclusion(written="that man", service=None))
    return NewReferral(
        panel="N",
        received_id=received_id,
        received_at=TUESDAY,
        status=Status.HELD if held else Status.READY,
        consent=ConsentState.GIVEN,
        consent_reasons=(),
        holds=(Hold.EXCLUSION_UNMATCHED,) if held else (),
        people=People(sender="teacher@school.example", thread="<thread@school.example>"),
        reading=a_reading(form),
        exclusions=tuple(exclusions),
        family_id=f"family-{child.family}" if child.family else f"alone-{child.number}",
        meeting_id=meeting_id,
    )


def _decide(unit: Unit, reference: str, panel: MadeUpPanel, meeting_id: int) -> None:
    """The panel allocates what was drawn, also a service that is shut out: the door must hold all the same."""
    child = next(one for one in panel.children if reference.endswith(f"{one.number:04}"))
    decision = Decision(
        reference=reference,
        meeting=meeting_id,
        number=1,
        word=DecisionWord.ALLOCATE,
        allocations=tuple(Allocation(service=code, role=f"Roleqx{child.number}z") for code in sorted(child.allocated)),
        actions=(AgreedAction(what=f"Ring Familyqx{child.number}z", who=""),),
    )
    recorded = record_decision(unit, decision)
    ledger.owe(
        unit,
        f"decision/{reference}/{recorded.number}",
        panel="N",
        kind="decision",
        subject=reference,
        due_at=FRIDAY,
        detail={"number": recorded.number},
    )


def everything_in(raw: bytes) -> Iterator[str]:
    """The message as it goes over the wire, and everything in it decoded: headers, texts, names, zip members."""
    yield _text(raw)
    message = email.message_from_bytes(raw, policy=email.policy.default)
    assert isinstance(message, EmailMessage)
    for name, value in message.items():
        yield f"{name}: {value}".casefold()
    for part in message.walk():
        if part.is_multipart():
            continue
        yield (part.get_filename() or "").casefold()
        payload = part.get_payload(decode=True)
        assert isinstance(payload, bytes)
        yield from _unpacked(payload)


def _unpacked(data: bytes) -> Iterator[str]:
    yield _text(data)
    if data[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for member in archive.namelist():
                yield member.casefold()
                yield _text(archive.read(member))


def _text(data: bytes) -> str:
    return data.decode("utf-8", errors="replace").casefold()
