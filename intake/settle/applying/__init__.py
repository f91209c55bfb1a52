"""Applies what a returned panel workbook asks for, in one transaction, each change with its consequence."""

from __future__ import annotations

from intake.settle.applying.contacts import change_contacts
from intake.settle.applying.corrections import (
    correct_exclusions,
    correct_forms,
    correct_people,
    family_references,
    link_families,
    note_checked,
)
from intake.settle.applying.decided import decide, review
from intake.settle.applying.mail import settle_mail
from intake.settle.applying.placing import name_chairs, place, wish
from intake.settle.applying.restating import restate
from intake.settle.applying.screening import screen, settle_cases
from intake.settle.applying.sittings import change_meetings
from intake.settle.applying.work import Work
from intake.settle.desk import Office
from storage.workbook.outcome import Comparison

__all__ = ["Work", "apply_comparison"]


def apply_comparison(office: Office, comparison: Comparison) -> Work:
    """
    Apply *comparison* to the records; return what was taken and what the records did not allow.

    What is known of each child is corrected first, and each is judged anew;
    then follow the administrator's own decisions.
    """
    work = Work(office)
    changes = comparison.changes
    referrals = [change for change in changes if change.sheet == "Referrals"]
    change_contacts(work, changes, comparison.added, comparison.struck)
    touched = change_meetings(work, changes, comparison.added)
    touched |= correct_forms(work, comparison)
    touched |= note_checked(work, changes)
    touched |= correct_people(work, referrals)
    touched |= link_families(work, referrals)
    touched |= correct_exclusions(work, referrals)
    touched |= name_chairs(work, changes)
    for reference in sorted(family_references(work, touched)):
        restate(work, reference)
    settle_cases(work, referrals)
    screen(work, referrals)
    place(work, changes)
    wish(work, changes)
    decide(work, comparison.decisions)
    review(work, changes)
    settle_mail(work, changes)
    work.finish()
    return work
