"""
What each reader may read: the values that composers and Word writers are given.

Whoever builds a view takes its children from `rules.audience` and from nowhere
else: a view is already filtered, and a composer shows all that it is given.
Times are aware; composers write them in the panel's own time zone.
"""

from __future__ import annotations

from dispatch.views.decisions import (
    DecisionView,
    ServiceDecisionView,
)
from dispatch.views.facts import (
    ActionLine,
    AllocatedPart,
    Contact,
    Late,
    MeetingFacts,
)
from dispatch.views.followup import (
    ConsentWithdrawnView,
    FeedbackLine,
    FeedbackRequestView,
    RegisterAnswerView,
    ReviewRequestView,
    StatisticsView,
)
from dispatch.views.meetings import (
    AddendumView,
    AgendaItem,
    AgendaView,
    Apology,
    ChairItem,
    ChairPackView,
    Coming,
    Filed,
    FormCopyView,
    ForwardedView,
    GuestPackView,
    Leaver,
    MeetingChange,
    MeetingChangeView,
    OpenAction,
)
from dispatch.views.office import (
    AnswerView,
    AttentionView,
    Conflict,
    ContactRow,
    ContactsView,
    DigestView,
    Refused,
    ReminderView,
    Reminding,
    Taken,
    WaitingItem,
    WorkbookResultView,
    WorkbookView,
)
from dispatch.views.referrers import (
    AcknowledgedChild,
    AcknowledgementView,
    Acknowledging,
    Missing,
    MoreInformationView,
    NeededBecause,
    NotAcceptedView,
    TimeSlotView,
)

__all__ = [
    "AcknowledgedChild",
    "AcknowledgementView",
    "Acknowledging",
    "ActionLine",
    "AddendumView",
    "AgendaItem",
    "AgendaView",
    "AllocatedPart",
    "AnswerView",
    "Apology",
    "AttentionView",
    "ChairItem",
    "ChairPackView",
    "Coming",
    "Conflict",
    "ConsentWithdrawnView",
    "Contact",
    "ContactRow",
    "ContactsView",
    "DecisionView",
    "DigestView",
    "FeedbackLine",
    "FeedbackRequestView",
    "Filed",
    "FormCopyView",
    "ForwardedView",
    "GuestPackView",
    "Late",
    "Leaver",
    "MeetingChange",
    "MeetingChangeView",
    "MeetingFacts",
    "Missing",
    "MoreInformationView",
    "NeededBecause",
    "NotAcceptedView",
    "OpenAction",
    "Refused",
    "RegisterAnswerView",
    "ReminderView",
    "Reminding",
    "ReviewRequestView",
    "ServiceDecisionView",
    "StatisticsView",
    "Taken",
    "TimeSlotView",
    "WaitingItem",
    "WorkbookResultView",
    "WorkbookView",
]
