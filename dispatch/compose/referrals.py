"""Mail to whoever referred a child: received, more needed, not for the panel, when it is discussed."""

from __future__ import annotations

from dispatch.compose.letter import Letter, write
from dispatch.composed import Composed
from dispatch.views import AcknowledgementView, Acknowledging, Late
from dispatch.wording import dates
from dispatch.wording.stationery import Stationery


def acknowledgement(view: AcknowledgementView, paper: Stationery, late: Late | None = None) -> Composed:
    """Return what the referrer is told at once: reference, meeting, what is missing by heading, what is next (B3)."""
    first = view.children[0]
    return write(
        Letter(
            kind="acknowledgement",
            template="acknowledgement",
            subject=_acknowledging(view),
            subject_values={
                "reference": first.reference,
                "references": dates.count_in_words(len(view.children), "referral"),
            },
            view=view,
            late=late,
        ),
        paper,
    )


def _acknowledging(view: AcknowledgementView) -> str:
    first = view.children[0]
    if len(view.children) > 1:
        return "acknowledgement-several"
    if first.state is Acknowledging.UNREADABLE:
        return "acknowledgement-unread"
    return "acknowledgement-version" if first.version > 1 else "acknowledgement"
