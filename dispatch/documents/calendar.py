"""Calendar entries (RFC 5545, RFC 5546) that Outlook takes as invitations, updates and cancellations."""

from __future__ import annotations

import datetime as dt

from icalendar import Alarm, Calendar, Event, Timezone, vCalAddress, vText

from dispatch.views import MeetingFacts
from dispatch.wording.dates import LONDON
from rules.settings import PanelSettings

_USUAL_LENGTH = dt.timedelta(hours=2)

# Europe/London as every calendar programme knows it: the rule since 1996, so the bytes do not hang on tzdata.
_LONDON = """BEGIN:VTIMEZONE
TZID:Europe/London
BEGIN:DAYLIGHT
TZOFFSETFROM:+0000
TZOFFSETTO:+0100
TZNAME:BST
DTSTART:19960331T010000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
END:DAYLIGHT
BEGIN:STANDARD
TZOFFSETFROM:+0100
TZOFFSETTO:+0000
TZNAME:GMT
DTSTART:19961027T020000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
END:STANDARD
END:VTIMEZONE
"""


def invitation_ics(
    meeting: MeetingFacts,
    panel: PanelSettings,
    *,
    attendee: str,
    stamp: dt.datetime,
    about: str = "",
    key: str = "",
) -> bytes:
    """
    Return an invitation (METHOD:REQUEST) of *attendee* to *meeting*.

    The UID stays the same for one meeting and *key* (a reference for a time
    slot); with a raised `sequence` it moves the entry that is there. No child
    is named in a calendar: *about* may hold references alone.
    """
    return _entry("REQUEST", meeting, panel, attendee=attendee, stamp=stamp, about=about, key=key)


def cancellation_ics(
    meeting: MeetingFacts, panel: PanelSettings, *, attendee: str, stamp: dt.datetime, key: str = ""
) -> bytes:
    """Return what takes the entry of *meeting* out of the attendee's calendar (METHOD:CANCEL)."""
    return _entry("CANCEL", meeting, panel, attendee=attendee, stamp=stamp, about="", key=key)


def _entry(
    method: str, meeting: MeetingFacts, panel: PanelSettings, *, attendee: str, stamp: dt.datetime, about: str, key: str
) -> bytes:
    calendar = Calendar()
    calendar.add("prodid", "-//Panelpost//Panelpost//EN")
    calendar.add("version", "2.0")
    calendar.add("method", method)
    calendar.add_component(Timezone.from_ical(_LONDON))
    calendar.add_component(_event(method, meeting, panel, attendee=attendee, stamp=stamp, about=about, key=key))
    return bytes(calendar.to_ical())


def _event(
    method: str, meeting: MeetingFacts, panel: PanelSettings, *, attendee: str, stamp: dt.datetime, about: str, key: str
) -> Event:
    cancelled = method == "CANCEL"
    event = Event()
    event.add("uid", f"meeting-{meeting.id}{f'-{key}' if key else ''}-{panel.code}@{panel.mailbox.rpartition('@')[2]}")
    event.add("dtstamp", stamp.astimezone(dt.UTC))
    event.add("sequence", meeting.sequence)
    event.add("dtstart", meeting.starts_at.astimezone(LONDON))
    event.add("dtend", (meeting.ends_at or meeting.starts_at + _USUAL_LENGTH).astimezone(LONDON))
    event.add("summary", f"{'Cancelled: ' if cancelled else ''}{panel.title}{f', {about}' if about else ''}")
    if meeting.place:
        event.add("location", meeting.place)
    event.add("status", "CANCELLED" if cancelled else "CONFIRMED")
    event.add("class", "PRIVATE")
    event.add("transp", "TRANSPARENT" if cancelled else "OPAQUE")
    _people(event, panel, attendee)
    if not cancelled:
        event.add_component(_reminder())
    return event


def _people(event: Event, panel: PanelSettings, attendee: str) -> None:
    organizer = vCalAddress(f"mailto:{panel.mailbox}")
    organizer.params["cn"] = vText(panel.title)
    guest = vCalAddress(f"mailto:{attendee}")
    # Answers come by the links of the mail: a person or rule reads those, not calendar replies.
    for name, value in (("role", "REQ-PARTICIPANT"), ("partstat", "NEEDS-ACTION"), ("rsvp", "FALSE")):
        guest.params[name] = vText(value)
    event.add("organizer", organizer, encode=False)
    event.add("attendee", guest, encode=False)


def _reminder() -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", "Panel meeting")
    alarm.add("trigger", -dt.timedelta(days=1))
    return alarm
