"""
The secrets that were given: in files of their own, or in the environment.

The environment goes before a file, so that one run can differ without editing
anything. A name beginning with `PANELPOST_` that nothing reads is a mistake: a
misspelt password would otherwise be missing in silence.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path

from config.files import read_secret
from config.mistakes import Mistake, WrongValueError
from config.raw import Table, table_in, tables_in, text_in, texts_in
from config.sentences import SECRETS, how_to_give
from config.translation import Location, Places
from rules.settings import Secret

PREFIX = "PANELPOST_"

OTHER_NAMES = frozenset({"PANELPOST_CONFIG", "PANELPOST_CRASH_AT", "PANELPOST_EVERYTHING"})
"""Names that the command line and the tests read."""


@dataclass(frozen=True, slots=True)
class Given:
    """
    What one section was given.

    `secret`: its password, or with OAuth its client secret. `form_passwords`:
    what a panel's protected forms open with. `files`: where any of it was read.
    """

    secret: Secret | None = None
    form_passwords: tuple[Secret, ...] = ()
    files: tuple[Path, ...] = ()


@dataclass(slots=True)
class _Search:
    """Where secrets are looked for, and what went wrong on the way."""

    environ: Mapping[str, str]
    folders: Sequence[Path]
    places: Places
    mistakes: list[Mistake] = field(default_factory=list)

    def from_file(self, name: str, at: Location, instead: str = "") -> tuple[tuple[Secret, Path], ...]:
        try:
            return (read_secret(name, self.folders),)
        except WrongValueError as error:
            right = f"write it{instead} (looked in {self._looked_in(name)})"
            self.mistakes.append(Mistake(self.places.where(at), error.found, right))
            return ()

    def _looked_in(self, name: str) -> str:
        return str(Path(name).parent) if Path(name).is_absolute() else ", ".join(str(folder) for folder in self.folders)

    def from_environment(self, name: str) -> Secret | None:
        value = self.environ.get(name)
        if value == "":
            self.mistakes.append(Mistake(name, "set, but empty", "give the password, or unset it"))
        return Secret(value) if value else None


def secrets_given(
    document: Table, environ: Mapping[str, str], folders: Sequence[Path]
) -> tuple[Mapping[Location, Given], list[Mistake]]:
    """Return what each section of *document* was given, by its place, and what is missing."""
    search = _Search(environ, folders, Places(document))
    given = {at: _given_to(section, at, search) for at, section in _sections(document)}
    search.mistakes.extend(_unknown_names(document, environ))
    return given, search.mistakes


def _sections(document: Table) -> Iterator[tuple[Location, Table]]:
    for key in ("smtp", "register"):
        if key in document:
            yield (key,), table_in(document, key)
    yield from ((("panel", number), panel) for number, panel in tables_in(document, "panel"))


def _given_to(section: Table, at: Location, search: _Search) -> Given:
    secret, files = _secret_of(section, at, search)
    names = enumerate(texts_in(section, "form_password_files"))
    forms = [pair for number, name in names for pair in search.from_file(name, (*at, "form_password_files", number))]
    return Given(secret, tuple(form for form, _ in forms), (*files, *(path for _, path in forms)))


def _secret_of(section: Table, at: Location, search: _Search) -> tuple[Secret | None, tuple[Path, ...]]:
    has_oauth = "oauth" in section
    key: Location = (*at, "oauth", "client_secret_file") if has_oauth else (*at, "password_file")
    if has_oauth and "password_file" in section:
        right = "keep one of the two"
        search.mistakes.append(Mistake(search.places.where((*at, "oauth")), "OAuth and a password", right))
    name = search.places.secret_name(at)
    secret = search.from_environment(name)
    if secret is not None:
        return secret, ()
    file = text_in(table_in(section, "oauth") if has_oauth else section, str(key[-1]))
    if file:
        found = search.from_file(file, key, f", or set {name} in the environment")
        return (found[0][0], (found[0][1],)) if found else (None, ())
    if _needs_secret(section, at) and search.environ.get(name) is None:
        search.mistakes.append(Mistake(search.places.where(key), "nothing stands there", _how(name, key)))
    return None, ()


def _needs_secret(section: Table, at: Location) -> bool:
    """A mailbox always does; the submission server if it asks who we are. One that stands in the file is told apart."""
    if section.keys() & SECRETS:
        return False
    return at != ("smtp",) or bool(text_in(section, "username")) or "oauth" in section


def _how(name: str, key: Location) -> str:
    return how_to_give(name).replace("password_file", str(key[-1]))


def _unknown_names(document: Table, environ: Mapping[str, str]) -> Iterator[Mistake]:
    codes = [text_in(panel, "code").upper() for _, panel in tables_in(document, "panel")]
    known = {f"{PREFIX}{code}_PASSWORD" for code in (*codes, "SMTP", "REGISTER") if code} | OTHER_NAMES
    for name in sorted(environ):
        if name.startswith(PREFIX) and name not in known:
            near = get_close_matches(name, sorted(known), n=1)
            right = f"unset it, or write {near[0]}" if near else f"unset it; known are {', '.join(sorted(known))}"
            yield Mistake(name, "nothing reads that name in the environment", right)
