"""A referral that goes to one service without a meeting: an administrator screened so, or its form asks it (E10)."""

from __future__ import annotations

from intake.settle.desk import Office
from storage.decisions import add_direct_allocation
from storage.referrals import Referral, change_referral


def send_straight(office: Office, referral: Referral, code: str) -> None:
    """Give a service its part, and owe it and the referrer word of it."""
    change_referral(office.unit, referral.reference, "straight to one service", screening_service=code)
    add_direct_allocation(office.unit, referral.id, code)
    key = f"direct-allocation/{referral.reference}/{office.unit.new_id()[:12]}"
    office.owe(key, "direct-allocation", referral.reference, {"service": code})
