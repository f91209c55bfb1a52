"""What several views share: lateness, a meeting, a person at work, a part, an action."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Late:
    """This message goes out later than it was owed at *due*; *why* is a sentence for its reader, or empty."""

    due: dt.datetime
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingFacts:
    """When and where a panel sits; `sequence` counts the invitations sent for it, from 0 (RFC 5545)."""

    id: int
    starts_at: dt.datetime
    ends_at: dt.datetime | None = None
    place: str = ""
    sequence: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """How to reach one person at work."""

    name: str
    role: str = ""
    organisation: str = ""
    telephone: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AllocatedPart:
    """What one service takes on."""

    service: str
    role: str = ""
    named_worker: str = ""
    lead_agency: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionLine:
    """An agreed action with who and by when (H11, S4)."""

    what: str
    who: str = ""
    by_when: dt.date | None = None
    by_when_written: str = ""
