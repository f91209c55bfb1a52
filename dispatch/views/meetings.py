"""What readers may read before a meeting: agendas, packs, changes, and what members sent."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from enum import StrEnum

from dispatch.composed import Attached
from dispatch.views.facts import MeetingFacts
from rules.form import Form


@dataclass(frozen=True, slots=True, kw_only=True)
class FormCopyView:
    """
    A clean Word copy of a form, made from data.

    Attributes:
        headings: The form's own heading for a leaf's path, shown for free text.
        corrected: Paths of leaves that the administrator put right.
        show_exclusions: True for administrators and the chair alone (E4).
    """

    reference: str
    form: Form
    headings: dict[str, str] = field(default_factory=dict)
    corrected: frozenset[str] = frozenset()
    version: int = 1
    received: dt.date | None = None
    show_exclusions: bool = False


class Coming(StrEnum):
    """Why an item is on this agenda."""

    NEW = "New referral"
    RE_PRESENTED = "Brought back with more information"
    REVIEW = "Review"
    RE_HEARING = "Re-hearing"
    WAITING_LIST = "Back from a waiting list"


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaItem:
    """One child on one reader's agenda: *number* and *slot* are this reader's; an excluded one has no slots (9)."""

    number: int
    reference: str
    initials: str
    age: str = ""
    slot: dt.datetime | None = None
    referrer: str = ""
    why: str = ""
    asked: str = ""
    coming: Coming = Coming.NEW
    reason: str = ""
    strengths: str = ""
    needs: str = ""
    desired_outcomes: str = ""
    risks: str = ""
    form: FormCopyView | None = None
    originals: tuple[Attached, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenAction:
    """An action from an earlier meeting that is not done (S1); `by_when_written` where no date was given."""

    reference: str
    initials: str
    what: str
    who: str = ""
    by_when: dt.date | None = None
    by_when_written: str = ""
    overdue: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaView:
    """One representative's agenda and paperwork; `attendee` is the address invited in the `.ics`."""

    meeting: MeetingFacts
    attendee: str
    items: tuple[AgendaItem, ...]
    open_actions: tuple[OpenAction, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaver:
    """Who must leave the room for an item, and why ('The family does not want … involved.')."""

    service: str
    representatives: tuple[str, ...] = ()
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Filed:
    """Information that a representative sent about an item (B8)."""

    name: str
    service: str
    text: str
    received_at: dt.datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Apology:
    """A representative who cannot come; `deputy` comes instead."""

    name: str
    service: str
    deputy: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChairItem:
    """An agenda item with what the chair alone is told."""

    item: AgendaItem
    leavers: tuple[Leaver, ...] = ()
    missing: tuple[str, ...] = ()
    information: tuple[Filed, ...] = ()
    guests: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ChairPackView:
    """
    The chair's pack: everything, and who must leave for which item.

    `acting`: this is the pack of an acting chair, who takes the items that exclude
    the chair's own service (ruling 8). How many those are is never told to the chair.
    """

    meeting: MeetingFacts
    attendee: str
    items: tuple[ChairItem, ...]
    open_actions: tuple[OpenAction, ...] = ()
    apologies: tuple[Apology, ...] = ()
    workbook: Attached | None = None
    acting: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class GuestPackView:
    """The items that one guest is invited for (E7)."""

    meeting: MeetingFacts
    attendee: str
    items: tuple[AgendaItem, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AddendumView:
    """Items added after the agenda went; numbers go on from the agenda that this reader has."""

    meeting: MeetingFacts
    items: tuple[AgendaItem, ...]
    chair_items: tuple[ChairItem, ...] = ()
    workbook: Attached | None = None


class MeetingChange(StrEnum):
    """What became of a meeting whose agenda has gone (ruling 2)."""

    CANCELLED = "cancelled"
    MOVED = "moved"


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingChangeView:
    """
    A meeting cancelled or moved, told to members and invited referrers.

    `meeting` carries its old time, and its raised `sequence`; `now_at` the new
    one. `references` are the referrer's own; empty for members.
    """

    change: MeetingChange
    meeting: MeetingFacts
    attendee: str
    now_at: dt.datetime | None = None
    next_meeting: MeetingFacts | None = None
    references: tuple[str, ...] = ()
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ForwardedView:
    """
    What a representative wrote, passed to the chair (B8): about an item, or about the meeting (no reference).

    `apologies`: they cannot come; `deputy` is who the contact list says comes instead.
    """

    reference: str
    initials: str
    meeting: MeetingFacts | None
    filed: Filed
    apologies: bool = False
    deputy: str = ""
    item_number: int | None = None
    attachments: tuple[Attached, ...] = ()
