"""Files on this machine read as forms, for the `read` command: several at a time, told in their order."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from intake.reader.safely import read_form_safely
from rules.form import FormReading, Problem

_LARGEST = 64 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class FileRead:
    """What one file gave: a reading for each child, or one that says why it could not be opened."""

    path: Path
    readings: tuple[FormReading, ...]

    @property
    def readable(self) -> bool:
        """Whether every reading can be trusted."""
        return all(reading.readable for reading in self.readings)


def read_files(paths: Sequence[Path]) -> Iterator[FileRead]:
    """Yield what each file gave, in the order of *paths*; nothing raises, whatever a file holds or is."""
    with ThreadPoolExecutor(max_workers=min(len(paths), os.cpu_count() or 1) or 1) as readers:
        yield from readers.map(_read, paths)


def _read(path: Path) -> FileRead:
    try:
        with path.open("rb") as file:
            data = file.read(_LARGEST + 1)
    except OSError as err:
        return FileRead(path, (_not_opened(path, f"The file could not be opened ({err.strerror})."),))
    if len(data) > _LARGEST:
        return FileRead(path, (_not_opened(path, "The file is larger than any form."),))
    return FileRead(path, read_form_safely(data, path.name))


def _not_opened(path: Path, why: str) -> FormReading:
    return FormReading(
        file=path.name, kind="unknown", readable=False, problems=(Problem(code="not_opened", message=why),)
    )
