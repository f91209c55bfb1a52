"""Composers: one function for each kind of mail, from a view and a panel's stationery to a finished message."""

from __future__ import annotations

from dispatch.compose.decisions import decision_sheet, service_decision
from dispatch.compose.packs import agenda, chair_pack
from dispatch.compose.referrals import acknowledgement
from dispatch.wording.errors import TemplateBroken
from dispatch.wording.stationery import Stationery

__all__ = [
    "Stationery",
    "TemplateBroken",
    "acknowledgement",
    "agenda",
    "chair_pack",
    "decision_sheet",
    "service_decision",
]
