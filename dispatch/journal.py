"""
What the service logs: an event's name, and ids. Never a person (rule 9 of the reliability page).

That is kept by the form of the lines and not by good intentions: a word of ours
is an event's name, a value is a number or looks like an id, and everything else
is withheld. Of libraries' messages only where and what kind is shown, because
nobody can vouch for their texts.
"""

from __future__ import annotations

import datetime as dt
import logging
import re
import sys
import traceback
from typing import TextIO

OURS = frozenset({"rules", "config", "storage", "intake", "dispatch", "demo", "commands", "run_service", "__main__"})

_EVENT = re.compile(r"[a-z][a-z0-9_.-]{0,63}")
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_./:+-]{0,127}")
_USUAL = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName"}


class EventLines(logging.Formatter):
    """`2026-11-23T09:00:00.123Z INFO outbox_recorded outgoing=4f… end=sent`: one event, one line."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line of *record*."""
        when = (
            dt.datetime.fromtimestamp(record.created, dt.UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
        )
        pairs = _pairs(record)
        if record.exc_info and record.exc_info[1] is not None:
            pairs["raised"] = _raised(record.exc_info[1])
        return " ".join([when, record.levelname, _event(record), *(f"{key}={value}" for key, value in pairs.items())])


def start_journal(stream: TextIO | None = None, *, level: int = logging.INFO) -> None:
    """Have everything that is logged from now on written to *stream* (standard error), in lines of this form alone."""
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.setFormatter(EventLines())
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.WARNING)
    for name in OURS:
        logging.getLogger(name).setLevel(level)
    logging.captureWarnings(capture=True)
    # A traceback at the end of a thread would show what the exceptions say.
    logging.raiseExceptions = False


def _event(record: logging.LogRecord) -> str:
    if record.name.partition(".")[0] not in OURS:
        return "library_message"
    if isinstance(record.msg, str) and _EVENT.fullmatch(record.msg):
        return record.msg
    return "event_without_name"


def _pairs(record: logging.LogRecord) -> dict[str, str]:
    if record.name.partition(".")[0] not in OURS:
        return {"logger": record.name if _ID.fullmatch(record.name) else "?"}
    pairs = {key: _shown(value) for key, value in vars(record).items() if key not in _USUAL}
    if _event(record) == "event_without_name":
        pairs["at"] = f"{record.module}:{record.lineno}"
    return pairs


def _shown(value: object) -> str:
    if value is None or isinstance(value, bool | int | float):
        return str(value).lower()
    text = str(value)
    return text if _ID.fullmatch(text) else "withheld"


def _raised(error: BaseException) -> str:
    """Return what kind of exception it was and where it came from, without what it says."""
    frames = traceback.extract_tb(error.__traceback__)
    place = f"@{frames[-1].filename.rpartition('/')[2]}:{frames[-1].lineno}" if frames else ""
    return f"{type(error).__name__}{place}"
