"""
What the configuration says, as frozen values.

`config/` fills and validates them once, at start, from `service.toml` and
`profiles/*.toml`; every other part is handed the piece that it needs. No
secret shows itself when a setting is printed.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Secret:
    """A password or key: `reveal()` gives it, printing does not."""

    _value: str = field(repr=False)

    def reveal(self) -> str:
        """Return the secret itself, for the one call that needs it."""
        return self._value

    def __str__(self) -> str:
        return "********"


class Security(StrEnum):
    """How a connection is protected; `NONE` is accepted on loopback alone."""

    TLS = "tls"
    STARTTLS = "starttls"
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class OAuth:
    """Client credentials for Microsoft 365 (XOAUTH2)."""

    tenant: str
    client_id: str
    client_secret: Secret


@dataclass(frozen=True, slots=True, kw_only=True)
class ImapSettings:
    """
    The server that holds a panel's mailbox.

    `trusted_authserv_id`: whose Authentication-Results are believed (RFC 8601);
    empty means nobody's. `own_received_lines`: how many `Received` lines the
    council's own servers put above that header.
    """

    host: str = "127.0.0.1"
    port: int = 1143
    security: Security = Security.NONE
    trusted_authserv_id: str = ""
    own_received_lines: int = 0
    poll_seconds: int = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class SmtpSettings:
    """The submission server that takes what goes out."""

    host: str = "127.0.0.1"
    port: int = 1025
    security: Security = Security.NONE
    username: str = ""
    password: Secret | None = None
    oauth: OAuth | None = None
    messages_per_minute: int = 25


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingPattern:
    """Every so many weeks on a weekday (Monday is 0), counted from *first*."""

    weekday: int
    time: dt.time
    every_weeks: int
    first: dt.date


@dataclass(frozen=True, slots=True, kw_only=True)
class RepresentativeSettings:
    """A service's member on the panel, and their deputy."""

    name: str
    email: str
    deputy: str = ""
    deputy_email: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceSettings:
    """An agency or team that can be allocated."""

    code: str
    name: str
    aliases: tuple[str, ...] = ()
    representatives: tuple[RepresentativeSettings, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DueRule:
    """'Monday 09:00' before the meeting, or 'Friday 09:00' after it: weekday (Monday is 0) and local time."""

    weekday: int
    time: dt.time


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The field's own words in this area, as people here write them."""

    panel: str = "MAAG"
    panel_long: str = "Multi-Agency Allocation Group"
    form: str = "CAF"
    form_long: str = "Common Assessment Framework form"
    decision_sheet: str = "decision sheet"
    lead_professional: str = "lead professional"
    administrator: str = "CAF administrator"
    manager: str = "CAF/MAAG manager"
    team_meeting: str = "TAC meeting"
    team_meeting_long: str = "Team Around the Child meeting"


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """
    One area's way of working, as data (section 7 of the process).

    `screening`: `automatic` or `required` (ruling 6). `consent_scope`: `panel`
    or `listed`. `without_form`: `blank_form` sends the blank form back,
    `administrator` puts the mail before a person. `originals`: whether the
    referrer's own file goes along with the clean copy. `arranges_team_meeting`:
    who arranges the TAC, as it stands in the decision sheet. `forms`: the kinds
    of form that the panel takes, of `caf`, `eha`, `csf`, `letter`. `time_slots`:
    whether referrers are given a time and asked whether they attend (P4).
    `single_service`: a form that asks for one service alone goes before the
    `panel`, or straight to that `service` (E10). `quarterly_feedback`: whether
    allocated services are asked each quarter (B16). `closed_at_panel`: names of
    services whose cases the panel alone closes (H7). `every_weeks`: how often
    panels here meet, unless a panel says otherwise. `panel_names`: the panels
    of the area, as the demonstration names them.
    """

    name: str
    title: str = ""
    organisation: str = ""
    words: Words = field(default_factory=Words)
    screening: str = "automatic"
    consent_scope: str = "panel"
    without_form: str = "blank_form"
    originals: bool = False
    protective_marking: str = ""
    agenda: DueRule = field(default_factory=lambda: DueRule(weekday=0, time=dt.time(9)))
    decision_sheets: DueRule = field(default_factory=lambda: DueRule(weekday=4, time=dt.time(9)))
    reminder_time: dt.time = dt.time(16)
    slot_minutes: int = 15
    arranges_team_meeting: str = "You"
    oldest_age: int = 19
    review_weeks: int = 12
    retention_years: int = 5
    refused_retention_months: int = 6
    questions_to: str = ""
    other_formats: str = ""
    forms: tuple[str, ...] = ("caf",)
    time_slots: bool = False
    single_service: str = "panel"
    quarterly_feedback: bool = True
    closed_at_panel: tuple[str, ...] = ()
    every_weeks: int = 2
    panel_names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PanelSettings:
    """
    One panel and its mailbox.

    `chair_service` and `acting_chair` serve ruling 8: an item that excludes the
    chair's own service goes to the acting chair. `since`: mail older than this,
    found at the first start, is listed for the administrator and not answered.
    """

    code: str
    name: str
    profile: Profile
    mailbox: str
    username: str
    imap: ImapSettings
    password: Secret | None = None
    oauth: OAuth | None = None
    administrators: tuple[str, ...] = ()
    chair: str = ""
    chair_name: str = ""
    chair_service: str = ""
    acting_chair: str = ""
    manager: str = ""
    meeting: MeetingPattern
    cancelled: tuple[dt.date, ...] = ()
    moved: tuple[tuple[dt.date, dt.date], ...] = ()
    extra: tuple[dt.date, ...] = ()
    services: tuple[ServiceSettings, ...] = ()
    since: dt.datetime | None = None
    form_passwords: tuple[Secret, ...] = ()

    @property
    def title(self) -> str:
        """'MAAG North': the panel as people here call it."""
        return f"{self.profile.words.panel} {self.name}"


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterSettings:
    """
    The CAF administrator's own mailbox, to which every completed form is sent (B4, B5).

    `partners`: addresses, and whole domains written `@school.example`, that may
    ask whether a child already has a form; representatives may in any case.
    """

    mailbox: str
    username: str
    imap: ImapSettings
    password: Secret | None = None
    oauth: OAuth | None = None
    administrators: tuple[str, ...] = ()
    partners: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The whole configuration, validated. The database's address may hold a password and is not printed."""

    time_zone: str = "Europe/London"
    database: str = field(default="sqlite:///var/panelpost.db", repr=False)
    key_file: str = "var/panelpost.key"
    max_message_bytes: int = 10 * 1024 * 1024
    smtp: SmtpSettings = field(default_factory=SmtpSettings)
    panels: tuple[PanelSettings, ...] = ()
    register: RegisterSettings | None = None

    def panel(self, code: str) -> PanelSettings:
        """Return the panel with *code*; `KeyError` if there is none."""
        for panel in self.panels:
            if panel.code == code:
                return panel
        raise KeyError(code)
