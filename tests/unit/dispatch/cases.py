"""Every composer on every view that has words of its own."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import cache
from typing import TypeVar

from dispatch import compose
from dispatch.compose import Stationery
from dispatch.composed import WORD, Attached, Composed
from dispatch.views import (
    AcknowledgementView,
    Acknowledging,
    AddendumView,
    AgendaView,
    AllocatedPart,
    Apology,
    AttentionView,
    ChairItem,
    ChairPackView,
    Conflict,
    ConsentWithdrawnView,
    Contact,
    ContactRow,
    ContactsView,
    DecisionView,
    DigestView,
    FeedbackLine,
    FeedbackRequestView,
    ForwardedView,
    GuestPackView,
    Leaver,
    MeetingChange,
    MeetingChangeView,
    MeetingFacts,
    MoreInformationView,
    NeededBecause,
    NotAcceptedView,
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
from rules.referral import DecisionWord
from tests.unit.dispatch.samples import (
    ACTIONS,
    BARE_ITEM,
    BARE_MEETING,
    CONTACT,
    FILED,
    MEETING,
    MISSING,
    NEW_START,
    PAPER,
    SHEETS,
    STAMP,
    START,
    WORKBOOK,
    a_child,
    a_decision,
    a_part,
    an_item,
)

_View = TypeVar("_View")


@cache
def composed(case: Case) -> Composed:
    """What *case* says on our paper; composed once for all tests that only read it."""
    return case.make(PAPER)


@dataclass(frozen=True, slots=True)
class Case:
    """A composer called on one view; `make` takes the stationery."""

    name: str
    kind: str
    make: Callable[[Stationery], Composed] = field(repr=False)


def every_case() -> tuple[Case, ...]:
    """Each composer, on a full and on a minimal view, and each branch that has words of its own."""
    return (*_referrer_cases(), *_pack_cases(), *_decision_cases(), *_office_cases(), *_followup_cases())


def _referrer_cases() -> tuple[Case, ...]:
    acknowledged = {
        **{state.value: AcknowledgementView(children=(a_child(state),)) for state in Acknowledging},
        **{
            f"{state.value} full": AcknowledgementView(
                children=(a_child(state, meeting=MEETING, missing=MISSING, sheets_due=SHEETS),)
            )
            for state in Acknowledging
        },
        "version": AcknowledgementView(children=(a_child(version=2, meeting=MEETING),)),
        "several": AcknowledgementView(
            children=(a_child(meeting=MEETING), a_child(Acknowledging.HELD, reference="N26-0043", missing=MISSING)),
            same_family=True,
        ),
    }
    more = {
        **{because.value: MoreInformationView(because=because) for because in NeededBecause},
        "asked full": MoreInformationView(
            because=NeededBecause.ASKED,
            reference="N26-0042",
            initials="A.B.",
            missing=MISSING,
            asked="Who lives there now?\nWhat was tried?",
            next_meeting=MEETING,
            answer_by=STAMP,
        ),
        "refused full": MoreInformationView(
            because=NeededBecause.CONSENT_REFUSED, reference="N26-0042", initials="A.B."
        ),
        "form full": MoreInformationView(
            because=NeededBecause.NO_FORM, blank_form=Attached("CAF form.docx", WORD, b"PK")
        ),
    }
    declined = {
        "panel": NotAcceptedView(reference="N26-0042", initials="A.B.", reason=""),
        "single": NotAcceptedView(reference="N26-0042", initials="A.B.", reason="One need.", service="Speech Therapy"),
    }
    slot = TimeSlotView(
        attendee="kim@ashdown.example",
        reference="N26-0042",
        initials="A.B.",
        meeting=MEETING,
        starts_at=START,
        ends_at=START + dt.timedelta(minutes=15),
    )
    return (
        *(
            Case(f"acknowledgement {n}", "acknowledgement", _with(compose.acknowledgement, v))
            for n, v in acknowledged.items()
        ),
        *(
            Case(f"more information {n}", "more-information", _with(compose.more_information, v))
            for n, v in more.items()
        ),
        *(Case(f"not accepted {n}", "not-accepted", _with(compose.not_accepted, v)) for n, v in declined.items()),
        Case("time slot", "time-slot", lambda paper: compose.time_slot(slot, paper, stamp=STAMP)),
    )


def _with(composer: Callable[[_View, Stationery], Composed], view: _View) -> Callable[[Stationery], Composed]:
    return lambda paper: composer(view, paper)


def _pack_cases() -> tuple[Case, ...]:
    items = (an_item(), an_item(2, "N26-0043", slot=None, form=None, originals=()))
    chair_items = (
        ChairItem(
            item=items[0],
            leavers=(Leaver(service="Police", representatives=("Dan Oakes",)), Leaver(service="YOS", why="No.")),
            missing=("Who signed",),
            information=(FILED,),
            guests=("Tess Moor",),
        ),
        ChairItem(item=BARE_ITEM),
    )
    member = "police@partners.example"
    agendas = {
        "full": AgendaView(meeting=MEETING, attendee=member, items=items, open_actions=ACTIONS),
        "minimal": AgendaView(meeting=BARE_MEETING, attendee=member, items=(BARE_ITEM,)),
        "without children": AgendaView(meeting=BARE_MEETING, attendee=member, items=()),
    }
    chairs = {
        "full": ChairPackView(
            meeting=MEETING,
            attendee=member,
            items=chair_items,
            open_actions=ACTIONS,
            apologies=(Apology(name="Ann Frost", service="Health", deputy="Bo Lee"), Apology(name="C", service="D")),
            workbook=WORKBOOK,
        ),
        "minimal": ChairPackView(meeting=BARE_MEETING, attendee=member, items=()),
        "acting": ChairPackView(meeting=BARE_MEETING, attendee=member, items=chair_items[1:], acting=True),
    }
    guests = {
        "full": GuestPackView(meeting=MEETING, attendee=member, items=items),
        "minimal": GuestPackView(meeting=BARE_MEETING, attendee=member, items=(BARE_ITEM,)),
    }
    added = {
        "full": AddendumView(meeting=MEETING, items=items),
        "minimal": AddendumView(meeting=BARE_MEETING, items=(BARE_ITEM,)),
        "chair": AddendumView(meeting=MEETING, items=(), chair_items=chair_items, workbook=WORKBOOK),
    }
    return (
        *(Case(f"agenda {n}", "agenda", _stamped(compose.agenda, v)) for n, v in agendas.items()),
        *(Case(f"chair pack {n}", "chair-pack", _stamped(compose.chair_pack, v)) for n, v in chairs.items()),
        *(Case(f"guest pack {n}", "guest-pack", _stamped(compose.guest_pack, v)) for n, v in guests.items()),
        *(Case(f"addendum {n}", "addendum", _with(compose.addendum, v)) for n, v in added.items()),
        *_change_cases(),
    )


def _stamped(composer: Callable[..., Composed], view: object) -> Callable[[Stationery], Composed]:
    return lambda paper: composer(view, paper, stamp=STAMP)


def _change_cases() -> tuple[Case, ...]:
    moved = MeetingChangeView(change=MeetingChange.MOVED, meeting=MEETING, attendee="a@b.example", now_at=NEW_START)
    gone = MeetingChangeView(change=MeetingChange.CANCELLED, meeting=BARE_MEETING, attendee="a@b.example")
    after = MeetingFacts(id=18, starts_at=NEW_START)
    return (
        Case("moved, member", "addendum", _stamped(compose.meeting_change, moved)),
        Case("cancelled, member", "addendum", _stamped(compose.meeting_change, gone)),
        Case(
            "moved, referrer",
            "time-slot",
            _stamped(compose.meeting_change, replace(moved, references=("N26-0042", "N26-0043"))),
        ),
        Case(
            "cancelled, referrer",
            "time-slot",
            _stamped(compose.meeting_change, replace(gone, references=("N26-0042",), next_meeting=after)),
        ),
    )


def _decision_cases() -> tuple[Case, ...]:
    whole = {
        **{word.value: a_decision(word) for word in DecisionWord},
        **{
            f"{word.value} minimal": DecisionView(
                reference="N26-0042", initials="A.B.", meeting=BARE_MEETING, word=word
            )
            for word in DecisionWord
        },
        "amended": a_decision(amended=True, changes=("CAMHS takes part too",), starts_with="The lead professional"),
    }
    part = {
        "full": a_part(),
        "amended": a_part(amended=True, changes=("A new worker",)),
        "withdrawn": a_part(withdrawn=True, form=None),
        "minimal": ServiceDecisionView(
            reference="N26-0042",
            initials="A.B.",
            meeting=None,
            part=AllocatedPart(service="Family Support"),
            contact=Contact(name=""),
        ),
    }
    return (
        *(Case(f"decision sheet {n}", "decision-sheet", _with(compose.decision_sheet, v)) for n, v in whole.items()),
        *(
            Case(f"service decision {n}", "service-decision", _with(compose.service_decision, v))
            for n, v in part.items()
        ),
    )


def _office_cases() -> tuple[Case, ...]:
    waiting = (WaitingItem(reference="N26-0042", initials="A.B.", since=dt.date(2026, 12, 1), why="No row"),)
    bare = (WaitingItem(reference="N26-0042", initials="A.B."), WaitingItem(reference="N26-0043", initials="C.D."))
    reminders = {
        f"{about.value} {name}": ReminderView(about=about, meeting=MEETING, items=items, due=SHEETS, workbook=book)
        for about in Reminding
        for name, items, book in (("full", waiting, WORKBOOK), ("minimal", bare, None))
    }
    cell = Refused(
        sheet="Decisions", cell="E7", reference="N26-0043", stands="Polcie", why="No such service", right="Police"
    )
    clash = Conflict(
        sheet="Referrals",
        cell="H4",
        reference="N26-0042",
        heading="Postcode",
        yours="",
        theirs="MK1",
        changed_by="admin",
    )
    results = {
        "full": WorkbookResultView(
            decisions=True,
            taken=(Taken(reference="N26-0042", what="Allocated"), Taken(reference="", what="Noted")),
            refused=(cell,),
            conflicts=(clash,),
            warnings=(cell,),
            still_undecided=("N26-0043",),
            sheets_due=SHEETS,
            workbook=WORKBOOK,
        ),
        "undecided": WorkbookResultView(decisions=True, still_undecided=("N26-0043",)),
        "minimal": WorkbookResultView(decisions=True),
    }
    return (
        *(Case(f"reminder {n}", "reminder", _with(compose.reminder, v)) for n, v in reminders.items()),
        *(
            Case(f"decision result {n}", "decision-result", _with(compose.workbook_result, v))
            for n, v in results.items()
        ),
        Case("workbook result", "workbook-result", _with(compose.workbook_result, WorkbookResultView(decisions=False))),
        *_short_office_cases(),
    )


def _short_office_cases() -> tuple[Case, ...]:
    full = WorkbookView(workbook=WORKBOOK, to_check=3, to_screen=1, not_understood=1, undelivered=2, asked_for=True)
    trouble = AttentionView(
        number=12,
        happened="A form could not be read",
        needs=("Enter it by hand", "Tell the referrer"),
        reference="N26-0042",
        by=STAMP,
        sender="kim@ashdown.example",
        received_at=STAMP,
        about="It has a password.\nNone of ours opens it.",
        urgent=True,
        attachments=(Attached("message.eml", "message/rfc822", b"Subject: x\r\n\r\n"),),
    )
    known = ContactsView(
        rows=(
            ContactRow(
                service="Police",
                representative="Dan Oakes",
                email="dan@p.example",
                deputy="Lee",
                deputy_email="l@p.example",
            ),
            ContactRow(service="Health", representative="Ann Frost", email=""),
        ),
        changes=("Dan Oakes is new",),
    )
    told = ForwardedView(reference="N26-0042", initials="A.B.", meeting=MEETING, filed=FILED, item_number=1)
    return (
        Case("workbook full", "workbook", _with(compose.workbook, full)),
        Case("workbook minimal", "workbook", _with(compose.workbook, WorkbookView(workbook=WORKBOOK))),
        Case("attention full", "attention", _with(compose.attention, trouble)),
        Case(
            "attention minimal", "attention", _with(compose.attention, AttentionView(number=1, happened="x", needs=()))
        ),
        Case("forwarded full", "forwarded", _with(compose.forwarded, replace(told, attachments=(WORKBOOK,)))),
        Case("forwarded minimal", "forwarded", _with(compose.forwarded, replace(told, meeting=None, item_number=None))),
        Case("forwarded apologies", "forwarded", _with(compose.forwarded, replace(told, reference="", apologies=True))),
        Case("forwarded, no item", "forwarded", _with(compose.forwarded, replace(told, reference="", initials=""))),
        Case("contacts full", "contacts", _with(compose.contacts, known)),
        Case("contacts minimal", "contacts", _with(compose.contacts, ContactsView(rows=()))),
    )


def _followup_cases() -> tuple[Case, ...]:
    whole = a_decision()
    line = FeedbackLine(
        reference="N26-0042", initials="A.B.", role="Six sessions", named_worker="Jo", decided_on=dt.date(2026, 12, 10)
    )
    reviews = {
        "full": ReviewRequestView(
            reference="N26-0042",
            initials="A.B.",
            due=dt.date(2027, 3, 4),
            services=whole.allocations,
            actions=whole.actions,
            last_review=dt.date(2026, 12, 10),
            reminders=1,
        ),
        "minimal": ReviewRequestView(reference="N26-0042", initials="A.B.", due=dt.date(2027, 3, 4)),
    }
    feedback = {
        "full": FeedbackRequestView(
            service="Family Support",
            quarter="October to December 2026",
            lines=(line, replace(line, reference="N26-0043")),
            answer_by=dt.date(2027, 1, 15),
        ),
        "minimal": FeedbackRequestView(
            service="Health",
            quarter="October to December 2026",
            lines=(FeedbackLine(reference="N26-0042", initials="A.B."),),
        ),
    }
    register = {
        "known": RegisterAnswerView(known=True, contact=CONTACT, asked_at=STAMP),
        "known, no contact": RegisterAnswerView(known=True),
        "unknown": RegisterAnswerView(known=False, complete_by=dt.date(2027, 1, 7)),
        "unknown, no day": RegisterAnswerView(known=False),
    }
    stop = ConsentWithdrawnView(reference="N26-0042", initials="A.B.", withdrawn_on=dt.date(2026, 12, 1))
    busy = DigestView(day=dt.date(2026, 12, 7), waiting=("one",), failed=("two",), done=("three",), coming=("four",))
    figures = StatisticsView(quarter="October to December 2026", workbook=WORKBOOK, changes=("More came",))
    return (
        *(Case(f"review {n}", "review-request", _with(compose.review_request, v)) for n, v in reviews.items()),
        *(Case(f"feedback {n}", "feedback-request", _with(compose.feedback_request, v)) for n, v in feedback.items()),
        *(Case(f"register {n}", "register-answer", _with(compose.register_answer, v)) for n, v in register.items()),
        Case("withdrawn", "service-decision", _with(compose.consent_withdrawn, stop)),
        Case("withdrawn early", "service-decision", _with(compose.consent_withdrawn, replace(stop, has_data=False))),
        Case("digest full", "digest", _with(compose.digest, busy)),
        Case("digest minimal", "digest", _with(compose.digest, DigestView(day=dt.date(2026, 12, 7)))),
        Case("statistics full", "statistics", _with(compose.statistics, figures)),
        Case("statistics minimal", "statistics", _with(compose.statistics, replace(figures, changes=()))),
    )
