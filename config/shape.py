"""
The shape of `service.toml`: each section and its keys, as pydantic checks them.

The keys and their defaults are a contract. What must agree between keys is
`config.agreement`'s; what stands here is true of one key by itself. What would
be right for a key is said in `config.sentences`.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from config.kinds import (
    Address,
    ClockTime,
    DatabaseAddress,
    Day,
    DayAsKey,
    HostName,
    Line,
    ListedName,
    Moment,
    OptionalAddress,
    OptionalLine,
    PanelCode,
    Partner,
    Port,
    ProfileName,
    Weekday,
    ZoneName,
)

SecurityWord = Literal["tls", "starttls", "none"]


class Section(BaseModel):
    """A table of the file: types are meant as written, an unknown key is a mistake."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class ServiceSection(Section):
    """`[service]`: what holds for the whole service."""

    time_zone: ZoneName = "Europe/London"
    database: DatabaseAddress = "sqlite:///var/panelpost.db"
    key_file: Line = "var/panelpost.key"
    max_message_mb: Annotated[int, Field(ge=1, le=150)] = 10


class ImapSection(Section):
    """`[imap]`, and what `[panel.imap]` may say otherwise."""

    host: HostName = "127.0.0.1"
    port: Port = 1143
    security: SecurityWord = "none"
    trusted_authserv_id: OptionalLine = ""
    own_received_lines: Annotated[int, Field(ge=0, le=20)] = 0
    poll_seconds: Annotated[int, Field(ge=1, le=600)] = 30


class OAuthSection(Section):
    """`[panel.oauth]` and `[smtp.oauth]`: client credentials for Microsoft 365."""

    tenant: Line
    client_id: Line
    client_secret_file: Line | None = None


class SmtpSection(Section):
    """`[smtp]`: the submission server."""

    host: HostName = "127.0.0.1"
    port: Port = 1025
    security: SecurityWord = "none"
    username: OptionalLine = ""
    password_file: Line | None = None
    oauth: OAuthSection | None = None
    messages_per_minute: Annotated[int, Field(ge=1, le=10_000)] = 25


class RegisterSection(Section):
    """`[register]`: the CAF administrator's own mailbox; without administrators of its own it has the panels'."""

    mailbox: Address
    username: OptionalLine = ""
    password_file: Line | None = None
    oauth: OAuthSection | None = None
    imap: ImapSection = ImapSection()
    administrators: list[Address] = []
    partners: list[Partner] = []


class MeetingSection(Section):
    """`meeting = { … }`; without `every_weeks` the profile's cadence holds."""

    weekday: Weekday
    time: ClockTime
    every_weeks: Annotated[int, Field(ge=1, le=26)] | None = None
    first: Day


class RepresentativeSection(Section):
    """One of `representatives = [ … ]`."""

    name: Line
    email: Address
    deputy: OptionalLine = ""
    deputy_email: OptionalAddress = ""


class PanelServiceSection(Section):
    """`[[panel.service]]`: an agency or team that can be allocated."""

    code: ListedName
    name: ListedName
    aliases: list[ListedName] = []
    representatives: list[RepresentativeSection] = []


class PanelSection(Section):
    """`[[panel]]`: one panel and its mailbox."""

    code: PanelCode
    name: Line
    profile: ProfileName = "bedfordshire"
    mailbox: Address
    username: OptionalLine = ""
    password_file: Line | None = None
    oauth: OAuthSection | None = None
    imap: ImapSection = ImapSection()
    administrators: Annotated[list[Address], Field(min_length=1)]
    chair: OptionalAddress = ""
    chair_name: OptionalLine = ""
    chair_service: OptionalLine = ""
    acting_chair: OptionalAddress = ""
    manager: OptionalAddress = ""
    meeting: MeetingSection
    cancelled: list[Day] = []
    moved: dict[DayAsKey, Day] = {}
    extra: list[Day] = []
    since: Moment | None = None
    form_password_files: list[Line] = []
    service: list[PanelServiceSection] = []


class ServiceFile(Section):
    """The whole of `service.toml`."""

    service: ServiceSection = ServiceSection()
    imap: ImapSection = ImapSection()
    smtp: SmtpSection = SmtpSection()
    register_: Annotated[RegisterSection | None, Field(alias="register")] = None
    panel: Annotated[list[PanelSection], Field(min_length=1)]
