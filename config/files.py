"""TOML files and files that hold one secret, read or refused."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from config.mistakes import ConfigurationError, Mistake, WrongValueError
from rules.settings import Secret

_LARGEST_SECRET = 4096


def read_toml(path: Path) -> Mapping[str, Any]:
    """
    Return what the TOML file at *path* says.

    Raises:
        ConfigurationError: It cannot be opened, is not UTF-8, or is not TOML.
    """
    try:
        text = path.read_bytes().decode("utf-8-sig")  # editors on Windows put a mark in front
        return tomllib.loads(text)
    except FileNotFoundError:
        raise _unreadable(path, "no such file", "write it, or name another with --config FILE") from None
    except OSError as error:
        raise _unreadable(path, f"it cannot be opened ({error.strerror})", "let the service read it") from None
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise _unreadable(path, f"line {line} is not UTF-8", "save the file as UTF-8") from None
    except tomllib.TOMLDecodeError as error:
        right = "put the line right: text stands in quotation marks, tables in [brackets], comments behind #"
        raise _unreadable(path, f"not TOML: {error}", right) from None


def _unreadable(path: Path, found: str, right: str) -> ConfigurationError:
    return ConfigurationError(path, [Mistake("the file", found, right)])


def find(name: str, folders: Iterable[Path]) -> Path | None:
    """Return the first of *folders* that has a file *name*, with it; an absolute *name* is looked for as it is."""
    return next((folder / name for folder in folders if (folder / name).is_file()), None)


def read_secret(name: str, folders: Iterable[Path]) -> tuple[Secret, Path]:
    """
    Return the one line that stands in the file *name*, and where it was found.

    Raises:
        WrongValueError: There is no such file, or it does not hold one line of text.
    """
    path = find(name, folders)
    if path is None:
        raise WrongValueError(f'no file "{name}"')
    try:
        text = path.read_bytes()[: _LARGEST_SECRET + 1].decode("utf-8-sig").rstrip("\r\n")
    except OSError as error:
        raise WrongValueError(f'"{name}" cannot be opened ({error.strerror})') from None
    except UnicodeDecodeError:
        raise WrongValueError(f'"{name}" is not text') from None
    if not text or len(text) > _LARGEST_SECRET or "\n" in text or "\0" in text:
        raise WrongValueError(f'"{name}" does not hold exactly one line')
    return Secret(text), path
