"""
What is wrong in the configuration, all of it in one go.

    ConfigurationError      the files, or the environment, do not say what they must

Whoever catches it prints its lines and stops: nothing can run on half a
configuration. No line shows a secret, or a person's name or address.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

_SECTIONS = ("service", "imap", "smtp", "register", "panel")
_SECTION = re.compile(rf"({'|'.join(_SECTIONS)})\b(?:\[(\d+)\])?")


@dataclass(frozen=True, slots=True)
class Mistake:
    """
    One thing to mend.

    Attributes:
        where: The key's path, `panel[0].meeting.weekday (panel N)`, or the name in the environment.
        found: What stands there, without secrets.
        right: What to do about it.
    """

    where: str
    found: str
    right: str

    def __str__(self) -> str:
        line = f"{self.where}: {self.found}; {self.right}"
        # Keys and values come from outside: a line break in one must not make two lines of it.
        return "".join(character if character.isprintable() else "·" for character in line)


class ConfigurationError(Exception):
    """
    The configuration is not usable: mend every mistake and start again.

    Attributes:
        source: The file that was read.
        mistakes: All of them, in the order of the file.
    """

    def __init__(self, source: Path, mistakes: Iterable[Mistake]) -> None:
        self.source = source
        self.mistakes = tuple(sorted(dict.fromkeys(mistakes), key=_in_the_file))
        super().__init__("\n".join(self.lines()))

    def lines(self) -> tuple[str, ...]:
        """One line for each mistake: which file, where in it, what stands there, what to do."""
        return tuple(f"{self.source}: {mistake}" for mistake in self.mistakes)


def _in_the_file(mistake: Mistake) -> tuple[int, int]:
    """Sections in their usual order, panels by number, the environment last."""
    place = _SECTION.match(mistake.where)
    if place is None:
        return len(_SECTIONS), 0
    return _SECTIONS.index(place[1]), int(place[2] or 0)


class WrongValueError(ValueError):
    """A value of the right type that says something impossible; a validator raises it, `mistakes_in` reads it."""

    def __init__(self, found: str, right: str = "") -> None:
        self.found = found
        self.right = right
        super().__init__(found)
