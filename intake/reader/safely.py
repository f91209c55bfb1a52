"""
The reader in a process of its own, with a limit on memory, processor time and the clock.

A hostile file takes the child process with it, not the service (forms,
section 0.4). The child is a fresh interpreter, so this may be called from any
thread. Conversions by LibreOffice are made out here, where its own limits
hold: it does not fit into the child's memory.
"""

from __future__ import annotations

import base64
import contextlib
import json
import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from intake.reader.convert import convert
from intake.reader.json_form import reading_from_json
from intake.reader.package import Unreadable
from intake.reader.reading import unreadable
from rules.form import FormReading

_ROOT = Path(__file__).resolve().parents[2]
_MEGABYTE = 1024 * 1024
_MOST_ANSWERED = 64 * _MEGABYTE


@dataclass(frozen=True, slots=True)
class Limits:
    """
    What one file may cost.

    Attributes:
        seconds: On the clock, and of processor time; then it is killed.
        memory_mb: Address space of the process that reads.
        conversion_seconds: How long LibreOffice may take over a file that it must convert first.
    """

    seconds: float = 30.0
    memory_mb: int = 512
    conversion_seconds: float = 60.0


def read_form_safely(
    data: bytes, filename: str, passwords: Sequence[str] = (), limits: Limits | None = None
) -> tuple[FormReading, ...]:
    """
    Return what `read_form` returns, read in a child process within *limits*.

    A file that exceeds them gives one reading that is not readable, with a
    problem that tells the sender what to do.
    """
    limits = limits or Limits()
    task: dict[str, Any] = {
        "filename": filename,
        "passwords": list(passwords),
        "memory_mb": limits.memory_mb,
        "seconds": limits.seconds,
        "converted": None,
    }
    for _ in range(3):
        answer = _ask(task, data, limits.seconds)
        if "code" in answer:
            return unreadable(filename, answer["code"])
        if "convert" not in answer:
            return tuple(reading_from_json(row) for row in answer["readings"])
        try:
            data = convert(base64.b64decode(answer["convert"]), answer["suffix"], seconds=limits.conversion_seconds)
        except Unreadable as err:
            return unreadable(filename, err.code)
        task["converted"] = answer["suffix"]
    return unreadable(filename, "broken")


def _ask(task: dict[str, Any], data: bytes, seconds: float) -> dict[str, Any]:
    """Return the child's answer, or the reason why there is none."""
    environment = {
        "PATH": os.environ.get("PATH", ""),
        "PYTHONPATH": str(_ROOT),
        "LANG": "C.UTF-8",
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    with subprocess.Popen(
        [sys.executable, "-m", "intake.reader.child"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd=_ROOT,
        env=environment,
        start_new_session=True,
    ) as child:
        try:
            out, _ = child.communicate(json.dumps(task).encode() + b"\n" + data, timeout=seconds)
        except subprocess.TimeoutExpired:
            _kill(child)
            return {"code": "time"}
        except OSError:
            _kill(child)
            return {"code": "broken"}
    if child.returncode in (-signal.SIGXCPU, -signal.SIGKILL):
        return {"code": "time"}
    if child.returncode != 0 or not out or len(out) > _MOST_ANSWERED:
        return {"code": "too_large"}
    try:
        answer = json.loads(out)
    except ValueError:
        return {"code": "broken"}
    return answer if isinstance(answer, dict) else {"code": "broken"}


def _kill(child: subprocess.Popen[bytes]) -> None:
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(child.pid, signal.SIGKILL)
    child.wait()
