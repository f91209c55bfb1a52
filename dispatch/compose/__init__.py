"""Composers: one function for each kind of mail, from a view and a panel's stationery to a finished message."""

from __future__ import annotations

from dispatch.compose.decisions import decision_sheet, service_decision
from dispatch.compose.followup import consent_withdrawn, feedback_request, register_answer, review_request
from dispatch.compose.office import (
    answer,
    attention,
    contacts,
    digest,
    forwarded,
    reminder,
    statistics,
    workbook,
    workbook_result,
)
from dispatch.compose.packs import addendum, agenda, chair_pack, guest_pack, meeting_change
from dispatch.compose.referrals import acknowledgement, more_information, not_accepted, time_slot
from dispatch.wording.errors import TemplateBroken
from dispatch.wording.stationery import Stationery

__all__ = [
    "Stationery",
    "TemplateBroken",
    "acknowledgement",
    "addendum",
    "agenda",
    "answer",
    "attention",
    "chair_pack",
    "consent_withdrawn",
    "contacts",
    "decision_sheet",
    "digest",
    "feedback_request",
    "forwarded",
    "guest_pack",
    "meeting_change",
    "more_information",
    "not_accepted",
    "register_answer",
    "reminder",
    "review_request",
    "service_decision",
    "statistics",
    "time_slot",
    "workbook",
    "workbook_result",
]
