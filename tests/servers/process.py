"""Servers that are programs: started in the foreground as an ordinary user, awaited, and stopped by their PID."""

from __future__ import annotations

import contextlib
import grp
import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from tests.waiting import wait_until

LOOPBACK = "127.0.0.1"


def find_program(name: str) -> str | None:
    """Where the program is, also where only root's PATH looks."""
    return shutil.which(name, path=f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin")


def free_port() -> int:
    """A loopback port that nothing listens on just now."""
    with socket.socket() as probe:
        probe.bind((LOOPBACK, 0))
        return int(probe.getsockname()[1])


def answers(port: int) -> bool:
    """Whether something takes connections on the port."""
    try:
        socket.create_connection((LOOPBACK, port), timeout=1).close()
    except OSError:
        return False
    return True


def _ends_with_us() -> list[str]:
    """What to put before a command so that it ends when the test run is killed and cannot end it."""
    setpriv = find_program("setpriv")
    return [setpriv, "--pdeathsig", "TERM"] if setpriv else []


class ServerProcess:
    """
    One server program and its folder, which is short-named (socket paths are limited) and goes when it stops.

    Programs that refuse to run as root run as `nobody` there.
    """

    def __init__(self, name: str, *, quick_end: signal.Signals = signal.SIGKILL) -> None:
        """*quick_end* goes to the program and all its children when nothing of it is wanted any more."""
        self._quick_end = quick_end
        self.folder = Path(tempfile.mkdtemp(prefix=f"{name}-"))
        self._user = pwd.getpwnam("nobody") if os.geteuid() == 0 else pwd.getpwuid(os.geteuid())
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def user(self) -> pwd.struct_passwd:
        """Whom the program runs as."""
        return self._user

    @property
    def group(self) -> str:
        """That user's group."""
        return grp.getgrgid(self._user.pw_gid).gr_name

    def write(self, name: str, content: str | bytes) -> Path:
        """The file is in the folder, and the program may read it."""
        path = self.folder / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        if os.geteuid() == 0:
            os.chown(path, self._user.pw_uid, self._user.pw_gid)
        return path

    def hand_over(self) -> None:
        """All of the folder belongs to whom the program runs as."""
        if os.geteuid() == 0:
            for path in (self.folder, *self.folder.rglob("*")):
                os.chown(path, self._user.pw_uid, self._user.pw_gid)

    def run(self, command: Sequence[str | Path]) -> str:
        """What the command printed; CalledProcessError if it failed."""
        done: subprocess.CompletedProcess[str] = subprocess.run(
            list(map(str, command)), check=True, capture_output=True, text=True, timeout=60, **self._as_user()
        )
        return done.stdout

    def start(self, command: Sequence[str | Path], *, ready: Callable[[], bool]) -> None:
        """The program runs and is *ready*; AssertionError with what it wrote if it is not within some seconds."""
        self.hand_over()
        with (self.folder / "output").open("wb") as output:
            self._process = subprocess.Popen(
                [*_ends_with_us(), *map(str, command)],
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                cwd=self.folder,
                start_new_session=True,  # so that its children can be ended with it
                **self._as_user(),
            )
        wait_until(lambda: self._is_over() or ready(), within=20, what=f"{command[0]} to be ready")
        assert not self._is_over(), (self.folder / "output").read_text(errors="replace")

    def stop(self) -> None:
        """The program has ended, by force if it would not otherwise; its folder stays for a restart."""
        if self._process is not None:
            self._process.terminate()
            try:
                self._process.wait(10)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait()
            self._process = None

    def remove(self) -> None:
        """The program has ended at once, with its children, and its folder is gone."""
        if self._process is not None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self._process.pid, self._quick_end)
            self._process.wait(20)
            self._process = None
        shutil.rmtree(self.folder, ignore_errors=True)

    def _is_over(self) -> bool:
        return self._process is None or self._process.poll() is not None

    def _as_user(self) -> dict[str, Any]:
        if os.geteuid() != 0:
            return {}
        return {"user": self._user.pw_uid, "group": self._user.pw_gid, "extra_groups": []}
