"""
One service at a time on an SQLite database.

SQLite has no leases that another machine could see, so the one service that
works on such a database may take up whatever a killed one left behind at once.
A lock on a file beside the database, which the system lets go of when the
process ends however it ends, makes sure that it is the only one. PostgreSQL
coordinates by itself and needs none of this.
"""

from __future__ import annotations

import fcntl
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.engine import make_url

from storage.errors import DatabaseInUse

_LOOK_AGAIN_EVERY = 0.2


def sqlite_file(address: str) -> Path | None:
    """Return the file of an SQLite database; None for another kind of database, or one in memory."""
    url = make_url(address)
    if url.get_backend_name() != "sqlite" or not url.database or url.database == ":memory:":
        return None
    return Path(url.database)


@contextmanager
def sole_service(address: str, *, patience: float) -> Iterator[None]:
    """Be the only service on the database meanwhile; `DatabaseInUse` if another still is after *patience* seconds."""
    database = sqlite_file(address)
    if database is None:
        yield
        return
    database.parent.mkdir(parents=True, exist_ok=True)
    lock = database.with_name(f"{database.name}.lock")
    descriptor = os.open(lock, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        _take(descriptor, database, patience)
        yield
    finally:
        os.close(descriptor)


def _take(descriptor: int, database: Path, patience: float) -> None:
    never = threading.Event()
    waited = 0.0
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if waited >= patience:
                raise DatabaseInUse(
                    f"another service works on {database}: stop it, or let it do the work; "
                    "several at once need a PostgreSQL database"
                ) from None
            never.wait(_LOOK_AGAIN_EVERY)
            waited += _LOOK_AGAIN_EVERY
        else:
            return
