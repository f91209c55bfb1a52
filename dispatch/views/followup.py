"""What readers may read until a case is closed."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from dispatch.composed import Attached
from dispatch.views.facts import ActionLine, AllocatedPart, Contact


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewRequestView:
    """What the lead professional is asked at a review (P8, B17); `reminders`: how often they were asked before."""

    reference: str
    initials: str
    due: dt.date
    services: tuple[AllocatedPart, ...] = ()
    actions: tuple[ActionLine, ...] = ()
    last_review: dt.date | None = None
    reminders: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedbackLine:
    """One allocation of the quarter."""

    reference: str
    initials: str
    role: str = ""
    named_worker: str = ""
    decided_on: dt.date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedbackRequestView:
    """One service's allocations of a quarter (B16); `quarter` in words: 'October to December 2026'."""

    service: str
    quarter: str
    lines: tuple[FeedbackLine, ...]
    answer_by: dt.date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterAnswerView:
    """Whether a child has a form, and whom to contact: no more (B4); `complete_by` ends the month that began."""

    known: bool
    contact: Contact | None = None
    asked_at: dt.datetime | None = None
    complete_by: dt.date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentWithdrawnView:
    """What a service is told when a family takes its consent back (X8); `has_data`: it was sent the child's papers."""

    reference: str
    initials: str
    withdrawn_on: dt.date
    has_data: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class StatisticsView:
    """The quarter's figures: what has changed, a sentence each, and the workbook (B14, S6)."""

    quarter: str
    workbook: Attached
    changes: tuple[str, ...] = ()
