"""
The database: opened once, used in units of work.

SQLite in WAL with full synchronous is the embedded default; PostgreSQL takes
the same program to several machines. Every unit of work is one transaction:
leaving it with an exception, or killing the process, leaves nothing behind.
On SQLite each one begins IMMEDIATE, because a deferred transaction that later
writes fails at once, whatever its time-out (reliability 2.8).
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Engine, create_engine, event, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import OperationalError
from sqlmodel import Session, SQLModel

from storage.errors import DatabaseUnavailable
from storage.vault import Vault


def random_id() -> str:
    """Return a fresh random id: 32 hexadecimal figures."""
    return uuid.uuid4().hex


@dataclass
class Unit:
    """
    One transaction, and what is needed to write in it: the vault, the believed time, who acts.

    `actor` is an address or 'service'; `source` what it came by ('mail', 'workbook', 'calendar', 'command').
    """

    session: Session
    vault: Vault
    now: dt.datetime
    actor: str = "service"
    source: str = "service"
    new_id: Callable[[], str] = field(default=random_id)

    def seal(self, row: SQLModel, column: str, value: Any) -> None:
        """Put *value* (JSON) sealed into *column* of *row*, bound to the row's id."""
        setattr(row, column, self.vault.seal_json(value, place_of(row, column)))

    def opened(self, row: SQLModel, column: str) -> Any:
        """Return the JSON value sealed in *column* of *row*."""
        return self.vault.open_json(getattr(row, column), place_of(row, column))

    def seal_bytes(self, row: SQLModel, column: str, value: bytes) -> None:
        """Put *value* sealed into *column* of *row*, byte for byte."""
        setattr(row, column, self.vault.seal(value, place_of(row, column)))

    def opened_bytes(self, row: SQLModel, column: str) -> bytes:
        """Return the bytes sealed in *column* of *row*."""
        return self.vault.open(getattr(row, column), place_of(row, column))

    def acting(self, actor: str, source: str) -> Unit:
        """Return this unit of work with somebody else acting in it."""
        return Unit(self.session, self.vault, self.now, actor, source, self.new_id)


def place_of(row: SQLModel, column: str) -> str:
    """Return where a sealed value stands: 'referral/ID/sealed_form'."""
    return f"{row.__tablename__}/{row.id}/{column}"  # type: ignore[attr-defined]


class Database:
    """The store behind its address; thread-safe, its units of work are not."""

    def __init__(self, address: str, vault: Vault, *, new_id: Callable[[], str] = random_id) -> None:
        self.engine = make_engine(address)
        self.vault = vault
        self._new_id = new_id

    @contextmanager
    def unit(self, now: dt.datetime, *, actor: str = "service", source: str = "service") -> Iterator[Unit]:
        """Give one transaction: committed when the block ends, undone when it raises."""
        try:
            with Session(self.engine, expire_on_commit=False) as session, session.begin():
                yield Unit(session, self.vault, now, actor, source, self._new_id)
        except OperationalError as err:
            raise DatabaseUnavailable(_in_words(err)) from err

    def close(self) -> None:
        """Let every connection go."""
        self.engine.dispose()


def make_engine(address: str) -> Engine:
    """Return an engine for *address* with what durability and isolation need set on every connection."""
    url = make_url(address)
    if url.get_backend_name() != "sqlite":
        return create_engine(url, pool_pre_ping=True, connect_args={**_PROMPT, **_within_a_minute(url)})
    if url.database and url.database != ":memory:":
        Path(url.database).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(url, connect_args={"timeout": 30, "check_same_thread": False})
    event.listen(engine, "connect", _set_up_sqlite)
    event.listen(engine, "begin", _begin_immediate)
    return engine


_PROMPT = {"connect_timeout": 10, "keepalives_idle": 20, "keepalives_interval": 10, "keepalives_count": 3}
"""How soon we notice that PostgreSQL is gone."""


def _within_a_minute(url: URL) -> dict[str, str]:
    """How soon PostgreSQL notices that a machine is gone, whose locks another then takes over (interfaces)."""
    if "options" in url.query:
        return {}
    return {"options": "-c tcp_keepalives_idle=20 -c tcp_keepalives_interval=10 -c tcp_keepalives_count=3"}


_WHY = {
    "disk is full": "there is no room left for the database: make room on its disk; what waits is done at the next run",
    "readonly": "the database may not be written to: let the service's account own its file and folder",
    "unable to open": "the database cannot be opened: check its address under [service] database, and who owns it",
    "locked": "another program holds the database: end that, then try again",
    "disk i/o error": "the disk does not take what the database writes: check its room and its health",
}


def _in_words(err: OperationalError) -> str:
    """What is wrong and how to mend it, in one line: of what the driver says only words that are its own."""
    said = str(err.orig).casefold()
    for words, told in _WHY.items():
        if words in said:
            return told
    return f"the database did not do its work: {type(err.orig).__name__}"


def _set_up_sqlite(connection: Any, _record: Any) -> None:
    connection.isolation_level = None
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "secure_delete=ON"):
        connection.execute(f"PRAGMA {pragma}").close()


def _begin_immediate(connection: Any) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def answers(engine: Engine) -> bool:
    """Whether the database answers a question now."""
    try:
        with engine.connect() as connection:
            return bool(connection.execute(text("select 1")).scalar() == 1)
    except OperationalError:
        return False
