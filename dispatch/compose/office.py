"""Mail to those who run the panel: reminders, workbooks, what needs a person, information, the contact list."""

from __future__ import annotations

from dispatch.compose.letter import Letter, write
from dispatch.composed import Composed
from dispatch.views import (
    AnswerView,
    AttentionView,
    ContactsView,
    DigestView,
    ForwardedView,
    Late,
    ReminderView,
    Reminding,
    StatisticsView,
    WorkbookResultView,
    WorkbookView,
)
from dispatch.wording import dates
from dispatch.wording.stationery import Stationery


def reminder(view: ReminderView, paper: Stationery, late: Late | None = None) -> Composed:
    """Return what waits for chair or administrator: items without a decision, or referrals to screen (B10, P3)."""
    undecided = view.about is Reminding.UNDECIDED
    many = len(view.items)
    said = dates.count(many, "child", "children") if undecided else dates.count(many, "referral")
    letter = Letter(
        kind="reminder",
        template="reminder",
        subject="reminder-undecided" if undecided else "reminder-screening",
        subject_values={"count": said, "day": dates.day(view.meeting.starts_at)},
        view=view,
        late=late,
        attachments=(view.workbook,) if view.workbook else (),
    )
    return write(letter, paper)


def workbook_result(view: WorkbookResultView, paper: Stationery, late: Late | None = None) -> Composed:
    """Return what became of a workbook that was mailed back, cell by cell, and a fresh one (X5, B10)."""
    need = len(view.refused) + len(view.conflicts)
    said = f"{len(view.taken)} taken, {f'{need} need you' if need else 'nothing needs you'}"
    kind = "decision-result" if view.decisions else "workbook-result"
    letter = Letter(
        kind=kind,
        template="workbook-result",
        subject=kind,
        subject_values={"count": said},
        view=view,
        late=late,
        attachments=(view.workbook,) if view.workbook else (),
    )
    return write(letter, paper)


def workbook(view: WorkbookView, paper: Stationery, late: Late | None = None) -> Composed:
    """Return the panel workbook for an administrator, with what there is to do in it."""
    to_do = view.to_check + view.to_screen + view.not_understood + view.undelivered
    letter = Letter(
        kind="workbook",
        template="workbook",
        subject="workbook",
        subject_values={"count": f"{to_do} to do" if to_do else "nothing waits for you"},
        view=view,
        late=late,
        attachments=(view.workbook,),
    )
    return write(letter, paper)


def attention(view: AttentionView, paper: Stationery, late: Late | None = None) -> Composed:
    """Return what the service could not settle: what happened, what it needs, by when."""
    letter = Letter(
        kind="attention",
        template="attention",
        subject="attention",
        subject_values={"count": str(view.number)},
        view=view,
        late=late,
        attachments=view.attachments,
    )
    return write(letter, paper)


def answer(view: AnswerView, paper: Stationery, late: Late | None = None) -> Composed:
    """Return an administrator's own words, to somebody who wrote to the panel."""
    letter = Letter(kind="answer", template="answer", subject="answer", subject_values={}, view=view, late=late)
    return write(letter, paper)


def forwarded(view: ForwardedView, paper: Stationery, late: Late | None = None) -> Composed:
    """Return what a representative sent, for the chair: apologies, or information on an item or the meeting (B8)."""
    subject = "forwarded" if view.reference else "forwarded-meeting"
    letter = Letter(
        kind="forwarded",
        template="forwarded",
        subject="forwarded-apologies" if view.apologies else subject,
        subject_values={
            "reference": view.reference,
            "day": dates.day(view.meeting.starts_at) if view.meeting else "the meeting",
        },
        view=view,
        late=late,
        attachments=view.attachments,
    )
    return write(letter, paper)


def digest(view: DigestView, paper: Stationery, late: Late | None = None) -> Composed:
    """Return a day in short for the administrator."""
    waits = f"{len(view.waiting)} for you" if view.waiting else "nothing waits for you"
    letter = Letter(
        kind="digest", template="digest", subject="digest", subject_values={"count": waits}, view=view, late=late
    )
    return write(letter, paper)


def statistics(view: StatisticsView, paper: Stationery, late: Late | None = None) -> Composed:
    """Return the quarter's figures: what has changed, and the workbook with the charts (B14, S6)."""
    letter = Letter(
        kind="statistics",
        template="statistics",
        subject="statistics",
        subject_values={"count": view.quarter},
        view=view,
        late=late,
        attachments=(view.workbook,),
    )
    return write(letter, paper)


def contacts(view: ContactsView, paper: Stationery, late: Late | None = None) -> Composed:
    """Return the members' contact list, and what is new in it (B9)."""
    letter = Letter(kind="contacts", template="contacts", subject="contacts", subject_values={}, view=view, late=late)
    return write(letter, paper)
