"""What a good configuration becomes."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from config.load import load, load_settings
from config.profile import OWN_PROFILES
from rules.settings import Security, Settings
from tests.unit.config.samples import ENVIRON, GOOD, SECOND_PANEL, changed, settings_of

EXAMPLE = OWN_PROFILES.with_name("service.toml")
EXAMPLE_ENVIRON = {f"PANELPOST_{code}_PASSWORD": "a secret" for code in "NMS"}


@pytest.mark.requirement("B2")
def test_the_example_works_as_it_stands() -> None:
    """`config/service.toml` states Bedfordshire's three fortnightly panels, once each mailbox has its password."""
    settings = load_settings(EXAMPLE, EXAMPLE_ENVIRON)
    assert [(panel.code, panel.title) for panel in settings.panels] == [
        ("N", "MAAG North"),
        ("M", "MAAG Mid"),
        ("S", "MAAG South"),
    ]
    assert {panel.meeting.every_weeks for panel in settings.panels} == {2}
    assert all(len(panel.services) == 10 for panel in settings.panels)


def test_the_example_names_nobody_real() -> None:
    """Every address of the example, and every server, ends in `.example` or is this machine."""
    settings = load_settings(EXAMPLE, EXAMPLE_ENVIRON)
    addresses = [
        address
        for panel in settings.panels
        for address in (
            *(panel.mailbox, panel.chair, panel.acting_chair, panel.manager, *panel.administrators),
            *(member.email for service in panel.services for member in service.representatives),
            *(member.deputy_email for service in panel.services for member in service.representatives),
        )
    ]
    assert all(address.endswith(".example") for address in addresses if address)
    assert {settings.smtp.host, *(panel.imap.host for panel in settings.panels)} == {"127.0.0.1"}


def test_a_panel_is_filled_in(tmp_path: Path) -> None:
    """What stands in the file stands in the settings, in the types that the rules work with."""
    panel = settings_of(tmp_path).panel("N")
    assert panel.name == "North"
    assert panel.meeting.weekday == 3
    assert panel.meeting.time == dt.time(9, 30)
    assert panel.meeting.first == dt.date(2026, 1, 8)
    assert panel.imap.security is Security.NONE
    assert panel.imap.trusted_authserv_id == "mx.beds.example"
    assert panel.services[0].aliases == ("Bedfordshire Police",)
    assert panel.services[1].representatives[0].email == "camhs@partners.example"


def test_what_may_be_left_out_has_its_default(tmp_path: Path) -> None:
    """A file with nothing but one panel's own keys is the embedded default for all else."""
    settings = settings_of(tmp_path, SECOND_PANEL, {"PANELPOST_M_PASSWORD": "x"})
    plain = Settings()
    assert (settings.time_zone, settings.database, settings.key_file) == (
        plain.time_zone,
        plain.database,
        plain.key_file,
    )
    assert settings.max_message_bytes == plain.max_message_bytes
    assert settings.smtp == plain.smtp
    assert settings.register is None
    panel = settings.panels[0]
    assert panel.imap.port == 1143
    assert panel.profile.name == "bedfordshire"
    assert (panel.cancelled, panel.moved, panel.extra, panel.services, panel.since) == ((), (), (), (), None)


def test_without_a_username_the_address_is_the_account(tmp_path: Path) -> None:
    """Most servers know an account by its address."""
    text = changed('username = "maagnorth"\n', "")
    assert settings_of(tmp_path, text).panels[0].username == "maagnorth@beds.example"


def test_a_meeting_without_a_cadence_has_the_profiles(tmp_path: Path) -> None:
    """A panel that does not say how often it meets meets as its area does."""
    text = changed('name = "Mid"', 'name = "Mid"\nprofile = "essex"', SECOND_PANEL)
    assert settings_of(tmp_path, text, {"PANELPOST_M_PASSWORD": "x"}).panels[0].meeting.every_weeks == 1


def test_a_panel_may_have_a_server_of_its_own(tmp_path: Path) -> None:
    """`[panel.imap]` goes before `[imap]`, key by key."""
    own = '\n[panel.imap]\nhost = "imap.mid.example"\nsecurity = "tls"\n'
    settings = settings_of(tmp_path, GOOD + SECOND_PANEL + own, {**ENVIRON, "PANELPOST_M_PASSWORD": "x"})
    north, mid = settings.panels
    assert (mid.imap.host, mid.imap.security) == ("imap.mid.example", Security.TLS)
    assert (mid.imap.port, mid.imap.trusted_authserv_id) == (north.imap.port, "mx.beds.example")
    assert north.imap.host == "127.0.0.1"


@pytest.mark.requirement("E1")
def test_panels_may_share_a_mailbox(tmp_path: Path) -> None:
    """Two panels with the same mailbox and account are two panels all the same."""
    second = SECOND_PANEL.replace("maagmid", "maagnorth")
    settings = settings_of(tmp_path, GOOD + second, {**ENVIRON, "PANELPOST_M_PASSWORD": "x"})
    assert {panel.mailbox for panel in settings.panels} == {"maagnorth@beds.example"}
    assert [panel.code for panel in settings.panels] == ["N", "M"]


def test_exceptions_to_the_pattern_come_in_order_and_once(tmp_path: Path) -> None:
    """Dates are sorted, and a date that stands twice counts once."""
    text = changed("cancelled = []", "cancelled = [2026-03-05, 2026-02-05, 2026-03-05]")
    text = changed("moved = {}", 'moved = { "2026-12-24" = 2026-12-22, "2026-04-02" = 2026-04-01 }', text)
    panel = settings_of(tmp_path, text).panels[0]
    assert panel.cancelled == (dt.date(2026, 2, 5), dt.date(2026, 3, 5))
    assert panel.moved == (
        (dt.date(2026, 4, 2), dt.date(2026, 4, 1)),
        (dt.date(2026, 12, 24), dt.date(2026, 12, 22)),
    )


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("2026-07-01T09:00:00", dt.datetime(2026, 7, 1, 8, tzinfo=dt.UTC)),
        ("2026-01-05T09:00:00", dt.datetime(2026, 1, 5, 9, tzinfo=dt.UTC)),
        ("2026-01-05T09:00:00+02:00", dt.datetime(2026, 1, 5, 7, tzinfo=dt.UTC)),
        ("2026-07-01", dt.datetime(2026, 6, 30, 23, tzinfo=dt.UTC)),
        ('"2026-01-05T09:00:00Z"', dt.datetime(2026, 1, 5, 9, tzinfo=dt.UTC)),
    ],
)
def test_since_is_an_instant(tmp_path: Path, written: str, meant: dt.datetime) -> None:
    """`since` without an offset is London's time, summer time included; with one it is what it says."""
    text = changed("extra = []", f"extra = []\nsince = {written}")
    assert settings_of(tmp_path, text).panels[0].since == meant


@pytest.mark.parametrize("written", ['"09:30"', '"9:30"', "09:30:00"])
def test_a_time_may_be_written_as_toml_does(tmp_path: Path, written: str) -> None:
    """Half past nine is half past nine, in quotation marks or without."""
    assert settings_of(tmp_path, changed('"09:30"', written)).panels[0].meeting.time == dt.time(9, 30)


@pytest.mark.requirement("E4")
def test_the_chairs_service_is_deduced(tmp_path: Path) -> None:
    """A chair whose address represents a service has that as their own service, in any capitals (ruling 8)."""
    text = changed('chair = "chair@beds.example"', 'chair = "Police@Partners.example"')
    assert settings_of(tmp_path, text).panels[0].chair_service == "police"


@pytest.mark.requirement("E4")
def test_a_deputy_who_chairs_has_a_service_too(tmp_path: Path) -> None:
    """The deputy's address says the chair's service as well as the member's does."""
    text = changed('email = "camhs@', 'deputy_email = "chair@beds.example", email = "camhs@')
    assert settings_of(tmp_path, text).panels[0].chair_service == "camhs"


def test_a_chairs_service_that_is_written_counts(tmp_path: Path) -> None:
    """What is written goes before what could be deduced."""
    text = changed('chair = "chair@beds.example"', 'chair = "police@partners.example"\nchair_service = "camhs"')
    assert settings_of(tmp_path, text).panels[0].chair_service == "camhs"


@pytest.mark.requirement("B5")
def test_the_register_has_a_mailbox_of_its_own(tmp_path: Path) -> None:
    """`[register]` states the CAF administrator's mailbox; who administers the panels administers it too."""
    register = '[register]\nmailbox = "cafadmin@beds.example"\npartners = ["@school.example", "head@other.example"]\n'
    environ = {**ENVIRON, "PANELPOST_REGISTER_PASSWORD": "register's secret"}
    found = settings_of(tmp_path, register + GOOD, environ).register
    assert found is not None
    assert (found.mailbox, found.username) == ("cafadmin@beds.example", "cafadmin@beds.example")
    assert found.administrators == ("admin@beds.example",)
    assert found.partners == ("@school.example", "head@other.example")
    assert found.password is not None
    assert found.password.reveal() == "register's secret"
    assert found.imap.trusted_authserv_id == "mx.beds.example"


def test_a_mark_that_windows_editors_write_is_ignored(tmp_path: Path) -> None:
    """A byte order mark in front of the file is no mistake."""
    assert settings_of(tmp_path, "\ufeff" + GOOD).panels[0].code == "N"


def test_no_secret_shows_when_settings_are_printed(tmp_path: Path) -> None:
    """Neither a panel's password nor one in the database's address stands in the printed settings."""
    text = changed("sqlite:///var/panelpost.db", "postgresql+psycopg://panelpost:dbsecret@127.0.0.1/panelpost")
    settings = settings_of(tmp_path, text)
    assert "dbsecret" in settings.database
    for secret in ("north's secret", "dbsecret"):
        assert secret not in repr(settings)
        assert secret not in str(settings)


def test_the_files_that_secrets_came_from_are_known(tmp_path: Path) -> None:
    """`check` can look at who may read them."""
    (tmp_path / "north.password").write_text("from a file\n", encoding="utf-8")
    (tmp_path / "service.toml").write_text(
        changed('username = "maagnorth"', 'password_file = "north.password"'), encoding="utf-8"
    )
    loaded = load(tmp_path / "service.toml", {})
    assert loaded.secret_files == (tmp_path / "north.password",)
