"""The sheets that a form fills: Referrals, People, Needs and actions."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator, Mapping

from rules.eligibility import missing_for_panel
from rules.form import Form, FormReading
from rules.reasons import sentence, what_to_do
from rules.referral import Exclusion, Hold, Status
from storage.notes import Notes
from storage.panel_view.shelf import Shelf, initials_of
from storage.referrals import Referral
from storage.workbook.fields import LEAF_FIELDS
from storage.workbook.panel_sheets import NEEDS, PEOPLE
from storage.workbook.referrals_sheet import CASE_CLOSED, CASE_ON_HOLD, CASE_OPEN, REFERRALS
from storage.workbook.rows import ReferralEntry, doubts_of, need_rows, people_rows, referral_row
from storage.workbook.views import Doubt, RowView

_OVER = frozenset({Status.CLOSED, Status.NOT_ACCEPTED, Status.WITHDRAWN})

_SHOWN_AT: Mapping[Hold, str] = {
    Hold.CONSENT_UNCLEAR: "consent.share",
    Hold.CONSENT_UNSIGNED: "consent.signed_by",
    Hold.EXCLUSION_UNMATCHED: "consent.not_share_with[0]",
    Hold.EXCLUSION_UNSURE: "consent.not_share_with[0]",
}
"""In which cell a hold stands out; what is missing stands out in its own."""


EXCLUSIONS = "exclusions"
"""Among what is checked: the family's exclusions, which somebody has settled."""


def rows_of_referral(shelf: Shelf, referral: Referral, reading: FormReading) -> Iterator[tuple[str, RowView]]:
    """Yield the rows that a referral has on the three sheets, each with its sheet's name."""
    entry = entry_of(shelf, referral, reading)
    yield REFERRALS.name, _checked(referral_row(entry, unoffered=shelf.barred(referral)), "", referral)
    for name, rows in ((PEOPLE.name, people_rows(entry)), (NEEDS.name, need_rows(entry))):
        for row in rows:
            yield name, _checked(row, row.id.partition("/")[2], referral)


def entry_of(shelf: Shelf, referral: Referral, reading: FormReading) -> ReferralEntry:
    """Return a referral as the workbook shows it."""
    doubts = all_doubts(reading, referral)
    service = shelf.service_name(referral.screening_service) if referral.screening_service else ""
    return ReferralEntry(
        reference=referral.reference,
        child=initials_of(referral),
        form=referral.form,
        doubts=doubts,
        to_do=_to_do(referral, doubts),
        status=str(referral.status),
        received=referral.received_at.astimezone(shelf.zone).date(),
        screening=referral.screening,
        screening_service=service,
        screening_reason=referral.notes.screening_reason,
        meeting=shelf.meeting_day(referral.meeting_id),
        referrer=referral.people.sender_name,
        referrer_email=referral.people.sender,
        exclusions=shown_exclusions(shelf, referral),
        exclusion_reason=referral.notes.lifted_why,
        family=family_word(shelf, referral),
        case=_case(referral),
        case_reason=referral.notes.case_reason,
    )


def all_doubts(reading: FormReading, referral: Referral) -> dict[str, Doubt]:
    """Return, by leaf, what a person is asked to look at: what the reader doubted, and what holds the referral."""
    form, notes = referral.form, referral.notes
    # Where nothing was corrected, no leaf needs comparing: that takes the most time of all.
    same = reading.form == form
    doubts = doubts_of(dataclasses.replace(reading, form=None), Form()) if same else doubts_of(reading, form)
    if (section := doubts.pop("consent", None)) is not None:
        doubts.setdefault("consent.share", section)
    doubts = {path: doubt for path, doubt in doubts.items() if not is_checked(notes, path, referral.version)}
    for hold in referral.holds:
        if hold in _SHOWN_AT:
            doubts.setdefault(_SHOWN_AT[hold], Doubt(why=f"{sentence(hold)} {what_to_do(hold)}".strip()))
    if Hold.INCOMPLETE in referral.holds:
        for gap in missing_for_panel(form, headings=reading.headings):
            if not gap.path.startswith("consent."):
                doubts.setdefault(gap.path, Doubt(why="The panel needs this, and the form does not say it."))
    return doubts


def row_of_leaf(path: str) -> str:
    """Return the part of its row's id, beneath the reference, in which a leaf stands; "" on the sheet Referrals."""
    if (found := re.match(r"(parents_carers|household|services|actions|other)\[(\d+)\]", path)) is not None:
        return f"{found[1]}/{found[2]}"
    return f"elements/{path.split('.')[1]}" if path.startswith("elements.") else ""


def is_checked(notes: Notes, path: str, version: int) -> bool:
    """Whether a person has looked at the row in which a leaf stands, in this version of the form."""
    if path.startswith("consent.not_share_with") and notes.checked.get(EXCLUSIONS) == version:
        return True
    return notes.checked.get(row_of_leaf(path)) == version


def shown_exclusions(shelf: Shelf, referral: Referral) -> tuple[str, ...]:
    """Return the names of the services that may not be involved: the child's own, and those of its family."""
    found = [exclusion for exclusion in referral.exclusions if not exclusion.lifted]
    found += exclusions_of_family(shelf.family_of(referral), referral)
    names = (shelf.service_name(one.service) if one.service else one.written for one in found)
    return tuple(dict.fromkeys(names))


def exclusions_of_family(family: tuple[Referral, ...], referral: Referral) -> list[Exclusion]:
    """Return what other children of the family exclude, where that covers this one too; settled ones alone."""
    if referral.family_exclusions_lifted:
        return []
    others = (one for one in family if one.reference != referral.reference)
    return [exclusion for one in others for exclusion in one.exclusions if exclusion.service and not exclusion.lifted]


def family_word(shelf: Shelf, referral: Referral) -> str:
    """Return the word that all children of the family share: the first one's reference; "" for an only child."""
    family = shelf.family_of(referral)
    return family[0].reference if len(family) > 1 else ""


def _case(referral: Referral) -> str:
    if referral.status in _OVER:
        return CASE_CLOSED
    return CASE_ON_HOLD if referral.notes.on_hold else CASE_OPEN


def _to_do(referral: Referral, doubts: Mapping[str, Doubt]) -> str:
    told = []
    if referral.status is Status.HELD and not referral.notes.on_hold:
        told += [f"{sentence(hold)} {what_to_do(hold)}".strip() for hold in referral.holds]
    elif referral.status is Status.SCREENING:
        told.append("Screen it.")
    cells = sum(1 for path in doubts if row_of_leaf(path) or path in LEAF_FIELDS or "not_share_with" in path)
    if cells and referral.status not in _OVER:
        told.append(f"Check {cells} yellow {'cell' if cells == 1 else 'cells'}.")
    return " ".join(told)


def _checked(row: RowView, place: str, referral: Referral) -> RowView:
    """Say in the row whether a person has looked at it, in this version of the form."""
    looked = referral.notes.checked.get(place) == referral.version
    return dataclasses.replace(row, values={**row.values, "checked": True if looked else None})
