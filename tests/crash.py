"""
The service as a process of its own, which tests run, let die at a chosen point, and start again.

The points are `storage.crashpoints.POINTS`; a process that dies at one exits with 137, as one killed does, and
cleans up nothing.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from tests.waiting import wait_until

CHECKOUT = Path(__file__).parent.parent
KILLED = 137


@dataclass(frozen=True, slots=True)
class Finished:
    """How a run ended and what it printed."""

    exit_code: int
    output: str
    errors: str

    @property
    def died_at_its_point(self) -> bool:
        """Whether the run was killed at the point it was told to die at, rather than ending by itself."""
        return self.exit_code == KILLED


class RunningService:
    """A service that runs until it is told to stop."""

    def __init__(self, process: subprocess.Popen[bytes], output: Path) -> None:
        self._process = process
        self._output = output

    def output(self) -> str:
        """What it has printed and logged so far."""
        return self._output.read_text(errors="replace")

    def has_ended(self) -> bool:
        """Whether it runs no more."""
        return self._process.poll() is not None

    def wait_for(self, words: str, within: float = 30) -> None:
        """It has printed *words*; AssertionError with what it did print if it has not in time, or has ended."""
        wait_until(
            lambda: words in self.output() or self.has_ended(), within=within, what=f"the service to say {words!r}"
        )
        assert words in self.output(), self.output()

    def kill(self) -> None:
        """It has died in the middle of what it did."""
        self._process.kill()
        self._process.wait()

    def end(self, within: float = 30) -> int:
        """It has ended as SIGTERM asks; its exit code."""
        if not self.has_ended():
            self._process.send_signal(signal.SIGTERM)
        return self._process.wait(within)


@dataclass(frozen=True, slots=True)
class Service:
    """The service with one configuration file, and what its environment has besides this one's."""

    config: Path
    environment: Mapping[str, str]

    def run(self, *words: str, crash_at: str | None = None, within: float = 120) -> Finished:
        """One command has run to its end, or has died at *crash_at* (`name`, or `name:3` for the third time there)."""
        done = subprocess.run(
            self._command(*words),
            capture_output=True,
            text=True,
            errors="replace",
            cwd=CHECKOUT,
            env=self._surroundings(crash_at),
            timeout=within,
            check=False,
            stdin=subprocess.DEVNULL,
        )
        return Finished(done.returncode, done.stdout, done.stderr)

    def once(self, now: dt.datetime, *, crash_at: str | None = None) -> Finished:
        """`serve --once` has done all that waited and was due at *now*, or has died at *crash_at*."""
        return self.run("serve", "--once", "--now", now.isoformat(), crash_at=crash_at)

    def once_with_a_crash(self, now: dt.datetime, crash_at: str) -> bool:
        """It died at *crash_at*, if its way led there (the answer), and a second run has then done all there was."""
        first = self.once(now, crash_at=crash_at)
        if first.died_at_its_point:
            second = self.once(now)
            assert second.exit_code == 0, second.errors
        else:
            assert first.exit_code == 0, first.errors
        return first.died_at_its_point

    @contextlib.contextmanager
    def running(self, log: Path, *, crash_at: str | None = None) -> Iterator[RunningService]:
        """`serve` runs, with everything it prints in *log*; afterwards it has ended, by force if need be."""
        with log.open("wb") as output, self._started(output, crash_at) as process:
            service = RunningService(process, log)
            try:
                yield service
            finally:
                if not service.has_ended():
                    service.kill()

    def _started(self, output: IO[bytes], crash_at: str | None) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            self._command("serve"),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            cwd=CHECKOUT,
            env=self._surroundings(crash_at),
        )

    def _command(self, *words: str) -> list[str]:
        return [sys.executable, "-u", str(CHECKOUT / "run_service.py"), *words, "--config", str(self.config)]

    def _surroundings(self, crash_at: str | None) -> dict[str, str]:
        inherited = {name: value for name, value in os.environ.items() if not name.startswith("PANELPOST_")}
        wanted = {} if crash_at is None else {"PANELPOST_CRASH_AT": crash_at}
        return inherited | dict(self.environment) | wanted
