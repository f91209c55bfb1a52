"""Waiting in tests: on a condition, with a deadline, never for a fixed time."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable


def wait_until(condition: Callable[[], object], *, within: float = 10, what: str = "the condition") -> None:
    """*condition* has come true; AssertionError if it has not after *within* seconds."""
    deadline = time.monotonic() + within
    pause = threading.Event()
    while not condition():
        if time.monotonic() > deadline:
            raise AssertionError(f"waited {within} s in vain for {what}")
        pause.wait(0.01)
