"""
Cells that look like a conflict, and say no more than what stands on record.

Some fields are shown otherwise than they were written: a family by its first
child's reference, names in an order of their own, mail that is settled not at
all. A workbook that is sent twice must change nothing and complain of nothing.
"""

from __future__ import annotations

import re

from intake.settle.desk import Office
from rules.audience import fold_address
from storage.audit import history
from storage.panel_view.contacts import NOBODY
from storage.referrals import Referral, find_referral
from storage.workbook.outcome import Conflict
from storage.workbook.text import fold


def stands_already(office: Office, conflict: Conflict) -> bool:
    """Whether what somebody wrote is on record already, only shown differently."""
    if conflict.sheet == "Undelivered":
        return conflict.gone and _settled_by(office, conflict.subject_id) == office.unit.actor
    if conflict.subject_id.startswith(NOBODY):
        return conflict.gone and _is_on_the_list(office, conflict)
    if conflict.gone or conflict.sheet not in ("Referrals", "Agenda"):
        return False
    referral = find_referral(office.unit, conflict.subject_id)
    return referral is not None and _says_the_same(office, referral, conflict)


def _says_the_same(office: Office, referral: Referral, conflict: Conflict) -> bool:
    if conflict.field == "family":
        relative = find_referral(office.unit, conflict.returned.strip().upper())
        return relative is not None and relative.family_id == referral.family_id
    if conflict.field == "order":
        return str(referral.notes.order) == conflict.returned
    if conflict.field in ("exclusions", "guests"):
        return _parts(conflict.current) == _parts(conflict.returned)
    return False


def _settled_by(office: Office, attention_id: str) -> str:
    settled = [line.actor for line in history(office.unit, attention_id) if line.action == "attention settled"]
    return settled[-1] if settled else ""


def _is_on_the_list(office: Office, conflict: Conflict) -> bool:
    code = conflict.subject_id.removeprefix(NOBODY)
    people = [person for person in office.representatives if person.service == code]
    said = {fold_address(getattr(person, conflict.field, "")) for person in people}
    return fold_address(conflict.returned) in said


def _parts(text: str) -> set[str]:
    return {fold(part) for part in re.split(r"[;\n]", text) if part.strip()}
