"""The sample area: an embedded mail server, three panels with their mailboxes, and everybody who writes to them."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from string import Template
from zoneinfo import ZoneInfo

from config.load import load_settings
from config.profile import load_profile
from demo.mailserver import MailServer
from demo.referrals import Referral
from rules.settings import PanelSettings, Settings

ZONE = ZoneInfo("Europe/London")
HOSTNAME = "mx.beds.example"

_TEMPLATE = Path(__file__).with_name("service.toml")
_NAMES = ("north", "mid", "south")
_PASSWORD = "only-for-the-demonstration"


@dataclass(frozen=True, slots=True)
class Member:
    """
    Somebody who writes or is written to.

    Attributes:
        name: How people call them.
        email: Their address.
        role: What they are to the panel: 'CAMHS, North'.
        group: Under which heading they stand: 'Referrers', 'MAAG North'.
    """

    name: str
    email: str
    role: str
    group: str


@dataclass(slots=True)
class Clock:
    """The time that everybody believes, the mail server too."""

    now: dt.datetime


@dataclass(slots=True)
class Area:
    """
    The area while the fortnight is played.

    Attributes:
        folder: Where everything is left.
        server: The mail server; it can never send to another machine.
        settings: What the service was configured with.
        members: Everybody, by address in small letters.
        clock: What the mail server dates messages by.
    """

    folder: Path
    server: MailServer
    settings: Settings
    members: Mapping[str, Member]
    clock: Clock
    _seen: dict[str, int] = field(default_factory=dict)

    @property
    def config(self) -> Path:
        """The configuration that the service runs with."""
        return self.folder / "service.toml"

    def panel(self, code: str) -> PanelSettings:
        """Return the panel with that code."""
        return next(panel for panel in self.settings.panels if panel.code == code)

    def member(self, email: str) -> Member:
        """Return who has that address."""
        return self.members[email.lower()]

    def representative(self, panel: str, service: str) -> Member:
        """Return a service's first representative on a panel."""
        found = next(one for one in self.panel(panel).services if one.code == service)
        return self.member(found.representatives[0].email)

    def newly_delivered(self) -> Iterator[tuple[Member, bytes]]:
        """Return what has reached anybody since it was last asked, by person."""
        for email, member in self.members.items():
            messages = self.server.messages_for(email)
            for raw in messages[self._seen.get(email, 0) :]:
                yield member, raw
            self._seen[email] = len(messages)


def wall(moment: dt.datetime) -> dt.datetime:
    """Return the instant of a wall time in the council's zone."""
    return moment.replace(tzinfo=ZONE)


def open_area(folder: Path, profile: str, referrals: tuple[Referral, ...], start: dt.datetime) -> Area:
    """
    Return a fresh area in *folder*, its mail server running: stop it when the fortnight is over.

    What an earlier demonstration left in *folder* is taken away first.
    """
    _clear(folder)
    clock = Clock(start)
    server = MailServer(clock=lambda: clock.now, hostname=HOSTNAME)
    server.start()
    try:
        settings = _configure(folder, profile, server)
    except BaseException:
        server.stop()
        raise
    members = {member.email.lower(): member for member in _members(settings, referrals)}
    for email in members:
        server.register_domain(email.partition("@")[2])
    return Area(folder, server, settings, members, clock)


def _clear(folder: Path) -> None:
    """Only what a demonstration makes is removed: the folder may be anybody's."""
    for name in ("messages", "documents", "pictures"):
        shutil.rmtree(folder / name, ignore_errors=True)
    for pattern in ("panelpost.*", "*.password", "service.toml", "index.html"):
        for path in folder.glob(pattern):
            path.unlink()
    folder.mkdir(parents=True, exist_ok=True)


def _configure(folder: Path, profile: str, server: MailServer) -> Settings:
    names = (*load_profile(profile, ()).panel_names, "North", "Mid", "South")
    text = Template(_TEMPLATE.read_text("utf-8")).substitute(
        folder=folder.resolve().as_posix(),
        imap_port=server.imap_port,
        smtp_port=server.smtp_port,
        hostname=HOSTNAME,
        profile=profile,
        **dict(zip(_NAMES, names, strict=False)),
    )
    config = folder / "service.toml"
    config.write_text(text, "utf-8")
    for name in _NAMES:
        path = folder / f"maag{name}.password"
        path.touch(mode=0o600)
        path.write_text(_PASSWORD, "utf-8")
    settings = load_settings(config, {})
    for panel in settings.panels:
        server.add_mailbox(panel.mailbox, panel.username, _PASSWORD)
    return settings


def _members(settings: Settings, referrals: tuple[Referral, ...]) -> Iterator[Member]:
    for referral in referrals:
        organisation = referral.forms[0].form.assessor.organisation or ""
        yield Member(referral.sender.name, referral.sender.email, organisation, "Referrers")
    for panel in settings.panels:
        yield from _people_of(panel)


def _people_of(panel: PanelSettings) -> Iterator[Member]:
    words = panel.profile.words
    group = f"{words.panel} {panel.name}"
    yield Member(panel.chair_name, panel.chair, f"Chair, {panel.name}", group)
    for service in panel.services:
        for person in service.representatives:
            yield Member(person.name, person.email, f"{service.name}, {panel.name}", group)
            if person.deputy_email:
                yield Member(person.deputy, person.deputy_email, f"{service.name}, {panel.name} (deputy)", group)
    for email in panel.administrators:
        yield Member(words.administrator, email, "Administrator of all panels", "Administration")
    yield Member(f"Mailbox of {group}", panel.mailbox, "What comes in", "Mailboxes")
