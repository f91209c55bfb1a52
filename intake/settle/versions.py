"""A later form for the same referral: a new version of it, with the differences shown to the administrator."""

from __future__ import annotations

from collections.abc import Sequence

from intake.message import Attachment
from intake.settle.desk import Desk, End, Folder
from intake.settle.judging import Judged, judge
from intake.settle.referrals import ReadFile, hold_family, receive_referrals, tell_of_state
from rules.audience import fold_address
from rules.form import FormReading, leaves
from rules.referral import Status
from storage.placing import meeting_expected
from storage.referrals import (
    Referral,
    add_exclusion,
    add_version,
    change_referral,
    correct_form,
    get_referral,
)

_STAYS = frozenset({Status.DECIDED, Status.SINGLE_AGENCY, Status.DIRECT_ALLOCATION, Status.SAFEGUARDING})


def receive_version(desk: Desk, referral: Referral, reading: FormReading, file_id: str | None) -> Referral:
    """
    Put a later form in the place of the earlier; return the referral as it stands then.

    The caller has made sure that it came from an address already on the
    referral (ruling 11). Exclusions are added, never taken away: lifting one is
    the administrator's. A decided case stays decided; the administrator looks.
    """
    lifted = referral.family_exclusions_lifted
    judged = judge(desk, reading, referral.family_id, referral.exclusions, family_lifted=lifted)
    number = referral.version + 1
    add_version(desk.unit, referral.id, number, reading, received_id=desk.received.id, file_id=file_id)
    changed = _changed_headings(referral, reading)
    if reading.form is not None:
        correct_form(desk.unit, referral.reference, reading.form, action="new version")
    for exclusion in judged.exclusions[len(referral.exclusions) :]:
        add_exclusion(desk.unit, referral.id, exclusion)
    _restate(desk, referral, judged, number)
    now = get_referral(desk.unit, referral.reference)
    if changed:
        told = {"version": number, "changed": changed}
        desk.put_before_administrator("new_version", reference=referral.reference, detail=told)
    if now.status is not referral.status or now.holds != referral.holds:
        tell_of_state(desk, now, judged)
    hold_family(desk, now)
    return now


def receive_new_version(desk: Desk, reference: str, forms: Sequence[ReadFile], supporting: Sequence[Attachment]) -> End:
    """
    Take a form sent for a referral that exists, if it comes from an address that is on it (ruling 11).

    From any other it goes to the administrator. A form about another child than
    the referral's is a referral of its own.
    """
    referral = get_referral(desk.unit, reference)
    if fold_address(desk.sender) not in referral.people.addresses:
        desk.put_before_administrator("version_from_another", reference=reference)
        return End("new version from another address", Folder.ATTENTION)
    return receive_referrals(desk, forms, supporting, about=referral)


def _restate(desk: Desk, referral: Referral, judged: Judged, number: int) -> None:
    changes: dict[str, object] = {
        "version": number,
        "consent": judged.consent.state,
        "consent_reasons": judged.consent.reasons,
        "listed": sorted(judged.listed),
    }
    if referral.status not in _STAYS:
        changes |= {"status": judged.settled.status, "holds": judged.settled.holds}
        changes["meeting_id"] = meeting_expected(desk.unit, referral)
    change_referral(desk.unit, referral.reference, "new version", **changes)


def _changed_headings(referral: Referral, reading: FormReading) -> list[str]:
    """The form's own headings (else paths) of what is different now, for the administrator."""
    if reading.form is None:
        return []
    before, after = leaves(referral.form), leaves(reading.form)
    paths = [path for path in sorted(set(before) | set(after)) if before.get(path) != after.get(path)]
    return [reading.headings.get(path, path) for path in paths]
