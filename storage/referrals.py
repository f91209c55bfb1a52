"""
Referrals: one child put before one panel, with its versions, exclusions and place on an agenda.

The form as corrected and the people who may be written to are sealed; a
referral comes out of here whole, as a value, and goes back through the few
functions that change it, each of which leaves an audit line.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlmodel import and_, col, or_, select

from rules.form import Form, FormReading, form_from_json, form_to_json, leaves
from rules.household import household_key
from rules.referral import Case, ConsentState, Exclusion, Hold, Status
from storage.audit import record_change
from storage.database import Unit
from storage.notes import Notes, notes_from_json, notes_to_json
from storage.numbers import next_number
from storage.readings import reading_from_json, reading_to_json
from storage.tables import (
    AgendaItemRow,
    AllocationRow,
    ExclusionRow,
    FormVersionRow,
    ReferralRow,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class People:
    """
    Who may be written to about a referral (ruling 11).

    `sender` sent the form; `confirmed` are further addresses that an
    administrator confirmed. `thread` is the Message-ID of the mail that brought it.
    """

    sender: str
    sender_name: str = ""
    confirmed: tuple[str, ...] = ()
    thread: str = ""

    @property
    def addresses(self) -> frozenset[str]:
        """Return every address that messages about the referral may go to, folded."""
        return frozenset(address.strip().casefold() for address in (self.sender, *self.confirmed) if address)


@dataclass(frozen=True, slots=True, kw_only=True)
class Referral:
    """A referral as it stands now; `form` is as corrected, `headings` the form's own names for its questions."""

    id: str
    reference: str
    panel: str
    received_at: dt.datetime
    settled_at: dt.datetime
    status: Status
    consent: ConsentState
    consent_reasons: tuple[str, ...]
    holds: tuple[Hold, ...]
    meeting_id: int | None
    placed_by_person: bool
    family_id: str | None
    kind: str
    version: int
    screening: str
    screening_service: str
    form: Form
    people: People
    exclusions: tuple[Exclusion, ...]
    listed: frozenset[str]
    allocated: frozenset[str]
    guests: frozenset[str]
    family_exclusions_lifted: bool = False
    notes: Notes = dataclasses.field(default_factory=Notes)

    @property
    def significant_harm(self) -> bool:
        """Whether the referral waits because its form reports risk of significant harm (process, 2.3)."""
        return Hold.SIGNIFICANT_HARM in self.holds

    def case(self, consent_scope: str) -> Case:
        """Return what the one door judges this referral by."""
        return Case(
            reference=self.reference,
            consent=self.consent,
            status=self.status,
            consent_scope=consent_scope,
            family=self.family_id,
            exclusions=self.exclusions,
            listed=self.listed,
            allocated=self.allocated,
            guests=self.guests,
            confirmed_addresses=self.people.addresses,
            significant_harm=self.significant_harm,
            family_exclusions_lifted=self.family_exclusions_lifted,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class NewReferral:
    """What is known of a referral when it is first written down."""

    panel: str
    received_id: str
    received_at: dt.datetime
    status: Status
    consent: ConsentState
    consent_reasons: tuple[str, ...]
    holds: tuple[Hold, ...]
    people: People
    reading: FormReading
    exclusions: tuple[Exclusion, ...] = ()
    listed: frozenset[str] = frozenset()
    family_id: str | None = None
    meeting_id: int | None = None
    file_id: str | None = None


def next_reference(unit: Unit, panel: str, year: int) -> str:
    """Give out the panel's next reference of a year: 'N26-0042'. Numbers are never given twice."""
    return f"{panel}{year % 100:02}-{next_number(unit, panel, year):04}"


def add_referral(unit: Unit, new: NewReferral, reference: str) -> Referral:
    """Write down a referral with its first version, its exclusions and an audit line; return it."""
    form = new.reading.form or Form()
    row = ReferralRow(
        id=unit.new_id(),
        reference=reference,
        panel=new.panel,
        received_id=new.received_id,
        received_at=new.received_at,
        settled_at=unit.now,
        status=new.status,
        consent=new.consent,
        consent_reasons=list(new.consent_reasons),
        holds=[str(hold) for hold in new.holds],
        listed=sorted(new.listed),
        meeting_id=new.meeting_id,
        family_id=new.family_id,
        kind=new.reading.kind,
    )
    _index_child(unit, row, form)
    unit.seal(row, "sealed_form", form_to_json(form))
    unit.seal(row, "sealed_people", _people_to_json(new.people))
    unit.session.add(row)
    unit.session.flush()
    for exclusion in new.exclusions:
        add_exclusion(unit, row.id, exclusion)
    add_version(unit, row.id, 1, new.reading, received_id=new.received_id, file_id=new.file_id)
    record_change(unit, "referral received", ("referral", row.id), panel=new.panel, field="status", new=new.status)
    return referral_of(unit, row)


def add_version(
    unit: Unit, referral_id: str, number: int, reading: FormReading, *, received_id: str, file_id: str | None
) -> None:
    """Keep one reading of a referral's form, as read, for ever (ruling: versions are never changed)."""
    row = FormVersionRow(
        id=unit.new_id(),
        referral_id=referral_id,
        number=number,
        received_id=received_id,
        file_id=file_id,
        at=unit.now,
    )
    unit.seal(row, "sealed_reading", reading_to_json(reading))
    unit.session.add(row)
    unit.session.flush()


def add_exclusion(unit: Unit, referral_id: str, exclusion: Exclusion) -> None:
    """Write down a service that the family does not want involved (E4)."""
    row = ExclusionRow(id=unit.new_id(), referral_id=referral_id, service=exclusion.service, set_at=unit.now)
    unit.seal(row, "sealed_words", {"written": exclusion.written, "lifted_why": ""})
    unit.session.add(row)
    unit.session.flush()
    panel = unit.session.get_one(ReferralRow, referral_id).panel
    told = exclusion.service or "not settled"
    record_change(unit, "exclusion set", ("referral", referral_id), panel=panel, field="exclusion", new=told)


def get_referral(unit: Unit, reference: str) -> Referral:
    """Return the referral with this reference; `KeyError` if there is none."""
    found = find_referral(unit, reference)
    if found is None:
        raise KeyError(reference)
    return found


def find_referral(unit: Unit, reference: str) -> Referral | None:
    """Return the referral with this reference, or None."""
    row = unit.session.exec(select(ReferralRow).where(ReferralRow.reference == reference)).first()
    return None if row is None else referral_of(unit, row)


def referrals_of(
    unit: Unit, *, panel: str | None = None, meeting_id: int | None = None, family_id: str | None = None
) -> tuple[Referral, ...]:
    """Return the referrals of a panel, a meeting or a family, in the order of their references."""
    query = select(ReferralRow).order_by(col(ReferralRow.reference))
    if panel is not None:
        query = query.where(ReferralRow.panel == panel)
    if meeting_id is not None:
        query = query.where(ReferralRow.meeting_id == meeting_id)
    if family_id is not None:
        query = query.where(ReferralRow.family_id == family_id)
    return tuple(referral_of(unit, row) for row in unit.session.exec(query).all())


def received_with(unit: Unit, received_id: str) -> tuple[Referral, ...]:
    """Return every referral that one message brought, as a first form or as a later version."""
    query = (
        select(ReferralRow)
        .join(FormVersionRow, col(FormVersionRow.referral_id) == ReferralRow.id)
        .where(FormVersionRow.received_id == received_id)
        .order_by(col(ReferralRow.reference))
        .distinct()
    )
    return tuple(referral_of(unit, row) for row in unit.session.exec(query).all())


def with_families(unit: Unit, referrals: Sequence[Referral]) -> tuple[Referral, ...]:
    """Return *referrals* and every other child of their families: an exclusion covers them too (E4)."""
    found = {referral.reference: referral for referral in referrals}
    for family in sorted({r.family_id for r in referrals if r.family_id}):
        for other in referrals_of(unit, family_id=family):
            found.setdefault(other.reference, other)
    return tuple(found.values())


def change_referral(unit: Unit, reference: str, action: str, **changes: Any) -> Referral:
    """
    Set readable columns of a referral (status, holds, meeting_id, consent, screening, …) and leave an audit line each.

    Return the referral as it stands then.
    """
    row = _row(unit, reference)
    for field, value in changes.items():
        new = [str(item) for item in value] if isinstance(value, (tuple, list, frozenset)) else value
        old = getattr(row, field)
        if old != new:
            setattr(row, field, new)
            record_change(
                unit, action, ("referral", row.id), panel=row.panel, field=field, old=_shown(old), new=_shown(new)
            )
    unit.session.add(row)
    unit.session.flush()
    return referral_of(unit, row)


def correct_form(unit: Unit, reference: str, form: Form, action: str = "form corrected") -> Referral:
    """Put *form* in place of the referral's, with an audit line for every leaf that changed."""
    row = _row(unit, reference)
    before, after = leaves(form_from_json(unit.opened(row, "sealed_form"))), leaves(form)
    for path in sorted(set(before) | set(after)):
        if before.get(path) != after.get(path):
            record_change(
                unit,
                action,
                ("referral", row.id),
                panel=row.panel,
                field=path,
                old=_shown(before.get(path)),
                new=_shown(after.get(path)),
            )
    unit.seal(row, "sealed_form", form_to_json(form))
    _index_child(unit, row, form)
    unit.session.add(row)
    unit.session.flush()
    return referral_of(unit, row)


def change_notes(unit: Unit, reference: str, action: str, **changes: Any) -> Referral:
    """Set what administrators say of a referral (`Notes`) and leave an audit line each; return it as it stands."""
    row = _row(unit, reference)
    before = notes_of(unit, row)
    notes = dataclasses.replace(before, **changes)
    for name in changes:
        old, new = getattr(before, name), getattr(notes, name)
        if old != new and name != "checked":
            subject = ("referral", row.id)
            record_change(unit, action, subject, panel=row.panel, field=name, old=_shown(old), new=_shown(new))
    unit.seal(row, "sealed_notes", notes_to_json(notes))
    unit.session.add(row)
    unit.session.flush()
    return referral_of(unit, row)


def change_people(unit: Unit, reference: str, people: People) -> Referral:
    """Set who may be written to about a referral (ruling 11), with an audit line for each part that changed."""
    row = _row(unit, reference)
    before = _people_from_json(unit.opened(row, "sealed_people"))
    old, new = _people_to_json(before), _people_to_json(people)
    for name in new:
        if old[name] != new[name]:
            subject = ("referral", row.id)
            record_change(unit, "people", subject, panel=row.panel, field=name, old=old[name], new=new[name])
    unit.seal(row, "sealed_people", new)
    unit.session.add(row)
    unit.session.flush()
    return referral_of(unit, row)


def latest_reading(unit: Unit, referral_id: str) -> FormReading:
    """Return the newest version of a referral's form, as it was read."""
    row = unit.session.exec(
        select(FormVersionRow)
        .where(FormVersionRow.referral_id == referral_id)
        .order_by(col(FormVersionRow.number).desc())
    ).first()
    if row is None:
        raise KeyError(referral_id)
    return reading_from_json(unit.opened(row, "sealed_reading"))


def find_family(unit: Unit, panel: str, form: Form) -> str | None:
    """Return the family of an earlier referral of the same child, or of a child of the same household, if any."""
    probe = _probe(unit, panel, form)
    same = []
    if probe.blind_name and probe.blind_birth:
        same.append(
            and_(col(ReferralRow.blind_name) == probe.blind_name, col(ReferralRow.blind_birth) == probe.blind_birth)
        )
    if probe.blind_household:
        same.append(col(ReferralRow.blind_household) == probe.blind_household)
    if not same:
        return None
    return unit.session.exec(
        select(ReferralRow.family_id)
        .where(ReferralRow.panel == panel, or_(*same), col(ReferralRow.family_id).is_not(None))
        .order_by(col(ReferralRow.reference))
    ).first()


def of_same_child(unit: Unit, panel: str, form: Form) -> tuple[str, ...]:
    """Return the references of referrals of the same child (name and date of birth) at this panel, newest first."""
    probe = _probe(unit, panel, form)
    if not probe.blind_name or not probe.blind_birth:
        return ()
    return tuple(
        unit.session.exec(
            select(ReferralRow.reference)
            .where(
                ReferralRow.panel == panel,
                ReferralRow.blind_name == probe.blind_name,
                ReferralRow.blind_birth == probe.blind_birth,
            )
            .order_by(col(ReferralRow.reference).desc())
        )
    )


def referral_of(unit: Unit, row: ReferralRow) -> Referral:
    """Return the value of a referral's row, opened."""
    notes = notes_of(unit, row)
    guests = _guests_of(unit, row.id, row.meeting_id, notes)
    return assembled(unit, row, _exclusions_of(unit, row.id), _allocated_to(unit, row.id), guests, notes)


def assembled(
    unit: Unit,
    row: ReferralRow,
    exclusions: tuple[Exclusion, ...],
    allocated: frozenset[str],
    guests: frozenset[str],
    notes: Notes,
) -> Referral:
    """Return the value of a referral's row, opened, with what stands beside it."""
    return Referral(
        id=row.id,
        reference=row.reference,
        panel=row.panel,
        received_at=row.received_at,
        settled_at=row.settled_at,
        status=Status(row.status),
        consent=ConsentState(row.consent),
        consent_reasons=tuple(row.consent_reasons),
        holds=tuple(Hold(hold) for hold in row.holds),
        meeting_id=row.meeting_id,
        placed_by_person=row.placed_by_person,
        family_id=row.family_id,
        kind=row.kind,
        version=row.version,
        screening=row.screening,
        screening_service=row.screening_service,
        form=form_from_json(unit.opened(row, "sealed_form")),
        people=_people_from_json(unit.opened(row, "sealed_people")),
        exclusions=exclusions,
        listed=frozenset(row.listed),
        allocated=allocated,
        guests=guests,
        family_exclusions_lifted=row.family_exclusions_lifted,
        notes=notes,
    )


def _row(unit: Unit, reference: str) -> ReferralRow:
    return unit.session.exec(select(ReferralRow).where(ReferralRow.reference == reference)).one()


def _index_child(unit: Unit, row: ReferralRow, form: Form) -> None:
    child = form.child
    name = " ".join(part for part in (child.given_names, child.family_name) if part)
    row.blind_name = unit.vault.blind("child-name", name) if name else ""
    birth = child.date_of_birth or child.expected_delivery_date
    row.blind_birth = unit.vault.blind("child-birth", birth.isoformat()) if birth else ""
    household = household_key(child.address, child.postcode)
    row.blind_household = unit.vault.blind("household", household) if household else ""


def _probe(unit: Unit, panel: str, form: Form) -> ReferralRow:
    row = ReferralRow(id="", reference="", panel=panel, received_id="", status="", consent="")
    _index_child(unit, row, form)
    return row


def _exclusions_of(unit: Unit, referral_id: str) -> tuple[Exclusion, ...]:
    rows = unit.session.exec(
        select(ExclusionRow)
        .where(ExclusionRow.referral_id == referral_id)
        .order_by(col(ExclusionRow.set_at), col(ExclusionRow.id))
    )
    return tuple(
        Exclusion(
            written=unit.opened(row, "sealed_words")["written"],
            service=row.service,
            lifted=row.lifted_at is not None,
        )
        for row in rows
    )


def _allocated_to(unit: Unit, referral_id: str) -> frozenset[str]:
    return frozenset(
        unit.session.exec(
            select(AllocationRow.service).where(
                AllocationRow.referral_id == referral_id,
                col(AllocationRow.withdrawn).is_(False),
                col(AllocationRow.ended).is_(False),
            )
        )
    )


def _guests_of(unit: Unit, referral_id: str, meeting_id: int | None, notes: Notes) -> frozenset[str]:
    """Guests of the item as its agenda went; before that, those whom the administrator wishes to invite."""
    row = unit.session.exec(
        select(AgendaItemRow).where(AgendaItemRow.referral_id == referral_id, AgendaItemRow.meeting_id == meeting_id)
    ).first()
    guests: Iterable[str] = notes.guests
    if row is not None:
        guests = () if row.sealed_guests is None else unit.opened(row, "sealed_guests")
    return frozenset(guest.strip().casefold() for guest in guests)


def notes_of(unit: Unit, row: ReferralRow) -> Notes:
    """Return what administrators say of a referral."""
    return Notes() if row.sealed_notes is None else notes_from_json(unit.opened(row, "sealed_notes"))


def _people_to_json(people: People) -> dict[str, Any]:
    return {
        "sender": people.sender,
        "sender_name": people.sender_name,
        "confirmed": list(people.confirmed),
        "thread": people.thread,
    }


def _people_from_json(data: dict[str, Any]) -> People:
    return People(
        sender=data["sender"],
        sender_name=data["sender_name"],
        confirmed=tuple(data["confirmed"]),
        thread=data["thread"],
    )


def _shown(value: Any) -> Any:
    if isinstance(value, tuple):
        return list(value)
    return value.isoformat() if isinstance(value, dt.date) else value
