"""A good configuration, and what comes of changing one thing in it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from config.load import load_settings
from config.mistakes import ConfigurationError, Mistake
from rules.settings import Settings

GOOD = """
[service]
time_zone = "Europe/London"
database = "sqlite:///var/panelpost.db"
key_file = "var/panelpost.key"
max_message_mb = 10

[imap]
host = "127.0.0.1"
port = 1143
security = "none"
trusted_authserv_id = "mx.beds.example"

[smtp]
host = "127.0.0.1"
port = 1025
security = "none"
username = ""

[[panel]]
code = "N"
name = "North"
profile = "bedfordshire"
mailbox = "maagnorth@beds.example"
username = "maagnorth"
administrators = ["admin@beds.example"]
chair = "chair@beds.example"
acting_chair = "acting@beds.example"
meeting = { weekday = "Thursday", time = "09:30", every_weeks = 2, first = 2026-01-08 }
cancelled = []
moved = {}
extra = []

[[panel.service]]
code = "police"
name = "Police"
aliases = ["Bedfordshire Police"]
representatives = [ { name = "Jas Whitmore", email = "police@partners.example" } ]

[[panel.service]]
code = "camhs"
name = "CAMHS"
representatives = [ { name = "Imogen Farrow", email = "camhs@partners.example" } ]
"""

SECOND_PANEL = """
[[panel]]
code = "M"
name = "Mid"
mailbox = "maagmid@beds.example"
username = "maagmid"
administrators = ["admin@beds.example"]
meeting = { weekday = "Wednesday", time = "09:30", first = 2026-01-14 }
"""

ENVIRON: Mapping[str, str] = {"PANELPOST_N_PASSWORD": "north's secret", "HOME": "/nowhere"}


def changed(old: str, new: str, text: str = GOOD) -> str:
    """*text* with one thing different; the test is wrong if *old* does not stand in it exactly once."""
    if text.count(old) != 1:
        raise AssertionError(f"{old!r} stands {text.count(old)} times")
    return text.replace(old, new)


def settings_of(folder: Path, text: str = GOOD, environ: Mapping[str, str] = ENVIRON) -> Settings:
    """The settings that *text* states, as a file in *folder*."""
    path = folder / "service.toml"
    path.write_text(text, encoding="utf-8")
    return load_settings(path, environ)


def mistakes_of(folder: Path, text: str, environ: Mapping[str, str] = ENVIRON) -> tuple[Mistake, ...]:
    """The mistakes that *text*, as a file in *folder*, is refused with."""
    try:
        settings_of(folder, text, environ)
    except ConfigurationError as error:
        return error.mistakes
    return ()
