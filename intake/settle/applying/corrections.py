"""Corrections of the form, of who referred, of exclusions and families, as the sheets say them."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from intake.settle.applying.work import Work
from rules.audience import fold_address
from rules.form import Form
from rules.referral import Service
from storage.exclusions import set_exclusions
from storage.panel_view.referrals import EXCLUSIONS, exclusions_of_family
from storage.referrals import (
    Referral,
    change_notes,
    change_people,
    change_referral,
    correct_form,
    find_referral,
    referrals_of,
)
from storage.workbook.corrections import concerns_form, corrected_form, reference_of
from storage.workbook.outcome import Change, Comparison
from storage.workbook.panel_sheets import NEEDS, PEOPLE
from storage.workbook.text import fold
from storage.workbook.values import find_service

_OF_THE_FORM = frozenset({PEOPLE.name, NEEDS.name})


def correct_forms(work: Work, comparison: Comparison) -> set[str]:
    """Apply what concerns the forms; return the references that it was about."""
    changes = [change for change in comparison.changes if concerns_form(change)]
    struck = [one for one in comparison.struck if one.sheet in _OF_THE_FORM]
    added = [one for one in comparison.added if one.sheet in _OF_THE_FORM]
    names = {fold(one.values["reference"]): one.values["reference"] for one in added}
    ids = [*(change.subject_id for change in changes), *(one.subject_id for one in struck)]
    touched = {reference_of(one) for one in ids} | set(_known(work, list(names.values())))
    for reference in sorted(touched):
        referral = work.referral(reference)
        form = corrected_form(referral.form, reference, comparison)
        if form != referral.form:
            correct_form(work.office.unit, reference, form)
        _forget_places(work, reference, [one.subject_id for one in struck])
    for change in changes:
        work.take(change)
    for gone in struck:
        name = gone.values.get("name") or gone.values.get("heading") or gone.values.get("action") or "a row"
        work.take_row(gone, reference_of(gone.subject_id), f"{name} is struck")
    for new in added:
        name = new.values.get("name") or new.values.get("heading") or new.values.get("action") or "a row"
        work.take_row(new, new.values["reference"].upper(), f"{name} is added under {new.values['list']}")
    return touched


def note_checked(work: Work, changes: Sequence[Change]) -> set[str]:
    """Note which rows a person has looked at, so that what was doubtful in them is no more."""
    touched = set()
    for change in (one for one in changes if one.field == "checked"):
        reference, _, place = change.subject_id.partition("/")
        referral = work.referral(reference)
        checked = {key: version for key, version in referral.notes.checked.items() if key != place}
        if change.new == "Yes":
            checked[place] = referral.version
        change_notes(work.office.unit, reference, "checked", checked=checked)
        work.take(change, "marked as checked" if change.new == "Yes" else "not checked any more")
        touched.add(reference)
    return touched


def correct_people(work: Work, changes: Sequence[Change]) -> set[str]:
    """Set who referred, and where everything about the referral goes (ruling 11)."""
    touched = set()
    for change in (one for one in changes if one.field in ("referrer", "referrer_email")):
        referral = work.referral(change.subject_id)
        if change.field == "referrer":
            people = dataclasses.replace(referral.people, sender_name=change.new)
        elif not change.new:
            work.refuse(change, "A referral needs an address to which its letters go.")
            continue
        else:
            others = [one for one in referral.people.confirmed if fold_address(one) != fold_address(change.new)]
            people = dataclasses.replace(referral.people, sender=change.new, confirmed=tuple(others))
        change_people(work.office.unit, change.subject_id, people)
        work.take(change)
        touched.add(change.subject_id)
    return touched


def correct_exclusions(work: Work, changes: Sequence[Change]) -> set[str]:
    """
    Set and lift exclusions (E4). They hold from this moment, for the other children of the family too.

    What another child's form excludes is taken off this child alone, by saying
    that the family's exclusions do not cover it.
    """
    reasons = {change.subject_id: change for change in changes if change.field == "exclusion_reason"}
    touched = set()
    for change in (one for one in changes if one.field == "exclusions"):
        reference = change.subject_id
        why = reasons[reference].new if reference in reasons else ""
        _set_exclusions(work, work.referral(reference), change.new, why)
        work.take(change)
        touched.add(reference)
    for reference, change in reasons.items():
        change_notes(work.office.unit, reference, "reason given", lifted_why=change.new)
        work.take(change)
    return touched


def link_families(work: Work, changes: Sequence[Change]) -> set[str]:
    """Link a child to a family, or take it out of one; return every child that this concerns."""
    touched: set[str] = set()
    for change in (one for one in changes if one.field == "family"):
        referral = work.referral(change.subject_id)
        touched |= _family(work, referral)
        if change.new:
            relative = find_referral(work.office.unit, change.new.strip().upper())
            if relative is None or relative.panel != work.office.panel.code:
                work.refuse(change, "Write the reference of a brother or sister.")
                continue
            family = relative.family_id or work.office.unit.new_id()
            if relative.family_id is None:
                change_referral(work.office.unit, relative.reference, "linked", family_id=family)
        else:
            family = work.office.unit.new_id()
        linked = change_referral(
            work.office.unit, referral.reference, "family", family_id=family, family_exclusions_lifted=False
        )
        touched |= {referral.reference} | _family(work, linked)
        work.take(change)
    return touched


def family_references(work: Work, references: set[str]) -> set[str]:
    """Return *references* and every other child of their families."""
    return {one for reference in references for one in _family(work, work.referral(reference)) | {reference}}


def _family(work: Work, referral: Referral) -> set[str]:
    if referral.family_id is None:
        return {referral.reference}
    return {one.reference for one in referrals_of(work.office.unit, family_id=referral.family_id)}


def _set_exclusions(work: Work, referral: Referral, said: str, why: str) -> None:
    unit, services = work.office.unit, work.office.services
    parts = [part.strip() for part in said.split(";") if part.strip()]
    codes = [found.code for part in parts if (found := find_service(part, services))]
    words = [part for part in parts if find_service(part, services) is None]
    of_family = _codes_of_family(work, referral)
    own = {one.service for one in referral.exclusions if one.service and not one.lifted}
    if of_family - set(codes):
        change_referral(unit, referral.reference, f"exclusions lifted: {why}", family_exclusions_lifted=True)
        wanted = codes
    else:
        wanted = [code for code in codes if code in own or code not in of_family]
    set_exclusions(unit, referral.id, referral.panel, wanted, words, why)
    checked = {**referral.notes.checked, EXCLUSIONS: referral.version}
    change_notes(unit, referral.reference, "exclusions settled", checked=checked)
    correct_form(unit, referral.reference, _with_words(referral.form, wanted, words, services), "exclusions settled")


def _codes_of_family(work: Work, referral: Referral) -> set[str]:
    if referral.family_id is None:
        return set()
    family = referrals_of(work.office.unit, family_id=referral.family_id)
    return {one.service for one in exclusions_of_family(family, referral) if one.service}


def _with_words(form: Form, codes: Sequence[str], words: Sequence[str], services: Sequence[Service]) -> Form:
    """The form with the exclusions that hold now, so that judging it again finds the same."""
    names = [next((one.name for one in services if one.code == code), code) for code in codes]
    consent = dataclasses.replace(form.consent, not_share_with=(*names, *words))
    return dataclasses.replace(form, consent=consent)


def _known(work: Work, written: Sequence[str]) -> list[str]:
    found = (find_referral(work.office.unit, one.strip().upper()) for one in written)
    return [one.reference for one in found if one is not None and one.panel == work.office.panel.code]


def _forget_places(work: Work, reference: str, struck: Sequence[str]) -> None:
    """Rows beneath a struck one move up: what was checked of that list is to be looked at again."""
    lists = {one.split("/")[1] for one in struck if reference_of(one) == reference}
    if lists:
        notes = work.referral(reference).notes
        checked = {key: version for key, version in notes.checked.items() if key.partition("/")[0] not in lists}
        change_notes(work.office.unit, reference, "struck", checked=checked)
