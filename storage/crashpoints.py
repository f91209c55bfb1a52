"""
Places where the process can be made to die, so that tests prove what survives (reliability, rule 12).

`PANELPOST_CRASH_AT=name` kills the process, without any clean-up, the first
time it passes that point; `name:3` the third time. Unset, a point costs one
dictionary look-up. Every name stands in `POINTS`, and the tests go through all.
"""

from __future__ import annotations

import os

POINTS = (
    "intake.before-taken",
    "intake.taken",
    "intake.tried",
    "intake.before-settled",
    "intake.settled",
    "intake.filed-on-server",
    "intake.filed",
    "calendar.planned",
    "ledger.tried",
    "ledger.before-fulfilled",
    "ledger.fulfilled",
    "outbox.claimed",
    "outbox.before-data",
    "outbox.after-data",
    "outbox.recorded",
)

_passed: dict[str, int] = {}


def crashpoint(name: str) -> None:
    """Kill the process here if the environment asks for it; otherwise nothing is true afterwards."""
    wanted = os.environ.get("PANELPOST_CRASH_AT")
    if not wanted:
        return
    point, _, count = wanted.partition(":")
    if point == name:
        _passed[name] = _passed.get(name, 0) + 1
        if _passed[name] == int(count or "1"):
            os._exit(137)
