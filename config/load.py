"""
The configuration, read and validated once, at start.

    service.toml ─▶ shape ─▶ agreement ─▶ secrets, profiles ─▶ Settings

All mistakes come out together, whatever kind they are. Relative names of
secret files are looked for in the current directory, then beside the
configuration file, then in the folder above it; `database` and `key_file` are
relative to the current directory alone, because they are made there.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from config.agreement import disagreements
from config.convert import settings_from
from config.files import read_toml
from config.given import secrets_given
from config.kinds import is_profile_name
from config.mistakes import ConfigurationError, Mistake
from config.profile import NO_PROFILE, load_profile
from config.raw import Table, tables_in, text_in
from config.shape import ServiceFile
from config.translation import Location, Places, mistakes_in
from rules.settings import Profile, Settings


@dataclass(frozen=True, slots=True)
class Loaded:
    """The settings, and the files that secrets were read from (`config.checks` looks at who may read those)."""

    settings: Settings
    secret_files: tuple[Path, ...]


def load_settings(path: Path, environ: Mapping[str, str]) -> Settings:
    """
    Return what *path* and *environ* state.

    Raises:
        ConfigurationError: Something is wrong; it carries every mistake.
    """
    return load(path, environ).settings


def load(path: Path, environ: Mapping[str, str]) -> Loaded:
    """Return what `load_settings` does, and where the secrets were found; raise as it does."""
    document = read_toml(path)
    mistakes: list[Mistake] = []
    file = _shape(document, mistakes)
    mistakes += disagreements(document)
    given, missing = secrets_given(document, environ, folders_for(path))
    mistakes += missing
    profiles = _profiles(document, path, mistakes)
    if mistakes or file is None:
        raise ConfigurationError(path, mistakes)
    files = tuple(dict.fromkeys(found for section in given.values() for found in section.files))
    return Loaded(settings_from(file, given, profiles), files)


def folders_for(path: Path) -> Sequence[Path]:
    """Where relative names of secret files are looked for, in this order."""
    beside = path.resolve().parent
    return tuple(dict.fromkeys((Path.cwd(), beside, beside.parent)))


def _shape(document: Table, mistakes: list[Mistake]) -> ServiceFile | None:
    try:
        return ServiceFile.model_validate(document)
    except ValidationError as error:
        mistakes += mistakes_in(error, ServiceFile, Places(document))
        return None


def _profiles(document: Table, path: Path, mistakes: list[Mistake]) -> Mapping[str, Profile]:
    """Each profile that a panel names, read once."""
    found = {}
    for name, at in _profiles_named(document).items():
        try:
            found[name] = load_profile(name, (path.parent / "profiles",))
        except ConfigurationError as error:
            where = Places(document).where(at)
            mistakes += [_in_profile(where, error.source.name, wrong) for wrong in error.mistakes]
    return found


def _in_profile(where: str, file: str, wrong: Mistake) -> Mistake:
    place = f"{where}: {file}: {wrong.where}" if wrong.where != NO_PROFILE else where
    return Mistake(place, wrong.found, wrong.right)


def _profiles_named(document: Table) -> Mapping[str, Location]:
    """Each profile that can be looked for, and where it is named first."""
    named: dict[str, Location] = {}
    for number, panel in tables_in(document, "panel"):
        named.setdefault(text_in(panel, "profile", "bedfordshire"), ("panel", number, "profile"))
    return {name: at for name, at in named.items() if is_profile_name(name)}
