"""
Python's collector of cyclic garbage, at rest while a file is read.

A reading makes some ten thousand small values in a few milliseconds and no
cycles to speak of: going through them again and again finds nothing. Readings
in several threads may overlap; the collector goes on when the last is done.
"""

from __future__ import annotations

import gc
from threading import Lock
from types import TracebackType


class AtRest:
    """While any `with` block of this is open, the collector does not run of its own accord."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._open = 0
        self._was_on = False

    def __enter__(self) -> None:
        with self._lock:
            if not self._open:
                self._was_on = gc.isenabled()
                gc.disable()
            self._open += 1

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with self._lock:
            self._open -= 1
            if not self._open and self._was_on:
                gc.enable()


collector_at_rest = AtRest()
