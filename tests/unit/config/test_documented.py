"""Every key is explained where people look for it."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from pydantic import BaseModel

from config.profile import OWN_PROFILES, ProfileFile
from config.sentences import RIGHT
from config.shape import ServiceFile
from rules import settings

PAGE = (Path(__file__).parents[3] / "docs" / "configuration.md").read_text(encoding="utf-8")
EXAMPLE = OWN_PROFILES.with_name("service.toml").read_text(encoding="utf-8")

WRITTEN_AS = {
    "max_message_bytes": "max_message_mb",
    "password": "password_file",
    "client_secret": "client_secret_file",
    "form_passwords": "form_password_files",
    "panels": "panel",
    "services": "service",
}
"""Fields of the settings that have another name in the file."""

SECTIONS = [
    settings.OAuth,
    settings.ImapSettings,
    settings.SmtpSettings,
    settings.MeetingPattern,
    settings.RepresentativeSettings,
    settings.ServiceSettings,
    settings.Words,
    settings.Profile,
    settings.PanelSettings,
    settings.RegisterSettings,
    settings.Settings,
]


def keys_of(model: type[BaseModel]) -> Iterator[str]:
    """Every key that *model*, and the tables in it, take."""
    for name, field in model.model_fields.items():
        yield field.alias or name
        for inner in (field.annotation, *getattr(field.annotation, "__args__", ())):
            if isinstance(inner, type) and issubclass(inner, BaseModel):
                yield from keys_of(inner)


ALL_KEYS = sorted({*keys_of(ServiceFile), *keys_of(ProfileFile)})


@pytest.mark.requirement("X13")
@pytest.mark.parametrize("section", SECTIONS, ids=lambda section: section.__name__)
def test_every_setting_is_documented(section: type) -> None:
    """Each field of the settings stands, as it is written in the file, in docs/configuration.md."""
    for field in dataclasses.fields(section):
        key = WRITTEN_AS.get(field.name, field.name)
        assert f"`{key}`" in PAGE or f"[{key}]" in PAGE, f"{section.__name__}.{field.name} is not documented"


@pytest.mark.parametrize("key", ALL_KEYS)
def test_every_key_is_documented(key: str) -> None:
    """Each key that the files take stands in docs/configuration.md, and has a sentence for when it is wrong."""
    assert f"`{key}`" in PAGE or f"[{key}]" in PAGE
    assert any(known.split(".")[-1] == key or known == key for known in RIGHT)


@pytest.mark.parametrize("key", sorted(set(keys_of(ServiceFile))))
def test_every_key_stands_in_the_example(key: str) -> None:
    """`config/service.toml` shows every key, if only behind a #."""
    assert re.search(rf"\b{key}\b", EXAMPLE)


def test_no_documented_key_is_unknown() -> None:
    """What the page's tables explain is what the files take."""
    rows = re.findall(r"^\| ((?:`\w+`(?:, )?)+) \|", PAGE, flags=re.MULTILINE)
    documented = {key for row in rows for key in re.findall(r"`(\w+)`", row)}
    assert documented - {*ALL_KEYS, "key_file"} == set()


def test_each_profile_key_is_shown_in_the_default() -> None:
    """bedfordshire.toml, which councils copy, shows every key that a profile takes."""
    text = (OWN_PROFILES / "bedfordshire.toml").read_text(encoding="utf-8")
    missing = [key for key in keys_of(ProfileFile) if not re.search(rf"^(\[{key}\]|{key} =)", text, flags=re.MULTILINE)]
    assert missing == []
