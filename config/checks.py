"""
What `check` looks at on this machine, a row each, without asking any server.

The mailboxes, the sender and the database are asked by the rooms that own them,
which give rows of the same kind. What is worth a look in the settings
themselves is `config.findings`'.
"""

from __future__ import annotations

import datetime as dt
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from rules.settings import Settings


class CheckState(StrEnum):
    """How it stands: `WARN` is worth a look, `BAD` must be mended."""

    OK = "ok"
    WARN = "warn"
    BAD = "bad"


@dataclass(frozen=True, slots=True)
class CheckRow:
    """One row of `check`: what was looked at, how it stands, what was found, how to mend it."""

    what: str
    state: CheckState
    finding: str
    how_to_mend: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Machine:
    """
    What the command line sees of the machine it runs on.

    `soffice`: where LibreOffice is, if it is. `holidays_known_until`: the last
    day of the list of bank holidays.
    """

    python: tuple[int, int, int]
    soffice: str | None
    holidays_known_until: dt.date
    today: dt.date
    templates: Path
    secret_files: tuple[Path, ...] = ()


def machine_rows(settings: Settings, machine: Machine) -> tuple[CheckRow, ...]:
    """Every row about the machine, for the service with *settings*."""
    return (
        python_row(machine.python),
        time_zone_row(settings.time_zone),
        bank_holidays_row(machine.holidays_known_until, machine.today),
        key_file_row(Path(settings.key_file)),
        *(secret_file_row(path) for path in machine.secret_files),
        templates_row(machine.templates),
        libreoffice_row(machine.soffice),
    )


# ------------------------------------------------------------------------------------------------------------- Python

_SOUND = {11: 15, 12: 13, 13: 12, 14: 3}
"""The first patch release of each 3.x that closes all of the holes below."""

_HOLES = (
    (10, "a line break in an encoded header can add a header to mail (CVE-2024-6923)"),
    (8, "a zip file whose parts overlap can grow without bound (CVE-2024-0450)"),
    (15, "headers with unsafe line breaks are written out (CVE-2026-1299)"),
)
"""For 3.11: the patch release that closes it, and what it is."""


def python_row(version: tuple[int, int, int]) -> CheckRow:
    """Whether this Python has known holes in reading mail and Word files; the service guards against them itself."""
    major, minor, patch = version
    found = f"Python {major}.{minor}.{patch}"
    if (major, minor) < (3, 11):
        return CheckRow("Python", CheckState.BAD, found, "install Python 3.11.15 or later, and run make setup again")
    needed = _SOUND.get(minor, 0) if major == 3 else 0  # noqa: PLR2004 -- Python 3
    if patch >= needed:
        return CheckRow("Python", CheckState.OK, found)
    holes = [hole for closed_in, hole in _HOLES if minor == 11 and patch < closed_in]  # noqa: PLR2004 -- Python 3.11
    named = "; ".join(holes) or "in reading mail and zip files"
    finding = f"{found} has known holes, which the service guards against: {named}"
    better = f"better: Python 3.{minor}.{needed} or later, or the newest 3.14"
    return CheckRow("Python", CheckState.WARN, finding, f"{better}; then make clean setup")


# --------------------------------------------------------------------------------------------------- time and calendar


def time_zone_row(name: str) -> CheckRow:
    """What the service takes for the panel's own time; the settings have made sure that the zone is known."""
    if name == "Europe/London":
        return CheckRow("Time zone", CheckState.OK, name)
    mend = 'write time_zone = "Europe/London", unless the panels meet elsewhere'
    return CheckRow("Time zone", CheckState.WARN, f"{name}, with the bank holidays of England", mend)


def bank_holidays_row(known_until: dt.date, today: dt.date) -> CheckRow:
    """Whether the list of bank holidays reaches the end of next year; behind it the standing rules hold."""
    finding = f"listed until {known_until.isoformat()}"
    if known_until >= dt.date(today.year + 1, 12, 31):
        return CheckRow("Bank holidays", CheckState.OK, finding)
    mend = "add the next year to rules/bank_holidays.py, as it stands on gov.uk/bank-holidays"
    state = CheckState.BAD if known_until < today else CheckState.WARN
    return CheckRow("Bank holidays", state, f"{finding}; then the standing rules, without proclaimed days", mend)


# -------------------------------------------------------------------------------------------------------------- files


def key_file_row(path: Path) -> CheckRow:
    """Whether the key is there and its owner's alone, or can be made."""
    if not path.exists():
        return _key_to_be_made(path)
    if not path.is_file():
        return CheckRow("Key", CheckState.BAD, f"{path} is no file", "write the path of a file as key_file")
    if _others_may(path):
        mend = f"chmod 600 {path}; if anyone else has used this machine, rotate it: database rotate-key"
        return CheckRow("Key", CheckState.BAD, f"{path} can be read by others", mend)
    return CheckRow("Key", CheckState.OK, f"{path}, its owner's alone")


def _key_to_be_made(path: Path) -> CheckRow:
    above = next((folder for folder in path.absolute().parents if folder.exists()), Path("/"))
    if above.is_dir():
        return CheckRow("Key", CheckState.OK, f"{path} will be made on first start")
    return CheckRow("Key", CheckState.BAD, f"{above} is no folder", "write the path of a file as key_file")


def secret_file_row(path: Path) -> CheckRow:
    """Whether a password's file is its owner's alone."""
    if _others_may(path):
        return CheckRow("Password file", CheckState.BAD, f"{path} can be read by others", f"chmod 600 {path}")
    return CheckRow("Password file", CheckState.OK, f"{path}, its owner's alone")


def _others_may(path: Path) -> bool:
    return bool(path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO))


def templates_row(folder: Path, needed: Iterable[str] = ()) -> CheckRow:
    """Whether *folder* has templates, and those that are *needed* by name (`mail/acknowledgement.html`)."""
    mend = "put the folder templates back as it came, then bring your own wording in again"
    missing = [name for name in needed if not (folder / name).is_file()]
    if missing:
        return CheckRow("Templates", CheckState.BAD, f"missing in {folder}: {', '.join(missing)}", mend)
    found = sum(1 for _ in _files_below(folder))
    if not found:
        return CheckRow("Templates", CheckState.BAD, f"none in {folder}", mend)
    return CheckRow("Templates", CheckState.OK, f"{found} in {folder}")


def _files_below(folder: Path) -> Iterator[Path]:
    yield from (path for path in folder.rglob("*") if path.is_file())


# --------------------------------------------------------------------------------------------------------- converters


def libreoffice_row(soffice: str | None) -> CheckRow:
    """Whether old Word, OpenDocument and RTF files can be read; without, they go before the administrator."""
    if soffice:
        return CheckRow("LibreOffice", CheckState.OK, soffice)
    finding = "not found: forms as .doc, .odt or .rtf are kept for the administrator to enter by hand"
    return CheckRow("LibreOffice", CheckState.WARN, finding, "install it (Debian: libreoffice-writer-nogui)")
