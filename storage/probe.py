"""What `check` asks the database: whether it answers, is up to date, and keeps what it is given."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Engine, make_url, text
from sqlalchemy.exc import SQLAlchemyError

from config.checks import CheckRow, CheckState
from storage.database import make_engine
from storage.errors import KeyUnavailable
from storage.migrations import is_current
from storage.sole import sqlite_file
from storage.vault import open_vault

_FULL = 2


def database_rows(address: str, key_file: Path) -> tuple[CheckRow, ...]:
    """Return how the database and its key stand; nothing is made or changed."""
    file = sqlite_file(address)
    if file is not None and not file.exists():
        return (CheckRow("Database", CheckState.OK, f"{file} will be made on first start"),)
    engine = make_engine(address)
    try:
        return (_database_row(engine, address), *_durability(engine), *_key_rows(key_file))
    except SQLAlchemyError as err:
        mend = "check [service] database, and that its server runs and lets us in"
        return (CheckRow("Database", CheckState.BAD, f"{_named(address)} does not answer ({_kind(err)})", mend),)
    finally:
        engine.dispose()


def _database_row(engine: Engine, address: str) -> CheckRow:
    if is_current(engine):
        return CheckRow("Database", CheckState.OK, f"{_named(address)} answers and is up to date")
    finding = f"{_named(address)} is not at this version's tables"
    return CheckRow("Database", CheckState.BAD, finding, "back it up, then: run_service.py database upgrade")


def _durability(engine: Engine) -> tuple[CheckRow, ...]:
    """SQLite alone can be told to promise less than it keeps (reliability 2.8)."""
    if engine.dialect.name != "sqlite":
        return ()
    with engine.connect() as connection:
        journal = str(connection.execute(text("PRAGMA journal_mode")).scalar())
        synchronous = int(connection.execute(text("PRAGMA synchronous")).scalar() or 0)
    if journal == "wal" and synchronous >= _FULL:
        return (CheckRow("Durability", CheckState.OK, "write-ahead log, each commit on the disk before it counts"),)
    finding = f"journal_mode is {journal}, synchronous is {synchronous}"
    return (CheckRow("Durability", CheckState.BAD, finding, "keep the database on a disk of this machine"),)


def _key_rows(key_file: Path) -> tuple[CheckRow, ...]:
    """A database without the key that sealed it holds nothing that can be read."""
    if not key_file.exists():
        finding = f"the database is there, and {key_file} is not: nothing in it can be opened"
        return (
            CheckRow("Key", CheckState.BAD, finding, "put the key file back from its backup before anything starts"),
        )
    try:
        open_vault(key_file, create=False)
    except KeyUnavailable as err:
        return (CheckRow("Key", CheckState.BAD, str(err), "put the key file back from its backup"),)
    return ()


def _named(address: str) -> str:
    url = make_url(address)
    return (
        str(url.database) if url.get_backend_name() == "sqlite" else f"PostgreSQL {url.host or 'here'}/{url.database}"
    )


def _kind(err: SQLAlchemyError) -> str:
    return type(getattr(err, "orig", None) or err).__name__
