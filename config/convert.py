"""From the shape of the file to the frozen values that the service works with."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from zoneinfo import ZoneInfo

from config.given import Given
from config.shape import (
    ImapSection,
    MeetingSection,
    OAuthSection,
    PanelSection,
    PanelServiceSection,
    RegisterSection,
    ServiceFile,
    SmtpSection,
)
from config.translation import Location
from rules.settings import (
    ImapSettings,
    MeetingPattern,
    OAuth,
    PanelSettings,
    Profile,
    RegisterSettings,
    RepresentativeSettings,
    Secret,
    Security,
    ServiceSettings,
    Settings,
    SmtpSettings,
)

_MEGABYTE = 1024 * 1024
_NOTHING = Given()


def settings_from(file: ServiceFile, given: Mapping[Location, Given], profiles: Mapping[str, Profile]) -> Settings:
    """Return the settings that *file* states, with the secrets and profiles that it names."""
    return Settings(
        time_zone=file.service.time_zone,
        database=file.service.database,
        key_file=file.service.key_file,
        max_message_bytes=file.service.max_message_mb * _MEGABYTE,
        smtp=_smtp(file.smtp, given.get(("smtp",), _NOTHING)),
        panels=tuple(
            _panel(panel, file, given.get(("panel", number), _NOTHING), profiles[panel.profile])
            for number, panel in enumerate(file.panel)
        ),
        register=_register(file, given.get(("register",), _NOTHING)),
    )


def _smtp(section: SmtpSection, given: Given) -> SmtpSettings:
    return SmtpSettings(
        host=section.host,
        port=section.port,
        security=Security(section.security),
        username=section.username,
        password=None if section.oauth else given.secret,
        oauth=_oauth(section.oauth, given.secret),
        messages_per_minute=section.messages_per_minute,
    )


def _register(file: ServiceFile, given: Given) -> RegisterSettings | None:
    section: RegisterSection | None = file.register_
    if section is None:
        return None
    return RegisterSettings(
        mailbox=section.mailbox,
        username=section.username or section.mailbox,
        imap=_imap(file.imap, section.imap),
        password=None if section.oauth else given.secret,
        oauth=_oauth(section.oauth, given.secret),
        administrators=_each_once(
            section.administrators or [one for panel in file.panel for one in panel.administrators]
        ),
        partners=_each_once(section.partners),
    )


def _panel(section: PanelSection, file: ServiceFile, given: Given, profile: Profile) -> PanelSettings:
    services = tuple(_service(service) for service in section.service)
    return PanelSettings(
        code=section.code,
        name=section.name,
        profile=profile,
        mailbox=section.mailbox,
        username=section.username or section.mailbox,
        imap=_imap(file.imap, section.imap),
        password=None if section.oauth else given.secret,
        oauth=_oauth(section.oauth, given.secret),
        administrators=_each_once(section.administrators),
        chair=section.chair,
        chair_name=section.chair_name,
        chair_service=section.chair_service or next(iter(services_of(section.chair, services)), ""),
        acting_chair=section.acting_chair,
        manager=section.manager,
        meeting=_meeting(section.meeting, profile),
        cancelled=tuple(sorted(set(section.cancelled))),
        moved=tuple(sorted(section.moved.items())),
        extra=tuple(sorted(set(section.extra))),
        services=services,
        since=_instant(section.since, file.service.time_zone),
        form_passwords=given.form_passwords,
    )


def services_of(address: str, services: tuple[ServiceSettings, ...]) -> tuple[str, ...]:
    """Codes of the services that *address* represents, as member or deputy."""
    wanted = address.casefold()
    return tuple(
        service.code
        for service in services
        if wanted
        and any(
            wanted in {member.email.casefold(), member.deputy_email.casefold()} for member in service.representatives
        )
    )


def _service(section: PanelServiceSection) -> ServiceSettings:
    members = tuple(RepresentativeSettings(**member.model_dump()) for member in section.representatives)
    return ServiceSettings(
        code=section.code, name=section.name, aliases=tuple(section.aliases), representatives=members
    )


def _meeting(section: MeetingSection, profile: Profile) -> MeetingPattern:
    return MeetingPattern(
        weekday=section.weekday,
        time=section.time,
        every_weeks=section.every_weeks or profile.every_weeks,
        first=section.first,
    )


def _imap(common: ImapSection, own: ImapSection) -> ImapSettings:
    """What a panel says for itself goes before what `[imap]` says for all, key by key."""
    said = common.model_dump() | own.model_dump(exclude_unset=True)
    return ImapSettings(**(said | {"security": Security(said["security"])}))


def _oauth(section: OAuthSection | None, secret: Secret | None) -> OAuth | None:
    if section is None or secret is None:
        return None
    return OAuth(tenant=section.tenant, client_id=section.client_id, client_secret=secret)


def _instant(moment: dt.datetime | None, zone: str) -> dt.datetime | None:
    """*moment* in UTC; without an offset of its own it is meant in the panel's time zone."""
    if moment is None:
        return None
    return (moment if moment.tzinfo else moment.replace(tzinfo=ZoneInfo(zone))).astimezone(dt.UTC)


def _each_once(addresses: list[str]) -> tuple[str, ...]:
    return tuple({address.casefold(): address for address in addresses}.values())
