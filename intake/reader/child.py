"""
The process that reads one file: `python -m intake.reader.child`.

Takes a line of JSON and the file's bytes on standard input, limits itself, and
prints one JSON object: the readings, or a request to convert the file first.
"""

from __future__ import annotations

import base64
import json
import resource
import sys
from typing import Any


def main() -> None:
    """Read the task, keep to its limits, print the answer."""
    header, _, data = sys.stdin.buffer.read().partition(b"\n")
    task = json.loads(header)
    limit(task["memory_mb"], task["seconds"])
    sys.stdout.write(json.dumps(answer(task, data)))


def limit(memory_mb: int, seconds: float) -> None:
    """From here on this process may use no more than that; exceeding it ends it or raises `MemoryError`."""
    memory = memory_mb * 1024 * 1024
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (max(1, int(seconds)), max(2, int(seconds) + 1)))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def answer(task: dict[str, Any], data: bytes) -> dict[str, Any]:
    """Return the readings of *data* as JSON values, or what must be converted first."""
    from intake.reader.json_form import reading_to_json_whole  # noqa: PLC0415 - imported when needed
    from intake.reader.reading import NeedsConversion, read_opened  # noqa: PLC0415 - imported when needed

    try:
        readings = read_opened(data, task["filename"], task["passwords"], converted=task["converted"])
    except NeedsConversion as err:
        return {"convert": base64.b64encode(err.data).decode(), "suffix": err.suffix}
    return {"readings": [reading_to_json_whole(r) for r in readings]}


if __name__ == "__main__":
    main()
