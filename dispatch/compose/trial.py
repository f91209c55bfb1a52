"""
Every template tried on made-up values, so that a mistake is found by `check` and not on Monday morning.

Reading a template finds what is not well formed; only filling it in finds a
name that is not there, an element that is not allowed, or a subject that asks
for a child's name. The people and places here are invented.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

from dispatch.compose import decisions, followup, office, packs, referrals
from dispatch.composed import EXCEL, Attached, Composed
from dispatch.views import (
    AcknowledgedChild,
    AcknowledgementView,
    Acknowledging,
    ActionLine,
    AddendumView,
    AgendaItem,
    AgendaView,
    AllocatedPart,
    Apology,
    AttentionView,
    ChairItem,
    ChairPackView,
    ConsentWithdrawnView,
    Contact,
    ContactRow,
    ContactsView,
    DecisionView,
    DigestView,
    FeedbackLine,
    FeedbackRequestView,
    Filed,
    ForwardedView,
    GuestPackView,
    Late,
    Leaver,
    MeetingChange,
    MeetingChangeView,
    MeetingFacts,
    Missing,
    MoreInformationView,
    NeededBecause,
    NotAcceptedView,
    OpenAction,
    Refused,
    RegisterAnswerView,
    ReminderView,
    Reminding,
    ReviewRequestView,
    ServiceDecisionView,
    StatisticsView,
    Taken,
    TimeSlotView,
    WaitingItem,
    WorkbookResultView,
    WorkbookView,
)
from dispatch.wording.errors import TemplateBroken
from dispatch.wording.stationery import Stationery
from dispatch.wording.templates import templates
from rules.referral import DecisionWord
from rules.settings import ImapSettings, MeetingPattern, PanelSettings, Profile

_AT = dt.datetime(2026, 12, 10, 9, 30, tzinfo=dt.UTC)
_DAY = _AT.date()
_LATE = Late(due=_AT, why="the service was down")
_MEETING = MeetingFacts(id=1, starts_at=_AT, place="Riverside Centre")
_BOOK = Attached("workbook.xlsx", EXCEL, b"")
_REF, _WHO, _SOMEBODY = "N26-0001", "A.B.", "somebody@partners.example"
_MISSING = (Missing(heading="Religion", message="empty"), Missing(message="empty", holds=False))
_PART = AllocatedPart(service="Family Support", role="Six sessions", named_worker="Jo Tamworth", lead_agency=True)
_ACTIONS = (ActionLine(what="Ask the school", who="Education", by_when=_DAY),)
_ITEM = AgendaItem(number=1, reference=_REF, initials=_WHO, slot=_AT, why="Attendance", reason="Attendance")
_OPEN = (OpenAction(reference=_REF, initials=_WHO, what="Call", by_when=_DAY, overdue=True),)
_CONTACT = Contact(name="Kim Lowther", email="kim@ashdown.example")
_FILED = Filed(name="Sue Hart", service="Education", text="Two\nlines.", received_at=_AT)
_CHAIR_ITEM = ChairItem(
    item=_ITEM, leavers=(Leaver(service="Police"),), missing=("Religion",), information=(_FILED,), guests=("Tess Moor",)
)

Trial = Callable[[Stationery], Composed]
_View = TypeVar("_View")


def template_problems(local: Path | None = None) -> tuple[str, ...]:
    """Return a line for each template, subject or letterhead that cannot be used, with the file and what is wrong."""
    paper = Stationery(panel=_panel(), local=local)
    found = list(templates(local).problems())
    for trial in _trials():
        try:
            trial(paper)
        except TemplateBroken as err:
            found.append(str(err))
    return tuple(dict.fromkeys(found))


def _panel() -> PanelSettings:
    return PanelSettings(
        code="N",
        name="North",
        profile=Profile(name="trial", organisation="Council"),
        mailbox="panel@council.example",
        username="panel",
        imap=ImapSettings(),
        manager="manager@council.example",
        meeting=MeetingPattern(weekday=3, time=dt.time(9, 30), every_weeks=2, first=_DAY),
    )


def _trials() -> Iterator[Trial]:
    yield from _to_referrers()
    yield from _packs()
    yield from _decisions()
    yield from _to_the_office()
    yield from _followups()


def _to_referrers() -> Iterator[Trial]:
    for state in Acknowledging:
        child = AcknowledgedChild(
            reference=_REF, initials=_WHO, state=state, meeting=_MEETING, missing=_MISSING, sheets_due=_AT
        )
        for children in ((child,), (child, child)):
            yield _on(referrals.acknowledgement, AcknowledgementView(children=children, same_family=True))
    for because in NeededBecause:
        needed = MoreInformationView(
            because=because, reference=_REF, initials=_WHO, missing=_MISSING, asked="What?", next_meeting=_MEETING
        )
        yield _on(referrals.more_information, needed)
    for service in ("", "Speech Therapy"):
        view = NotAcceptedView(reference=_REF, initials=_WHO, reason="One need.", service=service)
        yield _on(referrals.not_accepted, view)
    slot = TimeSlotView(attendee=_SOMEBODY, reference=_REF, initials=_WHO, meeting=_MEETING, starts_at=_AT, ends_at=_AT)
    yield lambda paper: referrals.time_slot(slot, paper, stamp=_AT, late=_LATE)


def _packs() -> Iterator[Trial]:
    agenda = AgendaView(meeting=_MEETING, attendee=_SOMEBODY, items=(_ITEM,), open_actions=_OPEN)
    chair = ChairPackView(
        meeting=_MEETING,
        attendee=_SOMEBODY,
        items=(_CHAIR_ITEM,),
        open_actions=_OPEN,
        apologies=(Apology(name="Ann Frost", service="Health", deputy="Bo Lee"),),
        workbook=_BOOK,
    )
    guest = GuestPackView(meeting=_MEETING, attendee=_SOMEBODY, items=(_ITEM,))
    yield lambda paper: packs.agenda(agenda, paper, stamp=_AT, late=_LATE)
    yield lambda paper: packs.chair_pack(chair, paper, stamp=_AT, late=_LATE)
    yield lambda paper: packs.guest_pack(guest, paper, stamp=_AT, late=_LATE)
    yield _on(packs.addendum, AddendumView(meeting=_MEETING, items=(), chair_items=(_CHAIR_ITEM,), workbook=_BOOK))
    for change in MeetingChange:
        for references in ((), (_REF,)):
            moved = MeetingChangeView(
                change=change, meeting=_MEETING, attendee=_SOMEBODY, now_at=_AT, references=references
            )
            yield _of_change(moved)


def _of_change(view: MeetingChangeView) -> Trial:
    return lambda paper: packs.meeting_change(view, paper, stamp=_AT, late=_LATE)


def _decisions() -> Iterator[Trial]:
    for word in DecisionWord:
        for amended in (False, True):
            whole = DecisionView(
                reference=_REF,
                initials=_WHO,
                meeting=_MEETING,
                word=word,
                allocations=(_PART,),
                actions=_ACTIONS,
                lead_professional="Kim Lowther",
                review_date=_DAY,
                amended=amended,
                changes=("One.",),
            )
            yield _on(decisions.decision_sheet, whole)
    for withdrawn in (False, True):
        part = ServiceDecisionView(
            reference=_REF,
            initials=_WHO,
            meeting=_MEETING,
            part=_PART,
            contact=_CONTACT,
            actions=_ACTIONS,
            start_by=_DAY,
            amended=not withdrawn,
            withdrawn=withdrawn,
            changes=("One.",),
        )
        yield _on(decisions.service_decision, part)


def _to_the_office() -> Iterator[Trial]:
    waiting = (WaitingItem(reference=_REF, initials=_WHO, since=_DAY, why="No row"),)
    for about in Reminding:
        yield _on(office.reminder, ReminderView(about=about, meeting=_MEETING, items=waiting, due=_AT, workbook=_BOOK))
    cell = Refused(sheet="Decisions", cell="E7", reference=_REF, stands="x", why="no", right="yes")
    for is_decisions in (False, True):
        result = WorkbookResultView(
            decisions=is_decisions,
            taken=(Taken(reference=_REF, what="done"),),
            refused=(cell,),
            warnings=(cell,),
            still_undecided=(_REF,),
            sheets_due=_AT,
            workbook=_BOOK,
        )
        yield _on(office.workbook_result, result)
    yield _on(office.workbook, WorkbookView(workbook=_BOOK, to_check=1))
    yield _on(office.attention, AttentionView(number=1, happened="x", needs=("a", "b"), by=_AT, received_at=_AT))
    for reference in ("", _REF):
        told = ForwardedView(reference=reference, initials=_WHO, meeting=_MEETING, filed=_FILED, item_number=1)
        yield _on(office.forwarded, told)
    row = ContactRow(
        service="Police", representative="Dan Oakes", email=_SOMEBODY, deputy="Lee", deputy_email=_SOMEBODY
    )
    yield _on(office.contacts, ContactsView(rows=(row,), changes=("One.",)))
    one = ("One.",)
    yield _on(office.digest, DigestView(day=_DAY, waiting=one, failed=one, done=one, coming=one))
    yield _on(office.statistics, StatisticsView(quarter="October to December 2026", workbook=_BOOK, changes=one))


def _followups() -> Iterator[Trial]:
    for reminders in (0, 1):
        review = ReviewRequestView(
            reference=_REF,
            initials=_WHO,
            due=_DAY,
            services=(_PART,),
            actions=_ACTIONS,
            last_review=_DAY,
            reminders=reminders,
        )
        yield _on(followup.review_request, review)
    line = FeedbackLine(reference=_REF, initials=_WHO, role="Six sessions", decided_on=_DAY)
    yield _on(
        followup.feedback_request,
        FeedbackRequestView(service="Health", quarter="October to December 2026", lines=(line,), answer_by=_DAY),
    )
    for known in (False, True):
        answer = RegisterAnswerView(known=known, contact=_CONTACT, asked_at=_AT, complete_by=_DAY)
        yield _on(followup.register_answer, answer)
    yield _on(followup.consent_withdrawn, ConsentWithdrawnView(reference=_REF, initials=_WHO, withdrawn_on=_DAY))


def _on(composer: Callable[[_View, Stationery, Late | None], Composed], view: _View) -> Trial:
    return lambda paper: composer(view, paper, _LATE)
